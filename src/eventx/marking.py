"""What a sentence says of its act as a whole: name, number of acts, told before or another one."""

from __future__ import annotations

import re
from collections.abc import Collection

from eventx.clauses import PHASES, by_others, going_on, some_time_after
from eventx.lexicon import words
from eventx.mentions import Trigger
from eventx.numbers import count_at
from eventx.parse import Parse
from eventx.records import Count
from eventx.syntax import Grammar
from eventx.tellings import Telling

ANOTHER = words("marking")["another"]
KNOWN = words("marking")["known"]
NAMING = words("marking")["naming"]
CALLING = words("marking")["calling"]
BULLETS = words("marking")["bullets"]
ORDINALS = words("phrases")["ordinals"] | {"other", "last"}
BEFORE = frozenset({"another", "separate", "second", "third", "different", "similar"})
OPENING = frozenset({"separately", "elsewhere", "meanwhile", "similarly", "another", "separate"})
ASIDE = frozenset({"separately", "meanwhile", "elsewhere"})
SEPARATE = frozenset({"separate"})  # plural acts that are several
SITES = words("marking")["sites"]
NAMED = ("operation", "campaign", "mission", "offensive", "op", "phase")
OPENING_QUOTES = ("“", '"', "‘", "'", "``")
CLOSING_QUOTES = ("”", '"', "’", "'", "''")
NUMBERED = re.compile(r"\(?(?:\d{1,2}|[a-z])[.)]$|\d{1,2}$")
YEAR_LIKE = re.compile(r"\d{4}$")  # "Operation 1027"
FIRST_NUMBER = re.compile(r"\(?\d{1,2}[.)]$")
WITHIN = frozenset({"-", "of", "and", "the"})  # a label
INNER = frozenset({"of", "the", "-", "al", "in", "and"})  # in a name, before a capital
LABEL_ENDS = frozenset({":", ".", "-", "–", "—"})
HELPERS = frozenset({"reinforcement", "rescuer", "responder", "relief", "ambulance", "paramedic"})
COMING = frozenset({"arrive", "come", "dispatch", "hurry", "respond", "rush", "send"})
LOSING = frozenset({"lose", "strike", "hit"})
Name = tuple[str, int, int]  # the name and its tokens, end exclusive


def mark(grammar: Grammar, telling: Telling, *, first: bool = True) -> None:
    """Set a telling's name, number of acts, and whether the act is told as known or as another one.

    `first` where it is the first of its sentence: only that one is new behind a heading.
    """
    parse = grammar.parse
    for trigger in telling.triggers:
        if trigger.value.nouns and parse.pos[trigger.root] in ("NOUN", "PROPN"):
            _mark_noun(grammar, telling, trigger)
        elif parse.pos[trigger.root] == "VERB":
            _mark_verb(grammar, telling, trigger)
        verb = grammar.clause(trigger.root)
        beside = {parse.lower[k] for k in parse.kids[verb]}
        telling.fresh = telling.fresh or bool(beside & ASIDE)
        for i in (trigger.root, verb):
            meanwhile = going_on(parse, i) or (not first and by_others(parse, i, "while"))
            since = some_time_after(parse, i) or (not first and _dated_from(parse, i))
            telling.fresh = telling.fresh or meanwhile or since
        telling.before = telling.before or ("had" in beside and not trigger.value.weak)
        telling.name = telling.name or name_of(grammar, trigger.end - 1)
    start, end = telling.tokens
    telling.phase = _phase(parse, start, end)
    told = [w for w in parse.words[start:end] if w.strip()]
    telling.introduces = bool(told) and told[-1] == ":"
    substance = telling.strong or telling.places or telling.outcomes or telling.initiators
    telling.item = _item(grammar, telling.sentence) and bool(substance)
    first = first and not (telling.item and _bare_result(parse, telling))
    headed = bool(telling.sentence) and not telling.in_title and _headed(grammar, telling.sentence - 1)
    opens = opens_with(grammar, start, end, ORDINALS) or _opens_apart(parse, start, end)
    again = (telling.strong or telling.elsewhere) and _same_day(parse, telling)
    telling.fresh = telling.fresh or (not telling.in_title and _on_the_way(grammar, telling))
    telling.fresh = telling.fresh or (first and (telling.item or headed or opens or again))


