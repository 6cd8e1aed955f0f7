"""Who takes part in a telling: initiators, targets, partners, supporters.

`forces` are the forces of the sentence by their head tokens. Whom the words of a role mean: `casting`.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from eventx import attempts, attributions, charges, origins, rosters, sides
from eventx.camps import fights, hostile
from eventx.casting import (
    OWNERS,
    POSTS,
    PRONOUNS,
    STRUCK,
    add_agent,
    add_struck,
    add_target,
    machine,
    members,
    possessors,
)
from eventx.finding import Found
from eventx.lexicon import words
from eventx.mentions import Trigger
from eventx.referents import antecedent
from eventx.surroundings import add, before_the_verb, force_of, in_its_clause, subject, supporters
from eventx.syntax import PARTNER_PREPOSITIONS, Grammar, Roles
from eventx.tellings import Forces, Telling

LOSING = words("outcomes")["losing"]
CRAFT = frozenset({"VEHICLE", "VESSEL", "AIRCRAFT"})  # "opened fire on an army lorry"
PLACED = frozenset({"AREA", "BUILDING", "POSITION", "TERRITORY"})  # where they are
STRIKING = frozenset({"clash", "attack", "ambush", "bombing", "bombardment", "airstrike", "drone_strike"})
FROM_AFAR = frozenset({"bombardment", "airstrike", "drone_strike"})
OWNED = frozenset({"unspecified", "clearance", "raid", "airstrike"})  # acts called after who does them
STATES = frozenset({"MILITARY", "POLICE", "SECURITY", "COALITION", "INTEL", "TROOPS"})


def fill(grammar: Grammar, telling: Telling, forces: Forces, found: Found) -> None:
    """Fill a telling with its initiators, partners, supporters and targets."""
    defences = [grammar.roles(t.root) for t in telling.triggers if t.found_by == "repelled"]
    repelled = {p for defence in defences if defence.agents for p in defence.patients}
    before = {
        t.root for t in telling.triggers if origins.held_before(grammar, telling, t, grammar.roles(t.root))
    }
    for trigger in sorted(
        telling.triggers, key=lambda t: t.kind in origins.MOVES
    ):  # who is struck had been sent
        if trigger.root in before:
            for head in grammar.roles(trigger.root).agents:
                add_target(grammar, telling, head, forces)
        elif trigger.root in repelled:
            _fended_off(grammar, telling, trigger, forces)
        else:
            _arguments(grammar, telling, trigger, forces, found)
    for outcome in telling.outcomes:
        to = grammar.roles(outcome.value.verb).after({"to"}) if outcome.value.type == "surrendered" else ()
        for head in (*outcome.value.agents, *to) if outcome.root not in before else ():
            add_agent(grammar, telling, head, forces, found)
    _spare_the_hurt(telling)
    if not telling.initiators:
        subject(grammar, telling, forces)
    if not telling.initiators:
        before_the_verb(grammar, telling, forces)
    if not telling.initiators:
        in_its_clause(grammar, telling, forces)
    acting = [*telling.initiators]
    attributions.blamed(grammar, telling, forces)
    claimed = [m for m in telling.initiators if m not in acting and attributions.owned(grammar, telling, m)]
    attributions.silent(grammar, telling, forces)
    attributions.accompanying(grammar, telling, forces)
    supporters(grammar, telling, forces)
    _listed(grammar, telling, forces)
    _one_part_each(grammar, telling)
    sides.part(grammar, telling, claimed)


def _listed(grammar: Grammar, telling: Telling, forces: Forces) -> None:
    """Give those who are told in one list with initiators or targets the same part."""
    told = [*telling.initiators, *telling.targets, *telling.partners, *telling.supporters]
    hurt = {o.value.patient for o in telling.outcomes}
    free = [m for m in forces.values() if m.root not in hurt and not machine(m)]
    for part in (telling.initiators, telling.targets):
        part += [m for m in rosters.share(grammar, part, free) if m not in told]


def _spare_the_hurt(telling: Telling) -> None:
    """Nobody acts who only suffers: "four rebels died"."""
    suffered = {m.value.patient for m in telling.outcomes if m.value.patient not in m.value.agents}
    suffered |= {part for m in telling.outcomes for part in m.value.parts}
    doing = {a for m in telling.outcomes for a in m.value.agents}
    suffered |= {m.value.owner for m in telling.outcomes} - doing  # "the army suffered losses"
    telling.initiators = [m for m in telling.initiators if m.root not in suffered]


def _one_part_each(grammar: Grammar, telling: Telling) -> None:
    """Nobody acts who suffers or only backs, and nobody is two things at once."""
    _spare_the_hurt(telling)
    fought = [m for m in telling.initiators if sides.against(grammar, m)]
    telling.initiators = [m for m in telling.initiators if m not in fought]
    telling.targets += [m for m in fought if m not in telling.targets]
    taken = {id(m) for m in telling.initiators}
    telling.targets = [m for m in telling.targets if id(m) not in taken]
    if telling.initiators and not any(hostile(m.value.camp) for m in telling.initiators):
        foes = [m for m in telling.partners if m.value.camp == "hostile"]  # "after a duel with bandits"
        telling.partners = [m for m in telling.partners if m not in foes]
        telling.targets += [m for m in foes if m not in telling.targets]
    backed = {id(m) for m in telling.supporters}
    telling.initiators = [m for m in telling.initiators if id(m) not in backed]
    telling.partners = [m for m in telling.partners if id(m) not in backed and id(m) not in taken]


# -- the arguments of triggers ------------------------------------------------------------------------


def _arguments(grammar: Grammar, telling: Telling, trigger: Trigger, forces: Forces, found: Found) -> None:
    """The roles of one trigger."""
    roles = grammar.roles(trigger.root)
    noun = bool(trigger.value.nouns) and grammar.parse.pos[trigger.root] != "VERB"
    if trigger.kind == "bombing" and charges.met(grammar, trigger.root, roles):
        for head in roles.agents:
            owners = [head, *grammar.parse.dependents(head, "nmod:poss")]  # "their convoy hit a mine"
            pronoun = next((k for k in owners if grammar.parse.lower[k] in PRONOUNS), None)
            if pronoun is not None:
                add(telling.targets, antecedent(grammar, pronoun, found, set()))
            else:
                add_target(grammar, telling, head, forces)
        return
    if _shelled(grammar, telling, trigger, forces):
        return
    met = grammar.parse.lemmas[trigger.root] == "come" and trigger.kind == "attack"  # "came under fire"
    walked = met or trigger.found_by == "walked-into-fire" or _into_ambush(grammar, telling, trigger)
    lost = walked or (grammar.parse.lemmas[trigger.root] in LOSING and trigger.kind == "result")
    for head in roles.agents if walked or (lost and len(telling.triggers) == 1) else ():
        add_struck(grammar, telling, head, forces, found)
    made_by = origins.makers(grammar, trigger, roles) if noun else []
    if noun and trigger.kind == "attack":
        made_by += [k for k in roles.after({"of"}) if _attacks_of(grammar, trigger, k)]
    for head in () if lost else (*(origins.moved(grammar, trigger, forces) or roles.agents), *made_by):
        for member in members(grammar, head, forces):
            add_agent(grammar, telling, member, forces, found)
    attempt = attempts.attempt_of(grammar, trigger.root)
    if attempt is not None:
        _attempted(grammar, telling, attempt, forces, found)
    for head in charges.layers(grammar, roles) if trigger.kind == "bombing" and not noun else ():
        add_agent(grammar, telling, head, forces, found)
    for head in origins.senders(grammar, trigger.root, roles) if noun and trigger.kind in STRIKING else ():
        add_agent(grammar, telling, head, forces, found)
    _partners(grammar, telling, trigger, roles, forces)
    if grammar.parse.lemmas[trigger.root] == "come":  # "came under fire from militants"
        _fired_upon(grammar, telling, roles, forces, found)
        return
    if trigger.kind in origins.MOVES:  # who is deployed acts
        for head in roles.patients:
            if force_of(grammar, head, forces) not in telling.targets:
                add_agent(grammar, telling, head, forces, found)
        return
    if trigger.found_by == "repelled":
        return  # the assault's own arguments tell who struck whom
    if trigger.kind == "bombardment" and not telling.initiators:  # "was shelled from an army post"
        for head in roles.after({"from"}):
            if grammar.parse.lemmas[head] in POSTS:
                add_agent(grammar, telling, head, forces, found)
    if trigger.kind == "interception":
        senders = [k for head in (*roles.patients, trigger.root) for k in charges.senders(grammar, head)]
        for mention in (force_of(grammar, k, forces) for k in senders):
            if mention is not None:
                telling.initiators = [m for m in telling.initiators if m is not mention]
                add(telling.targets, mention)
    struck = [] if lost else list(roles.patients)
    if noun and trigger.kind in OWNED:  # "in an operation of the gendarmerie"
        for head in roles.after({"of"}):
            mention = force_of(grammar, head, forces)
            if mention and mention.value.classes & STATES and not hostile(mention.value.camp):
                add_agent(grammar, telling, head, forces, found)
    struck += [
        *_struck_too(grammar, trigger, roles, forces, noun=noun),
        *_near(grammar, telling, trigger, forces),
    ]
    for head in struck:
        add_struck(grammar, telling, head, forces, found)
    if trigger.found_by == "pitted":
        sides.pitted(grammar, telling, roles, forces)
    if noun and trigger.kind == "clash":
        sides.face_each_other(grammar, telling, trigger, forces)


def _near(grammar: Grammar, telling: Telling, trigger: Trigger, forces: Forces) -> list[int]:
    """Beside whom a bomb went off that hurt nobody who is told: "outside a police post", "near a patrol"."""
    if trigger.kind != "bombing" or any(o.value.patient in forces for o in telling.outcomes):
        return []
    beside = grammar.roles(trigger.root).after({"outside", "near", "beside"})
    owned = [k for k in beside if any(o in forces for o in possessors(grammar, k))]
    return [k for k in beside if k in owned or (k in forces and forces[k].value.classes & STRUCK)]


def _into_ambush(grammar: Grammar, telling: Telling, trigger: Trigger) -> bool:
    """Whether somebody moved into an ambush: "a platoon walked into an ambush"."""
    laid = {t.root for t in telling.triggers if t.kind == "ambush" and t.value.nouns}
    below = laid.intersection(grammar.parse.dependents(trigger.root, "obl"))
    return any("into" in grammar.prepositions(k) for k in below)


def _struck_too(
    grammar: Grammar, trigger: Trigger, roles: Roles, forces: Forces, *, noun: bool
) -> Iterator[int]:
    """Who is struck as prepositions tell: "the arrest of", "a raid on", "fired on the patrol"."""
    if noun and trigger.kind in ("arrest", "attack", "abduction", "ambush"):
        yield from (k for k in roles.after({"of"}) if not _attacks_of(grammar, trigger, k))
    if noun and trigger.kind == "ambush":
        yield from roles.after({"for"})  # "laid an ambush for the gang"
    if trigger.kind in ("rescue", "offensive"):
        yield from roles.after({"from"})
    if noun:
        yield from roles.after({"against", "on", "targeting", "at"})
        if trigger.kind in STRIKING and "by" in grammar.prepositions(trigger.root):
            halted = grammar.roles(grammar.parse.heads[trigger.root])  # "was stopped by an air strike"
            yield from halted.patients if halted.passive else ()
    elif trigger.kind in STRIKING or trigger.kind == "raid":  # "fired on the patrol", not "on the road"
        for head in roles.after({"on", "at", "upon", "against", "into"}):
            classes = grammar.classes(grammar.content(head))
            if classes & STRUCK and not classes & PLACED:
                yield head
            elif classes & (PLACED | CRAFT) and trigger.kind != "clash":  # "at a checkpoint manned by police"
                yield from [k for k in possessors(grammar, head) if k in forces][:1]


def _attacks_of(grammar: Grammar, trigger: Trigger, head: int) -> bool:
    """Whether an attack is told to be a group's: "the first attack of the rebels to reach the city"."""
    groups = grammar.classes(grammar.content(head)) & {"GROUP", "HOSTILES", "HOSTILE", "MILITIA"}
    return bool(groups) and grammar.parse.lemmas[trigger.root] == "attack"


