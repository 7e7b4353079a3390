"""Request → how likely each prepared entry, and each kind of request that has none, is meant: a trained classifier.

The classifier is a softmax regression over the request's vector and its words (``rag train`` fits it, see
``training/route.py``); here it is plain arrays. Trusts' names are masked, so that a request is routed by what it asks;
whom it asks of binds the scope afterwards.
"""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

from rag.errors import CorpusError, reason

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from rag.understanding.names import Mention

    Floats = NDArray[np.float32]

FIND, MENTION, ABSENT, OFF_TOPIC, SOCIAL = "find", "mention", "absent", "offtopic", "social"
"""The classes beside the entries: a fact to be found, a word to be looked up, what the report does not say, what is not its
subject, and small talk."""
OTHERS = (FIND, MENTION, ABSENT, OFF_TOPIC, SOCIAL)
SURE = 0.5
"""A class likelier than all others together is taken at its word."""
MASK = "the trust"
_TOKEN = re.compile(r"[a-z0-9£%&]+|\?")


def masked(text: str, mentions: Iterable[Mention] = (), by: str = MASK) -> str:
    """``text`` with each named trust replaced, so that all are routed alike."""
    for mention in sorted(mentions, key=lambda m: -m.start):
        text = f"{text[: mention.start]}{by}{text[mention.end :]}"
    return text


def tokens_of(text: str) -> list[str]:
    """The words and pairs of neighbouring words that are looked at, with repetitions."""
    words = _TOKEN.findall(text.lower())
    return [*words, *(f"{a} {b}" for a, b in itertools.pairwise(words))]


def weighted(tokens: Iterable[str], vocabulary: dict[str, int], idf: Floats) -> tuple[list[int], list[float]]:
    """Columns of the known tokens with their weights: each once, by inverse document frequency, of unit length."""
    columns = sorted({vocabulary[t] for t in tokens if t in vocabulary})
    weights = [float(idf[c]) for c in columns]
    norm = math.sqrt(sum(w * w for w in weights)) or 1.0
    return columns, [w / norm for w in weights]


@dataclass(frozen=True, slots=True)
class Route:
    """Probabilities of every class, shape ``(c,)``, in the order of ``classes``; they add up to 1. ``places`` are those of the
    classes, where they are known.
    """

    classes: tuple[str, ...]
    probabilities: Floats
    places: Mapping[str, int] | None = field(default=None, repr=False, compare=False)

    def of(self, name: str) -> float:
        """The probability of one class, 0 for one that was not trained."""
        if self.places is None:
            return float(self.probabilities[self.classes.index(name)]) if name in self.classes else 0.0
        return float(self.probabilities[self.places[name]]) if name in self.places else 0.0

    @property
    def elsewhere(self) -> float:
        """Probability that a request is about something else altogether, or small talk."""
        return self.of(OFF_TOPIC) + self.of(SOCIAL)

    def entries(self) -> dict[str, float]:
        """Probabilities of the entries alone."""
        return {c: p for c, p in zip(self.classes, self.probabilities.tolist(), strict=True) if c not in OTHERS}


@dataclass(frozen=True)
class Router:
    """The fitted regression: ``by_vector`` ``(c, d)``, ``by_word`` ``(c, w)``, ``bias`` ``(c,)``, and the words with their
    inverse document frequencies ``(w,)``.
    """

    classes: tuple[str, ...]
    vocabulary: dict[str, int]
    idf: Floats
    by_vector: Floats
    by_word: Floats
    bias: Floats
    embedder: str

    def route(self, text: str, vector: Floats) -> Route:
        """Classify one masked request with its unit vector ``(d,)``."""
        columns, weights = weighted(tokens_of(text), self.vocabulary, self.idf)
        logits = self.by_vector @ vector + self.by_word[:, columns] @ np.array(weights, np.float32) + self.bias
        odds = np.exp(logits - logits.max())
        return Route(self.classes, (odds / odds.sum()).astype(np.float32), self._places)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: n for n, name in enumerate(self.classes)}

    def save(self, path: Path) -> None:
        """Write the arrays; half precision is enough for weights that were fitted with noise far above it."""
        words = sorted(self.vocabulary, key=self.vocabulary.__getitem__)
        np.savez_compressed(
            path, classes=np.array(self.classes), words=np.array(words), idf=self.idf, by_vector=self.by_vector.astype(np.float16),
            by_word=self.by_word.astype(np.float16), bias=self.bias, embedder=np.array(self.embedder),
        )  # fmt: skip


def load_router(path: Path, embedder_digest: str, known: Sequence[str]) -> Router | None:
    """Read what ``Router.save`` wrote; ``None`` where there is none or it was trained with another embedder.

    Raises ``CorpusError`` where it is damaged or names entries that are not among the ``known`` ones.
    """
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as data:
            router = Router(
                tuple(map(str, data["classes"])), {str(w): n for n, w in enumerate(data["words"])}, data["idf"],
                data["by_vector"].astype(np.float32), data["by_word"].astype(np.float32, order="F"), data["bias"],
                str(data["embedder"]),
            )  # fmt: skip
    except (OSError, EOFError, BadZipFile, ValueError, KeyError) as error:
        raise CorpusError(f"{path} cannot be read ({reason(error)}). Restore it, or run: make train") from error
    sizes = {len(router.classes), len(router.by_vector), len(router.by_word), len(router.bias)}
    if len(sizes) != 1 or len(router.vocabulary) != len(router.idf):
        raise CorpusError(f"{path} has arrays that do not fit each other. Restore it, or run: make train")
    if missing := sorted(set(router.classes) - {*known, *OTHERS}):
        raise CorpusError(
            f"{path} was trained with the entry {missing[0]!r}, which corpus/prepared/ lacks. Restore the files there, or run: "
            "make train"
        )
    return router if router.embedder == embedder_digest else None
