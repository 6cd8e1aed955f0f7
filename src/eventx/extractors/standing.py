"""What a noun of people or groups stands for: a service's men, the group told before."""

from __future__ import annotations

from eventx.lexicon import words
from eventx.syntax import Grammar

SERVICES = frozenset(
    {"security", "intelligence", "directorate", "secret", "ministry", "bureau", "police", "customs"}
)
UNITS = frozenset({"force", "patrol", "contingent", "convoy", "column", "garrison"})
DISGUISE = frozenset({"dress", "disguise", "pose", "masquerade", "clothe", "clad"})
AGAIN = words("forces")["again"]


def of_a_service(grammar: Grammar, i: int) -> bool:
    """Whether people are a service's that no table has: "the Directorate of State Security's operatives".

    So are those of what was told before: "a fighter of the force".
    """
    parse = grammar.parse
    of = [k for k in parse.dependents(i, "nmod") if grammar.prepositions(k) & {"of", "from"}]
    if any(parse.lemmas[k] in UNITS and "the" in {parse.lower[c] for c in parse.kids[k]} for k in of):
        return True
    whose = [
        k
        for k in parse.dependents(i, "nmod:poss", "compound", "amod", "nmod")
        if k < i or "of" in grammar.prepositions(k)
    ]
    near = {parse.lower[w] for k in whose for w in (k, *parse.kids[k])}
    return bool(near & SERVICES) and not any(grammar.classes(k) & {"HOSTILES", "GROUP"} for k in whose)


def the_group(grammar: Grammar, i: int) -> bool:
    """Whether a noun stands for the armed group told before: "the group stormed two buses"."""
    parse = grammar.parse
    if parse.lemmas[i] not in AGAIN or parse.deps[i] in ("compound", "flat", "amod"):
        return False
    before = {parse.lower[k] for k in parse.kids[i] if k < i and parse.deps[k] not in ("case", "cc", "punct")}
    return "the" in before and before <= {"the", "same"} and not parse.dependents(i, "nmod")


def whole_nation(grammar: Grammar, i: int) -> bool:
    """Whether a word may be a nation's name for its forces: "the Russians", "the British"."""
    parse = grammar.parse
    if i == 0 or parse.lower[i - 1] != "the" or not parse.words[i][:1].isupper():
        return False
    plural = parse.lower[i].endswith(("s", "sh", "ch"))
    alone = not any(w[:1].isupper() for w in parse.words[i + 1 : i + 2])
    alone = alone and parse.pos[i + 1 : i + 2] not in (["NOUN"], ["ADJ"])
    return plural and alone and parse.deps[i] not in ("amod", "compound", "flat")


def disguise(grammar: Grammar, i: int) -> bool:
    """Whether somebody only looks like a force: "gunmen dressed as policemen", "in police uniform"."""
    parse, j = grammar.parse, i - 1
    while j > 0 and parse.pos[j] in ("DET", "ADJ", "NOUN", "PROPN"):
        j -= 1
    return j > 0 and parse.lower[j] == "as" and parse.lemmas[j - 1] in DISGUISE
