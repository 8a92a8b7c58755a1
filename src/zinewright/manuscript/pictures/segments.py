"""The bytes of a JPEG or a PNG → those without which its pixels would not be what they are.

Cameras, phones and programs write more into a file: where and by whom it was made, a smaller
picture, a film, what was cut off. Only what is known to be needed is taken along, so nothing that
somebody thinks of later comes along. Bytes in, bytes out; None where a file has to be made anew.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator

# --- JPEG (ITU-T T.81, B.1): a marker, the length of its segment, the segment

JFIF, ADOBE = 0xE0, 0xEE
START, END, SCAN = 0xD8, 0xD9, 0xDA
FRAMES = (0xC0, 0xC1, 0xC2)  # in the codings that every reader knows: Huffman, 8 bits
TABLES = (0xC4, 0xDB, 0xDC, 0xDD)  # Huffman codes, quantization, lines, restarts
OTHERS = (0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xD0))
BEHIND_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")


def bare_jpeg(content: bytes) -> bytes | None:
    """A JPEG without comments, applications' segments and what lies behind its end.

    None where it is not what can be read without Pillow, or coded in a way that few readers know.
    """
    kept = [b"\xff\xd8"]
    try:
        for marker, segment in _segments(content):
            if marker in OTHERS:
                return None
            if (bare := _needed(marker, segment)) is not None:
                kept.append(bare)
    except (ValueError, struct.error):
        return None
    return b"".join(kept) + b"\xff\xd9" if any(map(_is_scan, kept)) else None


def _is_scan(segment: bytes) -> bool:
    return segment[1] == SCAN


def _segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with its segment, and with the coded picture behind it, up to the end."""
    if content[:2] != b"\xff\xd8":
        raise ValueError("no JPEG")
    place = 2
    while True:
        if content[place] != 0xFF if place < len(content) else True:
            raise ValueError("no marker where one must be, or no end")
        while content[place : place + 1] == b"\xff":
            place += 1
        marker = content[place] if place < len(content) else END
        if marker == END:
            return
        (length,) = struct.unpack_from(">H", content, place + 1)
        end = place + 1 + length
        if length < 2 or end > len(content) or marker in (0, 1, START):
            raise ValueError("a segment that is none")
        if marker == SCAN:
            found = BEHIND_SCAN.search(content, end)
            end = found.start() if found else len(content)
        yield marker, content[place + 1 : end]
        place = end
        if place >= len(content):
            return  # whoever decodes it says whether something is missing


def _needed(marker: int, segment: bytes) -> bytes | None:
    """A segment as it stays: what says how large dots are or which colours these are, bare."""
    head = bytes((0xFF, marker))
    if marker in FRAMES or marker in TABLES or marker == SCAN:
        return head + segment
    if marker == JFIF and segment[2:7] == b"JFIF\0" and len(segment) >= 16:
        return head + b"\0\x10" + segment[2:14] + b"\0\0"  # without its small picture
    if marker == ADOBE and segment[2:7] == b"Adobe" and len(segment) >= 14:
        return head + b"\0\x0e" + segment[2:7] + b"\0\x64\0\0\0\0" + segment[13:14]
    return None


# --- PNG (W3C, Portable Network Graphics, third edition): a length, a name, the chunk, its sum

SIGN = b"\x89PNG\r\n\x1a\n"
CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by the type of colour
PASSES = ((0, 8, 0, 8), (4, 8, 0, 8), (0, 4, 4, 8), (2, 4, 0, 4), (0, 2, 2, 4), (1, 2, 0, 2),
          (0, 1, 1, 2))  # fmt: skip
NUMBERS = {b"gAMA": 4, b"cHRM": 32, b"sRGB": 1, b"cICP": 4}  # which colours these are
CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"IDAT")
BLOCK = 1 << 20


def bare_png(content: bytes) -> bytes | None:
    """A PNG without texts, times, further pictures and what lies behind its end or its last line.

    None where it has to be made anew, because its pixels do not end where their bytes do.
    """
    kept: list[tuple[bytes, bytes]] = []
    try:
        for name, chunk in _chunks(content):
            if name in CHUNKS or NUMBERS.get(name) == len(chunk):
                kept.append((name, chunk))
        if not _ends_with_its_pixels(kept):
            return None
    except (ValueError, KeyError, struct.error, zlib.error):
        return None
    return SIGN + b"".join(_chunk(*each) for each in (*kept, (b"IEND", b"")))


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    if content[:8] != SIGN:
        raise ValueError("no PNG")
    place = 8
    while True:
        length, name = struct.unpack_from(">I4s", content, place)
        if name == b"IEND":
            return
        if place + 12 + length > len(content):
            raise ValueError("a chunk that is none")
        yield name, content[place + 8 : place + 8 + length]
        place += 12 + length


def _chunk(name: bytes, chunk: bytes) -> bytes:
    inner = name + chunk
    return struct.pack(">I", len(chunk)) + inner + struct.pack(">I", zlib.crc32(inner))


def _ends_with_its_pixels(chunks: list[tuple[bytes, bytes]]) -> bool:
    """Whether the packed bytes hold all lines of the picture, and nothing behind these."""
    if not chunks or chunks[0][0] != b"IHDR" or len(chunks[0][1]) != 13:
        return False
    wanted = _size(chunks[0][1])
    packed = b"".join(chunk for name, chunk in chunks if name == b"IDAT")
    unpacking, found = zlib.decompressobj(), 0
    while not unpacking.eof and found <= wanted:
        made = unpacking.decompress(packed, BLOCK)
        if not made and not unpacking.unconsumed_tail:
            break
        found, packed = found + len(made), unpacking.unconsumed_tail
    return unpacking.eof and not unpacking.unused_data and found == wanted


def _size(header: bytes) -> int:
    """How many bytes the lines of a picture have, each with the one that says its filter."""
    width, height, depth, colour, _, _, interlaced = struct.unpack(">IIBBBBB", header)
    parts = PASSES if interlaced else ((0, 1, 0, 1),)
    size = 0
    for left, across, top, down in parts:
        columns, rows = max(0, -(-(width - left) // across)), max(0, -(-(height - top) // down))
        size += rows * (1 + (columns * depth * CHANNELS[colour] + 7) // 8) if columns else 0
    return size
