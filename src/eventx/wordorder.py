"""Subjects that stand where a parser expects none, found again.

Behind a phrase that opens the sentence ("In a joint raid with the police, troops on Sunday freed two"), by a
time or another clause; those behind their verb ("Killed in the ambush were a captain"): `inversions`.
"""

from __future__ import annotations

from eventx import appositions, inversions, shifting
from eventx.inversions import NOMINAL
from eventx.trees import PASSIVE, PAST, Tree

SAYING = ("say", "says", "said")
ON_FIRE = frozenset({"ablaze", "alight", "afire"})
CONJUNCTIONS = frozenset({"after", "before", "as", "since", "until"})  # that are prepositions, too
ADDING = ("adding", "saying", "citing")
PURPOSES = frozenset({"questioning", "interrogation", "treatment", "surgery", "burial", "trial"})
UNITS = frozenset({"minutes", "hours", "days", "weeks", "months"})
THEN = (["later"], ["earlier"], ["before"], ["afterwards"])
TIMES = ("late", "early", "later", "earlier")


def reorder(tree: Tree) -> None:
    """Hang such subjects by their verbs, in place."""
    for i, (head, relation) in enumerate(zip(tuple(tree.heads), tuple(tree.deps), strict=True)):
        if relation == "dep" and tree.pos[i] != "SPACE":
            _behind_speech(tree, i)
        elif tree.lower[i] == "by" and tree.lower[max(i - 2, 0) : i] == ["drive", "-"]:
            _drive_by(tree, i)
        elif relation in ("obl", "nsubj", "nsubj:pass") and i < head and tree.dependents(i, "case"):
            _behind_opening(tree, i)
        elif tree.lower[i] in UNITS and tree.lower[i + 1 : i + 2] in THEN and tree.dependents(i, "compound"):
            _before_interval(tree, i)
        elif relation in ("nsubj", "nsubj:pass") and tree.pos[head] == "ADV" and tree.deps[head] == "advmod":
            _before_time(tree, i)
        elif relation == "nsubj" and i > head and tree.lower[head - 1] == "having":
            _behind_having(tree, i)
        elif relation == "obl" and i < head and tree.pos[i] == "NUM":
            _count_subject(tree, i)
        elif relation == "amod" and tree.lower[i] == "responsible" and tree.deps[head] == "obj" and i > head:
            tree.hang(i, tree.heads[head], "xcomp")  # "held the group responsible for"
        elif relation == "compound:prt" and tree.dependents(head, "nsubj:pass"):
            _behind_passive(tree, i)
        elif relation == "nmod" and tree.lower[i] in PURPOSES and tree.deps[head] == "obl":
            tree.hang(i, tree.heads[head], "obl")  # "was taken to a camp for questioning"
        elif relation == "cop" and i < head:
            inversions.behind_participle(tree, i)
        elif relation == "obj" and tree.lower[head] in SAYING and i > head:
            _said_of(tree, i)
        elif relation == "nsubj" and tree.lower[i] == "time" and tree.dependents(i, "det"):
            _tell_time(tree, i)
        elif head == i and tree.lower[i] in TIMES:
            _behind_time(tree, i)
        elif relation == "ccomp" and i > head and "Tense=Past|VerbForm=Part" in tree.morphs[head]:
            inversions.told_late(tree, i)
        elif relation == "obj" and tree.deps[head] == "xcomp" and _predicative(tree, head):
            _acted_on(tree, i)
        elif relation == "ccomp" and i < head and tree.deps[head] != "ccomp":
            _first_of_several(tree, i)
        elif relation == "advcl" and i > head and tree.pos[i] == "VERB":
            _behind_after(tree, i)
            _behind_clause(tree, i)
        elif relation == "csubj" and "Tense=Past" in tree.morphs[i] and i < head:
            inversions.behind_verb(tree, i)
        elif relation == "case" and tree.lower[i] == "behind":
            shifting.left_behind(tree, i)
        elif relation == "conj" and tree.pos[i] == "NOUN" and tree.pos[head] == "VERB":
            appositions.join_thing(tree, i)
        elif tree.pos[i] == "ADJ" and tree.lower[i].endswith("ed") and tree.dependents(i, "obj", "aux:pass"):
            _make_verb(tree, i)


