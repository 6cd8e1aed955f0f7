"""Ships, aircraft, vehicles: a ship told by its name, a warship, fighters that fly, a vehicle as bomb."""

from __future__ import annotations

import re
from collections.abc import Callable, Set

from eventx.lexicon import words
from eventx.parse import Parse
from eventx.rules import Rules

MODEL = re.compile(r"\d{3,4}[a-z]?s?")
FIGHTERS = frozenset({"fighter", "bomber", "interceptor"})  # men or aircraft
TRAPPED = frozenset({"trapped", "booby-trapped", "boobytrapped"})
NAVIES, FILLING = words("phrases")["navies"], words("phrases")["filling"]


def charged(
    parse: Parse, thing_of: Callable[[int], str | None], prepositions: Callable[[int], Set[str]], i: int
) -> bool:
    """Whether a thing is a bomb: "a car packed with explosives", "a booby-trapped door"."""
    if any(parse.lower[k] in TRAPPED for k in parse.dependents(i, "amod", "compound")):
        return True
    near = [*parse.dependents(i, "acl", "acl:relcl"), parse.heads[i]]  # taken for the verb's subject
    filled = [k for k in near if parse.lemmas[k] in FILLING]
    load = [k for v in filled for k in parse.dependents(v, "obl") if "with" in prepositions(k)]
    return any(thing_of(k) == "explosive" for k in load)


def named_craft(parse: Parse, thing_of: Callable[[int], str | None], i: int) -> str | None:
    """ "vessel" for the name of a ship that stands behind its sort: "the cargo ship Galaxy Leader"."""
    if not parse.words[i][:1].isupper():
        return None
    named = parse.dependents(i, "compound", "amod")  # "the tanker Galaxy Dawn" may be one in another
    named += [c for k in named for c in parse.dependents(k, "compound")]
    before = [k for k in named if parse.words[k][:1].islower()]
    if {parse.lower[k] for k in named} & NAVIES:
        return "vessel"
    return "vessel" if any(thing_of(k) == "vessel" for k in before) else None


def of_a_navy(parse: Parse, rules: Rules, i: int) -> bool:
    """Whether a ship's name stands behind a sort of warship or a navy's letters: "HMS Diamond"."""
    before = {parse.lower[k] for k in parse.dependents(i, "compound", "amod")}
    sorts = {name for w in before for phrase, name in rules.noun_classes.get(w, ()) if phrase == (w,)}
    return "WARSHIP" in sorts or bool(before & NAVIES)


def flies(parse: Parse, listed: Callable[[int], Set[str]], i: int) -> bool:
    """Whether fighters are aircraft, as those told beside them: "fighters, bombers and attack aircraft"."""
    if MODEL.fullmatch(parse.lower[i]):  # "two Mirage 2000s"
        return any("AIRCRAFT" in listed(k) for k in parse.dependents(i, "compound"))
    if parse.lemmas[i] not in FIGHTERS:
        return False
    first = parse.heads[i] if parse.deps[i] == "conj" else i
    beside = (k for k in parse.listed_from(first) if parse.lemmas[k] not in FIGHTERS)
    return any("AIRCRAFT" in listed(k) for k in beside)
