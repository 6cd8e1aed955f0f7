"""Article → Doc.

Offsets never move: a Doc holds title and text as they are, and says where the text starts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, cast

from eventx.errors import ArticleError
from eventx.lexicon import words
from eventx.models import by_one_thread, load_pipeline
from eventx.parse import Parse
from eventx.quantities import CARDINALS
from eventx.records import Article
from eventx.skimming import Cut, Skim, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from thinc.types import Ints2d

SEPARATOR = "\n\n"
STARTS, GOES_ON = 1, 2**64 - 1  # values of SENT_START: 1 and, unsigned, -1
FURNITURE = (
    # comments, sharing, links to other pages
    r"do you like this article\??",
    r"(?:\d+\s+)?comments?\(?s?\)?.*",
    r"comment policy.*",
    r"post a comment.*",
    r"leave a (?:reply|comment).*",
    r"share (?:this|on).*",
    r"read (?:more|also|next)\b.*",
    r"related (?:articles?|stories|news).*",
    r"advertisement",
    r"subscribe.*",
    r"sign up.*",
    r"follow us.*",
    r"click here.*",
    r"download pdf",
    r"for immediate release",
    # captions, credits, rights
    r"photo(?:graph)?s?\s*(?:by|:|credit).*",
    r"image(?: credit)?:.*",
    r"file photo.*",
    r"copyright.*",
    r"©.*",
    r"all rights reserved.*",
    r"by [A-Z][\w.-]+(?: [A-Z][\w.-]+){0,3}(?: in \w+)?(?: \|)?",
    r".*\[[^\[\]\n]{0,80}/(?:afp|reuters|ap|getty|epa|anadolu)[^\[\]\n]{0,80}\][^\S\n]*+",
    r".*\((?:photo|file|afp|reuters|ap)(?: photo)?[^)\n]{0,40}\)[^\S\n]*+",
    # notes and forms
    r"editor'?s note:.*",
    r"tags?:.*",
    r"print this page",
    r"view all posts.*",
    r"your email address.*",
    r"\* ?(?:denotes )?required fields?.*",
)  # lines that are no part of an article
BOILERPLATE = re.compile(rf"(?im)^[^\S\n]*+(?:{'|'.join(FURNITURE)})$")
TERMINAL = frozenset(".!?:;…\"”’')]—–-")
DATELINE = re.compile(
    r"(?m)^[ \t]*[A-Z][\w.'’ /-]{1,40}(?:,[ ]?[A-Z][\w.'’ -]{1,30}){0,2}"  # KABUL, Afghanistan
    r"(?:,? ?\(?[A-Z][a-z]{2,8}\.? \d{1,2}(?:, ?\d{4})?\)?)?"  # (Sept. 1)
    r"(?: \([^)\n]{1,40}\))?"  # (Reuters)
    r"[ ]*(?:—|–|--| - |:(?= ?[A-Z]))[ ]*"
)
READ = ("LEMMA", "POS", "MORPH", "DEP", "HEAD")  # what the pipeline tells of a token, but for names
NAMED = ("ENT_IOB", "ENT_TYPE")
ENGLISH = words("reading")["en"]
OTHERS = tuple(listed for code, listed in words("reading").items() if code != "en")


LONGEST = 250  # code points of what stands between blanks
ENDLESS = re.compile(rf"\S{{{LONGEST}}}(?=\S)")
MAX_LENGTH = 1_000_000  # code points of a text; spaCy's own limit


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the title ends in the Doc's text (0 without one), and what of it is page furniture."""

    text_start: int
    furniture: tuple[tuple[int, int], ...]


def layout_of(article: Article) -> tuple[str, Layout]:
    """The text that is parsed, and how offsets in it map back."""
    title = article.title or ""
    text = f"{title}{SEPARATOR}{article.text}" if title.strip() else article.text
    start = len(text) - len(article.text)
    furniture = tuple((m.start(), m.end()) for m in BOILERPLATE.finditer(text) if m.start() >= start)
    return text, Layout(start, furniture)


def looks_english(text: str) -> bool:
    """Whether a text has the function words of English, and Latin letters.

    >>> looks_english("The army said on Monday that it had killed two men.")
    True
    >>> looks_english("Армия сообщила о рейде.")
    False
    """
    sample = text[:6000]
    if not sample.isascii():
        letters = [c for c in sample if c.isalpha()]
        if sum(c.isascii() for c in letters) < 0.7 * len(letters):
            return False
    found = re.findall(r"[^\W\d_]+", sample.lower())
    if len(found) < 20:
        return True
    share = _share(found, ENGLISH)
    return share >= 0.15 or (share >= 0.02 and all(share > _share(found, language) for language in OTHERS))


def _share(found: Sequence[str], language: Collection[str]) -> float:
    """How many of some words are function words of a language, as a share of 1."""
    return sum(w in language for w in found) / len(found)


