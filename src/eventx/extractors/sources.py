"""Who says so, and for what purpose: subjects of verbs of saying, and stated aims."""

from __future__ import annotations

from collections.abc import Iterator

from eventx.lexicon import words
from eventx.mentions import Mention
from eventx.records import Objective, ObjectiveType, Source, SourceType
from eventx.syntax import Grammar

_SOURCES, _AIMS = words("sources"), words("objectives")
# In the order in which they are tried: "security sources" are anonymous before they are of the military.
TYPES: tuple[SourceType, ...] = (
    "anonymous_official", "ngo", "media", "official_military", "analyst", "armed_group",
    "official_government",
)  # fmt: skip
AIMS: tuple[ObjectiveType, ...] = (
    "rescue", "pursue_wanted", "kill_capture_leader", "clear_area", "destroy_infrastructure",
    "protect_border", "degrade_group", "secure_area",
)  # fmt: skip
PURPOSEFUL = frozenset({"aim", "intend", "seek", "design", "mean", "deploy"})  # verbs that govern a purpose
UNDERTAKINGS = frozenset({"operation", "raid", "mission", "campaign", "offensive", "search"})


def find_sources(grammar: Grammar) -> Iterator[Mention]:
    """Subjects of verbs of saying, and "according to" phrases."""
    parse = grammar.parse
    for i, lemma in enumerate(parse.lemmas):
        if parse.pos[i] == "VERB" and lemma in grammar.rules.reporting:
            for subject in parse.dependents(i, "nsubj"):
                made = _source(grammar, subject)
                if made:
                    yield made
        elif parse.lower[i] == "according" and i + 2 < len(parse) and parse.lower[i + 1] == "to":
            heads = [
                k
                for k in range(i + 2, min(i + 10, len(parse)))
                if parse.pos[k] in ("NOUN", "PROPN") and parse.deps[k] != "compound"
            ]
            made = _source(grammar, heads[0]) if heads else None
            if made:
                yield made


def _source(grammar: Grammar, head: int) -> Mention | None:
    """The source that a noun phrase names; None where no word of it tells its type."""
    parse = grammar.parse
    if parse.pos[head] not in ("NOUN", "PROPN"):
        return None
    start, end = grammar.tight(head)
    wide = parse.subtree(head)
    phrase = parse.text(max(wide[0], start - 6), min(wide[-1] + 1, end + 12)).lower()
    kind = next((kind for kind in TYPES if any(word in phrase for word in _SOURCES[kind])), None)
    if kind is None:
        return None
    return Mention(
        "source", start, end, head, Source(name=parse.text(start, end), type=kind), "reporting-verb"
    )


def find_objectives(grammar: Grammar) -> Iterator[Mention]:
    """ "in a bid to", "aimed at", "to pursue wanted men": the purpose of an act."""
    parse = grammar.parse
    for i, pos in enumerate(parse.pos):
        if pos == "VERB" and i and _tells_purpose(grammar, i):
            end = min(max(parse.subtree(i)) + 1, i + 14)
            aim = Objective(type=_aim(parse.lemmas[i:end]), text=parse.text(i, end))
            yield Mention("objective", i, end, i, aim, "purpose-clause")


def _tells_purpose(grammar: Grammar, i: int) -> bool:
    """Whether a verb tells what an act is for: "launched a raid to free", "aimed at freeing"."""
    parse, dep, governor = grammar.parse, grammar.parse.deps[i], grammar.parse.lemmas[grammar.parse.heads[i]]
    if dep not in ("advcl", "acl", "xcomp"):
        return False
    if governor == "aim":
        return True
    governed = governor in grammar.rules.light or governor in PURPOSEFUL or governor in UNDERTAKINGS
    return governed and any(parse.lower[k] == "to" for k in parse.dependents(i, "mark"))


def _aim(lemmas: list[str]) -> ObjectiveType:
    """The type of a purpose: what its verb says, or else any of its words."""
    for told in (lemmas[:1], lemmas):
        for kind in AIMS:
            if not _AIMS[kind].isdisjoint(told):
                return kind
    return "other"
