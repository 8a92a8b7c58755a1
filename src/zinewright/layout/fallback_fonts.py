"""The letters of a text → the faces that show them, behind a layout's own fonts.

The Noto faces come as variable fonts; WeasyPrint mixes the widths of their bold with the outlines
of their regular. So each is cut into two static ones, once, and kept under what it was made of. A
text in letters that the layout has asks for none of them.
"""

from __future__ import annotations

import hashlib
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from lxml import etree

from zinewright.body import Element
from zinewright.cache import Cache, cache_folder
from zinewright.code_digests import code_of
from zinewright.layout.fonts import COMMON, FontFile, font_file, kept, letters

NOTO = "manimgx_fonts"
SCRIPTS = (
    "", "Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian", "Gujarati",
    "Gurmukhi", "Hebrew", "Kannada", "Khmer", "Lao", "Malayalam", "Myanmar", "Oriya", "Sinhala",
    "Symbols", "Tamil", "Telugu", "Thai",
)  # fmt: skip
"""Noto Sans, and its parts for other scripts, in the order in which they are asked."""
EMOJI = "NotoEmoji"
CJK = tuple(
    f"noto_cjk_sans_jp_{weight.lower()}:NotoSansCJKjp-{weight}.otf"
    for weight in ("Regular", "Bold")
)  # of the extra `cjk`: all of Chinese, Japanese and Korean
REGULAR, BOLD = 400, 700
JOINS = "\u200d\ufe0e\ufe0f"
VARIES = ("fvar", "gvar", "avar", "cvar", "HVAR", "VVAR", "MVAR", "STAT")
UNSEEN = frozenset(
    {0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0, *range(0x180B, 0x1810),
     *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}
)  # fmt: skip
"""Letters that show nothing of their own (Default_Ignorable_Code_Point), controls apart."""
EMOJI_CLASS = "emoji"  # of an emoji, and of a sign that is drawn as one
FACE = "font-family: 'Noto Emoji'"
PLAIN = "font-family: 'Noto Sans'"
MARK = re.compile("[\u0300-\u036f]")
MARKED = re.compile("[\\w\u0300-\u036f]*[\u0300-\u036f][\\w\u0300-\u036f]*")
SEEN_FORMATS = frozenset(
    {*range(0x0600, 0x0606), 0x06DD, 0x070F, 0x0890, 0x0891, 0x08E2, 0x110BD, 0x110CD,
     *range(0x13430, 0x13440)}
)  # fmt: skip


@dataclass(frozen=True)
class Family:
    """A family of fallback faces, in one variable file or in a file for each weight."""

    files: tuple[FontFile, ...]

    @cached_property
    def letters(self) -> frozenset[int]:
        return letters(self.files[:1])

    @cached_property
    def faces(self) -> tuple[FontFile, ...]:
        """Its regular and its bold, as static files."""
        if len(self.files) > 1:
            return self.files
        return tuple(static(self.files[0], weight) for weight in (REGULAR, BOLD))


@cache
def families() -> tuple[Family, ...]:
    """Every family that is installed, in the order in which they are asked."""
    names = [*(f"NotoSans{script}" for script in SCRIPTS), EMOJI]
    found = [Family((font_file(f"{NOTO}:{name}[wght].ttf"),)) for name in names]
    if has_cjk():
        found.append(Family(tuple(map(font_file, CJK))))
    return tuple(found)


def has_cjk() -> bool:
    """Whether the faces of Chinese, Japanese and Korean are installed."""
    return all(find_spec(spec.partition(":")[0]) is not None for spec in CJK)


@cache
def drawn() -> frozenset[int]:
    """Every code point that the face of emoji draws."""
    return letters((font_file(f"{NOTO}:{EMOJI}[wght].ttf"),))


