"""Link the articles of benchmarks/linking: linking.py [FOLDER...] [--hand-made] [--json] [--verbose].

Prints B-cubed precision and recall, near misses that were merged, copies found, and the time to link 5,000
made-up records. "hand-made" links records written by the annotator, so that only linking is measured;
"extracted" links what eventx finds in the texts: records that lie in no telling of an act are acts of their
own, and tellings without a record count as found alone (recall falls). docs/linking.md tells the notation.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import json
import random
import sys
import time
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eventx import (
    Article,
    Count,
    Extractor,
    Force,
    Incident,
    Operation,
    Outcome,
    Person,
    Place,
    Span,
    link,
)
from eventx.actors import load_actors
from eventx.profiles import place_keys

HERE = Path(__file__).parent / "linking"
ROLES = {"I": "initiator", "P": "partner", "S": "support", "T": "target"}
RANDOM = 20240205  # the seed of the made-up records


@dataclass(frozen=True, slots=True)
class Telling:
    """One telling of an act, as the annotator wrote it."""

    act: str
    article: Article
    start: int
    words: str
    record: Operation


@dataclass(slots=True)
class Bench:
    """The articles, their tellings, the acts that look alike, and the articles that are copies."""

    articles: list[Article] = field(default_factory=list)
    tellings: list[Telling] = field(default_factory=list)
    near: list[tuple[str, str]] = field(default_factory=list)
    copies: list[tuple[str, str]] = field(default_factory=list)


def main() -> int:
    """Link both sorts of records and print the figures."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folders", nargs="*", type=Path, default=[HERE])
    parser.add_argument("--json", action="store_true", help="figures as one JSON object")
    parser.add_argument("--verbose", action="store_true", help="which acts were parted or merged")
    parser.add_argument("--hand-made", action="store_true", help="leave extraction out")
    parser.add_argument("--records", type=int, default=5000, help="made-up records to time (5000)")
    args = parser.parse_args()
    bench = read_bench(args.folders)
    figures: dict[str, Any] = {"hand-made": score(bench, hand_made(bench), args.verbose)}
    if not args.hand_made:
        figures["extracted"] = score(bench, extracted(bench), args.verbose)
    figures["time"] = timed(args.records)
    if args.json:
        print(json.dumps(figures))
        return 0
    print(f"{len(bench.articles)} articles, {len(bench.tellings)} tellings of "
          f"{len({t.act for t in bench.tellings})} acts, {len(bench.near)} near misses")  # fmt: skip
    for name, row in figures.items():
        print(f"{name:10}", " · ".join(f"{key} {value}" for key, value in row.items()))
    return 0


def read_bench(folders: Iterable[Path]) -> Bench:
    """The articles and annotations of folders of TOML files."""
    bench = Bench()
    for folder in folders:
        places = read_places(folder / "places.tsv")
        for path in sorted(folder.glob("*.toml")):
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            bench.near += [(a, b) for a, b in data["near"]]
            for row in data["articles"]:
                article = Article(
                    id=row["id"], title=row["title"], published=row["published"], text=row["text"],
                    source=row["outlet"],
                )  # fmt: skip
                bench.articles.append(article)
                if "copy_of" in row:
                    bench.copies.append((row["copy_of"], row["id"]))
                bench.tellings += [telling(line, article, places) for line in row["tells"]]
    return bench


def read_places(path: Path) -> dict[str, dict[str, str]]:
    """The coordinates of the annotator's places."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["name"]: row for row in csv.DictReader(lines, delimiter="\t")}


def telling(line: str, article: Article, places: dict[str, dict[str, str]]) -> Telling:
    """An annotator's line → the record that a flawless reader of the article would write."""
    act, kind, day, where, who, became, people, words, *more = (part.strip() for part in line.split("|"))
    note = more[0] if more else ""
    start = article.text.index(words)
    first, _, last = day.partition("/")
    aggregate = note.startswith("aggregate")
    acts = next((int(word) for word in note.split() if word.isdigit()), 1)
    record = Operation.model_validate({
        "id": f"{article.id}:{act}", "article_id": article.id, "title": article.title,
        "source": article.source, "published": article.published, "kind": kind,
        "level": "aggregate" if aggregate else "operation",
        "event_count": Count(low=acts, high=acts, best=acts),
        "date": {"start": first, "end": last or first, "grain": grain(first, last)},
        "locations": [place(text, places) for text in split(where)],
        "forces": [force(text) for text in split(who)],
        "outcomes": [outcome(text) for text in split(became)],
        "people": [person(text) for text in split(people)],
        "part_of": f"{article.id}:{note.removeprefix('part of ')}" if "part of" in note else None,
        "evidence": [Span(start=start, end=start + len(words), text=words, found_by="annotator")],
    })  # fmt: skip
    return Telling(act, article, start, words, record)


