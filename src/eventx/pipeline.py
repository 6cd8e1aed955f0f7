"""Article → operations: the story, in one body (`Extractor.trace`)."""

from __future__ import annotations

import datetime as dt
import warnings
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from eventx import assembly, claims, composing, merging, reading
from eventx.actors import Actors, load_actors
from eventx.assembly import Found, Telling
from eventx.errors import ArticleError
from eventx.extractors import dates, forces, outcomes, people, places, sources, triggers
from eventx.gazetteer import Gazetteer
from eventx.mentions import Mention, Trigger
from eventx.parse import parse_of
from eventx.records import Article, Operation
from eventx.rules import Rule, Rules, load_rules
from eventx.syntax import Grammar

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

MAX_LENGTH = 1_000_000  # code points; spaCy's own limit
RESULT = Rule(name="told-by-result", kind="unspecified", weak=True)

Extractor_ = Callable[["Doc", dt.date | None], Iterable[Mention]]
Finisher = Callable[[Operation, "Trace"], Operation]


@dataclass(slots=True)
class Trace:
    """An article's way to its records: every mention, what was rejected and why, and what came out."""

    article: Article
    doc: Doc
    published: dt.date | None = None
    mentions: list[Mention] = field(default_factory=list)
    rejected: list[Trigger] = field(default_factory=list)
    told: list[Telling] = field(default_factory=list)
    dropped: list[tuple[Telling, str]] = field(default_factory=list)
    operations: list[Operation] = field(default_factory=list)


