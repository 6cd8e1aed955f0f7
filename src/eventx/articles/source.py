"""A file as bytes that say how far they are read; gzip and zstd are unpacked on the way."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from eventx.articles import limits
from eventx.errors import ArticleError

PACKED = {b"\x1f\x8b": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}  # first bytes → how a file is packed
SUFFIXES = {".gz": "gzip", ".zst": "zstd"}
_STEP = 1024  # packed bytes of zstd unpacked at once: 32 MB at the very most


@dataclass(slots=True)
class Source:
    """An input: its name in messages, the stem of its articles' ids, its bytes unpacked and as stored."""

    name: str
    stem: str | None
    handle: IO[bytes]
    stored: Counted

    @property
    def at(self) -> int:
        """How many bytes of the file as stored are read."""
        return self.stored.count

    def id(self, number: int) -> str | None:
        """The id of an article that gives none: the stem and a line or rank."""
        return self.stem and f"{self.stem}-{number}"


class Counted(io.RawIOBase):
    """A stream that counts what is read of it."""

    def __init__(self, handle: Any) -> None:
        self.count = 0
        self._read = getattr(
            handle, "read1", handle.read
        )  # read1 takes what a pipe has, and waits for no more

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what is there."""
        data = self._read(len(buffer))
        buffer[: len(data)] = data
        self.count += len(data)
        return len(data)


class _Unpacked(io.RawIOBase):
    """What a packed stream holds, piece by piece; refuses bombs, and says where packing is broken."""

    def __init__(self, pieces: Iterator[bytes], stored: Counted, name: str, kind: str) -> None:
        self._pieces, self._stored, self._name, self._kind = pieces, stored, name, kind
        self._rest = memoryview(b"")
        self._count = 0

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill a buffer with what is unpacked; raises ArticleError where it cannot be."""
        while not self._rest:
            try:
                piece = next(self._pieces, None)
            except (OSError, EOFError, zlib.error, ValueError) as error:
                said = f"is no whole {self._kind} file: {error}"
                raise ArticleError(said, file=self._name) from None
            if piece is None:
                return 0
            self._rest = memoryview(piece)
            self._count += len(piece)
            if self._count > max(limits.RATIO_FROM, limits.MAX_RATIO * self._stored.count):
                said = f"unpacks to more than {limits.MAX_RATIO} times its size, as zip bombs do"
                raise ArticleError(said, file=self._name)
        size = min(len(buffer), len(self._rest))
        buffer[:size], self._rest = self._rest[:size], self._rest[size:]
        return size


def opened(handle: IO[bytes], name: str, stem: str | None) -> Source:
    """A stream → the source of its bytes, unpacked where it is packed. Raises ArticleError."""
    stored = Counted(handle)
    plain = io.BufferedReader(stored, 1 << 16)
    kind = _kind(plain)
    if kind is None:
        return Source(name, stem, plain, stored)
    pieces = _gzip(plain) if kind == "gzip" else _zstd(plain, name)
    unpacked = io.BufferedReader(_Unpacked(pieces, stored, name, kind), 1 << 16)
    if _kind(unpacked):
        raise ArticleError("is packed twice; unpack it first", file=name)
    return Source(name, stem, unpacked, stored)


def _kind(handle: io.BufferedReader[Any]) -> str | None:
    """How a stream is packed, by its first bytes."""
    first = handle.peek(4)
    return next((kind for magic, kind in PACKED.items() if first.startswith(magic)), None)


def _gzip(packed: IO[bytes]) -> Iterator[bytes]:
    """The pieces of a gzip stream of one or more members."""
    stream = gzip.GzipFile(fileobj=packed, mode="rb")
    while piece := stream.read1(1 << 16):
        yield piece


def _zstd(packed: IO[bytes], name: str) -> Iterator[bytes]:
    """The pieces of a zstd stream of one or more frames; raises EOFError where the last has no end."""
    try:
        import zstandard
    except ImportError:
        said = "is packed with zstd; zstandard reads it: pip install zstandard"
        raise ArticleError(said, file=name) from None
    unpacker = zstandard.ZstdDecompressor(max_window_size=limits.MAX_WINDOW)
    frame = unpacker.decompressobj()
    rest = b""
    try:
        while chunk := rest or packed.read(_STEP):
            rest = b""
            if frame.eof:
                frame = unpacker.decompressobj()
            if piece := frame.decompress(chunk):
                yield piece
            if frame.eof:
                rest = frame.unused_data
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from None
    if not frame.eof:
        raise EOFError("it ends too soon")
