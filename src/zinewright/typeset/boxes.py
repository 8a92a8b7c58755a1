"""What WeasyPrint made of a section → the types of all that is read of it, and of nothing more.

WeasyPrint has no types of its own. Each class here names the class of version 70 that it stands
for; what it does not name is not read. A contract test finds every name of it on the boxes, pages,
streams and fonts of the WeasyPrint that is installed. Lengths are in CSS pixels, from the upper
left corner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FunctionType
from typing import Literal, Protocol, TypedDict, TypeGuard
from xml.etree.ElementTree import Element

Rectangle = tuple[float, float, float, float]

# --- weasyprint/formatting_structure/boxes.py, weasyprint/layout


class Style(TypedDict):
    """The computed style of a box (`css.ComputedStyle`, `css.AnonymousStyle`).

    `content` is a keyword, or pairs of a kind and what is of it: ("string", "words").
    """

    visibility: str
    direction: str
    text_align_all: str
    list_style_type: object
    content: str | Sequence[tuple[str, object]]


class LinkAnnotation(TypedDict):
    """The annotation of a box that is a link (`pdf.anchors.add_links`), in points of its page."""

    Rect: Sequence[float]


class Box(Protocol):
    """What every box has once it is laid out (`Box`).

    `element` is None, and so is its name, of what no element of the section makes: pages, their
    margins, and all within. The name is that of the element, with `::` and what else makes it
    where the box is of a mark or of content from the style.
    """

    element: Element | None
    element_tag: str | None
    style: Style
    children: Sequence[Box]
    position_x: float
    position_y: float
    width: float
    height: float
    margin_top: float
    margin_bottom: float
    is_table_wrapper: bool
    link_annotation: LinkAnnotation | None

    def border_width(self) -> float: ...
    def content_box_x(self) -> float: ...
    def content_box_y(self) -> float: ...
    def descendants(self, placeholders: bool = False) -> Iterator[Box]: ...


class Placeholder(Box, Protocol):
    """What stands in the flow for a box that is placed absolutely (`AbsolutePlaceholder`)."""

    _box: Box


class TextBox(Box, Protocol):
    """Text on a line (`TextBox`)."""

    text: str


class ReplacedBox(Box, Protocol):
    """A picture (`ReplacedBox`)."""

    replacement: object


class TableRowGroupBox(Box, Protocol):
    """The head, the foot or a body of a table (`TableRowGroupBox`)."""

    is_header: bool


class MarginBox(Box, Protocol):
    """A box in the margin of a page (`MarginBox`): `@top-left` and its like."""

    at_keyword: str


class PageType(Protocol):
    """What kind of page it is (`layout.page.PageType`): the name that a style gives it, or ""."""

    name: str


class PageBox(Box, Protocol):
    """A page with its margins (`PageBox`)."""

    page_type: PageType


Kind = Literal["FlexBox", "InlineBlockBox", "LineBox", "TableBox"]
"""Classes of boxes that are told apart by their names, as what is of a derived class is another."""


def is_a(box: Box, kind: Kind) -> bool:
    """Whether a box is of that very class."""
    return type(box).__name__ == kind


def laid_out(box: Box) -> Box:
    """The box itself, where something stands in the flow in its place."""
    return box._box if _is_placeholder(box) else box


def _is_placeholder(box: Box) -> TypeGuard[Placeholder]:
    return hasattr(box, "_box")


def is_margin(box: Box) -> TypeGuard[MarginBox]:
    """Whether a box of a page is in its margin, and not in its text."""
    return hasattr(box, "at_keyword")


def is_picture(box: Box) -> TypeGuard[ReplacedBox]:
    """Whether a box shows a picture."""
    return hasattr(box, "replacement")


def is_text(box: Box) -> TypeGuard[TextBox]:
    """Whether a box holds text and no other boxes."""
    return hasattr(box, "text")


def text_of(box: Box) -> str:
    """The text that a box holds itself, "" where it holds boxes."""
    return box.text if is_text(box) else ""


def is_row_group(box: Box) -> TypeGuard[TableRowGroupBox]:
    """Whether a box is the head, the foot or a body of a table."""
    return hasattr(box, "is_header")


# --- weasyprint/document.py


class LaidOutPage(Protocol):
    """A page (`Page`): its links (kind, target, rectangle, box), the places of its ids, and its
    headings (level, words, place, state)."""

    width: float
    height: float
    links: Sequence[tuple[str, str, Rectangle, Box]]
    anchors: Mapping[str, Rectangle]
    bookmarks: Sequence[tuple[int, str, tuple[float, float], str]]
    _page_box: PageBox


class Document(Protocol):
    """A section, laid out (`Document`)."""

    pages: Sequence[LaidOutPage]
    fonts: Mapping[int, Font]

    def copy(self, pages: Sequence[LaidOutPage]) -> Document: ...

    def write_pdf(self, *, pdf_tags: bool) -> bytes: ...


# --- weasyprint/pdf, pydyf


class Properties(TypedDict, total=False):
    """The property list of a marked content (ISO 32000-1, 14.6.2), as `Stream.marked` writes it
    with its number, and with what is added here."""

    MCID: int
    Type: str
    ActualText: str


Operator = bytes | str | Properties
"""An operator with its operands, the tag of a marked content, or its properties before BDC."""
Operators = list[Operator]
PdfDictionary = dict[str, object]
"""A dictionary that is written into the file (`pydyf.Dictionary`)."""


def data_of(operator: Operator) -> bytes | None:
    """An operator that is an object of a file, as it is written there; None of bytes and text."""
    data: object = getattr(operator, "data", None)
    return data if isinstance(data, bytes) else None


class Mark(TypedDict):
    """What is known of a marked content (`pdf.stream.Stream.marked`): its number on the page."""

    mcid: int


class PdfStream(Protocol):
    """A stream that is written into the file (`pydyf.Stream`)."""

    stream: Sequence[object]
    extra: PdfDictionary


class PageStream(Protocol):
    """What a page paints (`pdf.stream.Stream`), and the marked content of each box."""

    stream: Operators
    _tags: dict[Box, Mark]


class Font(Protocol):
    """A font that a document uses (`pdf.fonts.Font`).

    `hash` is its name on the pages, `name` that in the file. By glyph, `widths` are in 1/1000 em
    and `to_unicode` are texts.
    """

    file_content: bytes
    hash: str
    name: bytes
    widths: dict[int, int]
    to_unicode: dict[int, str]


class Pdf(Protocol):
    """The file before it is written (`pydyf.PDF`)."""

    objects: Sequence[object]
    catalog: PdfDictionary


def as_dictionary(thing: object) -> PdfDictionary:
    """An object of a file, if it is a dictionary; an empty one where it is none."""
    return thing if isinstance(thing, dict) else {}


def is_stream(thing: object) -> TypeGuard[PdfStream]:
    """Whether an object of a file is a stream."""
    return hasattr(thing, "extra")


# --- weasyprint itself, and its modules


class Source(Protocol):
    """A section's HTML, parsed (`HTML`)."""

    etree_element: Element

    def render(self, *, stylesheets: Sequence[object], font_config: object) -> Document: ...


