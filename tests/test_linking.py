"""Records of one act become one incident, those of others do not; hand-made records, no pipeline."""

from __future__ import annotations

import importlib
import json
import random
from pathlib import Path

import pytest
from typer.testing import CliRunner

import eventx
from eventx.cli import app
from eventx.fusing import fuse, span
from eventx.incidents import Incident, incident_schema
from eventx.records import Count, Force, Operation, Outcome, Person, Place, Span, When
from eventx.syndication import copies

FILE = Path(__file__).parent.parent / "docs" / "incident-schema.json"
GWOZA = Place(
    text="Gwoza",
    name="Gwoza",
    feature="P.PPL",
    admin1=["NG-BO"],
    country="NG",
    latitude=11.083,
    longitude=13.696,
)
DAMBOA = GWOZA.model_copy(
    update={"text": "Damboa", "name": "Damboa", "latitude": 11.155, "longitude": 12.756}
)
BORNO = Place(text="Borno", name="Borno", feature="A.ADM1", admin1=["NG-BO"], country="NG", role="area")


def killed(low, high=..., best=..., side="target"):
    high = low if high is ... else high
    best = low if best is ... else best
    count = Count(low=low, high=high, best=best)
    return Outcome(type="killed", side=side, object="person", text=f"{low} men", count=count)


def force(name, role="initiator", type_="military"):
    return Force(text=name, name=name, role=role, type=type_, country="NG" if type_ == "military" else None)


ARMY = force("Nigerian Army")
BOKO = force("Boko Haram", "target", "armed_group")


def act(article, kind="raid", day="2023-03-09", last=None, **more):
    more.setdefault("locations", [DAMBOA])
    more.setdefault("forces", [ARMY, BOKO])
    more.setdefault("outcomes", [killed(14)])
    more.setdefault("published", "2023-03-12")
    date = When(start=day, end=last or day, grain="week" if last else "day") if day else None
    name = more.pop("id", f"o-{article}")
    return Operation(id=name, article_id=article, kind=kind, date=date, source=f"outlet {article}", **more)


def groups(*operations, into=()):
    return sorted(sorted(i.article_ids) for i in eventx.link(operations, into=into))


SAME = {
    "same words": act("b"),
    "another figure": act("b", outcomes=[killed(15)]),
    "at least a dozen": act("b", outcomes=[killed(12, None)]),
    "last week": act("b", day="2023-03-06", last="2023-03-12"),
    "another spelling, not resolved": act("b", locations=[Place(text="Dambua")]),
    "the militants": act("b", forces=[ARMY, Force(text="militants", role="target", type="armed_group")]),
    "the country's forces": act("b", forces=[force("Nigerian Armed Forces"), BOKO]),
    "another kind of assault": act("b", kind="attack"),
    "only an operation": act("b", kind="unspecified"),
    "a clash begun by the other side": act(
        "b",
        kind="clash",
        forces=[force("Boko Haram", "initiator", "armed_group"), force("Nigerian Army", "target")],
    ),
    "the night of the day": act("b", day="2023-03-09", last="2023-03-10", locations=[BORNO]),
    "published only": act("b", day=None, published="2023-03-10"),
}
OTHER = {
    "the next day": act("b", day="2023-03-10"),
    "another town": act("b", locations=[GWOZA]),
    "another country": act("b", locations=[DAMBOA.model_copy(update={"country": "CM", "latitude": 10.0})]),
    "a round-up": act("b", level="aggregate", day="2023-03-06", last="2023-03-12", outcomes=[killed(57)]),
    "struck back": act(
        "b", kind="attack", outcomes=[killed(3)],
        forces=[force("Boko Haram", "initiator", "armed_group"), force("Nigerian Army", "target")],
    ),
    "another week": act("b", day="2023-02-27", last="2023-03-05"),
    "the province, other figures": act("b", locations=[BORNO], outcomes=[killed(40)]),
    "the same article": act("a", id="second"),
}  # fmt: skip


@pytest.mark.parametrize("other", SAME.values(), ids=SAME)
def test_one_act(other):
    assert groups(act("a"), other) == [["a", "b"]]


@pytest.mark.parametrize("other", OTHER.values(), ids=OTHER)
def test_two_acts(other):
    assert len(groups(act("a"), other)) == 2


