"""Quantity words: the cases of cases/numbers.toml and what must hold of any words."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from eventx.numbers import add, count_at, default_count, hull
from eventx.parse import Parse
from eventx.quantities import parse_count
from eventx.records import Count

VOCAB = spacy.blank("en").vocab
DATA = tomllib.loads((Path(__file__).parent / "cases" / "numbers.toml").read_text("utf-8"))
PLAIN = dict.fromkeys(("the", "a", "an", "no"), "DET") | dict.fromkeys(("of", "in", "at"), "ADP")
PLAIN |= {"and": "CCONJ"}
WORDS = """
at least more than a an no dozen of few number large group between 20 and 30 to - or so other two hundred
thousand some about up fewer half twenty-five 3,000 1.5 million the both several dozens tens another
0 007 1e9 % militants
""".split()  # noqa: SIM905


def shown(count: Count | None) -> str:
    if count is None:
        return "-"
    return ",".join("_" if n is None else str(n) for n in (count.low, count.high, count.best))


def parsed(text: str, *, spaced: bool = True) -> tuple[Parse, int]:
    """A Doc of "word/POS" tokens, all hanging by the starred one."""
    head, words, pos = 0, [], []
    for i, token in enumerate(text.split()):
        head = i if token.startswith("*") else head
        word, _, tag = token.removeprefix("*").partition("/")
        words.append(word)
        pos.append(tag or PLAIN.get(word.lower(), "NOUN"))
    spaces = [spaced or "-" not in words[i : i + 2] for i in range(len(words))]
    doc = Doc(
        VOCAB, words=words, spaces=spaces, pos=pos, heads=[head] * len(words),
        deps=["ROOT" if i == head else "dep" for i in range(len(words))],
        sent_starts=[i == 0 for i in range(len(words))],
    )  # fmt: skip
    return Parse(doc), head


@pytest.mark.parametrize(("phrase", "expected"), DATA["phrases"].items())
def test_phrase_becomes_bounds(phrase: str, expected: str) -> None:
    count = parse_count(phrase.split())
    assert shown(count) == expected
    assert count is None or count.text == phrase


def test_cases_are_many() -> None:
    assert len(DATA["phrases"]) >= 100


@pytest.mark.parametrize("case", DATA["noun"], ids=[case["text"] for case in DATA["noun"]])
def test_noun_phrase_tells_count(case: dict[str, Any]) -> None:
    parse, head = parsed(case["text"], spaced=case.get("spaced", True))
    count, first = count_at(parse, head)
    assert f"{shown(count)} @ {first}" == case["expect"]


@pytest.mark.parametrize(("noun", "expected"), DATA["defaults"].items())
def test_noun_alone(noun: str, expected: str) -> None:
    word, _, morph = noun.partition(" ")
    doc = Doc(VOCAB, words=[word], pos=["NOUN"], morphs=[morph], sent_starts=[True])
    assert shown(default_count(Parse(doc), 0)) == expected


def test_sum_and_range() -> None:
    two, some = Count(low=2, high=2, best=2, text="two"), Count(low=3, text="some")
    assert shown(add(two, two)) == "4,4,4"
    assert shown(add(two, some)) == "5,_,_"
    assert shown(add(two, Count())) == "2,_,_"
    assert shown(add(Count(), Count())) == "_,_,_"
    assert add(two, some).text == "two + some"
    five = Count(low=5, high=5, best=5)
    assert shown(hull(two, five)) == "2,5,_"
    assert shown(hull(two, two)) == "2,2,2"
    assert shown(hull(five, Count(low=4, best=4))) == "4,_,_"


counts = st.builds(
    lambda low, more, best: Count(low=low, high=None if more is None else (low or 0) + more, best=best),
    st.none() | st.integers(0, 10**6), st.none() | st.integers(0, 10**6), st.none() | st.integers(0, 10**6),
)  # fmt: skip


@given(counts, counts)
def test_sum_and_range_keep_order(a: Count, b: Count) -> None:
    assert add(a, b).low == add(b, a).low
    both = hull(a, b)
    for one in (a, b):
        assert both.low is None or (one.low is not None and both.low <= one.low)
        assert both.high is None or (one.high is not None and both.high >= one.high)


@settings(max_examples=500)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=5), max_size=9))
def test_any_words(words: list[str]) -> None:
    count = parse_count(words)
    assert count is None or count.low is None or count.high is None or count.low <= count.high
    assert count is None or count.low is None or count.low >= 0


@settings(max_examples=300)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=9), st.data())
def test_any_noun_phrase(words: list[str], data: st.DataObject) -> None:
    parse, _ = parsed(" ".join(words))
    head = data.draw(st.integers(0, len(parse) - 1))
    count, first = count_at(parse, head)
    assert 0 <= first <= head
    assert count is None or count.text
    default_count(parse, head)
