"""What ``rag train`` learnt of rows (``training/rows.py``): which features tell whether a sentence answers in one, and how much.

It stands in ``index/adapter/rows.json``. Nothing here is typed in by hand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.answering.features import FEATURES
from rag.errors import CorpusError, reason

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

OF_SENTENCE = ("chance", "of_best", "place", "prepared", "first_entry", "shown", "words", "kind")
"""Its log-odds by the judge, share of the best one's chance, place in its member's part; how likely an entry is meant that quotes
it, whether the likeliest one does; whether it is in the row as it was laid out; the share of the request's words that it has, and
whether it is of the kind that is asked for."""
OF_MEMBER = ("row_best", "best", "near_best", "member_prepared", "member_silent", "any_prepared", "find", "absent")
"""The best log-odds of the member's sentences and of all, and how many members come near; how likely an entry is meant that quotes
the member, one that is silent on it, any; a fact, what the report has not."""
ROW_FEATURES = (*FEATURES, *OF_SENTENCE, *OF_MEMBER)


@dataclass(frozen=True, slots=True)
class RowJudge:
    """The regression over ``ROW_FEATURES``, the bias last."""

    weights: Floats
    embedder: str

    def chances(self, features: Floats) -> Floats:
        """Of every row of features ``(n, len(ROW_FEATURES))``, shape ``(n,)``."""
        logits = np.clip(features @ self.weights[:-1] + self.weights[-1], -30, 30)
        return np.asarray(1 / (1 + np.exp(-logits)))

    def save(self, path: Path, figures: Mapping[str, float]) -> None:
        """Write the weights, what they are for, and how they did on requests that they had not seen."""
        data = {
            "embedder": self.embedder, "features": ROW_FEATURES, "unseen": dict(figures),
            "weights": self.weights.round(6).tolist(),
        }  # fmt: skip
        path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")


def load_row_judge(path: Path, embedder_digest: str) -> RowJudge | None:
    """Read what ``RowJudge.save`` wrote; ``None`` where there is none or it was made with another embedder.

    Raises ``CorpusError`` where it is damaged or was made for other features.
    """
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        found = RowJudge(np.array(data["weights"], float), str(data["embedder"]))
        made_for = tuple(data["features"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path} cannot be read ({reason(error)}). Restore it, or run: make train") from error
    if made_for != ROW_FEATURES or found.weights.shape != (len(ROW_FEATURES) + 1,):
        raise CorpusError(f"{path} was made for other features than this version has. Run: make train")
    return found if found.embedder == embedder_digest else None
