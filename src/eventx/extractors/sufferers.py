"""Who or what suffered an outcome: the phrase, what it stands for, whose it is, and how many."""

from __future__ import annotations

import re
from dataclasses import dataclass

from eventx.extents import HYPHENS
from eventx.extractors.nearby import part_of
from eventx.extractors.owning import possessor
from eventx.extractors.pronouns import antecedent_of
from eventx.extractors.standing import KIN, of_a_state
from eventx.lexicon import words
from eventx.numbers import COUPLES, count_at, default_count
from eventx.parse import Parse
from eventx.phrases import ORDINALS
from eventx.quantities import Reader, pieces_of
from eventx.records import Count
from eventx.syntax import Grammar
from eventx.wordclasses import singular

SIDED = frozenset({"HOSTILE", "TROOPS", "CIVILIAN"})  # classes that tell whose people are
NEGATIVE = frozenset({"no", "none", "nobody", "neither", "nor", "zero"})
_WORDS = words("outcomes")
ELLIPTIC, NO_PEOPLE = _WORDS["elliptic"], _WORDS["no_people"]
CAPTIVES = frozenset({"hostage", "victim", "prisoner", "captive", "detainee"})
STUFF, MEASURES, BURNING = _WORDS["stuff"], _WORDS["measures"], _WORDS["burning"]
COUNTED = frozenset({"COUNTED"})
COLLECTIVES, MEMBERS = _WORDS["collectives"], _WORDS["members"]
RETINUE = words("people")["retinue"]
MAKE = re.compile(r"[A-Z]{1,4}-?\d")
FACTIONS = frozenset({"HOSTILE", "TROOPS", "CIVILIAN", "FORCE", "ANYONE", "LEADER", "NAME"})
LORDS = frozenset({"HOSTILE", "TROOPS", "CIVILIAN", "LEADER", "NAME"})
JUNIOR = words("people")["junior"]
OTHERS = frozenset({"others", "other"})
SUSPECTING = frozenset({"suspect", "suspected", "accuse", "want", "wanted", "alleged", "link", "tag"})
AMOUNTS = frozenset({"quantity", "amount"})
LARGE = frozenset({"large", "huge", "great", "big", "substantial"})
ONE = frozenset({"he", "she", "him", "her", "one", "another", "it"})
TAKING = frozenset({"seize", "capture", "net"})  # of things as of people
MANY = frozenset({"they", "them", "who", "those", "these", "all", "both"})
SOME = frozenset({"most", "many", "rest"})  # of several


@dataclass(slots=True)
class Result:
    """One outcome as told: by the word `verb`, suffered by who or what `patient`, its head token, names."""

    type: str
    object: str
    count: Count
    patient: int
    verb: int
    classes: frozenset[str]
    agents: tuple[int, ...] = ()
    antecedent: int | None = None
    owner: int | None = None  # the force whose people or things they were, where it is told
    total: bool = False  # of all that suffered: "which brought the toll to 18"
    aboard: bool = False  # in what was shot down or sunk: "all five on board died"
    parts: tuple[int, ...] = ()  # those of them who are told besides: "among them a colonel"


@dataclass(slots=True)
class Sufferer:
    """Who or what suffers: the phrase's outer head, the head of its content, and what they are."""

    outer: int
    head: int
    classes: frozenset[str]
    thing: str | None
    named: bool
    elliptic: bool
    antecedent: int | None = None


