"""Operations → flat tables: one row a record, place, force, outcome, person, objective or source.

Each row of a part names its record in `operation_id` and its place in the record's list in `rank`, from 0.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from eventx.records import Count, Operation, Outcome, Place, Span

Cell = str | int | float | dt.date | None
Row = dict[str, Cell]
BETWEEN = "; "  # of several values in one cell
TOTALS = ("killed", "wounded", "captured")


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its columns with the type of their cells, and what makes rows of a record."""

    name: str
    columns: dict[str, type]
    rows: Callable[[Operation], Iterator[Row]]

    def of(self, operations: Iterable[Operation]) -> Iterator[Row]:
        """The rows of all records; every row has every column."""
        for operation in operations:
            for row in self.rows(operation):
                yield {column: row.get(column) for column in self.columns}


def _operations(op: Operation) -> Iterator[Row]:
    site = first_site(op)
    yield {
        **op.model_dump(include=_PLAIN),
        "operation_id": op.id,
        "methods": joined(op.methods),
        **counted("event_count", op.event_count),
        **({} if op.date is None else {f"date_{k}": getattr(op.date, k) for k in _WHEN}),
        "places": joined(p.name or p.text for p in op.locations),
        **({} if site is None else {k: getattr(site, k) for k in ("country", "latitude", "longitude")}),
        "precision": site.precision if site else None,
        "initiators": names(op, "initiator"),
        "targets": names(op, "target", "civilian"),
        **{k: v for of in TOTALS for k, v in counted(of, total(op.outcomes, of)).items() if "best" not in k},
        "objectives": joined(o.type for o in op.objectives),
        "sources": joined(s.name for s in op.sources),
        **told(op.evidence),
    }


def _locations(op: Operation) -> Iterator[Row]:
    for rank, place in enumerate(op.locations):
        yield {
            **place.model_dump(exclude={"admin1", "evidence"}),
            "operation_id": op.id,
            "rank": rank,
            "admin1": joined(place.admin1),
            **told(place.evidence),
        }


def _forces(op: Operation) -> Iterator[Row]:
    for rank, force in enumerate(op.forces):
        yield {
            **force.model_dump(exclude={"size", "support", "equipment", "evidence"}),
            "operation_id": op.id,
            "rank": rank,
            **counted("size", force.size),
            "support": joined(force.support),
            "equipment": joined(force.equipment),
            **told(force.evidence),
        }


def _outcomes(op: Operation) -> Iterator[Row]:
    for rank, outcome in enumerate(op.outcomes):
        yield {
            **outcome.model_dump(exclude={"count", "evidence"}),
            "operation_id": op.id,
            "rank": rank,
            **counted("count", outcome.count),
            "count_text": outcome.count.text,
            **told(outcome.evidence),
        }


def _listed(name: str) -> Callable[[Operation], Iterator[Row]]:
    """Rows of a list whose parts are flat already."""

    def rows(op: Operation) -> Iterator[Row]:
        for rank, part in enumerate(getattr(op, name)):
            yield {
                **part.model_dump(exclude={"evidence"}),
                "operation_id": op.id,
                "rank": rank,
                **told(part.evidence),
            }

    return rows


def first_site(op: Operation) -> Place | None:
    """The place a record is put at on a map: of its sites, or else of all its places, the most precise."""
    placed = [p for p in op.locations if p.latitude is not None and p.longitude is not None]
    placed = [p for p in placed if p.role == "site"] or placed or op.locations
    return min(placed, key=lambda p: p.precision or 7, default=None)


def names(op: Operation, *roles: str) -> str | None:
    """The forces of a record in these roles."""
    return joined(f.name or f.text for f in op.forces if f.role in roles)


def joined(values: Iterable[str]) -> str | None:
    """Several values as one cell; None where there are none.

    >>> joined(["police", "army", "police"])
    'police; army'
    """
    return BETWEEN.join(dict.fromkeys(values)) or None


