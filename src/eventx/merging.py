"""Tellings of the same act → one draft."""

from __future__ import annotations

from collections.abc import Sequence

from eventx.camps import hostile
from eventx.clauses import told_before
from eventx.conflicts import GENERAL, conflict, laid_to_them, others, others_elsewhere
from eventx.continuing import Reader, same_person
from eventx.drafts import (
    MEMORY,
    Draft,
    dates_of,
    kinds_apart,
    other_place,
)
from eventx.overruling import Judge
from eventx.recalling import looked_back, meant, recalled, told_in_passing
from eventx.sites import holds, same_place
from eventx.syntax import Grammar
from eventx.tellings import ALOFT, Telling
from eventx.timing import COUNTED
from eventx.totals import up_to_now

SHORT = 4  # acts back to an attack that was fended off

MONTH = 31  # days
FEW = 8  # tellings of an act that are asked for a place of their own
SEEKING = frozenset(
    {"arrest", "blockade", "clash", "clearance", "offensive", "raid"}
)  # what forces are hit in
FOLLOWED = frozenset({"after", "following", "since"})
FIRING = frozenset({"fire", "open"})
CORNERED = frozenset({"barricade", "besiege", "corner", "encircle", "hide", "hole", "surround", "trap"})
SEARCHING = frozenset(
    {"search", "manhunt", "hunt", "pursuit", "dragnet", "comb", "scour", "pursue", "chase", "track"}
)


def merge(grammar: Grammar, tellings: Sequence[Telling]) -> list[Draft]:
    """One draft an act, in the order of the text; the title's telling joins the body's."""
    drafts: list[Draft] = []
    judge = Judge(Reader.of(grammar, tellings))
    for telling in (t for t in tellings if not t.in_title):
        if drafts and _goes_after(grammar, telling, drafts[-1]):
            continue
        home = recalled(grammar, telling, drafts) or judge.overrule(
            _home(grammar, telling, drafts), telling, drafts
        )
        mentioned = bool(drafts) and _mentioned(grammar, telling, drafts[-1])
        if home is not None:
            home.add(telling)
            if not mentioned:
                put_last(drafts, home)
        elif not (mentioned and telling.date is None and not telling.elsewhere):
            aside = bool(drafts) and _aside(telling, drafts[-1])
            afar = any(ALOFT & d.known.kinds for d in drafts[-SHORT:])
            drafts.append(Draft([telling], aside=aside, meets=afar))
    drafts.sort(key=lambda d: (d.first.sentence, min(t.root for t in d.first.triggers)))
    for telling in (t for t in tellings if t.in_title):
        home = next((d for d in drafts[:MEMORY] if not conflict(grammar, telling, d)), None)
        if home is not None:
            home.add(telling)
        elif not drafts:
            drafts.append(Draft([telling]))
    return drafts


def put_last(drafts: list[Draft], home: Draft) -> None:
    """Make the act that was told again the latest one."""
    at = next(i for i in range(len(drafts) - 1, -1, -1) if drafts[i] is home)
    drafts.append(drafts.pop(at))


