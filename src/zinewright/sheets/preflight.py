"""A file that is to keep PDF/X-4 → what in it cannot (ISO 15930-7, 6), by page and by name.

A claim in the metadata is only as true as the file: what a press would have to guess (a font that
is not there, colours of another press, a picture from elsewhere) is found before it is made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from zinewright.pdf.open import unpacks_to_more
from zinewright.pdf.operators import Held, content_of
from zinewright.problems import shown
from zinewright.recolour.colours import Space

MOST_BYTES = 50_000_000
PAGE = re.compile(r"/P(\d+)")
SHOWS, FILES = frozenset(("Tj", "TJ", "'", '"')), ("/FontFile", "/FontFile2", "/FontFile3")
FOUR = frozenset(("/DeviceCMYK", "/CMYK"))
EMBED = "Make the PDF again with all fonts embedded, as an export to PDF/X or PDF/A does"
AGAIN = "Make the PDF again as PDF/X-4, or leave --profile out"


@dataclass(frozen=True)
class Holding:
    """Something with a content and resources: a page, a drawing, a tiling, the letters of a font.

    `page` is the number of the page that shows it.
    """

    page: int
    owner: Object
    contents: tuple[Held, ...]

    @property
    def resources(self) -> Object:
        return self.owner.get("/Resources", Dictionary())


def holdings(pdf: pikepdf.Pdf) -> Iterator[Holding]:
    """All that is shown on the sheets of a print file, each once, by the pages laid out there."""
    seen: set[tuple[int, int] | int] = set()
    waiting = [Holding(0, page.obj, (page,)) for page in reversed(pdf.pages)]
    while waiting:
        held = waiting.pop()
        key = held.owner.objgen if held.owner.is_indirect else id(held.owner)
        if key in seen:
            continue
        seen.add(key)
        yield held
        waiting += reversed(list(_within(held)))


def _within(held: Holding) -> Iterator[Holding]:
    found = held.resources
    for name, each in found.get("/XObject", Dictionary()).items():
        page = PAGE.fullmatch(name) if not held.page else None
        if isinstance(each, Stream):
            yield Holding(int(page[1]) if page else held.page, each, (each,))
    for each in found.get("/Pattern", Dictionary()).values():
        if isinstance(each, Stream):
            yield Holding(held.page, each, (each,))
    for each in found.get("/ExtGState", Dictionary()).values():
        mask = each.get("/SMask") if isinstance(each, Dictionary) else None
        if isinstance(mask, Dictionary) and isinstance(mask.get("/G"), Stream):
            yield Holding(held.page, mask.G, (mask.G,))
    for each in found.get("/Font", Dictionary()).values():
        if isinstance(each, Dictionary) and each.get("/Subtype") == Name.Type3:
            letters = tuple(each.get("/CharProcs", Dictionary()).values())
            yield Holding(held.page, each, letters)


def faults(pdf: pikepdf.Pdf, components: int) -> Iterator[tuple[str, str]]:
    """What keeps a file from being PDF/X-4 for a press of so many inks, and what to do."""
    for number, page in enumerate(pdf.pages, 1):
        if not _are_nested(page.obj):
            yield f"the boxes of side {number} do not lie within each other", AGAIN
        if "/Annots" in page.obj or "/AA" in page.obj:
            yield f"side {number} has notes or actions", AGAIN
    for key in ("/AcroForm", "/OpenAction", "/AA", "/Names"):
        if key in pdf.Root:
            yield "the file acts by itself when it is opened", AGAIN
    for held in holdings(pdf):
        place = f"page {held.page}" if held.page else "a sheet"
        for what, fix in _faults(held, components):
            yield f"{place} {what}", fix


def _faults(held: Holding, components: int) -> Iterator[tuple[str, str]]:
    yield from _of_drawing(held.owner)
    said = _Said(held)
    for name in said.fonts:
        font = held.resources.get("/Font", Dictionary()).get(name)
        if isinstance(font, Dictionary) and not _is_embedded(font):
            called = shown(str(font.get("/BaseFont", name)).lstrip("/"))
            yield f"uses the font “{called}”, which is not in the file", EMBED
    for state in held.resources.get("/ExtGState", Dictionary()).values():
        if isinstance(state, Dictionary) and _transfers(state):
            yield "has a transfer curve (TR), which PDF/X-4 forbids", AGAIN
    has_four = said.has_four or _has_four(held)
    if (
        components != 4
        and has_four
        and "/DefaultCMYK" not in held.resources.get("/ColorSpace", Dictionary())
    ):
        what = "has colours for four inks (CMYK), and the profile is of a press with other ones"
        yield what, "Use the CMYK profile of the print shop"


def _of_drawing(owner: Object) -> Iterator[tuple[str, str]]:
    if owner.get("/Subtype") == Name("/PS") or owner.get("/Subtype2") == Name("/PS"):
        yield "has a drawing in PostScript, which PDF/X-4 forbids", AGAIN
    if "/OPI" in owner:
        yield "has a picture that only stands for another one (OPI)", AGAIN
    if "/Ref" in owner or (isinstance(owner, Stream) and "/F" in owner):
        yield "has a drawing that lies in another file", AGAIN


def _transfers(state: Object) -> bool:
    """Whether a graphics state bends tones (ISO 15930-7, 6.2.7.3)."""
    bent = state.get("/TR")
    other = state.get("/TR2")
    return (bent is not None and bent != Name.Identity) or (
        other is not None and other not in (Name.Default, Name.Identity)
    )


def _is_embedded(font: Object) -> bool:
    if font.get("/Subtype") == Name.Type3:
        return True
    below = font.get("/DescendantFonts")
    inner = below[0] if isinstance(below, Array) and len(below) else font
    described = inner.get("/FontDescriptor", Dictionary())
    return any(isinstance(described.get(key), Stream) for key in FILES)


class _Said:
    """What the contents of something use: fonts that are seen, and colours for four inks."""

    def __init__(self, held: Holding) -> None:
        self.fonts: dict[str, None] = {}
        self.has_four = False
        if held.owner.get("/Subtype") == Name.Image:
            return
        for content in held.contents:
            try:
                if unpacks_to_more(content_of(content), MOST_BYTES):
                    raise ValueError("too long to be read")
                self._read(content)
            except (pikepdf.PdfError, ValueError, TypeError, IndexError):
                self.fonts |= dict.fromkeys(held.resources.get("/Font", Dictionary()).keys())

    def _read(self, content: Held) -> None:
        states = [("", 0)]
        for instruction in pikepdf.parse_content_stream(content):
            operator, operands = str(instruction.operator), instruction.operands
            font, mode = states[-1]
            if operator == "q":
                states.append(states[-1])
            elif operator == "Q" and len(states) > 1:
                states.pop()
            elif operator == "Tf":
                states[-1] = str(operands[0]), mode
            elif operator == "Tr":
                states[-1] = font, int(operands[0])
            elif operator in SHOWS and mode != 3 and font:
                self.fonts[font] = None
            elif operator in ("k", "K"):
                self.has_four = True
            elif operator in ("cs", "CS"):
                self.has_four |= str(operands[0]) in FOUR


def _has_four(held: Holding) -> bool:
    """Whether pictures, spaces, gradients or groups are in the colours of four inks."""
    found = held.resources
    spaces: list[Space] = [*found.get("/ColorSpace", Dictionary()).values()]
    spaces += [each.get("/ColorSpace") for each in found.get("/Shading", Dictionary()).values()]
    for each in found.get("/Pattern", Dictionary()).values():
        if isinstance(each.get("/Shading"), Dictionary | Stream):
            spaces.append(each.Shading.get("/ColorSpace"))
    spaces.append(held.owner.get("/ColorSpace"))
    spaces.append(held.owner.get("/Group", Dictionary()).get("/CS"))
    return any(_is_four(space) for space in spaces)


def _is_four(space: Space, depth: int = 0) -> bool:
    if isinstance(space, Array) and len(space) > 1 and depth < 8:
        within = {"/Indexed": 1, "/Pattern": 1, "/Separation": 2, "/DeviceN": 2}.get(str(space[0]))
        return within is not None and len(space) > within and _is_four(space[within], depth + 1)
    return isinstance(space, Name) and str(space) in FOUR


def _are_nested(page: Object) -> bool:
    """Trim within bleed within media (ISO 15930-7, 6.9)."""
    boxes = [[float(edge) for edge in page.get(key, [])]
             for key in ("/MediaBox", "/BleedBox", "/TrimBox")]  # fmt: skip
    return all(len(box) == 4 for box in boxes) and all(
        outer[0] <= inner[0] + 0.01 and outer[1] <= inner[1] + 0.01
        and outer[2] >= inner[2] - 0.01 and outer[3] >= inner[3] - 0.01
        for outer, inner in zip(boxes, boxes[1:], strict=False)
    )  # fmt: skip
