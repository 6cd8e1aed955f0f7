"""Places called by what stands there and a number, a sign or a nation: "Ward 7", "T3 pumping station"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eventx.extractors.capitals import capital, capitals_end
from eventx.extractors.vouching import DIRECTIONS, FACILITIES, LOCATIVE
from eventx.lexicon import words
from eventx.parse import Parse
from eventx.syntax import Grammar

if TYPE_CHECKING:
    from eventx.gazetteer import Gazetteer

NUMBERED, CIVIL = words("places")["numbered"], words("places")["civil"]
BULLETS = words("marking")["bullets"]
LINKS = frozenset({
    "highway", "road", "route", "axis", "railway", "line", "corridor", "expressway", "motorway", "pipeline",
})  # fmt: skip
BORDER = frozenset({"border", "frontier"})
SIGN = 5  # letters and digits of "KM80"
BUILT = 3  # words from a sign to what is built there


def landmark(parse: Parse, i: int) -> int | None:
    """Where the name of a landmark ends that a capitalised word begins, else None."""
    if not parse.words[i][:1].isupper() or i + 1 >= parse.sents[parse.sent_of[i]][1]:
        return None
    return _numbered(parse, i) or _signed(parse, i) or _national(parse, i) or _quarter(parse, i)


def _numbered(parse: Parse, i: int) -> int | None:
    """ "in Ward 7", "an air raid on Sector 3": not "troops of Sector 3"."""
    behind = i > 0 and (parse.lower[i - 1] in LOCATIVE or parse.lower[i - 1] in ("on", "to"))
    return i + 2 if behind and parse.lower[i] in NUMBERED and parse.words[i + 1].isdigit() else None


def _signed(parse: Parse, i: int) -> int | None:
    """ "near the T3 pumping station", "the K1 base"."""
    word = parse.words[i]
    if not (word.isupper() and len(word) <= SIGN and any(c.isdigit() for c in word)):
        return None
    for j in range(i + 1, min(i + BUILT, len(parse))):
        if parse.pos[j] not in ("NOUN", "PROPN"):
            return None
        if parse.lemmas[j] in FACILITIES:
            return j + 1
    return None


def _quarter(parse: Parse, i: int) -> int | None:
    """ "in the South-South", "* North Central - troops": parts of a country that are called so."""
    if parse.lower[i] not in DIRECTIONS:
        return None
    j = i + 1 + (parse.words[i + 1] == "-")
    if j + 1 >= len(parse) or parse.lower[j] not in DIRECTIONS or not parse.words[j][:1].isupper():
        return None
    ends = not parse.words[j + 1][:1].isupper() and parse.pos[j + 1] not in ("NOUN", "PROPN")
    labelled = parse.lower[i - 1] == "the" or parse.words[i - 1] in BULLETS
    return j + 1 if ends and i > 0 and labelled else None


def border(parse: Parse, gazetteer: Gazetteer, i: int) -> int | None:
    """Where the name of a border ends that a nationality or a country begins: "on the Malian border"."""
    end = i + 3 if parse.words[i + 1 : i + 2] in (["-"], ["–"]) else i + 1
    if not parse.words[i][:1].isupper() or BORDER.isdisjoint(parse.lower[end : end + 1]):
        return None
    j = i - 1 - (parse.lower[i - 1] == "the")
    placed = j >= 0 and (parse.lower[j] in LOCATIVE or parse.lower[j] in ("on", "to"))
    national = gazetteer.demonym(parse.words[end - 1]) or gazetteer.country(parse.words[end - 1])
    more = end + 1 < len(parse) and parse.pos[end + 1] in ("NOUN", "PROPN")
    return end + 1 if placed and national and not more else None


def way_end(grammar: Grammar, i: int) -> int | None:
    """Where the name of a way ends that places before and behind a token make: "the Jibia-Batsari road"."""
    parse = grammar.parse
    if parse.lower[i : i + 1] not in (["-"], ["–"]) or not capital(parse, i + 1):
        return None
    end = capitals_end(grammar, i + 1)
    return end + 1 if end > i + 1 and not LINKS.isdisjoint(parse.lower[end : end + 1]) else None


def _national(parse: Parse, i: int) -> int | None:
    """ "the roof of the Saudi hospital": what serves people, not "the Turkish post"."""
    named = parse.pos[i] == "ADJ" and parse.lower[i - 1] == "the" and i > 0
    return i + 2 if named and parse.lower[i + 1] in CIVIL else None
