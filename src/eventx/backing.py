"""Who helps in an act, and with what: air cover, fire, intelligence, advice, supplies, money."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set

from eventx.camps import fights, hostile
from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.records import Support
from eventx.surroundings import acting, givers
from eventx.syntax import Grammar
from eventx.tellings import Forces, Telling

KINDS: tuple[Support, ...] = (
    "air_cover", "air_strike", "fire_support", "intelligence", "surveillance", "advisory", "training",
    "logistics", "funding",
)  # fmt: skip
_WORDS = words("backing")
HELPING, GIVING, HELP = _WORDS["helping"], _WORDS["giving"], _WORDS["help"]
VERBS: dict[str, Support] = {verb: kind for kind in KINDS for verb in _WORDS[f"{kind}_verbs"]}
NOUNS: dict[tuple[str, ...], Support] = {
    tuple(noun.split()): kind for kind in KINDS for noun in _WORDS[f"{kind}_nouns"]
}
BY_MEANS: tuple[tuple[str, Support], ...] = (  # what a helper gives, by what it is, where nothing tells it
    ("DRONE", "surveillance"), ("AIRCRAFT", "air_cover"), ("GUNS", "fire_support"),
)  # fmt: skip
TEACHERS = frozenset({"adviser", "advisor", "trainer", "instructor", "mentor"})
LONGEST = max(map(len, NOUNS))

Backer = tuple[Mention, list[Support]]


def backers_of(grammar: Grammar, telling: Telling, forces: Forces) -> list[Backer]:
    """Those who help in an act, by their head tokens in `forces`, each with the kinds of its help."""
    found: dict[int, Backer] = {}
    acts = {i for t in telling.triggers for i in (t.root, *grammar.roles(t.root).verbs)}
    acts = {i for i in acts if grammar.parse.lemmas[i] not in HELPING}  # "Europol supported the operation"
    acts |= acting(grammar, telling)
    for i in range(*telling.tokens):
        for mention, kind in _given(grammar, i, forces, acts):
            if not _with(mention, telling) or _for_foes(grammar, i, telling, forces):
                continue
            kinds = found.setdefault(id(mention), (mention, []))[1]
            if kind is not None and kind not in kinds:
                kinds.append(kind)
    return [(mention, kinds or _by_means(grammar, mention)) for mention, kinds in found.values()]


def kinds_around(grammar: Grammar, mention: Mention, telling: Telling) -> list[Support]:
    """The kinds of help of one who is known to help: what its own clause tells, else what it is."""
    parse = grammar.parse
    head = parse.heads[mention.root]
    near = [i for i in (head, parse.heads[head]) if parse.sent_of[i] == telling.sentence]
    told = [VERBS[parse.lemmas[i]] for i in near if parse.lemmas[i] in VERBS]
    low, high = telling.tokens
    around = range(max(low, mention.start - 5), min(high, mention.end + 3))
    nouns = [kind for i in around if (kind := noun_kind(grammar, i)) is not None]
    return list(dict.fromkeys([*told, *nouns])) or _by_means(grammar, mention)


def noun_kind(grammar: Grammar, i: int) -> Support | None:
    """The kind of help that the noun ending at a token names: "close air support", "a tip-off"."""
    parse = grammar.parse
    for length in range(min(LONGEST, i + 1), 0, -1):
        told = tuple(parse.lower[i + 1 - length : i + 1])
        kind = NOUNS.get(told) or NOUNS.get((*told[:-1], parse.lemmas[i]))
        if kind is not None:
            return kind
    return None


def _by_means(grammar: Grammar, mention: Mention) -> list[Support]:
    """What aircraft, drones and guns give."""
    classes = grammar.classes(mention.root)
    return next(([kind] for name, kind in BY_MEANS if name in classes), [])


def _with(mention: Mention, telling: Telling) -> bool:
    """Whether a helper may be on the side of those who act: no armed group helps a state's force."""
    own = {hostile(m.value.camp) for m in telling.initiators if fights(m.value.camp)}
    camp = mention.value.camp
    return not fights(camp) or not hostile(camp) or True in own


def _for_foes(grammar: Grammar, i: int, telling: Telling, forces: Forces) -> bool:
    """Whether a verb's help went to the other side: "arrested a man who had guided the attackers"."""
    own = {hostile(m.value.camp) for m in telling.initiators if fights(m.value.camp)}
    helped = _forces(grammar, grammar.parse.dependents(i, "obj"), forces)
    return own == {False} and any(m.value.camp and hostile(m.value.camp) for m in helped)


def _given(
    grammar: Grammar, i: int, forces: Forces, acts: Set[int]
) -> Iterator[tuple[Mention, Support | None]]:
    """Who gives the help that a word tells, with its kind; the act itself (`acts`) is no help."""
    parse, lemma = grammar.parse, grammar.parse.lemmas[i]
    if i in acts:
        return
    if (
        lemma in TEACHERS and i in forces and forces[i].value.actor is not None
    ):  # "with some 200 American advisers"
        yield forces[i], noun_kind(grammar, i)
    verbal = parse.pos[i] in ("VERB", "ADJ")
    if verbal and (lemma in VERBS or lemma in HELPING):
        yield from _by_verb(grammar, i, forces, acts)
    elif verbal and lemma in GIVING:
        objects = parse.dependents(i, "obj", "xcomp")
        objects += [parse.heads[i]] if parse.deps[i] in ("acl", "acl:relcl") else []
        for noun in objects:
            kind = _help_kind(grammar, noun) if noun not in acts else None
            if kind is not None:
                yield from ((m, kind) for m in _forces(grammar, _givers(grammar, i), forces))
    if parse.lower[i] == "overhead":
        yield from ((m, "air_cover") for m in _overhead(grammar, i, forces))
    if parse.pos[i] in ("NOUN", "PROPN", "ADV") and not _suffered(grammar, i):
        kind = _help_kind(grammar, i)
        if kind is not None and lemma not in TEACHERS:
            yield from ((m, kind) for m in _by_noun(grammar, i, forces))


