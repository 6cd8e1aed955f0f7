# ruff: noqa: SIM905 - word lists read better as text
"""Names of places become points, divisions and countries, from a file inside the package.

The file is memory-mapped: sorted 64-bit hashes of folded names point to rows of fixed width, so
that a look-up is a bisection, nothing is parsed at start and worker processes share the pages.
``training/build_gazetteer.py`` writes it and says where each name comes from.

>>> gazetteer = Gazetteer.load()
>>> place = gazetteer.candidates("Beiji")[0]
>>> place.name, place.country, place.admin1
('Bayji', 'IQ', ('IQ-SD',))
>>> gazetteer.country("Iraqis")
'IQ'
"""

from __future__ import annotations

import json
import math
import mmap
import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property, lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

DATA: Final = Path(__file__).parent / "data" / "gazetteer"
FORMAT: Final = b"EVENTXGAZ1"
SHORT: Final = 5  # abbreviations of up to so many letters ("CAR", "KPK") are known in capitals only
ALTERNATE: Final = 1 << 31  # a posting with this bit was found by a further name, not the entry's own

# Letters that Unicode does not decompose.
_LETTERS: Final = str.maketrans({
    "ı": "i", "ə": "a", "ǝ": "a", "Ə": "a", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d",
    "ł": "l", "Ł": "l", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "Ħ": "h",
})  # fmt: skip
_PLAIN: Final = {c: None for c in range(128) if not chr(c).isalnum()}
_SPLIT: Final = re.compile(r"[^a-z0-9'’ʼʻ`´.]+")
_SHORT: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}

_ARTICLES: Final = frozenset(
    "al el il ul ad as ash an ar at az ed es esh en er et ez ud us ush ur uz e i ye yi".split()
)
# Generic words beside a name, and the GeoNames features that they fit (prefixes of class.code).
_FITS: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(fits.split())
    for words, fits in (
        ("province provinces governorate governorates state states oblast oblasts emirate krai "
         "prefecture wilayat wilaya vilayet muhafazah republic", "A.ADM1 A.ADM2 L.RGN"),
        ("region regions department departments county counties canton", "A.ADM L.RGN"),
        ("district districts subdistrict sub-district lga tehsil tahsil territory commune cercle "
         "regency woreda ward raion rayon municipality township division agency subdivision "
         "zone upazila taluk nahiya qada", "A.ADM2 A.ADM3 A.ADM4 L.RGN P"),
        ("city cities town towns village villages hamlet settlement settlements suburb suburbs "
         "neighborhood neighbourhood quarter barangay sitio", "P"),
        ("mountain mountains mount mountainside hill hills range ranges jebel jabal djebel heights "
         "ridge peak peaks highlands massif foothills mts plateau", "T"),
        ("valley valleys wadi gorge canyon pass ravine", "T.VAL T.WAD T.PASS T.GRGE L.RGN"),
        ("desert deserts badia steppe jazira plain plains", "T L.RGN"),
        ("island islands peninsula archipelago cape", "T.ISL T.PEN T.CAPE"),
        ("lake sea gulf bay strait river reservoir canal basin channel ocean estuary delta creek",
         "H L.RGN"),
        ("dam bridge", "S H"),
        ("forest forests reserve park jungle woods", "V L"),
        ("camp base airbase airport airfield crossing checkpoint prison refinery port barracks "
         "garrison outpost checkpost border", "S L"),
        ("area areas countryside pocket sector front belt enclave corridor", ""),
    )
    for word in words.split()
}  # fmt: skip
_BEFORE: Final = frozenset(
    "mount lake wadi jebel jabal djebel camp wilayat wilaya barangay sitio cape".split()
)
# These stand beside places, but as often beside units: no proof that a common word is a place.
_WEAK: Final = frozenset(
    "division subdivision agency sector front belt base port delta channel border zone area".split()
)
_TWO_WORDS: Final = frozenset({"air base", "refugee camp", "local government", "border crossing"})
_PARTICLES: Final = frozenset(
    "al el au aux ad as ash an ar at az ed ez es ud e i de del la las los le les da do dos das di du des of "
    "the and y en sur sous am bin ibn ben - ' ’ - – . saint van der ul".split()
)
# Countries where operations are mostly reported from: a name without context is likelier there.
_THEATRES: Final = frozenset(
    "AF AM AZ BD BF BI CD CF CM CO DZ EG ER ET GE HT IL IN IQ IR JO KE KW LB LY ML MM MX MZ NE NG NP "
    "PH PK PS RU RW SA SD SO SS SY TD TH TJ TN TR UA UG VE XK YE".split()
)
_WORD, _NAME = 1, 2  # what else a key may be: a common word, a person's name


