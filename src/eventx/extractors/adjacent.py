"""Outcomes read by what stands side by side, where the parse joins it not."""

from __future__ import annotations

from collections.abc import Iterator

from eventx.extractors.bodies import otherwise
from eventx.extractors.hauls import STOPPING
from eventx.extractors.nearby import counted_before, counted_behind
from eventx.extractors.results import suffered
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.syntax import Grammar

LOSING = words("outcomes")["losing"]


def beside(grammar: Grammar, told: set[int]) -> Iterator[Mention]:
    """Outcomes whose sufferer stands right beside the word that tells them, where the parse joins them not.

    "and six marines injured", "killed two of them": in news, counted people or things before a bare
    participle, or behind a verb, suffer it, whatever the tree says.
    """
    parse, rules = grammar.parse, grammar.rules
    for i, lemma in enumerate(parse.lemmas):
        if i in told or lemma in LOSING or lemma in STOPPING:
            continue
        found = []
        if lemma in rules.verb_outcomes and parse.pos[i] in ("VERB", "ADJ") and parse.lower[i] != lemma:
            found = [
                rule
                for phrase, (rule, who) in rules.verb_outcomes[lemma]
                if who == "patient"
                and list(phrase[1:]) == parse.lower[i + 1 : i + len(phrase)]
                and not otherwise(grammar, phrase, i)
            ]
        if parse.lower[i] in rules.adjective_outcomes and parse.pos[i] in ("ADJ", "VERB", "NOUN"):
            found = [rules.adjective_outcomes[parse.lower[i]]]
        if not found:
            continue
        acting = parse.dependents(i, "nsubj") if parse.dependents(i, "obj") else []
        for head in (counted_before(grammar, i), counted_behind(grammar, i)):
            if head is None or head in acting or (parse.deps[i] == "amod" and i < head == parse.heads[i]):
                continue
            if parse.deps[head] == "compound" and parse.words[head + 1 : head + 2] == ["-"]:
                continue  # "smashed a drug-smuggling gang"
            made = next((m for rule in found if (m := suffered(grammar, rule, head, i, ()))), None)
            if made:
                yield made
                break
