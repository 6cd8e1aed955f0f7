"""How far a noun phrase reaches: from its first word that names or describes up to its head."""

from __future__ import annotations

from eventx.lexicon import words
from eventx.parse import Parse

SKIPPED_MODIFIERS = words("phrases")["skipped_modifiers"]
HYPHENS = ("-", "‑")
JOINING = (*HYPHENS, "/")
# parts of speech of modifiers that name or describe
NAMING = frozenset({"ADJ", "NOUN", "PROPN", "VERB", "X"})
LINKING = frozenset({"PUNCT", "ADP", "ADV", "PART"})  # those that stand inside hyphenated modifiers only
OUTWARD = frozenset({  # relations that lead out of a noun phrase's own words
    "conj", "nsubj", "obj", "obl", "appos", "acl:relcl", "root", "advcl", "parataxis", "nmod", "cc",
})  # fmt: skip
PARTS_OF_PHRASES = ("amod", "compound")


def tight(parse: Parse, i: int) -> tuple[int, int]:
    """The words of a noun phrase from its first modifier that names or describes up to its head."""
    start = i
    first = parse.sents[parse.sent_of[i]][0] if parse.sents else 0
    j = i - 1
    while j >= first and _names(parse, j) and _within(parse, j, i):
        if parse.lower[j] not in JOINING:
            start = j
        j -= 1
    end = i + 1
    while end < len(parse) and parse.heads[end] == i and parse.deps[end] in ("flat", "flat:name", "goeswith"):
        end += 1
    return start, end


def _names(parse: Parse, j: int) -> bool:
    """Whether a token before a head may be part of what names or describes it."""
    word, pos = parse.lower[j], parse.pos[j]
    if word in SKIPPED_MODIFIERS or (pos not in NAMING and pos not in LINKING):
        return False
    hyphenated = parse.words[j - 1 : j] == ["-"]
    if pos in LINKING:
        return word in JOINING or hyphenated
    return pos != "VERB" or hyphenated or parse.deps[j] in PARTS_OF_PHRASES


def _within(parse: Parse, j: int, head: int) -> bool:
    """Whether a token hangs below a head by relations that stay inside the phrase."""
    seen = 0
    while j != head:
        up = parse.heads[j]
        second = parse.deps[j] == "conj" and parse.pos[j] == "ADJ" and parse.deps[up] == "amod"
        if parse.deps[j] in OUTWARD and not second:  # but "the Malian and Congolese armies"
            return False
        seen += 1
        if up == j or seen > 6:
            return False
        j = up
    return True
