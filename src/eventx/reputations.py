"""Why a trigger is no news: it is what a person or group is known for, not what was done now.

As in `background`, each looks at a clause and answers with a claim, or None.
"""

from __future__ import annotations

from eventx.background import calls, no_news
from eventx.clauses import NEGATIONS, Clause
from eventx.extractors import tolls
from eventx.lexicon import words
from eventx.mentions import Claim
from eventx.numbers import count_at
from eventx.subjects import RELATIVE

RECORD = words("background")["record"]
LEAD = 3  # sentences that an article opens with, its title among them
RANKS = frozenset({"latest", "last", "first", "second", "third", "fourth", "fifth", "sixth", "only"})
PERFECT = frozenset({"has", "have", "'ve"})
MOST = frozenset({"most", "many", "much"})
FOLLOWING = frozenset({"arrest", "clearance", "deployment", "withdrawal"})  # what is told so as news
ACCUSING = frozenset({"accuse", "suspect", "indict"})
COMMENTING = frozenset({"defend", "condemn", "denounce", "criticise", "criticize", "link", "blame", "oppose"})
ADVERSARIES = frozenset({"HOSTILE", "LEADER", "GROUP", "NAME"})
PARTAKING = frozenset(
    {"participate", "conduct", "direct", "coordinate", "oversee", "support", "involve", "attempt"}
)
AUTHORS = frozenset({"author", "perpetrator", "planner", "organiser", "organizer", "mastermind", "culprit"})
PARTS = frozenset({"part", "hand", "role", "share"})  # that somebody has in an act
ORDERING = frozenset({"order", "plan", "lead", "organise", "organize", "mastermind", "plot", "command"})
LAYING = words("roles")["laying"]
SAFE = frozenset({"ordnance_disposal", "seizure", "clearance"})  # kinds by which bombs do no harm
CHARGES = frozenset({"over", "for"})  # "arrested over the kidnapping of a priest"
COLLECTIVE = frozenset({"enemy", "adversary", "element"})  # singular words for many
HUNTED = frozenset({"wanted", "sought", "blamed", "blames", "blame", "notorious", "infamous"})
MANY = frozenset({"FORCE", "GROUP", "STATE", "ACTOR", "COUNTED"})  # of whom acts are told as claims


def adversary_record(clause: Clause) -> Claim | None:
    """What a person or group is known for: "a leader who directs attacks", "responsible for ambushes"."""
    return (
        _in_planning(clause)
        or _among_the_worst(clause)
        or _ranked(clause)
        or _laid_to_sufferer(clause)
        or _laid_before(clause)
        or _charged(clause)
        or _accused(clause)
        or _of_record(clause)
        or _of_known_person(clause)
        or _career(clause)
        or _of_late(clause)
    )


def _in_planning(clause: Clause) -> Claim | None:
    """ "attack planning", "a planned attack"."""
    parse, i = clause.parse, clause.i
    modifiers = parse.dependents(i, "compound", "amod") if clause.noun else ()
    if any(parse.lower[k] in ("planning", "plotting", "plot", "planned") for k in modifiers):
        return no_news("habitual", "an act in planning", i)
    return None


def _among_the_worst(clause: Clause) -> Claim | None:
    """ "has witnessed some of the deadliest attacks"."""
    parse, i = clause.parse, clause.i
    extreme = any(parse.lower[k].endswith(("est", "worst")) for k in parse.dependents(i, "amod"))
    if (
        clause.noun
        and extreme
        and parse.lower[parse.heads[i]] == "some"
        and parse.deps[i] == "nmod"
        and not clause.date
    ):
        return no_news("habitual", "some of its kind", i)
    return None


def _ranked(clause: Clause) -> Claim | None:
    """What an act just told is among others: "It was the third attack on police in a month"."""
    parse, i = clause.parse, clause.i
    subject = parse.dependents(i, "nsubj")
    if not clause.noun or clause.in_title or not parse.dependents(i, "cop") or len(subject) != 1:
        return None
    told = parse.lower[subject[0]] in ("it", "this", "that") or "ACT" in clause.grammar.classes(subject[0])
    rank = any(_rank(clause, k) for k in parse.dependents(i, "amod"))
    return no_news("habitual", "its rank among others", i) if told and rank and not clause.dated else None


