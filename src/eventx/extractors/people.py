"""Named or titled individuals and their fate: those who suffered an outcome, and those named afterwards.

"The slain bandits, known only as Moktar", "One of the dead was identified as Zaur", "It named the men as
A, 40, and B, 35": a naming says whom it names, and these suffered an outcome told before.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from eventx.extractors.placenames import CALENDAR
from eventx.extractors.sufferers import Result
from eventx.lexicon import words
from eventx.mentions import Mention, Trigger
from eventx.records import Fate, Person, Span
from eventx.syntax import Grammar

Spans = Callable[[int, int, str], Span]  # tokens and who found them, as a span of the text
Run = tuple[int, int]

FATES: Final[dict[str, Fate]] = {f: f for f in get_args(Fate) if f != "targeted"}
WORDS: Final = words("people")
NAMING, FILLER, RANKS, PARTICLES = (WORDS[k] for k in ("naming", "filler", "ranks", "particles"))
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


def people_of(
    grammar: Grammar,
    outcomes: Sequence[Mention],
    triggers: Sequence[Trigger],
    *,
    namings: Sequence[Mention],
    span: Spans,
) -> list[Person]:
    """The individuals among those who suffered an act's outcomes, and those whom it hunted."""
    found: list[Person] = []
    for head, fate in _sufferers(grammar, outcomes, triggers):
        told = [
            run for m in namings if m.value.patient == head and m.value.fate == fate for run in m.value.names
        ]
        own = _own_name(grammar, head)
        if fate == "targeted" and own and not (_personal(grammar, own) and _title(grammar, head, own)):
            continue
        runs = [own, *told] if own else told
        title = None if runs and fate == "targeted" else _title(grammar, head, own)
        for run in runs:
            description = title if run == own or len(runs) == 1 else None
            _add(
                found,
                Person(
                    name=grammar.parse.text(*run),
                    description=description,
                    fate=fate,
                    evidence=[span(run[0], run[1], "person")],
                ),
            )
        if not runs and title and not _described(grammar, found, head, title):
            _add(found, Person(description=title, fate=fate, evidence=[_titled(grammar, head, span)]))
    return found


def _sufferers(
    grammar: Grammar, outcomes: Sequence[Mention], triggers: Sequence[Trigger]
) -> Iterator[tuple[int, Fate]]:
    for outcome in outcomes:
        if (
            isinstance(outcome.value, Result)
            and outcome.value.type in FATES
            and outcome.value.count.high != 0
        ):
            yield outcome.value.patient, FATES[outcome.value.type]
    for trigger in triggers:
        if not trigger.value.weak:
            for patient in grammar.roles(trigger.root).patients:
                yield patient, "targeted"


def _titled(grammar: Grammar, head: int, span: Spans) -> Span:
    """The words of a title as evidence."""
    start, end = grammar.tight(head)
    return span(start, end, "person")


def _described(grammar: Grammar, found: list[Person], head: int, title: str) -> bool:
    """Whether a title belongs to the person named right before it: "killed Hamza al-Homsi, a leader"."""
    before = grammar.parse.source[: grammar.parse.starts[grammar.tight(head)[0]]].rstrip(" ,athen")
    for person in found:
        if person.name and person.description is None and before.endswith(person.name):
            person.description = title
            return True
    return False


def _add(found: list[Person], person: Person) -> None:
    """Add a person, or what is new of one who is there: a fate beats "targeted"."""
    for kept in found:
        a, b = kept.name or kept.description or "", person.name or person.description or ""
        if a == b or (kept.name and person.name and set(a.split()) & set(b.split()) and (a in b or b in a)):
            if kept.fate == "targeted":
                kept.fate = person.fate
            return
    found.append(person)


# -- a person in the sufferer's own phrase ----------------------------------------------------------------


