"""Records in other forms: nothing is lost, nothing is run, and codebooks' rules hold."""

from __future__ import annotations

import csv
import datetime as dt
import json
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from eventx import export, link
from eventx.cli import app
from eventx.desk import Form
from eventx.errors import ExtraError, RecordError
from eventx.export.coding import load_coding
from eventx.export.comma import cell
from eventx.export.flat import TABLES
from eventx.operations import read_operations
from eventx.records import Count, Force, Operation, Outcome, Person, Place, Span, When

DOCS = (Path(__file__).parent.parent / "docs" / "formats.md").read_text("utf-8")
SPAN = Span(start=0, end=6, text="raided", found_by="raid-verb")
ARMY = Force(text="troops", name="Iraqi Army", role="initiator", type="military", country="IQ")
ISLAMIC_STATE = Force(text="IS", name="Islamic State", role="target", type="armed_group")
VILLAGERS = Force(text="villagers", role="civilian", type="civilians")
HATRA = Place(text="Hatra", name="Hatra", country="IQ", admin1=["IQ-NI"], latitude=35.5881, longitude=42.7182,
              precision=2, relation="near", evidence=[SPAN])  # fmt: skip
NINEVEH = Place(text="Nineveh", role="container", country="IQ", latitude=36.2, longitude=42.3, precision=4)


def killed(low, high=None, *, side="target", modality="asserted", best=None) -> Outcome:
    return Outcome(type="killed", side=side, object="person", text="men", modality=modality,
                   count=Count(low=low, high=high, best=best))  # fmt: skip


def record(**fields) -> Operation:
    """A raid by the army on Islamic State near Hatra, with what a test changes."""
    given = {
        "id": "r1", "article_id": "a", "kind": "raid", "published": dt.date(2024, 2, 7),
        "date": When(start=dt.date(2024, 2, 6), end=dt.date(2024, 2, 6)), "locations": [HATRA, NINEVEH],
        "forces": [ARMY, ISLAMIC_STATE], "outcomes": [killed(5, 5, best=5)], "evidence": [SPAN],
        "people": [Person(name="Abu Ahmed", fate="killed", evidence=[SPAN])],
    }  # fmt: skip
    return Operation(**(given | fields))


def coded(form: str, *operations: Operation) -> list[dict]:
    from eventx.export.acled import ACLED
    from eventx.export.plover import PLOVER
    from eventx.export.ucdp import UCDP

    return list({"acled": ACLED, "ucdp": UCDP, "plover": PLOVER}[form].of(operations))


def read_csv(path: Path) -> list[dict]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


class TestFlat:
    def test_rows_of_all_tables(self):
        tables = export.tables([record(), record(id="r2", locations=[], people=[])])
        assert {name: len(rows) for name, rows in tables.items()} == {
            "operations": 2, "locations": 2, "forces": 4, "outcomes": 2, "people": 1,
            "objectives": 0, "sources": 0,
        }  # fmt: skip
        first, second = tables["operations"]
        assert (first["latitude"], first["precision"], first["killed_high"]) == (35.5881, 2, 5)
        assert (second["latitude"], second["places"]) == (None, None)
        assert [(p["operation_id"], p["rank"], p["text"]) for p in tables["locations"]] == [
            ("r1", 0, "Hatra"), ("r1", 1, "Nineveh"),
        ]  # fmt: skip

    def test_an_open_bound_stays_open(self):
        (row,) = export.tables([record(outcomes=[killed(5, 5), killed(2, None)])])["operations"]
        assert (row["killed_low"], row["killed_high"]) == (7, None)

    def test_denied_deaths_are_none(self):
        (row,) = export.tables([record(outcomes=[killed(5, 5, modality="denied")])])["operations"]
        assert (row["killed_low"], row["killed_high"]) == (None, None)

    @pytest.mark.parametrize("table", TABLES)
    def test_every_column_is_documented(self, table):
        section = DOCS.partition(f"### {table}\n")[2].partition("\n### ")[0]
        shared = DOCS.partition("### Columns of evidence\n")[2].partition("\n### ")[0]
        missing = [c for c in TABLES[table].columns if f"`{c}`" not in section + shared]
        assert not missing, f"docs/formats.md, {table}: {missing}"


