"""Train the pipeline that eventx ships, measure it and write its model card.

    python training/train.py --data ../shared/data --out src/eventx/data/model

Treebanks and entity corpora are turned into training documents, two models are trained at
once on a core each (syntax with a shared `tok2vec`; names with one of their own), a rule
lemmatizer is made, and all of it is put together, measured on unseen texts and moved to
`--out` in one step. Needs spaCy and spacy-lookups-data; see README.md beside this file.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import card
import domain
import entities
import evaluate
import invented
import lemmas
import spacy
import tokens
import treebanks
from spacy.language import Language
from spacy.tokens import Doc, DocBin

HERE = Path(__file__).parent
SEED = 7
PARTS = ("syntax", "ner")
DEV_EVERY = 10  # every tenth text with names is for choosing the best epoch
INVENTED = 750  # articles of one to six sentences
COMPOSED, SUBSTITUTED = 3000, 6000  # sentences of domain.py


def main() -> None:
    """Run all steps."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/, ner/ and gazetteers/")
    parser.add_argument("--out", type=Path, required=True, help="folder of the model; replaced as a whole")
    parser.add_argument("--work", type=Path, default=Path("/tmp/eventx-training"), help="scratch folder")
    parser.add_argument(
        "--epochs", type=int, default=None, help="fewer for a trial; default: see the configs"
    )
    parser.add_argument(
        "--domain",
        action=argparse.BooleanOptionalAction,
        default=True,
        help="teach the syntax the sentences of domain.py too",
    )
    parser.add_argument("--assemble-only", action="store_true", help="use what --work holds already")
    options = parser.parse_args()
    if not options.assemble_only:
        prepare(options.data, options.work, with_domain=options.domain)
        train(options.work, options.epochs)
    build = options.work / "model"
    assemble(options.data, options.work).to_disk(build)
    drop_corpus_words(build)
    figures = evaluate.measure(spacy.load(build), options.data)
    figures |= {"minutes": minutes(options.work), "invented": INVENTED}
    write_card(build, figures)
    replace_folder(build, options.out)
    (HERE / "MODEL_CARD.md").write_text(
        (options.out / "README.md").read_text(encoding="utf-8"), encoding="utf-8"
    )


