"""Kinds of bad input: file name, content, and what its error must say."""

from __future__ import annotations

import gzip
import io
import json
import os
from collections.abc import Callable

GOOD = "Troops raided a militant hideout near Mosul on Tuesday, killing five fighters."
TOO_LARGE = 257 * 2**20  # bytes, more than a file that is read whole may have


def _line(**fields: object) -> bytes:
    """A line of JSON Lines."""
    return json.dumps(fields).encode() + b"\n"


def _zstd(data: bytes) -> bytes:
    """Data packed with zstd."""
    import zstandard

    return zstandard.ZstdCompressor().compress(data)


def _parquet(column: str) -> bytes:
    """A Parquet file of one row."""
    import pyarrow as pa
    from pyarrow import parquet

    stream = io.BytesIO()
    parquet.write_table(pa.table({column: [GOOD]}), stream)
    return stream.getvalue()


BAD: list[tuple[str, Callable[[], bytes], str]] = [
    ("empty.txt", lambda: b"", "text: is empty"),
    ("binary.txt", lambda: b"Troops\x00\x01\x02", "a NUL byte at offset 6"),
    ("random.txt", lambda: b"\x80" + os.urandom(5000).replace(b"\0", b"\1"), "is not UTF-8"),
    ("latin-1.txt", lambda: "Cañon".encode("latin-1"), "is not UTF-8 (byte 0xf1 at offset 2)"),
    ("utf-16-cut.txt", lambda: b"\xff\xfeT\x00\x00\xd8", "is not UTF-16"),
    ("page.txt", lambda: b"<!DOCTYPE html><html><body><p>Troops fled.</p></body></html>", "text: is HTML"),
    ("report.txt", lambda: b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
    ("long.txt", lambda: b"Troops fled. " * 400_000, "1,000,000 are the limit"),
    ("cut.json", lambda: b'{"text": "Troops', "is not valid JSON"),
    ("deep.json", lambda: b'{"a": ' + 100_000 * b"[" + 100_000 * b"]" + b"}", "nested too deeply"),
    ("pair.json", lambda: b'{"text": "Troops \\ud83d"}', "half a surrogate pair"),
    ("nul.json", lambda: b'{"text": "Troops\\u0000"}', "a NUL at character 6"),
    ("twice.json", lambda: b'{"text": "Troops", "text": "fled"}', "the key 'text' stands twice"),
    ("nan.jsonl", lambda: _line(text="Troops", score=float("nan")), "NaN is no JSON value"),
    ("date.jsonl", lambda: _line(text="Troops", published="5 Feb"), "not an ISO 8601 date"),
    ("future.jsonl", lambda: _line(text="Troops", published="2999-01-01"), "is in the future"),
    ("field.jsonl", lambda: _line(body="Troops"), "is it what stands under `body`?"),
    ("line.jsonl", lambda: b'{"text": "' + b"a" * (17 * 2**20) + b'"}\n', "is longer than 16 MB"),
    ("head.csv", lambda: b"id,story\n1,Troops\n", "has no column `text`; is it what stands under `story`?"),
    ("quote.csv", lambda: b'text\n"Troops fled\n', "is not valid CSV: unexpected end of data"),
    ("cells.csv", lambda: b"id,text\n1,Troops,fled\n", "has 3 cells for 2 columns"),
    ("mixed.csv", lambda: b"id,text\n1,Ca\xf1on\n", "text: is not UTF-8 (byte 0xf1"),
    ("cut.jsonl.gz", lambda: gzip.compress(_line(text=GOOD) * 9)[:40], "is no whole gzip file"),
    ("cut.txt.zst", lambda: _zstd(GOOD.encode() * 9)[:40], "is no whole zstd file"),
    ("bomb.jsonl.gz", lambda: gzip.compress(b" " * TOO_LARGE), "as zip bombs do"),
    ("bomb.txt.zst", lambda: _zstd(b" " * TOO_LARGE), "as zip bombs do"),
    ("twice.txt.gz", lambda: gzip.compress(gzip.compress(GOOD.encode())), "is packed twice"),
    ("cut.parquet", lambda: _parquet("text")[:200], "is no whole Parquet file"),
    ("column.parquet", lambda: _parquet("body"), "is it what stands under `body`?"),
]