@dataclass(frozen=True, slots=True)
class Toponym:
    """A place as the gazetteer has it.

    ``feature`` is GeoNames class.code ("P.PPL", "A.ADM1", "T.MTS"); ``country`` ISO 3166-1 alpha-2,
    None for seas and for features of several countries (all of them are in ``countries``);
    ``admin1`` the first level of ISO 3166-2 that news uses; ``latitude`` and ``longitude`` WGS 84
    degrees, None where unknown; ``population`` 0 where unknown.
    """

    name: str
    feature: str
    country: str | None
    admin1: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    population: int = 0
    geonames_id: int | None = None
    admin2: str | None = None
    countries: tuple[str, ...] = ()
    source: str = "geonames"


@dataclass(frozen=True, slots=True)
class Query:
    """A place name of an article with what its sentence tells: "Zayouna district, in Diyala".

    ``generic`` is the word beside the name ("district"); ``within`` names containers ("Diyala");
    ``locative`` says that the sentence leaves no doubt that a place is meant ("near Hit").
    """

    name: str
    generic: str | None = None
    within: tuple[str, ...] = ()
    locative: bool = False


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a name means in an article: a place, or None and why.

    Where ``chosen`` is None, ``country`` and ``admin1`` hold what all likely candidates share.
    ``score`` is the share of belief (0..1) in the chosen place.
    """

    query: Query
    chosen: Toponym | None
    candidates: tuple[Toponym, ...]
    country: str | None
    admin1: tuple[str, ...]
    score: float
    reason: str


def fold(name: str) -> str:
    """Turn a name into its exact key: lower case, letters and digits only, no diacritics.

    >>> fold("Al-Qā’im"), fold("St. Petersburg"), fold("Île-de-France")
    ('alqaim', 'saintpetersburg', 'iledefrance')
    """
    if not name.isascii():
        name = name.translate(_LETTERS)
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if ord(c) < 128)
    name = name.lower()
    if name[:2] in _SHORT and len(name) > 3:
        head, _, rest = name.partition(" ")
        if rest and head.rstrip(".") in _SHORT:
            name = _SHORT[head.rstrip(".")] + rest
    return name.translate(_PLAIN)


_DIN: Final = re.compile(r"(?<=[a-z]{3})(?:[aeiou]l?|[aeiou]d)d(?:i|ee|ie|ei)n[eh]?$")
_SUN: Final = re.compile(r"^[aeiu](?=(?:([dzstrn])\1|ll))")
_HEADS: Final = {
    spelling: sound
    for sound, spellings in {
        "tl": "tal tall tel tell til tul", "dr": "deir dayr dair der", "bo": "abu abou albu bu bou abo albo",
        "jbl": "jebel jabal djebel jabel jbel gebel", "uad": "oued wadi wad ouadi vadi wady",
        "shak": "shaykh cheikh sheikh shaikh sheik shekh cheik", "kasr": "ksar qasr kasr gasr qsar",
        "kafr": "kfar kafar kafr kufr kefar", "um": "umm oum um om", "bn": "bin ben ibn", "bana": "bani beni",
        "dara": "darreh darrah darra dara darah", "kala": "kalay kalai kelay kili qala qalah",
        "xrba": "khirbat khirbet khirba khirbah",
    }.items()
    for spelling in spellings.split()
}  # fmt: skip
_DIGRAPHS: Final = re.compile(
    r"tsch|tch|sch|kh|sh|dj|zh|ch|gh|ph|th|ck|q|c|^w(?=[aeiouy])|^ou(?=[aeiy])|^y(?=[aeiou])"
)
_SOUND: Final = {
    "tsch": "C", "tch": "C", "sch": "S", "kh": "x", "sh": "S", "dj": "j", "zh": "j", "ch": "C", "gh": "g",
    "ph": "f", "th": "t", "ck": "k", "q": "k", "c": "k", "w": "v", "ou": "v", "y": "Y",
}  # fmt: skip
_SILENT: Final = re.compile(r"(?<=[aeiouwy])h(?![aeiouwy])")
_VOWELS: Final = re.compile(r"[aeiouwy]+")
_DOUBLE: Final = re.compile(r"([^ao])\1+")


def _vowel(match: re.Match[str]) -> str:
    return "o" if set(match[0]) & set("ouw") else "a"


@lru_cache(maxsize=16384)
def _sounds(word: str) -> tuple[str, ...]:
    """Turn one folded word into what its transliterations share."""
    if word.startswith(("albu", "albou", "abou")) and len(word) > 7:
        word = "bo" + re.sub(r"^al?b[ou]+", "", word)
    forms = (word.replace("dh", "d"), word.replace("dh", "z")) if "dh" in word else (word,)
    return tuple(
        _DOUBLE.sub(r"\1", _VOWELS.sub(_vowel, _SILENT.sub("", _DIGRAPHS.sub(lambda m: _SOUND[m[0]], form))))
        for form in forms
    )


def loose(name: str) -> tuple[str, ...]:
    """Turn a name into the keys that its transliterations share; () where too little is left.

    Articles fall away, vowels keep only their place and colour (front or back), consonants that
    Arabic, Persian, Kurdish and Cyrillic spellings confuse become one.

    >>> loose("Hawija") == loose("al-Huwayjah"), loose("Salahuddin") == loose("Salah al-Din")
    (True, True)
    >>> loose("Dayr az Zawr") == loose("Deir Ezzor"), loose("of")
    (True, ())
    """
    if not name.isascii():
        name = name.translate(_LETTERS)
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if ord(c) < 128 or c in "’ʼʻ")
    words = []
    for raw in _SPLIT.split(name.lower()):
        word = raw.translate(_APOSTROPHES)
        if not word or word in _ARTICLES:
            continue
        ending = _DIN.search(word)
        if ending:
            words += [word[: ending.start()], "din"]
        elif words and len(word) > 4 and _SUN.match(word):
            words.append(word[1:])
        else:
            words.append(word)
    keys = [""]
    for word in words:
        if word in _HEADS and len(words) > 1:
            keys = [key + _HEADS[word] for key in keys]
        else:
            keys = [key + form for key in keys for form in _sounds(word)][:4]
    return tuple(k for k in dict.fromkeys(keys) if len(k) >= 4 and sum(c not in "ao" for c in k) >= 2)


_APOSTROPHES: Final = {ord(c): None for c in "'’ʼʻ`´."}


def digest(key: str) -> int:
    """Turn a key into the 64-bit number under which the file has it."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")


