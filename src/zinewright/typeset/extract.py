"""What is read off a laid-out document before it is written: tags, fonts, room for numbers.

The document leaves without tags, fonts and links of its own, since the bound file has them once.
Comments in the content stream mark what `bind` fills in or leaves out; a viewer passes over them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from xml.etree.ElementTree import Element

import msgspec

from zinewright.layout.declared import FOLIO
from zinewright.layout.fonts import letters_of, space_of
from zinewright.typeset.boxes import (
    Box,
    Document,
    Font,
    LaidOutPage,
    MarginBox,
    Mark,
    Operator,
    Operators,
    PageBox,
    PageStream,
    Pdf,
    PdfDictionary,
    Properties,
    as_dictionary,
    data_of,
    is_a,
    is_margin,
    is_stream,
    laid_out,
    text_of,
)
from zinewright.typeset.page_starts import Starts
from zinewright.typeset.reading_order import in_order
from zinewright.typeset.tags import Growing

JOINED = "\u200b"  # what a glyph says whose neighbour says both of them
RUN = 4  # letters of a folio side by side, which no running head says by chance
LEFT, RIGHT = "left", "right"
OPERATOR = re.compile(rb"([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) Tm\Z")
GLYPHS = re.compile(rb"<([0-9a-f]+)>(?=.*\] TJ)")
BEHIND = re.compile(rb">(-?[\d.]+)\] TJ\Z")
FONT = re.compile(rb"/(\S+) ([-\d.]+) Tf\Z")


class FolioSlot(msgspec.Struct, array_like=True):
    """Room for a page number: that of the id `target`, or of the page itself where it is "".

    Lengths are in the units of the content stream; the number is set between `left` and `right`,
    at the end that `align` names, or in the middle. `side` is the side on which it is shown, ""
    for both.
    """

    page: int
    target: str
    matrix: tuple[float, float, float, float, float, float]
    font: str
    size: float
    left: float
    right: float
    align: str
    side: str


class FontUse(msgspec.Struct, array_like=True):
    """What a section uses of a font: glyph widths (1/1000 em) and the text of each glyph.

    `descriptor` holds the numbers of its FontDescriptor (ISO 32000-1, 9.8.1).
    """

    digest: str
    widths: dict[int, int]
    texts: dict[int, str]
    name: str
    descriptor: dict[str, float | list[float]]


class Seen:
    """What is read off a document at the seam: its tags, its fonts, its room for page numbers.

    `unwhole` are texts in margins that hold a part of that room or more than it, and
    `sides_without` the sides on which a page without a name of its own keeps none; with
    `is_room_lost`, some of it is not to be found.
    """

    def __init__(self, roots: Sequence[Element] = ()) -> None:
        self.starts = Starts(roots)
        self.tree = Growing(self.starts)
        self.slots: list[FolioSlot] = []
        self.fonts: dict[str, FontUse] = {}
        self.contents: list[bytes] = []
        self.unwhole: list[str] = []
        self.sides_without: set[str] = set()
        self.is_room_lost = False

    def read(self, pdf: Pdf, document: Document, streams: list[PageStream]) -> None:
        """Take what binding needs out of the pages, and leave them without tags and fonts."""
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
            marked = stream._tags
            self.starts.add_page(page)
            self.tree.add_page(number, page, marked)
            slots = [slot for slot in self.tree.slots if slot[0] == number]
            around = {*_in_margins(page), *(box for _, box, _ in slots)}
            for box, mark in marked.items():
                if (number, box) not in self.tree.owned:
                    _make_artifact(stream.stream, mark["mcid"], of_page=box in around)
            for _, box, target in slots:
                holder = _holder_of(page._page_box, box)
                mcid = marked[box]["mcid"]
                if not self._keep_room(number, stream.stream, mcid, holder, target, ""):
                    self.is_room_lost = True
            for _, box in [space for space in self.tree.spaces if space[0] == number]:
                _say_space(stream.stream, marked[box]["mcid"], document.fonts.values())
            for box, said in self.starts.unhyphenated.items():
                if box in marked:
                    _say(stream.stream, marked[box]["mcid"], said)
            self._say_joined(number, stream.stream, marked)
            self._margins(number, page, stream, marked)
            marked.clear()
        self.tree.finish()
        orders = self.tree.orders()
        widths = {font.hash.encode(): font.widths for font in document.fonts.values()}
        for number, stream in enumerate(streams):
            _carry(stream.stream)
            stream.stream[:] = in_order(stream.stream, orders[number], widths)
            self.contents.append(b"\n".join(_written(op) for op in stream.stream))
        self._descriptors = {
            str(thing["FontName"]): thing
            for thing in map(as_dictionary, pdf.objects)
            if thing.get("Type") == "/FontDescriptor"
        }
        for font in document.fonts.values():
            self._use(font)
        _strip(pdf)

    def _say_joined(self, number: int, ops: Operators, marked: Mapping[Box, Mark]) -> None:
        """Say what letters that join and emoji are, for programs that read no structure."""
        for (page, box), tag in self.tree.joined.items():
            if page == number:
                _say(ops, marked[box]["mcid"], tag.actual)
        for (page, box), said in self.tree.drawn.items():
            if page == number:
                _name_glyph(ops, marked[box]["mcid"], said)

    def _margins(
        self, number: int, page: LaidOutPage, stream: PageStream, marked: Mapping[Box, Mark]
    ) -> None:
        """Running heads and folios of left and right pages: `bind` shows those of one side."""
        with_folio: set[str] = set()
        for margin in page._page_box.children:
            if not is_margin(margin):
                continue
            at = margin.at_keyword
            side = LEFT if LEFT in at else RIGHT if RIGHT in at else ""
            self.unwhole += [said for said in _literals(margin) if _is_unwhole(said)]
            for box in margin.descendants():
                if box not in marked:
                    continue
                if text_of(box) == FOLIO:
                    mcid = marked[box]["mcid"]
                    if self._keep_room(number, stream.stream, mcid, margin, "", side):
                        with_folio |= {side} if side else {LEFT, RIGHT}
                elif side:
                    _show_on_one_side(stream.stream, marked[box]["mcid"], side)
        if not page._page_box.page_type.name:  # a page of a name of its own may leave them out
            self.sides_without |= {LEFT, RIGHT} - with_folio

    def _keep_room(
        self, page: int, ops: Operators, mcid: int, holder: Box | None, target: str, side: str
    ) -> bool:
        """Replace the digits that were set by a comment that `bind` finds again, if they are."""
        start, end = _range(ops, mcid)
        matrix = font = None
        for place in range(start, end):
            if found := OPERATOR.match(_bytes(ops[place])):
                matrix, ops[place] = tuple(float(part) for part in found.groups()), b""
            elif found := FONT.match(_bytes(ops[place])):
                font = (found[1].decode(), float(found[2]))
            elif _bytes(ops[place]).endswith(b" TJ"):
                ops[place] = b"%%slot %d" % len(self.slots)
        if matrix is None or font is None or holder is None:
            return False
        left = holder.content_box_x()
        align = _end_of(holder)
        self.slots.append(
            FolioSlot(page, target, matrix, *font, left, left + holder.width, align, side)  # type: ignore[arg-type]
        )
        return True

    def _use(self, font: Font) -> None:
        digest = hashlib.sha256(font.file_content).hexdigest()
        name = font.name.decode()
        numbers = _numbers(self._descriptors[str(font.name)])
        use = self.fonts.setdefault(font.hash, FontUse(digest, {}, {}, name, numbers))
        use.widths.update({int(glyph): int(width) for glyph, width in font.widths.items()})
        texts = {int(glyph): text for glyph, text in font.to_unicode.items()}
        if "" in texts.values():
            own = letters_of(font.file_content)
            texts = {glyph: text or own.get(glyph, JOINED) for glyph, text in texts.items()}
        use.texts.update(texts)


def _in_margins(page: LaidOutPage) -> Iterator[Box]:
    """The boxes of running heads and folios."""
    for margin in page._page_box.children:
        if is_margin(margin):
            yield from margin.descendants()


def _literals(margin: MarginBox) -> Iterator[str]:
    """The texts that a style sheet writes into a margin box, word for word, those side by side as
    one."""
    content = margin.style["content"]
    parts = content if isinstance(content, list | tuple) else ()
    for kind, run in groupby(parts, key=itemgetter(0)):
        if kind == "string":
            yield "".join(said for _, said in run if isinstance(said, str))


def _is_unwhole(said: str) -> bool:
    """Whether a text holds some of the letters that keep room for a folio, and not just those."""
    runs = (FOLIO[at : at + RUN] for at in range(len(FOLIO) - RUN + 1))
    return said != FOLIO and any(run in said for run in runs)


def _end_of(holder: Box) -> str:
    """The side, left or right, at which text stands in a box."""
    align, direction = holder.style["text_align_all"], holder.style["direction"]
    if align in ("start", "end"):
        return "right" if (align == "end") == (direction == "ltr") else "left"
    return str(align)


def _holder_of(page_box: PageBox, text_box: Box) -> Box | None:
    """The inline block that keeps room for a page number, None where a layout makes it another."""
    for box in page_box.descendants(placeholders=True):
        box = laid_out(box)
        if box.element is text_box.element and is_a(box, "InlineBlockBox"):
            return box
    return None


def _numbers(descriptor: PdfDictionary) -> dict[str, float | list[float]]:
    """The numbers of a font descriptor; its names and references are those of the bound file."""
    found: dict[str, float | list[float]] = {}
    for key, value in descriptor.items():
        if isinstance(value, int | float):
            found[key] = value
        elif key == "FontBBox" and isinstance(value, list):
            found[key] = [float(part) for part in value]
    return found


def _carry(ops: Operators) -> None:
    """Let what moves the pen behind the last glyph of a piece of text move it before the next one.

    It is the same (ISO 32000-1, 9.4.3), and PDFium forgets what stands at an end.
    """
    held = b""
    for place, op in enumerate(map(_bytes, ops)):
        if op == b"ET" or op.endswith(b" Tm"):
            held = b""
        elif op.endswith(b"] TJ"):
            if held:
                op = ops[place] = b"[" + held + b" " + op[1:]
            found = BEHIND.search(op)
            held = found[1] if found and found[1].strip(b"0.") else b""
            if held:
                ops[place] = op[: found.start(1)] + b"] TJ" if found else op


def _written(operator: Operator) -> bytes:
    """An operator as it stands in a content stream."""
    data = data_of(operator)
    return _bytes(operator) if data is None else data


def _bytes(operator: Operator) -> bytes:
    if isinstance(operator, bytes):
        return operator
    return operator.encode() if isinstance(operator, str) else b""


def _range(ops: Operators, mcid: int) -> tuple[int, int]:
    """The operators of a marked content: its property list and its end (exclusive)."""
    start = next(n for n, op in enumerate(ops) if isinstance(op, dict) and op.get("MCID") == mcid)
    end = next(n for n in range(start, len(ops)) if ops[n] == b"EMC")
    return start, end


def _properties(operator: Operator) -> Properties:
    assert isinstance(operator, dict)
    return operator


def _make_artifact(ops: Operators, mcid: int, *, of_page: bool) -> None:
    """Mark content as an artifact, of the page or of its layout (ISO 32000-1, 14.8.2.2.2); its
    number stays, to find it by.
    """
    start, _ = _range(ops, mcid)
    ops[start - 1] = "/Artifact"
    _properties(ops[start])["Type"] = "/Pagination" if of_page else "/Layout"


def _say(ops: Operators, mcid: int, text: str) -> None:
    """Let marked content be read as a text (ISO 32000-1, 14.9.4)."""
    start, _ = _range(ops, mcid)
    _properties(ops[start])["ActualText"] = f"<feff{text.encode('utf-16-be').hex()}>"


def _name_glyph(ops: Operators, mcid: int, text: str) -> None:
    """Put a comment before a glyph that stands alone: what it is here, whatever it is elsewhere."""
    start, end = _range(ops, mcid)
    name, shown = "", []
    for place in range(start, end):
        if found := FONT.match(_bytes(ops[place])):
            name = found[1].decode()
        elif b"] TJ" in _bytes(ops[place]):
            shown.append(place)
    glyphs = [glyph for place in shown for glyph in GLYPHS.findall(_bytes(ops[place]))]
    if len(shown) == len(glyphs) == 1 and len(glyphs[0]) == 4:
        said = text.encode("utf-16-be").hex()
        comment = f"%said {name} {int(glyphs[0], 16)} {said}\n"
        ops[shown[0]] = comment.encode() + _bytes(ops[shown[0]])


def _show_on_one_side(ops: Operators, mcid: int, side: str) -> None:
    start, end = _range(ops, mcid)
    for place in range(start, end):
        if _bytes(ops[place]).endswith(b" TJ"):
            ops[place] = b"%%%s %s" % (side.encode(), _bytes(ops[place]))


def _say_space(ops: Operators, mcid: int, fonts: Iterable[Font]) -> None:
    """Put the space of the text behind the last word of a line, unless it is there.

    The last may be the room for a page number, whose comment has a line to itself.
    """
    start, end = _range(ops, mcid)
    name, last = "", 0
    for place in range(start, end):
        if found := FONT.match(_bytes(ops[place])):
            name = found[1].decode()
        elif _bytes(ops[place]).endswith(b" TJ") or _bytes(ops[place]).startswith(b"%slot"):
            last = place
    font = next((font for font in fonts if font.hash == name), None)
    if not last or font is None:
        return
    glyph, width = space_of(font.file_content)
    if re.search(rb"%04x>[^<]*\] TJ\Z" % glyph, _bytes(ops[last])):
        return
    font.widths.setdefault(glyph, width)
    font.to_unicode.setdefault(glyph, " ")
    between = b"\n" if _bytes(ops[last]).startswith(b"%slot") else b" "
    ops[last] = _bytes(ops[last]) + between + b"<%04x> Tj" % glyph


def _strip(pdf: Pdf) -> None:
    """Take out what the bound file has once: fonts, links, names, outline."""
    pdf.catalog.pop("Names", None)
    pdf.catalog.pop("Outlines", None)
    for thing in pdf.objects:
        if is_stream(thing) and _is_font(thing.extra):
            thing.stream = [b""]
        if isinstance(thing, dict) and thing.get("Type") == "/Page":
            thing.pop("Annots", None)


def _is_font(extra: PdfDictionary) -> bool:
    """Whether what stands before a stream is that of a font file (ISO 32000-1, 9.9)."""
    return "Length1" in extra or extra.get("Subtype") == "/OpenType"
