"""Zine → the reading edition: A5 pages for screens and as the source of printed ones, PDF/UA-1."""

from __future__ import annotations

from zinewright import __version__
from zinewright.bind import Binding, bind
from zinewright.embed import PartOf
from zinewright.layouts import Layout
from zinewright.model import Zine
from zinewright.structure import Leaf

STYLE = "print.css"
LONGEST = 1700  # pixels: a full A5 width at 300 dots an inch


def reading(zine: Zine, layout: Layout, leaves: tuple[Leaf, ...], part: PartOf) -> bytes:
    """The PDF of the typeset sections, in the order of the zine."""
    says = Binding(
        title=zine.title,
        authors=zine.authors,
        language=zine.language,
        description=zine.description,
        modified=zine.modified,
        producer=f"Zinewright {__version__}",
        direction=zine.direction,
    )
    return bind(leaves, layout.fonts, says, part)