def distance(a: Toponym, b: Toponym) -> float | None:
    """Tell the kilometres between two places; None where one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north = math.radians(b.latitude - a.latitude)
    east = math.radians(b.longitude - a.longitude) * math.cos(math.radians(a.latitude + b.latitude) / 2)
    return 6371.0 * math.hypot(north, east)


class _File:
    """The mapped file: columns as memory views, read on demand."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as stream:
            self.map = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)
        if self.map[: len(FORMAT)] != FORMAT:
            message = f"{path}: not a gazetteer of this version; run training/build_gazetteer.py"
            raise ValueError(message)
        size = int.from_bytes(self.map[16:24], "little")
        self.head: dict[str, Any] = json.loads(self.map[24 : 24 + size])
        whole = memoryview(self.map)
        columns = {
            name: whole[start : start + length].cast(code)
            for name, (start, length, code) in self.head["columns"].items()
        }
        self.exact, self.exact_rows = columns["exact"], columns["exact_rows"]
        self.loose, self.loose_rows = columns["loose"], columns["loose_rows"]
        self.stops, self.stop_kinds = columns["stops"], columns["stop_kinds"]
        self.latitude, self.longitude = columns["latitude"], columns["longitude"]
        self.population, self.ids = columns["population"], columns["ids"]
        self.feature, self.country = columns["feature"], columns["country"]
        self.admin1, self.admin2 = columns["admin1"], columns["admin2"]
        self.starts, self.names = columns["starts"], columns["names"]
        self.features: list[str] = self.head["features"]
        self.countries: list[tuple[str, ...]] = [tuple(c) for c in self.head["countries"]]
        self.divisions: list[tuple[str, ...]] = [tuple(d) for d in self.head["divisions"]]
        self.bases = [_base(feature) for feature in self.features]
        self.theatre = [bool(c) and c[0] in _THEATRES for c in self.countries]

    def name(self, row: int) -> str:
        return bytes(self.names[self.starts[row] : self.starts[row + 1]]).decode()

    def toponym(self, row: int) -> Toponym:
        countries = self.countries[self.country[row]]
        latitude, longitude = self.latitude[row], self.longitude[row]
        known = latitude == latitude  # noqa: PLR0124 - not NaN
        feature = self.features[self.feature[row]]
        return Toponym(  # by position: this is what a look-up spends its time on
            self.name(row),
            feature.rstrip("*"),
            countries[0] if len(countries) == 1 else None,
            self.divisions[self.admin1[row]],
            round(latitude, 4) if known else None,
            round(longitude, 4) if known else None,
            self.population[row],
            self.ids[row] or None,
            self.name(self.admin2[row] - 1) if self.admin2[row] else None,
            countries,
            "features.tsv" if feature[-1] == "*" else "geonames",
        )

    def weight(self, row: int) -> float:
        """The prior of a row, as ``prior`` of its toponym."""
        return _prior(
            self.bases[self.feature[row]], self.population[row], theatre=self.theatre[self.country[row]]
        )

    @staticmethod
    def rows(hashes: memoryview, rows: memoryview, key: int) -> list[int]:
        found = []
        at = bisect_left(hashes, key)
        end = len(hashes)
        while at < end and hashes[at] == key:
            found.append(rows[at])
            at += 1
        return found

    def stop_kind(self, key: int) -> int:
        """Tell what else a key is: 0 nothing, 1 a common word, 2 a given name."""
        at = bisect_left(self.stops, key)
        return self.stop_kinds[at] if at < len(self.stops) and self.stops[at] == key else 0


