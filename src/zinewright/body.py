"""The closed dialect of XHTML that all sections are written in, checked on construction.

A `Body` that exists holds known elements and attributes only, links that have words and an
allowed address, pictures that have words or say that they are decorative, headings that step
down by one, and ids that occur once. Nothing downstream asks again.

Three attributes of a `span` are ours. `data-page-of="ID"`: an edition with pages puts the page of
ID after the words of the span, any other leaves the whole span out. `data-title-of="ID"`: an
edition without pages puts the title of the section ID in place of the words of the span.
`data-qr="ADDRESS"`: print draws the address as a code, with the words of the span for those who
cannot see it. That, and links of the class `linkref`, stand in print alone. A paragraph of the
class `pull` says again, for the eye, what stands in the text: no voice reads it, nothing counts it.
Of the class `at-foot` is what pages have at the foot of another one; it is not counted either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from urllib.parse import urlsplit

from lxml import etree

from zinewright.problems import shown

Element = etree._Element

GLOBAL = frozenset({"id", "class", "lang", "dir"})
BLOCKS = frozenset(
    (
        "section aside p h1 h2 h3 h4 h5 h6 ul ol li dl dt dd blockquote figure figcaption table "
        "caption thead tbody tr th td pre hr"
    ).split()
)
INLINES = frozenset(
    ("a em strong code abbr span br sup sub q cite s del ins kbd small mark img").split()
)
ATTRIBUTES = {
    "a": {"href"},
    "abbr": {"title"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "span": {"data-page-of", "data-title-of", "data-qr"},
}
CLASSES = frozenset(
    (
        "notice passage passage-end skip noteref footnote backlink decorative ornament byline "
        "summary subtitle authors contents entry part page draft fact "
        "channels number checked alert attribution wide address status numeric lead "
        "poem line pull full small pair "
        "left-out linkref qr at-foot topics help code row card start blurb where price division "
        "steps drawn "
        "piece sentence goes-on size-1 size-2 size-3 size-4"
    ).split()
)
PULL = "pull"
AT_FOOT = "at-foot"
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ADDRESS = re.compile(r"(?:#\S+|https?://[^\s/]\S*|(?:mailto|tel|sms):\S+)\Z")
HOST = re.compile(
    r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)*[^\W_](?:[\w-]{0,61}[^\W_])?\.?\Z|[0-9a-f:.]*:[0-9a-f:.]*\Z"
)
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*\Z")
NAME = re.compile(r"[^\s\"'<>&#]+\Z")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def is_address(address: str) -> bool:
    """Whether a link can lead there: inside the zine, a web address, or what a phone dials."""
    if not ADDRESS.match(address):
        return False
    if not address.startswith("http"):
        return True
    try:
        parts = urlsplit(address)
        return bool(HOST.match(parts.hostname or "")) and (parts.port or 0) >= 0
    except ValueError:
        return False


@dataclass(frozen=True)
class Fault:
    """What is wrong in a body. `line` is that of the element (0 for none), `sign` text near it."""

    rule: str
    what: str
    fix: str
    sign: str = ""
    line: int = 0


class BodyError(ValueError):
    """A text that is no `Body`, for the reasons in `faults` (never empty)."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        self.faults = faults
        super().__init__("; ".join(f"{fault.what} [{fault.rule}]" for fault in faults))


@dataclass(frozen=True)
class Body:
    """Checked XHTML: the inside of one section, as text without a namespace.

    Raises `BodyError` with every fault there is.
    """

    xhtml: str
    first_heading: int = field(default=1, compare=False)

    def __post_init__(self) -> None:
        if faults := faults_in(self.root, self.first_heading):
            raise BodyError(faults)

    @cached_property
    def root(self) -> Element:
        """The parsed ``body`` element; to be read, never changed (`tree` is for changing)."""
        return self.tree()

    def tree(self) -> Element:
        """A fresh parsed copy, free to be changed."""
        return parsed(self.xhtml)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        return tuple(el.get("id", "") for el in self.root.iter() if el.get("id"))

    @cached_property
    def targets(self) -> tuple[str, ...]:
        """Ids that the links and page numbers of this body lead to."""
        links = (el.get("href", "") for el in self.root.iter("a"))
        pages = (el.get("data-page-of", "") for el in self.root.iter("span"))
        return tuple(link[1:] for link in links if link.startswith("#")) + tuple(
            filter(None, pages)
        )

    @cached_property
    def pictures(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(el.get("src", "") for el in self.root.iter("img")))

    @cached_property
    def text(self) -> str:
        return " ".join("".join(_texts(self.root)).split())

    @cached_property
    def words(self) -> int:
        return len(self.text.split())


def parsed(xhtml: str) -> Element:
    """The XHTML inside a ``body`` element. Raises `BodyError` where it is not well-formed."""
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        return etree.fromstring(f"<body>{NOT_XML.sub('�', xhtml)}</body>", parser)
    except etree.XMLSyntaxError as error:
        raise BodyError((_not_well_formed(str(error)),)) from None


def serialized(root: Element) -> str:
    """The inside of an element as XHTML text."""
    inner = escape(root.text or "", quote=False)
    return inner + "".join(etree.tostring(child, encoding="unicode") for child in root)


