"""Words that tell an act: verbs and event nouns of the rules, with arguments of the needed classes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from eventx import aftermath
from eventx.extents import HYPHENS
from eventx.mentions import Trigger
from eventx.records import Kind
from eventx.rules import Rule
from eventx.syntax import CALENDAR, Grammar, Roles

MODIFIED = frozenset({"AIRCRAFT", "DRONE", "MILITARY", "WARSHIP", "WEAPON", "VEHICLE", "SECURITY", "POLICE"})
NOT_ACTS = frozenset({"warrant", "siren", "room", "dog", "plan", "figure", "rate"})  # "search warrant"
PARTICLES = {
    "storm": ("out", "off"),
    "strike": ("out", "up", "off"),
    "hit": ("out", "upon"),
    "fight": ("over",),
    "catch": ("up", "fire"),
    "shoot": ("down",),
}
OF_NAMES = frozenset({"INSIDE", "ACTOR"})  # words of a force's name
GROUPS = frozenset({"group", "outfit", "faction", "organisation", "organization", "movement"})
PORTIONS = frozenset({"centre", "center", "heart", "rest", "remainder", "whole", "bulk"})
LIBERTY = frozenset({"release", "freedom"})
GROUNDS = frozenset({"PLACE", "TERRITORY", "GROUND"})
ARMED_GROUP = frozenset({"FORCE", "HOSTILES", "GROUP"})
BODIES = frozenset(
    {"nations", "un", "union", "peacekeeping", "observer", "assistance", "support", "monitoring"}
)
BY_HOSTILES: dict[str, Kind] = {"arrest": "abduction", "clearance": "offensive"}  # what rebels do instead
LAWFUL = frozenset({"TROOPS", "POLICE", "MILITIA", "MILITARY", "INTEL"})  # who detains, and abducts nobody
UNARMED = frozenset({"abduction", "ordnance_disposal"})  # pirates' crews, engineers
AIMS = frozenset({"clearance", "arrest", "rescue", "offensive", "seizure"})
PRONOUNS = frozenset({"it", "he", "she"})
ACTED_ON = frozenset({"it", "them"})
TOLD = frozenset({"obj", "nsubj", "nsubj:pass"})  # what a pronoun takes up before other nouns
MEANS = frozenset({"from", "with", "by", "using"})  # "dropped bombs from drones"
CHARGES = frozenset({
    "command", "directorate", "department", "deputy", "director", "head", "centre", "center", "conduct",
    "room", "office",
})  # fmt: skip
ACTING = frozenset({"FORCE", "PERSON", "MEANS", "STATE", "NAME", "ACTOR", "COUNTED", "PROJECTILE"})


def find(grammar: Grammar) -> Iterator[Trigger]:
    """All triggers of a parsed article; judging them is left to `claims`."""
    parse = grammar.parse
    for i, (pos, lemma) in enumerate(zip(parse.pos, parse.lemmas, strict=True)):
        if i in grammar.named and grammar.named[i] & OF_NAMES:
            continue
        if pos in ("VERB", "ADJ") and (lemma in grammar.rules.verb_rules):
            if pos == "VERB" or parse.deps[i] in ("acl", "root", "conj", "advcl"):
                found = list(_verb(grammar, i))
                yield from found
                if (
                    not found
                    and parse.lower[i] in grammar.rules.noun_rules
                    and parse.dependents(i, "det", "case", "compound", "nmod:poss")
                ):
                    yield from _noun(grammar, i)  # "a mass kidnapping" that the model takes for a verb
        elif pos in ("NOUN", "PROPN", "ADJ") or (pos != "VERB" and (len(lemma) > 5 or _hyphened(grammar, i))):
            yield from _noun(grammar, i)


def _hyphened(grammar: Grammar, i: int) -> bool:
    """Whether a token is the end of a hyphenated word, whatever it was taken for: "shoot-out"."""
    return i > 0 and grammar.parse.lower[i - 1] in HYPHENS


def _other_sense(grammar: Grammar, i: int) -> bool:
    """Whether the particle behind a verb changes its sense: "stormed out of the meeting", not "off Eyl"."""
    parse = grammar.parse
    behind = parse.lower[i + 1] if i + 1 < len(parse) else ""
    afar = behind == "off" and parse.deps[i + 1] == "case"
    return behind in PARTICLES.get(parse.lemmas[i], ()) and not afar


def _verb(grammar: Grammar, i: int) -> Iterator[Trigger]:
    """The trigger that a verb is, by the rule that fits it best."""
    parse = grammar.parse
    if parse.deps[i] in ("amod", "compound", "aux"):
        return
    particle = parse.lower[i + 1] if _other_sense(grammar, i) else None
    roles, layers = grammar.roles(i), grammar.rules.layers
    fitting = [
        (
            layers.get(rule.name, 0),
            not rule.weak,
            len(rule.needs) > 1,
            len(phrase) if len(rule.needs) < 2 else 0,
            specific(rule),
            rule,
        )
        for phrase, rule in grammar.rules.verb_rules[parse.lemmas[i]]
        if (particle is None or particle in phrase)
        and not (rule.name == "shot-passive" and _tells_fate(grammar, i, {"wounded"}))
        and not (rule.kind == "deployment" and _tells_fate(grammar, i, {"killed", "destroyed"}))
        and not (rule.kind == "deployment" and aftermath.conveyed(grammar, i))
        and grammar.verb_phrase(phrase, i)
        and fits(grammar, rule, roles)
    ]
    if fitting:
        rule = max(fitting, key=lambda told: told[:-1])[-1]
        kind = rule.kind
        if kind in BY_HOSTILES and _by_hostile(grammar, roles):
            cars = any("VEHICLE" in grammar.classes(k) for k in roles.patients)
            if kind == "arrest" or parse.lemmas[i] == "sweep":
                kind = BY_HOSTILES[kind]
            elif cars:
                kind = "blockade"  # "rebels searched cars at a roadblock"
        if kind == "airstrike" and any("DRONE" in grammar.classes(k) for k in roles.after(MEANS)):
            kind = "drone_strike"
        if kind == "bombardment":
            kind = _from_the_air(grammar, roles) or kind
        yield Trigger("trigger", i, i + 1, i, rule, rule.name, kind=kind)


def _from_the_air(grammar: Grammar, roles: Roles) -> Kind | None:
    """What missiles from a drone or an aircraft tell: "two rockets from a helicopter hit a school"."""
    parse = grammar.parse
    fired = [h for h in (*roles.agents, *roles.patients) if grammar.classes(h) & {"PROJECTILE", "MUNITION"}]
    told = [k for h in fired for k in parse.dependents(h, "nmod") if "from" in grammar.prepositions(k)]
    told += [
        k
        for h in fired
        for v in parse.dependents(h, "acl")
        for k in parse.dependents(v, "obl", "obl:agent")
        if grammar.prepositions(k) & {"by", "from"}
    ]
    senders: set[str] = set().union(*(grammar.classes(k) for k in told))
    return "drone_strike" if "DRONE" in senders else "airstrike" if "AIRCRAFT" in senders else None


def _tells_fate(grammar: Grammar, i: int, fates: Set[str]) -> bool:
    """Whether a verb with what is below it tells a fate: "was shot in the leg", "were sent to hell"."""
    told = grammar.rules.verb_outcomes.get(grammar.parse.lemmas[i], ())
    return any(
        rule.type in fates and phrase[1:] and grammar.verb_phrase(phrase, i) for phrase, (rule, _) in told
    )


def _by_hostile(grammar: Grammar, roles: Roles) -> bool:
    """Whether an armed group's people detain somebody: "rebels of the ELN detained nine oil workers"."""
    who = [grammar.classes(a) for a in roles.agents]
    return bool(who) and all(c & {"HOSTILE", "HOSTILES"} and not c & LAWFUL for c in who)


