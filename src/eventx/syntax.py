"""Who acts, on what, where and with what result: answered for any trigger, from Universal Dependencies.

The grammar is written once, here: active, passive, nominal ("the killing of three by"), participles,
relative clauses, light verbs ("carried out a raid") and coordination. Rules name lemmas and classes, and
never a dependency path.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from eventx.parse import Parse
from eventx.rules import Phrase, Rules

NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ", "X", "SYM"})
SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubj:pass", "csubj:pass")
OBLIQUES = (
    "obl",
    "obl:tmod",
    "obl:npmod",
    "obl:agent",
    "obl:unmarked",
    "nmod",
    "nmod:tmod",
    "nmod:npmod",
    "nmod:unmarked",
)
RELATIVE = frozenset({"who", "which", "that", "whom"})
AGENT_PREPOSITIONS = frozenset({"by"})
TARGET_PREPOSITIONS = frozenset({"on", "against", "at", "upon", "targeting", "toward", "towards"})
PARTNER_PREPOSITIONS = frozenset({"with", "alongside", "together"})
QUANTITY_NOUNS = frozenset(
    [
        "number",
        "group",
        "dozen",
        "hundred",
        "thousand",
        "score",
        "ten",
        "couple",
        "handful",
        "pair",
        "trio",
        "majority",
        "total",
        "series",
        "batch",
        "lot",
        "member",
        "most",
        "part",
        "section",
        "pack",
        "team",
        "unit",
        "wave",
        "string",
        "band",
        "element",
        "remnant",
        "pocket",
        "party",
        "million",
        "remains",
        "body",
        "type",
        "kind",
        "variety",
        "gang",
        "cell",
        "quantity",
        "amount",
        "cache",
        "haul",
        "gram",
        "kilogram",
        "kg",
        "tonne",
        "ton",
    ]
)
SKIPPED_MODIFIERS = frozenset({"suspected", "alleged", "several", "many", "some", "other", "more", "multiple", "numerous", "various",
                               "additional", "another", "such", "own", "few", "dozen", "dozens", "first", "last", "same", "certain",
                               "least", "most", "further", "so-called", "total", "dead", "wounded", "injured", "unidentified", "unknown",
                               "up", "about", "around", "nearly", "almost", "approximately", "over"})  # fmt: skip


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


class Grammar:
    """Answers about one parsed Doc, with the classes of its nouns.

    `named` gives further classes of tokens that are names (forces, places, countries).
    """

    def __init__(self, parse: Parse, rules: Rules, named: dict[int, set[str]] | None = None) -> None:
        self.parse = parse
        self.rules = rules
        self.named = named if named is not None else {}
        for i, word in enumerate(
            parse.lower
        ):  # a verb form that a rule names, with another lemma by the model's mistake
            lemma = rules.verb_forms.get(word)
            if (
                lemma
                and parse.lemmas[i] != lemma
                and parse.lemmas[i] not in rules.verb_rules
                and parse.pos[i] in ("VERB", "ADJ", "AUX")
            ):
                parse.lemmas[i] = lemma
        self._classes: dict[int, frozenset[str]] = {}
        self._roles: dict[int, Roles] = {}

    def tag(self, i: int, classes: Iterable[str]) -> None:
        """Give a token further classes, as names do."""
        self.named.setdefault(i, set()).update(classes)
        self._classes.clear()

    # -- words ---------------------------------------------------------------------------------------

    def ends_with(self, phrase: Phrase, i: int) -> int | None:
        """The first token of a phrase that ends at token `i`, hyphens skipped, else None."""
        parse, j = self.parse, i
        for k in range(len(phrase) - 1, -1, -1):
            if k < len(phrase) - 1:
                j -= 1
                while j >= 0 and parse.lower[j] in ("-", "‑") and phrase[k] != "-":
                    j -= 1
                if phrase[k] == "-" and j >= 0 and parse.lower[j] not in ("-", "‑"):
                    j += 1
                    continue
            if j < 0 or (phrase[k] not in (parse.lower[j], parse.lemmas[j], singular(parse.lower[j]))):
                return None
        return j

    def verb_phrase(self, phrase: Phrase, i: int) -> bool:
        """Whether a verb and its dependents hold a phrase ("open fire", "round up", "take into custody")."""
        parse = self.parse
        if phrase[0] != parse.lemmas[i] and phrase[0] != parse.lower[i]:
            return False
        rest = phrase[1:]
        if not rest:
            return True
        if parse.lower[i + 1 : i + 1 + len(rest)] == list(rest):
            return True
        near = {parse.lemmas[k] for k in parse.kids[i]} | {parse.lower[k] for k in parse.kids[i]}
        for k in parse.kids[i]:
            near |= {parse.lower[c] for c in parse.dependents(k, "case", "fixed")}
        return all(word in near for word in rest)

    def classes(self, i: int) -> frozenset[str]:
        """The classes of the phrase headed by a token, with what they imply."""
        kept = self._classes.get(i)
        if kept is None:
            kept = self._classes[i] = frozenset(self._classify(i))
        return kept

    def object_class(self, i: int) -> str | None:
        """The class of thing that a noun names, by the longest phrase that ends in it."""
        for word in (self.parse.lemmas[i], self.parse.lower[i], singular(self.parse.lower[i])):
            for phrase, name in self.rules.object_classes.get(word, ()):
                if self.ends_with(phrase, i) is not None:
                    return name
        return None

    def _classify(self, i: int) -> set[str]:
        parse, found = self.parse, set(self.named.get(i, ()))
        best = 0
        for word in {parse.lemmas[i], parse.lower[i], singular(parse.lower[i])}:
            for phrase, name in self.rules.noun_classes.get(word, ()):
                if len(phrase) >= best and self.ends_with(phrase, i) is not None:
                    best = len(phrase)
                    found.add(name)
        thing = self.object_class(i)
        if thing:
            found |= {thing.upper(), "THING"}
            if thing in ("weapon", "ammunition", "explosive", "weapons_cache"):
                found.add("WEAPONS")
            if thing == "weapons_cache":
                found.add("CACHE")
        if "AREA" in found or "PLACE" in found or thing == "territory":
            found.add("TERRITORY")
        if parse.pos[i] == "PROPN" and not thing and not found & {"PLACE", "FORCE", "STATE"}:
            found.add("NAME")
        if parse.lemmas[i] in self.rules.noun_rules and parse.pos[i] in ("NOUN", "PROPN"):
            found.add("ACT")
        if "DRONE" in found:
            found.discard("AIRCRAFT")
        if (
            parse.pos[i] == "NUM"
            or (parse.lower[i] in ORDINALS and parse.deps[i] != "amod")
            or parse.lower[i]
            in ("others", "another", "dozens", "scores", "hundreds", "several", "some", "many")
        ):
            found.add("COUNTED")
        if (
            not found
            and parse.pos[i] == "NOUN"
            and parse.lemmas[i].endswith(("ician", "ologist", "ctivist", "ionist", "sman", "swoman"))
        ):
            found.add("ANYONE")
        if parse.lower[i] in ("himself", "themselves", "itself", "herself"):
            found.add("SELF")
        if parse.lower[i] in ("they", "he", "she", "them", "him", "her", "who", "we", "us"):
            found |= {"PERSON"}
        if parse.lower[i] in ("they", "them", "we", "us"):
            found.add("FORCE")
        if found & {"ANYONE", "LEADER"} and self._hostile(i):
            found.add("HOSTILE")
        if parse.lemmas[i] in QUANTITY_NOUNS:  # "a group of militants" is what the group consists of
            for k in parse.dependents(i, "nmod"):
                if "of" in self.prepositions(k):
                    found |= set(self.classes(k)) - {"PLACE", "TERRITORY", "AREA"}
        return self.rules.expand(found)

    def _hostile(self, i: int) -> bool:
        kids = self.parse.dependents(i, "amod", "compound", "nmod:poss")
        if {self.parse.lower[k] for k in kids} & self.rules.hostile:
            return True
        near = [*kids, i - 1] if i and self.parse.sent_of[i - 1] == self.parse.sent_of[i] else kids
        return any("GROUP" in self.named.get(k, ()) for k in near)

    # -- phrases -------------------------------------------------------------------------------------

    def prepositions(self, i: int) -> set[str]:
        """The prepositions that stand before a phrase ("in the vicinity of" gives its own words)."""
        parse, found = self.parse, set()
        for k in parse.dependents(i, "case", "mark"):
            found.add(parse.lower[k])
            found |= {parse.lower[f] for f in parse.dependents(k, "fixed")}
        return found

    def conjuncts(self, i: int) -> list[int]:
        """A head and the nominals coordinated with it, in order."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(k for k in self.parse.dependents(j, "conj") if self.parse.pos[k] in NOMINAL)
        return sorted(found)

    def appositions(self, i: int) -> list[int]:
        """Phrases in apposition to a head."""
        return self.parse.dependents(i, "appos")

    def content(self, i: int) -> int:
        """Through a quantity noun to what it counts: "a group of militants" gives "militants"."""
        parse = self.parse
        if parse.lemmas[i] in QUANTITY_NOUNS:
            for k in parse.dependents(i, "nmod", "obl"):
                if "of" in self.prepositions(k) and parse.pos[k] in ("NOUN", "PROPN"):
                    return self.content(k) if k != i else k
        return i

    def tight(self, i: int) -> tuple[int, int]:
        """The words of a noun phrase from its first modifier that names or describes up to its head."""
        parse, start = self.parse, i
        low = parse.sents[parse.sent_of[i]][0] if parse.sents else 0
        j = i - 1
        while j >= low:
            word, pos = parse.lower[j], parse.pos[j]
            if word in SKIPPED_MODIFIERS or pos not in (
                "ADJ",
                "NOUN",
                "PROPN",
                "PUNCT",
                "VERB",
                "ADV",
                "X",
                "ADP",
                "PART",
            ):
                break
            if (
                pos in ("PUNCT", "ADP", "ADV", "PART")
                and word not in ("-", "/", "‑")
                and parse.words[j - 1 : j] != ["-"]
            ):
                break
            if (
                pos == "VERB"
                and parse.deps[j] not in ("amod", "compound")
                and parse.words[j - 1 : j] != ["-"]
            ):
                break
            if not self._within(j, i):
                break
            if word not in ("-", "/", "‑"):
                start = j
            j -= 1
        end = i + 1
        while (
            end < len(parse)
            and parse.heads[end] == i
            and parse.deps[end] in ("flat", "flat:name", "goeswith")
        ):
            end += 1
        return start, end

    def _within(self, j: int, head: int) -> bool:
        seen = 0
        while j != head:
            if self.parse.deps[j] in (
                "conj",
                "nsubj",
                "obj",
                "obl",
                "appos",
                "acl:relcl",
                "root",
                "advcl",
                "parataxis",
                "nmod",
                "cc",
            ):
                return False
            up = self.parse.heads[j]
            seen += 1
            if up == j or seen > 6:
                return False
            j = up
        return True

    def heading(self, sentence: int) -> bool:
        """Whether a sentence is a line of its own without a full stop."""
        start, end = self.parse.sents[sentence]
        words = [w for w in self.parse.words[start:end] if w.strip()]
        return (
            bool(words)
            and len(words) <= 18
            and "\n" in self.parse.words[end - 1]
            and words[-1][-1:] not in '.!?:;"”’'
        )

    def clause(self, i: int) -> int:
        """The verb (or predicate) whose clause a token stands in; a verb is in its own."""
        parse = self.parse
        if parse.pos[i] in ("VERB", "AUX") and parse.deps[i] not in (
            "amod",
            "compound",
            "aux",
            "aux:pass",
            "cop",
        ):
            return i
        for j in parse.ancestors(i):
            if parse.pos[j] in ("VERB", "AUX") and parse.deps[j] not in ("amod", "compound"):
                return j
            if parse.heads[j] == j:
                return j
        return i

    # -- arguments -----------------------------------------------------------------------------------

    def roles(self, i: int) -> Roles:
        """The arguments of a verb or event noun."""
        kept = self._roles.get(i)
        if kept is None:
            verbal = self.parse.pos[i] in ("VERB", "AUX") or (
                self.parse.pos[i] == "ADJ" and self.parse.deps[i] in ("acl", "root", "conj")
            )
            kept = self._roles[i] = self._verb(i) if verbal else self._noun(i)
        return kept

    def subject(self, verb: int) -> tuple[list[int], bool]:
        """The subject of a verb, shared ones included, and whether it is a passive one."""
        parse = self.parse
        seen: set[int] = set()
        v = verb
        while v not in seen:
            seen.add(v)
            passive = parse.dependents(v, *PASSIVE_SUBJECTS)
            if passive:
                shared = v != verb and bool(
                    parse.dependents(verb, "obj")
                )  # "were sent to the city and arrested nine"
                return self._resolve_relative(passive, v), not shared
            active = parse.dependents(v, *SUBJECTS)
            if active:
                heads = self._resolve_relative(active, v)
                if v != verb:
                    return heads, False
                bare = not parse.dependents(v, "aux", "obj", "ccomp", "xcomp") and self._suffered(v)
                return heads, bool(parse.dependents(v, "aux:pass")) or bare
            dep = parse.deps[v]
            if dep == "csubj" and parse.dependents(parse.heads[v], "cop"):  # "Taking part were the army and"
                return self.conjuncts(parse.heads[v]), False
            if dep == "acl" or dep.startswith("acl:relcl"):
                return self.conjuncts(parse.heads[v]) if dep == "acl" else [parse.heads[v]], self._participle(
                    v
                )
            if dep in ("conj", "advcl", "xcomp", "parataxis") or (
                dep == "ccomp" and "VerbForm=Inf" in parse.morphs[v]
            ):
                head = parse.heads[v]
                if (
                    dep == "conj"
                    and self._participle(v)
                    and not self._participle(head)
                    and not parse.dependents(v, "aux:pass")
                ):
                    pass  # "killed three and wounded five": the parser's voice is not to be trusted, the subject is
                if parse.pos[head] not in ("VERB", "AUX", "ADJ", "NOUN"):
                    return [], False
                if dep == "xcomp":
                    objects = parse.dependents(head, "obj")
                    if objects and parse.lemmas[head] in CAUSATIVE:
                        return self.conjuncts(objects[0]), self._participle(v)
                v = head
                continue
            return [], False
        return [], False

    def _suffered(self, v: int) -> bool:
        """Whether a bare past form is what its subject suffered: "with four members killed", "3 soldiers wounded"."""
        rules = self.rules.verb_outcomes.get(self.parse.lemmas[v], ())
        return self.parse.lower[v] != self.parse.lemmas[v] and any(
            who == "patient" and len(phrase) == 1 for phrase, (_, who) in rules
        )

    def _participle(self, v: int) -> bool:
        morph = self.parse.morphs[v]
        return ("VerbForm=Part" in morph and "Tense=Past" in morph) or "Voice=Pass" in morph

    def _resolve_relative(self, heads: list[int], verb: int) -> list[int]:
        parse = self.parse
        found = []
        for head in heads:
            if parse.lower[head] in RELATIVE and parse.deps[verb].startswith("acl"):
                found.append(parse.heads[verb])
            else:
                found.extend(self.conjuncts(head))
        return found

    def _verb(self, v: int) -> Roles:
        parse = self.parse
        roles = Roles(verbs=[v])
        for k in parse.kids[v]:
            if parse.deps[k] in OBLIQUES:
                for c in self.conjuncts(k):
                    prepositions = self.prepositions(k) or {""}
                    roles.obliques.extend((p, c) for p in prepositions)
        subject, passive = self.subject(v)
        own = parse.dependents(v, *SUBJECTS, *PASSIVE_SUBJECTS)
        objects = [c for k in parse.dependents(v, "obj") for c in self.conjuncts(k)]
        near = [
            *parse.kids[v],
            *(c for k in parse.dependents(v, "xcomp") for c in parse.kids[k]),
        ]  # "shot dead by"
        by = [
            c
            for k in near
            if parse.deps[k] in ("obl", "obl:agent", "nmod") and "by" in self.prepositions(k)
            for c in self.conjuncts(k)
        ]
        if not own and parse.deps[v] == "acl":
            passive = self._participle(v) and not objects
        elif (
            not own
            and passive is False
            and self._participle(v)
            and not objects
            and parse.deps[v] in ("conj", "advcl")
        ):
            passive = bool(by) or parse.deps[v] == "advcl" or bool(parse.dependents(v, "aux:pass"))
            if parse.deps[v] == "conj" and not passive:  # "was captured and killed"
                head_subject = parse.dependents(parse.heads[v], *PASSIVE_SUBJECTS)
                passive = bool(head_subject)
        roles.passive = passive
        if passive:
            roles.patients, roles.agents = subject + objects, by
        else:
            roles.agents, roles.patients = subject or by, objects or self._late_object(v)
        if (
            parse.deps[v] == "acl:relcl"
            and not passive
            and not objects
            and parse.heads[v] not in roles.agents
        ):
            roles.patients = [parse.heads[v]]  # "the hideout that troops destroyed"
        return roles

    def _late_object(self, v: int) -> list[int]:
        """An object that the parse hangs elsewhere: "arrested in Al-Qaim a man who"."""
        parse = self.parse
        if parse.lemmas[v] not in self.rules.verb_outcomes or parse.dependents(v, "ccomp", "xcomp"):
            return []
        end = min(parse.sents[parse.sent_of[v]][1], v + 9)
        for j in range(v + 1, end):
            if parse.pos[j] in ("VERB", "AUX", "SCONJ", "CCONJ") or parse.lower[j] in (
                ";",
                ":",
                "when",
                "while",
            ):
                break
            if (
                parse.pos[j] == "NOUN"
                and parse.deps[j] not in ("compound", "amod")
                and not self.prepositions(j)
                and j in parse.subtree(v)
            ):
                return (
                    self.conjuncts(j)
                    if parse.deps[j] in ("obl", "nmod", "dep", "obl:unmarked", "nmod:unmarked")
                    else []
                )
        return []

    def _noun(self, n: int) -> Roles:
        parse = self.parse
        roles = Roles(verbs=[])
        chain = [n]
        while parse.deps[chain[-1]] in ("conj", "appos", "nmod", "compound") and len(chain) < 4:
            up = parse.heads[chain[-1]]
            if (
                parse.deps[chain[-1]] == "nmod"
                and parse.lemmas[up] not in QUANTITY_NOUNS
                and parse.lemmas[up] not in LINK_NOUNS
            ):
                break
            if parse.deps[chain[-1]] == "compound" and parse.lemmas[up] not in (
                "operation",
                "mission",
                "campaign",
                "force",
            ):
                break
            chain.append(up)
        top = chain[-1]
        head, dep = parse.heads[top], parse.deps[top]
        if parse.pos[head] in ("VERB", "AUX") and head != top and parse.lemmas[head] in self.rules.light:
            subject, passive = self.subject(head)
            if dep in ("obj", "obl", "nmod") and not passive:
                roles.agents = [s for s in subject if s != n]
                roles.verbs.append(head)
            elif dep in ("nsubj", "nsubj:pass", "obj", "obl"):
                roles.verbs.append(head)
                if passive or dep == "nsubj:pass":
                    by = [k for k in parse.kids[head] if "by" in self.prepositions(k)]
                    roles.agents = [c for k in by for c in self.conjuncts(k)]
            if roles.verbs:
                for k in parse.kids[head]:
                    if parse.deps[k] in OBLIQUES and k != top:
                        roles.obliques.extend(
                            (p, c) for c in self.conjuncts(k) for p in self.prepositions(k) or {""}
                        )
        elif parse.lemmas[head] in ("fall", "run", "walk", "drive") and "into" in self.prepositions(top):
            roles.verbs.append(head)  # "a patrol fell into an ambush"
            roles.patients = [c for k in parse.dependents(head, *SUBJECTS) for c in self.conjuncts(k)]
        elif dep == "nsubj" and parse.pos[head] == "VERB":  # "an airstrike hit a position"
            roles.patients = [c for k in parse.dependents(head, "obj") for c in self.conjuncts(k)]
        for part in dict.fromkeys((n, top)):
            for k in parse.kids[part]:
                if parse.deps[k] in ("nmod", "obl", "nmod:tmod", "nmod:unmarked"):
                    prepositions = self.prepositions(k) or {""}
                    if (
                        part != n
                        and "of" in prepositions
                        and parse.lemmas[part] not in QUANTITY_NOUNS | LINK_NOUNS
                    ):
                        continue  # "the killing of A and the arrest of B"
                    for c in self.conjuncts(k):
                        roles.obliques.extend((p, c) for p in prepositions)
                elif parse.deps[k] in ("amod", "compound", "nmod:poss"):
                    roles.modifiers.extend(self.conjuncts(k))
                    roles.modifiers.extend(m for m in parse.kids[k] if parse.deps[m] in ("compound", "amod"))
                elif parse.deps[k] in ("acl", "acl:relcl"):
                    self._clause_on_noun(k, roles)
        for head in roles.after({"of"}):  # "the arrest of three smugglers by border guards"
            roles.obliques.extend(
                ("by", c)
                for k in parse.dependents(head, "nmod", "obl")
                if "by" in self.prepositions(k)
                for c in self.conjuncts(k)
            )
        roles.agents = roles.agents + [a for a in roles.after(AGENT_PREPOSITIONS) if a not in roles.agents]
        struck = roles.after(TARGET_PREPOSITIONS)
        roles.patients = struck + [p for p in roles.patients if p not in struck]
        return roles

    def _clause_on_noun(self, v: int, roles: Roles) -> None:
        """ "a raid targeting a commander", "a strike carried out by jets", "a strike that killed"."""
        parse = self.parse
        if parse.lemmas[v] in self.rules.light or parse.lemmas[v] in ("aim", "target"):
            own = parse.dependents(v, *SUBJECTS)
            by = [c for k in parse.kids[v] if "by" in self.prepositions(k) for c in self.conjuncts(k)]
            roles.agents.extend(by or [s for s in own if parse.lower[s] not in RELATIVE])
            roles.verbs.append(v)
            for k in parse.kids[v]:
                if parse.deps[k] in OBLIQUES:
                    roles.obliques.extend(
                        (p, c) for c in self.conjuncts(k) for p in self.prepositions(k) or {""}
                    )
            if parse.lemmas[v] == "target" or parse.lemmas[v] == "aim":
                roles.patients.extend(c for k in parse.dependents(v, "obj") for c in self.conjuncts(k))
                roles.patients.extend(roles.after({"at"}))


def singular(word: str) -> str:
    """A plural's singular by its ending, for nouns whose lemma the model misses.

    >>> singular("troops"), singular("gunmen"), singular("caches"), singular("batteries")
    ('troop', 'gunman', 'cache', 'battery')
    """
    if word.endswith("men"):
        return word[:-3] + "man"
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith("s") and not word.endswith(("ss", "us", "is")) and len(word) > 3:
        return word[:-1]
    return word


ORDINALS = frozenset(["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"])
CAUSATIVE = frozenset(
    {"leave", "see", "get", "have", "find", "keep", "let", "make", "allow", "force", "help"}
)
LINK_NOUNS = frozenset(
    [
        "phase",
        "stage",
        "series",
        "wave",
        "round",
        "spate",
        "part",
        "leg",
        "course",
        "start",
        "beginning",
        "end",
        "launch",
        "string",
        "second",
        "third",
        "first",
        "conduct",
        "framework",
        "result",
        "completion",
    ]
)
