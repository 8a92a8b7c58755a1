"""A folder → the studio of its zine on this machine, until somebody stops it."""

from __future__ import annotations

import contextlib
import hashlib
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import uvicorn
from watchfiles import watch

from zinewright.problems import Problem, ZineError
from zinewright.studio.app import app_for
from zinewright.studio.open_zine import OpenZine
from zinewright.studio.sessions import Sessions

HERE = "127.0.0.1"
LOWEST, MANY = 20_000, 20_000  # ports that no service is known by
TRIES = 20
ENDING = (signal.SIGINT, signal.SIGTERM)


def serve(folder: Path, port: int | None, person: str, ready: Callable[[str], None]) -> None:
    """Serve the zine in a folder, new or there already, until SIGINT or SIGTERM.

    `ready` is told the one-time address as soon as it answers. Without a port, the folder has one
    of its own, so that a browser finds what it has kept. Raises `ZineError` where there is none.
    """
    with contextlib.ExitStack() as begun:
        taken = begun.enter_context(_socket(folder, port))
        number = taken.getsockname()[1]
        zine = OpenZine(folder)
        begun.callback(zine.close)
        sessions = Sessions(number)
        hosts = frozenset(f"{name}:{number}" for name in (HERE, "localhost"))
        app = app_for(zine, sessions, hosts)
        address = f"http://{HERE}:{number}/?once={sessions.invite(person)}"
        config = uvicorn.Config(
            app, log_level="critical", access_log=False, lifespan="off", server_header=False,
            date_header=False, timeout_graceful_shutdown=2,
        )  # fmt: skip
        server = _Server(config, lambda: ready(address), zine)
        zine.meanwhile(zine.desk.begin)
        zine.meanwhile(zine.press.begin)
        stop = threading.Event()
        begun.callback(stop.set)
        zine.meanwhile(lambda: _watch(zine, stop))
        server.run(sockets=[taken])


class _Server(uvicorn.Server):
    """One that says when it answers, and tells every page when it ends."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None], zine: OpenZine) -> None:
        super().__init__(config)
        self._ready, self._zine = ready, zine

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """End on a signal, and let what was begun be ended in order: nothing is raised again."""
        held = {each: signal.signal(each, self.handle_exit) for each in ENDING}
        try:
            yield
        finally:
            for each, before in held.items():
                signal.signal(each, before)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._zine.events.close()  # else it would wait for pages that wait for it
        await super().shutdown(sockets)


def _socket(folder: Path, port: int | None) -> socket.socket:
    """A port of this machine alone. Raises `ZineError` where the one that is asked for is taken."""
    digest = hashlib.sha256(str(folder.resolve()).encode()).digest()
    own = LOWEST + int.from_bytes(digest[:4], "big") % MANY
    wanted = [port] if port is not None else [*range(own, own + TRIES), 0]
    for number in wanted:
        found = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((HERE, number))
            return found
        except (OSError, OverflowError):
            found.close()
    what = f"port {port} is taken, by another studio or another program"
    fix = "Stop that, or leave --port out: then a port that is free is taken"
    raise ZineError([Problem("studio", None, "cannot-read", what, fix)])


def _watch(zine: OpenZine, stop: threading.Event) -> None:
    """Tell open pages of every change, also of those that are made with other programs."""
    state = zine.state()
    with contextlib.suppress(OSError, RuntimeError):
        for _ in watch(zine.folder, stop_event=stop, step=100, debounce=200, recursive=True):
            now = zine.state()
            if now != state:
                state = now
                zine.changed()
