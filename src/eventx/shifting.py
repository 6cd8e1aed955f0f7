"""What is taken for something else behind a verb: an object behind a day, a gerund for a clause."""

from __future__ import annotations

from eventx.lexicon import words
from eventx.trees import Tree

CALENDAR = words("places")["calendar"]
MEASURES = frozenset(
    {"mile", "miles", "km", "kilometre", "kilometres", "kilometer", "kilometers", "metres", "meters"}
)
ASTRAY = frozenset({"appos", "obl", "obl:agent", "obl:unmarked", "nmod:unmarked", "dep"})
LEAVING = frozenset({"leave", "leaves", "left", "leaving"})
OPENING = frozenset({"a", "an"})
REACH = 25  # words between a verb and an object told so late


def shifted(tree: Tree, verb: int) -> int | None:
    """The noun that a verb followed by a weekday acts on, though the parse made no object of it."""
    day = tree.words[verb + 1 : verb + 3]
    if len(day) < 2 or day[0] != "on" or day[1].lower() not in CALENDAR or tree.dependents(verb, "obj"):
        return None
    for j in range(verb + 3, min(len(tree.words), verb + REACH)):
        if tree.root(j) != tree.root(verb) or tree.pos[j] in ("VERB", "AUX", "SCONJ", "CCONJ"):
            return None
        if tree.pos[j] == "NOUN" and tree.deps[j] in ASTRAY and not tree.dependents(j, "case"):
            counted = tree.dependents(j, "nummod") or OPENING & {tree.lower[k] for k in tree.kids[j]}
            if counted and tree.lower[j] not in MEASURES:
                return j
    return None


def participle_with_object(tree: Tree, noun: int) -> int | None:
    """The past of a sentence without a verb, hung by its noun, that acts on what is told behind a day."""
    if tree.dependents(noun, "cop", "aux"):
        return None
    beside = [noun, *tree.dependents(noun, "nmod")]
    for v in (v for n in beside for v in tree.dependents(n, "acl")):
        if v > noun and tree.pos[v] == "VERB" and "Tense=Past" in tree.morphs[v]:
            told = shifted(tree, v)
            if told is not None and not tree.dependents(v, "aux", "aux:pass", "nsubj"):
                tree.hang(told, v, "obj")
                return v
    return None


def left_behind(tree: Tree, behind: int) -> None:
    """Let what somebody left behind be the object of that verb: "fled, leaving behind a bag of it"."""
    noun, verb = tree.heads[behind], behind - 1
    if tree.lower[verb] not in LEAVING or tree.heads[noun] != verb or tree.pos[noun] not in ("NOUN", "PROPN"):
        return
    if tree.deps[noun] in ("obl", "obj") and not any(
        k < noun for k in tree.dependents(verb, "obj") if k != noun
    ):
        tree.hang(behind, verb, "compound:prt")
        tree.hang(noun, verb, "obj")


def name_event(tree: Tree, gerund: int) -> bool:
    """Let a gerund that has its doer behind "by" be a noun: "were killed in firing by border guards"."""
    marked = [k for k in tree.kids[gerund] if k < gerund and tree.lower[k] in ("in", "from", "due")]
    done = tree.dependents(gerund, "obl:agent", "obl")
    by = any(tree.lower[c] == "by" for k in done for c in tree.dependents(k, "case"))
    if not marked or not by or tree.dependents(gerund, "obj") or not tree.lower[gerund].endswith("ing"):
        return False
    tree.pos[gerund], tree.morphs[gerund], tree.deps[gerund] = "NOUN", "Number=Sing", "obl"
    for k in (*marked, *done):
        tree.deps[k] = "case" if k in marked else "nmod"
    return True


def count_noun(tree: Tree, counting: int) -> None:
    """Let "not" stand by what it counts, and "all" be what was ended, where a parser hung them by the verb.

    "Not one villager was hurt", "found two huts and six caves, all since destroyed".
    """
    if tree.deps[counting] != "advmod":
        return
    verb, behind = tree.heads[counting], tree.lower[counting + 1 : counting + 3]
    if tree.lower[counting] == "not":
        one = behind[:1] == ["one"] or behind == ["a", "single"]
        noun = tree.heads[counting + 1] if one else counting
        if noun > counting and tree.pos[noun] == "NOUN" and tree.heads[noun] == verb:
            tree.hang(counting, noun, "advmod")
        return
    ended = verb > counting and "Tense=Past|VerbForm=Part" in tree.morphs[verb]
    bare = not tree.dependents(verb, "nsubj", "nsubj:pass", "obj", "aux")
    if ended and bare and tree.words[counting - 1 : counting] == [","]:
        tree.hang(counting, verb, "nsubj:pass")
