"""Triggers and their surroundings → tellings: one act as one sentence tells it.

A sentence is cut into groups of triggers that tell the same act; what the sentence says of place, date,
actors and results goes to the group that it hangs by.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from eventx.extractors.forces import ActorMention
from eventx.extractors.outcomes import Result
from eventx.extractors.places import Site
from eventx.mentions import Claim, Mention, Trigger
from eventx.numbers import count_at
from eventx.records import LASTING, Count, When
from eventx.syntax import PARTNER_PREPOSITIONS, Grammar

AFTERWARDS = frozenset({"after", "before", "since", "following", "until", "despite", "days", "hours"})
FRESH = frozenset(
    {
        "another",
        "separate",
        "separately",
        "second",
        "elsewhere",
        "different",
        "similar",
        "third",
        "fourth",
        "meanwhile",
        "earlier",
        "other",
        "additional",
        "further",
    }
)
DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "their", "such"})
SUPPORT_CUES = {
    "air cover": "air_cover", "air support": "air_cover", "aerial support": "air_cover", "close air support": "air_cover",
    "air strikes": "air_strike", "airstrikes": "air_strike", "fire support": "fire_support", "artillery support": "fire_support",
    "artillery": "fire_support", "intelligence": "intelligence", "surveillance": "surveillance", "reconnaissance": "surveillance",
    "advis": "advisory", "train": "training", "logistic": "logistics", "fund": "funding", "warplanes": "air_cover",
    "helicopters": "air_cover", "aircraft": "air_cover", "jets": "air_cover", "drones": "surveillance", "radar": "surveillance",
}  # fmt: skip
SUPPORT_VERBS = frozenset({"back", "support", "assist", "aid", "accompany", "cover", "enable", "advise"})
KIND_ORDER = (
    "rescue", "drone_strike", "airstrike", "bombardment", "interception", "raid", "ambush", "abduction", "bombing", "arrest", "offensive",
    "clearance", "clash", "attack", "seizure", "ordnance_disposal", "withdrawal", "blockade", "deployment", "surveillance",
    "unspecified",
)  # fmt: skip
RANK = {kind: rank for rank, kind in enumerate(KIND_ORDER)}


@dataclass(slots=True)
class Telling:
    """One act as one sentence tells it."""

    sentence: int
    paragraph: int
    in_title: bool
    triggers: list[Trigger]
    outcomes: list[Mention] = field(default_factory=list)
    initiators: list[Mention] = field(default_factory=list)
    targets: list[Mention] = field(default_factory=list)
    partners: list[Mention] = field(default_factory=list)
    supporters: list[tuple[Mention, str | None]] = field(default_factory=list)
    places: list[Mention] = field(default_factory=list)
    date: Mention | None = None
    announced: Mention | None = None
    bound: str | None = None  # the date is when the act began ("start") or ended ("end")
    name: tuple[str, int, int] | None = None
    count: Count | None = None
    fresh: bool = False
    definite: bool = False
    item: bool = False  # of a list
    tokens: tuple[int, int] = (0, 0)

    @property
    def kinds(self) -> list[str]:
        """Kinds of the triggers, the telling one first."""
        kinds = {t.kind for t in self.triggers if t.kind != "result"}
        return sorted(kinds, key=lambda k: RANK[k])

    @property
    def strong(self) -> bool:
        """Whether a trigger tells the act by itself."""
        return any(not t.value.weak for t in self.triggers)

    @property
    def claim(self) -> Claim:
        """How the act is told: the claim of the first trigger."""
        return self.triggers[0].claim


@dataclass(slots=True)
class Found:
    """All mentions of an article, by what they are."""

    triggers: list[Trigger]
    places: list[Mention]
    dates: list[Mention]
    forces: list[Mention]
    outcomes: list[Mention]
    people: list[Mention]
    _index: dict[tuple[str, int], list[Mention]] = field(default_factory=dict)

    def index(self, grammar: Grammar) -> None:
        """File all mentions by sentence, so that no step looks through the whole article."""
        for name in ("triggers", "places", "dates", "forces", "outcomes"):
            for mention in getattr(self, name):
                self._index.setdefault((name, grammar.parse.sent_of[mention.root]), []).append(mention)

    def within(self, name: str, sentence: int) -> list[Mention]:
        """The mentions of one sort in one sentence."""
        return self._index.get((name, sentence), [])


def assemble(
    grammar: Grammar, found: Found, *, title_end: int = 0, paragraphs: Sequence[int] = ()
) -> list[Telling]:
    """Tellings in the order of the text."""
    parse = grammar.parse
    found.index(grammar)
    by_sentence: dict[int, list[Trigger]] = {}
    for trigger in found.triggers:
        if trigger.claim.background is None:
            by_sentence.setdefault(parse.sent_of[trigger.root], []).append(trigger)
    tellings: list[Telling] = []
    for sentence in sorted(by_sentence):
        if (
            parse.starts[parse.sents[sentence][0]] >= 0
            and grammar.heading(sentence)
            and parse.sents[sentence][0] >= title_end
            and len(by_sentence) > 1
        ):
            continue  # a heading inside the text announces what the text tells
        tellings.extend(_sentence(grammar, found, sentence, by_sentence[sentence], title_end, paragraphs))
    _settle(grammar, found, tellings, paragraphs)
    return tellings


def _settle(grammar: Grammar, found: Found, tellings: list[Telling], paragraphs: Sequence[int]) -> None:
    """A sentence that sets the scene ("a patrol spotted insurgents in X") gives its place and date to the act that follows."""
    parse = grammar.parse
    told = {t.sentence for t in tellings}
    judged = {parse.sent_of[t.root] for t in found.triggers}
    for telling in tellings:
        if telling.in_title or telling.fresh or any(is_place(p) for p in telling.places):
            continue
        before = range(telling.sentence - 1, max(-1, telling.sentence - 3), -1)
        for sentence in before:
            if sentence in told or sentence in judged:
                continue
            start = parse.sents[sentence][0]
            if paragraphs and paragraphs[start] != telling.paragraph:
                break
            places = [
                p
                for p in found.within("places", sentence)
                if not p.value.metonym and is_place(p) and _reporting_verb(grammar, p.root, {}) is None
            ]
            actors = [
                f for f in found.within("forces", sentence) if f.value.classes & {"FORCE", "HOSTILE", "GROUP"}
            ]
            if places and actors:
                telling.places.extend(places)
                date = next(iter(found.within("dates", sentence)), None)
                telling.date = telling.date or date
                break


def _sentence(
    grammar: Grammar,
    found: Found,
    sentence: int,
    triggers: list[Trigger],
    title_end: int,
    paragraphs: Sequence[int],
) -> list[Telling]:
    parse = grammar.parse
    start, end = parse.sents[sentence]
    groups = _groups(grammar, triggers, found, sentence)
    paragraph = paragraphs[start] if paragraphs else 0
    tellings = [
        Telling(sentence, paragraph, start < title_end, group, tokens=(start, end)) for group in groups
    ]
    owner = {
        i: t
        for t in tellings
        for trigger in t.triggers
        for i in (trigger.root, *grammar.roles(trigger.root).verbs)
    }
    rejected = {
        t.root
        for t in found.within("triggers", sentence)
        if isinstance(t, Trigger) and t.claim.background is not None
    }
    for mention in found.within("outcomes", sentence):
        if mention.root not in rejected:
            telling = _owner_of(grammar, mention.root, owner, tellings)
            if telling:
                telling.outcomes.append(mention)
                owner.setdefault(mention.root, telling)
    for mention in found.within("places", sentence):
        origin = (
            mention.value.place.relation is None
            and "from" in grammar.prepositions(mention.root)
            and not any(t.kind == "withdrawal" for t in triggers)
        )
        if not mention.value.metonym and not origin:
            telling = _owner_of(grammar, mention.root, owner, tellings, skip_reporting=True)
            if telling:
                telling.places.append(mention)
    for mention in found.within("dates", sentence):
        verb = _reporting_verb(grammar, mention.root, owner)
        if verb is not None:
            for telling in tellings:
                telling.announced = telling.announced or mention
            continue
        telling = (
            None
            if _subordinate(grammar, mention.root, owner)
            else _owner_of(grammar, mention.root, owner, tellings)
        )
        if telling and (telling.date is None or _narrower(mention, telling.date)):
            telling.date = mention
            telling.bound = _bound(grammar, mention.root)
    forces = {m.root: m for m in found.within("forces", sentence)}
    for telling in tellings:
        if telling.date and telling.bound == "start" and _lasts(grammar, telling):
            value: When = telling.date.value
            open_ended = value.model_copy(update={"end": None, "grain": "range", "edtf": f"{value.start}/.."})
            telling.date = replace(telling.date, value=open_ended)
        _fill_roles(grammar, telling, forces, found)
        _mark(grammar, telling)
    return tellings


def _lasts(grammar: Grammar, telling: Telling) -> bool:
    """Whether an act that began goes on: a named campaign, or "to date", "so far", "ongoing"."""
    if not set(telling.kinds) <= LASTING or telling.date is None or telling.date.value.start is None:
        return False
    named = any(name_of(grammar, t.end - 1) for t in telling.triggers)
    a, b = telling.tokens
    text = f" {' '.join(grammar.parse.lower[a:b])} "
    return named and any(cue in text for cue in (" to date ", " so far ", " ongoing ", " continu", " since "))


BEGINNINGS = frozenset({"begin", "start", "launch", "kick", "commence", "open"})
ENDINGS = frozenset({"end", "conclude", "finish", "complete", "wrap", "close"})


def _bound(grammar: Grammar, i: int) -> str | None:
    """Whether a date hangs by a verb of beginning or of ending."""
    for up in grammar.parse.ancestors(i):
        if grammar.parse.pos[up] == "VERB":
            lemma = grammar.parse.lemmas[up]
            return "start" if lemma in BEGINNINGS else "end" if lemma in ENDINGS else None
    return None


def _narrower(a: Mention, b: Mention) -> bool:
    order = {"day": 0, "range": 1, "week": 2, "month": 3, "season": 4, "year": 5}
    return a.value.start is not None and (
        b.value.start is None or order[a.value.grain] < order[b.value.grain]
    )


def _groups(grammar: Grammar, triggers: list[Trigger], found: Found, sentence: int) -> list[list[Trigger]]:
    """Triggers of one sentence, together where they tell the same act."""
    parse = grammar.parse
    node = {i: t for t in triggers for i in (t.root, *grammar.roles(t.root).verbs)}
    group_of: dict[int, int] = {}
    groups: list[list[Trigger]] = []
    for trigger in sorted(triggers, key=lambda t: _depth(grammar, t.root)):
        joined: int | None = None
        steps = [trigger.root]
        for up in parse.ancestors(trigger.root):
            other = node.get(up)
            if other is not None and other is not trigger:
                if not _separate(grammar, trigger, other, steps, found):
                    joined = group_of.get(id(other))
                break
            steps.append(up)
        if joined is None:
            for (
                other
            ) in triggers:  # the same light verb carries two event nouns, or coordination hides the tie
                if id(other) in group_of and (
                    set(grammar.roles(other.root).verbs) & set(grammar.roles(trigger.root).verbs)
                    or _same_clause(grammar, trigger, other)
                ):
                    joined = group_of[id(other)]
                    break
        if joined is None:
            joined = len(groups)
            groups.append([])
        groups[joined].append(trigger)
        group_of[id(trigger)] = joined
    strong = [g for g in groups if any(not t.value.weak for t in g)]
    if len(strong) == 1 and len(groups) > 1:  # results beside the one act of the sentence
        merged = [t for g in groups for t in g if g is strong[0] or _beside(grammar, g, strong[0], found)]
        rest = [g for g in groups if g is not strong[0] and not _beside(grammar, g, strong[0], found)]
        groups = [merged, *rest]
    elif not strong and len(groups) > 1 and not any(_own(grammar, g, found) for g in groups[1:]):
        groups = [[t for g in groups for t in g]]
    generic = [g for g in groups if all(t.kind == "unspecified" and not part_of_whole(grammar, t) for t in g)]
    others = [g for g in groups if g not in generic]
    generic = [g for g in generic if not any(_aside(grammar, t) for t in g)]
    if (
        generic and len(others) == 1 and not any(_aside(grammar, t) for t in others[0])
    ):  # "the capture of X during an operation in Y"
        groups = [
            [*others[0], *(t for g in generic for t in g)],
            *(g for g in groups if g not in generic and g is not others[0]),
        ]
    for group in groups:
        group.sort(key=lambda t: (t.value.weak, RANK.get(t.kind, 99), t.root))
    return sorted(groups, key=lambda g: min(t.root for t in g))


def part_of_whole(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether a trigger is told as the whole that another act is part of."""
    parse = grammar.parse
    up = parse.heads[trigger.root]
    return parse.lemmas[up] == "part" and parse.deps[trigger.root] == "nmod"


