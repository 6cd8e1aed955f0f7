"""Lists of words that grammar and judgement rest on, from `data/words/*.toml`: one file a room."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources


@cache
def words(room: str) -> Mapping[str, frozenset[str]]:
    """Read the word lists of a room, by their names."""
    file = resources.files("eventx") / "data" / "words" / f"{room}.toml"
    with file.open("rb") as stream:
        return {name: frozenset(listed) for name, listed in tomllib.load(stream).items()}
