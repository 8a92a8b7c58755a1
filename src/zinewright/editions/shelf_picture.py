"""The first page of the reading edition → the cover that a shelf of books shows, in pixels.

Many shelves show no SVG. What is drawn is what readers of the PDF see first, title and all.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from zinewright.manuscript.pictures.picture import encoded
from zinewright.model import Picture

if TYPE_CHECKING:
    from zinewright.pdf.render import Pages

HIGH = 1600  # pixels, as shops ask for
MOST = 300_000  # bytes
ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}


def shelf_cover(reading: bytes) -> Picture:
    """The cover of a PDF, `HIGH` pixels high; the same for the same file."""
    from zinewright.pdf.render import opened  # here, because most editions draw nothing

    with opened(reading) as pages, pages.page(0) as page:
        drawn = page.pixels(72 * HIGH / page.size[1], grey=False, annotations=False)
    size = (drawn.width, drawn.height)
    media_type, content = encoded(drawn.content, size, drawn.stride, drawn.channels, MOST)
    return Picture(f"cover.{ENDINGS[media_type]}", media_type, *size, content)


def drawn_pages(pdf: bytes, numbers: Iterable[int], dpi: float) -> tuple[bytes, ...]:
    """Pages of a PDF, from 0, each as a picture file (PNG, or JPEG where that is smaller)."""
    from zinewright.pdf.render import opened

    with opened(pdf) as pages:
        return tuple(_drawn(pages, number, dpi) for number in numbers)


def _drawn(pages: Pages, number: int, dpi: float) -> bytes:
    with pages.page(number) as page:
        drawn = page.pixels(dpi, grey=False, annotations=False)
    size = (drawn.width, drawn.height)
    return encoded(drawn.content, size, drawn.stride, drawn.channels, MOST)[1]
