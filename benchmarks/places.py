"""Where records' places lie: places.py GOLD... [--coordinates FILE] [-o RUN.jsonl] [--verbose].

GOLD is a gold file or a folder of them. Records are paired with gold records as the scorer pairs them:
the `score.py` found beside the first GOLD or in a folder above it, or the one given. FILE (default: the
`coordinates.json` found likewise) lists places with names, country, point and the radius in km within
which a point is right. Of the listed places that paired records name, it tells how many have coordinates
inside the radius, outside it, or none, and prints each that is not inside; then precision, recall and F1
of places, counted on paired records only, with --verbose each place missed, spurious or half right.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from runs import article, json_lines, run_path, script, write_run

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
    away: float | None = None  # km from the nearest listed point
    place: Json | None = None


def load_scorer(path: Path) -> Any:
    """A scorer's file as a module."""
    spec = importlib.util.spec_from_file_location("scorer", path)
    if spec is None or spec.loader is None:
        sys.exit(f"{path}: cannot be imported; name a Python file with --scorer")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pairs(scorer: Any, records: Sequence[Json], gold: Json) -> Iterator[tuple[Json, Json]]:
    """Records and gold records of one article that tell the same act, by the scorer's own rule."""
    golds = gold["operations"]
    if not records or not golds:
        return
    weights = []
    for record in records:
        likeness = [scorer.similarity(record, g, gold) for g in golds]
        weights.append(
            [s + 0.1 * (not g["optional"]) if s >= scorer.THRESHOLD else 0.0
             for s, g in zip(likeness, golds, strict=True)]
        )  # fmt: skip
    for i, j in scorer.assign(weights):
        yield records[i], golds[j]


def listed(place: Json, coordinates: Sequence[Json]) -> list[Json]:
    """The entries that share most names with a gold place of the same country."""
    names = {name.casefold() for name in place["names"]}
    shared = [
        (len(names & {name.casefold() for name in entry["names"]}), entry)
        for entry in coordinates
        if entry["country"] == place.get("country")
    ]
    most = max((count for count, _ in shared), default=0)
    return [entry for count, entry in shared if most and count == most]


def judge(place: Json, entries: Sequence[Json]) -> tuple[str, float | None]:
    """Inside, outside or null, and the km to the nearest entry's point."""
    if place.get("latitude") is None or place.get("longitude") is None:
        return NULL, None
    away = [(apart(place, entry), entry["radius_km"]) for entry in entries]
    inside = any(km <= radius for km, radius in away)
    return (INSIDE if inside else OUTSIDE), min(km for km, _ in away)


def apart(a: Json, b: Json) -> float:
    """Kilometres between two points."""
    one, other = (Toponym("", "P.PPL", None, (), x["latitude"], x["longitude"]) for x in (a, b))
    return distance(one, other) or 0.0


def verdicts(scorer: Any, record: Json, gold: Json, coordinates: Sequence[Json]) -> Iterator[Verdict]:
    """The listed places that a record names, each judged."""
    mine, theirs = record.get("locations") or [], gold.get("locations") or []
    for i, j, _ in scorer.pair(mine, theirs, scorer.score_location):
        place, wanted = mine[i], theirs[j]
        entries = listed(wanted, coordinates)
        if entries and scorer.same_name(scorer.names(place), wanted["names"]) >= 0.5:
            result, away = judge(place, entries)
            yield Verdict(record["article_id"], place["text"], entries[0]["names"][0], result, away, place)


def show(verdict: Verdict) -> str:
    """A verdict as a line."""
    place = verdict.place or {}
    where = f"{place.get('name')} ({place.get('feature')}, {place.get('admin1') or place.get('country')})"
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
    parser.add_argument("--scorer", type=Path)
    parser.add_argument("--verbose", action="store_true", help="places missed, spurious or half right")
    args = parser.parse_args()
    beside = args.gold[0].resolve()
    scorer = load_scorer(script(args.scorer, beside, "score.py"))
    coordinates = json.loads(script(args.coordinates, beside, "coordinates.json").read_text(encoding="utf-8"))
    articles = scorer.load_gold([str(path) for path in args.gold])
    run = run_path(args.output, "places")
    write_run(map(article, articles), run)
    print(f"records: {run}", file=sys.stderr)
    made: dict[str, list[Json]] = defaultdict(list)
    for record in json_lines(run):
        made[record["article_id"]].append(record)

    tallies: dict[str, Any] = defaultdict(scorer.Tally)
    found: list[Verdict] = []
    for gold in articles:
        for record, wanted in pairs(scorer, made[gold["id"]], gold):
            found += verdicts(scorer, record, wanted, coordinates)
            if wanted["optional"]:
                continue
            notes: list[str] = []
            scorer.score_parts(tallies, record, wanted, notes)
            notes = [note for note in notes if " location" in note]
            if args.verbose and notes:
                print(f"{gold['id']} {wanted['id']} {record['kind']} {record['evidence'][0]['text']!r}")
                print("\n".join(notes))
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
    tally = tallies["location"]
    precision, recall, f1 = tally.prf()
    print(f"places of paired records: P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}", end="")
    print(f"  ({tally.made:.0f} made, {tally.wanted:.0f} gold)")
    print(f"  asked: F1 at least {WANTED_F1:.2f}: {said(f1 >= WANTED_F1)}")
    return 0


def said(met: bool) -> str:
    """Whether a figure is what was asked for, in a word."""
    return "yes" if met else "NO"


if __name__ == "__main__":
    sys.exit(main())
