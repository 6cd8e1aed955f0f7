"""Who stands behind an act told by a noun or a participle: who sent it, set it, or had done it before."""

from __future__ import annotations

from eventx import charges
from eventx.mentions import Trigger
from eventx.surroundings import force_of
from eventx.syntax import Grammar, Roles
from eventx.tellings import Forces, Telling

MAKING = frozenset({"set", "lay", "stage", "spring", "mount", "launch", "prepare", "execute", "perpetrate"})
SUFFERED = frozenset({"attack", "bombing", "ambush", "abduction"})  # kinds of what befalls a country
RANKS = frozenset({"first", "second", "third", "worst", "latest", "biggest", "largest", "bloodiest"})
LONG = 6  # letters of "deadliest", not of "priest"
MOVES = frozenset({"deployment", "withdrawal"})


def moved(grammar: Grammar, trigger: Trigger, forces: Forces) -> list[int]:
    """Who is moved, as a noun tells: not those who announce "the deployment of troops"."""
    if trigger.kind != "deployment" or grammar.parse.pos[trigger.root] == "VERB":
        return []
    return [k for k in grammar.roles(trigger.root).after({"of"}) if force_of(grammar, k, forces)]


def makers(grammar: Grammar, trigger: Trigger, roles: Roles) -> list[int]:
    """Who made an act that a noun tells: "an army raid"; but "Iraq's first suicide bombing" befell it."""
    suffered = trigger.kind in SUFFERED and _ranked(grammar, trigger)
    near = [k for k in roles.modifiers if not (suffered and "STATE" in grammar.classes(k))]
    return [*near, *setting(grammar, trigger.root)]


def _ranked(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether an act is told by its rank among those a country saw: "Iraq's deadliest attack in months"."""
    told = [grammar.parse.lower[k] for k in grammar.parse.dependents(trigger.root, "amod")]
    return any(word in RANKS or (word.endswith("iest") and len(word) > LONG) for word in told)


def setting(grammar: Grammar, noun: int) -> list[int]:
    """Who is told to have made an act: "an ambush that the army had set", "the raid involved A and B"."""
    parse, verb = grammar.parse, grammar.parse.heads[noun]
    if parse.deps[noun] == "nsubj" and parse.lemmas[verb] == "involve":
        return [k for head in parse.dependents(verb, "obj") for k in grammar.conjuncts(head)]
    clauses = [v for v in parse.dependents(noun, "acl:relcl") if parse.lemmas[v] in MAKING]
    return [k for v in clauses for k in parse.dependents(v, "nsubj") if parse.pos[k] != "PRON"]


def senders(grammar: Grammar, noun: int, roles: Roles) -> list[int]:
    """From whom an attack comes: "came under attack from jihadists", "killed by shelling from the north"."""
    parse, verb = grammar.parse, grammar.parse.heads[noun]
    by = parse.deps[noun] in ("obl", "obl:agent") and "by" in grammar.prepositions(noun)
    behind = [k for k in parse.dependents(verb, "obl") if k > noun] if by else []
    return roles.after({"from"}) + [k for k in behind if "from" in grammar.prepositions(k)]


def held_before(grammar: Grammar, telling: Telling, trigger: Trigger, roles: Roles) -> bool:
    """Whether a participle tells what others had done to the place: "stormed the office seized by"."""
    parse, i = grammar.parse, trigger.root
    if parse.deps[i] != "acl" or not (roles.passive or "Tense=Past" in parse.morphs[i]) or not roles.agents:
        return False
    if grammar.classes(parse.heads[i]) & charges.BOMBS:
        return False  # "a mine planted by the rebels went off"
    acts = {t.root for t in telling.triggers if t.value.verbs and parse.pos[t.root] == "VERB"} - {i}
    doers = [grammar.roles(up).agents for up in parse.ancestors(i) if up in acts]
    if any(i in parse.subtree(agent) for told in doers for agent in told):
        return False  # "rockets fired by the rebels hit"
    return any(doers) and any("by" in grammar.prepositions(a) for a in roles.agents)
