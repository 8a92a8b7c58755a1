"""Every word that a PDF holds has ink, inside the sheet, over what lies below it.

A page is drawn and looked at once. What was looked at is known by its content, without the numbers
of pages that binding writes, and without what stands around the text: a page that comes to stand on
the other side has the same text in another frame.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import msgspec
import pikepdf

from zinewright.code_digests import code_of
from zinewright.model import Zine
from zinewright.pdf.hidden_words import Looked, Unseen, looked_at
from zinewright.pdf.render import Box, OpenPage, opened
from zinewright.sealed import Store

EMPTY = pikepdf.Dictionary()
FRAME = re.compile(rb"/Artifact\s*<<[^<>]*/Pagination[^<>]*>>\s*BDC.*?EMC", re.DOTALL)
NUMBER = re.compile(rb"^[-\d. ]+Tm <[0-9a-f]+> Tj\n", re.MULTILINE)
MCID = re.compile(rb"/MCID \d+")
NUMBERS = rb"((?:-?[\d.]+ )+)"
PLACED = re.compile(rb"q " + NUMBERS + rb"re W n " + NUMBERS + rb"cm (/P\d+) Do Q\n")
SHOWS = re.compile(rb"\b(?:BT|Do|sh)\b")
ROOM = 12.0  # points around the words of a frame, whose numbers may be longer on another page
NEAR = 1.0  # points
MOST_WORDS = 12
MOST_PAGES = 20_000  # of a zine; then its ledger begins again
SHOWN_AS = {
    "ink": "are in the text and have no ink on the page",
    "sheet": "stand outside the page, where nobody sees them",
}
RULE_OF = {"ink": "pdf-ink", "sheet": "pdf-sheet", "size": "pdf-size"}
FIX = "Look at the page and at the layout's style there; report this if the layout is Zinewright's"


class Ledger(msgspec.Struct):
    """What was looked at and found sound, by its content.

    `bodies` are the texts of pages, each with the box around all that is drawn besides words;
    `frames` what stands around them, with the boxes of their words; `pages` are those of which
    text and frame touch, or that are known as a whole alone; `files` are whole files.
    """

    bodies: dict[str, Box | None] = {}
    frames: dict[str, list[Box]] = {}
    pages: set[str] = set()
    files: set[str] = set()

    def knows(self, page: Keys) -> bool:
        """Whether a page was looked at, or both its parts, which do not touch."""
        if page.whole in self.pages:
            return True
        if page.body not in self.bodies or page.frame not in self.frames:
            return False
        ground = self.bodies[page.body]
        return ground is None or not any(_touch(ground, box) for box in self.frames[page.frame])

    def learn(self, page: Keys, ground: Box | None, frame: list[Box]) -> None:
        """Keep that a page is sound."""
        self.pages.add(page.whole)
        if page.body:
            self.bodies[page.body] = ground
            self.frames[page.frame] = frame

    def add(self, other: Ledger) -> None:
        """Know as well what another ledger knows."""
        self.bodies |= other.bodies
        self.frames |= other.frames
        self.pages |= other.pages
        self.files |= other.files


@dataclass(frozen=True)
class Keys:
    """By what a page is known: its text, its frame, and both; a sheet only as a whole."""

    body: str
    frame: str
    whole: str


@dataclass(frozen=True)
class Looking:
    """How the pages of a file are looked at: `whose` says of each which text it belongs to.

    A plate holds one ink of several: its words are seen with those of the others, on the proof.
    """

    whose: Sequence[str] = ()
    ledger: Ledger = field(default_factory=Ledger)
    is_plate: bool = False

    def of(self, number: int) -> str:
        """“ of” and the text that a page, from 0, belongs to, "" where that is not known."""
        return f" of {self.whose[number]}" if number < len(self.whose) else ""


def ink_problems(content: bytes, pdf: pikepdf.Pdf, looking: Looking) -> Iterator[tuple[str, str]]:
    """The rules that pages break, and how."""
    ledger, file = looking.ledger, _digest(b"file", content)
    if looking.is_plate or file in ledger.files:
        return
    keys = [_keys(page.obj) for page in pdf.pages]
    unknown = [
        number
        for number, page in enumerate(pdf.pages)
        if not ledger.knows(keys[number]) and not _is_of_known(page.obj, ledger)
    ]
    found = list(_unseen(content, unknown, keys, ledger)) if unknown else []
    for number, unseen in found:
        yield RULE_OF[unseen.why], _said(unseen, number + 1, looking.of(number))
    if not found:
        ledger.files.add(file)


def _unseen(
    content: bytes, numbers: Sequence[int], keys: Sequence[Keys], ledger: Ledger
) -> Iterator[tuple[int, Unseen]]:
    """What nobody sees on pages, from 0; what is sound goes into the ledger."""
    with opened(content) as pages:
        for number in numbers:
            with pages.page(number) as page:
                looked, frame = _look(page, keys[number], ledger)
            if not looked.unseen:
                ledger.learn(keys[number], looked.ground, frame)
            yield from ((number, each) for each in looked.unseen)


def _look(page: OpenPage, keys: Keys, ledger: Ledger) -> tuple[Looked, list[Box]]:
    """A page looked at, and the boxes of the words of its frame."""
    looked = looked_at(page)
    if keys.frame in ledger.frames:
        return looked, ledger.frames[keys.frame]
    framed = [word for word in page.words() if page.is_artifact(word)]
    return looked, [_around(box) for word in framed for box in (word.first, word.last)]


def _said(found: Unseen, number: int, of: str) -> str:
    if found.why == "size":
        return f"page {number}: words{of} are set in letters of no size"
    words = found.words.split()
    said = " ".join(words[:MOST_WORDS]) + (" …" if len(words) > MOST_WORDS else "")
    return f"page {number}: the words “{said}”{of} {SHOWN_AS[found.why]}"


def _around(box: Box) -> Box:
    return box[0] - ROOM, box[1] - ROOM, box[2] + ROOM, box[3] + ROOM


def _touch(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    )  # fmt: skip


# --- what a page is known by


def _keys(page: pikepdf.Object) -> Keys:
    """The keys of a page, or of a drawing of one."""
    content = _content_of(page)
    edges = next((map(float, page[key]) for key in BOXES if key in page), iter(()))
    boxes = repr([round(edge, 1) for edge in edges]).encode()
    around = boxes + _resources(page.get("/Resources", EMPTY))
    content = NUMBER.sub(b"", MCID.sub(b"", content))
    frames, body = FRAME.findall(content), b"".join(FRAME.split(content))
    return Keys(
        _digest(b"body", body, around),
        _digest(b"frame", *frames, boxes),
        _digest(b"page", content, around),
    )


BOXES = ("/BBox", "/CropBox", "/MediaBox")
"""What is shown of a drawing or a page: the first that it has."""


def _content_of(page: pikepdf.Object) -> bytes:
    if isinstance(page, pikepdf.Stream):
        return page.read_bytes()
    content = page.get("/Contents")
    if content is None:
        return b""
    parts = content if isinstance(content, pikepdf.Array) else [content]
    return b"\n".join(part.read_bytes() for part in parts)


def _is_of_known(page: pikepdf.Object, ledger: Ledger) -> bool:
    """Whether a side of a sheet shows nothing but whole pages that are known, and marks."""
    content = _content_of(page)
    if not PLACED.search(content) or SHOWS.search(PLACED.sub(b"", content)):
        return False
    drawings = page.get("/Resources", EMPTY).get("/XObject", EMPTY)
    sheet = [float(edge) for edge in page.MediaBox]
    for clip, matrix, name in PLACED.findall(content):
        form = drawings[name.decode()]
        left, bottom, width, height = map(float, clip.split())
        box = _placed([float(edge) for edge in form.BBox], *map(float, matrix.split()))
        is_whole = _holds([left, bottom, left + width, bottom + height], box) and _holds(sheet, box)
        if not is_whole or not ledger.knows(_keys(form)):
            return False
    return True


def _placed(
    box: Sequence[float], a: float, b: float, c: float, d: float, e: float, f: float
) -> Sequence[float]:
    """The box around a box that a matrix moves."""
    corners = [(x, y) for x in box[::2] for y in box[1::2]]
    across = [a * x + c * y + e for x, y in corners]
    up = [b * x + d * y + f for x, y in corners]
    return [min(across), min(up), max(across), max(up)]


def _holds(outer: Sequence[float], inner: Sequence[float]) -> bool:
    low = outer[0] <= inner[0] + NEAR and outer[1] <= inner[1] + NEAR
    return low and outer[2] >= inner[2] - NEAR and outer[3] >= inner[3] - NEAR


def _digest(*parts: bytes) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8) + part)
    return digest.hexdigest()[:32]


def _resources(resources: pikepdf.Object, depth: int = 0) -> bytes:
    """What a page draws with besides its letters: states, drawings, patterns, by their content."""
    found = []
    for kind in ("/ExtGState", "/ColorSpace", "/Shading", "/Pattern", "/XObject"):
        for name, thing in sorted(resources.get(kind, EMPTY).items()):
            found.append(name.encode() + _content_digest(thing, depth))
    return b"".join(found)


def _content_digest(thing: pikepdf.Object, depth: int) -> bytes:
    if not isinstance(thing, pikepdf.Stream):
        return bytes(thing.unparse(resolved=True))
    inner = thing.get("/Resources", EMPTY) if depth < 8 else EMPTY
    mask = thing.get("/SMask")
    parts = [thing.read_raw_bytes(), _resources(inner, depth + 1)]
    parts += [mask.read_raw_bytes()] if isinstance(mask, pikepdf.Stream) else []
    return _digest(*parts).encode()


# --- what was looked at before


@contextmanager
def ledger_of(cache: Store, zine: Zine) -> Iterator[Ledger]:
    """What was looked at of a zine, from the cache; what is added stays there."""
    asked = f"ink\0{code_of('zinewright.checks.ink')}\0{zine.particulars.identifier}"
    key = hashlib.sha256(asked.encode()).hexdigest()
    before, ledger = cache.get(key), Ledger()
    with suppress(msgspec.MsgspecError):
        ledger = msgspec.msgpack.decode(before or b"", type=Ledger)
    yield ledger
    if len(ledger.pages) > MOST_PAGES:
        ledger = Ledger()
    after = msgspec.msgpack.encode(ledger, order="deterministic")
    if after != before:
        cache.put(key, after)