def split(text: str) -> list[str]:
    """The items of a column."""
    return [item.strip() for item in text.split(";") if item.strip()]


def grain(first: str, last: str) -> Any:
    """The grain of an annotator's days."""
    days = (dt.date.fromisoformat(last or first) - dt.date.fromisoformat(first)).days
    return {0: "day", 6: "week"}.get(days, "month" if days > 26 else "range")


def place(text: str, places: dict[str, dict[str, str]]) -> Place:
    """ "Wadi Shai = Daquq" → the place as written, resolved."""
    written, _, name = (part.strip() for part in text.partition("="))
    row = places.get(name or written)
    if row is None:
        return Place(text=written)
    coarse = row["feature"] == "A.ADM1"
    return Place(
        text=written, name=row["name"], role="area" if coarse else "site", feature=row["feature"],
        admin1=row["admin1"].split(","), country=row["country"], latitude=float(row["latitude"]),
        longitude=float(row["longitude"]), precision=4 if coarse else 1,
    )  # fmt: skip


def force(text: str) -> Force:
    """ "I Nigerian Army" → a force with its role; what the table of forces lacks stays nameless."""
    role, _, name = text.partition(" ")
    actor = load_actors().named(name)
    guess = "military" if "Forces" in name or "Army" in name else "armed_group"
    return Force.model_validate({
        "text": name, "name": actor.name if actor else None, "role": ROLES[role],
        "country": actor.country if actor else None, "type": actor.type if actor else guess,
    })  # fmt: skip


def outcome(text: str) -> Outcome:
    """ "killed target 14", "seized target weapon 6+" → a result."""
    kind, side, *thing, number = text.split()
    if number == "?":
        count = Count()
    elif number.endswith("+"):
        count = Count(low=int(number[:-1]), high=None, best=int(number[:-1]))
    elif "-" in number:
        low, high = map(int, number.split("-"))
        count = Count(low=low, high=high)
    else:
        count = Count(low=int(number), high=int(number), best=int(number))
    what = thing[0] if thing else "person"
    return Outcome.model_validate({"type": kind, "side": side, "object": what, "text": text, "count": count})


def person(text: str) -> Person:
    """ "killed Abu Khadija" → a person with a fate."""
    fate, _, name = text.partition(" ")
    return Person.model_validate({"name": name, "fate": fate})


def hand_made(bench: Bench) -> list[tuple[str, Operation]]:
    """The annotator's records with their acts."""
    return [(t.act, t.record) for t in bench.tellings]


def extracted(bench: Bench) -> list[tuple[str, Operation]]:
    """The records that eventx finds, each with the act of the telling that it is most like."""
    found: list[tuple[str, Operation]] = []
    for article, operations in Extractor().pipe(bench.articles):
        told = [t for t in bench.tellings if t.article is article]
        pairs = sorted(
            ((-alike(t, o), t.act, o.id, t, o) for t in told for o in operations), key=lambda pair: pair[:3]
        )
        act_of: dict[str, str] = {}
        for points, act, key, *_ in pairs:
            if points <= -2 and key not in act_of and act not in act_of.values():
                act_of[key] = act
        found += [(act_of.get(o.id, f"spurious {o.id}"), o) for o in operations]
    return found


def alike(one: Telling, operation: Operation) -> float:
    """How surely a record is the one of a telling: its trigger, then what it says."""
    points, record = 0.0, one.record
    end = one.start + len(one.words)
    if any(s.in_ == "text" and s.start < end and one.start < s.end for s in operation.evidence):
        points += 2
    if operation.date and record.date and operation.date.start == record.date.start:
        points += 1
    keys = {k for p in record.locations for k in place_keys(p.name or p.text)}
    if keys & {k for p in operation.locations for n in (p.name, p.text) if n for k in place_keys(n)}:
        points += 1
    figures = {(x.type, x.count.best) for x in record.outcomes}
    if figures & {(x.type, x.count.best) for x in operation.outcomes}:
        points += 1
    return (
        points
        + (0.5 if operation.level == record.level else -1)
        + (0.5 if operation.kind == record.kind else 0)
    )


