"""A path → the file that is written beside it and takes its place when all is written."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """The path to write to; `path` is replaced where no error comes, so that no half file stays."""
    if path.exists() and not path.is_file():  # a device or a pipe
        yield path
        return
    path = path.resolve()  # of a link, the file behind it is replaced
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name[:40]}.") as folder:
        part = Path(folder) / path.name
        yield part
        if path.exists():
            part.chmod(path.stat().st_mode & 0o777)
        part.replace(path)
