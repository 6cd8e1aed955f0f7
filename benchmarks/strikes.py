"""Score eventx on daily strike releases: strikes.py STRIKES.csv [-o RUN.jsonl].

`releases.py` beside the table (or --scorer) makes the articles and scores the records.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

from runs import article, call, run_path, script, write_run


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


if __name__ == "__main__":
    sys.exit(main())
