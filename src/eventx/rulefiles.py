"""A folder of users' rule files → their validated contents, or every fault with line and column.

docs/rules.md is the reference of the format. Files are UTF-8 TOML; those of a folder are read sorted by name
and stand side by side: none wins over another.
"""

from __future__ import annotations

import codecs
import difflib
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from eventx.errors import RuleError
from eventx.records import ForceType, Kind, ObjectClass
from eventx.rules import Counterexample, Example, OutcomeRule, Rule
from eventx.tomlspots import Fault, Spot, fault, spots
from eventx.tomlspots import Path as Place

M = TypeVar("M", bound=BaseModel)
Words = Annotated[tuple[str, ...], BeforeValidator(lambda v: v.split() if isinstance(v, str) else v)]
ModalityCue = Literal["denied", "disputed", "claimed", "unconfirmed", "hypothetical"]
StatusCue = Literal["planned", "ongoing", "launched", "failed"]
BackgroundCue = Literal["habitual", "posture", "opinion", "exercise", "diplomacy", "history"]
VerbClass = Literal["light", "reporting"]
GROUP = "eventx.rules"  # of entry points
OUTCOME_WORDS = ("patient", "subject", "bearer", "nouns", "adjectives")
NO_TYPES = ("civilians", "unknown")  # types of a record's force that no row of a table has


class Own(BaseModel):
    """A table of a user's file: a key that is not known is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class OwnCues(Own):
    """Further phrases that tell modality, status and background."""

    modality: dict[ModalityCue, tuple[str, ...]] = {}
    status: dict[StatusCue, tuple[str, ...]] = {}
    background: dict[BackgroundCue, tuple[str, ...]] = {}


class OwnForce(Own):
    """A force, security service, coalition or armed group; of a name that we have, what it gives wins."""

    name: Annotated[str, Field(min_length=1)]
    aliases: tuple[str, ...] = ()
    type: ForceType | None = None
    country: str | None = None
    wikidata: Annotated[str, Field(pattern=r"^Q[1-9]\d*$")] | None = None
    parent: str | None = None
    note: str = ""


class OwnPlace(Own):
    """A place with its names; degrees are WGS 84, decimal."""

    name: Annotated[str, Field(min_length=1)]
    aliases: tuple[str, ...] = ()
    latitude: Annotated[float, Field(ge=-90, le=90, strict=True)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180, strict=True)] | None = None
    country: str = ""
    admin1: Words = ()
    feature: str = "P.PPL"
    population: Annotated[int, Field(ge=0, strict=True)] = 0
    geonames_id: Annotated[int, Field(gt=0, strict=True)] | None = None


class OwnFile(Own):
    """One file of a folder of rules."""

    kind: Kind | None = None
    drop: tuple[str, ...] = ()
    rule: tuple[Rule, ...] = ()
    outcome: tuple[OutcomeRule, ...] = ()
    force: tuple[OwnForce, ...] = ()
    place: tuple[OwnPlace, ...] = ()
    cues: OwnCues = OwnCues()
    implies: dict[str, tuple[str, ...]] = {}
    nouns: dict[str, Words] = {}
    objects: dict[ObjectClass, tuple[str, ...]] = {}
    verbs: dict[VerbClass, Words] = {}
    adjectives: dict[Literal["hostile"], tuple[str, ...]] = {}
    example: tuple[Example, ...] = ()
    counterexample: tuple[Counterexample, ...] = ()


class Settings(Own):
    """The table [eventx] of an `eventx.toml`."""

    rules: Annotated[tuple[str, ...], BeforeValidator(lambda v: (v,) if isinstance(v, str) else v)] = ()


class SettingsFile(Own):
    """An `eventx.toml`."""

    eventx: Settings = Settings()


SETTINGS: dict[Place, type[BaseModel]] = {(): SettingsFile, ("eventx",): Settings}
TABLES: dict[Place, type[BaseModel]] = {  # the model of each table, by its path without ranks
    (): OwnFile,
    ("rule",): Rule,
    ("rule", "example"): Example,
    ("rule", "counterexample"): Counterexample,
    ("outcome",): OutcomeRule,
    ("force",): OwnForce,
    ("place",): OwnPlace,
    ("cues",): OwnCues,
    ("example",): Example,
    ("counterexample",): Counterexample,
}


@dataclass(frozen=True, slots=True)
class RuleText:
    """A file as it was read: its name as it is told in errors, and its text."""

    name: str
    text: str


@dataclass(frozen=True)
class ReadFile:
    """A validated file, with what is needed to point into it."""

    source: RuleText
    content: OwnFile

    @cached_property
    def _spots(self) -> dict[Place, Spot]:
        return spots(self.source.text)

    def fault(self, path: Place, said: str, *, word: str | None = None, key: bool = False) -> Fault:
        """A fault at a value, at its key, or at a word within it; `path` may be longer than what is there."""
        return _fault(self.source, self._spots, path, said, word=word, key=key)


def folder_of(name: str | Path, here: Path = Path()) -> Path:
    """A path, or the name of an entry point of the group `eventx.rules` → the folder of rules.

    An entry point's value is a package, whose folder it is, or a variable with a path. Raises RuleError.
    """
    folder = here / name
    if folder.is_dir():
        return folder
    brought = {entry.name: entry for entry in entry_points(group=GROUP)}
    if str(name) not in brought:
        raise RuleError(f"{folder}: no such folder, and no installed package brings rules of that name")
    found = brought[str(name)]
    try:
        value = found.load()
    except (ImportError, AttributeError, ValueError) as error:  # ValueError: importlib_metadata's
        right = "write a package ('mine.rules'), or a variable that holds a path ('mine:FOLDER')"
        raise RuleError(f"{name}: the entry point {found.value!r} leads to nothing; {right}") from error
    folder = Path(value.__path__[0]) if hasattr(value, "__path__") else Path(str(value))
    if not folder.is_dir():
        raise RuleError(f"{name}: the entry point {found.value!r} leads to no folder: {folder}")
    return folder


def folder_texts(folder: Path) -> tuple[RuleText, ...]:
    """The TOML files of a folder, sorted by name. Raises RuleError where there are none or one is no text."""
    if not folder.is_dir():
        raise RuleError(f"{folder}: is no folder; rules are a folder of .toml files")
    files = sorted(folder.glob("*.toml"))
    if not files:
        raise RuleError(f"{folder}: holds no .toml file")
    texts: list[RuleText] = []
    faults: list[Fault] = []
    for file in files:
        try:
            texts.append(rule_text(file, str(file)))
        except RuleError as error:
            if not error.faults:
                raise
            faults += error.faults
    if faults:
        raise failed(faults)
    return tuple(texts)


def rule_text(path: Path, name: str) -> RuleText:
    """A file's text, under a name, ends of lines as one character. Raises RuleError."""
    try:
        raw = path.read_bytes().removeprefix(codecs.BOM_UTF8)
    except OSError as error:
        raise RuleError(f"{path}: cannot be read: {error.strerror or error}") from None
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        text = raw.decode("utf-8", "replace")
        at = len(raw[: error.start].decode("utf-8"))
        said = f"not UTF-8 (byte {error.start:,}); save it as UTF-8"
        raise failed([fault(name, text, (at, at + 1), said)]) from None
    return RuleText(name, text.replace("\r\n", "\n").replace("\r", "\n"))


