"""The day of an act that tells none, lent by what is told around it.

By the sentences beside it, by the act before it in its sentence, or as the day that goes on until
another is told.

In which order these are asked, and what is left where none lends one, is in `dating`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from eventx import aftermath, scenes
from eventx.clauses import OCCASIONS, told_before
from eventx.context import Context
from eventx.drafts import Draft
from eventx.mentions import Mention
from eventx.records import When
from eventx.tellings import Telling

RECENT = 62  # days, about two months
LONG = 8  # days, more than a week
FEW = 5  # acts told as one, of one day: "three air strikes"
AMID = 12  # sentences between the first that tells an act and the last
RUNNING = 12  # sentences from the day that an article goes on from
AFTER = "date-days-after"  # "a day after the raid"
SHIFTED = ("stamp", "date-later", AFTER)  # counted from another act's day, or of its line
WEEK = dt.timedelta(days=LONG)
NEXT = frozenset({"next", "following", "after"})  # "the next morning" is of what came then
TURNS = frozenset({"meanwhile", "elsewhere", "separately"})
SCENES = TURNS | {"in", "at", "near", "on", "to", "and"}


def told_around(context: Context, draft: Draft) -> Mention | None:
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
        and not long_before(context, value.start)
        and not date.found_by.startswith(SHIFTED)
        and not scenes.said(grammar, date.root)
        and not told_before(grammar.parse, date.root)
        and not aftermath.tells(grammar, date.root)
    )


def of_the_list(context: Context, draft: Draft) -> When | None:
    """The day of the line that heads the list of which an act is an item."""
    framed = _framed(context, draft) if draft.first.item else None
    return with_evidence(context, framed) if framed and framed.value.grain == "day" else None


def long_before(context: Context, day: dt.date) -> bool:
    """Whether a campaign began so long ago that its days tell nothing of news that is part of it."""
    return context.published is not None and (context.published - day).days > RECENT


def with_evidence(context: Context, mention: Mention) -> When:
    """A date with the words that told it."""
    when: When = mention.value
    return when.model_copy(update={"evidence": context.evidence(mention)})


def _lent(context: Context, mention: Mention) -> When:
    """The day of something else; its hour is not that of the act."""
    return with_evidence(context, mention).model_copy(update={"basis": "inferred", "time": None})


def carried(context: Context, draft: Draft) -> When | None:
    """The day that goes on until another is told, unless the paragraph turns to something else."""
    if _turned_from(context, draft):
        return None
    return _of_acts_before(context, draft) or _running(context, draft)


def _of_acts_before(context: Context, draft: Draft) -> When | None:
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
        return None
    return _lent(context, date)


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


def carried_here(context: Context, draft: Draft) -> When | None:
    """The day told in the paragraph of an act before it, where the act is part of what took longer."""
    before = next((d for d in context.before(draft) if d.date is not None), None)
    if draft.parent is None or before in (None, draft.parent) or any(t.several for t in draft.tellings):
        return None
    here = before is not None and before.first.paragraph == draft.first.paragraph
    return _of_acts_before(context, draft) if here else None


def of_the_sentence(context: Context, draft: Draft) -> When | None:
    """The one day that the sentence of an act tells, of whatever in it: "A patrol that came on Sunday"."""
    days = [m for m in context.found.within("dates", draft.first.sentence) if _of_the_scene(context, m)]
    if _many(draft) or len(days) != 1 or days[0].value.grain != "day":
        return None
    if _earlier(context, draft, days[0].root):
        return None
    return _lent(context, days[0])


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
            return _lent(context, days[-1])
    return None


def _latest(date: Mention, others: Iterable[Mention]) -> Mention:
    """Of the days told of acts before the latest, which is that of the news: others were looked back to."""
    days = [m for m in others if m.value.end and m.value.start and m.value.end - m.value.start < WEEK]
    return max([date, *days], key=lambda m: m.value.end or m.value.start)


def of_act_before(context: Context, draft: Draft) -> When | None:
    """The day of the act told before it in its sentence: "hit a depot overnight and a radar in Y"."""
    for other in context.before(draft):
        first = other.first
        if first.sentence != draft.first.sentence or first.claim.status == "planned":
            return None
        if first.date is not None and first.date.found_by == AFTER:
            continue  # counted to an act of its own
        if first.date is not None and first.date.value.start and first.date.value.end:
            return _lent(context, first.date)
    return None


def _framed(context: Context, draft: Draft) -> Mention | None:
    """The date of the line above that heads a list: "developments on Tuesday, January 30:"."""
    above = [m for m in context.found.framing if m.root < draft.first.tokens[0]]
    return above[-1] if above else None
