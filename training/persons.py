"""Nouns of WordNet → src/eventx/data/words/persons.toml: those that are first of all persons.

`python training/persons.py /usr/share/wordnet` (Debian: wordnet-base), with wordfreq installed.
"""

from __future__ import annotations

import re
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

PERSON = 18  # WordNet's file of nouns for people
COMMON = 2.0  # Zipf frequency
INSULTS = re.compile(
    "offensive|disparag|slur|obscen|vulgar|derogat|ethnic|prostitut|sexual|\\b(?:stupid|foolish|contempt)"
)
THINGS = frozenset(
    {
        "avatar",
        "calculator",
        "canary",
        "carrier",
        "classifier",
        "conductor",
        "controller",
        "conveyer",
        "conveyor",
        "cruiser",
        "cuckoo",
        "destroyer",
        "fossil",
        "goon",
        "gull",
        "hanger",
        "hire",
        "hornet",
        "hummer",
        "hurdler",
        "indexer",
        "inverter",
        "lama",
        "leveller",
        "leviathan",
        "lifter",
        "loader",
        "macaroni",
        "mirage",
        "monster",
        "mummy",
        "piranha",
        "pixie",
        "plunger",
        "proxy",
        "puller",
        "pusher",
        "pussycat",
        "raider",
        "rigger",
        "ringer",
        "rooter",
        "scratcher",
        "screener",
        "seeker",
        "server",
        "setter",
        "shifter",
        "shocker",
        "shrew",
        "shrink",
        "slammer",
        "slider",
        "slinger",
        "sniffer",
        "spitfire",
        "spotter",
        "sprayer",
        "stacker",
        "stamper",
        "stirrer",
        "strider",
        "striker",
        "stringer",
        "stroller",
        "stunner",
        "super",
        "sweeper",
        "switcher",
        "synthesizer",
        "tackler",
        "tanker",
        "tapper",
        "taster",
        "terminator",
        "tester",
        "throwback",
        "thruster",
        "thunderbird",
        "tiger",
        "timer",
        "tipper",
        "toaster",
        "topper",
        "tosser",
        "trainer",
        "trawler",
        "tripper",
        "unicorn",
        "vampire",
        "vermin",
        "viper",
        "warbler",
        "washer",
        "weasel",
    }
)  # fmt: skip - and people whose side other lists tell
UNFIT = re.compile("babe|bimbo|fuck|mulatto|papoose|shit|slut|squaw")
OUT = Path(__file__).parent.parent / "src" / "eventx" / "data" / "words" / "persons.toml"


def rows(path: Path) -> Iterator[list[str]]:
    """The rows of a file of WordNet, without its licence."""
    with path.open(encoding="latin1") as lines:
        yield from (line.split() for line in lines if not line.startswith("  "))


def persons(folder: Path) -> list[str]:
    """Lemmas of one word, most of whose senses and whose first sense are persons, in order."""
    from wordfreq import zipf_frequency

    sort, gloss, names = {}, {}, set()
    for row in rows(folder / "data.noun"):
        sort[row[0]], gloss[row[0]] = int(row[1]), " ".join(row).partition("|")[2]
        names |= {word.lower() for word in row[4 : 4 + 2 * int(row[3], 16) : 2] if word[:1].isupper()}
    other = {row[0] for pos in ("verb", "adj") for row in rows(folder / f"index.{pos}")}
    found = []
    for row in rows(folder / "index.noun"):
        lemma, senses = row[0], row[6 + int(row[3]) :]
        told = [sort[sense] == PERSON for sense in senses]
        if (
            re.fullmatch("[a-z]{4,}", lemma)
            and told[0]
            and sum(told) >= len(told) / 2
            and lemma not in names | other | THINGS
            and zipf_frequency(lemma, "en") >= COMMON
            and not UNFIT.match(lemma)
            and not any(INSULTS.search(gloss[sense]) for sense in senses)
        ):
            found.append(lemma)
    return sorted(found)


def main() -> None:
    """Write the list."""
    listed = ", ".join(f'"{word}"' for word in persons(Path(sys.argv[1])))
    body = textwrap.fill(listed, 118, initial_indent="    ", subsequent_indent="    ")
    OUT.write_text(
        "# Nouns that are first of all persons (training/persons.py makes the list from WordNet; NOTICE).\n\n"
        '# people of whom no other list says whose side they are on: "the paymaster of a cell"\n'
        f"persons = [\n{body},\n]\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main()
