"""Quantity words become bounds: "at least a dozen" is 12 or more, "some 300" is 270 to 330.

The words are in `data/numbers.toml`; what they mean is the table of quantities in the guide for annotators.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eventx.records import Count

DATA = tomllib.loads((Path(__file__).parent / "data" / "numbers.toml").read_text("utf-8"))
_SMALL: dict[str, int] = {word: n for n, word in enumerate(DATA["units"].split())} | {
    word: n * 10 for n, word in enumerate(DATA["tens"].split(), 2)
}
CARDINALS = frozenset(_SMALL)
_SCALE: dict[str, int] = DATA["scale"]
_PLURAL_SCALE: dict[str, int] = DATA["plural_scale"]
_GROUPS: dict[str, int] = DATA["groups"]
_EXACT: dict[str, int] = DATA["exact"]
_VAGUE: dict[str, int] = DATA["vague"]
_AMOUNTS: dict[str, int] = DATA["amounts"]
_LARGE, _LITTLE = frozenset(DATA["large"].split()), frozenset(DATA["small"].split())
_BOUNDS = [(tuple(p.split()), kind) for kind, phrases in DATA["bounds"].items() for p in phrases.split("|")]
_BOUNDS_BY_WORD: dict[str, list[tuple[tuple[str, ...], str]]] = {  # by their first, the longest first
    first: sorted((pair for pair in _BOUNDS if pair[0][0] == first), key=lambda pair: -len(pair[0]))
    for first in {phrase[0] for phrase, _ in _BOUNDS}
}
_SUFFIX_OF = {tuple(p.split()): kind for kind, ps in DATA["suffixes"].items() for p in ps.split("|")}
_BOUNDING: dict[
    str, list[tuple[tuple[str, ...], str]]
] = {  # of these, those that change bounds, by their first
    first: [(words, kind) for words, kind in _SUFFIX_OF.items() if words[0] == first and kind != "same"]
    for first in {words[0] for words in _SUFFIX_OF}
}
CORE = (
    frozenset(("a", "an", "no", "not", "another", "single", "lone", "numbers", "groups"))
    | {word for phrase in (*_EXACT, *_VAGUE) for word in phrase.split()} - {"-"}
    | frozenset().union(_SMALL, _SCALE, _PLURAL_SCALE, _GROUPS, _AMOUNTS)
)
OPENERS = frozenset(word for phrase, _ in _BOUNDS for word in phrase) | _LARGE | _LITTLE
OPENERS |= {"between", "from", "and", "or", "to", "-"}
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d+)?|\d{1,15}(?:\.\d{1,9})?")
DASHES = frozenset("-–—‐‑")
PIECES = re.compile(r"[-–—‐‑]|[^\s–—‐‑-]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a token: "twenty-five" has three, the dash included."""

    word: str
    token: int


@dataclass(frozen=True, slots=True)
class Quantity:
    """Bounds told by the pieces up to `end`; `exact` where a number was said, `article` where "a" was."""

    low: int | None
    high: int | None
    best: int | None
    end: int
    exact: bool = False
    article: bool = False


def pieces_of(words: Sequence[str], offset: int = 0) -> list[Piece]:
    """The parts of some tokens, counted from a token of that index."""
    return [Piece(piece, offset + i) for i, w in enumerate(words) for piece in PIECES.findall(w.lower())]


def is_dash(word: str) -> bool:
    """Whether a part is a hyphen or dash."""
    return word in DASHES


