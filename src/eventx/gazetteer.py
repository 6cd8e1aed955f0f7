"""Names of places become points, divisions and countries, from a file inside the package.

``spelling`` makes keys of names, ``placefile`` maps the file, ``placelists`` reads users' tables, ``nations``
knows countries and nationalities, ``resolving`` decides for a whole article. docs/places.md tells more.

>>> gazetteer = Gazetteer.load()
>>> place = gazetteer.candidates("Beiji")[0]
>>> place.name, place.country, place.admin1
('Bayji', 'IQ', ('IQ-SD',))
>>> gazetteer.country("Iraqis")
'IQ'
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from eventx.lexicon import words
from eventx.nations import Nations
from eventx.placefile import ALTERNATE, DATA, SHORT, PlaceFile
from eventx.placelists import read_places, read_table
from eventx.resolving import Query, Resolution, resolve
from eventx.spelling import ARTICLES, digest, fold, loose
from eventx.toponyms import (
    BEFORE,
    FITS,
    THEATRES,
    WEAK,
    Hit,
    Toponym,
    distance,
    fits,
    prior,
    split_generic,
    town_first,
)

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = [
    "DATA", "Gazetteer", "Query", "Resolution", "Toponym", "distance", "fits", "fold", "loose", "prior",
    "read_places", "read_table",
]  # fmt: skip

_WORDS: Final = words("gazetteer")
_PARTICLES, _WORLD = _WORDS["particles"], _WORDS["world"]
_ANOTHER: Final = 1.2  # what a further name of a place costs where another is called so
_WORD, _NAME = 1, 2  # what else a key may be: a common word, a person's name
_HEARD, _VAGUE = 1, 2  # matched by sound, and the letters are much the same, or are not


class Gazetteer:
    """All places, countries and nationalities by name. Reading it is safe from several threads."""

    def __init__(self, *extra: Path, places: Sequence[tuple[Toponym, list[str]]] = ()) -> None:
        self._extra_paths, self._extra_places = extra, places
        self._hits = lru_cache(maxsize=2048)(self._find)
        self._known = lru_cache(maxsize=4096)(self._knows)

    @classmethod
    def load(cls, *extra: Path, places: Sequence[tuple[Toponym, list[str]]] = ()) -> Gazetteer:
        """Open the packaged gazetteer; ``extra`` are users' TSV or GeoJSON files, which win.

        ``places`` are further ones with their names, read already. docs/places.md tells the fields.
        Raises PlacesError (a ValueError) naming file, entry and field where one is malformed.
        """
        gazetteer = cls(*(Path(path) for path in extra), places=places)
        if extra:
            gazetteer._extra  # noqa: B018 - read now, so that errors come now
        return gazetteer

    @cached_property
    def _file(self) -> PlaceFile:
        """The packaged file, mapped when first asked."""
        return PlaceFile(DATA / "places.bin")

    @cached_property
    def _extra(self) -> tuple[list[Toponym], dict[str, list[int]], dict[str, list[int]]]:
        """Users' places, with the rows (past the file's) that their exact and loose keys lead to."""
        places: list[Toponym] = []
        exact: dict[str, list[int]] = defaultdict(list)
        vague: dict[str, list[int]] = defaultdict(list)
        files = (found for path in self._extra_paths for found in read_places(path))
        for place, names in (*files, *self._extra_places):
            row = len(self._file.ids) + len(places)
            places.append(place)
            for key in dict.fromkeys(fold(name) for name in names):
                exact[key].append(row)
            for key in dict.fromkeys(key for name in names for key in loose(name)):
                vague[key].append(row)
        return places, dict(exact), dict(vague)

    def _place(self, row: int) -> Toponym:
        """The place of a row, the packaged file's or a user's."""
        own = row - len(self._file.ids)
        return self._extra[0][own] if own >= 0 else self._file.toponym(row)

    @cached_property
    def _nations(self) -> Nations:
        """The packaged countries and nationalities."""
        return Nations(DATA / "countries.tsv")

    def country(self, name_or_demonym: str) -> str | None:
        """Tell the country (alpha-2) that a name, abbreviation, nationality or adjective means.

        >>> g = Gazetteer.load()
        >>> g.country("the Democratic Republic of Congo"), g.country("U.S."), g.country("us")
        ('CD', 'US', None)
        """
        return self._nations.country(name_or_demonym)

    def demonym(self, word: str) -> str | None:
        """Tell the country of a nationality or its adjective; None for anything else.

        >>> g = Gazetteer.load()
        >>> g.demonym("Iraqi"), g.demonym("South Sudanese"), g.demonym("Iraq")
        ('IQ', 'SS', None)
        """
        return self._nations.demonym(word)

    def demonyms(self, country: str) -> list[str]:
        """Tell the adjectives of a country (alpha-2), the usual one first.

        >>> Gazetteer.load().demonyms("CF")
        ['Central African']
        """
        return self._nations.demonyms(country)

    def capital(self, country: str) -> str | None:
        """Tell the capital of a country (alpha-2).

        >>> Gazetteer.load().capital("LY")
        'Tripoli'
        """
        return self._nations.capital(country)

    def name_of(self, country: str) -> str | None:
        """Tell the usual name of a country (alpha-2).

        >>> Gazetteer.load().name_of("LY")
        'Libya'
        """
        return self._nations.name(country)

    def candidates(self, name: str, *, locative: bool = False) -> tuple[Toponym, ...]:
        """List the places that a name may mean, likeliest first; () where it is no known name.

        Names that are also common words, given names, titles or units are known only as countries,
        with a generic word ("Hit district") or where ``locative`` vouches for a place.

        >>> g = Gazetteer.load()
        >>> g.candidates("Salaheddine province")[0].admin1, g.candidates("March")
        (('IQ-SD',), ())
        """
        return tuple(dict.fromkeys(hit.place for hit in self._hits(name, locative)))

    def longest(self, words: Sequence[str], start: int, *, locative: bool = False) -> int:
        """Count the words of the longest known name that starts at a word; 0 if none does.

        Hyphens and apostrophes may be words of their own, as spaCy splits them.

        >>> Gazetteer.load().longest("near Deir ez - Zor on Monday".split(), 1)
        4
        """
        first = words[start]
        if not (first[:1].isupper() or first.lower() in ARTICLES):
            return 0
        end = start + 1
        limit = min(len(words), start + 9)
        while end < limit and (words[end][:1].isupper() or words[end].lower() in _PARTICLES):
            end += 1
        if end < limit and words[end] in FITS and self.demonym(_join(words[start:end])):
            area = _join(words[start : end + 1])  # "the Syrian desert"
            if self._listed(area):
                return end + 1 - start
        for stop in range(end, start, -1):
            last = words[stop - 1]
            if last.lower() in _PARTICLES and stop - start > 1 and not last[:1].isupper():
                continue
            lone = (w for w in words[start:stop] if len(w) == 1 and w.isalpha() and w not in _PARTICLES)
            if stop - start > 1 and any(lone):
                continue
            if first.lower() in BEFORE and self._known(_join(words[start + 1 : stop]), True):
                return stop - start  # "Sitio Sangay"; the word alone is no name
            if self._known(_join(words[start:stop]), locative) and first.lower() not in BEFORE - {
                words[stop - 1]
            }:
                return stop - start
        return 0

    def common(self, word: str) -> bool:
        """Tell whether a word is a common English one: a name of such words alone is hardly a place's."""
        return self._file.stop_kind(digest(fold(word))) == _WORD

    def knows(self, words: Sequence[str], *, locative: bool = False) -> bool:
        """Tell whether these words as a whole are a known name."""
        return self._known(_join(words), locative)

    def _listed(self, name: str) -> bool:
        """Tell whether a name is on file in this spelling, whatever else it may mean."""
        key = fold(name)
        number, listed = digest(key), self._file.exact
        at = bisect_left(listed, number)
        return key in self._extra[1] or (at < len(listed) and listed[at] == number)

    def _knows(self, name: str, locative: bool) -> bool:
        """Tell whether a name by itself, or with ``locative`` behind a preposition, may mean a place."""
        key = fold(name)
        if len(key) < 2 or (key in _WORLD and key not in self._extra[1]):
            return False
        file = self._file
        _, exact, vague = self._extra
        if key in exact:
            return True
        number = digest(key)
        at = bisect_left(file.exact, number)
        if at < len(file.exact) and file.exact[at] == number:
            if locative:
                return True
            several = " " in name
            if any(_evident(hit.place, several) for hit in self._hits(name, locative)):
                return True
        if name.isupper() and len(key) <= SHORT and file.rows(file.exact, file.exact_rows, digest("^" + key)):
            return True
        if file.stop_kind(number) and not locative:
            return False
        for vague_key in loose(name):
            if vague_key in vague:
                return True
            for posting in file.rows(file.loose, file.loose_rows, digest(vague_key)):
                if locative:
                    return True
                if posting & ALTERNATE or name.isupper() or name.partition(" ")[0].lower() in _PARTICLES:
                    continue
                place = file.toponym(posting)
                close = SequenceMatcher(None, key, fold(place.name)).ratio() >= 0.72
                known = place.source != "geonames" or place.population >= 50_000
                if close and known and _evident(place, several=False):
                    return self.demonym(name) is None
        return False

    def _find(self, name: str, locative: bool) -> tuple[Hit, ...]:
        """List what a name may mean, with and without the generic word beside it, likeliest first."""
        best: dict[int, float] = {}
        by_sound: dict[int, int] = {}
        bare, generic = split_generic(name)
        whole_names = (name, name[4:]) if name[:4].lower() == "the " else (name,)  # "The Gambia", "the Golan"
        for form in whole_names:
            for row, weight, sound in self._match(form, locative):
                best[row] = max(weight, best.get(row, -99.0))
                by_sound[row] = max(sound, by_sound.get(row, 0))
        if bare not in whole_names and fold(bare) not in self._nations.adjectives:
            whole = 3.3 if best and generic else 0.3  # "Lake Chad" is a name, and not Chad's
            features = self._file.features
            for row, weight, sound in self._match(
                bare, locative or (generic is not None and generic not in WEAK)
            ):
                own = row >= len(self._file.ids)
                feature = self._place(row).feature if own else features[self._file.feature[row]]
                fit = fits(feature, generic)
                score = weight - whole + (0.0 if fit is None else 1.5 if fit else -2.5)
                best[row] = max(score, best.get(row, -99.0))
                by_sound[row] = max(sound, by_sound.get(row, 0))
        ranked = sorted(best.items(), key=lambda item: -item[1])[:40]
        hits = [Hit(self._place(r), weight, by_sound[r] == _VAGUE, by_sound[r] > 0) for r, weight in ranked]
        return tuple(town_first(hits, generic))

    def _match(self, name: str, locative: bool) -> list[tuple[int, float, int]]:
        """Find the rows of a name, each with its weight in powers of ten and whether its spelling fits."""
        key = fold(name)
        if len(key) < 2 or (key in _WORLD and key not in self._extra[1]):
            return []
        file = self._file
        _, exact, vague = self._extra
        number = digest(key)
        kind = 0
        if not locative:
            if key in self._nations.adjectives:
                return []
            kind = file.stop_kind(number)
            words = name.split()
            if not kind and len(words) > 1 and all(file.stop_kind(digest(fold(w))) == _WORD for w in words):
                kind = _NAME
        found = [(row, 20.0, 0) for row in exact.get(key, ())]
        seen = set()
        postings = file.rows(file.exact, file.exact_rows, number)
        if name.isupper() and len(key) <= SHORT:
            postings += file.rows(file.exact, file.exact_rows, digest("^" + key))
        # "Mambasa" is rather the town of that name than a spelling of Mombasa.
        own = {file.toponym(posting).countries[:1] for posting in postings if not posting & ALTERNATE}
        theirs = {country for country in own if THEATRES.issuperset(country)}
        for posting in postings:
            row = posting & ~ALTERNATE
            seen.add(row)
            place = file.toponym(row)
            if kind == 0 or _allowed(place, kind, key, name):
                another = theirs and place.countries[:1] not in theirs
                less = (_ANOTHER if another else 0.6) if posting & ALTERNATE else 0.0
                found.append((row, file.weight(row) - less, 0))
        if kind:
            return found
        for vague_key in loose(name):
            found += [(row, 18.0, 0) for row in vague.get(vague_key, ())]
            for posting in file.rows(file.loose, file.loose_rows, digest(vague_key)):
                row = posting & ~ALTERNATE
                if row not in seen:
                    seen.add(row)
                    # Every spelling of a famous name is on file: fame does not make a vague match likelier.
                    weight = min(file.weight(row), 5.0) - (3.2 if posting & ALTERNATE else 1.6)
                    weight += 0.4 if file.features[file.feature[row]].endswith("*") else 0.0
                    if not posting & ALTERNATE and not _close(key, fold(file.toponym(row).name)):
                        weight -= 4.0  # "Nile" is not Nyala
                    if locative or weight > 1.4:
                        close = _close(key, fold(file.toponym(row).name), 0.8)
                        found.append((row, weight, _HEARD if close else _VAGUE))
        return found

    def resolve(
        self, queries: Sequence[Query], *, countries: Mapping[str, float] | None = None
    ) -> list[Resolution]:
        """Decide what all place names of an article mean, together; one answer a query, in order.

        ``countries`` weighs countries by other evidence (nationalities, the source): any positive
        scale. What stays ambiguous has ``chosen`` None rather than a guess.

        >>> g = Gazetteer.load()
        >>> tripoli, beirut = g.resolve([Query("Tripoli"), Query("Beirut")])
        >>> tripoli.chosen.country, g.resolve([Query("Tripoli")])[0].chosen.country
        ('LB', 'LY')
        """
        return resolve(queries, self._hits, countries or {})


