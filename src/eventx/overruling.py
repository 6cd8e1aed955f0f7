"""What was learnt from articles overrules the rules of merging where it is sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from eventx.boosting import Boosted, load
from eventx.continuing import Reader
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

    def weigh(self, telling: Telling, drafts: Sequence[Draft]) -> list[tuple[float, Draft]]:
        """The last acts told, latest first, each with the probability that the sentence goes on with it."""
        alone = self.reader.telling(telling)
        return [
            (self.model.probability(alone | self.reader.pair(telling, draft, rank, drafts)), draft)
            for rank, draft in enumerate(drafts[: -NEAR - 1 : -1])
        ]

    def overrule(self, home: Draft | None, telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
        """The act that the rules chose, or another one (or none) where that is far likelier."""
        if telling.fresh or not drafts:
            return home
        weighed = self.weigh(telling, drafts)
        if home is not None:
            likely = next((likely for likely, draft in weighed if draft is home), None)
            if likely is None or likely > PARTING:
                return home
        best, draft = max(weighed, key=lambda found: found[0])
        return draft if best >= JOINING else None
