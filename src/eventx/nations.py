"""Names, abbreviations and nationalities become countries (ISO 3166-1 alpha-2)."""

from __future__ import annotations

import unicodedata
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from eventx.placelists import read_table
from eventx.spelling import fold

if TYPE_CHECKING:
    from pathlib import Path


class Nations:
    """The countries of a table with names, aliases and demonyms; read when first asked."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def _known(self) -> tuple[dict[str, str], dict[str, str]]:
        """The countries by their names and by their nationalities."""
        names: dict[str, str] = {}
        demonyms: dict[str, str] = {}
        for row in read_table(self._path):
            code = row["code"]
            for name in [row["name"], *row["aliases"].split("|")]:
                if name:
                    names.setdefault(_key(name, listed=True), code)
            for word in filter(None, row["demonyms"].split("|")):
                demonyms.setdefault(_key(word, listed=True), code)
                if word[-1] in "nikobt" and word[-3:] not in ("men",):
                    demonyms.setdefault(_key(word + "s", listed=True), code)
        return names, demonyms

    @cached_property
    def adjectives(self) -> frozenset[str]:
        """Folded nationalities that are no country's name: "German" is no place, "Somali" neither."""
        names, demonyms = self._known
        return frozenset(fold(word) for word in demonyms) - frozenset(fold(name) for name in names)

    def country(self, name_or_demonym: str) -> str | None:
        """Tell the country of a name, abbreviation, nationality or adjective."""
        names, _ = self._known
        key = _key(name_or_demonym)
        return names.get(key) or names.get(key.removeprefix("the ")) or self.demonym(name_or_demonym)

    @cached_property
    def _adjectives_of(self) -> dict[str, list[str]]:
        """The nationalities of each country, the usual one first."""
        rows = list(read_table(self._path))
        return {row["code"]: [word for word in row["demonyms"].split("|") if word] for row in rows}

    def demonyms(self, country: str) -> list[str]:
        """Tell the adjectives of a country (alpha-2), the usual one first."""
        return self._adjectives_of.get(country, [])

    @cached_property
    def _capitals(self) -> dict[str, str]:
        """The capital of each country that has one on file."""
        return {row["code"]: row["capital"] for row in read_table(self._path) if row["capital"]}

    @cached_property
    def _names(self) -> dict[str, str]:
        """The usual name of each country."""
        return {row["code"]: row["name"] for row in read_table(self._path)}

    def name(self, country: str) -> str | None:
        """Tell the usual name of a country (alpha-2)."""
        return self._names.get(country)

    def capital(self, country: str) -> str | None:
        """Tell the capital of a country (alpha-2)."""
        return self._capitals.get(country)

    def demonym(self, word: str) -> str | None:
        """Tell the country of a nationality or its adjective; None for anything else."""
        return self._known[1].get(_key(word))


@lru_cache(maxsize=1024)
def _key(name: str, *, listed: bool = False) -> str:
    """Fold a country's name or demonym; lower-case words ("turkey", "polish") mean no country."""
    if name.replace(".", "") in ("US", "U S"):
        return "U.S."
    name = name.replace("’", "'").strip()
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if ord(c) < 128)
    if len(name) <= 5 and name.isupper():
        return name.replace(".", "")
    if not listed and name.islower():
        return ""
    return name.lower().removesuffix("'s")
