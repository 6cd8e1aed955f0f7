"""The command: what goes where, exit codes, and no traceback whatever the input."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import types
from pathlib import Path
from typing import ClassVar

import pytest
from typer.testing import CliRunner

from eventx.cli import app
from eventx.errors import PipelineError
from stub import StubExtractor
from test_articles import BAD, BAD_JSON, put

TEXT = "Troops raided a camp near Hatra on Tuesday."
EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"


@pytest.fixture
def stub(monkeypatch):
    """The command with the stub in the pipeline's place; tests of the door need no model."""
    room = types.ModuleType("eventx.pipeline")
    room.Extractor = StubExtractor
    monkeypatch.setitem(sys.modules, "eventx.pipeline", room)


@pytest.fixture
def run(stub):
    def run(*args, data: bytes | None = None):
        here = [] if "--workers" in args else ["--workers", "0"]  # the stub is in this process
        result = CliRunner().invoke(app, ["extract", *map(str, args), *here], input=data)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        stderr, summary = parted(result.stderr)
        return types.SimpleNamespace(
            exit_code=result.exit_code, stdout=result.stdout, stderr=stderr, summary=summary
        )

    return run


def parted(stderr: str) -> tuple[str, str]:
    """What a run told on standard error, and the summary at its end."""
    found = re.search(r"eventx: [\d,]+ articles?, [\d,]+ records?, .*\n\Z", stderr)
    return (stderr[: found.start()], found.group()) if found else (stderr, "")


def records(text: str) -> list[dict]:
    return [json.loads(line) for line in text.splitlines()]


class TestOutput:
    def test_json_lines(self, run, tmp_path):
        result = run(put(tmp_path, "a.txt", TEXT), put(tmp_path, "b.txt", TEXT), "--published", "2024-02-07")
        assert result.exit_code == 0
        assert [r["article_id"] for r in records(result.stdout)] == ["a", "b"]
        assert records(result.stdout)[0]["published"] == "2024-02-07"
        assert records(result.stdout)[0]["evidence"][0]["in"] == "text"

    @pytest.mark.parametrize("number", [0, 1, 3])
    def test_json(self, run, tmp_path, number):
        path = put(tmp_path, "a.jsonl", "\n".join(number * [json.dumps({"text": TEXT})]))
        result = run(path, "--format", "json")
        assert len(json.loads(result.stdout)) == number

    def test_the_articles_own_day_goes_before_the_option(self, run, tmp_path):
        path = put(tmp_path, "a.json", {"text": TEXT, "published": "2024-02-06"})
        assert records(run(path, "--published", "2024-02-07").stdout)[0]["published"] == "2024-02-06"

    def test_unknown_keys_are_carried(self, run, tmp_path):
        result = run(put(tmp_path, "a.json", {"text": TEXT, "desk": ["Mosul"]}))
        assert records(result.stdout)[0]["extra"] == {"desk": ["Mosul"]}

    def test_standard_input(self, run):
        assert len(records(run("-", data=TEXT.encode()).stdout)) == 1

    @pytest.mark.skipif(os.name == "nt", reason="modes of files")
    def test_file(self, run, tmp_path):
        out = tmp_path / "out.jsonl"
        out.write_text("old")
        out.chmod(0o640)
        result = run(put(tmp_path, "a.txt", TEXT), "-o", out)
        assert (result.exit_code, result.stdout) == (0, "")
        assert len(records(out.read_text())) == 1
        assert out.stat().st_mode & 0o777 == 0o640
        assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "out.jsonl"]

    def test_file_in_the_folder_that_is_read(self, run, tmp_path):
        put(tmp_path, "a.txt", TEXT)
        for _ in range(2):
            result = run(tmp_path, "-o", tmp_path / "out.jsonl")
            assert (result.exit_code, len(records((tmp_path / "out.jsonl").read_text()))) == (0, 1)

    @pytest.mark.skipif(os.name == "nt", reason="links need a privilege")
    def test_link(self, run, tmp_path):
        (tmp_path / "link.jsonl").symlink_to(tmp_path / "out.jsonl")
        run(put(tmp_path, "a.txt", TEXT), "-o", tmp_path / "link.jsonl")
        assert len(records((tmp_path / "out.jsonl").read_text())) == 1
        assert (tmp_path / "link.jsonl").is_symlink()

    def test_device(self, run, tmp_path):
        assert run(put(tmp_path, "a.txt", TEXT), "-o", os.devnull).exit_code == 0
        assert not Path(os.devnull).is_file()


