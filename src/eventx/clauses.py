"""Trigger → the clause that tells it: its verb with auxiliaries, its date, the words around it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cached_property

from eventx.lexicon import words
from eventx.mentions import Mention, Trigger
from eventx.parse import Parse
from eventx.syntax import Grammar

MODALS = frozenset({"could", "would", "might", "should", "may", "can", "must", "ought"})
FUTURE = frozenset({"will", "'ll", "shall", "wo"})
NEGATIONS = frozenset({"not", "n't", "never"})
SHARED = MODALS | FUTURE | NEGATIONS | {"to"}  # auxiliaries that coordinated verbs have in common
RELATIVE = frozenset({"who", "which", "that"})
PERFECT_OR_PASSIVE = frozenset({"has", "have", "is", "are", "was", "were"})
SCOPE = frozenset({"involve", "cover", "include", "span", "target", "aim", "focus"})  # who and where it is
PHASES = frozenset({"phase", "stage", "leg"})  # of an act that has several
OCCASIONS = words("grouping")["occasions"]
ONGOING, TIMES = words("clauses")["ongoing"], words("clauses")["times"]
UNCHANGING = frozenset({"burst", "hit", "cut", "set", "put", "shut", "beat", "hurt"})  # present or past


def hang_below(parse: Parse, i: int, mentions: Sequence[Mention]) -> bool:
    """Whether one of some mentions hangs below a token."""
    inside = set(parse.subtree(i)) if mentions else ()
    return any(mention.root in inside for mention in mentions)


def told_before(parse: Parse, i: int) -> bool:
    """Whether a word stands in a clause below another that tells what was before: "a town they had taken"."""
    for up in (i, *parse.ancestors(i)):
        before = any(parse.lower[k] == "had" for k in parse.dependents(up, "aux"))
        after = any(parse.lower[k] == "after" for k in parse.dependents(up, "mark"))
        long = bool(parse.dependents(up, "obl:unmarked")) or some_time_after(parse, up)
        before = before or (after and long)  # "a day after they struck"
        if before and parse.deps[up] in ("acl:relcl", "advcl", "parataxis"):
            subject = parse.dependents(up, "nsubj", "nsubj:pass")
            return parse.pos[i] == "NOUN" or any(parse.lower[k] not in RELATIVE for k in subject)
    return False


def some_time_after(parse: Parse, i: int) -> bool:
    """Whether a span of time leads a clause or phrase: "hours after nine were killed"."""
    marks = (k for k in parse.dependents(i, "mark", "case") if parse.lower[k] in ("after", "before"))
    if _of_a_toll(parse, parse.heads[i]):
        return False  # "the toll of an ambush has risen to 31, two days after gunmen burned the lorry"
    return any(
        parse.lemmas[k - 1] in TIMES and not parse.dependents(k - 1, "case")  # not "later in the day after"
        for k in marks
        if k
    )


def _of_a_toll(parse: Parse, verb: int) -> bool:
    """Whether a verb, or what it reports, has a toll for its subject, and so tells no act."""
    return any(
        parse.lemmas[k] == "toll"
        for i in (verb, *parse.dependents(verb, "ccomp"))
        for k in parse.dependents(i, "nsubj")
    )


def by_others(parse: Parse, i: int, mark: str) -> bool:
    """Whether a word leads a clause that tells what somebody else does: "while jets struck a depot"."""
    own = any(parse.pos[k] in ("NOUN", "PROPN") for k in parse.dependents(i, "nsubj", "nsubj:pass"))
    return own and parse.deps[i] == "advcl" and any(parse.lower[k] == mark for k in parse.kids[i])


def going_on(parse: Parse, i: int) -> bool:
    """Whether a clause tells what had been going on by others: "as a search went on"."""
    return parse.lemmas[i] in ONGOING and by_others(parse, i, "as")


class Clause:
    """A trigger with what the checks look at.

    `i` is the trigger's token, `verb` the verb that carries it (itself, or that of a noun's clause), `noun`
    whether it is an event noun, and `carried` whether such a noun has a light verb of its own.
    """

    def __init__(
        self,
        grammar: Grammar,
        trigger: Trigger,
        dates: Sequence[Mention],
        published: dt.date | None,
        *,
        title_end: int,
        beside: Sequence[Trigger] = (),
    ) -> None:
        """Find the verb that carries the trigger; `dates` and triggers `beside` it are of its sentence."""
        self.beside = [t for t in beside if t is not trigger]
        self.grammar, self.trigger, self.dates, self.published = grammar, trigger, dates, published
        self.parse = grammar.parse
        self.i = trigger.root
        self.noun = self.parse.pos[self.i] not in ("VERB", "AUX") and bool(trigger.value.nouns)
        self.roles = grammar.roles(self.i)
        self.verb = (self.roles.verbs or [grammar.clause(self.i)])[0] if self.noun else self.i
        self.carried = bool(self.roles.verbs)
        sentence = self.parse.sent_of[self.i]
        start, end = self.parse.sents[sentence]
        passed = (k for k in range(self.i, end) if not self.parse.deps[k])  # a skimmed sentence begins
        self.sentence = start, next(passed, end)
        self.in_title = self.i < title_end or grammar.heading(sentence)

    def window(self, size: int) -> range:
        """The tokens of the sentence that are at most so many away from the trigger."""
        start, end = self.sentence
        return range(max(start, self.i - size), min(end, self.i + size))

    def auxiliaries(self, verb: int) -> set[str]:
        """Auxiliaries and negations of a verb, those of the verb it is coordinated with included."""
        parse = self.parse
        found = {
            parse.lower[k]
            for k in parse.kids[verb]
            if parse.deps[k] in ("aux", "aux:pass", "advmod", "mark", "cop")
        }
        if parse.deps[verb] in ("conj", "xcomp") and not parse.dependents(verb, "nsubj", "nsubj:pass"):
            found |= SHARED & {parse.lower[k] for k in parse.dependents(parse.heads[verb], "aux", "advmod")}
            first = self.first_conjunct(verb)
            if first != verb and parse.lower[verb] == parse.lemmas[verb]:  # "to plant bombs and attack"
                found |= {"to"} & {parse.lower[k] for k in parse.dependents(first, "mark")}
        return found

    def first_conjunct(self, verb: int) -> int:
        """The first of the verbs that one is coordinated with, where they share their subject."""
        parse = self.parse
        while parse.deps[verb] == "conj" and not parse.dependents(verb, "nsubj", "nsubj:pass"):
            verb = parse.heads[verb]
        return verb

    def tells_habit(self, verb: int) -> bool:
        """Whether a verb is in the simple present, but for that of the act told: "the operation involves"."""
        parse, morph = self.parse, self.parse.morphs[verb]
        det = {parse.lower[k] for k in parse.dependents(self.i, "det")}
        this = self.noun and parse.heads[self.i] == verb and bool(det & {"the", "this"})
        if this and parse.lemmas[verb] in SCOPE and parse.deps[self.i] == "nsubj":
            return False
        return (
            self.parse.lower[verb] not in UNCHANGING
            and "Tense=Pres" in morph
            and "VerbForm=Fin" in morph
            and not self.auxiliaries(verb) & PERFECT_OR_PASSIVE
        )

    @cached_property
    def date(self) -> Mention | None:
        """The date of the clause: one that hangs from the trigger, else the nearest under its verb."""
        if not self.dates:
            return None
        parse, own = self.parse, {self.i, *self.roles.verbs}
        when = next((k for k in parse.kids[self.first_conjunct(self.verb)] if parse.lower[k] == "when"), 0)
        if when and parse.words[when - 1] == ",":  # "since March, when militants seized it"
            then = next((d for d in self.dates if d.end == when - 1), None)
            if then is not None:
                return then
        for mention in self.dates:
            for up in (mention.root, *parse.ancestors(mention.root)):
                if up in own:
                    return mention
                if parse.pos[up] == "VERB":
                    break
        below = set(parse.subtree(self.verb))
        inside = [d for d in self.dates if d.root in below and not self._embedded(d.root)]
        inside = inside or [d for d in self.dates if self._at_once(d.root)]
        return min(inside, key=lambda d: abs(d.root - self.i), default=None)

    @property
    def fronted(self) -> Mention | None:
        """The date that opens a sentence, of a verb that is coordinated with its first: "In 2015 they went
        across and destroyed two camps".
        """
        first = self.first_conjunct(self.verb)
        start = self.parse.sents[self.parse.sent_of[self.i]][0]
        if self.noun or first == self.verb:
            return None
        near = (d for d in self.dates if d.start <= start + 1)
        return next((d for d in near if first in self.parse.ancestors(d.root)), None)

    @cached_property
    def answered(self) -> bool:
        """Whether an act is what another one answers, and so took place: "to avenge the raid"."""
        parse, i = self.parse, self.i
        any_one = any(parse.lower[k] == "any" for k in parse.dependents(i, "det"))
        return self.noun and parse.lemmas[parse.heads[i]] in OCCASIONS and not any_one

    @property
    def dated(self) -> bool:
        """Whether a date hangs by the trigger itself."""
        return hang_below(self.parse, self.i, self.dates)

    def _at_once(self, i: int) -> bool:
        """Whether a word dates what the same people did at the same time: "burnt it as they fled in May"."""
        parse, verb = self.parse, self.parse.heads[i]
        told = {parse.lower[k] for k in parse.dependents(verb, "mark", "advmod", "nsubj")}
        return (
            parse.deps[verb] == "advcl"
            and parse.heads[verb] == self.verb
            and bool(told & {"as", "when", "while"})
            and bool(told & {"they", "he", "she", "it"})
        )

    def _embedded(self, i: int) -> bool:
        """Whether a word stands in a clause below the verb: relative, reported, "since it ended"."""
        parse = self.parse
        for up in (i, *parse.ancestors(i)):
            if up == self.verb:
                return False
            if parse.deps[up] == "acl:relcl":  # be its verb what it may: "whom he accuses of"
                return True
            if parse.pos[up] == "VERB" and (
                parse.deps[up] == "ccomp" or (parse.deps[up] == "advcl" and parse.dependents(up, "mark"))
            ):
                return True
        return False
