"""How each trigger is told: denied, planned, hypothetical, attributed, or no news at all.

Nothing is dropped here: a trigger that is judged background keeps the reason and the words that gave it.
The first check that answers decides; they stand in `CHECKS` in that order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from eventx import background, bygones, drills, history, mishaps, plans, reputations, trials
from eventx.clauses import NEGATIONS, Clause
from eventx.lexicon import words
from eventx.mentions import Claim, Mention, Trigger
from eventx.records import Background, Modality
from eventx.subjects import RELATIVE
from eventx.syntax import Grammar

PARTAKING = frozenset({"take", "participate", "join", "engage", "partake", "involve"})
REJECTING, CONTESTING = words("claims")["rejecting"], words("claims")["contesting"]
COUNTERING, ACCOUNTS = words("claims")["countering"], words("claims")["accounts"]
DENYING = REJECTING | {"deny"}
ATTRIBUTED: tuple[Modality, ...] = ("disputed", "claimed", "unconfirmed")  # by cues, the first found
NEARBY = 14  # tokens to either side of a trigger that these cues stand in
GROUP_NAMES = tuple(entry for entry in words("sources")["armed_group"] if " " in entry)
HEDGED = frozenset({"PERSON", "FORCE", "HOSTILES"})  # "an alleged member", "a purported commander"
DOWNWARD = frozenset({  # relations by which what is told of a word holds for what hangs below it
    "acl:relcl", "acl", "advcl", "obl", "nmod", "obj", "conj", "xcomp", "ccomp", "nsubj", "appos",
    "nsubj:pass", "parataxis",
})  # fmt: skip


def mark_claims(
    grammar: Grammar,
    triggers: Sequence[Trigger],
    dates: Sequence[Mention],
    published: dt.date | None,
    *,
    title_end: int = 0,
) -> None:
    """Judge every trigger and set its claim."""
    by_sentence: dict[int, list[Mention]] = {}
    for date in dates:
        by_sentence.setdefault(grammar.parse.sent_of[date.root], []).append(date)
    told: dict[int, list[Trigger]] = {}
    for trigger in triggers:
        told.setdefault(grammar.parse.sent_of[trigger.root], []).append(trigger)
    drilled, own_day = drills.drills(grammar), set[int]()
    for sentence, beside in told.items():
        near = by_sentence.get(sentence, [])
        for trigger in beside:
            clause = Clause(grammar, trigger, near, published, title_end=title_end, beside=beside)
            trigger.claim = drills.part_of_one(grammar, trigger.root, drilled) or _judge(clause)
            own_day |= {trigger.root} if clause.date else set()
    drills.carry(grammar, told, by_sentence, drilled)
    _inherit(grammar, triggers, dates)
    bygones.carry(grammar, told, dates, published)
    bygones.set_by(grammar, told)
    trials.carry(grammar, triggers, own_day)
    subject = background.subject_matter(grammar)
    if drills.all_of_it(grammar, told, by_sentence, drilled, title_end=title_end):
        subject = background.no_news("exercise", "the article is on an exercise")
    if subject is not None:
        for trigger in triggers:
            trigger.claim = subject


def _judge(clause: Clause) -> Claim:
    """The claim by the first check that answers; else plain news."""
    for check in CHECKS:
        claim = check(clause)
        if claim is not None:
            return claim
    return Claim()


def _inherit(grammar: Grammar, triggers: Sequence[Trigger], dates: Sequence[Mention]) -> None:
    """What hangs below background without a date of its own is background too."""
    parse = grammar.parse
    by_token = {i: t for t in triggers for i in (t.root, *grammar.roles(t.root).verbs)}
    dated = {d.root for d in dates if not bygones.FROM_ANOTHER.fullmatch((d.value.text or "").lower())}
    for trigger in sorted(triggers, key=lambda t: sum(1 for _ in parse.ancestors(t.root))):
        if trigger.claim.background is not None:
            continue
        above = _above(grammar, trigger, by_token) or _subject(grammar, trigger, by_token)
        if above is None or not dated.isdisjoint(parse.subtree(trigger.root)):
            continue
        lasting = above.claim.background in ("history", "exercise")
        if lasting or (above.claim.background is not None and _tied(grammar, trigger, above)):
            why = f"below: {above.claim.reason}"
            trigger.claim = Claim(background=above.claim.background, reason=why, cue=above.claim.cue)


def _tied(grammar: Grammar, trigger: Trigger, above: Trigger) -> bool:
    """Whether a trigger tells more of the one above it: "linked to an attack that killed four", or goes on
    as it does: "to plant bombs and attack checkpoints".
    """
    parse, i = grammar.parse, trigger.root
    verb = grammar.clause(i)  # "left six dead"
    if trigger.kind == "result" and parse.deps[verb] in ("acl", "acl:relcl"):
        above_it = parse.deps[parse.heads[verb]]  # "accused of an attack on a church that killed nine"
        return above_it in ("nmod", "obl")
    if parse.heads[i] != above.root:
        return False
    if parse.deps[i] in ("acl", "acl:relcl"):
        return True
    alike = parse.morphs[i] == parse.morphs[above.root]
    return parse.deps[i] == "conj" and alike and parse.pos[i] == "VERB"


def _above(grammar: Grammar, trigger: Trigger, by_token: Mapping[int, Trigger]) -> Trigger | None:
    """The next trigger that one hangs below, with no clause between that has a subject of its own."""
    parse, i = grammar.parse, trigger.root
    for up in parse.ancestors(i):
        if parse.deps[i] not in DOWNWARD:
            return None
        # "in 2014 they took it; nine were killed"
        beside = ("conj",) if trigger.kind == "result" else ("conj", "parataxis")
        if parse.deps[i] in beside and parse.dependents(i, "nsubj", "nsubj:pass"):
            return None
        above = by_token.get(up)
        if above is not None and above is not trigger:
            return above
        i = up
    return None


def _subject(grammar: Grammar, trigger: Trigger, by_token: Mapping[int, Trigger]) -> Trigger | None:
    """The act that a result is told to have come of: "clashes that began in 2022 have left 600 dead"."""
    parse, i = grammar.parse, trigger.root
    if trigger.kind != "result" or parse.deps[i] not in ("xcomp", "obj"):
        return None
    return next((by_token[k] for k in parse.dependents(parse.heads[i], "nsubj") if k in by_token), None)


# -- checks ----------------------------------------------------------------------------------------


def negated(clause: Clause) -> Claim | None:
    """ "did not take part in bombing", "no attack", "denied carrying out the attack"."""
    parse, i = clause.parse, clause.i
    verbal = not clause.noun or clause.carried
    without = "without" in clause.grammar.prepositions(i)  # "withdrew without a battle"
    none = clause.noun and (without or any(parse.lower[k] == "no" for k in parse.dependents(i, "det")))
    lived = parse.lemmas[i] == "survive"  # who did not is dead
    if none or (verbal and not lived and clause.auxiliaries(clause.verb) & NEGATIONS):
        return Claim(modality="denied", reason="negated", background="opinion")
    up = parse.heads[clause.verb if not clause.noun else i]
    taking = "in" in clause.grammar.prepositions(i) and parse.lemmas[up] in PARTAKING
    if taking and clause.auxiliaries(up) & NEGATIONS:  # "did not take part in bombing"
        return Claim(modality="denied", reason="no part taken", background="opinion")
    child = i
    for up in parse.ancestors(i):
        if _contests(clause, up, child):
            return Claim(modality="disputed", cue=(up, up + 1), reason="contested")
        if _denies(clause, up, child):
            if clause.noun and parse.pos[child] == "VERB" and child not in clause.roles.verbs:
                return None  # "denied that its men had been killed in the air strike": not the strike
            none = clause.noun and any(parse.lower[k] == "any" for k in parse.dependents(i, "det"))
            ground: Background | None = "opinion" if none else None  # "denied that any raid had taken place"
            return Claim(modality="denied", cue=(up, up + 1), reason="denied", background=ground)
        if clause.grammar.reports(up):
            break
        child = up
    return None


def _denies(clause: Clause, verb: int, child: int) -> bool:
    """Whether a verb denies what hangs by it through `child`: "denied having", "rejected the report that"."""
    parse = clause.parse
    if parse.pos[verb] != "VERB" or clause.auxiliaries(verb) & NEGATIONS:
        return False
    return parse.lemmas[verb] == "deny" or (
        parse.lemmas[verb] in REJECTING and parse.lemmas[child] in ACCOUNTS and child != clause.i
    )


def _contests(clause: Clause, verb: int, child: int) -> bool:
    """Whether a verb puts an account in doubt: "residents dispute the army's account that"."""
    parse = clause.parse
    return (
        parse.lemmas[verb] in CONTESTING
        and parse.pos[verb] == "VERB"
        and child != clause.i
        and (parse.lemmas[child] in ACCOUNTS or parse.deps[child] == "ccomp")
    )


def disputed(clause: Clause) -> Claim | None:
    """Told by one side and denied by another: "while the army denied having hit it"."""
    parse = clause.parse
    above = {clause.i, *parse.ancestors(clause.i)}
    start, end = clause.sentence
    answer = parse.sents[parse.sent_of[end]][1] if end < len(parse) else end
    for v in range(start, answer):
        if parse.pos[v] != "VERB" or v in above or parse.lemmas[v] not in DENYING | COUNTERING:
            continue
        speaker = parse.dependents(v, "nsubj")
        beside = parse.deps[v] in ("parataxis", "conj", "advcl") if v < end else parse.heads[v] == v
        if not beside or not speaker or parse.lower[speaker[0]] in RELATIVE:
            continue
        if parse.lemmas[v] in DENYING:
            against = _of_the_act(clause, v) and not _unsaid(clause, v)
        else:
            against = v < end and bool(parse.dependents(v, "ccomp")) and _reported(clause)
        if against:
            return Claim(modality="disputed", reason=f"{parse.words[v]!r} in another clause", cue=(v, v + 1))
    return None


def _of_the_act(clause: Clause, verb: int) -> bool:
    """Whether a denial beside an act is of it: "denied it", "denied having hit it", "denied a role"."""
    parse = clause.parse
    told = parse.dependents(verb, "obj", "xcomp", "ccomp", "advcl")
    if any(parse.lemmas[k] in ACCOUNTS or parse.pos[k] == "PRON" for k in told):
        return True
    here = parse.lemmas[verb] == "deny" and verb < clause.sentence[1]
    return here and (not told or any(parse.pos[k] in ("VERB", "AUX") for k in told))


def _unsaid(clause: Clause, verb: int) -> bool:
    """Whether a verb is told as what did not happen: "has neither confirmed nor denied it"."""
    parse = clause.parse
    near = {parse.lower[k] for v in (verb, parse.heads[verb]) for k in parse.kids[v]}
    return bool(near & (NEGATIONS | {"neither", "nor"}))


def _reported(clause: Clause) -> bool:
    """Whether the act is what somebody says."""
    parse = clause.parse
    return any(clause.grammar.reports(up) for up in parse.ancestors(clause.i))


def attributed(clause: Clause) -> Claim | None:
    """Asserted news: its modality by cues in its clause, or by an armed group that says so."""
    near, cues = clause.window(NEARBY), clause.grammar.rules.cues.modality
    text = f" {' '.join(clause.parse.lower[near.start : near.stop])} "
    for modality in ATTRIBUTED:
        for cue in cues[modality]:
            if f" {cue} " not in text:
                continue
            places = _find(clause.parse.lower, cue.split(), near)
            where = next((span for span in places if not _of_another(clause, span[0])), None)
            if where is not None:
                return Claim(modality=modality, reason=f"cue {cue!r}", cue=where)
    return _by_the_group(clause)


def _find(lower: Sequence[str], phrase: Sequence[str], near: range) -> list[tuple[int, int]]:
    """Where a phrase stands among tokens."""
    starts = range(near.start, near.stop - len(phrase) + 1)
    return [(i, i + len(phrase)) for i in starts if list(lower[i : i + len(phrase)]) == list(phrase)]


def _of_another(clause: Clause, cue: int) -> bool:
    """Whether a hedge is of a person ("an alleged member", "who had allegedly passed"), or nobody's."""
    parse, head = clause.parse, clause.parse.heads[cue]
    if parse.deps[cue] == "amod":
        return head != clause.i and bool(clause.grammar.classes(head) & HEDGED)
    if parse.pos[cue] == "VERB":
        speakers = parse.dependents(cue, "nsubj")
        silent = any(clause.grammar.nobody(s) for s in speakers)
        lives = any(parse.lemmas[k] in ("life", "victim") for k in parse.dependents(cue, "obj"))
        return silent or lives
    if parse.deps[cue] != "advmod":
        return False
    for up in (head, *parse.ancestors(head)):
        if up in (clause.i, clause.verb):
            return False
        if parse.deps[up] in ("acl", "acl:relcl"):
            return clause.i not in parse.subtree(up)
    return False