class Reader:
    """Reads the longest quantity that starts at a piece."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.words = [p.word for p in pieces]

    def at(self, i: int) -> str:
        """The word of a piece; "" outside the phrase."""
        return self.words[i] if 0 <= i < len(self.words) else ""

    def has(self, i: int, phrase: str | tuple[str, ...]) -> bool:
        """Whether a phrase starts at a piece."""
        parts = tuple(phrase.split()) if isinstance(phrase, str) else phrase
        return tuple(self.words[i : i + len(parts)]) == parts

    def number(self, i: int) -> tuple[float, int] | None:
        """A cardinal in digits or words and where it ends: "two hundred and five", "1.5 million"."""
        word, total = self.at(i), 0.0
        if word in ("a", "dozen") and (word == "dozen" or self.at(i + 1) in _SCALE):
            current, i = 1.0, i + (word == "a")
        elif _DIGITS.fullmatch(word):
            current, i = float(word.replace(",", "")), i + 1
        elif word in _SMALL:
            current, i = self.below_hundred(i)
        else:
            return None
        while (scale := _SCALE.get(self.at(j := i + (self.at(i) == "-")), 0)) and total + current < 1e15:
            i = j + 1
            if scale <= 100:
                current *= scale
            else:
                total, current = total + current * scale, 0
            rest = i + (self.at(i) == "and")
            if scale >= 100 and self.at(rest) in _SMALL:
                more, i = self.below_hundred(rest)
                current += more
        return total + current, i

    def below_hundred(self, i: int) -> tuple[float, int]:
        """ "twenty-five", "seven"."""
        tens, j = _SMALL[self.at(i)], i + 1 + (self.at(i + 1) == "-")
        units = _SMALL.get(self.at(j), 0)
        return (float(tens + units), j + 1) if tens >= 20 and 0 < units < 10 else (float(tens), i + 1)

    def range(self, i: int) -> Quantity | None:
        """ "between 20 and 30", "20 to 30", "20-30", "two or three"."""
        joins: tuple[str, ...] = ("to", "or", "-", "–", "—", "until", "/")
        if self.at(i) in ("between", "from"):
            joins, i = ("and", "to"), i + 1
        first = self.number(i)
        if not first or self.at(first[1]) not in joins:
            return None
        if not (second := self.number(first[1] + 1)):
            return None
        low, high = first[0], second[0]
        if low < 1000 <= high and self.at(second[1] - 1) in _SCALE and low * 1000 <= high:
            low *= _SCALE[self.at(second[1] - 1)]  # "two to three thousand"
        if low >= high or low != int(low) or high != int(high):
            return None
        return Quantity(int(low), int(high), None, second[1])

    def vague(self, i: int) -> Quantity | None:
        """ "several", "dozens", "a large number of", "tens of thousands", "a few hundred"."""
        word = self.at(i)
        for phrase, n in _EXACT.items():
            if phrase.startswith(word) and self.has(i, phrase) and self.at(i + 1) != "longer":
                return Quantity(n, n, n, i + len(phrase.split()), exact=True)
        for phrase, low in _VAGUE.items():
            if phrase.startswith(word) and self.has(i, phrase):
                end = i + len(phrase.split())
                if (scale := _SCALE.get(self.at(end), 0)) and low == 3:
                    least = scale if scale == 12 else low * scale  # "several dozen" are dozens
                    return Quantity(least, None, None, self._of(end + 1))
                return Quantity(low, None, None, self._of(end))
        if word in _PLURAL_SCALE:
            low, end = _PLURAL_SCALE[word], i + 1
            if self.at(end) == "of" and self.at(end + 1) in ("thousands", "millions"):
                low, end = low * _PLURAL_SCALE[self.at(end + 1)], end + 2
            return Quantity(low, None, None, self._of(end))
        j = i + 1 if word in ("a", "an", "the", "another") else i
        size = None
        while self.at(j) in _LARGE or self.at(j) in _LITTLE or self.at(j) == "very":
            size, j = (size or self.at(j)), j + 1
        word = self.at(j)
        if word in ("numbers", "groups") and size:
            return Quantity(5 if size in _LARGE else 3, None, None, self._of(j + 1))
        if (n := _GROUPS.get(word, -1)) >= 0 and (j == i or n) and not size:
            return Quantity(n, n, n, self._of(j + 1), exact=True)
        if word not in _AMOUNTS or j == i or (word == "number" and self.at(i) == "the"):
            return None
        if word == "couple":
            n = 2 * (scale := _SCALE.get(self.at(end := self._of(j + 1)), 1))
            return Quantity(n, n, n, end + (scale > 1))
        if self.at(j + 1) != "of":
            return Quantity(4, None, None, j + 1) if word == "handful" else None
        if word in ("group", "series", "string") and (inner := self.plain(j + 2)):
            return inner
        low = 5 if size in _LARGE and word in ("number", "group") else _AMOUNTS[word]
        return Quantity(low, None, None, j + 2)

    def _of(self, i: int) -> int:
        """The piece behind an "of", where one stands."""
        return i + 1 if self.at(i) == "of" else i

    def core(self, i: int) -> Quantity | None:
        """A quantity without the words before it, and those that may follow ("or more", "-odd", "others")."""
        found = self.range(i) or self.plain(i) or self.vague(i)
        if found is None:
            return None
        for words, kind in _BOUNDING.get(self.at(found.end), ()):
            if self.has(found.end, words):
                return _bounded(kind, replace(found, end=found.end + len(words)))
        return found

    def plain(self, i: int) -> Quantity | None:
        """A single number; of "2.5" the whole numbers around."""
        if (number := self.number(i)) is None:
            return None
        low, high = int(number[0]), int(-(-number[0] // 1))
        return Quantity(low, high, low if low == high else None, number[1], exact=low == high)

    def quantity(self, i: int) -> Quantity | None:
        """The longest quantity that starts here, bounds and all."""
        for phrase, kind in _BOUNDS_BY_WORD.get(self.at(i), ()):
            if self.has(i, phrase):
                inner = self.quantity(i + len(phrase))
                if inner is None or (phrase == ("some",) and not inner.exact):
                    continue
                if not inner.article or len(phrase) > 1 or kind == "same":  # "over a village" is no count
                    return _bounded(kind, inner)
        found = self.core(i)
        if found is None and self.at(i) in ("a", "an", "another", "single", "lone"):
            end = i + 1 + (self.at(i + 1) in ("single", "lone", "further", "additional"))
            found = Quantity(1, 1, 1, end, exact=True, article=self.at(i) in ("a", "an"))
        while found is not None and (self.at(found.end),) in _SUFFIX_OF:
            found = replace(found, end=found.end + 1 if found.exact else self._of(found.end + 1))
        return found


def _bounded(kind: str, found: Quantity) -> Quantity:
    """What "at least" (`least`), "more than", "up to", "less than" and "about" make of the bounds."""
    low, high, best = found.low, found.high, found.best
    if kind == "least":
        return replace(found, high=None, exact=False)
    if kind == "more":
        low = low + 1 if low is not None and best is not None else low
        return replace(found, low=low, high=None, best=None, exact=False)
    if kind == "upto":
        return replace(found, low=0, best=None, exact=False)
    if kind == "less":
        high = high - 1 if high and best is not None else high
        return replace(found, low=0, high=high, best=None, exact=False)
    if kind == "about" and found.exact and best and best > 1:
        off = max(1, best // 10)  # ten per cent, rounded inwards
        return replace(found, low=best - off, high=best + off, exact=False)
    return found


def parse_count(words: Sequence[str]) -> Count | None:
    """The words of a quantity, and nothing else, become bounds; None where they are no quantity.

    >>> parse_count(["at", "least", "a", "dozen"])
    Count(low=12, high=None, best=12, text='at least a dozen')
    >>> parse_count(["about", "40"]).low, parse_count(["blue"])
    (36, None)
    """
    pieces = pieces_of(words)
    found = Reader(pieces).quantity(0) if pieces else None
    if found is None or found.end < len(pieces):
        return None
    return Count(low=found.low, high=found.high, best=found.best, text=" ".join(words))
