"""How far an act has come: ahead, begun, going on, done, or come to nothing."""

from __future__ import annotations

import datetime as dt

from eventx import durations
from eventx.attempts import attempt_of, fended_off
from eventx.drafts import Draft
from eventx.lexicon import words
from eventx.news import sums_up
from eventx.records import LASTING, Status
from eventx.syntax import Grammar
from eventx.tellings import Telling

CONTINUING, PRESSING = words("progress")["continuing"], words("progress")["pressing"]
ONWARD, ENTERING = words("progress")["onward"], words("progress")["entering"]
OVER, UP_TO_NOW = words("progress")["over"], words("progress")["up_to_now"]
ENDED = words("progress")["ended"]
PROGRESSING = frozenset({"offensive", "clearance", "unspecified", "raid", "deployment", "blockade"})
FOUGHT = LASTING | {"clash"}  # kinds that go on for days
VAIN = frozenset({"failed", "unsuccessful", "unsuccessfully", "abortive", "aborted", "botched"})
FAILING = frozenset({"fail", "falter", "flounder"})
PROGRESS: tuple[Status, ...] = ("ongoing", "launched")
ORDINALS = words("phrases")["ordinals"]
UNITS = frozenset({"day", "night", "week", "month", "year"})
PERFECT = frozenset({"have", "has", "had"})
LIGHT = frozenset({"take", "carry", "conduct", "occur", "mount", "wage", "lead", "fight", "stage", "run"})
FRESH = dt.timedelta(days=1)  # from its first day that an act is just launched


def status_of(grammar: Grammar, draft: Draft, published: dt.date | None) -> Status:
    """How far the act has come, by cues in its sentences."""
    done = any(t.outcomes and t.claim.status != "planned" for t in draft.tellings)
    if draft.first.claim.status == "planned" and not done:
        return "planned"
    if any(_failed(grammar, t.root) for t in draft.first.triggers if not t.value.weak):
        return "failed"
    if going_on(grammar, draft):
        return "ongoing"
    when = draft.date.value if draft.date else None
    open_ended = when is not None and when.end is None
    if over(grammar, draft) or (open_ended and sums_up(grammar, draft.first)):
        return "completed"
    if _under_way(draft, published):
        return "ongoing"
    if PROGRESSING.intersection(draft.kinds) and (open_ended or not draft.outcomes):
        cues = grammar.rules.cues.status
        for telling in draft.tellings[:3]:
            text = telling.text(grammar.parse)
            for status in PROGRESS:
                if any(f" {cue} " in text for cue in cues[status]):
                    begun = when.start if when else None
                    old = begun is not None and published is not None and published - begun > FRESH
                    return "ongoing" if old else status
    return "ongoing" if open_ended and when is not None and when.start is not None else "completed"


def going_on(grammar: Grammar, draft: Draft) -> bool:
    """Whether an act is told as going on when it was told last."""
    if over(grammar, draft):
        return False
    strong = [t for t in draft.first.triggers if not t.value.weak]
    if any(_goes_on(grammar, t.root) for t in strong or draft.first.triggers):
        return True
    if not FOUGHT.intersection(draft.kinds):
        return False
    fought = FOUGHT.intersection(draft.first.kinds)
    for telling in draft.tellings:
        for trigger in telling.triggers:
            beside = any(t is not trigger and not t.value.weak for t in telling.triggers)
            aside = trigger.kind not in fought or (beside and _meanwhile(grammar, trigger.root))
            if not aside and (_carried_on(grammar, trigger.root) or _was_doing(grammar, trigger.root)):
                return True
    begun = any(t.bound == "start" for t in draft.tellings) and LASTING.intersection(draft.kinds)
    return bool(begun) and any(_up_to_now(grammar, t) for t in draft.tellings)


def over(grammar: Grammar, draft: Draft) -> bool:
    """Whether an act is told to have ended."""
    return any(t.bound == "end" or any(cue in t.text(grammar.parse) for cue in ENDED) for t in draft.tellings)


def _under_way(draft: Draft, published: dt.date | None) -> bool:
    """Whether a campaign began some days ago, and no end of it is told."""
    if published is None or not LASTING.intersection(draft.first.kinds):
        return False
    told = (t for t in draft.tellings if t.bound == "start" and LASTING.intersection(t.kinds))
    begun = (t.date.value for t in told if t.date)
    return any(
        day.start is not None and (day.end is None or day.end == day.start) and published - day.start > FRESH
        for day in begun
    )


def _up_to_now(grammar: Grammar, telling: Telling) -> bool:
    """Whether a sentence sums up what was done till now: "have so far taken", "have died since it began"."""
    parse = grammar.parse
    text = telling.text(parse)
    if any(f" {cue} " in text for cue in UP_TO_NOW):
        return True
    start, end = telling.tokens
    since = next((i for i in range(start, end) if parse.lower[i] == "since"), None)
    return since is not None and bool(PERFECT.intersection(parse.lower[start:end]))


