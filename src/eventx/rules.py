"""The knowledge in `data/*.toml`, loaded once, validated and compiled.

A rule names lemmas and the classes its arguments must have; the grammar that finds arguments is in
`syntax`. Every error names the file, the rule and the field.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from eventx.errors import RuleError
from eventx.lexicon import words
from eventx.records import Kind, OutcomeType

Phrase = tuple[str, ...]
BUILT_IN = words("rules")["built_in"]  # classes that the grammar gives, without a list of nouns
GOVERNED = frozenset(
    {"for", "after", "into", "upon", "on", "at", "against", "with", "over", "across", "through"}
)
IRREGULAR = words("irregular")  # further forms of verbs
LIMBS = sorted(words("outcomes")["limbs"])  # of a body
V = TypeVar("V")
M = TypeVar("M", bound=BaseModel)
Index = dict[str, tuple[tuple[Phrase, V], ...]]  # by one lemma: phrases and what they tell, longest first


Expected = Literal["kind", "place", "initiator", "target", "partner", "support"]


class Strict(BaseModel):
    """A table of a rule file: a key that is not known is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Example(Strict):
    """A sentence that the rule fires on, with what must come out of it."""

    text: str
    expect: dict[Expected, str] = {}


class Counterexample(Strict):
    """A sentence that the rule must not fire on, and why."""

    text: str
    why: str


class Rule(Strict):
    """Words that tell an act of one kind, given arguments of certain classes.

    `needs` maps agent and patient to classes of `taxonomy.toml`, joined by "|"; NONE allows the argument
    to be absent; `unless` lists phrases that end in one of the nouns and tell no act. A `weak` rule tells
    an act only with a detail of its own.
    """

    name: Annotated[str, Field(min_length=1)]
    kind: Kind
    verbs: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    needs: dict[Literal["agent", "patient"], str] = {}
    weak: Annotated[bool, Field(strict=True)] = False
    example: tuple[Example, ...] = ()
    counterexample: tuple[Counterexample, ...] = ()

    def needed(self, role: Literal["agent", "patient"]) -> frozenset[str]:
        """The classes that an argument must have one of."""
        return frozenset(self.needs[role].split("|")) if role in self.needs else frozenset()

    @cached_property
    def governed(self) -> frozenset[str]:
        """The prepositions that its verbs govern: "run into", "fire on"."""
        return GOVERNED.intersection(verb.split()[-1] for verb in self.verbs if " " in verb)


class OutcomeRule(Strict):
    """Words that tell what an act did."""

    type: OutcomeType
    of: str
    patient: tuple[str, ...] = ()
    subject: tuple[str, ...] = ()
    bearer: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()

    @property
    def classes(self) -> frozenset[str]:
        """What can suffer it."""
        return frozenset(self.of.split("|"))


class Taxonomy(Strict):
    """Classes of nouns, verbs and adjectives."""

    implies: dict[str, tuple[str, ...]]
    nouns: dict[str, str | tuple[str, ...]]
    objects: dict[str, tuple[str, ...]]
    verbs: dict[str, str]
    adjectives: dict[str, tuple[str, ...]]


class Cues(Strict):
    """Phrases that tell modality, status and background."""

    modality: dict[str, tuple[str, ...]]
    status: dict[str, tuple[str, ...]]
    background: dict[str, tuple[str, ...]]


class RuleFile(Strict):
    """One file of `data/rules`: the rules of one kind."""

    kind: Kind
    rule: tuple[dict[str, Any], ...] = ()


class OutcomeFile(Strict):
    """The file `outcomes.toml`."""

    outcome: tuple[OutcomeRule, ...]


@dataclass(frozen=True)
class Rules:
    """All knowledge, compiled for look-up by lemma."""

    rules: tuple[Rule, ...]
    implies: dict[str, frozenset[str]]
    noun_classes: Index[str]  # by last lemma: classes
    object_classes: Index[str]  # by last lemma: classes of things
    light: frozenset[str]
    reporting: frozenset[str]
    hostile: frozenset[str]
    cues: Cues
    exercise: frozenset[str]
    verb_rules: Index[Rule]  # by first lemma
    noun_rules: Index[Rule | None]  # by last lemma; None: no act
    verb_outcomes: Index[tuple[OutcomeRule, str]]  # by first lemma: rule, and who suffers
    noun_outcomes: dict[str, tuple[OutcomeRule, ...]]
    adjective_outcomes: dict[str, OutcomeRule]
    verb_forms: dict[str, str]  # inflected form -> lemma of a verb that a rule names
    layers: dict[str, int]  # rule -> the folder of users that it is from, counted from 1; none: our own

    def expand(self, classes: set[str]) -> set[str]:
        """Classes with what they imply."""
        found = set(classes)
        for name in classes:
            found |= self.implies.get(name, frozenset())
        return found


