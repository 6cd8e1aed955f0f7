"""Days, weeks, months and years, counted back from a day."""

from __future__ import annotations

import calendar
import datetime as dt


def _months_back(day: dt.date, n: int) -> dt.date:
    """The same day some months before, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - n, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def back(day: dt.date, n: int, unit: str) -> dt.date:
    """The day some hours, days, weeks, months or years before.

    >>> back(dt.date(2024, 3, 31), 1, "month")
    datetime.date(2024, 2, 29)
    """
    if unit in ("month", "year"):
        return _months_back(day, n * (12 if unit == "year" else 1))
    return day - dt.timedelta(days={"week": 7 * n, "hour": -(-n // 24)}.get(unit, n))


def period(day: dt.date, unit: str, by: int = 0) -> tuple[dt.date, dt.date]:
    """The week (Monday to Sunday), month or year some periods before the one that holds a day."""
    day = back(day, by, unit)
    if unit == "week":
        monday = back(day, day.weekday(), "day")
        return monday, back(monday, -6, "day")
    if unit == "month":
        return day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)
