"""Operations → rows with PLOVER's root codes: who did what to whom, a row a record."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from eventx.export.coding import Coded, days, hurt, load_coding, named, sides, unreal
from eventx.export.flat import Row, first_site, total
from eventx.records import Force, Operation

# types of forces → PLOVER's sectors; UAF are armed actors of whom no more is known
SECTORS = {
    "military": "MIL", "police": "COP", "intelligence": "SPY", "security_forces": "MIL", "coalition": "MIL",
    "militia": "PAR", "armed_group": "REB", "government": "GOV", "civilians": "CVL", "unknown": "UAF",
}  # fmt: skip


def _why(op: Operation, _: frozenset[str]) -> str | None:
    return unreal(op) or (None if load_coding("plover").take(op) else "no row of the table fits")


def _rows(op: Operation) -> Iterator[Row]:
    coding, span, site = load_coding("plover").take(op), days(op), first_site(op)
    if coding is None:
        return
    first, second = sides(op)
    killed, wounded = total(op.outcomes, "killed"), total(op.outcomes, "wounded")
    yield {
        "event_id": op.id,
        "event_date": span[0] if span else None,
        "event_type": coding.gives[0],
        "quad_class": coding.gives[1],
        "actor": named(first),
        "actor_country": _country(first),
        "actor_sector": _sector(first),
        "recipient": named(second),
        "recipient_country": _country(second),
        "recipient_sector": _sector(second) or ("CVL" if hurt(op) else None),
        "location": (site.name or site.text) if site else None,
        "country": site.country if site else None,
        "latitude": site.latitude if site else None,
        "longitude": site.longitude if site else None,
        "dead": killed.low if killed else None,
        "injured": wounded.low if wounded else None,
        "source": op.source,
        "published": op.published,
        "article_id": op.article_id,
        "url": op.url,
        "confidence": op.confidence,
    }


def _country(side: list[Force]) -> str | None:
    return next((f.country for f in side if f.country), None)


def _sector(side: list[Force]) -> str | None:
    if not side:
        return None
    return "CVL" if side[0].role == "civilian" else SECTORS[side[0].type]


PLOVER = Coded(
    "plover",
    {
        "event_id": str, "event_date": dt.date, "event_type": str, "quad_class": str, "actor": str,
        "actor_country": str, "actor_sector": str, "recipient": str, "recipient_country": str,
        "recipient_sector": str, "location": str, "country": str, "latitude": float, "longitude": float,
        "dead": int, "injured": int, "source": str, "published": dt.date, "article_id": str, "url": str,
        "confidence": float,
    },
    _why,
    _rows,
)  # fmt: skip
