"""Pronouns and possessives → the forces that they stand for: "it had bombed", "its drones"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from eventx.camps import fights
from eventx.finding import Found
from eventx.mentions import Mention
from eventx.syntax import Grammar
from eventx.tellings import Forces, Telling

OWN = frozenset({"its", "their", "his", "our"})
STANDING = frozenset({"FORCE", "HOSTILE", "GROUP", "STATE"})  # of those that a pronoun stands for


def speaker(
    grammar: Grammar, head: int, forces: Forces, telling: Telling, besides: Sequence[Mention] = ()
) -> Mention | None:
    """Who says that "its" or "their" people or arms acted: "the agency said its agents had seized".

    Where nobody says so and some act (``besides``), it is who does something in a clause above theirs.
    """
    parse = grammar.parse
    if not any(parse.lower[k] in OWN for k in parse.dependents(head, "nmod:poss")):
        return None
    suffered = {o.value.patient for o in telling.outcomes}
    for up in parse.ancestors(head):
        if grammar.reports(up):
            subject = next((k for k in parse.dependents(up, "nsubj") if k < head), None)
            near = [] if subject is None else [subject]
            if subject is not None and (
                head not in forces or subject not in forces or not fights(forces[subject].value.camp)
            ):  # "Russia's defence ministry said its air defences", "Rwanda's spokesman said its troops"
                near += parse.dependents(subject, "nmod:poss", "compound", "nmod")
            said = (forces[k] for k in near if k in forces)
            able = (m for m in said if fights(m.value.camp) and m.root not in suffered)
            speaking = next(able, None)
            if speaking is not None or subject is not None:
                return speaking
    told = [m for m in forces.values() if m.root < head and parse.deps[m.root] in ("nsubj", "nsubj:pass")]
    able = (m for m in reversed(told) if fights(m.value.camp) and m.root not in suffered)
    if besides:  # "the police fled after the rebels attacked their outposts"
        above = {*parse.ancestors(head)}
        able = (m for m in able if m not in besides and parse.heads[m.root] in above)
    return next(able, None)  # "The M23 has grown: its men marched into Nyabiondo"


def antecedent(grammar: Grammar, i: int, found: Found, other: Set[str]) -> Mention | None:
    """The force that a pronoun stands for: the last subject, else the last force, a sentence back.

    It is of none of the camps that are struck (`other`).
    """
    parse = grammar.parse
    here = parse.sent_of[i]
    near = [
        m
        for m in (*found.within("forces", here - 1), *found.within("forces", here))
        if m.root < i and m.value.classes & STANDING and fights(m.value.camp) and m.value.camp not in other
    ]
    subjects = [m for m in near if parse.deps[m.root] in ("nsubj", "nsubj:pass")]
    if parse.lower[i] == "it":  # no men, but "the army said that six rebels had died since it attacked"
        men = [m for m in subjects if "PERSON" in m.value.classes and "Number=Plur" in parse.morphs[m.root]]
        subjects = [m for m in subjects if m not in men] or subjects
    if parse.lower[i] == "they" and parse.deps[parse.heads[i]] == "advcl":
        many = [m for m in near if parse.sent_of[m.root] == here and "Number=Plur" in parse.morphs[m.root]]
        one = bool(subjects) and "Number=Sing" in parse.morphs[subjects[-1].root]
        subjects = (
            many if one and many else subjects
        )  # "the army took it from rebels after they had seized it"
    chosen = subjects or near
    return chosen[-1] if chosen else None