def _phase(parse: Parse, start: int, end: int) -> str | None:
    """Which phase of a whole a sentence tells of: "the second phase of the operation"."""
    told = [parse.lower[k] for k in range(start, end - 1) if parse.lower[k + 1] in PHASES]
    told = [word for word in told if word in ORDINALS | {"first", "final"}]
    return told[0] if told else None


def _bare_result(parse: Parse, telling: Telling) -> bool:
    """Whether an item tells only what an act told before it yielded: "- six tunnels destroyed"."""
    own = telling.places or telling.date or telling.initiators
    verbs = all(
        parse.pos[t.root] == "VERB" and (t.value.weak or t.kind in ("arrest", "seizure"))
        for t in telling.triggers
    )
    return verbs and not own and ":" not in parse.words[slice(*telling.tokens)]


def _same_day(parse: Parse, telling: Telling) -> bool:
    """Whether an act is told as of the day of another: "the same evening a monastery was hit"."""
    date = telling.date
    return date is not None and "same" in parse.lower[date.start : date.end]


def _opens_apart(parse: Parse, start: int, end: int) -> bool:
    """Whether a sentence opens as apart from what was told: "Separately", not "Another 36 were hurt"."""
    opening = [k for k in range(start, min(start + 4, end)) if parse.lower[k] in OPENING]
    return parse.lower[start] in ("also", "earlier") or any(
        parse.pos[k + 1 : k + 2] != ["NUM"] for k in opening
    )


def _on_the_way(grammar: Grammar, telling: Telling) -> bool:
    """Whether those who came to help were struck in turn: "a force rushed to the scene hit a mine"."""
    parse = grammar.parse
    struck = {p for t in telling.triggers if not t.value.weak for p in grammar.roles(t.root).patients}
    if any(parse.lemmas[i] in HELPERS for i in struck):
        return True
    struck |= {m.root for m in telling.targets}
    losing = (t.root for t in telling.triggers if parse.lemmas[t.root] in LOSING)
    struck |= {k for i in losing for k in parse.dependents(i, "nsubj")}
    return any(parse.lemmas[k] in COMING for i in struck for k in parse.dependents(i, "acl", "acl:relcl"))


def _dated_from(parse: Parse, i: int) -> bool:
    """Whether a word's clause opens with what it came after: "A day after nine were shot, jets struck"."""
    up = next((up for up in (i, *parse.ancestors(i)) if parse.deps[up] != "ccomp"), i)
    return any(k < i and some_time_after(parse, k) for k in parse.dependents(up, "advcl"))


def _mark_noun(grammar: Grammar, telling: Telling, trigger: Trigger) -> None:
    """What stands beside an event noun: "another", "the", "31"."""
    parse = grammar.parse
    own = {trigger.root}
    if not any(t is not trigger and not t.value.weak for t in telling.triggers):
        own |= {*range(trigger.start, trigger.end)}  # "the exchange of fire" hangs by two
    beside = {parse.lower[k] for i in own for k in parse.kids[i]}
    before = parse.lower[max(telling.tokens[0], trigger.start - 3) : trigger.start]
    if beside & ANOTHER or BEFORE.intersection(before):
        telling.fresh = True
    elif beside & KNOWN and not any(count_at(parse, k)[0] for k in grammar.roles(trigger.root).after({"of"})):
        telling.definite = True  # but "the arrest of 19 suspects" is new
    plural = "Number=Plur" in parse.morphs[trigger.root]
    if plural and telling.count is None and trigger.kind != "arrest":
        telling.count = count_at(parse, trigger.root)[0] or _sites(grammar, trigger)
        if telling.count is None and beside & SEPARATE:
            telling.count = Count(low=2)


