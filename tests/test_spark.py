"""Spark in local mode over a data set of several files: the records of the command, a row for each error."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import local_spark
from eventx import ArticleError, Operation
from eventx.articles import read_entries
from eventx.columns import extract_batches, extract_table, schema
from eventx.export.arrow import nested

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"
EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
BAD = {
    "empty": ("", "text: is empty"),
    "page": ("<html><body><p>Troops fled.</p></body></html>", "text: is HTML"),
    "nul": ("Troops\0fled", "text: holds binary data"),
    "none": (None, "text: is null, not a string"),
}


@pytest.fixture(scope="module")
def articles() -> list[dict[str, object]]:
    """Articles of all examples, some bad ones among them."""
    good = [e.article.model_dump(mode="json") for e in read_entries(EXAMPLES) if e.article]
    bad = [{"id": key, "text": text} for key, (text, _) in BAD.items()]
    rows = [*good[:3], *bad, *good[3:]]
    return [{"desk": "Baghdad" if i % 2 else None, **row} for i, row in enumerate(rows)]


@pytest.fixture(scope="module")
def folder(articles, tmp_path_factory) -> Path:
    """The articles as a data set of four Parquet files."""
    folder = tmp_path_factory.mktemp("articles")
    columns = pa.schema(
        [(n, pa.string()) for n in ("desk", "id", "title", "text", "published", "url", "source")]
    )
    for i in range(4):
        parquet.write_table(pa.Table.from_pylist(articles[i::4], schema=columns), folder / f"{i}.parquet")
    return folder


@pytest.fixture(scope="module")
def local(folder, tmp_path_factory) -> tuple[list[str], dict[str, str]]:
    """What the command makes of the data set: lines of records, and reasons of errors by id."""
    place = tmp_path_factory.mktemp("local")
    out, errors = place / "records.jsonl", place / "errors.jsonl"
    command = [
        sys.executable,
        "-m",
        "eventx",
        "extract",
        str(folder),
        "-o",
        str(out),
        "--errors",
        str(errors),
    ]
    assert subprocess.run([*command, "--workers", "0", "-q"], check=False).returncode == 1
    told = map(json.loads, errors.read_text("utf-8").splitlines())
    return out.read_text("utf-8").splitlines(), {error["id"]: error["reason"] for error in told}


def test_batches_give_what_the_command_gives(folder, local):
    lines, reasons = local
    assert reasons.keys() == BAD.keys()
    assert all(BAD[key][1] in reason for key, reason in reasons.items())
    batches = [b for i in range(4) for b in parquet.read_table(folder / f"{i}.parquet").to_batches()]
    rows = pa.Table.from_batches(extract_batches(iter(batches)), schema=schema())
    same(rows, lines, reasons)
    assert rows.column("error").null_count == len(lines) > 10


def same(rows, lines, reasons) -> None:
    """Whether Arrow rows are these records, and errors with these reasons, in any order."""
    failed = pa.compute.is_valid(rows.column("error"))
    found = rows.filter(pa.compute.invert(failed)).drop_columns(["error"])
    wanted = nested(map(Operation.model_validate_json, lines))
    keys = [("id", "ascending")]
    assert found.sort_by(keys).to_pylist() == wanted.sort_by(keys).to_pylist()
    errors = rows.filter(failed).select(["article_id", "error", "id"]).to_pylist()
    assert {e["article_id"]: e["error"] for e in errors} == reasons
    assert all(e["id"] is None for e in errors)


def test_a_table_without_texts_is_refused():
    with pytest.raises(ArticleError, match="has no column `text`; is it what stands under `body`"):
        extract_table(pa.table({"id": ["a"], "body": ["Troops fled."]}))


def test_no_articles_no_records():
    assert extract_table(pa.table({"text": pa.array([], pa.string())})).schema == schema()


@pytest.fixture(scope="module")
def spark():
    """Spark with two workers in this machine's processes."""
    pytest.importorskip("pyspark.sql")
    if not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java, which is not on this machine")
    with pytest.MonkeyPatch.context() as patch:
        session = local_spark.session(patch, cores=2)
        yield session
        session.stop()


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning", "ignore::FutureWarning")
def test_spark_gives_what_the_command_gives(spark, folder, local):
    from eventx.spark import extract

    articles = spark.read.parquet(str(folder))
    assert articles.rdd.getNumPartitions() > 1
    records = extract(articles)
    rows = [row.asDict(recursive=True) for row in records.collect()]  # toArrow came with Spark 4
    same(pa.Table.from_pylist(rows, schema=schema()), *local)
    with pytest.raises(ArticleError, match="has no column `text`"):
        extract(articles.drop("text"))
