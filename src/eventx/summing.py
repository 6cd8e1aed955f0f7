"""All that is told of one outcome of an act → one figure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from eventx.context import Context
from eventx.dayphrases import ORDINALS
from eventx.extractors.tolls import PUTTING
from eventx.lexicon import words
from eventx.mentions import Mention, Trigger
from eventx.numbers import add
from eventx.records import Count

GIVING = PUTTING | {"speak", "talk", "give"}
FURTHER = frozenset({"another", "more", "additional", "further", "also"})
RAISING = words("outcomes")["raising"]
FEW = 2  # people, beside whom others are counted apart: "two officers and their drivers"
FAR = 6  # times one figure that another of the same act hardly is
ARMS = frozenset({"arm", "arms", "weapon", "firearm"})  # which weapons of any sort are
GROUND = "territory"
SUMMED = "weapon"  # counted together, whatever the sorts of guns


class Told(NamedTuple):
    """An outcome in one sentence, and the name of who suffered it."""

    sentence: int
    mention: Mention
    sufferer: str | None


def figure_of(context: Context, items: Sequence[Told]) -> Count:
    """One figure: items of a sentence add up, further ones ("another three") too, retellings do not."""
    if any(item.mention.value.total for item in items):
        return _toll(context, items)
    if items[0].mention.value.type == "territory_gained":
        return _ground(context, items)
    sentences: dict[int, list[Mention]] = {}
    for item in items:
        sentences.setdefault(item.sentence, []).append(item.mention)
    (said, first), *others = sentences.items()
    whole = _sum(context, first)
    for sentence, mentions in others:
        total = _sum(context, mentions)
        again = len(mentions) > 1 and (total.low, total.high) == (whole.low, whole.high)  # told once more
        beside = _others(context, first, mentions) or _other_arms(context, first, mentions)
        further = not again and (_more(context, mentions[0]) or beside or _next(context, whole, mentions))
        told = whole.text is not None and total.text is not None
        if further:
            whole = add(whole, total)
        elif told and _disputed(context, said, sentence):
            whole = _spread(whole, total)
        else:
            whole = surer(whole, total)
    return whole


def _ground(context: Context, items: Sequence[Told]) -> Count:
    """How many places were taken: the largest figure told, or as many as have names."""
    parse, told = context.grammar.parse, [item.mention.value for item in items]
    largest: Count = max((r.count for r in told), key=lambda count: count.low or 0)
    named = len({parse.lower[r.patient] for r in told if parse.pos[r.patient] == "PROPN"})
    return Count(low=named, high=named, best=named) if named > (largest.low or 0) else largest


def _other_arms(context: Context, first: Sequence[Mention], later: Sequence[Mention]) -> bool:
    """Whether weapons are of other sorts than those told before: "six rifles", then "two pistols"."""
    one, other = ({context.grammar.parse.lemmas[m.value.patient] for m in told} for told in (first, later))
    arms = {m.value.object for m in (*first, *later)} == {SUMMED} and not (one | other) & ARMS
    return arms and not one & other


def _toll(context: Context, items: Sequence[Told]) -> Count:
    """The highest toll told, or the range where another source has another figure and none says it rose."""
    tolls = [item for item in items if item.mention.value.total]
    last = max(tolls, key=lambda item: item.mention.value.count.low or 0)
    whole: Count = last.mention.value.count
    for item in items:
        count: Count = item.mention.value.count
        lower = (count.low or 0) > (whole.low or 0)  # of two tolls the lower is no later one
        apart = lower or _told_by_another(context, last.mention)
        apart = apart or _disputed(context, item.sentence, last.sentence)
        aside = item.sentence != last.sentence and not apart
        far = (whole.low or 0) > FAR * (count.low or 0)  # a war's toll beside those of one strike
        if item is not last and count.text and not (aside or far or rose(context, last.sentence)):
            whole = _spread(count, whole)
    return whole


def _told_by_another(context: Context, toll: Mention) -> bool:
    """Whether a toll is what somebody puts it at: "a source at the UN put the toll at 55"."""
    parse, grammar = context.grammar.parse, context.grammar
    ups = (up for up in parse.ancestors(toll.root) if parse.lemmas[up] in PUTTING)
    return any(not grammar.roles(up).passive and bool(grammar.roles(up).agents) for up in ups)


def rose(context: Context, sentence: int) -> bool:
    """Whether a sentence tells that a figure rose."""
    parse = context.grammar.parse
    told = (k for k in range(*parse.sents[sentence]) if parse.lemmas[k] in RAISING)
    return any(parse.deps[parse.heads[k]] != "nsubj" or parse.lemmas[k] != "another" for k in told)


def _disputed(context: Context, first: int, second: int) -> bool:
    """Whether two sentences are told by different sources, and the second does not raise the figure."""
    one, other = ({m.value.name for m in context.found.within("sources", s)} for s in (first, second))
    apart = bool(one and other) and not one & other
    if not one and _boasts(context, second):
        apart = True  # "killing nine soldiers. The group said it had killed 30"
    return apart and not rose(context, second)


def _boasts(context: Context, sentence: int) -> bool:
    """Whether a sentence tells what those who did an act say of it."""
    told = context.found.within("triggers", sentence)
    return any(isinstance(t, Trigger) and t.claim.modality == "claimed" for t in told)


def _spread(a: Count, b: Count) -> Count:
    """The range of two figures; the one that is told more fully where one is vague.

    >>> spread = _spread(Count(low=3, high=3, text="three"), Count(low=50, high=50, text="50"))
    >>> spread.low, spread.high
    (3, 50)
    """
    if (a.low, a.high) == (b.low, b.high) or a.low is None or b.low is None:
        return surer(a, b)
    high = None if a.high is None or b.high is None else max(a.high, b.high)
    return Count(low=min(a.low, b.low), high=high, best=None, text=a.text)


def _sum(context: Context, mentions: Sequence[Mention]) -> Count:
    """The figures of one sentence together; "two leaders were among 20 killed" is 20."""
    mentions = sorted(mentions, key=lambda m: m.start)
    told = context.grammar.parse.lower[mentions[0].start : mentions[-1].end]
    inside = "among" in told or "including" in told
    figures = [m for m in mentions if m.value.count.text] or mentions
    if all(_again(context, m) or _counted_with(context, m, figures) for m in mentions if m not in figures):
        mentions = figures  # "43 had been marched off"; "they were led away"
    total: Count = mentions[0].value.count
    if len(mentions) == 2 and _contested(context, *mentions):
        return _spread(total, mentions[1].value.count)
    rest = [m.value.count.low or 0 for m in mentions[1:]]
    apart = all(m.root != mentions[0].root for m in mentions[1:])
    if apart and len(rest) > 1 and total.best is not None and total.best == sum(rest):
        return total  # "14 hostages were freed; nine women and five children regained their freedom"
    for mention in mentions[1:]:
        total = surer(total, mention.value.count) if inside else add(total, mention.value.count)
    return total


def _contested(context: Context, first: Mention, second: Mention) -> bool:
    """Whether another than who told the first figure tells the second: "; IS claimed to have killed 40"."""
    grammar, parse = context.grammar, context.grammar.parse
    verbs = []
    for mention in (first, second):
        ups = (i for i in (mention.root, *parse.ancestors(mention.root)) if parse.pos[i] == "VERB")
        said = (i for i in ups if grammar.reports(i) or parse.lemmas[i] in GIVING)
        verbs.append(next((i for i in said if grammar.roles(i).agents), None))
    one, other = verbs
    if other is None or one == other or _more(context, second):
        return False
    agents = [parse.lemmas[a] for a in grammar.roles(other).agents if parse.pos[a] != "PRON"]
    if one is None:
        return bool(agents) and parse.lemmas[other] in ("claim", "put")
    return bool(agents) and not {*agents} & {parse.lemmas[a] for a in grammar.roles(one).agents}


def _again(context: Context, mention: Mention) -> bool:
    """Whether a pronoun stands for those counted beside it; "he" in "he and two of his men" is one more."""
    parse, patient = context.grammar.parse, mention.value.patient
    return parse.pos[patient] == "PRON" and not parse.dependents(patient, "conj")


def _counted_with(context: Context, mention: Mention, figures: Sequence[Mention]) -> bool:
    """Whether one number counts two sorts of people: "more than 300 pupils and staff"."""
    parse, patient = context.grammar.parse, mention.value.patient
    first = parse.heads[patient]
    beside = parse.deps[patient] == "conj" and first in {m.value.patient for m in figures}
    several = any((m.value.count.low or 0) > FEW for m in figures if m.value.patient == first)
    plural = several and (mention.value.count.low or 0) > 1
    between = parse.lower[first + 1 : patient]
    return beside and plural and between in (["and"], ["and", "their"], ["and", "his"], ["and", "her"])


def _others(context: Context, first: Sequence[Mention], later: Sequence[Mention]) -> bool:
    """Whether people are told beside a leader: "captured a Taliban leader", then "detained two suspects"."""
    parse = context.grammar.parse
    leader = len(first) == 1 and "LEADER" in first[0].value.classes and first[0].value.count.low == 1
    known = any(parse.lower[k] in ("the", "these") for m in later for k in parse.kids[m.value.patient])
    beside = [m for m in later if "LEADER" not in m.value.classes and (m.value.count.low or 0) > 0]
    return leader and bool(beside) and len(beside) == len(later) and not known


def _more(context: Context, mention: Mention) -> bool:
    """Whether a figure is told as a further one: "another three", "two more were also held"."""
    parse = context.grammar.parse
    near = parse.lower[max(0, mention.start - 1) : mention.end + 1]
    words = {w for w, behind in zip(near, [*near[1:], ""], strict=True) if (w, behind) != ("more", "than")}
    words |= {parse.lower[k] for k in parse.kids[mention.root] if parse.pos[k] == "ADV"}
    poss = {parse.lower[k] for k in parse.dependents(mention.value.patient, "nmod:poss")}
    if words & FURTHER or (poss & {"his", "her"} and mention.value.object == "person"):
        return True  # "his brother" was held elsewhere
    start = parse.sents[parse.sent_of[mention.root]][0]
    results = context.grammar.rules.verb_outcomes
    contrast = any(parse.lemmas[i] in results for i in range(start, mention.start))
    return (
        bool(words & {"other", "others"}) and not contrast
    )  # "killing three and detaining others" sets apart


def _next(context: Context, whole: Count, later: Sequence[Mention]) -> bool:
    """Whether somebody is told as the next of those counted: "two policemen ... a third died of wounds"."""
    parse = context.grammar.parse
    patient = later[0].value.patient
    beside = {parse.lower[k] for k in (patient, *parse.kids[patient])}
    nth = {ORDINALS[word] for word in beside & ORDINALS.keys()}
    return len(later) == 1 and "a" in beside and whole.best is not None and nth == {int(whole.best) + 1}


def surer(a: Count, b: Count) -> Count:
    """Of two figures for one outcome the one that says more: told over supposed, larger over its part.

    >>> surer(Count(low=2, text="two"), Count(low=20, text="20")).low
    20
    """
    if (a.text is None) != (b.text is None):
        return a if a.text else b
    return b if (b.low or 0, b.best is not None) > (a.low or 0, a.best is not None) else a