def read_files(texts: Iterable[RuleText]) -> tuple[ReadFile, ...]:
    """The texts of a folder → their contents. Raises RuleError with every fault of every file."""
    files: list[ReadFile] = []
    faults: list[Fault] = []
    for source in texts:
        try:
            files.append(ReadFile(source, validated(source, OwnFile, TABLES)))
        except RuleError as error:
            faults += error.faults
    if faults:
        raise failed(faults)
    return tuple(files)


def validated(source: RuleText, model: type[M], tables: Mapping[Place, type[BaseModel]]) -> M:
    """A file's text as a model; `tables` are the models of its tables. Raises RuleError with every fault."""
    try:
        table = tomllib.loads(source.text)
    except (ValueError, RecursionError) as error:  # also a number of more than 4,300 digits
        raise failed([_not_toml(source, error)]) from None
    try:
        return model.model_validate(_with_kind(table))
    except ValidationError as error:
        where = spots(source.text)
        told = error.errors(include_url=False)
        raise failed([_explained(source, where, tables, one) for one in told]) from None


def failed(faults: Sequence[Fault]) -> RuleError:
    """Faults as an error whose message names each once, in the order of the files."""
    faults = sorted(dict.fromkeys(faults), key=lambda f: (f.file, f.line, f.column))
    return RuleError("\n".join(map(str, faults)), faults)


def suggestion(word: object, known: Iterable[str]) -> str:
    """What may have been meant, as the end of a sentence; else what there is.

    >>> suggestion("neds", ["needs", "nouns"]), suggestion("zzz", ["b", "a"])
    ("; did you mean 'needs'?", '; there are a, b')
    """
    listed = sorted(known)
    near = difflib.get_close_matches(str(word), listed, 1, 0.6)
    if not near:
        folded = {name.casefold(): name for name in listed}
        near = [folded[str(word).casefold()]] if str(word).casefold() in folded else []
    if near:
        return f"; did you mean {near[0]!r}?"
    return f"; there are {', '.join(listed)}" if 0 < len(listed) <= 25 else ""


def _with_kind(table: dict[str, Any]) -> dict[str, Any]:
    """A file's table with its kind given to the rules that have none of their own."""
    rules = table.get("rule")
    if "kind" not in table or not isinstance(rules, list):
        return table
    given = [{"kind": table["kind"], **rule} if isinstance(rule, dict) else rule for rule in rules]
    return {**table, "rule": given}


