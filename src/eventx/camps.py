"""Camps: which side a force stands on.

A camp is a country code (ISO 3166-1 alpha-2), the canonical name of a group, "hostile", "state",
"civilian" or "".
"""

from __future__ import annotations


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
