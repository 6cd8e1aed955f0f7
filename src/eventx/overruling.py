"""What was learnt from articles overrules the rules of merging where it is sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eventx.boosting import Boosted, load
from eventx.conflicts import never_one
from eventx.continuing import Features, Reader, days_apart, same_person, told_again
from eventx.drafts import Draft
from eventx.tellings import Telling

MODEL = "merging.json"
NEAR = 5  # acts back that are weighed
JOINING = 0.5  # probability from which on a sentence goes on telling an act, though the rules find none
PARTING = 0.2  # probability up to which it does not, though the rules say so


@dataclass(slots=True)
class Judge:
    """Weighs which act a sentence goes on telling."""

    reader: Reader
    model: Boosted = field(default_factory=lambda: load(MODEL))

    def overrule(self, home: Draft | None, telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
        """The act that the rules chose, or another one (or none) where that is far likelier."""
        if telling.fresh or not drafts or (home is not None and self._sure(home, telling)):
            return home
        alone = self.reader.telling(telling)
        ranks = {id(draft): rank for rank, draft in enumerate(drafts[: -NEAR - 1 : -1])}
        if home is not None:
            rank = ranks.pop(id(home), None)
            if rank is None or self._likely(alone, telling, rank, drafts) > PARTING:
                return home  # what is told long before the last acts is not weighed
        open_to = [rank for rank in ranks.values() if not self._excluded(telling, drafts[-1 - rank])]
        likely = {rank: self._likely(alone, telling, rank, drafts) for rank in open_to}
        best = max(likely, key=lambda rank: likely[rank], default=None)
        enough = JOINING if home is None else PARTING  # it goes on with some act, the rules say
        return drafts[-1 - best] if best is not None and likely[best] >= enough else None

    def _excluded(self, telling: Telling, draft: Draft) -> bool:
        """Whether the sentence cannot go on with an act, however likely its words make it."""
        return days_apart(telling, draft) or never_one(self.reader.grammar, telling, draft)

    def _sure(self, home: Draft, telling: Telling) -> bool:
        """Whether what the rules say is not weighed."""
        return told_again(telling, home) or same_person(self.reader.grammar, telling, home)

    def weigh(self, telling: Telling, drafts: Sequence[Draft]) -> Iterator[tuple[float, Draft]]:
        """The last acts told, latest first, each with the probability that the sentence goes on with it."""
        alone = self.reader.telling(telling)
        for rank, draft in enumerate(drafts[: -NEAR - 1 : -1]):
            yield self._likely(alone, telling, rank, drafts), draft

    def _likely(self, alone: Features, telling: Telling, rank: int, drafts: Sequence[Draft]) -> float:
        """The probability that a sentence goes on with the act of a rank."""
        pair = self.reader.pair(telling, drafts[-1 - rank], rank, drafts)
        return self.model.probability(alone | pair)
