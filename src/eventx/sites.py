"""How two places stand to each other: the same, one in the other, or apart."""

from __future__ import annotations

from eventx.extractors.places import Site
from eventx.toponyms import distance

AREAS = frozenset(
    {"district", "county", "township", "municipality", "territory", "tehsil", "subdistrict", "lga"}
)
NEARBY = 60.0  # kilometres
AROUND, SUBURBS = 40.0, 15.0  # likewise
TOWN = 50_000  # inhabitants


def same_place(a: Site, b: Site) -> bool:
    """Whether two mentions are of one place, by canonical name or by words."""
    x, y = a.place, b.place
    return (x.name or x.text) == (y.name or y.text) or x.text in y.text or y.text in x.text


def holds(outer: Site, inner: Site, *, loose: bool = False, sure: bool = False) -> bool:
    """Whether a division, region or range holds a place, or may hold one that is not resolved.

    With `loose` a district that is only known by its town holds what is near; with `sure` it holds none whose
    district is not known.
    """
    if outer.place.country and inner.place.country and outer.place.country != inner.place.country:
        return False
    if outer.place.relation and outer.place.role == "site":
        return False  # "near Ansongo" is a spot, though Ansongo is a district's name
    feature = outer.place.feature or ""
    wide = outer.place.role == "area" and not outer.place.admin1
    called = loose and outer.place.text.casefold().rpartition(" ")[2] in AREAS
    if not wide and not called and not feature.startswith(("A.ADM", "L.", "T.", "V.")):
        return False
    found = inner.resolution.chosen if inner.resolution else None
    if found is None or not outer.place.admin1:
        return True
    if called and feature.startswith("P.") and outer.resolution and outer.resolution.chosen:
        away = distance(outer.resolution.chosen, found)
        return away is not None and away < NEARBY
    if feature == "A.ADM2":
        name, division = outer.place.name or outer.place.text, found.admin2
        if division is None:
            return not sure
        return name in division or division in name or outer.place.text in division
    return bool(set(outer.place.admin1) & set(inner.place.admin1))


def apart(a: Site, b: Site) -> bool:
    """Whether two places are not the same and none holds the other."""
    return not (same_place(a, b) or holds(a, b, sure=True) or holds(b, a, sure=True))


def may_hold(outer: Site, inner: Site) -> bool:
    """Whether a town, or what is told to be near it, may hold a place: "south of Kirkuk", Daquq.

    A place that no gazetteer knows may be a town's quarter.
    """
    town, spot = (site.resolution.chosen if site.resolution else None for site in (outer, inner))
    if town is None or not town.feature.startswith("P."):
        return False
    if outer.place.country and inner.place.country and outer.place.country != inner.place.country:
        return False
    if spot is None:
        return inner.place.role != "area" and (town.population >= TOWN or outer.place.relation is not None)
    away = distance(town, spot)
    reach = AROUND if outer.place.relation else (SUBURBS if town.population >= TOWN else 0.0)
    return away is not None and away <= reach
