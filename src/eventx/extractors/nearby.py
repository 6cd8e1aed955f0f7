"""Who is counted right beside a word, and what a number counts a part of.

What is read here goes by the order of the text, for where the parse attached a phrase to something else.
"""

from __future__ import annotations

from eventx.extents import HYPHENS
from eventx.lexicon import words
from eventx.numbers import count_at
from eventx.syntax import Grammar

RANKS = words("people")["ranks"]
COLLECTIVES = words("outcomes")["collectives"]
INSERTED = 12  # tokens between the commas of ", including a woman and two children,"
BEFORE_NOUN = frozenset({"NUM", "DET", "ADJ", "ADV"})
BOUNDING = frozenset({"at", "least", "more", "than", "up", "to", "over"})  # of numbers
CLAUSES = frozenset({"when", "where", "while"})
STRAY = frozenset({"punct", "dep", "appos", "parataxis", "orphan", "nsubj", "dislocated", "list"})
SPEAKING = frozenset({"speak", "talk", "tell", "say", "report", "count", "claim", "list", "put", "give"})


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
