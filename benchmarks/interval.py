"""How sure the headline F1 of a run is: interval.py RUN.jsonl GOLD... [--scorer FILE] [--draws N] [--seed N].

RUN holds the records that `gold.py -o` wrote; GOLD is a gold file or a folder of them. The scorer is the
`score.py` found beside the first GOLD or in a folder above it, or the one given; what it counts in each
article is summed over articles drawn with replacement, 1,000 times. Articles are drawn, not records, for
the errors of one article hang together.
"""

from __future__ import annotations

import argparse
import importlib.util
import sys
from collections import defaultdict
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
from numpy.typing import NDArray
from runs import json_lines, script

Counts = NDArray[np.float64]  # articles × slots × (right, made, wanted)


def f1(counts: Counts) -> Counts:
    """Right, made and wanted, in the last axis → F1; 0 where nothing was made or wanted.

    >>> f1(np.array([[3.0, 4.0, 2.0], [0.0, 0.0, 0.0]])).tolist()
    [1.0, 0.0]
    """
    both = counts[..., 1] + counts[..., 2]
    return np.divide(2 * counts[..., 0], both, out=np.zeros_like(both), where=both > 0)


def draw(counts: Counts, *, draws: int, seed: int) -> Counts:
    """Counts of articles → F1 of each slot in each draw of as many articles, with replacement."""
    picks = np.random.default_rng(seed).integers(len(counts), size=(draws, len(counts)))
    return f1(counts[picks].sum(axis=1))


def interval(values: Counts) -> tuple[float, float]:
    """The middle 95 per cent of values.

    >>> interval(np.arange(101.0))
    (2.5, 97.5)
    """
    low, high = np.percentile(values, [2.5, 97.5])
    return float(low), float(high)


def count(scorer: ModuleType, records: list[dict[str, Any]], articles: list[dict[str, Any]]) -> Counts:
    """What the scorer counts in each article, for the slots of its headline."""
    made = defaultdict(list)
    for record in records:
        made[record["article_id"]].append(record)
    rows = []
    for article in articles:
        tallies: defaultdict[str, Any] = defaultdict(scorer.Tally)
        scorer.score_article(tallies, made[article["id"]], article)
        told = [tallies[slot] for slot in scorer.SLOTS]
        rows.append([(tally.right, tally.made, tally.wanted) for tally in told])
    return np.array(rows, dtype=float)


def load(path: Path) -> ModuleType:
    """A scorer's file as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path}: the scorer is no Python file")
    module = importlib.util.module_from_spec(spec)
    sys.modules["scorer"] = module
    spec.loader.exec_module(module)
    return module


def main() -> None:
    """Score, draw, print a line for each slot and one for the headline."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("run", type=Path, metavar="RUN.jsonl")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    scorer = load(script(args.scorer, args.gold[0].resolve(), "score.py"))
    counts = count(scorer, json_lines(args.run), scorer.load_gold([str(path) for path in args.gold]))
    drawn = draw(counts, draws=args.draws, seed=args.seed)
    told = f1(counts.sum(axis=0))
    rows = [(s, told[i], interval(drawn[:, i])) for i, s in enumerate(scorer.SLOTS)]
    rows.append(("headline", told.mean(), interval(drawn.mean(axis=1))))
    for slot, value, (low, high) in rows:
        print(f"{slot:10}{value:8.3f}  {low:.3f} to {high:.3f}")
    print(f"95 per cent of {args.draws} draws of {len(counts)} articles, seed {args.seed}")


if __name__ == "__main__":
    main()
