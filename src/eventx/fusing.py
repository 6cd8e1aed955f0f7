"""Records of one act → one incident: the fields merged, every claim kept with who makes it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from eventx.incidents import (
    Incident,
    Statement,
    ToldForce,
    ToldOutcome,
    ToldPerson,
    ToldPlace,
    ToldWhen,
    incident_id,
    trusted,
)
from eventx.likeness import CLOSE, figure_points
from eventx.profiles import is_fine, name_words, place_keys, total
from eventx.records import (
    KINDS,
    SCHEMA_VERSION,
    Count,
    Force,
    Kind,
    Modality,
    Operation,
    Outcome,
    Person,
    Place,
    Record,
    Span,
    When,
)
from eventx.spelling import fold
from eventx.syndication import copies

P = TypeVar("P")
Value = TypeVar("Value", bound=str)
Told = TypeVar("Told", bound=Record)

Tellers = defaultdict[str, list[Outcome]]  # by the ids of the records that tell them
Sort = tuple[str, str, str]  # type, side and object of an outcome
_SURE: dict[Modality, int] = {
    "asserted": 0, "claimed": 1, "disputed": 2, "unconfirmed": 3, "denied": 4, "hypothetical": 5,
}  # fmt: skip


def fuse(operations: Sequence[Operation], known_id: str | None = None) -> Incident:
    """Make one incident of the records of one act, the earliest first.

    `known_id` is the id of the incident that they join; a new one is named after its first record.
    """
    texts = copies(operations)
    votes = _votes(operations, texts)
    kind = _kind(operations, votes)
    return trusted(Incident, {
        "schema_version": SCHEMA_VERSION,
        "id": known_id or incident_id(operations[0].id),
        "operation_ids": [o.id for o in operations],
        "article_ids": list(dict.fromkeys(o.article_id for o in operations)),
        "outlets": list(dict.fromkeys(o.source for o in operations if o.source)),
        "texts": texts,
        "kind": kind,
        "methods": sorted({k for o in operations for k in (o.kind, *o.methods)} - {kind}, key=KINDS.index),
        "level": "campaign" if any(o.level == "campaign" for o in operations) else operations[0].level,
        "name": _most((o.name, votes[o.id]) for o in operations),
        "event_count": span([o.event_count for o in operations]),
        "status": next((o.status for o in reversed(operations) if o.status != "unknown"), "unknown"),
        "modality": _modality(operations),
        "date": _date(operations, votes),
        "locations": _places(operations, votes),
        "forces": _forces(operations, votes),
        "outcomes": _outcomes(operations, votes),
        "people": _people(operations, votes),
        "objectives": list({(x.type, x.text): x for o in operations for x in o.objectives}.values()),
        "sources": list({s.name: s for o in operations for s in o.sources}.values()),
        "background": operations[0].background,
        "part_of": None,  # linking knows
        "confidence": _confidence(operations, texts),
        "claims": _claims(operations),
        "operations": list(operations),
    })  # fmt: skip


def span(counts: Sequence[Count]) -> Count:
    """Several counts of the same → one that spans them; `best` is the last one's that has one.

    A vague count that holds an exact one adds nothing; "at least 14" stands for 14 beside an exact 15.

    >>> c = span([Count(low=14, high=None, best=14), Count(low=15, high=15, best=15)])
    >>> c.low, c.high, c.best
    (14, 15, 15)
    >>> span([Count(low=12, high=None), Count(low=30, high=30, best=30)]).low
    30
    """
    if len({(c.low, c.high, c.best, c.text) for c in counts}) == 1:
        return counts[0]  # one figure, often told
    given = [c for c in counts if c.low is not None or c.high is not None]
    firm = [c for c in given if c.best is not None]
    kept = firm + [c for c in given if c.best is None and not any(_holds(c, f) for f in firm)]
    if not kept:
        return counts[0] if counts else Count()
    lows = [c.low if c.low is not None or c.best is None else c.best for c in kept]
    tops = [c.high if c.high is not None else c.best if c.best is not None else c.low for c in kept]
    top = max(t for t in tops if t is not None)
    closed = [c.high for c in kept if c.high is not None]
    vague = any(c.high is None and c.best is None for c in kept)
    is_open = vague or (len(closed) < len(kept) and max(closed, default=-1) < top)
    texts = dict.fromkeys(c.text for c in given if c.text)
    return trusted(Count, {
        "low": None if None in lows else min(low for low in lows if low is not None),
        "high": None if is_open else top,
        "best": firm[-1].best if firm else None,
        "text": " / ".join(texts) or None,
    })  # fmt: skip


def _holds(vague: Count, firm: Count) -> bool:
    """Whether a vague count leaves room for the firm one's figure."""
    best = firm.best or 0
    return (vague.low or 0) <= best and (vague.high is None or best <= vague.high)


