"""The fonts of all sections → one embedded part of each font file (ISO 32000-1, 9.6 to 9.10)."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from zinewright.bind.book import Book, Leaf
from zinewright.bind.objects import array, dictionary, name, number, numbers, to
from zinewright.layout.declared import FOLIO
from zinewright.layout.fonts import FontFile
from zinewright.typeset.extract import FolioSlot, FontUse

CFF = b"\x01\x00\x04"  # how a bare one begins (Adobe TN 5176, 6)
BEFORE = {"left": 0.0, "center": 0.5, "right": 1.0}  # the part of the room that is left free there
LAST = 0xFFFE  # the highest code; no font here has a glyph of that number
PartOf = Callable[[FontFile, tuple[int, ...]], bytes]


class Fonts:
    """The fonts of all sections, each embedded once with the glyphs that are used."""

    def __init__(self, book: Book, files: tuple[FontFile, ...], part: PartOf) -> None:
        self.book, self.part = book, part
        behind = (file for leaf in book.leaves for file in leaf.fonts)
        self.files = {file.digest: file for file in (*files, *behind)}
        self.shared = book.objects.reserve()
        self.uses: dict[str, FontUse] = {}
        self.glyphs: dict[str, dict[str, int]] = {}
        self.aliases: dict[str, dict[tuple[int, str], int]] = {}

    def learn(self, leaf: Leaf) -> None:
        """Take over what a section uses of each font."""
        for key, use in leaf.typeset.fonts.items():
            if key not in self.uses:
                own = use.name.removeprefix("/")
                self.uses[key] = FontUse(use.digest, {}, {}, own, use.descriptor)
                self.glyphs[key] = {}
            self.uses[key].widths.update(use.widths)
            for glyph, text in use.texts.items():
                self.uses[key].texts.setdefault(glyph, text)
                if len(text) == 1 and text in FOLIO:
                    self.glyphs[key][text] = glyph

    def code_of(self, name: str, glyph: int, text: str) -> int:
        """The code that shows a glyph and says a text: its number, or one of its own.

        Emoji that look the same share a glyph, and a code says one text (ISO 32000-1, 9.10.3).
        """
        if self.uses[name].texts.get(glyph) == text or not self._is_true_type(name):
            return glyph
        known = self.aliases.setdefault(name, {})
        return known.setdefault((glyph, text), LAST - len(known))

    def _is_true_type(self, name: str) -> bool:
        return self.files[self.uses[name].digest].path.suffix == ".ttf"

    def set(self, slot: FolioSlot, label: str) -> bytes:
        """The operators that show the number of a page in the room that was kept for it."""
        use, glyphs = self.uses[slot.font], [self.glyphs[slot.font][letter] for letter in label]
        width = sum(use.widths[glyph] for glyph in glyphs) * slot.size / 1000
        left = slot.left + BEFORE.get(slot.align, 0.0) * (slot.right - slot.left - width)
        a, b, c, d, _, f = slot.matrix
        shown = "".join(f"{glyph:04x}" for glyph in glyphs)
        matrix = " ".join(_number(value) for value in (a, b, c, d, left, f))
        return f"{matrix} Tm <{shown}> Tj\n".encode()

    def embed(self) -> None:
        """Put the used part of every font file into the PDF, one stream a file."""
        used: dict[str, set[int]] = {}
        for use in self.uses.values():
            used.setdefault(use.digest, set()).update(use.widths)
        streams = {}
        for digest, glyphs in sorted(used.items()):
            content = self.part(self.files[digest], tuple(sorted(glyphs)))
            streams[digest] = self._stream(content), content.startswith(CFF)
        fonts = {}
        for key, use in self.uses.items():
            font = self._font(use, *streams[use.digest], self.aliases.get(key, {}))
            fonts[key] = to(self.book.objects.add(dictionary(font)))
        self.book.objects.put(self.shared, dictionary(fonts))

    def _stream(self, content: bytes) -> int:
        """A font program: TrueType, or a bare CFF (ISO 32000-1, 9.9)."""
        if content.startswith(CFF):
            return self.book.objects.stream(content, {"Subtype": "/CIDFontType0C"})
        return self.book.objects.stream(content, {"Length1": str(len(content))})

    def _font(
        self, use: FontUse, stream: int, is_cff: bool, aliases: Mapping[tuple[int, str], int]
    ) -> dict[str, str]:
        """A Type 0 font over a CIDFont of its outlines (ISO 32000-1, 9.7.6.2 and 9.7.4.1)."""
        objects = self.book.objects
        texts = use.texts | {code: text for (_, text), code in aliases.items()}
        widths = use.widths | {code: use.widths[glyph] for (glyph, _), code in aliases.items()}
        program = "FontFile3" if is_cff else "FontFile2"
        descriptor = {"Type": "/FontDescriptor", "FontName": name(use.name), program: to(stream)}
        for key, value in use.descriptor.items():
            descriptor[key] = numbers(value) if isinstance(value, list) else number(value)
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if is_cff else "/CIDFontType2",
            "BaseFont": name(use.name),
            "CIDSystemInfo": "<</Registry (Adobe) /Ordering (Identity) /Supplement 0>>",
            "W": _widths(widths),
            "FontDescriptor": to(objects.add(dictionary(descriptor))),
        }
        if not is_cff:
            glyphs = {code: glyph for (glyph, _), code in aliases.items()}
            map_ = to(objects.stream(_to_glyphs(glyphs))) if glyphs else "/Identity"
            descendant["CIDToGIDMap"] = map_
        return {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name(use.name),
            "Encoding": "/Identity-H",
            "DescendantFonts": array([to(objects.add(dictionary(descendant)))]),
            "ToUnicode": to(objects.stream(_to_unicode(texts))),
        }


def _number(value: float) -> str:
    return f"{value:.4f}".rstrip("0").rstrip(".")


def _widths(widths: Mapping[int, int]) -> str:
    """The W array (ISO 32000-1, 9.7.4.3), one entry for each run of glyph numbers."""
    runs: list[str] = []
    run: list[int] = []
    for glyph in sorted(widths):
        if glyph - 1 not in widths:
            if run:
                runs.append(numbers(run))
            runs.append(str(glyph))
            run = []
        run.append(widths[glyph])
    return array([*runs, numbers(run)])


def _to_glyphs(glyphs: Mapping[int, int]) -> bytes:
    """A CIDToGIDMap (ISO 32000-1, 9.7.4.2): every code but these is the number of its glyph."""
    return b"".join(glyphs.get(code, code).to_bytes(2) for code in range(LAST + 1))


def _to_unicode(texts: Mapping[int, str]) -> bytes:
    """A ToUnicode map (ISO 32000-1, 9.10.3)."""
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def", "/CMapType 2 def",
        "1 begincodespacerange", "<0000> <ffff>", "endcodespacerange",
    ]  # fmt: skip
    pairs = sorted(texts.items())
    for start in range(0, len(pairs), 100):
        batch = pairs[start : start + 100]
        lines.append(f"{len(batch)} beginbfchar")
        lines += [f"<{glyph:04x}> <{text.encode('utf-16-be').hex()}>" for glyph, text in batch]
        lines.append("endbfchar")
    lines += ["endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"]
    return "\n".join(lines).encode()
