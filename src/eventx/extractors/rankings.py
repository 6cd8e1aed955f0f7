"""Dates that are of no act: of the time in which acts are counted, or of a figure to compare with."""

from __future__ import annotations

import re
from itertools import takewhile

from eventx.lexicon import words
from eventx.parse import Parse

COUNTING = frozenset({"since", "in", "within", "over"})
RANKED_WITHIN = 8  # tokens between the rank and "since"
RANK = re.compile(
    rf"{'|'.join(words('dates')['ranks'])}|\d+(?:st|nd|rd|th)|\w+t(?:een|ie)th|\w{{2,}}(?<!w)est"
)
BORN = frozenset({"in", "on", "and", "born"})  # before the day or the year
COMPARING = (["from"], ["against"], ["with"], ["than"])


def ranked(parse: Parse, start: int, root: int, *, within: bool) -> bool:
    """Whether a date is of the time in which acts are counted: "the third since May", "in a year"."""
    counted = _counted_from(parse, start, root)
    counting = within or parse.lower[counted] == "since"
    return counting and _ranks(parse, counted)


def _counted_from(parse: Parse, start: int, root: int) -> int:
    """Where a time opens, or the phrase that it dates: "the worst fighting since the truce of May 1994"."""
    heads = takewhile(lambda i: parse.deps[i] in ("nmod", "compound"), (root, *parse.ancestors(root)))
    above = (parse.heads[i] for i in heads)
    marks = (k for i in above for k in parse.dependents(i, "case") if parse.lower[k] == "since" and k < start)
    return next(marks, start)


def _ranks(parse: Parse, start: int) -> bool:
    """Whether a time is that in which acts are counted: "their 60th captive since May", "third in a week"."""
    if parse.lower[start] not in COUNTING:
        return False
    near = range(max(start - RANKED_WITHIN, parse.sents[parse.sent_of[start]][0]), start)
    return any(parse.pos[k] in ("ADJ", "NUM", "NOUN") and RANK.fullmatch(parse.lower[k]) for k in near)


def compared(parse: Parse, start: int) -> bool:
    """Whether a date is that of a figure to compare with, or of a birth: "up from 12 in May", "born in"."""
    before = parse.lower[max(0, start - 3) : start]
    if "born" in parse.lower[max(0, start - 5) : start] and BORN.issuperset(before[-1:]):
        return True  # "the suspects, born in 2001 and 2007, were detained"
    return before[-1:] == ["in"] and before[:1] in COMPARING and parse.pos[start - 2] == "NUM"
