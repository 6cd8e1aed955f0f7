"""The scripts and the notebook of examples/, run as a reader would run them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"
NOTEBOOK = EXAMPLES / "articles-to-map.ipynb"
PNG = b"\x89PNG\r\n\x1a\n"
EXECUTE = """
import sys, nbformat
from nbclient import NotebookClient
book = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(book)
where = {"metadata": {"path": sys.argv[2]}}
NotebookClient(book, timeout=120, kernel_name="python3", resources=where).execute()
nbformat.write(book, sys.argv[3])
"""


def run(*command: object, cwd: Path) -> str:
    """What a Python process prints; its warnings are not ours."""
    paths = [str(Path(p).resolve()) for p in (*sys.path, "src") if p and Path(p).is_dir()]
    done = subprocess.run(
        [sys.executable, *map(str, command)], cwd=cwd, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def points(path: Path) -> list[dict]:
    return [f for f in json.loads(path.read_text("utf-8"))["features"] if f["geometry"]]


def test_chart(tmp_path):
    pytest.importorskip("matplotlib", reason="the extra examples is not installed")
    pytest.importorskip("pandas", reason="the extra examples is not installed")
    assert "acts: chart.png" in run(EXAMPLES / "chart.py", cwd=tmp_path)
    assert (tmp_path / "chart.png").read_bytes().startswith(PNG)


def test_map(tmp_path):
    said = run(EXAMPLES / "map.py", EXAMPLES / "articles", "-o", "out", cwd=tmp_path)
    assert said.startswith("9 articles, ")
    assert len(points(tmp_path / "out" / "incidents.geojson")) > 5
    assert "<h1>Operations told in articles</h1>" in (tmp_path / "out" / "map.html").read_text("utf-8")


def test_notebook(tmp_path):
    for needed in ("matplotlib", "pandas", "nbclient", "nbformat", "ipykernel"):
        pytest.importorskip(needed, reason="the extra dev is not installed")
    shutil.copytree(EXAMPLES / "articles", tmp_path / "articles")
    run("-c", EXECUTE, NOTEBOOK, tmp_path, tmp_path / "run.ipynb", cwd=tmp_path)
    cells = json.loads((tmp_path / "run.ipynb").read_text("utf-8"))["cells"]
    outputs = [output for cell in cells if cell["cell_type"] == "code" for output in cell["outputs"]]
    assert not [o for o in outputs if o["output_type"] == "error"]
    assert any("image/png" in o.get("data", {}) for o in outputs)
    assert (tmp_path / "out" / "chart.png").read_bytes().startswith(PNG)
    assert len(points(tmp_path / "out" / "incidents.geojson")) > 5
    assert "<h1>Operations</h1>" in (tmp_path / "out" / "map.html").read_text("utf-8")


def test_the_notebook_holds_no_outputs():
    """A result that is stored grows old; the test above makes them anew."""
    cells = json.loads(NOTEBOOK.read_text("utf-8"))["cells"]
    assert all(not cell.get("outputs") and not cell.get("execution_count") for cell in cells)
