"""An extractor that does what its articles say, in this process, in a worker or behind the command.

`python tests/stub.py worker` is a worker, `python tests/stub.py cli ARGS` the command with such workers;
neither loads a model, so that a test may start and kill many of them.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import sys
import time
import types
from pathlib import Path

from eventx.records import Operation, Span, When, record_id

COMMAND = (sys.executable, __file__, "worker")
DELAY = float(os.environ.get("STUB_DELAY", "0"))  # seconds for each article
LOG = os.environ.get("STUB_LOG")  # a file that takes the id of each article that is read


class StubExtractor:
    """Finds the word "raided"; crashes, dies, sleeps or fills the memory where it reads so."""

    nlp = types.SimpleNamespace(memory_zone=contextlib.nullcontext)

    def __init__(self, *, knowledge=None):
        self.knowledge = knowledge

    def __call__(self, article):
        if LOG:
            with Path(LOG).open("a", encoding="utf-8") as log:
                log.write(f"{article.key}\n")
        time.sleep(DELAY)
        if "crash" in article.text:
            raise KeyError("crash")
        if re.search(r"\bdie\b", article.text):
            os.kill(os.getpid(), 9)
        if "exit" in article.text:
            os._exit(7)
        if "sleep" in article.text:
            time.sleep(60)
        if "print" in article.text:
            sys.stdout.write("a library prints\n")
        return [
            Operation(
                id=record_id(article.key, *match.span()),
                article_id=article.key,
                url=article.url,
                published=article.published,
                kind="raid",
                date=When(basis="relative", text="Tuesday") if article.published is None else None,
                evidence=[Span(start=match.start(), end=match.end(), text="raided", found_by="stub")],
                extra=article.extra,
            )
            for match in re.finditer("raided", article.text)
        ]

    def pipe(self, articles, *, batch_size=32):
        for article in articles:
            yield article, self(article)


def install() -> types.ModuleType:
    """The stub in the pipeline's place."""
    room = types.ModuleType("eventx.pipeline")
    room.Extractor = StubExtractor
    sys.modules["eventx.pipeline"] = room
    return room


if __name__ == "__main__":
    install()
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background makes deaf to it
    if sys.argv[1] == "worker":
        from eventx.batch import main
    else:
        from eventx import workers
        from eventx.cli import main

        workers.COMMAND = COMMAND
        del sys.argv[1]
    main()