def _sites(grammar: Grammar, trigger: Trigger) -> Count | None:
    """How many places uncounted raids or searches struck at once: "raids at nine addresses"."""
    if trigger.kind not in ("raid", "clearance"):
        return None
    sites = [i for i in grammar.roles(trigger.root).after({"at", "on", "in"}) if _is_site(grammar, i)]
    counts = [count for i in sites if (count := count_at(grammar.parse, i)[0]) is not None]
    return counts[0] if len(counts) == 1 else None


def _is_site(grammar: Grammar, i: int) -> bool:
    """Whether a noun names places that can be raided each by itself."""
    return grammar.parse.lemmas[i] in SITES or bool(grammar.classes(i) & {"AREA", "BUILDING", "HIDEOUT"})


def _mark_verb(grammar: Grammar, telling: Telling, trigger: Trigger) -> None:
    """How many charges a verb of bombing sets off: "detonated four bombs"."""
    parse = grammar.parse
    charges = [i for i in grammar.roles(trigger.root).patients if "BOMB" in grammar.classes(i)]
    if telling.count is None and trigger.kind == "bombing" and len(charges) == 1:
        counted = count_at(parse, charges[0])[0]
        if counted is not None and counted.high != 1:
            telling.count = counted


def opens_with(grammar: Grammar, start: int, end: int, ordinals: Collection[str]) -> bool:
    """Whether a sentence opens with one of several acts: "The second took place in", "In the first, near"."""
    parse = grammar.parse
    i = start
    while i < end and (parse.words[i].isspace() or parse.lower[i] in ("in", "the")):
        i += 1
    if not (start < i < end - 1 and parse.lower[i - 1] == "the" and parse.lower[i] in ordinals):
        return False
    return parse.pos[i + 1] in ("VERB", "AUX", "PUNCT", "ADP") and parse.words[i + 1] != "-"


def _headed(grammar: Grammar, sentence: int) -> bool:
    """Whether a sentence is a heading inside the text: "10:40 GMT | Central Beirut strike toll"."""
    start, end = grammar.parse.sents[sentence]
    return grammar.heading(sentence) and len([w for w in grammar.parse.words[start:end] if w.strip()]) > 2


def sections(grammar: Grammar) -> set[int]:
    """The paragraphs that open with labels of their own: "NARINO.", "Deir Ezzor:", "North East -".

    Three do at least; a label that comes again is a speaker's.
    """
    parse = grammar.parse
    found: dict[str, list[int]] = {}
    opens = [i for i in range(len(parse)) if not i or parse.paragraphs[i] != parse.paragraphs[i - 1]]
    for start in opens:
        i = start
        while i < len(parse) and not parse.words[i][0].isalnum() and not parse.words[i].isspace():
            i += 1  # behind a bullet
        j = i
        while j < min(i + 6, len(parse)) and (parse.words[j][:1].isupper() or parse.words[j] in WITHIN):
            j += 1
            if parse.words[j - 1] == "-" and parse.ends[j - 2] < parse.starts[j - 1]:
                j -= 1  # "North East - troops", but "North-East"
                break
        if i < j < len(parse) - 1 and parse.words[j] in LABEL_ENDS and not parse.words[j + 1].isspace():
            found.setdefault(parse.text(i, j), []).append(parse.paragraphs[i])
    once = {told[0] for told in found.values() if len(told) == 1}
    return once if len(once) > 2 else set()


def _item(grammar: Grammar, sentence: int) -> bool:
    """Whether a sentence is an item of a list: behind a bullet or "3." at the head of a line."""
    parse = grammar.parse
    start, end = parse.sents[sentence]
    if start and parse.paragraphs[start - 1] == parse.paragraphs[start]:
        before = [w for w in parse.words[slice(*parse.sents[sentence - 1])] if w.strip()]
        return 0 < len(before) <= 2 and bool(NUMBERED.match("".join(before)))
    first = parse.words[start]
    if first in BULLETS or FIRST_NUMBER.match(first):
        return True
    return bool(NUMBERED.match(first)) and end - start > 3 and parse.lower[start + 1] in (".", ")")


