"""A line in any script that has a face → filled shapes: typeset once, drawn glyph by glyph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from html import escape

from zinewright.layout.fallback_fonts import FACE, parts_of, undrawn, without_face
from zinewright.layout.fonts import FontFile, shape_of
from zinewright.layout.layout import plain
from zinewright.problems import ZineError
from zinewright.typeset.extract import FontUse
from zinewright.typeset.section import Job, Typeset, typeset

PIXELS = 100
PAGE = '<html lang="en"><head><title>A line</title></head><body><p>{}</p></body></html>'
STYLE = f"""@page {{ size: 900in 4in; margin: 0 }}
html {{ font: {PIXELS}px "Atkinson Hyperlegible", "Fira Sans", Amiri }}
body, p {{ margin: 0; white-space: nowrap }}"""
SHOWN = re.compile(
    rb"(?P<matrix>[-\d. ]+) Tm$|/(?P<font>\S+) (?P<size>[-\d.]+) Tf$|(?P<rise>[-\d.]+) Ts$"
    rb"|\[(?P<glyphs>[^\]]*)\] TJ",
    re.MULTILINE,
)
PART = re.compile(rb"<([0-9a-f]*)>|(-?[\d.]+)")


@cache
def set_line(text: str, size: float) -> tuple[bytes, float] | None:
    """A line as shapes from (0, 0), and its width in points; None where it cannot be typeset."""
    own = plain().fonts
    if without_face(undrawn(text, own), own):
        return None
    html = PAGE.format("".join(
        f'<span style="{FACE}">{drawing}</span>' if drawing else escape(part)
        for part, drawing in parts_of(text, own)
    ))  # fmt: skip
    fonts = plain().fonts_for(html)
    try:
        made = typeset(Job("line", "", html, STYLE, fonts))
    except ZineError:
        return None
    files = {file.digest: file for file in fonts}
    scale = size / PIXELS
    drawn, end = [], 0.0
    for file, glyph, x, y, em, width in _glyphs(made, files):
        shape, unit = shape_of(file, glyph)
        if shape:
            k = em * unit * scale
            drawn.append(f"q {k:.6f} 0 0 {k:.6f} {x * scale:.3f} {y * scale:.3f} cm\n{shape} f Q")
        end = max(end, x + width)
    return "\n".join(drawn).encode(), end * scale


def _glyphs(
    made: Typeset, files: dict[str, FontFile]
) -> Iterator[tuple[FontFile, int, float, float, float, float]]:
    """Every glyph of a line: its font, its number, where it stands, its em, and its width."""
    x = y = em = 0.0
    use: FontUse | None = None
    for found in SHOWN.finditer(made.content(0)):
        if found["matrix"]:
            x = float(found["matrix"].split()[4])
        elif found["font"]:
            use, em = made.fonts[found["font"].decode()], float(found["size"])
        elif found["rise"]:
            y = -float(found["rise"])
        elif use is not None:
            for glyphs, shift in PART.findall(found["glyphs"]):
                x -= float(shift or 0) * em / 1000
                for place in range(0, len(glyphs), 4):
                    glyph = int(glyphs[place : place + 4], 16)
                    width = use.widths[glyph] * em / 1000
                    yield files[use.digest], glyph, x, y, em, width
                    x += width
