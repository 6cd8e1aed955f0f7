"""Many entries → records written in their order, once a text, so that a run cut off can go on.

After each batch what is written is made to last, and then the journal tells how far it goes. A run that
goes on cuts its files back to there, passes over the entries that are done, and reads the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from eventx.articles import Entry
from eventx.batch import CHARS, SIZE, Reply, retold
from eventx.journal import Journal, JournalError, Progress
from eventx.outputs import Output
from eventx.records import Article, Operation

if TYPE_CHECKING:
    import datetime as dt

Form = Literal["jsonl", "json"]
Pairs = Iterator[tuple["Job", list[Article]]]
Read = Callable[[Pairs], Iterator[tuple["Job", list[Reply]]]]


@dataclass(slots=True)
class Job:
    """Entries written together: the digest of each text, which are read now, the chain behind them."""

    entries: list[Entry]
    texts: list[bytes] = field(default_factory=list)
    fresh: set[int] = field(default_factory=set)
    chain: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """Whom a run tells of failures, of warnings and of each step with its entries."""

    fail: Callable[[str], object]
    warn: Callable[[str], object]
    step: Callable[[Progress, Sequence[Entry]], object]


@dataclass(slots=True)
class Run:
    """One run over all entries: where its records and errors go, and how far it is."""

    journal: Journal
    output: Output
    errors: Output | None
    form: Form
    told: Told
    published: dt.date | None = None
    min_confidence: float = 0.0
    _waiting: set[bytes] = field(default_factory=set)

    def go(self, entries: Iterable[Entry], read: Read) -> Progress:
        """Read all entries that are not done and write what they tell; files appear at the end.

        Raises JournalError where the entries are others than before, PipelineError and OSError.
        """
        progress = self.journal.progress
        if not progress.finished:
            self.output.open(progress.output)
            if self.errors:
                self.errors.open(progress.errors)
            for job, replies in read(self._jobs(entries)):
                self._write(job, replies)
                self._last()
                self.told.step(progress, job.entries)
            if self.form == "json":
                self.output.write(b"\n]\n" if progress.records else b"[]\n")
            progress.finished = True
            self._last()
        for output in filter(None, (self.output, self.errors)):
            output.close()
            output.appear()
        return progress

    def _last(self) -> None:
        """Make what is written last, then the journal."""
        progress = self.journal.progress
        self.output.flush()
        progress.output = self.output.offset
        if self.errors:
            self.errors.flush()
            progress.errors = self.errors.offset
        self.journal.commit()

    def _jobs(self, entries: Iterable[Entry]) -> Pairs:
        """Entries → jobs with the articles that are to be read for them."""
        rest = iter(entries)
        chain = self._passed(rest)
        for together in batches(self._dated(entry) for entry in rest):
            job = Job(together)
            articles = []
            for rank, entry in enumerate(together):
                chain = linked(chain, entry)
                text = text_of(entry.article) if entry.article else b""
                job.texts.append(text)
                if entry.article and text not in self._waiting and not self.journal.knows(text):
                    self._waiting.add(text)
                    job.fresh.add(rank)
                    articles.append(entry.article)
            job.chain = chain
            yield job, articles

    def _passed(self, entries: Iterator[Entry]) -> str:
        """Pass over the entries that are done; the chain behind them. Raises JournalError."""
        done, chain = self.journal.progress.entries, ""
        for _ in range(done):
            entry = next(entries, None)
            if entry is None:
                break
            chain = linked(chain, self._dated(entry))
            self.told.step(self.journal.progress, [entry])
        if chain != self.journal.progress.chain:
            said = f"the first {done:,} articles are not those of the run cut off"
            raise JournalError(f"{said}; leave out --resume to begin anew")
        return chain

    def _dated(self, entry: Entry) -> Entry:
        """An entry whose article has the day of publication that is given for all that have none."""
        article = entry.article
        if article is None or article.published is not None or self.published is None:
            return entry
        return replace(entry, article=article.model_copy(update={"published": self.published}))

    def _write(self, job: Job, replies: Sequence[Reply]) -> None:
        """Write what the entries of a job gave, in order."""
        progress, read = self.journal.progress, iter(replies)
        for rank, (entry, text) in enumerate(zip(job.entries, job.texts, strict=True)):
            progress.entries += 1
            if entry.article is None:
                self._reject(entry)
                continue
            if not self.journal.new(hashlib.sha256(entry.article.key.encode()).digest()[:16]):
                self.told.warn(f"{entry.file}: id: {entry.article.key!r} stands for an earlier article too")
            if rank in job.fresh:
                reply = next(read)
                self.journal.keep(text, reply.lines, reply.failure)
                self._waiting.discard(text)
            else:
                lines, failure = self.journal.kept(text)
                reply = Reply(retold(lines, entry.article), failure)
                progress.same += 1
            for said in reply.warnings:
                self.told.warn(said)
            if reply.failure is None:
                progress.articles += 1
                self._records(entry.article, reply.lines)
            else:
                self._reject(entry, reply.failure)
        progress.chain = job.chain

    def _records(self, article: Article, lines: Sequence[str]) -> None:
        """Write the records of an article; tell of a day that stays open for want of that of publication."""
        lines = likely(lines, self.min_confidence)
        for line in lines:
            first = self.journal.progress.records == 0
            told = f"{line}\n" if self.form == "jsonl" else f"[\n{line}" if first else f",\n{line}"
            self.output.write(told.encode())
            self.journal.progress.records += 1
        if article.published is None and (vague := next(filter(None, map(_unresolved, lines)), None)):
            said = f"is not known, so {vague!r} stays without a day; give it or --published DATE"
            self.told.warn(f"{article.key}: published: {said}")

    def _reject(self, entry: Entry, failure: str | None = None) -> None:
        """Tell why an entry gave nothing: a line of the errors file, or a message for each reason."""
        self.journal.progress.rejected += 1
        key = entry.article.key if entry.article else entry.id
        if self.errors:
            told = {"id": key, "file": entry.file, "line": entry.line, "reason": failure or entry.reason}
            self.errors.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace") + b"\n")
            return
        for said in [f"{key}: {failure}"] if failure else map(str, entry.errors):
            self.told.fail(said)


def batches(entries: Iterable[Entry], *, size: int = SIZE, chars: int = CHARS) -> Iterator[list[Entry]]:
    """Entries → lists of some of them, in order, of limited number and length.

    >>> rows = [Entry("a", article=Article(text="a" * n)) for n in (3, 3, 9, 1)]
    >>> [len(batch) for batch in batches(rows, chars=6)]
    [2, 1, 1]
    """
    batch: list[Entry] = []
    length = 0
    for entry in entries:
        more = len(entry.article.text) if entry.article else 0
        if batch and (len(batch) == size or length + more > chars):
            yield batch
            batch, length = [], 0
        batch.append(entry)
        length += more
    if batch:
        yield batch


def likely(lines: Sequence[str], least: float) -> Sequence[str]:
    """The records of an article whose confidence is `least` or more."""
    if least <= 0:
        return lines
    from eventx import confidence

    records = [Operation.model_validate_json(line) for line in lines]
    return [record.to_json() for record in confidence.likely(records, least)]


def text_of(article: Article) -> bytes:
    """The digest of everything of an article that its records are read from."""
    read = json.dumps([article.text, article.title, str(article.published)])
    return hashlib.sha256(read.encode()).digest()[:16]


def linked(chain: str, entry: Entry) -> str:
    """The digest of all entries so far and one more."""
    told = entry.article.model_dump_json() if entry.article else f"{entry.file}:{entry.line}"
    return hashlib.sha256(f"{chain}{told}".encode("utf-8", "replace")).hexdigest()


def _unresolved(line: str) -> str | None:
    """The words of a record's date, where they tell no day for want of the day of publication."""
    record = json.loads(line)
    date = record["date"]
    if date is None or date["basis"] != "relative" or date["start"] or date["end"] or record["published"]:
        return None
    return str(date["text"])
