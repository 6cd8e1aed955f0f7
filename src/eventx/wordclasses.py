"""Words by themselves → classes: pronouns, people and types of aircraft that no list of the taxonomy has."""

from __future__ import annotations

import re
from functools import lru_cache

from eventx.lexicon import words

PEOPLE_ENDINGS = ("ician", "ologist", "ctivist", "ionist", "sman", "swoman")
PERSONS_KNOWN = words("persons")["persons"]  # nouns; those of the taxonomy tell more
TYPE = re.compile(
    r"(a|ac|ah|an|av|b|c|ch|e|ea|f|fa|g|il|j|jf|ka|l|m|mh|mi|mig|oh|ov|p|rc|su|tu|uh|y|yak|mq|rq|tb|kh)-?\d{1,3}[a-z]{0,3}"
)  # of aircraft: "an A-10", "two Mi-24s"
FIREARM = re.compile(
    r"(ak-?(\d{2,3}|m)|[shlm]mg|gpmg|slr|[sd]bbl|ar-?15|hk-?\d{1,3}|mp-?[457]|m-?(1|2|4|14|16|24|60|72|79|82|203|240|249|320)(a\d)?"
    r"|g-?(3|36)|rp[dkg]|rpg-?\d{1,2}|p[kp]m?|svd|dshk|uzi|glock|galil|tavor|dragunov|garand|makarov|tokarev|insas)-?s?"
)
ARMOUR = re.compile(
    r"(t-(54|55|62|64|72|80|90)|bt[rm]-?\d{2}|bmp-?\d|brdm-?2|m-?113|leopard|bradley|abrams)m?\d?s?"
)
UNMANNED = frozenset({"mq", "rq", "tb"})
REFLEXIVE = frozenset({"himself", "themselves", "itself", "herself"})
PLURAL_PERSONS = frozenset({"they", "them", "we", "us"})
PERSONS = PLURAL_PERSONS | {"he", "she", "him", "her", "who"}


def aircraft_type(word: str) -> set[str]:
    """Classes of a word that names a type of aircraft.

    >>> aircraft_type("mi-24s"), aircraft_type("mq-9"), aircraft_type("camp")
    ({'AIRCRAFT'}, {'DRONE'}, set())
    """
    craft = TYPE.fullmatch(word)
    if craft is None:
        return set()
    return {"DRONE"} if craft[1] in UNMANNED else {"AIRCRAFT"}


@lru_cache(maxsize=1024)
def equipment_type(word: str) -> str | None:
    """The class of thing that the designation of a firearm or an armoured vehicle names.

    >>> equipment_type("m16s"), equipment_type("ak-47"), equipment_type("t-72s"), equipment_type("m23")
    ('weapon', 'weapon', 'vehicle', None)
    """
    if FIREARM.fullmatch(word):
        return "weapon"
    return "vehicle" if ARMOUR.fullmatch(word) else None


def unlisted_person(lemma: str) -> set[str]:
    """Classes of a noun that no list of the taxonomy has, where it is a person of no side."""
    if lemma.endswith(PEOPLE_ENDINGS):
        return {"ANYONE"}
    return {"SOMEONE"} if lemma in PERSONS_KNOWN else set()


def pronoun_classes(word: str) -> set[str]:
    """Classes of pronouns: "they" may be a force, "who" is a person."""
    found: set[str] = set()
    if word in REFLEXIVE:
        found.add("SELF")
    if word in PERSONS:
        found.add("PERSON")
    if word in PLURAL_PERSONS:
        found.add("FORCE")
    return found


@lru_cache(maxsize=1024)
def singular(word: str) -> str:
    """A plural's singular by its ending, for nouns whose lemma the model misses.

    >>> singular("troops"), singular("gunmen"), singular("caches"), singular("batteries")
    ('troop', 'gunman', 'cache', 'battery')
    """
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


@lru_cache(maxsize=1024)
def forms(lemma: str, word: str) -> tuple[str, ...]:
    """A lemma, its word and that word's singular, each once."""
    return tuple(dict.fromkeys((lemma, word, singular(word))))
