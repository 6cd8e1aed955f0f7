"""What keeps a sentence from telling the act of a draft."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from eventx.camps import hostile
from eventx.drafts import Draft, dates_of, figure_of, kinds_apart, other_place, strangers
from eventx.extractors.pronouns import FURTHER
from eventx.grouping import aside
from eventx.mentions import Mention
from eventx.records import Kind
from eventx.sites import same_place
from eventx.syntax import Grammar
from eventx.tellings import ALOFT, Telling
from eventx.totals import up_to_now

NEAR = 4  # sentences behind what was shot down that tell what got through
LONG = 31  # days that "the operation" may have gone on for
LAID = frozenset({"involved", "responsible", "wanted", "accused", "suspected"})
ONE = frozenset({"a", "an", "another"})
FIGHTING = frozenset({"attack", "clash"})
HURT = frozenset({"killed", "wounded", "displaced"})
HARM = frozenset({"killed", "wounded", "damaged", "destroyed"})
FLYING = frozenset({"aircraft", "ammunition", "drone", "weapon"})
GENERAL = frozenset({"unspecified", "attack", "raid", "airstrike", "clash"})  # "the strike" after any act


def conflict(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether a sentence cannot tell the draft's act: another day, place, kind, side, actor or figure."""
    bounds = {telling.bound} | draft.known.bounds
    apart = telling.date is not None and dates_of(telling.date.value, draft) == "apart"
    if apart and not {"start", "end"} <= bounds and not _began_before(telling, draft):
        return True
    if other_place(telling, draft) or _ahead(telling, draft) or _set_against(grammar, telling, draft):
        return True
    if not telling.strong and not (telling.initiators and telling.placed and set(telling.kinds) - GENERAL):
        return _set_apart(grammar, telling, draft)
    if _strikes_back(grammar, telling, draft):
        return _other_figure(grammar, telling, draft)
    phase = telling.definite and "unspecified" in telling.kinds  # "the operation began with air strikes"
    raid = telling.definite and telling.kinds == ["raid"] and not (telling.elsewhere or telling.outcomes)
    phase = phase or (raid and telling.paragraph == draft.first.paragraph and bool(ALOFT & draft.known.kinds))
    kinds = telling.kinds if telling.definite else telling.kinds[:1]  # "the gunfight began as they combed"
    if not phase and kinds_apart(kinds, draft.kinds[:2]):
        return True
    if _other_side(telling, draft) or _other_actor(telling, draft):
        return True
    return not _own_account(telling, draft) and _other_figure(grammar, telling, draft)


def _own_account(telling: Telling, draft: Draft) -> bool:
    """Whether those who did an act, or whom it struck, tell it at its place, with a figure of their own."""
    claimed = telling.claim.modality in ("claimed", "disputed") and telling.date is None
    return claimed and any(same_place(a, b) for a in telling.sites for b in draft.known.sites.values())


def _began_before(telling: Telling, draft: Draft) -> bool:
    """Whether "the operation" is told to have begun up to a month before the day told of it."""
    then, now = telling.date, draft.date
    if not telling.definite or telling.bound != "start" or then is None or now is None:
        return False
    first: dt.date | None = then.value.start
    day: dt.date | None = now.value.start
    if first is None or day is None or kinds_apart(telling.kinds, draft.kinds):
        return False
    return 0 < (day - first).days <= LONG


def _ahead(telling: Telling, draft: Draft) -> bool:
    """Whether what is planned is told after what was done: "a wider operation would begin"."""
    planned = telling.claim.status == "planned" and draft.first.claim.status != "planned"
    return planned and telling.strong and not telling.definite


