"""Words that tell a date become mentions of days: "early Monday" is the latest Monday not after publication.

Phrases are tried only where a word stands that can start one; neighbours are joined ("from Sunday to
Monday", "since March 3", "Friday at 05:30"), and what counts from the day told before ("two days later",
"that evening") is resolved last. Days are counted from the publication date, or from the dateline above them
where an article has several.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eventx.datelines import dateline, datelines, reference_month, references
from eventx.dayphrases import Days, Rule, rules
from eventx.days import Groups, read
from eventx.extractors.anchors import forward, from_anchor, fronted, recalled
from eventx.extractors.rankings import compared, ranked
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.parse import Parse, parse_of
from eventx.periods import back, period
from eventx.records import When

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["ahead", "dateline", "datelines", "find", "reference_month"]

_WORD = re.compile(r"[^\W\d_]+|\d+|\[")
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
_WEEK = dt.timedelta(days=8)
_NEXT_TO = re.compile(rf"[\s,(]*{_LIGHT}", re.I)
_ITS_NAME = re.compile(r"(?:,\s*+(?:a|which was a)\s+|\s*+(?:,\s*+)?\()", re.I)  # "March 5, a Saturday"
_BESIDE = re.compile(r"[\s,(]*(?:on\s+)?", re.I)
_KINDS = dict.fromkeys(
    ("absolute", "slash", "weekday", "near", "weekend", "week_of_month", "day_of_month"), "day"
) | {
    "month": "month",
    "part_of": "month",
    "season": "month",
    "year": "year",
}
_CORES = ("wd", "m", "y", "near", "part2", "unit", "clock", "two")  # groups that hold a phrase's main word
_PLAIN_WEEKDAY = re.compile(r"(?<!last )\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
SPEECH = words("dates")["speech"]
TIMES = frozenset({"time", "time-of-day"})
_FORWARD = frozenset(("weekday", "absolute", "month"))  # read again from the end of their span


@dataclass(slots=True)
class _Told:
    """A date phrase: its code points, the one of its main word, the rule, and the day it counts from."""

    start: int
    end: int
    core: int
    rule: Rule
    groups: Groups
    ref: dt.date | None
    days: Days
    name: str = ""


def find(doc: Doc, published: dt.date | None) -> Iterator[Mention]:
    """The date phrases of a Doc, each with its When (evidence is left empty), in order; no hours alone.

    Without `published` and without a dateline, what is relative gets no days: start and end are None.
    """
    return (m for m in find_all(doc, published) if m.found_by not in TIMES)


def find_all(doc: Doc, published: dt.date | None) -> Iterator[Mention]:
    """The date phrases of a Doc, and hours that tell no day, in order."""
    parse = parse_of(doc)
    text = parse.source
    told = _tell_times(_join(text, list(_phrases(text, *references(text, published)))), parse)
    anchor: Days | None = None
    told_in = -1  # the sentence of the anchor
    of_act: Days | None = None  # the anchor but for days of speech, months, and what goes on since a day
    lead: Days | None = None  # the first of them
    of_story: Days | None = None  # the last of them but for what came before that
    of_span: Days | None = None  # the last of more than a day: "between 3 and 9 May ... over the same period"
    of_years: Days | None = None  # the last of any grain: "in 1962 ... nine years later"
    for n, phrase in enumerate(told):
        days, (start, end, root) = phrase.days, _tokens(parse, phrase)
        if phrase.rule.kind == "time":
            yield Mention("date", start, end, root, _when(days, text[phrase.start : phrase.end]), phrase.name)
            continue
        if days.anchor:
            of_acts = _of_acts(phrase, here=told_in == _sentence(parse, phrase))
            by_year = days.anchor[1].lstrip("+") == "year"
            nearest = of_years if by_year else of_act if of_acts else anchor
            if phrase.rule.kind == "days_after":
                days = forward(parse, start, end, days)
                ahead = _ahead(parse, start, told[n + 1 : n + 2])
                nearest = recalled(parse, start, phrase.ref, lead) or ahead or nearest
            nearest = {"date-later-on": of_story, "date-same-period": of_span}.get(phrase.name, nearest)
            days = from_anchor(days, nearest)
            if days.start is None and phrase.name in ("date-later-on", "date-same-period"):
                continue  # of a day that is not told
            if days.start and phrase.ref and days.start > phrase.ref:
                days = replace(days, start=None, end=None)  # counted from another day than is meant
        if _of_no_act(parse, phrase, start, end, root):
            continue
        if phrase.rule.kind == "days_after":
            root = parse.heads[end - 1]  # what "after" stands before
            if root < end or days.start is None:
                continue
            if fronted(parse, start, root):
                root = parse.heads[root]
        if (
            days.start
            and days.grain in ("day", "range", "month")
            and phrase.rule.kind not in ("past", "nth_day", "days_after")
            and not (told_in == parse.sent_of[root] and _aside(parse, root))
            and not _counted_since(parse, root)
        ):
            anchor, told_in = days, parse.sent_of[root]
            done = phrase.ref is None or days.start <= phrase.ref
            of_own = days.end and not _of_speech(parse, root)
            if not _vague(days) and done and (of_act is None or of_own):
                of_act, lead = days, lead or days
                of_story = of_story if _looked_back_to(parse, root) else days
        of_span = days if days.start and days.end and days.end > days.start else of_span
        of_years = days if days.start and phrase.rule.kind != "past" else of_years
        if parse.pos[root] in ("VERB", "AUX") and phrase.rule.kind == "month":
            continue  # "troops may", "to march"
        yield Mention("date", start, end, root, _when(days, text[phrase.start : phrase.end]), phrase.name)


def _of_acts(phrase: _Told, *, here: bool) -> bool:
    """Whether what counts from a day told before counts from an act's; `here` is one of its sentence."""
    anchor = phrase.days.anchor or (0, "")
    return (
        anchor == (0, "day")
        or phrase.rule.kind == "days_after"
        or (anchor[1] in ("day", "+day") and not here)
    )


