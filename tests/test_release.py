"""`.ci/release.py`: what it refuses, and what it writes."""

from __future__ import annotations

import datetime as dt
import doctest
import importlib.util
import subprocess
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
DAY = dt.date(2027, 1, 31)
SPEC = importlib.util.spec_from_file_location("release", ROOT / ".ci" / "release.py")
release = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(release)


def test_examples():
    assert not doctest.testmod(release).failed


@pytest.mark.parametrize(
    ("version", "said"),
    [("0.0.9", "is below"), ("1.0", "is no version"), ("v1.0.0", "is no version"), ("0.1.0rc1", "is below")],
)
def test_a_version_that_is_none_or_old_is_refused(version, said):
    with pytest.raises(release.ReleaseError, match=said):
        release.with_version('version = "0.1.0"\n', version)


@pytest.mark.parametrize(
    "text", ["## Unreleased\n", "## Unreleased\n\n## 0.1.0 (2026-12-01)\n\n- a\n", "# C\n"]
)
def test_nothing_new_is_no_release(text):
    with pytest.raises(release.ReleaseError, match="nothing stands under"):
        release.dated(text, "0.2.0", DAY)


def test_own_files_can_be_released():
    version = "99.0.0"
    project = release.with_version((ROOT / "pyproject.toml").read_text("utf-8"), version)
    assert tomllib.loads(project)["project"]["version"] == version
    assert f"## {version} ({DAY})" in release.dated((ROOT / "CHANGELOG.md").read_text("utf-8"), version, DAY)
    cited = release.cited((ROOT / "CITATION.cff").read_text("utf-8"), version, DAY)
    assert f"version: {version}\ndate-released: {DAY}\n" in cited


def test_the_versions_told_are_one():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f"\nversion: {project}\n" in (ROOT / "CITATION.cff").read_text("utf-8")


def test_changes_in_the_tree_are_refused(tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    (tmp_path / "new.txt").write_text("new", "utf-8")
    with pytest.raises(release.ReleaseError, match="has changes"):
        release.release(tmp_path, "0.2.0")
