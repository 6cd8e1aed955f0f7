"""Sentences that a parser let a noun head, given back to their verb: "troops located a cache".

The past was taken for a participle that modifies the noun.
"""

from __future__ import annotations

from eventx import appositions, shifting
from eventx.trees import PAST, Tree

PASTS = {  # forms that are nothing but a verb's past, whatever a tagger takes them for
    "blew": "blow", "drove": "drive", "fled": "flee", "flew": "fly", "fought": "fight", "gave": "give",
    "overran": "overrun",
    "shook": "shake", "stole": "steal", "struck": "strike", "swept": "sweep", "threw": "throw",
    "took": "take", "tore": "tear", "withdrew": "withdraw",
}  # fmt: skip


def raise_verb(tree: Tree, noun: int) -> None:
    """Let the past verb that hangs from a sentence's noun head the sentence: "troops located a cache".

    A participle that modifies a noun has no object of its own, so that one with an object is finite.
    """
    past = [k for k in tree.kids[noun] if k > noun and (tree.lower[k] in PASTS or _led_to(tree, k))]
    if past:
        head_sentence(tree, past[0], noun)
        return
    for v in tree.dependents(noun, "acl:relcl"):
        if tree.words[noun + 1 : noun + 2] == [","] and any(
            tree.pos[k] == "PRON" for k in tree.dependents(v, "nsubj")
        ):
            joined = [k for k in tree.dependents(v, "conj") if tree.pos[k] == "VERB"]
            closed = [k for k in joined if tree.words[k - 1] == "," and not tree.dependents(k, "nsubj")]
            if closed:  # "the gunmen, who came on foot, looted the armoury"
                head_sentence(tree, closed[0], noun)
                for k in joined:
                    if k > closed[0]:
                        tree.hang(k, closed[0], "conj")
                return
    late = shifting.participle_with_object(tree, noun)
    if late is not None:
        head_sentence(tree, late, noun)
        return
    if _named_whole(tree, noun):
        return
    for v in tree.dependents(noun, "acl", "acl:relcl"):
        joined = [v, *(k for k in tree.dependents(v, "conj") if tree.pos[k] == "VERB")]
        if v < noun or tree.pos[v] != "VERB" or "Tense=Past" not in tree.morphs[v]:
            continue
        name = next((k for k in tree.dependents(v, "nsubj") if tree.pos[k] == "PROPN"), noun)
        if tree.pos[noun] == "NOUN" and name > noun and tree.start(name) == noun + 1:
            head_sentence(tree, v, noun)  # "the cutter Hamilton stopped a boat"
            tree.hang(name, v, "nsubj")
            tree.hang(noun, name, "compound")
            return
        told = any(tree.dependents(k, "nsubj", "nsubj:pass", "aux", "aux:pass", "obl:agent") for k in joined)
        if told or not any(tree.dependents(k, "obj") for k in joined):
            continue
        head_sentence(tree, v, noun)
        return
    _raise_past(tree, noun)


def _named_whole(tree: Tree, noun: int) -> bool:
    """Let a name taken for two, a noun and a subject, be one: "Soldier Ali Hassan was taken"."""
    for v in tree.dependents(noun, "acl:relcl"):
        told = [k for k in tree.dependents(v, "nsubj", "nsubj:pass") if noun < k < v]
        if told and all(tree.words[k][:1].isupper() for k in range(noun, told[0] + 1)):
            relation, morph = tree.deps[told[0]], tree.morphs[v]
            tree.hang(told[0], noun, "flat")
            head_sentence(tree, v, noun)
            tree.deps[noun], tree.morphs[v] = relation, morph
            return True
        if told and tree.pos[noun] == tree.pos[told[0]] == "PROPN" and appositions.joined(tree, told[0]):
            relation = tree.deps[told[0]]  # "Constable Ali Khan and Head Constable Musa Gul were hurt"
            tree.hang(told[0], noun, "conj")
            head_sentence(tree, v, noun)
            tree.deps[noun] = relation
            return True
    return False


def _raise_past(tree: Tree, noun: int) -> None:
    """Let a past behind an aside head the sentence: "men, acting on a tip, laid hands on two".

    It was taken for what modifies the noun behind it, which is its object.
    """
    for k in tree.dependents(noun, "appos", "nmod"):
        v = k - 1
        past = tree.pos[v] == "VERB" or (tree.pos[v] == "ADJ" and tree.lower[v].endswith("d"))
        past = past and not tree.lower[v].endswith("ing") and not tree.dependents(k, "case")
        if tree.heads[v] != k or v < noun or not past or tree.words[v - 1] != ",":
            continue
        if any(_aside(tree, p) for p in tree.kids[noun] if noun < p < v):
            head_sentence(tree, v, noun)
            tree.pos[v] = "VERB"
            tree.hang(k, v, "obj")
            return


def _aside(tree: Tree, i: int) -> bool:
    """Whether a phrase stands between commas: "acting on a tip", "at the request of N'Djamena"."""
    if tree.lower[i].endswith("ing") and tree.deps[i] in ("acl", "appos"):
        return True
    first = tree.start(i)
    return bool(tree.dependents(i, "case")) and first > 0 and tree.words[first - 1] == ","


def _led_to(tree: Tree, v: int) -> bool:
    """Whether a form tells what its noun led to, which no participle does: "a raid led to the arrest"."""
    return tree.lower[v : v + 2] == ["led", "to"] and tree.deps[v] in ("acl", "acl:relcl")


def head_sentence(tree: Tree, v: int, noun: int) -> None:
    """Make a verb the root in the place of its subject, and its own what belongs to the sentence."""
    tree.hang(v, v, "ROOT")
    tree.morphs[v] = PAST
    for k in tree.dependents(noun, "punct", "advcl", "obl", "advmod", "parataxis", "mark", "cc"):
        tree.hang(k, v, tree.deps[k])
    tree.hang(noun, v, "nsubj")
