"""Fit the weights of a record's confidence: fit_confidence.py GOLD... [--test GOLD...] [--write].

GOLD is a gold file or a folder of them. A record is right where `eventx evaluate` pairs it with a gold
record, required or optional.

Prints how well probabilities hold on articles left out of the fit, one at a time, and on those of --test,
which are never fitted. --write puts the weights of all GOLD into src/eventx/data/confidence.toml.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from eventx import Article, Extractor
from eventx.confidence import DOUBT, EVIDENCE
from eventx.evaluating import GoldArticle, gold_of
from eventx.evaluating.pairing import pair_records

ROOT = Path(__file__).parent.parent
WEIGHTS = ROOT / "src" / "eventx" / "data" / "confidence.toml"
EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.0)
RIDGE = 1.0  # a weight is taken to lie within about 1 of none: there are few records that are wrong
NAMES = tuple(name for name in (*EVIDENCE, *DOUBT) if name != "background")
SIGNS = np.array([1.0 if name in EVIDENCE else -1.0 for name in NAMES])

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sample:
    """A record: its article's file, its features and whether it is right."""

    article: Path
    features: dict[str, float]
    right: bool


# -- records and whether they are right ------------------------------------------------------------


def samples(files: Sequence[Path], extractor: Extractor) -> list[Sample]:
    """The records of gold articles; those kept as background may only be what no other record is."""
    found: list[Sample] = []
    for file in files:
        gold = gold_of(file.read_bytes(), str(file))
        trace = extractor.trace(article_of(gold))
        for background in (False, True):
            made = [o for o in trace.operations if (o.background is not None) == background]
            pairs = pair_records(made, gold).gold
            found += [Sample(file, dict(trace.features[o.id]), rank in pairs) for rank, o in enumerate(made)]
            left = [g for rank, g in enumerate(gold.operations) if rank not in pairs.values()]
            gold = gold.model_copy(update={"operations": left})
    return found


# -- the fit ---------------------------------------------------------------------------------------


def fit(news: Sequence[Sample]) -> Array:
    """The intercept and the weights of `NAMES` that make the samples likeliest, signs as they must be.

    Newton's method on the penalised likelihood; a weight that would change its sign stays at 0.
    """
    x, y = matrix(news), np.array([s.right for s in news], float)
    x[:, 1:] *= SIGNS
    penalty = np.array([0.0, *[RIDGE] * len(NAMES)])
    weights = np.zeros(x.shape[1])
    for _ in range(200):
        p = sigmoid(x @ weights)
        gradient = x.T @ (p - y) + penalty * weights
        free = (weights > 0) | (gradient < 0)
        free[0] = True
        hessian = (x.T * (p * (1 - p))) @ x + np.diag(penalty + 1e-9)
        step = np.zeros_like(weights)
        step[free] = np.linalg.solve(hessian[np.ix_(free, free)], gradient[free])
        new = weights - step
        new[1:] = np.maximum(new[1:], 0)
        done = np.abs(new - weights).max() < 1e-9
        weights = new
        if done:
            break
    weights[1:] *= SIGNS
    return weights


def fit_background(kept: Sequence[Sample], weights: Array) -> float:
    """The weight of having been judged background: what makes as many of those records right as are."""
    if not kept:
        return 0.0
    score, right = matrix(kept) @ weights, sum(s.right for s in kept) + 0.5  # half a record: never quite none
    low, high = -30.0, 0.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (low, middle) if sigmoid(score + middle).sum() > right else (middle, high)
    return (low + high) / 2


def matrix(rows: Sequence[Sample]) -> Array:
    """Features as columns, behind one of ones."""
    return np.array([[1.0, *(s.features[name] for name in NAMES)] for s in rows])


def sigmoid(score: Array) -> Array:
    """The logistic function."""
    return np.asarray(1 / (1 + np.exp(-score)), dtype=np.float64)


def left_out(news: Sequence[Sample]) -> Array:
    """The probability of each record by a fit without its article."""
    predicted = np.zeros(len(news))
    for article in sorted({s.article for s in news}):
        weights = fit([s for s in news if s.article != article])
        mine = [i for i, s in enumerate(news) if s.article == article]
        predicted[mine] = sigmoid(matrix([news[i] for i in mine]) @ weights)
    return predicted


# -- how well it holds -----------------------------------------------------------------------------


