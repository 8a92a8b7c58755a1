"""Section → pages: a small PDF, and what binding needs to know of it.

The only module that knows WeasyPrint (pinned to 70; a contract test holds what is used of it).
While it works there is no disk and no network: the fetcher knows the section's own pictures and
nothing else. The result depends on the HTML, the style, the fonts and the pictures alone, so it can
be cached by their digests. A section does not know its page number: room is kept for every page
number that it prints, and `bind` fills it in.
"""

from __future__ import annotations

import hashlib
import logging
import os
import re
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.metadata import version
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import unquote

import msgspec

from zinewright.fonts import FontFile, fontconfig
from zinewright.problems import MachineLacks, Problem, ZineError
from zinewright.tags import Growing, Tag

FORM = 1  # of the stored result; to be raised with every change of what is typeset or stored
DIGITS = b"0123456789"
LEFT, RIGHT = "left", "right"
OPERATOR = re.compile(rb"([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) ([-\d.]+) Tm\Z")
FONT = re.compile(rb"/(\S+) ([-\d.]+) Tf\Z")


@dataclass(frozen=True)
class Job:
    """One section to typeset for one edition. `pictures` are the fitted bytes by name."""

    section: str
    where: str
    html: str
    css: str
    fonts: tuple[FontFile, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """The digest (SHA-256) of all that the result depends on."""
        digest = hashlib.sha256(f"{FORM}\0{version('weasyprint')}\0".encode())
        for part in (self.html, self.css, *(font.digest for font in self.fonts)):
            digest.update(part.encode() + b"\0")
        for name, content in sorted(self.pictures.items()):
            digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
        return digest.hexdigest()


class Slot(msgspec.Struct, array_like=True):
    """Room for a page number: that of the id `target`, or of the page itself where it is "".

    Lengths are in the units of the content stream; the number is set between `left` and `right`,
    at the end that `align` names. `side` is the side on which it is shown, "" for both.
    """

    page: int
    target: str
    matrix: tuple[float, float, float, float, float, float]
    font: str
    size: float
    left: float
    right: float
    align: str
    side: str


class FontUse(msgspec.Struct, array_like=True):
    """What a section uses of a font: glyph widths (1/1000 em) and the text of each glyph."""

    digest: str
    widths: dict[int, int]
    texts: dict[int, str]


class Typeset(msgspec.Struct):
    """A typeset section. Pages count from 0; `places` are (page, x, y) in points from the lower
    left corner; `headings` are (level, words, page, y)."""

    pdf: bytes
    pages: int
    size: tuple[float, float]
    tag: Tag
    slots: list[Slot]
    fonts: dict[str, FontUse]
    places: dict[str, tuple[int, float, float]]
    headings: list[tuple[int, str, int, float]]


def typeset(job: Job) -> Typeset:
    """The pages of a section.

    Raises `ZineError` where WeasyPrint had anything to say, since its silence is part of the
    contract.
    """
    press = _press(job.fonts)
    said = _Said()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(said)
    try:
        document = press.document(job)
        seen = _Seen()
        press.seam.append(seen)
        pdf = document.write_pdf(pdf_tags=True)
    finally:
        logger.removeHandler(said)
        press.seam.clear()
    if said.messages:
        raise ZineError([_complaint(job, message) for message in dict.fromkeys(said.messages)])
    page = document.pages[0]
    return Typeset(
        pdf=pdf,
        pages=len(document.pages),
        size=(round(page.width * 0.75, 3), round(page.height * 0.75, 3)),
        tag=seen.tree.root.pruned(),
        slots=seen.slots,
        fonts=seen.fonts,
        places=_places(document),
        headings=_headings(document),
    )


class _Said(logging.Handler):
    """Keeps what WeasyPrint warns of."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


def _complaint(job: Job, message: str) -> Problem:
    fix = "Change the place that it names, or the layout"
    return Problem(job.where or job.section, None, "typeset", f"typesetting says: {message}", fix)


def _places(document: Any) -> dict[str, tuple[int, float, float]]:
    found: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            if name not in found:
                found[name] = (number, round(x * 0.75, 3), round((page.height - y) * 0.75, 3))
    return found


def _headings(document: Any) -> list[tuple[int, str, int, float]]:
    return [
        (level, label, number, round((page.height - y) * 0.75, 3))
        for number, page in enumerate(document.pages)
        for level, label, (_, y, *_), _ in page.bookmarks
    ]


class _Seen:
    """What is read off a document at the seam: its tags, its fonts, its room for page numbers."""

    def __init__(self) -> None:
        self.tree = Growing()
        self.slots: list[Slot] = []
        self.fonts: dict[str, FontUse] = {}

    def read(self, pdf: Any, document: Any, streams: list[Any]) -> None:
        """Take what binding needs out of the pages, and leave them without tags and fonts."""
        for number, (page, stream) in enumerate(zip(document.pages, streams, strict=True)):
            marked = stream._tags
            self.tree.add_page(number, page, marked)
            for box, mark in marked.items():
                if (number, box) not in self.tree.owned:
                    _make_artifact(stream.stream, mark["mcid"])
            for _, box, target in [slot for slot in self.tree.slots if slot[0] == number]:
                holder = _holder_of(page._page_box, box)
                self._keep_room(number, stream.stream, marked[box]["mcid"], holder, target, "")
            self._margins(number, page, stream, marked)
            marked.clear()
        for font in document.fonts.values():
            self._use(font)
        _strip(pdf)

    def _margins(self, number: int, page: Any, stream: Any, marked: Mapping[Any, Any]) -> None:
        """Running heads and folios of left and right pages: `bind` shows those of one side."""
        for margin in page._page_box.children:
            at = getattr(margin, "at_keyword", "")
            side = LEFT if LEFT in at else RIGHT if RIGHT in at else ""
            for box in margin.descendants() if at else ():
                if box not in marked:
                    continue
                if getattr(box, "text", "").encode() == DIGITS:
                    mcid = marked[box]["mcid"]
                    self._keep_room(number, stream.stream, mcid, margin, "", side)
                elif side:
                    _show_on_one_side(stream.stream, marked[box]["mcid"], side)

    def _keep_room(
        self, page: int, ops: list[Any], mcid: int, holder: Any, target: str, side: str
    ) -> None:
        """Replace the digits that were set by a comment that `bind` finds again."""
        start, end = _range(ops, mcid)
        matrix = font = None
        for place in range(start, end):
            if found := OPERATOR.match(_bytes(ops[place])):
                matrix, ops[place] = tuple(float(part) for part in found.groups()), b""
            elif found := FONT.match(_bytes(ops[place])):
                font = (found[1].decode(), float(found[2]))
            elif _bytes(ops[place]).endswith(b" TJ"):
                ops[place] = b"%%slot %d" % len(self.slots)
        if matrix is None or font is None:
            raise RuntimeError("no text where room was kept for a page number")
        left = holder.content_box_x()
        align = str(holder.style["text_align_all"])
        self.slots.append(
            Slot(page, target, matrix, *font, left, left + holder.width, align, side)  # type: ignore[arg-type]
        )

    def _use(self, font: Any) -> None:
        digest = hashlib.sha256(font.file_content).hexdigest()
        use = self.fonts.setdefault(font.hash, FontUse(digest, {}, {}))
        use.widths.update({int(glyph): int(width) for glyph, width in font.widths.items()})
        use.texts.update({int(glyph): text for glyph, text in font.to_unicode.items()})


def _holder_of(page_box: Any, text_box: Any) -> Any:
    """The inline block that keeps room for a page number."""
    for box in page_box.descendants():
        if box.element is text_box.element and type(box).__name__ == "InlineBlockBox":
            return box
    raise RuntimeError("a page number's room is no inline block in this layout")


def _bytes(operator: Any) -> bytes:
    if isinstance(operator, bytes):
        return operator
    return operator.encode() if isinstance(operator, str) else b""


def _range(ops: list[Any], mcid: int) -> tuple[int, int]:
    """The operators of a marked content: its property list and its end (exclusive)."""
    start = next(n for n, op in enumerate(ops) if isinstance(op, dict) and op.get("MCID") == mcid)
    end = next(n for n in range(start, len(ops)) if ops[n] == b"EMC")
    return start, end


def _make_artifact(ops: list[Any], mcid: int) -> None:
    """Mark content as an artifact (ISO 32000-1, 14.8.2.2); its number stays, to find it by."""
    start, _ = _range(ops, mcid)
    ops[start - 1] = "/Artifact"
    ops[start]["Type"] = "/Pagination"


def _show_on_one_side(ops: list[Any], mcid: int, side: str) -> None:
    start, end = _range(ops, mcid)
    for place in range(start, end):
        if _bytes(ops[place]).endswith(b" TJ"):
            ops[place] = b"%%%s %s" % (side.encode(), _bytes(ops[place]))


def _strip(pdf: Any) -> None:
    """Take out what the bound file has once: fonts, links, names, outline."""
    pdf.catalog.pop("Names", None)
    pdf.catalog.pop("Outlines", None)
    for thing in pdf.objects:
        extra = getattr(thing, "extra", {})
        if "Length1" in extra:
            thing.stream = [b""]
        if isinstance(thing, dict) and thing.get("Type") == "/Page":
            thing.pop("Annots", None)


# --- WeasyPrint itself, loaded once a process


class _Press:
    """WeasyPrint with the layout's fonts, its style parsed once, and the seam for tags."""

    def __init__(self, weasyprint: ModuleType) -> None:
        self.weasyprint = weasyprint
        self.fonts = weasyprint.text.fonts.FontConfiguration()
        self.styles: dict[str, Any] = {}
        self.seam: list[_Seen] = []
        weasyprint.pdf.add_tags = self._add_tags
        weasyprint.pdf.fonts.Font.clean = lambda font, to_unicode, hinting: None

    def document(self, job: Job) -> Any:
        if job.css not in self.styles:
            self.styles[job.css] = self.weasyprint.CSS(
                string=job.css, font_config=self.fonts, url_fetcher=self._fetcher({})
            )
        html = self.weasyprint.HTML(
            string=job.html, base_url="zine:", url_fetcher=self._fetcher(job.pictures)
        )
        return html.render(stylesheets=[self.styles[job.css]], font_config=self.fonts)

    def _add_tags(self, pdf: Any, document: Any, pdf_version: Any, streams: list[Any]) -> None:
        self.seam[0].read(pdf, document, streams)

    def _fetcher(self, pictures: Mapping[str, bytes]) -> Any:
        """A fetcher that knows `zine:picture/NAME` and nothing else."""
        urls = self.weasyprint.urls

        class Fetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]
            def fetch(self, url: str, headers: object = None) -> Any:
                name = unquote(url.removeprefix("zine:picture/"))
                if not url.startswith("zine:picture/") or name not in pictures:
                    raise ValueError("only the zine's own pictures exist here")
                return urls.URLFetcherResponse(url, body=pictures[name])

        return Fetcher()


