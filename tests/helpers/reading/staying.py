"""A program that is started once, and answers each line that it is given with a line.

One process of the tests has one of each, from the first question until its own end.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import tempfile
import threading
from collections.abc import Mapping, Sequence
from functools import cache

SECONDS = 300  # for an answer


class Staying:
    """It ends when its input does; one that has ended is started again by the next question."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.command, self.environment = command, environment
        self.process: subprocess.Popen[str] | None = None
        atexit.register(self.stop)

    def ask(self, line: str) -> str:
        """The answer; what the program says besides stands in the error where there is none."""
        if self.process is None or self.process.poll() is not None:
            self.stop()
            self._start()
        assert self.process is not None
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        late = threading.Timer(SECONDS, self.process.kill)
        late.start()
        try:
            self.process.stdin.write(f"{line}\n")
            self.process.stdin.flush()
            answer = self.process.stdout.readline()
        except BrokenPipeError:
            answer = ""
        finally:
            late.cancel()
        if not answer:
            raise RuntimeError(f"{self.command[0]} gave no answer: {self.stop()}")
        return answer.rstrip("\n")

    def _start(self) -> None:
        self.said = tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace")  # noqa: SIM115
        self.process = subprocess.Popen(
            self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.said,
            encoding="utf-8", env=os.environ | self.environment,
        )  # fmt: skip

    def stop(self) -> str:
        """End the program; says what it said besides its answers."""
        if self.process is None:
            return ""
        late = threading.Timer(10, self.process.kill)
        late.start()
        with contextlib.suppress(BrokenPipeError), self.process:
            pass  # its pipes are closed, and it is waited for
        late.cancel()
        self.process = None
        with self.said as said:
            said.seek(0)
            return said.read().strip()


@cache
def staying(command: tuple[str, ...], environment: tuple[tuple[str, str], ...] = ()) -> Staying:
    """The program of a command, one for all that ask."""
    return Staying(command, dict(environment))
