"""What the noun phrases of a text are: their classes, their parts and the clause they stand in.

Rules name lemmas and classes; here each token gets the classes of the phrase that it heads. Whether words
hold a phrase of the rules, `wording` tells.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from eventx import crafts, extents
from eventx.extents import HYPHENS, PARTS_OF_PHRASES
from eventx.lexicon import words
from eventx.parse import Parse
from eventx.rules import Rules
from eventx.wordclasses import aircraft_type, pronoun_classes, unlisted_person
from eventx.wording import Wording

NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "ADJ", "X", "SYM"})
QUANTITY_NOUNS = words("phrases")["quantity_nouns"]
ORDINALS = words("phrases")["ordinals"]
PARTS_OF_PREDICATES = (*PARTS_OF_PHRASES, "aux", "aux:pass", "cop")
WEAPONS = frozenset({"weapon", "ammunition", "explosive", "weapons_cache"})
COUNTING = frozenset({"others", "another", "dozens", "scores", "hundreds", "several", "some", "many"})
ARMED = frozenset({"armed", "masked", "militant"})
KEPT_IN = frozenset({"PERSON", "FORCE", "PLACE", "AREA"})  # what is no bomb, whatever it is packed with
IMMOVABLE = frozenset({"building", "infrastructure", "territory", "cave", "tunnel"})
WORN = frozenset({"belt", "vest", "himself", "herself", "suicide"})  # beside a bomber who is no aircraft
BODIES = frozenset({"POLICE", "MILITARY", "SECURITY", "INTEL", "COALITION", "STATE"})
SUSPECT = frozenset({"armed", "masked", "suspected", "alleged", "wanted"})
WIELDING, DISGUISE, MOUNTS = (words("phrases")[name] for name in ("wielding", "disguise", "mounts"))
ARMS = frozenset({"weapon", "explosive"})
REBELLIOUS = words("phrases")["rebellious"]
UNNAMED = frozenset({"unidentified", "unknown"})
NOBODY = frozenset({"no", "nobody", "none", "neither", "nor", "yet"})
ITEMS = words("marking")["bullets"] - {"*"}  # an agency's summary has stars


class Phrases(Wording):
    """Answers about the noun phrases of one parsed Doc.

    `named` gives further classes of tokens that are names (forces, places, countries).
    """

    def __init__(self, parse: Parse, rules: Rules, named: dict[int, set[str]] | None = None) -> None:
        super().__init__(parse, rules)
        self.named = named if named is not None else {}
        self._classes: dict[int, frozenset[str]] = {}

    def tag(self, i: int, classes: Iterable[str]) -> None:
        """Give a token further classes, as names do."""
        self.named.setdefault(i, set()).update(classes)
        self._classes.clear()

    # -- classes -------------------------------------------------------------------------------------

    def classes(self, i: int) -> frozenset[str]:
        """The classes of the phrase headed by a token, with what they imply."""
        kept = self._classes.get(i)
        if kept is None:
            kept = self._classes[i] = frozenset(self._classify(i))
        return kept

    def _classify(self, i: int) -> set[str]:
        """All classes of a token: of names, lists, word form and what a quantity consists of."""
        parse, found = self.parse, set(self.named.get(i, ()))
        found |= {"AIRCRAFT"} if crafts.flies(parse, self._listed, i) else self._listed(i)
        if parse.lemmas[i] == "bomber" and WORN.intersection(
            parse.lower[slice(*parse.sents[parse.sent_of[i]])]
        ):
            found = found - {"AIRCRAFT"} | {"BOMBER"}
        if "ACTOR" in found and found & BODIES:
            found.discard("CIVILIAN")  # "Guardia Civil"
        if "TROOPS" in self.named.get(i, ()):
            found.discard("HOSTILE")  # "operatives" of a state
        if found & {"SECURITY", "MILITARY"} and self._rebellious(i):
            found = found - {"SECURITY", "MILITARY"} | {"GROUP"}
        thing = self.object_class(i)
        if thing is None and (thing := crafts.named_craft(parse, self.object_class, i)):
            found -= {"LEADER", "PERSON"}  # the ship "Galaxy Leader"
            if crafts.of_a_navy(parse, self.rules, i):
                found.add("WARSHIP")
        if thing:
            found = self._with_thing(i, thing, found)
        if self._charged(i, thing, found):
            found |= {"BOMB", "CAR_BOMB"}
        if "PLACE" in found and any("LEADER" in self.classes(k) for k in parse.dependents(i, "appos")):
            found = found - {"PLACE", "STATE"} | {"PERSON"}  # "El Chapo, a leader of the cartel"
        if "AREA" in found or "PLACE" in found or thing == "territory":
            found.add("TERRITORY")
        if parse.pos[i] == "PROPN" and not thing and not found & {"PLACE", "FORCE", "STATE"}:
            found.add("NAME")
        if parse.lemmas[i] in self.rules.noun_rules and parse.pos[i] in ("NOUN", "PROPN"):
            found.add("ACT")
        if not found - {"NAME"}:
            found |= aircraft_type(parse.lower[i])
        if "DRONE" in found:
            found.discard("AIRCRAFT")
        found |= self._counted(i)
        if not found and parse.pos[i] == "NOUN":
            found |= unlisted_person(parse.lemmas[i])
        found |= pronoun_classes(parse.lower[i])
        if "CIVILIAN" in found and {parse.lower[k] for k in parse.dependents(i, "amod")} & ARMED:
            found |= {"HOSTILE"}  # "armed herders"
        if parse.lemmas[i] == "member" and self._in_uniform(i):
            found = found - {"ANYONE"} | {"TROOPS"}
        if found & {"ANYONE", "LEADER"} and (self._hostile(i) or self._wields(i)):
            found.add("HOSTILE")
        if "ANYONE" in found and self._unknown_doers(i):
            found.add("HOSTILE")
        if "SOMEONE" in found and {parse.lower[k] for k in parse.dependents(i, "amod")} & SUSPECT:
            found.add("HOSTILE")  # "suspected informants", not "rebel shareholders"
        if parse.lemmas[i] in QUANTITY_NOUNS or parse.pos[i] == "NUM":
            for k in parse.dependents(i, "nmod"):  # "a group of militants", "67 of 94 drones"
                if "of" in self.prepositions(k) and (parse.pos[i] != "NUM" or "THING" in self.classes(k)):
                    found |= set(self.classes(k)) - {"PLACE", "TERRITORY", "AREA"}
        return self.rules.expand(found)

    def _unknown_doers(self, i: int) -> bool:
        """Whether those who act are people whom nobody knows: "unidentified men shot dead a barber"."""
        parse = self.parse
        subject = parse.deps[i] == "nsubj" and parse.pos[parse.heads[i]] == "VERB"
        acts = subject or parse.deps[i] == "obl:agent"
        acts = acts and "Number=Plur" in parse.morphs[i]
        return acts and any(parse.lower[k] in UNNAMED for k in parse.dependents(i, "amod"))

    def _charged(self, i: int, thing: str | None, found: Set[str]) -> bool:
        """Whether a thing is a bomb by what it is packed with."""
        if self.parse.pos[i] != "NOUN" or found & KEPT_IN or thing in IMMOVABLE:
            return False
        return crafts.charged(self.parse, self.object_class, self.prepositions, i)

    def _with_thing(self, i: int, thing: str, found: set[str]) -> set[str]:
        """The classes of a thing beside those found."""
        if thing == "drugs":
            found -= {"AREA", "GROUND"}  # "coca base"
        if thing in ("supplies", "infrastructure"):
            found -= {"GUNS", "BOMB"}  # "fuel tanks", "a gold mine"
        found |= {thing.upper(), "THING"}
        if thing in WEAPONS:
            found.add("WEAPONS")
        if thing == "weapons_cache":
            found.add("CACHE")
        return found

    def _in_uniform(self, i: int) -> bool:
        """Whether members are a force's by the word before them: "National Guard members"."""
        before = self.parse.dependents(i, "compound")
        return any({"MILITARY", "POLICE"} & self.classes(k) for k in before)

    def _rebellious(self, i: int) -> bool:
        """Whether a body of men is an armed group's: "a terrorist team", not "an anti-terrorist unit"."""
        parse = self.parse
        before = [k for k in parse.dependents(i, "compound", "amod") if parse.words[k - 1] not in HYPHENS]
        return any(parse.lemmas[k] in REBELLIOUS for k in before)

    def _listed(self, i: int) -> set[str]:
        """Classes of the longest phrases of the taxonomy that end in a token."""
        found, best = set[str](), 0
        for word in self.forms(i):
            for phrase, name in self.rules.noun_classes.get(word, ()):
                if len(phrase) >= best and (len(phrase) == 1 or self.ends_with(phrase, i) is not None):
                    best = len(phrase)
                    found.add(name)
        return found

    def _counted(self, i: int) -> set[str]:
        """COUNTED for a number or a word that stands for counted ones; somebody's age is a person."""
        parse, word = self.parse, self.parse.lower[i]
        if word == "old" and parse.lower[max(0, i - 2)] == "year":
            return {"ANYONE"}  # "a 17-year-old"
        ordinal = word in ORDINALS and parse.deps[i] != "amod"
        return {"COUNTED"} if parse.pos[i] == "NUM" or ordinal or word in COUNTING else set()

    def _hostile(self, i: int) -> bool:
        """Whether a modifier makes people hostile: an adjective of the taxonomy or a group's name."""
        kids = self.parse.dependents(i, "amod", "compound", "nmod:poss")
        if {self.parse.lower[k] for k in kids} & self.rules.hostile:
            return True
        near = [*kids, i - 1] if i and self.parse.sent_of[i - 1] == self.parse.sent_of[i] else kids
        return any("GROUP" in self.named.get(k, ()) for k in near)

    def _wields(self, i: int) -> bool:
        """Whether arms or a disguise are told of people: "men with machetes", "men in army fatigues"."""
        parse = self.parse
        held = [k for k in parse.dependents(i, "nmod") if "with" in self.prepositions(k)]
        for verb in parse.dependents(i, "acl", "acl:relcl"):
            if parse.lemmas[verb] in WIELDING:
                held += parse.dependents(verb, "obj", "obl")
        if parse.deps[i] == "nsubj" and self._mounted(i):
            return True
        worn = (
            range(i + 2, min(i + 5, len(parse)))
            if parse.lower[i + 1 : i + 2] in (["in"], ["wearing"])
            else ()
        )
        return any(self.object_class(k) in ARMS for k in held) or any(
            parse.lemmas[k] in DISGUISE for k in worn
        )

    def _mounted(self, i: int) -> bool:
        """Whether people come as hit men do: "two men on a motorcycle", "men riding motorbikes"."""
        parse = self.parse
        on = [k for k in parse.dependents(i, "nmod") if self.prepositions(k) & {"on", "aboard"}]
        for verb in parse.dependents(i, "acl", "acl:relcl"):
            on += parse.dependents(verb, "obj", "obl")
        return any(parse.lemmas[k] in MOUNTS for k in on)

    # -- parts ---------------------------------------------------------------------------------------

    def conjuncts(self, i: int) -> list[int]:
        """A head and the nominals coordinated with it, in order.

        Who has a number of his own is no part of what is counted before: "one of the leaders and two guards".
        """
        parse = self.parse
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(k for k in parse.dependents(j, "conj") if parse.pos[k] in NOMINAL)
            stack.extend(self._company(j))
            for whole in parse.dependents(j, "nmod") if parse.pos[j] == "NUM" else ():
                stack.extend(k for k in parse.dependents(whole, "conj") if parse.dependents(k, "nummod"))
        return sorted(set(found))

    def _company(self, i: int) -> list[int]:
        """Further people told beside one, which the parse hung elsewhere.

        "killed Omar Badr, his driver and his brother": whom a possessive sets apart is no apposition.
        "the head of a unit, and two aides": two counted people are not what the first one heads.
        """
        parse = self.parse
        if parse.pos[i] not in ("NOUN", "PROPN"):
            return []
        found = [k for k in parse.dependents(i, "appos") if self._set_apart(k)]
        behind = [c for k in parse.dependents(i, "appos") for c in parse.dependents(k, "conj")]
        found += [c for c in behind if self._of_his(c)]  # "journalist Maria Lopez and her husband"
        if self.classes(i) & {"PERSON"}:
            inner = [k for k in parse.dependents(i, "nmod") if not self.classes(k) & {"PERSON", "NAME"}]
            beside = [c for k in inner for c in parse.dependents(k, "conj")]
            found += [c for c in beside if self.classes(c) & {"PERSON"} and parse.dependents(c, "nummod")]
        return found

    def _of_his(self, k: int) -> bool:
        """Whether a person is told by whose he is: "her husband"."""
        parse = self.parse
        theirs = {parse.lower[c] for c in parse.dependents(k, "nmod:poss")} & {"his", "her", "their"}
        return bool(theirs) and "PERSON" in self.classes(k)

    def _set_apart(self, k: int) -> bool:
        """Whether an apposition tells another one, in a list: "his driver and"."""
        parse = self.parse
        listed = parse.dependents(k, "conj") or parse.lower[k + 1 : k + 2] in ([","], ["and"])
        return bool(listed) and self._of_his(k)

    def appositions(self, i: int) -> list[int]:
        """Phrases in apposition to a head, a name that the parse took for a second object among them."""
        told = [k for k in self.parse.dependents(i, "appos") if not self._set_apart(k)]
        return told + self.named_behind(i)

    def named_behind(self, i: int) -> list[int]:
        """The name of one person told as an object, behind a comma: "arrested a courier, Omar Bah"."""
        parse = self.parse
        if parse.deps[i] != "obj" or parse.pos[i] != "NOUN" or "Number=Plur" in parse.morphs[i]:
            return []
        beside = parse.dependents(parse.heads[i], "obj")
        return [k for k in beside if k > i and parse.pos[k] == "PROPN" and parse.words[k - 1] == ","]

    def nobody(self, i: int) -> bool:
        """Whether a phrase is of none: "no group", "nobody"."""
        return any(self.parse.lower[k] in NOBODY for k in (i, *self.parse.kids[i]))

    def content(self, i: int) -> int:
        """Through a quantity noun to what it counts: "a group of militants", "8 of the 9 drones"."""
        parse = self.parse
        number = parse.pos[i] == "NUM"
        if parse.lemmas[i] in QUANTITY_NOUNS or number:
            for k in parse.dependents(i, "nmod", "obl"):
                if "of" in self.prepositions(k) and parse.pos[k] in ("NOUN", "PROPN"):
                    people = number and not self.classes(k) & {"DRONE", "PROJECTILE", "AIRCRAFT"}
                    return i if people else self.content(k)  # "five of the men" are told as a part
        return i

    def tight(self, i: int) -> tuple[int, int]:
        """The words of a noun phrase from its first modifier that names or describes up to its head."""
        return extents.tight(self.parse, i)

    # -- surroundings --------------------------------------------------------------------------------

    def heading(self, sentence: int) -> bool:
        """Whether a sentence is a line of its own without a full stop, and no item of a list."""
        start, end = self.parse.sents[sentence]
        line = [w for w in self.parse.words[start:end] if w.strip()]
        if not line or len(line) > 18 or line[0] in ITEMS:
            return False
        return "\n" in self.parse.words[end - 1] and line[-1][-1:] not in '.!?:;"”’'

    def clause(self, i: int) -> int:
        """The verb (or predicate) whose clause a token stands in; a verb is in its own."""
        parse = self.parse
        if parse.pos[i] in ("VERB", "AUX") and parse.deps[i] not in PARTS_OF_PREDICATES:
            return i
        for j in parse.ancestors(i):
            if parse.pos[j] in ("VERB", "AUX") and parse.deps[j] not in PARTS_OF_PHRASES:
                return j
            if parse.heads[j] == j:
                return j
        return i
