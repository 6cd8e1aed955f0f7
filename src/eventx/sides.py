"""Two sides told in one sentence: which of them acts and which is struck."""

from __future__ import annotations

from collections.abc import Sequence

from eventx.camps import fights, hostile
from eventx.mentions import Mention, Trigger
from eventx.surroundings import add, force_of
from eventx.syntax import Grammar, Roles
from eventx.tellings import Forces, Telling

AFTER = frozenset({"before", "until", "till"})  # before a clause that tells how it ended
ANSWERS = frozenset({"driven-back", "repelled"})  # rules of what the other side did
LIST = 3  # tokens between two of one side
SIDE = 6  # tokens before the name of the second of two sides


def against(grammar: Grammar, mention: Mention) -> bool:
    """Whether a force stands behind "against", with nothing but its own names between."""
    parse = grammar.parse
    for j in range(mention.start - 1, parse.sents[parse.sent_of[mention.root]][0] - 1, -1):
        if parse.pos[j] not in ("PROPN", "ADJ", "NOUN", "DET", "PUNCT", "NUM") or parse.words[j] in (
            ",",
            ";",
        ):
            return parse.lower[j] == "against"
    return False


def pitted(grammar: Grammar, telling: Telling, roles: Roles, forces: Forces) -> None:
    """Both sides of what "pitted the army against rebels": the one that is named first acts."""
    near = [k for p in roles.patients for k in grammar.parse.dependents(p, "nmod")]
    against = [k for k in near if "against" in grammar.prepositions(k)] + roles.after({"against"})
    for head in roles.patients:
        mention = force_of(grammar, head, forces)
        if mention is not None:
            telling.targets = [m for m in telling.targets if m is not mention]
            add(telling.initiators, mention)
    for head in against:
        add(telling.targets, force_of(grammar, head, forces))


def face_each_other(grammar: Grammar, telling: Telling, trigger: Trigger, forces: Forces) -> None:
    """Both sides of a fight: the one that is told first acts, but for "between gunmen and the police"."""
    told = [force_of(grammar, head, forces) for head in grammar.roles(trigger.root).after({"between"})]
    sides = told or contenders(grammar, trigger.root, forces)
    if len(sides) == 2 and [m.value.camp for m in sides if m][:1] == ["hostile"]:
        sides = sides[::-1]
    for rank, mention in enumerate(sides):
        add(telling.targets if rank else telling.initiators, mention)


def contenders(grammar: Grammar, noun: int, forces: Forces) -> list[Mention]:
    """The sides told behind the verb of a fight: "clashes broke out in Sake between the army and rebels"."""
    parse, end = grammar.parse, grammar.parse.sents[grammar.parse.sent_of[noun]][1]
    near = range(noun + 1, end)
    between = next((j for j in near if parse.lower[j] == "between" and parse.pos[j] == "ADP"), end)
    joint = next((j for j in range(between, end) if parse.lower[j] == "and"), end)
    if any(parse.pos[j] == "VERB" for j in range(between, joint)) or parse.heads[noun] not in near:
        return []
    first = [m for m in forces.values() if between < m.start < joint]
    second = [m for m in forces.values() if joint < m.start < joint + SIDE]
    named = [m for m in second if m.start == second[0].start]
    return [first[-1], named[-1]] if first and second else []


def part(grammar: Grammar, telling: Telling, claimed: Sequence[Mention]) -> None:
    """Make those targets who act in a clause below the act of a state's forces, or they below theirs.

    Who is said to have done it (`claimed`) did.
    "Jets struck two houses from which militants were firing", "the army retook the hill that the rebels had
    overrun": but "soldiers and allied fighters" are one side.
    """
    armed = [m for m in telling.initiators if m.value.type == "armed_group" and hostile(m.value.camp)]
    state = [m for m in telling.initiators if fights(m.value.camp) and not hostile(m.value.camp)]
    if not armed or not state or any(_together(grammar, a, b) for a in state for b in armed):
        return
    parse = grammar.parse
    ruling = [t.root for t in telling.triggers if t.kind in telling.kinds[:1] and t.found_by not in ANSWERS]
    ruling = [i for i in ruling if not AFTER & {parse.lower[k] for k in parse.dependents(i, "mark", "case")}]
    doers = {a for i in ruling for a in grammar.roles(i).agents}

    def rank(mention: Mention) -> tuple[bool, int]:
        """Those come first who do what rules, then those in the upper clause."""
        return mention.root not in doers, len([*parse.ancestors(mention.root)])

    first = claimed[0] if claimed else min(telling.initiators, key=rank)
    struck = state if first in armed else armed if first in state else []
    telling.initiators = [m for m in telling.initiators if m not in struck]
    winning = {a for o in telling.outcomes for a in o.value.agents}
    for mention in struck:
        if mention.root not in winning:  # "before the attackers were shot dead by police"
            add(telling.targets, mention)


def _together(grammar: Grammar, a: Mention, b: Mention) -> bool:
    """Whether two forces are told as one side: "soldiers and allied fighters"."""
    first, second = (a, b) if a.start < b.start else (b, a)
    between = grammar.parse.lower[first.end : second.start]
    if between[:1] in (["and"], ["&"]) and len(between) <= LIST:
        return True
    return second.root in grammar.conjuncts(first.root) or first.root in grammar.conjuncts(second.root)
