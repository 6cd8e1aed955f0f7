"""Drafts → Operation records: sides of outcomes, roles of forces, dates that the article bounds, evidence."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from eventx.assembly import RANK, Telling, is_place
from eventx.extractors.forces import ActorMention
from eventx.extractors.outcomes import Result
from eventx.extractors.people import people_of
from eventx.mentions import Mention
from eventx.merging import MEMORY, Draft, hostile
from eventx.numbers import add
from eventx.reading import Layout
from eventx.records import (
    Article,
    Count,
    Force,
    Operation,
    Outcome,
    Place,
    Record,
    Source,
    Span,
    When,
    record_id,
)
from eventx.syntax import Grammar

SAME_DAY = (
    "hours later",
    "minutes later",
    "shortly after",
    "hours earlier",
    "hours after",
    "moments later",
    "soon after",
    "at the same time",
    "the same day",
)
FROM_AFAR = frozenset({"airstrike", "drone_strike", "bombardment", "bombing"})
OTHER_CRIME = ("bandit", "pirate", "smuggler", "trafficker", "gang", "cartel", "criminal", "kidnapper", "rustler", "poacher")
ONE = Count(low=1, high=1, best=1)


@dataclass
class Composer:
    """What all records of one article share."""

    grammar: Grammar
    article: Article
    layout: Layout
    published: dt.date | None
    published_evidence: tuple[int, int] | None
    adversary: Mention | None  # the armed group that the article names most
    protagonist: Mention | None  # the state's force that it names most
    forces: Sequence[Mention]
    sources: Sequence[Mention]
    objectives: Sequence[Mention]
    namings: Sequence[Mention]
    drafts: list[Draft]

    def __post_init__(self) -> None:
        """Index what every draft looks up."""
        sent_of = self.grammar.parse.sent_of
        self.by_root = {m.root: m for m in self.forces}
        self.rank = {id(draft): rank for rank, draft in enumerate(self.drafts)}
        self.sources_in: dict[int, list[Mention]] = {}
        self.objectives_in: dict[int, list[Mention]] = {}
        for mention in self.sources:
            self.sources_in.setdefault(sent_of[mention.root], []).append(mention)
        for mention in self.objectives:
            self.objectives_in.setdefault(sent_of[mention.root], []).append(mention)

    def span(self, start: int, end: int, found_by: str) -> Span:
        """Tokens as a span of the original text, or of the title."""
        parse = self.grammar.parse
        a, b = parse.starts[start], parse.ends[end - 1]
        shift = self.layout.text_start
        if a < shift:
            title = self.article.title or ""
            return Span(
                start=a,
                end=min(b, len(title)),
                text=title[a : min(b, len(title))],
                found_by=found_by,
                in_="title",
            )
        return Span(
            start=a - shift, end=b - shift, text=self.article.text[a - shift : b - shift], found_by=found_by
        )

    def of(self, mention: Mention) -> Span:
        """A mention's span."""
        return self.span(mention.start, mention.end, mention.found_by)

    def compose_all(self) -> list[Operation]:
        """The records of all drafts, parts tied to their umbrellas."""
        made: list[Operation] = []
        spans: Counter[tuple[int, int]] = Counter()
        for draft in self.drafts:
            operation = self.compose(draft)
            first = operation.evidence[0]
            rank = spans[first.start, first.end]
            spans[first.start, first.end] += 1
            made.append(operation if not rank else self.compose(draft, rank))
        ids = {id(draft): operation.id for draft, operation in zip(self.drafts, made, strict=True)}
        for draft, operation in zip(self.drafts, made, strict=True):
            if draft.parent is not None:
                operation.part_of = ids.get(id(draft.parent))
        return made

    # -- the record -----------------------------------------------------------------------------------

    def compose(self, draft: Draft, rank: int = 0) -> Operation:
        """One record of one draft."""
        kind, methods = kinds_of(draft)
        forces = self._forces(draft, kind)
        outcomes = self._outcomes(draft, forces, kind)
        forces = self._targets(draft, forces, outcomes)
        evidence = self._evidence(draft)
        first = next((e for e in evidence if e.in_ == "text"), evidence[0])
        claims = [t.claim for t in draft.tellings]
        return Operation(
            id=record_id(self.article.key, first.start, first.end, rank),
            article_id=self.article.key,
            title=self.article.title,
            source=self.article.source,
            url=self.article.url,
            published=self.article.published,
            kind=kind,  # type: ignore[arg-type]
            methods=methods,  # type: ignore[arg-type]
            level=level_of(draft),  # type: ignore[arg-type]
            name=next((t.name[0] for t in draft.tellings if t.name), None),
            event_count=next((t.count for t in draft.tellings if t.count), ONE),
            status=status_of(self.grammar, draft),  # type: ignore[arg-type]
            modality=next((c.modality for c in claims if c.modality != "asserted"), "asserted"),
            date=self._date(draft),
            locations=self._places(draft),
            forces=[f for f, _ in forces],
            outcomes=[o for o, _ in outcomes],
            people=people_of(
                self.grammar,
                [o for t in draft.tellings for o in t.outcomes],
                [x for t in draft.tellings for x in t.triggers],
                self.namings,
                self.span,
            ),
            objectives=[
                m.value.model_copy(update={"evidence": [self.of(m)]})
                for sentence in dict.fromkeys(t.sentence for t in draft.tellings)
                for m in self.objectives_in.get(sentence, [])
            ],
            sources=self._sources(draft),
            evidence=evidence,
            extra=self.article.extra,
        )

    def _evidence(self, draft: Draft) -> list[Span]:
        found: list[Span] = []
        for telling in draft.tellings:
            for trigger in telling.triggers:
                span = self.of(trigger)
                if all((s.start, s.end, s.in_) != (span.start, span.end, span.in_) for s in found):
                    found.append(span)
        return sorted(found, key=lambda s: s.in_ == "title")

    def _sources(self, draft: Draft) -> list[Source]:
        found: dict[str, Source] = {}
        for sentence in dict.fromkeys(t.sentence for t in draft.tellings):
            for mention in self.sources_in.get(sentence, []):
                source: Source = mention.value
                found.setdefault(source.name, source.model_copy(update={"evidence": [self.of(mention)]}))
        return list(found.values())

    # -- when and where -------------------------------------------------------------------------------

    def _date(self, draft: Draft) -> When | None:
        chosen = draft.date
        begun = next((t.date for t in draft.tellings if t.bound == "start" and t.date), None)
        ended = next((t.date for t in draft.tellings if t.bound == "end" and t.date), None)
        if (
            ended is not None
            and ended.value.end
            and (begun is not None or all(t.bound == "end" for t in draft.tellings if t.date))
        ):
            start, end = begun.value.start if begun else None, ended.value.end
            if start is None or start <= end:
                return When(start=start, end=end, grain="range", edtf=f"{start or '..'}/{end}", basis=ended.value.basis, text=ended.value.text,
                            evidence=[self.of(d) for d in (begun, ended) if d])  # fmt: skip
        if chosen is not None:
            when: When = chosen.value
            when = when.model_copy(update={"evidence": [self.of(chosen)]})
            return when
        if draft.parent is not None:
            inherited = self._date(draft.parent)
            if inherited is not None and inherited.start is not None:
                return inherited.model_copy(update={"basis": "inferred"})
        opening = " ".join(self.grammar.parse.lower[draft.first.tokens[0] : draft.first.tokens[0] + 6])
        if any(cue in opening for cue in SAME_DAY):
            at = self.rank[id(draft)]
            earlier = next(
                (d for d in reversed(self.drafts[max(0, at - MEMORY) : at]) if d.date is not None), None
            )
            if earlier is not None and earlier.date is not None:
                return earlier.date.value.model_copy(
                    update={"basis": "inferred", "evidence": [self.of(earlier.date)]}
                )  # type: ignore[no-any-return]
        announced = next(
            (t.announced for t in draft.tellings if t.announced and t.announced.value.start), None
        )
        if announced is not None:
            end = announced.value.end or announced.value.start
            return When(
                start=None,
                end=end,
                grain="range",
                edtf=f"../{end}",
                basis="inferred",
                text=announced.value.text,
                evidence=[self.of(announced)],
            )
        if self.published is not None:
            evidence = [self.span(*self.published_evidence, "dateline")] if self.published_evidence else []
            return When(
                start=None,
                end=self.published,
                grain="range",
                edtf=f"../{self.published}",
                basis="published",
                text=None,
                evidence=evidence,
            )
        return None

    def _places(self, draft: Draft) -> list[Place]:
        found: dict[str, Place] = {}
        for telling in draft.tellings:
            for mention in telling.places:
                place: Place = mention.value.place
                key = (place.name or place.text) + (place.text if place.latitude is None else "")
                if key in found:
                    found[key].evidence.append(self.of(mention))
                else:
                    found[key] = place.model_copy(update={"evidence": [self.of(mention)]})
        places = list(found.values())
        finer = [p for p in places if p.precision != 6 or p.relation]
        kept = finer or places
        for place in kept:
            if (place.feature or "").startswith("A.ADM1") and any(
                o is not place and set(o.admin1) & set(place.admin1) for o in kept
            ):
                place.role = "container"
        return [p for p in kept if p.role != "container" or not (p.feature or "").startswith("A.PCL")]

    # -- who ------------------------------------------------------------------------------------------

    def _forces(self, draft: Draft, kind: str) -> list[tuple[Force, ActorMention]]:
        found: dict[str, tuple[Force, ActorMention]] = {}

        def put(mention: Mention, role: str, support: str | None = None) -> None:
            value = self._named(mention.value)
            key = value.name or value.text.casefold()
            if key in found:
                found[key][0].evidence.append(self.of(mention))
                return
            force = Force(
                text=value.text, name=value.name, role=role, type=value.type, country=value.country,  # type: ignore[arg-type]
                wikidata=value.wikidata, support=[support] if support else [], evidence=[self.of(mention)],  # type: ignore[list-item]
            )  # fmt: skip
            found[key] = (force, value)

        body = [t for t in draft.tellings if not t.in_title and t.initiators]
        for telling in body or draft.tellings:  # a title's shorthand ("Iraq", "Coalition") only where nothing else is told
            for mention in telling.initiators:
                generic = mention.value.name is None and mention.value.camp in ("state", "hostile")
                known = any(hostile(v.camp) == hostile(mention.value.camp) for _, v in found.values())
                if generic and telling is not draft.first and known:
                    continue  # "troops", "the gunmen" after they were named
                sides = {hostile(m.value.camp) for m in draft.first.initiators}
                opposite = telling is not draft.first and len(sides) == 1 and hostile(mention.value.camp) not in sides
                put(mention, "target" if opposite and mention.value.camp else "initiator")
        for telling in draft.tellings:
            for mention in telling.partners:
                put(mention, "partner")
            for mention, support in telling.supporters:
                put(mention, "support", support)
        if not any(f.role == "initiator" for f, _ in found.values()):
            for mention in self._inherited(draft):
                put(mention, "initiator")
        own = {v.camp for f, v in found.values() if f.role == "initiator" and v.camp}
        for telling in draft.tellings:
            for mention in telling.targets:
                value = self._named(mention.value)
                if value.camp in ("", "civilian") and not (value.actor and value.camp):
                    continue
                if not value.classes & {"FORCE", "HOSTILE", "TROOPS", "GROUP", "STATE", "LEADER"} or (value.classes & {"MEANS"} and value.name is None):
                    continue  # tanks and drones are things that were hit
                struck = [v for f, v in found.values() if f.role == "target"]
                if value.name is None and any(hostile(v.camp) == hostile(value.camp) for v in struck):
                    continue  # "the men" after they were named
                if value.camp in own and value.camp not in ("", "hostile"):
                    continue
                put(mention, "civilian" if value.camp == "civilian" else "target")
        sides = {hostile(v.camp) for f, v in found.values() if f.role == "target"}
        if sides == {True, False} and not any(f.role == "initiator" for f, _ in found.values()):
            attacked = kind in ("attack", "ambush", "bombing", "abduction")
            for force, value in found.values():
                if force.role == "target" and hostile(value.camp) == attacked:
                    force.role = "initiator"
        return list(found.values())

    def _inherited(self, draft: Draft) -> list[Mention]:
        """The initiators of the act that this one is part of, else of the last one before it that struck the same side."""
        if draft.parent is not None:
            found = [m for t in draft.parent.tellings for m in t.initiators]
            if found:
                return found
        victims = {("hostile" if hostile(self._named(m.value).camp) else "state")
                   for t in draft.tellings for m in (*t.targets, *self._victims(t)) if self._named(m.value).camp not in ("", "civilian")}  # fmt: skip
        at = self.rank.get(id(draft), 0)
        for other in reversed(self.drafts[max(0, at - MEMORY) : at]):
            found = [m for t in other.tellings for m in t.initiators if m.value.camp]
            if (
                found
                and victims
                and all(
                    ("hostile" if hostile(self._named(m.value).camp) else "state") not in victims
                    for m in found
                )
            ):
                return found
        return []

    def _victims(self, telling: Telling) -> list[Mention]:
        by_root = self.by_root
        return [by_root[o.value.patient] for o in telling.outcomes if o.value.patient in by_root]

    def _named(self, value: ActorMention) -> ActorMention:
        """A generic phrase is the force that the article is about: "the militants", "troops", "our forces"."""
        if value.name is not None:
            return value
        about: Mention | None = None
        if value.camp == "hostile" and not value.text.casefold().rsplit(" ", 1)[-1].startswith(OTHER_CRIME):
            about = self.adversary
        elif value.camp == "state" and value.type in ("military", "security_forces"):
            about = self.protagonist
        if about is None:
            return value
        known: ActorMention = about.value
        return replace(
            value, name=known.name, type=known.type, country=known.country, wikidata=known.wikidata,
            camp=known.camp, actor=known.actor,
        )  # fmt: skip

    def _targets(
        self, draft: Draft, forces: list[tuple[Force, ActorMention]], outcomes: list[tuple[Outcome, Mention]]
    ) -> list[tuple[Force, ActorMention]]:
        """Where no target was named, those who suffered are it."""
        if any(f.role == "target" for f, _ in forces):
            return forces
        by_root = self.by_root
        for outcome, mention in outcomes:
            result: Result = mention.value
            victim = by_root.get(result.patient) or (
                by_root.get(result.antecedent) if result.antecedent is not None else None
            )
            if outcome.side == "target" and victim is not None:
                value = self._named(victim.value)
                if value.camp in ("", "civilian") or any(
                    (f.name or f.text) == (value.name or value.text) for f, _ in forces
                ):
                    continue
                forces.append((Force(text=value.text, name=value.name, role="target", type=value.type, country=value.country,  # type: ignore[arg-type]
                                     wikidata=value.wikidata, evidence=[self.of(victim)]), value))  # fmt: skip
                return forces
        own = {v.camp for f, v in forces if f.role == "initiator" and v.camp}
        if (
            self.adversary is not None
            and own
            and not any(hostile(c) for c in own)
            and self.adversary.value.camp not in own
        ):
            value = self.adversary.value
            forces.append((Force(text=value.text, name=value.name, role="target", type=value.type, country=value.country,  # type: ignore[arg-type]
                                 wikidata=value.wikidata, evidence=[self.of(self.adversary)]), value))  # fmt: skip
        return forces

    # -- what came of it ------------------------------------------------------------------------------

    def _outcomes(
        self, draft: Draft, forces: list[tuple[Force, ActorMention]], kind: str
    ) -> list[tuple[Outcome, Mention]]:
        told: dict[tuple[str, str, str, str], list[tuple[Telling, Mention, str | None]]] = {}
        own = {v.camp for f, v in forces if f.role in ("initiator", "partner", "support") and v.camp}
        opposed = {v.camp for f, v in forces if f.role == "target" and v.camp}
        if not own and {hostile(c) for c in opposed} == {True, False}:
            opposed = {
                c for c in opposed if hostile(c)
            }  # in a clash the state's side counts as the initiator
        hostile_act = (bool(own) and all(hostile(c) for c in own)) or (
            not own and kind in ("ambush", "bombing", "abduction", "attack")
        )
        by_root = self.by_root
        for telling in sorted(draft.tellings, key=lambda t: t.in_title):
            if telling.in_title and told:
                continue  # the body tells it better
            for mention in telling.outcomes:
                result: Result = mention.value
                victim = by_root.get(result.patient) or (
                    by_root.get(result.antecedent) if result.antecedent is not None else None
                )
                named = self._named(victim.value) if victim else None
                side = side_of(
                    result, named, own, opposed, hostile_act=hostile_act, struck=kind in FROM_AFAR
                )
                noun = "" if result.object == "person" else self.grammar.parse.lemmas[result.patient]
                told.setdefault((result.type, side, result.object, noun), []).append(
                    (telling, mention, named.name if named else None)
                )
        made = []
        for (kind_, side, thing, _), mentions in told.items():
            body = [m for m in mentions if not m[0].in_title] or mentions
            first = body[0][1]
            made.append((Outcome(
                type=kind_, side=side, object=thing, text=self.grammar.parse.text(first.start, first.end),  # type: ignore[arg-type]
                force=next((name for *_, name in body if name), None), count=self._count(body), evidence=[self.of(m) for _, m, _ in body],
            ), first))  # fmt: skip
        return made

    def _count(self, mentions: Sequence[tuple[Telling, Mention, str | None]]) -> Count:
        """One figure for one outcome: items of a sentence add up, further ones ("another three") too, retellings do not."""
        sentences: dict[int, list[Mention]] = {}
        for telling, mention, _ in mentions:
            sentences.setdefault(telling.sentence, []).append(mention)
        whole: Count | None = None
        for items in sentences.values():
            total: Count = items[0].value.count
            words = self.grammar.parse.lower[items[0].start : items[-1].end]
            for item in items[1:]:  # "two leaders were among 20 killed" is 20
                total = (
                    surer(total, item.value.count)
                    if "among" in words or "including" in words
                    else add(total, item.value.count)
                )
            if whole is None:
                whole = total
            elif self._more(items[0]):
                whole = add(whole, total)
            else:
                whole = surer(whole, total)
        assert whole is not None
        return whole

    def _more(self, mention: Mention) -> bool:
        """Whether a figure is told as a further one: "another three", "two more were also held"."""
        parse = self.grammar.parse
        words = set(parse.lower[max(0, mention.start - 1) : mention.end + 1])
        if words & {"another", "more", "additional", "further", "also"}:
            return True
        start = parse.sents[parse.sent_of[mention.root]][0]
        contrast = any(parse.lemmas[i] in self.grammar.rules.verb_outcomes for i in range(start, mention.start))
        return bool(words & {"other", "others"}) and not contrast  # "killing three and detaining others" sets apart


