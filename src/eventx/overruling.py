"""What was learnt from articles overrules the rules of merging where it is sure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from eventx.boosting import Boosted, load
from eventx.continuing import Reader, days_apart, told_again
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

    def weigh(self, telling: Telling, drafts: Sequence[Draft]) -> Iterator[tuple[float, Draft]]:
        """The last acts told, latest first, each with the probability that the sentence goes on with it."""
        alone = self.reader.telling(telling)
        for rank, draft in enumerate(drafts[: -NEAR - 1 : -1]):
            pair = self.reader.pair(telling, draft, rank, drafts)
            yield self.model.probability(alone | pair), draft

    def overrule(self, home: Draft | None, telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
        """The act that the rules chose, or another one (or none) where that is far likelier."""
        if telling.fresh or not drafts or (home is not None and told_again(telling, home)):
            return home
        if home is not None and self._fits(home, telling, drafts):
            return home
        open_to = ((p, d) for p, d in self.weigh(telling, drafts) if not days_apart(telling, d))
        best, draft = max(open_to, key=lambda found: found[0], default=(0.0, None))
        return draft if best >= JOINING else None

    def _fits(self, home: Draft, telling: Telling, drafts: Sequence[Draft]) -> bool:
        """Whether nothing learnt speaks against an act; acts told long before are not weighed."""
        rank = next((rank for rank, d in enumerate(drafts[: -NEAR - 1 : -1]) if d is home), None)
        if rank is None:
            return True
        features = self.reader.telling(telling) | self.reader.pair(telling, home, rank, drafts)
        return self.model.probability(features) > PARTING
