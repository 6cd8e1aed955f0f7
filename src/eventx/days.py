"""The words of a date phrase and the day it is counted from become days.

The phrases are rules of `dayphrases`; one function here reads the groups of each kind. "Monday" is the latest
Monday not after the reference day, "March 13" the latest of that name, "last week" Monday to Sunday before,
"mid-July" the 11th to the 20th, as the guide for annotators has it. Without a reference day, what is relative
stays open; nothing is guessed.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from eventx.dayphrases import MONTHS, NUMBERS, ORDINALS, PARTS, SEASONS, STEPS, WEEKDAYS, Days, Rule
from eventx.periods import back, period
from eventx.records import Basis, Grain

Groups = dict[str, str]
GRAINS: dict[str, Grain] = {"week": "week", "month": "month", "year": "year"}


def read(rule: Rule, groups: Groups, ref: dt.date | None) -> Days | None:
    """What the groups of a match tell, counted from a reference day; None where they are no date after all.

    >>> from eventx.dayphrases import rules
    >>> rule = next(rule for rule in rules()["friday"] if rule.name == "date-weekday")
    >>> read(rule, {"wd": "Friday"}, dt.date(2024, 2, 5)).start
    datetime.date(2024, 2, 2)
    """
    try:
        days = _READ[rule.kind](groups | dict(rule.fixed), ref)
    except (OverflowError, ValueError, IndexError):  # before year 1 or after 9999
        return None
    return None if rule.fixed and days and days.start and ref and days.start > ref else days


# What the groups of a rule mean; None: no date after all.


def _number(words: str) -> tuple[int, bool]:
    """A number and whether it is only about that many; "a few" are three."""
    if words[:1].isdigit():
        return int(words), False
    word = words.lower().removeprefix("a ").removesuffix(" of")
    return NUMBERS.get(word, 3), word not in NUMBERS


def _rank(words: str) -> int:
    """The number of an ordinal: "27th", "ninth"."""
    return int(re.sub(r"\D", "", words)) if words[0].isdigit() else ORDINALS[words.lower()]


def _time(g: Groups) -> str | None:
    """The part of the day; the one that stands nearest to the day's name counts."""
    keys = ("trail", "part", "part2", "near", "lead", "edge")
    told = [" ".join(g.get(key, "").lower().split()) for key in keys]
    return next((PARTS[word] for word in told if word in PARTS), None)


def _step(words: str) -> int:
    """-1 for "last", 1 for "next", 0 for "this" and where nothing is said."""
    return STEPS.get(" ".join(words.lower().split()), 0)


def _year(g: Groups, ref: dt.date | None) -> int | None:
    """The year that is said: "2014", "last year"."""
    if "y" in g:
        return int(g["y"])
    return ref.year + _step(g["which"]) if ref and g.get("which", "").lower() in STEPS else None


def _absolute(g: Groups, ref: dt.date | None) -> Days | None:
    """A day of a month; without its year the latest of that name, or the one near that fits the weekday."""
    month = int(g["m"]) if g["m"].isdigit() else MONTHS[g["m"][:3].lower()]
    first, last = (int(re.sub(r"\D", "", g.get(k) or "0")) for k in ("d", "d2" if "d2" in g else "d3"))
    time, year = _time(g), _year(g, ref)
    basis: Basis = "inferred" if year is None else "stated"
    if not 0 < first <= calendar.monthrange(year or 2024, month)[1]:
        return None
    if year is None:
        if ref is None or "which" in g:
            return Days(time=time)
        fits = [y for y in range(ref.year - 8, ref.year + 2) if first <= calendar.monthrange(y, month)[1]]
        near = [dt.date(y, month, first) for y in fits]
        wanted = WEEKDAYS[g["wd"][:3].lower()] if "wd" in g else None
        fitting = [day for day in near if day.weekday() == wanted and -400 < (day - ref).days < 200]
        past = [day for day in near if day <= ref]
        year = (min(fitting, key=lambda day: abs(day - ref)) if fitting else past[-1]).year
    start, end = dt.date(year, month, first), dt.date(year, month, last or first)
    if end < start:
        return None
    return Days(start, end, "range" if end > start else "day", basis, time)


def _slash(g: Groups, ref: dt.date | None) -> Days | None:
    """ "13/02/2024": a day, where only one of the two can be a month."""
    a, b, year = int(g["a"]), int(g["b"]), int(g["y"])
    if a <= 12 and b <= 12 and a != b:
        return None  # the fifth of February or the second of May
    day = dt.date(year, *((b, a) if a > 12 else (a, b)))
    return Days(day, day, basis="stated")


