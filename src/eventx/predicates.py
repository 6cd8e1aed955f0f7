"""Verbs and participles that a parser hung by a noun, or a verb, that they do not belong to."""

from __future__ import annotations

from eventx.inversions import NOMINAL
from eventx.trees import PASSIVE, PAST, SUBJECTS, Tree

BEFALLING = frozenset({  # pasts of verbs that act on somebody, and so are participles where nobody follows
    "killed", "wounded", "injured", "arrested", "captured", "detained", "abducted", "kidnapped",
})  # fmt: skip


def rehang(tree: Tree) -> None:
    """Hang them where they belong, in place."""
    for i, (pos, relation) in enumerate(zip(tree.pos, tuple(tree.deps), strict=True)):
        if pos == "VERB" and relation == "conj":
            if not _describe_nearest(tree, i):
                _share_subject(tree, i)
        elif pos == "VERB" and relation == "amod" and tree.dependents(i, "nsubj"):
            _act_on(tree, i)


def _act_on(tree: Tree, verb: int) -> None:
    """Let a verb with a subject act on the noun that it was taken to modify: "pilots attacked boats"."""
    noun = tree.heads[verb]
    if noun < verb or tree.deps[noun] not in ("ROOT", "obj") or not tree.lower[verb].endswith(("ed", "s")):
        return
    if tree.deps[noun] == "ROOT":
        tree.hang(verb, verb, "ROOT")
    else:
        tree.hang(verb, tree.heads[noun], "conj")
    tree.morphs[verb] = PAST
    for k in [k for k in tree.kids[noun] if k < verb or tree.deps[k] in ("punct", "obl", "advcl", "conj")]:
        tree.hang(k, verb, tree.deps[k])
    tree.hang(noun, verb, "obj")


def _describe_nearest(tree: Tree, participle: int) -> bool:
    """Let a participle that nothing joins to a verb tell of the noun before it: "spoke of nine killed"."""
    noun, verb = participle - 1, tree.heads[participle]
    if tree.pos[noun] not in NOMINAL or noun <= verb or tree.pos[verb] != "VERB":
        return False
    passive = tree.lower[participle] in BEFALLING or bool(tree.dependents(participle, "obl:agent"))
    passive = passive or "VerbForm=Part" in tree.morphs[participle]
    if not passive or "Tense=Past" not in tree.morphs[participle]:
        return False
    if tree.dependents(participle, *SUBJECTS, "aux", "aux:pass", "cc", "obj"):
        return False
    first = tree.heads[noun] if tree.deps[noun] == "conj" and tree.heads[noun] > verb else noun
    if verb not in tree.ancestors(first):
        return False
    tree.hang(participle, first, "acl")
    tree.morphs[participle] = PASSIVE
    return True


def _share_subject(tree: Tree, verb: int) -> None:
    """Let nouns that an aside parts be one subject: "a sergeant, Musa Bello, and a private were hit"."""
    first = tree.heads[verb]
    told = [k for k in tree.dependents(verb, *SUBJECTS) if first < k < verb]
    joined = [k for k in tree.dependents(verb, "cc") if first < k]
    if not told or not joined or tree.pos[first] not in NOMINAL or joined[0] > told[0]:
        return
    if tree.pos[told[0]] not in ("NOUN", "PROPN", "NUM") or tree.start(told[0]) != joined[0] + 1:
        return
    speaks = tree.deps[first] == "nsubj" and len(tree.dependents(tree.heads[first], "nsubj")) > 1
    whole = tree.heads[first] == first and not tree.dependents(first, "cop", "case", *SUBJECTS)
    if not (speaks or whole) or not tree.dependents(first, "appos"):
        return
    relation, above = tree.deps[told[0]], tree.heads[first]
    if whole:
        tree.hang(verb, verb, "ROOT")
    else:
        tree.hang(verb, above, "ccomp")
    for k in tree.dependents(first, "advmod", "obl", "mark") if whole else ():
        tree.hang(k, verb, tree.deps[k])
    tree.hang(first, verb, relation)
    tree.hang(told[0], first, "conj")
    tree.hang(joined[0], told[0], "cc")
