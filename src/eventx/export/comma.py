"""Tables → CSV: UTF-8, comma, double quotes, rows end in CR LF (RFC 4180); absent is an empty cell.

A text that a spreadsheet would run as a formula gets an apostrophe in front (CWE-1236).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

from eventx.export.flat import Cell, Row
from eventx.export.placing import replacing

# what begins a formula in Excel, LibreOffice or Google Sheets; full-width forms are read as the plain ones
FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


def write_csv(columns: Iterable[str], rows: Iterable[Row], path: Path) -> None:
    """Write one table."""
    columns = list(columns)
    with replacing(path) as part, part.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(columns)
        writer.writerows([cell(row[column]) for column in columns] for row in rows)


def cell(value: Cell) -> Cell:
    """A value as a cell that no spreadsheet runs.

    >>> cell("=HYPERLINK(1)"), cell(-3.2), cell("al-Qaim")
    ("'=HYPERLINK(1)", -3.2, 'al-Qaim')
    """
    if not isinstance(value, str):
        return value
    value = value.replace("\0", "")
    return f"'{value}" if value[:1] in FORMULA or value.lstrip()[:1] in FORMULA else value
