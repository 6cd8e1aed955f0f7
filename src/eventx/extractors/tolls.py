"""Tolls: "the blasts brought the death toll to 18", "the number of wounded rose to 31"; "no casualties"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from eventx.extractors.owning import possessor, side_told
from eventx.extractors.results import Result, mention_of
from eventx.extractors.sufferers import negated
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.numbers import count_at
from eventx.records import Count
from eventx.syntax import Grammar

_WORDS = words("outcomes")
DEAD, GROWING = _WORDS["dead"], _WORDS["growing"]
FATES = {
    word: fate
    for fate in ("killed", "wounded", "missing", "captured", "abducted", "displaced")
    for word in _WORDS[fate]
}
BEFORE = frozenset(
    {"to", "at", "of", "as", "reached", "reaches", "hit", "hits", "passed", "surpassed", "topped"}
)
SIDED = frozenset({"TROOPS", "HOSTILE", "CIVILIAN", "FORCE"})
EARLIER = frozenset({"earlier", "previous", "previously"})
FIRST = frozenset({"initial", "first", "preliminary", "provisional"})
REVISING = frozenset({"up", "revised", "revising", "updated", "updating", "raising", "from"})
NOBODY = frozenset({"nobody", "none", "neither"})
NONE = frozenset({"no", "without", "zero"})
EITHER_SIDE = frozenset({("either", "side"), ("both", "sides")})
PASSING = frozenset({"exceed", "top", "surpass", "pass"})  # a number, which there are more than
REACHING = PASSING | {"number", "reach", "total"}
LOSSES = frozenset({"losses", "dead", "fatalities", "deaths"})
VOUCHING = frozenset({"confirm", "verify", "corroborate"})
MENTIONING = frozenset({"mention", "detail", "specify", "disclose", "reveal", "acknowledge"})
STANDING = frozenset({"stand", "rise", "reach", "climb", "number", "total"})
PUTTING = frozenset({"put", "place", "estimate"})
NUMBERS = frozenset({"number", "figure", "count", "tally", "total"})
ONLY_DEAD = frozenset({"deaths", "fatalities"})
WIDTH = 36  # tokens from the toll to its figure


def find(grammar: Grammar) -> Iterator[Mention]:
    """The figures of tolls, but for those of months and years."""
    parse = grammar.parse
    for i in range(len(parse)):
        fate, noun = counted(grammar, i)
        if fate is not None:
            start, end = parse.sents[parse.sent_of[i]]
            figure = _figure(grammar, i, min(end, i + WIDTH), GROWING)
            if figure is None or cumulative(parse.lower[start:end]):
                continue
            count, first = count_at(parse, figure)
            if count is not None and parse.lower[first] == "from":  # "rose from nine to 14"
                count = Count(low=count.high, high=count.high, best=count.high, text=parse.words[figure])
            if count is not None and parse.lemmas[first - 1] in PASSING and count.low == count.high:
                count = Count(low=(count.low or 0) + 1, high=None, best=None, text=parse.words[figure])
            if count is not None:
                told = grammar.classes(noun) & SIDED if noun is not None else frozenset()
                if not told and noun is not None and parse.lower[i] in LOSSES:
                    told = frozenset({"TROOPS"})  # "Baku put its own dead at 50"
                classes = told | {"PERSON"} if told else frozenset({"PERSON", "BARE"})
                result = Result(
                    fate, "person", count, figure, i, classes, antecedent=noun if told else None, total=True
                )
                yield Mention("outcome", min(first, figure), figure + 1, i, result, "outcome-toll")


def _superseded(grammar: Grammar, i: int, figure: int) -> bool:
    """Whether a toll is one that was revised: "up from an initial toll of nine", "previously put at nine"."""
    parse = grammar.parse
    start = parse.sents[parse.sent_of[i]][0]
    beside = {parse.lower[k] for k in (*parse.kids[i], *parse.kids[parse.heads[i]])}
    if ("in", "that") in pairwise(parse.lower[i:figure]):
        return True  # "the number of dead in that battle"
    if (beside | {*parse.lower[max(i, figure - 3) : figure]}) & EARLIER:
        return True
    return bool(beside & FIRST) and bool(REVISING.intersection(parse.lower[start:i]))


def counted(grammar: Grammar, i: int) -> tuple[str | None, int | None]:
    """What befell those whose toll or number a token tells, and their noun: "number of soldiers who died"."""
    parse = grammar.parse
    if parse.lemmas[i] == "toll":
        return "killed", None
    if parse.lower[i] in LOSSES and parse.lemmas[parse.heads[i]] in PUTTING:  # "put its losses at nine"
        own = {"its", "their"} & {parse.lower[k] for k in parse.dependents(i, "nmod:poss")}
        doers = grammar.roles(parse.heads[i]).agents if own else ()
        return "killed", next(iter(doers), None) or possessor(grammar, i)
    if parse.lower[i] in LOSSES and parse.deps[i] == "nsubj" and parse.lemmas[parse.heads[i]] in STANDING:
        named = (k for k in parse.dependents(i, "compound", "amod") if grammar.classes(k) & SIDED)
        whose = possessor(grammar, i)
        return "killed", whose if whose is not None else next(named, None)  # "army losses stood at six"
    behind = parse.lemmas[i + 1] if i + 1 < len(parse) else ""
    if parse.lower[i] in FATES and i and parse.lower[i - 1] == "the" and behind in REACHING | {"at"}:
        return FATES[parse.lower[i]], None  # "put the dead at nine", "the wounded exceed 60"
    putting = parse.lemmas[parse.heads[i]] in PUTTING
    if parse.lower[i] in FATES and behind == "at" and putting and parse.dependents(i, "nmod:poss"):
        return FATES[parse.lower[i]], possessor(grammar, i)  # "puts the army's dead at 60"
    bare = parse.lemmas[i] == "number" and parse.deps[i] == "obj" and not parse.dependents(i, "nmod")
    if bare and putting:
        return _told_before(grammar, i), None  # "put the number at 84"
    if parse.lemmas[i] not in NUMBERS or parse.lower[i - 1] != "the" or parse.lower[i + 1 : i + 2] != ["of"]:
        return None, None
    near = range(i + 2, min(i + 8, parse.sents[parse.sent_of[i]][1]))
    noun = next((k for k in near if parse.pos[k] in ("NOUN", "PROPN", "PRON")), None)
    fate = next((FATES[parse.lower[k]] for k in near if parse.lower[k] in FATES), None)
    dead = DEAD.intersection(parse.lower[i + 1 : i + 5])
    return fate or ("killed" if dead else None), noun


def _told_before(grammar: Grammar, i: int) -> str | None:
    """What befell those whose number is put at a figure: by its participle, or as was told last."""
    parse = grammar.parse
    if not {"the", "their", "that"} & {parse.lower[k] for k in parse.kids[i]}:
        return None
    low = parse.sents[max(0, parse.sent_of[i] - 1)][0]
    words = (parse.lower[k] for k in (i + 1, *range(i - 1, low - 1, -1)))
    return next((FATES[word] for word in words if word in FATES), None)


def _figure(grammar: Grammar, i: int, end: int, growing: frozenset[str]) -> int | None:
    """The number that a toll grew to or stands at, behind its verb or "of"."""
    parse = grammar.parse
    start = parse.sents[parse.sent_of[i]][0]
    grows = any(lemma in growing for lemma in parse.lemmas[max(start, i - 8) : end])
    for k in range(i + 1, end):
        if parse.pos[k] != "NUM" or not parse.lower[k][:1].isalnum():
            continue
        first = count_at(parse, k)[1]
        if _superseded(grammar, i, first):
            continue
        before = parse.lower[first - 1]
        grown = (
            before in BEFORE
            or parse.lemmas[first - 1] in REACHING
            or (parse.lower[first] == "from" and parse.lower[k - 1] == "to")
        )
        if (grown and (grows or parse.lemmas[i + 1] in REACHING)) or (before == "of" and first - 1 == i + 1):
            behind = parse.lower[k + 1 : k + 2]
            if parse.lower[i] in LOSSES and behind and grammar.classes(k + 1) & SIDED:
                return k  # "its own losses were put at six soldiers"
            if not behind or behind[0] in DEAD or parse.pos[k + 1] not in ("NOUN", "PROPN", "ADJ", "SYM"):
                return k
    return None


def since_long(grammar: Grammar, mention: Mention) -> bool:
    """Whether a figure is of a war or a year: "bring to 12 the number of members killed since April"."""
    parse, verb = grammar.parse, mention.value.verb
    told = parse.lower[max(0, mention.start - 1) : mention.end]
    numbered = any(told[k : k + 3] == ["the", "number", "of"] for k in range(len(told)))
    return numbered and cumulative(parse.lower[slice(*parse.sents[parse.sent_of[verb]])])


def cumulative(sentence: list[str]) -> bool:
    """Whether a sentence counts a war, a month or a year."""
    text = f" {' '.join(sentence)} "
    return any(cue in text for cue in _WORDS["cumulative"])


def _unsided(grammar: Grammar, i: int) -> set[str]:
    """BARE where nothing tells whose people were not hurt, but nothing for "on either side"."""
    parse = grammar.parse
    behind = parse.lower[i : min(i + WIDTH, parse.sents[parse.sent_of[i]][1])]
    return set() if EITHER_SIDE.intersection(pairwise(behind)) else {"BARE"}


def _on_a_side(grammar: Grammar, i: int) -> bool:
    """Whether the side that has no losses is told by no force's name: "on the French side", "on ours"."""
    parse = grammar.parse
    start, end = parse.sents[parse.sent_of[i]]
    for k in range(max(start, i - WIDTH), min(i + WIDTH, end)):
        if parse.lemmas[k] == "side" and "on" in grammar.prepositions(k):
            told = parse.dependents(k, "amod", "compound", "nmod:poss")
            named = [c for c in told if parse.lower[c] not in ("either", "both", "other")]
            return bool(named) and not any(grammar.classes(c) & {"HOSTILE", "GROUP"} for c in named)
    return False


