"""What is news, and which acts are told with detail enough to be a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from eventx.belonging import BEGINNINGS
from eventx.drafts import Draft
from eventx.extractors.dates import ahead
from eventx.history import HISTORY_DAYS, LONG_DAYS
from eventx.mentions import Trigger
from eventx.records import LASTING
from eventx.syntax import Grammar
from eventx.tellings import Telling
from eventx.totals import YEAR, up_to_now

POSTURE_KINDS = frozenset({"offensive", "blockade", "deployment", "withdrawal", "surveillance"})
MOVES = frozenset({"offensive", "withdrawal"})  # news whatever the day
CUTTING = frozenset({"road-cut", "roads-cut-off"})  # rules of blockades that begin with what is told
DESTRUCTIVE = frozenset({"airstrike", "drone_strike", "bombardment", "ambush", "bombing", "attack"})
STRUCK = frozenset(
    {"BUILDING", "INFRASTRUCTURE", "COMMUNICATIONS_DEVICE", "VEHICLE", "VESSEL", "POSITION", "CAMP"}
)
MOVED = frozenset({"FORCE", "PLACE", "GROUND", "AREA", "TERRITORY"})
FORCEFUL = frozenset({"airstrike", "drone_strike", "bombardment", "ambush"})


def recent(
    grammar: Grammar, tellings: Sequence[Telling], published: dt.date | None
) -> tuple[list[Telling], list[tuple[Telling, str]]]:
    """Tellings that are no older than news, and the others with their age."""
    kept, dropped = [], []
    for telling in tellings:
        age = _age(grammar, telling, published)
        if age is None:
            kept.append(telling)
        else:
            dropped.append((telling, f"history: {age} days before publication"))
    below = {id(t): why for t in kept for old, why in dropped if _below(grammar, t, old)}
    return [t for t in kept if id(t) not in below], [
        *dropped,
        *((t, below[id(t)]) for t in kept if id(t) in below),
    ]


def _below(grammar: Grammar, telling: Telling, old: Telling) -> bool:
    """Whether a telling without a date is told with one of history: "in 2010 guns hit it, killing two"."""
    if telling.date or telling.announced or telling.sentence != old.sentence:
        return False
    if old.date and old.date.start <= telling.tokens[0] + 1:
        return True  # the date opens the sentence
    above = {t.root for t in old.triggers}
    return all(not above.isdisjoint(grammar.parse.ancestors(t.root)) for t in telling.triggers)


def _age(grammar: Grammar, telling: Telling, published: dt.date | None) -> int | None:
    """How many days an act, or its announcement, lies back, where that makes it history."""
    mention = telling.date or telling.announced
    if mention is None or published is None:
        return None
    above = set(grammar.parse.ancestors(mention.root))
    due = telling.claim.status == "planned" and any(t.root in above for t in telling.triggers)
    value = ahead(mention.value, published) if due else mention.value
    if value.start is None:
        return None
    started = (published - value.start).days
    begun = (
        telling.bound == "start" and started <= LONG_DAYS and (telling.name or set(telling.kinds) & LASTING)
    )
    if begun and not telling.outcomes:
        return None  # "the drive on the town was launched in May"
    if value.end is None and started <= YEAR and sums_up(grammar, telling):
        return None  # "since January they have seized 12 tonnes"
    lasting = telling.name or (set(telling.kinds) & LASTING and started <= LONG_DAYS)  # not "since 2017"
    last: dt.date = value.end or (published if lasting else value.start)
    age = (published - last).days
    return age if age > HISTORY_DAYS else None


def sums_up(grammar: Grammar, telling: Telling) -> bool:
    """Whether a telling counts what forces have done up to now."""
    return any(
        up_to_now(grammar, verb)
        for verb in (*(o.value.verb for o in telling.outcomes), *(t.root for t in telling.triggers))
    )


def detailed(
    grammar: Grammar, drafts: Iterable[Draft], *, armed: bool
) -> tuple[list[Draft], list[tuple[Telling, str]]]:
    """Drafts with an actor or victim and a detail of their own; the others' first tellings with what lacks.

    `armed` where the article names a force at all: an act that names none may then rest on place and date.
    """
    kept, dropped = [], []
    for draft in drafts:
        why = _lacks(grammar, draft, armed=armed)
        if why:
            dropped.append((draft.first, why))
        else:
            kept.append(draft)
    return kept, dropped


def _lacks(grammar: Grammar, draft: Draft, *, armed: bool) -> str | None:
    """What a draft lacks to be a record."""
    kinds = draft.kinds
    if draft.tellings[-1].introduces and draft.first.strong and (draft.placed or draft.date is not None):
        return None  # a list of what came of it follows
    actor = any(t.initiators or t.partners for t in draft.tellings)
    target = any(t.targets for t in draft.tellings)
    place = draft.placed
    date = draft.date is not None and draft.date.value.grain in ("day", "range", "week", "month")
    date = date or any(sums_up(grammar, t) for t in draft.tellings if t.date)
    outcome = any(t.outcomes for t in draft.tellings)
    strong = any(t.strong for t in draft.tellings)
    counted = any(t.count for t in draft.tellings)
    announced = any(t.announced for t in draft.tellings)
    forceful = place and bool(FORCEFUL.intersection(kinds))
    struck = date and place and any(_strikes_a_thing(grammar, t) for t in draft.triggers)
    named = any(t.name for t in draft.tellings)
    located = place and ((date and kinds not in ([], ["unspecified"])) or (named and (date or announced)))
    arrested = armed and located and kinds[0] == "arrest"
    if not strong and not outcome and actor and place and _moved(grammar, draft, dated=date or announced):
        return None
    if (
        not strong
        and not outcome
        and not arrested
        and not (located and draft.camps)
        and not (forceful and (target or counted or actor or date))
        and not struck
    ):
        return "a weak trigger without result"
    counts = [o.value.count for t in draft.tellings for o in t.outcomes]
    if not strong and not (actor and located) and counts and all(c and c.high == 0 for c in counts):
        return "no act but what it did not do"
    types = {o.value.type for t in draft.tellings for o in t.outcomes}
    if not strong and types == {"displaced"} and not actor:
        return "people who fled, and no act"
    if not strong and not actor and outcome and all(_since(t) or t.in_title for t in draft.tellings):
        return "a toll since a day"
    if not strong and not (place or date or actor or draft.first.item):
        return "a result without actor, place or date"
    told = actor or target or outcome or forceful or arrested or (counted and strong and armed)
    begun = any(t.name and t.date and t.bound == "start" for t in draft.tellings)  # "since Operation X began"
    told = told or (named and located) or begun or struck or _ground_won(grammar, draft)
    if not told and not (armed and strong and located):
        return "no actor, target or result"
    known = bool(draft.known.names - {None}) and any(c is not None and c.best for c in counts)
    launched = any(_launched(grammar, t) for t in draft.tellings)
    umbrella = launched or any(t.name and (t.date or t.announced) for t in draft.tellings)
    details = sum((place, date, outcome, known or (target and actor), draft.first.item, umbrella))
    if kinds in ([], ["unspecified"]) and details < 2 and not launched:
        return "an unspecified act with too little detail"
    if not details:
        return "no place, date, result or target of its own"
    if draft.first.claim.status == "planned" and not (place and (actor or named)):
        return "a plan without place and actor"
    return None


def _launched(grammar: Grammar, telling: Telling) -> bool:
    """Whether somebody is told to launch an operation by its name: an umbrella, whatever it held."""
    parse = grammar.parse
    begun = any(
        parse.deps[t.root] == "obj" and parse.lemmas[parse.heads[t.root]] in BEGINNINGS
        for t in telling.triggers
    )
    return bool(telling.name and telling.initiators and begun)


def _moved(grammar: Grammar, draft: Draft, *, dated: bool) -> bool:
    """Whether forces are told to have gone or stayed somewhere: on a day, or as what a sentence is on."""
    if dated:
        return bool(POSTURE_KINDS.intersection(draft.kinds))
    told = (t for t in draft.triggers if t.kind in MOVES or t.found_by in CUTTING)
    moves = (t for t in told if t.claim.status != "planned")
    return any(_main(grammar, t.root) and not _of_others(grammar, t.root) for t in moves)


def _main(grammar: Grammar, i: int) -> bool:
    """Whether a verb is a sentence's own or what somebody says: not "after they had advanced to Misrata"."""
    parse = grammar.parse
    while (
        parse.deps[i] == "conj"
        or (parse.deps[i] == "xcomp" and not _seen(grammar, parse.heads[i]))
        or (parse.deps[i] == "ccomp" and parse.lemmas[parse.heads[i]] in grammar.rules.reporting)
    ):
        i = parse.heads[i]
    return parse.pos[i] == "VERB" and parse.deps[i] in ("root", "ROOT")


