"""What an act is as a whole: kind, level, status, and on which side an outcome fell."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from eventx.camps import fights, hostile
from eventx.drafts import Draft
from eventx.extractors.forces import ActorMention
from eventx.extractors.sufferers import Result
from eventx.records import Kind, Side
from eventx.reordering import by_side, by_surer_words, foes_fell, with_first
from eventx.syntax import Grammar
from eventx.tellings import ALOFT, in_order

HARM = frozenset({"killed", "destroyed", "wounded"})
TROOPS = frozenset({"TROOPS", "POLICE", "MILITARY"})
STRUCK = HARM | {"damaged"}
PLAIN = frozenset({
    "damage", "dead", "destroy", "die", "hit", "hurt", "injure", "kill", "lose", "perish", "strike", "wound",
})  # fmt: skip
HITS = frozenset({"told-by-result", "target-verb", "target-anything"})  # rules of words for what is struck
BOMBING: frozenset[Kind] = frozenset({"airstrike", "drone_strike"})
ROWS = 10  # houses burnt, from which on they are a village's, whoever burnt them
UNSIDED = frozenset({"ANYONE", "BARE"})
SOMEBODY = frozenset({"NAME", "LEADER"})
SIDED = frozenset({"HOSTILE", "TROOPS", "CIVILIAN", "FORCE", "ANYONE", *SOMEBODY})
IMPLIED: tuple[
    tuple[Kind, Set[str]], ...
] = (  # kinds by the results that people suffered, the first that fits
    ("arrest", {"captured", "surrendered"}),
    ("rescue", {"freed"}),
    ("abduction", {"abducted"}),
    ("attack", {"killed", "wounded"}),
)
IMPLIED_BY_THINGS: tuple[tuple[Kind, str], ...] = (
    ("clearance", "destroyed"),
    ("seizure", "seized"),
    ("ordnance_disposal", "neutralised"),
)
BURNING = frozenset({"burn", "torch", "raze", "burnt"})
MILD: dict[Kind, Set[str]] = {  # words that tell a kind only where nothing else is told
    "attack": frozenset({"killing", "killings", "execution"}),
    "rescue": frozenset({"released", "releasing", "let", "led", "leading", "escorted", "escorting"}),
}
STANCES = frozenset({"blockade", "withdrawal", "deployment", "surveillance"})
FINDS = frozenset({"seizure", "ordnance_disposal"})
TOTALS = frozenset({"killed", "captured", "freed"})  # together told of many acts
CONTRABAND = frozenset({"drugs", "vessel"})  # what is searched for on the way
MOVABLE = frozenset({"vessel", "vehicle"})
NEUTRALISING = frozenset({"neutralise", "neutralize", "neutralization", "neutralisation", "render"})
BLASTING = frozenset({"blow", "dynamite"})
FLYING = frozenset({"drone", "aircraft"})
LAUNCHED = frozenset({"drone", "ammunition", "weapon"})
LAUNCHING = frozenset({"launch", "launched", "fire", "fired"})
READY = frozenset({"ready", "readied", "readying", "prepare", "prepared", "poised", "set", "about"})
DOWNING = frozenset({"intercept", "down"})  # what is done to what flies


@dataclass(frozen=True, slots=True)
class Sides:
    """Who strikes whom: the camps of initiators (`own`) and of targets (`opposed`)."""

    own: Set[str]
    opposed: Set[str]
    hostile_act: bool  # armed groups act
    from_afar: bool  # with no contact: shelling, air strikes
    interception: bool = False  # of what flies

    @property
    def untold(self) -> bool:
        """Whether nobody who fights is told on either side."""
        return not self.own and not any(fights(c) for c in self.opposed)


def side_of(result: Result, victim: ActorMention | None, sides: Sides) -> Side:
    """Whose people or things an outcome struck."""
    camp = victim.camp if victim else ""
    if result.type == "freed":
        return "civilian"
    if result.type == "surrendered":
        return "target"
    if result.type == "displaced" and not result.classes & (TROOPS | {"HOSTILE"}):
        return "civilian"
    if result.count.high == 0 and not camp and not result.classes & SIDED:
        return _side_of_nobody(sides)
    if sides.interception and result.object == "person" and result.classes & UNSIDED:
        return "target" if result.aboard else "civilian"  # under what was shot down, or in it
    if result.object == "person" and camp not in ("", "hostile", "state", "civilian") and camp in sides.own:
        return "initiator"
    if result.type == "captured":
        return "target"
    if result.type == "abducted":
        return "target" if result.classes & TROOPS else "civilian"
    if result.object != "person":
        if sides.from_afar and result.type == "neutralised" and result.object in LAUNCHED:
            return "initiator"  # "most of the rockets were intercepted"
        if result.owner is not None and camp in sides.own:
            return "initiator"
        whole_rows = result.type == "destroyed" and (result.count.low or 0) >= ROWS
        shelled = sides.from_afar and not any(fights(c) for c in sides.opposed)
        homes = "HOME" in result.classes and (sides.hostile_act or whole_rows or shelled or sides.untold)
        robbed = result.object == "supplies" and sides.hostile_act
        robbed = robbed and not any(fights(c) for c in sides.opposed)
        civil = "CIVILIAN" in result.classes or homes or robbed
        return "civilian" if civil else "target"
    return _side_of_people(result.classes, camp, sides)


def _side_of_nobody(sides: Sides) -> Side:
    """Of whom "nobody was hurt" is told: those attacked, those under fire, else a force that acts."""
    if sides.hostile_act:
        return "target" if any(fights(c) for c in sides.opposed) else "civilian"
    return "initiator" if sides.own and not sides.from_afar else "civilian"


def _side_of_people(classes: Set[str], camp: str, sides: Sides) -> Side:
    """The side of killed or wounded people, by their classes and camp."""
    if "SUSPECT" in classes and not sides.hostile_act:
        return "target"  # whom a state's forces seek, whatever he is by trade
    if "CIVILIAN" in classes and not classes & {"HOSTILE", "TROOPS"}:
        return "civilian"
    camp = camp if fights(camp) else ""  # "two men and a girl" have one side
    if "HOSTILE" in classes or (camp and hostile(camp)):
        rivals = any(hostile(c) and c not in ("civilian", "hostile") for c in sides.opposed)
        ours = camp in sides.own or (camp == "hostile" and not rivals) or not (camp or rivals)
        return "initiator" if sides.hostile_act and ours else "target"
    if classes & {"TROOPS", "FORCE"} or camp:
        if (sides.from_afar and not sides.own) or (sides.interception and camp not in sides.own - {"state"}):
            return "target"  # "a drone killed three soldiers": not those who sent it
        if sides.hostile_act or (camp and camp not in sides.own and camp in sides.opposed):
            return "target"
        known = bool(camp) and camp != "state" and bool(sides.own) and "state" not in sides.own
        foreign = known and camp not in sides.own
        others = foreign and (sides.from_afar or not any(hostile(c) for c in sides.opposed))
        return "target" if others else "initiator"
    if classes & SOMEBODY:
        return "target"
    bare = "BARE" in classes and not any(fights(c) for c in sides.opposed)
    if sides.from_afar and ("ANYONE" in classes or bare) and "FOUND" not in classes:
        return "civilian"  # "18 people were killed when a drone hit a bus station"
    if "FOLK" in classes and sides.untold:
        return "civilian"  # "four people perished in Sumy"
    fought = any(
        fights(c) and c not in {"hostile", *sides.own} for c in sides.opposed
    )  # "killing 15 men" at an outpost
    if sides.opposed == {"civilian"} and classes & UNSIDED:
        return "civilian"
    return "civilian" if sides.hostile_act and not (fought and "CIVILIAN" not in classes) else "target"


def kinds_of(grammar: Grammar, draft: Draft, before: Kind | None = None) -> tuple[Kind, list[Kind]]:
    """The ruling kind and up to four further ones; results alone give a kind by what they are.

    `before` is the kind of the act told before it.
    """
    if before is not None and before in BOMBING and _by_hits_alone(grammar, draft):
        return before, ["attack"]
    return ("clearance", draft.kinds[:4]) if _swept(draft) else _ruling(grammar, draft)


def _ruling(grammar: Grammar, draft: Draft) -> tuple[Kind, list[Kind]]:
    """The ruling kind of an act and further ones, by all that is told of it."""
    told = draft.kinds
    strong = _in_order_told(draft)
    kinds = strong or told
    specific = [k for k in kinds if k != "unspecified"]
    results = {o.value.type for o in draft.outcomes}
    weak = [k for k in told if k not in kinds and k != "unspecified"]
    if not specific:
        if kinds and results & {"killed", "captured"}:  # a campaign that also seized and defused
            weak = [k for k in weak if k not in ("seizure", "ordnance_disposal")]
        implied = weak[0] if weak else implied_kind(grammar, draft, results)
        if implied:
            return implied, [k for k in weak if k != implied]
    if not strong and _moved_after(draft, specific):
        implied = implied_kind(grammar, draft, results)
        if implied:
            return implied, [*specific]  # a hideout that was surrounded, wounded who were flown out
    if not strong and specific == ["withdrawal"] and "destroyed" in results:
        return implied_kind(grammar, draft, results) or "withdrawal", [*specific]  # blew it up before leaving
    if not strong and specific == ["seizure"] and ("killed" in results or "seized" not in results):
        implied = implied_kind(grammar, draft, results)
        if implied and implied not in specific:
            return implied, [*specific]  # who killed twelve and then found four rifles
    attack: list[Kind] = ["attack"]
    ruling: list[Kind] = _trapped([*(specific or kinds or attack)], results)
    deadly = any(o.value.type == "killed" for o in draft.first.outcomes) and not draft.first.kinds
    if ruling == ["abduction"] and deadly:
        ruling = [*attack, *ruling]  # people were led away from where others had been killed
    if ruling == ["arrest"] and _slew_first(draft):
        slew: Kind = "clash" if foes_fell(draft) and draft.camps else "attack"
        weak, ruling = [k for k in weak if k != slew], [slew, *ruling]
    told_as = [
        k for k in draft.first.kinds if k in ALOFT
    ]  # "struck it with missiles in the deadliest attack"
    told_as += ["bombing"] if "bombing" in weak and _named_attack(grammar, draft) else []
    if ruling[0] == "attack" and told_as:
        ruling = with_first(told_as[0], ruling)
        weak = [k for k in weak if k != told_as[0]]
    if ruling[0] == "arrest" and _took_first(draft):
        weak, ruling = (
            [k for k in weak if k != "seizure"],
            ["seizure", *ruling],
        )  # then its crew
    first = {o.value.type for o in draft.first.outcomes}
    if ruling[0] in ("rescue", "arrest") and first >= TOTALS and not draft.placed:
        ruling = ["unspecified", *(k for k in ruling if k != "unspecified")]
    taken = {o.value.object for o in draft.outcomes if o.value.type == "seized"}
    if ruling[0] == "clearance" and taken and taken <= CONTRABAND and "killed" not in results:
        ruling = ["seizure", *(k for k in ruling if k != "seizure")]  # "a search of the dhow"
        weak = [k for k in weak if k != "seizure"]
    if ruling == ["airstrike"] and results == {"destroyed"} and _downed(grammar, draft):
        ruling = ["interception"]  # "the air force destroyed 98 drones"
    for kind in ("attack", "rescue", "arrest", "abduction"):
        fought = kind == "arrest" and ("killed" in results or "offensive" in ruling)
        fought = fought or (kind == "abduction" and "offensive" in ruling and _troops_taken(draft))
        mild = _mildly(grammar, draft, kind) or fought
        if ruling[0] == kind and mild and set(ruling[1:]) - STANCES:
            ruling = [*ruling[1:], ruling[0]]
    ruling = by_surer_words(draft, by_side(grammar, draft, ruling))
    return ruling[0], [*ruling[1:], *weak][:4]


def _swept(draft: Draft) -> bool:
    """Whether an operation is told by its name, and then what it found: arms seized, charges blown up."""
    found = {*draft.kinds} - {"unspecified"}
    return (
        bool(found)
        and found <= FINDS
        and draft.first.kinds == ["unspecified"]
        and draft.first.strong
        and draft.first.name is not None
    )


def _downed(grammar: Grammar, draft: Draft) -> bool:
    """Whether drones were destroyed, and not where they stood: "jets destroyed a drone on the ground"."""
    parse = grammar.parse
    stood = any(parse.lemmas[k] == "ground" for o in draft.outcomes for k in parse.subtree(o.value.verb))
    return _destroyed(draft) == {"drone"} and not stood


def _named_attack(grammar: Grammar, draft: Draft) -> bool:
    """Whether an act is called an attack and told as none: "a blast killed nine ... X claimed the attack"."""
    told = [t.root for t in draft.triggers if t.kind == "attack"]
    return all(grammar.parse.pos[i] == "NOUN" for i in told)


def _by_hits_alone(grammar: Grammar, draft: Draft) -> bool:
    """Whether an act is told by whom or what it struck and no more: after air strikes it is one of them.

    "Another hit a car near Sarmada", "Nine people died in Mayadin".
    """
    told = [t for t in draft.triggers if t.kind != "attack" or grammar.parse.pos[t.root] != "NOUN"]
    plain = all(t.found_by in HITS and grammar.parse.lemmas[t.root] in PLAIN for t in told) and bool(told)
    types = {o.value.type for o in draft.outcomes}
    named = any(grammar.parse.pos[k] == "NOUN" for o in draft.outcomes for k in o.value.agents)
    return (
        plain and not named and bool(types) and types <= STRUCK and not draft.camps and not draft.first.item
    )


def _trapped(kinds: list[Kind], results: Set[str]) -> list[Kind]:
    """Kinds with the arrest first of who "was arrested in an ambush laid by the police"."""
    trapped = kinds[0] == "ambush" and "arrest" in kinds and not results & {"killed", "wounded"}
    return with_first("arrest", kinds) if trapped else kinds


def _took_first(draft: Draft) -> bool:
    """Whether things are told to have been taken before people: "seized 3 tons of cocaine and held four"."""
    first = draft.first
    taken = [o.value.verb for o in first.outcomes if o.value.type == "seized"]
    people = [t.root for t in first.triggers if t.kind == "arrest"]
    if "seizure" not in first.kinds or not {*first.kinds} <= {"seizure", "arrest", "unspecified"}:
        return False
    return bool(taken) and min(taken) < min(people) if people else bool(first.outcomes)


def _slew_first(draft: Draft) -> bool:
    """Whether a force is told to have killed foes before it took any: "killed eleven and captured three"."""
    told = sorted(draft.first.outcomes, key=lambda o: o.start)
    first = next((o.value for o in told if o.value.type in ("killed", "captured")), None)
    foes = first is not None and first.agents and "HOSTILE" in first.classes
    return bool(foes) and first is not None and first.type == "killed"


def _moved_after(draft: Draft, kinds: Sequence[Kind]) -> bool:
    """Whether all that is told beside people's fate is where forces went, of a fate told before it."""
    fates = [o for o in draft.outcomes if o.value.type in ("killed", "wounded")]
    if not kinds or not set(kinds) <= STANCES or not fates:
        return False
    if list(kinds) == ["blockade"]:
        return True
    moved = min(t.start for t in draft.triggers if t.kind in STANCES)
    return min(o.start for o in fates) < moved


