"""The words of a date phrase and the day it is counted from become days.

``data/dates.toml`` holds the phrases as rules: a pattern whose groups one function here reads. `rules` gives
them by their first word, `read` resolves a match. "Monday" is the latest Monday not after the reference day,
"March 13" the latest of that name, "last week" Monday to Sunday before, "mid-July" the 11th to the 20th: as the
guide for annotators has it. Without a reference day, what is relative stays open; nothing is guessed.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from eventx.records import Basis, Grain

MONTHS = {name: n for n, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_WEEKDAYS = {name: n for n, name in enumerate("mon tue wed thu fri sat sun".split())}
_NUMBERS = {
    word: n
    for n, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen".split()
    )
} | {"a": 1, "an": 1, "twenty": 20, "twenty-four": 24, "thirty": 30, "forty": 40, "couple": 2}
_ORDINALS = {
    word: n for n, word in enumerate("first second third fourth fifth sixth seventh eighth ninth tenth".split(), 1)
}
_SEASONS = {"spring": (3, 21), "summer": (6, 22), "autumn": (9, 23), "fall": (9, 23), "winter": (12, 24)}

Groups = dict[str, str]


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
    name: str
    kind: str
    pattern: re.Pattern[str]
    before: re.Pattern[str] | None


def rules() -> dict[str, list[Rule]]:
    """The rules by the first word of their phrases, lower case; "0" stands for a number."""
    return _grammar()[0]


def read(rule: Rule, groups: Groups, ref: dt.date | None) -> Days | None:
    """What the groups of a match tell, counted from a reference day; None where they are no date after all.

    >>> rule = next(rule for rule in rules()["friday"] if rule.name == "date-weekday")
    >>> read(rule, {"wd": "Friday"}, dt.date(2024, 2, 5)).start
    datetime.date(2024, 2, 2)
    """
    try:
        return _READ[rule.kind](groups, ref)
    except (OverflowError, ValueError):  # before year 1 or after 9999
        return None


@lru_cache(maxsize=1)
def _grammar() -> tuple[dict[str, list[Rule]], dict[str, str]]:
    """The rules by first word, and what `time` says of each part of the day."""
    data = tomllib.loads((Path(__file__).parent / "data" / "dates.toml").read_text("utf-8"))
    macros: dict[str, str] = data["macros"]
    rules: dict[str, list[Rule]] = {}
    for row in data["rule"]:
        before = row.get("before")
        rule = Rule(row["name"], row["days"], _compile(row["pattern"], macros), before and _compile(before, macros))
        for word in row["first"].split():
            for first in data["words"][word[1:]].split() if word[0] == "@" else [word]:
                rules.setdefault(first, []).append(rule)
    parts = {part: part for part in macros["part"].split("|")} | data["parts"]
    return {word: list(dict.fromkeys(them)) for word, them in rules.items()}, parts


def _compile(pattern: str, macros: dict[str, str]) -> re.Pattern[str]:
    while "@" in pattern:
        pattern = re.sub(r"@(\w+)", lambda m: f"(?:{macros[m[1]]})", pattern)
    return re.compile(pattern.replace(" ?", "~").replace(" ", r"\s+").replace("~", r"\s*"), re.IGNORECASE)


# What the groups of a rule mean; None: no date after all.


def _number(words: str) -> tuple[int, bool]:
    """A number and whether it is only about that many."""
    last = words.lower().split()[-1]
    if words[:1].isdigit():
        return int(words), False
    words = words.lower().removeprefix("a ").removesuffix(" of")
    return _NUMBERS.get(words, 3), words in ("few", "several", "some") or last in ("few", "several")


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _monthsback(day: dt.date, n: int) -> dt.date:
    """The same day some months before, or the last of that month; never before year 1."""
    year, month = divmod(max(12, day.year * 12 + day.month - 1 - n), 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def back(day: dt.date, n: int, unit: str) -> dt.date:
    if unit in ("month", "year"):
        return _monthsback(day, n * (12 if unit == "year" else 1))
    days = {"week": 7 * n, "hour": -(-n // 24) if n > 0 else n // 24}.get(unit, n)
    return dt.date.fromordinal(min(max(1, day.toordinal() - days), dt.date.max.toordinal()))


def period(day: dt.date, unit: str, by: int = 0) -> tuple[dt.date, dt.date]:
    """The week (Monday to Sunday), month or year some periods before the one that holds a day."""
    day = back(day, by, unit)
    if unit == "week":
        monday = back(day, day.weekday(), "day")
        return monday, back(monday, -6, "day")
    if unit == "month":
        return day.replace(day=1), _month_end(day.year, day.month)
    return dt.date(day.year, 1, 1), dt.date(day.year, 12, 31)


def _time(g: Groups) -> str | None:
    parts = _grammar()[1]
    told = [" ".join(g[key].lower().split()) for key in ("trail", "part", "part2", "near", "lead", "edge") if key in g]
    return next((parts[word] for word in told if word in parts), None)


def _year(g: Groups, ref: dt.date | None) -> int | None:
    """The year that is said: "2014", "last year"."""
    if "y" in g:
        return int(g["y"])
    by = {"last": -1, "this": 0, "next": 1}.get(g.get("which", "").lower())
    return ref.year + by if ref and by is not None else None


def _absolute(g: Groups, ref: dt.date | None) -> Days | None:
    month = int(g["m"]) if g["m"].isdigit() else MONTHS[g["m"][:3].lower()]
    first = int(re.sub(r"\D", "", g["d"]))
    second = g.get("d2") or g.get("d3")
    year, time = _year(g, ref), _time(g)
    basis: Basis = "stated"
    if _date(year or 2024, month, first) is None:
        return None
    if year is None and (ref is None or "which" in g):
        return Days(time=time)
    if year is None and ref:
        basis = "inferred"
        years = [y for y in range(ref.year - 4, ref.year + 2) if 0 < y < 10000 and _date(y, month, first)]
        if wanted := g.get("wd"):
            weekday = _WEEKDAYS[wanted[:3].lower()]
            near = [y for y in years if abs(y - ref.year) < 2 and dt.date(y, month, first).weekday() == weekday]
            years = sorted(near, key=lambda y: -abs(dt.date(y, month, first) - ref)) or years
            year = years[-1] if near else None
        year = year or max((y for y in years if dt.date(y, month, first) <= ref), default=None)
    start = year and _date(year, month, first)
    if not start:
        return None
    end = _date(start.year, month, int(re.sub(r"\D", "", second))) if second else start
    if end is None or end < start:
        return None
    return Days(start, end, "range" if end > start else "day", basis, time)


def _slash(g: Groups, ref: dt.date | None) -> Days | None:
    a, b, year = int(g["a"]), int(g["b"]), int(g["y"])
    if a <= 12 and b <= 12 and a != b:
        return None  # the fifth of February or the second of May
    day = _date(year, *((b, a) if a > 12 else (a, b)))
    return Days(day, day, basis="stated") if day else None


def _weekday(g: Groups, ref: dt.date | None) -> Days | None:
    time, rel, week = _time(g), g.get("rel", "").lower(), g.get("week", "").lower()
    if ref is None or week.startswith("the"):
        return Days(time=time)
    weekday = _WEEKDAYS[g["wd"][:3].lower()]
    if week or rel == "this":
        by = {"last": 1, "next": -1}.get(week, 0)
        day = back(period(ref, "week", by)[0], -weekday, "day")
    elif rel in ("next", "coming", "this coming"):
        day = back(ref, -((weekday - ref.weekday() - 1) % 7 + 1), "day")
    elif rel:
        day = back(ref, (ref.weekday() - weekday - 1) % 7 + 1, "day")
    else:
        day = back(ref, (ref.weekday() - weekday) % 7, "day")
    return Days(day, day, time=time)


def _near(g: Groups, ref: dt.date | None) -> Days | None:
    if ref is None:
        return Days(time=_time(g))
    ahead = {"yesterday": -1, "tomorrow": 1}.get(g.get("near", "").lower(), -1 if g.get("rel", "").lower() == "last" else 0)
    day = back(ref, -ahead, "day")
    return Days(day, day, time=_time(g))


def _overnight(g: Groups, ref: dt.date | None) -> Days | None:
    return Days(back(ref, 1, "day"), ref, "range", time="overnight") if ref else Days(time="overnight")


def _month(g: Groups, ref: dt.date | None) -> Days | None:
    month, rel, year = MONTHS[g["m"][:3].lower()], g.get("rel", "").lower(), _year(g, ref)
    if year is not None:
        return Days(dt.date(year, month, 1), _month_end(year, month), "month", "stated" if "y" in g else "relative")
    if ref is None or "which" in g:
        return Days(grain="month")
    year = ref.year + (rel == "next" and month <= ref.month) - (rel != "next" and rel != "this" and month > ref.month)
    year -= rel == "last" and month == ref.month
    start, end = dt.date(year, month, 1), _month_end(year, month)
    return Days(start, min(end, ref) if start <= ref else end, "month", "inferred", edtf=f"{start:%Y-%m}")


def _part_of(g: Groups, ref: dt.date | None) -> Days | None:
    """ "mid-July" is the 11th to the 20th; a third of a year is four months."""
    half, basis = g["half"].lower(), "stated"
    if "m" in g:
        whole = _month({k: v for k, v in g.items() if k != "rel"}, ref)
        start = whole.start if whole else None
        unit, basis = "month", "stated" if "y" in g else "inferred"
    elif "y2" in g:
        start, unit = dt.date(int(g["y2"]), 1, 1), "year"
    else:
        by = {"last": 1, "next": -1}.get(g["rel"].lower(), 0)
        unit, basis = g["unit"].lower(), "relative"
        start = period(ref, unit, by)[0] if ref and "same" not in g["rel"].lower() else None
    if start is None:
        return Days(grain="range")
    first, last = period(start, unit)
    edges = {"month": (10, 20, 15), "week": (2, 4, 3), "year": (4, 8, 6)}[unit]
    tight = {"beginning", "start", "end"} & {half} and unit == "year"
    one, two, middle = (1, 11, 6) if tight else edges
    step: Callable[[int], dt.date] = (
        (lambda n: back(_monthsback(first, -n), 1, "day")) if unit == "year" else (lambda n: back(first, 1 - n, "day"))
    )
    if half in ("early", "beginning", "start"):
        last = step(one)
    elif half in ("late", "end"):
        first = back(step(two), -1, "day")
    elif half == "first half":
        last = step(middle)
    elif "half" in half:
        first = back(step(middle), -1, "day")
    else:
        first, last = back(step(one), -1, "day"), step(two)
    return Days(first, last, "range", "stated" if basis == "stated" else "inferred" if "m" in g else "relative")


def _week_of_month(g: Groups, ref: dt.date | None) -> Days | None:
    if "m" in g:
        whole = _month({k: v for k, v in g.items() if k != "rel"}, ref)
        start = whole.start if whole else None
    else:
        start = period(ref, "month", 1 if g["rel"].lower() == "last" else 0)[0] if ref else None
    if start is None:
        return Days(grain="range")
    length = _number(g["n"])[0] if "n" in g else 7
    last = _month_end(start.year, start.month)
    nth = _ORDINALS.get(g["nth"].lower())
    if length > 28:
        return None
    if nth:
        first = back(start, -length * (nth - 1), "day")
        last = min(last, back(first, 1 - length, "day"))
    else:
        first = back(last, length - 1, "day")
    return Days(first, last, "range", "stated" if "y" in g else "inferred") if first <= last else None


def _anchor(g: Groups, ref: dt.date | None) -> Days | None:
    which = (g.get("which") or g.get("which2") or "same").lower()
    by = {"next": 1, "following": 1, "previous": -1, "before": -1}.get(which, 0)
    unit = (g.get("unit") or g["unit2"]).lower()
    time = unit if unit in _grammar()[1] else _time({"lead": g.get("when", "")})
    return Days(time=time, anchor=(by, unit if unit in ("week", "month", "year") else "day"))


def _shift(g: Groups, ref: dt.date | None) -> Days | None:
    n, about = _number(g["n"])
    unit = g["unit"].lower()
    n, unit = (n // 24, "day") if unit == "hour" else (n, "day" if unit == "night" else unit)
    return Days(anchor=(n if g["shift"].lower() == "later" else -n, "+" + unit), about=about)


def _ago(g: Groups, ref: dt.date | None) -> Days | None:
    n, about = _number(g["n"])
    unit = g["unit"].lower()
    if ref is None:
        return Days()
    if unit in ("month", "year"):
        return Days(*period(ref, unit, n), grain="month" if unit == "month" else "year", about=True)
    day = back(ref, n // 24 if unit == "hour" else n, unit if unit == "week" else "day")
    return Days(day, day, about=about or unit == "week")


def _past(g: Groups, ref: dt.date | None) -> Days | None:
    n, about = _number(g["n"]) if "n" in g else (1, False)
    unit = (g.get("unit") or g["unit2"]).lower()
    return Days(back(ref, n, unit), ref, "range", about=about) if ref else Days(grain="range")


def _weekend(g: Groups, ref: dt.date | None) -> Days | None:
    if ref is None:
        return Days(grain="range")
    rel = g.get("rel", "").lower()
    if rel in ("this", "next", "coming", "this coming"):
        saturday = back(period(ref, "week", -(rel == "next"))[0], -5, "day")
        return Days(saturday, back(saturday, -1, "day"), "range")
    last = back(ref, 2, "day") if rel else ref
    saturday = back(last, (last.weekday() - 5) % 7, "day")
    return Days(saturday, min(ref, back(saturday, -1, "day")), "range")


def _season_of(year: int, name: str) -> Days:
    month, code = _SEASONS[name]
    start = dt.date(year, month, 1)
    return Days(start, back(_monthsback(start, -3), 1, "day"), "season", edtf=f"{year:04}-{code}")


def _season(g: Groups, ref: dt.date | None) -> Days | None:
    return replace(_season_of(int(g["y"]), g["season"].lower()), basis="stated")


def _whole(g: Groups, ref: dt.date | None) -> Days | None:
    """ "last week", "earlier this month", "this year", "last summer"."""
    unit, rel, half = g["unit"].lower(), g["rel"].lower().removesuffix(" current"), g.get("half", "").lower()
    grain: Grain = "season" if unit in _SEASONS else "week" if unit == "week" else "month" if unit == "month" else "year"
    if ref is None:
        return Days(grain=grain)
    if grain == "season":
        kept = [_season_of(y, unit) for y in range(max(1, ref.year - 2), min(9998, ref.year + 1) + 1)]
        if rel in ("last", "past", "this past"):
            return next((d for d in reversed(kept) if d.end and d.end < ref), None)
        if rel in ("next", "coming", "this coming"):
            return next((d for d in kept if d.start and d.start > ref), None)
        return next((d for d in kept if d.start and d.start.year == ref.year), None)
    by = {"last": 1, "past": 1, "this past": 1, "next": -1, "coming": -1, "this coming": -1}.get(rel, 0)
    if half in ("early", "late"):
        return _part_of({"half": half, "rel": "last" if by == 1 else "next" if by else "this", "unit": unit}, ref)
    start, end = period(ref, unit, by)
    if by == 0:
        start, end = (ref, end) if half == "later" else (start, ref)
    return Days(start, end, grain)


def _nth_day(g: Groups, ref: dt.date | None) -> Days | None:
    nth = g["nth"].lower()
    n = int(re.sub(r"\D", "", nth)) if nth[0].isdigit() else _ORDINALS[nth]
    unit = "week" if g["unit"].lower() == "week" else "day"
    return Days(back(ref, n - 1, unit), None, "range") if ref else Days(grain="range")


def _calendar_year(g: Groups, ref: dt.date | None) -> Days | None:
    first, second = int(g["y"]), g.get("y2")
    last = int(second if not second or len(second) == 4 else g["y"][:2] + second) if second else first
    if last < first:
        return None
    return Days(dt.date(first, 1, 1), dt.date(last, 12, 31), "year" if last == first else "range", "stated")


def _new_year(g: Groups, ref: dt.date | None) -> Days | None:
    return _absolute({"m": "12", "d": "31"} if g.get("eve", "").lower() == "eve" else {"m": "1", "d": "1"}, ref)


def _christmas(g: Groups, ref: dt.date | None) -> Days | None:
    return _absolute({"m": "12", "d": "24" if "eve" in g else "25"} | ({"y": g["y"]} if "y" in g else {}), ref)


def _clock(g: Groups, ref: dt.date | None) -> Days | None:
    """A time of day alone: it tells no day, but may belong to one."""
    if "part" in g:
        part = g["part"].lower()
        return Days(time=_grammar()[1].get(part.split()[0] if "early" in part else part, "dawn"))
    hour, _, minute = g.get("clock", g.get("hour", g.get("mil", ""))).replace(".", ":").partition(":")
    if "mil" in g:
        hour, minute = g["mil"][:2], g["mil"][2:]
    h, ampm = int(hour), (g.get("ampm") or g.get("ampm2") or "").lower()[:1]
    if h > 23:
        return None
    h = h % 12 + 12 * (ampm == "p") if ampm and h <= 12 else h
    return Days(time=f"{h:02}:{minute or '00'}")


def _stamp(g: Groups, ref: dt.date | None) -> Days | None:
    time = _clock(g, ref)
    return Days(ref, ref, basis="published", time=time.time) if time else None


_READ: dict[str, Callable[[Groups, dt.date | None], Days | None]] = {
    "absolute": _absolute, "slash": _slash, "weekday": _weekday, "near": _near, "overnight": _overnight, "month": _month,
    "part_of": _part_of, "week_of_month": _week_of_month, "anchor": _anchor, "shift": _shift, "ago": _ago,
    "past": _past, "weekend": _weekend, "season": _season, "period": _whole, "nth_day": _nth_day,
    "year": _calendar_year, "new_year": _new_year, "christmas": _christmas, "time": _clock, "stamp": _stamp,
}  # fmt: skip
