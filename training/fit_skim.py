"""Fit the weights by which sentences are skimmed: fit_skim.py --data ../shared/data ARTICLES... [--write].

ARTICLES are files or folders of news on operations, as `eventx extract` reads them, or the rows of the ISAF
releases; `--data` holds general English (treebanks, entity corpora). The label of a sentence is whether a
record of the whole path points at it, so nothing is annotated by hand.

Prints, on articles left out of the fit, the share of tokens kept and of records' sentences lost at each
threshold; --write puts the weights of all into src/eventx/data/skim.json.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from eventx import Article, Extractor, read_articles
from eventx.parse import parse_of
from eventx.rules import load_rules
from eventx.skimming import features, known, sentences

WEIGHTS = Path(__file__).parent.parent / "src" / "eventx" / "data" / "skim.json"
ARTICLE, PARSED, NAMED = -2.0, -3.0, 0.0  # log-odds; docs/benchmarks.md has what each loses
RARE = 3  # sentences that a word must stand in
PULL = 0.3  # inverse strength of the ridge


@dataclass(frozen=True, slots=True)
class Sentence:
    """Its features, its length in tokens, whether a record points at it, and the article it is of."""

    features: frozenset[str]
    length: int
    told: bool
    article: int
    news: bool


def news(paths: list[Path]) -> Iterator[Article]:
    """Articles on operations."""
    for path in paths:
        for found in read_articles(path):
            if isinstance(found, Article):
                yield found


def examples() -> Iterator[Article]:
    """The sentences of the rules: what they fire on, and what they must not."""
    for rule in load_rules().rules:
        for text in [*(e.text for e in rule.example), *(c.text for c in rule.counterexample)]:
            yield Article.model_validate({"text": text, "published": "2024-02-07"})


def general(data: Path) -> Iterator[Article]:
    """Documents of the corpora, whatever they tell."""
    for file in sorted(data.glob("ud/*train.conllu")):
        for document in file.read_text("utf-8").split("# newdoc")[1:]:
            lines = [line[9:] for line in document.splitlines() if line.startswith("# text = ")]
            if len(lines) > 3:
                yield Article.model_validate({"text": " ".join(lines), "published": "2015-05-05"})
    for file in sorted(data.glob("ner/re3d/*/documents.jsonl")):
        for line in file.read_text("utf-8").splitlines():
            if text := json.loads(line).get("text", "").strip():
                yield Article.model_validate({"text": text, "published": "2016-05-05"})


@cache
def whole_path() -> Extractor:
    """An extractor that reads every sentence."""
    return Extractor(skim=False)


@cache
def known_words() -> dict[str, frozenset[str]]:
    """What the rules know words as."""
    return known(load_rules())


def labelled(job: tuple[int, bool, Article]) -> list[Sentence]:
    """The sentences of an article."""
    rank, is_news, article = job
    trace = whole_path().trace(article)
    parse, start = parse_of(trace.doc), trace.doc.user_data["eventx.layout"].text_start
    spans = {
        (found["start"] + shift, found["end"] + shift)
        for operation in trace.operations
        for found in evidence(json.loads(operation.to_json()))
        for shift in [0 if found["in"] == "title" else start]
    }
    return [
        Sentence(
            frozenset(features(parse.words[a:b], known_words())),
            b - a,
            any(s < parse.ends[b - 1] and e > parse.starts[a] for s, e in spans),
            rank,
            is_news,
        )
        for a, b in sentences(parse.words)
    ]


def evidence(value: Any) -> Iterator[dict[str, Any]]:
    """All evidence in a record."""
    if isinstance(value, dict):
        if "found_by" in value and "start" in value:
            yield value
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            yield from evidence(part)


def fitted(rows: list[Sentence]) -> tuple[float, dict[str, float]]:
    """Bias and weights of the words."""
    vectors = DictVectorizer()
    table = vectors.fit_transform([dict.fromkeys(r.features, 1) for r in rows])
    common = np.asarray((table > 0).sum(0)).ravel() >= RARE
    model = LogisticRegression(C=PULL, max_iter=500).fit(table[:, common], [r.told for r in rows])
    names = vectors.get_feature_names_out()[common]
    return float(model.intercept_[0]), dict(zip(names.tolist(), model.coef_[0].tolist(), strict=True))


def left_out(rows: list[Sentence]) -> list[float]:
    """The score of each sentence by weights fitted on other articles."""
    scores = [0.0] * len(rows)
    for train, test in GroupKFold(5).split(rows, groups=[r.article for r in rows]):
        bias, weights = fitted([rows[i] for i in train])
        for i in test:
            scores[i] = bias + sum(weights.get(f, 0.0) for f in rows[i].features)
    return scores


def report(rows: list[Sentence], scores: list[float]) -> None:
    """Print what thresholds keep and lose."""
    best: dict[int, float] = {}
    for row, score in zip(rows, scores, strict=True):
        best[row.article] = max(score, best.get(row.article, score))
    telling = {r.article for r in rows if r.told}
    print("threshold   news kept   told kept   general kept   telling articles kept   general articles kept")
    for at in (-5, -4, -3.5, PARSED, -2.5, ARTICLE, -1.5, -1, NAMED, 1):
        kept = [score >= at for score in scores]

        def share(what: list[bool], kept: list[bool] = kept) -> float:
            """The share of tokens kept among those of some sentences."""
            whole = sum(r.length for r, w in zip(rows, what, strict=True) if w)
            return sum(r.length for r, w, k in zip(rows, what, kept, strict=True) if w and k) / whole

        figures = [share([r.news for r in rows]), share([r.news and r.told for r in rows]),
                   share([not r.news for r in rows])]  # fmt: skip
        for is_news in (True, False):
            of = {r.article for r in rows if r.news == is_news and (not is_news or r.article in telling)}
            figures.append(sum(best[a] >= at for a in of) / len(of))
        print(f"{at:9}   " + "   ".join(f"{figure:9.4f}" for figure in figures))


def main() -> int:
    """Label, fit, report, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", nargs="+", type=Path, metavar="ARTICLES")
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    jobs = [(True, a) for a in (*news(args.articles), *examples())] + [(False, a) for a in general(args.data)]
    with ProcessPoolExecutor() as pool:
        read = pool.map(labelled, [(rank, *job) for rank, job in enumerate(jobs)], chunksize=8)
        rows = [sentence for found in read for sentence in found]
    report(rows, left_out(rows))
    if args.write:
        bias, weights = fitted(rows)
        kept = {name: round(weight, 2) for name, weight in sorted(weights.items()) if abs(weight) >= 0.03}
        table = {
            "bias": round(bias, 3),
            "article": ARTICLE,
            "parsed": PARSED,
            "named": NAMED,
            "weights": kept,
        }
        WEIGHTS.write_text(json.dumps(table, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
        print(f"{len(kept)} weights in {WEIGHTS}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
