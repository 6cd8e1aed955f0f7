"""The count of a noun phrase: "at least a dozen of the fighters" is 12 or more.

The words left of the noun are read one by one instead of trusting how a parser attached them, since
quantifiers are what parsers get wrong most. `quantities` knows what the words mean.
"""

from __future__ import annotations

from collections.abc import Sequence

from eventx.parse import Parse
from eventx.quantities import CORE, DASHES, DATA, OPENERS, PIECES, Piece, Quantity, Reader, is_dash, pieces_of
from eventx.records import Count

_NOUNS: dict[str, frozenset[str]] = {key: frozenset(words.split()) for key, words in DATA["nouns"].items()}
_OWNERS = frozenset(("the", "these", "those", "his", "her", "its", "their", "our"))
_HANDING = frozenset(("hand", "turn", "give", "take"))
_GOING = frozenset(("go", "move", "shoot", "creep", "edge"))
_BETWEEN = ("ed", "ing", "en", "wn", "made")  # endings of participles
COUPLES = frozenset({"couple", "pair", "duo"})  # two, with no number beside them
_NOT_HEADS = (_NOUNS["units"] - _NOUNS["units_not_heads"]) | _NOUNS["months"] | _NOUNS["days"]
_SKIPPED = frozenset(("ADJ", "NOUN", "PROPN", "NUM", "DET", "SYM", "X", "ADV"))


def count_at(parse: Parse, head: int) -> tuple[Count | None, int]:
    """The count of the noun phrase at a token, and the first token of its quantity words (else the token).

    `head` may be the noun ("dozens of fighters" at *fighters*) or the quantity itself ("three were killed").
    Measures, ages, unit numbers, calibres, years, money, times and dates are no counts; a measured mass keeps
    its unit's number ("44 kg of heroin" is 44).
    """
    if parse.lower[head] in _NOT_HEADS:
        return None, head
    begin, end = parse.sents[parse.sent_of[head]]
    if parse.lower[head] in _NOUNS["money"] and head + 1 < end and _is_core(parse, head + 1):
        return _phrase(parse, head + 1, head, begin, end) or (None, head)  # "$12,000" was taken
    if _is_core(parse, head) and (told := _phrase(parse, head, head, begin, end)):
        return told
    j = head - 1
    while j >= begin:
        if _is_core(parse, j) and (told := _phrase(parse, j, head, begin, end)):
            part = told[1] - 2  # "two of the three militants", "two of three militants" are two
            if part >= begin and parse.lower[part + 1] == "of":
                told = (_is_core(parse, part) and _phrase(parse, part, head, begin, end)) or told
            return told
        j = _step(parse, j, head, begin)
    return None, head


def _is_core(parse: Parse, j: int) -> bool:
    """Whether a token is a word that a quantity is made of."""
    word = parse.lower[j]
    if word in CORE or word[:1].isdigit():
        return True
    return not DASHES.isdisjoint(word) and any(p in CORE or p[:1].isdigit() for p in PIECES.findall(word))


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
    if word in ("'s", "’s") and parse.words[j - 1][:1].isupper() and parse.words[j + 1][:1].isupper():
        return j - 1  # "two New People's Army rebels"
    if word in _OWNERS or word in ("this", "that", "'s", "’s", "when", "while", "where", "as"):
        return -1
    if pos in _SKIPPED or is_dash(word) or word in "\"'“”‘’/":
        return j - 1
    if (
        pos == "ADP"
        and is_dash(before)
        and parse.ends[j - 1] == parse.starts[j]
        and not is_dash(parse.words[j + 1])
    ):
        return j - 1  # "eight pick-up trucks"
    if pos == "VERB" and word.endswith(_BETWEEN):  # "suspected" between number and noun
        plain = parse.deps[j] in ("amod", "compound") or (j > begin and _is_core(parse, j - 1))
        return j - 1 if plain or before == "of" or pos_before in ("DET", "ADJ", "NUM") else -1
    joins = (pos == "CCONJ" or word == ",") and pos_before in ("ADJ", "PROPN", "NOUN", "NUM", "VERB")
    return j - 1 if joins and j - 1 in parse.subtree(head) else -1


