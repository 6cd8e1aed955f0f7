"""Files, folders and streams → entries, each form by its own room."""

from __future__ import annotations

import codecs
import io
import json
import os
import re
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import IO, Literal

from eventx.articles import limits
from eventx.articles.entries import PAGE, Entry, entry, failed
from eventx.articles.lines import decode, read_json, read_lines
from eventx.articles.source import SUFFIXES, Source, opened
from eventx.articles.tables import read_csv, read_parquet
from eventx.errors import ArticleError

Form = Literal["text", "json", "lines", "csv", "parquet"]
Note = Callable[[str], object]
FORMS: dict[str, Form] = {
    ".txt": "text", ".md": "text", ".json": "json", ".jsonl": "lines", ".ndjson": "lines",
    ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
}  # fmt: skip
READ = f"{', '.join(FORMS)}, and these with {' or '.join(SUFFIXES)}, are read"

_WIDE = (  # the longer first: UTF-32-LE begins like UTF-16-LE
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_FORMATS = {  # first bytes → what such a file is, and what to do
    b"%PDF-": "is a PDF; save its text as UTF-8 first, for instance with pdftotext",
    b"PK\x03\x04": "is a zip or an office document; save its text as UTF-8 first",
    b"BZh": "is compressed with bzip2; unpack it first",
    b"\xfd7zXZ\x00": "is compressed with xz; unpack it first",
    b"{\\rtf": "is RTF; save its text as UTF-8 first",
    b"PAR1": "is Parquet; give it as a file whose name ends in .parquet",
}
_JSON_START = re.compile(rb'\{\s*(?:["}]|$)|\[\s*(?:[\{\]]|$)')  # "[N.B. ..." begins a text


def read_entries(
    path: str | os.PathLike[str], *, skip: Iterable[Path] = (), note: Note | None = None
) -> Iterator[Entry]:
    """The entries of a file or a folder, in order; see `read_articles`."""
    path = Path(path)
    if os.path.isdir(path):  # noqa: PTH112  (pathlib's raises where the name is too long)
        yield from _read_folder(path, {p.resolve() for p in skip}, note)
    else:
        yield from _read_file(path, _stem(Path(path.name)))


def read_stdin(stream: IO[bytes], *, name: str = "<stdin>") -> Iterator[Entry]:
    """The entries of standard input."""
    yield from _read_handle(stream, name, None, None)


def total_size(paths: Iterable[str]) -> int:
    """The size in bytes of all files that these paths lead to and that are read."""
    size = 0
    for path in map(Path, paths):
        folder = os.path.isdir(path)  # noqa: PTH112  (as above)
        for file in _walk(path, []) if folder else [path]:
            with suppress(OSError, ValueError):
                size += file.stat().st_size if form_of(file) or not folder else 0
    return size


def form_of(path: Path) -> Form | None:
    """What a file holds by its name, behind how it is packed.

    >>> form_of(Path("day.jsonl.gz")), form_of(Path("photo.jpg"))
    ('lines', None)
    """
    if path.suffix.lower() in SUFFIXES:
        path = path.with_suffix("")
    return FORMS.get(path.suffix.lower())


def _stem(path: Path) -> str:
    """The id of a file's article: its path without the suffixes that tell the form."""
    if path.suffix.lower() in SUFFIXES:
        path = path.with_suffix("")
    return path.with_suffix("").as_posix()


def _walk(folder: Path, failures: list[OSError]) -> Iterator[Path]:
    """The files of a folder to the bottom, sorted by name, hidden ones left out."""
    for top, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(d for d in folders if not d.startswith("."))
        yield from (Path(top) / name for name in sorted(files) if not name.startswith("."))


def _read_folder(folder: Path, skip: set[Path], note: Note | None) -> Iterator[Entry]:
    """The entries of all files of a folder."""
    found = False
    failures: list[OSError] = []
    for path in _walk(folder, failures):
        if form_of(path) is None:
            if note:
                note(f"{path}: left out; {READ}")
        elif path.resolve() not in skip and (path.is_file() or path.is_symlink()):
            found = True
            yield from _read_file(path, _stem(path.relative_to(folder)))
    for failure in failures:
        yield failed(ArticleError(f"cannot be read: {failure.strerror}", file=str(failure.filename)))
    if not found and not failures:
        yield failed(ArticleError(f"holds no article; {READ}", file=str(folder)))


def _read_file(path: Path, stem: str) -> Iterator[Entry]:
    """The entries of one file."""
    try:
        handle = path.open("rb")
    except FileNotFoundError:
        yield failed(ArticleError("no such file or folder", file=str(path)))
    except (OSError, ValueError) as error:  # ValueError: a path with a NUL
        said = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        yield failed(ArticleError(said, file=str(path)))
    else:
        with handle:
            if form_of(path) == "parquet" and path.suffix.lower() not in SUFFIXES:
                yield from _caught(read_parquet(path, str(path), stem), str(path))
            else:
                yield from _read_handle(handle, str(path), stem, form_of(path))


def _read_handle(handle: IO[bytes], name: str, stem: str | None, form: Form | None) -> Iterator[Entry]:
    """The entries of a stream, by its form or what it begins with."""
    yield from _caught(_sniffed(handle, name, stem, form), name)


def _caught(entries: Iterator[Entry], name: str) -> Iterator[Entry]:
    """Entries, and what ended them as the last."""
    try:
        yield from entries
    except ArticleError as error:
        yield failed(error)
    except OSError as error:
        yield failed(ArticleError(f"cannot be read: {error.strerror or error}", file=name))


def _sniffed(handle: IO[bytes], name: str, stem: str | None, form: Form | None) -> Iterator[Entry]:
    """The entries of a stream; raises ArticleError where it can be read no further."""
    source = opened(handle, name, stem)
    peeked = _peek(source)
    if peeked and (code := next((c for bom, c in _WIDE if peeked[0].startswith(bom)), None)):
        source.handle = io.BytesIO(decode(_whole(peeked, source), name, code).encode("utf-8"))
        peeked = _peek(source)
    if peeked:
        peeked[0] = peeked[0].removeprefix(codecs.BOM_UTF8)
        if said := next((s for magic, s in _FORMATS.items() if peeked[0].startswith(magic)), None):
            raise ArticleError(said, file=name)
    form = _form(peeked, source, form)
    if form == "lines":
        yield from read_lines(source, peeked)
    elif form == "csv":
        yield from read_csv(source, peeked)
    elif form == "parquet":
        raise ArticleError("is no Parquet file, or a packed one; unpack it first", file=name)
    else:
        text = decode(_whole(peeked, source), name)
        if form == "json" and not PAGE.match(text):
            yield from read_json(text, source)
        else:
            yield entry({"text": text}, name, None, stem, at=source.at)


def _peek(source: Source) -> list[bytes]:
    """The lines up to the first that is not blank."""
    peeked = []
    while line := source.handle.readline(limits.MAX_LINE + 1):
        peeked.append(line)
        if line.strip():
            break
    return peeked


def _whole(peeked: list[bytes], source: Source) -> bytes:
    """All bytes of a source that is not too large."""
    data = b"".join(peeked)
    data += source.handle.read(max(0, limits.MAX_FILE + 1 - len(data)))
    if len(data) > limits.MAX_FILE:
        said = f"is larger than {limits.MAX_FILE >> 20} MB; give its articles as JSON Lines"
        raise ArticleError(said, file=source.name)
    return data


def _form(peeked: list[bytes], source: Source, form: Form | None) -> Form:
    """What a source holds: JSON Lines where a whole object fills the first line and more follows."""
    if form not in ("json", None) or not peeked:
        return form or "text"
    first = peeked[-1].strip()
    if first.startswith(b"{") and first.endswith(b"}"):
        try:
            json.loads(first)
        except (ValueError, RecursionError):
            pass
        else:
            more = _peek(source)
            peeked += more
            if more and more[-1].strip():
                return "lines"
    return form or ("json" if _JSON_START.match(first) else "text")
