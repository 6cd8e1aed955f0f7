"""Records beside an article's gold records → items: everything that was right, wrong, missed or too much.

All figures are sums over items (`figures`), and each error is an item with its cause, so that figures and
errors cannot disagree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from eventx.evaluating import wording as say
from eventx.evaluating.credit import (
    count_credit,
    date_credit,
    kind_credit,
    misfits,
    place_credit,
    title_credit,
    told,
)
from eventx.evaluating.gold import GoldArticle, GoldOutcome, GoldRecord
from eventx.evaluating.pairing import (
    ENOUGH,
    PARTS,
    Part,
    overlap,
    pair_parts,
    pair_records,
    places_of,
    quoted,
)
from eventx.records import Operation, Outcome

MISSING: Final = "missing record"
MERGED: Final = "missing record: told in another one"
EXTRA: Final = "extra record"
SPLIT: Final = "extra record: tells an act again"
LEAK: Final = "background leak"
UNFOUND: Final = frozenset({MISSING, MERGED})
UNASKED: Final = frozenset({EXTRA, SPLIT, LEAK})
NOUN: Final = {"location": "place", "force": "force", "outcome": "outcome", "people": "person"}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was made, wanted, or both, with the credit that it earned.

    `gold` and `record` are ids; `rank` is its place in the gold record's list. `expected` and `found` are
    for people to read.
    """

    article: str
    slot: str
    kind: str  # of the gold record, or else of the record
    credit: float
    made: int
    wanted: int
    gold: str | None = None
    record: str | None = None
    rank: int = 0
    cause: str | None = None  # of credit below 1
    expected: str = ""
    found: str = ""


@dataclass(frozen=True, slots=True)
class _About:
    """What the items of a record have in common."""

    article: str
    kind: str
    gold: str | None = None
    record: str | None = None

    def item(self, slot: str, credit: float, made: object, wanted: object, **more: Any) -> Iterator[Item]:
        """An item, where anything was made or wanted."""
        if made or wanted:
            yield Item(
                self.article, slot, self.kind, float(credit), int(bool(made)), int(bool(wanted)),
                self.gold, self.record, **more,
            )  # fmt: skip


def judge(made: Sequence[Operation], article: GoldArticle) -> list[Item]:
    """All items of one article. What is optional, record or part, makes none where it is missed or found."""
    pairs = pair_records(made, article)
    items: list[Item] = []
    for j, gold in enumerate(article.operations):
        if gold.optional:
            continue
        i = pairs.made.get(j)
        if i is None:
            about = _About(article.id, gold.kind[0], gold=gold.id)
            again = any(row[j] >= ENOUGH for row in pairs.likeness)
            items += _missed(about, gold, article, MERGED if again else MISSING)
        else:
            about = _About(article.id, gold.kind[0], gold=gold.id, record=made[i].id)
            items += _paired(about, made[i], gold, article)
            parent = pairs.made.get(_rank(gold.part_of, article))
            whole = None if parent is None else made[parent].id
            items += _linked(about, made[i].part_of, whole, gold, article)
    background = places_of(article.background, article.text)
    for i, record in enumerate(made):
        if i not in pairs.gold:
            spans = quoted(record, article.text)
            again = any(likeness >= ENOUGH for likeness in pairs.likeness[i])
            cause = LEAK if not spans or overlap(spans, background) else SPLIT if again else EXTRA
            items += _extra(_About(article.id, record.kind, record=record.id), record, cause)
    return items


def _missed(about: _About, gold: GoldRecord, article: GoldArticle, cause: str) -> Iterator[Item]:
    yield from about.item("record", 0, 0, 1, cause=cause, expected=say.gold_record(gold))
    for slot, said in (
        ("kind", " or ".join(gold.kind)),
        ("status", " or ".join(gold.status)),
        ("level", gold.level),
    ):
        yield from about.item(slot, 0, 0, 1, cause=cause, expected=said)
    yield from about.item("date", 0, 0, gold.date, cause=cause, expected=say.gold_date(gold.date))
    yield from about.item("name", 0, 0, gold.name, cause=cause, expected=gold.name or "")
    yield from about.item("link", 0, 0, _linkable(gold, article), cause=cause, expected=gold.part_of or "")
    for part in PARTS:
        for rank, item in enumerate(getattr(gold, part.field)):
            if not item.optional:
                yield from about.item(
                    part.slot, 0, 0, 1, rank=rank, cause=cause, expected=say.gold_part(item)
                )


def _extra(about: _About, record: Operation, cause: str) -> Iterator[Item]:
    yield from about.item("record", 0, 1, 0, cause=cause, found=say.record(record))
    for slot, said in (("kind", record.kind), ("status", record.status), ("level", record.level)):
        yield from about.item(slot, 0, 1, 0, cause=cause, found=said)
    yield from about.item("date", 0, record.date is not None, 0, cause=cause, found=say.date(record.date))
    yield from about.item("name", 0, record.name, 0, cause=cause, found=record.name or "")
    yield from about.item("link", 0, record.part_of, 0, cause=cause, found=record.part_of or "")
    for part in PARTS:
        for item in getattr(record, part.field):
            yield from about.item(part.slot, 0, 1, 0, cause=cause, found=say.part(item))


