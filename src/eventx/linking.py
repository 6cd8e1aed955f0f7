"""Operations of many articles → incidents: records of one act, put together.

Records are compared only where a day and a place (or a person, or a name) could be shared; likeness gives
each such pair its points, and pairs are joined from the most alike down, as long as no two records of a
group exclude each other. The order of the input makes no difference.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from itertools import accumulate, combinations, compress, product

from eventx.fusing import fuse
from eventx.garbage import join_the_old, unsearched
from eventx.incidents import Incident
from eventx.likeness import ENOUGH, FLOOR, REACH, likeness
from eventx.profiles import WIDE, Profile, days, profile
from eventx.records import Operation

SPELL = 4  # days that share a block
CELL = 1.0  # degrees of a block's side
MARGIN = 0.5  # degrees around a point within which another may be the same place

Pair = tuple[int, int]


def link(operations: Iterable[Operation], *, into: Iterable[Incident] = ()) -> list[Incident]:
    """Put the records of one act from different articles into one incident; every record is in exactly one.

    What was judged background stays alone, with the reason in the incident's `background`.

    `into` are incidents of earlier runs: new records join them, they keep their ids and their records, and
    no two of them are joined. A record that an incident has already, by its id, takes its place there.
    The result is ordered by day and id, and does not depend on the order of the input.

    >>> from eventx.records import Operation, Place, When
    >>> day = When(start="2024-02-05", end="2024-02-05")
    >>> told = dict(kind="raid", date=day, locations=[Place(text="Gwoza")])
    >>> a, b = (Operation(id=i, article_id=f"article {i}", **told) for i in "ab")
    >>> [incident.operation_ids for incident in link([a, b])]
    [['a', 'b']]
    >>> link([b], into=link([a]))[0].article_ids
    ['article a', 'article b']
    """
    old = sorted(into, key=lambda incident: incident.id)
    with unsearched():
        incidents = _linked(_unique(operations), old)
        join_the_old()
    return incidents


def _unique(operations: Iterable[Operation]) -> dict[str, Operation]:
    """The records by id; of two with one id, the same one whatever their order."""
    records: dict[str, Operation] = {}
    for operation in operations:
        other = records.setdefault(operation.id, operation)
        if other is not operation and other != operation:
            records[operation.id] = min(other, operation, key=Operation.to_json)
    return records


def _linked(records: dict[str, Operation], old: list[Incident]) -> list[Incident]:
    """The incidents of records, and of those that old incidents have."""
    old, far = _reached(records, old)
    home: dict[str, int] = {}
    for at, incident in enumerate(old):
        for operation in incident.operations:
            home.setdefault(operation.id, at)
            records.setdefault(operation.id, operation)
    profiles = [profile(records[key]) for key in sorted(records)]
    ids = [p.operation.id for p in profiles]
    groups = _grouped(profiles, [home.get(i) for i in ids])
    incidents = []
    for members in groups:
        told = [profiles[i].operation for i in members]
        settled = [home[i.id] for i in told if i.id in home]
        known = old[settled[0]] if settled else None
        if known is not None and known.operations == told:
            incidents.append(known)
        else:
            incidents.append(fuse(told, known.id if known else None))
    return sorted(_umbrellas([*incidents, *far]), key=_by_day)


def _reached(records: dict[str, Operation], old: list[Incident]) -> tuple[list[Incident], list[Incident]]:
    """Old incidents that new records could join, by their days or a record they share, and all others."""
    if not old:
        return [], []
    spans = [days(o.date, o.published) for o in records.values()]
    known = sorted((d.early - REACH, d.last + REACH) for d in spans if d is not None)
    if len(known) < len(spans):  # a record without a day may be of any
        return old, []
    first = [early for early, _ in known]
    latest = list(accumulate((last for _, last in known), max))

    def near(operation: Operation) -> bool:
        if operation.id in records:
            return True
        span = days(operation.date, operation.published)
        if span is None:
            return bool(known)
        before = bisect_right(first, span.last)  # those that begin by its end
        return before > 0 and latest[before - 1] >= span.early

    reached = [any(map(near, incident.operations)) for incident in old]
    return list(compress(old, reached)), [i for i, here in zip(old, reached, strict=True) if not here]


def _by_day(incident: Incident) -> tuple[str, str]:
    date = incident.date
    return (str((date.start or date.end) if date else "") or "9999", incident.id)


def _umbrellas(incidents: list[Incident]) -> list[Incident]:
    """Name the umbrella of each incident by its own incident's id."""
    home = {key: incident.id for incident in incidents for key in incident.operation_ids}
    named = []
    for incident in incidents:
        above = sorted({home[o.part_of] for o in incident.operations if o.part_of in home} - {incident.id})
        part_of = above[0] if above else None
        named.append(
            incident if incident.part_of == part_of else incident.model_copy(update={"part_of": part_of})
        )
    return named


