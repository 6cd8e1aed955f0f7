"""Named or titled individuals and their fate."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from eventx.extractors.outcomes import Result
from eventx.lexicon import words
from eventx.mentions import Mention, Trigger
from eventx.records import Person, Span
from eventx.syntax import Grammar

CALENDAR = words("places")["calendar"]
FATES = {
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
    sufferers = [(o.value.patient, FATES.get(o.value.type)) for o in outcomes if isinstance(o.value, Result)]
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


def _persons(grammar: Grammar, head: int, fate: str, span: Callable[[int, int, str], Span]) -> list[Person]:
    parse = grammar.parse
    classes = grammar.classes(head)
    names = [
        h
        for h in (head, *grammar.appositions(head), *parse.dependents(head, "flat", "compound"))
        if parse.pos[h] == "PROPN" and parse.ents[h] in ("PER", "PERSON")
    ]
    leader = bool(classes & {"LEADER"}) and "Number=Plur" not in parse.morphs[head]
    if (
        not names
        and parse.pos[head] == "PROPN"
        and not classes & {"FORCE", "PLACE", "STATE", "THING", "AREA"}
        and parse.deps[head] != "compound"
    ):
        names = [head]
    if not names and not leader:
        return []
    if names and parse.ents[names[0]] in ("ORG", "LOC"):
        names = []
        if not leader:
            return []
    if names and (parse.lower[names[0]] in CALENDAR or grammar.named.get(names[0])):
        return []
    name = None
    where = head
    if names:
        where = names[0]
        start, end = _name_span(grammar, where)
        name = parse.text(start, end)
    else:
        told = _told_name(grammar, head)
        if told:
            where, name = told[0], parse.text(*told)
    description = None
    if "LEADER" in classes or parse.pos[head] == "NOUN":
        a, b = grammar.tight(head)
        for k in parse.dependents(head, "nmod"):
            if grammar.prepositions(k) & {"of", "for", "in"} and k > head:
                b = max(b, min(parse.subtree(k)[-1] + 1, k + 5))
        description = parse.text(a, b)
    else:
        titles = [k for k in grammar.appositions(head) if parse.pos[k] == "NOUN"]
        if titles:
            description = parse.text(*grammar.tight(titles[0]))
    if name is None and description is None:
        return []
    start, end = _name_span(grammar, where)
    return [Person(name=name, description=description, fate=fate, evidence=[span(start, end, "person")])]  # type: ignore[arg-type]


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
