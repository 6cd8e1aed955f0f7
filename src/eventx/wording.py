"""Whether a text holds the phrases that rules name: "police officer", "open fire", "in the vicinity of"."""

from __future__ import annotations

from collections.abc import Set

from eventx.extents import HYPHENS
from eventx.lexicon import words
from eventx.parse import Parse
from eventx.rules import Phrase, Rules
from eventx.wordclasses import equipment_type, forms, singular

OWN = (["his"], ["her"], ["their"])
CALENDAR = words("places")["calendar"]
WHERE = frozenset({"in", "off"})  # particles that stand before places too
SHORES = frozenset({"coast", "shore", "island", "port"})


class Wording:
    """Answers about the words of one parsed Doc: the phrases that end in them, hang by them, stand before."""

    def __init__(self, parse: Parse, rules: Rules) -> None:
        self.parse = parse
        self.rules = rules
        self._near: dict[int, set[str]] = {}
        self._prepositions: dict[int, Set[str]] = {}
        self._mend_lemmas()

    def _mend_lemmas(self) -> None:
        """Give a verb form that a rule names its lemma, where the model gave it another."""
        parse, rules = self.parse, self.rules
        for i, word in enumerate(parse.lower):
            lemma = rules.verb_forms.get(word)
            if (
                lemma
                and parse.lemmas[i] != lemma
                and parse.lemmas[i] not in rules.verb_rules
                and parse.pos[i] in ("VERB", "ADJ", "AUX")
            ):
                parse.lemmas[i] = lemma

    def forms(self, i: int) -> tuple[str, ...]:
        """A token's lemma, its word and that word's singular, each once."""
        return forms(self.parse.lemmas[i], self.parse.lower[i])

    def ends_with(self, phrase: Phrase, i: int) -> int | None:
        """The first token of a phrase that ends at token `i`, hyphens skipped, else None."""
        lower, lemmas, j, last = self.parse.lower, self.parse.lemmas, i, len(phrase) - 1
        for k in range(last, -1, -1):
            word = phrase[k]
            if k < last:
                j -= 1
                while j >= 0 and lower[j] in HYPHENS and word != "-":
                    j -= 1
                if word == "-" and j >= 0 and lower[j] not in HYPHENS:
                    j += 1
                    continue
            if j < 0 or (word != lower[j] and word != lemmas[j] and word != singular(lower[j])):
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
        if rest[0] in WHERE and not rest[1:]:  # "broke an attack in Diyala", "carrying migrants off Zuwara"
            return any(parse.lower[k] == rest[0] for k in parse.kids[i]) or self._moved_off(rest[0], i)
        near = self._near.get(i)
        if near is None:
            near = self._near[i] = self._below(i)
        return near.issuperset(rest)

    def _moved_off(self, particle: str, i: int) -> bool:
        """Whether something is moved off what is no place at sea: "drove them off the ridge"."""
        parse = self.parse
        off = (k for k in parse.dependents(i, "obl") if particle == "off" and "off" in self.prepositions(k))
        return any(parse.pos[k] == "NOUN" and parse.lemmas[k] not in SHORES for k in off)

    def _below(self, i: int) -> set[str]:
        """The words below a verb that may be parts of its phrase: its dependents and what marks them."""
        parse = self.parse
        near = {parse.lower[k] for k in parse.kids[i]}
        near |= {parse.lemmas[k] for k in parse.kids[i] if parse.pos[k] != "VERB"}  # "backed" is not "back"
        if parse.lower[i + 1 : i + 2] in OWN:  # "lost his life", whatever the parse hangs the life by
            near |= set(parse.lemmas[i + 2 : i + 3])
        near |= {singular(parse.lower[k]) for k in parse.kids[i] if parse.pos[k] == "NOUN"}  # "flames"
        hung = [k for o in parse.dependents(i, "obj") for k in parse.dependents(o, "nmod")]
        for k in (*parse.kids[i], *hung):  # "drove gangs out of the port", but not "closed it on Monday"
            if parse.lower[k] not in CALENDAR:
                near |= {parse.lower[c] for c in parse.dependents(k, "case", "fixed")}
        return near | {parse.lemmas[k] for k in hung}

    def object_class(self, i: int) -> str | None:
        """The class of thing that a noun names, by the longest phrase that ends in it."""
        for word in self.forms(i):
            for phrase, name in self.rules.object_classes.get(word, ()):
                if len(phrase) == 1 or self.ends_with(phrase, i) is not None:
                    return name
        return equipment_type(self.parse.lower[i])

    def prepositions(self, i: int) -> Set[str]:
        """The prepositions that stand before a phrase ("in the vicinity of" gives its own words)."""
        kept = self._prepositions.get(i)
        if kept is None:
            kept = self._prepositions[i] = self._before(i)
        return kept

    def _before(self, i: int) -> Set[str]:
        """The prepositions before a phrase, as the parse tells them."""
        parse, found = self.parse, set[str]()
        for k in parse.dependents(i, "case", "mark"):
            found.add(parse.lower[k])
            found |= {parse.lower[f] for f in parse.dependents(k, "fixed")}
        if not found:  # the parse hung it by the first word of the name
            names = parse.dependents(i, "compound", "nummod", "amod")
            found = {parse.lower[c] for k in names if k < i for c in parse.dependents(k, "case")}
        return found
