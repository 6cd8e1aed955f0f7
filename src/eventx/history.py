"""What makes a trigger history: its date, what it went before, the years it took. One function a ground."""

from __future__ import annotations

import re

from eventx.background import no_news
from eventx.clauses import Clause, hang_below
from eventx.lexicon import words
from eventx.mentions import Claim
from eventx.records import LASTING, When
from eventx.totals import YEAR, up_to_now

HISTORY_DAYS = 62  # "older than about two months" (gold guide)
LONG_DAYS = 730  # what began longer ago is no news, even if it goes on
CUMULATIVE = words("background")["cumulative"]
DEADLY = frozenset({"die", "kill", "perish", "murder", "slay"})
TOLLING = DEADLY | {"lose", "leave", "claim", "wound", "injure", "abduct", "kidnap", "displace"}
BEGINNING = frozenset({"launch", "begin", "start", "commence"})
RETELLING, KEEPING = words("background")["retelling"], words("background")["commemorating"]
HOLDING = frozenset({"control", "hold", "rule", "occupy", "govern", "dominate"})
LONG_UNITS = frozenset({"year", "decade", "century"})
SINCE = frozenset({"after", "since", "before"})
LULLS = frozenset(
    {"truce", "ceasefire", "cease-fire", "cessation", "coup", "election", "accord", "independence"}
)
FALLING = frozenset({"die", "perish", "lose", "fall", "succumb"})  # whose subject suffers
THOUSANDS = re.compile(r"\d{1,3}(,\d{3})+")
MANY = re.compile(r"\d{2,3},\d{3}|\d{1,3},\d{3},\d{3}")  # more than die in any one act
YEARS = re.compile(r"(19|20)\d\d")
IN_COURT = frozenset({"confess", "testify", "plead", "convict", "acquit", "extradite"})
JUDGING = frozenset({"jail", "sentence", "convict", "acquit", "imprison", "indict", "fine"})


def old(clause: Clause) -> Claim | None:
    """Dated more than two months before publication, or to a whole year."""
    mention, published = clause.date or clause.fronted, clause.published
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
    dated_by = clause.parse.verb_above(mention.root)
    by = {clause.parse.lemmas[v] for v in (*clause.roles.verbs, *([] if dated_by is None else [dated_by]))}
    begun = clause.trigger.kind in LASTING and by & BEGINNING
    if begun and value.start and (published - value.start).days <= LONG_DAYS:
        return None  # "the campaign launched in April 2022" may still go on
    return no_news("history", f"dated {value.text!r}, {age} days before publication", *where)


def _when_it_began(clause: Clause) -> int | None:
    """The verb of what has been since then: "has been in turmoil since March, when fighting erupted"."""
    parse, verb = clause.parse, clause.grammar.clause(clause.i)
    up = parse.heads[verb]
    if parse.deps[verb] not in ("advcl", "acl:relcl") or parse.lower[up] == parse.lower[verb]:
        return None
    when = any(parse.lower[k] == "when" and parse.words[k - 1] == "," for k in parse.kids[verb] if k)
    since = any(d.value.end is None and d.value.grain != "day" and up < d.root < verb for d in clause.dates)
    lasting = any(parse.lower[k] in ("has", "have") for k in parse.kids[up])
    deadly = any(parse.lower[k] in ("when", "killing") for k in parse.kids[clause.i]) and not clause.noun
    return up if when and since and lasting and not deadly else None


def ever_since(clause: Clause) -> Claim | None:
    """ "on the run since a bombing in Mardan": an undated act from which on something goes on."""
    parse, i = clause.parse, clause.i
    apart = clause.noun and "since" in clause.grammar.prepositions(i)
    if verb := _when_it_began(clause):
        return no_news("history", "what has been since then", verb)
    own = clause.date is not None and clause.date.root in parse.subtree(i)
    begun = any(
        parse.lemmas[v] in BEGINNING and hang_below(parse, v, clause.dates)
        for v in (clause.verb, clause.grammar.clause(i))
    )  # "since the offensive began on October 17": dated itself
    own = own or (begun and clause.trigger.kind in LASTING)
    return no_news("history", "since then", clause.i) if apart and not own else None


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
    summed = age <= YEAR and up_to_now(clause.grammar, clause.verb)
    if age > HISTORY_DAYS and clause.trigger.kind not in LASTING and not summed:
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
    for head in dict.fromkeys((clause.i, clause.verb, clause.first_conjunct(clause.verb))):
        told = parse.dependents(head, "mark", "case", "advmod")
        marks = {parse.lower[k] for k in told}
        for k in (m - 1 for m in told if m and parse.lower[m] == "after"):  # hung from the news's verb
            if _long(clause, k):
                return no_news("history", f"{parse.words[k]!r} after it", k)
        for k in parse.kids[head] if marks & SINCE else ():
            if k < head and _long(clause, k):
                return no_news("history", f"{parse.words[k]!r} before or after the news", k)
    return None


