"""Whether a known name is but a part of a longer one, or tells what a noun is that is no place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventx.extractors.capitals import PARTICLES, article, capital, capitals_end, line_end
from eventx.extractors.vouching import (
    DIRECTIONS,
    FACILITIES,
    FORMANTS,
    GENERIC_AFTER,
    LOCATIVE,
    behind_place,
)
from eventx.lexicon import words

if TYPE_CHECKING:
    from eventx.gazetteer import Gazetteer
    from eventx.parse import Parse
    from eventx.syntax import Grammar

CALENDAR, HOLY = words("places")["calendar"], words("places")["holy"]
BETWEEN = frozenset({  # what is called by the places at its ends
    "highway", "road", "route", "axis", "railway", "line", "corridor", "expressway", "motorway", "border",
    "direction", "front", "sector", "bridge", "pipeline", "train",
})  # fmt: skip
DWELLERS = frozenset({"resident", "villager", "inhabitant", "dweller"})
NO_FURTHER = CALENDAR | GENERIC_AFTER  # words that go on no name before them


def begins_longer(parse: Parse, end: int, head: int) -> bool:
    """Whether a name is the first part of a longer one that is not known: "Hatra Brigade"."""
    return (
        capital(parse, end)
        and parse.pos[end] == "PROPN"
        and parse.heads[head] >= end
        and parse.deps[head] in ("compound", "flat", "amod", "nmod")
    )


def goes_on(
    grammar: Grammar, gazetteer: Gazetteer, labels: dict[int, str], span: tuple[int, int], *, sure: bool
) -> bool:
    """Whether a known name is but the first of an unknown one: "Shewa Robit", "Talon-Talon"."""
    parse, (i, end) = grammar.parse, span
    if (
        parse.lower[end : end + 1] == ["-"]
        or article(parse, end)
        or (end + 1 < len(parse) and parse.lower[end] in PARTICLES and capital(parse, end + 1))
    ):
        behind = parse.words[end + 1 : line_end(parse, end)]
        whole = capitals_end(grammar, i)
        way = not BETWEEN.isdisjoint(parse.lemmas[whole : whole + 1])  # "the Quetta-Karachi highway"
        return whole > end + 1 and not (way and behind and gazetteer.longest(behind, 0))
    if not capital(parse, end) or parse.lower[end] in NO_FURTHER:
        return False
    if parse.lower[i] in HOLY and end == i + 1 and behind_place(parse, i):
        return True  # "near Sheikh Haruz"
    whole = capitals_end(grammar, i)
    if whole > end and parse.deps[whole - 1] == "flat" and i <= parse.heads[whole - 1] < end:
        return labels.get(whole - 1) in (None, labels.get(i))  # "Datu Saudi Ampatuan"
    if parse.pos[end] != "PROPN":
        return False
    if labels.get(end) not in (None, labels.get(end - 1)) or capitals_end(grammar, i) == end:
        return False
    if labels.get(end) == labels.get(end - 1) is not None and not gazetteer.longest(parse.words, end):
        return sure or labels[end] == "LOC" or parse.lower[i - 1] == "of"  # "the marshland of Datu Salibo"
    if parse.deps[end] == "flat" and i <= parse.heads[end] < end:
        return True
    if labels.get(end) == "PER" and not sure:
        return False
    head = parse.heads[end - 1]  # "at Point Triple", "Aden Adde airport"
    together = head in (end, parse.heads[end]) and parse.deps[end - 1] in ("compound", "amod")
    if (sure or parse.lower[i] in FORMANTS) and together and labels.get(end) == labels.get(end - 1) == "PER":
        return True  # "Poltavka, Rusyn Yar and Sofiivka", "Barangay Datu Naga"
    return together and labels.get(end) not in ("ORG", "MISC") and not gazetteer.longest(parse.words, end)


def ends_longer(parse: Parse, i: int, head: int) -> bool:
    """Whether a name is the last part of a longer one that is not known: "Omar Tikrit"."""
    left = i - 1
    return (
        i > 0
        and capital(parse, left)
        and parse.pos[left] == "PROPN"
        and parse.lower[left] not in DIRECTIONS
        and parse.lower[left] not in LOCATIVE
        and (
            (parse.heads[left] == head and parse.deps[left] in ("compound", "flat", "amod"))
            or (parse.heads[head] == left and parse.deps[head] == "flat")
            or parse.ents[left] == "PER"
        )
    )


def modifies_other(grammar: Grammar, head: int) -> bool:
    """Whether a name stands before a noun that is neither a place nor an act: "the Tikrit agreement"."""
    parse, up = grammar.parse, grammar.parse.heads[head]
    return (
        parse.deps[head] == "compound"
        and not grammar.classes(up) & {"AREA", "PLACE", "TERRITORY"}
        and parse.lemmas[up] not in FACILITIES | DWELLERS
        and parse.lemmas[up] not in grammar.rules.noun_rules
    )
