"""The commands on annotated articles: `eventx evaluate` and `eventx annotate`.

`cli` registers them. Heavy imports stand inside the commands, so that `eventx --help` answers at once.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from eventx.desk import ARTICLE, PUBLISHED, RECORDS, Desk, check_target, day_of, several, usage
from eventx.errors import ArticleError, GoldError, RecordError

if TYPE_CHECKING:
    from eventx.evaluating import GoldArticle
    from eventx.records import Operation


def register(app: typer.Typer) -> None:
    """Add the commands to an application."""
    for command in (evaluate, annotate):
        app.command()(command)


def evaluate(
    records: RECORDS,
    gold: Annotated[
        list[Path], typer.Argument(metavar="GOLD", help="Annotated articles: JSON files or folders of them.")
    ],
    against: Annotated[
        str | None,
        typer.Option(metavar="RECORDS", help="Records of an earlier run: what was gained and lost since."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="One JSON object, with every error.")] = False,
    everything: Annotated[
        bool, typer.Option("--all", help="Tell every error and change, not the first of each sort.")
    ] = False,
) -> None:
    """Score records against annotated articles: by slot, by kind and by cause of error.

    docs/evaluating.md tells how to annotate, what is scored, and when a difference is noise. Nothing is
    scored where a line of the records or a gold file cannot be read; the exit code is then 1.
    """
    from eventx.evaluating import compare, read_gold
    from eventx.evaluating import evaluate as score
    from eventx.evaluating.showing import as_json, difference_tables, tables

    if records == against == "-":
        raise usage("--against: standard input can be one of the two only; name a file")
    desk = Desk()
    articles: list[GoldArticle] = []
    for entry in read_gold(*gold):
        if isinstance(entry, GoldError):
            desk.fail(str(entry))
        else:
            articles.append(entry)
    runs = [_run(desk, path) for path in (records, against) if path is not None]
    desk.leave()
    result, *earlier = (score(run, articles) for run in runs)
    if runs[0] and result.aside == len(runs[0]):
        desk.note("none of the records is of a gold article; `article_id` must be the `id` of a gold file")
    difference = compare(result, earlier[0]) if earlier else None
    if json:
        from json import dumps

        typer.echo(dumps(as_json(result, difference), ensure_ascii=False, indent=1))
        return
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for table in tables(result, everything=everything):
        console.print(table)
    for table in difference_tables(difference, everything=everything) if difference else ():
        console.print(table)


def annotate(
    article: ARTICLE,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="PATH", help="The gold file to write; of several articles, a folder."
        ),
    ] = None,
    published: PUBLISHED = None,
) -> None:
    """Write a draft gold file of an article, made from its records, for a person to correct.

    No file is written over: it may have been corrected already.
    """
    from eventx.evaluating import draft
    from eventx.pipeline import Extractor

    desk = Desk()
    given = day_of(published)
    if output is not None:
        check_target(output, article)
    articles = list(desk.articles([article]))
    folder = output is not None and output.is_dir()
    if len(articles) > 1 and not folder:
        raise usage(f"-o: {several(len(articles), 'article')} need a folder that is there")
    extractor = Extractor(keep_background=True) if articles else None
    for one in articles:
        dated = one if one.published else one.model_copy(update={"published": given})
        try:
            trace = extractor.trace(dated) if extractor else None
        except ArticleError as error:
            desk.fail(f"{one.key}: {error}")
            continue
        if trace:
            known = dated.model_copy(update={"published": trace.published})  # the dateline may have told it
            _put(desk, draft(known, trace.operations), output, folder=folder)
    desk.leave()


def _run(desk: Desk, path: str) -> list[Operation]:
    """The records of a file; what cannot be read is told."""
    from eventx.records import Operation

    try:
        acts = list(desk.acts(path))
    except RecordError as error:
        desk.fail(str(error))
        return []
    operations = [act for act in acts if isinstance(act, Operation)]
    if len(operations) < len(acts):
        desk.fail(f"{path}: holds incidents; give the records that they were linked from")
    return operations


def _put(desk: Desk, gold: GoldArticle, output: Path | None, *, folder: bool) -> None:
    """A gold file into its place, or onto standard output."""
    if output is None:
        sys.stdout.write(gold.to_json())
        return
    name = re.sub(r"[^\w.-]+", "-", gold.id)
    target = output / f"{name}.json" if folder else output
    if target.is_file():
        desk.fail(f"{target}: is there already, and may have been corrected; move it or name another")
        return
    if desk.write(target, gold.to_json()):
        desk.note(f"{target}: {several(len(gold.operations), 'record')} to correct")
