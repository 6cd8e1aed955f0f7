"""Score eventx on gold article files: gold.py GOLD... [-o RUN.jsonl] [--verbose] [--json].

GOLD is a gold file or a folder of them. Only id, title, published and text are passed on. The scorer
is the `score.py` found beside the first GOLD or in a folder above it, or the one given.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from runs import article, call, run_path, script, write_run


def main() -> int:
    """Extract, then score."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, metavar="RUN.jsonl")
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--verbose", action="store_true", help="what was missed, spurious or partial")
    parser.add_argument("--json", action="store_true", help="figures as one JSON object")
    args = parser.parse_args()
    scorer = script(args.scorer, args.gold[0].resolve(), "score.py")
    files = [f for path in args.gold for f in (sorted(path.rglob("*.json")) if path.is_dir() else [path])]
    run = run_path(args.output, "gold")
    write_run((article(json.loads(f.read_text(encoding="utf-8"))) for f in files), run)
    flags = [flag for flag in ("--verbose", "--json") if getattr(args, flag[2:])]
    print(f"records: {run}", file=sys.stderr)
    return call(scorer, run, *args.gold, *flags)


if __name__ == "__main__":
    sys.exit(main())
