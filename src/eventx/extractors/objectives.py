"""For what purpose: infinitives behind an act, and what stands behind "in a bid to" or "in search of".

`data/objectives.toml` names the phrases, and tells what kind of purpose some words are.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from eventx.mentions import Mention
from eventx.records import Objective, ObjectiveType
from eventx.syntax import Grammar
from eventx.wordclasses import singular

LONGEST = 18  # tokens of a purpose
BESIDE = frozenset({"parataxis", "punct", "dep", "list"})  # what ends a purpose at its border


@dataclass(frozen=True, slots=True)
class Aim:
    """A type of purpose, with the verbs and objects that tell it; without verbs or objects any will do."""

    type: ObjectiveType
    verbs: frozenset[str]
    objects: frozenset[str]


@dataclass(frozen=True, slots=True)
class Aims:
    """The table: openers by their last word, types in the order in which they are tried, and exceptions."""

    openers: dict[str, list[tuple[tuple[str, ...], ObjectiveType | None]]]
    aims: tuple[Aim, ...]
    governors: frozenset[str]
    outcomes: frozenset[str]
    nouns: frozenset[str]
    seeking: frozenset[str]
    times: frozenset[str]


@cache
def load_aims() -> Aims:
    """The packaged table."""
    with (resources.files("eventx") / "data" / "objectives.toml").open("rb") as stream:
        data: dict[str, Any] = tomllib.load(stream)
    openers: dict[str, list[tuple[tuple[str, ...], ObjectiveType | None]]] = {}
    for row in data["opener"]:
        for phrase in row["phrases"]:
            told = tuple(phrase.split())
            openers.setdefault(told[-1], []).append((told, row.get("type")))
    aims = tuple(
        Aim(row["type"], frozenset(row.get("verbs", ())), frozenset(row.get("objects", ())))
        for row in data["aim"]
    )
    rest = {key: frozenset(listed) for key, listed in data["no_purpose"].items()}
    return Aims(
        openers, aims, rest["governors"], rest["verbs"], rest["nouns"], rest["seeking"], rest["times"]
    )


def find(grammar: Grammar) -> Iterator[Mention]:
    """The purposes that an article states, each once."""
    parse, aims = grammar.parse, load_aims()
    done: set[int] = set()
    for i, word in enumerate(parse.lower):
        opened = _opened(grammar, i, aims) if word in aims.openers else None
        if opened is not None:
            root, default, by = _root(grammar, i + 1), opened[0], "purpose-phrase"
        elif parse.pos[i] == "VERB" and _infinitive(grammar, i, aims):
            root, default, by = i, None, "purpose-clause"
        elif parse.deps[i] in ("obl", "nmod") and _sought(grammar, i, aims):
            root, default, by = i, "pursue_wanted", "sought"
        else:
            continue
        if root is None or root in done:
            continue
        done.add(root)
        start = i + 1 if opened is not None else root if by != "sought" else grammar.tight(root)[0]
        end = _end(grammar, root, start)
        kind = _aim(grammar, root, range(start, end), aims) or default or "other"
        aim = Objective(type=kind, text=parse.text(start, end))
        yield Mention("objective", start, end, root, aim, by)


def _opened(grammar: Grammar, i: int, aims: Aims) -> tuple[ObjectiveType | None] | None:
    """The type that the opener ending at a token tells by itself, in a tuple; None where none ends there."""
    lower = grammar.parse.lower
    for phrase, kind in aims.openers[lower[i]]:
        if tuple(lower[max(0, i + 1 - len(phrase)) : i + 1]) == phrase:
            return (kind,)
    return None


def _root(grammar: Grammar, start: int) -> int | None:
    """The head of what begins at a token."""
    parse = grammar.parse
    if start >= len(parse) or parse.sent_of[start] != parse.sent_of[start - 1]:
        return None
    i = start
    while parse.pos[i] != "VERB" and start <= parse.heads[i] != i and parse.heads[i] - start < LONGEST:
        i = parse.heads[i]
    return i if parse.pos[i] in ("VERB", "NOUN", "PROPN", "NUM") else None


def _infinitive(grammar: Grammar, i: int, aims: Aims) -> bool:
    """Whether an infinitive tells what an act is for: "landed to free", "an operation to clear"."""
    parse = grammar.parse
    if i == 0 or parse.lemmas[i] in aims.outcomes:
        return False
    if not any(parse.lower[k] == "to" for k in parse.dependents(i, "mark", "aux")):
        return False
    dep, head = parse.deps[i], parse.heads[i]
    if dep == "conj" and parse.pos[head] == "VERB":  # the second of "to find and arrest" goes with the first
        return False
    if parse.pos[head] != "VERB":
        return dep in ("acl", "advcl") and parse.lemmas[head] in aims.nouns
    if parse.lemmas[head] in aims.governors or parse.lemmas[head] in grammar.rules.reporting:
        return False
    carried = parse.lemmas[head] in grammar.rules.light and bool(parse.dependents(head, "obj"))
    return dep == "advcl" or (dep == "xcomp" and (carried or parse.lemmas[head] in ("deploy", "send", "set")))


def _sought(grammar: Grammar, i: int, aims: Aims) -> bool:
    """Whether a phrase tells what was looked for: "combed the forest for the missing girls"."""
    parse, head = grammar.parse, grammar.parse.heads[i]
    near = parse.lemmas[head] in aims.seeking or parse.lemmas[parse.heads[head]] in aims.seeking
    if not near or "for" not in grammar.prepositions(i):
        return False
    return parse.pos[i] in ("NOUN", "PROPN") and parse.lemmas[i] not in aims.times


def _end(grammar: Grammar, root: int, start: int) -> int:
    """The token behind a purpose: its subtree as far as it hangs together."""
    parse = grammar.parse
    cut = {k for c in parse.kids[root] if parse.deps[c] in BESIDE for k in parse.subtree(c)}
    under = {k for k in parse.subtree(root) if k not in cut}
    end = root + 1
    while end < min(len(parse), start + LONGEST) and end in under:
        end += 1
    return end


def _aim(grammar: Grammar, root: int, span: range, aims: Aims) -> ObjectiveType | None:
    """The type of a purpose, by its verbs and objects."""
    parse = grammar.parse
    verbs = {parse.lemmas[k] for k in (root, *parse.dependents(root, "conj")) if parse.pos[k] == "VERB"}
    others = {w for k in span if k != root for w in _forms(grammar, k)}
    for aim in aims.aims:
        objects = others if verbs else others | _forms(grammar, root)
        told_by_verb = not aim.verbs.isdisjoint(verbs) if verbs else bool(aim.objects)
        if (told_by_verb or not aim.verbs) and (not aim.objects or not aim.objects.isdisjoint(objects)):
            return aim.type
    return None


def _forms(grammar: Grammar, i: int) -> set[str]:
    """A word as the table may have it."""
    word = grammar.parse.lower[i]
    return {word, grammar.parse.lemmas[i], singular(word)}