def read(
    nlp: Language, articles: Iterable[Article], *, skim: Skim | None = None, batch_size: int = 32
) -> Iterator[tuple[Doc, Article]]:
    """Articles → Docs, in order; with `skim` only what can matter is parsed.

    A sentence that is passed over is left as tokens that hang on its first one. The Doc's `user_data` says
    under "eventx.cut" what was parsed. The shipped recogniser shares nothing with the parser, so it reads
    fewer sentences than that. Raises ArticleError for a text of more than `MAX_LENGTH` code points.
    """
    if nlp is load_pipeline():
        return by_one_thread(_read(nlp, articles, skim, batch_size, apart=("ner",)), batch_size)
    return _read(nlp, articles, skim, batch_size)


def _read(
    nlp: Language, articles: Iterable[Article], skim: Skim | None, batch_size: int, apart: Sequence[str] = ()
) -> Iterator[tuple[Doc, Article]]:
    """Articles → Docs; the components that are set `apart` read fewer sentences than the rest."""

    def cuts() -> Iterator[tuple[Doc, tuple[Doc, Article]]]:
        """What of each article is parsed."""
        for article in articles:
            doc = prepare(nlp, article)
            whole = ((0, len(doc)),) if len(doc) else ()
            written = _words(doc)
            cut = replace(skim(written) if skim else Cut(whole, whole), doubled=tuple(_doubled(written)))
            doc.user_data["eventx.cut"] = cut
            yield _part(doc, _without(cut)), (doc, article)

    parsed = nlp.pipe(cuts(), as_tuples=True, batch_size=batch_size, disable=apart)
    if not apart:
        for part, (doc, article) in parsed:
            _restore(doc, part, _without(doc.user_data["eventx.cut"]), (*READ, *NAMED))
            _hang(doc, doc.user_data["eventx.cut"])
            yield doc, article
        return

    def told() -> Iterator[tuple[Doc, tuple[Doc, Article]]]:
        """What of each article may name somebody or something."""
        for part, (doc, article) in parsed:
            cut: Cut = doc.user_data["eventx.cut"]
            _restore(doc, part, _without(cut), READ)
            _hang(doc, cut)
            yield _part(doc, cut.named), (doc, article)

    others = [name for name in nlp.pipe_names if name not in apart]
    for part, (doc, article) in nlp.pipe(told(), as_tuples=True, batch_size=batch_size, disable=others):
        _restore(doc, part, doc.user_data["eventx.cut"].named, NAMED)
        yield doc, article


def _words(doc: Doc) -> list[str]:
    """The tokens of a Doc as they are written."""
    strings = doc.vocab.strings
    return [strings[orth] for orth in doc.to_array("ORTH").tolist()]


def _doubled(written: Sequence[str]) -> Iterator[Span]:
    """Spans of figures that say a number again: "2 (two) rifles", "sixty (60) rounds"."""
    for i, word in enumerate(written[:-2]):
        if word != "(" or not i:
            continue
        end = next((k for k in range(i + 2, min(i + 5, len(written))) if written[k] == ")"), None)
        inner = {w.lower() for w in written[i + 1 : end]} - {"-"} if end else set()
        before = written[i - 1].lower()
        spelt = bool(inner) and inner <= CARDINALS and before.isdigit()
        if end and (spelt or (before in CARDINALS and len(inner) == 1 and min(inner).isdigit())):
            yield i, end + 1


def _without(cut: Cut) -> tuple[Span, ...]:
    """What is parsed, less the figures in brackets."""
    inside = _inside(cut)
    starts = sorted([*(start for start, _ in cut.parsed), *(end for _, end in inside)])
    ends = sorted([*(end for _, end in cut.parsed), *(start for start, _ in inside)])
    return tuple(zip(starts, ends, strict=True))


def _inside(cut: Cut) -> list[Span]:
    """The figures in brackets that stand in what is parsed, neither first nor last."""
    found: list[Span] = []
    for start, end in cut.parsed:
        first, last = (bisect_left(cut.doubled, (at,)) for at in (start + 1, end))
        found += [span for span in cut.doubled[first:last] if span[1] < end]
    return found


def _hang(doc: Doc, cut: Cut) -> None:
    """Hang figures in brackets on the number before them, so that they stay in its sentence."""
    import numpy as np

    inside = _inside(cut)
    if not inside:
        return
    rows = doc.to_array(["HEAD", "DEP", "POS", "LEMMA", "ORTH"])
    punctuation = doc.vocab.strings["PUNCT"]  # a symbol: its own number
    for a, b in inside:
        rows[a:b, 0] = (a - 1 - np.arange(a, b)).astype("int64").astype("uint64")
        rows[a:b, 1], rows[a:b, 2] = doc.vocab.strings.add("punct"), punctuation
        rows[a:b, 3] = rows[a:b, 4]
    doc.from_array(["HEAD", "DEP", "POS", "LEMMA"], cast("Ints2d", rows[:, :4]))


