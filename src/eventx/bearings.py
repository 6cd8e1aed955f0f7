"""Places that only tell where another one lies: "Komala, on the road between Damboa and Maiduguri"."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from eventx import scenes
from eventx.extractors.landmarks import BORDER
from eventx.extractors.places import BOUND, COUNTRY, EDGES, SEAS
from eventx.extractors.vouching import FACILITIES, GENERIC_BEFORE, WAYS
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.parse import Parse
from eventx.records import Place
from eventx.syntax import Grammar

_WORDS = words("bearings")
TRAVELLING, TO_AND_FROM = _WORDS["travelling"], _WORDS["to_and_from"]
BESIDE, ENDS = _WORDS["beside"], _WORDS["ends"]
PEACEFUL, NEGOTIATING = _WORDS["peaceful"], _WORDS["negotiating"]
OFFICES, STANDING, CROSSING = _WORDS["offices"], _WORDS["standing"], _WORDS["crossing"]
MOVING = _WORDS["moving"]
SAID_OF, ELSEWHERE = _WORDS["said_of"], _WORDS["elsewhere"]
PLACING = frozenset({"in", "at"})
HOLDING = ("A.", "P.PPLA", "P.PPLC")  # divisions and their seats
SPEAKERS = frozenset(
    {"analyst", "expert", "observer", "diplomat", "correspondent", "reporter", "commentator"}
)
SPOKEN = frozenset({"speaking", "addressing", "talking"})
SPEAKING = frozenset({"speak", "brief", "address"})
LEANING = 9  # tokens from a place to its bearing: ", about 20 kilometers to the north of"
OPENING = 6  # words before the place that opens a sentence, and to the comma behind it
SITE, NEAR, FAR, END, WAY, BEYOND = range(6)  # how little of a place an act needs to have been in it
WIDE = WAYS | {"direction", "sector", "axis", "front", "region", "district", "area"}
PASSING = GENERIC_BEFORE | {",", "the", "a", "an", "of", "on", "along"}  # "Abba, near the town of Baboua"
SEA = frozenset({"Sea", "Gulf", "Strait", "Ocean"})
WATERS = frozenset({"river", "lake", "creek", "coast"})
BODIES = frozenset({"MILITARY", "POLICE", "SECURITY", "MILITIA", "ACTOR"})
JOINING = frozenset({"and", "or", "but", ";", "while", "after"})


def called_again(parse: Parse, mention: Mention, places: Sequence[Mention]) -> bool:
    """Whether a place in brackets is another name of the one before: "northeast Syria (Rojava)"."""
    if parse.words[mention.start - 1] != "(" or parse.words[mention.end : mention.end + 1] != [")"]:
        return False
    wide = (mention.value.place.feature or "").startswith(HOLDING)  # "in Dora (Baghdad)" it holds the other
    return not wide and any(m.end == mention.start - 1 for m in places)


def apart(grammar: Grammar, i: int) -> bool:
    """Whether a place is a source's, or that of what is no act: "a medic in Lawdar said", "talks in Doha"."""
    parse = grammar.parse
    up = parse.heads[i]
    if parse.deps[i] not in ("nmod", "obl", "appos", "nmod:poss", "compound") or up == i:
        return False
    said = i + 1 < len(parse) and grammar.reports(i + 1) and parse.deps[i + 1] not in ("acl", "acl:relcl")
    if said and grammar.prepositions(i):
        return not scenes.of_own(parse, i + 1)  # "the service in Erbil said"
    speech = (k for k in parse.ancestors(i) if parse.pos[k] == "VERB")
    if any(parse.lower[k] in SPOKEN and parse.deps[k] == "advcl" for k in islice(speech, 1)):
        return True  # "Speaking at a lunch in Kayseri, the minister"
    case = next(iter(parse.dependents(i, "case")), 0)
    if parse.lemmas[case - 1] in PEACEFUL and parse.lower[case] in PLACING and parse.pos[case - 1] == "NOUN":
        there = "at" in grammar.prepositions(case - 1) and not grammar.reports(parse.heads[case - 1])
        return not there  # but "detained at a meeting in Hasakah"
    if parse.lemmas[up] in SPEAKERS and grammar.prepositions(i) & PLACING:
        return True  # "analysts in Beirut smile"
    if parse.pos[up] == "VERB":
        if parse.deps[up] == "acl:relcl" and parse.lemmas[up] in SPEAKING:
            return True  # "who was speaking in Lagos"
        about = [up] if parse.lemmas[up] in NEGOTIATING else parse.dependents(up, "nsubj", "nsubj:pass")
        return any(parse.lemmas[k] in PEACEFUL | NEGOTIATING for k in about)
    if parse.lemmas[up] in PEACEFUL and grammar.prepositions(i) & PLACING:
        return True
    return parse.pos[up] in ("NOUN", "PROPN") and (
        "according" in grammar.prepositions(up)
        or (
            parse.deps[up] == "nsubj"
            and grammar.reports(parse.heads[up])
            and parse.heads[up] != up
            and not scenes.of_own(parse, parse.heads[up])
        )
    )


