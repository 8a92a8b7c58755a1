"""Where pages stand on a side → the marks around them: crop, fold, cut, staple, register, slug.

Operators of a PDF page (ISO 32000-1, 8.5). Marks stand outside what is trimmed to, and inside what
a printer can print; where there is no room for one, it is left out.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pikepdf

from zinewright.paper.folds.paper import Line
from zinewright.paper.papers import MM
from zinewright.pdf.source_pages import Box
from zinewright.sheets.geometry import Ground
from zinewright.sheets.placement import Placement
from zinewright.typeset.outlines import lettered

LONG, GAP, LEAST, THIN = 5 * MM, 2 * MM, 1.5 * MM, 0.25
SLUG = 6.5  # points: the size of its letters
DASHES = {"fold": b"[3 2] 0 d", "cut": b"[] 0 d", "crop": b"[] 0 d"}
RULED, INSET = 8 * MM, 12 * MM
BAR = 1.6 * MM
KEPT, END = 0.75, 2.5 * MM  # a line that a photocopy keeps; the bar at the end of a slit
SCISSORS = (
    b"[] 0 d -6 2 m 6 -2 l -6 -2 m 6 2 l S "
    b"-6 2 m -6 4 -10 4 -10 2 c -10 0 -6 0 -6 2 c S -6 -2 m -6 0 -10 0 -10 -2 c "
    b"-10 -4 -6 -4 -6 -2 c S"
)
"""Open scissors whose blades cross at the origin, in points."""


@dataclass(frozen=True)
class Around:
    """The sheet with what is trimmed to on it; `gap` keeps marks away from it, in points."""

    ground: Ground
    block: Box
    safe: float
    gap: float = GAP

    def room(self) -> Box:
        """How much is free outside the block (left, bottom, right, top) that can be printed."""
        left, bottom, right, top = self.block
        return (
            left - self.safe, bottom - self.safe,
            self.ground.width - self.safe - right, self.ground.height - self.safe - top,
        )  # fmt: skip


def around(places: Sequence[Placement], ground: Ground, safe: float, bleed: float) -> Around:
    """The smallest box that holds all trims of a side, and what is around it."""
    boxes = [place.trim for place in places]
    block = (
        min(box[0] for box in boxes), min(box[1] for box in boxes),
        max(box[2] for box in boxes), max(box[3] for box in boxes),
    )  # fmt: skip
    return Around(ground, block, safe, max(GAP, bleed))


def marks(places: Sequence[Placement], lines: Iterable[Line], on: Around, *, inside: bool) -> bytes:
    """Crop marks at the trims, ticks at the folds and cuts, and slits as they are cut.

    Where no room is left beside the pages, folds and cuts get theirs on their own lines at the
    edge of the paper, if `inside`. A slit begins at no edge, and has no mark there.
    """
    lines = tuple(lines)
    cut = [line for line in lines if line.kind == "cut" and not any(_reaches(line, on))]
    slits = b"\n".join(_slit(line, on.ground) for line in cut if places)
    if max(on.room()) < on.gap + LEAST and not inside:
        return slits
    said: dict[bytes, None] = {}
    folds = {on.ground.x(line.at) for line in lines if line.axis == "vertical"}
    level = {on.ground.y(line.at) for line in lines if line.axis == "horizontal"}
    for line in lines:
        if on.ground.is_block and on.gap > GAP and line.kind == "cut":
            continue  # pages are cut at their trims, on both sides of what bleeds between them
        said |= dict.fromkeys(_line(line, on, inside=inside))
    for place in places:
        left, bottom, right, top = place.trim
        for x in (left, right):
            if not any(abs(x - fold) < 1 for fold in folds):
                said |= dict.fromkeys(_ticks(x, "vertical", "crop", on))
        for y in (bottom, top):
            if not any(abs(y - fold) < 1 for fold in level):
                said |= dict.fromkeys(_ticks(y, "horizontal", "crop", on))
    return slits + _stroked(said)


def _stroked(lines: Iterable[bytes], width: float = THIN) -> bytes:
    drawn = b"\n".join(lines)
    return b"q 0 G %g w\n%s\nQ\n" % (width, drawn) if drawn else b""


def _reaches(line: Line, on: Around) -> tuple[bool, bool]:
    """Whether a line goes to the edge of what is trimmed to, at its low and at its high end."""
    left, bottom, right, top = on.block
    if line.axis == "vertical":
        return on.ground.y(line.end) < bottom + 1, on.ground.y(line.start) > top - 1
    return on.ground.x(line.start) < left + 1, on.ground.x(line.end) > right - 1


def _slit(line: Line, ground: Ground) -> bytes:
    """A slit as it is cut: a line that a photocopy keeps, a bar where it ends, and scissors in its
    middle, where a fold lets one begin."""
    upright = line.axis == "vertical"
    at = ground.x(line.at) if upright else ground.y(line.at)
    start, end = (
        (ground.y(line.end), ground.y(line.start)) if upright
        else (ground.x(line.start), ground.x(line.end))
    )  # fmt: skip
    across = "horizontal" if upright else "vertical"
    bars = [_tick(stop, across, "cut", at - END / 2, at + END / 2) for stop in (start, end)]
    turn = b"0 1 -1 0" if upright else b"1 0 0 1"
    place = (at, (start + end) / 2) if upright else ((start + end) / 2, at)
    drawn = b"q %s %.3f %.3f cm %s Q" % (turn, *place, SCISSORS)
    return _stroked([_tick(at, line.axis, "cut", start, end), *bars, drawn], KEPT)


def _ticks(
    at: float, axis: str, kind: str, on: Around, ends: tuple[bool, bool] = (True, True)
) -> Iterator[bytes]:
    """Ticks outside the block at the ends of a line, low and high, where there is room for them."""
    left, bottom, right, top = on.block
    room = on.room()
    near, far = (room[1], room[3]) if axis == "vertical" else (room[0], room[2])
    low, high = (bottom, top) if axis == "vertical" else (left, right)
    sides = zip((near, far), (low, high), (-1, 1), ends, strict=True)
    for free, edge, way, is_end in sides:
        length = min(LONG, free - on.gap)
        if is_end and length >= LEAST:
            start = edge + way * on.gap
            yield _tick(at, axis, kind, start, start + way * length)


def _line(line: Line, on: Around, *, inside: bool) -> Iterator[bytes]:
    """Ticks of a fold or a cut at those of its ends that lie at the edge of the sheet."""
    upright = line.axis == "vertical"
    at = on.ground.x(line.at) if upright else on.ground.y(line.at)
    low, high = ends = _reaches(line, on)
    outside = list(_ticks(at, line.axis, line.kind, on, ends))
    if outside or not inside:
        yield from outside
        return
    size = on.ground.height if upright else on.ground.width
    if low:
        yield _tick(at, line.axis, line.kind, on.safe, on.safe + LONG)
    if high:
        yield _tick(at, line.axis, line.kind, size - on.safe - LONG, size - on.safe)


def _tick(at: float, axis: str, kind: str, start: float, end: float) -> bytes:
    ends = (at, start, at, end) if axis == "vertical" else (start, at, end, at)
    return DASHES[kind] + b" %.3f %.3f m %.3f %.3f l S" % ends


def staples(places: Sequence[Placement], ground: Ground) -> bytes:
    """Two short lines on the fold, a quarter and three quarters of a page from its foot."""
    spines = {
        (place.trim[2] if place.slot.spine == "right" else place.trim[0], *place.trim[1::2])
        for place in places
        if place.slot.spine
    }
    ticks = []
    for x, bottom, top in sorted(spines):
        for part in (0.25, 0.75):
            y = bottom + part * (top - bottom)
            ticks.append(b"%.3f %.3f m %.3f %.3f l S" % (x, y - 6, x, y + 6))
    return b"q 0 G 0.8 w\n%s\nQ\n" % b"\n".join(ticks) if ticks else b""


def collation(places: Sequence[Placement], number: int, count: int) -> bytes:
    """A bar on the back of a signature (from 0), a step lower for each: a pile shows stairs.

    Where one is missing, there twice or in another's place, the stairs have a gap.
    """
    spines = {p.trim[2]: p.trim for p in places if p.slot.spine == "right"}
    bars = []
    for x, (_, bottom, _, top) in spines.items():
        step = min(7 * MM, 0.8 * (top - bottom) / count)
        high, y = 0.8 * step, top - 0.1 * (top - bottom) - (number + 1) * step
        bars.append(b"%.3f %.3f %.3f %.3f re f" % (x - BAR / 2, y, BAR, high))
    return b"q 0 g\n%s\nQ\n" % b"\n".join(bars) if bars else b""


def register(on: Around) -> bytes:
    """A cross in a ring at the middle of each edge, for laying one ink upon another."""
    ground, edge = on.ground, on.safe + 2.5 * MM
    centres = [
        (ground.width / 2, edge), (ground.width / 2, ground.height - edge),
        (edge, ground.height / 2), (ground.width - edge, ground.height / 2),
    ]  # fmt: skip
    return _stroked(_cross(x, y) for x, y in centres)


def _cross(x: float, y: float, r: float = 2 * MM) -> bytes:
    k, arm = 0.5523 * r / 1.6, r / 1.6
    ring = (
        f"{x + arm:.3f} {y:.3f} m "
        f"{x + arm:.3f} {y + k:.3f} {x + k:.3f} {y + arm:.3f} {x:.3f} {y + arm:.3f} c "
        f"{x - k:.3f} {y + arm:.3f} {x - arm:.3f} {y + k:.3f} {x - arm:.3f} {y:.3f} c "
        f"{x - arm:.3f} {y - k:.3f} {x - k:.3f} {y - arm:.3f} {x:.3f} {y - arm:.3f} c "
        f"{x + k:.3f} {y - arm:.3f} {x + arm:.3f} {y - k:.3f} {x + arm:.3f} {y:.3f} c S"
    )
    lines = (
        f"{x - r:.3f} {y:.3f} m {x + r:.3f} {y:.3f} l {x:.3f} {y - r:.3f} m {x:.3f} {y + r:.3f} l S"
    )
    return f"{ring} {lines}".encode()


def slug(text: str, on: Around) -> bytes:
    """A line of text outside what is trimmed to, at the foot, the head, or the left edge."""
    left, bottom, _, top = on.room()
    need = on.gap + SLUG
    if max(left, bottom, top) < need:
        return b""
    lying = max(bottom, top) >= need
    length = (on.ground.width if lying else on.ground.height) - 2 * (on.safe + LONG + on.gap)
    drawn = _shortened(text, length)
    if not drawn:
        return b""
    x = on.safe + LONG + on.gap
    if bottom >= need:
        return _at(drawn, x, on.safe + 1)
    if top >= need:
        return _at(drawn, x, on.ground.height - on.safe - SLUG)
    return b"q 0 g 0 1 -1 0 %.3f %.3f cm\n%s\nQ\n" % (on.safe + SLUG, x, drawn)


def _at(drawn: bytes, x: float, y: float) -> bytes:
    return b"q 0 g 1 0 0 1 %.3f %.3f cm\n%s\nQ\n" % (x, y, drawn)


def _shortened(text: str, length: float) -> bytes:
    """As much of the end of a text as fits: what tells sheets apart stands there."""
    words = text.split(" ")
    for first in range(len(words)):
        made = lettered(" ".join(words[first:]), SLUG)
        if made and made[1] <= length:
            return made[0]
    return b""


def ruled(places: Iterable[Placement], heading: str) -> bytes:
    """Lines to write on, and a word above them, on every page that is blank."""
    said = b""
    for place in places:
        if place.slot.page is not None:
            continue
        width, height = place.trim[2] - place.trim[0], place.trim[3] - place.trim[1]
        inset = min(INSET, width / 8)
        lines = [
            b"%.3f %.3f m %.3f %.3f l S" % (inset, y, width - inset, y)
            for y in _down(height - inset - 2 * RULED, inset)
        ]
        drawn = lettered(heading, 11)
        head = _at(drawn[0], inset, height - inset - 11) if drawn else b""
        turn = b"-1 0 0 -1 %.3f %.3f cm" % place.trim[2:]
        if place.slot.turn == 0:
            turn = b"1 0 0 1 %.3f %.3f cm" % place.trim[:2]
        said += b"q %s\n%s%s\nQ\n" % (turn, head, _stroked(lines))
    return said


def _down(y: float, least: float) -> Iterator[float]:
    while y >= least:
        yield y
        y -= RULED


def _numeral(text: str, width: float, height: float) -> bytes:
    """A page of a test fold: a frame, and a number as large as the page takes."""
    one = lettered(text, 100)
    assert one is not None, "every font has digits"
    size = min(70 * width / one[1], 55 * height / 72)
    made = lettered(text, size)
    assert made is not None
    number = _at(made[0], (width - made[1]) / 2, height / 2 - size * 0.34)
    frame = b"%.3f %.3f %.3f %.3f re S" % (9, 9, width - 18, height - 18)
    bar = b"%.3f %.3f m %.3f %.3f l S" % (width / 2 - 12, height - 18, width / 2 + 12, height - 18)
    return number + _stroked([frame, bar])


def numerals(pages: int, size: tuple[float, float], title: str) -> bytes:
    """A PDF of so many pages of a size in points, each with its number, as large as it can be."""
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=size).obj
        page.Contents = pdf.make_stream(_numeral(str(number), *size))
    pdf.docinfo["/Title"] = title
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def check(ground: Ground, lines: Iterable[Line], text: str) -> bytes:
    """A side of the check sheet: crosses at the same places behind each other, rulers, and words.

    The ticks of a ruler stand 1 mm apart from the edge of the paper; each fifth is longer. The
    first that can be seen tells how wide the edge is that the printer leaves blank.
    """
    width, height = ground.width, ground.height
    near = 25 * MM
    crosses = [
        _cross(x, y, 4 * MM)
        for x in (near, width / 2, width - near)
        for y in (near, height / 2, height - near)
    ]
    folds = [
        DASHES[line.kind] + b" %.3f %.3f m %.3f %.3f l S" % (
            (ground.x(line.at), ground.y(line.start), ground.x(line.at), ground.y(line.end))
            if line.axis == "vertical"
            else (ground.x(line.start), ground.y(line.at), ground.x(line.end), ground.y(line.at))
        )
        for line in lines
    ]  # fmt: skip
    said = _stroked([*_rulers(width, height), *crosses, *folds])
    drawn = lettered(text, 14)
    arrow = b"%.3f %.3f m %.3f %.3f l %.3f %.3f l f\n"
    x, y = width / 4, height * 0.75
    said += b"0 g " + arrow % (x - 8, y + 24, x + 8, y + 24, x, y + 44)
    return said + (_at(drawn[0], x - drawn[1] / 2, y) if drawn else b"")


def _rulers(width: float, height: float) -> Iterator[bytes]:
    for number in range(1, 21):
        at, half = number * MM, (3 if number % 5 else 6) * MM / 2
        for x in (at, width - at):
            yield b"%.3f %.3f m %.3f %.3f l S" % (x, height / 4 - half, x, height / 4 + half)
        for y in (at, height - at):
            yield b"%.3f %.3f m %.3f %.3f l S" % (width / 4 - half, y, width / 4 + half, y)
