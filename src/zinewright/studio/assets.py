"""The name of a style, a script or a font → its bytes: those that there are, and no path."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from zinewright.layout.layout import plain

FILES = "assets/*.*"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
FONTS = {"reading.ttf": ("Regular", "normal"), "reading-bold.ttf": ("Bold", "normal")}
"""The faces of the reading edition in which the studio is set, by the end of their names."""


@cache
def _assets() -> dict[str, tuple[bytes, str]]:
    return {
        path.name: (path.read_bytes(), KINDS[path.suffix])
        for path in Path(__file__).parent.glob(FILES) if path.suffix in KINDS
    }  # fmt: skip


def asset(name: str) -> tuple[bytes, str] | None:
    """The bytes and the media type of a file of that name; None where there is none."""
    return _assets().get(name)


@cache
def font(name: str) -> bytes:
    """The bytes of a font that pages of the studio are set in."""
    ending = f"-{FONTS[name][0]}"
    return next(file.path for file in plain().fonts if file.path.stem.endswith(ending)).read_bytes()
