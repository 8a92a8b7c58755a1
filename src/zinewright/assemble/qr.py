"""Address → a QR code for paper (ISO/IEC 18004), drawn as one path.

The only module that knows segno. Codes are of one even width with their quiet zone of four modules
(ISO/IEC 18004, 9.1), and no module is narrower than 0.45 mm, so that a photocopy can be read, too;
one of more than 84 bytes is as wide as that asks for.
"""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterator

QUIET = 4  # modules around a code
EVEN, MODULE = 20.25, 0.45  # millimetres: the width of a code, and of a module in it
MOST_BYTES = 504  # of an address; a code for a longer one is too fine to be read from paper
LONG = 40  # characters that nobody likes to type
CODE = "zine:code/"  # how a layout asks for a code: the address in hexadecimal digits follows
BYTES = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504)
"""How many bytes a code of version 1, 2 and so on holds at level M (ISO/IEC 18004, table 7)."""
HARD = frozenset("?&%#=~")


def is_long(address: str) -> bool:
    """Whether an address, as people type it, is a burden to type."""
    return len(address) > LONG or bool(HARD.intersection(address))


def has_code(address: str) -> bool:
    """Whether a code of an address can be read from paper."""
    return len(address.encode()) <= MOST_BYTES


def width(address: str) -> float:
    """How wide the code of an address is, in millimetres, with its quiet zone."""
    version = 1 + bisect.bisect_left(BYTES, len(address.encode()))
    return round(max(EVEN, (17 + 4 * version + 2 * QUIET) * MODULE), 2)


def svg(address: str) -> bytes:
    """The code of an address as an SVG picture, black on nothing."""
    rows = modules(address)
    size = len(rows) + 2 * QUIET
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h{run}v1h-{run}z"
        for y, row in enumerate(rows)
        for x, run in _runs(row)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" '
        f'viewBox="0 0 {size} {size}"><path d="{path}"/></svg>'
    ).encode()


def modules(address: str) -> tuple[tuple[bool, ...], ...]:
    """The rows of a code, True where it is dark; error correction M."""
    import segno  # here, because a build of which nothing changed needs no code

    code = segno.make(address.encode(), error="m", mode="byte", micro=False, boost_error=False)
    return tuple(tuple(bool(module) for module in row) for row in code.matrix)


def _runs(row: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """Where dark modules begin in a row, and how many stand side by side."""
    place = 0
    for dark, run in itertools.groupby(row):
        length = len(list(run))
        if dark:
            yield place, length
        place += length