class TestCsv:
    @pytest.mark.parametrize(
        "text",
        ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "\u00a0=1", '=HYPERLINK("x")'],
    )
    def test_no_formula(self, text, tmp_path):
        assert cell(text)[0] == "'"
        export.write([record(title=text, name=text)], tmp_path / "o.csv", to="csv")
        (row,) = read_csv(tmp_path / "o.csv")
        assert row["title"] == row["name"] == f"'{text}"

    def test_numbers_below_zero_are_no_formula(self, tmp_path):
        place = HATRA.model_copy(update={"longitude": -3.5})
        export.write([record(locations=[place])], tmp_path / "o.csv", to="csv")
        assert read_csv(tmp_path / "o.csv")[0]["longitude"] == "-3.5"

    @pytest.mark.parametrize("text", ['a "b", c', "two\nlines", "semi;colon", "\ud800", "nul\0", "Ḥaḍramawt"])
    def test_odd_text(self, text, tmp_path):
        export.write([record(title=text)], tmp_path / "o.csv", to="csv")
        (row,) = read_csv(tmp_path / "o.csv")
        assert row["title"] == text.replace("\0", "").replace("\ud800", "?")

    def test_a_folder_holds_every_table(self, tmp_path):
        export.write([record()], tmp_path / "tables", to="csv")
        assert sorted(p.stem for p in (tmp_path / "tables").iterdir()) == sorted(TABLES)


class TestArrow:
    def test_parquet_holds_the_whole_record(self, tmp_path):
        parquet = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
        operation = record(extra={"desk": {"name": ["Mosul"]}}, name="Heroes of Iraq")
        export.write([operation, record(id="r2", date=None, extra={})], tmp_path / "o.parquet", to="parquet")
        first, second = parquet.read_table(tmp_path / "o.parquet").to_pylist()
        first["extra"] = json.loads(first["extra"])
        assert Operation.model_validate(first) == operation
        assert (second["date"], second["extra"]) == (None, None)
        assert first["locations"][0]["evidence"][0]["in"] == "text"

    def test_the_schema_does_not_hang_on_the_rows(self, tmp_path):
        parquet = pytest.importorskip("pyarrow.parquet", reason="the extra parquet is not installed")
        for name, operations in (("none", []), ("one", [record()])):
            export.write(operations, tmp_path / name, to="parquet")
        for table in ("records", *TABLES):
            read = [parquet.read_table(tmp_path / name / f"{table}.parquet") for name in ("none", "one")]
            assert read[0].schema == read[1].schema

    def test_pandas(self):
        pytest.importorskip("pandas", reason="the extra pandas is not installed")
        pytest.importorskip("pyarrow", reason="the extra pandas is not installed")
        frame = export.to_pandas([record(), record(id="r2", date=None, outcomes=[])])
        assert frame["date_start"].dt.year.to_list()[0] == 2024
        assert str(frame["killed_low"].dtype) == "Int64"
        assert len(export.to_pandas([], "people")) == 0

    def test_polars(self):
        pl = pytest.importorskip("polars", reason="the extra polars is not installed")
        frame = export.to_polars([record()], "forces")
        assert frame.filter(pl.col("role") == "target")["name"].to_list() == ["Islamic State"]

    def test_duckdb(self, tmp_path):
        duckdb = pytest.importorskip("duckdb", reason="the extra duckdb is not installed")
        export.write([record()], tmp_path / "o.duckdb", to="duckdb")
        with duckdb.connect(str(tmp_path / "o.duckdb"), read_only=True) as database:
            names = {name for (name,) in database.execute("SHOW TABLES").fetchall()}
            assert names == {"records", *TABLES, "acled", "ucdp", "plover"}
            for query in DOCS.split("```sql\n")[1:]:
                assert database.execute(query.partition("```")[0]).description

    @pytest.mark.parametrize(("form", "module"), [("parquet", "pyarrow"), ("duckdb", "duckdb")])
    def test_missing_package_is_named(self, form, module, tmp_path, monkeypatch):
        for name in [m for m in sys.modules if m.partition(".")[0] == module]:
            monkeypatch.delitem(sys.modules, name)
        monkeypatch.setitem(sys.modules, module, None)
        with pytest.raises(ExtraError, match=f"needs {module}.* pip install {module}"):
            export.write([record()], tmp_path / "o", to=form)