def _part(doc: Doc, spans: Sequence[Span]) -> Doc:
    """A Doc of some spans of another, with its sentence starts; the other itself where they are all of it."""
    import numpy as np
    from spacy.tokens import Doc as New

    if spans == ((0, len(doc)),):
        return doc
    if not spans:
        return New(doc.vocab)
    whole = doc.to_array(["ORTH", "SPACY", "SENT_START"])
    rows = np.concatenate([whole[a:b] for a, b in spans])
    behind, at = {b for _, b in doc.user_data["eventx.cut"].doubled}, 0
    for a, b in spans:
        rows[at, 2], at = GOES_ON if a in behind else STARTS, at + b - a
    strings = doc.vocab.strings
    part = New(
        doc.vocab,
        words=[strings[orth] for orth in rows[:, 0].tolist()],
        spaces=rows[:, 1].astype(bool).tolist(),
    )
    part.from_array(["SENT_START"], cast("Ints2d", rows[:, 2:]))
    return part


def _restore(doc: Doc, part: Doc, spans: Sequence[Span], what: Sequence[str]) -> None:
    """Write what was read in a part of a Doc into the Doc."""
    import numpy as np

    if part is doc or not spans:
        return
    read = part.to_array(list(what))
    rows = np.zeros((len(doc), len(what)), dtype="uint64")
    at = last = 0
    for a, b in spans:
        rows[a:b] = read[at : at + b - a]
        at += b - a
    if "HEAD" in what:
        column = list(what).index("HEAD")
        heads = rows[:, column].astype("int64")
        where = np.concatenate([np.arange(a, b) for a, b in spans])  # of the part's tokens in the Doc
        heads[where] = where[np.arange(len(where)) + read[:, column].astype("int64")] - where
        for a, b in [*spans, (len(doc), len(doc))]:
            heads[last:a] = last - np.arange(last, a)
            last = b
        rows[:, column] = heads.astype("uint64")
    doc.from_array(list(what), cast("Ints2d", rows))


def _tokens(nlp: Language, text: str) -> Doc:
    """The tokens of a text; endless runs of signs are cut: the tokenizer's work is their square."""
    if max(map(len, text.split()), default=0) <= LONGEST:
        return nlp.make_doc(text)
    from spacy.tokens import Doc as New

    cuts = [0, *(run.end() for run in ENDLESS.finditer(text)), len(text)]
    return New.from_docs([nlp.make_doc(text[a:b]) for a, b in pairwise(cuts)], ensure_whitespace=False)


def prepare(nlp: Language, article: Article) -> Doc:
    """Tokens of an article with sentence starts set at paragraphs, datelines and after the title.

    Raises ArticleError for a text of more than `MAX_LENGTH` code points.
    """
    import numpy as np

    if len(article.text) > MAX_LENGTH:
        raise ArticleError(
            f"has {len(article.text):,} characters; the limit is {MAX_LENGTH:,}: split it", field="text"
        )

    text, layout = layout_of(article)
    doc = _tokens(nlp, text)
    hard_wrapped = _hard_wrapped(article.text)
    body = {layout.text_start + m.end() for m in DATELINE.finditer(article.text)}
    starts = np.zeros((len(doc), 1), dtype="uint64")  # where none is set the parser decides
    new, last, at = False, "", 0
    strings = doc.vocab.strings
    columns = doc.to_array(["ORTH", "SPACY"]).tolist()  # Token objects cost more than all else here
    for i, (orth, space) in enumerate(columns):
        word = strings[orth]
        new = new or at in body
        at += len(word) + bool(space)
        if word.isspace():
            breaks = word.count("\n")
            if breaks and (not hard_wrapped or breaks > 1):
                new = True
            continue
        if i and (new or (last and last not in TERMINAL)):
            starts[i] = STARTS if new else GOES_ON
        new, last = False, word[-1:]
    if len(doc):
        doc.from_array(["SENT_START"], cast("Ints2d", starts))
    doc.user_data["eventx.layout"] = layout
    return doc


def _hard_wrapped(text: str) -> bool:
    """Whether lines are broken inside sentences, as in mail: most end at like length without a full stop."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 6:
        return False
    open_ended = [line for line in lines if line.rstrip()[-1:] not in '.!?:;"”)]' and 45 <= len(line) <= 100]
    return len(open_ended) > 0.5 * len(lines)


def furniture_tokens(parse: Parse, layout: Layout) -> set[int]:
    """Tokens of page furniture: captions, comment forms, credits."""
    return {
        i
        for a, b in layout.furniture
        for i in range(bisect_left(parse.starts, a), bisect_left(parse.starts, b))
    }
