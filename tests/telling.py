"""Records in the words of the cases: what a case expects, beside what a record says.

A case of records.toml or known_failures.toml holds `text`, may hold `title` and `published`, and `records` in
the order of the text. Of each record only the keys given are tested:

kind, status, modality, level, name, time   the value, or a list of values that are all right
date        "2024-06-10", "2024-06-08..2024-06-09", "..2024-06-11" (by then), "2024-06-08.." (goes on), ""
event_count "3", "31-.."
places      all of them: "Ber = site ML-6 ML"
forces      all of them: "Malian Armed Forces = initiator", then size, support, arms
outcomes    all of them: "killed target person 6"
people      all of them: "Abu Hajar = killed"
sources     all of them: "BBC = media"
objectives, methods   all of them

A name is the one written or the canonical one; of a force the canonical one, where it has one.
Alternatives have "|" between them, in names and in words. What stands last in an item ("ML" in
"Ber = site ML-6 ML") may be left out.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from eventx.records import Count, Force, Operation, When

Item = tuple[set[str | None], str]  # names, and what is said of them


def bounds(count: Count) -> str:
    """ "12" where it is exact, else "low-high", open as ".."."""
    low, high = (".." if n is None else str(n) for n in (count.low, count.high))
    return low if low == high != ".." else f"{low}-{high}"


def day(date: When | None) -> str:
    if date is None:
        return ""
    start, end = (str(d or "") for d in (date.start, date.end))
    return start if start == end else f"{start}..{end}"


def part(force: Force) -> str:
    """A role, and what the force brings: size, support, arms."""
    return " ".join(
        [
            force.role,
            *([bounds(force.size)] if force.size else []),
            *force.support,
            ", ".join(force.equipment),
        ]
    ).strip()


def told(operation: Operation) -> dict[str, Any]:
    """What a record says, under the keys of the cases."""
    said: dict[str, Any] = {
        key: getattr(operation, key) or "" for key in ("kind", "status", "modality", "level", "name")
    }
    said["date"], said["time"] = day(operation.date), (operation.date and operation.date.time) or ""
    said["event_count"] = bounds(operation.event_count)
    said["places"] = [
        ({p.text, p.name}, " ".join([p.role, *p.admin1, p.country or ""]).strip())
        for p in operation.locations
    ]
    said["is_part"] = operation.part_of is not None
    said["forces"] = [({f.name or f.text}, part(f)) for f in operation.forces]
    said["people"] = [({p.name, p.description}, p.fate) for p in operation.people]
    said["sources"] = [({s.name}, s.type) for s in operation.sources]
    said["outcomes"] = [
        (set(), f"{o.type} {o.side} {o.object} {bounds(o.count)}") for o in operation.outcomes
    ]
    said["objectives"] = [(set(), o.type) for o in operation.objectives]
    said["methods"] = [(set(), kind) for kind in operation.methods]
    return said


def _holds(expected: str, item: Item) -> bool:
    name, _, rest = expected.rpartition(" = ")
    names, said = item
    wanted, words = rest.split(), said.split()
    named = not name or bool(set(name.split("|")) & names)
    return (
        named
        and len(wanted) <= len(words)
        and all(word in alternatives.split("|") for alternatives, word in zip(wanted, words, strict=False))
    )


def _shown(items: Iterable[Item]) -> str:
    return "; ".join(" = ".join([*sorted(n for n in names if n), said]) for names, said in items)


def differences(expected: dict[str, Any], operation: Operation) -> list[str]:
    """What a record says other than a case expects, one line a key."""
    said, found = told(operation), []
    for key, wanted in expected.items():
        if not isinstance(said[key], list):
            if said[key] not in (wanted if isinstance(wanted, list) else [wanted]):
                found.append(f"{key}: {said[key]!r}, not {wanted!r}")
            continue
        left = list(said[key])
        missed = []
        for item in wanted:
            match = next((i for i in left if _holds(item, i)), None)
            if match is None:
                missed.append(item)
            else:
                left.remove(match)
        if missed or left:
            found.append(f"{key}: {_shown(said[key])}; missed: {missed}; too many: {_shown(left)}")
    return found
