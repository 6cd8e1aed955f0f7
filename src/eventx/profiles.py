"""Operation → profile: what likeness compares, worked out once for each record."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from eventx.actors import load_actors
from eventx.camps import STATES
from eventx.lexicon import words
from eventx.records import Count, Force, Operation, Person, Place, When
from eventx.spelling import fold, loose

EARTH = 6371.0  # km, mean radius
RECENT = 2  # days before its announcement or publication in which an act without a day is likely
DARK = ("night", "evening")  # of a day: the one that "overnight" begins with
WIDE = 60  # days; a longer span tells nothing of one act's day
COARSE = frozenset({"A.PCLI", "A.PCL", "A.PCLD", "A.PCLS", "A.ADM1", "L.RGN", "L.CONT"})
_COMMON = frozenset(words("profiles")["common_in_place_names"])


@dataclass(frozen=True, slots=True)
class Days:
    """Inclusive days as ordinals. `exact` is a day that the article gives.

    `begins` is the first day where it is told; `early` the first that the words allow, if only just. `dark`
    is the night or the evening of that day.
    """

    first: int
    last: int
    exact: bool
    early: int
    begins: int | None = None
    dark: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """A place finer than a province (degrees); `reach` is its radius in km."""

    latitude: float
    longitude: float
    reach: float


@dataclass(frozen=True, slots=True)
class Actor:
    """A force: its names up to the force it belongs to, or nothing where it is called "militants"."""

    names: frozenset[str]
    country: str | None
    state: bool


@dataclass(frozen=True, slots=True)
class Figure:
    """How many people or things met the same fate."""

    low: int
    high: int | None
    best: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A record as likeness sees it."""

    operation: Operation
    days: Days | None
    points: tuple[Point, ...] = ()
    names: frozenset[str] = frozenset()  # of places finer than a province, as their transliterations share
    words: frozenset[str] = frozenset()  # of these names, and of seas
    regions: frozenset[str] = frozenset()  # of places no finer than a province, as written: "western Iraq"
    admin1: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    doers: tuple[Actor, ...] = ()
    targets: tuple[Actor, ...] = ()
    victims: frozenset[str] = frozenset()  # forces and countries whose people were killed or wounded
    figures: dict[tuple[str, str], Figure] = field(default_factory=dict)
    people: tuple[tuple[frozenset[str], str], ...] = ()  # the words of a name, and the fate
    title: str | None = None  # the operation's own name
    acts: int = 1

    @property
    def fine(self) -> bool:
        """Whether a place finer than a province is known."""
        return bool(self.points or self.names)


def profile(operation: Operation) -> Profile:
    """Work out what likeness compares of a record."""
    fine = [place for place in operation.locations if is_fine(place)]
    site = [place for place in fine if place.role == "site"] or fine
    doers = [f for f in operation.forces if f.role in ("initiator", "partner", "support")]
    best = operation.event_count.best or operation.event_count.low or 1
    return Profile(
        operation,
        days(operation.date, operation.published),
        tuple(_point(p) for p in site if p.latitude is not None and p.longitude is not None),
        frozenset(key for p in site for name in (p.name, p.text) if name for key in place_keys(name)),
        frozenset(word for p in (*site, *_seas(operation)) for word in place_words(p.text)),
        frozenset(fold(p.text) for p in operation.locations if p.country and not is_fine(p)),
        frozenset(code for p in operation.locations for code in p.admin1),
        frozenset(p.country for p in operation.locations if p.country),
        frozenset({operation.kind, *operation.methods}),
        tuple(map(_actor, doers)),
        _targets(operation),
        _victims(operation),
        _figures(operation),
        tuple((name, p.fate) for p in operation.people if (name := name_words(p))),
        fold(operation.name) if operation.name else None,
        best,
    )


def is_fine(place: Place) -> bool:
    """Whether a place is finer than a province; names that the gazetteer lacks are."""
    if place.feature is None and place.latitude is None and not place.country:
        return place.role == "site" and bool(place_words(place.text))
    return place.feature not in COARSE and (place.precision or 1) < 4


def days(when: When | None, published: dt.date | None) -> Days | None:
    """The days of a record; without a date, the last ones before publication."""
    known = published.toordinal() if published else None
    if when is None or (when.start is None and when.end is None):
        return None if known is None else Days(known - RECENT, known, exact=False, early=known - 14)
    if when.start is None:  # announced, or told as past, on a day
        assert when.end is not None
        last = when.end.toordinal()
        return Days(last - RECENT, last, exact=False, early=last - 14)
    first = when.start.toordinal()
    last = when.end.toordinal() if when.end else max(first, known or first)  # or still running
    if when.grain == "week":  # from Sunday or from Monday, or the last seven days
        return Days(first - 1, last, exact=False, early=first - 1)
    exact = when.grain == "day" and first == last and when.basis != "published"
    return Days(first, last, exact, early=first, begins=first, dark=when.time in DARK)


