"""Tables and packed files → Articles, and clear errors for what is broken, too large or a bomb."""

from __future__ import annotations

import csv
import datetime as dt
import gzip
import io
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx.articles import limits, read_articles, read_stream
from eventx.articles.files import total_size
from eventx.errors import ArticleError
from test_articles import TEXT, put, read

pa = pytest.importorskip("pyarrow")
zstandard = pytest.importorskip("zstandard")
parquet = pytest.importorskip("pyarrow.parquet")


def zstd(data: bytes) -> bytes:
    return zstandard.ZstdCompressor().compress(data)


ROW = json.dumps({"text": TEXT})
PACKED = {".gz": gzip.compress, ".zst": zstd}


class TestCsv:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("mark", ["", "\ufeff"])
    def test_columns(self, tmp_path, delimiter, mark):
        stream = io.StringIO()
        rows = csv.writer(stream, delimiter=delimiter, lineterminator="\r\n")
        rows.writerow(["ID", "Published", "text", "desk"])
        rows.writerow(["a", "2024-02-05", 'Troops; raided, a "camp"\tnear|Hatra\non Tuesday.', "Mosul"])
        rows.writerow([])
        rows.writerow(["", "", TEXT, ""])
        path = put(tmp_path, "day.csv", mark + stream.getvalue())
        found, errors = read(path)
        assert ([a.id for a in found], errors) == (["a", "day-5"], [])
        assert (found[0].published, found[0].extra) == (dt.date(2024, 2, 5), {"desk": "Mosul"})
        assert found[0].text == 'Troops; raided, a "camp"\tnear|Hatra\non Tuesday.'
        assert (found[1].published, found[1].extra) == (None, {})

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            (b"a,b,c", "line 3: has 3 cells for 2 columns"),
            (b"a", "line 3: has 1 cells for 2 columns"),
            (b'a,"b"c', "line 3: is not valid CSV"),
            (b"a,Ca\xf1on", "line 3: text: is not UTF-8 (byte 0xf1 at character 2)"),
            (b"a,\x00\x00", "line 3: text: holds binary data"),
            (b"a,", "line 3: text: is empty"),
            (b"a,<p>Troops</p>", "line 3: text: is HTML"),
        ],
    )
    def test_bad_row(self, tmp_path, row, said):
        data = b"id,text\nx,Troops\n" + row + b"\ny,fled\n"
        found, errors = read(put(tmp_path, "a.csv", data))
        assert [a.id for a in found] == ["x", "y"]
        (error,) = errors
        assert said in error

    def test_text_as_long_as_an_article_may_be(self, tmp_path):
        found, _ = read(put(tmp_path, "a.csv", "text\n" + "Troops fled. " * 70_000 + "\n"))
        assert len(found) == 1

    def test_line_that_is_too_long(self, tmp_path, monkeypatch):
        monkeypatch.setattr(limits, "MAX_LINE", 100)
        found, errors = read(put(tmp_path, "a.csv", "text\nTroops\n" + "Troops fled. " * 40 + "\nTroops\n"))
        assert [a.id for a in found] == ["a-2", "a-4"]
        assert "line 3: is longer than" in errors[0]

    def test_quote_that_never_ends(self, tmp_path):
        found, errors = read(put(tmp_path, "a.csv", 'text\nTroops\n"fled\nTroops\n'))
        assert [a.id for a in found] == ["a-2"]
        assert "line 3: is not valid CSV: unexpected end of data" in errors[0]

    @pytest.mark.parametrize(
        ("head", "said"),
        [
            ("id,body", "line 1: has no column `text`; is it what stands under `body`?"),
            ("Troops raided a camp.", "line 1: has no column `text`"),
            ("", "has no column `text`"),
            ("text,TEXT", "line 1: the column 'text' stands twice"),
        ],
    )
    def test_bad_head(self, tmp_path, head, said):
        found, errors = read(put(tmp_path, "a.csv", f"{head}\nx,y\n"))
        assert found == []
        assert said in errors[0]


class TestParquet:
    def write(self, path, columns, **options):
        parquet.write_table(pa.table(columns), path, **options)
        return path

    def test_columns(self, tmp_path):
        columns = {
            "id": [7, 8],
            "text": [TEXT, TEXT],
            "published": [dt.datetime(2024, 2, 5, 10), None],
            "cost": [Decimal("1.50"), None],
            "tags": [["a", "b"], None],
            "score": [0.5, float("nan")],
            "__index_level_0__": [0, 1],
        }
        found, errors = read(self.write(tmp_path / "day.parquet", columns))
        assert ([a.id for a in found], errors) == (["7", "8"], [])
        assert found[0].published == dt.date(2024, 2, 5)
        assert found[0].extra == {"cost": "1.50", "tags": ["a", "b"], "score": 0.5}

    def test_rows_of_several_groups_in_order(self, tmp_path):
        texts = [f"Troops fled {i}." for i in range(300)]
        found, _ = read(self.write(tmp_path / "a.parquet", {"text": texts}, row_group_size=70))
        assert [a.text for a in found] == texts
        assert found[299].id == "a-300"

    def test_bad_rows(self, tmp_path):
        stored = pa.array([b"Troops", b"Ca\xf1on", b"fled", b""])
        bad = pa.StringArray.from_buffers(4, *stored.buffers()[1:])
        found, errors = read(self.write(tmp_path / "a.parquet", {"text": bad}))
        assert [a.id for a in found] == ["a-1", "a-3"]
        assert "line 2: holds a value that cannot be read" in errors[0]
        assert "line 4: text: is empty" in errors[1]

    def test_folder_of_parts(self, tmp_path):
        for part in range(3):
            self.write(tmp_path / f"part-{part}.parquet", {"text": [TEXT]})
        assert [a.id for a in read(tmp_path)[0]] == ["part-0-1", "part-1-1", "part-2-1"]

    @pytest.mark.parametrize("size", [0, 3, 200])
    def test_cut_off(self, tmp_path, size):
        path = self.write(tmp_path / "a.parquet", {"text": [TEXT]})
        path.write_bytes(path.read_bytes()[:size])
        found, errors = read(path)
        assert (found, len(errors)) == ([], 1)
        assert "is no whole Parquet file" in errors[0]

    def test_no_text(self, tmp_path):
        (error,) = read(self.write(tmp_path / "a.parquet", {"body": [TEXT]}))[1]
        assert "has no column `text`; is it what stands under `body`?" in error

    def test_bomb(self, tmp_path, monkeypatch):
        monkeypatch.setattr("eventx.articles.tables.CHUNK", 10_000)
        columns = {"text": ["Troops fled. " * 10_000 + str(i) for i in range(50)]}
        path = self.write(tmp_path / "a.parquet", columns, compression="zstd", use_dictionary=False)
        (error,) = read(path)[1]
        assert "text: unpacks to more than 200 times its size" in error

    def test_on_standard_input(self, tmp_path):
        data = self.write(tmp_path / "a.parquet", {"text": [TEXT]}).read_bytes()
        assert ["is Parquet; give it as a file" in str(e) for e in read_stream(io.BytesIO(data))] == [True]


