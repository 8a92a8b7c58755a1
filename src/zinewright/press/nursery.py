"""A process that has loaded what typesetting needs → workers, each a copy of it.

Loading takes longer than a page does. So it is done once, in a process beside this one, which then
forks as many workers as there are jobs for; where a system has no fork, each worker loads alone.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import signal
import socket
import struct
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

Life = Callable[[Connection], None]
NUMBER = struct.Struct("!q")
BEGIN, END_OF, STOP = b"b", b"e", b"s"
SECONDS = 5.0  # for a process that was told to end


@dataclass
class Nursery:
    """`warm` is what it does first, `work` the life of a worker with its pipe."""

    warm: Callable[[], None]
    work: Life
    _process: BaseProcess | None = None
    _control: socket.socket | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, others: list[Connection]) -> None:
        """Begin the process, where it has not begun; `others` are pipes that are not its own."""
        if self._process is not None and self._process.is_alive():
            return
        if self._control is not None:
            self._control.close()
        ours, theirs = socket.socketpair()
        closed = [*map(Connection.fileno, others), ours.fileno()]
        context = multiprocessing.get_context("fork")
        self._process = context.Process(
            target=_live, args=(theirs, closed, self.warm, self.work), daemon=True
        )
        with interrupts_wait():
            self._process.start()
        theirs.close()
        self._control = ours

    def worker(self) -> Connection:
        """The pipe of a new worker, which is there as soon as all is loaded.

        The first thing that it sends is the number of its process.
        """
        ours, theirs = socket.socketpair()
        with theirs, contextlib.suppress(OSError):  # one that is gone is found when collecting
            assert self._control is not None
            socket.send_fds(self._control, [BEGIN], [theirs.fileno()])
        return Connection(ours.detach())

    def end_of(self, worker: int) -> int:
        """How a worker ended, once it has: its exit code, or minus the signal; 0 if nobody knows.

        One that still works is ended.
        """
        if self._control is None or not worker:
            return self._own_end()
        with contextlib.suppress(OSError):
            self._control.sendall(END_OF + NUMBER.pack(worker))
            self._control.settimeout(SECONDS)
            return int(NUMBER.unpack(_all_of(self._control, NUMBER.size))[0])
        return self._own_end()

    def _own_end(self) -> int:
        if self._process is None:
            return 0
        self._process.join(timeout=SECONDS)
        return self._process.exitcode or 0

    def stop(self) -> None:
        """End it, and with it every worker that it began."""
        if self._process is None or self._control is None:
            return
        with contextlib.suppress(OSError):
            self._control.sendall(STOP)
        self._process.join(timeout=0.2)  # it may still be loading, and then has no worker
        self._process.kill()
        self._process.join()
        self._control.close()
        self._process = self._control = None


def _live(control: socket.socket, closed: list[int], warm: Callable[[], None], work: Life) -> None:
    """The life of the nursery: load, then begin workers, and say how they ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that began it
    for other in closed:
        os.close(other)
    threading.Thread(target=end_with_parent, daemon=True).start()
    warm()
    gc.freeze()  # what is loaded stays; looking through it again takes time, and copies pages
    begun: set[int] = set()
    lives, mine = os.pipe()
    with contextlib.suppress(OSError, EOFError):
        while True:
            asked, (pipe,) = _asked(control)
            if asked == BEGIN:
                begun.add(_forked(pipe, (control.fileno(), mine), lives, work))
                os.close(pipe)
            elif asked == END_OF:
                worker = int(NUMBER.unpack(_all_of(control, NUMBER.size))[0])
                control.sendall(NUMBER.pack(_ended(worker, begun)))
            else:
                break
    for worker in sorted(begun):
        _ended(worker, begun)


def _asked(control: socket.socket) -> tuple[bytes, tuple[int]]:
    """What is asked, with the pipe that came with it, -1 for none. Raises `EOFError`."""
    asked, pipes, _, _ = socket.recv_fds(control, 1, 1)
    if not asked:
        raise EOFError
    return asked, (pipes[0] if pipes else -1,)


def _forked(pipe: int, others: tuple[int, ...], lives: int, work: Life) -> int:
    """The number of a new process that works for as long as this one `lives`."""
    number = os.fork()
    if number:
        return number
    try:
        for other in others:
            os.close(other)
        threading.Thread(target=_end_with, args=(lives,), daemon=True).start()
        connection = Connection(pipe)
        with contextlib.suppress(OSError, EOFError):
            connection.send(os.getpid())
            work(connection)
    finally:
        os._exit(0)


def _end_with(lives: int) -> None:
    """End, whatever is being done, when the other end of a pipe is closed."""
    os.read(lives, 1)
    os._exit(1)


def _ended(worker: int, begun: set[int]) -> int:
    """End a worker, and say how it ended, which may have been before."""
    if worker not in begun:
        return 0
    with contextlib.suppress(OSError):
        os.kill(worker, signal.SIGKILL)
    begun.discard(worker)
    try:
        return os.waitstatus_to_exitcode(os.waitpid(worker, 0)[1])
    except OSError:
        return 0


def _all_of(control: socket.socket, count: int) -> bytes:
    """So many bytes. Raises `EOFError` where fewer come."""
    found = b""
    while len(found) < count:
        more = control.recv(count - len(found))
        if not more:
            raise EOFError
        found += more
    return found


@contextlib.contextmanager
def interrupts_wait() -> Iterator[None]:
    """Hold Ctrl-C back until a new process can pass over it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_parent() -> None:
    """End, in the middle of whatever it is, when nobody is left to take what comes of it."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