def _shelled(grammar: Grammar, telling: Telling, trigger: Trigger, forces: Forces) -> bool:
    """Whether somebody came under what is fired from afar, made a target: "came under rocket fire"."""
    parse = grammar.parse
    below = {t.root for t in telling.triggers if t.kind in FROM_AFAR} & {*parse.kids[trigger.root]}
    under = parse.lemmas[trigger.root] == "come" and any("under" in grammar.prepositions(k) for k in below)
    for head in grammar.roles(trigger.root).agents if under else ():
        add_target(grammar, telling, head, forces)
    return under


def _fired_upon(grammar: Grammar, telling: Telling, roles: Roles, forces: Forces, found: Found) -> None:
    """Those from whom fire comes, made targets of those who come under it and fight, else initiators."""
    for head in roles.after({"from"}):
        if telling.initiators:
            add_target(grammar, telling, head, forces)
        else:
            add_agent(grammar, telling, head, forces, found)


def _attempted(grammar: Grammar, telling: Telling, attempt: int, forces: Forces, found: Found) -> None:
    """Who made an attempt acts, and who fended it off was its target."""
    for head in attempts.makers(grammar, attempt):
        add_agent(grammar, telling, head, forces, found)
    for verb in attempts.fended_off(grammar, attempt):
        for head in grammar.roles(verb).agents if verb != attempt else ():
            mention = force_of(grammar, head, forces)
            if mention not in telling.initiators:
                add(telling.targets, mention)