def _not_toml(source: RuleText, error: ValueError | RecursionError) -> Fault:
    """What `tomllib` refuses, at the place that it names."""
    message = "nested too deeply" if isinstance(error, RecursionError) else str(error).partition(":")[0]
    at = len(source.text)
    if wild := re.search(r"[0-9_]{4300,}|(?:[\[{]\s*){50,}", source.text):  # of which no place is told
        at = wild.start()
    if found := re.search(r" \(at line (\d+), column (\d+)\)", message):
        lines = source.text.split("\n")
        line, column = map(int, found.groups())
        at = sum(len(before) + 1 for before in lines[: line - 1]) + column - 1
        message = message[: found.start()]
    message = message.replace("Cannot overwrite a value", "the key before is given twice")
    said = f"not valid TOML: {message[:1].lower()}{message[1:]}"
    return fault(source.name, source.text, (at, at + 1), said)


def _fault(
    source: RuleText,
    where: dict[Place, Spot],
    path: Place,
    said: str,
    *,
    word: str | None = None,
    key: bool = False,
) -> Fault:
    """A fault at the longest part of a path that is there."""
    while path not in where:
        path = path[:-1]
    spot = where[path]
    start, end = spot.key if key else spot.value
    if word is not None and (at := source.text.find(word, start, end)) >= 0:
        start, end = at, at + len(word)
    return fault(source.name, source.text, (start, end), f"{_told(path)}{said}")


def _told(path: Place) -> str:
    """A path as it is told: "rule 2: needs.agent: "; ranks count from 1."""
    told = ""
    for part in path:
        told += f" {part + 1}" if isinstance(part, int) else f"{'.' if told else ''}{part}"
    return f"{told}: " if told else ""


def _explained(
    source: RuleText, where: dict[Place, Spot], tables: Mapping[Place, type[BaseModel]], error: Any
) -> Fault:
    """One error of pydantic → a fault that says what would be right."""
    path: Place = tuple(error["loc"])
    model = tables.get(tuple(part for part in path[:-1] if isinstance(part, str)))
    if error["type"] == "extra_forbidden" and model:
        said = f"no such key{suggestion(path[-1], model.model_fields)}"
        return _fault(source, where, path, said, key=True)
    if error["type"] == "missing":
        if path[-1] == "kind":
            said = 'needs a kind, here or at the head of the file: kind = "raid"'
        else:
            said = f"needs {path[-1]!r}"
        return _fault(source, where, path[:-1], said)
    if error["type"] == "literal_error":
        known = re.findall(r"'([^']*)'", error["ctx"]["expected"])
        told = f"{error['input']!r} is not known" if isinstance(error["input"], str) else "must be a string"
        said = f"{told}{suggestion(error['input'], known)}"
        if path[-1] == "[key]":
            return _fault(source, where, path[:-1], said, key=True)
        if path[0] == "rule" and path[-1] == "kind" and path not in where:
            path = ("kind",)  # the kind of the file
        return _fault(source, where, path, said)
    return _fault(source, where, path, f"{_right(error)}")


def _right(error: Any) -> str:
    """What a value must be, in words."""
    tables = {path[-1] for path in TABLES if path} - {"cues"}
    name = error["loc"][-1]
    head = ".".join(part for part in error["loc"] if isinstance(part, str))
    wanted = {
        "tuple_type": f"must be tables, each under [[{head}]]"
        if name in tables
        else 'must be a list: ["…", "…"]',
        "string_too_short": "must not be empty",
        "float_type": "must be a number, without quotes",
        "int_type": "must be a whole number, without quotes",
        "string_type": 'must be a string: "…"',
        "dict_type": "must be a table",
        "model_type": "must be a table",
        "bool_type": "must be true or false",
    }.get(error["type"])
    if error["type"] == "string_pattern_mismatch":
        wanted = f'{error["input"]!r} is no Wikidata id, as "Q42418" is'
    message: str = error["msg"]
    return wanted or f"{message[:1].lower()}{message[1:]}"


def known_types() -> list[str]:
    """The types that a force of a table may have."""
    return [name for name in get_args(ForceType) if name not in NO_TYPES]


def phrases_of(content: OwnFile) -> Iterator[tuple[Place, str]]:
    """All words and phrases of a file that are compared with lower-case lemmas, with their paths."""
    for i, rule in enumerate(content.rule):
        for field in ("verbs", "nouns", "unless"):
            yield from ((("rule", i, field, k), p) for k, p in enumerate(getattr(rule, field)))
    for i, outcome in enumerate(content.outcome):
        for field in OUTCOME_WORDS:
            yield from ((("outcome", i, field, k), p) for k, p in enumerate(getattr(outcome, field)))
    tables: dict[str, Any] = {
        name: getattr(content, name) for name in ("nouns", "objects", "verbs", "adjectives")
    }
    for name, table in tables.items():
        yield from (((name, key, k), p) for key, listed in table.items() for k, p in enumerate(listed))
    for name in OwnCues.model_fields:
        for key, listed in getattr(content.cues, name).items():
            yield from ((("cues", name, key, k), p) for k, p in enumerate(listed))
