"""The tree of a trace: fields, evidence, rules, rejections; nothing drives the terminal."""

from __future__ import annotations

import io
import subprocess
import sys

import pytest
from rich.console import Console

from eventx import Article, Extractor
from eventx.view.explain import explain
from eventx.view.facts import facts, rejections

TEXT = (
    "Troops raided a camp near Hatra on Tuesday, killing five militants. "
    "In 2014 the group attacked Mosul and killed hundreds. The army will not attack the town."
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def trace(extractor):
    return extractor.trace(Article(id="a", text=TEXT, title="Raid at Hatra", published="2024-02-07"))


def drawn(trace) -> str:
    console = Console(width=100, record=True, file=io.StringIO(), force_terminal=True)
    console.print(explain(trace))
    return console.export_text()


def test_fields_with_evidence_and_rule(trace):
    text = drawn(trace)
    assert "a: Raid at Hatra, published 2024-02-07" in text
    for line in ("1 raid", "killed: 5 people", "2024-02-06", "near Hatra", "“raided”  7–13  raid-verb"):
        assert line in text, line


def test_rejected_with_the_reason(trace):
    assert "rejected:" in drawn(trace)
    assert any(r.span.text == "attacked" and "2014" in r.why for r in rejections(trace))


def test_offsets_of_rejections_are_of_the_text(trace):
    article = trace.article
    found = rejections(trace)
    assert found
    for rejection in found:
        for span in filter(None, (rejection.span, rejection.cue)):
            assert (article.text if span.in_ == "text" else article.title)[span.start : span.end] == span.text


def test_every_part_of_a_record_is_a_fact(trace):
    operation = trace.operations[0]
    shown = {fact.field for fact in facts(operation)}
    for name in ("locations", "forces", "outcomes", "people", "objectives", "sources"):
        assert {f"{name}.{i}" for i in range(len(getattr(operation, name)))} <= shown


def test_nothing_drives_the_terminal(extractor):
    text = "Troops raided \x1b]0;owned\x07 the \x1b[31mcamp\x1b[0m near [bold]Hatra[/bold] \u202eon Tuesday."
    drawn_text = drawn(extractor.trace(Article(id="\x1b[2J", title="\x9b31m :smile: [red]", text=text)))
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(drawn_text)
    assert ":smile: [red]" in drawn_text


def test_no_record(extractor):
    assert "no record" in drawn(extractor.trace(Article(text="The weather was fine on Tuesday.")))
    assert "no record" in drawn(extractor.trace(Article(text="")))


def test_command(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    command = [sys.executable, "-m", "eventx", "explain"]
    done = subprocess.run(
        [*command, f"{tmp_path}/a.txt", "--published", "2024-02-07"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "raid-verb" in done.stdout
    done = subprocess.run([*command, f"{tmp_path}/none"], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "no such file" in done.stderr
    done = subprocess.run(
        [*command, "-", "--published", "soon"], capture_output=True, text=True, check=False, input=""
    )
    assert done.returncode == 2
