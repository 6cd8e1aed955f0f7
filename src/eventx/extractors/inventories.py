"""Things of a list, however the parse hung them: "a rifle, two pistols and 90 rounds", "including 20 rifles".

What a haul is made of beyond that (loads, money, what a verb or a picture tells) is in `hauls`.
"""

from __future__ import annotations

from eventx.numbers import count_at
from eventx.quantities import is_dash
from eventx.syntax import Grammar

HOLDING = frozenset({"include", "comprise", "consist", "contain", "total", "hold"})
BESIDES = frozenset({"besides"})
CARGO = frozenset(
    {"weapon", "ammunition", "explosive", "drugs", "money", "communications_device", "supplies"}
)
ARMS = frozenset({"weapon", "ammunition", "explosive"})
TAKEN = CARGO | {"vehicle", "drone", "document"}
ITEM = frozenset({"DET", "NUM", "ADJ", "NOUN", "PROPN"})
BETWEEN = frozenset({",", "and", "with", "as", "well"})  # things of a list
CALLED = 8  # tokens of "locally known as 'pumpi'"


def behind_were(grammar: Grammar, verb: int) -> list[int]:
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


def named_beside(grammar: Grammar, heads: list[int]) -> list[int]:
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


def hung_by(grammar: Grammar, heads: list[int], verb: int) -> list[int]:
    """Counted things that the parse joined to what is beside: "a rifle with a scope and a motorbike"."""
    parse = grammar.parse
    guns = [head for head in heads if thing_of(grammar, head) in TAKEN]
    beside = [k for head in guns for k in parse.dependents(head, "nmod") if k > head]
    beside = [k for k in beside if "with" in grammar.prepositions(k)]
    if not heads:  # "picked up, besides the bodies, a rifle and two pistols"
        beside = [k for k in parse.dependents(verb, "obl") if BESIDES & grammar.prepositions(k)]
    told = (c for k in beside for c in grammar.conjuncts(k)[1:] if c not in heads)
    return [c for c in told if thing_of(grammar, c) in TAKEN and count_at(parse, c)[0]]


def of_which(grammar: Grammar, heads: list[int]) -> list[int]:
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


def among(grammar: Grammar, heads: list[int]) -> list[int]:
    """Counted things in a phrase of amount: "an assortment of wires, two rifles and 90 rounds"."""
    further = (c for k in behind_of(grammar, heads) for c in grammar.conjuncts(k)[1:] if c not in heads)
    return [c for c in further if count_at(grammar.parse, c)[0] and thing_of(grammar, c) in TAKEN]


def behind_of(grammar: Grammar, heads: list[int]) -> list[int]:
    """What stands behind "of" by any of these: "an assortment of wires"."""
    of = (k for head in heads for k in grammar.parse.dependents(head, "nmod"))
    return [k for k in of if "of" in grammar.prepositions(k)]


def thing_of(grammar: Grammar, i: int) -> str | None:
    """The class of thing that a phrase is of, through its measure: "2 tonnes of cocaine"."""
    thing = grammar.object_class(grammar.content(i))
    return thing or next((t for k in behind_of(grammar, [i]) if (t := grammar.object_class(k))), None)


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


def items_in(grammar: Grammar, start: int, end: int) -> list[int]:
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
    items = (k for k in items_in(grammar, i + 2, end) if thing_of(grammar, k) in TAKEN)
    return [k for k in items if count_at(grammar.parse, k)[0]]


def listed(grammar: Grammar, i: int) -> list[int]:
    """What a haul was: "the haul: 86 kg of heroin and 118 guns", "among the booty were five vehicles"."""
    parse = grammar.parse
    _, end = parse.sents[parse.sent_of[i]]
    if parse.words[i + 1 : i + 2] == [":"]:
        return items_in(grammar, i + 2, end)
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
