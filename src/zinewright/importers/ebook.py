"""An EPUB 2 or 3 (W3C EPUB 3.3, OCF and OPF) → posts, one for each document of its spine.

The cover, title pages and contents stay behind. Notes that stand in a document of their own come to
the text that cites them.
"""

from __future__ import annotations

import copy
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from zinewright.body import Element, text_of
from zinewright.importers.common.archive import within
from zinewright.importers.common.arrived import Arrivals, Arrived, Source, arrivals, unreadable
from zinewright.importers.common.html import Converted
from zinewright.importers.common.phrasing import Reading
from zinewright.importers.common.trees import (
    children,
    day,
    decoded,
    drop_tree,
    language,
    local,
    read_document,
    read_xml,
    untagged,
    value,
)
from zinewright.importers.common.within import inside, pictures_of

CONTAINER = "META-INF/container.xml"
FRONT = frozenset(
    ("cover", "titlepage", "halftitlepage", "toc", "copyright-page", "landmarks", "loi", "index")
)
LONGEST_NOTE = 20_000  # letters: what is longer is a page that a link leads to
NOTES = frozenset(("footnotes", "endnotes", "rearnotes"))
FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


@dataclass(frozen=True)
class Book:
    """A package: its documents in their order, and what it says of itself."""

    spine: tuple[str, ...]
    title: str
    language: str
    authors: tuple[str, ...]
    date: str
    rights: str
    navigation: frozenset[str]


def is_ebook(source: Source) -> bool:
    return CONTAINER in source.files


def posts_in_ebook(source: Source) -> Arrivals:
    """The chapters in their order. Raises `ZineError` where the package cannot be read."""
    book = _book(source)
    pages = {path: _page(source, path) for path in book.spine}
    left: Counter[str] = Counter()
    posts: list[Arrived] = []
    for path, page in pages.items():
        kind = _kind(page)
        if path in book.navigation or kind & FRONT:
            left["a page that a zine makes itself: cover, title, contents"] += 1
        elif kind & NOTES:
            left["a page of notes, which stand in the chapters that cite them"] += 1
        elif post := _post(source, book, path, pages):
            posts.append(post)
        else:
            left["a page without words"] += 1
    if not posts:
        raise unreadable(source, "no page of the book has words", "Look whether it is whole")
    return Arrivals(tuple(posts), arrivals((), left).dropped, book.title, book.language)


def _book(source: Source) -> Book:
    root, _ = read_xml(source.files[CONTAINER])
    path = (
        next((el.get("full-path", "") for el in root.iter("*") if local(el) == "rootfile"), "")
        if root is not None
        else ""
    )
    package, _ = read_xml(source.files.get(within(path), b"")) if path else (None, False)
    if package is None:
        raise unreadable(source, "the book has no package document", "Look whether it is whole")
    locked, _ = read_xml(source.files.get("META-INF/encryption.xml", b""))
    ways = (
        [el.get("Algorithm", "") for el in locked.iter("*") if local(el) == "EncryptionMethod"]
        if locked is not None
        else []
    )
    if any(not way.startswith(FONTS) for way in ways):
        raise unreadable(source, "the book is locked (DRM)", "Ask its publisher for a free copy")
    items = {el.get("id", ""): el for el in package.iter("*") if local(el) == "item"}
    spine, navigation = [], []
    for ref in package.iter("*"):
        item = items.get(ref.get("idref", "")) if local(ref) == "itemref" else None
        if item is not None and "html" in item.get("media-type", "html"):
            place = within(unquote(item.get("href", "")), path)
            if place in source.files and place not in spine:
                spine.append(place)
                navigation += [place] * ("nav" in item.get("properties", "").split())
    said = next((el for el in package.iter("*") if local(el) == "metadata"), package)
    names = tuple(text_of(el) for el in children(said, "creator") if "@" not in text_of(el))
    return Book(
        tuple(spine), untagged(value(said, "title")), language(value(said, "language")), names,
        value(said, "date"), value(said, "rights"), frozenset(navigation),
    )  # fmt: skip


def _page(source: Source, path: str) -> Element:
    """A document; as HTML, which reads broken ones too, and knows the entities of XHTML."""
    return read_document(decoded(source.files[path]))


def _kind(page: Element) -> frozenset[str]:
    """What a document says that it is (EPUB Structural Semantics)."""
    body = page.find("body")
    tops = [body, *list(body)[:1]] if body is not None else []
    said = {kind for el in tops for kind in str(el.get("epub:type", "")).split()}
    role = {str(el.get("role", "")).removeprefix("doc-") for el in tops}
    return frozenset(said | role)


def _post(source: Source, book: Book, path: str, pages: Mapping[str, Element]) -> Arrived | None:
    body = pages[path].find("body")
    if body is None or not text_of(body) and body.find(".//img") is None:
        return None
    _bring_notes(body, path, pages)
    for breaks in [el for el in body.iter("*") if "pagebreak" in str(el.get("epub:type", ""))]:
        drop_tree(breaks)
    heads = [el for el in body.iter("h1", "h2", "h3") if text_of(el)]
    title = text_of(heads[0]) if heads else ""
    if heads:
        drop_tree(heads[0])
    tongue = language(pages[path].get("lang") or pages[path].get("xml:lang")) or book.language
    converted = Converted(
        body, Reading(inside(path), tongue, pictures_of(source.files, path, source.picture))
    )
    if not converted.text.strip():
        return None
    named = pages[path].find(".//title")
    return Arrived(
        title=title or (text_of(named) if named is not None else ""),
        text=converted.text,
        authors=book.authors,
        date=day(book.date),
        language=tongue,
        licence=book.rights,
        dropped=converted.dropped,
        images=converted.images,
        also_at=(inside(path),),
    )


def _bring_notes(body: Element, path: str, pages: Mapping[str, Element]) -> None:
    """Copy the notes that other documents hold to the end of the text that cites them."""
    known: dict[str, int] = {}
    for number, mark in enumerate(list(body.iter("a"))):
        place, _, name = unquote(mark.get("href", "")).partition("#")
        there = pages.get(within(place, path)) if place and name else None
        says_so = "noteref" in f"{mark.get('epub:type', '')}{mark.get('role', '')}"
        if there is None or there is pages[path] or not says_so:
            continue
        mark.set("id", f"zine-ref-{number}")
        if f"{place}#{name}" in known:
            mark.set("href", f"#zine-note-{known[f'{place}#{name}']}")
            continue
        note = next((el for el in there.iter("*") if el.get("id") == name), None)
        if note is None or len(text_of(note)) > LONGEST_NOTE:
            continue
        known[f"{place}#{name}"] = number
        mark.set("href", f"#zine-note-{number}")
        aside = body.makeelement("aside", {"id": f"zine-note-{number}"})
        held = copy.deepcopy(note)
        held.tail = None
        for back in [el for el in held.iter("a") if "#" in el.get("href", "")]:
            drop_tree(back)
        held.tag = "div"
        held.attrib.clear()
        back = body.makeelement("a", {"href": f"#zine-ref-{number}"})
        back.text = "↩"
        aside.extend([held, back])
        body.append(aside)
