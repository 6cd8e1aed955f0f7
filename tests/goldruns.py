"""Hand-made runs on gold articles: all right, none, and damaged in a way that a seed fixes.

`python tests/goldruns.py FOLDER` writes those on benchmarks/gold, so that another scorer can be run on them.
"""

from __future__ import annotations

import datetime as dt
import random
import sys
from pathlib import Path

from eventx.evaluating import GoldArticle, read_gold
from eventx.records import KINDS, Operation

GOLD = Path(__file__).parent.parent / "benchmarks" / "gold"
Run = list[Operation]


def articles() -> list[GoldArticle]:
    found = list(read_gold(GOLD))
    assert found and all(isinstance(article, GoldArticle) for article in found)
    return found


def perfect(golds: list[GoldArticle]) -> Run:
    """Every gold record, by the first of its readings."""
    return [
        Operation.model_validate(_record(article, gold)) for article in golds for gold in article.operations
    ]


def _record(article, gold):
    spans = [(article.text.index(quote), quote) for quote in gold.evidence]
    return {
        "id": gold.id, "article_id": article.id, "kind": gold.kind[0], "level": gold.level, "name": gold.name,
        "status": gold.status[0], "part_of": gold.part_of,
        "date": {"start": gold.date.start, "end": gold.date.end} if gold.date else None,
        "locations": [
            {"text": p.names[0], "admin1": p.admin1, "country": p.country, "role": p.role}
            for p in gold.locations
        ],
        "forces": [{"text": f.names[0], "role": f.role[0]} for f in gold.forces],
        "outcomes": [
            {"type": x.type[0], "side": x.side[0], "object": x.object[0], "text": "x", "count": {
                key: None if (n := getattr(x, key)) is None else int(n) for key in ("low", "high", "best")}}
            for x in gold.outcomes
        ],
        "people": [{"name": p.names[0], "fate": p.fate[0]} for p in gold.people],
        "evidence": [{"start": i, "end": i + len(q), "text": q, "found_by": "gold"} for i, q in spans],
    }  # fmt: skip


def damaged(golds: list[GoldArticle], seed: int) -> Run:
    """The perfect run with faults of every sort, the more the higher the seed's rate."""
    random_ = random.Random(seed)
    rate = random_.choice([0.1, 0.3, 0.6])
    hit = lambda share=1.0: random_.random() < rate * share  # noqa: E731
    records = [record.model_dump(mode="json", by_alias=True) for record in perfect(golds)]
    out = []
    for record in records:
        if hit(0.5):
            continue
        for field, values in (
            ("kind", KINDS),
            ("status", ("planned", "ongoing", "completed")),
            ("level", ("operation", "aggregate")),
            ("name", (None, "Heroes of Iraq")),
            ("part_of", (None, random_.choice(records)["id"])),
        ):
            if hit():
                record[field] = random_.choice(values)
        if record["date"] and hit():
            for bound, day in record["date"].items():
                if bound in {"start", "end"} and day and hit(2):
                    moved = dt.date.fromisoformat(day) + dt.timedelta(random_.choice([-30, -3, -1, 1, 7]))
                    record["date"][bound] = random_.choice([str(moved), str(moved), None])
        for field in ("locations", "forces", "outcomes", "people"):
            record[field] = [_worse(dict(part), random_) if hit() else part for part in record[field]]
            record[field] += [dict(part) for part in random_.choice(records)[field][:1] if hit(0.5)]
            record[field] = [part for part in record[field] if not hit(0.5)]
            random_.shuffle(record[field])
        if hit(0.5):
            record["evidence"] = [{**span, "start": span["start"] + 3} for span in record["evidence"]]
        if hit(0.3):
            record["evidence"] = []
        out += [record, *([{**record, "id": f"{record['id']}-again"}] if hit(0.3) else [])]
        if hit(0.2):
            out.append({**record, "id": f"{record['id']}-astray", "article_id": random_.choice(golds).id})
    random_.shuffle(out)
    return [Operation.model_validate(record) for record in out]


def _worse(part, random_):
    match part:
        case {"side": _}:
            low = random_.choice([None, random_.randrange(20)])
            high = random_.choice([None, (low or 0) + random_.randrange(6)])
            part["count"] = {"low": low, "high": high, "best": random_.choice([None, low])}
            part["side"] = random_.choice([part["side"], "target", "initiator", "civilian", "unknown"])
        case {"fate": _}:
            part["fate"] = "targeted"
        case {"admin1": _}:
            part["text"] = random_.choice(["Nowhere", f"{part['text']} in the far northern river valley"])
        case _:
            part["role"] = random_.choice(["initiator", "partner", "target"])
            part["text"] += " of the northern army" * random_.randrange(3)
    return part


RUNS = {"perfect": perfect, "empty": lambda golds: [], "damaged": lambda golds: damaged(golds, 2)}


def main() -> None:
    for name, make in RUNS.items():
        lines = "".join(f"{record.to_json()}\n" for record in make(articles()))
        (Path(sys.argv[1]) / f"{name}.jsonl").write_text(lines, encoding="utf-8")


if __name__ == "__main__":
    main()
