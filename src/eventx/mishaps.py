"""Why a trigger is no news: no force had a part in it. Crashes, disasters, matches, captives let go.

As in `background`, each looks at a clause and answers with a claim, or None.
"""

from __future__ import annotations

import re

from eventx.background import no_news
from eventx.clauses import Clause
from eventx.extractors.bodies import taken_to_safety
from eventx.lexicon import words
from eventx.mentions import Claim
from eventx.syntax import Grammar

ACCIDENTS = tuple(f" {phrase} " for phrase in words("background")["accident"])
DISASTERS = words("background")["disaster"]
SPORTS = words("background")["sport"]
FIGURATIVE, IMMATERIAL = words("background")["figurative"], words("background")["immaterial"]
IDEAS = words("background")["ideas"]
FORCEFUL = frozenset({"attack", "airstrike", "bombardment", "raid", "offensive", "clash"})
CARE = frozenset({"hospital", "treatment", "clinic", "morgue"})
HELD = frozenset({"clearance", "blockade", "deployment", "surveillance", "offensive"})
CAPTORS = frozenset({"HOSTILE", "HOSTILES", "GROUP"})
ESCORTING = frozenset({"take", "lead"})
HEARING = frozenset({"question", "interview", "interrogate"})
LETTING, TERMS = frozenset({"release", "free", "let"}), words("background")["terms"]
CIVIC, CONVICTS, COURTS = (words("background")[name] for name in ("civic", "convicts", "courts"))
SCORE = re.compile(r" \d{1,3} ?[-–] ?\d{1,3} ")
OF_AGE = re.compile(r" (?:dies|died|he was|she was|aged|at age|at the age of)(?: at)? \d{2,3} ")
OLD = 70  # years, at which one dies though arms are told of
ILLNESS = re.compile(r" (?:cancer|illness|stroke|pneumonia|heart (?:attack|failure)|natural causes|unwell) ")
SHOT = frozenset({
    "hit", "shot", "fire", "gunfire", "downed", "missile", "rocket", "struck", "attack", "attacked",
    "targeted", "ramming", "crowd", "pedestrians", "rammed", "explosives", "bomb",
})  # fmt: skip
MEANS_OF_FORCE = frozenset(
    {"HOSTILE", "HOSTILES", "BOMB", "PROJECTILE", "DRONE", "GUNS", "WEAPON", "CAPTIVE"}
)


def _crash(clause: Clause) -> bool:
    """Whether an aircraft or a vehicle crashed with nobody named who brought it down."""
    parse, v = clause.parse, clause.verb
    heads = (v, parse.heads[v]) if parse.deps[v] in ("advcl", "conj", "acl", "parataxis") else (v,)
    crash = next((h for h in heads if parse.lemmas[h] == "crash"), None)
    if crash is None:
        return False
    subject, _ = clause.grammar.subject(crash)
    craft = any(clause.grammar.classes(s) & {"AIRCRAFT", "VEHICLE"} for s in subject)
    return craft and not SHOT.intersection(parse.lower[slice(*clause.sentence)])


def accident(clause: Clause) -> Claim | None:
    """A result of a mishap or of nature: "died when their lorry plunged", "the typhoon destroyed"."""
    parse, kind = clause.parse, clause.trigger.kind
    if not clause.noun and _crash(clause):
        return no_news("habitual", "a crash", clause.verb)
    if kind not in ("result", "rescue", "clearance", "deployment") and not clause.trigger.value.weak:
        return None
    for head in clause.roles.agents:
        if parse.lemmas[head] in DISASTERS:
            return no_news("habitual", f"no party: {parse.words[head]!r}", head)
    if any(not t.value.weak and t.kind not in ("rescue", "clearance") for t in clause.beside):
        return None  # "a strike brought down the building, which caught fire, killing nine"
    armed = any("FORCE" in clause.grammar.classes(a) for a in clause.roles.agents)
    if armed and kind not in ("result", "rescue", "clearance", "deployment"):
        return None  # who strikes with a Storm Shadow
    start, end = clause.sentence
    text = f" {' '.join(parse.lower[start:end])} "
    cue = next((c for c in ACCIDENTS if c in text), None)
    if cue is None and DISASTERS.isdisjoint(parse.lemmas[start:end]):
        return None
    if any(clause.grammar.classes(i) & MEANS_OF_FORCE for i in range(start, end)):
        return None
    return no_news("habitual", f"an accident: {(cue or 'a disaster').strip()!r}")