def _base(feature: str) -> tuple[float, float, bool]:
    """Tell a feature's weight, what it adds to a town's, and whether its population counts."""
    bare = feature.rstrip("*")
    if bare.startswith("P"):
        return (4.5 if feature.endswith("*") else 0.0), (0.5 if bare == "P.PPLC" else 0.0), True
    levels = (("A.PCL", 9.0), ("A.ADM1", 5.4), ("A.ADM2", 4.3), ("A.ADM", 3.6))
    # Hand-kept features are kept because reports are full of them.
    return next((base for level, base in levels if bare.startswith(level)), 4.8), 0.0, False


def prior(place: Toponym) -> float:
    """Tell how likely a place is meant when nothing else is known, in powers of ten."""
    mark = "" if place.source == "geonames" else "*"
    theatre = bool(place.countries) and place.countries[0] in _THEATRES
    return _prior(_base(place.feature + mark), place.population, theatre=theatre)


def _prior(base: tuple[float, float, bool], population: int, *, theatre: bool) -> float:
    weight, more, counted = base
    if counted:
        weight = max(weight, math.log10(population + 200) + more)
    return weight + (0.4 if theatre else 0.0)


def fits(feature: str, generic: str | None) -> bool | None:
    """Tell whether a generic word suits a feature; None where the word tells nothing.

    >>> fits("A.ADM1", "province"), fits("P.PPL", "mountains"), fits("P.PPL", "area")
    (True, False, None)
    """
    wanted = _FITS.get(generic.lower().split()[-1]) if generic else None
    if not wanted:
        return None
    return feature.startswith(wanted)


def _split_generic(name: str) -> tuple[str, str | None]:
    """Take a generic word off either end: "Anbar province", "town of Hit", "Mount Hermon"."""
    words = name.split()
    while len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    if len(words) > 2 and words[1].lower() == "of" and words[0].lower() in _FITS:
        return " ".join(words[2:]), words[0].lower()
    if len(words) > 2 and " ".join(words[-2:]).lower() in _TWO_WORDS:
        return " ".join(words[:-2]), words[-1].lower()
    if len(words) > 1 and words[-1].lower() in _FITS:
        return " ".join(words[:-1]), words[-1].lower()
    if len(words) > 1 and words[0].lower() in _BEFORE:
        return " ".join(words[1:]), words[0].lower()
    return " ".join(words), None


@dataclass(frozen=True, slots=True)
class _Hit:
    place: Toponym
    weight: float  # prior less what the way of matching costs, in powers of ten


