"""Who takes part in a telling: initiators, targets, partners, supporters.

`forces` are the forces of the sentence by their head tokens.
"""

from __future__ import annotations

from collections.abc import Iterator

from eventx import attempts, attributions, rosters
from eventx.camps import fights, hostile
from eventx.extractors.forces import ActorMention
from eventx.finding import Found
from eventx.lexicon import words
from eventx.mentions import Mention, Trigger
from eventx.referents import antecedent, speaker
from eventx.syntax import PARTNER_PREPOSITIONS, Grammar, Roles
from eventx.tellings import Forces, Telling

LOSING = words("outcomes")["losing"]
FIRE, POSTS = words("roles")["fire"], words("roles")["posts"]
BARE = words("roles")["bare"]
OBJECT_PRONOUNS = frozenset({"them", "him", "it"})
PRONOUNS = words("roles")["pronouns"]
SUPPORT_VERBS = words("roles")["support_verbs"]
SUPPORT_NOUNS = frozenset({"support", "cover", "backing", "help", "assistance"})
ARRIVING = frozenset(
    {"land", "descend", "parachute", "abseil", "swoop", "storm", "move", "arrive", "deploy"}
)  # "in a raid"
TOLLS = words("outcomes")["tolls"]
OWNERS = frozenset({"FORCE", "HOSTILE", "GROUP", "ACTOR"})  # classes of those whose things are struck
PLACED = frozenset({"AREA", "BUILDING", "POSITION", "TERRITORY"})  # where they are
STRIKING = frozenset({"clash", "attack", "ambush", "bombing", "bombardment", "airstrike", "drone_strike"})
STRUCK = OWNERS | {"TROOPS", "LEADER", "MILITIA"}
ACTING = STRUCK | {"MEANS", "STATE"}
OWNED = frozenset({"unspecified", "clearance", "raid", "airstrike"})  # acts called after who does them
STATES = frozenset({"MILITARY", "POLICE", "SECURITY", "COALITION", "INTEL", "TROOPS"})


def fill(grammar: Grammar, telling: Telling, forces: Forces, found: Found) -> None:
    """Fill a telling with its initiators, partners, supporters and targets."""
    defences = [grammar.roles(t.root) for t in telling.triggers if t.found_by == "repelled"]
    repelled = {p for defence in defences if defence.agents for p in defence.patients}
    for trigger in telling.triggers:
        if trigger.root in repelled:
            _fended_off(grammar, telling, trigger, forces)
        else:
            _arguments(grammar, telling, trigger, forces, found)
    for outcome in telling.outcomes:
        for head in outcome.value.agents:
            _add_agent(grammar, telling, head, forces, found)
    if not telling.initiators:
        _subject(grammar, telling, forces)
    attributions.blamed(grammar, telling, forces)
    attributions.silent(grammar, telling, forces)
    attributions.accompanying(grammar, telling, forces)
    _supporters(grammar, telling, forces)
    _listed(grammar, telling, forces)
    _one_part_each(grammar, telling)


def _listed(grammar: Grammar, telling: Telling, forces: Forces) -> None:
    """Give those who are told in one list with initiators or targets the same part."""
    told = [*telling.initiators, *telling.targets, *telling.partners, *telling.supporters]
    hurt = {o.value.patient for o in telling.outcomes}
    free = [m for m in forces.values() if m.root not in hurt]
    for part in (telling.initiators, telling.targets):
        part += [m for m in rosters.share(grammar, part, free) if m not in told]


def _one_part_each(grammar: Grammar, telling: Telling) -> None:
    """Nobody acts who suffers or only backs, and nobody is two things at once."""
    suffered = {m.value.patient for m in telling.outcomes if m.value.patient not in m.value.agents}
    suffered |= {part for m in telling.outcomes for part in m.value.parts}
    telling.initiators = [m for m in telling.initiators if m.root not in suffered]
    fought = [m for m in telling.initiators if _against(grammar, m)]
    telling.initiators = [m for m in telling.initiators if m not in fought]
    telling.targets += [m for m in fought if m not in telling.targets]
    taken = {id(m) for m in telling.initiators}
    telling.targets = [m for m in telling.targets if id(m) not in taken]
    backed = {id(m) for m in telling.supporters}
    telling.initiators = [m for m in telling.initiators if id(m) not in backed]
    telling.partners = [m for m in telling.partners if id(m) not in backed and id(m) not in taken]