def _rank(clause: Clause, i: int) -> bool:
    """Whether a word tells a rank: "third", "deadliest", "latest"."""
    parse = clause.parse
    return parse.lower[i] in RANKS or "NumType=Ord" in parse.morphs[i] or "Degree=Sup" in parse.morphs[i]


def _charged(clause: Clause) -> Claim | None:
    """ "was responsible for attacking a police post": an act of some day, laid to somebody."""
    parse, i, up = clause.parse, clause.i, clause.parse.heads[clause.i]
    gerund = parse.lower[i].endswith("ing") and "for" in {parse.lower[k] for k in parse.kids[i]}
    if gerund and parse.lemmas[up] == "responsible" and not clause.date:
        return no_news("habitual", f"argument of {parse.words[up]!r}", up)
    suspected = gerund_of(clause) and parse.lemmas[up] in ACCUSING and not clause.date
    if suspected and parse.pos[up] in ("VERB", "ADJ") and not parse.dependents(up, "obj"):
        return no_news("habitual", f"what somebody is {parse.words[up]!r} of", up)
    arrests = {t.root for t in clause.beside if t.kind == "arrest"}
    for accused in [k for k in parse.ancestors(i) if parse.lemmas[k] in ACCUSING][:1]:
        if arrests.intersection(parse.ancestors(accused)):  # "arrested a man accused of ordering the murder"
            return no_news("habitual", f"what somebody is {parse.words[accused]!r} of", accused)
    arrested = up in arrests
    if clause.noun and arrested and clause.grammar.prepositions(i) & CHARGES and not clause.dated:
        return no_news("habitual", f"what somebody was {parse.words[up]!r} for", up)
    return None


def _accused(clause: Clause) -> Claim | None:
    """What one person is accused of: "an Algerian accused of having taken part in the ambush"."""
    parse, grammar = clause.parse, clause.grammar
    for k in parse.ancestors(clause.i):
        noun = parse.lower[k] == "accused" and parse.pos[k] == "NOUN"  # "an Algerian accused of"
        if not noun and (parse.lemmas[k] not in ACCUSING | {"charge"} or parse.pos[k] not in ("VERB", "ADJ")):
            continue
        acl = parse.deps[k] == "acl"
        subject, passive = grammar.subject(k)
        who = (
            [k] if noun else [parse.heads[k]] if acl else subject if passive or parse.pos[k] == "ADJ" else []
        )
        one = len(who) == 1 and "Number=Plur" not in parse.morphs[who[0]]
        if one and not grammar.classes(who[0]) & MANY and not clause.date:
            return no_news("habitual", f"what somebody is {parse.words[k]!r} of", k)
        return None
    return None


def _laid_to_sufferer(clause: Clause) -> Claim | None:
    """What those had done before who now suffer: "two men who had a hand in Friday's ambush were killed"."""
    parse, grammar, i = clause.parse, clause.grammar, clause.i
    named = clause.noun or parse.dependents(i, "nmod:poss", "det")  # "Sunday's bombing of a school"
    who = _doer(clause) if named else None
    if who is None or not (grammar.classes(who) & (ADVERSARIES | {"PERSON"}) or parse.lemmas[who] in AUTHORS):
        return None
    inside = set(parse.subtree(who))
    for other in clause.beside:
        wrought = parse.lemmas[who] in AUTHORS and other.root not in inside
        above = [who, *parse.ancestors(who)]
        suffered = other.root in above and any(p in above for p in grammar.roles(other.root).patients)
        if wrought or suffered:  # "members of the cell behind the bombing" too
            return no_news("history", f"what {parse.words[who]!r} did before", i)
    return None


