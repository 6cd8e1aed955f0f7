"""Outcomes as told → one outcome a type, side and object, with one figure."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace
from typing import cast

from eventx.camps import fights, hostile
from eventx.context import Context
from eventx.drafts import Draft
from eventx.extractors.forces import ActorMention
from eventx.extractors.results import STRONGHOLDS
from eventx.extractors.sufferers import RETINUE, Result
from eventx.fallen import apart
from eventx.fronts import FROM_AFAR, sides_of
from eventx.gains import ground_taken
from eventx.marking import KNOWN
from eventx.mentions import Mention
from eventx.parties import Party
from eventx.presuming import HOSTILE_KINDS
from eventx.records import ObjectClass, Outcome, OutcomeType, Side
from eventx.referents import OWN
from eventx.summing import GROUND, SUMMED, Told, figure_of, rose
from eventx.tellings import ALOFT, Telling
from eventx.verdicts import Sides, side_of

CIVIL = frozenset({"CIVILIAN", "CAPTIVE", "HOSTILE"})  # of whom prisoners and armed men are not abducted
OF_STATE = frozenset({"TROOPS", "POLICE", "MILITARY", "SECURITY", "COALITION"})
STRIKES = FROM_AFAR | {"attack", "ambush"}
LEADING = frozenset({"lead", "march", "take", "drag", "drive", "bundle"})
LEADING_OFF = frozenset({"away", "off", "along", "into"})
BUILT = frozenset({"building", "infrastructure"})
BLADES = frozenset({"arrow", "axe", "bayonet", "dagger", "hatchet", "knife", "machete", "spear", "sword"})
OVERRUNNING = frozenset({"overrun", "occupy", "clear", "take", "secure", "free", "liberate"})
LEAVING = frozenset({"attack", "raid", "ambush", "bombing", "clearance", "arrest", "rescue"})  # kinds


def outcomes_of(
    context: Context, draft: Draft, parties: Sequence[Party], kind: str
) -> list[tuple[Outcome, Mention]]:
    """What an act did, each with the words that told it first."""
    sides = sides_of(context, draft, parties, kind)
    told: dict[tuple[str, Side, str, str], list[Told]] = {}
    for telling in sorted(draft.tellings, key=lambda t: t.in_title):
        if telling.in_title and told:
            continue  # the body tells it better
        for mention in (m for o in telling.outcomes for m in apart(context.grammar, o, sides)):
            result: Result = mention.value
            victim = context.victim(result)
            named = context.named(victim) if victim else None
            side = side_of(result, named, _at_first(context, draft, telling, sides))
            if side == "initiator" and _struck_by_them(result, victim, sides):
                side, named = "target", None  # "a militiaman was hurt by a mine"
            if side == "initiator" and not sides.own and _by_others(context, result):
                side = "target"  # "rebels said their men had picked off three soldiers"
            own = side == "initiator" and result.object == "person"
            if own and (
                _by_own(context, telling, result, sides) or _struck_in(context, telling, result, named)
            ):
                side = "target"  # nobody strikes his own: "police shot one suspect"
            fate = result.type
            aloft = kind in ALOFT and fate in ("killed", "wounded") and result.count.high != 0
            if own and aloft and not _beside_foes(telling, result) and not _lost(context, result):
                side = "target"  # who strikes from the air is out of reach
            if aloft and side == "civilian" and _of_retinue(context, telling, result, sides):
                side = "target"
            if fate == "captured" and sides.hostile_act and result.classes & CIVIL == {"CIVILIAN"}:
                fate, side = "abducted", "civilian"  # "gunmen seized two engineers"
            noun = _sort(context, result)
            item = Told(telling.sentence, mention, named.name if named else None)
            if noun not in ("", SUMMED) and any(
                _listed(t, item) for t in told.get((fate, side, result.object, noun), ())
            ):
                noun = f"{noun} {mention.start}"  # of a list: "14 AK-47 rifles, six fabricated rifles"
            if fate == "abducted" and _taken_by_a_state(context, named, result, sides):
                fate, side = "captured", "target"  # "agents drove off with a Hamas member"
            told.setdefault((fate, side, result.object, noun), []).append(item)
    for item in ground_taken(context, draft, kind):
        told.setdefault(("territory_gained", "target", item.mention.value.object, ""), []).append(item)
    if sides.hostile_act and kind in HOSTILE_KINDS and not any(map(fights, sides.opposed)):
        _robbed(told)
    _part_jointly(told)
    _add_tolls(context, told)
    made = [
        (_outcome(context, type_, side, thing, items), items[0].mention)
        for (type_, side, thing, _), items in told.items()
    ]
    made = [(outcome, m) for outcome, m in made if not _only_hit(context, outcome, m)]
    return [(outcome, m) for outcome, m in made if _taken(context, outcome, m, kind)]


def _at_first(context: Context, draft: Draft, telling: Telling, sides: Sides) -> Sides:
    """The sides as an armed group's act is first told: those who came to fight it later were not struck."""
    struck = {context.named(m).camp for m in telling.targets}
    if telling is not draft.first or not sides.hostile_act or any(map(fights, struck)):
        return sides
    return replace(sides, opposed=struck)