def faces_for(text: str, own: tuple[FontFile, ...]) -> tuple[FontFile, ...]:
    """The fallback faces that a text needs besides the `own` ones of its layout.

    The family that has most of what is missing comes first, then the one with most of the rest.
    """
    missing = set(map(ord, _rare(text, own)))
    found: list[Family] = []
    while missing:
        best = max(families(), key=lambda family: len(missing & family.letters))
        if not missing & best.letters:
            break
        missing -= best.letters
        found.append(best)
    if PLAIN in text and families()[0] not in found:
        found.append(families()[0])
    return tuple(face for family in found for face in family.faces)


def without_face(text: str, own: tuple[FontFile, ...]) -> tuple[str, ...]:
    """The letters of a text that no face shows, neither of its layout nor behind it, in order."""
    rare = [letter for letter in _rare(text, own) if ord(letter) not in UNSEEN]
    if not rare:
        return ()
    known = frozenset[int]().union(*(family.letters for family in families()))
    return tuple(letter for letter in rare if ord(letter) not in known)


def _rare(text: str, own: tuple[FontFile, ...]) -> list[str]:
    """The letters of a text that its layout lacks; those that nobody sees are none."""
    rare = set(text) - COMMON
    known = letters(own) if rare else frozenset()
    return sorted(
        letter for letter in rare
        if ord(letter) not in known
        and (unicodedata.category(letter) not in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp")
             or ord(letter) in SEEN_FORMATS)
        and (ord(letter) not in UNSEEN or letter == VARIATION)
    )  # fmt: skip


def undrawn(text: str, own: tuple[FontFile, ...]) -> str:
    """A text without the emoji in it that are drawn."""
    return "".join(part for part, drawing in parts_of(text, own) if not drawing)


def parts_of(text: str, own: tuple[FontFile, ...]) -> Iterator[tuple[str, str]]:
    """A text in parts, each with what is drawn in its place, "" for letters."""
    at = 0
    for begin, end, drawing in emoji_in(text, own):
        yield text[at:begin], ""
        yield text[begin:end], drawing
        at = end
    yield text[at:], ""


def words_with_marks(text: str) -> Iterator[tuple[str, bool]]:
    """A text in parts, each with whether it is a word that has marks apart from their letters.

    Many faces have such marks and do not know where on a letter they belong, as in ọ̀; one that
    does has to show all of the word.
    """
    text, at = unicodedata.normalize("NFC", text) if MARK.search(text) else text, 0
    for match in MARKED.finditer(text):
        yield text[at : match.start()], False
        yield match[0], True
        at = match.end()
    yield text[at:], False


def emoji_in(text: str, own: tuple[FontFile, ...]) -> list[tuple[int, int, str]]:
    """Where emoji stand in a text that its layout's `own` fonts cannot show: begin, end, drawing.

    The drawing is the cluster itself, or the emoji that looks like a sign that no face has.
    """
    if text.isascii() or not _rare(text, own):
        return []
    known, found = letters(own), []
    for match in clusters(text):
        cluster, first = match[0], ord(match[0][0])
        alike = LOOKALIKES.get(cluster, cluster)
        is_plain = len(cluster) == 1 and first in known
        is_text = cluster.endswith("\ufe0e") and first in known
        is_whole = all(ord(part) in drawn() or part in JOINS for part in alike)
        if not is_plain and not is_text and is_whole:
            found.append((match.start(), match.end(), alike))
    return found


def draw_emoji(root: Element, own: tuple[FontFile, ...]) -> None:
    """Put each emoji of a text into a span that says what it is, and a word with marks into one
    that is set in a face which has them."""
    for element in list(root.iter()):
        element.text, spans = _with_spans(element.text, own)
        for span in reversed(spans):
            element.insert(0, span)
        behind, spans = _with_spans(element.tail, own)
        element.tail = None
        for span in reversed(spans):
            element.addnext(span)
        element.tail = behind


