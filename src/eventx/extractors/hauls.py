"""What a haul was: lists behind general words, what was borne, money told by its number."""

from __future__ import annotations

import re
from collections.abc import Iterator

from eventx.lexicon import words
from eventx.numbers import count_at
from eventx.quantities import is_dash
from eventx.records import Count
from eventx.syntax import Grammar, Roles

HOLDING = frozenset({"include", "comprise", "consist", "contain", "total", "hold"})
_WORDS = words("outcomes")
CARRYING, STOPPING = _WORDS["carrying"], _WORDS["stopping"]
HOLDERS = frozenset({"VEHICLE", "VESSEL", "CACHE", "AIRCRAFT"})
STORES = HOLDERS | {"BUILDING", "CAMP", "HIDEOUT", "INFRASTRUCTURE"}
FOILING, PLANS = _WORDS["foiling"], _WORDS["smuggling"]
DEALING = frozenset({"smuggle", "traffic", "transport", "possess", "peddle", "sell", "promote"})
CATCHING = ("arrest", "detain", "apprehend", "catch", "nab")
SMUGGLED = frozenset({"drugs", "weapon", "ammunition", "explosive", "money", "supplies"})
NEXT_TO = frozenset({"beside", "next", "near", "alongside", "by"})
BESIDES = frozenset({"besides"})
JOINTLY = frozenset({"along", "together"})
GOODS = frozenset({"drugs", "supplies", "money", "communications_device"})  # with which nothing is destroyed
CARGO = frozenset(
    {"weapon", "ammunition", "explosive", "drugs", "money", "communications_device", "supplies"}
)
FINDING = _WORDS["finding"] | {"recover", "seize", "confiscate", "impound", "capture"}
ARMS = frozenset({"weapon", "ammunition", "explosive"})
LISTS = frozenset(_WORDS["lists"])
SHOWING = frozenset({"show", "list", "count", "display", "picture", "depict"})
TAKEN = CARGO | {"vehicle", "drone", "document"}
ITEM = frozenset({"DET", "NUM", "ADJ", "NOUN", "PROPN"})
BETWEEN = frozenset({",", "and", "with", "as", "well"})  # things of a list
CALLED = 8  # tokens of "locally known as 'pumpi'"
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
    told = listed(grammar, head) or (_items(grammar, colon + 1, end) if colon else [])
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
    of = (k for k in parse.dependents(head, "nmod") if cache and "of" in grammar.prepositions(k))
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
    heads = [_valued(grammar, head) for head in _behind_were(grammar, verb) or heads]
    told = (*heads, *_named_beside(grammar, heads), *_among(grammar, heads), *_hung_by(grammar, heads, verb))
    told = (*told, *_of_which(grammar, heads))
    items = [item for head in told for item in itemised(grammar, head, verb)]
    return with_loads(grammar, items, verb, fate) if direct else items


def _behind_were(grammar: Grammar, verb: int) -> list[int]:
    """The things that a sentence opening with their fate tells at its end: "Seized in the raid were two"."""
    parse = grammar.parse
    start, end = parse.sents[parse.sent_of[verb]]
    if any(parse.pos[k] not in ("ADV", "PUNCT") for k in range(start, verb)):
        return []
    behind = range(verb + 1, end)
    were = next((k for k in behind if parse.lower[k] in ("was", "were") or parse.pos[k] == "VERB"), verb)
    if parse.lower[were] not in ("was", "were"):
        return []
    found: list[int] = []
    first = were + 1
    while first < end:
        behind_it = next((k for k in range(first, end) if not _of_item(grammar, k)), end)
        head = behind_it - 1
        if head < first or parse.pos[head] not in ("NOUN", "PROPN"):
            break
        if thing_of(grammar, head) in TAKEN:
            found.append(head)
        first = behind_it
        if parse.lower[first : first + 1] == ["of"]:  # "a kilo of hashish"
            first = next((k for k in range(first + 1, end) if not _of_item(grammar, k)), end)
        while first < end and parse.lower[first] in BETWEEN:
            first += 1
    return found


def _of_item(grammar: Grammar, k: int) -> bool:
    """Whether a token may stand in what one thing of a list is called: "a caliber .45 pistol"."""
    return grammar.parse.pos[k] in ITEM or is_dash(grammar.parse.words[k])