def test_another_land_in_passing():
    """Provinces part two acts only within a country that both tell of."""
    region = Place(text="northern Nigeria", country="NG", role="area", feature="A.PCLI", precision=5)
    solingen = Place(text="Solingen", country="DE", admin1=["DE-NW"], latitude=51.17, longitude=7.08)
    told = act("a", locations=[region, BORNO], day="2023-03-06", last="2023-03-12")
    assert groups(told, act("b", locations=[region, solingen])) == [["a", "b"]]
    kano = BORNO.model_copy(update={"text": "Kano", "name": "Kano", "admin1": ["NG-KN"]})
    assert len(groups(told, act("b", locations=[region, kano, solingen]))) == 2


def test_abduction_and_rescue_are_two():
    taken = act("a", kind="abduction", forces=[], outcomes=[])
    assert len(groups(taken, act("b", kind="rescue", forces=[], outcomes=[]))) == 2


def test_a_person_is_killed_once():
    told = {"people": [Person(name="Haidar Muwaffaq", fate="killed")]}
    again = {"people": [Person(name="Haydar Mowaffaq", fate="killed")]}
    assert groups(act("a", **told), act("b", day="2023-03-10", **again)) == [["a", "b"]]


def test_order_makes_no_difference():
    records = [
        act("a"),
        *SAME.values(),
        *OTHER.values(),
        act("c", day="2023-03-10"),
        act("d", outcomes=[killed(15)]),
    ]
    records = [r.model_copy(update={"id": f"o{n}", "article_id": f"a{n}"}) for n, r in enumerate(records)]
    once = [i.to_json() for i in eventx.link(records)]
    random.Random(1).shuffle(records)
    assert [i.to_json() for i in eventx.link(records)] == once


def test_every_record_is_in_one_incident():
    records = [act("a"), act("b"), act("c", day="2023-03-10")]
    ids = [key for i in eventx.link(records) for key in i.operation_ids]
    assert sorted(ids) == sorted(r.id for r in records)


def test_figures_are_kept_and_attributed():
    (incident,) = eventx.link([act("a"), act("b", outcomes=[killed(15)], published="2023-03-13")])
    (told,) = incident.outcomes
    assert (told.count.low, told.count.high, told.count.best) == (14, 15, 15)
    assert [(c.article_id, c.source, c.count.best) for c in told.claims] == [
        ("a", "outlet a", 14),
        ("b", "outlet b", 15),
    ]
    assert [p.name for p in incident.locations] == ["Damboa"]
    assert [f.name for f in incident.forces] == ["Nigerian Army", "Boko Haram"]


@pytest.mark.parametrize(
    ("tellings", "told"),
    [
        ([("civilian", 20), ("target", 23)], [("unknown", 20, 23)]),
        ([("civilian", 20), ("target", 23), ("target", 22)], [("target", 20, 23)]),
        ([("civilian", 3), ("target", 23)], [("civilian", 3, 3), ("target", 23, 23)]),
        ([("initiator", 20), ("target", 20)], [("initiator", 20, 20), ("target", 20, 20)]),
    ],
    ids=["two views", "most say", "figures far apart", "both sides of a fight"],
)
def test_the_same_dead_once(tellings, told):
    """Outlets that take the same people for civilians and for fighters do not double them."""
    records = [act(f"{n}", outcomes=[killed(x, side=side)]) for n, (side, x) in enumerate(tellings)]
    incident = fuse(records)
    assert [(x.side, x.count.low, x.count.high) for x in incident.outcomes] == told
    said = [claim.value for x in incident.outcomes for claim in x.claims]
    assert ("20 men, civilian" in said) == (len(told) < len(tellings))


def test_civilians_beside_fighters_are_others():
    both = act("a", outcomes=[killed(20), killed(20, side="civilian")])
    incident = fuse([both, act("b", outcomes=[killed(20, side="civilian")])])
    assert [(x.side, x.count.best) for x in incident.outcomes] == [("civilian", 20), ("target", 20)]


def test_militants_are_the_group_that_others_name():
    vague = act("b", forces=[Force(text="militants", role="target", type="armed_group")])
    (incident,) = eventx.link([act("a"), vague])
    assert [(f.name, len(f.claims)) for f in incident.forces if f.role == "target"] == [("Boko Haram", 2)]


