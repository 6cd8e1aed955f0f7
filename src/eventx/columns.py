"""Articles in Arrow batches → their records in Arrow batches: what Spark, Ray Data and Dask run.

The columns are those of a record (docs/formats.md, the nested schema) and `error`: an article that could
not be read gives one row with its `article_id`, where it has one, and the reason; all else is null there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from eventx.articles.entries import Entry, entry, failed
from eventx.articles.tables import check_columns, rows_of
from eventx.batch import Reply, read_articles, shared_extractor
from eventx.bulk import batches
from eventx.errors import ArticleError
from eventx.export import arrow
from eventx.export.requiring import needed
from eventx.records import Operation

if TYPE_CHECKING:
    import pyarrow as pa


def schema() -> pa.Schema:
    """The Arrow schema of what `extract_batches` gives. Raises ExtraError without pyarrow."""
    pa = needed("pyarrow")
    return arrow.schema().append(pa.field("error", pa.string()))


def extract_batches(
    articles: Iterable[pa.RecordBatch], *, places: tuple[str, ...] = ()
) -> Iterator[pa.RecordBatch]:
    """Batches of articles → batches of their records and errors, in order.

    Columns are the keys of an `Article`; those it does not know are carried in `extra`. At most 32 articles
    are read together, whatever the size of the batches, by one extractor a process, which knows the files
    of `places` (docs/places.md). Raises ArticleError where a batch has no column `text`.
    """
    pa = needed("pyarrow")
    columns = schema()
    extractor = shared_extractor(places)
    for together in batches(_entries(articles)):
        read = iter(read_articles([e.article for e in together if e.article], extractor=extractor))
        rows = [row for e in together for row in _rows(e, next(read) if e.article else Reply())]
        yield pa.RecordBatch.from_pylist(rows, schema=columns)


def extract_table(articles: pa.Table, *, places: tuple[str, ...] = ()) -> pa.Table:
    """A table of articles → the table of their records and errors, in order; as `extract_batches`.

    >>> import pyarrow as pa
    >>> told = ["Troops raided a camp near Hatra, killing five.", ""]
    >>> records = extract_table(pa.table({"id": ["a", "b"], "text": told}))
    >>> records.select(["article_id", "kind", "error"]).to_pylist()[1]
    {'article_id': 'b', 'kind': None, 'error': 'text: is empty'}
    """
    pa = needed("pyarrow")
    check_columns(articles.schema.names)
    return pa.Table.from_batches(extract_batches(articles.to_batches(), places=places), schema=schema())


def _entries(articles: Iterable[pa.RecordBatch]) -> Iterator[Entry]:
    """The rows of batches as articles, or as what is wrong with them."""
    for batch in articles:
        check_columns(batch.schema.names)
        for row in rows_of(batch):
            yield failed(ArticleError(row)) if isinstance(row, str) else entry(row, "", None, None)


def _rows(read: Entry, reply: Reply) -> Iterator[dict[str, Any]]:
    """What an entry gave, as rows: its records, or its error."""
    error = reply.failure or read.reason
    if error:
        yield {"article_id": read.article.key if read.article else read.id, "error": error}
    for line in reply.lines:
        yield {**arrow.nested_row(Operation.model_validate_json(line)), "error": None}
