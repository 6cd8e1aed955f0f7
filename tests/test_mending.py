"""What the lists of a Doc mend of its tree, and that it stays a tree."""

from pathlib import Path

import pytest

from eventx import Extractor
from eventx.parse import Parse, parse_of

EXAMPLES = sorted(Path(__file__).parent.parent.glob("examples/articles/*"))
MENDED = {
    "After questioning, the soldiers identified and detained the leader.": ("identified", "soldiers"),
    "Army troops conducting a search killed several rebels and detained others.": ("killed", "troops"),
    "A car bomb tore through an army checkpoint outside Gardez on Thursday.": ("tore", "bomb"),
    "Officers seized a speedboat laden with 60 bales of hashish off Barbate.": ("seized", "Officers"),
    "Six bandits were on Monday killed by troops near Gusau.": ("killed", "bandits"),
    "The army had late on Sunday raided a camp.": ("raided", "army"),
    "With air cover, Somali commandos on Thursday raided a camp.": ("raided", "commandos"),
    "Recovered from the camp at Lianga on Monday were three rifles.": ("Recovered", "rifles"),
    "In Gao, soldiers spotted rebels planting a bomb and opened fire, killing four.": ("spotted", "soldiers"),
}


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


@pytest.mark.parametrize("text", [*MENDED, *(path.read_text("utf-8") for path in EXAMPLES)])
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
            ["Gacal"],
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