class TestGeoJson:
    def test_one_point_a_place(self, tmp_path):
        export.write([record(), record(id="r2", locations=[])], tmp_path / "o.geojson", to="geojson")
        read = json.loads((tmp_path / "o.geojson").read_text("utf-8"))
        assert read["type"] == "FeatureCollection"
        assert [f["id"] for f in read["features"]] == ["r1/0", "r1/1", "r2/-"]
        first, _, last = read["features"]
        assert first["geometry"] == {"type": "Point", "coordinates": [42.7182, 35.5881]}
        assert (first["properties"]["date_start"], first["properties"]["place_precision"]) == (
            "2024-02-06",
            2,
        )
        assert last["geometry"] is None
        assert len({tuple(f["properties"]) for f in read["features"]}) == 1
        assert all(not isinstance(v, dict | list) for f in read["features"] for v in f["properties"].values())

    def test_what_rfc_7946_asks_for(self, tmp_path):
        """Members and positions of sections 3 and 4: no other reference system, longitude first, no BOM."""
        odd = [{"latitude": -90.0, "longitude": 180.0}, {"latitude": 0.0, "longitude": -180.0}, {}]
        places = [Place(text=f"P{i}", **where) for i, where in enumerate(odd)]
        told = [record(), record(id='r"2', locations=places, title="a\u2028b"), record(id="r3", locations=[])]
        export.write(told, tmp_path / "o.geojson", to="geojson")
        data = (tmp_path / "o.geojson").read_bytes()
        assert not data.startswith(b"\xef\xbb\xbf")
        read = json.loads(data.decode("utf-8"), parse_constant=pytest.fail)  # NaN is no JSON
        assert set(read) == {"type", "features"}
        ids = [feature["id"] for feature in read["features"]]
        assert len(ids) == len(set(ids)) == 5
        for feature in read["features"]:
            assert set(feature) == {"type", "id", "geometry", "properties"}
            assert feature["type"] == "Feature"
            if (point := feature["geometry"]) is not None:
                assert set(point) == {"type", "coordinates"}
                longitude, latitude = point["coordinates"]
                assert -180 <= longitude <= 180
                assert -90 <= latitude <= 90


SUICIDE = Span(start=0, end=14, text="suicide bomber", found_by="x")
IS_ACTS = [
    ISLAMIC_STATE.model_copy(update={"role": "initiator"}),
    ARMY.model_copy(update={"role": "target"}),
]
GROUND = Outcome(type="territory_gained", side="target", object="territory", text="hill", count=Count())
CACHE = Outcome(
    type="seized", side="target", object="weapons_cache", text="cache", count=Count(low=1, high=1, best=1)
)
CAPTURED = Outcome(
    type="captured", side="target", object="person", text="two", count=Count(low=2, high=2, best=2)
)


