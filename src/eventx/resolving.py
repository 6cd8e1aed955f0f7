"""All place names of an article become places together: each speaks for its country and neighbours."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from eventx.spelling import fold
from eventx.toponyms import Hit, Toponym, distance, fits, split_generic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Look = Callable[[str, bool], Sequence[Hit]]

_NOWHERE: Final = 1.8  # the weight that a name means a place which is not on file
_SMALL: Final = 1.5  # more of it behind "village of" or "district": those that are not on file are many
_VAGUE: Final = 2.0  # what a match by sound costs that no other name of the article speaks for
_APART: Final = 1.5  # what a match by sound costs in a division, or so far off, that no other name is in
_FOREIGN: Final = 1.0  # what a small place costs whose country no other name speaks for
_NAMED_AFTER: Final = 3.0  # what a division costs that is called as a sea
_LARGE: Final = 50_000  # people
_CITY: Final = 100_000
_KNOWN: Final = ("A.PCL", "A.ADM1", "P.PPLC")
_POINTS: Final = 24  # against how many sure places nearness is measured
_NEAR: Final = 120.0  # kilometres


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


def resolve(queries: Sequence[Query], look: Look, countries: Mapping[str, float]) -> list[Resolution]:
    """Decide what all place names of an article mean; work grows with their number, not its square.

    ``look`` gives the places of a name, likeliest first, with weights; its second argument says that
    the text vouches for a place. ``countries`` is evidence besides the names.
    """
    named = {fold(name) for query in queries for name in query.within}
    options = [_options(query, look, fold(query.name) in named) for query in queries]
    nowhere = [_NOWHERE + (_SMALL if fits("P", query.generic) else 0.0) for query in queries]
    beliefs = [
        _shares([hit.weight for hit in hits], least) for hits, least in zip(options, nowhere, strict=True)
    ]
    told = {code: weight for code, weight in countries.items() if weight > 0}
    for _ in range(4):
        beliefs = _weigh_again(options, beliefs, told, nowhere)
    nations: dict[str, float] = defaultdict(float, told)
    for hits, belief in zip(options, beliefs, strict=True):
        for hit, share in zip(hits, belief, strict=True):
            if hit.place.country:
                nations[hit.place.country] += share
    answers = [
        _decide(query, hits, belief, nations)
        for query, hits, belief in zip(queries, options, beliefs, strict=True)
    ]
    return _contain(answers)


def _options(query: Query, look: Look, contains: bool) -> list[Hit]:
    """List what a name may mean, with what its own sentence says; ``contains``: it contains another."""
    vouched = query.locative or query.generic is not None or bool(query.within)
    hits = _look(query, look, vouched)
    if any(hit.place.feature.startswith("A.PCL") and not hit.vague for hit in hits):
        hits = [hit for hit in hits if not hit.vague]  # nothing that only sounds like a country is meant
    containers = _containers(query, hits, look)
    found = []
    for hit in hits:
        weight = hit.weight
        fit = fits(hit.place.feature, query.generic) and not _too_large(hit.place, query.generic)
        if query.generic is None and hit.place.feature[0] == "A" and query.name.endswith(" Sea"):
            weight -= _NAMED_AFTER  # not the governorate, unless it is told to be one
        if fit is not None:
            weight += 1.5 if fit else -2.5
        if contains and hit.place.feature.startswith("A.ADM"):
            weight += 1.5
        for container in containers:
            inside = max((c.weight for c in container if _inside(hit.place, c.place)), default=None)
            if inside is not None:
                weight += 5.0 - 0.5 * (container[0].weight - inside)
            else:  # mountains and deserts reach further than the divisions on file
                weight -= 5.0 if hit.place.feature[0] in "AP" else 1.5
        found.append(replace(hit, weight=weight - (_VAGUE if hit.vague else 0.0)))
    return sorted(found, key=lambda hit: -hit.weight)[:40]


def _too_large(place: Toponym, generic: str | None) -> bool:
    """Tell whether a city is no such thing as the text calls it: Basra, of "Basra village"."""
    return generic in ("village", "hamlet") and place.population >= _CITY


def _look(query: Query, look: Look, vouched: bool) -> Sequence[Hit]:
    """Look a name up; with its generic word where only so a place fits: "Claw-Lock zone", "Himrin basin"."""
    hits = look(query.name, vouched)
    if query.generic is None or any(fits(hit.place.feature, query.generic) for hit in hits):
        return hits
    whole = look(f"{query.name} {query.generic}", vouched)
    return whole if not hits or (whole and fits(whole[0].place.feature, query.generic)) else hits


def _containers(query: Query, hits: Sequence[Hit], look: Look) -> list[Sequence[Hit]]:
    """Look the containers up, without those that were misread: "in Kirkuk, Diyala" may be a list."""
    found = []
    complete = _complete(query, [hit.place for hit in hits])
    for name in query.within:
        container = look(name, True)
        if complete and not any(_inside(hit.place, c.place) for hit in hits for c in container[:3]):
            continue
        if container:
            found.append(container)
    return found


def _complete(query: Query, places: Sequence[Toponym]) -> bool:
    """Tell whether a name means what is surely on file, so that a contradicting container was misread.

    Countries, first-level divisions and cities are on file; of villages there are always more.
    """
    if places and places[0].population >= 200_000:
        return query.generic in (None, "city")
    divisions = any(place.feature.startswith(("A.PCL", "A.ADM1")) for place in places[:3])
    return divisions and fits("A.ADM1", query.generic) is not False


def _contain(answers: Sequence[Resolution]) -> list[Resolution]:
    """Let each answer agree with the division or country in which the text says that its place lies."""
    chosen = {fold(answer.query.name): answer.chosen for answer in answers if answer.chosen}
    settled = []
    for answer in answers:
        told = [split_generic(name) for name in answer.query.within]
        known = [(chosen.get(fold(f"{name} {word}")) or chosen.get(fold(name)), word) for name, word in told]
        holds = [
            c for c, word in known
            if c and (c.feature.startswith(("A.PCL", "A.ADM1")) or fits("A.ADM2", word)
                      or (answer.chosen is None and c.feature.startswith(("P", "A"))))
        ]  # fmt: skip
        container = next((c for c in holds if c.admin1), holds[0] if holds else None)
        settled.append(_put_inside(answer, container) if container else answer)
    return settled


def _put_inside(answer: Resolution, container: Toponym) -> Resolution:
    """Where no place of the name lies in its container, keep the container's codes: a village not on file."""
    place, codes = answer.chosen, set(answer.admin1)
    if place is None:
        agrees = answer.country in container.countries and (
            not container.admin1 or codes & set(container.admin1)
        )
        why = f"{answer.reason}; said to lie in {_label(container)}"
    else:
        village = place.feature[0] == "P" and not _complete(answer.query, answer.candidates)
        agrees = not village or _inside(place, container)
        why = f"{_label(place)} is not in {_label(container)}, where the text has it"
    if agrees:
        return answer
    return replace(answer, chosen=None, country=container.country, admin1=container.admin1, reason=why)


