"""Where keys and values of a TOML text stand."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from eventx.tomlspots import fault, spots

DATA = Path(__file__).parent.parent / "src" / "eventx" / "data"
ODD = '''
title = "a # no comment"   # a comment
"quoted key" = 'literal ] } ,'
dotted.one . two = 1979-05-27 07:32:00
empty = []
nested = [[1, 2], # first
  [3], { x = "}", y = [ { z = -1.5e3 }, ] }, ]
text = """
[[not.a.table]]
a = "quoted" \\""" and more""""
lines = \'\'\'
# [no]\'\'\'

[ a . "b.c" ]
on = true

[[fruit]]
name = "apple"
[fruit.shape]
round = true
[[fruit.kind]]
name = "red"
[[fruit.kind]]
name = "green"
[[fruit]]
name = "banana"
[[fruit.kind]]
name = "plantain"
'''


def paths(value: object, path: tuple[str | int, ...] = ()) -> dict[tuple[str | int, ...], object]:
    """All paths of a parsed text with what stands there."""
    found = {path: value}
    if isinstance(value, dict):
        for key, item in value.items():
            found |= paths(item, (*path, key))
    elif isinstance(value, list):
        for rank, item in enumerate(value):
            found |= paths(item, (*path, rank))
    return found


@pytest.mark.parametrize(
    "text",
    [ODD, ODD.replace("\n", "\r\n"), *(p.read_text("utf-8") for p in sorted(DATA.rglob("*.toml")))],
)
def test_every_path_is_found_and_its_span_holds_its_value(text: str) -> None:
    found, wanted = spots(text), paths(tomllib.loads(text))
    assert found.keys() == wanted.keys()
    for path, value in wanted.items():
        if not isinstance(value, dict) and not (
            isinstance(value, list) and text[found[path].value[0] :][:2] == "[["
        ):
            start, end = found[path].value
            assert tomllib.loads(f"v = {text[start:end]}")["v"] == value, path
        if path and isinstance(path[-1], str):
            start, end = found[path].key
            assert path[-1] in text[start:end], path


def test_a_long_line_is_shown_around_its_fault() -> None:
    text = f'a = "{"x" * 300}", oops'
    shown = fault("f.toml", text, (308, 312), "what").pointed().splitlines()
    assert shown[0] == "f.toml: line 1, column 309: what"
    assert shown[1].endswith("oops")
    assert shown[2].index("^^^^") == shown[1].index("oops")
