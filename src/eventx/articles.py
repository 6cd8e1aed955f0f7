"""Files → Articles: text, JSON, JSON Lines and folders of these.

A bad article is an `ArticleError` in the stream, never an exception, and the next one follows.
Texts are kept as they stand in the file (line ends too; only a byte order mark is dropped), so that
offsets of evidence point into the text as given.
"""

from __future__ import annotations

import codecs
import datetime as dt
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import IO, Any, Literal

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from eventx.errors import ArticleError
from eventx.records import Article

MAX_CHARS = 1_000_000  # code points of one article; also the limit of spaCy's parser
MAX_LINE = 16 * 2**20  # bytes: MAX_CHARS escaped as \uXXXX, and what goes with them
MAX_FILE = 256 * 2**20  # bytes of a file that is read whole; JSON Lines are read line by line
MAX_DEPTH = 100  # of nested JSON; writing deeper values fails
OLDEST = dt.date(1600, 1, 1)  # newspapers begin in 1605; relative dates need room before them

Form = Literal["text", "json", "lines"]
Found = Iterator[Article | ArticleError]
FORMS: dict[str, Form] = {
    ".txt": "text", ".md": "text", ".json": "json", ".jsonl": "lines", ".ndjson": "lines",
}  # fmt: skip

_WIDE = (  # the longer first: UTF-32-LE begins like UTF-16-LE
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_FORMATS = {  # first bytes → what such a file is, and what to do
    b"%PDF-": "is a PDF; save its text as UTF-8 first, for instance with pdftotext",
    b"PK\x03\x04": "is a zip or an office document; save its text as UTF-8 first",
    b"\x1f\x8b": "is compressed with gzip; unpack it first",
    b"{\\rtf": "is RTF; save its text as UTF-8 first",
}
_JSON_START = re.compile(rb'\{\s*(?:["}]|$)|\[\s*(?:[\{\]]|$)')  # "[N.B. ..." begins a text
_SPACE = re.compile(r"[ \t\r\n]*")
_PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.I)
_TAG = re.compile(
    r"</?(?:html|head|body|div|p|span|article|section|script|style|table|tr|td|ul|li|br|img|a|h[1-6])"
    r"(?:\s[^<>]{0,500})?/?>",
    re.I,
)
_HTML = "is HTML, and plain text is read; take the article out first with an extractor such as trafilatura"
_OTHER_NAMES = ("body", "content", "article", "fulltext", "full_text", "maintext", "story")


def read_articles(
    path: str | os.PathLike[str], *, skip: Iterable[Path] = (), note: Callable[[str], object] | None = None
) -> Found:
    """The articles of a file or a folder, in order; what cannot be read comes as an `ArticleError`.

    A folder is read to the bottom, sorted by name. Hidden files, those in `skip` and those of other
    kinds are left out, the last with a word to `note`. An article without an id gets its file's name
    without the suffix, in a folder with the path below that folder; from a file of many articles, with
    the line (JSON Lines) or the rank (JSON array) behind it.
    """
    path = Path(path)
    if os.path.isdir(path):  # noqa: PTH112  (pathlib's raises where the name is too long)
        yield from _read_folder(path, {p.resolve() for p in skip}, note)
    else:
        yield from _read_file(path, path.stem)


def read_stream(stream: IO[bytes], *, name: str = "<stdin>") -> Found:
    """The articles of standard input: one text, a JSON article, an array of them or JSON Lines.

    >>> [found.title for found in read_stream(io.BytesIO(b'{"text": "Troops fled.", "title": "Flight"}'))]
    ['Flight']
    """
    yield from _read_handle(stream, name, None, None)


def _read_folder(folder: Path, skip: set[Path], note: Callable[[str], object] | None) -> Found:
    found = False
    failures: list[OSError] = []
    for top, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(d for d in folders if not d.startswith("."))
        for path in (Path(top) / name for name in sorted(files) if not name.startswith(".")):
            if path.suffix.lower() not in FORMS:
                if note:
                    note(f"{path}: left out; {', '.join(FORMS)} are read")
            elif path.resolve() not in skip and (path.is_file() or path.is_symlink()):
                found = True
                yield from _read_file(path, path.relative_to(folder).with_suffix("").as_posix())
    for failure in failures:
        yield ArticleError(f"cannot be read: {failure.strerror}", file=str(failure.filename))
    if not found and not failures:
        yield ArticleError(f"holds no article; {', '.join(FORMS)} are read", file=str(folder))


