"""Who says so: subjects of verbs of saying, and those "according to" whom something happened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.records import Source, SourceType
from eventx.syntax import Grammar
from eventx.wordclasses import singular

_WORDS = words("sources")
SAYING, STATEMENTS = _WORDS["saying"], _WORDS["statements"]
TYPES: tuple[SourceType, ...] = (
    "anonymous_official", "ngo", "media", "official_military", "analyst", "armed_group",
    "official_government",
)  # fmt: skip
ANONYMOUS = tuple(f" {phrase} " for phrase in _WORDS["anonymous"])
ACTORS: Mapping[str, SourceType] = {  # what a source is that belongs to an actor of this type
    "military": "official_military", "security_forces": "official_military", "police": "official_military",
    "coalition": "official_military", "armed_group": "armed_group", "militia": "armed_group",
    "government": "official_government", "intelligence": "official_government",
}  # fmt: skip
SAID = frozenset({"ccomp", "parataxis"})  # how what is said hangs by the verb of saying
INNER = frozenset({"amod", "compound", "flat", "nmod:poss", "flat:name"})
OUTER = frozenset({"nmod", "obl", "acl", "acl:relcl"})
HYPHENS = frozenset({"-", "‑"})
LONGEST = 6  # words of an entry


def _entries() -> dict[tuple[str, ...], SourceType]:
    """The entries of the table by their words, hyphens left out."""
    return {tuple(entry.replace("-", " ").split()): kind for kind in TYPES for entry in _WORDS[kind]}


ENTRIES = _entries()


def find(grammar: Grammar, forces: Iterable[Mention]) -> Iterator[Mention]:
    """The sources of an article; `forces` tell what a source is that its own words do not tell.

    A surname stands for the source that was introduced by it ("Zulum added").
    """
    named = {i: m for m in forces for i in range(m.start, m.end)}
    introduced: dict[str, Source] = {}
    for i, lemma in enumerate(grammar.parse.lemmas):
        for head in _speakers(grammar, i, lemma):
            mention = None if grammar.nobody(head) else _source(grammar, head, i, named, introduced)
            if mention is not None:
                source: Source = mention.value
                introduced.setdefault(source.name.split()[-1], source)
                yield mention


def _speakers(grammar: Grammar, i: int, lemma: str) -> list[int]:
    """Heads of those who say what a verb, or "according to", tells."""
    parse = grammar.parse
    if lemma == "accord" or parse.lower[i] == "according":
        return _according(grammar, i)
    if parse.pos[i] != "VERB" or not (lemma in grammar.rules.reporting or lemma in SAYING):
        return []
    told = _governs(grammar, i)
    if lemma not in grammar.rules.reporting and not told:
        return []
    own = [c for k in parse.dependents(i, "nsubj") for c in _several(grammar, k)]
    if own or not told:
        return own
    by = [k for k in parse.dependents(i, "obl", "obl:agent") if "by" in grammar.prepositions(k)]
    heads, passive = grammar.subject(i)  # "Central Command posted on X that" may be parsed as a participle
    return by or ([] if passive and parse.deps[i] != "acl" else heads)


def _several(grammar: Grammar, head: int) -> list[int]:
    """A subject with those beside it; of "Doctors Without Borders", which is parsed as two, the first."""
    first = min(grammar.parse.dependents(grammar.parse.heads[head], "nsubj"))
    return grammar.conjuncts(head) if head == first else []


def _governs(grammar: Grammar, verb: int) -> bool:
    """Whether a verb governs what is said, is put behind it, or has a word for it as its object."""
    parse = grammar.parse
    if parse.deps[verb] == "parataxis" or any(parse.deps[k] in SAID for k in parse.kids[verb]):
        return True
    return any(parse.lemmas[k] in STATEMENTS for k in parse.dependents(verb, "obj", "obl", "nsubj:pass"))


def _according(grammar: Grammar, i: int) -> list[int]:
    """The first noun behind "according to", or whose statement it is."""
    parse = grammar.parse
    end = parse.sents[parse.sent_of[i]][1]
    if i + 2 >= end or parse.lower[i + 1] != "to":
        return []
    nouns = (k for k in range(i + 2, min(i + 12, end)) if parse.pos[k] in ("NOUN", "PROPN"))
    head = next((k for k in nouns if parse.deps[k] not in ("compound", "amod", "nmod:poss")), None)
    if head is None:
        return []
    if parse.lemmas[head] in STATEMENTS:
        whose = [k for k in parse.dependents(head, "nmod:poss", "nmod") if _gives(grammar, k)]
        return whose or [head]
    return [head]


def _gives(grammar: Grammar, i: int) -> bool:
    """Whether a phrase beside "statement" tells who gave it."""
    return grammar.parse.deps[i] == "nmod:poss" or bool(grammar.prepositions(i) & {"by", "from", "of"})


def _source(
    grammar: Grammar, head: int, verb: int, named: Mapping[int, Mention], introduced: Mapping[str, Source]
) -> Mention | None:
    """The source that a noun phrase names; None where no word of it tells its type."""
    parse = grammar.parse
    if parse.pos[head] not in ("NOUN", "PROPN", "X", "ADJ"):
        return None
    beside = [k for k in grammar.appositions(head) if parse.pos[k] in ("NOUN", "PROPN")]
    kind = _type(grammar, head, beside, verb, named)
    person = next((k for k in beside if parse.pos[head] == "NOUN" and parse.pos[k] == "PROPN"), head)
    start, end = _name(grammar, person)
    mention = named.get(person)
    if mention is not None and mention.root == person:  # "al-Shabaab", whose parts are tokens of their own
        start, end = min(start, mention.start), max(end, mention.end)
    name = parse.text(start, end)
    known = introduced.get(parse.words[end - 1])
    if known is not None and parse.pos[head] == "PROPN" and kind in (None, known.type):
        return Mention("source", start, end, head, known, "surname")
    if kind is None or not name.strip():  # a line separator that was parsed as a noun
        return None
    return Mention("source", start, end, head, Source(name=name, type=kind), "verb-of-saying")


def _name(grammar: Grammar, head: int) -> tuple[int, int]:
    """The tokens of a source's name: its phrase, and the rest of "Doctors Without Borders"."""
    parse = grammar.parse
    start, end = grammar.tight(head)
    for stop in range(min(len(parse), head + LONGEST), end, -1):
        if _entry(grammar, start, stop) is not None:
            return start, stop
    if parse.pos[head] == "PROPN":  # "Governor Babagana Zulum", whose title is parsed apart
        low = parse.sents[parse.sent_of[head]][0]
        while (
            start > low and parse.words[start - 1][:1].isupper() and parse.pos[start - 1] in ("NOUN", "PROPN")
        ):
            start -= 1
    if parse.words[head][:1].isupper():
        for k in parse.dependents(
            head, "nmod"
        ):  # "the Interior Ministry of Tunisia", "Observatory for Human Rights"
            if grammar.prepositions(k) & {"of", "for"} and parse.words[k][:1].isupper():
                return start, max(end, grammar.tight(k)[1])
    return start, end


