"""Whether an act is one, a campaign, or the total of several."""

from __future__ import annotations

from eventx.camps import hostile
from eventx.drafts import Draft
from eventx.lexicon import words
from eventx.marking import name_of
from eventx.news import sums_up
from eventx.records import LASTING, Level, Status, When
from eventx.syntax import Grammar
from eventx.tellings import ALOFT, Telling, is_place

LINKS = words("parts")["links"]
WITHIN = frozenset({"part", "scope", "framework"})  # of a campaign, which is told where its first day is
OPENINGS = frozenset({"start", "launch", "beginning", "opening"})
MANY = 10  # acts, which are a total even at one place
CROWD = 30  # acts, which are a total even of one day
SPREAD = 3  # places of strikes that are a total
BRIEF = 2  # days, of which several raids are told as one act
PARTS = 2  # of which one makes no total of a day
LONG = 6  # days, of which results alone are a total
RESULTS = frozenset({"killed", "captured", "seized", "destroyed", "neutralised", "surrendered", "freed"})


def level_of(
    grammar: Grammar, draft: Draft, when: When | None, status: Status, *, parts: int, named: bool
) -> Level:
    """A round-up's total is an aggregate; a named act that lasts is a campaign. `parts` are told as such.

    `named` where the article names a campaign: "the operation" that goes on is that one.
    """
    days = _days(when)
    if _named(grammar, draft) and _lasts(grammar, draft, days, status):
        return "campaign"
    if named and status == "ongoing" and draft.first.definite and _begun(grammar, draft):
        return "campaign"
    brief = days is not None and days <= BRIEF
    months = draft.first.date is not None and draft.first.date.value.end is None
    if months and draft.date is draft.first.date and sums_up(grammar, draft.first):
        return "aggregate"
    if any(t.sums_up_a_time for t in draft.tellings) and not brief:
        return "aggregate"
    if draft.aggregate:
        one = brief and not _several(grammar, draft.first) and (draft.first.strong or parts < PARTS)
        return "operation" if one else "aggregate"
    count = next((t.count for t in draft.tellings if t.count), None)
    places = {p.value.place.text for p in draft.places if is_place(p)}
    low = (count.low or 0) if count else 0
    if days is not None and days >= LONG and (low > 1 or (_sums_up(draft) and not _once(grammar, draft))):
        return "aggregate"
    if (brief and low < CROWD) or (ALOFT.intersection(draft.kinds) and len(places) < SPREAD):
        return "operation"  # "seven strikes near Ramadi" are one
    if low >= MANY or (low > 2 and len(places) != 1) or (low > 1 and len(places) > 1):
        return "aggregate"
    return "operation"


def _days(when: When | None) -> int | None:
    """How many days an act may have taken; None where one end is open."""
    if when is None or when.start is None or when.end is None:
        return None
    return (when.end - when.start).days + 1


def _several(grammar: Grammar, telling: Telling) -> bool:
    """Whether a sentence tells several acts: "12 raids", "in operations"."""
    nouns = (t for t in telling.triggers if not t.value.weak)
    return telling.several or any("Number=Plur" in grammar.parse.morphs[t.root] for t in nouns)


def _sums_up(draft: Draft) -> bool:
    """Whether results of a long time are told: "arrested 14 suspects over the month", not "last week"."""
    date = draft.first.date
    if (
        date is None
        or date.value.grain == "week"
        or (date.value.text or "").startswith(("mid", "late", "early"))
    ):
        return False
    if LASTING.intersection(draft.kinds) - {"unspecified"} or any(t.bound for t in draft.tellings):
        return False
    return any(o.value.type in RESULTS and (o.value.count.low or 0) > 1 for o in draft.first.outcomes)


def _once(grammar: Grammar, draft: Draft) -> bool:
    """Whether one act is told, on some day of a long time: "last month rebels killed three in an ambush"."""
    parse = grammar.parse
    nouns = [t.root for t in draft.first.triggers if not t.value.weak and parse.pos[t.root] == "NOUN"]
    one = any(
        parse.lower[d] in ("a", "an", "one") for i in nouns for d in parse.dependents(i, "det", "nummod")
    )
    struck = {o.value.type for o in draft.first.outcomes} <= {"killed", "wounded", "abducted"}
    group = bool(draft.camps) and all(map(hostile, draft.camps))
    return one or (struck and group)


def _named(grammar: Grammar, draft: Draft) -> bool:
    """Whether a name is that of the act, not of what it was part of: "troops of Operation Delta Safe"."""
    begun = _begun(grammar, draft)
    return any(
        _by_itself(grammar, trigger.root, begun=begun)
        for telling in draft.tellings
        if telling.name
        for trigger in telling.triggers
        if name_of(grammar, trigger.end - 1)
    )


def _by_itself(grammar: Grammar, i: int, *, begun: bool) -> bool:
    """Whether a named noun is the act: "the second phase of Operation Roundup", "Operation Boa began"."""
    parse = grammar.parse
    if parse.deps[i] not in ("nmod", "obl", "conj"):
        return True
    head, of = parse.lemmas[parse.heads[i]], "of" in grammar.prepositions(i)
    return (of and head in LINKS) or (begun and (head in WITHIN or not grammar.prepositions(i)))


def _lasts(grammar: Grammar, draft: Draft, days: int | None, status: Status) -> bool:
    """Whether a named act goes on for days, by its date or by what it is called."""
    if status in ("ongoing", "launched") or (days is not None and days > BRIEF):
        return True
    campaign = any("campaign" in t.found_by or t.kind == "unspecified" for t in draft.first.triggers)
    return campaign and (days is None or _begun(grammar, draft))


def _begun(grammar: Grammar, draft: Draft) -> bool:
    """Whether an act is told to have begun: "launched on Monday", "the start of Operation Fatah"."""
    parse = grammar.parse
    opened = (parse.lemmas[parse.heads[t.root]] in OPENINGS for t in draft.first.triggers)
    return any(t.bound == "start" for t in draft.tellings) or any(opened)
