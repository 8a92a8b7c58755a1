"""Pages of a section → what binding copies: compressed pieces with holes, and drawings as objects.

A piece of a page is deflated apart from others (RFC 1951, with a full flush at its end), so that
binding joins pieces and what it sets between them to one stream without compressing them again.
"""

from __future__ import annotations

import io
import re
import zlib
from decimal import Decimal
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    import pikepdf

HOLE = re.compile(rb"%slot \d+\n|%said [^\n]*\n[^\n]*|%(?:left|right) [^\n]*\n")
STATE = re.compile(rb"/([aA])([\d.]+) gs")
OWN = frozenset(("/Parent", "/Contents", "/StructParents", "/Tabs", "/Annots", "/Type"))
FONTS = -1  # the thing that stands for the fonts of the bound file
LARGEST = 6  # how hard pieces are compressed
MODULUS = 65521


class PagePiece(msgspec.Struct, array_like=True):
    """A hole, with what stands in it before it is filled in, and what follows it, compressed.

    `length` and `sum` (Adler-32) are those of what was compressed.
    """

    hole: bytes
    deflated: bytes
    length: int
    sum: int


class SealedPage(msgspec.Struct, array_like=True):
    """A page's content, and the graphics states in it: (A or a, value)."""

    pieces: list[PagePiece]
    states: list[tuple[str, str]]


class Thing(msgspec.Struct, array_like=True):
    """An object: `said` with a thing of each number of `refs` between its parts, and its stream."""

    said: list[str]
    refs: list[int]
    stream: bytes | None = None
    number: int = 0


class DrawnPages(msgspec.Struct, array_like=True):
    """Pages that show more than text and rules: contents, entries of page dictionaries, things.

    Things stand behind those that they name, unless these name each other.
    """

    contents: list[bytes]
    pages: list[Thing]
    things: list[Thing]


def sealed(content: bytes) -> SealedPage:
    """A content stream as pieces."""
    content += b"\n"
    pieces, at, hole = [], 0, b""
    for found in HOLE.finditer(content):
        if at or found.start():
            pieces.append(_piece(hole, content[at : found.start()]))
        at, hole = found.end(), found[0]
    pieces.append(_piece(hole, content[at:]))
    states = sorted({(kind.decode(), value.decode()) for kind, value in STATE.findall(content)})
    return SealedPage(pieces, states)


def unsealed(page: SealedPage) -> bytes:
    """The content stream that was made into pieces."""
    parts = (
        piece.hole + zlib.decompressobj(-15).decompress(piece.deflated) for piece in page.pieces
    )
    return b"".join(parts).removesuffix(b"\n")


def _piece(hole: bytes, plain: bytes) -> PagePiece:
    if not plain:
        return PagePiece(hole, b"", 0, 1)
    press = zlib.compressobj(LARGEST, zlib.DEFLATED, -15)
    deflated = press.compress(plain) + press.flush(zlib.Z_FULL_FLUSH)
    return PagePiece(hole, deflated, len(plain), zlib.adler32(plain))


def joined(pieces: list[tuple[bytes, PagePiece]]) -> bytes:
    """One zlib stream (RFC 1950) of pieces, each behind what its hole is filled with."""
    out, total = [b"\x78\x9c"], 1
    for filled, piece in pieces:
        for start in range(0, len(filled), 0xFFFF):  # RFC 1951, 3.2.4
            part = filled[start : start + 0xFFFF]
            size = len(part)
            out += [b"\0", size.to_bytes(2, "little"), (size ^ 0xFFFF).to_bytes(2, "little"), part]
        total = zlib.adler32(filled, total)
        out.append(piece.deflated)
        total = _combined(total, piece.sum, piece.length)
    out += [b"\x01\0\0\xff\xff", total.to_bytes(4)]
    return b"".join(out)


def _combined(first: int, second: int, length: int) -> int:
    """The Adler-32 of two texts one behind the other, from that of each (RFC 1950, 8.2)."""
    low = (first & 0xFFFF) + (second & 0xFFFF) - 1
    high = (first >> 16) + (second >> 16) + length * ((first & 0xFFFF) - 1)
    return (high % MODULUS) << 16 | low % MODULUS


def drawings(pdf: bytes) -> bytes:
    """The pages of a small PDF, as `drawn` reads them back."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as source:
        walk = _Gathering()
        contents = [page.Contents.read_bytes() for page in source.pages]
        pages = [walk.page(page.obj) for page in source.pages]
        return msgspec.msgpack.encode(DrawnPages(contents, pages, walk.things))


def drawn(content: bytes) -> DrawnPages:
    """Pages that were sealed by `drawings`."""
    return msgspec.msgpack.decode(content, type=DrawnPages)


class _Gathering:
    """What pages draw with, each object once."""

    def __init__(self) -> None:
        self.things: list[Thing] = []
        self.numbers: dict[tuple[int, int], int] = {}

    def page(self, page: pikepdf.Object) -> Thing:
        made = Thing([""], [])
        for key, value in page.items():
            if key not in OWN:
                self._write(made, f"{key} ")
                self._value(made, value, key)
        return made

    def _write(self, thing: Thing, said: str) -> None:
        thing.said[-1] += said

    def _refer(self, thing: Thing, number: int) -> None:
        thing.refs.append(number)
        thing.said.append("")

    def _value(self, thing: Thing, value: object, key: str = "") -> None:
        import pikepdf

        if isinstance(value, pikepdf.Object) and value.is_indirect:
            self._refer(thing, self._number(value, key))
        else:
            self._direct(thing, value, key)

    def _direct(self, thing: Thing, value: object, key: str) -> None:
        import pikepdf

        if isinstance(value, pikepdf.Dictionary):
            self._dictionary(thing, value, key == "/Resources")
        elif isinstance(value, pikepdf.Array):
            self._write(thing, "[")
            for item in value:
                self._value(thing, item)
            self._write(thing, "] ")
        else:
            self._write(thing, f"{_scalar(value)} ")

    def _dictionary(self, thing: Thing, value: pikepdf.Object, is_resources: bool) -> None:
        self._write(thing, "<<")
        for key, inner in sorted(value.items()):
            if key in ("/Interpolate", "/Length") or is_resources and key == "/Font":
                continue  # ISO 19005-3, 6.2.8, for the first
            self._write(thing, f"{key} ")
            self._value(thing, inner, key)
        if is_resources:
            self._write(thing, "/Font ")
            self._refer(thing, FONTS)
        self._write(thing, ">>")

    def _number(self, value: pikepdf.Object, key: str) -> int:
        """The number of an indirect object, which becomes a thing."""
        import pikepdf

        if value.objgen not in self.numbers:
            number = self.numbers[value.objgen] = len(self.numbers)
            thing = Thing([""], [], number=number)
            if isinstance(value, pikepdf.Stream):
                self._dictionary(thing, value.stream_dict, False)
                thing.stream = value.read_raw_bytes()
                if "/Filter" not in value.stream_dict:
                    thing.said[-1] = f"{thing.said[-1][:-2]}/Filter /FlateDecode>>"
                    thing.stream = zlib.compress(thing.stream, 9)
            else:
                self._direct(thing, value, key)
            self.things.append(thing)
        return self.numbers[value.objgen]


def _scalar(value: object) -> str:
    import pikepdf

    if isinstance(value, pikepdf.Object):
        return value.unparse().decode("ascii")
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else f"{value:f}" if isinstance(value, Decimal) else str(value)
