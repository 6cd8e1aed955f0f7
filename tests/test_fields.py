"""Sources, purposes, and what forces bring: the cases of cases/fields.toml."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

import eventx
from eventx.records import Force

CASES = tomllib.loads((Path(__file__).parent / "cases" / "fields.toml").read_text("utf-8"))["case"]


def told(force: Force) -> str:
    size = force.size and f"{force.size.low}-{'..' if force.size.high is None else force.size.high}"
    brought = [size, *force.support, ", ".join(force.equipment)]
    return f"{force.name or force.text} = {' '.join([force.role, *(b for b in brought if b)])}"


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_fields(case):
    made = eventx.extract(case["text"], published="2024-06-12")
    assert len(made) == 1
    told_of = {
        "sources": [f"{s.name} = {s.type}" for s in made[0].sources],
        "objectives": [o.type for o in made[0].objectives],
        "forces": [told(f) for f in made[0].forces],
    }
    for key in told_of.keys() & case.keys():
        assert told_of[key] == case[key]
