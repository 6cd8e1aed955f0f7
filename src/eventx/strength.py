"""What a force brings: its number, and the arms, vehicles and aircraft that it uses, as written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from eventx.lexicon import words
from eventx.mentions import Mention, Trigger
from eventx.numbers import count_at
from eventx.phrases import QUANTITY_NOUNS
from eventx.records import Count, Kind
from eventx.syntax import Grammar

_WORDS = words("strength")
FORMATIONS, ARMS, MODELS = _WORDS["formations"], _WORDS["arms"], _WORDS["models"]
BEARING, USING, MOUNTS = _WORDS["bearing"], _WORDS["using"], _WORDS["mounts"]
ARMED = frozenset(
    {"AIRCRAFT", "DRONE", "GUNS", "PROJECTILE", "WARSHIP", "BOMB", "WEAPON", "AMMUNITION", "EXPLOSIVE",
     "VEHICLE", "VESSEL"}
)  # fmt: skip
CARRYING = frozenset({"AIRCRAFT", "DRONE", "GUNS", "WARSHIP", "VEHICLE", "VESSEL"})  # that one fires from
MEANS = frozenset({"AIRCRAFT", "DRONE", "GUNS", "WARSHIP"})
MODEL = re.compile(r"[A-Z]{1,4}[a-z]{0,3}[-‑]?\d{1,4}\w{0,3}$")
ORGANISED = frozenset({"component", "force", "aviation", "power", "team", "unit"})  # "the air component"
LISTED = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "CCONJ", "PUNCT", "SYM", "X"})


GENERAL = frozenset(
    {
        "attack",
        "strike",
        "hit",
        "target",
        "pound",
        "assault",
        "engage",
        "kill",
        "destroy",
        "damage",
        "blow",
        "wreck",
        "sink",
        "wound",
        "injure",
        "hammer",
        "batter",
        "level",
        "flatten",
        "disable",
        "eliminate",
        "neutralise",
        "neutralize",
    }
)
BY_ARMS: tuple[tuple[str, Kind], ...] = (  # kinds by the arms that an act is done with, in the guide's order
    ("AIR_BOMB", "airstrike"), ("AIRCRAFT", "airstrike"), ("DRONE", "drone_strike"),
    ("PROJECTILE", "bombardment"), ("GUNS", "bombardment"), ("BOMB", "bombing"),
)  # fmt: skip
BESIDE = frozenset({"along", "together"})
GROUNDS = frozenset({"AREA", "PLACE", "TERRITORY", "BUILDING", "INFRASTRUCTURE", "POSITION", "CAMP"})


# -- number -------------------------------------------------------------------------------------------


def size_of(grammar: Grammar, root: int) -> Count | None:
    """How many people a force's own phrase counts: "some 300 troops", "50 members of the Maute group".

    None where nothing is counted, for formations ("two battalions") and for machines.
    """
    parse = grammar.parse
    if parse.deps[root] in ("compound", "amod", "nmod:poss") or grammar.classes(root) & MEANS:
        return None
    head = parse.heads[root]
    if parse.deps[root] == "nmod" and "of" in grammar.prepositions(root):  # "members of", "a force of"
        people = parse.lemmas[head] in QUANTITY_NOUNS | FORMATIONS or "PERSON" in grammar.classes(head)
        told = count_at(parse, head)[0] if people and parse.lemmas[head] not in FORMATIONS else None
        told = told or (_strong(grammar, head) if people else None)
        if told is not None and _many(told):
            return told
    if parse.lemmas[root] in FORMATIONS:
        return _strong(grammar, root)
    told = count_at(parse, root)[0]
    return told if told is not None and _many(told) else None


def _many(count: Count) -> bool:
    """Whether a count may be of more than one."""
    return count.high is None or count.high > 1


def _strong(grammar: Grammar, head: int) -> Count | None:
    """ "a 70-strong force": the number that an adjective of strength holds."""
    parse = grammar.parse
    for k in range(max(0, head - 6), head):
        if (
            parse.lower[k] == "strong"
            and parse.lower[k - 1] in ("-", "‑")
            and parse.words[k - 2][:1].isdigit()
        ):
            number = parse.words[k - 2].replace(",", "")
            if number.isdigit():
                many = int(number)
                return Count(low=many, high=many, best=many, text=parse.text(k - 2, k + 1))
    return None


# -- arms ---------------------------------------------------------------------------------------------


def is_arm(grammar: Grammar, i: int) -> bool:
    """Whether a noun names a weapon, a vehicle or another thing of force."""
    parse = grammar.parse
    if parse.pos[i] not in ("NOUN", "PROPN", "X", "ADJ"):
        return False
    classes = grammar.classes(i)
    if classes & {"ACTOR", "PLACE", "ACT"} or parse.lemmas[i] in ORGANISED:
        return False
    if classes & ARMED or parse.lemmas[i] in ARMS:
        return True
    return parse.pos[i] != "ADJ" and (parse.lower[i] in MODELS or bool(MODEL.match(parse.words[i])))


def arms_of(grammar: Grammar, mention: Mention) -> list[str]:
    """The arms that a force's own phrase tells: itself ("Su-25 aircraft") and what it is armed with."""
    parse, root = grammar.parse, mention.root
    classes = grammar.classes(root)
    machine = classes & MEANS and "ACTOR" not in classes and parse.lemmas[root] not in ORGANISED
    own = [parse.text(mention.start, mention.end)] if machine else []
    return own + [parse.text(*grammar.tight(i)) for i in borne_by(grammar, mention)]


