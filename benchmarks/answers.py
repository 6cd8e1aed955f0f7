"""What the code answers on every set, into files: answers.py FOLDER [--source SRC] [--shared SHARED].

`compare.py` runs this on each of two versions: with SRC first in PYTHONPATH, it is the eventx in SRC that
answers. Gold sets give records (NAME.records.jsonl); of others it is written which items are right
(NAME.answers.jsonl). A set that this version cannot be asked about is told on standard error and left out.
Only what old versions have too is imported here.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import isaf
import sentences
import spellings
from runs import article, json_lines, write_run

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
    for name, ask in answer_sets(args.shared).items():
        try:
            told = "".join(f"{json.dumps(answer, ensure_ascii=False)}\n" for answer in ask())
        except (AttributeError, TypeError) as error:  # an old version has not what is asked
            print(f"{name}: left out: {error}", file=sys.stderr)
        else:
            (args.folder / f"{name}.answers.jsonl").write_text(told, encoding="utf-8")
    return 0


def gold_sets(shared: Path | None) -> dict[str, Path]:
    """Folders of gold articles, by name."""
    sets = {"own": HERE / "gold"}
    sets |= {name: shared / "gold" / name for name in ("dev", "seeds")} if shared else {}
    return {name: folder for name, folder in sets.items() if folder.is_dir()}


def answer_sets(shared: Path | None) -> dict[str, Callable[[], Iterator[Answer]]]:
    """What else is asked, by name."""
    sets: dict[str, Callable[[], Iterator[Answer]]] = {
        "sentences": lambda: of_sentences(HERE / "sentences.toml"),
        "sentences-held-out": lambda: of_sentences(HERE / "sentences-held-out.toml"),
        "spellings": of_spellings,
    }
    releases = shared / "isaf" / "dev.jsonl" if shared else None
    if releases and releases.is_file():
        sets["isaf"] = lambda: of_releases(releases)
    return sets


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


if __name__ == "__main__":
    sys.exit(main())
