"""What a parser makes of speech and who said it, mended: "killing four, a spokesman, Major Bello, said"."""

from __future__ import annotations

from eventx.trees import Tree


def give_speaker(tree: Tree, said: int) -> None:
    """Let who stands right before "said" have said it: "killing four, a spokesman, Major Bello, said"."""
    told = tree.dependents(said, "nsubj")
    name = told[0] if told and told[0] < said else _ending_at(tree, said)
    if name is None or tree.pos[name] != "PROPN" or tree.pos[said] != "VERB":
        return
    speaker = name
    if tree.words[tree.start(name) - 1] == ",":
        title = _ending_at(tree, tree.start(name))
        if title is not None and tree.pos[title] == "NOUN" and _beside(tree, title):
            speaker = title
    if said in tree.subtree(speaker) or tree.words[tree.start(speaker) - 1] != ",":
        return
    tree.hang(speaker, said, "nsubj")
    if speaker != name:
        tree.hang(name, speaker, "appos")


def _beside(tree: Tree, noun: int) -> bool:
    """Whether a phrase stands beside another: in apposition, coordinated, or as a second subject."""
    relation = tree.deps[noun]
    return relation in ("appos", "conj") or any(
        k < noun
        for k in tree.dependents(tree.heads[noun], relation)
        if relation in ("nsubj:pass", "nsubj", "obj")
    )


def _ending_at(tree: Tree, end: int) -> int | None:
    """The head of the shortest phrase behind a comma that ends right before a token, marks left out."""
    last = end - 1
    while last > 0 and tree.pos[last] == "PUNCT":
        last -= 1
    for up in (last, *tree.ancestors(last)):
        inside = [k for k in tree.subtree(up) if tree.pos[k] != "PUNCT"]
        if not inside or inside[-1] != last or tree.pos[up] not in ("NOUN", "PROPN"):
            return None
        if tree.words[inside[0] - 1] == ",":
            return up
    return None


def keep_in_speech(tree: Tree, verb: int) -> None:
    """Leave with a speech what stands before who said it: "two were killed, on Sunday, the army said"."""
    said = tree.heads[verb]
    speaker = min((k for k in tree.dependents(said, "nsubj") if k > verb), default=verb)
    for k in tree.dependents(said, "obl", "advmod", "obl:unmarked"):
        if k < speaker and k != verb:
            tree.hang(k, verb, tree.deps[k])
