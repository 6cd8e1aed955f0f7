"""A Doc as plain lists: what every finder reads, made once per article.

Token attributes in spaCy are computed on access; rules ask for them many times. Here each is a list
indexed by token, and dependents are lists of indexes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from eventx import brackets
from eventx.auxiliaries import rejoin
from eventx.mending import mend
from eventx.predicates import rehang
from eventx.raising import PASTS
from eventx.trees import Tree
from eventx.wordorder import reorder

if TYPE_CHECKING:
    from spacy.strings import StringStore
    from spacy.tokens import Doc

KEY = "eventx.parse"  # in Doc.user_data
COLUMNS = ("ORTH", "SPACY", "LEMMA", "POS", "DEP", "HEAD", "MORPH", "ENT_TYPE", "SENT_START")
LONGEST = 200  # tokens of a sentence; a longer one is read as several, so that work stays linear
COMMAS = frozenset({",", ";"})


class Parse(Tree):
    """Tokens and Universal Dependencies of a Doc.

    `words` are as written, `lower` folded, `lemmas` folded; `pos` are UPOS, `deps` UD relations, `morphs`
    features; `heads` and `kids` token indexes; `ents` entity labels, `paragraphs` ranks of paragraphs;
    `sents` are (start, end) of sentences, `sent_of` maps a token to its sentence's rank; `starts` and
    `ends` are code points in the Doc's text, end exclusive.
    """

    __slots__ = (
        "ends", "ents", "lemmas", "paragraphs", "sent_of", "sents", "source", "starts",
    )  # fmt: skip

    def __init__(self, doc: Doc) -> None:
        columns = doc.to_array(list(COLUMNS)).astype("int64").T.tolist()
        words, spaces, lemmas, pos, deps, steps, morphs, ents, starts_sentence = columns
        named = _Names(doc.vocab.strings).of
        self.words: list[str] = named(words)
        pieces = [f"{word} " if space else word for word, space in zip(self.words, spaces, strict=True)]
        self.starts: list[int] = list(accumulate(map(len, pieces[:-1]), initial=0)) if pieces else []
        self.source = "".join(pieces)  # what Doc.text gives, at a tenth of its cost
        self.lower: list[str] = [w.lower() for w in self.words]
        self.lemmas: list[str] = [lemma.lower() for lemma in named(lemmas)]
        self.pos: list[str] = named(pos)
        for i, word in enumerate(self.lower):
            if word in PASTS and self.pos[i] not in ("VERB", "PROPN"):
                self.pos[i], self.lemmas[i] = "VERB", PASTS[word]
        self.deps: list[str] = named(deps)
        self.morphs: list[str] = named(morphs)
        self.ents: list[str] = named(ents)
        self.heads: list[int] = [i + step for i, step in enumerate(steps)]
        begin = [i for i, mark in enumerate(starts_sentence) if mark == 1 or i == 0]
        self.sents: list[tuple[int, int]] = list(self._sentences(begin))
        self.sent_of: list[int] = [rank for rank, (a, b) in enumerate(self.sents) for _ in range(a, b)]
        if len(self.sents) > len(begin):
            self._part()
        self.ends: list[int] = [s + len(w) for s, w in zip(self.starts, self.words, strict=True)]
        self.kids: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                self.kids[head].append(i)
        rejoin(self)
        brackets.close(self)
        reorder(self)
        rehang(self)
        mend(self)
        breaks = ["\n" in word and word.isspace() for word in self.words[:-1]]
        self.paragraphs: list[int] = list(accumulate(breaks, initial=0)) if self.words else []

    def _sentences(self, begin: list[int]) -> Iterator[tuple[int, int]]:
        """Spans of sentences by their first tokens; an endless one is cut, behind a comma if there is one."""
        for start, end in pairwise([*begin, len(self.words)]):
            a = start
            while end - a > LONGEST:
                commas = (k for k in range(a + LONGEST, a + LONGEST // 2, -1) if self.words[k - 1] in COMMAS)
                cut = next(commas, a + LONGEST)
                yield a, cut
                a = cut
            yield a, end

    def _part(self) -> None:
        """Let what hangs by another sentence head its own: one was cut there."""
        for i, head in enumerate(self.heads):
            if self.sent_of[i] != self.sent_of[head]:
                self.heads[i], self.deps[i] = i, "ROOT"

    def __len__(self) -> int:
        return len(self.words)

    def text(self, start: int, end: int) -> str:
        """The Doc's text from one token up to another (end exclusive), as written."""
        return self.source[self.starts[start] : self.ends[end - 1]] if end > start else ""

    def head_of(self, start: int, end: int) -> int:
        """The last token of a span whose head lies outside the span."""
        for i in range(end - 1, start - 1, -1):
            if self.heads[i] == i or not start <= self.heads[i] < end:
                return i
        return end - 1


class _Names(dict[int, str]):
    """Strings of a vocabulary by their keys (signed), each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__({0: ""})
        self._strings = strings

    def __missing__(self, key: int) -> str:
        name = self[key] = self._strings[key & 0xFFFFFFFFFFFFFFFF]
        return name

    def of(self, keys: list[int]) -> list[str]:
        """The strings of some keys."""
        return list(map(self.__getitem__, keys))


def parse_of(doc: Doc) -> Parse:
    """The Doc's lists, made on the first call and kept with the Doc."""
    kept: Parse | None = doc.user_data.get(KEY)
    if kept is None:
        kept = doc.user_data[KEY] = Parse(doc)
    return kept
