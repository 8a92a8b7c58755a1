"""What happens in the studio → every page that is open, at once.

Server-sent events (HTML, 9.2): a plain GET behind the same gate as everything else.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import threading
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

MOST = 200  # pages that listen; of more, the oldest is told to come again
WAITING = 100  # events that a page that does not listen may have before it
BEAT = 15.0  # seconds after which something is sent, so that a line that broke is noticed


@dataclass(eq=False)
class Listener:
    """A page that is open: who is in front of it, and the piece that it shows."""

    name: str
    piece: str
    loop: asyncio.AbstractEventLoop
    queue: asyncio.Queue[str] = field(default_factory=lambda: asyncio.Queue(WAITING))
    is_over: bool = False

    def put(self, said: str) -> None:
        """Let it hear something; one that is far behind is told to look at everything again."""
        if self.queue.full():
            while not self.queue.empty():
                self.queue.get_nowait()
            said = _line("changed", {})
        self.queue.put_nowait(said)


@dataclass
class Events:
    """Who listens, and what is told to all of them, from any thread."""

    _listeners: dict[Listener, None] = field(default_factory=dict)  # the oldest first
    _guard: threading.Lock = field(default_factory=threading.Lock)
    closed: bool = False

    def tell(self, kind: str, **values: object) -> None:
        """Tell every page that something of a kind has happened."""
        said = _line(kind, values)
        with self._guard:
            for listener in self._listeners:
                with contextlib.suppress(RuntimeError):  # its loop has ended
                    listener.loop.call_soon_threadsafe(listener.put, said)

    def close(self) -> None:
        """Let every page know that the server ends."""
        self.closed = True
        self.tell("closed")

    def in_piece(self, piece: str) -> tuple[str, ...]:
        """The names of those who have a piece open."""
        with self._guard:
            found = [each.name for each in self._listeners if piece and each.piece == piece]
        return tuple(sorted(found))

    async def stream(self, name: str, piece: str) -> AsyncIterator[str]:
        """What one page hears, until it goes away or the server ends."""
        listener = Listener(name, piece, asyncio.get_running_loop())
        with self._guard:
            self._listeners[listener] = None
            for oldest in [*self._listeners][:-MOST]:
                oldest.is_over = True
        self._told_who(piece)
        try:
            yield "retry: 1000\n\n"
            while not ((self.closed or listener.is_over) and listener.queue.empty()):
                try:
                    yield await asyncio.wait_for(listener.queue.get(), BEAT)
                except TimeoutError:
                    yield ": still here\n\n"
        finally:
            with self._guard:
                self._listeners.pop(listener, None)
            self._told_who(piece)

    def _told_who(self, piece: str) -> None:
        if piece:
            self.tell("presence", piece=piece, names=list(self.in_piece(piece)))


def _line(kind: str, values: dict[str, object]) -> str:
    return f"event: {kind}\ndata: {json.dumps(values, ensure_ascii=False)}\n\n"
