"""Names of forces → rows of the table `data/forces.tsv`: canonical name, type, country, Wikidata id."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

TOKENS = re.compile(r"\w+(?:\.\w+)*\.?|-")
APOSTROPHES = str.maketrans("", "", "'’‘`ʼ")
POSSESSIVE = re.compile(r"['’](s)\b")
SEPARATORS = frozenset({"-", "‑", "–", "/", "&", "’", "'"})
NATIONAL = {  # the branch of a country's own rows, by their notes
    "national armed forces": "military", "national police": "police",
    "national intelligence service": "intelligence",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Actor:
    """One row of the table."""

    name: str
    type: str
    country: str | None
    wikidata: str | None
    parent: str | None
    note: str = ""


@lru_cache(maxsize=2048)
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


@lru_cache(maxsize=2048)
def _pieces(word: str) -> tuple[str, ...]:
    """The folded words within a word of a text: "Su-34" is two; other marks are words of their own."""
    return (fold(word),) if word.isalpha() else split(word) or (word,)


Alias = tuple[tuple[str, ...], Actor]  # its folded words
Names = tuple[Actor | None, dict[str, list[Alias]]]  # what one word names, and longer ones by the second


class Actors:
    """The table, searched by the words of a text."""

    def __init__(self, rows: Iterable[tuple[Actor, Sequence[str]]]) -> None:
        """File every alias under its first word, to be split when a text has it; a later row's holds."""
        self._filed: dict[str, list[tuple[str, Actor]]] = defaultdict(list)
        self._split: dict[str, Names] = {}
        self._national: dict[tuple[str, str], Actor] = {}
        self.alone: set[str] = set()  # the names that are one word, folded
        for actor, aliases in rows:
            for alias in (actor.name, *aliases):
                head, _, more = alias.partition(" ")
                words = (fold(head),) if head.isalpha() else split(head if more else alias)
                for word in words[:1]:
                    self._filed[word].append((alias, actor))
                if len(words) == 1 and not more:
                    self.alone.add(words[0])
            if actor.country and actor.note in NATIONAL:
                self._national[actor.country, NATIONAL[actor.note]] = actor

    def _named(self, first: str) -> Names:
        """The actor that a word names, and the longer names by their second words, the longest first."""
        if first not in self._split:
            named = {split(alias): actor for alias, actor in self._filed[first]}
            longer: dict[str, list[Alias]] = defaultdict(list)
            for words, actor in named.items():
                if len(words) > 1:
                    longer[words[1]].append((words, actor))
            for entries in longer.values():
                entries.sort(key=lambda e: -len(e[0]))
            self._split[first] = named.get((first,)), dict(longer)
        return self._split[first]

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
            if folded[at] not in self._filed:
                at += 1
                continue
            length, (actor, further) = 1, self._named(folded[at])
            if at + 1 < len(kept):
                for alias, longer in further.get(folded[at + 1], ()):
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
        if not words or words[0] not in self._filed:
            return None
        one, further = self._named(words[0])
        longer = further.get(words[1], ()) if len(words) > 1 else ()
        return one if len(words) == 1 else next((actor for alias, actor in longer if alias == words), None)

    def national(self, country: str, branch: str = "military") -> Actor | None:
        """The armed forces of a country (ISO 3166-1 alpha-2), for "Turkey attacked", or its police."""
        return self._national.get((country, branch))


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
