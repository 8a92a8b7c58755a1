"""Zine → EPUB: a document a section, with navigation, pictures, style and metadata in one file.

The only module that knows EbookLib. Its own documents, navigation and dates are left aside: it
parses XHTML as HTML, heads the navigation in its own way and reads the clock. So it is given
finished bytes, and what it packs is packed again in a fixed order with a fixed date.
"""

from __future__ import annotations

import io
import itertools
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ebooklib import epub as ebooklib
from lxml import etree

from zinewright.body import Element
from zinewright.editions.epub.documents import (
    COVER,
    NAV,
    STYLE,
    document,
    file_of,
    file_of_picture,
    page,
)
from zinewright.editions.epub.metadata import identifier, metadata, modified
from zinewright.editions.linked import without_addresses
from zinewright.editions.parts import (
    PARTS,
    TYPE,
    XML_LANG,
    E,
    identity,
    in_language,
    plain,
)
from zinewright.languages.vocabulary import URI
from zinewright.languages.words import words_for
from zinewright.layout.spoken import name_of
from zinewright.locators import UNKNOWN, Locators, anchor
from zinewright.model import Picture, Section, Zine
from zinewright.sealed import Keep, anew

HEADINGS = "zinewright.editions.epub.package headings"
Headings = tuple[tuple[str, str, str], ...]
COVER_IMAGE = "cover.svg"
XHTML_TYPE = "application/xhtml+xml"
PREFIX = f"schema: http://schema.org/ dcterms: http://purl.org/dc/terms/ cn: {URI}#"


@dataclass(frozen=True)
class File:
    """A file of the package. `properties` are those of its manifest item (EPUB 3.3 §5.6)."""

    name: str
    media_type: str
    content: bytes
    properties: tuple[str, ...] = ()

    @property
    def is_read(self) -> bool:
        """Whether it stands in the spine."""
        return self.media_type == XHTML_TYPE and "nav" not in self.properties


def epub(
    zine: Zine,
    cover: str,
    style: str,
    pictures: Mapping[str, Picture],
    locators: Locators = UNKNOWN,
    shelf: Picture | None = None,
    keep: Keep = anew,
) -> bytes:
    """The EPUB edition: EPUB 3.3, with metadata by EPUB Accessibility 1.1.

    `cover` is an SVG document, `style` the style sheet, `pictures` the pictures fitted for this
    edition, by name, `locators` the pages of the reading edition. `shelf` is the cover in pixels,
    which then takes the place of the other. The bytes depend on nothing but the arguments.
    """
    book = ebooklib.EpubBook()
    book.metadata = {}
    book.set_identifier(identifier(zine))
    book.set_direction(zine.direction)
    for entry in metadata(zine, style, pictures, locators):
        space = "OPF" if entry.name == "meta" else "DC"
        book.add_metadata(space, entry.name, entry.text, dict(entry.attributes))
    if shelf:  # as shelves of EPUB 2 know it
        legacy = {"name": "cover", "content": _item_of(shelf.name)}
        book.add_metadata("OPF", "meta", None, legacy)
    for file in _files(zine, cover, style, pictures, locators, shelf, keep):
        _add(book, file)
    packed = io.BytesIO()
    _Writer(packed, book, zine).write()
    return _repacked(packed)


def _add(book: ebooklib.EpubBook, file: File) -> None:
    name = _item_of(file.name)
    item = ebooklib.EpubItem(name, file.name, file.media_type, file.content)
    item.properties = list(file.properties)
    book.add_item(item)
    if file.is_read:
        book.spine.append(item)


def _item_of(file: str) -> str:
    """The id of a file in the manifest."""
    return identity(file.replace("/", "."))


class _Writer(ebooklib.EpubWriter):  # type: ignore[misc]  # EbookLib has no types
    """EbookLib's writer, with the package attributes that it leaves out and without an NCX."""

    def __init__(self, packed: io.BytesIO, book: ebooklib.EpubBook, zine: Zine) -> None:
        super().__init__(packed, book, {"mtime": modified(zine), "raise_exceptions": True})
        self.zine = zine

    def _write_opf_file(self, root: Element) -> None:
        root.set(XML_LANG, self.zine.language)
        root.set("dir", self.zine.direction)
        root.set("prefix", PREFIX)
        etree.strip_attributes(root, "toc")
        super()._write_opf_file(root)


def _repacked(packed: io.BytesIO) -> bytes:
    """The same files with `mimetype` first (OCF 3.3 §4.3), the others sorted, all of one date."""
    made = io.BytesIO()
    with zipfile.ZipFile(packed) as source, zipfile.ZipFile(made, "w") as target:
        for name in sorted(source.namelist(), key=lambda name: (name != "mimetype", name)):
            entry = zipfile.ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            way = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(entry, source.read(name), way, 9)
    return made.getvalue()


def _files(
    zine: Zine,
    cover: str,
    style: str,
    pictures: Mapping[str, Picture],
    locators: Locators,
    shelf: Picture | None,
    keep: Keep,
) -> Iterator[File]:
    """Every file but EbookLib's own, the documents in reading order."""
    titles = _titles(zine)
    drawing = File(COVER_IMAGE, "image/svg+xml", cover.encode(), ("cover-image",))
    if shelf:
        drawing = File(shelf.name, shelf.media_type, shelf.content, ("cover-image",))
    yield drawing
    yield File(COVER, XHTML_TYPE, _cover_page(zine, drawing.name))
    for section in zine.sections:
        content = document(zine, section, titles[section.name], pictures, locators, keep)
        yield File(file_of(section), XHTML_TYPE, content)
    yield File(NAV, XHTML_TYPE, _navigation(zine, locators, keep), ("nav",))
    yield File(STYLE, "text/css", style.encode())
    for name in dict.fromkeys(name for part in zine.sections for name in part.body.pictures):
        picture = pictures[name]
        yield File(file_of_picture(picture), picture.media_type, picture.content)


