"""Whether a sentence goes on telling an act: what speaks for it and against it, as numbers.

What each weighs was learnt from articles whose records are known (training/fit_merging.py); `overruling` acts
on it, docs/merging.md says how well it holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from eventx.camps import fights, hostile
from eventx.clauses import told_before
from eventx.drafts import Draft, dates_of, figure_of, kinds_apart, other_place, strangers
from eventx.mentions import Mention
from eventx.parse import Parse
from eventx.records import When
from eventx.sites import holds, same_place
from eventx.syntax import Grammar
from eventx.tellings import Telling

Features = dict[str, float]

KNOWN = frozenset({"the", "this", "these", "that", "those", "its", "their", "his", "such"})
LEADING = frozenset({"in", "at", "near", "on"})
KINDS = ("airstrike", "attack", "interception", "offensive")  # that weigh by themselves
HARMED = frozenset({"killed", "wounded", "captured"})
ONE = frozenset({"a", "an", "another"})
SMALL = frozenset({"one", "two", "1", "2"})  # numbers that say little when told again
PERSONAL = frozenset({"he", "him", "she", "her"})
FAR = 12  # sentences and paragraphs from which on distance is the same
LONG = 50  # tokens of a sentence, likewise
DAYS = 8  # between two dates, likewise
FEW = 5  # names and nouns in common, likewise
MANY = 20  # tellings of an article, likewise
RECALLED = 6  # the sentences of an act whose words are compared


@dataclass(frozen=True, slots=True)
class Words:
    """The nouns, the names and the numbers of a sentence."""

    nouns: frozenset[str]
    names: frozenset[str]
    numbers: frozenset[str]


@dataclass(slots=True)
class Reader:
    """Tells the features of an article's tellings; words of a sentence are gathered once."""

    grammar: Grammar
    style: Features
    _words: dict[int, Words] = field(default_factory=dict)

    @classmethod
    def of(cls, grammar: Grammar, tellings: Sequence[Telling]) -> Reader:
        """A reader of an article's tellings; its style is how many have a day or place of their own."""
        body = [t for t in tellings if not t.in_title]
        many = max(1, len(body))
        placed, dated = sum(t.elsewhere for t in body), sum(t.date is not None for t in body)
        own = sum(t.strong and (t.elsewhere or t.date is not None) for t in body)
        style = {"placed": placed / many, "dated": dated / many, "own": own / many}
        rounded = {f"article-{name}": round(share, 2) for name, share in style.items()}
        whole = {
            "article-tellings": min(many, MANY),
            "sentences-a-paragraph": _sentences_a_paragraph(grammar.parse),
        }
        return cls(grammar, rounded | {name: float(value) for name, value in whole.items()})

    def telling(self, telling: Telling) -> Features:
        """What a sentence tells by itself."""
        parse = self.grammar.parse
        roots = [t.root for t in telling.triggers]
        date: When | None = telling.date.value if telling.date else None
        sufferers = [o.value.patient for o in telling.outcomes]
        own = _own(telling)
        told: dict[str, float | bool] = {
            "strong": telling.strong,
            "definite": telling.definite,
            "elsewhere": telling.elsewhere,
            "placed": telling.placed,
            "dated": date is not None,
            "day": date is not None and date.grain == "day",
            "claimed": telling.claim.modality != "asserted",
            "told-before": all(told_before(parse, i) for i in roots),
            "noun": all(parse.pos[i] == "NOUN" for i in roots),
            "unspecified": telling.kinds == ["unspecified"],
            "by-result": all(t.kind == "result" for t in telling.triggers),
            "outcomes": min(len(telling.outcomes), FEW),
            "harm": any(o.value.type in HARMED for o in telling.outcomes),
            "things": any(o.value.object != "person" for o in telling.outcomes),
            "known-sufferers": any(_known(parse, i) for i in sufferers),
            "no-actor": not own,
            "known-actor": any(_known(parse, m.root) for m in own),
            "unknown-actor": any(m.value.name is None and not _known(parse, m.root) for m in own),
            "no-target": not telling.targets,
            "known-target": any(_known(parse, m.root) for m in telling.targets),
            "opens-with-place": parse.lower[telling.tokens[0]] in LEADING,
            "length": min(telling.tokens[1] - telling.tokens[0], LONG),
            "numbers": min(len(self._words_of(telling).numbers), FEW),
            "reported": self._reported(telling),
            "unknown-noun": any(
                parse.pos[i] == "NOUN" and any(parse.lower[k] in ONE for k in parse.kids[i]) for i in roots
            ),
        }
        features = {name: float(value) for name, value in told.items()}
        first = telling.kinds[:1]
        return features | {f"kind-is-{kind}": float(first == [kind]) for kind in KINDS} | self.style

    def pair(self, telling: Telling, draft: Draft, rank: int, drafts: Sequence[Draft]) -> Features:
        """How a sentence stands to an act; `rank` is how many acts were told since that act's own."""
        last, known = draft.tellings[-1], draft.known
        since = telling.sentence - last.sentence
        told: dict[str, float | bool] = {
            "rank": rank,
            "sentences": min(since, FAR),
            "paragraphs": min(telling.paragraph - last.paragraph, FAR),
            "from-first": min(telling.sentence - draft.first.sentence, FAR),
            "tellings": min(len(draft.tellings), FEW),
            "acts": min(len(drafts), FAR),
            "first-act": draft is drafts[0],
            "act-strong": any(t.strong for t in _recent(draft)),
            "act-several": known.several,
            "act-dated": known.date is not None,
            "act-ranged": known.date is not None and known.date.value.grain != "day",
            "act-placed": draft.placed,
            "act-before": draft.first.before,
            "act-told-before": all(told_before(self.grammar.parse, t.root) for t in draft.first.triggers),
            "act-by-nobody": not known.camps,
            "other-place": other_place(telling, draft),
            "same-word": self._same_word(telling, draft),
            "relative": since == 0 and self._relative(telling),
            "same-first-kind": telling.kinds[:1] == draft.first.kinds[:1],
            "another-between": rank > 0 and drafts[-1].tellings[-1].sentence >= last.sentence,
        }
        relations = (_dates(telling, draft), _places(telling, draft), _kinds(telling, draft))
        features = {name: float(value) for name, value in told.items()}
        features |= {name: float(name in relations) for name in RELATIONS}
        features["days"] = _days(telling, draft)
        return features | _parties(telling, draft) | _figures(telling, draft) | self._shared(telling, draft)

    def _reported(self, telling: Telling) -> bool:
        """Whether a verb of saying carries the sentence's act."""
        grammar = self.grammar
        parse, clause = grammar.parse, grammar.clause(telling.triggers[0].root)
        above = parse.deps[clause] in ("ccomp", "parataxis", "advcl") and grammar.reports(parse.heads[clause])
        return above or any(grammar.reports(k) for k in parse.dependents(clause, "parataxis"))

    def _relative(self, telling: Telling) -> bool:
        """Whether the clause of an act is hung on a noun."""
        clause = self.grammar.clause(telling.triggers[0].root)
        return self.grammar.parse.deps[clause].startswith("acl")

    def _same_word(self, telling: Telling, draft: Draft) -> bool:
        """Whether one word tells both."""
        lemmas = self.grammar.parse.lemmas
        return bool(
            {lemmas[t.root] for t in telling.triggers}
            & {lemmas[t.root] for told in _recent(draft) for t in told.triggers}
        )

    def _shared(self, telling: Telling, draft: Draft) -> Features:
        """How many nouns, names and numbers are told again, and how many names are new."""
        mine = self._words_of(telling)
        theirs = [self._words_of(t) for t in _recent(draft)]
        names = frozenset().union(*(words.names for words in theirs))
        return {
            "shared-nouns": float(min(len(mine.nouns & frozenset().union(*(w.nouns for w in theirs))), FEW)),
            "shared-names": float(min(len(mine.names & names), FEW)),
            "new-names": float(min(len(mine.names - names), FEW)),
            "shared-numbers": float(len(mine.numbers & frozenset().union(*(w.numbers for w in theirs)))),
        }

    def _words_of(self, telling: Telling) -> Words:
        """The words of a sentence."""
        start, end = telling.tokens
        if start not in self._words:
            parse = self.grammar.parse
            told = {
                pos: frozenset(parse.lemmas[i] for i in range(start, end) if parse.pos[i] == pos)
                for pos in ("NOUN", "PROPN", "NUM")
            }
            self._words[start] = Words(told["NOUN"], told["PROPN"], told["NUM"] - SMALL)
        return self._words[start]


