"""An EPUB 2 or 3 (W3C EPUB 3.3, OCF and OPF) → posts, one for each document of its spine.

The cover, title pages and contents stay behind. Notes that stand in a document of their own come to
the text that cites them.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from zinewright.body import Element, text_of
from zinewright.importers.common.archive import within
from zinewright.importers.common.arrived import Arrivals, Arrived, Source, arrivals, unreadable
from zinewright.importers.common.html import Converted
from zinewright.importers.common.left_behind import quoted
from zinewright.importers.common.phrasing import HtmlReading
from zinewright.importers.common.trees import (
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
TITLES = frozenset(("cover", "titlepage", "halftitlepage"))
CONTENTS = frozenset(("toc", "landmarks"))
LONGEST_TITLE, SHOWN = 40, 8  # words of a title page; of a page that is told of
LONGEST_NOTE = 20_000  # letters: what is longer is a page that a link leads to
NOTES = frozenset(("footnotes", "endnotes", "rearnotes"))
FONTS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")


@dataclass(frozen=True)
class Ebook:
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
    brought = {place for path, page in pages.items() for place in _notes_cited(page, path)}
    left: dict[str, int] = {}
    posts: list[Arrived] = []
    for path, page in pages.items():
        why = _left_out(page, path, book, brought)
        post = None if why else _post(source, book, path, pages)
        if post:
            posts.append(post)
        else:
            why = why or "a page without words"
            left[why] = left.get(why, 0) + 1
    if not posts:
        raise unreadable(source, "no page of the book has words", "Look whether it is whole")
    others = [path for path in source.files.ending(".xhtml", ".html", ".htm") if path not in pages]
    unread = [
        path for path in others if text_of(_page(source, path)) and not _is_contents(source, path)
    ]
    found = arrivals((), left).dropped
    beside = [f"{quoted(unread)}, which the order of the book leaves out"] * bool(unread)
    return Arrivals(tuple(posts), (*found, *beside), book.title, book.language)


def _left_out(page: Element, path: str, book: Ebook, brought: set[tuple[str, str]]) -> str:
    """Why a document of the spine is no chapter, "" of one that is; what a zine makes is taken out.

    A page that is a cover or a title and holds a text as well is one with that text.
    """
    kind = _kind(page)
    body = page.find("body")
    if path in book.navigation or kind & (TITLES | CONTENTS) and not _has_text_beside(body):
        return "a page that a zine makes itself: cover, title, contents"
    if kind & (FRONT - TITLES - CONTENTS):
        said = " ".join(text_of(page if body is None else body).split()[:SHOWN])
        return f"the page “{said} …”, which is of the book, not of its text"
    if kind & NOTES and not _uncited(body, path, brought):
        return "a page of notes, which stand in the chapters that cite them"
    return ""


def _has_text_beside(body: Element | None) -> bool:
    """Whether a cover, a title page or a table of contents holds a text as well.

    Then the parts that are one of these are taken out.
    """
    if body is None:
        return False
    around = (body, *(body if len(body) == 1 else ()))
    alone = frozenset(kind for el in around for kind in _kinds(el))
    parts = [el for el in body.iter("*") if el not in around and _kinds(el) & (TITLES | CONTENTS)]
    words = len(text_of(body).split()) - sum(len(text_of(el).split()) for el in parts)
    if alone & CONTENTS or words <= (LONGEST_TITLE if alone & TITLES else 0):
        return False
    for el in parts:
        if el.getparent() is not None:
            drop_tree(el)
    return True


def _notes_cited(page: Element, path: str) -> Iterator[tuple[str, str]]:
    """The places that marks of notes lead to: documents, and ids in them."""
    for mark in page.iter("a"):
        place, _, name = unquote(mark.get("href", "")).partition("#")
        if name and _says_note(mark):
            yield (within(place, path) if place else path), name


def _uncited(body: Element | None, path: str, brought: set[tuple[str, str]]) -> bool:
    """Whether a page of notes holds some that nothing cites, so that it is a text of its own."""
    if body is None:
        return False
    notes = [el for el in body.iter("aside", "li", "p", "div", "dd") if el.get("id")]
    cited = [el for el in body.iter("*") if (path, str(el.get("id", ""))) in brought]
    words = sum(len(text_of(el).split()) for el in cited)
    return not cited or (len(text_of(body).split()) - words > LONGEST_TITLE and bool(notes))


def _says_note(mark: Element) -> bool:
    said = f"{mark.get('epub:type', '')} {mark.get('role', '')} {mark.get('class', '')}".lower()
    return "noteref" in said or "footnote" in said or "endnote" in said


def _is_contents(source: Source, path: str) -> bool:
    return b'epub:type="toc"' in source.files[path] or path.endswith(("nav.xhtml", "toc.xhtml"))


def _book(source: Source) -> Ebook:
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
    said = next((el for el in said if local(el) == "dc-metadata"), said)  # of OEB, before EPUB
    names = tuple(dict.fromkeys(text_of(el) for el in said if local(el).lower() == "creator"))
    return Ebook(
        tuple(spine), _title(said), language(value(said, "language")),
        tuple(name for name in names if name and "@" not in name),
        value(said, "date"), untagged(value(said, "rights")), frozenset(navigation),
    )  # fmt: skip


def _title(said: Element) -> str:
    """The title of a book: of several the one that says it is the main one, else the first."""
    titles = [el for el in said if local(el).lower() == "title" and text_of(el)]
    kinds = {el.get("refines", "").removeprefix("#"): text_of(el) for el in said
             if local(el) == "meta" and el.get("property") == "title-type"}  # fmt: skip
    main = [el for el in titles if kinds.get(el.get("id", ""), "") == "main"]
    return untagged(text_of((main or titles)[0])) if titles else ""


def _page(source: Source, path: str) -> Element:
    """A document; as HTML, which reads broken ones too, and knows the entities of XHTML."""
    return read_document(decoded(source.files[path]))


def _kind(page: Element) -> frozenset[str]:
    """What a document says that it is (EPUB Structural Semantics)."""
    body = page.find("body")
    tops = [body, *list(body)[:1]] if body is not None else []
    return frozenset(kind for el in tops for kind in _kinds(el))


def _kinds(element: Element) -> frozenset[str]:
    said = str(element.get("epub:type", "")).split() if isinstance(element.tag, str) else []
    role = str(element.get("role", "")).removeprefix("doc-") if said or element.get("role") else ""
    return frozenset((*said, role))


def _post(source: Source, book: Ebook, path: str, pages: Mapping[str, Element]) -> Arrived | None:
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
        body, HtmlReading(inside(path), tongue, pictures_of(source.files, path, source.picture))
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


def _lead_back(body: Element, mark: Element, name: str, number: int) -> None:
    """Let a note in the same document lead back to its mark, as notes that pop up seldom do."""
    around = [mark, *mark.iterancestors()]
    note = next((el for el in body.iter("*") if el.get("id") == name), None)
    if note is None or note in around or len(text_of(note)) > LONGEST_NOTE:
        return
    ids = {el.get("id") for el in around} - {None, ""}
    if any(back.get("href", "").partition("#")[2] in ids for back in note.iter("a")):
        return  # it does, or is a mark itself, of which this one is the way back
    if not mark.get("id"):
        mark.set("id", f"zine-ref-{number}")
    back = body.makeelement("a", {"href": f"#{mark.get('id')}"})
    back.text = "↩"
    note.append(back)


def _bring_notes(body: Element, path: str, pages: Mapping[str, Element]) -> None:
    """Copy the notes that other documents hold to the end of the text that cites them."""
    known: dict[str, int] = {}
    for number, mark in enumerate(list(body.iter("a"))):
        place, _, name = unquote(mark.get("href", "")).partition("#")
        there = pages.get(within(place, path)) if place and name else None
        if not place and name and _says_note(mark):
            _lead_back(body, mark, name, number)
        if there is None or there is pages[path] or not _says_note(mark):
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
