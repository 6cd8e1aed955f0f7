"""Whom and what pronouns and bare numbers stand for: the noun told before that the words fit.

What is read here goes by the order of the text, as in `nearby`.
"""

from __future__ import annotations

from eventx.lexicon import words
from eventx.numbers import count_at
from eventx.phrases import ORDINALS
from eventx.syntax import Grammar

_WORDS = words("outcomes")
MEASURES = _WORDS["measures"]
OUR_MEN, BODILY, COLLECTIVES = _WORDS["our_men"], _WORDS["bodily"], _WORDS["collectives"]
SUFFERING = BODILY | _WORDS["suffering"]
CORE = frozenset({"obj", "nsubj", "nsubj:pass", "conj", "root"})
THEM = frozenset({"all", "both", "they", "them", "which", "these"})
SIDES = frozenset({"FORCE", "HOSTILE", "GROUP", "STATE", "ACTOR"})  # classes of who has people and things
PEOPLE = frozenset({"HOSTILE", "TROOPS", "CIVILIAN", "PERSON"})
ORGANS = frozenset({"parliament", "government", "ministry", "presidency", "office", "embassy", "cabinet"})
FURTHER = frozenset({"others", "another", "more"})  # than those told before


def antecedent_of(grammar: Grammar, i: int, personal: bool, agents: tuple[int, ...] = ()) -> int | None:
    """The nearest noun before a pronoun or bare number that it can stand for, two sentences back at most."""
    parse = grammar.parse
    low = parse.sents[max(0, parse.sent_of[i] - 2)][0]
    plural = parse.lower[i] not in ("he", "she", "him", "her")
    single = parse.lower[i] == "it"
    own = any(parse.lower[k] == "own" for k in parse.kids[i])  # "seven of its own" are the doers'
    further = parse.lower[i] in FURTHER or (parse.pos[i] == "NUM" and parse.lower[i] != "one" and not own)
    others = parse.lower[i] in FURTHER
    if _inside(grammar, i):
        return None  # "all those inside were killed"
    sides = [grammar.classes(a) for a in agents]
    repelled = any("FORCE" in c for c in sides) and not any("HOSTILE" in c for c in sides)
    struck: int | None = None  # the last person passed on whom somebody acts
    harmed = grammar.rules.adjective_outcomes.keys() & {parse.lower[k] for k in parse.dependents(i, "nmod")}
    they = any(parse.lower[a] == "they" for a in agents)  # who are no more "them" than a subject is
    led = _led(grammar, i) if personal else frozenset()
    fired = _fired(grammar, i) if personal and further else frozenset()
    for j in range(i - 1, low - 1, -1):
        if parse.pos[j] not in ("NOUN", "PROPN") or parse.deps[j] in ("compound", "flat", "amod"):
            continue
        if parse.lemmas[j] in MEASURES:
            continue  # "boats 300 kilometres off the coast, and sank all three"
        if harmed and parse.lower[parse.heads[j]] not in grammar.rules.adjective_outcomes:
            continue  # "one of the injured" is of those who were injured
        if j in agents or (further and not repelled and _acts(grammar, j) and j not in fired):
            continue
        if they and parse.deps[j] == "nsubj" and grammar.classes(j) & SIDES:
            continue  # "Soldiers found five huts. They blew them up"
        if personal and plural and _aside(grammar, j, i):
            continue
        if others and parse.sent_of[j] == parse.sent_of[i] and _does(grammar, j):
            continue  # "three were killed when troops raided a house, and two others wounded"
        if j in led:
            continue
        classes = grammar.classes(j)
        counting = parse.pos[i] == "NUM" or parse.lower[i] in FURTHER or parse.lower[i] in ORDINALS
        beside = counting and parse.sent_of[j] == parse.sent_of[i]
        people = "ANYONE" in classes or (not classes - {"NAME"} and parse.words[j][:1].isupper())
        people = people and parse.lower[j] not in FURTHER
        if personal and beside and people and _several(grammar, j):
            return j  # "four people were killed and 17 wounded", "two Kenyans were hurt and a third"
        if personal and beside and parse.lemmas[j] in OUR_MEN and _ours(grammar, j):
            return j  # "two of our heroes were martyred and five wounded"
        if (
            personal
            and classes & {"HOSTILE", "TROOPS", "CIVILIAN"}
            and (plural or "Number=Plur" not in parse.morphs[j])
        ):
            return struck if struck is not None and _acts_on(grammar, j, struck) else j
        if (
            personal
            and struck is None
            and "PERSON" in classes
            and (plural or "Number=Plur" not in parse.morphs[j])
        ):
            struck = j
        one = "Number=Sing" in parse.morphs[j]
        place = one and counting and "PLACE" in classes  # "two were shot down"
        together = parse.lower[i] in ("all", "both")  # "ten trucks in the area, all of which"
        place = place or (one and together and "AREA" in classes)
        if (
            not personal
            and "THING" in classes
            and not ((single and "Number=Plur" in parse.morphs[j]) or place)
        ):
            return j
    return None


