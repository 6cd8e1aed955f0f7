"""Words of an article that name places, told apart from metonyms, datelines, people and units."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eventx.extractors.capitals import (
    ARTICLES,
    article,
    capital,
    capitals_end,
    inside,
    line_end,
    shared_generic,
    taken,
)
from eventx.extractors.datelined import dateline_tokens
from eventx.extractors.landmarks import BORDER, border, landmark, way_end
from eventx.extractors.longernames import begins_longer, ends_longer, goes_on, modifies_other
from eventx.extractors.vouching import (
    DIRECTIONS,
    FACILITIES,
    FORMANTS,
    GENERIC_BEFORE,
    GROUND_VERBS,
    TAKING,
    behind_locative,
    behind_place,
    called,
    in_list,
    lies_in,
    no_place,
    vouched_behind,
)
from eventx.lexicon import words

if TYPE_CHECKING:
    from eventx.gazetteer import Gazetteer
    from eventx.parse import Parse
    from eventx.syntax import Grammar

_WORDS = words("places")
GENERIC_AFTER, CALENDAR = _WORDS["generic_after"], _WORDS["calendar"]
PHRASE = 2  # words from which on common ones may make a name: "Euphrates Shield"
DIVISIONS = frozenset({"state", "region"})
LONGEST = 5  # words of a division's name
BARE = FACILITIES | _WORDS["bare"]  # that alone name no place
TITLES, NAMING, SEATS = _WORDS["titles"], _WORDS["naming"], _WORDS["seats"]
HOLY, ACTIONS, SUFFERING = _WORDS["holy"], _WORDS["actions"], _WORDS["suffering"]
MISSIONS = frozenset({"campaign", "exercise", "mission", "operation"})
COUNTRIES_IN_CAPITALS = frozenset({"us", "uk", "uae", "drc", "car"})
STRUCK = frozenset({"strike", "hit", "pound", "bomb", "raid", "storm", "pummel", "enter"})  # with missiles
DROPPING = frozenset({"drop", "rain", "land", "launch", "advance", "march", "push", "descend", "crash"})
GROUND_TAKEN = frozenset({"capture", "recapture", "fall", "liberation", "seizure", "siege", "loss"})
NAMELESS = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PRON", "AUX", "PART", "VERB", "NUM", "ADV"})


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
    city: str | None = None  # what is meant: "the Afghan capital"


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
    last_names = {parse.words[i] for i in labels if labels[i] == "PER" == labels.get(i - 1)}
    names: list[Name] = []
    i = 0
    while i < len(parse):
        step = 1
        end = None if i in skip or taken(grammar, i) else landmark(parse, i) or border(parse, gazetteer, i)
        if end:
            names.append(_landmark(parse, i, end))
            step = end - i
        elif i not in skip and _can_start(parse, i) and not taken(grammar, i):
            after_name = bool(names) and names[-1].last == i - 1
            after_name = after_name and (parse.lower[i - 1] == "," or _owned(parse, i, names[-1]))
            unsure = not behind_locative(parse, i)
            seen = parse.ents[i] == "LOC" and parse.pos[i] == "PROPN" and inside(parse, i)
            listed = unsure and bool(names) and (names[-1].locative or not names[-1].country)
            known = listed and gazetteer.knows(parse.words[i : capitals_end(grammar, i)], locative=True)
            listed = listed and in_list(grammar, labels, names[-1].last, i, known=known)
            vouched = unsure and not listed and not _surname(parse, i, last_names)
            vouched = vouched and (vouched_behind(grammar, labels, i) or _division(grammar, gazetteer, i))
            locative = not unsure or after_name or listed or vouched
            length = gazetteer.longest(parse.words[i : line_end(parse, i)], 0, locative=locative or seen)
            length = 0 if length == 1 and article(parse, i) else length
            name = None
            sure, span = listed or vouched, (i, i + length)
            if length and locative and goes_on(grammar, gazetteer, labels, span, sure=sure):
                name = _unknown(grammar, gazetteer, labels, i, sure=sure)
            elif length:
                step = length
                person = parse.words[i] in surnames or parse.words[i + length - 1] in surnames
                person = person and not _ends_generic(parse, i, i + length)
                placed = length > 1 or parse.ents[i] == "LOC"
                if locative or not person or (placed and _ground(parse, i, i + length)):
                    name = _known(grammar, gazetteer, labels, span, locative=locative)
            elif _system(parse, gazetteer, i):
                name = None
            elif locative and (sure or parse.lower[i - 1] != ","):
                name = _unknown(grammar, gazetteer, labels, i, sure=sure)
            if name:
                names.append(name)
                step = max(name.end - i, 1)
                if not name.country and (way := way_end(grammar, name.end)):
                    step = _lengthen(parse, gazetteer, name, way) - i
        i += step
    for name in names:
        grammar.tag(name.head, {"STATE", "PLACE"} if name.country else {"PLACE"})
    return names


def _surname(parse: Parse, i: int, last_names: set[str]) -> bool:
    """Whether a capitalised word alone is how somebody is called who was told by name: "Yepez was seized"."""
    return parse.words[i] in last_names and not capital(parse, i + 1)


def _landmark(parse: Parse, i: int, end: int) -> Name:
    """The name of a landmark, or of a quarter or a border, which are areas."""
    wide = parse.lower[i] in DIRECTIONS or parse.lower[end - 1] in BORDER
    area = parse.text(i, end) if wide else None
    return Name(
        i, end, i, end, parse.head_of(i, end), generic="site", direction=area, locative=True, known=False
    )


def _owned(parse: Parse, i: int, owner: Name) -> bool:
    """Whether a place has a name for one of its own: "near Middle Shabelle's Nur-Fanah"."""
    return owner.locative and parse.lower[i - 1] in ("'s", "’s")


def _lengthen(parse: Parse, gazetteer: Gazetteer, name: Name, end: int) -> int:
    """Make a name one of a way called by it and another place, of which the one on file tells where it is."""
    if not name.known and gazetteer.knows(parse.words[name.end + 1 : end - 1], locative=True):
        name.start, name.end = name.end + 1, end - 1
    name.last, name.generic = end, None
    return end


def _ends_generic(parse: Parse, i: int, end: int) -> bool:
    """Whether a name of several words says what it names: "Benue State"."""
    return end - i > 1 and parse.lower[end - 1] in GENERIC_AFTER


def _system(parse: Parse, gazetteer: Gazetteer, i: int) -> bool:
    """Whether a nationality stands before an acronym: "in a Ukrainian HIMARS strike"."""
    acronym = i + 1 < len(parse) and parse.words[i + 1][1:2].isupper()
    return acronym and gazetteer.demonym(parse.words[i]) is not None


def _division(grammar: Grammar, gazetteer: Gazetteer, i: int) -> bool:
    """Whether a capitalised name and the generic word behind it are on file: "Plateau state"."""
    parse = grammar.parse
    if DIVISIONS.isdisjoint(parse.lower[i + 1 : i + LONGEST]):
        return False
    end = capitals_end(grammar, i)
    generic = parse.lower[end : end + 1]
    return end > i and not DIVISIONS.isdisjoint(generic) and gazetteer.knows([*parse.words[i:end], *generic])


def _can_start(parse: Parse, i: int) -> bool:
    """Whether a token is a capitalised word that is no function word, or an Arabic article before one."""
    word, lower = parse.words[i], parse.lower[i]
    if not word[:1].isupper() and lower not in ARTICLES:
        return False
    if i and parse.words[i - 1] in ("-", "‑") and parse.ends[i - 1] == parse.starts[i]:
        return False  # "Commander-in-Chief"
    if (lower.rstrip(".") in CALENDAR and lower.endswith(".")) or _of_operation(parse, i):
        return False  # "Aug."
    if lower in ARTICLES:
        if word[0].isupper() and parse.pos[i] == "PROPN" and capital(parse, i + 1):
            return True
        return article(parse, i)
    if word.isupper() and 1 < len(word) <= 6 and lower not in COUNTRIES_IN_CAPITALS:
        return False  # acronyms name no places
    return capital(parse, i) and parse.pos[i] not in NAMELESS


def _mission(parse: Parse, end: int) -> bool:
    """Whether a name is of a mission: "in the Corymbe mission", not "in the Claw-Lock operation zone"."""
    zone = not GENERIC_AFTER.isdisjoint(parse.lower[end + 1 : end + 2])
    return not MISSIONS.isdisjoint(parse.lemmas[end : end + 1]) and not zone


def _of_operation(parse: Parse, i: int) -> bool:
    """Whether a word is of an operation's name: "launched Operation White Desert"."""
    while i and parse.words[i - 1][:1].isupper():
        i -= 1
        if parse.lower[i] in ("operation", "operations"):
            return True
    return False


