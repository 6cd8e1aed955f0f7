"""Triggers and their surroundings → tellings: one act as one sentence tells it.

A sentence is cut into groups of triggers that tell the same act; what the sentence says of place, date,
actors and results goes to the group that it hangs by.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import partial

from eventx import aftermath, attributions, roles, scenes
from eventx.finding import Found
from eventx.grouping import APART, groups_of
from eventx.lexicon import words
from eventx.marking import mark, name_of, sections
from eventx.mentions import Mention, Trigger
from eventx.records import LASTING, Background, When
from eventx.strength import kinds_by_arms
from eventx.syntax import Grammar
from eventx.tellings import Telling

BEGINNINGS = frozenset({"begin", "start", "launch", "kick", "commence", "open"})
ENDINGS = frozenset({"end", "conclude", "finish", "complete", "wrap", "close"})
GOING_ON = (" to date ", " so far ", " ongoing ", " continu", " since ")
HELPING = words("backing")["helping"]
TAKING = frozenset({"abduction", "arrest", "rescue", "seizure"})  # kinds whose "from" tells where
HOMES = frozenset({"resident", "native", "inhabitant", "citizen"})
ALOFT = frozenset({"airstrike", "bombardment", "drone_strike"})
OVERALL = frozenset({"offensive", "clash", "attack", "ambush", "airstrike", "clearance"})
BY_RESULTS = frozenset({"arrest", "abduction", "seizure"})
COUNTED_BACK = frozenset({"date-past", "date-overnight", "date-night"})  # rules of dates that end now
WIDTH = {"day": 0, "range": 1, "week": 2, "month": 3, "season": 4, "year": 5}

Owners = dict[int, Telling]  # which telling a token of the sentence belongs to


def assemble(grammar: Grammar, found: Found, *, title_end: int = 0) -> list[Telling]:
    """Tellings in the order of the text; `title_end` is the first token behind the title."""
    parse = grammar.parse
    by_sentence: dict[int, list[Trigger]] = {}
    for trigger in found.triggers:
        if trigger.claim.background is None:
            by_sentence.setdefault(parse.sent_of[trigger.root], []).append(trigger)
    tellings: list[Telling] = []
    for sentence in sorted(by_sentence):
        start = parse.sents[sentence][0]
        if len(by_sentence) > 1 and start >= title_end and grammar.heading(sentence):
            continue  # a heading inside the text announces what the text tells
        told = _open(grammar, found, sentence, by_sentence[sentence], in_title=start < title_end)
        _share_out(grammar, found, told, taken=_rejected(found, sentence))
        tellings += told
    scenes.again(grammar, found, tellings)
    scenes.before(grammar, found, tellings)
    _open_sections(grammar, tellings)
    attributions.blamed_later(grammar, found, tellings)
    return tellings


def _count_charges(grammar: Grammar, tellings: Sequence[Telling]) -> None:
    """Count no bombs with which another act began as acts: "attacked a base after setting off two"."""
    for telling in tellings:
        above = {up for t in telling.triggers for up in grammar.parse.ancestors(t.root)}
        if telling.kinds == ["bombing"] and any(
            other is not telling and t.root in above for other in tellings for t in other.triggers
        ):
            telling.count = None


def _open_sections(grammar: Grammar, tellings: Sequence[Telling]) -> None:
    """Make the first telling of each section behind a label new: "Aleppo: two soldiers fell"."""
    labelled = sections(grammar)
    for telling in tellings:
        if telling.paragraph in labelled and not telling.in_title:
            telling.fresh = True
            labelled -= {telling.paragraph}


def assemble_background(
    grammar: Grammar, found: Found, *, title_end: int = 0, taken: Collection[int] = ()
) -> list[Telling]:
    """Tellings of what was judged background, one reason each; `taken` are outcomes of news, by head token.

    News in the same sentences is told beside them, so that what hangs by it stays with it, and then left out.
    """
    parse = grammar.parse
    tellings: list[Telling] = []
    for sentence in sorted({parse.sent_of[t.root] for t in found.triggers if t.claim.background}):
        by_reason: dict[Background | None, list[Trigger]] = {}
        for mention in found.within("triggers", sentence):
            if isinstance(mention, Trigger):
                by_reason.setdefault(mention.claim.background, []).append(mention)
        in_title = parse.sents[sentence][0] < title_end
        told = [
            t for same in by_reason.values() for t in _open(grammar, found, sentence, same, in_title=in_title)
        ]
        told.sort(key=lambda t: min(trigger.root for trigger in t.triggers))
        _share_out(grammar, found, told, taken=taken)
        tellings += (t for t in told if t.claim.background)
    return tellings


def _rejected(found: Found, sentence: int) -> set[int]:
    """The head tokens of a sentence's triggers that were judged background, or planned beside news."""
    told = [t for t in found.within("triggers", sentence) if isinstance(t, Trigger)]
    news = {t.claim.status == "planned" for t in told if t.claim.background is None}
    return {
        t.root
        for t in told
        if t.claim.background is not None or (t.claim.status == "planned" and len(news) > 1)
    }