def _mildly(grammar: Grammar, draft: Draft, kind: Kind) -> bool:
    """Whether a kind is told only by words for what came of an act: "listing the killing of four"."""
    told = {grammar.parse.lower[t.root] for t in draft.triggers if t.kind == kind and not t.value.weak}
    return told <= MILD.get(kind, frozenset())


def _in_order_told(draft: Draft) -> list[Kind]:
    """The kinds of strong triggers: those of the telling that opens the act before those told later.

    So aircraft that come to help in a gun battle make no air strike of it.
    """
    kinds: list[Kind] = []
    own = {hostile(m.value.camp) for m in draft.first.initiators}
    for telling in (draft.first, *draft.tellings[1:]):
        if own == {False} and {hostile(m.value.camp) for m in telling.initiators} == {True}:
            continue  # "during the search gunmen attacked the patrol"
        kinds += in_order({t.kind for t in telling.triggers if not t.value.weak} - set(kinds))
    named = [k for k in kinds if k != "unspecified"]
    return [*named, *(k for k in kinds if k == "unspecified")]


def implied_kind(grammar: Grammar, draft: Draft, results: Set[str]) -> Kind | None:
    """What an act is called that is told by its results only."""
    classes = {c for m in draft.initiators for c in m.value.classes}
    classes |= {c for o in draft.outcomes for a in o.value.agents for c in grammar.classes(a)}
    if results & HARM and "AIRCRAFT" in classes:
        return "airstrike"
    if results & HARM and "DRONE" in classes:
        return "drone_strike"
    if results & HARM and "GUNS" in classes:
        return "bombardment"
    if results & {"destroyed", "damaged"} and draft.camps and all(hostile(c) for c in draft.camps):
        return "attack"
    unspecified = "unspecified" in draft.kinds
    for kind, types in IMPLIED:
        if kind == "attack" and unspecified and not any(hostile(c) for c in draft.camps):
            continue  # a state's "operation" that killed is no attack
        if (
            kind == "rescue"
            and "abducted" in results
            and draft.camps
            and all(hostile(c) for c in draft.camps)
        ):
            continue  # captors who let some go
        if results & types and (kind != "arrest" or "killed" not in results):
            if kind == "attack" and _only_neutralised(grammar, draft):
                return "unspecified"
            return "clash" if kind == "attack" and foes_fell(draft) else kind
    if unspecified:
        return None
    stopped = [o.value for o in draft.outcomes if o.value.type == "neutralised"]
    verbs = {grammar.parse.lemmas[o.verb] for o in stopped}
    if {o.object for o in stopped} & FLYING or verbs & DOWNING:
        return "interception"
    things = _destroyed(draft)
    if things == {"drone"}:
        return "interception"  # "83 drones were destroyed over the Black Sea"
    if things == {"infrastructure"} and BLASTING & {
        grammar.parse.lemmas[o.value.verb] for o in draft.outcomes
    }:
        return "bombing"  # "blew up a railway bridge"
    if things and things <= LAUNCHED and _before_launch(grammar, draft):
        return "airstrike"  # "destroyed a missile being readied for launch"
    if things and things <= MOVABLE and "seized" not in results:
        return "attack"
    burnt = {grammar.parse.lemmas[o.value.verb] for o in draft.outcomes if o.value.type == "destroyed"}
    if burnt and burnt <= BURNING and not draft.camps:
        return "attack"  # "forty houses were burnt", by nobody knows whom
    return next((kind for kind, result in IMPLIED_BY_THINGS if result in results), None)


