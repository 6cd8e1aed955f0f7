"""Toponyms of an article, told apart from metonyms, datelines, people and units, and resolved together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from eventx.gazetteer import Gazetteer, Query, Resolution
from eventx.mentions import Mention
from eventx.parse import Parse
from eventx.records import Place
from eventx.syntax import Grammar

LOCATIVE = frozenset(
    ["in", "at", "near", "outside", "around", "inside", "into", "toward", "towards", "across", "through", "along", "between", "off", "over", "within", "throughout", "beyond", "onto", "opposite", "surrounding", "under"]
)
DIRECTIONS = ["northern", "southern", "eastern", "western", "central", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "northeastern", "northwestern", "southeastern", "southwestern", "north-eastern", "north-western", "south-eastern", "south-western", "upper", "lower", "rural", "coastal", "southernmost", "mid", "far", "north-east", "north-west", "south-east", "south-west"]
GENERIC_AFTER = frozenset(
    ["province", "governorate", "district", "state", "region", "county", "department", "oblast", "mountains", "mountain", "hills", "hill", "range", "village", "town", "city", "area", "countryside", "desert", "island", "valley", "river", "lake", "forest", "sea", "strait", "gulf", "peninsula", "subdistrict", "sub-district", "municipality", "airport", "camp", "base", "airbase", "border", "crossing", "suburb", "suburbs", "basin", "axis", "outskirts", "highlands", "plateau", "coast", "bay", "canal", "dam", "prison", "hospital", "division", "prefecture", "commune", "ward", "neighbourhood", "neighborhood", "quarter", "sector", "raion", "lga", "barrage", "bridge", "port", "refinery", "airfield", "corridor", "triangle", "front", "pass", "wilayat", "agency", "zone", "hinterland", "jungle", "forests", "provinces", "districts", "governorates", "states", "archipelago", "field", "plain", "creek", "farm", "gorge", "road", "highway", "market", "square", "station", "checkpoint", "compound"]
)
GENERIC_BEFORE = frozenset(
    ["village", "town", "city", "province", "district", "governorate", "state", "region", "area", "island", "mountains", "hills", "valley", "lake", "mount", "camp", "locality", "settlement", "municipality", "hamlet", "neighbourhood", "neighborhood", "suburb", "port", "county", "department", "commune", "department", "gulf", "strait", "wadi", "villages", "towns", "cities", "districts", "provinces", "hinterlands", "outskirts", "vicinity", "forests", "areas", "localities", "base", "airbase"]
)
TITLES = frozenset(
    ["mr", "mrs", "ms", "dr", "president", "minister", "general", "colonel", "major", "captain", "lieutenant", "sheikh", "sheik", "imam", "commander", "brigadier", "sergeant", "gen", "col", "maj", "capt", "lt", "sgt", "king", "prince", "judge", "governor", "senator", "admiral", "corporal", "professor", "abu", "group-captain", "alhaji", "spokesman", "spokesperson"]
)  # fmt: skip
SEATS = frozenset(
    {
        "White House",
        "Pentagon",
        "Kremlin",
        "Downing Street",
        "Capitol Hill",
        "Foggy Bottom",
        "Whitehall",
        "Elysee",
    }
)
CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?|jan(?:uary)?|feb(?:ruary)?|march|april|may|june|july|aug(?:ust)?|sept?(?:ember)?|"
    r"oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|ramadan|eid|easter|christmas",
)  # fmt: skip
DATELINE = re.compile(
    r"\s*(?:\W*\b[A-Z][\w.'’-]+)(?:[\s,/&-]+[A-Z][\w.'’-]+){0,6}\s*(?:\([^)\n]{1,40}\)|,[^—–\n]{1,40})?\s*(?:—|–|--|-\s|:\s)"
)
DISTANCE = re.compile(
    r"(?:\d[\d.,]*|[a-z-]+) (?:km|kms|kilomet(?:er|re)s?|miles?|metres?|meters?) ?(?:\(.*?\) ?)?(?:[a-z-]+ )?(?:of|from|outside|off)$"
)


@dataclass(slots=True)
class Name:
    """A toponym's span with what stands around it."""

    start: int  # the name itself
    end: int
    first: int  # with direction, article-free
    last: int  # with generic word, end exclusive
    head: int
    generic: str | None = None
    direction: str | None = None
    relation: str | None = None
    locative: bool = False
    country: str | None = None
    within: list[str] = field(default_factory=list)
    known: bool = True