def _led(grammar: Grammar, i: int) -> frozenset[int]:
    """Who acts in a clause below the one that "and three of them" goes on with: "fired when officers came".

    Its subject is meant, where it is of people who may be several.
    """
    parse = grammar.parse
    of = [parse.lower[k] for k in parse.dependents(i, "nmod", "obl")]
    verb = parse.heads[i]
    if not ({"them", "they", "whom"} & {parse.lower[i], *of}) or parse.deps[verb] != "conj":
        return frozenset()
    first = parse.heads[verb]
    who = parse.dependents(first, "nsubj", "nsubj:pass")
    if not any(grammar.classes(k) & PEOPLE and "Number=Plur" in parse.morphs[k] for k in who):
        return frozenset()
    below = (k for k in parse.dependents(first, "advcl") if first < k < i)
    return frozenset(k for v in below for k in parse.dependents(v, "nsubj", "obj"))


def _fired(grammar: Grammar, i: int) -> frozenset[int]:
    """Who opened fire, at nobody told, of whom some fell: "they opened fire, and two of them were killed"."""
    parse, verb = grammar.parse, grammar.parse.heads[i]
    of = {parse.lower[k] for k in parse.dependents(i, "nmod", "obl")}
    first = parse.heads[verb]
    if "them" not in of or parse.deps[verb] != "conj" or not grammar.verb_phrase(("open", "fire"), first):
        return frozenset()
    at = any("on" in grammar.prepositions(k) or "at" in grammar.prepositions(k) for k in parse.kids[first])
    return frozenset() if at else frozenset(parse.dependents(first, "nsubj"))


def _inside(grammar: Grammar, i: int) -> bool:
    """Whether those meant are told by where they were: "those inside", "a dozen of those on board"."""
    parse = grammar.parse
    those = next((k for k in range(i, min(i + 3, len(parse))) if parse.lower[k] in ("those", "all")), i)
    behind = parse.lower[those + 1 : those + 3]
    return behind[:1] in (["inside"], ["aboard"], ["onboard"]) or behind == ["on", "board"]


def _aside(grammar: Grammar, j: int, i: int) -> bool:
    """Whether a noun is no one that several stand for: who tells or hears it, what others look like, one man.

    "dressed as women", "the mayor told reporters that nine had died".
    """
    parse, verb = grammar.parse, grammar.parse.heads[j]
    classes = grammar.classes(j)
    if grammar.prepositions(j) & {"as", "according"}:
        return True
    if grammar.reports(verb) and not classes & {"HOSTILE", "TROOPS", "GROUP"}:
        return True
    one = "Number=Sing" in parse.morphs[j] and "PERSON" in classes and not classes & {"GROUP", "ACTOR"}
    one = one and parse.lemmas[j] not in COLLECTIVES and parse.sent_of[j] != parse.sent_of[i]
    count = count_at(parse, i)[0]
    return one and count is not None and (count.low or 0) > 1


def _ours(grammar: Grammar, i: int) -> bool:
    """Whether a noun is told as the speaker's own."""
    parse = grammar.parse
    return any(parse.lower[k] == "our" for k in parse.dependents(i, "nmod:poss"))


