"""Why a trigger is no news: an exercise, a habit, an opinion; for history see `history`. A function a ground.

Each looks at a clause and answers with a claim that keeps the reason and the words that gave it, or None.
"""

from __future__ import annotations

from collections.abc import Iterable

from eventx.clauses import NEGATIONS, Clause
from eventx.extractors import hauls
from eventx.lexicon import words
from eventx.mentions import Claim
from eventx.records import Background
from eventx.syntax import Grammar

WINDOW = 60  # tokens to either side of a trigger that cues are looked for in
OPINION_VERBS = words("background")["opinion"]
BELIEVING = words("background")["believing"]
HELPING = words("backing")["helping"]
TREND = words("background")["trend"]
STANCES = frozenset({"deployment", "withdrawal", "surveillance", "unspecified"})
FIGHTS = frozenset({"fight", "war", "battle", "struggle", "campaign", "combat"})
GROUND = frozenset({"offensive", "blockade"})
GOING_ON = frozenset({"keep", "continue", "go"})  # "who keep waylaying motorists"
FICTION = words("claims")["fiction"]
WORKERS, GRIEVANCES = words("background")["workers"], words("background")["grievances"]
STOPPING_WORK = words("background")["stopping_work"]
SUMMING = frozenset({"result", "lead", "end", "yield", "net", "leave"})
SEVERAL = frozenset({"several", "multiple", "separate"})
SUMS = frozenset({"number", "series", "wave", "string", "dozen", "couple"})


def no_news(reason: Background, why: str, start: int | None = None, end: int | None = None) -> Claim:
    """A claim that the trigger is background, by the tokens from `start` to `end` (default: one token)."""
    cue = None if start is None else (start, start + 1 if end is None else end)
    return Claim(background=reason, reason=why, cue=cue)


# -- opinion ---------------------------------------------------------------------------------------


def calls(clause: Clause, verb: int, i: int) -> bool:
    """Whether a verb says what an act was: "what it calls a battle", "Operation Eagle", not "called for"."""
    parse = clause.parse
    said = parse.lemmas[verb] == "call" and parse.deps[i] in ("obj", "xcomp")
    named = parse.words[i][0].isupper()
    return said and (named or any(parse.lower[k] in ("a", "an") for k in parse.dependents(i, "det")))


def opinion(clause: Clause) -> Claim | None:
    """In the content of a warning, a call or a fear."""
    parse = clause.parse
    child = clause.verb
    for up in () if clause.answered else parse.ancestors(clause.verb):
        if parse.lemmas[up] == "fear" and parse.dependents(up, "aux:pass"):
            return None  # "fifty are feared dead after rebels overran the camp"
        if (
            parse.deps[child] in ("ccomp", "xcomp", "advcl", "obl", "nmod", "obj")
            and parse.lemmas[up] in OPINION_VERBS
            and up not in clause.roles.verbs
            and not calls(clause, up, child)
        ):
            return no_news("opinion", f"content of {parse.words[up]!r}", up)
        if parse.pos[up] == "VERB":
            break
        child = up
    return None


def disbelieved(clause: Clause) -> Claim | None:
    """What nobody believes: "nobody thinks that they mean to storm the town"."""
    parse, child = clause.parse, clause.verb
    for up in parse.ancestors(clause.verb):
        if parse.deps[child] not in ("ccomp", "xcomp"):
            return None
        who = parse.dependents(up, "nsubj") or parse.ancestors(up)  # "nobody we talked to believes"
        nobody = any(clause.grammar.nobody(k) for k in who)
        if parse.lemmas[up] in BELIEVING and (nobody or clause.auxiliaries(up) & NEGATIONS):
            return no_news("opinion", f"content of {parse.words[up]!r}", up)
        child = up
    return None


# -- habits and generalities -----------------------------------------------------------------------


def trend(clause: Clause) -> Claim | None:
    """ "has intensified its operations": how much force is used, not an act."""
    parse, head = clause.parse, clause.parse.heads[clause.i]
    argument = clause.noun and parse.deps[clause.i] in ("obj", "nsubj", "nsubj:pass")
    below = parse.dependents(clause.i, "acl") if parse.lemmas[head] == "expect" and argument else []
    if any(parse.lemmas[k] in TREND for k in below):  # "we expect attacks to increase"
        return no_news("habitual", f"{parse.words[below[0]]!r} tells a trend", below[0])
    if clause.trigger.found_by == "ground-lost" and _vaguely(clause):
        return no_news("habitual", "ground lost over time", clause.i)
    if argument and parse.lemmas[head] in TREND:
        return no_news("habitual", f"{parse.words[head]!r} tells a trend", head)
    return None


