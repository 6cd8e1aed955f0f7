"""Who takes part in a telling: initiators, targets, partners, supporters.

`forces` are the forces of the sentence by their head tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

from eventx import attempts, attributions, charges, origins, rosters, sides
from eventx.camps import fights, hostile
from eventx.extractors.forces import ActorMention
from eventx.finding import Found
from eventx.lexicon import words
from eventx.mentions import Mention, Trigger
from eventx.referents import antecedent, speaker
from eventx.surroundings import add, before_the_verb, force_of, in_its_clause, subject, supporters
from eventx.syntax import PARTNER_PREPOSITIONS, Grammar, Roles
from eventx.tellings import Forces, Telling

LOSING = words("outcomes")["losing"]
FIRE, POSTS = words("roles")["fire"], words("roles")["posts"]
OBJECT_PRONOUNS = frozenset({"them", "him", "it"})
PRONOUNS = words("roles")["pronouns"]
ALLIES = frozenset({"ally", "proxy", "auxiliary", "partner"})
MOBS = words("roles")["mobs"]
OWNERS = frozenset({"FORCE", "HOSTILE", "GROUP", "ACTOR"})  # classes of those whose things are struck
CRAFT = frozenset({"VEHICLE", "VESSEL", "AIRCRAFT"})  # "opened fire on an army lorry"
PLACED = frozenset({"AREA", "BUILDING", "POSITION", "TERRITORY"})  # where they are
STRIKING = frozenset({"clash", "attack", "ambush", "bombing", "bombardment", "airstrike", "drone_strike"})
STRUCK = OWNERS | {"TROOPS", "LEADER", "MILITIA"}
ACTING = STRUCK | {"MEANS", "STATE"}
FROM_AFAR = frozenset({"bombardment", "airstrike", "drone_strike"})
OWNED = frozenset({"unspecified", "clearance", "raid", "airstrike"})  # acts called after who does them
STATES = frozenset({"MILITARY", "POLICE", "SECURITY", "COALITION", "INTEL", "TROOPS"})
TABLED = frozenset({"forces-table", "force-pattern"})  # who finds a force by its name
NO_MEN = frozenset({"THING", "CIVILIAN", "PLACE", "TERRITORY", "ACT"})


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
                _add_target(grammar, telling, head, forces)
        elif trigger.root in repelled:
            _fended_off(grammar, telling, trigger, forces)
        else:
            _arguments(grammar, telling, trigger, forces, found)
    for outcome in telling.outcomes:
        to = grammar.roles(outcome.value.verb).after({"to"}) if outcome.value.type == "surrendered" else ()
        for head in (*outcome.value.agents, *to) if outcome.root not in before else ():
            _add_agent(grammar, telling, head, forces, found)
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
    free = [m for m in forces.values() if m.root not in hurt and not _machine(m)]
    for part in (telling.initiators, telling.targets):
        part += [m for m in rosters.share(grammar, part, free) if m not in told]


def _spare_the_hurt(telling: Telling) -> None:
    """Nobody acts who only suffers: "four rebels died"."""
    suffered = {m.value.patient for m in telling.outcomes if m.value.patient not in m.value.agents}
    suffered |= {part for m in telling.outcomes for part in m.value.parts}
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
                _add_target(grammar, telling, head, forces)
        return
    if _shelled(grammar, telling, trigger, forces):
        return
    met = grammar.parse.lemmas[trigger.root] == "come" and trigger.kind == "attack"  # "came under fire"
    walked = met or trigger.found_by == "walked-into-fire" or _into_ambush(grammar, telling, trigger)
    lost = walked or (grammar.parse.lemmas[trigger.root] in LOSING and trigger.kind == "result")
    for head in roles.agents if walked or (lost and len(telling.triggers) == 1) else ():
        _add_struck(grammar, telling, head, forces, found)
    made_by = origins.makers(grammar, trigger, roles) if noun else []
    if noun and trigger.kind == "attack":
        made_by += [k for k in roles.after({"of"}) if _attacks_of(grammar, trigger, k)]
    for head in () if lost else (*(origins.moved(grammar, trigger, forces) or roles.agents), *made_by):
        for member in _members(grammar, head, forces):
            _add_agent(grammar, telling, member, forces, found)
    attempt = attempts.attempt_of(grammar, trigger.root)
    if attempt is not None:
        _attempted(grammar, telling, attempt, forces, found)
    for head in charges.layers(grammar, roles) if trigger.kind == "bombing" and not noun else ():
        _add_agent(grammar, telling, head, forces, found)
    for head in origins.senders(grammar, trigger.root, roles) if noun and trigger.kind in STRIKING else ():
        _add_agent(grammar, telling, head, forces, found)
    _partners(grammar, telling, trigger, roles, forces)
    if grammar.parse.lemmas[trigger.root] == "come":  # "came under fire from militants"
        _fired_upon(grammar, telling, roles, forces, found)
        return
    if trigger.kind in origins.MOVES:  # who is deployed acts
        for head in roles.patients:
            if force_of(grammar, head, forces) not in telling.targets:
                _add_agent(grammar, telling, head, forces, found)
        return
    if trigger.found_by == "repelled":
        return  # the assault's own arguments tell who struck whom
    if trigger.kind == "bombardment" and not telling.initiators:  # "was shelled from an army post"
        for head in roles.after({"from"}):
            if grammar.parse.lemmas[head] in POSTS:
                _add_agent(grammar, telling, head, forces, found)
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
                _add_agent(grammar, telling, head, forces, found)
    struck += [
        *_struck_too(grammar, trigger, roles, forces, noun=noun),
        *_near(grammar, telling, trigger, forces),
    ]
    for head in struck:
        _add_struck(grammar, telling, head, forces, found)
    if trigger.found_by == "pitted":
        sides.pitted(grammar, telling, roles, forces)
    if noun and trigger.kind == "clash":
        sides.face_each_other(grammar, telling, trigger, forces)


def _add_struck(grammar: Grammar, telling: Telling, head: int, forces: Forces, found: Found) -> None:
    """Who is struck, made a target: a force, or the one that a pronoun stands for."""
    _add_target(grammar, telling, head, forces)
    own = {m.value.camp for m in telling.initiators}
    if grammar.parse.lower[head] in OBJECT_PRONOUNS:
        add(telling.targets, antecedent(grammar, head, found, own) if own else None)
    elif grammar.parse.lower[head] == "they":  # "the soldiers were returning when they were fired on"
        meant = antecedent(grammar, head, found, own)
        add(telling.targets, meant if meant and (own or not hostile(meant.value.camp)) else None)


def _near(grammar: Grammar, telling: Telling, trigger: Trigger, forces: Forces) -> list[int]:
    """Beside whom a bomb went off that hurt nobody who is told: "outside a police post", "near a patrol"."""
    if trigger.kind != "bombing" or any(o.value.patient in forces for o in telling.outcomes):
        return []
    beside = grammar.roles(trigger.root).after({"outside", "near", "beside"})
    owned = [k for k in beside if any(o in forces for o in _possessors(grammar, k))]
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
                yield from [k for k in _possessors(grammar, head) if k in forces][:1]


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
        _add_target(grammar, telling, head, forces)
    return under


def _fired_upon(grammar: Grammar, telling: Telling, roles: Roles, forces: Forces, found: Found) -> None:
    """Those from whom fire comes, made targets of those who come under it and fight, else initiators."""
    for head in roles.after({"from"}):
        if telling.initiators:
            _add_target(grammar, telling, head, forces)
        else:
            _add_agent(grammar, telling, head, forces, found)


def _attempted(grammar: Grammar, telling: Telling, attempt: int, forces: Forces, found: Found) -> None:
    """Who made an attempt acts, and who fended it off was its target."""
    for head in attempts.makers(grammar, attempt):
        _add_agent(grammar, telling, head, forces, found)
    for verb in attempts.fended_off(grammar, attempt):
        for head in grammar.roles(verb).agents if verb != attempt else ():
            mention = force_of(grammar, head, forces)
            if mention not in telling.initiators:
                add(telling.targets, mention)


def _fended_off(grammar: Grammar, telling: Telling, trigger: Trigger, forces: Forces) -> None:
    """Those whose attack was repelled, made targets."""
    roles = grammar.roles(trigger.root)
    for head in (*roles.agents, *roles.modifiers):
        for member in _members(grammar, head, forces):
            mention = force_of(grammar, member, forces)
            if mention is not None and mention not in telling.targets and mention not in telling.initiators:
                telling.targets.append(mention)


def _members(grammar: Grammar, head: int, forces: Forces) -> list[int]:
    """Who a phrase consists of: "a joint team of police, the Army and the CRPF" are three."""
    content = grammar.content(head)
    if content != head:
        return grammar.conjuncts(content)
    parse = grammar.parse
    behind = [k for k in parse.dependents(head, "nmod") if grammar.prepositions(k) & {"of", "from"}]
    if "PERSON" not in grammar.classes(head) or not behind:
        return [head]
    bodies = grammar.conjuncts(behind[0])  # "officers of the Federal and the Civil Police"
    bare = head in forces and forces[head].value.name is None and behind[0] in forces
    bare = bare and forces[behind[0]].found_by != "force-again"  # "fighters of the group"
    return bodies if bare else [head, *bodies[1:]]


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


def _add_agent(grammar: Grammar, telling: Telling, head: int, forces: Forces, found: Found) -> None:
    """Who acts, made an initiator: a force, or the one that a pronoun stands for."""
    if grammar.parse.lower[head] in PRONOUNS:
        if any(o.value.patient == head and head not in o.value.agents for o in telling.outcomes):
            return  # "They died in an exchange of fire"
        struck = {m.value.camp for m in telling.targets if not _machine(m)}
        mention = antecedent(grammar, head, found, struck | _camps(telling, forces))
    else:
        mention = force_of(grammar, head, forces)
    if mention is None and grammar.parse.lemmas[head] in ALLIES:  # "the junta's Wagner allies"
        named = [
            k for k in grammar.parse.dependents(head, "nmod") if grammar.prepositions(k) & {"from", "of"}
        ]
        named += grammar.parse.dependents(head, "compound", "amod")
        mention = next((forces[k] for k in named if k in forces), None)
    if mention is not None and _machine(mention):  # "a drone of the rebels", "drones launched by them"
        beside = {*grammar.parse.dependents(head, "compound", "amod", "flat")}
        beside = {k for k in beside if k not in forces or forces[k].found_by not in TABLED}
        owners = (forces[k] for k in _possessors(grammar, head) if k in forces and k not in beside)
        mention = next((m for m in owners if fights(m.value.camp) and not _machine(m)), mention)
    if mention is None or mention.value.name is None:
        said = speaker(grammar, head, forces, telling)
        mention = said if said is not None and (mention is None or said.value.name) else mention
    if mention is None and grammar.parse.lemmas[head] in FIRE | POSTS:  # "killed by Israeli fire"
        mention = next((forces[k] for k in _possessors(grammar, head) if k in forces), None)
    if mention is None and grammar.parse.lemmas[head] in attributions.BRANCHES:  # "the group's Sahel branch"
        mention = next((forces[k] for k in _possessors(grammar, head) if k in forces), None)
    mention = mention or next((forces[k] for k in _men_of(grammar, head) if k in forces), None)
    if mention is not None:
        value: ActorMention = mention.value
        mob = grammar.parse.lemmas[head] in MOBS  # "settlers attacked the pickers"
        if mob or (value.camp != "civilian" and value.classes & ACTING):
            add(telling.initiators, mention)


def _men_of(grammar: Grammar, head: int) -> list[int]:
    """Whose people act: "several dozen of its fighters", "army scouts"."""
    parse = grammar.parse
    if parse.pos[head] == "NUM":
        return [k for k in parse.dependents(head, "nmod") if "of" in grammar.prepositions(k)]
    people = parse.pos[head] == "NOUN" and not grammar.classes(head) & NO_MEN
    return parse.dependents(head, "compound", "amod") if people else []


def _camps(telling: Telling, forces: Forces) -> set[str]:
    """The camps of those who suffered a telling's outcomes."""
    patients = (forces.get(o.value.patient) for o in telling.outcomes if o.value.owner is None)
    return {m.value.camp for m in patients if m is not None and not _machine(m)}


