"""Who takes part by what stands around an act in its sentence: the subject of its clause, those who help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from eventx.camps import fights, hostile
from eventx.clauses import OCCASIONS
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.strength import borne_by
from eventx.syntax import CALENDAR, Grammar
from eventx.tellings import Forces, Telling

BARE = words("roles")["bare"]
SUPPORT_VERBS = words("roles")["support_verbs"]
HELPED = SUPPORT_VERBS | {"join"}  # in the passive, those who act: "were joined by the police in a raid"
SUPPORT_NOUNS = frozenset({"support", "cover", "backing", "help", "assistance", "protection"})
ARRIVING = frozenset(
    {"land", "descend", "parachute", "abseil", "swoop", "storm", "move", "arrive", "deploy"}
)  # "in a raid"
LOSING, TOLLS = words("outcomes")["losing"], words("outcomes")["tolls"]
ACTING = frozenset({"FORCE", "HOSTILE", "TROOPS", "GROUP", "STATE", "LEADER", "MEANS", "MILITIA"})
MEN = frozenset(
    {"TROOPS", "HOSTILE", "MILITARY", "POLICE", "SECURITY", "MILITIA", "INTEL", "COALITION", "MEANS"}
)
DYING = frozenset({"die", "perish", "fall"})
MEETING = frozenset({"when", "after"})  # before a clause that tells how a fate was met
COUNTING = frozenset({"NUM", "DET", "ADJ", "ADV", "PUNCT"})  # before a force that nothing governs
GOVERNING = frozenset({"ADP", "VERB", "AUX", "SCONJ", "CCONJ", "PART"})
ROUGHLY = frozenset({"about", "around", "over", "under", "between", "up", "to", "more", "than"})
INSERTING = frozenset({"ADP", "VERB", "PRON", "ADV", "SCONJ", "DET"})  # first word between two commas
RECKONING = frozenset({"put", "count", "list", "place", "estimate", "number", "tally", "acknowledge"})
LOSSES = frozenset({"dead", "wounded", "killed", "injured", "losses", "deaths", "fatalities"})


def force_of(grammar: Grammar, head: int, forces: Forces) -> Mention | None:
    """The force that a phrase names by its content ("a group of fighters") or its head."""
    return forces.get(grammar.content(head)) or forces.get(head)


def subject(grammar: Grammar, telling: Telling, forces: Forces) -> None:
    """The subject of an event noun's clause, made the initiator: "Jets kept up their attacks"."""
    parse = grammar.parse
    suffered = {m.value.patient for m in telling.outcomes}

    def able(mention: Mention) -> bool:
        """Whether a force is a side that was not struck."""
        return mention.root not in suffered and fights(mention.value.camp) and mention not in telling.targets

    for trigger in telling.triggers:
        verb = grammar.clause(trigger.root)
        if verb == trigger.root or _only_tells(grammar, trigger.root, verb):
            continue
        subject, passive = grammar.subject(verb)
        own = trigger.root in subject  # "reinforcements and a helicopter arrived"
        helped = parse.dependents(verb, "obj") if parse.lemmas[verb] in SUPPORT_VERBS and not passive else []
        free = bool(helped) or parse.lemmas[verb] in ARRIVING
        beside = parse.heads[verb]
        beside = beside if parse.deps[verb] == "conj" and parse.pos[beside] == "VERB" else verb
        fell = beside != verb and parse.lemmas[verb] in DYING and not grammar.subject(beside)[1]
        if grammar.prepositions(trigger.root) - {"with", "by", "of"} and not (free or fell):
            continue  # "an insurgent drew his weapon during the operation"
        subject = helped or ([] if own else subject)  # "the army backed the police in a raid"
        if beside != verb:  # "went up, and three died in the gun battle"
            subject = [*subject, *grammar.subject(beside)[0]]
        acts = not passive or parse.lemmas[verb] in HELPED
        for head in subject:
            mention = force_of(grammar, head, forces)
            if mention and acts and able(mention):
                add(telling.initiators, mention)
        if not subject and not own and not telling.initiators:  # lost: the last bare force before the verb
            before = [m for m in forces.values() if telling.tokens[0] <= m.root < verb and able(m)]
            bare = [m for m in before if parse.deps[m.root] in BARE and not grammar.prepositions(m.root)]
            telling.initiators.extend(bare[-1:])
        if telling.initiators:
            return


