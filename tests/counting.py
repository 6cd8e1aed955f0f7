"""What a piece of work costs, without a clock: the lines of Python that it runs."""

import sys
from collections.abc import Callable


def lines(work: Callable[[], object]) -> int:
    """How many lines of Python and calls a piece of work runs; a line that goes round counts each time."""
    run, before = 0, sys.gettrace()

    def count(_frame: object, _event: str, _arg: object) -> object:
        nonlocal run
        run += 1
        return count

    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return run
