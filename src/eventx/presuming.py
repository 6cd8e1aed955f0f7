"""Who is presumed to have done an act, where nobody is told to: from the acts and forces around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Set
from itertools import islice

from eventx.camps import fights, hostile
from eventx.conflicts import under_fire
from eventx.context import UNNAMED, Context
from eventx.drafts import Draft
from eventx.extractors.forces import ActorMention
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.tellings import ALOFT

ATTACKERS = words("outcomes")["attackers"]
AFOOT = frozenset({"arrest", "seizure", "clearance", "raid", "ambush", "abduction", "rescue", "clash"})
ELIMINATING = frozenset({"eliminate", "neutralise", "neutralize", "liquidate"})  # a state's words
STATE_KINDS = frozenset({"raid", "clearance", "arrest", "rescue", "seizure", "airstrike", "unspecified"})
STEALTHY = frozenset({"bombing", "abduction"})  # what no state's force is known for
WEEK = dt.timedelta(days=7)
REACH = 12  # sentences from an act to who may have done it
HURT = frozenset({"killed", "wounded"})
HOSTILE_KINDS = frozenset({"attack", "ambush", "bombing", "abduction"})
ANYBODY = frozenset({"people", "person"})  # who are of no armed group
ATTACKS = [[kind] for kind in (*HOSTILE_KINDS, "bombardment")]


def presumed(context: Context, draft: Draft) -> list[Mention]:
    """Those who did an act of which nobody is told to be the doer."""
    if _by_nobody_known(context, draft):
        return []
    for finding in (_inherited, _sent, _flown_before, _set_out, _of_its_kind):
        found = finding(context, draft)
        if found:
            return found
    return []


def _by_nobody_known(context: Context, draft: Draft) -> bool:
    """Whether somebody is told to have done an act, and that nobody knows who: "by an unknown person"."""
    grammar, parse = context.grammar, context.grammar.parse
    for i in range(*draft.first.tokens):
        if (
            parse.lower[i] in UNNAMED
            and parse.deps[i] == "amod"
            and "by" in grammar.prepositions(parse.heads[i])
        ):
            return True
    return False


def _inherited(context: Context, draft: Draft) -> list[Mention]:
    """The initiators of the whole that an act is part of, else of the last act that struck the same side."""
    if draft.parent is not None and (whole := _unstruck(context, draft.parent)):
        return whole
    sides = _struck(context, draft)
    return _against(context, draft, context.before(draft), sides) if sides else []


def _unstruck(context: Context, draft: Draft) -> list[Mention]:
    """Who did an act, but for those whom it struck: "Islamic State operations", in which it lost men."""
    struck = {context.named(m).camp for t in draft.tellings for m in (*t.targets, *context.victims(t))}
    groups = {camp for camp in struck - {"hostile"} if hostile(camp)}
    return [m for m in _doers(draft) if context.named(m).camp not in groups]


def _sent(context: Context, draft: Draft) -> list[Mention]:
    """Whose drones or missiles were told to be shot down right before the harm that they did."""
    before = [*islice(context.before(draft), REACH)]
    if not before or not under_fire(draft.first, before[0]):
        return []
    met, *before = before
    found = next((t.targets for t in met.tellings if t.targets), [])
    downing = _camps(context, met)
    before = before if "state" not in downing else before[:1]  # "the air force", of nobody knows which side
    sent = (d for d in before if d.kinds[:1] and d.kinds[0] in ALOFT and d.camps)
    return found or next((_doers(d) for d in sent if not _camps(context, d) & downing), [])


def _camps(context: Context, draft: Draft) -> set[str]:
    """The camps of those who did an act, of a generic phrase those that it means."""
    return {context.named(m).camp for t in draft.tellings if not t.in_title for m in t.initiators}


def _of_its_kind(context: Context, draft: Draft) -> list[Mention]:
    """Who did the last act of the kind of one that struck nobody: "two more boats were stopped"."""
    if _struck(context, draft) or any(o.value.type in HURT for o in draft.outcomes):
        return []
    alike = (d for d in context.before(draft) if d.kinds[:1] == draft.kinds[:1] and d.initiators)
    return [m for d in islice(alike, 1) for m in _doers(d)]


def _struck(context: Context, draft: Draft) -> set[bool]:
    """The sides that an act struck: whether an armed group's."""
    camps = [context.named(m).camp for t in draft.tellings for m in (*t.targets, *context.victims(t))]
    return {hostile(camp) for camp in camps if fights(camp)}


