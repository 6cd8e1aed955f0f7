"""Place names become sites: all resolved together, with their containers, relations and precision."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from eventx.extractors.placenames import Name, find_names
from eventx.extractors.seats import find_seats
from eventx.extractors.vouching import DIRECTIONS, FACILITIES, GENERIC_BEFORE, WAYS
from eventx.gazetteer import Gazetteer, Query, Resolution
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.records import Place
from eventx.subjects import ACCUSING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eventx.parse import Parse
    from eventx.syntax import Grammar

__all__ = ["COUNTRY", "Name", "Site", "far", "find", "find_names", "precision"]

_DISTANCE = re.compile(
    r"(?:\d[\d.,]*|[a-z-]+) (?:km|kms|kilomet(?:er|re)s?|miles?|metres?|meters?) ?"
    r"(?:\(.*?\) ?)?(?:[a-z-]+ )?(?:of|from|outside|off)$"
)
COUNTRY = 6  # UCDP's where_prec
EDGES = frozenset({
    "foot", "rim",
    "vicinity", "outskirts", "edge", "edges", "suburbs", "bank", "banks", "shore", "shores", "shoreline",
    "side",
})  # fmt: skip
NEARNESS = frozenset({"near", "outside", "between", "around", "off", "towards", "toward"})
SHORT_OF = {("far", "from"), ("short", "of")}  # "not far from Tessit"
BOUND = frozenset({"towards", "toward"})
AROUND = frozenset(
    {"countryside", "hinterland", "outskirt", "outskirts", "suburb", "surroundings", "environs"}
)
SEAS = ("H.SEA", "H.GULF", "H.STRT", "H.OCN")
COMMANDS = frozenset({"base", "division", "sector", "axis", "front", "agency"})
SUFFERING = words("places")["suffering"]
HELP = words("backing")["help"]  # "with support from Canada"
INSIDE = frozenset({"in", "at", "near"})
BORDERS = frozenset({"border", "frontier", "boundary", "crossing"})
SETTLED = frozenset({"city", "coastal", "harbour", "harbor", "island", "port", "resort", "town", "village"})
FEW = 3  # places that a water's name may mean: the Red Sea is a governorate too
MOST = 0.75  # of the places that an article tells lie in the country that it is about


@dataclass(slots=True)
class Site:
    """A resolved place as a mention's value: what goes into the record, and how it was resolved."""

    place: Place
    resolution: Resolution | None
    metonym: bool = False


def find(
    grammar: Grammar, names: Sequence[Name], gazetteer: Gazetteer, *, countries: Counter[str]
) -> list[Mention]:
    """Place mentions, all names of the article resolved together; `countries` are those that it is about."""
    parse = grammar.parse
    nationalities = countries + Counter(
        country for word in parse.words if word[:1].isupper() and (country := gazetteer.demonym(word))
    )
    seats = find_seats(grammar, names, gazetteer, countries=nationalities + _home(parse, names, gazetteer))
    names = _without_shores(parse, sorted([*names, *seats], key=attrgetter("start")), gazetteer)
    for name in names:
        _surround(parse, name)
    names = [part for name in names for part in (*_other_part(parse, name), name)]
    _share_relations(grammar, names)
    _contain(parse, names, gazetteer)
    queries = [_query(parse, name) for name in names]
    distinct = list(dict.fromkeys(queries))
    answers = dict(zip(distinct, gazetteer.resolve(distinct, countries=nationalities), strict=True))
    mentions = []
    for name, query in zip(names, queries, strict=True):
        vouched = name.locative or name.generic or name.within
        if answers[query].chosen or (vouched and not grammar.heading(parse.sent_of[name.start])):
            site = _site(grammar, name, answers[query])
            found_by = "gazetteer" if name.known else "place-pattern"
            mentions.append(Mention("place", name.first, name.last, name.head, site, found_by))
    _at_home(parse, mentions)
    return mentions


def _without_shores(parse: Parse, names: Sequence[Name], gazetteer: Gazetteer) -> list[Name]:
    """The same names, but for waters on which another lies: "the Black Sea port of Odesa"."""
    shores = set()
    for a, b in pairwise(names):
        *between, joint = parse.lower[a.end : b.first] or [""]
        if joint == "of" and between and SETTLED.issuperset(between):
            places = gazetteer.candidates(parse.text(a.start, a.end), locative=True)[:FEW]
            shores |= {a.start for place in places if place.feature[0] == "H"}
    return [name for name in names if name.start not in shores]


