"""Where records' places lie: places.py GOLD... [--coordinates FILE] [-o RUN.jsonl] [--verbose].

GOLD is a gold file or a folder of them. Records are paired with gold records as `eventx evaluate` pairs
them. FILE (default: the `coordinates.json` beside the first GOLD or in a folder above it) lists places with
names, country, point and the radius in km within which a point is right. Of the listed places that paired
records name, it tells how many have coordinates inside the radius, outside it, or none, and prints each that
is not inside; then precision, recall and F1 of places, counted on paired records only, with --verbose each
place missed, spurious or half right.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runs import article, gold_articles, json_lines, run_path, script, write_run

from eventx import GoldArticle, Operation, Place
from eventx.evaluating import GoldRecord, Item, judge
from eventx.evaluating.credit import name_credit, place_credit
from eventx.evaluating.figures import figures
from eventx.evaluating.gold import GoldPlace
from eventx.evaluating.pairing import pair_parts, pair_records
from eventx.gazetteer import Toponym, distance

Json = dict[str, Any]
INSIDE, OUTSIDE, NULL = "inside", "outside", "null"
WANTED_INSIDE, WANTED_OUTSIDE, WANTED_F1 = 0.92, 0.02, 0.82  # what issue 3 asks for


@dataclass(frozen=True, slots=True)
class Verdict:
    """One listed place that a paired record names, and how its coordinates compare."""

    article: str
    said: str  # the record's words
    listed: str  # the first name in the list
    result: str
    away: float | None  # km from the nearest listed point
    place: Place


def pairs(made: Sequence[Operation], gold: GoldArticle) -> Iterator[tuple[Operation, GoldRecord]]:
    """Records and gold records of one article that tell the same act."""
    for i, j in pair_records(made, gold).gold.items():
        yield made[i], gold.operations[j]


def listed(place: GoldPlace, coordinates: Sequence[Json]) -> list[Json]:
    """The entries that share most names with a gold place of the same country."""
    names = {name.casefold() for name in place.names}
    shared = [
        (len(names & {name.casefold() for name in entry["names"]}), entry)
        for entry in coordinates
        if entry["country"] == place.country
    ]
    most = max((count for count, _ in shared), default=0)
    return [entry for count, entry in shared if most and count == most]


def located(place: Place, entries: Sequence[Json]) -> tuple[str, float | None]:
    """Inside, outside or null, and the km to the nearest entry's point."""
    if place.latitude is None or place.longitude is None:
        return NULL, None
    here = Toponym("", "P.PPL", None, (), place.latitude, place.longitude)
    away = [(apart(here, entry), entry["radius_km"]) for entry in entries]
    inside = any(km <= radius for km, radius in away)
    return (INSIDE if inside else OUTSIDE), min(km for km, _ in away)


def apart(here: Toponym, entry: Json) -> float:
    """Kilometres between a place and a listed one."""
    there = Toponym("", "P.PPL", None, (), entry["latitude"], entry["longitude"])
    return distance(here, there) or 0.0


def verdicts(record: Operation, gold: GoldRecord, coordinates: Sequence[Json]) -> Iterator[Verdict]:
    """The listed places that a record names, each judged."""
    for i, j, _ in pair_parts(record.locations, gold.locations, place_credit):
        place, wanted = record.locations[i], gold.locations[j]
        entries = listed(wanted, coordinates)
        if entries and name_credit((place.name, place.text), wanted.names) >= 0.5:
            result, away = located(place, entries)
            yield Verdict(record.article_id, place.text, entries[0]["names"][0], result, away, place)


def show(verdict: Verdict) -> str:
    """A verdict as a line."""
    place = verdict.place
    where = f"{place.name} ({place.feature}, {place.admin1 or place.country})"
    off = f" {verdict.away:.0f} km off" if verdict.away is not None else ""
    said = f"{verdict.article} {verdict.said!r} read as {where}, listed {verdict.listed!r}"
    return f"  {verdict.result}{off}: {said}"


def main() -> int:
    """Extract, pair, judge."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--coordinates", type=Path, metavar="FILE")
    parser.add_argument("-o", "--output", type=Path, metavar="RUN.jsonl")
    parser.add_argument("--verbose", action="store_true", help="places missed, spurious or half right")
    args = parser.parse_args()
    file = script(args.coordinates, args.gold[0].resolve(), "coordinates.json")
    coordinates = json.loads(file.read_text(encoding="utf-8"))
    golds = gold_articles(args.gold)
    run = run_path(args.output, "places")
    write_run((article(gold.model_dump()) for gold in golds), run)
    print(f"records: {run}", file=sys.stderr)
    made: dict[str, list[Operation]] = defaultdict(list)
    for row in json_lines(run):
        made[row["article_id"]].append(Operation.model_validate(row))

    places: list[Item] = []
    found: list[Verdict] = []
    for gold in golds:
        for record, wanted in pairs(made[gold.id], gold):
            found += verdicts(record, wanted, coordinates)
        items = judge(made[gold.id], gold)
        places += [item for item in items if item.slot == "location" and item.gold and item.record]
    if args.verbose:
        for item in places:
            if item.cause:
                told = f"{item.expected or 'nothing'}; found {item.found or 'nothing'}"
                print(f"{item.gold}: {item.cause}: {told}")
    print("listed places not inside:")
    for verdict in found:
        if verdict.result != INSIDE:
            print(show(verdict))
    counts = Counter(verdict.result for verdict in found)
    share = {name: counts[name] / max(len(found), 1) for name in (INSIDE, OUTSIDE, NULL)}
    told = " · ".join(f"{name} {counts[name]} ({share[name]:.1%})" for name in share)
    print(f"coordinates: {len(found)} listed places named by paired records: {told}")
    met = share[INSIDE] >= WANTED_INSIDE and share[OUTSIDE] <= WANTED_OUTSIDE
    print(f"  asked: inside at least {WANTED_INSIDE:.0%}, outside at most {WANTED_OUTSIDE:.0%}: {said(met)}")
    figure = figures(places)["location"]
    scores = f"P {figure.precision:.3f}  R {figure.recall:.3f}  F1 {figure.f1:.3f}"
    print(f"places of paired records: {scores}  ({figure.made} made, {figure.wanted} gold)")
    print(f"  asked: F1 at least {WANTED_F1:.2f}: {said(figure.f1 >= WANTED_F1)}")
    return 0


def said(met: bool) -> str:
    """Whether a figure is what was asked for, in a word."""
    return "yes" if met else "NO"


if __name__ == "__main__":
    sys.exit(main())
