"""What a command takes: time, work, and the memory of its largest process."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss, in bytes


@dataclass(frozen=True)
class Taken:
    """Seconds by the clock, seconds of all processors, MB of the largest process; what it said.

    All processes that the command began and waited for are in it.
    """

    clock: float = 0.0
    work: float = 0.0
    memory: float = 0.0
    said: str = ""

    def __add__(self, next_one: Taken) -> Taken:
        return Taken(
            self.clock + next_one.clock,
            self.work + next_one.work,
            max(self.memory, next_one.memory),
            next_one.said,
        )


def taken(command: Iterable[object], cwd: Path | None = None, **environment: str) -> Taken:
    """What a command takes from its start to its end. Raises `RuntimeError` where it fails."""
    begun = time.monotonic()
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)} | environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    with process.stderr:
        said = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    clock = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}: {said}")
    return Taken(clock, used.ru_utime + used.ru_stime, used.ru_maxrss * UNIT / 1e6, said)


def crowding() -> float:
    """How much longer two computations take than one: 1 on two idle processors, 2 on one."""
    spin = [sys.executable, "-c", "for _ in range(10**7): pass"]
    times = []
    for count in (1, 2):
        begun = time.monotonic()
        for process in [subprocess.Popen(spin) for _ in range(count)]:
            process.wait()
        times.append(time.monotonic() - begun)
    return times[1] / times[0]


def best(rounds: Iterable[Taken]) -> Taken:
    """The least of each figure, and the most memory."""
    made = tuple(rounds)
    return Taken(
        min(one.clock for one in made),
        min(one.work for one in made),
        max(one.memory for one in made),
        made[-1].said,
    )
