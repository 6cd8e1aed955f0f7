"""When Python looks for garbage in cycles: not while an article is read or incidents are told."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

_guard = Lock()
_inside: list[bool] = []  # of those who ask for quiet, whether the search went on as they came


@contextmanager
def unsearched() -> Iterator[None]:
    """No garbage is looked for meanwhile: our steps leave next to none, and the search takes its time.

    It goes on when the last who asked is done, in whatever thread; not so where it did not go on before.

    >>> with unsearched():
    ...     gc.isenabled()
    False
    """
    with _guard:
        _inside.append(gc.isenabled())
        gc.disable()
    try:
        yield
    finally:
        with _guard:
            if _inside.pop():
                gc.enable()


def join_the_old() -> None:
    """Let what was made join the old, among which little is looked for: else the next object pays for all."""
    if gc.get_freeze_count() == 0:  # else the user froze some, and `unfreeze` is of all
        gc.freeze()
        gc.unfreeze()
