"""Articles by the thousand: our examples and plain news, with other names and numbers in each.

Names are made of syllables, so that the vocabulary grows with the number of articles, as it does in news.
The same number always gives the same article.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from eventx import Article, read_articles

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
PLACES = (
    "Mosul", "Kirkuk", "Gao", "Peshawar", "Zamboanga", "Omdurman", "Gwoza", "Raqqah", "Menaka", "Tank",
    "Baquba", "Maiduguri", "Kidal", "Jalalabad", "Cotabato", "Baidoa", "Idlib", "Taiz", "Agadez",
)  # fmt: skip
CONSONANTS = ("b", "d", "f", "g", "gh", "h", "j", "k", "kh", "l", "m", "n", "r", "s", "t", "w", "y", "z")
SYLLABLES = [consonant + vowel for consonant in CONSONANTS for vowel in "aeiou"]
OPERATIONS = (
    "Troops raided a hideout of {a} near {p} on {d}, killing {n} fighters and seizing {m} rifles.",
    "An airstrike killed {n} men of a group led by {a} in the {b} district of {p} on {d}, the army said.",
    "Police arrested {n} suspects, among them a man named {a}, in a search operation in {p} on {d}.",
    "Gunmen ambushed an army patrol near the village of {b} outside {p} on {d}, killing {n} soldiers.",
)
NEWS = (
    "The council of {p} approved a budget of {m} million for schools on {d}, said its chairwoman, {a}.",
    "Farmers around {b} expect {n} per cent more wheat than last year, the ministry of agriculture said.",
    "{a} scored {n} points as {p} beat {b} in the league on {d} before {m},000 spectators.",
    "The novelist {a} read from her new book at the library of {b} and signed {m} copies.",
    "A new bridge over the river at {b} will cut the journey to {p} by {n} minutes, engineers told visitors.",
    "{a}, who runs a bakery in {p}, has hired {n} people since the market of {b} opened again.",
    "Doctors at the hospital of {p} performed {m} operations last month, {n} more than in spring.",
    "Rain is forecast for {p} and {b} from {d}; the weather service expects {n} millimetres.",
    "The company {b} will open {n} shops in {p}, its director {a} said at a fair on {d}.",
)
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def variations(number: int, *, one_in: int = 10, sentences: int = 2, begin: int = 0) -> Iterator[Article]:
    """So many articles of so many sentences, of which one in some reports an operation."""
    for i in range(begin, begin + number):
        yield variation(i, telling=i % one_in == 0, sentences=sentences)


def variation(i: int, *, telling: bool, sentences: int = 2) -> Article:
    """The article of a number: a first sentence that tells an operation or does not, and plain news."""
    chance = random.Random(i)
    first = chance.choice(OPERATIONS if telling else NEWS)
    told = [first, *chance.choices(NEWS, k=sentences - 1)]
    text = " ".join(_filled(sentence, chance) for sentence in told)
    return Article.model_validate({"id": f"v{i}", "text": text, "published": "2024-02-07"})


def examples(number: int, *, begin: int = 0) -> Iterator[Article]:
    """So many articles that are our examples, in turn, with other numbers, places and a closing sentence."""
    given = [found for found in read_articles(EXAMPLES) if isinstance(found, Article)]
    for i in range(begin, begin + number):
        chance = random.Random(i)
        article = given[i % len(given)]

        def other(match: re.Match[str], chance: random.Random = chance) -> str:
            return str(chance.randint(2, 90)) if match.group().isdigit() else chance.choice(PLACES)

        text = re.sub(rf"\b(?:{'|'.join(PLACES)})\b|(?<![\d.,:-])\b\d\d?\b(?![\d.,:-])", other, article.text)
        text = f"{text} {_filled(chance.choice(NEWS), chance)}"
        yield article.model_copy(update={"id": f"e{i}", "text": text})


def long_article(size: int) -> Article:
    """One article of at least so many characters: examples and news in paragraphs, in turn."""
    paragraphs, length, i = [], 0, 0
    while length < size:
        paragraphs.append(variation(i, telling=i % 5 == 0, sentences=3).text)
        length += len(paragraphs[-1]) + 2
        i += 1
    text = "\n\n".join(paragraphs)
    return Article.model_validate({"id": f"long-{size}", "text": text, "published": "2024-02-07"})


def _filled(sentence: str, chance: random.Random) -> str:
    """A sentence with names, numbers, a place and a day."""
    return sentence.format(
        a=f"{_name(chance)} {_name(chance)}", b=_name(chance), p=chance.choice(PLACES), d=chance.choice(DAYS),
        n=chance.randint(2, 60), m=chance.randint(61, 999),
    )  # fmt: skip


def _name(chance: random.Random) -> str:
    """A name that hardly any other article has."""
    return "".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))).capitalize()
