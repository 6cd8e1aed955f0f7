"""A network named only as what others are linked to: "linked to al Qaeda", "the al Qaeda-linked group"."""

from __future__ import annotations

from collections.abc import Iterable

from eventx.actors import Actor, Actors
from eventx.extents import HYPHENS
from eventx.lexicon import words
from eventx.parse import Parse

LINKED = words("forces")["linked"]
PLEDGED = words("forces")["pledged"]
BRANCHING = words("forces")["branching"]
AFFILIATES = "affiliates"  # the rows of those who are linked to a network: "al-Qaeda affiliates"
JOINING = frozenset({",", "and", "or", "the", "both", "to", "with"})

Spans = list[tuple[int, int, Actor]]


def of_affiliates(parse: Parse, spans: Iterable[tuple[int, int, Actor]], actors: Actors) -> Spans:
    """The spans of names, those of networks that are but linked to somebody made those of affiliates."""
    found: Spans = []
    last = -1  # the end of a name before that is but linked
    for start, end, named in spans:
        actor = named
        affiliates = actors.named(f"{named.name} {AFFILIATES}") if named.country is None else None
        joined = last >= 0 and {*parse.lower[last:start]} <= JOINING
        if affiliates and (joined or linked_to(parse, start, end)):
            actor, last = affiliates, end
        found.append((start, end, actor))
    return found


def linked_to(parse: Parse, start: int, end: int) -> bool:
    """Whether a name tells only whom somebody is linked to, or has sworn allegiance to."""
    if parse.words[end : end + 1] and parse.words[end] in HYPHENS:
        return parse.lower[end + 1] in LINKED
    if parse.lower[end : end + 1] and parse.lower[end] in BRANCHING:
        return True  # "an Islamic State affiliate"
    before = [w for w in parse.lower[max(0, start - 5) : start] if w not in ("the", "both", "closely")]
    if before[-1:] not in (["to"], ["with"]):
        return False
    return before[-2:-1] != [] and (before[-2] in LINKED or before[-2] in PLEDGED)


def collective(actor: Actor | None) -> bool:
    """Whether a row is that of the affiliates of a network, which no group alone is."""
    return actor is not None and actor.name.endswith(f" {AFFILIATES}")
