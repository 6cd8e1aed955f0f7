"""Names of forces → rows of the table `data/forces.tsv`: canonical name, type, country, Wikidata id."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

TOKENS = re.compile(r"\w+(?:\.\w+)*\.?|-")
APOSTROPHES = str.maketrans("", "", "'’‘`ʼ")
NATIONAL = "national armed forces"  # the note of a country's own row


@dataclass(frozen=True, slots=True)
class Actor:
    """One row of the table."""

    name: str
    type: str
    country: str | None
    wikidata: str | None
    parent: str | None
    note: str = ""


def fold(word: str) -> str:
    """A word as the table is searched for it: short acronyms keep their case, "IS" is not "is".

    >>> fold("Daesh"), fold("IS"), fold("Jama'at")
    ('daesh', 'IS', 'jamaat')
    """
    plain = word.translate(APOSTROPHES).removesuffix(".")
    return plain if plain.isupper() and len(plain) <= 4 else plain.casefold()


def split(name: str) -> tuple[str, ...]:
    """The folded words of a name, hyphens left out.

    >>> split("al-Shabaab")
    ('al', 'shabaab')
    """
    return tuple(fold(w) for w in TOKENS.findall(name.translate(APOSTROPHES)) if w != "-")


class Actors:
    """The table, searched by the words of a text."""

    def __init__(self, rows: Iterable[tuple[Actor, Sequence[str]]]) -> None:
        """File every alias under its first word."""
        self.by_name: dict[str, Actor] = {}
        self._aliases: dict[str, list[tuple[tuple[str, ...], Actor]]] = defaultdict(list)
        self._national: dict[str, Actor] = {}
        for actor, aliases in rows:
            self.by_name[actor.name] = actor
            for alias in (actor.name, *aliases):
                words = split(alias)
                if words:
                    self._aliases[words[0]].append((words, actor))
            if actor.country and actor.note == NATIONAL:
                self._national[actor.country] = actor
        for entries in self._aliases.values():
            entries.sort(key=lambda e: -len(e[0]))

    def longest(self, words: Sequence[str], start: int) -> tuple[Actor, int] | None:
        """The actor named by the longest alias that starts at a word, and the index after it."""
        for alias, actor in self._aliases.get(fold(words[start]), ()):
            i, k = start, 0
            while k < len(alias) and i < len(words):
                if words[i] in ("-", "‑", "’", "'") and k:
                    i += 1
                    continue
                if fold(words[i]) != alias[k]:
                    break
                i, k = i + 1, k + 1
            if k == len(alias):
                return actor, i
        return None

    def named(self, text: str) -> Actor | None:
        """The actor that a text names as a whole."""
        words = split(text)
        for alias, actor in self._aliases.get(words[0], ()) if words else ():
            if alias == words:
                return actor
        return None

    def national(self, country: str) -> Actor | None:
        """The armed forces of a country (ISO 3166-1 alpha-2), for "Turkey attacked"."""
        return self._national.get(country)


@cache
def load_actors() -> Actors:
    """The packaged table."""
    path = resources.files("eventx") / "data" / "forces.tsv"
    rows = []
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            actor = Actor(row["name"], row["type"], row["country"] or None, row["wikidata"] or None, row["parent"] or None, row["note"])
            rows.append((actor, [a for a in row["aliases"].split("|") if a]))
    return Actors(rows)