def _first_of_several(tree: Tree, first: int) -> None:
    """Let verbs be joined to the first that has their subject: "rebels had come, burned a car and left".

    What is said has a speaker, and a verb of several has none of its own.
    """
    verb = tree.heads[first]
    subjects = tree.dependents(first, "nsubj", "nsubj:pass")
    if (
        not subjects
        or tree.dependents(verb, "nsubj", "nsubj:pass", "aux", "expl")
        or tree.lower[verb] in SAYING
    ):
        return
    joined = [k for k in tree.dependents(verb, "conj") if tree.pos[k] == "VERB"]
    if not joined or not tree.dependents(verb, "obj") or "Tense=Past" not in tree.morphs[verb]:
        return
    up, own = tree.heads[verb], tree.deps[verb]
    tree.hang(first, first if up == verb else up, own)
    tree.hang(verb, first, "conj")
    for k in joined:
        tree.hang(k, first, "conj")
    for k in [k for k in tree.kids[verb] if k < first]:
        tree.hang(k, first, tree.deps[k])


def _drive_by(tree: Tree, by: int) -> None:
    """Let a "drive-by" tell the sort of the noun behind it: "a drive-by shooting"."""
    drive, noun = by - 2, by + 1
    if noun == len(tree.words) or not tree.words[noun].islower():
        return
    if noun not in tree.ancestors(drive):
        up = tree.heads[drive]
        tree.hang(noun, noun if up == drive else up, tree.deps[drive])
        for k in [k for k in tree.kids[drive] if k != noun and not drive < k < noun]:
            tree.hang(k, noun, tree.deps[k])
    tree.pos[noun] = "NOUN"
    tree.hang(drive, noun, "compound")
    tree.hang(drive + 1, drive, "punct")
    tree.hang(by, drive, "case")


def _before_time(tree: Tree, subject: int) -> None:
    """Give the verb the subject that hangs by its adverb: "jihadists late on Friday killed six"."""
    verb = tree.heads[tree.heads[subject]]
    if tree.pos[verb] == "VERB" and not tree.dependents(verb, "nsubj", "nsubj:pass"):
        tree.give_subject(subject, verb)


def _before_interval(tree: Tree, unit: int) -> None:
    """Give the verb the noun that a time behind it swallowed: "a drone strike hours later killed two"."""
    noun, verb = tree.dependents(unit, "compound")[-1], tree.heads[unit]
    if tree.pos[verb] != "VERB" or noun != unit - 1:
        return
    for k in [k for k in tree.kids[unit] if k < noun]:
        tree.hang(k, noun, tree.deps[k])
    tree.give_subject(noun, verb)
    tree.hang(unit, verb, "obl:unmarked")


def _behind_passive(tree: Tree, particle: int) -> None:
    """Let a particle of a passive that has an object be its preposition: "a dhow was stormed off Eyl"."""
    for k in tree.dependents(tree.heads[particle], "obj"):
        if particle == tree.subtree(k)[0] - 1:
            tree.deps[k] = "obl"
            tree.hang(particle, k, "case")


def _behind_having(tree: Tree, subject: int) -> None:
    """Give the main verb the subject that hangs by the clause before: "Having fought well, Musa fell"."""
    participle = tree.heads[subject]
    verb = tree.root(participle)
    if verb > subject and tree.pos[verb] == "VERB" and not tree.dependents(verb, "nsubj", "nsubj:pass"):
        tree.give_subject(subject, verb)
        tree.hang(participle, verb, "advcl")


def _count_subject(tree: Tree, number: int) -> None:
    """Let a number of people be the subject of a verb that has none: "around 9,000 have fled"."""
    verb = tree.heads[number]
    bare = not tree.dependents(number, "case", "nmod:unmarked")
    if bare and tree.pos[verb] == "VERB" and not tree.dependents(verb, "nsubj", "nsubj:pass", "expl"):
        tree.give_subject(number, verb)


def _said_of(tree: Tree, noun: int) -> None:
    """Let what seems to be said be the subject of what is: "say the rebels, after two days, walked in"."""
    said = tree.heads[noun]
    clauses = [k for k in tree.dependents(said, "advcl", "ccomp", "conj") if k > noun and _finite(tree, k)]
    if clauses and tree.pos[clauses[0]] == "VERB" and not tree.dependents(clauses[0], "nsubj", "nsubj:pass"):
        tree.hang(noun, clauses[0], "nsubj")
        tree.hang(clauses[0], said, "ccomp")


def _tell_time(tree: Tree, time: int) -> None:
    """Let "this time" before a verb that has another's subject tell when: "and this time burned a clinic"."""
    verb = tree.heads[time]
    this = {tree.lower[k] for k in tree.dependents(time, "det")} & {"this", "that"}
    if this and tree.pos[verb] == "VERB" and tree.deps[verb] == "conj" and tree.dependents(verb, "obj"):
        tree.hang(time, verb, "obl:unmarked")


