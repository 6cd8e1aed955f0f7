"""data/dates.toml → the phrases that tell days, as rules: a pattern whose groups `days` reads."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from eventx.records import Basis, Grain

_DATA = tomllib.loads((Path(__file__).parent / "data" / "dates.toml").read_text("utf-8"))
_VALUES = _DATA["values"]
MONTHS: dict[str, int] = {name: n for n, name in enumerate(_VALUES["months"].split(), 1)}
MONTH_NAMES = frozenset(_DATA["words"]["month"].split())
WEEKDAYS: dict[str, int] = {name: n for n, name in enumerate(_VALUES["weekdays"].split())}
ORDINALS: dict[str, int] = {name: n for n, name in enumerate(_VALUES["ordinals"].split(), 1)}
NUMBERS: dict[str, int] = _VALUES["numbers"]
SEASONS: dict[str, list[int]] = _VALUES["seasons"]
STEPS: dict[str, int] = _VALUES["steps"]
PARTS: dict[str, str] = {part: part for part in _DATA["macros"]["part"].split("|")} | _DATA["parts"]


@dataclass(frozen=True, slots=True)
class Days:
    """What a phrase tells; `anchor` is how far from the day told before, in its unit."""

    start: dt.date | None = None
    end: dt.date | None = None
    grain: Grain = "day"
    basis: Basis = "relative"
    time: str | None = None
    about: bool = False
    edtf: str | None = None
    anchor: tuple[int, str] | None = None


class Rule(NamedTuple):
    """A kind of date phrase: its pattern, what must stand before it, and who reads its groups."""

    name: str
    kind: str
    pattern: re.Pattern[str]
    before: re.Pattern[str]
    fixed: tuple[tuple[str, str], ...]  # groups that the rule itself knows: Christmas is 25/12


@lru_cache(maxsize=1)
def rules() -> dict[str, list[Rule]]:
    """The rules by the first word of their phrases, lower case; "0" stands for a number."""
    found: dict[str, dict[Rule, None]] = {}
    for row in _DATA["rule"]:
        pattern, before = _compile(row["pattern"]), _compile(row.get("before", ""))
        rule = Rule(row["name"], row["days"], pattern, before, tuple(row.get("fixed", {}).items()))
        for word in row["first"].split():
            for first in _DATA["words"][word[1:]].split() if word[0] == "@" else [word]:
                found.setdefault(first, {})[rule] = None
    return {first: list(them) for first, them in found.items()}


def _compile(pattern: str) -> re.Pattern[str]:
    """A pattern as the rule file has it: @name is a macro, a space white space, ~ white space or none.

    White space is taken whole (++, *+): to try it in parts would cost the square of its length.
    """
    while "@" in pattern:
        pattern = re.sub(r"@(\w+)", lambda m: f"(?:{_DATA['macros'][m[1]]})", pattern)
    return re.compile(pattern.replace(" ?", "~").replace(" ", r"\s++").replace("~", r"\s*+"), re.IGNORECASE)
