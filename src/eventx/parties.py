"""The forces of an act, each once, in one role."""

from __future__ import annotations

from collections.abc import Sequence, Set

from eventx.attributions import tellers
from eventx.camps import fights, hostile
from eventx.context import Context
from eventx.drafts import Draft, kinds_apart
from eventx.extractors.forces import ActorMention
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.presuming import HOSTILE_KINDS, STATE_KINDS, fell, foremost, nearest, presumed
from eventx.records import Force, ForceRole, Outcome, Support
from eventx.strength import arms_used
from eventx.tellings import Telling

TARGETS = frozenset({"FORCE", "HOSTILE", "TROOPS", "GROUP", "STATE", "LEADER"})
ANYBODY = frozenset({"civilian", "woman", "girl", "child", "boy", "foreigner", "national", "citizen"})
ALLIED = frozenset({"militia", "military", "security_forces"})  # who fight an article's armed group
TOOLS = words("roles")["tools"]
THINGS = frozenset({"MEANS", "AIR_DEFENCE"})  # classes of what is hit, where it is not named
TRAINS = ("convoy", "column")
UNAIMED = (["ordnance_disposal"], ["seizure"])  # acts that strike nobody, or somebody with no army
RESPONSES = frozenset({"unspecified", "clearance", "deployment", "arrest", "surveillance", "blockade"})
MET = frozenset({"ambush", "bombing"})  # kinds of acts that are done to who moves

Party = tuple[Force, ActorMention]


class Parties:
    """The forces of one act as they are collected; the first role that one is given stays."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.found: dict[str, Party] = {}

    def put(self, mention: Mention, role: ForceRole, support: Sequence[Support] = ()) -> None:
        """Add a force, or what its words tell further of a known one."""
        mention = self.context.content(mention)
        value = self.context.named(mention, role)
        tool = "DRONE" in value.classes or self.context.grammar.parse.lemmas[mention.root] in TOOLS
        if role == "initiator" and value.name is None and tool:
            return  # "a drone", "mortars": whose is not told
        key = self._key(value, role)
        force = self.context.force(mention, role, support)
        if key not in self.found:
            self.found[key] = (force, value)
            return
        known = self.found[key][0]
        known.evidence.extend(force.evidence)
        known.size = known.size or force.size
        known.equipment.extend(item for item in force.equipment if item not in known.equipment)
        if known.role == "support":
            known.support.extend(kind for kind in force.support if kind not in known.support)

    def _key(self, value: ActorMention, role: ForceRole) -> str:
        """What a force goes by: "Coalition" by the "coalition forces" that are in the same role."""
        key = value.name or value.text.casefold()
        if value.name is not None or key in self.found:
            return key
        mine = {*key.split()}
        for other, (force, known) in self.found.items():
            theirs = {*force.text.casefold().split()}
            same = mine == theirs or (known.name is None and (mine < theirs or theirs < mine))
            if same and force.role == role and force.type == value.type:
                return other
        return key

    def drop(self, role: ForceRole, camps: Set[str]) -> None:
        """Leave out those of some camps in a role."""
        for key, (force, value) in [*self.found.items()]:
            if force.role == role and value.camp in camps:
                del self.found[key]

    def arm(self, telling: Telling) -> None:
        """Give the arms with which a telling's act is done to the first who does it."""
        grammar = self.context.grammar
        if telling.kinds[:1] == ["interception"]:
            return  # the drones launched were those shot down
        for mention in telling.initiators[:1]:
            force = self.named(mention)
            for i in arms_used(grammar, telling.triggers):
                text = grammar.parse.text(*grammar.tight(i))
                if force is not None and text not in force.equipment:
                    force.equipment.append(text)

    def named(self, mention: Mention) -> Force | None:
        """The force that a mention became."""
        value = self.context.named(self.context.content(mention))
        party = self.found.get(value.name or value.text.casefold())
        return party[0] if party else None

    def camps(self, *roles: ForceRole) -> list[str]:
        """The camps of those in a role."""
        return [value.camp for force, value in self.found.values() if force.role in roles]