def _by_the_group(clause: Clause) -> Claim | None:
    """What an armed group says of its own acts: "Hezbollah said it had", "according to the rebels"."""
    parse, grammar = clause.parse, clause.grammar
    for up in parse.ancestors(clause.i):
        if grammar.reports(up):
            speakers = parse.dependents(up, "nsubj")
            own = [s for s in speakers if parse.lower[s] not in RELATIVE and clause.i not in parse.subtree(s)]
            if any(grammar.nobody(s) for s in own):
                return None
            if own:
                armed = all(_armed_group(clause, s) for s in own)
                return (
                    Claim(modality="claimed", reason="told by a group", cue=(own[0], own[0] + 1))
                    if armed
                    else None
                )
    for k in parse.dependents(clause.verb, "obl"):
        if "according" in grammar.prepositions(k) and _armed_group(clause, k):
            return Claim(modality="claimed", reason="told by a group", cue=(k, k + 1))
    return None


def _armed_group(clause: Clause, head: int) -> bool:
    """Whether a speaker is an armed group or its people."""
    classes = clause.grammar.classes(head)
    if clause.parse.lemmas[head] in ("group", "outfit", "faction"):
        beside = clause.parse.dependents(head, "amod", "compound")  # not "a rights group"
        return all(clause.parse.lower[k] in clause.grammar.rules.hostile for k in beside)
    start, end = clause.grammar.tight(head)
    name = " ".join(clause.parse.lower[start:end])
    if any(name.endswith(group) for group in GROUP_NAMES):
        return True
    return bool(classes & {"GROUP", "HOSTILE", "HOSTILES"}) and not classes & {"STATE", "MILITARY", "POLICE"}


CHECKS: tuple[Callable[[Clause], Claim | None], ...] = (
    negated,
    mishaps.sport,
    mishaps.civic,
    mishaps.by_law,
    mishaps.figurative,
    plans.dated,
    history.old,
    history.ever_since,
    history.years_before,
    history.for_long,
    history.for_months,
    history.tallied,
    history.retold,
    mishaps.accident,
    mishaps.natural_death,
    background.disbelieved,
    plans.planned,
    background.opinion,
    background.trend,
    reputations.adversary_record,
    history.earlier,
    history.cumulative,
    background.habitual,
    background.generic,
    background.charge_being_laid,
    background.work_stopped,
    background.asked,
    background.living_by,
    background.in_passing,
    mishaps.standing,
    mishaps.being_moved,
    mishaps.let_go,
    disputed,
    attributed,
)