def _join(words: Sequence[str]) -> str:
    """Join tokens as they were written: no blanks around hyphens and apostrophes."""
    return re.sub(r" ?([-–'’]) ?", r"\1", " ".join(words))


def _close(key: str, name: str, least: float = 0.6) -> bool:
    """Tell whether a loose match is near enough to its place's own name, letter by letter."""
    return SequenceMatcher(None, key, name).ratio() >= least


def _evident(place: Toponym, several: bool) -> bool:
    """Tell whether a name in running text means this place without a preposition's help."""
    if place.feature.startswith(("A.PCL", "A.ADM1")) or place.source != "geonames":
        return True
    if place.countries and place.countries[0] in THEATRES:
        return several or place.population >= 2_000 or place.feature == "A.ADM2"
    return place.population >= (20_000 if several else 100_000)


def _allowed(place: Toponym, kind: int, key: str, name: str) -> bool:
    """Tell whether a name that is a common word or a person's name may be this place all the same."""
    if kind == 0 or place.feature.startswith("A.PCL"):
        return True
    if kind == _NAME and " " in name and place.source != "geonames":
        return True  # of common words, but kept by hand: "Syrian Desert"
    if kind == _WORD or not (fold(place.name) == key or set(loose(place.name)) & set(loose(name))):
        return False
    return place.population >= 500_000 or (place.feature == "A.ADM1" and place.countries[0] in THEATRES)
