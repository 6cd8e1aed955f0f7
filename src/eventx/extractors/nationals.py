"""Nationalities that stand for people, or for a state's side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventx.lexicon import words

if TYPE_CHECKING:
    from eventx.gazetteer import Gazetteer
    from eventx.parse import Parse
    from eventx.syntax import Grammar

RANKS = words("outcomes")["ranks"]
SUFFERING = frozenset({"nsubj:pass", "nsubj", "obj", "conj", "appos", "root", "ROOT"})
NONE = frozenset({"no"})
ONE = frozenset({"a", "an", "another", "one"})


def tag_nationals(grammar: Grammar, gazetteer: Gazetteer) -> None:
    """Tell the grammar of nationalities that are people or a state's side."""
    parse = grammar.parse
    for i, dep in enumerate(parse.deps):
        head, beside = parse.heads[i], _beside(parse, i) if dep in SUFFERING else set()
        beside = beside if parse.words[i][:1].isupper() else set()
        one, none = ONE & beside, NONE & beside
        side = dep == "amod" and parse.lemmas[head] in RANKS and not parse.dependents(head, "nmod")
        if not (none or one or side) or i in grammar.named or not gazetteer.demonym(parse.words[i]):
            continue
        if none:
            grammar.tag(i, {"PERSON", "TROOPS", "STATE"})  # "no American was hurt"
        else:
            grammar.tag(i, {"PERSON", "ANYONE"} if one else {"STATE"})  # "a Palestinian", "Armenian side"


def _beside(parse: Parse, i: int) -> set[str]:
    """The articles and numbers of a word."""
    return {parse.lower[k] for k in parse.dependents(i, "det", "nummod")}
