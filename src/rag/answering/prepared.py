"""What an editor prepared and what was learnt of it, as the answerer gets it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import numpy as np
    from numpy.typing import NDArray

    from rag.answering.regression import Regression
    from rag.answering.weigh import Weights
    from rag.corpus.prepared import Entry
    from rag.understanding.aspects import AspectWeights
    from rag.understanding.language import Language
    from rag.understanding.likeness import Likeness
    from rag.understanding.route import Router


@dataclass(frozen=True, slots=True)
class Prepared:
    """What an editor prepared and ``rag train`` learnt of it; without all that was learnt no entry is shown."""

    entries: tuple[Entry, ...] = ()
    synonyms: Mapping[str, Sequence[str]] = field(default_factory=dict)
    shapes: tuple[str, ...] = ()
    languages: Mapping[str, Language] = field(default_factory=dict)
    router: Router | None = None
    likeness: Likeness | None = None
    weights: Weights | None = None
    told: NDArray[np.float64] | None = None
    aspects: AspectWeights | None = None
    rows: Regression | None = None
    relevance: Regression | None = None