def sufferer_of(grammar: Grammar, outer: int, personal: bool, agents: tuple[int, ...] = ()) -> Sufferer:
    """What the phrase headed by a token is; a pronoun or bare number is what it stands for as well.

    That is not those who did it: in "troops killed nine" the nine are no troops.
    """
    parse, head = grammar.parse, grammar.content(outer)
    word, classes = parse.lower[head], grammar.classes(head)
    if outer != head:
        chain = (i for i in parse.ancestors(head) if outer <= i < head)
        classes = classes.union(*(grammar.classes(i) for i in (outer, *chain) if parse.lemmas[i] == "member"))
    stuff = outer != head and parse.lemmas[outer] in STUFF
    who = Sufferer(
        outer,
        head,
        classes,
        grammar.object_class(head),
        named=parse.pos[head] == "PROPN"
        and not classes & {"PLACE", "STATE", "THING"}
        and not stuff
        and not _acronym(parse.words[head])
        and not _model(parse.words[head]),
        elliptic=parse.pos[head] == "NUM" or word in ELLIPTIC or word in ORDINALS,
    )
    begin, end = grammar.tight(head)
    before = 8 if parse.lemmas[head] in ("resident", "native") else 1  # "sepoy Ali, 27, a resident of"
    ranks = range(max(begin - before, 0), end) if personal and (who.named or before > 1) else ()
    if any(parse.lower[k] in JUNIOR for k in ranks):  # "Sepoy Arjun Singh"
        who.classes |= {"TROOPS", "FORCE", "PERSON"}
    if _of_a_group(grammar, head):
        who.classes = who.classes - {"CIVILIAN"} | {"HOSTILE"}
    if of_a_state(grammar, head):
        who.classes = who.classes - {"CIVILIAN", "ANYONE", "EITHER", "HOSTILE"} | {"TROOPS", "FORCE"}
    if personal and "CIVILIAN" in who.classes and _with_men(grammar, outer):
        who.classes = who.classes - {"CIVILIAN"} | {"ANYONE"}  # "three men and a woman"
    if not personal and _model(parse.words[head]) and parse.deps[outer] == "conj" and who.thing is None:
        first = parse.heads[outer]  # "13 guns and two MA-1s"
        who.thing, who.classes = grammar.object_class(first), who.classes | grammar.classes(first)
    sought = any(parse.lemmas[k] in SUSPECTING for k in parse.dependents(head, "acl", "amod"))
    if sought and "PERSON" in who.classes:
        who.classes |= {"SUSPECT"}  # "a teacher accused of belonging to the group"
    if (lord := _lord_of(grammar, outer, head, agents)) is not None:  # they share his side
        who.classes = (who.classes - FACTIONS) | (grammar.classes(lord) & FACTIONS) | {"PERSON"}
    if (
        personal
        and classes == {"NAME"}
        and not (stuff or _model(parse.words[head]))
        and (count_at(parse, outer)[0] or Count()).low not in (None, 0, 1)
    ):
        beside = (*parse.dependents(outer, "conj"), parse.heads[outer])  # "two Israelis"
        allies = parse.deps[outer] == "conj" or parse.dependents(outer, "conj")
        troops = allies and any("TROOPS" in grammar.classes(k) for k in beside)
        who.classes = frozenset({"PERSON", "TROOPS", "FORCE"} if troops else {"PERSON", "ANYONE"})
    other = word in OTHERS or (
        parse.lemmas[head] in ("person", "people") and OTHERS & {parse.lower[k] for k in parse.kids[head]}
    )
    if personal and other and (classes_of_first := _leading(grammar, outer)):
        who.classes = who.classes - {"ANYONE"} | classes_of_first
    elif personal and _another(grammar, outer):
        who.classes = who.classes - {"ANYONE"} | grammar.classes(parse.heads[outer]) & FACTIONS
    elif who.elliptic and not classes & {"HOSTILE", "TROOPS", "CIVILIAN"}:
        who.antecedent = part_of(grammar, head) or (
            None if grammar.nobody(head) else antecedent_of(grammar, head, personal, agents)
        )
        if who.antecedent is not None:
            who.classes |= _classes_of(grammar, who.antecedent)
            who.thing = who.thing or grammar.object_class(who.antecedent)
        elif personal:
            who.classes |= {"BARE"}  # a number of people of whom nothing more is told
    return who


def _of_a_group(grammar: Grammar, i: int) -> bool:
    """Whether a noun of civil work is of an armed group by what stands before it: "an NPA medic"."""
    parse = grammar.parse
    if "CIVILIAN" not in grammar.classes(i) or parse.lemmas[i] in KIN | CAPTIVES:
        return False
    return any(
        grammar.classes(k) & {"HOSTILES"} and parse.pos[k] == "PROPN" for k in parse.dependents(i, "compound")
    )


def _with_men(grammar: Grammar, i: int) -> bool:
    """Whether a woman is told in one breath with men or people, whose part is hers."""
    parse = grammar.parse
    if parse.lemmas[i] not in ("woman", "girl", "boy"):
        return False
    beside = [parse.heads[i]] if parse.deps[i] == "conj" else parse.dependents(i, "conj")
    return any(parse.lemmas[k] in ("man", "person") for k in beside)


def _classes_of(grammar: Grammar, i: int) -> frozenset[str]:
    """What those are for whom a number or pronoun stands: a state's men, a nation's people, or as told."""
    classes = grammar.classes(i)
    if of_a_state(grammar, i):
        return classes - {"CIVILIAN", "ANYONE", "EITHER", "HOSTILE"} | {"TROOPS", "FORCE", "PERSON"}
    return classes if classes - {"NAME"} else frozenset({"PERSON", "ANYONE"})


def _leading(grammar: Grammar, i: int) -> frozenset[str]:
    """The side of the leader with whom others are told: "a commander and nine others"."""
    parse = grammar.parse
    first = parse.heads[i]
    for j in range(i - 1, parse.sents[parse.sent_of[i]][0] - 1, -1):
        if parse.deps[j] == "nsubj:pass" and "NAME" in grammar.classes(j) and j != first:
            return frozenset({"LEADER"})  # "Nayan Medhi had been killed and 12 others injured"
    if parse.deps[i] != "conj" or not grammar.classes(first) & {"LEADER", "HOSTILE"}:
        return frozenset()
    return grammar.classes(first) & (FACTIONS - {"NAME"})


