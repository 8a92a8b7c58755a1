"""A PDF → the same pages in other inks: one black, a plate for each ink, or a proof of them.

Letters and lines stay what they are; only what they are painted with changes. What is tinted
becomes lines of black where one ink is all there is, since a copier loses greys. A page that cannot
be painted anew, or that loses something by it, becomes a picture, and is told of.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Dictionary, Name

from zinewright.paper.contrast import LEAST, contrast
from zinewright.paper.contrast import WHITE as PAPER
from zinewright.paper.inks import INKS, RGB, amounts, lightness, mixed, rgb_of
from zinewright.problems import Problem, ZineError, nearest, shown
from zinewright.recolour.pages import tint_of
from zinewright.recolour.pixels import Bitmap, Raster, flat, halftone, remapped
from zinewright.recolour.without_loss import Inking, Purpose

DARK, LIGHT = 0.15, 0.93
"""Between these, a tone is a tint."""

WHITE = 0.97
"""Letters and lines with less than this of any light are seen on paper, however pale they are."""

READ, SOLID, HIDES = 0.5, 0.95, 0.2
"""So much of a darker ink makes letters, and areas and lines, that are printed over a lighter one;
these in an ink no lighter than `HIDES` alone, since in others they would change their colour.
"""

STEPS = 8
"""So many densities of lines there are."""


@dataclass(frozen=True)
class Painter:
    """How colours are said in the new inks.

    `text` gets a colour and the lightness of what lies below it, `fill` a colour and whether text
    stands on it, `line` a colour; each gives operators, or None where nothing is to be painted, so
    that what lies below is printed too. `picture` turns a decoded picture, and how
    many points wide and high it is drawn, into one that a PDF holds.
    """

    text: Callable[[RGB, float | None], bytes | None]
    fill: Callable[[RGB, bool], bytes | None]
    line: Callable[[RGB], bytes | None]
    picture: Callable[[Bitmap, tuple[int, int]], Raster]


@dataclass(frozen=True)
class Inked:
    """A file for each time that the paper goes through a press, and "proof", by name; in colour or
    in black there is one, "". An ink that no page has anything in gets none. `told` is what a
    reader has to know of them.
    """

    files: dict[str, bytes]
    told: tuple[Problem, ...] = ()


def inked(content: bytes, where: str, ink: str, inks: Sequence[str]) -> Inked:
    """The pages in the inks that they are printed in.

    Raises `ZineError` where an ink is unknown, or where a page would lose something.
    """
    if ink == "colour":
        return Inked({"": content})
    kinds = _plates(_known(inks, where)) if ink == "riso" else {"": _black()}
    made = Inking(content, where, kinds, Purpose(_as_it_is()))
    files = made.files()
    faint = tuple(_faint(inks, where)) if ink == "riso" else ()
    return Inked(files, (*made.told(), *faint))


def _faint(inks: Sequence[str], where: str) -> Iterator[Problem]:
    """That black words, in the inks that stand for black, stand out too little from white paper."""
    named = tuple(inks)
    parts = amounts((0.0, 0.0, 0.0), named)
    found = contrast(mixed(parts, named), PAPER)
    if found >= LEAST:
        return
    used = [ink for ink, part in zip(named, parts, strict=True) if part > 0] or list(named)
    darkest = rgb_of(min(used, key=lambda ink: lightness(rgb_of(ink))))
    enough = [ink for ink in INKS if contrast(rgb_of(ink), PAPER) >= LEAST]
    better = min(enough, key=lambda ink: math.dist(rgb_of(ink), darkest))
    ratio = math.floor(found * 10) / 10
    what = (
        f"black words are printed in {' and '.join(used)}, and stand out from white paper by "
        f"{ratio} to 1, not {LEAST:g}"
    )
    fix = f"Take {better}, the nearest ink that does, or name black as well"
    yield Problem(where, None, "contrast", what, fix, "warning")


def _black() -> Purpose:
    """Black alone: letters solid, tints as lines, pictures as dots."""

    def fill(colour: RGB, has_text: bool) -> bytes:
        tone = lightness(colour)
        if has_text or not DARK < tone < LIGHT:
            return b"0 g" if tone < (0.45 if has_text else 0.5) else b"1 g"
        return b"/Pattern cs /%s scn" % tint_of(tone, STEPS).encode()

    def text(colour: RGB, below: float | None) -> bytes:
        if below is None:
            return b"1 g" if min(colour) > WHITE else b"0 g"
        return b"1 g" if below < 0.45 else b"0 g"

    def line(colour: RGB) -> bytes:
        return b"1 G" if min(colour) > WHITE else b"0 G"

    return Purpose(Painter(text, fill, line, halftone), tints=_tints)


def _plates(inks: tuple[str, ...]) -> dict[str, Purpose]:
    """A proof in the colours that the inks give on one another, and a plate in greys for each:
    black is as much of the ink as there can be.
    """

    def shown_as(colour: RGB) -> RGB:
        return mixed(amounts(colour, inks), inks)

    proof = _in_colours(shown_as, lambda image, _: remapped(image, shown_as))
    plates = {ink: _plate(number, inks) for number, ink in enumerate(inks)}
    return {"proof": Purpose(proof, shown_as), **plates}


def _plate(number: int, inks: tuple[str, ...]) -> Purpose:
    """The plate of one ink. What darker inks print alone is left out of it, and printed over what
    it has: sheets never lie one on another to a hair, and letters cut out would have a rim.
    """

    def grey(colour: RGB) -> float:
        return 1 - amounts(colour, inks)[number]

    def level(colour: RGB) -> int:
        return round(255 * grey(colour))

    def letters(colour: RGB, _: float | None) -> bytes | None:
        is_over = _overprints(colour, number, inks, READ, lightness(rgb_of(inks[number])))
        return None if is_over else b"%.3f g" % grey(colour)

    def painted(colour: RGB, operator: bytes) -> bytes | None:
        is_over = _overprints(colour, number, inks, SOLID, HIDES)
        return None if is_over else b"%.3f %s" % (grey(colour), operator)

    painter = Painter(
        text=letters,
        fill=lambda colour, _: painted(colour, b"g"),
        line=lambda colour: painted(colour, b"G"),
        picture=lambda image, _: remapped(image, level),
    )
    return Purpose(painter, level)


def _overprints(
    colour: RGB, number: int, inks: tuple[str, ...], least: float, lightest: float
) -> bool:
    """Whether a colour has nothing of an ink, and at least so much of one that is darker than that
    and than `lightest`. White has nothing of any, and is cut out.
    """
    parts = amounts(colour, inks)
    darker = min(lightest, lightness(rgb_of(inks[number])))
    return parts[number] == 0 and any(
        part >= least and lightness(rgb_of(ink)) < darker
        for part, ink in zip(parts, inks, strict=True)
    )


def _as_it_is() -> Painter:
    """The pages in their own colours: what other inks are made from, to be held against them."""
    return _in_colours(lambda colour: colour, lambda image, _: flat(image))


def _in_colours(
    shown_as: Callable[[RGB], RGB], picture: Callable[[Bitmap, tuple[int, int]], Raster]
) -> Painter:
    return Painter(
        text=lambda colour, _: b"%.3f %.3f %.3f rg" % shown_as(colour),
        fill=lambda colour, _: b"%.3f %.3f %.3f rg" % shown_as(colour),
        line=lambda colour: b"%.3f %.3f %.3f RG" % shown_as(colour),
        picture=picture,
    )


def _known(inks: Sequence[str], where: str) -> tuple[str, ...]:
    unknown = [ink for ink in inks if ink not in INKS]
    if unknown or not inks:
        what = (
            f"there is no ink “{shown(unknown[0])}”{nearest(unknown[0], INKS)}"
            if unknown
            else ("no ink is named")
        )
        some = "black, blue, red, yellow, fluorescent-pink"
        raise ZineError([Problem(where, None, "no-such-ink", what, f"Name inks like {some}")])
    return tuple(dict.fromkeys(inks))


def _tints(pdf: pikepdf.Pdf) -> Dictionary:
    """Patterns of slanted black lines on white, the thicker the darker."""
    made = Dictionary()
    cell = 3.0  # points
    for step in range(1, STEPS):
        tone = step / STEPS
        wide = cell * (1 - tone) * 0.7071
        lines = b"1 g 0 0 %g %g re f 0 G %.3f w 0 0 m %g %g l %g %g m %g %g l %g %g m %g %g l S" % (
            cell, cell, wide, cell, cell, -1, cell - 1, 1, cell + 1, cell - 1, -1, cell + 1, 1,
        )  # fmt: skip
        pattern = pdf.make_stream(lines)
        pattern.Type, pattern.PatternType = Name.Pattern, 1
        pattern.PaintType, pattern.TilingType = 1, 1
        pattern.BBox, pattern.XStep, pattern.YStep = [0, 0, cell, cell], cell, cell
        pattern.Resources, pattern.ZineTint = Dictionary(), True
        made[f"/{tint_of(tone, STEPS)}"] = pattern
    return made
