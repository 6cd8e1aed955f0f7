"""Who strikes whom in an act: the camps of those who act and of those who are struck."""

from __future__ import annotations

from collections.abc import Sequence, Set

from eventx.camps import fights, hostile
from eventx.context import Context
from eventx.drafts import Draft
from eventx.parties import Party
from eventx.presuming import ATTACKERS, HOSTILE_KINDS, fell
from eventx.strength import MEANS
from eventx.verdicts import Sides

FROM_AFAR = frozenset({"airstrike", "drone_strike", "bombardment", "bombing"})


def sides_of(context: Context, draft: Draft, parties: Sequence[Party], kind: str) -> Sides:
    """Who strikes whom in an act of a kind, camps left aside that only seem to."""
    guessed = _guessed(context, draft, parties, mined=kind == "bombing") if kind in FROM_AFAR else set()
    return _sides(parties, kind, guessed, struck=fell(context, draft))


def _guessed(context: Context, draft: Draft, parties: Sequence[Party], *, mined: bool) -> set[str]:
    """Camps that did not do it: of machines that only the drift names, and of a convoy on a mine."""
    doers = [(m.value, context.named(m).camp) for m in draft.initiators]
    machines = {camp for value, camp in doers if value.name is None and value.classes & MEANS}
    camps = {camp for _, camp in doers} | {v.camp for f, v in parties if f.role == "initiator"}
    hunting = any(f.role == "target" and fights(v.camp) and hostile(v.camp) for f, v in parties)
    return machines | ({camp for camp in camps if not hostile(camp)} if mined and not hunting else set())


def _sides(parties: Sequence[Party], kind: str, guessed: Set[str], *, struck: bool) -> Sides:
    """Who strikes whom in an act of a kind, `guessed` camps left aside."""
    own = {v.camp for f, v in parties if f.role in ("initiator", "partner", "support") and v.camp}
    own -= guessed
    leading = {v.camp for f, v in parties if f.role == "initiator" and v.camp} - guessed
    allied = bool(leading) and not any(map(hostile, leading))  # militias that help a state's force
    if kind in HOSTILE_KINDS and {hostile(c) for c in own} == {True, False} and not allied:
        own = {c for c in own if hostile(c)}  # those of a state who act in an attack repelled it
    opposed = {v.camp for f, v in parties if f.role == "target" and v.camp}
    if not own and {hostile(c) for c in opposed} == {True, False}:
        opposed = {c for c in opposed if hostile(c)}  # in a clash the state's side counts as the initiator
    struck_down = [v.text.casefold().removesuffix("s") for f, v in parties if f.role == "target"]
    attacked = any(text.endswith(tuple(ATTACKERS)) for text in struck_down)  # "her assailant was shot"
    foes = bool(opposed) and all(map(hostile, opposed)) and not attacked  # whom a state's side fights
    loyal = kind not in HOSTILE_KINDS and all(map(hostile, opposed)) and _militias(parties)
    armed = all(map(hostile, own)) and not loyal
    hostile_act = armed if own else kind in HOSTILE_KINDS and not (struck or foes)
    return Sides(
        own,
        opposed,
        hostile_act=hostile_act,
        from_afar=kind in FROM_AFAR,
        interception=kind == "interception",
    )


def _militias(parties: Sequence[Party]) -> bool:
    """Whether those who act are but militias, who fight armed groups as a state's forces do."""
    types = {force.type for force, _ in parties if force.role == "initiator"}
    return types == {"militia"}
