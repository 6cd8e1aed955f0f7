"""The commands of the analyst's desk: records out to other forms, checked, and seen.

`cli` registers them. Heavy imports stand inside the commands, so that `eventx --help` answers at once.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventx.errors import ArticleError, EventxError, RecordError, RuleError
from eventx.rulescommand import RULES, Check, rule_folders, told

if TYPE_CHECKING:
    import datetime as dt

    from eventx.operations import Act
    from eventx.pipeline import Trace
    from eventx.records import Article, Operation

ARTICLE = Annotated[
    str,
    typer.Argument(
        metavar="ARTICLE", help="What `eventx extract` reads: a file or folder of articles, or -."
    ),
]
ARTICLES = Annotated[
    list[str] | None,
    typer.Option(metavar="PATH", help="The articles of the records; may be given several times."),
]
PAGE = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="The HTML page to write.")]
PUBLISHED = Annotated[
    str | None,
    typer.Option(metavar="DATE", help="Day of publication (YYYY-MM-DD) of articles that give none."),
]
RECORDS = Annotated[
    str,
    typer.Argument(metavar="RECORDS", help="Records as JSON Lines or a JSON array, or - for standard input."),
]
ACTS = Annotated[
    str,
    typer.Argument(
        metavar="RECORDS",
        help="Records, or incidents of `eventx link`: JSON Lines, a JSON array, or - for standard input.",
    ),
]


class Form(StrEnum):
    """What records are exported to."""

    PARQUET = "parquet"
    CSV = "csv"
    GEOJSON = "geojson"
    DUCKDB = "duckdb"
    ACLED = "acled"
    UCDP = "ucdp"
    PLOVER = "plover"


def register(app: typer.Typer) -> None:
    """Add the commands to an application."""
    for command in (explain, view, export, report, validate):
        app.command()(command)
    app.command("check-rules")(check_rules)


def export(
    records: ACTS,
    to: Annotated[Form, typer.Option("--to", help="The form of the output; docs/formats.md tells of each.")],
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="PATH", help="A file; of parquet and csv also a folder, a file a table."
        ),
    ],
) -> None:
    """Write records as Parquet, CSV, GeoJSON, DuckDB or in the columns of ACLED, UCDP GED or PLOVER.

    An incident becomes one record: its merged fields, with the evidence of its earliest article.
    Records that have no place in a form are counted on standard error. Lines that cannot be
    read are named there and make the exit code 1; the others are still written.
    """
    from eventx.export import write
    from eventx.records import Operation

    check_target(output, records)
    desk = Desk()
    try:
        acts = (act if isinstance(act, Operation) else act.merged() for act in desk.acts(records))
        left = write(acts, output, to=to.value)
    except RecordError as error:  # an earlier output file stays
        desk.fail(str(error))
    except EventxError as error:
        desk.fail(f"--to {to}: {error}")
    except OSError as error:
        desk.fail(f"{output}: cannot be written: {error.strerror or error}")
    else:
        for why, number in left.most_common():
            desk.note(f"left out: {several(number, 'record')}: {why}")
    desk.leave()


def validate(
    records: RECORDS,
    articles: ARTICLES = None,
) -> None:
    """Check records against the schema and against sense; write one line for each finding.

    Of incidents the records are checked. With the articles, evidence is compared with the text at its
    offsets. The exit code is 1 where anything was found or could not be read.
    """
    from eventx.operations import numbered_acts
    from eventx.records import Operation
    from eventx.validating import validate as findings

    desk = Desk()
    number = 0
    lines: list[int] = []
    operations: list[Operation] = []
    for line, found in numbered_acts(sys.stdin.buffer if records == "-" else records, note=desk.note):
        if isinstance(found, RecordError) and found.line is None:  # nothing of the file can be read
            desk.fail(str(found))
        elif isinstance(found, RecordError):
            number += 1
            print(found)
        else:
            told = [found] if isinstance(found, Operation) else found.operations
            lines += [line] * len(told)
            operations += told
    texts = None if articles is None else list(desk.articles(articles))
    for finding in findings(operations, texts):
        number += 1
        print(f"{records}: line {lines[finding.rank]}: {finding}")
    desk.note(f"{several(len(operations), 'record')} checked, {several(number, 'finding')}")
    if number:
        raise typer.Exit(1)
    desk.leave()


def check_rules(
    folders: Annotated[
        list[str] | None,
        typer.Argument(metavar="FOLDER", help="Folders of rules; default: those that `extract` would use."),
    ] = None,
) -> None:
    """Check rules of your own: whether they are well-formed, and their examples and counterexamples hold.

    The exit code is 1 where anything is wrong. Several folders are laid one over the other.
    """
    try:
        chosen = rule_folders(folders)
    except RuleError as error:
        raise usage(f"check-rules: {told(error)}") from None
    if not chosen:
        raise usage("check-rules: name a folder; neither EVENTX_RULES nor eventx.toml does")
    check = Check(chosen)
    for line in check.lines():
        print(line)
    if check.faults:
        raise typer.Exit(1)


def rules_of(given: list[str] | None) -> list[Path]:
    """The folders of --rules or of the settings; leaves with exit code 2 where they hold no rules."""
    from eventx.knowledge import load_knowledge

    try:
        folders = rule_folders(given)
        if folders:
            load_knowledge(*folders)
    except RuleError as error:
        raise usage(f"rules: {told(error)}") from None
    return folders


def explain(article: ARTICLE, published: PUBLISHED = None, rules: RULES = None) -> None:
    """Show what an article tells, as a tree: each field with its words and rule; what was rejected."""
    from rich.console import Console

    from eventx.view.explain import explain as tree

    desk = Desk()
    console = Console(highlight=False, markup=False, emoji=False)
    for trace in desk.traces(article, published, rules):
        console.print(tree(trace))
    desk.leave()


def view(article: ARTICLE, output: PAGE, published: PUBLISHED = None, rules: RULES = None) -> None:
    """Write an HTML page of an article with the evidence of its records highlighted. It needs no network."""
    from eventx.view.article import article_page

    check_target(output, article)
    desk = Desk()
    traces = list(desk.traces(article, published, rules))
    if traces:
        desk.write(output, article_page(traces))
    desk.leave()


def report(
    records: ACTS,
    output: PAGE,
    articles: ARTICLES = None,
    title: Annotated[str | None, typer.Option(help="The heading of the page.")] = None,
) -> None:
    """Write an HTML page of records: map, timeline, counts, filters and a table. It needs no network.

    With the articles, evidence is shown within its sentence. Of incidents every claim is shown, with
    the article that makes it.
    """
    from eventx.view.report import report_page

    check_target(output, records, *articles or ())
    desk = Desk()
    try:
        acts = list(desk.acts(records))
    except RecordError as error:  # an earlier page stays
        desk.fail(str(error))
    else:
        texts = desk.articles(articles or [])
        desk.write(output, report_page(acts, title=title, articles=texts))
    desk.leave()


class Desk:
    """One run of a command; counts what failed."""

    def __init__(self) -> None:
        self.failures = 0

    def acts(self, path: str) -> Iterator[Act]:
        """The records and incidents of a file; those that cannot be read are told and passed over."""
        from eventx.operations import read_acts

        for found in read_acts(sys.stdin.buffer if path == "-" else path, note=self.note):
            if isinstance(found, RecordError) and found.line is None:  # nothing of the file can be read
                raise found
            if isinstance(found, RecordError):
                self.fail(str(found))
            else:
                yield found

    def articles(self, paths: list[str]) -> Iterator[Article]:
        """The articles of files and folders; those that cannot be read are told and passed over."""
        from eventx.articles import read_articles, read_stream

        for path in paths:
            stream = read_stream(sys.stdin.buffer) if path == "-" else read_articles(path, note=self.note)
            for found in stream:
                if isinstance(found, ArticleError):
                    self.fail(str(found))
                else:
                    yield found

    def traces(self, path: str, published: str | None, rules: list[str] | None = None) -> Iterator[Trace]:
        """The traces of articles; those that cannot be read are told and passed over."""
        from eventx.knowledge import load_knowledge
        from eventx.pipeline import Extractor

        given, folders = day_of(published), rules_of(rules)
        extractor = None
        for article in self.articles([path]):
            dated = article if article.published else article.model_copy(update={"published": given})
            try:
                extractor = extractor or Extractor(knowledge=load_knowledge(*folders))
                yield extractor.trace(dated)
            except ArticleError as error:
                self.fail(f"{article.key}: {error}")

    def write(self, target: Path, content: str) -> bool:
        """A page into its file, which appears when it is whole; whether it does."""
        from eventx.export.placing import replacing

        try:
            with replacing(target) as part:
                part.write_text(content, encoding="utf-8", newline="")
        except OSError as error:
            self.fail(f"{target}: cannot be written: {error.strerror or error}")
            return False
        return True

    def fail(self, said: str) -> None:
        """Say an error."""
        self.failures += 1
        print(f"eventx: error: {said}", file=sys.stderr)

    def note(self, said: str) -> None:
        """Say what is worth knowing and no error."""
        print(f"eventx: note: {said}", file=sys.stderr)

    def leave(self) -> None:
        """Leave with exit code 1 where something failed."""
        if self.failures:
            raise typer.Exit(1)


def day_of(published: str | None) -> dt.date | None:
    """The option --published → a day; leaves with exit code 2 where it is none."""
    import datetime as dt

    from eventx.articles import unlikely

    if published is None:
        return None
    try:
        day = dt.date.fromisoformat(published.strip())
    except ValueError:
        raise usage(f"--published: {published!r} is not an ISO 8601 date; write YYYY-MM-DD") from None
    if said := unlikely(day):
        raise usage(f"--published: {said}")
    return day


def check_target(target: Path, *paths: str) -> None:
    """Leave with exit code 2 where there is no folder for the output, or it is one of the inputs."""
    if not target.parent.is_dir():
        raise usage(f"-o: {target.parent} is no folder; make it first")
    for path in paths:
        if target.is_file() and Path(path).exists() and target.samefile(path):
            raise usage(f"-o: {target} is what is read; name another")


def several(number: int, noun: str) -> str:
    """A number and its noun: "1 record", "2 records"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def usage(said: str) -> typer.Exit:
    """Say what is wrong with a command."""
    print(f"eventx: error: {said}", file=sys.stderr)
    return typer.Exit(2)
