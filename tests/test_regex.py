"""No regular expression backtracks without bound: misleading texts cost as much as they are long."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from adversary import cpu, growth, texts

SOURCE = Path(__file__).parent.parent / "src" / "eventx"
SOURCES = {path.relative_to(SOURCE).as_posix(): path.read_text("utf-8") for path in SOURCE.rglob("*.py")}
SHORT, LONG = 500, 4000  # characters
STEPS = (*range(4, 42, 2), 80, 160)  # pieces: what doubles with each must not be waited for
SLOW = 0.05  # seconds of processor time that a text of so many pieces may take
STEEP = 3.0  # times more than its length; the square would be LONG / SHORT, 8
# what these are given is short, whatever the article: an expression may take the square of it
WINDOWS = {
    "datelines.py": "90 characters before a date, 50 behind it",
    "extractors/dates.py": "40 characters before a date",
    "extractors/joining.py": "80 characters before a date, 24 between two",
    "extractors/places.py": "seven words before a name",
    "rules.py": "a lemma of a rule file",
}
FULL = ("_STATED", "_REFERENCE", "_WORD")  # of those rooms, what is given whole texts
SEARCHES = r"(?:search|finditer|findall|subn?|split)\("


@pytest.fixture(scope="module")
def expressions() -> list[tuple[str, str, str, re.Pattern]]:
    """All expressions of the package, with their file, the line that compiles it and its name, if any."""
    script = [sys.executable, "-W", "ignore", str(Path(__file__).with_name("expressions.py"))]
    rows = json.loads(subprocess.run(script, stdout=subprocess.PIPE, check=True).stdout)
    found = []
    for row in rows:
        pattern = row["pattern"].encode() if row["bytes"] else row["pattern"]
        line = SOURCES[row["file"]].splitlines()[row["line"] - 1]
        name = re.match(r"(\w+)\b[^=]*=", line)
        found.append((row["file"], line, name[1] if name else "", re.compile(pattern, row["flags"])))
    return found


def ways(file: str, line: str, name: str) -> Iterator[str]:
    """How an expression is used in the package: at one place of a text, or anywhere."""
    yield "match"
    room = file.removesuffix(".py").replace("/", ".")
    users = [s for path, s in SOURCES.items() if path == file or f"from eventx.{room} import" in s]
    if re.search(rf"\bre\.{SEARCHES}", line) or (
        name and any(re.search(rf"\b{name}\.{SEARCHES}", s) for s in users)
    ):
        yield "search"


def fault(pattern: re.Pattern, way: str, *, whole: bool) -> str | None:
    """A text over which an expression takes too long, and how much."""

    def work(text: str) -> object:
        return getattr(pattern, way)(text if isinstance(pattern.pattern, str) else text.encode())

    for text, piece in texts(pattern):
        for length in (piece * n for n in STEPS):
            if (taken := cpu(work, text(length), 1)) > SLOW:
                return f"{text(length)!r} takes {taken:.2f} s"
        if whole and (steep := growth(work, text, SHORT, LONG)) > STEEP:
            return f"{text(20)!r} and so on takes {steep:.1f} times more than its length"
    return None


def test_expressions(expressions):
    assert len(expressions) > 80
    faults = {}
    for file, line, name, pattern in expressions:
        for way in ways(file, line, name):
            if found := fault(pattern, way, whole=file not in WINDOWS or name in FULL):
                faults[file, name, way, pattern.pattern[:60]] = found
    assert not faults


@pytest.mark.parametrize("pattern", [r"(a+)+$", r"(?:a|a)*b", r"\s*,?\s*\(", r"^(?:.*\[)*x", r"(\w+\s?)*\."])
def test_what_backtracks_is_found(pattern):
    assert fault(re.compile(pattern), "match", whole=True)


@pytest.mark.parametrize("pattern", [r"\s+$", r"x.*,"])
def test_what_is_searched_for_from_everywhere_is_found(pattern):
    assert fault(re.compile(pattern), "search", whole=True)