def parties_of(context: Context, draft: Draft, kind: str) -> list[Party]:
    """The forces of an act, from its tellings and from the acts before it."""
    parties = Parties(context)
    backers = {id(telling): context.backers(telling) for telling in draft.tellings}
    helpers = {id(m) for told in backers.values() for m, _ in told}
    _initiators(parties, draft, helpers)
    acting = {id(m) for told in draft.tellings for m in told.initiators}
    for telling in draft.tellings:
        arms = set(arms_used(context.grammar, telling.triggers))
        for mention in telling.partners:
            if mention.root not in arms or mention.value.name:  # "shelled with mortars" is nobody's help
                parties.put(mention, "partner")
        alone = not parties.camps("initiator")
        for mention, support in backers[id(telling)]:
            if alone and id(mention) in acting:  # "were killed after an air strike by Russian jets"
                parties.put(mention, "initiator")
            else:
                parties.put(mention, "support", support)
    if not parties.camps("initiator"):
        for telling in draft.tellings:
            forces = {m.root: m for m in context.found.within("forces", telling.sentence)}
            for mention in tellers(context.grammar, telling, forces):
                parties.put(mention, "initiator")
    if not parties.camps("initiator"):
        for mention in presumed(context, draft):
            parties.put(mention, "initiator")
    if not parties.camps("initiator"):  # "a manhunt involving rangers and the border police"
        for force, _ in parties.found.values():
            force.role = "initiator" if force.role == "partner" else force.role
    _targets(parties, draft)
    sides = {hostile(camp) for camp in parties.camps("target")}
    blown_up = kind == "bombing" and fell(context, draft)  # "it went off near a patrol; a fighter was killed"
    if sides == {True, False} and not blown_up and not parties.camps("initiator"):
        # one of two that were struck struck the other
        told = any(telling.strong for telling in draft.tellings)  # not by its dead only
        attacked = told and kind in HOSTILE_KINDS and not fell(context, draft)
        for force, value in parties.found.values():
            if force.role == "target" and hostile(value.camp) == attacked:
                force.role = "initiator"
    if kind == "clash" and sides == {False} and not parties.camps("initiator") and _foes_fell(context, draft):
        for force, _ in parties.found.values():  # "two rebels died in a clash. A policeman was hurt"
            force.role = "initiator" if force.role == "target" else force.role
    for telling in draft.tellings:
        parties.arm(telling)
    return list(parties.found.values())


def _initiators(parties: Parties, draft: Draft, helpers: Set[int]) -> None:
    """Those who act; a title's shorthand ("Iraq", "Coalition") only where nothing else is told."""
    first = draft.first
    sides, hit = ({hostile(m.value.camp) for m in some} for some in (first.initiators, first.targets))
    attacked = hit == {False} and first.strong and not sides and not MET.isdisjoint(first.kinds[:1])
    sought = (hit == {True} and not first.kinds) or not STATE_KINDS.isdisjoint(first.kinds)
    hunted = not sides and sought and fell(parties.context, draft)
    body = [t for t in draft.tellings if not t.in_title and t.initiators]
    struck = {m.value.camp for t in draft.tellings for m in t.targets}
    acting = [m.value for t in body or draft.tellings for m in t.initiators if m.value.camp not in struck]
    named_group = any(v.actor is not None and hostile(v.camp) for v in acting)
    for telling in body or draft.tellings:
        later = telling is not draft.first
        if later and not telling.strong and kinds_apart(telling.kinds, draft.first.kinds):
            continue  # "soldiers later surrounded three villages", after a bombing
        for mention in (parties.context.bearer(m, telling) for m in telling.initiators):
            if id(mention) in helpers:
                continue
            camp = mention.value.camp
            generic = mention.value.name is None and camp in ("state", "hostile")
            listed = generic and _beside(parties, mention, telling.initiators)
            if generic and camp == "hostile" and named_group and not listed:
                continue  # "militia fighters", whom a later sentence names
            known = {hostile(v.camp) for _, v in parties.found.values()}
            if later and generic and hostile(camp) in known and not listed:
                continue  # "troops", "the gunmen" after they were named
            if later and attacked and not hostile(camp):
                continue  # "a bomb killed four soldiers ... troops returned fire"
            opposite = later and camp and len(sides) == 1 and hostile(camp) not in sides
            if opposite and not hostile(camp) and telling.kinds and {*telling.kinds} <= RESPONSES:
                continue  # "the army launched an operation to find the attackers"
            if hunted and later and hostile(camp) and mention.value.type == "armed_group":
                opposite = True  # "four militants were killed in a raid. The militants had opened fire"
            if opposite and _only_names(parties.context, telling):
                continue  # "the army is investigating the attack"
            parties.put(mention, "target" if opposite else "initiator")