def _home(parse: Parse, names: Sequence[Name], gazetteer: Gazetteer) -> Counter[str]:
    """The countries in which an article's places most likely lie."""
    told = (n.country or _likeliest(gazetteer, parse.text(n.start, n.end)) for n in names)
    return Counter(country for country in told if country)


def _likeliest(gazetteer: Gazetteer, name: str) -> str | None:
    """The country of the place that a name most likely means."""
    places = gazetteer.candidates(name, locative=True)
    return places[0].country if places else None


# -- what stands around a name ---------------------------------------------------------------------------


def _surround(parse: Parse, name: Name) -> None:
    """Direction words and relations before a name: "northern Syria", "45 km south of Kirkuk"."""
    low = parse.sents[parse.sent_of[name.start]][0]
    j = name.start - 1
    while j >= low and (parse.lower[j] in DIRECTIONS or (parse.lower[j] == "-" and j < name.start - 1)):
        j -= 1
    told = parse.lower[j + 1 : name.start]
    if told and told[0] in DIRECTIONS:
        name.direction, name.first = ("" if "-" in told else " ").join(told), j + 1
    if name.first > low and parse.lower[name.first - 1] == "'s" and name.direction is None:
        return
    k = name.first - 1
    while k >= low and (
        parse.pos[k] == "DET"
        or parse.lower[k] in GENERIC_BEFORE
        or (parse.pos[k] == "ADJ" and parse.lower[k + 1] in GENERIC_BEFORE)
        or (parse.lower[k] in ("of", "the") and k > low and parse.lower[k - 1] in GENERIC_BEFORE)
    ):
        k -= 1
    name.relation = _relation(" ".join(parse.lower[max(low, k - 6) : k + 1]))
    if name.relation is None and name.country is None and parse.lower[k] == "with":
        name.relation = "border with" if parse.lower[k - 1] in BORDERS else None


def _other_part(parse: Parse, name: Name) -> list[Name]:
    """The other part of a country that one name tells: "central and northern Iraq"."""
    k = name.first - 2
    low = parse.sents[parse.sent_of[name.start]][0]
    if name.direction is None or name.country is None or k < low:
        return []
    if parse.lower[k] not in DIRECTIONS or parse.lower[k + 1] not in ("and", "or"):
        return []
    return [replace(name, first=k, direction=parse.lower[k], within=[])]


def _share_relations(grammar: Grammar, names: Sequence[Name]) -> None:
    """Give names of a list its relation ("between Dosso and Gaya"), and both ends of a way."""
    parse = grammar.parse
    for before, name in pairwise(names):
        joint = parse.lower[before.last : name.first]
        if before.relation is None or name.relation is not None:
            continue
        listed = joint in ([","], ["and"], ["or"], [",", "and"])
        if listed and (parse.deps[name.head] == "conj" or (joint == [","] and before.relation in BOUND)):
            name.relation = before.relation
        elif before.relation == "from" and joint == ["to"]:
            name.relation = "to"


def _relation(left: str) -> str | None:
    """The relation that the words before a name end in: "north of", "20 km from", "near"."""
    if far := _DISTANCE.search(left):
        return far[0]
    *before, last = left.split() or [""]
    if last == "of" and before[-1:] != ["short"]:
        edge = " ".join(before).replace(" - ", "-").rpartition(" ")[2]  # "north - west of"
        return f"{edge} of" if edge in DIRECTIONS or edge in EDGES else None
    if before and (before[-1], last) in SHORT_OF:
        return f"{before[-1]} {last}"
    if last in ("from", "to") and before and before[-1] in WAYS:
        return last  # "the road from Dadaab"
    return last if last in NEARNESS else None


def far(relation: str | None) -> bool:
    """Whether a relation only tells how far on land a place is: "20 km from", not "near", "10 miles off"."""
    return relation is not None and bool(_DISTANCE.search(relation)) and not relation.endswith("off")


