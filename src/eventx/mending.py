"""What a parser takes wrong in a way that the tree itself shows, mended.

Each step rests on a fact of grammar: a participle that modifies a noun has no object, like is coordinated
with like, a clause has one subject and one object. What has a noun for its root is mended in `raising`.
"""

from __future__ import annotations

import re

from eventx import appositions, gardenpaths, shifting, speakers
from eventx.gardenpaths import TIMES
from eventx.raising import head_sentence, raise_verb
from eventx.trees import PASSIVE, Tree
from eventx.wordorder import ON_FIRE, free_noun, lead_clause

OPENING = 12  # words, within which a clause has its verb
SUPPOSED = frozenset({
    "believed", "feared", "presumed", "said", "suspected", "thought", "understood",
})  # fmt: skip
CLAUSES = ("advcl", "ccomp", "conj", "parataxis")
ORDINAL = re.compile(r"\d+(st|nd|rd|th)")


def mend(tree: Tree) -> None:
    """Mend heads and relations in place."""
    gardenpaths.lead_back(tree)
    for i, (head, relation) in enumerate(zip(tuple(tree.heads), tuple(tree.deps), strict=True)):
        if head == i and tree.pos[i] in ("NOUN", "PROPN"):
            raise_verb(tree, i)
        elif tree.lower[i] in MENDED:
            MENDED[tree.lower[i]](tree, i)
        elif tree.lower[i] == "said" or (tree.lower[i] in SUPPOSED and tree.lower[i + 1 : i + 2] == ["to"]):
            _suppose(tree, i)
        elif tree.lower[i] in ON_FIRE and i and head != i and tree.heads[i - 1] == i:
            free_noun(tree, i)
        elif relation == "conj" and tree.pos[i] == "NUM":
            appositions.join_part(tree, i)
        elif tree.lower[i] == "which" and relation in ("nmod", "det") and head > i:
            _give_clause(tree, i)
        elif relation == "csubj" and tree.lower[i].endswith("ing"):
            _give_subject(tree, i)
        elif relation in CLAUSES and relation != "advcl" and _dates_another(tree, i):
            _subordinate(tree, i)
        elif relation == "conj" and tree.pos[i] == "VERB":
            _join_alike(tree, i)
        elif relation == "ccomp" and head > i:
            speakers.keep_in_speech(tree, i)
        elif relation == "acl" and "Tense=Past|VerbForm=Fin" in tree.morphs[i]:
            _make_participle(tree, i)
        elif tree.lower[i] in appositions.ALIAS:
            appositions.call(tree, i)
        elif tree.lower[i] == "more" and tree.dependents(i, "nummod"):
            appositions.count_more(tree, i)
        elif tree.lower[i] in appositions.NAMING and tree.pos[i] == "VERB":
            appositions.free_verb(tree, i)
        elif head == i and tree.pos[i] == "VERB":
            _put_below(tree, i)
        elif relation in ("obj", "xcomp") and tree.lower[i].endswith("ing") and tree.dependents(i, "det"):
            _part_noun(tree, i)
        elif relation == "obj" and head > i:
            appositions.join_sort(tree, i)
        elif relation == "obl" and head > i:
            _free_subject(tree, i)
        elif (
            tree.pos[i] == "ADV" and relation in ("nsubj", "nsubj:pass", "obj") and tree.dependents(i, "det")
        ):
            tree.pos[i] = "NOUN"  # "blew up the telephone mast"
        elif relation in ("nsubj", "nsubj:pass", "obj"):
            appositions.name_again(tree, i)
        elif tree.deps[i] == "conj" and tree.pos[i] == "PROPN":
            appositions.name_several(tree, i)
        elif relation in ("obl", "advmod") and head < i and _behind_colon(tree, i):
            _open_clause(tree, i)
        elif relation == "obl" and head < i:
            _hang_near(tree, i)
        elif relation == "advcl" and head < i and tree.pos[i] == "VERB":
            _list(tree, i)


def _suppose(tree: Tree, participle: int) -> None:
    """Let what a subject is thought to be describe it: "gunmen believed to be rebels stormed a post".

    But in "the army said" it speaks.
    """
    if tree.lower[participle + 1 : participle + 2] != ["to"]:
        speakers.give_speaker(tree, participle)
        return
    nouns = [k for k in tree.dependents(participle, "nsubj") if tree.pos[k] in ("NOUN", "PROPN")]
    beside = [*tree.kids[participle], *tree.kids[tree.heads[participle]]]
    acts = [
        k
        for k in beside
        if k > participle
        and tree.pos[k] == "VERB"
        and "Tense=Past" in tree.morphs[k]
        and tree.deps[k] in ("xcomp", *CLAUSES)
        and not tree.dependents(k, "cc", "mark", "cop")
        and all(tree.dependents(n, "cop", "mark") for n in tree.dependents(k, "nsubj", "nsubj:pass"))
    ]
    if not nouns or not acts or tree.dependents(participle, "aux", "aux:pass", "conj"):
        return
    noun, act = nouns[-1], acts[0]
    for k in tree.dependents(act, "nsubj", "nsubj:pass"):
        tree.hang(k, participle, "xcomp")  # what they are thought to be
    if tree.heads[act] == participle:
        appositions.replace(tree, participle, act, "acl")
    for k in [k for k in tree.kids[participle] if k < tree.start(noun)]:
        tree.hang(k, act, tree.deps[k])
    tree.give_subject(noun, act)
    tree.hang(participle, noun, "acl")


