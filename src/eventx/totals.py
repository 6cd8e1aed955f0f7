"""Whether a state's forces sum up what they did until now: "have killed 154 rebels this year"."""

from __future__ import annotations

from eventx.syntax import Grammar

YEAR = 366  # days of which forces sum up what they did
PERFECT = frozenset({"has", "have"})
FOES = frozenset({"HOSTILE", "HOSTILES"})


def up_to_now(grammar: Grammar, verb: int) -> bool:
    """Whether a verb counts what forces have done, or which foes have suffered it."""
    parse, roles = grammar.parse, grammar.roles(verb)
    first = parse.heads[verb] if parse.deps[verb] == "conj" else verb
    done = PERFECT.intersection(parse.lower[k] for v in (verb, first) for k in parse.dependents(v, "aux"))
    if not done or parse.lemmas[verb] == "lose":
        return False
    if not any(parse.pos[k] == "NUM" for head in roles.patients for k in parse.dependents(head, "nummod")):
        return False
    who = [grammar.classes(k) for k in roles.agents]
    if who:
        return all("FORCE" in c and not c & (FOES | {"GROUP"}) for c in who)
    return any(grammar.classes(k) & FOES for k in roles.patients)
