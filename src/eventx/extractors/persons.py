"""The names of individuals: which capitalised words are one, by the recogniser, a title or their form."""

from __future__ import annotations

from typing import Final

from eventx.appositions import ALIAS
from eventx.extractors.placenames import CALENDAR
from eventx.lexicon import words
from eventx.syntax import Grammar

Run = tuple[int, int]

WORDS: Final = words("people")
RANKS, PARTICLES = WORDS["ranks"], WORDS["particles"]
OTHER: Final = frozenset({"FORCE", "PLACE", "STATE", "AREA"})
OTHER_NAMES: Final = frozenset({"ORG", "LOC", "GPE", "MISC"})
SORTS: Final = frozenset({"LEADER", "ANYONE", "CIVILIAN", "TROOPS"})  # "driver Rahmatullah", "ranger Somchai"
QUOTES: Final = frozenset("\"“”'‘’")


def run_at(grammar: Grammar, i: int) -> Run | None:
    """The capitalised words around a token, without ranks before them and without an 's behind."""
    parse = grammar.parse
    low, high = parse.sents[parse.sent_of[i]]

    def part(j: int) -> bool:
        flat = parse.deps[j] == "flat" and parse.pos[parse.heads[j]] == "PROPN"
        own = parse.pos[j] in ("PROPN", "X") or parse.ents[j] in ("PER", "PERSON") or flat
        second = j - 2 >= low and parse.words[j - 1] == "-" and parse.words[j - 2][:1].isupper()  # "Sama-ae"
        return own and (parse.words[j][:1].isupper() or (second and parse.pos[j] == "PROPN"))

    def joint(j: int) -> bool:
        return parse.lower[j] in PARTICLES and low < j < high - 1

    if not part(i):
        return None
    a, b = i, i + 1
    while a > low and (
        part(a - 1) or (joint(a - 1) and (part(a - 2) or parse.lower[a - 1] in ("abu", "al")))
    ):
        a -= 1
    while b < high and (part(b) or (joint(b) and (part(b + 1) or joint(b + 1)))):
        b += 1
    ranks = [j for j in range(a, b - 1) if parse.lower[j] in RANKS | ALIAS]
    a = ranks[-1] + 1 if ranks else a  # "Station House Officer Ali Khan"
    while a < b - 1 and not part(a):
        a += 1
    while b > a + 1 and parse.lower[b - 1] in PARTICLES and parse.lower[b - 1] in ("'s", "-", "'", "’"):
        b -= 1
    return (a, b) if parse.lower[a] not in RANKS and parse.lower[a] not in CALENDAR else None


def elsewhere(grammar: Grammar, run: Run) -> bool:
    """Whether capitalised words name a force or an organisation, or nothing but a known place."""
    named = [grammar.named.get(k, set()) for k in range(*run)]
    return any(n & {"FORCE", "GROUP"} for n in named) or grammar.parse.ents[run[1] - 1] == "ORG"


def personal(grammar: Grammar, run: Run) -> bool:
    """Whether the recogniser takes capitalised words for a person, or a title stands before them."""
    parse = grammar.parse
    if all(grammar.named.get(k, set()) & OTHER for k in range(*run)):
        return False
    if any(parse.ents[k] in ("PER", "PERSON") for k in range(*run)):
        return True
    before = run[0] - 1
    if parse.lower[before] in ALIAS or ALIAS & {*parse.lower[run[1] : run[1] + 1]}:
        return True
    if any(parse.deps[k] == "appos" and "LEADER" in grammar.classes(parse.heads[k]) for k in range(*run)):
        return True  # "the 'wali' of the south, Hamad Dawud"
    single = run[1] - run[0] == 1
    return (
        not (single and (grammar.named.get(run[0]) or parse.ents[run[0]] in OTHER_NAMES))
        and before >= parse.sents[parse.sent_of[run[0]]][0]
        and parse.pos[before] == "NOUN"
        and "Number=Plur" not in parse.morphs[before]
        and bool(grammar.classes(before) & SORTS)
    )


def by_form(grammar: Grammar, run: Run) -> bool:
    """Whether capitalised words that are known for nothing else are built like a name: "Jassim al-Harbi"."""
    parse = grammar.parse
    words = [k for k in range(*run) if parse.lower[k] not in PARTICLES]
    known = any(grammar.named.get(k, set()) or grammar.classes(k) - {"NAME"} for k in words)
    shaped = all(parse.words[k].isalpha() and not parse.words[k].isupper() for k in words)
    placed = parse.pos[run[0] - 1] == "ADP" or any(parse.ents[k] in ("LOC", "GPE") for k in words)
    telling = any(parse.deps[k] == "nsubj" and grammar.reports(parse.heads[k]) for k in words)
    return len(words) > 1 and shaped and not (known or placed or telling)


def aliased(grammar: Grammar, run: Run) -> Run:
    """The first name of somebody whose other name this is: of "Musa Juma, alias Mzee Simba" Musa Juma."""
    parse = grammar.parse
    k = run[0] - 1
    while k > 0 and (parse.words[k] in QUOTES or parse.lower[k] == "as"):
        k -= 1
    if k < 1 or parse.lower[k] not in WORDS["other_name"]:
        return run
    k -= 1
    while k > 0 and (parse.words[k] in QUOTES or parse.lower[k] in WORDS["other_name"] | {",", "(", "-"}):
        k -= 1
    first = run_at(grammar, k)
    return first if first and first != run else run
