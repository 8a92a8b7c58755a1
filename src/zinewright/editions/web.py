"""Zine → the web edition: one HTML file that any browser opens, without a connection or a script.

It holds its style and its pictures; nothing is fetched, and the file forbids it. The markers of the
reading edition's pages are those of the EPUB. Headings go down by one, below the title of the zine.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from zinewright.body import Element
from zinewright.editions.parts import (
    TYPE,
    XHTML,
    XML_LANG,
    E,
    Ways,
    adapted,
    identity,
    in_language,
    plain,
)
from zinewright.editions.pieces import piece
from zinewright.languages.words import words_for
from zinewright.layout.cover import size_of
from zinewright.locators import Locators, anchor
from zinewright.model import FIRST, Picture, Section, Zine
from zinewright.sealed import Keep, anew

PIECES = "zinewright.editions.web"
PLACE = re.compile(r'(<img\b[^<>]*? src=")picture-([0-9]+)(?=")')
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
ONE_LOWER = {f"{{{XHTML}}}h{level}": f"{{{XHTML}}}h{min(level + 1, 6)}" for level in range(1, 7)}
DEEPEST = f"{{{XHTML}}}h6"


def web(
    zine: Zine,
    cover: str,
    style: str,
    pictures: Mapping[str, Picture],
    locators: Locators,
    keep: Keep = anew,
) -> bytes:
    """The page in UTF-8. `cover` is an SVG drawing, `pictures` are fitted for this edition."""
    main = _main(zine, cover)
    body = E.body(
        *_start(zine),
        _said(zine, E.a({"class": "to-text", "href": "#text"}), "web-skip"),
        _header(zine),
        main,
        _footer(zine, locators),
    )
    text = "".join(_piece(zine, section, pictures, locators, keep) for section in zine.sections)
    place = hashlib.sha256(text.encode()).hexdigest()  # which the text cannot hold
    main[-1].tail = place
    root = E.html({"lang": zine.language, "dir": zine.direction}, _head(zine, style), body)
    return f"<!DOCTYPE html>\n{_html(root).replace(place, text)}\n".encode()


def _html(root: Element) -> str:
    """An element as HTML has it."""
    for element in root.iter():
        element.tag = etree.QName(element).localname
        for name in (TYPE, XML_LANG):
            element.attrib.pop(name, None)
    for verbatim in root.iter("pre"):  # whose first line end HTML takes for none of the text
        verbatim.text = "\n" + (verbatim.text or "") if verbatim.text else verbatim.text
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode", method="html")


def _piece(
    zine: Zine,
    section: Section,
    pictures: Mapping[str, Picture],
    locators: Locators,
    keep: Keep,
) -> str:
    """A section as HTML, kept without the pictures in it."""
    names = section.body.pictures
    places = {name: f"picture-{number}" for number, name in enumerate(names)}

    def made(locators: Locators) -> str:
        return _html(_section(zine, section, places, locators))

    text = piece(PIECES, zine, section, locators, (zine.language, places), made, keep)

    def inlined(found: re.Match[str]) -> str:
        picture = pictures[names[int(found[2])]]
        return found[1] + _inline(picture.media_type, picture.content)

    return PLACE.sub(inlined, text)


def _head(zine: Zine, style: str) -> Element:
    said = {
        "description": zine.particulars.description,
        "author": ", ".join(zine.particulars.authors),
    }
    return E.head(
        E.meta(charset="utf-8"),
        E.meta({"http-equiv": "Content-Security-Policy", "content": POLICY}),
        E.meta(name="viewport", content="width=device-width, initial-scale=1"),
        E.meta(name="color-scheme", content="light dark"),
        *(E.meta(name=name, content=plain(text)) for name, text in said.items() if text),
        E.title(plain(zine.full_title)),
        E.style(style),
    )


def _start(zine: Zine) -> Iterator[Element]:
    """The way to the first piece, where there is one."""
    if FIRST in zine.section_of:
        name = identity(zine.section_of[FIRST].name)
        yield _said(zine, E.a({"class": "to-text", "href": f"#{name}"}), "start")


def _header(zine: Zine) -> Element:
    """The ways to what readers look for first."""
    nav = E.nav(_said(zine, E.h2({"id": "ways"}), "web-ways"))
    nav.set("aria-labelledby", "ways")
    wanted = ("content-notes", "contents", "resources", "formats")
    found = [section for section in zine.sections if section.kind in wanted]
    nav.append(E.ul(*(E.li(_link(zine, section)) for section in found)))
    return E.header(nav)


def _link(zine: Zine, section: Section) -> Element:
    link = E.a(plain(section.title), href=f"#{identity(section.name)}")
    return in_language(link, section.language, zine.language)


def _main(zine: Zine, cover: str) -> Element:
    main = E.main({"id": "text", "tabindex": "-1"})
    drawing = _inline("image/svg+xml", cover.encode())
    size = size_of(zine.title)
    if zine.on_cover:  # which dark screens show as it is
        shown = plain(zine.particulars.cover.alt)
        main.append(E.img({"class": f"cover own {size}", "src": drawing, "alt": shown}))
    else:
        drawn = {"class": f"cover {size}", "src": drawing, "alt": "", "role": "presentation"}
        main.append(E.img(drawn))
    return main


def _section(
    zine: Zine, section: Section, places: Mapping[str, str], locators: Locators
) -> Element:
    def lead(link: Element, target: str) -> None:
        link.set("href", f"#{identity(target)}")

    def place(name: str) -> str:
        return places[name]

    part = adapted(zine, section, locators, Ways(lead, place, lambda table: True))
    part.set("class", section.kind)
    if section.kind != "title-page":
        _deepen(part)
        if section.within:
            _deepen(part)  # below the heading of its part
        part.set("tabindex", "-1")  # so that a way round a chapter takes the focus along
    if section.language != zine.language:
        part.set("lang", section.language)
    if section.direction != zine.direction:
        part.set("dir", section.direction)
    return part


def _deepen(part: Element) -> None:
    """Let headings go down by one, since the page has one title; the seventh level is said."""
    for heading in part.iter(*ONE_LOWER):
        if heading.tag == DEEPEST:
            heading.set("aria-level", str(int(heading.get("aria-level", "6")) + 1))
        heading.tag = ONE_LOWER[str(heading.tag)]


def _inline(media_type: str, content: bytes) -> str:
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def _footer(zine: Zine, locators: Locators) -> Element:
    """The pages of the reading edition, to go to by number."""
    footer = E.footer()
    links = list(_pages(zine, locators))
    if links:
        nav = E.nav({"role": "doc-pagelist", "aria-labelledby": "pages"})
        summary = _said(zine, E.summary({"id": "pages"}), "epub-pages")
        nav.append(E.details(summary, E.ol(*(E.li(link) for link in links))))
        footer.append(nav)
    footer.append(_said(zine, E.p(E.a(href="#text")), "web-top"))
    return footer


def _pages(zine: Zine, locators: Locators) -> Iterator[Element]:
    for section in zine.sections:
        for page in locators.pages.get(section.name, ()):
            yield E.a(page.label, href=f"#{identity(anchor(page.label))}")


def _said(zine: Zine, element: Element, key: str) -> Element:
    """The element, or the link in it, with words of the program in it."""
    words = words_for(zine.language)
    target = element[0] if len(element) else element
    target.text = words.say(key)
    return in_language(element, words.language, zine.language)
