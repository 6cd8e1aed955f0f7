"""Named or titled individuals and their fate: those who suffered an outcome, and those whom an act hunted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from eventx.appositions import ALIAS
from eventx.extractors.antecedents import FATES, PEOPLE
from eventx.extractors.persons import (
    OTHER,
    PARTICLES,
    QUOTES,
    RANKS,
    WORDS,
    Run,
    aliased,
    by_form,
    elsewhere,
    personal,
    run_at,
)
from eventx.extractors.sufferers import Result
from eventx.mentions import Mention, Trigger
from eventx.records import Fate, Person, Span
from eventx.syntax import Grammar

TITLE = 12  # tokens of a title before a name
MEMORY = 100  # people of an act, as far as one is known again
NEAR = 200  # characters before a title in which the name that it belongs to stands
ARTICLES = frozenset({"al", "el"})  # of a family's name
ORDERS = frozenset({"order", "behalf", "instruction", "command"})  # of him who had an act done
Spans = Callable[[int, int, str], Span]  # tokens and who found them, as a span of the text


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
    known: list[tuple[Run, Person]] = []
    titles: dict[int, int] = {}
    for head, fate in _sufferers(grammar, outcomes, triggers):
        told = [
            run for m in namings if m.value.patient == head and m.value.fate == fate for run in m.value.names
        ]
        own = _own_name(grammar, head)
        told = [*_further_names(grammar, head), *told]
        if fate == "targeted" and own and (_speaks(grammar, own) or not _hunted(grammar, head, own)):
            continue
        runs = [own, *told] if own else told
        title = None if runs and fate == "targeted" else _title(grammar, head, own)
        runs = list(dict.fromkeys(aliased(grammar, run) for run in runs))
        own = own and aliased(grammar, own)
        for run in (run for run in runs if not _no_person(grammar, run, announced=run != own)):
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
            known.append((run, found[-1]))
        below = {*grammar.parse.subtree(head)}
        if not runs and title and (same := next((p for run, p in known if run[0] in below), None)):
            same.description = same.description or title  # "a commander known as Abu Hamza"
        elif not runs and title and not _described(grammar, found, head, title):
            _add(found, Person(description=title, fate=fate, evidence=[_titled(grammar, head, span)]))
            titles.setdefault(found[-1].evidence[0].start, head)
    return _each_once(grammar, found, titles, known)


def _each_once(
    grammar: Grammar, found: list[Person], titles: dict[int, int], known: list[tuple[Run, Person]]
) -> list[Person]:
    """People without those told by a title only whom another sentence names, or who are told so before."""
    sent = grammar.parse.sent_of
    kept: list[Person] = []
    for person in found:
        head = None if person.name else titles.get(person.evidence[0].start)
        if head is None:
            kept.append(person)
            continue
        named = [(sent[run[0]], p) for run, p in known if p.fate == person.fate]
        told = [(sent[titles[p.evidence[0].start]], p) for p in kept if not p.name and p.fate == person.fate]
        others = {id(p): p for s, p in (*named, *told) if s != sent[head]}
        if len(others) != 1:
            kept.append(person)
            continue
        (same,) = others.values()
        if same.name:
            same.description = same.description or person.description
    return kept


def _no_person(grammar: Grammar, run: Run, *, announced: bool) -> bool:
    """Whether capitalised words name a force, a place or a nationality: "Task Force Kabul", "Jebel Kordi".

    A name that is announced ("known as Batar") may be a place's too.
    """
    parse = grammar.parse
    told = [grammar.named.get(k, set()) for k in range(*run) if parse.lower[k] not in PARTICLES]
    if ALIAS & {*parse.lower[max(0, run[0] - 2) : run[0]]}:
        return False
    arms = any(c.isdigit() for c in parse.text(*run)) or parse.lower[run[0]] in WORDS["no_names"]
    other = OTHER if not announced else {"STATE"}
    if told and all(n >= {"PERSON", "ANYONE"} for n in told):
        return True  # "one Ecuadorian"
    return arms or any(n & {"FORCE", "GROUP"} for n in told) or all(n & other for n in told)


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
                yield from ((lord, "targeted") for lord in _lords(grammar, patient))


def _lords(grammar: Grammar, thing: int) -> Iterator[int]:
    """Whose a struck thing was: "the camp of a kingpin, Dogo Sule", "a base belonging to Bello Turji"."""
    parse = grammar.parse
    if grammar.classes(thing) & PEOPLE or parse.lemmas[thing] in ORDERS:
        return
    belonging = [k for k in parse.dependents(thing, "acl") if parse.lower[k] == "belonging"]
    below = [k for h in (thing, *belonging) for k in parse.dependents(h, "nmod", "obl", "nmod:poss")]
    for k in below:
        office = parse.dependents(k, "nmod:desc")  # "the base of warlord Bello Turji"
        before = {p for h in (k, *office) for p in grammar.prepositions(h)}
        whose = parse.deps[k] == "nmod:poss" or before & {"of", "to"}
        own = _own_name(grammar, k) if whose else None
        if own and ("LEADER" in grammar.classes(k) or _in_office(grammar, own)):
            yield k


def _hunted(grammar: Grammar, head: int, own: Run) -> bool:
    """Whether the name of what an act struck is somebody's: it has a title, office or rank."""
    leads = grammar.parse.pos[head] == "NOUN" and "LEADER" in grammar.classes(head)
    titled = personal(grammar, own) and bool(_title(grammar, head, own))
    return leads or titled or _in_office(grammar, own)


