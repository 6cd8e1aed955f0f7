"""A release in one command: release.py VERSION [--dry-run] [--no-checks].

On a clean tree: CHANGELOG.md must tell something new and VERSION be above the last; version and date are set,
`.ci/run` is run, distributions are built and the wheel tried in an empty environment; then commit and tag.
With --dry-run all of it happens in a copy, and nothing here changes. Nothing is pushed or uploaded.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parent.parent
VERSION = re.compile(r"\d+\.\d+\.\d+((a|b|rc)\d+)?")


class ReleaseError(Exception):
    """Why there is no release; tells what would be right."""


def main() -> int:
    """Release, or say why not."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("version", help="as in 0.2.0 or 0.2.0rc1")
    parser.add_argument("--dry-run", action="store_true", help="do all of it in a copy")
    parser.add_argument("--no-checks", action="store_true", help="leave out .ci/run; with --dry-run only")
    args = parser.parse_args()
    try:
        if args.no_checks and not args.dry_run:
            raise ReleaseError("--no-checks: a release is checked; give --dry-run too")
        if args.dry_run:
            with tempfile.TemporaryDirectory(prefix="eventx-release-") as folder:
                copy = Path(folder) / "eventx"
                call("git", "clone", "-q", str(ROOT), str(copy), here=Path(folder))
                release(copy, args.version, checks=not args.no_checks)
                print("dry run: nothing here was changed")
        else:
            release(ROOT, args.version)
    except ReleaseError as error:
        print(f"release: error: {error}", file=sys.stderr)
        return 1
    return 0


def release(root: Path, version: str, *, checks: bool = True) -> None:
    """Check, set the version, build, try, commit and tag a tree."""
    if told("git", "status", "--porcelain", here=root):
        raise ReleaseError("the tree has changes; commit or stash them first")
    if told("git", "tag", "--list", f"v{version}", here=root):
        raise ReleaseError(f"the tag v{version} is there already")
    today = dt.datetime.now(dt.UTC).date()
    changes: dict[str, Callable[[str], str]] = {
        "pyproject.toml": lambda text: with_version(text, version),
        "CITATION.cff": lambda text: cited(text, version, today),
        "CHANGELOG.md": lambda text: dated(text, version, today),
    }
    changed = {name: change((root / name).read_text("utf-8")) for name, change in changes.items()}
    for name, text in changed.items():  # when all can be
        (root / name).write_text(text, "utf-8", newline="\n")
    call("git", "commit", "-qam", f"Release {version}", here=root)
    try:
        if checks:
            call("bash", ".ci/run", here=root)
        built(root, version)
    except ReleaseError:
        call("git", "reset", "-q", "--hard", "HEAD~1", here=root)
        raise
    call("git", "tag", "-a", f"v{version}", "-m", f"eventx {version}", here=root)
    print(f"eventx {version} is built in dist/ and tagged. What is left:")
    print(f"    git push origin HEAD v{version}")
    print("and dist/ into the release there; not to PyPI, where eventx is another project (CONTRIBUTING.md)")


def with_version(text: str, version: str) -> str:
    """pyproject.toml with another version. Raises ReleaseError where it is not above the last.

    >>> with_version('name = "eventx"\\nversion = "0.1.0"', "0.2.0")
    'name = "eventx"\\nversion = "0.2.0"'
    """
    if not VERSION.fullmatch(version):
        raise ReleaseError(f"{version!r} is no version; write one as 0.2.0 or 0.2.0rc1")
    found = re.search(r'^version = "(.+)"$', text, re.M)
    if found is None:
        raise ReleaseError("pyproject.toml: no line version = ...")
    if order(version) < order(found[1]):
        raise ReleaseError(f"{version} is below {found[1]} in pyproject.toml")
    return text[: found.start(1)] + version + text[found.end(1) :]


