"""The day an article tells as its own: in a dateline, a heading, a "Published:" line.

News without a date of publication is counted from it; where several releases stand in one text, each section
from its own. The year may come from a reference number ("2011-09-S-070" is of September 2011) or another date
of this sort nearby; where day, month or year are not certain, there is none.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from eventx.dayphrases import MONTHS

_HEAD = 600  # code points in which an article's own date stands
_STATED = re.compile(
    r"""(?P<words>\b(?:(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:
      (?P<m>[JFMASOND][a-zA-Z]{2,8})\.?\s+(?P<d>[0-3]?\d)(?:st|nd|rd|th)?
      |(?P<d2>[0-3]?\d)(?:st|nd|rd|th)?\s+(?P<m2>[JFMASOND][a-zA-Z]{2,8})\b\.?)
      (?:,?\s+(?P<y>(?:19|20)\d\d))?|(?P<iso>(?:19|20)\d\d-\d\d-\d\d)))(?![\w-]*\d)""",
    re.VERBOSE,
)
_REFERENCE = re.compile(r"\b2?0([12]\d)-(0?[1-9]|1[0-2])-[A-Z]{1,3}-\d+")
_TOP = r"(?:^|[\n\u2028\u2029]\s*|\s{2,}|(?:PDF|Release)\s+)"
_CAPITALS = _TOP + r"[A-Z][A-Z'’.-]+(?:[ ,]+[A-Z][\w'’.-]*){0,6}"
_TITLED = _TOP + r"[A-Z][\w'’.-]+(?:[ ,]+[A-Z][\w'’.-]*){0,4}"
_IN_PARENS = re.compile(_CAPITALS + r"\s*\($")
_AFTER_PLACE = re.compile(_CAPITALS + r"(?:\s+\([^()]{1,30}\))?\s*[,/]\s*$")
_AFTER_TITLED = re.compile(_TITLED + r"\s*[,(]\s*$")
_CLOSED = re.compile(r"\s*\)")
_DASHED = re.compile(r"\s*(?:\([^()]{1,40}\)\s*)?(?:[-–—]|[:/|]|\(|$|[\n\u2028])")
_DASH = re.compile(r"\s*+(?:\)\s*+)?(?:\([^()]{1,40}\)\s*)?[-–—]\s")
_ENTRY = re.compile(rf"(?:^|[\n\u2028])[ \t\xa0]*{_STATED.pattern}:", re.VERBOSE)
_LABEL = re.compile(
    r"(?:^|[\n\u2028|])\s*(?:published|posted|updated?|dated?|issued|released?)(?:\s+on)?\s*:?\s*$", re.I
)
_TITLES = r"(?:update|release|bulletin|statement|summary|briefing|report|digest|news)"
_HEADING = re.compile(_TITLES + r"\b[^.\n\u2028]{0,20}$", re.I)
_LINE_END = re.compile(r"[ \t\xa0]*(?:[\n\u2028]|$)")
_LINE_START = re.compile(r"(?:^|[\n\u2028])[ \t\xa0]*$")


@dataclass(frozen=True, slots=True)
class _Own:
    """A date of the article's own: its words, month and day, and its year where that is told."""

    start: int
    end: int
    month: int
    day: int
    year: int | None
    place: bool

    def date(self, year: int | None = None) -> dt.date | None:
        """The day, in the year that is told or else the one given; None where there is no such day."""
        try:
            return dt.date(self.year or year or 0, self.month, self.day)
        except ValueError:
            return None


def dateline(text: str, title: str | None) -> tuple[dt.date, int, int] | None:
    """The day an article surely tells as its own, and where (code points of the text; -1, -1 for the title).

    It stands in a dateline, a heading or a "Published:" line; the year may come from a reference number.

    >>> dateline("KABUL, Afghanistan (Jan. 12, 2011) - Troops found a cache.", None)
    (datetime.date(2011, 1, 12), 20, 33)
    """
    own = [one for one in _own_dates(text) if one.start < _HEAD]
    titled = _own_dates(title or "")
    dated = zip(own, _years_near(text, own, [*own, *titled]), strict=True)
    for one, year in sorted(dated, key=lambda pair: (not pair[0].place, pair[0].start)):
        if day := one.date(year):
            return day, one.start, one.end
    for one, year in zip(titled, _years_near(text, titled, own), strict=True):
        if day := one.date(year):
            return day, -1, -1
    return None


