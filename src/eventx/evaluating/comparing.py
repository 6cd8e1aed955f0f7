"""Two evaluations of the same gold → item by item what was gained and lost, and whether it is noise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from eventx.evaluating.figures import (
    DRAWS,
    HEADLINE,
    SEED,
    SLOTS,
    Evaluation,
    bounds,
    by_article,
    f1_of,
    resampled,
)
from eventx.evaluating.judging import Item
from eventx.evaluating.pairing import PARTS

RARE: Final = 0.05  # what chance brings as rarely as this is no chance
LISTS: Final = frozenset(part.slot for part in PARTS)
Key = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An item that earns more, or less, than before; `before` or `now` is None where it was not made.

    A record that is found now, or lost, or extra no more, is one change; `items` counts what came with it.
    """

    gain: float
    before: Item | None
    now: Item | None
    items: int = 1

    @property
    def item(self) -> Item:
        """The item as it is now, or else as it was."""
        found = self.now or self.before
        assert found is not None
        return found


@dataclass(frozen=True, slots=True)
class Difference:
    """How an evaluation differs from an earlier one.

    `low` and `high` hold the headline's change at 95 %; `p` is how often chance alone brings one as large.
    """

    before: float
    now: float
    low: float
    high: float
    p: float
    slots: dict[str, tuple[float, float, float, float]]  # before, now, low, high of F1
    gained: list[Change]
    lost: list[Change]
    articles: int

    @property
    def verdict(self) -> str:
        """ "better", "worse", "same" or "noise": whether the change holds on other articles of the kind."""
        if not (self.gained or self.lost):
            return "same"
        if self.p > RARE:
            return "noise"
        return "better" if self.now > self.before else "worse"

    @property
    def said(self) -> str:
        """The verdict as a sentence."""
        change = f"headline F1 {self.before:.3f} before, {self.now:.3f} now ({self.now - self.before:+.3f})"
        if self.verdict == "same":
            return f"{change}: no item differs"
        span = f"95 % interval of the change {self.low:+.3f} to {self.high:+.3f}"
        verdict = {
            "better": "better",
            "worse": "worse",
            "noise": f"{self.articles} articles do not tell this from chance",
        }[self.verdict]
        p = f"p = {self.p:.3f}" if self.p >= 0.001 else "p < 0.001"
        return f"{change}; {span}; {p}: {verdict}"


def compare(now: Evaluation, before: Evaluation, draws: int = DRAWS, seed: int = SEED) -> Difference:
    """An evaluation beside an earlier one of the same gold. Raises ValueError where the articles differ."""
    if list(now.articles) != list(before.articles):
        raise ValueError("the two evaluations are not of the same gold articles")
    after, earlier = resampled(now, draws, seed), resampled(before, draws, seed)
    ranges = [bounds(column) for column in (after - earlier).T]
    slots = {
        slot: (before.figures[slot].f1, now.figures[slot].f1, *ranges[column])
        for column, slot in enumerate(SLOTS)
    }
    changes = [*_changes(now, before)]
    p = _chance(now, before, draws, seed)
    gained = sorted((c for c in changes if c.gain > 0), key=_order)
    lost = sorted((c for c in changes if c.gain < 0), key=_order)
    return Difference(
        before.headline, now.headline, *ranges[len(SLOTS)], p, slots, gained, lost, len(now.articles)
    )


def _chance(now: Evaluation, before: Evaluation, draws: int, seed: int) -> float:
    """How often the headlines differ as much where it is left to chance which run an article's items are of.

    With few articles there are few ways to deal them, and p cannot be small.
    """
    import numpy as np

    mine, theirs = by_article(now), by_article(before)
    swapped = np.random.default_rng(seed).random((draws, len(mine))) < 0.5
    one = f1_of(mine.sum(axis=0) + swapped @ (theirs - mine))[:, -1]
    other = f1_of(theirs.sum(axis=0) + swapped @ (mine - theirs))[:, -1]
    as_large = np.abs(one - other) >= abs(now.headline - before.headline) - 1e-9
    return float((as_large.sum() + 1) / (draws + 1))


def _order(change: Change) -> tuple[object, ...]:
    item = change.item
    return (
        SLOTS.index(item.slot) if item.slot in HEADLINE else len(SLOTS),
        item.slot,
        item.article,
        item.gold or "",
    )


def _changes(now: Evaluation, before: Evaluation) -> Iterator[Change]:
    """All changes; those of a record that came or went as a whole are told once, at the record."""
    for article, items in now.articles.items():
        after, earlier = _keyed(items), _keyed(before.articles[article])
        changed: dict[Key, Change] = {}
        for key in {**earlier, **after}:
            a, b = earlier.get(key), after.get(key)
            gain = _worth(b) - _worth(a)
            if gain:
                changed[key] = Change(gain, a, b)
        whole = {_owner(c.item) for c in changed.values() if c.item.slot == "record"}
        follow = Counter(_owner(c.item) for c in changed.values() if c.item.slot != "record")
        for change in changed.values():
            owner = _owner(change.item)
            if change.item.slot == "record":
                yield Change(change.gain, change.before, change.now, 1 + follow[owner])
            elif owner not in whole:
                yield change


def _worth(item: Item | None) -> float:
    """What an item is worth beside having been neither made nor wanted: an extra one costs as a miss does."""
    return 0.0 if item is None else item.credit - (0.0 if item.wanted else 1.0)


def _owner(item: Item) -> Key:
    """The record of an item: a gold one, or else an extra one."""
    return ("gold", item.gold) if item.gold else ("extra", item.record)


def _keyed(items: list[Item]) -> dict[Key, Item]:
    """Items by what makes them the same in two runs: their place in the gold, or else what they say.

    Records that are extra are the same by their trigger, as ids may differ between runs.
    """
    trigger = {item.record: item.found.removeprefix(item.kind) for item in items if item.slot == "record"}
    keyed: dict[Key, Item] = {}
    seen: Counter[Key] = Counter()
    for item in items:
        if item.wanted:
            key: Key = ("gold", item.gold, item.slot, item.rank)
        else:
            said = item.found if item.slot in LISTS else None  # one of its other slots is enough to know it
            key = ("extra", item.gold or trigger[item.record], item.slot, said)
        seen[key] += 1
        keyed[(*key, seen[key])] = item
    return keyed