class TestAcled:
    @pytest.mark.parametrize(
        ("fields", "expected"),
        [
            ({}, "Battles/Armed clash"),
            ({"outcomes": [CAPTURED]}, "Strategic developments/Arrests"),
            ({"outcomes": [CACHE]}, "Strategic developments/Disrupted weapons use"),
            ({"outcomes": []}, "Strategic developments/Other"),
            ({"outcomes": [killed(0, 0)]}, "Strategic developments/Other"),
            ({"kind": "airstrike"}, "Explosions/Remote violence/Air/drone strike"),
            ({"kind": "bombing"}, "Explosions/Remote violence/Remote explosive/landmine/IED"),
            ({"kind": "bombing", "evidence": [SUICIDE]}, "Explosions/Remote violence/Suicide bomb"),
            ({"kind": "attack", "forces": [IS_ACTS[0], VILLAGERS]}, "Violence against civilians/Attack"),
            ({"kind": "attack", "forces": [IS_ACTS[0]], "outcomes": [killed(3, side="civilian")]},
             "Violence against civilians/Attack"),
            ({"kind": "attack", "forces": [*IS_ACTS, VILLAGERS]}, "Battles/Armed clash"),
            ({"kind": "offensive", "outcomes": [GROUND]}, "Battles/Government regains territory"),
            ({"kind": "offensive", "outcomes": [GROUND],
              "forces": [ARMY.model_copy(update={"country": "RU"})]},
             "Battles/Non-state actor overtakes territory"),
            ({"kind": "abduction", "forces": [IS_ACTS[0], VILLAGERS]}, "Violence against civilians/Attack"),
            ({"kind": "offensive", "outcomes": [GROUND], "forces": IS_ACTS},
             "Battles/Non-state actor overtakes territory"),
            ({"kind": "deployment", "outcomes": []}, "Strategic developments/Change to group/activity"),
            ({"kind": "abduction", "forces": [IS_ACTS[0], VILLAGERS], "outcomes": []},
             "Violence against civilians/Abduction/forced disappearance"),
        ],
    )  # fmt: skip
    def test_types(self, fields, expected):
        (row,) = coded("acled", record(**fields))
        assert f"{row['event_type']}/{row['sub_event_type']}" == expected

    def test_columns(self):
        (row,) = coded("acled", record(outcomes=[killed(5, 9)]))
        assert (row["actor1"], row["inter1"], row["actor2"], row["inter2"]) == (
            "Iraqi Army", "State forces", "Islamic State", "Rebel group",
        )  # fmt: skip
        assert row["interaction"] == "State forces-Rebel group"
        assert coded("acled", record(forces=IS_ACTS))[0]["interaction"] == "State forces-Rebel group"
        assert (row["geo_precision"], row["time_precision"], row["location"]) == (2, 1, "Hatra")
        assert (row["fatalities"], row["fatalities_high"], row["country"]) == (5, 9, "Iraq")

    def test_forces_of_another_country_are_external(self):
        jets = ARMY.model_copy(update={"country": "US"})
        assert coded("acled", record(forces=[jets]))[0]["inter1"] == "External/Other forces"

    @pytest.mark.parametrize(("days", "precision"), [(1, 1), (7, 2), (31, 3), (90, None)])
    def test_time_precision(self, days, precision):
        start = dt.date(2024, 1, 1)
        when = When(start=start, end=start + dt.timedelta(days=days - 1), grain="range")
        assert coded("acled", record(date=when))[0]["time_precision"] == precision

    @pytest.mark.parametrize(
        "fields",
        [{"status": "planned"}, {"modality": "denied"}, {"level": "aggregate"}, {"date": None},
         {"background": "history"}],
    )  # fmt: skip
    def test_what_is_no_event_is_left_out_and_said(self, fields, tmp_path):
        left = export.write([record(**fields), record(id="r2")], tmp_path / "o.csv", to="acled")
        assert [row["event_id"] for row in read_csv(tmp_path / "o.csv")] == ["r2"]
        assert left.total() == 1


class TestUcdp:
    @pytest.mark.parametrize(
        ("forces", "expected"),
        [
            ([ARMY, ISLAMIC_STATE], (1, "Iraqi Army", "Islamic State")),
            (IS_ACTS, (1, "Iraqi Army", "Islamic State")),
            ([IS_ACTS[0], VILLAGERS], (3, "Islamic State", "Civilians")),
            (
                [IS_ACTS[0], Force(text="JNIM", role="target", type="armed_group")],
                (2, "Islamic State", "JNIM"),
            ),
        ],
    )
    def test_sides(self, forces, expected):
        (row,) = coded("ucdp", record(forces=forces))
        assert (row["type_of_violence"], row["side_a"], row["side_b"]) == expected

    def test_deaths_follow_the_sides(self):
        deaths = [killed(2, 2, side="initiator", best=2), killed(3, 3, side="target", best=3)]
        (row,) = coded("ucdp", record(forces=IS_ACTS, outcomes=deaths))
        assert (row["deaths_a"], row["deaths_b"], row["best"]) == (3, 2, 5)

    def test_two_who_fight_each_other_are_two_sides(self):
        rebels = ISLAMIC_STATE.model_copy(update={"role": "initiator"})
        deaths = [killed(4, 4, side="initiator", best=4).model_copy(update={"force": "Islamic State"})]
        (row,) = coded("ucdp", record(kind="clash", forces=[rebels, ARMY], outcomes=deaths))
        assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (1, "Iraqi Army", "Islamic State")
        assert (row["deaths_a"], row["deaths_b"]) == (0, 4)
        (row,) = coded("acled", record(kind="clash", forces=[rebels, ARMY], outcomes=deaths))
        assert (row["actor1"], row["actor2"]) == ("Islamic State", "Iraqi Army")

    def test_estimates(self):
        deaths = [killed(12, None, best=12), killed(2, 4), killed(3, 3, best=3, modality="disputed")]
        (row,) = coded("ucdp", record(outcomes=deaths))
        assert (row["low"], row["best"], row["high"]) == (14, 14, 19)

    @pytest.mark.parametrize(("days", "precision"), [(1, 1), (2, 2), (7, 3), (30, 4), (90, 5)])
    def test_date_prec(self, days, precision):
        start = dt.date(2024, 1, 1)
        when = When(start=start, end=start + dt.timedelta(days=days - 1), grain="range")
        assert coded("ucdp", record(date=when))[0]["date_prec"] == precision

    def test_an_act_without_deaths_is_none(self):
        assert coded("ucdp", record(outcomes=[CAPTURED])) == []

    def test_over_more_than_a_year_is_none(self):
        when = When(start=dt.date(2024, 1, 1), end=dt.date(2025, 2, 1), grain="range")
        assert coded("ucdp", record(date=when)) == []

    def test_a_total_is_not_counted_beside_its_parts(self):
        whole, part = record(level="aggregate"), record(id="r2", part_of="r1")
        assert [row["id"] for row in coded("ucdp", whole, part)] == ["r2"]
        assert [row["id"] for row in coded("ucdp", whole)] == ["r1"]