def borne_by(grammar: Grammar, mention: Mention) -> list[int]:
    """Heads of the arms told right behind a force: "gunmen armed with rifles and a rocket launcher"."""
    parse = grammar.parse
    end = parse.sents[parse.sent_of[mention.root]][1]
    found: list[int] = []
    k = mention.end
    while k < end and (parse.lower[k] in BEARING or parse.lower[k] == ","):
        start = k
        while start < end and (parse.lower[start] in BEARING or parse.lower[start] in (",", "by")):
            start += 1
        listed = [i for i in _listed(grammar, start, end) if _borne(grammar, i, parse.lower[start - 1])]
        found += listed
        if not listed:
            break
        k = listed[-1] + 1
    return found


def _borne(grammar: Grammar, i: int, preposition: str) -> bool:
    """Whether an arm stands behind a word that fits it: one rides "on" a motorcycle, "in" a vehicle."""
    if preposition in ("in", "aboard"):
        return bool(grammar.classes(i) & CARRYING)
    return preposition != "on" or grammar.parse.lemmas[i] in MOUNTS


def _listed(grammar: Grammar, start: int, end: int) -> Iterator[int]:
    """Heads of the arms of a list that begins at a token, whatever the parse made of it."""
    parse = grammar.parse
    for i in range(start, min(end, start + 16)):
        glued = parse.deps[i] in ("amod", "compound") or parse.words[i - 1] in ("-", "‑")  # rocket-propelled
        if not (parse.pos[i] in LISTED or glued) or (i > start and parse.lower[i] in (";", ":", ")")):
            return
        inner = i + 1 < end and parse.pos[i + 1] in ("NOUN", "PROPN") and parse.heads[i] == i + 1
        inner = inner or (i + 2 < end and parse.lower[i + 1] in ("-", "‑"))
        if parse.pos[i] in ("NOUN", "PROPN") and not inner:
            if not is_arm(grammar, i):
                return
            yield i


def arms_used(grammar: Grammar, triggers: Iterable[Trigger]) -> list[int]:
    """Heads of the arms with which an act is done: "fired a missile", "struck with drones", "using"."""
    parse = grammar.parse
    found: dict[int, None] = {}
    for trigger in triggers:
        roles = grammar.roles(trigger.root)
        verbs = list(dict.fromkeys((trigger.root, *roles.verbs)))
        for verb in verbs:
            if parse.lemmas[verb] in USING and parse.pos[verb] == "VERB":
                found |= dict.fromkeys(
                    i for i in roles.patients if trigger.root == verb and is_arm(grammar, i)
                )
        for preposition, i in roles.obliques:
            fits = preposition in ("with", "using") or (
                preposition in ("from", "by", "aboard") and grammar.classes(i) & (CARRYING | {"WEAPON"})
            )
            if fits and is_arm(grammar, i) and not _told_along(grammar, i):
                found |= dict.fromkeys(k for k in grammar.conjuncts(i) if is_arm(grammar, k))
        beside = [
            k for p in roles.patients if grammar.classes(p) & GROUNDS for k in parse.dependents(p, "nmod")
        ]
        for k in beside:  # "struck the airfield with missiles", whatever the parse hangs them by
            if grammar.prepositions(k) & {"with", "using"}:
                found |= dict.fromkeys(c for c in grammar.conjuncts(k) if is_arm(grammar, c))
        if parse.pos[trigger.root] in ("NOUN", "PROPN"):
            found |= dict.fromkeys(i for i in roles.modifiers if is_arm(grammar, i))
        found |= dict.fromkeys(_with_verb(grammar, grammar.clause(trigger.root)))
    return list(found)


def _told_along(grammar: Grammar, i: int) -> bool:
    """Whether arms are told beside what an act is done to: "destroyed the dugout along with two bombs"."""
    parse = grammar.parse
    before = parse.dependents(i, "case")
    return any(parse.lower[k] in BESIDE or parse.lower[k - 1] in BESIDE for k in before)


def _with_verb(grammar: Grammar, verb: int) -> Iterator[int]:
    """Arms that a verb beside the act's uses: "using Grad rockets, gunners hit"."""
    parse = grammar.parse
    for k in (*parse.dependents(verb, "advcl", "acl", "xcomp"), parse.heads[verb]):
        if parse.lemmas[k] in ("use", "fire", "drop", "launch", "employ", "fly", "utilise", "utilize"):
            for i in parse.dependents(k, "obj"):
                yield from (c for c in grammar.conjuncts(i) if is_arm(grammar, c))


def kinds_by_arms(grammar: Grammar, triggers: Iterable[Trigger]) -> list[Kind]:
    """What acts are by the arms they are told with: "struck the airfield with missiles and drones".

    None where a general word does not tell them, or arms of a fight hand to hand are told too.
    """
    general = [
        t
        for t in triggers
        if (grammar.parse.lemmas[t.root] in GENERAL and t.kind in ("attack", "result"))
        or t.found_by in ("strike-noun", "bomb-verb")
    ]
    used = arms_used(grammar, general)
    classes = [grammar.classes(i) for i in used]
    kinds = [[kind for name, kind in BY_ARMS if name in told] for told in classes]
    if not all(kinds) or any(grammar.parse.lemmas[i] == "tank" for i in used):
        return []
    ranked = list(dict.fromkeys(kind for _, kind in BY_ARMS))
    return sorted({told[0] for told in kinds}, key=ranked.index)
