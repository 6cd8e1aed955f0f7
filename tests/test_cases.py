"""Short texts with the records they tell: those read rightly, those read wrongly, those that tell none."""

from __future__ import annotations

import importlib
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import eventx
from telling import differences

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases"


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((CASES / name).read_text("utf-8"))


RECORDS, NEGATIVE, FAILURES = (read(f"{n}.toml") for n in ("records", "negative", "known_failures"))


def label(case: dict[str, Any]) -> str:
    return case["text"][:60]


def check(case: dict[str, Any]) -> None:
    published = case.get("published", "2024-06-12")
    made = eventx.extract(case["text"], published=published, title=case.get("title"))
    wanted = case["records"]
    kinds = [operation.kind for operation in made]
    assert len(made) == len(wanted), f"{kinds}, not {len(wanted)}"
    wrong = [d for w, m in zip(wanted, made, strict=True) for d in differences(w, m)]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("case", RECORDS["case"], ids=label)
def test_records(case):
    check(case)


@pytest.mark.parametrize("case", NEGATIVE["case"], ids=label)
def test_no_record(case):
    check({**case, "records": []})


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, marks=pytest.mark.xfail(strict=True, raises=AssertionError, reason=case["reason"]))
        for case in FAILURES["case"]
    ],
    ids=label,
)
def test_known_failures(case):
    """Where one passes it is read rightly at last: move it to records.toml or negative.toml."""
    check(case)


def test_a_failure_is_told_at_most_three_times():
    reasons = Counter(case["reason"] for case in FAILURES["case"])
    assert reasons.keys() == FAILURES["reason"].keys()
    assert max(reasons.values()) <= 3


def test_a_text_is_told_once():
    texts = Counter(case["text"] for file in (RECORDS, NEGATIVE, FAILURES) for case in file["case"])
    assert [text for text, times in texts.items() if times > 1] == []


def test_the_page_of_what_we_miss_is_of_today(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT / "benchmarks"))
    page = importlib.import_module("what_we_miss").page(FAILURES)
    written = (ROOT / "docs" / "what-we-miss.md").read_text("utf-8")
    assert written == page, "docs/what-we-miss.md is old: python benchmarks/what_we_miss.py"
