"""Names told of people who suffered an outcome, apart from it.

"The slain bandits, known only as Moktar", "One of the dead was identified as Zaur", "It named the men as
A, 40, and B, 35": a naming says whom it names, and these suffered an outcome told before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from eventx.appositions import ALIAS
from eventx.extractors.placenames import CALENDAR
from eventx.extractors.sufferers import Result
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.records import Fate
from eventx.syntax import Grammar

Run = tuple[int, int]

FATES: Final[dict[str, Fate]] = {f: f for f in get_args(Fate) if f != "targeted"}
WORDS: Final = words("people")
NAMING, FILLER, RANKS, PARTICLES = (WORDS[k] for k in ("naming", "filler", "ranks", "particles"))
WHOLE: Final = 14  # tokens between people and "among them"
REACH: Final = 5  # sentences between an outcome and the name of who suffered it
PEOPLE: Final = frozenset({"PERSON", "ANYONE", "HOSTILE", "LEADER", "COUNTED", "CIVILIAN", "FORCE", "TROOPS"})
OTHER: Final = frozenset({"FORCE", "PLACE", "STATE", "AREA"})


@dataclass(frozen=True, slots=True)
class Naming:
    """Names of people who suffered an outcome: `patient` is the token that the outcome gives."""

    patient: int
    fate: Fate
    names: tuple[Run, ...]


def find(grammar: Grammar, outcomes: Sequence[Mention]) -> Iterator[Mention]:
    """Names told of people who suffered an outcome, in order."""
    parse = grammar.parse
    suffered = [
        (o.value.patient, FATES[o.value.type])
        for o in outcomes
        if isinstance(o.value, Result) and o.value.type in FATES
    ]
    for start, end in parse.sents:
        for at in range(start, end):
            for reference, names in _namings(grammar, at, end):
                meant = _meant(grammar, reference, suffered)
                if names and meant:
                    yield Mention(
                        "person", names[0][0], names[-1][1], at, Naming(*meant, tuple(names)), "person-naming"
                    )


def _namings(grammar: Grammar, at: int, end: int) -> Iterator[tuple[int, list[Run]]]:
    """The reference and the names of a naming whose word stands at a token."""
    parse = grammar.parse
    word = parse.lower[at]
    begin = grammar.tight(parse.heads[at])[0] - 1 if parse.deps[at].startswith("acl") else 0
    while begin > 0 and parse.pos[begin] in ("DET", "ADJ", "NUM"):
        begin -= 1
    part = begin > 0 and parse.lower[begin] in ("including", "them") and _whole(grammar, begin)
    if word in NAMING and part:  # "three men, among them a commander known as Abu Hamza"
        yield part, _listed(grammar, at + 1, end, certain=True)
    elif word in NAMING and parse.pos[at] in ("VERB", "ADJ", "NOUN", "PROPN", "ADP", "ADV"):
        reference = _named_one(grammar, at)
        if reference is not None:
            yield (
                reference,
                _listed(
                    grammar, max(at, reference) + 1 if _object(grammar, at) else at + 1, end, certain=True
                ),
            )
    elif (
        word == "one" and at and parse.words[at - 1] == "," and at + 1 < end and parse.pos[at + 1] == "PROPN"
    ):
        yield _before(grammar, at - 1), _listed(grammar, at + 1, end, certain=True)  # ", one Ibrahim Buba,"
    elif word in ("including", "included", "them") and (whole := _whole(grammar, at)) is not None:
        yield whole, _listed(grammar, at + 1, end, certain=False)
    if word in ("among", "of") and at + 1 < end:
        yield from _copular(grammar, at, end)
    if parse.deps[at] == "nsubj" and parse.ents[at] in ("PER", "PERSON"):
        yield from _predicate(grammar, at)


def _whole(grammar: Grammar, at: int) -> int | None:
    """Those of whom some are told behind "including", "among them" or "one of them"."""
    lower, here = grammar.parse.lower, 1
    if lower[at] == "them":
        here = 2 if lower[at - 1] == "among" else 3 if lower[at - 2 : at] == ["one", "of"] else 0
    if not here or at < here:
        return None
    start = grammar.parse.sents[grammar.parse.sent_of[at]][0]
    near = range(at - here, max(start, at - here - WHOLE), -1)
    people = (j for j in near if _counted(grammar, j))
    return next(people, _before(grammar, at - here + 1))  # "shot two rebels dead in Titigi, among them X"


def _counted(grammar: Grammar, j: int) -> bool:
    """Whether a word tells several: "teachers", "the dead", "three"."""
    parse = grammar.parse
    number = parse.pos[j] == "NUM" and parse.deps[j] not in ("nummod", "compound", "nmod:unmarked")
    plural = parse.pos[j] == "NOUN" and "Number=Plur" in parse.morphs[j]
    return plural or number or any(parse.lower[j] in WORDS.get(f, ()) for f in FATES)


def _object(grammar: Grammar, at: int) -> int | None:
    return next(iter(grammar.parse.dependents(at, "obj")), None)


def _named_one(grammar: Grammar, at: int) -> int | None:
    """Whom a naming verb names: object, passive subject, or the noun that its participle stands by."""
    parse = grammar.parse
    named = _object(grammar, at)
    if named is not None and parse.pos[named] != "PROPN":
        return named
    if named is not None:  # "named Abu Hammam", "listed A; B; and C"
        return _before(grammar, at) if parse.deps[at].startswith("acl") else at
    behind = at - 1
    while behind > 0 and parse.pos[behind] == "ADV":
        behind -= 1
    if parse.pos[behind] == "PUNCT":  # "the official, identified only as X": his words stand before the comma
        return _before(grammar, behind)
    if parse.heads[at] > at and parse.pos[parse.heads[at]] == "PROPN":
        return at
    if parse.deps[at].startswith(("acl", "amod", "advcl")):
        head = parse.heads[at]
        return (
            head
            if parse.pos[head] in ("NOUN", "PROPN", "NUM", "PRON", "ADJ", "DET")
            else _before(grammar, at)
        )
    subject, passive = grammar.subject(at)
    if subject and passive:
        return subject[0]
    return _before(grammar, at)


def _before(grammar: Grammar, at: int) -> int:
    """The nearest nominal before a token of its sentence, else the token."""
    parse = grammar.parse
    for j in range(at - 1, parse.sents[parse.sent_of[at]][0] - 1, -1):
        if parse.pos[j] in ("NOUN", "NUM", "PRON", "PROPN") or parse.lower[j] in WORDS["anyone"]:
            return j
    return at


def _copular(grammar: Grammar, at: int, end: int) -> Iterator[tuple[int, list[Run]]]:
    """ "Among the dead was X", "One of those arrested is Y"."""
    parse = grammar.parse
    begin = parse.sents[parse.sent_of[at]][0]
    if at - begin > 3:
        return
    verb = next(
        (j for j in range(at + 1, min(end, at + 14)) if parse.lower[j] in ("was", "were", "is", "are")), None
    )
    if verb is None or any(parse.lower[j] in NAMING for j in range(verb, min(end, verb + 3))):
        return
    reference = next(
        (
            j
            for j in range(at + 1, verb)
            if parse.pos[j] in ("NOUN", "PRON", "ADJ", "PROPN", "DET") and parse.lower[j] != "the"
        ),
        None,
    )
    if reference is not None:
        named = parse.pos[verb + 1 : verb + 2] == ["PROPN"]  # "Among the dead was Magomed Aliyev"
        yield reference, _listed(grammar, verb + 1, end, certain=named)


def _predicate(grammar: Grammar, at: int) -> Iterator[tuple[int, list[Run]]]:
    """ "Abu Khadija was the group's deputy leader", after a sentence in which a leader was killed."""
    parse = grammar.parse
    root = parse.heads[at]
    if parse.pos[root] == "NOUN" and parse.dependents(root, "cop") and "LEADER" in grammar.classes(root):
        run = run_at(grammar, at)
        if run:
            yield root, [run]


def _meant(grammar: Grammar, reference: int, suffered: Sequence[tuple[int, Fate]]) -> tuple[int, Fate] | None:
    """Who is meant by a reference: the sufferer itself, or the last one told before whom its words fit."""
    parse = grammar.parse
    near = [reference, grammar.content(reference), *grammar.conjuncts(reference)]
    for patient, fate in suffered:
        if patient in near:
            return patient, fate
    around = (
        reference,
        reference + 1,
        parse.heads[reference],
        *parse.dependents(reference, "amod", "acl", "compound", "nmod"),
    )
    phrase = {parse.lower[k] for k in around if k < len(parse) and abs(k - reference) < 4}
    fates = {f for f in FATES if phrase & WORDS.get(f, frozenset())}
    if not fates and {parse.lower[k] for k in parse.dependents(reference, "det")} & {"a", "an"}:
        return None  # "the camp of a kingpin known as Dogo Sule"
    if not fates and not (
        grammar.classes(reference) & PEOPLE
        or parse.lower[reference] in WORDS["anyone"]
        or parse.pos[reference] == "VERB"
    ):
        return None
    here = parse.sent_of[reference]
    told = [
        (patient, fate)
        for patient, fate in suffered
        if here - REACH <= parse.sent_of[patient] <= here
        and patient < reference
        and (not fates or fate in fates)
    ]
    same = [s for s in told if parse.lemmas[s[0]] == parse.lemmas[reference]]
    hunted = [s for s in told if grammar.classes(s[0]) & {"HOSTILE", "LEADER"}]
    meant = same or hunted or told
    return meant[-1] if meant else None


def _listed(grammar: Grammar, at: int, end: int, *, certain: bool) -> list[Run]:
    """The names that follow: a coordination with titles, ages and descriptions between.

    `certain` where the words before announce a name; otherwise a name must be told by the recogniser
    or by a title before it.
    """
    parse = grammar.parse
    found: list[Run] = []
    fresh = True  # whether a name may begin here
    semicolons = ";" in parse.words[at:end]
    j = at
    while j < end:
        word = parse.lower[j]
        if parse.deps[j] == "nsubj" and grammar.reports(parse.heads[j]):
            break  # "known as X, spokesman Y said", "two children, the mayor, Y, said"
        run = run_at(grammar, j) if fresh or parse.ents[j] in ("PER", "PERSON") else None
        if (
            run
            and run[0] <= j
            and (
                personal(grammar, run)
                or (fresh and ((certain and not elsewhere(grammar, run)) or by_form(grammar, run)))
            )
        ):
            found.append(run)
            j, fresh = run[1], False
            continue
        if (
            word in ("and", ",", ";", ":", "or")
            or word in FILLER
            or word in RANKS
            or parse.words[j] in "\"“”'‘’()"
        ):
            fresh = fresh or (word == ";" if semicolons else word in ("and", ",", ";"))
        elif parse.pos[j] in ("NUM", "ADJ", "DET"):
            pass
        elif parse.pos[j] in ("NOUN", "PROPN") and not found:
            fresh = True
        elif (parse.pos[j] in ("VERB", "AUX") and not semicolons) or (certain and not found and j - at > 6):
            break
        else:
            fresh = False
        j += 1
    return found


# -- names ------------------------------------------------------------------------------------------------


def run_at(grammar: Grammar, i: int) -> Run | None:
    """The capitalised words around a token, without ranks before them and without an 's behind."""
    parse = grammar.parse
    low, high = parse.sents[parse.sent_of[i]]

    def part(j: int) -> bool:
        return parse.words[j][:1].isupper() and (
            parse.pos[j] in ("PROPN", "X") or parse.ents[j] in ("PER", "PERSON")
        )

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
    while a < b - 1 and (parse.lower[a] in RANKS or not part(a)):
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
    if parse.lower[before] in ALIAS:
        return True
    return (
        run[1] - run[0] > 1
        and before >= parse.sents[parse.sent_of[run[0]]][0]
        and parse.pos[before] == "NOUN"
        and bool(grammar.classes(before) & {"LEADER", "ANYONE"})
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