def _weekday(g: Groups, ref: dt.date | None) -> Days | None:
    """The latest of that name not after the reference day; "last" is before it, "next" after it."""
    time, rel, week = _time(g), g.get("rel", "").lower(), g.get("week", "").lower()
    if ref is None or week.startswith("the"):
        return Days(time=time)
    weekday = WEEKDAYS[g["wd"][:3].lower()]
    if week or rel == "this":
        day = back(period(ref, "week", -_step(week))[0], -weekday, "day")
    elif _step(rel) > 0:
        day = back(ref, -((weekday - ref.weekday() - 1) % 7 + 1), "day")
    else:
        before = back(ref, 1, "day") if rel else ref
        day = back(before, (before.weekday() - weekday) % 7, "day")
    return Days(day, day, time=time)


def _near(g: Groups, ref: dt.date | None) -> Days | None:
    """ "yesterday", "tonight", "last night", "this morning", "the day before yesterday"."""
    if ref is None:
        return Days(time=_time(g))
    ahead = {"yesterday": -1, "tomorrow": 1}.get(g.get("near", "").lower(), _step(g.get("rel", "")))
    ahead = {"yesterday": -2, "tomorrow": 2}.get(g.get("two", "").lower(), ahead)
    day = back(ref, -ahead, "day")
    return Days(day, day, time=_time(g))


def _overnight(g: Groups, ref: dt.date | None) -> Days | None:
    """The night that ends on the reference day."""
    return Days(back(ref, 1, "day"), ref, "range", time="overnight") if ref else Days(time="overnight")


def _day_of_month(g: Groups, ref: dt.date | None) -> Days | None:
    """ "on the 28th": the latest day of that number; "on the second of last month", "the ninth of May"."""
    number = _rank(g["d"])
    if "m" in g:
        return _absolute(g | {"d": str(number)}, ref)
    if ref is None:
        return Days()
    upto = back(ref.replace(day=1), 1, "day") if _step(g.get("rel", "")) < 0 else ref
    day = next(day for day in (back(upto, n, "day") for n in range(62)) if day.day == number)
    return Days(day, day, basis="inferred")


def _night(g: Groups, ref: dt.date | None) -> Days | None:
    """ "during the night": of the day told before, else the night that ends on the reference day."""
    night = _overnight(g, ref)
    return replace(night, anchor=(0, "day")) if night else None


def _month(g: Groups, ref: dt.date | None) -> Days | None:
    """A month; without its year the latest begun, up to the reference day."""
    month, year, rel = MONTHS[g["m"][:3].lower()], _year(g, ref), g.get("rel", "").lower()
    if year is not None:
        start = dt.date(year, month, 1)
        return Days(*period(start, "month"), "month", "stated" if "y" in g else "relative")
    if ref is None or "which" in g:
        return Days(grain="month")
    if _step(rel) > 0:
        year = ref.year + (month <= ref.month)
    elif rel == "this":
        year = ref.year
    else:
        year = ref.year - (month > ref.month or (bool(rel) and month == ref.month))
    start, end = period(dt.date(year, month, 1), "month")
    end = min(end, ref) if start <= ref else end
    return Days(start, end, "month", "inferred", edtf=f"{start:%Y-%m}")


def _part_of(g: Groups, ref: dt.date | None) -> Days | None:
    """ "mid-July" is the 11th to the 20th; "early 2014" its first four months, "the end of 2014" December."""
    half, unit = g["half"].lower(), g.get("unit", "").lower()
    basis: Basis = "relative"
    whole = None
    if "m" in g:
        unit, basis, whole = "month", "stated" if "y" in g else "inferred", _month(g, ref)
    elif "y2" in g:
        unit, basis, whole = "year", "stated", Days(dt.date(int(g["y2"]), 1, 1))
    elif ref and "same" not in g["rel"].lower():
        whole = Days(period(ref, unit, -_step(g["rel"]))[0])
    if whole is None or whole.start is None:
        return Days(grain="range")
    first, last = period(whole.start, unit)
    early, late, middle = {"month": (10, 20, 15), "week": (2, 4, 3), "year": (4, 8, 6)}[unit]
    if unit == "year" and half in ("beginning", "start", "end"):
        early, late = 1, 11
    step = "month" if unit == "year" else "day"
    early_on, late_on, middle_on = (back(first, -n, step) for n in (early, late, middle))
    if "quarter" in g:
        after = ORDINALS.get(g["quarter"].lower(), 4) * 3
        first, last = back(first, 3 - after, "month"), back(back(first, -after, "month"), 1, "day")
    elif "n" in g:
        last = back(back(first, -_number(g["n"])[0], "month"), 1, "day")
    elif half.endswith("half"):
        first, last = (first, back(middle_on, 1, "day")) if "first" in half else (middle_on, last)
    elif half in ("early", "beginning", "start"):
        last = back(early_on, 1, "day")
    elif half in ("late", "end"):
        first = late_on
    else:
        first, last = early_on, back(late_on, 1, "day")
    return Days(first, last, "range", basis)