def _paired(about: _About, record: Operation, gold: GoldRecord, article: GoldArticle) -> Iterator[Item]:
    """The items of a record that was found, but for its link."""
    yield from about.item("record", 1, 1, 1, expected=say.gold_record(gold), found=say.record(record))
    credit = kind_credit(record.kind, gold.kind)
    cause = None if credit == 1 else "wrong kind of the family" if credit else "wrong kind"
    yield from about.item(
        "kind", credit, 1, 1, cause=cause, expected=" or ".join(gold.kind), found=record.kind
    )
    for slot, right, expected, found in (
        ("status", record.status in gold.status, " or ".join(gold.status), record.status),
        ("level", record.level == gold.level, gold.level, record.level),
    ):
        cause = None if right else f"wrong {slot}"
        yield from about.item(slot, right, 1, 1, cause=cause, expected=expected, found=found)
    yield from _dated(about, record, gold, article)
    credit = title_credit(record, gold)
    cause = _cause("name", credit, record.name, gold.name, ("another name", "part of the name"))
    yield from about.item(
        "name", credit, record.name, gold.name, cause=cause, expected=gold.name or "", found=record.name or ""
    )
    for part in PARTS:
        yield from _parts(about, getattr(record, part.field), getattr(gold, part.field), part)


def _dated(about: _About, record: Operation, gold: GoldRecord, article: GoldArticle) -> Iterator[Item]:
    credit = date_credit(record.date, gold.date, article.published)
    made = told(record.date)
    cause = _cause("date", credit, made, gold.date, ("date wrong", "date off"))
    expected, found = say.gold_date(gold.date), say.date(record.date)
    yield from about.item("date", credit, made, gold.date, cause=cause, expected=expected, found=found)


def _linked(
    about: _About, made: str | None, whole: str | None, gold: GoldRecord, article: GoldArticle
) -> Iterator[Item]:
    """Whether a record is part of the right one, `whole`; a link to an optional one costs nothing."""
    wanted = _linkable(gold, article)
    counted = made is not None and (wanted or gold.part_of is None)
    right = wanted and made is not None and made == whole
    cause = _cause("link", right, counted, wanted, ("link to another record", ""))
    said = {"expected": gold.part_of or "", "found": made or ""}
    yield from about.item("link", right, counted, wanted, cause=cause, **said)


def _rank(wanted: str | None, article: GoldArticle) -> int:
    """The rank of the gold record of an id; -1 for none."""
    return next((rank for rank, gold in enumerate(article.operations) if gold.id == wanted), -1)


def _linkable(gold: GoldRecord, article: GoldArticle) -> bool:
    """Whether a record is part of one that must be found."""
    return any(other.id == gold.part_of and not other.optional for other in article.operations)


def _parts(about: _About, made: Sequence[Any], wanted: Sequence[Any], part: Part) -> Iterator[Item]:
    """The places, forces, outcomes or people of a pair."""
    pairs = pair_parts(made, wanted, part.credit)
    left = [item for i, item in enumerate(made) if i not in {i for i, *_ in pairs}]
    for i, j, credit in pairs:
        if not wanted[j].optional:
            said = {"expected": say.gold_part(wanted[j]), "found": say.part(made[i])}
            cause = None if credit == 1 else _short(part.slot, made[i], wanted[j])
            yield from about.item(part.slot, credit, 1, 1, rank=j, cause=cause, **said)
    for j, item in enumerate(wanted):
        if item.optional or j in {j for _, j, _ in pairs}:
            continue
        said = {"expected": say.gold_part(item)}
        other = _slip(left, item)
        if other is None:
            yield from about.item(part.slot, 0, 0, 1, rank=j, cause=f"{NOUN[part.slot]} missed", **said)
        else:  # one slip, that costs as much as a miss and an extra item
            left.remove(other)
            said["found"] = say.part(other)
            yield from about.item(
                part.slot, 0, 1, 1, rank=j, cause=f"{misfits(other, item)[0]} wrong", **said
            )
    for item in left:
        yield from about.item(part.slot, 0, 1, 0, cause=f"extra {NOUN[part.slot]}", found=say.part(item))


def _slip(made: Sequence[Any], wanted: object) -> Outcome | None:
    """An outcome that is a gold one, but for its type, its side or its object."""
    if not isinstance(wanted, GoldOutcome):
        return None
    close = [x for x in made if len(misfits(x, wanted)) == 1 and count_credit(x.count, wanted) >= 0.5]
    return max(close, key=lambda x: count_credit(x.count, wanted), default=None)


def _short(slot: str, made: Any, wanted: Any) -> str:
    """Why a part of a pair earned less than 1."""
    match slot:
        case "location" if place_credit(made, wanted) >= 0.5:
            return "place imprecise"
        case "location":
            return "another place of the country"
        case "outcome":
            return "count wrong"
        case "force":
            return "force named otherwise" if made.role in wanted.role else "role wrong"
        case _:
            return "person named otherwise" if made.fate in wanted.fate else "fate wrong"


def _cause(noun: str, credit: float, made: object, wanted: object, said: tuple[str, str]) -> str | None:
    """Why a value that a record has once earned less than 1; `said` for none of it, and for a part."""
    if credit == 1 or not (made or wanted):
        return None
    if not made:
        return f"{noun} missed"
    if not wanted:
        return f"extra {noun}"
    return said[1] if credit else said[0]