def _with_spans(text: str | None, own: tuple[FontFile, ...]) -> tuple[str | None, list[Element]]:
    """What stands before the first emoji of a text, and a span for each, with what follows."""
    first, spans = text, list[Element]()
    for part, drawing in parts_of(text or "", own):
        if drawing:
            span = etree.Element("span", {"class": EMOJI_CLASS, "data-drawn": part, "style": FACE})
            span.text = drawing
            spans.append(span)
            continue
        for piece, is_marked in words_with_marks(part):
            if is_marked:
                whole = {"data-joined": piece, "style": f"{PLAIN}; white-space: nowrap"}
                spans.append(etree.Element("span", whole))
                spans[-1].text = piece
            elif spans:
                spans[-1].tail = (spans[-1].tail or "") + piece
            elif text:
                first = piece
    return first, spans


# --- static faces


def static(variable: FontFile, weight: int) -> FontFile:
    """A weight of a variable font as a file of its own, made once and kept."""
    code = code_of("zinewright.layout.fallback_fonts")
    asked = f"face\0{code}\0{variable.digest}\0{weight}"
    key = hashlib.sha256(asked.encode()).hexdigest()

    def made() -> bytes:
        store = Cache(cache_folder())
        content = store.get(key)
        if content is None:
            content = _cut(variable.path, weight)
            store.put(key, content)
        return content

    name = variable.path.stem.partition("[")[0]
    return FontFile(kept(f"face-{key[:16]}/{name}-{weight}.ttf", made))


def _cut(path: Path, weight: int) -> bytes:
    """A static font of one weight. The regular one is what its outlines are without any change."""
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    with TTFont(path, lazy=True, recalcTimestamp=False) as font:
        [axis] = font["fvar"].axes
        if weight != axis.defaultValue:
            _unkern(font)
            instancer.instantiateVariableFont(font, {"wght": weight}, inplace=True)
        for table in VARIES:
            if table in font:
                del font[table]
        font["OS/2"].usWeightClass = weight
        out = io.BytesIO()
        font.save(out)
    return out.getvalue()


def _unkern(font: Any) -> None:  # fontTools has no types
    """Take out the pairs of letters that stand closer, which take most of the time to cut."""
    table = font["GPOS"].table if "GPOS" in font else None
    if table is None or not table.FeatureList or not table.LookupList:
        return
    kerns: set[int] = set()
    others: set[int] = set()
    for record in table.FeatureList.FeatureRecord:
        feature = record.Feature
        (kerns if record.FeatureTag == "kern" else others).update(feature.LookupListIndex)
        if record.FeatureTag == "kern":
            feature.LookupListIndex = []
    for number in kerns - others:
        table.LookupList.Lookup[number].SubTable = []


# --- the emoji in a text, each cluster whole (UTS #51): joiners, skin tones, flags, keycaps

VARIATION = "\ufe0f"  # asks for the drawing of a sign that is a letter, too
_SIGN = (
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25a0-\u27bf\u2934\u2935"
    "\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa"
    "\U0001f400-\U0001faff]"
)
_ONE = (
    f"{_SIGN}(?:[\U0001f3fb-\U0001f3ff]\ufe0f?|[\ufe0e\ufe0f])?"
    "(?:[\U000e0020-\U000e007e]+\U000e007f)?\u20e3?"
)
CLUSTER = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3"
    f"|{_ONE}(?:\u200d{_ONE})*|[\U0001f3fb-\U0001f3ff\U0001f1e6-\U0001f1ff]"
)
"""One emoji, or a sign that may be one: the two letters of a flag, a keycap, or signs with what
changes how they look, joined by U+200D."""

LOOKALIKES = {
    "✓": "✔", "✗": "✖", "✘": "✖", "☆": "⭐", "□": "◻", "☐": "◻", "▲": "🔺", "▼": "🔻", "☞": "👉",
    "✎": "✏",
}  # fmt: skip
"""Signs that the faces of a layout may lack, and the emoji whose drawing is the same sign."""


def clusters(text: str) -> Iterator[re.Match[str]]:
    """Every cluster of a text that is an emoji, or a sign that may be one, from the left."""
    return CLUSTER.finditer(text)
