"""Gold files: what an annotator writes of an article, read and checked.

One JSON object a file; docs/evaluating.md says what each key holds. Lists of a kind, a status, a role and so
on are readings that are equally right.
"""

from __future__ import annotations

import datetime as dt
import difflib
import json
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from eventx.errors import GoldError
from eventx.records import Fate, ForceRole, Kind, Level, ObjectClass, OutcomeType, PlaceRole, Side, Status

Number = Annotated[int | float, Field(ge=0)]
Text = Annotated[str, Field(min_length=1)]
Day = dt.date | None


class Gold(BaseModel):
    """A part of a gold file: unknown keys are refused, but for `note`, which is for people."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    note: str | None = None


class GoldWhen(Gold):
    """Inclusive days; `also` holds further pairs that are as right."""

    start: Day = None
    end: Day = None
    also: list[tuple[Day, Day]] = []

    @property
    def readings(self) -> list[tuple[Day, Day]]:
        """All pairs of bounds that are right."""
        return [(self.start, self.end), *self.also]

    @model_validator(mode="after")
    def _ordered(self) -> GoldWhen:
        for start, end in self.readings:
            if start and end and start > end:
                raise ValueError(f"the start {start} is after the end {end}")
        return self


class GoldPlace(Gold):
    """Where force was used, under all its names."""

    names: list[Text] = Field(min_length=1)
    admin1: list[Annotated[str, Field(pattern=r"^[A-Z]{2}-[A-Z0-9]{1,3}$")]] = []
    country: Annotated[str, Field(pattern=r"^[A-Z]{2}$")] | None = None
    role: PlaceRole = "site"
    optional: bool = False
    coordinates: tuple[float, float] | None = None


class GoldForce(Gold):
    """An actor under all its names, and its part in the act."""

    names: list[Text] = Field(min_length=1)
    role: list[ForceRole] = Field(min_length=1)
    optional: bool = False


class GoldOutcome(Gold):
    """What the act did, and how many; null is open."""

    type: list[OutcomeType] = Field(min_length=1)
    side: list[Side] = Field(min_length=1)
    object: list[ObjectClass] = Field(min_length=1)
    low: Number | None = None
    high: Number | None = None
    best: Number | None = None
    optional: bool = False

    @model_validator(mode="after")
    def _ordered(self) -> GoldOutcome:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        return self


class GoldPerson(Gold):
    """A named or titled individual, and what befell them."""

    names: list[Text] = Field(min_length=1)
    fate: list[Fate] = Field(min_length=1)
    optional: bool = False


class GoldRecord(Gold):
    """One act; `optional`: missing it costs nothing."""

    id: Text
    kind: list[Kind] = Field(min_length=1)
    level: Level = "operation"
    optional: bool = False
    name: Text | None = None
    status: list[Status] = Field(min_length=1)
    date: GoldWhen | None = None
    locations: list[GoldPlace] = []
    forces: list[GoldForce] = []
    outcomes: list[GoldOutcome] = []
    people: list[GoldPerson] = []
    part_of: str | None = None
    evidence: list[Text] = []


class GoldArticle(BaseModel):
    """An article, its acts, and passages that must not become one. Unknown keys are carried along."""

    model_config = ConfigDict(extra="allow", strict=True, frozen=True)

    id: Text
    title: str | None = None
    published: dt.date | None = None
    text: str
    operations: list[GoldRecord]
    background: list[Text] = []

    def to_json(self) -> str:
        """The article as a gold file; ends with a newline."""
        return json.dumps(_bare(self.model_dump(mode="json")), ensure_ascii=False, indent=1) + "\n"


def read_gold(*paths: str | os.PathLike[str]) -> Iterator[GoldArticle | GoldError]:
    """The articles of gold files, and of the `.json` files in folders, sorted by name.

    A file that cannot be used comes as one `GoldError` for each fault, which names file, line or field.

    >>> [str(error) for error in read_gold("nowhere.json")]
    ['nowhere.json: no such file or folder']
    """
    files: dict[str, Path] = {}  # by article
    for path in map(Path, paths):
        found = sorted(path.rglob("*.json")) if path.is_dir() else [path]
        if not found:
            yield GoldError("holds no .json file", file=str(path))
        for file in found:
            for entry in _read(file):
                if isinstance(entry, GoldArticle) and files.setdefault(entry.id, file) != file:
                    yield GoldError(f"{files[entry.id]} has it too", file=str(file), field=f"id {entry.id!r}")
                else:
                    yield entry


def gold_of(data: bytes | str, file: str | None = None) -> GoldArticle:
    """The article of a gold file's content. Raises GoldError, which names line or field, for its first fault.

    >>> gold_of('{"id": "a", "text": "No news.", "operations": []}').background
    []
    >>> gold_of('{"id": "a", "text": "No news.", "operations": [], "background": ["war"]}')
    Traceback (most recent call last):
        ...
    eventx.errors.GoldError: background.0: 'war' is not in the text; quote it to the letter
    """
    for entry in _parse(data, file):
        if isinstance(entry, GoldArticle):
            return entry
        raise entry
    raise AssertionError("a file is an article or has a fault")


def _read(file: Path) -> Iterator[GoldArticle | GoldError]:
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        yield GoldError("no such file or folder", file=str(file))
    except OSError as error:
        yield GoldError(f"cannot be read: {error.strerror or error}", file=str(file))
    else:
        yield from _parse(data, str(file))


def _parse(data: bytes | str, file: str | None) -> Iterator[GoldArticle | GoldError]:
    """The article, or all its faults."""
    try:
        text = data.decode("utf-8-sig") if isinstance(data, bytes) else data
        raw = json.loads(text)
    except UnicodeDecodeError as error:
        yield GoldError(f"is not UTF-8 at byte {error.start}", file=file)
        return
    except json.JSONDecodeError as error:
        yield GoldError(f"is not JSON: {error.msg} at column {error.colno}", file=file, line=error.lineno)
        return
    except (RecursionError, ValueError) as error:
        yield GoldError(f"is not JSON that can be read: {error}", file=file)
        return
    if not isinstance(raw, dict):
        yield GoldError("is no gold article: a JSON object is expected", file=file)
        return
    try:
        article = GoldArticle.model_validate_json(text)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            yield GoldError(_said(fault), file=file, field=_field(raw, fault["loc"]))
        return
    faults = [GoldError(said, file=file, field=_field(raw, where)) for where, said in _faults(article)]
    yield from faults
    if not faults:
        yield article


def _faults(article: GoldArticle) -> Iterator[tuple[tuple[int | str, ...], str]]:
    """What types cannot say: quotations are in the text, and records name each other rightly."""
    known = set(GoldArticle.model_fields)
    for key in article.model_extra or {}:
        if meant := difflib.get_close_matches(key, known - article.model_fields_set, 1, 0.8):
            yield (key,), f"is no key of a gold article; {meant[0]!r} is meant?"
    quoted: list[tuple[tuple[int | str, ...], str]] = []
    quoted += [(("background", i), quote) for i, quote in enumerate(article.background)]
    ids: set[str] = set()
    for rank, record in enumerate(article.operations):
        here = ("operations", rank)
        if record.id in ids:
            yield (*here, "id"), f"{record.id!r} is the id of an earlier record"
        ids.add(record.id)
        quoted += [((*here, "evidence", i), quote) for i, quote in enumerate(record.evidence)]
    for where, quote in quoted:
        if quote not in article.text:
            yield where, f"{quote!r} is not in the text; quote it to the letter"
    for rank, record in enumerate(article.operations):
        if record.part_of is not None and record.part_of not in ids - {record.id}:
            said = "itself" if record.part_of == record.id else "no record of the article"
            yield ("operations", rank, "part_of"), f"{record.part_of!r} is {said}"


def _field(raw: Any, where: Iterable[int | str]) -> str | None:
    """ "operations.2.kind of record x-3": the path of a fault, with the id that its record gives itself."""
    path = tuple(where)
    field = ".".join(map(str, path))
    match path:
        case ("operations", int(rank), _, *_) if path[2] != "id":
            record = raw["operations"][rank]
            if isinstance(record, dict) and isinstance(record.get("id"), str):
                return f"{field} of record {record['id']}"
    return field or None


def _said(fault: Any) -> str:
    """A fault that pydantic found, in words."""
    match fault["type"]:
        case "missing":
            return "is missing"
        case "extra_forbidden":
            return "is no key of the gold format"
        case "literal_error":
            return f"{fault['input']!r} is none of {fault['ctx']['expected']}"
        case _:
            said: str = fault["msg"].removeprefix("Value error, ")
            short = isinstance(fault["input"], str | int | float | bool | None)
            return f"{said}; found {fault['input']!r}" if short else said


def _bare(value: Any) -> Any:
    """A dumped model without the keys that only some files have."""
    if isinstance(value, dict):
        return {
            key: _bare(part)
            for key, part in value.items()
            if part is not None or key not in {"note", "coordinates"}
        }
    return [_bare(part) for part in value] if isinstance(value, list) else value
