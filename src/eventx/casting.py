"""Whom the words in a role of an act mean, made its initiators or targets.

The force itself, whose machine, fire or men it is, or the one that a pronoun stands for.
"""

from __future__ import annotations

from eventx import attributions
from eventx.camps import fights, hostile
from eventx.extractors.forces import ActorMention
from eventx.finding import Found
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.referents import antecedent, speaker
from eventx.surroundings import add, force_of
from eventx.syntax import Grammar
from eventx.tellings import Forces, Telling

POSTS = words("roles")["posts"]
BELONGING = words("roles")["fire"] | POSTS | attributions.BRANCHES  # "Israeli fire", "a Sahel branch"
OBJECT_PRONOUNS = frozenset({"them", "him", "it"})
PRONOUNS = words("roles")["pronouns"]
ALLIES = frozenset({"ally", "proxy", "auxiliary", "partner"})
MOBS = words("roles")["mobs"]
OWNERS = frozenset({"FORCE", "HOSTILE", "GROUP", "ACTOR"})  # classes of those whose things are struck
STRUCK = OWNERS | {"TROOPS", "LEADER", "MILITIA"}
ACTING = STRUCK | {"MEANS", "STATE"}
TABLED = frozenset({"forces-table", "force-pattern"})  # who finds a force by its name
NO_MEN = frozenset({"THING", "CIVILIAN", "PLACE", "TERRITORY", "ACT"})


def add_agent(grammar: Grammar, telling: Telling, head: int, forces: Forces, found: Found) -> None:
    """Who acts, made an initiator: a force, or the one that a pronoun stands for."""
    if grammar.parse.lower[head] in PRONOUNS:
        if any(o.value.patient == head and head not in o.value.agents for o in telling.outcomes):
            return  # "They died in an exchange of fire"
        struck = {m.value.camp for m in telling.targets if not machine(m)}
        mention = antecedent(grammar, head, found, struck | _camps(telling, forces))
    else:
        mention = force_of(grammar, head, forces)
    if mention is None and grammar.parse.lemmas[head] in ALLIES:  # "the junta's Wagner allies"
        named = [
            k for k in grammar.parse.dependents(head, "nmod") if grammar.prepositions(k) & {"from", "of"}
        ]
        named += grammar.parse.dependents(head, "compound", "amod")
        mention = next((forces[k] for k in named if k in forces), None)
    if mention is not None and machine(mention):  # "a drone of the rebels", "drones launched by them"
        beside = {*grammar.parse.dependents(head, "compound", "amod", "flat")}
        beside = {k for k in beside if k not in forces or forces[k].found_by not in TABLED}
        owners = (forces[k] for k in possessors(grammar, head) if k in forces and k not in beside)
        mention = next((m for m in owners if fights(m.value.camp) and not machine(m)), mention)
    if mention is None or mention.value.name is None:
        said = speaker(grammar, head, forces, telling)
        mention = said if said is not None and (mention is None or said.value.name) else mention
    if mention is None and grammar.parse.lemmas[head] in BELONGING:
        mention = next((forces[k] for k in possessors(grammar, head) if k in forces), None)
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
    return {m.value.camp for m in patients if m is not None and not machine(m)}


def machine(mention: Mention) -> bool:
    """Whether a force is but aircraft, drones or guns, of no side that is told."""
    return (
        "MEANS" in mention.value.classes
        and not mention.value.name
        and "MILITARY" not in mention.value.classes
    )


def add_struck(grammar: Grammar, telling: Telling, head: int, forces: Forces, found: Found) -> None:
    """Who is struck, made a target: a force, or the one that a pronoun stands for."""
    add_target(grammar, telling, head, forces)
    own = {m.value.camp for m in telling.initiators}
    if grammar.parse.lower[head] in OBJECT_PRONOUNS:
        add(telling.targets, antecedent(grammar, head, found, own) if own else None)
    elif grammar.parse.lower[head] == "they":  # "the soldiers were returning when they were fired on"
        meant = antecedent(grammar, head, found, own)
        add(telling.targets, meant if meant and (own or not hostile(meant.value.camp)) else None)


def add_target(grammar: Grammar, telling: Telling, head: int, forces: Forces) -> None:
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
    for i in possessors(grammar, grammar.content(head)):
        other = forces.get(i)
        if other and other.value.classes & OWNERS and other not in telling.targets:
            telling.targets.append(other)
            return


def members(grammar: Grammar, head: int, forces: Forces) -> list[int]:
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


def possessors(grammar: Grammar, i: int) -> list[int]:
    """Tokens that may tell whose a thing is: modifiers, "of", and what hangs by those."""
    parse = grammar.parse
    near = parse.dependents(i, "compound", "amod", "nmod:poss", "flat", "acl", "acl:relcl")
    of = [k for j in parse.listed_from(i) for k in parse.dependents(j, "nmod")]
    near += [k for k in of if grammar.prepositions(k) & {"of", "from", "to"}]
    further = ("compound", "amod", "nsubj", "obl", "flat", "obl:agent", "nmod:poss")
    return near + [k for n in near for k in parse.dependents(n, *further)]