def _votes(operations: Sequence[Operation], texts: list[list[str]]) -> dict[str, float]:
    """The weight of each record: one for a text, however many outlets print it."""
    share = {article: 1 / len(text) for text in texts for article in text}
    return {o.id: share[o.article_id] for o in operations}


def _say(operation: Operation, value: str, evidence: list[Span], count: Count | None = None) -> Statement:
    return trusted(Statement, {
        "operation_id": operation.id, "article_id": operation.article_id, "source": operation.source,
        "published": operation.published, "value": value, "count": count, "evidence": evidence,
    })  # fmt: skip


def _most(told: Iterable[tuple[Value | None, float]]) -> Value | None:
    """Of values with their votes, the one that most texts give; None where all give none."""
    weights: dict[Value, float] = {}
    for value, vote in told:
        if value is not None:
            weights[value] = weights.get(value, 0.0) + vote
    if len(weights) == 1:
        return next(iter(weights))
    return min(weights, key=lambda v: (-round(weights[v], 6), v)) if weights else None


def _kind(operations: Sequence[Operation], votes: dict[str, float]) -> Kind:
    """The kind that most texts give; "unspecified" only where none tells more."""
    return _most((o.kind, votes[o.id]) for o in operations if o.kind != "unspecified") or "unspecified"


def _modality(operations: Sequence[Operation]) -> Modality:
    """How sure the act is: the surest telling, disputed where another denies it."""
    told = {o.modality for o in operations}
    if "denied" in told and told & {"asserted", "claimed"}:
        return "disputed"
    return min(told, key=_SURE.__getitem__)


def _confidence(operations: Sequence[Operation], texts: list[list[str]]) -> float:
    """That some text is right; copies count once."""
    wrong = 1.0
    for text in texts:
        wrong *= 1 - max(o.confidence for o in operations if o.article_id in text)
    return round(min(1 - wrong, 0.99), 4)


def _claims(operations: Sequence[Operation]) -> dict[str, list[Statement]]:
    """Who says what of the fields that are one word or figure; but for kind, only where they differ."""
    claims = {"kind": [_say(o, o.kind, o.evidence[:1]) for o in operations]}
    for name in ("level", "status", "modality", "name"):
        told = [(o, getattr(o, name)) for o in operations]
        if len({value for _, value in told}) > 1:
            claims[name] = [_say(o, value, o.evidence[:1]) for o, value in told if value]
    if counted := [o for o in operations if o.event_count.text]:
        claims["event_count"] = [_say(o, o.event_count.text or "", [], o.event_count) for o in counted]
    return claims


def _date(operations: Sequence[Operation], votes: dict[str, float]) -> ToldWhen | None:
    """The days that fit most texts, the narrowest of these."""
    dated = [(o, o.date) for o in operations if o.date and (o.date.start or o.date.end)]
    if not dated:
        return None

    def support(when: When) -> float:
        return sum(votes[o.id] for o, other in dated if _within(when, other))

    def rank(when: When) -> tuple[float, int, bool, str, str]:
        length, late = _length(when), when.basis == "published"
        return (-round(support(when), 6), length, late, str(when.start), str(when.end))

    first = dated[0][1]
    agreed = all((w.start, w.end, w.basis) == (first.start, first.end, first.basis) for _, w in dated)
    chosen = first if agreed else min((when for _, when in dated), key=rank)
    claims = [_say(o, w.edtf or f"{w.start or '..'}/{w.end or '..'}", w.evidence) for o, w in dated]
    return _told(ToldWhen, chosen, claims)


