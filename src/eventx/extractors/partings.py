"""A toll of people told apart by sides → one outcome a side: "24 people, including 14 soldiers and"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventx.extractors.results import mention_of
from eventx.extractors.sufferers import Result, count_of, sufferer_of
from eventx.mentions import Mention
from eventx.syntax import Grammar

ARMED = frozenset({"TROOPS", "HOSTILE", "POLICE", "MILITARY", "SECURITY", "MILITIA", "FORCE"})
FATES = frozenset({"killed", "wounded"})
SORTED = 2  # sorts of people, at least
HALF = 0.5  # of the whole, which the sorts make up at least


def by_sides(grammar: Grammar, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Outcomes, tolls of people replaced by what they are told to consist of, where that is of two sides."""
    for mention in mentions:
        parts = list(_parts(grammar, mention)) if mention.value.type in FATES else []
        whole = mention.value.count.low or 0
        sides = {bool(part.value.classes & ARMED) for part in parts}
        if len(sides) == SORTED and sum(p.value.count.low or 0 for p in parts) >= HALF * whole:
            yield from parts
        else:
            yield mention


def _parts(grammar: Grammar, mention: Mention) -> Iterator[Mention]:
    """Those counted behind "including", of a number of people of whom no more is told."""
    parse, whole = grammar.parse, mention.value
    if whole.classes & ARMED or whole.object != "person" or (whole.count.low or 0) < SORTED:
        return
    for first in (*parse.dependents(whole.patient, "nmod"), *parse.dependents(whole.verb, "obl")):
        if first < whole.patient or not any(parse.lower[k] == "including" for k in parse.kids[first]):
            continue
        for head in grammar.conjuncts(first):
            who = sufferer_of(grammar, head, True, whole.agents)
            count, start = count_of(grammar, who)
            if count.text is not None and who.classes & (ARMED | {"CIVILIAN"}):
                part = Result(whole.type, "person", count, who.head, whole.verb, who.classes, whole.agents)
                yield mention_of(grammar, part, start)
