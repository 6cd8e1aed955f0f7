"""Triggers and their surroundings → tellings: one act as one sentence tells it.

A sentence is cut into groups of triggers that tell the same act; what the sentence says of place, date,
actors and results goes to the group that it hangs by.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from eventx import aftermath, attributions, bearings, durations, roles, rosters, scenes, timing
from eventx.belonging import Owners, of_background, of_the_past, owner_of
from eventx.finding import Found
from eventx.grouping import groups_of
from eventx.lexicon import words
from eventx.marking import mark, name_of, sections
from eventx.mentions import Mention, Trigger
from eventx.parse import Parse
from eventx.records import Background
from eventx.strength import kinds_by_arms
from eventx.syntax import Grammar
from eventx.tellings import ALOFT, Telling

HELPING = words("backing")["helping"]
# kinds whose "from" tells where: "a sweep from Resafa toward Bir Sbai"
TAKING = frozenset({"abduction", "arrest", "clearance", "rescue", "seizure"})
BASED = frozenset({"operate", "fly", "work"})  # "jets operating out of Latakia"
PUTTING = frozenset({"put", "estimate", "confirm", "count", "speak"})
HOMES = frozenset({"resident", "native", "inhabitant", "citizen"})
FOILING = frozenset({"foil", "thwart", "frustrate", "scupper", "avert"})
OTHER_TIMES = frozenset({"since", "before"})
OVERALL = frozenset({"offensive", "clash", "attack", "ambush", "airstrike", "clearance"})
FELL = frozenset({"killed", "wounded", "captured"})
BY_RESULTS = frozenset({"arrest", "abduction", "seizure"})


def assemble(grammar: Grammar, found: Found, *, title_end: int = 0) -> list[Telling]:
    """Tellings in the order of the text; `title_end` is the first token behind the title."""
    parse = grammar.parse
    by_sentence: dict[int, list[Trigger]] = {}
    named = _named(grammar, found)
    for trigger in found.triggers:
        if trigger.claim.background is None and (trigger.start not in named or trigger.kind == "unspecified"):
            by_sentence.setdefault(parse.sent_of[trigger.root], []).append(trigger)
    tellings: list[Telling] = []
    for sentence in sorted(by_sentence):
        start = parse.sents[sentence][0]
        if len(by_sentence) > 1 and start >= title_end and grammar.heading(sentence):
            continue  # a heading inside the text announces what the text tells
        told = _open(grammar, found, sentence, by_sentence[sentence], in_title=start < title_end)
        _share_out(grammar, found, told, taken=_rejected(found, sentence))
        tellings += told
    scenes.again(grammar, found, tellings)
    scenes.before(grammar, found, tellings)
    scenes.day_before(grammar, found, tellings)
    _open_sections(grammar, tellings)
    attributions.blamed_later(grammar, found, tellings)
    rosters.joined_later(grammar, found, tellings)
    return tellings


def _named(grammar: Grammar, found: Found) -> set[int]:
    """The tokens of operations' names, which tell no act of their own: "Operation Roundup"."""
    names = (name_of(grammar, t.end - 1) for t in found.triggers if t.value.nouns)
    return {i for name in names if name for i in range(name[1], name[2])}


def _count_charges(grammar: Grammar, tellings: Sequence[Telling]) -> None:
    """Count no bombs with which another act began as acts: "attacked a base after setting off two"."""
    for telling in tellings:
        above = {up for t in telling.triggers for up in grammar.parse.ancestors(t.root)}
        if telling.kinds == ["bombing"] and any(
            other is not telling and t.root in above for other in tellings for t in other.triggers
        ):
            telling.count = None


def _open_sections(grammar: Grammar, tellings: Sequence[Telling]) -> None:
    """Make the first telling of each section behind a label new: "Aleppo: two soldiers fell"."""
    labelled = sections(grammar)
    for telling in tellings:
        if telling.paragraph in labelled and not telling.in_title:
            telling.fresh = True
            labelled -= {telling.paragraph}


def assemble_background(
    grammar: Grammar, found: Found, *, title_end: int = 0, taken: Collection[int] = ()
) -> list[Telling]:
    """Tellings of what was judged background, one reason each; `taken` are outcomes of news, by head token.

    News in the same sentences is told beside them, so that what hangs by it stays with it, and then left out.
    """
    parse = grammar.parse
    tellings: list[Telling] = []
    for sentence in sorted({parse.sent_of[t.root] for t in found.triggers if t.claim.background}):
        by_reason: dict[Background | None, list[Trigger]] = {}
        for mention in found.within("triggers", sentence):
            if isinstance(mention, Trigger):
                by_reason.setdefault(mention.claim.background, []).append(mention)
        in_title = parse.sents[sentence][0] < title_end
        told = [
            t for same in by_reason.values() for t in _open(grammar, found, sentence, same, in_title=in_title)
        ]
        told.sort(key=lambda t: min(trigger.root for trigger in t.triggers))
        _share_out(grammar, found, told, taken=taken)
        tellings += (t for t in told if t.claim.background)
    return tellings


