"""Draft: an act with all sentences that tell it, and how sentences and acts compare."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

from eventx.camps import friends
from eventx.extractors.places import Site
from eventx.extractors.sufferers import Result
from eventx.mentions import Mention, Trigger
from eventx.records import Background, Kind, When
from eventx.sites import holds, may_hold, same_place
from eventx.tellings import Telling, in_order

COMPATIBLE = (  # kinds that one act may be told as
    {"airstrike", "drone_strike", "bombardment"},
    {"raid", "clearance", "arrest", "clash", "seizure", "rescue", "ordnance_disposal"},
    {"raid", "clearance", "arrest", "blockade"},  # a house that is surrounded
    {"offensive", "clearance", "clash"},
    {"ambush", "attack", "clash", "bombing", "abduction"},
    {"raid", "airstrike"},
    {"bombardment", "attack"},
    {"drone_strike", "airstrike", "attack"},
    {"raid", "attack"},
    {"offensive", "attack"},
    {"bombing", "raid"},
    {"blockade", "attack", "abduction"},
    {"interception", "arrest", "seizure", "ordnance_disposal"},
)
Figure = tuple[str, str, bool, str]
CAMPS = frozenset({"TROOPS", "HOSTILE"})
WIDE = frozenset({"date-weekend", "date-within"})  # rules of dates that tell a day or two, or more
MEMORY = 40  # how many acts back a sentence may go on telling


@dataclass(slots=True)
class Known:
    """What the tellings of an act told so far: comparing costs the same, however many there are."""

    kinds: set[Kind] = field(default_factory=set)
    date: Mention | None = None  # the first with a first day, else the first
    bounds: set[str | None] = field(default_factory=set)
    phases: set[str | None] = field(default_factory=set)  # of a whole
    sites: dict[object, Site] = field(default_factory=dict)  # finer than a country, each once
    places: set[str] = field(default_factory=set)  # their names
    names: set[str | None] = field(default_factory=set)  # of those who act, partners too
    camps: set[str] = field(default_factory=set)  # of those who act
    doers: set[str] = field(default_factory=set)  # of those first told to act
    struck: set[str] = field(default_factory=set)  # camps of those acted on
    figures: dict[Figure, set[int | None]] = field(default_factory=dict)  # None: one that is not exact
    several: bool = False  # a sentence of the body sums up several acts

    def alike(self, figure: Figure) -> set[int | None]:
        """The figures told of what one counts, but for those of the other side's people."""
        side = figure[3]
        sides = {side, ""} if side else {"", *CAMPS}
        return {n for other in sides for n in self.figures.get((*figure[:3], other), ())}

    def add(self, telling: Telling) -> None:
        """Take in what one more telling tells."""
        self.kinds.update(telling.kinds)
        if telling.date and (self.date is None or self._tells_better(telling)):
            self.date = telling.date
        self.bounds.add(telling.bound)
        self.phases.add(telling.phase)
        for site in telling.sites:
            self.sites.setdefault(_looks(site), site)
            self.places.add(site.place.name or site.place.text)
        self.names.update(m.value.name for m in (*telling.initiators, *telling.partners))
        self.camps.update(m.value.camp for m in telling.initiators if m.value.camp)
        self.doers = self.doers or set(self.camps)
        self.struck.update(m.value.camp for m in telling.targets)
        if not telling.in_title:
            self.several = self.several or telling.several
            for outcome in telling.outcomes:
                if outcome.value.count.low:
                    told = self.figures.setdefault(figure_of(outcome), set())
                    told.add(outcome.value.count.low if outcome.value.count.best else None)

    def _tells_better(self, telling: Telling) -> bool:
        """Whether a telling's date tells the day, where the one told was no more than a week, or none."""
        if self.date is None or telling.date is None:
            return telling.date is not None
        old, new = self.date.value, telling.date.value
        if new.start is None or old.start is None:
            return new.start is not None and old.start is None
        wide = old.grain in ("week", "month") or self.date.found_by in WIDE
        if not wide or new.grain != "day" or self.several or telling.several:
            return False
        return bool(old.end and old.start <= new.start <= old.end)


def _looks(site: Site) -> object:
    """What a place is compared by."""
    place, chosen = site.place, site.resolution.chosen if site.resolution else None
    division = chosen.admin2 if chosen else None
    codes = place.country, place.feature, place.role, *place.admin1
    return place.text, place.name, codes, chosen is None, division


