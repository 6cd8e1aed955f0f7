"""Hostile input beside the readers' own (test_articles.py): rows, rule files, records, pages, odd texts."""

from __future__ import annotations

import datetime as dt
import gzip
from html.parser import HTMLParser
from pathlib import Path

import pytest

from eventx import Article, Extractor, Operation, RuleError, read_gold
from eventx.batch import read_rows
from eventx.knowledge import load_knowledge
from eventx.operations import read_operations
from eventx.records import Span
from eventx.view.article import article_page
from eventx.view.report import report_page

DEEP = b"[" * 100_000 + b"]" * 100_000
RAID = "Troops raided a militant camp near Mosul on Tuesday."
HOSTILE = "</script><script>owned=1</script><img src=x onerror=owned=1>\"'><svg onload=owned=1><!-- ]]>"
# found by benchmarks/fuzz.py, or odd in itself
TEXTS = [
    "\u2028 in more militants March hundreds - said Mosul including twenty ( yesterday ago up dozens "
    "the spokesman captured half drone",
    "\n" * 5000, "(" * 5000, '"' * 5000, "raided " * 300, "a" * 100_000, "\u202e\u200b\ufeff", "\ufdfa" * 500,
    "Troops raided a camp\u2028near Mosul \U0001f6a8.", "e" + "\u0301" * 5000, "\x01\x02\x7f",
]  # fmt: skip


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
@pytest.mark.filterwarnings("ignore")
def test_odd_texts(extractor, text):
    for operation in extractor(Article(id="a", text=text, published=dt.date(2024, 2, 7))):
        assert all(text[span.start : span.end] == span.text for span in operation.evidence)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (7, "is no article: 'int' object is not iterable"),
        (None, "is no article: 'NoneType' object is not iterable"),
        ({}, "is no article: 1 validation error for Article text Field required"),
        ({"text": "Troops \ud83d fled."}, "surrogates not allowed"),
        ({"text": RAID, "title": "\udc80"}, "surrogates not allowed"),
        ({"text": RAID, "published": "5 Feb"}, "not an ISO 8601 date"),
        ({"text": "Troops fled. " * 90_000}, "1,000,000"),
    ],
)
@pytest.mark.filterwarnings("ignore")
def test_a_bad_row_costs_no_other(extractor, row, said):
    good = {"id": "a", "text": RAID, "published": "2024-02-07"}
    first, bad, last = read_rows([good, row, good], extractor=extractor)
    assert first.lines == last.lines != ()
    assert said in (bad.failure or "")


@pytest.mark.parametrize(
    "data",
    [b"\0", b"\xff\xfe[\0", b"a = " + DEEP, b"a = " + b"9" * 5000, b"\xed\xa0\x80 = 1", b'a = "\\ud800"',
     b"a." * 3000 + b"a = 1", gzip.compress(b"a = 1")],
    ids=["nul", "utf-16", "deep", "long number", "surrogate", "escaped surrogate", "long key", "gzip"],
)  # fmt: skip
def test_bad_rule_file(tmp_path, data):
    (tmp_path / "a.toml").write_bytes(data)
    with pytest.raises(RuleError, match=r"a\.toml: "):
        load_knowledge(tmp_path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b'{"id": ' + DEEP + b"}", "is not JSON that can be read"),
        (b"\0\0", "is not JSON"),
        (b'{"id": "\xf1"}', "is not UTF-8"),
        ('{"id": "a"}'.encode("utf-16"), "is not UTF-8"),
        (gzip.compress(b" " * 2**20), "is not UTF-8"),
    ],
    ids=["deep", "nul", "latin-1", "utf-16", "gzip"],
)
def test_bad_records(tmp_path, data, said):
    path = tmp_path / "records.jsonl"
    path.write_bytes(data)
    (error, *_) = read_operations(path)
    assert not isinstance(error, Operation)
    assert said in str(error)


@pytest.mark.parametrize(
    "data", [b"\0", DEEP, b"\xff\xfea\0", b'{"id": "\\ud800", "text": "a", "operations": []}']
)
def test_bad_gold(tmp_path, data):
    path = tmp_path / "gold.json"
    path.write_bytes(data)
    (error,) = read_gold(path)
    assert str(error).startswith(str(path))
    assert len(str(error)) < 1000


class Tags(HTMLParser):
    """What a page is made of, as a browser would take it."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.handlers: list[str] = []
        self.scripts = ""
        self.feed(content)

    def handle_starttag(self, tag, attrs):
        self.found.append(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.handlers += [value for _, value in attrs if (value or "").lower().startswith("javascript:")]

    def handle_data(self, data):
        if self.cdata_elem == "script":
            self.scripts += data


def hostile_pages(extractor: Extractor) -> list[str]:
    text = f"{RAID} {HOSTILE} {RAID}"
    article = Article(id=HOSTILE, title=HOSTILE, text=text, url=f"javascript:{HOSTILE}", source=HOSTILE)
    record = Operation(
        id=HOSTILE, article_id=HOSTILE, kind="raid", title=HOSTILE, url=f"javascript:{HOSTILE}",
        source=HOSTILE, evidence=[Span(start=0, end=len(HOSTILE), text=HOSTILE, found_by=HOSTILE)],
    )  # fmt: skip
    return [article_page([extractor.trace(article)]), report_page([record])]


@pytest.mark.filterwarnings("ignore")
def test_pages_hold_no_element_of_the_text(extractor):
    """As test_pages.py has it in a browser, here where there is none."""
    for content in hostile_pages(extractor):
        tags = Tags(content)
        assert "img" not in tags.found
        assert tags.handlers == []
        assert "<script>owned" not in content
        assert "</script" not in tags.scripts


def test_no_pickle_eval_or_network():
    """The package's own code neither unpickles nor evaluates nor opens a connection."""
    import ast

    barred = {"pickle", "marshal", "shelve", "dill", "socket", "urllib.request", "http.client", "requests"}
    for path in (Path(__file__).parent.parent / "src").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                assert not barred & {alias.name for alias in node.names}, path
            elif isinstance(node, ast.ImportFrom):
                assert node.module not in barred, path
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "__import__"}, path
