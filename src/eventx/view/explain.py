"""A trace → a tree for the terminal: fields with their evidence and rules; what was rejected, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text
from rich.tree import Tree

from eventx.records import Span
from eventx.view.facts import Fact, Rejection, facts, headline, rejections, visible

if TYPE_CHECKING:
    from eventx.pipeline import Trace

LONGEST = 120  # code points of a quotation


def explain(trace: Trace) -> Tree:
    """The tree of an article; its nodes are plain text, whatever the article holds."""
    article = trace.article
    published = f", published {trace.published}" if trace.published else ", day of publication unknown"
    root = Tree(
        Text(visible(f"{article.key}: {article.title or 'without a title'}{published}"), style="bold")
    )
    for rank, operation in enumerate(trace.operations, 1):
        label = Text.assemble(
            (visible(f"{rank} {headline(operation)}"), "bold green"),
            (f"  confidence {operation.confidence:.2f}", "dim"),
        )
        branch = root.add(label)
        branch.add(Text(f"id {operation.id}", style="dim"))
        if operation.part_of:
            branch.add(Text(f"part of {operation.part_of}"))
        for fact in facts(operation):
            branch.add(_of_fact(fact))
    if not trace.operations:
        root.add(Text("no record", style="bold"))
    rejected = rejections(trace)
    if rejected:
        branch = root.add(Text(f"rejected: {len(rejected)}", style="bold red"))
        for rejection in rejected:
            branch.add(_of_rejection(rejection))
    return root


def _of_fact(fact: Fact) -> Text:
    text = Text.assemble((f"{fact.label:<10}", "cyan"), visible(fact.value))
    for span in fact.evidence:
        text.append("\n")
        text.append(visible(f"  “{shortened(span.text)}”"), style="yellow")
        text.append(f"  {place_of(span)}  {visible(span.found_by)}", style="dim")
    return text


def _of_rejection(rejection: Rejection) -> Text:
    span = rejection.span
    text = Text.assemble(
        (visible(f"“{shortened(span.text)}”"), "yellow"),
        f" as {rejection.kind.replace('_', ' ')}: ",
        (visible(rejection.why), "red"),
    )
    if rejection.outcomes:
        text.append(visible(f" (with {', '.join(rejection.outcomes)})"))
    text.append(f"\n  {place_of(span)}  {visible(span.found_by)}", style="dim")
    if rejection.cue:
        text.append(
            visible(f"  judged by “{shortened(rejection.cue.text)}” {place_of(rejection.cue)}"), style="dim"
        )
    return text


def place_of(span: Span) -> str:
    """Where a span is: "12–18", of the title "title 0–4"."""
    return f"{'title ' if span.in_ == 'title' else ''}{span.start}–{span.end}"


def shortened(text: str) -> str:
    """A quotation that fits a line or two.

    >>> shortened("a" * 200)[-2:]
    'a…'
    """
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
