"""Article → operations: the story, in one body (`Extractor.trace`)."""

from __future__ import annotations

import datetime as dt
import warnings
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import cache
from itertools import islice
from threading import RLock
from typing import TYPE_CHECKING

from eventx import (
    assembly,
    backdrop,
    claims,
    composing,
    confidence,
    finding,
    merging,
    models,
    news,
    parts,
    reading,
)
from eventx.actors import Actors
from eventx.confidence import Features
from eventx.context import Context
from eventx.extractors import dates
from eventx.extractors.forces import ForceFinder
from eventx.garbage import unsearched
from eventx.gazetteer import Gazetteer
from eventx.knowledge import Knowledge, load_knowledge
from eventx.mentions import Mention, Trigger
from eventx.parse import parse_of
from eventx.records import Article, Operation
from eventx.rules import Rules
from eventx.skimming import Cut, Skim
from eventx.syntax import Grammar
from eventx.tellings import Telling

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

Finder = Callable[["Doc", dt.date | None], Iterable[Mention]]
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
    features: dict[str, Features] = field(default_factory=dict)  # what confidence rests on, by record id

    @property
    def passed(self) -> tuple[tuple[int, int], ...]:
        """Spans of tokens that were passed over unparsed (`skimming`)."""
        cut: Cut = self.doc.user_data["eventx.cut"]
        return cut.passed


_ALONE = RLock()  # one thread reads at a time: Docs of others would lose their words where a batch ends
WORDS = 10_000  # of a vocabulary that is kept: common ones are not learnt again with every batch


