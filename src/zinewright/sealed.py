"""The result of a pure function → kept under a key of all that it depends on.

A key is the digest of the code that the function can reach, with the versions of its libraries, of
its name, and of what it was asked. A key that leaves anything out is a fault.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

import msgspec

from zinewright.code_digests import code_of

T = TypeVar("T")


class Store(Protocol):
    """Bytes by a key of hexadecimal digits; `None` for what it does not hold."""

    def get(self, key: str) -> bytes | None: ...

    def put(self, key: str, content: bytes) -> bool: ...


class Keep(Protocol):
    """Gives the result of a function: that of before, or one made anew.

    `code` is the module whose function is asked, with a word for the function where it has several
    (`zinewright.review.read_closely remarks`); `asked` all that it is asked, `form` the type of the
    result, both as msgspec writes them; `make` makes it. Of what is large, the last result `of` a
    thing takes the place of that before.
    """

    def __call__(
        self, code: str, asked: object, form: type[T], make: Callable[[], T], of: str = ""
    ) -> T: ...


def anew(code: str, asked: object, form: type[T], make: Callable[[], T], of: str = "") -> T:
    """A `Keep` that keeps nothing."""
    return make()


@dataclass(frozen=True)
class Sealed:
    """A `Keep` with a store. `missed` is told of what it cannot give back whole, and makes anew.

    What UTF-8 cannot write is made anew each time: names of files in other codes, and lone
    surrogates in a text.
    """

    store: Store
    missed: Callable[[str], object] = lambda code: None

    def __call__(
        self, code: str, asked: object, form: type[T], make: Callable[[], T], of: str = ""
    ) -> T:
        try:
            key = key_of(code, asked)
            place, sign = (key_of(code, of), key.encode()) if of else (key, b"")
        except UnicodeEncodeError:
            return make()
        with contextlib.suppress(msgspec.MsgspecError):
            held = self.store.get(place)
            if held and held.startswith(sign):
                return msgspec.msgpack.decode(held[len(sign) :], type=form)
        self.missed(code)
        made = make()
        with contextlib.suppress(UnicodeEncodeError):
            self.store.put(place, sign + msgspec.msgpack.encode(made))
        return made


def key_of(code: str, asked: object) -> str:
    """The key (SHA-256) of what a function makes of what it is asked."""
    module, _, function = code.partition(" ")
    held = msgspec.msgpack.encode((code_of(module), function, asked))
    return hashlib.sha256(code.encode() + b"\0" + held).hexdigest()
