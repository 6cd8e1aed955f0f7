"""A phrase that suffers what a word tells → the outcome, with its class and count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from eventx.extractors import hauls
from eventx.extractors.nearby import of_age
from eventx.extractors.owning import side_told
from eventx.extractors.pronouns import stands_for_a_force, stands_for_things
from eventx.extractors.sparing import burnt_out, spared
from eventx.extractors.sufferers import (
    FACTIONS,
    TAKING,
    Result,
    Sufferer,
    count_of,
    negated,
    owner_of,
    strangers,
    sufferer_of,
    told_as_things,
    unknown_things,
)
from eventx.extractors.wholes import counted_with
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.numbers import count_at
from eventx.records import Count
from eventx.rules import OutcomeRule
from eventx.syntax import Grammar
from eventx.wordclasses import REFLEXIVE

__all__ = ["Result", "each", "mention_of", "suffered"]

_WORDS = words("outcomes")
MEASURES, HOMES = _WORDS["measures"], _WORDS["homes"]
TAKEN, HARMED = frozenset({"seized", "captured"}), frozenset({"damaged", "destroyed"})
SUFFERED = frozenset({"killed", "wounded", "missing"})
UNNAMED = _WORDS["unnamed"]
PERSONS = frozenset({"he", "she", "him", "her"})
INNER = frozenset({"compound", "amod", "nmod", "flat", "obl"})
CRAFT = {"AIRCRAFT": "aircraft", "DRONE": "drone"}  # by their type: "two Su-24s"
PLACES = frozenset({"building", "camp", "position", "infrastructure", "territory", "hideout"})
STRONGHOLDS = frozenset({"camp", "position"})
CREW = frozenset({"crew", "crewman", "driver"})
SERVING = frozenset({"MILITARY", "POLICE", "SECURITY", "TROOPS", "COALITION", "MILITIA"})
PEOPLE = frozenset({"PERSON", "CAPTIVE", "HOSTILE", "TROOPS"})  # classes of those whom a fate befalls
SIGNS = _WORDS["signs"]
CUFFS = frozenset({"handcuffs", "cuffs", "handcuffed", "custody"})
DWELLERS = frozenset(
    {"resident", "villager", "family", "household", "inhabitant", "people", "local", "civilian"}
)
FOLK = frozenset({"people", "person"})
FATALLY = frozenset({"fatally", "mortally"})


def suffered(
    grammar: Grammar,
    rule: OutcomeRule,
    head: int,
    verb: int,
    agents: tuple[int, ...],
    *,
    owner: int | None = None,
) -> Mention | None:
    """An outcome suffered by the phrase headed by a token, if its class can suffer it."""
    parse = grammar.parse
    if parse.lower[head] in REFLEXIVE:
        if not agents:
            return None
        head = agents[0]
    if parse.lower[head] in MEASURES or _age(grammar, head):
        return None
    if paid := _sum_of(grammar, head):
        money = Result("seized", "money", paid[0], head, verb, frozenset({"THING"}), agents)
        return mention_of(grammar, money, paid[1]) if rule.type == "seized" else None
    if parse.lower[head] in ("more", "less", "fewer") and parse.lower[head + 1 : head + 2] == ["than"]:
        return None  # a part of a number that the parse left alone
    personal = bool(rule.classes & PEOPLE)
    if personal and parse.lower[head] == "it" and not stands_for_a_force(grammar, head):
        return None  # "found a cache and blew it up"
    if personal and stands_for_things(grammar, head, verb):
        return None  # "located ten mines, all of which were neutralised"
    who = sufferer_of(grammar, head, personal, agents)
    if not personal and (parse.lower[head] in PERSONS or _of_no_thing(grammar, who, rule)):
        return None
    _add_classes(grammar, rule, who, verb)
    if not who.classes & rule.classes and not (who.named and rule.classes & {"PERSON", "CAPTIVE"}):
        anybody = who.elliptic and "PERSON" in rule.classes
        if not (anybody and not who.thing and not told_as_things(grammar, who)):
            return None
        who.classes |= {"PERSON"}
    if rule.type == "captured" and who.elliptic and _of_things(grammar, who, verb):
        return None  # "burnt three vehicles and seized four others"
    if spared(grammar, rule, who, verb, agents):
        return None
    count, first = count_of(grammar, who)
    if _denied(grammar, verb):  # "there is no indication that civilians were harmed"
        count = Count(low=0, high=0, best=0)
    if not personal and count.high == 0:
        return None  # "no ship was hit" tells of nothing that was
    bodily = personal and (who.classes & {"PERSON", "FORCE", "NAME"} or who.named or not who.thing)
    cache = grammar.object_class(who.outer) == "weapons_cache" and "CACHE" not in who.classes
    who.thing = who.thing or next((thing for name, thing in CRAFT.items() if name in who.classes), None)
    other = "territory" if "TERRITORY" in who.classes else "vessel" if "VESSEL" in who.classes else "other"
    kind = "person" if bodily else "weapons_cache" if cache else who.thing or other
    lived_in = {"residential", "apartment"} & {parse.lower[k] for k in parse.kids[who.head]}
    shared = kind == "building" and parse.deps[who.head] == "conj"  # "houses and granaries"
    homes = HOMES & {parse.lemmas[who.head], parse.lemmas[parse.heads[who.head]] if shared else ""}
    if kind in ("building", "vehicle") and (lived_in or homes):
        who.classes |= {"HOME"}
    if owner is None and kind == "person":
        owner = owner_of(grammar, who, agents)
        if owner is None and rule.type in SUFFERED and (who.elliptic or parse.lemmas[who.head] in UNNAMED):
            owner = side_told(grammar, verb)
        _of_owner(grammar, who, owner)
    fate = _fate(grammar, rule, who, verb)
    if kind == "territory" and fate in HARMED:
        return None  # "hit the city"
    if kind == "territory" and fate in TAKEN:
        fate = "territory_gained"
    if kind == "person" and parse.lemmas[who.head] in FOLK:
        who.classes |= {"FOLK"}
    result = Result(fate, kind, count, who.head, verb, who.classes, agents, who.antecedent, owner)
    behind = parse.lower[who.head + 1 : who.head + 3]
    result.aboard = behind[:1] == ["aboard"] or behind == ["on", "board"] or parse.lemmas[who.head] in CREW
    return mention_of(grammar, result, first)


def _add_classes(grammar: Grammar, rule: OutcomeRule, who: Sufferer, verb: int) -> None:
    """Take a counted noun of no class for people or for things, by what befell it."""
    personal = bool(rule.classes & PEOPLE)
    if personal and not who.classes and strangers(grammar, who, verb):
        who.classes |= {"PERSON"}
    burnt = rule.type == "destroyed" and unknown_things(grammar, who, verb)  # "torched nine dredgers"
    if burnt or (not personal and who.classes & set(CRAFT)):  # "destroyed 41 of the 50 Shaheds"
        who.classes |= {"THING"}


def _of_no_thing(grammar: Grammar, who: Sufferer, rule: OutcomeRule) -> bool:
    """Whether a word is for no booty: "four men who fled", "most had been taken", of a camp told before."""
    place = who.elliptic and rule.type == "seized" and who.thing in PLACES
    return place or grammar.parse.lower[who.head] in ("who", "whom")


def _sum_of(grammar: Grammar, i: int) -> tuple[Count, int] | None:
    """The sum of money that a token is of, and where it begins: "N20 million in cash", "$400"."""
    if paid := hauls.sum_at(grammar, i):
        return paid
    if grammar.parse.pos[i] != "NUM" or not hauls.is_money(grammar, i):
        return None
    count, first = count_at(grammar.parse, i)
    return count or Count(), first


def _denied(grammar: Grammar, verb: int) -> bool:
    """Whether nothing tells that something happened: "no indication that civilians were harmed"."""
    parse, head = grammar.parse, grammar.parse.heads[verb]
    told = parse.deps[verb] in ("acl", "ccomp", "acl:relcl") and parse.lemmas[head] in SIGNS
    that = any(parse.lower[k] == "that" for k in parse.dependents(verb, "mark"))
    return told and that and negated(parse, head)


def _fate(grammar: Grammar, rule: OutcomeRule, who: Sufferer, verb: int) -> str:
    """What befell them, where words beside tell otherwise: "fatally wounded", "led off in handcuffs"."""
    parse = grammar.parse
    if rule.type == "wounded":
        fatal = FATALLY.intersection(parse.lower[k] for k in parse.kids[verb])
        dead = parse.lemmas[who.outer] in ("body", "corpse")  # "14 bodies were taken to hospital"
        return "killed" if fatal or dead else "wounded"
    moved = parse.lemmas[verb] == "evacuate" and parse.dependents(verb, "nsubj:pass")
    if moved and parse.lemmas[who.outer] in DWELLERS and not parse.dependents(verb, "obl:agent"):
        return "displaced"  # "500 residents had been evacuated"
    if rule.type == "territory_gained" and who.thing in STRONGHOLDS:
        return "seized"  # "overran a camp"
    if rule.type == "seized" and who.thing in ("vehicle", "vessel") and burnt_out(grammar, who):
        return "destroyed"
    held = rule.type == "abducted" and CUFFS.intersection(parse.lower[k] for k in parse.subtree(verb))
    return "captured" if held else rule.type


def _age(grammar: Grammar, i: int) -> bool:
    """Whether a bare number between commas is the age of the one told before it: "a man, 24, was held"."""
    parse = grammar.parse
    bare = parse.pos[i] == "NUM" and parse.lower[i].isdigit() and parse.words[i - 1] == ","
    if of_age(grammar, i):
        return True
    single = parse.pos[i - 2] in ("NOUN", "PROPN") and "Number=Sing" in parse.morphs[i - 2]
    return bare and single and 15 < int(parse.lower[i]) < 90 and parse.words[i + 1 : i + 2] in ([","], ["."])


def _of_things(grammar: Grammar, who: Sufferer, verb: int) -> bool:
    """Whether a number that is taken counts things told before it in its sentence, and no people."""
    parse = grammar.parse
    if parse.lemmas[verb] not in TAKING:
        return False
    for j in range(who.outer - 1, parse.sents[parse.sent_of[verb]][0] - 1, -1):
        if parse.pos[j] == "NOUN" and parse.deps[j] not in INNER and grammar.classes(j) & {"THING", "PERSON"}:
            return "PERSON" not in grammar.classes(j)
    return False


def _of_owner(grammar: Grammar, who: Sufferer, owner: int | None) -> None:
    """Give people of whom little is told the side of those whose they were: "four dead in its ranks"."""
    if owner is None:
        return
    either = "EITHER" in who.classes and "GROUP" not in grammar.classes(owner)
    crew = (either or grammar.parse.lemmas[who.head] in CREW) and bool(grammar.classes(owner) & SERVING)
    if (who.elliptic and not grammar.parse.dependents(who.outer, "nmod")) or crew:
        sides = grammar.classes(owner) & FACTIONS
        who.classes = (
            who.classes - FACTIONS | sides | {"PERSON" if "HOSTILE" in sides else "TROOPS", "PERSON"}
        )
        who.antecedent = None


def each(grammar: Grammar, rule: OutcomeRule, heads: Iterable[int], word: int) -> Iterator[Mention]:
    """What a word says of some phrases and those coordinated with them."""
    for head in heads:
        for conjunct in grammar.conjuncts(head):
            if counted_with(grammar, conjunct):
                continue
            made = suffered(grammar, rule, conjunct, word, ())
            if made:
                yield made


def ships_struck(grammar: Grammar, i: int) -> Iterator[Mention]:
    """Ships that were struck: "three missiles struck a bulk carrier"."""
    ships = [k for k in grammar.roles(i).patients if "VESSEL" in grammar.classes(grammar.content(k))]
    yield from each(grammar, grammar.rules.noun_outcomes["damage"][0], ships, i)


def mention_of(grammar: Grammar, result: Result, first: int) -> Mention:
    """A result with its words, from the first that tells its count to the end of who suffered it."""
    start, end = min(first, result.patient), max(grammar.tight(result.patient)[1], result.patient + 1)
    return Mention("outcome", start, end, result.verb, result, f"outcome-{result.type}")
