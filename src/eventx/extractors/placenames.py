"""Words of an article that name places, told apart from metonyms, datelines, people and units."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eventx.lexicon import words

if TYPE_CHECKING:
    from eventx.gazetteer import Gazetteer
    from eventx.parse import Parse
    from eventx.syntax import Grammar

_WORDS = words("places")
LOCATIVE, DIRECTIONS = _WORDS["locative"], _WORDS["directions"]
GENERIC_AFTER, GENERIC_BEFORE = _WORDS["generic_after"], _WORDS["generic_before"]
TITLES, NAMING, SEATS = _WORDS["titles"], _WORDS["naming"], _WORDS["seats"]
FACILITIES, PARTICLES = _WORDS["facilities"], _WORDS["particles"]
GROUND_VERBS = _WORDS["ground_verbs"]
ARTICLES, CALENDAR = _WORDS["articles"], _WORDS["calendar"]
# "outskirts of", "capital of": behind these, too, a capitalised name is a place.
PARTS = frozenset({"outskirt", "part", "edge", "suburb", "bank", "shore", "capital"})
FAR = frozenset({"km", "kilometres", "kilometers", "miles", "close", "next"})  # "20 km from", "close to"
WAYS = frozenset({"road", "highway", "route", "approaches"})  # "the road to"
COUNTRIES_IN_CAPITALS = frozenset({"us", "uk", "uae", "drc", "car"})
NAMELESS = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PRON", "AUX", "PART", "VERB", "NUM", "ADV"})
SETTLEMENTS = frozenset(
    {
        "village",
        "villages",
        "hamlet",
        "town",
        "neighbourhood",
        "neighborhood",
        "ward",
        "district",
        "valley",
        "forest",
        "subdistrict",
        "goldfield",
        "oilfield",
        "mine",
    }
)
STOPS = frozenset('.,;:()"“”?!')
_CAPITAL = r"[A-Z](?:[\w.'’]|-(?=[\w'’]))++"  # a word, taken whole: parts of it would be tried in any mix
DATELINE = re.compile(
    rf"\W*+\b{_CAPITAL}(?:[\s,/&-]++{_CAPITAL}){{0,6}}[^\S\n]*+"
    r"(?:\([^)\n]{1,40}\)|,[^—–\n]{1,40})?[^\S\n]*+(?:—|–|--|-\s|:\s)"
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
    outer: bool = False  # named only as what holds another: "the Madrid suburb of Parla"


def find_names(grammar: Grammar, gazetteer: Gazetteer) -> list[Name]:
    """Spans that name places, in order; their classes are told to the grammar."""
    parse = grammar.parse
    labels = {i: label for i, label in enumerate(parse.ents) if label}
    skip = dateline_tokens(parse)
    surnames = {
        parse.words[i]
        for i in labels
        if labels[i] == "PER" and (labels.get(i - 1) == "PER" or labels.get(i + 1) == "PER")
    }
    names: list[Name] = []
    i = 0
    while i < len(parse):
        step = 1
        if i not in skip and _can_start(parse, i) and not _taken(grammar, i):
            after_name = bool(names) and names[-1].last == i - 1 and parse.lower[i - 1] == ","
            unsure = not _locative(parse, i)
            listed = unsure and bool(names) and _in_list(grammar, labels, names[-1], i)
            vouched = unsure and not listed and _vouched_behind(grammar, labels, i)
            locative = not unsure or after_name or listed or vouched
            length = gazetteer.longest(parse.words[i : _line_end(parse, i)], 0, locative=locative)
            name = None
            if length and locative and _goes_on(grammar, gazetteer, labels, i, i + length):
                name = _unknown(grammar, labels, i)
            elif length:
                step = length
                person = parse.words[i] in surnames or parse.words[i + length - 1] in surnames
                if locative or not person:
                    span = (i, i + length)
                    name = _known(grammar, gazetteer, labels, span, locative=locative)
            elif locative and (listed or vouched or parse.lower[i - 1] != ","):
                name = _unknown(grammar, labels, i)
            if name:
                names.append(name)
                step = max(name.end - i, 1)
        i += step
    for name in names:
        grammar.tag(name.head, {"STATE", "PLACE"} if name.country else {"PLACE"})
    return names


def dateline_tokens(parse: Parse) -> set[int]:
    """Tokens of "BAGHDAD, Iraq (Jan. 12) —" at the head of a paragraph."""
    found: set[int] = set()
    text = parse.source
    for start, end in parse.sents:
        begin = parse.starts[start]
        if begin and "\n" not in text[max(0, begin - 3) : begin + 1]:
            continue
        match = DATELINE.match(text, begin)
        if match and (text[begin : begin + 3].isupper() or match[0].rstrip().endswith(("—", "–", "--"))):
            for i in range(start, end):
                if parse.starts[i] >= match.end():
                    break
                found.add(i)
    return found


def _can_start(parse: Parse, i: int) -> bool:
    """Whether a token is a capitalised word that is no function word, or an Arabic article before one."""
    word, lower = parse.words[i], parse.lower[i]
    if not word[:1].isupper() and lower not in ARTICLES:
        return False
    if i and parse.words[i - 1] in ("-", "‑") and parse.ends[i - 1] == parse.starts[i]:
        return False  # "Commander-in-Chief"
    if lower.rstrip(".") in CALENDAR and lower.endswith("."):
        return False  # "Aug."
    if lower in ARTICLES:
        if word[0].isupper() and parse.pos[i] == "PROPN" and _capital(parse, i + 1):
            return True
        return i + 2 < len(parse) and parse.words[i + 1] in ("-", "‑", "–") and _capital(parse, i + 2)
    if word.isupper() and 1 < len(word) <= 6 and lower not in COUNTRIES_IN_CAPITALS:
        return False  # acronyms name no places
    return _capital(parse, i) and parse.pos[i] not in NAMELESS


def _capital(parse: Parse, i: int) -> bool:
    """Whether there is a token at this index and it begins with a capital."""
    return i < len(parse) and parse.words[i][:1].isupper()


def _line_end(parse: Parse, i: int) -> int:
    """Where a name that starts at a token must have ended: at a stop, a bracket or the sentence's end."""
    end = min(parse.sents[parse.sent_of[i]][1], i + 10)
    for j in range(i + 1, end):
        if parse.words[j] in STOPS or "\n" in parse.words[j]:
            return j
    return end