def _mentioned(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether an act is only what the one told before it followed: "gunmen burned buses after the arrest"."""
    if draft.tellings[-1].sentence != telling.sentence or telling.outcomes:
        return False
    return all(
        grammar.parse.pos[t.root] == "NOUN" and FOLLOWED & {*grammar.prepositions(t.root)}
        for t in telling.triggers
    )


def _aside(telling: Telling, draft: Draft) -> bool:
    """Whether a sentence tells in passing what had happened before: "they had shot a guard two weeks ago"."""
    then, now = telling.date, draft.date
    if not telling.before or telling.fresh or telling.several or then is None or now is None:
        return False
    return bool(then.value.end and now.value.start and then.value.end < now.value.start)


def _back_to_news(telling: Telling, drafts: Sequence[Draft]) -> bool:
    """Whether a sentence behind what had happened before is of the act told first again.

    It tells an act by itself, or harm to those whom the news struck, not to those whom the aside did.
    """
    if telling.before or telling.date:
        return False
    if telling.strong:
        return True
    aside, news = drafts[-1].known, drafts[-2].known
    harmed = {m.value.camp for m in telling.targets} - {""}
    return bool(harmed) and harmed <= news.struck | aside.camps and not harmed & (aside.struck | news.camps)


def _goes_after(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether a bare search is told after somebody's attack: "the hunt for the gunmen goes on"."""
    if telling.outcomes or telling.date or telling.elsewhere:
        return False
    if telling.kinds not in (["clearance"], ["clash"]):
        return False
    if not {grammar.parse.lemmas[t.root] for t in telling.triggers} <= SEARCHING:
        return False
    harmed = any(o.value.type in ("killed", "wounded", "abducted") for o in draft.outcomes)
    acted = bool(draft.camps) and not any(map(hostile, draft.camps))
    return harmed and not acted and "clearance" not in draft.kinds


def _home(grammar: Grammar, telling: Telling, drafts: Sequence[Draft]) -> Draft | None:
    """The draft whose act a sentence goes on telling, latest first."""
    if telling.fresh or (drafts and laid_to_them(grammar, telling, drafts[-1])):
        return None
    if len(drafts) > 1 and drafts[-1].aside and _back_to_news(telling, drafts):
        drafts = drafts[:-1]
    elif looked_back(telling, drafts):
        drafts[-1].left = True
        drafts = drafts[:-1]
    if telling.definite and (act := meant(grammar, telling, drafts)) is not None:
        return act
    if drafts and same_person(grammar, telling, drafts[-1]):
        return drafts[-1]
    here = bool(drafts) and drafts[-1].tellings[-1].sentence == telling.sentence
    if (
        here
        and telling.date
        and drafts[-1].first.strong
        and all(told_before(grammar.parse, t.root) for t in telling.triggers)
    ):
        return None  # "took the town, which rebels had attacked in May"
    placed = telling.elsewhere and not telling.definite
    dated = telling.strong and telling.date is not None
    passing, known = (
        told_in_passing(grammar, drafts[-MEMORY:]),
        set(telling.kinds if telling.definite else ()),
    )
    latest = [
        d
        for d in drafts[: -MEMORY - 1 : -1]
        if id(d) not in passing
        or known & d.known.kinds
        or (telling.date and d.date and dates_of(telling.date.value, d) == "same")
    ]
    for rank, draft in enumerate(latest):
        own = placed and (dated or _new_actor(grammar, telling, draft)) and not _shares_place(telling, draft)
        detail = own and rank == 0 and _elaborates(grammar, telling, draft)
        if own and not detail:
            continue  # its own actor or day at its own place: an act of its own
        if rank == 0 and (
            _one_of_several(grammar, telling, draft) or others_elsewhere(grammar, telling, draft)
        ):
            return None
        own = telling.strong or bool(telling.elsewhere and telling.date and telling.outcomes)
        if own and not telling.definite and draft.known.several and not telling.several:
            continue  # one of several acts that were summed up
        if placed and dated and _of_the_range(telling, draft):
            continue  # "on 18 July", in a paragraph of its own behind what was done "between 17 and 20 July"
        if telling.sums_up_a_time and draft.date and not draft.known.several:
            continue
        if rank == 0 and any(
            of(grammar, telling, draft)
            for of in (_fought_back, _shared_out, _in_the_course, _shot_back, _met_a_mine)
        ):
            return draft
        if conflict(grammar, telling, draft):
            continue
        if telling.definite and _named_again(telling, draft):
            return draft
        if detail or (rank == 0 and _continues(grammar, telling, draft)):
            return draft
        if _same(telling, draft):
            return draft
    return None


def _of_the_range(telling: Telling, draft: Draft) -> bool:
    """Whether an act has one day of the span that a paragraph before sums up."""
    if telling.date is None or draft.date is None or telling.paragraph == draft.tellings[-1].paragraph:
        return False
    return (telling.date.value.grain, draft.date.value.grain) == ("day", "range")


def _new_actor(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether a sentence brings in an actor: a name not told before, or "a patrol", not "the patrol"."""
    parse = grammar.parse
    names, (start, end) = draft.known.names, telling.tokens
    for mention in telling.initiators:
        if not start <= mention.root < end:
            continue  # whom "they" stands for was told before
        if mention.value.name is not None:
            if mention.value.name not in names:
                return True
            continue
        beside = {parse.lower[k] for k in parse.dependents(mention.root, "det", "nmod:poss")}
        if not beside & {"the", "this", "these", "its", "their"} and parse.pos[mention.root] != "PRON":
            return True
    return False


def _shares_place(telling: Telling, draft: Draft) -> bool:
    """Whether a place is told again, or the draft had none yet."""
    mine = telling.sites
    theirs = draft.known.sites.values()
    return not theirs or any(same_place(a, b) for a in mine for b in theirs)


def _elaborates(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether a sentence tells in detail what the one before it summed up.

    The same kind of act at a place within the place told, or "five of the suspects" after ten.
    """
    first = draft.tellings[-1]
    detail = _detail(telling, draft)
    same_day = telling.date is None or detail or dates_of(telling.date.value, draft) == "same"
    if not 1 <= telling.sentence - first.sentence <= 2 or not same_day:
        return False
    shared = set(telling.kinds) & set(draft.kinds) or detail or not draft.kinds
    if sum(t.elsewhere for t in draft.tellings[:FEW]) > 1 or not shared or draft.first.several:
        return False
    mine = telling.sites
    return any(holds(outer, site, loose=detail) for outer in draft.known.sites.values() for site in mine)


def _detail(telling: Telling, draft: Draft) -> bool:
    """Whether a dated sentence may tell in detail what one without a day told: a search, of a gunfight."""
    date = telling.date
    if date is None or date.found_by in COUNTED:
        return False  # "a day earlier" than the act told before
    return draft.date is None and not kinds_apart(telling.kinds, draft.kinds)


def _shared_out(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether a total is shared out over places: "five of the suspects were arrested in A, three in B"."""
    several = len({site.place.text for site in telling.sites}) > 1
    return several and telling.date is None and _partitive(grammar, telling) and not draft.first.in_title


def _one_of_several(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether part of a region's toll is told with its own site: "ten of them died when a missile hit X"."""
    sites = draft.known.sites.values()
    if not telling.placed or telling.definite or not sites or any(s.place.role != "area" for s in sites):
        return False
    mine = telling.sites
    if all(site.place.role == "area" for site in mine) or any(same_place(a, b) for a in mine for b in sites):
        return False
    if not _partitive(grammar, telling) and not any(others(grammar, o) for o in telling.outcomes):
        return False
    killed = [o.value.count.low or 0 for o in draft.outcomes if o.value.type == "killed"]
    told = [o.value.count.low or 0 for o in telling.outcomes if o.value.type == "killed"]
    return bool(killed and told) and sum(told) < max(killed)


def _partitive(grammar: Grammar, telling: Telling) -> bool:
    """Whether those who suffer are told as part of those told before: "five of the suspects"."""
    parse = grammar.parse
    for outcome in telling.outcomes:
        for k in parse.dependents(outcome.value.patient, "nmod", "obl"):
            if "of" in grammar.prepositions(k) and {parse.lower[d] for d in (k, *parse.kids[k])} & {
                "the",
                "them",
                "those",
            }:
                return parse.pos[outcome.value.patient] in ("NUM", "PRON", "DET", "ADJ")
    return False


def _named_again(telling: Telling, draft: Draft) -> bool:
    """ "the raid" after a raid, "the operation" after any act."""
    kinds, theirs = set(telling.kinds), draft.known.kinds
    return kinds <= GENERAL or bool(kinds & theirs) or "unspecified" in theirs


def _continues(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether a sentence goes on with the act just told: near, with no other date and place."""
    near = telling.sentence - draft.tellings[-1].sentence
    if not telling.date and not telling.elsewhere:
        return near <= 3 or not telling.strong or (near <= 6 and not _new_actor(grammar, telling, draft))
    if other_place(telling, draft) or (draft.date is None and _earlier(grammar, telling)):
        return False
    if draft.date is None and not draft.known.several and _of_months(grammar, telling):
        return False  # "two surrendered. So far this year 32 have been killed"
    if telling.date is None and telling.initiators and not _new_actor(grammar, telling, draft):
        return near <= 6  # "the security force" goes on with its act
    if not telling.strong:
        searched = {grammar.parse.lemmas[t.root] for t in telling.triggers} <= SEARCHING
        if near and telling.elsewhere and not searched and _new_actor(grammar, telling, draft):
            return False  # "In neighbouring Doda, police recovered two rifles"
        month = telling.date is not None and telling.date.value.grain == "month"
        apart = month and draft.date is None and telling.paragraph != draft.tellings[-1].paragraph
        return near <= 2 and not apart  # "In May the group killed 71", in a paragraph of its own
    if telling.date is None:
        return near <= 1
    shared = bool(set(telling.kinds) & set(draft.kinds)) or _detail(telling, draft)
    near -= telling.settled  # a sentence between set the scene
    return near <= 1 and (dates_of(telling.date.value, draft) == "same" or (draft.date is None and shared))


def _of_months(grammar: Grammar, telling: Telling) -> bool:
    """Whether a sentence counts what was done in more than a month."""
    when = telling.date.value if telling.date else None
    if when is None or when.start is None or (when.end and (when.end - when.start).days <= MONTH):
        return False
    return any(up_to_now(grammar, o.value.verb) for o in telling.outcomes)


def _earlier(grammar: Grammar, telling: Telling) -> bool:
    """Whether a sentence goes back in time from the act told before: "a day earlier"."""
    date = telling.date
    return date is not None and date.found_by in COUNTED and grammar.parse.lower[date.end - 1] == "earlier"


def _same(telling: Telling, draft: Draft) -> bool:
    """Same place, with a date that agrees."""
    mine = {site.place.name or site.place.text for site in telling.sites}
    if not mine & draft.known.places or (telling.date and dates_of(telling.date.value, draft) == "apart"):
        return False
    if not telling.strong or set(telling.kinds) & set(draft.kinds):
        return True
    answer = telling.claim.modality in ("claimed", "disputed") and not telling.date
    return answer and not kinds_apart(telling.kinds[:1], draft.kinds)  # the other side's account of it


def _fought_back(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether those who acted are told to be struck in turn: "two of the assailants were shot dead"."""
    if telling.date is not None or telling.initiators or not telling.targets:
        return False
    parse = grammar.parse
    known = any(
        parse.lower[k] in ("the", "these", "those") for m in telling.targets for k in parse.kids[m.root]
    )
    actors = {hostile(c) for c in draft.camps}
    return known and actors == {True} and all(hostile(m.value.camp) for m in telling.targets)


def _in_the_course(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether a sentence tells what happened in the course of the act: "during the search rebels fired"."""
    if telling.in_title or (telling.date and dates_of(telling.date.value, draft) == "apart"):
        return False
    if len(telling.triggers) < 2 or other_place(telling, draft):
        return False
    if telling.kinds[:1] == ["interception"] and ALOFT & draft.known.kinds:
        return False  # "shot six missiles down during the attack"
    parse = grammar.parse
    for t in telling.triggers:
        beside = {parse.lower[k] for k in parse.kids[t.root]}
        if "during" in grammar.prepositions(t.root) and beside & {"the", "this"}:
            return True
        if parse.deps[t.root] == "advcl" and beside & {"as", "while"} and t.kind in draft.known.kinds:
            return True  # "as the teams were combing the forest, gunmen hurled a grenade"
    return False


def _shot_back(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether those sought fire on the force whose act it is: "the trapped militants opened fire"."""
    if not _within(telling, draft) or not telling.initiators:
        return False
    fired = any(t.kind == "attack" and grammar.parse.lemmas[t.root] in FIRING for t in telling.triggers)
    return fired and all(hostile(m.value.camp) and _sought(grammar, m.root) for m in telling.initiators)


def _sought(grammar: Grammar, i: int) -> bool:
    """Whether gunmen are those told before, or sit where they are sought: "insurgents barricaded inside"."""
    parse = grammar.parse
    beside = {parse.lower[k] for k in parse.kids[i]} & {"the", "these", "those"}
    return bool(beside) or any(parse.lemmas[k] in CORNERED for k in (*parse.kids[i], parse.heads[i]))


def _met_a_mine(grammar: Grammar, telling: Telling, draft: Draft) -> bool:
    """Whether a bomb harms the force whose act it is: "a soldier was killed when his vehicle hit a mine"."""
    if not _within(telling, draft) or telling.kinds[:1] != ["bombing"] or telling.several:
        return False
    if telling.paragraph != draft.tellings[-1].paragraph or not telling.outcomes:
        return False
    return not any("CIVILIAN" in o.value.classes for o in telling.outcomes)


def _within(telling: Telling, draft: Draft) -> bool:
    """Whether what a sentence tells may be part of a search or an advance of the state's."""
    near = telling.sentence - draft.tellings[-1].sentence <= 3
    own = telling.date is not None or (telling.elsewhere and draft.placed) or telling.several
    sides = {*map(hostile, draft.camps)}
    shot = sides == {False} and not draft.kinds  # "guards killed three smugglers"
    searching = SEEKING & draft.known.kinds or shot
    return near and not own and bool(searching) and sides != {True}
