"""How long an act went on: when it began or ended, how many days it took, whether it goes on.

Which act a date belongs to is decided in `timing`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from eventx import scenes
from eventx.belonging import BEGINNINGS, Owners
from eventx.clauses import PHASES
from eventx.dayphrases import NUMBERS
from eventx.marking import name_of
from eventx.mentions import Mention
from eventx.records import LASTING, When
from eventx.syntax import Grammar
from eventx.tellings import Telling

GOING = frozenset({"last", "continue", "rage", "persist", "drag", "run"})  # "lasted until Monday"
UNTIL = frozenset({"until", "till"})
ENDINGS = frozenset({"end", "conclude", "finish", "complete", "wrap", "close"})
OTHERWISE = {  # what makes another act of it
    "close": frozenset({"in"}),
    "finish": frozenset({"off"}),
    "open": frozenset({"fire", "up"}),
}
GOING_ON = (" to date ", " so far ", " ongoing ", " continu", " since ")
GROUNDS = scenes.GROUNDS | scenes.AREAS | frozenset({"border", "coast"})
UNDERWAY = frozenset({"way", "underway"})  # "got under way"
LASTING_FOR = frozenset({"for", "over"})
LENGTHS = 6  # tokens from "five-day" to its noun


def as_it_began(grammar: Grammar, date: Mention, owners: Owners) -> Telling | None:
    """The act that began when somebody spoke: "said on Saturday as Operation Moshtarak got under way"."""
    parse = grammar.parse
    verb = parse.verb_above(date.root)
    if verb is None or not grammar.reports(verb):
        return None
    told = (verb, *parse.dependents(verb, "ccomp"))
    for k in (k for up in told for k in parse.dependents(up, "advcl")):
        if (
            k > date.root
            and any(parse.lower[m] == "as" for m in parse.dependents(k, "mark"))
            and _opens(grammar, k)
        ):
            return next((owners[i] for i in parse.subtree(k) if i in owners), None)
    return None


def from_to(begun: Mention, ended: Mention) -> Mention:
    """The days between two dates: "began on Thursday and ended on Saturday"."""
    start, end = begun.value.start, ended.value.end
    if start is None or end is None or start > end:
        return begun
    span = {"start": start, "end": end, "grain": "range", "edtf": f"{start}/{end}"}
    return replace(begun, value=begun.value.model_copy(update=span))


def tells_bound(grammar: Grammar, date: Mention, owners: Owners) -> bool:
    """Whether a relative clause tells when an act began or ended: "the operation, which began on Monday"."""
    parse = grammar.parse
    verb = parse.verb_above(date.root)
    if verb is not None and parse.deps[verb] == "conj" and parse.pos[parse.heads[verb]] == "VERB":
        verb = parse.heads[verb]  # "which began on Monday and ended on Friday"
    if verb is None or parse.deps[verb] not in ("acl", "acl:relcl"):
        return False
    head = parse.heads[verb]
    where = (
        parse.pos[head] == "PROPN" or parse.lemmas[head] in GROUNDS
    )  # "a sweep along the border that ended"
    of_act = (
        head in owners
        or parse.lemmas[head] in PHASES
        or (where and any(up in owners for up in parse.ancestors(head)))
    )
    return of_act and bound_of(grammar, date.root, owners) is not None


def bound_of(grammar: Grammar, i: int, owners: Owners) -> str | None:
    """Whether a date hangs by a verb of beginning ("start") or of ending ("end"), and no act after it."""
    parse = grammar.parse
    up = next((up for up in (i, *parse.ancestors(i)) if parse.pos[up] == "VERB" or up in owners), None)
    if up is None or parse.pos[up] != "VERB":
        return None  # "Monday's raid ended with two arrests"
    lemma = parse.lemmas[up]
    with_it = parse.dependents(up, "compound:prt", "advmod", "obj")
    if OTHERWISE.get(lemma, frozenset()) & {parse.lower[k] for k in with_it}:
        return None
    things = parse.dependents(up, "obj")
    if things and not any(i in owners for k in things for i in parse.subtree(k)):
        return None  # "closed the net", "opened the road"
    for k in parse.dependents(up, "advcl"):
        if k in owners and any(parse.lower[m] == "after" for m in parse.dependents(k, "mark")):
            return None  # "the clinic closed on Monday after gunmen stormed it"
    if _opens(grammar, up):
        return "start"
    told = {parse.lower[k] for k in parse.subtree(up)}
    wound_up = (lemma == "come" and {"to", "end"} <= told) or (lemma == "wind" and "up" in told)
    over = lemma in GOING and i > up and not UNTIL.isdisjoint(grammar.prepositions(i))
    return "end" if lemma in ENDINGS or wound_up or over else None


def _opens(grammar: Grammar, verb: int) -> bool:
    """Whether a verb tells that something began: "got under way"."""
    parse = grammar.parse
    if parse.lemmas[verb] in BEGINNINGS:
        return True
    return parse.lemmas[verb] == "get" and not UNDERWAY.isdisjoint(
        parse.lower[k] for k in parse.subtree(verb)
    )


def days_long(grammar: Grammar, i: int) -> int | None:
    """How many days an act is told to last: "a five-day sweep", "three days of fighting"."""
    parse = grammar.parse
    for k in (parse.heads[i], *parse.dependents(i, "obl", "obl:tmod", "nmod")):
        of_days = parse.lemmas[k] == "day" and (grammar.prepositions(k) & LASTING_FOR or k == parse.heads[i])
        if of_days and (k != parse.heads[i] or "of" in grammar.prepositions(i)):
            numbers = [parse.lower[n] for n in parse.dependents(k, "nummod")]
            return _number(numbers[0]) if len(numbers) == 1 else None
    for k in range(max(parse.sents[parse.sent_of[i]][0], i - LENGTHS), i - 2):
        number, own = parse.lower[k], parse.heads[k + 2] in (i, *parse.kids[i])
        if own and parse.words[k + 1] == "-" and parse.lower[k + 2] == "day":
            return _number(number)
    return None


def before_it(grammar: Grammar, i: int) -> bool:
    """Whether an act went on for days before what its sentence dates: "taken on Sunday after two days of"."""
    return "after" in grammar.prepositions(grammar.parse.heads[i])


def _number(word: str) -> int | None:
    """What a word or a figure counts."""
    return NUMBERS.get(word) or (int(word) if word.isdecimal() else None)


def leave_open(grammar: Grammar, telling: Telling) -> None:
    """Leave the end of an act open that began and goes on."""
    if telling.date and telling.bound == "start" and goes_on(grammar, [telling]):
        telling.date = replace(telling.date, value=open_ended(telling.date.value))


def open_ended(when: When) -> When:
    """The same days without an end."""
    if when.start is None:
        return when
    return when.model_copy(update={"end": None, "grain": "range", "edtf": f"{when.start}/.."})


def goes_on(grammar: Grammar, tellings: Sequence[Telling]) -> bool:
    """Whether an act that began goes on: a named campaign, with "to date", "so far" or "ongoing"."""
    if not any(set(t.kinds) & LASTING for t in tellings):
        return False
    named = any(name_of(grammar, trigger.end - 1) for t in tellings for trigger in t.triggers)
    return named and any(cue in t.text(grammar.parse) for t in tellings for cue in GOING_ON)
