"""The incident: one act as the records of several articles tell it, with every claim kept and attributed.

The parts are those of a record (`eventx.records`) with `claims`: which record says what. Spans of evidence
stand in the claims, since offsets are an article's own.
"""

from __future__ import annotations

import datetime as dt
import uuid
from functools import cache
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, Field

from eventx.records import (
    NAMESPACE,
    SCHEMA_VERSION,
    Background,
    Count,
    Force,
    Kind,
    Level,
    Modality,
    Objective,
    Operation,
    Outcome,
    Person,
    Place,
    Record,
    Source,
    Span,
    Status,
    When,
)

Part = TypeVar("Part", When, Place, Force, Outcome, Person)
Made = TypeVar("Made", bound=Record)
_put_fields, _put_names, _put_extra, _put_private = (
    BaseModel.__dict__[slot].__set__
    for slot in ("__dict__", "__pydantic_fields_set__", "__pydantic_extra__", "__pydantic_private__")
)


class Statement(Record):
    """What one record says of a field.

    >>> Statement(operation_id="o", article_id="a", value="raid").source is None
    True
    """

    operation_id: str
    article_id: str
    source: str | None = Field(default=None, description="the outlet")
    published: dt.date | None = None
    value: str = Field(description="the value in this record, as one string")
    count: Count | None = Field(default=None, description="the figure, where the field has one")
    evidence: list[Span] = Field(default_factory=list)


class ToldWhen(When):
    """The days that most sources agree on, and who says which."""

    claims: list[Statement] = Field(default_factory=list)


class ToldPlace(Place):
    """A place, in its most precise telling."""

    claims: list[Statement] = Field(default_factory=list)


class ToldForce(Force):
    """A force, in the role that most sources give it."""

    claims: list[Statement] = Field(default_factory=list)


class ToldOutcome(Outcome):
    """A result; `count` spans all figures, its `best` is the latest one."""

    claims: list[Statement] = Field(default_factory=list)


class ToldPerson(Person):
    """A person, by the fullest name."""

    claims: list[Statement] = Field(default_factory=list)


class Incident(Record):
    """One act with all that was said of it. The lists go by the number of sources, most first."""

    schema_version: str = SCHEMA_VERSION
    id: str
    operation_ids: list[str]
    article_ids: list[str]
    outlets: list[str] = Field(default_factory=list, description="`source` of the articles")
    texts: list[list[str]] = Field(
        default_factory=list, description="article ids, those of one text together: copies are one source"
    )
    kind: Kind
    methods: list[Kind] = Field(default_factory=list)
    level: Level = "operation"
    name: str | None = None
    event_count: Count = Count(low=1, high=1, best=1)
    status: Status = "unknown"
    modality: Modality = "asserted"
    date: ToldWhen | None = None
    locations: list[ToldPlace] = Field(default_factory=list)
    forces: list[ToldForce] = Field(default_factory=list)
    outcomes: list[ToldOutcome] = Field(default_factory=list)
    people: list[ToldPerson] = Field(default_factory=list)
    objectives: list[Objective] = Field(default_factory=list)
    sources: list[Source] = Field(default_factory=list)
    background: Background | None = Field(
        default=None, description="as in its one record: what is no news is never linked"
    )
    part_of: str | None = Field(default=None, description="id of the umbrella's incident")
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.5
    claims: dict[str, list[Statement]] = Field(
        default_factory=dict,
        description="who says what of kind, name, level, status, modality and event_count",
    )
    operations: list[Operation] = Field(description="the records themselves, earliest article first")

    def to_json(self) -> str:
        """The incident as one line of JSON."""
        return self.model_dump_json(by_alias=True)

    def merged(self) -> Operation:
        """The act as one record: its merged fields, with the article and the evidence of the earliest record.

        What only later articles tell has no evidence there, since offsets are of one article. `extra` keeps
        under "incident" who told it: `article_ids`, `operation_ids`, `outlets` and `texts`.
        """
        first = self.operations[0]
        told = {name: getattr(self, name) for name in Operation.model_fields if name in Incident.model_fields}
        article = ("article_id", "title", "source", "url", "published", "evidence")
        tellers = self.model_dump(include={"article_ids", "operation_ids", "outlets", "texts"})
        told |= {name: getattr(first, name) for name in article}
        told |= {
            "date": self.date and _own(self.date, When, first.id),
            "locations": [_own(part, Place, first.id) for part in self.locations],
            "forces": [_own(part, Force, first.id) for part in self.forces],
            "outcomes": [_own(part, Outcome, first.id) for part in self.outcomes],
            "people": [_own(part, Person, first.id) for part in self.people],
            "extra": {**first.extra, "incident": tellers},
        }
        return Operation(**told)


def _own(part: Any, of: type[Part], operation_id: str) -> Part:
    """A part with claims → a record's, with the evidence of one record."""
    spans = [span for claim in part.claims if claim.operation_id == operation_id for span in claim.evidence]
    return of(**{name: getattr(part, name) for name in of.model_fields} | {"evidence": spans})


def trusted(model: type[Made], fields: dict[str, Any]) -> Made:
    """All fields of a model, valid already → the model, unchecked.

    Half of linking's time went into checking again what records were checked for when they were read.
    `model_construct` is as slow as the check, since it looks at every field for aliases and defaults.

    >>> told = dict(operation_id="o", article_id="a", source=None, published=None, value="raid", count=None)
    >>> trusted(Statement, {**told, "evidence": []}) == Statement(**told)
    True
    """
    made = object.__new__(model)
    _put_fields(made, fields)
    _put_names(made, _every_field(model))
    _put_extra(made, None)
    _put_private(made, None)
    return made


@cache
def _every_field(model: type[Record]) -> set[str]:
    """The names of a model's fields: one set for all models that have them all."""
    return set(model.model_fields)


def incident_id(operation_id: str) -> str:
    """The id of an incident that begins with a record.

    >>> incident_id("a") == incident_id("a"), incident_id("a") == incident_id("b")
    (True, False)
    """
    return str(uuid.uuid5(NAMESPACE, f"incident\x1f{operation_id}"))


def incident_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one incident."""
    return Incident.model_json_schema(by_alias=True)