def _known(
    grammar: Grammar, gazetteer: Gazetteer, labels: dict[int, str], span: tuple[int, int], *, locative: bool
) -> Name | None:
    """A name of the gazetteer with the word beside it; None where its surroundings tell of no place."""
    parse, (i, end) = grammar.parse, span
    text = parse.text(i, end)
    if any(taken(grammar, j) for j in range(i, end)) or text in SEATS or _names_no_place(parse, i, end):
        return None
    if parse.lower[end : end + 1] == ["-"] and parse.pos[end + 1 : end + 2] == ["VERB"]:
        return None  # "Moscow-installed officials"
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
        name.generic = name.generic or shared_generic(grammar, end)
    if name.generic is None and begins_longer(parse, end, head):
        return None
    if not country and ends_longer(parse, i, head):
        return None
    if locative or name.generic or _ends_generic(parse, i, end):
        return name
    if any(k >= end and parse.pos[k] == "PROPN" for k in parse.dependents(head, "flat")):
        return None  # "Bah Ag Moussa"
    if any(labels.get(j) == "PER" for j in range(i, end)):
        full = "PER" in (labels.get(i - 1), labels.get(end))  # "Israel Katz"
        vouched = country or _capital(gazetteer, text) or _ground(parse, i, end)
        if full or not (vouched or (_attacked(grammar, head) and _large(gazetteer, text))):
            return None
    return name if country or not modifies_other(grammar, head) else None


