"""Rich Text Format (RTF 1.9.1) → its words of control, its groups, and its text as text.

Text may be in the code page of the document, in that of its font (``\\fcharset``), or in Unicode
(``\\u``) with a stand-in behind it that older programs show (``\\uc``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TOKEN = re.compile(
    rb"\\(?:([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|'([0-9a-fA-F]{2})|([^a-zA-Z0-9]))|([{}])"
    rb"|([^\\{}\r\n]+)"
)
PAGES = {
    0: "cp1252", 2: "cp1252", 77: "mac_roman", 128: "cp932", 129: "cp949", 130: "johab",
    134: "gb18030", 136: "cp950", 161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255",
    178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250", 254: "cp437",
    255: "cp850",
}  # fmt: skip
"""Code pages by the number that fonts have for their letters (``\\fcharset``)."""
SIGNS = {
    "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002",
    "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c", "ltrmark": "\u200e",
    "rtlmark": "\u200f", "tab": "\t",
}  # fmt: skip
ESCAPED = {b"~": "\u00a0", b"_": "\u2011", b"-": "\u00ad", b"\\": "\\", b"{": "{", b"}": "}"}
MOST_TOKENS = 500_000  # a book of 100,000 words has half of that


@dataclass(frozen=True)
class Token:
    """A `word` of control and its number, a sign ``{`` or ``}``, or bytes of text, and where."""

    kind: str
    word: str = ""
    number: int | None = None
    text: bytes = b""
    said: str = ""


def tokens(content: bytes) -> Iterator[Token]:
    """The tokens of a document, “cut” behind the most; bytes behind ``\\bin`` are left out."""
    at, count = 0, 0
    while (found := TOKEN.search(content, at)) and count < MOST_TOKENS:
        count += 1
        at = found.end()
        word, number, code, sign, brace, text = found.groups()
        if word == b"bin" and number:
            at += max(0, int(number))
        elif word:
            yield Token("word", word.decode("ascii"), int(number) if number else None)
        elif code:
            yield Token("text", text=bytes([int(code, 16)]))
        elif sign in ESCAPED:
            yield Token("said", said=ESCAPED[sign])
        elif sign == b"*":
            yield Token("star")
        elif sign in (b"\n", b"\r"):
            yield Token("word", "par")
        elif brace:
            yield Token("open" if brace == b"{" else "close")
        elif text:
            yield Token("text", text=text)
    if count == MOST_TOKENS:
        yield Token("cut")


def page_of(number: int) -> str:
    """The code page of a document, by the number that it says (``\\ansicpg``)."""
    name = {65001: "utf-8", 10000: "mac_roman", 936: "gb18030"}.get(number, f"cp{number}")
    try:
        b"".decode(name)
    except LookupError:
        return "cp1252"
    return name


def decoded(text: bytes, page: str) -> str:
    """Bytes of text in a code page; what it has no letter for is read as Windows does."""
    try:
        return text.decode(page)
    except (UnicodeDecodeError, LookupError):
        return text.decode("cp1252", "replace")


def unicode_sign(number: int) -> int:
    """The number of a sign in ``\\u``, which is written with 16 bits and a sign of its own."""
    return number & 0xFFFF
