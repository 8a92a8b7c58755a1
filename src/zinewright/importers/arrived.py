"""Posts as they come from elsewhere, and text that Markdown takes for nothing but text."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass

SPECIAL = re.compile(r"([\\`*_\[\]{}])")
HEAD = re.compile(r"(\s*)([#+\-=~>]|:{3,}|\d{1,9}[.)](?=\s|$)|Caption:|\|)")
ADDRESS = re.compile(r"(https?://[\w.~:/?#@!$&+,;=%()-]*[\w/=-])")
ENTITY = re.compile(r"&(?=#?\w{1,32};)")


@dataclass(frozen=True)
class Source:
    """A file to import: its name as people see it, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Arrived:
    """A post from elsewhere: `text` is Markdown. `dropped` says what did not come along, and why.

    `line` is where it begins in a source of several posts, from 1.
    """

    title: str
    text: str
    authors: tuple[str, ...] = ()
    date: datetime.date | None = None
    language: str = ""
    address: str = ""
    line: int = 1
    dropped: tuple[str, ...] = ()


def plain(text: str) -> str:
    """One line of text as Markdown that shows exactly this text."""
    parts = ADDRESS.split(" ".join(text.split()))  # what stands in an address is no sign
    said = "".join(part if number % 2 else _escaped(part) for number, part in enumerate(parts))
    found = HEAD.match(said)
    if not found:
        return said
    sign = found[2]
    if sign[0].isdigit():
        return f"{sign[:-1]}\\{sign[-1]}{said[found.end() :]}"
    if sign[0] in "#+->":
        return f"\\{said}"
    return f"&#{ord(sign[0])};{said[1:]}"


def _escaped(text: str) -> str:
    return ENTITY.sub("&amp;", SPECIAL.sub(r"\\\1", text))