def _fended_off(grammar: Grammar, telling: Telling, trigger: Trigger, forces: Forces) -> None:
    """Those whose attack was repelled, made targets."""
    roles = grammar.roles(trigger.root)
    for head in (*roles.agents, *roles.modifiers):
        for member in members(grammar, head, forces):
            mention = force_of(grammar, member, forces)
            if mention is not None and mention not in telling.targets and mention not in telling.initiators:
                telling.targets.append(mention)


def _partners(grammar: Grammar, telling: Telling, trigger: Trigger, roles: Roles, forces: Forces) -> None:
    """Those "with" whom something is done; in a clash, the other side."""
    patients = {o.value.patient for o in telling.outcomes}
    for head in roles.after(PARTNER_PREPOSITIONS):
        mention = force_of(grammar, head, forces)
        if mention is None or grammar.parse.lower[mention.end : mention.end + 1] in (["aboard"], ["onboard"]):
            continue  # "was sunk with forty sailors aboard"
        if trigger.kind == "clash":
            fallen = [o.value for o in telling.outcomes if o.value.type == "killed"]
            civil = not any(r.classes & (STATES | OWNERS) for r in fallen)
            foes = all(_hostile_man(r.patient, r.classes, forces) for r in fallen)
            met = bool(fallen) and (civil or foes) and not telling.initiators
            own = met and mention.value.camp != "civilian" and not hostile(mention.value.camp)
            add(
                telling.initiators if own else telling.targets, mention
            )  # "four died in a clash with soldiers"
        elif roles.passive and not roles.agents and grammar.fellows(head):
            add(telling.targets, mention)  # "was killed along with three fighters"
        elif fights(mention.value.camp) and mention.root not in patients:
            add(telling.partners, mention)


def _hostile_man(head: int, classes: Set[str], forces: Forces) -> bool:
    """Whether one who fell is told as an armed group's: "three Maoists died in an encounter with police"."""
    if head in forces:
        return fights(forces[head].value.camp) and hostile(forces[head].value.camp)
    return "HOSTILE" in classes
