"""What the code answers on every set, into files: answers.py FOLDER [--source SRC] [--shared SHARED].

`compare.py` runs this on each of two versions: with SRC first in PYTHONPATH, it is the eventx in SRC that
answers. Gold sets give records (NAME.records.jsonl); of others it is written which items are right
(NAME.answers.jsonl): sentences, spellings, fields of releases, strike lines, places, acts that are linked.
A set that this version cannot be asked about is told on standard error and left out. Only what old versions
have too is imported here.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import isaf
import sentences
import spellings
import strikes
from runs import article, gold_articles, json_lines, write_run

import eventx
from eventx.gazetteer import Gazetteer, read_table

HERE = Path(__file__).parent
Answer = dict[str, Any]  # id, right, said


def main() -> int:
    """Ask about each set that is there."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--source", type=Path, help="where eventx must come from")
    parser.add_argument("--shared", type=Path, help="sets that are not part of the repository")
    args = parser.parse_args()
    if args.source and not Path(eventx.__file__).is_relative_to(args.source.resolve()):
        sys.exit(f"eventx comes from {eventx.__file__}, not from {args.source}")
    for name, gold in gold_sets(args.shared).items():
        rows = (json.loads(file.read_text(encoding="utf-8")) for file in sorted(gold.rglob("*.json")))
        write_run(map(article, rows), args.folder / f"{name}.records.jsonl")
    for name, ask in answer_sets(args.shared, args.folder).items():
        try:
            told = "".join(f"{json.dumps(answer, ensure_ascii=False)}\n" for answer in ask())
        except (AttributeError, ImportError, TypeError) as error:  # an old version has not what is asked
            print(f"{name}: left out: {error}", file=sys.stderr)
        else:
            (args.folder / f"{name}.answers.jsonl").write_text(told, encoding="utf-8")
    return 0


def gold_sets(shared: Path | None) -> dict[str, Path]:
    """Folders of gold articles, by name."""
    sets = {folder.name.replace("gold", "own"): folder for folder in sorted(HERE.glob("gold*/"))}
    sets |= {name: shared / "gold" / name for name in ("dev", "seeds")} if shared else {}
    return {name: folder for name, folder in sets.items() if folder.is_dir()}


def answer_sets(shared: Path | None, folder: Path) -> dict[str, Callable[[], Iterator[Answer]]]:
    """What else is asked, by name; `folder` has the records of the gold sets."""
    sets: dict[str, Callable[[], Iterator[Answer]]] = {
        "sentences": lambda: of_sentences(HERE / "sentences.toml"),
        "sentences-held-out": lambda: of_sentences(HERE / "sentences-held-out.toml"),
        "spellings": of_spellings,
        "linking": of_linking,
    }
    if shared is None:
        return sets
    of_files: dict[str, tuple[Path, Callable[[Path], Iterator[Answer]]]] = {
        "isaf": (shared / "isaf" / "dev.jsonl", of_releases),
        "strikes": (shared / "data" / "strikes" / "dev.csv", strikes.answers),
        "places": (
            shared / "gold" / "coordinates.json",
            partial(of_places, records=folder / "dev.records.jsonl"),
        ),
    }
    return sets | {name: partial(ask, file) for name, (file, ask) in of_files.items() if file.is_file()}


def of_sentences(file: Path) -> Iterator[Answer]:
    """Whether each sentence is read as expected."""
    extractor = eventx.Extractor()
    for row in tomllib.loads(file.read_text(encoding="utf-8"))["sentence"]:
        one = eventx.Article(id=row["id"], text=row["text"], published=row["published"])
        wrong = sentences.misses(row["expect"], extractor(one))
        yield {"id": row["id"], "right": not wrong, "said": "; ".join(wrong)}


def of_spellings() -> Iterator[Answer]:
    """Whether each spelling leads to its place, and each other name to none."""
    gazetteer = Gazetteer.load()
    for row in read_table(spellings.SPELLINGS):
        wrong = spellings.misses(gazetteer, [row])
        yield {"id": f"spelling {row['variant']}", "right": not wrong, "said": "".join(wrong).strip()}
    for row in read_table(spellings.NAMES):
        wrong = spellings.false_hits(gazetteer, [row])
        yield {"id": f"no place {row['name']}", "right": not wrong, "said": "".join(wrong).strip()}


def of_releases(file: Path) -> Iterator[Answer]:
    """Whether each field of each release is the coder's."""
    rows = json_lines(file)
    extractor = eventx.Extractor(finishers=(isaf.house_fields,))
    pairs = extractor.pipe(map(article, rows))
    for row, (_, operations) in zip(rows, pairs, strict=True):
        made = isaf.event(operations)
        for field, wanted in row["gold"].items():
            if field in made:
                right = isaf.same(made[field], wanted)
                said = "" if right else f"{made[field]!r} for {wanted!r}"
                yield {"id": f"{row['id']} {field}", "right": right, "said": said}


def of_places(file: Path, *, records: Path) -> Iterator[Answer]:
    """Whether each listed place of the gold articles beside the list is told, inside its radius."""
    import places

    coordinates = json.loads(file.read_text(encoding="utf-8"))
    made = defaultdict(list)
    for row in json_lines(records):
        made[row["article_id"]].append(eventx.Operation.model_validate(row))
    for gold in gold_articles([file.parent / "dev"]):
        told = {
            (id(wanted), verdict.listed): verdict
            for record, wanted in places.pairs(made[gold.id], gold)
            for verdict in places.verdicts(record, wanted, coordinates)
        }
        for wanted in gold.operations:
            for entry in {
                e["names"][0] for place in wanted.locations for e in places.listed(place, coordinates)[:1]
            }:
                verdict = told.get((id(wanted), entry))
                right = verdict is not None and verdict.result == places.INSIDE
                said = "" if right else places.show(verdict).strip() if verdict else "not told"
                yield {"id": f"{wanted.id} {entry}", "right": right, "said": said}


def of_linking() -> Iterator[Answer]:
    """Whether each telling stands with all others of its act and no more, and acts that look alike apart."""
    import linking

    bench = linking.read_bench([linking.HERE])
    labelled = linking.extracted(bench)
    act = {operation.id: name for name, operation in labelled}
    homes: dict[str, dict[str, list[str]]] = defaultdict(
        dict
    )  # act → article → acts of the incident's records
    for incident in eventx.link([operation for _, operation in labelled]):
        acts = [act[operation.id] for operation in incident.operations]
        for operation in incident.operations:
            homes[act[operation.id]][operation.article_id] = acts
    tellings = [(telling.act, telling.article.key) for telling in bench.tellings]
    for name, key in tellings:
        acts = homes[name].get(key, [])
        wanted = [name for other, _ in tellings if other == name]
        said = "" if acts == wanted else f"stands with {acts or 'nothing: no record'}, not {wanted}"
        yield {"id": f"{name} in {key}", "right": not said, "said": said}
    for a, b in bench.near:
        merged = any(b in acts for acts in homes[a].values())
        yield {"id": f"{a} is not {b}", "right": not merged, "said": "one incident" if merged else ""}


if __name__ == "__main__":
    sys.exit(main())
