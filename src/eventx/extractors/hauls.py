"""What a haul was: what general words stand for, what was borne, money told by its number.

How the things of a list are found one by one is in `inventories`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from eventx.extractors.inventories import (
    ARMS,
    CARGO,
    HOLDING,
    TAKEN,
    among,
    behind_of,
    behind_were,
    hung_by,
    items_in,
    listed,
    listed_on,
    named_beside,
    of_which,
    thing_of,
)
from eventx.lexicon import words
from eventx.numbers import count_at
from eventx.records import Count
from eventx.syntax import Grammar, Roles

_WORDS = words("outcomes")
CARRYING, STOPPING = _WORDS["carrying"], _WORDS["stopping"]
HOLDERS = frozenset({"VEHICLE", "VESSEL", "CACHE", "AIRCRAFT"})
STORES = HOLDERS | {"BUILDING", "CAMP", "HIDEOUT", "INFRASTRUCTURE"}
FOILING, PLANS = _WORDS["foiling"], _WORDS["smuggling"]
DEALING = frozenset({"smuggle", "traffic", "transport", "possess", "peddle", "sell", "promote"})
CATCHING = ("arrest", "detain", "apprehend", "catch", "nab")
SMUGGLED = frozenset({"drugs", "weapon", "ammunition", "explosive", "money", "supplies"})
NEXT_TO = frozenset({"beside", "next", "near", "alongside", "by"})
JOINTLY = frozenset({"along", "together"})
GOODS = frozenset({"drugs", "supplies", "money", "communications_device"})  # with which nothing is destroyed
FINDING = _WORDS["finding"] | {"recover", "seize", "confiscate", "impound", "capture"}
LISTS = frozenset(_WORDS["lists"])
SHOWING = frozenset({"show", "list", "count", "display", "picture", "depict"})
SUM = re.compile(r"(?:n|₦|p|ksh|sh|rs)(\d[\d,]{0,14}(?:\.\d{1,3})?)(m|bn|million|billion)?")
MILLIONS = {"m": 1_000_000, "million": 1_000_000, "bn": 1_000_000_000, "billion": 1_000_000_000}
GENERAL, CURRENCY, HEADINGS = _WORDS["general"], _WORDS["currency"], _WORDS["headings"]


def itemised(grammar: Grammar, head: int, verb: int) -> list[int]:
    """What general words stand for: "items recovered include a rifle", "the following were seized: a gun"."""
    parse = grammar.parse
    if parse.pos[head] == "NUM" and is_money(grammar, head):  # "Rs. 5,000 in cash and a pistol"
        return [head, *(c for k in parse.dependents(head, "nmod") for c in grammar.conjuncts(k)[1:])]
    if parse.lower[head] not in GENERAL:
        return [head]
    end = parse.sents[parse.sent_of[verb]][1]
    colon = next((k for k in range(max(head, verb) + 1, end) if parse.words[k] == ":"), None)
    told = listed(grammar, head) or (items_in(grammar, colon + 1, end) if colon else [])
    for holding in parse.dependents(verb, "xcomp"):  # "items recovered include", read as one predicate
        if not told and parse.lemmas[holding] in HOLDING:
            told = [c for k in parse.dependents(holding, "obj") for c in grammar.conjuncts(k)]
    return told or [head]


def borne(grammar: Grammar, roles: Roles) -> list[int]:
    """ "made off with 200 cattle", "arrested two men with three pistols": what was with them, not theirs."""
    parse = grammar.parse
    if roles.patients and any(parse.lemmas[v] == "leave" for v in roles.verbs):
        return []  # "leaving a guard with a broken arm"
    found = roles.after({"with"})
    beside = [k for v in roles.verbs for k in parse.dependents(v, "advmod") if parse.lower[k] in JOINTLY]
    found += [c for b in beside for k in parse.dependents(b, "obl") for c in grammar.conjuncts(k)]
    for patient in (*roles.patients, *(head for _, head in roles.obliques)):
        near = [k for k in parse.dependents(patient, "nmod") if "with" in grammar.prepositions(k)]
        bearing = (v for v in parse.dependents(patient, "acl") if parse.lemmas[v] in CARRYING)
        near += [k for v in bearing for k in parse.dependents(v, "obj")]  # "two men carrying rifles"
        found += [c for k in near for c in grammar.conjuncts(k)]
    return [i for i in found if not parse.dependents(i, "nmod:poss")]


def loads(grammar: Grammar, head: int, verb: int) -> list[int]:
    """What a vehicle, a vessel or a cache held: "a boat carrying 2 tonnes of cocaine"."""
    parse, classes = grammar.parse, grammar.classes(head)
    if not classes & STORES or "BOMB" in classes:
        return []
    found: list[int] = []
    for clause in parse.dependents(head, "acl", "acl:relcl"):
        if parse.lemmas[clause] in CARRYING:
            found += parse.dependents(clause, "obj") or parse.dependents(clause, "obl")
        else:  # "a lorry coming from Syria with 80 kilograms of hashish"
            found += (k for k in parse.dependents(clause, "obl") if "with" in grammar.prepositions(k))
    clauses = (k for k in parse.dependents(verb, "advcl") if head < k and parse.lower[k].endswith("ing"))
    found += [k for c in clauses if parse.lemmas[c] in CARRYING for k in parse.dependents(c, "obj")]
    beside = (*parse.dependents(head, "nmod", "obl"), *parse.dependents(verb, "obl", "nmod"))
    cache = "CACHE" in classes
    joining = {"with", "including", "comprising"} if cache else {"with"}
    found += [k for k in beside if joining & grammar.prepositions(k) and k > head]
    of = behind_of(grammar, [head]) if cache else []
    found += [k for k in of if count_at(parse, k)[0]]  # "a cache of eight rifles"
    told = (c for k in found for c in grammar.conjuncts(k))
    return [c for c in told if thing_of(grammar, c) in CARGO]


def with_loads(grammar: Grammar, heads: list[int], verb: int, fate: str) -> list[int]:
    """Things taken or destroyed, with what was in them: the rounds in "stopped a truck with 5,000 rounds"."""
    held = [load for head in heads for load in loads(grammar, head, verb)]
    if fate == "destroyed":
        held = [load for load in held if thing_of(grammar, load) in GOODS]
    elif grammar.parse.lemmas[verb] in STOPPING:
        heads = [head for head in heads if held and "VESSEL" in grammar.classes(head)]
    else:
        last = max((*heads, *held), default=verb)
        held += [item for item in listed_on(grammar, last) if item not in held]
    return heads + [load for load in held if load not in heads]


def all_told(grammar: Grammar, heads: list[int], verb: int, fate: str, *, direct: bool) -> list[int]:
    """Things that a verb takes, destroys or makes safe, with those that a list, a load or a colon adds."""
    if fate == "neutralised" and grammar.parse.lemmas[verb] == "clear":
        return _cleared_of(grammar, heads)
    if fate not in ("seized", "destroyed"):
        return heads
    heads = [_valued(grammar, head) for head in behind_were(grammar, verb) or heads]
    told = (*heads, *named_beside(grammar, heads), *among(grammar, heads), *hung_by(grammar, heads, verb))
    told = (*told, *of_which(grammar, heads))
    items = [item for head in told for item in itemised(grammar, head, verb)]
    return with_loads(grammar, items, verb, fate) if direct else items


def _valued(grammar: Grammar, head: int) -> int:
    """The goods of which a sum only tells the worth: "£30m of heroin", "$5 million worth of cocaine"."""
    parse = grammar.parse
    if grammar.object_class(head) != "money" and parse.lemmas[head] != "worth":
        return head
    near = range(head, min(head + 6, parse.sents[parse.sent_of[head]][1] - 1))
    of = next((k for k in near if parse.lower[k] == "of"), None)
    goods = (k for k in range(of + 1, of + 4) if k < len(parse)) if of is not None else iter(())
    return next((k for k in goods if grammar.object_class(k) in SMUGGLED - {"money"}), head)


def _cleared_of(grammar: Grammar, heads: list[int]) -> list[int]:
    """What a place was cleared of: "cleared the road of 14 bombs"."""
    of = (c for k in behind_of(grammar, heads) for c in grammar.conjuncts(k))
    return [c for c in of if thing_of(grammar, c) == "explosive"]


def included(grammar: Grammar, i: int) -> list[tuple[int, int]]:
    """What a verb tells of a haul, each with its taking: "Items recovered include six rifles"."""
    parse, up = grammar.parse, grammar.parse.heads[i]
    subjects = parse.dependents(i, "nsubj") or (
        parse.dependents(up, "nsubj") if parse.deps[i] == "xcomp" else []
    )
    takings = [s for s in subjects if parse.pos[s] == "VERB"]  # "the weapons captured included", misread
    subjects = subjects + [k for s in takings for k in parse.dependents(s, "nsubj", "nsubj:pass")]
    near = (k for s in subjects for k in (*parse.dependents(s, "acl"), *takings, up))
    taken = [k for k in near if parse.lemmas[k] in FINDING]
    told_before = any(parse.lower[s] == "it" for s in subjects) and _of_a_cache(grammar, i)
    if told_before or any("CACHE" in grammar.classes(s) for s in subjects):  # "the depot held 48 mines"
        told = [c for k in parse.dependents(i, "obj") for c in grammar.conjuncts(k)]
        return [(i, c) for c in told if thing_of(grammar, c) in CARGO and count_at(parse, c)[0]]
    if not taken or not any(parse.lower[s] in GENERAL for s in subjects):
        return []
    return [(taken[0], c) for k in parse.dependents(i, "obj") for c in grammar.conjuncts(k)]


def _of_a_cache(grammar: Grammar, i: int) -> bool:
    """Whether the sentence before tells of a cache: "A huge cache was found. It included six rifles"."""
    here = grammar.parse.sent_of[i]
    return here > 0 and any("CACHE" in grammar.classes(k) for k in range(*grammar.parse.sents[here - 1]))


def shown(grammar: Grammar, i: int) -> Iterator[tuple[str, int]]:
    """What a list, a picture or a count shows of a haul: "a photo showed two mortars and nine prisoners"."""
    parse = grammar.parse
    subjects = parse.dependents(i, "nsubj")
    subjects += [parse.heads[i]] if parse.deps[i] in ("acl", "acl:relcl") and not subjects else []
    counted = parse.lemmas[i] == "count"  # and shells that fell are counted too
    if not counted and not any(parse.lemmas[k] in LISTS for k in subjects):
        return
    told = [c for k in parse.dependents(i, "obj") for c in grammar.conjuncts(k) if count_at(parse, c)[0]]
    arms = [c for c in told if thing_of(grammar, c) in (ARMS - {"ammunition"} if counted else ARMS)]
    yield from (("booty", c) for c in arms)
    if arms:
        yield from (("capture", c) for c in told if "CAPTIVE" in grammar.classes(c))


def foiled(grammar: Grammar, i: int) -> list[int]:
    """Counted goods that were not let through: "foiled an attempt to smuggle 12 quintals of hashish"."""
    parse = grammar.parse
    plans = parse.dependents(i, "obj", "nsubj:pass")
    if not any(parse.lemmas[k] in PLANS for k in plans):
        return []
    told = (k for plan in plans for k in parse.subtree(plan) if parse.pos[k] in ("NOUN", "PROPN"))
    told = (k for k in told if parse.deps[k] != "compound")  # "an arms smuggling bid"
    return [k for k in told if thing_of(grammar, k) in SMUGGLED and count_at(parse, k)[0]]


def smuggled(grammar: Grammar, i: int) -> list[int]:
    """Counted goods with which people were caught: "arrested four men for smuggling 60 kg of hashish"."""
    parse = grammar.parse
    deeds = (k for k in parse.subtree(i) if k > i and parse.lemmas[k] in DEALING)
    told = [c for deed in deeds for k in parse.dependents(deed, "obj") for c in grammar.conjuncts(k)]
    return [k for k in told if thing_of(grammar, k) in SMUGGLED and count_at(parse, k)[0]]


def beside_the_dead(grammar: Grammar, i: int) -> list[int]:
    """Arms that are told to lie by the dead: "a rifle and two belts lay next to the bodies"."""
    parse = grammar.parse
    dead = (k for k in parse.dependents(i, "obl") if parse.lemmas[k] in ("body", "corpse", "dead"))
    if not any({*grammar.prepositions(k), *parse.lower[i + 1 : k]} & NEXT_TO for k in dead):
        return []
    heads = [c for k in parse.dependents(i, "nsubj") for c in grammar.conjuncts(k)]
    told = (*heads, *hung_by(grammar, heads, i))
    return [c for c in told if thing_of(grammar, c) in TAKEN]


def contents(grammar: Grammar, i: int) -> list[int]:
    """What was in a place: "Inside were five rifles and a motorcycle"."""
    parse = grammar.parse
    behind = range(i + 2, min(i + 8, parse.sents[parse.sent_of[i]][1]))
    first = next((k for k in behind if parse.deps[k] in ("root", "nsubj", "nsubj:pass", "conj")), None)
    told = grammar.conjuncts(first) if first is not None else []
    return [c for c in told if thing_of(grammar, c) in CARGO | {"vehicle"}]


def sum_at(grammar: Grammar, head: int) -> tuple[Count, int] | None:
    """The sum that a token with its currency tells, and where it begins: "N4.6m", "P500,000"."""
    parse = grammar.parse
    for j in (head, head - 1):
        told = SUM.fullmatch(parse.lower[j]) if j >= 0 else None
        if told is None:
            continue
        unit = told[2] or next((w for w in parse.lower[j + 1 : j + 2] if w in MILLIONS), "")
        if unit or "," in told[1] or len(told[1]) > 4:
            amount = round(float(told[1].replace(",", "")) * MILLIONS.get(unit, 1))
            return Count(low=amount, high=amount, best=amount, text=parse.words[j]), j
    return None


def is_money(grammar: Grammar, i: int) -> bool:
    """Whether a number is of money: "Rs. 2,40,000", "3.5 million in cash"."""
    parse = grammar.parse
    j = i - 1
    while j > 0 and (parse.words[j] == "." or parse.pos[j] == "NUM"):
        j -= 1
    behind = (k for k in parse.dependents(i, "nmod", "obl") if "in" in grammar.prepositions(k))
    return parse.lower[max(j, 0)] in CURRENCY or any(grammar.object_class(k) == "money" for k in behind)


OF_VERBS = {
    **dict.fromkeys(FOILING, foiled),
    **dict.fromkeys(CATCHING, smuggled),
    "lie": beside_the_dead,
}
