"""Files → Articles: text, JSON, JSON Lines, CSV, Parquet, these packed with gzip or zstd, and folders.

A bad article is an `ArticleError` in the stream, never an exception, and the next one follows.
Texts are kept as they stand in the file (line ends too; only a byte order mark is dropped), so that
offsets of evidence point into the text as given.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO

from eventx.articles.entries import Entry, unlikely
from eventx.articles.files import FORMS, read_entries, read_stdin, total_size
from eventx.errors import ArticleError
from eventx.records import Article

__all__ = [
    "FORMS",
    "Entry",
    "read_articles",
    "read_entries",
    "read_stdin",
    "read_stream",
    "total_size",
    "unlikely",
]

Found = Iterator[Article | ArticleError]


def read_articles(
    path: str | os.PathLike[str], *, skip: Iterable[Path] = (), note: Callable[[str], object] | None = None
) -> Found:
    """The articles of a file or a folder, in order; what cannot be read comes as an `ArticleError`.

    A folder is read to the bottom, sorted by name. Hidden files, those in `skip` and those of other
    kinds are left out, the last with a word to `note`. An article without an id gets its file's name
    without the suffix, in a folder with the path below that folder; from a file of many articles, with
    the line (JSON Lines, CSV), row (Parquet) or rank (JSON array) behind it. Memory does not grow with
    the file, but for JSON arrays, which are read whole.
    """
    yield from _flat(read_entries(path, skip=skip, note=note))


def read_stream(stream: IO[bytes], *, name: str = "<stdin>") -> Found:
    """The articles of standard input: one text, a JSON article, an array of them or JSON Lines.

    >>> import io
    >>> [found.title for found in read_stream(io.BytesIO(b'{"text": "Troops fled.", "title": "Flight"}'))]
    ['Flight']
    """
    yield from _flat(read_stdin(stream, name=name))


def _flat(entries: Iterator[Entry]) -> Found:
    """Entries → their articles and errors."""
    for entry in entries:
        if entry.article is not None:
            yield entry.article
        yield from entry.errors
