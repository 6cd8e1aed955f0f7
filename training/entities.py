"""Read the entity corpora into spaCy documents with the labels PER, ORG and LOC.

Each corpus has its own idea of a name. What is learnt here are proper names without
article and title: "the Government of Iraq" gives ORG "Government of Iraq", "President
Hollande" gives PER "Hollande"; "we", "the city" and "Iraqi" are no names.
"""

import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import filter_spans
from treebanks import Sentence, Word, documents, read_sentences

LABELS = ("LOC", "ORG", "PER")
HELD_OUT_EVERY = 5  # every fifth document of re3d, wikigold and grobid is for testing
RE3D_LABELS = {"Organisation": "ORG", "Location": "LOC", "Person": "PER"}
GROBID_LABELS = {
    "PERSON": "PER",
    "LOCATION": "LOC",
    "INSTALLATION": "LOC",
    "INSTITUTION": "ORG",
    "ORGANISATION": "ORG",
    "BUSINESS": "ORG",
    "MEDIA": "ORG",
}
GUM_LABELS = {"person": "PER", "organization": "ORG", "place": "LOC"}
TITLES = set(
    """Mr Mr. Mrs Mrs. Ms Ms. Dr Dr. Sir Lord Lady President Prime Minister Foreign Secretary
    Vice Deputy Chief Ambassador King Queen Prince Emir Sheikh Sultan Pope Senator Governor Mayor
    Judge Justice Professor Prof. General Gen. Lt. Lieutenant Maj. Major Col. Colonel Brig.
    Brigadier Capt. Captain Sgt. Sergeant Cpl. Corporal Admiral Commander Spokesman Spokesperson
    Representative Rep. Sen. Gov. Defence Defense Interior State Special Envoy High Chancellor
    Chairman Director Office Minister-Designate""".split()  # noqa: SIM905
)
STATES = set(  # LOC even where they act: "Turkey struck"
    """UK United_Kingdom United_States US U.S. France Russia Iran Turkey Australia Saudi_Arabia Jordan Iraq
    Syria Germany Canada Denmark Belgium Netherlands Bahrain United_Arab_Emirates Qatar Egypt China Israel
    Lebanon""".split()  # noqa: SIM905
)
NAME_INNARDS = {"of", "the", "and", "for", "de", "al", "bin", "ibn", "van", "von", "-", "&", "’s", "'s"}
NOT_NAMES = {"I", "We", "He", "She", "It", "They", "You", "Our", "This", "That", "These", "Those"}


@dataclass(frozen=True, kw_only=True)
class Text:
    """A text with the names in it, as (start, end, label) in characters."""

    text: str
    names: tuple[tuple[int, int, str], ...]


def to_doc(text: Text, nlp: Language) -> Doc:
    """Make a document of a text; a name that no tokens cover is left out."""
    doc = nlp.make_doc(text.text)
    spans = [doc.char_span(a, b, label, alignment_mode="contract") for a, b, label in text.names]
    doc.set_ents(filter_spans([span for span in spans if span]))
    return doc


def join_tokens(rows: Iterable[tuple[str, str]], *, kept: Iterable[str] = LABELS) -> Text:
    """Join (token, IOB tag) pairs with blanks; a tag that changes or begins with B opens a name."""
    text, names = "", list[tuple[int, int, str]]()
    before = "O"
    for token, tag in rows:
        start = len(text) + bool(text)
        text = f"{text} {token}" if text else token
        label = tag[2:]
        if label in kept:
            if before[2:] == label and tag[0] == "I":
                names[-1] = (names[-1][0], len(text), label)
            else:
                names.append((start, len(text), label))
        before = tag
    return Text(text=text, names=tuple(names))


def read_wikigold(path: Path) -> list[Text]:
    """Read Wikigold: token, blank, IO tag; MISC is left out."""
    articles = path.read_text(encoding="utf-8").split("-DOCSTART- O")
    rows = ([line.rsplit(" ", 1) for line in a.split("\n") if line.strip()] for a in articles)
    return [join_tokens((token, tag) for token, tag in article) for article in rows if article]


