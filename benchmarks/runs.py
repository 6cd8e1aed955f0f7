"""What the benchmarks share: articles → a file of records, and the scorer over it."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eventx import Article, Extractor

if TYPE_CHECKING:
    from eventx import GoldArticle


def write_run(articles: Iterable[Article], path: Path, extractor: Extractor | None = None) -> None:
    """Write the records of all articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as lines:
        for _, operations in (extractor or Extractor()).pipe(articles):
            lines.writelines(f"{operation.to_json()}\n" for operation in operations)


def json_lines(path: Path) -> list[dict[str, Any]]:
    """The objects of a JSON Lines file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def article(row: Mapping[str, Any]) -> Article:
    """The part of a row that a reader would have: labels stay behind."""
    return Article.model_validate({key: row.get(key) for key in ("id", "title", "published", "text")})


def gold_articles(paths: Iterable[Path]) -> list[GoldArticle]:
    """The articles of gold files and folders; leaves with the faults of files that have any."""
    from eventx import GoldArticle, GoldError, read_gold  # here, since old versions lack them (answers.py)

    entries = list(read_gold(*paths))
    if faults := [str(entry) for entry in entries if isinstance(entry, GoldError)]:
        sys.exit("\n".join(faults))
    return [entry for entry in entries if isinstance(entry, GoldArticle)]


def run_path(wanted: Path | None, name: str) -> Path:
    """Where records go: where the user said, or else into a folder for temporary files."""
    return wanted or Path(tempfile.mkdtemp(prefix="eventx-")) / f"{name}.jsonl"


def script(given: Path | None, beside: Path, *names: str) -> Path:
    """A scorer: the one given, or the first of `names` in a folder or one above it."""
    found = [given] if given else [folder / n for folder in (beside, *beside.parents) for n in names]
    path = next((p for p in found if p.is_file()), None)
    if path is None:
        sys.exit(f"no {' or '.join(names)} at or above {beside}; name the scorer with --scorer")
    return path


def call(scorer: Path, *arguments: str | Path) -> int:
    """Run a scorer, its table going to our standard output; its exit code."""
    sys.stdout.flush()
    return subprocess.run([sys.executable, str(scorer), *map(str, arguments)], check=False).returncode
