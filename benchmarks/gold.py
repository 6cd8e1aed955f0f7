"""Score eventx on gold article files: gold.py GOLD... [-o RUN.jsonl] [--against RUN.jsonl].

GOLD is a gold file or a folder of them. Only id, title, published and text are passed on. What is printed is
that of `eventx evaluate` (docs/evaluating.md); --against compares with the records of an earlier run. With
--scorer another scorer is run on the records, as SCORER RUN.jsonl GOLD... [--verbose] [--json].
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from runs import article, call, gold_articles, run_path, write_run

from eventx.evaluating import compare, evaluate
from eventx.evaluating.showing import as_json, difference_tables, tables


def main() -> int:
    """Extract, then score."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("-o", "--output", type=Path, metavar="RUN.jsonl")
    parser.add_argument("--against", type=Path, metavar="RUN.jsonl", help="records of an earlier run")
    parser.add_argument("--scorer", type=Path, help="another scorer, in place of our own")
    parser.add_argument("--verbose", action="store_true", help="every error, not some of each cause")
    parser.add_argument("--json", action="store_true", help="figures as one JSON object")
    args = parser.parse_args()
    if args.scorer and args.against:
        parser.error("--against is not passed on to another scorer")
    run = run_path(args.output, "gold")
    golds = gold_articles(args.gold)
    write_run((article(gold.model_dump()) for gold in golds), run)
    print(f"records: {run}", file=sys.stderr)
    if args.scorer:
        flags = [flag for flag in ("--verbose", "--json") if getattr(args, flag[2:])]
        return call(args.scorer, run, *args.gold, *flags)
    result = evaluate(run, golds)
    difference = compare(result, evaluate(args.against, golds)) if args.against else None
    if args.json:
        print(json.dumps(as_json(result, difference), ensure_ascii=False, indent=1))
        return 0
    show([*tables(result, everything=args.verbose)])
    show([*difference_tables(difference, everything=args.verbose)] if difference else [])
    return 0


def show(told: Sequence[object]) -> None:
    """Print tables and text."""
    from rich.console import Console

    console = Console(highlight=False, markup=False, emoji=False, soft_wrap=True)
    for part in told:
        console.print(part)


if __name__ == "__main__":
    sys.exit(main())
