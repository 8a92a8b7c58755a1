"""Section → EPUB document: an XHTML file of its own, with links that lead from file to file."""

from __future__ import annotations

import re
from collections.abc import Mapping

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
    is_wide,
    mangled,
    plain,
)
from zinewright.editions.pieces import piece
from zinewright.locators import UNKNOWN, Locators
from zinewright.model import Picture, Section, Zine
from zinewright.sealed import Keep, anew

PIECES = "zinewright.editions.epub.documents"
STYLE = "epub.css"
COVER, NAV = "cover.xhtml", "nav.xhtml"

ENDINGS = {"image/png": "png", "image/jpeg": "jpg", "image/gif": "gif", "image/webp": "webp"}
PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}\Z")
PLAIN_PATH = re.compile(r"(?:[a-z0-9][a-z0-9_-]{0,39}/){0,3}[a-z0-9][a-z0-9_-]{0,79}\Z")
OURS = frozenset({"cover", "nav"})


def file_of(section: Section) -> str:
    """The file of a section, named after it and the same in every build."""
    is_plain = PLAIN.match(section.name) and section.name not in OURS
    return f"{section.name if is_plain else mangled(section.name)}.xhtml"


def file_of_picture(picture: Picture) -> str:
    """The file of a picture; its ending is that of its media type."""
    stem, _, ending = picture.name.rpartition(".")
    if PLAIN_PATH.match(stem) and stem not in OURS and ending == ENDINGS[picture.media_type]:
        return picture.name
    return f"{mangled(picture.name)}.{ENDINGS[picture.media_type]}"


def document(
    zine: Zine,
    section: Section,
    title: str,
    pictures: Mapping[str, Picture],
    locators: Locators = UNKNOWN,
    keep: Keep = anew,
) -> bytes:
    """The document of a section. Its `section` element carries the section's name as its id."""
    places = {name: file_of_picture(pictures[name]) for name in section.body.pictures}

    def made(locators: Locators) -> str:
        return _document(zine, section, title, places, locators)

    return piece(PIECES, zine, section, locators, (title, places), made, keep).encode()


def _document(
    zine: Zine, section: Section, title: str, places: Mapping[str, str], locators: Locators
) -> str:
    def lead(link: Element, target: str) -> None:
        there = zine.section_of[target]
        file = "" if there is section else file_of(there)
        is_whole = bool(file) and target == there.name
        link.set("href", file + ("" if is_whole else f"#{identity(target)}"))

    def place(name: str) -> str:
        return places[name]

    part = adapted(zine, section, locators, Ways(lead, place, is_wide))
    for link in part.iter(f"{{{XHTML}}}a"):
        if link.get("href", "").startswith("sms:"):
            link.tag = f"{{{XHTML}}}span"  # EPUBCheck 5.3 does not know RFC 5724 and warns of each
            del link.attrib["href"]
    body = E.body({"class": section.kind, TYPE: f"{section.matter}matter"}, E.main(part))
    return page(title, section.language, section.direction, body).decode()


def page(title: str, language: str, direction: str, body: Element) -> bytes:
    """An XHTML file."""
    head = E.head(
        E.meta(charset="utf-8"),
        E.title(plain(title)),
        E.link(rel="stylesheet", type="text/css", href=STYLE),
    )
    root = E.html({"lang": language, XML_LANG: language, "dir": direction}, head, body)
    etree.cleanup_namespaces(root, keep_ns_prefixes=["epub"])
    made: bytes = etree.tostring(
        root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>"
    )
    return made + b"\n"
