"""Outcomes but for those that tell of nobody further: told before, named again, or heard from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from eventx.extractors.sufferers import SIDED
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.syntax import Grammar

SUFFERERS = words("people")["killed"] | words("people")["wounded"] | {"victims", "casualties"}
TELLING = frozenset({"tell", "say"})
NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "CCONJ", "NUM"})
NEAR = 4  # sentences from the dead to their bodies
NEXT = 2  # sentences from all who fell to some of them
TITLED = 8  # tokens from "according to" to the name


def without(grammar: Grammar, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Mentions of those who suffered, but for such as tell of them again or of others."""
    fates: dict[str, set[int]] = defaultdict(set)
    alike: dict[tuple[str, int], list[Mention]] = defaultdict(list)  # by fate and the word that tells it
    for m in mentions:
        fates[m.value.type].add(m.value.patient)
        alike[m.value.type, m.value.verb].append(m)
    for m in mentions:
        if m.value.object != "person":
            yield m
            continue
        before = [o for o in alike[m.value.type, m.value.verb] if o.end < m.start and o.value.count.high == 1]
        again = _pronoun(grammar, m) and m.value.antecedent in fates[m.value.type]
        part = _of_those_told(grammar, m) and len(fates[m.value.type]) > 1
        tells = speaks(grammar, m) and m.value.count.high != 0  # "the army said it had suffered no losses"
        if not (again or part or tells or any(_named_so(grammar, o, m) for o in before)):
            yield m


def as_named(grammar: Grammar, mentions: list[Mention]) -> list[Mention]:
    """Take a bare number for those whom the article names beside the same fate and figure.

    "Four were killed", where the title tells that the army "kills four smugglers".
    """
    parse = grammar.parse
    named: dict[tuple[str, int], list[Mention]] = defaultdict(list)
    _share_side(grammar, mentions)
    for m in mentions:
        if _exact(m) and parse.pos[m.value.patient] == "NOUN" and m.value.classes & SIDED:
            named[m.value.type, m.value.count.low].append(m)
    for m in mentions:
        alone = parse.pos[m.value.patient] == "NUM" and not parse.dependents(m.value.patient, "nmod")
        told = named[m.value.type, m.value.count.low] if alone and _exact(m) else []
        sides = {o.value.classes & SIDED for o in told}
        if len(sides) == 1 and m.value.owner is None:
            m.value.classes, m.value.antecedent = told[0].value.classes, told[0].value.patient
    return mentions


def _share_side(grammar: Grammar, mentions: Sequence[Mention]) -> None:
    """Take fighters of no side for some of those told just before: "Ten SDF fighters died. Six fighters"."""
    parse = grammar.parse
    last: Mention | None = None
    for m in mentions:
        result = m.value
        if result.object != "person" or result.type not in ("killed", "wounded"):
            continue
        whose = [k for k in parse.kids[result.patient] if "ACTOR" in grammar.classes(k)]
        if (whose or "ACTOR" in result.classes) and (result.count.low or 0) > 1:
            last = m
        elif last is not None and "EITHER" in result.classes and result.owner is None:
            near = parse.sent_of[m.root] - parse.sent_of[last.root] <= NEXT
            first = last.value.patient
            same = parse.lemmas[first] == parse.lemmas[result.patient] or parse.pos[first] == "PROPN"
            fewer = (result.count.low or 0) < (last.value.count.low or 0)
            if near and same and fewer and last.value.type == result.type:
                result.classes, result.owner = last.value.classes, first


def _exact(mention: Mention) -> bool:
    """Whether several people are told by their exact number."""
    count = mention.value.count
    return mention.value.object == "person" and count.low == count.high and (count.low or 0) > 1


def _pronoun(grammar: Grammar, mention: Mention) -> bool:
    """Whether a sentence tells its own people again: "two were hurt; both are in a stable condition"."""
    parse, patient, first = grammar.parse, mention.value.patient, mention.value.antecedent
    alone = parse.lower[patient] in ("both", "they", "them", "all") and not parse.dependents(patient, "conj")
    return alone and first is not None and parse.sent_of[first] == parse.sent_of[patient]


def _of_those_told(grammar: Grammar, mention: Mention) -> bool:
    """Whether some of those who suffered are told of: "one of the dead", "six of those killed"."""
    parse = grammar.parse
    patient, verb = mention.value.patient, mention.value.verb
    if parse.lower[patient] == "those" and parse.heads[verb] == patient:
        near = range(patient, max(parse.sents[parse.sent_of[patient]][0], patient - 2) - 1, -1)
        return "among" in {parse.lower[k] for k in near}  # "Among those arrested is"
    for k in range(mention.start, mention.end + 1):
        if parse.lower[k : k + 1] == ["of"] and parse.lower[k + 1 : k + 2] in (["the"], ["those"]):
            return parse.lower[k + 2 : k + 3] != [] and parse.lower[k + 2] in SUFFERERS
    return False


def speaks(grammar: Grammar, mention: Mention) -> bool:
    """Whether one who tells of a fate was taken to suffer it: "according to the spokesman, Ali Zia"."""
    parse = grammar.parse
    k = mention.end
    while k < len(parse) and (parse.pos[k] in NOMINAL | {"DET"} or parse.lower[k] in ("have", "has", "had")):
        k += 1
    if TELLING.intersection(parse.lemmas[k : k + 1]) and parse.lower[k + 1 : k + 2] != ["to"]:
        return True
    j, first = mention.start - 1, max(0, mention.start - TITLED)
    while j > first and (parse.pos[j] in NOMINAL or parse.lower[j] in ("the", "a")):
        j -= 1
    return parse.lower[j - 1 : j + 1] == ["according", "to"]


def _named_so(grammar: Grammar, first: Mention, second: Mention) -> bool:
    """Whether one is told by a name and, behind a comma, by what he is: "Ali Zia, an IS financier"."""
    parse = grammar.parse
    named = [m.value.classes == {"NAME"} for m in (first, second)]
    if named[0] == named[1] or second.value.count.high != 1:
        return False
    between = parse.lower[max(first.end, first.value.patient + 1) : second.value.patient]
    article = between[1:2] in (["a"], ["an"], ["the"], ["one"])
    return between[:1] == [","] and article and "," not in between[1:]


def among_them(grammar: Grammar, bodies_found: Mention, dead: Mention) -> bool:
    """Whether bodies that were found may be of those told dead: no more, near by, of one side."""
    sent_of, found, told = grammar.parse.sent_of, bodies_found.value.count, dead.value.count
    if _attackers(bodies_found) and not _attackers(dead):
        return False
    far = abs(sent_of[dead.root] - sent_of[bodies_found.root]) > NEAR
    fewer = found.low is None or told.low is None or (told.high is None or found.low <= told.high)
    return not far and fewer


def _attackers(mention: Mention) -> bool:
    """Whether those who died are told as men of an armed group."""
    return mention.value.type == "killed" and "HOSTILE" in mention.value.classes