def text_of(element: Element) -> str:
    """The words of an element, with single spaces."""
    return " ".join("".join(element.itertext()).split())


def faults_in(root: Element, first_heading: int = 1) -> tuple[Fault, ...]:
    """Everything that keeps the inside of an element from being a `Body`."""
    return tuple(_faults(root, first_heading))


def _not_well_formed(detail: str) -> Fault:
    if "depth" in detail.lower():
        return Fault("nesting", "the text is nested too deeply", "Take some levels out")
    return Fault("xhtml", f"the text could not be read as XHTML ({detail})", "Report this")


def _texts(element: Element) -> Iterator[str]:
    """Text in reading order, a space around every block, page numbers left out."""
    if not only_in_print(element) and not is_said_again(element):
        space = "" if element.tag in INLINES and element.tag not in ("br", "img") else " "
        yield space + (element.text or "")
        for child in element:
            yield from _texts(child)
        yield space
    yield element.tail or ""


def only_in_print(element: Element) -> bool:
    """Whether an edition without pages leaves an element out."""
    spans = element.get("data-page-of") is not None or element.get("data-qr") is not None
    return spans or element.get("class") == "linkref"


def is_said_again(element: Element) -> bool:
    """Whether an element repeats words of the text for the eye, so that nothing counts them."""
    return element.get("class") == PULL


def _faults(root: Element, first_heading: int) -> Iterator[Fault]:
    seen: set[str] = set()
    for element in root.iterdescendants():
        yield from _element_faults(element)
        name = element.get("id")
        if name is not None and (name in seen or not NAME.match(name)):
            yield Fault(
                "id", f"the id “{name}” is used twice or is no name", "Give each its own", name,
                element.sourceline or 0,
            )  # fmt: skip
        seen.add(name or "")
    yield from _heading_faults(root, first_heading)


def _element_faults(element: Element) -> Iterator[Fault]:
    tag = str(element.tag)
    if tag not in BLOCKS | INLINES:
        what, fix = f"“{tag}” is not part of the dialect", "Write it in Markdown"
        yield Fault("element", what, fix, tag, element.sourceline or 0)
        return
    for name, value in element.attrib.items():
        if not _attribute_is_known(tag, str(name), str(value)):
            what = f"“{name}” with “{shown(str(value))}” cannot stand on “{tag}”"
            yield Fault("attribute", what, "Leave it out", str(value), element.sourceline or 0)
    if tag == "a":
        yield from _link_faults(element)
    if tag == "img":
        yield from _picture_faults(element)


def _attribute_is_known(tag: str, name: str, value: str) -> bool:
    if name == "class":
        return set(value.split()) <= CLASSES
    if name == "lang":
        return bool(LANGUAGE.match(value))
    if name == "dir":
        return value in ("ltr", "rtl", "auto")
    if name in ("start", "colspan", "rowspan"):
        return name in ATTRIBUTES.get(tag, ()) and value.isdecimal() and len(value) < 7
    if name == "scope":
        return tag == "th" and value in ("col", "row", "colgroup", "rowgroup")
    return name in GLOBAL or name in ATTRIBUTES.get(tag, ())


def _link_faults(link: Element) -> Iterator[Fault]:
    address, line = link.get("href", ""), link.sourceline or 0
    words = text_of(link) or "".join(img.get("alt", "") for img in link.iter("img"))
    if not is_address(address):
        what = f"the link “{shown(words)}” leads to “{shown(address)}”, which is no web address"
        fix = "Write https://…, mailto:…, tel:… or the file name of another post"
        yield Fault("link-address", what, fix, address or words, line)
    if not words:
        what = f"the link to {shown(address)} has no words"
        fix = "Say between the square brackets where it leads"
        yield Fault("link-words", what, fix, address, line)


def _picture_faults(picture: Element) -> Iterator[Fault]:
    if not picture.get("alt", "").strip() and "decorative" not in picture.get("class", "").split():
        source = picture.get("src", "")
        what = f"the picture {shown(source)} has no words for those who cannot see it"
        fix = (
            f"Write ![what it shows]({shown(source)}), "
            f"or ![]({shown(source)}){{decorative}} for an ornament"
        )
        yield Fault("alt", what, fix, source, picture.sourceline or 0)


def _heading_faults(root: Element, first_heading: int) -> Iterator[Fault]:
    level = first_heading - 1
    for heading in root.iter(*HEADINGS):
        depth, words, line = int(str(heading.tag)[1]), text_of(heading), heading.sourceline or 0
        said = f"the heading “{shown(words)}” ({'#' * depth})"
        if not words:
            what, fix = f"a heading ({'#' * depth}) has no words", "Write some, or take it out"
            yield Fault("heading-empty", what, fix, "#" * depth, line)
        elif depth < first_heading:
            what = f"{said} has the level of the post's title"
            yield Fault("heading-level", what, _begin(first_heading), words, line)
        elif depth > level + 1:
            first = level < first_heading
            before = "it is the first one" if first else f"the one before it has {'#' * level}"
            what = f"{said} skips a level: {before}"
            yield Fault("heading-level", what, _begin(level + 1), words, line)
        level = max(depth, first_heading)


def _begin(level: int) -> str:
    return f"Begin it with {'#' * level}"
