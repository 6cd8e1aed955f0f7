"""How much is read: what is larger is refused with a clear error, before it fills the memory."""

from __future__ import annotations

import datetime as dt

MAX_CHARS = 1_000_000  # code points of one article; also the limit of spaCy's parser
MAX_LINE = 16 * 2**20  # bytes: MAX_CHARS escaped as \uXXXX, and what goes with them
MAX_FILE = 256 * 2**20  # bytes of a file that is read whole; lines and tables are read piece by piece
MAX_DEPTH = 100  # of nested JSON; writing deeper values fails
MAX_RATIO = 200  # unpacked bytes for each packed one; text that repeats itself reaches some 50
RATIO_FROM = 64 * 2**20  # unpacked bytes below which no ratio is looked at
MAX_WINDOW = 2**27  # bytes of memory that a zstd stream may ask for; the limit of the zstd command too
OLDEST = dt.date(1600, 1, 1)  # newspapers begin in 1605; relative dates need room before them