def _same_clause(grammar: Grammar, a: Trigger, b: Trigger) -> bool:
    """Two event nouns of one clause: "kept up their attacks with 31 strikes"."""
    parse = grammar.parse
    clause = grammar.clause(a.root)
    if parse.pos[a.root] == "VERB" or parse.pos[b.root] == "VERB" or clause != grammar.clause(b.root):
        return False
    if (
        part_of_whole(grammar, a)
        or part_of_whole(grammar, b)
        or parse.lemmas[clause] in ("precede", "follow")
    ):
        return False
    return not _aside(grammar, a) and not _aside(grammar, b)


def _aside(grammar: Grammar, trigger: Trigger) -> bool:
    """Whether a trigger is told as what went before: "after", "in the wake of", "in response to"."""
    parse = grammar.parse
    i = trigger.root
    for up in (i, *parse.ancestors(i)):
        if parse.pos[up] == "VERB" and up != i:
            return False
        if grammar.prepositions(up) & AFTERWARDS or parse.lemmas[up] in (
            "wake",
            "aftermath",
            "response",
            "retaliation",
            "revenge",
            "anniversary",
        ):
            return True
    return False


def _depth(grammar: Grammar, i: int) -> int:
    return sum(1 for _ in grammar.parse.ancestors(i))


def _beside(grammar: Grammar, group: list[Trigger], strong: list[Trigger], found: Found) -> bool:
    return not _own(grammar, group, found)