def report(title: str, predicted: Array, rows: Sequence[Sample]) -> None:
    """Print the reliability table (Markdown) and the figures of a set of predictions."""
    right = np.array([s.right for s in rows], float)
    print(f"\n## {title}\n")
    print("| confidence | records | mean predicted | share right | 95 % interval |\n|---|---:|---:|---:|---|")
    apart = 0.0
    for low, high in pairwise(EDGES):
        inside = (predicted >= low) & ((predicted < high) | (high == EDGES[-1]))
        count = int(inside.sum())
        if not count:
            continue
        mean, share = predicted[inside].mean(), right[inside].mean()
        apart += count * abs(mean - share)
        a, b = wilson(share, count)
        print(f"| {low:.2f} to {high:.2f} | {count} | {mean:.3f} | {share:.3f} | {a:.2f} to {b:.2f} |")
    base = right.mean()
    print(
        f"\n{len(rows)} records, {int(right.sum())} right ({base:.3f}; mean predicted "
        f"{predicted.mean():.3f}). "
        f"Brier score {((predicted - right) ** 2).mean():.4f} (the same probability for all: "
        f"{base * (1 - base):.4f}), ECE {apart / len(rows):.3f}, area under ROC {area(predicted, right):.3f}."
    )


def report_cuts(predicted: Array, rows: Sequence[Sample]) -> None:
    """Print what is left where less likely records are left out (Markdown)."""
    right = np.array([s.right for s in rows], float)
    print("\n| least confidence | records left | share right | right records lost |\n|---|---:|---:|---:|")
    for least in (0.0, *EDGES[1:-1]):
        kept = predicted >= least
        if kept.any():
            lost = 1 - right[kept].sum() / right.sum()
            print(f"| {least:.2f} | {int(kept.sum())} | {right[kept].mean():.3f} | {100 * lost:.0f} % |")


def within(folder: Path, predicted: Array, rows: Sequence[Sample]) -> tuple[Array, list[Sample]]:
    """The predictions and records of the articles of a folder."""
    mine = [i for i, s in enumerate(rows) if s.article.parent == folder]
    return predicted[mine], [rows[i] for i in mine]


def wilson(share: float, count: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % score interval of a share (Wilson 1927)."""
    centre = (share + z * z / (2 * count)) / (1 + z * z / count)
    half = z / (1 + z * z / count) * (share * (1 - share) / count + z * z / (4 * count * count)) ** 0.5
    return max(0.0, centre - half), min(1.0, centre + half)


def area(predicted: Array, right: Array) -> float:
    """How often a record that is right has more than one that is wrong (ties count half)."""
    good, bad = predicted[right == 1], predicted[right == 0]
    if not len(good) or not len(bad):
        return float("nan")
    above = (good[:, None] > bad[None, :]).mean() + 0.5 * (good[:, None] == bad[None, :]).mean()
    return float(above)


def write(weights: Array, background: float, news: Sequence[Sample]) -> str:
    """The weights as TOML."""
    lines = [
        "# Weights of a record's confidence (eventx/confidence.py says what each feature is).",
        f"# Fitted by training/fit_confidence.py on {len(news)} records of "
        f"{len({s.article for s in news})} articles; not made by hand.",
        "",
        "[weights]",
        f"intercept = {weights[0]:.3f}",
        *(f"{name} = {weight:.3f}" for name, weight in zip(NAMES, weights[1:] + 0.0, strict=True)),
        f"background = {background:.3f}",
    ]
    return "\n".join(lines) + "\n"


def main() -> int:
    """Extract, fit, report."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--test", nargs="+", type=Path, default=[], metavar="GOLD")
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS.relative_to(ROOT)}")
    args = parser.parse_args()
    extractor = Extractor(keep_background=True)
    rows, held = (samples(gold_files(paths), extractor) for paths in (args.gold, args.test))
    news, kept = ([s for s in rows if s.features["background"] == is_kept] for is_kept in (0, 1))
    weights = fit(news)
    background = fit_background(kept, weights)
    predicted = left_out(news)
    report("Articles left out one at a time", predicted, news)
    report_cuts(predicted, news)
    for folder in sorted({s.article.parent for s in news}):
        report(f"Of these, {folder.name}", *within(folder, predicted, news))
    test = [s for s in held if not s.features["background"]]
    if test:
        report("Articles of --test", sigmoid(matrix(test) @ weights), test)
    print(f"\nOf {len(kept)} records kept as background {sum(s.right for s in kept)} are a gold record.")
    told = write(weights, background, news)
    if args.write:
        WEIGHTS.write_text(told, encoding="utf-8")
    else:
        print(f"\n{told}", end="")
    return 0


def article_of(gold: GoldArticle) -> Article:
    """What a reader has of a gold article."""
    return Article(id=gold.id, title=gold.title, published=gold.published, text=gold.text)


def gold_files(paths: Sequence[Path]) -> list[Path]:
    """The gold files of files and folders."""
    return [f for path in paths for f in (sorted(path.rglob("*.json")) if path.is_dir() else [path])]


if __name__ == "__main__":
    sys.exit(main())
