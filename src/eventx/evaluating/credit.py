"""One value beside one gold value → credit, from 0 (wrong) to 1 (right).

The definition is that of docs/evaluating.md.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from eventx.evaluating.gold import (
    GoldForce,
    GoldOutcome,
    GoldPerson,
    GoldPlace,
    GoldRecord,
    GoldWhen,
)
from eventx.records import Count, Force, Operation, Outcome, Person, Place, When

FAMILIES: Final = (  # kinds that are told in each other's words
    frozenset({"airstrike", "drone_strike", "bombardment"}),
    frozenset({"raid", "clearance", "arrest", "offensive", "clash", "seizure", "rescue", "unspecified"}),
    frozenset({"ambush", "bombing", "attack", "abduction", "clash"}),
    frozenset({"deployment", "withdrawal", "blockade", "surveillance"}),
)
ARTICLES: Final = re.compile(r"\b(?:al|el|ad|ar|as|at|an|ash)[- ](?=\w)", re.I)  # of Arabic names
SAYS_NOTHING: Final = frozenset({
    "the", "of", "a", "an", "and", "in", "on", "near", "province", "governorate", "district", "region",
    "area", "city", "town", "village", "mountain", "mountains", "mount", "hills", "range",
})  # fmt: skip
Range = tuple[float, float]


# -- names -----------------------------------------------------------------------------------------


@lru_cache(maxsize=65536)
def words(name: str) -> tuple[str, ...]:
    """The words that make a name, without accents and case; acronyms of up to three letters keep theirs.

    >>> words("the Al-Bāb district"), words("IS"), words("is")
    (('bab',), ('IS',), ('is',))
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    plain = ARTICLES.sub("", plain.replace("'", "").replace("U.S.", "US"))
    found = re.findall(r"[A-Za-z0-9]+", plain)
    folded = (w if len(w) <= 3 and w.isupper() else w.casefold() for w in found)
    return tuple(w for w in folded if w not in SAYS_NOTHING)


def name_credit(made: Iterable[str | None], wanted: Iterable[str]) -> float:
    """1 where a name is a wanted one, or one holds the other and two more words; 1/2 with up to four more.

    >>> name_credit(["Iraqi Air Force"], ["Air Force"]), name_credit(["Hatra"], ["Mosul"])
    (1.0, 0.0)
    """
    others = [words(name) for name in wanted]
    return max((_likeness(words(name), other) for name in made if name for other in others), default=0.0)


def _likeness(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    short, long = sorted((a, b), key=len)
    more = len(long) - len(short)
    if not short or more > 4:
        return 0.0
    within = any(long[start : start + len(short)] == short for start in range(more + 1))
    return within * (1.0 if more <= 2 else 0.5)


# -- kinds, days, counts ---------------------------------------------------------------------------


def kind_credit(made: str, wanted: Iterable[str]) -> float:
    """1 for a listed kind, 1/2 for one of the same family.

    >>> kind_credit("raid", ["raid"]), kind_credit("raid", ["arrest"]), kind_credit("raid", ["airstrike"])
    (1.0, 0.5, 0.0)
    """
    listed = set(wanted)
    if made in listed:
        return 1.0
    return 0.5 if any(made in family and listed & family for family in FAMILIES) else 0.0


def date_credit(made: When | None, wanted: GoldWhen | None, published: dt.date | None) -> float:
    """1 for the same bounds or an alternative; 1/2 for the same start, or a third of the days in common."""
    if not told(made) or made is None or wanted is None:
        return 0.0
    if (made.start, made.end) in wanted.readings:
        return 1.0
    days = _days(made.start, made.end, published)
    spans = [span for reading in wanted.readings if (span := _days(*reading, published))]
    near = days is not None and any(days[0] == span[0] or common(days, span) >= 1 / 3 for span in spans)
    return 0.5 if near else 0.0


def told(date: When | None) -> bool:
    """Whether a date has a bound."""
    return date is not None and (date.start is not None or date.end is not None)


def _days(start: dt.date | None, end: dt.date | None, published: dt.date | None) -> Range | None:
    """Bounds as day numbers; what goes on does so until publication. None without a start."""
    if start is None:
        return None
    last = (end or published or start).toordinal()
    return start.toordinal(), max(start.toordinal(), last)


def common(a: Range, b: Range) -> float:
    """The share of two inclusive ranges of whole numbers that both hold.

    >>> common((1, 4), (3, 6))
    0.3333333333333333
    """
    both = min(a[1], b[1]) - max(a[0], b[0]) + 1
    return max(0.0, both) / (max(a[1], b[1]) - min(a[0], b[0]) + 1)


def count_credit(made: Count, wanted: GoldOutcome) -> float:
    """1 for the same low and the same high or best; 1/2 for the same low or a third in common; else 1/4.

    >>> count_credit(Count(low=12, best=12), GoldOutcome(type=["killed"], side=["target"], object=["person"],
    ...                                                  low=12, high=12, best=12))
    1.0
    """
    low, high = made.low, made.high
    if low == wanted.low and (high == wanted.high or (made.best is not None and made.best == wanted.best)):
        return 1.0
    if low is not None and low == wanted.low:
        return 0.5
    if low is None or high is None or wanted.low is None or wanted.high is None:
        return 0.25
    return 0.5 if common((low, high), (wanted.low, wanted.high)) >= 1 / 3 else 0.25


# -- the parts of a record -------------------------------------------------------------------------


def place_credit(made: Place, wanted: GoldPlace) -> float:
    """By name; else 1/2 for a right first-level division, 1/4 for the right country."""
    by_name = name_credit((made.name, made.text), wanted.names)
    if by_name == 1:
        return 1.0
    if set(made.admin1) & set(wanted.admin1):
        return 0.5
    return max(by_name, 0.25 if made.country and made.country == wanted.country else 0.0)


def force_credit(made: Force, wanted: GoldForce) -> float:
    """By name, halved in another role."""
    return name_credit((made.name, made.text), wanted.names) * (1.0 if made.role in wanted.role else 0.5)


def outcome_credit(made: Outcome, wanted: GoldOutcome) -> float:
    """By count, where type, side and object fit."""
    return 0.0 if misfits(made, wanted) else count_credit(made.count, wanted)


def misfits(made: Outcome, wanted: GoldOutcome) -> list[str]:
    """Which of type, side and object differ."""
    return [key for key in ("type", "side", "object") if getattr(made, key) not in getattr(wanted, key)]


def person_credit(made: Person, wanted: GoldPerson) -> float:
    """By name or description, halved with another fate."""
    said = name_credit((made.name, made.description), wanted.names)
    return said * (1.0 if made.fate in wanted.fate else 0.5)


def title_credit(made: Operation, wanted: GoldRecord) -> float:
    """Of an operation's proper name."""
    return name_credit([made.name], [wanted.name]) if wanted.name else 0.0
