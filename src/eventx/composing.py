"""Drafts → Operation records, with the words that each value was read from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from typing import Final

from eventx import bearings, scenes
from eventx.context import Context
from eventx.dating import date_of
from eventx.drafts import Draft
from eventx.extractors.people import people_of
from eventx.extractors.places import COUNTRY, far
from eventx.levels import level_of
from eventx.mentions import Mention, Trigger
from eventx.parties import parties_of, with_victims
from eventx.progress import status_of
from eventx.records import Count, Fate, Kind, Objective, Operation, Person, Place, Source, Span, record_id
from eventx.spelling import fold
from eventx.tallies import outcomes_of
from eventx.tellings import is_place
from eventx.toponyms import split_generic
from eventx.verdicts import kinds_of

TAKEN: Final[frozenset[Fate]] = frozenset({"captured", "abducted"})
ONE = Count(low=1, high=1, best=1)
LIST = 16  # sentences from an item of a list to the line that introduces it


def compose(context: Context) -> list[Operation]:
    """The records of an article's acts, parts tied to their wholes; ids differ where acts share a trigger."""
    made: list[Operation] = []
    told: Counter[tuple[int, int]] = Counter()
    key = context.article.key  # a digest of the whole text, where there is no id
    for draft in context.drafts:
        evidence = _evidence(context, draft)
        span = evidence[0].start, evidence[0].end
        before = next((o.kind for o in reversed(made) if o.kind != "interception"), None)
        made.append(_record(context, draft, evidence, key=key, rank=told[span], before=before))
        told[span] += 1
    ids = {id(draft): operation.id for draft, operation in zip(context.drafts, made, strict=True)}
    for draft, operation in zip(context.drafts, made, strict=True):
        if draft.parent is not None:
            operation.part_of = ids.get(id(draft.parent))
    return made


def _record(
    context: Context, draft: Draft, evidence: list[Span], *, key: str, rank: int, before: Kind | None
) -> Operation:
    """One record of one draft; `rank` tells acts of the same words apart, `before` is the last's kind."""
    article = context.article
    kind, methods = kinds_of(context.grammar, draft, before)
    parties = parties_of(context, draft, kind)
    outcomes = outcomes_of(context, draft, parties, kind)
    sure = draft.first.strong and draft.first.claim.modality == "asserted"
    modalities = [  # what a group claims of an act that others tell is a claim of its figures only
        t.claim.modality for t in draft.tellings if t.strong or not sure or t.claim.modality != "claimed"
    ]
    when = date_of(context, draft)
    parts = sum(other.parent is draft for other in context.drafts) if draft.aggregate else 0
    status = status_of(context.grammar, draft, context.published)
    return Operation(
        id=record_id(key, evidence[0].start, evidence[0].end, rank),
        article_id=key,
        title=article.title,
        source=article.source,
        url=article.url,
        published=article.published,
        kind=kind,
        methods=methods,
        level=level_of(context.grammar, draft, when, status, parts=parts, named=context.campaigns),
        name=next((t.name[0] for t in draft.tellings if t.name), None),
        event_count=next((t.count for t in draft.tellings if t.count), ONE),
        status=status,
        modality=next((m for m in modalities if m != "asserted"), "asserted"),
        date=when,
        locations=_places(context, draft),
        forces=with_victims(context, draft, parties, outcomes),
        outcomes=[outcome for outcome, _ in outcomes],
        people=_people(context, draft, {outcome.type for outcome, _ in outcomes}),
        objectives=_objectives(context, draft),
        sources=_sources(context, draft),
        background=draft.background,
        evidence=evidence,
        extra=article.extra,
    )


def _people(context: Context, draft: Draft, results: Set[str]) -> list[Person]:
    """The individuals of an act: who was taken is captured or abducted as the act's outcome is."""
    found = people_of(
        context.grammar, draft.outcomes, draft.triggers, namings=context.found.people, span=context.span
    )
    taken = [fate for fate in TAKEN if fate in results]
    for person in found:
        if person.fate in TAKEN and len(taken) == 1:
            person.fate = taken[0]
    return found


def _evidence(context: Context, draft: Draft) -> list[Span]:
    """The spans of an act's triggers, each once, those of the title last."""
    once: dict[tuple[int, int, str], Span] = {}
    for span in context.evidence(*(t for telling in draft.tellings for t in telling.triggers)):
        once.setdefault((span.start, span.end, span.in_), span)
    return sorted(once.values(), key=lambda s: s.in_ == "title")


def _sentences(draft: Draft) -> list[int]:
    """The sentences that tell an act, each once."""
    return list(dict.fromkeys(t.sentence for t in draft.tellings))


def _sources(context: Context, draft: Draft) -> list[Source]:
    """Who says so in the sentences of an act, each once."""
    found: dict[str, Source] = {}
    for sentence in _sentences(draft):
        for mention in context.found.within("sources", sentence):
            source: Source = mention.value
            found.setdefault(source.name, source.model_copy(update={"evidence": context.evidence(mention)}))
    return list(found.values())


def _objectives(context: Context, draft: Draft) -> list[Objective]:
    """The purposes told in the sentences of an act."""
    return [
        mention.value.model_copy(update={"evidence": context.evidence(mention)})
        for sentence in _sentences(draft)
        for mention in context.found.within("objectives", sentence)
    ]


def _of_the_list(context: Context, draft: Draft) -> list[Mention]:
    """The places of the line that introduces a list, for its items: "results of the week in North Sinai:"."""
    parse = context.grammar.parse
    if not draft.first.item:
        return []
    for sentence in range(draft.first.sentence - 1, max(-1, draft.first.sentence - LIST), -1):
        told = [w for w in parse.words[slice(*parse.sents[sentence])] if w.strip()]
        if told and told[-1] == ":":
            return [
                m for m in context.found.within("places", sentence) if not m.value.metonym and is_place(m)
            ]
    return []


