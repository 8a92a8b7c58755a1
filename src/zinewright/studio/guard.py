"""What comes in → what may: the one gate before every room, so that no room can forget it.

It serves one machine. A name that points here (DNS rebinding), a form on another site (CSRF), a
page that embeds this one, a browser without the cookie: each is turned away before any room is
asked. No header ever lets other sites read an answer (CORS).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from urllib.parse import parse_qsl, urlencode

from starlette.responses import HTMLResponse, PlainTextResponse, Response

from zinewright.studio.entrance.sign_in import (
    PLACE,
    Receive,
    Scope,
    let_in,
    sign_in_page,
    signed_in,
)
from zinewright.studio.sessions import Sessions

Send = Callable[[Scope], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

SAFE = ("GET", "HEAD")
MOST_BYTES = 300_000_000  # of one request, as much as an archive of an importer may have
LONGEST_LENGTH = 12  # digits
ONE_OF = ("host", "origin", "sec-fetch-site", "content-length", "content-type")
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-src 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",  # with none at all, a form would come from “null”
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
        if refused is None and "guest" not in scope:
            refused = await signed_in(
                self.sessions.people, lambda name: self._admitted(name, scope), scope, receive
            )
        if refused is not None:
            await refused(scope, receive, send)
            return
        await self.app(scope, within(receive, MOST_BYTES), send)

    def _refused(self, scope: Scope) -> Response | None:
        """Why a request goes no further; with the guest in the scope where it may.

        Without either, somebody has filled in the page on which people say who they are.
        """
        heads = _headers(scope)
        if heads is None:
            return PlainTextResponse("Something is said twice in the head of this request.", 400)
        if heads.get("host") not in self.hosts:
            return PlainTextResponse("This server has another name.", 421)
        if _length(heads.get("content-length", "0")) > MOST_BYTES:
            return PlainTextResponse("That is too large. Nothing was changed.", 413)
        if not _same_origin(heads, scope["scheme"], scope["method"]):
            return PlainTextResponse("Only pages of the studio change anything.", 403)
        if came := self._exchange(scope):
            return came
        found = map(self.sessions.guest, _cookies(scope, self.sessions.cookie))
        guest = next((each for each in found if each is not None), None)
        if guest is None and not self.sessions.people:
            return HTMLResponse(CLOSED, 403)
        if guest is None:
            is_filled_in = (scope["method"], scope["path"]) == ("POST", PLACE)
            return None if is_filled_in else sign_in_page()
        scope["guest"] = guest
        return None

    def _exchange(self, scope: Scope) -> Response | None:
        """The cookie for a one-time address; then the address is gone from the browser's bar."""
        query = scope["query_string"].decode("latin-1")
        if scope["method"] != "GET" or ONCE not in query:
            return None
        asked = parse_qsl(query, keep_blank_values=True)
        cookie = self.sessions.admit(next((value for key, value in asked if key == ONCE), ""))
        if cookie is None:
            return None  # one who is in already may come back to an address of before
        rest = urlencode([(key, value) for key, value in asked if key != ONCE])
        path = "/" + scope["path"].lstrip("/\\")  # else it could be the name of another server
        place = f"{path}{'?' if rest else ''}{rest}"
        return let_in(self.sessions.cookie, cookie, scope["scheme"], place)

    def _admitted(self, name: str, scope: Scope) -> Response:
        """The answer to somebody who has said who they are."""
        return let_in(self.sessions.cookie, self.sessions.welcome(name), scope["scheme"])


def _headers(scope: Scope) -> dict[str, str] | None:
    """What the head of a request says; None where it says twice what can be said once."""
    names = [name.decode("latin-1").lower() for name, _ in scope["headers"]]
    if any(names.count(name) > 1 for name in ONE_OF):
        return None
    values = [value.decode("latin-1") for _, value in scope["headers"]]
    return dict(zip(names, values, strict=True))


def _length(said: str) -> int:
    """How many bytes come; too many where that is no number."""
    is_number = said.isascii() and said.isdigit() and len(said) <= LONGEST_LENGTH
    return int(said) if is_number else MOST_BYTES + 1


def _same_origin(heads: dict[str, str], scheme: str, method: str) -> bool:
    """Whether a page of this server asks, as the browser says (Fetch Metadata, RFC 6454).

    What changes nothing may be asked for by an address that was typed as well, or by a link.
    """
    site, origin = heads.get("sec-fetch-site"), heads.get("origin")
    if origin is not None and origin != f"{scheme}://{heads['host']}":
        return False
    if method in SAFE:
        is_link = heads.get("sec-fetch-mode") == "navigate" and (
            heads.get("sec-fetch-dest") == "document"
        )
        return site in (None, "none", "same-origin") or is_link
    return site == "same-origin" if site is not None else origin is not None


def _cookies(scope: Scope, name: str) -> Iterator[str]:
    """Each cookie of a name: other servers of this host, on other ports, may have set one too."""
    for head, value in scope["headers"]:
        if head.lower() == b"cookie":
            for part in value.decode("latin-1").split(";"):
                key, _, said = part.strip().partition("=")
                if key == name:
                    yield said


def _with_headers(send: Send) -> Send:
    """Every answer has what keeps it to this page; what a room says of caching stays."""

    async def sent(message: Scope) -> None:
        if message["type"] == "http.response.start":
            said = {name.lower() for name, _ in message["headers"]}
            more = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message["headers"] = [*message["headers"], *(h for h in more if h[0] not in said)]
        await send(message)

    return sent


def within(receive: Receive, most: int) -> Receive:
    """What comes in, as far as it is no more than a room takes, whatever its head says.

    What it gives raises `TooMuchSent` behind so many bytes.
    """
    got = 0

    async def received() -> Scope:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > most:
            raise TooMuchSent(most)
        return message

    return received
