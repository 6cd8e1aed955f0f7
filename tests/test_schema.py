"""docs/schema.json is what the models say; `eventx schema > docs/schema.json` writes it anew."""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from eventx.cli import app
from eventx.records import Operation, json_schema

FILE = Path(__file__).parent.parent / "docs" / "schema.json"


def test_file_is_generated():
    assert json.loads(FILE.read_text("utf-8")) == json_schema()


def test_command_writes_the_file():
    assert CliRunner().invoke(app, ["schema"]).stdout == FILE.read_text("utf-8")


def test_command_writes_the_incidents_file():
    file = FILE.with_name("incident-schema.json")
    assert CliRunner().invoke(app, ["schema", "--incident"]).stdout == file.read_text("utf-8")


def test_written_record_fits():
    """Keys of a record as it is written are the schema's, by the names of the contract."""
    record = json.loads(Operation(id="i", article_id="a", kind="raid").to_json())
    assert set(record) == set(json_schema()["properties"])
    assert "in" in json_schema()["$defs"]["Span"]["properties"]
