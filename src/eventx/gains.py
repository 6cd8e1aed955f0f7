"""Named ground that an offensive took → an outcome: "captured Sinjar and Rabia", "Bakwa fell to them"."""

from __future__ import annotations

from collections.abc import Iterator

from eventx.attempts import UNDONE, attempt_of
from eventx.context import Context
from eventx.drafts import Draft
from eventx.extractors.outcomes import of_phrase
from eventx.extractors.results import STRONGHOLDS, mention_of
from eventx.extractors.sufferers import Result
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.records import Count
from eventx.summing import GROUND, Told
from eventx.syntax import Grammar
from eventx.tellings import is_place

_WORDS = words("outcomes")
TAKING = [tuple(phrase.split()) for phrase in _WORDS["gaining"]]
FALLING = [tuple(phrase.split()) for phrase in _WORDS["falling_to"]]
ENTERING = frozenset({"enter", "re-enter", "reenter"})
LED_AWAY = frozenset({"captured", "abducted", "freed"})  # from where who came for them leaves again


def ground_taken(context: Context, draft: Draft, kind: str) -> Iterator[Told]:
    """The places that an offensive is told to have taken by name, but for one that tells of ground anyhow."""
    if kind != "offensive" or any(_of_ground(m) for m in draft.outcomes):
        return
    came_for_people = not LED_AWAY.isdisjoint(m.value.type for m in draft.outcomes)
    for telling in draft.tellings:
        named = {i for p in telling.places if is_place(p) for i in range(p.start, p.end)}
        for trigger in telling.triggers if not telling.in_title else ():
            if came_for_people and context.grammar.parse.lemmas[trigger.root] in ENTERING:
                continue
            for head in _taken(context.grammar, trigger.root):
                built = context.grammar.object_class(head) not in (None, GROUND)
                if not built and named & {
                    head,
                    *context.grammar.parse.dependents(head, "nmod", "flat", "appos"),
                }:
                    yield Told(telling.sentence, _gain(context.grammar, head, trigger.root), None)


def _of_ground(mention: Mention) -> bool:
    """Whether an outcome is of ground, or of a position taken."""
    result: Result = mention.value
    return result.type == "territory_gained" or (result.type == "seized" and result.object in STRONGHOLDS)


def _taken(grammar: Grammar, verb: int) -> Iterator[int]:
    """The heads of what a verb tells to have been taken, if it tells so."""
    parse = grammar.parse
    beside = {parse.lower[k] for k in parse.dependents(verb, "aux", "mark", "advmod")}
    if beside & UNDONE or attempt_of(grammar, verb) is not None:
        return
    roles = grammar.roles(verb)
    heads: list[int] = []
    if any(grammar.verb_phrase(phrase, verb) for phrase in FALLING):
        heads = roles.agents
    elif phrase := next((p for p in TAKING if grammar.verb_phrase(p, verb)), None):
        heads = of_phrase(grammar, phrase, roles, verb)
    for head in heads:
        yield from (grammar.content(k) for k in grammar.conjuncts(head))


def _gain(grammar: Grammar, head: int, verb: int) -> Mention:
    """A place that was taken as an outcome."""
    one = Count(low=1, high=1, best=1)
    return mention_of(
        grammar, Result("territory_gained", GROUND, one, head, verb, frozenset({"PLACE"})), head
    )
