"""What a finder finds: a typed value and the words that told it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from eventx.records import Background, Modality, Status

Label = Literal["trigger", "date", "place", "force", "outcome", "person", "source", "objective", "name"]


@dataclass(slots=True)
class Mention:
    """A value told by some tokens of a Doc.

    `start` and `end` are token indexes (end exclusive), `root` the token that the phrase hangs by.
    `value` is the payload: a When, Place, Force, Outcome, ... or the extractor's own.
    `found_by` names the rule or model.
    """

    label: Label
    start: int
    end: int
    root: int
    value: Any
    found_by: str


@dataclass(slots=True)
class Claim:
    """How a trigger is told: surely, by whom, as news or as background; each with its cue's tokens."""

    modality: Modality = "asserted"
    status: Status | None = None
    background: Background | None = None
    cue: tuple[int, int] | None = None
    reason: str | None = None
    source: Mention | None = None


@dataclass(slots=True)
class Trigger(Mention):
    """The word that tells an act, with its kind and how it is claimed."""

    kind: str = "unspecified"
    claim: Claim = field(default_factory=Claim)