def _open(
    grammar: Grammar, found: Found, sentence: int, triggers: Sequence[Trigger], *, in_title: bool
) -> list[Telling]:
    """One telling for each group of a sentence's triggers."""
    tokens = grammar.parse.sents[sentence]
    paragraph = grammar.parse.paragraphs[tokens[0]]
    further: dict[int, list[Trigger]] = {}
    for trigger in triggers:
        kinds = kinds_by_arms(grammar, [trigger])
        if kinds:  # "attacked with guided bombs" is an air strike
            trigger.kind = kinds[0]
            further[id(trigger)] = [replace(trigger, kind=kind) for kind in kinds[1:]]
    _stop_in_the_air(grammar, triggers)
    groups = [
        [*_less_by_results(grammar, group), *(t for told in group for t in further.get(id(told), ()))]
        for group in groups_of(grammar, triggers, found)
    ]
    return [Telling(sentence, paragraph, in_title, group, tokens=tokens) for group in groups]


def _stop_in_the_air(grammar: Grammar, triggers: Sequence[Trigger]) -> None:
    """Make an attack from the air that is repelled an interception: "repelled a drone attack"."""
    aloft = {t.root for t in triggers if t.kind in ALOFT}
    for trigger in triggers:
        if trigger.found_by == "repelled" and aloft.intersection(grammar.roles(trigger.root).patients):
            trigger.kind = "interception"


def _less_by_results(grammar: Grammar, group: Sequence[Trigger]) -> list[Trigger]:
    """A group with what came of an act or backed it made weak: "captured the base, taking 200 prisoner"."""
    parse = grammar.parse
    acts = {t.root: t for t in group if t.kind in OVERALL and t.value.verbs}
    repelled = {p for t in group if t.found_by == "repelled" for p in grammar.roles(t.root).patients}
    strong = {t.root for t in group if not t.value.weak}
    downed = [p for t in group if t.kind == "interception" for p in grammar.roles(t.root).patients]
    sent = {k for p in downed for k in parse.dependents(p, "acl", "acl:relcl", "advcl:relcl")}
    told = []
    for trigger in group:
        i = trigger.root
        above = parse.heads[i] if parse.deps[i] != "conj" else parse.heads[parse.heads[i]]
        participle = parse.lower[i].endswith("ing") and "advcl" in (parse.deps[i], parse.deps[parse.heads[i]])
        result = trigger.kind in BY_RESULTS and participle and above in acts and above != i
        backing = parse.lemmas[parse.heads[i]] in HELPING and bool(grammar.prepositions(i) & {"by", "with"})
        meanwhile = bool(strong - {i}) and _meanwhile(grammar, i, strong)
        listed = trigger.kind == "arrest" and _in_a_list_of_results(grammar, i, group)
        result = result or listed or _judged(grammar, i)
        if result or i in repelled or i in sent or meanwhile or (backing and len(group) > 1):
            told.append(replace(trigger, value=trigger.value.model_copy(update={"weak": True})))
        else:
            told.append(trigger)
    return told


