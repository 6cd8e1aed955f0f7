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
        one = dep in SUFFERING and parse.words[i][:1].isupper() and ONE & _beside(parse, i)
        head = parse.heads[i]
        none = dep in SUFFERING and NONE & _beside(parse, i) and parse.words[i][:1].isupper()
        side = dep == "amod" and parse.lemmas[head] in RANKS and not parse.dependents(head, "nmod")
        if none and i not in grammar.named and gazetteer.demonym(parse.words[i]):
            grammar.tag(i, {"PERSON", "TROOPS", "STATE"})  # "no American was hurt"
        elif (one or side) and i not in grammar.named and gazetteer.demonym(parse.words[i]):
            grammar.tag(i, {"PERSON", "ANYONE"} if one else {"STATE"})  # "a Palestinian", "Armenian side"


def _beside(parse: Parse, i: int) -> set[str]:
    """The articles and numbers of a word."""
    return {parse.lower[k] for k in parse.dependents(i, "det", "nummod")}