def _noun(grammar: Grammar, i: int) -> Iterator[Trigger]:
    """The trigger that an event noun is, by the rule whose phrase is longest."""
    parse = grammar.parse
    start, rule = _longest(grammar, i)
    if rule is None:
        return
    if (
        _body(grammar, i)
        or _office(grammar, i)
        or (parse.lower[i - 1 : i] == ["in"] and parse.lower[i + 1 : i + 2] == ["of"])
    ):
        return  # "in search of work"
    root, end = i, parse.sents[parse.sent_of[i]][1]
    followed = i + 1 < end and parse.pos[i + 1] in ("NOUN", "PROPN")
    if followed and (grammar.classes(i + 1) & MODIFIED or parse.lower[i + 1] in NOT_ACTS):
        return  # "attack helicopter"
    if i + 1 < end and parse.words[i + 1][:1].isupper() and _of_a_name(grammar, i):
        flat = parse.heads[i] < i or parse.heads[i + 1] == i  # the name hangs by its first word
        root = i if flat else _last_word(grammar, i)
    elif parse.deps[i] in ("compound", "amod") and parse.heads[i] > i:
        return  # "raid operation" fires on its head
    elif parse.lemmas[parse.heads[i]] == "component" and parse.deps[i] == "nmod":
        return  # "the air component of the operation" is who acts
    aimed = _aim(grammar, i) if rule.kind in ("unspecified", "clash") else None
    yield Trigger("trigger", start, i + 1, root, rule, rule.name, kind=aimed or rule.kind)


