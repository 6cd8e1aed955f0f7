"""Whom and what a side is told to have lost: "the army lost five soldiers and a tank"."""

from __future__ import annotations

from collections.abc import Iterator, Set

from eventx.extractors.owning import teller
from eventx.extractors.pronouns import SIDES, side_before
from eventx.extractors.results import suffered
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.syntax import Grammar

OUR_MEN = words("outcomes")["our_men"]
LOST = frozenset(
    {"TROOPS", "HOSTILE", "LEADER", "COUNTED", "VEHICLE", "AIRCRAFT", "DRONE", "VESSEL", "GUNS", "WEAPONS"}
)
LADS = frozenset({"boy", "lad", "son"})  # whom a force loses: soldiers
ITSELF = frozenset({"it", "they"})


def lost(grammar: Grammar, i: int) -> Iterator[Mention]:
    """What the subject of "lose" had, where it is a side."""
    parse, roles = grammar.parse, grammar.roles(i)
    ours = {a for a in roles.agents if _men_of(grammar, a, {"our"})}
    theirs = {a for a in roles.agents if _men_of(grammar, a, {"his", "their", "its"})}
    owner = next((a for a in roles.agents if a in ours | theirs or _side(grammar, a)), None)
    if roles.passive or owner is None:
        return
    if parse.lower[owner] in ITSELF:
        before = teller(grammar, owner) or side_before(grammar, owner, single=parse.lower[owner] == "it")
        owner = before or owner
    for phrase, (rule, who) in grammar.rules.verb_outcomes[parse.lemmas[i]]:
        if len(phrase) != 1 or who != "patient":
            continue
        for head in roles.patients:
            made = suffered(grammar, rule, head, i, (), owner=owner) if _losable(grammar, head) else None
            if made:
                _tell_whose(grammar, made, head, owner, ours=owner in ours)
                yield made


def _side(grammar: Grammar, i: int) -> bool:
    """Whether a phrase is a side's, or stands for one."""
    return grammar.parse.lower[i] in ITSELF or bool(grammar.classes(i) & SIDES)


def _men_of(grammar: Grammar, i: int, whose: Set[str]) -> bool:
    """Whether people are those of the force that speaks, or of who does: "our heroes", "his men"."""
    parse = grammar.parse
    return parse.lemmas[i] in OUR_MEN and any(
        parse.lower[k] in whose for k in parse.dependents(i, "nmod:poss")
    )


def _losable(grammar: Grammar, head: int) -> bool:
    """Whether a phrase is of what a side may lose: its people, its arms, a name."""
    parse, content = grammar.parse, grammar.content(head)
    people = parse.lemmas[content] == "man" or parse.pos[content] == "PROPN"
    return people or bool(grammar.classes(content) & LOST)


def _tell_whose(grammar: Grammar, made: Mention, head: int, owner: int, *, ours: bool) -> None:
    """Give those who are only counted, and a force's lads, the classes of whose they are."""
    parse = grammar.parse
    if parse.pos[head] == "NUM" and (ours or parse.lower[owner] in ITSELF):
        side = "TROOPS" if ours else "COUNTED"  # "our heroes lost four"; "shot nine and lost two"
        made.value.classes, made.value.antecedent = frozenset({"PERSON", side}), None
    if LADS & {parse.lemmas[k] for k in (grammar.content(head), *parse.dependents(head, "nmod"))}:
        made.value.classes = made.value.classes - {"CIVILIAN"} | {"TROOPS"}