def without(grammar: Grammar, places: Sequence[Mention], acts: Collection[int] = ()) -> list[Mention]:
    """The places of an act but for those that the sentence names as bearings of others.

    Where a journey went, where somebody holds office and what a relative clause adds is told as where the act
    was only if no place is nearer.
    """
    ranks = {id(m): _rank(grammar, m, acts) for m in places}
    places = [m for m in places if not _leans(grammar.parse, m, places, ranks)]
    told = [m for m in places if ranks[id(m)] in (SITE, NEAR, FAR)]
    here = any(point(m.value.place) for m in told)
    somewhere = any(m.value.place.precision != COUNTRY for m in told)
    by_sentence: dict[int, list[Mention]] = {}
    for mention in places:
        by_sentence.setdefault(grammar.parse.sent_of[mention.root], []).append(mention)
    kept = []
    for mention in places:
        rank = ranks[id(mention)]
        beside = by_sentence[grammar.parse.sent_of[mention.root]]
        if (rank == WAY and here) or (rank == BEYOND and somewhere):
            continue
        if rank and any(
            (ranks[id(other)] or SITE) < rank
            and (point(other.value.place) or _placed_by(grammar.parse, other, mention))
            and (
                rank >= WAY
                or not (fronted(grammar.parse, other) and point(mention.value.place))
                or _beside(grammar.parse, other, mention)
            )
            and (_beside if rank == NEAR else _together)(grammar.parse, other, mention)
            and not _stretch(grammar, other, mention)
            for other in beside
            if other is not mention
        ):
            continue
        kept.append(mention)
    kept = _without_holders(places, kept)
    return [m for m in kept if not _border(grammar, m)] or kept


def _leans(parse: Parse, mention: Mention, places: Sequence[Mention], ranks: Mapping[int, int]) -> bool:
    """Whether a bearing is told of a place that is itself told by the way: "a cave used by rebels in the
    Hamrin mountains, north of Tikrit".
    """
    return mention.value.place.relation is not None and any(
        ranks[id(other)] >= WAY > ranks[id(mention)]
        and other.end < mention.start <= other.end + LEANING
        and point(other.value.place)
        and _beside(parse, other, mention)
        for other in places
    )


def fronted(parse: Parse, mention: Mention) -> bool:
    """Whether a place opens its sentence and sets the scene of what follows: "In Homs, gunmen"."""
    start, end = parse.sents[parse.sent_of[mention.root]]
    before = range(start, mention.start)
    return (
        0 < len(before) <= OPENING
        and not any(parse.pos[k] in ("VERB", "AUX") for k in before)
        and any(parse.lower[k] in PLACING | {"near", "around", "outside"} for k in before)
        and "," in parse.words[mention.end : min(end, mention.end + OPENING)]
    )


