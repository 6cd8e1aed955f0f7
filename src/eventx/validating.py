"""Records → findings: what contradicts the schema, common sense or the articles.

The schema itself is checked where records are read (`operations`); here is what its types cannot say.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from eventx.placefile import DATA, PlaceFile
from eventx.placelists import read_table
from eventx.records import Article, Count, Operation, Place, Record, Span, When

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAR = 25.0  # km: a point so close to a known place of a country is in it, whatever lies closer
SLACK = 1.5  # how much farther than another country's the nearest place of the country named may be
EMPTY = 100.0  # km: where no place at all is closer, in a desert or at sea,
FAR = 500.0  # km: the country named may be as far as this
EARTH = 6371.0  # km
EXACT = ("day", "range")  # of a month or a year, the end may be still to come
CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
DIGITS = re.compile(r"\d{1,2}:\d{2}")
DIVISION = re.compile(r"[A-Z]{2}-[A-Z0-9]{1,3}")  # ISO 3166-2
WIKIDATA = re.compile(r"Q[1-9]\d*")
PLAIN_DATE = re.compile(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-\d{2})?)?"
)  # of EDTF; seasons and "about" are not compared


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a record: its rank among those checked (from 0), its id, the field, and why."""

    rank: int
    id: str
    field: str
    message: str

    def __str__(self) -> str:
        return f"{self.id}: {self.field}: {self.message}"


def validate(operations: Iterable[Operation], articles: Iterable[Article] | None = None) -> Iterator[Finding]:
    """What contradicts sense in some records, and with `articles` also their evidence and articles.

    >>> raided = [Span(start=7, end=13, text="raided", found_by="raid-verb")]
    >>> part = Operation(id="1", article_id="a", kind="raid", part_of="2", evidence=raided)
    >>> [str(f) for f in validate([part])]
    ["1: part_of: no record has the id '2'"]
    """
    operations = list(operations)
    texts = None if articles is None else {article.key: article for article in articles}
    wholes = {op.id: op.part_of for op in operations}
    first: dict[str, int] = {}
    for rank, op in enumerate(operations):
        for field, message in _of_record(op, wholes, first.setdefault(op.id, rank) != rank):
            yield Finding(rank, op.id, field, message)
        if texts is not None:
            for field, message in _of_article(op, texts):
                yield Finding(rank, op.id, field, message)


Told = Iterator[tuple[str, str]]


def _of_record(op: Operation, wholes: Mapping[str, str | None], again: bool) -> Told:
    if again:
        yield "id", "stands for an earlier record too"
    if not op.evidence:
        yield "evidence", "is empty: no words tell the act"
    if op.event_count.high is not None and op.event_count.high <= 0:
        yield "event_count.high", f"{op.event_count.high}: a record is of one act or more"
    yield from _of_whole(op, wholes)
    if op.date is not None:
        yield from _of_date(op, op.date)
    for field, part in parts(op):
        if isinstance(part, Count):
            yield from _of_count(field, part)
        elif isinstance(part, Place):
            yield from _of_place(field, part)
        elif isinstance(part, Span):
            yield from _of_span(field, part)
    for i, force in enumerate(op.forces):
        if force.wikidata is not None and not WIKIDATA.fullmatch(force.wikidata):
            yield f"forces.{i}.wikidata", f"{force.wikidata!r} is no item of Wikidata (Q and digits)"
    codes = [(f"forces.{i}.country", force.country) for i, force in enumerate(op.forces)]
    codes += [(f"locations.{i}.country", place.country) for i, place in enumerate(op.locations)]
    for field, code in codes:
        if code is not None and code not in _countries():
            yield field, f"{code!r} is no country of ISO 3166-1 alpha-2"


