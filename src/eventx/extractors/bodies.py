"""Lives, bodies and wounds: what is told of people by naming a part of theirs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from eventx.extractors.nearby import part_of
from eventx.extractors.owning import loyal_side, side_told
from eventx.extractors.results import Result, each, mention_of, suffered
from eventx.extractors.sufferers import SIDED, negated
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.numbers import count_at
from eventx.rules import OutcomeRule
from eventx.syntax import Grammar

_WORDS = words("outcomes")
TAKING_LIVES, LOSING = _WORDS["taking_lives"], _WORDS["losing"]
SPARED = _WORDS["only_hurt"]
STATES = {
    "custody": ("arrest", False),
    "detention": ("arrest", False),
    "hands": ("arrest", False),
    "condition": ("injury", True),
    "hospital": ("injury", False),
    "bars": ("arrest", False),
    "cells": ("arrest", False),
    "lockup": ("arrest", False),
    "arrest": ("arrest", False),
    "treatment": ("injury", False),
}
STATED_BY = {"bars": {"behind"}, "arrest": {"under"}}
CUTTING = frozenset({"cut", "slit", "slash"})
GRAVE = frozenset({"critical", "serious", "grave", "stable"})
DEAD = frozenset({"body", "corpse"})
FINDING_BODIES, TENDING = _WORDS["finding_bodies"], _WORDS["tending"]
TELLING = frozenset({"speak", "talk", "tell"})
MEETING = frozenset({"come", "stumble", "happen", "chance"})
TAKING_IN = frozenset({"receive", "admit", "take", "treat", "see", "evacuate", "airlift"})
ARRIVING, COUNTING = frozenset({"come", "arrive"}), frozenset({"count", "recover", "find"})
OF_PEOPLE = {"civilian": "CIVILIAN", "military": "TROOPS"}
FALLEN = frozenset({"TROOPS", "PERSON", "FORCE"})
RUNNING, AWAY = frozenset({"run", "leave"}), frozenset({"out", "from", "to", "into", "across"})
RETURNING = frozenset({"come", "return", "get"})
CARRIERS = frozenset({"helicopter", "ambulance", "boat", "air", "road", "stretcher", "mule"})
LEFT = frozenset({"action", "service", "use", "play", "commission"})  # out of which one is taken for good
WITHIN = frozenset({"inside", "between", "amid"})  # where one is caught by nobody
BEARING = frozenset({"have", "nurse", "bear"})
ILLS = frozenset({"wound", "injury", "burn", "shock", "concussion", "trauma", "shrapnel", "smoke"})
HURT = frozenset({"wounded", "injured", "hurt", "wounding", "injuring"})
FURTHER = frozenset({"others", "other", "more", "another", "further"})


def lives(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "claimed the lives of 31 villagers", "cost six soldiers their lives", "nine lives were lost"."""
    parse = grammar.parse
    verb = parse.heads[i]
    taken = parse.deps[i] == "obj" and parse.lemmas[verb] in TAKING_LIVES
    paid = parse.lemmas[verb] == "pay" and "with" in grammar.prepositions(i)
    if (
        not taken
        and not paid
        and not (parse.deps[i] == "nsubj:pass" and parse.lemmas[verb] in TAKING_LIVES | LOSING)
    ):
        return
    whose = [k for k in parse.dependents(i, "nmod") if "of" in grammar.prepositions(k)]
    whose += parse.dependents(verb, "iobj") + parse.dependents(i, "nmod:poss")
    yield from each(grammar, grammar.rules.noun_outcomes["death"][0], whose, i)
    yield from () if whose or paid else _unnamed(grammar, i)


