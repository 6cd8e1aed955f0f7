"""Score eventx on daily strike releases: strikes.py STRIKES.csv [-o RUN.jsonl].

`releases.py` beside the table (or --scorer) makes the articles and scores the records.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from runs import article, call, run_path, script, write_run

from eventx import Extractor, Operation


def main() -> int:
    """Make the articles, extract, then score."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("strikes", type=Path)
    parser.add_argument("-o", "--output", type=Path, metavar="RUN.jsonl")
    parser.add_argument("--scorer", type=Path)
    args = parser.parse_args()
    scorer = script(args.scorer, args.strikes.resolve().parent, "releases.py")
    made = subprocess.run(
        [sys.executable, str(scorer), "articles", str(args.strikes)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        check=True,
    )
    run = run_path(args.output, "strikes")
    write_run((article(json.loads(line)) for line in made.stdout.split("\n") if line), run)
    print(f"records: {run}", file=sys.stderr)
    return call(scorer, "score", run, args.strikes)


def answers(table: Path) -> Iterator[dict[str, Any]]:
    """Whether each line of the releases is found once, with its country, place and number; for compare.py."""
    spec = importlib.util.spec_from_file_location("releases", table.with_name("releases.py"))
    if spec is None or spec.loader is None:
        return
    releases = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(releases)
    days = [releases.article(day, rows) for day, rows in releases.days(table).items()]
    pairs = Extractor().pipe(article(one) for one, _ in days)
    for (release, spans), (_, operations) in zip(days, pairs, strict=True):
        for rank, (start, end, row) in enumerate(spans):
            inside = [o for o in operations if any(start <= span.start < end for span in o.evidence)]
            wrong = misses(row, inside, releases.plain)
            yield {"id": f"{release['id']}:{rank} {row['line'].strip()[:60]}", "right": not wrong,
                   "said": ", ".join(wrong)}  # fmt: skip
        extra = len(operations) - len(spans)
        yield {
            "id": f"{release['id']} no more",
            "right": extra <= 0,
            "said": f"{extra} records more than lines",
        }


def misses(row: dict[str, str], found: list[Operation], plain: Any) -> list[str]:
    """What records of a line get wrong, as releases.py counts it."""
    found = [o for o in found if o.kind in ("airstrike", "bombardment", "drone_strike")]
    if len(found) != 1:
        return [f"{len(found)} records"]
    places, number = found[0].locations, found[0].event_count.best
    near = re.search(r"[Nn]ear ([^,;]+?)[,;]", row["line"])
    wanted = {plain(row["location"])} | ({plain(near[1])} if near else set())
    told = {plain(name) for place in places for name in (place.text, place.name) if name}
    country = {"Iraq": "IQ", "Syria": "SY"}[row["country"]]
    wrong = {
        "country": all(place.country != country for place in places),
        "place": not told & wanted,
        f"{number} strikes": str(number) != row["number"],
    }
    return [name for name, amiss in wrong.items() if amiss]


if __name__ == "__main__":
    sys.exit(main())
