"""What of an article is parsed: sentences that can hardly matter are passed over, without loss."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx import Article, Extractor, Operation, read_articles
from eventx.rules import load_rules
from eventx.skimming import Skim, known, sentences

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
PLAIN = "The bakery in our street sells bread, cake and coffee to the pupils of the school opposite."
MORE = " ".join([PLAIN] * 3)  # a text of three sentences is read whatever they say
TOLD = "Soldiers raided a camp of the LRA near Obo on Monday, killing four rebels."


@pytest.fixture(scope="module")
def skimming() -> Extractor:
    """An extractor as it comes."""
    return Extractor()


@pytest.fixture(scope="module")
def whole() -> Extractor:
    """An extractor that parses every sentence."""
    return Extractor(skim=False)


def told(operations: list[Operation]) -> list[object]:
    """What records tell, but for the confidence, which knows of names in passages that were not parsed."""
    return [o.model_dump(exclude={"confidence"}) for o in operations]


@given(st.lists(st.sampled_from([".", "!", '"', "\n\n", " ", "Then", "he", "left", "3", "'s"]), max_size=30))
def test_sentences_cover_all_tokens_once(words: list[str]) -> None:
    """Spans touch, and leave no token out."""
    spans = list(sentences(words))
    assert [i for a, b in spans for i in range(a, b)] == list(range(len(words)))


@pytest.mark.parametrize(
    ("written", "sort"), [("convoys", "SECURITY"), ("gunmen", "HOSTILE"), ("batteries", "GUNS")]
)
def test_words_are_known_in_the_plural(written: str, sort: str) -> None:
    """What the rules know is known as it is written."""
    assert sort in known(load_rules())[written]


def test_plain_news_is_not_parsed(skimming: Extractor) -> None:
    """An article without a telling sentence costs no parse, and says that it was passed over."""
    trace = skimming.trace(Article.model_validate({"text": " ".join([PLAIN] * 4)}))
    assert (trace.operations, trace.passed) == ([], ((0, len(trace.doc)),))
    assert not trace.doc.has_annotation("DEP")


@pytest.mark.parametrize("text", [f"{MORE} {TOLD}", f"{TOLD} {MORE}", f"{MORE}\n\n{TOLD}\n\n{PLAIN}"])
def test_a_telling_sentence_is_read_wherever_it_stands(
    text: str, skimming: Extractor, whole: Extractor
) -> None:
    """The records are those of the whole text, and offsets are of the text as given."""
    article = Article.model_validate({"text": text, "published": "2024-02-07"})
    trace = skimming.trace(article)
    assert trace.passed
    assert told(trace.operations) == told(whole(article)) != []
    assert all(text[e.start : e.end] == e.text for o in trace.operations for e in o.evidence)


def test_examples_lose_nothing(skimming: Extractor, whole: Extractor) -> None:
    """Records of the examples are the same with and without; a batch gives what single articles give."""
    articles = [a for a in read_articles(EXAMPLES) if isinstance(a, Article)]
    batch = [operations for _, operations in skimming.pipe(articles, batch_size=3)]
    assert batch == [skimming(a) for a in articles]
    assert [told(found) for found in batch] == [told(whole(a)) for a in articles]


def test_every_example_of_a_rule_is_parsed() -> None:
    """A sentence that a rule fires on is never dismissed with its article."""
    skim, nlp = Skim.load(load_rules()), Extractor().nlp
    texts = [example.text for rule in load_rules().rules for example in rule.example]
    lost = [text for text in texts if not skim([token.text for token in nlp.make_doc(text)]).parsed]
    assert lost == []
