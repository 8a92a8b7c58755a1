"""Section → an element that says what it is, to reading systems and to assistive technology.

`epub:type` tells a reading system what a part is, `role` tells assistive technology. `PARTS` has
them side by side, as the EPUB Type to ARIA Role Authoring Guide 1.1 pairs them: a title page, an
imprint and a list of contributors have no role.
"""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import quote

from lxml.builder import ElementMaker

from zinewright.body import NOT_XML, PULL, Element
from zinewright.editions.linked import without_addresses
from zinewright.languages.words import words_for
from zinewright.locators import LOCATOR, Locators, located
from zinewright.model import Kind, Section, Zine, direction_of

XHTML = "http://www.w3.org/1999/xhtml"
TYPE = "{http://www.idpf.org/2007/ops}type"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PARTS: Mapping[Kind, tuple[str, str | None]] = {
    "title-page": ("titlepage", None),
    "content-notes": ("notice", "doc-notice"),
    "contents": ("toc", "doc-toc"),
    "imprint": ("imprint", None),
    "foreword": ("foreword", "doc-foreword"),
    "part-opening": ("part", "doc-part"),
    "chapter": ("chapter", "doc-chapter"),
    "afterword": ("afterword", "doc-afterword"),
    "centre": ("bodymatter", None),
    "resources": ("appendix", "doc-appendix"),
    "contributors": ("contributors", None),
    "links": ("appendix", "doc-appendix"),
    "formats": ("colophon", "doc-colophon"),
    "back-cover": ("abstract", "doc-abstract"),
}
PLAIN_ID = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*\Z")
HOST = re.compile(r"https?://[^/?#]*")
LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
MOST_COLUMNS, MOST_LETTERS = 2, 20  # of a table, and of a word in it, that any phone has room for
HEADINGS = tuple(f"{{{XHTML}}}h{level}" for level in range(1, 7))

E = ElementMaker(namespace=XHTML, nsmap={None: XHTML, "epub": "http://www.idpf.org/2007/ops"})


def identity(name: str) -> str:
    """An id that is an XML NCName in ASCII, the same for the same name everywhere."""
    return name if PLAIN_ID.match(name) else mangled(name)


def mangled(name: str) -> str:
    """What is plain in a name, and a digest that keeps different names apart."""
    readable = re.sub(r"[^a-z0-9]+", "-", name.lower())[:40].strip("-")
    return "-".join(filter(None, ("x", readable, hashlib.sha256(name.encode()).hexdigest()[:12])))


def spelled(address: str) -> str:
    """An address in which every character behind the host may stand (RFC 3986 §3.3 to 3.5)."""
    found = HOST.match(address)
    host = found[0] if found else ""
    path, mark, part = address[len(host) :].partition("#")
    return host + _quoted(path) + mark + _quoted(part).replace("#", "%23")


def _quoted(text: str) -> str:
    return quote(LONE_PERCENT.sub("%25", text), safe="%/?:@!$&'()*+,;=~#")


def plain(text: str) -> str:
    """Text on one line, without the characters that XML cannot hold."""
    return " ".join(NOT_XML.sub("\ufffd", text).split())


def in_language(element: Element, language: str, around: str) -> Element:
    """The element, marked with its language where that differs from the one around it."""
    if language != around:
        element.set("lang", language)
        element.set(XML_LANG, language)
        if direction_of(language) != direction_of(around):
            element.set("dir", direction_of(language))
    return element


@dataclass(frozen=True)
class Ways:
    """How an edition leads to places: `lead` lets a link lead to an id of the zine, `place` says
    where a picture is, `moves` which tables get a frame in which they can be moved sideways."""

    lead: Callable[[Element, str], None]
    place: Callable[[str], str]
    moves: Callable[[Element], bool]


def adapted(zine: Zine, section: Section, locators: Locators, ways: Ways) -> Element:
    """A section as a `section` element that says what it is, and has its name as its id."""
    root = located(section, zine, locators)
    without_addresses(root, section)
    root.tag = "section"
    for element in root.iter():
        element.tag = _x(str(element.tag))
        if name := element.get("id"):
            element.set("id", identity(name))
        if language := element.get("lang"):
            element.set(XML_LANG, language)
    root.set("id", identity(section.name))
    for picture in _all(root, "img"):
        _place(picture, ways)
    for link in _all(root, "a"):
        _lead(link, ways)
    words = words_for(section.language)
    for reference in _all(root, "a", "noteref"):
        reference.set("aria-label", words.say("note-number", number=_said(reference)))
    for marker in _all(root, "span", LOCATOR):
        _break_page(marker)
    _say_what_parts_are(root, ways)
    kind, role = PARTS[section.kind]
    root.set(TYPE, kind)
    if role:
        root.set("role", role)
        _label(root, root)
    return root


def is_wide(table: Element) -> bool:
    """Whether a table may be wider than a phone, whose words are not broken."""
    words = (len(word) for cell in table.iter(_x("th"), _x("td")) for word in _said(cell).split())
    many = any(len(row) > MOST_COLUMNS for row in _all(table, "tr"))
    return many or "wide" in _classes(table) or max(words, default=0) > MOST_LETTERS


def _break_page(marker: Element) -> None:
    """Make a page break of a marker (EPUB Accessibility 1.1 §3.2.2), read as its bare number.

    In a link it is a plain place to go to: its number would be read as words of the link.
    """
    label = str(marker.attrib.pop("data-page"))
    if "quiet" not in _classes(marker):
        marker.attrib.update({TYPE: "pagebreak", "role": "doc-pagebreak", "title": label})
    del marker.attrib["class"]