def read_uner(path: Path) -> list[Text]:
    """Read Universal NER: number, token, IOB2 tag."""
    texts = path.read_text(encoding="utf-8").split("# newdoc")
    rows = ([line.split("\t") for line in text.split("\n") if "\t" in line] for text in texts)
    return [join_tokens((row[1], row[2]) for row in text) for text in rows if text]


def read_grobid(folder: Path) -> list[Text]:
    """Read grobid-ner: twenty paragraphs a text; "UK and Gibraltar" are two names."""
    texts = []
    for path in sorted(folder.glob("*.xml")):
        sentences = [grobid_sentence(s) for s in ET.parse(path).iter("sentence")]
        texts += [join_texts(sentences[i : i + 20]) for i in range(0, len(sentences), 20)]
    return texts


def grobid_sentence(sentence: ET.Element) -> Text:
    """Read one sentence element."""
    text, names = sentence.text or "", list[tuple[int, int, str]]()
    for child in sentence:
        inner = "".join(child.itertext())
        label = GROBID_LABELS.get(child.get("type", ""))
        if label:
            names += [(len(text) + start, len(text) + end, label) for start, end in parts(inner, label)]
        text += inner + (child.tail or "")
    return Text(text=text, names=tuple(names))


def join_texts(texts: Iterable[Text]) -> Text:
    """Join texts with blanks and move their names along."""
    text, names = "", list[tuple[int, int, str]]()
    for piece in texts:
        names += [(a + len(text), b + len(text), label) for a, b, label in piece.names]
        text += piece.text + " "
    return Text(text=text, names=tuple(names))


def read_re3d(folder: Path) -> list[Text]:
    """Read re3d: only what annotators agreed on, cut down to names, and their repetitions."""
    texts: dict[str, str] = {}
    names: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted(folder.glob("*/documents.jsonl")):
        texts |= {row["_id"]: row["text"] for row in read_jsonl(path)}
        for row in read_jsonl(path.with_name("entities.jsonl")):
            label = RE3D_LABELS.get(row["type"])
            if label and row["confidence"] >= 0.5:
                text = texts[row["documentId"]]
                for start, end in parts(text[row["begin"] : row["end"]], label):
                    name = row["begin"] + start, row["begin"] + end, label
                    names[row["documentId"]].append(name)
                    votes[text[name[0] : name[1]]][label] += 1
    labels = {
        name: "LOC" if name.replace(" ", "_") in STATES else count.most_common(1)[0][0]
        for name, count in votes.items()
    }
    return [re3d_text(text, names[key], labels, votes) for key, text in texts.items()]


def re3d_text(
    text: str,
    names: list[tuple[int, int, str]],
    labels: dict[str, str],
    votes: dict[str, Counter[str]],
) -> Text:
    """Give each name its usual label, and mark the names that annotators passed over."""
    found = [(a, b, labels[text[a:b]]) for a, b, _ in names]
    usual = [name for name, count in votes.items() if count.total() >= 2 and len(name) > 2]
    again = [
        (match.start(), match.end(), labels[match.group()])
        for match in re.finditer(alternatives(usual), text)
        if not any(a < match.end() and match.start() < b for a, b, _ in names)
    ]
    return Text(text=text, names=(*found, *again))


def alternatives(names: Iterable[str]) -> str:
    """Return a pattern for any of the names, the longest first."""
    return r"\b(?:" + "|".join(re.escape(n) for n in sorted(names, key=len, reverse=True)) + r")\b"


def cut(text: Text, size: int = 700) -> Iterator[Text]:
    """Cut a text into pieces of at least `size` characters that end with a sentence."""
    start = 0
    for match in re.finditer(r"[.!?][\"”’')]* *\s", text.text):
        end = match.end()
        if end - start >= size and not any(a < end < b for a, b, _ in text.names):
            yield piece(text, start, end)
            start = end
    if text.text[start:].strip():
        yield piece(text, start, len(text.text))


