"""Section → pages: a small PDF, and what binding needs to know of it.

The module that knows WeasyPrint (pinned to 70; a contract test holds what is used of it).
While it works there is no disk and no network: the fetcher knows the section's own pictures and
nothing else. The result depends on the HTML, the style, the fonts and the pictures alone, so it can
be cached by their digests. A section does not know its page number: room is kept for every page
number that it prints, and `bind` fills it in.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import hashlib
import io
import logging
import re
import sys
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path
from types import FunctionType
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import msgspec

from zinewright.assemble.qr import CODE, svg
from zinewright.code_digests import code_of
from zinewright.layout.anchors import PICTURE, id_read_back, typeset_id
from zinewright.layout.declared import FOLIO
from zinewright.layout.fonts import FontFile, fontconfig_file
from zinewright.problems import MachineLacks, Problem, ZineError, shown
from zinewright.typeset.boxes import (
    Box,
    Cleaned,
    Document,
    PageBox,
    PageStream,
    Pdf,
    WeasyPrint,
)
from zinewright.typeset.extract import FolioSlot, FontUse, Seen
from zinewright.typeset.folio_room import folios_missing
from zinewright.typeset.mends.columns import ONE_COLUMN, column_mends, rendered
from zinewright.typeset.mends.faster import line_mends, mended, mends
from zinewright.typeset.narrow_tables import FORMS, narrowed
from zinewright.typeset.own_fonts import configuration
from zinewright.typeset.sealing import SealedPage, drawings, sealed, unsealed
from zinewright.typeset.structure_tree import Annotation, Tag, name_headers

COMPLAINT = "typesetting says: "
IN_STYLE = re.compile(r"\bat (\d+):\d+, ")
ONE_AT_A_TIME = threading.Lock()
"""Four threads in Pango at once: lists of GLib break, and 8 sections of 30 come out otherwise."""
NOT_PLAIN = re.compile(rb"/\S+ (?:Do|sh|scn|SCN)\b")


@dataclass(frozen=True)
class Job:
    """One section to typeset for one edition. `pictures` are the fitted bytes by name.

    `style` is the file of a style sheet that promises a folio on every page, "" for none. A unit is
    one of many of its section, blocks with a page each, and is typeset with others in one document.
    """

    section: str
    where: str
    html: str
    css: str
    fonts: tuple[FontFile, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    style: str = ""
    is_unit: bool = False

    @cached_property
    def key(self) -> str:
        """The digest (SHA-256) of all that the result depends on."""
        digest = hashlib.sha256(code_of("zinewright.typeset.section").encode())
        promised = f"{'folios' if self.style else ''} {'unit' if self.is_unit else ''}"
        for part in (self.html, self.css, promised, *(font.digest for font in self.fonts)):
            digest.update(part.encode() + b"\0")
        for name, content in sorted(self.pictures.items()):
            digest.update(name.encode() + b"\0" + hashlib.sha256(content).digest())
        return digest.hexdigest()


class Extent(msgspec.Struct, array_like=True):
    """A block on its page, or the room for text on a page without one.

    In points from the upper left corner; the height holds the margins `above` and `below`.
    """

    left: float
    top: float
    height: float
    above: float = 0.0
    below: float = 0.0


class Typeset(msgspec.Struct):
    """A typeset section. Pages count from 0; `places` are (page, x, y) in points from the lower
    left corner; `headings` are (level, words, page, y). Of pages with nothing but text and rules, a
    unit has the `contents`, and all else has them `sealed`; where there is more, `pdf` holds the
    pages, as `sealing` writes them. `extents` say where the block of a page stands, `starts` are
    the letters (as `locators` counts them) before each, of `letters` in all. Where sections run on,
    `parts` are their names, each with the page on which it begins and the letters before it."""

    pdf: bytes
    pages: int
    size: tuple[float, float]
    tag: Tag
    slots: list[FolioSlot]
    fonts: dict[str, FontUse]
    places: dict[str, tuple[int, float, float]]
    headings: list[tuple[int, str, int, float]]
    contents: list[bytes] = []
    extents: list[Extent] = []
    starts: list[int] = []
    letters: int = 0
    sealed: list[SealedPage] = []
    parts: list[tuple[str, int, int]] = []

    def content(self, page: int) -> bytes:
        """The content stream of a page that shows nothing but text and rules."""
        return self.contents[page] if self.contents else unsealed(self.sealed[page])


def typeset(job: Job) -> Typeset:
    """The pages of a section.

    Raises `ZineError` where WeasyPrint had anything to say, since its silence is part of the
    contract. Threads wait for one another.
    """
    with ONE_AT_A_TIME, listening() as said:
        press = press_with(job.fonts)
        made, wrong = read_off(job, press, press.document(job))
    if problems := [*complaints(job, [*press.said[job.css], *said.messages]), *wrong]:
        raise ZineError(problems)
    return made


def read_off(
    job: Job, press: Engine, document: Document, roots: Sequence[Element] = ()
) -> tuple[Typeset, list[Problem]]:
    """What binding needs of a document, and what is wrong with it."""
    pdf, seen = press.written(document, roots)
    tree = seen.tree.root.pruned()
    name_headers(tree)
    lost = [f"the link “{shown(words)}” cannot be followed" for words in _lost(tree, seen)]
    lost += [f"a note at the foot is lost ({name})" for name in seen.tree.unread]
    page, is_plain = document.pages[0], _is_plain(seen.contents)
    made = Typeset(
        pdf=b"" if is_plain else drawings(pdf),
        pages=len(document.pages),
        size=(round(page.width * 0.75, 3), round(page.height * 0.75, 3)),
        tag=tree,
        slots=seen.slots,
        fonts=seen.fonts,
        places=_places(document),
        headings=_headings(document),
        contents=seen.contents if is_plain and job.is_unit else [],
        extents=[_extent(page._page_box) for page in document.pages],
        starts=seen.starts.pages,
        letters=seen.starts.letters,
        sealed=[sealed(each) for each in seen.contents] if is_plain and not job.is_unit else [],
    )
    return made, [*complaints(job, lost), *folios_missing(job.css, job.style, seen)]


def _is_plain(contents: list[bytes]) -> bool:
    """Whether pages show nothing but text and rules: no pictures, patterns or shadings."""
    return not any(NOT_PLAIN.search(content) for content in contents)


def _extent(page_box: PageBox) -> Extent:
    block = next((box for box in page_box.descendants() if is_block(box)), None)
    if block is None:
        left, top = page_box.content_box_x(), page_box.content_box_y()
        return Extent(left * 0.75, top * 0.75, page_box.height * 0.75)
    margins = (
        block.children[0].margin_top if block.children else 0,
        block.children[-1].margin_bottom if block.children else 0,
    )
    left, top, height = block.position_x, block.position_y, block.height
    return Extent(*(value * 0.75 for value in (left, top, height, *margins)))


def is_block(box: Box) -> bool:
    """Whether a box is a block of a list, which has a page of its own."""
    names = (box.element.get("class") or "").split() if box.element is not None else ()
    return "block" in names and box.element_tag == "section"


def _lost(tree: Tag, seen: Seen) -> list[str]:
    """The words of links that have no place on the page where they could be followed."""
    lost = {
        id(tag)
        for tag in tree.walk()
        if tag.role == "Link" and not any(isinstance(kid, Annotation) for kid in tag.kids)
    }
    return [words for tag, words in seen.tree.links if id(tag) in lost]


class _Said(logging.Handler):
    """Keeps what WeasyPrint warns of in this thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []
        self.thread = threading.get_ident()

    def emit(self, record: logging.LogRecord) -> None:
        if record.thread == self.thread:
            self.messages.append(record.getMessage())


