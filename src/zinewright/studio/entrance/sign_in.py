"""The page on which somebody at another machine says who they are; it asks for nothing else."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Awaitable, Callable, MutableMapping
from html import escape
from typing import Any
from urllib.parse import parse_qs

from starlette.responses import HTMLResponse, RedirectResponse, Response

from zinewright.studio.entrance.people import People

Scope = MutableMapping[str, Any]  # as ASGI 3 has it
Receive = Callable[[], Awaitable[Scope]]
PLACE = "/sign-in"
LONGEST = 4_000  # bytes of the form
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>Come in</title></head>
<body><main><h1>Come in</h1>{said}
<form method="post" action="/sign-in">
<p><label>Your name<br><input name="name" autocomplete="username" required></label></p>
<p><label>Your passphrase<br><input name="passphrase" type="password"
autocomplete="current-password" required></label></p>
<p><button>Come in</button></p></form></main></body></html>"""
WRONG = "This name and this passphrase do not belong together. Whoever began the studio knows both."


def sign_in_page(said: str = "") -> Response:
    """The page, with what is wrong."""
    shown = f'<p role="alert">{escape(said)}</p>' if said else ""
    return HTMLResponse(PAGE.format(said=shown), 403)


async def signed_in(
    people: People,
    admit: Callable[[str], Response],
    scope: Scope,
    receive: Receive,
) -> Response:
    """What somebody is answered who has filled in the page; `admit` lets a person in."""
    body = b""
    while True:
        message = await receive()
        body += message.get("body", b"")
        if len(body) > LONGEST or message["type"] != "http.request":
            return sign_in_page("That was no name and no passphrase.")
        if not message.get("more_body"):
            break
    asked = {key: values[0] for key, values in parse_qs(body.decode("latin-1")).items()}
    address = (scope.get("client") or ("",))[0]
    wait = math.ceil(people.wait(address))
    if not wait:
        name, words = asked.get("name", ""), asked.get("passphrase", "")
        who = await asyncio.to_thread(people.who, name, words, address)
        if who is not None:
            return admit(who)
        wait = math.ceil(people.wait(address))
    later = f" Wait {wait} {'second' if wait == 1 else 'seconds'}, and try again." if wait else ""
    return sign_in_page(WRONG + later)


def let_in(cookie: str, value: str, scheme: str, place: str = "/") -> Response:
    """The answer that gives a browser its cookie; over TLS it is sent over TLS alone."""
    answer = RedirectResponse(place, 303)
    answer.set_cookie(cookie, value, httponly=True, samesite="strict", secure=scheme == "https")
    return answer
