"""What a rule tells but did not befall those whom it names: denied, meant otherwise, or no news."""

from __future__ import annotations

from itertools import pairwise

from eventx.attempts import attempt_of
from eventx.dayphrases import MONTH_NAMES
from eventx.extractors.sufferers import Sufferer, count_of, members_of
from eventx.lexicon import words
from eventx.numbers import count_at
from eventx.records import Count
from eventx.rules import OutcomeRule
from eventx.syntax import Grammar

WARDS = words("outcomes")["wards"]
HOMES = words("outcomes")["homes"] | {"village", "town", "area"}
PERSONAL_FATES = frozenset({"captured", "surrendered"})
PERSONAL = frozenset(
    {"killed", "wounded", "captured", "freed", "abducted", "surrendered", "displaced", "missing"}
)
WAR = 100_000  # people who fled, from which on a war drove them out, and no single act
AWAY = frozenset({"off", "back", "out", "up", "onto"})  # "held off", "held out", "held up"
STRUCK_BY = frozenset({"into", "onto"})  # what drones crash into
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
SAFELY = frozenset(
    {"safely", "controlled", "place", "situ", "control", "harmlessly", "engineers", "experts", "sappers"}
)
SOLDIERS = frozenset({"TROOPS", "MILITARY", "AIRCRAFT"})
HURT = frozenset({"dead", "wounded", "injured", "fallen", "casualties", "slain"})
COMRADES = frozenset({"companion", "comrade", "colleague", "body", "corpse"})
STAFF = frozenset({"staff", "employee", "patient", "personnel"})
WRECKED = frozenset({"abandoned", "burned", "burnt", "burned-out", "burnt-out", "charred", "gutted"})
UNDER = frozenset({"under", "beneath", "underneath", "below"})  # rubble, that may be dug away
UNLIKELY = frozenset({"one", "most", "some", "all", "they", "many", "it"})  # to fall in battle
CEDED = frozenset({"PLACE", "GROUND", "POSITION"})
FLEEING = frozenset({"flee", "seek", "take", "leave", "abandon", "desert", "quit", "cross"})
MOVING = frozenset({"leave", "cross"})
OPEN = 8  # tokens from "how many" to the verb
UNTOLD = frozenset({"not", "n't", "unclear", "unknown", "no", "without", "never", "uncertain"})
TENDED = frozenset({"take", "move", "bring", "transfer", "admit", "fly", "airlift", "escort"})
HARM = frozenset({"injury", "wound", "burn", "gunshot", "condition"})
RELEASED = frozenset({"rescued", "freed", "released", "liberated"})
OBTAINING = frozenset({"secure", "win", "obtain", "negotiate"})
CROWD = 50  # people who left, from which on they were driven out


