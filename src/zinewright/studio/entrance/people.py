"""The people who may come in from other machines: a name and a passphrase each.

No passphrase is kept: only what scrypt (RFC 7914) makes of it, in memory, until the program ends.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

SHORTEST = 12  # letters of a passphrase that somebody chose
LONGEST = 200
CONSONANTS, VOWELS = "bdfghjklmnprstvz", "aeiou"
WORDS, SYLLABLES = 5, 3  # of a passphrase that is made: 95 bits
COST = 2**14  # of scrypt, with blocks of 8: 16 MB and a twentieth of a second
FREE = 5  # wrong ones in a row from one address before anybody has to wait
LONGEST_WAIT = 900.0  # seconds
MOST_TRIES, MINUTE = 30, 60.0  # from all addresses together
MOST_ADDRESSES = 1_000


def made_passphrase() -> str:
    """A new passphrase that can be read out on a telephone: words of syllables."""
    return "-".join(
        "".join(secrets.choice(CONSONANTS) + secrets.choice(VOWELS) for _ in range(SYLLABLES))
        for _ in range(WORDS)
    )


@dataclass
class People:
    """Who may come in, and who has guessed wrong how often. `now` gives seconds.

    Whoever guesses waits: after five wrong ones from an address, each further one makes it wait
    twice as long, up to a quarter of an hour; and all together have thirty tries a minute.
    """

    now: Callable[[], float] = time.monotonic
    _held: dict[str, tuple[str, bytes, bytes]] = field(default_factory=dict)
    _wrong: dict[str, tuple[int, float]] = field(default_factory=dict)
    _tries: deque[float] = field(default_factory=deque)
    _turn: threading.Lock = field(default_factory=threading.Lock)

    def __bool__(self) -> bool:
        return bool(self._held)

    def add(self, name: str, passphrase: str) -> None:
        """Let somebody in. Raises `ValueError` for a passphrase that could be guessed."""
        if not SHORTEST <= len(passphrase) <= LONGEST:
            raise ValueError(f"a passphrase has {SHORTEST} to {LONGEST} letters")
        salt = secrets.token_bytes(16)
        self._held[_key(name)] = (name, salt, _digest(passphrase, salt))

    def wait(self, address: str) -> float:
        """Seconds until somebody at an address may try again."""
        _, until = self._wrong.get(address, (0, 0.0))
        return max(0.0, until - self.now(), self._wait_of_all())

    def who(self, name: str, passphrase: str, address: str) -> str | None:
        """The name of the person who has this passphrase; None for any other, or too early.

        It takes as long for a name that nobody has. One is looked at at a time.
        """
        with self._turn:
            if self.wait(address):
                return None
            self._tries.append(self.now())
            known, salt, digest = self._held.get(_key(name), ("", b"-" * 16, b""))
            if hmac.compare_digest(_digest(passphrase[:LONGEST], salt), digest):
                self._wrong.pop(address, None)
                return known
            self._guessed(address)
            return None

    def _guessed(self, address: str) -> None:
        count = self._wrong.pop(address, (0, 0.0))[0] + 1
        while len(self._wrong) >= MOST_ADDRESSES:
            del self._wrong[next(iter(self._wrong))]
        more = min(LONGEST_WAIT, 2.0 ** min(count - FREE, 20)) if count >= FREE else 0.0
        self._wrong[address] = (count, self.now() + more)

    def _wait_of_all(self) -> float:
        while self._tries and self.now() - self._tries[0] > MINUTE:
            self._tries.popleft()
        return MINUTE - (self.now() - self._tries[0]) if len(self._tries) >= MOST_TRIES else 0.0


def _key(name: str) -> str:
    return " ".join(name.split()).casefold()


def _digest(passphrase: str, salt: bytes) -> bytes:
    return hashlib.scrypt(passphrase.strip().encode(), salt=salt, n=COST, r=8, p=1)
