"""The record: what an article is, and what eventx makes of one.

Field names and enum values are a contract (`schema_version`); adding a field is free,
renaming one is not. Absent is ``None`` or ``[]``, never a sentinel string.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from typing import Annotated, Any, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

SCHEMA_VERSION = "1.0"
NAMESPACE = uuid.UUID("5f1d3c1e-6f0b-5b7c-9a43-2d9c1b7e0e11")  # of all record ids

Kind = Literal[
    "airstrike", "drone_strike", "bombardment", "raid", "clearance", "arrest", "offensive", "clash", "ambush",
    "bombing", "attack", "abduction", "rescue", "seizure", "interception", "ordnance_disposal", "deployment",
    "withdrawal", "blockade", "surveillance", "unspecified",
]  # fmt: skip
Level = Literal["operation", "campaign", "aggregate"]
Status = Literal["planned", "launched", "ongoing", "completed", "failed", "unknown"]
Modality = Literal["asserted", "claimed", "unconfirmed", "disputed", "denied", "hypothetical"]
Background = Literal["history", "posture", "habitual", "opinion", "exercise", "diplomacy", "caption"]
Grain = Literal["day", "week", "month", "season", "year", "range"]
Basis = Literal["stated", "relative", "inferred", "published"]
PlaceRole = Literal["site", "area", "container"]
ForceRole = Literal["initiator", "partner", "support", "target", "civilian"]
ForceType = Literal[
    "military", "police", "intelligence", "security_forces", "coalition", "militia", "armed_group",
    "government", "civilians", "unknown",
]  # fmt: skip
Support = Literal[
    "air_cover", "air_strike", "fire_support", "intelligence", "surveillance", "advisory", "training",
    "logistics", "funding",
]  # fmt: skip
OutcomeType = Literal[
    "killed", "wounded", "captured", "surrendered", "freed", "abducted", "displaced", "missing", "destroyed",
    "damaged", "seized", "neutralised", "territory_gained",
]  # fmt: skip
Side = Literal["target", "initiator", "civilian", "unknown"]
ObjectClass = Literal[
    "person", "hideout", "building", "camp", "position", "tunnel", "cave", "weapons_cache", "weapon",
    "ammunition", "explosive", "vehicle", "aircraft", "drone", "vessel", "document", "communications_device",
    "drugs", "money", "supplies", "infrastructure", "territory", "other",
]  # fmt: skip
Fate = Literal["killed", "wounded", "captured", "freed", "abducted", "targeted"]
ObjectiveType = Literal[
    "kill_capture_leader", "degrade_group", "clear_area", "destroy_infrastructure", "secure_area",
    "pursue_wanted", "rescue", "protect_border", "other",
]  # fmt: skip
SourceType = Literal[
    "official_military", "official_government", "anonymous_official", "media", "analyst", "armed_group",
    "ngo",
]  # fmt: skip

# kinds of acts that go on for weeks: an old beginning does not make them history
LASTING = frozenset({"unspecified", "offensive", "clearance", "blockade", "deployment", "surveillance"})
KINDS: tuple[str, ...] = get_args(Kind)


class Record(BaseModel):
    """A part of the contract: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Span(Record):
    """Where a value was read: code points of the original text, end exclusive.

    >>> Span(start=0, end=6, text="Troops", found_by="raid-verb").text
    'Troops'
    """

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str
    found_by: str = Field(description="the rule or model that found it")
    in_: Literal["text", "title"] = Field(
        default="text",
        validation_alias="in",  # a keyword of Python
        serialization_alias="in",
        description="which field the offsets are of",
    )


class Count(Record):
    """How many, as inclusive bounds; ``None`` is open.

    ``best`` is the number itself for exact, "at least" and "about" figures, else ``None``.

    >>> Count(low=12, high=None, best=None, text="dozens of").low
    12
    """

    low: int | None = None
    high: int | None = None
    best: int | None = None
    text: str | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Count:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"low {self.low} is above high {self.high}")
        return self


class When(Record):
    """Inclusive days; ``end`` None means still running. ``basis`` tells how the days were found.

    ``edtf`` is Extended Date/Time Format (ISO 8601-2, level 1).
    """

    start: dt.date | None = None
    end: dt.date | None = None
    grain: Grain = "day"
    time: str | None = Field(default=None, description="HH:MM or part of the day, as told")
    edtf: str | None = None
    basis: Basis = "stated"
    text: str | None = None
    evidence: list[Span] = []


class Place(Record):
    """A toponym of the article, resolved where that is certain (WGS 84 degrees)."""

    text: str
    name: str | None = Field(default=None, description="canonical name")
    role: PlaceRole = "site"
    feature: str | None = Field(default=None, description="GeoNames class.code")
    admin1: list[str] = Field(default=[], description="ISO 3166-2")
    country: str | None = Field(default=None, description="ISO 3166-1 alpha-2")
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    geonames_id: int | None = None
    relation: str | None = Field(default=None, description='"north of", "between", "20 km from"')
    precision: Annotated[int, Field(ge=1, le=7)] | None = Field(default=None, description="UCDP where_prec")
    evidence: list[Span] = []


