"""Background kept on request: with its reason, apart from news, and without a trace where nobody asks."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from eventx.pipeline import Extractor
from eventx.records import Article, Operation

DAY = dt.date(2024, 2, 8)
NEWS = "Troops raided a Boko Haram camp near Bama in Borno State on Tuesday, killing five fighters."
GOLD = sorted((Path(__file__).parent.parent / "benchmarks" / "gold").glob("*.json"))


@pytest.fixture(scope="module")
def plain() -> Extractor:
    return Extractor(skim=False)


@pytest.fixture(scope="module")
def keeping(plain: Extractor) -> Extractor:
    return Extractor(plain.nlp, keep_background=True, gazetteer=plain.gazetteer, rules=plain.rules)


def both(keeping: Extractor, text: str) -> tuple[list[Operation], list[Operation]]:
    """The news and the background of an article."""
    operations = keeping(Article(id="a", text=text, published=DAY))
    news = [o for o in operations if o.background is None]
    assert operations[: len(news)] == news  # news stands first
    return news, operations[len(news) :]


def figures(operations: list[Operation], kind: str = "killed") -> list[int | None]:
    return [o.count.best for operation in operations for o in operation.outcomes if o.type == kind]


@pytest.mark.parametrize(
    ("sentence", "reason", "kind"),
    [
        ("In 2015, militants attacked a school in Chibok and killed 12 pupils.", "history", "attack"),
        ("Troops regularly raid villages in the area.", "habitual", "raid"),
        ("Residents feared that militants had attacked Maiduguri.", "opinion", "attack"),
        ("The army could launch an offensive against the group.", "opinion", "offensive"),
        ("Soldiers attacked a mock village during a live-fire exercise in Kaduna.", "exercise", "attack"),
        ("Some 3,000 soldiers are deployed in the state to provide support.", "posture", "deployment"),
    ],
)
def test_reason_and_kind(keeping, sentence, reason, kind):
    _, background = both(keeping, sentence)
    assert (reason, kind) in {(o.background, o.kind) for o in background}


def test_never_merged_nor_counted_with_news(keeping, plain):
    text = f"{NEWS} In 2015, militants attacked a school near Bama in Borno State, killing 12 pupils."
    news, background = both(keeping, text)
    assert [o.to_json() for o in news] == [
        o.to_json() for o in plain(Article(id="a", text=text, published=DAY))
    ]
    assert figures(news) == [5]
    assert figures(background) == [12]
    assert {o.background for o in background} == {"history"}


def test_news_and_background_of_one_sentence(keeping):
    text = "Troops killed five fighters on Tuesday near Bama, where militants had killed 12 pupils in 2015."
    news, background = both(keeping, text)
    assert figures(news) == [5]
    assert figures(background) == [12]
    assert [o.date.start.year for o in (*news, *background)] == [2024, 2015]


def test_reasons_do_not_merge(keeping):
    text = "In 2015, militants attacked a school in Chibok. Militants regularly attack schools in Chibok."
    _, background = both(keeping, text)
    assert [o.background for o in background] == ["history", "habitual"]


def test_a_date_is_not_lent(keeping):
    _, background = both(keeping, f"{NEWS} Troops regularly raid villages in the area.")
    assert [o.date for o in background] == [None]


def test_what_may_happen_is_hypothetical(keeping):
    _, (operation,) = both(keeping, "The army could launch an offensive against the group in Borno.")
    assert (operation.background, operation.modality) == ("opinion", "hypothetical")


def test_less_likely_than_news_and_not_filtered(plain):
    text = f"{NEWS} In 2015, militants attacked a school in Chibok and killed 12 pupils."
    article = Article(id="a", text=text, published=DAY)
    strict = Extractor(plain.nlp, keep_background=True, min_confidence=0.9, gazetteer=plain.gazetteer)
    news, background = strict(article)
    assert news.background is None
    assert background.background == "history"
    assert background.confidence < 0.9 <= news.confidence


@pytest.mark.parametrize("file", GOLD[::3], ids=lambda f: f.stem)
def test_news_of_whole_articles_stays_as_it_is(plain, keeping, file):
    row = json.loads(file.read_text("utf-8"))
    article = Article.model_validate({k: row[k] for k in ("id", "title", "published", "text")})
    told = keeping(article)
    assert [o.to_json() for o in told if o.background is None] == [o.to_json() for o in plain(article)]
    assert len({o.id for o in told}) == len(told)
    spans = [(e.in_, e.start) for o in told if o.background for e in o.evidence]
    assert not set(spans) & {(e.in_, e.start) for o in told if not o.background for e in o.evidence}