def _own(grammar: Grammar, group: list[Trigger], found: Found) -> bool:
    """Whether a group's clauses hold a date or place of their own."""
    parse = grammar.parse
    inside: set[int] = set()
    for trigger in group:
        inside |= set(parse.subtree(grammar.clause(trigger.root)))
    here = parse.sent_of[group[0].root]
    places = (p for p in found.within("places", here) if not p.value.metonym)
    return any(m.root in inside for m in (*found.within("dates", here), *places))


def _separate(grammar: Grammar, trigger: Trigger, other: Trigger, steps: list[int], found: Found) -> bool:
    """Whether a trigger below another in the tree tells a different act."""
    parse = grammar.parse
    both = not trigger.value.weak and not other.value.weak
    for i in steps:
        dep = parse.deps[i]
        if dep in ("conj", "parataxis", "list"):
            own = parse.dependents(i, "nsubj", "nsubj:pass")
            apart = bool(
                {parse.lower[k] for k in parse.kids[i]}
                & {"separately", "meanwhile", "another", "later", "also"}
            )
            if (both and own and _own(grammar, [trigger], found)) or apart:
                return True
            if both and _dated(grammar, trigger, found) and _dated(grammar, other, found):
                return True
        elif dep == "nmod" and parse.lemmas[parse.heads[i]] == "part":
            return True  # "the strike was part of a broader operation"
        elif (dep in ("obl", "obl:agent") and parse.lemmas[parse.heads[i]] in ("precede", "follow")) or (dep == "advcl" and both and {parse.lower[k] for k in parse.dependents(i, "mark")} & AFTERWARDS) or (dep in ("obl", "nmod") and both and grammar.prepositions(i) & AFTERWARDS) or (
            dep in ("obl", "nmod", "advcl")
            and grammar.prepositions(i) & {"after", "following", "since"}
            and (not trigger.value.weak or _own(grammar, [trigger], found))
        ):
            return True
    return False