def _valued(grammar: Grammar, head: int) -> int:
    """The goods of which a sum only tells the worth: "£30m of heroin", "$5 million worth of cocaine"."""
    parse = grammar.parse
    if grammar.object_class(head) != "money" and parse.lemmas[head] != "worth":
        return head
    near = range(head, min(head + 6, parse.sents[parse.sent_of[head]][1] - 1))
    of = next((k for k in near if parse.lower[k] == "of"), None)
    goods = (k for k in range(of + 1, of + 4) if k < len(parse)) if of is not None else iter(())
    return next((k for k in goods if grammar.object_class(k) in SMUGGLED - {"money"}), head)


def _named_beside(grammar: Grammar, heads: list[int]) -> list[int]:
    """Counted things of a list that the parse took for other names of its first: "bodies, a rifle, two"."""
    parse = grammar.parse
    names = [(head, k) for head in heads for k in parse.dependents(head, "appos") if k > head]
    told = [c for _, k in names for c in grammar.conjuncts(k) if c not in heads]
    several = len(told) > 1 and all(count_at(parse, c)[0] for c in told)
    told = told if several else [k for head, k in names if _one_more(grammar, head, k)]
    return [c for c in told if thing_of(grammar, c) in TAKEN]


def _one_more(grammar: Grammar, head: int, name: int) -> bool:
    """Whether a thing is one more than those that it seems to name: "five AK-47s, a PKM, two vests".

    Another number tells so, or that the list goes on: "an M16, an AK-102 and a pistol".
    """
    parse = grammar.parse
    each = {"a", "an"}.intersection(parse.lower[k] for k in parse.dependents(name, "det"))
    if each and any(k > name for k in parse.dependents(head, "conj")):
        return True
    first, second = count_at(grammar.parse, head)[0], count_at(grammar.parse, name)[0]
    return first is not None and second is not None and (first.low or 0) > (second.low or 0)


def _hung_by(grammar: Grammar, heads: list[int], verb: int) -> list[int]:
    """Counted things that the parse joined to what is beside: "a rifle with a scope and a motorbike"."""
    parse = grammar.parse
    guns = [head for head in heads if thing_of(grammar, head) in TAKEN]
    beside = [k for head in guns for k in parse.dependents(head, "nmod") if k > head]
    beside = [k for k in beside if "with" in grammar.prepositions(k)]
    if not heads:  # "picked up, besides the bodies, a rifle and two pistols"
        beside = [k for k in parse.dependents(verb, "obl") if BESIDES & grammar.prepositions(k)]
    told = (c for k in beside for c in grammar.conjuncts(k)[1:] if c not in heads)
    return [c for c in told if thing_of(grammar, c) in TAKEN and count_at(parse, c)[0]]


def _of_which(grammar: Grammar, heads: list[int]) -> list[int]:
    """Counted things behind "including": "weapons, including 20 rifles", "arms including a pistol"."""
    parse = grammar.parse
    arms = [grammar.content(head) for head in heads if thing_of(grammar, head) in ARMS]
    parts: list[int] = []
    for last in {max(grammar.conjuncts(head)) for head in arms if not count_at(parse, head)[0]}:
        behind = range(last + 1, min(last + CALLED, parse.sents[parse.sent_of[last]][1]))
        others = (k for k in behind if parse.pos[k] not in ("ADP", "DET", "PROPN", "PUNCT", "NOUN"))
        k = next(others, last)
        if parse.lower[k] == "including" and parse.heads[k] > k:
            parts += [c for c in grammar.conjuncts(parse.heads[k]) if c not in heads]
    return [c for c in parts if thing_of(grammar, c) in TAKEN and count_at(parse, c)[0]]


def _among(grammar: Grammar, heads: list[int]) -> list[int]:
    """Counted things in a phrase of amount: "an assortment of wires, two rifles and 90 rounds"."""
    parse = grammar.parse
    of = [k for head in heads for k in parse.dependents(head, "nmod") if "of" in grammar.prepositions(k)]
    items = [c for k in of for c in grammar.conjuncts(k)[1:] if c not in heads and count_at(parse, c)[0]]
    return [c for c in items if thing_of(grammar, c) in TAKEN]


def _cleared_of(grammar: Grammar, heads: list[int]) -> list[int]:
    """What a place was cleared of: "cleared the road of 14 bombs"."""
    parse = grammar.parse
    of = [k for head in heads for k in parse.dependents(head, "nmod") if "of" in grammar.prepositions(k)]
    return [c for k in of for c in grammar.conjuncts(k) if thing_of(grammar, c) == "explosive"]


def thing_of(grammar: Grammar, i: int) -> str | None:
    """The class of thing that a phrase is of, through its measure: "2 tonnes of cocaine"."""
    thing = grammar.object_class(grammar.content(i))
    of = (k for k in grammar.parse.dependents(i, "nmod") if "of" in grammar.prepositions(k))
    return thing or next((t for k in of if (t := grammar.object_class(k))), None)


