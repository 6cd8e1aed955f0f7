"""Sources, purposes, and what forces bring: the cases of cases/fields.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import eventx
from telling import part

CASES = tomllib.loads((Path(__file__).parent / "cases" / "fields.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_fields(case):
    made = eventx.extract(case["text"], published="2024-06-12")
    assert len(made) == 1
    told_of = {
        "sources": [f"{s.name} = {s.type}" for s in made[0].sources],
        "objectives": [o.type for o in made[0].objectives],
        "forces": [f"{f.name or f.text} = {part(f)}" for f in made[0].forces],
    }
    for key in told_of.keys() & case.keys():
        assert told_of[key] == case[key]