def _dated(grammar: Grammar, trigger: Trigger, found: Found) -> bool:
    inside = set(grammar.parse.subtree(trigger.root))
    return any(d.root in inside for d in found.within("dates", grammar.parse.sent_of[trigger.root]))


def _reporting_verb(grammar: Grammar, i: int, owner: dict[int, Telling]) -> int | None:
    """The verb of saying that a phrase hangs by, where it hangs by no act."""
    parse = grammar.parse
    for up in parse.ancestors(i):
        if up in owner:
            return None
        if parse.pos[up] == "VERB":
            return up if parse.lemmas[up] in grammar.rules.reporting else None
    return None


def _subordinate(grammar: Grammar, i: int, owner: dict[int, Telling]) -> bool:
    """Whether a date stands in a clause of its own that tells no act: "since the truce ended in November"."""
    parse = grammar.parse
    for up in (i, *parse.ancestors(i)):
        if up in owner:
            return False
        if parse.pos[up] in ("VERB", "AUX"):
            if parse.deps[up] not in ("acl:relcl", "ccomp", "advcl"):
                return False
            marks = {parse.lower[k] for k in parse.dependents(up, "mark", "advmod")}
            if parse.deps[up] == "advcl" and not marks & (AFTERWARDS | {"once", "as"}):
                return False  # "killed when a drone fired on Sunday"
            return not any(k in owner for k in parse.subtree(up))
    return False