def prepare(data: Path, work: Path, *, with_domain: bool = True) -> None:
    """Write the training and development documents of both models."""
    nlp = tokens.blank()
    places = sorted(set(entities.gazetteer_places(data / "gazetteers")))
    banks = {
        split: [treebank(data, f"{bank}-{split}") for bank in ("ewt", "gum")] for split in ("train", "dev")
    }
    banks["train"].append(list(invented.articles(INVENTED, SEED, places)))
    if with_domain:
        made = domain.generate(data, COMPOSED, SUBSTITUTED, SEED)
        banks["train"] += [list(treebanks.documents(sentences)) for sentences in made.values()]
    for split, texts in banks.items():
        docs = (doc for bank in texts for doc in treebanks.training_docs(bank, nlp, SEED))
        save(docs, work / f"syntax/{split}.spacy")
    learn, dev = names_to_learn(data)
    pools = entities.name_pools(learn, places)
    rng = random.Random(SEED)
    learn += [entities.swap_names(text, pools, rng) for text in learn]
    learn += entities.read_invented(invented.articles(INVENTED // 3, SEED + 1, places))
    save((entities.to_doc(text, nlp) for text in learn), work / "ner/train.spacy")
    save((entities.to_doc(text, nlp) for text in dev), work / "ner/dev.spacy")


def treebank(data: Path, name: str) -> list[list[treebanks.Sentence]]:
    """Read a treebank, a list of sentences for each document."""
    return list(treebanks.documents(treebanks.read_sentences(data / f"ud/{name}.conllu")))


def names_to_learn(data: Path) -> tuple[list[entities.Text], list[entities.Text]]:
    """Return the texts to learn names from, cut short, and those to choose the epoch by."""
    ner = data / "ner"
    whole = [
        *entities.split_held_out(entities.read_wikigold(ner / "wikigold.conll"))[0],
        *entities.split_held_out(entities.read_grobid(ner / "grobid"))[0],
        *entities.split_held_out(entities.read_re3d(ner / "re3d"))[0],
        *entities.read_uner(ner / "uner/en_ewt-ud-dev.iob2"),
        *entities.read_gum(data / "ud/gum-train.conllu"),
    ]
    dev = whole[::DEV_EVERY]
    learn = [piece for i, text in enumerate(whole) if i % DEV_EVERY for piece in entities.cut(text)]
    return learn, dev


def save(docs: Iterable[Doc], path: Path) -> None:
    """Write documents where `spacy train` reads them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    DocBin(docs=docs).to_disk(path)


def train(work: Path, epochs: int | None) -> None:
    """Train both models, one thread each, and note how long that took."""
    started = time.monotonic()
    jobs = [subprocess.Popen(command(part, work, epochs), cwd=HERE, env=one_thread()) for part in PARTS]
    codes = [job.wait() for job in jobs]
    if any(codes):
        sys.exit("a training process failed; its output is above")
    (work / "minutes.json").write_text(json.dumps((time.monotonic() - started) / 60), encoding="utf-8")


def command(part: str, work: Path, epochs: int | None) -> list[str]:
    """Return the command that trains one of the two models."""
    folder = (work / part).resolve()
    paths = [f"--paths.train={folder}/train.spacy", f"--paths.dev={folder}/dev.spacy"]
    length = [f"--training.max_epochs={epochs}"] if epochs else []
    config, code, output = str(HERE / f"config_{part}.cfg"), str(HERE / "tokens.py"), str(folder)
    return [sys.executable, "-m", "spacy", "train", config, "--code", code, "-o", output, *paths, *length]


def one_thread() -> dict[str, str]:
    """Return the environment with numeric libraries held to one thread."""
    return {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def minutes(work: Path) -> float | None:
    """Return how long the training took, if it was noted."""
    note = work / "minutes.json"
    return float(json.loads(note.read_text(encoding="utf-8"))) if note.exists() else None


def assemble(data: Path, work: Path) -> Language:
    """Put the trained components and the lemmatizer into one pipeline."""
    nlp = tokens.blank()
    syntax = spacy.load(work / "syntax/model-best")
    for name in ("tok2vec", "morphologizer", "parser"):
        nlp.add_pipe(name, source=syntax)
    banks = [data / f"ud/{bank}-train.conllu" for bank in ("ewt", "gum")]
    lemmas.add_lemmatizer(nlp, (doc for bank in banks for doc in treebanks.test_docs(bank, nlp.vocab)))
    nlp.add_pipe("ner", source=spacy.load(work / "ner/model-best"))
    nlp.meta.update(card.META)
    return nlp


def drop_corpus_words(model: Path) -> None:
    """Leave no words of the corpora in the string store.

    Components bring their labels when they are loaded, and texts their words.
    """
    strings = sorted(spacy.blank("en").vocab.strings)
    (model / "vocab/strings.json").write_text(json.dumps(strings), encoding="utf-8")


def write_card(model: Path, figures: evaluate.Figures) -> None:
    """Write the figures into meta.json and the model card beside it."""
    path = model / "meta.json"
    meta = json.loads(path.read_text(encoding="utf-8"))
    meta["performance"] = figures
    path.write_text(json.dumps(meta, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    megabytes = sum(file.stat().st_size for file in model.rglob("*") if file.is_file()) / 1e6
    (model / "README.md").write_text(card.render(meta, figures, megabytes), encoding="utf-8")


def replace_folder(new: Path, old: Path) -> None:
    """Put a folder in the place of another, so that readers see the one or the other."""
    beside, aside = old.with_name(old.name + ".new"), old.with_name(old.name + ".old")
    for leftover in (beside, aside):
        shutil.rmtree(leftover, ignore_errors=True)
    old.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(new, beside)
    if old.exists():
        old.rename(aside)
    beside.rename(old)
    shutil.rmtree(aside, ignore_errors=True)


if __name__ == "__main__":
    main()