def _another(grammar: Grammar, i: int) -> bool:
    """Whether a person of no side is told as one more of those before: "Abu Talha and another official"."""
    parse = grammar.parse
    more = parse.deps[i] == "conj" and any(parse.lower[k] == "another" for k in parse.dependents(i, "det"))
    return more and "ANYONE" in grammar.classes(i)


def _lord_of(grammar: Grammar, outer: int, head: int, agents: tuple[int, ...]) -> int | None:
    """Whom people told by their service to him follow: "killed the emir, his driver and two bodyguards"."""
    parse = grammar.parse
    if parse.pos[head] == "NUM":  # "two of his guards"
        head = part_of(grammar, head) or head
    if parse.lemmas[head] not in RETINUE | {"man"}:
        return None
    his = {parse.lower[k] for k in parse.dependents(head, "nmod:poss")} & {"his", "her", "their"}
    first = outer
    while parse.deps[first] in ("conj", "appos") and not his:
        first = parse.heads[first]  # "an emir and two bodyguards"
    joined = grammar.fellows(outer) or "with" in grammar.prepositions(outer)
    with_him = first == outer and joined  # "died together with three bodyguards"
    if not (his or with_him) and (first == outer or parse.lemmas[head] == "man"):
        return None
    for j in range(min(outer, head) - 1, parse.sents[parse.sent_of[head]][0] - 1, -1):
        told = parse.pos[j] in ("NOUN", "PROPN") and parse.deps[j] not in ("compound", "flat", "amod")
        if told and j not in agents and grammar.classes(j) & LORDS and parse.lemmas[j] not in RETINUE | KIN:
            return j
    return None


def _model(word: str) -> bool:
    """Whether a name is that of a make of arms: "two MA-1s"."""
    return MAKE.match(word) is not None


def _acronym(word: str) -> bool:
    """Whether a name in capitals is that of a body, not of a person: "KCP"."""
    return word.isupper() and 1 < len(word) < 6


def strangers(grammar: Grammar, who: Sufferer, verb: int) -> bool:
    """Whether a counted noun of no known class may be people: "30 cadres gave up", not "seized 30 bales"."""
    parse = grammar.parse
    if (
        parse.lemmas[verb] in TAKING | {"execute"}
        or parse.pos[who.head] != "NOUN"
        or "Number=Plur" not in parse.morphs[who.head]
    ):
        return False
    if _model(parse.words[who.head]):
        return False
    count = count_at(parse, who.outer)[0]
    return count is not None and (count.low or 0) > 1 and parse.lemmas[who.head] not in NO_PEOPLE


def unknown_things(grammar: Grammar, who: Sufferer, verb: int) -> bool:
    """Whether a counted noun of no known class is of things that were burnt: "torched nineteen dredgers"."""
    parse = grammar.parse
    unknown = parse.pos[who.head] == "NOUN" and not (who.thing or who.classes - COUNTED)
    if not unknown or parse.lemmas[verb] not in BURNING:
        return False
    lemma, count = parse.lemmas[who.head], count_at(parse, who.outer)[0]
    return count is not None and (count.low or 0) > 1 and lemma not in NO_PEOPLE | STUFF | MEASURES


def told_as_things(grammar: Grammar, who: Sufferer) -> bool:
    """Whether what a number counts a part of is known, and is no people: "two of the bases"."""
    if who.antecedent is None:
        return False
    known = bool(grammar.classes(who.antecedent)) or grammar.parse.lemmas[who.antecedent] in NO_PEOPLE
    return known or "Number=Plur" not in grammar.parse.morphs[who.antecedent]