def _shares(weights: list[float], nowhere: float) -> list[float]:
    """Turn weights (powers of ten) into shares of belief; what is left of 1 is for no place on file."""
    top = max([*weights, nowhere])
    raw = [math.exp(2.0 * (weight - top)) for weight in weights]
    total = sum(raw) + math.exp(2.0 * (nowhere - top))
    return [value / total for value in raw]


@dataclass(slots=True)
class _Voices:
    """How many names speak, and how much of their belief lies in each country and division."""

    names: float = 0.0
    nations: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def hear(self, hits: Sequence[Hit], belief: Sequence[float]) -> None:
        """Add what one name may mean to the voices of its countries and divisions."""
        self.names += 1.0
        for hit, share in zip(hits, belief, strict=True):
            if share >= 0.02:
                for code in hit.place.countries:
                    self.nations[code] += share / len(hit.place.countries)
                for code in hit.place.admin1:
                    self.divisions[code] += share / len(hit.place.admin1)


def _weigh_again(
    options: Sequence[Sequence[Hit]],
    beliefs: Sequence[Sequence[float]],
    told: Mapping[str, float],
    nowhere: Sequence[float],
) -> list[list[float]]:
    """Turn beliefs into better ones: every name hears the others, but not other spellings of itself."""
    everyone = _Voices()
    groups: dict[str, _Voices] = defaultdict(_Voices)  # names whose likeliest place is called the same
    sure: list[tuple[str, Toponym]] = []
    counts: Counter[str] = Counter()
    for hits, belief in zip(options, beliefs, strict=True):
        if not hits:
            continue
        group = hits[0].place.name
        everyone.hear(hits, belief)
        groups[group].hear(hits, belief)
        best = max(range(len(hits)), key=belief.__getitem__)
        if belief[best] > 0.5 and counts[group] < _POINTS and len(sure) < 2 * _POINTS:  # none reads further
            sure.append((group, hits[best].place))
            counts[group] += 1
    scale = sum(told.values())
    for code, weight in told.items():
        everyone.nations[code] += 2.0 * weight / scale
    everyone.names += 2.0 if scale else 0.0
    better = []
    for hits, belief, least in zip(options, beliefs, nowhere, strict=True):
        boosts, more = [0.0] * len(hits), 0.0
        if hits and everyone.names > groups[hits[0].place.name].names:
            group = hits[0].place.name
            others = [point for other, point in sure if other != group][:_POINTS]
            boosts, more = _context(hits, belief, everyone, groups[group], others)
        weights = [hit.weight + boost for hit, boost in zip(hits, boosts, strict=True)]
        better.append(_shares(weights, least + more))
    return better


