"""Subjects behind their verb, found again: "Killed in the ambush were a captain and two privates".

A parser takes the noun behind "were" for what the sentence tells of, and the participle for what opens it.
"""

from __future__ import annotations

from eventx.trees import Tree

NOMINAL = ("NOUN", "PROPN")


def behind_participle(tree: Tree, cop: int) -> None:
    """Let what stands behind "were" be the subject of a participle that opens: "Shot there were two"."""
    noun = tree.heads[cop]
    verb = tree.heads[noun]
    if tree.deps[noun] == "nsubj" and verb < cop:
        if tree.pos[verb] != "VERB":
            return
    else:
        opening = (k for k in tree.dependents(noun, "acl") if "Part" in tree.morphs[k])
        verb = next((k for k in opening if k < cop and k == tree.subtree(noun)[0]), noun)
        if verb == noun:
            return
        for k in [k for k in tree.kids[noun] if k > noun and tree.pos[k] == "PUNCT"]:
            tree.hang(k, verb, "punct")
        tree.hang(verb, verb if tree.heads[noun] == noun else tree.heads[noun], tree.deps[noun])
    tree.hang(cop, verb, "aux:pass")
    tree.hang(noun, verb, "nsubj:pass")


def told_late(tree: Tree, noun: int) -> None:
    """Let what "were" is told of be the subject of the participle above: "Shot dead were two of his men"."""
    verb = tree.heads[noun]
    copulas = [k for k in tree.dependents(noun, "cop") if tree.lower[k] in ("was", "were")]
    if copulas and tree.pos[noun] in (*NOMINAL, "NUM") and not tree.dependents(verb, "nsubj", "nsubj:pass"):
        tree.hang(copulas[0], verb, "aux:pass")
        tree.hang(noun, verb, "nsubj:pass")


def behind_verb(tree: Tree, verb: int) -> None:
    """Let the noun behind "were" be the subject of the participle before it."""
    noun = tree.heads[verb]
    copulas = [k for k in tree.dependents(noun, "cop") if tree.lower[k] in ("was", "were") and k > verb]
    if not copulas or tree.pos[noun] not in NOMINAL:
        return
    up, relation = tree.heads[noun], tree.deps[noun]
    tree.hang(verb, verb if up == noun else up, relation)
    for k in [k for k in tree.kids[noun] if k < copulas[0] or tree.deps[k] == "punct"]:
        tree.hang(k, verb, tree.deps[k])
    tree.hang(copulas[0], verb, "aux:pass")
    tree.hang(noun, verb, "nsubj:pass")
    tree.pos[verb] = "VERB"