def _beside_foes(telling: Telling, result: Result) -> bool:
    """Whether foes are told beside to have fallen too: "25 militants and three soldiers were killed"."""
    others = (o.value for o in telling.outcomes if o.value is not result and o.value.verb == result.verb)
    return "TROOPS" in result.classes and any("HOSTILE" in r.classes for r in others)


def _lost(context: Context, result: Result) -> bool:
    """Whether a force is told to have lost its own: "the brigade lost nine men"."""
    return context.grammar.parse.lemmas[result.verb] == "lose" and result.owner is not None


def _of_retinue(context: Context, telling: Telling, result: Result, sides: Sides) -> bool:
    """Whether those struck are the people of a leader who was: "killed the emir and wounded an aide"."""
    if sides.hostile_act or context.grammar.parse.lemmas[result.patient] not in RETINUE:
        return False
    others = [o.value.classes for o in telling.outcomes if o.value is not result]
    return any(classes & {"LEADER", "HOSTILE", "NAME"} and "CIVILIAN" not in classes for classes in others)


def _sort(context: Context, result: Result) -> str:
    """What things are told apart by: their noun; people are one sort, and so are guns that are counted."""
    noun = context.grammar.parse.lemmas[result.patient]
    if result.object == SUMMED and result.count.text is not None and noun not in BLADES:
        return SUMMED
    return "" if result.object in ("person", GROUND) else noun


def _robbed(told: dict[tuple[str, Side, str, str], list[Told]]) -> None:
    """Make the vehicles that an armed group burnt civilians', where it hurt no force."""
    hurt = (key for key in told if key[1] == "target" and key[2] == "person")
    struck = any(item.mention.value.count.high != 0 for key in hurt for item in told[key])
    for key in [k for k in told if k[0] in ("destroyed", "damaged") and k[1:3] == ("target", "vehicle")]:
        if not struck:
            told[key[0], "civilian", key[2], key[3]] = told.pop(key)


def _taken(context: Context, outcome: Outcome, mention: Mention, kind: str) -> bool:
    """Whether ground or a building counts as taken: who raids a post leaves it, and a building is no haul."""
    counted = outcome.count.text is not None and (outcome.count.low or 0) > 1
    overrun = context.grammar.parse.lemmas[mention.value.verb] in OVERRUNNING
    if outcome.type == "seized" and outcome.object in STRONGHOLDS and overrun:
        return kind == "offensive" or counted
    if outcome.type == "seized":
        return outcome.object not in BUILT or counted
    ground = outcome.object == GROUND and kind not in LEAVING
    return outcome.type != "territory_gained" or ground or counted


def _only_hit(context: Context, outcome: Outcome, mention: Mention) -> bool:
    """Whether a thing is told to be hit and no more: "the shells hit a market" says where they fell."""
    hit = outcome.type == "damaged" and context.grammar.parse.lemmas[mention.value.verb] == "hit"
    return hit and outcome.object != "vessel" and (outcome.count.best or 0) < 2


def _taken_by_a_state(context: Context, named: ActorMention | None, result: Result, sides: Sides) -> bool:
    """Whether a state's forces took men of an armed group, or led people away."""
    parse = context.grammar.parse
    behind = parse.lower[result.verb : result.verb + 4]
    led = parse.lemmas[result.verb] in LEADING and not LEADING_OFF.isdisjoint(behind)
    theirs = "HOSTILE" in result.classes or (named is not None and fights(named.camp) and hostile(named.camp))
    return (theirs or led) and bool(sides.own) and not any(map(hostile, sides.own))


def _struck_by_them(result: Result, victim: Mention | None, sides: Sides) -> bool:
    """Whether fighters of no group that is named were hurt, or killed from afar, in an armed group's act."""
    unnamed = "EITHER" in result.classes and (victim is None or victim.value.name is None)
    fate = result.type == "wounded" or (result.type == "killed" and sides.from_afar)
    return unnamed and fate and sides.hostile_act and result.owner is None


def _by_others(context: Context, result: Result) -> bool:
    """Whether soldiers are told to have been killed by people who are none of a state's."""
    grammar = context.grammar
    doers = [grammar.classes(a) for a in result.agents]
    people = [c for c in doers if c & {"PERSON", "HOSTILES", "GROUP"} and "COUNTED" not in c]
    hurt = result.type in ("killed", "wounded") and "TROOPS" in result.classes
    return hurt and bool(people) and not any(c & OF_STATE for c in people)


