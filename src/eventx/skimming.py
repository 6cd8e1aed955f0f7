"""Tokens of an article → the sentences that are worth parsing.

Parsing is most of what reading costs, and most sentences of the news tell of no operation. Each sentence is
scored by its words and by what the rules know them as (a trigger, a result, a class of nouns): a logistic
regression of what the whole path found in it (training/fit_skim.py), so that a score of 0 is an even chance
that a record points at the sentence.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from typing import Any

from eventx.rules import Phrase, Rule, Rules, inflect, plural, words_of

TERMINAL = frozenset(".!?")
ACTING = frozenset({"ACT", "HINT", "RESULT", "OWN"})  # with one of the armed, a sentence is always read
ARMED = frozenset({
    "HOSTILE", "MILITARY", "TROOPS", "MILITIA", "GROUP", "COALITION", "POLICE", "SECURITY",
    "FORCE", "DRONE", "AIRCRAFT", "WARSHIP", "PROJECTILE", "BOMB", "GUNS",
})  # fmt: skip
NAMING = frozenset({"identified", "named", "alias", "aka", "nicknamed", "deceased", "slain"})
FEW = 3  # sentences; so short a text is read whatever it scores: somebody picked it
SHORT = 5  # tokens; "1.", "By radio:" say little by their words and much by where they stand
CLOSING = frozenset("\"”’')]")
NUMBERED = frozenset({"no", "nos", "nr"})  # "no. 3" is no end

Span = tuple[int, int]  # tokens, end exclusive


@dataclass(frozen=True, slots=True)
class Cut:
    """Spans of tokens: those to parse, those of them in which names are sought, and those passed over.

    `doubled` are figures in brackets, "two (2) rifles", which the parser is not shown.
    """

    parsed: tuple[Span, ...]
    named: tuple[Span, ...]
    passed: tuple[Span, ...] = ()
    doubled: tuple[Span, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Skim:
    """Weights of features, and the scores from which an article, a sentence and its names are read.

    `article` is asked of the best sentence; below it the whole article is passed over. A sentence of an act
    and somebody armed is read whatever its score, and so is one that may name the dead.
    """

    bias: float
    weights: Mapping[str, float]
    article: float
    parsed: float
    named: float
    known: Mapping[str, frozenset[str]]  # what the rules know a word as

    @classmethod
    def load(cls, rules: Rules, forces: Iterable[str] = ()) -> Skim:
        """The fitted weights; a word of a user's rule makes a sentence an even chance by itself.

        `forces` are names of armed forces of one word, folded.
        """
        fitted = _fitted()
        weights = {**fitted["weights"], "OWN": -fitted["bias"]}
        return cls(**{**fitted, "weights": weights}, known=known(rules, forces))

    def score(self, words: Iterable[str]) -> float:
        """Log-odds that a record points at a sentence of these words; at least 0 for an act of the armed."""
        weights, found = self.weights, features(words, self.known)
        score = self.bias + sum(weights.get(feature, 0.0) for feature in found)
        return max(score, 0.0) if found & ACTING and found & ARMED else score

    def __call__(self, words: Sequence[str]) -> Cut:
        """What of an article's tokens to read.

        >>> from eventx.rules import load_rules
        >>> skim = Skim.load(load_rules())
        >>> text = "Troops raided a camp near Hatra , killing five ." + 3 * " A baker sells bread and cake ."
        >>> skim(text.split())
        Cut(parsed=((0, 10),), named=((0, 10),), passed=((10, 31),))
        """
        spans = list(sentences(words))
        picked = len(spans) <= FEW
        scores = [self.score(words[a:b]) for a, b in spans]
        if not picked and max(scores) < self.article:
            return Cut((), (), ((0, len(words)),))
        scores = [
            max(score, 0.0) if _names(words[a:b]) else score
            for (a, b), score in zip(spans, scores, strict=True)
        ]
        scored = list(zip(spans, scores, strict=True))
        kept = [score >= self.parsed or b - a <= SHORT or picked for (a, b), score in scored]
        return Cut(
            _joined(span for span, keep in zip(spans, kept, strict=True) if keep),
            _joined(span for span, score in scored if score >= self.named),
            _joined(span for span, keep in zip(spans, kept, strict=True) if not keep),
        )


def _names(words: Sequence[str]) -> bool:
    """Whether a sentence may tell a name: "One of the dead was identified as Ali"."""
    return any(w.lower() in NAMING for w in words) and any(w[:1].isupper() for w in words[1:])


def sentences(words: Sequence[str]) -> Iterator[Span]:
    """Spans of sentences as far as marks tell: rather two in one than one in two.

    >>> list(sentences(["It", "rained", ".", "He", "left", ".", "\\n\\n", "Then", "..."]))
    [(0, 3), (3, 7), (7, 9)]
    >>> list(sentences(["Battalion", "no", ".", "3", "attacked", "."]))
    [(0, 6)]
    """
    start, ended = 0, False
    for i, word in enumerate(words):
        if ended and word not in CLOSING and not word.isspace():
            numbered = word[0].isdigit() and words[i - 2 : i - 1] and words[i - 2].lower() in NUMBERED
            if not word[0].islower() and not numbered:
                yield start, i
                start = i
            ended = False
        if word in TERMINAL or "\n" in word:
            ended = True
    if start < len(words):
        yield start, len(words)


def features(words: Iterable[str], known: Mapping[str, frozenset[str]]) -> set[str]:
    """What of a sentence is scored: its words, folded, numbers as one, and what the rules know them as.

    >>> sorted(features(["Troops", "raided", "3", "camps"], {"raided": frozenset({"ACT"})}))
    ['0', 'ACT', 'camps', 'raided', 'troops']
    """
    written = set(words)
    found = {"0" if word[0].isdigit() else word.lower() for word in written}
    return found.union(*(known[word] for word in (found | written) & known.keys()))


def known(rules: Rules, forces: Iterable[str] = ()) -> dict[str, frozenset[str]]:
    """Forms of single words → what the rules know them as: "ACT", "RESULT", "HINT", "OWN", classes of nouns.

    "HINT" are words of acts that need a detail of their own ("fire lasted"), "OWN" those of users' rules.
    """
    found: dict[str, set[str]] = {}

    def learn(lemmas: Collection[str], name: str, *, verbs: bool = False) -> None:
        """Take all forms of some words as one feature."""
        for form in (*lemmas, *(inflect(lemmas) if verbs else map(plural, lemmas))):
            found.setdefault(form, set()).add(name)

    def alone(index: Mapping[str, Sequence[tuple[Phrase, Any]]], *, weak: bool = False) -> list[str]:
        """Words that tell something by themselves; `weak` are those of weak rules alone."""
        by_itself = ((), ("not",))  # "did not survive"
        values = {word: [v for p, v in told if v and p[1:] in by_itself] for word, told in index.items()}
        return [w for w, found in values.items() if found and all(_weak(v) for v in found) == weak]

    for name, weak in (("ACT", False), ("HINT", True)):
        learn(alone(rules.verb_rules, weak=weak), name, verbs=True)
        learn(alone(rules.noun_rules, weak=weak), name)
    learn(alone(rules.verb_outcomes), "RESULT", verbs=True)
    learn([*rules.noun_outcomes, *rules.adjective_outcomes], "RESULT")
    for index in (rules.noun_classes, rules.object_classes):
        for word, told in index.items():
            for phrase, name in told:
                if phrase == (word,):
                    learn([word], name)
    own = [rule for rule in rules.rules if rule.name in rules.layers]
    learn({words_of(phrase)[0] for rule in own for phrase in rule.verbs}, "OWN", verbs=True)
    learn({words_of(phrase)[-1] for rule in own for phrase in rule.nouns}, "OWN")
    for name in forces:
        found.setdefault(name, set()).add("FORCE")
    return {word: frozenset(names) for word, names in found.items()}


def _weak(told: Any) -> bool:
    """Whether it is a rule that tells an act only with a detail of its own."""
    return isinstance(told, Rule) and told.weak


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
