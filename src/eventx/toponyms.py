"""A place, how likely it is meant when nothing else is known, and the words that stand beside its name."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from eventx.lexicon import words
from eventx.spelling import fold, loose

_WORDS: Final = words("toponyms")
# The GeoNames features (prefixes of class.code) that generic words beside a name fit, by their list.
_FEATURES: Final[dict[str, tuple[str, ...]]] = {
    "divisions": ("A.ADM1", "A.ADM2", "L.RGN"),
    "regions": ("A.ADM", "L.RGN"),
    "districts": ("A.ADM2", "A.ADM3", "A.ADM4", "L.RGN", "P"),
    "towns": ("P",),
    "mountains": ("T",),
    "valleys": ("T.VAL", "T.WAD", "T.PASS", "T.GRGE", "L.RGN"),
    "plains": ("T", "L.RGN"),
    "islands": ("T.ISL", "T.PEN", "T.CAPE"),
    "waters": ("H", "L.RGN"),
    "dams": ("S", "H"),
    "forests": ("V", "L"),
    "installations": ("S", "L"),
    "anything": (),
}
FITS: Final = {word: features for name, features in _FEATURES.items() for word in _WORDS[name]}
BEFORE, WEAK = _WORDS["before"], _WORDS["weak"]
_TWO_WORDS: Final = _WORDS["two_words"]
THEATRES: Final = _WORDS["theatres"]


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
class Hit:
    """A place that a name may mean."""

    place: Toponym
    weight: float  # prior less what the way of matching costs, in powers of ten
    vague: bool = False  # matched by sound only, and its letters differ much
    heard: bool = False  # matched by sound only


def distance(a: Toponym, b: Toponym) -> float | None:
    """Tell the kilometres between two places; None where one has no coordinates."""
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north = math.radians(b.latitude - a.latitude)
    east = math.radians(b.longitude - a.longitude) * math.cos(math.radians(a.latitude + b.latitude) / 2)
    return 6371.0 * math.hypot(north, east)


def base_weight(feature: str) -> tuple[float, float, bool]:
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
    theatre = bool(place.countries) and place.countries[0] in THEATRES
    return weigh(base_weight(place.feature + mark), place.population, theatre=theatre)


def weigh(base: tuple[float, float, bool], population: int, *, theatre: bool) -> float:
    """Turn a feature's base weight and a population into a prior, in powers of ten."""
    weight, more, counted = base
    if counted:
        weight = max(weight, math.log10(population + 200) + more)
    return weight + (0.4 if theatre else 0.0)


def fits(feature: str, generic: str | None) -> bool | None:
    """Tell whether a generic word suits a feature; None where the word tells nothing.

    >>> fits("A.ADM1", "province"), fits("P.PPL", "mountains"), fits("P.PPL", "area")
    (True, False, None)
    """
    wanted = FITS.get(generic.lower().split()[-1]) if generic else None
    if not wanted:
        return None
    return feature.startswith(wanted)


def split_generic(name: str) -> tuple[str, str | None]:
    """Take a generic word off either end: "Anbar province", "town of Hit", "Mount Hermon"."""
    words = name.split()
    while len(words) > 1 and words[0].lower() == "the":
        words = words[1:]
    if len(words) > 2 and words[1].lower() == "of" and words[0].lower() in FITS:
        return " ".join(words[2:]), words[0].lower()
    if len(words) > 2 and " ".join(words[-2:]).lower() in _TWO_WORDS:
        return " ".join(words[:-2]), words[-1].lower()
    if len(words) > 1 and words[-1].lower() in FITS:
        return " ".join(words[:-1]), words[-1].lower()
    if len(words) > 1 and words[0].lower() in BEFORE:
        return " ".join(words[1:]), words[0].lower()
    return " ".join(words), None


def town_first(hits: list[Hit], generic: str | None) -> list[Hit]:
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
            return [Hit(town, hits[0].weight + 0.1, hit.vague, hit.heard), *hits[:k], *hits[k + 1 :]]
    return hits
