"""Tables → entries: CSV and Parquet, each row an article, further columns carried along."""

from __future__ import annotations

import csv
import datetime as dt
import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any

from eventx.articles import limits
from eventx.articles.entries import Entry, entry, failed, other_name
from eventx.articles.source import Source
from eventx.errors import ArticleError
from eventx.records import Article

KNOWN = frozenset(Article.model_fields)
ROWS = 64  # of Parquet decoded at once
CHUNK = 2**30  # bytes of a column in one row group above which its packing is looked at


def read_csv(source: Source, peeked: list[bytes]) -> Iterator[Entry]:
    """The article of each row below the line of column names; commas, semicolons or tabs part the cells."""
    lines = _Lines(source, peeked)
    head = next((line for line in lines if line.strip()), "")
    delimiter, columns = _columns(head, source.name, lines.number)
    csv.field_size_limit(min(limits.MAX_LINE, sys.maxsize))  # the default is 131,072 characters
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.long, line = False, lines.number + 1
        try:
            row = next(rows, None)
            if row is None:
                return
            if row or lines.long:
                yield entry(
                    _cells(row, columns, lines, source.name, line),
                    source.name,
                    line,
                    source.id(line),
                    at=source.at,
                )
        except csv.Error as error:
            said = f"is not valid CSV: {error}"
            yield failed(ArticleError(said, file=source.name, line=line), at=source.at)
        except ArticleError as error:
            yield failed(error, at=source.at)


class _Lines:
    """The lines of a source as text, bytes that are no UTF-8 as surrogates; `number` is that of the last."""

    def __init__(self, source: Source, peeked: list[bytes]) -> None:
        self.number, self.long = 0, False
        self._handle = source.handle
        self._chunks = chain(peeked, iter(lambda: source.handle.readline(limits.MAX_LINE + 1), b""))

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        chunk = next(self._chunks)
        self.number += 1
        if len(chunk) > limits.MAX_LINE and not chunk.endswith(b"\n"):
            self.long = True
            while (rest := self._handle.readline(limits.MAX_LINE + 1)) and not rest.endswith(b"\n"):
                pass
            return "\n"
        return chunk.decode("utf-8", "surrogateescape")


def _columns(head: str, name: str, line: int) -> tuple[str, list[str]]:
    """The line of column names → what parts the cells, and the names. Raises ArticleError."""
    try:
        parted = {d: next(csv.reader([head], delimiter=d), []) for d in ",;\t|"}
    except csv.Error as error:
        raise ArticleError(f"is not valid CSV: {error}", file=name, line=line) from None
    named = {d: [_name(cell) for cell in cells] for d, cells in parted.items()}
    delimiter = max(named, key=lambda d: ("text" in named[d], len(named[d])))
    columns = named[delimiter]
    if "text" not in columns:
        said = f"has no column `text`{other_name(columns)}; its first line must name the columns"
        raise ArticleError(said, file=name, line=line)
    twice = next((column for column, times in Counter(columns).items() if times > 1), None)
    if twice is not None:
        raise ArticleError(f"the column {twice!r} stands twice", file=name, line=line)
    return delimiter, columns


def _name(cell: str) -> str:
    """The name of a column; those of an article in any case of letters."""
    cell = cell.strip()
    return cell.lower() if cell.lower() in KNOWN else cell


def _cells(row: list[str], columns: list[str], lines: _Lines, name: str, line: int) -> dict[str, Any]:
    """A row → the fields of an article; empty cells are absent. Raises ArticleError."""
    if lines.long:
        raise ArticleError(f"is longer than {limits.MAX_LINE >> 20} MB", file=name, line=line)
    if len(row) != len(columns):
        raise ArticleError(f"has {len(row)} cells for {len(columns)} columns", file=name, line=line)
    for column, cell in zip(columns, row, strict=True):
        try:
            cell.encode()
        except UnicodeEncodeError as error:
            byte = ord(cell[error.start]) & 0xFF
            said = f"is not UTF-8 (byte 0x{byte:02x} at character {error.start})"
            raise ArticleError(said, file=name, line=line, field=column) from None
    return {c: cell for c, cell in zip(columns, row, strict=True) if cell or c == "text"}


def read_parquet(path: Path, name: str, stem: str | None) -> Iterator[Entry]:
    """The article of each row of a Parquet file, some rows at a time. Raises ArticleError."""
    try:
        import pyarrow as pa
        from pyarrow import parquet
    except ImportError:
        said = "is Parquet; pyarrow reads it: pip install pyarrow"
        raise ArticleError(said, file=name) from None
    size, row = path.stat().st_size, 0
    try:
        with parquet.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20) as file:
            _check(file, name)
            for batch in file.iter_batches(ROWS):
                for data in rows_of(batch):
                    row += 1
                    at = size * row // max(1, file.metadata.num_rows)
                    default = stem and f"{stem}-{row}"
                    if isinstance(data, str):
                        yield failed(ArticleError(data, file=name, line=row), at=at)
                    else:
                        yield entry(data, name, row, default, at=at)
    except (pa.ArrowException, OSError) as error:
        said = f"is no whole Parquet file: {' '.join(str(error).split())}"
        raise ArticleError(said, file=name, line=row + 1 if row else None) from None


def _check(file: Any, name: str) -> None:
    """Refuse a Parquet file without texts, or one that would fill the memory. Raises ArticleError."""
    check_columns(file.schema_arrow.names, name)
    meta = file.metadata
    for group in range(meta.num_row_groups):
        for number in range(meta.row_group(group).num_columns):
            column = meta.row_group(group).column(number)
            plain, stored = column.total_uncompressed_size, column.total_compressed_size
            if plain > max(CHUNK, limits.MAX_RATIO * stored):
                said = f"unpacks to more than {limits.MAX_RATIO} times its size, as zip bombs do"
                raise ArticleError(said, file=name, field=column.path_in_schema)


def check_columns(names: Iterable[str], file: str | None = None) -> None:
    """Refuse columns that hold no articles. Raises ArticleError.

    >>> check_columns(["id", "body"])
    Traceback (most recent call last):
    eventx.errors.ArticleError: has no column `text`; is it what stands under `body`?
    """
    columns = [_name(column) for column in names]
    if "text" not in columns:
        raise ArticleError(f"has no column `text`{other_name(columns)}", file=file)
    if len(set(columns)) < len(columns):
        raise ArticleError("has two columns of one name", file=file)


def rows_of(batch: Any) -> Iterator[dict[str, Any] | str]:
    """The rows of an Arrow batch as fields of articles; an unreadable row as what is wrong with it."""
    for number in range(batch.num_rows):
        try:
            (row,) = batch.slice(number, 1).to_pylist()
        except (UnicodeDecodeError, ValueError, OverflowError) as error:
            yield f"holds a value that cannot be read: {error}"
            continue
        data = {_name(key): value for key, value in row.items() if not key.startswith("__index_level_")}
        yield {key: plain(value) for key, value in data.items() if value is not None or key == "text"}


def plain(value: Any) -> Any:
    """A value of a table → one that JSON can hold; what has no such form as its words.

    >>> plain([dt.date(2024, 2, 5), float("nan"), b"a"])
    ['2024-02-05', None, "b'a'"]
    """
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(key): plain(v) for key, v in value.items()}
    if isinstance(value, list | tuple):
        return [plain(v) for v in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else repr(value)