def _of_no_act(parse: Parse, phrase: _Told, start: int, end: int, root: int) -> bool:
    """Whether a date is of the time in which acts are counted, or of a figure to compare with."""
    counted = ranked(parse, start, root, within=phrase.rule.name == "date-within")
    return compared(parse, start) or (counted and parse.lower[end : end + 2] != [",", "when"])


def _vague(days: Days) -> bool:
    """Whether no day of an act is told: a month, or a part of one ("late June")."""
    long = days.start is not None and days.end is not None and days.end - days.start > _WEEK
    return days.grain == "month" or (days.grain == "range" and long)


def _ahead(parse: Parse, start: int, following: Sequence[_Told]) -> Days | None:
    """The day that a sentence tells next, where it opens so long after: "Two days after it, on Monday"."""
    sentence = parse.sent_of[start]
    if start != parse.sents[sentence][0]:
        return None
    near = (t.days for t in following if _sentence(parse, t) == sentence)
    return next((days for days in near if days.grain == "day" and not days.anchor), None)


def _phrases(
    text: str, marks: list[tuple[int, dt.date | None]], skip: list[tuple[int, int]]
) -> Iterator[_Told]:
    """The phrases that the rules find, each read from its own reference day."""
    table, done, offsets = rules(), 0, [offset for offset, _ in marks]
    ends = [end for _, end in skip]
    for word in _WORD.finditer(text):
        at = word.start()
        if at < done:
            continue
        key = "0" if word[0].isdecimal() else word[0].lower()
        for rule in table.get(key, ()):
            match = rule.pattern.match(text, at)
            if match is None or not rule.before.search(text[max(0, at - 40) : at]):
                continue
            if key == "0" and at > 1 and text[at - 1] in ".,:/-" and text[at - 2].isdecimal():
                continue
            if rule.kind == "block":
                done = match.end()
                break
            ref = marks[bisect_right(offsets, at) - 1][1]
            groups = {name: value for name, value in match.groupdict().items() if value}
            if (days := read(rule, groups, ref)) is None:
                continue
            done = match.end()
            following = bisect_right(ends, at)  # the first that ends behind the word
            if following == len(skip) or done <= skip[following][0]:
                core = next((match.start(group) for group in _CORES if group in groups), at)
                yield _Told(at, done, core, rule, groups, ref, days, rule.name)
            break