def _own_name(grammar: Grammar, head: int) -> Run | None:
    """The name that a sufferer's phrase holds: the head itself, or one in apposition to it."""
    parse = grammar.parse
    for h in (head, *grammar.appositions(head), *parse.dependents(head, "flat")):
        nation = h == head and "Number=Plur" in parse.morphs[h]  # "three Filipinos"
        if parse.pos[h] == "PROPN" and not nation and not grammar.classes(h) & (OTHER | {"THING"}):
            run = _run(grammar, h)
            if run and (_personal(grammar, run) or (h == head and parse.deps[h] != "compound")):
                return run
    end = parse.sents[parse.sent_of[head]][1]
    comma = head + 1 < end and parse.words[head + 1] == ","
    behind = head + 1 + comma
    if (
        behind < end
        and grammar.classes(head) & PEOPLE
        and parse.pos[head] == "NOUN"
        and "Number=Plur" not in parse.morphs[head]
    ):
        run = _run(grammar, behind)
        closed = run is not None and parse.pos[min(run[1], end - 1)] == "PUNCT"
        if run and (_personal(grammar, run) or (comma and closed and not _elsewhere(grammar, run))):
            return run
    return None


def _title(grammar: Grammar, head: int, own: Run | None) -> str | None:
    """What a single leader or named person is called: "the commander of an army brigade"."""
    parse = grammar.parse
    heads = [h for h in (head, *grammar.appositions(head)) if parse.pos[h] == "NOUN"]
    for h in heads:
        prominent = {parse.lower[k] for k in parse.dependents(h, "amod")} & WORDS["prominent"]
        if (own or prominent or "LEADER" in grammar.classes(h)) and "Number=Plur" not in parse.morphs[h]:
            start, end = grammar.tight(h)
            for k in parse.dependents(h, "nmod"):
                if grammar.prepositions(k) & {"of", "for", "in"} and k > h:
                    end = max(end, min(parse.subtree(k)[-1] + 1, k + 5))
            return parse.text(start, end)
    return None


# -- namings ----------------------------------------------------------------------------------------------


def _namings(grammar: Grammar, at: int, end: int) -> Iterator[tuple[int, list[Run]]]:
    """The reference and the names of a naming whose word stands at a token."""
    parse = grammar.parse
    word = parse.lower[at]
    if word in NAMING and parse.pos[at] in ("VERB", "ADJ", "NOUN", "PROPN", "ADP", "ADV"):
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
    elif word in ("including", "included") or (word == "them" and at and parse.lower[at - 1] == "among"):
        reference = _before(grammar, at - (2 if word == "them" else 1))
        yield reference, _listed(grammar, at + 1, end, certain=False)
    if word in ("among", "of") and at + 1 < end:
        yield from _copular(grammar, at, end)
    if parse.deps[at] == "nsubj" and parse.ents[at] in ("PER", "PERSON"):
        yield from _predicate(grammar, at)


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
        yield reference, _listed(grammar, verb + 1, end, certain=False)


def _predicate(grammar: Grammar, at: int) -> Iterator[tuple[int, list[Run]]]:
    """ "Abu Khadija was the group's deputy leader", after a sentence in which a leader was killed."""
    parse = grammar.parse
    root = parse.heads[at]
    if parse.pos[root] == "NOUN" and parse.dependents(root, "cop") and "LEADER" in grammar.classes(root):
        run = _run(grammar, at)
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
        run = _run(grammar, j) if fresh or parse.ents[j] in ("PER", "PERSON") else None
        if (
            run
            and run[0] <= j
            and (_personal(grammar, run) or (certain and fresh and not _elsewhere(grammar, run)))
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


def _run(grammar: Grammar, i: int) -> Run | None:
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


def _elsewhere(grammar: Grammar, run: Run) -> bool:
    """Whether capitalised words name a force or an organisation, or nothing but a known place."""
    named = [grammar.named.get(k, set()) for k in range(*run)]
    return any(n & {"FORCE", "GROUP"} for n in named) or grammar.parse.ents[run[1] - 1] == "ORG"


def _personal(grammar: Grammar, run: Run) -> bool:
    """Whether the recogniser takes capitalised words for a person, or a title stands before them."""
    parse = grammar.parse
    if all(grammar.named.get(k, set()) & OTHER for k in range(*run)):
        return False
    if any(parse.ents[k] in ("PER", "PERSON") for k in range(*run)):
        return True
    before = run[0] - 1
    return (
        run[1] - run[0] > 1
        and before >= parse.sents[parse.sent_of[run[0]]][0]
        and parse.pos[before] == "NOUN"
        and bool(grammar.classes(before) & {"LEADER", "ANYONE"})
    )