def _answers(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether one sentence tells an operation and what it answers: "in response to the bombing of A"."""
    if telling.sentence != draft.tellings[-1].sentence or not telling.name:
        return False
    return any(aside(grammar, t) for t in draft.tellings[-1].triggers if not t.value.weak)


def _other_phase(telling: Telling, draft: Draft) -> bool:
    """Whether another phase of a whole is told: "the first phase led to nine arrests", after the second."""
    told = draft.known.phases - {None}
    return telling.phase is not None and bool(told) and telling.phase not in told


def _of_a_time(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether what was done since long before an act's day is summed up: "has seized a ton since May"."""
    then, now = telling.date, draft.date
    if then is None or not telling.outcomes or (telling.strong and telling.definite):
        return False
    first, begun = then.value.start, now.value.start if now else None
    since = then.value.end is None and first is not None and (begun is None or first < begun)
    if since and _tolled(telling, draft):
        return True
    if now is None and not draft.first.in_title and _summed(grammar, telling):
        return bool(draft.outcomes) and not draft.known.several
    day = (now.value.end or begun) if now else None
    return bool(now and first and day and now.value.grain == "day" and (day - first).days > LONG)


def _tolled(telling: Telling, draft: Draft) -> bool:
    """Whether a sentence tells but a toll, behind a strike: "550 people have died since Monday"."""
    if telling.strong or not telling.outcomes or ALOFT.isdisjoint(draft.kinds[:1]):
        return False
    return {o.value.type for o in telling.outcomes} <= HURT


def _summed(grammar: Grammar, telling: Telling) -> bool:
    """Whether a sentence sums up months: "has seized 47 aircraft this year"."""
    when = telling.date.value if telling.date else None
    long = when and when.start and when.end and (when.end - when.start).days > LONG
    return bool(long) and any(up_to_now(grammar, o.value.verb) for o in telling.outcomes)


def _since_it_began(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether those are summed up who suffered since something began, behind an act of one day.

    "More than 500 people have been killed there since the army began its assault".
    """
    parse, now = grammar.parse, draft.date
    if telling.strong or now is None or now.value.grain != "day" or draft.first.bound == "start":
        return False
    return any(
        parse.lower[mark] == "since"
        for t in telling.triggers
        if {parse.lower[k] for k in parse.dependents(t.root, "aux")} & {"has", "have"}
        for clause in parse.dependents(t.root, "advcl")
        for mark in parse.dependents(clause, "mark")
    )


def _set_apart(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether a new paragraph tells what another force did, or another figure with day and place."""
    names, told = {m.value.name for m in telling.initiators} - {None}, draft.known.names - {None}
    others = bool(telling.outcomes and names and told and not names & told)
    if telling.paragraph == draft.tellings[-1].paragraph:
        return others and telling.date is not None
    own = telling.placed or telling.date is not None
    if not own and all(grammar.parse.pos[o.value.patient] == "PROPN" for o in telling.outcomes):
        return False  # "the army said that it had killed Hassan Ali", of a strike told before
    if others:
        return True
    return telling.placed and telling.date is not None and _other_figure(grammar, telling, draft)


def _strikes_back(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether those sought attack "the force" whose act it is: "a man ran out and fired on the patrol"."""
    sides = {hostile(m.value.camp) for m in telling.initiators}
    theirs = {hostile(c) for c in draft.camps}
    if (telling.date or telling.placed) and not telling.settled:
        return False
    parse = grammar.parse
    if (sides, theirs) == ({False}, {True}) and not ALOFT.intersection(telling.kinds):
        near = telling.sentence - draft.tellings[-1].sentence <= 1
        return near and "them" in parse.lower[slice(*telling.tokens)]  # "guards chased them and shot two"
    if (sides, theirs) != ({True}, {False}):
        return False
    return any(
        (m.value.camp in draft.camps and m.value.name is not None)
        or (
            m.value.camp in {*draft.camps, "state"}
            and (
                parse.pos[m.root] == "PRON" or {parse.lower[k] for k in parse.kids[m.root]} & {"the", "these"}
            )
        )
        for m in telling.targets
    )


def _clash(telling: Telling, draft: Draft) -> bool:
    """Whether both sides act, so that either may be told as the initiator."""
    return "clash" in (*telling.kinds[:1], *draft.kinds[:2])


def _other_side(telling: Telling, draft: Draft) -> bool:
    """Whether an armed group acts in one and a state in the other."""
    camps = draft.camps
    flown = _flown(telling.kinds, {m.value.camp for m in telling.targets})
    sides = {hostile(m.value.camp) for m in telling.initiators if m.value.camp} or flown
    theirs = {hostile(c) for c in draft.known.doers} or _flown(draft.kinds, draft.known.struck)
    if not len(sides) == len(theirs) == 1 or sides == theirs:
        return False
    if _clash(telling, draft) and not _answered(telling, draft):
        return False
    hit_back = any(m.value.camp in camps or m.value.camp == "state" for m in telling.targets)
    fought_off = hit_back and not telling.date and not telling.elsewhere and not flown
    return not fought_off  # "they were attacked by armed men" during their own operation


def _flown(kinds: Collection[Kind], struck: Collection[str]) -> set[bool]:
    """That no armed group acts in an air strike on one, whoever flew it: {False}, else nothing."""
    return {False} if "airstrike" in kinds and struck and all(map(hostile, struck)) else set()


def never_one(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether no likelihood makes one act of a sentence and an act told before."""
    if _set_against(grammar, telling, draft) or _since_it_began(grammar, telling, draft):
        return True
    apart = others_elsewhere(grammar, telling, draft) or laid_to_them(grammar, telling, draft)
    return apart or _answered(telling, draft) or _regained(telling, draft)


def _set_against(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether what a sentence tells is set against an act: a total, another phase, an answer to it."""
    if _of_a_time(grammar, telling, draft) or _other_phase(telling, draft):
        return True
    if _answers(grammar, telling, draft) or _hit_back(telling, draft):
        return True
    afar = under_fire(telling, draft) or _of_other_means(grammar, telling, draft)
    return afar or _downed(telling, draft)


def laid_to_them(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether an earlier act is laid to those now held: "they were involved in the bombing of May 12"."""
    parse, then = grammar.parse, telling.date
    if then is None or not (draft.date is None or dates_of(then.value, draft) == "apart"):
        return False
    return any(parse.lower[parse.heads[t.root]] in LAID for t in telling.triggers)


def _downed(telling: Telling, draft: Draft) -> bool:
    """Whether one of a sentence and an act is what was shot down, and the other of a kind apart from that."""
    kinds, theirs = telling.kinds[:1], draft.kinds[:1]
    one = (kinds == ["interception"]) != (theirs == ["interception"])
    fought = FIGHTING.isdisjoint((*kinds, *theirs))  # in which a helicopter was brought down
    known = telling.definite and kinds != ["interception"]  # "shot six missiles down during the attack"
    return one and fought and telling.strong and not known and kinds_apart(kinds, theirs)


def _hit_back(telling: Telling, draft: Draft) -> bool:
    """Whether a state that an act struck is told to strike: "Turkey said it hit 200 targets in response"."""
    if not telling.strong or "clash" in (*telling.kinds, *draft.known.kinds):
        return False
    camps = {m.value.camp for m in telling.initiators} - {"", "state"}
    theirs = draft.camps - {"", "state"}
    struck = bool(camps) and camps <= draft.known.struck and not any(map(hostile, camps))
    return struck and bool(theirs) and not camps & theirs


def _of_other_means(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether an attack from afar is told as a new one, by other means: "A missile strike killed twelve"."""
    parse, kinds, theirs = grammar.parse, telling.kinds[:1], draft.known.kinds
    if not telling.strong or telling.definite or telling.in_title or not ALOFT & theirs or theirs & {*kinds}:
        return False
    if ALOFT.isdisjoint(kinds):
        return False
    own = telling.date is not None and telling.paragraph != draft.tellings[-1].paragraph
    roots = [t.root for t in telling.triggers if t.kind == kinds[0]]
    new = any(
        parse.pos[i] == "NOUN" and parse.deps[i] == "nsubj" and ONE & {parse.lower[k] for k in parse.kids[i]}
        for i in roots
    )
    return own or new


def under_fire(telling: Telling, draft: Draft) -> bool:
    """Whether people suffered, told behind what was shot down: that is of the attack that this met."""
    if draft.kinds[:1] != ["interception"] or not draft.meets or telling.in_title:
        return False
    if telling.sentence - draft.tellings[-1].sentence > NEAR:
        return False
    known = telling.definite or telling.date or telling.elsewhere or telling.initiators
    if telling.strong and (known or ALOFT.isdisjoint(telling.kinds[:1])):
        return False  # but "two missiles got through and wrecked a warehouse"
    if any(o.value.object == "aircraft" for o in draft.outcomes):
        return False  # those aboard
    harm = (o.value for o in telling.outcomes if o.value.type in HARM and o.value.count.high != 0)
    return any(not r.aboard and r.object not in FLYING for r in harm)


def _regained(telling: Telling, draft: Draft) -> bool:
    """Whether those are freed whose abduction the same sentence tells as another act."""
    beside = draft.tellings[-1].sentence == telling.sentence
    return beside and (telling.kinds[:1], draft.kinds[:1]) == (["rescue"], ["abduction"])


def others_elsewhere(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether further people suffered at a place of their own: "and shot two others in Tangail"."""
    hurt = [o for o in telling.outcomes if o.value.object == "person"]
    later = telling.sentence > draft.tellings[-1].sentence and telling.strong and not telling.definite
    further = bool(hurt) and all(others(grammar, o) for o in hurt)
    again = {o.value.type for o in hurt} <= {type_ for type_, *_ in draft.known.figures}
    return later and telling.elsewhere and further and again


def others(grammar: Grammar, outcome: Mention) -> bool:
    """Whether those who suffer are further ones of some told before: "five others were shot"."""
    return grammar.parse.lower[outcome.value.patient] in FURTHER


def _answered(telling: Telling, draft: Draft) -> bool:
    """Whether a state's aircraft strike, or its troops take ground, after an armed group's attack."""
    struck = {m.value.camp for m in telling.targets}
    by_state = {hostile(m.value.camp) for m in telling.initiators} == {False} or _flown(telling.kinds, struck)
    aloft = not {"airstrike", "drone_strike"}.isdisjoint(telling.kinds[:1])
    doers = draft.known.doers
    attacked = bool(doers) and all(map(hostile, doers)) and ALOFT.isdisjoint(draft.kinds[:1])
    gained = telling.strong and any(o.value.type == "territory_gained" for o in telling.outcomes)
    return (aloft or gained) and bool(by_state) and attacked


def _other_actor(telling: Telling, draft: Draft) -> bool:
    """Whether other forces act, and not those that the draft's act struck and that now strike back."""
    camps = {m.value.camp for m in telling.initiators}
    if not strangers(camps, draft.camps):
        return False
    struck = draft.known.struck | {"hostile"}
    foes = "hostile" in draft.known.struck and all(map(hostile, camps - {""}))  # named later
    return not (_clash(telling, draft) and (foes or (camps - {"", "state"}) & struck))


def _other_figure(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether the same outcome has another figure, in a sentence with its own act.

    A leader and other people are figures of their own: "captured a leader", then "detained two insurgents".
    """
    if telling.in_title or (telling.definite and telling.date is None):
        return False
    for mention in telling.outcomes:
        count, others = mention.value.count, draft.known.alike(figure_of(mention))
        told = mention.value.type in ("killed", "captured") and not mention.value.total
        if not told or not others or not count.low or not count.best:
            continue
        if grammar.parse.pos[mention.value.patient] == "PROPN" and count.low == 1:
            continue  # a name tells who, not how many
        if None not in others and count.low not in others and not _till_then(grammar, mention, others):
            return True
    return False


def _till_then(grammar: Grammar, mention: Mention, others: Collection[int | None]) -> bool:
    """Whether a figure is of before it rose: "eight had died on the spot" of eleven."""
    parse = grammar.parse
    before = any(parse.lower[k] == "had" for k in parse.dependents(mention.root, "aux"))
    return before and (mention.value.count.low or 0) < max(n or 0 for n in others)
