"""Zine → the reading edition: pages for screens and as the source of printed ones, PDF/UA-1."""

from __future__ import annotations

from collections.abc import Mapping

from zinewright import __version__
from zinewright.bind.book import Leaf
from zinewright.bind.embed_fonts import PartOf
from zinewright.bind.metadata import DocumentInfo
from zinewright.bind.pdf import bind
from zinewright.editions.content_notes import described, subjects
from zinewright.layout.layout import Layout
from zinewright.model import Zine
from zinewright.paper.papers import in_css, pages

STYLE = "print.css"
LONGEST = 1700  # pixels: a full A5 width at 300 dots an inch


def told(zine: Zine) -> Mapping[str, str]:
    """What its style sheet is told."""
    return in_css(pages(zine.particulars.page, zine.particulars.print.paper))


def reading(zine: Zine, layout: Layout, leaves: tuple[Leaf, ...], part: PartOf) -> bytes:
    """The PDF of the typeset sections, in the order of the zine."""
    return bind(leaves, layout.fonts, said(zine), part)


def said(zine: Zine) -> DocumentInfo:
    """What a PDF of the zine says of itself."""
    return DocumentInfo(
        title=zine.full_title,
        authors=zine.particulars.authors,
        language=zine.language,
        description=described(zine),
        modified=zine.modified,
        producer=f"Zinewright {__version__}",
        direction=zine.direction,
        standard=zine.particulars.pdf_standard,
        subjects=tuple(subject.label for subject in subjects(zine)),
    )
