"""Typeset sections → one PDF (PDF/UA-1): page numbers, one structure tree, outline, fonts once.

Nothing is laid out here. Every page number that a section kept room for is filled in, and the
running heads of the page's side are shown; all of it takes milliseconds, so that a new order of
chapters costs no typesetting but that of the parts that list them.
"""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from zinewright.embed import Fonts, PartOf
from zinewright.folios import folios_of, numbered, ranges
from zinewright.fonts import FontFile, part_of
from zinewright.locators import Locators
from zinewright.structure import Book, Leaf, add_structure, destination

SLOT = re.compile(rb"%slot (\d+)\n")
STATE = re.compile(rb"/([aA])([\d.]+) gs")
SIDED = re.compile(rb"%(left|right) ([^\n]*\n)")


@dataclass(frozen=True)
class Binding:
    """What a bound PDF says of itself. `modified` is in UTC and the only date in the file."""

    title: str
    authors: tuple[str, ...]
    language: str
    description: str
    modified: datetime.datetime
    producer: str
    direction: str = "ltr"
    subjects: tuple[str, ...] = ()


def bind(
    leaves: tuple[Leaf, ...],
    files: tuple[FontFile, ...],
    says: Binding,
    part: PartOf = part_of,
    locators: Locators | None = None,
) -> bytes:
    """The sections as one PDF, in the order given.

    Pages without numbers count from 1. `part` gives the part of a font file that holds the glyphs
    of given numbers. With `locators`, the page numbers in the text are those of the reading
    edition.
    """
    book = Book(pikepdf.new(), numbered(leaves), says.direction == "rtl")
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
    _describe(book, says)
    out = io.BytesIO()
    book.pdf.save(
        out,
        deterministic_id=True,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        compress_streams=True,
        recompress_flate=False,
        min_version="1.7",
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


def _share(resources: Any, fonts: Any) -> None:
    """Let a page, and the drawings on it, use the fonts that the file holds once."""
    resources.Font = fonts
    for kind in ("/XObject", "/Pattern"):
        for drawing in resources.get(kind, Dictionary()).values():
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

    content = SIDED.sub(lambda m: m[2] if m[1] == side else b"", content + b"\n")
    return SLOT.sub(fill, content)


# --- what readers navigate by, and what the file says of itself


def _add_outline(book: Book) -> None:
    """Bookmarks: every section, and the headings inside it."""
    with book.pdf.open_outline() as outline:
        for leaf in book.leaves:
            open_items: list[tuple[int, list[Any]]] = [(0, outline.root)]
            for level, words, page, y in leaf.typeset.headings:
                while open_items[-1][0] >= level:
                    open_items.pop()
                place = destination(book, (leaf.at(page), 0, y))
                item = pikepdf.OutlineItem(words, place)
                item.is_closed = level == 1
                open_items[-1][1].append(item)
                open_items.append((level, item.children))


def _describe(book: Book, says: Binding) -> None:
    """Catalogue, page labels, and metadata that claims PDF/UA-1 (ISO 14289-1, 5)."""
    root = book.pdf.Root
    root.Lang = String(says.language)
    root.MarkInfo = Dictionary(Marked=True)
    root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if says.direction == "rtl":
        root.ViewerPreferences.Direction = Name.R2L
    root.PageMode = Name.UseOutlines
    root.PageLabels = Dictionary(Nums=Array(list(_labels(book.folios))))
    root.Metadata = book.pdf.make_stream(_xmp(says).encode(), Type=Name.Metadata, Subtype=Name.XML)
    stamp = String(says.modified.strftime("D:%Y%m%d%H%M%SZ"))
    info = Dictionary(
        Title=String(says.title), Producer=String(says.producer), CreationDate=stamp, ModDate=stamp
    )
    if says.authors:
        info.Author = String(", ".join(says.authors))
    if says.description:
        info.Subject = String(says.description)
    book.pdf.trailer.Info = book.pdf.make_indirect(info)


def _labels(folios: tuple[str, ...]) -> Iterator[Any]:
    """The number tree of page labels (ISO 32000-1, 12.4.2)."""
    for page, prefix, style, start in ranges(folios):
        label = Dictionary(S=Name(f"/{style}"), St=start) if style else Dictionary()
        if prefix:
            label.P = String(prefix)
        yield page
        yield label


def _bag(name: str, values: tuple[str, ...]) -> str:
    """An unordered list of the XMP specification, part 1, 7.7; nothing without values."""
    items = "".join(f"<rdf:li>{escape(value, quote=False)}</rdf:li>" for value in values)
    return f"<dc:{name}><rdf:Bag>{items}</rdf:Bag></dc:{name}>\n" if items else ""


def _xmp(says: Binding) -> str:
    stamp = says.modified.strftime("%Y-%m-%dT%H:%M:%SZ")
    title = escape(says.title, quote=False)
    creators = "".join(f"<rdf:li>{escape(author, quote=False)}</rdf:li>" for author in says.authors)
    language = escape(says.language)
    description = escape(says.description, quote=False)
    subjects = _bag("subject", says.subjects)
    return f"""<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq>{creators}</rdf:Seq></dc:creator>
<dc:description>
<rdf:Alt><rdf:li xml:lang="x-default">{description}</rdf:li></rdf:Alt>
</dc:description>
{subjects}<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>{stamp}</xmp:CreateDate>
<xmp:ModifyDate>{stamp}</xmp:ModifyDate>
<pdf:Producer>{escape(says.producer, quote=False)}</pdf:Producer>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""