def _laid_before(clause: Clause) -> Claim | None:
    """Where bombs came from that are now found or made safe: "charges planted by rebels were defused"."""
    parse, i = clause.parse, clause.i
    bomb = parse.heads[i]
    if parse.deps[i] not in ("acl", "acl:relcl") or parse.lemmas[i] not in LAYING:
        return None
    whole = (bomb, parse.heads[bomb]) if parse.deps[bomb] == "nmod" else (bomb,)  # "dozens of bombs"
    for other in clause.beside:
        patients = clause.grammar.roles(other.root).patients
        if other.kind in SAFE and other.root != i and any(k in patients for k in whole):
            return no_news("history", f"how {parse.words[bomb]!r} came there", i)
    return None


def _doer(clause: Clause) -> int | None:
    """To whom words lay an act: "a rebel behind the ambush", "the authors of the raid"."""
    parse, i, up = clause.parse, clause.i, clause.parse.heads[clause.i]
    by = clause.grammar.prepositions(i)
    if (
        "behind" in by and parse.pos[up] == "VERB"
    ):  # "arrested the men behind the attack": theirs all the same
        case = next(k for k in parse.dependents(i, "case") if parse.lower[k] == "behind")
        return case - 1 if parse.pos[case - 1] in ("NOUN", "PROPN") and up < case else None
    if "behind" in by or ("of" in by and parse.lemmas[up] in AUTHORS):
        return up
    part = parse.lemmas[up] in PARTS and parse.deps[up] == "obj"
    verb = parse.heads[up] if part else up
    shared = "in" in by and any(parse.lemmas[k] in PARTS for k in parse.dependents(verb, "obj"))
    ordered = parse.lemmas[verb] in ORDERING and parse.deps[i] == "obj"
    partook = parse.lemmas[verb] == "participate" or (
        parse.lemmas[verb] == "take" and {"part"} & {parse.lower[k] for k in parse.kids[verb]}
    )
    suspected = parse.lemmas[verb] in ACCUSING and "of" in by
    if (shared or ordered or partook or suspected) and parse.deps[verb].startswith("acl"):
        return parse.heads[verb]
    return None


def gerund_of(clause: Clause) -> bool:
    """Whether an act is what stands behind "of": "suspected of kidnapping policemen"."""
    parse, i = clause.parse, clause.i
    return parse.lower[i].endswith("ing") and "of" in {parse.lower[k] for k in parse.kids[i]}


def _of_record(clause: Clause) -> Claim | None:
    """An event noun as argument of what tells a record: "suspected of an attack", "responsible for"."""
    parse, dep, up = clause.parse, clause.parse.deps[clause.i], clause.parse.heads[clause.i]
    behind = "behind" in clause.grammar.prepositions(clause.i) and "Number=Plur" in parse.morphs[clause.i]
    if clause.noun and behind and not clause.date:
        return no_news("habitual", "what somebody was behind", clause.i)
    if not clause.noun or dep not in ("nmod", "obl", "obj", "conj", "nsubj", "ccomp", "xcomp"):
        return None
    if _sums(clause):
        return None
    told_by = (up, *parse.dependents(up, "aux", "aux:pass"))
    gerund = any(
        "VerbForm=Ger" in parse.morphs[k] or parse.lower[k] == "being" for k in told_by
    )  # "responsible for commanding attacks"
    further = (dep in ("conj", "nmod") or gerund) and parse.heads[up] != up
    heads = [up, parse.heads[up]] if further else [up]
    held = [k for k in heads if parse.lemmas[k] == "hold" and not parse.dependents(k, "obj")]
    heads += [x for k in held for x in parse.dependents(k, "xcomp") if parse.lemmas[x] == "responsible"]
    for k in heads:  # the last are of "held responsible for a spate of attacks"
        hunted = parse.lower[k] in HUNTED and parse.deps[k] in ("acl", "acl:relcl", "amod", "xcomp", "appos")
        if hunted:
            return no_news("habitual", f"what somebody is {parse.words[k]!r} for", k)
        if parse.lemmas[k] not in RECORD or _own_act(clause, k) or _commented_on(clause, k):
            continue
        if _laid_to_a_side(clause, k):
            continue
        beside = {parse.lower[j] for j in (*parse.kids[k], k + 1)}
        if parse.lemmas[k] == "call" and beside & {"in", "what"}:
            continue  # "called in an airstrike", "after what it calls two days of assault"
        if parse.lemmas[k] == "fall" and "in" in clause.grammar.prepositions(clause.i):
            continue  # "five fell in a gunfight"
        holding = [
            j
            for j in range(max(0, k - 8), k)
            if parse.lemmas[j] == "hold" and parse.dependents(j, "obj") and parse.deps[j] != "acl:relcl"
        ]  # but "a man whom police hold responsible" is only known for it
        if parse.lemmas[k] == "responsible" and holding and clause.dates:
            continue  # "held the group responsible for Monday's attack" tells who did it
        if k in clause.roles.verbs and not _involved(clause, k):
            if clause.tells_habit(k):
                return no_news("habitual", f"{parse.words[k]!r} tells a habit", k)
        elif parse.lemmas[k] != "suspect" or gerund or "of" in clause.grammar.prepositions(clause.i):
            return no_news("habitual", f"argument of {parse.words[k]!r}", k)
    return None


