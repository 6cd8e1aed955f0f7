"""The command `eventx`: files in, records out. The only room that prints.

Heavy imports stand inside the commands, so that `eventx --help` answers at once.
"""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from eventx import desk
from eventx.errors import ArticleError, EventxError, PlacesError

if TYPE_CHECKING:
    import datetime as dt

    from eventx.gazetteer import Gazetteer
    from eventx.pipeline import Extractor
    from eventx.records import Article, Operation

    Read = tuple[Article, list[Operation]]

BATCH = 32  # articles parsed together
CLOSED = 141  # exit code where the reader of standard output left; 128 + SIGPIPE, as shells have it

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


desk.register(app)


class Format(StrEnum):
    """How records are written."""

    JSONL = "jsonl"
    JSON = "json"


def main() -> None:
    """Run the command."""
    app(prog_name="eventx")


def _version(wanted: bool) -> None:
    if wanted:
        from eventx import __version__

        print(f"eventx {__version__}")
        raise typer.Exit


@app.callback()
def _eventx(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Records of military and security operations from news articles in English."""


@app.command()
def extract(
    paths: Annotated[
        list[str],
        typer.Argument(
            metavar="PATH",
            help="A text file, a JSON article, a JSON array or JSON Lines of articles, a folder of these, "
            "or - for standard input.",
        ),
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="DATE", help="Day of publication (YYYY-MM-DD) of articles that give none."),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("-o", "--output", metavar="FILE", help="Where records go, instead of standard output."),
    ] = None,
    form: Annotated[
        Format, typer.Option("--format", help="One record a line, or one JSON array.")
    ] = Format.JSONL,
    places: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Places of your own, TSV or GeoJSON; may be given several times."),
    ] = None,
) -> None:
    """Read articles and write one record for each operation they tell.

    What cannot be read is named on standard error and makes the exit code 1; all other articles are
    still read.
    """
    day = _day(published)
    target = None if output is None or str(output) == "-" else output
    _check_target(target, paths)
    run = _Run(paths, day, target, _places(places or []))
    warnings.showwarning = lambda message, *_, **__: run.warn(str(message))
    try:
        with _opened(target) as stream:
            _write(run.records(), stream, form)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what Python flushes when it ends
        raise typer.Exit(CLOSED) from None
    except EventxError as error:  # nothing can be read; an earlier output file stays
        run.fail(str(error))
    except OSError as error:
        run.fail(f"{target or 'standard output'}: cannot be written: {error.strerror or error}")
    if run.failures:
        raise typer.Exit(1)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a record."""
    import json

    from eventx.records import json_schema

    print(json.dumps(json_schema(), indent=2, ensure_ascii=False))


class _Run:
    """One run over all paths; counts what failed."""

    def __init__(
        self, paths: list[str], published: dt.date | None, target: Path | None, gazetteer: Gazetteer | None
    ) -> None:
        self.paths, self.published, self.gazetteer = paths, published, gazetteer
        self.skip = [target] if target else []
        self.failures = 0

    def fail(self, said: str) -> None:
        self.failures += 1
        print(f"eventx: error: {said}", file=sys.stderr)

    def warn(self, said: str) -> None:
        print(f"eventx: warning: {said}", file=sys.stderr)

    def records(self) -> Iterator[Operation]:
        """The records of all articles, in order."""
        from eventx.pipeline import Extractor

        articles = self.articles()
        extractor = Extractor(gazetteer=self.gazetteer)
        while batch := list(islice(articles, BATCH)):
            for article, operations in self.read(extractor, batch):
                yield from operations
                if vague := next(filter(None, map(_unresolved, operations)), None):
                    told = f"is not known, so {vague!r} stays without a day; give it or --published DATE"
                    self.warn(f"{article.key}: published: {told}")

    def articles(self) -> Iterator[Article]:
        """The articles of all paths that can be read, with a day of publication where one was given."""
        seen: set[str] = set()
        for path in self.paths:
            for article in self.found(path):
                if isinstance(article, ArticleError):
                    self.fail(str(article))
                    continue
                if article.key in seen:
                    self.warn(f"{path}: id: {article.key!r} stands for an earlier article too")
                seen.add(article.key)
                if article.published is None and self.published:
                    yield article.model_copy(update={"published": self.published})
                else:
                    yield article

    def found(self, path: str) -> Iterator[Article | ArticleError]:
        """What a path holds."""
        from eventx.articles import read_articles, read_stream

        if path == "-":
            return read_stream(sys.stdin.buffer)
        return read_articles(path, skip=self.skip, note=self.warn)

    def read(self, extractor: Extractor, batch: list[Article]) -> Iterator[Read]:
        """Each article of a batch with its records; one by one where the batch fails, to lose no other."""
        try:
            return iter(list(extractor.pipe(batch, batch_size=BATCH)))
        except Exception:  # whatever it was, it comes again with the article's name
            return self.read_singly(extractor, batch)

    def read_singly(self, extractor: Extractor, batch: list[Article]) -> Iterator[Read]:
        """Each article with its records; one that fails is told and passed over."""
        for article in batch:
            try:
                yield article, extractor(article)
            except Exception as error:
                self.fail(f"{article.key}: a fault of eventx: {type(error).__name__}: {error}")


def _unresolved(operation: Operation) -> str | None:
    """The words of a record's date, where they tell no day for want of the day of publication."""
    date = operation.date
    if date is None or date.basis != "relative" or date.start or date.end or operation.published:
        return None
    return date.text


def _day(published: str | None) -> dt.date | None:
    """The option --published → a day; leaves with exit code 2 where it is none."""
    if published is None:
        return None
    import datetime as dt

    from eventx.articles import unlikely

    try:
        day = dt.date.fromisoformat(published.strip())
    except ValueError:
        raise _usage(f"--published: {published!r} is not an ISO 8601 date; write YYYY-MM-DD") from None
    if said := unlikely(day):
        raise _usage(f"--published: {said}")
    return day


def _places(files: list[Path]) -> Gazetteer | None:
    """The options --places → a gazetteer; leaves with exit code 2 where a file holds no places."""
    if not files:
        return None
    from eventx.gazetteer import Gazetteer

    try:
        return Gazetteer.load(*files)
    except PlacesError as error:
        raise _usage(f"--places: {error}") from None


def _check_target(target: Path | None, paths: list[str]) -> None:
    """Leave with exit code 2 where the output cannot be a file, or is one of the inputs."""
    if target is None:
        return
    if os.path.isdir(target):  # noqa: PTH112  (pathlib's raises where the name is too long)
        raise _usage(f"-o: {target} is a folder; name a file")
    if not target.parent.is_dir():
        raise _usage(f"-o: {target.parent} is no folder; make it first")
    for path in paths:
        with suppress(OSError, ValueError):  # no such file: told when it is read
            if target.is_file() and target.samefile(path):
                raise _usage(f"-o: {target} is one of the articles' files; name another")


def _usage(said: str) -> typer.Exit:
    print(f"eventx: error: {said}", file=sys.stderr)
    return typer.Exit(2)


@contextmanager
def _opened(target: Path | None) -> Iterator[IO[bytes]]:
    """Where records are written: standard output, or a file that appears when all is written."""
    if target is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    target = target.resolve()  # of a link, the file behind it is replaced
    if target.exists() and not target.is_file():  # a device or a pipe
        with target.open("wb") as stream:
            yield stream
        return
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
        part.chmod(target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _write(records: Iterable[Operation], stream: IO[bytes], form: Format) -> None:
    """Records as lines or as one array, each handed on as soon as it is there."""
    lead, end = ("", "\n") if form is Format.JSONL else ("[\n", "")
    for record in records:
        stream.write(f"{lead}{record.to_json()}{end}".encode())
        stream.flush()
        lead = lead.replace("[", ",")
    if form is Format.JSON:
        stream.write(b"[]\n" if lead.startswith("[") else b"\n]\n")
