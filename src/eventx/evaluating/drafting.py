"""An article and its records → a draft of its gold file, for a person to correct."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eventx.evaluating.credit import words
from eventx.evaluating.gold import (
    GoldArticle,
    GoldForce,
    GoldOutcome,
    GoldPerson,
    GoldPlace,
    GoldRecord,
    GoldWhen,
)
from eventx.records import Article, Operation, Span


def draft(article: Article, records: Iterable[Operation]) -> GoldArticle:
    """The gold file that would be right if all records were; those kept as background go to `background`.

    >>> made = Operation(id="1", article_id="a", kind="raid",
    ...                  evidence=[{"start": 7, "end": 13, "text": "raided", "found_by": "me"}])
    >>> draft(Article(id="a", text="Troops raided a camp."), [made]).operations[0].evidence
    ['raided']
    """
    records = list(records)
    told = [record for record in records if record.background is None]
    ids = {record.id: f"{article.key}-{rank}" for rank, record in enumerate(told, 1)}
    quotes = [q for record in records if record.background for q in _quotes(record.evidence, article.text)]
    return GoldArticle(
        id=article.key,
        title=article.title,
        published=article.published,
        text=article.text,
        operations=[_record(record, ids, article.text) for record in told],
        background=list(dict.fromkeys(quotes)),
    )


def _record(record: Operation, ids: dict[str, str], text: str) -> GoldRecord:
    return GoldRecord(
        id=ids[record.id],
        kind=[record.kind],
        level=record.level,
        name=record.name or None,
        status=[record.status],
        date=GoldWhen(start=record.date.start, end=record.date.end) if record.date else None,
        locations=[
            GoldPlace(
                names=_names(place.text, place.name), admin1=place.admin1, country=place.country,
                role=place.role, optional=not _scored(place.text, place.name),
            )
            for place in record.locations
        ],
        forces=[
            GoldForce(names=_names(force.text, force.name), role=[force.role]) for force in record.forces
        ],
        outcomes=[
            GoldOutcome(
                type=[x.type], side=[x.side], object=[x.object],
                low=x.count.low, high=x.count.high, best=x.count.best,
            )
            for x in record.outcomes
        ],
        people=[
            GoldPerson(names=_names(person.name, person.description), fate=[person.fate])
            for person in record.people
        ],
        part_of=ids.get(record.part_of or ""),
        evidence=_quotes(record.evidence, text),
    )  # fmt: skip


def _names(*given: str | None) -> list[str]:
    return list(dict.fromkeys(name for name in given if name))


def _scored(*names: str | None) -> bool:
    """Whether any name has a word by which it is scored: "the mountains" has none."""
    return any(words(name) for name in names if name)


def _quotes(spans: Sequence[Span], text: str) -> list[str]:
    """The words of spans in the text, each with so many around it that the quotation stands there alone."""
    there = [s for s in spans if s.in_ == "text" and s.text and text[s.start : s.end] == s.text]
    return list(dict.fromkeys(_alone(text, span.start, span.end) for span in there))


def _alone(text: str, start: int, end: int) -> str:
    """The shortest run of whole words around a span that occurs once in the text.

    >>> _alone("Troops raided a camp. Rebels raided a farm.", 29, 35)
    'Rebels raided'
    """
    before = after = True
    while text.count(text[start:end]) > 1 and (before or after):
        if before := start > 0:
            start = text.rfind(" ", 0, max(start - 1, 0)) + 1
        if text.count(text[start:end]) > 1 and (after := end < len(text)):
            end = found if (found := text.find(" ", end + 1)) >= 0 else len(text)
    return text[start:end]
