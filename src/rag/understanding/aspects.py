"""Request → which aspect of the thing talked of it asks for: why, who, did it work; and the weights that go with it.

The classifier is a softmax regression over the request's vector. ``rag train`` fits it, and two regressions over what a
follow-up finds (``training/aspects.py``); here they are plain arrays, read from ``index/adapter/aspects.json``. Nothing is typed
in by hand.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from rag.corpus.aspects import ASPECTS
from rag.errors import CorpusError, reason

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SENTENCE_FEATURES = ("chance", "aspect", "general", "passage", "section", "near", "found", "lift", "behind", "quoted", "meant")
"""Of a sentence that may answer a follow-up: the judge's logit, the probability of the aspects that it tells, whether it is of no
single trust, whether it stands in a passage or section of what was found, how near that, whether it is one of these
sentences itself, how much oftener than others such as tell its aspects answer what is asked; how far its likeness to the
request's own words is behind the best, how likely an entry is meant that quotes it, and whether the likeliest does."""
ANSWER_FEATURES = ("best", "best_chance", "best_aspect", "top_chance", "none", "near_aspect", "section_aspect", *ASPECTS)
"""Of all of them together: the likeliest one's logit and features, the best chance, the probability that no aspect is asked
for, the most of it that is told nearby, and that of each aspect."""


@dataclass(frozen=True, slots=True)
class AspectWeights:
    """``head`` ``(len(ASPECTS) + 1, d + 1)``, the last row of none and the last column the bias; ``sentence`` and ``answer`` have
    the bias last.

    ``lift`` ``(len(ASPECTS), len(ASPECTS))`` is the logarithm of how much oftener what answers one aspect tells another than
    sentences do as a rule. A follow-up is answered from the probability ``least``.
    """

    head: Floats
    lift: Floats
    sentence: Floats
    answer: Floats
    least: float
    embedder: str

    def of(self, vector: NDArray[np.floating]) -> Floats:
        """How likely each aspect is asked for, and none, shape ``(len(ASPECTS) + 1,)``."""
        logits = self.head[:, :-1] @ vector + self.head[:, -1]
        shares = np.exp(logits - logits.max())
        return np.asarray(shares / shares.sum())

    def save(self, path: Path, figures: dict[str, float]) -> None:
        """Write the arrays, what they are for, and how they did on talks that they had not seen."""
        data = {
            "embedder": self.embedder, "aspects": ASPECTS, "sentence_features": SENTENCE_FEATURES,
            "answer_features": ANSWER_FEATURES, "least": self.least, "unseen": figures,
            "sentence": self.sentence.round(6).tolist(), "answer": self.answer.round(6).tolist(),
            "head": self.head.round(4).tolist(), "lift": self.lift.round(4).tolist(),
        }  # fmt: skip
        path.write_text(json.dumps(data) + "\n", encoding="utf-8")


def load_aspect_weights(path: Path, embedder_digest: str) -> AspectWeights | None:
    """Read what ``AspectWeights.save`` wrote; ``None`` where there is none or it was made with another embedder.

    Raises ``CorpusError`` where it is damaged or was made for other features.
    """
    if not path.is_file():
        return None
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        head, lift, sentence, answer = (np.array(data[name], float) for name in ("head", "lift", "sentence", "answer"))
        found = AspectWeights(head, lift, sentence, answer, float(data["least"]), str(data["embedder"]))
        made_for = [data[name] for name in ("aspects", "sentence_features", "answer_features")]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(f"{path} cannot be read ({reason(error)}). Restore it, or run: make train") from error
    fits = made_for == [list(ASPECTS), list(SENTENCE_FEATURES), list(ANSWER_FEATURES)]
    fits &= sentence.shape == (len(SENTENCE_FEATURES) + 1,) and answer.shape == (len(ANSWER_FEATURES) + 1,)
    fits &= lift.shape == (len(ASPECTS), len(ASPECTS))
    if not fits or head.ndim != 2 or len(head) != len(ASPECTS) + 1:  # noqa: PLR2004 - a matrix
        raise CorpusError(f"{path} was made for other features than this version has. Run: make train")
    return found if found.embedder == embedder_digest else None
