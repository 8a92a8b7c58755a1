"""Who may come in: a one-time address → a cookie, and the cookie → a person.

An address is good once; the cookie is named by the port, since browsers send cookies to every
port of a host, and ends when the server does.
"""

from __future__ import annotations

import hmac
import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import NamedTuple

from zinewright.studio.entrance.people import People

MOST = 200  # people and browsers at once


class Moved(NamedTuple):
    """A change of the order that can be taken back: of which piece, from what, to what."""

    piece: str
    before: tuple[str, ...]
    after: tuple[str, ...]


class Written(NamedTuple):
    """A change of the file of a piece that can be taken back: what it was, and both states."""

    piece: str
    what: str
    before: str
    after: str


@dataclass
class Guest:
    """A browser that came in, and what the person in front of it is called."""

    name: str = ""
    undo: deque[Moved] = field(default_factory=lambda: deque(maxlen=MOST))
    written: deque[Written] = field(default_factory=lambda: deque(maxlen=MOST))


@dataclass
class Sessions:
    """The addresses that are still good, and the browsers that came in."""

    port: int
    people: People = field(default_factory=People)
    _once: dict[str, str] = field(default_factory=dict)
    _guests: dict[str, Guest] = field(default_factory=dict)

    @property
    def cookie(self) -> str:
        """What the cookie is called."""
        return f"zine_{self.port}"

    def invite(self, name: str) -> str:
        """A new one-time key, for a person who is called so."""
        key = secrets.token_urlsafe(32)
        self._once[key] = name
        return key

    def admit(self, key: str) -> str | None:
        """The cookie for a key that was not used before; None for any other."""
        found = [each for each in self._once if _same(each, key)]
        if not found:
            return None
        return self.welcome(self._once.pop(found[0]))

    def welcome(self, name: str) -> str:
        """The cookie for a person who has come in; the oldest one goes where there are too many."""
        if len(self._guests) >= MOST:
            del self._guests[next(iter(self._guests))]
        cookie = secrets.token_urlsafe(32)
        self._guests[cookie] = Guest(name)
        return cookie

    def guest(self, cookie: str) -> Guest | None:
        """The browser that has a cookie."""
        for known, guest in self._guests.items():
            if _same(known, cookie):
                return guest
        return None


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