def _grouped(profiles: list[Profile], homes: list[int | None]) -> list[list[int]]:
    """The groups of one act, as indices of profiles; those of one home stay together."""
    alike: dict[Pair, float | None] = {}

    def points(i: int, j: int) -> float | None:
        pair = (i, j) if i < j else (j, i)
        if pair not in alike:
            parts = likeness(profiles[pair[0]], profiles[pair[1]])
            alike[pair] = None if parts is None else sum(parts.values())
        return alike[pair]

    members: dict[int, list[int]] = {}
    of: list[int] = []
    first: dict[int, int] = {}
    for i, home in enumerate(homes):
        group = i if home is None else first.setdefault(home, i)
        members.setdefault(group, []).append(i)
        of.append(group)
    fixed = set(first.values())
    ranked = []
    for i, j in _candidates(profiles, homes):
        total = points(i, j)
        if total is not None and total >= ENOUGH:
            ranked.append((-total, i, j))
    for _, i, j in sorted(ranked):
        a, b = of[i], of[j]
        if a == b or (a in fixed and b in fixed):
            continue
        across = [points(x, y) for x, y in product(members[a], members[b])]
        known = [p for p in across if p is not None]
        if len(known) < len(across) or sum(known) / len(known) < FLOOR:
            continue
        keep, gone = (b, a) if b in fixed else (a, b)
        for x in members[gone]:
            of[x] = keep
        members[keep] += members.pop(gone)
    return [sorted(group, key=lambda i: _age(profiles[i].operation)) for group in members.values()]


def _age(operation: Operation) -> tuple[str, str, str]:
    return (str(operation.published or "9999"), operation.article_id, operation.id)


def _candidates(profiles: list[Profile], homes: list[int | None]) -> Iterator[Pair]:
    """The pairs that are worth comparing: those that share a block, each once."""
    seen: set[Pair] = set()
    for fine, listed in _blocks(profiles):
        for i, j in combinations(fine, 2) if listed is None else product(fine, listed):
            if i == j or (homes[i] is not None and homes[j] is not None):
                continue
            pair = (i, j) if i < j else (j, i)
            if pair not in seen:
                seen.add(pair)
                yield pair


def _blocks(profiles: list[Profile]) -> Iterator[tuple[list[int], list[int] | None]]:
    """Who may be alike: all within the first list, or all of the first with all of the second."""
    near: dict[Hashable, list[int]] = defaultdict(list)
    vague: dict[Hashable, list[int]] = defaultdict(list)
    listed: dict[Hashable, list[int]] = defaultdict(list)
    for i, one in enumerate(profiles):
        if one.operation.background:
            continue
        for words, _ in one.people:
            for word in words:
                near["person", word].append(i)
        if one.title:
            near["name", one.title].append(i)
        spells = _spells(one)
        places = {*_cells(one), *one.names, *one.words}
        provinces = one.admin1
        lands = one.countries
        actors = {name for actor in (*one.doers, *one.targets) for name in actor.names}
        for spell in spells:
            for key in places:
                near[spell, key].append(i)
            for kind, keys in (("province", provinces), ("land", lands), ("force", actors)):
                for key in keys:
                    listed[spell, kind, key].append(i)
            if not one.fine:
                for key in _vague(one, actors):
                    vague[spell, *key].append(i)
    for block in near.values():
        yield block, None
    for wide, block in vague.items():
        yield block, listed[wide]


def _vague(one: Profile, actors: set[str]) -> list[tuple[str, str]]:
    """The blocks in which a record without a place of its own is compared with all others."""
    if one.admin1:
        return [("province", code) for code in one.admin1] + [("land", code) for code in one.countries]
    if one.countries:
        return [("land", code) for code in one.countries]
    return [("force", name) for name in actors]


def _spells(one: Profile) -> range:
    """The blocks of days that a record touches; none where it tells of too many days."""
    if one.days is None or one.days.last - one.days.first > WIDE:
        return range(0)
    return range(one.days.early // SPELL, one.days.last // SPELL + 1)


def _cells(one: Profile) -> set[tuple[int, int]]:
    """The cells of the grid that a record's places touch."""
    return {
        (int((p.latitude + up) // CELL), int((p.longitude + right) // CELL))
        for p in one.points
        for up in (-MARGIN, MARGIN)
        for right in (-MARGIN, MARGIN)
    }
