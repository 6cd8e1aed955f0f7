"""The interval of a headline: what is drawn, from a scorer of its own."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

import numpy as np
import pytest

SCORER = """
import json, pathlib
SLOTS = ("record", "kind")
class Tally:
    def __init__(self): self.right = self.made = self.wanted = 0
def load_gold(paths):
    return [json.loads(f.read_text()) for p in paths for f in sorted(pathlib.Path(p).glob("*.json"))]
def score_article(tallies, made, article):
    for slot in SLOTS:
        tallies[slot].made += len(made)
        tallies[slot].wanted += article["wanted"]
    tallies["record"].right += min(len(made), article["wanted"])
"""


@pytest.fixture
def tool(monkeypatch):
    monkeypatch.syspath_prepend(str(Path(__file__).parent.parent / "benchmarks"))
    return importlib.import_module("interval")


def test_one_article_has_no_width(tool):
    drawn = tool.draw(np.array([[[3.0, 4.0, 4.0]]]), draws=50, seed=0)
    assert tool.interval(drawn) == (0.75, 0.75)


def test_articles_are_drawn_whole(tool):
    drawn = tool.draw(np.array([[[1.0, 1.0, 1.0]], [[0.0, 1.0, 1.0]]]), draws=400, seed=0)
    assert set(drawn[:, 0]) == {0.0, 0.5, 1.0}
    assert drawn.mean() == pytest.approx(0.5, abs=0.05)


def test_a_seed_draws_the_same(tool):
    counts = np.array([[[float(i), 9.0, 9.0]] for i in range(9)])
    one, same, other = (tool.draw(counts, draws=20, seed=seed) for seed in (4, 4, 5))
    assert (one == same).all() and (one != other).any()


def test_the_command(tool, tmp_path, capsys, monkeypatch):
    gold = tmp_path / "gold"
    gold.mkdir()
    (tmp_path / "score.py").write_text(SCORER)
    for name, wanted in (("a", 1), ("b", 3)):
        (gold / f"{name}.json").write_text(json.dumps({"id": name, "wanted": wanted}))
    run = tmp_path / "run.jsonl"
    run.write_text('{"article_id": "a"}\n{"article_id": "b"}\n')
    monkeypatch.setattr(sys, "argv", ["interval.py", str(run), str(gold), "--draws", "100"])
    tool.main()
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["record", "0.667", "0.500", "to", "1.000"]  # 2 of 2 + 4, by a: 1, by b: 1/2
    assert lines[1].split() == ["kind", "0.000", "0.000", "to", "0.000"]
    assert lines[2].split() == ["headline", "0.333", "0.250", "to", "0.500"]
    assert "100 draws of 2 articles" in lines[3]
