"""Kinds put in another order: by whose act it was, and by the surer of two words."""

from __future__ import annotations

from collections.abc import Iterable, Set

from eventx.camps import hostile
from eventx.drafts import Draft
from eventx.records import Kind
from eventx.syntax import Grammar

FIGHTING = frozenset({"fighting", "fight", "battle"})  # words for a clash where a place was stormed
FIRING = frozenset({"open", "fire", "shoot", "return"})  # from inside what is raided
ENTERING = frozenset({"advance-verb", "troops-arrive", "descended-on"})  # rules of coming to a place


def by_side(grammar: Grammar, draft: Draft, ruling: list[Kind]) -> list[Kind]:
    """Kinds by who acts: rebels' charges and raids are attacks, a state's fight with foes is a clash."""
    own = {hostile(m.value.camp) for t in draft.tellings for m in t.initiators}
    if own == {True} and ruling[0] == "ordnance_disposal":
        return ["bombing", *ruling[1:]]
    if own == {False} and ruling[0] == "bombing" and _met_one(draft):
        others: list[Kind] = [k for k in (*draft.first.kinds, *ruling) if k != "bombing"]
        return [*dict.fromkeys(others), "bombing"] if others else ["unspecified", "bombing"]
    if ruling == ["clash"] and _goods_stopped(draft):
        return ["seizure"]  # "foiled an attempt to smuggle 180 kg of hashish"
    if own == {False} and ruling[0] == "bombing" and _bombed(grammar, draft):
        return with_first("airstrike", [k for k in ruling if k != "bombing"])
    if own == {True} and ruling[0] == "abduction" and _killed_first(grammar, draft):
        return with_first("attack", ruling)
    if own == {True} and ruling[0] == "offensive" and _came_to_kill(draft):
        return with_first("attack", ruling)
    broke = any(t.found_by == "break-in" for t in draft.triggers)
    first = {hostile(m.value.camp) for m in draft.first.initiators}
    if first == own == {True} and ruling[0] == "raid" and (broke or "attack" in ruling):
        return with_first("attack", ruling)
    if {False} in (first, own) and ruling[0] in ("attack", "clash") and _shot_back(grammar, draft):
        return with_first("raid", ruling)
    results = {o.value.type for o in draft.outcomes}
    summed = "unspecified" in draft.first.kinds and {"killed", "captured"} <= results
    if own == {False} and summed and ruling[0] in ("arrest", "attack", "clash"):
        return with_first("unspecified", ruling)  # "operations that killed and took"
    fought = ruling[0] == "clash" and _only_fighting(grammar, draft)
    if own != {True} and (ruling[0] == "attack" or fought) and "territory_gained" in results:
        return with_first("offensive", ruling)
    if fought and "attack" in ruling and _stormed(grammar, draft):
        return with_first("attack", ruling)
    if own == {False} and ruling[0] == "attack" and _raided(grammar, draft, results):
        return with_first("raid", ruling)
    met = "clash" in ruling or any(t.found_by in ("set-upon", "seize-verb") for t in draft.triggers)
    if own == {False} and ruling[0] == "attack" and met and foes_fell(draft):
        return with_first("clash", ruling)
    return ruling


def by_surer_words(draft: Draft, ruling: list[Kind]) -> list[Kind]:
    """Kinds with a surer word's first: "a drone strike ... the strike", "ten were seized ... pirates"."""
    struck = {t.found_by for t in draft.triggers if t.kind == "airstrike"}
    if ruling[0] == "airstrike" and "drone_strike" in ruling and struck == {"strike-noun"}:
        return with_first("drone_strike", ruling)
    if ruling[0] == "arrest" and "abduction" in ruling:
        who = [t.initiators for t in draft.tellings if any(g.kind == "arrest" for g in t.triggers)]
        return ruling if any(who) else with_first("abduction", ruling)
    if ruling[0] == "offensive" and "arrest" in ruling and not any(hostile(c) for c in draft.camps):
        moves = {t.found_by for t in draft.triggers if t.kind == "offensive"}
        out = any(t.found_by == "came-out-with" for t in draft.triggers)  # "went in and came out with"
        return with_first("arrest", ruling) if out and moves == {"advance-verb"} else ruling
    if ruling[0] == "seizure" and "ordnance_disposal" in ruling and _objects(draft) == {"explosive"}:
        return with_first("ordnance_disposal", ruling)  # "found a bomb and took it apart"
    if ruling[0] == "ordnance_disposal" and "arrest" in ruling and foes_fell(draft):
        return with_first("clash", ruling)
    return ruling