def _doers(draft: Draft) -> list[Mention]:
    """Who is first told to do an act."""
    return next((t.initiators for t in draft.tellings if t.initiators and not t.in_title), draft.initiators)


def _against(context: Context, draft: Draft, acts: Iterable[Draft], sides: Set[bool]) -> list[Mention]:
    """Who did the first of some acts that is known to be done by the other side."""
    afoot = bool(
        AFOOT.intersection(draft.kinds) or {"captured", "seized"} & {o.value.type for o in draft.outcomes}
    )
    by_stealth = not STEALTHY.isdisjoint(draft.kinds[:1])
    for other in acts:
        known = (m for m in _doers(other) if m.value.camp not in ("", "hostile"))  # "gunmen" may be any
        found = [m for m in known if not (afoot and _bare_machine(m))]
        found = [m for m in found if not by_stealth or m.value.type == "armed_group"]
        if found and all(hostile(context.named(m).camp) not in sides for m in found):
            return found
    return []


def _flown_before(context: Context, draft: Draft) -> list[Mention]:
    """Who struck from afar before, if one side did, where nobody is told to have done it again."""
    if not draft.kinds or draft.kinds[0] not in ALOFT:
        return []
    alike = [d for d in context.before(draft) if d.kinds[:1] and d.kinds[0] in ALOFT and d.initiators]
    if draft.kinds[0] == "airstrike":
        alike = [d for d in alike if d.kinds[0] == "airstrike"]
    else:  # rockets are not those of a state that they hit
        where = {p.value.place.country for p in draft.places}
        own = {c for d in alike for c in d.camps}
        if False in _struck(context, draft) or not where or where & (own | {None}):
            return []
    before = [d.initiators for d in alike]
    camps = {context.named(m).camp for told in before for m in told}
    sure = len(camps) == 1 and all(fights(c) and not hostile(c) for c in camps)
    return before[0] if sure and (draft.kinds[0] == "airstrike" or "state" not in camps) else []


def _bare_machine(mention: Mention) -> bool:
    """Whether a force is but aircraft, drones or guns: they arrest nobody."""
    value: ActorMention = mention.value
    return "MEANS" in value.classes and value.name is None


def _set_out(context: Context, draft: Draft) -> list[Mention]:
    """The state's force that does something in the sentence before or behind men of armed groups who fell."""
    if not fell(context, draft):
        return []
    parse, telling = context.grammar.parse, draft.first
    for sentence in (telling.sentence - 1, telling.sentence + 1):
        for mention in context.found.within("forces", sentence):
            verb = parse.heads[mention.root]
            doing = parse.deps[mention.root] == "nsubj" and parse.pos[verb] == "VERB"
            own = (
                fights(mention.value.camp) and not hostile(mention.value.camp) and not _bare_machine(mention)
            )
            near = parse.paragraphs[mention.root] == telling.paragraph
            if own and doing and near and not context.grammar.reports(verb):
                return [mention]
    return []


def nearest(context: Context, draft: Draft) -> list[Mention]:
    """The force nearest to an act of those that may have done it, first in its paragraph."""
    side = _side(context, draft)
    if side is None or _by_nobody_known(context, draft):
        return []
    others = {o.value.patient for o in draft.outcomes}
    others |= {m.root for d in context.before(draft) for t in d.tellings for m in t.supporters}
    met = next((d for d in context.before(draft) if under_fire(draft.first, d)), None)
    downing = _camps(context, met) if met is not None else set()  # who shot down what did the harm
    near = (m for m in _nearby(context, draft.first.sentence) if m.root not in others)
    near = (m for m in near if context.named(m).camp not in downing)
    near = (m for m in near if not _long_before(context.done_by(m), draft))
    return [*islice((m for m in near if _of_side(context, m, side=side)), 1)]


