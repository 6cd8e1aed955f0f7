"""What `eventx link` does: files of records in, one incident a line out."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from eventx.errors import RecordsError

if TYPE_CHECKING:
    from eventx.incidents import Incident

Model = TypeVar("Model", bound=BaseModel)


def link_files(records: list[str], into: Path | None) -> list[Incident]:
    """Link the records of JSON Lines files ("-" is standard input); they join the incidents of `into`.

    Raises RecordsError naming file, line and field, and OSError.
    """
    from eventx.incidents import Incident
    from eventx.linking import link
    from eventx.records import Operation

    incidents = list(_read(str(into), Incident, "incident")) if into else []
    return link((o for path in records for o in _read(path, Operation, "record")), into=incidents)


def write_incidents(incidents: list[Incident], output: Path | None) -> None:
    """Write incidents as lines; a file appears when it is whole. Raises OSError."""
    data = "".join(f"{incident.to_json()}\n" for incident in incidents).encode()
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    elif output.exists() and not output.is_file():  # a device or a pipe
        output.write_bytes(data)
    else:
        target = output.resolve()  # of a link, the file behind it is replaced
        part = target.with_name(f".{target.name}.part")
        try:
            part.write_bytes(data)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)


def _read(path: str, model: type[Model], what: str) -> Iterator[Model]:
    """The models of a JSON Lines file, or of a JSON array."""
    name = "<stdin>" if path == "-" else path
    data = sys.stdin.buffer.read() if path == "-" else Path(path).read_bytes()
    if data.lstrip().startswith(b"["):
        from pydantic import TypeAdapter

        try:
            yield from TypeAdapter(list[model]).validate_json(data)  # type: ignore[valid-type]  # a variable
        except ValidationError as error:
            raise _bad(name, None, what, error) from None
        return
    for number, line in enumerate(data.splitlines(), 1):
        if line.strip():
            try:
                yield model.model_validate_json(line)
            except ValidationError as error:
                raise _bad(name, number, what, error) from None


def _bad(name: str, line: int | None, what: str, error: ValidationError) -> RecordsError:
    """The first fault of a line, in words."""
    first = error.errors(include_url=False, include_input=False)[0]
    field = ".".join(map(str, first["loc"]))
    where = name if line is None else f"{name}:{line}"
    return RecordsError(f"{where}: {f'{field}: ' if field else ''}no {what}: {first['msg']}")
