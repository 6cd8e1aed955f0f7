"""The table of forces: its shape, and that every name in it means one force."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest

from eventx.actors import Actor, Actors, actor_rows, load_actors, split
from eventx.pipeline import Extractor
from eventx.records import Article, Force

COLUMNS = ["name", "aliases", "type", "country", "wikidata", "parent", "note"]
TYPES = {
    "military",
    "police",
    "intelligence",
    "security_forces",
    "coalition",
    "militia",
    "armed_group",
    "government",
}
KOSOVO = "XK"  # user-assigned, in general use
NO_FORCES = """
AA AFP AP KIA MIT PDF UN US U.S. IT WHO ICE is will the Friday Iraq Turkey Azov
army police military forces troops navy rebels militants insurgents terrorists gunmen coalition government
"""
DOC = (Path(__file__).parent.parent / "docs" / "forces.md").read_text("utf-8")
PATH = resources.files("eventx") / "data" / "forces.tsv"


def read_rows() -> list[dict[str, str]]:
    """The rows as dictionaries; a line with too many or too few cells fails here."""
    lines = PATH.read_text(encoding="utf-8").splitlines()
    header, *rows = csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    assert header == COLUMNS
    for line, row in enumerate(rows, 2):
        assert len(row) == len(COLUMNS), f"forces.tsv: line {line}: {row[0]!r} has {len(row)} cells"
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows]


ROWS = read_rows()
NAMES = {row["name"] for row in ROWS}
ALIASES = [(alias, row["name"]) for row in ROWS for alias in row["aliases"].split("|") if alias]


def test_is_broad() -> None:
    """Enough rows, of every type."""
    assert len(ROWS) >= 600
    assert set(Counter(row["type"] for row in ROWS)) == TYPES


def test_cells_are_clean() -> None:
    """No stray blanks, no empty alias, ends of line of one kind."""
    text = PATH.read_bytes().decode("utf-8")
    assert "\r" not in text
    assert text.endswith("\n")
    for row in ROWS:
        assert row["name"], row
        assert row["note"], row["name"]
        for cell in [*row.values(), *row["aliases"].split("|")]:
            assert cell == " ".join(cell.split()), row["name"]
        assert "||" not in row["aliases"], row["name"]
        assert not row["aliases"].startswith("|"), row["name"]
        assert not row["aliases"].endswith("|"), row["name"]


def test_every_name_means_one_force() -> None:
    """Names and aliases are unique the way the table is searched: short acronyms keep their case."""
    seen: dict[tuple[str, ...], str] = {}
    for alias, name in [(row["name"], row["name"]) for row in ROWS] + ALIASES:
        words = split(alias)
        assert words, f"{alias!r} of {name}"
        assert words not in seen, f"{alias!r} is both {seen[words]} and {name}"
        seen[words] = name


def test_codes() -> None:
    """Types, countries and Wikidata ids are well-formed."""
    pycountry = pytest.importorskip("pycountry")
    for row in ROWS:
        assert row["type"] in TYPES, row["name"]
        country = row["country"]
        assert not country or country == KOSOVO or pycountry.countries.get(alpha_2=country), row["name"]
        assert not row["wikidata"] or re.fullmatch(r"Q[1-9]\d*", row["wikidata"]), row["name"]
    ids = [row["wikidata"] for row in ROWS if row["wikidata"]]
    assert len(ids) == len(set(ids))


def test_parents_exist_and_end() -> None:
    """Every parent is a row, and nobody is their own ancestor."""
    parents = {row["name"]: row["parent"] for row in ROWS}
    for row in ROWS:
        name = row["name"]
        path: list[str] = []
        while name:
            assert name in NAMES, f"{path} leads to {name!r}"
            assert name not in path, path
            path.append(name)
            name = parents[name]


def test_national_forces_are_told_once() -> None:
    """At most one row of a country is noted as its armed forces."""
    count = Counter(row["country"] for row in ROWS if row["note"] == "national armed forces")
    assert len(count) > 80
    assert set(count.values()) == {1}


@pytest.mark.parametrize(
    "word", [*NO_FORCES.split(), "security forces", "air force", "17 November", "Lashkar Gah"]
)
def test_ordinary_words_are_no_forces(word: str) -> None:
    """Words that usually mean something else, or any force, are left to the grammar."""
    assert load_actors().named(word) is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("IS", "Islamic State"),
        ("Daesh", "Islamic State"),
        ("U.S. troops", "United States Armed Forces"),
        ("US troops", "United States Armed Forces"),
        ("Iraqi forces", "Iraqi Security Forces"),
        ("Iraqi warplanes", "Iraqi Air Force"),
        ("ICTS", "Counter-Terrorism Service"),
        ("Hashd al-Shaabi", "Popular Mobilization Forces"),
        ("US-led coalition", "Global Coalition against Daesh"),
        ("Afghan and coalition security force", "International Security Assistance Force"),
        ("Israeli military", "Israel Defense Forces"),
        ("Nigerian troops", "Nigerian Armed Forces"),
        ("Nigerien troops", "Niger Armed Forces"),
        ("Tehrik-i-Taliban Pakistan", "Tehreek-e-Taliban Pakistan"),
        ("Afghan Taliban", "Taliban"),
        ("al Shabab", "al-Shabaab"),
        ("EU NAVFOR", "EUNAVFOR Atalanta"),
        ("Guardia Civil", "Civil Guard (Spain)"),
        ("Turkish soldiers", "Turkish Armed Forces"),
        ("FARC-EP", "FARC"),
    ],
)
def test_finds_usual_names(text: str, name: str) -> None:
    """What newspapers write leads to the row."""
    actor = load_actors().named(text)
    assert actor is not None
    assert actor.name == name


CASES = tomllib.loads((Path(__file__).parent / "cases" / "forces.toml").read_text("utf-8"))
KNOWN = [
    (text.replace("NAME", name), name)
    for case in CASES["known"]
    for text in case["texts"]
    for name in case["names"]
]


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def forces(extractor: Extractor, text: str) -> list[Force]:
    operations = extractor(Article(text=text[0].upper() + text[1:], published="2024-02-08"))
    return [force for operation in operations for force in operation.forces]


@pytest.mark.parametrize(("text", "name"), KNOWN, ids=[text[:44] for text, _ in KNOWN])
def test_names_are_found_with_and_without_their_people(extractor: Extractor, text: str, name: str) -> None:
    row = load_actors().named(name.removeprefix("the "))
    assert row is not None
    (force,) = [f for f in forces(extractor, text) if f.role == "initiator"]
    assert (force.name, force.type, force.country) == (row.name, row.type, row.country)
    assert force.evidence[0].found_by == "forces-table"


@pytest.mark.parametrize("case", CASES["unknown"], ids=[case["text"][:44] for case in CASES["unknown"]])
def test_unknown_forces_are_said_to_be(extractor: Extractor, case: dict[str, str]) -> None:
    assert load_actors().named(case["name"]) is None
    (force,) = [f for f in forces(extractor, case["text"]) if f.role == "initiator"]
    assert (force.name, force.type, force.country, force.wikidata) == (case["name"], case["type"], None, None)
    assert {span.found_by for span in force.evidence} == {"force-pattern"}


@pytest.mark.parametrize("case", CASES["none"], ids=[case["text"][:44] for case in CASES["none"]])
def test_other_names_are_no_unknown_forces(extractor: Extractor, case: dict[str, str]) -> None:
    found = {span.found_by for force in forces(extractor, case["text"]) for span in force.evidence}
    assert "force-pattern" not in found


@pytest.mark.parametrize("case", CASES["meant"], ids=[case["text"][:44] for case in CASES["meant"]])
def test_homonyms_and_acronyms_of_an_article(extractor: Extractor, case: dict[str, str]) -> None:
    assert [f.name for f in forces(extractor, case["text"]) if f.role == "initiator"] == [case["name"]]


@pytest.mark.parametrize("case", CASES["not_meant"], ids=[case["text"][:44] for case in CASES["not_meant"]])
def test_names_that_mean_no_force_there(extractor: Extractor, case: dict[str, str]) -> None:
    assert case["name"] not in [force.name for force in forces(extractor, case["text"])]


def test_an_own_name_is_meant_everywhere() -> None:
    own = Actor("Salt News Agency", "government", "IS", None, None)
    rows = [*actor_rows(), (own, ("SNA",))]
    words, somalia = ["The", "SNA", "said"], {"SO": 3}
    assert [a.name for *_, a in Actors(rows).spans(words, lambda: somalia)] == ["Somali National Army"]
    assert [a.name for *_, a in Actors(rows, {own.name}).spans(words, lambda: somalia)] == [own.name]


def test_every_name_is_found_as_spacy_splits_it(extractor: Extractor) -> None:
    """All but those with a bracket, which tells homonyms apart and stands in no article, comma or quote."""
    actors, missed = load_actors(), []
    for alias, name in [*((n, n) for n in NAMES), *ALIASES]:
        words = [token.text for token in extractor.nlp.make_doc(f"The {alias} said")]
        found = [(end, actor.name) for start, end, actor in actors.spans(words) if start <= 2]
        if not set(alias) & set('(,"') and (len(words) - 1, name) not in found:
            missed.append(alias)
    assert missed == []


def test_columns_are_filled() -> None:
    """What docs/forces.md says of the table."""
    filled = {column: sum(bool(row[column]) for row in ROWS) for column in COLUMNS}
    assert filled["aliases"] > 0.85 * len(ROWS)
    assert filled["country"] > 0.9 * len(ROWS)
    assert filled["note"] == len(ROWS)
    for number in (len(ROWS), len(ALIASES), filled["wikidata"], filled["parent"]):
        assert f"{number:,}" in DOC


@pytest.mark.parametrize("force_type", sorted(TYPES))
def test_the_page_counts_types(force_type: str) -> None:
    number = sum(row["type"] == force_type for row in ROWS)
    assert f"| {force_type} | {number:,} |" in DOC
