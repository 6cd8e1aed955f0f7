"""Who stands near a word: whom pronouns and numbers stand for, and who is counted right beside a word.

What is read here goes by the order of the text, for where the parse attached a phrase to something else.
"""

from __future__ import annotations

from eventx.extents import HYPHENS
from eventx.lexicon import words
from eventx.numbers import count_at
from eventx.phrases import ORDINALS
from eventx.syntax import Grammar

RANKS = words("people")["ranks"]
_WORDS = words("outcomes")
MEASURES = _WORDS["measures"]
OUR_MEN, BODILY, COLLECTIVES = _WORDS["our_men"], _WORDS["bodily"], _WORDS["collectives"]
SUFFERING = BODILY | _WORDS["suffering"]
INSERTED = 12  # tokens between the commas of ", including a woman and two children,"
BEFORE_NOUN = frozenset({"NUM", "DET", "ADJ", "ADV"})
BOUNDING = frozenset({"at", "least", "more", "than", "up", "to", "over"})  # of numbers
CLAUSES = frozenset({"when", "where", "while"})
STRAY = frozenset({"punct", "dep", "appos", "parataxis", "orphan", "nsubj", "dislocated", "list"})
CORE = frozenset({"obj", "nsubj", "nsubj:pass", "conj", "root"})
THEM = frozenset({"all", "both", "they", "them", "which", "these"})
SIDES = frozenset({"FORCE", "HOSTILE", "GROUP", "STATE", "ACTOR"})  # classes of who has people and things
PEOPLE = frozenset({"HOSTILE", "TROOPS", "CIVILIAN", "PERSON"})
SPEAKING = frozenset({"speak", "talk", "tell", "say", "report", "count", "claim", "list", "put", "give"})
ORGANS = frozenset({"parliament", "government", "ministry", "presidency", "office", "embassy", "cabinet"})
FURTHER = frozenset({"others", "another", "more"})  # than those told before


def part_of(grammar: Grammar, i: int) -> int | None:
    """What a number counts a part of: "two of the assailants", "of the 23 pupils, 11 were rescued"."""
    parse = grammar.parse
    if parse.words[i + 1 : i + 2] and parse.words[i + 1] in HYPHENS and parse.pos[i + 2 : i + 3] == ["NUM"]:
        behind = part_of(grammar, i + 2)  # "ninety-six of the attackers"
        if behind is not None:
            return behind
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


def by_place(grammar: Grammar, verb: int) -> list[int]:
    """Bare numbers of further people, each with its place: "three in Kherson, two in Nikopol"."""
    parse = grammar.parse
    told = range(verb + 1, parse.sents[parse.sent_of[verb]][1] - 1)
    return [
        j
        for j in told
        if parse.pos[j] == "NUM"
        and parse.lower[j + 1] in ("in", "at", "near")
        and parse.lower[j - 1] in (",", "and")
        and parse.words[j + 2 : j + 3]
        and parse.words[j + 2][:1].isupper()
    ]


def of_own(grammar: Grammar, i: int) -> bool:
    """Whether a phrase is of one's own people: "its own men"."""
    return any(grammar.parse.lower[k] == "own" for k in grammar.parse.kids[i])


def counted_before(grammar: Grammar, i: int) -> int | None:
    """The counted noun that ends right before a token, auxiliaries skipped."""
    parse = grammar.parse
    low = parse.sents[parse.sent_of[i]][0]
    j = i - 1
    while j > low and (parse.pos[j] in ("AUX", "ADV") and parse.lower[j] != "not"):
        j -= 1
    if parse.words[j] == "," and j > low:  # "eight others, including a woman, sustained injuries"
        opened = next(
            (k for k in range(j - 1, max(low, j - INSERTED), -1) if parse.lower[k] in ("including", "among")),
            0,
        )
        j = opened - 2 if opened > low + 1 and parse.words[opened - 1] == "," else j
    if parse.lower[j] == "by" and parse.words[j - 1] in HYPHENS:  # "a passer-by"
        j -= 2
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
    hyphened = parse.words[j + 1 : j + 2] == ["-"]  # "eleven home-made guns"
    return j if count_at(parse, j)[0] and not hyphened else None


