"""What a haul was: lists behind general words, what was borne, money told by its number."""

from __future__ import annotations

from eventx.lexicon import words
from eventx.syntax import Grammar, Roles

HOLDING = frozenset({"include", "comprise", "consist", "contain", "total"})
_WORDS = words("outcomes")
GENERAL, CURRENCY = _WORDS["general"], _WORDS["currency"]


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
    found = roles.after({"with"})
    for patient in roles.patients:
        near = (k for k in parse.dependents(patient, "nmod") if "with" in grammar.prepositions(k))
        found += [c for k in near for c in grammar.conjuncts(k)]
    return [i for i in found if not parse.dependents(i, "nmod:poss")]


def _items(grammar: Grammar, start: int, end: int) -> list[int]:
    """Heads of the items of a list, within a sentence."""
    parse = grammar.parse
    heads = (j for j in range(start, end) if parse.pos[j] in ("NOUN", "PROPN"))
    return [j for j in heads if parse.deps[j] not in ("compound", "flat", "nmod", "nmod:poss")]


def listed(grammar: Grammar, i: int) -> list[int]:
    """What a haul was: "the haul: 86 kg of heroin and 118 guns", "among the booty were five vehicles"."""
    parse = grammar.parse
    _, end = parse.sents[parse.sent_of[i]]
    if parse.words[i + 1 : i + 2] == [":"]:
        return _items(grammar, i + 2, end)
    verb = parse.heads[i]
    if parse.lemmas[verb] in HOLDING and i in parse.dependents(verb, "nsubj"):
        return [c for k in parse.dependents(verb, "obj", "obl") for c in grammar.conjuncts(k)]
    subjects = parse.dependents(i, "nsubj") if parse.dependents(i, "cop") else []
    if "among" in grammar.prepositions(i):
        subjects = subjects or (parse.dependents(verb, "nsubj") if parse.lemmas[verb] == "be" else [])
        subjects = subjects or ([verb] if parse.pos[verb] == "NOUN" and parse.dependents(verb, "cop") else [])
    return [c for k in subjects for c in grammar.conjuncts(k)]


def is_money(grammar: Grammar, i: int) -> bool:
    """Whether a number is of money: "Rs. 2,40,000", "3.5 million in cash"."""
    parse = grammar.parse
    j = i - 1
    while j > 0 and (parse.words[j] == "." or parse.pos[j] == "NUM"):
        j -= 1
    behind = (k for k in parse.dependents(i, "nmod", "obl") if "in" in grammar.prepositions(k))
    return parse.lower[max(j, 0)] in CURRENCY or any(grammar.object_class(k) == "money" for k in behind)