def _several(grammar: Grammar, i: int) -> bool:
    """Whether a noun is counted, and is more than one."""
    count = count_at(grammar.parse, i)[0]
    return count is not None and (count.low or 0) > 1


def stands_for_a_force(grammar: Grammar, i: int) -> bool:
    """Whether "it" stands for a body of men, not for a thing told behind it: "a cell ... and killed it"."""
    parse = grammar.parse
    if grammar.reports(parse.heads[i]):
        return False
    for j in range(i - 1, parse.sents[max(0, parse.sent_of[i] - 1)][0] - 1, -1):
        if parse.pos[j] not in ("NOUN", "PROPN") or "Number=Plur" in parse.morphs[j]:
            continue
        classes = grammar.classes(j)
        if parse.deps[j] in CORE and classes & {"THING", "FORCE", "GROUP", "PLACE"}:
            return not classes & {"THING", "PLACE"}
    return False


def stands_for_things(grammar: Grammar, i: int, verb: int) -> bool:
    """Whether "all of them" or "which" stands for things told last, where what befell them befalls things."""
    parse = grammar.parse
    of = [parse.lower[k] for k in parse.dependents(i, "nmod") if "of" in grammar.prepositions(k)]
    if parse.lower[i] not in THEM or (of and of[0] not in THEM):
        return False
    told = grammar.rules.verb_outcomes.get(parse.lemmas[verb], ())
    ends = {rule.type for phrase, (rule, _) in told if grammar.verb_phrase(phrase, verb)}
    if not ends & {"destroyed", "neutralised"}:
        return False
    for j in range(i - 1, parse.sents[max(0, parse.sent_of[i] - 1)][0] - 1, -1):
        if parse.pos[j] not in ("NOUN", "PROPN") or parse.deps[j] not in CORE:
            continue
        classes = grammar.classes(j)
        if classes & {"THING", "PERSON", "FORCE", "GROUP"}:
            return "THING" in classes and not classes & {"PERSON", "FORCE"} and parse.deps[j] != "nsubj"
    return False


def _acts_on(grammar: Grammar, i: int, other: int) -> bool:
    """Whether a subject does something to people told behind it: "soldiers fired on a group of men"."""
    parse, verb = grammar.parse, grammar.parse.heads[i]
    doing = parse.deps[i] == "nsubj" and parse.pos[verb] == "VERB"
    up = (k for k in (other, *parse.ancestors(other)) if parse.heads[k] == verb)
    return doing and any(parse.deps[k] in ("obj", "obl") for k in up)


def _acts(grammar: Grammar, i: int) -> bool:
    """Whether attackers do what a verb tells: "gunmen stormed a mosque", "a mine laid by insurgents"."""
    parse = grammar.parse
    if "HOSTILE" not in grammar.classes(i):
        return False
    subject = _does(grammar, i)
    event = parse.deps[i] == "nmod" and "by" in grammar.prepositions(i)  # "an ambush by rebels"
    return subject or event or parse.deps[i] == "obl:agent"


def _does(grammar: Grammar, i: int) -> bool:
    """Whether a noun is the subject of a verb that acts on something, but for what befalls itself."""
    parse = grammar.parse
    acted_on = parse.dependents(parse.heads[i], "obj")
    return parse.deps[i] == "nsubj" and bool(acted_on) and parse.lemmas[acted_on[0]] not in SUFFERING


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
        of_state = [k for k in parse.dependents(j, "nmod:poss") if "STATE" in grammar.classes(k)]
        if of_state and parse.lemmas[j] in ORGANS:
            return of_state[0]  # "Armenia's parliament was told that 105 of its soldiers"
        plural = "Number=Plur" in parse.morphs[j] and parse.pos[j] == "NOUN"
        within = any(a in agents for a in (j, *parse.ancestors(j)) if parse.pos[a] in ("NOUN", "PROPN"))
        if not within and grammar.classes(j) & SIDES and not (single and plural):
            return j
    return None