def hurt_apart(grammar: Grammar, verb: int, sufferers: list[int]) -> list[int]:
    """Who suffers a passive that the parse gave to something else: "two died and nine aboard were hurt"."""
    parse = grammar.parse
    near = counted_before(grammar, verb) if parse.dependents(verb, "aux:pass") else None
    if near is None and parse.deps[verb] == "conj" and parse.dependents(verb, "aux:pass"):
        told = _stray(grammar, parse.heads[verb], verb, sufferers)
        return sufferers if told is None else [told]
    if near is None or parse.deps[near] not in ("obj", "conj"):
        return sufferers
    ups = (near, *parse.ancestors(near))
    return sufferers if parse.heads[near] == verb or any(k in ups for k in sufferers) else [near]


def captives_freed(grammar: Grammar, verb: int, sufferers: list[int]) -> list[int]:
    """Captives told right before a second verb: "three died and nine hostages regained their freedom"."""
    near = counted_before(grammar, verb)
    beyond = near is not None and near > grammar.parse.heads[verb] and grammar.parse.deps[verb] == "conj"
    held = near is not None and bool(grammar.classes(near) & {"CAPTIVE", "CIVILIAN"})
    return [near] if near is not None and beyond and held else sufferers


def _stray(grammar: Grammar, first: int, verb: int, sufferers: list[int]) -> int | None:
    """The counted people told between two verbs, where the second was given the first one's subject."""
    parse = grammar.parse
    if not sufferers or any(k > first for k in sufferers):
        return None
    people = (k for k in range(verb - 1, first, -1) if grammar.classes(k) & {"HOSTILE", "TROOPS", "CIVILIAN"})
    return next((k for k in people if parse.deps[k] in STRAY and count_at(parse, k)[0]), None)


def describes(grammar: Grammar, i: int) -> bool:
    """Whether a participle in a subject was misread for a clause: "15 abducted children were rescued"."""
    parse = grammar.parse
    subject = parse.deps[i] in ("nsubj", "nsubj:pass") and parse.pos[i] == "VERB"
    return subject and parse.pos[i - 1] == "NUM" and parse.dependents(i, "obj") == [i + 1]


def bare_number(grammar: Grammar, i: int) -> bool:
    """Whether a bare number or "others" right before a verb is who suffered it: "two wounded"."""
    parse = grammar.parse
    if parse.sent_of[i - 1] != parse.sent_of[i] or parse.dependents(i, "aux:pass", "aux"):
        return False
    if parse.pos[i - 1] == "NUM":  # neither "when she was 13" nor "Battalion 289"
        counted = count_at(parse, i - 1)[0] is not None and not parse.dependents(i - 1, "cop")
        return counted and not of_age(grammar, i - 1)  # "a woman of 61"
    return (
        parse.lower[i - 1] in ("others", "another", "more")
        and i > 1
        and parse.pos[i - 2] in ("NUM", "CCONJ", "PUNCT")
    )


def of_age(grammar: Grammar, i: int) -> bool:
    """Whether a number is somebody's age: "a woman of 61"."""
    parse = grammar.parse
    single = parse.pos[i - 2] in ("NOUN", "PROPN") and "Number=Sing" in parse.morphs[i - 2]
    person = single and "PERSON" in grammar.classes(i - 2) and parse.lemmas[i - 2] not in COLLECTIVES
    return i > 1 and parse.lower[i - 1] == "of" and person and parse.lower[i].isdigit()


def ranked(grammar: Grammar, i: int) -> list[int]:
    """The ranks that open names before a verb in its sentence: "Naik Ali (age 33 years) and Sepoy Khan"."""
    parse = grammar.parse
    found: list[int] = []
    for j in range(parse.sents[parse.sent_of[i]][0], i):
        opens = parse.lower[j] in RANKS and parse.words[j][:1].isupper() and parse.words[j + 1][:1].isupper()
        if opens and parse.lower[j - 1] not in RANKS:
            found.append(j)
    return found


def tells(grammar: Grammar, i: int) -> bool:
    """Whether a token is who gives a figure, and none of those it counts: "residents spoke of 55 dead"."""
    parse = grammar.parse
    return parse.deps[i] == "nsubj" and parse.lemmas[parse.heads[i]] in SPEAKING
