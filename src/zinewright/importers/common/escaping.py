"""Text → Markdown that shows exactly this text, whatever signs are in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import islice

SPECIAL = re.compile(r"([\\`*_\[\]{}~])")
HEAD = re.compile(r"(\s*)([#+\-=>]|~{3,}|:{3,}|\d+[.)](?=\s|$)|Caption:|\||:(?=\s))")
ADDRESS = re.compile(r"(https?://(?:[\w.~:/?#@!$+,;=%-]|&(?!#?\w{1,32};))*[\w/=-])")
ENTITY = re.compile(r"&(?=#?\w{1,32};)")
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls
    "\u200b\u202a-\u202e\ufeff"  # spaces of no width, overrides of direction
    "\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]"  # no characters, and halves of some
)
PIECE = re.compile(r"\S[^\n\[|<*`]*")  # what takes time to read, rather than letters
MOST_PIECES, MOST_LETTERS = 10_000, 2_000_000
TOO_LONG = "all that comes behind the first part of it: it is longer than a chapter can be"
BREAK = "\\\n"


def cleaned(text: str) -> str:
    """Text without signs that no text has: control characters, and overrides of its direction."""
    return text if text.isascii() and text.isprintable() else UNSEEN.sub("", text)


def bounded(text: str) -> tuple[str, bool]:
    """As much of a text as a post can be, and whether that is all."""
    if len(text) <= MOST_PIECES:
        return text, True
    most = text[:MOST_LETTERS]
    last = next(islice(PIECE.finditer(most), MOST_PIECES, None), None)
    cut = most if last is None else most[: last.start()]
    return cut, len(cut) == len(text)


def between(
    text: str,
    opening: re.Pattern[str],
    closing: re.Pattern[str],
    made: Callable[[re.Match[str], str], str],
) -> str:
    """A text with something else in place of what stands between two marks.

    `made` gets the mark that opens, and the words up to the one that closes. Takes as long as the
    text is long, also where thousands of marks open and none closes, which a pattern for both does
    not.
    """
    parts, at = [], 0
    while found := opening.search(text, at):
        end = closing.search(text, found.end())
        if end is None:
            break
        parts += [text[at : found.start()], made(found, text[found.end() : end.start()])]
        at = end.end()
    return "".join([*parts, text[at:]])


def plain(text: str) -> str:
    """One line of text as Markdown that shows exactly this text."""
    return headed(inline(" ".join(text.split())))


def inline(text: str) -> str:
    """Text inside a line; what stands in an address is no sign."""
    if "://" not in text:
        return _escaped(text)
    parts = ADDRESS.split(text)
    return "".join(part if number % 2 else _escaped(part) for number, part in enumerate(parts))


def bracketed(said: str) -> str:
    """What stands between the square brackets of a link, a picture or a phrase: no note."""
    return f"&#94;{said[1:]}" if said.startswith("^") else said


def headed(said: str) -> str:
    """A line of Markdown whose head is no sign of a list, a heading, or the like."""
    found = HEAD.match(said)
    if not found:
        return said
    sign = found[2]
    if sign[:3] == ":::" or sign == "Caption:":
        return f"\u2060{said}"  # these two are known by how they are read, not by how written
    if sign[0].isdigit():
        return f"{sign[:-1]}\\{sign[-1]}{said[found.end() :]}"
    if sign[0] in "#+->":
        return f"\\{said}"
    return f"&#{ord(sign[0])};{said[1:]}"


def paragraph(words: str) -> str:
    """One paragraph: its line ends kept where they were meant, and nothing at its head a sign."""
    lines = [" ".join(line.split()) for line in words.split(BREAK)]
    while lines and not lines[0]:
        lines.pop(0)
    while lines and not lines[-1]:
        lines.pop()
    return BREAK.join(headed(line) for line in lines if line)


def destination(address: str) -> str:
    """An address as it stands between the round brackets of a link."""
    return re.sub(r"[()<>\\`\"'\[\]]", lambda sign: f"%{ord(sign[0]):02X}", address)


def code(text: str) -> str:
    """A piece of code inside a line."""
    inside = " ".join(text.split())
    fence = "`" * (max([0, *map(len, re.findall("`+", inside))]) + 1)
    pad = " " if "`" in inside else ""
    return f"{fence}{pad}{inside}{pad}{fence}" if inside else ""


def code_block(text: str, apart: bool) -> str:
    """Lines of code; fenced where they stand `apart`, indented inside lists and quotations."""
    inside = re.sub(r"\A(?:[^\S\n]*\n)+", "", text).rstrip().replace("\t", "    ")
    if not inside.strip():
        return ""
    if not apart:
        return "\n".join(f"    {line}".rstrip() for line in inside.split("\n"))
    fence = "`" * max(3, max([0, *map(len, re.findall("`+", inside))]) + 1)
    return f"{fence}\n{inside}\n{fence}"


def _escaped(text: str) -> str:
    return ENTITY.sub("&amp;", SPECIAL.sub(r"\\\1", text))
