"""Who or what suffered an outcome: the phrase, what it stands for, whose it is, and how many."""

from __future__ import annotations

from dataclasses import dataclass

from eventx.attempts import attempt_of
from eventx.lexicon import words
from eventx.numbers import count_at, default_count
from eventx.parse import Parse
from eventx.phrases import HYPHENS, ORDINALS
from eventx.quantities import Reader, pieces_of
from eventx.records import Count
from eventx.rules import OutcomeRule
from eventx.syntax import Grammar
from eventx.wordclasses import singular

PERSONAL = frozenset(
    {"killed", "wounded", "captured", "freed", "abducted", "surrendered", "displaced", "missing"}
)
NEGATIVE = frozenset({"no", "none", "nobody", "neither", "nor", "zero"})
_WORDS = words("outcomes")
ELLIPTIC, NO_PEOPLE, KIN = _WORDS["elliptic"], _WORDS["no_people"], _WORDS["kin"]
COLLECTIVES, MEMBERS = _WORDS["collectives"], _WORDS["members"]
RANKS, RETINUE = words("people")["ranks"], words("people")["retinue"]
FACTIONS = frozenset({"HOSTILE", "TROOPS", "CIVILIAN", "FORCE", "ANYONE", "LEADER", "NAME"})
LORDS = frozenset({"HOSTILE", "TROOPS", "CIVILIAN", "LEADER", "NAME"})
LOYAL, LOYALISTS = _WORDS["loyal"], _WORDS["loyalists"]
INSERTED = 12  # tokens between the commas of ", including a woman and two children,"
WAR = 100_000  # people who fled, from which on a war drove them out, and no single act
BEFORE_NOUN = frozenset({"NUM", "DET", "ADJ", "ADV"})
STRUCK_BY = frozenset({"into", "onto"})  # what drones crash into
BOUNDING = frozenset({"at", "least", "more", "than", "up", "to", "over"})  # of numbers
CLAUSES = frozenset({"when", "where", "while"})
SIDES = frozenset({"FORCE", "HOSTILE", "GROUP", "STATE", "ACTOR"})  # classes of who has people and things
FURTHER = frozenset({"others", "another", "more"})  # than those told before
ONE = frozenset({"he", "she", "him", "her", "one", "another", "it"})
TAKING = frozenset({"seize", "capture", "net"})  # of things as of people
MANY = frozenset({"they", "them", "who", "those", "these", "all", "both"})


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
    who = Sufferer(
        outer,
        head,
        classes,
        grammar.object_class(head),
        named=parse.pos[head] == "PROPN"
        and not classes & {"PLACE", "STATE", "THING"}
        and not _acronym(parse.words[head]),
        elliptic=parse.pos[head] == "NUM" or word in ELLIPTIC or word in ORDINALS,
    )
    if _serves(grammar, head) or _loyal(grammar, head):
        who.classes = who.classes - {"CIVILIAN", "ANYONE", "HOSTILE"} | {"TROOPS", "FORCE"}
    if (lord := _lord_of(grammar, outer, head, agents)) is not None:  # they share his side
        who.classes = (who.classes - FACTIONS) | (grammar.classes(lord) & FACTIONS) | {"PERSON"}
    if personal and classes == {"NAME"} and (count_at(parse, outer)[0] or Count()).low not in (None, 0, 1):
        who.classes = frozenset({"PERSON", "ANYONE"})  # "two Israelis"
    if who.elliptic and not classes & {"HOSTILE", "TROOPS", "CIVILIAN"}:
        who.antecedent = _part_of(grammar, head) or antecedent_of(grammar, head, personal, agents)
        if who.antecedent is not None:
            who.classes |= grammar.classes(who.antecedent)
            who.thing = who.thing or grammar.object_class(who.antecedent)
        elif personal:
            who.classes |= {"BARE"}  # a number of people of whom nothing more is told
    return who


def _lord_of(grammar: Grammar, outer: int, head: int, agents: tuple[int, ...]) -> int | None:
    """Whom people told by their service to him follow: "killed the emir, his driver and two bodyguards"."""
    parse = grammar.parse
    if parse.pos[head] == "NUM":  # "two of his guards"
        head = _part_of(grammar, head) or head
    if parse.lemmas[head] not in RETINUE:
        return None
    his = {parse.lower[k] for k in parse.dependents(head, "nmod:poss")} & {"his", "her", "their"}
    first = outer
    while parse.deps[first] in ("conj", "appos") and not his:
        first = parse.heads[first]  # "an emir and two bodyguards"
    if not his and first == outer:
        return None
    for j in range(min(outer, head) - 1, parse.sents[parse.sent_of[head]][0] - 1, -1):
        told = parse.pos[j] in ("NOUN", "PROPN") and parse.deps[j] not in ("compound", "flat", "amod")
        if told and j not in agents and grammar.classes(j) & LORDS and parse.lemmas[j] not in RETINUE | KIN:
            return j
    return None


def _acronym(word: str) -> bool:
    """Whether a name in capitals is that of a body, not of a person: "KCP"."""
    return word.isupper() and 1 < len(word) < 6


