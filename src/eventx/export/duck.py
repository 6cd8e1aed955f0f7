"""Operations → a DuckDB file: the nested `records`, all flat tables, and `acled`, `ucdp` and `plover`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from eventx.export.acled import ACLED
from eventx.export.arrow import flat_schema, nested
from eventx.export.coding import Coded
from eventx.export.flat import TABLES, Table
from eventx.export.placing import replacing
from eventx.export.plover import PLOVER
from eventx.export.requiring import needed
from eventx.export.ucdp import UCDP
from eventx.records import Operation


def write_duckdb(operations: Sequence[Operation], path: Path) -> None:
    """Write the database. Raises ExtraError where duckdb or pyarrow is missing."""
    duckdb, pa = needed("duckdb"), needed("pyarrow")
    with replacing(path) as part:
        database = duckdb.connect(str(part))
        try:
            tables = {"records": nested(operations)}
            flat: list[Table | Coded] = [*TABLES.values(), ACLED, UCDP, PLOVER]
            for table in flat:
                rows = list(table.of(operations))
                tables[table.name] = pa.Table.from_pylist(rows, schema=flat_schema(table.columns))
            for name, content in tables.items():
                database.register("content", content)
                database.execute(f'CREATE TABLE "{name}" AS SELECT * FROM content')
                database.unregister("content")
        finally:
            database.close()