def _only_names(context: Context, telling: Telling) -> bool:
    """Whether a sentence names an armed group's attack again and tells nothing of how it went."""
    pos = context.grammar.parse.pos
    kinds = HOSTILE_KINDS | {"deployment"}
    named = all(pos[t.root] == "NOUN" and t.kind in kinds for t in telling.triggers)
    return named and telling.definite and not telling.outcomes


def _beside(parties: Parties, mention: Mention, told: Sequence[Mention]) -> bool:
    """Whether a force is told in one list with another of some: "rangers and police"."""
    conjuncts = parties.context.grammar.conjuncts
    others = (m for m in told if m is not mention)
    return any(m.root in conjuncts(mention.root) or mention.root in conjuncts(m.root) for m in others)


def _targets(parties: Parties, draft: Draft) -> None:
    """Those struck, but what was hit as a thing, and who is named again or acts."""
    own = {camp for camp in parties.camps("initiator") if camp}
    rebels = own and all(map(hostile, own))  # their foes are one side
    for telling in draft.tellings:
        before = {camp for camp in parties.camps("target") if not hostile(camp)}
        for mention in sorted(telling.targets, key=lambda m: m.value.name is None):
            value = parties.context.named(mention)
            if value.camp == "" or (value.camp == "civilian" and not value.actor):
                continue
            if not value.classes & TARGETS or (value.classes & THINGS and mention.value.name is None):
                continue  # tanks, drones and air defence systems are things that were hit
            struck = {hostile(camp) for camp in parties.camps("target")}
            sides = draft.kinds[:1] == ["clash"] and own and struck  # of a fight, both told
            foes = rebels and struck and not _beside(parties, mention, telling.targets)
            if value.name is None and (sides or foes or hostile(value.camp) in struck):
                continue  # "the men" after they were named
            rival = draft.kinds[:1] == ["clash"] and mention.value.name is not None  # of one country
            if value.camp in own and value.camp != "hostile" and not rival:
                continue
            if value.camp == "hostile" == "".join(own) and value.name is None:
                continue  # "eleven of the attackers", who were gunmen
            if value.camp == "state" and own and not any(hostile(camp) for camp in own):
                continue  # "two soldiers were wounded" on the side that acts
            if own and not any(map(hostile, own)) and True in struck and _hurt_beside(mention, telling):
                continue  # allies of the side that acts: "two American soldiers were hurt in the raid"
            if value.camp in before:
                continue  # "members of the Fifth Division" after "a police checkpoint"
            parties.put(mention, "civilian" if value.camp == "civilian" else "target")
    if own and not any(map(hostile, own)) and any(map(hostile, parties.camps("target"))):
        friends = {"state", *own}  # "clearing the charges a policeman was killed", in a raid on a group
        parties.drop("target", friends)


def _foes_fell(context: Context, draft: Draft) -> bool:
    """Whether fighters of an armed group are told to have fallen in an act."""
    fallen = (m.value for t in draft.tellings for m in t.outcomes if m.value.type in ("killed", "captured"))
    victims = (context.victim(result) for result in fallen if result.object == "person")
    return any(hostile(context.named(victim).camp) for victim in victims if victim is not None)


def _hurt_beside(mention: Mention, telling: Telling) -> bool:
    """Whether a state's men are told only as hurt, by nobody of those who act."""
    acting = {m.root for m in telling.initiators}
    results = [o.value for o in telling.outcomes if o.value.patient == mention.root]
    hurt = bool(results) and all(r.type in ("killed", "wounded") for r in results)
    state = fights(mention.value.camp) and not hostile(mention.value.camp)
    return hurt and state and not any(acting.intersection(r.agents) for r in results)


