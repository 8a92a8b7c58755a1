"""Sections → a bound PDF, read back: the whole way of a page in one call."""

from __future__ import annotations

import datetime

from finished import Finished
from zines import zine

from zinewright.bind.book import Leaf
from zinewright.bind.folios import placed
from zinewright.bind.metadata import DocumentInfo
from zinewright.bind.pdf import bind
from zinewright.layout.layout import plain
from zinewright.model import FIRST
from zinewright.typeset.section import Job, Typeset, typeset

LAYOUT = plain()
SMALL = "@page { size: 80mm 60mm; margin: 5mm 12mm 14mm }"
SAYS = DocumentInfo(
    title="Small hours",
    authors=("Ada", "Bo"),
    language="en-GB",
    description="Two pieces.",
    modified=datetime.datetime(2026, 1, 2, 3, 4, 5),
    producer="Zinewright test",
)


def set_in_type(section, pictures=None, css="", around=None) -> Typeset:
    """A section typeset in the plain layout, with a few rules more where they are given."""
    html = LAYOUT.page(section, around or zine(section, pictures=pictures or {}))
    style = LAYOUT.page_style("print.css") + css
    fonts = LAYOUT.fonts_for(html)
    return typeset(Job(section.name, section.source, html, style, fonts, pictures or {}))


def bound(*sections, pictures=None, css="", says=SAYS) -> Finished:
    """The sections as a PDF, read back."""
    around = zine(*sections, pictures=pictures or {})
    leaves = tuple(
        Leaf(
            each.name,
            each.title,
            each.language,
            set_in_type(each, pictures, css, around),
            fonts=LAYOUT.fonts_for(LAYOUT.page(each, around)),
        )
        for each in sections
    )
    return Finished(bind(leaves, LAYOUT.fonts, says), places_of(leaves))


def places_of(leaves) -> dict[str, int]:
    """The page of every id, from 1, and of the first piece."""
    there = placed(tuple(leaves))
    body = [(FIRST, leaf.first + 1) for leaf in there if leaf.matter == "body"]
    return dict(body[:1]) | {
        name: leaf.first + place[0] + 1
        for leaf in there
        for name, place in leaf.typeset.places.items()
    }
