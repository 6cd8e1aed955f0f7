"""How each trigger is told: denied, planned, hypothetical, attributed, or no news at all.

Nothing is dropped here: a trigger that is judged background keeps the reason and the words that gave it.
The first check that answers decides; they stand in `CHECKS` in that order.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from eventx.mentions import Claim, Mention, Trigger
from eventx.records import LASTING, Background, When
from eventx.syntax import RELATIVE, Grammar

WINDOW = 60  # tokens to either side of a trigger that cues are looked for in
HISTORY_DAYS = 62  # "older than about two months" (gold guide)
RECORD_PREPOSITIONS = frozenset(
    {"for", "in", "of", "to", "with", "from", "about", "after", "over", "against", "on", "behind", "into"}
)
RECORD_WORDS = frozenset(
    ["responsible", "accuse", "suspect", "link", "involve", "wanted", "know", "plan", "plot", "facilitate", "coordinate", "direct", "participate", "conduct", "prepare", "specialize", "oversee", "threaten", "support", "train", "history", "experience", "capable", "able", "capability", "ability", "threat", "risk", "wave", "threaten", "intention", "plotting", "planning", "attempt", "role", "charge", "prevent", "avoid", "deter", "protect", "defend", "guard", "counter", "combat", "combatting", "resist", "involvement", "expert", "specialise", "orchestrate", "oversee", "perpetrate", "fund", "finance", "trial", "convict", "sentence", "jail", "prosecute", "terrorism", "tie", "connection", "encourage", "incite", "condemn", "denounce", "criticize", "criticise", "oppose", "demand", "urge", "call", "warn", "advocate", "vow", "threaten", "promise", "pledge", "surge", "rise", "spike", "increase", "drop", "decline", "fall", "decrease", "escalation", "uptick", "number", "frequency", "intensity"]
)
OPINION_VERBS = frozenset(
    ["warn", "vow", "urge", "call", "fear", "want", "hope", "demand", "threaten", "pledge", "promise", "recommend", "advise", "condemn", "oppose", "favour", "favor", "wish", "need", "seek", "aim", "consider", "discuss", "refuse", "argue", "debate", "predict", "deter", "prevent", "avoid"]
)
PLANNING_VERBS = frozenset(
    ["plan", "intend", "prepare", "expect", "order", "vow", "schedule", "set", "decide", "agree", "propose", "ask", "consider", "authorise", "authorize", "threaten"]
)
IMPLICATIVE = frozenset(["manage", "able", "succeed", "begin", "start", "continue", "proceed", "help", "force"])
CUMULATIVE = frozenset(
    ["insurgency", "conflict", "war", "violence", "fighting", "unrest", "rebellion", "uprising", "terrorism", "crisis", "insurrection", "bloodshed", "strife"]
)
DOWNWARD = frozenset(
    {
        "acl:relcl",
        "acl",
        "advcl",
        "obl",
        "nmod",
        "obj",
        "conj",
        "xcomp",
        "ccomp",
        "nsubj",
        "appos",
        "nsubj:pass",
        "parataxis",
    }
)
FICTION = frozenset(
    ["film", "novel", "game", "player", "players", "movie", "director", "actor", "actress", "plot", "cast", "box-office", "review", "coach", "season", "match", "league", "goal", "striker", "midfielder", "tournament", "championship", "album", "gamers", "multiplayer", "cinema", "sequel", "audience", "screenplay", "protagonist", "franchise", "innings", "wicket", "batsman", "defender", "fans", "stadium"]
)
UNCHANGING = frozenset(["burst", "hit", "cut", "set", "put", "shut", "beat", "hurt"])  # their past looks like their present
MODALS = frozenset({"could", "would", "might", "should", "may", "can", "must", "ought"})
FUTURE = frozenset({"will", "'ll", "shall", "wo"})

Check = Callable[["Scene"], Claim | None]


class Scene:
    """A trigger with what the checks look at."""

    def __init__(
        self,
        grammar: Grammar,
        trigger: Trigger,
        dates: Sequence[Mention],
        published: dt.date | None,
        *,
        title_end: int,
    ) -> None:
        """Collect the verbs that carry the trigger and its auxiliaries."""
        self.grammar, self.trigger, self.dates, self.published = grammar, trigger, dates, published
        self.parse = grammar.parse
        self.i = trigger.root
        self.noun = (
            self.parse.pos[self.i] not in ("VERB", "AUX") and bool(trigger.value.nouns) and not self._verbal()
        )
        self.roles = grammar.roles(self.i)
        self.verb = (self.roles.verbs or [grammar.clause(self.i)])[0] if self.noun else self.i
        self.in_title = self.i < title_end or grammar.heading(self.parse.sent_of[self.i])
        self.carried = bool(self.roles.verbs)  # an event noun with its own light verb

    def _verbal(self) -> bool:
        return self.parse.pos[self.i] == "ADJ" and not self.trigger.value.nouns

    def auxiliaries(self, verb: int) -> set[str]:
        """Auxiliaries and negations of a verb, those of the verb it is coordinated with included."""
        parse = self.parse
        found = {
            parse.lower[k]
            for k in parse.kids[verb]
            if parse.deps[k] in ("aux", "aux:pass", "advmod", "mark", "cop")
        }
        if parse.deps[verb] in ("conj", "xcomp") and not parse.dependents(verb, "nsubj", "nsubj:pass"):
            found |= {
                parse.lower[k] for k in parse.kids[parse.heads[verb]] if parse.deps[k] in ("aux", "advmod")
            } & (MODALS | FUTURE | {"to", "not", "n't", "never"})
        return found

    def cue(self, i: int) -> tuple[int, int]:
        """A token as a cue's span."""
        return (i, i + 1)


