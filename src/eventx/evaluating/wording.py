"""Records, gold records and their parts → a few words for a person to compare."""

from __future__ import annotations

from eventx.evaluating.gold import GoldForce, GoldOutcome, GoldPerson, GoldPlace, GoldRecord, GoldWhen
from eventx.records import Force, Operation, Outcome, Person, Place, When


def record(made: Operation) -> str:
    """A record by its kind and its trigger."""
    return _act(made.kind, [span.text for span in made.evidence])


def gold_record(gold: GoldRecord) -> str:
    """A gold record by its kinds and its evidence."""
    return _act(" or ".join(gold.kind), gold.evidence)


def _act(kind: str, evidence: list[str]) -> str:
    return f"{kind}: {_short(evidence[0])!r}" if evidence else kind


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}..."


def date(made: When | None) -> str:
    """Days as "2024-02-05", "2024-02-05 to 2024-02-07", "from 2024-02-05" or "until 2024-02-07"."""
    return _days(made.start, made.end) if made else ""


def gold_date(gold: GoldWhen | None) -> str:
    """All readings of a date."""
    return " or ".join(_days(*reading) for reading in gold.readings) if gold else ""


def _days(start: object, end: object) -> str:
    if start and end:
        return f"{start}" if start == end else f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else "no day"


def part(made: Place | Force | Outcome | Person) -> str:
    """A part of a record."""
    match made:
        case Place():
            where = ", ".join(filter(None, (" ".join(made.admin1), made.country)))
            return f"{made.name or made.text} ({where or 'nowhere'})"
        case Force():
            return f"{made.name or made.text} ({made.role})"
        case Outcome():
            return _outcome(_count(made.count.low, made.count.high), made.type, made.side, made.object)
        case Person():
            return f"{made.name or made.description} ({made.fate})"


def gold_part(gold: GoldPlace | GoldForce | GoldOutcome | GoldPerson) -> str:
    """A part of a gold record."""
    match gold:
        case GoldPlace():
            where = ", ".join(filter(None, (" ".join(gold.admin1), gold.country)))
            return f"{gold.names[0]} ({where or 'nowhere'})"
        case GoldForce():
            return f"{gold.names[0]} ({' or '.join(gold.role)})"
        case GoldOutcome():
            classes = (" or ".join(gold.type), " or ".join(gold.side), " or ".join(gold.object))
            return _outcome(_count(gold.low, gold.high), *classes)
        case GoldPerson():
            return f"{gold.names[0]} ({' or '.join(gold.fate)})"


def _outcome(count: str, kind: str, side: str, thing: str) -> str:
    return f"{count} {thing} {kind}, side {side}"


def _count(low: float | None, high: float | None) -> str:
    """Bounds as "5", "5 to 9", "at least 5", "at most 9" or "some"."""
    if low is None and high is None:
        return "some"
    if low == high:
        return f"{low}"
    if high is None:
        return f"at least {low}"
    return f"at most {high}" if low is None else f"{low} to {high}"
