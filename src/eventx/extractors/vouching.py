"""Whether the words around a capitalised name tell of a place: "near X", "X village", "at X and Z"."""

from __future__ import annotations

from collections.abc import Mapping

from eventx.extractors.capitals import article, capital, capitals_end
from eventx.lexicon import words
from eventx.parse import Parse
from eventx.syntax import Grammar

_WORDS = words("places")
LOCATIVE, DIRECTIONS = _WORDS["locative"], _WORDS["directions"]
GENERIC_BEFORE, FACILITIES = _WORDS["generic_before"], _WORDS["facilities"]
GENERIC_AFTER = _WORDS["generic_after"]
GROUND_VERBS = _WORDS["ground_verbs"]
PARTS, FORMANTS = _WORDS["parts"], _WORDS["formants"]
ASSAILING = _WORDS["assailing"]
TAKING = frozenset({"capture", "take", "seize", "hold", "lose"})  # people too
HURTING = frozenset(
    {"strike", "hit", "pummel", "surround", "leave", "abandon", "search", "shake", "reach"}
)  # too
ARRIVING = frozenset({"descend", "swoop", "converge", "march", "advance", "come"})  # upon a place
GROUNDS = frozenset({"park", "stadium", "square", "estate", "farm"})  # of clubs and families too
CALLED = GENERIC_BEFORE | _WORDS["called"]
SITING = frozenset({"near", "outside", "at", "inside", "around", "off"})
UNITS = frozenset(
    {"km", "kms", "kilometres", "kilometers", "miles", "kilometre", "kilometer", "metres", "meters"}
)
GROUNDING = frozenset({"in", "on", "at", "near", "around", "inside", "outside"})
LINKING = frozenset({"link", "connect", "join"})
LINK = 7  # tokens from "linking" to the end of a way
LISTED = 12  # tokens from the first of a list to another
PAIR = 5  # tokens from "between" to the end of a place
FAR = frozenset({"km", "kilometres", "kilometers", "miles", "close", "next", "far"})  # "20 km from"
WAYS = frozenset({"road", "highway", "route", "approaches"})  # "the road to"
LANDFORMS, CROSSINGS = _WORDS["landforms"], _WORDS["crossings"]
SETTLEMENTS = _WORDS["settlements"]  # behind a capitalised name, they tell that it is a place's


def no_place(labels: Mapping[int, str], start: int, end: int) -> bool:
    """Whether the recogniser takes one of some tokens for a person, an organisation or something else."""
    return not {"PER", "ORG", "MISC"}.isdisjoint(labels.get(j) for j in range(start, end))


def behind_locative(parse: Parse, i: int) -> bool:
    """Whether the words before a token leave no doubt that a place follows: "near", "20 km from"."""
    j = i - 1
    while j >= 0 and (
        parse.pos[j] in ("DET", "ADJ")
        or parse.lower[j] in DIRECTIONS
        or parse.lower[j] in ("-", "'s", "’s")
        or (parse.deps[j] in ("amod", "advmod") and parse.words[j].islower() and parse.heads[j] > j)
    ):  # "inside the heavily guarded X"
        j -= 1
    if j < 0:
        return False
    word, before = parse.lower[j], parse.lower[j - 1] if j else ""
    if word == "of" and parse.lower[j - 2 : j] == ["as", "part"]:
        return False  # "as part of Orion, a naval campaign"
    if word == "of" and j:
        built = parse.lemmas[j - 1] in FACILITIES and parse.ents[i] in ("LOC", "")  # "the army post of X"
        return (
            built
            or before == "out"
            or before in GENERIC_BEFORE
            or before in DIRECTIONS
            or before == "short"  # "5 km short of Y"
            or parse.lemmas[j - 1] in PARTS
            or (j == i - 1 and parse.ents[i] == "LOC" and _somewhere(parse, j - 1))
        )
    if (word == "to" and before in WAYS) or _known_as(parse, i) or linked(parse, i):
        return True
    if word in GENERIC_BEFORE and j == i - 1 and parse.ents[i] == "LOC" and before in ("the", "in"):
        return parse.pos[j] == "NOUN"  # "on the axis Nampala-Dogofry"
    if word in ("from", "to"):
        left = word == "from" and j == i - 1 and parse.ents[i] == "LOC"
        return left or before in FAR or _way(parse, j)
    return word in LOCATIVE and not (word == "between" and _peoples(parse, i))


def _somewhere(parse: Parse, noun: int) -> bool:
    """Whether a common noun stands behind a preposition of place: "on the islet of"."""
    cases = {parse.lower[k] for k in parse.dependents(noun, "case")}
    return parse.pos[noun] == "NOUN" and not cases.isdisjoint(GROUNDING)


