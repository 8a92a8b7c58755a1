"""A page of a PDF → the words of its text layer that nobody sees.

A word is seen where its first and its last sign have ink: where the page looks different without
its text, inside the sheet. What is white on white, lies below a picture or a fill, is cut off by a
clip or is set in letters of no size is in the layer all the same, and would be read aloud.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import sub
from typing import Literal

from zinewright.rendering import Box, OpenPage, Pixels, Word

QUICK, EXACT = 72.0, 216.0  # dots an inch; what a quick look doubts gets an exact one
QUICK_LEAST, EXACT_LEAST = 32, 16  # of 255: how much ink a sign must make out
EDGE = 1.0  # points that a word may reach over the edge of the sheet
WHITE = b"\xff"
Why = Literal["ink", "sheet", "size"]


@dataclass(frozen=True)
class Unseen:
    """Words side by side that have no ink, lie off the sheet, or are set in no size."""

    why: Why
    words: str


@dataclass(frozen=True)
class Looked:
    """What was found on a page: what nobody sees of its words, and the box around all that is
    drawn besides text (None where nothing is).
    """

    unseen: tuple[Unseen, ...]
    ground: Box | None


def unseen(page: OpenPage) -> tuple[Unseen, ...]:
    """What nobody sees of a page's words, in the order in which they are painted."""
    return looked_at(page, page.words()).unseen


def looked_at(page: OpenPage, words: list[Word]) -> Looked:
    """A page with its words, looked at once; what a quick look doubts gets an exact one."""
    width, height = page.size
    quick = _Look.at(page, QUICK, QUICK_LEAST)
    gone: dict[int, Why] = {word.place: "ink" for word in _inkless(page, quick.misses(words))}
    sheet = (-EDGE, -EDGE, width + EDGE, height + EDGE)
    for word in words:
        if not (_holds(sheet, word.first) and _holds(sheet, word.last)):
            gone[word.place] = "sheet"
    tiny = (Unseen("size", ""),) if page.tiny() else ()
    return Looked((*_together(words, gone), *tiny), quick.ground())


def _inkless(page: OpenPage, doubted: list[Word]) -> list[Word]:
    """The words that have no ink, of those that a quick look did not see.

    Words that are painted with nothing, as those behind a scan, are seen where something is drawn.
    """
    if not doubted:
        return []
    look = _Look.at(page, EXACT, EXACT_LEAST)
    found = look.misses(doubted)
    return [word for word in found if not (page.is_unpainted(word) and look.varies(word))]


def _together(words: Iterable[Word], gone: dict[int, Why]) -> Iterator[Unseen]:
    for why, side_by_side in groupby(words, lambda word: gone.get(word.place)):
        if why:
            yield Unseen(why, " ".join(word.text for word in side_by_side))


def _holds(outer: Box, inner: Box) -> bool:
    return (
        outer[0] <= inner[0] and outer[1] <= inner[1]
        and inner[2] <= outer[2] and inner[3] <= outer[3]
    )  # fmt: skip


@dataclass(frozen=True)
class _Look:
    """A page as it is, and as it is without its text (None where nothing is left of it)."""

    drawn: Pixels
    bare: Pixels | None
    least: int

    @classmethod
    def at(cls, page: OpenPage, dpi: float, least: int) -> _Look:
        is_grey = dpi == QUICK
        drawn = page.pixels(dpi, grey=is_grey)
        bare = page.pixels(dpi, grey=is_grey) if page.hide_text() else None
        page.show_text()
        return cls(drawn, bare, least)

    def misses(self, words: list[Word]) -> list[Word]:
        """The words whose first or last sign is not to be seen."""
        return [word for word in words if not (self._shows(word.first) and self._shows(word.last))]

    def _shows(self, box: Box) -> bool:
        """Whether text makes out enough somewhere in a box."""
        left, top, right, bottom = self._inside(box)
        drawn, bare, least = self.drawn, self.bare, self.least
        stride, content = drawn.stride, drawn.content
        start, length = left * drawn.channels, (right - left) * drawn.channels
        for at in range(top * stride + start, bottom * stride + start, stride):
            row = content[at : at + length]
            if bare is None:
                if min(row, default=255) <= 255 - least:
                    return True
                continue
            below = bare.content[at : at + length]
            if row != below and max(map(abs, map(sub, row, below))) >= least:
                return True
        return False

    def ground(self) -> Box | None:
        """The box around all that is drawn besides text."""
        if self.bare is None:
            return None
        rows = [(y, row) for y in range(self.bare.height) if (row := self.bare.row(y).strip(WHITE))]
        if not rows:
            return None
        whole = [self.bare.row(y) for y, _ in rows]
        left = min(len(row) - len(row.lstrip(WHITE)) for row in whole)
        right = max(len(row.rstrip(WHITE)) for row in whole)
        edges = (left, rows[0][0], right, rows[-1][0] + 1)
        return tuple(edge / self.bare.scale for edge in edges)  # type: ignore[return-value]

    def varies(self, word: Word) -> bool:
        """Whether anything is seen where a word stands."""
        boxes = (word.first, word.last)
        edges = tuple(zip(*boxes, strict=True))
        whole = (min(edges[0]), min(edges[1]), max(edges[2]), max(edges[3]))
        left, top, right, bottom = self._inside(whole)
        rows = b"".join(self.drawn.row(y, left, right) for y in range(top, bottom))
        return bool(rows) and max(rows) - min(rows) >= self.least

    def _inside(self, box: Box) -> tuple[int, int, int, int]:
        """The pixels of a box that are in the picture: left, top, right and bottom."""
        scale, width, height = self.drawn.scale, self.drawn.width, self.drawn.height
        left, top = max(int(box[0] * scale), 0), max(int(box[1] * scale), 0)
        right, bottom = min(int(box[2] * scale) + 1, width), min(int(box[3] * scale) + 1, height)
        return left, top, max(right, left), max(bottom, top)
