"""Everything that finders and judgement look up, compiled once: our own knowledge and, over it, users'.

What users bring is a folder of TOML files (docs/rules.md). Folders are laid over ours in the order given, and
what a later one says holds.

>>> knowledge = load_knowledge()
>>> knowledge.actors.named("Daesh").name
'Islamic State'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from eventx.actors import Actor, Actors, Row, actor_rows, load_actors, split
from eventx.gazetteer import DATA, Gazetteer
from eventx.placelists import place_of, read_table
from eventx.rulefiles import (
    OUTCOME_WORDS,
    OwnForce,
    OwnPlace,
    ReadFile,
    RuleText,
    failed,
    folder_of,
    folder_texts,
    known_types,
    phrases_of,
    read_files,
    suggestion,
)
from eventx.rules import (
    BUILT_IN,
    Cues,
    OutcomeRule,
    Rule,
    Rules,
    Taxonomy,
    compile_rules,
    entries,
    known_classes,
    load_rules,
    shipped,
)
from eventx.tomlspots import Fault
from eventx.tomlspots import Path as TomlPath
from eventx.toponyms import Toponym

CLASS = re.compile(r"[A-Z][A-Z0-9_]*")
Phrases = dict[str, tuple[str, ...]]  # a list's name → its phrases


@dataclass(frozen=True)
class Knowledge:
    """Rules, forces and places; shared by all that read articles, from any thread.

    `own` are the users' files that were laid over ours, the folder's last.
    """

    rules: Rules
    actors: Actors
    gazetteer: Gazetteer
    own: tuple[ReadFile, ...] = ()


def load_knowledge(*folders: str | Path, places: Iterable[str | Path] = ()) -> Knowledge:
    """Our knowledge with folders of users' rules laid over it, each over those before.

    A folder may be the name under which an installed package brings it (entry points `eventx.rules`).
    `places` are TSV or GeoJSON files of further places. The same folders are compiled once. Raises RuleError,
    which names file, line, column and what would be right for every fault, and PlacesError.
    """
    return compile_knowledge(tuple(folder_texts(folder_of(name)) for name in folders), places)


def compile_knowledge(
    folders: tuple[tuple[RuleText, ...], ...], places: Iterable[str | Path] = ()
) -> Knowledge:
    """The texts of users' folders, laid over ours; see `load_knowledge`."""
    knowledge, own = _compiled(folders)
    files = [Path(path) for path in places]
    return replace(knowledge, gazetteer=Gazetteer.load(*files, places=own)) if files else knowledge


@lru_cache(maxsize=8)
def _compiled(folders: tuple[tuple[RuleText, ...], ...]) -> tuple[Knowledge, list[tuple[Toponym, list[str]]]]:
    """The knowledge of some folders and the places among it."""
    if not folders:
        return Knowledge(load_rules(), load_actors(), Gazetteer.load()), []
    laid = _Laid()
    own: list[ReadFile] = []
    for layer, texts in enumerate(folders, 1):
        files = read_files(texts)
        own += files
        faults = list(laid.lay(files, layer))
        if faults:
            raise failed(faults)
    rules = compile_rules(
        laid.rules.values(),
        laid.outcomes,
        laid.taxonomy(),
        Cues.model_validate(laid.cues),
        laid.layers,
    )
    actors = Actors(laid.forces.values(), laid.own_forces)
    return Knowledge(rules, actors, Gazetteer.load(places=laid.places), tuple(own)), laid.places


