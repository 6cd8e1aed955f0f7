"""Named or titled individuals and their fate."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eventx.extractors.outcomes import Result
from eventx.lexicon import words
from eventx.mentions import Mention, Trigger
from eventx.records import Fate, Person, Span
from eventx.syntax import Grammar

CALENDAR = words("places")["calendar"]
FATES: dict[str, Fate] = {
    "killed": "killed",
    "wounded": "wounded",
    "captured": "captured",
    "freed": "freed",
    "abducted": "abducted",
}


def people_of(
    grammar: Grammar,
    outcomes: Sequence[Mention],
    triggers: Sequence[Trigger],
    span: Callable[[int, int, str], Span],
) -> list[Person]:
    """The individuals among those who suffered an act's outcomes, and those whom it hunted."""
    found: dict[str, Person] = {}
    sufferers: list[tuple[int, Fate | None]] = [
        (o.value.patient, FATES.get(o.value.type)) for o in outcomes if isinstance(o.value, Result)
    ]
    for trigger in triggers:
        if not trigger.value.weak:
            sufferers += [(p, "targeted") for p in grammar.roles(trigger.root).patients]
    for head, fate in sufferers:
        if fate is None:
            continue
        for person in _persons(grammar, head, fate, span):
            key = person.name or person.description or ""
            kept = next(
                (
                    p
                    for k, p in found.items()
                    if k == key or (person.name and k and (k in person.name or person.name in k))
                ),
                None,
            )
            if kept is None:
                found[key] = person
            elif kept.fate == "targeted":
                kept.fate = person.fate
    return list(found.values())


def _persons(grammar: Grammar, head: int, fate: Fate, span: Callable[[int, int, str], Span]) -> list[Person]:
    """The individual that a phrase names or titles; none where it tells of nobody in particular."""
    parse = grammar.parse
    classes = grammar.classes(head)
    leader = bool(classes & {"LEADER"}) and "Number=Plur" not in parse.morphs[head]
    named = _named(grammar, head)
    if named is None and not leader:
        return []
    if named is not None and (parse.lower[named] in CALENDAR or grammar.named.get(named)):
        return []
    where, name = named if named is not None else head, None
    if named is not None:
        name = parse.text(*_name_span(grammar, named))
    elif told := _told_name(grammar, head):
        where, name = told[0], parse.text(*told)
    description = _description(grammar, head)
    if name is None and description is None:
        return []
    start, end = _name_span(grammar, where)
    return [Person(name=name, description=description, fate=fate, evidence=[span(start, end, "person")])]


def _named(grammar: Grammar, head: int) -> int | None:
    """The token of a person's name in a phrase: its head, an apposition, or a part of it."""
    parse = grammar.parse
    around = (head, *grammar.appositions(head), *parse.dependents(head, "flat", "compound"))
    names = [k for k in around if parse.pos[k] == "PROPN" and parse.ents[k] in ("PER", "PERSON")]
    if names:
        return names[0]
    nobody = grammar.classes(head) & {"FORCE", "PLACE", "STATE", "THING", "AREA"}
    if parse.pos[head] != "PROPN" or nobody or parse.deps[head] == "compound":
        return None
    return None if parse.ents[head] in ("ORG", "LOC") else head


def _description(grammar: Grammar, head: int) -> str | None:
    """What a phrase says of a person: "a senior commander of the group"."""
    parse = grammar.parse
    if "LEADER" in grammar.classes(head) or parse.pos[head] == "NOUN":
        start, end = grammar.tight(head)
        for k in parse.dependents(head, "nmod"):
            if grammar.prepositions(k) & {"of", "for", "in"} and k > head:
                end = max(end, min(parse.subtree(k)[-1] + 1, k + 5))
        return parse.text(start, end)
    titles = [k for k in grammar.appositions(head) if parse.pos[k] == "NOUN"]
    return parse.text(*grammar.tight(titles[0])) if titles else None


def _told_name(grammar: Grammar, head: int) -> tuple[int, int] | None:
    """The name given behind a person: "identified only as X", "named X", "nicknamed X", "known as X"."""
    parse = grammar.parse
    end = parse.sents[parse.sent_of[head]][1]
    for i in range(head + 1, min(head + 14, end)):
        if parse.lower[i] in ("identified", "named", "nicknamed", "known", "called", "one"):
            j = i + 1
            while j < end and parse.lower[j] in (
                "as",
                "only",
                "simply",
                "by",
                "the",
                "alias",
                ",",
                "locally",
            ):
                j += 1
            if j < end and parse.words[j][:1].isupper() and parse.pos[j] == "PROPN":
                return _name_span(grammar, j)
    return None


def _name_span(grammar: Grammar, i: int) -> tuple[int, int]:
    """The capitalised run around a name's token."""
    parse = grammar.parse
    a, b = i, i + 1
    low, high = parse.sents[parse.sent_of[i]]
    while a > low and (
        parse.pos[a - 1] == "PROPN"
        or (parse.words[a - 1] in ("-", "al", "el", "Al", "bin", "ibn", "abu") and a - 1 > low)
    ):
        a -= 1
    while b < high and (
        parse.pos[b] == "PROPN"
        or (
            parse.words[b] in ("-", "al", "el", "bin", "ibn", "'", "’")
            and b + 1 < high
            and parse.pos[b + 1] in ("PROPN", "PUNCT")
        )
    ):
        b += 1
    return a, b
