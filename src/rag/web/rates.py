"""How much each client may do in a minute: one number a client, a bounded number of clients, the same cost for each request.

The generic cell rate algorithm (ITU-T I.371): what a client did is kept as the moment at which all of it will have been
forgiven. In this process only; where several replicas stand behind one balancer, the balancer's own limit holds for all.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

MINUTE = 60.0
MOST_CLIENTS = 20_000
"""As many as may ask within a minute or so of each other; past that who was quiet the longest is forgotten first. About 5 MiB."""


class Rate:
    """``a_minute`` for each client, at once or spread; then one each time that its share of a minute has passed."""

    def __init__(self, a_minute: int, most_clients: int = MOST_CLIENTS, now: Callable[[], float] = time.monotonic) -> None:
        self._step = MINUTE / a_minute
        self._dearest = a_minute
        self._most = most_clients
        self._now = now
        self._forgiven: OrderedDict[str, float] = OrderedDict()

    def __len__(self) -> int:
        """How many clients are remembered."""
        return len(self._forgiven)

    def wait(self, client: str, worth: int = 1) -> float:
        """Count one of a client's; 0 where it may be done, else it is not counted and may be tried after so many seconds.

        It counts for ``worth`` of them, but for no more than who has done nothing may do at once.
        """
        now = self._now()
        forgiven = max(now, self._forgiven.get(client, 0.0)) + self._step * min(worth, self._dearest)
        late = forgiven - now - MINUTE
        if late <= 1e-6:  # a microsecond: sums of fractions are not exact  # noqa: PLR2004
            self._forgiven[client] = forgiven
            late = 0.0
        self._forgiven.move_to_end(client)
        self._forget(now)
        return late

    def _forget(self, now: float) -> None:
        """Two at most: requests add one each, so that what is past goes faster than it comes."""
        for _ in range(2):
            oldest = next(iter(self._forgiven))
            if len(self._forgiven) <= self._most and self._forgiven[oldest] > now:
                break
            del self._forgiven[oldest]
            if not self._forgiven:
                break