def linked(parse: Parse, i: int) -> bool:
    """Whether a name is one of the ends of a way: "the road that links Gao with Bourem"."""
    near = range(i - 1, max(i - LINK, parse.sents[parse.sent_of[i]][0]), -1)
    verb = next((k for k in near if parse.lemmas[k] in LINKING), None)
    if verb is None or not (verb == i - 1 or parse.lower[i - 1] in ("with", "to", "and")):
        return False
    way = parse.heads[verb]
    return parse.deps[verb] in ("acl", "acl:relcl") and parse.lemmas[way] in WAYS


def _known_as(parse: Parse, i: int) -> bool:
    """Whether a name is that of a place told before it: "at the point known as Triple Point"."""
    known = parse.lower[max(0, i - 2) : i] == ["known", "as"] and i > 2
    return known and (parse.lower[i - 3] in CALLED | {"point"} or _somewhere(parse, i - 3))


def behind_place(parse: Parse, i: int) -> bool:
    """Whether only a place can follow the words before a token, whatever its name sounds like: "near"."""
    if parse.lower[i - 1] == "between":  # "in the marshes between", not "clashes between"
        return parse.lower[i - 2] in GENERIC_AFTER or parse.lemmas[i - 2] in CALLED | WAYS | PARTS
    return (
        parse.lower[i - 1] in SITING | {"nearby"}
        or linked(parse, i)
        or (parse.lower[i - 1] == "of" and parse.lemmas[i - 2] in PARTS | DIRECTIONS)
    )


def _peoples(parse: Parse, i: int) -> bool:
    """Whether two plurals follow: "violence between Meiteis and Kukis"."""
    second = parse.words[i + 2] if parse.lower[i + 1 : i + 2] == ["and"] and i + 2 < len(parse) else ""
    return second[:1].isupper() and second.endswith("s") and parse.words[i].endswith("s")


def _way(parse: Parse, j: int) -> bool:
    """Whether a preposition stands behind a road: "the road from Dadaab to Hagadera"."""
    if parse.lower[j - 1] in WAYS:
        return True
    return parse.lower[j] == "to" and any(
        parse.lower[k] == "from" and parse.lower[k - 1] in WAYS for k in range(max(j - 4, 1), j)
    )


def in_list(grammar: Grammar, labels: Mapping[int, str], last: int, i: int, *, known: bool) -> bool:
    """Whether a capitalised name goes on a list of places: "at Gazuwa, Bula Alhaji and Mantari".

    `last` is the end of the place before; a `known` name that is coordinated with it is a place, whatever the
    recogniser takes it for.
    """
    parse, end = grammar.parse, capitals_end(grammar, i)
    joint = parse.lower[last:i]
    if end == i or joint not in ([","], ["and"], ["or"], [",", "and"], ["and", "then"]):
        return False
    head = parse.head_of(i, end)
    if (
        parse.deps[head] == "compound"
        and parse.lower[parse.heads[head]] not in SETTLEMENTS | FACILITIES | GENERIC_BEFORE
    ):
        return False  # "at Pavlohrad and Shahed drones at Nikopol"
    told = {labels.get(j) for j in range(i, end)}
    person = told <= {"PER", "LOC", None}
    joined = _conjoined(grammar, last, i, end)
    if (joint == ["and"] and _paired(parse, last)) or (joint == [","] and told == {"LOC"} and joined):
        return True
    if article(parse, i) and joint != [","] and joined and "MISC" not in told:
        return True  # "in al-Muqataa and al-Lafitat"
    alike = person and joint != [","] and labels.get(i) == labels.get(last - 1) == "PER"  # misread both
    if no_place(labels, i, end) and not (alike or ((known or person) and joined)):
        return False
    if joint == [","]:  # an "and" must come, with a name behind it
        after = end
        while after < len(parse) and parse.lower[after] == ",":
            after = max(capitals_end(grammar, after + 1), after + 1)
        goes_on = capital(parse, after + 1) or article(parse, after + 1)
        return parse.lower[after : after + 1] == ["and"] and goes_on
    return end >= len(parse) or parse.pos[end] not in ("VERB", "AUX", "PART")


def _paired(parse: Parse, last: int) -> bool:
    """Whether a place is the first of two: "on the road between Kismayo and Bar Sanguuni"."""
    before = parse.lower[max(0, last - PAIR) : last]
    return "between" in before and "and" not in before


def _conjoined(grammar: Grammar, last: int, i: int, end: int) -> bool:
    """Whether a name, or the generic noun behind it, is coordinated with the words that end before `last`."""
    parse = grammar.parse
    heads = (*range(i, end), parse.heads[parse.head_of(i, end)])
    return any(parse.deps[h] == "conj" and last - LISTED < parse.heads[h] < last for h in heads)