def _index(pairs: Iterable[tuple[Phrase, V]], *, key: int) -> Index[V]:
    """Phrases under their first (0) or last (-1) word, longest first."""
    found: dict[str, list[tuple[Phrase, V]]] = defaultdict(list)
    for phrase, value in pairs:
        found[phrase[key]].append((phrase, value))
    return {word: tuple(sorted(entries, key=lambda e: -len(e[0]))) for word, entries in found.items()}


def words_of(text: str) -> Phrase:
    """The words of a phrase in a rule file, split as the tokenizer splits them ("cordon-and-search")."""
    return tuple(re.sub(r"(?<=[a-z])-(?=[a-z])", " - ", text).split())


def spread(text: str) -> list[str]:
    """The phrases that one with LIMB stands for: "hit in LIMB" is "hit in leg", "hit in arm" and so on."""
    return [text.replace("LIMB", limb) for limb in LIMBS] if "LIMB" in text else [text]


def entries(value: str | Iterable[str]) -> list[str]:
    """Entries of a class, given as a list or, single words, in one string."""
    return value.split() if isinstance(value, str) else list(value)


def _read(path: Traversable, model: type[M]) -> M:
    """A file of the knowledge, validated."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RuleError(f"{path.name}: not valid TOML: {error}") from None
    return _validated(model, table, path.name)


def _validated(model: type[M], table: dict[str, Any], where: str) -> M:
    """A table as a model; an error tells where it stood and every field that is wrong."""
    try:
        return model.model_validate(table)
    except ValidationError as error:
        lines = [f"{where}: {'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors()]
        raise RuleError("\n".join(lines)) from None


def _check(rules: Iterable[Rule], known: Set[str]) -> None:
    """Refuse a name that is taken and a class that nothing gives."""
    seen: set[str] = set()
    for rule in rules:
        if rule.name in seen:
            raise RuleError(f"{rule.kind}.toml: rule {rule.name}: the name is taken; names are unique")
        seen.add(rule.name)
        for role, classes in rule.needs.items():
            for unknown in sorted(set(classes.split("|")) - known - BUILT_IN):
                raise RuleError(
                    f"{rule.kind}.toml: rule {rule.name}: needs.{role}: no class {unknown!r} in taxonomy.toml"
                )


def compile_rules(
    rules: Iterable[Rule],
    outcomes: Iterable[OutcomeRule],
    taxonomy: Taxonomy,
    cues: Cues,
    layers: Mapping[str, int] | None = None,
) -> Rules:
    """Index the knowledge by lemma; names must be unique and classes known.

    `layers` tells which rules stand over others, by name: what a higher one says of a phrase holds.
    """
    rules, outcomes, layers = tuple(rules), tuple(outcomes), dict(layers or {})
    implies = _closure(taxonomy.implies)
    nouns = [
        (words_of(entry), name.removesuffix("_PHRASES"))
        for name, value in taxonomy.nouns.items()
        for entry in entries(value)
    ]
    objects = [(words_of(entry), name) for name, entries in taxonomy.objects.items() for entry in entries]
    _check(rules, known_classes(taxonomy))
    verb_outcomes = [(words_of(v), (o, "patient")) for o in outcomes for p in o.patient for v in spread(p)]
    verb_outcomes += [(words_of(v), (o, "subject")) for o in outcomes for v in o.subject]
    verb_outcomes += [(words_of(v), (o, "bearer")) for o in outcomes for v in o.bearer]
    noun_outcomes: dict[str, list[OutcomeRule]] = defaultdict(list)
    for outcome in outcomes:
        for noun in outcome.nouns:
            noun_outcomes[noun].append(outcome)
    light = frozenset(taxonomy.verbs["light"].split())
    return Rules(
        rules=rules,
        implies=implies,
        noun_classes=_index(nouns, key=-1),
        object_classes=_index(objects, key=-1),
        light=light,
        reporting=frozenset(taxonomy.verbs["reporting"].split()),
        hostile=frozenset(taxonomy.adjectives["hostile"]),
        cues=cues,
        exercise=frozenset(cues.background.get("exercise", ())),
        verb_rules=_index([(words_of(v), r) for r in rules for v in r.verbs], key=0),
        noun_rules=_index(_noun_phrases(rules, layers), key=-1),
        verb_outcomes=_index(verb_outcomes, key=0),
        noun_outcomes={noun: tuple(found) for noun, found in noun_outcomes.items()},
        adjective_outcomes={a: o for o in reversed(outcomes) for a in o.adjectives},
        verb_forms=inflect(
            {words_of(v)[0] for r in rules for v in r.verbs} | {p[0] for p, _ in verb_outcomes} | light
        ),
        layers=layers,
    )


def known_classes(taxonomy: Taxonomy) -> set[str]:
    """All classes that lists of nouns give, and those that they imply."""
    return {
        *(name.removesuffix("_PHRASES") for name in taxonomy.nouns),
        *(name.upper() for name in taxonomy.objects),
        *taxonomy.implies,
        *(implied for listed in taxonomy.implies.values() for implied in listed),
    }


def _noun_phrases(rules: Iterable[Rule], layers: Mapping[str, int]) -> list[tuple[Phrase, Rule | None]]:
    """The phrases of event nouns with their rules, None for phrases that tell no act.

    A phrase that tells no act in one layer may tell one in a higher, and the other way round.
    """
    acts = [(words_of(n), r) for r in rules for n in r.nouns]
    no_acts = [(words_of(n), r) for r in rules for n in r.unless]
    acting, idle = _highest(acts, layers), _highest(no_acts, layers)
    kept: list[tuple[Phrase, Rule | None]] = [
        (p, r) for p, r in acts if layers.get(r.name, 0) >= idle.get(p, 0)
    ]
    return kept + [(p, None) for p in idle if idle[p] >= acting.get(p, 0)]


def _highest(pairs: Iterable[tuple[Phrase, Rule]], layers: Mapping[str, int]) -> dict[Phrase, int]:
    """The highest layer that names a phrase."""
    found: dict[Phrase, int] = {}
    for phrase, rule in pairs:
        found[phrase] = max(found.get(phrase, 0), layers.get(rule.name, 0))
    return found


def inflect(lemmas: Iterable[str]) -> dict[str, str]:
    """Inflected forms of verbs, for tokens whose lemma the model misses.

    >>> forms = inflect({"free", "rob", "carry", "shoot"})
    >>> forms["freed"], forms["robbed"], forms["carrying"], forms["shot"]
    ('free', 'rob', 'carry', 'shoot')
    """
    found: dict[str, str] = {}
    for lemma in sorted(lemmas):
        stem, double = lemma, lemma + lemma[-1]
        if lemma.endswith("e"):
            forms = [stem + "d", stem[:-1] + "ing", stem + "s"]
        elif lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
            forms = [stem[:-1] + "ied", stem + "ing", stem[:-1] + "ies"]
        elif re.fullmatch(r".*[^aeiou][aeiou][bdgklmnprt]", lemma):
            forms = [double + "ed", double + "ing", stem + "ed", stem + "ing", stem + "s"]
        else:
            forms = [stem + "ed", stem + "ing", stem + ("es" if re.search("(s|x|z|ch|sh)$", stem) else "s")]
        for form in [*forms, *IRREGULAR.get(lemma, ())]:
            found.setdefault(form, lemma)
    return found


def plural(noun: str) -> str:
    """A noun's plural by its ending, for words that are looked up as they are written.

    >>> plural("camp"), plural("gunman"), plural("battery"), plural("convoy"), plural("church")
    ('camps', 'gunmen', 'batteries', 'convoys', 'churches')
    """
    if noun.endswith("man"):
        return f"{noun[:-2]}en"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun + ("es" if noun.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _closure(implies: dict[str, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """All that each class implies, by way of others too; two may imply each other.

    >>> found = _closure({"A": ("B",), "B": ("C", "A")})
    >>> sorted(found["A"]), sorted(found["B"])
    (['A', 'B', 'C'], ['A', 'B', 'C'])
    """
    found: dict[str, frozenset[str]] = {}
    for name, first in implies.items():
        known: set[str] = set()
        left = list(first)
        while left:
            if (other := left.pop()) not in known:
                known.add(other)
                left += implies.get(other, ())
        found[name] = frozenset(known)
    return found


@dataclass(frozen=True)
class Shipped:
    """The packaged knowledge before it is compiled, for users' to be added."""

    rules: tuple[Rule, ...]
    outcomes: tuple[OutcomeRule, ...]
    taxonomy: Taxonomy
    cues: Cues


@cache
def shipped() -> Shipped:
    """The packaged knowledge, read and validated."""
    data = resources.files("eventx") / "data"
    rules = []
    for file in sorted((data / "rules").iterdir(), key=lambda f: f.name):
        read = _read(file, RuleFile)
        for table in read.rule:
            where = f"{file.name}: rule {table.get('name', '?')}"
            rules.append(_validated(Rule, {"kind": read.kind, **table}, where))
    return Shipped(
        tuple(rules),
        _read(data / "outcomes.toml", OutcomeFile).outcome,
        _read(data / "taxonomy.toml", Taxonomy),
        _read(data / "cues.toml", Cues),
    )


@cache
def load_rules() -> Rules:
    """The packaged knowledge, compiled; `knowledge` adds users' own."""
    ours = shipped()
    return compile_rules(ours.rules, ours.outcomes, ours.taxonomy, ours.cues)