def _speaks(grammar: Grammar, run: Run) -> bool:
    """Whether a name is that of who speaks for somebody: "spokesman Musa Garba"."""
    return grammar.parse.lower[run[0] - 1] in WORDS["speakers"]


def _in_office(grammar: Grammar, run: Run) -> bool:
    """Whether a rank or office stands before a name."""
    before = run[0] - 1
    return before >= 0 and (grammar.parse.lower[before] in RANKS or "LEADER" in grammar.classes(before))


def _titled(grammar: Grammar, head: int, span: Spans) -> Span:
    """The words of a title as evidence."""
    start, end = grammar.tight(head)
    return span(start, end, "person")


def _described(grammar: Grammar, found: list[Person], head: int, title: str) -> bool:
    """Whether a title belongs to the person named right before it: "killed Hamza al-Homsi, a leader"."""
    end = grammar.parse.starts[grammar.tight(head)[0]]
    before = grammar.parse.source[max(0, end - NEAR) : end].rstrip(" ,athen")
    for person in found[-MEMORY:]:
        if person.name and person.description is None and before.endswith(person.name):
            person.description = title
            return True
    return False


def _add(found: list[Person], person: Person) -> None:
    """Add a person, or what is new of one who is there: a fate beats "targeted"."""
    for kept in found[-MEMORY:]:
        same_title = person.name is None and person.description == kept.description
        a, b = _folded(kept.name or kept.description), _folded(person.name or person.description)
        if a == b or same_title or (kept.name and person.name and (a in b or b in a)):
            if kept.fate == "targeted":
                kept.fate = person.fate
            return
    found.append(person)


def _folded(name: str | None) -> str:
    """A name in one spelling, closed on both sides: of "al-Salbi" and "Al-Salbi" the same."""
    words = (name or "").casefold().replace("-", " ").replace("’", "'").split()
    return f" {' '.join(w for w in words if w not in ARTICLES)} "


# -- a person in the sufferer's own phrase ----------------------------------------------------------------


def _own_name(grammar: Grammar, head: int) -> Run | None:
    """The name that a sufferer's phrase holds: the head itself, or one in apposition to it."""
    parse = grammar.parse
    whole = _counted_of(grammar, head)
    beside = grammar.appositions(head if whole is None else whole)
    beside = [parse.subtree(h)[0] if parse.lower[h] in ALIAS else h for h in beside]  # "Omar Bah alias Bongo"
    for h in (head, *beside, *parse.dependents(head, "flat")):
        nation = h == head and "Number=Plur" in parse.morphs[h]  # "three Filipinos"
        other = grammar.classes(h) & (OTHER | {"THING"}) and parse.lower[h] not in RANKS  # "Sepoy Ali"
        if parse.pos[h] == "PROPN" and not nation and not other:
            run = run_at(grammar, h)
            if run and _one_of_many(grammar, run):
                continue
            plain = h == head and parse.deps[h] != "compound"
            if (
                run
                and not _of_a_body(grammar, run)
                and (plain or personal(grammar, run) or (h != head and _called(grammar, run)))
            ):
                return run
    end = parse.sents[parse.sent_of[head]][1]
    comma = head + 1 < end and parse.words[head + 1] == ","
    behind = _behind_rank(grammar, head + 1 + comma, end)
    if (
        behind < end
        and grammar.classes(head) & PEOPLE
        and parse.pos[head] == "NOUN"
        and "Number=Plur" not in parse.morphs[head]
    ):
        run = run_at(grammar, behind)
        closed = run is not None and parse.pos[min(run[1], end - 1)] == "PUNCT"
        if run and (personal(grammar, run) or (comma and closed and not elsewhere(grammar, run))):
            return run
        return _behind_title(grammar, head, end) or _announced(grammar, head)
    return None


def _one_of_many(grammar: Grammar, run: Run) -> bool:
    """Whether a single capitalised word is counted: "a Kenyan", "57 Kalashnikovs"."""
    parse, before = grammar.parse, run[0] - 1
    return (
        run[1] - run[0] == 1
        and before >= 0
        and (parse.lower[before] in ("a", "an") or parse.pos[before] == "NUM")
    )