class Gazetteer:
    """All places, countries and nationalities by name. Reading it is safe from several threads."""

    def __init__(self, *extra: Path) -> None:
        self._extra_paths = extra
        self._hits = lru_cache(maxsize=8192)(self._find)
        self._known = lru_cache(maxsize=32768)(self._knows)

    @classmethod
    def load(cls, *extra: Path) -> Gazetteer:
        """Open the packaged gazetteer; ``extra`` are users' TSV or GeoJSON files, which win.

        A TSV has the columns of ``data/gazetteer/features.tsv`` (name, aliases, feature, country,
        admin1, latitude, longitude, source); a GeoJSON feature has them as properties. Raises
        ValueError naming file, line and field where one is malformed.
        """
        return cls(*(Path(path) for path in extra))

    @cached_property
    def _file(self) -> _File:
        return _File(DATA / "places.bin")

    @cached_property
    def _extra(self) -> tuple[list[Toponym], dict[str, list[int]], dict[str, list[int]]]:
        """Users' places, with the rows (past the file's) that their exact and loose keys lead to."""
        places: list[Toponym] = []
        exact: dict[str, list[int]] = defaultdict(list)
        vague: dict[str, list[int]] = defaultdict(list)
        for path in self._extra_paths:
            for place, names in read_places(path):
                row = len(self._file.ids) + len(places)
                places.append(place)
                for key in dict.fromkeys(fold(name) for name in names):
                    exact[key].append(row)
                for key in dict.fromkeys(key for name in names for key in loose(name)):
                    vague[key].append(row)
        return places, dict(exact), dict(vague)

    def _place(self, row: int) -> Toponym:
        own = row - len(self._file.ids)
        return self._extra[0][own] if own >= 0 else self._file.toponym(row)

    @cached_property
    def _nations(self) -> tuple[dict[str, str], dict[str, str]]:
        names: dict[str, str] = {}
        demonyms: dict[str, str] = {}
        for row in read_table(DATA / "countries.tsv"):
            code = row["code"]
            for name in [row["name"], *row["aliases"].split("|")]:
                if name:
                    names.setdefault(_nation_key(name, listed=True), code)
            for word in filter(None, row["demonyms"].split("|")):
                demonyms.setdefault(_nation_key(word, listed=True), code)
                if word[-1] in "nikobt" and word[-3:] not in ("men",):
                    demonyms.setdefault(_nation_key(word + "s", listed=True), code)
        return names, demonyms

    @cached_property
    def _adjectives(self) -> frozenset[str]:
        """Folded nationalities that are no country's name: "German" is no place, "Somali" neither."""
        names, demonyms = self._nations
        return frozenset(fold(word) for word in demonyms) - frozenset(fold(name) for name in names)

    def country(self, name_or_demonym: str) -> str | None:
        """Tell the country (alpha-2) that a name, abbreviation, nationality or adjective means.

        >>> g = Gazetteer.load()
        >>> g.country("the Democratic Republic of Congo"), g.country("U.S."), g.country("us")
        ('CD', 'US', None)
        """
        names, _ = self._nations
        key = _nation_key(name_or_demonym)
        return names.get(key) or names.get(key.removeprefix("the ")) or self.demonym(name_or_demonym)

    def demonym(self, word: str) -> str | None:
        """Tell the country of a nationality or its adjective; None for anything else.

        >>> g = Gazetteer.load()
        >>> g.demonym("Iraqi"), g.demonym("South Sudanese"), g.demonym("Iraq")
        ('IQ', 'SS', None)
        """
        return self._nations[1].get(_nation_key(word))

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
        if not (first[:1].isupper() or first.lower() in _ARTICLES):
            return 0
        end = start + 1
        limit = min(len(words), start + 9)
        while end < limit and (words[end][:1].isupper() or words[end].lower() in _PARTICLES):
            end += 1
        for stop in range(end, start, -1):
            last = words[stop - 1]
            if last.lower() in _PARTICLES and stop - start > 1 and not last[:1].isupper():
                continue
            lone = (w for w in words[start:stop] if len(w) == 1 and w.isalpha() and w not in _PARTICLES)
            if stop - start > 1 and any(lone):
                continue
            if self._known(_join(words[start:stop]), locative):
                return stop - start
        return 0

    def knows(self, words: Sequence[str], *, locative: bool = False) -> bool:
        """Tell whether these words as a whole are a known name."""
        return self._known(_join(words), locative)

    def _knows(self, name: str, locative: bool) -> bool:
        key = fold(name)
        if len(key) < 2:
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

    def _find(self, name: str, locative: bool) -> tuple[_Hit, ...]:
        best: dict[int, float] = {}
        bare, generic = _split_generic(name)
        whole_names = (name, name[4:]) if name[:4].lower() == "the " else (name,)  # "The Gambia", "the Golan"
        for form in whole_names:
            for row, weight in self._match(form, locative):
                best[row] = max(weight, best.get(row, -99.0))
        if bare not in whole_names:
            whole = 3.3 if best and generic else 0.3  # "Lake Chad" is a name, and not Chad's
            features = self._file.features
            for row, weight in self._match(bare, locative or (generic is not None and generic not in _WEAK)):
                own = row >= len(self._file.ids)
                feature = self._place(row).feature if own else features[self._file.feature[row]]
                fit = fits(feature, generic)
                score = weight - whole + (0.0 if fit is None else 1.5 if fit else -2.5)
                best[row] = max(score, best.get(row, -99.0))
        ranked = sorted(best.items(), key=lambda item: -item[1])[:40]
        return tuple(_town_first([_Hit(self._place(row), weight) for row, weight in ranked], generic))

    def _match(self, name: str, locative: bool) -> list[tuple[int, float]]:
        """Find the rows of a name, each with its weight in powers of ten."""
        key = fold(name)
        if len(key) < 2:
            return []
        file = self._file
        _, exact, vague = self._extra
        number = digest(key)
        kind = 0
        if not locative:
            if key in self._adjectives:
                return []
            kind = file.stop_kind(number)
            words = name.split()
            if not kind and len(words) > 1 and all(file.stop_kind(digest(fold(w))) == _WORD for w in words):
                kind = _NAME
        found = [(row, 20.0) for row in exact.get(key, ())]
        seen = set()
        postings = file.rows(file.exact, file.exact_rows, number)
        if name.isupper() and len(key) <= SHORT:
            postings += file.rows(file.exact, file.exact_rows, digest("^" + key))
        for posting in postings:
            row = posting & ~ALTERNATE
            seen.add(row)
            if kind == 0 or _allowed(file.toponym(row), kind, key, name):
                found.append((row, file.weight(row) - (0.6 if posting & ALTERNATE else 0.0)))
        if kind:
            return found
        for vague_key in loose(name):
            found += [(row, 18.0) for row in vague.get(vague_key, ())]
            for posting in file.rows(file.loose, file.loose_rows, digest(vague_key)):
                row = posting & ~ALTERNATE
                if row not in seen:
                    seen.add(row)
                    # Every spelling of a famous name is on file: fame does not make a vague match likelier.
                    weight = min(file.weight(row), 5.0) - (2.6 if posting & ALTERNATE else 1.6)
                    weight += 0.4 if file.features[file.feature[row]].endswith("*") else 0.0
                    if locative or weight > 1.4:
                        found.append((row, weight))
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
        named = {fold(name) for query in queries for name in query.within}
        options = [self._options(query, fold(query.name) in named) for query in queries]
        beliefs = [_shares([hit.weight for hit in hits], _NOWHERE) for hits in options]
        told = {code: weight for code, weight in (countries or {}).items() if weight > 0}
        for _ in range(4):
            beliefs = [
                _shares([hit.weight + boost for hit, boost in zip(hits, boosts, strict=True)], nowhere)
                for hits, (boosts, nowhere) in (
                    (hits, _context(i, options, beliefs, told)) for i, hits in enumerate(options)
                )
            ]
        nations: dict[str, float] = defaultdict(float, told)
        for hits, belief in zip(options, beliefs, strict=True):
            for hit, share in zip(hits, belief, strict=True):
                if hit.place.country:
                    nations[hit.place.country] += share
        return [
            _decide(query, hits, belief, nations)
            for query, hits, belief in zip(queries, options, beliefs, strict=True)
        ]

    def _options(self, query: Query, contains: bool) -> list[_Hit]:
        vouched = query.locative or query.generic is not None or bool(query.within)
        containers = [self._hits(name, True) for name in query.within]
        found = []
        for hit in self._hits(query.name, vouched):
            weight = hit.weight
            fit = fits(hit.place.feature, query.generic)
            if fit is not None:
                weight += 1.5 if fit else -2.5
            if contains and hit.place.feature.startswith("A.ADM"):
                weight += 1.5
            for container in containers:
                if container:
                    inside = max((c.weight for c in container if _inside(hit.place, c.place)), default=None)
                    weight += -5.0 if inside is None else 5.0 - 0.5 * (container[0].weight - inside)
            found.append(_Hit(hit.place, weight))
        return sorted(found, key=lambda hit: -hit.weight)[:40]