def _judged(grammar: Grammar, i: int) -> bool:
    """Whether a noun says what somebody thinks of an act: "it was a slaughter"."""
    parse = grammar.parse
    about = {parse.lower[k] for k in parse.dependents(i, "nsubj")}
    return (
        parse.pos[i] == "NOUN" and bool(parse.dependents(i, "cop")) and bool(about & {"it", "this", "that"})
    )


def _in_a_list_of_results(grammar: Grammar, i: int, group: Sequence[Trigger]) -> bool:
    """Whether an arrest ends a list of what an act did: "three died, two were hurt and one was held"."""
    told = {t.root for t in group if t.kind == "result"}
    parse, up = grammar.parse, i
    while parse.deps[up] in ("conj", "parataxis", "list") and parse.heads[up] != up:
        up = parse.heads[up]
        if up in told and grammar.roles(up).passive and not grammar.roles(i).agents:
            return True
    return False


def _meanwhile(grammar: Grammar, i: int, strong: Collection[int]) -> bool:
    """Whether a trigger tells what others did meanwhile: "as regime aircraft went on bombing the area"."""
    parse = grammar.parse
    clause = parse.heads[i] if parse.deps[i] == "xcomp" else i
    marks = {parse.lower[k] for k in parse.dependents(clause, "mark", "advmod")}
    if parse.deps[clause] != "advcl" or not marks & {"as", "while"}:
        return False
    subjects = parse.dependents(clause, "nsubj")
    own = bool(subjects) and parse.pos[subjects[0]] != "PRON"
    return own and any(up in strong for up in parse.ancestors(clause))


def _share_out(grammar: Grammar, found: Found, tellings: list[Telling], *, taken: Collection[int]) -> None:
    """Give what a sentence says to its tellings, but the outcomes that others have taken."""
    sentence = tellings[0].sentence
    owners = {
        i: telling
        for telling in tellings
        for trigger in telling.triggers
        for i in (trigger.root, *grammar.roles(trigger.root).verbs)
    }
    _outcomes(grammar, found, tellings, owners, taken)
    _places(grammar, found, sentence, tellings, owners)
    _dates(grammar, found, sentence, tellings, owners)
    _of_the_year(grammar, found, sentence, tellings)
    forces = {m.root: m for m in found.within("forces", sentence)}
    for telling in tellings:
        _leave_open(grammar, telling)
        roles.fill(grammar, telling, forces, found)
        mark(grammar, telling, first=telling is tellings[0])
    _count_charges(grammar, tellings)


def _outcomes(
    grammar: Grammar, found: Found, tellings: list[Telling], owners: Owners, taken: Collection[int]
) -> None:
    """Give each result that is not taken to the telling that it hangs by."""
    for mention in found.within("outcomes", tellings[0].sentence):
        telling = _owner_of(grammar, mention.root, tellings, owners)
        if telling and mention.root not in taken:
            telling.outcomes.append(mention)
            owners.setdefault(mention.root, telling)


def _places(grammar: Grammar, found: Found, sentence: int, tellings: list[Telling], owners: Owners) -> None:
    """Give each place to the telling that it hangs by; not where people come from, talk or are treated."""
    parse, told = grammar.parse, [t for telling in tellings for t in telling.triggers]
    leaving = any(t.kind == "withdrawal" or t.found_by in ("drive-out", "driven-back") for t in told)
    for mention in found.within("places", sentence):
        origin = mention.value.place.relation is None and "from" in grammar.prepositions(mention.root)
        taken = owners.get(parse.heads[mention.root])
        origin = origin and not (taken and TAKING.intersection(taken.kinds))  # "kidnapped from X village"
        home = parse.lemmas[parse.heads[mention.root]] in HOMES  # "Sepoy Khan, resident of Kohat"
        elsewhere = mention.value.metonym or home or (origin and not leaving)
        if elsewhere or aftermath.tells(grammar, mention.root):
            continue
        telling = _owner_of(grammar, mention.root, tellings, owners, said=False)
        if telling and not _of_background(grammar, found, mention.root, owners):
            telling.places.append(mention)


