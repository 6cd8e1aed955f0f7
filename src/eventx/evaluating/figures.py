"""Items → precision, recall and F1, by slot and kind; how sure they are; what each cause of error costs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from eventx.evaluating.judging import LEAK, UNASKED, UNFOUND, Item

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Array = NDArray[np.float64]

HEADLINE: Final = ("record", "kind", "date", "location", "force", "outcome")  # its F1s are the headline's
SLOTS: Final = (*HEADLINE, "status", "level", "name", "people", "link")
DRAWS: Final = 2000  # samples of articles for an interval
SEED: Final = 20240205
LEVEL: Final = 0.95


@dataclass(frozen=True, slots=True)
class Figure:
    """How much of what was made is right, and of what was wanted was found."""

    credit: float = 0.0
    made: int = 0
    wanted: int = 0

    @property
    def precision(self) -> float:
        """Credit by what was made; 0 where nothing was."""
        return self.credit / self.made if self.made else 0.0

    @property
    def recall(self) -> float:
        """Credit by what was wanted; 0 where nothing was."""
        return self.credit / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Evaluation:
    """A run's records beside the gold: the items of each article, in the order of the gold files.

    `aside` counts records that were not scored, since no gold file is of their article, or since they say
    themselves that they are background.
    """

    articles: dict[str, list[Item]]
    aside: int = 0

    @cached_property
    def items(self) -> list[Item]:
        """The items of all articles."""
        return [item for items in self.articles.values() for item in items]

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """The figure of each slot."""
        return figures(self.items)

    @property
    def headline(self) -> float:
        """The mean F1 of record, kind, date, location, force and outcome."""
        return headline(self.figures)

    @property
    def leaks(self) -> int:
        """How many records tell what the gold marks as background, or show no evidence."""
        return sum(item.slot == "record" and item.cause == LEAK for item in self.items)

    @property
    def errors(self) -> list[Item]:
        """Items that earned less than 1, but those of records that are missing or extra altogether."""
        return [item for item in self.items if item.cause and (item.slot == "record" or not _follows(item))]


@dataclass(frozen=True, slots=True)
class Cause:
    """A cause of errors: how many there are, and by how much the headline would rise without them."""

    name: str
    errors: list[Item]
    gain: float


def figures(items: Iterable[Item]) -> dict[str, Figure]:
    """Items → the figure of each slot."""
    sums = {slot: [0.0, 0, 0] for slot in SLOTS}
    for item in items:
        total = sums[item.slot]
        total[0] += item.credit
        total[1] += item.made
        total[2] += item.wanted
    return {slot: Figure(credit, int(made), int(wanted)) for slot, (credit, made, wanted) in sums.items()}


def headline(of: dict[str, Figure]) -> float:
    """The mean F1 of the six slots that a record is used for."""
    return sum(of[slot].f1 for slot in HEADLINE) / len(HEADLINE)


def by_kind(evaluation: Evaluation) -> dict[str, dict[str, Figure]]:
    """The figures of each kind of operation, most wanted first; an extra record counts at its own kind."""
    wanted = Counter(item.kind for item in evaluation.items if item.slot == "record" and item.wanted)
    kinds = sorted({item.kind for item in evaluation.items}, key=lambda kind: (-wanted[kind], kind))
    return {kind: figures(item for item in evaluation.items if item.kind == kind) for kind in kinds}


def by_cause(evaluation: Evaluation) -> list[Cause]:
    """The causes of errors, dearest first."""
    grouped: dict[str, list[Item]] = {}
    for item in evaluation.errors:
        grouped.setdefault(item.cause or "", []).append(item)
    now = evaluation.headline
    causes = [Cause(name, errors, _without(evaluation.items, name) - now) for name, errors in grouped.items()]
    return sorted(causes, key=lambda cause: (-round(cause.gain, 6), -len(cause.errors), cause.name))


def _without(items: Sequence[Item], cause: str) -> float:
    """The headline where the items of a cause were right: what was missed is found, what is extra gone."""
    mended = (
        replace(item, credit=1.0, made=1) if item.wanted else None for item in items if item.cause == cause
    )
    rest = [item for item in items if item.cause != cause]
    return headline(figures([*rest, *filter(None, mended)]))


def _follows(item: Item) -> bool:
    """Whether an item is wrong only because its record is missing or extra."""
    return item.cause in UNFOUND or item.cause in UNASKED


# -- how sure --------------------------------------------------------------------------------------


def resampled(evaluation: Evaluation, draws: int = DRAWS, seed: int = SEED) -> Array:
    """F1 of each slot, and in the last column the headline, on samples of the articles drawn with return.

    The same seed draws the same articles of evaluations of the same gold, so that their differences pair.
    """
    import numpy as np

    sums = by_article(evaluation)
    random = np.random.default_rng(seed)
    times = np.array(
        [np.bincount(random.integers(len(sums), size=len(sums)), minlength=len(sums)) for _ in range(draws)]
    )
    return f1_of(times @ sums)


def by_article(evaluation: Evaluation) -> Array:
    """Credit, made and wanted of each slot, one behind the other, in a row for each article."""
    import numpy as np

    rows = [figures(items).values() for items in evaluation.articles.values()]
    return np.array([[x for f in row for x in (f.credit, f.made, f.wanted)] for row in rows], dtype=float)


def f1_of(sums: Array) -> Array:
    """Rows of credit, made and wanted → F1 of each slot, and in the last column the headline."""
    import numpy as np

    credit, made, wanted = np.moveaxis(sums.reshape(-1, len(SLOTS), 3), 2, 0)
    f1 = np.divide(2 * credit, made + wanted, out=np.zeros_like(credit), where=made + wanted > 0)
    return np.column_stack([f1, f1[:, : len(HEADLINE)].mean(axis=1)])


def bounds(samples: Array) -> tuple[float, float]:
    """The interval that holds the middle 95 % of samples."""
    import numpy as np

    low, high = np.quantile(samples, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def intervals(evaluation: Evaluation, draws: int = DRAWS, seed: int = SEED) -> dict[str, tuple[float, float]]:
    """95 % intervals of the F1 of each slot and of the headline, by resampling articles (bootstrap)."""
    samples = resampled(evaluation, draws, seed)
    return {name: bounds(samples[:, column]) for column, name in enumerate((*SLOTS, "headline"))}
