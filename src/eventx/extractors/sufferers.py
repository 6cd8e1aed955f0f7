"""Who or what suffered an outcome: the phrase, what it stands for, whose it is, and how many."""

from __future__ import annotations

from dataclasses import dataclass

from eventx.attempts import attempt_of
from eventx.extents import HYPHENS
from eventx.extractors.nearby import antecedent_of, part_of
from eventx.extractors.owning import possessor
from eventx.extractors.standing import KIN, of_a_state
from eventx.lexicon import words
from eventx.numbers import COUPLES, count_at, default_count
from eventx.parse import Parse
from eventx.phrases import ORDINALS
from eventx.quantities import Reader, pieces_of
from eventx.records import Count
from eventx.rules import OutcomeRule
from eventx.syntax import Grammar
from eventx.wordclasses import singular

PERSONAL_FATES = frozenset({"captured", "surrendered"})
PERSONAL = frozenset(
    {"killed", "wounded", "captured", "freed", "abducted", "surrendered", "displaced", "missing"}
)
NEGATIVE = frozenset({"no", "none", "nobody", "neither", "nor", "zero"})
_WORDS = words("outcomes")
ELLIPTIC, NO_PEOPLE = _WORDS["elliptic"], _WORDS["no_people"]
STUFF, HOMES = _WORDS["stuff"], _WORDS["homes"] | {"village", "town", "area"}
COLLECTIVES, MEMBERS = _WORDS["collectives"], _WORDS["members"]
RETINUE = words("people")["retinue"]
FACTIONS = frozenset({"HOSTILE", "TROOPS", "CIVILIAN", "FORCE", "ANYONE", "LEADER", "NAME"})
LORDS = frozenset({"HOSTILE", "TROOPS", "CIVILIAN", "LEADER", "NAME"})
WAR = 100_000  # people who fled, from which on a war drove them out, and no single act
AWAY = frozenset({"off", "back", "out", "up", "onto"})  # "held off", "held out", "held up"
STRUCK_BY = frozenset({"into", "onto"})  # what drones crash into
JUNIOR = words("people")["junior"]
OTHERS = frozenset({"others", "other"})
AMOUNTS = frozenset({"quantity", "amount"})
ONE = frozenset({"he", "she", "him", "her", "one", "another", "it"})
TAKING = frozenset({"seize", "capture", "net"})  # of things as of people
BEGINNING = frozenset({"begin", "start", "continue", "resume"})
FALLING = frozenset(
    {
        "back",
        "ill",
        "sick",
        "silent",
        "asleep",
        "out",
        "upon",
        "short",
        "behind",
        "apart",
        "off",
        "from",
        "down",
        "foul",
        "for",
    }
)  # who falls so lives
FLEEING = frozenset({"flee", "seek", "take"})
MANY = frozenset({"they", "them", "who", "those", "these", "all", "both"})
SOME = frozenset({"most", "many"})  # of several


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
        and not _acronym(parse.words[head]),
        elliptic=parse.pos[head] == "NUM" or word in ELLIPTIC or word in ORDINALS,
    )
    begin, end = grammar.tight(head)
    before = 8 if parse.lemmas[head] in ("resident", "native") else 1  # "sepoy Ali, 27, a resident of"
    ranks = range(max(begin - before, 0), end) if personal and (who.named or before > 1) else ()
    if any(parse.lower[k] in JUNIOR for k in ranks):  # "Sepoy Arjun Singh"
        who.classes |= {"TROOPS", "FORCE", "PERSON"}
    if of_a_state(grammar, head):
        who.classes = who.classes - {"CIVILIAN", "ANYONE", "EITHER", "HOSTILE"} | {"TROOPS", "FORCE"}
    if (lord := _lord_of(grammar, outer, head, agents)) is not None:  # they share his side
        who.classes = (who.classes - FACTIONS) | (grammar.classes(lord) & FACTIONS) | {"PERSON"}
    if (
        personal
        and classes == {"NAME"}
        and not stuff
        and (count_at(parse, outer)[0] or Count()).low not in (None, 0, 1)
    ):
        beside = (*parse.dependents(outer, "conj"), parse.heads[outer])  # "two Israelis"
        allies = parse.deps[outer] == "conj" or parse.dependents(outer, "conj")
        troops = allies and any("TROOPS" in grammar.classes(k) for k in beside)
        who.classes = frozenset({"PERSON", "TROOPS", "FORCE"} if troops else {"PERSON", "ANYONE"})
    if personal and word in OTHERS and (classes_of_first := _leading(grammar, outer)):
        who.classes = who.classes - {"ANYONE"} | classes_of_first
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


def _acronym(word: str) -> bool:
    """Whether a name in capitals is that of a body, not of a person: "KCP"."""
    return word.isupper() and 1 < len(word) < 6


