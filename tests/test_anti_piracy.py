"""The theatre of docs/how-to-add-a-theatre.md: its rules hold, its articles give what is expected."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eventx.articles import read_articles
from eventx.knowledge import load_knowledge
from eventx.pipeline import Extractor
from eventx.proving import prove, unproved
from eventx.records import Article, Operation

FOLDER = Path(__file__).parent.parent / "examples" / "anti-piracy"
EXPECTED: dict[str, Any] = json.loads((FOLDER / "expected.json").read_text("utf-8"))
ARTICLES = {a.key: a for a in read_articles(FOLDER / "articles") if isinstance(a, Article)}


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(knowledge=load_knowledge(FOLDER / "rules"))


def shortened(operation: Operation) -> dict[str, Any]:
    """What `expected.json` tells of a record."""
    return {
        "kind": operation.kind,
        "methods": operation.methods,
        "start": operation.date and str(operation.date.start),
        "places": [p.name or p.text for p in operation.locations],
        "forces": [f"{f.role}: {f.name or f.text}" for f in operation.forces],
        "outcomes": [f"{o.count.low} {o.object} {o.type} ({o.side})" for o in operation.outcomes],
    }


def test_all_examples_hold(extractor: Extractor) -> None:
    knowledge = load_knowledge(FOLDER / "rules")
    faults = [str(fault) for file in knowledge.own for fault in (*prove(extractor, file), *unproved(file))]
    assert not faults


def test_all_articles_are_expected() -> None:
    assert EXPECTED.keys() == ARTICLES.keys()


@pytest.mark.parametrize("key", EXPECTED)
def test_articles_give_the_expected_records(extractor: Extractor, key: str) -> None:
    assert [shortened(operation) for operation in extractor(ARTICLES[key])] == EXPECTED[key]


def test_without_the_theatre_less_is_found() -> None:
    """The rules of the theatre are what tells these records."""
    assert [shortened(o) for o in Extractor()(ARTICLES["somali-basin-hijack"])] != EXPECTED[
        "somali-basin-hijack"
    ]
