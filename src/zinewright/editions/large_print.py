"""Zine → the large-print edition: large pages with the numbers of the reading edition, PDF/UA.

Clear Print practice of RNIB and UKAAF (G003): letters of 18 points and more, bold for what others
set in italics, lines that begin at one edge and are short, no hyphens at their ends, headings that
stand apart. Where a page of the reading edition begins, its number stands in the margin.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from zinewright.bind.book import Leaf
from zinewright.bind.embed_fonts import PartOf
from zinewright.bind.folios import continued
from zinewright.bind.pdf import bind
from zinewright.editions.reading import said
from zinewright.languages.words import words_for
from zinewright.layout.layout import Layout
from zinewright.locators import Locators
from zinewright.model import Zine
from zinewright.paper.papers import in_css, large_pages

STYLE = "large-print.css"
LARGEST = 2400  # pixels: a full A4 width at 300 dots an inch


def told(zine: Zine) -> Mapping[str, str]:
    """What its style sheet is told."""
    size = in_css(large_pages(zine.particulars.print.paper))
    return {"large-print-size": f"{zine.particulars.large_print.size:g}pt", **size}


def large_print(
    zine: Zine, layout: Layout, leaves: tuple[Leaf, ...], locators: Locators, part: PartOf
) -> bytes:
    """The PDF of the typeset sections, in the order of the zine."""
    title = words_for(zine.language).say("large-print-title", title=zine.full_title)
    says = replace(said(zine), title=title)
    return bind(continued(leaves, locators), layout.fonts, says, part, locators)
