"""How likely each sentence is of what is meant: the route's probabilities of the entries that quote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from rag.corpus.prepared import Entry
    from rag.understanding.route import Route

    Floats = NDArray[np.float64]

PROBABLE = 0.003
"""Probability of an entry below which it tells nothing: so many are about as likely."""
_UNQUOTED = ("social", "about")


def quoted(entries: Mapping[str, Entry], route: Route, count: int) -> Floats:
    """Of each of ``count`` sentences the probability that an entry is meant that quotes it, ``(n,)``, but for small talk and what
    is said of the report itself.
    """
    shares = np.zeros(count)
    for n in np.flatnonzero(route.probabilities > PROBABLE).tolist():
        entry = entries.get(route.classes[n])
        for part in entry.parts if entry and entry.form not in _UNQUOTED else ():
            shares[list(part.sentences)] += route.probabilities[n]
    return shares


def of_likeliest(entries: Mapping[str, Entry], route: Route, count: int) -> Floats:
    """Of each of ``count`` sentences whether the likeliest of all entries quotes it, 0 or 1, ``(n,)``."""
    made = np.zeros(count)
    order = np.argsort(-route.probabilities, kind="stable").tolist()
    likeliest = next((entries[name] for n in order if (name := route.classes[n]) in entries), None)
    for part in likeliest.parts if likeliest else ():
        made[list(part.sentences)] = 1
    return made