def _read_file(path: Path, stem: str) -> Found:
    try:
        handle = path.open("rb")
    except FileNotFoundError:
        yield ArticleError("no such file or folder", file=str(path))
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        yield ArticleError(f"cannot be read: {getattr(error, 'strerror', None) or error}", file=str(path))
    else:
        with handle:
            yield from _read_handle(handle, str(path), stem, FORMS.get(path.suffix.lower()))


def _read_handle(handle: IO[bytes], name: str, stem: str | None, form: Form | None) -> Found:
    try:
        peeked = _peek(handle)
        if peeked and (code := next((c for bom, c in _WIDE if peeked[0].startswith(bom)), None)):
            handle = io.BytesIO(_decode(_whole(peeked, handle, name), name, code).encode("utf-8"))
            peeked = _peek(handle)
        if peeked:
            peeked[0] = peeked[0].removeprefix(codecs.BOM_UTF8)
            if said := next((s for magic, s in _FORMATS.items() if peeked[0].startswith(magic)), None):
                raise ArticleError(said, file=name)
        form = _form(peeked, handle, form)
        if form == "lines":
            yield from _read_lines(peeked, handle, name, stem)
            return
        text = _decode(_whole(peeked, handle, name), name)
        if form == "json" and not _PAGE.match(text):
            yield from _read_json(text, name, stem)
        else:
            yield from _article({"text": text}, name, None, stem)
    except ArticleError as error:
        yield error
    except OSError as error:
        yield ArticleError(f"cannot be read: {error.strerror or error}", file=name)


def _peek(handle: IO[bytes]) -> list[bytes]:
    """The lines up to the first that is not blank."""
    peeked = []
    while line := handle.readline(MAX_LINE + 1):
        peeked.append(line)
        if line.strip():
            break
    return peeked


def _whole(peeked: list[bytes], handle: IO[bytes], name: str) -> bytes:
    data = b"".join(peeked)
    data += handle.read(max(0, MAX_FILE + 1 - len(data)))
    if len(data) > MAX_FILE:
        raise ArticleError(f"is larger than {MAX_FILE >> 20} MB; give its articles as JSON Lines", file=name)
    return data


def _form(peeked: list[bytes], handle: IO[bytes], form: Form | None) -> Form:
    """What a file holds: JSON Lines where a whole object fills the first line and more follows."""
    if form in ("text", "lines") or not peeked:
        return form or "text"
    first = peeked[-1].strip()
    if first.startswith(b"{") and first.endswith(b"}"):
        try:
            json.loads(first)
        except (ValueError, RecursionError):
            pass
        else:
            more = _peek(handle)
            peeked += more
            if more and more[-1].strip():
                return "lines"
    return form or ("json" if _JSON_START.match(first) else "text")


def _decode(data: bytes, name: str, code: str = "utf-8", *, line: int | None = None) -> str:
    if code == "utf-8" and (at := data.find(b"\0")) >= 0:
        said = f"holds binary data (a NUL byte at offset {at}); save it as UTF-8 text"
        raise ArticleError(said, file=name, line=line)
    try:
        return data.decode(code)
    except UnicodeDecodeError as error:
        wrong = f"is not {code.upper()} (byte 0x{data[error.start]:02x} at offset {error.start})"
        hint = "save it as UTF-8, for instance with: iconv -f WINDOWS-1252 -t UTF-8 FILE"
        raise ArticleError(f"{wrong}; {hint}", file=name, line=line) from None


def _read_lines(peeked: list[bytes], handle: IO[bytes], name: str, stem: str | None) -> Found:
    number, begins = 0, True
    for chunk in chain(peeked, iter(lambda: handle.readline(MAX_LINE + 1), b"")):
        starts, begins = begins, chunk.endswith(b"\n")
        if not starts:  # the rest of a line that is too long
            continue
        number += 1
        if len(chunk) > MAX_LINE and not begins:
            yield ArticleError(f"is longer than {MAX_LINE >> 20} MB", file=name, line=number)
        elif chunk.strip():
            try:
                value, _ = _parse(_decode(chunk, name, line=number), 0, name, number, alone=True)
            except ArticleError as error:
                yield error
            else:
                yield from _article(value, name, number, stem and f"{stem}-{number}")


