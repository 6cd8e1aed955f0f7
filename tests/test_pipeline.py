"""The path from article to records: offsets, ids, dates, bad input, pipelines of other people."""

from __future__ import annotations

import datetime as dt
import gc
import threading
from collections.abc import Iterator

import pytest
import spacy
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from threadpoolctl import threadpool_info, threadpool_limits

from eventx import pipeline
from eventx.errors import ArticleError, PipelineError
from eventx.garbage import unsearched
from eventx.mentions import Mention
from eventx.models import load_pipeline
from eventx.parse import Parse
from eventx.pipeline import Extractor, Trace, extract
from eventx.reading import MAX_LENGTH
from eventx.records import Article, Operation, Span
from eventx.skimming import Cut

DAY = dt.date(2024, 2, 8)  # a Thursday
RAID = (
    "Troops raided a Boko Haram camp near Bama in Borno State on Tuesday, "
    "killing five fighters, the army said."
)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def spans(value: object) -> list[Span]:
    """All spans of a record, however deep."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, list):
        return [s for item in value for s in spans(item)]
    if hasattr(value, "model_fields_set"):
        return [s for name in type(value).model_fields for s in spans(getattr(value, name))]  # type: ignore[attr-defined]
    return []


def assert_offsets(article: Article, operations: list[Operation]) -> None:
    for operation in operations:
        for span in spans(operation):
            text = (article.title or "") if span.in_ == "title" else article.text
            assert text[span.start : span.end] == span.text


PIECES = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.sampled_from([
            RAID, "\n\n", "  ", "“Troops killed 12 bandits in Zamfara”, he said.", "\r\n", "\u200f", "-- ",
            "\tIraqi jets bombed a tunnel near Rutba on Monday.", "Police arrested two men in Lyon.",
            "KABUL, Afghanistan (Jan. 12, 2011) — ", "مقتل خمسة", "😀", "\u00a0",
        ]),
    ),
    max_size=8,
)  # fmt: skip


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES, title=st.one_of(st.none(), st.text(max_size=30), st.just("Troops raid camp in Borno")))
@pytest.mark.filterwarnings("ignore:article")
def test_offsets_point_into_the_text_as_given(
    extractor: Extractor, pieces: list[str], title: str | None
) -> None:
    article = Article(id="a", text="".join(pieces), title=title, published=DAY)
    assert_offsets(article, extractor(article))


def test_one_sentence_gives_one_record(extractor: Extractor) -> None:
    (operation,) = extractor(Article(id="a", text=RAID, published=DAY))
    assert operation.kind == "raid"
    assert operation.date is not None
    assert operation.date.start == operation.date.end == dt.date(2024, 2, 6)
    assert operation.date.basis == "relative"
    assert "Bama" in {p.name for p in operation.locations}
    assert {(o.type, o.side, o.count.best) for o in operation.outcomes} == {("killed", "target", 5)}
    assert "Boko Haram" in {f.name for f in operation.forces if f.role == "target"}


def test_the_same_article_gives_the_same_bytes(extractor: Extractor) -> None:
    article = Article(id="a", text=RAID, published=DAY)
    assert [o.to_json() for o in extractor(article)] == [o.to_json() for o in Extractor()(article)]


def test_pipe_gives_what_single_calls_give(extractor: Extractor) -> None:
    articles = [Article(id=str(i), text=RAID.replace("five", str(i)), published=DAY) for i in range(2, 9)]
    piped = list(extractor.pipe(articles, batch_size=3))
    assert [a.id for a, _ in piped] == [a.id for a in articles]
    assert [[o.to_json() for o in ops] for _, ops in piped] == [
        [o.to_json() for o in extractor(a)] for a in articles
    ]


def test_threads_share_an_extractor(extractor: Extractor) -> None:
    found: list[str] = []

    def work() -> None:
        found.extend(
            o.to_json() for _ in range(5) for o in extractor(Article(id="a", text=RAID, published=DAY))
        )

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 20
    assert len(set(found)) == 1


def test_numpy_uses_one_thread_while_we_read_and_its_own_number_behind(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def threads() -> None:
        seen.extend(library["num_threads"] for library in threadpool_info() if library["user_api"] == "blas")

    class Skimming:
        """Asked while we read."""

        def __call__(self, words: list[str]) -> Cut:
            threads()
            return Cut(((0, len(words)),), ((0, len(words)),))

    monkeypatch.setattr(extractor, "skim", Skimming())
    with threadpool_limits(limits=2, user_api="blas"):
        for _ in extractor.pipe([Article(id="a", text=RAID, published=DAY)]):
            threads()
    assert seen in ([], [1, 2])  # Accelerate is not told of


def test_matrices_are_multiplied_by_numpy() -> None:
    assert {node.ops.use_blis for node in load_pipeline().get_pipe("tok2vec").model.walk()} == {False}


def test_unknown_keys_are_carried_through(extractor: Extractor) -> None:
    (operation,) = extractor(
        Article.model_validate({"id": "a", "text": RAID, "published": "2024-02-08", "desk": "Abuja"})
    )
    assert operation.extra == {"desk": "Abuja"}


def test_without_a_day_of_publication_weekdays_stay_unresolved(extractor: Extractor) -> None:
    (operation,) = extractor(Article(id="a", text=RAID))
    assert operation.date is None or (operation.date.start is None and operation.date.basis == "relative")


def test_a_certain_dateline_is_the_day_of_publication(extractor: Extractor) -> None:
    text = (
        "KABUL, Afghanistan (Jan. 12, 2011) — "
        "Afghan forces detained two insurgents in Zabul province yesterday."
    )
    (operation,) = extractor(Article(id="a", text=text))
    assert operation.date is not None
    assert operation.date.start == dt.date(2011, 1, 11)


@pytest.mark.parametrize("text", ["", " \n\t ", ".", "\u202bمقتل\u202c", "a" * 5000, "no end " * 2000])
@pytest.mark.filterwarnings("ignore:article")
def test_strange_text_gives_no_record_and_no_traceback(extractor: Extractor, text: str) -> None:
    assert extractor(Article(id="a", text=text, published=DAY)) == []


def test_another_language_gives_nothing_and_a_warning(extractor: Extractor) -> None:
    text = (
        "Les forces armées ont mené une opération dans la région de Gao et ont tué dix terroristes, "
        "selon le ministère de la Défense, dans un communiqué publié mardi soir."
    )
    with pytest.warns(UserWarning, match="does not look English"):
        assert extractor(Article(id="a", text=text, published=DAY)) == []


def test_a_text_beyond_the_limit_is_refused(extractor: Extractor) -> None:
    with pytest.raises(ArticleError, match="text: has 1,000,001 characters"):
        extractor(Article(id="a", text="x" * 1_000_001))


def test_a_finisher_adds_to_extra() -> None:
    def finish(operation: Operation, trace: Trace) -> Operation:
        return operation.model_copy(update={"extra": {"length": len(trace.article.text)}})

    (operation,) = Extractor(finishers=[finish])(Article(id="a", text=RAID, published=DAY))
    assert operation.extra == {"length": len(RAID)}


def test_a_pipeline_without_a_parser_is_refused() -> None:
    with pytest.raises(PipelineError, match="parser"):
        Extractor(spacy.blank("en"))


def test_a_pipeline_with_other_labels_is_refused() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("morphologizer")
    nlp.add_pipe("lemmatizer")
    parser = nlp.add_pipe("parser")
    parser.add_label("dobj")  # type: ignore[attr-defined]
    with pytest.raises(PipelineError, match="Universal Dependencies"):
        Extractor(nlp)


def test_extract_is_one_call() -> None:
    assert [o.kind for o in extract(RAID, published="2024-02-08")] == ["raid"]


@pytest.mark.parametrize("line", [
    "0 Comment(s)", "Do you like this article?", "Comment Policy * Denotes Required Field 1500 / 1500",
    "Soldiers raid a camp near Bama on Monday. [Musa Bello/AFP]", "Share this article",
    "Read more: Troops kill 12 bandits in Zamfara",
])  # fmt: skip
def test_page_furniture_makes_no_record(extractor: Extractor, line: str) -> None:
    assert extractor(Article(id="a", text=f"{line}\n\nThe minister spoke of schools.\n", published=DAY)) == []


def test_an_extractor_of_ones_own_is_heard_by_a_finisher() -> None:
    """A function in the tuple: it is given the day of publication, and its mentions are in the trace."""
    days: list[dt.date | None] = []

    def camps(doc: Doc, published: dt.date | None) -> Iterator[Mention]:
        days.append(published)
        for token in doc:
            if token.lower_ == "camp":
                yield Mention("place", token.i, token.i + 1, token.i, token.text, "mine")

    def note(operation: Operation, trace: Trace) -> Operation:
        mine = [m.value for m in trace.mentions if m.found_by == "mine"]
        return operation.model_copy(update={"extra": {"camps": mine}})

    article = Article(id="a", text=RAID, published=DAY)
    (operation,) = Extractor(extractors=(camps,), finishers=(note,))(article)
    assert operation.extra == {"camps": ["camp"]}
    assert days == [DAY]
    (plain,) = Extractor()(article)
    assert operation.model_copy(update={"extra": {}}) == plain  # what is built in finds the same


def test_a_pipeline_of_ones_own_gives_the_same(extractor: Extractor) -> None:
    article = Article(id="a", text=RAID, published=DAY)
    own = spacy.load(load_pipeline().path)  # UD labels
    assert [o.to_json() for o in Extractor(own)(article)] == [o.to_json() for o in extractor(article)]


@pytest.mark.parametrize("text", ["Troops raided a camp near Hatra on Tuesday.", "Troops raided a camp."])
def test_a_text_of_one_sentence_is_not_passed_over(text: str) -> None:
    trace = Extractor().trace(Article(id="a", text=text, published=DAY))
    assert [m.found_by for m in trace.mentions if m.label == "trigger"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Gunmen attacked workers on the Chimbolo goldfield on Monday, killing nine.", "Chimbolo goldfield"),
        (
            "Fano insurgents killed between 14 and 17 federal soldiers in an ambush near Shewa Robit, "
            "the deadliest there this year.",
            "Shewa Robit",  # not Shewa, which is elsewhere
        ),
        ("Troops raided a camp near Kirkuk Tuesday and killed three militants.", "Kirkuk"),
        ("Soldiers killed four men in a raid near Mosul Dam on Sunday.", "Mosul Dam"),
    ],
)
def test_a_name_is_taken_whole(extractor: Extractor, text: str, place: str) -> None:
    (operation,) = extractor(Article(text=text, published=DAY))
    assert [p.text for p in operation.locations] == [place]


def test_records_before_a_faulty_article_are_told(extractor: Extractor) -> None:
    articles = [Article(id="a", text=RAID, published=DAY), Article(id="b", text="x" * (MAX_LENGTH + 1))]
    told = extractor.pipe(articles)
    assert next(told)[0].id == "a"
    with pytest.raises(ArticleError):
        next(told)


def test_a_doc_is_gone_with_its_article(extractor: Extractor) -> None:
    extractor(Article(text=RAID, published=DAY))
    gc.collect()
    gc.disable()  # nothing waits for the collector: what is read goes when nobody holds it
    try:
        extractor(Article(text=RAID, published=DAY))
        assert [o for o in gc.get_objects() if isinstance(o, Doc | Parse)] == []
    finally:
        gc.enable()


def test_the_vocabulary_does_not_grow_with_the_articles(
    extractor: Extractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "WORDS", 0)
    known = len(extractor.nlp.vocab.strings)
    articles = (Article(id=f"{i}", text=f"{RAID} Colonel Xyz{i}qa spoke.", published=DAY) for i in range(64))
    assert len(list(extractor.pipe(articles))) == 64
    assert len(extractor.nlp.vocab.strings) == known


def test_a_finisher_may_read_another_article() -> None:
    def finish(operation: Operation, trace: Trace) -> Operation:
        return operation.model_copy(update={"extra": {"also": len(extract(RAID, published=DAY))}})

    told = Extractor(finishers=[finish]).pipe([Article(id="a", text=RAID, published=DAY)])
    assert [operation.extra["also"] for _, operations in told for operation in operations] == [1]


def test_garbage_is_looked_for_again_when_the_last_reader_is_done(extractor: Extractor) -> None:
    looked = []

    def read() -> None:
        extra = Extractor(finishers=[lambda operation, _: looked.append(gc.isenabled()) or operation])
        extra(Article(text=RAID, published=DAY))

    threads = [threading.Thread(target=read) for _ in range(4)]
    with unsearched():
        for thread in threads:
            thread.start()
    for thread in threads:
        thread.join()
    assert (looked, gc.isenabled()) == ([False] * 4, True)
    with pytest.raises(ArticleError):
        extractor(Article(text="x" * (MAX_LENGTH + 1)))
    assert gc.isenabled()
    gc.disable()
    try:
        extractor(Article(text=RAID, published=DAY))
        assert not gc.isenabled()
    finally:
        gc.enable()
