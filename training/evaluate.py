"""Measure a pipeline on texts it has not seen, from raw text on."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import entities
import treebanks
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc
from spacy.training import Example

Figures = dict[str, Any]
Parse = Callable[[list[treebanks.Sentence]], list[Doc]]  # a document for each sentence
TREEBANKS = {"PUD": "pud-test", "EWT test": "ewt-test", "GUM test": "gum-test"}


def measure(nlp: Language, data: Path) -> Figures:
    """Return all figures of the model card."""
    return {
        "syntax": {name: syntax(nlp, data / f"ud/{file}.conllu") for name, file in TREEBANKS.items()},
        "names": {name: names(nlp, texts) for name, texts in held_out_names(data).items()},
        "speed": speed(nlp, data / "ud/gum-test.conllu"),
    }


def examples(nlp: Language, golds: Iterable[Doc]) -> list[Example]:
    """Run the pipeline over the raw texts and pair the results with what is right."""
    golds = list(golds)
    return [
        Example(doc, gold) for doc, gold in zip(nlp.pipe(gold.text for gold in golds), golds, strict=True)
    ]


def syntax(nlp: Language, path: Path) -> Figures:
    """Score one treebank, its paragraphs run together; sentences also with paragraphs."""
    pairs = examples(nlp, treebanks.test_docs(path, nlp.vocab))
    scores = Scorer(nlp).score(pairs)
    any_case = Scorer.score_token_attr(pairs, "lemma", getter=lambda token, _: token.lemma_.lower())
    strict = Scorer.score_deps(pairs, "dep", getter=lower_label, ignore_labels=())
    parted = examples(nlp, treebanks.test_docs(path, nlp.vocab, "\n\n"))
    return {
        "tokens": scores["token_f"],
        "upos": scores["pos_acc"],
        "feats": scores["morph_acc"],
        "lemma": scores["lemma_acc"],
        "lemma_any_case": any_case["lemma_acc"],
        "uas": scores["dep_uas"],
        "las": scores["dep_las"],
        "las_with_punctuation": strict["dep_las"],
        "sentences": scores["sents_f"],
        "sentences_with_paragraphs": Scorer(nlp).score(parted)["sents_f"],
        "labels": {label: round(s["f"], 4) for label, s in scores["dep_las_per_type"].items()},
    }


def lower_label(token: Any, attribute: str) -> str:
    """Return a label as the scorer compares it."""
    return str(token.vocab.strings[getattr(token, attribute)]).lower()


def given_treebanks(data: Path) -> dict[str, Path]:
    """Return the files on which parsers are compared, news first."""
    news = Path(__file__).with_name("news-test.conllu")
    return {"news-test": news, **{name: data / f"ud/{file}.conllu" for name, file in TREEBANKS.items()}}


def given_tokens(parse: Parse, path: Path, nlp: Language) -> float:
    """Return the LAS of a parser that is given the tokens and the sentences."""
    golds = [
        replace(sentence, words=tuple(treebanks.split_like_tokenizer(sentence.words, nlp)))
        for sentence in treebanks.read_sentences(path)
    ]
    rights = (treebanks.to_doc([gold], nlp.vocab, [" "]) for gold in golds)
    pairs = [Example(doc, right) for doc, right in zip(parse(golds), rights, strict=True)]
    scores = Scorer.score_deps(pairs, "dep", getter=lower_label, ignore_labels=("punct",))
    return float(scores["dep_las"])


def parser_of(nlp: Language) -> Parse:
    """Return a pipeline as a parser that is given the tokens and the sentences."""

    def parse(sentences: list[treebanks.Sentence]) -> list[Doc]:
        docs = (
            Doc(
                nlp.vocab,
                words=[word.form for word in sentence.words],
                spaces=[word.space for word in sentence.words],
                sent_starts=[place == 0 for place in range(len(sentence.words))],
            )
            for sentence in sentences
        )
        return list(nlp.pipe(docs))

    return parse


def held_out_names(data: Path) -> dict[str, list[entities.Text]]:
    """Return the texts on which names are tested."""
    ner = data / "ner"
    return {
        "re3d": entities.split_held_out(entities.read_re3d(ner / "re3d"))[1],
        "Wikigold": entities.split_held_out(entities.read_wikigold(ner / "wikigold.conll"))[1],
        "EWT test (UNER)": entities.read_uner(ner / "uner/en_ewt-ud-test.iob2"),
        "GUM test": entities.read_gum(data / "ud/gum-test.conllu"),
        "grobid": entities.split_held_out(entities.read_grobid(ner / "grobid"))[1],
    }


def names(nlp: Language, texts: list[entities.Text]) -> Figures:
    """Score the names of each label, exact spans."""
    with nlp.select_pipes(enable=["ner"]):
        pairs = examples(nlp, [entities.to_doc(text, nlp) for text in texts])
    scores = Scorer.score_spans(pairs, "ents")
    total = {key: scores[f"ents_{key}"] for key in "prf"}
    counts = {
        label: sum(e.label_ == label for x in pairs for e in x.reference.ents) for label in entities.LABELS
    }
    return {
        "all": {**total, "names": sum(counts.values())},
        **{label: {**s, "names": counts[label]} for label, s in scores["ents_per_type"].items()},
    }


def speed(nlp: Language, path: Path) -> float:
    """Return tokens a second of processor time, over texts of some hundred words."""
    whole = [gold.text for gold in treebanks.test_docs(path, nlp.vocab)]
    texts = [text[i : i + 3000] for text in whole for i in range(0, len(text), 3000)] * 2
    list(nlp.pipe(texts[:8]))
    started = time.process_time()
    tokens = sum(len(doc) for doc in nlp.pipe(texts))
    return tokens / (time.process_time() - started)
