"""Who is meant where a naming names people: the sufferer itself, or one told before whom the words fit.

What names people, and the names themselves, are in `namings`.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Final, get_args

from eventx.extractors.persons import WORDS
from eventx.extractors.sufferers import Result
from eventx.records import Fate
from eventx.syntax import Grammar

FATES: Final[dict[str, Fate]] = {f: f for f in get_args(Fate) if f != "targeted"}
FATES["surrendered"] = "captured"
REACH: Final = 5  # sentences between an outcome and the name of who suffered it
PEOPLE: Final = frozenset({"PERSON", "ANYONE", "HOSTILE", "LEADER", "COUNTED", "CIVILIAN", "FORCE", "TROOPS"})


def of_sentence_before(
    grammar: Grammar, at: int, results: Sequence[Result], names: int
) -> tuple[int, Fate] | None:
    """Those of the sentence before who were as many as the names of one, and have no name yet."""
    parse = grammar.parse
    here = parse.sent_of[at]
    if parse.lower[at] in parse.lower[: parse.sents[here][0]]:
        return None
    if any(r.patient == at for r in results):
        return None  # he fell or was taken here, not there
    told = [r for r in results if parse.sent_of[r.patient] == here - 1 and r.object == "person"]
    as_many = [r for r in told if r.count.low == r.count.high == names]
    unnamed = [
        r
        for r in as_many
        if not any(
            parse.pos[k] == "PROPN" and parse.ents[k] in ("PER", "PERSON") for k in parse.subtree(r.patient)
        )
    ]
    return (unnamed[-1].patient, FATES[unnamed[-1].type]) if unnamed else None


def meant_by(
    grammar: Grammar, reference: int, suffered: Sequence[tuple[int, Fate]], foes: Set[int]
) -> tuple[int, Fate] | None:
    """Who is meant by a reference: the sufferer itself, or the last one told before whom its words fit.

    `foes` are sufferers who are hunted, by their own words or by whom they stand for.
    """
    parse = grammar.parse
    itself = _itself(grammar, reference, suffered)
    if itself:
        return itself
    if parse.pos[reference] == "PROPN" and grammar.classes(reference) & {"FORCE", "GROUP"}:
        return None  # "the PKK, listed as a terrorist organisation by Turkey and the EU"
    if parse.deps[reference] == "nsubj" and grammar.reports(parse.heads[reference]):
        return None  # who says so: "a rescue group known as the White Helmets said"
    fates = _fates(grammar, reference)
    if not fates and {parse.lower[k] for k in parse.dependents(reference, "det")} & {"a", "an"}:
        again = _again(grammar, reference)
        if again is None:
            return None  # "the camp of a kingpin known as Dogo Sule"
        return meant_by(grammar, again, suffered, foes)
    if not fates and not (
        grammar.classes(reference) & PEOPLE
        or parse.lower[reference] in WORDS["anyone"]
        or parse.pos[reference] == "VERB"
    ):
        return None
    told = _told(grammar, reference, suffered, fates)
    beside = [s for s in told if parse.sent_of[s[0]] == parse.sent_of[reference]]
    told = beside or told  # "Two men were killed; one, known as A, was"
    same = [s for s in told if parse.lemmas[s[0]] == parse.lemmas[reference]]
    hunted = [s for s in told if s[0] in foes]
    meant = same or hunted or told
    return meant[-1] if meant else None


def _again(grammar: Grammar, reference: int) -> int | None:
    """Whom a noun tells again: "the man, an Iraqi known as A", "among the dead was a man known as A"."""
    parse = grammar.parse
    if parse.deps[reference] == "appos":
        noun = parse.heads[reference]
        definite = {parse.lower[k] for k in parse.dependents(noun, "det")} == {"the"}
        return noun if definite else None
    subjects = parse.dependents(reference, "nsubj") if parse.dependents(reference, "cop") else []
    if subjects:  # "one of them was a commander known as A"
        return subjects[0]
    return next((k for k in parse.dependents(reference, "obl") if "among" in grammar.prepositions(k)), None)


def told_again(
    grammar: Grammar, reference: int, suffered: Sequence[tuple[int, Fate]]
) -> tuple[int, Fate] | None:
    """Who is meant by "the man", "one", "the two dead", "the commander": people told before in such words."""
    parse = grammar.parse
    itself = _itself(grammar, reference, suffered)
    if itself:
        return itself
    fates = _fates(grammar, reference)
    told = _told(grammar, reference, suffered, fates)
    same = [s for s in told if parse.lemmas[s[0]] == parse.lemmas[reference]]
    if not same and "LEADER" in grammar.classes(reference):
        same = [s for s in told if grammar.classes(s[0]) & {"LEADER", "HOSTILE"}]
    if not same and (fates or parse.lower[reference] in WORDS["again"]):
        same = told
    return same[-1] if same else None


def _itself(
    grammar: Grammar, reference: int, suffered: Sequence[tuple[int, Fate]]
) -> tuple[int, Fate] | None:
    """The sufferer that a reference is."""
    near = [reference, grammar.content(reference), *grammar.conjuncts(reference)]
    told = grammar.parse.dependents(reference, "acl:relcl")  # "the man it killed"
    clause = [k for verb in told for k in grammar.parse.kids[verb]]
    return next((s for s in suffered if s[0] in near), None) or next(
        (s for s in suffered if s[0] in clause), None
    )


def _fates(grammar: Grammar, reference: int) -> set[Fate]:
    """What a phrase says of its people's fate: "the dead", "those arrested"."""
    parse = grammar.parse
    head = parse.heads[reference]
    around = (
        reference,
        reference + 1,
        reference if parse.pos[head] == "VERB" else head,
        *parse.dependents(reference, "amod", "acl", "compound", "nmod"),
    )
    phrase = {parse.lower[k] for k in around if k < len(parse) and abs(k - reference) < 4}
    return {f for f in FATES.values() if phrase & WORDS.get(f, frozenset())}


def _told(
    grammar: Grammar, reference: int, suffered: Sequence[tuple[int, Fate]], fates: Set[Fate]
) -> list[tuple[int, Fate]]:
    """Those told shortly before a reference who met one of these fates, or any where none is told."""
    parse, here = grammar.parse, grammar.parse.sent_of[reference]
    return [
        (patient, fate)
        for patient, fate in suffered
        if here - REACH <= parse.sent_of[patient] <= here
        and patient < reference
        and (not fates or fate in fates)
    ]
