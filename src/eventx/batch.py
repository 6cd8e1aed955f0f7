"""Article dicts → record dicts: the function that every way of reading many articles calls.

`eventx extract` runs it in worker processes (`python -m eventx.batch`, JSON lines in, JSON lines out);
Spark, Ray and Dask run it on the rows of their batches.
"""

from __future__ import annotations

import gc
import json
import os
import sys
import warnings
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from types import ModuleType
from typing import IO, TYPE_CHECKING, Any

from eventx.errors import ArticleError, EventxError
from eventx.records import Article, Operation, record_id

if TYPE_CHECKING:
    from eventx.pipeline import Extractor

SIZE = 32  # articles parsed together
CHARS = 200_000  # code points of texts read together, where the first is not longer


@dataclass(frozen=True, slots=True)
class Reply:
    """What one article gave: its records as lines of JSON, or why it could not be read."""

    lines: tuple[str, ...] = ()
    failure: str | None = None
    warnings: tuple[str, ...] = field(default=(), compare=False)


def extract_rows(
    rows: Iterable[Mapping[str, Any]], *, extractor: Extractor | None = None
) -> list[dict[str, Any]]:
    """Articles as dicts → the records of all of them as dicts of plain JSON values, in order.

    Rows have the keys of an `Article`; those it does not know are carried in `extra`. Raises ArticleError
    for the first row that is no article or cannot be read; see `read_rows` for errors in its place.

    >>> row = {"id": "a", "text": "Troops raided a camp near Hatra, killing five.", "published": "2024-02-06"}
    >>> [(record["article_id"], record["kind"]) for record in extract_rows([row])]
    [('a', 'raid')]
    """
    made: list[dict[str, Any]] = []
    for reply in read_rows(rows, extractor=extractor):
        if reply.failure is not None:
            raise ArticleError(reply.failure)
        made += map(json.loads, reply.lines)
    return made


def read_rows(rows: Iterable[Mapping[str, Any]], *, extractor: Extractor | None = None) -> list[Reply]:
    """Articles as dicts → one reply each, in order; a row that fails costs no other.

    `extractor` is made once a process where none is given.
    """
    replies: list[Reply | None] = []
    articles: list[Article] = []
    for row in rows:
        try:
            article = Article.model_validate(dict(row))
            f"{article.id}{article.title}{article.text}".encode()  # half a surrogate pair is told here
            articles.append(article)
            replies.append(None)
        except (TypeError, ValueError) as error:
            replies.append(Reply(failure=f"is no article: {' '.join(str(error).split())}"))
    read = iter(read_articles(articles, extractor=extractor or shared_extractor()))
    return [next(read) if reply is None else reply for reply in replies]


def read_articles(articles: Sequence[Article], *, extractor: Extractor) -> list[Reply]:
    """Articles → one reply each, in order; one by one where they fail together, to lose no other."""
    try:
        with warnings.catch_warnings(record=True) as said:
            warnings.simplefilter("always")
            replies = []
            for _, operations in extractor.together(articles, batch_size=SIZE):
                replies.append(_reply(operations, said))
        return replies
    except Exception:  # whatever it was, it comes again below, with its article
        return [_read_one(article, extractor) for article in articles]


def _read_one(article: Article, extractor: Extractor) -> Reply:
    """The reply to one article, whatever happens."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            return _reply(extractor(article), said)
        except ArticleError as error:
            return Reply(failure=str(error))
        except Exception as error:
            return Reply(failure=f"a fault of eventx: {type(error).__name__}: {error}")


def _reply(operations: list[Operation], said: list[warnings.WarningMessage]) -> Reply:
    """Records and what was warned of since the last article → a reply."""
    told = tuple(str(warning.message) for warning in said)
    said.clear()
    return Reply(tuple(operation.to_json() for operation in operations), warnings=told)


def retold(lines: Iterable[str], article: Article) -> tuple[str, ...]:
    """The records of an article → those of another with the same text, title and day, under its own id."""
    operations = [Operation.model_validate_json(line) for line in lines]
    told: Counter[tuple[int, int]] = Counter()
    ids: dict[str, str] = {}
    for operation in operations:
        span = operation.evidence[0].start, operation.evidence[0].end
        ids[operation.id] = record_id(article.key, *span, told[span])
        told[span] += 1
    carried = {
        "article_id": article.key,
        "source": article.source,
        "url": article.url,
        "extra": article.extra,
    }
    return tuple(
        o.model_copy(update={**carried, "id": ids[o.id], "part_of": ids.get(o.part_of or "")}).to_json()
        for o in operations
    )


@cache
def shared_extractor(places: tuple[str, ...] = ()) -> Extractor:
    """The extractor of this process that knows these files of places."""
    return make_extractor(places)


def make_extractor(places: Sequence[str] = (), rules: Sequence[str] = ()) -> Extractor:
    """Files of places and folders of rules → an extractor that knows them.

    Raises PipelineError, PlacesError or RuleError.
    """
    from eventx.pipeline import Extractor

    if not places and not rules:
        return Extractor()
    from eventx.knowledge import load_knowledge

    return Extractor(knowledge=load_knowledge(*rules, places=places))


def serve(requests: IO[bytes], replies: IO[bytes]) -> None:
    """The life of a worker: settings on the first line, then a batch of articles a line, until the end.

    Each line is answered by one: whether the extractor could be made, then what `read_articles` gives.
    """
    settings = json.loads(requests.readline() or b"{}")
    try:
        extractor = make_extractor(settings.get("places", ()), settings.get("rules", ()))
    except EventxError as error:
        _send(replies, {"failure": str(error)})
        return
    gc.collect()
    gc.freeze()  # what is loaded stays: to look through it again only puts off what an article leaves
    _send(replies, {})
    for line in requests:
        articles = [Article.model_validate(row) for row in json.loads(line)]
        read = read_articles(articles, extractor=extractor)
        _send(replies, [[reply.lines, reply.failure, reply.warnings] for reply in read])


def _send(replies: IO[bytes], value: object) -> None:
    """Write one line of JSON."""
    replies.write(json.dumps(value).encode() + b"\n")
    replies.flush()


def _leave_out_spacys_command() -> None:
    """Stand something empty in the place of spaCy's command line, which a worker never calls.

    `import spacy` brings it in for `spacy.info`, and with it HTTP clients and project tools: a third of the
    time that the import takes.
    """
    for name in ("spacy.cli", "spacy.cli.info"):
        sys.modules[name] = ModuleType(name)
    sys.modules["spacy.cli.info"].__dict__["info"] = None


def main() -> None:
    """Serve on standard input and output; what else prints goes to standard error."""
    import signal

    _leave_out_spacys_command()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    try:
        serve(sys.stdin.buffer, replies)
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(0)  # the parent is gone


if __name__ == "__main__":
    main()