def stretches(parse: Parse, mention: Mention) -> bool:
    """Whether a place begins a stretch that was struck: "hit six depots, from Mosul to Basra"."""
    behind = parse.lower[mention.end : mention.end + 1] == ["to"] and parse.ents[mention.end + 1] == "LOC"
    ups = (mention.root, *parse.ancestors(mention.root))
    return behind and not any(parse.lemmas[k] in TRAVELLING | MOVING for k in ups)


def _without_holders(places: Sequence[Mention], kept: Sequence[Mention]) -> list[Mention]:
    """The places that are kept but for those that only hold one that is not: "across from McAllen, Texas"."""
    here = {id(m) for m in kept}
    holding, held = (
        {name for m in places if (id(m) in here) == inside for name in _within(m)} for inside in (True, False)
    )
    return [m for m in kept if m.value.place.text not in held - holding] or [*kept]


def _within(mention: Mention) -> tuple[str, ...]:
    """What a place is said to lie in."""
    return mention.value.resolution.query.within if mention.value.resolution else ()


def _stretch(grammar: Grammar, start: Mention, end: Mention) -> bool:
    """Whether an act reached from one place toward another: "a sweep from Resafa toward Bir Sbai"."""
    return end.value.place.relation in BOUND and "from" in grammar.prepositions(start.root)


def _border(grammar: Grammar, mention: Mention) -> bool:
    """Whether a place is a border, which tells where others lie: "in Penjwen, near the Iranian border".

    Or what lies beyond it: "near the border with Russia's Dagestan".
    """
    parse, i = grammar.parse, mention.root
    beyond = parse.lemmas[parse.heads[i]] in BORDER and "with" in grammar.prepositions(i)
    return beyond or mention.value.place.text.split()[-1] in BORDER


def _rank(grammar: Grammar, mention: Mention, acts: Collection[int]) -> int:
    """How far from the act a place is told to be."""
    relation = mention.value.place.relation
    beyond = _beyond(grammar, mention.root, acts)
    if beyond or _travelled(grammar, mention.root):
        return beyond or WAY
    words = mention.value.place.text.split()
    if (mention.value.place.feature or "").startswith(SEAS) or not SEA.isdisjoint(words):
        return SITE  # "launched missiles from near Hodeidah toward the Gulf of Aden"
    if relation is None and words[-1].casefold() in WATERS:
        return NEAR  # "Kouakourou, on the Niger river"
    if relation is None or _own(grammar.parse, mention):
        return SITE
    if relation in ENDS:
        return END
    edge = relation.partition(" ")[0] in EDGES and (mention.value.place.feature or "").startswith("P.")
    return NEAR if relation in BESIDE or edge else FAR


def _own(parse: Parse, mention: Mention) -> bool:
    """Whether a phrase is coordinated with what stands before it: "in Rafah and near Khan Younis"."""
    start = mention.start - len((mention.value.place.relation or "").split())
    return parse.lower[start - 1 : start] in (["and"], ["or"])


def point(place: Place) -> bool:
    """Whether a place is no division, region or way: one beside which others are bearings."""
    wide = (place.feature or "P.").startswith(("A.", "L.RGN", "H.")) or place.text.split()[-1] in WIDE
    return place.role == "site" and not wide


def _placed_by(parse: Parse, wide: Mention, bearing: Mention) -> bool:
    """Whether a bearing only says where a district lies, not where in it: "the Taji area, north of Baghdad".

    Of a division that holds it, it says where in it: "Diyala province, north of Baqubah".
    """
    where, there = wide.value.place, bearing.value.place
    if there.relation is None or there.relation in BESIDE | ENDS or where.precision == COUNTRY:
        return False
    town = (where.feature or "").startswith("P.") and (there.feature or "").startswith("P.")
    outside = where.admin1 and there.admin1 and not {*where.admin1} & {*there.admin1}
    return bool(town or outside) and _beside(parse, wide, bearing)


