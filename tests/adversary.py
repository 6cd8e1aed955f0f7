"""Texts that a regular expression may take long over, made of the expression itself, and what they cost."""

from __future__ import annotations

import re
import re._constants as op
import re._parser as parser
import time
from collections.abc import Callable, Iterator
from typing import Any

COMMON = (" ", "a", "A", "1", "\n", "A. ", "1,", "the ", "\t ", "A-", "\u2028")
CLASSES = {
    op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " ", op.CATEGORY_WORD: "a",
    op.CATEGORY_NOT_DIGIT: "a", op.CATEGORY_NOT_SPACE: "a", op.CATEGORY_NOT_WORD: " ",
}  # fmt: skip
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)


def texts(pattern: re.Pattern[Any]) -> Iterator[tuple[Callable[[int], str], int]]:
    """An expression → functions from a length to a text (a piece many times), and the length of the piece."""
    pumps = {("", piece) for piece in COMMON}
    for before, piece in _pumps(parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)):
        pumps |= {(before, piece), ("", before + piece), (before, f"{piece} ")}
    for before, piece in sorted(pumps):
        if piece:
            yield lambda n, before=before, piece=piece: f"{before}{piece * (n // len(piece))}\1", len(piece)


def _pumps(items: Any) -> Iterator[tuple[str, str]]:
    """A parsed expression → each part that may repeat, with a string that leads to it."""
    before = ""
    for item in items:
        for inside, piece in _within(item):
            yield before + inside, piece
        before += _example([item])


def _within(item: Any) -> Iterator[tuple[str, str]]:
    kind, value = item
    if kind in REPEATS:
        low, high, body = value
        if high - low > 3:
            yield _example(body) * low, _example(body)
        yield from _pumps(body)
    elif kind is op.SUBPATTERN:
        yield from _pumps(value[3])
    elif kind is op.BRANCH:
        for branch in value[1]:
            yield from _pumps(branch)
    elif kind in (op.ASSERT, op.ASSERT_NOT):
        yield from _pumps(value[1])
    elif kind is op.ATOMIC_GROUP:
        yield from _pumps(value)


def _example(items: Any) -> str:
    """A parsed expression → a string that it (mostly) matches."""
    told = ""
    for kind, value in items:
        if kind is op.LITERAL:
            told += chr(value)
        elif kind in REPEATS:
            told += _example(value[2]) * max(1, value[0])
        elif kind is op.SUBPATTERN:
            told += _example(value[3])
        elif kind is op.BRANCH:
            told += _example(value[1][0])
        elif kind is op.ATOMIC_GROUP:
            told += _example(value)
        elif kind is op.IN:
            told += _member(value)
        elif kind in (op.ANY, op.NOT_LITERAL):
            told += "a" if value != ord("a") else "b"
    return told


def _member(choices: Any) -> str:
    """A class of characters → one of them."""
    if choices[0][0] is op.NEGATE:
        out = re.compile(f"[{''.join(re.escape(chr(v)) for k, v in choices[1:] if k is op.LITERAL)}\\W\\d]")
        return next((c for c in "aA1 -" if not out.match(c)), "é")
    kind, value = choices[0]
    return chr(value) if kind is op.LITERAL else chr(value[0]) if kind is op.RANGE else CLASSES[value]


def growth(work: Callable[[str], object], text: Callable[[int], str], short: int, long: int) -> float:
    """By how much more than its length a longer text takes longer: 1 is linear, their ratio the square.

    0 where the longer one takes less than 1 ms: the square of its length would take more.
    """
    if (last := cpu(work, text(long), 1)) < 0.001:
        return 0.0
    first, last = cpu(work, text(short), 5), min(last, cpu(work, text(long), 2))
    return last / max(first, 2e-5) / (long / short)


def cpu(work: Callable[[str], object], text: str, times: int) -> float:
    """The fewest seconds of processor time that a piece of work takes over a text."""
    least = float("inf")
    for _ in range(times):
        start = time.process_time()
        work(text)
        least = min(least, time.process_time() - start)
    return least
