"""Describe the pipeline: its meta.json and, from the figures, its model card."""

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
        "author": "Dstl, Defence Science and Technology Laboratory, and the named publishers; contains public "
        "sector information licensed under the Open Government Licence v3.0",
        "license": "per document set: public domain, OGL v3.0, CC BY 3.0 AU, CC BY-SA 3.0, EU reuse notice",
        "url": "https://github.com/dstl/re3d",
    },
    {
        "name": "Wikigold",
        "author": "Dominic Balasuriya, Nicky Ringland, Joel Nothman, Tara Murphy, James R. Curran (2009)",
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
META: dict[str, Any] = {
    "name": "eventx_news",
    "version": "0.1.0",
    "description": "English pipeline for news on a CPU: sentences, parts of speech and features, Universal "
    "Dependencies, lemmas, names of persons, organizations and places.",
    "author": "the eventx authors",
    "license": "CC BY-SA 4.0",
    "sources": SOURCES,
}
KEY_LABELS = ("nsubj", "nsubj:pass", "obj", "obl", "obl:agent", "nmod", "acl", "acl:relcl", "advcl", "ccomp", "conj",
              "appos", "compound", "nummod", "aux:pass", "parataxis")  # fmt: skip
TEMPLATE = """# Model card: {name} {version}

{description} It is made for [eventx](../README.md), which reads events from articles about
military and security operations; it has no word vectors and needs no network.

**Licence of the weights: CC BY-SA 4.0**, as two of the sources ask it of what is derived from them.

## Sources and credits

Only weights, tables of lemmas and figures are shipped; no text of the corpora is, and the
words of the corpora are taken out of the string store.

{sources}

UD English PUD (CC BY-SA 3.0) served for testing only.

## Make-up

| component | what it is |
|---|---|
| tokenizer | spaCy's English rules; in addition "U.S.-led" is split at the hyphen, en and em dashes between words and numbers are tokens, and ranks ("Lt.", "Sgt.") keep their full stop |
| tok2vec | hash embeddings of norm, prefix, suffix and shape; 4 window layers of width 96; shared by morphologizer and parser |
| morphologizer | UPOS and UD features, {morph_labels} combinations |
| parser | transition-based; {dep_labels} UD labels as they are (`obl`, `nsubj:pass`, `obl:agent`), the root is `ROOT`; gives the sentences |
| lemmatizer | rules, index and exceptions of spacy-lookups-data, verbs of the trade, and exceptions counted from EWT and GUM; deterministic |
| ner | PER, ORG, LOC; a tok2vec of its own (width 96, 3 layers) |

Newline tokens have the tag `SPACE` and hang as `dep` on the word before. Words that the tokenizer
splits and UD does not ("pro-Assad", "counter-terrorism") were re-analysed for training: the prefix is
`compound`, the hyphen `punct`, the last part has the analysis of the whole.

Training: {minutes}two processes of one thread each. The configurations are `training/config_syntax.cfg` and
`training/config_ner.cfg`. Documents of 1 to 12 sentences; paragraphs parted by newline
tokens; invented headlines (articles, copulas and full stops left out, half of them in title case);
augmentation with stray whitespace, lower case, and variants of quotes, dashes and apostrophes. For names, a copy of
each text with other names swapped in, places of countries with armed conflicts among them.

## Figures on unseen texts

All from raw text, with the tokenizer's own tokens. LAS and UAS without punctuation (spaCy's habit),
LAS+p with it (the habit of the CoNLL shared tasks). "Sentences" is the F score with paragraphs run together; "by
paragraph" with a blank line between paragraphs, as in articles (PUD has no paragraphs).

{syntax}

LAS (F, per cent) of the labels that event extraction leans on:

{labels}

Names, exact spans, precision / recall / F in per cent (number of names in brackets):

{names}

The figures of re3d, Wikigold and grobid are those of every fifth document, kept out of training. The references of re3d are
cleaned (only what annotators agreed on, cut down to proper names, repetitions marked) and those of GUM are derived from its
entity and coreference layers, so the figures compare with no others. Each corpus has its own idea of a
name; that alone costs a third of the errors on Wikigold (teams, roads, demonyms).

Size on disk: {size:.1f} MB. Speed: {speed:,.0f} tokens a second, one process, one thread, texts of 3,000 characters.

## Known weaknesses

- Names outside the training corpora are found about two times in three; join the recogniser with a gazetteer.
  Places named in the role of an actor ("Baghdad launched…") are LOC.
- "X said troops arrested Y" without "that": the parser sometimes takes the saying verb for `parataxis`, or the
  clause said for the root; both come from the treebanks.
- Where a prepositional phrase belongs ("killed five militants in a raid near Mosul") is right some four times in five.
- A participle after a comma (", killing five") is `advcl`, but now and then `acl` of the noun before.
- Adjectives of nationality have lower-case lemmas ("iraqi"); proper nouns keep their form ("States").
- Web text without punctuation loses sentence boundaries.
"""


def render(meta: dict[str, Any], figures: dict[str, Any], megabytes: float) -> str:
    """Return the model card as Markdown."""
    minutes = figures.get("minutes")
    return TEMPLATE.format(
        name=meta["name"],
        version=meta["version"],
        description=meta["description"],
        sources="\n".join(
            f"- [{s['name']}]({s['url']}): {s['author']}. {s['license']}." for s in meta["sources"]
        ),
        morph_labels=len(meta["labels"]["morphologizer"]),
        dep_labels=len(meta["labels"]["parser"]),
        minutes=f"{minutes:.0f} minutes on two cores, " if minutes else "",
        syntax=syntax_table(figures["syntax"]),
        labels=labels_table(figures["syntax"]),
        names=names_table(figures["names"]),
        size=megabytes,
        speed=figures["speed"],
    )


def syntax_table(banks: dict[str, Any]) -> str:
    """Return a row for each treebank."""
    columns = {
        "LAS": "las", "LAS+p": "las_with_punctuation", "UAS": "uas", "UPOS": "upos", "FEATS": "feats", "lemma": "lemma",
        "sentences": "sentences", "by paragraph": "sentences_with_paragraphs", "tokens": "tokens",
    }  # fmt: skip
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