def _read_json(text: str, name: str, stem: str | None) -> Found:
    at = _skip(text, 0)
    if not text.startswith("[", at):
        value, _ = _parse(text, at, name, 1, alone=True)
        yield from _article(value, name, None, stem)
        return
    at, rank, line, counted = _skip(text, at + 1), 0, 1, 0
    while not (rank == 0 and text.startswith("]", at)):
        rank, line, counted = rank + 1, line + text.count("\n", counted, at), at
        try:
            value, end = _parse(text, at, name, line)
        except _DoubtError as doubt:
            yield doubt
            end = doubt.end
        else:
            yield from _article(value, name, line, stem and f"{stem}-{rank}")
        at = _skip(text, end)
        if text.startswith("]", at):
            break
        if not text.startswith(",", at):
            line += text.count("\n", counted, at)
            raise ArticleError("is not valid JSON: a comma or ] must follow an article", file=name, line=line)
        at = _skip(text, at + 1)
    if (end := _skip(text, at + 1)) < len(text):
        raise ArticleError(
            "is not valid JSON: more follows the closing ]", file=name, line=1 + text.count("\n", 0, end)
        )


class _DoubtError(ArticleError):
    """JSON that can be read, but not in one way; the next value begins behind `end`."""

    end = 0


def _skip(text: str, at: int) -> int:
    match = _SPACE.match(text, at)
    return match.end() if match else at


def _parse(text: str, at: int, name: str, line: int, *, alone: bool = False) -> tuple[Any, int]:
    """The JSON value at an offset and where it ends; `alone` refuses what follows it. `line` is its line."""
    doubts: list[str] = []

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        value = dict(pairs)
        if len(value) < len(pairs):
            keys = [key for key, _ in pairs]
            twice = next(key for key in keys if keys.count(key) > 1)
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


def _article(data: Any, name: str, line: int | None, default_id: str | None) -> Found:
    """A JSON value → its Article, or one `ArticleError` a field."""
    if not isinstance(data, dict):
        yield ArticleError(f"is {_kind(data)}; an article is an object with a `text`", file=name, line=line)
        return
    if data.get("id") in (None, ""):
        data["id"] = default_id
    wrong = [(key, said) for key, value in data.items() if (said := _unfit(value))]
    if not wrong:
        try:
            article = Article.model_validate(data)
        except ValidationError as error:
            wrong = [_told(complaint, data) for complaint in error.errors()]
        else:
            wrong = list(_unreadable(article))
    if wrong:
        yield from (ArticleError(said, file=name, line=line, field=field) for field, said in wrong)
    else:
        yield article


def _kind(value: object) -> str:
    names = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")


def _unfit(value: Any) -> str | None:
    """Why a value cannot be written again: half a character, or nested too deeply."""
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > MAX_DEPTH:
            return f"is nested more than {MAX_DEPTH} deep"
        for text in (t for v in level for t in (v if isinstance(v, dict) else [v]) if isinstance(t, str)):
            try:
                text.encode()
            except UnicodeEncodeError as error:
                return f"holds half a surrogate pair (code point {error.start}); it is not valid Unicode"
        nested = (v.values() if isinstance(v, dict) else v for v in level if isinstance(v, dict | list))
        level = list(chain.from_iterable(nested))
    return None


def _told(complaint: ErrorDetails, data: dict[str, Any]) -> tuple[str, str]:
    """A complaint of pydantic → field, and what is wrong with it."""
    field, kind = ".".join(map(str, complaint["loc"])), complaint["type"]
    if kind == "missing":
        other = next((key for key in _OTHER_NAMES if isinstance(data.get(key), str)), None)
        return field, "is missing" + (f"; is it what stands under `{other}`?" if other else "")
    if kind == "string_type":
        return field, f"is {_kind(complaint['input'])}, not a string"
    if kind.startswith("date"):
        return field, f"is not an ISO 8601 date (YYYY-MM-DD) but {_kind(complaint['input'])}"
    return field, complaint["msg"].removeprefix("Value error, ")


def _unreadable(article: Article) -> Iterator[tuple[str, str]]:
    """What is wrong with an article whose types are right."""
    text = article.text
    if not text.strip():
        yield "text", "is empty"
    elif len(text) > MAX_CHARS:
        yield "text", f"has {len(text):,} characters; {MAX_CHARS:,} are the limit: split it into its articles"
    elif (at := text.find("\0")) >= 0:
        yield "text", f"holds binary data (a NUL at character {at})"
    elif _PAGE.match(text) or len(_TAG.findall(text[:100_000])) > 1:
        yield "text", _HTML
    if article.published and (said := unlikely(article.published)):
        yield "published", said


def unlikely(published: dt.date) -> str | None:
    """Why a day cannot be one of publication: later than anywhere on Earth, or before newspapers."""
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    if published > tomorrow:
        return f"{published} is in the future; give the day of publication"
    if published < OLDEST:
        return f"{published} is before {OLDEST.year}; give the day of publication"
    return None
