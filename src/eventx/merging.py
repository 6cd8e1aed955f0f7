"""Tellings of the same act → one draft; drafts that no detail carries are set aside."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from eventx.assembly import RANK, Found, Telling, is_place, part_of_whole
from eventx.claims import HISTORY_DAYS
from eventx.extractors.places import Site
from eventx.mentions import Mention
from eventx.records import LASTING, When
from eventx.syntax import Grammar

LOOSE = frozenset({"unspecified", "result"})
FIGHTING = frozenset({"raid", "clearance", "arrest", "clash", "rescue", "seizure", "offensive", "attack"})
COMPATIBLE = (
    {"airstrike", "drone_strike", "bombardment"},
    {"raid", "clearance", "arrest", "clash", "seizure", "rescue", "ordnance_disposal"},
    {"offensive", "clearance", "clash"},
    {"ambush", "attack", "clash", "bombing", "abduction"},
    {"raid", "airstrike"},
    {"bombardment", "attack"},
    {"drone_strike", "airstrike", "attack"},
    {"raid", "attack"},
    {"offensive", "attack"},
    {"bombing", "raid"},
)
MEMORY = 40  # how many acts back a sentence may go on telling
POSTURE_KINDS = frozenset({"blockade", "deployment", "withdrawal", "surveillance"})
FORCEFUL = frozenset({"airstrike", "drone_strike", "bombardment", "ambush"})
DETAIL_AREAS = ("A.PCL",)


@dataclass(slots=True)
class Draft:
    """An act with all sentences that tell it."""

    tellings: list[Telling] = field(default_factory=list)
    parent: Draft | None = None
    aggregate: bool = False

    @property
    def first(self) -> Telling:
        """The telling that opened the draft."""
        return self.tellings[0]

    @property
    def kinds(self) -> list[str]:
        """All kinds told, the ruling one first."""
        return sorted({k for t in self.tellings for k in t.kinds}, key=lambda k: RANK[k])

    @property
    def date(self) -> Mention | None:
        """The first date told of the act."""
        return next((t.date for t in self.tellings if t.date and t.date.value.start), None) or next(
            (t.date for t in self.tellings if t.date), None
        )

    def places(self) -> list[Mention]:
        """All places told of the act."""
        return [p for t in self.tellings for p in t.places]

    def camps(self) -> set[str]:
        """The camps of its initiators."""
        return {m.value.camp for t in self.tellings for m in t.initiators if m.value.camp}


def merge(grammar: Grammar, tellings: Sequence[Telling]) -> list[Draft]:
    """One draft an act, in the order of the text; the title's telling joins the body's."""
    drafts: list[Draft] = []
    titles = [t for t in tellings if t.in_title]
    for telling in (t for t in tellings if not t.in_title):
        home = _home(grammar, telling, drafts)
        if home is None:
            drafts.append(Draft([telling]))
        else:
            home.tellings.append(telling)
    for telling in titles:
        home = next((d for d in drafts[:MEMORY] if not _conflict(telling, d)), None)
        if home is not None:
            home.tellings.append(telling)
        elif not drafts:
            drafts.append(Draft([telling]))
    return drafts


def _home(grammar: Grammar, telling: Telling, drafts: list[Draft]) -> Draft | None:
    """The draft whose act a sentence goes on telling, latest first."""
    recent = drafts[: -MEMORY - 1 : -1]
    if not telling.fresh:
        placed = any(is_place(p) for p in telling.places) and not telling.definite
        for rank, draft in enumerate(recent):
            own = placed and (_new_actor(grammar, telling, draft) or (telling.strong and telling.date is not None))
            if own and not _shares_place(telling, draft):
                continue  # its own actor at its own place: an act of its own
            if telling.strong and not telling.definite and _many(draft) and not _many_told(telling):
                continue  # one of several acts that were summed up
            if _conflict(telling, draft):
                continue
            if telling.definite and _named_again(telling, draft):
                return draft
            if rank == 0 and _continues(grammar, telling, draft):
                return draft
            if _same(telling, draft):
                return draft
    return None


def _new_actor(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether a sentence brings in an actor: a name that was not told, or "a patrol" rather than "the patrol"."""
    parse = grammar.parse
    names = {m.value.name for t in draft.tellings for m in (*t.initiators, *t.partners)}
    for mention in telling.initiators:
        if mention.value.name is not None and mention.value.name not in names:
            return True
        known = {parse.lower[k] for k in parse.dependents(mention.root, "det", "nmod:poss")} & {"the", "this", "these", "its", "their"}
        if mention.value.name is None and not known and parse.pos[mention.root] != "PRON":
            return True
    return False


