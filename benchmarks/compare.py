"""What a change gained and lost, item by item: compare.py [BEFORE] [NOW] [--shared SHARED] [--save FOLDER].

BEFORE (default: HEAD, the last commit) and NOW (default: `.`, the files as they are) are git revisions, or
folders in which --save kept the answers of an earlier call (FOLDER/before, FOLDER/now). Both versions answer
the benchmarks as they are in this tree: own articles, sentences, spellings, linking and, from SHARED
(default: `shared` beside the repository, where it is there), gold articles, their places, ISAF releases and
strike releases. Of the sentences held out, only numbers are told. --all tells every change, not the first of
each sort.
"""

from __future__ import annotations

import argparse
import contextlib
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from answers import gold_sets
from gold import show
from runs import gold_articles, json_lines

from eventx.evaluating import compare, evaluate
from eventx.evaluating.showing import difference_tables

HERE = Path(__file__).parent
ROOT = HERE.parent
HELD_OUT = {"sentences-held-out"}  # their misses are not looked at
RARE = 0.05  # a change that chance brings as rarely as this is none


@dataclass(frozen=True, slots=True)
class Line:
    """A set in the table at the end."""

    name: str
    before: float
    now: float
    gained: int
    lost: int
    verdict: str
    told: list[object] = field(default_factory=list)  # what is printed of it before


def main() -> int:
    """Ask both versions, then tell how they differ."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("before", nargs="?", default="HEAD")
    parser.add_argument("now", nargs="?", default=".")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    parser.add_argument("--save", type=Path, metavar="FOLDER")
    parser.add_argument("--all", action="store_true", dest="everything")
    args = parser.parse_args()
    shared = args.shared.resolve() if args.shared.is_dir() else None
    with contextlib.ExitStack() as stack:
        kept = args.save or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="eventx-")))
        sides = [(args.before, kept / "before"), (args.now, kept / "now")]
        before, now = (answers(version, folder, shared, stack) for version, folder in sides)
        lines = [*of_gold(before, now, shared, everything=args.everything)]
        lines += of_answers(before, now, everything=args.everything)
        for line in lines:
            show([f"\n== {line.name}", *line.told])
    show([table(lines, args.before, args.now)])
    return 0


# -- two versions ----------------------------------------------------------------------------------


def answers(version: str, folder: Path, shared: Path | None, stack: contextlib.ExitStack) -> Path:
    """The folder of a version's answers: one that was kept, or one that is made now."""
    if any(Path(version).glob("*.records.jsonl")):
        return Path(version)
    tree = ROOT if version == "." else stack.enter_context(checked_out(version))
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.jsonl"):
        old.unlink()
    print(f"{version}: answers ...", file=sys.stderr)
    command = [sys.executable, str(HERE / "answers.py"), str(folder), "--source", str(tree / "src")]
    command += ["--shared", str(shared)] if shared else []
    done = subprocess.run(command, env=os.environ | {"PYTHONPATH": str(tree / "src")}, check=False)
    if done.returncode:
        sys.exit(f"{version}: cannot answer (exit code {done.returncode})")
    return folder


@contextlib.contextmanager
def checked_out(revision: str) -> Iterator[Path]:
    """The files of a git revision, in a worktree for a while."""
    with tempfile.TemporaryDirectory(prefix="eventx-tree-") as folder:
        tree = Path(folder) / "tree"
        git("worktree", "add", "--detach", str(tree), revision)
        try:
            yield tree
        finally:
            git("worktree", "remove", "--force", str(tree))


def git(*arguments: str) -> None:
    """Run git in the repository; leaves with what it says where it fails."""
    done = subprocess.run(["git", "-C", str(ROOT), *arguments], capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"git {arguments[0]}: {done.stderr.strip()}")


# -- how they differ -------------------------------------------------------------------------------


def of_gold(before: Path, now: Path, shared: Path | None, *, everything: bool) -> Iterator[Line]:
    """The gold sets that both answered."""
    for name, folder in gold_sets(shared).items():
        was, made = (side / f"{name}.records.jsonl" for side in (before, now))
        if was.is_file() and made.is_file():
            golds = gold_articles([folder])
            difference = compare(evaluate(made, golds), evaluate(was, golds))
            yield Line(
                f"{name}: headline F1", difference.before, difference.now,
                len(difference.gained), len(difference.lost), difference.verdict,
                [*difference_tables(difference, everything=everything)],
            )  # fmt: skip


def of_answers(before: Path, now: Path, *, everything: bool) -> Iterator[Line]:
    """The other sets that both answered."""
    for file in sorted(now.glob("*.answers.jsonl")):
        if not (before / file.name).is_file():
            continue
        name = file.name.removesuffix(".answers.jsonl")
        was, is_ = ({row["id"]: row for row in json_lines(side / file.name)} for side in (before, now))
        both = [key for key in is_ if key in was]
        gained = [key for key in both if is_[key]["right"] and not was[key]["right"]]
        lost = [key for key in both if was[key]["right"] and not is_[key]["right"]]
        most = 0 if name in HELD_OUT else len(both) if everything else 10
        told: list[object] = [f"gained: {len(gained)}"]
        told += [f"  {key}: was: {was[key]['said']}" for key in gained[:most]]
        told += [f"lost: {len(lost)}", *(f"  {key}: {is_[key]['said']}" for key in lost[:most])]
        first, share = (sum(of[key]["right"] for key in both) / max(len(both), 1) for of in (was, is_))
        numbers = (len(gained), len(lost))
        yield Line(f"{name}: right", first, share, *numbers, verdict(*numbers), told)


def verdict(gained: int, lost: int) -> str:
    """Whether as many more were gained than lost as chance seldom brings (exact sign test, two-sided).

    >>> verdict(6, 0), verdict(5, 0), verdict(1, 9), verdict(0, 0)
    ('better', 'noise', 'worse', 'same')
    """
    number = gained + lost
    if not number:
        return "same"
    tail = sum(math.comb(number, k) for k in range(min(gained, lost) + 1)) / 2**number
    return "noise" if 2 * tail > RARE else "better" if gained > lost else "worse"


def table(lines: list[Line], before: str, now: str) -> object:
    """All sets, a line each."""
    from rich import box
    from rich.table import Table

    told = Table(title=f"\n{now} beside {before}", title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False)
    told.collapse_padding = True
    told.add_column("set", no_wrap=True)
    for name in ("before", "now", "change", "gained", "lost", "verdict"):
        told.add_column(name, justify="right")
    for x in lines:
        change = f"{x.now - x.before:+.4f}" if x.now != x.before else ""
        told.add_row(x.name, f"{x.before:.4f}", f"{x.now:.4f}", change, f"{x.gained}", f"{x.lost}", x.verdict)
    return told


if __name__ == "__main__":
    sys.exit(main())