def _vaguely(clause: Clause) -> bool:
    """Whether ground is lost that has no name: "have lost ground since May", "lost all its territory"."""
    parse, lost = clause.parse, clause.roles.patients
    named = any("PLACE" in clause.grammar.classes(k) for head in lost for k in parse.subtree(head))
    return bool(lost) and not named and all(parse.lower[k] in ("ground", "territory") for k in lost)


def habitual(clause: Clause) -> Claim | None:
    """A simple present in the body, or a cue such as "regularly", "for years"."""
    if clause.in_title:
        return None
    parse, verb, date = clause.parse, clause.verb, clause.date
    by_day = date is not None and date.value.grain == "day"
    shown = clause.trigger.kind == "result" and parse.lemmas[verb] in hauls.SHOWING  # "a photo shows two"
    if (not clause.noun or clause.carried) and not (by_day or shown) and clause.tells_habit(verb):
        return no_news("habitual", "simple present", verb)
    kept_up = parse.heads[verb] if parse.deps[verb] == "xcomp" and not clause.noun else None
    if kept_up is not None and parse.lemmas[kept_up] in GOING_ON and clause.tells_habit(kept_up):
        return no_news("habitual", f"{parse.words[kept_up]!r} tells a habit", kept_up)
    if _going_on(clause):
        return no_news("posture", "what goes on, told in passing", verb)
    near, cues = clause.window(WINDOW), clause.grammar.rules.cues.background
    if date is None:
        below = [i for i in parse.subtree(verb) if i in near] if parse.pos[verb] == "VERB" else [*near]
        others = [i for i in below if parse.deps[i] == "acl:relcl" and i < verb + WINDOW and i > verb]
        apart = {k for i in others for k in parse.subtree(i)} - {clause.i}
        below = [i for i in below if i not in apart]
        cue = _first(cues["habitual"], (parse.lower[i] for i in below))
        if cue:
            return no_news("habitual", f"cue {cue!r}")
    if clause.trigger.kind in STANCES:
        cue = _first(cues["posture"], (parse.lower[i] for i in near))
        if cue:
            return no_news("posture", f"cue {cue!r}")
    return None


def _going_on(clause: Clause) -> bool:
    """Whether a relative clause tells what goes on: "in an area where troops are fighting rebels"."""
    parse, verb = clause.parse, clause.verb
    relations = (
        ("acl:relcl", "advcl:relcl", "advcl", "ccomp")
        if any(parse.lower[k] == "where" for k in parse.kids[verb])
        else ("acl:relcl",)
        if not clause.noun
        else ()
    )
    if parse.deps[verb] not in relations or not parse.lower[verb].endswith("ing"):
        return False
    return bool(clause.auxiliaries(verb) & {"is", "are"})


def _first(cues: Iterable[str], near: Iterable[str]) -> str | None:
    """The first of the cues that stands among words."""
    text = f" {' '.join(near)} "
    return next((cue for cue in cues if f" {cue} " in text), None)


def generic(clause: Clause) -> Claim | None:
    """No act of its own: "the fight against terrorism", "any attack", "attacks have fallen"."""
    if not clause.noun:
        return None
    parse, i = clause.parse, clause.i
    if _lasting_fight(clause):
        return no_news("posture", "a lasting fight", i)
    if any(parse.lower[k] in ("any", "every", "each", "such") for k in parse.dependents(i, "det", "amod")):
        return no_news("habitual", "any act of its kind", i)
    return _bare_plural(clause)


def _lasting_fight(clause: Clause) -> bool:
    """ "the war against terrorism", unless it has a date or, a campaign, a name."""
    parse, i = clause.parse, clause.i
    if (
        clause.carried
        or parse.lemmas[i] not in FIGHTS
        or "against" not in {p for p, _ in clause.roles.obliques}
        or clause.date
    ):
        return False
    named = i and (parse.pos[i - 1] == "PROPN" or not parse.words[i - 1][0].isalnum())
    return not (parse.lemmas[i] == "campaign" and named)


def _bare_plural(clause: Clause) -> Claim | None:
    """A plural without number, date or verb of an act ("attacks have fallen"), operations in general."""
    parse, grammar, i = clause.parse, clause.grammar, clause.i
    if clause.in_title or clause.carried or "Number=Plur" not in parse.morphs[i] or clause.date:
        return None
    kids = parse.kids[i]
    counted = any(parse.deps[k] == "nummod" or parse.lower[k] in SEVERAL for k in kids)
    if clause.trigger.kind == "unspecified" and not counted:
        known = {"the", "these"} & {parse.lower[k] for k in kids}
        if known and parse.lemmas[clause.verb] in SUMMING:
            return None  # "the operations resulted in five killed", of those that a release counted
        return no_news("habitual", "operations in general")
    if counted or any(
        parse.deps[k] in ("det", "nmod:poss") or parse.lower[k] in ("two", "three") for k in kids
    ):
        return None
    summed = parse.deps[i] == "nmod" and parse.lemmas[parse.heads[i]] in SUMS
    if summed and "after" not in grammar.prepositions(parse.heads[i]):
        return None  # but what "a string of raids" led to is another thing
    up, rules = grammar.clause(i), grammar.rules
    told = (rules.verb_outcomes, rules.reporting, rules.verb_rules)
    meant = "for" in grammar.prepositions(i)  # "moved weapons for attacks"
    if parse.pos[up] == "VERB" and not meant and any(parse.lemmas[up] in verbs for verbs in told):
        return None
    if parse.lemmas[up] in HELPING and "by" in grammar.prepositions(i):
        return None  # "rebels backed by Turkish air strikes"
    return no_news("habitual", "bare plural")


