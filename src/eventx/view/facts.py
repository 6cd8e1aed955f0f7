"""Records and traces → facts in words: what is told, where and by which rule; what was rejected, and why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eventx.records import Count, Force, Operation, Outcome, Place, Span, When

if TYPE_CHECKING:
    from eventx.pipeline import Trace

MASSES = frozenset(
    {"ammunition", "aircraft", "drugs", "money", "supplies", "infrastructure", "territory", "other"}
)  # things without a plural of their own
PLAIN = frozenset({"operation", "unknown", "asserted"})  # what goes without saying


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a record: its label ("date"), its field ("locations.0"), itself in words, its evidence."""

    label: str
    field: str
    value: str
    evidence: list[Span]


@dataclass(frozen=True, slots=True)
class Rejection:
    """Words that tell an act and became no record, with the reason; `cue` are the words that gave it."""

    kind: str
    why: str
    span: Span
    cue: Span | None = None
    outcomes: list[str] = field(default_factory=list)


def headline(op: Operation) -> str:
    """A record in a line.

    >>> headline(Operation(id="1", article_id="a", kind="drone_strike", status="planned"))
    'drone strike, planned'
    """
    times = number(op.event_count)
    kind = op.kind.replace("_", " ") + (f" ×{times}" if times not in ("1", "?") else "")
    notes: list[str] = [note for note in (op.level, op.status, op.modality) if note not in PLAIN]
    if op.background:
        notes.append(f"background: {op.background}")
    return ", ".join([f"{kind} “{op.name}”" if op.name else kind, *notes])


def facts(op: Operation) -> list[Fact]:
    """All values of a record, in the order of its fields."""
    return list(_facts(op))


def _facts(op: Operation) -> Iterator[Fact]:
    methods = f" (with {', '.join(m.replace('_', ' ') for m in op.methods)})" if op.methods else ""
    yield Fact("kind", "evidence", headline(op) + methods, op.evidence)
    if op.date is not None:
        yield Fact("date", "date", day(op.date), op.date.evidence)
    for i, place in enumerate(op.locations):
        yield Fact("place", f"locations.{i}", where(place), place.evidence)
    for i, force in enumerate(op.forces):
        yield Fact("force", f"forces.{i}", who(force), force.evidence)
    for i, outcome in enumerate(op.outcomes):
        yield Fact("outcome", f"outcomes.{i}", result(outcome), outcome.evidence)
    for i, person in enumerate(op.people):
        told = ", ".join(filter(None, [person.name, person.description, person.affiliation]))
        yield Fact("person", f"people.{i}", f"{told or '?'}: {person.fate}", person.evidence)
    for i, aim in enumerate(op.objectives):
        yield Fact("objective", f"objectives.{i}", aim.type.replace("_", " "), aim.evidence)
    for i, source in enumerate(op.sources):
        yield Fact(
            "source", f"sources.{i}", f"{source.name} ({source.type.replace('_', ' ')})", source.evidence
        )


def day(when: When) -> str:
    """Days as they would be written.

    >>> day(When(text="on Tuesday", basis="relative"))
    '“on Tuesday”, no day known (relative)'
    """
    if when.start is None and when.end is None:
        told = f"“{when.text}”, no day known" if when.text else "no day known"
    elif when.start == when.end:
        told = str(when.start)
    else:
        told = f"{when.start or '…'} to {when.end or '…'}"
    clock = f", {when.time}" if when.time else ""
    return told + clock + ("" if when.basis == "stated" else f" ({when.basis})")


def number(count: Count) -> str:
    """A count as bounds.

    >>> number(Count(low=5, high=5)), number(Count(low=12)), number(Count(low=3, high=7)), number(Count())
    ('5', '12+', '3–7', '?')
    """
    low, high = count.low, count.high
    if low is None:
        return "?" if high is None else f"up to {high}"
    return f"{low}+" if high is None else str(low) if low == high else f"{low}–{high}"


