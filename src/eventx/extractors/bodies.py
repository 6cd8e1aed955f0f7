"""Lives, bodies and wounds: what is told of people by naming a part of theirs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventx.extractors.results import Result, mention_of, suffered
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.numbers import count_at
from eventx.syntax import Grammar

_WORDS = words("outcomes")
TAKING_LIVES, LOSING = _WORDS["taking_lives"], _WORDS["losing"]
DEAD = frozenset({"body", "corpse"})
FINDING_BODIES, TENDING = _WORDS["finding_bodies"], _WORDS["tending"]


def lives(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "claimed the lives of 31 villagers", "cost six soldiers their lives", "nine lives were lost"."""
    parse = grammar.parse
    verb = parse.heads[i]
    taken = parse.deps[i] == "obj" and parse.lemmas[verb] in TAKING_LIVES
    if not taken and not (parse.deps[i] == "nsubj:pass" and parse.lemmas[verb] in TAKING_LIVES | LOSING):
        return
    whose = [k for k in parse.dependents(i, "nmod") if "of" in grammar.prepositions(k)]
    whose += parse.dependents(verb, "iobj") + parse.dependents(i, "nmod:poss")
    made = _each(grammar, "death", whose, i)
    yield from made
    count, first = count_at(parse, i)
    if not whose and count:
        yield mention_of(
            grammar, Result("killed", "person", count, i, i, frozenset({"PERSON", "BARE"})), first
        )


def found_dead(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "nine bodies were pulled from the rubble", "found the bodies of four farmers"."""
    parse, verb = grammar.parse, grammar.parse.heads[i]
    if parse.deps[i] not in ("obj", "nsubj:pass") or parse.lemmas[verb] not in FINDING_BODIES:
        return
    whose = [k for k in parse.dependents(i, "nmod") if "of" in grammar.prepositions(k)]
    made = _each(grammar, "death", whose, i)
    count, first = count_at(parse, i)
    if count and len(made) == 1 and count_at(parse, made[0].value.patient)[0] is None:
        made[0].value.count = count  # "nine bodies of assailants"
    yield from made
    if not whose and count:
        yield mention_of(
            grammar, Result("killed", "person", count, i, i, frozenset({"PERSON", "BARE"})), first
        )


def with_wounds(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "left his wife with shrapnel wounds", "two were taken to hospital with injuries"."""
    parse, head = grammar.parse, grammar.parse.heads[i]
    if not {"with", "for"} & grammar.prepositions(i):
        return
    if parse.pos[head] != "VERB":
        whose = [head]
    elif parse.lemmas[head] == "leave":
        whose = parse.dependents(head, "obj")
    elif parse.lemmas[head] in TENDING:
        roles = grammar.roles(head)
        whose = list(roles.patients or roles.agents)
    else:
        return
    yield from _each(grammar, "injury", whose, i)


def _each(grammar: Grammar, noun: str, whose: Iterable[int], i: int) -> list[Mention]:
    """What a noun tells, of some phrases and those coordinated with them."""
    rule = grammar.rules.noun_outcomes[noun][0]
    told = (suffered(grammar, rule, k, i, ()) for head in whose for k in grammar.conjuncts(head))
    return [made for made in told if made]
