"""The code of the pages on rules, theatres and spaCy runs, and their TOML is what they say."""

from __future__ import annotations

import re
import shutil
import tomllib
from pathlib import Path

import pytest
from typer.testing import CliRunner

import eventx.component  # noqa: F401 - spaCy finds it by entry point where eventx is installed
from eventx.cli import app
from eventx.knowledge import load_knowledge
from eventx.pipeline import Extractor
from eventx.proving import prove
from eventx.records import KINDS
from eventx.rulefiles import OwnCues, OwnFile, OwnForce, OwnPlace, known_types
from eventx.rules import OutcomeRule, Rule

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "docs" / name for name in ("rules.md", "how-to-add-a-theatre.md", "spacy.md")]
BLOCK = re.compile(r"^```(\w+)( file=\S+)?\n(.*?)^```$", re.M | re.S)
BLOCKS = [
    (page.stem, rank, language, bool(file), text)
    for page in PAGES
    for rank, (language, file, text) in enumerate(BLOCK.findall(page.read_text("utf-8")))
]


def blocks(wanted: str, *, files: bool = False) -> list[pytest.param]:  # type: ignore[valid-type]
    return [
        pytest.param(t, id=f"{p}-{r}") for p, r, language, f, t in BLOCKS if language == wanted and f == files
    ]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as that of the pages: the examples, and rules of one's own."""
    shutil.copytree(ROOT / "examples" / "anti-piracy", tmp_path / "examples" / "anti-piracy")
    shutil.copytree(ROOT / "examples" / "anti-piracy" / "rules", tmp_path / "rules")
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("EVENTX_RULES", raising=False)
    return tmp_path


@pytest.mark.parametrize("text", blocks("python"))
def test_python_runs(here: Path, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(text, "block", "exec"), {})
    assert "print(" not in text or capsys.readouterr().out.strip()


@pytest.mark.parametrize("text", blocks("toml"))
def test_toml_is_a_rule_file_whose_examples_hold(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.toml").write_text(text, "utf-8")
    knowledge = load_knowledge(tmp_path)
    assert not [str(fault) for file in knowledge.own for fault in prove(Extractor(knowledge=knowledge), file)]


@pytest.mark.parametrize("text", blocks("toml", files=True))
def test_other_toml_is_well_formed(text: str) -> None:
    assert tomllib.loads(text)


@pytest.mark.parametrize("text", blocks("sh"))
def test_commands_run(here: Path, text: str) -> None:
    for line in text.splitlines():
        *given, command = re.split(r"^(EVENTX_RULES=\S+ )", line)
        environment = dict(pair.strip().split("=") for pair in given if pair)
        name, *arguments = command.split()
        assert name == "eventx"
        result = CliRunner().invoke(app, arguments, env=environment)
        assert result.exit_code == 0, result.output


def test_the_reference_names_every_key() -> None:
    page = (ROOT / "docs" / "rules.md").read_text("utf-8")
    keys = [
        key
        for model in (OwnFile, OwnCues, OwnForce, OwnPlace, Rule, OutcomeRule)
        for key in model.model_fields
    ]
    assert not [key for key in [*keys, *KINDS, *known_types()] if not re.search(rf"\b{key}\b", page)]