def figurative(clause: Clause) -> Claim | None:
    """ "a blistering attack on the minister", "water-bombers pounded the blaze": nobody is struck."""
    parse, i = clause.parse, clause.i
    if clause.noun:
        beside = {parse.lower[k] for k in parse.dependents(i, "amod", "compound")}
        ideas = IDEAS.intersection(parse.lemmas[k] for k in clause.roles.after({"on", "against"}))
        cue = min(beside & FIGURATIVE, default=None) or min(ideas, default=None)
        return no_news("opinion", f"an act in a figure: {cue!r}", i) if cue else None
    struck = clause.roles.patients
    if clause.trigger.kind in FORCEFUL and struck and all(parse.lemmas[k] in IMMATERIAL for k in struck):
        return no_news("opinion", f"no target of force: {parse.words[struck[0]]!r}", struck[0])
    return None


def natural_death(clause: Clause) -> Claim | None:
    """A named person's death told with the age or the illness: "General Diallo died on Monday. He was 91"."""
    parse, verb = clause.parse, clause.verb
    if clause.trigger.kind != "result" or parse.lemmas[verb] not in ("die", "pass"):
        return None
    subject, _ = clause.grammar.subject(verb)
    named = len(subject) == 1 and parse.pos[subject[0]] == "PROPN"
    start, end = clause.sentence
    behind = parse.sents[parse.sent_of[end]][1] if end < len(parse) else end
    text = f" {' '.join(parse.lower[start:behind])} "
    told = OF_AGE.search(text) or ILLNESS.search(text)
    old = told is not None and told[0].split()[-1].isdigit() and int(told[0].split()[-1]) >= OLD
    armed = any(clause.grammar.classes(i) & MEANS_OF_FORCE for i in range(*clause.sentence))
    armed = armed or any(t.kind == "result" and t.root != verb for t in clause.beside)  # "and four were hurt"
    if not named or (armed and not old):
        return None
    return no_news("history", f"a natural death: {told[0].strip()!r}", verb) if told else None


def sport(clause: Clause) -> Claim | None:
    """ "attacked from the first whistle but were beaten 3-0"."""
    parse = clause.parse
    start, end = clause.sentence
    told = SPORTS.intersection(parse.lower[start:end]) | SPORTS.intersection(parse.lemmas[start:end])
    if not told:
        return None
    if SCORE.search(f" {' '.join(parse.lower[start:end])} "):
        return no_news("opinion", f"sport: {', '.join(sorted(told))}")
    several = {parse.lemmas[i] for i in range(start, end) if {parse.lower[i], parse.lemmas[i]} & SPORTS}
    return no_news("opinion", f"sport: {', '.join(sorted(several))}") if len(several) > 1 else None


def by_law(clause: Clause) -> Claim | None:
    """ "authorities executed three prisoners": a sentence is carried out."""
    parse, verb = clause.parse, clause.verb
    if clause.noun or parse.lemmas[verb] not in ("execute", "hang"):
        return None
    whom = any(parse.lemmas[k] in CONVICTS for k in clause.roles.patients)
    state = all(
        parse.lemmas[k] in COURTS or "STATE" in clause.grammar.classes(k) for k in clause.roles.agents
    )
    return no_news("opinion", "a sentence is carried out", verb) if whom and state else None