def _rejected(found: Found, sentence: int) -> set[int]:
    """The head tokens of a sentence's triggers that were judged background, or planned beside news."""
    told = [t for t in found.within("triggers", sentence) if isinstance(t, Trigger)]
    news = {t.claim.status == "planned" for t in told if t.claim.background is None}
    return {
        t.root
        for t in told
        if t.claim.background is not None or (t.claim.status == "planned" and len(news) > 1)
    }


def _open(
    grammar: Grammar, found: Found, sentence: int, triggers: Sequence[Trigger], *, in_title: bool
) -> list[Telling]:
    """One telling for each group of a sentence's triggers."""
    tokens = grammar.parse.sents[sentence]
    paragraph = grammar.parse.paragraphs[tokens[0]]
    further: dict[int, list[Trigger]] = {}
    for trigger in triggers:
        kinds = kinds_by_arms(grammar, [trigger])
        if kinds:  # "attacked with guided bombs" is an air strike
            trigger.kind = kinds[0]
            further[id(trigger)] = [replace(trigger, kind=kind) for kind in kinds[1:]]
    _stop_in_the_air(grammar, triggers)
    _meet_with_fire(grammar, found, sentence, triggers)
    groups = [
        [*_less_by_results(grammar, group), *(t for told in group for t in further.get(id(told), ()))]
        for group in groups_of(grammar, triggers, found)
    ]
    return [Telling(sentence, paragraph, in_title, group, tokens=tokens) for group in groups]


def _meet_with_fire(grammar: Grammar, found: Found, sentence: int, triggers: Sequence[Trigger]) -> None:
    """Make what somebody came under an attack on them, where no foe fell: "a patrol came under fire"."""
    fell = (o.value for o in found.within("outcomes", sentence) if o.value.type in FELL)
    if not any("HOSTILE" in result.classes for result in fell):
        for trigger in triggers:
            if trigger.kind == "clash" and grammar.parse.lemmas[trigger.root] == "come":
                trigger.kind = "attack"


def _stop_in_the_air(grammar: Grammar, triggers: Sequence[Trigger]) -> None:
    """Make what is stopped on its way an interception: "repelled a drone attack", "foiled a bombing"."""
    aloft = {t.root for t in triggers if t.kind in ALOFT}
    bombings = {t.root for t in triggers if t.kind == "bombing"}
    for trigger in triggers:
        if trigger.found_by != "repelled":
            continue
        foiled = bombings if grammar.parse.lemmas[trigger.root] in FOILING else set()
        if (aloft | foiled).intersection(grammar.roles(trigger.root).patients):
            trigger.kind = "interception"


def _less_by_results(grammar: Grammar, group: Sequence[Trigger]) -> list[Trigger]:
    """A group with what came of an act or backed it made weak: "captured the base, taking 200 prisoner"."""
    parse = grammar.parse
    acts = {t.root: t for t in group if t.kind in OVERALL and t.value.verbs}
    repelled = {p for t in group if t.found_by == "repelled" for p in grammar.roles(t.root).patients}
    strong = {t.root for t in group if not t.value.weak}
    downed = [p for t in group if t.kind == "interception" for p in _met(grammar, t.root)]
    downed += [k for p in downed for k in parse.dependents(p, "nmod", "obl")]  # "67 of 94 drones sent by"
    defused = {p for t in group if t.kind == "ordnance_disposal" for p in grammar.roles(t.root).patients}
    sent = {k for p in downed for k in parse.dependents(p, "acl", "acl:relcl", "advcl:relcl")}
    told = []
    for trigger in group:
        i = trigger.root
        above = parse.heads[i] if parse.deps[i] != "conj" else parse.heads[parse.heads[i]]
        participle = parse.lower[i].endswith("ing") and "advcl" in (parse.deps[i], parse.deps[parse.heads[i]])
        result = trigger.kind in BY_RESULTS and participle and above in acts and above != i
        helped = grammar.prepositions(i) | (
            grammar.prepositions(above) if parse.pos[above] == "NOUN" else set()
        )
        backing = parse.lemmas[above] in HELPING and bool(helped & {"by", "with"})
        meanwhile = bool(strong - {i}) and _meanwhile(grammar, i, strong)
        listed = trigger.kind == "arrest" and _in_a_list_of_results(grammar, i, group)
        result = result or listed or _judged(grammar, i)
        if i in sent or (trigger.kind == "seizure" and parse.deps[i] == "acl" and parse.heads[i] in defused):
            continue  # who sent what was shot down is its target; what was defused had been found
        if backing and any(t.kind not in ("result", "unspecified", trigger.kind) for t in group):
            continue
        if result or i in repelled or meanwhile or (backing and len(group) > 1):
            told.append(replace(trigger, value=trigger.value.model_copy(update={"weak": True})))
        else:
            told.append(trigger)
    return told or [*group]


