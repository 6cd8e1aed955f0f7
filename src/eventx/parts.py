"""Wholes and parts among the acts of an article: totals, and campaigns with what belongs to them."""

from __future__ import annotations

from collections.abc import Sequence

from eventx import bearings
from eventx.drafts import MEMORY, Draft, dates_of, kinds_apart, other_place, strangers
from eventx.grouping import aside, part_of_whole
from eventx.lexicon import words
from eventx.syntax import Grammar

ACTS = 3  # acts behind a total that make a round-up
SUMMED = frozenset(
    {"killed", "captured", "freed", "seized", "destroyed", "neutralised", "surrendered", "wounded"}
)
SUMMING = words("parts")["summing"]
BROADER = words("parts")["broader"]
APART = words("parts")["apart"]
OPENING = 6  # words of a sentence that may set what it tells apart
CAMPAIGNS = frozenset({"unspecified", "offensive", "clearance"})


def link(grammar: Grammar, drafts: Sequence[Draft]) -> None:
    """Mark totals as aggregates and tie parts to them, and to the campaigns that they belong to."""
    _round_up(grammar, drafts)
    for i, draft in enumerate(drafts):
        later = [d for d in drafts[i + 1 : i + 1 + MEMORY] if d.parent is None]
        parts = [d for d in later if _part_of(grammar, draft, d)]
        if parts and _totals(grammar, draft, parts):
            draft.aggregate = True
            for part in parts:
                part.parent = draft
    _listed(drafts)
    _told_as_part(grammar, drafts)
    named = [(_spaced(t.name[0]), d) for d in drafts for t in d.tellings if t.name]
    campaigns = [d for d in drafts if CAMPAIGNS.intersection(d.kinds)][:3]  # more are not told apart
    for draft in drafts:
        if draft.parent is None and not any(t.name for t in draft.tellings):
            _belong(grammar, draft, campaigns, named)


def _round_up(grammar: Grammar, drafts: Sequence[Draft]) -> None:
    """Tie the acts of a round-up to the total that opens it: "in a week troops killed 36 and freed 47"."""
    news = [d for d in drafts if d.background is None]
    if len(news) <= ACTS:
        return
    whole, parts = news[0], [d for d in news[1:] if _within(grammar, d, news[0])]
    figures = {o.value.type for o in whole.first.outcomes} & SUMMED
    spots = any(bearings.point(p.value.place) for t in whole.tellings for p in t.places)
    if len(figures) > 1 and not spots and len(parts) >= ACTS and _sums_a_time(grammar, whole):
        whole.aggregate = True
        for part in parts:
            part.parent = whole


def _within(grammar: Grammar, part: Draft, whole: Draft) -> bool:
    """Whether an act may be one of those that a total sums up: of its days, and of its side."""
    apart = part.date and part.date.value.start and dates_of(part.date.value, whole) == "apart"
    return not apart and not strangers(part.camps, whole.camps) and not _set_apart(grammar, part)


def _same_province(part: Draft, whole: Draft) -> bool:
    """Whether all places of a part lie in divisions that a total names places of."""
    there = {a for p in whole.places for a in p.value.place.admin1}
    here = [{*p.value.place.admin1} for p in part.places]
    return bool(here) and all(admin1 & there for admin1 in here)


def _set_apart(grammar: Grammar, draft: Draft) -> bool:
    """Whether an act is told as none of those before: "Separately,", "In an unrelated incident,"."""
    parse = grammar.parse
    start, end = parse.sents[draft.first.sentence]
    opening = [w for w in parse.lower[start : min(end, start + OPENING)] if w.strip() and w not in "-–—•"]
    if "," in opening:
        opening = opening[: opening.index(",")]
    return opening[:1] in (["meanwhile"], ["separately"]) or (
        opening[:1] == ["in"] and not APART.isdisjoint(opening)
    )