def _capital(gazetteer: Gazetteer, text: str) -> bool:
    """Whether a word is a country's capital, which acts: "Kyiv said its drones had struck"."""
    means = gazetteer.candidates(text)[:1]
    return " " not in text and any(place.feature == "P.PPLC" for place in means)


def _names_no_place(parse: Parse, i: int, end: int) -> bool:
    """Whether a name is a day or month, or a person's behind a title or a word that gives a name."""
    if end == i + 1 and parse.lower[i] in CALENDAR | DIRECTIONS | BARE:
        return True  # "the 10th Front"
    before = parse.lower[i - 1] if i else ""
    given = i > 2 and (parse.lower[i - 2] in NAMING or parse.lower[i - 3 : i - 1] == ["known", "as"])
    quoted = given and parse.words[i - 1] in ('"', "“")
    return before.rstrip(".") in TITLES or before in NAMING or quoted


def _ground(parse: Parse, i: int, end: int) -> bool:
    """Whether a name is what was taken or struck: "the capture of Goma", "struck Khan Sheikhoun"."""
    head = parse.head_of(i, end)
    struck = (
        parse.deps[head] in ("obj", "nsubj:pass") and parse.lemmas[parse.heads[head]] in GROUND_VERBS | STRUCK
    )
    reached = parse.deps[head] == "obl" and parse.lemmas[parse.heads[head]] in DROPPING
    if reached and parse.lower[i - 1] in ("on", "to"):
        return True
    lost = parse.lower[i - 1] == "of" and parse.lower[i - 2] in GROUND_TAKEN
    beside = parse.lower[end : end + 1] == ["and"] and parse.ents[end + 1] == "LOC"
    taken_both = beside and parse.deps[head] == "obj" and parse.lemmas[parse.heads[head]] in TAKING
    return lost or struck or taken_both


