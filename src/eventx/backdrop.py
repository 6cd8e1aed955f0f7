"""What was judged background → drafts of their own, kept on request, apart from news."""

from __future__ import annotations

from collections.abc import Sequence

from eventx.assembly import assemble_background
from eventx.drafts import Draft
from eventx.finding import Found
from eventx.merging import merge
from eventx.records import Background
from eventx.syntax import Grammar
from eventx.tellings import Telling


def set_apart(
    grammar: Grammar, found: Found, news: Sequence[Draft], old: Sequence[Telling], *, title_end: int = 0
) -> list[Draft]:
    """Drafts of background in the order of the text, each of one reason; `old` are tellings too old for news.

    Tellings merge with others of the same reason only. No outcome is in one of these and in one of `news`.
    """
    told = [t for draft in news for t in draft.tellings]
    taken = {outcome.root for telling in (*told, *old) for outcome in telling.outcomes}
    kept = [*old, *assemble_background(grammar, found, title_end=title_end, taken=taken)]
    by_reason: dict[Background, list[Telling]] = {}
    for telling in sorted(kept, key=_where):
        by_reason.setdefault(telling.claim.background or "history", []).append(telling)
    drafts = []
    for reason, tellings in by_reason.items():
        for draft in merge(grammar, tellings):
            draft.background = reason
            drafts.append(draft)
    return sorted(drafts, key=lambda d: _where(d.first))


def _where(telling: Telling) -> int:
    """The token of a telling's first trigger."""
    return min(trigger.root for trigger in telling.triggers)
