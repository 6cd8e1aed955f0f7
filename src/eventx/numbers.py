"""Quantity words become bounds: "at least a dozen" is 12 or more, "some 300" is 270 to 330.

What the words mean is the table of quantities in the guide for annotators. `parse_count` reads a phrase,
`count_at` the noun phrase around a token: it reads the words left of the noun one by one instead of trusting
how a parser attached them, since quantifiers are what parsers get wrong most.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from eventx.parse import Parse
from eventx.records import Count

_DATA = tomllib.loads((Path(__file__).parent / "data" / "numbers.toml").read_text("utf-8"))
_NOUNS: dict[str, frozenset[str]] = {key: frozenset(words.split()) for key, words in _DATA["nouns"].items()}
_SMALL: dict[str, int] = {word: n for n, word in enumerate(_DATA["units"].split())} | {
    word: n * 10 for n, word in enumerate(_DATA["tens"].split(), 2)
}
_SCALE: dict[str, int] = _DATA["scale"]
_PLURAL_SCALE: dict[str, int] = _DATA["plural_scale"]
_GROUPS: dict[str, int] = _DATA["groups"]
_EXACT: dict[str, int] = _DATA["exact"]
_VAGUE: dict[str, int] = _DATA["vague"]
_AMOUNTS: dict[str, int] = _DATA["amounts"]
_LARGE, _LITTLE = frozenset(_DATA["large"].split()), frozenset(_DATA["small"].split())
_OWNERS = frozenset(("the", "these", "those", "his", "her", "its", "their", "our"))
_BOUNDS = [(tuple(p.split()), kind) for kind, phrases in _DATA["bounds"].items() for p in phrases.split("|")]
_BOUNDS_BY_WORD: dict[str, list[tuple[tuple[str, ...], str]]] = {  # by their first, the longest first
    first: sorted((pair for pair in _BOUNDS if pair[0][0] == first), key=lambda pair: -len(pair[0]))
    for first in {phrase[0] for phrase, _ in _BOUNDS}
}
_SUFFIX_OF = {tuple(p.split()): kind for kind, ps in _DATA["suffixes"].items() for p in ps.split("|")}
_CORE = (
    frozenset(("a", "an", "no", "not", "another", "single", "lone", "numbers", "groups"))
    | {word for phrase in (*_EXACT, *_VAGUE) for word in phrase.split()} - {"-"}
    | frozenset().union(_SMALL, _SCALE, _PLURAL_SCALE, _GROUPS, _AMOUNTS)
)
_OPENERS = frozenset(word for phrase, _ in _BOUNDS for word in phrase) | _LARGE | _LITTLE
_OPENERS |= {"between", "from", "and", "or", "to", "-"}
_NOT_HEADS = (_NOUNS["units"] - _NOUNS["units_not_heads"]) | _NOUNS["months"] | _NOUNS["days"]
_SKIPPED = frozenset(("ADJ", "NOUN", "PROPN", "NUM", "DET", "SYM", "X", "ADV"))
_DIGITS = re.compile(r"\d{1,3}(?:,\d{3}){1,4}(?:\.\d+)?|\d{1,15}(?:\.\d{1,9})?")
_PIECES = re.compile(r"[-–—‐‑]|[^\s–—‐‑-]+")


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a token: "twenty-five" has three, the dash included."""

    word: str
    token: int


@dataclass(frozen=True, slots=True)
class _Found:
    """Bounds told by the pieces up to `end`; `exact` where a number was said, `article` where "a" was."""

    low: int | None
    high: int | None
    best: int | None
    end: int
    exact: bool = False
    article: bool = False


def _pieces(words: Sequence[str], offset: int = 0) -> list[_Piece]:
    return [_Piece(piece, offset + i) for i, w in enumerate(words) for piece in _PIECES.findall(w.lower())]


def _dash(word: str) -> bool:
    return word in "-–—‐‑"