def _carried_on(grammar: Grammar, i: int) -> bool:
    """Whether a fight or campaign is told as not over: "entered its third week", "pressed on with it"."""
    parse = grammar.parse
    if any(_nth(grammar, k) and "for" in grammar.prepositions(k) for k in parse.dependents(i, "obl")):
        return True  # "fought for a third day"
    up = parse.heads[i]
    if parse.deps[i] == "nmod" and _nth(grammar, up) and "of" in grammar.prepositions(i):
        return True  # "the fifth day of a raid"
    into = "into" in grammar.prepositions(i)  # "four months into the campaign"
    if into and any(parse.lemmas[k] in UNITS for k in (up, *parse.kids[i], *parse.kids[up])):
        return True
    aux = {parse.lower[k] for k in parse.dependents(up, "aux")}
    if up == i or aux & {"would", "could", "will", "may", "might"}:
        return False
    beside = parse.dependents(up, "obl", "obj", "advmod", "obl:tmod")
    if parse.deps[i] in ("nsubj", "nsubj:pass"):
        if parse.lemmas[up] in ENTERING and any(_nth(grammar, k) for k in beside):
            return True
        if parse.lemmas[up] == "way" or parse.lower[up] in durations.UNDERWAY:
            return True
        if parse.lemmas[up] not in CONTINUING:
            return False
        said = {parse.lower[k] for k in beside} | {w for k in beside for w in grammar.prepositions(k)}
        on = "on" in {parse.lower[k] for k in parse.kids[up]} or parse.lemmas[up] != "go"
        return on and not said & OVER
    if parse.lemmas[up] in PRESSING and parse.deps[i] in ("obj", "obl"):
        on = parse.lemmas[up] == "continue" or bool(
            ONWARD.intersection(parse.lower[k] for k in parse.kids[up])
        )
        return on and (parse.deps[i] == "obj" or "with" in grammar.prepositions(i))
    return False


def _meanwhile(grammar: Grammar, i: int) -> bool:
    """Whether a fight is only told beside another act: "shelled the town as the offensive entered its"."""
    parse = grammar.parse
    for up in (i, *parse.ancestors(i)):
        if parse.deps[up] == "advcl":
            return bool({parse.lower[k] for k in parse.dependents(up, "mark", "advmod")} & {"as", "while"})
    return False


def _was_doing(grammar: Grammar, i: int) -> bool:
    """Whether somebody was at it when last heard of: "were combing the ruins on Saturday"."""
    parse = grammar.parse
    aux = [parse.lower[k] for k in parse.dependents(i, "aux")]
    return parse.pos[i] == "VERB" and parse.lower[i].endswith("ing") and aux[-1:] in (["was"], ["were"])


def _nth(grammar: Grammar, i: int) -> bool:
    """Whether a noun is a numbered day or week: "its third week"."""
    parse = grammar.parse
    if parse.lemmas[i] not in UNITS:
        return False
    return any(
        parse.lower[k] in ORDINALS or parse.lower[k][:1].isdigit() or "NumType=Ord" in parse.morphs[k]
        for k in parse.kids[i]
    )


def _failed(grammar: Grammar, i: int) -> bool:
    """Whether an act is told to have come to nothing: "unsuccessfully attacked", "the push failed"."""
    parse = grammar.parse
    if any(parse.lower[k] in VAIN for k in parse.dependents(i, "amod", "advmod")):
        return True
    up = parse.heads[i]
    if parse.deps[i] == "xcomp" and parse.lemmas[up] == "fail" and "Tense=Past" in parse.morphs[up]:
        return True
    broken_off = parse.lemmas[up] == "abort" or (
        parse.lemmas[up] == "call" and "off" in {parse.lower[k] for k in parse.kids[up]}
    )
    if broken_off and parse.deps[i] in ("obj", "nsubj:pass"):
        return True
    if parse.deps[i] == "nsubj" and parse.lemmas[up] in FAILING and "Tense=Past" in parse.morphs[up]:
        return not parse.dependents(up, "aux", "xcomp")
    attempt = attempt_of(grammar, i)
    return attempt is not None and bool(fended_off(grammar, attempt))


def _goes_on(grammar: Grammar, i: int) -> bool:
    """Whether an act is told as going on: "is shelling towns", "has been besieging it", "ongoing siege"."""
    parse = grammar.parse
    up = parse.heads[i]
    if parse.deps[i] == "nsubj" and parse.lemmas[up] == "continue" and "Tense=Pres" in parse.morphs[up]:
        return not parse.dependents(up, "aux")
    if any(parse.lower[k] in ("ongoing", "continuing") for k in parse.dependents(i, "amod")):
        return True
    if parse.pos[i] == "NOUN" and parse.deps[i] in ("nsubj", "obj") and parse.lemmas[up] in LIGHT:
        i = up  # "clashes are taking place"
    if parse.pos[i] != "VERB" or not parse.lower[i].endswith("ing"):
        return False
    beside = [parse.lower[k] for k in parse.dependents(i, "aux")]
    return beside[-1:] in (["is"], ["are"]) or (beside[-1:] == ["been"] and bool({"has", "have"} & {*beside}))
