"""What the lists of a Doc mend of its tree, and that it stays a tree."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventx import Extractor
from eventx.auxiliaries import rejoin
from eventx.mending import mend
from eventx.parse import Parse, parse_of
from eventx.trees import Tree
from eventx.wordorder import reorder

EXAMPLES = sorted(Path(__file__).parent.parent.glob("examples/articles/*"))
MENDED = {
    "After questioning, the soldiers identified and detained the leader.": ("identified", "soldiers"),
    "Army troops conducting a search killed several rebels and detained others.": ("killed", "troops"),
    "A car bomb tore through an army checkpoint outside Gardez on Thursday.": ("tore", "bomb"),
    "Officers seized a speedboat laden with 60 bales of hashish off Barbate.": ("seized", "Officers"),
    "Six bandits were on Monday killed by troops near Gusau.": ("killed", "bandits"),
    "The army had late on Sunday raided a camp.": ("raided", "army"),
    "Nine people kidnapped by bandits in Zamfara were freed on Monday.": ("freed", "people"),
    "With air cover, Somali commandos on Thursday raided a camp.": ("raided", "commandos"),
    "Recovered from the camp at Lianga on Monday were three rifles.": ("Recovered", "rifles"),
    "In Gao, soldiers spotted rebels planting a bomb and opened fire, killing four.": ("spotted", "soldiers"),
}


CIRCLE = (  # the verb behind "which" is above the noun that it tells of
    "Kosovo police said on Monday they had killed three armed men in a shootout at the Orthodox monastery of "
    "Banjska, near Leposavic, "
    "after an ambush in which a police sergeant, Afrim Bunjaku, died and another officer was hurt."
)
TOKENS = [  # word, part of speech, features: those that the mending looks at
    *(("said", "VERB", "Tense=Past|VerbForm=Fin"), ("killed", "VERB", "Tense=Past|VerbForm=Part|Voice=Pass")),
    *(("took", "VERB", "Tense=Past|VerbForm=Fin"), ("carrying", "VERB", "VerbForm=Ger"), ("were", "AUX", "")),
    *(
        ("troops", "NOUN", "Number=Plur"),
        ("ambush", "NOUN", "Number=Sing"),
        ("Bello", "PROPN", "Number=Sing"),
    ),
    *(
        ("six", "NUM", ""),
        ("which", "PRON", ""),
        ("after", "ADP", ""),
        (",", "PUNCT", ""),
        ("and", "CCONJ", ""),
    ),
    *(("alias", "NOUN", ""), ("laden", "NOUN", ""), ("ablaze", "NOUN", ""), ("Monday", "PROPN", "")),
    *(("late", "ADV", ""), ("more", "ADV", ""), ("the", "DET", ""), ("time", "NOUN", ""), ("set", "ADJ", "")),
]
RELATIONS = [
    "nsubj",
    "nsubj:pass",
    "obj",
    "obl",
    "nmod",
    "conj",
    "appos",
    "acl",
    "acl:relcl",
    "advcl",
    "ccomp",
    "xcomp",
    "csubj",
    "parataxis",
    "aux",
    "aux:pass",
    "case",
    "cc",
    "det",
    "nummod",
    "amod",
    "compound",
    "flat",
    "punct",
    "advmod",
    "obl:unmarked",
    "mark",
    "cop",
]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Any tree of a sentence."""
    told = draw(st.lists(st.sampled_from(TOKENS), min_size=2, max_size=12))
    order = draw(st.permutations(range(len(told))))
    made = Tree()
    made.words, made.pos, made.morphs = (list(column) for column in zip(*told, strict=True))
    made.lower = [word.lower() for word in made.words]
    made.heads, made.deps, made.kids = [*order], ["ROOT"] * len(told), [[] for _ in told]
    made.heads[order[0]] = order[0]
    for rank, i in enumerate(order[1:], 1):
        made.heads[i] = order[draw(st.integers(0, rank - 1))]
        made.deps[i] = draw(st.sampled_from(RELATIONS))
        made.kids[made.heads[i]].append(i)
    made.kids = [sorted(kids) for kids in made.kids]
    return made


def check(made: Tree) -> None:
    """See that every token has its root, and that dependents are those of their heads."""
    for i in range(len(made.words)):
        up = i
        for _ in made.words:
            up = made.heads[up]
        assert made.heads[up] == up, "a circle"
    below = sorted((made.heads[k], k) for k in range(len(made.words)) if made.heads[k] != k)
    assert sorted((i, k) for i, kids in enumerate(made.kids) for k in kids) == below


@given(trees(), st.data())
def test_hanging_leaves_a_tree(made: Tree, data: st.DataObject) -> None:
    tokens = st.integers(0, len(made.words) - 1)
    for _ in range(4):
        i, head = data.draw(tokens), data.draw(tokens)
        made.hang(i, head, "obl")
        assert made.heads[i] == head
        check(made)


@pytest.mark.parametrize("step", [rejoin, reorder, mend])
@given(made=trees())
def test_any_tree_is_mended_to_a_tree(step: Callable[[Tree], None], made: Tree) -> None:
    step(made)
    check(made)


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def tree(extractor: Extractor, text: str) -> Parse:
    from eventx import Article

    doc = extractor.trace(Article(text=text, published="2024-06-12")).doc
    assert doc is not None
    return parse_of(doc)


@pytest.mark.parametrize("text", MENDED)
def test_a_past_verb_heads_its_sentence(extractor, text):
    parse = tree(extractor, text)
    roots = [i for i, head in enumerate(parse.heads) if head == i]
    verb, subject = MENDED[text]
    assert [parse.words[i] for i in roots] == [verb]
    assert [parse.words[k] for k in parse.dependents(roots[0], "nsubj", "nsubj:pass")] == [subject]


@pytest.mark.parametrize("text", [CIRCLE, *MENDED, *(path.read_text("utf-8") for path in EXAMPLES)])
def test_mending_leaves_a_tree(extractor, text):
    parse = tree(extractor, text)
    for start, end in parse.sents:
        for i in range(start, end):
            up = list(parse.ancestors(i))
            assert len(up) <= end - start
            assert all(start <= k < end for k in up)
    below = sorted(k for kids in parse.kids for k in kids)
    assert below == [i for i, head in enumerate(parse.heads) if head != i]
    assert all(parse.heads[k] == i for i, kids in enumerate(parse.kids) for k in kids)


@pytest.mark.parametrize(
    ("text", "noun", "names"),
    [
        (
            "A soldier, Sgt. Murat Kaya, was killed on Friday by a mine near Gara in Iraq.",
            "soldier",
            ["Murat"],
        ),
        (
            "Two senior rebels, Abdullahi Gacal and Mohamed Dheere, were killed near Jowhar.",
            "rebels",
            ["Abdullahi"],
        ),
    ],
)
def test_names_behind_a_comma_are_in_apposition(extractor, text, noun, names):
    parse = tree(extractor, text)
    named = parse.dependents(parse.words.index(noun), "appos")
    assert [parse.words[k] for k in named] == names


def test_marks_between_a_noun_and_its_verb_are_no_phrases(extractor):
    text = (
        "The committee, whose reports can rarely be checked, published photographs of two bodies and a rifle."
    )
    assert "published" in tree(extractor, text).words


def test_another_beside_a_name_is_no_apposition(extractor):
    parse = tree(
        extractor, "Two rebels, Abdullahi Gacal and three soldiers were killed near Jowhar on Friday."
    )
    assert not parse.dependents(parse.words.index("rebels"), "appos")