@contextlib.contextmanager
def listening() -> Iterator[_Said]:
    """Keep what WeasyPrint says meanwhile."""
    said, logger = _Said(), logging.getLogger("weasyprint")
    logger.addHandler(said)
    try:
        yield said
    finally:
        logger.removeHandler(said)


def complaints(job: Job, messages: Sequence[str]) -> list[Problem]:
    """What WeasyPrint said."""
    return [_complaint(job, message) for message in dict.fromkeys(messages)]


def _complaint(job: Job, message: str) -> Problem:
    what = f"{COMPLAINT}{message.rstrip('.')}"
    if job.style and (line := IN_STYLE.search(message)):
        return Problem(job.style, int(line[1]), "typeset", what, "Change that line of the layout")
    fix = "Change the place that it names, or the layout"
    return Problem(job.where or job.section, None, "typeset", what, fix)


def _places(document: Document) -> dict[str, tuple[int, float, float]]:
    found: dict[str, tuple[int, float, float]] = {}
    for number, page in enumerate(document.pages):
        for name, (x, y, *_) in page.anchors.items():
            name = id_read_back(name)
            if name not in found:
                found[name] = (number, round(x * 0.75, 3), round((page.height - y) * 0.75, 3))
    return found


def _headings(document: Document) -> list[tuple[int, str, int, float]]:
    return [
        (level, label.replace(FOLIO, ""), number, round((page.height - y) * 0.75, 3))
        for number, page in enumerate(document.pages)
        for level, label, (_, y, *_), _ in page.bookmarks
    ]


