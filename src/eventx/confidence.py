"""Record → the probability that it is a true record of the right act.

A logistic function of what stands for a record and what against it. The weights are data
(`data/confidence.toml`), fitted by `training/fit_confidence.py`; docs/confidence.md says how well they hold.
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources

from eventx.context import Context
from eventx.drafts import MEMORY, Draft
from eventx.records import Operation

Features = Mapping[str, float]  # from 0 (absent) to 1, by name

# what adds evidence never lowers the probability, what sows doubt never raises it
EVIDENCE = (
    "strong",  # a word that tells an act by itself
    "placed",  # a place of its own, finer than a country
    "dated",  # a date of its own
    "acting",  # somebody who acts
    "struck",  # somebody who is struck
    "resulting",  # an outcome
    "counted",  # an outcome with a figure
    "titled",  # told in the title too
)
DOUBT = (
    "by-result",  # told by what came of it only
    "unspecified",  # "operation", nothing more
    "doubted",  # claimed, unconfirmed, disputed, denied
    "alike",  # an earlier record of the same kind whose date and place it shares
    "beside",  # told in one sentence with an earlier record
    "long",  # how long the article is, 1 from LONG sentences on
    "background",  # judged no news, kept on request
)
LONG = 60
DIGITS = 3  # of a probability: more would be noise, and differ from one computer to another


def rate(context: Context, operations: Sequence[Operation]) -> dict[str, Features]:
    """Set the confidence of an article's records, those of `context.drafts`; what it rests on, by id."""
    weighed: dict[str, Features] = {}
    for rank, (draft, operation) in enumerate(zip(context.drafts, operations, strict=True)):
        since = max(0, rank - MEMORY)
        earlier = list(zip(context.drafts[since:rank], operations[since:rank], strict=True))
        weighed[operation.id] = told = features(context, draft, operation, earlier)
        operation.confidence = probability(told)
    return weighed


def probability(told: Features) -> float:
    """The logistic function of the weighed features.

    >>> probability({"strong": 1, "placed": 1, "dated": 1}) > probability({"by-result": 1})
    True
    """
    weights = load_weights()
    score = weights["intercept"] + sum(
        weights.get(name, 0.0) * value  # a feature not fitted yet weighs nothing
        for name, value in told.items()
    )
    return round(1 / (1 + math.exp(-score)), DIGITS)


def features(
    context: Context, draft: Draft, operation: Operation, earlier: Sequence[tuple[Draft, Operation]]
) -> dict[str, float]:
    """What stands for a record and against it; `earlier` are the article's records before it."""
    roles = {force.role for force in operation.forces}
    sentences = len(context.grammar.parse.sents)
    date = operation.date
    told = {
        "strong": any(t.strong for t in draft.tellings),
        "placed": draft.placed,
        "dated": date is not None and date.basis in ("stated", "relative"),
        "acting": "initiator" in roles,
        "struck": bool(roles & {"target", "civilian"}),
        "resulting": bool(operation.outcomes),
        "counted": any(outcome.count.best is not None for outcome in operation.outcomes),
        "titled": any(t.in_title for t in draft.tellings),
        "by-result": all(t.kind == "result" for t in draft.triggers),
        "unspecified": operation.kind == "unspecified",
        "doubted": operation.modality != "asserted",
        "alike": any(_alike(operation, other) for _, other in earlier),
        "beside": any(_sentences(draft) & _sentences(other) for other, _ in earlier),
        "long": min(1.0, sentences / LONG),
        "background": operation.background is not None,
    }
    return {name: round(float(value), DIGITS) for name, value in told.items()}


def _alike(operation: Operation, other: Operation) -> bool:
    """Whether two records are of one kind and day, and no place tells them apart."""
    if operation.kind != other.kind or _days(operation) != _days(other):
        return False
    mine, theirs = (
        {p.name or p.text for p in o.locations if p.role != "container"} for o in (operation, other)
    )
    return not mine or not theirs or bool(mine & theirs)


def _sentences(draft: Draft) -> set[int]:
    """The sentences of the body that tell an act."""
    return {t.sentence for t in draft.tellings if not t.in_title}


def _days(operation: Operation) -> tuple[object, object]:
    """The first and last day of a record."""
    return (operation.date.start, operation.date.end) if operation.date else (None, None)


def likely(operations: Sequence[Operation], least: float) -> list[Operation]:
    """Records whose confidence is `least` or more, and those kept as background; no part of one left out."""
    out = {o.id for o in operations if o.confidence < least and o.background is None}
    return [
        o.model_copy(update={"part_of": None}) if o.part_of in out else o
        for o in operations
        if o.id not in out
    ]


@cache
def load_weights() -> Mapping[str, float]:
    """Read the weight of each feature, and the intercept."""
    file = resources.files("eventx") / "data" / "confidence.toml"
    with file.open("rb") as stream:
        return {name: float(weight) for name, weight in tomllib.load(stream)["weights"].items()}
