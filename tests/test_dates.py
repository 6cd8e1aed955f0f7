"""Date phrases: the cases of cases/dates.toml, datelines, and what must hold of any text."""

from __future__ import annotations

import calendar
import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from eventx.extractors.dates import ahead, dateline, datelines, find, reference_month
from eventx.mentions import Mention
from eventx.records import When

NLP = spacy.blank("en")
NLP.add_pipe("sentencizer")
DATA = tomllib.loads((Path(__file__).parent / "cases" / "dates.toml").read_text("utf-8"))
WORDS = """
on the last next early late of Sunday Monday March 3 13 2014 to and since until night overnight days ago two
later that week weekend January mid- - ( ) , . a.m. 05:30 [19:40]
earlier this past year 31 Feb. 0 99 9999 second half
""".split()  # noqa: SIM905


def mentions(text: str, published: dt.date | None) -> list[Mention]:
    return list(find(NLP(text), published))


def told(mention: Mention) -> str:
    when = mention.value
    return f"{when.text} = {when.edtf or '?'}" + (f" {when.time}" if when.time else "")


def bounds(edtf: str) -> tuple[dt.date | None, dt.date | None]:
    """First and last day of the level 1 strings that the cases use."""
    if "/" in edtf:
        one, other = edtf.split("/")
        return (None if one == ".." else bounds(one)[0]), (None if other == ".." else bounds(other)[1])
    parts = [int(p) for p in edtf.rstrip("~").split("-")]
    if len(parts) == 2 and parts[1] > 20:
        first = dt.date(parts[0], {21: 3, 22: 6, 23: 9}[parts[1]], 1)
        return first, dt.date(parts[0], first.month + 2, calendar.monthrange(parts[0], first.month + 2)[1])
    year, month, day = (*parts, 0, 0)[:3]
    last_month = month or 12
    return (
        dt.date(year, month or 1, day or 1),
        dt.date(year, last_month, day or calendar.monthrange(year, last_month)[1]),
    )


@pytest.mark.parametrize("case", DATA["case"], ids=[case["text"][:60] for case in DATA["case"]])
def test_phrase_becomes_days(case: dict[str, Any]) -> None:
    published = case.get("published", DATA["published"])
    published = None if published == "none" else published
    found = mentions(case["text"], published)
    assert [told(m) for m in found] == case["expect"]
    for mention in found:
        when = mention.value
        if when.edtf is None:
            assert (when.start, when.end, when.basis) == (None, None, "relative")
        else:
            start, end = bounds(when.edtf)
            assert when.start == start
            assert when.end == end or (when.end == published and when.grain == "month")


