"""What a noun of people or groups stands for: a service's men, the group told before or the one behind it."""

from __future__ import annotations

from eventx.actors import Actor
from eventx.extents import HYPHENS
from eventx.extractors.nearby import part_of
from eventx.lexicon import words
from eventx.parse import Parse
from eventx.syntax import Grammar

SERVICES = frozenset(
    {"security", "intelligence", "directorate", "secret", "ministry", "bureau", "police", "customs"}
)
UNITS = frozenset({"force", "patrol", "contingent", "convoy", "column", "garrison"})
DISGUISE = frozenset({"dress", "disguise", "pose", "masquerade", "clothe", "clad"})
MEN = frozenset({"man", "personnel", "woman"})
AGAIN, LINKED, MADE = words("forces")["again"], words("forces")["linked"], words("forces")["made"]
_WORDS = words("outcomes")
KIN, OUR_MEN = _WORDS["kin"], _WORDS["our_men"]
RANKED = frozenset({"lieutenant", "colonel", "general"})  # of officers as of henchmen
BELONGING, SUPPOSING = words("forces")["belonging"], words("forces")["supposing"]
LOYAL, LOYALISTS = _WORDS["loyal"], _WORDS["loyalists"]
LONG = 14  # tokens of a name written out before its acronym
Inside = dict[int, tuple[int, int, Actor]]  # tokens of names of the table, with the name's span


def of_a_service(grammar: Grammar, i: int) -> bool:
    """Whether people are a service's that no table has: "the Directorate of State Security's operatives".

    So are those of what was told before: "a fighter of the force".
    """
    parse = grammar.parse
    of = [k for k in parse.dependents(i, "nmod") if grammar.prepositions(k) & {"of", "from"}]
    if any(parse.lemmas[k] in UNITS and "the" in {parse.lower[c] for c in parse.kids[k]} for k in of):
        return True
    whose = [
        k
        for k in parse.dependents(i, "nmod:poss", "compound", "amod", "nmod")
        if k < i or "of" in grammar.prepositions(k)
    ]
    near = {parse.lower[w] for k in whose for w in (k, *parse.kids[k])}
    return bool(near & SERVICES) and not any(grammar.classes(k) & {"HOSTILES", "GROUP"} for k in whose)


def the_group(grammar: Grammar, i: int) -> bool:
    """Whether a noun stands for the armed group told before: "the group stormed two buses"."""
    parse = grammar.parse
    if parse.lemmas[i] not in AGAIN or parse.deps[i] in ("compound", "flat", "amod"):
        return False
    before = {parse.lower[k] for k in parse.kids[i] if k < i and parse.deps[k] not in ("case", "cc", "punct")}
    linked = any(word in HYPHENS for word in before)  # "the al Qaeda-linked group"
    same = before <= {"the", "same"} or (linked and not LINKED.isdisjoint(parse.lower[max(0, i - 2) : i]))
    return "the" in before and same and not parse.dependents(i, "nmod")


def whole_nation(grammar: Grammar, i: int) -> bool:
    """Whether a word may be a nation's name for its forces: "the Russians", "the British"."""
    parse = grammar.parse
    if i == 0 or parse.lower[i - 1] != "the" or not parse.words[i][:1].isupper():
        return False
    plural = parse.lower[i].endswith(("s", "sh", "ch"))
    alone = not any(w[:1].isupper() for w in parse.words[i + 1 : i + 2])
    alone = alone and parse.pos[i + 1 : i + 2] not in (["NOUN"], ["ADJ"])
    return plural and alone and parse.deps[i] not in ("amod", "compound", "flat")


def disguise(grammar: Grammar, i: int) -> bool:
    """Whether somebody only looks like a force: "gunmen dressed as policemen", "in police uniform"."""
    parse, j = grammar.parse, i - 1
    while j > 0 and parse.pos[j] in ("DET", "ADJ", "NOUN", "PROPN"):
        j -= 1
    return j > 0 and parse.lower[j] == "as" and parse.lemmas[j - 1] in DISGUISE


def make(parse: Parse, i: int) -> bool:
    """Whether a nationality tells where a thing is from, not whose it is: "Iranian-made drones"."""
    return parse.words[i + 1 : i + 2] in ([h] for h in HYPHENS) and MADE.issuperset(
        parse.lower[i + 2 : i + 3]
    )


def of_a_state(grammar: Grammar, i: int) -> bool:
    """Whether people who might be anybody's are told as a state's men."""
    return any(told(grammar, i) for told in (serves, _loyal, _ours, _of_unit, _ranked))


def _ranked(grammar: Grammar, i: int) -> bool:
    """Whether somebody is told by no more than his rank: "a lieutenant was hurt", not "its"."""
    parse = grammar.parse
    if parse.lemmas[i] not in RANKED or parse.dependents(i, "nmod", "nmod:poss", "appos", "flat"):
        return False
    before = [k for k in parse.kids[i] if k < i and parse.deps[k] in ("compound", "amod")]
    services = [k for k in before if grammar.classes(k) & {"MILITARY", "POLICE"}]
    bare = parse.lower[i - 1 : i] in (["a"], ["an"], ["one"], ["two"])
    return bool(services) if before else bare