def _join(text: str, phrases: list[_Told]) -> list[_Told]:
    """Neighbours become one: a span, a weekday and its date, a day and its hour; "since" opens the end."""
    told: list[_Told] = []
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


def _joined(text: str, a: _Told, b: _Told) -> _Told | None:
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
        if _KINDS.get(day.rule.kind) != "day" or not (into or _NEXT_TO.fullmatch(gap)):
            return None
        start = back(day.days.start, 1, "day") if into and day.days.start else day.days.start
        days = replace(day.days, start=start, time="overnight", grain="range" if into else day.days.grain)
        return replace(day, start=a.start, end=b.end, days=days)
    if a.rule.kind == "absolute" and b.rule.kind == "weekday" and _ITS_NAME.fullmatch(gap):
        return replace(a, end=b.end)
    if a.rule.kind in ("weekday", "near") and b.rule.kind == "absolute" and _BESIDE.fullmatch(gap):
        return _same_day(a, b)
    if not (_KINDS.get(a.rule.kind) == _KINDS.get(b.rule.kind) is not None):
        return None
    if _TO.fullmatch(gap) or (_AND.fullmatch(gap) and _BETWEEN.search(text[max(0, a.start - 20) : a.start])):
        return _span(a, b)
    one = _span(a, b) if _AND.fullmatch(gap) and a.name != "date-span" else None
    near = one and (one.days.start is None or (one.days.end or one.days.start) - one.days.start < _WEEK)
    return one if near or (a.rule.kind == "month" and "y" not in a.groups) else None  # else days apart


def _same_day(a: _Told, b: _Told) -> _Told | None:
    """ "Sunday (February 4)": the date stands, the weekday settles its year."""
    if a.rule.kind == "weekday" and "y" not in b.groups:
        b = replace(b, days=read(b.rule, b.groups | {"wd": a.groups["wd"]}, b.ref) or b.days)
    if a.days.start and b.days.start:
        off = abs((a.days.start - b.days.start).days)
        if off > 1 and (a.rule.kind == "near" or off % 7):
            return None
    return replace(b, start=a.start, days=replace(b.days, time=b.days.time or a.days.time))


def _span(a: _Told, b: _Told) -> _Told | None:
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


def _tell_times(told: list[_Told], parse: Parse) -> list[_Told]:
    """An hour, or "overnight", that stands apart in a sentence tells the time of its nearest day."""
    days: dict[int, list[_Told]] = defaultdict(list)
    for phrase in told:
        if _KINDS.get(phrase.rule.kind) == "day":
            days[_sentence(parse, phrase)].append(phrase)
    kept = []
    for phrase in told:
        kind = phrase.rule.kind
        near = (
            days.get(_sentence(parse, phrase)) if kind in ("time", "overnight", "night", "nth_day") else None
        )
        if near and kind in ("overnight", "night"):  # "in raids overnight, he said Monday"
            near = [day for day in near if not _of_speech(parse, _tokens(parse, day)[2])]
        if near:
            day = min(near, key=lambda t: abs(t.start - phrase.start))
            if kind == "nth_day":
                phrase.days = read(phrase.rule, phrase.groups, day.days.start) or phrase.days
            else:
                day.days = replace(day.days, time=day.days.time or phrase.days.time)
        if kind not in ("overnight", "night") or not near:
            kept.append(phrase)
    return kept


def _of_speech(parse: Parse, root: int) -> bool:
    """Whether a date is of what somebody says or writes: "claimed the assault on Thursday"."""
    verb = next((up for up in parse.ancestors(root) if parse.pos[up] == "VERB"), None)
    return verb is not None and parse.lemmas[verb] in SPEECH


