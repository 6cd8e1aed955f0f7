"""Acts told before the latest one that a sentence plainly goes back to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from eventx.camps import friends, hostile
from eventx.clauses import some_time_after, told_before
from eventx.conflicts import GENERAL, conflict, under_fire
from eventx.drafts import Draft, dates_of, figure_of
from eventx.mentions import Mention
from eventx.records import Kind
from eventx.syntax import Grammar
from eventx.tellings import ALOFT, Telling

ASSAULTS: frozenset[Kind] = frozenset({"attack", "ambush", "bombing", "raid"})  # what "the attack" may be
STRIKES: frozenset[Kind] = ASSAULTS - {"raid"} | {"abduction"}  # of armed groups
PERSONAL = frozenset({"freed", "captured", "abducted"})
FEW = 3  # days from an act to the news that it was told behind
NEAR = 4  # acts back that "the raid" may mean


def recalled(grammar: Grammar, telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
    """The act of a sentence's day, kind or side, where the latest act told is of another."""
    for of in (_told_by_day, _told_by_kind, _told_by_side, _told_by_harm, _freed_again):
        draft = of(grammar, telling, drafts)
        if draft is not None:
            return draft
    return None


def meant(grammar: Grammar, telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
    """The draft that "the raid" means, where another act was told since: the last raid."""
    kind = telling.kinds[0] if telling.kinds else None
    if not drafts or kind in (None, "unspecified"):
        return None
    answered = kind in ASSAULTS and ASSAULTS.isdisjoint(drafts[-1].kinds[:1]) and _answers(drafts[-1])
    if not answered and (kind == "attack" or kind in drafts[-1].known.kinds):
        return None
    for draft in drafts[-2 : -NEAR - 2 : -1]:
        foes = answered and bool(draft.known.kinds & ASSAULTS) and any(map(hostile, draft.camps))
        if foes or (kind != "attack" and kind in draft.known.kinds):
            return None if conflict(grammar, telling, draft) else draft
    return None


def looked_back(telling: Telling, drafts: Sequence[Draft]) -> bool:
    """Whether the latest act is one of days before, told in one sentence behind the news, which goes on.

    "Police freed a boy on Thursday. He was taken on 2 March. A team raided a hut and freed him": a sentence
    without a day goes on with the news by its kind, or by a haul, which none but the state's forces make.
    """
    if len(drafts) < 2 or telling.date is not None or telling.before or telling.fresh:
        return False
    news, old = drafts[-2:]
    if len(old.tellings) > 1 or not _days_before(old, news) or telling.sentence == old.first.sentence:
        return False
    if set(telling.kinds) <= {"seizure"} and telling.outcomes and not telling.initiators:
        attacked = not old.known.kinds.isdisjoint(STRIKES) and news.known.kinds.isdisjoint(STRIKES)
        return attacked and all(o.value.type == "seized" for o in telling.outcomes)
    return _alike(telling, news) and not _alike(telling, old)


def _alike(telling: Telling, draft: Draft) -> bool:
    """Whether a sentence tells of an act's kind, or of people who met the same."""
    mine = {o.value.type for o in telling.outcomes} & PERSONAL
    theirs = {o.value.type for o in draft.outcomes}
    return bool((set(telling.kinds) - GENERAL) & draft.known.kinds or mine & theirs)


def _days_before(old: Draft, news: Draft) -> bool:
    """Whether an act was more than a few days before another."""
    then, now = old.date, news.date
    if then is None or now is None or then.value.end is None or now.value.start is None:
        return False
    return bool((now.value.start - then.value.end).days > FEW)


def _told_by_day(grammar: Grammar, telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
    """The act of a day that was told beside one of another day, and that a sentence of its day goes on with.

    "Troops retook the town on Monday, a day after gunmen stormed it ... They struck at dusk on Sunday."
    """
    date = telling.date
    if date is None or date.value.grain != "day" or telling.fresh:
        return None
    for a, b in pairwise(drafts[: -NEAR - 2 : -1]):
        if a.first.sentence != b.first.sentence:
            continue
        for one, other in ((a, b), (b, a)):
            then = one.date.value if one.date else None
            equal = then is not None and (then.start, then.end) == (date.value.start, date.value.end)
            if equal and dates_of(date.value, other) != "same" and len(one.tellings) == 1:
                return None if conflict(grammar, telling, one) else one
    return None


def _told_by_kind(grammar: Grammar, telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
    """The act of two that the last sentence told whose kind a sentence tells again.

    "A bomb killed two in A, while troops shot three in B ... The device went off at noon."
    """
    if len(drafts) < 2 or telling.fresh or not telling.strong:
        return None
    pair, mine = drafts[-2:], set(telling.kinds) - GENERAL
    if len({d.first.sentence for d in pair}) > 1 or telling.sentence == pair[0].first.sentence:
        return None
    alike = [d for d in pair if mine & d.known.kinds]
    return alike[0] if len(alike) == 1 and not conflict(grammar, telling, alike[0]) else None


def _told_by_side(grammar: Grammar, telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
    """The act before the other side's answer, where its own side is told to have done more harm.

    "Gunmen raided A. Troops killed two in pursuit. The attackers burned six houses."
    """
    if telling.strong or telling.fresh or not telling.outcomes or len(drafts) < 2:
        return None
    acted = {hostile(m.value.camp) for m in _known_doers(grammar, telling, drafts[-2])}
    then, answer = ({hostile(c) for c in draft.camps} for draft in drafts[-2:])
    clashed = "clash" in drafts[-1].known.kinds and not all(map(_of_civilians, telling.outcomes))
    if len(acted) != 1 or then != acted or answer in (set(), acted) or clashed:
        return None
    return None if conflict(grammar, telling, drafts[-2]) else drafts[-2]


def _told_by_harm(grammar: Grammar, telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
    """The attack from afar whose missiles were told to be shot down, where it did harm all the same.

    "Russia launched 64 drones. Air defences shot down 44. Four people were killed in Kyiv."
    """
    if len(drafts) < 2 or telling.fresh or not under_fire(telling, drafts[-1]):
        return None
    sent = drafts[-1].known.struck
    for draft in drafts[-2 : -NEAR - 2 : -1]:
        if (
            draft.kinds[:1]
            and draft.kinds[0] in ALOFT
            and (not sent or not draft.camps or sent & draft.camps)
        ):
            part = telling.elsewhere and _part_of_toll(telling, draft)
            return None if part or conflict(grammar, telling, draft) else draft
    return None


def _part_of_toll(telling: Telling, draft: Draft) -> bool:
    """Whether fewer suffered than an act is told to have struck: those of one of its places."""
    for outcome in telling.outcomes:
        told = draft.known.alike(figure_of(outcome))
        if told and None not in told and (outcome.value.count.low or 0) < max(n or 0 for n in told):
            return True
    return False


def _freed_again(grammar: Grammar, telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
    """The act that freed those whom a sentence frees again: "a team raided a hut and freed the boy".

    Nobody is freed twice, so that the place is where it was.
    """
    parse = grammar.parse
    freed = [o.value for o in telling.outcomes if o.value.type == "freed"]
    known = [r for r in freed if any(parse.lower[k] == "the" for k in parse.dependents(r.patient, "det"))]
    if not known or telling.fresh:
        return None
    for draft in drafts[: -NEAR - 1 : -1]:
        apart = telling.date is not None and dates_of(telling.date.value, draft) == "apart"
        counts = {o.value.count.low for o in draft.outcomes if o.value.type == "freed"}
        if known[0].count.low in counts and not apart:
            return draft
    return None


def _known_doers(grammar: Grammar, telling: Telling, draft: Draft) -> list[Mention]:
    """Those who act that an act told of: "the attackers", or the group by its name."""
    parse = grammar.parse
    return [
        m
        for m in telling.initiators
        if m.value.camp
        and friends({m.value.camp}, draft.camps)
        and (m.value.name or {parse.lower[k] for k in parse.kids[m.root]} & {"the", "these"})
        and parse.pos[m.root] != "PRON"
    ]


def _of_civilians(outcome: Mention) -> bool:
    """Whether people or houses of nobody who fights were harmed."""
    return "CIVILIAN" in outcome.value.classes or outcome.value.object == "building"


def _answers(draft: Draft) -> bool:
    """Whether a state acts on an armed group: what is told as "the attack" behind it is what it answered."""
    camps, struck = draft.camps, draft.known.struck
    return bool(camps | struck) and not any(map(hostile, camps)) and all(map(hostile, struck))


def told_in_passing(grammar: Grammar, drafts: Sequence[Draft]) -> set[int]:
    """The acts (ids) told in passing as before another one of their sentence, which news goes on with."""
    told = {id(d): d for a, b in pairwise(drafts) if a.first.sentence == b.first.sentence for d in (a, b)}
    return {
        i
        for i, d in told.items()
        if len(d.tellings) == 1 and all(_only_dates(grammar, t.root) for t in d.first.triggers)
    }


def _only_dates(grammar: Grammar, i: int) -> bool:
    """Whether an act only dates another: "a day after rebels struck", "days after an ambush"."""
    parse = grammar.parse
    return told_before(parse, i) or any(some_time_after(parse, up) for up in (i, *parse.ancestors(i)))