def serves(grammar: Grammar, i: int) -> bool:
    """Whether a noun of civil work is of an army by what stands before it: "the army's engineers"."""
    parse = grammar.parse
    if "CIVILIAN" not in grammar.classes(i) or parse.lemmas[i] in KIN:
        return False
    of = [k for k in parse.dependents(i, "compound", "amod", "nmod:poss") if k < i]
    return any(grammar.classes(k) & {"MILITARY", "POLICE"} or parse.lower[k] == "military" for k in of)


def _ours(grammar: Grammar, i: int) -> bool:
    """Whether men are those of a force that speaks: "none of our men was hurt"."""
    parse = grammar.parse
    men = (i, part_of(grammar, i)) if parse.lemmas[i] not in OUR_MEN else (i,)
    ours = (k for k in men if k is not None and parse.lemmas[k] in OUR_MEN)
    return any(parse.lower[p] == "our" for k in ours for p in parse.dependents(k, "nmod:poss"))


def _of_unit(grammar: Grammar, i: int) -> bool:
    """Whether fighters or men are a state's by their unit or side: "fighters of the 25th Brigade"."""
    parse = grammar.parse
    men = parse.lemmas[i] in MEN and "ANYONE" in grammar.classes(i)
    if "EITHER" not in grammar.classes(i) and not men:
        return False
    for k in parse.dependents(i, "nmod"):
        classes, near = grammar.classes(k), [parse.lower[c] for c in parse.kids[k] if c < k]
        numbered = any(word[:1].isdigit() for word in near) or "ACTOR" in classes
        numbered = numbered or (men and "of" in grammar.prepositions(k) and "NAME" in classes)
        if "MILITARY" in classes and numbered and not classes & {"HOSTILES", "GROUP"}:
            return True
        if (parse.lemmas[k] == "side" or "SECURITY" in classes) and LOYAL.intersection(near):
            return True
    return False


def _loyal(grammar: Grammar, i: int) -> bool:
    """Whether fighters are a state's by what stands before them: "pro-government fighters"."""
    parse = grammar.parse
    if "HOSTILE" not in grammar.classes(i):
        return False
    before = [w for w in parse.lower[max(0, i - 4) : i] if w not in HYPHENS]
    return before[-2:] in ([["pro", side] for side in LOYAL]) or before[-1:] in [[w] for w in LOYALISTS]


def supposed(grammar: Grammar, participle: int) -> int | None:
    """What people are said to be or to belong to: "believed to be rebels", "linked to the PKK"."""
    parse = grammar.parse
    verb = next(iter(parse.dependents(participle, "xcomp")), participle)  # "thought to belong to"
    if parse.lemmas[verb] in BELONGING or parse.lemmas[participle] in SUPPOSING:
        behind = parse.dependents(verb, "obl") if parse.pos[verb] == "VERB" else []
        return next(iter(behind), verb)
    return None


def complement(grammar: Grammar, i: int, inside: Inside) -> Actor | None:
    """The group behind a head: "members of Boko Haram", "warplanes of the LNA", "linked to the PKK"."""
    parse = grammar.parse
    for k in parse.dependents(i, "nmod", "appos", "nmod:poss", "acl", "obl"):
        where, dep = k, parse.deps[k]
        if dep == "acl":
            told = supposed(grammar, k)
            if told is None:
                continue
            where = next((c for c in parse.dependents(told, "nmod") if c in inside), told)
        elif dep in ("nmod", "obl"):
            behind = {"of", "from", "in", "belonging", "within"} if dep == "nmod" else {"of"}
            if not grammar.prepositions(k) & behind:
                continue
        if where in inside:
            return inside[where][2]
        for m in parse.kids[where]:
            if m in inside and parse.deps[m] in ("compound", "amod", "nmod:poss", "flat"):
                return inside[m][2]
    if parse.lower[i + 1 : i + 2] == ["of"]:  # wherever the parse hung it
        next_name = i + 2 + (parse.lower[i + 2 : i + 3] == ["the"])
        if next_name in inside:
            return inside[next_name][2]
        for j in range(next_name, min(next_name + LONG, len(parse) - 1)):
            if parse.pos[j] not in ("PROPN", "NOUN", "ADJ", "ADP", "DET", "CCONJ", "PUNCT"):
                break
            if parse.words[j] == "(":  # "rebels of the Cooperative for the Development of Congo (CODECO)"
                return inside[j + 1][2] if j + 1 in inside else None
    return None


def defence_speaks(grammar: Grammar, i: int, actor: Actor) -> bool:
    """Whether a defence ministry or general staff speaks, for the armed forces it belongs to.

    "The defence ministry said its drones had hit the depot."
    """
    parse = grammar.parse
    speaks = parse.deps[i] == "nsubj" and grammar.reports(parse.heads[i])
    ministry = actor.note == "national ministry" and bool({"Defence", "Defense"} & {*actor.name.split()})
    return speaks and (ministry or actor.name.startswith("General Staff of"))
