"""Names that a clause of its own gives to people told before.

"The two dead were A and B", "One is believed to be A", "A is among those who fell", "The man, A, was a
guard", "eighteen fell, their commander, A, among them"; and behind one who was taken: "A, 52, had been held".
"""

from __future__ import annotations

from collections.abc import Iterator

from eventx.extractors.persons import QUOTES, WORDS, Run, by_form, elsewhere, personal, run_at
from eventx.syntax import Grammar

SINGLE = frozenset({"he", "she", "him", "her"})
OPENING = 4  # tokens before a name that opens a sentence
Introduction = tuple[int, list[Run]]


def introductions(grammar: Grammar, name: int) -> Iterator[Introduction]:
    """Who is meant, and the names, where a clause names them by a name with this head."""
    parse = grammar.parse
    if parse.pos[name] != "PROPN" or parse.deps[name] in ("flat", "compound"):
        return
    reference = _predicated(grammar, name)
    if reference is None:
        reference = _among(grammar, name)
    if reference is None:
        reference = _again(grammar, name)
    if reference is not None:
        yield reference, names_of(grammar, name)


def names_of(grammar: Grammar, name: int) -> list[Run]:
    """The names that a head and those that go with it stand for."""
    runs = [run for k in _joined(grammar, name) if (run := run_at(grammar, k))]
    certain = [run for run in runs if personal(grammar, run) or by_form(grammar, run)]
    return [run for run in runs if run in certain or (certain and _beside_names(grammar, run))]


def _beside_names(grammar: Grammar, run: Run) -> bool:
    """Whether capitalised words in a list with names are one, though a place is called like a part of it."""
    known = [bool(grammar.named.get(k)) for k in range(*run)]
    return len(known) > 1 and not all(known) and not elsewhere(grammar, run)


def _joined(grammar: Grammar, name: int) -> list[int]:
    """The heads of a name and of those that go with it."""
    beside = grammar.parse.dependents(name, "conj", "appos")
    ranked = [k for k in grammar.parse.dependents(name, "conj") if grammar.parse.pos[k] == "NOUN"]
    beside += [k + 1 for k in ranked if grammar.parse.heads[k + 1] == name]  # "A and constable B"
    return [name, *(k for k in sorted(beside) if grammar.parse.pos[k] == "PROPN")]


def _predicated(grammar: Grammar, name: int) -> int | None:
    """Whom a clause says to be a name: "the two dead were A", "one of them is believed to be A"."""
    parse = grammar.parse
    if not parse.dependents(name, "cop"):
        return None
    clause = parse.heads[name] if parse.deps[name] == "xcomp" else name
    subjects = parse.dependents(clause, "nsubj", "nsubj:pass")
    return next((k for k in subjects if k < name and parse.pos[k] != "PROPN"), None)


def _among(grammar: Grammar, name: int) -> int | None:
    """Whom a name is told to be among: "A was among the first to die", "a judge, A, is among the dead"."""
    parse, subject = grammar.parse, name
    while parse.deps[subject] in ("appos", "conj"):
        subject = parse.heads[subject]
    if parse.deps[subject] != "nsubj":
        return None
    head = parse.heads[subject]
    near = (head, *parse.dependents(head, "obl", "nmod"))
    return next((k for k in near if k > name and "among" in grammar.prepositions(k)), None)


def _again(grammar: Grammar, name: int) -> int | None:
    """Who is told again before a name: "the man, A, was", "one, A, was"."""
    parse = grammar.parse
    noun = parse.heads[name] if parse.deps[name] == "appos" else None
    if noun is None or noun > name or parse.pos[noun] not in ("NOUN", "NUM", "ADJ"):
        return None
    speaks = parse.deps[noun] == "nsubj" and grammar.reports(parse.heads[noun])
    if parse.deps[noun] not in ("nsubj", "nsubj:pass") or speaks:
        return None
    definite = {parse.lower[k] for k in parse.dependents(noun, "det")} & {"the", "this", "that"}
    return noun if definite or parse.lower[noun] == "one" else None


