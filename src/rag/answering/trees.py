"""Boosted trees as plain arrays: fitted by scikit-learn in training, walked here without it (Friedman 2001)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

LEAF = -1
"""Stands for the feature of a node that has no further ones."""


@dataclass(frozen=True)
class Trees:
    """Trees of ``nodes`` each, padded: ``feature``, ``threshold``, ``left``, ``right`` and ``value``, all ``(trees, nodes)``.

    A node with a feature leads left where the feature is at most the threshold. ``bias`` and the leaves' values add up to
    log-odds.
    """

    feature: NDArray[np.int64]
    threshold: NDArray[np.float64]
    left: NDArray[np.int64]
    right: NDArray[np.int64]
    value: NDArray[np.float64]
    bias: float

    @cached_property
    def _walk(self) -> tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.int64], int]:
        """All nodes in a row: the feature and the threshold of each, where it leads (left at ``2n``, right at ``2n + 1``), and how
        many steps lead to every leaf. A leaf leads to itself.
        """
        trees, nodes = self.feature.shape
        leaf = (self.feature == LEAF).ravel()
        own, first = np.arange(trees * nodes), np.repeat(np.arange(trees) * nodes, nodes)
        onward = np.stack([np.where(leaf, own, first + side.ravel()) for side in (self.left, self.right)], axis=1)
        reached, steps = np.arange(trees) * nodes, 0
        while not leaf[reached].all():
            reached, steps = np.unique(onward[reached]), steps + 1
        return np.where(leaf, 0, self.feature.ravel()), self.threshold.ravel(), onward.ravel(), steps

    def probability(self, features: NDArray[np.float64]) -> float:
        """Of one row of features, 0 to 1."""
        feature, threshold, onward, steps = self._walk
        trees, nodes = self.feature.shape
        node = np.arange(trees) * nodes
        for _ in range(steps):
            node = onward[2 * node + (features[feature[node]] > threshold[node])]
        logit = float(self.bias + self.value.ravel()[node].sum())
        return float(1 / (1 + np.exp(-min(max(logit, -30.0), 30.0))))

    def to_dict(self) -> dict[str, Any]:
        """As JSON has it."""
        arrays = {name: getattr(self, name) for name in ("feature", "left", "right")}
        rounded = {name: getattr(self, name).round(6) for name in ("threshold", "value")}
        return {**{name: array.tolist() for name, array in (arrays | rounded).items()}, "bias": self.bias}

    @staticmethod
    def from_dict(data: Mapping[str, Any], features: int) -> Trees:
        """Read what ``to_dict`` wrote, for rows of so many ``features``; ``ValueError`` where it does not fit, or would not end."""
        feature, left, right = (np.array(data[name], np.int64) for name in ("feature", "left", "right"))
        threshold, value = (np.array(data[name], np.float64) for name in ("threshold", "value"))
        trees = Trees(feature, threshold, left, right, value, float(data["bias"]))
        shape = feature.shape
        if len(shape) != 2 or 0 in shape or any(array.shape != shape for array in (threshold, left, right, value)):  # noqa: PLR2004
            raise ValueError("arrays of different shapes")
        inner = trees.feature != LEAF
        own = np.broadcast_to(np.arange(shape[1]), shape)
        for onward in (trees.left, trees.right):
            if not ((onward[inner] > own[inner]) & (onward[inner] < shape[1])).all():
                raise ValueError("a node that leads nowhere")
        if not ((trees.feature >= LEAF) & (trees.feature < features)).all():
            raise ValueError("a feature that there is not")
        return trees
