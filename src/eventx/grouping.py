"""Triggers of one sentence → groups that tell the same act."""

from __future__ import annotations

from collections.abc import Sequence

from eventx.clauses import OCCASIONS, by_others, going_on, some_time_after, told_before
from eventx.finding import Found
from eventx.lexicon import words
from eventx.mentions import Trigger
from eventx.reputations import CHARGES
from eventx.sites import apart
from eventx.subjects import RELATIVE
from eventx.syntax import Grammar
from eventx.tellings import ALOFT, RANK, is_place

ANSWERING = frozenset({"answer", "reply", "respond", "retaliate"})
APART = words("grouping")["apart"]
TYING = words("grouping")["tying"]
SEPARATING = frozenset({"separately", "meanwhile", "another", "later", "also"})
ESCAPING = frozenset({"flee", "escape", "survive", "dodge", "evade", "avoid"})
LEAVING = frozenset({"withdraw", "pull", "retreat", "leave"})
TAKING = frozenset({"abduct", "kidnap", "seize", "snatch", "take", "capture"})
CLAUSES = ("acl:relcl", "advcl:relcl", "advcl")
KNOWN = 4  # dependents at most of an act that no more is told of: article, preposition, time, comma
ORDERING = ("precede", "follow")
FOUGHT = frozenset({"attack", "clash"})  # in which something is shot down
SWEEPS = frozenset({"raid", "clearance", "arrest", "seizure", "rescue", "ordnance_disposal", "unspecified"})

Group = list[Trigger]


def groups_of(grammar: Grammar, triggers: Sequence[Trigger], found: Found) -> list[Group]:
    """Triggers of one sentence, together where they tell the same act."""
    told = [t for t in triggers if not _counts_from(grammar, t)]
    triggers = told if any(not t.value.weak for t in told) else triggers
    groups = _whole(grammar, _results_joined(grammar, _tied(grammar, triggers, found), found))
    for group in groups:
        group.sort(key=lambda t: (t.value.weak, RANK.get(t.kind, 99), t.root))
    return sorted(groups, key=lambda g: min(t.root for t in g))