@dataclass
class _Laid:
    """Knowledge that folders are laid over, table by table."""

    rules: dict[str, Rule] = field(default_factory=lambda: {r.name: r for r in shipped().rules})
    layers: dict[str, int] = field(default_factory=dict)
    outcomes: tuple[OutcomeRule, ...] = field(default_factory=lambda: shipped().outcomes)
    implies: Phrases = field(default_factory=lambda: dict(shipped().taxonomy.implies))
    nouns: Phrases = field(default_factory=lambda: _listed(shipped().taxonomy.nouns))
    objects: Phrases = field(default_factory=lambda: dict(shipped().taxonomy.objects))
    verbs: Phrases = field(default_factory=lambda: _listed(shipped().taxonomy.verbs))
    adjectives: Phrases = field(default_factory=lambda: dict(shipped().taxonomy.adjectives))
    cues: dict[str, Phrases] = field(default_factory=lambda: dict(shipped().cues.model_dump()))
    forces: dict[str, Row] = field(default_factory=lambda: {row[0].name: row for row in actor_rows()})
    own_forces: set[str] = field(default_factory=set)
    places: list[tuple[Toponym, list[str]]] = field(default_factory=list)

    def taxonomy(self) -> Taxonomy:
        """The classes of words."""
        return Taxonomy.model_construct(
            implies=self.implies,
            nouns=dict(self.nouns),
            objects=self.objects,
            verbs={name: " ".join(listed) for name, listed in self.verbs.items()},
            adjectives=self.adjectives,
        )

    def lay(self, files: tuple[ReadFile, ...], layer: int) -> Iterator[Fault]:
        """Lay a folder over what is there; its faults."""
        for file in files:
            for path, phrase in phrases_of(file.content):
                if not phrase.strip() or phrase != " ".join(phrase.lower().split()):
                    case = "write it in lower case, without inflection"
                    blanks = "words have one blank between them, and none around"
                    right = case if phrase != phrase.lower() or not phrase.strip() else blanks
                    yield file.fault(path, f"{phrase!r} never matches; {right}")
        yield from self._words(files)
        yield from self._rules(files, layer)
        yield from self._forces(files)
        yield from self._places(files)

    def _words(self, files: tuple[ReadFile, ...]) -> Iterator[Fault]:
        """Classes of words and cues."""
        known = self._classes().union(*(file.content.implies for file in files))
        for file in files:
            _add(self.implies, file.content.implies)
        for file in files:
            content = file.content
            for name, listed in content.implies.items():
                if not CLASS.fullmatch(name):
                    said = f"{name!r} is no name of a class; write it in capitals, as HOSTILE is"
                    yield file.fault(("implies", name), said, key=True)
                for k, implied in enumerate(listed):
                    if implied not in known:
                        yield file.fault(
                            ("implies", name, k),
                            f"no class {implied!r}{suggestion(implied, known)}",
                            word=implied,
                        )
            for name in content.nouns:
                if name.removesuffix("_PHRASES") not in known:
                    said = f"no class {name!r}; a new one is declared in [implies]{suggestion(name, known)}"
                    yield file.fault(("nouns", name), said, key=True)
            _add(self.nouns, content.nouns)
            _add(self.objects, content.objects, alone=True)
            _add(self.verbs, content.verbs)
            _add(self.adjectives, content.adjectives)
            for sort in self.cues:
                _add(self.cues[sort], getattr(content.cues, sort), alone=True)

    def _classes(self) -> set[str]:
        """The classes that there are."""
        return known_classes(self.taxonomy()) | BUILT_IN

    def _rules(self, files: tuple[ReadFile, ...], layer: int) -> Iterator[Fault]:
        """Rules and outcomes."""
        known = self._classes()
        for file in files:
            for i, name in enumerate(file.content.drop):
                if self.rules.pop(name, None) is None:
                    yield file.fault(("drop", i), f"no rule {name!r}{suggestion(name, self.rules)}")
        seen: dict[str, str] = {}
        for file in files:
            for i, rule in enumerate(file.content.rule):
                if rule.name in seen:
                    said = (
                        f"the name {rule.name!r} is taken in {seen[rule.name]}; names are unique in a folder"
                    )
                    yield file.fault(("rule", i, "name"), said)
                if not rule.verbs and not rule.nouns:
                    yield file.fault(
                        ("rule", i), 'needs words that tell the act: verbs = ["…"] or nouns = ["…"]'
                    )
                seen[rule.name] = file.source.name
                self.rules.pop(rule.name, None)
                self.rules[rule.name], self.layers[rule.name] = rule, layer
                for role, classes in rule.needs.items():
                    yield from _unknown(file, ("rule", i, "needs", role), classes, known)
            for i, outcome in enumerate(file.content.outcome):
                if not any(getattr(outcome, name) for name in OUTCOME_WORDS):
                    right = " or ".join(f'{name} = ["…"]' for name in OUTCOME_WORDS)
                    yield file.fault(("outcome", i), f"needs words that tell it: {right}")
                yield from _unknown(file, ("outcome", i, "of"), outcome.of, known)
        self.outcomes = (*(o for file in files for o in file.content.outcome), *self.outcomes)

    def _forces(self, files: tuple[ReadFile, ...]) -> Iterator[Fault]:
        """Forces; one of a name that is there already keeps what the new does not tell."""
        own = [(file, i, force) for file in files for i, force in enumerate(file.content.force)]
        names = self.forces.keys() | {force.name for _, _, force in own}
        named: dict[tuple[str, ...], str] = {}
        seen: dict[str, str] = {}
        for file, i, force in own:
            if force.name in seen:
                said = f"{force.name!r} is told in {seen[force.name]} already; a folder tells a force once"
                yield file.fault(("force", i, "name"), said)
            seen[force.name] = file.source.name
            kept = self.forces.pop(force.name, None)
            if force.type in ("civilians", "unknown") or (force.type is None and kept is None):
                path: TomlPath = ("force", i, "type") if force.type else ("force", i)
                yield file.fault(path, f"needs a type: {', '.join(known_types())}")
            yield from _country(file, ("force", i, "country"), force.country or "")
            if force.parent and force.parent not in names:
                said = f"no force {force.parent!r}{suggestion(force.parent, names)}"
                yield file.fault(("force", i, "parent"), said)
            for k, alias in enumerate((force.name, *force.aliases)):
                path = ("force", i, "aliases", k - 1) if k else ("force", i, "name")
                if not split(alias):
                    yield file.fault(path, f"{alias!r} holds no letter or digit")
                elif named.setdefault(split(alias), force.name) != force.name:
                    yield file.fault(
                        path, f"{alias!r} is a name of {named[split(alias)]} too; it must mean one"
                    )
            self.forces[force.name] = _row(force, kept)
            self.own_forces.add(force.name)
        for file, i, force in own:
            if force.parent and force.name in self._above(force.parent):
                yield file.fault(("force", i, "parent"), f"{force.name!r} would stand above itself")

    def _above(self, name: str | None) -> set[str]:
        """A force and all that stand above it."""
        found: set[str] = set()
        while name in self.forces and name not in found:
            found.add(name)
            name = self.forces[name][0].parent
        return found

    def _places(self, files: tuple[ReadFile, ...]) -> Iterator[Fault]:
        """Places; those of later folders stand first."""
        found = []
        for file in files:
            for i, place in enumerate(file.content.place):
                wrong = list(_country(file, ("place", i, "country"), place.country))
                yield from wrong
                if wrong:
                    continue
                try:
                    found.append(_toponym(place, Path(file.source.name).name))
                except ValueError as error:
                    told = re.match(r"field '(\w+)': ", str(error))
                    path: TomlPath = ("place", i, told[1]) if told else ("place", i)
                    yield file.fault(path, str(error)[told.end() :] if told else str(error))
        self.places = found + self.places