def test_the_day_within_the_week():
    (incident,) = eventx.link([act("a", day="2023-03-06", last="2023-03-12"), act("b")])
    assert (str(incident.date.start), str(incident.date.end)) == ("2023-03-09", "2023-03-09")
    assert len(incident.date.claims) == 2


@pytest.mark.parametrize(
    ("counts", "low", "high", "best"),
    [
        ([(14, 14, 14), (15, 15, 15)], 14, 15, 15),
        ([(14, None, 14), (15, 15, 15)], 14, 15, 15),
        ([(20, None, 20), (15, 15, 15)], 15, None, 15),
        ([(12, None, None), (30, 30, 30)], 30, 30, 30),
        ([(0, 10, None), (12, 12, 12)], 0, 12, 12),
        ([(12, None, None)], 12, None, None),
        ([(None, None, None)], None, None, None),
    ],
)
def test_span_of_counts(counts, low, high, best):
    got = span([Count(low=a, high=b, best=c) for a, b, c in counts])
    assert (got.low, got.high, got.best) == (low, high, best)


def words(article, text, shift=0):
    spans, at = [], shift
    for word in text.split():
        spans.append(Span(start=at, end=at + len(word), text=word, found_by="test"))
        at += len(word) + 1
    return act(article, evidence=spans)


def test_copies_are_one_source():
    told = "soldiers stormed a camp near Damboa and killed 14 men"
    (incident,) = eventx.link(
        [words("a", told), words("b", told, shift=31), words("c", "14 men died near Damboa")]
    )
    assert incident.texts == [["a", "b"], ["c"]]
    assert incident.confidence == pytest.approx(0.75)


def test_short_evidence_makes_no_copy():
    assert len(copies([words("a", "they raided"), words("b", "they raided")])) == 2


def test_new_records_join_old_incidents():
    old = eventx.link([act("a"), act("b", day="2023-03-20", published="2023-03-21")])
    ids = {i.id for i in old}
    new = eventx.link([act("c", outcomes=[killed(15)])], into=old)
    assert {i.id for i in new} == ids
    assert groups(act("c"), into=old) == [["a", "c"], ["b"]]
    assert eventx.link([], into=new) == new


def test_joining_is_linking():
    """Old incidents that the new days cannot reach stay as they are; the others are joined as in one run."""
    records = [
        act(f"{n}", day=f"2023-03-{1 + n // 2:02}", published=f"2023-03-{3 + n // 2:02}") for n in range(40)
    ]
    records += [act("late", day="2023-03-01", published="2023-03-30"), act("none", day=None, published=None)]
    for new in (records[30:40], records[40:41], records[41:], records[:5]):
        rest = [r for r in records if r not in new]
        whole = sorted(sorted(i.article_ids) for i in eventx.link(records))
        assert groups(*new, into=eventx.link(rest)) == whole


def test_a_record_comes_again():
    old = eventx.link([act("a"), act("b")])
    (new,) = eventx.link([act("a", outcomes=[killed(16)])], into=old)
    assert new.id == old[0].id
    assert new.operation_ids == ["o-a", "o-b"]
    assert new.outcomes[0].count.high == 16


def test_umbrella_by_incident():
    week = act("a", id="week", level="aggregate", day="2023-03-06", last="2023-03-12", outcomes=[killed(57)])
    part = act("a", part_of="week")
    incidents = {i.operation_ids[0]: i for i in eventx.link([week, part, act("b")])}
    assert incidents["o-a"].part_of == incidents["week"].id
    assert incidents["o-a"].article_ids == ["a", "b"]


def test_the_act_as_one_record():
    """Merged fields, with the article and the evidence of the earliest record, and who told it."""
    words = {n: [Span(start=5, end=13, text=f"{n} men", found_by="x")] for n in (14, 15)}
    first, second = (
        act(a, published=f"2023-03-1{d}", outcomes=[killed(n).model_copy(update={"evidence": words[n]})])
        for a, d, n in (("a", 0, 14), ("b", 1, 15))
    )
    (incident,) = eventx.link([second, first])
    record = incident.merged()
    assert (record.id, record.article_id, record.source) == (incident.id, "a", "outlet a")
    (outcome,) = record.outcomes
    assert (outcome.count.low, outcome.count.high) == (14, 15)
    assert outcome.evidence == words[14]
    assert record.extra["incident"]["article_ids"] == ["a", "b"]
    assert Operation.model_validate_json(record.to_json()) == record