def _point(place: Place) -> Point:
    """The point of a place, with how far the act may have been from it."""
    assert place.latitude is not None
    assert place.longitude is not None
    reach = 25.0 if (place.feature or "").startswith(("A.", "T.MTS", "V.", "L.")) else 0.0
    return Point(place.latitude, place.longitude, max(reach, 10.0 if place.relation else 0.0))


@lru_cache(maxsize=1 << 15)
def place_keys(name: str) -> frozenset[str]:
    """The keys that spellings of a place name share.

    >>> bool(place_keys("Beiji") & place_keys("Bayji"))
    True
    """
    return frozenset(loose(name)) or frozenset({fold(name)})


@lru_cache(maxsize=1 << 15)
def place_words(name: str) -> frozenset[str]:
    """The keys of a place name's own words: those with a capital, but for directions and kinds of places.

    >>> place_words("Complexo da Penha") & place_words("Penha") == place_words("Penha")
    True
    """
    words = [
        w for w in re.split(r"[\s-]+", name) if w[:1].isupper() and len(w) > 3 and fold(w) not in _COMMON
    ]
    return frozenset(key for word in words for key in place_keys(word))


def _seas(operation: Operation) -> list[Place]:
    """Places of no country that are told as an area: seas and oceans."""
    return [p for p in operation.locations if p.role == "area" and not p.country]


@lru_cache(maxsize=1 << 13)
def lineage(name: str) -> frozenset[str]:
    """A force's canonical name with those of the forces that it belongs to.

    >>> sorted(lineage("Iraqi Air Force"))[:1]
    ['Iraqi Air Force']
    """
    names, actors = [name], load_actors()
    while (row := actors.named(names[-1])) and row.parent and row.parent not in names:
        names.append(row.parent)
    return frozenset(names)


def _actor(force: Force) -> Actor:
    return _called(force.name, force.country, force.type in STATES)


@lru_cache(maxsize=1 << 13)
def _called(name: str | None, country: str | None, state: bool) -> Actor:
    """What a force is called; a generic word ("militants") is no name."""
    return Actor(lineage(name) if name else frozenset(), country, state)


def _targets(operation: Operation) -> tuple[Actor, ...]:
    """Who was struck, by the forces and by the results."""
    told = [_actor(f) for f in operation.forces if f.role == "target"]
    suffered = {x.force for x in operation.outcomes if x.force and x.side == "target"}
    known = {name for actor in told for name in actor.names}
    for name in sorted(suffered - known):
        row = load_actors().named(name)
        told.append(_called(name, row.country if row else None, bool(row and row.type in STATES)))
    return tuple(told)


def _victims(operation: Operation) -> frozenset[str]:
    """Whose people were killed or wounded: the forces and, of a state's forces, the country."""
    keys: set[str] = set()
    for outcome in operation.outcomes:
        if outcome.force and outcome.object == "person" and outcome.count.high != 0:
            row = load_actors().named(outcome.force)
            keys |= lineage(outcome.force)
            keys |= {row.country} if row and row.country and row.type in STATES else set()
    return frozenset(keys)


def _figures(operation: Operation) -> dict[tuple[str, str], Figure]:
    """The figures of a record by what became of whom; sides are added up, since tellings confuse them."""
    told: dict[tuple[str, str], list[Count]] = {}
    for outcome in operation.outcomes:
        if outcome.count.high == 0 or (outcome.count.low is None and outcome.count.high is None):
            continue
        told.setdefault((outcome.type, outcome.object), []).append(outcome.count)
    return {key: total(counts) for key, counts in told.items()}


def total(counts: Iterable[Count]) -> Figure:
    """The sum of counts; open where one is open."""
    listed = list(counts)
    if len(listed) == 1:
        return Figure(listed[0].low or 0, listed[0].high, listed[0].best)
    highs = [c.high for c in listed]
    bests = [c.best for c in listed]
    return Figure(
        sum(c.low or 0 for c in listed),
        None if None in highs else sum(h for h in highs if h is not None),
        None if None in bests else sum(b for b in bests if b is not None),
    )


def name_words(person: Person) -> frozenset[str]:
    """The words of a person's name, as their transliterations share them."""
    return _words(person.name) if person.name else frozenset()


@lru_cache(maxsize=1 << 13)
def _words(name: str) -> frozenset[str]:
    own = [w for w in name.replace("-", " ").split() if len(fold(w)) > 2]
    keys = {(loose(w) or (fold(w),))[0] for w in own}
    return frozenset(keys | {(loose(name) or (fold(name),))[0]})


def kilometres(a: Point, b: Point) -> float:
    """The distance of two points on the sphere.

    >>> round(kilometres(Point(0, 0, 0), Point(0, 1, 0)))
    111
    """
    north, east = math.radians(b.latitude - a.latitude), math.radians(b.longitude - a.longitude)
    inner = (
        math.sin(north / 2) ** 2
        + math.cos(math.radians(a.latitude)) * math.cos(math.radians(b.latitude)) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, inner)))
