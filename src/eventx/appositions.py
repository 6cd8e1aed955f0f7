"""What a parser makes of names that stand beside what they name, mended: appositions, aliases, sorts."""

from __future__ import annotations

from eventx.trees import SUBJECTS, Tree

ALIAS = frozenset({"alias", "aka", "a.k.a.", "@"})  # before another name of the same person
NAMING = frozenset({"named", "called", "identified", "nicknamed", "surnamed"})  # "a man named Ali Hassan"
NUMERALS = {"both": "2", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6"}


def name_again(tree: Tree, noun: int) -> None:
    """Let a second subject or object go with the first: "El Negro, the gang's head, was".

    Behind a comma one of the two is a name and the other what it names; behind "and" both are names.
    """
    name = tree.heads[noun]
    if (
        noun < name
        and tree.pos[name] == "PROPN"
        and tree.deps[name] in SUBJECTS
        and _called(tree, noun, name)
    ):
        relation, verb = tree.deps[name], tree.heads[name]  # "one of the three, Musa Bello, was"
        tree.hang(noun, verb, relation)
        tree.hang(name, noun, "appos")
        return
    first = next((k for k in tree.dependents(tree.heads[noun], tree.deps[noun]) if k < noun), None)
    if first is not None and tree.pos[first] == tree.pos[noun] == "PROPN" and joined(tree, noun):
        tree.hang(noun, first, "conj")
        return
    if (
        first is not None
        and tree.pos[noun] == tree.pos[noun - 1] == "PROPN"
        and noun - 1 in tree.subtree(first)
    ):
        tree.hang(noun, noun - 1, "flat")  # "the man known as Ali Hassan was"
        return
    if (
        first is not None
        and tree.pos[first] == tree.pos[noun] == "PROPN"
        and tree.pos[noun - 1] == "NOUN"
        and (tree.heads[noun - 1], tree.deps[noun - 1]) == (first, "conj")
    ):
        tree.hang(noun, first, "conj")  # "Constable Ali Khan and inspector Ravi Kumar were hurt"
        for k in tree.dependents(noun - 1, "cc"):
            tree.hang(k, noun, "cc")
        tree.hang(noun - 1, noun, "nmod:desc")
        return
    one = tree.lower[noun] == "one" and tree.dependents(noun, "nmod")  # "Hidma, one of their commanders"
    counted = first is not None and tree.pos[first] == "NUM"  # "one of the hurt, Sergeant Ali Hassan, died"
    kinds = {"NOUN" if counted else tree.pos[first or 0], "NOUN" if one else tree.pos[noun]}
    if first is None or kinds != {"PROPN", "NOUN"}:
        return
    behind = tree.subtree(noun)[-1] + 1
    closed = (
        tree.pos[noun] != "PROPN" or "," in tree.words[behind - 1 : behind + 1]
    )  # "gunmen, the army said"
    if closed and tree.words[tree.start(noun) - 1] == ",":
        tree.hang(noun, first, "appos")


def _called(tree: Tree, noun: int, name: int) -> bool:
    """Whether a noun that is taken for a name's own subject stands before it behind a comma."""
    first = name
    while tree.heads[first - 1] == name and tree.pos[first - 1] in ("NOUN", "PROPN"):
        first -= 1
    return not tree.dependents(name, "cop") and noun < first - 1 and tree.words[first - 1] == ","


def join_part(tree: Tree, number: int) -> None:
    """Let a number "of" things go with such a number before: "94 of the drones and six of the missiles"."""
    things = tree.heads[number]
    whole = tree.heads[things]
    if tree.pos[whole] == "NUM" and tree.deps[things] == "nmod" and tree.dependents(number, "nmod"):
        tree.hang(number, whole, "conj")


def joined(tree: Tree, noun: int) -> bool:
    """Whether "and" stands before a phrase."""
    first = tree.start(noun)
    return "and" in (tree.lower[first], tree.lower[first - 1])


def name_several(tree: Tree, name: int) -> None:
    """Let as many names as a noun counts be in apposition to it: "two officers, Ade Obi and Musa Bello"."""
    noun = tree.heads[name]
    if tree.pos[noun] != "NOUN" or noun > name:
        return
    alone = "Number=Sing" in tree.morphs[noun] and len(tree.dependents(noun, "conj")) == 1
    known = any(tree.lower[k] == "the" for k in tree.dependents(noun, "det"))
    if alone and known and not tree.dependents(name, "cc") and tree.words[tree.start(name) - 1] == ",":
        tree.hang(name, noun, "appos")  # "killing the kingpin, Hassan Ali"
        return
    numbers = {NUMERALS.get(tree.lower[k], tree.lower[k]) for k in tree.dependents(noun, "nummod")}
    listed = tree.dependents(noun, "conj")
    listed += [k for name in listed for k in tree.dependents(name, "conj")]
    if numbers != {str(len(listed))} or any(tree.pos[k] != "PROPN" for k in listed):
        return
    if tree.words[tree.start(listed[0]) - 1] == ",":
        for k in listed[1:]:
            tree.hang(k, listed[0], "conj")
        tree.hang(listed[0], noun, "appos")


def join_sort(tree: Tree, noun: int) -> None:
    """Let an object right before the subject's name tell its sort: "the destroyer USS Mason shot down"."""
    for subject in tree.dependents(tree.heads[noun], "nsubj"):
        if subject > noun and tree.pos[subject] == "PROPN" and tree.start(subject) == noun + 1:
            tree.hang(noun, subject, "compound")
            return


def call(tree: Tree, alias: int) -> None:
    """Let the name behind "alias" be in apposition to the one before: "Pedro Lopez, alias El Negro"."""
    after, before = alias + 1, alias - 1
    while after < len(tree.words) and tree.pos[after] == "PUNCT":
        after += 1
    while before > 0 and tree.pos[before] == "PUNCT":
        before -= 1
    if after == len(tree.words) or not tree.words[after][:1].isupper():
        return
    tree.pos[after] = "PROPN"
    borne = tree.dependents(alias, "case")
    if tree.heads[after] == alias:
        replace(tree, alias, after, "amod")
    elif borne and after == alias + 1 and after not in tree.ancestors(alias):  # "the men of alias Ivan Diaz"
        tree.hang(after, tree.heads[alias], tree.deps[alias])
        for k in borne:
            tree.hang(k, after, "case")
        tree.hang(alias, after, "amod")
    elif alias not in tree.ancestors(after):
        tree.hang(alias, after, "amod")
    if before < 0 or tree.root(before) != tree.root(alias):
        return
    name = before
    while tree.pos[tree.heads[name]] == "PROPN" and tree.heads[name] < alias and tree.heads[name] != name:
        name = tree.heads[name]
    if tree.pos[name] != "PROPN":
        return
    if tree.heads[name] in (after, alias):
        replace(tree, after, name, "appos")
    elif name not in tree.subtree(after):
        tree.hang(after, name, "appos")
    for noun in [k for k in tree.kids[alias] if k < name and tree.pos[k] == "NOUN"]:
        if tree.words[name - 1] == "," and name not in tree.subtree(noun):
            tree.hang(noun, tree.heads[name], tree.deps[name])  # "the suspect, Ali Hassan alias Musa, was"
            tree.hang(name, noun, "appos")


def free_verb(tree: Tree, naming: int) -> None:
    """Let the verb behind a name have the noun before it: "a farmer named Ali Hassan was shot dead"."""
    nouns = [k for k in tree.dependents(naming, "nsubj", "nsubj:pass") if k == naming - 1]
    verbs = [
        k for k in tree.dependents(naming, "xcomp", "ccomp", "conj") if tree.dependents(k, "aux", "aux:pass")
    ]
    names = [k for k in tree.dependents(naming, "obj", "xcomp") if tree.pos[k] == "PROPN"]
    if not nouns or not verbs or not names or tree.dependents(naming, "aux", "aux:pass"):
        return
    verb = verbs[0]
    if not naming < names[0] < verb or tree.dependents(verb, "nsubj", "nsubj:pass"):
        return
    replace(tree, naming, verb, "acl")
    tree.give_subject(nouns[0], verb)
    for k in [k for k in tree.kids[naming] if k < nouns[0]]:
        tree.hang(k, verb, tree.deps[k])
    tree.hang(naming, nouns[0], "acl")


def count_more(tree: Tree, more: int) -> None:
    """Let "two more" be people or things, and a verb's object: "picked up two more"."""
    tree.pos[more] = "ADJ"
    verb = tree.heads[more]
    if tree.deps[more] == "advmod" and verb < more and not tree.dependents(verb, "obj", "aux:pass"):
        tree.deps[more] = "obj"


def replace(tree: Tree, head: int, other: int, relation: str) -> None:
    """Let a dependent stand in the place of its head, which then hangs by it."""
    up, own = tree.heads[head], tree.deps[head]
    tree.hang(other, other if up == head else up, own)
    for k in [k for k in tree.kids[head] if tree.pos[k] == "PUNCT" or k > other or tree.deps[k] == "cop"]:
        tree.hang(k, other, tree.deps[k])
    tree.hang(head, other, relation)


def join_thing(tree: Tree, noun: int) -> None:
    """Let a noun behind "as well as" join the object, not the verb: "found a body, as well as guns"."""
    objects = [k for k in tree.dependents(tree.heads[noun], "obj") if k < noun]
    joining = (k for k in tree.dependents(noun, "cc") if tree.lower[k : k + 3] == ["as", "well", "as"])
    if objects and any(joining) and not tree.dependents(noun, "nsubj", "obj", "cop"):
        tree.hang(noun, objects[-1], "conj")
