"""Every edition that a zine can be made into, by name; one file each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zinewright.bind.book import Leaf
from zinewright.bind.embed_fonts import PartOf
from zinewright.editions.booklet import booklet
from zinewright.editions.epub.package import epub
from zinewright.editions.large_print import LARGEST, large_print
from zinewright.editions.large_print import STYLE as LARGE_STYLE
from zinewright.editions.large_print import told as letters
from zinewright.editions.pocket import LONGEST as POCKET_LONGEST
from zinewright.editions.pocket import STYLE as POCKET_STYLE
from zinewright.editions.pocket import pocket
from zinewright.editions.pocket import told as panel
from zinewright.editions.reading import LONGEST, STYLE, reading
from zinewright.editions.shelf_picture import shelf_cover
from zinewright.editions.text import text
from zinewright.editions.web import web
from zinewright.layout.fonts import part_of
from zinewright.layout.layout import Layout
from zinewright.locators import UNKNOWN, Locators
from zinewright.model import Picture, Zine
from zinewright.problems import Problem

READING, POCKET, PDF = "reading", "pocket", "application/pdf"


@dataclass(frozen=True)
class Material:
    """What an edition is made from: `leaves` are empty where it has no pages.

    `locators` are the pages of the reading edition, which all others name; `reading` is that
    edition, and `name` how the names of all files begin. `shelf` draws its cover in pixels; `tell`
    is told what stops nothing.
    """

    zine: Zine
    layout: Layout
    pictures: Mapping[str, Picture]
    leaves: tuple[Leaf, ...] = ()
    part: PartOf = part_of
    locators: Locators = UNKNOWN
    reading: bytes = b""
    name: str = ""
    shelf: Callable[[bytes], Picture] = shelf_cover
    tell: Callable[[Problem], object] = lambda problem: None


@dataclass(frozen=True)
class Edition:
    """One finished form. `style` names the style sheet that its pages are set in, "" for none, and
    `told` says what that is told of a zine.

    `ending` ends its file's name; no side of a picture has more than `longest` pixels. What it
    makes is the file, or that ("") and files for single inks by their names.
    """

    name: str
    ending: str
    media_type: str
    style: str
    longest: int
    make: Callable[[Material], bytes | Mapping[str, bytes]]
    told: Callable[[Zine], Mapping[str, str]] = lambda zine: {}

    @property
    def is_paged(self) -> bool:
        """Whether it has pages, of its own or those of another edition."""
        return self.media_type == PDF


def _reading(material: Material) -> bytes:
    return reading(material.zine, material.layout, material.leaves, material.part)


def _large_print(material: Material) -> bytes:
    return large_print(
        material.zine, material.layout, material.leaves, material.locators, material.part
    )


def _booklet(material: Material) -> Mapping[str, bytes]:
    return booklet(material.zine, material.reading, material.name, material.tell)


def _pocket(material: Material) -> Mapping[str, bytes]:
    whole = material.locators if material.zine.pocket else UNKNOWN
    return pocket(
        material.zine, material.layout, material.leaves, whole, material.name, material.part,
        material.tell,
    )  # fmt: skip


def _epub(material: Material) -> bytes:
    cover = material.layout.cover(material.zine, words=True)
    style = material.layout.style("epub.css")
    shelf = material.shelf(material.reading) if material.reading else None
    return epub(material.zine, cover, style, material.pictures, material.locators, shelf)


def _web(material: Material) -> bytes:
    cover = material.layout.cover(material.zine, words=False)
    style = material.layout.style("web.css")
    return web(material.zine, cover, style, material.pictures, material.locators)


def _text(material: Material) -> bytes:
    return text(material.zine, locators=material.locators).encode()


EDITIONS: dict[str, Edition] = {
    edition.name: edition
    for edition in (
        Edition(READING, "-reading.pdf", PDF, STYLE, LONGEST, _reading),
        Edition(
            "large-print", "-large-print.pdf", PDF, LARGE_STYLE, LARGEST, _large_print, letters
        ),
        Edition("booklet", "-booklet.pdf", PDF, "", 0, _booklet),
        Edition(POCKET, "-pocket.pdf", PDF, POCKET_STYLE, POCKET_LONGEST, _pocket, panel),
        Edition("epub", ".epub", "application/epub+zip", "", 2000, _epub),
        Edition("web", ".html", "text/html", "", 1600, _web),
        Edition("text", ".txt", "text/plain", "", 0, _text),
    )
}
