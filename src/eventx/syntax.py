"""Who acts, on what, where and with what result: answered for any trigger, from Universal Dependencies.

The grammar is written once, here and (whose subject is whose, however far it stands) in `subjects`: active,
passive, nominal ("the killing of three by"), participles, relative clauses, light verbs ("carried out a
raid") and coordination. Rules name lemmas and classes, and never a dependency path.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from eventx import gaps
from eventx.gaps import PASSIVE_SUBJECTS
from eventx.lexicon import words
from eventx.parse import Parse
from eventx.phrases import QUANTITY_NOUNS
from eventx.rules import Rules
from eventx.subjects import RELATIVE, SUBJECTS, Subjects

OBLIQUES = frozenset({
    "obl", "obl:tmod", "obl:npmod", "obl:agent", "obl:unmarked",
    "nmod", "nmod:tmod", "nmod:npmod", "nmod:unmarked",
})  # fmt: skip
NOMINAL_OBLIQUES = frozenset({"nmod", "obl", "nmod:tmod", "nmod:unmarked"})
TARGET_PREPOSITIONS = frozenset({"on", "against", "at", "upon", "targeting", "toward", "towards"})
PARTNER_PREPOSITIONS = frozenset({"with", "alongside", "together"})
CALENDAR = words("places")["calendar"]
ANSWERING = words("syntax")["answering"]
TRANSPARENT_NOUNS = words("syntax")["link_nouns"] | QUANTITY_NOUNS  # the act is what stands behind "of"
UNDERTAKINGS = frozenset({"operation", "mission", "campaign", "force"})  # "search operation"
AIMING = frozenset({"aim", "target"})
CALLING = frozenset({"call", "describe", "say", "term", "label", "claim", "believe"})
MOVING = words("syntax")["moving"]  # with "into" an ambush


@dataclass(slots=True)
class Roles:
    """The arguments of a trigger: head tokens of phrases, coordinated ones side by side.

    `verbs` are the verbs that carry the trigger (itself, or the light verb of a noun); `obliques` pairs
    prepositions with phrases.
    """

    verbs: list[int]
    agents: list[int] = field(default_factory=list)
    patients: list[int] = field(default_factory=list)
    obliques: list[tuple[str, int]] = field(default_factory=list)
    modifiers: list[int] = field(default_factory=list)
    passive: bool = False

    def after(self, prepositions: Iterable[str]) -> list[int]:
        """Phrases behind one of these prepositions."""
        return [head for preposition, head in self.obliques if preposition in prepositions]


CARRYING = {  # objects of what is done to others, and what stands before those
    **dict.fromkeys(("fire", "light", "siege", "torch", "control", "possession"), frozenset({"to", "of"})),
    **dict.fromkeys(("hand", "hands", "handcuff", "handcuffs", "cuff", "cuffs"), frozenset({"on"})),
}


class Grammar(Subjects):
    """Answers about the verbs and event nouns of one parsed Doc, and about its phrases."""

    def __init__(self, parse: Parse, rules: Rules, named: dict[int, set[str]] | None = None) -> None:
        super().__init__(parse, rules, named)
        self._roles: dict[int, Roles] = {}

    def reports(self, i: int) -> bool:
        """Whether a verb tells what somebody says; not "claimed 31 lives", "admitted to hospital"."""
        parse = self.parse
        if parse.lemmas[i] not in self.rules.reporting or parse.pos[i] != "VERB":
            return False
        if parse.lemmas[i] == "admit" and not parse.dependents(i, "ccomp"):
            return False
        return not any(parse.lemmas[k] == "life" for k in parse.dependents(i, "obj"))

    def roles(self, i: int) -> Roles:
        """The arguments of a verb or event noun."""
        kept = self._roles.get(i)
        if kept is None:
            verbal = self.parse.pos[i] in ("VERB", "AUX") or (
                self.parse.pos[i] == "ADJ" and self.parse.deps[i] in ("acl", "root", "conj")
            )
            kept = self._roles[i] = self._verb(i) if verbal else self._noun(i)
        return kept

    # -- objects and obliques ------------------------------------------------------------------------

    def _objects(self, v: int) -> list[int]:
        """The direct objects of a verb, names read as bare obliques too: "wrested back El-Khuwei"."""
        parse = self.parse
        bare = [k for k in parse.dependents(v, "obl:unmarked", "obl") if parse.pos[k] == "PROPN" and k > v]
        named = [k for k in bare if parse.lower[k] not in CALENDAR and not self.prepositions(k)]
        resulting = [k for k in parse.dependents(v, "xcomp") if parse.pos[k] == "ADJ"]
        hung = [k for r in resulting for k in parse.dependents(r, "obj")]  # "rendered harmless four mines"
        objects = [self._called(k) for k in parse.dependents(v, "obj") or hung] or named
        objects += gaps.further_objects(self, v, objects)
        again = {k for i in objects[:-1] for k in self.named_behind(i)}
        return [c for k in objects if k not in again for c in self.conjuncts(k)]

    def _called(self, k: int) -> int:
        """What "what" stands for: "fired what it called a volley", "what they said were two missiles"."""
        parse = self.parse
        if parse.lower[k] != "what":
            return k
        for v in parse.dependents(k, "acl:relcl", "acl", "ccomp"):
            if parse.lemmas[v] in CALLING:
                told = [*parse.dependents(v, "obj", "xcomp", "obl"), *parse.dependents(v, "ccomp")]
                told += parse.dependents(parse.heads[k], "ccomp")
                nouns = (c for c in told if c > v and parse.pos[c] in ("NOUN", "PROPN"))
                return next(nouns, k)
        return k

    def _behind(self, k: int) -> list[tuple[str, int]]:
        """A phrase and those coordinated with it, each with what stands before the first ("": nothing)."""
        prepositions = sorted(self.prepositions(k)) or [""]
        return [(p, c) for c in self.conjuncts(k) for p in prepositions]

    def _obliques(self, v: int, *, besides: int | None = None) -> list[tuple[str, int]]:
        """The oblique phrases of a verb with their prepositions, but for one."""
        parse = self.parse
        near = [*parse.kids[v]]
        for k in parse.dependents(v, "obj"):  # "fired what it called a volley at Ashkelon"
            if parse.lower[k] == "what" and (called := self._called(k)) != k:
                near += [*parse.kids[parse.heads[called]], *parse.kids[called]]
        kids = [k for k in near if parse.deps[k] in OBLIQUES and k != besides]
        return [pair for k in kids for pair in self._behind(k)]

    # -- verbs ---------------------------------------------------------------------------------------

    def _verb(self, v: int) -> Roles:
        """The arguments of a verb."""
        parse = self.parse
        roles = Roles(verbs=[v], obliques=self._obliques(v))
        subject, passive = self.subject(v)
        objects = self._objects(v) or gaps.object_behind(self, v)
        near = [*parse.kids[v], *(c for k in parse.dependents(v, "xcomp") for c in parse.kids[k])]
        by = self.doers(k for k in near if parse.deps[k] in ("obl", "obl:agent", "nmod"))  # "shot dead by"
        roles.passive = self._passive(v, told=passive, objects=objects, by=by)
        if roles.passive:
            roles.patients, roles.agents = subject + objects, by
            return roles
        roles.agents, roles.patients = subject or by, objects or gaps.stray_object(self, v)
        if parse.lemmas[v] == "dispose":  # "found and disposed of four mines"
            roles.patients = roles.after({"of"}) or roles.patients
        carrying = next((CARRYING[parse.lemmas[o]] for o in objects if parse.lemmas[o] in CARRYING), None)
        if carrying:  # "set fire to houses", "laid hands on two men"
            below = [c for o in objects for k in parse.dependents(o, "nmod") for c in self.conjuncts(k)]
            meant = [k for k in below if self.prepositions(k) & carrying]
            behind = [k for k in roles.after(carrying - {"of"}) if parse.lower[k] not in CALENDAR]
            roles.patients = [*behind, *meant] or objects
        if parse.deps[v] == "acl:relcl" and not objects and parse.heads[v] not in roles.agents:
            roles.patients = [parse.heads[v]]  # "the hideout that troops destroyed"
        return roles

    def _passive(self, v: int, *, told: bool, objects: list[int], by: list[int]) -> bool:
        """Whether a verb is passive: as its own subject tells, else by its form and what it hangs from."""
        parse = self.parse
        if parse.dependents(v, *SUBJECTS, *PASSIVE_SUBJECTS):
            return told
        dep, suffering = parse.deps[v], self.participle(v) and not objects
        if dep == "acl":
            return suffering
        if told or not suffering or dep not in ("conj", "advcl"):
            return told
        shared = parse.dependents(parse.heads[v], *PASSIVE_SUBJECTS)  # "was captured and killed"
        return bool(by or dep == "advcl" or parse.dependents(v, "aux:pass") or shared)

    # -- event nouns ---------------------------------------------------------------------------------

    def _noun(self, n: int) -> Roles:
        """The arguments of an event noun: its own, and those of the verb that it is an argument of."""
        roles = Roles(verbs=[])
        top = self._standing_for(n)
        self._governor(n, top, roles)
        for part in dict.fromkeys((n, top)):
            self._dependents(part, roles, own=part == n)
        for head in roles.after({"of"}):  # "the arrest of three smugglers by border guards"
            roles.obliques.extend(("by", c) for c in self.doers(self.parse.dependents(head, "nmod", "obl")))
        by = {"by", "from"} if any(self.parse.lemmas[v] == "come" for v in roles.verbs) else {"by"}
        roles.agents = roles.agents + [a for a in roles.after(by) if a not in roles.agents]
        struck = [p for p in roles.after(TARGET_PREPOSITIONS) if self.parse.lower[p] not in CALENDAR]
        roles.patients = struck + [p for p in roles.patients if p not in struck]
        return roles

    def _standing_for(self, n: int) -> int:
        """The noun by which an event noun hangs in its sentence: "phase" in "a phase of the operation"."""
        parse, top = self.parse, n
        for _ in range(3):
            dep, up = parse.deps[top], parse.heads[top]
            through = (
                dep in ("conj", "appos")
                or (dep == "nmod" and parse.lemmas[up] in TRANSPARENT_NOUNS)
                or (dep == "compound" and parse.lemmas[up] in UNDERTAKINGS)
            )
            called = parse.lemmas[up] in CALLING and parse.lower[parse.heads[up]] == "what"
            if not through and not called:
                break
            top = parse.heads[up] if called else up  # "fired what it called a volley"
        return top

    def _governor(self, n: int, top: int, roles: Roles) -> None:
        """Add what the verb tells that governs an event noun through `top`."""
        parse = self.parse
        head, dep = parse.heads[top], parse.deps[top]
        if parse.lemmas[head] in MOVING and "into" in self.prepositions(top):
            roles.verbs.append(head)  # "a patrol fell into an ambush"
            roles.patients = [c for k in parse.dependents(head, *SUBJECTS) for c in self.conjuncts(k)]
        elif parse.pos[head] in ("VERB", "AUX") and head != top and parse.lemmas[head] in self.rules.light:
            self._light_verb(n, top, roles)
        elif parse.lemmas[head] in ANSWERING and "with" in self.prepositions(top) and dep == "obl":
            self._light_verb(n, top, roles)  # "warplanes responded with raids on"
        elif parse.lemmas[head] == "come" and "under" in self.prepositions(top):
            roles.verbs.append(head)  # "the outskirts came under mortar fire from army positions"
            roles.patients = self.subject(head)[0]
            roles.obliques.extend(self._obliques(head, besides=top))
        elif dep == "nsubj" and parse.pos[head] == "VERB":  # "an airstrike hit a position"
            roles.patients = self._objects(head)

    def _light_verb(self, n: int, top: int, roles: Roles) -> None:
        """Add the arguments of a light verb to its noun's: "jets carried out a raid on"."""
        parse = self.parse
        verb, dep = parse.heads[top], parse.deps[top]
        subject, passive = self.subject(verb)
        if dep in ("obj", "obl", "nmod") and not passive:
            roles.agents = [s for s in subject if s != n]
        elif dep not in ("nsubj", "nsubj:pass", "obj", "obl"):
            return
        elif passive or dep == "nsubj:pass":
            roles.agents = self.doers(parse.kids[verb])
        roles.verbs.append(verb)
        roles.obliques.extend(self._obliques(verb, besides=top))

    def fellows(self, head: int) -> bool:
        """Whether a phrase is of those who share another's part: "along with three associates"."""
        parse = self.parse
        cases = [k for k in parse.dependents(head, "case") if parse.lower[k] in ("with", "along", "together")]
        return any({parse.lower[k], parse.lower[k - 1]} & {"along", "together"} for k in cases if k)

    def _dependents(self, part: int, roles: Roles, *, own: bool) -> None:
        """Add what hangs from an event noun, or from the noun that stands for it."""
        parse = self.parse
        for k in parse.kids[part]:
            dep = parse.deps[k]
            if dep in NOMINAL_OBLIQUES:
                # "of" belongs to the noun it follows: "the killing of A and the arrest of B"
                if own or parse.lemmas[part] in TRANSPARENT_NOUNS or "of" not in self.prepositions(k):
                    roles.obliques.extend(self._behind(k))
            elif dep in ("amod", "compound", "nmod:poss"):
                roles.modifiers.extend(self.conjuncts(k))
                roles.modifiers.extend(m for m in parse.kids[k] if parse.deps[m] in ("compound", "amod"))
            elif dep in ("acl", "acl:relcl"):
                self._clause_on_noun(k, roles)

    def _clause_on_noun(self, v: int, roles: Roles) -> None:
        """Add what a clause tells: "a raid targeting a commander", "a strike carried out by jets"."""
        parse = self.parse
        aiming = parse.lemmas[v] in AIMING
        if not aiming and parse.lemmas[v] not in self.rules.light:
            return
        own = [s for s in parse.dependents(v, *SUBJECTS) if parse.lower[s] not in RELATIVE]
        roles.agents.extend(self.doers(parse.kids[v]) or own)
        roles.verbs.append(v)
        roles.obliques.extend(self._obliques(v))
        if aiming:
            roles.patients.extend(self._objects(v))
            roles.patients.extend(roles.after({"at"}))
