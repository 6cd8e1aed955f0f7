"""Which telling a phrase of its sentence belongs to, and what keeps it from all of them."""

from __future__ import annotations

from collections.abc import Collection

from eventx import scenes
from eventx.finding import Found
from eventx.grouping import APART
from eventx.lexicon import words
from eventx.mentions import Mention, Trigger
from eventx.parse import Parse
from eventx.syntax import Grammar
from eventx.tellings import Telling

HELPING = words("backing")["helping"]
BEGINNINGS = frozenset({"begin", "start", "launch", "kick", "commence", "open", "erupt"})
Owners = dict[int, Telling]  # which telling a token of the sentence belongs to


def owner_of(
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


def of_background(grammar: Grammar, found: Found, i: int, owners: Owners) -> bool:
    """Whether a phrase hangs by an act through one that is no news: "killed a man wanted for a raid in Q"."""
    parse = grammar.parse
    told = [t for t in found.within("triggers", parse.sent_of[i]) if isinstance(t, Trigger)]
    cues = {t.root: t.claim.cue[0] for t in told if t.claim.cue and t.claim.background == "habitual"}
    known_for = {
        k
        for k, cue in cues.items()
        if parse.pos[k] == "NOUN"
        and cue in parse.ancestors(k)
        and owners.keys().isdisjoint((cue, *parse.ancestors(k)))
    }
    for up in (i, *parse.ancestors(i)):
        if up in owners:
            return False
        if up in known_for:
            return True
    return False


def of_the_past(grammar: Grammar, found: Found, i: int, owners: Owners) -> bool:
    """Whether a phrase hangs by an act of before, not by news: "those behind Friday's ambush were killed"."""
    parse = grammar.parse
    told = [t for t in found.within("triggers", parse.sent_of[i]) if isinstance(t, Trigger)]
    past = {t.root for t in told if t.claim.background == "history" and t.claim.cue == (t.root, t.root + 1)}
    for up in (i, *parse.ancestors(i)) if past else ():
        if up in owners or up in past:
            return up not in owners or _told_of_it(parse, i, up, past)
    return False


def _told_of_it(parse: Parse, i: int, act: int, past: Collection[int]) -> bool:
    """Whether a phrase ends what is told of an act of before: "those behind the bombing that killed 35 on
    Monday", whatever the parse hung it by.
    """
    told = [k for noun in past if act < noun < i for k in parse.subtree(noun) if noun < k < i]
    return any(parse.deps[k] == "acl:relcl" and "," not in parse.words[k:i] for k in told)


def subordinate(grammar: Grammar, date: Mention, owners: Owners) -> bool:
    """Whether a date stands in a clause of its own that tells no act: "since the truce ended in November"."""
    parse = grammar.parse
    if _of_whom(grammar, date, owners):
        return True
    for up in (date.root, *parse.ancestors(date.root)):
        if up in owners:
            return False
        if parse.pos[up] in ("VERB", "AUX") and not date.start <= up < date.end:  # but "before daybreak"
            since = parse.deps[up] == "acl" and date.value.start and date.value.end is None
            if parse.deps[up] not in ("acl:relcl", "ccomp", "advcl") and not since:
                return False  # "police held since Thursday"
            if parse.deps[up] == "ccomp" and any(k > up and k in owners for k in _going_on(parse, up)):
                return False  # "flew 107 sorties on Monday, it said, hitting"
            marks = {parse.lower[k] for k in parse.dependents(up, "mark", "advmod")}
            backed = parse.lemmas[up] in HELPING and bool(parse.dependents(up, "obl:agent"))
            if parse.deps[up] == "advcl" and not backed and not marks & (APART | {"once", "as"}):
                return False  # "killed when a drone fired on Sunday"
            return not any(k in owners for k in parse.subtree(up))
    return False


def _going_on(parse: Parse, verb: int) -> list[int]:
    """The participles that go on from what somebody says, hung by the verb of saying."""
    beside = parse.dependents(parse.heads[verb], "advcl")
    return [k for k in beside if parse.lower[k].endswith("ing")]


def _of_whom(grammar: Grammar, date: Mention, owners: Owners) -> bool:
    """Whether a date hangs by what a relative clause says of somebody: "whom they suspect of leading"."""
    parse, below = grammar.parse, False
    for up in parse.ancestors(date.root):
        if up in owners:
            return False
        if parse.deps[up] == "acl:relcl":
            return below and not any(k in owners for k in parse.subtree(up))
        below = below or (
            up < date.start
            and parse.deps[up] in ("advcl", "acl", "xcomp")
            and bool({parse.lower[k] for k in parse.dependents(up, "mark")} & {"of", "for", "to"})
        )
    return False


def trails(grammar: Grammar, date: Mention, owners: Owners) -> bool:
    """Whether a day at the end of a relative clause may be the act's: "sank a boat that ran guns on Monday".

    Not that of "a road that had been reopened on Monday" or of "a panel, which arrived on Monday".
    """
    parse = grammar.parse
    verb = parse.verb_above(date.root)
    while verb is not None and parse.deps[verb] == "xcomp" and verb not in owners:
        verb = parse.heads[verb]  # "who tried to slip across on Monday"
    if verb is None or parse.deps[verb] != "acl:relcl" or date.value.grain not in ("day", "range"):
        return False
    aside = "," in parse.lower[parse.heads[verb] : verb] or parse.heads[verb] in owners
    before = any(parse.lower[k] in ("had", "has", "have") for k in parse.kids[verb])
    return date.start > verb and not (aside or before) and any(k in owners for k in parse.ancestors(verb))


def in_clause_beside(grammar: Grammar, date: Mention, owners: Owners) -> bool:
    """Whether a date hangs by an act only through a clause beside it: "...; his trial opened on Monday"."""
    parse = grammar.parse
    for up in (date.root, *parse.ancestors(date.root)):
        if up in owners:
            return False
        if parse.pos[up] == "VERB" and parse.deps[up] in ("parataxis", "conj"):
            return bool(parse.dependents(up, "nsubj", "nsubj:pass"))
    return False


def right_behind(grammar: Grammar, date: Mention, owners: Owners) -> Telling | None:
    """The act whose day stands behind its noun between commas: "a video of an assault, on June 20, on"."""
    parse, comma = grammar.parse, date.start - 2
    if parse.lower[comma : date.start] != [",", "on"] or parse.lower[date.end : date.end + 1] != [","]:
        return None
    noun = next((t for t in owners.values() for x in t.triggers if x.root == comma - 1), None)
    return noun if parse.pos[comma - 1] == "NOUN" and date.value.grain == "day" else None


def of_the_whole(grammar: Grammar, date: Mention, owners: Owners) -> bool:
    """Whether a day is that on which the larger act began in which one befell.

    "The gunfight broke out when men were out on an operation launched on Monday".
    """
    parse = grammar.parse
    verb = next((up for up in parse.ancestors(date.root) if parse.lemmas[up] in BEGINNINGS), None)
    telling = owners.get(verb - 1) if verb else None  # right behind its noun
    if verb is None or telling is None or parse.dependents(verb, "nsubj", "nsubj:pass"):
        return False
    whole = [t for t in telling.triggers if t.root == verb - 1 and t.kind == "unspecified"]
    return bool(whole) and any(t.root < verb - 1 and not t.value.weak for t in telling.triggers)
