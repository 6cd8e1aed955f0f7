"""Files → Operations: the records that `eventx extract` wrote, or others of the same schema.

A bad record is a `RecordError` in the stream, never an exception, and the next one follows.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any, TypeVar

from pydantic import ValidationError

from eventx.errors import RecordError
from eventx.incidents import Incident
from eventx.records import SCHEMA_VERSION, Operation

MAX_LINE = 64 * 2**20  # bytes of one record
Found = Iterator[Operation | RecordError]
Model = TypeVar("Model", Operation, Incident)
Note = Callable[[str], object]
Act = Operation | Incident
Made = TypeVar("Made", bound=Act)

# major version → what turns its records into those of the next; within a major version fields are only added
MIGRATIONS: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {}


def read_operations(path: str | os.PathLike[str] | IO[bytes], *, note: Note | None = None) -> Found:
    """The records of a file in order, from JSON Lines, a JSON array or one JSON object.

    What cannot be read comes as a `RecordError` that names file, line (of an array: rank) and field.
    Records of an older schema are brought up to this one, with a word to `note`; those that cannot be
    come as an error that names their version.

    >>> import io
    >>> [str(found) for found in read_operations(io.BytesIO(b'{"schema_version": "0.1"}'))]
    ["<stdin>: line 1: schema_version: '0.1' cannot be brought up to 1.0; extract the articles again"]
    """
    for _, found in numbered(path, note=note):
        yield found


def read_acts(
    path: str | os.PathLike[str] | IO[bytes], *, note: Note | None = None
) -> Iterator[Act | RecordError]:
    """As `read_operations`, of a file that may hold incidents (what `eventx link` wrote) too."""
    for _, found in numbered_acts(path, note=note):
        yield found


def numbered(
    path: str | os.PathLike[str] | IO[bytes], *, note: Note | None = None
) -> Iterator[tuple[int, Operation | RecordError]]:
    """As `read_operations`, each with its line (of an array: rank), counted from 1."""
    yield from _numbered(path, note, record_of)


def numbered_acts(
    path: str | os.PathLike[str] | IO[bytes], *, note: Note | None = None
) -> Iterator[tuple[int, Act | RecordError]]:
    """As `numbered`, of a file that may hold incidents too."""
    yield from _numbered(path, note, act_of)


def _numbered(
    path: str | os.PathLike[str] | IO[bytes], note: Note | None, make: Callable[..., Made]
) -> Iterator[tuple[int, Made | RecordError]]:
    if isinstance(path, str | os.PathLike):
        name = os.fspath(path)
        try:
            with Path(path).open("rb") as handle:
                yield from _read(handle, name, note, make)
        except FileNotFoundError:
            yield 0, RecordError("no such file", file=name)
        except (OSError, ValueError) as error:  # ValueError: a path with a NUL
            said = getattr(error, "strerror", None) or error
            yield 0, RecordError(f"cannot be read: {said}", file=name)
    else:
        yield from _read(path, "<stdin>", note, make)


def _read(
    handle: IO[bytes], name: str, note: Note | None, make: Callable[..., Made]
) -> Iterator[tuple[int, Made | RecordError]]:
    for line, raw in _raw(handle, name):
        found: Made | RecordError
        if isinstance(raw, RecordError):
            yield line, raw
            continue
        try:
            found = make(raw, note=_at(note, name, line))
        except RecordError as error:
            found = RecordError(error.message, file=name, line=line, field=error.field)
        yield line, found


def _at(note: Note | None, name: str, line: int) -> Note:
    return lambda said: note(f"{name}: line {line}: {said}") if note else None


def _raw(handle: IO[bytes], name: str) -> Iterator[tuple[int, Any]]:
    """The JSON values of a file, each with its line or rank."""
    blank = 0
    first = handle.readline(MAX_LINE + 1).removeprefix(b"\xef\xbb\xbf")
    while first and not first.strip():
        blank += 1
        first = handle.readline(MAX_LINE + 1)
    if first.lstrip().startswith(b"[") or not _complete(first):
        whole = first + handle.read()
        value = _json(whole, name, None)
        if isinstance(value, list):
            yield from enumerate(value, 1)
        elif value is not None:
            yield 1, value
        return
    lines = chain([first], iter(lambda: handle.readline(MAX_LINE + 1), b""))
    for number, line in enumerate(lines, blank + 1):
        if len(line) > MAX_LINE:
            yield number, RecordError(f"is longer than {MAX_LINE:,} bytes", file=name, line=number)
            return
        if line.strip():
            yield number, _json(line, name, number)


def _complete(line: bytes) -> bool:
    """Whether a first line is JSON by itself, or so broken that it is judged alone."""
    text = line.strip()
    return not text.startswith(b"{") or text.endswith(b"}")


def _json(data: bytes, name: str, line: int | None) -> Any:
    """A JSON value, or the error that says why there is none; None for nothing."""
    if not data.strip():
        return None
    try:
        return json.loads(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        return RecordError(f"is not UTF-8 at byte {error.start}", file=name, line=line)
    except json.JSONDecodeError as error:
        return RecordError(
            f"is not JSON: {error.msg} at column {error.colno}", file=name, line=line or error.lineno
        )
    except (RecursionError, ValueError) as error:
        return RecordError(f"is not JSON that can be read: {error}", file=name, line=line)


def record_of(raw: object, *, note: Note | None = None) -> Operation:
    """A JSON object → a record of this schema. Raises RecordError, which names the field."""
    if isinstance(raw, dict) and "operation_ids" in raw:
        raise RecordError(
            "is an incident, as `eventx link` writes them, and a record is expected; its records are in its "
            "field `operations`"
        )
    return _made(raw, Operation, note)


def act_of(raw: object, *, note: Note | None = None) -> Act:
    """A JSON object → a record, or an incident where it is one. Raises RecordError, which names the field."""
    if isinstance(raw, dict) and "operation_ids" in raw:
        return _made(raw, Incident, note)
    return _made(raw, Operation, note)


def _made(raw: object, model: type[Model], note: Note | None) -> Model:
    """A JSON object → a model of it. Raises RecordError."""
    if not isinstance(raw, dict):
        raise RecordError("is not a record: a JSON object is expected")
    try:
        return model.model_validate(migrate(raw, note=note))
    except ValidationError as error:
        problem = error.errors(include_url=False)[0]
        more = error.error_count() - 1
        field = ".".join(map(str, problem["loc"])) or None
        said = problem["msg"].removeprefix("Value error, ")
        raise RecordError(said + (f" (and {more} more)" if more else ""), field=field) from None


def migrate(raw: dict[str, Any], *, note: Note | None = None) -> dict[str, Any]:
    """A record of an older schema → one of this. Raises RecordError naming the version where it cannot be."""
    version = raw.get("schema_version")
    if version == SCHEMA_VERSION:
        return raw
    try:
        major, minor = map(int, str(version).split("."))
    except ValueError:
        told = "is missing" if version is None else f"{version!r} is no version"
        raise RecordError(f"{told}; {SCHEMA_VERSION} is this one", field="schema_version") from None
    own_major, own_minor = map(int, SCHEMA_VERSION.split("."))
    if (major, minor) > (own_major, own_minor):
        raise RecordError(
            f"{version!r} is of a newer eventx; this one reads up to {SCHEMA_VERSION}", field="schema_version"
        )
    raw = dict(raw)
    for step in range(major, own_major):
        if step not in MIGRATIONS:
            raise RecordError(
                f"{version!r} cannot be brought up to {SCHEMA_VERSION}; extract the articles again",
                field="schema_version",
            )
        raw = MIGRATIONS[step](raw)
    if note:
        note(f"schema_version: {version} brought up to {SCHEMA_VERSION}")
    return {**raw, "schema_version": SCHEMA_VERSION}
