"""Every rule carries its proof: examples that it fires on, counterexamples that it must not."""

from __future__ import annotations

import datetime as dt

import pytest

from eventx.errors import RuleError
from eventx.pipeline import Extractor, Trace
from eventx.records import Article
from eventx.rules import Cues, OutcomeRule, Rule, Taxonomy, compile_rules, load_rules

RULES = load_rules()
EXAMPLES = [(r, e) for r in RULES.rules for e in r.example]
COUNTEREXAMPLES = [(r, e) for r in RULES.rules for e in r.counterexample]
TAXONOMY = Taxonomy(
    implies={},
    nouns={"FORCE": "army"},
    objects={},
    verbs={"light": "launch", "reporting": "say"},
    adjectives={"hostile": ()},
)
CUES = Cues(modality={}, status={}, background={})


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor()


def run(extractor: Extractor, text: str) -> Trace:
    return extractor.trace(Article(text=text, published=dt.date(2024, 2, 8)))


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{r.name}-{i}" for i, (r, _) in enumerate(EXAMPLES)]
)
def test_a_rule_fires_on_its_examples(extractor: Extractor, rule: Rule, example: object) -> None:
    trace = run(extractor, example.text)  # type: ignore[attr-defined]
    fired = [m for m in trace.mentions if m.label == "trigger" and m.found_by == rule.name]
    assert fired, [(m.found_by, m.start) for m in trace.mentions if m.label == "trigger"]
    for key, wanted in example.expect.items():  # type: ignore[attr-defined]
        assert wanted in values(trace, key), (key, values(trace, key))


def values(trace: Trace, key: str) -> str:
    """All texts and names of one field of the records, joined."""
    found: list[str | None] = []
    for operation in trace.operations:
        if key == "kind":
            found += [operation.kind, *operation.methods]
        elif key == "place":
            found += [t for p in operation.locations for t in (p.text, p.name)]
        elif key in ("initiator", "target", "partner", "support"):
            found += [t for f in operation.forces if f.role == key for t in (f.text, f.name)]
        else:
            raise AssertionError(f"an example cannot expect {key!r}")
    return " | ".join(t for t in found if t)


@pytest.mark.parametrize(
    ("rule", "example"), COUNTEREXAMPLES, ids=[f"{r.name}-{i}" for i, (r, _) in enumerate(COUNTEREXAMPLES)]
)
def test_a_rule_makes_no_record_of_its_counterexamples(
    extractor: Extractor, rule: Rule, example: object
) -> None:
    trace = run(extractor, example.text)  # type: ignore[attr-defined]
    told = {e.found_by for operation in trace.operations for e in operation.evidence}
    assert rule.name not in told, example.why  # type: ignore[attr-defined]


def test_every_rule_has_an_example() -> None:
    assert not [r.name for r in RULES.rules if not r.example]


def test_a_class_that_the_taxonomy_lacks_is_named() -> None:
    rule = Rule(name="r", kind="raid", verbs=("raid",), needs={"agent": "FORSE"})
    with pytest.raises(RuleError, match=r"raid.toml: rule r: needs.agent: no class 'FORSE'"):
        compile_rules([rule], [], TAXONOMY, CUES)


def test_names_of_rules_are_unique() -> None:
    rule = Rule(name="r", kind="raid", verbs=("raid",))
    with pytest.raises(RuleError, match="names are unique"):
        compile_rules([rule, rule], [], TAXONOMY, CUES)


def test_outcome_classes_are_split() -> None:
    assert OutcomeRule(type="killed", of="PERSON|FORCE").classes == {"PERSON", "FORCE"}