def _clause(grammar: Grammar, i: int) -> int:
    """The verb of the clause that a noun stands in."""
    parse = grammar.parse
    return next((k for k in parse.ancestors(i) if parse.pos[k] in ("VERB", "AUX")), parse.heads[i])


def none_hurt(grammar: Grammar, i: int) -> Iterator[Mention]:
    """ "no casualties", "without losses": nobody killed, nobody wounded."""
    parse = grammar.parse
    words = {parse.lower[k] for k in parse.kids[i]} | {parse.lower[i - 1] if i else ""}
    verb = {parse.lower[k] for k in parse.kids[parse.heads[i]]}
    if parse.lower[i] == "scratch":  # "nobody on our side had so much as a scratch"
        subjects = parse.dependents(_clause(grammar, i), "nsubj")
        verb |= {"not" for k in subjects if parse.lower[k] in NOBODY}
    if parse.lemmas[parse.heads[i]] in VOUCHING and ("any" in words or verb & {"has", "have"}):
        return  # "could not confirm any casualties", "has confirmed no losses"
    named = parse.lower[i] not in ONLY_DEAD and "the" in words  # losses that another told
    if parse.lemmas[parse.heads[i]] in (MENTIONING | VOUCHING if named else MENTIONING):
        return  # "without mentioning losses", "did not confirm the losses"
    if not (negated(parse, i) or words & {*NONE, "not"} or verb & {"not", "neither", "without"}):
        return
    owner = next(
        (
            k
            for k in parse.dependents(i, "amod", "compound", "nmod")
            if grammar.classes(k) & {"CIVILIAN", "FORCE", "PERSON", "HOSTILE"}
            or parse.lower[k] in ("civilian", "friendly")
        ),
        i,
    )
    whose = side_told(grammar, i) if owner == i else None
    if owner == i and whose is None and parse.lower[i] == "scratch":
        whose = next(iter(grammar.roles(_clause(grammar, i)).agents), None)  # "they came away without one"
    owner = owner if whose is None else whose  # "suffered no casualties"
    if parse.lower[i] == "harm" and owner == i:
        return  # "flew over the town without causing harm"
    classes = {"PERSON"} | (grammar.classes(owner) if owner != i else _unsided(grammar, i))
    if parse.lower[owner] == "civilian":
        classes.add("CIVILIAN")
    if owner == i and _on_a_side(grammar, i):
        classes = {"PERSON", "TROOPS"}
    zero = Count(low=0, high=0, best=0, text=parse.text(max(i - 1, 0), i + 1))
    word = parse.lower[i]
    only = "wounded" if word == "injuries" else "killed" if word in ONLY_DEAD else None
    others = [k for k in grammar.conjuncts(owner) if k not in (owner, i) and grammar.classes(k) & SIDED]
    for name in (only,) if only else ("killed", "wounded"):
        yield mention_of(grammar, Result(name, "person", zero, owner, i, frozenset(classes)), i)
        for k in others:  # "no losses among soldiers or civilians"
            yield mention_of(grammar, Result(name, "person", zero, k, i, grammar.classes(k) | {"PERSON"}), k)
