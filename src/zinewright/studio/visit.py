"""What somebody asks of a room, and what a room answers: all that rooms know of the web."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from zinewright.problems import Problem
from zinewright.studio.open_zine import OpenZine
from zinewright.studio.sessions import Guest


@dataclass(frozen=True)
class Upload:
    """A file that came with a form: what it was called there, and where its bytes lie for now."""

    name: str
    path: Path


@dataclass(frozen=True)
class Form:
    """What was filled in: every field in order, and the files."""

    fields: tuple[tuple[str, str], ...] = ()
    files: tuple[Upload, ...] = ()

    def __getitem__(self, name: str) -> str:
        """The value of a field, "" where it was not sent."""
        return next((value for key, value in self.fields if key == name), "")

    def each(self, name: str) -> tuple[str, ...]:
        """All values of a field, such as those of boxes that are ticked."""
        return tuple(value for key, value in self.fields if key == name)

    def changed(self, names: Iterable[str]) -> dict[str, str]:
        """The fields of a form that do not say what stood in them when it was shown.

        A form says that in a field “was NAME”: what somebody else changed meanwhile stays so.
        """
        sent = dict(reversed(self.fields))
        said = {name: sent[name] for name in names if name in sent}
        return {
            name: value for name, value in said.items()
            if " ".join(value.split()) != " ".join(sent.get(f"was {name}", "\0").split())
        }  # fmt: skip


@dataclass(frozen=True)
class Visit:
    """Somebody in front of a door: `names` stand in its address, `query` behind it."""

    zine: OpenZine
    guest: Guest
    names: Mapping[str, str] = field(default_factory=dict)
    query: Mapping[str, str] = field(default_factory=dict)
    form: Form = field(default_factory=Form)

    @property
    def who(self) -> str:
        """The name under which what is done is written down."""
        return self.guest.name


@dataclass(frozen=True)
class RoomPage:
    """A page of a room: its template, and what stands in it."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True)
class Go:
    """To another page, where what has happened is said, or what is wrong."""

    to: str
    said: str = ""
    wrong: Sequence[Problem] = ()


@dataclass(frozen=True)
class Sent:
    """Bytes of a kind; what never changes under its address may be kept by a browser.

    With a `name` it is a file to download.
    """

    content: bytes
    media_type: str
    is_kept: bool = False
    name: str = ""


Answer = RoomPage | Go | Sent


@dataclass(frozen=True)
class Door:
    """An address, as `/pieces/{post}`, and what is behind it; who POSTs changes something.

    A name in an address is looked up among those that there are. It is never a path. Only a door
    that takes files lets more than some megabytes in.
    """

    method: Literal["GET", "POST"]
    path: str
    enter: Callable[[Visit], Answer]
    takes_files: bool = False
