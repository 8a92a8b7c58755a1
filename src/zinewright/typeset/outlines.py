"""A line of text → filled shapes, in every script that has a face: joined, in its own direction.

What the plain face has is drawn letter by letter. The rest, from its first such letter to its last,
is typeset; what does that is loaded for such a line alone.
"""

from __future__ import annotations

from zinewright.layout.fonts import font_file, outlines

FONT = "fontpkg_atkinson_hyperlegible:files/AtkinsonHyperlegible-Regular.ttf"
LONGEST = 600  # letters of a line; more than any sheet has room for
DrawnLine = tuple[bytes, float]


def lettered(text: str, size: float) -> DrawnLine | None:
    """A line of text as shapes from (0, 0), and its width in points.

    None where no face has one of its letters, where it would have to be typeset and cannot be, or
    where it is too long.
    """
    if len(text) > LONGEST:
        return None
    if made := outlines(text, size, font_file(FONT)):
        return made
    known = [outlines(letter, 1, font_file(FONT)) is not None for letter in text]
    from zinewright.typeset.set_line import set_line

    begin, end = known.index(False), len(text) - known[::-1].index(False)
    parts = [outlines(text[:begin], size, font_file(FONT)), set_line(text[begin:end], size),
             outlines(text[end:], size, font_file(FONT))]  # fmt: skip
    said, x = b"", 0.0
    for part in parts:
        if part is None:
            return None
        said += b"q 1 0 0 1 %.3f 0 cm\n%s\nQ\n" % (x, part[0])
        x += part[1]
    return said, x