def piece(text: Text, start: int, end: int) -> Text:
    """Return a part of a text with its names."""
    inside = [(a, b, label) for a, b, label in text.names if start <= a and b <= end]
    return Text(
        text=text.text[start:end],
        names=tuple((a - start, b - start, label) for a, b, label in inside),
    )


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip():
            yield json.loads(line)


def parts(written: str, label: str) -> Iterator[tuple[int, int]]:
    """Yield the names in a phrase that may list several: "Berlin, Germany"."""
    for part in re.finditer(r"(?:(?!,| and (?!the )|\(|\)).)+", written):
        start, end = bare_name(part.group(), label)
        if start < end:
            yield part.start() + start, part.start() + end


def bare_name(written: str, label: str) -> tuple[int, int]:
    """Find the name in a noun phrase, without article, title and what follows it.

    >>> bare_name("the Government of Iraq", "ORG")
    (4, 22)
    >>> bare_name("Foreign Secretary Boris Johnson", "PER")
    (18, 31)
    >>> bare_name("ISIL terrorists", "ORG")
    (0, 0)
    """
    words = list(re.finditer(r"[^\s,;:\"“”()\[\]]+", written))
    while words and (not is_capital(words[0].group()) or words[0].group() in {"The", "A", "An"}):
        words.pop(0)
    if label == "PER":
        last = max((i for i, w in enumerate(words) if w.group().title() in TITLES), default=-1)
        words = [] if {w.group() for w in words} & {"for", "of", "to"} else words[last + 1 :]
    if not words or words[0].group() in NOT_NAMES:
        return 0, 0
    if re.fullmatch(r"[A-Z][a-z]+(?:qis|ians|anis|ish)", written[words[0].start() : words[-1].end()]):
        return 0, 0  # Iraqis, Syrians, Kurdish
    named = all(is_capital(w.group()) or w.group() in NAME_INNARDS for w in words)
    if not named or words[-1].group() in NAME_INNARDS:
        return 0, 0
    end = words[-1].end()
    return words[0].start(), end - 2 if written[:end].endswith(("'s", "’s")) else end


def is_capital(word: str) -> bool:
    """Tell whether a word could open a name: "Raqqa", "al-Zarqawi", "1st" cannot."""
    return word[:1].isupper() or bool(re.match(r"(?:al|el|ash|at|as)-[A-Z]", word))


def read_gum(path: Path) -> list[Text]:
    """Read the names out of GUM's entities: those whose head is a proper noun."""
    return [gum_text(document) for document in documents(read_sentences(path))]


def gum_text(document: list[Sentence]) -> Text:
    """Read one GUM document."""
    rows: list[tuple[str, str]] = []
    for sentence in document:
        tags = ["O"] * len(sentence.words)
        entities = sorted(gum_entities(sentence.words), key=lambda e: e[0] - e[1])
        for first, last, kind in entities:
            name = gum_name(sentence.words, first, last, GUM_LABELS[kind])
            if name and all(tag == "O" for tag in tags[name[0] : name[1] + 1]):
                tags[name[0]] = f"B-{GUM_LABELS[kind]}"
                for i in range(name[0] + 1, name[1] + 1):
                    tags[i] = f"I-{GUM_LABELS[kind]}"
        rows += [(word.form, tag) for word, tag in zip(sentence.words, tags, strict=True)]
    return join_tokens(rows)


def read_invented(articles: Iterable[list[Sentence]]) -> Iterator[Text]:
    """Read invented articles, whose words carry their IOB tag."""
    for article in articles:
        yield join_tokens((word.form, word.misc) for sentence in article for word in sentence.words)


