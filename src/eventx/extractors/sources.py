"""Who says so, and for what purpose: subjects of verbs of saying, and stated aims."""

from __future__ import annotations

from collections.abc import Iterator

from eventx.mentions import Mention
from eventx.records import Objective, Source
from eventx.syntax import Grammar

TYPES = (
    ("anonymous_official", ("condition of anonymity", "source", "who refused", "who declined", "unnamed", "officials speaking")),
    ("ngo", ("observatory", "human rights", "monitor", "red cross", "red crescent", "ngo", "amnesty", "doctors without", "acled")),
    ("media", ("agency", "newspaper", "media", "television", "tv", "radio", "news", "reuters", "afp", "journalist", "reporter", "broadcaster")),
    ("official_military", (
        "army", "military", "command", "air force", "navy", "defence", "defense", "spokesman maj", "spokesperson maj", "general",
        "colonel", "brigadier", "major", "captain", "lieutenant", "police", "security media cell", "ispr", "inter-services", "isaf",
        "coalition", "task force", "forces", "commander", "troops", "idf", "centcom", "africom", "guard", "security forces", "joint operations",
    )),
    ("analyst", ("analyst", "expert", "researcher", "professor", "observer", "think tank", "institute")),
    ("armed_group", ("militants", "rebels", "group", "movement", "taliban", "shabaab", "islamic state", "houthi", "insurgents", "militia")),
    ("official_government", ("ministry", "minister", "government", "president", "governor", "official", "presidency", "mayor", "prosecutor",
                             "interior", "authorities", "cell", "spokesman", "spokesperson", "spokeswoman", "statement", "police")),
)  # fmt: skip
AIMS = (
    ("rescue", ("rescue", "free", "release")),
    ("pursue_wanted", ("pursue", "hunt", "chase", "track", "arrest", "wanted", "apprehend", "find", "search")),
    ("kill_capture_leader", ("leader", "commander", "chief", "capture", "kill")),
    ("clear_area", ("clear", "cleanse", "comb", "sweep", "purge", "flush")),
    ("destroy_infrastructure", ("destroy", "dismantle", "demolish", "hideout", "infrastructure")),
    ("protect_border", ("border", "infiltration", "infiltrate")),
    ("degrade_group", ("degrade", "disrupt", "defeat", "weaken", "eliminate", "neutralise", "remnant", "cell", "deter", "counter")),
    ("secure_area", ("secure", "security", "stability", "protect", "bolster", "restore", "retake", "recapture", "prevent")),
)  # fmt: skip


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
    parse = grammar.parse
    if parse.pos[head] not in ("NOUN", "PROPN"):
        return None
    start, end = grammar.tight(head)
    wide = parse.subtree(head)
    text = parse.text(max(wide[0], start - 6), min(wide[-1] + 1, end + 12)).lower()
    kind = next((name for name, words in TYPES if any(w in text for w in words)), None)
    if kind is None:
        return None
    return Mention(
        "source", start, end, head, Source(name=parse.text(start, end), type=kind), "reporting-verb"
    )  # type: ignore[arg-type]


def find_objectives(grammar: Grammar) -> Iterator[Mention]:
    """ "in a bid to", "aimed at", "to pursue wanted men": the purpose of an act."""
    parse = grammar.parse
    for i, pos in enumerate(parse.pos):
        if pos != "VERB" or i == 0:
            continue
        purpose = parse.deps[i] in ("advcl", "acl", "xcomp") and any(
            parse.lower[k] == "to" for k in parse.dependents(i, "mark")
        )
        head = parse.heads[i]
        governed = parse.lemmas[head] in grammar.rules.light | {
            "aim",
            "intend",
            "seek",
            "design",
            "mean",
            "deploy",
        } or any(
            parse.lemmas[head] == n[-1]
            for n in (("operation",), ("raid",), ("mission",), ("campaign",), ("offensive",), ("search",))
        )
        aimed = parse.lemmas[head] == "aim" and parse.deps[i] in ("advcl", "xcomp", "acl")
        if not ((purpose and governed) or aimed):
            continue
        subtree = [k for k in parse.subtree(i) if k >= i]
        end = min(subtree[-1] + 1, i + 14)
        text = parse.text(i, end)
        lemmas = [parse.lemmas[k] for k in range(i, end)]
        kind = next((name for name, words in AIMS if lemmas[0] in words), None) or next(
            (name for name, words in AIMS if any(w in words for w in lemmas)), "other"
        )
        yield Mention("objective", i, end, i, Objective(type=kind, text=text), "purpose-clause")  # type: ignore[arg-type]