class Extractor:
    """Turns articles into operations; made once, used from any thread.

    `nlp` is a spaCy pipeline for English with Universal Dependencies labels (default: the shipped one);
    `knowledge` are the rules, forces and places (default: ours; see `load_knowledge`);
    `extractors` are further finders `(Doc, date | None) -> Iterable[Mention]`, whose mentions are kept in
    the trace; `finishers` `(Operation, Trace) -> Operation` may add to a record's `extra`.
    With `keep_background` what was judged no news is returned too, behind the news, in records that say why
    in `background`. With `skim` sentences that can hardly matter are passed over unparsed (`skimming`); by
    default they are, unless `keep_background` or further `extractors` ask for all of the text.
    `min_confidence` (0 to 1) leaves out records of news that are less likely to be true.
    Raises PipelineError for a pipeline that lacks a component or the label scheme, ValueError for a
    `min_confidence` that is no probability.
    """

    def __init__(
        self,
        nlp: Language | None = None,
        *,
        extractors: Sequence[Finder] = (),
        finishers: Sequence[Finisher] = (),
        keep_background: bool = False,
        min_confidence: float = 0.0,
        knowledge: Knowledge | None = None,
        gazetteer: Gazetteer | None = None,
        actors: Actors | None = None,
        rules: Rules | None = None,
        skim: bool | None = None,
    ) -> None:
        """Load what is shared: pipeline, rules, gazetteer, forces."""
        if not 0 <= min_confidence <= 1:
            raise ValueError(f"min_confidence: {min_confidence} is not between 0 and 1")
        self.nlp = models.check_pipeline(nlp) if nlp is not None else models.load_pipeline()
        knowledge = knowledge or load_knowledge()
        self.rules = rules or knowledge.rules
        self.gazetteer = gazetteer or knowledge.gazetteer
        self.force_finder = ForceFinder(actors or knowledge.actors, self.gazetteer)
        self.extractors = tuple(extractors)
        self.finishers = tuple(finishers)
        self.keep_background = keep_background
        if skim is None:
            skim = not (keep_background or extractors)
        self.skim = Skim.load(self.rules, self.force_finder.actors.alone) if skim else None
        self.min_confidence = min_confidence

    def __call__(self, article: Article) -> list[Operation]:
        """The operations that an article reports, in the order of its text."""
        return self.trace(article).operations

    def pipe(
        self, articles: Iterable[Article], *, batch_size: int = 32
    ) -> Iterator[tuple[Article, list[Operation]]]:
        """Many articles, parsed in batches; order is kept.

        Once spaCy knows 10,000 words, those that a batch brings are forgotten behind it, so that memory does
        not grow with the number of articles; not so where `extractors` or `finishers` may keep a Doc, or
        with a pipeline of the user's, who may use it meanwhile.
        """
        waiting = iter(articles)
        while batch := list(islice(waiting, batch_size)):
            done: list[tuple[Article, list[Operation]]] = []
            try:
                done.extend(self.together(batch, batch_size=batch_size))
            except Exception:  # it comes again at its own article, when those before it are told
                done.extend((article, self(article)) for article in batch[len(done) :])
            finally:
                yield from done

    def together(
        self, articles: Sequence[Article], *, batch_size: int = 32
    ) -> Iterator[tuple[Article, list[Operation]]]:
        """One batch, of which nothing but the records may be kept; for `pipe` and workers.

        Nothing else is read until it is exhausted.
        """
        own = self.nlp is models.load_pipeline() and not self.extractors and not self.finishers
        forget = own and len(self.nlp.vocab) > WORDS
        with _ALONE, unsearched(), self.nlp.memory_zone() if forget else nullcontext():
            for doc, article in reading.read(self.nlp, articles, skim=self.skim, batch_size=batch_size):
                yield article, self._trace(doc, article).operations

    def trace(self, article: Article) -> Trace:
        """An article's operations with everything that led to them."""
        with _ALONE, unsearched():
            [(doc, _)] = reading.read(self.nlp, [article], skim=self.skim)
            return self._trace(doc, article)

    def trace_doc(self, doc: Doc, article: Article) -> Trace:
        """A Doc of an article's text, parsed with Universal Dependencies, with what it leads to."""
        whole = ((0, len(doc)),) if len(doc) else ()
        doc.user_data.update(
            {"eventx.layout": reading.layout_of(article)[1], "eventx.cut": Cut(whole, whole)}
        )
        return self._trace(doc, article)

    def _trace(self, doc: Doc, article: Article) -> Trace:
        """The story: find, mark, assemble, keep news, merge, keep what has detail, link, compose, finish."""
        trace = Trace(article, doc)
        if not article.text.strip():
            return trace
        if not reading.looks_english(article.text):
            warnings.warn(f"article {article.key}: the text does not look English; no records", stacklevel=3)
            return trace
        if not doc.user_data["eventx.cut"].parsed:
            return trace
        layout: reading.Layout = doc.user_data["eventx.layout"]
        trace.published, dateline = _published(article, layout, doc)
        grammar = Grammar(parse_of(doc), self.rules)
        found = finding.find(
            grammar, doc, trace.published, force_finder=self.force_finder, gazetteer=self.gazetteer
        )
        trace.mentions = found.events
        trace.mentions += [m for find in self.extractors for m in find(doc, trace.published)]
        title_end = bisect_left(grammar.parse.starts, layout.text_start)
        claims.mark_claims(grammar, found.triggers, found.dates, trace.published, title_end=title_end)
        trace.rejected = [t for t in found.triggers if t.claim.background is not None]
        trace.told = assembly.assemble(grammar, found, title_end=title_end)
        told, old = news.recent(grammar, trace.told, trace.published)
        drafts = merging.merge(grammar, told)
        drafts, thin = news.detailed(grammar, drafts, armed=found.armed)
        trace.dropped = [*old, *thin]
        parts.link(grammar, drafts)
        if self.keep_background:
            drafts += backdrop.set_apart(grammar, found, drafts, [t for t, _ in old], title_end=title_end)
        context = Context(grammar, article, layout, trace.published, dateline, found, drafts)
        trace.operations = composing.compose(context)
        trace.features = confidence.rate(context, trace.operations)
        for finish in self.finishers:
            trace.operations = [finish(operation, trace) for operation in trace.operations]
        trace.operations = confidence.likely(trace.operations, self.min_confidence)
        return trace


def _published(
    article: Article, layout: reading.Layout, doc: Doc
) -> tuple[dt.date | None, tuple[int, int] | None]:
    """The day of publication, given or read from a dateline that is certain, and that dateline's tokens."""
    if article.published is not None:
        return article.published, None
    read = dates.dateline(article.text, article.title)
    if read is None:
        return None, None
    day, start, end = read
    if start < 0:
        return day, None
    shift = layout.text_start
    span = doc.char_span(start + shift, end + shift, alignment_mode="expand")
    return day, (span.start, span.end) if span is not None else None


def extract(
    text: str,
    *,
    published: dt.date | str | None = None,
    title: str | None = None,
    id: str | None = None,  # noqa: A002 - the article's field is so called
    url: str | None = None,
    source: str | None = None,
) -> list[Operation]:
    """The operations that one article reports.

    `published` resolves "on Sunday"; a date or an ISO 8601 string. Offsets of evidence are code points of
    `text`. Raises ArticleError for a text that is too long, ValueError for a `published` that is no date.

    >>> operations = extract("Troops raided a Boko Haram camp in Borno on Sunday.", published="2024-02-06")
    >>> [op.kind for op in operations]
    ['raid']
    """
    fields = {"published": published, "title": title, "id": id, "url": url, "source": source}
    return _shared()(Article.model_validate({"text": text, **fields}))


@cache
def _shared() -> Extractor:
    """The extractor of all calls of `extract`."""
    return Extractor()