@cache
def _press(fonts: tuple[FontFile, ...]) -> _Press:
    """WeasyPrint, loaded with the layout's fonts and no others. Raises `MachineLacks`."""
    folder = Path(tempfile.gettempdir()) / f"zinewright-fonts-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    text = fontconfig(fonts, folder)
    file = folder / f"{hashlib.sha256(text.encode()).hexdigest()[:16]}.conf"
    if not file.exists():
        part = file.with_suffix(f".{os.getpid()}")
        part.write_text(text, "utf-8")
        part.replace(file)
    os.environ["FONTCONFIG_FILE"] = str(file)
    try:
        import weasyprint
        import weasyprint.pdf
        import weasyprint.text.fonts
    except OSError as error:
        what = f"Pango, which sets the pages, cannot be loaded ({str(error).splitlines()[0]})"
        fix = "Run ./zine build, which says how to install it on this machine"
        raise MachineLacks([Problem("zine", None, "pango", what, fix)]) from None
    return _Press(weasyprint)


def warm(fonts: tuple[FontFile, ...]) -> None:
    """Load WeasyPrint ahead of the first section."""
    _press(fonts)


def stored(result: Typeset) -> bytes:
    """A typeset section as bytes for the cache."""
    return msgspec.msgpack.encode(result)


def restored(content: bytes) -> Typeset:
    """The typeset section in bytes from the cache. Raises `msgspec.MsgspecError`."""
    return msgspec.msgpack.decode(content, type=Typeset)