def _counts_from(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether a noun is but the act from which a time counts: "two days before the strike"."""
    parse, i = grammar.parse, trigger.root
    known = parse.lower[i - 1] in ("the", "that", "this") and len(parse.kids[i]) <= KNOWN
    return known and parse.pos[i] == "NOUN" and parse.deps[i] == "obl" and some_time_after(parse, i)


def _tied(grammar: Grammar, triggers: Sequence[Trigger], found: Found) -> list[Group]:
    """Each trigger with the one above it in the tree, or of the same clause."""
    node = {i: t for t in triggers for i in (t.root, *grammar.roles(t.root).verbs)}
    group_of: dict[int, Group] = {}
    groups: list[Group] = []
    for trigger in sorted(triggers, key=lambda t: _depth(grammar, t)):
        whole = _in_which(grammar, trigger, triggers)
        group = group_of.get(id(whole)) or _above(grammar, trigger, node, group_of, found)
        if group is None:  # the same light verb carries two event nouns, or coordination hides the tie
            beside = (t for t in triggers if id(t) in group_of and _same_clause(grammar, trigger, t))
            group = next((group_of[id(t)] for t in beside), None)
        if group is None:
            group = []
            groups.append(group)
        group.append(trigger)
        group_of[id(trigger)] = group
    return groups


def _above(
    grammar: Grammar, trigger: Trigger, node: dict[int, Trigger], group_of: dict[int, Group], found: Found
) -> Group | None:
    """The group of the nearest trigger above one, where both tell the same act."""
    steps = [trigger.root]
    for up in grammar.parse.ancestors(trigger.root):
        other = node.get(up) or _said_before(grammar, steps[-1], up, node)
        if other is not None and other is not trigger:
            return None if _separate(grammar, trigger, other, steps, found) else group_of.get(id(other))
        steps.append(up)
    return None


def _in_which(grammar: Grammar, trigger: Trigger, triggers: Sequence[Trigger]) -> Trigger | None:
    """The noun of the act in which a clause tells what was done: "an operation in which troops held two"."""
    parse = grammar.parse
    for k in parse.dependents(grammar.clause(trigger.root), "obl"):
        if parse.lower[k] == "which" and grammar.prepositions(k) & {"in", "during"}:
            nouns = [t for t in triggers if t.end < k and parse.pos[t.root] == "NOUN"]
            return max(nouns, key=lambda t: t.end, default=None)
    return None


def _said_before(grammar: Grammar, below: int, up: int, node: dict[int, Trigger]) -> Trigger | None:
    """The act that a participle hung by "said" goes on to tell: "said it raided X, taking two"."""
    parse = grammar.parse
    ing = parse.deps[below] == "advcl" and parse.lower[below].endswith("ing") and below > up
    if not ing or not grammar.reports(up):
        return None
    return next((node[k] for k in parse.dependents(up, "ccomp") if up < k < below and k in node), None)


def _results_joined(grammar: Grammar, groups: list[Group], found: Found) -> list[Group]:
    """Groups with results beside the one act of the sentence joined to it."""
    strong = [g for g in groups if any(not t.value.weak for t in g)]
    if len(strong) == 1 and len(groups) > 1:
        act = strong[0]
        own = [g for g in groups if g is not act and _own(grammar, g, found)]
        apart = [] if _when(grammar, act) else [g for g in own if not _shares(grammar, g, found)]
        apart += [g for g in groups if g not in apart and _days_between(grammar, g, act)]
        apart += [g for g in groups if g not in (*apart, act) and _meanwhile(grammar, g, found)]
        return [[t for g in groups if g not in apart for t in g], *apart]
    further = groups[1:]
    if (
        not strong
        and further
        and not any(_own(grammar, g, found) or _days_between(grammar, g, groups[0]) for g in further)
    ):
        return [[t for g in groups for t in g]]
    return groups


def _shares(grammar: Grammar, group: Group, found: Found) -> bool:
    """Whether a result has the subject of the verb before it, and no other place: "killed one, hurt two"."""
    parse = grammar.parse
    return any(
        parse.deps[t.root] == "conj"
        and not parse.dependents(t.root, "nsubj", "nsubj:pass")
        and not _elsewhere(grammar, t.root, found)
        for t in group
    )


def _meanwhile(grammar: Grammar, group: Group, found: Found) -> bool:
    """Whether a clause tells what others did elsewhere: "a bomb killed two, while troops shot three in B"."""
    return any(
        by_others(grammar.parse, i, "while") and _elsewhere(grammar, i, found)
        for t in group
        for i in (t.root, *grammar.parse.ancestors(t.root))
    )


def _days_between(grammar: Grammar, one: Group, other: Group) -> bool:
    """Whether a sentence tells how long one act was after another: "hours after two soldiers were shot"."""
    return _counted_from(grammar, one[0].root) != _counted_from(grammar, other[0].root)


def _counted_from(grammar: Grammar, i: int) -> int | None:
    """The clause or phrase above a token that tells what a time counts from: "three days after a clash"."""
    return next((up for up in (i, *grammar.parse.ancestors(i)) if some_time_after(grammar.parse, up)), None)


def _when(grammar: Grammar, group: Group) -> bool:
    """Whether a clause with "when" tells the act that results before it came of: "died when shells fell"."""
    parse = grammar.parse
    for trigger in group:
        clause = grammar.clause(trigger.root)
        marks = {parse.lower[k] for k in parse.dependents(clause, "mark", "advmod")}
        if "when" in marks and parse.deps[clause] == "advcl":
            return True
    return False


def _whole(grammar: Grammar, groups: list[Group]) -> list[Group]:
    """Groups with "an operation" joined to the one act told: "the capture of X during an operation in Y"."""
    generic = [g for g in groups if all(t.kind == "unspecified" and not part_of_whole(grammar, t) for t in g)]
    others = [g for g in groups if g not in generic]
    generic = [g for g in generic if not any(aside(grammar, t) for t in g)]
    if not generic or len(others) != 1 or any(aside(grammar, t) for t in others[0]):
        return groups
    rest = [g for g in groups if g not in generic and g is not others[0]]
    return [[*others[0], *(t for g in generic for t in g)], *rest]


def part_of_whole(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether a trigger is told as the whole that another act is part of."""
    parse = grammar.parse
    return parse.lemmas[parse.heads[trigger.root]] == "part" and parse.deps[trigger.root] == "nmod"


def _same_clause(grammar: Grammar, a: Trigger, b: Trigger) -> bool:
    """Whether two triggers share a verb, or are event nouns of one clause: "attacks with 31 strikes"."""
    if set(grammar.roles(a.root).verbs) & set(grammar.roles(b.root).verbs):
        return True
    parse = grammar.parse
    clause = grammar.clause(a.root)
    if parse.pos[a.root] == "VERB" or parse.pos[b.root] == "VERB" or clause != grammar.clause(b.root):
        return False
    if parse.lemmas[clause] in ORDERING:
        return False
    return not any(part_of_whole(grammar, t) or aside(grammar, t) for t in (a, b))


def aside(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether a trigger is told as what went before: "after", "in the wake of", "in response to"."""
    parse = grammar.parse
    i = trigger.root
    for up in (i, *parse.ancestors(i)):
        if parse.pos[up] == "VERB" and up != i:
            return False
        if grammar.prepositions(up) & APART or parse.lemmas[up] in OCCASIONS:
            return True
    return False


def _depth(grammar: Grammar, trigger: Trigger) -> int:
    """How many steps a trigger is below the root of its sentence."""
    return sum(1 for _ in grammar.parse.ancestors(trigger.root))


def _own(grammar: Grammar, group: Group, found: Found) -> bool:
    """Whether a group's clauses hold a date or place of their own."""
    parse = grammar.parse
    inside = {i for t in group for i in parse.subtree(grammar.clause(t.root))}
    here = parse.sent_of[group[0].root]
    places = (p for p in found.within("places", here) if not p.value.metonym)
    return any(m.root in inside for m in (*found.within("dates", here), *places))


def _each_dated(grammar: Grammar, below: Trigger, above: Trigger, found: Found) -> bool:
    """Whether a date hangs by each of two triggers, one of which hangs by the other."""
    parse = grammar.parse
    inner, outer = set(parse.subtree(below.root)), set(parse.subtree(above.root))
    dates = [d.root for d in found.within("dates", parse.sent_of[below.root])]
    return any(d in inner for d in dates) and any(d in outer - inner for d in dates)


def _separate(grammar: Grammar, trigger: Trigger, other: Trigger, steps: Sequence[int], found: Found) -> bool:
    """Whether a trigger below another in the tree tells a different act."""
    parse = grammar.parse
    both = not trigger.value.weak and not other.value.weak
    if both and _placed_apart(grammar, steps[-1], trigger, other, found):
        return True
    for i in steps:
        if not trigger.value.weak and parse.lemmas[i] in OCCASIONS and i != trigger.root:
            return True  # "in response to a mortar attack"
        if parse.deps[i] in ("acl", "acl:relcl") and parse.lemmas[i] in TYING and i != trigger.root:
            return True  # "a cell linked to last Sunday's bombing"
        if both and parse.deps[i] in CLAUSES and _by_others(grammar, i) and _dates(grammar, trigger, found):
            return True  # "freed cadets from a college that militants stormed on Monday"
        if (
            parse.deps[i] == "advcl"
            and other.kind == "interception"
            and trigger.kind in FOUGHT
            and parse.dependents(i, "nsubj")
        ):
            return True  # "shot three drones down as the Houthis attacked three vessels"
        if both and parse.deps[i] == "acl" and _each_dated(grammar, trigger, other, found):
            return True  # "of 14 people abducted on Monday nine were freed on Friday"
        if (
            trigger.value.weak
            and parse.deps[i] == "acl:relcl"
            and _each_dated(grammar, trigger, other, found)
        ):
            return True  # "the group, which killed ten last week, struck on Monday"
        if _taken_before(grammar, i, trigger, other, found):
            return True  # "freed the girls who were kidnapped last week"
        if both and parse.deps[i] == "acl:relcl" and told_before(parse, i):
            return True  # "took the town, which rebels had attacked in May"
        if parse.deps[i] == "obj" and parse.lemmas[parse.heads[i]] in ESCAPING:
            return True  # "an ambush for bandits who fled the bombardment"
        if by_others(parse, i, "while"):
            elsewhere = _elsewhere(grammar, i, found)
            sweep = {trigger.kind, other.kind} <= SWEEPS  # in which several do several things
            own = not sweep or _own(grammar, [trigger], found) or (both and elsewhere)
            if elsewhere if trigger.kind == "result" else own:
                return True
        if parse.deps[i] in ("conj", "parataxis", "list"):
            if _second(grammar, i, trigger, found, both=both):
                return True
            if both and {trigger.kind, other.kind} - FOUGHT > {"interception"}:
                return True  # "shot down a warplane and took seven villages"
            if both and _dates(grammar, trigger, found) and _dates(grammar, other, found, but=trigger):
                return True  # each has a day of its own
        elif (other.kind == "arrest" and grammar.prepositions(i) & CHARGES) or _before_or_after(
            grammar, i, trigger, found, both=both
        ):
            return True
    return False


def _taken_before(grammar: Grammar, i: int, trigger: Trigger, other: Trigger, found: Found) -> bool:
    """Whether a clause on those who were freed tells the day on which they had been taken."""
    taken = grammar.parse.deps[i] in ("acl", "acl:relcl") and grammar.parse.lemmas[i] in TAKING
    return taken and other.kind == "rescue" and _dates(grammar, trigger, found)


def _placed_apart(grammar: Grammar, i: int, trigger: Trigger, other: Trigger, found: Found) -> bool:
    """Whether an act below another has a place of its own, and the other elsewhere: "amid fighting in A"."""
    parse = grammar.parse
    if parse.deps[i] in ("nsubj", "nsubj:pass") or (parse.deps[i] == "obj" and i == trigger.root):
        return False  # "raids south of A and in B netted nine", "in A troops beat back attacks near B"
    subject = parse.dependents(i, "nsubj", "nsubj:pass")
    first = parse.heads[i]
    if (
        not subject
        and trigger.kind == other.kind
        and parse.deps[i] == "advcl"
        and parse.lower[i].endswith("ing")
    ):
        return False  # "jets struck Aleppo, hitting the Furqan quarter"
    fronted = (
        min(parse.dependents(first, "nsubj"), default=0) if parse.deps[i] == "conj" and not subject else 0
    )
    places = [p for p in found.within("places", parse.sent_of[i]) if is_place(p) and not p.value.metonym]
    inner, outer = set(parse.subtree(i)), set(parse.subtree(grammar.clause(other.root)))
    own = set(parse.subtree(trigger.root))
    mine = [p.value for p in places if p.root in own]
    theirs = [p.value for p in places if p.root in outer - inner and p.root >= fronted]
    return bool(mine and theirs) and all(apart(a, b) for a in mine for b in theirs)


def _by_others(grammar: Grammar, i: int) -> bool:
    """Whether a clause on a noun has its own subject, and no pronoun."""
    parse = grammar.parse
    that = any(parse.lower[k] in RELATIVE for k in parse.dependents(i, "obj", "mark"))
    subjects = parse.dependents(i, "nsubj")
    own = any(parse.pos[k] in ("NOUN", "PROPN") for k in subjects)
    return own and (that or parse.deps[i] != "advcl")


def _second(grammar: Grammar, i: int, trigger: Trigger, found: Found, *, both: bool) -> bool:
    """Whether a coordinated clause tells another act: "separately", or its own subject and date or place."""
    parse = grammar.parse
    before = {k for k in parse.subtree(i) if k < i} if both else set()
    if {parse.lower[k] for k in before.union(parse.kids[i])} & SEPARATING:
        return True  # "and an airstrike hours later killed two more"
    subject = bool(parse.dependents(i, "nsubj", "nsubj:pass"))
    if both and subject and (_own(grammar, [trigger], found) or _hit_back(grammar, i, trigger)):
        return True
    if subject and _dates(grammar, trigger, found) and _dated_before(grammar, i, found):
        return True
    return (both or subject or trigger.kind != "result") and _elsewhere(grammar, i, found)


def _hit_back(grammar: Grammar, i: int, trigger: Trigger) -> bool:
    """Whether a clause tells what another force answered with: "and Israel replied with air strikes"."""
    answers = grammar.parse.lemmas[i] in ANSWERING and i != trigger.root
    return answers and trigger.kind in ALOFT


def _dated_before(grammar: Grammar, i: int, found: Found) -> bool:
    """Whether the clause that one is coordinated with has a day of its own."""
    parse, first = grammar.parse, grammar.parse.heads[i]
    below = set(parse.subtree(i))
    dates = found.within("dates", parse.sent_of[i])
    return any(d.root not in below and first in parse.ancestors(d.root) for d in dates)


def _elsewhere(grammar: Grammar, i: int, found: Found) -> bool:
    """Whether a coordinated verb has a place of its own, and the verb before it another: "hit A and B"."""
    parse, first = grammar.parse, grammar.parse.heads[i]
    here = found.within("places", parse.sent_of[i])
    places = [p for p in here if is_place(p) and not p.value.metonym]
    below = set(parse.subtree(i))
    mine = [p for p in places if p.root in below and "to" not in grammar.prepositions(p.root)]
    theirs = [p for p in places if p.root < i and first in parse.ancestors(p.root) and p.root not in below]
    sites = {p.root for p in theirs}  # "in Chhattisgarh's Dantewada" is not all over Chhattisgarh
    theirs = [p for p in theirs if parse.deps[p.root] != "nmod:poss" or parse.heads[p.root] not in sites]
    if all(p.root > i for p in mine):  # not "In A, two were killed and three hurt in B"
        subject = min(parse.dependents(first, "nsubj", "nsubj:pass"), default=0)
        theirs = [p for p in theirs if p.root > subject]
    return bool(mine and theirs) and all(apart(a.value, b.value) for a in mine for b in theirs)


def _before_or_after(grammar: Grammar, i: int, trigger: Trigger, found: Found, *, both: bool) -> bool:
    """Whether a phrase tells its act as before or after the one it hangs by, or as the whole of it."""
    parse = grammar.parse
    dep, above = parse.deps[i], parse.lemmas[parse.heads[i]]
    if some_time_after(parse, i):
        return True  # "eight days after it seized the town"
    if trigger.kind != "result" and going_on(parse, i):
        return True
    if dep == "nmod" and above == "part":
        return True  # "the strike was part of a broader operation"
    if dep in ("obl", "obl:agent") and above in ORDERING:
        return True
    marks = parse.dependents(i, "mark") if both and dep == "advcl" else ()
    if APART.intersection(parse.lower[k] for k in marks):
        return True
    if dep not in ("obl", "nmod", "advcl"):
        return False
    prepositions = grammar.prepositions(i)
    if both and dep != "advcl" and prepositions & APART:
        return True
    if parse.lemmas[parse.heads[i]] in LEAVING and prepositions & {"after", "following"}:
        return False  # "pulled out of the camp after a raid lasting 35 hours"
    later = bool(prepositions & {"after", "following", "since"})
    return later and (not trigger.value.weak or _own(grammar, [trigger], found))


def _dates(grammar: Grammar, trigger: Trigger, found: Found, *, but: Trigger | None = None) -> bool:
    """Whether a date hangs below a trigger, and not below another that is coordinated with it."""
    parse = grammar.parse
    below = set(parse.subtree(trigger.root)) - set(parse.subtree(but.root) if but else ())
    return any(m.root in below for m in found.within("dates", parse.sent_of[trigger.root]))
