"""What is an exercise: the words that tell of one, which acts are part of it, whole articles on one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from eventx.lexicon import words
from eventx.mentions import Claim, Trigger
from eventx.syntax import Grammar

SERIES = words("claims")["exercises"]
REAL = words("claims")["real_exercises"]
NOUNS = frozenset({"exercise", "drill", "parade"})  # their verbs are others: "exercise restraint"
DUBBING = frozenset({"dubbed", "called", "named", "name", "codenamed", "titled", "christened", "termed"})
PLAIN = frozenset({"drill", "drills", "wargame", "wargames"})
KNOWN = frozenset({"the", "this", "that", "entire", "whole"})
APART = frozenset({"after", "before", "ahead", "since", "following", "despite", "amid", "until"})
ELSE = frozenset({"after", "before", "since", "as", "while", "because", "until", "although", "though"})
OPENING = 5  # sentences in which what an article is on is told
LEAD = 2  # sentences on exercises from which on an article that opens with one is on them
SHARE = 4  # of so many sentences one on exercises makes an article on them
MANY = 3  # sentences, at least, where it opens otherwise


def drills(grammar: Grammar) -> list[int]:
    """The words that tell of an exercise, in the order of the text.

    "The exercise" of an article that told none is an operation: "during the exercise, troops found rifles".
    """
    parse, cues = grammar.parse, grammar.rules.exercise
    found = [i for i, word in enumerate(parse.lower) if word in cues and _is_drill(grammar, i)]
    found += [i for i in range(1, len(parse)) if f"{parse.lower[i - 1]} {parse.lower[i]}" in cues]
    return sorted(set(found)) if any(not _bare(grammar, i) for i in found) else []


def _is_drill(grammar: Grammar, i: int) -> bool:
    """Whether a word is of an exercise: not "exercise restraint", "search exercise", "parade ground"."""
    parse = grammar.parse
    if not parse.pos[i]:
        return parse.lower[i] in PLAIN  # of a sentence that tells no act, and was not parsed
    if parse.lemmas[i] not in NOUNS:
        return parse.pos[i] in ("NOUN", "PROPN", "ADJ", "VERB")
    named = parse.pos[parse.heads[i]] == "PROPN"  # "exercise Silent Quest"
    if parse.pos[i] not in ("NOUN", "PROPN") or (parse.deps[i] == "compound" and not named):
        return False
    if any(parse.words[k] == "Operation" and _dubbed(grammar, k) for k in parse.subtree(i)):
        return False  # "in an exercise dubbed Operation Tide"
    return not any(parse.lemmas[k] in REAL for k in parse.dependents(i, "compound", "amod", "nmod"))


def _dubbed(grammar: Grammar, i: int) -> bool:
    """Whether a name stands behind a word of naming."""
    return not DUBBING.isdisjoint(grammar.parse.lower[max(0, i - 2) : i])


def _bare(grammar: Grammar, i: int) -> bool:
    """Whether nothing but an article stands by "exercise", and no name: "exercise Cobra Gold"."""
    parse = grammar.parse
    if parse.deps[i] in ("compound", "nmod:desc") and parse.pos[parse.heads[i]] == "PROPN":
        return False
    beside = (k for k in parse.kids[i] if parse.deps[k] not in ("case", "punct"))
    return parse.lemmas[i] == "exercise" and all(parse.lower[k] in KNOWN for k in beside)


def part_of_one(grammar: Grammar, i: int, drilled: Sequence[int]) -> Claim | None:
    """The claim of an act in whose sentence an exercise is told, if it is part of that."""
    parse = grammar.parse
    for k in drilled:
        if parse.sent_of[k] == parse.sent_of[i] and not _apart(grammar, k, i):
            why = f"an exercise: {parse.words[k]!r}"
            return Claim(background="exercise", reason=why, cue=(k, k + 1))
    return None


def _apart(grammar: Grammar, drill: int, i: int) -> bool:
    """Whether an act of its sentence is none of an exercise: "attacked a parade", "before the exercise"."""
    parse = grammar.parse
    if parse.lemmas[drill] == "parade":
        struck = drill in grammar.roles(i).patients or grammar.prepositions(drill) & {"on", "at", "near"}
        if struck:
            return True
    below, above = [drill, *parse.ancestors(drill)], [i, *parse.ancestors(i)]
    mine = below[: next((n for n, up in enumerate(below) if up in above), len(below))]
    theirs = above[: next((n for n, up in enumerate(above) if up in below), len(above))]
    if any(parse.deps[k] == "acl:relcl" or _clause_apart(grammar, k) for k in mine):
        return True
    return any(_clause_apart(grammar, k) for k in theirs)


def _clause_apart(grammar: Grammar, i: int) -> bool:
    """Whether a clause or phrase is told beside another: by others, before or after it."""
    parse = grammar.parse
    if parse.deps[i] in ("obl", "nmod"):
        return bool(grammar.prepositions(i) & APART)
    own = bool(parse.dependents(i, "nsubj", "nsubj:pass", "csubj"))
    if parse.deps[i] == "advcl":
        return own and any(parse.lower[k] in ELSE for k in parse.dependents(i, "mark"))
    return own and parse.deps[i] in ("conj", "parataxis")


def carry(
    grammar: Grammar, told: Mapping[int, Sequence[Trigger]], dated: Collection[int], drilled: Sequence[int]
) -> None:
    """What a paragraph goes on to tell behind an exercise is part of it, up to a sentence with a day."""
    parse = grammar.parse
    on = {parse.sent_of[i] for i in drilled}
    paragraph, within = -1, False
    for sentence, (start, _) in enumerate(parse.sents if on else ()):
        if parse.paragraphs[start] != paragraph:
            paragraph, within = parse.paragraphs[start], False
        triggers = told.get(sentence, ())
        if sentence in on:
            within = _within(triggers)
        elif sentence in dated:
            within = False
        elif within:
            for trigger in triggers:
                trigger.claim = Claim(background="exercise", reason="behind an exercise")


def _within(triggers: Sequence[Trigger]) -> bool:
    """Whether a sentence tells no act but an exercise's."""
    return all(t.claim.background == "exercise" for t in triggers)


