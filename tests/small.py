"""A small repository: this one with few articles and sentences, two commits, and `shared` beside it.

What measures or fits over all sets takes minutes; in here it takes seconds, and writes nothing of ours.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parent.parent
KEPT = 2  # articles of a set
SELF = {"NAME": "a contributor", "EMAIL": "contributor@example.org"}


def repository(folder: Path) -> Path:
    """The repository, made in the folder."""
    made = folder / "repository"
    for name in ("src", "benchmarks", "training"):
        shutil.copytree(ROOT / name, made / name, ignore=shutil.ignore_patterns("__pycache__"))
    (made / "tests" / "cases").mkdir(parents=True)
    lines(ROOT / "tests/cases/gazetteer_false_hits.tsv", made / "tests/cases/gazetteer_false_hits.tsv", 9)
    bench = made / "benchmarks"
    lines(bench / "spellings.tsv", bench / "spellings.tsv", 9)
    for name in ("sentences.toml", "sentences-held-out.toml"):
        entries = re.split(r"^(?=\[\[sentence\]\])", (bench / name).read_text("utf-8"), flags=re.M)
        (bench / name).write_text("".join(entries[: KEPT + 1]), "utf-8")
    for path in bench.glob("linking/*"):
        if path.name not in {"west.toml", "places.tsv"}:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for gold in bench.glob("gold*/"):
        for file in sorted(gold.glob("*.json"))[KEPT if gold.name == "gold" else 1 :]:
            file.unlink()
    shutil.copytree(bench / "gold-b", folder / "shared" / "gold" / "dev")
    git(made, "init", "-q", "-b", "main")
    commit(made, "v1.0")
    with (made / "src" / "eventx" / "data" / "cues.toml").open("a", encoding="utf-8") as cues:
        cues.write("# a change that changes nothing\n")
    commit(made, "v1.1")
    return made


def lines(source: Path, target: Path, kept: int) -> None:
    """The first lines of a file."""
    target.write_text(
        "".join(source.read_text("utf-8").splitlines(keepends=True)[:kept]), "utf-8", newline=""
    )


def commit(folder: Path, tag: str) -> None:
    """All files as a commit, with a tag."""
    for args in (["add", "-A"], ["commit", "-qm", tag], ["tag", tag]):
        git(folder, *args)


def git(folder: Path, *args: str) -> None:
    """Run git as nobody in particular, with no settings but ours."""
    who = {f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER") for key, value in SELF.items()}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    subprocess.run(["git", *args], cwd=folder, check=True, env=os.environ | alone | who)