def _of_a_name(grammar: Grammar, i: int) -> bool:
    """Whether an operation stands before its name: "Operation Lasting Peace", "operations Claw and Fang"."""
    parse = grammar.parse
    if parse.words[i] == "Operation":
        return parse.deps[i] in ("compound", "amod") or parse.pos[i + 1] in ("NOUN", "PROPN")
    return parse.words[i] == "operations" and parse.heads[i] > i and parse.pos[parse.heads[i]] == "PROPN"


def _aim(grammar: Grammar, i: int) -> str | None:
    """What an operation is by what it is to do: "launched an operation to search the hills"."""
    parse, up = grammar.parse, grammar.parse.heads[i]
    beside = parse.dependents(up, "advcl", "xcomp") if parse.lemmas[up] in grammar.rules.light else []
    for k in (*parse.dependents(i, "acl"), *beside):
        if k > i and "VerbForm=Inf" in parse.morphs[k] and parse.lemmas[k] in grammar.rules.verb_rules:
            return next((t.kind for t in _verb(grammar, k) if t.kind in AIMS), None)
    return None


def _body(grammar: Grammar, i: int) -> bool:
    """Whether a mission is a body of people: "the Mission deplores", "the MINUSCA mission"."""
    parse = grammar.parse
    if parse.lemmas[i] != "mission":
        return False
    of = {parse.lower[k] for k in parse.dependents(i, "compound", "amod")}
    beside = {*parse.dependents(i, "compound", "appos", "flat"), min(i + 1, len(parse) - 1)}
    initials = any(parse.words[k].isupper() and len(parse.words[k]) > 2 for k in beside)
    says = parse.deps[i] == "nsubj" and grammar.reports(parse.heads[i])
    return parse.words[i] == "Mission" or bool(of & BODIES) or initials or says


def _office(grammar: Grammar, i: int) -> bool:
    """Whether operations are what somebody has charge of: "the deputy commander of joint operations"."""
    parse, head = grammar.parse, grammar.parse.heads[i]
    if parse.lower[i] != "operations" or parse.deps[i] != "nmod" or "of" not in grammar.prepositions(i):
        return False
    charge = "LEADER" in grammar.classes(head) or parse.lemmas[head] in CHARGES
    return charge and not parse.dependents(i, "det", "nmod:poss", "nummod")


def _longest(grammar: Grammar, i: int) -> tuple[int, Rule | None]:
    """The rule of the longest phrase that ends at a noun, with its first token; None where none acts.

    Of rules for the same phrase a user's wins, then the one that asks for more.
    """
    best: tuple[int, tuple[int, int, int], Rule | None] = (i, (0, 0, 0), None)
    for word in grammar.forms(i):
        for phrase, rule in grammar.rules.noun_rules.get(word, ()):
            layer = grammar.rules.layers.get(rule.name, 0) if rule else 0
            rank = len(phrase), layer, specific(rule) if rule and rule.needs else -99
            start = grammar.ends_with(phrase, i) if rank > best[1] else None
            if start is not None and (rule is None or fits(grammar, rule, grammar.roles(i))):
                best = (start, rank, rule)
    return best[0], best[2]


def _last_word(grammar: Grammar, i: int) -> int:
    """The last word of an operation's name: "Operation Red Dawn" hangs by it."""
    parse, head = grammar.parse, i + 1
    while (
        head + 1 < len(parse)
        and parse.heads[head] > head
        and parse.words[parse.heads[head]][:1].isupper()
        and parse.heads[head] - i < 6
    ):
        head = parse.heads[head]
    return head


def specific(rule: Rule) -> int:
    """How much a rule asks for: the more, the surer."""
    return len(rule.needs) * 10 - len(rule.needed("agent")) - len(rule.needed("patient"))


