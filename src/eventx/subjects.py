"""The subject of a verb, wherever it stands: its own, that of the verb it goes with, or what it hangs by.

"Troops entered the town and killed two", "a convoy ambushed by rebels", "who attacked": here it is decided of
whom a verb is told, and whether it is passive by that. The other arguments are in `syntax`.
"""

from __future__ import annotations

from collections.abc import Iterable

from eventx import gaps
from eventx.gaps import PASSIVE_SUBJECTS
from eventx.lexicon import words
from eventx.phrases import Phrases

SUBJECTS = ("nsubj", "csubj")
RELATIVE = frozenset({"who", "which", "that", "whom"})
ATTEMPTS = words("claims")["attempts"]
CAUSATIVE, ACCUSING = words("syntax")["causative"], words("syntax")["accusing"]
INTRANSITIVE = words("syntax")["intransitive"]
PASTS = words("syntax")["pasts"]
WAYS = words("syntax")["ways"]  # by which nobody acts


class Subjects(Phrases):
    """Answers about the phrases of one parsed Doc, and about the subjects of its verbs."""

    def subject(self, verb: int) -> tuple[list[int], bool]:
        """The subject of a verb, shared ones included, and whether it is a passive one."""
        parse = self.parse
        seen: set[int] = set()
        v = verb
        while v not in seen:
            seen.add(v)
            past = v == verb and (self.participle(v) or self._suffered(v))
            if past and (left_out := gaps.left_out(self, v)):
                return left_out, True
            told = self._told_subject(v, verb)
            if told is not None:
                return told
            dep, head = parse.deps[v], parse.heads[v]
            if dep == "csubj" and parse.dependents(head, "cop"):  # "Taking part were the army and"
                return self.conjuncts(head), False
            if dep == "acl" and self._tried(v):
                v = parse.heads[head]  # "made nine attempts to advance"
                continue
            if dep == "acl":
                return self.conjuncts(head), self.participle(v)
            if dep.startswith("acl:relcl"):
                return [head], self.participle(v)
            shares = dep in ("conj", "advcl", "xcomp", "parataxis") or (
                dep == "ccomp" and "VerbForm=Inf" in parse.morphs[v]
            )
            if not shares or parse.pos[head] not in ("VERB", "AUX", "ADJ", "NOUN"):
                break
            accused = dep in ("advcl", "xcomp") and parse.lemmas[head] in ACCUSING
            if accused or (dep == "xcomp" and parse.lemmas[head] in CAUSATIVE):
                objects = parse.dependents(head, "obj")
                if objects:
                    return self.conjuncts(objects[0]), self.participle(v)
            v = head
        return [], False

    def _tried(self, v: int) -> bool:
        """Whether an infinitive tells what the attempt was of that a light verb made."""
        parse, noun = self.parse, self.parse.heads[v]
        return (
            parse.lemmas[noun] in ATTEMPTS
            and "VerbForm=Inf" in parse.morphs[v]
            and self.lightly_done(noun) is not None
        )

    def lightly_done(self, noun: int) -> int | None:
        """The light verb whose object a noun is: "made nine attempts"."""
        parse, verb = self.parse, self.parse.heads[noun]
        return verb if parse.deps[noun] == "obj" and parse.lemmas[verb] in self.rules.light else None

    def _told_subject(self, v: int, verb: int) -> tuple[list[int], bool] | None:
        """The subject beside `v`, which `verb` shares or is, and whether `verb` is passive by it."""
        parse = self.parse
        passive = gaps.own_subjects(self, parse.dependents(v, *PASSIVE_SUBJECTS))
        if passive and self._moves(v):
            return self._resolve_relative(passive, v), False
        if passive and v != verb and self._told_of_event(v, verb, passive):
            return self.doers(parse.kids[v]), False
        if passive:  # not shared by the active: "were sent to the city and arrested nine"
            return self._resolve_relative(passive, v), v == verb or not parse.dependents(verb, "obj")
        active = gaps.own_subjects(self, parse.dependents(v, *SUBJECTS))
        if not active:
            return None
        heads = [*gaps.begun_before(self, v, active), *self._resolve_relative(active, v)]
        if v != verb:
            return heads, False
        bare = not parse.dependents(v, "aux", "obj", "ccomp", "xcomp") and self._suffered(v)
        bare = bare and not self.shared_objects(v) and not self._into(v)
        done = self.participle(v) and self.doers(
            parse.dependents(v, "obl:agent")
        )  # "shells fired by gunners"
        return heads, bare or bool(parse.dependents(v, "aux:pass") or done)

    def _moves(self, v: int) -> bool:
        """Whether a finite verb was taken for a passive: "when raiders swooped on a village"."""
        bare = not self.parse.dependents(v, "aux:pass", "aux", "obj") and not self._suffered(v)
        return bare and self.parse.lemmas[v] in INTRANSITIVE

    def _told_of_event(self, v: int, verb: int, subject: list[int]) -> bool:
        """Whether a participle tells what a passive act did, not its subject: "was downed, killing two"."""
        parse = self.parse
        ing = parse.deps[verb] == "advcl" and parse.lower[verb].endswith("ing")
        things = all(not self.classes(s) & {"PERSON", "FORCE", "NAME"} for s in subject)
        return ing and parse.heads[verb] == v and things

    def _suffered(self, v: int) -> bool:
        """Whether a bare past form is what its subject suffered: "with four members killed"."""
        outcomes = self.rules.verb_outcomes.get(self.parse.lemmas[v], ())
        word = self.parse.lower[v]
        return word not in PASTS | {self.parse.lemmas[v]} and any(
            who == "patient" and len(phrase) == 1 for phrase, (_, who) in outcomes
        )

    def _into(self, v: int) -> bool:
        """Whether a verb tells a movement: "drones smashed into a depot", "caught up with them"."""
        into = any("into" in self.prepositions(k) for k in self.parse.dependents(v, "obl"))
        return into or self.verb_phrase(("catch", "up"), v)

    def participle(self, v: int) -> bool:
        """Whether a verb form is a past participle or passive."""
        morph = self.parse.morphs[v]
        return ("VerbForm=Part" in morph and "Tense=Past" in morph) or "Voice=Pass" in morph

    def _resolve_relative(self, heads: list[int], verb: int) -> list[int]:
        """Subjects with those coordinated with them, a relative pronoun as what it stands for."""
        parse = self.parse
        found = []
        for head in heads:
            if parse.lower[head] in RELATIVE and parse.deps[verb].startswith("acl"):
                found.append(parse.heads[verb])
            else:
                found.extend(self.conjuncts(head))
        return found

    def shared_objects(self, v: int) -> list[int]:
        """The objects of the verb that a verb is coordinated with: "intercepted and destroyed missiles"."""
        parse = self.parse
        if v + 2 >= len(parse) or parse.lower[v + 1] not in ("and", "or", "then"):
            return []
        beside = [k for k in parse.dependents(v, "conj") if k == v + 2 and parse.pos[k] == "VERB"]
        return [c for w in beside for k in parse.dependents(w, "obj") for c in self.conjuncts(k)]

    def doers(self, kids: Iterable[int]) -> list[int]:
        """The phrases behind "by" among dependents."""
        doers = (k for k in kids if "by" in self.prepositions(k) and self.parse.lemmas[k] not in WAYS)
        return [c for k in doers for c in self.conjuncts(k)]
