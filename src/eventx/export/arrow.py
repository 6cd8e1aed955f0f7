"""Operations → Arrow: the nested schema, flat tables, Parquet, and frames of pandas and polars.

The nested schema is the record's own (docs/schema.json): objects are structs, arrays lists, days
`date32`, whole numbers `int64`. `extra`, whose keys are the user's, is one JSON string.
"""

from __future__ import annotations

import datetime as dt
import json
import types
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from eventx.export.flat import TABLES
from eventx.export.placing import replacing
from eventx.export.requiring import needed
from eventx.records import SCHEMA_VERSION, Operation

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl
    import pyarrow as pa

GROUP = 4096  # records written together


def schema() -> pa.Schema:
    """The nested Arrow schema of a record. Raises ExtraError without pyarrow."""
    pa = needed("pyarrow")
    struct = _struct(Operation)
    return pa.schema(list(struct), metadata={"eventx.schema_version": SCHEMA_VERSION})


def flat_schema(columns: dict[str, type]) -> pa.Schema:
    """The Arrow schema of flat rows."""
    pa = needed("pyarrow")
    return pa.schema([(name, _plain(of)) for name, of in columns.items()])


def nested(operations: Iterable[Operation]) -> pa.Table:
    """Records → one nested Arrow table, a row each.

    >>> nested([Operation(id="1", article_id="a", kind="raid")]).num_rows
    1
    """
    pa = needed("pyarrow")
    return pa.Table.from_pylist([nested_row(op) for op in operations], schema=schema())


def flat(operations: Iterable[Operation], table: str = "operations") -> pa.Table:
    """Records → one of the flat tables of docs/formats.md. Raises KeyError for a table that there is not."""
    pa = needed("pyarrow")
    chosen = TABLES[table]
    return pa.Table.from_pylist(list(chosen.of(operations)), schema=flat_schema(chosen.columns))


def to_pandas(operations: Iterable[Operation], table: str = "operations") -> pd.DataFrame:
    """Records → a pandas frame of one flat table; whole numbers stay whole (Int64), days are datetime64.

    Raises ExtraError where pandas or pyarrow is missing.
    """
    pandas = needed("pandas")
    whole = {needed("pyarrow").int64(): pandas.Int64Dtype()}
    content = flat(operations, table)
    frame: pd.DataFrame = content.to_pandas(types_mapper=whole.get, date_as_object=False)
    return frame


def to_polars(operations: Iterable[Operation], table: str = "operations") -> pl.DataFrame:
    """Records → a polars frame of one flat table. Raises ExtraError where polars or pyarrow is missing."""
    frame: pl.DataFrame = needed("polars").from_arrow(flat(operations, table))
    return frame


def write_nested(operations: Iterable[Operation], path: Path) -> None:
    """Records → one Parquet file of the nested schema, read and written piece by piece."""
    pa, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    operations = iter(operations)
    columns = schema()
    with replacing(path) as part, parquet.ParquetWriter(part, columns, compression="zstd") as writer:
        while rows := [nested_row(op) for op in islice(operations, GROUP)]:
            writer.write_table(pa.Table.from_pylist(rows, schema=columns))


def write_rows(columns: dict[str, type], rows: Iterable[dict[str, Any]], path: Path) -> None:
    """Flat rows → one Parquet file."""
    pa, parquet = needed("pyarrow"), needed("pyarrow.parquet")
    table = pa.Table.from_pylist(list(rows), schema=flat_schema(columns))
    with replacing(path) as part:
        parquet.write_table(table, part, compression="zstd")


def nested_row(op: Operation) -> dict[str, Any]:
    """A record → a row of the nested schema."""
    row = op.model_dump(by_alias=True)
    row["extra"] = json.dumps(op.model_dump(mode="json")["extra"], ensure_ascii=False) if op.extra else None
    return row


def _struct(model: type[BaseModel]) -> Iterator[Any]:
    pa = needed("pyarrow")
    for name, info in model.model_fields.items():
        yield pa.field(info.serialization_alias or name, _type(info.annotation))


def _type(annotation: Any) -> Any:
    """The Arrow type of a field's annotation."""
    pa = needed("pyarrow")
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _type(arguments[0])
    if origin in (Union, types.UnionType):
        (inner,) = (a for a in arguments if a is not type(None))
        return _type(inner)
    if origin is list:
        return pa.list_(_type(arguments[0]))
    if origin is Literal or origin is dict:
        return pa.string()
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return pa.struct(list(_struct(annotation)))
    return _plain(annotation)


def _plain(of: type) -> Any:
    pa = needed("pyarrow")
    return {str: pa.string(), int: pa.int64(), float: pa.float64(), dt.date: pa.date32()}[of]
