"""Parts and wholes: "24 people, two babies among them" are 24, and a named leader does not stand for nine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from eventx.extractors.sufferers import members_of
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.numbers import count_at
from eventx.syntax import Grammar

DESCRIBING = words("outcomes")["describing"]
OF_THEM = frozenset({("of", "them"), ("of", "whom"), ("of", "those"), ("among", "them"), ("amongst", "them")})
PHRASE = frozenset({"DET", "PRON", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "PUNCT", "PART"})
MOST = frozenset({"most", "many", "some", "several", "mostly"})
ALL = frozenset({"all", "most", "mostly", "mainly", "largely"})
SIDED = frozenset({"TROOPS", "HOSTILE", "CIVILIAN", "FORCE", "NAME", "LEADER"})
TAIL = 4  # tokens from people to the comma behind which it is told what they were
NOUN = 4  # tokens from "most of them" to what they were
OUTWARD = frozenset({"nmod", "compound", "flat", "amod", "nmod:poss", "conj"})
PLACES = frozenset(
    {"hideout", "building", "position", "tunnel", "cave", "camp", "infrastructure", "territory"}
)
STAFF = frozenset({"staff", "personnel"})
WIDTH = 12  # tokens from "including" to the last of a part's own


def whole_of(grammar: Grammar, head: int) -> int:
    """The phrase that one told behind "including" is a part of, where it counts several; else itself."""
    opener = _opener(grammar, head)
    if opener is None:
        return head
    parse = grammar.parse
    low = parse.sents[parse.sent_of[head]][0]
    j = opener - 1
    while j > low and parse.pos[j] not in ("NOUN", "PROPN", "NUM"):
        if parse.pos[j] not in ("PUNCT", "ADV"):
            return head
        j -= 1
    of_many = parse.deps[j] == "nmod" and members_of(grammar, parse.heads[j])[0] is not None
    j = parse.heads[j] if of_many else j  # "a gang of eight"
    while not _several(grammar, j) and parse.deps[j] in OUTWARD and low <= parse.heads[j] < j:
        j = parse.heads[j]
    return j if _several(grammar, j) else head


def _several(grammar: Grammar, j: int) -> bool:
    """Whether a phrase counts several people."""
    count = members_of(grammar, j)[0] or count_at(grammar.parse, j)[0]
    people = (grammar.classes(grammar.content(j)) | grammar.classes(j)) & {"PERSON", "FORCE", "COUNTED"}
    return count is not None and (count.low or 0) > 1 and bool(people)


def _opener(grammar: Grammar, head: int) -> int | None:
    """The first token of "including" or "among them" before a phrase, with nothing but nominals between."""
    parse = grammar.parse
    low = max(parse.sents[parse.sent_of[head]][0], head - WIDTH)
    first = count_at(parse, head)[1]
    if "included" in parse.lower[head + 1 : head + TAIL + 2] and parse.words[first - 1] == ",":
        return first  # "a gang of eight, two of its chiefs included"
    if tuple(parse.lower[head - 2 : head]) in OF_THEM and parse.lower[head - 3] in MOST:
        return head - 3  # "most of them civilians"
    for k in range(head - 1, low, -1):
        if parse.lower[k] in ("including", "mostly", "mainly", "largely", "chiefly"):
            return k
        if tuple(parse.lower[k - 1 : k + 1]) in OF_THEM and parse.lower[k - 1] != "of":
            return k - 1
        if tuple(parse.lower[k - 2 : k]) in OF_THEM and (
            parse.lower[k - 3] in MOST or parse.pos[k - 3] == "NUM"
        ):
            return k - 3  # "most of them women and children", "one of them a pregnant woman"
        if parse.pos[k] not in PHRASE | {"ADP", "CCONJ"} or parse.words[k] in (";", ":", "(", ")"):
            return None
    return None


def counted_with(grammar: Grammar, head: int) -> bool:
    """Whether those told are of those counted before: "33 kidnappers and cultists", "six trucks and cars"."""
    parse, first = grammar.parse, grammar.parse.heads[head]
    if parse.deps[head] != "conj" or parse.dependents(head, "nummod", "det", "nmod:poss"):
        return False
    counted = any(parse.lower[k] not in ("one", "1") for k in parse.dependents(first, "nummod"))
    several = "Number=Plur" in parse.morphs[head] or parse.lower[head] in STAFF
    if not counted or parse.pos[head] != "NOUN" or not several:
        return False
    a, b = grammar.classes(first), grammar.classes(head)
    if a & b & {"PERSON", "FORCE"} or parse.lower[head] in STAFF:
        beside = head == first + 2 and parse.lower[first + 1] == "and"  # "20 soldiers and officials"
        return beside or all((side in a) == (side in b) for side in ("TROOPS", "CIVILIAN"))
    things = {grammar.object_class(first), grammar.object_class(head)}
    return parse.lower[first + 1] == "and" and None not in things and (len(things) == 1 or things <= PLACES)


def without_parts(grammar: Grammar, mentions: Sequence[Mention]) -> list[Mention]:
    """Outcomes but for those that others of their sentence count already."""
    kept: dict[int, list[Mention]] = defaultdict(list)  # by sentence
    alike: dict[int, list[Mention]] = defaultdict(list)  # by the word that tells them
    named: list[Mention] = []
    ordered = sorted(mentions, key=lambda m: m.start)
    for mention in ordered:
        alike[mention.root].append(mention)
    for mention in ordered:
        here = kept[grammar.parse.sent_of[mention.value.patient]]
        whole = _wholly(grammar, here, mention)
        if whole is not None and _only_named(whole) and mention.value.count.text is not None:
            here[:] = [m for m in here if m is not whole]
            whole = None
        if whole is None:
            here.append(mention)
            named = _listed_behind(grammar, alike[mention.root], mention) or named
        else:
            whole.value.parts += (mention.value.patient,)
        if mention in named:
            here.remove(mention)
    left = {id(m) for here in kept.values() for m in here}
    return [m for m in mentions if id(m) in left]


def _only_named(whole: Mention) -> bool:
    """Whether things are told without a number, so that those of which they consist tell it: "weapons"."""
    vague = whole.value.count.text is None or whole.value.count.high is None
    return whole.value.object != "person" and vague


def _wholly(grammar: Grammar, told: Sequence[Mention], part: Mention) -> Mention | None:
    """The outcome of the same type, told before in the sentence, that "five of them" are a part of."""
    parse = grammar.parse
    sentence = parse.sents[parse.sent_of[part.value.patient]]
    named = parse.lower[part.end : part.end + 1] in (["called"], ["named"])  # "one called Badr among them"
    words = parse.lower[part.start : part.end + (4 if named else 2)]
    within = named or tuple(parse.lower[part.end : part.end + 2]) in OF_THEM  # "two babies among them"
    tied = any(pair in OF_THEM and (within or pair[0] == "of") for pair in pairwise(words))
    opener = _opener(grammar, part.value.patient)
    if not tied and opener is None:
        return None
    before = part.start if tied or opener is None else opener  # "weapons, including 20 rifles and two guns"
    wholes = [
        m
        for m in told
        if m.value.type == part.value.type
        and sentence[0] <= m.value.patient < before
        and m.value.object == part.value.object
        and m.value.patient != part.value.patient
    ]
    return wholes[-1] if wholes else None


def _listed_behind(grammar: Grammar, mentions: Sequence[Mention], whole: Mention) -> list[Mention]:
    """Those told one by one behind a number of people: "two hostages, an American woman and a Danish man"."""
    parse, count = grammar.parse, whole.value.count
    end = whole.value.patient + 1
    if (
        count.low is None
        or count.low < 2
        or whole.value.object != "person"
        or parse.words[end : end + 1] != [","]
    ):
        return []
    items: list[Mention] = []
    for m in mentions:
        if m.value.patient <= whole.value.patient or m.value.type != whole.value.type:
            continue
        first = grammar.tight(m.value.patient)[0]
        if any(parse.pos[k] not in (*PHRASE, "CCONJ") for k in range(end, min(first, m.start))):
            break
        items.append(m)
        end = m.end
    single = [m for m in items if m.value.count.high == 1]
    names = items and all("NAME" in m.value.classes for m in items)
    told = items and all(parse.lemmas[m.value.patient] in DESCRIBING for m in items)
    fits = len(single) == len(items) and (names or (told and len(items) == count.low))
    fits = fits or (len(items) > 1 and sum(m.value.count.low or 0 for m in items) == count.low == count.high)
    return items if fits and len(items) <= count.low else []


def described(grammar: Grammar, mentions: Sequence[Mention]) -> list[Mention]:
    """Outcomes; people of no side are civilians where most of them are: "21 dead, most of them herders"."""
    parse = grammar.parse
    for m in mentions:
        near = range(m.end, min(m.end + TAIL, len(parse) - 1))
        k = next((j + 1 for j in near if parse.words[j] == "," and parse.lower[j + 1] in ALL), None)
        if k is None or m.value.object != "person" or m.value.classes & SIDED:
            continue
        k += 1 + 2 * (parse.lower[k + 1 : k + 3] in (["of", "them"], ["of", "whom"]))
        behind = range(k, min(k + NOUN, parse.sents[parse.sent_of[m.root]][1]))
        noun = next((j for j in behind if parse.pos[j] in ("NOUN", "PROPN")), None)
        if noun is not None and "CIVILIAN" in grammar.classes(noun):
            m.value.classes = m.value.classes - {"BARE", "ANYONE"} | {"CIVILIAN"}
    return list(mentions)
