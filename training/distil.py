"""Train the syntax of a pipeline on, from texts that a larger parser has parsed.

    python training/distil.py --data ../shared/data --work /tmp/eventx-training \\
        --model src/eventx/data/model --texts training/news benchmarks/gold benchmarks/gold-[b-hlmn]

The teacher (`teacher.py`, which runs first) parses the texts; tok2vec, morphologizer and parser of
`--model` learn from the documents of `train.py` and from these, each of which they see twice as often.
The pipeline is measured, and `--model` replaced in one step. Names and lemmas stay as they are.
"""

import argparse
import json
import random
import re
import shutil
import subprocess
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import card
import evaluate
import spacy
import teacher
import tokens
import train
import treebanks
from spacy.language import Language
from spacy.tokens import DocBin
from treebanks import Sentence

SYNTAX = ("tok2vec", "morphologizer", "parser")
TIMES = 2  # how often a parsed text stands among the training documents
LONGEST = 120  # words of a sentence
KEPT_FIGURES = ("invented", "minutes", "speed")  # of the first training; layers keep their shapes
BETWEEN_TEXTS = re.compile(r"^\* \* \*$", re.MULTILINE)
BLANK_LINES = re.compile(r"\n\s*\n")


def main() -> None:
    """Run all steps."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, help="folder with ud/, ner/ and gazetteers/")
    parser.add_argument("--work", type=Path, default=Path("/tmp/eventx-training"), help="scratch folder")
    parser.add_argument("--model", type=Path, required=True, help="the pipeline; replaced as a whole")
    parser.add_argument("--texts", type=Path, nargs="+", required=True, help="folders of .txt and .json")
    parser.add_argument("--epochs", type=int, default=None, help="fewer for a trial; default: see the config")
    options = parser.parse_args()
    student = spacy.load(options.model, exclude=["lemmatizer", "ner"])
    tutor = teacher.load(options.work / "teacher.pt")
    texts = [text for folder in options.texts for text in read_texts(folder)]
    silver = [teacher.parse(tutor, sentences) for sentences in split(texts, student)]
    parts = write_documents(silver, options.work)
    minutes = train_on(options.model, options.work, options.epochs)
    build = options.work / "distilled"
    assemble(options.model, options.work, build)
    figures = evaluate.measure(spacy.load(build), options.data) | kept_figures(build)
    figures["distilled"] = {
        "minutes": minutes,
        "texts": len(texts),
        **parts,
        "las": compare(options.model, tutor, build, options.data),
    }
    write_card(build, figures)
    train.replace_folder(build, options.model)


def read_texts(folder: Path) -> Iterator[str]:
    """Yield the texts of a folder: of text files, parted by "* * *", and of gold articles."""
    for path in sorted(folder.glob("*.txt")):
        yield from BETWEEN_TEXTS.split(path.read_text(encoding="utf-8"))
    for path in sorted(folder.glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        yield "\n\n".join(filter(None, (article.get("title"), article["text"])))


def split(texts: Iterable[str], nlp: Language) -> Iterator[list[Sentence]]:
    """Yield the sentences of each text, as the pipeline finds them."""
    for number, text in enumerate(texts):
        paragraphs = [" ".join(paragraph.split()) for paragraph in BLANK_LINES.split(text)]
        found = [sentence for doc in nlp.pipe(filter(None, paragraphs)) for sentence in doc.sents]
        yield [
            Sentence(words=words, document=str(number), opens_paragraph=sentence.start == 0)
            for sentence, words in zip(found, map(teacher.words_of, found), strict=True)
            if 0 < len(words) <= LONGEST
        ]


def write_documents(silver: list[list[Sentence]], work: Path) -> dict[str, int]:
    """Write what the student learns from, and return how much of it the teacher parsed."""
    nlp = tokens.blank()
    taught = list(DocBin().from_disk(work / "syntax/train.spacy").get_docs(nlp.vocab))
    docs = taught + TIMES * list(treebanks.training_docs(silver, nlp, train.SEED))
    random.Random(train.SEED).shuffle(docs)
    train.save(docs, work / "distil/train.spacy")
    shutil.copyfile(work / "syntax/dev.spacy", work / "distil/dev.spacy")
    sentences = [sentence for text in silver for sentence in text]
    return {"sentences": len(sentences), "words": sum(len(sentence.words) for sentence in sentences)}


def train_on(model: Path, work: Path, epochs: int | None) -> float:
    """Train the syntax of the pipeline on, in one thread, and return the minutes that took."""
    started = time.monotonic()
    command = [*train.command("distil", work, epochs), f"--paths.model={model.resolve()}"]
    subprocess.run(command, cwd=train.HERE, env=train.one_thread(), check=True)
    return (time.monotonic() - started) / 60


def assemble(model: Path, work: Path, build: Path) -> None:
    """Copy the pipeline with the new weights in the place of the old."""
    shutil.copytree(model, build, dirs_exist_ok=True)
    for name in SYNTAX:
        shutil.copytree(work / "distil/model-best" / name, build / name, dirs_exist_ok=True)


def kept_figures(model: Path) -> evaluate.Figures:
    """Return the figures that training on does not change."""
    old = read_meta(model)["performance"]
    return {name: old[name] for name in KEPT_FIGURES if name in old}


def read_meta(model: Path) -> evaluate.Figures:
    """Read the meta.json of a pipeline."""
    return dict(json.loads((model / "meta.json").read_text(encoding="utf-8")))


def compare(before: Path, tutor: teacher.Teacher, after: Path, data: Path) -> dict[str, dict[str, float]]:
    """Return the LAS of student and teacher with the tokens of the treebanks."""
    nlp = tokens.blank()
    parsers: dict[str, evaluate.Parse] = {
        "before": evaluate.parser_of(spacy.load(before, exclude=["lemmatizer", "ner"])),
        "after": evaluate.parser_of(spacy.load(after, exclude=["lemmatizer", "ner"])),
        "teacher": lambda sentences: teacher.docs(tutor, sentences),
    }
    return {
        bank: {name: evaluate.given_tokens(parse, path, nlp) for name, parse in parsers.items()}
        for bank, path in evaluate.given_treebanks(data).items()
    }


def write_card(model: Path, figures: evaluate.Figures) -> None:
    """Name the teacher among the sources and write the model card, here too."""
    meta = read_meta(model) | {"sources": [*card.SOURCES, card.TEACHER]}
    (model / "meta.json").write_text(json.dumps(meta), encoding="utf-8")
    train.write_card(model, figures)
    shutil.copyfile(model / "README.md", train.HERE / "MODEL_CARD.md")


if __name__ == "__main__":
    main()