def _week_of_month(g: Groups, ref: dt.date | None) -> Days | None:
    """ "the last week of December", "the first ten days of March"."""
    whole = _month(g, ref) if "m" in g else Days(period(ref, "month", -_step(g["rel"]))[0]) if ref else None
    if whole is None or whole.start is None:
        return Days(grain="range")
    first, last = period(whole.start, "month")
    length, nth = min(28, _number(g["n"])[0] if "n" in g else 7), ORDINALS.get(g["nth"].lower())
    if nth:
        first = back(first, -length * (nth - 1), "day")
        last = min(last, back(first, 1 - length, "day"))
    else:
        first = back(last, length - 1, "day")
    return Days(first, last, "range", "stated" if "y" in g else "inferred") if first <= last else None


def _anchor(g: Groups, ref: dt.date | None) -> Days | None:
    """ "the next day", "that evening", "the following week": so far from the day told before."""
    which = (g.get("which") or g.get("which2") or g.get("which3") or "same").lower()
    unit = (g.get("unit") or g.get("unit2") or g["unit3"]).lower()
    by = {"next": 1, "following": 1, "after": 1, "previous": -1, "before": -1}.get(which, 0)
    time = unit if unit in PARTS else _time({"lead": g.get("when", "")})
    step = "end" if which == "last" else unit if unit in ("week", "month", "year") else "day"
    return Days(time=time, anchor=(by, step))


def _shift(g: Groups, ref: dt.date | None) -> Days | None:
    """ "two days later": a day, whatever the unit."""
    (n, about), unit = _number(g["n"]), g["unit"].lower()
    n = n // 24 if unit == "hour" else n
    unit = "day" if unit in ("hour", "night") else unit
    return Days(anchor=(n if g["shift"].lower() == "later" else -n, "+" + unit), about=about)


def _days_after(g: Groups, ref: dt.date | None) -> Days | None:
    """ "three days after a drone struck": of the strike, counted back from the day told before."""
    n, about = _number(g["n"])
    return Days(anchor=(-n, "+" + g["unit"].lower()), about=about or g["unit"].lower() == "week")


def _days_until(g: Groups, ref: dt.date | None) -> Days | None:
    """ "for four days until yesterday": as many days, the last one told."""
    (n, about), last = _number(g["n"]), _weekday(g, ref) if "wd" in g else _near(g, ref)
    if last is None or last.end is None:
        return Days(grain="range")
    n = n // 24 + 1 if g["unit"].lower() == "hour" else n  # "in the 24 hours to Thursday"
    return Days(back(last.end, n - 1, "day"), last.end, "range", about=about)


