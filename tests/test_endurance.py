"""Short forms of what the benchmarks run for hours: bad inputs, random inputs, a kill of the real command."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).parent.parent / "benchmarks"


@pytest.fixture(scope="module")
def benchmark():
    """A benchmark as a module, by its name."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        yield importlib.import_module


def test_bad_inputs(benchmark, tmp_path):
    pytest.importorskip("pyarrow")
    pytest.importorskip("zstandard")
    figures = benchmark("endurance").inputs(tmp_path, True)
    assert figures["reached"], figures
    assert figures["kinds"] >= 24


@pytest.mark.parametrize(
    ("part", "times"), [("reading", 3_000), ("numbers", 3_000), ("dates", 1_000), ("path", 100)]
)
@pytest.mark.filterwarnings("ignore")
def test_random_inputs(benchmark, part, times):
    benchmark("fuzz").fuzz(part, times, seed=1)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_killed(benchmark, tmp_path):
    figures = benchmark("endurance").kills(tmp_path, True)
    assert figures["identical"] == figures["kills"] == 1
    assert figures["workers_left"] == 0
