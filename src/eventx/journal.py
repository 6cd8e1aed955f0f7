"""How far a run is, on disk: what a run that was cut off needs to go on, and what each text gave.

One SQLite file beside the output. It is written after the output is safe, so that it never tells of more
than is there. Without a file (records on standard output) it is temporary and serves to read texts once.
"""

from __future__ import annotations

import json
import sqlite3
import threading
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from eventx.errors import EventxError

TABLES = """
CREATE TABLE IF NOT EXISTS state (settings TEXT NOT NULL, progress TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS texts (digest BLOB PRIMARY KEY, lines BLOB, failure TEXT) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS ids (digest BLOB PRIMARY KEY) WITHOUT ROWID;
"""


class JournalError(EventxError):
    """A run that cannot go on where it was cut off; tells why."""


@dataclass(slots=True)
class Progress:
    """How far a run is: entries done, digest of these, bytes written, and counts for the summary."""

    entries: int = 0
    chain: str = ""
    output: int = 0
    errors: int = 0
    articles: int = 0
    records: int = 0
    rejected: int = 0
    same: int = 0
    finished: bool = False


class Journal:
    """A run's journal, held open for this run alone. Raises JournalError and OSError."""

    def __init__(self, path: Path | None, settings: dict[str, object], *, resume: bool = False) -> None:
        self.path = path
        self._settings = json.dumps(settings, sort_keys=True)
        self._guard = threading.Lock()
        self._database = sqlite3.connect(path or "", timeout=0, isolation_level=None, check_same_thread=False)
        try:
            self.dropped, self.progress = self._begin(resume)
        except sqlite3.OperationalError as error:
            self._database.close()
            if "locked" in str(error):
                raise JournalError("another run is writing it") from None
            raise OSError(0, f"{path}: {error}") from None
        except sqlite3.DatabaseError as error:
            self._database.close()
            raise JournalError(f"{path} is no journal of a run ({error}); remove it to begin anew") from None
        except JournalError:
            self._database.close()
            raise
        self.safe = self.progress.entries  # those that outlast whatever happens now

    def _begin(self, resume: bool) -> tuple[int, Progress]:
        """Lock the journal; the number of entries that are given up, and the progress to go on from."""
        run = self._database.execute
        run("PRAGMA locking_mode = EXCLUSIVE")
        run("PRAGMA journal_mode = WAL" if self.path else "PRAGMA journal_mode = OFF")
        run(f"PRAGMA synchronous = {'FULL' if self.path else 'OFF'}")
        run("BEGIN IMMEDIATE")
        for table in filter(None, map(str.strip, TABLES.split(";"))):
            run(table)
        row = run("SELECT settings, progress FROM state").fetchone()
        if row and resume:
            _check(json.loads(row[0]), json.loads(self._settings))
            return 0, Progress(**json.loads(row[1]))
        dropped = Progress(**json.loads(row[1])).entries if row else 0
        for table in ("state", "texts", "ids"):
            run(f"DELETE FROM {table}")
        run("INSERT INTO state VALUES (?, ?)", (self._settings, json.dumps(asdict(Progress()))))
        run("COMMIT")
        run("BEGIN IMMEDIATE")
        return dropped, Progress()

    def commit(self) -> None:
        """Make the progress last. Raises OSError where the disk is full."""
        try:
            with self._guard:
                self._database.execute("UPDATE state SET progress = ?", (json.dumps(asdict(self.progress)),))
                self._database.execute("COMMIT")
                self._database.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            raise OSError(0, f"the journal of the run: {error}") from None
        self.safe = self.progress.entries

    def close(self, *, remove: bool = False) -> None:
        """Leave the journal, and remove it when the run is done."""
        with self._guard:
            self._database.close()
        if remove and self.path:
            for end in ("", "-wal", "-shm", "-journal"):
                self.path.with_name(self.path.name + end).unlink(missing_ok=True)

    def knows(self, text: bytes) -> bool:
        """Whether a text was read, by its digest."""
        with self._guard:
            row = self._database.execute("SELECT 1 FROM texts WHERE digest = ?", (text,)).fetchone()
        return row is not None

    def keep(self, text: bytes, lines: Sequence[str], failure: str | None) -> None:
        """Remember what a text gave."""
        packed = zlib.compress("\n".join(lines).encode(), 1) if lines else None
        with self._guard:
            self._database.execute("INSERT OR REPLACE INTO texts VALUES (?, ?, ?)", (text, packed, failure))

    def kept(self, text: bytes) -> tuple[list[str], str | None]:
        """What a text gave: lines of records, or why it could not be read."""
        with self._guard:
            row = self._database.execute(
                "SELECT lines, failure FROM texts WHERE digest = ?", (text,)
            ).fetchone()
        lines, failure = row
        return zlib.decompress(lines).decode().split("\n") if lines else [], failure

    def new(self, id_: bytes) -> bool:
        """Whether no earlier article has this id, by its digest; from now on one has."""
        with self._guard:
            return self._database.execute("INSERT OR IGNORE INTO ids VALUES (?)", (id_,)).rowcount > 0


def _check(before: dict[str, object], now: dict[str, object]) -> None:
    """Refuse to go on with other settings. Raises JournalError."""
    for name in sorted(before.keys() | now.keys()):
        if before.get(name) != now.get(name):
            told = f"{before.get(name)!r} before, {now.get(name)!r} now"
            raise JournalError(
                f"the run cut off had another {name} ({told}); give the same, or leave out --resume"
            )
