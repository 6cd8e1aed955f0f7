"""A folder of articles → records → incidents → a table → a chart: chart.py [FOLDER] [-o chart.png].

Needs `pip install ".[examples]"`. The chart has acts by kind, and people killed by country as the range
that the articles tell. Planned, denied and hypothetical acts are left out, and totals whose parts are told.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from eventx import Article, ArticleError, Extractor, Operation, export, link, read_articles

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ARTICLES = Path(__file__).parent / "articles"
MOST = 15  # countries of the second chart


def main() -> None:
    """Read, extract, draw."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", nargs="?", type=Path, default=ARTICLES)
    parser.add_argument("-o", "--output", type=Path, default=Path("chart.png"))
    args = parser.parse_args()
    incidents = link(records(args.folder))  # an act told by several articles counts once
    acts = happened(export.to_pandas([incident.merged() for incident in incidents]))
    draw(acts, args.output)
    print(f"{len(acts)} acts: {args.output}")


def records(folder: Path) -> list[Operation]:
    """The records of all articles of a folder; what cannot be read is said."""
    articles: list[Article] = []
    for found in read_articles(folder):
        if isinstance(found, ArticleError):
            print(found)
        else:
            articles.append(found)
    return [operation for _, operations in Extractor().pipe(articles) for operation in operations]


def happened(table: pd.DataFrame) -> pd.DataFrame:
    """The rows of acts that are told as having taken place, each once."""
    unreal = table.modality.isin(["denied", "hypothetical"]) | (table.status == "planned")
    whole = table.operation_id.isin(table.part_of.dropna()) & (table.level != "operation")
    return table[~unreal & ~whole]


def draw(acts: pd.DataFrame, path: Path) -> None:
    """Two charts side by side, as PNG, SVG or PDF by the name of the file."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(10, 4), layout="constrained")
    left, right = figure.subplots(1, 2)
    kinds(left, acts)
    deaths(right, acts)
    figure.savefig(path, dpi=150)


def kinds(axes: Axes, acts: pd.DataFrame) -> None:
    """Acts by kind."""
    number = acts.kind.str.replace("_", " ").value_counts().sort_values()
    axes.barh(list(number.index), list(number), color="#2d6cb0")
    axes.set_title("Acts by kind")
    axes.locator_params(axis="x", integer=True)


def deaths(axes: Axes, acts: pd.DataFrame) -> None:
    """People killed by country: a bar to the lowest sum, paler from there to the highest.

    Where an article gives no upper bound ("at least 12") its lower one stands in for it.
    """
    told = acts.assign(
        country=acts.country.fillna("none told"),
        low=acts.killed_low.fillna(0).astype(int),
        high=acts.killed_high.fillna(acts.killed_low).fillna(0).astype(int),
    )
    sums = told.groupby("country")[["low", "high"]].sum()
    sums = sums[sums.high > 0].sort_values("high").tail(MOST)
    names, low, high = list(sums.index), list(sums.low), list(sums.high)
    axes.barh(names, high, color="#e3b4b4")
    axes.barh(names, low, color="#b02a2a")
    axes.locator_params(axis="x", integer=True)
    axes.set_title("People killed by country")
    axes.set_xlabel("lowest figures told; paler: up to the highest")


if __name__ == "__main__":
    main()