def vouched_behind(grammar: Grammar, labels: Mapping[int, str], i: int) -> bool:
    """Whether the words behind a capitalised name tell that it is a place.

    "Meezar village", "Ain al-Bayda, near Jarablus", "Zaina, a district of Sake".
    """
    parse = grammar.parse
    end = capitals_end(grammar, i + 2 if article(parse, i) else i)
    longer = parse.ents[i - 1] == "PER" or (parse.deps[i] == "flat" and parse.heads[i] < i)
    if end == i or end + 2 >= len(parse) or (capital(parse, i - 1) and longer):
        return False  # "Joaquín Guzmán Loera"
    if parse.pos[end - 1] in ("PROPN", "X") and called(parse, end):
        return True
    if (
        parse.lower[i] in FORMANTS
        and end > i + 1
        and not (_compound(grammar, i, end) or capital(parse, i - 1))
    ):
        return True
    told = {labels.get(j) for j in range(i, end)}
    if _lies_in(grammar, labels, i, end) or (_among(grammar, i) and "MISC" not in told):
        return True
    first, second = parse.lower[end], parse.lower[end + 1]
    if first == "," and not UNITS.isdisjoint(parse.lower[end + 2 : end + 4]):
        return True  # "raided Gajiganna, 50 km north of Maiduguri"
    owned = (
        parse.lower[i - 1] in ("'s", "’s") and parse.pos[end - 1] == "ADJ"
    )  # "Kangpokpi's Motbung village"
    named = parse.pos[end - 1] in ("PROPN", "X") or (owned and first in SETTLEMENTS)
    if named and told <= {"PER", "LOC", None} and _stands_on_ground(parse, i, end):
        return True
    if (told == {"LOC"} and _aimed_at(grammar, i, end)) or _enumerated(parse, i):
        return True
    quarter = first in SETTLEMENTS | WAYS | CROSSINGS and _before(parse, i, end)  # "the Filipe Nyusi quarter"
    on_it = parse.lower[i - 2 : i] == ["on", "the"]  # "on the Kasarah front"
    body = (first in ("front", "sector", "zone") and not on_it) or parse.words[i].isupper()
    if first in ("oil", "gas") and second in ("field", "fields", "plant", "facility"):
        return True  # "the Omar oil field"
    if first in ("field", "fields") and _before(parse, i, end):
        return True  # not "a Red Cross field hospital"
    quarter = quarter or (told == {"PER"} and first == "police" and _facility(parse, end))
    if not {"PER", "ORG", "MISC"}.isdisjoint(told) and not (
        quarter and (told == {"PER"} or (told - {None} == {"ORG"} and not body))
    ):
        return False
    if first in SETTLEMENTS | CROSSINGS and parse.pos[end] in ("NOUN", "PROPN"):
        common = i == parse.sents[parse.sent_of[i]][0] or parse.pos[end - 1] == "ADJ"
        return named or not common or told == {"LOC"}  # "attacked Pinlebu township", read as a noun
    if not named:
        built = _facility(parse, end) and "FORCE" not in grammar.classes(end - 1)
        return told == {"LOC"} and (built or _taken_ground(parse, end - 1))
    if _facility(parse, end) and "FORCE" not in grammar.classes(end - 1):
        return True
    if _taken_ground(parse, end - 1):
        return True
    return first == "," and second in ("near", "outside") and capital(parse, end + 2)


def _enumerated(parse: Parse, i: int) -> bool:
    """Whether a name is the first of those that a colon lists: "captured three villages: Krasne, Hlyboke"."""
    first = max(parse.sents[parse.sent_of[i]][0], i - LISTED)
    return parse.lower[i - 1] == ":" and not SETTLEMENTS.isdisjoint(parse.lower[first : i - 1])


def _before(parse: Parse, i: int, end: int) -> bool:
    """Whether the noun that a name ends at is what it names."""
    head = parse.head_of(i, end)
    return parse.heads[head] == end and parse.deps[head] in ("compound", "amod", "nmod")


def _aimed_at(grammar: Grammar, i: int, end: int) -> bool:
    """Whether a name is what an act is done to: "captured Lubarika", "the assault on Nyabiondo"."""
    parse = grammar.parse
    head = parse.head_of(i, end)
    dep, up = parse.deps[head], parse.heads[head]
    if parse.lower[i] in DIRECTIONS:
        return False
    if dep in ("obj", "nsubj:pass"):
        return parse.lemmas[up] in ASSAILING or (
            parse.lemmas[up] in TAKING and (end == i + 1 or parse.words[i + 1] == "-")
        )
    acts = dep in ("nmod", "obl") and parse.lemmas[up] in grammar.rules.noun_rules
    return acts and bool(grammar.prepositions(head) & {"on", "against", "upon", "of"})


