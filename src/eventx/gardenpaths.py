"""Garden paths, led back: a participle taken for the verb of its clause, a number for one of another noun.

"Nine people kidnapped in Zamfara last week were freed": it is "were freed" that heads the clause.
"""

from __future__ import annotations

from eventx.lexicon import words
from eventx.trees import SUBJECTS, Tree

TIMES = {"day", "night", "morning", "evening", "afternoon", "week", "weekend", "month", "year"}
TIMES |= words("places")["calendar"]
BELOW = ("advcl", "conj", "parataxis", "xcomp")  # what the verb is taken for below the participle
ABOVE = ("ccomp", "advcl", "csubj")  # what the participle is taken for below the verb


def lead_back(tree: Tree) -> None:
    """Let what was led astray head its clause, or be what its verb acts on."""
    for i, relation in enumerate(tuple(tree.deps)):
        if tree.pos[i] == "VERB":
            _free_main(tree, i)
            _keep_time(tree, i)
        elif relation == "nummod" and tree.heads[i] > i:
            _free_number(tree, i)


def _free_main(tree: Tree, participle: int) -> None:
    """Let the verb behind a subject's participle have that subject: "nine kidnapped in A were freed"."""
    morph = tree.morphs[participle]
    if "VerbForm=Part" not in morph or "Tense=Past" not in morph:
        return
    subjects = [k for k in tree.dependents(participle, *SUBJECTS) if k < participle]
    if len(subjects) != 1 or tree.pos[subjects[0]] not in ("NOUN", "PROPN", "NUM"):
        return
    if tree.dependents(participle, "aux", "aux:pass", "mark", "cc", "obj"):
        return
    noun = subjects[0]
    main = _main(tree, participle)
    if main is None or "," in tree.words[noun:main]:
        return
    if tree.heads[main] == participle or main in tree.kids[participle]:
        top, relation = tree.heads[participle], tree.deps[participle]
        tree.hang(main, main if top == participle else top, relation)
    tree.hang(noun, main, "nsubj:pass" if tree.dependents(main, "aux:pass") else "nsubj")
    tree.hang(participle, noun, "acl")
    for k in [k for k in tree.kids[participle] if k > main]:
        tree.hang(k, main, tree.deps[k])


def _main(tree: Tree, participle: int) -> int | None:
    """The finite verb behind a participle that has no subject of its own and goes with nothing before it."""
    beside = tree.dependents(participle, *BELOW)
    if tree.deps[participle] in ABOVE:
        beside = [tree.heads[participle], *beside]
    for k in beside:
        if k < participle or tree.pos[k] != "VERB" or tree.dependents(k, "mark", "cc", *SUBJECTS):
            continue
        helped = [a for a in tree.dependents(k, "aux", "aux:pass") if "VerbForm=Fin" in tree.morphs[a]]
        if helped or "VerbForm=Fin" in tree.morphs[k]:
            return k
    return None


def _keep_time(tree: Tree, verb: int) -> None:
    """Let a bare time that ends a subject's clause be of it: "who were taken last week were freed"."""
    for noun in tree.dependents(verb, *SUBJECTS):
        clauses = [k for k in tree.dependents(noun, "acl", "acl:relcl") if k < verb]
        for time in [k for k in tree.kids[verb] if clauses and clauses[-1] < k < verb]:
            helping = tree.heads[time + 1] == verb and tree.deps[time + 1] in ("aux", "aux:pass")
            first = min([time, *tree.kids[time]])
            if (
                (helping or time + 1 == verb)
                and tree.lower[time] in TIMES
                and tree.deps[time].startswith("obl")
                and tree.words[first - 1] != ","
            ):
                tree.hang(time, clauses[-1], tree.deps[time])


def _free_number(tree: Tree, number: int) -> None:
    """Let a bare number be what a verb acted on: "killed four and took guns"."""
    noun = tree.heads[number]
    verb = tree.heads[noun]
    second = next((k for k in tree.dependents(number, "conj") if tree.pos[k] == "VERB"), None)
    if second is None or tree.deps[noun] != "obj" or not verb < number < second < noun:
        return
    if tree.pos[verb] == "VERB" and tree.lower[number + 1 : second] == ["and"]:
        tree.hang(number, verb, "obj")
        tree.hang(second, verb, "conj")
        tree.hang(noun, second, "obj")