def strangers(grammar: Grammar, who: Sufferer, verb: int) -> bool:
    """Whether a counted noun of no known class may be people: "30 cadres gave up", not "seized 30 bales"."""
    parse = grammar.parse
    if (
        parse.lemmas[verb] in TAKING
        or parse.pos[who.head] != "NOUN"
        or "Number=Plur" not in parse.morphs[who.head]
    ):
        return False
    count = count_at(parse, who.outer)[0]
    return count is not None and (count.low or 0) > 1 and parse.lemmas[who.head] not in NO_PEOPLE


def told_as_things(grammar: Grammar, who: Sufferer) -> bool:
    """Whether what a number counts a part of is known, and is no people: "two of the bases"."""
    if who.antecedent is None:
        return False
    known = bool(grammar.classes(who.antecedent)) or grammar.parse.lemmas[who.antecedent] in NO_PEOPLE
    return known or "Number=Plur" not in grammar.parse.morphs[who.antecedent]


def spared(grammar: Grammar, rule: OutcomeRule, who: Sufferer, verb: int, agents: tuple[int, ...]) -> bool:
    """Whether what a rule tells did not befall these: a unit is not killed, nor whom a verb denies."""
    parse = grammar.parse
    if "PERSON" in rule.classes and not who.classes & {"PERSON"}:
        if who.classes & {"AIRCRAFT", "DRONE", "WARSHIP", "GUNS"}:
            return True
        unit = who.classes & {"MILITARY", "POLICE", "SECURITY", "COALITION", "GROUP"}
        counted = count_at(parse, who.outer)[0]  # "seven Taliban", "19 members of the group"
        body = who.classes & {"MILITARY", "SECURITY"} and not who.classes & {"TROOPS", "HOSTILE", "GROUP"}
        counted = None if body and counted and counted.high == 1 else counted  # "blew up a convoy"
        if unit and not counted and parse.lower[who.head] not in ("troops", "police", "forces"):
            return True
    falling = parse.lemmas[verb] == "fall" and rule.type == "killed"
    if falling and (parse.lower[verb + 1] in FALLING or parse.lower[who.head] == "one"):
        return True  # "one fell into the sea"
    if rule.type == "destroyed" and who.thing == "vehicle" and "BOMB" in who.classes:
        # the car that was the bomb, but for one that soldiers blow up
        return not any(grammar.classes(a) & {"TROOPS", "MILITARY", "AIRCRAFT"} for a in agents)
    if _no_news(grammar, rule, who, verb):
        return True
    if rule.type == "seized" and parse.lower[who.head] == "bullet":
        return True  # "took a bullet in the thigh"
    if rule.type == "neutralised" and parse.lemmas[verb] == "treat" and who.elliptic:
        return True  # "eleven others are being treated"
    if rule.type == "damaged" and (who.elliptic or who.thing == "explosive"):  # who hits a mine harms it not
        return True
    up = parse.lemmas[verb] == "take" and parse.lower[verb + 1 : verb + 2] == ["up"]
    if up and rule.type in ("seized", "territory_gained"):
        return True  # arms, or positions, to fight
    if rule.type == "territory_gained" and parse.deps[verb] == "xcomp":
        return parse.lemmas[parse.heads[verb]] in BEGINNING  # "continued clearing the town"
    if attempt_of(grammar, verb) is not None:
        return True  # "tried to take the town"
    if rule.type == "killed" and parse.lemmas[verb] == "wipe" and count_of(grammar, who)[0].text is None:
        return True  # "the militants have been wiped out"
    denied = "not" in {parse.lower[k] for k in parse.kids[verb]} and parse.lemmas[verb] != "survive"
    if rule.type in PERSONAL and denied:
        return True
    if (
        rule.type == "neutralised"
        and parse.lemmas[verb] == "crash"
        and (who.thing not in ("drone", "aircraft") or grammar.roles(verb).after(STRUCK_BY))
    ):
        return True  # shells, or drones, that crash into a market
    held = parse.lemmas[verb] == "hold" and AWAY & {parse.lower[k] for k in parse.kids[verb]}
    if rule.type == "captured" and held:
        return True  # "held off several bands"
    if rule.type == "captured" and parse.lemmas[verb] == "intercept" and not _stopped(grammar, verb, agents):
        return True
    if rule.type == "freed" and parse.lemmas[verb] == "evacuate" and who.classes & {"TROOPS", "FORCE"}:
        return True  # the hurt among one's own
    if rule.type == "displaced" and ((count_at(parse, who.outer)[0] or Count()).low or 0) >= WAR:
        return True
    if rule.type == "displaced" and parse.lemmas[verb] in FLEEING:  # gunmen do, and "residents fled"
        counted = count_at(parse, who.outer)[0] or count_at(parse, who.head)[0]
        left = {parse.lemmas[k] for k in parse.dependents(verb, "obj")} & HOMES
        civil = "CIVILIAN" in who.classes or parse.lemmas[who.head] in ("people", "person") or left
        return counted is None or counted.high == 1 or not civil or (counted.low or 0) >= WAR
    doers = agents or tuple(grammar.roles(verb).agents)
    attackers = any(grammar.classes(a) & {"HOSTILE", "GROUP"} for a in doers)
    return rule.type == "neutralised" and parse.lemmas[verb] == "detonate" and attackers