@pytest.mark.parametrize(
    ("fields", "root"),
    [({}, "ASSAULT"), ({"outcomes": [CAPTURED]}, "COERCE"), ({"kind": "deployment", "outcomes": []},
      "MOBILIZE"),
     ({"kind": "withdrawal", "outcomes": []}, "RETREAT"), ({"kind": "arrest", "outcomes": []}, "COERCE")],
)  # fmt: skip
def test_plover_roots(fields, root):
    (row,) = coded("plover", record(**fields))
    assert (row["event_type"], row["actor_sector"], row["recipient_sector"]) == (root, "MIL", "REB")


@pytest.mark.parametrize("form", ["acled", "plover"])
def test_every_kind_has_a_row(form):
    from eventx.records import KINDS

    for kind in KINDS:
        assert coded(form, record(kind=kind, outcomes=[], forces=[])), kind


def mapping(form: str) -> str:
    """The table of the docs that belongs to a file of data/formats."""
    read = load_coding(form)
    lines = [f"| record | {' | '.join(f'`{c}`' for c in read.columns)} | rule of the codebook | unsure |"]
    lines.append("|---|" + "---|" * (len(read.columns) + 2))
    for row in read.row:
        wanted = {
            "": row.kinds, "outcome ": row.outcomes, "object ": row.objects, "initiator ": row.initiator,
            "target ": row.target, "a party ": row.parties, "words ": row.words,
        }  # fmt: skip
        conditions = "; ".join(f"{name}{', '.join(values)}" for name, values in wanted.items() if values)
        conditions += "; forces of states from abroad" if row.foreign else ""
        lines.append(f"| {conditions} | {' | '.join(row.gives)} | {row.rule} | {row.unsure} |")
    return "\n".join(lines)


@pytest.mark.parametrize("form", ["acled", "ucdp", "plover"])
def test_the_docs_have_the_mapping(form):
    assert load_coding(form).reference in DOCS
    assert mapping(form) in DOCS, f"put this into docs/formats.md:\n{mapping(form)}"


class TestReading:
    LINE = record().to_json()

    @pytest.mark.parametrize(
        ("data", "number"),
        [(f"{LINE}\n\n{LINE}\n", 2), (f"[{LINE},\n{LINE}]", 2), (json.dumps(json.loads(LINE), indent=1), 1),
         ("", 0), ("[]", 0), ("\ufeff" + LINE, 1)],
        ids=["lines", "array", "object", "empty", "empty array", "byte order mark"],
    )  # fmt: skip
    def test_forms(self, data, number, tmp_path):
        (tmp_path / "r.jsonl").write_text(data, "utf-8")
        found = list(read_operations(tmp_path / "r.jsonl"))
        assert [type(f) for f in found] == number * [Operation]

    @pytest.mark.parametrize(
        ("line", "said"),
        [
            ("{", "line 2: is not JSON"),
            ("3", "line 2: is not a record"),
            ("[" * 5000, "line 2: is not JSON"),
            ("{}", "line 2: schema_version: is missing"),
            ('{"schema_version": "0.9"}', "line 2: schema_version: '0.9' cannot be brought up to"),
            ('{"schema_version": "9.0"}', "line 2: schema_version: '9.0' is of a newer eventx"),
            (LINE.replace('"raid"', '"ride"'), "line 2: kind: "),
            (LINE.replace('"precision":2', '"precision":9'), "line 2: locations.0.precision: "),
            (
                LINE.replace('"low":5,"high":5', '"low":6,"high":5'),
                "line 2: outcomes.0.count: low 6 is above high 5",
            ),
            (LINE.replace('"kind"', '"kinds"'), "line 2: kind: Field required (and 1 more)"),
        ],
    )
    def test_errors_name_line_and_field(self, line, said, tmp_path):
        (tmp_path / "r.jsonl").write_text(f"{self.LINE}\n{line}\n{self.LINE}\n", "utf-8")
        first, bad, last = read_operations(tmp_path / "r.jsonl")
        assert isinstance(bad, RecordError)
        assert str(bad).startswith(f"{tmp_path / 'r.jsonl'}: {said}")
        assert first == last == record()

    def test_older_schemas_are_migrated(self, tmp_path, monkeypatch):
        from eventx import operations

        monkeypatch.setitem(operations.MIGRATIONS, 0, lambda raw: {"kind": raw.pop("type"), **raw})
        (tmp_path / "r.jsonl").write_text(
            '{"schema_version": "0.3", "id": "1", "article_id": "a", "type": "raid"}'
        )
        notes: list[str] = []
        (found,) = read_operations(tmp_path / "r.jsonl", note=notes.append)
        assert isinstance(found, Operation)
        assert (found.kind, found.schema_version) == ("raid", "1.0")
        assert notes == [f"{tmp_path / 'r.jsonl'}: line 1: schema_version: 0.3 brought up to 1.0"]