def _of_whole(op: Operation, wholes: Mapping[str, str | None]) -> Told:
    """The record that this one is part of is there, and is not part of this one."""
    whole = op.part_of
    if whole is None:
        return
    if whole not in wholes:
        yield "part_of", f"no record has the id {whole!r}"
        return
    seen = {op.id}
    while whole is not None and whole not in seen:
        seen.add(whole)
        whole = wholes.get(whole)
    if whole == op.id:
        by_way = "" if op.part_of == op.id else ", by way of others"
        yield "part_of", f"the record is part of itself{by_way}"


def _of_date(op: Operation, date: When) -> Told:
    if date.start and date.end and date.start > date.end:
        yield "date", f"the start {date.start} is after the end {date.end}"
    ahead = op.status == "planned" or op.modality == "hypothetical"
    if op.published is not None and not ahead:
        if date.start and date.start > op.published:
            yield "date.start", f"{date.start} is after publication on {op.published}, and nothing is planned"
        elif date.end and date.end > op.published and date.grain in EXACT and op.status != "ongoing":
            yield "date.end", f"{date.end} is after publication on {op.published}, and nothing is planned"
    if date.grain == "day" and date.start and date.end and date.start != date.end:
        yield "date.grain", f"'day', but {date.start} to {date.end} are several"
    if date.time and DIGITS.fullmatch(date.time) and not CLOCK.fullmatch(date.time):
        yield "date.time", f"{date.time!r} is no time of day (HH:MM)"

    yield from _of_edtf(date)


def _of_edtf(date: When) -> Told:
    """The same days in `edtf` as in `start` and `end`, where it is written as plain dates."""
    if date.edtf is None:
        return
    first, _, last = date.edtf.partition("/")
    for name, told, day in (("start", first, date.start), ("end", last or first, date.end)):
        said = None if day is None else day.isoformat()
        if PLAIN_DATE.fullmatch(told) and not (said or "").startswith(told):
            yield "date.edtf", f"{date.edtf!r} has another {name} than {said or 'an open one'}"
            return


def _of_count(field: str, count: Count) -> Told:
    for name in ("low", "high", "best"):
        number = getattr(count, name)
        if number is not None and number < 0:
            yield f"{field}.{name}", f"{number} is below zero"
    low, high, best = count.low, count.high, count.best
    if best is not None and ((low is not None and best < low) or (high is not None and best > high)):
        yield f"{field}.best", f"{best} is not between {low} and {'any' if high is None else high}"


def _of_place(field: str, place: Place) -> Told:
    if (place.latitude is None) != (place.longitude is None):
        missing = "latitude" if place.latitude is None else "longitude"
        yield f"{field}.{missing}", "is missing, and the other coordinate is there"
    country = place.country
    if country is None:
        return
    for code in place.admin1:
        if not DIVISION.fullmatch(code):
            yield f"{field}.admin1", f"{code!r} is no code of ISO 3166-2 (such as IQ-NI)"
    strange = [code for code in place.admin1 if not code.startswith(f"{country}-")]
    if strange and len(strange) == len(place.admin1):
        yield f"{field}.admin1", f"{', '.join(strange)} is no division of {country}"
    if place.latitude is not None and place.longitude is not None and country in _countries():
        other = elsewhere(place.latitude, place.longitude, country)
        if other is not None:
            point = f"{place.latitude}, {place.longitude}"
            yield f"{field}.latitude", f"{point} is not in {country}; the nearest known place is in {other}"


def _of_span(field: str, span: Span) -> Told:
    if span.end <= span.start:
        yield field, f"the end {span.end} is not after the start {span.start}"
    elif span.end - span.start != len(span.text):
        yield field, f"{span.end - span.start} code points are marked, and {len(span.text)} are quoted"


def _of_article(op: Operation, articles: Mapping[str, Article]) -> Told:
    article = articles.get(op.article_id)
    if article is None:
        yield "article_id", f"no article has the id {op.article_id!r}"
        return
    if op.title is not None and op.title != article.title:
        yield "title", "is not the article's"
    if op.published and article.published and op.published != article.published:
        yield "published", f"{op.published} is not the article's, {article.published}"
    for field, span in parts(op):
        if isinstance(span, Span) and len(span.text) == span.end - span.start:
            text = article.text if span.in_ == "text" else article.title or ""
            there = text[span.start : span.end]
            if there != span.text:
                yield field, f"{span.text!r} is quoted, and the {span.in_} has {there!r} there"


