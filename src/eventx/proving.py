"""Rules → whether they do what their examples and counterexamples say.

An example of a rule holds where the rule fires on its sentence and the records tell what it expects; a
counterexample, where no record rests on the rule. An example that stands by itself in a file holds where
the records tell what it expects; a counterexample, where there is no record at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Literal

from eventx.extractors import triggers
from eventx.parse import parse_of
from eventx.pipeline import Extractor, Trace
from eventx.reading import looks_english
from eventx.records import Article
from eventx.rulefiles import ReadFile
from eventx.rules import Counterexample, Example, Expected, Rule
from eventx.syntax import Grammar
from eventx.tomlspots import Fault

Role = Literal["agent", "patient"]
PUBLISHED = dt.date(2024, 2, 8)  # a Thursday: the day on which all examples are read


def read(extractor: Extractor, text: str) -> Trace:
    """An example's sentence, read as an article of 8 February 2024."""
    return extractor.trace(Article(text=text, published=PUBLISHED))


def unfired(trace: Trace, rule: Rule) -> str | None:
    """What is wrong where a rule does not fire; None where it does."""
    fired = [m.found_by for m in trace.mentions if m.label == "trigger"]
    if rule.name in fired:
        return None
    others = ", ".join(dict.fromkeys(fired))
    return f"rule {rule.name!r} does not fire" + (f", but {others}" if others else "")


def hindered(extractor: Extractor, trace: Trace, rule: Rule) -> str:
    """What keeps a rule's words from firing in an example: how they are read, or who stands beside them."""
    grammar = _grammar(extractor, trace)
    parse = grammar.parse
    verbs, nouns = {verb.split()[0] for verb in rule.verbs}, {noun.split()[-1] for noun in rule.nouns}
    said: list[str] = []
    for i, (word, lemma) in enumerate(zip(parse.lower, parse.lemmas, strict=True)):
        a_noun = not nouns.isdisjoint(grammar.forms(i))
        if a_noun or (lemma in verbs and parse.pos[i] == "VERB"):
            said += _lacking(grammar, rule, i)
        elif lemma in verbs or any(word.startswith(verb[:5]) for verb in verbs if len(verb) > 3):
            said.append(f"{parse.words[i]!r} is read as {parse.pos[i]}, of {lemma!r}")
    return "; ".join(dict.fromkeys(said)) or "its words do not stand there"


def deceived(extractor: Extractor, trace: Trace, rule: Rule) -> str:
    """What let a rule fire where it must not: the classes of who stands beside its words."""
    grammar = _grammar(extractor, trace)
    found = [m for m in trace.mentions if m.label == "trigger" and m.found_by == rule.name]
    said = [
        f"the {role} {_classes(grammar, [head])}"
        for mention in found
        for role, heads in _beside(grammar, rule, mention.root)
        for head in heads
        if rule.needed(role)
    ]
    return " and ".join(dict.fromkeys(said))


def _grammar(extractor: Extractor, trace: Trace) -> Grammar:
    """What is known of a text's words, as finders have it."""
    grammar = Grammar(parse_of(trace.doc), extractor.rules)
    extractor.force_finder.name(grammar)
    return grammar


def _beside(grammar: Grammar, rule: Rule, i: int) -> tuple[tuple[Role, list[int]], ...]:
    """The phrases that a rule's `needs` look at."""
    roles = grammar.roles(i)
    agents, patients = triggers.agents(rule, roles), triggers.patients(grammar, rule, roles)
    return ("agent", agents), ("patient", patients)


def _lacking(grammar: Grammar, rule: Rule, i: int) -> Iterator[str]:
    """The classes that a rule needs and that nothing beside a word has."""
    for role, heads in _beside(grammar, rule, i):
        if (needed := rule.needed(role)) and not triggers.has(grammar, heads, needed):
            there = _classes(grammar, heads) or "there is none"
            yield f"the {role} of {grammar.parse.words[i]!r} must be {'|'.join(sorted(needed))}, and {there}"


def _classes(grammar: Grammar, heads: list[int]) -> str:
    """Words with their classes: "'hectares' is THING"."""
    told = []
    for head in map(grammar.content, heads):
        classes = ", ".join(sorted(grammar.classes(head))) or "of no class"
        told.append(f"{grammar.parse.words[head]!r} is {classes}")
    return " and ".join(told)


def told(trace: Trace, key: Expected) -> list[str]:
    """All texts and names of one field of the records."""
    found: list[str | None] = []
    for operation in trace.operations:
        if key == "kind":
            found += [operation.kind, *operation.methods]
        elif key == "place":
            found += [t for p in operation.locations for t in (p.text, p.name)]
        else:
            found += [t for f in operation.forces if f.role == key for t in (f.text, f.name)]
    return list(dict.fromkeys(t for t in found if t))


def untold(trace: Trace, example: Example) -> Iterator[tuple[Expected, str]]:
    """What the records do not tell of what an example expects: the field, and what is there."""
    for key, wanted in example.expect.items():
        there = told(trace, key)
        if not any(wanted in text for text in there):
            yield key, f"no {key} {wanted!r}; there is {', '.join(map(repr, there)) or 'none'}"


def fooled(trace: Trace, rule: Rule, example: Counterexample) -> str | None:
    """What is wrong where a record rests on a rule that must not fire; None where none does."""
    by = [o.kind for o in trace.operations if rule.name in {e.found_by for e in o.evidence}]
    return f"makes a record ({', '.join(by)}), but: {example.why}" if by else None


def prove(extractor: Extractor, file: ReadFile) -> Iterator[Fault]:
    """The examples and counterexamples of a file that do not hold, each where it stands."""
    content = file.content
    for i, rule in enumerate(content.rule):
        for k, example in enumerate(rule.example):
            yield from _example(extractor, file, ("rule", i, "example", k), example, rule)
        for k, counter in enumerate(rule.counterexample):
            trace = read(extractor, counter.text)
            said = fooled(trace, rule, counter)
            if said:
                why = deceived(extractor, trace, rule)
                said += f" ({why})" if why else ""
                yield file.fault(("rule", i, "counterexample", k, "text"), said)
    for k, example in enumerate(content.example):
        yield from _example(extractor, file, ("example", k), example)
    for k, counter in enumerate(content.counterexample):
        kinds = [o.kind for o in read(extractor, counter.text).operations]
        if kinds:
            said = f"makes a record ({', '.join(kinds)}), but: {counter.why}"
            yield file.fault(("counterexample", k, "text"), said)


def _example(
    extractor: Extractor,
    file: ReadFile,
    path: tuple[str | int, ...],
    example: Example,
    rule: Rule | None = None,
) -> Iterator[Fault]:
    """What is wrong with an example, at its text or at what it expects."""
    if not (example.text.strip() and looks_english(example.text)):
        yield file.fault((*path, "text"), "is no English text; nothing is read in it")
        return
    trace = read(extractor, example.text)
    said = unfired(trace, rule) if rule else None if trace.operations else "makes no record"
    if said and rule:
        said = f"{said}: {hindered(extractor, trace, rule)}"
    if said:
        yield file.fault((*path, "text"), said)
        return
    for key, missing in untold(trace, example):
        yield file.fault((*path, "expect", key), missing)


def unproved(file: ReadFile) -> Iterator[Fault]:
    """The rules of a file that have no example."""
    for i, rule in enumerate(file.content.rule):
        if not rule.example:
            yield file.fault(("rule", i), f"{rule.name!r} has no example that shows it to work")
