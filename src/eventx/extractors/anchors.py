"""Days that count from a day told before: "two days later", "three days after the raid"."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from eventx.dayphrases import Days
from eventx.days import GRAINS
from eventx.lexicon import words
from eventx.parse import Parse
from eventx.periods import back, period

COMING = words("dates")["coming"]
ACCOUNTS = words("claims")["accounts"] | {"announcement"}


def from_anchor(days: Days, anchor: Days | None) -> Days:
    """What counts from the day told before; open where none was."""
    if anchor is None or anchor.start is None or days.anchor is None:
        return replace(days, anchor=None)
    (by, unit), end = days.anchor, anchor.end or anchor.start
    if unit == "end":  # "during the day" behind "overnight into Monday"
        return replace(days, start=end, end=end, anchor=None)
    if unit == "day" and by == 0:
        return replace(days, start=anchor.start, end=end, grain=anchor.grain, anchor=None)
    if unit in ("day", "+day", "+week"):
        last = back(end if by > 0 else anchor.start, -by, unit.lstrip("+"))
        first = back(anchor.start, -by, unit.lstrip("+")) if anchor.grain == "month" else last
        return replace(days, start=min(first, last), end=last, anchor=None)
    unit = unit.lstrip("+")
    start, end = period(end, unit, -by)
    return replace(days, start=start, end=end, grain=GRAINS[unit], anchor=None)


def fronted(parse: Parse, start: int, i: int) -> bool:
    """Whether a sentence opens with so long after what was told before: "Two days after the raid, troops"."""
    opens = start == parse.sents[parse.sent_of[start]][0]
    known = any(parse.lower[k] in ("the", "that", "this") for k in parse.kids[i])
    return opens and known and parse.pos[i] == "NOUN" and parse.pos[parse.heads[i]] == "VERB"


def forward(parse: Parse, start: int, end: int, days: Days) -> Days:
    """Days counted forward where the phrase opens a sentence that tells what came then."""
    if days.anchor is None or not fronted(parse, start, parse.heads[end - 1]):
        return days
    return replace(days, anchor=(-days.anchor[0], days.anchor[1]))


def recalled(parse: Parse, start: int, today: dt.date | None, lead: Days | None) -> Days | None:
    """The day of what came so long after: in "the blast came two days after" of the act told first."""
    verb = start - 1
    if verb < 1 or parse.lemmas[verb] not in COMING:
        return None
    subject = next(iter(parse.dependents(verb, "nsubj")), None)
    if subject is None or not any(parse.lower[k] == "the" for k in parse.kids[subject]):
        return None
    if parse.lemmas[subject] in ACCOUNTS:
        return Days(today, today)  # "the announcement came a day after"
    return lead
