"""What a parser hangs by the words in brackets behind a name, hung by the name: "Ali (age 24), fell"."""

from __future__ import annotations

from eventx.trees import Tree

LONG = 14  # tokens of brackets that tell who somebody is
SUBJECTS = frozenset({"nsubj", "nsubj:pass", "obj"})
AGED = frozenset({"age", "aged"})


def close(tree: Tree) -> None:
    """Hang what stands outside of such brackets by their name, in place."""
    for i, word in enumerate(tree.words):
        if word == "(" and i and tree.pos[i - 1] == "PROPN" and (end := _end(tree, i)):
            _close(tree, i, end)


def _end(tree: Tree, opening: int) -> int | None:
    """The bracket that closes one with an age: "(28)", "(age 33 years, resident of Karak)"."""
    first = opening + 1
    behind = range(first, min(opening + LONG, len(tree.words)))
    closing = next((k for k in behind if tree.words[k] == ")"), None)
    aged = closing and (tree.lower[first] in AGED or (tree.pos[first] == "NUM" and closing == first + 1))
    return closing if aged else None


def _close(tree: Tree, opening: int, closing: int) -> None:
    within = range(opening, closing + 1)
    name = opening - 1
    while tree.deps[name] in ("flat", "compound") and tree.pos[tree.heads[name]] == "PROPN":
        name = tree.heads[name]
    for k in within:
        up = tree.heads[k]
        if k != up and up not in within and up != name and name not in tree.ancestors(up):
            relation = tree.deps[k]
            if relation in SUBJECTS and up > closing and tree.heads[name] not in within:
                tree.hang(name, up, relation)
            tree.hang(k, name, "appos")
    behind = [j for k in within for j in tree.kids[k] if j > closing]
    for j in behind:
        tree.hang(j, name, tree.deps[j])
