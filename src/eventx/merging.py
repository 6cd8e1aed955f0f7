"""Tellings of the same act → one draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from eventx.boosting import Boosted, load
from eventx.continuing import Reader
from eventx.drafts import MEMORY, Draft, dates_of, kinds_apart, other_place, strangers
from eventx.syntax import Grammar
from eventx.tellings import Telling

MODEL = "merging.json"
NEAR = 5  # acts back that a sentence may go on telling
LEAST = 0.35  # probability; below a half, since an act too many costs more than one too few


def merge(grammar: Grammar, tellings: Sequence[Telling]) -> list[Draft]:
    """One draft an act, in the order of the text; the title's telling joins the body's."""
    drafts: list[Draft] = []
    judge = Judge(Reader.of(grammar, tellings))
    for telling in (t for t in tellings if not t.in_title):
        home = judge.home(telling, drafts)
        if home is None:
            drafts.append(Draft([telling], aside=bool(drafts) and _aside(telling, drafts[-1])))
        else:
            home.add(telling)
    for telling in (t for t in tellings if t.in_title):
        home = next((d for d in drafts[:MEMORY] if not _apart(telling, d)), None)
        if home is not None:
            home.add(telling)
        elif not drafts:
            drafts.append(Draft([telling]))
    return drafts


@dataclass(slots=True)
class Judge:
    """Decides which act a sentence goes on telling."""

    reader: Reader
    model: Boosted = field(default_factory=lambda: load(MODEL))

    def home(self, telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
        """The act that a sentence most likely goes on telling, where one is likely; the later of equal ones."""
        if telling.fresh or not drafts:
            return None
        alone = self.reader.telling(telling)
        likely = [
            (self.model.probability(alone | self.reader.pair(telling, draft, rank, drafts)), -rank, draft)
            for rank, draft in enumerate(drafts[: -NEAR - 1 : -1])
        ]
        best, _, draft = max(likely, key=lambda found: found[:2])
        return draft if best >= LEAST else None


def _aside(telling: Telling, draft: Draft) -> bool:
    """Whether a sentence tells in passing what had happened before: "they had shot a guard two weeks ago"."""
    then, now = telling.date, draft.date
    if not telling.before or telling.fresh or telling.several or then is None or now is None:
        return False
    return bool(then.value.end and now.value.start and then.value.end < now.value.start)


def _apart(telling: Telling, draft: Draft) -> bool:
    """Whether a title cannot tell an act: another day, place, kind or actor."""
    if telling.date and dates_of(telling.date.value, draft) == "apart":
        return True
    if other_place(telling, draft) or kinds_apart(telling.kinds[:1], draft.kinds[:2]):
        return True
    return strangers({m.value.camp for m in telling.initiators}, draft.camps)
