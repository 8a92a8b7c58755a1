"""What editions are made from → the same with the pages of the reading edition, which they name."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial

from zinewright.bind.book import Leaf
from zinewright.bind.folios import locators_of
from zinewright.code_digests import code_of
from zinewright.editions.edition import Material
from zinewright.editions.reading import reading
from zinewright.editions.shelf_picture import shelf_cover
from zinewright.languages.words import words_for
from zinewright.layout.fonts import FontFile, part_of
from zinewright.layout.layout import Layout
from zinewright.locators import Locators
from zinewright.model import Picture, Zine
from zinewright.sealed import Keep
from zinewright.typeset.section import Typeset, stored


def with_pages(bare: Material, leaves: tuple[Leaf, ...], reading: bytes, keep: Keep) -> Material:
    """What editions are made from, with the pages of the reading edition, which they name."""
    locators = _locators(bare.zine, leaves, reading, bare.layout)
    shelf = partial(_shelf, keep, leaves[0].typeset, leaves[0].fonts)
    return replace(bare, locators=locators, pages=leaves, reading=reading, shelf=shelf)


def bound_reading(zine: Zine, layout: Layout, leaves: tuple[Leaf, ...], keep: Keep) -> bytes:
    """The reading edition of these pages, and of them alone."""
    return reading(zine, layout, leaves, partial(part_kept, keep))


def _locators(zine: Zine, leaves: tuple[Leaf, ...], pdf: bytes, layout: Layout) -> Locators:
    """The pages of the reading edition, and which PDF that is."""
    words = words_for(zine.language)
    digest = hashlib.sha256(pdf).hexdigest()
    source = words.say(
        "page-source", title=zine.full_title, day=zine.particulars.date.isoformat(), digest=digest
    )
    spelled = {section.name: layout.spelled(section) for section in zine.sections}
    return locators_of(leaves, spelled, source)


def _shelf(keep: Keep, first: Typeset, files: tuple[FontFile, ...], reading: bytes) -> Picture:
    """The cover in pixels, drawn anew where the title page is another than before."""
    asked = (code_of("zinewright.bind.pdf"), [file.digest for file in files], stored(first))
    code = "zinewright.editions.shelf_picture"
    return keep(code, asked, Picture, partial(shelf_cover, reading))


def part_kept(keep: Keep, file: FontFile, glyphs: tuple[int, ...]) -> bytes:
    """The part of a font."""
    return keep(
        "zinewright.layout.fonts", (file.digest, glyphs), bytes, partial(part_of, file, glyphs)
    )
