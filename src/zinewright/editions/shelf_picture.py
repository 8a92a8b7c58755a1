"""The first page of the reading edition → the cover that a shelf of books shows, in pixels.

Many shelves show no SVG. What is drawn is what readers of the PDF see first, title and all.
"""

from __future__ import annotations

from zinewright.manuscript.pictures.picture import encoded
from zinewright.model import Picture

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