def _listed(lists: Mapping[str, str | tuple[str, ...]]) -> Phrases:
    """Lists of words, of which some are given in one string."""
    return {name: tuple(entries(value)) for name, value in lists.items()}


def _add(lists: Phrases, own: Mapping[Any, tuple[str, ...]], *, alone: bool = False) -> None:
    """Add to lists by name; with `alone` a phrase stands in one of them, the one told last."""
    for name, added in own.items():
        if alone:
            for other, listed in lists.items():
                lists[other] = tuple(phrase for phrase in listed if phrase not in added)
        lists[name] = (*added, *lists.get(name, ()))


def _unknown(file: ReadFile, path: TomlPath, classes: str, known: set[str]) -> Iterator[Fault]:
    """The classes of a rule, joined by "|", that nothing gives."""
    for name in classes.split("|"):
        if name not in known:
            yield file.fault(path, f"no class {name!r}{suggestion(name, known)}", word=name or None)


@cache
def _codes() -> frozenset[str]:
    """The ISO 3166-1 alpha-2 codes of all countries."""
    return frozenset(row["code"] for row in read_table(DATA / "countries.tsv"))


def _country(file: ReadFile, path: TomlPath, codes: str) -> Iterator[Fault]:
    """The codes, parted by commas, that are no country's."""
    for code in filter(None, map(str.strip, codes.split(","))):
        if code not in _codes():
            meant = Gazetteer.load().country(code)
            right = f"; did you mean {meant!r}?" if meant else ', as "KE" is'
            yield file.fault(path, f"{code!r} is no ISO 3166-1 alpha-2 code{right}", word=code)


def _row(force: OwnForce, kept: Row | None) -> Row:
    """A force as a row of the table, over the row of the same name."""
    before = kept[0] if kept else Actor(force.name, "unknown", None, None, None)
    actor = Actor(
        force.name,
        force.type or before.type,
        force.country or before.country,
        force.wikidata or before.wikidata,
        force.parent or before.parent,
        force.note or before.note,
    )
    return actor, (*force.aliases, *(kept[1] if kept else ()))


def _toponym(place: OwnPlace, source: str) -> tuple[Toponym, list[str]]:
    """A place of a file with its names. Raises ValueError."""
    row = {
        **place.model_dump(),
        "admin1": list(place.admin1),
        "aliases": list(place.aliases),
        "source": source,
    }
    return place_of(row, None, source)
