"""Names of forces → rows of the table `data/forces.tsv`: canonical name, type, country, Wikidata id."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from unicodedata import combining

from eventx.errors import RuleError
from eventx.spelling import LETTERS

TOKENS = re.compile(r"\w+(?:\.\w+)*\.?|-")
APOSTROPHES = str.maketrans("", "", "'’‘`ʼ")
POSSESSIVE = re.compile(r"['’](s)\b")
HOMONYM = re.compile(r"(.+) \([^()]+\)")  # "Civil Guard (Spain)": "Civil Guard", in an article of Spain
SEPARATORS = frozenset({"-", "‑", "–", "/", "&", "’", "'"})
SERVED = frozenset({"military", "security_forces", "intelligence", "police"})  # by militias that are a part
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
    serves: str | None = None  # of a militia, the country whose forces it is a part of


@lru_cache(maxsize=2048)
def fold(word: str) -> str:
    """A word as the table is searched for it: no accents; short acronyms keep their case, "IS" is not "is".

    >>> fold("Daesh"), fold("IS"), fold("Jama'at"), fold("Séléka")
    ('daesh', 'IS', 'jamaat', 'seleka')
    """
    plain = word.translate(APOSTROPHES).removesuffix(".")
    if not plain.isascii():
        plain = "".join(c for c in unicodedata.normalize("NFD", plain.translate(LETTERS)) if not combining(c))
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


Countries = Callable[[], Mapping[str, int]]  # how often an article names each country


@dataclass(frozen=True, slots=True)
class Named:
    """What some words name: one force wherever they stand, others in an article of their country only."""

    everywhere: Actor | None = None
    at_home: tuple[Actor, ...] = ()

    def meant(self, countries: Countries) -> Actor | None:
        """The force that an article means: that of the country it names most often, or of everywhere."""
        if not self.at_home:
            return self.everywhere
        told = countries()
        best = max(self.at_home, key=lambda actor: told.get(actor.country or "", 0))
        often = told.get(best.country or "", 0)
        rival = told.get(self.everywhere.country or "", 0) if self.everywhere else 0
        return best if often > rival and often == max(told.values()) else self.everywhere


Alias = tuple[tuple[str, ...], Named]  # its folded words
Names = tuple[Named, dict[str, list[Alias]]]  # what one word names, and longer ones by the second
NOWHERE: Mapping[str, int] = {}


class Actors:
    """The table, searched by the words of a text."""

    def __init__(self, rows: Iterable[tuple[Actor, Sequence[str]]], own: Collection[str] = ()) -> None:
        """File every alias under its first word, to be split when a text has it; a later row's holds.

        What the forces that ``own`` names are called, they are called everywhere.
        """
        self._filed: dict[str, list[tuple[str, Actor]]] = defaultdict(list)
        self._split: dict[str, Names] = {}
        self._national: dict[tuple[str, str], Actor] = {}
        self._own = frozenset(own)
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
        """What a word names, and the longer names by their second words, the longest first."""
        if first not in self._split:
            named: dict[tuple[str, ...], Named] = {}
            for alias, actor in self._filed[first]:
                told = HOMONYM.fullmatch(alias)
                there = named.get(split(alias), Named())
                at_home = () if actor.name in self._own else there.at_home
                named[split(alias)] = Named(actor, at_home)
                if told and actor.country and (short := split(told[1])):
                    there = named.get(short, Named())
                    named[short] = Named(there.everywhere, (actor, *there.at_home))
            longer: dict[str, list[Alias]] = defaultdict(list)
            for words, meaning in named.items():
                if len(words) > 1:
                    longer[words[1]].append((words, meaning))
            for entries in longer.values():
                entries.sort(key=lambda e: -len(e[0]))
            self._split[first] = named.get((first,), Named()), dict(longer)
        return self._split[first]

    def spans(
        self, words: Sequence[str], countries: Countries = lambda: NOWHERE
    ) -> Iterator[tuple[int, int, Actor]]:
        """The actors that a text's words name, each by its longest alias: start, end (exclusive), actor.

        Hyphens and apostrophes may be words of their own, as spaCy splits them. ``countries`` is asked where
        a name means another force in each of several countries.

        >>> [(a, b, actor.name) for a, b, actor in load_actors().spans("the al - Shabaab fighters".split())]
        [(1, 4, 'al-Shabaab')]
        """
        kept = [(p, i) for i, word in enumerate(words) if word not in SEPARATORS for p in _pieces(word)]
        folded, where = [piece for piece, _ in kept], [-1, *(i for _, i in kept), -1]
        behind = 0  # the last name
        for at in [k for k, piece in enumerate(folded) if piece in self._filed]:
            if at < behind:
                continue
            length, (one, further) = 1, self._named(folded[at])
            actor = None
            if at + 1 < len(kept):
                for alias, longer in further.get(folded[at + 1], ()):
                    if tuple(folded[at : at + len(alias)]) == alias and (actor := longer.meant(countries)):
                        length = len(alias)
                        break
            actor = actor or one.meant(countries)
            first, last = where[at + 1], where[at + length]
            if actor is not None and where[at] != first and where[at + length + 1] != last:
                yield first, last + 1, actor
                behind = at + length

    def named(self, text: str) -> Actor | None:
        """The actor that a text names as a whole."""
        words = split(text)
        if not words or words[0] not in self._filed:
            return None
        one, further = self._named(words[0])
        if len(words) == 1:
            return one.everywhere
        return next((named.everywhere for alias, named in further.get(words[1], ()) if alias == words), None)

    def national(self, country: str, branch: str = "military") -> Actor | None:
        """The armed forces of a country (ISO 3166-1 alpha-2), for "Turkey attacked", or its police."""
        return self._national.get((country, branch))


Row = tuple[Actor, tuple[str, ...]]  # a force and its aliases


@cache
def actor_rows() -> tuple[Row, ...]:
    """The rows of the packaged table."""
    with (resources.files("eventx") / "data" / "forces.tsv").open(encoding="utf-8") as lines:
        return rows_of(lines)


def rows_of(lines: Iterable[str]) -> tuple[Row, ...]:
    """The rows of a table of forces. Raises RuleError for one with too few or too many cells.

    >>> rows_of(["name\\taliases\\ttype", "Pirates\\tBuccaneers"])
    Traceback (most recent call last):
    eventx.errors.RuleError: forces.tsv: line 2: 'Pirates' has not 3 cells, parted by tabs
    """
    rows = []
    table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    for row in table:
        if None in row or None in row.values():
            said = f"has not {len(table.fieldnames or ())} cells, parted by tabs"
            raise RuleError(f"forces.tsv: line {table.line_num}: {row['name']!r} {said}")
        actor = Actor(
            row["name"],
            row["type"],
            row["country"] or None,
            row["wikidata"] or None,
            row["parent"] or None,
            row["note"],
        )
        rows.append((actor, tuple(a for a in row["aliases"].split("|") if a)))
    armies = {actor.name: actor.country for actor, _ in rows if actor.type in SERVED}
    return tuple(
        (replace(actor, serves=armies.get(actor.parent or "")) if actor.type == "militia" else actor, aliases)
        for actor, aliases in rows
    )


@cache
def load_actors() -> Actors:
    """The packaged table."""
    return Actors(actor_rows())
