"""Runs of capitalised words in an article: where they begin and end, articles and hyphens included."""

from __future__ import annotations

from eventx.lexicon import words
from eventx.parse import Parse
from eventx.syntax import Grammar

ARTICLES, PARTICLES = words("places")["articles"], words("places")["particles"]
GENERIC_AFTER = words("places")["generic_after"]
PLURALS = frozenset(w for w in GENERIC_AFTER if w.removesuffix("s") in GENERIC_AFTER - {w})
DASHES = ("-", "‑", "–")
NAMING = frozenset({"PROPN", "X", "ADJ", "NOUN", "INTJ"})
STOPS = frozenset('.,;:()"“”?!')


def capital(parse: Parse, i: int) -> bool:
    """Whether there is a token at this index and it begins with a capital."""
    words = parse.words  # asked of every token: cheaper than len(parse)
    return i < len(words) and words[i][:1].isupper()


def inside(parse: Parse, i: int) -> bool:
    """Whether a word does not begin its sentence, and no acronym stands before it: "ITS San Giusto"."""
    return i > parse.sents[parse.sent_of[i]][0] and not (
        parse.words[i - 1].isupper() and parse.words[i - 1].isalpha()
    )


def line_end(parse: Parse, i: int) -> int:
    """Where a name that starts at a token must have ended: at a stop, a bracket or the sentence's end."""
    end = min(parse.sents[parse.sent_of[i]][1], i + 10)
    for j in range(i + 1, end):
        if parse.words[j] in STOPS or "\n" in parse.words[j]:
            return j
    return end


def taken(grammar: Grammar, i: int) -> bool:
    """Whether a token is part of a force's name."""
    return bool(grammar.named.get(i, set()) & {"INSIDE", "ACTOR"})


def article(parse: Parse, i: int) -> bool:
    """Whether an Arabic article stands before a name: "al-Shay"."""
    return capital(parse, i + 2) and parse.lower[i] in ARTICLES and parse.words[i + 1] in DASHES


def capitals_end(grammar: Grammar, i: int) -> int:
    """Where a run of capitalised words ends, parts behind hyphens and apostrophes included."""
    parse, end = grammar.parse, i
    if article(parse, i) and not taken(grammar, i + 2):
        end = i + 3  # "al-Kawm"
    while capital(parse, end) and parse.pos[end] in NAMING and not taken(grammar, end):
        end += 1
        if article(parse, end) and parse.pos[end + 2] in ("PROPN", "X"):
            end += 3
        small = end
        while small < len(parse) and parse.lower[small] in PARTICLES and small < end + 2:
            small += 1
        if small > end and capital(parse, small) and parse.pos[small] in ("PROPN", "X"):
            end = small
        while (
            end + 1 < len(parse)
            and parse.words[end] in ("-", "'", "’")
            and parse.words[end + 1][:1].isalpha()
            and parse.ends[end] == parse.starts[end + 1]
        ):
            end += 1
            if parse.words[end][:1].isupper():
                break
            end += 1  # "Logone-et-Chari"
    return end


def shared_generic(grammar: Grammar, end: int) -> str | None:
    """The plural behind a list that a name begins: "Katsina and Zamfara states"."""
    parse = grammar.parse
    while parse.lower[end : end + 1] in ([","], ["and"]):
        joint, start = parse.lower[end], end + 1 + (parse.lower[end : end + 2] == [",", "and"])
        end = capitals_end(grammar, start)
        if end == start:
            return None
        if joint == "and" or parse.lower[start - 1] == "and":
            after = parse.lower[end : end + 1]
            return after[0].removesuffix("s") if after and after[0] in PLURALS else None
    return None