@dataclass(slots=True)
class Site:
    """A resolved place as a mention's value: what goes into the record, and how it was resolved."""

    place: Place
    resolution: Resolution | None
    metonym: bool = False


def find_names(grammar: Grammar, gazetteer: Gazetteer) -> list[Name]:
    """Spans that name places; their classes are told to the grammar."""
    parse = grammar.parse
    labels = {i: label for i, label in enumerate(parse.ents) if label}
    skip = dateline_tokens(parse)
    surnames = {
        parse.words[i]
        for i in labels
        if labels[i] == "PER" and (labels.get(i - 1) == "PER" or labels.get(i + 1) == "PER")
    }
    names: list[Name] = []
    i, n = 0, len(parse)
    while i < n:
        word = parse.words[i]
        step = 1
        if i not in skip and _can_start(parse, i) and not _taken(grammar, i):
            locative = _locative(parse, i) or bool(
                names and names[-1].last == i - 1 and parse.lower[i - 1] == ","
            )
            length = gazetteer.longest(parse.words[i : _line_end(parse, i)], 0, locative=locative)
            person = (
                parse.words[i] in surnames or parse.words[i + length - 1] in surnames if length else False
            )
            name = (
                _known(grammar, gazetteer, labels, i, length, locative)
                if length and not (person and not locative)
                else None
            )
            if name is None and locative and not length and parse.lower[i - 1] != ",":
                name = _unknown(grammar, labels, i)
            if name:
                names.append(name)
                step = max(name.end - i, 1)
            elif length:
                step = length
        i += step
    _contain(parse, names)
    for name in names:
        classes = {"STATE", "PLACE"} if name.country else {"PLACE"}
        grammar.tag(name.head, classes)
    return names


ARTICLES = frozenset({"al", "ar", "as", "el", "ad", "an", "ash", "at", "az", "es", "ez"})


def _can_start(parse: Parse, i: int) -> bool:
    """A capitalised word that is no function word, or an Arabic article before one."""
    word = parse.words[i]
    if word.lower() in ARTICLES:
        if (
            word[0].isupper()
            and i + 1 < len(parse)
            and parse.words[i + 1][:1].isupper()
            and parse.pos[i] == "PROPN"
        ):
            return True
        return (
            i + 2 < len(parse) and parse.words[i + 1] in ("-", "‑", "–") and parse.words[i + 2][:1].isupper()
        )
    if (
        word.isupper()
        and len(word) > 1
        and len(word) <= 6
        and parse.lower[i] not in ("us", "uk", "uae", "drc", "car")
    ):
        return False  # acronyms name no places
    return word[:1].isupper() and parse.pos[i] not in (
        "ADP",
        "DET",
        "CCONJ",
        "SCONJ",
        "PRON",
        "AUX",
        "PART",
        "VERB",
        "NUM",
        "ADV",
    )


def _line_end(parse: Parse, i: int) -> int:
    """Where a name that starts at a token must have ended: at a stop, a bracket or the sentence's end."""
    end = min(parse.sents[parse.sent_of[i]][1], i + 10)
    for j in range(i + 1, end):
        if (
            parse.words[j] in (".", ",", ";", ":", "(", ")", '"', "“", "”", "?", "!")
            or "\n" in parse.words[j]
        ):
            return j
    return end


def _taken(grammar: Grammar, i: int) -> bool:
    return bool(grammar.named.get(i, set()) & {"INSIDE", "ACTOR"})


def _locative(parse: Parse, i: int) -> bool:
    j = i - 1
    while j >= 0 and (
        parse.pos[j] in ("DET", "ADJ") or parse.lower[j] in DIRECTIONS or parse.lower[j] in ("-", "'s", "’s")
    ):
        j -= 1
    if j < 0:
        return False
    word = parse.lower[j]
    if word == "of" and j:
        return (
            parse.lower[j - 1] in GENERIC_BEFORE
            or parse.lower[j - 1] in DIRECTIONS
            or parse.lemmas[j - 1] in ("outskirt", "part", "edge", "suburb", "bank", "shore", "capital")
        )
    if word == "to" and j and parse.lower[j - 1] in ("road", "highway", "route", "approaches"):
        return True
    if word in ("from", "to"):
        return (
            parse.lower[j - 1] in ("km", "kilometres", "kilometers", "miles", "close", "next") if j else False
        )
    return word in LOCATIVE


