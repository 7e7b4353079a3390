"""A logistic regression that ``rag train`` fitted, as it stands in a JSON file: features by name, their weights, the bias last.

Nothing in such a file is typed in by hand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.errors import CorpusError, reason

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Regression:
    """Weights of shape ``(features + 1,)``, the bias last, for what an embedder of that digest finds."""

    weights: Floats
    embedder: str

    def chances(self, features: Floats) -> Floats:
        """Of every row of features ``(n, features)``, shape ``(n,)``."""
        logits = np.clip(features @ self.weights[:-1] + self.weights[-1], -30, 30)
        return np.asarray(1 / (1 + np.exp(-logits)))

    def save(self, path: Path, features: Sequence[str], figures: Mapping[str, float]) -> None:
        """Write the weights, what they are for, and how they did on requests that they had not seen."""
        data = {"embedder": self.embedder, "features": features, "unseen": dict(figures), "weights": self.weights.round(6).tolist()}
        path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def load_regression(path: Path, features: Sequence[str], embedder_digest: str) -> Regression | None:
    """Read what ``Regression.save`` wrote; ``None`` where there is none or it was made with another embedder.

    Raises ``CorpusError`` where it is damaged or was made for other features.
    """
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        found = Regression(np.array(data["weights"], float), str(data["embedder"]))
        made_for = tuple(data["features"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path} cannot be read ({reason(error)}). Restore it, or run: make train") from error
    if made_for != tuple(features) or found.weights.shape != (len(features) + 1,):
        raise CorpusError(f"{path} was made for other features than this version has. Run: make train")
    return found if found.embedder == embedder_digest else None
