"""When an act was: as told, or as bounded by what it is part of, follows, was announced or published.

The day that an act has from the sentences around it is in `lending`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from eventx import durations, lending, news, progress, timing
from eventx.context import Context
from eventx.drafts import Draft
from eventx.extractors.dates import ahead
from eventx.lending import long_before, told_around, with_evidence
from eventx.records import LASTING, Basis, Span, When

EARLY = frozenset({"dawn", "morning"})
NOON = "12:59"


def date_of(context: Context, draft: Draft) -> When | None:
    """The date of an act, by the first way that gives one."""
    begun_and_ended = _bounds(context, draft)
    if begun_and_ended is not None:
        return begun_and_ended
    date = draft.date
    announced = next((t.announced for t in draft.tellings if t.announced), None)
    if date is not None and announced is not None:
        date = timing.by_then(date, announced)
    if (
        date is not None
        and draft.first.claim.reason in ("future", "announced")
        and context.published is not None
    ):
        date = replace(date, value=ahead(date.value, context.published))
    told: When | None = date.value if date is not None else None
    if date is not None and date.found_by.startswith("stamp") and (beside := told_around(context, draft)):
        return with_evidence(context, beside)
    if date is not None and (told and (told.start or told.end or context.published is None)):
        return _lasting(context, draft, with_evidence(context, date))
    if draft.first.claim.status == "planned" and not any(t.outcomes for t in draft.tellings):
        return _from_now(context, draft)
    beside = told_around(context, draft)
    if beside is not None:
        return with_evidence(context, beside)
    if draft.background is not None:
        return None  # what was long ago, or is never, has no date but its own
    bounds = (
        lending.of_act_before(context, draft)
        or lending.of_the_list(context, draft)
        or lending.carried_here(context, draft)
        or _whole(context, draft)
        or _announced(context, draft)
        or lending.of_the_sentence(context, draft)
        or lending.carried(context, draft)
        or _published(context)
    )
    time = told.time if told and told.time else _time(context, draft)
    return _at_the_time(bounds, time) if bounds and time else bounds


def _time(context: Context, draft: Draft) -> str | None:
    """The hour, or part of the day, of an act that tells no day: "struck at about 3 a.m."."""
    parse = context.grammar.parse
    for telling in draft.tellings:
        acts = {t.root for t in telling.triggers}
        for time in context.found.within("times", telling.sentence):
            prayer = parse.deps[time.root] in ("compound", "amod")  # "after dawn prayers"
            if not prayer and not acts.isdisjoint(_and_drawn_into(context, time.root)):
                told: When = time.value
                return told.time
    return None


def _and_drawn_into(context: Context, i: int) -> Iterator[int]:
    """What a phrase hangs by, and what a verb leads to: "were drawn into a firefight at dawn"."""
    parse = context.grammar.parse
    verb = next((up for up in parse.ancestors(i) if parse.pos[up] == "VERB"), i)
    yield from parse.ancestors(i)
    if not context.grammar.reports(verb):
        yield from parse.dependents(verb, "obl", "obj")


def _at_the_time(bounds: When, time: str) -> When:
    """What was no later than a day, at an hour of its morning: that day."""
    morning = time in EARLY or ("00:00" < time <= NOON)
    if bounds.start is not None or bounds.end is None or not morning:
        return bounds.model_copy(update={"time": time})
    day = {"start": bounds.end, "grain": "day", "edtf": bounds.end.isoformat(), "basis": "inferred"}
    return bounds.model_copy(update={"time": time, **day})


def _whole(context: Context, draft: Draft) -> When | None:
    """The days of what an act is part of."""
    whole = date_of(context, draft.parent) if draft.parent is not None else None
    if whole is None or whole.start is None or long_before(context, whole.start):
        return None
    return whole.model_copy(update={"basis": "inferred"})


def _lasting(context: Context, draft: Draft, when: When) -> When:
    """The days of an act whose first or last is told, and how many: "a five-day sweep, begun on Monday"."""
    telling = next((t for t in draft.tellings if t.date and t.date.value.start == when.start), None)
    days = _length(context, draft)
    if telling is None or when.start is None or (when.end and when.end != when.start):
        return when
    start, end, length = when.start, when.end, dt.timedelta(days=days - 1)
    if days > 1 and telling.bound == "end":
        start = start - length
    elif days > 1 and (
        end is None or telling.bound == "start" or _over_by_now(context, draft, start + length)
    ):
        end = start + length
    elif end is None and context.published and news.sums_up(context.grammar, telling):
        end = context.published
    elif telling.bound == "start" and _goes_on(context, draft):
        return durations.open_ended(when)
    else:
        return when
    return when.model_copy(update={"start": start, "end": end, "grain": "range", "edtf": f"{start}/{end}"})


def _goes_on(context: Context, draft: Draft) -> bool:
    """Whether an act that began is told as not over."""
    return durations.goes_on(context.grammar, draft.tellings) or progress.going_on(context.grammar, draft)


def _length(context: Context, draft: Draft) -> int:
    """How many days an act is told to have lasted."""
    return next((n for t in draft.triggers if (n := durations.days_long(context.grammar, t.root))), 1)


def _over_by_now(context: Context, draft: Draft, day: dt.date) -> bool:
    """Whether an act of several days would be over on a day when it was announced."""
    if any(durations.before_it(context.grammar, t.root) for t in draft.triggers):
        return False
    now = [t.announced.value.end for t in draft.tellings if t.announced] or [context.published]
    return now[0] is not None and day <= now[0]


def _bounds(context: Context, draft: Draft) -> When | None:
    """The days from beginning to end of an act that is told to have ended."""
    dated = [t for t in draft.tellings if t.date]
    begun = next((t.date for t in dated if t.bound == "start"), None)
    ended = next((t.date for t in dated if t.bound == "end"), None)
    if ended is None or not ended.value.end:
        return None
    if begun is None and any(t.bound != "end" for t in dated):
        return None
    start, end = begun.value.start if begun else None, ended.value.end
    if start is not None and start > end:
        return None
    if start is None and (days := _length(context, draft)) > 1:
        start = end - dt.timedelta(days=days - 1)
    if start is None and not LASTING.intersection(draft.kinds[:1]):
        return None  # "a gun battle ended on Monday with three dead": of that day
    evidence = context.evidence(*(d for d in (begun, ended) if d))
    return _range(start, end, basis=ended.value.basis, text=ended.value.text, evidence=evidence)


def _from_now(context: Context, draft: Draft) -> When | None:
    """Not before it was announced, or told: what is planned, on no certain day."""
    told = _announced(context, draft) or _published(context)
    if told is None:
        return None
    return told.model_copy(update={"start": told.end, "end": None, "edtf": f"{told.end}/.."})


def _announced(context: Context, draft: Draft) -> When | None:
    """No later than it was announced."""
    announced = (t.announced for t in draft.tellings if t.announced and t.announced.value.start)
    mention = next(announced, None)
    if mention is None:
        return None
    end = mention.value.end or mention.value.start
    evidence = context.evidence(mention)
    return _range(None, end, basis="inferred", text=mention.value.text, evidence=evidence)


def _published(context: Context) -> When | None:
    """No later than the article was published."""
    if context.published is None:
        return None
    evidence = [context.span(*context.dateline, "dateline")] if context.dateline else []
    return _range(None, context.published, basis="published", text=None, evidence=evidence)


def _range(
    start: dt.date | None, end: dt.date, *, basis: Basis, text: str | None, evidence: list[Span]
) -> When:
    """Days from one to another, both inclusive; no `start` where only the end is known."""
    edtf = f"{start or '..'}/{end}"
    return When(start=start, end=end, grain="range", edtf=edtf, basis=basis, text=text, evidence=evidence)