def _known(
    grammar: Grammar, gazetteer: Gazetteer, labels: dict[int, str], i: int, length: int, locative: bool
) -> Name | None:
    parse, end = grammar.parse, i + length
    if CALENDAR.fullmatch(parse.lower[i]) and length == 1:
        return None
    if any(_taken(grammar, j) for j in range(i, end)):
        return None
    text = parse.text(i, end)
    if text in SEATS:
        return None
    if gazetteer.demonym(text) and not gazetteer.country(text):
        return None
    country = gazetteer.country(text)
    if country and gazetteer.demonym(text) and not _noun_country(parse, i, end, locative):
        return None
    head = _head(parse, i, end)
    if i and (
        parse.lower[i - 1].rstrip(".") in TITLES
        or parse.lower[i - 1] in ("alias", "aka", "named", "called", "nicknamed")
    ):
        return None
    person = any(labels.get(j) == "PER" for j in range(i, end))
    after = parse.words[end] if end < len(parse) else ""
    name = Name(i, end, i, end, head, locative=locative, country=country)
    if (
        parse.lower[end : end + 1]
        and parse.lower[end] in GENERIC_AFTER
        and (parse.pos[end] in ("NOUN", "PROPN"))
    ):
        name.generic, name.last = parse.lower[end], end + 1
        if parse.heads[head] == end:
            name.head = end
    elif i > 1 and parse.lower[i - 1] == "of" and parse.lower[i - 2] in GENERIC_BEFORE:
        name.generic = parse.lower[i - 2]
    elif i and parse.lower[i - 1] in GENERIC_BEFORE:
        name.generic = parse.lower[i - 1]
    elif (
        after[:1].isupper()
        and parse.heads[head] >= end
        and parse.deps[head] in ("compound", "flat", "amod", "nmod")
        and parse.pos[end] == "PROPN"
    ):
        return None  # a part of a longer name
    if (
        i
        and parse.words[i - 1][:1].isupper()
        and parse.pos[i - 1] == "PROPN"
        and parse.lower[i - 1] not in DIRECTIONS
        and parse.lower[i - 1] not in LOCATIVE
        and _joined(parse, i - 1, head)
        and not country
    ):
        return None  # the end of a longer name
    if person and not locative and name.generic is None:
        return None
    if parse.deps[head] == "compound" and name.generic is None and not country:
        up = parse.heads[head]
        if (
            not grammar.classes(up) & {"AREA", "PLACE", "TERRITORY"}
            and parse.lemmas[up] not in grammar.rules.noun_rules
            and not locative
        ):
            return None
    _surround(parse, name)
    return name


def _joined(parse: Parse, left: int, head: int) -> bool:
    return (
        (parse.heads[left] == head
        and parse.deps[left] in ("compound", "flat", "amod"))
        or (parse.heads[head] == left
        and parse.deps[head] == "flat")
    )


def _noun_country(parse: Parse, i: int, end: int, locative: bool) -> bool:
    """ "U.S." is a country's name and an adjective: alone or behind a preposition it is a place."""
    return locative and parse.deps[end - 1] not in ("compound", "amod")


def _unknown(grammar: Grammar, labels: dict[int, str], i: int) -> Name | None:
    """A capitalised name that the gazetteer lacks, where the sentence vouches for a place."""
    parse = grammar.parse
    end = i
    while (
        end < len(parse)
        and parse.pos[end] in ("PROPN", "X", "ADJ", "NOUN")
        and parse.words[end][:1].isupper()
        and not _taken(grammar, end)
    ):
        end += 1
        if (
            end + 1 < len(parse)
            and parse.words[end] in ("-", "'", "’")
            and parse.words[end + 1][:1].isalpha()
        ):
            end += 1
            if not parse.words[end][:1].isupper():
                end += 1
    if (
        end == i
        or parse.words[i] in ("Operation", "Exercise")
        or CALENDAR.fullmatch(parse.lower[i])
        or parse.pos[end - 1] not in ("PROPN", "X", "NOUN")
        or parse.lower[i] in DIRECTIONS
    ):
        return None
    label = {labels.get(j) for j in range(i, end)}
    generic = parse.lower[end] if end < len(parse) and parse.lower[end] in GENERIC_AFTER else None
    before = (
        parse.lower[i - 2]
        if i > 1 and parse.lower[i - 1] == "of" and parse.lower[i - 2] in GENERIC_BEFORE
        else None
    )
    if parse.lower[end - 1] in GENERIC_AFTER and end - i > 1:
        generic = parse.lower[end - 1]
    if (
        generic is None
        and before is None
        and label & {"PER", "ORG", "MISC"}
    ):
        return None
    if (
        parse.words[i].isupper()
        and len(parse.words[i]) <= 5
        and end - i == 1
        and generic is None
        and before is None
    ):
        return None
    last = end + 1 if generic and end < len(parse) and parse.lower[end] == generic else end
    name = Name(i, end, i, last, _head(parse, i, last), generic=generic or before, locative=True, known=False)
    _surround(parse, name)
    return name