def _armed(grammar: Grammar, i: int) -> bool:
    """Whether a body bears arms by its name or those it is of: "a party of the 23rd Battalion"."""
    of = [k for k in grammar.parse.dependents(i, "nmod") if "of" in grammar.prepositions(k)]
    forces = any(grammar.classes(k) & {"MILITARY", "POLICE", "SECURITY", "TROOPS", "HOSTILE"} for k in of)
    return forces or bool(grammar.classes(i) & {"ACTOR", "HOSTILE"})


def civic(clause: Clause) -> Claim | None:
    """ "the charity took over the base", "the virus has killed 400": who acts bears no arms."""
    agents = clause.roles.agents
    if clause.noun or not agents:
        return None
    parse, grammar = clause.parse, clause.grammar
    escorts = parse.lemmas[clause.verb] in ESCORTING  # "guides took nine hikers into the hills"
    classes = [grammar.classes(k) for k in agents]
    if escorts and all(
        c & {"SOMEONE", "CIVILIAN"} and not c & {"ACTOR", "HOSTILE", "FORCE"} for c in classes
    ):
        return no_news("opinion", f"no force acts: {parse.words[agents[0]]!r}", agents[0])
    if all(parse.lemmas[k] in CIVIC and not _armed(grammar, k) for k in agents):
        return no_news("opinion", f"no force acts: {parse.words[agents[0]]!r}", agents[0])
    return None


def let_go(clause: Clause) -> Claim | None:
    """ "were released after the elders intervened", "let go without charge": nobody freed them by force."""
    if clause.trigger.kind not in ("rescue", "result") or clause.noun:
        return None
    if any(not clause.grammar.classes(a) & CAPTORS for a in clause.roles.agents):
        return None
    parse, v = clause.parse, clause.verb
    if parse.lemmas[v] not in LETTING or (parse.lemmas[v] == "let" and parse.lower[v + 1] != "go"):
        return None
    cue = next((k for k in parse.subtree(v) if k > v and parse.lemmas[k] in TERMS), None)
    heard = (k for k in (parse.heads[v], *parse.kids[v]) if parse.lemmas[k] in HEARING)
    cue = next(heard, None) if cue is None else cue  # "was questioned and released"
    return None if cue is None else no_news("diplomacy", f"let go: {parse.words[cue]!r}", v)


def standing(clause: Clause) -> Claim | None:
    """ "Niger is fighting insurgents on two fronts", "is patrolled by two forces": how things stand."""
    parse, verb = clause.parse, clause.verb
    there = parse.lemmas[verb] in ("deploy", "redeploy", "assign", "station") and not clause.roles.agents
    if clause.trigger.kind == "deployment" and not clause.noun and parse.deps[verb] == "acl" and there:
        return no_news("posture", "those who are deployed", verb)  # "police, deployed under a deal, left"
    present = clause.auxiliaries(verb) & {"is", "are"}
    if clause.noun or clause.date is not None or not present:
        return None
    if parse.lower[verb] == "holding" and clause.trigger.kind == "result":
        return no_news("posture", "whom somebody holds", verb)
    if "Tense=Past" in parse.morphs[verb]:
        stands = clause.trigger.kind in HELD
    else:
        agents = clause.roles.agents
        state = bool(agents) and all("STATE" in clause.grammar.classes(a) for a in agents)
        stands = state and parse.lemmas[verb] in ("fight", "battle", "combat")
    return no_news("posture", "how things stand", verb) if stands else None


def being_moved(clause: Clause) -> Claim | None:
    """ "The hostages were being taken to Mali when helicopters came": those whom others hold already."""
    verb = clause.verb
    if clause.trigger.kind == "abduction" and not clause.noun and "being" in clause.auxiliaries(verb):
        return no_news("posture", "what goes on, told in passing", verb)
    hospital = any(clause.parse.lemmas[k] in CARE for _, k in clause.roles.obliques)
    safe = clause.parse.lemmas[verb] == "take" and taken_to_safety(clause.grammar, verb)
    if (clause.trigger.kind == "deployment" and not clause.noun and hospital) or (
        safe and clause.trigger.kind not in ("result", "rescue")
    ):
        return no_news("posture", "the hurt are taken care of", verb)
    return None