def _of_others(grammar: Grammar, i: int) -> bool:
    """Whether a verb moves what is neither a force nor ground: "evacuated the wounded"."""
    moved = [grammar.classes(k) for k in grammar.roles(i).patients]
    return bool(moved) and not any(classes & MOVED for classes in moved)


def _seen(grammar: Grammar, i: int) -> bool:
    """Whether a verb has a passive subject: "was seen entering a house"."""
    return bool(grammar.parse.dependents(i, "nsubj:pass"))


def _since(telling: Telling) -> bool:
    """Whether no more is told than what came to pass since a day: "710 soldiers dead since September"."""
    results = all(t.kind == "result" for t in telling.triggers)
    return bool(results and telling.date and telling.date.value.end is None)


def _strikes_a_thing(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether a verb tells of force used on a thing: "a mobile tower was blasted", "shells hit a mill"."""
    if trigger.kind not in DESTRUCTIVE or grammar.parse.pos[trigger.root] != "VERB":
        return False
    return any(grammar.classes(k) & STRUCK for k in grammar.roles(trigger.root).patients)


def _passed(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether ground is told to have changed hands, not to have fallen silent."""
    return grammar.parse.lemmas[trigger.root] == "change"


def _ground_won(grammar: Grammar, draft: Draft) -> bool:
    """Whether the capture of ground is told: "the first phase ended with the capture of the left bank"."""
    return any(
        t.found_by == "capture-of-ground" or (t.found_by == "ground-falls" and _passed(grammar, t))
        for t in draft.triggers
    )
