"""A parsed article → all mentions of the built-in finders, by what they are."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eventx.extractors import dates, listed, namings, objectives, outcomes, places, sources, triggers
from eventx.extractors.forces import ForceFinder
from eventx.gazetteer import Gazetteer
from eventx.lexicon import words
from eventx.mentions import Mention, Trigger
from eventx.reading import Layout, furniture_tokens
from eventx.rules import Rule
from eventx.syntax import Grammar

if TYPE_CHECKING:
    from spacy.tokens import Doc

RESULT = Rule(name="told-by-result", kind="unspecified", weak=True)
FOUND_LATER = words("outcomes")["found_later"]
SUMMARIES = words("dates")["summaries"]
PERIODS = frozenset({"range", "week", "month"})
SORTS = ("triggers", "places", "dates", "forces", "outcomes", "people", "sources", "objectives", "times")


@dataclass(slots=True)
class Found:
    """All mentions of an article, by what they are; `sent_of` gives the sentence of each token."""

    sent_of: list[int]
    triggers: list[Trigger]
    places: list[Mention]
    dates: list[Mention]
    forces: list[Mention]
    outcomes: list[Mention]
    people: list[Mention]
    sources: list[Mention]
    objectives: list[Mention]
    framing: list[Mention] = field(default_factory=list)  # dates of lines that head what follows
    times: list[Mention] = field(default_factory=list)  # hours that tell no day
    _filed: dict[tuple[str, int], list[Mention]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        """File all mentions by sentence, so that no step looks through the whole article."""
        for sort in SORTS:
            for mention in getattr(self, sort):
                self._filed.setdefault((sort, self.sent_of[mention.root]), []).append(mention)

    def within(self, sort: str, sentence: int) -> list[Mention]:
        """The mentions of one sort ("places") in one sentence."""
        return self._filed.get((sort, sentence), [])

    @property
    def armed(self) -> bool:
        """Whether the article tells of a force at all."""
        return any(force.value.camp not in ("", "civilian") for force in self.forces)

    @property
    def events(self) -> list[Mention]:
        """Everything that an act is made of, sort by sort."""
        return [*self.triggers, *self.places, *self.dates, *self.forces, *self.outcomes, *self.people]


def find(
    grammar: Grammar, doc: Doc, published: dt.date | None, *, force_finder: ForceFinder, gazetteer: Gazetteer
) -> Found:
    """All mentions of the built-in finders. Names come first: the classes of nouns rest on them."""
    named = force_finder.name(grammar)
    theirs = Counter(actor.country for _, _, actor in named if actor.country)
    found_places = places.find(grammar, places.find_names(grammar, gazetteer), gazetteer, countries=theirs)
    told_when = list(dates.find_all(doc, published))
    found_dates = [m for m in told_when if m.found_by not in dates.TIMES]
    forces = [
        *force_finder.find(grammar, named),
        *force_finder.states(grammar, found_places),
        *force_finder.nations(grammar),
    ]
    forces += listed.find(grammar, forces)
    results = list(outcomes.find(grammar))
    passed = {i for a, b in doc.user_data["eventx.cut"].passed for i in range(a, b)}

    def read(mentions: Iterable[Mention]) -> list[Mention]:
        """Mentions in what was parsed; what a sentence that was passed over names is no detail of an act."""
        return [m for m in mentions if m.root not in passed] if passed else list(mentions)

    return Found(
        grammar.parse.sent_of,
        _triggers(grammar, results, doc.user_data["eventx.layout"]),
        read(found_places),
        read(found_dates),
        read(forces),
        results,
        list(namings.find(grammar, results)),
        read(sources.find(grammar, forces)),
        list(objectives.find(grammar)),
        [m for m in found_dates if _frames(grammar, m, doc.user_data["eventx.layout"])],
        [m for m in told_when if m.found_by in dates.TIMES],
    )


def _frames(grammar: Grammar, date: Mention, layout: Layout) -> bool:
    """Whether a date is that of a list's opening line ("on Tuesday, 30 January:") or a title's period."""
    parse, value = grammar.parse, date.value
    if value.start is None or value.end is None:
        return False
    if parse.starts[date.root] < layout.text_start:
        return value.grain in PERIODS
    if date.found_by.startswith("stamp") or date.found_by == "date-under-review":
        return True
    if _summed_up(grammar, date) or (value.basis == "stated" and grammar.heading(parse.sent_of[date.root])):
        return True
    i = bisect_right(parse.paragraphs, parse.paragraphs[date.root]) - 1  # the last of the paragraph
    launched = any(parse.deps[up] == "acl:relcl" for up in parse.ancestors(date.root))
    return parse.words[i].isspace() and parse.words[i - 1] == ":" and not launched


def _summed_up(grammar: Grammar, date: Mention) -> bool:
    """Whether what follows is told of a day: "issued the following summary of activity for May 2"."""
    parse = grammar.parse  # such a sentence tells no act, and is passed over unparsed
    before = parse.lower[parse.sents[parse.sent_of[date.root]][0] : date.start]
    before = before[:-1] if before[-1:] == ["the"] else before
    return before[-1:] in (["for"], ["of"]) and not SUMMARIES.isdisjoint(before)


def _triggers(grammar: Grammar, results: list[Mention], layout: Layout) -> list[Trigger]:
    """The words that tell an act, and results that no trigger tells; none in the furniture of the page.

    A toll tells none beside another act; bodies found and people who fled tell none by themselves.
    """
    furniture = furniture_tokens(grammar.parse, layout)
    found = [t for t in triggers.find(grammar) if t.root not in furniture]
    told = {t.root for t in found} | furniture
    parse = grammar.parse
    acts = {(parse.paragraphs[t.root], parse.sent_of[t.root] + k) for t in found for k in (0, 1, 2)}
    acting = {parse.sent_of[t.root] for t in found}
    results = [
        m
        for m in results
        if not (m.value.total and parse.sent_of[m.root] in acting)
        and ((parse.paragraphs[m.root], parse.sent_of[m.root]) in acts or not _found_later(grammar, m))
    ]
    untold = dict.fromkeys(m.root for m in results if m.root not in told and not _peaceful(grammar, m))
    found += [Trigger("trigger", i, i + 1, i, RESULT, RESULT.name, kind="result") for i in untold]
    return sorted(found, key=lambda t: t.root)


def _found_later(grammar: Grammar, result: Mention) -> bool:
    """Whether a result is of some act told elsewhere: bodies found, people who fled or are held."""
    return grammar.parse.lemmas[result.root] in FOUND_LATER


def _peaceful(grammar: Grammar, result: Mention) -> bool:
    """Whether civilians take what they take without force: "passengers boarded a ferry"."""
    return result.value.type == "seized" and triggers.by_civilians(grammar, result.value.agents)
