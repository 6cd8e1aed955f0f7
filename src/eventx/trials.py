"""Whether an article is on a trial: what it tells without a day of its own was done long before."""

from __future__ import annotations

from collections.abc import Sequence, Set

from eventx.background import no_news
from eventx.lexicon import words
from eventx.mentions import Trigger
from eventx.syntax import Grammar

COURT = words("claims")["court"]
MANY = 3  # sentences, and different words, of a court
SHARE = 4  # of so many sentences one tells of a court


def carry(grammar: Grammar, triggers: Sequence[Trigger], dated: Set[int]) -> None:
    """Judge what an article on a trial tells, unless it is on an act too, whose own day it tells.

    `dated` are the triggers that have a day beside them.
    """
    late = [t for t in triggers if t.claim.background is None]
    if late and on_trial(grammar) and dated.isdisjoint(t.root for t in late):
        for trigger in late:
            trigger.claim = no_news("history", "the article is on a trial")


def on_trial(grammar: Grammar) -> bool:
    """Whether much of an article tells of a court."""
    parse = grammar.parse
    told = [(parse.sent_of[i], word) for i, word in enumerate(parse.lower) if word in COURT]
    sentences, kinds = {s for s, _ in told}, {word for _, word in told}
    return min(len(sentences), len(kinds)) >= MANY and len(sentences) * SHARE >= len(parse.sents)