def _contain(parse: Parse, names: Sequence[Name], gazetteer: Gazetteer) -> None:
    """Containers told in the text: "Zayouna, in Diyala", "Sabari district, Khost province"."""
    listed = _listed(parse, names)
    for k, (a, b) in enumerate(pairwise(names)):
        between = parse.lower[a.last : b.first]
        if parse.sent_of[a.start] != parse.sent_of[b.start] or len(between) > 4 + (between[:1] == [","]):
            continue
        joint = [word for word in between if word not in ("the", ",")]
        if any(parse.pos[j] == "VERB" for j in range(a.last, b.first)):
            continue  # "guns in Ras al-Ain shelled the villages of Dardara"
        placed = k + 2 < len(names) and names[k + 2].first <= b.last + 2
        if not joint and parse.lower[b.last : b.last + 1] in (["'s"], ["’s"]) and not placed:
            continue  # "in Iraq and Syria, Turkey's defence ministry said"
        if (
            (not joint and "," in between and not listed[k + 1])
            or joint in (["in"], ["of"], ["in", "of"])
            or (len(joint) > 1 and joint[-1] == "of" and joint[-2] in GENERIC_BEFORE)
            or (joint[:1] in (["a"], ["an"]) and joint[-1] == "in")
            or (joint and joint[0] == "in" and (joint[-1] in ("of", "in") or joint[-1] in GENERIC_BEFORE))
        ):
            a.within.append(b.city or parse.text(b.start, b.last))
        if between[:1] in (["'s"], ["’s"]) and len(between) <= 2:
            b.within.append(parse.text(a.start, a.end))
            a.relation, b.relation = (a.relation, b.relation) if b.relation else (None, a.relation)
            if k and names[k - 1].within[-1:] == [parse.text(a.start, a.last)]:  # "X, in Niger's Tillaberi"
                names[k - 1].within.append(parse.text(b.start, b.last))
        if between == ["of"] and a.generic in ("suburb", "suburbs") and a.last > a.end:
            inner, outer = (b, a) if _larger(parse, a, b, gazetteer) else (a, b)
            inner.within.append(parse.text(outer.start, outer.end))
            outer.outer = True
    for a, b in reversed(list(pairwise(names))):
        if b.within and not a.within and parse.lower[a.last : b.first] in (["and"], [","], [",", "and"]):
            a.within.extend(b.within)
        if a.within and b.within and a.within[-1].startswith(parse.text(b.start, b.end)):
            a.within.extend(word for word in b.within if word not in a.within)


def _larger(parse: Parse, a: Name, b: Name, gazetteer: Gazetteer) -> bool:
    """Whether the first is the city: "the Madrid suburb of Parla", not "the Dahiyeh suburb of Beirut"."""
    first, second = (gazetteer.candidates(parse.text(n.start, n.end), locative=True)[:1] for n in (a, b))
    return not second or bool(first and first[0].population >= second[0].population)


def _listed(parse: Parse, names: Sequence[Name]) -> list[bool]:
    """Whether each name stands in a list, "in Kirkuk, Diyala and Salahuddin": an "and" follows in its run."""
    listed = [False] * len(names)
    for k in range(len(names) - 2, -1, -1):
        name, following = names[k], names[k + 1]
        listed[k] = parse.lower[name.last : name.last + 1] == ["and"]
        between = parse.lower[name.last : following.first]
        listed[k] |= between == [","] and listed[k + 1]  # an endless list is cut there into sentences
        if parse.sent_of[following.start] == parse.sent_of[name.start]:
            listed[k] |= len(between) <= 3 and "and" in between
    return listed


def _at_home(parse: Parse, mentions: Sequence[Mention]) -> None:
    """Give places that are not on file the country of those in their sentence, or of nearly all told."""
    known: dict[int, Counter[str]] = defaultdict(Counter)
    for mention in mentions:
        place = mention.value.place
        before = parse.lower[mention.start - 1 : mention.start]  # "a rocket from Lebanon hit Metula"
        outside = place.precision == COUNTRY and (place.relation is not None or before == ["from"])
        if place.name and place.country and not mention.value.metonym and not outside:
            known[parse.sent_of[mention.root]][place.country] += 1
    everywhere = sum(known.values(), Counter[str]())
    for mention in mentions:
        place = mention.value.place
        if place.name is None and place.country is None and not place.admin1:
            beside = known.get(parse.sent_of[mention.root], everywhere)
            for told, share in ((beside, 1.0), (everywhere, MOST)):
                home, n = max(told.items(), key=itemgetter(1), default=(None, 0))
                if n >= share * told.total():
                    place.country = home
                    break