def _behind_time(tree: Tree, time: int) -> None:
    """Let the last finite verb head a sentence that a time opens: "Late on Sunday, men led by X clashed"."""
    verbs = [k for k in tree.kids[time] if k > time and tree.pos[k] == "VERB"]
    finite = [k for k in verbs if _finite(tree, k)]
    if not finite:
        return
    verb = finite[-1]
    tree.hang(verb, verb, "ROOT")
    subjects = [s for v in verbs for s in tree.dependents(v, "nsubj", "nsubj:pass")]
    for k in [k for k in tree.kids[time] if k > time and k != verb and tree.deps[k] in ("obl", "punct")]:
        tree.hang(k, verb, tree.deps[k])
    if subjects and not tree.dependents(verb, "nsubj", "nsubj:pass"):
        before = tree.heads[subjects[0]]
        tree.hang(subjects[0], verb, "nsubj")
        if before != verb:
            tree.hang(before, subjects[0], "acl")
    for k in [k for k in tree.kids[time] if k > time and tree.pos[k] == "VERB"]:
        tree.hang(k, verb, "advcl")
    tree.hang(time, verb, "advmod")


def _behind_speech(tree: Tree, i: int) -> None:
    """Let what goes on behind an inserted speech be of what was told: "it fell, he said, and two were hurt".

    A parser whose arcs may not cross calls it `dep`; so it calls figures in parentheses.
    """
    said = tree.heads[i]
    if tree.pos[i] in ("PUNCT", "NUM"):
        tree.deps[i] = "punct" if tree.pos[i] == "PUNCT" else "appos"
        return
    told = next((k for k in tree.dependents(said, "ccomp") if k < i), said)
    if tree.lower[i] in ADDING or tree.pos[told] not in ("VERB", "AUX"):
        told = said
    if told != said and tree.dependents(i, "cc"):
        tree.hang(i, told, "conj")
    elif tree.pos[i] in ("VERB", "AUX"):
        tree.hang(i, told, "advcl")
    elif tree.dependents(i, "case"):
        tree.hang(i, told, "obl")


def _behind_opening(tree: Tree, opening: int) -> None:
    """Let the noun behind a comma, taken for one more of the opening phrase, be the subject of the verb."""
    verb = tree.heads[opening]
    past = tree.pos[verb] == "ADJ" and tree.lower[verb] == "set"  # "gang members early Sunday set upon"
    if not (past or tree.pos[verb] == "VERB") or tree.deps[verb] in ("conj", "acl", "acl:relcl"):
        return
    subjects = tree.dependents(verb, "nsubj", "nsubj:pass", "csubj", "expl")
    if [k for k in subjects if k != opening] or not (past or _finite(tree, verb)):
        return
    subject = _astray(tree, opening)
    if subject is None:
        return
    if past:
        tree.pos[verb], tree.morphs[verb] = "VERB", PAST
    up = tree.heads[subject]
    behind = [k for k in tree.kids[opening] if k > subject]
    behind += [k for k in tree.kids[up] if k > subject and up != opening]
    tree.give_subject(subject, verb)
    tree.hang(opening, verb, "obl")
    for k in behind:
        named = tree.deps[k] in ("appos", "conj") and tree.pos[k] in NOMINAL
        tree.hang(k, subject if named else verb, "appos" if named else _of_verb(tree.deps[k]))


def _predicative(tree: Tree, i: int) -> bool:
    """Whether a word tells what something is made: "set ablaze", "cut short"."""
    return tree.pos[i] == "ADJ" or tree.lower[i] in ON_FIRE


def _acted_on(tree: Tree, noun: int) -> None:
    """Let the object of an adjective be that of the verb above: "set ablaze two tankers"."""
    verb = tree.heads[tree.heads[noun]]
    if tree.lower[tree.heads[noun]] in ON_FIRE:
        tree.pos[tree.heads[noun]] = "ADJ"
        if tree.lower[verb] == "set" and tree.pos[verb] == "NOUN":
            tree.pos[verb], tree.morphs[verb] = "VERB", PAST
    if tree.pos[verb] == "VERB" and not tree.dependents(verb, "obj"):
        tree.hang(noun, verb, "obj")


def _behind_after(tree: Tree, verb: int) -> None:
    """Let the noun behind "after" be the subject of a clause without one: "died after men fell on a post"."""
    main = tree.heads[verb]
    if tree.dependents(verb, "nsubj", "nsubj:pass", "mark", "advmod") or not _finite(tree, verb):
        return
    marked = [
        k
        for k in tree.dependents(main, "obl")
        if main < k < verb and {tree.lower[c] for c in tree.dependents(k, "case")} & CONJUNCTIONS
    ]
    if not marked:
        return
    subject = marked[-1]
    between = [k for k in tree.kids[main] if subject < k < verb]
    if any(tree.deps[k] != "obl" for k in between):
        return
    for k in between:
        tree.hang(k, subject, "nmod")
    for k in tree.dependents(subject, "case"):
        tree.hang(k, verb, "mark")
    tree.give_subject(subject, verb)


