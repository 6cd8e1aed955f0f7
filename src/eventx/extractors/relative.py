"""Figures told by others: "20 dead and as many wounded", "the number of homes burnt at 46"."""

from __future__ import annotations

from collections.abc import Sequence

from eventx.extractors.tolls import NUMBERS, cumulative
from eventx.mentions import Mention
from eventx.numbers import count_at
from eventx.records import Count
from eventx.syntax import Grammar

FACTORS = {"twice": 2, "double": 2, "thrice": 3, "three": 3, "four": 4, "five": 5}
BEFORE = frozenset({"at", "to"})
WIDTH = 12  # tokens from a number's noun to its figure


def counted(grammar: Grammar, mentions: Sequence[Mention]) -> list[Mention]:
    """Outcomes, with figures that are told as others' multiples or beside "the number of"."""
    last: Mention | None = None
    for mention in sorted(mentions, key=lambda m: m.start):
        factor = _factor(grammar, mention)
        near = last is not None and grammar.parse.sent_of[last.root] == grammar.parse.sent_of[mention.root]
        if factor and last is not None and near:
            mention.value.count = _times(last.value.count, factor)
        elif mention.value.count.text is None and (figure := _figure(grammar, mention)):
            mention.value.count = figure
        last = mention
    return list(mentions)


def _factor(grammar: Grammar, mention: Mention) -> int:
    """What a figure before is taken times: 1 in "as many", 2 in "twice as many"; else 0."""
    lower = grammar.parse.lower
    for k in range(max(mention.start - 3, 0), mention.end):
        if lower[k : k + 2] == ["as", "many"] and lower[k + 2 : k + 3] != ["as"]:
            times = lower[k - 1] == "times"
            return FACTORS.get(lower[k - 2] if times else lower[k - 1], 0 if times else 1)
    return 0


def _times(count: Count, factor: int) -> Count:
    """A count taken several times.

    >>> _times(Count(low=3, high=3, best=3), 2).best
    6
    """
    bounds = (None if n is None else n * factor for n in (count.low, count.high, count.best))
    low, high, best = bounds
    return Count(low=low, high=high, best=best, text=count.text)


def _figure(grammar: Grammar, mention: Mention) -> Count | None:
    """The figure of "the number of homes burnt at 46" for a bare plural behind "number of"."""
    parse = grammar.parse
    start, end = parse.sents[parse.sent_of[mention.root]]
    noun = mention.start - 2
    if noun <= start or parse.lower[noun + 1] != "of" or parse.lemmas[noun] not in NUMBERS:
        return None
    if cumulative(parse.lower[start:end]):
        return None
    for k in range(mention.end, min(mention.end + WIDTH, end)):
        if parse.pos[k] == "NUM" and parse.lower[count_at(parse, k)[1] - 1] in BEFORE:
            return count_at(parse, k)[0]
    return None