def datelines(text: str) -> list[tuple[int, dt.date]]:
    """Where the text carries a date of its own, and the day: sections below count from it."""
    own = _own_dates(text)
    days = [(one.start, one.date(y)) for one, y in zip(own, _years_near(text, own, own), strict=True)]
    return [(offset, day) for offset, day in days if day]


def reference_month(text: str) -> tuple[int, int] | None:
    """Year and month of a release's reference number.

    >>> reference_month("2011-07-S-003 For Immediate Release")
    (2011, 7)
    """
    found = _REFERENCE.search(text, 0, _HEAD)
    return (2000 + int(found[1]), int(found[2])) if found else None


def _own_dates(text: str) -> list[_Own]:
    """The dates that a text carries as its own, by where they stand."""
    found, entries = [], len(_ENTRY.findall(text)) > 1
    for match in _STATED.finditer(text):
        month = MONTHS.get((match["m"] or match["m2"] or "")[:3].lower(), 0)
        year, day = int(match["y"] or 0), int(match["d"] or match["d2"] or 0)
        if match["iso"]:
            year, month, day = map(int, match["iso"].split("-"))
        if not month:
            continue
        start, end = match.span("words")
        before = ("x" if start > 90 else "") + text[max(0, start - 90) : start]
        after = text[end : end + 50]
        place = (
            (_IN_PARENS.search(before) and _CLOSED.match(after))
            or (_AFTER_PLACE.search(before) and _DASHED.match(after))
            or (_AFTER_TITLED.search(before) and _DASH.match(after))
        )
        opens = after.startswith(":") and not entries  # "3 June: troops raided", day by day, dates no article
        alone = _LINE_START.search(before) and ((year and _LINE_END.match(after)) or opens)
        titled = year and _HEADING.search(before) and _LINE_END.match(after)
        if place or _LABEL.search(before) or (start < _HEAD and (alone or titled)):
            found.append(_Own(start, end, month, day, year or None, bool(place)))
    return found


def _years_near(text: str, dates: list[_Own], others: list[_Own]) -> list[int | None]:
    """Tell for each date the year of a reference number or another own date no further off than a month.

    A date hears the reference numbers of the text's head and those before it, the nearest first.
    """
    numbers = [(m.end(), 2000 + int(m[1]), int(m[2])) for m in _REFERENCE.finditer(text)]
    referred: dict[int, int] = {}  # months → years
    told: dict[int, int] = {}
    for other in reversed(others):
        if other.year:
            told |= _around(other.year, other.month)
    years, at = [], 0
    for one in dates:
        while at < len(numbers) and numbers[at][0] <= max(_HEAD, one.start):
            referred |= _around(*numbers[at][1:])
            at += 1
        years.append(referred.get(one.month) or told.get(one.month))
    return years


def _around(year: int, month: int) -> dict[int, int]:
    """A month, the one before it and the one after it, each with its year."""
    return {n % 12 + 1: year + n // 12 for n in range(month - 2, month + 1)}


def references(
    text: str, published: dt.date | None
) -> tuple[list[tuple[int, dt.date | None]], list[tuple[int, int]]]:
    """From which offset on days are counted from which, and the words that only date the article itself."""
    own = _own_dates(text)
    marks: list[tuple[int, dt.date | None]] = [(-1, published)]
    for one, year in zip(own, _years_near(text, own, own), strict=True):
        day = one.date(year)
        if day is None and published:
            days = [d for y in (-1, 0, 1) if (d := one.date(published.year + y))]
            day = min(days, key=lambda d: abs(d - published), default=None)
        if day and (published is None or abs(day - published).days <= 31):
            marks.append((one.start, day))
    if published is None and (told := dateline(text, None)):
        marks[0] = (-1, told[0])
    return marks, [(one.start, one.end) for one in own]