def test_background_stays_alone():
    """Neither with news nor with other background, and with its reason in the incident."""
    told = [act("a"), act("b", background="history"), act("c", background="history"), act("d")]
    assert groups(*told) == [["a", "d"], ["b"], ["c"]]
    reasons = {i.operation_ids[0]: i.background for i in eventx.link(told)}
    assert reasons == {"o-a": None, "o-b": "history", "o-c": "history"}


def test_denied_by_another():
    (incident,) = eventx.link([act("a", modality="claimed"), act("b", modality="denied")])
    assert incident.modality == "disputed"
    assert [c.value for c in incident.claims["modality"]] == ["claimed", "denied"]


def test_schema_file_is_generated():
    assert json.loads(FILE.read_text("utf-8")) == incident_schema()


def test_written_incident_fits():
    (incident,) = eventx.link([act("a")])
    line = incident.to_json()
    assert set(json.loads(line)) == set(incident_schema()["properties"])
    assert Incident.model_validate_json(line) == incident


@pytest.mark.parametrize("folder", ["linking", "linking/unseen", "linking/held-out", "linking/stranger"])
def test_hand_made_records_of_the_benchmark(folder, monkeypatch):
    """No near miss is merged, and hardly an act is parted."""
    place = Path(__file__).parent.parent / "benchmarks"
    monkeypatch.syspath_prepend(str(place))
    linking = importlib.import_module("linking")
    bench = linking.read_bench([place / folder])
    figures = linking.score(bench, linking.hand_made(bench), False)
    assert figures["near misses merged"].startswith("0 of")
    assert figures["precision"] >= 0.98
    assert figures["recall"] >= 0.95


def test_extracted_records_of_the_benchmark(monkeypatch):
    """What eventx finds itself is linked as well as was asked: 0.9 each, and no near miss merged."""
    place = Path(__file__).parent.parent / "benchmarks"
    monkeypatch.syspath_prepend(str(place))
    linking = importlib.import_module("linking")
    folders = [place / "linking" / name for name in ("", "unseen", "held-out", "stranger")]
    bench = linking.read_bench(folders)
    figures = linking.score(bench, linking.extracted(bench), False)
    assert figures["near misses merged"].startswith("0 of")
    assert figures["precision"] >= 0.97
    assert figures["recall of all tellings"] >= 0.9


@pytest.fixture
def files(tmp_path):
    def put(name, *records):
        path = tmp_path / name
        path.write_text("".join(f"{r.to_json()}\n" for r in records), "utf-8")
        return str(path)

    return put


def run(*args, **more):
    return CliRunner().invoke(app, ["link", *args], **more)


def test_command(files, tmp_path):
    first, second = files("a.jsonl", act("a"), act("b")), files("c.jsonl", act("c"))
    assert [json.loads(x)["article_ids"] for x in run(first, second).stdout.splitlines()] == [["a", "b", "c"]]
    out = tmp_path / "incidents.jsonl"
    assert run(first, "-o", str(out)).exit_code == 0
    assert run(second, "--into", str(out), "-o", str(out)).exit_code == 0
    assert json.loads(out.read_text("utf-8"))["article_ids"] == ["a", "b", "c"]
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_command_reads_standard_input_and_arrays():
    assert json.loads(run("-", input=f"[{act('a').to_json()}]").stdout)["article_ids"] == ["a"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not json\n", "bad.jsonl:1: no record: Invalid JSON"),
        ('{"id": "x"}\n', "bad.jsonl:1: article_id: no record: Field required"),
        ("[1]", "bad.jsonl: 0: no record"),
    ],
)
def test_command_names_what_is_wrong(tmp_path, text, said):
    path = tmp_path / "bad.jsonl"
    path.write_text(text, "utf-8")
    result = run(str(path))
    assert result.exit_code == 1
    assert said in result.stderr


def test_command_without_file(tmp_path):
    result = run(str(tmp_path / "none.jsonl"))
    assert (result.exit_code, "No such file" in result.stderr) == (1, True)
