"""Objects of a PDF → the file (ISO 32000-1, 7.3 and 7.5), the same bytes for the same objects.

Everything but streams goes into object streams (7.5.7), and a cross-reference stream (7.5.8) says
where each object is.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterable, Mapping

SPECIAL = re.compile(r"[()\\]")
IN_NAMES = re.compile(r"[^!-~]|[#()<>\[\]{}/%]")
PACKED = 200  # objects in one stream
LEVEL = 6  # of compression: 9 takes twice the time for a hundredth of the size
CrossReference = tuple[int, int, int]


def text(said: str) -> str:
    """A text string (7.9.2.2): as it is where it is plain ASCII, else UTF-16BE in hexadecimal."""
    if said.isascii() and said.isprintable():
        return f"({SPECIAL.sub(_escaped, said)})"
    return f"<feff{said.encode('utf-16-be').hex()}>"


def _escaped(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def name(said: str) -> str:
    """A name (7.3.5)."""
    return "/" + IN_NAMES.sub(lambda m: "".join(f"#{byte:02x}" for byte in m[0].encode()), said)


def number(value: float) -> str:
    """A number (7.3.3) to six places behind the point."""
    if isinstance(value, int):
        return str(value)
    said = f"{value:.6f}".rstrip("0").rstrip(".")
    return "0" if said == "-0" else said


def array(items: Iterable[str]) -> str:
    """An array (7.3.6) of objects that are written already."""
    return f"[{' '.join(items)}]"


def numbers(values: Iterable[float]) -> str:
    """An array of numbers."""
    return array(map(number, values))


def dictionary(entries: Mapping[str, str]) -> str:
    """A dictionary (7.3.7) of objects that are written already, by plain names."""
    return f"<<{' '.join(f'/{key} {value}' for key, value in entries.items())}>>"


def to(target: int) -> str:
    """A reference to an object (7.3.10)."""
    return f"{target} 0 R"


class Objects:
    """The objects of a file, numbered from 1, until it is written."""

    def __init__(self) -> None:
        self.bodies: list[str] = [""]
        self.streams: dict[int, bytes] = {}
        self.known: dict[bytes, int] = {}

    def reserve(self) -> int:
        """A number for an object that is still to come."""
        self.bodies.append("null")
        return len(self.bodies) - 1

    def put(self, place: int, body: str, stream: bytes | None = None) -> None:
        """The object of a number; `stream` is what `body`, its dictionary, says that it is."""
        if stream is not None:
            body = f"{body[:-2]} /Length {len(stream)}>>"
            self.streams[place] = stream
        self.bodies[place] = body

    def add(self, body: str, stream: bytes | None = None) -> int:
        """The number of a new object."""
        place = self.reserve()
        self.put(place, body, stream)
        return place

    def once(self, body: str, stream: bytes | None = None) -> int:
        """The number of an object that the file holds once, however often it is asked for."""
        digest = hashlib.sha256(body.encode() + b"\0" + (stream or b"")).digest()
        if digest not in self.known:
            self.known[digest] = self.add(body, stream)
        return self.known[digest]

    def stream(self, content: bytes, entries: Mapping[str, str] | None = None) -> int:
        """The number of a new stream, which is compressed here."""
        described = {"Filter": "/FlateDecode"} | dict(entries or {})
        return self.add(dictionary(described), zlib.compress(content, LEVEL))

    def written(self, version: str, trailer: Mapping[str, str]) -> bytes:
        """The file. Its ID (14.4) is the digest of all that stands before it."""
        out = [f"%PDF-{version}\n%".encode() + b"\xe2\xe3\xcf\xd3\n"]
        places: dict[int, CrossReference] = {0: (0, 0, 0xFFFF)}
        at = len(out[0])
        packed = [place for place in range(1, len(self.bodies)) if place not in self.streams]
        for start in range(0, len(packed), PACKED):
            group = packed[start : start + PACKED]
            places |= {each: (2, len(self.bodies), index) for index, each in enumerate(group)}
            self._pack(group)
        for place, content in self.streams.items():
            places[place] = (1, at, 0)
            head = f"{place} 0 obj\n{self.bodies[place]}\nstream\n".encode()
            out += [head, content, b"\nendstream\nendobj\n"]
            at += len(head) + len(content) + 18
        digest = hashlib.sha256(b"".join(out)).hexdigest()[:32]
        return b"".join(
            [*out, self._ending(at, places, {**trailer, "ID": f"[<{digest}><{digest}>]"})]
        )

    def _pack(self, group: list[int]) -> None:
        """Put objects into a stream of objects."""
        starts, at = [], 0
        for place in group:
            starts.append(f"{place} {at}")
            at += len(self.bodies[place]) + 1
        head = " ".join(starts) + "\n"
        content = head + "\n".join(self.bodies[place] for place in group)
        entries = {"Type": "/ObjStm", "N": str(len(group)), "First": str(len(head))}
        self.stream(content.encode("ascii"), entries)

    def _ending(
        self, at: int, places: dict[int, CrossReference], trailer: Mapping[str, str]
    ) -> bytes:
        """The cross-reference stream, and where it begins."""
        own = len(self.bodies)
        rows = [*(places[place] for place in range(own)), (1, at, 0)]
        table = b"".join(
            kind.to_bytes(1) + one.to_bytes(4) + two.to_bytes(2) for kind, one, two in rows
        )
        content = zlib.compress(table, LEVEL)
        described = dictionary({
            "Type": "/XRef", "Size": str(own + 1), "W": "[1 4 2]", **trailer,
            "Filter": "/FlateDecode", "Length": str(len(content)),
        })  # fmt: skip
        head = f"{own} 0 obj\n{described}\nstream\n".encode()
        return head + content + f"\nendstream\nendobj\nstartxref\n{at}\n%%EOF\n".encode()
