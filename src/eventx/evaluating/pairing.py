"""Which record is which gold record, and which part which: one to one, so that credits add up to most."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from eventx.evaluating.credit import (
    date_credit,
    force_credit,
    kind_credit,
    outcome_credit,
    person_credit,
    place_credit,
)
from eventx.evaluating.gold import GoldArticle, GoldRecord
from eventx.records import Operation

ENOUGH: Final = 0.40  # likeness of two records that are one
TOUCHES: Final = 0.35  # of likeness is for a trigger that overlaps the gold evidence
REQUIRED: Final = 0.10  # so much less like may a required record be, and be preferred to an optional one
Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Part:
    """A list that records and gold records both have."""

    slot: str
    field: str
    credit: Callable[[Any, Any], float]
    weight: float  # in the likeness of records


PARTS: Final = (
    Part("location", "locations", place_credit, 0.2),
    Part("force", "forces", force_credit, 0.15),
    Part("outcome", "outcomes", outcome_credit, 0.25),
    Part("people", "people", person_credit, 0.0),
)


@dataclass(frozen=True, slots=True)
class Pairs:
    """The records of an article beside its gold records."""

    likeness: list[list[float]]  # of record i and gold record j
    gold: dict[int, int]  # record → gold record

    @property
    def made(self) -> dict[int, int]:
        """Gold record → record."""
        return {j: i for i, j in self.gold.items()}


def pair_records(made: Sequence[Operation], article: GoldArticle) -> Pairs:
    """Pair records with gold records that are alike enough, required ones first."""
    likeness = [[alike(record, gold, article) for gold in article.operations] for record in made]
    worth = [
        [s + REQUIRED * (not gold.optional) if s >= ENOUGH else 0.0
         for s, gold in zip(row, article.operations, strict=True)]
        for row in likeness
    ]  # fmt: skip
    return Pairs(likeness, dict(assign(worth)))


def alike(made: Operation, gold: GoldRecord, article: GoldArticle) -> float:
    """How alike two records are, 0 to 1: the trigger, and what the gold record tells of the rest."""
    parts = [(0.2, kind_credit(made.kind, gold.kind))]
    if gold.date:
        parts.append((0.2, date_credit(made.date, gold.date, article.published)))
    for part in PARTS:
        listed = getattr(gold, part.field)
        wanted = [item for item in listed if not item.optional] or listed
        if wanted and part.weight:
            got = sum(credit for *_, credit in pair_parts(getattr(made, part.field), wanted, part.credit))
            parts.append((part.weight, got / len(wanted)))
    content = sum(weight * credit for weight, credit in parts) / sum(weight for weight, _ in parts)
    touches = overlap(quoted(made, article.text), places_of(gold.evidence, article.text))
    return TOUCHES * touches + (1 - TOUCHES) * content


def pair_parts(
    made: Sequence[Any], wanted: Sequence[Any], credit: Callable[[Any, Any], float]
) -> list[tuple[int, int, float]]:
    """Pairs of what was made and what was wanted (their ranks) with their credit; none without any."""
    table = [[credit(mine, theirs) for theirs in wanted] for mine in made]
    return [(i, j, table[i][j]) for i, j in assign(table)]


def assign(worth: Sequence[Sequence[float]]) -> list[tuple[int, int]]:
    """The one-to-one pairing of rows and columns that is worth most; pairs worth nothing are left out.

    Shortest augmenting paths with prices, row by row, on the table filled up to a square. Of pairings worth
    the same, the one that keeps earlier rows at earlier columns: figures do not hang on chance.

    >>> assign([[0.9, 0.8], [0.9, 0.1]])
    [(1, 0), (0, 1)]
    """
    if not any(map(any, worth)):
        return []
    import numpy as np

    rows, columns = len(worth), len(worth[0])
    size = max(rows, columns)
    cost = np.zeros((size, size))
    cost[:rows, :columns] = -np.asarray(worth, dtype=float)
    row_price, column_price = np.zeros(size), np.zeros(size)
    row_of = np.full(size, -1)  # which row has a column
    for new in range(size):
        reach = np.full(size, np.inf)  # the least price of a way from the new row to a column
        came_from = np.full(size, -1)  # the column before it on that way
        settled = np.zeros(size, dtype=bool)
        row, column = new, -1
        while row >= 0:
            price = cost[row] - row_price[row] - column_price
            better = ~settled & (price < reach)
            reach[better], came_from[better] = price[better], column
            column = int(np.where(settled, np.inf, reach).argmin())
            least = reach[column]
            row_price[new] += least
            row_price[row_of[settled]] += least
            column_price[settled] -= least
            reach[~settled] -= least
            settled[column] = True
            row = int(row_of[column])
        while column >= 0:  # each column on the way is handed to the row before it
            before = int(came_from[column])
            row_of[column] = row_of[before] if before >= 0 else new
            column = before
    found = [(int(row), column) for column, row in enumerate(row_of)]
    return [
        (row, column) for row, column in found if row < rows and column < columns and worth[row][column] > 0
    ]


# -- where things stand in the text ----------------------------------------------------------------


def quoted(made: Operation, text: str) -> Spans:
    """The spans of a record's evidence that the text really has at their offsets."""
    return [(s.start, s.end) for s in made.evidence if s.text and text[s.start : s.end] == s.text]


def places_of(passages: Iterable[str], text: str) -> Spans:
    """Where passages stand in a text, each wherever it does."""
    return [found.span() for passage in passages for found in re.finditer(re.escape(passage), text)]


def overlap(some: Spans, others: Spans) -> bool:
    """Whether any two spans share a code point."""
    return any(a < d and c < b for a, b in some for c, d in others)