def _serves(grammar: Grammar, i: int) -> bool:
    """Whether a noun of civil work is of an army by what stands before it: "two army engineers"."""
    parse = grammar.parse
    if "CIVILIAN" not in grammar.classes(i) or parse.lemmas[i] in KIN:
        return False
    of = [k for k in parse.dependents(i, "compound", "amod") if k < i]
    return any(grammar.classes(k) & {"MILITARY", "POLICE"} or parse.lower[k] == "military" for k in of)


def _loyal(grammar: Grammar, i: int) -> bool:
    """Whether fighters are a state's by what stands before them: "pro-government fighters"."""
    parse = grammar.parse
    if "HOSTILE" not in grammar.classes(i):
        return False
    before = [w for w in parse.lower[max(0, i - 4) : i] if w not in HYPHENS]
    return before[-2:] in ([["pro", side] for side in LOYAL]) or before[-1:] in [[w] for w in LOYALISTS]


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
        if unit and not counted and parse.lower[who.head] not in ("troops", "police", "forces"):
            return True
    if rule.type == "destroyed" and who.thing == "vehicle" and "BOMB" in who.classes:
        return True  # the car that was the bomb
    if rule.type == "seized" and parse.lower[who.head] == "bullet":
        return True  # "took a bullet in the thigh"
    if rule.type == "neutralised" and parse.lemmas[verb] == "treat" and who.elliptic:
        return True  # "eleven others are being treated"
    if rule.type == "damaged" and (who.elliptic or who.thing == "explosive"):  # who hits a mine harms it not
        return True
    if rule.type == "seized" and parse.lemmas[verb] == "take" and parse.lower[verb + 1 : verb + 2] == ["up"]:
        return True  # arms, to fight
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
    if rule.type == "captured" and parse.lemmas[verb] == "intercept" and not _stopped(grammar, verb, agents):
        return True
    if rule.type == "freed" and parse.lemmas[verb] == "evacuate" and who.classes & {"TROOPS", "FORCE"}:
        return True  # the hurt among one's own
    if rule.type == "displaced" and ((count_at(parse, who.outer)[0] or Count()).low or 0) >= WAR:
        return True
    if parse.lemmas[verb] == "flee":  # gunmen flee, and "residents fled" counts nobody
        counted = count_at(parse, who.outer)[0] or count_at(parse, who.head)[0]
        civil = "CIVILIAN" in who.classes or parse.lemmas[who.head] in ("people", "person")
        return counted is None or not civil or (counted.low or 0) >= WAR
    doers = agents or tuple(grammar.roles(verb).agents)
    attackers = any(grammar.classes(a) & {"HOSTILE", "GROUP"} for a in doers)
    return rule.type == "neutralised" and parse.lemmas[verb] == "detonate" and attackers


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
    if count is not None:
        return count, first
    word, first = parse.lower[head], grammar.tight(head)[0]
    if word in ("none", "nobody") or any(negated(parse, i) for i in (head, who.outer)):
        return Count(low=0, high=0, best=0), first
    if word in MANY and who.antecedent is not None:
        return count_at(parse, who.antecedent)[0] or default_count(parse, who.antecedent), first
    if who.named or word in ORDINALS or word in ONE:
        return Count(low=1, high=1, best=1), first
    if who.thing and parse.pos[head] == "PROPN" and singular(word) != word:
        return Count(low=2), first  # "Guns and ammunition were found"
    return default_count(parse, head), first


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


def _part_of(grammar: Grammar, i: int) -> int | None:
    """What a number counts a part of: "two of the assailants", "of the 23 pupils, 11 were rescued"."""
    parse = grammar.parse
    governors = {parse.heads[i]} | ({parse.heads[g] for g in (parse.heads[i],) if parse.deps[g] == "conj"})
    fronted = (k for g in governors for k in parse.dependents(g, "nsubj", "nsubj:pass", "obl", "nmod"))
    beside = [k for k in fronted if k < min(i, *governors)]
    wholes = (k for k in (*parse.dependents(i, "nmod", "obl"), *beside) if "of" in grammar.prepositions(k))
    return next((k for k in wholes if parse.pos[k] in ("NOUN", "PROPN")), None)


def antecedent_of(grammar: Grammar, i: int, personal: bool, agents: tuple[int, ...] = ()) -> int | None:
    """The nearest noun before a pronoun or bare number that it can stand for, two sentences back at most."""
    parse = grammar.parse
    low = parse.sents[max(0, parse.sent_of[i] - 2)][0]
    plural = parse.lower[i] not in ("he", "she", "him", "her")
    own = any(parse.lower[k] == "own" for k in parse.kids[i])  # "seven of its own" are the doers'
    further = parse.lower[i] in FURTHER or (parse.pos[i] == "NUM" and parse.lower[i] != "one" and not own)
    for j in range(i - 1, low - 1, -1):
        if parse.pos[j] not in ("NOUN", "PROPN") or parse.deps[j] in ("compound", "flat", "amod"):
            continue
        if j in agents or (further and _acts(grammar, j)):
            continue
        classes = grammar.classes(j)
        if (
            personal
            and classes & {"HOSTILE", "TROOPS", "CIVILIAN"}
            and (plural or "Number=Plur" not in parse.morphs[j])
        ):
            return j
        if not personal and "THING" in classes:
            return j
    return None


