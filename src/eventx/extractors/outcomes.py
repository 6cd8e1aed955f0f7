"""What acts did: who was killed, what was destroyed, with the count told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from eventx.extractors import adjacent, bodies, doubled, hauls, losses, partings, relative, retold, tolls
from eventx.extractors.fellows import along
from eventx.extractors.inventories import HOLDING, behind_colon, listed, listed_on
from eventx.extractors.nearby import (
    RANKS,
    bare_number,
    captives_freed,
    counted_before,
    counted_behind,
    describes,
    hurt_apart,
    ranked,
    tells,
)
from eventx.extractors.owning import loyal_side, side_told
from eventx.extractors.pronouns import antecedent_of
from eventx.extractors.results import SUFFERED, Result, each, mention_of, ships_struck, suffered
from eventx.extractors.sufferers import negated
from eventx.extractors.wholes import PLACES, counted_with, described, whole_of, without_parts
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.numbers import count_at
from eventx.records import Count
from eventx.syntax import CALENDAR, Grammar, Roles

_WORDS = words("outcomes")
LOSING, FINDING, HANDING = _WORDS["losing"], _WORDS["finding"], _WORDS["handing"]
SHOWING = _WORDS["showing"]
FALLEN, FALLEN_FOES = bodies.FALLEN, bodies.FALLEN | {"HOSTILE"}
OWN_PARTS = _WORDS["bodily"]
CAPTIVES = frozenset({"prisoner", "captive", "hostage"})
BODILY = {
    "life": bodies.lives,
    "body": bodies.found_dead, "corpse": bodies.found_dead,
    "wound": bodies.with_wounds, "injury": bodies.with_wounds, "burn": bodies.with_wounds,
    "concussion": bodies.with_wounds, "gunshot": bodies.with_wounds, "fracture": bodies.with_wounds,
    "throat": bodies.cut,
    "bullet": bodies.lodged, "splinter": bodies.lodged, "shrapnel": bodies.lodged,
}  # fmt: skip
TOLD = {
    "survive": bodies.none_survived, "live": bodies.none_survived, "lie": bodies.left_lying,
    "shoot": bodies.shot, "treat": bodies.tended, "strike": ships_struck,
    "force": bodies.driven_out, "drive": bodies.driven_out, "send": bodies.driven_out,
}  # fmt: skip
SUSTAINING = frozenset({"sustain", "suffer", "receive", "incur"})
NUMBERED = frozenset(
    {
        "casualty",
        "casualties",
        "injuries",
        "losses",
        "deaths",
        "fatalities",
        "victims",
        "victim",
        "harm",
        "scratch",
    }
)
GOVERNING = frozenset(
    {"on", "upon", "across", "with", "into", "of", "against", "for", "to"}
)  # ends of phrases, before who suffers
TOLD_OF = frozenset({"NAME", "HOSTILE", "LEADER", "TROOPS"})  # people who may be named
BOOTY = frozenset({"booty", "haul", "spoils", "loot"})
HELD_OUT = frozenset({"hideout", "position", "tunnel", "cave", "camp"})  # found, they are taken
INSIDE = frozenset({"inside", "aboard", "onboard"})
HELD = frozenset({"POSITION", "CAMP", "BUILDING", "TROOPS"})


def find(grammar: Grammar) -> list[Mention]:
    """All outcomes of a parsed article, in order, each told once, and none that is a part of another."""
    told = list(
        retold.without(grammar, list(_taken(grammar, retold.as_named(grammar, list(_once(grammar))))))
    )
    told = list(doubled.without(grammar, told))
    told = described(grammar, without_parts(grammar, relative.counted(grammar, told)))
    return list(partings.by_sides(grammar, told))


def _taken(grammar: Grammar, mentions: list[Mention]) -> Iterator[Mention]:
    """Outcomes but for what was no booty, and bodies of those who are told to be dead."""
    sent_of, lemmas = grammar.parse.sent_of, grammar.parse.lemmas
    yielding = {sent_of[m.root] + k for m in mentions if m.value.type == "surrendered" for k in (0, 1)}
    dead = [m for m in mentions if m.value.type == "killed" and lemmas[m.root] not in bodies.DEAD]
    died = {m.value.patient for m in mentions if m.value.type == "killed" and m.value.object == "person"}
    listed = {sent_of[m.root] for m in mentions if m.value.type == "seized" and m.value.count.text}
    ended = {m.value.patient for m in mentions if m.value.type in ("destroyed", "neutralised")}
    for m in mentions:
        found = m.value.type == "seized" and lemmas[m.root] in FINDING
        up = grammar.parse.lower[m.root + 1 : m.root + 2] == ["up"] and grammar.parse.dependents(
            m.root, "obj"
        )
        given = m.value.type == "seized" and lemmas[m.root] in HANDING and not up
        if given and sent_of[m.root] not in yielding:
            continue
        if grammar.parse.lower[m.value.patient + 1 : m.value.patient + 3] == ["as", "possible"]:
            continue  # "inflict as many losses as possible"
        general = m.value.count.text is None and grammar.parse.lower[m.value.patient] in hauls.GENERAL
        if general and m.value.type == "seized" and sent_of[m.root] in listed:
            continue  # "the items seized included a rifle", which is told
        if lemmas[m.root] == "contain" and grammar.parse.heads[m.root] in ended:
            continue  # what was in what was destroyed
        if m.value.type == "wounded" and m.value.patient in died and m.value.count.high == 1:
            continue  # who "later died"
        if m.value.type == "freed" and m.value.patient in died:
            continue  # whose bodies were recovered
        body = m.value.type == "killed" and lemmas[m.root] in bodies.DEAD
        if body and any(retold.among_them(grammar, m, k) for k in dead):
            continue  # whose bodies were found is told
        several = m.value.count.text is not None and (m.value.count.low or 0) > 1
        kept = m.value.object not in PLACES or (several and m.value.object in HELD_OUT)
        if not found or (kept and m.value.patient not in ended):
            yield m


def _once(grammar: Grammar) -> Iterator[Mention]:
    """All outcomes, in order, each told once."""
    told: set[tuple[str, int]] = set()
    verbs: set[int] = set()
    for mention in chain(tolls.find(grammar), _all(grammar), adjacent.beside(grammar, verbs)):
        words = {(mention.value.type, i) for i in range(mention.start, mention.end)}
        if not words & told and not tolls.since_long(grammar, mention):
            told |= words
            if mention.value.total:  # "the number of soldiers who died" tells the soldiers too
                told.add((mention.value.type, mention.value.antecedent or mention.value.patient))
            verbs.add(mention.root)
            yield mention


def _all(grammar: Grammar) -> Iterator[Mention]:
    """What every verb, noun and adjective tells, in order; the same may be told twice."""
    parse, rules = grammar.parse, grammar.rules
    for i, (pos, lemma, word) in enumerate(zip(parse.pos, parse.lemmas, parse.lower, strict=True)):
        modifies = parse.deps[i] in ("amod", "compound") or describes(grammar, i)
        if pos in ("VERB", "ADJ", "AUX") and lemma in rules.verb_outcomes and not modifies:
            yield from _verb(grammar, i)
        elif modifies and parse.deps[i] == "amod" and lemma in rules.verb_outcomes:
            yield from _shown(grammar, i)
        elif word in bodies.STATES and not modifies and (told := list(bodies.in_state(grammar, i))):
            yield from told
        elif (pos == "NOUN" or lemma in BOOTY) and lemma in rules.noun_outcomes:
            yield from _noun(grammar, i)
        elif lemma in CAPTIVES and parse.lower[i - 1] == "taken":
            yield from bodies.taken_captive(grammar, i)
        elif word in INSIDE and parse.lower[i + 1 : i + 2] in (["was"], ["were"]):
            rule = rules.noun_outcomes["discovery"][0]
            yield from (m for k in hauls.contents(grammar, i) if (m := suffered(grammar, rule, k, i, ())))
        if lemma in HOLDING and pos == "VERB":
            rule = rules.noun_outcomes["haul"][0]
            yield from (m for v, k in hauls.included(grammar, i) if (m := suffered(grammar, rule, k, v, ())))
        if pos == "VERB" and (goods := hauls.OF_VERBS.get(lemma)):
            rule = rules.noun_outcomes["haul"][0]
            yield from (m for k in goods(grammar, i) if (m := suffered(grammar, rule, k, i, ())))
        if word in hauls.HEADINGS and (items := behind_colon(grammar, i)):
            rule = rules.noun_outcomes["haul"][0]
            yield from (m for k in items if (m := suffered(grammar, rule, k, i, ())))
        if lemma in hauls.SHOWING and pos == "VERB":
            of = rules.noun_outcomes
            yield from (m for n, k in hauls.shown(grammar, i) if (m := suffered(grammar, of[n][0], k, i, ())))
        if lemma in TOLD and pos == "VERB":
            yield from TOLD[lemma](grammar, i)
        if pos == "NOUN" and lemma in BODILY:
            yield from BODILY[lemma](grammar, i)
        if word in rules.adjective_outcomes and (
            pos in ("ADJ", "NOUN") or (pos == "VERB" and parse.deps[i] in ("xcomp", "amod"))
        ):
            yield from _adjective(grammar, i)
        if word in NUMBERED and pos == "NOUN" and not modifies:
            yield from tolls.none_hurt(grammar, i)


def _verb(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "killed three militants", "a tunnel was blown up", "three killed and two wounded"."""
    parse = grammar.parse
    if parse.lemmas[i] in LOSING and not any(grammar.verb_phrase((parse.lemmas[i], k), i) for k in OWN_PARTS):
        yield from losses.lost(grammar, i)
        return
    roles = grammar.roles(i)
    if parse.lemmas[i] == "fall" and any(grammar.classes(k) & HELD for k in roles.after({"on", "upon"})):
        return  # "fighters fell on a post in the lake", and did not fall themselves
    bare = i - 1 if i and bare_number(grammar, i) else None
    seen: set[int] = set()
    longest = 0
    for phrase, (rule, who) in grammar.rules.verb_outcomes[parse.lemmas[i]]:
        meant = grammar.verb_phrase(phrase, i) and not bodies.otherwise(grammar, phrase, i)
        if not meant or len(phrase) < longest:
            continue  # "stabbed to death" is not stabbed besides
        if who == "subject" and len(phrase) == 1 and rule.type == "destroyed" and parse.dependents(i, "obj"):
            continue  # who burns a house does not burn
        direct = who == "patient"
        fated = (k for k in roles.patients if parse.lemmas[k] not in phrase)  # "embraced martyrdom"
        sufferers = of_phrase(grammar, phrase, roles, i) if direct else (roles.agents or [*fated])
        stray = bare is not None and bare not in sufferers  # which the parse gives to something else
        if stray and bare and (who == "subject" or roles.passive or not parse.dependents(i, "obj")):
            sufferers = [bare]
        if direct and roles.passive:
            sufferers = hurt_apart(grammar, i, sufferers)
        if direct or rule.type in ("surrendered", "killed"):
            sufferers = [*sufferers, *along(grammar, sufferers, roles, i)]
        fallen = ranked(grammar, i) if who == "subject" and phrase[1:] and rule.type == "killed" else []
        if len(fallen) > 1 and not any(grammar.classes(s) & FALLEN - {"PERSON"} for s in sufferers):
            n = len(fallen)
            result = Result("killed", "person", Count(low=n, high=n, best=n), fallen[0], i, FALLEN)
            yield mention_of(grammar, result, fallen[0])
            return
        sufferers = hauls.all_told(grammar, sufferers, i, rule.type, direct=direct)
        if who == "bearer":
            sufferers = hauls.borne(grammar, roles)
        elif direct and phrase[1:] and list(phrase[1:]) == parse.lower[i + 1 : i + len(phrase)]:
            behind = counted_behind(grammar, i + len(phrase) - 1)
            if behind is not None and behind not in sufferers and not parse.dependents(i, "aux:pass"):
                # "hacked to death at least 38 civilians", "brought to light 12 bodies and seven rifles"
                sufferers = grammar.conjuncts(behind) if rule.type == "seized" else [behind]
        sufferers = captives_freed(grammar, i, sufferers) if rule.type == "freed" else sufferers
        for head in (whole_of(grammar, told) for told in sufferers):
            captive = parse.lemmas[head] in CAPTIVES and parse.lemmas[head - 1] == "take"
            if captive and parse.lemmas[i] != "take":
                continue  # "12 were killed and five taken prisoner"
            if head in seen or (parse.pos[head] == "NUM" and parse.dependents(head, "cop")):
                continue  # "when she was 13 turned herself in"
            if counted_with(grammar, head) or _rank_of(grammar, head, sufferers):
                continue
            acted = who == "patient" and parse.pos[i] != "ADJ"
            made = suffered(grammar, rule, head, i, tuple(roles.agents) if acted else ())
            if made:
                seen.add(head)
                longest = len(phrase)
                yield made


