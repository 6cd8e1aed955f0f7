"""Every rule carries its proof: examples that it fires on, counterexamples that it must not."""

from __future__ import annotations

import pytest

from eventx.errors import RuleError
from eventx.pipeline import Extractor
from eventx.proving import fooled, read, unfired, untold
from eventx.rules import (
    Counterexample,
    Cues,
    Example,
    OutcomeRule,
    Rule,
    Taxonomy,
    compile_rules,
    load_rules,
)

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


@pytest.mark.parametrize(
    ("rule", "example"), EXAMPLES, ids=[f"{r.name}-{i}" for i, (r, _) in enumerate(EXAMPLES)]
)
def test_a_rule_fires_on_its_examples(extractor: Extractor, rule: Rule, example: Example) -> None:
    trace = read(extractor, example.text)
    assert unfired(trace, rule) is None
    assert not list(untold(trace, example))


@pytest.mark.parametrize(
    ("rule", "example"), COUNTEREXAMPLES, ids=[f"{r.name}-{i}" for i, (r, _) in enumerate(COUNTEREXAMPLES)]
)
def test_a_rule_makes_no_record_of_its_counterexamples(
    extractor: Extractor, rule: Rule, example: Counterexample
) -> None:
    assert fooled(read(extractor, example.text), rule, example) is None


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
