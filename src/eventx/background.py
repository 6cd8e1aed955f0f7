"""Why a trigger is no news: an exercise, history, a habit, an opinion. One function a ground.

Each looks at a clause and answers with a claim that keeps the reason and the words that gave it, or None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from eventx.clauses import Clause
from eventx.lexicon import words
from eventx.mentions import Claim
from eventx.records import LASTING, Background, When
from eventx.syntax import Grammar

WINDOW = 60  # tokens to either side of a trigger that cues are looked for in
HISTORY_DAYS = 62  # "older than about two months" (gold guide)
LONG_DAYS = 730  # what began longer ago is no news, even if it goes on
OPINION_VERBS = words("background")["opinion"]
HELPING = words("backing")["helping"]
CUMULATIVE = words("background")["cumulative"]
TREND = words("background")["trend"]
DEADLY = frozenset({"die", "kill", "perish", "murder", "slay"})
TOLLING = DEADLY | {"lose", "leave", "claim", "wound", "injure", "abduct", "kidnap", "displace"}
BEGINNING = frozenset({"launch", "begin", "start", "commence"})
RETELLING, KEEPING = words("background")["retelling"], words("background")["commemorating"]
HOLDING = frozenset({"control", "hold", "rule", "occupy", "govern", "dominate"})
LONG_UNITS = frozenset({"year", "decade", "century"})
SINCE = frozenset({"after", "since", "before"})
STANCES = frozenset({"deployment", "withdrawal", "surveillance", "unspecified"})
FIGHTS = frozenset({"fight", "war", "battle", "struggle", "campaign", "combat"})
GOING_ON = frozenset({"keep", "continue", "go"})  # "who keep waylaying motorists"
FICTION, EXERCISES = words("claims")["fiction"], words("claims")["exercises"]
IN_COURT = frozenset({"confess", "testify", "plead", "convict", "acquit", "extradite"})
JUDGING = frozenset({"jail", "sentence", "convict", "acquit", "imprison", "indict", "fine"})
SUMMING = frozenset({"result", "lead", "end", "yield", "net", "leave"})
SEVERAL = frozenset({"several", "multiple", "separate"})
SUMS = frozenset({"number", "series", "wave", "string", "dozen", "couple"})


def no_news(reason: Background, why: str, start: int | None = None, end: int | None = None) -> Claim:
    """A claim that the trigger is background, by the tokens from `start` to `end` (default: one token)."""
    cue = None if start is None else (start, start + 1 if end is None else end)
    return Claim(background=reason, reason=why, cue=cue)


def exercise(clause: Clause) -> Claim | None:
    """ "a live-fire exercise", "troops took part in drills"."""
    parse, cues = clause.parse, clause.grammar.rules.exercise
    for i in clause.window(WINDOW):
        if parse.lower[i] in cues and parse.pos[i] in ("NOUN", "PROPN", "ADJ", "VERB"):
            return no_news("exercise", f"an exercise: {parse.words[i]!r}", i)
        if f"{parse.lower[i - 1]} {parse.lower[i]}" in cues and i:
            return no_news("exercise", f"an exercise: {parse.text(i - 1, i + 1)!r}", i - 1, i + 1)
    return None


# -- history ---------------------------------------------------------------------------------------


def old(clause: Clause) -> Claim | None:
    """Dated more than two months before publication, or to a whole year."""
    mention, published = clause.date, clause.published
    if mention is None:
        return _held_then(clause)
    value: When = mention.value
    where = mention.start, mention.end
    if value.start is not None and value.end is None:
        return _since(clause, value, where)
    last = value.end or value.start
    age = (published - last).days if published and last else None
    if value.grain == "year" and age == 0 and value.start and _perfect(clause):
        return _since(clause, value, where)  # "has seized 190 tonnes so far this year"
    told = age is not None and (age > 0 or (value.text or "").lower() == "that year")
    fate = (
        clause.trigger.kind == "result" or clause.parse.lemmas[clause.i] in clause.grammar.rules.verb_outcomes
    )
    tally = fate and told  # "in 2016, 140 died", "were gunned down last year"
    if value.grain == "year" and (age is None or age > HISTORY_DAYS or tally):
        return no_news("history", f"dated {value.text!r}", *where)
    if published is None or age is None or age <= HISTORY_DAYS:
        return None
    dated_by = next((v for v in clause.parse.ancestors(mention.root) if clause.parse.pos[v] == "VERB"), None)
    by = {clause.parse.lemmas[v] for v in (*clause.roles.verbs, *([] if dated_by is None else [dated_by]))}
    begun = clause.trigger.kind in LASTING and by & BEGINNING
    if begun and value.start and (published - value.start).days <= LONG_DAYS:
        return None  # "the campaign launched in April 2022" may still go on
    return no_news("history", f"dated {value.text!r}, {age} days before publication", *where)


def _perfect(clause: Clause) -> bool:
    """Whether an act is told in the perfect, which sums up: "has arrested 90 people this year"."""
    return bool(clause.auxiliaries(clause.verb) & {"has", "have"})


def _held_then(clause: Clause) -> Claim | None:
    """ "helped expel the group from cities it controlled between 2014 and 2017": ground held until then."""
    parse = clause.parse
    for mention in clause.dates:
        holding = parse.heads[mention.root]
        end = mention.value.end
        held = parse.deps[holding] == "acl:relcl" and parse.lemmas[holding] in HOLDING
        long = held and end and clause.published and (clause.published - end).days > LONG_DAYS
        if end and long and clause.i in parse.ancestors(holding):
            return no_news("history", f"ground held until {end.year}", mention.start, mention.end)
    return None


def _since(clause: Clause, value: When, where: tuple[int, int]) -> Claim | None:
    """What goes on since a day: history after two months, lasting acts after two years."""
    if clause.published is None or value.start is None:
        return None
    age = (clause.published - value.start).days
    if age > HISTORY_DAYS and clause.trigger.kind not in LASTING:
        return no_news("history", f"since {value.start}", *where)
    return no_news("history", f"since {value.start.year}", *where) if age > LONG_DAYS else None


def earlier(clause: Clause) -> Claim | None:
    """ "was previously detained", "once attacked": told as what went before."""
    parse = clause.parse
    for k in parse.dependents(clause.verb, "advmod"):
        if parse.lower[k] in ("previously", "formerly", "once", "historically") and not clause.date:
            return no_news("history", f"cue {parse.words[k]!r}", k)
    start, end = clause.sentence
    for k in range(start, end - 2) if not clause.dates else ():
        if parse.lower[k : k + 2] == ["in", "past"] and parse.lemmas[k + 2] in LONG_UNITS | {"month"}:
            return no_news("history", "in the past", k, k + 3)
        if parse.lower[k : k + 3] == ["in", "the", "past"] and parse.pos[min(k + 3, end - 1)] != "NUM":
            return no_news("history", "in the past", k, k + 3)
    return None


def years_before(clause: Clause) -> Claim | None:
    """ "a year after insurgents seized the port", "years since the attack": what dates the news."""
    parse = clause.parse
    for head in dict.fromkeys((clause.i, clause.verb)):
        told = parse.dependents(head, "mark", "case", "advmod")
        marks = {parse.lower[k] for k in told}
        for k in (m - 1 for m in told if m and parse.lower[m] == "after"):  # hung from the news's verb
            if parse.lemmas[k] in LONG_UNITS or (parse.lower[k] == "months" and not _two(clause, k)):
                return no_news("history", f"{parse.words[k]!r} after it", k)
        for k in parse.kids[head] if marks & SINCE else ():
            if k < head and (
                parse.lemmas[k] in LONG_UNITS or (parse.lower[k] == "months" and not _two(clause, k))
            ):
                return no_news("history", f"{parse.words[k]!r} before or after the news", k)
    return None


def for_long(clause: Clause) -> Claim | None:
    """ "have battled groups linked to al Qaeda for a decade": what has gone on for years."""
    parse = clause.parse
    perfect = bool(clause.auxiliaries(clause.verb) & {"has", "have", "had", "been"})
    met = [v for k in parse.dependents(clause.verb, "obj") for v in parse.dependents(k, "acl")]
    for head in dict.fromkeys((clause.i, clause.verb, *met)):
        for k in parse.dependents(head, "obl", "nmod", "obl:unmarked"):
            long = parse.lemmas[k] in LONG_UNITS and parse.lower[k] != "year"
            span = clause.grammar.prepositions(k) & {"for", "during", "throughout"}
            long = long and (perfect or parse.lemmas[k] != "year" or span != {"for"})
            few = parse.lemmas[k] == "year" and _two(clause, k)
            if long and span and not few:
                return no_news("history", f"{min(span)} {parse.words[k]!r}", k)
    return None


def for_months(clause: Clause) -> Claim | None:
    """ "have killed hundreds this year", "have left 900 dead since January": what months add up to."""
    parse = clause.parse
    verb = parse.heads[clause.i] if parse.pos[clause.i] == "ADJ" else clause.verb  # "have left 900 dead"
    if not clause.published or not clause.auxiliaries(verb) & {"has", "have"}:
        return None
    if parse.lemmas[verb] not in TOLLING and "Number=Plur" not in parse.morphs[clause.i]:
        return None
    for mention in clause.dates:
        start, end = mention.value.start, mention.value.end
        long = start and (clause.published - start).days > HISTORY_DAYS
        if long and (end or clause.published) >= clause.published and verb in parse.ancestors(mention.root):
            return no_news("history", f"the toll of {mention.value.text!r}", mention.start, mention.end)
    return None


def _two(clause: Clause, i: int) -> bool:
    """Whether "months" are two at most."""
    return any(clause.parse.lower[k] in ("two", "2", "couple") for k in clause.parse.kids[i])


def retold(clause: Clause) -> Claim | None:
    """ "a documentary reconstructs the raid", "to mark twenty years since gunmen seized the school"."""
    parse = clause.parse
    for up in parse.ancestors(clause.i):
        if parse.lemmas[up] in ("remains", "grave", "skeleton"):
            return no_news("history", f"those in {parse.words[up]!r}", up)
        if parse.lemmas[up] in RETELLING and parse.pos[up] in ("NOUN", "PROPN"):
            return no_news("opinion", f"told by a {parse.words[up]!r}", up)
        if parse.pos[up] != "VERB":
            continue
        judged = parse.lemmas[up] in JUDGING and not clause.dated and clause.verb != up
        if judged or (parse.lemmas[up] in IN_COURT and clause.date is None):
            return no_news("history", f"told in court: {parse.words[up]!r}", up)
        if parse.lemmas[up] in KEEPING and not _meant_otherwise(clause, up):
            return no_news("history", f"what is remembered: {parse.words[up]!r}", up)
        for k in parse.dependents(up, "nsubj"):
            if parse.lemmas[k] in RETELLING and up not in clause.roles.verbs:
                return no_news("opinion", f"told by a {parse.words[k]!r}", k)
            if parse.lemmas[k] in LONG_UNITS and "Number=Plur" in parse.morphs[k]:
                return no_news("history", f"of {parse.words[k]!r}", k)  # "the bloodiest years saw raids"
    return None


def _meant_otherwise(clause: Clause, verb: int) -> bool:
    """ "marked the start of", "observed soldiers": a verb of keeping a day in another sense."""
    parse = clause.parse
    objects = parse.dependents(verb, "obj")
    return not any(parse.lemmas[k] in ("anniversary", "year", "day", "memory", "victim") for k in objects)


def cumulative(clause: Clause) -> Claim | None:
    """ "the insurgency has killed over 30,000 people", "1,200 have died there since": the toll of a war."""
    parse = clause.parse
    left = parse.dependents(parse.heads[clause.i], "nsubj") if parse.pos[clause.i] == "ADJ" else []
    for head in (*clause.roles.agents, *left):  # "the conflict has left 40,000 dead"
        if parse.lemmas[head] == "fighting" and clause.dates:
            continue  # "fighting that killed nine on Sunday"
        if parse.lemmas[head] in CUMULATIVE:
            return no_news("history", f"the toll of {parse.words[head]!r}", head)
    perfect = clause.auxiliaries(clause.verb) & {"has", "have"}
    deadly = parse.lemmas[clause.verb] in DEADLY
    done = clause.roles.agents and parse.lemmas[clause.verb] not in ("die", "perish")
    if clause.trigger.kind != "result" or done or clause.date or not perfect:
        return None
    for k in parse.kids[clause.verb]:
        since = "since" in (parse.lower[k], *(parse.lower[m] for m in parse.dependents(k, "mark", "case")))
        if since and (parse.deps[k] == "advmod" or parse.lower[k] == "then" or _of_war(clause, k)):
            return no_news("history", "a toll since then", k)
    counted = [*clause.roles.patients, *parse.dependents(clause.verb, "nsubj")] if deadly else ()
    for k in (k for head in counted for k in parse.subtree(head)):
        if parse.lemmas[k] in ("thousand", "million") or re.fullmatch(r"\d{1,3}(,\d{3})+", parse.words[k]):
            return no_news("history", "the toll of a war", k)
    return None


def _of_war(clause: Clause, head: int) -> bool:
    """Whether words under a head name what kills over years."""
    return any(clause.parse.lemmas[k] in CUMULATIVE for k in clause.parse.subtree(head))


# -- opinion ---------------------------------------------------------------------------------------


def calls(clause: Clause, verb: int, i: int) -> bool:
    """Whether a verb says what an act was: "what it called a fierce battle", not "called for"."""
    parse = clause.parse
    said = parse.lemmas[verb] == "call" and parse.deps[i] in ("obj", "xcomp")
    return said and any(parse.lower[k] in ("a", "an") for k in parse.dependents(i, "det"))


def opinion(clause: Clause) -> Claim | None:
    """In the content of a warning, a call or a fear."""
    parse = clause.parse
    child = clause.verb
    for up in parse.ancestors(clause.verb):
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
    if (not clause.noun or clause.carried) and not by_day and clause.tells_habit(verb):
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
    if parse.deps[verb] != "acl:relcl" or clause.noun or not parse.lower[verb].endswith("ing"):
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
    if parse.deps[i] == "nmod" and parse.lemmas[parse.heads[i]] in SUMS:
        return None
    up, rules = grammar.clause(i), grammar.rules
    told = (rules.verb_outcomes, rules.reporting, rules.verb_rules)
    if parse.pos[up] == "VERB" and any(parse.lemmas[up] in verbs for verbs in told):
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


def subject_matter(grammar: Grammar, *, title_end: int) -> Claim | None:
    """The claim of all triggers of an article on sport, film or games, or on an exercise."""
    parse, drills = grammar.parse, grammar.rules.exercise
    if sum(word in FICTION for word in parse.lower) > max(4, len(parse) // 80):
        return no_news("opinion", "the article is on sport, film or games")
    drilled = {parse.sent_of[i] for i, word in enumerate(parse.lower) if word in drills}
    named = any(f"{a} {b}" in EXERCISES for a, b in pairwise(parse.lower)) if drilled else False
    if len(drilled) >= 3 or named or any(word in drills for word in parse.lower[:title_end]):
        return no_news("exercise", "the article is on an exercise")
    return None