def _near(context: Context, draft: Draft, parties: Sequence[Party]) -> list[Party]:
    """Who stands nearest to an act without a doer, or the article's own force, if it has no other part."""
    told = {value.name or value.text for _, value in parties}
    near = nearest(context, draft) or foremost(context, draft)
    found = [(context.force(m, "initiator"), context.named(m)) for m in near]
    return [(force, value) for force, value in found if (value.name or value.text) not in told]


def _own_dead(context: Context, outcomes: Sequence[tuple[Outcome, Mention]]) -> list[Force]:
    """Who acted, by its losses: "four soldiers and twelve militants died in a gun battle"."""
    fallen = (context.victim(m.value) for o, m in outcomes if o.side == "initiator" and o.object == "person")
    own = (v for v in fallen if v is not None and fights(context.named(v).camp))
    return [context.force(victim, "initiator") for victim in own][:1]


def with_victims(
    context: Context, draft: Draft, parties: Sequence[Party], outcomes: Sequence[tuple[Outcome, Mention]]
) -> list[Force]:
    """The forces; where no target was named, those who suffered are it, else whom the article is about."""
    forces = [force for force, _ in parties]
    counts = {(o.count.low, o.count.high) for o, _ in outcomes if o.object == "person"}
    for force in forces:  # "the three" who were killed are no strength
        if force.role == "target" and force.size and (force.size.low, force.size.high) in counts:
            force.size = None
    if not any(force.role == "initiator" for force in forces):
        lost = _own_dead(context, outcomes)
        fallen = {(f.name, f.text) for f in lost}  # "100 of the attackers were killed", who were no targets
        forces = [f for f in forces if f.role != "target" or (f.name, f.text) not in fallen] + lost
        if not lost:
            near = _near(context, draft, parties)
            parties, forces = [*parties, *near], [*forces, *(force for force, _ in near)]
    targets = [(f, v) for f, v in parties if f.role == "target" and f in forces]
    posts = [f for f, v in targets if f.name is None and ("POSITION" in v.classes or f.text.endswith(TRAINS))]
    if len(posts) < len(targets):
        return [f for f in forces if f not in posts]  # whose post it was is told
    known = {f.name or f.text for f in forces}
    own = {value.camp for force, value in parties if force.role == "initiator" and value.camp}
    for outcome, mention in outcomes:
        victim = context.victim(mention.value) if outcome.side == "target" else None
        if victim is not None:
            value = context.named(victim)
            nameless = value.name is None or ("DRONE" in value.classes and victim.value.name is None)
            if value.classes & THINGS and (nameless or value.camp in own):
                continue  # drones of nobody knows whom
            if fights(value.camp) and (value.name or value.text) not in known and (value.name or not posts):
                return [*(f for f in forces if f not in posts), context.force(victim, "target")]
    if posts:
        return forces
    own = {value.camp for force, value in parties if force.role == "initiator" and value.camp}
    hurt = {o.side for o, _ in outcomes if o.type in ("killed", "wounded") and o.count.high != 0}
    aimed = draft.kinds[:1] not in UNAIMED and hurt != {"civilian"}  # civilians alone were struck
    foe = context.foe(draft.first.triggers[0].root) if aimed else None
    apart = foe is not None and foe.value.name not in {f.name for f in forces}  # who helps is not struck
    groups = any(f.role == "initiator" and f.type not in ALLIED and hostile(v.camp) for f, v in parties)
    if foe is not None and apart and own and not groups and foe.value.camp not in own:
        return [*forces, context.force(foe, "target")]
    attacked = not HOSTILE_KINDS.isdisjoint(draft.kinds) or not draft.kinds
    return [*forces, *_civilians(context, outcomes)] if attacked else forces


def _civilians(context: Context, outcomes: Sequence[tuple[Outcome, Mention]]) -> list[Force]:
    """The civilians of one calling or place whom an attack struck: "six herders", not "two women"."""
    parse = context.grammar.parse
    for outcome, mention in outcomes:
        if outcome.side == "civilian" and outcome.object == "person" and outcome.count.high != 0:
            victim = context.victim(mention.value)
            if victim is not None and victim.value.camp == "civilian":
                told = "Number=Plur" in parse.morphs[victim.root] and parse.lemmas[victim.root] not in ANYBODY
                return [context.force(victim, "civilian")] if told else []
    return []