def _against(grammar: Grammar, mention: Mention) -> bool:
    """Whether a force stands behind "against", with nothing but its own names between."""
    parse = grammar.parse
    for j in range(mention.start - 1, parse.sents[parse.sent_of[mention.root]][0] - 1, -1):
        if parse.pos[j] not in ("PROPN", "ADJ", "NOUN", "DET", "PUNCT", "NUM") or parse.words[j] in (
            ",",
            ";",
        ):
            return parse.lower[j] == "against"
    return False


# -- the arguments of triggers ------------------------------------------------------------------------


def _arguments(grammar: Grammar, telling: Telling, trigger: Trigger, forces: Forces, found: Found) -> None:
    """The roles of one trigger."""
    roles = grammar.roles(trigger.root)
    noun = bool(trigger.value.nouns) and grammar.parse.pos[trigger.root] != "VERB"
    lost = grammar.parse.lemmas[trigger.root] in LOSING and trigger.kind == "result"
    for head in roles.agents if lost and len(telling.triggers) == 1 else ():
        _add_target(grammar, telling, head, forces)
    for head in () if lost else (*roles.agents, *(roles.modifiers if noun else ())):
        for member in _members(grammar, head, forces):
            _add_agent(grammar, telling, member, forces, found)
    attempt = attempts.attempt_of(grammar, trigger.root)
    if attempt is not None:
        _attempted(grammar, telling, attempt, forces, found)
    for head in roles.after({"from"}) if noun and trigger.kind in STRIKING else ():
        _add_agent(grammar, telling, head, forces, found)  # "came under attack from jihadists"
    _partners(grammar, telling, trigger, roles, forces)
    if grammar.parse.lemmas[trigger.root] == "come":  # "came under fire from militants"
        _fired_upon(grammar, telling, roles, forces, found)
        return
    if trigger.kind in ("deployment", "withdrawal"):  # who is deployed acts
        for head in roles.patients:
            _add_agent(grammar, telling, head, forces, found)
        return
    if trigger.found_by == "repelled":
        return  # the assault's own arguments tell who struck whom
    if trigger.kind == "bombardment" and not telling.initiators:  # "was shelled from an army post"
        for head in roles.after({"from"}):
            if grammar.parse.lemmas[head] in POSTS:
                _add_agent(grammar, telling, head, forces, found)
    if trigger.kind == "interception":
        senders = [k for head in (*roles.patients, trigger.root) for k in _senders(grammar, head)]
        for mention in (_force(grammar, k, forces) for k in senders):
            if mention is not None:
                telling.initiators = [m for m in telling.initiators if m is not mention]
                _add(telling.targets, mention)
    struck = [] if lost else list(roles.patients)
    if noun and trigger.kind in OWNED:  # "in an operation of the gendarmerie"
        for head in roles.after({"of"}):
            mention = _force(grammar, head, forces)
            if mention and mention.value.classes & STATES and not hostile(mention.value.camp):
                _add_agent(grammar, telling, head, forces, found)
    if noun and trigger.kind in ("arrest", "attack", "abduction"):
        struck += roles.after({"of"})
    if trigger.kind in ("rescue", "offensive"):
        struck += roles.after({"from"})
    if noun:
        struck += roles.after({"against", "on", "targeting", "at"})
    elif trigger.kind in STRIKING:  # "fired on the patrol", not "on the road"
        for head in roles.after({"on", "at", "upon", "against", "into"}):
            classes = grammar.classes(grammar.content(head))
            if classes & STRUCK and not classes & PLACED:
                struck.append(head)
            elif classes & PLACED and trigger.kind != "clash":  # "at a checkpoint manned by police"
                struck += [k for k in _possessors(grammar, head) if k in forces][:1]
    for head in struck:
        _add_target(grammar, telling, head, forces)
        if grammar.parse.lower[head] in OBJECT_PRONOUNS:
            own = {m.value.camp for m in telling.initiators}
            _add(telling.targets, antecedent(grammar, head, found, own) if own else None)
    if trigger.found_by == "pitted":
        _pitted(grammar, telling, roles, forces)
    if noun and trigger.kind == "clash":
        for rank, head in enumerate(roles.after({"between"})):
            _add(telling.targets if rank else telling.initiators, _force(grammar, head, forces))


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
            mention = _force(grammar, head, forces)
            if mention not in telling.initiators:
                _add(telling.targets, mention)


