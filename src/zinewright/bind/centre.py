"""Sections with their pages → where the centre spread stands: in the middle, between two pieces.

A booklet of n pages, a multiple of four, has its middle on the pages n/2 and n/2 + 1, which are one
side of one sheet. No piece is parted for it, nor is a part from the page that opens it: where no
two pieces meet in the middle, blank pages before the spread or behind it bring it there, as long as
they take no more than a sheet.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zinewright.bind.book import Leaf
from zinewright.model import CENTRE
from zinewright.paper.spreads import READY

PADDING = 3  # blank pages with which a booklet may end


@dataclass(frozen=True)
class CentrePlace:
    """The sections `behind` the last of which the spread stands, and the blank pages around it."""

    behind: tuple[str, ...]
    before: int
    after: int
    is_middle: bool


def place_of(leaves: Sequence[Leaf]) -> CentrePlace | None:
    """Where the spread of these sections stands; None where there is none.

    Of all places between pieces it is the one that needs the fewest blank pages, and of these the
    nearest to the middle. Where none can be the middle, it is the nearest at which the two pages
    face each other.
    """
    if not any(leaf.name == CENTRE for leaf in leaves):
        return None
    others = [leaf for leaf in leaves if leaf.name != CENTRE]
    pages = [len(leaf.shown) for leaf in others]
    ends = [number for number, leaf in enumerate(others) if _is_piece(leaf)]
    found = [
        (blanks, abs(sum(pages[: end + 1]) - sum(pages[end + 1 :])), end)
        for end in ends
        for blanks in _blanks(sum(pages[: end + 1]), sum(pages[end + 1 :]))
    ]
    if found:
        (_, before, after), _, end = min(found)
        return CentrePlace(_names(others, end), before, after, is_middle=True)
    end = min(ends, key=lambda end: abs(sum(pages[: end + 1]) - sum(pages[end + 1 :])))
    return CentrePlace(_names(others, end), 1 - sum(pages[: end + 1]) % 2, 0, is_middle=False)


def _is_piece(leaf: Leaf) -> bool:
    return leaf.matter == "body" and not leaf.opens


def _names(leaves: Sequence[Leaf], end: int) -> tuple[str, ...]:
    return tuple(leaf.name for leaf in leaves[: end + 1])


def _blanks(before: int, behind: int) -> Iterator[tuple[int, int, int]]:
    """Blank pages (all, before the spread, behind it) that bring it into the middle of a booklet
    with so many pages before it and behind it.
    """
    for count in range(READY + 1):
        for first in range(count + 1):
            left, right = before + first, behind + count - first
            if left % 2 == 1 and 0 <= left - right <= PADDING:
                yield count, first, count - first


def centred(leaves: Sequence[Leaf], place: CentrePlace | None) -> tuple[Leaf, ...]:
    """The sections with the spread in its place, and the blank pages that it needs there.

    Between two pieces of a part it is within that part.
    An edition that leaves the piece before it out has it behind the last one that is there.
    """
    if place is None:
        return tuple(leaves)
    needed = range(READY - place.before, READY + 2 + place.after)
    found = [leaf for leaf in leaves if leaf.name != CENTRE]
    spread = next(leaf for leaf in leaves if leaf.name == CENTRE)
    out = frozenset(range(spread.typeset.pages)) - frozenset(needed)
    at = 1 + max(
        number for number, leaf in enumerate(found) if leaf.name in place.behind and not leaf.opens
    )
    around = {leaf.within for leaf in found[at - 1 : at + 1]}
    within = around.pop() if len(around) == 1 else ""
    return (*found[:at], replace(spread, out=out, within=within), *found[at:])


def beside_middle(leaves: Sequence[Leaf]) -> tuple[int, int] | None:
    """The page of the file on which the spread begins, and the one on which the middle of the
    booklet does, from 1; None where they are the same, or where there is none.
    """
    first = 1
    spread = 0
    for leaf in leaves:
        if leaf.name == CENTRE:
            spread = first + sum(page < READY for page in leaf.shown)
        first += len(leaf.shown)
    middle = 2 * -(-(first - 1) // 4)
    return (spread, middle) if spread and spread != middle else None