def _met_one(draft: Draft) -> bool:
    """Whether a bomb only went off in what a state's forces did: "a soldier stepped on a mine"."""
    first = draft.first
    own = bool(first.initiators) and not any(hostile(m.value.camp) for m in first.initiators)
    return own and bool(first.outcomes or first.kinds) and "bombing" not in first.kinds


def _bombed(grammar: Grammar, draft: Draft) -> bool:
    """Whether no more is told of a bomb than "a bombing": from the air, where a state does it."""
    parse = grammar.parse
    told = [t for t in draft.triggers if t.kind == "bombing"]
    by = [t for t in draft.tellings if t.initiators and {g.root for g in told} & {g.root for g in t.triggers}]
    return bool(by) and all(
        t.end - t.start == 1 and parse.lower[t.root] in ("bombing", "bombings") for t in told
    )


def _goods_stopped(draft: Draft) -> bool:
    """Whether all that was fought off is goods that were not let through."""
    taken = {o.value.verb for o in draft.outcomes if o.value.type == "seized"}
    hurt = any(o.value.type in ("killed", "wounded") for o in draft.outcomes)
    return not hurt and all(t.root in taken for t in draft.triggers if t.kind == "clash")


def _only_fighting(grammar: Grammar, draft: Draft) -> bool:
    """Whether a clash is no more than "the fighting" in which something else was done."""
    return {grammar.parse.lemmas[t.root] for t in draft.triggers if t.kind == "clash"} <= FIGHTING


def _stormed(grammar: Grammar, draft: Draft) -> bool:
    """Whether a place is told to have been stormed."""
    return any(grammar.parse.lemmas[t.root] in ("storm", "overrun") for t in draft.triggers)


def _raided(grammar: Grammar, draft: Draft, results: Set[str]) -> bool:
    """Whether a state's forces came to a place for people or things: surrounded, entered or stormed it."""
    lemmas = {grammar.parse.lemmas[t.root] for t in draft.triggers}
    came = {t.found_by for t in draft.first.triggers} & ENTERING
    took = "storm" in lemmas and results & {"captured", "seized", "freed"}
    return bool(came or took or lemmas & {"surround", "enter"})


def _shot_back(grammar: Grammar, draft: Draft) -> bool:
    """Whether all that makes a raid an attack is fire from inside: "opened fire as police stormed a flat"."""
    came = ("surround", "enter")
    raids = [t for t in draft.triggers if t.kind == "raid" or grammar.parse.lemmas[t.root] in came]
    others = [t for t in draft.triggers if t.kind in ("attack", "clash") and not t.value.weak]
    return bool(raids and others) and all(grammar.parse.lemmas[t.root] in FIRING for t in others)


def _objects(draft: Draft) -> set[str]:
    """The sorts of whom and what it struck or took."""
    return {o.value.object for o in draft.outcomes}


def _came_to_kill(draft: Draft) -> bool:
    """Whether civilians fell where gunmen only came in: "entered the village and killed 30 farmers"."""
    moves = {t.found_by for t in draft.triggers if t.kind == "offensive"}
    fates = [o.value.classes for o in draft.outcomes if o.value.type in ("killed", "wounded")]
    return moves <= {"advance-verb"} and any("CIVILIAN" in classes for classes in fates)


def with_first(kind: Kind, kinds: Iterable[Kind]) -> list[Kind]:
    """Kinds with one of them first, or one more."""
    return [kind, *(k for k in kinds if k != kind)]


def _killed_first(grammar: Grammar, draft: Draft) -> bool:
    """Whether gunmen are told to have killed before they took any: "beheaded six and kidnapped three"."""
    took = [t.root for t in draft.first.triggers if t.kind == "abduction"]
    killed = [o.value.verb for o in draft.first.outcomes if o.value.type == "killed"]
    killed = [verb for verb in killed if grammar.parse.pos[verb] == "VERB"]
    return bool(took and killed) and min(killed) < min(took)


def foes_fell(draft: Draft) -> bool:
    """Whether a state's forces killed or hurt foes, with no word on how."""
    struck = [o.value.classes for o in draft.outcomes if o.value.type in ("killed", "wounded")]
    armed = {m.value.type for m in draft.initiators if hostile(m.value.camp)}
    if armed == {"militia"}:  # who fight gunmen as a state's forces do
        return any("HOSTILE" in c and "EITHER" not in c for c in struck)
    return not any(hostile(c) for c in draft.camps) and any("HOSTILE" in c for c in struck)