def where(place: Place) -> str:
    """A place with what is known of it."""
    name = place.name or place.text
    told = [f"{place.relation} {name}" if place.relation else name, *place.admin1[:3], place.country]
    point = ""
    if place.latitude is not None and place.longitude is not None:
        point = f" · {place.latitude:.3f}, {place.longitude:.3f}"
    precision = f" · precision {place.precision}" if place.precision else ""
    return f"{', '.join(filter(None, told))} ({place.role}){point}{precision}"


def who(force: Force) -> str:
    """A force with its part."""
    more = [force.type.replace("_", " "), force.country, *(s.replace("_", " ") for s in force.support)]
    if force.size is not None:
        more.append(f"{number(force.size)} strong")
    more += force.equipment
    return f"{force.role}: {force.name or force.text} ({', '.join(filter(None, more))})"


def result(outcome: Outcome) -> str:
    """An outcome with its figure."""
    whose = f" of {outcome.force}" if outcome.force else ""
    side = "" if outcome.side == "unknown" else f", {outcome.side}"
    sure = "" if outcome.modality == "asserted" else f", {outcome.modality}"
    source = f", according to {outcome.source}" if outcome.source else ""
    thing = several(outcome.object, outcome.count)
    kind = outcome.type.replace("_", " ")
    return f"{kind}: {number(outcome.count)} {thing}{whose}{side}{sure}{source}"


def several(thing: str, count: Count) -> str:
    """A class of things in the number that a count asks for.

    >>> several("person", Count(low=5, high=5)), several("weapons_cache", Count(low=1, high=1))
    ('people', 'weapons cache')
    """
    name = thing.replace("_", " ")
    if thing in MASSES or (count.low, count.high) == (1, 1):
        return name
    return "people" if thing == "person" else f"{name}s"


def rejections(trace: Trace) -> list[Rejection]:
    """What a trace rejected, dropped and passed over, in the order of the text."""
    found = []
    for trigger in trace.rejected:
        claim = trigger.claim
        why = ": ".join(filter(None, [claim.background, claim.reason])) or "background"
        cue = _span(trace, *claim.cue, trigger.found_by) if claim.cue else None
        found.append(
            Rejection(trigger.kind, why, _span(trace, trigger.start, trigger.end, trigger.found_by), cue)
        )
    for telling, why in trace.dropped:
        first = telling.triggers[0]
        words = [_span(trace, m.start, m.end, m.found_by).text for m in telling.outcomes]
        span = _span(trace, first.start, first.end, first.found_by)
        found.append(Rejection((telling.kinds or ["unspecified"])[0], why, span, outcomes=words))
    for start, end in trace.passed:
        span = _span(trace, start, end, "skim")
        found.append(Rejection("passage", "not parsed, its words tell of no act", span))
    return sorted(found, key=lambda r: (r.span.in_ != "title", r.span.start))


def _span(trace: Trace, start: int, end: int, found_by: str) -> Span:
    """Tokens of a trace's Doc → code points of the article's title or text."""
    end = max(end, start + 1)
    words = trace.doc[start:end]
    shift = len(trace.doc.text) - len(trace.article.text)
    first, last = words.start_char, words.end_char
    if first < shift:
        return Span.model_validate(
            {"start": first, "end": last, "text": words.text, "found_by": found_by, "in": "title"}
        )
    return Span(start=first - shift, end=last - shift, text=words.text, found_by=found_by)


_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    r"""A text of one line whose control characters neither drive a terminal nor turn its direction.

    >>> visible("a\x1b[31mb\nc")
    'a␛[31mb c'
    """
    return _UNSEEN.sub(_picture, " ".join(text.split("\n")))


def _picture(match: re.Match[str]) -> str:
    code = ord(match[0])
    return chr(0x2400 + code) if code < 0x20 else "\ufffd"


def quotes(spans: Iterable[Span]) -> list[str]:
    """The words of some evidence, each once."""
    return list(dict.fromkeys(unicodedata.normalize("NFC", " ".join(span.text.split())) for span in spans))
