"""One page made from operators: what is drawn on it is written in a test, line by line."""

from __future__ import annotations

import io
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name

SIDE = 72  # points; drawn at 72 dpi, a pixel is a point


def drawn(content: str, rotate: int = 0, crop: list[int] | None = None) -> bytes:
    """A page of 72 by 72 points that shows operators.

    There is a font F, a drawing Form that holds a word, a grey chequered Picture and the state
    Clear, in which nothing is seen.
    """
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(SIDE, SIDE))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    form = pdf.make_stream(b"BT /F 10 Tf 5 50 Td (inside) Tj ET")
    form.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, SIDE, SIDE]),
        Resources=Dictionary(Font=Dictionary(F=font)),
    )  # fmt: skip
    rows = b"".join(bytes(90 + 40 * ((x + y) % 2) for x in range(8)) for y in range(8))
    picture = pdf.make_stream(zlib.compress(rows))
    picture.stream_dict = Dictionary(
        Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8, BitsPerComponent=8,
        ColorSpace=Name.DeviceGray, Filter=Name.FlateDecode,
    )  # fmt: skip
    page.obj.Resources = Dictionary(
        Font=Dictionary(F=font),
        XObject=Dictionary(Form=form, Picture=picture),
        ExtGState=Dictionary(Clear=Dictionary(ca=0.0)),
    )
    page.obj.Contents = pdf.make_stream(content.encode())
    page.obj.Rotate = rotate
    if crop:
        page.obj.CropBox = Array(crop)
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()
