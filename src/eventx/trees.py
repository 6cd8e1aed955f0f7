"""Tokens and Universal Dependencies as plain lists, and the ways through them."""

from __future__ import annotations

from collections.abc import Iterator

SUBJECTS = ("nsubj", "nsubj:pass")
PAST = "Mood=Ind|Tense=Past|VerbForm=Fin"  # features of a verb that heads its clause
PASSIVE = "Tense=Past|VerbForm=Part|Voice=Pass"  # and of a participle of what was done to its noun


class Tree:
    """Tokens by index: words as written and folded, UPOS, UD relations, features, heads and dependents."""

    __slots__ = ("deps", "heads", "kids", "lower", "morphs", "pos", "words")

    words: list[str]
    lower: list[str]
    pos: list[str]
    deps: list[str]
    morphs: list[str]
    heads: list[int]
    kids: list[list[int]]

    def subtree(self, i: int) -> list[int]:
        """All tokens under a token, itself included, in order."""
        found, stack = [], [i]
        while stack:
            j = stack.pop()
            found.append(j)
            stack.extend(self.kids[j])
        return sorted(found)

    def ancestors(self, i: int) -> Iterator[int]:
        """The head, the head's head and so on, up to the root of the sentence."""
        while self.heads[i] != i:
            i = self.heads[i]
            yield i

    def verb_above(self, i: int) -> int | None:
        """The nearest verb that a token hangs by."""
        return next((up for up in self.ancestors(i) if self.pos[up] == "VERB"), None)

    def root(self, i: int) -> int:
        """The root of a token's sentence."""
        while self.heads[i] != i:
            i = self.heads[i]
        return i

    def dependents(self, i: int, *relations: str) -> list[int]:
        """Dependents with one of these relations; `obl` does not stand for `obl:agent`."""
        kids, deps = self.kids[i], self.deps
        return [k for k in kids if deps[k] in relations] if kids else []

    def listed_from(self, i: int) -> list[int]:
        """A word and those that the same list has behind it: "jets, helicopters and guns of the army"."""
        first = self.heads[i] if self.deps[i] == "conj" else i
        return [k for k in (first, *self.dependents(first, "conj")) if k >= i]

    def start(self, i: int) -> int:
        """The first word of a phrase, by its head; a mark is its own."""
        return min((k for k in self.subtree(i) if self.pos[k] != "PUNCT"), default=i)

    def give_subject(self, noun: int, verb: int) -> None:
        """Hang a noun as a verb's subject, of a passive where an auxiliary tells one."""
        self.hang(noun, verb, "nsubj:pass" if self.dependents(verb, "aux:pass") else "nsubj")

    def hang(self, i: int, head: int, relation: str) -> None:
        """Give a token another head; one below it takes its place first, so that no circle comes."""
        if head != i and i in self.ancestors(head):
            up = self.heads[i]
            self.hang(head, head if up == i else up, self.deps[i])
        if self.heads[i] != i:
            self.kids[self.heads[i]].remove(i)
        self.heads[i], self.deps[i] = head, relation
        if head != i:
            self.kids[head] = sorted([*self.kids[head], i])