def _head(parse: Parse, start: int, end: int) -> int:
    for i in range(end - 1, start - 1, -1):
        if not start <= parse.heads[i] < end or parse.heads[i] == i:
            return i
    return end - 1


def _surround(parse: Parse, name: Name) -> None:
    """Direction words and relations before a name: "northern Syria", "45 km south of Kirkuk"."""
    j = name.start - 1
    low = parse.sents[parse.sent_of[name.start]][0]
    words: list[str] = []
    while j >= low and (parse.lower[j] in DIRECTIONS or (parse.lower[j] == "-" and words)):
        words.insert(0, parse.lower[j])
        j -= 1
    if words and parse.lower[j + 1] in DIRECTIONS:
        name.direction, name.first = "".join(words) if "-" in words else " ".join(words), j + 1
    if name.first > low and parse.lower[name.first - 1] == "'s" and name.direction is None:
        return
    k = name.first - 1
    while k >= low and (
        parse.pos[k] == "DET"
        or (parse.lower[k] in ("of", "the")
        and k > low
        and parse.lower[k - 1] in GENERIC_BEFORE)
        or parse.lower[k] in GENERIC_BEFORE
    ):
        k -= 1
    left = " ".join(parse.lower[max(low, k - 6) : k + 1])
    far = DISTANCE.search(left)
    if far:
        name.relation = far.group(0)
    elif left.endswith(" of") or left == "of":
        before = left.removesuffix("of").strip().replace(" - ", "-").split()
        if (before and before[-1] in DIRECTIONS) or (before and before[-1] in ("vicinity", "outskirts", "edge", "edges", "suburbs")):
            name.relation = f"{before[-1]} of"
    elif left.split()[-1:] and left.split()[-1] in (
        "near",
        "outside",
        "between",
        "around",
        "off",
        "towards",
        "toward",
    ):
        name.relation = left.split()[-1]


def _contain(parse: Parse, names: list[Name]) -> None:
    """Containers told in the text: "Zayouna, in Diyala", "Sabari district, Khost province"."""
    for a, b in zip(names, names[1:], strict=False):
        between = parse.lower[a.last : b.first]
        if parse.sent_of[a.start] != parse.sent_of[b.start] or len(between) > 4:
            continue
        joint = [w for w in between if w not in ("the", ",")]
        if (
            (not joint and "," in between and not _listed(parse, names, a, b))
            or joint in (["in"], ["of"], ["in", "of"])
            or (joint and joint[0] == "in" and joint[-1] in ("of", "in", *GENERIC_BEFORE))
        ):
            a.within.append(parse.text(b.start, b.last))
        if between[:1] in (["'s"], ["’s"]) and len(between) <= 2:
            b.within.append(parse.text(a.start, a.end))
    for a, b in reversed(list(zip(names, names[1:], strict=False))):
        if a.within and b.within and a.within[-1].startswith(parse.text(b.start, b.end)):
            a.within.extend(w for w in b.within if w not in a.within)


def _listed(parse: Parse, names: list[Name], a: Name, b: Name) -> bool:
    """ "in Kirkuk, Diyala and Salahuddin" is a list: an "and" follows within the run of names."""
    at = names.index(b)
    following = names[at + 1] if at + 1 < len(names) else None
    tail = parse.lower[b.last : b.last + 2]
    if following and parse.sent_of[following.start] == parse.sent_of[b.start]:
        between = parse.lower[b.last : following.first]
        if between and len(between) <= 3 and "and" in between:
            return True
        if between == [","] and _listed(parse, names, b, following):
            return True
    return tail[:1] == ["and"] and following is not None


