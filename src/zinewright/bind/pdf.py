"""Typeset sections → one PDF (PDF/UA-1): page numbers, one structure tree, outline, fonts once.

Nothing is laid out here. Every page number that a section kept room for is filled in, and the
running heads of the page's side are shown; all of it takes milliseconds, so that a new order of
chapters costs no typesetting but that of the parts that list them.
"""

from __future__ import annotations

import io
import re

import pikepdf
from pikepdf import Dictionary, Name, Object

from zinewright.bind.book import Book, Leaf, destination
from zinewright.bind.embed_fonts import Fonts, PartOf
from zinewright.bind.folios import folios_of, numbered
from zinewright.bind.metadata import DocumentInfo, describe
from zinewright.bind.structure import add_structure
from zinewright.layout.fonts import FontFile, part_of
from zinewright.locators import Locators

SLOT = re.compile(rb"%slot (\d+)\n")
SAID = re.compile(rb"%said (\S+) (\d+) ([0-9a-f]+)\n([^\n]*)")
STATE = re.compile(rb"/([aA])([\d.]+) gs")
SIDED = re.compile(rb"%(left|right) ([^\n]*\n)")


def bind(
    leaves: tuple[Leaf, ...],
    files: tuple[FontFile, ...],
    says: DocumentInfo,
    part: PartOf = part_of,
    locators: Locators | None = None,
) -> bytes:
    """The sections as one PDF, in the order given.

    Pages without numbers count from 1. `part` gives the part of a font file that holds the glyphs
    of given numbers. With `locators`, the page numbers in the text are those of the reading
    edition.
    """
    book = Book(pikepdf.new(), numbered(leaves), says.direction == "rtl", says.standard == "ua-2")
    book.locators = locators
    book.folios = folios_of(book.leaves)
    for leaf in book.leaves:
        for name, (page, x, y) in leaf.typeset.places.items():
            book.places.setdefault(name, (leaf.at(page), x, y))
    fonts = Fonts(book, files, part)
    for leaf in book.leaves:
        _add_pages(book, leaf, fonts)
    fonts.embed()
    add_structure(book)
    _add_outline(book)
    describe(book, says)
    out = io.BytesIO()
    book.pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=False,
        min_version="2.0" if book.is_2 else "1.7",
    )
    return out.getvalue()


# --- pages


def _add_pages(book: Book, leaf: Leaf, fonts: Fonts) -> None:
    """Copy the pages of a section, with the numbers and heads that they show here."""
    typeset = leaf.typeset
    fonts.learn(leaf)
    start = len(book.pdf.pages)
    if typeset.contents:
        for _ in leaf.shown:
            book.pdf.add_blank_page(page_size=typeset.size)
    else:
        with pikepdf.open(io.BytesIO(typeset.pdf)) as source:
            book.pdf.pages.extend([source.pages[number] for number in leaf.shown])
    for place, number in enumerate(leaf.shown, start):
        page = book.pdf.pages[place].obj
        plain = typeset.contents[number] if typeset.contents else page.Contents.read_bytes()
        content = _numbered(book, leaf, number, plain, fonts)
        page.Contents = book.pdf.make_stream(content)
        if typeset.contents:
            page.TrimBox = page.MediaBox
            page.Resources = Dictionary(ExtGState=_states(content))
        _share(page.Resources, fonts.shared)
        page.StructParents = len(book.pages)
        page.Tabs = Name.S
        book.pages.append(page)


def _share(resources: Object, fonts: Object) -> None:
    """Let a page, and the drawings on it, use the fonts that the file holds once."""
    resources.Font = fonts
    for kind in ("/XObject", "/Pattern"):
        for drawing in resources.get(kind, Dictionary()).values():
            if "/Interpolate" in drawing:
                del drawing["/Interpolate"]  # ISO 19005-3, 6.2.8
            inner = drawing.get("/Resources")
            if inner is not None and inner.get("/Font") != fonts:
                _share(inner, fonts)


def _states(content: bytes) -> Dictionary:
    """The graphics states that WeasyPrint names after the opacity they set."""
    states = Dictionary()
    for kind, value in sorted(set(STATE.findall(content))):
        key = "/CA" if kind == b"A" else "/ca"
        states[f"/{kind.decode()}{value.decode()}"] = Dictionary({key: float(value)})
    return states


def _numbered(book: Book, leaf: Leaf, number: int, content: bytes, fonts: Fonts) -> bytes:
    """The content of a page with its page numbers set, and only its own side's running head."""
    page = leaf.at(number)
    side = b"right" if (page % 2 == 0) != book.from_the_right else b"left"
    slots = leaf.typeset.slots

    def fill(found: re.Match[bytes]) -> bytes:
        slot = slots[int(found[1])]
        if slot.side and slot.side.encode() != side:
            return b""
        shown = book.label_of(slot.target, leaf) if slot.target else book.folios[page]
        return fonts.set(slot, shown) if shown else b""

    def named(found: re.Match[bytes]) -> bytes:
        text = bytes.fromhex(found[3].decode()).decode("utf-16-be")
        code = fonts.code_of(found[1].decode(), int(found[2]), text)
        return found[4].replace(b"<%04x>" % int(found[2]), b"<%04x>" % code, 1)

    content = SAID.sub(named, content)
    content = SIDED.sub(lambda m: m[2] if m[1] == side else b"", content + b"\n")
    return SLOT.sub(fill, content)


# --- what readers navigate by, and what the file says of itself


def _add_outline(book: Book) -> None:
    """Bookmarks: every section, and the headings inside it."""
    with book.pdf.open_outline() as outline:
        for leaf in book.leaves:
            open_items: list[tuple[int, list[pikepdf.OutlineItem]]] = [(0, outline.root)]
            elements = book.headings.get(leaf.name, [])
            for number, (level, words, page, y) in enumerate(leaf.typeset.headings):
                while open_items[-1][0] >= level:
                    open_items.pop()
                element = elements[number] if number < len(elements) else None
                action = destination(book, (leaf.at(page), 0, y), element)
                item = pikepdf.OutlineItem(words, action=action)
                item.is_closed = level == 1
                open_items[-1][1].append(item)
                open_items.append((level, item.children))
