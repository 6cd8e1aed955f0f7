"""Outcomes but for a second fate of what has one: "seized or burned", "found bombs, which were blown up"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from eventx.extractors.hauls import GENERAL
from eventx.extractors.wholes import PLACES
from eventx.mentions import Mention
from eventx.syntax import Grammar

ARMS = frozenset({"weapon", "ammunition", "explosive", "weapons_cache"})
ENDED = frozenset({"destroyed", "neutralised"})
HANDING = frozenset({"hand", "turn", "take"})
HURT = frozenset({"killed", "wounded"})
KNOWN = frozenset({"the", "these", "those", "all", "both", "its", "their"})  # before what was told already
THEM = frozenset({"they", "them", "it", "which", "all", "both"})
ALL = frozenset({"all", "both", "they", "them", "which"})
NEAR = 2  # sentences from what was taken to its end


class _Told(NamedTuple):
    """What tells a second fate: patients by what befell them, and what was taken."""

    hurt: set[int]
    freed: set[int]
    gave_up: set[int]
    taken: list[Mention]
    by_verb: set[tuple[int, int]]


def without(grammar: Grammar, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions but for second fates; of places and what was defused the end is kept, else the taking."""
    values = [m.value for m in mentions]
    told = _Told(
        hurt={v.patient for v in values if v.object == "person" and v.type in HURT},
        freed={v.patient for v in values if v.type == "freed"},
        gave_up={v.patient for v in values if v.type == "surrendered"},
        taken=[m for m in mentions if m.value.type == "seized"],
        by_verb={(v.verb, v.patient) for v in values},
    )
    ended = [(m, haul) for m in mentions if (haul := _haul(grammar, m, told.taken)) is not None]
    kept = [m for m, _ in ended if m.value.object in PLACES or m.value.type == "neutralised"]
    for m, haul in ended if kept else ():
        _share(grammar, m, haul, told.taken)
    left = {id(haul) for m, haul in ended if m in kept} | {id(m) for m, _ in ended if m not in kept}
    for m in mentions:
        if id(m) not in left and not _second(grammar, m, told):
            yield m


def _share(grammar: Grammar, end: Mention, haul: Mention, taken: Sequence[Mention]) -> None:
    """Give the end of all that was taken to what was taken along: "two huts and a tunnel, all destroyed"."""
    parse = grammar.parse
    if parse.lower[end.value.patient] not in ALL:
        return
    group = {*grammar.conjuncts(haul.value.patient), *grammar.conjuncts(parse.heads[haul.value.patient])}
    for m in taken:
        ends = m.value.object in PLACES or end.value.type == "neutralised"
        if m is not haul and m.root == haul.root and m.value.patient in group and ends:
            m.value.type = end.value.type


def _second(grammar: Grammar, mention: Mention, told: _Told) -> bool:
    """Whether a fate is told beside another: of people, who are no things, of those freed, behind "or"."""
    parse, value, verb = grammar.parse, mention.value, mention.root
    if value.object != "person":
        either = any(parse.lower[k] == "or" for k in parse.dependents(verb, "cc"))
        joined = parse.deps[verb] == "conj" and either
        return value.patient in told.hurt or (joined and (parse.heads[verb], value.patient) in told.by_verb)
    if value.type == "captured" and parse.lemmas[verb] in HANDING:
        return value.patient in told.freed | told.gave_up  # "were rescued and handed over to the authorities"
    return value.type == "abducted" and parse.deps[verb].startswith("acl") and value.patient in told.freed


def _haul(grammar: Grammar, mention: Mention, taken: Sequence[Mention]) -> Mention | None:
    """What was taken before and is now told to be destroyed: "the weapons were destroyed on site"."""
    parse, value = grammar.parse, mention.value
    if value.type not in ENDED:
        return None
    known = parse.lower[value.patient] in THEM or KNOWN.intersection(
        parse.lower[k] for k in parse.kids[value.patient]
    )
    for m in reversed(taken):
        first = m.value
        if m.root > mention.root:
            continue
        if first.patient in (value.patient, value.antecedent):
            counted = parse.pos[value.patient] == "NUM" and value.count.best != first.count.best
            return None if counted else m  # "stopped three boats and sank two of them"
        near = parse.sent_of[mention.root] - parse.sent_of[m.root] <= NEAR
        general = parse.lower[value.patient] in GENERAL
        alike = general or value.object == first.object or {value.object, first.object} <= ARMS
        if near and alike and known and value.count.text is None:
            return m
    return None
