"""A Spark data frame of articles → one of their records."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from eventx import columns
from eventx.articles.tables import check_columns
from eventx.export.requiring import needed

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def extract(articles: DataFrame, *, places: tuple[str, ...] = ()) -> DataFrame:
    """A data frame of articles → a data frame of their records and errors, as `columns.extract_batches`.

    Columns of articles are `text` and, where known, `id`, `title`, `published` (a date or ISO 8601),
    `url`, `source`; others are carried in `extra`. The rows are those of `eventx extract` over the same
    articles; `error` is null for a record. Each Python worker makes one extractor and keeps it.
    Files of `places` must be at their path on every worker.
    Raises ArticleError where there is no column `text`, ExtraError without pyspark.
    """
    types = needed("pyspark.sql.pandas.types")
    check_columns(articles.columns)
    read = partial(columns.extract_batches, places=places)
    return articles.mapInArrow(read, types.from_arrow_schema(columns.schema()))
