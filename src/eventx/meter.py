"""How a long run goes, on standard error: a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from eventx.articles import Entry, total_size
from eventx.journal import Progress

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

EVERY = 30.0  # seconds between lines


class Meter:
    """Counts what is read against the size of the input; `say` takes the lines where there is no terminal."""

    def __init__(self, paths: Sequence[str], say: Callable[[str], object], *, quiet: bool = False) -> None:
        self._say, self.quiet = say, quiet
        self._paths = paths
        self._began = self._next = time.monotonic()
        self._file, self._before, self._at = "", 0, 0
        self._size: int | None = None
        self._entries, self._from = -1, (0, 0)  # entries and bytes behind which this run reads
        self._bar = None if quiet or not sys.stderr.isatty() else _bar(self.size)
        self._next += EVERY

    @property
    def size(self) -> int:
        """Bytes of the input, 0 where that cannot be told."""
        if self._size is None:
            self._size = 0 if "-" in self._paths else total_size(self._paths)
        return self._size

    @property
    def seconds(self) -> float:
        """Since the run began."""
        return time.monotonic() - self._began

    def step(self, progress: Progress, entries: Sequence[Entry]) -> None:
        """Go on by some entries."""
        for entry in entries:
            if entry.file != self._file:
                self._file, self._before = entry.file, self._before + self._at
            self._at = entry.at
        done = self._before + self._at
        if progress.entries == self._entries:  # passed over: done by the run that was cut off
            self._from = progress.entries, done
        self._entries = progress.entries
        if self._bar:
            told = counts(progress.entries, progress)
            (task,) = self._bar.task_ids
            read = progress.entries - self._from[0]
            self._bar.update(task, completed=done, told=told, read=read)
        elif not self.quiet and time.monotonic() >= self._next:
            self._next = time.monotonic() + EVERY
            self._say(self._line(progress, done))

    def _line(self, progress: Progress, done: int) -> str:
        """How far the run is, in words."""
        entries, size = self._from
        told = counts(progress.entries, progress)
        told += f", {(progress.entries - entries) / self.seconds:,.1f} articles a second"
        if self.size and done > size:
            left = max(0, self.size - done) * self.seconds / (done - size)
            told += f", {min(1, done / self.size):.0%} of the input, about {_span(left)} left"
        return told

    def write(self, line: str) -> None:
        """A line on standard error, above the bar where there is one."""
        if self._bar:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            sys.stderr.write(line + "\n")
            sys.stderr.flush()

    def close(self) -> None:
        """Take the bar away."""
        if self._bar:
            self._bar.stop()
            self._bar = None


def counts(articles: int, progress: Progress) -> str:
    """What a run has done, in words.

    >>> counts(1, Progress(records=2000))
    '1 article, 2,000 records, 0 rejected'
    """
    told = f"{many(articles, 'article')}, {many(progress.records, 'record')}"
    return f"{told}, {progress.rejected:,} rejected"


def many(number: int, what: str) -> str:
    """A number of things in words."""
    return f"{number:,} {what}{'s' * (number != 1)}"


def _span(seconds: float) -> str:
    """Some time in words.

    >>> _span(42.4), _span(754)
    ('42 s', '13 min')
    """
    return f"{seconds:.0f} s" if seconds < 120 else f"{seconds / 60:,.0f} min"


def _bar(size: int) -> Bar:
    """A bar with rate and time left, on standard error."""
    from rich import progress
    from rich.console import Console
    from rich.text import Text

    class Rate(progress.ProgressColumn):
        def render(self, task: progress.Task) -> Text:
            return Text(f"{task.fields['read'] / task.elapsed:,.1f}/s" if task.elapsed else "")

    bar = progress.Progress(
        progress.BarColumn(),
        progress.TaskProgressColumn(),
        progress.TextColumn("{task.fields[told]}", markup=False),
        Rate(),
        progress.TextColumn("left"),
        progress.TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    bar.add_task("", total=size or None, told="", read=0)
    bar.start()
    return bar