def foremost(context: Context, draft: Draft) -> list[Mention]:
    """The armed group that the article is about, for an attack that nobody near did."""
    attack = draft.kinds[:1] in ATTACKS and True not in _struck(context, draft)
    found = context.foe(draft.first.triggers[0].root) if attack else None
    return [found] if found is not None else []


def _long_before(other: Draft | None, draft: Draft) -> bool:
    """Whether another act was over more than a week before: "Last month gunmen killed six miners"."""
    if other is None or other.date is None or draft.date is None:
        return False
    over, begun = other.date.value.end, draft.date.value.start
    return bool(over and begun and begun - over > WEEK)


def _side(context: Context, draft: Draft) -> bool | None:
    """Whether an act is presumed an armed group's: by whom it struck, else by its kind."""
    struck = _struck(context, draft)
    if len(struck) == 1:
        return not struck.pop()
    kind = draft.kinds[:1]
    if struck or not kind:
        return None
    if kind[0] in HOSTILE_KINDS:
        return True
    return False if kind[0] in STATE_KINDS | {"clash", "offensive"} else None


def _of_side(context: Context, mention: Mention, *, side: bool) -> bool:
    """Whether a force is an armed group's, or a state's, as an act's doer is presumed to be."""
    value, parse = context.named(mention), context.grammar.parse
    if not fights(value.camp) or hostile(value.camp) != side or (side and value.camp in context.allies):
        return False
    if _bare_machine(mention) or context.speaks(mention):
        return False
    if value.actor is not None:
        return True
    one = "PERSON" in value.classes and "Number=Plur" not in parse.morphs[mention.root]  # "a brigadier"
    return not (one or context.suffers(mention))


def _nearby(context: Context, sentence: int) -> Iterator[Mention]:
    """The forces of a sentence's paragraph, nearest first: those before it, then its own and those behind."""
    parse = context.grammar.parse
    paragraph = parse.paragraphs[parse.sents[sentence][0]]
    around = range(max(0, sentence - REACH), min(len(parse.sents), sentence + REACH))
    here = [k for k in around if parse.paragraphs[parse.sents[k][0]] == paragraph]
    for k in (k for k in reversed(here) if k < sentence):
        yield from reversed(context.found.within("forces", k))
    for k in (k for k in here if k >= sentence):
        yield from context.found.within("forces", k)


def fell(context: Context, draft: Draft) -> bool:
    """Whether none but men of armed groups suffered, who did not attack: "two militants were shot dead"."""
    suffered = [m.value for m in draft.outcomes if m.value.type in ("killed", "wounded", "captured")]
    lemmas = context.grammar.parse.lemmas
    struck = [r for r in suffered if r.object == "person" and r.count.high != 0]
    theirs = [
        ("HOSTILE" in r.classes or (lemmas[r.patient] not in ANYBODY and _of_group(context.victim(r))))
        and lemmas[r.patient] not in ATTACKERS
        and (r.antecedent is None or lemmas[r.antecedent] not in ATTACKERS)
        for r in struck
    ]
    hunted = theirs[:1] == [True] and lemmas[struck[0].verb] in ELIMINATING
    fought = "clash" in draft.kinds and ("ambush" not in draft.kinds or theirs[:1] == [True])
    return any(theirs) and (hunted or fought or all(theirs))  # "shot dead in a gunfight"


def _of_group(mention: Mention | None) -> bool:
    """Whether one told as a force is no state's and no civilian."""
    return mention is not None and mention.value.camp != "civilian" and hostile(mention.value.camp)