class TestErrors:
    @pytest.mark.parametrize("name", [*BAD, *BAD_JSON])
    def test_bad_input(self, run, tmp_path, name):
        data, said = BAD.get(name) or BAD_JSON[name]
        bad = put(tmp_path, "bad.txt" if name in BAD else "bad.json", data)
        result = run(
            put(tmp_path, "a.txt", TEXT), bad, put(tmp_path, "z.txt", TEXT), "--published", "2024-02-07"
        )
        assert result.exit_code == 1
        assert [r["article_id"] for r in records(result.stdout)] == ["a", "z"]
        (line,) = result.stderr.splitlines()
        assert line.startswith(f"eventx: error: {bad}: ")
        assert said in line

    def test_no_such_file(self, run, tmp_path):
        result = run(tmp_path / "nowhere.txt")
        assert (result.exit_code, result.stdout) == (1, "")
        assert result.stderr == f"eventx: error: {tmp_path}/nowhere.txt: no such file or folder\n"

    def test_error_names_line_and_field(self, run, tmp_path):
        path = put(tmp_path, "a.jsonl", '{"text": "Troops"}\n{"text": "Troops", "published": "soon"}')
        said = f"eventx: error: {path}: line 2: published: not an ISO 8601 date (YYYY-MM-DD): 'soon'\n"
        assert run(path).stderr == said

    def test_article_that_breaks_the_reader(self, run, tmp_path):
        lines = [{"text": TEXT}, {"id": "c", "text": "crash"}, {"text": TEXT}]
        result = run(put(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines))), "--published", "2024-02-07")
        assert result.exit_code == 1
        assert [r["article_id"] for r in records(result.stdout)] == ["a-1", "a-3"]
        assert result.stderr == "eventx: error: c: a fault of eventx: KeyError: 'crash'\n"

    def test_no_pipeline(self, run, tmp_path, monkeypatch):
        def refuse(**_):
            raise PipelineError("no parser")

        monkeypatch.setattr(sys.modules["eventx.pipeline"], "Extractor", refuse)
        out = put(tmp_path, "out.jsonl", "old")
        result = run(put(tmp_path, "a.txt", TEXT), "-o", out)
        assert (result.exit_code, result.stderr) == (1, "eventx: error: no parser\n")
        assert out.read_text() == "old"

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--published", "yesterday"], "--published: 'yesterday' is not an ISO 8601 date"),
            (["--published", "2024-02-30"], "--published: '2024-02-30' is not an ISO 8601 date"),
            (["--published", "2999-01-01"], "--published: 2999-01-01 is in the future"),
            (["-o", "."], "-o: . is a folder"),
            (["-o", "nowhere/out.jsonl"], "-o: nowhere is no folder"),
            (["--format", "xml"], "xml"),
            (["--what"], "--what"),
        ],
    )
    def test_usage(self, run, tmp_path, options, said):
        result = run(put(tmp_path, "a.txt", TEXT), *options)
        assert (result.exit_code, result.stdout) == (2, "")
        assert said in result.stderr

    def test_output_is_an_input(self, run, tmp_path):
        path = put(tmp_path, "a.txt", TEXT)
        assert run(path, "-o", path).exit_code == 2
        assert path.read_text() == TEXT

    def test_no_path(self, run):
        assert run().exit_code == 2


