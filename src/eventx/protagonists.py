"""The forces that an article is mostly about: a state's, and the armed group of each paragraph.

"The army" and "the militants" mean those, where nothing else tells who is meant (`context`).
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set

from eventx.actors import NATIONAL
from eventx.drafts import Draft
from eventx.finding import Found
from eventx.mentions import Mention
from eventx.syntax import Grammar

STATE_FORCES = frozenset({"military", "security_forces"})
LEAD = 4  # sentences that an article opens with, its title and dateline among them


def protagonist(grammar: Grammar, found: Found) -> Mention | None:
    """The state's force that "the army" means in an article, if one does."""
    tabled = [m for m in found.forces if m.found_by != "force-pattern"]
    return _at_home(grammar, found, _state_force(tabled))


def foremost(mentions: Sequence[Mention], types: Set[str]) -> Mention | None:
    """The force of these types that an article names most, if one stands out."""
    named = [m for m in mentions if m.value.actor is not None and m.value.actor.type in types]
    counts = Counter(m.value.name for m in named).most_common(2)
    if not counts or (len(counts) > 1 and counts[0][1] < 1.5 * counts[1][1]):
        return None
    return next(m for m in named if m.value.name == counts[0][0])


def _state_force(mentions: Sequence[Mention]) -> Mention | None:
    """The state's force that an article names most, else that of the country whose forces it names most."""
    most = foremost(mentions, STATE_FORCES)
    if most is not None:
        return most
    named = [m for m in mentions if m.value.actor is not None and m.value.actor.type in STATE_FORCES]
    countries = Counter(m.value.actor.country for m in named).most_common(2)
    if not countries or countries[0][1] < 3 or (len(countries) > 1 and countries[0][1] < 2 * countries[1][1]):
        return None
    actors = ((m, m.value.actor) for m in named)
    return next((m for m, a in actors if a.country == countries[0][0] and a.note in NATIONAL), None)


def _at_home(grammar: Grammar, found: Found, force: Mention | None) -> Mention | None:
    """A state's force that "the army" may mean: of the country of an article's places, or named often.

    Else another country's that is told once of a war would be "the security forces" of each act.
    """
    if force is None or force.value.country is None:
        return force
    countries = Counter(p.value.place.country for p in found.places if p.value.place.country)
    often = sum(m.value.name == force.value.name for m in found.forces) > 1
    lead = grammar.parse.sent_of[force.root] < LEAD
    return force if often or lead or countries[force.value.country] or not countries else None


def foes(
    grammar: Grammar, groups: Sequence[Mention], adversary: Mention | None, news: Sequence[Draft]
) -> tuple[dict[int, Mention | None], Mention | None]:
    """The armed group that each paragraph names most, and the one of those that name none."""
    paragraphs = grammar.parse.paragraphs
    told_in: dict[int, list[Mention]] = defaultdict(list)
    for mention in groups:
        told_in[paragraphs[mention.root]].append(mention)
    named = {p: foremost(here, {"armed_group"}) or adversary for p, here in told_in.items()}
    if adversary is None:
        return named, None
    name = adversary.value.name
    told = {p for p, here in told_in.items() if any(m.value.name == name for m in here)}
    acts = {telling.paragraph for draft in news for telling in draft.tellings}
    return named, adversary if len(told) > 1 or not told & acts else None
