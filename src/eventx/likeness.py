"""Two profiles → points for being one act, part by part; None where that cannot be.

The points are sums of small whole and half steps, chosen by reading benchmarks/linking; docs/linking.md
has them as a table.
"""

from __future__ import annotations

import math
from typing import Final

from eventx.profiles import RECENT, Actor, Days, Figure, Point, Profile, kilometres

ENOUGH: Final = 5.5  # points at which two records tell one act
FLOOR: Final = 2.5  # the least mean of a cluster's pairs
REACH: Final = 3  # days by which tellings of one person's fate may differ
CLOSE: Final = 0.5  # points of two figures that may be one, counted twice
NEAR: Final = 12.0  # km between two names for one place: a town and a village outside it

_FAMILIES: Final = (
    frozenset({"airstrike", "drone_strike", "bombardment", "attack"}),
    frozenset(
        {"raid", "clearance", "arrest", "clash", "offensive", "rescue", "seizure", "ordnance_disposal"}
    ),
    frozenset({"attack", "raid", "clash", "offensive", "ambush"}),
    frozenset({"bombing", "attack", "ambush"}),
    frozenset({"attack", "abduction"}),
    frozenset({"interception", "drone_strike", "airstrike", "bombardment"}),
    frozenset({"seizure", "interception", "arrest"}),
    frozenset({"offensive", "deployment", "clearance", "surveillance", "blockade"}),
    frozenset({"withdrawal", "offensive"}),
    frozenset({"raid", "airstrike"}),  # "air raids"
)
_RESULTS: Final = frozenset({"arrest", "seizure", "rescue", "abduction", "interception", "ordnance_disposal"})
_OPPOSITES: Final = (frozenset({"abduction", "rescue"}), frozenset({"deployment", "withdrawal"}))
_FATED: Final = frozenset({"killed", "captured"})  # happens to a person once


def likeness(a: Profile, b: Profile) -> dict[str, float] | None:
    """The points of each part that speak for (or, below nought, against) one act; None where it cannot be.

    Symmetric. Records of one article are never one act: the article itself tells them apart.
    """
    if a.operation.article_id == b.operation.article_id or a.operation.id == b.operation.id:
        return None
    if a.operation.background or b.operation.background:
        return None  # judged no news: no outlet reports an act by it
    if (a.operation.level == "aggregate") != (b.operation.level == "aggregate"):
        return None  # a round-up is not the act that it lists
    if frozenset({a.operation.kind, b.operation.kind}) in _OPPOSITES:
        return None
    people = _people(a, b) if a.people and b.people else 0.0
    date = _date(a.days, b.days, known=people >= 3)
    if date is None:
        return None
    place = _place(a, b)
    if place is None:
        return None
    points = {
        "date": date, "place": place, "kind": _kind(a, b), "forces": _forces(a, b), "counts": _counts(a, b),
        "people": people, "name": _name(a, b),
    }  # fmt: skip
    if a.operation.level == "aggregate" and points["counts"] < 1:
        return None  # two totals are one where their figures are
    if max(a.acts, b.acts) > 1 and min(a.acts, b.acts) > 1 and a.acts != b.acts:
        points["counts"] -= 1
    return points


def _date(a: Days | None, b: Days | None, *, known: bool) -> float | None:
    """Points for the days; None where they exclude each other. `known` is a person whom both tell of."""
    if a is None or b is None:
        return -1.0
    gap = max(a.first - b.last, b.first - a.last)
    if gap > 0:
        if known and gap <= REACH:
            return -1.0
        late = max(a.early - b.last, b.early - a.last)
        return -1.0 if late <= 0 else None
    if a.exact and b.exact:
        return 3.0
    longest = max(a.last - a.first, b.last - b.first)
    if longest == 1:  # "overnight": the day after it is the likelier one, unless its night is told
        night = a.first == b.first and (a.dark or b.dark)
        return 2.5 if a.first == b.first and a.last == b.last else 2.0 if night or a.last == b.last else 0.5
    if a.begins is not None and a.begins == b.begins:
        return 2.5
    return 2.0 if longest <= RECENT else 1.0 if longest <= 7 else 0.0


def _place(a: Profile, b: Profile) -> float | None:
    """Points for the places; None where they exclude each other."""
    distance = min((_between(p, q) for p in a.points for q in b.points), default=None)
    lands = a.countries & b.countries
    if a.names & b.names:  # far apart, one of them was resolved to a namesake
        return 3.0 if distance is None or distance < 100 else 2.0 if lands else None
    if distance is not None and distance <= NEAR:
        return 3.0
    if a.words & b.words and (distance is None or distance < 100 or lands):
        return 1.5
    if distance is not None:
        return 1.0 if distance <= 30 else -2.0 if distance <= 50 else None
    if a.countries and b.countries and not lands:
        return None
    if _parted(a, b, lands):
        return None
    if a.admin1 & b.admin1:
        return -0.5 if a.fine and b.fine else 0.5
    return 0.5 if a.regions & b.regions else 0.0 if lands else -0.5