def _laid_to_a_side(clause: Clause, verb: int) -> bool:
    """Whether a side is accused of an act with its place or day: "accused Baku of shelling Shusha"."""
    parse, grammar = clause.parse, clause.grammar
    if parse.lemmas[verb] not in ACCUSING or parse.lower[clause.i - 1 : clause.i] != ["of"]:
        return False
    sides = any(grammar.classes(k) & {"PLACE", "FORCE", "STATE"} for k in parse.dependents(verb, "obj"))
    told = clause.date or any("PLACE" in grammar.classes(k) for k in parse.subtree(verb) if k > clause.i)
    return sides and bool(told)


def _of_known_person(clause: Clause) -> Claim | None:
    """In a relative clause on an adversary that the sentence is not about: "a leader who directs attacks"."""
    parse, grammar, verb = clause.parse, clause.grammar, clause.verb
    coordinated = [parse.heads[verb]] if parse.deps[verb] == "conj" else []
    for v in (verb, grammar.clause(verb), *coordinated):
        if parse.deps[v] != "acl:relcl":
            continue
        noun = parse.heads[v]
        relative = [k for k in parse.dependents(v, "nsubj", "nsubj:pass") if parse.lower[k] in RELATIVE]
        acts = any(parse.deps[k] == "nsubj" for k in relative)  # "workers who were abducted" are victims
        if (
            relative
            and not (clause.trigger.kind == "result" and _fell(clause, v))
            and grammar.classes(noun) & (ADVERSARIES | {"PERSON"} if acts else ADVERSARIES)
            and parse.deps[noun] not in ("root", "nsubj")
            and not clause.date
            and not (clause.dates and "TROOPS" in grammar.classes(noun) and clause.trigger.kind != "result")
        ):
            return no_news("habitual", f"what {parse.words[noun]!r} is known for", noun)
    return None


def _fell(clause: Clause, verb: int) -> bool:
    """Whether a verb tells what befell its subject, in no count of a war: "the abbot, who later died"."""
    outcomes = clause.grammar.rules.verb_outcomes.get(clause.parse.lemmas[verb], ())
    fell = any(who == "subject" for _, (_, who) in outcomes)
    return fell and not tolls.cumulative(clause.parse.lower[slice(*clause.sentence)])


def _career(clause: Clause) -> Claim | None:
    """Acts without number or day of one person: "The financier also directed attacks in the district", "Amir
    had planted bombs and led attacks".
    """
    parse, i = clause.parse, clause.i
    if clause.in_title or clause.date or not (clause.carried if clause.noun else _had(clause)):
        return None
    if clause.noun and not _any_number(clause, i):
        return None
    if not clause.noun and not (
        clause.roles.patients and all(_any_number(clause, k) for k in clause.roles.patients)
    ):
        return None
    subject, passive = clause.grammar.subject(clause.verb)
    if len(subject) != 1 or passive or "Number=Plur" in parse.morphs[subject[0]]:
        return None
    who = subject[0]
    person = parse.lemmas[who] not in COLLECTIVE and bool(clause.grammar.classes(who) & {"HOSTILE", "LEADER"})
    person = person or (parse.ents[who] == "PER" and _had(clause))
    if person or parse.lower[who] in ("he", "she"):
        return no_news("habitual", f"what {parse.words[who]!r} is known for", who)
    return None


