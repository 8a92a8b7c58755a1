"""What comes in → what may: the one gate before every room, so that no room can forget it.

It serves one machine. A name that points here (DNS rebinding), a form on another site (CSRF), a
page that embeds this one, a browser without the cookie: each is turned away before any room is
asked. No header ever lets other sites read an answer (CORS).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from zinewright.studio.sessions import Sessions

Scope = MutableMapping[str, Any]  # as ASGI 3 has it
Receive = Callable[[], Awaitable[Scope]]
Send = Callable[[Scope], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SAFE = ("GET", "HEAD")
MOST_BYTES = 300_000_000  # of one request, as much as an archive of an importer may have
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}
ONCE = "once"
CLOSED = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Closed</title>
<h1>This door is closed</h1><p>The studio was started anew, or this address was used before. Take
the address that <code>zine studio</code> prints now.</p></html>"""


class TooMuchSent(Exception):
    """More came in than anything that a room takes."""


class Guard:
    """An ASGI application in front of another."""

    def __init__(self, app: App, sessions: Sessions, hosts: frozenset[str]) -> None:
        self.app, self.sessions, self.hosts = app, sessions, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it here."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":  # there is no WebSocket
            return
        refused = self._refused(scope)
        send = _with_headers(send)
        if refused is not None:
            await refused(scope, receive, send)
            return
        try:
            await self.app(scope, _within(receive, MOST_BYTES), send)
        except TooMuchSent:
            said = f"That is more than {MOST_BYTES // 1_000_000} MB. Nothing was changed."
            await PlainTextResponse(said, 413)(scope, receive, send)

    def _refused(self, scope: Scope) -> Response | None:
        """Why a request goes no further; with the guest in the scope where it may."""
        heads = _headers(scope)
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or heads["host"] not in self.hosts:
            return PlainTextResponse("This server has another name.", 421)
        length = heads.get("content-length", "0")
        if not length.isdigit() or int(length) > MOST_BYTES:
            return PlainTextResponse("That is too large. Nothing was changed.", 413)
        if scope["method"] not in SAFE and not _same_origin(heads):
            return PlainTextResponse("Only pages of the studio change anything.", 403)
        if came := self._exchange(scope):
            return came
        guest = self.sessions.guest(_cookie(heads, self.sessions.cookie))
        if guest is None:
            return HTMLResponse(CLOSED, 403)
        scope["guest"] = guest
        return None

    def _exchange(self, scope: Scope) -> Response | None:
        """The cookie for a one-time address; then the address is gone from the browser's bar."""
        asked = parse_qs(scope["query_string"].decode("latin-1"))
        key = asked.pop(ONCE, [""])[0]
        if scope["method"] != "GET" or not key:
            return None
        cookie = self.sessions.admit(key)
        if cookie is None:
            return None  # one who is in already may come back to an address of before
        rest = urlencode(asked, doseq=True)
        answer = RedirectResponse(f"{scope['path']}{'?' if rest else ''}{rest}", 303)
        answer.set_cookie(self.sessions.cookie, cookie, httponly=True, samesite="strict")
        return answer


def _headers(scope: Scope) -> dict[str, str]:
    return {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}


def _same_origin(heads: dict[str, str]) -> bool:
    """Whether a page of this server asks, as the browser says (Fetch Metadata, RFC 6454)."""
    site, origin = heads.get("sec-fetch-site"), heads.get("origin")
    if origin is not None and urlsplit(origin).netloc != heads["host"]:
        return False
    return site == "same-origin" if site is not None else origin is not None


def _cookie(heads: dict[str, str], name: str) -> str:
    try:
        found = SimpleCookie(heads.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _with_headers(send: Send) -> Send:
    """Every answer has what keeps it to this page; what a room says of caching stays."""

    async def sent(message: Scope) -> None:
        if message["type"] == "http.response.start":
            said = {name.lower() for name, _ in message["headers"]}
            more = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message["headers"] = [*message["headers"], *(h for h in more if h[0] not in said)]
        await send(message)

    return sent


def _within(receive: Receive, most: int) -> Receive:
    """What comes in, as far as it is no more than a room takes, whatever its head says."""
    got = 0

    async def received() -> Scope:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise TooMuchSent
        return message

    return received
