"""Pieces of work → their results, from copies of this process, which hold all that they need.

For what is quick and needs much, as an edition of sections that are typeset already, and for what
is whole in itself, as one zine of several. Where a system has no fork, it is done right here.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import signal
import struct
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection, Pipe, wait
from typing import Generic, TypeVar

T = TypeVar("T")
NUMBER = struct.Struct("!H")
FORKS = sys.platform == "linux"


@dataclass(frozen=True)
class _Child(Generic[T]):
    number: int
    place: int
    pipe: Connection
    work: Callable[[], T]


def done_beside(works: Iterable[Callable[[], T]], count: int) -> list[T]:
    """What comes of each piece of work, in their order; at most `count` are done at once.

    The last is done by this process meanwhile. What a piece raises is raised here, once all that
    were begun have ended. One whose process is ended by the system is done again right here.
    """
    waiting = deque(enumerate(works))
    if not FORKS or count < 2 or len(waiting) < 2:
        return [work() for _, work in waiting]
    made: dict[int, T] = {}
    begun: list[_Child[T]] = []
    try:
        while waiting:
            while len(waiting) > 1 and len(begun) < count - 1:
                begun.append(_begun(*waiting.popleft()))
            place, work = waiting.pop()
            made[place] = work()
            made |= _ended(begun, 0)
        while begun:
            made |= _ended(begun, None)
    finally:
        _stop(begun)
    return [made[place] for place in sorted(made)]


def done_in_turns(
    worker: Callable[[Iterator[int]], Mapping[int, T]], items: int, count: int
) -> dict[int, T]:
    """What comes of each item, by its number, where every process takes the next as it is free.

    `worker` is called once in each of `count` processes, this one among them, with the numbers that
    fall to it, and can hold on to what all of them need. An item whose process is ended by the
    system has no result.
    """
    if not FORKS or min(items, count) < 2:
        return dict(worker(iter(range(items))))
    turns, told = os.pipe()
    for number in range(items):
        os.write(told, NUMBER.pack(number))
    os.close(told)
    try:
        works = [lambda: worker(_turns(turns))] * min(items, count)
        return {number: made for each in done_beside(works, count) for number, made in each.items()}
    finally:
        os.close(turns)


def _turns(turns: int) -> Iterator[int]:
    """The next number, until there is none; each is taken by one process alone."""
    while found := os.read(turns, NUMBER.size):
        yield NUMBER.unpack(found)[0]


def _begun(place: int, work: Callable[[], T]) -> _Child[T]:
    ours, theirs = Pipe(duplex=False)
    sys.stdout.flush()
    sys.stderr.flush()
    number = os.fork()
    if not number:
        _answer(theirs, work)
    theirs.close()
    return _Child(number, place, ours, work)


def _answer(pipe: Connection, work: Callable[[], object]) -> None:
    """Send what comes of the work, or what it raises, and end this process."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that began it
        try:
            answer = pickle.dumps((work(), None))
        except Exception as error:
            answer = pickle.dumps((None, error))
        pipe.send_bytes(answer)
    finally:
        os._exit(0)


def _ended(begun: list[_Child[T]], seconds: float | None) -> Iterator[tuple[int, T]]:
    """What comes of those that have ended, after waiting for the first so long (None: for ever)."""
    pipes = wait([child.pipe for child in begun], seconds)
    for child in [each for each in begun if each.pipe in pipes]:
        try:
            result, error = pickle.loads(child.pipe.recv_bytes())
        except EOFError:
            result, error = child.work(), None
        begun.remove(child)
        _stop([child])
        if error is not None:
            raise error
        yield child.place, result


def _stop(children: Iterable[_Child[T]]) -> None:
    for child in children:
        child.pipe.close()
        with contextlib.suppress(OSError):
            os.kill(child.number, signal.SIGKILL)
        with contextlib.suppress(OSError):
            os.waitpid(child.number, 0)