def _told(context: Context, draft: Draft) -> list[Mention]:
    """The places of an act but for bearings; those of a title only where the text tells none as fine."""
    text = [p for t in draft.tellings if not t.in_title for p in t.places]
    fine = any(is_place(p) for p in text)
    return bearings.without(context.grammar, text if fine else draft.places, {t.root for t in draft.triggers})


def _around(context: Context, draft: Draft) -> list[Mention]:
    """The places of a sentence beside those of an act that tells none, where no act is told."""
    parse = context.grammar.parse
    opens = parse.lower[parse.sents[draft.first.sentence][0]]
    for beside in context.beside(draft, *((-1, 1) if opens != "elsewhere" else (1,))):
        places = [m for m in context.found.within("places", beside) if _scene(context, m)]
        if places and not _tells(context, beside):
            return places
    return []


def _titled(context: Context, draft: Draft) -> list[Mention]:
    """The one place of the title, for an act that tells none and is no total."""
    if draft.background is not None or draft.aggregate:
        return []
    parse, start = context.grammar.parse, context.layout.text_start
    titled = [m for m in context.found.places if parse.starts[m.root] < start and _scene(context, m)]
    titled = [  # "the loss of a camp worries Bamako": its government
        m for m in titled if m.value.place.feature != "P.PPLC" or context.grammar.prepositions(m.root)
    ]
    return titled if len({m.value.place.name or m.value.place.text for m in titled}) == 1 else []


def _finer(context: Context, draft: Draft, told: list[Mention]) -> list[Mention]:
    """The spots of the sentence behind an act that tells no more than a province, where no act is told."""
    if not told or draft.aggregate or draft.background is not None:
        return []
    if any(bearings.point(m.value.place) for m in told) or any(t.several for t in draft.tellings):
        return []
    for beside in context.beside(draft, 1, on=1):
        within = context.found.within("places", beside)
        spots = [m for m in within if _scene(context, m) and bearings.point(m.value.place)]
        if spots and beside not in context.telling and not _tells(context, beside):
            return bearings.without(context.grammar, spots)
    return []


def _tells(context: Context, sentence: int) -> bool:
    """Whether a sentence tells an act, be it history."""
    told = (t for t in context.found.within("triggers", sentence) if isinstance(t, Trigger))
    return any(t.claim.background not in ("opinion", "habitual") for t in told)


def _scene(context: Context, place: Mention) -> bool:
    """Whether a place may be where the act beside its sentence was."""
    return (
        not place.value.metonym
        and is_place(place)
        and "from" not in context.grammar.prepositions(place.root)
        and not scenes.said(context.grammar, place.root)
        and not bearings.apart(context.grammar, place.root)
    )


def _each_once(context: Context, told: list[Mention]) -> list[Place]:
    """Places, each once, with the words of all its mentions: "Kaitsan" is the "Kaitsan forest" too."""
    found: dict[str, Place] = {}
    called: dict[str, str] = {}
    for mention in told:
        place: Place = mention.value.place
        key = (place.name or place.text) + (place.text if place.latitude is None else "")
        same = called.setdefault(fold(split_generic(place.text)[0]), key)
        if same in found and None in (found[same].name, place.name):
            key = same
        if key not in found:
            found[key] = place.model_copy(update={"evidence": []})
        found[key].evidence.extend(context.evidence(mention))
    return list(found.values())


def _land(place: Place) -> bool:
    """Whether a place is a country, or a part of one that it does not name: "the north of the country"."""
    return place.precision == COUNTRY or place.text.endswith("country")


def _vague(place: Place, told: Sequence[Place]) -> bool:
    """Whether a place is a part of a country in which a finer one is told: "in Bulo, in central Somalia"."""
    part = place.role == "area" and not place.admin1 and (place.feature or "").startswith("A.PCL")
    return part and any(o.admin1 and o.country == place.country for o in told)


def _places(context: Context, draft: Draft) -> list[Place]:
    """The places of an act, each once: no country beside a finer one, divisions as what holds others.

    But "northern Iraq and Syria" are two, and so are the countries of "between Mali and Niger"; "20 km from
    the border of Niger" is none. A province is left to the codes where two finer ones lie in it.
    """
    parse = context.grammar.parse
    told = _told(context, draft) or _of_the_list(context, draft) or _around(context, draft)
    told = told or _titled(context, draft)
    told = [*told, *_finer(context, draft, told)]
    finer = {m.root for m in told if m.value.place.precision != COUNTRY or m.value.place.relation}
    holds = {name for m in told if m.value.resolution for name in m.value.resolution.query.within}
    joined = [m for m in told if parse.deps[m.root] == "conj" and parse.heads[m.root] in finer]
    joined = [m for m in joined if m.value.place.text not in holds]  # not of "Port-au-Prince, Haiti"
    beside = {m.value.place.name or m.value.place.text for m in joined}
    places = _each_once(context, told)
    kept = [
        p
        for p in places
        if not _land(p) or (p.relation and not far(p.relation)) or (p.name or p.text) in beside
    ] or places
    deep = []  # provinces of a district and of a village in it: the codes tell them
    for place in kept:
        inside = [o for o in kept if o is not place and set(o.admin1) & set(place.admin1)]
        if (place.feature or "").startswith("A.ADM1") and inside and not place.relation:
            place.role = "container"
            deep += [place] if len(inside) > 1 else []
    kept = [p for p in kept if p not in deep and not _vague(p, kept)]
    return [p for p in kept if p.role != "container" or not (p.feature or "").startswith("A.PCL")]