def _met(grammar: Grammar, i: int) -> list[int]:
    """What a verb acts on, be it the object of a verb beside it: "intercepted and destroyed two missiles"."""
    return grammar.roles(i).patients or grammar.shared_objects(i)


def _judged(grammar: Grammar, i: int) -> bool:
    """Whether a noun says what somebody thinks of an act: "it was a slaughter"."""
    parse = grammar.parse
    about = {parse.lower[k] for k in parse.dependents(i, "nsubj")}
    return (
        parse.pos[i] == "NOUN" and bool(parse.dependents(i, "cop")) and bool(about & {"it", "this", "that"})
    )


def _in_a_list_of_results(grammar: Grammar, i: int, group: Sequence[Trigger]) -> bool:
    """Whether an arrest ends a list of what an act did: "three died, two were hurt and one was held"."""
    told = {t.root for t in group if t.kind == "result"}
    parse, up = grammar.parse, i
    while parse.deps[up] in ("conj", "parataxis", "list") and parse.heads[up] != up:
        up = parse.heads[up]
        if up in told and grammar.roles(up).passive and not grammar.roles(i).agents:
            return True
    return False


def _meanwhile(grammar: Grammar, i: int, strong: Collection[int]) -> bool:
    """Whether a trigger tells what others did meanwhile: "as regime aircraft went on bombing the area"."""
    parse = grammar.parse
    clause = parse.heads[i] if parse.deps[i] == "xcomp" else i
    marks = {parse.lower[k] for k in parse.dependents(clause, "mark", "advmod")}
    if parse.deps[clause] != "advcl" or not marks & {"as", "while"}:
        return False
    subjects = parse.dependents(clause, "nsubj")
    own = bool(subjects) and parse.pos[subjects[0]] != "PRON"
    return own and any(up in strong for up in parse.ancestors(clause))


def _share_out(grammar: Grammar, found: Found, tellings: list[Telling], *, taken: Collection[int]) -> None:
    """Give what a sentence says to its tellings, but the outcomes that others have taken."""
    sentence = tellings[0].sentence
    owners = {
        i: telling
        for telling in tellings
        for trigger in telling.triggers
        for i in (trigger.root, *grammar.roles(trigger.root).verbs)
    }
    _outcomes(grammar, found, tellings, owners, taken)
    _places(grammar, found, sentence, tellings, owners)
    timing.share_out(grammar, found, sentence, tellings, owners)
    timing.of_the_year(grammar, found, sentence, tellings)
    forces = {m.root: m for m in found.within("forces", sentence)}
    for telling in tellings:
        durations.leave_open(grammar, telling)
        roles.fill(grammar, telling, forces, found)
        mark(grammar, telling, first=telling is tellings[0])
    _count_charges(grammar, tellings)


def _outcomes(
    grammar: Grammar, found: Found, tellings: list[Telling], owners: Owners, taken: Collection[int]
) -> None:
    """Give each result that is not taken to the telling that it hangs by."""
    for mention in found.within("outcomes", tellings[0].sentence):
        telling = owner_of(grammar, mention.root, tellings, owners)
        if telling and mention.root not in taken:
            telling.outcomes.append(mention)
            owners.setdefault(mention.root, telling)


def _behind_from(grammar: Grammar, i: int) -> bool:
    """Whether a place, or the first of its list, stands behind "from": "fighters from Idlib and Hama"."""
    parse = grammar.parse
    first = parse.heads[i] if parse.deps[i] == "conj" and not grammar.prepositions(i) else i
    words = grammar.prepositions(first) | grammar.prepositions(i)
    based = {"out", "of"} <= words and parse.lemmas[parse.heads[first]] in BASED
    return "from" in words or based