def of_pronoun(grammar: Grammar, pronoun: int) -> Run | None:
    """The name of whom "he" or "she" means: the last one named in the sentence before, if no other is."""
    parse = grammar.parse
    if parse.lower[pronoun] not in SINGLE or parse.pos[pronoun] != "PRON":
        return None
    here = parse.sent_of[pronoun]
    start = parse.sents[here][0]
    if any(parse.ents[k] in ("PER", "PERSON") for k in range(start, pronoun)) or not here:
        return None
    runs: list[Run] = []
    for k in range(*parse.sents[here - 1]):
        run = _somebody(grammar, k) if not runs or k >= runs[-1][1] else None
        runs += [run] if run else []
    return runs[0] if len(runs) == 1 else None


def _somebody(grammar: Grammar, k: int) -> Run | None:
    """The name that a token belongs to, where it is a person's who does not speak."""
    parse = grammar.parse
    if parse.ents[k] not in ("PER", "PERSON") or parse.pos[k] != "PROPN":
        return None
    run = run_at(grammar, k)
    speaks = run and any(parse.deps[j] == "nsubj" and grammar.reports(parse.heads[j]) for j in range(*run))
    return run if run and not speaks and personal(grammar, run) else None


def before_them(grammar: Grammar, them: int) -> Run | None:
    """The name right before "among them": "their commander, General A, among them"."""
    parse = grammar.parse
    k = them - 2
    while k > 0 and (parse.words[k] in QUOTES or parse.words[k] == ","):
        k -= 1
    run = run_at(grammar, k) if parse.lower[them - 1] == "among" and k > 0 else None
    return run if run and (personal(grammar, run) or by_form(grammar, run)) else None


def of_the_last(grammar: Grammar, name: int) -> list[Run]:
    """The names that a sentence opens with, where it tells what such people had done or were doing."""
    parse = grammar.parse
    if parse.deps[name] not in ("nsubj", "nsubj:pass") or parse.pos[name] != "PROPN":
        return []
    heads = _joined(grammar, name)
    runs = [run for k in heads if (run := run_at(grammar, k)) and _nothing_else(grammar, run)]
    start = parse.sents[parse.sent_of[name]][0]
    verb, passive = parse.heads[name], parse.deps[name] == "nsubj:pass"
    naming = parse.lemmas[verb] in ("identify", "name") and not passive  # "Capt. X identified the slain as"
    speaks = (grammar.reports(verb) or naming) and not passive
    if len(runs) < len(heads) or speaks or _titled(grammar, runs[0], start):
        return []
    told = parse.lemmas[verb] in WORDS["of_him"] or (passive and bool(parse.dependents(verb, "xcomp")))
    return runs if told or _in_charge(grammar, verb) or _called(grammar, runs[0]) else []


def _nothing_else(grammar: Grammar, run: Run) -> bool:
    """Whether capitalised words may be a person's: known as such, or several that are no places."""
    parse = grammar.parse
    if personal(grammar, run):
        return True
    known = [grammar.named.get(k, set()) for k in range(*run)]
    of_others = any(n & {"FORCE", "GROUP", "STATE"} for n in known) or all(known)
    return len(known) > 1 and not of_others and parse.ents[run[0]] not in ("LOC", "GPE", "ORG")


def _titled(grammar: Grammar, run: Run, start: int) -> bool:
    """Whether words other than quotes and "alias" stand before a name in its sentence: an office, a place.

    A rank that only a state's rank and file has is none: they do not speak for it.
    """
    before = {w for w in grammar.parse.lower[start : run[0]] if w.strip() and w not in QUOTES}
    return bool(before - WORDS["other_name"] - WORDS["junior"])


def _in_charge(grammar: Grammar, head: int) -> bool:
    """Whether a predicate tells what somebody was: "was in charge of routes", "was the group's deputy"."""
    parse = grammar.parse
    if not parse.dependents(head, "cop"):
        return False
    return parse.lemmas[head] == "charge" or bool(grammar.classes(head) & {"LEADER", "HOSTILE"})


def _called(grammar: Grammar, run: Run) -> bool:
    """Whether another name follows: "A, code-named B, was"."""
    behind = {*grammar.parse.lower[run[1] : run[1] + 5]}
    return bool(behind & {"alias", "aka", "nicknamed", "codenamed", "code", "name"})
