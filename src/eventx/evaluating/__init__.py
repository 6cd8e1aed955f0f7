"""Records beside annotated articles → precision, recall, F1 and intervals, and every error with its cause.

`gold` reads what annotators wrote; `credit` judges one value, `pairing` finds which record is which,
`judging` makes items of it all, `figures` and `comparing` count them, `showing` puts them into tables and
JSON, and `drafting` makes a gold file to be corrected. docs/evaluating.md has the definition.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable

from eventx.errors import GoldError, RecordError
from eventx.evaluating.comparing import Change, Difference, compare
from eventx.evaluating.drafting import draft
from eventx.evaluating.figures import Evaluation, Figure, by_cause, by_kind, intervals
from eventx.evaluating.gold import GoldArticle, GoldRecord, gold_of, read_gold
from eventx.evaluating.judging import Item, judge
from eventx.records import Operation

__all__ = [
    "Change",
    "Difference",
    "Evaluation",
    "Figure",
    "GoldArticle",
    "GoldRecord",
    "Item",
    "by_cause",
    "by_kind",
    "compare",
    "draft",
    "evaluate",
    "gold_of",
    "intervals",
    "judge",
    "read_gold",
]


def evaluate(
    records: str | os.PathLike[str] | Iterable[Operation],
    gold: str | os.PathLike[str] | Iterable[GoldArticle],
) -> Evaluation:
    """Score records against gold articles; each may be a file (of gold also a folder) or what was read.

    Records of articles that the gold has not, and records kept as background, are left aside and counted.
    Raises RecordError or GoldError, which names file, line or field, for the first thing that cannot be
    read, ValueError where there is no gold article.

    >>> text = "Troops raided a camp."
    >>> made = Operation(id="1", article_id="a", kind="raid", status="completed",
    ...                  evidence=[{"start": 7, "end": 13, "text": "raided", "found_by": "me"}])
    >>> wanted = {"id": "a-1", "kind": ["raid"], "status": ["completed"], "evidence": ["raided"]}
    >>> result = evaluate([made], [GoldArticle(id="a", text=text, operations=[wanted])])
    >>> result.figures["kind"].f1
    1.0
    """
    articles = _all_gold(gold)
    if not articles:
        raise ValueError("no gold article to score against")
    made: defaultdict[str, list[Operation]] = defaultdict(list)
    aside = 0
    ids = {article.id for article in articles}
    for record in _all_records(records):
        if record.article_id in ids and record.background is None:
            made[record.article_id].append(record)
        else:
            aside += 1
    return Evaluation({article.id: judge(made[article.id], article) for article in articles}, aside)


def _all_gold(gold: str | os.PathLike[str] | Iterable[GoldArticle]) -> list[GoldArticle]:
    if not isinstance(gold, str | os.PathLike):
        return list(gold)
    articles = []
    for entry in read_gold(gold):
        if isinstance(entry, GoldError):
            raise entry
        articles.append(entry)
    return articles


def _all_records(records: str | os.PathLike[str] | Iterable[Operation]) -> Iterable[Operation]:
    if not isinstance(records, str | os.PathLike):
        yield from records
        return
    from eventx.operations import read_operations

    for found in read_operations(records):
        if isinstance(found, RecordError):
            raise found
        yield found