def _attacked(grammar: Grammar, head: int) -> bool:
    """Whether a name is what was attacked, which may be a person too: "an attack on Odesa"."""
    parse, up = grammar.parse, grammar.parse.heads[head]
    if parse.deps[head] == "nsubj":
        return parse.lemmas[up] in SUFFERING  # "Pokrovsk woke to guided bombs"
    if parse.deps[head] in ("obj", "nsubj:pass"):
        return parse.lemmas[up] in ("attack", "target", "assault", "rock", "leave")
    acts = parse.deps[head] in ("nmod", "obl") and parse.lemmas[up] in grammar.rules.noun_rules
    return acts and bool(grammar.prepositions(head) & {"on", "against", "upon"})


def _large(gazetteer: Gazetteer, text: str) -> bool:
    """Whether a word is first of all the name of a town of 50,000 or more."""
    return any(place.population >= 50_000 for place in gazetteer.candidates(text)[:1])


def _generic_of(parse: Parse, i: int) -> str | None:
    """The generic word in "the village of" before a name."""
    if i > 1 and parse.lower[i - 1] == "of" and parse.lower[i - 2] in GENERIC_BEFORE:
        return parse.lower[i - 2]
    return None


def _unknown(
    grammar: Grammar, gazetteer: Gazetteer, labels: dict[int, str], i: int, *, sure: bool
) -> Name | None:
    """A capitalised name that the gazetteer lacks, where the sentence vouches for a place.

    Where it is `sure`, the recogniser may take the name for a person's.
    """
    parse, end = grammar.parse, capitals_end(grammar, i)
    holy = behind_place(parse, i) or _generic_of(parse, i)  # "near Sheikh Haruz"
    if (
        end == i
        or parse.lower[i] in ACTIONS
        or BARE.issuperset(parse.lower[i:end])
        or _mission(parse, end)
        or parse.lower[i] in CALENDAR | DIRECTIONS | (TITLES - HOLY if holy else TITLES)
        or (end - i < PHRASE and all(gazetteer.common(word) for word in parse.words[i:end]))
        or (
            parse.pos[end - 1] not in ("PROPN", "X", "NOUN")
            and GENERIC_AFTER.isdisjoint(parse.lower[end : end + 1])
        )
    ):
        return None
    after = parse.lower[end] if end < len(parse) and parse.lower[end] in GENERIC_AFTER else None
    last = end + 1 if after else end
    if end - i > 1 and parse.lower[end - 1] in GENERIC_AFTER:
        last = end + 1 if after == parse.lower[end - 1] else end
        after = parse.lower[end - 1]
    generic = after or _generic_of(parse, i) or called(parse, end)
    of_nation = gazetteer.demonym(parse.words[i if generic is None else end - 1])
    if of_nation or (generic in FACILITIES and parse.lower[i - 1] in ("a", "an")):
        return None  # "from Azerbaijani Smerch launchers", "in the Cameroonian sector", "a Levies post"
    if generic is None:
        if parse.lower[i - 1] in ACTIONS | {"a", "an"}:
            return None  # "in a Lada Priora", "in Operation Peace Spring"
        acronym = end - i == 1 and parse.words[i].isupper() and len(parse.words[i]) <= 5
        told = {labels.get(j) for j in range(i, end)} - {None}
        placed = sure or lies_in(parse, labels, end) or (parse.lower[i] in FORMANTS and end > i + 1)
        person = told == {"PER"} and (placed or behind_place(parse, i))
        person = person or (told == {"ORG"} and (parse.lower[i - 1] in ("at", "near") or placed))
        misread = sure or article(parse, i)  # "between Kismayo and Bar Sanguuni", "at al-Kawm"
        person = person or (misread and "MISC" not in (labels.get(j) for j in range(i, end)))
        if acronym or (no_place(labels, i, end) and not person):
            return None
    return Name(i, end, i, last, parse.head_of(i, last), generic=generic, locative=True, known=False)