def _sums_a_time(grammar: Grammar, whole: Draft) -> bool:
    """Whether a draft tells of more than a day, or of operations."""
    when = whole.date.value if whole.date else None
    long = bool(when and when.start and when.end and when.end > when.start)
    return long or bool({"operations", "raids"}.intersection(grammar.parse.lower[slice(*whole.first.tokens)]))


def _listed(drafts: Sequence[Draft]) -> None:
    """Tie the items of a list to the act that introduces it: "the operations had these results:"."""
    whole: Draft | None = None
    for draft in drafts:
        if draft.first.item:
            if whole is not None and draft.parent is None:
                draft.parent = whole
        else:
            whole = draft if draft.tellings[-1].introduces else None


def _spaced(name: str) -> str:
    """A name as folded words with a space between them, hyphens on their own."""
    return " ".join(name.lower().replace("-", " - ").split())


def _told_as_part(grammar: Grammar, drafts: Sequence[Draft]) -> None:
    """Tie acts to the one that the same sentence tells them as part of."""
    by_sentence: dict[int, list[Draft]] = {}
    for draft in drafts:
        for telling in draft.tellings:
            by_sentence.setdefault(telling.sentence, []).append(draft)
    for whole in drafts:
        for telling in whole.tellings:
            if any(part_of_whole(grammar, t) for t in telling.triggers):
                for draft in by_sentence[telling.sentence]:
                    if draft is not whole and draft.parent is None:
                        draft.parent = whole


def _belong(
    grammar: Grammar, draft: Draft, campaigns: Sequence[Draft], named: Sequence[tuple[str, Draft]]
) -> None:
    """Tie an act to the campaign that its sentences name, or to the only one there is."""
    for telling in draft.tellings:
        if any(aside(grammar, t) for t in telling.triggers if not t.value.weak):
            continue  # "in response to the bombing of a market, troops launched Operation Boa"
        text = telling.text(grammar.parse)
        for name, campaign in named:
            if campaign is not draft and name in text:
                draft.parent = campaign
        if draft.parent is None and any(f" {cue} " in text for cue in BROADER):
            others = [d for d in campaigns if d is not draft]
            draft.parent = others[0] if len(others) == 1 else None


def _totals(grammar: Grammar, draft: Draft, parts: Sequence[Draft]) -> bool:
    """Whether a draft sums up later ones: it says how many acts, or its figures are theirs together."""
    if len(parts) < 2 and not any(
        t.several and "separate" in grammar.parse.lower[slice(*t.tokens)] for t in draft.tellings
    ):
        return False
    for telling in draft.tellings:
        if telling.count and (telling.count.low or 0) > 1:
            return True
        if SUMMING.intersection(grammar.parse.lower[slice(*telling.tokens)]):
            return True
    for kind in ("killed", "captured", "freed"):
        whole = _figure(draft, kind)
        told = [f for f in (_figure(p, kind) for p in parts) if f]
        if whole and len(told) > 1 and sum(told) <= whole:
            return True
    return False


def _figure(draft: Draft, kind: str) -> int | None:
    """How many people an act killed, captured or freed, at least, as first told."""
    figures = (
        o.value.count.low for o in draft.outcomes if o.value.type == kind and o.value.object == "person"
    )
    return next(figures, None)


def _part_of(grammar: Grammar, whole: Draft, part: Draft) -> bool:
    """Same sort of act, not another date or place, no other actor, and no larger figures."""
    if part.date and part.date.value.start and dates_of(part.date.value, whole) == "apart":
        return False
    if _set_apart(grammar, part):
        return False
    apart = whole.placed and all(other_place(t, whole) for t in part.tellings if t.places)
    if apart and not (_sums_a_time(grammar, whole) and _same_province(part, whole)):
        return False
    if kinds_apart(part.kinds, whole.kinds) or strangers(part.camps, whole.camps):
        return False
    return all((_figure(part, k) or 0) <= (_figure(whole, k) or 10**9) for k in ("killed", "captured"))