def dateline_tokens(parse: Parse) -> set[int]:
    """Tokens of "BAGHDAD, Iraq (Jan. 12) —" at the head of a paragraph."""
    found: set[int] = set()
    text = parse.source
    for start, end in parse.sents:
        begin = parse.starts[start]
        if begin and "\n" not in text[max(0, begin - 3) : begin + 1]:
            continue
        match = DATELINE.match(text, begin)
        if match and (
            text[begin : begin + 3].isupper()
            or match.group(0).rstrip()[-1:] in "—–"
            or match.group(0).rstrip().endswith("--")
        ):
            for i in range(start, end):
                if parse.starts[i] >= match.end():
                    break
                found.add(i)
    return found


def find(grammar: Grammar, names: Sequence[Name], gazetteer: Gazetteer) -> list[Mention]:
    """Place mentions, all names of the article resolved together."""
    parse = grammar.parse
    weights: Counter[str] = Counter()
    for word in parse.words:
        if word[:1].isupper():
            country = gazetteer.demonym(word)
            if country:
                weights[country] += 1
    queries = [
        Query(
            parse.text(n.start, n.end),
            generic=n.generic,
            within=tuple(n.within),
            locative=n.locative or n.generic is not None,
        )
        for n in names
    ]
    distinct = list(dict.fromkeys(queries))
    answers = (
        dict(zip(distinct, gazetteer.resolve(distinct, countries=dict(weights)), strict=True))
        if queries
        else {}
    )
    resolved = [answers[query] for query in queries]
    return [
        Mention(
            "place",
            n.first,
            n.last,
            n.head,
            _site(grammar, n, r),
            "gazetteer" if n.known else "place-pattern",
        )
        for n, r in zip(names, resolved, strict=True)
        if r.chosen is not None
        or (not grammar.heading(parse.sent_of[n.start]) and (n.locative or n.generic or n.within))
    ]


def _site(grammar: Grammar, name: Name, resolution: Resolution) -> Site:
    parse, chosen = grammar.parse, resolution.chosen
    feature = chosen.feature if chosen else None
    text = parse.text(name.first, name.last)
    place = Place(
        text=text,
        name=chosen.name if chosen else None,
        role="area" if name.direction or (feature or "").startswith(("A.PCL", "A.ADM1", "L.RGN")) else "site",
        feature=feature,
        admin1=list(chosen.admin1 if chosen else resolution.admin1)
        if not (name.direction and name.country)
        else [],
        country=chosen.country if chosen else resolution.country,
        latitude=chosen.latitude if chosen and not (name.direction and name.country) else None,
        longitude=chosen.longitude if chosen and not (name.direction and name.country) else None,
        geonames_id=chosen.geonames_id if chosen else None,
        relation=name.relation,
        precision=precision(feature, name),
    )
    return Site(place, resolution, metonym=_metonym(grammar, name))


def precision(feature: str | None, name: Name) -> int | None:
    """UCDP where_prec: 1 exact, 2 near, 3 second-level division, 4 first-level, 5 fuzzy area, 6 country, 7 sea."""
    if feature is None:
        return None
    if feature.startswith("A.PCL"):
        return 5 if name.direction else 6
    if feature.startswith("A.ADM1"):
        return 4
    if feature.startswith("A.ADM"):
        return 3
    if feature.startswith("H.") and feature.split(".")[1] in ("SEA", "GULF", "STRT", "OCN"):
        return 7
    if feature.startswith(("P.", "S.")):
        return 2 if name.relation or name.direction else 1
    return 5


def _metonym(grammar: Grammar, name: Name) -> bool:
    """A place that acts or speaks is its government."""
    parse = grammar.parse
    dep, up = parse.deps[name.head], parse.heads[name.head]
    if dep == "conj":
        dep, up = parse.deps[up], parse.heads[up]
    if name.relation or (name.generic and name.generic not in ("state", "city")):
        return False
    if dep in ("nsubj", "nsubj:pass") and parse.pos[up] == "VERB" and dep == "nsubj":
        return True
    if dep in ("obl:agent",) or (dep in ("obl", "nmod") and "by" in grammar.prepositions(name.head)):
        return True
    if dep == "nmod:poss":
        return not grammar.classes(up) & {"AREA", "PLACE", "TERRITORY"}
    if (
        dep in ("obl", "nmod")
        and grammar.prepositions(name.head) & {"with", "against", "between"}
        and name.country is not None
        and parse.lemmas[up] not in ("border", "frontier", "boundary", "crossing")
    ):
        return True
    return dep == "compound" and name.country is not None
