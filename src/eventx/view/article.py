"""Traces → a page of articles with the evidence highlighted, linked with the records that it tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from eventx.records import Article, Operation, Span
from eventx.view.facts import facts, headline, rejections
from eventx.view.page import address, page, text

if TYPE_CHECKING:
    from eventx.pipeline import Trace

LEGEND = ("kind", "date", "place", "force", "outcome", "person", "objective", "source", "rejected")


@dataclass(slots=True)
class Noted:
    """Something to be seen beside the text: a fact or a rejection, with its id in the page."""

    id: str
    label: str
    value: str
    said: str  # what a mark's tooltip says
    spans: list[Span] = field(default_factory=list)
    targets: dict[tuple[str, int], str] = field(default_factory=dict)  # where a span begins → its mark's id


def article_page(traces: Sequence[Trace]) -> str:
    """One HTML file of one or several articles."""
    first = traces[0].article if traces else None
    title = (first.title or first.key) if first else "No article"
    more = f" and {len(traces) - 1} more" if len(traces) > 1 else ""
    sections = "\n".join(
        _article(trace, f"a{number}", only=len(traces) == 1) for number, trace in enumerate(traces, 1)
    )
    legend = " ".join(f'<li><mark class="{name}"><a>{name}</a></mark></li>' for name in LEGEND)
    body = (
        '<a class="skip" href="#a1-records">Skip to the records</a>\n'
        f"{_contents(traces) if more else ''}<main>\n"
        f'<ul class="list small legend" aria-label="Legend">{legend}</ul>\n'
        f"{sections or '<p>No article.</p>'}\n</main>"
    )
    return page(f"{title}{more} - eventx", body, scripts=["article.js"])


def _contents(traces: Sequence[Trace]) -> str:
    lines = "".join(
        f'<li><a href="#a{number}">{text(t.article.title or t.article.key)}</a> '
        f'<span class="dim">{_several(len(t.operations))}</span></li>'
        for number, t in enumerate(traces, 1)
    )
    return f'<nav aria-label="Articles"><h1>{len(traces)} articles</h1><ol>{lines}</ol></nav>\n'


def _several(number: int) -> str:
    return f"{number or 'no'} record{'' if number == 1 else 's'}"


def _article(trace: Trace, prefix: str, *, only: bool) -> str:
    article = trace.article
    told = [_of_record(op, f"{prefix}-r{rank}", rank) for rank, op in enumerate(trace.operations, 1)]
    rejected = _of_rejections(trace, prefix)
    noted = [note for notes in told for note in notes] + rejected
    title = "".join(marked(article.title or article.key, noted, f"{prefix}-h", where="title"))
    body = "".join(marked(article.text, noted, f"{prefix}-t"))
    cards = "\n".join(
        _card(op, notes, f"{prefix}-r{rank}", rank)
        for rank, (op, notes) in enumerate(zip(trace.operations, told, strict=True), 1)
    )
    head = "h1" if only else "h2"
    whose = "" if only else f" of {text(article.title or article.key)}"
    count = _several(len(trace.operations)).capitalize()
    aside = (
        f'<section class="records" id="{prefix}-records" aria-label="Records{whose}">\n'
        f"<h2>{count}</h2>\n{cards}\n{_rejected(rejected, trace)}</section>"
    )
    return (
        f'<article id="{prefix}"><{head}>{title}</{head}>\n'
        f'<p class="dim small">{_byline(article, trace)}</p>\n'
        f'<div class="columns"><div class="text">{body}</div>\n{aside}</div></article>'
    )


def _byline(article: Article, trace: Trace) -> str:
    told = [text(article.source)] if article.source else []
    told.append(f"published {trace.published}" if trace.published else "day of publication unknown")
    told.append(text(article.key))
    if link := address(article.url):
        told.append(f'<a href="{text(link)}" rel="noopener noreferrer">{text(link)}</a>')
    elif article.url:
        told.append(text(article.url))
    return " · ".join(told)


def _of_record(op: Operation, prefix: str, rank: int) -> list[Noted]:
    return [
        Noted(
            f"{prefix}-{i}",
            fact.label,
            fact.value,
            f"record {rank}, {fact.label}: {fact.value}",
            fact.evidence,
        )
        for i, fact in enumerate(facts(op))
    ]


def _of_rejections(trace: Trace, prefix: str) -> list[Noted]:
    return [
        Noted(
            f"{prefix}-x{i}",
            "rejected",
            f"as {r.kind.replace('_', ' ')}: {r.why}",
            f"rejected: {r.why}",
            [r.span],
        )
        for i, r in enumerate(rejections(trace))
    ]


def marked(content: str, noted: Sequence[Noted], prefix: str, *, where: str = "text") -> Iterator[str]:
    """A text as markup, cut where evidence begins and ends; each cut in a mark that links to what it tells.

    Sets the `targets` of what is noted.
    """
    spans = [
        (max(0, span.start), min(span.end, len(content)), note)
        for note in noted
        for span in note.spans
        if span.in_ == where and span.start < min(span.end, len(content))
    ]
    opening: dict[int, list[tuple[int, Noted]]] = {}
    for start, end, note in spans:
        opening.setdefault(start, []).append((end, note))
    cuts = sorted({0, len(content), *(s for s, _, _ in spans), *(e for _, e, _ in spans)})
    active: list[tuple[int, Noted]] = []
    for number, (start, end) in enumerate(pairwise(cuts)):
        active = [(until, note) for until, note in active if until > start]
        fresh = opening.get(start, [])
        active += fresh
        if not active:
            yield text(content[start:end])
            continue
        mark = f"{prefix}{number}"
        for _, note in fresh:
            note.targets[where, start] = mark
        notes = list({note.id: note for _, note in active}.values())
        chief = min(notes, key=lambda n: LEGEND.index(n.label))
        said = text("; ".join(note.said for note in notes))
        yield (
            f'<mark id="{mark}" class="{chief.label}" data-facts="{" ".join(n.id for n in notes)}">'
            f'<a href="#{chief.id}" title="{said}">{text(content[start:end])}</a></mark>'
        )


def _card(op: Operation, notes: list[Noted], prefix: str, rank: int) -> str:
    lines = "\n".join(map(_fact, notes))
    part = f'<p class="small">part of <code>{text(op.part_of)}</code></p>' if op.part_of else ""
    return (
        f'<section class="record" id="{prefix}" aria-labelledby="{prefix}-h">'
        f'<h3 id="{prefix}-h">{rank}. {text(headline(op))}</h3>\n'
        f'<p class="dim small">confidence {op.confidence:.2f} · <code>{text(op.id)}</code></p>{part}\n'
        f'<dl class="facts">{lines}</dl></section>'
    )


def _fact(note: Noted) -> str:
    quotes = "".join(_quote(span, note.targets.get((span.in_, span.start))) for span in note.spans)
    label = f'<span class="{note.label}">{note.label}</span>'
    return (
        f'<div class="fact" id="{note.id}" data-facts="{note.id}"><dt>{label}</dt>'
        f"<dd>{text(note.value)}<ul>{quotes}</ul></dd></div>"
    )


def _quote(span: Span, target: str | None) -> str:
    """Words of evidence that link to their mark, where the article holds them."""
    words = text(" ".join(span.text.split()))
    link = f'<a href="#{target}">{words}</a>' if target else words
    return f'<li class="quote">{link} <span class="rule">{text(span.found_by)}</span></li>'


def _rejected(notes: list[Noted], trace: Trace) -> str:
    if not notes:
        return ""
    rows = "\n".join(map(_fact, notes))
    some = "" if trace.operations else " open"
    return (
        f"<details{some}><summary>Considered and rejected: {len(notes)}</summary>\n"
        f'<dl class="facts">{rows}</dl></details>'
    )