def _town_first(hits: list[_Hit], generic: str | None) -> list[_Hit]:
    """Put the town before the division named after it, whatever the spelling, unless told otherwise."""
    if len(hits) < 2 or hits[0].place.feature != "A.ADM1" or fits("A.ADM1", generic):
        return hits
    division = hits[0].place
    for k, hit in enumerate(hits[1:6], 1):
        town = hit.place
        if (
            town.feature[0] == "P" and town.population >= 40_000 and set(town.admin1) & set(division.admin1)
            and (fold(town.name) == fold(division.name) or set(loose(town.name)) & set(loose(division.name)))
        ):  # fmt: skip
            return [_Hit(town, hits[0].weight + 0.1), *hits[:k], *hits[k + 1 :]]
    return hits


def _nation_key(name: str, *, listed: bool = False) -> str:
    """Fold a country's name or demonym; lower-case words ("turkey", "polish") mean no country."""
    if name.replace(".", "") in ("US", "U S"):
        return "U.S."
    name = name.replace("’", "'").strip()
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if ord(c) < 128)
    if len(name) <= 5 and name.isupper():
        return name.replace(".", "")
    if not listed and name.islower():
        return ""
    return name.lower().removesuffix("'s")


def _join(words: Sequence[str]) -> str:
    """Join tokens as they were written: no blanks around hyphens and apostrophes."""
    return re.sub(r" ?([-–'’]) ?", r"\1", " ".join(words))