def surer(a: Count, b: Count) -> Count:
    """Of two figures for one outcome the one that says more: told over supposed, larger over smaller (a part of it)."""
    if (a.text is None) != (b.text is None):
        return a if a.text else b
    return b if (b.low or 0, b.best is not None) > (a.low or 0, a.best is not None) else a


def side_of(
    result: Result, victim: ActorMention | None, own: set[str], opposed: set[str], *, hostile_act: bool, struck: bool
) -> str:
    """Whose people or things an outcome struck, by the camps of initiators (`own`) and targets (`opposed`)."""
    classes = result.classes
    camp = victim.camp if victim else ""
    if result.type == "freed":
        return "civilian"
    if result.object == "person" and camp not in ("", "hostile", "state", "civilian") and camp in own:
        return "initiator"
    if result.type in ("captured", "surrendered"):
        return "target"
    if result.type == "abducted":
        return "target" if classes & {"TROOPS", "POLICE", "MILITARY"} else "civilian"
    if result.object != "person":
        return "civilian" if "CIVILIAN" in classes else "target"
    if "CIVILIAN" in classes and not classes & {"HOSTILE", "TROOPS"}:
        return "civilian"
    if classes & {"HOSTILE"} or (camp and hostile(camp)):
        return "initiator" if hostile_act and (camp in own or camp == "hostile") else "target"
    if classes & {"TROOPS", "FORCE"} or camp:
        if hostile_act or (camp and camp not in own and camp in opposed):
            return "target"
        foreign = bool(camp and camp != "state" and own and camp not in own and "state" not in own)
        return "target" if foreign and not any(hostile(c) for c in opposed) else "initiator"
    if struck and "ANYONE" in classes and not classes & {"NAME", "LEADER"}:
        return "civilian"  # "18 people were killed when a drone hit a bus station"
    return "civilian" if hostile_act and not classes & {"NAME", "LEADER"} else "target"


