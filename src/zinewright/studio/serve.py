"""A folder → the studio of its zine on this machine, until somebody stops it."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import ipaddress
import signal
import socket
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import uvicorn
from watchfiles import watch

from zinewright.problems import Problem, ZineError, visible
from zinewright.studio.entrance.connections import PatientProtocol
from zinewright.studio.open_zine import OpenZine
from zinewright.studio.sessions import Sessions

HERE = "127.0.0.1"
LOWEST, MANY = 20_000, 20_000  # ports that no service is known by
TRIES = 20
MOST_LINES = 300  # to browsers, which take up to six each
USUAL = {"http": 80, "https": 443}  # ports that no address names
ENDING = (signal.SIGINT, signal.SIGTERM)


@dataclass(frozen=True)
class Listening:
    """Where the studio answers, under which names, and to whom: each person with a passphrase.

    With the files of a certificate and its key (PEM) it answers over TLS alone.
    """

    address: str = HERE
    names: tuple[str, ...] = ("localhost",)
    people: Mapping[str, str] = field(default_factory=dict)
    certificate: Path | None = None
    key: Path | None = None

    @property
    def is_everywhere(self) -> bool:
        """Whether the address stands for every one of this machine, and so is none to ask for."""
        return _is_any(self.address)

    @property
    def is_here(self) -> bool:
        """Whether only this machine reaches the address."""
        try:
            return ipaddress.ip_address(self.address).is_loopback
        except ValueError:
            return self.address == "localhost"

    @property
    def scheme(self) -> str:
        """What its address begins with."""
        return "https" if self.certificate else "http"

    def hosts(self, port: int) -> tuple[str, ...]:
        """What a browser may say that it asks: each name with the port; exactly these."""
        names = [name for name in (self.address, *self.names) if not _is_any(name)]
        ends = [f":{port}", ""] if port == USUAL[self.scheme] else [f":{port}"]
        return tuple(f"{_in_address(name.lower())}{end}" for name in names for end in ends)


def serve(
    folder: Path, port: int | None, person: str, ready: Callable[[str], None],
    listening: Listening | None = None,
) -> None:  # fmt: skip
    """Serve the zine in a folder, new or there already, until SIGINT or SIGTERM.

    `ready` is told the one-time address as soon as it answers. Without a port, the folder has one
    of its own, so that a browser finds what it has kept. Raises `ZineError` where there is none,
    or where the certificate cannot be used.
    """
    at = listening or Listening()
    _check_certificate(at)
    with contextlib.ExitStack() as begun:
        taken = begun.enter_context(_socket(folder, port, at.address))
        number = taken.getsockname()[1]
        zine = OpenZine(folder)
        begun.callback(zine.close)
        zine.make_ready()
        sessions = Sessions(number)
        for name, passphrase in at.people.items():
            sessions.people.add(name, passphrase)
        hosts = at.hosts(number)
        from zinewright.studio.app import app_for  # while the desks load what they need

        app = app_for(zine, sessions, frozenset(hosts))
        address = f"{at.scheme}://{hosts[0]}/?once={sessions.invite(person)}"
        config = uvicorn.Config(
            app, log_level="critical", access_log=False, lifespan="off", server_header=False,
            date_header=False, timeout_graceful_shutdown=2, http=PatientProtocol, ws="none",
            proxy_headers=False, limit_concurrency=MOST_LINES,
            ssl_certfile=at.certificate, ssl_keyfile=at.key,
        )  # fmt: skip
        server = _Server(config, lambda: ready(address), zine)
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


def _is_any(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_unspecified
    except ValueError:
        return False


def _in_address(name: str) -> str:
    return f"[{name}]" if ":" in name else name


def _check_certificate(at: Listening) -> None:
    if at.certificate is None:
        return
    try:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(at.certificate, at.key, password=lambda: "")
    except (OSError, ValueError) as error:
        reason = (getattr(error, "strerror", None) or str(error)).lower()
        what = f"the certificate cannot be used ({reason})"
        fix = "Give the certificate and its key as files in PEM, and the key without a passphrase"
        raise ZineError([Problem(str(at.certificate), None, "cannot-read", what, fix)]) from None


def _socket(folder: Path, port: int | None, address: str) -> socket.socket:
    """A port of one address of this machine, which is this machine alone unless somebody asks.

    Raises `ZineError` where the one that is asked for is taken, or the address is none.
    """
    try:
        family, *_ = socket.getaddrinfo(address, None, type=socket.SOCK_STREAM)[0]
    except (OSError, UnicodeError):
        raise _no_address(address) from None
    digest = hashlib.sha256(str(folder.resolve()).encode()).digest()
    own = LOWEST + int.from_bytes(digest[:4], "big") % MANY
    wanted = [port] if port is not None else [*range(own, own + TRIES), 0]
    for number in wanted:
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            found.bind((address, number))
            return found
        except (OSError, OverflowError) as error:
            found.close()
            if getattr(error, "errno", None) == errno.EADDRNOTAVAIL:
                raise _no_address(address) from None
    what = f"port {port} is taken, by another studio or another program"
    fix = "Stop that, or leave --port out: then a port that is free is taken"
    raise ZineError([Problem("studio", None, "cannot-read", what, fix)])


def _no_address(address: str) -> ZineError:
    what = f"this machine has no address “{visible(address)}”"
    fix = "Give one that it has in the network, such as 192.168.1.20"
    return ZineError([Problem("studio", None, "value", what, fix)])


def _watch(zine: OpenZine, stop: threading.Event) -> None:
    """Tell open pages of every change, also of those that are made with other programs."""
    state = zine.state()
    with contextlib.suppress(OSError, RuntimeError):
        for _ in watch(zine.folder, stop_event=stop, step=100, debounce=200, recursive=True):
            now = zine.state()
            if now != state:
                state = now
                zine.changed()
