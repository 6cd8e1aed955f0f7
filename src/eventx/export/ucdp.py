"""Operations → rows like those of UCDP's Georeferenced Event Dataset: acts with at least one death."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from eventx.export.coding import Coded, country_names, days, is_state, load_coding, named, sides, unreal
from eventx.export.flat import Row, first_site, joined
from eventx.records import Force, Operation, Outcome

UNSURE = ("unconfirmed", "disputed", "hypothetical")  # figures that raise the high estimate only
YEAR = 366  # days; the widest that date_prec 5 stands for
PARTS = ("a", "b", "civilians", "unknown")
LONGEST = ((1, 1), (6, 2), (7, 3), (31, 4))  # days that an act may lie over → date_prec; longer is 5


def _why(op: Operation, wholes: frozenset[str]) -> str | None:
    if said := unreal(op):
        return said
    if op.level != "operation" and op.id in wholes:
        return f"{op.level} whose parts have rows of their own"
    if days(op) is None:
        return "no day is known"
    if (span := days(op)) and span[1] > YEAR:
        return "the days known are more than a year apart"
    if not _estimate(_killed(op))["high"]:
        return "no death is told"
    return None if load_coding("ucdp").take(op) else "the parties give no type of violence"


def _rows(op: Operation) -> Iterator[Row]:
    coding, span, site = load_coding("ucdp").take(op), days(op), first_site(op)
    if coding is None or span is None:
        return
    kind, side_a, side_b = coding.gives
    start, length = span
    first, second = sides(op)
    turned = side_a == "state" and not any(map(is_state, first)) and any(map(is_state, second))
    if turned:
        first, second = second, first
    killed = _killed(op)
    deaths = {part: [o for o in killed if _part(o, first, second, turned) == part] for part in PARTS}
    yield {
        "id": op.id,
        "year": start.year,
        "type_of_violence": int(kind),
        "side_a": named(first),
        "side_b": "Civilians" if side_b == "civilians" else named(second),
        "number_of_sources": _sources(op),
        "source_article": op.url or op.article_id,
        "source_office": op.source,
        "source_date": op.published,
        "source_headline": op.title,
        "source_original": joined(s.name for s in op.sources),
        "where_prec": site.precision if site else None,
        "where_coordinates": (site.name or site.text) if site else None,
        "where_description": joined(filter(None, [site.relation, site.text])) if site else None,
        "adm_1": joined(site.admin1) if site else None,
        "latitude": site.latitude if site else None,
        "longitude": site.longitude if site else None,
        "country": country_names().get(site.country or "") if site else None,
        "iso2": site.country if site else None,
        "event_clarity": 1 if op.level == "operation" and op.event_count.high == 1 else 2,
        "date_prec": next((prec for longest, prec in LONGEST if length <= longest), 5),
        "date_start": start,
        "date_end": start + dt.timedelta(days=length - 1),
        **{f"deaths_{part}": _estimate(some)["best"] for part, some in deaths.items()},
        **_estimate(killed),
        "confidence": op.confidence,
    }


def _sources(op: Operation) -> int:
    """Texts that tell the act: of an incident's record as many as it has, else one."""
    tellers = op.extra.get("incident")
    return len(tellers["texts"]) if isinstance(tellers, dict) and tellers.get("texts") else 1


def _part(outcome: Outcome, first: list[Force], second: list[Force], turned: bool) -> str:
    """Whose people died: by the name of who suffered it, else by the side told."""
    if outcome.side == "civilian":
        return "civilians"
    for part, side in (("a", first), ("b", second)):
        if outcome.force is not None and outcome.force in {f.name or f.text for f in side}:
            return part
    return {"initiator": "ab"[turned], "target": "ba"[turned]}.get(outcome.side, "unknown")


def _killed(op: Operation) -> list[Outcome]:
    return [o for o in op.outcomes if o.type == "killed" and o.object == "person" and o.modality != "denied"]


def _estimate(killed: list[Outcome]) -> dict[str, int]:
    """Best, high and low of some deaths. Where no upper bound is told, high is the best that is."""
    found = {"best": 0, "high": 0, "low": 0}
    for outcome in killed:
        count = outcome.count
        low = count.low or 0
        best = low if count.best is None else count.best
        found["high"] += max(best, count.high or 0)
        if outcome.modality not in UNSURE:
            found["best"] += best
            found["low"] += low
    return found


UCDP = Coded(
    "ucdp",
    {
        "id": str, "year": int, "type_of_violence": int, "side_a": str, "side_b": str,
        "number_of_sources": int, "source_article": str, "source_office": str, "source_date": dt.date,
        "source_headline": str, "source_original": str, "where_prec": int, "where_coordinates": str,
        "where_description": str, "adm_1": str, "latitude": float, "longitude": float, "country": str,
        "iso2": str, "event_clarity": int, "date_prec": int, "date_start": dt.date, "date_end": dt.date,
        "deaths_a": int, "deaths_b": int, "deaths_civilians": int, "deaths_unknown": int, "best": int,
        "high": int, "low": int, "confidence": float,
    },
    _why,
    _rows,
)  # fmt: skip