def _context(
    hits: Sequence[Hit], belief: Sequence[float], everyone: _Voices, own: _Voices, points: Sequence[Toponym]
) -> tuple[list[float], float]:
    """Tell how much the other names speak for each candidate of one name, and for none of them."""
    total = everyone.names - own.names
    spoken: dict[tuple[tuple[str, ...], tuple[str, ...]], float] = {}  # many candidates lie in one division
    boosts = []
    spots = [point for point in points if not point.feature.startswith("A.PCL")]
    for hit, share in zip(hits, belief, strict=True):
        place = hit.place
        where = place.countries, place.admin1
        if where not in spoken:
            nation = _most(place.countries, everyone.nations, own.nations) / total
            division = _most(place.admin1, everyone.divisions, own.divisions) / total
            spoken[where] = 3.5 * math.sqrt(nation) + 1.5 * math.sqrt(division)
        near = share > 0.003 and any(_near(place, point) for point in points)
        heard = hit.vague and spoken[where] > 1.0
        small = (
            place.population < _LARGE and place.feature[0] in "PATSV" and not place.feature.startswith(_KNOWN)
        )
        boost = spoken[where] + (0.7 if near else 0.0) + (_VAGUE if heard else 0.0)
        known = place.feature.startswith(_KNOWN)
        apart = spoken[where] < 1.0 or (bool(spots) and not near and _alone(place, spots))
        if hit.heard and not known and apart:
            boost -= _APART
        boosts.append(boost - (_FOREIGN if small and spoken[where] < 1.0 else 0.0))
    nowhere = 3.0 * math.sqrt(_most(everyone.nations, everyone.nations, own.nations) / total)
    seas = (not hit.place.countries for hit in hits)  # of no country that others could speak for
    return [boost + nowhere * sea for boost, sea in zip(boosts, seas, strict=True)], nowhere


def _most(codes: Iterable[str], everyone: Mapping[str, float], own: Mapping[str, float]) -> float:
    """Take the strongest of some codes, own voices left out; never below 0 for want of precision."""
    strongest = 0.0
    for code in codes:
        voices = everyone.get(code, 0.0) - own.get(code, 0.0)
        strongest = max(strongest, voices)
    return strongest


def _near(a: Toponym, b: Toponym) -> bool:
    """Tell whether two places are less than 120 km apart."""
    if a.latitude is None or b.latitude is None or abs(a.latitude - b.latitude) > 1.1:  # degrees: 122 km
        return False
    away = distance(a, b)
    return away is not None and away < _NEAR


def _alone(place: Toponym, spots: Sequence[Toponym]) -> bool:
    """Tell whether no sure place lies in a place's division or near it."""
    return not any(set(place.admin1) & set(spot.admin1) or _near(place, spot) for spot in spots)


def _inside(place: Toponym, container: Toponym) -> bool:
    """Tell whether a place lies in another, as far as their codes and coordinates tell."""
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
    if place.admin1 and container.admin1 and not shared:
        return False
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


def _decide(
    query: Query, hits: Sequence[Hit], belief: Sequence[float], nations: Mapping[str, float]
) -> Resolution:
    """Turn the beliefs about one name into an answer, or into the reason why there is none."""
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
    names = "; ".join(_label(hits[k].place) for k in likely[:4])
    countries = {hits[k].place.countries for k in likely}
    own = sum(belief)
    others = {code: voices - (own if code == best.country else 0.0) for code, voices in nations.items()}
    loudest = max(others.values(), default=0.0)
    spoken = others.get(best.country or "", 0.0) > max(0.5, loudest / 4)
    if own < 0.5 or (not spoken and loudest > 0.5):
        country = best.country if len(countries) == 1 and spoken else None  # a namesake's is worse than none
        why = f"hardly on file: {names or _label(best)}"
        return Resolution(query, None, places, country, (), share, why)
    country = best.country if len(countries) == 1 else None
    divisions = {hits[k].place.admin1 for k in likely}
    sure = country and len(divisions) == 1 and not hits[order[0]].vague
    admin1 = best.admin1 if sure else ()
    return Resolution(query, None, places, country, admin1, share, f"ambiguous: {names}")


def _label(place: Toponym) -> str:
    """Show a place with what tells it from its namesakes."""
    where = place.admin1[0] if place.admin1 else "/".join(place.countries) or "no country"
    return f"{place.name} ({place.feature}, {where})"