def _owner_of(
    grammar: Grammar,
    i: int,
    owner: dict[int, Telling],
    tellings: list[Telling],
    *,
    skip_reporting: bool = False,
) -> Telling | None:
    """The telling that a token hangs by, else the nearest one before it, else the first after."""
    if i in owner:
        return owner[i]
    for up in grammar.parse.ancestors(i):
        if up in owner:
            return owner[up]
    if skip_reporting and _reporting_verb(grammar, i, owner) is not None:
        return None
    if len(tellings) == 1:
        return tellings[0]
    after = [t for t in tellings if min(x.root for x in t.triggers) > i]
    before = [t for t in tellings if min(x.root for x in t.triggers) <= i]
    return before[-1] if before else after[0] if after else None


def _fill_roles(grammar: Grammar, telling: Telling, forces: dict[int, Mention], found: Found) -> None:
    """Initiators, partners, supporters and targets from the arguments of the telling's triggers."""
    for trigger in telling.triggers:
        roles = grammar.roles(trigger.root)
        noun = bool(trigger.value.nouns) and grammar.parse.pos[trigger.root] != "VERB"
        agents = [*roles.agents, *(m for m in roles.modifiers if noun)]
        for head in agents:
            _add(grammar, telling.initiators, head, forces, found, as_agent=True)
        for head in roles.after(PARTNER_PREPOSITIONS):
            mention = forces.get(grammar.content(head)) or forces.get(head)
            if mention and trigger.kind in ("clash",):
                _add(grammar, telling.targets, head, forces, found)
            elif (
                mention
                and "CIVILIAN" not in mention.value.classes
                and mention.root not in {o.value.patient for o in telling.outcomes}
            ):
                _add(grammar, telling.partners, head, forces, found)
        if trigger.kind in ("deployment", "withdrawal"):  # who is deployed acts
            for head in roles.patients:
                _add(grammar, telling.initiators, head, forces, found, as_agent=True)
            continue
        for head in [
            *roles.patients,
            *(roles.after({"of"}) if noun and trigger.kind in ("arrest", "attack", "abduction") else []),
        ]:
            _add_target(grammar, telling, head, forces)
        if trigger.kind in ("rescue", "offensive"):
            for head in roles.after({"from"}):
                _add_target(grammar, telling, head, forces)
        if noun:
            for head in roles.after({"against", "on", "targeting", "at"}):
                _add_target(grammar, telling, head, forces)
            if trigger.kind == "clash":
                for rank, head in enumerate(roles.after({"between"})):
                    _add(grammar, telling.targets if rank else telling.initiators, head, forces, found)
    for mention in telling.outcomes:
        result: Result = mention.value
        for head in result.agents:
            _add(grammar, telling.initiators, head, forces, found, as_agent=True)
    if not telling.initiators:
        _subject(grammar, telling, forces)
    _blamed(grammar, telling, forces)
    _accompanying(grammar, telling, forces)
    _supporters(grammar, telling, forces)
    suffered = {m.value.patient for m in telling.outcomes if m.value.patient not in m.value.agents}
    telling.initiators = [m for m in telling.initiators if m.root not in suffered]
    taken = {id(m) for m in telling.initiators}
    telling.targets = [m for m in telling.targets if id(m) not in taken]
    backed = {id(m) for m, _ in telling.supporters}
    telling.initiators = [m for m in telling.initiators if id(m) not in backed]
    telling.partners = [m for m in telling.partners if id(m) not in backed and id(m) not in taken]