def _dates(grammar: Grammar, found: Found, sentence: int, tellings: list[Telling], owners: Owners) -> None:
    """Give each date to the telling that it hangs by, the narrowest to stay; of saying, to all."""
    dates = found.within("dates", sentence)
    astray = {m.root for m in dates if owners.keys().isdisjoint((m.root, *grammar.parse.ancestors(m.root)))}
    beside = {m.root for m in dates if _in_clause_beside(grammar, m, owners)}
    for mention in sorted(
        map(partial(_then, grammar), dates), key=lambda m: (m.root in astray, m.root in beside)
    ):
        if scenes.said(grammar, mention.root, owners):
            for telling in tellings:
                telling.announced = telling.announced or mention
        elif not (_subordinate(grammar, mention, owners) or aftermath.tells(grammar, mention.root)):
            owner = _owner_of(grammar, mention.root, tellings, owners)
            bound = _bound(grammar, mention.root)
            narrower = owner and owner.date and mention.root not in beside and _narrower(mention, owner.date)
            if owner and (owner.date is None or narrower):
                owner.date, owner.bound = mention, bound
            elif owner and owner.date and (owner.bound, bound) == ("start", "end"):
                owner.date, owner.bound = _from_to(owner.date, mention), None
    if len(dates) == 1 and _trails(grammar, dates[0], owners):
        owner = _owner_of(grammar, dates[0].root, tellings, owners)
        if owner and owner.date is None:
            owner.date = dates[0]
    for telling in tellings:
        if telling.date and telling.announced:
            telling.date = _by_then(telling.date, telling.announced)


def _then(grammar: Grammar, date: Mention) -> Mention:
    """The day itself where an act of that day follows: "since March 3, when gangs stormed two prisons"."""
    value = date.value
    if (
        value.start is None
        or value.end is not None
        or grammar.parse.lower[date.end : date.end + 2] != [",", "when"]
    ):
        return date
    day = {"end": value.start, "grain": "day", "edtf": value.start.isoformat()}
    return replace(date, value=value.model_copy(update=day))


def _from_to(begun: Mention, ended: Mention) -> Mention:
    """The days between two dates: "began on Thursday and ended on Saturday"."""
    start, end = begun.value.start, ended.value.end
    if start is None or end is None or start > end:
        return begun
    span = {"start": start, "end": end, "grain": "range", "edtf": f"{start}/{end}"}
    return replace(begun, value=begun.value.model_copy(update=span))


def _by_then(date: Mention, announced: Mention) -> Mention:
    """What counts back from now, told before: "said on Friday that it had sunk four in the past 24 hours"."""
    value, now = date.value, announced.value.end
    if date.found_by not in COUNTED_BACK or not (value.start and value.end and now) or value.end <= now:
        return date
    start, end = value.start - (value.end - now), now
    span = {"start": start, "end": end, "edtf": f"{start}/{end}"}
    return replace(date, value=value.model_copy(update=span))


def _of_the_year(grammar: Grammar, found: Found, sentence: int, tellings: list[Telling]) -> None:
    """Give the one date of a sentence, a year, to a telling that has none: "In 2016 ... lost their lives"."""
    dates = found.within("dates", sentence)
    if len(dates) == 1 and dates[0].value.grain == "year":
        for telling in tellings:
            telling.date = telling.date or dates[0]


def _narrower(a: Mention, b: Mention) -> bool:
    """Whether one date tells the day better than another."""
    if a.value.start is None:
        return False
    return b.value.start is None or WIDTH[a.value.grain] < WIDTH[b.value.grain]


def _bound(grammar: Grammar, i: int) -> str | None:
    """Whether a date hangs by a verb of beginning ("start") or of ending ("end")."""
    for up in grammar.parse.ancestors(i):
        if grammar.parse.pos[up] == "VERB":
            lemma = grammar.parse.lemmas[up]
            return "start" if lemma in BEGINNINGS else "end" if lemma in ENDINGS else None
    return None


def _leave_open(grammar: Grammar, telling: Telling) -> None:
    """Leave the end of an act open that began and goes on."""
    if telling.date and telling.bound == "start" and _lasts(grammar, telling):
        value: When = telling.date.value
        open_ended = value.model_copy(update={"end": None, "grain": "range", "edtf": f"{value.start}/.."})
        telling.date = replace(telling.date, value=open_ended)