def figure_of(mention: Mention) -> Figure:
    """What a figure counts: the outcome, its object, whether it is a leader's, of soldiers or their foes."""
    result: Result = mention.value
    sides = result.classes & CAMPS
    side = next(iter(sides)) if len(sides) == 1 else ""
    return result.type, result.object, "LEADER" in result.classes and result.count.low == 1, side


@dataclass(slots=True)
class Draft:
    """An act with all sentences that tell it; `add` takes one more."""

    tellings: list[Telling] = field(default_factory=list)
    parent: Draft | None = None
    aggregate: bool = False
    aside: bool = False  # told in passing: what had happened before
    meets: bool = False  # an attack from afar was told before it

    left: bool = False  # what came before the news, which goes on behind it
    background: Background | None = None  # why it is no news
    known: Known = field(default_factory=Known, init=False, repr=False)

    def __post_init__(self) -> None:
        """Know what the first tellings tell."""
        for telling in self.tellings:
            self.known.add(telling)

    def add(self, telling: Telling) -> None:
        """One more sentence that tells the act."""
        self.tellings.append(telling)
        self.known.add(telling)

    @property
    def first(self) -> Telling:
        """The telling that opened the draft."""
        return self.tellings[0]

    @property
    def kinds(self) -> list[Kind]:
        """All kinds told, the ruling one first."""
        return in_order(self.known.kinds)

    @property
    def date(self) -> Mention | None:
        """The first date told of the act, one with a first day before others."""
        return self.known.date

    @property
    def places(self) -> list[Mention]:
        """All places told of the act."""
        return [p for t in self.tellings for p in t.places]

    @property
    def placed(self) -> bool:
        """Whether a place finer than a country is told."""
        return bool(self.known.sites)

    @property
    def initiators(self) -> list[Mention]:
        """All initiators told of the act."""
        return [m for t in self.tellings for m in t.initiators]

    @property
    def camps(self) -> set[str]:
        """The camps of its initiators."""
        return self.known.camps

    @property
    def triggers(self) -> list[Trigger]:
        """All words that tell the act."""
        return [t for telling in self.tellings for t in telling.triggers]

    @property
    def outcomes(self) -> list[Mention]:
        """All outcomes told of the act."""
        return [o for t in self.tellings for o in t.outcomes]


def dates_of(when: When, draft: Draft) -> Literal["same", "apart", "none"]:
    """How a date stands to a draft's: "same", "apart" or "none" where that cannot be told."""
    other = draft.date.value if draft.date else None
    if other is None or when.start is None or other.start is None:
        return "none"
    if (when.end is None) != (other.end is None) and when.start != other.start:
        return "none"  # "since January" neither is nor is not "on Monday"
    overlap = when.start <= (other.end or dt.date.max) and other.start <= (when.end or dt.date.max)
    return "same" if overlap else "apart"


def other_place(telling: Telling, draft: Draft) -> bool:
    """Whether both name places, and none is or holds another."""
    mine = telling.sites
    theirs = draft.known.sites.values()
    later = telling.sentence > draft.tellings[-1].sentence  # places of one sentence are told apart
    wider = telling.definite or telling.in_title or not telling.outcomes  # such may tell it more broadly
    return bool(mine and theirs) and not any(
        same_place(a, b)
        or holds(b, a, loose=draft.date is None)
        or (wider and holds(a, b))
        or (later and may_hold(b, a))
        for a in mine
        for b in theirs
    )


def kinds_apart(a: Collection[str], b: Collection[str]) -> bool:
    """Whether no act is told as both some of these kinds and some of those; "unspecified" goes with all.

    >>> kinds_apart({"raid"}, {"arrest"}), kinds_apart({"raid"}, {"bombardment"})
    (False, True)
    """
    mine, theirs = set(a) - {"unspecified"}, set(b) - {"unspecified"}
    if not mine or not theirs or mine & theirs:
        return False
    return not any(mine & group and theirs & group for group in COMPATIBLE)


def strangers(a: set[str], b: set[str]) -> bool:
    """Whether two sets of camps name forces, and none of those is or may be another's; "state" may be any."""
    camps, others = a - {"", "state"}, b - {"", "state"}
    return bool(camps and others) and not friends(camps, others)
