"""Work grows with the length of an article, not with its square: calls are counted, seconds are not."""

from __future__ import annotations

import datetime as dt
import importlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from spacy.tokens import Doc

from counting import lines
from eventx import assembly, backdrop, claims, composing, confidence, finding, merging, news, parts
from eventx.extractors import dates, objectives, outcomes, places, sources, triggers
from eventx.gazetteer import Gazetteer, Query, read_table
from eventx.parse import parse_of
from eventx.pipeline import Extractor
from eventx.reading import prepare
from eventx.records import Article
from eventx.syntax import Grammar

BENCHMARKS = Path(__file__).parents[1] / "benchmarks"
SPELLINGS = BENCHMARKS / "spellings.tsv"
DAY = dt.date(2024, 2, 8)
PARAGRAPH = """BAGHDAD (Feb. 7) — Troops raided hideouts near Hawija, south of Kirkuk, at 5 a.m. on Tuesday.
Jets struck 12 caves in Kirkuk, Diyala, Anbar and Salahuddin provinces overnight, killing nine militants of
the Islamic State, the army said. On Monday police had arrested two men in Rutba, in western Anbar."""


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


@pytest.fixture(scope="module")
def docs(extractor: Extractor) -> list[Doc]:
    texts = ["\n\n".join([PARAGRAPH] * times) for times in (10, 100)]
    return [extractor.nlp(prepare(extractor.nlp, Article(id="a", text=text))) for text in texts]


def find_places(extractor: Extractor, grammar: Grammar, _: Doc) -> None:
    names = places.find_names(grammar, extractor.gazetteer)
    places.find(grammar, names, extractor.gazetteer, countries=Counter())


def find_forces(extractor: Extractor, grammar: Grammar, _: Doc) -> None:
    finder = extractor.force_finder
    list(finder.find(grammar, finder.name(grammar)))


FINDERS = {
    "places": find_places,
    "forces": find_forces,
    "dates": lambda _extractor, _grammar, doc: list(dates.find(doc, DAY)),
    "triggers": lambda _extractor, grammar, _doc: list(triggers.find(grammar)),
    "outcomes": lambda _extractor, grammar, _doc: list(outcomes.find(grammar)),
    "sources": lambda _extractor, grammar, _doc: list(sources.find(grammar, [])),
    "objectives": lambda _extractor, grammar, _doc: list(objectives.find(grammar)),
}


@pytest.mark.parametrize("name", FINDERS)
def test_ten_times_the_text_is_ten_times_the_work(extractor: Extractor, docs: list[Doc], name: str) -> None:
    def work(doc: Doc) -> int:
        grammar = Grammar(parse_of(doc), extractor.rules)
        return lines(lambda: FINDERS[name](extractor, grammar, doc))

    work(docs[0])  # look-ups are kept
    assert work(docs[1]) <= 1.3 * 10 * work(docs[0])


def told_again(times: int) -> str:
    """One act told in every sentence, so that one draft has them all."""
    return "Troops killed two militants in Mosul on Tuesday. They seized a rifle in Mosul. " * times


def without_ends(times: int) -> str:
    """A text whose sentences end in lines only."""
    return f"{PARAGRAPH}\n\n".replace(".", "") * times


def endless(times: int) -> str:
    """One sentence, which tells act upon act."""
    return "Troops " + "killed two militants in Mosul and " * 4 * times + "left"


def arrests(times: int) -> str:
    """One act, whose every sentence names somebody else."""
    return "".join(f"Troops arrested Karim Vo{i}so, a leader of ISIS, in Mosul. " for i in range(times * 2))


def varied(times: int) -> str:
    """Plain news with other names in each sentence, and acts among them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCHMARKS))
        made: str = importlib.import_module("variations").long_article(times * 300).text
    return made


STEPS = (
    (claims, "mark_claims"), (finding, "find"), (assembly, "assemble"), (news, "recent"), (merging, "merge"),
    (news, "detailed"), (parts, "link"), (backdrop, "set_apart"), (composing, "compose"),
    (confidence, "rate"),
)  # fmt: skip


@pytest.mark.parametrize("text", [told_again, without_ends, endless, arrests, varied])
def test_every_step_of_a_four_times_longer_article_is_four_times_the_work(
    extractor: Extractor, text: Callable[[int], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[str, int] = {}

    def counted(name: str, step: Callable[..., object]) -> Callable[..., object]:
        def run(*given: object, **options: object) -> object:
            result: list[object] = []
            made[name] = lines(lambda: result.append(step(*given, **options)))
            return result[0]

        return run

    def work(article: Article) -> dict[str, int]:
        extractor.trace(article)
        return dict(made)

    monkeypatch.setattr(extractor, "keep_background", True)
    short, long = (Article(text=text(times), published=DAY) for times in (60, 240))
    extractor.trace(long)  # look-ups are kept
    for room, name in STEPS:
        monkeypatch.setattr(room, name, counted(name, getattr(room, name)))
    few, many = work(short), work(long)
    more = len(long.text) / len(short.text)
    # up to 40 earlier acts are looked at; a step of few calls does not matter
    steep = {n: many[n] / few[n] / more for n in many if many[n] > 1.3 * more * few[n]}
    assert not {n: times for n, times in steep.items() if many[n] > 0.02 * sum(many.values())}, steep


def test_four_times_the_names_are_four_times_the_work() -> None:
    queries = [Query(row["variant"], locative=True) for row in read_table(SPELLINGS)]
    gazetteer = Gazetteer.load()
    gazetteer.resolve(queries)
    few = lines(lambda: gazetteer.resolve(queries[:600:4]))
    assert lines(lambda: gazetteer.resolve(queries[:600])) <= 1.3 * 4 * few


def test_endless_runs_of_signs_are_cut(extractor: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    text, given = f"Troops raided {'(' * 5_000}a camp{')' * 600} near {'“' * 251} Hatra {'a' * 250} .", []
    make = extractor.nlp.make_doc
    monkeypatch.setattr(extractor.nlp, "make_doc", lambda piece: given.append(piece) or make(piece))
    assert prepare(extractor.nlp, Article(id="a", text=text)).text == text
    assert max(len(run) for piece in given for run in piece.split()) == 250


def test_a_list_of_a_thousand_places_is_read(extractor: Extractor) -> None:
    listed = ", ".join(["Mosul", "Kirkuk", "Tikrit"] * 400)
    doc = extractor.nlp(
        prepare(extractor.nlp, Article(id="a", text=f"Troops deployed in {listed} and Rutba."))
    )
    grammar = Grammar(parse_of(doc), extractor.rules)
    names = places.find_names(grammar, extractor.gazetteer)
    mentions = places.find(grammar, names, extractor.gazetteer, countries=Counter())
    assert len(mentions) > 1000
    assert not any(name.within for name in names[:-10])  # a list has no containers