def _announced(grammar: Grammar, head: int) -> Run | None:
    """The name that a participle gives: "a man known as Abu Hamza", "a leader called Dan Isuhu"."""
    parse = grammar.parse
    for verb in parse.dependents(head, "acl"):
        if parse.lower[verb] in WORDS["naming"]:
            names = parse.dependents(verb, "obl", "xcomp", "obj")
            return next((run for k in names if parse.pos[k] == "PROPN" and (run := run_at(grammar, k))), None)
    return None


def _behind_rank(grammar: Grammar, at: int, end: int) -> int:
    """The token behind a rank in quotes: "an officer, 'Colonel' Musa, fell"."""
    parse, k = grammar.parse, at
    while k < end - 1 and (parse.words[k] in QUOTES or parse.lower[k] in RANKS):
        k += 1
    return k if RANKS & {*parse.lower[at:k]} else at


def _called(grammar: Grammar, run: Run) -> bool:
    """Whether an apposition is a name by its form, or since another name follows."""
    return by_form(grammar, run) or bool(ALIAS & {*grammar.parse.lower[run[1] : run[1] + 1]})


def _of_a_body(grammar: Grammar, run: Run) -> bool:
    """Whether capitalised words end the name of an organisation: "killed a member of the Peace Party"."""
    parse, before = grammar.parse, run[0] - 1
    if before < 0 or personal(grammar, run):
        return False
    joined = parse.ents[before] == parse.ents[run[0]] == "ORG" and parse.lower[before] not in RANKS
    return parse.lower[before] == "the" or joined


def _counted_of(grammar: Grammar, number: int) -> int | None:
    """Whose number a bare one is: "two of the guards, Ade Obi and Musa Bello"."""
    parse = grammar.parse
    of = [k for k in parse.dependents(number, "nmod") if "of" in grammar.prepositions(k)]
    return of[0] if of and parse.pos[number] == "NUM" else None


def _further_names(grammar: Grammar, head: int) -> list[Run]:
    """The names beside the first of several people: "two officers, Ade Obi and Musa Bello"."""
    parse = grammar.parse
    whole = _counted_of(grammar, head)
    head = head if whole is None else whole
    if parse.pos[head] != "NOUN" or "Number=Plur" not in parse.morphs[head]:
        return []
    beside = [k for h in grammar.appositions(head) for k in parse.dependents(h, "conj")]
    runs = [run_at(grammar, k) for k in beside if parse.pos[k] == "PROPN"]
    return [run for run in runs if run and (personal(grammar, run) or by_form(grammar, run))]


def _behind_title(grammar: Grammar, head: int, end: int) -> Run | None:
    """The name behind a long title: "the chief of the group's city unit, Omar Bah, on Sunday"."""
    parse = grammar.parse
    leads, after = "LEADER" in grammar.classes(head), parse.lower[head + 1 : head + 2]
    relative = after == ["who"]  # "the man who ran its logistics in Hawija, Hamid Shaker,"
    if not relative and after not in (["of"], ["in"], ["for"], ["from"]):
        return None
    for j in range(head + 1, min(head + TITLE, end - 2)):
        if parse.words[j] == ",":
            run = run_at(grammar, j + 1)
            named = run is not None and run[0] == j + 1 and not elsewhere(grammar, run)
            closed = run is not None and parse.lower[min(run[1], end - 1)] in (",", "alias", "aka", "(", ".")
            place = run is not None and any("PLACE" in grammar.named.get(k, ()) for k in range(*run))
            if run is None or not (named and closed) or place or run[1] - run[0] < 2:
                return None
            return run if leads or personal(grammar, run) or by_form(grammar, run) else None
        if (
            parse.pos[j] not in ("NOUN", "PROPN", "ADJ", "ADP", "DET", "PART", "CCONJ")
            and parse.words[j] != "-"
            and not (relative and parse.pos[j] in ("PRON", "VERB", "AUX"))
        ):
            return None
    return None


def _title(grammar: Grammar, head: int, own: Run | None) -> str | None:
    """What a single leader or named person is called: "the commander of an army brigade"."""
    parse = grammar.parse
    if grammar.content(head) != head:
        return None  # "a gathering of commanders"
    heads = [h for h in (head, *grammar.appositions(head)) if parse.pos[h] == "NOUN"]
    for h in heads:
        prominent = {parse.lower[k] for k in parse.dependents(h, "amod")} & WORDS["prominent"]
        prominent = prominent if grammar.classes(h) & PEOPLE else set()  # but "a key crossing"
        if (own or prominent or "LEADER" in grammar.classes(h)) and "Number=Plur" not in parse.morphs[h]:
            start, end = grammar.tight(h)
            for k in parse.dependents(h, "nmod"):
                if grammar.prepositions(k) & {"of", "for", "in"} and k > h:
                    end = max(end, min(parse.subtree(k)[-1] + 1, k + 5))
            if own and own[0] > h:  # the name is no part of the title
                end = min(end, own[0])
            return parse.text(start, end).rstrip(" ,")
    return None
