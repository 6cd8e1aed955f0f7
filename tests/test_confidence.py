"""How likely a record is: weights that make sense, and the filter that rests on them."""

from __future__ import annotations

import datetime as dt
import sys
import tomllib
from pathlib import Path

import numpy as np
import pytest

from eventx.bulk import likely as likely_lines
from eventx.confidence import DOUBT, EVIDENCE, likely, load_weights, probability
from eventx.pipeline import Extractor
from eventx.records import Article, Operation

sys.path.insert(0, str(Path(__file__).parent.parent / "training"))

import fit_confidence as training

DAY = dt.date(2024, 2, 8)
FULL = "Troops raided a Boko Haram camp near Bama in Borno State on Tuesday, killing five fighters."
THIN = "Two people died in an operation in Borno."


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def only(extractor: Extractor, text: str) -> Operation:
    (operation,) = extractor(Article(id="a", text=text, published=DAY))
    return operation


def record(name: str, confidence: float, *, part_of: str | None = None) -> Operation:
    return Operation(id=name, article_id="a", kind="raid", confidence=confidence, part_of=part_of)


class TestWeights:
    def test_one_for_each_feature(self):
        assert set(load_weights()) == {"intercept", *EVIDENCE, *DOUBT}

    def test_evidence_never_counts_against_nor_doubt_for(self):
        weights = load_weights()
        assert not [name for name in EVIDENCE if weights[name] < 0]
        assert not [name for name in DOUBT if weights[name] > 0]

    def test_some_matter(self):
        assert probability(dict.fromkeys(EVIDENCE, 1)) > 0.95
        assert probability(dict.fromkeys(DOUBT, 1)) < 0.05


class TestRecords:
    def test_more_is_told_in_one_than_in_the_other(self, extractor):
        assert only(extractor, FULL).confidence > 0.95 > only(extractor, THIN).confidence

    @pytest.mark.parametrize(
        "text",
        [
            FULL.replace(" on Tuesday", ""),
            FULL.replace(" near Bama in Borno State", ""),
            FULL.replace(", killing five fighters", ""),
            FULL.replace("Troops raided a Boko Haram camp", "A Boko Haram camp was raided"),
        ],
    )
    def test_a_detail_taken_away_makes_it_less_likely(self, extractor, text):
        assert only(extractor, text).confidence < only(extractor, FULL).confidence

    def test_doubt_never_makes_it_likelier(self, extractor):
        """A fit may give it no weight, never one above 0."""
        doubted = FULL.replace("Troops", "Troops reportedly")
        assert only(extractor, doubted).confidence <= only(extractor, FULL).confidence

    def test_second_record_of_the_same_kind_day_and_place_is_doubted(self, extractor):
        text = f"{FULL} In a separate raid near Bama on Tuesday, police killed five fighters."
        first, second = extractor(Article(id="a", text=text, published=DAY))
        assert second.confidence < first.confidence == only(extractor, FULL).confidence

    def test_trace_tells_what_it_rests_on(self, extractor):
        trace = extractor.trace(Article(id="a", text=FULL, published=DAY))
        (operation,) = trace.operations
        told = trace.features[operation.id]
        assert set(told) == {*EVIDENCE, *DOUBT}
        assert {name for name, value in told.items() if value == 1} == {
            *("strong", "placed", "dated", "acting", "struck", "resulting", "counted")
        }
        assert operation.confidence == probability(told)


class TestFilter:
    def test_extractor_leaves_out_the_less_likely(self):
        text = f"{FULL}\n\n{THIN}"
        article = Article(id="a", text=text, published=DAY)
        everything = Extractor()(article)
        assert len(everything) == 2
        least = max(o.confidence for o in everything)
        kept = Extractor(min_confidence=least)(article)
        assert [o.to_json() for o in kept] == [o.to_json() for o in everything if o.confidence >= least]
        assert len(kept) == 1

    @pytest.mark.parametrize("least", [-0.1, 1.1, float("nan")])
    def test_no_probability_is_refused(self, least):
        with pytest.raises(ValueError, match=r"min_confidence: .* is not between 0 and 1"):
            Extractor(min_confidence=least)

    def test_bounds_are_kept(self):
        assert [o.id for o in likely([record("a", 0.4), record("b", 0.5)], 0.5)] == ["b"]

    def test_no_part_of_a_record_left_out(self):
        whole, part, other = record("w", 0.3), record("p", 0.9, part_of="w"), record("o", 0.9, part_of="x")
        assert [(o.id, o.part_of) for o in likely([whole, part, other], 0.5)] == [("p", None), ("o", "x")]
        assert part.part_of == "w"
        assert likely([whole, part], 0.3)[1].part_of == "w"

    def test_lines(self):
        lines = [record("a", 0.4).to_json(), record("b", 0.8).to_json()]
        assert likely_lines(lines, 0) is lines
        assert likely_lines(lines, 0.5) == lines[1:]


class TestFit:
    def samples(self, *groups: tuple[str, int, int]) -> list:
        """Records with one feature each: so many right, so many wrong."""
        none = dict.fromkeys((*EVIDENCE, *DOUBT), 0.0)
        return [
            training.Sample(Path(f"{name}{rank}"), {**none, name: 1.0}, rank < right)
            for name, right, wrong in groups
            for rank in range(right + wrong)
        ]

    def test_as_many_are_right_as_predicted(self):
        rows = self.samples(("strong", 90, 10), ("placed", 50, 50), ("alike", 10, 40))
        predicted = training.sigmoid(training.matrix(rows) @ training.fit(rows))
        assert predicted.sum() == pytest.approx(150, abs=0.01)
        assert predicted[0] > predicted[100] > predicted[-1]

    def test_signs_hold_against_the_data(self):
        rows = self.samples(("strong", 10, 90), ("doubted", 90, 10), ("placed", 50, 50))
        weights = dict(zip(training.NAMES, training.fit(rows)[1:], strict=True))
        assert weights["strong"] == 0 == weights["doubted"]
        assert weights["placed"] == pytest.approx(0, abs=1e-6)

    def test_background_is_as_seldom_right_as_it_was(self):
        news = self.samples(("strong", 90, 10))
        kept = self.samples(("strong", 10, 90))
        weights = training.fit(news)
        score = training.matrix(kept) @ weights + training.fit_background(kept, weights)
        assert training.sigmoid(score).sum() == pytest.approx(10.5, abs=0.01)

    def test_area_under_roc(self):
        assert training.area(np.array([0.9, 0.5, 0.1]), np.array([1.0, 1.0, 0.0])) == 1
        assert training.area(np.array([0.5, 0.5]), np.array([1.0, 0.0])) == 0.5

    def test_weights_are_written_as_they_are_read(self):
        rows = self.samples(("strong", 90, 10), ("alike", 10, 40))
        read = tomllib.loads(training.write(training.fit(rows), -2.0, rows))["weights"]
        assert set(read) == {"intercept", *EVIDENCE, *DOUBT}
        assert read["background"] == -2
        assert read["strong"] > 0 == read["long"] > read["alike"]