def _lasts(grammar: Grammar, telling: Telling) -> bool:
    """Whether an act that began goes on: a named campaign, with "to date", "so far" or "ongoing"."""
    if not set(telling.kinds) <= LASTING or telling.date is None or telling.date.value.start is None:
        return False
    named = any(name_of(grammar, t.end - 1) for t in telling.triggers)
    text = telling.text(grammar.parse)
    return named and any(cue in text for cue in GOING_ON)


# -- what hangs by what -------------------------------------------------------------------------------


def _owner_of(
    grammar: Grammar, i: int, tellings: list[Telling], owners: Owners, *, said: bool = True
) -> Telling | None:
    """The telling that a token hangs by, else the nearest one before it, else the first after.

    With `said` False a phrase of a verb of saying is nobody's.
    """
    for up in (i, *grammar.parse.ancestors(i)):
        if up in owners:
            return owners[up]
    if not said and scenes.said(grammar, i, owners):
        return None
    before = [t for t in tellings if min(x.root for x in t.triggers) <= i]
    return before[-1] if before else tellings[0]


def _of_background(grammar: Grammar, found: Found, i: int, owners: Owners) -> bool:
    """Whether a phrase hangs by an act through one that is no news: "killed a man wanted for a raid in Q"."""
    parse = grammar.parse
    told = [t for t in found.within("triggers", parse.sent_of[i]) if isinstance(t, Trigger)]
    cues = {t.root: t.claim.cue[0] for t in told if t.claim.cue and t.claim.background == "habitual"}
    known_for = {
        k
        for k, cue in cues.items()
        if parse.pos[k] == "NOUN" and cue in parse.ancestors(k) and cue not in owners
    }
    for up in (i, *parse.ancestors(i)):
        if up in owners:
            return False
        if up in known_for:
            return True
    return False


def _subordinate(grammar: Grammar, date: Mention, owners: Owners) -> bool:
    """Whether a date stands in a clause of its own that tells no act: "since the truce ended in November"."""
    parse = grammar.parse
    for up in (date.root, *parse.ancestors(date.root)):
        if up in owners:
            return False
        if parse.pos[up] in ("VERB", "AUX") and not date.start <= up < date.end:  # but "before daybreak"
            since = parse.deps[up] == "acl" and date.value.start and date.value.end is None
            if parse.deps[up] not in ("acl:relcl", "ccomp", "advcl") and not since:
                return False  # "police held since Thursday"
            marks = {parse.lower[k] for k in parse.dependents(up, "mark", "advmod")}
            if parse.deps[up] == "advcl" and not marks & (APART | {"once", "as"}):
                return False  # "killed when a drone fired on Sunday"
            return not any(k in owners for k in parse.subtree(up))
    return False


def _trails(grammar: Grammar, date: Mention, owners: Owners) -> bool:
    """Whether a day at the end of a relative clause may be the act's: "sank a boat that ran guns on Monday".

    Not that of "a road that had been reopened on Monday" or of "a panel, which arrived on Monday".
    """
    parse = grammar.parse
    verb = next((up for up in parse.ancestors(date.root) if parse.pos[up] == "VERB"), None)
    if verb is None or parse.deps[verb] != "acl:relcl" or date.value.grain not in ("day", "range"):
        return False
    aside = "," in parse.lower[parse.heads[verb] : verb] or parse.heads[verb] in owners
    before = any(parse.lower[k] in ("had", "has", "have") for k in parse.kids[verb])
    return date.start > verb and not (aside or before) and any(k in owners for k in parse.ancestors(verb))


def _in_clause_beside(grammar: Grammar, date: Mention, owners: Owners) -> bool:
    """Whether a date hangs by an act only through a clause beside it: "...; his trial opened on Monday"."""
    parse = grammar.parse
    for up in (date.root, *parse.ancestors(date.root)):
        if up in owners:
            return False
        if parse.pos[up] == "VERB" and parse.deps[up] in ("parataxis", "conj"):
            return bool(parse.dependents(up, "nsubj", "nsubj:pass"))
    return False