def _long(clause: Clause, k: int) -> bool:
    """Whether a word tells years, or more than two months."""
    parse = clause.parse
    if parse.pos[k] == "NUM":  # "seven months after A and three after B"
        before = parse.lower[clause.sentence[0] : k]
        k = next((j for j in range(k - 1, k - len(before), -1) if parse.lower[j + 1] == "after"), k)
    months = parse.lower[k] == "months" and not _two(clause, k)
    return parse.lemmas[k] in LONG_UNITS or months


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
    if up_to_now(clause.grammar, verb):
        return None
    for mention in clause.dates:
        start, end = mention.value.start, mention.value.end
        long = start and (clause.published - start).days > HISTORY_DAYS
        if long and (end or clause.published) >= clause.published and verb in parse.ancestors(mention.root):
            return no_news("history", f"the toll of {mention.value.text!r}", mention.start, mention.end)
    return None


def tallied(clause: Clause) -> Claim | None:
    """ "2,293 murders in the first half of the year": nobody's acts, counted over months."""
    parse, i = clause.parse, clause.i
    acting = any(clause.grammar.classes(k) & {"FORCE", "STATE"} for k in clause.roles.agents)
    if parse.pos[i] != "NOUN" or acting or clause.trigger.kind not in ("attack", "result"):
        return None
    counted = parse.dependents(i, "nummod")
    if "Number=Plur" not in parse.morphs[i] or not counted:
        return None
    if any(THOUSANDS.fullmatch(parse.words[k]) for k in counted):
        return no_news("history", "the toll of a war", i)
    for mention in clause.dates:
        start, end = mention.value.start, mention.value.end
        if start and end and (end - start).days > HISTORY_DAYS:
            return no_news("history", "a count of months", mention.start, mention.end)
    year = next((k for k in parse.kids[parse.heads[i]] if YEARS.fullmatch(parse.words[k])), None)
    if year is not None:
        return no_news("history", f"a count of {parse.words[year]}", year)  # "closed 2023 with 456 deaths"
    return _since_then(clause, parse.heads[i])


def _two(clause: Clause, i: int) -> bool:
    """Whether months or years are two at most."""
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
    if parse.lemmas[verb] in ("remember", "commemorate") and parse.dependents(verb, "nsubj:pass"):
        return False  # "a lieutenant killed in December is remembered in a mass"
    return not any(parse.lemmas[k] in ("anniversary", "year", "day", "memory", "victim") for k in objects)


def cumulative(clause: Clause) -> Claim | None:
    """ "the insurgency has killed over 30,000 people", "1,200 have died there since": the toll of a war."""
    parse = clause.parse
    below = parse.pos[clause.i] == "ADJ" or parse.deps[clause.i] == "obj"
    left = parse.dependents(parse.heads[clause.i], "nsubj") if below else []
    for head in (*clause.roles.agents, *left):  # "the conflict has left 40,000 dead", "claimed 900 lives"
        if parse.lemmas[head] == "fighting" and any(d.found_by != "date-nth-day" for d in clause.dates):
            continue  # "fighting that killed nine on Sunday"
        if parse.lemmas[head] in CUMULATIVE:
            return no_news("history", f"the toll of {parse.words[head]!r}", head)
    if clause.trigger.kind != "result" or clause.date:
        return None
    perfect = bool(clause.auxiliaries(clause.verb) & {"has", "have"})
    done = clause.roles.agents and parse.lemmas[clause.verb] not in FALLING
    if perfect and not done and (since := _since_then(clause, clause.verb)):
        return since
    deadly = parse.lemmas[clause.verb] in DEADLY | {"lose"}
    counted = [*clause.roles.patients, *parse.dependents(clause.verb, "nsubj")] if deadly else ()
    for k in (k for head in counted for k in parse.subtree(head)):
        thousands = parse.lemmas[k] in ("thousand", "million") or THOUSANDS.fullmatch(parse.words[k])
        if thousands and (perfect or MANY.fullmatch(parse.words[k])):
            return no_news("history", "the toll of a war", k)
    return None


def _since_then(clause: Clause, verb: int) -> Claim | None:
    """ "1,200 have died there since", "has recorded 400 deaths since then", "since the truce"."""
    parse = clause.parse
    for k in parse.kids[verb] if clause.auxiliaries(verb) & {"has", "have"} else ():
        since = "since" in (parse.lower[k], *(parse.lower[m] for m in parse.dependents(k, "mark", "case")))
        if since and (parse.deps[k] == "advmod" or parse.lower[k] == "then" or _of_war(clause, k)):
            return no_news("history", "a toll since then", k)
    return None


def _of_war(clause: Clause, head: int) -> bool:
    """Whether words under a head name what kills over years."""
    return any(clause.parse.lemmas[k] in CUMULATIVE | LULLS for k in clause.parse.subtree(head))