def fits(grammar: Grammar, rule: Rule, roles: Roles) -> bool:
    """Whether a trigger's arguments have the classes that its rule needs."""
    needed, doers = rule.needed("agent"), agents(rule, roles)
    if rule.kind == "rescue" and any("BODY" in grammar.classes(p) for p in roles.patients):
        return False  # the dead are recovered, not freed
    if by_civilians(grammar, roles.agents) and rule.kind not in UNARMED and rule.name != "blow-up-verb":
        return False  # civilians use no force: a nurses' strike
    if needed and not has(grammar, doers, needed):
        return False
    struck = patients(grammar, rule, roles)
    if (
        needed and struck == doers == roles.modifiers
    ):  # "Niger's deadliest attack": not who acts and what is hit
        struck = [k for k in struck if not has(grammar, [k], needed)]
    needed = rule.needed("patient")
    return not needed or has(grammar, struck, needed)


def agents(rule: Rule, roles: Roles) -> list[int]:
    """The phrases of which a rule's `needs.agent` asks."""
    return roles.agents or roles.modifiers or (roles.after({"of"}) if rule.nouns else [])


def patients(grammar: Grammar, rule: Rule, roles: Roles) -> list[int]:
    """The phrases of which a rule's `needs.patient` asks."""
    if rule.verbs and all(verb.endswith(" with") for verb in rule.verbs):
        return roles.after({"with"})  # "made off with", but not "leaving a guard with a broken arm"
    return (
        roles.patients
        or roles.after(rule.governed | {"of"})
        or (grammar.shared_objects(roles.verbs[0]) if roles.verbs else roles.modifiers)
    )


def by_civilians(grammar: Grammar, agents: Sequence[int]) -> bool:
    """Whether all who act are civilians."""
    found = [grammar.classes(a) for a in agents]
    return bool(found) and all("CIVILIAN" in c and not c & {"HOSTILE", "FORCE"} for c in found)


def has(grammar: Grammar, heads: list[int], needed: frozenset[str]) -> bool:
    """Whether one of some phrases has a needed class; "NONE" is for where there are no phrases.

    "OTHER" is for nouns of no class at all: "attacked a wedding".
    """
    if not heads:
        return "NONE" in needed
    if "OTHER" in needed and any(_of_no_class(grammar, h) for h in heads):
        return True
    return any(
        grammar.classes(grammar.content(h)) & needed
        or grammar.classes(h) & needed
        or _stands_for(grammar, h) & needed
        for h in heads
    )


def _of_no_class(grammar: Grammar, head: int) -> bool:
    """Whether a phrase may be anything: a noun of no class, "it"."""
    parse = grammar.parse
    return (parse.pos[head] == "NOUN" and not grammar.classes(head)) or parse.lower[head] == "it"


def _told_before(grammar: Grammar, pronoun: int) -> int | None:
    """The noun of its sentence that an object "it" or "them" stands for: "found a bomb and took it apart"."""
    parse = grammar.parse
    plural = parse.lower[pronoun] == "them"
    doers = grammar.subject(parse.heads[pronoun])[0]
    told = [
        j
        for j in range(pronoun - 1, parse.sents[parse.sent_of[pronoun]][0] - 1, -1)
        if parse.pos[j] in ("NOUN", "PROPN") and parse.lower[j] not in CALENDAR
        if j not in doers and ("Number=Plur" in parse.morphs[j]) == plural
    ]
    core = (j for j in told if parse.deps[j] in TOLD)
    return next(core, next((j for j in told if parse.deps[j] == "obl"), None))


def _stands_for(grammar: Grammar, head: int) -> frozenset[str]:
    """The classes of what "it" or "the group" stands for: who says so, "The rebels said it had bombed"."""
    parse = grammar.parse
    if parse.lower[head] in GROUPS and any(parse.lower[k] == "the" for k in parse.kids[head]):
        return ARMED_GROUP
    if parse.lower[head] in ACTED_ON and parse.deps[head] in ("obj", "obl"):
        told = _told_before(grammar, head)
        return frozenset() if told is None else grammar.classes(grammar.content(told))
    if parse.lemmas[head] in PORTIONS:  # "captured the centre of Afrin"
        of = (k for k in parse.dependents(head, "nmod") if "of" in grammar.prepositions(k))
        return frozenset().union(*(grammar.classes(k) for k in of)) & GROUNDS
    verb = parse.heads[head]
    if parse.lemmas[head] in LIBERTY and parse.deps[head] == "obj":  # "secured the release of 22 passengers"
        of = (k for k in parse.dependents(head, "nmod") if "of" in grammar.prepositions(k))
        return frozenset().union(*(grammar.classes(grammar.content(k)) for k in of))
    if parse.lower[head] not in PRONOUNS or parse.deps[verb] != "ccomp":
        return frozenset()
    speakers = parse.dependents(parse.heads[verb], "nsubj")
    return frozenset().union(*(grammar.classes(s) | _stands_for(grammar, s) for s in speakers))
