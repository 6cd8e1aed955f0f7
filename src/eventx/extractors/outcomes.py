"""What acts did: who was killed, what was destroyed, with the count told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.numbers import count_at, default_count
from eventx.records import Count
from eventx.rules import OutcomeRule
from eventx.syntax import ORDINALS, Grammar, Roles, singular

PERSONAL = frozenset(
    {"killed", "wounded", "captured", "freed", "abducted", "surrendered", "displaced", "missing"}
)
NEGATIVE = frozenset({"no", "none", "nobody", "neither", "nor", "zero"})
_WORDS = words("outcomes")
ELLIPTIC, MEASURES = _WORDS["elliptic"], _WORDS["measures"]
REFLEXIVE = frozenset({"himself", "herself", "themselves", "itself"})


@dataclass(slots=True)
class Result:
    """One outcome as told: `patient` is the head token of who or what suffered it, `verb` the word that tells it."""

    type: str
    object: str
    count: Count
    patient: int
    verb: int
    classes: frozenset[str]
    agents: tuple[int, ...] = ()
    antecedent: int | None = None


def find(grammar: Grammar) -> Iterator[Mention]:
    """All outcomes of a parsed article, in order, each told once."""
    told: set[tuple[str, int]] = set()
    for mention in _all(grammar):
        words = {(mention.value.type, i) for i in range(mention.start, mention.end)}
        if not words & told:
            told |= words
            yield mention


def _all(grammar: Grammar) -> Iterator[Mention]:
    parse, rules = grammar.parse, grammar.rules
    for i, (pos, lemma) in enumerate(zip(parse.pos, parse.lemmas, strict=True)):
        if (
            pos in ("VERB", "ADJ", "AUX")
            and lemma in rules.verb_outcomes
            and parse.deps[i] not in ("amod", "compound")
        ):
            yield from _verb(grammar, i)
        elif pos == "NOUN" and lemma in rules.noun_outcomes:
            yield from _noun(grammar, i)
        if parse.lower[i] in rules.adjective_outcomes and (
            pos in ("ADJ", "NOUN") or (pos == "VERB" and parse.deps[i] in ("xcomp", "amod"))
        ):
            yield from _adjective(grammar, i)
        if (
            parse.deps[i] not in ("compound", "amod")
            and parse.lower[i] in ("casualty", "casualties", "injuries")
        ) or (parse.lower[i] == "losses" and pos == "NOUN"):
            yield from _casualties(grammar, i)


def _verb(grammar: Grammar, i: int) -> Iterator[Mention]:
    parse = grammar.parse
    roles = grammar.roles(i)
    bare = i - 1 if i and _bare_number(grammar, i) else None  # "three killed and two wounded"
    seen: set[int] = set()
    for phrase, (rule, who) in grammar.rules.verb_outcomes[parse.lemmas[i]]:
        if not grammar.verb_phrase(phrase, i):
            continue
        sufferers = roles.patients if who == "patient" else (roles.agents or roles.patients)
        if bare is not None and (who == "subject" or roles.passive or not parse.dependents(i, "obj")):
            sufferers = [bare]
        if who == "patient":
            sufferers = [*sufferers, *_along(grammar, sufferers, roles)]
        for head in sufferers:
            if head in seen:
                continue
            made = _result(grammar, rule, head, i, tuple(roles.agents) if who == "patient" else ())
            if made:
                seen.add(head)
                yield made


def _along(grammar: Grammar, patients: list[int], roles: Roles) -> list[int]:
    """ "detained the leader along with three associates": those taken with the one named."""
    parse = grammar.parse
    found = [head for preposition, head in roles.obliques if preposition in ("along", "together")]
    for patient in patients:
        found += [
            c
            for k in parse.dependents(patient, "nmod", "conj")
            if grammar.prepositions(k) & {"along", "together"}
            for c in grammar.conjuncts(k)
        ]
    return [
        head
        for head in found
        if grammar.classes(grammar.content(head)) & {"HOSTILE", "ANYONE", "COUNTED", "CIVILIAN"}
    ]


def _bare_number(grammar: Grammar, i: int) -> bool:
    parse = grammar.parse
    if parse.sent_of[i - 1] != parse.sent_of[i] or parse.dependents(i, "aux:pass", "aux"):
        return False
    return parse.pos[i - 1] == "NUM" or (
        parse.lower[i - 1] in ("others", "another", "more")
        and i > 1
        and parse.pos[i - 2] in ("NUM", "CCONJ", "PUNCT")
    )


def _noun(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "the death of three militants", "the arrest of 18 others", "three deaths"."""
    parse = grammar.parse
    if parse.deps[i] in ("compound", "amod"):
        return
    roles = grammar.roles(i)
    for rule in grammar.rules.noun_outcomes[parse.lemmas[i]]:
        made = False
        possessors = [c for k in parse.dependents(i, "nmod:poss") for c in grammar.conjuncts(k)]
        for head in [*roles.after({"of", "to", "among"}), *possessors]:
            mention = _result(grammar, rule, head, i, tuple(roles.agents))
            if mention:
                made = True
                yield mention
        if made:
            return
        if rule.type in ("killed", "wounded", "captured") and "Number=Plur" in parse.morphs[i]:
            count, first = count_at(parse, i)
            if count:
                yield _mention(
                    grammar, rule.type, "person", count, i, i, frozenset({"PERSON"}), (), min(first, i)
                )
                return