def charge_being_laid(clause: Clause) -> Claim | None:
    """A charge that nobody has set off yet: "soldiers spotted two men planting a bomb"."""
    parse, i = clause.parse, clause.i
    if clause.trigger.kind == "bombing" and parse.lower[i] == "planting":
        return no_news("posture", "a charge that is being laid", i)
    return None


def work_stopped(clause: Clause) -> Claim | None:
    """A strike of those who lay down their work: "a strike of prison officers", "unions called a strike"."""
    parse, i = clause.parse, clause.i
    if not clause.noun or parse.words[i].lower() not in ("strike", "strikes"):
        return None
    verb = parse.heads[i]
    object_ = parse.deps[i] == "obj" and not parse.dependents(verb, "xcomp")
    doers = [*clause.roles.agents, *clause.roles.after({"of", "by"})]
    doers += parse.dependents(i, "nmod:poss", "compound")
    doers += clause.grammar.subject(verb)[0] if object_ else []
    led = [k for k in parse.dependents(i, "acl") if parse.lower[k] == "called"]
    over = any(parse.lemmas[k] in GRIEVANCES for k in clause.roles.after({"over", "for"}))
    if (
        (object_ and parse.lemmas[verb] in STOPPING_WORK)
        or led
        or over
        or any(parse.lemmas[k] in WORKERS for d in doers for k in parse.subtree(d))
    ):
        return no_news("posture", "work is stopped", i)
    return None


def asked(clause: Clause) -> Claim | None:
    """What is asked, or told to "you": "So who fired on Saturday?", "You have taken a trench"."""
    parse, verb = clause.parse, clause.verb
    if clause.in_title or parse.pos[verb] != "VERB":
        return None
    start, end = clause.sentence
    own = parse.heads[verb] == verb and (not clause.noun or clause.carried)
    if own and "?" in parse.words[max(start, end - 3) : end]:
        return no_news("opinion", "a question", verb)
    you = [k for k in parse.dependents(verb, "nsubj", "nsubj:pass") if parse.lower[k] == "you"]
    return no_news("opinion", "told to 'you'", you[0]) if you else None


def in_passing(clause: Clause) -> Claim | None:
    """ "as all eyes were on the rebels' push", "who had left the advance": beside another act."""
    parse, i = clause.parse, clause.i
    if clause.trigger.kind not in GROUND or not clause.noun or clause.carried or clause.date:
        return None
    known = any(parse.lower[k] in ("the", "its", "their") for k in parse.dependents(i, "det", "nmod:poss"))
    if not known or parse.deps[i] not in ("obl", "nmod", "obj"):
        return None
    acts = {t.root for t in clause.beside}
    for up in parse.ancestors(i):
        if parse.deps[up] in ("acl:relcl", "advcl") and not acts.isdisjoint(parse.ancestors(up)):
            as_it_was = {"as", "while"} & {parse.lower[k] for k in parse.dependents(up, "mark")}
            aside = up not in acts and (as_it_was or parse.deps[up] == "acl:relcl")
            return no_news("posture", "told in passing", i) if aside else None
    return None


def living_by(clause: Clause) -> Claim | None:
    """ "lives off kidnapping and extortion": a trade, not an act."""
    parse, i = clause.parse, clause.i
    if (
        clause.trigger.kind != "abduction"
        or not clause.noun
        or clause.carried
        or clause.date
        or clause.in_title
    ):
        return None
    trade = "Number=Plur" not in parse.morphs[i] and parse.pos[i] == "NOUN"
    bare = all(parse.deps[k] in ("case", "cc", "conj", "punct") for k in parse.kids[i])
    return no_news("habitual", "a trade", i) if trade and bare else None


def subject_matter(grammar: Grammar) -> Claim | None:
    """The claim of all triggers of an article on sport, film or games."""
    parse = grammar.parse
    if sum(word in FICTION for word in parse.lower) > max(4, len(parse) // 80):
        return no_news("opinion", "the article is on sport, film or games")
    return None
