"""Those who shared a fate with others: "along with three associates", "perished with five comrades"."""

from __future__ import annotations

from eventx.extractors.nearby import by_place, of_own, part_of
from eventx.lexicon import words
from eventx.numbers import count_at
from eventx.syntax import Grammar, Roles

RETINUE = words("people")["retinue"]
OTHER = frozenset({"other", "others"})
FELLOWS = frozenset({"HOSTILE", "ANYONE", "COUNTED", "CIVILIAN", "THING"})


def along(grammar: Grammar, patients: list[int], roles: Roles, verb: int) -> list[int]:
    """ "detained the leader along with three associates": those taken with the one named."""
    parse = grammar.parse
    behind = [k for k in parse.dependents(parse.heads[verb], "obl") if k > verb] if patients else []
    shared = behind if parse.deps[verb] == "conj" else []  # "bombed a cave and killed the emir, with nine"
    obliques = (*(head for _, head in roles.obliques), *shared)
    found = [c for head in obliques if grammar.fellows(head) for c in grammar.conjuncts(head)]
    if any(grammar.classes(p) & {"PERSON", "COUNTED"} for p in patients):
        found += [k for k in by_place(grammar, verb) if k not in patients]
    if roles.passive:  # "14 troops were killed and two of its own men"
        beside = (k for k in parse.dependents(verb, "conj") if parse.pos[k] == "NUM")
        found += [k for k in beside if (w := part_of(grammar, k)) is not None and of_own(grammar, w)]
    hung = [k for adverb in parse.dependents(verb, "advmod") for k in parse.dependents(adverb, "obl")]
    alias = [a for patient in patients for a in parse.dependents(patient, "appos")]
    alias += [
        k for a in alias for k in parse.dependents(a, "nmod")
    ]  # "Hidma, one of their leaders, with five"
    hung += [k for patient in (*patients, *alias) for k in parse.dependents(patient, "nmod", "conj")]
    found += [c for k in hung if grammar.fellows(k) for c in grammar.conjuncts(k)]
    found += [
        c
        for _, head in roles.obliques
        if "with" in grammar.prepositions(head) and parse.lemmas[head] in RETINUE and count_at(parse, head)[0]
        for c in grammar.conjuncts(head)
    ]  # "perished with five comrades"
    near = [head for _, head in roles.obliques if "with" in grammar.prepositions(head)]
    others = [k for k in near if OTHER & {parse.lower[k], *(parse.lower[c] for c in parse.kids[k])}]
    found += [c for k in others for c in grammar.conjuncts(k)]  # "captured the chief with three others"
    found += [k for patient in patients for k in _followers(grammar, patient) if k not in found]
    suffering = not parse.dependents(verb, "obj") and (not roles.passive or not roles.agents)
    fellows = FELLOWS | {"TROOPS"} if suffering else FELLOWS
    return [head for head in found if grammar.classes(grammar.content(head)) & fellows]


def _followers(grammar: Grammar, patient: int) -> list[int]:
    """Counted people of one told before, where they hang by his other name."""
    parse = grammar.parse
    beyond = set(grammar.conjuncts(patient))
    found = []
    for k in parse.subtree(patient):
        whole = part_of(grammar, k) if parse.pos[k] == "NUM" and parse.deps[k] == "conj" else None
        his = {parse.lower[p] for p in parse.dependents(whole, "nmod:poss")} if whole is not None else set()
        if k > patient and k not in beyond and his & {"his", "her"}:
            found.append(k)
    return found
