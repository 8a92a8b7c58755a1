"""WeasyPrint 70, mended: lines that are full to the last letter.

A text that fits on its line without the space behind it, and goes on in another element, is broken
behind its first word: the space is counted. In faces of one width that is seen in every chapter.
"""

from __future__ import annotations

from math import inf

from zinewright.typeset.faster import Function, Theirs, digest_of

NAME, KNOWN = "text.line_break.split_first_line", "39ad1016863ca34d"
"""The function that was looked at, with the digest of its text."""
NARROWEST = 4  # letters an em, as WeasyPrint has it: longer texts do not fit
COLLAPSING = ("normal", "pre-line")
RESUMES, WIDTH = 2, 3  # places in what the function gives


def line_mends(weasyprint: Theirs) -> dict[str, Function]:
    """What stands in for the function that breaks lines, if it is the one that was looked at."""
    theirs: Function = weasyprint.text.line_break.split_first_line
    return {NAME: _split_first_line(theirs)} if digest_of(theirs) == KNOWN else {}


def _split_first_line(theirs: Function) -> Function:
    def split_first_line(
        text: str, style: Theirs, context: Theirs, max_width: float | None, *more: Theirs,
        **named: Theirs,
    ) -> Theirs:  # fmt: skip
        made = theirs(text, style, context, max_width, *more, **named)
        if (
            made[RESUMES] is None
            or max_width in (None, inf)
            or not text.endswith(" ")
            or style["white_space"] not in COLLAPSING
            or len(text) * style["font_size"] > max_width * NARROWEST
        ):
            return made
        bare = theirs(text.rstrip(" "), style, context, max_width, *more, **named)
        if bare[RESUMES] is not None or bare[WIDTH] > max_width:
            return made
        return theirs(text, style, context, None, *more, **named)

    return split_first_line