def _shares_place(telling: Telling, draft: Draft) -> bool:
    """Whether a place is told again, or the draft had none yet."""
    theirs = [p.value for p in draft.places() if is_place(p)]
    return not theirs or any(same_place(p.value, b) for p in telling.places if is_place(p) for b in theirs)


def _many_told(telling: Telling) -> bool:
    return telling.count is not None and (telling.count.low or 0) > 1


def _many(draft: Draft) -> bool:
    return any(_many_told(t) for t in draft.tellings if not t.in_title)


def _named_again(telling: Telling, draft: Draft) -> bool:
    """ "the raid" after a raid, "the operation" after any act."""
    kinds = set(telling.kinds)
    return (
        not kinds
        or bool(kinds & set(draft.kinds))
        or "unspecified" in draft.kinds
        or kinds <= {"unspecified", "attack", "raid", "airstrike", "clash"}
    )


def _continues(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """A sentence without date and place of its own goes on with the act just told."""
    near = telling.sentence - draft.tellings[-1].sentence
    own = bool(telling.date) or any(is_place(p) for p in telling.places)
    if not own:
        return near <= 3 or not telling.strong
    if telling.date is None and telling.initiators and not _new_actor(grammar, telling, draft):
        return near <= 6 and not _other_place(telling, draft)  # "the security force" goes on with its act
    if not telling.strong:
        return near <= 2 and not _other_place(telling, draft)
    if telling.date and not _other_place(telling, draft):
        return near <= 1 and (
            _dates(telling.date.value, draft) == "same"
            or (draft.date is None and bool(set(telling.kinds) & set(draft.kinds)))
        )
    return near <= 1 and not telling.date and not _other_place(telling, draft)


def _same(telling: Telling, draft: Draft) -> bool:
    """Same place, with a date that agrees."""
    mine = {p.value.place.name or p.value.place.text for p in telling.places if is_place(p)}
    theirs = {p.value.place.name or p.value.place.text for p in draft.places() if is_place(p)}
    dates = _dates(telling.date.value, draft) if telling.date else "none"
    return (
        bool(mine & theirs)
        and dates != "apart"
        and bool(set(telling.kinds) & set(draft.kinds) or not telling.strong)
    )


def _dates(when: When, draft: Draft) -> str:
    """How a date stands to a draft's: "same", "apart" or "none"."""
    other = draft.date.value if draft.date else None
    if other is None or when.start is None or other.start is None:
        return "none"
    if (when.end is None) != (other.end is None) and when.start != other.start:
        return "none"  # "since January" neither is nor is not "on Monday"
    a, b = (when.start, when.end or dt.date.max), (other.start, other.end or dt.date.max)
    return "same" if a[0] <= b[1] and b[0] <= a[1] else "apart"


def _other_place(telling: Telling, draft: Draft) -> bool:
    """Both name places, and none is or holds another."""
    mine = [p.value for p in telling.places if is_place(p)]
    theirs = [p.value for p in draft.places() if is_place(p)]
    return bool(mine and theirs) and not any(
        same_place(a, b) or holds(a, b) or holds(b, a) for a in mine for b in theirs
    )


def same_place(a: Site, b: Site) -> bool:
    """Two mentions of one place, by canonical name or by words."""
    x, y = a.place, b.place
    return (x.name or x.text) == (y.name or y.text) or x.text in y.text or y.text in x.text


def holds(outer: Site, inner: Site) -> bool:
    """Whether a division, region or range holds a place, or may hold one that is not resolved."""
    feature = outer.place.feature or ""
    if outer.place.country and inner.place.country and outer.place.country != inner.place.country:
        return False
    if not (
        feature.startswith(("A.ADM", "L.", "T.", "V."))
        or (outer.place.role == "area" and not outer.place.admin1)
    ):
        return False
    found = inner.resolution.chosen if inner.resolution else None
    if found is None or not outer.place.admin1:
        return True
    if feature == "A.ADM2":
        name, division = outer.place.name or outer.place.text, found.admin2
        return division is None or name in division or division in name or outer.place.text in division
    return bool(set(outer.place.admin1) & set(inner.place.admin1))


def _conflict(telling: Telling, draft: Draft) -> bool:
    """Whether a sentence cannot tell the draft's act: another day, place, kind or actor."""
    bounds = {telling.bound} | {t.bound for t in draft.tellings}
    if telling.date and not {"start", "end"} <= bounds and _dates(telling.date.value, draft) == "apart":
        return True
    if _other_place(telling, draft):
        return True
    mine, theirs = set(telling.kinds[:1]) - LOOSE, set(draft.kinds[:2]) - LOOSE
    phase = telling.definite and "unspecified" in telling.kinds  # "the operation began with air strikes"
    if (
        telling.strong
        and not phase
        and mine
        and theirs
        and not mine & theirs
        and not any(mine & group and theirs & group for group in COMPATIBLE)
    ):
        return True
    sides, draft_sides = (
        {hostile(m.value.camp) for m in telling.initiators if m.value.camp},
        {hostile(c) for c in draft.camps()},
    )
    hit_back = any(m.value.camp in draft.camps() or m.value.camp == "state" for m in telling.targets)
    fought_off = hit_back and not telling.date and not any(is_place(p) for p in telling.places)
    if (
        telling.strong
        and not fought_off  # "they were attacked by armed men" during their own operation
        and len(sides) == len(draft_sides) == 1
        and sides != draft_sides
        and "clash" not in mine | theirs
    ):
        return True
    camps, others = {m.value.camp for m in telling.initiators} - {"", "state"}, draft.camps() - {"", "state"}
    if camps and others and not camps & others and telling.strong:
        targets = {m.value.camp for t in draft.tellings for m in t.targets}
        clash = "clash" in mine | theirs or not telling.strong
        if not (clash and camps & (targets | {"hostile"})) and not _friends(camps, others):
            return True
    return _figures(telling, draft)


def _friends(a: set[str], b: set[str]) -> bool:
    """The same camp; an armed group and "hostile" are one."""

    def state(camps: set[str]) -> bool:
        return any(len(c) == 2 and c.isupper() for c in camps)

    return bool(a & b) or ("hostile" in a and not state(b)) or ("hostile" in b and not state(a))


def hostile(camp: str) -> bool:
    """Whether a camp is an armed group's, not a state's."""
    return not (camp == "state" or (len(camp) == 2 and camp.isupper()))


def _figures(telling: Telling, draft: Draft) -> bool:
    """The same outcome with another figure, in a sentence with its own act: another act."""
    if not telling.strong or (telling.definite and telling.date is None):
        return False
    kept = {
        (o.value.type, o.value.object): o.value.count
        for t in draft.tellings
        if not t.in_title
        for o in t.outcomes
        if o.value.count.low
    }
    for mention in telling.outcomes:
        other = kept.get((mention.value.type, mention.value.object))
        count = mention.value.count
        if (
            other
            and count.low
            and mention.value.type in ("killed", "captured")
            and other.low != count.low
            and count.best
            and other.best
            and not telling.in_title
        ):
            return True
    return False


def settle(grammar: Grammar, found: Found, drafts: Sequence[Draft]) -> None:
    """A sentence behind an act that tells no act of its own gives it the place it lacks: "Helicopters landed at X"."""
    judged = {grammar.parse.sent_of[t.root] for t in found.triggers}
    for draft in drafts:
        first = draft.first
        if first.in_title or any(is_place(p) for p in draft.places()):
            continue
        for sentence in range(first.sentence + 1, min(first.sentence + 4, len(grammar.parse.sents))):
            if sentence in judged:
                continue
            actors = [m for m in found.within("forces", sentence) if m.value.classes & {"FORCE", "MEANS", "HOSTILE"}]
            places = [
                p for p in found.within("places", sentence)
                if not p.value.metonym and is_place(p) and grammar.parse.lemmas[grammar.clause(p.root)] not in grammar.rules.reporting
            ]  # fmt: skip
            if actors and places:
                first.places.extend(places)
                first.date = first.date or next(iter(found.within("dates", sentence)), None)
                break


def link(grammar: Grammar, drafts: Sequence[Draft]) -> None:
    """Mark totals as aggregates and tie parts to them, and to the campaigns that they belong to."""
    for i, draft in enumerate(drafts):
        parts = [d for d in drafts[i + 1 : i + 1 + MEMORY] if d.parent is None and _part_of(draft, d)]
        if parts and _totals(grammar, draft, parts):
            draft.aggregate = True
            for part in parts:
                part.parent = draft
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
    named = [(t.name[0], d) for d in drafts for t in d.tellings if t.name]
    for draft in drafts:
        if draft.parent is not None or any(t.name for t in draft.tellings):
            continue
        for telling in draft.tellings:
            a, b = telling.tokens
            text = f" {' '.join(grammar.parse.lower[a:b])} "
            for name, campaign in named:
                words = " ".join(w for w in name.lower().replace("-", " - ").split())
                if campaign is not draft and words in text:
                    draft.parent = campaign
            if draft.parent is None and any(
                c in text
                for c in (
                    " part of a broader ",
                    " part of a larger ",
                    " part of a wider ",
                    " as part of the ",
                    " part of the ongoing ",
                )
            ):
                others = [
                    d
                    for d in drafts
                    if d is not draft and set(d.kinds) & {"unspecified", "offensive", "clearance"}
                ]
                draft.parent = others[0] if len(others) == 1 else None


def _totals(grammar: Grammar, draft: Draft, parts: Sequence[Draft]) -> bool:
    """Whether a draft sums up later ones: it says how many acts, or its figures are theirs together."""
    for telling in draft.tellings:
        if telling.count and (telling.count.low or 0) > 1 and len(parts) > 1:
            return True
        a, b = telling.tokens
        if {"separate", "total", "series", "operations", "raids", "strikes", "multiple"} & set(
            grammar.parse.lower[a:b]
        ) and len(parts) > 1:
            return True
    for kind in ("killed", "captured", "freed"):
        whole = _figure(draft, kind)
        told = [f for f in (_figure(p, kind) for p in parts) if f]
        if whole and len(told) > 1 and sum(told) <= whole:
            return True
    return False


def _figure(draft: Draft, kind: str) -> int | None:
    return next(
        (
            o.value.count.low
            for t in draft.tellings
            for o in t.outcomes
            if o.value.type == kind and o.value.object == "person"
        ),
        None,
    )


def _part_of(whole: Draft, part: Draft) -> bool:
    """Same sort of act, not another date, no other actor, and no larger figures."""
    if part.date and part.date.value.start and _dates(part.date.value, whole) == "apart":
        return False
    if any(is_place(p) for p in whole.places()) and all(
        _other_place(t, whole) for t in part.tellings if t.places
    ):
        return False
    mine, theirs = set(part.kinds) - LOOSE, set(whole.kinds) - LOOSE
    if (
        mine
        and theirs
        and not mine & theirs
        and not any(mine & group and theirs & group for group in COMPATIBLE)
    ):
        return False
    camps, others = part.camps() - {"", "state"}, whole.camps() - {"", "state"}
    if camps and others and not camps & others and not _friends(camps, others):
        return False
    return all((_figure(part, k) or 0) <= (_figure(whole, k) or 10**9) for k in ("killed", "captured"))


def detailed(drafts: Iterable[Draft], *, armed: bool) -> tuple[list[Draft], list[tuple[Draft, str]]]:
    """Drafts that the guide's bar lets through: news, with an actor or victim and a detail of their own."""
    kept, dropped = [], []
    for draft in drafts:
        why = _lacks(draft, armed=armed)
        if why:
            dropped.append((draft, why))
        else:
            kept.append(draft)
    return kept, dropped


def news(
    tellings: Sequence[Telling], published: dt.date | None
) -> tuple[list[Telling], list[tuple[Telling, str]]]:
    """Tellings that are no older than news, and the others with their age."""
    kept, dropped = [], []
    for telling in tellings:
        age = _age(telling, published)
        if age is None:
            kept.append(telling)
        else:
            dropped.append((telling, f"history: {age} days before publication"))
    return kept, dropped


def _age(telling: Telling, published: dt.date | None) -> int | None:
    """How many days an act, or its announcement, lies back, where that makes it history."""
    mention = telling.date or telling.announced
    when = mention.value if mention else None
    if when is None or published is None or when.start is None:
        return None
    lasting = set(telling.kinds) & LASTING or telling.name
    last = when.end or (published if lasting else when.start)
    age = (published - last).days
    return age if age > HISTORY_DAYS else None


def _lacks(draft: Draft, *, armed: bool) -> str | None:
    actor = any(t.initiators or t.partners for t in draft.tellings)
    target = any(t.targets for t in draft.tellings)
    place = any(is_place(p) for p in draft.places())
    date = draft.date is not None and draft.date.value.grain in ("day", "range", "week", "month")
    outcome = any(t.outcomes for t in draft.tellings)
    strong = any(t.strong for t in draft.tellings)
    counted = any(t.count for t in draft.tellings)
    announced = any(t.announced for t in draft.tellings)
    if not strong and not outcome and actor and place and (date or announced) and set(draft.kinds) & POSTURE_KINDS:
        return None
    side = any(m.value.camp for t in draft.tellings for m in t.initiators)
    located = place and date and draft.kinds not in ([], ["unspecified"])
    if not strong and not outcome and not (located and side) and not (place and (target or counted) and set(draft.kinds) & FORCEFUL):
        return "a weak trigger without result"
    if not strong and not (place or date or actor or draft.first.item):
        return "a result without actor, place or date"
    if not actor and not target and not outcome and not (armed and strong and located) and not (place and set(draft.kinds) & FORCEFUL):
        return "no actor, target or result"
    details = sum((place, date, outcome, target and actor))
    if draft.kinds in ([], ["unspecified"]) and details < 2:
        return "an unspecified act with too little detail"
    if not details:
        return "no place, date, result or target of its own"
    if draft.first.claim.status == "planned" and not (place and actor):
        return "a plan without place and actor"
    return None