def _put_below(tree: Tree, verb: int) -> None:
    """Let a clause behind "after" date the one beside: "it was launched in May, days after they fell"."""
    if not _dates_another(tree, verb):
        return
    beside = [k for k in tree.dependents(verb, *CLAUSES) if tree.pos[k] == "VERB"]
    for main in beside[:1]:
        if tree.dependents(main, "nsubj", "nsubj:pass") and not tree.dependents(main, "mark", "cc"):
            appositions.replace(tree, verb, main, "advcl")
            for k in [k for k in tree.kids[main] if k > verb > main and tree.pos[k] != "PUNCT"]:
                tree.hang(k, verb, tree.deps[k])


def _free_subject(tree: Tree, noun: int) -> None:
    """Let a noun right behind a time be the subject of a verb that has none: "on that night rebels fired"."""
    verb = tree.heads[noun]
    before = [k for k in tree.dependents(noun, "compound", "amod", "nmod:unmarked") if k < noun]
    timed = [k for k in before if tree.lower[k] in TIMES or ORDINAL.fullmatch(tree.lower[k])]
    if not timed or "VerbForm=Fin" not in tree.morphs[verb]:
        return
    time = timed[-1]
    if not tree.dependents(noun, "case") or tree.dependents(verb, "nsubj", "nsubj:pass", "csubj"):
        return
    tree.hang(time, verb, "obl")
    for k in [k for k in tree.kids[noun] if k < time]:
        tree.hang(k, time, tree.deps[k])
    tree.hang(noun, verb, "nsubj")


def _join_alike(tree: Tree, v: int) -> None:
    """Let a past verb go with the verb before a participle: "saw men digging and opened fire".

    Only like is coordinated with like, so that it goes with no participle; where no finite verb is above,
    the participle's noun is its subject: "forces conducting a raid killed two".
    """
    participle = tree.heads[v]
    if "VerbForm=Fin" not in tree.morphs[v] or not tree.lower[participle].endswith("ing"):
        return
    if tree.dependents(v, "nsubj", "aux") or tree.dependents(participle, "aux"):
        return
    above = next((k for k in tree.ancestors(participle) if "VerbForm=Fin" in tree.morphs[k]), None)
    subject = tree.dependents(participle, "nsubj")
    noun = subject[0] if subject else tree.heads[participle]
    if above is not None and tree.pos[above] == "VERB" and not subject:
        tree.hang(v, above, "conj")
    elif above is None and tree.heads[participle] == participle and subject:
        tree.hang(noun, noun, "ROOT")
        tree.hang(participle, noun, "acl")
        head_sentence(tree, v, noun)
    elif above is None and tree.deps[participle] == "acl" and tree.heads[noun] == noun:
        head_sentence(tree, v, noun)
    else:
        return
    for k in [k for k in tree.kids[participle] if k > v]:
        tree.hang(k, v, tree.deps[k])


def _hang_near(tree: Tree, noun: int) -> None:
    """Let a phrase right behind a joined verb's object be that verb's: "raided A in B and shot two in C".

    Where the first verb has a phrase of its own, so that this one is not shared.
    """
    if lead_clause(tree, noun) or _name_acted_on(tree, noun):
        return
    first = tree.heads[noun]
    called = tree.deps[first] == "acl" and tree.lower[first] in appositions.NAMING
    if called and tree.lower[tree.start(noun)] in ("along", "together"):
        tree.hang(
            noun, tree.heads[tree.heads[first]], "obl"
        )  # "killed a chief named Ali, along with two men"
        return
    for v in tree.dependents(first, "conj"):
        own = any(k < v for k in tree.dependents(first, "obl")) and tree.dependents(v, "obj")
        if own and v < noun and tree.pos[v] == "VERB":
            before = [k for k in tree.subtree(v) if k < noun]
            if before and before[-1] == tree.start(noun) - 1 and tree.pos[before[-1]] != "PUNCT":
                tree.hang(noun, v, "obl")
                return


def _name_acted_on(tree: Tree, noun: int) -> bool:
    """Let a bare name right behind a participle be its object: "made a raid targeting and killing Talay"."""
    left = tree.start(noun) - 1
    bare = tree.pos[noun] == "PROPN" and tree.lower[noun] not in TIMES and not tree.dependents(noun, "case")
    acting = tree.pos[left] == "VERB" and tree.lower[left].endswith("ing") and left != tree.heads[noun]
    if bare and acting and not tree.dependents(left, "obj"):
        tree.hang(noun, left, "obj")
    return bare and acting


