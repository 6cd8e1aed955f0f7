"""One of its own among those whom a state's operation killed: "left 25 dead, including a policeman"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from eventx.camps import hostile
from eventx.extractors.results import mention_of
from eventx.extractors.sufferers import Result
from eventx.mentions import Mention
from eventx.numbers import count_at
from eventx.records import Count
from eventx.syntax import Grammar
from eventx.verdicts import Sides

SERVING = frozenset({"TROOPS", "POLICE"})
SIDED = SERVING | {"HOSTILE", "CIVILIAN", "FORCE", "MILITARY", "SECURITY", "GROUP"}
NEAR = 20  # tokens from those killed to the one among them


def apart(grammar: Grammar, mention: Mention, sides: Sides) -> Iterator[Mention]:
    """A toll of people in a state's act as its own and the others; as it is where none of its own is told."""
    result: Result = mention.value
    number = result.count.low
    state = bool(sides.own) and not sides.hostile_act and not any(map(hostile, sides.own))
    people = result.type in ("killed", "wounded") and result.object == "person" and not result.classes & SIDED
    own = _among(grammar, result.patient) if state and people and number == result.count.high else None
    many = count_at(grammar.parse, own)[0] if own is not None else None
    fewer = many.low if many is not None and many.low == many.high else None
    if own is None or number is None or fewer is None or not fewer < number:
        yield mention
        return
    left = number - fewer
    others = Count(low=left, high=left, best=left, text=result.count.text)
    yield replace(mention, value=replace(result, count=others))
    fate = Result(result.type, "person", many or others, own, result.verb, grammar.classes(own))
    yield mention_of(grammar, fate, own)


def _among(grammar: Grammar, patient: int) -> int | None:
    """The policeman or soldier who is told to be one of some people, with no others told between."""
    parse = grammar.parse
    end = min(parse.sents[parse.sent_of[patient]][1], patient + NEAR)
    for k in range(patient + 1, end):
        if parse.pos[k] == "NUM" or (parse.pos[k] == "NOUN" and "Number=Plur" in parse.morphs[k]):
            return None
        if parse.lower[k] == "including" or parse.lower[k : k + 2] == ["among", "them"]:
            behind = range(k + 1, min(end + 3, len(parse)))
            head = next((j for j in behind if _heads(grammar, j)), None)
            return head if head is not None and grammar.classes(head) & SERVING else None
    return None


def _heads(grammar: Grammar, i: int) -> bool:
    """Whether a noun is the head of its phrase."""
    parse = grammar.parse
    return parse.pos[i] in ("NOUN", "PROPN") and parse.deps[i] not in (
        "compound",
        "amod",
        "nmod:poss",
        "flat",
    )