def _within(one: When, other: When) -> bool:
    """Whether the days of one lie in those of the other."""
    early, late = dt.date.min, dt.date.max
    return (one.start or early) >= (other.start or early) and (one.end or late) <= (other.end or late)


def _length(when: When) -> int:
    if when.start is None or when.end is None:
        return 10**6
    return (when.end - when.start).days


def _told(
    model: type[Told], part: Record, claims: list[Statement], merged: dict[str, Any] | None = None
) -> Told:
    """A part with its claims, without evidence: the spans are an article's own and stand in the claims."""
    return trusted(model, {**part.__dict__, **(merged or {}), "evidence": [], "claims": claims})


def _places(operations: Sequence[Operation], votes: dict[str, float]) -> list[ToldPlace]:
    """Each place once, in its most precise telling."""

    def same(a: Place, b: Place) -> bool:
        if is_fine(a) != is_fine(b):
            return False
        if a.geonames_id is not None and a.geonames_id == b.geonames_id:
            return True
        return bool(place_keys(a.name or a.text) & place_keys(b.name or b.text))

    def rank(place: Place) -> tuple[Any, ...]:
        return (place.latitude is None, place.role != "site", place.precision or 9)

    told = [(o, p) for o in operations for p in o.locations]
    return [
        _told(
            ToldPlace, min((p for _, p in group), key=rank), [_say(o, p.text, p.evidence) for o, p in group]
        )
        for group in _classes(told, same, votes)
    ]


def _forces(operations: Sequence[Operation], votes: dict[str, float]) -> list[ToldForce]:
    """Each force once; "militants" are the one armed group that the others name in their place."""
    every = [(o, f) for o in operations for f in o.forces]
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for _, f in every:
        if f.name:
            named[f.role, f.type].add(f.name)

    def called(force: Force) -> str:
        others = named[force.role, force.type]
        return next(iter(others)) if len(others) == 1 else f"{force.role} {fold(force.text)}"

    told: dict[str, list[tuple[Operation, Force]]] = defaultdict(list)
    for o, f in every:
        told[f.name or called(f)].append((o, f))
    merged = []
    for group in _by_weight(told.values(), votes):
        forces = [f for _, f in group]
        role = _most((f.role, votes[o.id]) for o, f in group)
        best = min(forces, key=lambda f: (f.name is None, f.role != role)) if len(group) > 1 else forces[0]
        sizes = [f.size for f in forces if f.size]
        claims = [_say(o, f.role, f.evidence, f.size) for o, f in group]
        merged.append(_told(ToldForce, best, claims, {
            "role": role,
            "size": span(sizes) if sizes else None,
            "support": sorted({s for f in forces for s in f.support}),
            "equipment": sorted({e for f in forces for e in f.equipment}),
        }))  # fmt: skip
    return merged


def _outcomes(operations: Sequence[Operation], votes: dict[str, float]) -> list[ToldOutcome]:
    """One result for each type, side and object; the counts of one record are added up first."""
    sides: dict[tuple[str, str], set[str]] = defaultdict(set)
    for o in operations:
        for x in o.outcomes:
            if x.side != "unknown":
                sides[x.type, x.object].add(x.side)
    told: defaultdict[Sort, Tellers] = defaultdict(lambda: defaultdict(list))
    for o in operations:
        for x in o.outcomes:
            known = sides[x.type, x.object]
            side = next(iter(known)) if x.side == "unknown" and len(known) == 1 else x.side
            told[x.type, side, x.object][o.id].append(x)
    by_id = {o.id: o for o in operations}
    merged = []
    for (_, side, _), records in _settled(told, votes).items():
        counts = {key: _sum(xs) for key, xs in records.items()}
        first = next(iter(records.values()))[0]
        every = [x for xs in records.values() for x in xs]
        disputed = len({x.side for x in every} - {"unknown"}) > 1
        claims = [
            _say(
                by_id[key],
                "; ".join(f"{x.text}, {x.side}" if disputed else x.text for x in xs),
                [s for x in xs for s in x.evidence],
                counts[key],
            )
            for key, xs in records.items()
        ]
        merged.append(_told(ToldOutcome, first, claims, {
            "side": side,
            "count": span(list(counts.values())),
            "modality": min((x.modality for x in every), key=_SURE.__getitem__),
            "force": next((x.force for x in every if x.force and (not disputed or x.side == side)), None),
        }))  # fmt: skip
    return sorted(merged, key=lambda x: -len(x.claims))


