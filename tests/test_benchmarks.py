"""How the benchmark reduces records of a release to one event; hand-made records, no pipeline."""

from __future__ import annotations

import importlib
import sys
import types
from pathlib import Path

import pytest

from eventx.records import Article, Count, Force, Operation, Outcome, Person, Place, Span, When


@pytest.fixture(scope="module")
def isaf():
    """benchmarks/isaf.py as a module; it needs no pipeline to reduce."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(Path(__file__).parent.parent / "benchmarks"))
        if importlib.util.find_spec("eventx.pipeline") is None:
            room = types.ModuleType("eventx.pipeline")
            room.Extractor = room.Trace = object
            patch.setitem(sys.modules, "eventx.pipeline", room)
        yield importlib.import_module("isaf")


def place(admin1="AF-KAN", **more):
    return Place(text="Dand", admin1=[admin1] if admin1 else [], country="AF", **more)


def force(role, type_="coalition", text="the force"):
    return Force(text=text, role=role, type=type_)


def outcome(type_, number=1, side="target", high=..., text="n"):
    count = Count(low=number, high=number if high is ... else high, text=text)
    return Outcome(type=type_, side=side, object="person", text="x", count=count)


def act(kind="raid", start=0, day="2011-04-26", **more):
    more.setdefault("locations", [place()])
    more.setdefault("forces", [force("initiator"), force("target", "armed_group", "a Taliban leader")])
    span = Span(start=start, end=start + 1, text="x", found_by="test")
    date = When(start=day, end=day) if day else None
    return Operation(id=f"o{start}", article_id="a", kind=kind, date=date, evidence=[span], **more)


def test_nothing_told(isaf):
    event = isaf.event([])
    assert (event["event_type"], event["province"], event["start_date"]) == ([], [], None)
    assert (event["killq"], event["min_captured"]) == (False, 0)


def test_detention_of_a_leader_and_several(isaf):
    leader = Person(description="a Taliban leader", fate="captured")
    event = isaf.event([act("arrest", outcomes=[outcome("captured", 4, high=None)], people=[leader])])
    assert event == {
        "start_date": "2011-04-26", "event_type": ["detention"], "province": ["kandahar"],
        "target_group": ["taliban"], "min_killed": 0, "min_captured": 4, "killq": False, "captureq": True,
        "killcaptureraid": False, "airstrike": False, "noshotsfired": False, "min_leaders_killed": 0,
        "min_leaders_captured": 1,
    }  # fmt: skip


def test_a_facilitator_is_no_leader(isaf):
    one = Person(description="a Haqqani facilitator", affiliation="Haqqani network", fate="captured")
    event = isaf.event([act("arrest", outcomes=[outcome("captured")], people=[one], forces=[])])
    assert (event["min_leaders_captured"], event["target_group"]) == (0, ["haqqani"])


@pytest.mark.parametrize(
    ("records", "label"),
    [
        ([act(outcomes=[outcome("killed", 2), outcome("captured", 1)])], "captureandkill"),
        (
            [act(outcomes=[outcome("killed", 2)]), act("arrest", 9, outcomes=[outcome("captured")])],
            "captureandkill",
        ),
        ([act("airstrike", outcomes=[outcome("killed", 2)])], "airstrike"),
        ([act("airstrike")], "airstrike"),
        ([act("clash", outcomes=[outcome("killed", 2)])], "insurgentskilled"),
        ([act("clash")], "exchangeoffire"),
        ([act(outcomes=[outcome("killed", 6, "civilian")])], "civiliancasualty"),
        ([act("arrest", outcomes=[outcome("surrendered")])], "detention"),
        (
            [act(outcomes=[outcome("killed", 0)]), act("arrest", 9, outcomes=[outcome("captured")])],
            "detention",
        ),
        ([act(status="planned", outcomes=[outcome("killed")])], None),
        ([act("seizure")], None),
    ],
)
def test_event_type(isaf, records, label):
    assert isaf.event(records)["event_type"] == ([label] if label else [])


def test_who_began_it_turns_the_sides(isaf):
    forces = [force("initiator", "armed_group", "insurgents"), force("target")]
    event = isaf.event(
        [act("attack", forces=forces, outcomes=[outcome("killed", 3, "initiator"), outcome("killed", 1)])]
    )
    assert event["min_killed"] == 3


def test_acts_of_one_event_add_up_and_others_do_not(isaf):
    records = [
        act("clash", 0, level="aggregate", outcomes=[outcome("killed", 40)]),
        act("clash", 10, outcomes=[outcome("killed", 4)]),
        act("clash", 20, "2011-04-27", locations=[], outcomes=[outcome("killed", 11)]),
        act("clash", 30, "2011-04-20", outcomes=[outcome("killed", 5)]),
        act("clash", 40, locations=[place("AF-GHA")], outcomes=[outcome("killed", 6)]),
    ]
    assert isaf.event(records)["min_killed"] == 15


def test_later_tellings_of_the_same_people_do_not_count(isaf):
    records = [
        act("arrest", 0, outcomes=[outcome("captured", 3)]),
        act("arrest", 10, day=None, outcomes=[outcome("captured", 1, text=None)]),
        act("arrest", 20, day=None, outcomes=[outcome("captured", 3)]),
        act("arrest", 30, day=None, outcomes=[outcome("captured", 2)]),
    ]
    assert isaf.event(records)["min_captured"] == 5


@pytest.mark.parametrize(
    ("start", "end", "day"),
    [
        ("2011-04-26", "2011-04-26", "2011-04-26"),
        ("2011-04-25", "2011-04-26", "2011-04-26"),
        ("2011-04-18", "2011-04-24", "2011-04-18"),
        (None, "2011-04-26", "2011-04-26"),
    ],
)
def test_start_date(isaf, start, end, day):
    record = act("arrest").model_copy(update={"date": When(start=start, end=end)})
    assert isaf.event([record])["start_date"] == day


def test_two_leaders(isaf):
    told = [
        Person(description="two Taliban leaders", fate="killed"),
        Person(name="Mullah Salim", fate="killed"),
    ]
    event = isaf.event([act(outcomes=[outcome("killed", 3)], people=told)])
    assert event["min_leaders_killed"] == 2


@pytest.mark.parametrize(
    ("text", "kind", "result", "house"),
    [
        ("They captured a leader in Dand. No shots were fired.", "arrest", "captured", (True, True)),
        ("A patrol found a cache and detained a man.", "arrest", "captured", (False, False)),
        ("A patrol searching for a leader detained a man.", "arrest", "captured", (True, False)),
        ("A patrol was engaged and killed two.", "clash", "killed", (False, False)),
        ("They killed two while searching the compound.", "raid", "killed", (True, False)),
        ("A precision airstrike killed the targeted leader.", "airstrike", "killed", (False, False)),
        ("The force did not fire their weapons.", "raid", "captured", (True, True)),
    ],
)
def test_house_fields(isaf, text, kind, result, house):
    trace = types.SimpleNamespace(article=Article(text=text))
    record = isaf.house_fields(act(kind, outcomes=[outcome(result)]), trace)
    assert (record.extra["killcaptureraid"], record.extra["noshotsfired"]) == house


def test_labels_are_not_passed_on(isaf):
    row = {"id": "a", "text": "Troops fled.", "gold": {"killq": True}, "operations": []}
    assert sys.modules["runs"].article(row).extra == {}