RELATIONS = (
    *("date-unsaid", "date-new", "date-equal", "date-apart"),
    *("place-unsaid", "place-same", "place-other"),
    *("kind-same", "kind-open", "kind-compatible", "kind-apart"),
)


def _recent(draft: Draft) -> list[Telling]:
    """The last tellings of an act: comparing costs the same, however many there are."""
    return draft.tellings[-RECALLED:]


def days_apart(telling: Telling, draft: Draft) -> bool:
    """Whether a sentence tells another day than the act's: of 1,084 such pairs 18 were one act."""
    return _dates(telling, draft) == "date-apart"


def same_person(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether "he" suffers what one man did in the act just told: "held a man. He was caught in Dhiban"."""
    parse, last = grammar.parse, draft.tellings[-1]
    if held_again(grammar, telling, draft):
        return True
    if (
        not 1 <= telling.sentence - last.sentence <= 2
        or other_place(telling, draft)
        or days_apart(telling, draft)
    ):
        return False
    types = {o.value.type for o in telling.outcomes}
    told = {o.value.type for o in last.outcomes if o.value.object == "person" and o.value.count.high == 1} & {
        "killed",
        "captured",
    }
    patients = {o.value.patient for o in telling.outcomes}
    patients |= {k for t in telling.triggers for k in grammar.roles(t.root).patients}
    he = any(parse.lower[k] in PERSONAL for k in patients)
    return he and bool(told & types if types else told)


def held_again(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether those told to be held are told to have been taken: "The suspects were detained in Bari"."""
    parse, last = grammar.parse, draft.tellings[-1]
    taken = [o.value for o in telling.outcomes if o.value.object == "person" and o.value.type == "captured"]
    known = [o.value for o in last.outcomes if o.value.object == "person" and o.value.type == "captured"]
    near = 1 <= telling.sentence - last.sentence <= 2 and not days_apart(telling, draft)
    return bool(near and taken and known) and all(
        (r.count.text is None or r.count.low in {k.count.low for k in known})
        and "Number=Plur" in parse.morphs[r.patient]
        and (
            parse.lower[r.patient] == "they"
            or "the" in {parse.lower[d] for d in parse.dependents(r.patient, "det")}
        )
        for r in taken
    )


def told_again(telling: Telling, draft: Draft) -> bool:
    """Whether a sentence tells an act's place and a figure again, and nothing that differs.

    Articles that the weights were learnt from hardly do that; news does.
    """
    if _places(telling, draft) != "place-same" or _kinds(telling, draft) == "kind-apart":
        return False
    figures = _figures(telling, draft)
    if _dates(telling, draft) == "date-apart" or figures["figure-less"] or figures["figure-more"]:
        return False
    known = telling.definite and len(telling.sites) == 1 and _same_noun(telling, draft)
    return known or bool(figures["figure-same"])


def _same_noun(telling: Telling, draft: Draft) -> bool:
    """Whether "the raid near Oicha" is told of "a raid near Oicha"."""
    nouns = {t.found_by for t in telling.triggers if t.value.nouns}
    return bool(nouns & {t.found_by for told in _recent(draft) for t in told.triggers if t.value.nouns})


def _own(telling: Telling) -> list[Mention]:
    """Those who act, as far as the sentence names them."""
    start, end = telling.tokens
    return [m for m in telling.initiators if start <= m.root < end]


def _known(parse: Parse, i: int) -> bool:
    """Whether a phrase is told as known: "the men", "they"."""
    return parse.pos[i] == "PRON" or any(parse.lower[k] in KNOWN for k in parse.kids[i])


def _sentences_a_paragraph(parse: Parse) -> float:
    """How many sentences a paragraph has: agencies begin one with each."""
    return min(round(len(parse.sents) / (parse.paragraphs[parse.sents[-1][0]] + 1), 1), FAR)


def _dates(telling: Telling, draft: Draft) -> str:
    """How the dates stand."""
    if telling.date is None:
        return "date-unsaid"
    if draft.date is None:
        return "date-new"
    mine, theirs = telling.date.value, draft.date.value
    how = dates_of(mine, draft)
    if how == "same":
        return "date-equal" if (mine.start, mine.end) == (theirs.start, theirs.end) else "date-overlapping"
    return "date-apart" if how == "apart" else "date-open"


def _days(telling: Telling, draft: Draft) -> float:
    """Days from the act's first day to the sentence's."""
    mine, theirs = (m.value.start if m else None for m in (telling.date, draft.date))
    return float(max(-DAYS, min(DAYS, (mine - theirs).days))) if mine and theirs else 0.0


def _places(telling: Telling, draft: Draft) -> str:
    """How the places stand."""
    mine = telling.sites
    theirs = draft.known.sites.values()
    if not mine:
        return "place-unsaid"
    if not theirs:
        return "place-new"
    if any(same_place(a, b) for a in mine for b in theirs):
        return "place-same"
    if any(holds(b, a) for a in mine for b in theirs):
        return "place-within"
    return "place-around" if any(holds(a, b) for a in mine for b in theirs) else "place-other"


def _kinds(telling: Telling, draft: Draft) -> str:
    """How the kinds stand."""
    mine, theirs = set(telling.kinds), draft.known.kinds
    if mine & theirs - {"unspecified"}:
        return "kind-same"
    if mine <= {"unspecified"} or theirs <= {"unspecified"}:
        return "kind-open"
    return "kind-apart" if kinds_apart(telling.kinds[:1], draft.kinds[:2]) else "kind-compatible"


def _parties(telling: Telling, draft: Draft) -> Features:
    """How those who act and those acted on stand to the act's."""
    known = draft.known
    names, theirs = {m.value.name for m in _own(telling)} - {None}, known.names - {None}
    camps = {m.value.camp for m in telling.initiators if m.value.camp}
    sides, others = ({hostile(c) for c in some if fights(c)} for some in (camps, known.camps))
    targets = {m.value.name for m in telling.targets} - {None}
    struck = {m.value.name for t in _recent(draft) for m in t.targets} - {None}
    return {
        "new-actor": float(bool(names and theirs and not names & theirs)),
        "same-camp": float(bool(camps & known.camps)),
        "strangers": float(strangers(camps, known.camps)),
        "same-side": float(bool(sides) and sides == others),
        "other-side": float(bool(sides and others and not sides & others)),
        "new-target": float(bool(targets and struck and not targets & struck)),
    }


def _figures(telling: Telling, draft: Draft) -> Features:
    """How the figures stand to those of the same people or things."""
    told = dict.fromkeys(("figure-new", "figure-same", "figure-less", "figure-more"), 0.0)
    for outcome in telling.outcomes:
        low, others = outcome.value.count.low, draft.known.alike(figure_of(outcome))
        if not others:
            told["figure-new"] = 1.0
        elif low in others:
            told["figure-same"] = 1.0
        elif None not in others and low:
            told["figure-less" if low < max(n or 0 for n in others) else "figure-more"] = 1.0
    return told