class Extractor:
    """Turns articles into operations; made once, used from any thread.

    `nlp` is a spaCy pipeline for English with Universal Dependencies labels (default: the shipped one);
    `extractors` are further finders `(Doc, date | None) -> Iterable[Mention]`, whose mentions are kept in
    the trace; `finishers` `(Operation, Trace) -> Operation` may add to a record's `extra`.
    Raises PipelineError for a pipeline that lacks a component or the label scheme.
    """

    def __init__(
        self,
        nlp: Language | None = None,
        *,
        extractors: Sequence[Extractor_] = (),
        finishers: Sequence[Finisher] = (),
        keep_background: bool = False,
        gazetteer: Gazetteer | None = None,
        actors: Actors | None = None,
        rules: Rules | None = None,
    ) -> None:
        """Load what is shared: pipeline, rules, gazetteer, forces."""
        self.nlp = reading.check_pipeline(nlp) if nlp is not None else reading.load_pipeline()
        self.rules = rules or load_rules()
        self.gazetteer = gazetteer or Gazetteer.load()
        self.force_finder = forces.ForceFinder(actors or load_actors(), self.gazetteer)
        self.extractors = tuple(extractors)
        self.finishers = tuple(finishers)
        self.keep_background = keep_background

    def __call__(self, article: Article) -> list[Operation]:
        """The operations that an article reports, in the order of its text."""
        return self.trace(article).operations

    def pipe(
        self, articles: Iterable[Article], *, batch_size: int = 32
    ) -> Iterator[tuple[Article, list[Operation]]]:
        """Many articles, parsed in batches; order is kept."""
        pairs = ((reading.prepare(self.nlp, article), article) for article in articles)
        for doc, article in self.nlp.pipe(pairs, as_tuples=True, batch_size=batch_size):
            yield article, self._trace(doc, article).operations

    def trace(self, article: Article) -> Trace:
        """An article's operations with everything that led to them."""
        if len(article.text) > MAX_LENGTH:
            raise ArticleError(
                f"has {len(article.text):,} characters; the limit is {MAX_LENGTH:,}: split it", field="text"
            )
        return self._trace(self.nlp(reading.prepare(self.nlp, article)), article)

    def _trace(self, doc: Doc, article: Article) -> Trace:
        trace = Trace(article, doc)
        if not article.text.strip():
            return trace
        if not reading.looks_english(article.text):
            warnings.warn(f"article {article.key}: the text does not look English; no records", stacklevel=3)
            return trace
        layout: reading.Layout = doc.user_data["eventx.layout"]
        trace.published, published_evidence = self._published(article, layout, doc)
        grammar = Grammar(parse_of(doc), self.rules)
        found = self._find(grammar, doc, trace)
        trace.mentions += [m for find in self.extractors for m in find(doc, trace.published)]
        title_end = bisect_left(grammar.parse.starts, layout.text_start)
        claims.mark_claims(grammar, found.triggers, found.dates, trace.published, title_end=title_end)
        trace.rejected = [t for t in found.triggers if t.claim.background is not None]
        trace.told = assembly.assemble(
            grammar, found, title_end=title_end, paragraphs=grammar.parse.paragraphs
        )
        told, trace.dropped = merging.news(trace.told, trace.published)
        drafts = merging.merge(grammar, told)
        merging.settle(grammar, found, drafts)
        drafts, dropped = merging.detailed(drafts, armed=any(m.value.camp not in (None, "", "civilian") for m in found.forces))
        trace.dropped += [(draft.first, why) for draft, why in dropped]
        merging.link(grammar, drafts)
        composer = composing.Composer(
            grammar, article, layout, trace.published, published_evidence, self._foremost(found.forces, {"armed_group"}), self._foremost(found.forces, {"military", "security_forces"}), found.forces,
            list(sources.find_sources(grammar)), list(sources.find_objectives(grammar)), found.people, drafts,
        )  # fmt: skip
        trace.operations = composer.compose_all()
        for finish in self.finishers:
            trace.operations = [finish(operation, trace) for operation in trace.operations]
        return trace

    def _find(self, grammar: Grammar, doc: Doc, trace: Trace) -> Found:
        """All mentions of the built-in finders. Names come first: the classes of nouns rest on them."""
        spans = self.force_finder.name(grammar)
        names = places.find_names(grammar, self.gazetteer)
        place_mentions = places.find(grammar, names, self.gazetteer)
        date_mentions = list(dates.find(doc, trace.published))
        force_mentions = list(self.force_finder.find(grammar, spans))
        force_mentions += self.force_finder.states(grammar, place_mentions)
        force_mentions += self.force_finder.nations(grammar)
        outcome_mentions = list(outcomes.find(grammar))
        furniture = reading.furniture_tokens(grammar.parse, doc.user_data["eventx.layout"])
        told = [t for t in triggers.find(grammar) if t.root not in furniture]
        roots = {t.root for t in told}
        told += [Trigger("trigger", m.root, m.root + 1, m.root, RESULT, RESULT.name, kind="result")
                 for m in {m.root: m for m in outcome_mentions}.values() if m.root not in roots and m.root not in furniture]  # fmt: skip
        told.sort(key=lambda t: t.root)
        trace.mentions = [*told, *place_mentions, *date_mentions, *force_mentions, *outcome_mentions]
        named = list(people.find(grammar, outcome_mentions))
        trace.mentions += named; trace_people = named
        return Found(told, place_mentions, date_mentions, force_mentions, outcome_mentions, trace_people)

    def _published(
        self, article: Article, layout: reading.Layout, doc: Doc
    ) -> tuple[dt.date | None, tuple[int, int] | None]:
        """The day of publication: given, or read from a dateline that is certain."""
        if article.published is not None:
            return article.published, None
        read = dates.dateline(article.text, article.title)
        if read is None:
            return None, None
        day, start, end = read
        span = (
            doc.char_span(start + layout.text_start, end + layout.text_start, alignment_mode="expand")
            if start >= 0
            else None
        )
        return day, (span.start, span.end) if span is not None else None

    @staticmethod
    def _foremost(mentions: Sequence[Mention], types: set[str]) -> Mention | None:
        """The force of these types that an article names most, if one stands out."""
        named = [m for m in mentions if m.value.actor is not None and m.value.actor.type in types]
        counts = Counter(m.value.name for m in named).most_common(2)
        if not counts or (len(counts) > 1 and counts[0][1] < 1.5 * counts[1][1]):
            return None
        return next(m for m in named if m.value.name == counts[0][0])


_default: Extractor | None = None


def extract(
    text: str, *, published: dt.date | str | None = None, title: str | None = None, id: str | None = None,  # noqa: A002
    url: str | None = None, source: str | None = None,
) -> list[Operation]:  # fmt: skip
    """The operations that one article reports.

    `published` resolves "on Sunday"; an ISO 8601 date or string. Offsets of evidence are code points of `text`.

    >>> [op.kind for op in extract("Troops raided a Boko Haram camp in Borno on Sunday, killing five.", published="2024-02-06")]
    ['raid']
    """
    global _default  # noqa: PLW0603
    if _default is None:
        _default = Extractor()
    return _default(Article(text=text, published=published, title=title, id=id, url=url, source=source))  # type: ignore[arg-type]