def score(bench: Bench, labelled: Sequence[tuple[str, Operation]], verbose: bool) -> dict[str, Any]:
    """Link and compare with the acts."""
    started = time.perf_counter()
    incidents = link([operation for _, operation in labelled])
    seconds = time.perf_counter() - started
    act = {operation.id: name for name, operation in labelled}
    cluster = {key: incident.id for incident in incidents for key in incident.operation_ids}
    members: dict[str, list[str]] = defaultdict(list)
    for key, home in cluster.items():
        members[home].append(key)
    tellings: dict[str, int] = defaultdict(int)
    for t in bench.tellings:
        tellings[t.act] += 1
    found: dict[str, int] = defaultdict(int)
    for name in act.values():
        found[name] += 1
    precision = [
        sum(act[k] == act[key] for k in members[cluster[key]]) / len(members[cluster[key]]) for key in act
    ]
    recall_found, recall_all = [], []
    for key, name in act.items():
        together = sum(act[k] == name for k in members[cluster[key]])
        recall_found.append(together / found[name])
        if name in tellings:
            recall_all.append(together / tellings[name])
    recall_all += [1 / tellings[t.act] for t in bench.tellings if t.act not in found]
    missed = len(bench.tellings) - sum(found[name] for name in tellings)
    homes = defaultdict(set)
    for key, name in act.items():
        homes[name].add(cluster[key])
    merged = [(a, b) for a, b in bench.near if homes[a] & homes[b]]
    others = {frozenset((act[x], act[y])) for m in members.values() for x in m for y in m if act[x] != act[y]}
    if verbose:
        for pair in sorted(map(sorted, others)):
            print("merged", *pair, file=sys.stderr)
        for name, where in sorted(homes.items()):
            if len(where) > 1:
                print("parted", name, [members[w] for w in sorted(where)], file=sys.stderr)
    return {
        "records": len(act), "incidents": len(incidents), "precision": mean(precision),
        "recall": mean(recall_found), "recall of all tellings": mean(recall_all),
        "tellings missed": missed, "near misses merged": f"{len(merged)} of {len(bench.near)}",
        "other merges": len(others) - len(merged),
        "copies seen": f"{copies(bench, incidents)} of {len(bench.copies)}",
        "seconds": round(seconds, 3),
    }  # fmt: skip


def mean(values: Sequence[float]) -> float:
    """The mean, to three digits."""
    return round(sum(values) / max(1, len(values)), 3)


def copies(bench: Bench, incidents: Sequence[Incident]) -> int:
    """How many copies stand with their original as one text."""
    texts = [set(text) for incident in incidents for text in incident.texts]
    return sum(any({a, b} <= text for text in texts) for a, b in bench.copies)


def timed(number: int) -> dict[str, Any]:
    """Seconds to link made-up records, and to join the last days' to the rest."""
    records, new = sorted(made_up(number), key=lambda o: str(o.published)), number // 50
    link(records[:10])  # loads what is loaded once
    wall, busy = time.perf_counter(), time.process_time()
    incidents = link(records)
    once, cpu = time.perf_counter() - wall, time.process_time() - busy
    old = link(records[:-new])
    wall, start = time.perf_counter(), time.process_time()
    joined = link(records[-new:], into=old)
    joining = time.process_time() - start
    return {
        "records": number, "incidents": len(incidents), "seconds": round(once, 2),
        "of which CPU": round(cpu, 2), f"seconds to join {new} more": round(time.perf_counter() - wall, 2),
        "of which CPU then": round(joining, 2),
        "incidents then": len(joined),
    }  # fmt: skip


def made_up(number: int) -> list[Operation]:
    """Records of half as many acts over a year in five countries' towns; the same for every run."""
    chance = random.Random(RANDOM)
    towns = [
        (f"Town {i}", country, f"{country}-{i % 9}", chance.uniform(5, 36), chance.uniform(-5, 70))
        for country in ("NG", "IQ", "SY", "ML", "PK") for i in range(60)
    ]  # fmt: skip
    acts = []
    for i in range(number // 2):
        day = dt.date(2024, 1, 1) + dt.timedelta(days=chance.randrange(365))
        kind = chance.choice(["raid", "airstrike", "clash", "bombing", "arrest"])
        acts.append((i, day, kind, chance.choice(towns), chance.randrange(1, 30)))
    records = []
    for n in range(number):
        _, day, kind, (town, country, admin1, north, east), killed = chance.choice(acts)
        coarse = chance.random() < 0.2
        killed = max(1, killed + chance.choice([-1, 0, 0, 0, 1]))
        spot = {
            "text": admin1 if coarse else town, "country": country, "admin1": [admin1],
            "latitude": north, "longitude": east,
            "feature": "A.ADM1" if coarse else "P.PPL", "precision": 4 if coarse else 1,
        }  # fmt: skip
        records.append(Operation.model_validate({
            "id": f"o{n}", "article_id": f"a{n}", "source": f"outlet {n % 40}",
            "published": day + dt.timedelta(days=1), "kind": kind, "date": {"start": day, "end": day},
            "locations": [spot],
            "forces": [
                {"text": "army", "name": f"{country} Army", "role": "initiator", "type": "military",
                 "country": country},
                {"text": "men", "name": f"{country} Front", "role": "target", "type": "armed_group"},
            ],
            "outcomes": [{"type": "killed", "side": "target", "object": "person", "text": "x",
                          "count": {"low": killed, "high": killed, "best": killed}}],
            "evidence": [{"start": 10, "end": 16, "text": "raided", "found_by": "made-up"}],
        }))  # fmt: skip
    return records


if __name__ == "__main__":
    sys.exit(main())
