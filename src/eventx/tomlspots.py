"""TOML text → where each key and value stands, so that what is wrong in a file can be pointed at.

`tomllib` gives values without places. This reads a text that `tomllib` has accepted already, and so looks
only for where things begin and end.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass

Path = tuple[str | int, ...]  # ("rule", 0, "verbs", 2)
BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'')
SCALAR = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|[^,\]}\r\n#]*[^,\]}\s#]',
    re.S,
)
SHOWN = 100  # characters of a line that are shown


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a key and its value stand: offsets into the text, end exclusive; of a table, its header."""

    key: tuple[int, int]
    value: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a file, and where; lines and columns count from 1, columns in code points."""

    file: str
    line: int
    column: int
    length: int
    source: str
    said: str

    def __str__(self) -> str:
        """The fault in one line, which drives no terminal."""
        said = "".join(c if c.isprintable() else repr(c)[1:-1] for c in self.said)
        return f"{self.file}: line {self.line}, column {self.column}: {said}"

    def pointed(self) -> str:
        """The fault, the line that it stands in, and a caret below."""
        left = max(0, self.column - 1 - SHOWN // 2) if len(self.source) > SHOWN else 0
        source = self.source.replace("\t", " ")[left : left + SHOWN]
        shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in source)
        at = self.column - 1 - left
        carets = "^" * max(1, _width(shown[at : at + self.length]))
        number = f"{self.line:>5}"
        return f"{self}\n{number} | {shown}\n{' ' * len(number)} | {' ' * _width(shown[:at])}{carets}"


def _width(text: str) -> int:
    """Columns of a terminal: two for a wide character, none for one that is written over another.

    >>> _width("ab"), _width("日本"), _width("e\u0301")
    (2, 4, 1)
    """
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def fault(file: str, text: str, span: tuple[int, int], said: str) -> Fault:
    """A span of a file's text and what is wrong with it → a fault.

    >>> print(fault("a.toml", "x = 1\\nnaem = 2", (6, 10), "no such key").pointed())
    a.toml: line 2, column 1: no such key
        2 | naem = 2
          | ^^^^
    """
    start, end = span
    first = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", first)
    source = text[first : stop if stop >= 0 else len(text)].rstrip("\r")
    return Fault(file, text.count("\n", 0, start) + 1, start - first + 1, end - start, source, said)


def spots(text: str) -> dict[Path, Spot]:
    """Valid TOML → where every key, value, table and item of an array stands, by its path.

    >>> found = spots('[a]\\nb = ["x", "y"]')
    >>> found["a", "b"].key, found["a", "b", 1].value
    ((4, 5), (14, 17))
    """
    return _Scan(text).spots


class _Scan:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self.text, self.at = text, 0
        self.spots: dict[Path, Spot] = {(): Spot((0, 0), (0, 0))}
        self._tables: Counter[Path] = Counter()  # how many tables each array of tables has so far
        table: Path = ()
        self._skip()
        while self.at < len(text):
            if text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._skip()

    def _skip(self) -> None:
        """Go on behind blanks, ends of lines and comments."""
        found = BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at

    def _keys(self) -> list[tuple[str, tuple[int, int]]]:
        """A dotted key: its parts and where they stand."""
        parts: list[tuple[str, tuple[int, int]]] = []
        while found := KEY.match(self.text, self.at):
            word = found.group()
            name = tomllib.loads(f"k = {word}")["k"] if word[0] in "\"'" else word
            parts.append((name, found.span()))
            self.at = found.end()
            self._skip()
            if self.text[self.at : self.at + 1] != ".":
                break
            self.at += 1
            self._skip()
        return parts

    def _header(self) -> Path:
        """The path of the table that a header begins."""
        start, array = self.at, self.text.startswith("[[", self.at)
        self.at += 2 if array else 1
        self._skip()
        parts = self._keys()
        self.at += 2 if array else 1
        path: Path = ()
        for rank, (name, _) in enumerate(parts):
            path = (*path, name)
            last = rank == len(parts) - 1
            if array and last:
                self._tables[path] += 1
            where = Spot((start, self.at), (start, self.at))
            self.spots.setdefault(path, where)
            if path in self._tables:
                path = (*path, self._tables[path] - 1)
                self.spots.setdefault(path, where)
        return path

    def _pair(self, table: Path) -> None:
        """A key and its value."""
        path = table
        parts = self._keys()
        for name, span in parts:
            path = (*path, name)
            self.spots.setdefault(path, Spot(span, span))
        self.at += 1  # the sign =
        self._skip()
        self.spots[path] = Spot(parts[-1][1], self._value(path))

    def _value(self, path: Path) -> tuple[int, int]:
        """The span of a value; what it holds is taken down on the way."""
        start = self.at
        if self.text[start] == "[":
            self._items(path)
        elif self.text[start] == "{":
            self._inline(path)
        elif found := SCALAR.match(self.text, start):
            self.at = found.end()
        return start, self.at

    def _items(self, path: Path) -> None:
        """The items of an array."""
        self.at += 1
        rank = 0
        self._skip()
        while self.text[self.at] != "]":
            span = self._value((*path, rank))
            self.spots[(*path, rank)] = Spot(span, span)
            rank += 1
            self._comma()
        self.at += 1

    def _inline(self, path: Path) -> None:
        """The pairs of a table in braces."""
        self.at += 1
        self._skip()
        while self.text[self.at] != "}":
            self._pair(path)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        """Go on behind a comma, if one stands here."""
        self._skip()
        if self.text[self.at] == ",":
            self.at += 1
            self._skip()