def _acts(grammar: Grammar, i: int) -> bool:
    """Whether attackers do what a verb tells: "gunmen stormed a mosque", "a mine laid by insurgents"."""
    parse = grammar.parse
    if "HOSTILE" not in grammar.classes(i):
        return False
    subject = parse.deps[i] == "nsubj" and bool(parse.dependents(parse.heads[i], "obj"))
    return subject or parse.deps[i] == "obl:agent"


def owner_of(grammar: Grammar, who: Sufferer, agents: tuple[int, ...]) -> int | None:
    """Whose people or things suffered, as a possessive tells: "six of its men", "Hamas's commanders".

    Nobody kills his own, so those who did it are not meant.
    """
    parse = grammar.parse
    own = (k for k in parse.dependents(who.outer, "nmod") if parse.lower[k] == "own")  # "seven of its own"
    for i in (who.head, who.outer, who.antecedent, *own):
        for k in parse.dependents(i, "nmod:poss") if i is not None else ():
            if parse.lower[k] in ("its", "their"):
                return side_before(grammar, k, agents, single=parse.lower[k] == "its")
            if grammar.classes(k) & SIDES and k not in agents:
                return k
    return None


def side_before(grammar: Grammar, i: int, agents: tuple[int, ...] = (), *, single: bool) -> int | None:
    """The nearest force named before a word in its sentence that "its" or "it" (`single`) can stand for."""
    parse = grammar.parse
    for j in range(i - 1, parse.sents[parse.sent_of[i]][0] - 1, -1):
        if parse.pos[j] not in ("NOUN", "PROPN") or parse.deps[j] in (
            "compound",
            "flat",
            "amod",
            "nmod:poss",
        ):
            continue
        plural = "Number=Plur" in parse.morphs[j] and parse.pos[j] == "NOUN"
        within = any(a in agents for a in (j, *parse.ancestors(j)) if parse.pos[a] in ("NOUN", "PROPN"))
        if not within and grammar.classes(j) & SIDES and not (single and plural):
            return j
    return None


def counted_before(grammar: Grammar, i: int) -> int | None:
    """The counted noun that ends right before a token, auxiliaries skipped."""
    parse = grammar.parse
    low = parse.sents[parse.sent_of[i]][0]
    j = i - 1
    while j > low and (parse.pos[j] in ("AUX", "ADV") and parse.lower[j] != "not"):
        j -= 1
    if parse.words[j] == "," and j > low:  # "eight others, including a woman, sustained injuries"
        opened = next(
            (k for k in range(j - 1, max(low, j - INSERTED), -1) if parse.lower[k] == "including"), 0
        )
        j = opened - 2 if opened > low + 1 and parse.words[opened - 1] == "," else j
    if j < low or parse.pos[j] not in ("NOUN", "PROPN"):
        return None
    while parse.deps[j] in ("nmod", "compound", "flat") and low <= parse.heads[j] < j:
        j = parse.heads[j]
    return j if count_at(parse, j)[0] else None


def counted_behind(grammar: Grammar, i: int) -> int | None:
    """The counted noun that begins right behind a verb."""
    parse = grammar.parse
    end = min(parse.sents[parse.sent_of[i]][1], i + 8)
    j = i + 1
    while (
        j < end
        and parse.lower[j] not in CLAUSES
        and (parse.pos[j] in BEFORE_NOUN or parse.words[j] in "()" or parse.lower[j] in BOUNDING)
    ):
        j += 1
    if j == i + 1 or j >= end or parse.pos[j] not in ("NOUN", "PROPN"):
        return None
    while (
        j + 1 < end
        and parse.pos[j + 1] in ("NOUN", "PROPN")
        and parse.deps[j] in ("compound", "amod", "nmod")
    ):
        j += 1
    return j if count_at(parse, j)[0] else None


def bare_number(grammar: Grammar, i: int) -> bool:
    """Whether a bare number or "others" right before a verb is who suffered it: "two wounded"."""
    parse = grammar.parse
    if parse.sent_of[i - 1] != parse.sent_of[i] or parse.dependents(i, "aux:pass", "aux"):
        return False
    if parse.pos[i - 1] == "NUM":  # neither "when she was 13" nor "Battalion 289"
        return count_at(parse, i - 1)[0] is not None and not parse.dependents(i - 1, "cop")
    return (
        parse.lower[i - 1] in ("others", "another", "more")
        and i > 1
        and parse.pos[i - 2] in ("NUM", "CCONJ", "PUNCT")
    )


def ranked(grammar: Grammar, i: int) -> list[int]:
    """The ranks that open names before a verb in its sentence: "Naik Ali (age 33 years) and Sepoy Khan"."""
    parse = grammar.parse
    found: list[int] = []
    for j in range(parse.sents[parse.sent_of[i]][0], i):
        opens = parse.lower[j] in RANKS and parse.words[j][:1].isupper() and parse.words[j + 1][:1].isupper()
        if opens and parse.lower[j - 1] not in RANKS:
            found.append(j)
    return found
