"""Request → how like it is to the nearest requests that are known: such as an entry answers, such as the report does not
answer, and such as are about something else.

The route says what a request is most like among what there is; likeness says whether it is like any of it at all.
``rag train`` keeps the known requests' vectors, shortened and rounded, in ``index/adapter/likeness.npz``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

from rag.errors import CorpusError, reason
from rag.search.vectors import Rounded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

KINDS = ("answered", "absent", "elsewhere")
"""Asks of entries; what the report does not say; other subjects and small talk."""
NEAREST = 3
"""Known requests of a kind that are looked at: the first, and the mean of so many, which one odd example does not move."""


@dataclass(frozen=True)
class Likeness:
    """Known requests: ``vectors`` ``(n, r)``, whole numbers of a byte that times ``scale`` are unit vectors times ``basis``
    ``(d, r)``; ``kinds`` ``(n,)`` are places in ``KINDS``.
    """

    basis: Floats
    vectors: NDArray[np.int8]
    scale: float
    kinds: NDArray[np.uint8]
    embedder: str

    @cached_property
    def _of_kind(self) -> tuple[tuple[Rounded, NDArray[np.int64]], ...]:
        """The known requests of each kind, and where among all they stand."""
        places = [np.flatnonzero(self.kinds == kind) for kind in range(len(KINDS))]
        return tuple((Rounded(self.vectors[own]), own) for own in places)

    def near(self, vector: Floats, without: Sequence[int] = ()) -> Floats:
        """For each kind the likeness of the nearest known request and the mean of the nearest few, shape ``(2 * kinds,)``.

        ``without`` are known requests that do not count: in training, the request itself.
        """
        query = vector @ self.basis * self.scale
        found: list[float] = []
        for known, own in self._of_kind:
            scores, places = known.nearest(query, NEAREST + len(without))
            best = scores[~np.isin(own[places], without)][:NEAREST] if len(without) else scores
            found += [float(best[0]), float(best.mean())] if len(best) else [0.0, 0.0]
        return np.array(found, np.float32)

    def save(self, path: Path) -> None:
        """Write the arrays."""
        np.savez_compressed(
            path, basis=self.basis.astype(np.float32), vectors=self.vectors.astype(np.int8), scale=np.float64(self.scale),
            kinds=self.kinds, embedder=np.array(self.embedder),
        )  # fmt: skip


def greatest(values: Floats, most: int) -> Floats:
    """The greatest ``most`` of the values, or as many as there are, the greatest last: the rest is not put in an order."""
    return np.sort(np.partition(values, -most)[-most:] if len(values) > most else values)


def load_likeness(path: Path, embedder_digest: str) -> Likeness | None:
    """Read what ``Likeness.save`` wrote; ``None`` where there is none or it was made with another embedder.

    Raises ``CorpusError`` where it is damaged.
    """
    if not path.is_file():
        return None
    try:
        with np.load(path, allow_pickle=False) as data:
            found = Likeness(data["basis"], data["vectors"], float(data["scale"]), data["kinds"], str(data["embedder"]))
    except (OSError, EOFError, BadZipFile, ValueError, KeyError) as error:
        raise CorpusError(f"{path} cannot be read ({reason(error)}). Restore it, or run: make train") from error
    if found.vectors.shape != (len(found.kinds), found.basis.shape[1]):
        raise CorpusError(f"{path} has arrays that do not fit each other. Restore it, or run: make train")
    return found if found.embedder == embedder_digest else None