def listed_on(grammar: Grammar, last: int) -> list[int]:
    """Counted items that follow the last of a list, whatever the parse hung them by: ", a .45 pistol"."""
    parse, found = grammar.parse, list[int]()
    end = parse.sents[parse.sent_of[last]][1]
    j = _past_a_name(grammar, max(last, grammar.content(last)) + 1, end)
    while j + 1 < end and (parse.words[j] == "," or parse.lower[j] == "and"):
        first = j + 1 + (parse.lower[j + 1] == "and")
        k = first
        while k < end and (parse.pos[k] in ITEM or is_dash(parse.words[k])):
            k += 1
        head = k - 1
        if k == first or parse.pos[head] not in ("NOUN", "PROPN") or thing_of(grammar, head) not in TAKEN:
            break
        found.append(head)
        j = _past_a_name(grammar, k, end)
    return [i for i in found if count_at(parse, i)[0]]


def _past_a_name(grammar: Grammar, j: int, end: int) -> int:
    """The comma behind what an item of a list is called: "four mortars locally known as pumpi, six bombs"."""
    parse = grammar.parse
    if parse.lower[j : j + 1] == ["in"] and grammar.object_class(min(j + 1, end - 1)) == "money":
        j += 2  # "$9,000 in cash, two rifles"
    near = range(j, min(j + CALLED, end))
    comma = next((k for k in near if parse.words[k] == ","), j)
    told = any(parse.lower[k] in ("known", "called", "named", "dubbed", "marked") for k in range(j, comma))
    return comma if told else j


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
    told = (*heads, *_hung_by(grammar, heads, i))
    return [c for c in told if thing_of(grammar, c) in TAKEN]


def contents(grammar: Grammar, i: int) -> list[int]:
    """What was in a place: "Inside were five rifles and a motorcycle"."""
    parse = grammar.parse
    behind = range(i + 2, min(i + 8, parse.sents[parse.sent_of[i]][1]))
    first = next((k for k in behind if parse.deps[k] in ("root", "nsubj", "nsubj:pass", "conj")), None)
    told = grammar.conjuncts(first) if first is not None else []
    return [c for c in told if thing_of(grammar, c) in CARGO | {"vehicle"}]


def _items(grammar: Grammar, start: int, end: int) -> list[int]:
    """Heads of the items of a list, within a sentence."""
    parse = grammar.parse
    heads = (j for j in range(start, end) if parse.pos[j] in ("NOUN", "PROPN"))
    return [j for j in heads if parse.deps[j] not in ("compound", "flat", "nmod", "nmod:poss")]


def behind_colon(grammar: Grammar, i: int) -> list[int]:
    """Counted things of a list that a heading opens: "Evidence: six rifles, 31 blocks of cocaine"."""
    parse = grammar.parse
    start, end = parse.sents[parse.sent_of[i]]
    if i != start or parse.words[i + 1 : i + 2] != [":"]:
        return []
    items = (k for k in _items(grammar, i + 2, end) if thing_of(grammar, k) in TAKEN)
    return [k for k in items if count_at(grammar.parse, k)[0]]


def listed(grammar: Grammar, i: int) -> list[int]:
    """What a haul was: "the haul: 86 kg of heroin and 118 guns", "among the booty were five vehicles"."""
    parse = grammar.parse
    _, end = parse.sents[parse.sent_of[i]]
    if parse.words[i + 1 : i + 2] == [":"]:
        return _items(grammar, i + 2, end)
    verb = parse.heads[i]
    if parse.lemmas[verb] in HOLDING and i in parse.dependents(verb, "nsubj"):
        return [c for k in parse.dependents(verb, "obj", "obl") for c in grammar.conjuncts(k)]
    if parse.lemmas[verb] == "put" and parse.deps[i] == "obj":  # "put the haul at 30 rifles and six pistols"
        at = (k for k in parse.dependents(verb, "obl") if "at" in grammar.prepositions(k))
        return [c for k in at for c in grammar.conjuncts(k)]
    subjects = parse.dependents(i, "nsubj") if parse.dependents(i, "cop") else []
    if "among" in grammar.prepositions(i):
        subjects = subjects or parse.dependents(i, "nsubj")
        subjects = subjects or (parse.dependents(verb, "nsubj") if parse.lemmas[verb] == "be" else [])
        subjects = subjects or ([verb] if parse.pos[verb] == "NOUN" and parse.dependents(verb, "cop") else [])
    return [c for k in subjects for c in grammar.conjuncts(k)]


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
