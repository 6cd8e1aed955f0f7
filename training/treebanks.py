"""Read CoNLL-U treebanks into spaCy documents that look like raw news text.

Several sentences make a document, paragraphs are parted by newline tokens, and some
documents get an invented headline, so that a parser trained on them finds sentence
boundaries in articles and copes with "Soldiers Kill Ten Militants Near Mosul".
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

SEPARATORS = ("\n\n", "\n\n", "\n\n", "\n", " ")
LONGEST_CHUNK = 12  # sentences
LONGEST_HEADLINE = 18  # words
SMALL_WORDS = {"ADP", "CCONJ", "DET", "PART", "SCONJ"}


@dataclass(frozen=True, kw_only=True)
class Word:
    """One syntactic word; `head` is its governor's place in the sentence, or its own."""

    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    dep: str
    space: bool = True
    misc: str = "_"


@dataclass(frozen=True, kw_only=True)
class Sentence:
    """The words of a sentence and what it begins."""

    words: tuple[Word, ...]
    document: str
    opens_paragraph: bool


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield the sentences of a CoNLL-U file."""
    document = ""
    with path.open(encoding="utf-8") as lines:
        for filled, block in groupby(map(str.rstrip, lines), key=bool):
            if not filled:
                continue
            rows = list(block)
            comments = [row for row in rows if row.startswith("#")]
            for comment in comments:
                if comment.startswith("# newdoc"):
                    document = comment
            yield Sentence(
                words=tuple(read_words(row.split("\t") for row in rows if row[0] != "#")),
                document=document,
                opens_paragraph=any(
                    c.startswith(("# newpar", "# newdoc")) and "newpar_block" not in c for c in comments
                ),
            )


def read_words(rows: Iterable[list[str]]) -> Iterator[Word]:
    """Yield the syntactic words; those of a multiword token are written together."""
    whole_ends, whole_space = 0, True
    for number, form, lemma, upos, xpos, feats, head, dep, _, misc in rows:
        if "." in number:
            continue
        space = "SpaceAfter=No" not in misc
        if "-" in number:
            whole_ends, whole_space = int(number.split("-")[1]), space
            continue
        place = int(number)
        if place <= whole_ends:
            space = whole_space and place == whole_ends
        yield Word(
            form=form,
            lemma=form if lemma == "_" else lemma,
            upos=upos,
            xpos=xpos,
            feats="" if feats == "_" else feats,
            head=int(head) - 1 if head != "0" else place - 1,
            dep="ROOT" if dep == "root" else dep,
            space=space,
            misc=misc,
        )


def documents(sentences: Iterable[Sentence]) -> Iterator[list[Sentence]]:
    """Group sentences by their document."""
    for _, group in groupby(sentences, key=lambda sentence: sentence.document):
        yield list(group)


def chunks(document: list[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    """Cut a document into pieces of one to a dozen sentences."""
    start = 0
    while start < len(document):
        size = rng.randint(1, LONGEST_CHUNK)
        yield document[start : start + size]
        start += size


def split_like_tokenizer(words: Iterable[Word], nlp: Language) -> list[Word]:
    """Split "pro-Beijing" as the tokenizer does; UD keeps such words whole.

    The last part keeps the analysis, the first becomes its `compound` and the hyphen its
    `punct`, as UD does for "Saudi-led".
    """
    parts: list[tuple[int, Word]] = []  # old place, new word with a head in old places
    for place, word in enumerate(words):
        pieces = hyphen_pieces(word, nlp)
        for piece in pieces[:-1]:
            hyphen = piece == "-"
            parts.append(
                (
                    -1,
                    Word(
                        form=piece,
                        lemma=piece,
                        upos="PUNCT" if hyphen else "ADJ",
                        xpos="HYPH" if hyphen else "AFX",
                        feats="",
                        head=place,
                        dep="punct" if hyphen else "compound",
                        space=False,
                    ),
                )
            )
        last = word if len(pieces) == 1 else replace(word, form=pieces[-1], lemma=pieces[-1])
        parts.append((place, last))
    moved = {old: new for new, (old, _) in enumerate(parts) if old >= 0}
    return [replace(word, head=moved[word.head]) for _, word in parts]


def hyphen_pieces(word: Word, nlp: Language) -> list[str]:
    """Return the parts of a hyphened word, or the whole word if it is anything else."""
    if "-" not in word.form or not word.form.replace("-", "").isalpha():
        return [word.form]
    pieces = [token.text for token in nlp.make_doc(word.form)]
    return pieces if len(pieces) >= 3 and pieces[-1] != "-" else [word.form]


def headline(sentence: Sentence, rng: random.Random) -> Sentence | None:
    """Turn a short clause into the telegraph style of headlines, or return None.

    Articles, the full stop and the auxiliaries of the passive and of the progressive go:
    "The soldiers were killed in an attack." becomes "Soldiers killed in attack".
    """
    words = sentence.words
    root = next(i for i, word in enumerate(words) if word.head == i)
    if len(words) > LONGEST_HEADLINE or words[root].upos != "VERB":
        return None
    if words[-1].form in {"?", "!", ":"} or words[0].upos == "PRON":
        return None
    governors = {word.head for i, word in enumerate(words) if word.head != i}
    kept = [i for i, word in enumerate(words) if i in governors or not is_left_out(word, i, words)]
    moved = {old: new for new, old in enumerate(kept)}
    titled = rng.random() < 0.5
    short = tuple(
        replace(
            words[old],
            head=moved[words[old].head],
            form=recase(words[old], titled=titled, first=new == 0),
        )
        for new, old in enumerate(kept)
    )
    return replace(sentence, words=short, opens_paragraph=True)


def is_left_out(word: Word, place: int, words: tuple[Word, ...]) -> bool:
    """Tell whether a headline would drop the word."""
    article = word.dep == "det" and word.lemma in {"the", "a", "an"}
    of_main_verb = words[word.head].head == word.head
    auxiliary = of_main_verb and (word.dep == "aux:pass" or (word.dep == "aux" and word.lemma == "be"))
    joined = place > 0 and not words[place - 1].space
    return ((article or auxiliary) and not joined and word.space) or word.form == "."


def recase(word: Word, *, titled: bool, first: bool) -> str:
    """Write a word with a capital where a headline has one."""
    if first or (titled and word.upos not in SMALL_WORDS):
        return word.form[:1].upper() + word.form[1:]
    return word.form


def to_doc(sentences: Iterable[Sentence], vocab: Vocab, separators: list[str]) -> Doc:
    """Make one document; `separators` part each paragraph from the one before it."""
    words: list[Word] = []
    starts: list[bool] = []
    for sentence, separator in zip(sentences, separators, strict=True):
        if words:
            words[-1] = replace(words[-1], space=separator == " ")
            if separator != " ":
                words.append(newline(separator, after=len(words) - 1))
                starts.append(False)
        offset = len(words)
        words += [replace(word, head=word.head + offset) for word in sentence.words]
        starts += [True] + [False] * (len(sentence.words) - 1)
    words[-1] = replace(words[-1], space=False)
    return Doc(
        vocab,
        words=[w.form for w in words],
        spaces=[w.space for w in words],
        tags=[w.xpos for w in words],
        pos=[w.upos for w in words],
        morphs=[w.feats for w in words],
        lemmas=[w.lemma for w in words],
        heads=[w.head for w in words],
        deps=[w.dep for w in words],
    )


def newline(separator: str, *, after: int) -> Word:
    """Return the whitespace token that hangs on the word before it."""
    return Word(
        form=separator,
        lemma=separator,
        upos="SPACE",
        xpos="_SP",
        feats="",
        head=after,
        dep="dep",
        space=False,
    )


def training_docs(texts: Iterable[list[Sentence]], nlp: Language, seed: int) -> Iterator[Doc]:
    """Yield training documents: pieces of texts, parted and headlined at random."""
    rng = random.Random(seed)
    for text in texts:
        for chunk in chunks(text, rng):
            sentences = [replace(s, words=tuple(split_like_tokenizer(s.words, nlp))) for s in chunk]
            separators = [rng.choice(SEPARATORS) if s.opens_paragraph else " " for s in sentences]
            top = headline(rng.choice(sentences), rng)
            if top and rng.random() < 0.4:
                sentences = [top, *sentences]
                separators = [" ", rng.choice(("\n\n", "\n")), *separators[1:]]
            yield to_doc(sentences, nlp.vocab, separators)


def test_docs(path: Path, vocab: Vocab, separator: str = " ") -> Iterator[Doc]:
    """Yield whole documents as they are; `separator` parts the paragraphs."""
    for document in documents(read_sentences(path)):
        yield to_doc(document, vocab, [separator if s.opens_paragraph else " " for s in document])