def _subject(grammar: Grammar, telling: Telling, forces: dict[int, Mention]) -> None:
    """The subject of the clause that an event noun stands in: "Jets kept up their attacks, with 31 strikes"."""
    parse = grammar.parse
    for trigger in telling.triggers:
        verb = grammar.clause(trigger.root)
        if verb == trigger.root or parse.lemmas[verb] in grammar.rules.reporting or parse.pos[verb] != "VERB":
            continue
        subject, passive = grammar.subject(verb)
        suffered = {m.value.patient for m in telling.outcomes}
        if grammar.prepositions(trigger.root) - {"with", "by", "of"}:
            continue  # "an insurgent drew his weapon during the operation"
        for head in subject:
            mention = forces.get(grammar.content(head)) or forces.get(head)
            if (
                mention
                and mention.root not in suffered
                and mention.value.camp not in ("", "civilian")
                and mention not in telling.targets
                and not passive
                and mention not in telling.initiators
            ):
                telling.initiators.append(mention)
        if not subject and not telling.initiators:  # the parse lost it: the last bare force before the verb
            before = [m for m in forces.values() if telling.tokens[0] <= m.root < verb and not grammar.prepositions(m.root)
                      and m.value.camp not in ("", "civilian") and m not in telling.targets and m.root not in suffered]  # fmt: skip
            bare = [
                m
                for m in before
                if parse.deps[m.root]
                in ("appos", "nsubj", "ROOT", "root", "parataxis", "dislocated", "vocative", "nmod", "list")
            ]
            telling.initiators.extend(bare[-1:])
        if telling.initiators:
            return


def _accompanying(grammar: Grammar, telling: Telling, forces: dict[int, Mention]) -> None:
    """ "along with", "in coordination with", "working with": read by the words before a force, whatever they hang by."""
    parse = grammar.parse
    for mention in forces.values():
        j = mention.start - 1
        while (
            (j > telling.tokens[0]
            and parse.pos[j] in ("DET", "ADJ", "NUM"))
            or parse.lower[j] in ("its", "their", "the")
        ):
            j -= 1
        left = " ".join(parse.lower[max(telling.tokens[0], j - 5) : j + 1])
        if (
            left.endswith(TOGETHER)
            and mention not in telling.initiators
            and mention.value.camp not in ("", "civilian", "hostile")
        ):
            for head in grammar.conjuncts(mention.root):
                other = forces.get(head)
                if other is not None and other not in telling.partners:
                    telling.partners.append(other)
                    if other in telling.targets:
                        telling.targets.remove(other)


def _blamed(grammar: Grammar, telling: Telling, forces: dict[int, Mention]) -> None:
    """ "blamed on", "claimed by", "attributed to": the initiator by attribution."""
    parse = grammar.parse
    for mention in forces.values():
        j = mention.start - 1
        while j > telling.tokens[0] and parse.pos[j] in ("DET", "ADJ", "NUM"):
            j -= 1
        left = " ".join(parse.lower[max(telling.tokens[0], j - 3) : j + 1])
        claimed = " ".join(parse.lower[mention.end : mention.end + 3]).endswith(
            ("claimed responsibility", "claimed the attack")
        )
        if (
            claimed
            or (left.endswith(
                (
                    "blamed on",
                    "blame on",
                    "attributed to",
                    "claimed by",
                    "carried out by",
                    "conducted by",
                    "launched by",
                    "mounted by",
                    "staged by",
                )
            )
            and mention not in telling.initiators)
        ):
            telling.initiators.append(mention)
            if mention in telling.targets:
                telling.targets.remove(mention)


TOGETHER = (
    "along with", "together with", "alongside", "in conjunction with", "in coordination with", "in co - ordination with",
    "in cooperation with", "in co - operation with", "in collaboration with", "in partnership with", "jointly with", "working with",
    "effort with", "operation with", "coordinated with", "accompanied by", "joined by", "assisted by", "participation of", "involving", "led by and",
)  # fmt: skip
PRONOUNS = frozenset({"it", "they", "he", "she", "we", "who", "which", "that", "its", "their"})


def _antecedent(grammar: Grammar, i: int, forces: dict[int, Mention], found: Found) -> Mention | None:
    """The force that a pronoun stands for: the subject before it, else the nearest force, one sentence back at most."""
    parse = grammar.parse
    here = parse.sent_of[i]
    near = [
        m
        for m in (*found.within("forces", here - 1), *found.within("forces", here))
        if m.root < i
        and m.value.classes & {"FORCE", "HOSTILE", "GROUP", "STATE"}
        and m.value.camp not in ("", "civilian")
    ]
    subjects = [m for m in near if parse.deps[m.root] in ("nsubj", "nsubj:pass")]
    chosen = subjects or near
    return chosen[-1] if chosen else None