def order(version: str) -> tuple[int, int, int, str, int]:
    """What versions are compared by; one that is not final stands below it.

    >>> order("0.9.0") < order("0.10.0rc1") < order("0.10.0rc2") < order("0.10.0")
    True
    """
    numbers, phase, rank = re.fullmatch(r"([\d.]+?)(?:(a|b|rc)(\d+))?", version).groups()  # type: ignore[union-attr]
    major, minor, patch = map(int, numbers.split("."))
    return major, minor, patch, phase or "z", int(rank or 0)


def cited(text: str, version: str, day: dt.date) -> str:
    """CITATION.cff with a version and its day.

    >>> cited("version: 0.1.0\\nlicense: x\\n", "0.2.0", dt.date(2027, 1, 31))
    'version: 0.2.0\\ndate-released: 2027-01-31\\nlicense: x\\n'
    """
    text = re.sub(r"^date-released: .*\n", "", text, flags=re.M)
    return re.sub(r"^version: .*$", f"version: {version}\ndate-released: {day}", text, flags=re.M)


def dated(text: str, version: str, day: dt.date) -> str:
    """CHANGELOG.md with what is unreleased under a version. Raises ReleaseError where there is nothing.

    >>> print(dated("# C\\n\\n## Unreleased\\n\\n- a\\n", "0.2.0", dt.date(2027, 1, 31)))
    # C
    <BLANKLINE>
    ## Unreleased
    <BLANKLINE>
    ## 0.2.0 (2027-01-31)
    <BLANKLINE>
    - a
    <BLANKLINE>
    """
    head, mark, rest = text.partition("## Unreleased\n")
    if not rest.partition("\n## ")[0].strip():
        raise ReleaseError("CHANGELOG.md: nothing stands under '## Unreleased'; tell what changed")
    return f"{head}{mark}\n## {version} ({day})\n{rest}"


def built(root: Path, version: str) -> None:
    """Build both distributions and try the wheel where nothing else is installed."""
    with tempfile.TemporaryDirectory(prefix="eventx-wheel-") as folder:
        tools, empty = python_of(Path(folder) / "tools"), python_of(Path(folder) / "empty")
        call(tools, "-m", "pip", "install", "-q", "build>=1.2", here=root)
        call(tools, "-m", "build", "--outdir", "dist", here=root)  # the wheel from the source distribution
        call(empty, "-m", "pip", "install", "-q", str(wheel(root, version)), here=root)
        said = told(empty, "-P", "-m", "eventx", "--version", here=Path(folder))
        if said != f"eventx {version}":
            raise ReleaseError(f"the wheel says {said!r}")
        article = root / "examples" / "articles" / "agency-report.json"
        said = told(empty, "-P", "-m", "eventx", "extract", "-q", str(article), here=Path(folder))
        if '"kind":"raid"' not in said:
            raise ReleaseError(f"the wheel reads no raid in {article.name}: {said[:200]!r}")


def wheel(root: Path, version: str) -> Path:
    """The wheel of a version."""
    return root / "dist" / f"eventx-{version}-py3-none-any.whl"


def python_of(folder: Path) -> str:
    """A new environment's interpreter."""
    venv.create(folder, with_pip=True)
    return str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def call(*command: str, here: Path) -> None:
    """Run a command. Raises ReleaseError where it fails."""
    print("+", *command, flush=True)
    code = subprocess.run(command, cwd=here, check=False, env=environment()).returncode
    if code:
        raise ReleaseError(f"exit code {code}: {' '.join(command)}")


def told(*command: str, here: Path) -> str:
    """What a command prints. Raises ReleaseError where it fails."""
    done = subprocess.run(
        command, cwd=here, check=False, capture_output=True, encoding="utf-8", env=environment()
    )
    if done.returncode:
        raise ReleaseError(f"exit code {done.returncode}: {' '.join(command)}: {done.stderr.strip()}")
    return done.stdout.strip()


def environment() -> dict[str, str]:
    """This process's, without what would let a wheel find the source."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}


if __name__ == "__main__":
    sys.exit(main())
