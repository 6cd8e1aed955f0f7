"""Files that appear whole: written beside their place under another name, and moved there at the end."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO


class Output:
    """What is written to a file, or to standard output where there is none.

    A device or a pipe is written to as it is. `offset` is the number of bytes written.
    """

    def __init__(self, target: Path | None) -> None:
        self.target = target.resolve() if target else None  # of a link, the file behind it is replaced
        self.part: Path | None = None
        if self.target and (self.target.is_file() or not self.target.exists()):
            self.part = beside(self.target, "part")
        self.offset = 0
        self._stream: IO[bytes] | None = None

    def open(self, offset: int = 0) -> None:
        """Begin to write, or go on behind so many bytes. Raises OSError."""
        if self.part is None:
            self._stream = self.target.open("wb") if self.target else sys.stdout.buffer
            return
        self._stream = self.part.open("r+b" if offset else "wb", buffering=1 << 16)
        if offset:
            if self._stream.seek(0, os.SEEK_END) < offset:
                raise OSError(0, f"{self.part} is shorter than its journal tells; remove it to begin anew")
            self._stream.truncate(offset)
            self._stream.seek(offset)
        self.offset = offset

    def write(self, data: bytes) -> None:
        """Add bytes. Raises OSError."""
        if self._stream:
            self._stream.write(data)
            self.offset += len(data)

    def flush(self) -> None:
        """Hand on what is written; to a file of its own, so that it outlasts a power cut. Raises OSError."""
        if self._stream:
            self._stream.flush()
            if self.part:
                os.fsync(self._stream.fileno())

    def close(self) -> None:
        """Write no more; what was not flushed may be lost."""
        if self._stream and self.target:
            with suppress(OSError):
                self._stream.close()
        self._stream = None

    def appear(self) -> None:
        """Move a part to its place, where it is not there yet. Raises OSError."""
        if self.part is None or self.target is None or not self.part.exists():
            return
        mode = self.target.stat().st_mode & 0o777 if self.target.exists() else 0o666 & ~_umask()
        self.part.chmod(mode)
        self.part.replace(self.target)
        with suppress(OSError):  # not every system can open a folder
            folder = os.open(self.target.parent, os.O_RDONLY)
            try:
                os.fsync(folder)
            finally:
                os.close(folder)

    def drop(self) -> None:
        """Remove a part."""
        if self.part:
            self.part.unlink(missing_ok=True)


def beside(target: Path, what: str) -> Path:
    """The hidden file beside another that holds something of it.

    >>> str(beside(Path("out.jsonl"), "part"))
    '.out.jsonl.part'
    """
    return target.with_name(f".{target.name}.{what}")


def _umask() -> int:
    """The bits of a file's mode that this process never sets."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