def _by_own(context: Context, telling: Telling, result: Result, sides: Sides) -> bool:
    """Whether people are told to have suffered from an act's own side, and are not the ones who did it."""
    if result.owner is not None or result.patient in result.agents:
        return False
    doers = [m for m in telling.initiators if context.named(m).camp in sides.own]
    strikes = any(result.verb == t.root for t in telling.triggers)
    parse = context.grammar.parse
    theirs = {a for a in result.agents for k in parse.dependents(a, "nmod:poss") if parse.lower[k] in OWN}
    theirs |= {a for a in result.agents if strikes and parse.lower[a] in ("it", "they")}
    return any(any(m.start <= a < m.end for m in doers) or (doers and a in theirs) for a in result.agents)


def _struck_in(context: Context, telling: Telling, result: Result, named: ActorMention | None) -> bool:
    """Whether people suffered "in an air strike by" others, or "in an attack" of nobody who is told.

    "In the attack" is in the one told before, which was their own.
    """
    grammar, parse = context.grammar, context.grammar.parse
    strikes = {t.root for t in telling.triggers if t.kind in STRIKES and parse.pos[t.root] != "VERB"}
    below = [k for k in parse.dependents(result.verb, "obl", "nmod") if k in strikes]
    below = [k for k in below if grammar.prepositions(k) & {"in", "by", "during"}]
    acts = {t.root for t in telling.triggers}
    around = {*below, *(n for k in below for n in parse.dependents(k, "obl", "nmod") if n in acts)}
    if any(parse.lower[d] in KNOWN for k in around for d in parse.dependents(k, "det")):
        return False
    for noun in below:
        roles = grammar.roles(noun)
        doers = [m.value for m in telling.initiators if m.root in (*roles.agents, *roles.modifiers)]
        doers = [value for value in doers if value.text]
        theirs = any(named is not None and value.camp == named.camp != "state" for value in doers)
        aimed = roles.after({"on", "against", "at"})
        if not theirs and (doers or not aimed):
            return True
    return False


def _listed(one: Told, other: Told) -> bool:
    """Whether two counted sorts of a thing are told in one sentence."""
    counts = one.mention.value.count, other.mention.value.count
    return one.sentence == other.sentence and all(count.text is not None for count in counts)


def _part_jointly(told: dict[tuple[str, Side, str, str], list[Told]]) -> None:
    """Take "13 were killed or wounded" for no figure of either, or of the dead where nothing else is told."""
    patients = {
        kind: {i.mention.value.patient for key, items in told.items() if key[0] == kind for i in items}
        for kind in ("killed", "wounded")
    }
    joint = patients["killed"] & patients["wounded"]
    for key in [key for key in told if key[0] in patients and joint]:
        apart = [item for item in told[key] if not _joint(item, joint)]
        if apart or key[0] == "wounded":
            told[key] = apart
        if not told[key]:
            del told[key]


def _joint(item: Told, joint: Set[int]) -> bool:
    """Whether a figure is of those killed and wounded together."""
    result: Result = item.mention.value
    return result.patient in joint and result.count.low != 0 and result.count.text is not None


def _add_tolls(context: Context, told: dict[tuple[str, Side, str, str], list[Told]]) -> None:
    """Put tolls beside those told of whom most suffered the same, for their side, which is not the doers'."""
    for fate in {key[0] for key in told}:
        tolls = [i for key, items in told.items() if key[0] == fate for i in items if _unsided(i.mention)]
        others = {
            key: items
            for key, items in told.items()
            if key[0] == fate and key[1] != "initiator" and not any(_unsided(i.mention) for i in items)
        }
        if not tolls or not others:
            continue
        for key in [k for k, items in told.items() if any(i in tolls for i in items)]:
            told[key] = [item for item in told[key] if item not in tolls]
            if not told[key]:
                del told[key]
            else:
                others[key] = told[key]
        most = max(others, key=lambda key: max(i.mention.value.count.low or 0 for i in others[key]))
        raising = {i.sentence for i in tolls if rose(context, i.sentence)}
        for key in [key for key in others if key != most]:
            told[key] = [item for item in told[key] if item.sentence not in raising]  # the toll counts them
            if not told[key]:
                del told[key]
        told[most] = [*told[most], *tolls]


def _unsided(mention: Mention) -> bool:
    """Whether a figure is a toll of which nothing tells whose dead it counts."""
    return bool(mention.value.total) and mention.value.antecedent is None


def _outcome(context: Context, type_: str, side: Side, thing: str, items: Sequence[Told]) -> Outcome:
    """One outcome of all that is told of it."""
    first = items[0].mention
    return Outcome(
        type=cast("OutcomeType", type_),
        side=side,
        object=cast("ObjectClass", thing),
        text=context.grammar.parse.text(first.start, first.end),
        force=next((item.sufferer for item in items if item.sufferer), None),
        count=figure_of(context, items),
        evidence=context.evidence(*(item.mention for item in items)),
    )
