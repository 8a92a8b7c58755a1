"""Every edition that a zine can be made into, by name; one file each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from zinewright.book import Leaf
from zinewright.editions.epub import epub
from zinewright.editions.large_print import LARGEST, large_print
from zinewright.editions.large_print import STYLE as LARGE_STYLE
from zinewright.editions.reading import LONGEST, STYLE, reading
from zinewright.editions.text import text
from zinewright.editions.web import web
from zinewright.embed import PartOf
from zinewright.fonts import part_of
from zinewright.layouts import Layout
from zinewright.locators import UNKNOWN, Locators
from zinewright.model import Picture, Zine

READING, PDF = "reading", "application/pdf"


@dataclass(frozen=True)
class Material:
    """What an edition is made from: `leaves` are empty where it has no pages.

    `locators` are the pages of the reading edition, which all others name.
    """

    zine: Zine
    layout: Layout
    pictures: Mapping[str, Picture]
    leaves: tuple[Leaf, ...] = ()
    part: PartOf = part_of
    locators: Locators = UNKNOWN


@dataclass(frozen=True)
class Edition:
    """One finished form. `style` names the style sheet that its pages are set in, "" for none.

    `ending` ends its file's name; no side of a picture has more than `longest` pixels.
    """

    name: str
    ending: str
    media_type: str
    style: str
    longest: int
    make: Callable[[Material], bytes]


def _reading(material: Material) -> bytes:
    return reading(material.zine, material.layout, material.leaves, material.part)


def _large_print(material: Material) -> bytes:
    return large_print(
        material.zine, material.layout, material.leaves, material.locators, material.part
    )


def _epub(material: Material) -> bytes:
    cover = material.layout.cover(material.zine, words=True)
    style = material.layout.style("epub.css")
    return epub(material.zine, cover, style, material.pictures, material.locators)


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
        Edition("large-print", "-large-print.pdf", PDF, LARGE_STYLE, LARGEST, _large_print),
        Edition("epub", ".epub", "application/epub+zip", "", 2000, _epub),
        Edition("web", ".html", "text/html", "", 1600, _web),
        Edition("text", ".txt", "text/plain", "", 0, _text),
    )
}
