"""Sentences that tell no act of their own but set the scene of one: where, and on which day."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Sequence, Set

from eventx.extractors.vouching import FACILITIES, WAYS
from eventx.finding import Found
from eventx.lexicon import words
from eventx.marking import ORDINALS, opens_with
from eventx.mentions import Mention
from eventx.parse import Parse
from eventx.records import Place
from eventx.subjects import ACCUSING
from eventx.syntax import Grammar
from eventx.tellings import Telling, is_place

# classes of those whose presence makes a scene
BEFORE = frozenset({"FORCE", "HOSTILE", "GROUP"})
NEXT = 4  # tokens from a verb of saying to its day
MEMORY = 20  # places
REACH = 3  # sentences up to where "the town" was named
BARE = 2  # words that hang by "to the area"
SETTLED = frozenset({"village", "town", "city", "hamlet"})
SPOTS = frozenset({"site", "scene"})  # where the act told last was
LAND = frozenset(
    {"mountain", "range", "valley", "forest", "jungle", "desert", "island", "hill", "ridge", "heights"}
)
AREAS = frozenset(
    {"area", "region", "district", "zone", "place", "neighbourhood", "neighborhood", "province"}
)
GROUNDS = (FACILITIES | SETTLED | SPOTS) - WAYS
ON_GROUND = frozenset({"offensive", "bombardment", "airstrike", "drone_strike", "attack"})  # "seized it"
PUBLISHING, STATEMENTS = words("dates")["publishing"], words("dates")["statements"]
REJECTING, ACCOUNTS = words("claims")["rejecting"], words("claims")["accounts"]


def before(grammar: Grammar, found: Found, tellings: Sequence[Telling]) -> None:
    """Give a placeless telling the scene of a sentence before it: "a patrol spotted insurgents in X"."""
    parse = grammar.parse
    told_of_others = (t for t in found.triggers if t.claim.background not in (None, "opinion", "habitual"))
    taken = {t.sentence for t in tellings} | {parse.sent_of[t.root] for t in told_of_others}
    habits = {t.root for t in found.triggers if t.claim.background == "habitual"}
    for telling in tellings:
        if telling.in_title or telling.fresh or telling.placed:
            continue
        for sentence in range(telling.sentence - 1, max(-1, telling.sentence - 3), -1):
            if sentence in taken:
                continue
            if parse.paragraphs[parse.sents[sentence][0]] != telling.paragraph:
                break
            if _settle(grammar, found, telling, sentence, habits):
                break


def day_before(grammar: Grammar, found: Found, tellings: Sequence[Telling]) -> None:
    """Give a dateless telling the day that opens a sentence before it: "On Monday, sirens went off in X"."""
    parse = grammar.parse
    taken = {t.sentence for t in tellings} | {parse.sent_of[t.root] for t in found.triggers}
    for telling in tellings:
        if telling.in_title or telling.fresh or telling.date or telling.announced:
            continue
        for sentence in range(telling.sentence - 1, max(-1, telling.sentence - 3), -1):
            first = parse.sents[sentence][0]
            if sentence in taken or parse.paragraphs[first] != telling.paragraph:
                break
            opening = [m for m in found.within("dates", sentence) if m.start <= first + 1]
            if opening and opening[0].value.grain == "day" and not said(grammar, opening[0].root):
                telling.date = opening[0]
                break


def _settle(grammar: Grammar, found: Found, telling: Telling, sentence: int, habits: Set[int]) -> bool:
    """Give a telling the places and date of a sentence with a force in it; False where it sets no scene.

    What hangs by `habits` ("who led attacks along Highway 1") is elsewhere.
    """
    counted = opens_with(grammar, *grammar.parse.sents[sentence], ORDINALS | {"first"})
    if not counted and not any(m.value.classes & BEFORE for m in found.within("forces", sentence)):
        return False  # but "The first took place in Basra"
    places = [
        p
        for p in found.within("places", sentence)
        if not p.value.metonym
        and is_place(p)
        and not said(grammar, p.root)
        and habits.isdisjoint(grammar.parse.ancestors(p.root))
    ]
    if not places:
        return False
    telling.places.extend(places)
    telling.settled = True
    telling.date = telling.date or next(iter(found.within("dates", sentence)), None)
    return True


def again(grammar: Grammar, found: Found, tellings: Sequence[Telling]) -> None:
    """Give a placeless telling the one place that is meant by "the camp", "the town" or "there".

    "The camp" is that of "Nur Shams camp", else that of "a camp in Jenin", which may be far above; "the town"
    and "there" are the one settlement of the words just before.
    """
    parse = grammar.parse
    placed = [p for p in found.places if is_place(p) and not p.value.metonym]
    named, beside = defaultdict[str, list[Mention]](list), defaultdict[str, list[Mention]](list)
    for place in placed:
        for lemma in FACILITIES.intersection(parse.lemmas[place.start : place.end]):
            named[lemma].append(place)
        beside[parse.lemmas[parse.heads[place.root]]].append(place)
    lands = [p for p in placed if (p.value.place.feature or "").startswith(("T.", "V."))]
    last: list[Mention] = []
    for telling in tellings:
        if telling.in_title:
            continue
        before, wide = last, telling.placed  # "around the town, in the Sahel region"
        if wide:
            last = [p for p in telling.places if is_place(p)]
            if any((p.value.place.feature or "P.")[0] != "A" for p in last):
                continue
        for i in _meant(grammar, telling):
            lemma = parse.lemmas[i]
            if wide and lemma not in SETTLED:
                continue
            if _same(parse, i) or lemma == "area":
                known = [] if wide else before
            elif lemma in SPOTS:
                known = [] if telling.fresh else before
            elif lemma in LAND:
                known = _before(lands, telling)[-1:]
            elif lemma in FACILITIES:
                known = _before(named[lemma], telling) or _before(beside[lemma], telling)
            else:
                fits, reach = (_spot, 1) if lemma == "there" else (_town, REACH)
                listed = (found.within("places", telling.sentence - k) for k in range(reach + 1))
                told = ([p for p in places if p.end <= i and fits(p)] for places in listed)
                known = next(filter(None, told), [])
            again = bool(known) and (_same(parse, i) or lemma == "area")
            if again or len({p.value.place.name or p.value.place.text for p in known}) == 1:
                telling.places.extend(known if again else known[-1:])
                telling.settled = True
                break


def _same(parse: Parse, i: int) -> bool:
    """Whether a noun is told to be the same: "in the same villages"."""
    return any(parse.lower[k] == "same" for k in parse.kids[i])


def _before(places: list[Mention], telling: Telling) -> list[Mention]:
    """The places that stand before a telling's sentence, as far as one remembers."""
    return places[: bisect_right(places, telling.tokens[0], key=lambda p: p.end)][-MEMORY:]