class TestPlaces:
    """Users' own places: what cannot be read is told before any article is read."""

    HEAD = "name\tlatitude\tlongitude\tcountry\n"
    POINT: ClassVar = {"type": "Point", "coordinates": [42.47, 35.55]}

    @pytest.mark.parametrize(
        ("name", "data", "said"),
        [
            ("a.tsv", "", "holds no line that names its columns"),
            ("a.tsv", "place\tlat\nTel Kharaz\t35.5\n", "no column name and no latitude and no longitude"),
            ("a.tsv", HEAD + "# ours\nTel Kharaz\tnorth\t42\tIQ\n", "line 3 (Tel Kharaz): field 'latitude'"),
            ("a.tsv", HEAD + "Tel Kharaz\t35\t\tIQ\n", "line 2 (Tel Kharaz): latitude and longitude"),
            ("a.tsv", HEAD + "Tel Kharaz\t35\t42\tIraq\n", "field 'country': 'Iraq' is not ISO 3166-1"),
            ("a.tsv", HEAD + "\t35\t42\tIQ\n", "line 2: field 'name' is empty"),
            ("a.tsv", b"name\xff", "not UTF-8 (byte 4)"),
            ("a.geojson", "{", "not JSON"),
            ("a.geojson", "[]", "not GeoJSON"),
            ("a.geojson", {"type": "Feature", "geometry": POINT}, "feature 1: field 'properties' is no"),
            ("a.geojson", {"properties": {"name": "Tel Kharaz"}, "geometry": {"x": 1}}, "field 'geometry'"),
        ],
    )  # fmt: skip
    def test_bad_file(self, run, tmp_path, name, data, said):
        path = put(tmp_path, name, data)
        result = run(put(tmp_path, "a.txt", TEXT), "--places", path, "--published", "2024-02-07")
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith(f"eventx: error: --places: {path}: ")
        assert said in result.stderr

    def test_place_without_a_point(self, run, tmp_path):
        path = put(tmp_path, "a.geojson", {"properties": {"name": "Tel Kharaz"}, "geometry": None})
        result = run(put(tmp_path, "a.txt", TEXT), "--places", path, "--published", "2024-02-07")
        assert (result.exit_code, result.stderr) == (0, "")

    def test_no_such_places(self, run, tmp_path):
        result = run(put(tmp_path, "a.txt", TEXT), "--places", tmp_path / "mine.tsv")
        assert result.exit_code == 2
        assert f"--places: {tmp_path}/mine.tsv: cannot be read" in result.stderr


class TestWarnings:
    def test_no_day_of_publication(self, run, tmp_path):
        result = run(put(tmp_path, "a.txt", TEXT))
        assert result.exit_code == 0
        assert (
            "eventx: warning: a: published: is not known, so 'Tuesday' stays without a day" in result.stderr
        )

    def test_two_articles_of_one_id(self, run, tmp_path):
        path = put(tmp_path, "a.json", [{"id": "x", "text": "Troops"}, {"id": "x", "text": "fled"}])
        assert "'x' stands for an earlier article too" in run(path).stderr

    def test_file_of_another_kind(self, run, tmp_path):
        put(tmp_path, "a.txt", TEXT)
        put(tmp_path, "a.pdf", TEXT)
        result = run(tmp_path)
        assert result.exit_code == 0
        assert "a.pdf: left out" in result.stderr


def command(*args, **options) -> subprocess.CompletedProcess[bytes]:
    done = subprocess.run(
        [sys.executable, "-m", "eventx", *map(str, args)], capture_output=True, check=False, **options
    )
    done.stderr = parted(done.stderr.decode())[0].encode()
    return done