def free_noun(tree: Tree, state: int) -> None:
    """Let a thing have its own head, and the state it was brought to another: "set a tank ablaze"."""
    noun, up = state - 1, tree.heads[state]
    tree.hang(noun, up, tree.deps[state])
    for k in [k for k in tree.kids[state] if k < noun]:
        tree.hang(k, noun, tree.deps[k])
    tree.hang(state, up, "xcomp")
    tree.pos[state] = "ADJ"


def _make_verb(tree: Tree, i: int) -> None:
    """Let an adjective that acts or is acted on be a verb: "wrested the town", "were riddled"."""
    passive = tree.dependents(i, "aux:pass")
    tree.pos[i] = "VERB"
    tree.morphs[i] = PASSIVE if passive else PAST


def _finite(tree: Tree, verb: int) -> bool:
    """Whether a verb is one of a clause of its own."""
    return "VerbForm=Fin" in tree.morphs[verb] or bool(tree.dependents(verb, "aux", "aux:pass"))


def _astray(tree: Tree, opening: int) -> int | None:
    """The noun behind the last comma of a phrase, which no "and" joins to it, nor a list that has one.

    A name behind it tells who that is: "the commander in Kordofan, General Ali Hassan, was".
    """
    found = [k for k in tree.subtree(opening) if k > opening and _set_off(tree, k)]
    found = [k for k in found if tree.words[opening:k].count("(") <= tree.words[opening:k].count(")")]
    if not found:
        return None
    last, before = found[-1], found[-2] if len(found) > 1 else None
    named = before is not None and (tree.pos[before], tree.pos[last]) == ("NOUN", "PROPN")
    return before if named else last


def _set_off(tree: Tree, k: int) -> bool:
    """Whether a noun is joined by a comma alone, in no list that ends with "and"."""
    head = tree.heads[k]
    if tree.deps[k] not in ("appos", "conj") or tree.pos[k] not in NOMINAL or head > k:
        return False
    several = tree.pos[head] == "PROPN" and tree.pos[k] == "NOUN" and "Number=Plur" in tree.morphs[k]
    apart = tree.deps[k] == "appos" and several and not tree.dependents(k, "det")  # "In Yala, soldiers and"
    ups = (head,) if apart else (head, k)
    listed = any(tree.dependents(j, "cc") for up in ups for j in tree.dependents(up, "conj"))
    return tree.words[tree.start(k) - 1] == "," and not listed


def _of_verb(relation: str) -> str:
    """What a relation to a noun is as one to a verb."""
    return "obl" if relation in ("nmod", "appos", "conj") else relation


def lead_clause(tree: Tree, noun: int) -> bool:
    """Let a noun between "since" and a verb without subject be its subject: "since the raid was launched"."""
    led = [
        k for k in tree.dependents(noun, "case") if tree.lower[k] in CONJUNCTIONS and k == tree.start(noun)
    ]
    behind = tree.subtree(noun)[-1] + 1 if led else 0
    for v in tree.dependents(tree.heads[noun], "conj") if led else ():
        alone = not tree.dependents(v, "cc", "nsubj", "nsubj:pass", "mark")
        if v > noun and alone and tree.pos[v] == "VERB" and tree.start(v) == behind:
            tree.give_subject(noun, v)
            tree.hang(led[0], v, "mark")
            tree.deps[v] = "advcl"
            return True
    return False


def _behind_clause(tree: Tree, verb: int) -> None:
    """Let a past go before the clause that opens: "a day after they stormed it, troops shot five"."""
    led = tree.heads[verb]
    marked = any(k < led and tree.lower[k] in ("after", "before") for k in tree.dependents(led, "mark"))
    own = tree.dependents(verb, "nsubj", "nsubj:pass", "mark", "aux", "aux:pass")
    if not marked or own or tree.deps[led] == "advcl" or "Tense=Past" not in tree.morphs[verb]:
        return
    nouns = [
        k
        for k in range(led + 1, verb)
        if tree.deps[k] in ("appos", "conj", "obl:unmarked")
        and tree.pos[k] in NOMINAL
        and tree.words[tree.start(k) - 1] == ","
    ]
    if not nouns:
        return
    root, above = tree.heads[led] == led, tree.heads[led]
    tree.hang(verb, verb if root else above, tree.deps[led])
    for k in [k for k in tree.kids[led] if k > nouns[-1] and k != verb]:
        tree.hang(k, verb, tree.deps[k])
    tree.give_subject(nouns[-1], verb)
    tree.hang(led, verb, "advcl")