def _overhead(grammar: Grammar, i: int, forces: Forces) -> Iterator[Mention]:
    """Whose aircraft are told to be overhead: "with coalition planes overhead"."""
    parse = grammar.parse
    planes = [k for k in (parse.heads[i], *parse.dependents(i, "nsubj")) if "AIRCRAFT" in grammar.classes(k)]
    with_them = any("with" in grammar.prepositions(k) for k in (i, *planes))
    for plane in planes if with_them else ():
        owners = [k for k in parse.dependents(plane, "compound", "amod", "nmod:poss") if k in forces]
        yield from _forces(grammar, owners or [plane], forces)


def _suffered(grammar: Grammar, i: int) -> bool:
    """Whether a noun of help tells what somebody suffers: "killed by Israeli fire", "came under fire"."""
    parse = grammar.parse
    if parse.deps[i] == "obl:agent":
        return True
    return parse.lemmas[parse.heads[i]] == "come" and "under" in grammar.prepositions(i)


def _by_verb(
    grammar: Grammar, i: int, forces: Forces, acts: Set[int]
) -> Iterator[tuple[Mention, Support | None]]:
    """Helpers of a verb of helping: "advised by", "artillery supported the marines with fire"."""
    parse = grammar.parse
    kind = VERBS.get(parse.lemmas[i])
    by = [k for k in parse.dependents(i, "obl", "obl:agent", "nmod") if "by" in grammar.prepositions(k)]
    if by:
        for head in (c for k in by for c in grammar.conjuncts(k)):
            named = head if head in forces else next((k for k in parse.kids[head] if k in forces), head)
            told = kind or noun_kind(grammar, head)
            yield from ((m, told) for m in _forces(grammar, [named], forces))
        return
    helped = [m for k in parse.dependents(i, "obj") for m in _forces(grammar, [k], forces)]
    if not helped and kind != "surveillance" and acts.isdisjoint(parse.dependents(i, "obj")):
        return
    means = parse.dependents(i, "obl", "advmod")
    kind = kind or next((k for m in means if (k := noun_kind(grammar, m)) is not None), None)
    subject, passive = grammar.subject(i)
    if not passive:
        for mention in _forces(grammar, [k for k in subject if parse.heads[k] not in acts], forces):
            if all(mention is not m for m in helped):
                yield mention, kind


def _givers(grammar: Grammar, verb: int) -> list[int]:
    """Heads of those who give what a verb tells: its subject, or who stands behind "by"."""
    parse = grammar.parse
    by = [k for k in parse.dependents(verb, "obl", "obl:agent", "nmod") if "by" in grammar.prepositions(k)]
    if by:
        return [c for k in by for c in grammar.conjuncts(k)]
    subject, passive = grammar.subject(verb)
    return [] if passive else subject


def _by_noun(grammar: Grammar, i: int, forces: Forces) -> Iterator[Mention]:
    """Givers of a noun of help: "a tip-off from Europol", "under NATO air cover"."""
    parse = grammar.parse
    behind = givers(grammar, i, (*parse.dependents(i, "nmod", "obl"), *_misplaced(grammar, i)))
    before = parse.dependents(i, "amod", "compound", "nmod:poss")
    yield from _forces(grammar, behind, forces)
    yield from (forces[k] for k in before if k in forces)


def _misplaced(grammar: Grammar, i: int) -> list[int]:
    """The phrase right behind a noun that the parse hangs by its verb: "acting on a tip-off from Europol"."""
    parse = grammar.parse
    if i + 1 >= len(parse) or parse.lower[i + 1] not in ("from", "by"):
        return []
    head = parse.heads[i + 1]
    return [head] if parse.deps[i + 1] == "case" and parse.deps[head] in ("obl", "nmod") else []


def _help_kind(grammar: Grammar, i: int) -> Support | None:
    """The kind of help that a noun names, by itself or by its modifiers: "logistical help"."""
    parse = grammar.parse
    kind = noun_kind(grammar, i)
    if kind is not None or parse.lemmas[i] not in HELP:
        return kind
    modifiers = parse.dependents(i, "amod", "compound")
    return next((k for m in modifiers if (k := noun_kind(grammar, m)) is not None), None)


def _forces(grammar: Grammar, heads: Iterable[int], forces: Forces) -> Iterator[Mention]:
    """The forces that heads of phrases name, civilians and adversaries' captives left out."""
    for head in heads:
        mention = forces.get(grammar.content(head)) or forces.get(head)
        if mention is not None and mention.value.camp != "civilian" and mention.value.type != "civilians":
            yield mention
