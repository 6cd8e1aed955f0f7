"""Many articles: workers that fail, texts read once, runs cut off at any moment that go on."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
import types
from pathlib import Path

import pytest

from eventx import workers
from eventx.batch import extract_rows, read_rows, retold
from eventx.errors import ArticleError, PipelineError
from eventx.records import Article
from eventx.workers import read_apart
from stub import COMMAND, StubExtractor
from test_articles import put

DAY = "2024-02-07"
TEXT = "Troops raided a camp near Hatra."


def rows(number: int, **special: str) -> list[dict]:
    """Articles, each with a text of its own; `a3="die"` sets the text of the one with that id."""
    return [
        {"id": f"a{i}", "text": special.get(f"a{i}", f"{TEXT} Case {i}."), "published": DAY}
        for i in range(number)
    ]


def lines(folder: Path, data: list[dict], name: str = "in.jsonl") -> Path:
    return put(folder, name, "".join(json.dumps(row) + "\n" for row in data))


def cli(*args, env=(), **options) -> subprocess.CompletedProcess[str]:
    """The command with stub workers."""
    return subprocess.run(
        [sys.executable, Path(__file__).parent / "stub.py", "cli", "extract", *map(str, args)],
        capture_output=True, text=True, check=False, env={**os.environ, **dict(env)}, **options,
    )  # fmt: skip


@pytest.fixture(autouse=True)
def stub_workers(monkeypatch):
    monkeypatch.setattr(workers, "COMMAND", COMMAND)


def ids(text: str) -> list[str]:
    return [json.loads(line)["article_id"] for line in text.splitlines()]


class TestRows:
    """The function that worker processes, Spark and others call."""

    def test_records_as_dicts(self):
        found = extract_rows(rows(2), extractor=StubExtractor())
        assert [(r["article_id"], r["published"]) for r in found] == [("a0", DAY), ("a1", DAY)]

    def test_errors_stand_in_the_articles_place(self):
        data = [*rows(3, a1="crash"), {"title": "no text"}]
        replies = read_rows(data, extractor=StubExtractor())
        assert [len(r.lines) for r in replies] == [1, 0, 1, 0]
        assert replies[1].failure == "a fault of eventx: KeyError: 'crash'"
        assert "text" in replies[3].failure

    def test_raises_for_the_first_error(self):
        with pytest.raises(ArticleError, match="crash"):
            extract_rows(rows(2, a1="crash"), extractor=StubExtractor())

    def test_same_text_under_another_id(self):
        text = f"{TEXT} {TEXT}"
        one, other = (Article(id=i, text=text, published=DAY, url=f"u{i}", desk=i) for i in "ab")
        read = StubExtractor()
        told = retold([o.to_json() for o in read(one)], other)
        assert told == tuple(o.to_json() for o in read(other))


class TestWorkers:
    def read(self, data: list[dict], *, number: int = 2, timeout: float = 20.0, size: int = 4):
        articles = [Article(**row) for row in data]
        pairs = ((i, articles[i : i + size]) for i in range(0, len(articles), size))
        read = list(read_apart(pairs, workers=number, timeout=timeout))
        assert [i for i, _ in read] == list(range(0, len(articles), size))
        return [reply for _, replies in read for reply in replies]

    @pytest.mark.parametrize("number", [1, 3])
    def test_order(self, number):
        replies = self.read(rows(30), number=number)
        assert ids("\n".join(line for r in replies for line in r.lines)) == [f"a{i}" for i in range(30)]

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("die", "ended two workers that read it (killed by signal 9); was there enough memory?"),
            ("exit", "ended two workers that read it (exit code 7); was there enough memory?"),
            ("crash", "a fault of eventx: KeyError: 'crash'"),
            ("sleep", "takes longer than 1 seconds to read; see --timeout"),
        ],
    )
    def test_only_the_article_at_fault_is_lost(self, text, said):
        replies = self.read(rows(8, a5=text), timeout=1.0)
        assert [len(r.lines) for r in replies] == [1, 1, 1, 1, 1, 0, 1, 1]
        assert replies[5].failure == said

    def test_what_libraries_print_goes_elsewhere(self):
        assert [r.failure for r in self.read(rows(2, a0="print"))] == [None, None]

    def test_worker_killed_from_outside_costs_nothing(self, monkeypatch):
        monkeypatch.setenv("STUB_DELAY", "0.02")
        articles = [Article(**row) for row in rows(40)]
        read = read_apart(((i, [a]) for i, a in enumerate(articles)), workers=2)
        replies = [next(read)[1][0]]
        for worker in read.gi_frame.f_locals["crew"]._workers:
            if worker._process:
                worker._process.kill()
        replies += [reply for _, (reply,) in read]
        assert [len(r.lines) for r in replies] == [1] * 40

    def test_worker_that_cannot_start(self, monkeypatch):
        monkeypatch.setattr(workers, "COMMAND", (sys.executable, "-c", "import sys; sys.exit(3)"))
        with pytest.raises(PipelineError, match=r"no worker can start \(exit code 3\)"):
            self.read(rows(1))

    def test_what_drawing_raises(self):
        def pairs():
            yield 0, [Article(text=TEXT)]
            raise OSError(5, "the disk is gone")

        with pytest.raises(OSError, match="the disk is gone"):
            list(read_apart(pairs(), workers=1))

    def test_no_worker_outlives_the_run(self):
        read = read_apart(((i, [Article(**row)]) for i, row in enumerate(rows(20))), workers=2)
        next(read)
        processes = [w._process for w in read.gi_frame.f_locals["crew"]._workers if w._process]
        read.close()
        assert processes
        assert all(p.poll() is not None for p in processes)


class TestErrorsFile:
    def test_a_line_an_article(self, tmp_path):
        path = lines(tmp_path, rows(6, a1="crash", a3="die"))
        with path.open("a") as file:
            file.write('{"id": "bad", "text": null, "published": "soon"}\n{"text": \n')
        out, errors = tmp_path / "out.jsonl", tmp_path / "errors.jsonl"
        done = cli(path, "-o", out, "--errors", errors)
        assert done.returncode == 1
        assert ids(out.read_text()) == ["a0", "a2", "a4", "a5"]
        told = [json.loads(line) for line in errors.read_text().splitlines()]
        assert [(t["id"], t["line"]) for t in told] == [("a1", 2), ("a3", 4), ("bad", 7), (None, 8)]
        assert {t["file"] for t in told} == {str(path)}
        assert told[2]["reason"] == (
            "text: is null, not a string; published: not an ISO 8601 date (YYYY-MM-DD): 'soon'"
        )
        assert "4 articles, 4 records, 4 rejected" in done.stderr
        assert "error" not in done.stderr.replace(str(errors), "")

    def test_nothing_wrong(self, tmp_path):
        errors = tmp_path / "errors.jsonl"
        done = cli(lines(tmp_path, rows(2)), "-o", tmp_path / "out.jsonl", "--errors", errors)
        assert (done.returncode, errors.read_text()) == (0, "")
        assert sorted(p.name for p in tmp_path.iterdir()) == ["errors.jsonl", "in.jsonl", "out.jsonl"]

    def test_errors_beside_standard_output(self, tmp_path):
        done = cli(lines(tmp_path, rows(3, a1="crash")), "--errors", tmp_path / "errors.jsonl")
        assert (done.returncode, ids(done.stdout)) == (1, ["a0", "a2"])
        assert json.loads((tmp_path / "errors.jsonl").read_text())["id"] == "a1"

    def test_reader_that_leaves(self, tmp_path):
        path = lines(tmp_path, rows(3000, a1="crash"))
        stub = Path(__file__).parent / "stub.py"
        command = [sys.executable, stub, "cli", "extract", path, "--errors", tmp_path / "errors.jsonl"]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            process.stdout.readline()
            process.stdout.close()
            said = process.stderr.read()
        assert (process.returncode, said) == (141, b"")
        assert [p.name for p in tmp_path.iterdir()] == ["in.jsonl"]


class TestSameText:
    def test_read_once(self, tmp_path):
        data = [*rows(3, a1="crash"), *({**row, "id": f"b{i}"} for i, row in enumerate(rows(3, a1="crash")))]
        log = tmp_path / "log"
        done = cli(lines(tmp_path, data), "--workers", "1", env={"STUB_LOG": str(log)})
        assert ids(done.stdout) == ["a0", "a2", "b0", "b2"]
        assert len({json.loads(line)["id"] for line in done.stdout.splitlines()}) == 4
        assert set(log.read_text().split()) == {"a0", "a1", "a2"}
        assert "error: b1: a fault of eventx: KeyError: 'crash'" in done.stderr
        assert "(3 articles read once with others of the same text)" in done.stderr

    @pytest.mark.parametrize("other", [{"title": "Another"}, {"published": "2024-02-08"}])
    def test_another_title_or_day_is_another_text(self, tmp_path, other):
        (row,) = rows(1)
        log = tmp_path / "log"
        cli(lines(tmp_path, [row, {**row, "id": "b", **other}]), env={"STUB_LOG": str(log)})
        assert log.read_text().split() == ["a0", "b"]


def test_less_likely_records_are_left_out(tmp_path):
    file = lines(tmp_path, rows(2))  # the stub's records are at 0.5
    assert len(ids(cli(file, "--min-confidence", "0.5").stdout)) == 2
    run = cli(file, "--min-confidence", "0.51")
    assert (run.returncode, run.stdout) == (0, "")
    assert cli(file, "--min-confidence", "1.5").returncode == 2


def test_summary_and_quiet(tmp_path):
    path = lines(tmp_path, rows(2))
    assert cli(path).stderr.startswith("eventx: 2 articles, 2 records, 0 rejected, ")
    assert cli(path, "--quiet").stderr == ""


@pytest.fixture
def whole(tmp_path):
    """An input of many articles, some bad and some the same, and what an uninterrupted run makes of it."""
    data = rows(400, a7="crash", a150="crash", a333="die")
    data += [{**row, "id": f"b{i}"} for i, row in enumerate(data[:150:7])]
    path = lines(tmp_path, data)
    with path.open("a") as file:
        file.write('{"text": \n')
    out, errors = tmp_path / "whole.jsonl", tmp_path / "whole.errors"
    assert cli(path, "-o", out, "--errors", errors).returncode == 1
    return types.SimpleNamespace(path=path, out=out.read_bytes(), errors=errors.read_bytes(), folder=tmp_path)


def cut(
    command: list[str], part: Path, wait: float, how: int = getattr(signal, "SIGKILL", 9), env=()
) -> None:
    """Start a command and kill it some time after output has begun."""
    with subprocess.Popen(command, env={**os.environ, **dict(env)}, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not (part.exists() and part.stat().st_size):
            time.sleep(0.005)
        time.sleep(wait)
        process.send_signal(how)


@pytest.mark.skipif(os.name == "nt", reason="no SIGKILL")
class TestResume:
    def command(self, whole, *more) -> list[str]:
        stub = Path(__file__).parent / "stub.py"
        args = [whole.path, "-o", whole.folder / "o.jsonl", "--errors", whole.folder / "e.jsonl", *more]
        return [sys.executable, str(stub), "cli", "extract", *map(str, args)]

    def test_killed_at_random_moments(self, whole):
        part, out = whole.folder / ".o.jsonl.part", whole.folder / "o.jsonl"
        chance = random.Random(5)
        slow = {"STUB_DELAY": "0.02"}
        for turn in range(4):
            cut(self.command(whole, "--resume"), part, chance.uniform(0, 0.35), env=slow)
            if turn % 2:
                continue  # killed a second time before it is done
            log = whole.folder / f"log{turn}"
            assert not out.exists()
            done = subprocess.run(
                self.command(whole, "--resume"),
                check=False,
                capture_output=True,
                env={**os.environ, "STUB_LOG": str(log)},
            )
            assert done.returncode == 1
            assert out.read_bytes() == whole.out
            assert (whole.folder / "e.jsonl").read_bytes() == whole.errors
            read = log.read_text().split()
            assert "a0" not in read  # only what was left
            out.unlink()
            (whole.folder / "e.jsonl").unlink()
        assert not {p.suffix for p in whole.folder.iterdir()} & {".part", ".run", ".run-wal"} or turn % 2

    def test_interrupted(self, whole):
        part = whole.folder / ".o.jsonl.part"
        command = self.command(whole)
        with subprocess.Popen(
            command, env={**os.environ, "STUB_DELAY": "0.1"}, stderr=subprocess.PIPE, text=True
        ) as process:
            while not (part.exists() and part.stat().st_size):
                time.sleep(0.01)
            time.sleep(0.2)
            process.send_signal(signal.SIGINT)
            said = process.stderr.read()
        assert process.returncode == 130
        assert " done: go on with --resume" in said
        assert "Traceback" not in said
        assert subprocess.run([*command, "--resume"], check=False, capture_output=True).returncode == 1
        assert (whole.folder / "o.jsonl").read_bytes() == whole.out

    def test_full_disk(self, whole):
        resource = pytest.importorskip("resource")
        limit = len(whole.out) // 2

        def little():
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

        command = self.command(whole)
        done = subprocess.run(command, check=False, capture_output=True, text=True, preexec_fn=little)
        assert done.returncode == 1
        assert "o.jsonl: cannot be written: " in done.stderr
        assert " done: go on with --resume" in done.stderr
        assert "Traceback" not in done.stderr
        subprocess.run([*command, "--resume"], check=False, capture_output=True)
        assert (whole.folder / "o.jsonl").read_bytes() == whole.out
        assert (whole.folder / "e.jsonl").read_bytes() == whole.errors

    def left(self, whole) -> None:
        cut(self.command(whole), whole.folder / ".o.jsonl.part", 0.1, env={"STUB_DELAY": "0.05"})

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--published", "2024-01-01"], "the run cut off had another --published ('None' before,"),
            (["--format", "json"], "the run cut off had another --format"),
        ],
    )
    def test_other_settings(self, whole, options, said):
        self.left(whole)
        done = cli(*self.command(whole, "--resume", *options)[4:])
        assert (done.returncode, said in done.stderr) == (1, True)
        assert (whole.folder / ".o.jsonl.part").exists()

    def test_other_rules(self, whole):
        """What the rules say is compared, not only where they are."""
        rules = whole.folder / "rules"
        rules.mkdir()
        file = put(rules, "a.toml", '[nouns]\nHOSTILE = ["robber"]\n')
        command = self.command(whole, "--rules", rules)
        cut(command, whole.folder / ".o.jsonl.part", 0.1, env={"STUB_DELAY": "0.05"})
        file.write_text('[nouns]\nHOSTILE = ["wrecker"]\n')
        done = cli(*command[4:], "--resume")
        assert (done.returncode, "the run cut off had another --rules" in done.stderr) == (1, True)
        file.write_text('[nouns]\nHOSTILE = ["robber"]\n')
        cli(*command[4:], "--resume")
        assert (whole.folder / "o.jsonl").read_bytes() == whole.out

    def test_other_articles(self, whole):
        self.left(whole)
        whole.path.write_text(whole.path.read_text().replace("Case 2.", "Case two."))
        done = cli(*self.command(whole, "--resume")[4:])
        assert done.returncode == 1
        assert "articles are not those of the run cut off" in done.stderr

    def test_begun_anew(self, whole):
        self.left(whole)
        done = cli(*self.command(whole)[4:])
        assert "is begun anew; --resume would go on" in done.stderr
        assert (whole.folder / "o.jsonl").read_bytes() == whole.out

    def test_two_runs_of_one_output(self, whole):
        part = whole.folder / ".o.jsonl.part"
        with subprocess.Popen(self.command(whole), env={**os.environ, "STUB_DELAY": "0.05"}) as process:
            while not (part.exists() and part.stat().st_size):
                time.sleep(0.01)
            done = cli(*self.command(whole)[4:])
            assert part.exists()
            process.kill()
        assert (done.returncode, done.stderr) == (
            1,
            f"eventx: error: {whole.folder / 'o.jsonl'}: another run is writing it\n",
        )

    def test_broken_journal(self, whole):
        (whole.folder / ".o.jsonl.run").write_bytes(b"no database" * 100)
        done = cli(*self.command(whole, "--resume")[4:])
        assert done.returncode == 1
        assert "is no journal of a run" in done.stderr

    def test_needs_a_file(self, whole):
        done = cli(whole.path, "--resume")
        assert (done.returncode, done.stdout) == (2, "")

    def test_json_array(self, whole):
        out = whole.folder / "o.jsonl"
        command = self.command(whole, "--format", "json")
        cut(command, whole.folder / ".o.jsonl.part", 0.2, env={"STUB_DELAY": "0.02"})
        subprocess.run([*command, "--resume"], check=False, capture_output=True)
        array = json.loads(out.read_text())
        assert array == [json.loads(line) for line in whole.out.splitlines()]