def _taken(grammar: Grammar, i: int) -> bool:
    """Whether a token is part of a force's name."""
    return bool(grammar.named.get(i, set()) & {"INSIDE", "ACTOR"})


def _locative(parse: Parse, i: int) -> bool:
    """Whether the words before a token leave no doubt that a place follows: "near", "20 km from"."""
    j = i - 1
    while j >= 0 and (
        parse.pos[j] in ("DET", "ADJ") or parse.lower[j] in DIRECTIONS or parse.lower[j] in ("-", "'s", "’s")
    ):
        j -= 1
    if j < 0:
        return False
    word, before = parse.lower[j], parse.lower[j - 1] if j else ""
    if word == "of" and j:
        return before in GENERIC_BEFORE or before in DIRECTIONS or parse.lemmas[j - 1] in PARTS
    if word == "to" and before in WAYS:
        return True
    if word in ("from", "to"):
        return before in FAR
    return word in LOCATIVE


def _in_list(grammar: Grammar, labels: dict[int, str], name: Name, i: int) -> bool:
    """Whether a capitalised name goes on a list of places: "at Gazuwa, Bula Alhaji and Mantari"."""
    parse, end = grammar.parse, _capitals_end(grammar, i)
    joint = parse.lower[name.last : i]
    if not name.locative or end == i or joint not in ([","], ["and"], ["or"], [",", "and"]):
        return False
    if {labels.get(j) for j in range(i, end)} & {"PER", "ORG", "MISC"}:
        return False
    if joint == [","]:  # an "and" must come, with a name behind it
        after = end
        while after < len(parse) and parse.lower[after] == ",":
            after = max(_capitals_end(grammar, after + 1), after + 1)
        return parse.lower[after : after + 1] == ["and"] and _capital(parse, after + 1)
    return end >= len(parse) or parse.pos[end] not in ("VERB", "AUX", "PART")


def _vouched_behind(grammar: Grammar, labels: dict[int, str], i: int) -> bool:
    """Whether the words behind a capitalised name tell that it is a place.

    "Meezar village", "Ain al-Bayda, near Jarablus", "Zaina, a district of Sake".
    """
    parse, end = grammar.parse, _capitals_end(grammar, i)
    if end == i or end + 2 >= len(parse) or parse.pos[end - 1] not in ("PROPN", "X"):
        return False
    if {labels.get(j) for j in range(i, end)} & {"PER", "ORG", "MISC"}:
        return False
    first, second, third = parse.lower[end], parse.lower[end + 1], parse.lower[end + 2]
    if first in SETTLEMENTS and parse.pos[end] in ("NOUN", "PROPN"):
        return True
    if _facility(parse, end) and "FORCE" not in grammar.classes(end - 1):
        return True
    if _taken_ground(parse, end - 1):
        return True
    if first != ",":
        return False
    if second in ("a", "an") and parse.pos[end + 2] in ("NOUN", "ADJ"):
        return bool({third, parse.lower[min(end + 3, len(parse) - 1)]} & GENERIC_BEFORE)
    return second in ("near", "outside") and _capital(parse, end + 2)