class Engine:
    """WeasyPrint with the layout's fonts, its style parsed once, and the seam for tags.

    Who else uses WeasyPrint in this process has it as it is: what stands in for parts of it stands
    there while a section is laid out.
    """

    def __init__(self, weasyprint: WeasyPrint, file: Path) -> None:
        self.weasyprint = weasyprint
        self.fonts = _own_fonts(weasyprint, file)
        self.styles: dict[str, object] = {}
        self.bare = weasyprint.CSS(string=ONE_COLUMN, url_fetcher=self._fetcher({}))
        self.said: dict[str, list[str]] = {}  # of each style, which is read once
        self.mends = mends(weasyprint) | line_mends(weasyprint) | column_mends(weasyprint)

    def written(self, document: Document, roots: Sequence[Element] = ()) -> tuple[bytes, Seen]:
        """The PDF, and what was read off at the seam.

        It is made by the function of WeasyPrint, which finds our tags under the name of its own,
        and leaves fonts whole: binding takes the parts of them that all sections need.
        """
        seen, pdfs = Seen(roots), self.weasyprint.pdf

        def add_tags(
            pdf: Pdf, document: Document, pdf_version: object, streams: list[PageStream]
        ) -> None:
            seen.read(pdf, document, streams)

        def dictionary(pdf: object, fonts: Mapping[str, Cleaned], *asked: object) -> object:
            for font in fonts.values():
                font.clean = lambda to_unicode, hinting: None
            return pdfs.build_fonts_dictionary(pdf, fonts, *asked)

        ours: dict[str, object] = {"add_tags": add_tags, "build_fonts_dictionary": dictionary}
        theirs = pdfs.generate_pdf
        generate = FunctionType(theirs.__code__, theirs.__globals__ | ours)
        with mended(self.weasyprint, self.mends):
            options = self.weasyprint.DEFAULT_OPTIONS | {"pdf_tags": True}
            pdf = generate(document, None, 1, **options)
        out = io.BytesIO()
        pdf.write(out, None, None, True)
        return out.getvalue(), seen

    def document(self, job: Job) -> Document:
        """The section, laid out."""
        if job.css not in self.styles:
            with listening() as said:
                self.styles[job.css] = self.weasyprint.CSS(
                    string=job.css, font_config=self.fonts, url_fetcher=self._fetcher({})
                )
            self.said[job.css] = said.messages
        page = self.weasyprint.HTML(
            string=job.html, base_url="zine:", url_fetcher=self._fetcher(job.pictures)
        )
        for element in page.etree_element.iter():
            if name := element.get("id"):
                element.set("id", typeset_id(name))
        styles, render = [self.styles[job.css]], partial(page.render, font_config=self.fonts)
        with mended(self.weasyprint, self.mends):
            for _ in FORMS:
                made: Document = rendered(render, styles, self.bare)
                if not narrowed(made.pages):
                    break
        return made

    def _fetcher(self, pictures: Mapping[str, bytes]) -> object:
        """A fetcher that knows `zine:picture/NAME`, `zine:code/ADDRESS` and nothing else."""
        urls = self.weasyprint.urls

        class Fetcher(urls.URLFetcher):  # type: ignore[misc, name-defined]
            def fetch(self, url: str, headers: object = None) -> object:
                if url.startswith(CODE):
                    address = bytes.fromhex(url.removeprefix(CODE)).decode()
                    return urls.URLFetcherResponse(url, body=svg(address))
                name = unquote(url.removeprefix(PICTURE))
                if not url.startswith(PICTURE) or name not in pictures:
                    raise ValueError("only the zine's own pictures exist here")
                return urls.URLFetcherResponse(url, body=pictures[name])

        return Fetcher()


@cache
def press_with(fonts: tuple[FontFile, ...]) -> Engine:
    """WeasyPrint, loaded with the layout's fonts and no others. Raises `MachineLacks`."""
    file = fontconfig_file(fonts)
    try:
        with _libraries_by_name():
            import weasyprint
            import weasyprint.pdf
            import weasyprint.text.ffi
            import weasyprint.text.fonts

            return Engine(weasyprint, file)
    except OSError as error:
        what = f"Pango, which sets the pages, cannot be loaded ({str(error).splitlines()[0]})"
        fix = "Run ./zine build, which says how to install it on this machine"
        raise MachineLacks([Problem("zine", None, "pango", what, fix)]) from None


def _own_fonts(weasyprint: WeasyPrint, file: Path) -> object:
    """What WeasyPrint takes fonts from: those that the file names, whatever the machine has."""
    fonts, libraries = weasyprint.text.fonts.FontConfiguration(), weasyprint.text.ffi
    own = libraries.ffi.cast("FcConfig *", configuration(file))
    of_pango = libraries.ffi.cast("PangoFcFontMap *", fonts.font_map)
    libraries.pangoft2.pango_fc_font_map_set_config(of_pango, own)
    libraries.fontconfig.FcConfigDestroy(own)  # the map keeps it
    fonts._config = own
    return fonts


@contextlib.contextmanager
def _libraries_by_name() -> Iterator[None]:
    """Leave it to Linux's loader to find the libraries of WeasyPrint.

    WeasyPrint tries several names of each; for every wrong one, cffi would start a compiler.
    """
    search = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = lambda name: None
    try:
        yield
    finally:
        ctypes.util.find_library = search


def warm(fonts: tuple[FontFile, ...]) -> None:
    """Load WeasyPrint ahead of the first section."""
    press_with(fonts)


def stored(result: Typeset) -> bytes:
    """A typeset section as bytes for the cache."""
    return msgspec.msgpack.encode(result)


def restored(content: bytes) -> Typeset:
    """The typeset section in bytes from the cache. Raises `msgspec.MsgspecError`."""
    return msgspec.msgpack.decode(content, type=Typeset)