class Force(Record):
    """An actor and its part in the act."""

    text: str
    name: str | None = Field(default=None, description="canonical name")
    role: ForceRole
    type: ForceType = "unknown"
    country: str | None = None
    wikidata: str | None = None
    size: Count | None = None
    support: list[Support] = []
    equipment: list[str] = []
    evidence: list[Span] = []


class Outcome(Record):
    """What the act did: one per type, side and object."""

    type: OutcomeType
    side: Side
    object: ObjectClass
    text: str
    force: str | None = Field(default=None, description="canonical name of who suffered it")
    count: Count
    modality: Modality = "asserted"
    source: str | None = None
    evidence: list[Span] = []


class Person(Record):
    """A named or titled individual and their fate."""

    name: str | None = None
    description: str | None = None
    affiliation: str | None = None
    fate: Fate
    evidence: list[Span] = []


class Objective(Record):
    """A stated purpose."""

    type: ObjectiveType
    text: str
    evidence: list[Span] = []


class Source(Record):
    """Who says so."""

    name: str
    type: SourceType
    evidence: list[Span] = []


class Operation(Record):
    """One act, with everything the article says of it."""

    schema_version: str = SCHEMA_VERSION
    id: str
    article_id: str
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: dt.date | None = None
    kind: Kind
    methods: list[Kind] = []
    level: Level = "operation"
    name: str | None = None
    event_count: Count = Count(low=1, high=1, best=1)
    status: Status = "unknown"
    modality: Modality = "asserted"
    date: When | None = None
    locations: list[Place] = []
    forces: list[Force] = []
    outcomes: list[Outcome] = []
    people: list[Person] = []
    objectives: list[Objective] = []
    sources: list[Source] = []
    background: Background | None = Field(default=None, description="why it is no news; only where asked for")
    part_of: str | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] = Field(
        default=0.5,
        description="the probability that the article tells of this act, as docs/confidence.md has it",
    )
    evidence: list[Span] = []
    extra: dict[str, Any] = Field(default={}, description="unknown keys of the article; what finishers add")

    def to_json(self) -> str:
        """The record as one line of JSON."""
        return self.model_dump_json(by_alias=True)


class Article(BaseModel):
    """A news article. Keys that are not listed here are kept in ``extra`` of its records.

    >>> article = Article(text="Troops raided a camp.", published="2024-02-05", desk="Baghdad")
    >>> article.published, article.extra
    (datetime.date(2024, 2, 5), {'desk': 'Baghdad'})
    >>> article.key == Article(text="Troops raided a camp.").key
    True
    """

    model_config = ConfigDict(extra="allow", frozen=True)

    id: str | None = None
    text: str
    title: str | None = None
    published: dt.date | None = None
    url: str | None = None
    source: str | None = None

    @field_validator("id", mode="before")
    @classmethod
    def _number_is_id(cls, value: object) -> object:
        return str(value) if isinstance(value, int) and not isinstance(value, bool) else value

    @field_validator("published", mode="before")
    @classmethod
    def _day(cls, value: object) -> object:
        """A time of day behind an ISO date is dropped."""
        if isinstance(value, dt.datetime):
            return value.date()
        if isinstance(value, str):
            text = value.strip()
            if not text:
                return None
            try:
                return (
                    dt.date.fromisoformat(text[:10])
                    if len(text) <= 10
                    else dt.datetime.fromisoformat(text).date()
                )
            except ValueError:
                raise ValueError(f"not an ISO 8601 date (YYYY-MM-DD): {value!r}") from None
        if isinstance(value, int | float):
            raise ValueError(f"not an ISO 8601 date (YYYY-MM-DD): {value!r}")
        return value

    @property
    def key(self) -> str:
        """The article's id, or else one made of the hash of its text."""
        if self.id:
            return self.id
        return f"sha256-{hashlib.sha256(self.text.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"

    @property
    def extra(self) -> dict[str, Any]:
        """The keys that eventx does not know."""
        return dict(self.model_extra or {})


def record_id(article_key: str, start: int, end: int, rank: int = 0) -> str:
    """The stable id of a record: uuid5 over the article, the trigger's span and the rank at that span.

    >>> record_id("a", 0, 5) == record_id("a", 0, 5), record_id("a", 0, 5) == record_id("a", 0, 6)
    (True, False)
    """
    return str(uuid.uuid5(NAMESPACE, f"{article_key}\x1f{start}\x1f{end}\x1f{rank}"))


def json_schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of one record."""
    return Operation.model_json_schema(by_alias=True)
