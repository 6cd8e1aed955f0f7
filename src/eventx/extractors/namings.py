"""Names told of people who suffered an outcome, apart from it.

"The slain bandits, known only as Moktar", "One of the dead was identified as Zaur", "It named the men as
A, 40, and B, 35": a naming says whom it names, and these suffered an outcome told before. Who of them is
meant is in `antecedents`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from eventx.appositions import ALIAS
from eventx.extents import HYPHENS
from eventx.extractors import introducing
from eventx.extractors.antecedents import FATES, PEOPLE, meant_by, of_sentence_before, told_again
from eventx.extractors.persons import RANKS, WORDS, Run, by_form, elsewhere, personal, run_at
from eventx.extractors.sufferers import Result
from eventx.mentions import Mention
from eventx.records import Fate
from eventx.syntax import Grammar

NAMING, FILLER = WORDS["naming"], WORDS["filler"]
WHOLE: Final = 18  # tokens between people and "among them"
NEAR: Final = 8  # tokens between people and their names
POSSESSIVE: Final = frozenset({"'s", "’s"})


@dataclass(frozen=True, slots=True)
class Naming:
    """Names of people who suffered an outcome: `patient` is the token that the outcome gives."""

    patient: int
    fate: Fate
    names: tuple[Run, ...]


def find(grammar: Grammar, outcomes: Sequence[Mention]) -> Iterator[Mention]:
    """Names told of people who suffered an outcome, in order."""
    parse = grammar.parse
    results = [o.value for o in outcomes if isinstance(o.value, Result) and o.value.type in FATES]
    results = [r for r in results if not (r.type == "surrendered" and _only_asked(grammar, r.verb))]
    suffered = [(r.patient, FATES[r.type]) for r in results if r.count.high != 0]
    foes = {r.patient for r in results if r.classes & {"HOSTILE", "LEADER"}}
    for result in results:
        if names := _beside(grammar, result):
            told = (result.patient, FATES[result.type])
            yield _mention(result.patient, told, names, "person-listed")
        if name := introducing.of_pronoun(grammar, result.patient):
            yield _mention(result.patient, (result.patient, FATES[result.type]), [name], "person-pronoun")
    for start, end in parse.sents:
        for at in range(start, end):
            for reference, names in introducing.introductions(grammar, at):
                again = told_again(grammar, reference, suffered)
                if names and again:
                    yield _mention(at, again, names, "person-introduced")
            for reference, names in _namings(grammar, at, end):
                meant = meant_by(grammar, reference, suffered, foes)
                if names and meant and not (meant[0] == reference and _bears_name(grammar, reference)):
                    yield _mention(at, meant, names, "person-naming")
            names = introducing.of_the_last(grammar, at)
            last = of_sentence_before(grammar, at, results, len(names)) if names else None
            if last:
                yield _mention(at, last, names, "person-next")


def _only_asked(grammar: Grammar, verb: int) -> bool:
    """Whether a verb tells what somebody was told or refused to do: "asked to lay down their arms"."""
    parse = grammar.parse
    return any(parse.lower[k] == "to" for k in parse.dependents(verb, "mark"))


def _beside(grammar: Grammar, result: Result) -> list[Run]:
    """The names behind a comma of as many as suffered: "two men, Private A (24) and Corporal B, fell"."""
    parse, count = grammar.parse, result.count
    if count.low is None or count.low < 2 or count.low != count.high or result.object != "person":
        return []
    end = parse.sents[parse.sent_of[result.patient]][1]
    for j in range(result.patient + 1, min(result.patient + NEAR, end - 1)):
        if parse.words[j] in (",", ":"):
            opened = parse.lower[j + 1] in RANKS or run_at(grammar, j + 1)
            names = _listed(grammar, j + 1, end, certain=True) if opened else []
            return names if len(names) == count.low else []
        if parse.pos[j] in ("VERB", "AUX"):
            break
    return []


def _mention(at: int, meant: tuple[int, Fate], names: list[Run], found_by: str) -> Mention:
    """A naming as a mention."""
    return Mention("person", names[0][0], names[-1][1], at, Naming(*meant, tuple(names)), found_by)


def _namings(grammar: Grammar, at: int, end: int) -> Iterator[tuple[int, list[Run]]]:
    """The reference and the names of a naming whose word stands at a token."""
    parse = grammar.parse
    word = parse.lower[at]
    if word == "called" and parse.words[at - 1] in HYPHENS:
        return  # "the so-called Diwan al-Jund"
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
                _listed(grammar, _behind(grammar, at, reference, end), end, certain=True),
            )
    elif (
        word == "one" and at and parse.words[at - 1] == "," and at + 1 < end and parse.pos[at + 1] == "PROPN"
    ):
        yield _before(grammar, at - 1), _listed(grammar, at + 1, end, certain=True)  # ", one Ibrahim Buba,"
    elif (
        word in ("including", "included", "include", "includes", "them")
        and (whole := _whole(grammar, at)) is not None
    ):
        yield whole, _listed(grammar, at + 1, end, certain=False)
    if word in ("among", "of") and at + 1 < end:
        yield from _copular(grammar, at, end)
    run = introducing.before_them(grammar, at) if word == "them" else None
    if run and (several := _whole(grammar, at)) is not None:
        yield several, [run]
    if parse.deps[at] == "nsubj" and parse.ents[at] in ("PER", "PERSON"):
        yield from _predicate(grammar, at)


def _bears_name(grammar: Grammar, reference: int) -> bool:
    """Whether whom a naming names is told by a name, so that it tells another: "Musa, who went by A"."""
    parse = grammar.parse
    own = parse.pos[reference] == "PROPN" and parse.ents[reference] in ("PER", "PERSON")
    return own and not parse.dependents(reference, "det", "nummod")


def _behind(grammar: Grammar, at: int, reference: int, end: int) -> int:
    """Where the names of a naming verb begin: "named the man it killed as A"."""
    if not _object(grammar, at):
        return at + 1
    words = grammar.parse.lower
    said = range(max(at, reference) + 1, min(end, max(at, reference) + NEAR))
    return next((j + 1 for j in said if words[j] == "as" and run_at(grammar, j + 1)), said.start)


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
        near = _before(grammar, at)
        thing = parse.words[at - 1] == "," and not grammar.classes(near) & PEOPLE  # "the raid, dubbed Storm"
        return near if thing or parse.deps[at].startswith("acl") else at
    behind = at - 1
    while behind > 0 and parse.pos[behind] == "ADV":
        behind -= 1
    if parse.pos[behind] == "PUNCT":  # "the official, identified only as X": his words stand before the comma
        head, near = parse.heads[at], _before(grammar, behind)
        far = parse.deps[at] == "acl" and not grammar.classes(near) & PEOPLE
        return head if far and grammar.classes(head) & PEOPLE else near
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
    if verb is None or any(parse.lower[j] in NAMING - ALIAS for j in range(verb, min(end, verb + 3))):
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
            if parse.lower[min(run[1], end - 1)] in POSSESSIVE:  # "X's deputy, Y"
                j = run[1]
                continue
            found.append(run)
            j, fresh = run[1], False
            continue
        if (
            word in ("and", ",", ";", ":", "or")
            or word in FILLER
            or word in RANKS
            or parse.words[j] in "\"“”'‘’()"
            or (word == "of" and parse.lower[j - 1] in ("name", "that"))  # "one of the bodies is that of A"
        ):
            fresh = fresh or (word == ";" if semicolons else word in ("and", ",", ";"))
        elif found and word in NAMING:
            fresh = True  # "A, B and a man known only as C"
        elif parse.pos[j] in ("NUM", "ADJ", "DET"):
            pass
        elif parse.pos[j] in ("NOUN", "PROPN") and not found:
            fresh = True
        elif fresh and parse.pos[j] == "NOUN" and grammar.classes(j) & PEOPLE:
            pass  # "A, and his aides B and C"
        elif (parse.pos[j] in ("VERB", "AUX") and not semicolons) or (certain and not found and j - at > 6):
            break
        else:
            fresh = False
            certain = certain and not (found and parse.pos[j] == "ADP")  # "A, in Kirkuk and Diyala"
        j += 1
    return found