def _taken_ground(parse: Parse, head: int) -> bool:
    """Whether a name is the object of a verb that only ground has: "wrested back El-Khuwei"."""
    dep, verb = parse.deps[head], parse.heads[head]
    if dep in ("flat", "compound"):
        dep, verb = parse.deps[verb], parse.heads[verb]
    if dep == "obl" and not verb < head < verb + 5:
        return False
    return dep in ("obj", "nsubj:pass", "obl:unmarked", "obl") and parse.lemmas[verb] in GROUND_VERBS


def _facility(parse: Parse, i: int) -> bool:
    """Whether what a name stands before is built somewhere and called by the place: "military post"."""
    for j in range(i, min(i + 3, len(parse))):
        if parse.lemmas[j] in FACILITIES:
            return parse.pos[j] in ("NOUN", "PROPN")
        if parse.pos[j] not in ("ADJ", "NOUN"):
            return False
    return False


def _known(
    grammar: Grammar, gazetteer: Gazetteer, labels: dict[int, str], span: tuple[int, int], *, locative: bool
) -> Name | None:
    """A name of the gazetteer with the word beside it; None where its surroundings tell of no place."""
    parse, (i, end) = grammar.parse, span
    text = parse.text(i, end)
    if any(_taken(grammar, j) for j in range(i, end)) or text in SEATS or _names_no_place(parse, i, end):
        return None
    if gazetteer.demonym(text) and not (locative and parse.deps[end - 1] not in ("compound", "amod")):
        return None  # "U.S." is a country's name and an adjective: behind a preposition it is a place
    head, country = parse.head_of(i, end), gazetteer.country(text)
    name = Name(i, end, i, end, head, locative=locative, country=country)
    if end < len(parse) and parse.lower[end] in GENERIC_AFTER and parse.pos[end] in ("NOUN", "PROPN"):
        name.generic, name.last = parse.lower[end], end + 1
        if parse.heads[head] == end:
            name.head = end
    else:
        name.generic = _generic_of(parse, i) or (
            parse.lower[i - 1] if i and parse.lower[i - 1] in GENERIC_BEFORE else None
        )
    if name.generic is None and _begins_longer(parse, end, head):
        return None
    if not country and _ends_longer(parse, i, head):
        return None
    if locative or name.generic:
        return name
    if any(labels.get(j) == "PER" for j in range(i, end)):
        return None
    return name if country or not _modifies_other(grammar, head) else None


def _names_no_place(parse: Parse, i: int, end: int) -> bool:
    """Whether a name is a day or month, or a person's behind a title or a word that gives a name."""
    if end == i + 1 and parse.lower[i] in CALENDAR:
        return True
    before = parse.lower[i - 1] if i else ""
    return before.rstrip(".") in TITLES or before in NAMING


def _generic_of(parse: Parse, i: int) -> str | None:
    """The generic word in "the village of" before a name."""
    if i > 1 and parse.lower[i - 1] == "of" and parse.lower[i - 2] in GENERIC_BEFORE:
        return parse.lower[i - 2]
    return None


def _begins_longer(parse: Parse, end: int, head: int) -> bool:
    """Whether a name is the first part of a longer one that is not known: "Hatra Brigade"."""
    return (
        _capital(parse, end)
        and parse.pos[end] == "PROPN"
        and parse.heads[head] >= end
        and parse.deps[head] in ("compound", "flat", "amod", "nmod")
    )