def _town(place: Mention) -> bool:
    """Whether a place is a settlement, or one that the gazetteer lacks."""
    told: Place = place.value.place
    settlement = (told.feature or "P.").startswith("P.")
    return told.role == "site" and settlement and is_place(place) and not place.value.metonym


def _spot(place: Mention) -> bool:
    """Whether a place is a settlement, or a wadi, a wood or a hill."""
    return _town(place) or (place.value.place.feature or "").startswith(("T.", "V."))


def _meant(grammar: Grammar, telling: Telling) -> list[int]:
    """The words of a sentence that stand for its act's place: "a raid on the camp", "killed two there"."""
    parse, roots = grammar.parse, {t.root for t in telling.triggers}
    roots |= {parse.heads[i] for i in roots if parse.deps[i] == "xcomp"}  # "began to search"
    roots |= {verb for t in telling.triggers for verb in grammar.roles(t.root).verbs}
    grounds = {t.root for t in telling.triggers if t.kind in ON_GROUND}
    grounds |= {m.root for m in telling.outcomes if m.value.type == "territory_gained"}  # "It was retaken"
    return [
        i
        for i in range(*telling.tokens)
        if (
            (parse.lower[i] == "there" and parse.pos[i] == "ADV")
            or (
                parse.lower[i] == "it"
                and parse.deps[i] in ("obj", "nsubj:pass")
                and parse.heads[i] in grounds
            )
            or (parse.lemmas[i] in GROUNDS | LAND and any(parse.lower[k] == "the" for k in parse.kids[i]))
            or (parse.lemmas[i] in GROUNDS | LAND | AREAS and _same(parse, i))
            or (parse.lower[i] == "area" and parse.lower[i - 1] == "the" and len(parse.kids[i]) <= BARE)
        )
        and parse.deps[i] != "nmod:poss"  # "the town's mayor"
        and not roots.isdisjoint(parse.ancestors(i))
    ]