def _evident(place: Toponym, several: bool) -> bool:
    """Tell whether a name in running text means this place without a preposition's help."""
    if place.feature.startswith(("A.PCL", "A.ADM1")) or place.source != "geonames":
        return True
    if place.countries and place.countries[0] in _THEATRES:
        return several or place.population >= 2_000 or place.feature == "A.ADM2"
    return place.population >= (20_000 if several else 100_000)


def _allowed(place: Toponym, kind: int, key: str, name: str) -> bool:
    """Tell whether a name that is a common word or a person's name may be this place all the same."""
    if kind == 0 or place.feature.startswith("A.PCL"):
        return True
    if kind == _WORD or not (fold(place.name) == key or set(loose(place.name)) & set(loose(name))):
        return False
    return place.population >= 500_000 or (place.feature == "A.ADM1" and place.countries[0] in _THEATRES)


_NOWHERE: Final = 1.8  # the weight that a name means a place which is not on file


def _shares(weights: list[float], nowhere: float) -> list[float]:
    """Turn weights (powers of ten) into shares of belief; what is left of 1 is for no place on file."""
    top = max([*weights, nowhere])
    raw = [math.exp(2.0 * (weight - top)) for weight in weights]
    total = sum(raw) + math.exp(2.0 * (nowhere - top))
    return [value / total for value in raw]


def _context(
    i: int, options: list[list[_Hit]], beliefs: list[list[float]], told: Mapping[str, float]
) -> tuple[list[float], float]:
    """Tell how much the other names speak for each candidate of one name, and for none of them."""
    nations: dict[str, float] = defaultdict(float)
    divisions: dict[str, float] = defaultdict(float)
    total = 0.0
    scale = sum(told.values())
    for code, weight in told.items():
        nations[code] += 2.0 * weight / scale
    total += 2.0 if scale else 0.0
    points: list[Toponym] = []
    for j, hits in enumerate(options):
        if j == i or not hits:
            continue
        if hits[0].place.name == options[i][0].place.name if options[i] else False:
            continue
        total += 1.0
        for hit, share in zip(hits, beliefs[j], strict=True):
            if share < 0.02:
                continue
            for code in hit.place.countries:
                nations[code] += share / len(hit.place.countries)
            for code in hit.place.admin1:
                divisions[code] += share / len(hit.place.admin1)
            if share > 0.5 and len(points) < 24:
                points.append(hit.place)
    if not total:
        return [0.0] * len(options[i]), _NOWHERE
    boosts = []
    for hit, share in zip(options[i], beliefs[i], strict=True):
        place = hit.place
        nation = max((nations.get(code, 0.0) for code in place.countries), default=0.0) / total
        division = max((divisions.get(code, 0.0) for code in place.admin1), default=0.0) / total
        near = share > 0.003 and any(
            (away := distance(place, point)) is not None and away < 120 for point in points
        )
        boosts.append(3.5 * math.sqrt(nation) + 1.5 * math.sqrt(division) + (0.7 if near else 0.0))
    strongest = max(nations.values(), default=0.0) / total
    return boosts, _NOWHERE + 3.0 * math.sqrt(strongest)


def _inside(place: Toponym, container: Toponym) -> bool:
    if place is container or place == container:
        return False
    if container.feature.startswith("A.PCL"):
        return bool(set(container.countries) & set(place.countries))
    if not set(container.countries) & set(place.countries):
        return False
    shared = bool(set(container.admin1) & set(place.admin1))
    if container.feature == "A.ADM1":
        return shared
    if container.feature.startswith("A.ADM") and place.admin2:
        return shared and fold(place.admin2) == fold(container.name)
    away = distance(place, container)
    return away < 90 if away is not None else shared


def _same(a: Toponym, b: Toponym) -> bool:
    """Tell whether two entries are one place for a reader: a town, its district, its province."""
    if a.countries != b.countries:
        return False
    away = distance(a, b)
    if away is not None and away <= 25:
        return True
    shared = bool(set(a.admin1) & set(b.admin1))
    return shared and (away is None or "A.ADM1" in (a.feature, b.feature))