def spared(grammar: Grammar, rule: OutcomeRule, who: Sufferer, verb: int, agents: tuple[int, ...]) -> bool:
    """Whether what a rule tells did not befall these: a unit is not killed, nor whom a verb denies."""
    parse = grammar.parse
    if "PERSON" in rule.classes and not who.classes & {"PERSON"}:
        if who.classes & {"AIRCRAFT", "DRONE", "WARSHIP", "GUNS"}:
            return True
        unit = who.classes & {"MILITARY", "POLICE", "SECURITY", "COALITION", "GROUP"}
        counted = count_at(parse, who.outer)[0]  # "seven Taliban", "19 members of the group"
        men = who.classes & {"TROOPS", "HOSTILE", "ACTOR"}
        if who.classes & {"MILITARY", "SECURITY", "GROUP"} and not men and counted and counted.high == 1:
            counted = members_of(grammar, who.outer)[0]  # "a gang of eight", not "blew up a convoy"
        if unit and not counted and parse.lower[who.head] not in ("troops", "police", "forces"):
            return True
    if parse.lemmas[verb] == "claim" and not agents:
        return True  # "they attacked the post, an official claimed"
    if rule.type == "seized" and parse.lemmas[verb] == "overrun" and count_of(grammar, who)[0].text is None:
        return True  # "overran a post"
    falling = parse.lemmas[verb] == "fall" and rule.type == "killed"
    if falling and (parse.lower[verb + 1] in FALLING or parse.lower[who.head] in UNLIKELY):
        return True  # "one fell into the sea", "most fell in open ground"
    if rule.type == "destroyed" and who.thing == "vehicle" and "BOMB" in who.classes:
        # the car that was the bomb, but for one that soldiers blow up
        stopped = parse.lemmas[verb] == "destroy" and (count_of(grammar, who)[0].best or 0) > 1
        return not stopped and not any(grammar.classes(a) & SOLDIERS for a in agents)
    if (
        _no_news(grammar, rule, who, verb)
        or _elsewhere(grammar, rule, verb)
        or _flew_into(grammar, who, verb)
    ):
        return True
    if any(parse.lower[k] == "will" for k in parse.dependents(verb, "aux")):
        return True  # "most of whom will be released"
    if rule.type == "seized" and parse.lower[who.head] == "bullet":
        return True  # "took a bullet in the thigh"
    if rule.type == "neutralised" and parse.lemmas[verb] == "treat" and who.elliptic:
        return True  # "eleven others are being treated"
    if rule.type == "damaged" and (who.elliptic or who.thing == "explosive"):  # who hits a mine harms it not
        return True
    up = parse.lemmas[verb] == "take" and parse.lower[verb + 1 : verb + 2] == ["up"]
    if up and rule.type in ("seized", "territory_gained"):
        return True  # arms, or positions, to fight
    begun = parse.deps[verb] == "xcomp" and parse.lemmas[parse.heads[verb]] in BEGINNING
    if rule.type == "territory_gained" and begun:
        return True  # "continued clearing the town"
    if attempt_of(grammar, verb) is not None:
        return True  # "tried to take the town"
    if rule.type == "killed" and parse.lemmas[verb] == "wipe" and count_of(grammar, who)[0].text is None:
        return True  # "the militants have been wiped out"
    denied = "not" in {parse.lower[k] for k in parse.kids[verb]} and parse.lemmas[verb] != "survive"
    if rule.type in PERSONAL and (denied or _left_open(grammar, verb)):
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
    if rule.type == "abducted" and rule.patient == ("take",):  # but for those whom armed men take
        armed = any(grammar.classes(grammar.content(a)) & {"HOSTILE", "HOSTILES"} for a in agents)
        return who.elliptic or not armed  # "has taken nine of its townships"
    if rule.type == "captured" and parse.lemmas[verb] == "intercept" and not _stopped(grammar, verb, agents):
        return True
    if rule.type == "freed" and parse.lemmas[verb] == "evacuate" and _own_people(grammar, who):
        return True
    if rule.type == "displaced" and ((count_at(parse, who.outer)[0] or Count()).low or 0) >= WAR:
        return True
    if rule.type == "displaced" and _for_months(grammar, verb):
        return True
    if rule.type == "displaced" and parse.lemmas[verb] in FLEEING:  # gunmen do, and "residents fled"
        counted = count_at(parse, who.outer)[0] or count_at(parse, who.head)[0]
        left = {parse.lemmas[k] for k in parse.dependents(verb, "obj")} & HOMES
        civil = "CIVILIAN" in who.classes or parse.lemmas[who.head] in ("people", "person") or left
        few = parse.lemmas[verb] in MOVING and counted is not None and (counted.low or 0) < CROWD
        armed = bool(who.classes & (SOLDIERS | {"HOSTILE"}))
        many = counted is not None and counted.high != 1 and (counted.low or 0) < WAR
        return not many or few or armed or not civil
    doers = agents or tuple(grammar.roles(verb).agents)
    attackers = any(grammar.classes(a) & {"HOSTILE", "GROUP"} for a in doers)
    safely = any(parse.lower[k] in SAFELY for k in parse.subtree(verb))
    soldiers = any(grammar.classes(grammar.content(a)) & (SOLDIERS | {"FORCE"}) for a in doers)
    disposed = not attackers and (safely or soldiers or parse.deps[verb].startswith(("acl", "conj")))
    return rule.type == "neutralised" and parse.lemmas[verb] == "detonate" and not disposed


def _left_open(grammar: Grammar, verb: int) -> bool:
    """Whether it is not told if or how many suffered: "did not say whether soldiers had been killed"."""
    parse = grammar.parse
    if parse.deps[verb] not in ("ccomp", "advcl", "csubj", "csubj:pass", "conj"):
        return False
    start = parse.sents[parse.sent_of[verb]][0]
    near = parse.lower[max(start, verb - OPEN) : verb]
    many = ("how", "many") in pairwise(near)
    asked = many or any(parse.lower[k] == "whether" for k in parse.dependents(verb, "mark"))
    up = parse.heads[verb]
    return asked and bool(UNTOLD.intersection(parse.lower[k] for k in (up, *parse.kids[up])))


