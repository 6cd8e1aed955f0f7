"""Boosted trees as data: values by name → a probability.

A file of such a model is JSON: `features` in the order in which trees number them, `bias`, and `trees`, each
a leaf (log-odds that it adds) or `[feature, threshold, below, above]`, `below` being for values that are no
greater than the threshold. The scripts in training/ write them; reading one needs no library.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

Node = Any  # float | tuple[int, float, Node, Node]


@dataclass(frozen=True, slots=True)
class Boosted:
    """A sum of small decision trees, fitted so that it is log-odds."""

    features: tuple[str, ...]
    bias: float
    trees: tuple[Node, ...]

    @classmethod
    def of(cls, model: Mapping[str, Any]) -> Boosted:
        """The model that a JSON object tells."""
        return cls(tuple(model["features"]), float(model["bias"]), tuple(map(_frozen, model["trees"])))

    def probability(self, values: Mapping[str, float]) -> float:
        """How likely the answer is yes.

        >>> model = {"features": ["near"], "bias": 0.0, "trees": [[0, 0.5, -2.0, 2.0]]}
        >>> round(Boosted.of(model).probability({"near": 1.0}), 3)
        0.881
        """
        row = [values[name] for name in self.features]
        return 1 / (1 + math.exp(-self._score(row)))

    def _score(self, row: Sequence[float]) -> float:
        """Log-odds of a row of values."""
        score = self.bias
        for tree in self.trees:
            node = tree
            while type(node) is tuple:
                node = node[2] if row[node[0]] <= node[1] else node[3]
            score += node
        return score


def _frozen(node: Any) -> Node:
    """A tree as tuples."""
    if isinstance(node, list):
        feature, threshold, below, above = node
        return int(feature), float(threshold), _frozen(below), _frozen(above)
    return float(node)


@cache
def load(name: str) -> Boosted:
    """A model of the package, by the name of its file in `eventx/data`."""
    with (resources.files("eventx") / "data" / name).open("rb") as stream:
        return Boosted.of(json.load(stream))