def _type(
    grammar: Grammar, head: int, beside: Sequence[int], verb: int, named: Mapping[int, Mention]
) -> SourceType | None:
    """What a source is: by its own words, then by what hangs by it."""
    parse = grammar.parse
    about = {*parse.subtree(head), *_aside(grammar, verb)}
    text = f" {' '.join(parse.lower[k] for k in sorted(about))} "
    if any(cue in text for cue in ANONYMOUS):
        return "anonymous_official"
    inner = [i for k in (head, *beside) for i in _inner(grammar, k)]
    outer = [i for k in inner for c in parse.kids[k] if parse.deps[c] in OUTER for i in parse.subtree(c)]
    for ring in (inner, outer):
        kind = _told(grammar, sorted({*ring}), named)
        if kind is not None:
            return kind
    office = any(parse.lemmas[i] in _WORDS["spokesmen"] for i in inner)
    return "official_government" if office else None


def _aside(grammar: Grammar, verb: int) -> list[int]:
    """What a verb of saying has beside it but what is said: "speaking on condition of anonymity"."""
    kids = grammar.parse.kids[verb]
    beside = [k for k in kids if grammar.parse.deps[k] in ("obl", "advcl", "xcomp")]
    return [i for k in beside for i in grammar.parse.subtree(k)]


def _inner(grammar: Grammar, head: int) -> list[int]:
    """A head with its modifiers and the parts of its name."""
    parse = grammar.parse
    start, end = _name(grammar, head)
    kids = [k for k in parse.kids[head] if parse.deps[k] in INNER]
    return [*range(start, end), *kids]


def _told(grammar: Grammar, ring: Sequence[int], named: Mapping[int, Mention]) -> SourceType | None:
    """The type that the longest entry or name of an actor in a ring tells; of two as long the last."""
    best: tuple[int, int] = (0, -1)
    kind: SourceType | None = None
    for i in ring:
        length, told = _longest(grammar, i)
        mention = named.get(i)
        if mention is not None and (i == mention.start or mention.start not in ring):
            size, actor = mention.end - mention.start, ACTORS.get(mention.value.type)
            known = mention.value.actor is not None or mention.found_by == "metonym"
            if known and (told is None or (actor == "armed_group" and size > length)):
                length, told = size, actor
        if told is not None and (length, i) > best:
            best, kind = (length, i), told
    return kind


def _longest(grammar: Grammar, start: int) -> tuple[int, SourceType | None]:
    """The longest entry that begins at a token."""
    for stop in range(min(len(grammar.parse), start + LONGEST), start, -1):
        kind = _entry(grammar, start, stop)
        if kind is not None:
            return stop - start, kind
    return 0, None


def _entry(grammar: Grammar, start: int, stop: int) -> SourceType | None:
    """The type of the entry that some tokens are, by words, or else lemmas of the last."""
    parse = grammar.parse
    told = tuple(word for word in parse.lower[start:stop] if word not in HYPHENS)
    if told in ENTRIES or not told:
        return ENTRIES.get(told)
    last = parse.lower[stop - 1]
    for word in (parse.lemmas[stop - 1], singular(last)):
        if (*told[:-1], word) in ENTRIES:
            return ENTRIES[*told[:-1], word]
    return None