def _flew_into(grammar: Grammar, who: Sufferer, verb: int) -> bool:
    """Whether a missile smashes into a house: it is not destroyed itself."""
    into = grammar.parse.lower[verb + 1 : verb + 2] == ["into"]
    return into and grammar.parse.lemmas[verb] == "smash" and who.thing in ("weapon", "ammunition", "drone")


def _own_people(grammar: Grammar, who: Sufferer) -> bool:
    """Whether those who are evacuated are soldiers, the hurt, or staff: one's own."""
    parse = grammar.parse
    hurt = any(parse.lower[k] in HURT for k in parse.kids[who.head])
    return bool(who.classes & {"TROOPS", "FORCE"}) or hurt or parse.lemmas[who.head] in STAFF


def _elsewhere(grammar: Grammar, rule: OutcomeRule, verb: int) -> bool:
    """Whether people were led away, or gave up ground: "taken out of the city", "gave up the town"."""
    parse, lemma = grammar.parse, grammar.parse.lemmas[verb]
    if lemma == "take" and rule.type == "killed":
        return parse.lower[verb + 1 : verb + 3] == ["out", "of"]
    ceded = (k for k in parse.dependents(verb, "obj") if grammar.classes(k) & CEDED)
    return lemma in ("give", "yield") and rule.type == "surrendered" and any(ceded)


def _for_months(grammar: Grammar, verb: int) -> bool:
    """Whether what is told went on since a month or a year: "have fled since fighting resumed in June"."""
    parse = grammar.parse
    for since in (k for k in parse.subtree(verb) if k > verb and parse.lower[k] == "since"):
        for k in range(since + 1, parse.sents[parse.sent_of[verb]][1]):
            day = any(word[:1].isdigit() and len(word) < 3 for word in parse.words[k - 1 : k + 2])
            year = parse.words[k].isdigit() and len(parse.words[k]) == 4
            if year or (parse.words[k].istitle() and parse.lower[k] in MONTH_NAMES and not day):
                return True
    return False


def _no_news(grammar: Grammar, rule: OutcomeRule, who: Sufferer, verb: int) -> bool:
    """Whether words tell of no one: "a word for those killed", "how many died", "nobody was arrested"."""
    parse, word = grammar.parse, grammar.parse.lower[who.head]
    if word == "those" and "for" in grammar.prepositions(who.head) and who.head in parse.ancestors(verb):
        return True
    if "any" in {parse.lower[k] for k in parse.dependents(who.outer, "det")}:
        return True  # "denied that any civilian was harmed"
    if word in ("many", "much") and parse.lower[who.head - 1] == "how":
        return True
    if rule.type == "freed" and parse.lower[verb] == "freedom":
        return parse.lemmas[parse.heads[verb]] not in OBTAINING  # "fought for the freedom of the people"
    if word == "it" and rule.type == "captured":
        return True  # "after the army had recaptured it"
    lemma = parse.lemmas[verb]
    if lemma == "claim" and parse.pos[who.head] in ("PRON", "DET"):
        return True  # attacks: "IS has claimed both"
    if rule.type == "seized" and parse.deps[verb] == "acl" and parse.lower[parse.heads[verb]] == "those":
        return True  # "some of those taken had come with rocket launchers"
    if lemma == "fall" and who.elliptic and who.antecedent is None:
        return True  # "one, which fell in the desert"
    if lemma in ("catch", "turn") and parse.lower[verb + 1] == "up" and rule.type in PERSONAL_FATES:
        return True  # "caught up with the rebels", "turned up in Gao"
    if _looked_after(grammar, rule, who, verb) or _not_taken(grammar, rule, who, verb):
        return True
    if lemma == "bury" and _at_rest(grammar, who, verb):
        return True
    if lemma == "dispatch" and "HOSTILE" not in who.classes:
        return True  # troops are sent
    if lemma == "take" and rule.type == "abducted" and parse.deps[verb].startswith("acl"):
        return True  # "those taken away"
    if rule.type in ("abducted", "captured") and lemma in ("carry", "drag") and _own_hurt(grammar, who):
        return True  # "carried off their wounded companions"
    part = (
        parse.lower[who.head + 1 : who.head + 3] == ["of", "them"] and parse.deps[who.outer] != "nsubj:pass"
    )
    if rule.type == "seized" and who.elliptic and part:
        return True  # "recovered 13 bodies, five of them of children"
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


