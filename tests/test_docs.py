"""README and docs: every code block is run, in the order of its page, in a folder of the page's own.

What a fence's language means: `python` is executed, or compared where it has `>>>`; `sh` is run, commands of
eventx alone in this process; `console` is commands behind `$` and what they print, `...` for what is left
out; `sql` is asked of records.duckdb; `json` and `toml` are parsed; `text` is read by nobody but the reader.

The folder holds articles/ and article.txt (of the examples), news/ (these as Parquet), records.jsonl and
today.jsonl (of these).
Comments before a block, which a reader of the page does not see:

    <!-- .ci/run: NAME -->         `.ci/run` runs it, word for word: what installs, releases or takes minutes
    <!-- in: repository -->        it is run in a small repository; see small.py
    <!-- needs: NAME -->           it is run where the module, program or command (`eventx evaluate`) is there
    <!-- given: NAME, NAME -->     what the block takes from the reader's own code; see GIVEN
    <!-- file: PATH -->            the block is a file of that name, for the blocks that follow
    <!-- exit: CODE -->            the exit code of the last command; else it is 0
    <!-- record of: NAME -->       the block is a part of the first record of that article of the examples
"""

from __future__ import annotations

import ast
import contextlib
import doctest
import importlib.util
import json
import os
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from typer.main import get_command
from typer.testing import CliRunner

import eventx
import local_spark
import small
from eventx import workers
from eventx.cli import app

ROOT = Path(__file__).parent.parent
ARTICLES = ROOT / "examples" / "articles"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
LANGUAGES = {"python", "sh", "console", "sql", "json", "toml", "text"}
RUN = LANGUAGES - {"text"}
MARKS = {".ci/run", "in", "needs", "given", "file", "exit", "record of"}
OPTIONS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@dataclass(frozen=True)
class Block:
    """A fenced block of a page, with the comments before it."""

    page: Path
    line: int
    language: str
    code: str
    marks: dict[str, str]

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


@cache
def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, those in lists too, in order."""
    found, marks = [], {}
    for token in MarkdownIt("commonmark").parse(page.read_text("utf-8")):
        if token.type == "html_block":
            marks |= dict(re.findall(r"<!-- ([a-z./ ]+): (.+?) -->", token.content))
        elif token.type == "fence":
            language = token.info.split()[0] if token.info else ""
            found.append(Block(page, token.map[0] + 1, language, token.content, marks))
        if token.type != "html_block":
            marks = {}
    return found


ALL = [block for page in PAGES for block in blocks(page)]

# ---- what the blocks find ----------------------------------------------------------------------------


@cache
def extractor() -> eventx.Extractor:
    return eventx.Extractor()


@cache
def articles() -> list[eventx.Article]:
    return [article for article in eventx.read_articles(ARTICLES) if isinstance(article, eventx.Article)]


@cache
def operations() -> list[eventx.Operation]:
    return [operation for _, found in extractor().pipe(articles()) for operation in found]


def spark():
    """A local session."""
    with pytest.MonkeyPatch.context() as patch:
        return local_spark.session(patch, cores=1)


GIVEN = {
    "article": lambda: articles()[0],
    "articles": articles,
    "extractor": extractor,
    "operations": operations,
    "new_operations": lambda: operations()[:2],
    "trace": lambda: extractor().trace(articles()[0]),
    "spark": spark,
    "traces": lambda: [extractor().trace(article) for article in articles()[:2]],
}


@pytest.fixture(scope="module")
def laid(tmp_path_factory):
    """A folder with what a reader is said to have."""
    folder = tmp_path_factory.mktemp("laid")
    shutil.copytree(ARTICLES, folder / "articles")
    shutil.copytree(ROOT / "examples", folder / "examples")
    shutil.copytree(ROOT / "examples" / "anti-piracy" / "rules", folder / "rules")
    shutil.copy(ARTICLES / "dateline.txt", folder / "article.txt")
    lines = [f"{operation.to_json()}\n" for operation in operations()]
    kept = {"records.jsonl": lines, "today.jsonl": lines[:2], "new.jsonl": lines, "old.jsonl": lines}
    for name, told in kept.items():
        (folder / name).write_text("".join(told), "utf-8", newline="")
    with contextlib.suppress(ImportError):
        lay_news(folder / "news")
    return folder


def lay_news(folder: Path) -> None:
    """The articles as a Parquet data set of two files."""
    import pyarrow as pa
    from pyarrow import parquet

    folder.mkdir()
    kept = {"id", "title", "text", "published"}
    rows = [json.loads(article.model_dump_json(include=kept)) for article in articles()]
    for part in (0, 1):
        parquet.write_table(pa.Table.from_pylist(rows[part::2]), folder / f"{part}.parquet")


@pytest.fixture(scope="session")
def repository(tmp_path_factory):
    return small.repository(tmp_path_factory.mktemp("small"))


@pytest.fixture
def folder(laid, tmp_path, monkeypatch):
    """A page's folder, in which its blocks are run; the command reads in this process."""
    here = tmp_path / "page"
    shutil.copytree(laid, here)
    shim = tmp_path / "bin" / "eventx"
    shim.parent.mkdir()
    path = os.pathsep.join(part for part in sys.path if part)
    shim.write_text(
        f'#!/bin/sh\nPYTHONPATH={shlex.quote(path)} exec {shlex.quote(sys.executable)} -m eventx "$@"\n'
    )
    shim.chmod(0o755)
    folders = [str(shim.parent), str(Path(sys.executable).parent), os.environ["PATH"]]
    monkeypatch.setenv("PATH", os.pathsep.join(folders))
    monkeypatch.setenv("COLUMNS", "120")
    monkeypatch.chdir(here)

    def read_here(pairs, *, workers=0, timeout=0, **settings):
        return workers_read_here(pairs, **settings)

    workers_read_here = workers.read_here
    monkeypatch.setattr(workers, "read_apart", read_here)
    return here


