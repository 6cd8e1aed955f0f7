"""Forces told side by side → who shares a part, whatever the parse made of their list.

"The District Reserve Guard, the Special Task Force and the CRPF shot dead four": all three did. Long lists
of proper names are where parses fail most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from eventx.camps import fights, hostile
from eventx.finding import Found
from eventx.mentions import Mention
from eventx.syntax import Grammar
from eventx.tellings import Telling

LINKS = frozenset({
    ",", "(", ")", "and", "&", "as", "well", "the", "its", "their", "both", "also",
    "agents", "officers", "members", "personnel", "elements", "units", "troops", "soldiers", "of", "from",
})  # fmt: skip
COMPOSED = frozenset({"consist", "comprise", "compose", "include", "involve"})
TEAMS = frozenset({"team", "force", "party", "patrol", "column", "unit", "contingent", "troop", "operation"})
JOINT = frozenset({"joint", "combined", "mixed"})
PARAGRAPHS = 2  # of an act and of the sentence that names the team, counted from the act's
JOINS = frozenset({"and", "&", "well"})


def share(grammar: Grammar, acting: Sequence[Mention], forces: Iterable[Mention]) -> list[Mention]:
    """The forces that stand in one list with some that act, and are of their side."""
    found: list[Mention] = []
    for run in _runs(grammar, forces):
        doers = [m for m in run if m in acting]
        if doers and (len(run) > 2 or _coordinated(grammar, *run)):
            side = hostile(doers[0].value.camp)
            found += [
                m for m in run if m not in acting and fights(m.value.camp) and hostile(m.value.camp) == side
            ]
    return found


def joined_later(grammar: Grammar, found: Found, tellings: Sequence[Telling]) -> None:
    """Give acts of a nameless force those whom the next two sentences tell it consisted of.

    "Security forces shot dead four. The joint team comprised the District Reserve Guard and the CRPF."
    """
    parse = grammar.parse
    for telling in tellings:
        if any(m.value.name or hostile(m.value.camp) for m in telling.initiators):
            continue
        if not telling.initiators and not any("HOSTILE" in o.value.classes for o in telling.outcomes):
            continue
        for sentence in range(telling.sentence, min(telling.sentence + 3, len(parse.sents))):
            paragraph = parse.paragraphs[parse.sents[sentence][0]]
            forces = found.within("forces", sentence)
            own = _composed(grammar, sentence, forces) if paragraph == telling.paragraph else []
            if not own and telling.outcomes and 0 <= paragraph - telling.paragraph < PARAGRAPHS:
                acts = {m.root for m in found.within("triggers", sentence)}
                own = _joint(grammar, sentence, forces, acts)
            if own:
                telling.initiators = own
                break


def _composed(grammar: Grammar, sentence: int, forces: Sequence[Mention]) -> list[Mention]:
    """Of whom a team is said to consist: "the team comprised the District Reserve Guard and the CRPF"."""
    parse = grammar.parse
    verbs = [
        i for i in range(*parse.sents[sentence]) if parse.lemmas[i] in COMPOSED and parse.pos[i] == "VERB"
    ]
    teams = [v for v in verbs if any(parse.lemmas[k] in TEAMS for k in _whose(grammar, v))]
    behind = [m for m in forces if teams and m.start > teams[0] and fights(m.value.camp)]
    return [m for m in behind if not hostile(m.value.camp) and grammar.clause(m.root) == teams[0]]


def _joint(grammar: Grammar, sentence: int, forces: Sequence[Mention], acts: Set[int]) -> list[Mention]:
    """Of whom a joint team is that set out: "a joint team of the STF and the CRPF was on patrol".

    A verb of `acts` tells another act of another team.
    """
    parse = grammar.parse
    for i in range(*parse.sents[sentence]):
        if parse.lemmas[i] not in TEAMS or parse.deps[i] != "nsubj" or grammar.reports(parse.heads[i]):
            continue
        if parse.heads[i] in acts or not JOINT & {parse.lower[k] for k in parse.kids[i]}:
            continue
        below = {*parse.subtree(i)}
        named = [m for m in forces if m.root in below and m.root != i and _called(m)]
        return [m for m in named if fights(m.value.camp) and not hostile(m.value.camp)]
    return []


def _called(mention: Mention) -> bool:
    """Whether a force is told by a name, be it in no table: "the Special Task Force"."""
    parts = mention.value.text.split()
    return mention.value.name is not None or (len(parts) > 1 and all(part[:1].isupper() for part in parts))


def _whose(grammar: Grammar, verb: int) -> list[int]:
    """The subject of a verb, or the noun that it describes."""
    parse = grammar.parse
    up = [parse.heads[verb]] if parse.deps[verb] in ("acl", "acl:relcl") else []
    return [*grammar.subject(verb)[0], *up]


def _runs(grammar: Grammar, forces: Iterable[Mention]) -> list[list[Mention]]:
    """Lists of forces: nothing but commas and "and" between them, and one "and" at least."""
    outer: list[Mention] = []
    for mention in sorted(forces, key=lambda m: (m.start, -m.end)):
        if not outer or mention.start >= outer[-1].end:
            outer.append(mention)
    runs: list[list[Mention]] = []
    for mention in outer:
        if runs and _between(grammar, runs[-1][-1], mention) <= LINKS:
            runs[-1].append(mention)
        else:
            runs.append([mention])
    return [run for run in runs if any(_between(grammar, a, b) & JOINS for a, b in pairwise(run))]


def _between(grammar: Grammar, a: Mention, b: Mention) -> frozenset[str]:
    """The words between two forces."""
    return frozenset(grammar.parse.lower[a.end : b.start])


def _coordinated(grammar: Grammar, a: Mention, b: Mention) -> bool:
    """Whether two forces are one list, not the ends of two clauses: "hit the army and police fled"."""
    parse = grammar.parse
    return b.root in grammar.conjuncts(a.root) or parse.heads[b.root] == parse.heads[a.root]