def _settled(told: defaultdict[Sort, Tellers], votes: dict[str, float]) -> dict[Sort, Tellers]:
    """Results by type, side and object, with the same people once where outlets differ on what they were.

    One says "20 civilians", another "23 terrorists": these are of one side, the one that most texts give,
    else unknown. Records that tell of both, or figures far apart, are of different people.
    """
    for kind, side, thing in [*told]:
        if side != "civilian" or thing != "person" or (kind, "target", thing) not in told:
            continue
        civilians, targets = told[kind, "civilian", thing], told[kind, "target", thing]
        if civilians.keys() & targets.keys() or not _alike(civilians, targets):
            continue
        weights = [round(sum(map(votes.__getitem__, group)), 6) for group in (civilians, targets)]
        most = "unknown" if weights[0] == weights[1] else "civilian" if weights[0] > weights[1] else "target"
        del told[kind, "civilian", thing], told[kind, "target", thing]
        for key in sorted({**civilians, **targets}, key=[*votes].index):  # the earliest first
            told[kind, most, thing][key] += civilians.get(key, []) + targets.get(key, [])
    return told


def _alike(one: Tellers, other: Tellers) -> bool:
    """Whether two groups of tellings give nearly one figure."""
    figures = (total([span([_sum(xs) for xs in group.values()])]) for group in (one, other))
    return figure_points(*figures) >= CLOSE


def _sum(outcomes: list[Outcome]) -> Count:
    """The count of one record's results of a sort."""
    if len(outcomes) == 1:
        return outcomes[0].count
    figure = total(x.count for x in outcomes)
    texts = "; ".join(x.count.text for x in outcomes if x.count.text)
    return Count(low=figure.low, high=figure.high, best=figure.best, text=texts or None)


def _people(operations: Sequence[Operation], votes: dict[str, float]) -> list[ToldPerson]:
    """Each person once, by the fullest name."""

    def same(a: Person, b: Person) -> bool:
        one, other = name_words(a), name_words(b)
        if not one or not other:
            return a.name == b.name and a.description == b.description
        return bool(one & other) and (one <= other or other <= one or len(one & other) > 1)

    told = [(o, p) for o in operations for p in o.people]
    merged = []
    for group in _classes(told, same, votes):
        fate = _most((p.fate, votes[o.id]) for o, p in group)
        best = max((p for _, p in group), key=lambda p: len(p.name or ""))
        merged.append(_told(ToldPerson, best, [_say(o, p.fate, p.evidence) for o, p in group], {
            "fate": fate,
            "description": next((p.description for _, p in group if p.description), None),
            "affiliation": next((p.affiliation for _, p in group if p.affiliation), None),
        }))  # fmt: skip
    return merged


def _classes(
    told: Sequence[tuple[Operation, P]], same: Callable[[P, P], bool], votes: dict[str, float]
) -> list[list[tuple[Operation, P]]]:
    """Parts that are the same put together; what most texts tell comes first."""
    if len(told) < 2:
        return [[*told]] if told else []
    classes: list[list[tuple[Operation, P]]] = []
    for item in told:
        for group in classes:
            if same(group[0][1], item[1]):
                group.append(item)
                break
        else:
            classes.append([item])
    return _by_weight(classes, votes)


def _by_weight(
    groups: Iterable[list[tuple[Operation, P]]], votes: dict[str, float]
) -> list[list[tuple[Operation, P]]]:
    """What most texts tell comes first."""

    def weight(group: list[tuple[Operation, P]]) -> float:
        return -round(sum(votes[key] for key in {o.id for o, _ in group}), 6)

    listed = list(groups)
    return sorted(listed, key=weight) if len(listed) > 1 else listed
