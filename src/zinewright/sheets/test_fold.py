"""A number of pages → pages that hold nothing but their numbers, to fold once before printing."""

from __future__ import annotations

import io

import pikepdf

from zinewright.sheets import marks


def numerals(pages: int, size: tuple[float, float], title: str) -> bytes:
    """A PDF of so many pages of a size in points, each with its number, as large as it can be."""
    pdf = pikepdf.new()
    for number in range(1, pages + 1):
        page = pdf.add_blank_page(page_size=size).obj
        page.Contents = pdf.make_stream(marks.numeral(str(number), *size))
    pdf.docinfo["/Title"] = title
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()
