"""Operations → rows like those of ACLED: one a record, at its most precise place.

Fatalities are the lowest figure told, as ACLED asks for; the bounds stand beside it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from eventx.export.coding import (
    Coded,
    country_names,
    days,
    hurt,
    is_state,
    load_coding,
    middle,
    named,
    sides,
    types,
    unreal,
)  # fmt: skip
from eventx.export.flat import Row, first_site, joined, names, total
from eventx.records import Force, Operation

# where_prec of UCDP → geo_precision: 1 the place itself, 2 near it or a part of a region, 3 a region
GEO = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}
INTER = {"armed_group": "Rebel group", "militia": "Political militia", "civilians": "Civilians"}
CLASSES = ("State forces", "Rebel group", "Political militia", "Civilians", "External/Other forces")
POLITICAL = ("Battles", "Explosions/Remote violence", "Violence against civilians")


def _why(op: Operation, _: frozenset[str]) -> str | None:
    if said := unreal(op):
        return said
    if op.level != "operation":
        return f"{op.level}: ACLED splits it into events of one day and place"
    if days(op) is None:
        return "no day is known"
    return None if load_coding("acled").take(op) else "no row of the table fits"


def _rows(op: Operation) -> Iterator[Row]:
    coding, span, site = load_coding("acled").take(op), days(op), first_site(op)
    if coding is None or span is None:
        return
    event_type, sub_event_type = coding.gives
    start, length = span
    day = middle(start, length)
    country = site.country if site else None
    killed = total(op.outcomes, "killed")
    first, second = sides(op)
    civilian = (types(second) or hurt(op)) == {"civilians"}
    inter = (_inter(first, country), _inter(second, country) or ("Civilians" if civilian else None))
    yield {
        "event_id": op.id,
        "event_date": day,
        "year": day.year,
        "time_precision": 1 if length == 1 else 2 if length <= 7 else 3 if length <= 31 else None,
        "disorder_type": "Political violence" if event_type in POLITICAL else event_type,
        "event_type": event_type,
        "sub_event_type": sub_event_type,
        "actor1": named(first),
        "assoc_actor_1": names(op, "partner", "support"),
        "inter1": inter[0],
        "actor2": named(second) or ("Civilians" if civilian else None),
        "inter2": inter[1],
        "interaction": _interaction(*inter),
        "civilian_targeting": "Civilian targeting" if civilian else None,
        "country": country_names().get(country) if country else None,
        "iso2": country,
        "admin1": joined(site.admin1) if site else None,
        "location": (site.name or site.text) if site else None,
        "latitude": site.latitude if site else None,
        "longitude": site.longitude if site else None,
        "geo_precision": GEO.get(site.precision or 7) if site else None,
        "source": joined(filter(None, [op.source, *(s.name for s in op.sources)])),
        "notes": joined(span.text for span in op.evidence),
        "fatalities": (killed.low or 0) if killed else 0,
        "fatalities_low": killed.low if killed else None,
        "fatalities_high": killed.high if killed else None,
        "article_id": op.article_id,
        "url": op.url,
        "confidence": op.confidence,
    }


def _interaction(first: str | None, second: str | None) -> str | None:
    """Both classes in ACLED's order, whoever is actor1; "only" where one side is known.

    >>> _interaction("Rebel group", "State forces"), _interaction("Rebel group", None)
    ('State forces-Rebel group', 'Rebel group only')
    """
    known = sorted(filter(None, (first, second)), key=CLASSES.index)
    if len(known) == 1:
        return f"{known[0]} only"
    return "-".join(known) or None


def _inter(side: list[Force], country: str | None) -> str | None:
    """Which of ACLED's classes of actors a side is; the first force decides."""
    return _class(side[0], country) if side else None


def _class(force: Force, country: str | None) -> str | None:
    if force.role == "civilian":
        return "Civilians"
    if is_state(force):
        abroad = force.type == "coalition" or (force.country and country and force.country != country)
        return "External/Other forces" if abroad else "State forces"
    return INTER.get(force.type)


ACLED = Coded(
    "acled",
    {
        "event_id": str, "event_date": dt.date, "year": int, "time_precision": int, "disorder_type": str,
        "event_type": str, "sub_event_type": str, "actor1": str, "assoc_actor_1": str, "inter1": str,
        "actor2": str, "inter2": str, "interaction": str, "civilian_targeting": str, "country": str,
        "iso2": str, "admin1": str, "location": str, "latitude": float, "longitude": float,
        "geo_precision": int, "source": str, "notes": str, "fatalities": int, "fatalities_low": int,
        "fatalities_high": int, "article_id": str, "url": str, "confidence": float,
    },
    _why,
    _rows,
)  # fmt: skip