def _ago(g: Groups, ref: dt.date | None) -> Days | None:
    """ "three days ago" is a day, "two months ago" a month."""
    (n, about), unit = _number(g["n"]), g["unit"].lower()
    if ref is None:
        return Days()
    if unit in ("month", "year"):
        return Days(*period(ref, unit, n), grain=GRAINS[unit], about=True)
    day = back(ref, n // 24 if unit == "hour" else n, "week" if unit == "week" else "day")
    return Days(day, day, about=about or unit == "week")


def _past(g: Groups, ref: dt.date | None) -> Days | None:
    """ "the past 24 hours", "the last three days": up to the reference day."""
    (n, about), unit = _number(g.get("n") or g.get("n2", "one")), (g.get("unit") or g["unit2"]).lower()
    n, unit = (2, "week") if unit == "fortnight" else (n, unit)
    return Days(back(ref, n, unit), ref, "range", about=about) if ref else Days(grain="range")


def _weekend(g: Groups, ref: dt.date | None) -> Days | None:
    """Saturday and Sunday, the latest begun; "last weekend" is over."""
    if ref is None:
        return Days(grain="range")
    rel = " ".join(g.get("rel", "").lower().split())
    if rel == "this" or _step(rel) > 0:
        saturday = back(period(ref, "week", -(rel == "next"))[0], -5, "day")
        return Days(saturday, back(saturday, -1, "day"), "range")
    last = back(ref, 2, "day") if rel else ref
    saturday = back(last, (last.weekday() - 5) % 7, "day")
    return Days(saturday, min(ref, back(saturday, -1, "day")), "range")


def _season(g: Groups, ref: dt.date | None) -> Days | None:
    """Three months; winter begins in the year that names it."""
    month, code = SEASONS[g["season"].lower()]
    start = dt.date(int(g["y"]), month, 1)
    end = back(back(start, -3, "month"), 1, "day")
    return Days(start, end, "season", "stated", edtf=f"{g['y']:0>4}-{code}")


def _period(g: Groups, ref: dt.date | None) -> Days | None:
    """ "last week", "earlier this month", "this year" up to the reference day, "last summer"."""
    unit, half, step = g["unit"].lower(), g.get("half", "").lower(), _step(g["rel"])
    if ref is None:
        return Days(grain=GRAINS.get(unit, "season"))
    if unit in SEASONS:
        years = [str(y) for y in range(ref.year - 2, ref.year + 2)]
        near = [d for y in years if (d := _season({"season": unit, "y": y}, ref)) and d.start and d.end]
        spans = [(d, d.start or ref, d.end or ref) for d in near]
        if step < 0:
            fitting = [d for d, _, end in spans if end < ref][::-1]
        elif step > 0:
            fitting = [d for d, start, _ in spans if start > ref]
        else:
            fitting = [d for d, start, end in spans if start <= ref <= end or end.year == ref.year][::-1]
        return replace(fitting[0], basis="relative") if fitting else None
    if half in ("early", "late"):
        return _part_of({"half": half, "rel": {-1: "last", 0: "this", 1: "next"}[step], "unit": unit}, ref)
    start, end = period(ref, unit, -step)
    if step == 0:
        start, end = (ref, end) if half == "later" else (start, ref)
    return Days(start, end, GRAINS[unit])


def _nth_day(g: Groups, ref: dt.date | None) -> Days | None:
    """ "for the third day" began two days before, and goes on."""
    n, unit = _rank(g["nth"]), "week" if g["unit"].lower() == "week" else "day"
    return Days(back(ref, n - 1, unit), None, "range") if ref else Days(grain="range")


def _years(g: Groups, ref: dt.date | None) -> Days | None:
    """ "2014", "2014-2017", "2014-17"."""
    second = g.get("y2") or g["y"]
    first, last = int(g["y"]), int(second if len(second) == 4 else g["y"][:2] + second)
    if last < first:
        return None
    return Days(dt.date(first, 1, 1), dt.date(last, 12, 31), "year" if last == first else "range", "stated")


def _clock(g: Groups, ref: dt.date | None) -> Days | None:
    """A time of day alone: it tells no day, but may belong to one."""
    if "part" in g:
        return Days(time=_time(g) or PARTS.get(g["part"].split()[0].lower()))
    if "mil" in g:
        return Days(time=f"{g['mil'][:2]}:{g['mil'][2:]}") if int(g["mil"]) < 2400 else None
    hour, _, minute = (g.get("clock") or g.get("dotted") or g["hour"]).replace(".", ":").partition(":")
    h, half = int(hour), (g.get("ampm") or g.get("ampm2") or g.get("ampm3") or "")[:1].lower()
    if half and h <= 12:
        h = h % 12 + 12 * (half == "p")
    return Days(time=f"{h:02}:{minute or '00'}") if h < 24 else None


def _stamp(g: Groups, ref: dt.date | None) -> Days | None:
    """ "[19:40]" heads a piece of news of the reference day."""
    time = _clock(g, ref)
    return Days(ref, ref, basis="published", time=time.time) if time else None


_READ: dict[str, Callable[[Groups, dt.date | None], Days | None]] = {
    "absolute": _absolute, "slash": _slash, "weekday": _weekday, "near": _near, "overnight": _overnight,
    "night_before_last": lambda g, ref: _overnight(g, back(ref, 1, "day") if ref else None),
    "day_of_month": _day_of_month, "night": _night, "month": _month, "part_of": _part_of,
    "week_of_month": _week_of_month, "anchor": _anchor,
    "shift": _shift, "ago": _ago, "past": _past, "weekend": _weekend, "season": _season, "period": _period,
    "days_after": _days_after, "days_until": _days_until, "nth_day": _nth_day, "year": _years,
    "time": _clock, "stamp": _stamp,
}  # fmt: skip
