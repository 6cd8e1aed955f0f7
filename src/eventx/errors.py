"""What can go wrong, said so that it can be mended."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eventx.tomlspots import Fault


class EventxError(Exception):
    """Any error that eventx raises on purpose."""


class RuleError(EventxError, ValueError):
    """A rule file that does not hold what a rule file must; names file, place and field.

    `faults` are all that is wrong in a user's folder, each with the line and column where it stands.
    """

    def __init__(self, message: str, faults: Sequence[Fault] = ()) -> None:
        """Keep the faults."""
        super().__init__(message)
        self.faults = tuple(faults)


class PipelineError(EventxError):
    """A spaCy pipeline that lacks what eventx reads from it."""


class PlacesError(EventxError, ValueError):
    """A file of users' places that cannot be read; names file, entry and field."""


class RecordsError(EventxError, ValueError):
    """A file of records or incidents that cannot be read; names file, line and field."""


class InputError(EventxError):
    """What cannot be read; names the file, line and field, as far as they are known."""

    def __init__(
        self, message: str, *, file: str | None = None, line: int | None = None, field: str | None = None
    ) -> None:
        """Compose "FILE: line N: field: message"."""
        self.message, self.file, self.line, self.field = message, file, line, field
        parts = [file, f"line {line}" if line is not None else None, field, message]
        super().__init__(": ".join(p for p in parts if p))


class ArticleError(InputError):
    """An article that cannot be read."""


class RecordError(InputError):
    """A record that cannot be read."""


class GoldError(InputError):
    """An annotated article that cannot be scored against."""


class ExtraError(EventxError, ImportError):
    """A package is missing that eventx does not install by itself; says what to install."""