def name_of(grammar: Grammar, i: int) -> Name | None:
    """The proper name of an operation by its noun: "Operation Claw-Lock", 'campaign dubbed "Red Dawn"'."""
    parse = grammar.parse
    if parse.lemmas[i] not in NAMED:
        return None
    end = parse.sents[parse.sent_of[i]][1]
    start = i + 1
    while start < end and parse.lower[start] in NAMING:
        start += 1
    between = range(i + 1, start)
    cued = (
        any(parse.words[k] in OPENING_QUOTES or parse.lower[k] in CALLING for k in between)
        or ((parse.words[i][:1].isupper() or parse.words[i] == "operations") and not between)
    )  # fmt: skip
    numbered = parse.words[i] == "Operation" and start == i + 1 and YEAR_LIKE.match(parse.words[start])
    if cued and start < end and (parse.words[start][:1].isupper() or numbered):
        stop = _name_end(grammar, start, end)
        return parse.text(start, stop), start, stop
    return _name_before(grammar, i) or _name_behind(grammar, i, end)


def _name_behind(grammar: Grammar, i: int, end: int) -> Name | None:
    """A name told by a participle apart from the noun: "an operation in the valley known as Claw-Lock"."""
    parse = grammar.parse
    for k in parse.dependents(i, "acl"):
        start = k + 1
        while start < end and parse.lower[start] in NAMING:
            start += 1
        if k > i and parse.lower[k] in CALLING and start < end and parse.words[start][:1].isupper():
            stop = _name_end(grammar, start, end)
            return parse.text(start, stop), start, stop
    return None


def _name_end(grammar: Grammar, start: int, end: int) -> int:
    """The token behind a name: capitals and figures, and "of" or "the" between them."""
    parse = grammar.parse
    k = start
    while k < end:
        inner = parse.lower[k] in INNER
        if parse.lower[k] == "in" and not start <= parse.heads[parse.heads[k]] < k:
            break  # "launched Operation Claw-Lock in Zap"
        further = next((j for j in range(k, min(k + 4, end)) if parse.lower[j] not in INNER), k)
        goes_on = inner and parse.words[further][:1].isupper()
        if not goes_on and not parse.words[k][:1].isupper() and not parse.words[k][:1].isdigit():
            break
        k += 1
    return k


def _name_before(grammar: Grammar, i: int) -> Name | None:
    """A name before the noun: the "Heroes of Iraq" campaign, the Solid Will operation."""
    parse = grammar.parse
    start = parse.sents[parse.sent_of[i]][0]
    k = i - 1
    while k > start and parse.lower[k] in ("military", "security", "ongoing", "joint"):
        k -= 1
    if parse.words[k] in CLOSING_QUOTES and k - 1 > start:
        j = k - 1
        while j > start and parse.words[j] not in OPENING_QUOTES:
            j -= 1
        if 0 < k - 1 - j <= 6 and parse.words[j + 1][:1].isupper():
            return parse.text(j + 1, k), j + 1, k
    return _name_in_capitals(grammar, k, start)


def _name_in_capitals(grammar: Grammar, last: int, start: int) -> Name | None:
    """Two or more capitalised words up to one, behind an article, that are no known place or force."""
    parse, k = grammar.parse, last
    while k > start and (parse.words[k][:1].isupper() or parse.lower[k] in INNER - {"the", "and"}):
        k -= 1
    words = [j for j in range(k + 1, last + 1) if parse.words[j][:1].isupper()]
    own = [j for j in words if not grammar.named.get(j) and parse.ents[j] not in ("LOC", "GPE", "ORG", "PER")]
    if parse.lower[k] != "the" or len(words) < 2 or words[-1:] != own[-1:] or words[0] != k + 1:
        return None
    return (parse.text(k + 1, last + 1), k + 1, last + 1) if parse.words[last][:1].isupper() else None
