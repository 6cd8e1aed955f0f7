"""Dates of a sentence → the tellings whose acts they date.

Whether a date is that of an act's beginning or end, and how long it went on, is in `durations`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eventx import aftermath, durations, scenes
from eventx.belonging import (
    BEGINNINGS,
    Owners,
    in_clause_beside,
    of_the_past,
    of_the_whole,
    owner_of,
    right_behind,
    subordinate,
    trails,
)
from eventx.finding import Found
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.parse import Parse
from eventx.syntax import Grammar
from eventx.tellings import Telling

COUNTED_BACK = frozenset(
    {"date-past", "date-within", "date-overnight", "date-night"}
)  # rules of dates that end now
COUNTED = frozenset({"date-later", "date-days-after"})  # rules of dates that count from another act
RISING = words("dates")["rising"]
TOLLS = words("dates")["tolls"]
CREDIT = frozenset({"responsibility", "credit"})
HOURS = frozenset({"hour", "minute", "moment"})
MEANWHILE = frozenset({"as", "when", "while"})
FIGURE = 5  # tokens from "rose" to the day
WIDTH = {"day": 0, "range": 1, "week": 2, "month": 3, "season": 4, "year": 5}


def share_out(grammar: Grammar, found: Found, sentence: int, tellings: list[Telling], owners: Owners) -> None:
    """Give each date to the telling that it hangs by, the narrowest to stay; of saying, to all."""
    dates = _without_stamps(found.within("dates", sentence))
    dates = [m for m in dates if not of_the_past(grammar, found, m.root, owners)]
    astray = {m.root for m in dates if owners.keys().isdisjoint((m.root, *grammar.parse.ancestors(m.root)))}
    beside = {m.root for m in dates if in_clause_beside(grammar, m, owners)}

    def far(mention: Mention) -> tuple[bool, bool, int]:
        off = min((abs(mention.root - i) for i in owners), default=0) if mention.root in astray else 0
        return mention.root in astray, mention.root in beside and not off, off

    for mention in dates:
        if telling := right_behind(grammar, mention, owners):
            telling.date = telling.date or mention
    for mention in sorted((_then(grammar, m, owners) for m in dates), key=far):
        if mention.found_by == "date-days-after" and _of_no_act(grammar, mention, owners):
            continue
        if of_the_whole(grammar, mention, owners):
            continue
        opening = durations.as_it_began(grammar, mention, owners)
        if opening is not None and opening.date is None:
            opening.date, opening.bound = mention, "start"
            continue
        stamped = mention.found_by.startswith("stamp")  # "15:55 Two were killed, medics report"
        period = mention.found_by == "date-past" and mention in found.framing
        said = not (stamped or period) and (
            scenes.said(grammar, mention.root, owners)
            or _told_then(grammar, mention, owners)
            or _claimed_then(grammar, mention, owners)
            or _came_of_it(grammar, mention, owners)
        )
        if said or (not stamped and _toll_alone(tellings)):
            for telling in tellings:
                telling.announced = telling.announced or mention
        elif durations.tells_bound(grammar, mention, owners) or not (
            subordinate(grammar, mention, owners) or aftermath.tells(grammar, mention.root)
        ):
            owner = owner_of(grammar, mention.root, tellings, owners)
            then = grammar.parse.lower[mention.end : mention.end + 2] == [",", "when"]
            bound = None if then else durations.bound_of(grammar, mention.root, owners)
            narrower = owner and owner.date and mention.root not in beside and _narrower(mention, owner.date)
            if narrower and owner and owner.date:
                narrower = not _of_the_act(grammar, owner, owner.date, mention)
            counted = owner and owner.date and owner.date.found_by in COUNTED
            if counted and owner and owner.date and mention.root not in beside:
                narrower = narrower or _of_the_act(grammar, owner, mention, owner.date)
            if owner and (owner.date is None or narrower):
                owner.date, owner.bound = mention, bound
            elif owner and owner.date and (owner.bound, bound) == ("start", "end"):
                owner.date, owner.bound = durations.from_to(owner.date, mention), None
    _when(grammar, dates, owners)
    behind = [m for m in dates if trails(grammar, m, owners)]
    if len(behind) == 1:
        owner = owner_of(grammar, behind[0].root, tellings, owners)
        if owner and owner.date is None:
            owner.date = behind[0]
    for mention in dates:
        owner = owner_of(grammar, mention.root, tellings, owners)
        if owner and owner.date is None and owner.announced is None and _about_then(grammar, mention, owners):
            owner.date = mention
    for telling in tellings:
        if telling.date and telling.announced:
            telling.date = by_then(telling.date, telling.announced)


def _when(grammar: Grammar, dates: Sequence[Mention], owners: Owners) -> None:
    """Give a day to the act that a "when" behind it tells: "fell on Monday, when bandits stormed Gusau"."""
    parse = grammar.parse
    for mention in dates:
        then = mention.end + 1
        if parse.lower[mention.end : then + 1] == [",", "when"]:
            for i, telling in owners.items():
                if then in parse.kids[i] and telling.date is None:
                    telling.date = mention


def _without_stamps(dates: list[Mention]) -> list[Mention]:
    """The dates of a sentence but for the hour at which it was posted, where it tells a day of its own."""
    told = [m for m in dates if not m.found_by.startswith("stamp")]
    return told if any(m.value.start for m in told) else dates


def _toll_alone(tellings: Sequence[Telling]) -> bool:
    """Whether a sentence tells a toll and no act: the day is that on which it rose."""
    results = all(trigger.kind == "result" for telling in tellings for trigger in telling.triggers)
    return results and any(outcome.value.total for telling in tellings for outcome in telling.outcomes)


def _told_then(grammar: Grammar, date: Mention, owners: Owners) -> bool:
    """Whether a day is of a verb that goes on to say the acts: "published a list on Monday, saying"."""
    parse = grammar.parse
    verb = parse.verb_above(date.root)
    if verb is None or verb in owners or date.value.grain != "day":
        return False
    ing = [
        k for k in parse.dependents(verb, "advcl") if parse.lower[k].endswith("ing") and grammar.reports(k)
    ]
    said = {i for k in ing for i in parse.subtree(k)}
    told = owners.keys() & set(parse.subtree(verb))
    return bool(told & said) and told <= said  # not "used drones to bomb it on Monday, saying"


def _claimed_then(grammar: Grammar, date: Mention, owners: Owners) -> bool:
    """Whether a day is that on which an act told before was claimed: "claimed the attack on Thursday".

    Or "took responsibility on Thursday for an attack", or "for the attack on Thursday".
    """
    parse = grammar.parse
    verb = parse.verb_above(date.root)
    owned = [] if verb is None else [k for k in parse.dependents(verb, "obj") if parse.lemmas[k] in CREDIT]
    if owned and verb is not None:
        acts = [i for i in owners if i in parse.subtree(verb)]
        known = any(parse.lower[k] in ("the", "this", "that") for i in acts for k in parse.kids[i])
        return known or all(date.root < i for i in acts)
    if verb is None or parse.lemmas[verb] != "claim" or not {"on", "by"} & grammar.prepositions(date.root):
        return False
    claimed = [k for k in parse.dependents(verb, "obj") if k in owners and parse.lemmas[k] != "life"]
    return any(parse.lower[j] in ("the", "this", "that") for k in claimed for j in parse.kids[k])


def _came_of_it(grammar: Grammar, date: Mention, owners: Owners) -> bool:
    """Whether a day is that on which a toll rose, or on which something else began after the act."""
    parse = grammar.parse
    if _risen(parse, date):
        return True
    above = list(parse.ancestors(date.root))
    verb = next((up for up in above if parse.pos[up] == "VERB"), None)
    if verb is None or not owners.keys().isdisjoint((date.root, *above[: above.index(verb)])):
        return False
    if parse.lemmas[verb] in RISING:
        return any(parse.lemmas[k] in TOLLS for k in parse.dependents(verb, "nsubj", "nsubj:pass"))
    if parse.lemmas[verb] not in BEGINNINGS or not owners.keys().isdisjoint(above):
        return False
    after = (k for k in parse.dependents(verb, "advcl") if k in owners)
    return any(parse.lower[m] == "after" for k in after for m in parse.dependents(k, "mark"))


def _risen(parse: Parse, date: Mention) -> bool:
    """Whether a date stands behind the figure that a toll rose to: "rose to 24 on Wednesday"."""
    start = parse.sents[parse.sent_of[date.root]][0]
    for k in range(max(start, date.start - FIGURE), date.start - 1):
        if parse.lemmas[k] in RISING and parse.lower[k + 1] in ("to", "at"):
            return not TOLLS.isdisjoint(parse.lemmas[start:k])
    return False


def _of_no_act(grammar: Grammar, date: Mention, owners: Owners) -> bool:
    """Whether so long after is counted from no act that is told: "a day after the army admitted that"."""
    behind = min((i for i in owners if i >= date.end), default=None)
    if date.root in owners or behind is None:
        return date.root not in owners
    return any(grammar.reports(i) for i in range(date.end, behind))


def _then(grammar: Grammar, date: Mention, owners: Owners) -> Mention:
    """The day itself where an act of that day follows: "since March 3, when gangs stormed two prisons".

    Not where what went on since is an act: "has flown nine raids since March 3, when the siege began".
    """
    value = date.value
    since = any(up in owners and up < date.start for up in grammar.parse.ancestors(date.root))
    if (
        since
        or value.start is None
        or value.end is not None
        or grammar.parse.lower[date.end : date.end + 2] != [",", "when"]
    ):
        return date
    day = {"end": value.start, "grain": "day", "edtf": value.start.isoformat()}
    return replace(date, value=value.model_copy(update=day))


def by_then(date: Mention, announced: Mention) -> Mention:
    """What counts back from now, told before: "said on Friday that it had sunk four in the past 24 hours"."""
    value, now = date.value, announced.value.end
    if date.found_by not in COUNTED_BACK or not (value.start and value.end and now) or value.end <= now:
        return date
    start, end = value.start - (value.end - now), now
    span = {"start": start, "end": end, "edtf": f"{start}/{end}"}
    return replace(date, value=value.model_copy(update=span))


def of_the_year(grammar: Grammar, found: Found, sentence: int, tellings: list[Telling]) -> None:
    """Give the one date of a sentence, a year, to a telling that has none: "In 2016 ... lost their lives"."""
    dates = found.within("dates", sentence)
    if len(dates) == 1 and dates[0].value.grain == "year":
        for telling in tellings:
            telling.date = telling.date or dates[0]


def _of_the_act(grammar: Grammar, telling: Telling, a: Mention, b: Mention) -> bool:
    """Whether one date hangs by the act and one by what came of it: "taken last week, found on Monday"."""
    acts = {t.root for t in telling.triggers if not t.value.weak}
    of_the_act, of_another = (not acts.isdisjoint(grammar.parse.ancestors(m.root)) for m in (a, b))
    return len(acts) == 1 and of_the_act and not of_another


def _about_then(grammar: Grammar, date: Mention, owners: Owners) -> bool:
    """Whether a clause beside an act tells its day all the same: "downed after crossing the line today",
    "shot as he left his home on Sunday", "in the hours before the truce began on Monday".
    """
    parse = grammar.parse
    if date.value.grain != "day" or date.value.end is None:
        return False
    for up in parse.ancestors(date.root):
        if up in owners:
            return False
        if parse.pos[up] == "VERB":
            bare = parse.lower[up].endswith("ing") and not parse.dependents(up, "nsubj", "nsubj:pass")
            hours = {parse.lemmas[parse.heads[up]], *(parse.lemmas[k] for k in parse.kids[up])}
            near = not HOURS.isdisjoint(hours)
            above = any(i in owners for i in parse.ancestors(up))
            then = any(parse.lower[k] in MEANWHILE for k in parse.dependents(up, "mark", "advmod"))
            return above and (near or ((bare or then) and parse.deps[up] == "advcl"))
    return False


def _narrower(a: Mention, b: Mention) -> bool:
    """Whether one date tells the day better than another."""
    if a.value.start is None:
        return False
    return b.value.start is None or WIDTH[a.value.grain] < WIDTH[b.value.grain]
