"""PDFs made for a test: pages with a number each, in any size, turned, cropped, with bleed."""

from __future__ import annotations

import io
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name

MM = 72 / 25.4
A5, A6, A7, A4 = (
    (148 * MM, 210 * MM),
    (105 * MM, 148 * MM),
    (74 * MM, 105 * MM),
    (210 * MM, 297 * MM),
)


@dataclass(frozen=True)
class Sheet:
    """A page to make: what is trimmed to in points, and how the file says it."""

    size: tuple[float, float] = A5
    rotate: int = 0
    bleed: float = 0.0
    origin: tuple[float, float] = (0.0, 0.0)
    text: str = ""
    extra: str = ""


def pdf_of(*sheets: Sheet, **said) -> bytes:
    """The file; each page shows its number, upright as it is seen, and a frame at its trim."""
    pdf = pikepdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    )
    for number, sheet in enumerate(sheets, 1):
        page = pdf.add_blank_page().obj
        wide, high = sheet.size if sheet.rotate % 180 == 0 else sheet.size[::-1]
        x, y = sheet.origin
        out = sheet.bleed
        trim = [x, y, x + wide, y + high]
        page.MediaBox = Array([x - out - 9, y - out - 9, x + wide + out + 9, y + high + out + 9])
        page.TrimBox = Array(trim)
        if out:
            page.BleedBox = Array([x - out, y - out, x + wide + out, y + high + out])
        if sheet.rotate:
            page.Rotate = sheet.rotate
        turn = {0: "1 0 0 1", 90: "0 1 -1 0", 180: "-1 0 0 -1", 270: "0 -1 1 0"}[sheet.rotate]
        page.Contents = pdf.make_stream(
            f"q 0.5 w {x} {y} {wide} {high} re S Q BT /F1 40 Tf "
            f"{turn} {x + wide / 2} {y + high / 2} Tm ({sheet.text or number}) Tj ET {sheet.extra}"
            .encode()
        )  # fmt: skip
        page.Resources = Dictionary(Font=Dictionary(F1=font))
    for key, value in said.items():
        pdf.docinfo[f"/{key}"] = value
    out = io.BytesIO()
    pdf.save(out, deterministic_id=True)
    return out.getvalue()


def numbered(pages: int, size=A5) -> bytes:
    return pdf_of(*[Sheet(size)] * pages)
