"""A PDF → the same pages in other inks: one black, a plate for each ink, or a proof of them.

Letters and lines stay what they are; only what they are painted with changes. What is tinted
becomes lines of black where one ink is all there is, since a copier loses greys.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Dictionary, Name

from zinewright.inks import INKS, RGB, amounts, lightness, mixed
from zinewright.pictures import halftone, remapped
from zinewright.problems import Problem, ZineError, nearest, shown
from zinewright.repaint import Repainted, tint_of

DARK, LIGHT = 0.15, 0.93
"""Between these, a tone is a tint."""

STEPS = 8
"""So many densities of lines there are."""


@dataclass(frozen=True)
class Painter:
    """How colours are said in the new inks.

    `text` gets a colour and the lightness of what lies below it, `fill` a colour and whether text
    stands on it, `line` a colour; each gives operators. `picture` turns a decoded picture into
    bytes, its number of components and its bits; without it, pictures stay.
    """

    text: Callable[[RGB, float | None], bytes]
    fill: Callable[[RGB, bool], bytes]
    line: Callable[[RGB], bytes]
    picture: Callable[[Any], tuple[bytes, int, int, tuple[int, int]]] | None


def in_black(content: bytes, where: str) -> bytes:
    """The pages in black alone: letters solid, tints as lines, pictures as dots.

    Raises `ZineError` where something on a page cannot be read.
    """

    def fill(colour: RGB, has_text: bool) -> bytes:
        tone = lightness(colour)
        if has_text or not DARK < tone < LIGHT:
            return b"0 g" if tone < (0.45 if has_text else 0.5) else b"1 g"
        return b"/Pattern cs /%s scn" % tint_of(tone, STEPS).encode()

    def text(colour: RGB, below: float | None) -> bytes:
        if below is None:
            return b"1 g" if lightness(colour) > LIGHT else b"0 g"
        return b"1 g" if below < 0.45 else b"0 g"

    def line(colour: RGB) -> bytes:
        return b"1 G" if lightness(colour) > LIGHT else b"0 G"

    return _painted(content, where, Painter(text, fill, line, halftone), tints=True)


def plates(content: bytes, where: str, inks: Sequence[str]) -> dict[str, bytes]:
    """The pages once for each ink, in greys: black is as much of the ink as there can be.

    Raises `ZineError` where an ink is unknown, or something on a page cannot be read.
    """
    chosen = _known(inks, where)
    made = {}
    for number, ink in enumerate(chosen):

        def grey(colour: RGB, number: int = number) -> float:
            return 1 - amounts(colour, chosen)[number]

        def level(colour: RGB, number: int = number) -> int:
            return round(255 * (1 - amounts(colour, chosen)[number]))

        painter = Painter(
            text=lambda colour, _, grey=grey: b"%.3f g" % grey(colour),  # type: ignore[misc]
            fill=lambda colour, _, grey=grey: b"%.3f g" % grey(colour),  # type: ignore[misc]
            line=lambda colour, grey=grey: b"%.3f G" % grey(colour),  # type: ignore[misc]
            picture=lambda image, level=level: remapped(image, level),  # type: ignore[misc]
        )
        made[ink] = _painted(content, where, painter)
    return made


def proof(content: bytes, where: str, inks: Sequence[str]) -> bytes:
    """The pages in the colours that the inks give on one another. Raises `ZineError`."""
    chosen = _known(inks, where)

    def shown_as(colour: RGB) -> RGB:
        return mixed(amounts(colour, chosen), chosen)

    painter = Painter(
        text=lambda colour, _: b"%.3f %.3f %.3f rg" % shown_as(colour),
        fill=lambda colour, _: b"%.3f %.3f %.3f rg" % shown_as(colour),
        line=lambda colour: b"%.3f %.3f %.3f RG" % shown_as(colour),
        picture=lambda image: remapped(image, lambda colour: shown_as(colour)),
    )
    return _painted(content, where, painter)


def for_press(content: bytes, where: str) -> bytes:
    """The pages with every grey said as a grey, so that black is printed with black alone.

    Other colours and pictures stay as they are. Raises `ZineError`.
    """

    def said(colour: RGB, grey: bytes, other: bytes) -> bytes:
        if max(colour) - min(colour) < 0.004:
            return b"%.4g %s" % (lightness(colour), grey)
        return b"%.4g %.4g %.4g %s" % (*colour, other)

    painter = Painter(
        text=lambda colour, _: said(colour, b"g", b"rg"),
        fill=lambda colour, _: said(colour, b"g", b"rg"),
        line=lambda colour: said(colour, b"G", b"RG"),
        picture=None,
    )
    return _painted(content, where, painter)


def inked(content: bytes, where: str, ink: str, inks: Sequence[str]) -> dict[str, bytes]:
    """A file for each time that the paper goes through a press, and "proof", by name.

    In colour or in black there is one, "". Raises `ZineError`.
    """
    if ink == "riso":
        return {"proof": proof(content, where, inks), **plates(content, where, inks)}
    return {"": in_black(content, where) if ink == "black" else content}


def _known(inks: Sequence[str], where: str) -> tuple[str, ...]:
    unknown = [ink for ink in inks if ink not in INKS]
    if unknown or not inks:
        what = (
            f"there is no ink “{shown(unknown[0])}”{nearest(unknown[0], INKS)}"
            if unknown
            else ("no ink is named")
        )
        some = "black, blue, red, yellow, fluorescent-pink"
        raise ZineError([Problem(where, None, "ink", what, f"Name inks like {some}")])
    return tuple(dict.fromkeys(inks))


def _painted(content: bytes, where: str, painter: Painter, *, tints: bool = False) -> bytes:
    with pikepdf.open(io.BytesIO(content)) as pdf:
        shared = _tints(pdf) if tints else None
        repainted = Repainted(pdf, where, painter, shared)
        for number, page in enumerate(pdf.pages, 1):
            repainted.page(page, number)
        repainted.finish()
        out = io.BytesIO()
        pdf.save(
            out, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
        )  # fmt: skip
    return out.getvalue()


def _tints(pdf: pikepdf.Pdf) -> Any:
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