def said(grammar: Grammar, i: int, acts: Collection[int] = ()) -> bool:
    """Whether a phrase hangs by a verb of saying, and by no act (its token) below it or before the phrase.

    In "claimed a raid on a post in Menaka on Monday" the raid was there and then.
    """
    parse = grammar.parse
    if i in acts:
        return False
    if _beside_speech(grammar, i) or _of_words(grammar.parse, i, acts):
        return True
    for up in parse.ancestors(i):
        if up in acts:
            return False
        if parse.pos[up] == "VERB":
            by = parse.dependents(up, "nsubj", "nsubj:pass")
            if i < up and all(k > i for k in by) and (any(k < i for k in acts) or _aside(parse, up)):
                return False  # "fell in Kirkuk on Monday, the minister said", "On Monday, he said, it fell"
            if (
                up < i
                and any(up < k < i and parse.pos[k] == "VERB" for k in acts)
                and not _worded(parse, i, up)
            ):
                return False  # "said they had found two shot by unknown men on Monday"
            accused = parse.lemmas[up] in ACCUSING  # "accused them of killing nine on Monday"
            if accused and parse.deps[up] == "acl":
                return False  # "a man accused of a shooting in January": nobody says it then
            if any(k in acts for k in parse.dependents(up, "xcomp")) and parse.dependents(up, "aux:pass"):
                return False  # "On Monday troops are said to have detained nine"
            if of_own(parse, up) and i < up:
                return False  # "policemen in Nad Ali reported killing three"
            told = parse.subtree(up) if accused else parse.dependents(up, "obj", "xcomp", "nsubj:pass")
            reports = grammar.reports(up) or _answers(grammar, up) or _publishes(parse, up)
            return reports and not any(k in acts and k < i for k in told)
    return False


def _aside(parse: Parse, verb: int) -> bool:
    """Whether a verb of saying stands with its subject between commas: "On Monday, he said, it fell"."""
    subject = parse.dependents(verb, "nsubj")
    if not subject:
        return False
    first, last = min(verb, parse.start(subject[0])), max(verb, *parse.subtree(subject[0]))
    return parse.words[first - 1] == "," and parse.words[last + 1 : last + 2] == [","]


def of_own(parse: Parse, verb: int) -> bool:
    """Whether somebody tells what he did himself: "reported killing three"."""
    return any(parse.lower[k].endswith("ing") for k in parse.dependents(verb, "xcomp"))


def _beside_speech(grammar: Grammar, i: int) -> bool:
    """Whether a phrase stands between a verb of saying and whom it tells of: "said on Monday it had"."""
    parse, verb = grammar.parse, grammar.parse.heads[i]
    says = parse.heads[verb]
    if parse.deps[verb] != "ccomp" or not says < i < verb or not grammar.reports(says):
        return False
    after = all(k > i for k in parse.dependents(verb, "nsubj", "nsubj:pass"))
    between = range(says + 1, i)
    told = any(parse.lower[k] == "that" for k in between)  # "reports that on Monday gunmen raided"
    return after and not told and says >= i - NEXT and all(parse.words[k].isalpha() for k in between)


def _of_words(parse: Parse, i: int, acts: Collection[int]) -> bool:
    """Whether a phrase dates what was written or said: "according to a May 3 statement by the army"."""
    for up in parse.ancestors(i):
        if up in acts or parse.pos[up] == "VERB":
            return False
        if parse.lemmas[up] in STATEMENTS:
            return True
    return False


def _worded(parse: Parse, i: int, verb: int) -> bool:
    """Whether a phrase hangs by a verb through what was said: "in a statement on Monday"."""
    for up in (i, *parse.ancestors(i)):
        if up == verb:
            return False
        if parse.lemmas[up] in ACCOUNTS | STATEMENTS:
            return True
    return False


def _publishes(parse: Parse, verb: int) -> bool:
    """Whether a verb makes words or pictures known: "listed on its website the outcome of"."""
    things = parse.dependents(verb, "obj")
    return parse.lemmas[verb] in PUBLISHING and any(parse.lemmas[k] in ACCOUNTS | STATEMENTS for k in things)


def _answers(grammar: Grammar, verb: int) -> bool:
    """Whether a verb answers what others say: "dismissed the claim as", "a claim that Bamako rejected"."""
    parse = grammar.parse
    about = [*parse.subtree(verb), parse.heads[verb]]
    return parse.lemmas[verb] in REJECTING and any(parse.lemmas[k] in ACCOUNTS for k in about)