def _machine(mention: Mention) -> bool:
    """Whether a force is but aircraft, drones or guns, of no side that is told."""
    return (
        "MEANS" in mention.value.classes
        and not mention.value.name
        and "MILITARY" not in mention.value.classes
    )


def _add_target(grammar: Grammar, telling: Telling, head: int, forces: Forces) -> None:
    """The force struck, made a target: the object itself, or whose it is ("Islamic State positions")."""
    mention = force_of(grammar, head, forces)
    if mention and mention.value.classes & STRUCK and mention not in telling.targets:
        telling.targets.append(mention)
        return
    called = [
        k for a in grammar.parse.dependents(head, "appos") for k in (a, *grammar.parse.dependents(a, "nmod"))
    ]
    for mention in (
        force_of(grammar, k, forces) for k in called
    ):  # "shot dead Hidma, one of the Maoist leaders"
        if mention and "HOSTILE" in mention.value.classes:
            add(telling.targets, mention)
            return
    thing = grammar.content(head)
    if grammar.parse.pos[thing] == "NUM":  # "one of its vehicles"
        thing = next(
            (k for k in grammar.parse.dependents(thing, "nmod") if "of" in grammar.prepositions(k)), thing
        )
    owner = speaker(grammar, thing, forces, telling, besides=telling.initiators)
    if owner is not None:
        if owner not in telling.initiators and owner not in telling.targets:
            telling.targets.append(owner)
        return
    for i in _possessors(grammar, grammar.content(head)):
        other = forces.get(i)
        if other and other.value.classes & OWNERS and other not in telling.targets:
            telling.targets.append(other)
            return


def _possessors(grammar: Grammar, i: int) -> list[int]:
    """Tokens that may tell whose a thing is: modifiers, "of", and what hangs by those."""
    parse = grammar.parse
    near = parse.dependents(i, "compound", "amod", "nmod:poss", "flat", "acl", "acl:relcl")
    of = [k for j in parse.listed_from(i) for k in parse.dependents(j, "nmod")]
    near += [k for k in of if grammar.prepositions(k) & {"of", "from", "to"}]
    further = ("compound", "amod", "nsubj", "obl", "flat", "obl:agent", "nmod:poss")
    return near + [k for n in near for k in parse.dependents(n, *further)]
