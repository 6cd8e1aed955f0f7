"""Whose people and things suffered: by a possessive, a side told ("in its ranks"), who owns to losses."""

from __future__ import annotations

from eventx.extractors.pronouns import SIDES, side_before
from eventx.lexicon import words
from eventx.syntax import Grammar

_WORDS = words("outcomes")
OWNING, RANKS = _WORDS["owning"], _WORDS["ranks"]
LOYAL = frozenset(_WORDS["loyal"])
MEN = frozenset({"man", "soldier", "troop", "member", "trooper", "policeman", "officer"})
FORCES = frozenset({"FORCE", "HOSTILE", "GROUP"})
BEFALLING = frozenset({"to", "among"})
PEOPLE = FORCES | {"CIVILIAN", "PERSON"}
SUFFERING = frozenset({"suffer", "sustain", "incur"})
NEAR = 14  # tokens from a fate to the ranks it befell


def possessor(grammar: Grammar, phrase: int, agents: tuple[int, ...] = ()) -> int | None:
    """Whose a phrase is, but for those who did it: "its men", "Hamas's commanders"."""
    parse = grammar.parse
    for k in parse.dependents(phrase, "nmod:poss"):
        if parse.lower[k] in ("its", "their"):
            near = side_before(grammar, k, agents, single=parse.lower[k] == "its")
            men = parse.lemmas[phrase] in MEN or "EITHER" in grammar.classes(phrase)
            men = men or parse.lower[k + 1 : k + 2] == ["own"]
            return _subject_before(grammar, k) if near is None and men else near
        if grammar.classes(k) & SIDES and k not in agents:
            return k
    return None


def _subject_before(grammar: Grammar, i: int) -> int | None:
    """The force that a sentence before has for its first subject: "Seven of its own died"."""
    parse = grammar.parse
    sentence = parse.sent_of[i]
    low = parse.sents[max(0, sentence - 1)][0]
    for j in range(low, parse.sents[sentence][0]):
        if parse.deps[j] != "nsubj":
            continue
        of = [k for k in parse.dependents(j, "nmod") if "of" in grammar.prepositions(k)]
        if "EITHER" in grammar.classes(j) and of and grammar.classes(of[0]) & FORCES:
            return of[0]  # "fighters of the 13th Brigade"
        if grammar.classes(j) & FORCES:
            return j
    return None


def side_told(grammar: Grammar, word: int) -> int | None:
    """On whose side a fate was suffered: "four dead in its ranks", "on the side of the army, two wounded"."""
    parse = grammar.parse
    start, end = parse.sents[parse.sent_of[word]]
    for k in range(max(start, word - NEAR), min(end, word + NEAR)):
        if parse.lemmas[k] in RANKS and {"in", "on", "among", "from", "within"} & grammar.prepositions(k):
            own = any(parse.lower[c] == "own" for c in parse.kids[k])
            if own and (said := teller(grammar, k)):
                return said
            first = not any(grammar.classes(j) & FORCES for j in range(start, k))
            if own and first and (before := _subject_before(grammar, k)) is not None:
                return before
            of = [c for c in parse.dependents(k, "nmod") if "of" in grammar.prepositions(c)]
            of += parse.dependents(k, "amod", "compound")  # "on the French side"
            whose = possessor(grammar, k) or next((c for c in of if grammar.classes(c) & SIDES), None)
            if whose is not None:
                return whose
            if {"our", "own"} & {parse.lower[c] for c in parse.kids[k]}:
                return _ours(grammar, k)
    if parse.pos[word] == "NOUN":  # "no harm was reported to the policemen"
        told = [(k, grammar.prepositions(k)) for k in parse.dependents(parse.heads[word], "obl")]
        to = [k for k, words in told if words & BEFALLING and "according" not in words]
        if to := [k for k in to if grammar.classes(k) & PEOPLE]:
            return to[0]
    whose = _whose_losses(grammar, word)
    return _who_owns(grammar, word) if whose is None else whose


def _whose_losses(grammar: Grammar, word: int) -> int | None:
    """Whose losses are counted: "put its own losses at one wounded", "the rebels' losses at 17 dead"."""
    parse = grammar.parse
    start = parse.sents[parse.sent_of[word]][0]
    for k in range(word - 1, max(start, word - NEAR) - 1, -1):
        if parse.lower[k] not in ("losses", "casualties") or parse.pos[k] != "NOUN":
            continue
        if k == start and parse.words[k + 1] == ":":  # "Losses: two killed"
            return _subject_before(grammar, k)
        whose = possessor(grammar, k)
        own = any(parse.lower[c] in ("its", "their") for c in parse.dependents(k, "nmod:poss"))
        return _subject_before(grammar, k) if whose is None and own else whose
    return None


def loyal_side(grammar: Grammar, word: int) -> bool:
    """Whether a fate was suffered "on the government side"."""
    parse = grammar.parse
    start, end = parse.sents[parse.sent_of[word]]
    sides = (k for k in range(word, min(end, word + NEAR)) if parse.lemmas[k] == "side")
    return any(LOYAL & {parse.lower[c] for c in parse.kids[k]} for k in sides if k > start)


def teller(grammar: Grammar, i: int) -> int | None:
    """The force that says what a sentence tells: "the rebels said ... on their own side"."""
    parse = grammar.parse
    for j in range(parse.sents[parse.sent_of[i]][0], i):
        if parse.deps[j] == "nsubj" and grammar.classes(j) & FORCES and grammar.reports(parse.heads[j]):
            return j
    return None


def _ours(grammar: Grammar, i: int) -> int | None:
    """The last force told as the speaker's before a token: "our forces"."""
    parse = grammar.parse
    low = parse.sents[max(0, parse.sent_of[i] - 3)][0]
    ours = (
        j
        for j in range(i - 1, low - 1, -1)
        if grammar.classes(j) & FORCES and "our" in {parse.lower[c] for c in parse.kids[j]}
    )
    return next(ours, None)


def _who_owns(grammar: Grammar, word: int) -> int | None:
    """The force that a verb of suffering has for its subject: "the gendarmerie deplores one death"."""
    parse = grammar.parse
    for verb in (word, *parse.ancestors(word)):
        if parse.lemmas[verb] in OWNING and parse.pos[verb] == "VERB":
            roles = grammar.roles(verb)
            told = not roles.passive or parse.lemmas[verb] in SUFFERING  # "losses were suffered by the army"
            for agent in roles.agents if told else ():
                if parse.lower[agent] in ("it", "they"):
                    return side_before(grammar, agent, single=parse.lower[agent] == "it")
                if grammar.classes(agent) & FORCES:
                    return agent
            return None
        if parse.pos[verb] == "VERB" and verb != word and parse.deps[verb] not in ("xcomp", "acl"):
            return None
    return None