def _decide(query: Query, hits: list[_Hit], belief: list[float], nations: Mapping[str, float]) -> Resolution:
    if not hits:
        return Resolution(query, None, (), None, (), 0.0, "no such name")
    order = sorted(range(len(hits)), key=lambda k: -belief[k])
    best = hits[order[0]].place
    likely = [k for k in order if belief[k] > 0.04]
    share = sum(belief[k] for k in order if _same(hits[k].place, best))
    places = tuple(hits[k].place for k in order)
    if share >= 0.6:
        other = next((hits[k].place for k in order if not _same(hits[k].place, best)), None)
        reason = f"{share:.0%} for {_label(best)}" + (f", next {_label(other)}" if other else ", no other")
        # A lake of four countries lies, for this article, in the one that it tells of.
        told = max(best.countries, key=lambda code: nations.get(code, 0.0), default=None)
        country = best.country or (told if told and nations.get(told) else None)
        return Resolution(query, best, places, country, best.admin1, share, reason)
    countries = {hits[k].place.countries for k in likely}
    divisions = {hits[k].place.admin1 for k in likely}
    country = best.country if len(countries) == 1 else None
    admin1 = best.admin1 if country and len(divisions) == 1 else ()
    names = "; ".join(_label(hits[k].place) for k in likely[:4])
    return Resolution(query, None, places, country, admin1, share, f"ambiguous: {names}")


def _label(place: Toponym) -> str:
    where = place.admin1[0] if place.admin1 else "/".join(place.countries) or "no country"
    return f"{place.name} ({place.feature}, {where})"


def read_table(path: Path) -> list[dict[str, str]]:
    """Turn a hand-kept TSV into rows; lines that start with # are comments."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line.strip() and line[0] != "#"]
    columns = lines[0].split("\t")
    rows = []
    for line in lines[1:]:
        fields = line.split("\t")
        if len(fields) > len(columns):
            message = f"{path}: {len(fields)} fields where {len(columns)} are named: {line[:60]!r}"
            raise ValueError(message)
        rows.append(dict(zip(columns, fields + [""] * (len(columns) - len(fields)), strict=True)))
    return rows


def read_places(path: Path) -> Iterable[tuple[Toponym, list[str]]]:
    """Turn a TSV or GeoJSON file of places into toponyms, each with all its names."""
    if path.suffix.lower() in (".json", ".geojson"):
        document = json.loads(path.read_text("utf-8"))
        features = document.get("features", [document])
        rows = [
            (k, feature.get("properties") or {}, _centre(feature.get("geometry")))
            for k, feature in enumerate(features, 1)
        ]
    else:
        rows = [(k, row, None) for k, row in enumerate(read_table(path), 1)]
    for k, row, point in rows:
        name = str(row.get("name") or "").strip()
        if not name:
            message = f"{path}: entry {k}: field 'name' is empty; every place needs a name"
            raise ValueError(message)
        try:
            latitude, longitude = point or (_number(row.get("latitude")), _number(row.get("longitude")))
            population = int(_number(row.get("population")) or 0)
        except ValueError as error:
            message = f"{path}: entry {k} ({name}): {error}; degrees are decimal, as in 34.93"
            raise ValueError(message) from None
        if (latitude is None) != (longitude is None) or abs(latitude or 0) > 90 or abs(longitude or 0) > 180:
            message = f"{path}: entry {k} ({name}): latitude and longitude must both be WGS 84 degrees"
            raise ValueError(message)
        countries = tuple(_items(row.get("country"), ","))
        place = Toponym(
            name=name,
            feature=str(row.get("feature") or "P.PPL"),
            country=countries[0] if len(countries) == 1 else None,
            admin1=tuple(_items(row.get("admin1"), ",")),
            latitude=latitude,
            longitude=longitude,
            population=population,
            countries=countries,
            source=str(row.get("source") or path.name),
        )
        yield place, [name, *_items(row.get("aliases"), "|")]


def _items(value: object, mark: str) -> list[str]:
    if isinstance(value, list):
        return [str(item) for item in value]
    return [item.strip() for item in str(value or "").split(mark) if item.strip()]


def _number(value: object) -> float | None:
    return None if value in (None, "") else float(str(value))


def _centre(geometry: dict[str, Any] | None) -> tuple[float, float] | None:
    """Take a point, or the middle of the box around any other geometry."""
    if not geometry:
        return None
    flat: list[tuple[float, float]] = []
    stack = [geometry["coordinates"]]
    while stack:
        item = stack.pop()
        if item and isinstance(item[0], (int, float)):
            flat.append((float(item[1]), float(item[0])))
        else:
            stack += item
    latitudes, longitudes = [p[0] for p in flat], [p[1] for p in flat]
    return (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2