def _only_tells(grammar: Grammar, act: int, verb: int) -> bool:
    """Whether the verb of an act's clause tells of the act, not who did it."""
    parse = grammar.parse
    if grammar.reports(verb) or parse.pos[verb] != "VERB":
        return True
    if parse.lemmas[verb] == "hold" and "responsible" in parse.lower[verb : verb + 8]:
        return True  # "the army held the group responsible for the attack"
    if parse.lemmas[verb] in OCCASIONS:
        return True  # "a cell wanting to avenge the raid"
    if parse.lemmas[verb] in SUPPORT_VERBS and parse.deps[act] == "obj":
        return True  # "Europol supported the operation"
    if parse.lemmas[verb] in RECKONING and parse.lower[act] in LOSSES:
        return True  # "Baku put its dead at 50", "Armenia counts 105 dead"
    told = parse.dependents(verb, "obj")
    return any(parse.lemmas[k] in TOLLS for k in told)  # "Tehran puts at 480 the toll of the strikes"


def add(into: list[Mention], mention: Mention | None) -> None:
    """A force put into a role once, with the second one of "American and Iraqi commandos"."""
    if mention is None or mention in into:
        return
    into.append(mention)
    if mention.value.twin is not None:
        into.append(mention.value.twin)


def before_the_verb(grammar: Grammar, telling: Telling, forces: Forces) -> None:
    """Who stands before the verb of an act whose subject the parse lost, made the initiator.

    "Up to 200 rebels overran", "Farther north, troops of Sector 3 (Nigeria), backed by jets, combed".
    """
    parse = grammar.parse
    suffered = {m.value.patient for m in telling.outcomes}
    able = [
        m
        for m in forces.values()
        if m.value.classes & ACTING
        and (m.value.classes & MEN or m.value.actor is not None)
        and m.found_by != "metonym"
        and m not in telling.targets
        and m.root not in suffered
    ]
    for trigger in telling.triggers:
        verb = next((v for v in grammar.roles(trigger.root).verbs if parse.pos[v] == "VERB"), None)
        if verb is not None and parse.deps[verb] == "advcl" and parse.lower[verb].endswith("ing"):
            verb = parse.heads[verb]  # "tightened their grip, lobbing shells"
        if verb is None or "VerbForm=Fin" not in parse.morphs[verb] or grammar.roles(trigger.root).passive:
            continue
        if grammar.reports(verb) or parse.deps[verb].startswith("acl") or parse.lemmas[verb] in LOSING:
            continue
        low = parse.sents[parse.sent_of[verb]][0]
        told = [k for k in grammar.subject(verb)[0] if k < verb and parse.lower[k] not in CALENDAR]
        people = [k for k in told if grammar.classes(k) & {"PERSON", "FORCE"}]
        near = [m for m in able if low <= m.start and m.end <= verb and m.root not in told]
        near = [m for m in near if all(k >= m.start for k in people)]
        lost = [m for m in near if _ungoverned(grammar, m, low) and _leads_to(grammar, m, verb, told)]
        if lost:
            add(telling.initiators, lost[-1])
            return


def in_its_clause(grammar: Grammar, telling: Telling, forces: Forces) -> None:
    """Who acts in the clause that tells how people fell: "soldiers died when rebels surprised them"."""
    parse = grammar.parse
    suffered = {m.value.patient for m in telling.outcomes if m.value.type in ("killed", "wounded")}
    hurt = [forces[i].value.camp for i in suffered if i in forces and fights(forces[i].value.camp)]
    for trigger in telling.triggers:
        clauses = parse.dependents(trigger.root, "advcl") if suffered and trigger.kind == "result" else []
        for clause in clauses:
            subjects, passive = grammar.subject(clause)
            told = MEETING.intersection(parse.lower[k] for k in parse.kids[clause])
            if not told or passive or grammar.reports(clause):
                continue
            for mention in (force_of(grammar, head, forces) for head in subjects):
                if mention is None or mention.root in suffered or not fights(mention.value.camp):
                    continue
                theirs = hostile(mention.value.camp)
                if all(hostile(camp) != theirs for camp in hurt) if hurt else theirs:
                    add(telling.initiators, mention)
                    return


