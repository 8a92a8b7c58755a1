"""How slow this machine is: what is fair to ask of it, in seconds of one that was measured."""

from __future__ import annotations

import time
from functools import cache

REFERENCE = 0.05  # seconds for the sum below, where the limits of time were set


@cache
def pace() -> float:
    """By how much longer work takes here than there, at least 1."""
    times = []
    for _ in range(3):
        begun = time.process_time()
        sum(number * number % 7 for number in range(1_000_000))
        times.append(time.process_time() - begun)
    return max(1.0, min(times) / REFERENCE)