class TestCommand:
    def test_forms_are_those_of_the_library(self):
        assert tuple(Form) == export.FORMS

    def test_bad_lines_are_told_and_the_rest_is_written(self, tmp_path):
        (tmp_path / "r.jsonl").write_text(f"{{}}\n{record().to_json()}\n", "utf-8")
        done = CliRunner().invoke(
            app, ["export", f"{tmp_path}/r.jsonl", "--to", "csv", "-o", f"{tmp_path}/o.csv"]
        )
        assert (done.exit_code, done.stdout) == (1, "")
        assert "r.jsonl: line 1: schema_version: is missing" in done.stderr
        assert len(read_csv(tmp_path / "o.csv")) == 1

    @pytest.mark.parametrize("form", export.FORMS)
    def test_incidents_are_exported_as_one_record_each(self, form, tmp_path):
        for needs in {"parquet": ("pyarrow",), "duckdb": ("pyarrow", "duckdb")}.get(form, ()):
            pytest.importorskip(needs, reason="an extra of eventx is not installed")
        told = [record(), record(id="2", article_id="b", source="The Other")]
        (tmp_path / "i.jsonl").write_text("".join(f"{i.to_json()}\n" for i in link(told)), "utf-8")
        out = tmp_path / ("o.csv" if form in ("acled", "ucdp", "plover") else f"o.{form}")
        done = CliRunner().invoke(app, ["export", f"{tmp_path}/i.jsonl", "--to", form, "-o", str(out)])
        assert (done.exit_code, done.output) == (0, "")
        if out.suffix == ".csv":
            (row,) = read_csv(out)
            assert row["article_id"] == "a" if form != "ucdp" else row["number_of_sources"] == "2"

    def test_an_earlier_file_stays_where_nothing_can_be_read(self, tmp_path):
        (tmp_path / "o.csv").write_text("old")
        done = CliRunner().invoke(
            app, ["export", f"{tmp_path}/none", "--to", "csv", "-o", f"{tmp_path}/o.csv"]
        )
        assert (done.exit_code, done.stderr) == (1, f"eventx: error: {tmp_path}/none: no such file\n")
        assert (tmp_path / "o.csv").read_text() == "old"

    @pytest.mark.parametrize(
        ("output", "said"), [("r.jsonl", "is what is read"), ("nowhere/o.csv", "is no folder; make it first")]
    )
    def test_usage(self, output, said, tmp_path):
        (tmp_path / "r.jsonl").write_text(record().to_json())
        done = CliRunner().invoke(
            app, ["export", f"{tmp_path}/r.jsonl", "--to", "csv", "-o", f"{tmp_path}/{output}"]
        )
        assert done.exit_code == 2
        assert said in done.stderr

    def test_output_that_is_a_folder(self, tmp_path):
        (tmp_path / "r.jsonl").write_text(record().to_json())
        (tmp_path / "o.geojson").mkdir()
        done = CliRunner().invoke(
            app, ["export", f"{tmp_path}/r.jsonl", "--to", "geojson", "-o", f"{tmp_path}/o.geojson"]
        )
        assert (done.exit_code, done.stdout) == (1, "")
        assert "cannot be written" in done.stderr