def _had(clause: Clause) -> bool:
    """Whether a verb, or the first that it is coordinated with, tells what had been done before."""
    first = clause.first_conjunct(clause.verb)
    return any(clause.parse.lower[k] == "had" for k in clause.parse.dependents(first, "aux"))


def _of_late(clause: Clause) -> Claim | None:
    """Acts of late without day, number or place: "The group has also targeted police", "villages have been
    burned".
    """
    parse, verb = clause.parse, clause.verb
    if clause.noun or clause.date or clause.in_title or parse.sent_of[clause.i] < LEAD:
        return None
    first = clause.first_conjunct(verb)
    told = clause.auxiliaries(verb) | {parse.lower[k] for k in parse.dependents(first, "aux")}
    struck = clause.roles.patients
    if not told & PERFECT or told & NEGATIONS or clause.trigger.kind in FOLLOWING or not struck:
        return None
    below = [k for k in parse.subtree(verb) if parse.sent_of[k] == parse.sent_of[verb]]
    if any(parse.pos[k] == "NUM" or "PLACE" in clause.grammar.classes(k) for k in below):
        return None
    if not all(_any_number(clause, k) for k in struck):
        return None
    return no_news("habitual", "what has been done of late", verb)


def _any_number(clause: Clause, head: int) -> bool:
    """Whether a phrase tells things in the plural, not which and how many: "police", "most of the rebels"."""
    parse = clause.parse
    if parse.lemmas[head] in MOST:
        return True
    known = parse.dependents(head, "nummod", "det") or count_at(parse, head)[0] is not None
    return "Number=Plur" in parse.morphs[head] and not known


def _commented_on(clause: Clause, head: int) -> bool:
    """Whether one act is told in what is said of it: "defended a strike on a boat on Tuesday", "linked to
    last Sunday's bombing", "after what it called a fierce battle".
    """
    parse, i = clause.parse, clause.i
    if calls(clause, head, i):
        return True
    if parse.lemmas[head] not in COMMENTING or "Number=Plur" in parse.morphs[i]:
        return False
    below = set(parse.subtree(i))
    dated = any(d.root in below and d.value.grain == "day" for d in clause.dates)
    aimed = any(preposition in ("on", "against") for preposition, _ in clause.roles.obliques)
    return dated or (aimed and clause.date is not None and clause.date.value.grain == "day")


def _sums(clause: Clause) -> bool:
    """Whether an act is told with those who suffered it: "the toll from a blast has risen to 14"."""
    parse, i = clause.parse, clause.i
    if "Number=Plur" in parse.morphs[i] and not parse.dependents(i, "nummod", "det"):
        return False
    if tolls.cumulative(parse.lower[slice(*clause.sentence)]):
        return False
    return any(tolls.counted(clause.grammar, up)[0] for up in parse.ancestors(i) if up < i)


def _involved(clause: Clause, verb: int) -> bool:
    """Whether it is said in what acts, of no day, those had a part who now suffer: "involved in raids"."""
    return clause.parse.lower[verb] == "involved" and not clause.date


def _own_act(clause: Clause, verb: int) -> bool:
    """ "troops participated in the mission": a verb of taking part in the past, its subject no adversary."""
    parse, grammar = clause.parse, clause.grammar
    if parse.lemmas[verb] not in PARTAKING:
        return False
    subject, _ = grammar.subject(verb)
    classes = {c for h in subject for c in grammar.classes(h)}
    habit = "Tense=Pres" in parse.morphs[verb] and "VerbForm=Fin" in parse.morphs[verb]
    return not habit and bool(classes) and not classes & ADVERSARIES