def cut(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "had his throat cut", "have had their throats slit": killed. `i` is the throat."""
    parse, verb = grammar.parse, grammar.parse.heads[i]
    if parse.deps[i] != "obj" or parse.lemmas[verb] != "have" or negated(parse, verb):
        return
    done = [k for k in (*parse.dependents(verb, "xcomp"), *parse.dependents(i, "acl", "amod")) if k > i]
    whose = [k for k in parse.dependents(verb, "nsubj") if parse.pos[k] in ("NOUN", "PROPN")]
    if any({parse.lemmas[k], parse.lower[k]} & CUTTING for k in done):
        yield from each(grammar, grammar.rules.noun_outcomes["death"][0], whose, i)


def found_dead(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "nine bodies were pulled from the rubble", "found the bodies of four farmers"."""
    parse, verb = grammar.parse, grammar.parse.heads[i]
    if not _come_upon(grammar, i):
        return
    whose = [k for k in parse.dependents(i, "nmod") if "of" in grammar.prepositions(k)]
    whose += [k for k in parse.dependents(i, "nmod:poss") if parse.pos[k] != "PRON"]
    made = list(each(grammar, grammar.rules.noun_outcomes["death"][0], whose, i))
    count = count_at(parse, i)[0]
    if count and len(made) == 1 and count_at(parse, made[0].value.patient)[0] is None:
        made[0].value.count = count  # "nine bodies of assailants"
    yield from made
    force = any(grammar.classes(a) & {"FORCE", "TROOPS"} for a in grammar.roles(verb).agents)
    sides = kind(grammar, i) | ({"FOUND"} if force else set())
    sides |= {"HOSTILE"} if force and _with_arms(grammar, i) else set()
    yield from () if whose else _unnamed(grammar, i, sides)  # "four rebel bodies"


def kind(grammar: Grammar, i: int) -> frozenset[str]:
    """Of which people a noun tells: "four rebel bodies", "31 civilian deaths"."""
    parse = grammar.parse
    beside = parse.dependents(i, "amod", "compound", "nmod")
    told = {OF_PEOPLE[parse.lower[k]] for k in beside if parse.lower[k] in OF_PEOPLE}
    return frozenset(c for k in beside for c in grammar.classes(k) & SIDED) | told


def _with_arms(grammar: Grammar, i: int) -> bool:
    """Whether bodies are found with the arms that they bore: "nine bodies, two rifles and a radio"."""
    return any("WEAPONS" in grammar.classes(k) or "GUNS" in grammar.classes(k) for k in grammar.conjuncts(i))


def _come_upon(grammar: Grammar, i: int) -> bool:
    """Whether bodies, or dead people, were found, counted, told of or lay there."""
    parse, verb, lemma = grammar.parse, grammar.parse.heads[i], grammar.parse.lemmas[grammar.parse.heads[i]]
    if parse.deps[i] in ("obl", "nmod"):  # "residents speak of 40 bodies", "came across two bodies"
        met = lemma in MEETING and grammar.prepositions(i) & {"across", "upon", "on"}
        return bool(met) or (lemma in TELLING and "of" in grammar.prepositions(i))
    if parse.deps[i] == "nsubj":
        came = lemma in ARRIVING and not parse.dependents(verb, "obj")
        return lemma in ("lie", "lay", "litter") or came
    if any(parse.lemmas[k] in COUNTING for k in parse.dependents(i, "acl")):
        return True  # "enemy side: nine bodies counted"
    return parse.deps[i] in ("obj", "nsubj:pass") and lemma in FINDING_BODIES


def dead_found(grammar: Grammar, i: int, rule: OutcomeRule) -> Iterator[Mention]:
    """ "96 dead militants had been counted", "took in 24 wounded soldiers"."""
    parse, head = grammar.parse, grammar.parse.heads[i]
    if count_at(parse, head)[0] is None or "the" in {parse.lower[k] for k in parse.kids[head]}:
        return
    hurt = rule.type == "wounded" and _cared_for(grammar, head)
    if hurt or (rule.type == "killed" and _come_upon(grammar, head)):
        made = suffered(grammar, rule, head, i, ())
        yield from () if made is None else (made,)


def _cared_for(grammar: Grammar, i: int) -> bool:
    """Whether people are brought in or treated: "the clinic took in ten", "ten are being treated"."""
    parse, verb = grammar.parse, grammar.parse.heads[i]
    if "since" in parse.lower[slice(*parse.sents[parse.sent_of[i]])]:
        return False  # "has treated 200 wounded people since January"
    passive = parse.deps[i] == "nsubj:pass" and parse.lemmas[verb] in TENDING
    return passive or (parse.deps[i] == "obj" and parse.lemmas[verb] in TAKING_IN)


def with_wounds(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "left his wife with shrapnel wounds", "two were taken to hospital with injuries", "five had burns"."""
    parse, head = grammar.parse, grammar.parse.heads[i]
    if parse.deps[i] == "obj" and parse.lemmas[head] in BEARING and not negated(parse, i):
        whose = parse.dependents(head, "nsubj")
        if not whose and parse.deps[head] == "xcomp":  # "leaving two others nursing wounds"
            whose = parse.dependents(parse.heads[head], "obj")
        yield from each(grammar, grammar.rules.noun_outcomes["injury"][0], whose, i)
        return
    if not {"with", "for"} & grammar.prepositions(i):
        return
    first = next((k for k in parse.dependents(i, "case") if parse.lower[k] == "with"), 0)
    if first and parse.pos[first - 1] == "NUM":  # "leaving 56 dead and 194 with injuries"
        whose = [first - 1]
    elif parse.pos[head] != "VERB":
        whose = [head]
    elif parse.lemmas[head] == "leave":
        whose = parse.dependents(head, "obj")
    elif parse.lemmas[head] in TENDING | RETURNING:
        roles = grammar.roles(head)
        whose = list(roles.patients or roles.agents)
        if parse.deps[head] == "xcomp" and parse.pos[head - 1] == "NUM":
            whose = [head - 1]  # "spoke of 20 admitted with gunshots"
    else:
        return
    yield from each(grammar, grammar.rules.noun_outcomes["injury"][0], whose, i)


def lodged(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "was flown to Gao with a bullet in the shoulder": wounded, and not who got away with bullets."""
    head = grammar.parse.heads[i]
    if "Number=Sing" in grammar.parse.morphs[i] and grammar.parse.dependents(head, "nsubj:pass"):
        yield from with_wounds(grammar, i)


def taken_to_safety(grammar: Grammar, verb: int) -> bool:
    """Whether people were "taken out" to be cared for: "by helicopter", "with injuries", "of the rubble"."""
    parse = grammar.parse
    if parse.lower[verb + 1 : verb + 3] == ["out", "of"] and not parse.dependents(verb, "obj"):
        return parse.lower[verb + 3] not in LEFT
    if "out" not in {parse.lower[k] for k in parse.kids[verb]}:
        return False
    for k in parse.dependents(verb, "obl", "obl:agent"):
        craft = parse.lemmas[k] in CARRIERS and not parse.dependents(k, "det", "nummod", "amod", "compound")
        left = "of" in grammar.prepositions(k) and parse.lemmas[k] not in LEFT
        if craft or left or parse.lemmas[k] in ILLS:
            return True
    return False


def otherwise(grammar: Grammar, phrase: tuple[str, ...], i: int) -> bool:
    """Whether a verb tells something else: "were driven off with heavy losses", "caught up with them"."""
    if phrase == ("catch",):
        within = grammar.roles(i).passive and bool(grammar.roles(i).after(WITHIN))
        return within or "up" in {grammar.parse.lower[k] for k in grammar.parse.kids[i]}
    if phrase == ("take", "out") and taken_to_safety(grammar, i):
        return True
    return phrase[-1] == "with" and grammar.roles(i).passive


def left_lying(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "Eight of the attackers were left lying among the terraces": dead."""
    parse, left = grammar.parse, grammar.parse.heads[i]
    if parse.deps[i] != "xcomp" or parse.lemmas[left] != "leave":
        return
    passive = parse.dependents(left, "aux:pass")
    whose = parse.dependents(left, "nsubj:pass") if passive else parse.dependents(left, "obj")
    whose = [k for k in whose if not grammar.object_class(k)]
    yield from each(grammar, grammar.rules.noun_outcomes["death"][0], whose, i)


def none_survived(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "Neither of the two men on board survived", "none of the four lived": as many died as there were."""
    parse = grammar.parse
    for k in parse.dependents(i, "nsubj"):
        whole = part_of(grammar, k) if parse.lower[k] in ("neither", "none") else None
        if whole is None and parse.lower[k] in ("neither", "none"):
            whole = next((n for n in parse.dependents(k, "nmod") if parse.pos[n] == "NUM"), None)
        told = [] if whole is None else parse.dependents(whole, "nummod") or [whole]
        count = count_at(parse, told[0])[0] if told else None
        if whole is not None and count:
            for made in each(grammar, grammar.rules.noun_outcomes["death"][0], [whole], i):
                made.value.count = count
                yield made


def taken_captive(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "12 were killed and five taken prisoner", where the parse has it that five prisoners were taken."""
    parse = grammar.parse
    if parse.deps[i - 1] == "amod" and parse.pos[i - 2] == "NUM" and parse.heads[i - 2] in (i, i - 1):
        fate = "abduction" if parse.lemmas[i] == "hostage" else "arrest"
        made = suffered(grammar, grammar.rules.noun_outcomes[fate][0], i - 2, i - 1, ())
        if made:
            yield made


def shot(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "shot an elderly couple", "were taken off a bus and shot", unless they were but hurt."""
    parse, told = grammar.parse, grammar.rules.verb_outcomes
    start, end = parse.sents[parse.sent_of[i]]
    fates = {
        rule.type
        for k in range(start, end)
        for phrase, (rule, _) in told.get(parse.lemmas[k], ())
        if k != i and grammar.verb_phrase(phrase, k)
    }
    words = parse.lower[start:end]
    hurt = "wounded" in fates or SPARED & {*words} or ("to", "hospital") in pairwise(words)
    if hurt or parse.lower[i + 1] in ("at", "down", "dead"):
        return
    roles = grammar.roles(i)
    whose = [c for k in parse.dependents(i, "obj") for c in grammar.conjuncts(k)]
    if not whose and (parse.dependents(i, "aux:pass") or (roles.passive and parse.deps[i] == "conj")):
        whose = roles.patients
    yield from each(grammar, grammar.rules.noun_outcomes["death"][0], whose, i)


def in_state(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "at least 15 people were in custody": captured; "a guard is in critical condition": wounded."""
    parse = grammar.parse
    noun, grave = STATES[parse.lower[i]]
    if not STATED_BY.get(parse.lower[i], {"in", "under"}) & grammar.prepositions(i) or (
        grave and not GRAVE & {parse.lower[k] for k in parse.kids[i]}
    ):
        return
    if parse.lower[i] == "hands" and not parse.dependents(i, "nmod:poss"):
        return
    up = parse.heads[i]
    joined = parse.deps[i] == "conj" and parse.pos[up] == "ADJ"  # "is alive and in custody"
    beside = joined or parse.lemmas[up] in ("be", "remain", "hold", "keep", "lie")
    subjects = parse.dependents(i, "nsubj", "nsubj:pass")
    subjects = subjects or (parse.dependents(up, "nsubj", "nsubj:pass") if beside else [])
    if parse.lower[i] == "hands":  # "90 rifles are in our hands"
        taken = grammar.rules.noun_outcomes["booty"][0]
        yield from each(grammar, taken, (k for k in subjects if "WEAPONS" in grammar.classes(k)), i)
    if parse.lower[i] in ("hospital", "treatment"):
        subjects = [k for k in subjects if _newly_hurt(grammar, k)]
    yield from each(grammar, grammar.rules.noun_outcomes[noun][0], subjects, i)


def tended(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "another 32 were being treated": hurt, but not where they are ill or hurt men told already."""
    parse = grammar.parse
    if not parse.dependents(i, "aux:pass"):
        return
    ills = [k for k in parse.dependents(i, "obl") if "for" in grammar.prepositions(k)]
    if any(parse.lemmas[k] not in ILLS for k in ills):
        return  # "treated for malaria"
    whose = [k for k in parse.dependents(i, "nsubj:pass") if _newly_hurt(grammar, k)]
    yield from each(grammar, grammar.rules.noun_outcomes["injury"][0], whose, i)


def driven_out(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "forcing 40 families out of two villages", "sent hundreds of families running"."""
    parse = grammar.parse
    for whom in parse.dependents(i, "obj"):
        head = grammar.content(whom)
        civil = "CIVILIAN" in grammar.classes(head) or parse.lemmas[head] in ("family", "people", "household")
        ends = [*parse.dependents(i, "obl", "xcomp"), *parse.dependents(head, "acl", "nmod")]
        away = any(parse.lemmas[k] in RUNNING or grammar.prepositions(k) & AWAY for k in ends)
        told = any(parse.lemmas[k] == "flee" for k in ends)  # which tells it
        if civil and away and not told and count_at(parse, whom)[0]:
            yield from each(grammar, grammar.rules.verb_outcomes["displace"][0][1][0], [whom], i)


def _newly_hurt(grammar: Grammar, i: int) -> bool:
    """Whether people in care are counted, are no foes, and not of those whom their sentence tells as hurt."""
    parse = grammar.parse
    words = {parse.lower[k] for k in (i, *parse.kids[i])}
    if count_at(parse, i)[0] is None or "the" in words or "HOSTILE" in grammar.classes(i):
        return False
    return bool(words & FURTHER) or not HURT.intersection(parse.lower[slice(*parse.sents[parse.sent_of[i]])])


def _unnamed(grammar: Grammar, i: int, further: frozenset[str] = frozenset()) -> Iterator[Mention]:
    """Those killed of whom a noun tells the number only: "31 lives", "nine bodies"."""
    count, first = count_at(grammar.parse, i)
    if count:
        owner = side_told(grammar, i)  # "137 lives on the side of the army"
        if owner is not None:
            further |= grammar.classes(owner) & (FALLEN | {"HOSTILE"})
        elif loyal_side(grammar, i):
            further |= FALLEN
        bare = frozenset() if further & SIDED else frozenset({"BARE"})
        told = Result("killed", "person", count, i, i, bare | further | {"PERSON"}, owner=owner)
        yield mention_of(grammar, told, first)