def _parted(a: Profile, b: Profile, lands: frozenset[str]) -> bool:
    """Whether both tell provinces, and others: of each country that they share, or of none that is known."""
    if a.admin1 & b.admin1:
        return False
    if not lands:
        return bool(a.admin1 and b.admin1)
    return all(any(code.startswith(f"{land}-") for code in one.admin1) for land in lands for one in (a, b))


def _between(p: Point, q: Point) -> float:
    """Kilometres between two places, less the reach of the vaguer one."""
    if abs(p.latitude - q.latitude) > 2:
        return 222.0
    return max(0.0, kilometres(p, q) - max(p.reach, q.reach))


def _kind(a: Profile, b: Profile) -> float:
    """Points for the kinds."""
    if a.operation.kind == b.operation.kind:
        return 0.0 if a.operation.kind == "unspecified" else 1.0
    if {a.operation.kind, b.operation.kind} <= _RESULTS and not a.figures.keys() & b.figures.keys():
        return -2.0  # each is called after what came of it, and that differs
    told = (a.kinds | b.kinds) - {"unspecified"}
    if a.kinds & b.kinds - {"unspecified"}:
        return 0.5
    if a.kinds <= {"unspecified"} or b.kinds <= {"unspecified"} or len(told) < 2:
        return 0.0
    related = any(a.kinds & family and b.kinds & family for family in _FAMILIES)
    return 0.0 if related else -2.0


def _forces(a: Profile, b: Profile) -> float:
    """Points for who acts on whom."""
    straight = _side(a.doers, b.doers) + _side(a.targets, b.targets)
    turned = _side(a.doers, b.targets) + _side(a.targets, b.doers)
    if turned > max(straight, 0):  # "the army clashed with rebels" is "rebels clashed with the army"
        mutual = "clash" in a.kinds | b.kinds or a.victims & b.victims
        return turned / 2 if mutual else -1.5
    return straight


def _side(a: tuple[Actor, ...], b: tuple[Actor, ...]) -> float:
    """Points for one side: the same force, its parent, its country, or another altogether."""
    same, clash = set(), False
    for x in a:
        for y in b:
            if x.state and y.state and x.country and x.country == y.country:
                same.add(x.country)
            elif x.names and y.names and x.names & y.names:
                same.add(min(x.names & y.names))
            elif x.names and y.names:
                clash = True
    if same:  # two nations' forces together are rarer than one's
        return 1.0 if len(same) == 1 else 1.5
    return -1.5 if clash else 0.0


def _counts(a: Profile, b: Profile) -> float:
    """Points for the figures that both give."""
    points = 0.0
    shared = a.figures.keys() & b.figures.keys()
    if a.figures and b.figures and not shared:  # what came of it differs altogether
        return -0.5
    for key in sorted(shared):
        points += figure_points(a.figures[key], b.figures[key]) * (1.0 if key[1] == "person" else 0.5)
    return max(-3.0, min(3.0, points))


def figure_points(x: Figure, y: Figure) -> float:
    """Points for two figures: large equal ones are rare, those far apart tell of two acts."""
    p, q = (f.best if f.best is not None else None for f in (x, y))
    if p is not None and q is not None:
        if p == q:
            return min(2.0, 0.25 + math.log2(p + 1) / 2.5)
        low, high = sorted((p, q))
        if high - low <= 1 or high / low <= 1.25:
            return CLOSE
        return 0.0 if high / low <= 1.75 else -0.75 if high / low <= 2.5 else -1.5
    apart = (x.high is not None and x.high < y.low) or (y.high is not None and y.high < x.low)
    return -0.5 if apart else 0.25


def _people(a: Profile, b: Profile) -> float:
    """Points for the persons, where both name some."""
    for words, fate in a.people:
        for others, other in b.people:
            if words & others:
                shared = words <= others or others <= words or len(words & others) > 1
                once = fate in _FATED and other == fate
                return (4.0 if once else 2.0) if shared else 1.0
    return -1.0


def _name(a: Profile, b: Profile) -> float:
    """Points for the operation's own name."""
    if a.title is None or b.title is None:
        return 0.0
    return 2.0 if a.title == b.title else -2.0
