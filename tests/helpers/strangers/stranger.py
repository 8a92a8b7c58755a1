"""Pages as other programs make them, for tests: a content, its resources, and objects around it."""

from __future__ import annotations

import io
import struct

import pikepdf
from pikepdf import Array, Dictionary, Name

SIZE = (300, 200)

WORDS = b"BT /F 20 Tf 20 90 Td (words that are said) Tj ET "


class Stranger:
    """A PDF of one or more pages, made operator by operator."""

    def __init__(self) -> None:
        self.pdf = pikepdf.new()
        self.font = self.pdf.make_indirect(
            Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        )

    def stream(self, content: bytes, **keys):
        return self.pdf.make_stream(content, **keys)

    def form(self, content: bytes, resources=None, **keys):
        return self.stream(
            content, Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, *SIZE]),
            Resources=resources or Dictionary(), **keys,
        )  # fmt: skip

    def picture(self, content: bytes, width: int, height: int, space=Name.DeviceRGB, **keys):
        return self.stream(
            content, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height,
            ColorSpace=space, **({"BitsPerComponent": 8} | keys),
        )  # fmt: skip

    def page(self, content: bytes, **resources) -> Stranger:
        page = self.pdf.add_blank_page(page_size=SIZE).obj
        page.Contents = self.stream(content)
        page.Resources = Dictionary(Font=Dictionary(F=self.font), **resources)
        return self

    def finished(self) -> bytes:
        out = io.BytesIO()
        self.pdf.save(out, deterministic_id=True)
        return out.getvalue()


def press_profile(paper=(255, 128, 128), solid=(120, 128, 128)) -> bytes:
    """A profile of a press with four inks (ICC.1:2010): Lab from `paper` to `solid` by its cyan.

    Its black is black and its other inks do nothing: nobody can mistake it for what inks usually
    give.
    """
    corners = []
    for number in range(16):
        corners += (0, 128, 128) if number & 1 else solid if number & 8 else paper
    curve = bytes(range(256))
    table = b"mft1" + b"\0" * 4 + bytes((4, 3, 2, 0))
    table += struct.pack(">9i", *(65536 * (n % 4 == 0) for n in range(9)))
    table += curve * 4 + bytes(corners) + curve * 3
    back = b"mft1" + b"\0" * 4 + bytes((3, 4, 2, 0))
    back += struct.pack(">9i", *(65536 * (n % 4 == 0) for n in range(9)))
    back += curve * 3 + bytes((0, 0, 0, 255)) * 4 + bytes(4 * 4) + curve * 4
    text = b"desc" + b"\0" * 4 + struct.pack(">I", 6) + b"press\0" + b"\0" * 78
    white = b"XYZ " + b"\0" * 4 + struct.pack(">3i", 63190, 65536, 54061)
    tags = {b"A2B0": table, b"B2A0": back, b"desc": text, b"wtpt": white,
            b"cprt": b"text" + b"\0" * 4 + b"none\0"}  # fmt: skip
    body, listed, start = b"", struct.pack(">I", len(tags)), 132 + 12 * len(tags)
    for name, content in tags.items():
        content += b"\0" * (-len(content) % 4)
        listed += name + struct.pack(">II", start + len(body), len(content))
        body += content
    size = start + len(body)
    head = struct.pack(">I4sI4s4s4s", size, b"\0" * 4, 0x02400000, b"prtr", b"CMYK", b"Lab ")
    head += b"\0" * 12 + b"acsp" + b"\0" * 28 + struct.pack(">3i", 63190, 65536, 54061)
    return head.ljust(128, b"\0") + listed + body
