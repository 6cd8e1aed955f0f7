"""Print what eventx finds in the example articles, or in the files and folders given: show.py [PATH...]."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text

from eventx import Article, ArticleError, Count, Extractor, Operation, When, read_articles

ARTICLES = Path(__file__).parent / "articles"
COLUMNS = ("kind", "date", "place", "who → whom", "outcomes", "told by")
NARROW = 100  # columns of a terminal; below, records are printed one under the other


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
    who = ", ".join(f.name or f.text for f in operation.forces if f.role in {"initiator", "partner"})
    whom = ", ".join(f.name or f.text for f in operation.forces if f.role in {"target", "civilian"})
    people = [f"{p.name or p.description} ({p.fate})" for p in operation.people]
    outcomes = [f"{number(o.count)} {o.object} of {o.side} {o.type}" for o in operation.outcomes]
    times = number(operation.event_count)
    return [
        operation.kind + (f" x{times}" if times not in {"1", "?"} else "") + level(operation),
        day(operation.date),
        ", ".join(dict.fromkeys(p.name or p.text for p in operation.locations)),
        f"{who or '?'} → {whom or '?'}" if who or whom else "",
        "; ".join(outcomes + people),
        " … ".join(dict.fromkeys(span.text for span in operation.evidence)),
    ]


def level(operation: Operation) -> str:
    """What sets a record apart from a plain operation that was carried out."""
    notes: list[str] = [operation.level, operation.status, operation.modality]
    notes = [note for note in notes if note not in {"operation", "completed", "unknown", "asserted"}]
    return f" ({', '.join(notes)})" if notes else ""


def day(when: When | None) -> str:
    """Days as they would be written."""
    if when is None:
        return ""
    if when.start is None and when.end is None:
        return f"“{when.text}”"
    start, end = when.start or "…", when.end or "…"
    return str(start) if start == end else f"{start} to {end}"


def number(count: Count) -> str:
    """5, 5+, 3-7, up to 4, or ? where nothing is told."""
    low, high = count.low, count.high
    if low is None:
        return "?" if high is None else f"up to {high}"
    return f"{low}+" if high is None else str(low) if low == high else f"{low}-{high}"


def table(console: Console, rows: list[list[str]]) -> None:
    """Records as a table over the width of the terminal."""
    grid = Table(show_edge=False, pad_edge=False, header_style="dim", padding=(0, 2, 0, 0))
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
                console.print(Text(f"    {name}: {cell}"))


if __name__ == "__main__":
    main()
