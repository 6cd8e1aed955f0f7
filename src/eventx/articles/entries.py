"""A value read from a file → its Article, or what is wrong with it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from eventx.articles import limits
from eventx.errors import ArticleError
from eventx.records import Article

PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype\s+html|html)\b", re.I)
_TAG = re.compile(
    r"</?(?:html|head|body|div|p|span|article|section|script|style|table|tr|td|ul|li|br|img|a|h[1-6])"
    r"(?:\s[^<>]{0,500})?/?>",
    re.I,
)
_HTML = "is HTML, and plain text is read; take the article out first with an extractor such as trafilatura"
_OTHER_NAMES = ("body", "content", "article", "fulltext", "full_text", "maintext", "story")


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of an input, or the reasons why there is none.

    `line` is the line where it begins (of Parquet the row), `at` how many bytes of the file lay behind
    the reader when it was read, as stored on disk.
    """

    file: str
    line: int | None = None
    article: Article | None = None
    errors: tuple[ArticleError, ...] = ()
    id: str | None = None
    at: int = field(default=0, compare=False)

    @property
    def reason(self) -> str:
        """Why there is no article, without the file and line.

        >>> Entry("a.jsonl", errors=(ArticleError("is empty", field="text"),)).reason
        'text: is empty'
        """
        return "; ".join(": ".join(filter(None, (e.field, e.message))) for e in self.errors)


def failed(error: ArticleError, *, at: int = 0) -> Entry:
    """An error → the entry in an article's place."""
    return Entry(error.file or "", error.line, errors=(error,), at=at)


def entry(data: Any, file: str, line: int | None, default_id: str | None, *, at: int = 0) -> Entry:
    """A value → its entry, with one error a field that is wrong."""
    if not isinstance(data, dict):
        none = f"is {_kind(data)}; an article is an object with a `text`"
        return failed(ArticleError(none, file=file, line=line), at=at)
    if data.get("id") in (None, ""):
        data["id"] = default_id
    wrong = [(key, said) for key, value in data.items() if (said := _unfit(value) or _unfit(key))]
    if not wrong:
        try:
            article = Article.model_validate(data)
        except ValidationError as error:
            wrong = [_told(complaint, data) for complaint in error.errors()]
        else:
            wrong = list(_unreadable(article))
            if not wrong:
                return Entry(file, line, article, id=article.id, at=at)
    errors = tuple(ArticleError(why, file=file, line=line, field=_shown(key)) for key, why in wrong)
    given = data["id"]
    known = str(given) if isinstance(given, str | int) and not _unfit(given) else None
    return Entry(file, line, errors=errors, id=known, at=at)


def other_name(names: Iterator[str] | list[str]) -> str:
    """What to add to "text is missing": the field that may hold it."""
    other = next((name for name in names if name in _OTHER_NAMES), None)
    return f"; is it what stands under `{other}`?" if other else ""


def unlikely(published: dt.date) -> str | None:
    """Why a day cannot be one of publication: later than anywhere on Earth, or before newspapers."""
    tomorrow = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1)
    if published > tomorrow:
        return f"{published} is in the future; give the day of publication"
    if published < limits.OLDEST:
        return f"{published} is before {limits.OLDEST.year}; give the day of publication"
    return None


def _kind(value: object) -> str:
    """What a JSON value is, in words."""
    names = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", type(None): "null"}
    return names.get(type(value), "a number")


def _shown(key: str) -> str:
    """A key as it can be printed."""
    return key.encode("utf-8", "backslashreplace").decode()


def _unfit(value: Any) -> str | None:
    """Why a value cannot be written again: half a character, or nested too deeply."""
    level, depth = [value], 0
    while level:
        depth += 1
        if depth > limits.MAX_DEPTH:
            return f"is nested more than {limits.MAX_DEPTH} deep"
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
        return field, "is missing" + other_name([k for k, v in data.items() if isinstance(v, str)])
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
    elif len(text) > limits.MAX_CHARS:
        limit = f"{limits.MAX_CHARS:,} are the limit"
        yield "text", f"has {len(text):,} characters; {limit}: split it into its articles"
    elif (at := text.find("\0")) >= 0:
        yield "text", f"holds binary data (a NUL at character {at})"
    elif PAGE.match(text) or len(_TAG.findall(text[:100_000])) > 1:
        yield "text", _HTML
    if article.published and (said := unlikely(article.published)):
        yield "published", said