def _adjective(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "left five dead", "with 13 wounded", "three fighters dead", "four are missing"."""
    parse = grammar.parse
    rule = grammar.rules.adjective_outcomes[parse.lower[i]]
    head = parse.heads[i]
    if parse.deps[i] == "xcomp":
        objects = parse.dependents(head, "obj")
        for o in objects:
            for c in grammar.conjuncts(o):
                made = _result(grammar, rule, c, i, ())
                if made:
                    yield made
        return
    subjects = parse.dependents(i, "nsubj", "nsubj:pass")
    if subjects and parse.deps[i] != "amod":
        for s in subjects:
            for c in grammar.conjuncts(s):
                made = _result(grammar, rule, c, i, ())
                if made:
                    yield made
        return
    if parse.deps[i] == "amod":
        if i > head:
            made = _result(grammar, rule, head, i, ())
            if made:
                yield made
        return
    count, first = count_at(parse, i)  # "13 wounded" with the adjective as head
    if count is None and i and parse.pos[i - 1] == "NUM":
        count, first = count_at(parse, i - 1)
    if count:
        antecedent = _antecedent(grammar, i, personal=True)
        classes = grammar.classes(antecedent) if antecedent is not None else frozenset({"PERSON"})
        yield _mention(
            grammar, rule.type, "person", count, i, i, classes | {"PERSON"}, (), min(first, i), antecedent
        )


def _casualties(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "no casualties", "without losses": nobody killed, nobody wounded."""
    parse = grammar.parse
    words = {parse.lower[k] for k in parse.kids[i]} | {parse.lower[i - 1] if i else ""}
    verb = parse.heads[i]
    negated = (
        bool(words & {"no", "without", "zero", "neither"})
        or "not" in {parse.lower[k] for k in parse.kids[verb]}
        or "neither" in {parse.lower[k] for k in parse.kids[verb]}
    )
    if not negated:
        return
    owner = [
        k
        for k in parse.dependents(i, "amod", "compound", "nmod")
        if grammar.classes(k) & {"CIVILIAN", "FORCE", "PERSON", "HOSTILE"}
        or parse.lower[k] in ("civilian", "friendly")
    ]
    classes = set(grammar.classes(owner[0])) if owner else set()
    if owner and parse.lower[owner[0]] == "civilian":
        classes.add("CIVILIAN")
    zero = Count(low=0, high=0, best=0, text=parse.text(max(i - 1, 0), i + 1))
    types = ("wounded",) if parse.lower[i] == "injuries" else ("killed", "wounded")
    for name in types:
        yield _mention(
            grammar, name, "person", zero, owner[0] if owner else i, i, frozenset(classes | {"PERSON"}), (), i
        )


def _result(
    grammar: Grammar, rule: OutcomeRule, head: int, verb: int, agents: tuple[int, ...]
) -> Mention | None:
    """An outcome suffered by the phrase headed by a token, if its class can suffer it."""
    parse = grammar.parse
    if parse.lower[head] in REFLEXIVE:
        if not agents:
            return None
        head = agents[0]
    if parse.lower[head] in ("more", "less", "fewer") and parse.lower[head + 1 : head + 2] == ["than"]:
        return None  # a part of a number that the parse left alone
    if parse.lower[head] in MEASURES:
        return None
    outer, head = head, grammar.content(head)
    classes = grammar.classes(head)
    thing = grammar.object_class(head)
    personal = "PERSON" in rule.classes
    named = parse.pos[head] == "PROPN" and not classes & {"PLACE", "STATE", "THING"}
    elliptic = parse.pos[head] == "NUM" or parse.lower[head] in ELLIPTIC or parse.lower[head] in ORDINALS
    antecedent = None
    if elliptic and not classes & {"HOSTILE", "TROOPS", "CIVILIAN"}:
        antecedent = _antecedent(grammar, head, personal)
        if antecedent is not None:
            classes = classes | grammar.classes(antecedent)
            thing = thing or grammar.object_class(antecedent)
    if not classes & rule.classes and not (named and personal):
        if not (elliptic and personal and antecedent is None and not thing):
            return None
        classes = classes | {"PERSON"}
    if personal and classes & {"AIRCRAFT", "DRONE", "WARSHIP", "GUNS"} and not classes & {"PERSON"}:
        return None
    if (
        personal
        and classes & {"MILITARY", "POLICE", "SECURITY", "COALITION", "GROUP"}
        and not classes & {"PERSON"}
        and parse.lower[head] not in ("troops", "police", "forces")
    ):
        return None
    if (
        rule.type == "neutralised"
        and parse.lemmas[verb] == "detonate"
        and any(grammar.classes(a) & {"HOSTILE", "GROUP"} for a in agents)
    ):
        return None  # the attackers set it off
    if rule.type == "damaged" and elliptic:
        return None
    count, first = count_at(parse, outer)
    if count is None and head != outer:
        count, first = count_at(parse, head)
    if count is None:
        first = grammar.tight(head)[0]
        negated = {parse.lower[k] for k in parse.kids[head] + parse.kids[outer]} & NEGATIVE or parse.lower[
            head
        ] in ("none", "nobody")
        if negated:
            count = Count(low=0, high=0, best=0)
        elif (
            parse.lower[head] in ("they", "them", "who", "those", "these", "all", "both")
            and antecedent is not None
        ):
            count = count_at(parse, antecedent)[0] or default_count(parse, antecedent)
        elif (
            named
            or parse.lower[head] in ORDINALS
            or parse.lower[head] in ("he", "she", "him", "her", "one", "another", "it")
        ):
            count = Count(low=1, high=1, best=1)
        else:
            count = default_count(parse, head)
            if thing and parse.pos[head] == "PROPN" and singular(parse.lower[head]) != parse.lower[head]:
                count = Count(low=2)  # "Guns and ammunition were found"
    if "not" in {parse.lower[k] for k in parse.kids[verb]} and rule.type in PERSONAL:
        return None
    kind = (
        "person"
        if personal and (classes & {"PERSON", "FORCE", "NAME"} or named or not thing)
        else thing or ("territory" if "TERRITORY" in classes else "other")
    )
    return _mention(
        grammar, rule.type, kind, count, head, verb, frozenset(classes), agents, min(first, head), antecedent
    )


def _mention(
    grammar: Grammar, name: str, kind: str, count: Count, head: int, verb: int, classes: frozenset[str], agents: tuple[int, ...],
    first: int, antecedent: int | None = None,
) -> Mention:  # fmt: skip
    end = grammar.tight(head)[1]
    value = Result(name, kind, count, head, verb, classes, agents, antecedent)
    return Mention("outcome", min(first, head), max(end, head + 1), verb, value, f"outcome-{name}")


def _antecedent(grammar: Grammar, i: int, personal: bool) -> int | None:
    """The nearest noun before a pronoun or bare number that it can stand for, two sentences back at most."""
    parse = grammar.parse
    low = parse.sents[max(0, parse.sent_of[i] - 2)][0]
    plural = parse.lower[i] not in ("he", "she", "him", "her")
    for j in range(i - 1, low - 1, -1):
        if parse.pos[j] not in ("NOUN", "PROPN") or parse.deps[j] in ("compound", "flat", "amod"):
            continue
        classes = grammar.classes(j)
        if (
            personal
            and classes & {"HOSTILE", "TROOPS", "CIVILIAN"}
            and (plural or "Number=Plur" not in parse.morphs[j])
        ):
            return j
        if not personal and "THING" in classes:
            return j
    return None
