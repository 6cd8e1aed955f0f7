"""JSON Lines and JSON arrays → entries."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from typing import Any

from eventx.articles import limits
from eventx.articles.entries import Entry, entry, failed
from eventx.articles.source import Source
from eventx.errors import ArticleError

_SPACE = re.compile(r"[ \t\r\n]*")


class _DoubtError(ArticleError):
    """JSON that can be read, but not in one way; the next value begins behind `end`."""

    end = 0


def read_lines(source: Source, peeked: list[bytes]) -> Iterator[Entry]:
    """The article of each line that is not blank; `peeked` are lines that were read before."""
    number, begins, name = 0, True, source.name
    for chunk in chain(peeked, iter(lambda: source.handle.readline(limits.MAX_LINE + 1), b"")):
        starts, begins = begins, chunk.endswith(b"\n")
        if not starts:  # the rest of a line that is too long
            continue
        number += 1
        if len(chunk) > limits.MAX_LINE and not begins:
            said = f"is longer than {limits.MAX_LINE >> 20} MB"
            yield failed(ArticleError(said, file=name, line=number), at=source.at)
        elif chunk.strip():
            try:
                value, _ = _parse(
                    decode(chunk.rstrip(b"\r\n"), name, line=number), 0, name, number, alone=True
                )
            except ArticleError as error:
                yield failed(error, at=source.at)
            else:
                yield entry(value, name, number, source.id(number), at=source.at)


def read_json(text: str, source: Source) -> Iterator[Entry]:
    """The article of a JSON object, or those of an array."""
    at, name = _skip(text, 0), source.name
    if not text.startswith("[", at):
        value, _ = _parse(text, at, name, 1, alone=True)
        yield entry(value, name, None, source.stem, at=source.at)
        return
    at, rank, line, counted = _skip(text, at + 1), 0, 1, 0
    while not (rank == 0 and text.startswith("]", at)):
        rank, line, counted = rank + 1, line + text.count("\n", counted, at), at
        behind = source.at * at // len(text)
        try:
            value, end = _parse(text, at, name, line)
        except _DoubtError as doubt:
            yield failed(doubt, at=behind)
            end = doubt.end
        else:
            yield entry(value, name, line, source.id(rank), at=behind)
        at = _skip(text, end)
        if text.startswith("]", at):
            break
        if not text.startswith(",", at):
            line += text.count("\n", counted, at)
            raise ArticleError("is not valid JSON: a comma or ] must follow an article", file=name, line=line)
        at = _skip(text, at + 1)
    if (end := _skip(text, at + 1)) < len(text):
        line = 1 + text.count("\n", 0, end)
        raise ArticleError("is not valid JSON: more follows the closing ]", file=name, line=line)


def decode(data: bytes, name: str, code: str = "utf-8", *, line: int | None = None) -> str:
    """Bytes → text. Raises ArticleError, which names the first byte that is none."""
    if code == "utf-8" and (at := data.find(b"\0")) >= 0:
        said = f"holds binary data (a NUL byte at offset {at}); save it as UTF-8 text"
        raise ArticleError(said, file=name, line=line)
    try:
        return data.decode(code)
    except UnicodeDecodeError as error:
        wrong = f"is not {code.upper()} (byte 0x{data[error.start]:02x} at offset {error.start})"
        hint = "save it as UTF-8, for instance with: iconv -f WINDOWS-1252 -t UTF-8 FILE"
        raise ArticleError(f"{wrong}; {hint}", file=name, line=line) from None


def _skip(text: str, at: int) -> int:
    """The offset behind white space."""
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _parse(text: str, at: int, name: str, line: int, *, alone: bool = False) -> tuple[Any, int]:
    """The JSON value at an offset and where it ends; `alone` refuses what follows it. `line` is its line."""
    doubts: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) < len(pairs):
            twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
            doubts.append(f"the key {twice!r} stands twice in one object")
        return value

    def constant(word: str) -> None:
        doubts.append(f"{word} is no JSON value; use null")

    decoder = json.JSONDecoder(object_pairs_hook=once, parse_constant=constant)
    try:
        value, end = decoder.raw_decode(text, _skip(text, at))
        if alone and (rest := _skip(text, end)) < len(text):
            raise json.JSONDecodeError("more follows the article", text, rest)
    except json.JSONDecodeError as error:
        line += text.count("\n", at, error.pos)
        said = f"is not valid JSON: {error.msg} (column {error.colno})"
        raise ArticleError(said, file=name, line=line) from None
    except RecursionError:
        raise ArticleError("is not an article: JSON nested too deeply", file=name, line=line) from None
    except ValueError as error:  # a number of thousands of digits
        raise ArticleError(f"is not valid JSON: {error}", file=name, line=line) from None
    if doubts:
        doubtful = _DoubtError(doubts[0], file=name, line=line)
        doubtful.end = end
        raise doubtful
    return value, end