def _compound(grammar: Grammar, i: int, end: int) -> bool:
    """Whether a name stands before the noun that it names: "the Wadi Hawran brigade"."""
    parse = grammar.parse
    head = parse.head_of(i, end)
    return parse.deps[head] == "compound" and parse.heads[head] >= end


def _among(grammar: Grammar, i: int) -> bool:
    """Whether a name is one of places told before: "two dozen outposts, among them Taungbazar"."""
    parse = grammar.parse
    if parse.lower[i - 2 : i] not in (["among", "them"], ["amongst", "them"]):
        return False
    for k in range(i - 3, max(parse.sents[parse.sent_of[i]][0], i - LISTED) - 1, -1):
        if parse.lemmas[k] in CALLED | FACILITIES:
            return True
        if grammar.classes(k) & {"FORCE", "HOSTILE", "GROUP", "EITHER", "CIVILIAN"}:
            return False
    return False


def lies_in(parse: Parse, labels: Mapping[int, str], end: int) -> bool:
    """Whether what ends before a token is told to lie in a place: "in Debre Elias, in Amhara"."""
    end += parse.lower[end : end + 1] == [","]
    inside = parse.lower[end : end + 1] == ["in"]
    end += inside + (parse.lower[end + 1 : end + 2] == ["the"])
    return labels.get(end) == "LOC" and (inside or parse.words[end - 1] == ",")


def _lies_in(grammar: Grammar, labels: Mapping[int, str], i: int, end: int) -> bool:
    """Whether what was attacked is said to lie in a place: "attacked Bulo Mareer in Lower Shabelle"."""
    parse = grammar.parse
    head = parse.head_of(i, end)
    told = {labels.get(j) for j in range(i, end)}
    come_upon = parse.deps[head] == "obl" and parse.lemmas[parse.heads[head]] in ARRIVING
    come_upon = come_upon and parse.lower[i - 1] in ("on", "upon", "to", "into") and told <= {"LOC", None}
    if not (come_upon or parse.deps[head] in ("obj", "nsubj:pass")) or parse.lower[i] in DIRECTIONS:
        return False
    behind = end + 1 + (parse.lower[end + 1 : end + 2] == ["the"])
    if parse.lower[end] not in ("in", "near", ",") or labels.get(behind) != "LOC":
        return False
    verb = parse.lemmas[parse.heads[head]]
    if "PER" in told:  # "shot at Ali Hassan in Basra"
        return told <= {"PER", None} and verb in ASSAILING - HURTING
    return come_upon or (told <= {"LOC", None} and verb in ASSAILING | TAKING)


def _stands_on_ground(parse: Parse, i: int, end: int) -> bool:
    """Whether what is said of a name is said of no person: "stormed Garin Dogo", "to Hilat Hamid, where"."""
    if parse.lower[end : end + 2] == [",", "where"]:
        return True
    if parse.lower[end - 1] in (FACILITIES - GROUNDS) | LANDFORMS and end - i > 1:
        return True  # "Mar Elias Church", "Taungma Hill"
    head, up = end - 1, parse.heads[end - 1]
    if parse.deps[head] in ("flat", "compound") and i <= up < end:
        head, up = up, parse.heads[up]
    return parse.deps[head] in ("obj", "nsubj:pass") and parse.lemmas[up] in GROUND_VERBS


def called(parse: Parse, end: int) -> str | None:
    """What a name before a token is called behind it: "Ndimo, a desert village", not "a village chief"."""
    if parse.lower[end : end + 1] != [","] or parse.lower[end + 1 : end + 2] not in (["a"], ["an"]):
        return None
    for i in range(end + 2, min(end + 5, len(parse))):
        if parse.lower[i] in CALLED and GENERIC_BEFORE.isdisjoint(parse.lower[i + 1 : i + 2]):
            more = i + 1 < len(parse) and (parse.pos[i + 1] in ("NOUN", "PROPN") or parse.lower[i + 1] == "-")
            return None if more else parse.lower[i]
        if parse.pos[i] not in ("NOUN", "ADJ"):
            return None
    return None


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
        if parse.lemmas[j] in FACILITIES or (j > i and parse.lower[j] in LANDFORMS):
            return parse.pos[j] in ("NOUN", "PROPN")
        if parse.pos[j] not in ("ADJ", "NOUN"):
            return False
    return False
