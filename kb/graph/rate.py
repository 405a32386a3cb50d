"""How often one client may ask: a bucket of tokens for each, refilled over the minute."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

from kb.errors import TooManyRequestsError

_CLIENTS = 10_000


class RateLimit:
    """``per_minute`` requests of each client, of which a tenth may come at once; 0 is no limit."""

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._most = per_minute / 60, max(per_minute / 10, 1)
        self._clock = clock
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, client: str) -> None:
        """Count a request; raises TooManyRequestsError with the seconds until the next one is allowed."""
        if not self._rate:
            return
        now = self._clock()
        left, seen = self._buckets.pop(client, (self._most, now))
        left = min(self._most, left + (now - seen) * self._rate)
        if left < 1:
            self._buckets[client] = (left, now)
            after = int((1 - left) / self._rate) + 1
            raise TooManyRequestsError("You ask too often.", "Wait, or use the dumps.", after=after)
        self._buckets[client] = (left - 1, now)
        if len(self._buckets) > _CLIENTS:
            self._buckets.popitem(last=False)
