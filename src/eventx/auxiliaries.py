"""An auxiliary that a time parts from its verb, joined to it again: "Six men were on Monday killed".

A parser takes the time for the predicate then, or the auxiliary for a verb.
"""

from __future__ import annotations

from eventx.lexicon import words
from eventx.trees import Tree

AUXILIARIES, PASSIVES, TIMES, AROUND = (
    words("auxiliaries")[k] for k in ("auxiliaries", "passives", "times", "around")
)
REACH = 9  # words of a time


def rejoin(tree: Tree) -> None:
    """Hang auxiliaries, their times and subjects by the participle that they belong to, in place."""
    for i, word in enumerate(tree.lower):
        verb = _participle(tree, i) if word in AUXILIARIES else None
        if verb is not None:
            _join(tree, i, verb)
        elif tree.deps[i] in ("aux", "aux:pass") and tree.kids[i]:
            _give_subject(tree, i)


def _give_subject(tree: Tree, i: int) -> None:
    """Give the verb the subject that hangs by its auxiliary: "police have, a statement says, held two"."""
    verb = tree.heads[i]
    for k in tree.dependents(i, "nsubj", "nsubj:pass"):
        if not tree.dependents(verb, "nsubj", "nsubj:pass"):
            tree.hang(k, verb, "nsubj:pass" if tree.deps[i] == "aux:pass" else "nsubj")


def _participle(tree: Tree, i: int) -> int | None:
    """The participle right behind the time that follows an auxiliary; None where something else does."""
    timed = False
    for k in range(i + 1, min(i + REACH, len(tree.words))):
        word = tree.lower[k]
        if word in TIMES or word.isdigit():
            timed = timed or word in TIMES
        elif word not in AROUND:
            past = "VerbForm=Part" in tree.morphs[k] or "Tense=Past" in tree.morphs[k]
            verbal = tree.pos[k] == "VERB" and past and "Tense=Pres" not in tree.morphs[k]
            return k if timed and verbal and _near(tree, i, k) else None
    return None


def _near(tree: Tree, i: int, verb: int) -> bool:
    """Whether an auxiliary and a verb are of one sentence."""
    return tree.root(i) == tree.root(verb)


def _join(tree: Tree, i: int, verb: int) -> None:
    """Make the participle the predicate, of which the auxiliary, the time and the subject depend."""
    parts = [i, *(k for k in range(i + 1, verb) if not i < tree.heads[k] < verb or tree.heads[k] == k), verb]
    top = [k for k in (verb, *tree.ancestors(verb)) if k in parts][-1]
    up, relation = tree.heads[top], tree.deps[top]
    tree.hang(verb, verb if up == top else up, relation)
    passive = tree.lower[i] in PASSIVES
    for k in parts[:-1]:
        kids = [c for c in tree.kids[k] if not i < c <= verb]
        tree.hang(k, verb, ("aux:pass" if passive else "aux") if k == i else _kept(tree.deps[k]))
        for c in kids:
            subject = tree.deps[c] == "nsubj" and passive
            tree.hang(c, verb, "nsubj:pass" if subject else tree.deps[c])
    tree.pos[i] = "AUX"
    for c in tree.dependents(verb, "nsubj") if passive else ():
        tree.deps[c] = "nsubj:pass"
    if not tree.dependents(verb, "nsubj", "nsubj:pass"):
        _take_subject(tree, verb)


def _kept(relation: str) -> str:
    """The relation of a part of a time to its verb: it is no predicate."""
    return relation if relation in ("punct", "advmod", "case", "obl:unmarked") else "obl"


def _take_subject(tree: Tree, verb: int) -> None:
    """Let a participle give up its noun: "troops based in Bor have since Friday retaken a village"."""
    before = tree.heads[verb]
    subject = [k for k in tree.dependents(before, "nsubj", "nsubj:pass") if k < before]
    finite = tree.pos[before] != "VERB" or tree.dependents(before, "aux", "aux:pass")
    if not subject or before > verb or finite:
        return
    if tree.lower[before].endswith("ing") or subject[0] == before - 1:
        up, relation = tree.heads[before], tree.deps[before]
        tree.hang(verb, verb if up == before else up, relation)
        tree.give_subject(subject[0], verb)
        tree.hang(before, subject[0], "acl")
        for k in [k for k in tree.kids[before] if k > verb]:
            tree.hang(k, verb, tree.deps[k])