def _goes_on(grammar: Grammar, gazetteer: Gazetteer, labels: dict[int, str], i: int, end: int) -> bool:
    """Whether a known name is but the first of an unknown one: "Shewa Robit", "Talon-Talon"."""
    parse = grammar.parse
    if (
        parse.lower[end : end + 1] == ["-"]
        or _article(parse, end)
        or (end + 1 < len(parse) and parse.lower[end] in PARTICLES and _capital(parse, end + 1))
    ):
        behind = parse.words[end + 1 : _line_end(parse, end)]
        route = behind and gazetteer.longest(behind, 0)  # "the Quetta-Karachi highway"
        return not route and _capitals_end(grammar, i) > end + 1
    if not _capital(parse, end) or parse.pos[end] != "PROPN" or parse.lower[end] in CALENDAR:
        return False
    if labels.get(end) != labels.get(end - 1) or labels.get(end) == "PER" or _capitals_end(grammar, i) == end:
        return False
    if parse.deps[end] == "flat" and i <= parse.heads[end] < end:
        return True
    head = parse.heads[end - 1]  # "at Point Triple", "Aden Adde airport"
    together = head in (end, parse.heads[end]) and parse.deps[end - 1] in ("compound", "amod")
    return together and labels.get(end) not in ("ORG", "MISC") and not gazetteer.longest(parse.words, end)


def _ends_longer(parse: Parse, i: int, head: int) -> bool:
    """Whether a name is the last part of a longer one that is not known: "Omar Tikrit"."""
    left = i - 1
    return (
        i > 0
        and _capital(parse, left)
        and parse.pos[left] == "PROPN"
        and parse.lower[left] not in DIRECTIONS
        and parse.lower[left] not in LOCATIVE
        and (
            (parse.heads[left] == head and parse.deps[left] in ("compound", "flat", "amod"))
            or (parse.heads[head] == left and parse.deps[head] == "flat")
        )
    )


def _modifies_other(grammar: Grammar, head: int) -> bool:
    """Whether a name stands before a noun that is neither a place nor an act: "the Tikrit agreement"."""
    parse, up = grammar.parse, grammar.parse.heads[head]
    return (
        parse.deps[head] == "compound"
        and not grammar.classes(up) & {"AREA", "PLACE", "TERRITORY"}
        and parse.lemmas[up] not in FACILITIES
        and parse.lemmas[up] not in grammar.rules.noun_rules
    )


def _unknown(grammar: Grammar, labels: dict[int, str], i: int) -> Name | None:
    """A capitalised name that the gazetteer lacks, where the sentence vouches for a place."""
    parse, end = grammar.parse, _capitals_end(grammar, i)
    if (
        end == i
        or parse.words[i] in ("Operation", "Exercise")
        or parse.lower[i] in CALENDAR
        or parse.lower[i] in DIRECTIONS
        or parse.pos[end - 1] not in ("PROPN", "X", "NOUN")
    ):
        return None
    after = parse.lower[end] if end < len(parse) and parse.lower[end] in GENERIC_AFTER else None
    last = end + 1 if after else end
    if end - i > 1 and parse.lower[end - 1] in GENERIC_AFTER:
        last = end + 1 if after == parse.lower[end - 1] else end
        after = parse.lower[end - 1]
    generic = after or _generic_of(parse, i)
    if generic is None:
        acronym = end - i == 1 and parse.words[i].isupper() and len(parse.words[i]) <= 5
        if acronym or {labels.get(j) for j in range(i, end)} & {"PER", "ORG", "MISC"}:
            return None
    return Name(i, end, i, last, parse.head_of(i, last), generic=generic, locative=True, known=False)


def _article(parse: Parse, i: int) -> bool:
    """Whether an Arabic article stands before a name: "al-Shay"."""
    return (
        parse.lower[i : i + 1] != []
        and parse.lower[i] in ARTICLES
        and _capital(parse, i + 2)
        and (parse.words[i + 1] in ("-", "‑", "–"))
    )


def _capitals_end(grammar: Grammar, i: int) -> int:
    """Where a run of capitalised words ends, parts behind hyphens and apostrophes included."""
    parse, end = grammar.parse, i
    while (
        _capital(parse, end) and parse.pos[end] in ("PROPN", "X", "ADJ", "NOUN") and not _taken(grammar, end)
    ):
        end += 1
        if _article(parse, end) and parse.pos[end + 2] in ("PROPN", "X"):
            end += 3
        small = end
        while small < len(parse) and parse.lower[small] in PARTICLES and small < end + 2:
            small += 1
        if small > end and _capital(parse, small) and parse.pos[small] in ("PROPN", "X"):
            end = small
        if (
            end + 1 < len(parse)
            and parse.words[end] in ("-", "'", "’")
            and parse.words[end + 1][:1].isalpha()
        ):
            end += 1
            if not parse.words[end][:1].isupper():
                end += 1
    return end
