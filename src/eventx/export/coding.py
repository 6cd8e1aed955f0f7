"""Operations → rows of another data set's form, by the tables in `data/formats/*.toml`.

A table's row says when it is taken, what it gives and which rule of the codebook stands behind it. What a
codebook would not count as an event is left out, and `left` says how many and why.
"""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from pydantic import BaseModel, ConfigDict, ValidationError

from eventx.camps import STATES
from eventx.errors import RuleError
from eventx.export.flat import Row, joined
from eventx.placefile import DATA
from eventx.placelists import read_table
from eventx.records import Force, ForceType, Kind, ObjectClass, Operation, OutcomeType


class Coding(BaseModel):
    """A row of a table: conditions, which must all hold, and what it gives."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kinds: tuple[Kind, ...] = ()
    outcomes: tuple[OutcomeType, ...] = ()
    objects: tuple[ObjectClass, ...] = ()
    initiator: tuple[ForceType, ...] = ()
    target: tuple[ForceType, ...] = ()
    parties: tuple[ForceType, ...] = ()
    words: tuple[str, ...] = ()
    foreign: bool = False
    gives: tuple[str, ...]
    rule: str
    unsure: str = ""

    def holds(self, op: Operation) -> bool:
        """Whether all conditions hold for a record."""
        outcomes = [o for o in op.outcomes if o.modality != "denied" and o.count.high != 0]
        first, second = sides(op)
        whole = (
            (self.kinds, {op.kind}),
            (self.outcomes, {o.type for o in outcomes}),
            (self.objects, {o.object for o in outcomes}),
            (self.parties, {f.type for f in op.forces if f.role not in ("support", "civilian")}),
        )
        if any(wanted and not found & set(wanted) for wanted, found in whole):
            return False
        both = ((self.initiator, types(first)), (self.target, types(second) or hurt(op)))
        if any(wanted and not (found and found <= set(wanted)) for wanted, found in both):
            return False
        if self.foreign and not _abroad(first, op):
            return False
        return not self.words or bool(_any_of(self.words).search(_evidence(op)))


class CodingFile(BaseModel):
    """A file of `data/formats`."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: str
    reference: str
    columns: tuple[str, ...]
    row: tuple[Coding, ...]

    def take(self, op: Operation) -> Coding | None:
        """The first row that holds for a record."""
        return next((row for row in self.row if row.holds(op)), None)


@dataclass(frozen=True, slots=True)
class Coded:
    """A data set's form: its columns, which records have no place in it and why, and what makes its rows."""

    name: str
    columns: dict[str, type]
    why: Callable[[Operation, frozenset[str]], str | None]
    rows: Callable[[Operation], Iterator[Row]]

    def of(self, operations: Iterable[Operation]) -> Iterator[Row]:
        """The rows of all records that have a place in this form."""
        operations = list(operations)
        wholes = umbrellas(operations)
        for operation in operations:
            if self.why(operation, wholes) is None:
                for row in self.rows(operation):
                    yield {column: row.get(column) for column in self.columns}

    def left(self, operations: Sequence[Operation]) -> Counter[str]:
        """How many records have no place in this form, by reason."""
        wholes = umbrellas(operations)
        return Counter(why for op in operations if (why := self.why(op, wholes)))


@cache
def load_coding(name: str) -> CodingFile:
    """A table of the package. Raises RuleError naming file, row and field where one is malformed."""
    file = resources.files("eventx") / "data" / "formats" / f"{name}.toml"
    try:
        read = CodingFile.model_validate(tomllib.loads(file.read_text("utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise RuleError(f"{name}.toml: {error}") from None
    for number, row in enumerate(read.row, 1):
        if len(row.gives) != len(read.columns):
            raise RuleError(f"{name}.toml: row {number}: gives: {len(read.columns)} values are expected")
    return read


def umbrellas(operations: Iterable[Operation]) -> frozenset[str]:
    """The ids of records that others are part of."""
    return frozenset(op.part_of for op in operations if op.part_of)


def unreal(op: Operation) -> str | None:
    """Why a record tells nothing that took place; None where it does."""
    if op.background is not None:
        return f"background ({op.background})"
    if op.modality in ("denied", "hypothetical"):
        return op.modality
    return "planned" if op.status == "planned" else None


def sides(op: Operation) -> tuple[list[Force], list[Force]]:
    """Those who act and those acted upon; of a fight that all of them began, the first camp and the other.

    >>> army = Force(text="army", role="initiator", type="military")
    >>> rebels = Force(text="rebels", role="initiator", type="armed_group")
    >>> [f.text for f in sides(Operation(id="1", article_id="a", kind="clash", forces=[army, rebels]))[1]]
    ['rebels']
    """
    acting = [f for f in op.forces if f.role == "initiator"]
    acted = [f for f in op.forces if f.role in ("target", "civilian")]
    if acted or len(acting) < 2:
        return acting, acted
    others = [f for f in acting if is_state(f) != is_state(acting[0])]
    if not others and op.kind == "clash":
        others = acting[1:]
    return [f for f in acting if f not in others], others


def types(side: list[Force]) -> set[str]:
    """The types of the forces of one side."""
    return {"civilians" if f.role == "civilian" else f.type for f in side}


def hurt(op: Operation) -> set[str]:
    """{"civilians"} where all people that were hurt or taken are civilians, else nothing."""
    people = [o for o in op.outcomes if o.object == "person" and o.modality != "denied" and o.count.high != 0]
    return {"civilians"} if people and all(o.side == "civilian" for o in people) else set()


def _abroad(side: list[Force], op: Operation) -> bool:
    """Whether all who act are forces of states, of other countries than the act's place."""
    lands = {place.country for place in op.locations if place.country}
    return bool(side and lands) and all(f.country and is_state(f) and f.country not in lands for f in side)


def named(side: list[Force]) -> str | None:
    """The names of the forces of one side, as one cell."""
    return joined(f.name or f.text for f in side)


def is_state(force: Force) -> bool:
    """Whether a force acts for a government."""
    return force.type in STATES


def days(op: Operation) -> tuple[dt.date, int] | None:
    """A record's first day and over how many days the act may lie; None without a day."""
    date = op.date
    start = None if date is None else date.start or date.end
    if date is None or start is None:
        return None
    return start, ((date.end or start) - start).days + 1


def middle(start: dt.date, length: int) -> dt.date:
    """The middle of some days, the earlier of two."""
    return start + dt.timedelta(days=(length - 1) // 2)


@cache
def country_names() -> dict[str, str]:
    """English names by ISO 3166-1 alpha-2."""
    return {row["code"]: row["name"] for row in read_table(DATA / "countries.tsv")}


@cache
def _any_of(words: tuple[str, ...]) -> re.Pattern[str]:
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b", re.IGNORECASE)


def _evidence(op: Operation) -> str:
    spans = [
        *op.evidence,
        *(s for o in op.outcomes for s in o.evidence),
        *(s for f in op.forces for s in f.evidence),
    ]
    return " | ".join([op.title or "", *(span.text for span in spans)])