def _looked_back_to(parse: Parse, root: int) -> bool:
    """Whether a date is of what came before what is told: "had carried out a shooting two weeks ago"."""
    verb = next((up for up in parse.ancestors(root) if parse.pos[up] == "VERB"), None)
    return verb is not None and any(parse.lower[k] == "had" for k in parse.dependents(verb, "aux"))


def _aside(parse: Parse, root: int) -> bool:
    """Whether a date is of a clause on a noun: "near Boni, on a road reopened in March"."""
    verb = next((up for up in parse.ancestors(root) if parse.pos[up] == "VERB"), None)
    return verb is not None and parse.deps[verb] in ("acl", "acl:relcl")


def _counted_since(parse: Parse, root: int) -> bool:
    """Whether a date is of what a toll counts from: "70 have been killed since troops landed on 9 July"."""
    verb = next((up for up in parse.ancestors(root) if parse.pos[up] == "VERB"), None)
    return verb is not None and any(parse.lower[k] == "since" for k in parse.dependents(verb, "mark"))


def _sentence(parse: Parse, phrase: _Told) -> int:
    """The rank of the sentence in which a phrase's main word stands."""
    return parse.sent_of[max(0, bisect_right(parse.starts, phrase.core) - 1)]


def _tokens(parse: Parse, phrase: _Told) -> tuple[int, int, int]:
    """The phrase's first token, the one after its last, and the one that it hangs by."""
    start = max(0, bisect_right(parse.starts, phrase.start) - 1)
    end = max(start + 1, bisect_left(parse.starts, phrase.end))
    root = min(end - 1, max(start, bisect_right(parse.starts, phrase.core) - 1))
    if any(parse.deps[start:end]):
        outer = [i for i in range(start, end) if not start <= parse.heads[i] < end or parse.heads[i] == i]
        root = next((i for i in outer if parse.pos[i] not in ("ADP", "PUNCT", "DET", "ADV", "SCONJ")), root)
    return start, end, root


def _when(days: Days, text: str) -> When:
    """Days as a record has them, with the words that told them."""
    told = {"start": days.start, "end": days.end, "grain": days.grain, "time": days.time, "basis": days.basis}
    return When.model_validate(told | {"edtf": _edtf(days), "text": text})


def _edtf(days: Days) -> str | None:
    """ISO 8601-2, level 1; "~" marks what is only about then."""
    start, end, about = days.start, days.end, "~" if days.about else ""
    if days.edtf or (start is None and end is None):
        return days.edtf
    if start is None or end is None:
        return f"{start}/.." if start else f"../{end}"
    if start == end:
        return f"{start}{about}"
    if days.grain in ("month", "year") and (start, end) == period(start, days.grain):
        return start.isoformat()[: 7 if days.grain == "month" else 4] + about
    return f"{start}{about}/{end}{about}"


def ahead(when: When, published: dt.date) -> When:
    """The same words read of what is planned: the next day of that name instead of the last.

    >>> friday = When(start=dt.date(2024, 2, 2), end=dt.date(2024, 2, 2), basis="relative", text="Friday")
    >>> ahead(friday, dt.date(2024, 2, 5)).start
    datetime.date(2024, 2, 9)
    """
    if when.start is None or when.end is None or when.end >= published:
        return when
    day = when.start == when.end
    try:
        if when.basis == "inferred":
            start, end = (_within_a_year(d, when.end, published) for d in (when.start, when.end))
        elif day and (published - when.start).days < 7 and _PLAIN_WEEKDAY.search(when.text or ""):
            start = end = back(when.start, -7, "day")
        else:
            return when
    except (ValueError, OverflowError):  # 29 February
        return when
    edtf = start.isoformat() if day else f"{start}/{end}"
    return when.model_copy(update={"start": start, "end": end, "edtf": edtf})


def _within_a_year(day: dt.date, last: dt.date, published: dt.date) -> dt.date:
    """A day of the year in which the last day of its period is not over."""
    year = day.year + published.year - last.year
    return day.replace(year=year if last.replace(year=published.year) >= published else year + 1)