# -- what a name becomes ---------------------------------------------------------------------------------


def _query(parse: Parse, name: Name) -> Query:
    """A name as the gazetteer is asked for it: ways end, and distances are counted, at towns."""
    town = name.country is None and (name.relation == "between" or far(name.relation))
    text = name.city or parse.text(name.start, name.end)
    return Query(
        "" if text == name.direction else text,  # "the South-East", of whichever country
        generic=name.generic or ("town" if town else None),
        within=tuple(name.within),
        locative=name.locative or name.generic is not None,
    )


def _site(grammar: Grammar, name: Name, resolution: Resolution) -> Site:
    """A name and what it was resolved to, as they go into the record."""
    chosen = resolution.chosen
    feature = chosen.feature if chosen else None
    part_of_country = bool(name.direction and name.country)  # its middle is not where the country's is
    wide = name.direction or (feature or "").startswith(("A.PCL", "A.ADM1", "L.RGN"))
    told = chosen or resolution
    place = Place(
        text=grammar.parse.text(name.first, name.last),
        name=chosen.name if chosen else None,
        role="container" if name.outer else "area" if wide else "site",
        feature=feature,
        admin1=[] if part_of_country else list(told.admin1),
        country=told.country,
        latitude=chosen.latitude if chosen and not part_of_country else None,
        longitude=chosen.longitude if chosen and not part_of_country else None,
        geonames_id=chosen.geonames_id if chosen else None,
        relation=name.relation,
        precision=precision(feature, name),
    )
    return Site(place, resolution, metonym=_metonym(grammar, name))


def precision(feature: str | None, name: Name) -> int | None:
    """UCDP's where_prec: 1 exact, 2 near, 3 second-, 4 first-level division, 5 vague, 6 country, 7 sea."""
    if feature is None:
        return None
    if feature.startswith("A.PCL"):
        return 5 if name.direction else COUNTRY
    if feature.startswith("A.ADM1"):
        return 4
    if feature.startswith("A.ADM"):
        return 3
    if feature in SEAS:
        return 7
    if feature.startswith(("P.", "S.")):
        return 2 if name.relation or name.direction else 1
    return 5


def _metonym(grammar: Grammar, name: Name) -> bool:
    """Whether a place acts or speaks: then it is its government."""
    parse = grammar.parse
    dep, up = parse.deps[name.head], parse.heads[name.head]
    first = name.head
    if dep == "conj":
        first, dep, up = up, parse.deps[up], parse.heads[up]
    if dep == "nsubj" and name.generic in COMMANDS and parse.dependents(up, "obj"):
        return True  # "the Quds Base began the sweep"
    if name.relation or (name.generic and name.generic not in ("state", "city")):
        return False
    if parse.lower[name.first - 1 : name.first] == ["from"] and parse.lower[name.last : name.last + 1] == [
        "to"
    ]:
        return False  # "bombs from Hua Hin to Phuket"
    if dep == "nsubj" and parse.lemmas[up] in SUFFERING:
        return False  # "Mekelle changed hands"
    if dep == "nsubj" and parse.pos[up] == "VERB":
        return not grammar.prepositions(name.head) & INSIDE  # "raids in Bayji netted"
    if dep == "obj" and parse.lemmas[up] in ACCUSING:
        return True  # "accused Kyiv of shelling"
    prepositions = grammar.prepositions(name.head) if dep in ("obl", "nmod") else set()
    if dep == "obl:agent" or "by" in prepositions:
        return True
    if dep == "nmod:poss":
        while parse.deps[up] in ("compound", "flat"):  # "El Fasher's Awlad al-Reef district"
            up = parse.heads[up]
        grounds = {"AREA", "PLACE", "TERRITORY"} | (set() if name.country else {"CIVILIAN"})
        return not grammar.classes(up) & grounds and parse.lemmas[up] not in FACILITIES | AROUND
    if name.country is None:
        return False
    if "from" in grammar.prepositions(first) and parse.lemmas[up] in HELP:
        return True  # "with support from Canada and Denmark"
    if prepositions & {"with", "against", "between"} and parse.lemmas[up] not in BORDERS:
        return True
    return dep == "compound"
