"""Records of several articles → which of the articles print one text: by the evidence, word for word."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from eventx.records import Force, Operation, Outcome, Person, Place, Span

SHARED = 0.6  # of the shorter article's neighbouring spans of evidence: copies of one text
FEWEST = 3  # such spans, at least


def copies(operations: Sequence[Operation]) -> list[list[str]]:
    """The article ids by text: syndicated copies tell the same words at the same distances."""
    if len(operations) == 1:
        return [[operations[0].article_id]]
    spans: dict[str, set[tuple[int, str]]] = {}
    for o in operations:
        told = {(s.start, s.text) for s in _evidence(o) if s.in_ == "text"}
        spans[o.article_id] = spans.get(o.article_id, set()) | told
    if sum(len(told) > FEWEST for told in spans.values()) < 2:  # too little is shown
        return [[article] for article in spans]
    steps: dict[str, set[tuple[str, str, int]]] = {}
    for article, ordered in ((article, sorted(told)) for article, told in spans.items()):
        steps[article] = {(a[1], b[1], b[0] - a[0]) for a, b in pairwise(ordered)}
    texts: list[list[str]] = []
    for article, own in steps.items():
        for text in texts:
            first = steps[text[0]]
            shared = len(own & first)
            if shared >= FEWEST and shared >= SHARED * min(len(own), len(first)):
                text.append(article)
                break
        else:
            texts.append([article])
    return texts


def _evidence(operation: Operation) -> list[Span]:
    parts: list[Place | Force | Outcome | Person] = [
        *operation.locations, *operation.forces, *operation.outcomes, *operation.people,
    ]  # fmt: skip
    spans = [*operation.evidence, *(s for part in parts for s in part.evidence)]
    return spans + (operation.date.evidence if operation.date else [])
