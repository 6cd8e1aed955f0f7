"""What comes after an act and is no part of where and when it was: the hurt are flown out, or die later."""

from __future__ import annotations

from collections.abc import Collection

from eventx.lexicon import words
from eventx.syntax import Grammar

CONVEYING, TREATING, DYING = (words("marking")[name] for name in ("conveying", "treating", "dying"))
WARDS, TENDING = words("outcomes")["wards"], words("outcomes")["tending"]
CARE = frozenset(
    {"hospital", "clinic", "infirmary", "dispensary", "treatment", "wound", "injury", "burn", "survivor"}
)
TENDED = frozenset({"treatment", "attention", "care", "guard"})
RECEIVING = frozenset({"receive", "get", "undergo"})
DELIVERING = frozenset({"hand", "entrust", "turn", "deliver"})
FLEEING = frozenset({"flee", "escape"})
QUESTIONED = frozenset({"questioning", "interrogation"})
AWAY = frozenset({"to", "toward", "towards", "into", "across"})
LED_OFF = frozenset({"HOSTILE", "CIVILIAN"})  # who, taken somewhere, does not go there to fight
STAYING = frozenset({"in", "near", "at", "off", "from", "outside"})
ARMED = frozenset({"FORCE", "MILITARY", "AIRCRAFT"})  # who "treats" targets
BODIES = frozenset({"body", "corpse", "remains", "coffin", "remain"})
HURT = frozenset({"wounded", "injured", "hurt"})


def tells(grammar: Grammar, i: int, acts: Collection[int] = ()) -> bool:
    """Whether a place or date is of what befell people later: "was flown to Gao", "fled to Pemba".

    Not so what hangs by an act (its token) below the verb: "was flown out after the assault on Nyabiondo".
    """
    parse, below, before = grammar.parse, i, _before(grammar, i)
    if any(_treats(grammar, ward) for ward in {i, parse.heads[i], before}):
        return True
    for up in parse.ancestors(i):
        if parse.pos[up] == "VERB":
            break
        if up in acts:
            return parse.lemmas[up] in WARDS  # "four more are in hospital in Musayyib"
        if parse.lemmas[up] in QUESTIONED:
            return True  # "were taken in for questioning at the camp"
        below = up
    else:
        return False
    if parse.pos[before] == "VERB" and parse.heads[before] == up and parse.deps[before] == "conj":
        up = before  # "were wounded and evacuated to Gao"
    lemma = parse.lemmas[up]
    if lemma in DELIVERING and "to" in grammar.prepositions(below) and grammar.roles(up).passive:
        return True  # "were handed over to the gendarmerie in Nara"
    if lemma in FLEEING and up not in acts and grammar.prepositions(below) & AWAY:
        return True
    if lemma in RECEIVING and any(parse.lemmas[k] in TENDED for k in parse.dependents(up, "obj")):
        return True  # "is receiving medical attention at Baga Sola"
    if lemma in CONVEYING and not parse.dependents(up, "obj", "compound:prt"):  # not "took control of"
        passive = bool(parse.dependents(up, "aux:pass", "nsubj:pass")) or parse.deps[up] in ("acl", "conj")
        away = any("to" in grammar.prepositions(k) for k in parse.dependents(up, "obl"))
        led_off = away and any(grammar.classes(k) & LED_OFF for k in grammar.roles(up).patients)
        return passive and (
            led_off or ((away or not grammar.prepositions(below) & STAYING) and _hurt(grammar, up))
        )
    doers, passive = grammar.subject(up)
    armed = not passive and any(grammar.classes(k) & ARMED for k in doers)
    return (lemma in TREATING and not armed) or (lemma in DYING and _in_care(grammar, up))


def _before(grammar: Grammar, i: int) -> int:
    """The token before a place and its preposition."""
    parse = grammar.parse
    return max(min([i, *parse.dependents(i, "case", "det", "compound", "amod")]) - 1, 0)


def _treats(grammar: Grammar, ward: int) -> bool:
    """Whether a noun is where the hurt are treated: "flown to a hospital in Morelia".

    So it is in "received treatment at a hospital", not in "bombed a clinic".
    """
    parse = grammar.parse
    if parse.lower[ward] not in WARDS and parse.lemmas[ward] not in WARDS:
        return False
    verb = parse.heads[ward]
    if parse.lemmas[verb] in TENDING | CONVEYING | DYING | TENDED:
        return True
    passed = any(parse.lower[k] == "away" for k in parse.dependents(verb, "advmod", "compound:prt"))
    cares = (verb, *parse.dependents(verb, "obj"))
    return (parse.lemmas[verb] == "pass" and passed) or any(
        parse.lemmas[k] in CARE | {"condition"} for k in cares if k != ward
    )


def conveyed(grammar: Grammar, verb: int) -> bool:
    """Whether a verb tells that the hurt are taken away: "he was injured and airlifted to Jagdalpur"."""
    parse, first = grammar.parse, grammar.parse.heads[verb]
    if parse.lemmas[verb] not in CONVEYING:
        return False
    joined = parse.deps[verb] == "conj" and first < verb
    who = [verb, *([first] if joined else []), *grammar.roles(verb).patients]
    return any(parse.lower[i] in HURT or HURT & {parse.lower[k] for k in parse.kids[i]} for i in who)


def _in_care(grammar: Grammar, verb: int) -> bool:
    """Whether somebody wounded died, of wounds, or where wounds are treated."""
    parse = grammar.parse
    if parse.lemmas[verb] == "succumb":
        return True
    if parse.deps[verb] == "acl:relcl" and parse.lemmas[parse.heads[verb]] in CARE:
        return True  # "were taken to hospital, where one of them died on Tuesday"
    below = parse.subtree(verb)
    wards = (
        k for k in below if parse.pos[k] in ("NOUN", "PROPN") and {parse.lower[k], parse.lemmas[k]} & CARE
    )
    return any(wards) or any(k < verb and parse.lower[k] in HURT for k in below)


def _hurt(grammar: Grammar, verb: int) -> bool:
    """Whether those who are taken somewhere were hurt: the sentence or the one before tells wounded.

    So are the dead: "his body was flown to Callao".
    """
    parse = grammar.parse
    if any(parse.lemmas[k] in BODIES for k in grammar.roles(verb).patients):
        return True
    sentence = parse.sent_of[verb]
    low, high = parse.sents[max(0, sentence - 1)][0], parse.sents[sentence][1]
    told = grammar.rules.verb_outcomes
    return any(
        parse.lower[k] in grammar.rules.adjective_outcomes
        or (parse.pos[k] == "NOUN" and parse.lemmas[k] in CARE)
        or any(
            rule.type == "wounded" and grammar.verb_phrase(phrase, k)
            for phrase, (rule, _) in told.get(parse.lemmas[k], ())
        )
        for k in range(low, high)
    )
