"""A Doc as plain lists: what every finder reads, made once per article.

Token attributes in spaCy are computed on access; rules ask for them many times. Here each is a list
indexed by token, and dependents are lists of indexes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc

KEY = "eventx.parse"  # in Doc.user_data
COLUMNS = ("ORTH", "SPACY", "LEMMA", "POS", "DEP", "HEAD", "MORPH", "ENT_TYPE", "SENT_START")
PASTS = {  # forms that are nothing but a verb's past, whatever a tagger takes them for
    "blew": "blow", "drove": "drive", "fled": "flee", "flew": "fly", "fought": "fight", "gave": "give",
    "overran": "overrun",
    "shook": "shake", "stole": "steal", "struck": "strike", "swept": "sweep", "threw": "throw",
    "took": "take", "tore": "tear", "withdrew": "withdraw",
}  # fmt: skip


class Parse:
    """Tokens and Universal Dependencies of a Doc.

    `words` are as written, `lower` folded, `lemmas` folded; `pos` are UPOS, `deps` UD relations, `morphs`
    features; `heads` and `kids` token indexes; `ents` entity labels, `paragraphs` ranks of paragraphs;
    `sents` are (start, end) of sentences, `sent_of` maps a token to its sentence's rank; `starts` and
    `ends` are code points in the Doc's text, end exclusive.
    """

    __slots__ = (
        "deps", "doc", "ends", "ents", "heads", "kids", "lemmas", "lower", "morphs", "paragraphs", "pos",
        "sent_of", "sents", "source", "starts", "words",
    )  # fmt: skip

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        strings = doc.vocab.strings
        columns = doc.to_array(list(COLUMNS)).astype("int64").T.tolist()
        words, spaces, lemmas, pos, deps, steps, morphs, ents, starts_sentence = columns
        names: dict[int, str] = {0: ""}

        def named(keys: list[int]) -> list[str]:
            """Strings of the vocabulary by their keys."""
            for key in set(keys) - names.keys():
                names[key] = strings[key & 0xFFFFFFFFFFFFFFFF]
            return [names[key] for key in keys]

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
        self.ends: list[int] = [s + len(w) for s, w in zip(self.starts, self.words, strict=True)]
        self.kids: list[list[int]] = [[] for _ in self.words]
        for i, head in enumerate(self.heads):
            if head != i:
                self.kids[head].append(i)
        for i, (head, relation) in enumerate(zip(tuple(self.heads), tuple(self.deps), strict=True)):
            if head == i and self.pos[i] in ("NOUN", "PROPN"):
                self._raise_verb(i)
            elif relation == "conj" and self.pos[i] == "VERB":
                self._join_alike(i)
            elif relation == "csubj" and self.lower[i].endswith("ing"):
                self._give_subject(i)
        begin = [i for i, mark in enumerate(starts_sentence) if mark == 1 or i == 0]
        ends = [*begin[1:], len(self.words)] if begin else []
        self.sents: list[tuple[int, int]] = list(zip(begin, ends, strict=True))
        self.sent_of: list[int] = [rank for rank, (a, b) in enumerate(self.sents) for _ in range(a, b)]
        breaks = ["\n" in word and word.isspace() for word in self.words[:-1]]
        self.paragraphs: list[int] = list(accumulate(breaks, initial=0)) if self.words else []

    def _raise_verb(self, noun: int) -> None:
        """Let the past verb that hangs from a sentence's noun head the sentence: "troops located a cache".

        A participle that modifies a noun has no object of its own, so that one with an object is finite.
        """
        for v in self.dependents(noun, "acl", "acl:relcl"):
            joined = [v, *(k for k in self.dependents(v, "conj") if self.pos[k] == "VERB")]
            if v < noun or self.pos[v] != "VERB" or "Tense=Past" not in self.morphs[v]:
                continue
            told = any(
                self.dependents(k, "nsubj", "nsubj:pass", "aux", "aux:pass", "obl:agent") for k in joined
            )
            if told or not any(self.dependents(k, "obj") for k in joined):
                continue
            self._head_sentence(v, noun)
            return

    def _join_alike(self, v: int) -> None:
        """Let a past verb go with the verb before a participle: "saw men digging and opened fire".

        Only like is coordinated with like, so that it goes with no participle; where no finite verb is above,
        the participle's noun is its subject: "forces conducting a raid killed two".
        """
        participle = self.heads[v]
        if "VerbForm=Fin" not in self.morphs[v] or not self.lower[participle].endswith("ing"):
            return
        if self.dependents(v, "nsubj", "aux") or self.dependents(participle, "aux"):
            return
        above = next((k for k in self.ancestors(participle) if "VerbForm=Fin" in self.morphs[k]), None)
        subject = self.dependents(participle, "nsubj")
        noun = subject[0] if subject else self.heads[participle]
        if above is not None and self.pos[above] == "VERB" and not subject:
            self._hang(v, above, "conj")
        elif above is None and self.heads[participle] == participle and subject:
            self._hang(noun, noun, "ROOT")
            self._hang(participle, noun, "acl")
            self._head_sentence(v, noun)
        elif above is None and self.deps[participle] == "acl" and self.heads[noun] == noun:
            self._head_sentence(v, noun)
        else:
            return
        for k in [k for k in self.kids[participle] if k > v]:
            self._hang(k, v, self.deps[k])

    def _give_subject(self, participle: int) -> None:
        """Let a noun before a participle be the subject of the verb: "officers acting on a tip raided"."""
        nouns = [k for k in self.dependents(participle, "nsubj") if k < participle]
        if nouns and self.pos[nouns[0]] in ("NOUN", "PROPN"):
            self._hang(nouns[0], self.heads[participle], "nsubj")
            self._hang(participle, nouns[0], "acl")

    def _head_sentence(self, v: int, noun: int) -> None:
        """Make a verb the root in the place of its subject, and its own what belongs to the sentence."""
        self._hang(v, v, "ROOT")
        self.morphs[v] = "Mood=Ind|Tense=Past|VerbForm=Fin"
        for k in self.dependents(noun, "punct", "advcl", "obl", "advmod", "parataxis", "mark", "cc"):
            self._hang(k, v, self.deps[k])
        self._hang(noun, v, "nsubj")

    def _hang(self, i: int, head: int, relation: str) -> None:
        """Give a token another head."""
        if self.heads[i] != i:
            self.kids[self.heads[i]].remove(i)
        self.heads[i], self.deps[i] = head, relation
        if head != i:
            self.kids[head] = sorted([*self.kids[head], i])

    def __len__(self) -> int:
        return len(self.words)

    def text(self, start: int, end: int) -> str:
        """The Doc's text from one token up to another (end exclusive), as written."""
        return self.source[self.starts[start] : self.ends[end - 1]] if end > start else ""

    def subtree(self, i: int) -> list[int]:
        """All tokens under a token, itself included, in order."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(self.kids[j])
        return sorted(found)

    def head_of(self, start: int, end: int) -> int:
        """The last token of a span whose head lies outside the span."""
        for i in range(end - 1, start - 1, -1):
            if self.heads[i] == i or not start <= self.heads[i] < end:
                return i
        return end - 1

    def ancestors(self, i: int) -> Iterator[int]:
        """The head, the head's head and so on, up to the root of the sentence."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def dependents(self, i: int, *relations: str) -> list[int]:
        """Dependents with one of these relations; `obl` does not stand for `obl:agent`."""
        kids, deps = self.kids[i], self.deps
        return [k for k in kids if deps[k] in relations] if kids else []


def parse_of(doc: Doc) -> Parse:
    """The Doc's lists, made on the first call and kept with the Doc."""
    kept: Parse | None = doc.user_data.get(KEY)
    if kept is None:
        kept = doc.user_data[KEY] = Parse(doc)
    return kept
