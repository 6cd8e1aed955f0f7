"""Files → Articles: every form that is read, and a clear error for what is not."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx import articles as reading
from eventx.articles import limits, read_articles, read_stream
from eventx.errors import ArticleError
from eventx.records import Article

TEXT = "Troops raided a camp near Hatra on Tuesday."


def read(path: Path, **options) -> tuple[list[Article], list[str]]:
    found = list(read_articles(path, **options))
    errors = [str(f) for f in found if isinstance(f, ArticleError)]
    return [f for f in found if isinstance(f, Article)], errors


def stream(data: bytes | str) -> tuple[list[Article], list[str]]:
    found = list(read_stream(io.BytesIO(data.encode() if isinstance(data, str) else data)))
    return [f for f in found if isinstance(f, Article)], [
        str(f) for f in found if isinstance(f, ArticleError)
    ]


def put(folder: Path, name: str, data: bytes | str | object) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    if not isinstance(data, bytes):
        data = (data if isinstance(data, str) else json.dumps(data)).encode()
    path.write_bytes(data)
    return path


class TestForms:
    @pytest.mark.parametrize(
        "data",
        [
            TEXT.encode(),
            b"\xef\xbb\xbf" + TEXT.encode(),
            TEXT.encode("utf-16"),
            b"\xfe\xff" + TEXT.encode("utf-16-be"),
            TEXT.encode("utf-32"),
        ],
        ids=["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-32"],
    )
    def test_text(self, tmp_path, data):
        (article,), errors = read(put(tmp_path, "raid.txt", data))
        assert (article.id, article.text, errors) == ("raid", TEXT, [])

    def test_text_is_kept_as_it_stands(self, tmp_path):
        text = "\r\n  Troops\u00a0raided\r\na camp.\u2028 \U0001f6a8\n\n"
        (article,), _ = read(put(tmp_path, "raid.txt", text))
        assert article.text == text

    def test_json_article(self, tmp_path):
        data = {"id": 7, "text": TEXT, "published": "2024-02-05T10:00:00Z", "desk": {"city": "Mosul"}}
        (article,), _ = read(put(tmp_path, "raid.json", data))
        assert (article.id, article.published) == ("7", dt.date(2024, 2, 5))
        assert article.extra == {"desk": {"city": "Mosul"}}

    def test_json_article_without_id_takes_the_stem(self, tmp_path):
        (article,), _ = read(put(tmp_path, "raid.json", {"text": TEXT, "id": ""}))
        assert article.id == "raid"

    def test_json_array(self, tmp_path):
        found, errors = read(put(tmp_path, "day.json", [{"text": TEXT}, {"text": TEXT, "id": "b"}]))
        assert ([a.id for a in found], errors) == (["day-1", "b"], [])

    def test_empty_array_holds_nothing(self, tmp_path):
        assert read(put(tmp_path, "day.json", " [ ] ")) == ([], [])

    @pytest.mark.parametrize("name", ["day.jsonl", "day.ndjson", "day.json", "day.feed"])
    def test_json_lines(self, tmp_path, name):
        lines = "\n".join(["", json.dumps({"text": TEXT}), "", json.dumps({"id": "b", "text": TEXT}), ""])
        found, errors = read(put(tmp_path, name, lines))
        assert ([a.id for a in found], errors) == (["day-2", "b"], [])

    def test_identical_lines_are_lines(self):
        found, errors = stream(2 * (json.dumps({"text": TEXT}) + "\n"))
        assert (len(found), errors) == (2, [])

    def test_json_lines_with_mark_and_windows_line_ends(self, tmp_path):
        data = b"\xef\xbb\xbf" + b"\r\n".join([json.dumps({"text": TEXT}).encode()] * 2)
        found, errors = read(put(tmp_path, "day.jsonl", data))
        assert (len(found), errors) == (2, [])

    def test_gold_file_is_an_article(self, tmp_path):
        gold = {
            "id": "x-1",
            "title": None,
            "published": "2024-02-05",
            "text": TEXT,
            "operations": [],
            "background": [],
        }
        (article,), errors = read(put(tmp_path, "x.json", gold))
        assert (article.id, article.extra, errors) == ("x-1", {"operations": [], "background": []}, [])


class TestFolders:
    def test_order_ids_and_what_is_left_out(self, tmp_path):
        put(tmp_path, "b.txt", TEXT)
        put(tmp_path, "a/b.md", TEXT)
        put(tmp_path, "a/z.jsonl", json.dumps({"text": TEXT}))
        put(tmp_path, "a/photo.jpg", b"\xff\xd8")
        put(tmp_path, ".git/x.txt", TEXT)
        put(tmp_path, ".hidden.txt", TEXT)
        out = put(tmp_path, "out.jsonl", "{}")
        notes: list[str] = []
        found, errors = read(tmp_path, skip=[out], note=notes.append)
        assert ([a.id for a in found], errors) == (["b", "a/b", "a/z-1"], [])
        assert len(notes) == 1
        assert "photo.jpg: left out" in notes[0]

    def test_empty_folder(self, tmp_path):
        assert read(tmp_path)[1] == [
            f"{tmp_path}: holds no article; .txt, .md, .json, .jsonl, .ndjson, .csv, .tsv, .parquet, "
            "and these with .gz or .zst, are read"
        ]

    @pytest.mark.skipif(os.name == "nt", reason="links need a privilege")
    def test_dangling_link(self, tmp_path):
        (tmp_path / "a.txt").symlink_to(tmp_path / "nowhere.txt")
        put(tmp_path, "b.txt", TEXT)
        found, errors = read(tmp_path)
        assert [a.id for a in found] == ["b"]
        assert "no such file" in errors[0]

    @pytest.mark.skipif(os.name == "nt", reason="links need a privilege")
    def test_circle_of_links(self, tmp_path):
        put(tmp_path, "a/b.txt", TEXT)
        (tmp_path / "a" / "up").symlink_to(tmp_path)
        assert [a.id for a in read(tmp_path)[0]] == ["a/b"]


class TestStandardInput:
    @pytest.mark.parametrize(
        ("data", "ids"),
        [
            (TEXT, [None]),
            (f"\n\n{TEXT}\n", [None]),
            ("[N.B. a correction]\n" + TEXT, [None]),
            ("{Reuters} " + TEXT, [None]),
            (json.dumps({"text": TEXT}), [None]),
            (json.dumps({"text": TEXT}) + "\n\n", [None]),
            (json.dumps({"id": "a", "text": TEXT}, indent=2), ["a"]),
            (json.dumps([{"id": "a", "text": TEXT}], indent=2), ["a"]),
            (json.dumps({"id": "a", "text": TEXT}) + "\n" + json.dumps({"text": TEXT}), ["a", None]),
        ],
    )
    def test_sniffing(self, data, ids):
        found, errors = stream(data)
        assert ([a.id for a in found], errors) == (ids, [])
        assert found[0].text.strip("\n").endswith(TEXT)


BAD = {
    "empty file": (b"", "text: is empty"),
    "white space": (b" \n\t \n", "text: is empty"),
    "binary": (b"Troops\x00\x01\x02", "a NUL byte at offset 6"),
    "utf-16 without mark": (TEXT.encode("utf-16-le"), "a NUL byte at offset 1"),
    "latin-1": ("Ca\xf1on".encode("latin-1"), "is not UTF-8 (byte 0xf1 at offset 2)"),
    "broken utf-16": (b"\xff\xfeT\x00\x00\xd8", "is not UTF-16"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
    "office document": (b"PK\x03\x04\x14\x00", "is a zip or an office document"),
    "gzip": (b"\x1f\x8b\x08\x00", "is no whole gzip file"),
    "web page": (b"<!DOCTYPE html>\n<html><body><p>Troops fled.</p></body></html>", "text: is HTML"),
    "fragment": (b"<p>Troops fled.</p>", "trafilatura"),
    "too long": (b"Troops fled. " * 400_000, "5,200,000 characters; 1,000,000 are the limit"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_text(tmp_path, name):
    data, said = BAD[name]
    path = put(tmp_path, "a.txt", data)
    found, errors = read(path)
    assert (found, len(errors)) == ([], 1)
    assert errors[0].startswith(f"{path}: ")
    assert said in errors[0]


BAD_JSON = {
    "cut off": ('{"text": "Troops', "line 1: is not valid JSON"),
    "on line 3": ('{"text":\n"Troops",\n}', "line 3: is not valid JSON"),
    "more behind": ('{"text": "Troops"} 7', "more follows the article (column 20)"),
    "a string": ('"Troops"', "is a string; an article is an object with a `text`"),
    "a number": ("7", "is a number;"),
    "null": ("null", "is null;"),
    "no text": ("{}", "text: is missing"),
    "text under another name": (
        '{"body": "Troops fled."}',
        "text: is missing; is it what stands under `body`?",
    ),
    "null text": ('{"text": null}', "text: is null, not a string"),
    "list text": ('{"text": ["Troops"]}', "text: is a list, not a string"),
    "empty text": ('{"text": " \\n"}', "text: is empty"),
    "html text": ('{"text": "<div><p>Troops fled.</p></div>"}', "text: is HTML"),
    "nul text": ('{"text": "Troops\\u0000"}', "text: holds binary data (a NUL at character 6)"),
    "half a pair": ('{"text": "Troops \\ud83d"}', "text: holds half a surrogate pair (code point 7)"),
    "half a pair beside": ('{"text": "Troops", "a": [{"b": "\\ud83d"}]}', "a: holds half a surrogate pair"),
    "half a pair in a key": ('{"text": "Troops", "a": {"\\ud83d": 1}}', "a: holds half a surrogate pair"),
    "number for a title": ('{"text": "Troops", "title": 7}', "title: is a number, not a string"),
    "wrong date": ('{"text": "Troops", "published": "5 Feb 2024"}', "published: not an ISO 8601 date"),
    "no such day": ('{"text": "Troops", "published": "2024-02-30"}', "published: not an ISO 8601 date"),
    "number for a date": ('{"text": "Troops", "published": 20240205}', "published: not an ISO 8601 date"),
    "list for a date": ('{"text": "Troops", "published": []}', "published: is not an ISO 8601 date"),
    "future": ('{"text": "Troops", "published": "2999-01-01"}', "published: 2999-01-01 is in the future"),
    "year 1": ('{"text": "Troops", "published": "0001-01-01"}', "published: 0001-01-01 is before 1600"),
    "float id": ('{"text": "Troops", "id": 1.5}', "id: is a number, not a string"),
    "key twice": ('{"text": "Troops", "text": "fled"}', "the key 'text' stands twice"),
    "not a number": ('{"text": "Troops", "score": NaN}', "NaN is no JSON value"),
    "deep": ('{"text": "Troops", "a": ' + 200 * "[" + 200 * "]" + "}", "a: is nested more than 100 deep"),
    "deeper": ('{"a": ' + 100_000 * "[" + 100_000 * "]" + "}", "nested too deeply"),
    "long number": ('{"text": "Troops", "a": ' + 5000 * "9" + "}", "is not valid JSON"),
    "a page": ("<html><head></head></html>", "text: is HTML"),
}


@pytest.mark.parametrize("name", BAD_JSON)
@pytest.mark.parametrize("form", ["a.json", "a.jsonl"])
def test_bad_json(tmp_path, name, form):
    data, said = BAD_JSON[name]
    if form == "a.jsonl":
        if "\n" in data or name == "a page":
            pytest.skip("another matter in JSON Lines")
        data = f"\n{data}\n" + json.dumps({"text": TEXT})
        said = said.replace("line 1: ", "line 2: ")
    path = put(tmp_path, form, data)
    found, errors = read(path)
    assert [a.id for a in found] == (["a-3"] if form == "a.jsonl" else [])
    assert len(errors) == 1
    assert errors[0].startswith(f"{path}: line 2: " if form == "a.jsonl" else f"{path}: ")
    assert said in errors[0]


def test_one_error_a_field(tmp_path):
    path = put(tmp_path, "a.json", {"text": None, "title": [], "published": "soon"})
    assert [e.field for e in read_articles(path) if isinstance(e, ArticleError)] == [
        "text",
        "title",
        "published",
    ]


def test_bad_article_in_an_array(tmp_path):
    data = '[\n{"text": "Troops"},\n{"text": "a", "text": "b"},\n7,\n{"text": "fled"}\n, {"text": }]'
    path = put(tmp_path, "a.json", data)
    found, errors = read(path)
    assert [a.id for a in found] == ["a-1", "a-4"]
    assert [e.split(": ")[1] for e in errors] == ["line 3", "line 4", "line 6"]


@pytest.mark.parametrize("end", ["", " 7", "] 7"])
def test_array_that_does_not_end(tmp_path, end):
    found, errors = read(put(tmp_path, "a.json", '[{"text": "Troops"}' + end))
    assert [a.text for a in found] == ["Troops"]
    assert "is not valid JSON" in errors[0]


def test_line_that_is_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_LINE", 100)
    line = json.dumps({"text": "Troops fled."})
    long = json.dumps({"text": "Troops fled. " * 40})
    found, errors = read(put(tmp_path, "a.jsonl", f"{line}\n{long}\n{line}"))
    assert [a.id for a in found] == ["a-1", "a-3"]
    assert ["line 2: is longer than" in e for e in errors] == [True]


def test_file_that_is_too_large(tmp_path, monkeypatch):
    monkeypatch.setattr(limits, "MAX_FILE", 100)
    assert "give its articles as JSON Lines" in read(put(tmp_path, "a.json", [{"text": TEXT * 9}]))[1][0]


@pytest.mark.parametrize("name", ["nowhere.txt", "nowhere", "a\0b.txt", "x" * 300])
def test_no_such_file(tmp_path, name):
    found, errors = read(tmp_path / name)
    assert (found, len(errors)) == ([], 1)


def test_tomorrow_is_possible_somewhere(tmp_path):
    today = dt.datetime.now(dt.UTC).date()
    assert reading.unlikely(today + dt.timedelta(days=1)) is None
    assert reading.unlikely(today + dt.timedelta(days=2)) is not None


def test_mathematics_is_no_html(tmp_path):
    (article,), _ = read(
        put(tmp_path, "a.txt", "Losses <10 and >5; see <http://example.org>. He wrote <p> once.")
    )
    assert article.id == "a"


@given(st.binary(max_size=200))
def test_any_bytes(data):
    list(read_stream(io.BytesIO(data)))


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
        lambda c: (
            st.lists(c)
            | st.dictionaries(st.text() | st.sampled_from(["text", "id", "published", "title"]), c)
        ),
    )
)
def test_any_json(value):
    list(read_stream(io.BytesIO(json.dumps(value).encode())))


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), min_size=1))
def test_any_text_is_kept(text):
    for article in read_stream(io.BytesIO(json.dumps({"text": text}).encode())):
        assert isinstance(article, ArticleError) or article.text == text