def kinds_of(draft: Draft) -> tuple[str, list[str]]:
    """The ruling kind and the further ones; results alone give a kind by what they are."""
    strong = sorted(
        {
            t.kind
            for telling in draft.tellings
            for t in telling.triggers
            if t.kind != "result" and not t.value.weak
        },
        key=lambda k: RANK[k],
    )
    kinds = strong or draft.kinds
    specific = [k for k in kinds if k != "unspecified"]
    results = {o.value.type for t in draft.tellings for o in t.outcomes}
    weak = [k for k in draft.kinds if k not in kinds and k != "unspecified"]
    if not specific:
        if kinds and results & {"killed", "captured"}:  # a campaign that also seized and defused
            weak = [k for k in weak if k not in ("seizure", "ordnance_disposal")]
        implied = weak[:1] or implied_kind(draft, results)
        if implied:
            return implied[0], [k for k in weak if k != implied[0]]
    ruling = specific or kinds or ["attack"]
    if ruling[0] == "arrest" and "killed" in results and {"clash", "raid"} & set(ruling):
        ruling = sorted(ruling, key=lambda k: (k == "arrest", RANK[k]))
    return ruling[0], [*ruling[1:], *weak][:4]


def implied_kind(draft: Draft, results: set[str]) -> list[str]:
    """What an act is called that is told by its results only."""
    classes = {c for t in draft.tellings for m in t.initiators for c in m.value.classes}
    if results & {"killed", "destroyed", "wounded"} and "AIRCRAFT" in classes:
        return ["airstrike"]
    if results & {"killed", "destroyed", "wounded"} and "DRONE" in classes:
        return ["drone_strike"]
    for kind, types in (
        ("arrest", {"captured"}),
        ("rescue", {"freed"}),
        ("abduction", {"abducted"}),
        ("attack", {"killed", "wounded"}),
    ):
        if results & types and not (
            kind == "arrest" and "killed" in results and "unspecified" not in draft.kinds
        ):
            return [kind]
    if "unspecified" in draft.kinds:
        return []
    if "destroyed" in results:
        return ["clearance"]
    if "seized" in results:
        return ["seizure"]
    if "neutralised" in results:
        return ["ordnance_disposal"]
    return []


