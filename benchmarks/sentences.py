"""Score the fields that the gold articles lack: sentences.py [SENTENCES.toml] [--verbose].

Modality, sources, objectives, the size, support and equipment of forces, `event_count`, time of day and
methods, on sentences of our own with expected values (`sentences.toml` says how they are judged). A sentence
is right where everything expected of it is.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections import defaultdict
from pathlib import Path
from typing import Any

from eventx import Article, Extractor, Operation

Value = dict[str, Any]


def main() -> int:
    """Extract from each sentence and judge what came out."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sentences", nargs="?", type=Path, default=Path(__file__).parent / "sentences.toml")
    parser.add_argument("--verbose", action="store_true", help="print each sentence that is wrong")
    args = parser.parse_args()
    with args.sentences.open("rb") as stream:
        sentences = tomllib.load(stream)["sentence"]
    extractor = Extractor()
    right: dict[str, list[bool]] = defaultdict(list)
    for sentence in sentences:
        article = Article(id=sentence["id"], text=sentence["text"], published=sentence["published"])
        wrong = misses(sentence["expect"], extractor(article))
        right[sentence["id"].rsplit("-", 1)[0]].append(not wrong)
        if wrong and args.verbose:
            print(f"{sentence['id']}: {sentence['text']}\n    {'; '.join(wrong)}")
    for field, judged in right.items():
        print(f"{field:<14} {sum(judged):>3} of {len(judged):>3}")
    everything = [r for judged in right.values() for r in judged]
    share = 100 * sum(everything) / len(everything)
    print(f"all            {sum(everything):>3} of {len(everything):>3}  {share:.1f} %")
    return 0


def misses(expect: Value, operations: list[Operation]) -> list[str]:
    """What is wrong, in words; nothing where all expected holds of one of the records."""
    if expect.get("none"):
        return [f"a record: {o.kind}" for o in operations]
    if not operations:
        return ["no record"]
    told = [_judge(expect, operation.model_dump(mode="json", by_alias=True)) for operation in operations]
    extra = [f"{len(operations)} records"] if len(operations) > 1 else []
    return [*min(told, key=len), *extra]


def _judge(expect: Value, made: Value) -> list[str]:
    wrong = [
        f"{key} {made[key]}, not {expect[key]}"
        for key in ("modality", "kind")
        if key in expect and made[key] not in _several(expect[key])
    ]
    names = [s["name"] for s in made["sources"] if s["name"]]
    if "source" in expect and not any(_like(n, w) for n in names for w in _several(expect["source"])):
        wrong.append(f"sources {names}, not {expect['source']}")
    types = [s["type"] for s in made["sources"]]
    if "source_type" in expect and not set(types) & set(_several(expect["source_type"])):
        wrong.append(f"source types {types}, not {expect['source_type']}")
    objectives = [o["type"] for o in made["objectives"]]
    if "objective" in expect and not set(objectives) & set(_several(expect["objective"])):
        wrong.append(f"objectives {objectives}, not {expect['objective']}")
    if expect.get("no_objective") and objectives:
        wrong.append(f"objectives {objectives}, none told")
    time = (made["date"] or {}).get("time") or ""
    if "time" in expect and not any(_like(time, w) for w in _several(expect["time"])):
        wrong.append(f"time {time!r}, not {expect['time']}")
    if "event_count" in expect and not _same_count(made["event_count"], expect["event_count"]):
        wrong.append(f"event_count {made['event_count']}, not {expect['event_count']}")
    kinds = {made["kind"], *made["methods"]}
    wrong += [
        f"methods {sorted(kinds)}, not {entry}"
        for entry in expect.get("methods", ())
        if not kinds & set(entry.split("|"))
    ]
    for wanted in (*expect.get("sizes", ()), *expect.get("support", ()), *expect.get("equipment", ())):
        if not any(_fits(force, wanted) for force in made["forces"]):
            shown = [
                {k: f[k] for k in ("name", "text", "role", "size", "support", "equipment") if f[k]}
                for f in made["forces"]
            ]
            wrong.append(f"forces {shown}, not {wanted}")
    return wrong


def _fits(force: Value, wanted: Value) -> bool:
    """Whether a force is the wanted one, in its role, with its size, support or equipment."""
    named = any(_like(n, w) for n in (force["name"], force["text"]) if n for w in wanted["force"].split("|"))
    if not named or force["role"] not in wanted["role"].split("|"):
        return False
    if {"low", "high", "best"} & set(wanted) and not _same_count(force["size"], wanted):
        return False
    support = all(set(t.split("|")) & set(force["support"]) for t in wanted.get("types", ()))
    items = all(
        any(_like(e, w) for e in force["equipment"] for w in i.split("|")) for i in wanted.get("items", ())
    )
    return support and items


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _like(mine: str, wanted: str) -> bool:
    """Whether one text holds the other, case folded."""
    a, b = mine.casefold(), wanted.casefold()
    return bool(a and b) and (a in b or b in a)


def _same_count(made: Value | None, wanted: Value) -> bool:
    return made is not None and all(made.get(k) == wanted.get(k) for k in ("low", "high", "best"))


if __name__ == "__main__":
    sys.exit(main())
