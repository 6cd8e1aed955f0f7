"""Arguments of verbs that the parse hung elsewhere: what coordination left out, and where it went astray."""

from __future__ import annotations

from eventx import shifting
from eventx.lexicon import words
from eventx.phrases import Phrases

PASSIVE_SUBJECTS = ("nsubj:pass", "csubj:pass")
STRAY_OBJECTS = frozenset({"obl", "nmod", "dep", "appos", "obl:unmarked", "nmod:unmarked"})
NOUNS = ("NOUN", "PROPN")
THINGS = frozenset({"THING", "PERSON", "GROUP"})
SITES = frozenset({"AREA", "PLACE", "TERRITORY", "GROUND"})
PEOPLE = frozenset({"PERSON", "NAME"})
WHOLES = frozenset({"of", "among", "amongst"})  # before those of whom some are told
BEHIND = ("xcomp", "conj", "parataxis", "dep", "advcl", "acl")
MEASURES = words("phrases")["times_and_ways"]  # what stands between a verb and its object
REACH = 12  # tokens from a subject to its bare participle


def own_subjects(phrases: Phrases, subjects: list[int]) -> list[int]:
    """Subjects but for the whole that one is a part of: "of the 23 abducted, 11 were rescued"."""
    return [k for k in subjects if not phrases.prepositions(k) & WHOLES] or subjects


def begun_before(phrases: Phrases, v: int, subjects: list[int]) -> list[int]:
    """The first of a subject's members, where the parse hung the verb by it: "a guard and two men died"."""
    parse, first = phrases.parse, phrases.parse.heads[v]
    if parse.deps[v] != "conj" or parse.pos[first] not in NOUNS or first >= min(subjects):
        return []
    joined = parse.lower[first + 1] in ("and", ",") and not parse.dependents(first, "cop")
    alike = joined and phrases.classes(first) & PEOPLE and phrases.classes(min(subjects)) & PEOPLE
    return phrases.conjuncts(first) if alike else []


def left_out(phrases: Phrases, v: int) -> list[int]:
    """What a bare participle befell: "two cars were set ablaze and a gun retrieved"."""
    parse, h = phrases.parse, phrases.parse.heads[v]
    if not h < v <= h + 2 * REACH or parse.deps[v] not in BEHIND or parse.pos[h] not in ("VERB", "ADJ"):
        return []
    if not parse.dependents(h, "aux:pass") or parse.dependents(
        v, "nsubj", "nsubj:pass", "aux", "aux:pass", "obj"
    ):
        return []
    told = [k for k in parse.dependents(h, "conj") if h < k < v and parse.pos[k] in (*NOUNS, "NUM")]
    if not told or any(parse.pos[k] in ("VERB", "AUX") for k in range(told[-1], v)):
        return []
    return phrases.conjuncts(told[-1])


def further_objects(phrases: Phrases, v: int, objects: list[int]) -> list[int]:
    """People told behind an insertion, hung by the verb: "killed Moktar, a kingpin, and nine of his men"."""
    parse = phrases.parse
    if not objects:
        return []
    told = [k for k in parse.dependents(v, "conj") if k > max(objects) and parse.pos[k] in (*NOUNS, "NUM")]
    plain = [k for k in told if not parse.dependents(k, "nsubj", "nsubj:pass", "cop", "acl")]
    return [
        c
        for k in plain
        if phrases.classes(k) & {"PERSON", "COUNTED"}
        and not any(parse.deps[x] == "xcomp" and x > k for x in parse.kids[v])
        for c in phrases.conjuncts(k)
    ]


def object_behind(phrases: Phrases, v: int) -> list[int]:
    """The object of the verb before, behind this one: "located and destroyed in X seven camps"."""
    parse, before = phrases.parse, phrases.parse.heads[v]
    if (
        parse.deps[v] != "conj"
        or parse.pos[before] != "VERB"
        or parse.dependents(before, "aux:pass", *PASSIVE_SUBJECTS)
    ):
        return []
    return [c for k in parse.dependents(before, "obj") if k > v for c in phrases.conjuncts(k)]


def stray_object(phrases: Phrases, v: int) -> list[int]:
    """An object that the parse hangs elsewhere: "arrested in Al-Qaim a man who"."""
    parse = phrases.parse
    known = phrases.rules.verb_outcomes.keys() | phrases.rules.verb_rules.keys()
    if parse.lemmas[v] not in known or parse.dependents(v, "ccomp", "xcomp"):
        return []
    end = min(parse.sents[parse.sent_of[v]][1], v + REACH + 2)
    for j in range(v + 1, end):
        if parse.pos[j] in ("VERB", "AUX", "SCONJ", "CCONJ"):
            break
        if parse.lower[j] in (";", ":", "when", "while"):
            break
        if (
            parse.pos[j] == "NOUN"
            and parse.deps[j] not in ("compound", "amod")
            and not phrases.prepositions(j)
            and parse.lemmas[j] not in MEASURES
            and j in parse.subtree(v)
        ):
            glued = parse.deps[j] == "flat" and parse.lower[j - 1] in ("a", "an", "the")
            return phrases.conjuncts(j) if glued or parse.deps[j] in STRAY_OBJECTS else []
    late = shifting.shifted(parse, v)
    active = "VerbForm=Fin" in parse.morphs[v]
    things = (
        late is not None and active and phrases.classes(late) & THINGS and not phrases.classes(late) & SITES
    )
    return phrases.conjuncts(late) if late is not None and things else []
