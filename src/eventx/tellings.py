"""Telling: one act as one sentence tells it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from eventx.extractors.places import Site
from eventx.mentions import Claim, Mention, Trigger
from eventx.parse import Parse
from eventx.records import Count, Kind

WEEK = 7  # days
KIND_ORDER: tuple[Kind, ...] = (  # which kind rules where several are told of one act
    "rescue", "drone_strike", "airstrike", "bombardment", "interception", "raid", "ambush", "abduction",
    "bombing", "arrest", "offensive", "clearance", "clash", "attack", "seizure", "ordnance_disposal",
    "withdrawal", "blockade", "deployment", "surveillance", "unspecified",
)  # fmt: skip
ALOFT = frozenset({"airstrike", "bombardment", "drone_strike"})  # kinds of attacks from afar
RANK: dict[str, int] = {kind: rank for rank, kind in enumerate(KIND_ORDER)}

Forces = Mapping[int, Mention]  # the forces of a sentence by their head tokens


def in_order(kinds: Collection[str]) -> list[Kind]:
    """Kinds as a list, the ruling one first; what is no kind ("result") is left out."""
    return [kind for kind in KIND_ORDER if kind in kinds]


@dataclass(slots=True)
class Telling:
    """One act as one sentence tells it."""

    sentence: int
    paragraph: int
    in_title: bool
    triggers: list[Trigger]
    outcomes: list[Mention] = field(default_factory=list)
    initiators: list[Mention] = field(default_factory=list)
    targets: list[Mention] = field(default_factory=list)
    partners: list[Mention] = field(default_factory=list)
    supporters: list[Mention] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    date: Mention | None = None
    announced: Mention | None = None
    bound: str | None = None  # the date is when the act began ("start") or ended ("end")
    name: tuple[str, int, int] | None = None
    phase: str | None = None  # of a whole that has several: "second"
    count: Count | None = None
    settled: bool = False  # the places are those of a scene set before
    fresh: bool = False
    definite: bool = False
    item: bool = False  # of a list
    before: bool = False  # told in the pluperfect
    introduces: bool = False  # a list: "resulted in the following:"
    tokens: tuple[int, int] = (0, 0)

    @property
    def kinds(self) -> list[Kind]:
        """Kinds of the triggers, the ruling one first."""
        return in_order({t.kind for t in self.triggers})

    @property
    def strong(self) -> bool:
        """Whether a trigger tells the act by itself."""
        return any(not t.value.weak for t in self.triggers)

    @property
    def claim(self) -> Claim:
        """How the act is told: the claim of the first trigger."""
        return self.triggers[0].claim

    @property
    def placed(self) -> bool:
        """Whether a place finer than a country is told."""
        return any(is_place(p) for p in self.places)

    @property
    def sites(self) -> list[Site]:
        """The places finer than a country."""
        return [p.value for p in self.places if is_place(p)]

    @property
    def elsewhere(self) -> bool:
        """Whether its own sentence tells a place finer than a country, and no scene lent it one."""
        return self.placed and not self.settled

    @property
    def several(self) -> bool:
        """Whether the sentence tells several acts at once: "12 raids"."""
        return self.count is not None and (self.count.low or 0) > 1

    @property
    def sums_up_a_time(self) -> bool:
        """Whether it sums up acts of more than a week: "since June troops have carried out several raids"."""
        when = self.date.value if self.date and self.several else None
        return bool(when and when.start and (when.end is None or (when.end - when.start).days > WEEK))

    def text(self, parse: Parse) -> str:
        """The sentence as folded words, with a space before and behind each."""
        start, end = self.tokens
        return f" {' '.join(parse.lower[start:end])} "


def is_place(mention: Mention) -> bool:
    """Whether a place mention is finer than a country."""
    site: Site = mention.value
    return not (site.place.feature or "").startswith("A.PCL")
