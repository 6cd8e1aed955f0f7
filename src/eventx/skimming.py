"""Tokens of an article → the sentences that are worth parsing.

Parsing is most of what reading costs, and most sentences of the news tell of no operation. Each sentence is
scored by its words: a logistic regression of what the whole path found in it (training/fit_skim.py), so
a score of 0 is an even chance that a record points at the sentence. Words that tell an act by a rule but were
never seen in training count as such a chance.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from eventx.rules import Rules, inflect

TERMINAL = frozenset(".!?")
SHORT = 5  # tokens; "1.", "By radio:" say little by their words and much by where they stand
CLOSING = frozenset("\"”’')]")

Span = tuple[int, int]  # tokens, end exclusive


@dataclass(frozen=True, slots=True)
class Cut:
    """Spans of tokens: those to parse, those of them in which names are sought, and those passed over."""

    parsed: tuple[Span, ...]
    named: tuple[Span, ...]
    passed: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Skim:
    """Weights of words, and the scores from which an article, a sentence and its names are read.

    `article` is asked of the best sentence; below it the whole article is passed over.
    """

    bias: float
    weights: Mapping[str, float]
    article: float
    parsed: float
    named: float

    @classmethod
    def load(cls, rules: Rules | None = None) -> Skim:
        """The fitted weights; trigger words of `rules` that were not seen in training count as even chances."""
        fitted = _fitted()
        unseen = dict.fromkeys(forms(rules), -fitted["bias"]) if rules else {}
        return cls(**{**fitted, "weights": {**unseen, **fitted["weights"]}})

    def score(self, words: Iterable[str]) -> float:
        """Log-odds that a record points at a sentence of these words."""
        weights = self.weights
        return self.bias + sum(weights.get(word, 0.0) for word in {feature(word) for word in words})

    def __call__(self, words: Sequence[str]) -> Cut:
        """What of an article's tokens to read.

        >>> skim = Skim.load()
        >>> skim("Troops raided a camp near Hatra , killing five . The bakery sells bread and cake .".split())
        Cut(parsed=((0, 10),), named=((0, 10),), passed=((10, 17),))
        """
        spans = list(sentences(words))
        scores = [self.score(words[a:b]) for a, b in spans]
        if max(scores, default=self.article) < self.article:
            return Cut((), (), ((0, len(words)),))
        scored = list(zip(spans, scores, strict=True))
        kept = [score >= self.parsed or b - a <= SHORT for (a, b), score in scored]
        return Cut(
            _joined(span for span, keep in zip(spans, kept, strict=True) if keep),
            _joined(span for span, score in scored if score >= self.named),
            _joined(span for span, keep in zip(spans, kept, strict=True) if not keep),
        )


def sentences(words: Sequence[str]) -> Iterator[Span]:
    """Spans of sentences as far as marks tell: rather two in one than one in two.

    >>> list(sentences(["It", "rained", ".", "He", "left", ".", "\\n\\n", "Then", "..."]))
    [(0, 3), (3, 7), (7, 9)]
    """
    start, ended = 0, False
    for i, word in enumerate(words):
        if ended and word not in CLOSING and not word.isspace():
            if not word[0].islower():
                yield start, i
                start = i
            ended = False
        if word in TERMINAL or "\n" in word:
            ended = True
    if start < len(words):
        yield start, len(words)


def feature(word: str) -> str:
    """What of a token is scored: the folded word, or that it is a number."""
    return "0" if word[0].isdigit() else word.lower()


def forms(rules: Rules) -> set[str]:
    """All forms of the single words that tell acts and results."""
    verbs = {
        lemma
        for index in (rules.verb_rules, rules.verb_outcomes)
        for lemma, told in index.items()
        if any(phrase == (lemma,) for phrase, _ in told)
    }
    nouns = {
        lemma
        for lemma, told in rules.noun_rules.items()
        if any(phrase == (lemma,) and rule is not None for phrase, rule in told)
    }
    nouns |= rules.noun_outcomes.keys()
    plurals = {noun[:-1] + "ies" if noun.endswith("y") else noun + "s" for noun in nouns}
    return verbs | inflect(verbs).keys() | nouns | plurals | rules.adjective_outcomes.keys()


def _joined(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Spans with those that touch made one."""
    made: list[Span] = []
    for start, end in spans:
        if made and made[-1][1] == start:
            made[-1] = made[-1][0], end
        else:
            made.append((start, end))
    return tuple(made)


@cache
def _fitted() -> dict[str, Any]:
    """Bias, weights and thresholds as fitted."""
    fitted: dict[str, Any] = json.loads((resources.files("eventx") / "data" / "skim.json").read_text("utf-8"))
    return fitted
