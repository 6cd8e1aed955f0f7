"""Records against sense and against their articles."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from typer.testing import CliRunner

import eventx
from eventx.cli import app
from eventx.records import Article, Count, Force, Operation, Outcome, Place, Span, When
from eventx.validating import elsewhere, validate

TEXT = "Troops raided a camp near Hatra on Tuesday, killing five."
DAY = dt.date(2024, 2, 6)


def span(words: str, **fields) -> Span:
    at = TEXT.index(words)
    return Span(**{"start": at, "end": at + len(words), "text": words, "found_by": "x"} | fields)


HATRA = Place(text="Hatra", country="IQ", latitude=35.5881, longitude=42.7182, admin1=["IQ-NI"])


def record(**fields) -> Operation:
    given = {
        "id": "r1", "article_id": "a", "kind": "raid", "published": DAY, "title": "Raid at Hatra",
        "date": When(start=DAY, end=DAY, evidence=[span("Tuesday")]), "evidence": [span("raided")],
        "locations": [HATRA],
    }  # fmt: skip
    return Operation(**(given | fields))


def findings(*operations: Operation, article: Article | None = None) -> list[str]:
    return [str(f) for f in validate(operations, None if article is None else [article])]


def outcome(**count) -> Outcome:
    return Outcome(type="killed", side="target", object="person", text="five", count=Count(**count))


SENSE = {
    "end before start": (
        {"date": When(start=DAY, end=dt.date(2024, 2, 1), grain="range")},
        "date: the start 2024-02-06 is after the end 2024-02-01",
    ),
    "after publication": (
        {"published": dt.date(2024, 2, 5)},
        "date.start: 2024-02-06 is after publication on 2024-02-05, and nothing is planned",
    ),
    "ends after publication": (
        {"date": When(start=DAY, end=dt.date(2024, 2, 9), grain="range")},
        "date.end: 2024-02-09 is after publication on 2024-02-06, and nothing is planned",
    ),
    "days of one day": (
        {"date": When(start=dt.date(2024, 2, 1), end=DAY)},
        "date.grain: 'day', but 2024-02-01 to 2024-02-06 are several",
    ),
    "25 o'clock": (
        {"date": When(start=DAY, end=DAY, time="25:00")}, "date.time: '25:00' is no time of day (HH:MM)",
    ),
    "below zero": ({"outcomes": [outcome(low=-1)]}, "outcomes.0.count.low: -1 is below zero"),
    "best above high": (
        {"outcomes": [outcome(low=3, high=5, best=6)]}, "outcomes.0.count.best: 6 is not between 3 and 5",
    ),
    "best below low": (
        {"event_count": Count(low=3, best=2)}, "event_count.best: 2 is not between 3 and any",
    ),
    "another country": (
        {"locations": [Place(text="Hatra", country="NG", latitude=35.5881, longitude=42.7182)]},
        "locations.0.latitude: 35.5881, 42.7182 is not in NG; the nearest known place is in IQ",
    ),
    "half a point": (
        {"locations": [Place(text="Hatra", country="IQ", latitude=35.5)]},
        "locations.0.longitude: is missing, and the other coordinate is there",
    ),
    "division of another country": (
        {"locations": [Place(text="Hatra", country="IQ", admin1=["SY-HA"])]},
        "locations.0.admin1: SY-HA is no division of IQ",
    ),
    "no country": (
        {"forces": [Force(text="troops", role="initiator", country="XX")]},
        "forces.0.country: 'XX' is no country of ISO 3166-1 alpha-2",
    ),
    "other days in edtf": (
        {"date": When(start=DAY, end=DAY, edtf="2023-02-06")},
        "date.edtf: '2023-02-06' has another start than 2024-02-06",
    ),
    "open in edtf only": (
        {"date": When(start=dt.date(2024, 2, 1), end=DAY, grain="range", edtf="2024-02-01/2024-02-05")},
        "date.edtf: '2024-02-01/2024-02-05' has another end than 2024-02-06",
    ),
    "no item": (
        {"forces": [Force(text="troops", role="initiator", wikidata="troops")]},
        "forces.0.wikidata: 'troops' is no item of Wikidata (Q and digits)",
    ),
    "no division": (
        {"locations": [Place(text="Hatra", country="IQ", admin1=["IQ-Nineveh"])]},
        "locations.0.admin1: 'IQ-Nineveh' is no code of ISO 3166-2 (such as IQ-NI)",
    ),
    "no words": ({"evidence": []}, "evidence: is empty: no words tell the act"),
    "no act": (
        {"event_count": Count(low=0, high=0)}, "event_count.high: 0: a record is of one act or more",
    ),
    "no whole": ({"part_of": "r9"}, "part_of: no record has the id 'r9'"),
    "own part": ({"part_of": "r1"}, "part_of: the record is part of itself"),
    "empty span": (
        {"evidence": [Span(start=3, end=3, text="", found_by="x")]},
        "evidence.0: the end 3 is not after the start 3",
    ),
    "span of another length": (
        {"evidence": [span("raided", end=20)]}, "evidence.0: 13 code points are marked, and 6 are quoted",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SENSE)
def test_sense(name):
    fields, said = SENSE[name]
    assert findings(record(**fields)) == [f"r1: {said}"]


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"published": dt.date(2024, 2, 5), "status": "planned"},
        {"published": dt.date(2024, 2, 5), "modality": "hypothetical"},
        {"published": None},
        {"date": None},
        {"date": When(start=dt.date(2024, 2, 1), end=dt.date(2024, 2, 29), grain="month")},
        {"date": When(start=DAY, end=DAY, time="dawn")},
        {"date": When(start=DAY, end=DAY, edtf="2024-02-06")},
        {"date": When(start=None, end=DAY, grain="range", edtf="../2024-02-06")},
        {"date": When(start=DAY, end=None, grain="range", edtf="2024-02-06/..")},
        {"date": When(start=dt.date(2023, 12, 1), end=DAY, grain="season", edtf="2023-24")},
        {"date": When(start=dt.date(2023, 12, 1), end=DAY, grain="range", edtf="2023-12~/2024-02")},
        {"forces": [Force(text="troops", role="initiator", wikidata="Q1328562")]},
        {"outcomes": [outcome()]},
        {"outcomes": [outcome(low=12, best=12)]},
        {"locations": [Place(text="Hamrin Mountains", country="IQ", admin1=["IQ-DI", "IQ-SD"])]},
        {"locations": [Place(text="Gulf of Aden", feature="H.GULF", latitude=12.0, longitude=48.0)]},
    ],
)
def test_no_false_finding(fields):
    assert findings(record(**fields)) == []


def test_parts_of_each_other():
    said = [f.field for f in validate([record(part_of="r2"), record(id="r2", part_of="r1")])]
    assert said == ["part_of", "part_of"]


def test_an_id_twice():
    assert findings(record(), record()) == ["r1: id: stands for an earlier record too"]


ARTICLE = Article(id="a", text=TEXT, title="Raid at Hatra", published=DAY)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, []),
        ({"article_id": "b"}, ["r1: article_id: no article has the id 'b'"]),
        ({"title": "Other"}, ["r1: title: is not the article's"]),
        ({"published": dt.date(2024, 2, 7)}, ["r1: published: 2024-02-07 is not the article's, 2024-02-06"]),
        (
            {"evidence": [span("raided", start=8, end=14)]},
            ["r1: evidence.0: 'raided' is quoted, and the text has 'aided ' there"],
        ),
        ({"evidence": [Span(start=0, end=4, text="Raid", found_by="x", in_="title")]}, []),
        (
            {"evidence": [Span(start=90, end=94, text="Raid", found_by="x")]},
            ["r1: evidence.0: 'Raid' is quoted, and the text has '' there"],
        ),
        (
            {"date": When(start=DAY, end=DAY, evidence=[span("Tuesday", start=0, end=7)])},
            ["r1: date.evidence.0: 'Tuesday' is quoted, and the text has 'Troops ' there"],
        ),
    ],
)
def test_articles(fields, said):
    assert findings(record(**fields), article=ARTICLE) == said


@pytest.mark.parametrize(
    ("latitude", "longitude", "country", "other"),
    [
        (0.0, 0.0, "IQ", True),  # what a missing coordinate becomes
        (44.4, 33.3, "IQ", True),  # latitude and longitude exchanged
        (29.37, 47.98, "IQ", True),  # Kuwait City
        (36.34, 43.13, "IQ", False),
        (37.06, 41.22, "SY", False),  # Qamishli, on the border with Turkey
        (31.0, 42.0, "IQ", False),  # desert
        (12.5, 47.0, "SO", False),  # at sea
    ],
)
def test_country_of_a_point(latitude, longitude, country, other):
    assert (elsewhere(latitude, longitude, country) is not None) is other


class TestCommand:
    def run(self, tmp_path, *lines: str, articles: bool = False):
        (tmp_path / "r.jsonl").write_text("\n".join(lines), "utf-8")
        (tmp_path / "a.json").write_text(ARTICLE.model_dump_json(), "utf-8")
        options = ["--articles", f"{tmp_path}/a.json"] if articles else []
        return CliRunner().invoke(app, ["validate", f"{tmp_path}/r.jsonl", *options])

    def test_nothing_found(self, tmp_path):
        done = self.run(tmp_path, record().to_json(), articles=True)
        assert (done.exit_code, done.stdout) == (0, "")
        assert done.stderr == "eventx: note: 1 record checked, 0 findings\n"

    def test_findings_name_file_line_record_and_field(self, tmp_path):
        bad = json.loads(record().to_json()) | {"kind": "ride"}
        done = self.run(
            tmp_path, record().to_json(), json.dumps(bad), record(id="r3", part_of="r9").to_json()
        )
        assert done.exit_code == 1
        schema, sense = done.stdout.splitlines()
        assert schema.startswith(f"{tmp_path}/r.jsonl: line 2: kind: Input should be 'airstrike'")
        assert sense == f"{tmp_path}/r.jsonl: line 3: r3: part_of: no record has the id 'r9'"
        assert done.stderr == "eventx: note: 2 records checked, 2 findings\n"

    def test_incidents_by_their_records(self, tmp_path):
        told = [record(), record(id="r3", article_id="b", part_of="r9")]
        done = self.run(tmp_path, *(incident.to_json() for incident in eventx.link(told)))
        assert done.stdout == f"{tmp_path}/r.jsonl: line 1: r3: part_of: no record has the id 'r9'\n"
        assert done.stderr == "eventx: note: 2 records checked, 1 finding\n"

    def test_no_such_file(self, tmp_path):
        done = CliRunner().invoke(app, ["validate", f"{tmp_path}/none"])
        assert (done.exit_code, done.stdout) == (1, "")
        assert "no such file" in done.stderr
