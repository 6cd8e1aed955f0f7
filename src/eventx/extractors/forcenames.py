"""Names of forces in an article: those of the table, and those that only their form tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventx.actors import Actor, Actors
from eventx.extractors.capitals import capital
from eventx.gazetteer import Gazetteer
from eventx.lexicon import words
from eventx.parse import Parse

Span = tuple[int, int, Actor]
_WORDS = words("forces")
UNITS, BODIES, STRUGGLE, BEGINNINGS = (_WORDS[name] for name in ("units", "bodies", "struggle", "beginnings"))
OFFICES, DUTIES = _WORDS["offices"], _WORDS["duties"]
UNKNOWN = "unknown: found by pattern"  # the note of a force that no table holds
JOINING = frozenset(
    {"al", "el", "ul", "e", "i", "-", "‑", "bin", "ibn", "wal", "ad", "as", "ash", "an", "of"}
)
LONGEST = 7  # tokens of a name found by its form


def named_forces(parse: Parse, actors: Actors) -> list[Span]:
    """Spans of tokens that name a force of the table, longest first at each place."""
    found = []
    for start, end, actor in actors.spans(parse.words):
        opposed = (
            start > 1
            and parse.words[start - 1] in ("-", "‑")
            and parse.lower[start - 2] in ("anti", "counter", "pro", "ex", "non")
        )
        capital = any(parse.words[i][:1].isupper() for i in range(start, end)) or len(parse.words[start]) > 12
        if capital and not opposed and parse.sent_of[start] == parse.sent_of[end - 1]:
            found.append((start, end, actor))
    return found


def unknown_forces(parse: Parse, known: Sequence[Span], gazetteer: Gazetteer) -> Iterator[Span]:
    """Spans whose form tells a force that no table holds: "Kolvan Liberation Front", "Jaysh al-Kolvan".

    Each is called what its words say, in this article, and has neither country nor id.
    """
    taken = {i for start, end, _ in known for i in range(start, end)}
    i = 0
    while i < len(parse):
        begins = i not in taken and capital(parse, i)
        span = (_ahead(parse, i) or _behind(parse, i, taken, gazetteer)) if begins else None
        if span is None or not taken.isdisjoint(range(*span)):
            i += 1
            continue
        start, i = span
        yield start, i, Actor(parse.text(start, i), _kind(parse, start, i), None, None, None, UNKNOWN)


def _ahead(parse: Parse, i: int) -> tuple[int, int] | None:
    """A name that begins, with a capital, as those of Arabic, Persian or Malay do."""
    if parse.lower[i] not in BEGINNINGS:
        return None
    stop = min(parse.sents[parse.sent_of[i]][1], i + LONGEST)
    end = j = i + 1
    while j < stop and (capital(parse, j) or parse.lower[j] in JOINING):
        j += 1
        end = j if capital(parse, j - 1) else end
    return (i, end) if end > i + 1 else None


def _behind(parse: Parse, i: int, taken: set[int], gazetteer: Gazetteer) -> tuple[int, int] | None:
    """A name from a capital on that ends in a head such as "Brigade", or "Front" with a word of struggle."""
    if i and capital(parse, i - 1) and i - 1 not in taken:
        return None
    stop = min(parse.sents[parse.sent_of[i]][1], i + LONGEST)
    first = i + (parse.pos[i] == "DET")
    j = first
    while (
        j < stop
        and j not in taken
        and (capital(parse, j) or (j > first and parse.lower[j] in JOINING - {"of"}))
    ):
        j += 1
    for end in range(j, first + 1, -1):
        head = parse.lower[end - 1]
        if not capital(parse, end - 1):
            continue
        if head in OFFICES and (office := _office(parse, first, end)):
            return office
        struggling = any(word in STRUGGLE for word in parse.lower[first : end - 1])
        if not (head in UNITS or (head in BODIES and struggling)):
            continue
        if not struggling and all(_plain(parse, k, gazetteer) for k in range(first, end - 1)):
            return None  # "Second Brigade", "Iraqi Battalion"
        return first, end
    return None


def _office(parse: Parse, first: int, end: int) -> tuple[int, int] | None:
    """A state's body from its first word to behind its head, with a duty of force before or behind that.

    "Border Security Directorate", "General Directorate for Narcotics Affairs"; not "Housing Directorate".
    """
    stop = end
    if parse.lower[end : end + 1] in (["of"], ["for"], ["against"]):
        stop = end + 1 + (parse.lower[end + 1 : end + 2] == ["the"])
        while stop < min(len(parse), end + LONGEST) and (capital(parse, stop) or parse.words[stop] == "-"):
            stop += 1
    if any(word in DUTIES for word in parse.lower[first : end - 1]):
        return first, end
    return (first, stop) if any(word in DUTIES for word in parse.lower[end:stop]) else None


def _plain(parse: Parse, i: int, gazetteer: Gazetteer) -> bool:
    """Whether a word before a head names no group by itself: a nationality, an ordinal, a common noun."""
    return parse.pos[i] in ("ADJ", "NUM", "NOUN") or gazetteer.country(parse.words[i]) is not None


def _kind(parse: Parse, start: int, end: int) -> str:
    """What a name's form tells of it: an armed group, a state's body, or a unit of either."""
    inside = parse.lower[start:end]
    if inside[0] in BEGINNINGS or any(word in STRUGGLE for word in inside):
        return "armed_group"
    return "security_forces" if OFFICES.intersection(inside) else "unknown"
