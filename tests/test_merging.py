"""Which act a sentence goes on telling: the model, what it is told, and what merging keeps."""

from __future__ import annotations

import datetime as dt
import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx import Article, Extractor, merging, news, overruling, read_gold
from eventx.boosting import Boosted, load
from eventx.continuing import Reader
from eventx.drafts import Draft
from eventx.evaluating import GoldArticle
from eventx.parse import parse_of
from eventx.syntax import Grammar

GOLD = Path(__file__).parent.parent / "benchmarks" / "gold"
DAY = dt.date(2024, 6, 12)
LEAF = st.floats(-3, 3)
TREE = st.recursive(
    LEAF, lambda node: st.tuples(st.integers(0, 2), st.floats(-5, 5), node, node).map(list), max_leaves=12
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def articles() -> list[Article]:
    golds = [gold for gold in read_gold(GOLD) if isinstance(gold, GoldArticle)]
    return [Article(id=g.id, title=g.title, published=g.published, text=g.text) for g in golds]


@given(trees=st.lists(TREE, max_size=5), bias=LEAF, row=st.tuples(*[st.floats(-9, 9)] * 3))
def test_trees_tell_a_probability(trees, bias, row) -> None:
    def leaf(node):
        if isinstance(node, list):
            return leaf(node[2] if row[node[0]] <= node[1] else node[3])
        return node

    model = Boosted.of({"features": ["a", "b", "c"], "bias": bias, "trees": trees})
    wanted = 1 / (1 + math.exp(-(bias + sum(map(leaf, trees)))))
    assert model.probability(dict(zip("abc", row, strict=True))) == pytest.approx(wanted)


def test_what_the_model_asks_is_told_as_finite_numbers(extractor: Extractor) -> None:
    asked, pairs = set(load(overruling.MODEL).features), 0
    for article in articles()[:12]:
        trace = extractor.trace(article)
        reader = Reader.of(Grammar(parse_of(trace.doc), extractor.rules), trace.told)
        body = [t for t in trace.told if not t.in_title]
        for first, then in pairwise(body):
            draft = Draft([first])
            told = reader.telling(then) | reader.pair(then, draft, 0, [draft])
            assert asked <= told.keys()
            assert all(math.isfinite(value) for value in told.values())
            pairs += 1
    assert pairs > 20


def test_each_telling_is_in_one_act_in_the_order_of_the_text(extractor: Extractor) -> None:
    for article in articles():
        trace = extractor.trace(article)
        if not trace.told:
            continue
        grammar = Grammar(parse_of(trace.doc), extractor.rules)
        told = news.recent(grammar, trace.told, trace.published)[0]
        drafts = merging.merge(grammar, told)
        merged = [id(t) for draft in drafts for t in draft.tellings if not t.in_title]
        assert len(merged) == len(set(merged))
        left = [t for t in told if not t.in_title and id(t) not in merged]
        assert all(t.kinds == ["clearance"] and not t.outcomes for t in left)  # bare searches after an attack
        opened = [draft.first.tokens[0] for draft in drafts if not draft.first.in_title]
        assert opened == sorted(opened)


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Soldiers raided a camp near Bama on Monday. Nine fighters were killed in the raid.", 1),
        ("Soldiers raided a camp near Bama on Monday. On Sunday gunmen attacked a market in Gwoza.", 2),
        (
            "Troops killed five rebels in Beni.\n\nSeparately, rebels abducted ten people in Lubero.",
            2,
        ),
    ],
)
def test_acts_are_told_apart(extractor: Extractor, text: str, acts: int) -> None:
    assert len(extractor(Article(id="a", text=text, published=DAY))) == acts