def _to_come(grammar: Grammar, told: Mapping[int, Sequence[Trigger]]) -> bool:
    """Whether an article tells acts, and none in the past but background: a programme of what is to come."""
    acts = [t for beside in told.values() for t in beside if t.claim.background is None]
    return bool(acts) and not any("Tense=Past" in grammar.parse.morphs[grammar.clause(t.root)] for t in acts)


def _foes_act(
    grammar: Grammar, told: Mapping[int, Sequence[Trigger]], dated: Collection[int], on: Collection[int]
) -> bool:
    """Whether armed men are told to have done harm on a day, beside an exercise."""
    acts = [
        t.root
        for s, beside in told.items()
        if s in dated and s not in on and any(t.kind == "result" for t in beside)
        for t in beside
        if t.claim.background is None
    ]
    past = [i for i in acts if "Tense=Past" in grammar.parse.morphs[i]]
    return any("HOSTILE" in grammar.classes(a) for i in past for a in grammar.roles(i).agents)


def all_of_it(
    grammar: Grammar,
    told: Mapping[int, Sequence[Trigger]],
    dated: Collection[int],
    drilled: Sequence[int],
    *,
    title_end: int,
) -> bool:
    """Whether an article is on an exercise: its title or its opening tells one, or much of it does."""
    parse = grammar.parse
    drilled = [i for i in drilled if parse.lemmas[i] != "parade"]
    if not drilled or _foes_act(grammar, told, dated, {parse.sent_of[i] for i in drilled}):
        return False
    if drilled[0] < title_end and _within(told.get(parse.sent_of[drilled[0]], ())):
        return True
    on = {parse.sent_of[i] for i in drilled if i >= title_end}
    if not on:
        return False
    first, body = min(on), parse.sent_of[min(title_end, len(parse) - 1)]
    news = any(s in told and s in dated for s in range(body, first))
    opens = first - body < OPENING and not news and _within(told.get(first, ()))
    series = any(f"{parse.lower[i]} {parse.lower[i + 1]}" in SERIES for i in range(len(parse) - 1))
    if opens and (series or len(on) >= LEAD or _to_come(grammar, told)):
        return True
    return len(on) >= MANY and len(on) * SHARE >= len(parse.sents)
