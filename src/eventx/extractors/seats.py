"""A country or its capital, told by what it is: "in the Afghan capital", "across the country"."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from eventx.extractors.capitals import capital
from eventx.extractors.placenames import Name
from eventx.extractors.vouching import DIRECTIONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eventx.gazetteer import Gazetteer
    from eventx.syntax import Grammar

THROUGHOUT = frozenset({"across", "throughout", "around", "over"})
MIDDLE = frozenset({"centre", "center", "heart", "middle"})
WAYS = frozenset({"to", "from", "into"})  # "flown to the capital", "the road to the capital"
NATION = 2  # words of a nationality: "South Sudanese"


def find_seats(
    grammar: Grammar, names: Sequence[Name], gazetteer: Gazetteer, *, countries: Counter[str]
) -> list[Name]:
    """Names that stand for a capital; `countries` are those that the article is about, for "the capital"."""
    parse = grammar.parse
    seats = []
    for i, word in enumerate(parse.lower):
        if word == "country" and (land := _land(grammar, names, i, countries)):
            land.city = gazetteer.name_of(land.country or "")
            grammar.tag(i, {"PLACE"})
            seats.append(land)
        if word != "capital" or parse.pos[i] != "NOUN" or parse.deps[i] in ("compound", "amod"):
            continue
        start, country = _whose(grammar, gazetteer, i)
        if (
            start is None
            or grammar.prepositions(i) & WAYS
            or _named(grammar, i)
            or (country is None and _of(grammar, i))
        ):
            continue
        country = country or _home(grammar, names, i, countries)
        city = gazetteer.capital(country) if country else None
        if city:
            grammar.tag(i, {"PLACE"})
            seats.append(Name(i, i + 1, start, i + 1, i, locative=True, city=city))
    return seats


def _land(grammar: Grammar, names: Sequence[Name], i: int, countries: Counter[str]) -> Name | None:
    """All of a country, or a part: "operations across the country", "in the north of the country"."""
    parse = grammar.parse
    before = parse.lower[max(0, i - 3) : i]
    if before[-1:] != ["the"] or parse.lower[i + 1 : i + 2] in (["of"], ["'s"], ["’s"], ["that"]):
        return None
    part = before[0] if before[1:] == ["of", "the"] and before[0] in DIRECTIONS | MIDDLE else None
    country = _home(grammar, names, i, countries)
    if country is None or not (part or before[-2] in THROUGHOUT):
        return None
    first = i - 3 if part else i
    direction = "central" if part in MIDDLE else part
    return Name(i, i + 1, first, i + 1, i, direction=direction, locative=True, country=country)


def _whose(grammar: Grammar, gazetteer: Gazetteer, i: int) -> tuple[int | None, str | None]:
    """The first word of a phrase for a capital, and its country where one is told: "Haiti's capital"."""
    parse = grammar.parse
    before = parse.lower[i - 1] if i else ""
    if before == "the":
        of = parse.lower[i + 1 : i + 2] == ["of"] and capital(parse, i + 2)
        return i, gazetteer.country(parse.words[i + 2]) if of else None
    if before in ("'s", "’s"):
        return (i, country) if (country := gazetteer.country(parse.words[i - 2])) else (None, None)
    for n in range(NATION, 0, -1):
        if country := gazetteer.demonym(" ".join(parse.words[max(0, i - n) : i])):
            return i - n, country
    return None, None  # "the state capital"


def _of(grammar: Grammar, i: int) -> bool:
    """Whether a capital is that of something else: "the capital of North Darfur"."""
    return grammar.parse.lower[i + 1 : i + 2] == ["of"]


def _named(grammar: Grammar, i: int) -> bool:
    """Whether the name of a capital stands behind it: "the Libyan capital Tripoli"."""
    parse = grammar.parse
    if i + 1 < len(parse) and parse.words[i + 1][:1].isupper():
        return True
    behind = i + 1 + (parse.lower[i + 1 : i + 2] == [","])
    return behind < len(parse) and parse.ents[behind] == "LOC" and parse.heads[behind] == i


def _home(grammar: Grammar, names: Sequence[Name], i: int, countries: Counter[str]) -> str | None:
    """The country of a capital: the one that its sentence names, else that of most of the article."""
    told = {
        n.country for n in names if n.country and grammar.parse.sent_of[n.start] == grammar.parse.sent_of[i]
    }
    if len(told) == 1:
        return told.pop()
    return max(countries, key=lambda code: countries[code], default=None)