@pytest.mark.parametrize("suffix", PACKED)
class TestPacked:
    @pytest.mark.parametrize("name", ["day.jsonl", "day.csv", "day.json", "day.txt", "day"])
    def test_forms(self, tmp_path, suffix, name):
        data = {"day.csv": f"text\n{TEXT}\n{TEXT}\n", "day.json": f"[{ROW},{ROW}]", "day.txt": TEXT}
        path = put(tmp_path, name + suffix, PACKED[suffix](data.get(name, f"{ROW}\n{ROW}\n").encode()))
        found, errors = read(path)
        assert errors == []
        assert [a.text for a in found] == [TEXT] * (1 if name == "day.txt" else 2)
        assert found[0].id.startswith("day")
        assert "." not in found[0].id

    def test_in_a_folder(self, tmp_path, suffix):
        put(tmp_path, f"a/day.jsonl{suffix}", PACKED[suffix](ROW.encode()))
        put(tmp_path, f"photo.jpg{suffix}", b"")
        assert [a.id for a in read(tmp_path)[0]] == ["a/day-1"]
        assert total_size([str(tmp_path)]) > 0

    def test_on_standard_input(self, suffix):
        (found,) = read_stream(io.BytesIO(PACKED[suffix](ROW.encode())))
        assert found.text == TEXT

    def test_several_members(self, tmp_path, suffix):
        parts = b"".join(PACKED[suffix](f'{{"text": "Troops {i}"}}\n'.encode() * 500) for i in range(3))
        assert len(read(put(tmp_path, f"a.jsonl{suffix}", parts))[0]) == 1500

    @pytest.mark.parametrize("end", [3, 30, -1])
    def test_cut_off(self, tmp_path, suffix, end):
        lines = "".join(json.dumps({"text": f"Troops {i * i * 7919}"}) + "\n" for i in range(5000)).encode()
        found, errors = read(put(tmp_path, f"a.jsonl{suffix}", PACKED[suffix](lines)[:end]))
        assert len(errors) == 1
        assert "is no" in errors[0] or "binary" in errors[0]
        assert end > 0 or len(found) > 1000  # what was read before is kept

    def test_broken_inside(self, tmp_path, suffix):
        data = bytearray(PACKED[suffix](("".join(map(str, range(20_000)))).encode()))
        data[len(data) // 2] ^= 0xFF
        data[len(data) // 2 + 1] ^= 0xFF
        _, (error,) = read(put(tmp_path, f"a.txt{suffix}", bytes(data)))
        assert "is no whole" in error

    def test_bomb(self, tmp_path, suffix, monkeypatch):
        monkeypatch.setattr(limits, "RATIO_FROM", 1 << 20)
        path = put(tmp_path, f"a.jsonl{suffix}", PACKED[suffix](b" " * (20 << 20)))
        _, (error,) = read(path)
        assert "unpacks to more than 200 times its size, as zip bombs do" in error

    def test_large_text(self, tmp_path, suffix, monkeypatch):
        monkeypatch.setattr(limits, "MAX_FILE", 1000)
        _, (error,) = read(put(tmp_path, f"a.txt{suffix}", PACKED[suffix](TEXT.encode() * 100)))
        assert "is larger than" in error

    def test_twice(self, tmp_path, suffix):
        path = put(tmp_path, f"a.txt{suffix}", PACKED[suffix](gzip.compress(TEXT.encode())))
        assert "is packed twice" in read(path)[1][0]


@pytest.mark.parametrize(("package", "name"), [("pyarrow", "a.parquet"), ("zstandard", "a.txt.zst")])
def test_package_that_is_missing(tmp_path, monkeypatch, package, name):
    monkeypatch.setitem(__import__("sys").modules, package, None)
    (error,) = read(put(tmp_path, name, zstd(TEXT.encode())))[1]
    assert error.endswith(f"pip install {package}")


@pytest.mark.parametrize("name", ["a.csv", "a.csv.gz", "a.jsonl.zst", "a.parquet", "a.tsv"])
@given(data=st.binary(max_size=300) | st.text(alphabet='text,"\n;\x00a', max_size=40).map(str.encode))
def test_any_bytes(tmp_path_factory, name, data):
    path = tmp_path_factory.mktemp("bytes") / name
    path.write_bytes(data)
    for found in read_articles(path):
        assert isinstance(found, ArticleError) or found.text.strip()
