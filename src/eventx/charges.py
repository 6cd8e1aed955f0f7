"""Bombs, mines and drones → who laid or launched them, and who came upon them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventx.lexicon import words
from eventx.syntax import Grammar, Roles

BOMBS = frozenset({"BOMB", "EXPLOSIVE"})
LAYING, MEETING = words("roles")["laying"], words("roles")["meeting"]


def met(grammar: Grammar, verb: int, roles: Roles) -> bool:
    """Whether those who act came upon a bomb that others had laid: "their lorry ran over a mine"."""
    bombs = any(grammar.classes(k) & BOMBS for k in roles.patients)
    return bombs and grammar.parse.lemmas[verb] in MEETING and not _any_hostile(grammar, roles.agents)


def _any_hostile(grammar: Grammar, heads: Iterable[int]) -> bool:
    """Whether any phrase names an armed group or its men."""
    return any(grammar.classes(k) & {"HOSTILE", "GROUP"} for k in heads)


def layers(grammar: Grammar, roles: Roles) -> list[int]:
    """Who laid the bomb that went off: "a mine left by the rebels", "a charge that they had buried"."""
    parse = grammar.parse
    bombs = {b for k in (*roles.agents, *roles.patients) for b in (k, grammar.content(k))}
    bombs = {k for k in bombs if grammar.classes(k) & BOMBS}
    clauses = (v for b in bombs for v in parse.dependents(b, "acl", "acl:relcl") if parse.lemmas[v] in LAYING)
    return [a for v in clauses for a in grammar.roles(v).agents if a not in bombs]


def senders(grammar: Grammar, head: int) -> Iterator[int]:
    """Who launched what was shot down: "12 drones launched by Russia", "94 drones that Russia launched"."""
    parse = grammar.parse
    for i in dict.fromkeys((head, grammar.content(head))):
        for clause in parse.dependents(i, "acl", "acl:relcl", "advcl:relcl"):
            roles = grammar.roles(clause)
            yield from roles.agents
            yield from parse.dependents(clause, "nsubj", "obl:agent")