def _titles(zine: Zine) -> dict[str, str]:
    """A title of its own for every document, by section."""
    titles: dict[str, str] = {}
    for section in zine.sections:
        title = _title(zine, section)
        numbered = (f"{title} ({number})" for number in itertools.count(2))
        candidates = itertools.chain([title], numbered)
        titles[section.name] = next(each for each in candidates if each not in titles.values())
    return titles


def _title(zine: Zine, section: Section) -> str:
    return plain(section.title) or plain(zine.title)


def _cover_page(zine: Zine, drawing: str) -> bytes:
    words = words_for(zine.language)
    named = words.say("cover-alt", title=plain(zine.title))
    shown = plain(zine.particulars.cover.alt) if zine.on_cover else ""
    image = E.img(src=drawing, alt=". ".join(filter(None, (named, shown))), role="doc-cover")
    title = E.h1(in_language(image, words.language, zine.language))
    body = E.body({"class": "cover"}, E.main(title))
    return page(words.say("epub-cover"), zine.language, zine.direction, body)


def _navigation(zine: Zine, locators: Locators, keep: Keep) -> bytes:
    """The navigation document: every document of the spine, the landmarks, and the pages."""
    contents = E.nav({TYPE: "toc", "role": "doc-toc"}, _said(zine, E.h1(), "epub-nav"))
    contents.append(E.ol(*_contents(zine, keep)))
    landmarks = E.nav({TYPE: "landmarks", "hidden": "hidden"})
    landmarks.append(_said(zine, E.h2(), "epub-landmarks"))
    landmarks.append(E.ol(*(E.li(link) for link in _landmarks(zine))))
    navs = [contents, landmarks]
    if locators.pages:
        pages = E.nav({TYPE: "page-list", "role": "doc-pagelist", "hidden": "hidden"})
        pages.append(_said(zine, E.h2(), "epub-pages"))
        pages.append(E.ol(*(E.li(link) for link in _pages(zine, locators))))
        navs.append(pages)
    for nav in navs:
        name = f"{nav.get(TYPE)}-title"
        nav.set("aria-labelledby", name)
        nav[0].set("id", name)
    title = words_for(zine.language).say("epub-nav")
    return page(title, zine.language, zine.direction, E.body(E.main(*navs)))


def _contents(zine: Zine, keep: Keep) -> Iterator[Element]:
    """Every document, and below it the headings of its second level."""
    yield E.li(_said(zine, E.a(href=COVER), "epub-cover"))
    parts: dict[str, list[Element]] = {}
    for section in zine.sections:
        if section.within:
            parts.setdefault(section.within, []).append(_entry(zine, section, keep))
    for section in zine.sections:
        if not section.within:
            yield _entry(zine, section, keep, parts.get(section.name, ()))


def _entry(zine: Zine, section: Section, keep: Keep, within: Sequence[Element] = ()) -> Element:
    """A document, with its headings below it, or with the documents of the part that it opens."""
    item = E.li(_link(zine, section))
    if below := [*map(E.li, _links(zine, section, keep)), *within]:
        item.append(E.ol(*below))
    return item


def _links(zine: Zine, section: Section, keep: Keep) -> Iterator[Element]:
    """Links to the headings of a document."""
    headings = keep(HEADINGS, section.digest, Headings, lambda: tuple(_headings(section)))
    for words, name, language in headings:
        link = E.a(words, href=f"{file_of(section)}#{identity(name)}")
        yield in_language(link, language, zine.language)


def _headings(section: Section) -> Iterator[tuple[str, str, str]]:
    """Words, id and language of the headings of a document, but for those of content notes."""
    root = section.body.tree()
    without_addresses(root, section)
    for heading in root.iter("h2"):
        around = (each.get("class", "") for each in heading.iterancestors("section"))
        if (name := heading.get("id")) and "notice" not in around:
            yield plain(name_of(heading)), name, heading.get("lang") or section.language


def _pages(zine: Zine, locators: Locators) -> Iterator[Element]:
    """Every page of the reading edition (EPUB 3.3 §7.4.3)."""
    for section in zine.sections:
        for each in locators.pages.get(section.name, ()):
            yield E.a(each.label, href=f"{file_of(section)}#{identity(anchor(each.label))}")


def _landmarks(zine: Zine) -> Iterator[Element]:
    """The parts that readers jump to, and where the text begins (EPUB 3.3 §7.4.4)."""
    yield _said(zine, E.a({"href": COVER, TYPE: "cover"}), "epub-cover")
    text = [section for section in zine.sections if section.matter == "body"]
    for section in zine.sections:
        if section.matter != "body":
            link = _link(zine, section)
            link.set(TYPE, PARTS[section.kind][0])
            yield link
        elif section is text[0]:
            yield _said(zine, E.a({"href": file_of(section), TYPE: "bodymatter"}), "epub-start")


def _link(zine: Zine, section: Section) -> Element:
    link = E.a(_title(zine, section), href=file_of(section))
    return in_language(link, section.language, zine.language)


def _said(zine: Zine, element: Element, key: str) -> Element:
    """The element with words of the program in it."""
    words = words_for(zine.language)
    element.text = words.say(key)
    return in_language(element, words.language, zine.language)
