"""Operations → a page of many records: map, timeline, counts, casualties, filters, a table with the evidence.

The page holds the records as data; `report.js` and `map.js` draw them and count anew with each filter.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from string import Template
from typing import Any

from eventx.export.coding import country_names, umbrellas, unreal
from eventx.export.flat import first_site
from eventx.records import Article, Operation, Outcome, Place, Span
from eventx.view.facts import Fact, facts, headline
from eventx.view.page import address, page, text

SCRIPTS = ("parts.js", "map.js", "report.js")
AROUND = 90  # code points of the article that are shown before and after evidence
FATES = ("killed", "wounded", "captured", "surrendered", "freed", "abducted", "missing", "displaced")
UNSURE = frozenset({"unconfirmed", "disputed", "hypothetical"})  # figures that raise the upper bound only


def report_page(
    operations: Sequence[Operation], *, title: str | None = None, articles: Iterable[Article] = ()
) -> str:
    """One HTML file; with `articles`, evidence is shown within its sentence."""
    texts = {article.key: article for article in articles}
    wholes = umbrellas(operations)
    records = [_of(op, op.id in wholes and op.level != "operation", texts) for op in operations]
    head = title or f"{_several(len(operations), 'record')} of operations"
    told = len({op.article_id for op in operations})
    room = resources.files("eventx.view")
    sub = f"{_several(len(operations), 'record')} from {_several(told, 'article')}"
    body = Template((room / "report.html").read_text("utf-8")).substitute(title=text(head), sub=text(sub))
    world = json.loads((room / "world.json").read_text("utf-8"))
    return page(head, body, scripts=SCRIPTS, data={"world": world, "fates": FATES, "records": records})


def _several(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _of(op: Operation, whole: bool, texts: Mapping[str, Article]) -> dict[str, Any]:
    """A record as the page's script reads it; what is empty is left out."""
    article = texts.get(op.article_id)
    start = op.date.start or op.date.end if op.date else None
    end = op.date.end or start if op.date else None
    countries = dict.fromkeys(p.country for p in op.locations if p.country)
    record: dict[str, Any] = {
        "id": op.id,
        "article": op.article_id,
        "title": op.title,
        "source": op.source,
        "url": address(op.url),
        "published": op.published and op.published.isoformat(),
        "kind": op.kind.replace("_", " "),
        "head": headline(op),
        "unreal": unreal(op),
        "whole": whole,
        "start": start and start.isoformat(),
        "end": end and end.isoformat(),
        "date": _day(op),
        "countries": [country_names().get(code, code) for code in countries],
        "places": [_place(p) for p in _sites(op)],
        "forces": list(dict.fromkeys(f.name or f.text for f in op.forces)),
        "who": _names(op, "initiator", "partner"),
        "whom": _names(op, "target", "civilian"),
        "results": [fact.value for fact in facts(op) if fact.label in ("outcome", "person")],
        "people": [_people(o) for o in op.outcomes if o.object == "person" and o.modality != "denied"],
        "confidence": round(op.confidence, 2),
        "part": op.part_of,
        "facts": [_fact(fact, article, op) for fact in facts(op)],
    }
    return {name: value for name, value in record.items() if value not in (None, [], "", False)}


def _day(op: Operation) -> str:
    if op.date is None:
        return ""
    if op.date.start is None and op.date.end is None:
        return f"“{op.date.text}”" if op.date.text else ""
    start, end = op.date.start or "…", op.date.end or "…"
    return str(start) if start == end else f"{start} to {end}"


def _sites(op: Operation) -> list[Place]:
    """Where force was used; where no such place has coordinates, the most precise other one."""
    sites = [p for p in op.locations if p.role == "site" and None not in (p.latitude, p.longitude)]
    first = first_site(op)
    return sites or ([first] if first else [])


def _place(place: Place) -> list[Any]:
    name = place.name or place.text
    vague = place.role != "site" or (place.precision or 7) >= 4
    return [name, place.latitude, place.longitude, country_names().get(place.country or "", ""), vague]


def _names(op: Operation, *roles: str) -> str:
    return ", ".join(dict.fromkeys(f.name or f.text for f in op.forces if f.role in roles))


def _people(outcome: Outcome) -> list[Any]:
    """Fate, side, low and high (null is open) of some people."""
    low = 0 if outcome.modality in UNSURE else outcome.count.low or 0
    return [outcome.type, outcome.side, low, outcome.count.high]


def _fact(fact: Fact, article: Article | None, op: Operation) -> list[Any]:
    return [fact.label, fact.value, [_quote(span, article, op) for span in fact.evidence]]


def _quote(span: Span, article: Article | None, op: Operation) -> list[Any]:
    """Evidence as words before, itself, words after, the rule, and "title" where it is of the title."""
    before = after = ""
    content = op.title if span.in_ == "title" else article.text if article else None
    if content is not None and content[span.start : span.end] == span.text:
        before = _tail(content[max(0, span.start - AROUND) : span.start])
        after = _head(content[span.end : span.end + AROUND])
    return [before, span.text, after, span.found_by, span.in_]


def _tail(words: str) -> str:
    """The end of some text, of its last paragraph and from a word's beginning."""
    last = words.rsplit("\n", maxsplit=1)[-1]
    return last if len(last) < AROUND else "…" + last.partition(" ")[2]


def _head(words: str) -> str:
    """The beginning of some text, of its first paragraph and to a word's end."""
    first = words.split("\n", maxsplit=1)[0]
    return first if len(first) < AROUND else first.rpartition(" ")[0] + "…"
