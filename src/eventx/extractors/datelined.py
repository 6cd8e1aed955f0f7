"""Tokens of datelines: what they name is where an article was written, and no scene."""

from __future__ import annotations

import re

from eventx.lexicon import words
from eventx.parse import Parse

BULLETS = words("marking")["bullets"]
_CAPITAL = r"[A-Z](?:[\w.'’]|-(?=[\w'’]))++"  # a word, taken whole: parts of it would be tried in any mix
DATELINE = re.compile(
    rf"\W*+\b{_CAPITAL}(?:[\s,/&-]++{_CAPITAL}){{0,6}}[^\S\n]*+"
    r"(?:\([^)\n]{1,40}\)|,[^—–\n]{1,40})?[^\S\n]*+(?:—|–|--|-\s|:\s)"
)


def dateline_tokens(parse: Parse) -> set[int]:
    """Tokens of "BAGHDAD, Iraq (Jan. 12) —" at the head of a paragraph."""
    found: set[int] = set()
    text = parse.source
    for start, end in parse.sents:
        begin = parse.starts[start]
        if text[begin : begin + 1] in BULLETS:
            continue  # "* Niger Delta - Troops dismantled": a label
        if begin and "\n" not in text[max(0, begin - 3) : begin + 1]:
            continue
        match = DATELINE.match(text, begin)
        if match and (text[begin : begin + 3].isupper() or match[0].rstrip().endswith(("—", "–", "--"))):
            for i in range(start, end):
                if parse.starts[i] >= match.end():
                    break
                found.add(i)
    return found
