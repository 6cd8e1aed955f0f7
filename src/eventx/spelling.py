"""A place name becomes keys: one exact, some that its transliterations share."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from eventx.lexicon import words

# Letters that Unicode does not decompose.
LETTERS: Final = str.maketrans({
    "ı": "i", "ə": "a", "ǝ": "a", "Ə": "a", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ð": "d",
    "ł": "l", "Ł": "l", "ß": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "þ": "th", "ħ": "h", "Ħ": "h",
})  # fmt: skip
_PLAIN: Final = {c: None for c in range(128) if not chr(c).isalnum()}
_SPLIT: Final = re.compile(r"[^a-z0-9'’ʼʻ`´.]+")
_APOSTROPHES: Final = {ord(c): None for c in "'’ʼʻ`´."}
_SHORT: Final = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort"}
ARTICLES: Final = words("spelling")["articles"]


def fold(name: str) -> str:
    """Turn a name into its exact key: lower case, letters and digits only, no diacritics.

    >>> fold("Al-Qā’im"), fold("St. Petersburg"), fold("Île-de-France")
    ('alqaim', 'saintpetersburg', 'iledefrance')
    """
    if not name.isascii():
        name = name.translate(LETTERS)
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if ord(c) < 128)
    name = name.lower()
    if name[:2] in _SHORT and len(name) > 3:
        head, _, rest = name.partition(" ")
        if rest and head.rstrip(".") in _SHORT:
            name = _SHORT[head.rstrip(".")] + rest
    return name.translate(_PLAIN)


_DIN: Final = re.compile(r"(?<=[a-z]{3})(?:[aeiou]l?|[aeiou]d)d(?:i|ee|ie|ei)n[eh]?$")
_SUN: Final = re.compile(r"^[aeiu](?=(?:([dzstrn])\1|ll))")
_HEADS: Final = {spelling: sound for sound, spellings in words("heads").items() for spelling in spellings}
_DIGRAPHS: Final = re.compile(
    r"tsch|tch|sch|kh|sh|dj|zh|ch|gh|ph|th|ck|q|c|^w(?=[aeiouy])|^ou(?=[aeiy])|^y(?=[aeiou])"
)
_SOUND: Final = {
    "tsch": "C", "tch": "C", "sch": "S", "kh": "x", "sh": "S", "dj": "j", "zh": "j", "ch": "C", "gh": "g",
    "ph": "f", "th": "t", "ck": "k", "q": "k", "c": "k", "w": "v", "ou": "v", "y": "Y",
}  # fmt: skip
_SILENT: Final = re.compile(r"(?<=[aeiouwy])h(?![aeiouwy])")
_VOWELS: Final = re.compile(r"[aeiouwy]+")
_DOUBLE: Final = re.compile(r"([^ao])\1+")


def _vowel(match: re.Match[str]) -> str:
    """Keep of a run of vowels whether it is front or back."""
    return "o" if set(match[0]) & set("ouw") else "a"


@lru_cache(maxsize=2048)
def _sounds(word: str) -> tuple[str, ...]:
    """Turn one folded word into what its transliterations share."""
    if word.startswith(("albu", "albou", "abou")) and len(word) > 7:
        word = "bo" + re.sub(r"^al?b[ou]+", "", word)
    forms = (word.replace("dh", "d"), word.replace("dh", "z")) if "dh" in word else (word,)
    return tuple(
        _DOUBLE.sub(r"\1", _VOWELS.sub(_vowel, _SILENT.sub("", _DIGRAPHS.sub(lambda m: _SOUND[m[0]], form))))
        for form in forms
    )


def loose(name: str) -> tuple[str, ...]:
    """Turn a name into the keys that its transliterations share; () where too little is left.

    Articles fall away, vowels keep only their place and colour (front or back), consonants that
    Arabic, Persian, Kurdish and Cyrillic spellings confuse become one.

    >>> loose("Hawija") == loose("al-Huwayjah"), loose("Salahuddin") == loose("Salah al-Din")
    (True, True)
    >>> loose("Dayr az Zawr") == loose("Deir Ezzor"), loose("of")
    (True, ())
    """
    if not name.isascii():
        name = name.translate(LETTERS)
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if ord(c) < 128 or c in "’ʼʻ")
    words = []
    for raw in _SPLIT.split(name.lower()):
        word = raw.translate(_APOSTROPHES)
        if not word or word in ARTICLES:
            continue
        ending = _DIN.search(word)
        if ending:
            words += [word[: ending.start()], "din"]
        elif words and len(word) > 4 and _SUN.match(word):
            words.append(word[1:])
        else:
            words.append(word)
    keys = [""]
    for word in words:
        if word in _HEADS and len(words) > 1:
            keys = [key + _HEADS[word] for key in keys]
        else:
            keys = [key + form for key in keys for form in _sounds(word)][:4]
    return tuple(k for k in dict.fromkeys(keys) if len(k) >= 4 and sum(c not in "ao" for c in k) >= 2)


def digest(key: str) -> int:
    """Turn a key into the 64-bit number under which the file has it."""
    return int.from_bytes(blake2b(key.encode(), digest_size=8).digest(), "little")
