"""Operations → a page of many records: map, timeline, counts, casualties, filters, a table with the evidence.

Incidents are shown by their merged fields, and under each field every claim with the article that makes it.

The page holds the records as data; `report.js` and `map.js` draw them and count anew with each filter.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from string import Template
from typing import Any

from eventx.export.coding import country_names, umbrellas, unreal
from eventx.export.flat import first_site
from eventx.incidents import Incident, Statement
from eventx.records import Article, Operation, Outcome, Place, Span
from eventx.view.facts import Fact, facts, headline, number
from eventx.view.page import address, page, text

SCRIPTS = ("parts.js", "map.js", "report.js")
AROUND = 90  # code points of the article that are shown before and after evidence
FATES = ("killed", "wounded", "captured", "surrendered", "freed", "abducted", "missing", "displaced")
UNSURE = frozenset({"unconfirmed", "disputed", "hypothetical"})  # figures that raise the upper bound only
ONCE = {
    "record": "Acts told by several articles count once for each.",
    "incident": "An act counts once; its range spans what all articles tell.",
}


def report_page(
    acts: Sequence[Operation | Incident], *, title: str | None = None, articles: Iterable[Article] = ()
) -> str:
    """One HTML file; with `articles`, evidence is shown within its sentence."""
    texts = {article.key: article for article in articles}
    merged = [(act if isinstance(act, Operation) else act.merged(), act) for act in acts]
    wholes = umbrellas(op for op, _ in merged)
    noun = "incident" if acts and all(isinstance(act, Incident) for act in acts) else "record"
    records = [_of(op, act, op.id in wholes and op.level != "operation", texts) for op, act in merged]
    head = title or f"{_several(len(acts), noun)} of operations"
    told = len({key for act in acts for key in _articles(act)})
    room = resources.files("eventx.view")
    sub = f"{_several(len(acts), noun)} from {_several(told, 'article')}"
    body = Template((room / "report.html").read_text("utf-8")).substitute(
        title=text(head), sub=text(sub), noun=noun, heading=f"{noun.capitalize()}s", once=ONCE[noun]
    )
    world = json.loads((room / "world.json").read_text("utf-8"))
    data = {"world": world, "fates": FATES, "noun": noun, "records": records}
    return page(head, body, scripts=SCRIPTS, data=data)


def _articles(act: Operation | Incident) -> list[str]:
    return [act.article_id] if isinstance(act, Operation) else act.article_ids


def _several(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _of(
    op: Operation, act: Operation | Incident, whole: bool, texts: Mapping[str, Article]
) -> dict[str, Any]:
    """A record as the page's script reads it; what is empty is left out."""
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
        "facts": [[fact.label, fact.value, _quotes(fact, op, texts)] for fact in facts(op)],
    }
    if isinstance(act, Incident):
        record["tellers"] = [len(act.article_ids), len(act.texts)]
        record["facts"] = _told(act, facts(op), texts)
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


def _quotes(fact: Fact, op: Operation, texts: Mapping[str, Article]) -> list[list[Any]]:
    return [_quote(span, texts.get(op.article_id), op) for span in fact.evidence]


def _told(incident: Incident, found: Iterable[Fact], texts: Mapping[str, Article]) -> list[list[Any]]:
    """The facts of an incident, each with all claims to it; then the fields on which records differ."""
    by_id = {op.id: op for op in incident.operations}
    first = incident.operations[0]

    def lines(claims: Iterable[Statement]) -> Iterator[list[Any]]:
        for claim in claims:
            op = by_id[claim.operation_id]
            who = f"{claim.source or claim.article_id}{f', {claim.published}' if claim.published else ''}"
            figure = f" ({number(claim.count)})" if claim.count else ""
            quotes = [_quote(span, texts.get(op.article_id), op) for span in claim.evidence]
            for i, quote in enumerate(quotes or [["", "", "", "", ""]]):
                yield [
                    *quote,
                    "" if i else f"{who}: {claim.value.replace('_', ' ')}{figure}",
                    "" if i else address(op.url),
                ]

    shown = []
    for fact in found:
        claims = _claims(incident, fact.field)
        shown.append([fact.label, fact.value, list(lines(claims)) if claims else _quotes(fact, first, texts)])
    rest = {name: told for name, told in incident.claims.items() if name != "kind"}
    return shown + [
        [name.replace("_", " "), "told differently", list(lines(told))] for name, told in rest.items()
    ]


def _claims(incident: Incident, field: str) -> list[Statement]:
    """The claims to a field of a fact: "evidence" is the kind's, "locations.0" a place's."""
    if field == "evidence":
        return incident.claims.get("kind", [])
    name, _, rank = field.partition(".")
    part = getattr(incident, name)
    part = part[int(rank)] if rank else part
    claims: list[Statement] = getattr(part, "claims", [])
    return claims


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
