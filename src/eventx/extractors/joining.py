"""Date phrases beside each other become one: "from Sunday to Monday", "Friday at 05:30", "since March 3".

Which phrases a text has, and which day each is when others of its sentence are known, is in `dates`.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace

from eventx.dayphrases import Days, Rule
from eventx.days import Groups, read
from eventx.periods import back

_LIGHT = r"(?:(?:on|in|at|of|the|least|early|late|around|about|by|before|after|from|between|just)\s+)*"
_SINCE = re.compile(rf"\b(?:ever\s+)?(?:since|starting|beginning)\s+{_LIGHT}$", re.I)
_SINCE_BEGUN = re.compile(  # "since the start of the operation on"
    rf"\bsince\s+the\s+(?:start|beginning|launch|onset|outbreak)\s+of\s+(?:[\w-]+\s+){{1,5}}{_LIGHT}$", re.I
)
_TO_DATE = re.compile(r"\s+(?:to\s+date|(?:un)?till?\s+now|up\s+to\s+now|and\s+now)\b", re.I)
_UNTIL = re.compile(rf"\b(?:until|till)\s+{_LIGHT}$", re.I)
_WEEK_TO = re.compile(r"\bweek\s+(?:(?:up\s+)?to|ending|ended|that\s+ended)\s+(?:on\s+)?$", re.I)
_TO = re.compile(r"\s*(?:[-–—]|(?:and\s+)?(?:to|through|thru|until|till|into))\s*(?:the\s+|on\s+)*", re.I)
_AND = re.compile(r"\s*(?:and|&)\s+(?:on\s+|in\s+|the\s+)*", re.I)
_BETWEEN = re.compile(r"\bbetween\s+(?:the\s+)?$", re.I)
WEEK = dt.timedelta(days=8)
_NEXT_TO = re.compile(rf"[\s,(]*{_LIGHT}", re.I)
_ITS_NAME = re.compile(r"(?:,\s*+(?:a|which was a)\s+|\s*+(?:,\s*+)?\()", re.I)  # "March 5, a Saturday"
_BESIDE = re.compile(r"[\s,(]*(?:on\s+)?", re.I)
KINDS = dict.fromkeys(
    ("absolute", "slash", "weekday", "near", "weekend", "week_of_month", "day_of_month"), "day"
) | {
    "month": "month",
    "part_of": "month",
    "season": "month",
    "year": "year",
}
_FORWARD = frozenset(("weekday", "absolute", "month"))  # read again from the end of their span


@dataclass(slots=True)
class Told:
    """A date phrase: its code points, the one of its main word, the rule, and the day it counts from."""

    start: int
    end: int
    core: int
    rule: Rule
    groups: Groups
    ref: dt.date | None
    days: Days
    name: str = ""


def join(text: str, phrases: list[Told]) -> list[Told]:
    """Neighbours become one: a span, a weekday and its date, a day and its hour; "since" opens the end."""
    told: list[Told] = []
    for phrase in phrases:
        if told and (one := _joined(text, told[-1], phrase)):
            told[-1] = one
        else:
            told.append(phrase)
    for phrase in told:
        if phrase.rule.kind in ("time", "stamp") or phrase.days.anchor:
            continue
        before, days = text[max(0, phrase.start - 30) : phrase.start], phrase.days
        since, until = _SINCE.search(before), _UNTIL.search(before)
        begun = _SINCE_BEGUN.search(text, max(0, phrase.start - 80), phrase.start)
        goes_on = since or begun or _TO_DATE.match(text, phrase.end)
        if goes_on and phrase.name != "date-span":
            today = days.start == phrase.ref and days.grain == "day"  # "since this morning"
            phrase.days = days if today else replace(days, end=None, grain="range", edtf=None)
        elif until and phrase.name != "date-span":
            phrase.days = replace(days, start=None, grain="range", edtf=None)
        elif days.grain == "day" and days.end and _WEEK_TO.search(before):
            phrase.days = replace(days, start=back(days.end, 6, "day"), grain="range", edtf=None)
        if opened := since or until:
            phrase.start -= len(before) - opened.start()
    return told


def _joined(text: str, a: Told, b: Told) -> Told | None:
    """Two neighbouring phrases as one, where the words between them join them."""
    gap = text[a.end : b.start]
    kinds = {a.rule.kind, b.rule.kind}
    if len(gap) > 24 or "\n\n" in gap or "stamp" in kinds:
        return None
    if "time" in kinds:
        if a.rule.kind == b.rule.kind or not _NEXT_TO.fullmatch(gap):
            return None
        day, time = (b, a) if a.rule.kind == "time" else (a, b)
        if day.days.grain != "day" and day.days.time is None:
            return None
        clock = time.days.time if time.groups.get("part") is None or not day.days.time else day.days.time
        return replace(day, start=a.start, end=b.end, days=replace(day.days, time=clock))
    if "overnight" in kinds:
        day, into = (b, gap.strip().lower() in ("into", "to")) if a.rule.kind == "overnight" else (a, False)
        if KINDS.get(day.rule.kind) != "day" or not (into or _NEXT_TO.fullmatch(gap)):
            return None
        start = back(day.days.start, 1, "day") if into and day.days.start else day.days.start
        days = replace(day.days, start=start, time="overnight", grain="range" if into else day.days.grain)
        return replace(day, start=a.start, end=b.end, days=days)
    if a.rule.kind == "absolute" and b.rule.kind == "weekday" and _ITS_NAME.fullmatch(gap):
        return replace(a, end=b.end)
    if a.rule.kind in ("weekday", "near") and b.rule.kind == "absolute" and _BESIDE.fullmatch(gap):
        return _same_day(a, b)
    if not (KINDS.get(a.rule.kind) == KINDS.get(b.rule.kind) is not None):
        return None
    if _TO.fullmatch(gap) or (_AND.fullmatch(gap) and _BETWEEN.search(text[max(0, a.start - 20) : a.start])):
        return _span(a, b)
    one = _span(a, b) if _AND.fullmatch(gap) and a.name != "date-span" else None
    near = one and (one.days.start is None or (one.days.end or one.days.start) - one.days.start < WEEK)
    return one if near or (a.rule.kind == "month" and "y" not in a.groups) else None  # else days apart


def _same_day(a: Told, b: Told) -> Told | None:
    """ "Sunday (February 4)": the date stands, the weekday settles its year."""
    if a.rule.kind == "weekday" and "y" not in b.groups:
        b = replace(b, days=read(b.rule, b.groups | {"wd": a.groups["wd"]}, b.ref) or b.days)
    if a.days.start and b.days.start:
        off = abs((a.days.start - b.days.start).days)
        if off > 1 and (a.rule.kind == "near" or off % 7):
            return None
    return replace(b, start=a.start, days=replace(b.days, time=b.days.time or a.days.time))


def _span(a: Told, b: Told) -> Told | None:
    """From the first phrase to the second: the first is read from where the second ends."""
    first, last = a.days, b.days
    if a.rule.kind in _FORWARD and "y" not in a.groups and last.end and (a.ref or last.basis == "stated"):
        upto = back(last.end, 1, "day") if a.rule.kind == b.rule.kind == "weekday" else last.end
        first = read(a.rule, a.groups, upto) or first
    time = first.time if first.time == last.time else last.time or first.time
    name = "date-span"
    if first.start is None or last.end is None:
        return replace(b, start=a.start, days=Days(grain="range", time=time), name=name)
    start, end = min(first.start, last.start or first.start), max(last.end, first.end or last.end)
    days = Days(start, end, "range", last.basis, time, first.about or last.about)
    return replace(b, start=a.start, days=days, name=name)
