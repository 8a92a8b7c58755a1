"""Straight quotation marks → those of the language of a text; an apostrophe stays one.

Which marks open and which close, Python-Markdown says of a text, and `curled` of one line. Signs
stand for them until then that no text holds: characters that Unicode gives to programs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zinewright.languages.words import quotes_of

OPENS, CLOSES, OPENS_INSIDE, CLOSES_INSIDE = "\ufdd0\ufdd1\ufdd2\ufdd3"
STANDING = {
    "left-double-quote": OPENS,
    "right-double-quote": CLOSES,
    "left-single-quote": OPENS_INSIDE,
    "right-single-quote": CLOSES_INSIDE,
}
"""What Python-Markdown writes for each."""
STANDS = re.compile(f"[{OPENS}-{CLOSES_INSIDE}]|</(?:p|li|h[1-6]|td|th|dd|dt|figcaption)>")
APOSTROPHE = "’"


def curled(text: str, language: str) -> str:
    """One line of plain text with the quotation marks that print wants."""
    if not (quotes := quotes_of(language)):
        return text
    text = re.sub(rf"(^|[\s(\[—–/“‘{OPENS_INSIDE}])\"", rf"\1{OPENS}", text).replace('"', CLOSES)
    text = re.sub(rf"(^|[\s(\[—–/“{OPENS}])'", rf"\1{OPENS_INSIDE}", text)
    return quoted(text.replace("'", CLOSES_INSIDE).replace("...", "…"), quotes)


def quoted(text: str, quotes: Sequence[str]) -> str:
    """A text, or XHTML, with quotation marks in place of the signs that stand for them.

    What closes an inner quotation that nothing opened is an apostrophe, and so is what stands
    between two letters.
    """
    return "".join(_quoted(text, quotes)) if STANDS.search(text) else text


def _quoted(text: str, quotes: Sequence[str]) -> Iterator[str]:
    open_inside, done = 0, 0
    for found in STANDS.finditer(text):
        yield text[done : found.start()]
        done, sign = found.end(), found[0]
        if sign == OPENS_INSIDE:
            open_inside += 1
        elif sign == CLOSES_INSIDE:
            is_open = open_inside and not _is_within_a_word(text, found.start())
            open_inside -= bool(is_open)
            yield quotes[3] if is_open else APOSTROPHE
            continue
        elif len(sign) > 1:  # a block ends, and with it what is quoted in it
            open_inside = 0
            yield sign
            continue
        yield quotes[(OPENS, CLOSES, OPENS_INSIDE).index(sign)]
    yield text[done:]


def _is_within_a_word(text: str, place: int) -> bool:
    return text[place - 1 : place].isalpha() and text[place + 1 : place + 2].isalpha()