def _phrase(parse: Parse, core: int, head: int, begin: int, end: int) -> tuple[Count, int] | None:
    """The longest quantity that holds the token `core`, if it counts something."""
    start = core
    while start > begin and core - start < 9:
        if parse.lower[start - 1] not in OPENERS and not _is_core(parse, start - 1):
            break
        if parse.lower[start - 1] == "over" and start - 2 >= begin and parse.lemmas[start - 2] in _HANDING:
            break  # "handed over seven rifles"
        if parse.lower[start - 2 : start] == ["up", "to"] and parse.lemmas[start - 3] in _GOING:
            break  # "has gone up to 23"
        start -= 1
    pieces = pieces_of(parse.words[start : min(end, max(head, core) + 7)], start)
    reader = Reader(pieces)
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


def _names_or_measures(parse: Parse, pieces: Sequence[Piece], i: int, found: Quantity, head: int) -> bool:
    """Whether the number is a measure, a name or a date: nothing that is counted."""
    first, last = pieces[i].token, pieces[found.end - 1].token
    after = pieces[found.end] if found.end < len(pieces) else None
    inside = after is not None and after.token == last
    glued = inside or (last < min(head, len(parse) - 1) and parse.ends[last] == parse.starts[last + 1])
    if after and is_dash(after.word) and glued:
        return True  # three-member, 18-year-old
    named = (
        after is not None and not inside and not DASHES.isdisjoint(parse.lower[after.token])
    )  # "two M-16s"
    if after and (
        (after.word in _NOUNS["units"] and not named)
        or (after.word in _NOUNS["currency"] and after.token != head)
    ):
        return True
    if after and after.word in _NOUNS["months"] and parse.words[after.token][:1].isupper():
        return True
    owned = first
    while first < last and parse.lower[first] in _OWNERS:
        first, i = first + 1, i + 1
    before = parse.lower[first - 1] if first > 0 else ""
    if before == "how" or (before in _NOUNS["money"] and first - 1 != head) or before in _NOUNS["ages"]:
        return True
    if before in _NOUNS["numbered"] | _NOUNS["months"]:
        return parse.words[first - 1][:1].isupper() or parse.heads[first] == first - 1
    if _type_or_weight(parse, first, last, head):
        return True
    core, bare = pieces[found.end - 1].word, found.end - i == 1
    if not core.replace(",", "")[:1].isdigit() or not bare:
        return False
    glued = is_dash(before) and first > 1 and parse.ends[first - 1] == parse.starts[first]
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


def _type_or_weight(parse: Parse, first: int, last: int, head: int) -> bool:
    """Whether a number describes one thing: "a 20 kg bomb", "a Leopard 2 tank"."""
    if not last < head or "Number=Sing" not in parse.morphs[head] or not parse.lower[last][:1].isdigit():
        return False
    weighs = head == last + 2 and parse.lower[last + 1] in _NOUNS["measures"]
    if weighs:
        return first > 0 and parse.lower[first - 1] in ("a", "an", "the", "one", "another")
    name = first > 1 and parse.pos[first - 1] == "PROPN" and parse.words[first - 1][:1].isupper()
    return name and head == last + 1 and parse.lower[last] != "1"


def default_count(parse: Parse, head: int) -> Count:
    """What a noun without a number tells: a plural is two or more, a singular one, a mass nothing."""
    word, morph = parse.lower[head], parse.morphs[head]
    if word in _NOUNS["mass"]:
        return Count()
    if word in COUPLES:
        return Count(low=2, high=2, best=2)
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
    """The words of two counts, each once."""
    return joint.join(dict.fromkeys(t for t in (a.text, b.text) if t)) or None