def gum_entities(words: tuple[Word, ...]) -> Iterator[tuple[int, int, str]]:
    """Yield (first word, last word, type) of the bracketed persons, places, organizations."""
    open_: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, word in enumerate(words):
        value = re.search(r"Entity=([^|]*)", word.misc)
        for opened, number, kind, closed in re.findall(
            r"(\()?(\d+)(?:-([a-z]+)-[^()]*)?(\))?", value.group(1) if value else ""
        ):
            if opened:
                open_[number].append((place, kind))
            if closed and open_[number]:
                first, type_ = open_[number].pop()
                if type_ in GUM_LABELS:
                    yield first, place, type_


def gum_name(words: tuple[Word, ...], first: int, last: int, label: str) -> tuple[int, int] | None:
    """Cut an entity down to its name, or return None if it has none."""
    inside = range(first, last + 1)
    head = next((i for i in inside if words[i].head not in inside or words[i].head == i), first)
    if words[head].upos != "PROPN" or (label == "PER" and "Number=Plur" in words[head].feats):
        return None

    def belongs(i: int) -> bool:
        word = words[i]
        if label == "PER" and (word.form in TITLES or word.dep in {"nmod:desc", "nmod", "case"}):
            return False
        capital = word.form[:1].isupper() or word.form[:1].isdigit() or is_capital(word.form)
        return (capital or word.form in NAME_INNARDS) and word.dep not in {"det", "nmod:poss"}

    start = end = head
    while start > first and belongs(start - 1):
        start -= 1
    while end < last and belongs(end + 1):
        end += 1
    while start < head and (words[start].form in NAME_INNARDS - {"al"}):
        start += 1
    while end > head and words[end].form in NAME_INNARDS:
        end -= 1
    return start, end


def split_held_out(texts: list[Text]) -> tuple[list[Text], list[Text]]:
    """Split by document into those to learn from and those to test on."""
    return (
        [text for i, text in enumerate(texts) if i % HELD_OUT_EVERY],
        texts[::HELD_OUT_EVERY],
    )


def swap_names(text: Text, pools: dict[str, list[str]], rng: random.Random) -> Text:
    """Put other names of the same kind into a text, some in capitals as in datelines."""
    swapped: dict[str, str] = {}
    out, names, end = "", list[tuple[int, int, str]](), 0
    for a, b, label in sorted(text.names):
        if a < end:
            continue
        name = text.text[a:b]
        if name not in swapped:
            new = rng.choice(pools[label]) if rng.random() < 0.7 else name
            swapped[name] = new.upper() if rng.random() < 0.05 else new
        out += text.text[end:a]
        names.append((len(out), len(out) + len(swapped[name]), label))
        out += swapped[name]
        end = b
    return replace(text, text=out + text.text[end:], names=tuple(names))


def name_pools(texts: Iterable[Text], places: list[str]) -> dict[str, list[str]]:
    """Collect the names to swap in: those of the texts, and places of the gazetteers."""
    pools: dict[str, list[str]] = {label: [] for label in LABELS}
    for text in texts:
        for a, b, label in text.names:
            if "\n" not in text.text[a:b]:
                pools[label].append(text.text[a:b])
    pools["LOC"] = [*pools["LOC"], *random.Random(3).sample(places, len(pools["LOC"]))]
    return {label: sorted(pool) for label, pool in pools.items()}


CONFLICT_COUNTRIES = set(
    "IQ SY YE AF PK SO NG ML NE BF LY SD SS TD CM CD CF MZ ET KE UA LB IL PS EG TR MM PH IN CO".split()  # noqa: SIM905
)


def gazetteer_places(folder: Path) -> Iterator[str]:
    """Yield names of regions and districts in countries with armed conflicts (GeoNames)."""
    for file in ("admin1CodesASCII.txt", "admin2Codes.txt"):
        for line in (folder / file).read_text(encoding="utf-8").splitlines():
            code, name, ascii_name, _ = line.split("\t")
            if code[:2] in CONFLICT_COUNTRIES and re.fullmatch(r"[A-Z][A-Za-z '-]+", name):
                yield re.sub(r" (?:District|Region|Province|County|LGA|Governorate)$", "", ascii_name)