def test_cases_are_many() -> None:
    assert len(DATA["case"]) >= 120


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        ("KABUL, Afghanistan (Jan. 12, 2011) - Troops found a cache.", None, "2011-01-12"),
        ("Cache\n2010-09-CA-005 For Release\n\nKABUL, Afghanistan (Sept. 1) - It", None, "2010-09-01"),
        ("2010-03-CA-001\n\nKABUL, Afghanistan (Feb. 28) - A force", None, "2010-02-28"),
        ("2011-01-S-001\n\nKABUL, Afghanistan (Dec. 31) - A force", None, "2010-12-31"),
        ("July 6: Operations in the North\n2010-07-CA-028 \nIn the north a force", None, "2010-07-06"),
        ("SOUTHWEST ASIA, July 17, 2017 — Coalition forces flew.", None, "2017-07-17"),
        ("BAGHDAD, 5 Feb 2024 (Agency) - A convoy", None, "2024-02-05"),
        ("Baghdad, 5 February 2024 (Agency) — A convoy", None, "2024-02-05"),
        ("Bagram, Afghanistan (Sept. 2, 2010) - A force", None, "2010-09-02"),
        ("Published: 12 March 2024\nA convoy was hit.", None, "2024-03-12"),
        ("Published: 2024-03-12\nA convoy was hit.", None, "2024-03-12"),
        ("Joint Command Operational Update, Jan. 24, 2011\nA convoy was hit.", None, "2011-01-24"),
        ("A convoy was hit.", "Joint Command Operational Update March 4, 2011", "2011-03-04"),
        ("KABUL (Sept. 1) - A convoy was hit.", "Morning Operational Update Sept. 2, 2010", "2010-09-01"),
        ("By A. Writer\nMarch 12, 2024\nA convoy was hit.", None, "2024-03-12"),
        ("KABUL, Afghanistan (Sept. 1) - No year is told.", None, None),
        ("On July 17, 2017, forces hit a convoy.", None, None),
        ("The group (March 3, 2020) was founded in the south.", None, None),
        ("2011-07-S-003\nFor Immediate Release\n\nA force in the east", None, None),
        ("x" * 700 + "\nKABUL, Afghanistan (Jan. 12, 2011) - late", None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_dateline_tells_publication(text: str, title: str | None, expected: str | None) -> None:
    found = dateline(text, title)
    assert (found and found[0].isoformat()) == expected
    if found and found[1] >= 0:
        assert str(found[0].day) in text[found[1] : found[2]]
    elif found:
        assert found[1:] == (-1, -1)


def test_every_section_has_its_dateline() -> None:
    text = "KABUL, Afghanistan (June 19, 2012)\nA.\n\n2012-06-S-020\nKABUL, Afghanistan (June 20)\nB."
    found = datelines(text)
    assert [day.isoformat() for _, day in found] == ["2012-06-19", "2012-06-20"]
    assert [text[offset : offset + 4] for offset, _ in found] == ["June", "June"]


@pytest.mark.parametrize(
    ("text", "expected"), [("2011-07-S-003 For Us", (2011, 7)), ("2011-7-S-003", (2011, 7)), ("none", None)]
)
def test_reference_number_tells_month(text: str, expected: tuple[int, int] | None) -> None:
    assert reference_month(text) == expected


def test_a_dateline_far_from_publication_is_no_reference() -> None:
    text = "KABUL, Afghanistan (Jan. 12, 2011) - Troops found a cache yesterday."
    assert [m.value.start for m in mentions(text, dt.date(2024, 2, 19))] == [dt.date(2024, 2, 18)]


def test_part_of_speech_refutes_a_month() -> None:
    words, pos = ["They", "said", "in", "May"], ["PRON", "VERB", "ADP", "AUX"]
    doc = Doc(NLP.vocab, words=words, pos=pos, sent_starts=[True, False, False, False])
    assert list(find(doc, dt.date(2024, 2, 19))) == []


def test_root_is_the_word_the_phrase_hangs_by() -> None:
    doc = Doc(
        NLP.vocab, words=["Troops", "struck", "on", "Tuesday", "night"], heads=[1, 1, 4, 4, 1],
        deps=["nsubj", "ROOT", "case", "compound", "obl"], pos=["NOUN", "VERB", "ADP", "PROPN", "NOUN"],
    )  # fmt: skip
    [mention] = find(doc, dt.date(2024, 2, 19))
    assert (mention.start, mention.end, mention.root) == (3, 5, 4)


def test_what_is_planned_looks_ahead() -> None:
    published = dt.date(2024, 2, 19)
    [friday] = mentions("They will leave on Friday.", published)
    assert ahead(friday.value, published).start == dt.date(2024, 2, 23)
    [day] = mentions("They will leave on March 3.", published)
    assert ahead(day.value, published).edtf == "2024-03-03"
    [past] = mentions("They left last Friday.", published)
    assert ahead(past.value, published) == past.value


dates = st.none() | st.dates()


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=4), max_size=14), st.sampled_from([" ", ""]), dates)
def test_any_words(words: list[str], joint: str, published: dt.date | None) -> None:
    check(joint.join(words), published)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80), dates)
def test_any_text(text: str, published: dt.date | None) -> None:
    check(text, published)
    dateline(text, text)
    datelines(text)


def check(text: str, published: dt.date | None) -> None:
    doc = NLP(text)
    end = 0
    for mention in find(doc, published):
        when = mention.value
        assert isinstance(when, When)
        assert 0 <= mention.start <= mention.root < mention.end <= len(doc)
        assert mention.start >= end - 1
        end = mention.end
        assert when.start is None or when.end is None or when.start <= when.end
        assert when.text and when.text in text
        if published:
            ahead(when, published)