def _ungoverned(grammar: Grammar, mention: Mention, low: int) -> bool:
    """Whether no preposition or verb stands before a force, but for the words that count it."""
    parse, j = grammar.parse, mention.start - 1
    while j >= low and (parse.pos[j] in COUNTING - {"PUNCT"} or parse.lower[j] in ROUGHLY):
        j -= 1
    owning = parse.words[mention.end : mention.end + 1] in (["'s"], ["’s"], ["'"])
    inserted = j >= low and parse.words[j] in ("(", "[")
    return not owning and not inserted and (j < low or parse.pos[j] not in GOVERNING)


def _leads_to(grammar: Grammar, mention: Mention, verb: int, subjects: Sequence[int]) -> bool:
    """Whether nothing that has a verb of its own stands between a force and a verb, but between commas."""
    parse = grammar.parse
    between = [k for k in range(mention.end, verb) if k not in borne_by(grammar, mention)]
    commas = [k for k in between if parse.words[k] == ","]
    if len(commas) > 1 and parse.pos[commas[0] + 1] in INSERTING:
        between = [k for k in between if not commas[0] <= k <= commas[-1]]
    elif commas:
        return False
    return not any(
        k in subjects or "VerbForm=Fin" in parse.morphs[k] or parse.words[k] in (";", ":") for k in between
    )


def supporters(grammar: Grammar, telling: Telling, forces: Forces) -> None:
    """Those who help: "backed by", "with air cover from", "supported by coalition warplanes"."""
    own = acting(grammar, telling)
    for i in range(*telling.tokens):
        for head in _supporting(grammar, i, forces) if i not in own else ():
            mention = force_of(grammar, head, forces)
            if mention and fights(mention.value.camp) and mention not in telling.supporters:
                telling.supporters.append(mention)


def acting(grammar: Grammar, telling: Telling) -> set[int]:
    """Those who act and who are told with them, who do not help: "jets and guns of the army shelled it"."""
    agents = [k for t in telling.triggers for k in grammar.roles(t.root).agents]
    return {k for agent in agents for k in grammar.parse.listed_from(agent)}


def _supporting(grammar: Grammar, i: int, forces: Forces) -> list[int]:
    """Heads of those who give the support that a word tells."""
    parse = grammar.parse
    if (parse.lemmas[i], parse.lower[i + 1 : i + 2]) == (
        "take",
        ["part"],
    ):  # "in which helicopters took part"
        which = any(parse.lower[k] == "which" for k in parse.kids[i])
        return [k for k in grammar.subject(i)[0] if which and "MEANS" in grammar.classes(k)]
    if parse.lemmas[i] in SUPPORT_VERBS and parse.pos[i] in ("VERB", "ADJ"):
        return [c for k in parse.kids[i] if "by" in grammar.prepositions(k) for c in grammar.conjuncts(k)]
    if parse.lemmas[i] in SUPPORT_NOUNS and parse.pos[i] == "NOUN":
        return givers(grammar, i, parse.dependents(i, "nmod", "obl")) + [
            k for k in parse.dependents(i, "amod", "compound", "nmod:poss") if k in forces
        ]
    return []


def givers(grammar: Grammar, i: int, phrases: Iterable[int]) -> list[int]:
    """Of phrases behind a noun of help those that give it; "in support of the army" names who gets it."""
    giving = {"from", "by"} if "in" in grammar.prepositions(i) else {"from", "by", "of"}
    return [c for k in phrases if grammar.prepositions(k) & giving for c in grammar.conjuncts(k)]
