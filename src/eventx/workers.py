"""Batches of articles → their replies, in order, read by worker processes.

A worker is `python -m eventx.batch` at the ends of two pipes, through which lines of JSON go: nothing is
forked and nothing pickled, and a worker whose parent is killed ends with its input. A worker that dies or
takes too long is replaced, and its articles are read again one by one: only the one at fault is lost.
"""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from eventx.batch import Reply, make_extractor, read_articles
from eventx.errors import PipelineError
from eventx.records import Article

TIMEOUT = 300.0  # seconds for one article; one of a million characters takes about a minute
AHEAD = 4  # batches in hand for each worker
COMMAND = (sys.executable, "-P", "-m", "eventx.batch")
STARTS = 3  # times that a worker is started before it is held to be unable to

Job = TypeVar("Job")
Pair = tuple[Job, Sequence[Article]]


class _LostError(Exception):
    """A worker died over its articles."""


class _LateError(_LostError):
    """A worker took too long and was ended."""


def cores() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def read_here(
    pairs: Iterable[Pair[Job]], *, places: Sequence[str] = (), rules: Sequence[str] = ()
) -> Iterator[tuple[Job, list[Reply]]]:
    """Jobs with their articles → jobs with their replies, all read in this process."""
    extractor = make_extractor(places, rules)
    for job, articles in pairs:
        yield job, read_articles(articles, extractor=extractor)


def read_apart(
    pairs: Iterable[Pair[Job]],
    *,
    workers: int,
    timeout: float = TIMEOUT,
    places: Sequence[str] = (),
    rules: Sequence[str] = (),
) -> Iterator[tuple[Job, list[Reply]]]:
    """Jobs with their articles → jobs with their replies, in order, read by so many processes.

    Jobs are drawn in a thread of their own, some ahead of what is read. Raises PipelineError where no
    worker can start, and whatever drawing the jobs raises.
    """
    crew = _Crew(workers, timeout, {"places": list(places), "rules": list(rules)})
    drawn: queue.Queue[tuple[Job, Future[list[Reply]]] | BaseException | None]
    drawn = queue.Queue(maxsize=workers * AHEAD)
    ended = threading.Event()

    def put(item: tuple[Job, Future[list[Reply]]] | BaseException | None) -> None:
        while not ended.is_set():
            with suppress(queue.Full):
                drawn.put(item, timeout=0.2)
                return

    def draw() -> None:
        try:
            for job, articles in pairs:
                put((job, crew.submit(articles)))
                if ended.is_set():
                    return
            put(None)
        except BaseException as error:
            put(error)

    threading.Thread(target=draw, daemon=True, name="eventx-reader").start()
    try:
        while (item := drawn.get()) is not None:
            if isinstance(item, BaseException):
                raise item
            yield item[0], item[1].result()
    finally:
        ended.set()
        crew.close()


class _Crew:
    """Workers and the threads that wait for them."""

    def __init__(self, number: int, timeout: float, settings: dict[str, list[str]]) -> None:
        self._timeout = timeout
        self._workers = [_Worker(settings) for _ in range(number)]
        self._idle: queue.LifoQueue[_Worker] = queue.LifoQueue()  # the last that worked is started already
        for worker in reversed(self._workers):
            self._idle.put(worker)
        self._threads = ThreadPoolExecutor(number, "eventx-worker")
        self._workers[0].start()  # while the first articles are drawn

    def submit(self, articles: Sequence[Article]) -> Future[list[Reply]]:
        """Articles → their replies, later."""
        if articles:
            return self._threads.submit(self._read, articles)
        done: Future[list[Reply]] = Future()
        done.set_result([])
        return done

    def close(self) -> None:
        """End all workers, whatever they do."""
        for worker in self._workers:
            worker.end()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.bury()

    def _read(self, articles: Sequence[Article]) -> list[Reply]:
        """Articles → replies, together or else one by one."""
        worker = self._idle.get()
        try:
            if len(articles) != 1:
                try:
                    return worker.ask(articles, self._timeout)
                except _LostError:
                    pass
            return [self._alone(worker, article) for article in articles]
        finally:
            self._idle.put(worker)

    def _alone(self, worker: _Worker, article: Article) -> Reply:
        """One article → its reply; one that ends two workers is given up."""
        said = ""
        for _ in range(2):
            try:
                return worker.ask([article], self._timeout)[0]
            except _LateError:
                return Reply(failure=f"takes longer than {self._timeout:g} seconds to read; see --timeout")
            except _LostError as lost:
                said = str(lost)
        return Reply(failure=f"ended two workers that read it ({said}); was there enough memory?")


class _Worker:
    """A worker process, started when it is first asked and again after it died."""

    def __init__(self, settings: dict[str, list[str]]) -> None:
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        self._ready = False
        self._guard = threading.Lock()
        self._closed = False

    def ask(self, articles: Sequence[Article], timeout: float) -> list[Reply]:
        """Articles → their replies. Raises _LostError where the worker dies of them."""
        process = self._started()
        request = f"[{','.join(article.model_dump_json() for article in articles)}]\n"
        late = threading.Event()

        def end() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(timeout, end)
        timer.daemon = True
        timer.start()
        try:
            answer = _exchange(process, request.encode())
        finally:
            timer.cancel()
        if answer is None:
            code = self.bury()
            raise _LateError if late.is_set() else _LostError(_how(code))
        return [Reply(tuple(lines), failure, tuple(said)) for lines, failure, said in answer]

    def end(self) -> None:
        """Kill the process; none is started again."""
        with self._guard:
            self._closed = True
            if self._process:
                self._process.kill()

    def start(self) -> subprocess.Popen[bytes]:
        """The process, begun where there is none; it need not be ready."""
        with self._guard:
            if self._closed:
                raise _LostError("the run is ended")
            if self._process is None:
                self._process, self._ready = _spawned(), False
            return self._process

    def _started(self) -> subprocess.Popen[bytes]:
        """A process that has said it is ready. Raises PipelineError."""
        code = 0
        for _ in range(STARTS):
            process = self.start()
            if self._ready:
                return process
            answer = _exchange(process, json.dumps(self._settings).encode() + b"\n")
            if answer is not None:
                if "failure" in answer:
                    raise PipelineError(answer["failure"])
                self._ready = True
                return process
            code = self.bury()
        raise PipelineError(f"no worker can start ({_how(code)})")

    def bury(self) -> int:
        """The exit code of a process that has died."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        for pipe in (process.stdin, process.stdout):
            with suppress(OSError):  # what it never read cannot be flushed
                if pipe:
                    pipe.close()
        return process.wait()


def _spawned() -> subprocess.Popen[bytes]:
    """A new worker process, which finds the same modules; its libraries use one processor each."""
    path = os.pathsep.join(str(Path(part).absolute()) for part in sys.path)  # "" is the current folder
    environment = {**os.environ, "PYTHONPATH": path}
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        environment.setdefault(name, "1")
    return subprocess.Popen(
        COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    )


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> Any:
    """A line to a worker → the value it answers, or None where it has died."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        process.stdin.write(request)
        process.stdin.flush()
        answer = process.stdout.readline()
    except (OSError, ValueError):  # ValueError: the pipe is closed
        return None
    return json.loads(answer) if answer.endswith(b"\n") else None


def _how(code: int) -> str:
    """An exit code in words."""
    return f"killed by signal {-code}" if code < 0 else f"exit code {code}"
