"""What goes on with history is history, though its own words do not tell."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Mapping, Sequence

from eventx.history import HISTORY_DAYS
from eventx.lexicon import words
from eventx.mentions import Claim, Mention, Trigger
from eventx.numbers import count_at
from eventx.syntax import Grammar

ANCHORED = re.compile(r"that (day|night|morning|evening|afternoon|week|month|year)|.* later|the same .*")
FROM_ANOTHER = re.compile(r".* (after|before|later|earlier)")  # a day counted from another act
TIMES = words("clauses")["times"] | {"time", "moment", "minute"}
BARE = frozenset({"det", "case", "compound", "amod", "advmod", "flat", "punct"})
BELOW = ("conj", "parataxis", "xcomp", "advcl", "acl", "acl:relcl")


def carry(
    grammar: Grammar,
    told: Mapping[int, Sequence[Trigger]],
    dates: Sequence[Mention],
    published: dt.date | None,
) -> None:
    """Judge what goes on with history: "the attack of 2019, in which they stormed", "The siege ended".

    So long as no other date is told; what the parse hangs elsewhere counts by its place in the sentence.
    `told` are the triggers by sentence.
    """
    parse = grammar.parse
    dated: dict[int, list[int]] = defaultdict(list)
    back: set[int] = set()  # sentences dated by what was told before: "that night", "five days later"
    for date in (d for d in dates if d.value.start or d.value.end):  # "before dawn" is any day's
        if ANCHORED.fullmatch((date.value.text or "").lower()):
            back.add(parse.sent_of[date.root])
        else:
            dated[parse.sent_of[date.root]].append(date.root)
    for sentence, here in told.items():
        end, days = parse.sents[sentence][1], dated.get(sentence, ())
        late = [t for t in here if t.claim.background is None]
        old = next((t for t in here if t.value.nouns and _of_the_past(t)), None)
        opened = _which(grammar, old.root, end) if old else 0
        if old and opened and not any(opened < d for d in days):
            _tell_old([t for t in late if t.root > opened], old)
        before = told.get(sentence - 1, []) or _in_paragraph_before(grammar, told, dated, sentence)
        again = any(t.value.nouns and _taken_up(grammar, t) for t in here)
        past = bool(before) and not days and all(_of_the_past(t) for t in before)
        fresh = any(_counts(grammar, t) for t in here if t.value.nouns)
        if past and (
            again
            or sentence in back
            or _since_then(grammar, sentence)
            or (not fresh and all(_before_then(grammar, t) for t in here if t.value.verbs))
        ):
            _tell_old(late, before[0])
    if published is not None:
        _in_its_paragraph(grammar, told, dates, published)


def _in_paragraph_before(
    grammar: Grammar, told: Mapping[int, Sequence[Trigger]], dated: Mapping[int, list[int]], sentence: int
) -> Sequence[Trigger]:
    """The triggers two sentences before, where the one between tells no act and no date."""
    parse = grammar.parse
    starts = [parse.sents[k][0] for k in (max(0, sentence - 2), sentence)]
    together = len({parse.paragraphs[i] for i in starts}) == 1
    return told.get(sentence - 2, []) if together and not dated.get(sentence - 1) else []


def _in_its_paragraph(
    grammar: Grammar, told: Mapping[int, Sequence[Trigger]], dates: Sequence[Mention], published: dt.date
) -> None:
    """Judge what came of an act of the past, where nothing newer stands before it in its paragraph.

    "On 21 February 2004 rebels stormed the camp. More than 300 were massacred."
    """
    parse = grammar.parse
    days: dict[int, list[Mention]] = defaultdict(list)
    for date in dates:
        told_there = date.value.end and not ANCHORED.fullmatch((date.value.text or "").lower())
        days[parse.sent_of[date.root]] += [date] if told_there else []
    paragraph, old, acted = -1, None, False
    for sentence, (start, _) in enumerate(parse.sents):
        if parse.paragraphs[start] != paragraph:
            paragraph, old, fresh, acted = parse.paragraphs[start], None, False, False
        here = told.get(sentence, ())
        if days.get(sentence):
            past = [d for d in days[sentence] if (published - d.value.end).days > HISTORY_DAYS]
            old = past[-1] if len(past) == len(days[sentence]) and _main(grammar, past[-1]) else None
            acted = bool(here) and all(map(_of_the_past, here))
        elif old and not fresh and all(acted or _only_suffered(grammar, t) for t in here):
            why = f"goes on with {old.value.text!r}"
            for trigger in (t for t in here if t.claim.background is None):
                trigger.claim = Claim(background="history", reason=why, cue=(old.start, old.end))
        fresh = fresh or any(t.claim.background is None for t in here)


def _main(grammar: Grammar, date: Mention) -> bool:
    """Whether a date is that of its sentence, and of no clause below: not "who had joined in 2014"."""
    parse = grammar.parse
    below = (parse.deps[i] in ("acl", "acl:relcl", "advcl", "ccomp") for i in parse.ancestors(date.root))
    earlier = FROM_ANOTHER.fullmatch((date.value.text or "").lower())
    return not earlier and not any(below)


def _only_suffered(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether a trigger tells only what befell people: "sixteen died", "300 were massacred"."""
    roles = grammar.roles(trigger.root)
    return trigger.kind == "result" or (roles.passive and not roles.agents)