def _no_news(grammar: Grammar, rule: OutcomeRule, who: Sufferer, verb: int) -> bool:
    """Whether words tell of no one: "a word for those killed", "how many died", "nobody was arrested"."""
    parse, word = grammar.parse, grammar.parse.lower[who.head]
    if word == "those" and "for" in grammar.prepositions(who.head) and who.head in parse.ancestors(verb):
        return True
    if "any" in {parse.lower[k] for k in parse.dependents(who.outer, "det")}:
        return True  # "denied that any civilian was harmed"
    if word in ("many", "much") and parse.lower[who.head - 1] == "how":
        return True
    lemma = parse.lemmas[verb]
    if rule.type == "seized" and parse.deps[verb] == "acl" and parse.lower[parse.heads[verb]] == "those":
        return True  # "some of those taken had come with rocket launchers"
    if lemma == "fall" and who.elliptic and who.antecedent is None:
        return True  # "one, which fell in the desert"
    if lemma in ("catch", "turn") and parse.lower[verb + 1] == "up" and rule.type in PERSONAL_FATES:
        return True  # "caught up with the rebels", "turned up in Gao"
    left = any(parse.lower[k] == "abandoned" for k in parse.subtree(who.outer))
    if left and rule.type == "seized" and who.thing in ("vehicle", "vessel"):
        return True  # "found one of the trucks abandoned"
    if lemma == "dispatch" and "HOSTILE" not in who.classes:
        return True  # troops are sent
    if lemma == "take" and rule.type == "abducted" and parse.deps[verb].startswith("acl"):
        return True  # "those taken away"
    if lemma == "hold" and _kept(grammar, who, verb):
        return True
    if (
        lemma == "abandon"
        and rule.type == "freed"
        and not ("CAPTIVE" in who.classes or parse.lemmas[who.head] == "victim")
    ):
        return True
    if lemma in ("leave", "abandon") and rule.type == "seized" and who.thing == "explosive":
        return True  # a mine left behind
    if lemma == "catch" and (doers := grammar.roles(verb).agents):
        return all("MEANS" in grammar.classes(a) for a in doers)  # "a drone caught him"
    return rule.type in ("captured", "freed", "surrendered", "abducted") and grammar.nobody(who.head)


def _kept(grammar: Grammar, who: Sufferer, verb: int) -> bool:
    """Whether people are held since long: "10,000 detainees are held", "the six held in Belgium"."""
    parse = grammar.parse
    aux = [parse.lower[k] for k in parse.dependents(verb, "aux", "aux:pass")]
    lasting = aux[-1:] in (["is"], ["are"]) and parse.lower[verb] == "held"
    known = "the" in {parse.lower[k] for k in parse.kids[who.outer]}
    return lasting or known or "CAPTIVE" in who.classes or parse.deps[verb].startswith("acl")


def _stopped(grammar: Grammar, verb: int, agents: tuple[int, ...]) -> bool:
    """Whether a force takes those whom it intercepts: none of them is killed further on."""
    parse, told = grammar.parse, grammar.rules.verb_outcomes
    doers = agents or tuple(grammar.roles(verb).agents)
    if not any(grammar.classes(grammar.content(a)) & {"FORCE", "TROOPS"} for a in doers):
        return False
    behind = range(verb + 1, parse.sents[parse.sent_of[verb]][1])
    fates = (rule.type for k in behind for _, (rule, _) in told.get(parse.lemmas[k], ()))
    return "killed" not in fates


def count_of(grammar: Grammar, who: Sufferer) -> tuple[Count, int]:
    """How many suffered, and the first token that tells it."""
    parse, head = grammar.parse, who.head
    count, first = _members(grammar, head) if head == who.outer else (None, head)
    for i in dict.fromkeys((who.outer, head)):
        if count is None:
            count, first = count_at(parse, i)
    if count is not None and count.low == 1 and parse.lemmas[who.head] in COUPLES:
        return Count(low=2, high=2, best=2, text=count.text), first  # "an elderly couple"
    if count is not None and not (parse.lemmas[who.outer] in AMOUNTS and count.low == 1):
        return count, first
    if parse.lemmas[who.outer] in AMOUNTS:
        return Count(), grammar.tight(who.outer)[0]  # "a quantity of ammunition"
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


def _members(grammar: Grammar, head: int) -> tuple[Count | None, int]:
    """How many a word for several people counts: "a family of five", "its 14-member crew"."""
    parse = grammar.parse
    if parse.lemmas[head] not in COLLECTIVES or "Number=Plur" in parse.morphs[head]:
        return None, head
    if parse.lower[head + 1 : head + 2] == ["of"] and parse.pos[head + 2] == "NUM":
        counted = parse.pos[head + 3] in ("NOUN", "PROPN", "ADJ") if head + 3 < len(parse) else False
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