def _pitted(grammar: Grammar, telling: Telling, roles: Roles, forces: Forces) -> None:
    """Both sides of what "pitted the army against rebels": the one that is named first acts."""
    near = [k for p in roles.patients for k in grammar.parse.dependents(p, "nmod")]
    against = [k for k in near if "against" in grammar.prepositions(k)] + roles.after({"against"})
    for head in roles.patients:
        mention = _force(grammar, head, forces)
        if mention is not None:
            telling.targets = [m for m in telling.targets if m is not mention]
            _add(telling.initiators, mention)
    for head in against:
        _add(telling.targets, _force(grammar, head, forces))


def _senders(grammar: Grammar, head: int) -> Iterator[int]:
    """Who launched what was shot down: "12 drones launched by Russia", "94 drones that Russia launched"."""
    parse = grammar.parse
    for i in dict.fromkeys((head, grammar.content(head))):
        for clause in parse.dependents(i, "acl", "acl:relcl", "advcl:relcl"):
            roles = grammar.roles(clause)
            yield from roles.agents
            yield from parse.dependents(clause, "nsubj", "obl:agent")


def _fended_off(grammar: Grammar, telling: Telling, trigger: Trigger, forces: Forces) -> None:
    """Those whose attack was repelled, made targets."""
    roles = grammar.roles(trigger.root)
    for head in (*roles.agents, *roles.modifiers):
        for member in _members(grammar, head, forces):
            mention = _force(grammar, member, forces)
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
    return bodies if bare else [head, *bodies[1:]]


def _partners(grammar: Grammar, telling: Telling, trigger: Trigger, roles: Roles, forces: Forces) -> None:
    """Those "with" whom something is done; in a clash, the other side."""
    patients = {o.value.patient for o in telling.outcomes}
    for head in roles.after(PARTNER_PREPOSITIONS):
        mention = _force(grammar, head, forces)
        if mention is None:
            continue
        if trigger.kind == "clash":
            _add(telling.targets, mention)
        elif roles.passive and not roles.agents and grammar.fellows(head):
            _add(telling.targets, mention)  # "was killed along with three fighters"
        elif fights(mention.value.camp) and mention.root not in patients:
            _add(telling.partners, mention)


def _force(grammar: Grammar, head: int, forces: Forces) -> Mention | None:
    """The force that a phrase names by its content ("a group of fighters") or its head."""
    return forces.get(grammar.content(head)) or forces.get(head)


def _add(into: list[Mention], mention: Mention | None) -> None:
    """A force put into a role once, with the second one of "American and Iraqi commandos"."""
    if mention is None or mention in into:
        return
    into.append(mention)
    if mention.value.twin is not None:
        into.append(mention.value.twin)


