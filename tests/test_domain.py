"""The sentences that the parser is trained and tested on are trees, and read as the tokenizer reads them."""

from __future__ import annotations

import random
import sys
from itertools import pairwise
from pathlib import Path

import pytest

TRAINING = Path(__file__).parent.parent / "training"
sys.path.insert(0, str(TRAINING))

import domain  # noqa: E402
import tokens  # noqa: E402
import treebanks  # noqa: E402

LABELS = frozenset(
    domain.words(
        """acl acl:relcl advcl advcl:relcl advmod amod appos aux aux:pass case cc ccomp compound compound:prt
        conj cop csubj det expl fixed flat iobj list mark nmod nmod:desc nmod:poss nmod:unmarked nsubj
        nsubj:pass nummod obj obl obl:agent obl:unmarked parataxis punct ROOT xcomp"""
    )
)
GOLD = """# newdoc id = a
# text = A friend visited the museums in Boston.
1	A	a	DET	DT	Definite=Ind|PronType=Art	2	det	_	_
2	friend	friend	NOUN	NN	Number=Sing	3	nsubj	_	_
3	visited	visit	VERB	VBD	Mood=Ind|Number=Sing|Person=3|Tense=Past|VerbForm=Fin	0	root	_	_
4	the	the	DET	DT	Definite=Def|PronType=Art	5	det	_	_
5	museums	museum	NOUN	NNS	Number=Plur	3	obj	_	_
6	in	in	ADP	IN	_	7	case	_	_
7	Boston	Boston	PROPN	NNP	Number=Sing	3	obl	_	SpaceAfter=No
8	.	.	PUNCT	.	_	3	punct	_	_

"""


def projective(sentence: treebanks.Sentence) -> bool:
    heads = [word.head for word in sentence.words]

    def under(i: int, top: int) -> bool:
        while i not in (top, heads[i]):
            i = heads[i]
        return i == top

    return all(under(k, head) for i, head in enumerate(heads) for k in range(min(i, head) + 1, max(i, head)))


@pytest.fixture(scope="module")
def composed() -> list[treebanks.Sentence]:
    return domain.compose(400, random.Random(11))


def test_composed_sentences_are_trees(composed: list[treebanks.Sentence]) -> None:
    for sentence in composed:
        domain.check(sentence, LABELS)
        assert projective(sentence), domain.text_of(sentence.words)


def test_a_seed_composes_the_same_and_hardly_repeats(composed: list[treebanks.Sentence]) -> None:
    assert domain.compose(400, random.Random(11)) == composed
    assert len({domain.text_of(s.words) for s in composed}) == 400


def test_composed_words_are_those_of_the_tokenizer(composed: list[treebanks.Sentence]) -> None:
    nlp = tokens.blank()
    for sentence in composed:
        assert [t.text for t in nlp(domain.text_of(sentence.words))] == [w.form for w in sentence.words]


def test_substitution_keeps_tags_and_relations(tmp_path: Path) -> None:
    path = tmp_path / "gold.conllu"
    path.write_text(GOLD, encoding="utf-8")
    gold = list(treebanks.read_sentences(path))
    copies = [copy for seed in range(60) for copy in domain.substitute(gold, random.Random(seed))]
    assert copies
    for copy in copies:
        domain.check(copy, LABELS)
        assert copy.words != gold[0].words
        root = next(word for i, word in enumerate(copy.words) if word.head == i)
        assert (root.upos, root.xpos, root.feats) == ("VERB", "VBD", gold[0].words[2].feats)
        first = copy.words[0].form
        assert first == domain.article(copy.words[1].form).capitalize()


def test_files_read_back(tmp_path: Path, composed: list[treebanks.Sentence]) -> None:
    path = tmp_path / "composed.conllu"
    path.write_text("".join(domain.conllu(composed, "composed")), encoding="utf-8")
    back = list(treebanks.read_sentences(path))
    assert [[(w.form, w.head, w.dep) for w in s.words] for s in back] == [
        [(w.form, w.head, w.dep) for w in s.words] for s in composed
    ]
    assert [s.opens_paragraph for s in back[1:]] == [
        s.opens_paragraph or s.document != before.document for before, s in pairwise(composed)
    ]


def test_the_news_test_is_sixty_trees() -> None:
    nlp = tokens.blank()
    sentences = list(treebanks.read_sentences(TRAINING / "news-test.conllu"))
    assert len(sentences) == 60
    for sentence in sentences:
        domain.check(sentence, LABELS)
        assert [t.text for t in nlp(domain.text_of(sentence.words))] == [w.form for w in sentence.words]