class TestProcess:
    """The command as a process of its own, with the shipped pipeline."""

    def test_version(self):
        assert command("--version").stdout.startswith(b"eventx ")

    def test_help(self):
        assert b"extract" in command("--help").stdout

    def test_importing_loads_nothing(self):
        heavy = "{'spacy', 'pydantic', 'numpy', 'typer', 'rich'}"
        code = f"import sys, eventx; sys.exit(str({heavy} & set(sys.modules)))"
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert done.stderr == b"set()\n"

    def test_help_loads_no_model(self):
        code = (
            "import sys\nsys.argv = ['eventx', '--help']\nfrom eventx.cli import main\n"
            "try: main()\nexcept SystemExit: pass\n"
            "sys.exit(str({'spacy', 'pydantic', 'numpy', 'rich'} & set(sys.modules)))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
        assert done.stderr == b"set()\n"

    def test_examples(self):
        done = command("extract", EXAMPLES)
        assert (done.returncode, done.stderr) == (0, b"")
        texts = {p.stem: json.loads(p.read_text("utf-8"))["text"] for p in EXAMPLES.glob("*.json")}
        found = records(done.stdout.decode())
        told = {r["article_id"] for r in found}
        assert "peace-talks" not in told
        assert len(told) >= 6
        for record in found:
            text = texts.get(record["article_id"])
            for span in record["evidence"] if text else []:
                assert span["in"] == "title" or text[span["start"] : span["end"]] == span["text"]

    def test_places(self, tmp_path):
        table = put(
            tmp_path, "mine.tsv", "name\tlatitude\tlongitude\tcountry\taliases\n"
            "Tel Kharaz\t35.55\t42.47\tIQ\tObjective Rhino|Tal Kharaz\n",
        )  # fmt: skip
        line = {"type": "LineString", "coordinates": [[41.2, 33.4], [41.6, 33.9]]}
        wadi = {"name": "Wadi Sahm", "feature": "T.WAD", "country": "IQ", "admin1": "IQ-AN"}
        shapes = put(tmp_path, "mine.geojson", {"type": "Feature", "properties": wadi, "geometry": line})
        text = (
            "Iraqi troops raided a militant hideout near Objective Rhino on Tuesday, killing two fighters. "
            "Jets bombed a cave in Wadi Sahm on Monday."
        )
        options = ["--published", "2024-02-08", "--places", table, "--places", shapes]
        done = command("extract", "-", *options, input=text.encode())
        assert (done.returncode, done.stderr) == (0, b"")
        places = [place for record in records(done.stdout.decode()) for place in record["locations"]]
        assert [(p["name"], p["latitude"], p["longitude"], p["precision"]) for p in places] == [
            ("Tel Kharaz", 35.55, 42.47, 2),
            ("Wadi Sahm", 33.65, 41.4, 5),
        ]
        assert [(p["country"], p["admin1"]) for p in places] == [("IQ", []), ("IQ", ["IQ-AN"])]

    @pytest.mark.parametrize(
        ("text", "silent"),
        [
            ("Troops raided a camp near Hatra " * 3_000, True),
            ("\u062f\u0627\u0647\u0645\u062a \u0642\u0648\u0627\u062a " * 200, False),
            ("Die Polizei nahm am Dienstag bei einer Razzia in Mossul drei Verdächtige fest. " * 5, False),
            ("." * 5_000, True),
            ("a" * 20_000, True),
            ("\u200b\u202e\ufeff\U0001f6a8" * 500, True),
            ("1 2 3 4 5 " * 2_000, True),
        ],
        ids=["no sentence ends", "right to left", "German", "dots", "one word", "invisible", "numbers"],
    )
    def test_odd_text(self, text, silent):
        done = command("extract", "-", "--published", "2024-02-07", input=text.encode())
        assert done.returncode == 0
        assert b"Traceback" not in done.stderr
        assert b"error" not in done.stderr
        assert silent or (done.stdout == b"" and b"eventx: warning: " in done.stderr)

    def test_output_is_utf8_whatever_the_system_writes(self, tmp_path):
        path = put(tmp_path, "حزب.jsonl", "{}")
        done = command("validate", path, env={**os.environ, "PYTHONIOENCODING": "cp1252"})
        assert "حزب" in done.stdout.decode("utf-8")
        assert b"Traceback" not in done.stderr

    @pytest.mark.skipif(os.name == "nt", reason="no SIGPIPE")
    def test_reader_that_leaves(self, tmp_path):
        path = put(
            tmp_path, "a.jsonl", "\n".join(200 * [json.dumps({"text": TEXT, "published": "2024-02-07"})])
        )
        with subprocess.Popen(
            [sys.executable, "-m", "eventx", "extract", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE
        ) as process:
            process.stdout.readline()
            process.stdout.close()
            said = process.stderr.read()
        assert process.returncode in (141, -13)
        assert b"Traceback" not in said
        assert b"error" not in said