class Cleaned(Protocol):
    """A font of a file, of which `clean` takes out what no glyph needs."""

    clean: Callable[[object, object], None]


class PdfModule(Protocol):
    """The module `pdf`. `generate_pdf` calls the others, by the names that they have there."""

    generate_pdf: FunctionType
    build_fonts_dictionary: Callable[..., object]


class FontChoice(Protocol):
    """Which fonts there are (`FontConfiguration`)."""

    font_map: object
    _config: object


class FontsOfText(Protocol):
    """The module `text.fonts`."""

    FontConfiguration: Callable[[], FontChoice]


class Foreign(Protocol):
    """cffi, as far as it is called."""

    def cast(self, cdecl: str, source: object) -> object: ...


class PangoOfFonts(Protocol):
    """The library PangoFT2."""

    pango_fc_font_map_set_config: Callable[[object, object], None]


class Fontconfig(Protocol):
    """The library fontconfig."""

    FcConfigDestroy: Callable[[object], None]


class Libraries(Protocol):
    """The module `text.ffi`."""

    ffi: Foreign
    pangoft2: PangoOfFonts
    fontconfig: Fontconfig


class TextModule(Protocol):
    """The package `text`."""

    fonts: FontsOfText
    ffi: Libraries


class UrlsModule(Protocol):
    """The module `urls`."""

    URLFetcher: type
    URLFetcherResponse: type


class WeasyPrint(Protocol):
    """The package, as far as it is called."""

    DEFAULT_OPTIONS: dict[str, object]
    pdf: PdfModule
    text: TextModule
    urls: UrlsModule

    def CSS(self, *, string: str, url_fetcher: object, font_config: object = None) -> object: ...
    def HTML(self, *, string: str, base_url: str, url_fetcher: object) -> Source: ...
