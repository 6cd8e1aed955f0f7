"""Names of forces → rows of the table `data/forces.tsv`: canonical name, type, country, Wikidata id."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

TOKENS = re.compile(r"\w+(?:\.\w+)*\.?|-")
APOSTROPHES = str.maketrans("", "", "'’‘`ʼ")
POSSESSIVE = re.compile(r"['’](s)\b")
SEPARATORS = frozenset({"-", "‑", "–", "/", "&", "’", "'"})
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


@lru_cache(maxsize=1 << 13)
def fold(word: str) -> str:
    """A word as the table is searched for it: short acronyms keep their case, "IS" is not "is".

    >>> fold("Daesh"), fold("IS"), fold("Jama'at")
    ('daesh', 'IS', 'jamaat')
    """
    plain = word.translate(APOSTROPHES).removesuffix(".")
    return plain if plain.isupper() and len(plain) <= 4 else plain.casefold()


def split(name: str) -> tuple[str, ...]:
    """The folded words of a name, hyphens left out; a possessive "s" is one, as spaCy splits it.

    >>> split("al-Shabaab"), split("People's Army")
    (('al', 'shabaab'), ('people', 's', 'army'))
    """
    words = name.split()
    if all(map(str.isalpha, words)):  # as most of the table's: there is nothing to look for
        return tuple(map(fold, words))
    plain = POSSESSIVE.sub(r" \1", name).translate(APOSTROPHES)
    return tuple(fold(w) for w in TOKENS.findall(plain) if w != "-")


@lru_cache(maxsize=1 << 13)
def _pieces(word: str) -> tuple[str, ...]:
    """The folded words within a word of a text: "Su-34" is two; other marks are words of their own."""
    return (fold(word),) if word.isalpha() else split(word) or (word,)


class Actors:
    """The table, searched by the words of a text."""

    def __init__(self, rows: Iterable[tuple[Actor, Sequence[str]]]) -> None:
        """File every alias under its first word; a later row's holds."""
        self._by_two: dict[tuple[str, str], list[tuple[tuple[str, ...], Actor]]] = defaultdict(list)
        self._by_one: dict[str, Actor] = {}
        self._national: dict[str, Actor] = {}
        named: dict[tuple[str, ...], Actor] = {}
        for actor, aliases in rows:
            named.update((split(alias), actor) for alias in (actor.name, *aliases))
            if actor.country and actor.note == NATIONAL:
                self._national[actor.country] = actor
        for words, actor in named.items():
            if len(words) > 1:
                self._by_two[words[0], words[1]].append((words, actor))
            elif words:
                self._by_one[words[0]] = actor
        for entries in self._by_two.values():
            entries.sort(key=lambda e: -len(e[0]))

    @property
    def alone(self) -> Set[str]:
        """The names that are one word, folded."""
        return self._by_one.keys()

    def spans(self, words: Sequence[str]) -> Iterator[tuple[int, int, Actor]]:
        """The actors that a text's words name, each by its longest alias: start, end (exclusive), actor.

        Hyphens and apostrophes may be words of their own, as spaCy splits them.

        >>> [(a, b, actor.name) for a, b, actor in load_actors().spans("the al - Shabaab fighters".split())]
        [(1, 5, 'al-Shabaab')]
        """
        kept = [(p, i) for i, word in enumerate(words) if word not in SEPARATORS for p in _pieces(word)]
        folded, where = [piece for piece, _ in kept], [-1, *(i for _, i in kept), -1]
        at = 0
        while at < len(kept):
            length, actor = 1, self._by_one.get(folded[at])
            if at + 1 < len(kept):
                for alias, longer in self._by_two.get((folded[at], folded[at + 1]), ()):
                    if tuple(folded[at : at + len(alias)]) == alias:
                        length, actor = len(alias), longer
                        break
            first, last = where[at + 1], where[at + length]
            if actor is not None and where[at] != first and where[at + length + 1] != last:
                yield first, last + 1, actor
                at += length
            else:
                at += 1

    def named(self, text: str) -> Actor | None:
        """The actor that a text names as a whole."""
        words = split(text)
        if len(words) < 2:
            return self._by_one.get(words[0]) if words else None
        longer = self._by_two.get((words[0], words[1]), ())
        return next((actor for alias, actor in longer if alias == words), None)

    def national(self, country: str) -> Actor | None:
        """The armed forces of a country (ISO 3166-1 alpha-2), for "Turkey attacked"."""
        return self._national.get(country)


Row = tuple[Actor, tuple[str, ...]]  # a force and its aliases


@cache
def actor_rows() -> tuple[Row, ...]:
    """The rows of the packaged table."""
    path = resources.files("eventx") / "data" / "forces.tsv"
    rows = []
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            actor = Actor(
                row["name"],
                row["type"],
                row["country"] or None,
                row["wikidata"] or None,
                row["parent"] or None,
                row["note"],
            )
            rows.append((actor, tuple(a for a in row["aliases"].split("|") if a)))
    return tuple(rows)


@cache
def load_actors() -> Actors:
    """The packaged table."""
    return Actors(actor_rows())
