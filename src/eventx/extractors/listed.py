"""Forces that no table or word tells, by their list: "the army and the Cobra Column attacked"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eventx.camps import fights, hostile
from eventx.extractors.forces import ActorMention
from eventx.mentions import Mention
from eventx.syntax import Grammar


def find(grammar: Grammar, forces: Sequence[Mention]) -> Iterator[Mention]:
    """Who is told to do something in one list with a known force, as one of its side."""
    parse = grammar.parse
    known = {i for m in forces for i in range(m.start, m.end)}
    for mention in forces:
        value: ActorMention = mention.value
        if not _acts(grammar, mention) or not fights(value.camp) or "MEANS" in value.classes:
            continue
        for head in grammar.conjuncts(mention.root):
            start, end = grammar.tight(head)
            if known.isdisjoint(range(start, end)) and _named(grammar, head):
                known.update(range(start, end))
                side = frozenset({"HOSTILE" if hostile(value.camp) else "MILITIA", "FORCE"})
                kind = "armed_group" if hostile(value.camp) else "militia"
                told = ActorMention(parse.text(start, end), None, kind, None, None, side, value.camp)
                yield Mention("force", start, end, head, told, "force-listed")


def _acts(grammar: Grammar, mention: Mention) -> bool:
    """Whether a force does something but tell."""
    parse = grammar.parse
    verb, dep = parse.heads[mention.root], parse.deps[mention.root]
    return dep in ("nsubj", "obl:agent") and parse.pos[verb] == "VERB" and not grammar.reports(verb)


def _named(grammar: Grammar, head: int) -> bool:
    """Whether a phrase is a name of two words that is known for nothing else: "the Cobra Column"."""
    parse = grammar.parse
    return parse.pos[head] == "PROPN" and parse.words[head - 1][:1].isupper() and not grammar.named.get(head)
