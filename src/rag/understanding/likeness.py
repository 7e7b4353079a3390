"""Request → how like it is to the nearest requests that are known: such as an entry answers, such as the report does not
answer, and such as are about something else.

The route says what a request is most like among what there is; likeness says whether it is like any of it at all.
``rag train`` keeps the known requests' vectors, shortened and rounded, in ``index/adapter/likeness.npz``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

from rag.errors import CorpusError, reason

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

KINDS = ("answered", "absent", "elsewhere")
"""Asks of entries; what the report does not say; other subjects and small talk."""
NEAREST = 3
"""Known requests of a kind that are looked at: the first, and the mean of so many, which one odd example does not move."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Known requests: ``vectors`` ``(n, r)``, whole numbers of a byte that times ``scale`` are unit vectors times ``basis``
    ``(d, r)``; ``kinds`` ``(n,)`` are places in ``KINDS``. They are kept as floats, since NumPy multiplies bytes twenty times
    slower.
    """

    basis: Floats
    vectors: Floats
    scale: float
    kinds: NDArray[np.uint8]
    embedder: str

    def near(self, vector: Floats, without: Sequence[int] = ()) -> Floats:
        """For each kind the likeness of the nearest known request and the mean of the nearest few, shape ``(2 * kinds,)``.

        ``without`` are known requests that do not count: in training, the request itself.
        """
        likeness = self.vectors @ (vector @ self.basis * self.scale)
        likeness[list(without)] = -1.0
        found: list[float] = []
        for kind in range(len(KINDS)):
            best = greatest(likeness[self.kinds == kind], NEAREST)
            found += [float(best[-1]), float(best.mean())] if len(best) else [0.0, 0.0]
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
            found = Likeness(
                data["basis"], data["vectors"].astype(np.float32), float(data["scale"]), data["kinds"], str(data["embedder"])
            )
    except (OSError, EOFError, BadZipFile, ValueError, KeyError) as error:
        raise CorpusError(f"{path} cannot be read ({reason(error)}). Restore it, or run: make train") from error
    if found.vectors.shape != (len(found.kinds), found.basis.shape[1]):
        raise CorpusError(f"{path} has arrays that do not fit each other. Restore it, or run: make train")
    return found if found.embedder == embedder_digest else None
