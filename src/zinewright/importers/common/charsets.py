"""Bytes of a text → UTF-8, whatever set of letters it was written in, and which that was.

A mark at its beginning says so, as do the zeroes of UTF-16 and UTF-32. Of the sets of 256 letters
the one is taken in which letters follow letters of their own alphabet; a person should look at it.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import cache

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
EIGHT_BIT = {
    "cp1252": "Windows-1252 (Western European)", "cp1250": "Windows-1250 (Central European)",
    "cp1251": "Windows-1251 (Cyrillic)", "koi8-r": "KOI8-R (Cyrillic)",
    "cp1253": "Windows-1253 (Greek)", "cp1255": "Windows-1255 (Hebrew)",
    "cp1256": "Windows-1256 (Arabic)", "mac_roman": "Mac OS Roman", "cp850": "code page 850 (DOS)",
}  # fmt: skip
NAMES = EIGHT_BIT | {
    "utf-16": "UTF-16", "utf-32": "UTF-32", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16",
    "gb18030": "GB 18030 (Chinese)", "shift_jis": "Shift JIS (Japanese)",
    "euc_kr": "EUC-KR (Korean)",
}  # fmt: skip
EAST_ASIAN = {
    "shift_jis": (r"[\u3040-\u30ff\u4e00-\u7fff]", "[のはにをでとが]"),
    "euc_kr": (r"[\uac00-\ud7a3]", "[이는다에을의가]"),
    "gb18030": (r"[\u4e00-\u9fff]", "[的一是了不在人我有这们]"),
}
COMMON = frozenset("оеаинтсрвлОЕАИНТСРВЛαοιετσνηυρΑΟΙΕΤΣάέίόיוהלאתרבמנاليمنتربو")
OPENS, CLOSES = re.compile(r"[\s(\[>-]\w"), re.compile(r"\S[\W_]")
PUNCTUATION = {
    "‘": OPENS, "“": OPENS, "«": re.compile(r"\W."), "¿": OPENS, "¡": OPENS, "„": OPENS,
    "’": re.compile(r"\w.|\S\W"), "”": CLOSES, "»": re.compile(r".\W"), "…": CLOSES,
    "–": re.compile(r"\s\s|\w\w"), "—": re.compile(r"\s\s|\w\w"), "€": re.compile(r".\W|\W\d"),
    "£": re.compile(r"\W\d"), "\xa0": re.compile("..", re.DOTALL), "°": re.compile(r"\d"),
    "©": re.compile(r"\W\W"), "½": re.compile(r"[\d\s]"),
}  # fmt: skip
SAMPLE = 20_000  # bytes around letters that are no ASCII, enough to tell
HIGH = re.compile(rb"[^\x80-\xff]{0,3}[\x80-\xff]{1,40}[^\x80-\xff]{0,3}")
DECLARED = re.compile(r"(<\?xml[^>]{0,100}?)\s+encoding\s*=\s*[\"'][^\"']{0,40}[\"']")
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
WORD = re.compile(r"[\w’'-]*[^\W\d_a-zA-Z]+[\w’'-]*|[^\x00-\x7f]")


def charset_of(content: bytes) -> str:
    """The set of letters of a text, by the name that Python has for it; "" for what is none."""
    marked = next((name for mark, name in MARKS if content.startswith(mark)), "")
    if marked:
        return marked if _reads(content, marked) else ""
    zeros = [content[at:2000:2].count(0) for at in (0, 1)]
    if max(zeros) > max(3, len(content[:2000]) / 4) and min(zeros) == 0:
        name = "utf-16-le" if zeros[1] else "utf-16-be"
        return name if _reads(content, name) else ""
    if CONTROL.search(content[:100_000]):
        return ""
    if _reads(content, "utf-8"):
        return "utf-8"
    return _of_eight_bits(content)


def as_utf8(content: bytes) -> tuple[bytes, str]:
    """A text in UTF-8, and what is to be looked at where it was in another set of letters.

    What is no text stays as it is.
    """
    name = charset_of(content)
    if name in ("", "utf-8"):
        return content, ""
    text = DECLARED.sub(r"\1", content.decode(name, "replace").removeprefix("\ufeff"), count=1)
    told = f"its letters were read as {NAMES[name]}"
    if name in EIGHT_BIT or name in ("gb18030", "shift_jis", "euc_kr"):
        words = [*dict.fromkeys(found[0] for found in WORD.finditer(text[:200_000]))][:3]
        told += (
            f", which is a guess: see whether {', '.join(f'“{w[:30]}”' for w in words)} is right"
        )
    return text.encode("utf-8", "replace"), told


def _reads(content: bytes, name: str) -> bool:
    try:
        content.decode(name)
    except (UnicodeDecodeError, ValueError):
        return False
    return True


def _of_eight_bits(content: bytes) -> str:
    """The most likely of the sets that are neither UTF-8 nor UTF-16; the first of equal ones."""
    pieces: list[bytes] = []
    size = 0
    for found in HIGH.finditer(content):
        pieces.append(found[0])
        size += len(found[0])
        if size > SAMPLE:
            break
    eastern = _of_east_asia(content, pieces)
    if eastern:
        return eastern
    return max(EIGHT_BIT, key=lambda name: _likeness(pieces, name))


def _of_east_asia(content: bytes, pieces: list[bytes]) -> str:
    """Chinese, Japanese or Korean, where most of a text reads as letters that are common there."""
    piece = content[:100_000]
    if len(re.findall(rb"[\x80-\xff]", piece)) * 2 < len(piece.replace(b" ", b"")):
        return ""
    for name, (letters, common) in EAST_ASIAN.items():
        try:
            text = piece.decode(name, "ignore" if len(content) > len(piece) else "strict")
        except UnicodeDecodeError:
            continue
        found = len(re.findall(letters, text))
        most = len(re.findall(r"[^\W\d_a-zA-Z]", text)) * 0.7
        if found > 3 and found >= most and re.search(common, text):
            return name
    return ""


def _likeness(pieces: list[bytes], name: str) -> float:
    """How much some scraps look like words where they are read in a set of letters."""
    return sum(_worth(scrap) for scrap in (piece.decode(name, "replace") for piece in pieces))


@cache
def _worth(scrap: str) -> float:
    points = 0.0
    for before, sign, after in zip(f" {scrap}", scrap, f"{scrap[1:]} ", strict=False):
        if ord(sign) < 128:
            continue
        kind = unicodedata.category(sign)
        if sign in PUNCTUATION:
            points += 1 if PUNCTUATION[sign].match(f"{before}{after}") else -0.5
        elif kind in ("Ll", "Lo", "Lu"):
            points += _worth_of_letter(before, sign, after)
        else:
            points -= 0.3 if kind in ("Sc", "So", "Po", "No", "Lm", "Mn") else 1.5
    return points


def _worth_of_letter(before: str, sign: str, after: str) -> float:
    is_late = sign.isupper() and before.isalpha() and not before.isupper()
    if is_late or not (_fits(sign, before) and _fits(sign, after)):
        return -1
    if not before.isalpha() and not after.isalpha():
        return 0.2
    if _alphabet(sign) == "LATIN":  # words of which no letter is plain are rare
        return 0.2 if ord(before) > 127 and before.isalpha() else 0.8 if sign.isupper() else 1
    return 1 if sign in COMMON else 0.1


def _fits(sign: str, beside: str) -> bool:
    """Whether a letter can stand beside another: of the same alphabet, or no letter at all."""
    return not beside.isalpha() or _alphabet(sign) == _alphabet(beside)


@cache
def _alphabet(sign: str) -> str:
    return unicodedata.name(sign, "").partition(" ")[0]