def _add_agent(grammar: Grammar, telling: Telling, head: int, forces: Forces, found: Found) -> None:
    """Who acts, made an initiator: a force, or the one that a pronoun stands for."""
    if grammar.parse.lower[head] in PRONOUNS:
        if any(o.value.patient == head and head not in o.value.agents for o in telling.outcomes):
            return  # "They died in an exchange of fire"
        struck = {m.value.camp for m in telling.targets if not _machine(m)}
        mention = antecedent(grammar, head, found, struck | _camps(telling, forces))
    else:
        mention = _force(grammar, head, forces)
    if mention is None or mention.value.name is None:
        mention = speaker(grammar, head, forces, telling) or mention
    if mention is None and grammar.parse.lemmas[head] in FIRE | POSTS:  # "killed by Israeli fire"
        mention = next((forces[k] for k in _possessors(grammar, head) if k in forces), None)
    if mention is not None:
        value: ActorMention = mention.value
        if value.camp != "civilian" and value.classes & ACTING:
            _add(telling.initiators, mention)


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
    mention = _force(grammar, head, forces)
    if mention and mention.value.classes & STRUCK and mention not in telling.targets:
        telling.targets.append(mention)
        return
    thing = grammar.content(head)
    if grammar.parse.pos[thing] == "NUM":  # "one of its vehicles"
        thing = next(
            (k for k in grammar.parse.dependents(thing, "nmod") if "of" in grammar.prepositions(k)), thing
        )
    owner = speaker(grammar, thing, forces, telling)
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
    near += [k for k in parse.dependents(i, "nmod") if grammar.prepositions(k) & {"of", "from", "to"}]
    further = ("compound", "amod", "nsubj", "obl", "flat", "obl:agent", "nmod:poss")
    return near + [k for n in near for k in parse.dependents(n, *further)]


# -- the sentence around them -------------------------------------------------------------------------


def _subject(grammar: Grammar, telling: Telling, forces: Forces) -> None:
    """The subject of an event noun's clause, made the initiator: "Jets kept up their attacks"."""
    parse = grammar.parse
    suffered = {m.value.patient for m in telling.outcomes}

    def able(mention: Mention) -> bool:
        """Whether a force is a side that was not struck."""
        return mention.root not in suffered and fights(mention.value.camp) and mention not in telling.targets

    for trigger in telling.triggers:
        verb = grammar.clause(trigger.root)
        if verb == trigger.root or grammar.reports(verb) or parse.pos[verb] != "VERB":
            continue
        if parse.lemmas[verb] == "hold" and "responsible" in parse.lower[verb : verb + 8]:
            continue  # "the army held the group responsible for the attack"
        if any(parse.lemmas[k] in TOLLS for k in parse.dependents(verb, "obj")):
            continue  # "Iran puts the toll of the strikes at 639"
        if grammar.prepositions(trigger.root) - {"with", "by", "of"} and parse.lemmas[verb] not in ARRIVING:
            continue  # "an insurgent drew his weapon during the operation"
        subject, passive = grammar.subject(verb)
        if (
            parse.deps[verb] == "conj" and parse.pos[parse.heads[verb]] == "VERB"
        ):  # "went up, and three died in the gun battle"
            subject = [*subject, *grammar.subject(parse.heads[verb])[0]]
        for head in subject:
            mention = _force(grammar, head, forces)
            if mention and not passive and able(mention) and mention not in telling.initiators:
                telling.initiators.append(mention)
        if not subject and not telling.initiators:  # the parse lost it: the last bare force before the verb
            before = [m for m in forces.values() if telling.tokens[0] <= m.root < verb and able(m)]
            bare = [m for m in before if parse.deps[m.root] in BARE and not grammar.prepositions(m.root)]
            telling.initiators.extend(bare[-1:])
        if telling.initiators:
            return


def _supporters(grammar: Grammar, telling: Telling, forces: Forces) -> None:
    """Those who help: "backed by", "with air cover from", "supported by coalition warplanes"."""
    for i in range(*telling.tokens):
        for head in _supporting(grammar, i, forces):
            mention = _force(grammar, head, forces)
            if mention and all(mention is not m for m in telling.supporters):
                telling.supporters.append(mention)


def _supporting(grammar: Grammar, i: int, forces: Forces) -> list[int]:
    """Heads of those who give the support that a word tells."""
    parse = grammar.parse
    if parse.lemmas[i] in SUPPORT_VERBS and parse.pos[i] in ("VERB", "ADJ"):
        return [c for k in parse.kids[i] if "by" in grammar.prepositions(k) for c in grammar.conjuncts(k)]
    if parse.lemmas[i] in SUPPORT_NOUNS and parse.pos[i] == "NOUN":
        givers = [
            c
            for k in parse.dependents(i, "nmod", "obl")
            if grammar.prepositions(k) & {"from", "of", "by"}
            for c in grammar.conjuncts(k)
        ]
        return givers + [k for k in parse.dependents(i, "amod", "compound", "nmod:poss") if k in forces]
    return []