def _x(tag: str) -> str:
    return f"{{{XHTML}}}{tag}"


def _all(root: Element, tag: str, *classes: str) -> list[Element]:
    """The elements with a tag, and with one of the classes if there are any."""
    found = root.iter(_x(tag))
    return [el for el in found if not classes or _classes(el).intersection(classes)]


def _classes(element: Element) -> set[str]:
    return set((element.get("class") or "").split())


def _place(picture: Element, ways: Ways) -> None:
    picture.set("src", ways.place(picture.get("src", "")))
    if not picture.get("alt"):
        picture.set("alt", "")
        picture.set("role", "presentation")


def _lead(link: Element, ways: Ways) -> None:
    """Let a link lead to its target, and say what kind of link it is."""
    address = link.get("href", "")
    if address.startswith("#"):
        ways.lead(link, address[1:])
    elif not address.startswith("sms:"):
        link.set("href", spelled(address))
    for kind in _classes(link) & {"noteref", "backlink"}:
        link.set(TYPE, kind)
        link.set("role", f"doc-{kind}")


def _say_what_parts_are(root: Element, ways: Ways) -> None:
    for notice in _all(root, "section", "notice"):
        notice.set(TYPE, "notice")
        notice.set("role", "doc-notice")  # no label: many have the same heading
    for again in _all(root, "p", PULL):
        again.set("aria-hidden", "true")  # its words stand in the text
    for landing in _all(root, "p", "passage-end"):
        landing.set("tabindex", "-1")  # so that the way round a passage takes the focus along
    for subtitle in _all(root, "p", "subtitle"):
        subtitle.set(TYPE, "subtitle")
        subtitle.set("role", "doc-subtitle")
        _group(subtitle)
    headings = _headings_over(root)
    for notes in _all(root, "ol"):
        if any("footnote" in _classes(item) for item in notes):
            _wrap_notes(notes, headings[notes], root)
    for table in [table for table in _all(root, "table") if ways.moves(table)]:
        _wrap_table(table, headings[table], root)


def _label(part: Element, root: Element) -> None:
    """Name a part after its first heading."""
    if (heading := next(part.iter(*HEADINGS), None)) is not None:
        _name(part, [heading], root)


def _id_of(element: Element, root: Element) -> str:
    if not element.get("id"):
        taken = {el.get("id") for el in root.iter()}
        names = (f"{root.get('id')}--label-{number}" for number in itertools.count(1))
        element.set("id", next(name for name in names if name not in taken))
    return str(element.get("id"))


def _group(subtitle: Element) -> None:
    """Keep a subtitle with the title above it."""
    title = subtitle.getprevious()
    if title is not None and title.tag == HEADINGS[0]:
        _wrap(title, E.hgroup())
        title.addnext(subtitle)


def _wrap_notes(notes: Element, headings: list[Element], root: Element) -> None:
    """Make a list of notes the endnotes of the headings above it.

    Reading systems show a note where its number is touched if its type is “footnote”; an `aside`
    they would take out of the text. “endnote” is deprecated, as type and as role (DPUB-ARIA 1.1),
    and the role of a footnote may not stand on an `li`, so it stands on what the item holds.
    """
    section = E.section({TYPE: "endnotes", "role": "doc-endnotes"})
    for note in _all(notes, "li", "footnote"):
        held = E.div({TYPE: "footnote", "role": "doc-footnote"})
        held.text, note.text = note.text, None
        held.extend(list(note))
        if identity := note.attrib.pop("id", ""):
            held.set("id", identity)
        note.append(held)
    _name(section, headings, root)
    _wrap(notes, section)


def _wrap_table(table: Element, headings: list[Element], root: Element) -> None:
    """Let a table that is wider than the page be moved sideways, by keyboard as well."""
    frame = E.div({"class": "frame", "role": "region", "tabindex": "0"})
    caption = table.find(_x("caption"))
    _name(frame, headings[-1:] if caption is None else [caption], root)
    _wrap(table, frame)


def _name(part: Element, words: list[Element], root: Element) -> None:
    """Name a part after headings or a caption, without the numbers of notes in them."""
    if any(_all(element, "a", "noteref") for element in words):
        part.set("aria-label", ", ".join(map(_said, words)))
    elif words:
        part.set("aria-labelledby", " ".join(_id_of(element, root) for element in words))


def _said(element: Element) -> str:
    """The words of an element; of more than the number of a note, without such numbers."""
    marks = [] if "noteref" in _classes(element) else _all(element, "a", "noteref")
    return " ".join("".join(_texts(element, marks)).split())


def _texts(element: Element, passed: list[Element]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child not in passed:
            yield from _texts(child, passed)
        yield child.tail or ""


def _headings_over(root: Element) -> dict[Element, list[Element]]:
    """The headings that lists and tables stand under, the outermost first, the title left out."""
    over: dict[Element, list[Element]] = {}
    above: dict[str, Element] = {}
    for element in root.iter(*HEADINGS, _x("ol"), _x("table")):
        if element.tag in HEADINGS:
            above = {tag: el for tag, el in above.items() if tag < element.tag}
            above[element.tag] = element
        else:
            over[element] = [el for tag, el in above.items() if tag != HEADINGS[0]]
    return over


def _wrap(inner: Element, outer: Element) -> None:
    """Put an element into another at its place."""
    outer.tail, inner.tail = inner.tail, None
    inner.addnext(outer)
    outer.append(inner)
