"""Operations → files of other forms: `write`, and frames of pandas and polars.

>>> from eventx import Operation
>>> from eventx.export import tables
>>> [row["kind"] for row in tables([Operation(id="1", article_id="a", kind="raid")])["operations"]]
['raid']
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, get_args

from eventx.errors import EventxError
from eventx.export.flat import TABLES, Row
from eventx.records import Operation

if TYPE_CHECKING:
    from eventx.export.arrow import flat, nested, schema, to_pandas, to_polars

__all__ = ["FORMS", "Form", "flat", "nested", "schema", "tables", "to_pandas", "to_polars", "write"]

Form = Literal["parquet", "csv", "geojson", "duckdb", "acled", "ucdp", "plover"]
FORMS: tuple[Form, ...] = get_args(Form)
_ARROW = frozenset({"flat", "nested", "schema", "to_pandas", "to_polars"})


def write(operations: Iterable[Operation], path: str | os.PathLike[str], *, to: Form) -> Counter[str]:
    """Write records in another form; the answer counts records that have no place in it, by reason.

    `parquet` and `csv` make one file where `path` ends in .parquet or .csv (the nested records; the table
    of operations), else a folder with one file a table. `acled`, `ucdp` and `plover` make CSV, or
    Parquet where `path` ends in .parquet. Files appear when they are whole.
    Raises ExtraError where a package is missing, EventxError for an unknown form, OSError where `path`
    cannot be written.
    """
    target = Path(path)
    if to == "geojson":
        from eventx.export.geojson import write_geojson

        write_geojson(operations, target)
    elif to == "duckdb":
        from eventx.export.duck import write_duckdb

        write_duckdb(list(operations), target)
    elif to == "parquet":
        _write_parquet(operations, target)
    elif to == "csv":
        _write_csv(operations, target)
    elif to in FORMS:
        return _write_coded(list(operations), target, to)
    else:
        raise EventxError(f"no form {to!r}: {', '.join(FORMS)} are known")
    return Counter()


def tables(operations: Iterable[Operation]) -> dict[str, list[Row]]:
    """All flat tables by name, as lists of rows."""
    operations = list(operations)
    return {name: list(table.of(operations)) for name, table in TABLES.items()}


def _write_parquet(operations: Iterable[Operation], target: Path) -> None:
    from eventx.export.arrow import write_nested, write_rows

    if _is_file(target, ".parquet"):
        write_nested(operations, target)
        return
    operations = list(operations)
    target.mkdir(exist_ok=True)
    write_nested(operations, target / "records.parquet")
    for table in TABLES.values():
        write_rows(table.columns, table.of(operations), target / f"{table.name}.parquet")


def _write_csv(operations: Iterable[Operation], target: Path) -> None:
    from eventx.export.comma import write_csv

    if _is_file(target, ".csv"):
        table = TABLES["operations"]
        write_csv(table.columns, table.of(operations), target)
        return
    operations = list(operations)
    target.mkdir(exist_ok=True)
    for table in TABLES.values():
        write_csv(table.columns, table.of(operations), target / f"{table.name}.csv")


def _write_coded(operations: list[Operation], target: Path, to: str) -> Counter[str]:
    from eventx.export.acled import ACLED
    from eventx.export.arrow import write_rows
    from eventx.export.comma import write_csv
    from eventx.export.plover import PLOVER
    from eventx.export.ucdp import UCDP

    form = {"acled": ACLED, "ucdp": UCDP, "plover": PLOVER}[to]
    write_form = write_rows if target.suffix.lower() == ".parquet" else write_csv
    write_form(form.columns, form.of(operations), target)
    return form.left(operations)


def _is_file(target: Path, suffix: str) -> bool:
    """Whether one file is meant; a device, such as /dev/stdout, is one."""
    return target.suffix.lower() == suffix or (target.exists() and not target.is_dir())


def __getattr__(name: str) -> Any:
    """Load what needs pyarrow's room when it is first asked for."""
    if name in _ARROW:
        from eventx.export import arrow

        return getattr(arrow, name)
    raise AttributeError(f"module 'eventx.export' has no attribute {name!r}")
