"""Evaluations and differences → tables for a terminal, or JSON for machines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from eventx.evaluating.comparing import Change, Difference
from eventx.evaluating.figures import HEADLINE, SLOTS, Cause, Evaluation, Figure, by_cause, by_kind, intervals
from eventx.evaluating.judging import Item

if TYPE_CHECKING:
    from rich.console import RenderableType
    from rich.table import Table

SHORT: Final = 3  # errors told of each cause, where not all are
NAMES: Final = {"location": "place"}  # in narrow columns
LONG: Final = 10  # changes told of each sort, where not all are


def tables(evaluation: Evaluation, *, everything: bool = False) -> Iterator[RenderableType]:
    """Figures by slot and by kind, and errors by cause, with some of each, or all."""
    yield _slots(evaluation)
    yield _summary(evaluation)
    yield _kinds(evaluation)
    causes = by_cause(evaluation)
    if causes:
        yield _causes(causes)
        yield "\n".join(_errors(causes, None if everything else SHORT))


def difference_tables(difference: Difference, *, everything: bool = False) -> Iterator[RenderableType]:
    """F1 before and now, the items that were gained and lost, and the verdict."""
    table = _table("F1 before and now", "slot", "before", "now", "change", "95 % interval")
    for slot, (before, now, low, high) in difference.slots.items():
        span = "" if low == high == 0 else f"{low:+.3f} to {high:+.3f}"
        table.add_row(
            slot, f"{before:.3f}", f"{now:.3f}", f"{now - before:+.3f}" if now != before else "", span
        )
    yield table
    for name, changes in (("gained", difference.gained), ("lost", difference.lost)):
        yield "\n".join(_changes(name, changes, None if everything else LONG))
    yield difference.said


def as_json(evaluation: Evaluation, difference: Difference | None = None) -> dict[str, Any]:
    """All figures, errors and changes; figures are rounded to four digits."""
    span = intervals(evaluation)
    told: dict[str, Any] = {
        "headline": _round(evaluation.headline),
        "interval": _pair(span["headline"]),
        "articles": len(evaluation.articles),
        "records_left_aside": evaluation.aside,
        "background_leaks": evaluation.leaks,
        "slots": {
            slot: {**_figure(figure), "interval": _pair(span[slot])}
            for slot, figure in evaluation.figures.items()
        },
        "kinds": {
            kind: {slot: _figure(f) for slot, f in of.items() if f.made or f.wanted}
            for kind, of in by_kind(evaluation).items()
        },
        "causes": [
            {"cause": cause.name, "errors": len(cause.errors), "gain": _round(cause.gain)}
            for cause in by_cause(evaluation)
        ],
        "errors": [_item(item) for item in evaluation.errors],
    }
    if difference is not None:
        told["against"] = {
            "headline": _round(difference.before),
            "change": _round(difference.now - difference.before),
            "interval": _pair((difference.low, difference.high)),
            "p": _round(difference.p),
            "verdict": difference.verdict,
            "slots": {
                slot: {"before": _round(before), "now": _round(now), "interval": _pair((low, high))}
                for slot, (before, now, low, high) in difference.slots.items()
            },
            "gained": [_change(change) for change in difference.gained],
            "lost": [_change(change) for change in difference.lost],
        }
    return told


# -- tables ----------------------------------------------------------------------------------------


def _table(title: str, first: str, *numbers: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(
        title=title, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, collapse_padding=True
    )
    table.add_column(first, no_wrap=True)
    for name in numbers:
        table.add_column(name, justify="right")
    return table


def _slots(evaluation: Evaluation) -> Table:
    table = _table("By slot", "slot", "precision", "recall", "F1", "95 % interval", "made", "gold")
    span = intervals(evaluation)
    for slot in SLOTS:
        if slot == SLOTS[len(HEADLINE)]:
            table.add_section()
        figure = evaluation.figures[slot]
        if not (figure.made or figure.wanted):
            table.add_row(slot, "-", "-", "-", "-", "0", "0")
            continue
        scores = (f"{x:.3f}" for x in (figure.precision, figure.recall, figure.f1))
        low, high = span[slot]
        table.add_row(slot, *scores, f"{low:.3f} to {high:.3f}", f"{figure.made}", f"{figure.wanted}")
    low, high = span["headline"]
    table.add_section()
    table.add_row("headline", "", "", f"{evaluation.headline:.3f}", f"{low:.3f} to {high:.3f}", "", "")
    return table


def _summary(evaluation: Evaluation) -> str:
    aside = f" · {evaluation.aside} records left aside" if evaluation.aside else ""
    return f"{len(evaluation.articles)} articles · background leaks {evaluation.leaks}{aside}\n"


def _kinds(evaluation: Evaluation) -> Table:
    """A kind in a line: how well its records are found, then F1 of their slots."""
    rest = HEADLINE[1:]
    table = _table(
        "By kind of operation", "kind", "gold", "P", "R", "F1", *(NAMES.get(slot, slot) for slot in rest)
    )
    for kind, of in by_kind(evaluation).items():
        record = of["record"]
        scores = (f"{x:.2f}" for x in (record.precision, record.recall, record.f1))
        table.add_row(kind, f"{record.wanted}", *scores, *(_f1(of[slot]) for slot in rest))
    return table


def _f1(figure: Figure) -> str:
    return f"{figure.f1:.2f}" if figure.made or figure.wanted else "-"


def _causes(causes: Sequence[Cause]) -> Table:
    table = _table(
        "Errors by cause, and what the headline would gain without them", "cause", "errors", "headline gains"
    )
    for cause in causes:
        table.add_row(cause.name, f"{len(cause.errors)}", f"{cause.gain:+.4f}")
    return table


def _errors(causes: Sequence[Cause], most: int | None) -> Iterator[str]:
    for cause in causes:
        yield f"{cause.name}:"
        yield from (f"  {_line(item)}" for item in cause.errors[:most])
        if more := len(cause.errors[most:]) if most else 0:
            yield f"  and {more} more (--all)"


def _line(item: Item) -> str:
    if item.expected and item.found:
        said = f"expected {item.expected}; found {item.found}"
    else:
        said = f"expected {item.expected}" if item.wanted else f"found {item.found}"
    return f"{item.gold or item.article}: {said}"


def _changes(name: str, changes: Sequence[Change], most: int | None) -> Iterator[str]:
    yield f"{name}: {len(changes)} changes, {abs(sum(change.gain for change in changes)):g} points"
    for change in changes[:most]:
        item = change.item
        more = f" (with {change.items - 1} items)" if change.items > 1 else ""
        was, now = (x.found if x else "" for x in (change.before, change.now))
        said = f"{was or 'nothing'} before, {now or 'nothing'} now"
        wanted = f"expected {item.expected}; " if item.wanted else ""
        yield f"  {item.slot} of {item.gold or item.article} {change.gain:+g}: {wanted}{said}{more}"
    if most and len(changes) > most:
        yield f"  and {len(changes) - most} more (--all)"


# -- JSON ------------------------------------------------------------------------------------------


def _figure(figure: Figure) -> dict[str, float]:
    scores = {"precision": figure.precision, "recall": figure.recall, "f1": figure.f1}
    return {name: _round(x) for name, x in scores.items()} | {"made": figure.made, "gold": figure.wanted}


def _change(change: Change) -> dict[str, Any]:
    before, now = (None if item is None else _item(item) for item in (change.before, change.now))
    return {"gain": change.gain, "items": change.items, "before": before, "now": now}


def _item(item: Item) -> dict[str, Any]:
    return asdict(item)


def _round(x: float) -> float:
    return round(x, 4)


def _pair(span: tuple[float, float]) -> list[float]:
    return [_round(x) for x in span]
