"""Words that tell an act: verbs and event nouns of the rules, with arguments of the needed classes."""

from __future__ import annotations

from collections.abc import Iterator

from eventx.mentions import Trigger
from eventx.rules import Rule
from eventx.syntax import Grammar, Roles, singular

MODIFIED = frozenset({"AIRCRAFT", "DRONE", "MILITARY", "WARSHIP", "WEAPON", "VEHICLE", "SECURITY", "POLICE"})
ACTING = frozenset({"FORCE", "PERSON", "MEANS", "STATE", "NAME", "ACTOR", "COUNTED", "PROJECTILE"})


def find(grammar: Grammar) -> Iterator[Trigger]:
    """All triggers of a parsed article; judging them is left to `claims`."""
    parse = grammar.parse
    for i, (pos, lemma) in enumerate(zip(parse.pos, parse.lemmas, strict=True)):
        if "INSIDE" in grammar.named.get(i, ()) or "ACTOR" in grammar.named.get(i, ()):
            continue
        if pos in ("VERB", "ADJ") and (lemma in grammar.rules.verb_rules):
            if pos == "VERB" or parse.deps[i] in ("acl", "root", "conj", "advcl"):
                found = list(_verb(grammar, i))
                yield from found
                if (
                    not found
                    and parse.lower[i] in grammar.rules.noun_rules
                    and parse.dependents(i, "det", "case", "compound", "nmod:poss")
                ):
                    yield from _noun(grammar, i)  # "a mass kidnapping" that the model takes for a verb
        elif pos in ("NOUN", "PROPN", "ADJ") or (pos != "VERB" and len(lemma) > 5):
            yield from _noun(grammar, i)


def _verb(grammar: Grammar, i: int) -> Iterator[Trigger]:
    parse = grammar.parse
    if parse.deps[i] in ("amod", "compound", "aux"):
        return
    roles = grammar.roles(i)
    fitting = [(phrase, rule) for phrase, rule in grammar.rules.verb_rules[parse.lemmas[i]]
               if grammar.verb_phrase(phrase, i) and fits(grammar, rule, roles)]  # fmt: skip
    if fitting:
        phrase, rule = max(
            fitting,
            key=lambda f: (
                not f[1].weak,
                len(f[1].needs) > 1,
                len(f[0]) if len(f[1].needs) < 2 else 0,
                specific(f[1]),
            ),
        )
        yield Trigger("trigger", i, i + 1, i, rule, rule.name, kind=rule.kind)


def _noun(grammar: Grammar, i: int) -> Iterator[Trigger]:
    parse = grammar.parse
    best: tuple[int, int, Rule | None] | None = None
    for word in dict.fromkeys((parse.lemmas[i], parse.lower[i], singular(parse.lower[i]))):
        for phrase, rule in grammar.rules.noun_rules.get(word, ()):
            start = grammar.ends_with(phrase, i)
            if (
                start is not None
                and (best is None or len(phrase) > best[1])
                and (rule is None or fits(grammar, rule, grammar.roles(i)))
            ):
                best = (start, len(phrase), rule)
    if best is None:
        return
    start, _, rule = best
    if rule is None:
        return
    if (
        i + 1 < len(parse)
        and parse.pos[i + 1] in ("NOUN", "PROPN")
        and parse.sent_of[i + 1] == parse.sent_of[i]
    ):
        if grammar.classes(i + 1) & MODIFIED or parse.lower[i + 1] in (
            "warrant",
            "siren",
            "room",
            "dog",
            "plan",
            "figure",
            "rate",
        ):
            return  # "attack helicopter", "search warrant"
        if (
            parse.words[i] == "Operation" and parse.words[i + 1][:1].isupper()
        ):  # "Operation Red Dawn" hangs by its last word
            head = i + 1
            while (
                head + 1 < len(parse)
                and parse.heads[head] > head
                and parse.words[parse.heads[head]][:1].isupper()
                and parse.heads[head] - i < 6
            ):
                head = parse.heads[head]
            root = head if parse.heads[i] >= i else i
            yield Trigger("trigger", start, i + 1, root, rule, rule.name, kind=rule.kind)
            return
    if parse.deps[i] in ("compound", "amod") and parse.heads[i] > i:
        return  # "attack helicopter", "search warrant"; "raid operation" fires on its head
    yield Trigger("trigger", start, i + 1, i, rule, rule.name, kind=rule.kind)


def specific(rule: Rule) -> int:
    """How much a rule asks for: the more, the surer."""
    return len(rule.needs) * 10 - len(rule.needed("agent")) - len(rule.needed("patient"))


def fits(grammar: Grammar, rule: Rule, roles: Roles) -> bool:
    """Whether a trigger's arguments have the classes that its rule needs."""
    needed = rule.needed("agent")
    if (
        roles.agents
        and all(
            grammar.classes(a) & {"CIVILIAN"} and not grammar.classes(a) & {"HOSTILE", "FORCE"}
            for a in roles.agents
        )
        and rule.kind != "abduction"
    ):
        return False  # civilians use no force: a nurses' strike
    if needed and not _has(
        grammar, roles.agents or roles.modifiers or (roles.after({"of"}) if rule.nouns else []), needed
    ):
        return False
    needed = rule.needed("patient")
    return not needed or _has(
        grammar, roles.patients or roles.after({"of"}) or (roles.modifiers if not roles.verbs else []), needed
    )


def _has(grammar: Grammar, heads: list[int], needed: frozenset[str]) -> bool:
    if not heads:
        return "NONE" in needed
    return any(grammar.classes(grammar.content(h)) & needed or grammar.classes(h) & needed for h in heads)