def _looked_after(grammar: Grammar, rule: OutcomeRule, who: Sufferer, verb: int) -> bool:
    """Whether captives who came free are seen by doctors: "all the hostages were taken to a hospital"."""
    parse = grammar.parse
    if parse.lemmas[verb] not in TENDED:
        return False
    words = {parse.lower[k] for i in {who.head, who.outer} for k in parse.subtree(i)}
    held = "CAPTIVE" in who.classes or bool(words & RELEASED)
    if rule.type in ("abducted", "captured"):
        return held and any(parse.lemmas[k] in WARDS for k in grammar.roles(verb).after({"to"}))
    return rule.type == "wounded" and held and HARM.isdisjoint(parse.lemmas[k] for k in parse.subtree(verb))


def _not_taken(grammar: Grammar, rule: OutcomeRule, who: Sufferer, verb: int) -> bool:
    """Whether what is told as found was left behind, or finds itself: "a drone had found and destroyed"."""
    parse = grammar.parse
    if rule.type != "seized":
        return False
    left = any(parse.lower[k] in WRECKED for k in parse.subtree(who.outer))  # or "a burned-out car"
    if left and who.thing in ("vehicle", "vessel"):
        return not burnt_out(grammar, who)  # "found one of the trucks abandoned"
    helped = {parse.lemmas[k] for k in parse.dependents(verb, "aux")}
    acting = parse.deps[who.outer] == "nsubj" and parse.heads[who.outer] == verb and "have" in helped
    return acting and not parse.dependents(verb, "aux:pass")


def burnt_out(grammar: Grammar, who: Sufferer) -> bool:
    """Whether several are found as wrecks: "four burned vehicles were found" were destroyed."""
    parse = grammar.parse
    wrecks = any(parse.lower[k] in WRECKED - {"abandoned"} for k in parse.dependents(who.head, "amod"))
    return wrecks and ((count_at(parse, who.outer)[0] or Count()).low or 0) > 1


def _own_hurt(grammar: Grammar, who: Sufferer) -> bool:
    """Whether those who are carried off are told as dead, hurt or comrades: their own bear them away."""
    parse = grammar.parse
    words = {parse.lower[k] for i in {who.head, who.outer} for k in (i, *parse.kids[i])}
    return bool(words & HURT) or parse.lemmas[who.head] in COMRADES


def _at_rest(grammar: Grammar, who: Sufferer, verb: int) -> bool:
    """Whether the buried are told before or may live: "the ten were buried", "buried under the rubble"."""
    parse = grammar.parse
    known = {"the", "their", "his", "its"} & {parse.lower[k] for k in parse.kids[who.outer]}
    return bool(known) or count_at(parse, who.outer)[0] is None or bool(grammar.roles(verb).after(UNDER))


def _kept(grammar: Grammar, who: Sufferer, verb: int) -> bool:
    """Whether people are held since long: "10,000 detainees are held", "the six held in Belgium"."""
    parse = grammar.parse
    aux = [parse.lower[k] for k in parse.dependents(verb, "aux", "aux:pass")]
    lasting = aux[-1:] in (["is"], ["are"]) and parse.lower[verb] == "held"
    known = "the" in {parse.lower[k] for k in parse.kids[who.outer]}
    foes = any(grammar.classes(a) & {"HOSTILE", "HOSTILES"} for a in grammar.roles(verb).agents)
    long = foes and "for" in {w for k in parse.dependents(verb, "obl") for w in grammar.prepositions(k)}
    return lasting or known or long or "CAPTIVE" in who.classes or parse.deps[verb].startswith("acl")


def _stopped(grammar: Grammar, verb: int, agents: tuple[int, ...]) -> bool:
    """Whether a force takes those whom it intercepts: none of them is killed further on."""
    parse, told = grammar.parse, grammar.rules.verb_outcomes
    doers = agents or tuple(grammar.roles(verb).agents)
    if not any(grammar.classes(grammar.content(a)) & {"FORCE", "TROOPS"} for a in doers):
        return False
    behind = range(verb + 1, parse.sents[parse.sent_of[verb]][1])
    fates = (
        rule.type
        for k in behind
        for phrase, (rule, _) in told.get(parse.lemmas[k], ())
        if grammar.verb_phrase(phrase, k)
    )
    return "killed" not in fates
