"""What was not done, or not yet: plans, conditions, what may happen, purposes."""

from __future__ import annotations

from dataclasses import replace

from eventx.attempts import FENDING, attempt_of, fended_off, made
from eventx.background import no_news
from eventx.clauses import FUTURE, MODALS, Clause
from eventx.lexicon import words
from eventx.mentions import Claim

ANNOUNCING = frozenset({"announce", "declare", "confirm", "disclose", "reveal"})
PLANNING_VERBS = words("claims")["planning"]
INTENDING = frozenset({"plan", "intend", "prepare", "aim"})
VOWING = frozenset({"vow", "pledge", "promise", "swear", "threaten"})
RETURNING = frozenset({"come", "return", "fly", "swoop", "dive", "circle", "sweep"})
INSTRUMENTAL = frozenset({"use", "employ", "utilise", "utilize", "allow", "enable", "permit"})
IMPLICATIVE = words("claims")["implicative"]
INFINITIVES = frozenset({"xcomp", "advcl", "acl", "ccomp", "conj", "csubj", "acl:relcl"})


def planned(clause: Clause) -> Claim | None:
    """ "will launch", "plans to attack", "if troops attack", "could strike"."""
    verb = clause.verb
    if clause.answered:
        return None
    auxiliaries = clause.auxiliaries(verb)
    due = "due" in auxiliaries | {clause.parse.lower[k] for k in clause.parse.dependents(verb, "case")}
    due = due and clause.parse.deps[verb] != "acl:relcl"  # "is due to begin"
    if due or auxiliaries & FUTURE or auxiliaries >= {"is", "to"} or auxiliaries >= {"are", "to"}:
        return Claim(status="planned", reason="future", cue=(verb, verb + 1))
    if auxiliaries & {"would", "'d"} and _announced(clause):
        return Claim(status="planned", reason="announced", cue=(verb, verb + 1))
    if auxiliaries & MODALS and "have" not in auxiliaries:
        return _hypothetical("hypothetical: " + ", ".join(sorted(auxiliaries & MODALS)), verb)
    if auxiliaries & {"if", "unless"}:
        return _hypothetical("conditional", verb)
    if auxiliaries >= {"would", "have"} and _conditional(clause):
        return _hypothetical("what did not happen", verb)
    if "to" in auxiliaries and clause.parse.deps[verb] in INFINITIVES:
        return _infinitive(clause)
    return None


def dated(clause: Clause) -> Claim | None:
    """A plan with a day of its own, which lies ahead: "will deploy in the first week of March"."""
    claim = planned(clause) if clause.dated else None
    return claim if claim is not None and claim.status == "planned" else None


def _announced(clause: Clause) -> bool:
    """Whether what "would" happen is announced: "announced that an operation would begin within days"."""
    parse = clause.parse
    up = parse.heads[clause.verb]
    sent = clause.trigger.kind == "deployment" and parse.lemmas[up] in clause.grammar.rules.reporting
    announced = parse.deps[clause.verb] == "ccomp" and (sent or parse.lemmas[up] in ANNOUNCING)
    return announced and not _conditional(clause) and "Tense=Past" in parse.morphs[up]


def _conditional(clause: Clause) -> bool:
    """Whether a condition is told in the sentence: "if", "had the convoy not turned back"."""
    start, end = clause.sentence
    lower = clause.parse.lower[start:end]
    return bool({"if", "unless", "otherwise"}.intersection(lower)) or lower[:1] == ["had"]


def _hypothetical(why: str, verb: int) -> Claim:
    """What may happen, which is no news."""
    return replace(no_news("opinion", why, verb), modality="hypothetical")


def _infinitive(clause: Clause) -> Claim | None:
    """An infinitive by the word it hangs from: "managed to", "plans to", "in order to"."""
    parse, verb = clause.parse, clause.verb
    head = parse.heads[verb]
    said = parse.lemmas[head] in clause.grammar.rules.reporting
    if said and "have" in clause.auxiliaries(verb):
        return None  # "nine are known to have died": told, not planned
    if parse.deps[verb] == "conj":
        head = parse.heads[clause.first_conjunct(verb)]
    lemma = parse.lemmas[head]
    if lemma in IMPLICATIVE:
        if clause.in_title or not clause.tells_habit(head):
            return None
        return no_news("habitual", f"{parse.words[head]!r} tells a habit", head)
    used = lemma in INSTRUMENTAL and parse.dependents(head, "obj")  # "used drones to strike"
    doing = parse.heads[head] if lemma == "possible" else head
    able = parse.lemmas[doing] == "make" and "possible" in {parse.lower[k] for k in parse.kids[doing]}
    if (used or able) and not clause.tells_habit(head):
        return None  # "the actions made it possible to neutralise 38 terrorists"
    means = any(clause.grammar.classes(a) & {"AIRCRAFT", "DRONE"} for a in clause.roles.agents)
    if lemma in RETURNING and means and not clause.tells_habit(head):
        return None  # "jets came back twice to bomb the rebels"
    attempt = attempt_of(clause.grammar, verb)
    if attempt is not None and (fended_off(clause.grammar, attempt) or made(clause.grammar, attempt)):
        return None
    if parse.pos[head] == "NOUN" and parse.lemmas[parse.heads[head]] in FENDING:
        return no_news("opinion", f"what was foiled: {parse.words[head]!r}", head)
    planning = bool({lemma, parse.lower[head]} & PLANNING_VERBS)
    if lemma in INTENDING and _of_foes(clause, head):
        return no_news("posture", f"what foes {parse.words[head]!r} to do", head)
    if planning and lemma in VOWING and not clause.dated:
        return no_news("opinion", f"what somebody {parse.words[head]!r} to do", head)
    if planning and parse.deps[head] != "acl:relcl":
        return Claim(status="planned", reason=f"planned: {lemma}", cue=(head, head + 1))
    return no_news("opinion", f"purpose, or what somebody {parse.words[head]!r} to do", head)


def _of_foes(clause: Clause, head: int) -> bool:
    """Whether an armed group had planned what it did not do: "the militants were planning to storm"."""
    parse, grammar = clause.parse, clause.grammar
    subject, _ = grammar.subject(head)
    past = "Tense=Past" in parse.morphs[head] or {"had", "was", "were"} & {
        parse.lower[k] for k in parse.dependents(head, "aux")
    }
    foes = any(grammar.classes(k) & {"HOSTILE", "HOSTILES", "GROUP"} for k in subject)
    return bool(past) and foes and not clause.in_title