class _Reader:
    """Reads the longest quantity that starts at a piece."""

    def __init__(self, pieces: Sequence[_Piece]) -> None:
        self.words = [p.word for p in pieces]

    def at(self, i: int) -> str:
        return self.words[i] if 0 <= i < len(self.words) else ""

    def has(self, i: int, phrase: str | tuple[str, ...]) -> bool:
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

    def range(self, i: int) -> _Found | None:
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
        return _Found(int(low), int(high), None, second[1])

    def vague(self, i: int) -> _Found | None:
        """ "several", "dozens", "a large number of", "tens of thousands", "a few hundred"."""
        word = self.at(i)
        for phrase, n in _EXACT.items():
            if phrase.startswith(word) and self.has(i, phrase) and self.at(i + 1) != "longer":
                return _Found(n, n, n, i + len(phrase.split()), exact=True)
        for phrase, low in _VAGUE.items():
            if phrase.startswith(word) and self.has(i, phrase):
                end = i + len(phrase.split())
                if (scale := _SCALE.get(self.at(end), 0)) and low == 3:
                    return _Found(low * scale, None, None, self._of(end + 1))
                return _Found(low, None, None, self._of(end))
        if word in _PLURAL_SCALE:
            low, end = _PLURAL_SCALE[word], i + 1
            if self.at(end) == "of" and self.at(end + 1) in ("thousands", "millions"):
                low, end = low * _PLURAL_SCALE[self.at(end + 1)], end + 2
            return _Found(low, None, None, self._of(end))
        j = i + 1 if word in ("a", "an", "the", "another") else i
        size = None
        while self.at(j) in _LARGE or self.at(j) in _LITTLE or self.at(j) == "very":
            size, j = (size or self.at(j)), j + 1
        word = self.at(j)
        if word in ("numbers", "groups") and size:
            return _Found(5 if size in _LARGE else 3, None, None, self._of(j + 1))
        if (n := _GROUPS.get(word, -1)) >= 0 and (j == i or n) and not size:
            return _Found(n, n, n, self._of(j + 1), exact=True)
        if word not in _AMOUNTS or j == i or (word == "number" and self.at(i) == "the"):
            return None
        if word == "couple":
            n = 2 * (scale := _SCALE.get(self.at(end := self._of(j + 1)), 1))
            return _Found(n, n, n, end + (scale > 1))
        if self.at(j + 1) != "of":
            return _Found(4, None, None, j + 1) if word == "handful" else None
        if word in ("group", "series", "string") and (inner := self.plain(j + 2)):
            return inner
        low = 5 if size in _LARGE and word in ("number", "group") else _AMOUNTS[word]
        return _Found(low, None, None, j + 2)

    def _of(self, i: int) -> int:
        return i + 1 if self.at(i) == "of" else i

    def core(self, i: int) -> _Found | None:
        """A quantity without the words before it, and those that may follow ("or more", "-odd", "others")."""
        found = self.range(i) or self.plain(i) or self.vague(i)
        if found is None:
            return None
        for words, kind in _SUFFIX_OF.items():
            if kind != "same" and self.has(found.end, words):
                return _bounded(kind, replace(found, end=found.end + len(words)))
        return found

    def plain(self, i: int) -> _Found | None:
        """A single number; of "2.5" the whole numbers around."""
        if (number := self.number(i)) is None:
            return None
        low, high = int(number[0]), int(-(-number[0] // 1))
        return _Found(low, high, low if low == high else None, number[1], exact=low == high)

    def quantity(self, i: int) -> _Found | None:
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
            found = _Found(1, 1, 1, end, exact=True, article=self.at(i) in ("a", "an"))
        while found is not None and (self.at(found.end),) in _SUFFIX_OF:
            found = replace(found, end=found.end + 1 if found.exact else self._of(found.end + 1))
        return found


def _bounded(kind: str, found: _Found) -> _Found:
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
    pieces = _pieces(words)
    found = _Reader(pieces).quantity(0) if pieces else None
    if found is None or found.end < len(pieces):
        return None
    return Count(low=found.low, high=found.high, best=found.best, text=" ".join(words))


def count_at(parse: Parse, head: int) -> tuple[Count | None, int]:
    """The count of the noun phrase at a token, and the first token of its quantity words (else the token).

    `head` may be the noun ("dozens of fighters" at *fighters*) or the quantity itself ("three were killed").
    Measures, ages, unit numbers, calibres, years, money, times and dates are no counts; a measured mass keeps
    its unit's number ("44 kg of heroin" is 44).
    """
    if parse.lower[head] in _NOT_HEADS:
        return None, head
    begin, end = parse.sents[parse.sent_of[head]]
    if _is_core(parse, head) and (told := _phrase(parse, head, head, begin, end)):
        return told
    j = head - 1
    while j >= begin:
        if _is_core(parse, j) and (told := _phrase(parse, j, head, begin, end)):
            part = told[1] - 2  # "two of the three militants" are two
            if parse.lower[told[1]] in _OWNERS and part >= begin and parse.lower[part + 1] == "of":
                told = (_is_core(parse, part) and _phrase(parse, part, head, begin, end)) or told
            return told
        j = _step(parse, j, head, begin)
    return None, head


def _is_core(parse: Parse, j: int) -> bool:
    word = parse.lower[j]
    if word in _CORE or word[:1].isdigit():
        return True
    return any(map(_dash, word)) and any(p in _CORE or p[:1].isdigit() for p in _PIECES.findall(word))


def _step(parse: Parse, j: int, head: int, begin: int) -> int:
    """The next token to the left that belongs to the same noun phrase; -1 at its border."""
    word, pos = parse.lower[j], parse.pos[j]
    before, pos_before = (parse.lower[j - 1], parse.pos[j - 1]) if j > begin else ("", "")
    if word == ")":
        if j - 2 >= begin and parse.words[j - 2] == "(" and _is_core(parse, j - 1):
            return j - 1  # communiques write "(41) explosive devices"
        while j > begin and parse.words[j] != "(":
            j -= 1
        return j - 1
    if word == "of":
        quantity = before == ")" or before in _NOUNS["measures"] or (j > begin and _is_core(parse, j - 1))
        return j - 1 if quantity and before not in ("a", "an", "no") else -1
    if before in ("of", "both", "all") and pos in ("DET", "PRON"):
        return j - 1
    if word == "number" and before == "the":  # "put at 63 the number of"
        return j - 2 if j - 2 >= begin and parse.pos[j - 2] == "NUM" else -1
    if word in _OWNERS or word in ("this", "that", "'s", "’s"):
        return -1
    if pos in _SKIPPED or _dash(word) or word in "\"'“”‘’/":
        return j - 1
    if pos == "VERB" and word.endswith(("ed", "ing", "en", "wn")):  # "suspected" between number and noun
        plain = parse.deps[j] in ("amod", "compound") or (j > begin and _is_core(parse, j - 1))
        return j - 1 if plain or before == "of" or pos_before in ("DET", "ADJ", "NUM") else -1
    joins = (pos == "CCONJ" or word == ",") and pos_before in ("ADJ", "PROPN", "NOUN", "NUM", "VERB")
    return j - 1 if joins and j - 1 in parse.subtree(head) else -1


def _phrase(parse: Parse, core: int, head: int, begin: int, end: int) -> tuple[Count, int] | None:
    """The longest quantity that holds the token `core`, if it counts something."""
    start = core
    while start > begin and core - start < 9:
        if parse.lower[start - 1] not in _OPENERS and not _is_core(parse, start - 1):
            break
        start -= 1
    pieces = _pieces(parse.words[start : min(end, max(head, core) + 7)], start)
    reader = _Reader(pieces)
    for i, piece in enumerate(pieces):
        if piece.token > core:
            return None
        found = reader.quantity(i)
        if found is not None and (last := pieces[found.end - 1].token) >= core:
            if _names_or_measures(parse, pieces, i, found, head):
                return None
            told = range(piece.token, last + 1)  # parse.text would build the text of the whole Doc
            gaps = (parse.ends[j] < parse.starts[min(j + 1, last)] for j in told)
            text = "".join(parse.words[j] + " " * gap for j, gap in zip(told, gaps, strict=True))
            return Count(low=found.low, high=found.high, best=found.best, text=text), piece.token
    return None


def _names_or_measures(parse: Parse, pieces: Sequence[_Piece], i: int, found: _Found, head: int) -> bool:
    """Whether the number is a measure, a name or a date: nothing that is counted."""
    first, last = pieces[i].token, pieces[found.end - 1].token
    after = pieces[found.end] if found.end < len(pieces) else None
    inside = after is not None and after.token == last
    glued = inside or (last < min(head, len(parse) - 1) and parse.ends[last] == parse.starts[last + 1])
    if after and _dash(after.word) and glued:
        return True  # three-member, 18-year-old
    if after and after.word in _NOUNS["units"]:
        return True
    if after and after.word in _NOUNS["months"] and parse.words[after.token][:1].isupper():
        return True
    owned = first
    while first < last and parse.lower[first] in _OWNERS:
        first, i = first + 1, i + 1
    before = parse.lower[first - 1] if first > 0 else ""
    if before == "how" or before in _NOUNS["money"] or before in _NOUNS["ages"]:
        return True
    if before in _NOUNS["numbered"] | _NOUNS["months"]:
        return parse.words[first - 1][:1].isupper() or parse.heads[first] == first - 1
    core, bare = pieces[found.end - 1].word, found.end - i == 1
    if not core.replace(",", "")[:1].isdigit() or not bare:
        return False
    glued = _dash(before) and first > 1 and parse.ends[first - 1] == parse.starts[first]
    if glued or (i > 0 and pieces[i - 1].token == first):
        return True  # AK-47, F-16
    if core in _NOUNS["calibres"] or (len(core) >= 7 and core.isdigit()):
        return True
    if len(core) == 4 and core.isdigit() and 1900 <= int(core) < 2100:
        return not core.endswith("00") or owned < first or before in ("in", "of", "since", "during", "by")
    run = last + 1
    while run < min(last + 6, len(parse)) and parse.words[run][:1].isupper():
        run += 1
    if any(word in _NOUNS["strict_formations"] for word in parse.lower[last + 1 : run]):
        return True
    return last < head < run and parse.lower[head] in _NOUNS["formations"]


def default_count(parse: Parse, head: int) -> Count:
    """What a noun without a number tells: a plural is two or more, a singular one, a mass nothing."""
    word, morph = parse.lower[head], parse.morphs[head]
    if word in _NOUNS["mass"]:
        return Count()
    if word in _NOUNS["plural"] or "Number=Plur" in morph:
        return Count(low=2)
    if "Number=Sing" in morph or parse.pos[head] == "PROPN":
        return Count(low=1, high=1, best=1)
    plural = word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3
    return Count(low=2) if plural else Count(low=1, high=1, best=1)


def add(a: Count, b: Count) -> Count:
    """The sum of two counts of different things; an open bound stays open.

    >>> add(Count(low=2, high=2, best=2), Count(low=3, high=None, best=None)).low
    5
    """
    low = None if a.low is None and b.low is None else (a.low or 0) + (b.low or 0)
    high = None if a.high is None or b.high is None else a.high + b.high
    best = None if a.best is None or b.best is None else a.best + b.best
    return Count(low=low, high=high, best=best, text=_texts(a, b, " + "))


def hull(a: Count, b: Count) -> Count:
    """The range over two tellings of the same count.

    >>> hull(Count(low=4, high=4, best=4), Count(low=6, high=6, best=6)).high
    6
    """
    low = None if a.low is None or b.low is None else min(a.low, b.low)
    high = None if a.high is None or b.high is None else max(a.high, b.high)
    return Count(low=low, high=high, best=a.best if a.best == b.best else None, text=_texts(a, b, "; "))


def _texts(a: Count, b: Count, joint: str) -> str | None:
    return joint.join(dict.fromkeys(t for t in (a.text, b.text) if t)) or None
