"""The colour space sRGB (IEC 61966-2-1) as an ICC profile (ICC.1:2010): what PDF/A asks for."""

from __future__ import annotations

import struct
from collections.abc import Sequence

WHITE = (0.9642, 1.0, 0.8249)  # D50
RED, GREEN, BLUE = (0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (
    0.14307, 0.06061, 0.71410,
)  # fmt: skip
ADAPTATION = (1.04788, 0.02292, -0.05022, 0.02959, 0.99048, -0.01707, -0.00925, 0.01508, 0.75168)
CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def profile() -> bytes:
    """The profile, the same at all times: it has no date."""
    contents = {
        b"desc": _text("sRGB"),
        b"cprt": _text("No copyright"),
        b"wtpt": _numbers(b"XYZ ", WHITE),
        b"rXYZ": _numbers(b"XYZ ", RED),
        b"gXYZ": _numbers(b"XYZ ", GREEN),
        b"bXYZ": _numbers(b"XYZ ", BLUE),
        b"chad": _numbers(b"sf32", ADAPTATION),
        **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), _curve()),
    }
    table, body = struct.pack(">I", len(contents)), b""
    start = 128 + 4 + 12 * len(contents)
    for name, content in contents.items():
        table += name + struct.pack(">II", start + len(body), len(content))
        body += content + b"\0" * (-len(content) % 4)
    size = start + len(body)
    header = struct.pack(">I4sI4s4s4s", size, b"\0" * 4, 0x04300000, b"mntr", b"RGB ", b"XYZ ")
    header += b"\0" * 12 + b"acsp" + b"\0" * 28 + b"".join(map(_fixed, WHITE))
    return header.ljust(128, b"\0") + table + body


def _fixed(number: float) -> bytes:
    return struct.pack(">i", round(number * 65536))


def _numbers(kind: bytes, numbers: Sequence[float]) -> bytes:
    return kind + b"\0" * 4 + b"".join(map(_fixed, numbers))


def _curve() -> bytes:
    return b"para" + b"\0" * 4 + struct.pack(">HH", 3, 0) + b"".join(map(_fixed, CURVE))


def _text(text: str) -> bytes:
    said = text.encode("utf-16-be")
    return b"mluc" + b"\0" * 4 + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(said), 28) + said
