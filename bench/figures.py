"""Samples → figures: percentiles, ratios and where two lines cross. Pure, and without any package."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

DIGITS = 3
"""Significant digits of a figure that is kept: more would be noise."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How ``n`` samples lie, in milliseconds."""

    n: int
    p50: float
    p95: float
    p99: float


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which ``share`` (0 to 1) of the values lie, interpolated between neighbours."""
    if not values or not 0 <= share <= 1:
        raise ValueError(f"no percentile {share} of {len(values)} values")
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def median(values: Sequence[float]) -> float:
    """The value in the middle."""
    return percentile(values, 0.5)


def spread(seconds: Sequence[float]) -> Spread:
    """How samples in seconds lie, in milliseconds."""
    p50, p95, p99 = (significant(percentile(seconds, share) * 1000) for share in (0.5, 0.95, 0.99))
    return Spread(len(seconds), p50, p95, p99)


def ratio(value: float, to: float) -> float:
    """``value`` as so many times ``to``; ``ValueError`` where ``to`` is nothing to compare with."""
    if to <= 0:
        raise ValueError(f"nothing can be compared with {to}")
    return significant(value / to)


def significant(value: float, digits: int = DIGITS) -> float:
    """``value`` with so many significant digits."""
    return float(f"{value:.{digits}g}")


def crossing(sizes: Sequence[float], costs: Sequence[float], others: Sequence[float]) -> float | None:
    """The first size from which ``costs`` exceed ``others``; ``None`` where they never do.

    Costs are taken to grow as a power of the size between two neighbours, as they roughly do, so the place is read off
    straight lines over logarithms. All must be positive.
    """
    gaps = [math.log(cost / other) for cost, other in zip(costs, others, strict=True)]
    if gaps and gaps[0] > 0:
        return significant(sizes[0])
    for at in range(1, len(gaps)):
        if gaps[at] > 0:
            share = -gaps[at - 1] / (gaps[at] - gaps[at - 1])
            low, high = math.log(sizes[at - 1]), math.log(sizes[at])
            return significant(math.exp(low + (high - low) * share), 2)
    return None