def _of_the_past(trigger: Trigger) -> bool:
    """Whether a trigger was judged history."""
    return trigger.claim.background == "history"


def _which(grammar: Grammar, i: int, end: int) -> int:
    """Where "in which" or ", when" begins behind a noun; 0 where it does not."""
    lower = grammar.parse.lower
    for k in range(i + 1, min(end - 1, i + 10)):
        if (lower[k] == "in" and lower[k + 1] == "which") or (lower[k] == "," and lower[k + 1] == "when"):
            return k
    return 0


def _since_then(grammar: Grammar, sentence: int) -> bool:
    """Whether a sentence opens with "Since then", and so sums up."""
    start = grammar.parse.sents[sentence][0]
    return grammar.parse.lower[start : start + 2] == ["since", "then"]


def _before_then(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether a verb, or the first that it is joined to, is in the pluperfect: "had dragged them out"."""
    parse, v = grammar.parse, trigger.root
    for up in (v, *parse.ancestors(v)):
        if any(parse.lower[k] == "had" for k in parse.dependents(up, "aux")):
            return True
        if parse.pos[up] == "VERB" and parse.deps[up] not in BELOW:
            return False
    return False


def _taken_up(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether a noun is the subject of its sentence and takes up what was told: "The siege ended"."""
    parse, i = grammar.parse, trigger.root
    known = any(parse.lower[k] in ("the", "that") for k in parse.dependents(i, "det"))
    bare = not parse.dependents(i, "nmod", "amod", "compound", "acl", "acl:relcl")
    return known and bare and parse.deps[i] in ("nsubj", "nsubj:pass")


def _counts(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether a noun tells how many an act befell: "the arrest of eleven people"."""
    return any(count_at(grammar.parse, k)[0] for k in grammar.roles(trigger.root).after({"of"}))


def set_by(grammar: Grammar, told: Mapping[int, Sequence[Trigger]]) -> None:
    """Judge nouns that take up an act told before, to say when another was: "hours after the attack, ..."."""
    acted = False
    for here in told.values():
        for trigger in here if acted else ():
            if trigger.claim.background is None and _sets_time(grammar, trigger, here):
                cue = (trigger.root, trigger.root + 1)
                trigger.claim = Claim(background="history", reason="told before, to date another", cue=cue)
        acted = acted or any(t.claim.background is None for t in here)


def _sets_time(grammar: Grammar, trigger: Trigger, here: Sequence[Trigger]) -> bool:
    """Whether a bare noun of an act dates what somebody else does: "at the same hour as the Gaza strike"."""
    parse, i = grammar.parse, trigger.root
    known = any(parse.lower[k] == "the" for k in parse.dependents(i, "det"))
    if not (trigger.value.nouns and known) or not {parse.deps[k] for k in parse.kids[i]} <= BARE:
        return False
    marks = [k for k in parse.dependents(i, "case") if parse.lower[k] in ("after", "as")]
    led = any(parse.lemmas[k - 1] in TIMES and not parse.dependents(k - 1, "case") for k in marks if k)
    same = any(parse.lemmas[k - 1] in TIMES and parse.lower[k - 2] == "same" for k in marks if k > 1)
    begin = parse.sents[parse.sent_of[i]][0]
    named = (parse.lower[k] for k in parse.dependents(i, "compound", "amod"))
    if not (led or same) or not all(parse.lower.index(name) < begin for name in named):
        return False
    other = [t for t in here if parse.pos[t.root] == "VERB" and i in parse.subtree(t.root)]
    return any(grammar.roles(t.root).agents for t in other)


def _tell_old(triggers: Sequence[Trigger], above: Trigger) -> None:
    """Judge triggers as the one whose act they go on with."""
    for trigger in triggers:
        why = f"goes on with it: {above.claim.reason}"
        trigger.claim = Claim(background="history", reason=why, cue=above.claim.cue)
