"""Fit which act a sentence goes on telling: fit_merging.py GOLD... [--cases CASES] [--test GOLD] [--write].

GOLD is a gold file or a folder of them, CASES the folder of our short texts (tests/cases). A sentence tells
the gold record whose evidence its trigger stands in, the shortest one where it stands in several; one that
tells no record teaches nothing. Of a short text that is read rightly today's decisions are taken as right.

The trees are fitted on what was told before each sentence as the gold has it, then also on what the fit
before made of it, so that they learn to go on from their own errors.

Prints the share of sentences that are given to the right act, or rightly to none told before, on articles
left out of the fit, a fifth at a time, and on those of --test, which are never fitted. --write puts the
trees of all GOLD and CASES into src/eventx/data/merging.json.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from fit_confidence import article_of, gold_files
from sklearn.ensemble import HistGradientBoostingClassifier

from eventx import Article, Extractor, news
from eventx.boosting import Boosted
from eventx.continuing import FAR, Features, Reader
from eventx.drafts import Draft
from eventx.evaluating import gold_of
from eventx.merging import merge, put_last
from eventx.overruling import JOINING, MODEL, NEAR, Judge
from eventx.parse import parse_of
from eventx.pipeline import Trace
from eventx.syntax import Grammar
from eventx.tellings import Telling

ROOT = Path(__file__).parent.parent
DATA = ROOT / "src" / "eventx" / "data"
sys.path.insert(0, str(ROOT / "tests"))

from telling import differences  # type: ignore[import-not-found]  # noqa: E402 - of the tests

FOLDS = 5
DIGITS = 4
LEAST = 0.35  # probability from which on a fit goes on with an act when it sets the stage for the next
ROUNDS = 2
AGENCY = 1.0  # weight of an article set as agencies do, a paragraph a sentence: writers differ in that
JOINED = 4.0  # weight of two acts of a sentence in a short text: articles have few
OPTIONAL = 0.5  # weight of a record that costs nothing when missed
SETTINGS: dict[str, Any] = {
    "max_iter": 200,
    "max_leaf_nodes": 6,
    "learning_rate": 0.05,
    "min_samples_leaf": 20,
    "l2_regularization": 2.0,
    "max_features": 0.6,
    "early_stopping": False,
    "random_state": 0,
}

Decide = Callable[[Telling, Sequence[Draft]], Draft | None]


@dataclass(frozen=True, slots=True)
class Text:
    """An article's tellings with the record that each tells, where it tells one."""

    name: str
    grammar: Grammar
    tellings: tuple[Telling, ...]
    records: tuple[int | None, ...]
    optional: frozenset[int] = frozenset()
    brief: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A sentence with the features of the acts told before it, and which of them are its own."""

    text: str
    features: tuple[Features, ...]
    right: tuple[bool, ...]
    weight: float
    brief: bool


# -- what was right --------------------------------------------------------------------------------


def of_gold(file: Path, extractor: Extractor) -> Text:
    """The tellings of a gold article."""
    gold = gold_of(file.read_bytes(), str(file))
    trace = extractor.trace(article_of(gold))
    grammar, tellings = told(trace, extractor)
    shift = trace.doc.user_data["eventx.layout"].text_start if tellings else 0
    spans = [
        (start + shift, start + shift + len(words), rank)
        for rank, record in enumerate(gold.operations)
        for words in record.evidence
        if (start := gold.text.find(words)) >= 0
    ]

    def record_of(telling: Telling) -> int | None:
        parse = grammar.parse
        around = [
            (end - start, rank)
            for trigger in telling.triggers
            for start, end, rank in spans
            if parse.starts[trigger.start] < end and parse.ends[trigger.end - 1] > start
        ]
        return min(around)[1] if around else None

    optional = frozenset(rank for rank, record in enumerate(gold.operations) if record.optional)
    name = f"{file.parent.name}/{file.stem}"
    return Text(name, grammar, tellings, tuple(map(record_of, tellings)), optional)


def of_cases(folder: Path, extractor: Extractor) -> Iterator[Text]:
    """The tellings of short texts that are read rightly."""
    for name in ("records", "negative"):
        for rank, case in enumerate(tomllib.loads((folder / f"{name}.toml").read_text("utf-8"))["case"]):
            day = case.get("published", "2024-06-12")
            trace = extractor.trace(Article.model_validate({"text": case["text"], "published": day}))
            made, wanted = trace.operations, case.get("records", [])
            if len(made) != len(wanted):
                continue
            if any(differences(w, m) for w, m in zip(wanted, made, strict=True)):
                continue
            grammar, tellings = told(trace, extractor)
            drafts = merge(grammar, tellings)
            act = {id(telling): n for n, draft in enumerate(drafts) for telling in draft.tellings}
            yield Text(
                f"{name}/{rank}", grammar, tellings, tuple(act.get(id(t)) for t in tellings), brief=True
            )


def told(trace: Trace, extractor: Extractor) -> tuple[Grammar, tuple[Telling, ...]]:
    """What merging is given of an article."""
    grammar = Grammar(parse_of(trace.doc), extractor.rules)
    recent = news.recent(grammar, trace.told, trace.published)[0]
    return grammar, tuple(t for t in recent if not t.in_title)


def choices(text: Text, model: Boosted | None = None) -> Iterator[Choice]:
    """A choice for each sentence, those before it being given to the right acts, or to those of a model."""
    reader, drafts = Reader.of(text.grammar, text.tellings), list[Draft]()
    judge = Judge(reader, model) if model else None
    first: dict[int, int | None] = {}  # the record that a draft was opened with
    for telling, record in zip(text.tellings, text.records, strict=True):
        near = drafts[: -NEAR - 1 : -1]
        right = [record is not None and first[id(draft)] == record for draft in near]
        if near and record is not None and not telling.fresh:
            alone = reader.telling(telling)
            pairs = [alone | reader.pair(telling, draft, rank, drafts) for rank, draft in enumerate(near)]
            weight = OPTIONAL if record in text.optional else 1.0
            yield Choice(text.name, tuple(pairs), tuple(right), weight, text.brief)
        if judge:
            home = None
            if near and not telling.fresh:
                likely, best = max(judge.weigh(telling, drafts), key=lambda found: found[0])
                home = best if likely >= LEAST else None
        else:
            home = next((d for d in drafts if record is not None and first[id(d)] == record), None)
        if home is None:
            drafts.append(Draft([telling]))
            first[id(drafts[-1])] = record
        else:
            home.add(telling)
            put_last(drafts, home)
            if first[id(home)] is None:
                first[id(home)] = record


# -- the fit ---------------------------------------------------------------------------------------


def fit(texts: Sequence[Text], certain: Sequence[Choice]) -> Boosted:
    """The trees that tell an act's own sentences; `certain` are choices in the gold's own order."""
    told, model = [*certain], grown(certain)
    for _ in range(ROUNDS):
        told += (choice for text in texts for choice in choices(text, model))
        model = grown(told)
    return model


def grown(choices: Sequence[Choice]) -> Boosted:
    """The trees of some choices."""
    names = tuple(choices[0].features[0])
    rows, answers, weights = [], [], []
    for choice in choices:
        for features, right in zip(choice.features, choice.right, strict=True):
            for weight, row in ((1.0, features), (AGENCY, as_agencies(features))):
                rows.append([row[name] for name in names])
                answers.append(right)
                alone = JOINED if choice.brief and not features["sentences"] else 1.0
                weights.append(weight * choice.weight * alone)
    fitted = HistGradientBoostingClassifier(**SETTINGS).fit(np.array(rows), answers, np.array(weights))
    trees = [_tree(grown[0].nodes, 0) for grown in fitted._predictors]
    used = sorted({feature for tree in trees for feature in _asked(tree)})
    numbers = {feature: number for number, feature in enumerate(used)}
    return Boosted.of(
        {
            "features": [names[feature] for feature in used],
            "bias": round(float(fitted._baseline_prediction.item()), DIGITS),
            "trees": [_numbered(tree, numbers) for tree in trees],
        }
    )


def as_agencies(features: Features) -> Features:
    """The same pair in an article with a paragraph for each sentence."""
    paragraphs = min(features["sentences"], FAR)
    return features | {"paragraphs": paragraphs, "sentences-a-paragraph": 1.0}


def _tree(nodes: Any, at: int) -> Any:
    """A tree of scikit-learn as lists."""
    node = nodes[at]
    if node["is_leaf"]:
        return round(float(node["value"]), DIGITS)
    threshold = round(float(node["num_threshold"]), DIGITS)
    return [int(node["feature_idx"]), threshold, _tree(nodes, node["left"]), _tree(nodes, node["right"])]


def _asked(tree: Any) -> Iterator[int]:
    """The features that a tree asks for."""
    if isinstance(tree, list):
        yield tree[0]
        yield from _asked(tree[2])
        yield from _asked(tree[3])


def _numbered(tree: Any, numbers: dict[int, int]) -> Any:
    """A tree with features numbered anew."""
    if isinstance(tree, list):
        return [numbers[tree[0]], tree[1], _numbered(tree[2], numbers), _numbered(tree[3], numbers)]
    return tree


# -- how well it holds -----------------------------------------------------------------------------


def is_right(model: Boosted, choice: Choice) -> bool:
    """Whether a model gives a sentence to its own act, or rightly to none."""
    likely = [model.probability(features) for features in choice.features]
    best = max(range(len(likely)), key=lambda rank: (likely[rank], -rank))
    return choice.right[best] if likely[best] >= JOINING else not any(choice.right)


def show(title: str, tried: Sequence[tuple[Boosted, Text]]) -> None:
    """Print the share of right choices, by folder, each model going on from its own."""
    right, of = Counter[str](), Counter[str]()
    for model, text in tried:
        for choice in choices(text, model):
            for name in (text.name.split("/")[0], "all"):
                of[name] += 1
                right[name] += is_right(model, choice)
    print(title, *(f"{name} {right[name] / of[name]:.3f} of {of[name]}" for name in sorted(of)), sep="\n  ")


def left_out(texts: Sequence[Text], certain: Sequence[Choice]) -> list[tuple[Boosted, Text]]:
    """Each article with a model that was fitted without it."""
    order = np.random.default_rng(0).permutation(len(texts))
    fold = {texts[i].name: rank % FOLDS for rank, i in enumerate(order)}
    models = [
        fit([t for t in texts if fold[t.name] != k], [c for c in certain if fold[c.text] != k])
        for k in range(FOLDS)
    ]
    return [(models[fold[text.name]], text) for text in texts]


def main() -> int:
    """Gather, fit, tell how well it holds, write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--test", nargs="*", type=Path, default=[])
    parser.add_argument("--folds", action="store_true", help="tell how well it holds on articles left out")
    parser.add_argument("--write", action="store_true")
    args = parser.parse_args()
    extractor = Extractor()
    texts = [of_gold(file, extractor) for file in gold_files(args.gold)]
    certain = [choice for text in texts for choice in choices(text)]
    short = list(of_cases(args.cases, extractor)) if args.cases else []
    brief = [choice for text in short for choice in choices(text)]
    print(f"{len(certain)} choices of {len(texts)} articles, {len(brief)} of {len(short)} short texts")
    if args.folds:
        show("articles left out, a fifth at a time:", left_out(texts, certain))
    model = fit(texts, [*certain, *brief])
    if args.test:
        show("never fitted:", [(model, of_gold(file, extractor)) for file in gold_files(args.test)])
    if args.write:
        lines = ",\n".join(json.dumps(tree, separators=(",", ":")) for tree in model.trees)
        head = json.dumps({"features": model.features, "bias": model.bias}, indent=1)[:-2]
        (DATA / MODEL).write_text(f'{head},\n "trees": [\n{lines}\n]\n}}\n', "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