def mark_claims(
    grammar: Grammar,
    triggers: list[Trigger],
    dates: Sequence[Mention],
    published: dt.date | None,
    *,
    title_end: int = 0,
) -> list[Trigger]:
    """Judge every trigger; each comes back with its claim set."""
    by_sentence: dict[int, list[Mention]] = {}
    for date in dates:
        by_sentence.setdefault(grammar.parse.sent_of[date.root], []).append(date)
    for trigger in triggers:
        near = by_sentence.get(grammar.parse.sent_of[trigger.root], [])
        scene = Scene(grammar, trigger, near, published, title_end=title_end)
        for check in CHECKS:
            claim = check(scene)
            if claim is not None:
                trigger.claim = claim
                break
    _inherit(grammar, triggers, dates)
    parse = grammar.parse
    drilled = {parse.sent_of[i] for i, word in enumerate(parse.lower) if word in grammar.rules.exercise}
    if len(drilled) >= 3 or any(parse.lower[i] in grammar.rules.exercise for i in range(title_end)):
        for trigger in triggers:
            trigger.claim = background("exercise", "the article is on an exercise")
    if sum(word in FICTION for word in grammar.parse.lower) > max(4, len(grammar.parse) // 80):
        for trigger in triggers:
            trigger.claim = background("opinion", "the article is on sport, film or games")
    return triggers


def _inherit(grammar: Grammar, triggers: list[Trigger], dates: Sequence[Mention]) -> None:
    """What hangs below background without a date of its own is background too."""
    parse = grammar.parse
    by_token = {i: t for t in triggers for i in (t.root, *grammar.roles(t.root).verbs)}
    dated = {d.root for d in dates}
    for trigger in sorted(triggers, key=lambda t: sum(1 for _ in parse.ancestors(t.root))):
        if trigger.claim.background is not None:
            continue
        i = trigger.root
        for up in parse.ancestors(i):
            if parse.deps[i] not in DOWNWARD or (
                parse.deps[i] in ("conj", "parataxis") and parse.dependents(i, "nsubj", "nsubj:pass")
            ):
                break
            above = by_token.get(up)
            if above is not None and above is not trigger:
                if above.claim.background in ("history", "exercise") and not dated & set(
                    parse.subtree(trigger.root)
                ):
                    trigger.claim = Claim(
                        background=above.claim.background,
                        reason=f"below: {above.claim.reason}",
                        cue=above.claim.cue,
                    )
                break
            i = up


def background(reason: Background, why: str, cue: tuple[int, int] | None = None) -> Claim:
    """A claim that the trigger is no news."""
    return Claim(background=reason, reason=why, cue=cue)


# -- checks ----------------------------------------------------------------------------------------


def exercise(scene: Scene) -> Claim | None:
    """ "a live-fire exercise", "troops took part in drills"."""
    parse = scene.parse
    a, b = parse.sents[parse.sent_of[scene.i]]
    cues = scene.grammar.rules.exercise
    for i in range(max(a, scene.i - WINDOW), min(b, scene.i + WINDOW)):
        if parse.lower[i] in cues and parse.pos[i] in ("NOUN", "PROPN", "ADJ", "VERB"):
            return background("exercise", f"an exercise: {parse.words[i]!r}", scene.cue(i))
    return None


def negated(scene: Scene) -> Claim | None:
    """ "did not take part in bombing", "denied carrying out the attack"."""
    parse = scene.parse
    words = scene.auxiliaries(scene.verb)
    if words & {"not", "n't", "never"} and not scene.noun:
        return Claim(modality="denied", reason="negated", background="opinion")
    if scene.noun and scene.carried and words & {"not", "n't", "never"}:
        return Claim(modality="denied", reason="negated", background="opinion")
    if scene.noun and any(parse.lower[k] == "no" for k in parse.dependents(scene.i, "det")):
        return Claim(modality="denied", reason="negated", background="opinion")
    for up in parse.ancestors(scene.i):
        if parse.lemmas[up] == "deny":
            return Claim(modality="denied", cue=scene.cue(up), reason="denied")
        if parse.pos[up] == "VERB" and parse.lemmas[up] in scene.grammar.rules.reporting:
            break
    return None


def old(scene: Scene) -> Claim | None:
    """Dated more than two months before publication, or to a whole year."""
    when = date_near(scene)
    if when is None:
        return None
    mention, value = when
    cue = (mention.start, mention.end)
    ongoing = value.start is not None and value.end is None
    if (
        value.grain == "year"
        and not ongoing
        and (
            scene.published is None
            or value.end is None
            or value.end < scene.published - dt.timedelta(days=HISTORY_DAYS)
        )
    ):
        return background("history", f"dated {value.text!r}", cue)
    if (
        scene.published
        and ongoing
        and value.start
        and (scene.published - value.start).days > HISTORY_DAYS
        and scene.trigger.kind not in LASTING
    ):
        return background("history", f"since {value.start}", cue)
    begun = scene.trigger.kind in LASTING and any(
        scene.parse.lemmas[v] in ("launch", "begin", "start", "commence") for v in scene.roles.verbs
    )
    if scene.published and begun and value.start and (scene.published - value.start).days <= 730:
        return None  # "the campaign launched in April 2022" may still go on
    last = value.end or value.start
    if scene.published and last and not ongoing and (scene.published - last).days > HISTORY_DAYS:
        return background(
            "history", f"dated {value.text!r}, {(scene.published - last).days} days before publication", cue
        )
    if scene.published and ongoing and value.start and (scene.published - value.start).days > 730:
        return background("history", f"since {value.start.year}", cue)
    return None


def date_near(scene: Scene) -> tuple[Mention, When] | None:
    """The date that the trigger's clause carries: nearest in the tree, else nearest in the sentence."""
    parse = scene.parse
    here = scene.dates
    own = {scene.i, *scene.roles.verbs}
    for mention in here:
        for up in (mention.root, *parse.ancestors(mention.root)):
            if up in own:
                return mention, mention.value
            if parse.pos[up] == "VERB":
                break
    subtree = set(parse.subtree(scene.verb))
    inside = [d for d in here if d.root in subtree and not _embedded(scene, d.root)]
    if inside:
        mention = min(inside, key=lambda d: abs(d.root - scene.i))
        return mention, mention.value
    return None


def _embedded(scene: Scene, i: int) -> bool:
    """Whether a clause of its own (relative, reported, "since it ended") stands between a word and the trigger's verb."""
    parse = scene.parse
    for up in (i, *parse.ancestors(i)):
        if up == scene.verb:
            return False
        if parse.pos[up] == "VERB" and (
            parse.deps[up] in ("acl:relcl", "ccomp")
            or (parse.deps[up] == "advcl" and parse.dependents(up, "mark"))
        ):
            return True
    return False


def planned(scene: Scene) -> Claim | None:
    """ "will launch", "plans to attack", "if troops attack", "could strike"."""
    parse, verb = scene.parse, scene.verb
    words = scene.auxiliaries(verb)
    if words & FUTURE:
        return Claim(status="planned", reason="future", cue=scene.cue(verb))
    if words & MODALS and "have" not in words:
        return background("opinion", "hypothetical: " + ", ".join(sorted(words & MODALS)), scene.cue(verb))
    if "if" in words or "unless" in words:
        return background("opinion", "conditional", scene.cue(verb))
    infinitive = "to" in words and parse.deps[verb] in (
        "xcomp",
        "advcl",
        "acl",
        "ccomp",
        "conj",
        "csubj",
        "acl:relcl",
    )
    if infinitive:
        head = parse.heads[verb]
        if parse.deps[verb] == "conj":
            head = parse.heads[head]
        lemma = parse.lemmas[head]
        if lemma in IMPLICATIVE:
            if _habitual(scene, head) and not scene.in_title:
                return background("habitual", f"{parse.words[head]!r} tells a habit", scene.cue(head))
            return None
        if lemma in PLANNING_VERBS:
            return Claim(status="planned", reason=f"planned: {lemma}", cue=scene.cue(head))
        return background("opinion", f"purpose of {parse.words[head]!r}", scene.cue(head))
    return None


def opinion(scene: Scene) -> Claim | None:
    """In the content of a warning, a call or a fear; or a capability ("able to strike")."""
    parse = scene.parse
    child = scene.verb
    for up in parse.ancestors(scene.verb):
        if (
            parse.deps[child] in ("ccomp", "xcomp", "advcl", "obl", "nmod", "obj")
            and parse.lemmas[up] in OPINION_VERBS
            and up not in scene.roles.verbs
        ):
            return background("opinion", f"content of {parse.words[up]!r}", scene.cue(up))
        if parse.pos[up] == "VERB":
            break
        child = up
    return None


TREND = frozenset(
    ["intensify", "increase", "step", "scale", "expand", "ramp", "reduce", "escalate", "boost", "accelerate", "multiply", "decline", "drop", "fall", "rise", "decrease"]
)


def trend(scene: Scene) -> Claim | None:
    """ "has intensified its operations": how much force is used, not an act."""
    parse = scene.parse
    if (
        scene.noun
        and parse.deps[scene.i] in ("obj", "nsubj", "nsubj:pass")
        and parse.lemmas[parse.heads[scene.i]] in TREND
    ):
        return background(
            "habitual",
            f"{parse.words[parse.heads[scene.i]]!r} tells a trend",
            scene.cue(parse.heads[scene.i]),
        )
    return None


def adversary_record(scene: Scene) -> Claim | None:
    """What a person or group is known for: "a leader who directs attacks", "responsible for ambushes"."""
    parse, grammar = scene.parse, scene.grammar
    verb = scene.verb
    if scene.noun:
        if any(parse.lower[k] in ("planning", "plotting", "plot", "planned") for k in parse.dependents(scene.i, "compound", "amod")):
            return background("habitual", "an act in planning", scene.cue(scene.i))
        up = parse.heads[scene.i]
        chain = [up, *([parse.heads[up]] if parse.heads[up] != up else [])]
        if parse.deps[scene.i] in ("nmod", "obl", "obj", "conj", "nsubj", "ccomp", "xcomp"):
            for k in chain[: 2 if parse.deps[scene.i] in ("conj", "nmod") else 1]:
                if _own_act(scene, k):
                    continue
                if (
                    parse.lemmas[k] in RECORD_WORDS
                    and k not in scene.roles.verbs
                    and not (parse.lemmas[k] == "suspect" and "of" not in grammar.prepositions(scene.i))
                ):
                    return background("habitual", f"argument of {parse.words[k]!r}", scene.cue(k))
                if parse.lemmas[k] in RECORD_WORDS and k in scene.roles.verbs and _habitual(scene, k):
                    return background("habitual", f"{parse.words[k]!r} tells a habit", scene.cue(k))
    top = grammar.clause(verb)
    for v in (verb, top, *([parse.heads[verb]] if parse.deps[verb] == "conj" else [])):
        if parse.deps[v] == "acl:relcl":
            noun = parse.heads[v]
            relative = [
                k
                for k in parse.kids[v]
                if parse.lower[k] in RELATIVE and parse.deps[k] in ("nsubj", "nsubj:pass")
            ]
            classes = grammar.classes(noun)
            if (
                relative
                and classes & {"HOSTILE", "LEADER", "GROUP", "PERSON", "NAME"}
                and parse.deps[noun] not in ("root", "nsubj")
                and not date_near(scene)
            ):
                return background("habitual", f"what {parse.words[noun]!r} is known for", scene.cue(noun))
    return None


def _own_act(scene: Scene, verb: int) -> bool:
    """ "troops participated in the mission": a verb of taking part in the past, its subject no adversary."""
    parse, grammar = scene.parse, scene.grammar
    if parse.lemmas[verb] not in (
        "participate",
        "conduct",
        "direct",
        "coordinate",
        "oversee",
        "support",
        "involve",
        "attempt",
    ):
        return False
    subject, _ = grammar.subject(verb)
    classes = {c for h in subject for c in grammar.classes(h)}
    habit = "Tense=Pres" in parse.morphs[verb] and "VerbForm=Fin" in parse.morphs[verb]
    return not habit and bool(classes) and not classes & {"HOSTILE", "LEADER", "GROUP", "NAME"}


def _habitual(scene: Scene, verb: int) -> bool:
    if scene.parse.lower[verb] in UNCHANGING:
        return False
    morph = scene.parse.morphs[verb]
    aux = scene.auxiliaries(verb)
    return (
        "Tense=Pres" in morph
        and "VerbForm=Fin" in morph
        and not aux & {"has", "have", "is", "are", "was", "were"}
    )


def earlier(scene: Scene) -> Claim | None:
    """ "was previously detained", "once attacked": told as what went before."""
    parse = scene.parse
    for k in parse.dependents(scene.verb, "advmod"):
        if parse.lower[k] in ("previously", "formerly", "once", "historically") and not date_near(scene):
            return background("history", f"cue {parse.words[k]!r}", scene.cue(k))
    return None


def cumulative(scene: Scene) -> Claim | None:
    """ "the insurgency has killed more than 30,000 people": a war's toll."""
    parse = scene.parse
    for head in scene.roles.agents:
        if parse.lemmas[head] in CUMULATIVE:
            return background("history", f"the toll of {parse.words[head]!r}", scene.cue(head))
    return None


def habitual(scene: Scene) -> Claim | None:
    """A simple present in the body, or a cue such as "regularly", "for years"."""
    parse, verb = scene.parse, scene.verb
    if scene.in_title:
        return None
    near = date_near(scene)
    dated = near is not None and near[1].grain == "day"
    if (not scene.noun or scene.carried) and _habitual(scene, verb) and not dated:
        return background("habitual", "simple present", scene.cue(verb))
    a, b = parse.sents[parse.sent_of[scene.i]]
    a, b = max(a, scene.i - WINDOW), min(b, scene.i + WINDOW)
    subtree = parse.subtree(verb) if parse.pos[verb] == "VERB" else list(range(a, b))
    text = f" {' '.join(parse.lower[i] for i in subtree if a <= i < b)} "
    for name in ("habitual", "posture", "diplomacy"):
        if name == "diplomacy" and not scene.noun:
            continue
        if name == "posture" and scene.trigger.kind not in (
            "deployment",
            "withdrawal",
            "surveillance",
            "unspecified",
        ):
            continue
        for cue in scene.grammar.rules.cues.background[name]:
            where = text if name != "posture" else f" {' '.join(parse.lower[a:b])} "
            if f" {cue} " in where and name != "diplomacy":
                if date_near(scene) and name == "habitual":
                    continue
                return background(name, f"cue {cue!r}")  # type: ignore[arg-type]
    return None


def generic(scene: Scene) -> Claim | None:
    """A bare plural without number, date or place of its own ("attacks have fallen"); "the fight against terrorism"."""
    parse, grammar = scene.parse, scene.grammar
    if (
        scene.noun
        and not scene.carried
        and parse.lemmas[scene.i] in ("fight", "war", "battle", "struggle", "campaign", "combat")
        and "against" in {p for p, _ in scene.roles.obliques}
        and not date_near(scene)
        and not (parse.lemmas[scene.i] == "campaign" and scene.i and (parse.pos[scene.i - 1] == "PROPN" or not parse.words[scene.i - 1][0].isalnum()))
    ):
        return background("posture", "a lasting fight", scene.cue(scene.i))
    i = scene.i
    if scene.noun and any(
        parse.lower[k] in ("any", "every", "each", "such") for k in parse.dependents(i, "det", "amod")
    ):
        return background("habitual", "any act of its kind", scene.cue(i))
    if not scene.noun or scene.in_title or scene.carried:
        return None
    if "Number=Plur" not in parse.morphs[i]:
        return None
    kids = parse.kids[i]
    counted = any(parse.deps[k] == "nummod" for k in kids) or any(
        parse.lower[k] in ("several", "multiple", "separate") for k in kids
    )
    if scene.trigger.kind == "unspecified" and not counted and not date_near(scene):
        return background("habitual", "operations in general")
    if any(parse.deps[k] in ("det", "nummod", "nmod:poss") for k in kids) or any(
        parse.lower[k] in ("several", "multiple", "separate", "two", "three") for k in kids
    ):
        return None
    if parse.deps[i] == "nmod" and parse.lemmas[parse.heads[i]] in (
        "number",
        "series",
        "wave",
        "string",
        "dozen",
        "couple",
    ):
        return None
    up = grammar.clause(i)
    if parse.pos[up] == "VERB" and (
        parse.lemmas[up] in grammar.rules.verb_outcomes
        or parse.lemmas[up] in grammar.rules.reporting
        or parse.lemmas[up] in grammar.rules.verb_rules
    ):
        return None
    if date_near(scene):
        return None
    return background("habitual", "bare plural")


def attributed(scene: Scene) -> Claim | None:
    """Asserted news: its modality and status by cues in its clause."""
    parse, cues = scene.parse, scene.grammar.rules.cues
    a, b = parse.sents[parse.sent_of[scene.i]]
    low, high = max(a, scene.i - 14), min(b, scene.i + 14)
    text = f" {' '.join(parse.lower[low:high])} "
    claim = Claim()
    for name in ("disputed", "claimed", "unconfirmed"):
        for cue in cues.modality[name]:
            if f" {cue} " in text:
                claim.modality, claim.reason = name, f"cue {cue!r}"  # type: ignore[assignment]
                claim.cue = _find(parse.lower, cue.split(), low, high)
                break
        if claim.reason:
            break
    return claim


def _find(words: Sequence[str], phrase: Sequence[str], low: int, high: int) -> tuple[int, int] | None:
    for i in range(low, high - len(phrase) + 1):
        if list(words[i : i + len(phrase)]) == list(phrase):
            return i, i + len(phrase)
    return None


CHECKS: tuple[Check, ...] = (
    exercise,
    negated,
    old,
    planned,
    opinion,
    trend,
    adversary_record,
    earlier,
    cumulative,
    habitual,
    generic,
    attributed,
)