def _add(
    grammar: Grammar,
    into: list[Mention],
    head: int,
    forces: dict[int, Mention],
    found: Found,
    *,
    as_agent: bool = False,
) -> None:
    mention = forces.get(grammar.content(head)) or forces.get(head)
    if as_agent and grammar.parse.lower[head] in PRONOUNS:
        mention = _antecedent(grammar, head, forces, found)
    if mention is None or mention in into:
        return
    value: ActorMention = mention.value
    if as_agent and value.camp == "civilian":
        return
    if as_agent and not value.classes & {
        "FORCE",
        "HOSTILE",
        "TROOPS",
        "GROUP",
        "MEANS",
        "ACTOR",
        "STATE",
        "LEADER",
        "MILITIA",
    }:
        return
    into.append(mention)
    if value.twin is not None:
        into.append(value.twin)


def _add_target(grammar: Grammar, telling: Telling, head: int, forces: dict[int, Mention]) -> None:
    """The force struck: the object itself, or whose it is ("Islamic State positions")."""
    parse = grammar.parse
    inner = grammar.content(head)
    mention = forces.get(inner) or forces.get(head)
    if (
        mention
        and mention.value.classes & {"FORCE", "HOSTILE", "TROOPS", "GROUP", "ACTOR", "LEADER", "MILITIA"}
        and mention not in telling.targets
    ):
        telling.targets.append(mention)
        return
    near = [
        k
        for k in parse.kids[inner]
        if parse.deps[k] in ("compound", "amod", "nmod:poss", "flat", "acl", "acl:relcl")
    ]
    near += [k for k in parse.dependents(inner, "nmod") if grammar.prepositions(k) & {"of", "from", "to"}]
    near += [
        k
        for n in near
        for k in parse.kids[n]
        if parse.deps[k] in ("compound", "amod", "nsubj", "obl", "flat", "obl:agent", "nmod:poss")
    ]
    for i in near:
        other = forces.get(i)
        if (
            other
            and other.value.classes & {"FORCE", "HOSTILE", "GROUP", "ACTOR"}
            and other not in telling.targets
        ):
            telling.targets.append(other)
            return


def _supporters(grammar: Grammar, telling: Telling, forces: dict[int, Mention]) -> None:
    """ "backed by", "with air cover from", "supported by coalition warplanes"."""
    parse = grammar.parse
    start, end = telling.tokens
    for i in range(start, end):
        heads: list[int] = []
        lemma = parse.lemmas[i]
        if lemma in SUPPORT_VERBS and parse.pos[i] in ("VERB", "ADJ"):
            heads = [
                c for k in parse.kids[i] if "by" in grammar.prepositions(k) for c in grammar.conjuncts(k)
            ]
        elif lemma in ("support", "cover", "backing", "help", "assistance") and parse.pos[i] == "NOUN":
            heads = [
                c
                for k in parse.dependents(i, "nmod", "obl")
                if grammar.prepositions(k) & {"from", "of", "by"}
                for c in grammar.conjuncts(k)
            ]
            heads += [k for k in parse.dependents(i, "amod", "compound", "nmod:poss") if k in forces]
        for head in heads:
            mention = forces.get(grammar.content(head)) or forces.get(head)
            if mention and all(mention is not m for m, _ in telling.supporters):
                around = " ".join(parse.lower[max(start, i - 4) : min(end, i + 8)])
                kind = next((value for cue, value in SUPPORT_CUES.items() if cue in around), None)
                telling.supporters.append((mention, kind))


