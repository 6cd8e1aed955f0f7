"""When an act was: as told, or as bounded by what it is part of, follows, was announced or published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from eventx import aftermath, durations, news, progress, scenes, timing
from eventx.clauses import OCCASIONS, told_before
from eventx.context import Context
from eventx.drafts import Draft
from eventx.extractors.dates import ahead
from eventx.mentions import Mention
from eventx.records import LASTING, Basis, Span, When
from eventx.tellings import Telling

RECENT = 62  # days, about two months
LONG = 8  # days, more than a week
FEW = 5  # acts told as one, of one day: "three air strikes"
AMID = 12  # sentences between the first that tells an act and the last
RUNNING = 12  # sentences from the day that an article goes on from
EARLY = frozenset({"dawn", "morning"})
NOON = "12:59"
AFTER = "date-days-after"  # "a day after the raid"
SHIFTED = ("stamp", "date-later", AFTER)  # counted from another act's day, or of its line
WEEK = dt.timedelta(days=LONG)
NEXT = frozenset({"next", "following", "after"})  # "the next morning" is of what came then
TURNS = frozenset({"meanwhile", "elsewhere", "separately"})
SCENES = TURNS | {"in", "at", "near", "on", "to", "and"}


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
    if date is not None and date.found_by.startswith("stamp") and (beside := _told_around(context, draft)):
        return _with_evidence(context, beside)
    if date is not None and (told and (told.start or told.end or context.published is None)):
        return _lasting(context, draft, _with_evidence(context, date))
    if draft.first.claim.status == "planned" and not any(t.outcomes for t in draft.tellings):
        return _from_now(context, draft)
    beside = _told_around(context, draft)
    if beside is not None:
        return _with_evidence(context, beside)
    if draft.background is not None:
        return None  # what was long ago, or is never, has no date but its own
    bounds = (
        _beside(context, draft)
        or _of_the_list(context, draft)
        or _carried_here(context, draft)
        or _whole(context, draft)
        or _announced(context, draft)
        or _of_the_sentence(context, draft)
        or (None if _turned_from(context, draft) else _carried(context, draft) or _running(context, draft))
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


def _told_around(context: Context, draft: Draft) -> Mention | None:
    """The day that a sentence beside an act tells without another: "The town fell on Friday morning"."""
    if draft.background is not None or draft.first.item or _many(draft):
        return None
    last = max(t.sentence for t in draft.tellings)
    for beside in context.beside(draft, 1, -1, on=1):
        days = [m for m in context.found.within("dates", beside) if _of_the_scene(context, m)]
        if beside > last:
            days = [m for m in days if NEXT.isdisjoint(context.grammar.parse.lower[m.start : m.end])]
        if len(days) == 1 and beside not in context.telling:
            return days[0]
    return _told_amid(context, draft)


def _told_amid(context: Context, draft: Draft) -> Mention | None:
    """The one day of the sentences between those that tell an act: "When it came close on Tuesday, boats"."""
    told = [t.sentence for t in draft.tellings if not t.in_title]
    announced = any(t.announced for t in draft.tellings)
    if not (told and announced) or max(told) - min(told) > AMID:
        return None
    amid = [s for s in range(min(told) + 1, max(told)) if s not in context.telling]
    days = [m for s in amid for m in context.found.within("dates", s) if _of_the_scene(context, m)]
    one = len({m.value.start for m in days}) == 1 and days[0].value.grain == "day"
    return days[0] if one else None


def _of_the_scene(context: Context, date: Mention) -> bool:
    """Whether a day may be that of the act beside its sentence."""
    grammar, value = context.grammar, date.value
    return (
        value.start is not None
        and value.end is not None
        and (value.end - value.start).days < LONG
        and not _long_before(context, value.start)
        and not date.found_by.startswith(SHIFTED)
        and not scenes.said(grammar, date.root)
        and not told_before(grammar.parse, date.root)
        and not aftermath.tells(grammar, date.root)
    )


def _of_the_list(context: Context, draft: Draft) -> When | None:
    """The day of the line that heads the list of which an act is an item."""
    framed = _framed(context, draft) if draft.first.item else None
    return _with_evidence(context, framed) if framed and framed.value.grain == "day" else None


def _whole(context: Context, draft: Draft) -> When | None:
    """The days of what an act is part of."""
    whole = date_of(context, draft.parent) if draft.parent is not None else None
    if whole is None or whole.start is None or _long_before(context, whole.start):
        return None
    return whole.model_copy(update={"basis": "inferred"})


def _long_before(context: Context, day: dt.date) -> bool:
    """Whether a campaign began so long ago that its days tell nothing of news that is part of it."""
    return context.published is not None and (context.published - day).days > RECENT


def _with_evidence(context: Context, mention: Mention) -> When:
    """A date with the words that told it."""
    when: When = mention.value
    return when.model_copy(update={"evidence": context.evidence(mention)})


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


def _carried(context: Context, draft: Draft) -> When | None:
    """The date that goes on until another is told: of the act before, of the list or of the title."""
    paragraph, parse = draft.first.paragraph, context.grammar.parse
    dated = [
        (d, date)
        for d in context.before(draft)
        if not (d.left or (d.aside and not _goes_on_from(d, draft)))
        and (date := _told_of(context, d)) is not None
        and date.found_by != AFTER  # told in passing
        and not told_before(parse, date.root)
    ]
    before, date = dated[0] if dated else (None, None)
    if date is not None and before and before.first.paragraph != paragraph and _opens_scene(context, draft):
        date = _latest(date, (d for _, d in dated))
    if date is None or date.value.end is None or (before and before.tellings[-1].paragraph != paragraph):
        framed = _framed(context, draft)
        stamped = framed is not None and framed.found_by.startswith("stamp")
        if not (framed and stamped and before and framed.root < before.first.tokens[0]):
            date = framed or date
    if date is None:
        return None  # of a carried day the hour is not known
    return _with_evidence(context, date).model_copy(update={"basis": "inferred", "time": None})


def _told_of(context: Context, draft: Draft) -> Mention | None:
    """The day told of an act that the next may have too: not that on which a campaign began long ago."""
    days = [t.date for t in draft.tellings if t.date and t.date.value.start and not _long_running(context, t)]
    return draft.date if draft.date in days else days[-1] if days else None


def _long_running(context: Context, telling: Telling) -> bool:
    """Whether a day is that from which something had gone on for more than a week: "begun on 9 March"."""
    day: When | None = telling.date.value if telling.date else None
    if day is None or day.start is None or context.published is None:
        return False
    return (telling.bound == "start" or day.end is None) and context.published - day.start >= WEEK


def _carried_here(context: Context, draft: Draft) -> When | None:
    """The day told in the paragraph of an act before it, where the act is part of what took longer."""
    before = next((d for d in context.before(draft) if d.date is not None), None)
    if draft.parent is None or before in (None, draft.parent) or any(t.several for t in draft.tellings):
        return None
    here = before is not None and before.first.paragraph == draft.first.paragraph
    return _carried(context, draft) if here else None


def _of_the_sentence(context: Context, draft: Draft) -> When | None:
    """The one day that the sentence of an act tells, of whatever in it: "A patrol that came on Sunday"."""
    days = [m for m in context.found.within("dates", draft.first.sentence) if _of_the_scene(context, m)]
    if _many(draft) or len(days) != 1 or days[0].value.grain != "day":
        return None
    if _earlier(context, draft, days[0].root):
        return None
    return _with_evidence(context, days[0]).model_copy(update={"basis": "inferred", "time": None})


def _earlier(context: Context, draft: Draft, day: int) -> bool:
    """Whether a day is of what came before an act: "over Sunday's attack", "that had reopened on Monday".

    Or of what it answers: "in response to the bombing of January 21".
    """
    parse = context.grammar.parse
    if parse.deps[day] == "nmod:poss":
        return True
    own = {*parse.ancestors(draft.first.triggers[0].root)}
    if any(parse.lemmas[up] in OCCASIONS and up not in own for up in parse.ancestors(day)):
        return True
    of_it = [next((up for up in (i, *parse.ancestors(i)) if parse.pos[up] == "VERB"), i)
             for i in (day, draft.first.triggers[0].root)]  # fmt: skip
    had = [any(parse.lower[k] == "had" for k in parse.dependents(verb, "aux")) for verb in of_it]
    return had == [True, False]


def _turned_from(context: Context, draft: Draft) -> bool:
    """Whether a paragraph turns to something else from acts of days ago: "Meanwhile in Bari, police"."""
    before = [d for d in context.before(draft) if d.date and d.date.value.start]
    if not before or context.published is None or not _opens_scene(context, draft, TURNS):
        return False
    days: list[When] = [d.date.value for d in before if d.date]
    if before[0].tellings[-1].paragraph == draft.first.paragraph or days[0].grain != "day":
        return False
    return all((context.published - (day.end or context.published)).days > 1 for day in days)


def _goes_on_from(before: Draft, draft: Draft) -> bool:
    """Whether an act is told in the sentence behind another: "They had been caught before. Two fled"."""
    last, first = before.tellings[-1], draft.first
    return last.paragraph == first.paragraph and first.sentence - last.sentence == 1


def _opens_scene(context: Context, draft: Draft, words: frozenset[str] = SCENES) -> bool:
    """Whether a sentence turns to another place: "In Diyala, the police", "Meanwhile"."""
    parse = context.grammar.parse
    opening = next((parse.lower[k] for k in range(*draft.first.tokens) if parse.words[k].strip()), "")
    return opening in words


def _many(draft: Draft) -> bool:
    """Whether a record is of more acts than one day has."""
    counts = (t.count for t in draft.tellings if t.several)
    return draft.aggregate or any((count.low or 0) > FEW for count in counts if count)


def _running(context: Context, draft: Draft) -> When | None:
    """The day told last before an act, whatever it was told of: "Shops stayed shut on Monday. ... Then"."""
    if draft.background is not None or _many(draft) or context.published is None:
        return None
    first = draft.first.sentence
    for sentence in range(first - 1, max(-1, first - RUNNING), -1):
        days = [m for m in context.found.within("dates", sentence) if _of_the_scene(context, m)]
        days = [m for m in days if m.value.grain == "day" and context.published - m.value.start < WEEK]
        if days:
            return _with_evidence(context, days[-1]).model_copy(update={"basis": "inferred", "time": None})
    return None


def _latest(date: Mention, others: Iterable[Mention]) -> Mention:
    """Of the days told of acts before the latest, which is that of the news: others were looked back to."""
    days = [m for m in others if m.value.end and m.value.start and m.value.end - m.value.start < WEEK]
    return max([date, *days], key=lambda m: m.value.end or m.value.start)


def _beside(context: Context, draft: Draft) -> When | None:
    """The day of the act told before it in its sentence: "hit a depot overnight and a radar in Y"."""
    for other in context.before(draft):
        first = other.first
        if first.sentence != draft.first.sentence or first.claim.status == "planned":
            return None
        if first.date is not None and first.date.found_by == AFTER:
            continue  # counted to an act of its own
        if first.date is not None and first.date.value.start and first.date.value.end:
            when = _with_evidence(context, first.date)
            return when.model_copy(update={"basis": "inferred", "time": None})
    return None


def _framed(context: Context, draft: Draft) -> Mention | None:
    """The date of the line above that heads a list: "developments on Tuesday, January 30:"."""
    above = [m for m in context.found.framing if m.root < draft.first.tokens[0]]
    return above[-1] if above else None


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
