"""Names of forces in an article: those of the table, and those that only their form tells."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial

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
ON_IT = frozenset({"on", "at", "along", "in", "to", "towards"})  # before a front that is ground
LONGEST = 7  # tokens of a name found by its form
COALITION = "coalition"
SEATS = frozenset({"P.PPLC", "A.ADM1"})
LARGE = 100_000  # people of a town that tells its country
NUMBER = re.compile(r"\d+(?:st|nd|rd|th)?")  # of a unit: "25 Task Force Brigade"
ACRONYM = re.compile(r"(?=.*[A-Z].*[A-Z])[A-Z][A-Za-z-]{1,6}")


def named_forces(parse: Parse, actors: Actors, gazetteer: Gazetteer) -> list[Span]:
    """Spans of tokens that name a force of the table, longest first at each place."""
    found = []
    for start, end, actor in actors.spans(parse.words, cache(lambda: countries_named(parse, gazetteer))):
        opposed = (
            start > 1
            and parse.words[start - 1] in ("-", "‑")
            and parse.lower[start - 2] in ("anti", "counter", "pro", "ex", "non")
        )
        capital = any(parse.words[i][:1].isupper() for i in range(start, end)) or len(parse.words[start]) > 12
        if (
            capital
            and not opposed
            and not _surname(parse, start, end)
            and not _beside(parse, start, end)
            and parse.sent_of[start] == parse.sent_of[end - 1]
        ):
            found.append((start, end, actor))
    return _shared(parse, found)


def _shared(parse: Parse, spans: list[Span]) -> list[Span]:
    """The same spans; "coalition jets" are of the coalition that the article tells by a fuller name."""
    told = Counter(
        actor
        for start, end, actor in spans
        if actor.type == "coalition" and COALITION in parse.lower[start + 1 : end]
    )
    if not told:
        return spans
    foremost = told.most_common(1)[0][0]
    return [
        (start, end, foremost if actor.type == "coalition" and parse.lower[start] == COALITION else actor)
        for start, end, actor in spans
    ]


def _beside(parse: Parse, start: int, end: int) -> bool:
    """Whether one word alone is told as where something was: "an ambush near Komala"."""
    before = parse.lower[start - 1 : start] if start else []
    acronym = parse.words[start].isupper()
    behind = parse.pos[end : end + 1]
    return end - start == 1 and before == ["near"] and not acronym and behind not in (["NOUN"], ["PROPN"])


def _surname(parse: Parse, start: int, end: int) -> bool:
    """Whether one word ends the name of a person: "Maulana Hamid Haqqani was shot dead"."""
    people = ("PER", "PERSON")
    before = start - 1
    return (
        end - start == 1
        and before >= 0
        and parse.ents[start] in people
        and parse.ents[before] in people
        and parse.words[before][:1].isupper()
        and parse.deps[start] == "flat"
    )


def countries_named(parse: Parse, gazetteer: Gazetteer) -> Counter[str]:
    """How often an article names each country: itself, by a nationality, a province or a large town."""
    told: Counter[str] = Counter()
    look = cache(partial(_country, gazetteer))  # most names are told again
    i = 0
    while i < len(parse):
        if not capital(parse, i):
            i += 1
            continue
        lengths = (2, 1) if i + 1 < len(parse) and capital(parse, i + 1) else (1,)
        found = ((n, look(parse.text(i, i + n))) for n in lengths)
        length, country = next((pair for pair in found if pair[1]), (1, None))
        told.update([country] if country else [])
        i += length
    return told


def _country(gazetteer: Gazetteer, name: str) -> str | None:
    """The country that a name tells: its own, or that of a province or a large town."""
    country = gazetteer.country(name)
    if country:
        return country
    places = gazetteer.candidates(name)[:1]
    large = (p for p in places if p.feature in SEATS or (p.population or 0) >= LARGE)
    return next((p.countries[0] for p in large if p.countries), None)


def introduced(parse: Parse, spans: Sequence[Span]) -> list[Span]:
    """The same spans, with the acronyms that an article gives its forces: "Somali National Army (SNA)"."""
    given: dict[str, Actor] = {}
    for start, end, actor in spans:
        if parse.words[end : end + 1] == ["("] and parse.words[end + 2 : end + 3] == [")"]:
            acronym = parse.words[end + 1]
            name = parse.text(start, end)
            if ACRONYM.fullmatch(acronym) and (_initials(acronym, name) or _translated(acronym, name)):
                given.setdefault(acronym, actor)
    if not given:
        return list(spans)
    at = {i for i, word in enumerate(parse.words) if word in given}
    others = [span for span in spans if span[1] - span[0] > 1 or span[0] not in at]
    free = at.difference(*(range(start, end) for start, end, _ in others))
    return sorted([*others, *((i, i + 1, given[parse.words[i]]) for i in free)], key=lambda span: span[:2])


def lettered(parse: Parse, start: int, inside: Mapping[int, Span]) -> Actor | None:
    """The force right before a phrase, with its letters: "Syrian Democratic Forces (SDF) commandos"."""
    if parse.words[start - 1 : start] != [")"] or parse.pos[start] in ("DET", "NUM"):
        return None
    letters = start - 2
    opened = letters > 1 and parse.words[letters - 1] == "("
    return inside[letters - 2][2] if opened and letters in inside and letters - 2 in inside else None


def _initials(acronym: str, name: str) -> bool:
    """Whether an acronym's letters begin words of a name, in their order, the first one's first.

    >>> _initials("AFP", "Armed Forces of the Philippines"), _initials("AFP", "Philippine Army")
    (True, False)
    """
    firsts = iter([word[0].upper() for word in re.findall(r"\w+", name)])
    return name[:1].upper() == acronym[0] and all(c in firsts for c in acronym if c.isupper())


def _translated(acronym: str, name: str) -> bool:
    """Whether an acronym has the initials of a name in another order, as in another language.

    >>> _translated("ANP", "People's National Army")
    True
    """
    firsts = Counter(word[0].upper() for word in re.findall(r"\w{2,}", name))
    return len(acronym) > 2 and Counter(acronym) == firsts


def unknown_forces(parse: Parse, known: Sequence[Span], gazetteer: Gazetteer) -> Iterator[Span]:
    """Spans whose form tells a force that no table holds: "Kolvan Liberation Front", "Jaysh al-Kolvan".

    Each is called what its words say, in this article, and has neither country nor id.
    """
    taken = {i for start, end, _ in known for i in range(start, end)}
    i = 0
    while i < len(parse):
        begins = i not in taken and capital(parse, i)
        span = (_ahead(parse, i, gazetteer) or _behind(parse, i, taken, gazetteer)) if begins else None
        if span is None or not taken.isdisjoint(range(*span)):
            i += 1
            continue
        start, i = span
        yield start, i, Actor(parse.text(start, i), _kind(parse, start, i), None, None, None, UNKNOWN)


def _ahead(parse: Parse, i: int, gazetteer: Gazetteer) -> tuple[int, int] | None:
    """A name that begins, with a capital, as those of Arabic, Persian or Malay do."""
    if parse.lower[i] not in BEGINNINGS:
        return None
    stop = min(parse.sents[parse.sent_of[i]][1], i + LONGEST)
    end = j = i + 1
    while j < stop and (capital(parse, j) or parse.lower[j] in JOINING):
        j += 1
        end = j if capital(parse, j - 1) else end
    town = end > i + 1 and gazetteer.knows(parse.words[i:end])  # "Lashkar Gah"
    return (i, end) if end > i + 1 and not town else None


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
    if _rebel_front(parse, first, j, gazetteer):
        return first, j + 1
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
        numbered = (
            first
            and head in UNITS
            and NUMBER.fullmatch(parse.lower[first - 1])
            and parse.pos[end : end + 1] != ["NOUN"]
        )
        return first - bool(numbered), end
    return None


def _rebel_front(parse: Parse, first: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether a name of several words is of a rebels' unit: "against the Domingo Lain front"."""
    on_it = ON_IT.intersection(parse.lower[max(0, first - 2) : first])
    named = end - first > 1 and parse.lower[end : end + 1] == ["front"] and not on_it
    return named and not gazetteer.knows(parse.words[first:end])


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
    if inside[0] in BEGINNINGS or inside[-1] == "front" or any(word in STRUGGLE for word in inside):
        return "armed_group"
    return "security_forces" if OFFICES.intersection(inside) else "unknown"