def _mark(grammar: Grammar, telling: Telling) -> None:
    """Name, number of acts, and whether the act is told as known or as another one."""
    parse = grammar.parse
    for trigger in telling.triggers:
        i = trigger.root
        words = {parse.lower[k] for k in parse.kids[i]}
        first = trigger.start
        before = set(parse.lower[max(telling.tokens[0], first - 3) : first])
        if trigger.value.nouns and parse.pos[i] in ("NOUN", "PROPN"):
            if words & FRESH or before & {"another", "separate", "second", "third", "different", "similar"}:
                telling.fresh = True
            elif words & DEFINITE:
                telling.definite = True
            counted, _ = count_at(parse, i)
            if (
                counted
                and telling.count is None
                and "Number=Plur" in parse.morphs[i]
                and trigger.kind != "arrest"
            ):
                telling.count = counted
        verb = grammar.clause(i)
        if {parse.lower[k] for k in parse.kids[verb]} & {"separately", "meanwhile", "elsewhere"}:
            telling.fresh = True
        telling.name = telling.name or name_of(grammar, trigger.end - 1)
    opening = {
        parse.lower[i] for i in range(telling.tokens[0], min(telling.tokens[0] + 4, telling.tokens[1]))
    }
    if _item(grammar, telling.sentence) and (telling.strong or telling.places or telling.outcomes):
        telling.fresh = telling.item = True
    if (
        opening & {"separately", "elsewhere", "meanwhile", "similarly", "another", "separate"}
        or parse.lower[telling.tokens[0]] == "also"
    ):
        telling.fresh = True


NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]$|\d{1,2}$")


def _item(grammar: Grammar, sentence: int) -> bool:
    """Whether a sentence is an item of a list: behind a bullet or "3." at the head of a line."""
    parse = grammar.parse
    start, end = parse.sents[sentence]
    if start and parse.paragraphs[start - 1] == parse.paragraphs[start]:
        words = [w for w in parse.words[slice(*parse.sents[sentence - 1])] if w.strip()] if sentence else []
        return len(words) <= 2 and bool(words) and bool(NUMBERED.match("".join(words)))
    first = parse.words[start]
    if first in BULLETS:
        return True
    return bool(NUMBERED.match(first)) and end - start > 3 and parse.lower[start + 1] in (".", ")") or bool(re.match(r"\(?\d{1,2}[.)]$", first))


BULLETS = frozenset({"-", "--", "•", "*", "–", "—", "·", "▪", "●"})


def name_of(grammar: Grammar, i: int) -> tuple[str, int, int] | None:
    """The proper name of an operation: "Operation Claw-Lock", 'campaign dubbed "Red Dawn"'."""
    parse = grammar.parse
    end = parse.sents[parse.sent_of[i]][1]
    if parse.lemmas[i] not in ("operation", "campaign", "mission", "offensive", "op", "phase"):
        return None
    j = i + 1
    while j < end and parse.lower[j] in (
        ",",
        "called",
        "dubbed",
        "named",
        "codenamed",
        "code",
        "-",
        "under",
        "the",
        "name",
        "known",
        "as",
        "(",
        "“",
        '"',
        "‘",
        "'",
        "''",
        "``",
    ):
        j += 1
    quoted = any(parse.words[k] in ("“", '"', "‘", "'", "``") for k in range(i + 1, j))
    cued = (
        quoted
        or any(
            parse.lower[k] in ("called", "dubbed", "named", "codenamed", "name", "known")
            for k in range(i + 1, j)
        )
        or (parse.words[i][:1].isupper() and j == i + 1)
    )
    if not cued or j >= end:
        return _name_before(grammar, i)
    k = j
    while k < end and (
        parse.words[k][:1].isupper()
        or parse.words[k][:1].isdigit()
        or (parse.lower[k] in ("of", "the", "-", "al", "in", "and")
        and k + 1 < end
        and parse.words[k + 1][:1].isupper())
    ):
        k += 1
    if k > j and parse.words[j][:1].isupper():
        return parse.text(j, k), j, k
    return _name_before(grammar, i)


def _name_before(grammar: Grammar, i: int) -> tuple[str, int, int] | None:
    """A name in quotes before the noun: the "Heroes of Iraq" campaign."""
    parse = grammar.parse
    start = parse.sents[parse.sent_of[i]][0]
    k = i - 1
    while k > start and parse.lower[k] in ("military", "security", "ongoing", "joint"):
        k -= 1
    if parse.words[k] in ("”", '"', "’", "'", "''") and k - 1 > start:
        j = k - 1
        while j > start and parse.words[j] not in ("“", '"', "‘", "'", "``"):
            j -= 1
        if 0 < k - 1 - j <= 6 and parse.words[j + 1][:1].isupper():
            return parse.text(j + 1, k), j + 1, k
    return None


def is_place(mention: Mention) -> bool:
    """Whether a place mention is finer than a country."""
    site: Site = mention.value
    return not (site.place.feature or "").startswith("A.PCL")
