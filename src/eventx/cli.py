"""The command `eventx`: files in, records out. The only room that prints.

Heavy imports stand inside the commands, so that `eventx --help` answers at once.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventx import desk, goldcommand
from eventx.errors import EventxError, PlacesError
from eventx.rulescommand import RULES, digests

if TYPE_CHECKING:
    import datetime as dt

    from eventx.articles import Entry
    from eventx.bulk import Form, Read
    from eventx.journal import Journal, Progress
    from eventx.meter import Meter
    from eventx.outputs import Output

CLOSED = 141  # exit code where the reader of standard output left; 128 + SIGPIPE, as shells have it
INTERRUPTED = 130  # 128 + SIGINT

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How records are written."""

    JSONL = "jsonl"
    JSON = "json"


def main() -> None:
    """Run the command. What it prints is UTF-8, as records are, whatever the system writes into a pipe."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
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
            help="A text file, JSON, JSON Lines, CSV, Parquet, also packed (gzip, zstd), a folder of these, "
            "or - for standard input.",
        ),
    ],
    *,
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
    rules: RULES = None,
    min_confidence: Annotated[
        float, typer.Option(min=0, max=1, metavar="X", help="Leave out records less likely to be true.")
    ] = 0.0,
    workers: Annotated[
        int | None,
        typer.Option(
            min=0, metavar="N", help="Processes that read; 0 reads in this one. Default: the cores."
        ),
    ] = None,
    errors: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where articles that cannot be read are told, one JSON line each."),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Go on where the run that wrote the same output was cut off.")
    ] = False,
    timeout: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="Give up an article that takes longer to read.")
    ] = 300.0,
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Tell neither progress nor summary.")] = False,
) -> None:
    """Read articles and write one record for each operation they tell.

    What cannot be read is named on standard error, or in the file of --errors, and makes the exit code 1;
    all other articles are still read. Texts that are the same are read once. The output appears when it is
    whole; a run that is cut off goes on with --resume.
    """
    from eventx.meter import Meter

    day = desk.day_of(published)
    target, rejects = _target(output, "-o", paths), _target(errors, "--errors", paths)
    if target and rejects and target.resolve() == rejects.resolve():
        raise desk.usage(f"--errors: {rejects} is where the records go; name another")
    if resume and (target is None or (target.exists() and not target.is_file())):
        raise desk.usage("--resume: records must go to a file; give the same -o FILE as before")
    folders = desk.rules_of(rules)
    _check_places(places or [])
    meter = Meter(paths, lambda line: meter.write(f"eventx: {line}"), quiet=quiet)
    run = _Extraction(
        paths=paths, published=day, target=target, rejects=rejects, places=places or [], meter=meter
    )
    run.rules, run.min_confidence = folders, min_confidence
    try:
        run.go(form.value, workers, timeout, resume=resume)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what Python flushes when it ends
        raise typer.Exit(CLOSED) from None
    except KeyboardInterrupt:
        run.fail(f"interrupted{run.left()}")
        raise typer.Exit(INTERRUPTED) from None
    finally:
        meter.close()
    if run.failed:
        raise typer.Exit(1)


@app.command()
def link(
    records: Annotated[
        list[str],
        typer.Argument(metavar="RECORDS", help="JSON Lines of records, or - for standard input."),
    ],
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Where incidents go, instead of standard output."
        ),
    ] = None,
    into: Annotated[
        Path | None,
        typer.Option(metavar="INCIDENTS", help="Incidents of an earlier run, which the records join."),
    ] = None,
) -> None:
    """Put records of the same act from different articles into incidents, one a line.

    Copies of one text count as one source. All incidents are written, those of --into too.
    """
    from eventx.linkcommand import link_files, write_incidents

    target = _target(output, "-o", records)
    try:
        write_incidents(link_files(records, into), target)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what Python flushes when it ends
        raise typer.Exit(CLOSED) from None
    except (EventxError, OSError) as error:
        print(f"eventx: error: {error}", file=sys.stderr)
        raise typer.Exit(1) from None


@app.command()
def schema(
    *,
    incident: Annotated[
        bool, typer.Option("--incident", help="That of what `eventx link` writes, instead of a record's.")
    ] = False,
) -> None:
    """Print the JSON Schema of a record, or of an incident."""
    import json

    from eventx.incidents import incident_schema
    from eventx.records import json_schema

    found = incident_schema() if incident else json_schema()
    print(json.dumps(found, indent=2, ensure_ascii=False))


desk.register(app)
goldcommand.register(app)


class _Extraction:
    """One run of `extract`: what it is told to do, and what it tells."""

    def __init__(
        self,
        *,
        paths: list[str],
        published: dt.date | None,
        target: Path | None,
        rejects: Path | None,
        places: list[Path],
        meter: Meter,
    ) -> None:
        self.paths, self.published, self.target, self.rejects = paths, published, target, rejects
        self.places, self.meter = places, meter
        self.rules: list[Path] = []
        self.min_confidence = 0.0
        self.failed = False
        self.journal: Journal | None = None

    def go(self, form: Form, workers: int | None, timeout: float, *, resume: bool) -> None:
        """Read everything, write what it tells, and tell how it went."""
        from eventx.bulk import Run, Told
        from eventx.outputs import Output

        output, errors = Output(self.target), Output(self.rejects) if self.rejects else None
        try:
            self.journal = journal = self.opened(output, form, resume=resume)
            told = Told(self.fail, self.warn, self.meter.step)
            run = Run(journal, output, errors, form, told, self.published, self.min_confidence)
            progress = run.go(self.entries(), self.reader(workers, timeout))
        except BrokenPipeError:
            raise
        except EventxError as error:  # nothing can be read; an earlier output file stays
            self.fail(f"{error}{self.left()}")
        except OSError as error:
            said = f"cannot be written: {error.strerror or error}{self.left()}"
            self.fail(f"{self.target or 'standard output'}: {said}")
        else:
            journal.close(remove=True)
            self.failed |= progress.rejected > 0
            self.meter.close()
            if not self.meter.quiet:
                self.say(self.summary(progress))
            return
        finally:
            self.ended(output, errors)

    def ended(self, output: Output, errors: Output | None) -> None:
        """Leave the files: what was written before a run was cut off stays, for --resume."""
        for part in filter(None, (output, errors)):
            part.close()
        if self.journal:
            lost = not self.journal.safe or self.journal.path is None
            self.journal.close(remove=lost)
            if lost:
                for part in filter(None, (output, errors)):
                    part.drop()

    def opened(self, output: Output, form: Form, *, resume: bool) -> Journal:
        """The journal of the run."""
        from eventx import __version__
        from eventx.journal import Journal, JournalError
        from eventx.meter import many
        from eventx.outputs import beside

        settings: dict[str, object] = {
            "version of eventx": __version__,
            "PATH": self.paths,
            "--published": str(self.published),
            "--format": form,
            "--errors": str(self.rejects),
            "--min-confidence": self.min_confidence,
            "--places": [[str(path), _digest(path)] for path in self.places],
            "--rules": digests(self.rules),
        }
        path = beside(output.target, "run") if output.part and output.target else None
        try:
            journal = Journal(path, settings, resume=resume)
        except JournalError as error:
            raise JournalError(f"{self.target}: {error}") from None
        if journal.progress.entries and not self.meter.quiet:
            self.say(f"goes on behind {many(journal.progress.entries, 'article')} of the run cut off")
        if journal.dropped:
            said = f"an earlier run that was cut off after {journal.dropped:,} articles is begun anew"
            self.warn(f"{self.target}: {said}; --resume would go on")
        return journal

    def entries(self) -> Iterator[Entry]:
        """What all paths hold."""
        from eventx.articles import read_entries, read_stdin

        skip = [path for path in (self.target, self.rejects) if path]
        for path in self.paths:
            if path == "-":
                stream = sys.stdin.buffer
                yield from read_stdin(getattr(stream, "raw", stream))  # without the lock of the buffer
            else:
                yield from read_entries(path, skip=skip, note=self.warn)

    def reader(self, workers: int | None, timeout: float) -> Read:
        """How articles are read: by so many processes, or here."""
        from functools import partial

        from eventx.workers import cores, read_apart, read_here

        places, rules = [str(path.resolve()) for path in self.places], [str(path) for path in self.rules]
        if workers == 0:
            return partial(read_here, places=places, rules=rules)
        return partial(read_apart, workers=workers or cores(), timeout=timeout, places=places, rules=rules)

    def summary(self, progress: Progress) -> str:
        """What was read, in one line."""
        from eventx.meter import counts, many

        told = f"{counts(progress.articles, progress)}, {self.meter.seconds:,.1f} s"
        if progress.same:
            told += f" ({many(progress.same, 'article')} read once with others of the same text)"
        return f"{told}; see {self.rejects}" if progress.rejected and self.rejects else told

    def left(self) -> str:
        """What a run that is cut off leaves, to be said behind why."""
        done = self.journal.safe if self.journal and self.journal.path else 0
        return f"; {done:,} done: go on with --resume" if done else ""

    def fail(self, said: str) -> None:
        """Tell of what cannot be done."""
        self.failed = True
        self.say(f"error: {said}")

    def warn(self, said: str) -> None:
        """Tell of what may be amiss."""
        self.say(f"warning: {said}")

    def say(self, said: str) -> None:
        """A line on standard error."""
        self.meter.write(f"eventx: {said}")


def _digest(path: Path) -> str:
    """The digest of a file's content."""
    import hashlib

    return hashlib.sha256(path.read_bytes()).hexdigest()


def _check_places(files: list[Path]) -> None:
    """Leave with exit code 2 where a file of the option --places holds no places."""
    if not files:
        return
    from eventx.gazetteer import Gazetteer

    try:
        Gazetteer.load(*files)
    except PlacesError as error:
        raise desk.usage(f"--places: {error}") from None


def _target(path: Path | None, option: str, inputs: list[str]) -> Path | None:
    """The file of an option; leaves with exit code 2 where it cannot be one, or is one of the inputs."""
    if path is None or str(path) == "-":
        return None
    if os.path.isdir(path):  # noqa: PTH112  (pathlib's raises where the name is too long)
        raise desk.usage(f"{option}: {path} is a folder; name a file")
    if not path.parent.is_dir():
        raise desk.usage(f"{option}: {path.parent} is no folder; make it first")
    for given in inputs:
        with suppress(OSError, ValueError):  # no such file: told when it is read
            if path.is_file() and path.samefile(given):
                raise desk.usage(f"{option}: {path} is one of the articles' files; name another")
    return path
