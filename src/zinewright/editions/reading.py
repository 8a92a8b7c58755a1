"""Zine → the reading edition: A5 pages for screens and as the source of printed ones, PDF/UA-1."""

from __future__ import annotations

from zinewright import __version__
from zinewright.bind.book import Leaf
from zinewright.bind.embed_fonts import PartOf
from zinewright.bind.metadata import DocumentInfo
from zinewright.bind.pdf import bind
from zinewright.editions.content_notes import described, subjects
from zinewright.layout.layout import Layout
from zinewright.model import Zine

STYLE = "print.css"
LONGEST = 1700  # pixels: a full A5 width at 300 dots an inch


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