def count_of(grammar: Grammar, who: Sufferer) -> tuple[Count, int]:
    """How many suffered, and the first token that tells it."""
    parse, head = grammar.parse, who.head
    count, first = members_of(grammar, head) if head == who.outer else (None, head)
    for i in dict.fromkeys((who.outer, head)):
        if count is None:
            count, first = count_at(parse, i)
    body = parse.lemmas[who.outer] in COLLECTIVES and head != who.outer
    if body and count is not None and count.low == 1:  # "a cell of six gunmen"
        of, at = count_at(parse, head)
        count, first = (of, at) if of is not None and (of.low or 0) > 1 else (count, first)
    if count is not None and count.low == 1 and parse.lemmas[who.head] in COUPLES:
        return Count(low=2, high=2, best=2, text=count.text), first  # "an elderly couple"
    if count is not None and not (parse.lemmas[who.outer] in AMOUNTS and count.low == 1):
        return count, first
    if parse.lemmas[who.outer] in AMOUNTS:
        return _amount(grammar, who), grammar.tight(who.outer)[0]
    word, first = parse.lower[head], grammar.tight(head)[0]
    if word in ("none", "nobody") or any(negated(parse, i) for i in (head, who.outer)):
        return Count(low=0, high=0, best=0), first
    if word in MANY and who.antecedent is not None:
        return count_at(parse, who.antecedent)[0] or default_count(parse, who.antecedent), first
    if word in SOME:
        return Count(low=2), first
    if who.named or word in ORDINALS or word in ONE:
        return Count(low=1, high=1, best=1), first
    if "TERRITORY" in who.classes and (named := _named_of(grammar, head)) > 1:
        return Count(low=named, high=named, best=named), first  # "the villages of Harbole and Bulo Haji"
    if who.thing and parse.pos[head] == "PROPN" and singular(word) != word:
        return Count(low=2), first  # "Guns and ammunition were found"
    return default_count(parse, head), first


def _amount(grammar: Grammar, who: Sufferer) -> Count:
    """How many "a quantity of documents" are; of ammunition nobody knows."""
    count = default_count(grammar.parse, who.head)
    large = {grammar.parse.lower[k] for k in grammar.parse.kids[who.outer]} & LARGE
    return Count(low=5) if large and count.low == 2 else count if count.low != 1 else Count()


def _named_of(grammar: Grammar, head: int) -> int:
    """How many names a plural noun of places has behind "of"."""
    parse = grammar.parse
    if "Number=Plur" not in parse.morphs[head]:
        return 0
    named = [k for k in parse.dependents(head, "nmod") if {"of"} & grammar.prepositions(k)]
    return sum(parse.pos[c] == "PROPN" for k in named[:1] for c in grammar.conjuncts(k))


def negated(parse: Parse, i: int) -> bool:
    """Whether none of what a noun names is meant: "no women", so the children in "no women or children"."""
    if any(parse.lower[k] in NEGATIVE for k in parse.kids[i]):
        return True
    if parse.deps[i] != "conj":
        return False
    first = parse.heads[i]
    others = [k for k in parse.dependents(first, "conj") if k >= i]
    joined = any(parse.lower[k] in ("or", "nor") for j in others for k in parse.dependents(j, "cc"))
    return joined and negated(parse, first)


def members_of(grammar: Grammar, head: int) -> tuple[Count | None, int]:
    """How many a word for several people counts: "a family of five", "its 14-member crew"."""
    parse = grammar.parse
    if parse.lemmas[head] not in COLLECTIVES or "Number=Plur" in parse.morphs[head]:
        return None, head
    if parse.lower[head + 1 : head + 2] == ["of"] and parse.pos[head + 2] == "NUM":
        behind = head + 3 < len(parse) and parse.lower[head + 3] not in grammar.rules.adjective_outcomes
        counted = behind and parse.pos[head + 3] in ("NOUN", "PROPN", "ADJ")  # but "a family of five dead"
        return (None, head) if counted else count_at(parse, head + 2)
    for j in range(head - 1, max(head - 4, 2), -1):
        if parse.lower[j] in MEMBERS and parse.lower[j - 1] in HYPHENS:
            found = Reader(pieces_of([parse.words[j - 2]])).quantity(0)
            if found is not None:
                text = parse.words[j - 2]
                return Count(low=found.low, high=found.high, best=found.best, text=text), j - 2
    return None, head


def _called(grammar: Grammar, i: int) -> int | None:
    """The force whose members people are called behind a comma: "two men, both members of the Asayish"."""
    parse = grammar.parse
    for a in parse.dependents(i, "appos"):
        if "PERSON" in grammar.classes(a):
            of = (k for k in parse.dependents(a, "nmod") if "of" in grammar.prepositions(k))
            found = next((k for k in of if grammar.classes(k) & {"FORCE", "GROUP"}), None)
            if found is not None:
                return found
    return None


def owner_of(grammar: Grammar, who: Sufferer, agents: tuple[int, ...]) -> int | None:
    """Whose people or things suffered, as a possessive tells: "six of its men", "Hamas's commanders".

    Nobody kills his own, so those who did it are not meant.
    """
    parse = grammar.parse
    own = (k for k in parse.dependents(who.outer, "nmod") if parse.lower[k] == "own")  # "seven of its own"
    if (body := _called(grammar, who.outer)) is not None and body not in agents:
        return body
    phrases = (i for i in (who.head, who.outer, who.antecedent, *own) if i is not None)
    return next((k for i in phrases if (k := possessor(grammar, i, agents)) is not None), None)