def total(outcomes: Iterable[Outcome], kind: str) -> Count | None:
    """How many people of all sides met one fate; None where nothing is said. Denied figures are left out.

    >>> five, some = Count(low=5, high=5, best=5), Count(low=3)
    >>> fate = {"type": "killed", "side": "target", "object": "person", "text": ""}
    >>> told = total([Outcome(**fate, count=five), Outcome(**fate, count=some)], "killed")
    >>> told.low, told.high
    (8, None)
    """
    counts = [o.count for o in outcomes if o.type == kind and o.object == "person" and o.modality != "denied"]
    if not counts:
        return None
    lows = [c.low for c in counts]
    highs = [c.high for c in counts]
    bests = [c.best for c in counts]
    return Count(
        low=None if None in lows and not any(lows) else sum(n or 0 for n in lows),
        high=None if None in highs else sum(n or 0 for n in highs),
        best=None if None in bests else sum(n or 0 for n in bests),
    )


def counted(name: str, count: Count | None) -> Row:
    """A count as three columns."""
    return {f"{name}_{k}": None if count is None else getattr(count, k) for k in ("low", "high", "best")}


def told(evidence: list[Span]) -> Row:
    """The first words that tell a value, as columns; offsets are code points, end exclusive."""
    if not evidence:
        return {}
    span = evidence[0]
    return {
        "evidence_in": span.in_,
        "evidence_start": span.start,
        "evidence_end": span.end,
        "evidence_text": span.text,
        "found_by": span.found_by,
    }


def _columns(**columns: type) -> dict[str, type]:
    return columns


def _count(name: str) -> dict[str, type]:
    return dict.fromkeys((f"{name}_low", f"{name}_high", f"{name}_best"), int)


_WHEN = ("start", "end", "grain", "time", "edtf", "basis", "text")
_PLAIN = {
    "schema_version", "article_id", "title", "source", "url", "published", "kind", "level", "name", "status",
    "modality", "background", "part_of", "confidence",
}  # fmt: skip
_EVIDENCE = _columns(evidence_in=str, evidence_start=int, evidence_end=int, evidence_text=str, found_by=str)
_KEY = _columns(operation_id=str, rank=int)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        Table(
            "operations",
            {
                **_columns(
                    operation_id=str, article_id=str, title=str, source=str, url=str, published=dt.date
                ),
                **_columns(kind=str, methods=str, level=str, name=str, status=str, modality=str),
                **_count("event_count"),
                **_columns(date_start=dt.date, date_end=dt.date),
                **{f"date_{k}": str for k in _WHEN[2:]},
                **_columns(places=str, country=str, latitude=float, longitude=float, precision=int),
                **_columns(initiators=str, targets=str),
                **{f"{of}_{bound}": int for of in TOTALS for bound in ("low", "high")},
                **_columns(objectives=str, sources=str, background=str, part_of=str, confidence=float),
                **_EVIDENCE,
                "schema_version": str,
            },
            _operations,
        ),
        Table(
            "locations",
            {
                **_KEY,
                **_columns(text=str, name=str, role=str, feature=str, admin1=str, country=str),
                **_columns(latitude=float, longitude=float, geonames_id=int, relation=str, precision=int),
                **_EVIDENCE,
            },
            _locations,
        ),
        Table(
            "forces",
            {
                **_KEY,
                **_columns(text=str, name=str, role=str, type=str, country=str, wikidata=str),
                **_count("size"),
                **_columns(support=str, equipment=str),
                **_EVIDENCE,
            },
            _forces,
        ),
        Table(
            "outcomes",
            {
                **_KEY,
                **_columns(type=str, side=str, object=str, text=str, force=str),
                **_count("count"),
                **_columns(count_text=str, modality=str, source=str),
                **_EVIDENCE,
            },
            _outcomes,
        ),
        Table(
            "people",
            {**_KEY, **_columns(name=str, description=str, affiliation=str, fate=str), **_EVIDENCE},
            _listed("people"),
        ),
        Table("objectives", {**_KEY, **_columns(type=str, text=str), **_EVIDENCE}, _listed("objectives")),
        Table("sources", {**_KEY, **_columns(name=str, type=str), **_EVIDENCE}, _listed("sources")),
    )
}
