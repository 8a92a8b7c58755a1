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

from zinewright.pdf.render import Box, OpenPage, Pixels, Word

QUICK, EXACT = 72.0, 216.0  # dots an inch; what a quick look doubts gets an exact one
QUICK_LEAST, EXACT_LEAST = 32, 16  # of 255: how much ink a sign must make out
EDGE = 1.0  # points that a word may reach over the edge of the sheet
WHITE, STRONG = b"\xff", b"\xe0"  # the bits of a difference of QUICK_LEAST or more
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
    return looked_at(page).unseen


def looked_at(page: OpenPage) -> Looked:
    """A page looked at; words are looked at one by one where its lines leave any doubt."""
    width, height = page.size
    sheet = (-EDGE, -EDGE, width + EDGE, height + EDGE)
    runs = page.runs()
    look = _Look(page.pixels(QUICK), _bare(page, QUICK, is_grey=True), QUICK_LEAST)
    odd = [run for run in runs if look.has_gap(run) or not _holds(sheet, run)]
    odd += _laid_over(runs)
    words = [word for word in page.words() if _is_in(word, odd)] if odd else []
    gone: dict[int, Why] = {word.place: "ink" for word in _inkless(page, look.misses(words))}
    for word in words:
        if not (_holds(sheet, word.first) and _holds(sheet, word.last)):
            gone[word.place] = "sheet"
    tiny = (Unseen("size", ""),) if page.tiny() else ()
    shapes = page.shapes()
    ground = (0.0, 0.0, width, height) if shapes is None else _around(shapes)
    return Looked((*_together(page.words() if gone else (), gone), *tiny), ground)


def _laid_over(runs: list[Box]) -> list[Box]:
    """Runs that lie over one another, of which one could pass for the other."""
    found = []
    by_top = sorted(runs, key=lambda run: run[1])
    for number, run in enumerate(by_top):
        for other in by_top[number + 1 :]:
            if other[1] >= run[3]:
                break
            if run[0] < other[2] and other[0] < run[2]:
                found += [run, other]
    return found


def _is_in(word: Word, runs: list[Box]) -> bool:
    return any(_touch(run, word.first) or _touch(run, word.last) for run in runs)


def _bare(page: OpenPage, dpi: float, *, is_grey: bool) -> Pixels | None:
    """The page without its text, None where nothing is left of it."""
    bare = page.pixels(dpi, grey=is_grey) if page.hide_text() else None
    page.show_text()
    return bare


def _touch(one: Box, other: Box) -> bool:
    """Whether boxes overlap, or nearly so."""
    return (
        one[1] - EDGE < other[3] and other[1] < one[3] + EDGE
        and one[0] - EDGE < other[2] and other[0] < one[2] + EDGE
    )  # fmt: skip


def _around(boxes: list[Box]) -> Box | None:
    """The box around boxes."""
    if not boxes:
        return None
    left, top, right, bottom = zip(*boxes, strict=True)
    return min(left), min(top), max(right), max(bottom)


def _inkless(page: OpenPage, doubted: list[Word]) -> list[Word]:
    """The words that have no ink, of those that a quick look did not see.

    Words that are painted with nothing, as those behind a scan, are seen where something is drawn.
    """
    if not doubted:
        return []
    drawn = page.pixels(EXACT, grey=False)
    look = _Look(drawn, _bare(page, EXACT, is_grey=False), EXACT_LEAST)
    found = look.misses(doubted)
    found = [word for word in found if not (page.is_unpainted(word) and look.varies(word))]
    return [word for word in found if not look.shows_any(page.said_with(word))]


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

    def has_gap(self, run: Box) -> bool:
        """Whether a run of text shows no ink somewhere over more than the room between words.

        Rows are laid on one another as numbers, so that columns without ink stay 0. Text that does
        not run across, and gaps of lines that are set wide, are looked at by sign.
        """
        left, top, right, bottom = self._inside(run)
        width, height = right - left, bottom - top
        if width <= 0 or height <= 0 or height > width * 1.5:
            return True
        inked = 0
        for y in range(top, bottom):
            below = WHITE * width if self.bare is None else self.bare.row(y, left, right)
            inked |= int.from_bytes(self.drawn.row(y, left, right)) ^ int.from_bytes(below)
        columns = (inked & int.from_bytes(STRONG * width)).to_bytes(width)
        edge = int(height * 0.3) + 2
        gap = min(int(height * 0.7) + 2, width)
        return (
            columns.find(bytes(gap)) >= 0
            or not any(columns[:edge])
            or not any(columns[-edge:])
        )  # fmt: skip

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

    def shows_any(self, box: Box | None) -> bool:
        """Whether text is seen anywhere in a box, where there is one."""
        return box is not None and self._shows(box)

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
