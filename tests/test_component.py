"""The spaCy component: any English pipeline, stored and loaded, in other processes, found by entry point."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

import eventx.component  # noqa: F401 - what spaCy does by the entry point where eventx is installed
from eventx.models import load_pipeline
from eventx.pipeline import Extractor, extract
from eventx.records import Article

ROOT = Path(__file__).parent.parent
DAY = "2024-02-08"
RAID = "Troops raided a Boko Haram camp near Bama in Borno State on Tuesday, killing five fighters."
BOARDING = "Pirates clambered aboard a yacht off Eyl on Tuesday."
RULES = {
    "rules.toml": """
kind = "seizure"
[[rule]]
name = "clamber"
verbs = ["clamber"]
needs = { agent = "HOSTILE" }
"""
}


@pytest.fixture(scope="module")
def blank() -> Language:
    nlp = spacy.blank("en")
    nlp.add_pipe("eventx", config={"published": DAY})
    return nlp


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, text in RULES.items():
        (folder / name).write_text(text, "utf-8")
    return folder


def lines(doc: Doc) -> list[str]:
    return [operation.to_json() for operation in doc._.operations]


def test_a_blank_pipeline_gives_what_extract_gives(blank: Language) -> None:
    doc = blank(RAID)
    assert lines(doc) == [o.to_json() for o in extract(RAID, published=DAY)]
    assert [o.kind for o in doc._.operations] == ["raid"]
    assert not doc.has_annotation("DEP")
    evidence = doc._.operations[0].evidence[0]
    assert doc.text[evidence.start : evidence.end] == "raided"


def test_pipe_keeps_the_order(blank: Language) -> None:
    texts = [RAID.replace("five", str(number)) for number in range(2, 9)]
    docs = list(blank.pipe(texts, batch_size=3))
    assert [doc.text for doc in docs] == texts
    assert [lines(doc) for doc in docs] == [lines(blank(text)) for text in texts]


def test_a_doc_tells_its_day(blank: Language) -> None:
    doc = blank.make_doc(RAID)
    doc._.published = dt.date(2023, 5, 18)
    (operation,) = blank(doc)._.operations
    assert operation.date.start == dt.date(2023, 5, 16)
    assert doc._.published == dt.date(2023, 5, 18)
    with pytest.raises(ValueError, match="Tuesday"):
        doc._.published = "Tuesday"


def test_a_doc_tells_of_its_article(blank: Language) -> None:
    doc = blank.make_doc(RAID)
    doc._.article = {
        "id": "a-1",
        "published": dt.date(2024, 2, 8),
        "title": "Troops raid camp",
        "url": "http://x",
    }
    (operation,) = blank(doc)._.operations
    assert (operation.article_id, operation.url, operation.title) == ("a-1", "http://x", "Troops raid camp")


def test_without_a_day_weekdays_stay_open() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("eventx")
    (operation,) = nlp(RAID)._.operations
    assert operation.date.start is None


def test_a_parsed_doc_is_read_as_it_is() -> None:
    shipped = load_pipeline()
    nlp = spacy.load(shipped.path)
    component = nlp.add_pipe("eventx", config={"published": DAY})
    doc = nlp(RAID)
    assert component._suits(doc)  # type: ignore[attr-defined]
    assert lines(doc) == [o.to_json() for o in Extractor()(Article(text=RAID, published=dt.date(2024, 2, 8)))]
    assert doc.has_annotation("DEP")
    assert lines(Doc(nlp.vocab).from_bytes(doc.to_bytes())) == lines(doc)
    doc = nlp.make_doc(RAID)
    doc._.article = {"title": "Troops raid camp"}  # what is parsed does not hold the title
    assert not component._suits(nlp(doc))  # type: ignore[attr-defined]
    assert [o.title for o in doc._.operations] == ["Troops raid camp"]


def test_another_label_scheme_is_parsed_aside() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("parser").add_label("dobj")  # type: ignore[attr-defined]
    nlp.add_pipe("eventx", config={"published": DAY})
    nlp.initialize()
    assert [o.kind for o in nlp(RAID)._.operations] == ["raid"]


def test_docs_can_be_stored(blank: Language) -> None:
    doc = blank(RAID)
    (back,) = DocBin(docs=[doc], store_user_data=True).get_docs(blank.vocab)
    assert lines(back) == lines(doc)
    assert lines(Doc(blank.vocab).from_bytes(doc.to_bytes())) == lines(doc)


def test_other_processes(blank: Language) -> None:
    texts = [RAID, "Nothing happened on Monday."]
    assert [lines(doc) for doc in blank.pipe(texts, n_process=2)] == [lines(blank(text)) for text in texts]


def test_stored_with_its_rules(rules: Path, tmp_path: Path) -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("eventx", config={"rules": [str(rules)], "published": DAY})
    told = lines(nlp(BOARDING))
    assert told
    data = nlp.to_bytes()
    nlp.to_disk(tmp_path / "model")
    for file in rules.iterdir():
        file.unlink()
    rules.rmdir()
    loaded = spacy.load(tmp_path / "model")
    assert lines(loaded(BOARDING)) == told
    again = spacy.blank("en")
    again.add_pipe("eventx", config={"rules": [str(rules)], "published": DAY})
    assert lines(again.from_bytes(data)(BOARDING)) == told


def test_settings() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("eventx", config={"min_confidence": 1.0, "published": DAY})
    assert nlp(RAID)._.operations == []
    with pytest.raises(ValueError, match="isoformat"):
        spacy.blank("en").add_pipe("eventx", config={"published": "Tuesday"})


def test_found_by_its_entry_point(tmp_path: Path) -> None:
    """As pip installs it: an entry point of the group that pyproject.toml names, and no import of eventx."""
    groups = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["entry-points"]
    info = tmp_path / "eventx-0.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: eventx\nVersion: 0.0\n")
    points = [
        f"[{group}]\n" + "".join(f"{k} = {v}\n" for k, v in named.items()) for group, named in groups.items()
    ]
    (info / "entry_points.txt").write_text("\n".join(points))
    code = (
        "import spacy, sys; nlp = spacy.blank('en'); light = 'eventx.pipeline' not in sys.modules;"
        "nlp.add_pipe('eventx'); print(light, [o.kind for o in nlp(sys.argv[1])._.operations])"
    )
    path = os.pathsep.join([str(tmp_path), str(ROOT / "src")])
    done = subprocess.run(
        [sys.executable, "-c", code, RAID],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONPATH": path},
    )  # fmt: skip
    assert done.stdout.strip() == "True ['raid']"