def _behind_colon(tree: Tree, i: int) -> bool:
    """Whether a phrase stands right behind a colon."""
    return tree.words[tree.start(i) - 1] == ":"


def _open_clause(tree: Tree, i: int) -> None:
    """Let a phrase behind a colon be of the clause it opens: "it was next: on Wednesday, jets hit it"."""
    for v in range(i + 1, min(i + OPENING, len(tree.words))):
        if tree.pos[v] == "VERB" and any(i < k for k in tree.dependents(v, "nsubj", "nsubj:pass")):
            if i not in tree.ancestors(v):
                tree.hang(i, v, tree.deps[i])
            return


def _list(tree: Tree, v: int) -> None:
    """Let a past verb with an object go with the verb before it: "arrested A, rescued B and recovered C"."""
    if shifting.name_event(tree, v):
        return
    first = tree.heads[v]
    past = "Tense=Past" in tree.morphs[v] and "Tense=Past" in tree.morphs[first]
    if not past or tree.pos[first] != "VERB" or tree.words[v - 1] != ",":
        return
    if tree.dependents(v, "obj") and not tree.dependents(v, "nsubj", "nsubj:pass", "mark", "aux", "aux:pass"):
        tree.deps[v] = "conj"


def _dates_another(tree: Tree, v: int) -> bool:
    """Whether a clause tells before or after what another was: "a day after they fell"."""
    marked = any(tree.lower[k] in ("after", "before") for k in tree.dependents(v, "mark"))
    return marked and not tree.dependents(v, "cc")


def _subordinate(tree: Tree, v: int) -> None:
    """Let a clause behind "after" or "before" go with the verb it dates: "took it, days after they fell".

    What stands before it is that verb's: "the army said on Monday, a day after they fell".
    """
    tree.deps[v] = "advcl"
    led = min(k for k in tree.kids[v] if tree.deps[k] in ("mark", "obl:unmarked"))
    for k in tree.dependents(v, "obl", "nsubj"):
        if tree.heads[v] < k < led:
            tree.hang(k, tree.heads[v], tree.deps[k])


def _give_subject(tree: Tree, participle: int) -> None:
    """Let a noun before a participle be the subject of the verb: "officers acting on a tip raided a flat"."""
    nouns = [k for k in tree.dependents(participle, "nsubj") if k < participle]
    if nouns and tree.pos[nouns[0]] in ("NOUN", "PROPN"):
        tree.hang(nouns[0], tree.heads[participle], "nsubj")
        tree.hang(participle, nouns[0], "acl")


def _make_participle(tree: Tree, verb: int) -> None:
    """Let a past that modifies a noun and acts on nothing be a participle: "missiles fired at Jazan"."""
    if not tree.dependents(verb, "obj", "nsubj", "nsubj:pass", "aux"):
        tree.morphs[verb] = PASSIVE


def _part_noun(tree: Tree, participle: int) -> None:
    """Let the noun before a participle with an object have its article: "stopped a lander carrying fuel"."""
    noun = participle - 1
    if tree.heads[noun] != participle or not tree.dependents(participle, "obj"):
        return
    tree.hang(noun, tree.heads[participle], "obj")
    tree.pos[noun] = "NOUN"
    for k in [k for k in tree.kids[participle] if k < noun]:
        tree.hang(k, noun, tree.deps[k])
    tree.hang(participle, noun, "acl")


def _give_clause(tree: Tree, which: int) -> None:
    """Let a relative pronoun have a verb: "an ambush in which a sergeant, Musa Bello, died"."""
    noun = tree.heads[which]
    above = tree.heads[noun]
    if tree.deps[noun] not in ("nmod", "acl:relcl") or above > which or tree.pos[above] != "NOUN":
        return
    verb = noun + 1
    while verb < len(tree.words) and tree.pos[verb] != "VERB" and tree.words[verb] != ".":
        verb += 1
    if verb == len(tree.words) or tree.pos[verb] != "VERB" or above not in range(tree.heads[verb], verb):
        return
    for name in range(noun + 1, verb):
        if tree.pos[name] == "PROPN" and not noun < tree.heads[name] < verb:
            tree.hang(name, noun, "appos")
    tree.hang(verb, above, "acl:relcl")
    tree.give_subject(noun, verb)
    tree.hang(which, verb, "obl")


def _lade(tree: Tree, laden: int) -> None:
    """Let a participle taken for a noun describe the one before: "a speedboat laden with 60 bales"."""
    noun = laden - 1
    if noun < 0 or tree.heads[noun] != laden or tree.lower[laden + 1 : laden + 2] != ["with"]:
        return
    for k in tree.dependents(laden, "det", "nummod", "amod", "compound"):
        if k < noun:
            tree.hang(k, noun, tree.deps[k])
    appositions.replace(tree, laden, noun, "acl")
    tree.pos[laden] = "VERB"


MENDED = {  # by their word
    "laden": _lade,
    **dict.fromkeys(("not", "all", "both"), shifting.count_noun),
}
