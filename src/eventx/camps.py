"""Camps: which side a force stands on.

A camp is a country code (ISO 3166-1 alpha-2), the canonical name of a group, "hostile", "state",
"civilian" or "".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eventx.actors import Actor

# types of a state's forces
STATES = frozenset({"military", "police", "intelligence", "security_forces", "government", "coalition"})


def hostile(camp: str) -> bool:
    """Whether a camp is an armed group's, not a state's.

    >>> hostile("al-Shabaab"), hostile("IQ"), hostile("state")
    (True, False, False)
    """
    return camp != "state" and not _country(camp)


def fights(camp: str) -> bool:
    """Whether a camp is a side at all: known, and not civilians'."""
    return camp not in ("", "civilian")


def friends(a: set[str], b: set[str]) -> bool:
    """Whether two sets of camps may be one side; an armed group and "hostile" are one.

    >>> friends({"hostile"}, {"al-Shabaab"}), friends({"hostile"}, {"IQ"})
    (True, False)
    """
    if a & b:
        return True
    return ("hostile" in a and not any(map(_country, b))) or ("hostile" in b and not any(map(_country, a)))


def _country(camp: str) -> bool:
    """Whether a camp is a country code."""
    return len(camp) == 2 and camp.isupper()


def camp_of(classes: frozenset[str], actor: Actor | None, country: str | None, kind: str) -> str:
    """Which camp a phrase belongs to."""
    if "CIVILIAN" in classes and not classes & {"HOSTILE", "TROOPS"}:
        return "civilian"
    if actor and actor.type in ("armed_group", "militia"):
        return actor.serves or actor.name  # "a Basij member" is his state's
    if actor and actor.country and actor.type in STATES - {"coalition"}:
        return country or actor.country  # "Peshmerga fighters"
    if classes & {"HOSTILE", "GROUP"}:
        return "hostile"
    if kind in STATES:
        return country or (actor.country if actor else None) or "state"
    if kind == "militia":
        return "state"
    return ""