def parts(value: object, field: str = "") -> Iterator[tuple[str, Record]]:
    """All parts of a record below it, each with its field ("locations.0.evidence.1")."""
    children: Iterable[tuple[Any, Any]] = ()
    if isinstance(value, Record):
        children = value
    elif isinstance(value, list):
        children = enumerate(value)
    for name, child in children:
        below = f"{field}.{name}" if field else str(name)
        if isinstance(child, Record):
            yield below, child
        yield from parts(child, below)


@lru_cache(maxsize=65536)
def elsewhere(latitude: float, longitude: float, country: str) -> str | None:
    """The country of the place next to a point that is not in the country named; None where it may be.

    Measured against the gazetteer's places, since outlines would say nothing of a border in dispute
    and little of one on a coarse map. Degrees WGS 84.

    >>> elsewhere(33.3, 44.4, "IQ"), elsewhere(44.4, 33.3, "IQ")
    (None, 'UA')
    """
    index = _places()
    rows = index.rows.get(country)
    if rows is None:
        return None
    own = float(index.distances(rows, latitude, longitude).min())
    if own <= NEAR:
        return None
    near = index.around(latitude, own)  # what lies outside is farther than `own`
    from_others = index.distances(near, latitude, longitude)
    nearest = int(from_others.argmin())
    closest = float(from_others[nearest])
    if own <= SLACK * closest or (closest >= EMPTY and own <= FAR):
        return None
    return index.country[int(near.start) + nearest]


@dataclass(frozen=True, slots=True)
class _Places:
    """Points in radians, from south to north; `rows` are those of each country."""

    north: NDArray[np.float64]
    east: NDArray[np.float64]
    country: list[str]
    rows: dict[str, NDArray[np.int64]]

    def around(self, latitude: float, distance: float) -> slice:
        """The points between two parallels, so many km south and north of a latitude."""
        import numpy as np

        here, reach = np.radians(latitude), distance / EARTH + 1e-6
        start, end = np.searchsorted(self.north, [here - reach, here + reach])
        return slice(int(start), int(end))

    def distances(
        self, rows: slice | NDArray[np.int64], latitude: float, longitude: float
    ) -> NDArray[np.float64]:
        """Great-circle distances of some points from another, in km."""
        import numpy as np

        north, east = self.north[rows], self.east[rows] - np.radians(longitude)
        here = np.radians(latitude)
        half = np.sin((north - here) / 2) ** 2 + np.cos(here) * np.cos(north) * np.sin(east / 2) ** 2
        found: NDArray[np.float64] = 2 * EARTH * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
        return found


@cache
def _places() -> _Places:
    """The gazetteer's points (not its countries and regions, whose point is a middle) by country."""
    import numpy as np

    file = PlaceFile(DATA / "places.bin")
    point = np.array([feature[:1] in "PS" for feature in file.features])
    latitude, longitude = np.asarray(file.latitude), np.asarray(file.longitude)
    code = np.array([c[0] if len(c) == 1 else "" for c in file.countries])[np.asarray(file.country)]
    keep = np.flatnonzero(point[np.asarray(file.feature)] & ~np.isnan(latitude) & (code != ""))
    keep = keep[np.argsort(latitude[keep], kind="stable")]
    code = code[keep]
    rows = {str(c): np.flatnonzero(code == c) for c in np.unique(code)}
    north, east = (np.radians(of[keep].astype(np.float64)) for of in (latitude, longitude))
    return _Places(north, east, code.tolist(), rows)


@cache
def _countries() -> frozenset[str]:
    return frozenset(row["code"] for row in read_table(DATA / "countries.tsv"))
