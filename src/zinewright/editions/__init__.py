"""Every edition that a zine can be made into, by name; one file each."""

from __future__ import annotations

from collections.abc import Mapping

from zinewright.editions.booklet import beside_the_middle, booklet
from zinewright.editions.edition import PDF, Edition, Material
from zinewright.editions.epub.package import epub
from zinewright.editions.large_print import LARGEST, large_print
from zinewright.editions.large_print import STYLE as LARGE_STYLE
from zinewright.editions.large_print import told as letters
from zinewright.editions.pocket import LONGEST as POCKET_LONGEST
from zinewright.editions.pocket import STYLE as POCKET_STYLE
from zinewright.editions.pocket import pocket
from zinewright.editions.pocket import told as panel
from zinewright.editions.reading import LONGEST, STYLE, reading
from zinewright.editions.reading import told as page
from zinewright.editions.text import text
from zinewright.editions.web import web

COVERS = "zinewright.layout.layout cover"
READING, LARGE_PRINT, POCKET = "reading", "large-print", "pocket"


def _reading(material: Material) -> bytes:
    return reading(material.zine, material.layout, material.leaves, material.part)


def _large_print(material: Material) -> bytes:
    return large_print(
        material.zine, material.layout, material.leaves, material.locators, material.part
    )


def _booklet(material: Material) -> Mapping[str, bytes]:
    for beside in beside_the_middle(material.pages, f"{material.name}-booklet.pdf"):
        material.tell(beside)
    return booklet(material.zine, material.reading, material.name, material.tell, material.keep)


def _pocket(material: Material) -> Mapping[str, bytes]:
    return pocket(
        material.zine, material.layout, material.leaves, material.locators, material.name,
        material.part, material.tell, material.keep,
    )  # fmt: skip


def _cover(material: Material, *, words: bool) -> str:
    """The cover, drawn once for a zine that is called and made the same."""
    layout, zine = material.layout, material.zine
    asked = (
        layout.digest, zine.facts, layout.accent_of(zine.particulars), words,
        zine.on_cover.digest if zine.on_cover else "",
    )  # fmt: skip
    return material.keep(COVERS, asked, str, lambda: layout.cover(zine, words=words))


def _epub(material: Material) -> bytes:
    layout, zine = material.layout, material.zine
    cover = _cover(material, words=True)
    style = layout.style("epub.css", layout.accent_of(zine.particulars))
    shelf = material.shelf(material.reading) if material.reading else None
    return epub(zine, cover, style, material.pictures, material.locators, shelf, material.keep)


def _web(material: Material) -> bytes:
    layout, zine = material.layout, material.zine
    cover = _cover(material, words=False)
    style = layout.style("web.css", layout.accent_of(zine.particulars))
    return web(zine, cover, style, material.pictures, material.locators, material.keep)


def _text(material: Material) -> bytes:
    return text(material.zine, locators=material.locators, keep=material.keep).encode()


EDITIONS: dict[str, Edition] = {
    edition.name: edition
    for edition in (
        Edition(READING, "-reading.pdf", PDF, STYLE, LONGEST, _reading, page),
        Edition(LARGE_PRINT, "-large-print.pdf", PDF, LARGE_STYLE, LARGEST, _large_print, letters),
        Edition("booklet", "-booklet.pdf", PDF, "", 0, _booklet),
        Edition(POCKET, "-pocket.pdf", PDF, POCKET_STYLE, POCKET_LONGEST, _pocket, panel),
        Edition("epub", ".epub", "application/epub+zip", "", 2000, _epub),
        Edition("web", ".html", "text/html", "", 1600, _web),
        Edition("text", ".txt", "text/plain", "", 0, _text),
    )
}