def _of_teller(grammar: Grammar, i: int) -> bool:
    """Whether a place is of one who gives a figure: "a source in Bunia put the toll at 55"."""
    parse, acts = grammar.parse, grammar.rules.noun_rules
    tree = (i, *parse.ancestors(i))
    ups = (up for up in tree if parse.deps[up] == "nsubj" and parse.lemmas[up] not in acts)
    return any(parse.lemmas[parse.heads[up]] in PUTTING and up != i for up in ups)


def _of_another_time(grammar: Grammar, i: int, owners: Owners) -> bool:
    """Whether a place stands in what only tells a time: "the first since the war in Gaza began"."""
    parse = grammar.parse
    for up in (i, *parse.ancestors(i)):
        if up in owners:
            return False
        since = parse.deps[up] == "advcl" and any(
            parse.lower[k] == "since" for k in parse.dependents(up, "mark")
        )
        if since or (up != i and grammar.prepositions(up) & OTHER_TIMES):
            return True
    return False


def _places(grammar: Grammar, found: Found, sentence: int, tellings: list[Telling], owners: Owners) -> None:
    """Give each place to the telling that it hangs by, or that a "where" behind it tells."""
    parse, told = grammar.parse, [t for telling in tellings for t in telling.triggers]
    leaving = any(t.kind == "withdrawal" or t.found_by in ("drive-out", "driven-back") for t in told)
    where = _where(parse, found.within("places", sentence), owners)
    gone: set[int] = set()
    for mention in found.within("places", sentence):
        i = mention.root
        left = i in where and "from" in grammar.prepositions(i)  # "taken to hospital from X, where jets"
        again = bearings.called_again(parse, mention, found.within("places", sentence))
        if mention.value.metonym or again or (not left and aftermath.tells(grammar, i, owners)):
            continue
        away = i not in where and _elsewhere(grammar, mention, owners, leaving)
        if away or (parse.deps[i] == "appos" and parse.heads[i] in gone):  # "from McAllen, Texas"
            gone.add(i)
            continue
        fronted = bearings.fronted(parse, mention) and bearings.point(mention.value.place)
        fronted = fronted and mention.value.place.feature != "P.PPLC"
        telling = where.get(i) or owner_of(grammar, i, tellings, owners, said=fronted)
        past = of_background(grammar, found, i, owners) or of_the_past(grammar, found, i, owners)
        if telling and not past:
            telling.places.append(mention)


def _where(parse: Parse, places: Sequence[Mention], owners: Owners) -> dict[int, Telling]:
    """The places of which a "where" tells an act, by their heads: "around Taza and Bashir, where troops"."""
    told: dict[int, Telling] = {}
    behind: dict[int, Telling] = {}  # by the token that a comma or "where" stands behind
    for i, telling in owners.items():
        verb = parse.heads[i] if parse.deps[i] == "xcomp" else i
        for k in parse.kids[verb] if parse.deps[verb] == "acl:relcl" else ():
            if parse.lower[k] == "where":
                told[parse.heads[verb]] = telling
                behind[k - (parse.words[k - 1] == ",")] = telling
    for mention in reversed(places):
        i = mention.root
        beside = (parse.heads[i], *parse.dependents(i, "conj", "appos"))
        found = told.get(i) or behind.get(mention.end)
        found = found or next((told[k] for k in beside if k in told), None)
        if found is not None:
            told[i] = found
    return told


def _elsewhere(grammar: Grammar, mention: Mention, owners: Owners, leaving: bool) -> bool:
    """Whether a place is where people come from, live or talk."""
    parse, i = grammar.parse, mention.root
    first = parse.heads[i] if parse.deps[i] == "conj" and not grammar.prepositions(i) else i
    taken = owners.get(parse.heads[first])
    origin = mention.value.place.relation is None and _behind_from(grammar, i)
    origin = origin and not (taken and TAKING.intersection(taken.kinds))  # "kidnapped from X village"
    if parse.lemmas[parse.heads[i]] in HOMES:
        return True  # "Sepoy Khan, resident of Kohat"
    if parse.lower[mention.start - 1] == "of" and (
        parse.words[mention.start - 2] == "," or parse.ents[mention.start - 2] == "PER"
    ):
        return True  # "Usman Bello, 35, of Maradi"
    origin = origin and not bearings.stretches(parse, mention)
    if (origin and not (leaving and taken)) or _of_teller(grammar, i) or _of_another_time(grammar, i, owners):
        return True
    return bearings.apart(grammar, i)
