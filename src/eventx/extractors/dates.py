"""Words that tell a date become mentions of days: "early Monday" is the latest Monday not after publication.

Phrases are tried only where a word stands that can start one; neighbours are joined (in
`joining`), and what counts from the day told before ("two days later", "that evening") is resolved last. Days
are counted from the publication date, or from the dateline above them where an article has several.
"""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from eventx.datelines import dateline, datelines, reference_month, references
from eventx.dayphrases import Days, rules
from eventx.days import read
from eventx.extractors.anchors import forward, from_anchor, fronted, recalled
from eventx.extractors.joining import KINDS, WEEK, Told, join
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
_CORES = ("wd", "m", "y", "near", "part2", "unit", "clock", "two")  # groups that hold a phrase's main word
_PLAIN_WEEKDAY = re.compile(r"(?<!last )\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b", re.I)
SPEECH = words("dates")["speech"]
TIMES = frozenset({"time", "time-of-day"})


def find(doc: Doc, published: dt.date | None) -> Iterator[Mention]:
    """The date phrases of a Doc, each with its When (evidence is left empty), in order; no hours alone.

    Without `published` and without a dateline, what is relative gets no days: start and end are None.
    """
    return (m for m in find_all(doc, published) if m.found_by not in TIMES)


def find_all(doc: Doc, published: dt.date | None) -> Iterator[Mention]:
    """The date phrases of a Doc, and hours that tell no day, in order."""
    parse = parse_of(doc)
    text = parse.source
    told = _tell_times(join(text, list(_phrases(text, *references(text, published)))), parse)
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


def _of_acts(phrase: Told, *, here: bool) -> bool:
    """Whether what counts from a day told before counts from an act's; `here` is one of its sentence."""
    anchor = phrase.days.anchor or (0, "")
    return (
        anchor == (0, "day")
        or phrase.rule.kind == "days_after"
        or (anchor[1] in ("day", "+day") and not here)
    )


def _of_no_act(parse: Parse, phrase: Told, start: int, end: int, root: int) -> bool:
    """Whether a date is of the time in which acts are counted, or of a figure to compare with."""
    counted = ranked(parse, start, root, within=phrase.rule.name == "date-within")
    return compared(parse, start) or (counted and parse.lower[end : end + 2] != [",", "when"])


def _vague(days: Days) -> bool:
    """Whether no day of an act is told: a month, or a part of one ("late June")."""
    long = days.start is not None and days.end is not None and days.end - days.start > WEEK
    return days.grain == "month" or (days.grain == "range" and long)


def _ahead(parse: Parse, start: int, following: Sequence[Told]) -> Days | None:
    """The day that a sentence tells next, where it opens so long after: "Two days after it, on Monday"."""
    sentence = parse.sent_of[start]
    if start != parse.sents[sentence][0]:
        return None
    near = (t.days for t in following if _sentence(parse, t) == sentence)
    return next((days for days in near if days.grain == "day" and not days.anchor), None)


def _phrases(
    text: str, marks: list[tuple[int, dt.date | None]], skip: list[tuple[int, int]]
) -> Iterator[Told]:
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
                yield Told(at, done, core, rule, groups, ref, days, rule.name)
            break


def _tell_times(told: list[Told], parse: Parse) -> list[Told]:
    """An hour, or "overnight", that stands apart in a sentence tells the time of its nearest day."""
    days: dict[int, list[Told]] = defaultdict(list)
    past = set[int]()  # sentences of a month or year gone by: "In March 2020 nine died in an overnight raid"
    for phrase in told:
        if KINDS.get(phrase.rule.kind) == "day":
            days[_sentence(parse, phrase)].append(phrase)
        elif _gone_by(phrase) and not _aside(parse, _tokens(parse, phrase)[2]):
            past.add(_sentence(parse, phrase))
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
        if kind not in ("overnight", "night") or not (near or _sentence(parse, phrase) in past):
            kept.append(phrase)
    return kept


def _gone_by(phrase: Told) -> bool:
    """Whether a month or year was over before the day that words are read from."""
    end, ref = phrase.days.end, phrase.ref
    return phrase.days.grain in ("month", "year") and end is not None and ref is not None and end < ref


def _of_speech(parse: Parse, root: int) -> bool:
    """Whether a date is of what somebody says or writes: "claimed the assault on Thursday"."""
    verb = parse.verb_above(root)
    return verb is not None and parse.lemmas[verb] in SPEECH


def _looked_back_to(parse: Parse, root: int) -> bool:
    """Whether a date is of what came before what is told: "had carried out a shooting two weeks ago"."""
    verb = parse.verb_above(root)
    return verb is not None and any(parse.lower[k] == "had" for k in parse.dependents(verb, "aux"))


def _aside(parse: Parse, root: int) -> bool:
    """Whether a date is of a clause on a noun: "near Boni, on a road reopened in March"."""
    verb = parse.verb_above(root)
    return verb is not None and parse.deps[verb] in ("acl", "acl:relcl")


def _counted_since(parse: Parse, root: int) -> bool:
    """Whether a date is of what a toll counts from: "70 have been killed since troops landed on 9 July"."""
    verb = parse.verb_above(root)
    return verb is not None and any(parse.lower[k] == "since" for k in parse.dependents(verb, "mark"))


def _sentence(parse: Parse, phrase: Told) -> int:
    """The rank of the sentence in which a phrase's main word stands."""
    return parse.sent_of[max(0, bisect_right(parse.starts, phrase.core) - 1)]


def _tokens(parse: Parse, phrase: Told) -> tuple[int, int, int]:
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
