"""Attempts: what is told to have been tried, by whom, and whether it was fended off."""

from __future__ import annotations

from eventx.lexicon import words
from eventx.syntax import Grammar

ATTEMPTS, FENDING = words("claims")["attempts"], words("claims")["fending"]
MADE = frozenset({"attempt", "try", "bid"})
UNDONE = frozenset({"not", "n't", "never", "to", "will", "would", "could", "might", "may", "should", "can"})


def attempt_of(grammar: Grammar, verb: int) -> int | None:
    """The word for the attempt that a verb with "to" is: "tried to storm", "a bid to seize"."""
    parse = grammar.parse
    if not any(parse.lower[k] == "to" for k in parse.dependents(verb, "mark")):
        return None
    head = parse.heads[verb]
    return head if parse.lemmas[head] in ATTEMPTS and head != verb else None


def fended_off(grammar: Grammar, attempt: int) -> list[int]:
    """The verbs by which an attempt is told to have been made in vain: "but were thrown back"."""
    parse = grammar.parse
    verb = attempt
    if parse.pos[attempt] != "VERB":
        if parse.deps[attempt] not in ("nsubj", "nsubj:pass", "obj"):
            return []
        verb = parse.heads[attempt]
    beside = [verb, *parse.dependents(verb, "conj", "parataxis")]
    return [v for v in beside if parse.lemmas[v] in FENDING and _done(grammar, v)]


def makers(grammar: Grammar, attempt: int) -> list[int]:
    """Who made an attempt: "an attempt by gunmen to", "the rebels' bid to"; none behind a verb's subject."""
    parse = grammar.parse
    if parse.pos[attempt] == "VERB":
        return []
    by = [k for k in parse.dependents(attempt, "nmod", "obl", "acl") if "by" in grammar.prepositions(k)]
    return [c for k in (*by, *parse.dependents(attempt, "nmod:poss")) for c in grammar.conjuncts(k)]


def made(grammar: Grammar, attempt: int) -> bool:
    """Whether an attempt is told as an act: "tried to storm the jail", "made nine attempts to advance"."""
    parse = grammar.parse
    if parse.lemmas[attempt] not in MADE:
        return False
    if parse.pos[attempt] == "VERB":
        return _done(grammar, attempt) and parse.deps[attempt] != "acl:relcl"
    verb = grammar.lightly_done(attempt)
    return verb is not None and _done(grammar, verb)


def _done(grammar: Grammar, verb: int) -> bool:
    """Whether a verb tells what was done, not what may be."""
    parse = grammar.parse
    beside = {parse.lower[k] for k in parse.dependents(verb, "aux", "mark", "advmod")}
    return parse.pos[verb] == "VERB" and "Tense=Past" in parse.morphs[verb] and not beside & UNDONE