def level_of(draft: Draft) -> str:
    """A round-up's total is an aggregate; a named act that lasts is a campaign."""
    first: Telling = draft.first
    if draft.aggregate:
        return "aggregate"
    named = any(t.name for t in draft.tellings)
    when = draft.date.value if draft.date else None
    if named and (
        when is None
        or when.end is None
        or (when.start and (when.end - when.start).days > 2)
        or any("campaign" in t.found_by or t.kind == "unspecified" for t in first.triggers)
    ):
        return "campaign"
    count = next((t.count for t in draft.tellings if t.count), None)
    places = {p.value.place.text for p in draft.places() if is_place(p)}
    if count and len(places) != 1 and ((count.low or 0) > 2 or len(places) > 1):
        return "aggregate"
    return "operation"


def status_of(grammar: Grammar, draft: Draft) -> str:
    """How far the act has come, by cues in its sentences."""
    cues = grammar.rules.cues.status
    if draft.first.claim.status == "planned":
        return "planned"
    when = draft.date.value if draft.date else None
    parse = grammar.parse
    for telling in draft.tellings[:3]:
        a, b = telling.tokens
        text = f" {' '.join(parse.lower[a:b])} "
        for name in ("ongoing", "launched"):
            if any(f" {cue} " in text for cue in cues[name]) and set(draft.kinds) & {
                "offensive",
                "clearance",
                "unspecified",
                "raid",
                "deployment",
                "blockade",
            }:
                if not any(t.outcomes for t in draft.tellings) or (when and when.end is None):
                    return name
    if when and when.end is None and when.start is not None:
        return "ongoing"
    return "completed"


__all__ = ["Composer", "Record"]