def _before_launch(grammar: Grammar, draft: Draft) -> bool:
    """Whether what was destroyed was about to be fired: from afar, before the other side could do so."""
    parse = grammar.parse
    for o in draft.outcomes:
        near = {parse.lemmas[k] for k in parse.subtree(o.value.verb) if k > o.value.patient}
        near |= {parse.lower[k] for k in parse.subtree(o.value.verb) if k > o.value.patient}
        if o.value.type == "destroyed" and near & LAUNCHING and near & READY:
            return True
    return False


def _troops_taken(draft: Draft) -> bool:
    """Whether all who were taken bore arms."""
    taken = [o.value.classes for o in draft.outcomes if o.value.type in ("captured", "abducted")]
    return bool(taken) and all(classes & TROOPS for classes in taken)


def _only_neutralised(grammar: Grammar, draft: Draft) -> bool:
    """Whether foes are told to be out of action, and not by whom: "56 terrorists were neutralised"."""
    struck = [o.value for o in draft.outcomes if o.value.type in ("killed", "wounded")]
    return all(grammar.parse.lemmas[o.verb] in NEUTRALISING and not o.agents for o in struck)


def _destroyed(draft: Draft) -> set[str]:
    """The sorts of things that were destroyed."""
    return {o.value.object for o in draft.outcomes if o.value.type == "destroyed"}