def _beside(parse: Parse, site: Mention, bearing: Mention) -> bool:
    """Whether a bearing stands right behind a place: "Nesher, near Haifa"."""
    between = parse.lower[site.end : bearing.start]
    passing = PASSING.union((bearing.value.place.relation or "").split())
    return site.end < bearing.start and (
        passing.issuperset(between) or parse.heads[bearing.root] == site.root
    )


def _together(parse: Parse, site: Mention, bearing: Mention) -> bool:
    """Whether nothing joins another phrase on between two places; the ends of one way are one phrase."""
    low, high = sorted((site, bearing), key=lambda m: m.start)
    between = parse.lower[low.end : high.start]
    pair = bearing.value.place.relation in ENDS and bearing is high
    return sum(word in JOINING for word in between) <= (1 if pair else 0)


def _beyond(grammar: Grammar, i: int, acts: Collection[int]) -> int:
    """Whether, and how far, a place is where somebody holds office or stands, or is told in an aside.

    "The emir of the Daquq sector", "artillery positioned in Ras al-Ain", "an airport that supplies Bukavu".
    """
    parse = grammar.parse
    up = parse.heads[i]
    if parse.lemmas[up] in OFFICES and not grammar.prepositions(i) - {"of", "for"}:
        return WAY
    if (
        grammar.classes(up) & BODIES
        and "of" in grammar.prepositions(i)
        and parse.lemmas[up] not in FACILITIES
    ):
        return WAY
    for up in parse.ancestors(i):
        if up in acts:
            return SITE
        aside = parse.deps[up] == "acl:relcl" and parse.lower[parse.heads[up]] != "what"  # "what it called"
        if aside and any(k in acts for k in parse.subtree(up)):
            return SITE
        if aside and (_behind(parse, i, up) or _where(parse, up)):
            return SITE
        if aside:
            return BEYOND if parse.lemmas[up] in SAID_OF else WAY  # "who was speaking in Lagos"
        if parse.deps[up] == "acl" and parse.lemmas[up] in ELSEWHERE:
            return BEYOND  # "howitzers parked at Kilis"
        if parse.deps[up] == "xcomp":
            continue  # "that had planned to attack a mall in Amman"
        if parse.pos[up] == "VERB":
            crossed = parse.lemmas[up] in CROSSING and parse.deps[up] not in ("xcomp", "ccomp")
            crossed = crossed and not any(up < k < i for k in acts)
            return WAY if crossed or (parse.deps[up] == "acl" and parse.lemmas[up] in STANDING) else SITE
    return SITE


def _where(parse: Parse, verb: int) -> bool:
    """Whether an aside tells who is where an act was: "caves where the fighters hide in the Hamrin hills"."""
    return any(parse.lower[k] == "where" for k in parse.dependents(verb, "advmod", "mark"))


def _behind(parse: Parse, i: int, verb: int) -> bool:
    """Whether a phrase stands behind the comma that ends an aside: "Ali, who led men in Kutum, in Tawila"."""
    case = next(iter(parse.dependents(i, "case")), i)
    opened = min(parse.subtree(verb), default=verb)
    return case > verb + 1 and parse.words[case - 1] == "," and "," in parse.words[opened - 1 : opened + 1]


def _travelled(grammar: Grammar, i: int) -> bool:
    """Whether a place is an end of a journey: "travelling from Dosso to Gaya", "on its way to Quetta"."""
    parse = grammar.parse
    first = parse.heads[i] if parse.deps[i] == "conj" and not grammar.prepositions(i) else i
    if not grammar.prepositions(first) & TO_AND_FROM:
        return False
    up = parse.heads[first]
    if parse.deps[first] == "conj":
        up = parse.heads[up]
    return parse.lemmas[up] in TRAVELLING or (
        parse.deps[up] in ("nmod", "obl", "obj") and parse.lemmas[parse.heads[up]] in TRAVELLING
    )