def _shown(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "listed 421 seized firearms", "brought back eight captured insurgents"."""
    parse, head = grammar.parse, grammar.parse.heads[i]
    if parse.deps[head] != "obj" or parse.lemmas[parse.heads[head]] not in SHOWING or i > head:
        return
    known = parse.dependents(head, "det", "nmod:poss")
    for phrase, (rule, who) in grammar.rules.verb_outcomes[parse.lemmas[i]] if not known else ():
        if who == "patient" and len(phrase) == 1 and parse.lower[i] != parse.lemmas[i]:
            made = suffered(grammar, rule, head, i, ())
            if made and made.value.count.text is not None:
                yield made
                return


def of_phrase(grammar: Grammar, phrase: tuple[str, ...], roles: Roles, verb: int) -> list[int]:
    """On whom a verb's phrase acts: "did away with three camps", "slit the throat of a farmer"."""
    parse = grammar.parse
    parts = [k for k in parse.dependents(verb, "obj") if phrase[1:] and parse.lemmas[k] in phrase]
    hung = [k for part in parts for k in parse.dependents(part, "nmod", "nmod:poss")]
    if phrase[-1] in ("into", "onto") and parse.dependents(verb, "obj"):
        return roles.patients  # "bundled two engineers into a car"
    if phrase[-1] in GOVERNING and not parse.dependents(verb, "aux:pass"):
        governed = [c for k in roles.after({phrase[-1]}) for c in grammar.conjuncts(k)] or hung
        return [k for k in dict.fromkeys(governed) if k > verb and parse.lower[k] not in CALENDAR]
    return hung or roles.patients


def _rank_of(grammar: Grammar, head: int, heads: list[int]) -> bool:
    """Whether a rank is told of the name behind it, which the parse made another: "Constable Yousaf Khan"."""
    parse = grammar.parse
    behind = head + 1
    return parse.lower[head] in RANKS and behind in heads and parse.pos[behind] == "PROPN"


def _noun(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "the death of three militants", "the arrest of 18 others", "three deaths"."""
    parse = grammar.parse
    if parse.deps[i] in ("compound", "amod"):
        return
    roles = grammar.roles(i)
    lost = parse.lemmas[i] == "loss"
    for rule in grammar.rules.noun_outcomes[parse.lemmas[i]]:
        made = False
        far = () if rule.type in SUFFERED or rule.classes & {"THING"} else roles.after({"to", "among"})
        sufferers = [k for k in roles.after({"of", "to", "among"}) if k not in far]
        sufferers += [c for k in parse.dependents(i, "nmod:poss") for c in grammar.conjuncts(k)]
        if not sufferers and parse.lower[i + 1 : i + 2] in (["of"], ["to"]):
            behind = counted_behind(grammar, i + 1)  # "resulted in injuries to seven soldiers"
            sufferers = [] if behind is None else [behind]
        borne = [k for k in parse.dependents(i, "amod") if parse.lemmas[k] in SUSTAINING]
        if (
            rule.type == "wounded" and borne and not sufferers
        ):  # "eight others, a woman too, sustained injuries"
            before = counted_before(grammar, borne[0])
            sufferers = [] if before is None else [before]
            sufferers = [parse.heads[k] for k in sufferers if parse.deps[k] == "conj"] + sufferers
        if rule.type == "seized":
            items = listed_on(grammar, max(sufferers)) if sufferers else listed(grammar, i)
            sufferers += [item for item in items if item not in sufferers]
        for head in sufferers:
            if lost and (grammar.classes(head) <= {"NAME"} or grammar.nobody(i)):
                continue  # that of a town, and "no losses among the troops"
            if rule.type in SUFFERED and (negated(parse, i) or negated(parse, parse.heads[i])):
                continue  # "no injuries among the troops", "no word of deaths"
            whose = grammar.subject(grammar.clause(i))[0][:1] if lost and rule.type == "destroyed" else []
            owner = whose[0] if whose else None
            mention = suffered(grammar, rule, head, i, tuple(roles.agents), owner=owner)
            if mention:
                made = True
                yield mention
        if made and not lost:  # "the loss of two tanks and nine men"
            return
        single = parse.lower[i - 1] in ("one", "1")  # "deplores one death"
        if rule.type in ("killed", "wounded", "captured") and (single or "Number=Plur" in parse.morphs[i]):
            count, first = count_at(parse, i)
            ranked = any("Degree=Sup" in parse.morphs[k] for k in parse.dependents(i, "amod"))
            if count and not ranked:  # "one of its worst losses" counts nobody
                owner = side_told(grammar, i) if rule.type in SUFFERED else None
                if owner is None and borne:  # "two soldiers died and 12 suffered injuries"
                    near = antecedent_of(grammar, first, personal=True)
                    owner = near if near is not None and parse.sent_of[near] == parse.sent_of[i] else None
                told = grammar.classes(owner) & FALLEN_FOES if owner is not None else bodies.kind(grammar, i)
                result = Result(rule.type, "person", count, i, i, told | {"PERSON"}, owner=owner)
                yield mention_of(grammar, result, first)
                return


def _among(grammar: Grammar, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Those who are "among the dead", who are counted: they may be named, but add nothing."""
    for mention in mentions:
        if mention.value.classes & TOLD_OF:
            mention.value.count = mention.value.count.model_copy(update={"text": None})
            yield mention


def _adjective(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "left five dead", "with 13 wounded", "three fighters dead", "four are missing"."""
    parse = grammar.parse
    rule = grammar.rules.adjective_outcomes[parse.lower[i]]
    head = parse.heads[i]
    subjects = parse.dependents(i, "nsubj", "nsubj:pass")
    if "among" in grammar.prepositions(i):
        yield from _among(grammar, each(grammar, rule, subjects, i))
        return  # "three minors were among the dead", who are counted
    if parse.deps[i] == "xcomp":
        lying = parse.lemmas[head] in (
            "lie",
            "lay",
            "fall",
            "drop",
            "remain",
            "stay",
        )  # "six villagers lay dead"
        subject = lying or parse.dependents(head, "aux:pass")  # "two were left wounded"
        left = parse.dependents(head, *(("nsubj", "nsubj:pass") if subject else ("obj",)))
        left = [k for k in left if k < i or parse.pos[i - 1] != "NUM"]
        made = list(each(grammar, rule, left, i))
        yield from made
        if made or parse.pos[i - 1] != "NUM":  # but "puts the toll at 639 dead"
            return
    if parse.pos[i - 1] == "NUM":  # "a count of 21 dead, most of them herders"
        subjects = [k for k in subjects if k < i]
    if subjects and parse.deps[i] != "amod":
        yield from each(grammar, rule, subjects, i)
        return
    if parse.deps[i] == "amod":
        if i > head:
            one = suffered(grammar, rule, head, i, ())
            if one:
                yield one
        else:
            yield from bodies.dead_found(grammar, i, rule)
        return
    count, first = count_at(parse, i)  # "13 wounded" with the adjective as head
    if count is None and i and parse.pos[i - 1] == "NUM":
        count, first = count_at(parse, i - 1)
    if count:
        antecedent = antecedent_of(grammar, i, personal=True)
        far = antecedent is not None and parse.sent_of[antecedent] != parse.sent_of[i]
        if antecedent is not None and (far or tells(grammar, antecedent)):
            antecedent = None  # "10 dead" are not the enemy of the sentence before, nor who speaks of them
        classes = grammar.classes(antecedent) if antecedent is not None else frozenset({"BARE"})
        owner = side_told(grammar, i) if rule.type in SUFFERED else None
        if owner is not None:  # "47 dead on the side of the army"
            classes, antecedent = grammar.classes(owner) & FALLEN_FOES, None
        elif loyal_side(grammar, i):
            classes, antecedent = FALLEN, None
        result = Result(
            rule.type, "person", count, i, i, classes | {"PERSON"}, antecedent=antecedent, owner=owner
        )
        yield mention_of(grammar, result, first)
