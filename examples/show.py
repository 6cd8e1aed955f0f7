"""Print what eventx finds in the example articles, or in the files and folders given: show.py [PATH...]."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from eventx import Article, ArticleError, Extractor, Operation, read_articles
from eventx.view.facts import facts, headline

ARTICLES = Path(__file__).parent / "articles"
COLUMNS = ("kind", "date", "place", "who → whom", "outcomes", "told by")
NARROW = 130  # columns of a terminal; below, records are printed one under the other


def main() -> None:
    """Read, extract, print."""
    console = Console(soft_wrap=False)
    articles = list(read([Path(p) for p in sys.argv[1:]] or [ARTICLES], console))
    for article, operations in Extractor().pipe(articles):
        console.print(Text(f"\n{article.key}: {article.title or 'without a title'}", style="bold"))
        rows = [row(operation) for operation in operations]
        if not rows:
            console.print("  no operation")
        elif console.width < NARROW:
            listing(console, rows)
        else:
            table(console, rows)


def read(paths: list[Path], console: Console) -> Iterator[Article]:
    """The articles that can be read; what cannot is said."""
    for path in paths:
        for found in read_articles(path):
            if isinstance(found, ArticleError):
                console.print(Text(str(found), style="red"))
            else:
                yield found


def row(operation: Operation) -> list[str]:
    """One record as the cells of a line."""
    told: dict[str, list[str]] = defaultdict(list)
    for fact in facts(operation):
        told[fact.label].append(fact.value)
    who = ", ".join(f.name or f.text for f in operation.forces if f.role in {"initiator", "partner"})
    whom = ", ".join(f.name or f.text for f in operation.forces if f.role in {"target", "civilian"})
    return [
        headline(operation),
        "".join(told["date"]),
        ", ".join(dict.fromkeys(p.name or p.text for p in operation.locations)),
        f"{who or '?'} → {whom or '?'}" if who or whom else "",
        "; ".join(told["outcome"] + told["person"]),
        " … ".join(dict.fromkeys(span.text for span in operation.evidence)),
    ]


def table(console: Console, rows: list[list[str]]) -> None:
    """Records as a table over the width of the terminal."""
    grid = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, header_style="dim")
    for name, ratio in zip(COLUMNS, (2, 2, 3, 4, 5, 3), strict=True):
        grid.add_column(name, ratio=ratio, overflow="fold")
    for cells in rows:
        grid.add_row(*map(Text, cells))
    console.print(grid)


def listing(console: Console, rows: list[list[str]]) -> None:
    """Records one under the other, for a narrow terminal."""
    for cells in rows:
        console.print(Text(f"- {cells[0]}", style="green"))
        for name, cell in zip(COLUMNS[1:], cells[1:], strict=True):
            if cell:
                console.print(Padding(Text(f"{name}: {cell}"), (0, 0, 0, 4)))


if __name__ == "__main__":
    main()