# ---- how a block is run ------------------------------------------------------------------------------


def run_python(block: Block, names: dict) -> None:
    for warned in local_spark.WARNED if "spark" in names else ():
        warnings.simplefilter("ignore", warned)
    if ">>>" not in block.code:
        source = "\n" * block.line + block.code  # so that a traceback tells the page's own line
        exec(compile(source, str(block), "exec", dont_inherit=True), names)
        return
    test = doctest.DocTestParser().get_doctest(block.code, names, str(block), str(block), block.line)
    said: list[str] = []
    runner = doctest.DocTestRunner(optionflags=OPTIONS)
    runner.run(test, out=said.append, clear_globs=False)
    names.update(test.globs)
    assert not runner.failures, "".join(said)


def commands(code: str) -> list[str]:
    """The commands of a block, comments and what continues a line taken care of."""
    lines = code.replace("\\\n", " ").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.strip().startswith("#")]


def run_shell(code: str, *, exit_code: int = 0) -> str:
    """What the commands print, with standard error; another exit code than the one given raises."""
    found = commands(code)
    if all(re.fullmatch(r"eventx [^|<>;&$`]*", re.sub(r"\s#.*", "", command)) for command in found):
        return "".join(run_eventx(shlex.split(line, comments=True)[1:], exit_code) for line in found)
    bash = shutil.which("bash")
    if bash is None:
        pytest.skip("no bash")
    script = "".join(
        f"{command}\n[ $? = 0 ] || exit 1\n" for command in found
    )  # -e passes over `false && true`
    done = subprocess.run(
        [bash, "-uo", "pipefail", "-c", script], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == exit_code, f"exit code {done.returncode}: {code}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def run_eventx(args: list[str], exit_code: int = 0) -> str:
    result = CliRunner().invoke(app, args, catch_exceptions=False)
    assert result.exit_code == exit_code, (
        f"exit code {result.exit_code}: eventx {shlex.join(args)}\n{result.output}"
    )
    return result.output


def run_console(block: Block) -> None:
    """Compare what commands print with what the page says."""
    parts = re.split(r"^\$ ", block.code, flags=re.M)[1:]
    codes = [0] * (len(parts) - 1) + [int(block.marks.get("exit", 0))]
    for part, code in zip(parts, codes, strict=True):
        command, _, expected = part.partition("\n")
        told = run_shell(command, exit_code=code)
        right = doctest.OutputChecker().check_output(expected.strip() + "\n", told.strip() + "\n", OPTIONS)
        assert right, f"$ {command}\n{told}"


def cut(wanted: object, told: object) -> object:
    """A record without the keys that a shortened one leaves out; of a list the items that are alike most."""
    if isinstance(wanted, dict) and isinstance(told, dict):
        return {key: cut(value, told.get(key)) for key, value in wanted.items()}
    if isinstance(wanted, list) and isinstance(told, list):
        items = [[cut(item, other) for other in told] for item in wanted]
        return [item if item in found else found for item, found in zip(wanted, items, strict=True)]
    return told


def run_sql(block: Block) -> None:
    duckdb = pytest.importorskip("duckdb")
    if not Path("records.duckdb").exists():
        run_eventx(["export", "records.jsonl", "--to", "duckdb", "-o", "records.duckdb"])
    with contextlib.closing(duckdb.connect("records.duckdb")) as database:
        assert database.execute(block.code).fetchall(), "no rows"


def left_out(block: Block) -> str | None:
    """Why a block is not run here, where it is not."""
    needed = block.marks.get("needs", "")
    if needed.startswith("eventx "):
        there = needed.split()[1] in get_command(app).commands
    else:
        there = not needed or bool(importlib.util.find_spec(needed) or shutil.which(needed))
    return ".ci/run runs it" if ".ci/run" in block.marks else None if there else f"needs {needed}"


def run(block: Block, names: dict, repository: Path) -> None:
    if "in" in block.marks:
        with contextlib.chdir(repository):
            run_shell(block.code)
        return
    if "file" in block.marks:
        path = Path(block.marks["file"])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(block.code, "utf-8")
    if block.language == "json":
        told = json.loads(block.code)
        if "record of" in block.marks:
            found = extractor()(next(a for a in articles() if a.id == block.marks["record of"]))[0]
            assert told == cut(told, json.loads(found.to_json()))
    elif block.language == "toml":
        tomllib.loads(block.code)
    elif left_out(block):
        if block.language == "python" and ">>>" not in block.code:
            ast.parse(block.code)
    elif block.language == "python" and "file" not in block.marks:
        given = block.marks.get("given", "")
        names.update({name: GIVEN[name]() for name in re.findall(r"\w+", given)})
        run_python(block, names)
    elif block.language == "sh":
        run_shell(block.code)
    elif block.language == "console":
        run_console(block)
    elif block.language == "sql":
        run_sql(block)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_blocks_of(page, folder, request):
    names: dict = {"__name__": "page", "eventx": eventx}
    for block in blocks(page):
        try:
            run(block, names, request.getfixturevalue("repository") if "in" in block.marks else folder)
        except pytest.skip.Exception:
            raise
        except BaseException as error:
            error.add_note(f"in the block at {block}")
            raise
    if "spark" in names:
        names["spark"].stop()
    if page.name == "clusters.md":
        compare_clusters()


def compare_clusters() -> None:
    """Every framework wrote the records of the command."""
    from pyarrow import parquet

    for name in ("records", "records-of-ray", "records-of-dask"):
        if Path(name).exists():
            told = parquet.read_table(name, columns=["id"]).column("id").to_pylist()
            assert sorted(told) == sorted(operation.id for operation in operations()), name


# ---- what holds for all pages ------------------------------------------------------------------------


def test_languages_and_marks_are_known():
    for block in ALL:
        assert block.language in LANGUAGES, f"{block}: of which language is it? one of {sorted(LANGUAGES)}"
        assert block.marks.keys() <= MARKS, f"{block}: a mark is one of {sorted(MARKS)}"
        assert set(re.findall(r"\w+", block.marks.get("given", ""))) <= GIVEN.keys(), f"{block}: see GIVEN"


def test_every_block_is_run():
    """Here, or where a program is missing that pip does not install, elsewhere; of .ci/run see below."""
    left = {str(block): why for block in ALL if (why := left_out(block)) and ".ci/run" not in block.marks}
    programs = {"needs java"} | ({"needs ray"} if sys.platform == "win32" else set())
    assert set(left.values()) <= programs, "\n".join(map(": ".join, left.items()))


def test_blocks_of_ci_run_are_run_by_it():
    """It takes each from its page by name, so that words are the page's; there is no name without a block."""
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    called = re.findall(r'^ *run (\S+) "([^"]+)"', script, re.M)
    marked = [block for block in ALL if ".ci/run" in block.marks]
    names = [(block.page.relative_to(ROOT).as_posix(), block.marks[".ci/run"]) for block in marked]
    assert sorted(called) == sorted(names)
    assert all(block.language == "sh" for block in marked)


@pytest.mark.parametrize("page", ["README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"])
def test_links_lead_somewhere(page):
    """Those of docs are checked by `mkdocs build --strict`."""
    for link in re.findall(r"\]\(([^)#]+)", (ROOT / page).read_text("utf-8")):
        assert re.match("https?://", link) or (ROOT / link).exists(), link


def modules() -> Iterator[str]:
    yield "eventx"
    names = (found.name for found in pkgutil.walk_packages(eventx.__path__, "eventx."))
    yield from (name for name in names if not name.endswith("__main__"))


@pytest.mark.parametrize("name", list(modules()))
def test_examples_in_docstrings_of(name):
    with warnings.catch_warnings():
        module = importlib.import_module(name)
        assert not doctest.testmod(module, optionflags=OPTIONS).failed
