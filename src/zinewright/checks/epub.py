"""An EPUB that is clean: packed as it must be, whole, with links and contents that arrive.

A quick reading of what the file promises; EPUBCheck and Ace are the thorough ones.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from urllib.parse import unquote, urldefrag

from lxml import etree

from zinewright.problems import Problem, shown

FIX = "Build it again, and report this if it stays"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
OPF = "{http://www.idpf.org/2007/opf}"
CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"


def epub_problems(name: str, content: bytes) -> Iterator[Problem]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            for rule, what in _problems(packed):
                yield Problem(name, None, rule, what, FIX)
    except Exception as error:  # a broken file breaks its reader in any way
        yield Problem(name, None, "epub-open", f"the file is no whole EPUB ({error})", FIX)


def _problems(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    names = packed.namelist()
    if names[:1] != ["mimetype"] or packed.getinfo("mimetype").compress_type != zipfile.ZIP_STORED:
        yield "epub-mimetype", "the mimetype is not first, or not stored (EPUB 3.3, 4.2.2)"
    container = _parsed(packed, "META-INF/container.xml")
    found = (each.get("full-path", "") for each in container.iter(f"{CONTAINER}rootfile"))
    path = next(found, "")
    package = _parsed(packed, path)
    folder = posixpath.dirname(path)
    items = {item.get("id"): item for item in package.iter(f"{OPF}item")}
    files = {key: _joined(folder, item.get("href", "")) for key, item in items.items()}
    for file in files.values():
        if file not in names:
            yield "epub-manifest", f"{file} is listed but not there"
    documents = {
        file: _parsed(packed, file)
        for key, file in files.items()
        if items[key].get("media-type") == "application/xhtml+xml" and file in names
    }
    yield from _links(documents)
    nav = next(
        (files[k] for k, item in items.items() if "nav" in (item.get("properties") or "").split()),
        "",
    )
    spine = [files.get(item.get("idref", ""), "") for item in package.iter(f"{OPF}itemref")]
    yield from _contents(documents, nav, spine)
    if nav in documents:
        yield from _pages(documents, nav)


def _parsed(packed: zipfile.ZipFile, name: str) -> etree._Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(packed.read(name), parser)


def _joined(folder: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(folder, unquote(href)))


def _links(documents: dict[str, etree._Element]) -> Iterator[tuple[str, str]]:
    ids = {file: {el.get("id") for el in root.iter()} for file, root in documents.items()}
    for file, root in documents.items():
        for link in root.iter(f"{XHTML}a"):
            address, part = urldefrag(link.get("href", ""))
            if ":" in address:
                continue
            target = _joined(posixpath.dirname(file), address) if address else file
            if target not in ids or (part and unquote(part) not in ids[target]):
                words = shown(" ".join("".join(link.itertext()).split()))
                title = shown(root.findtext(f".//{XHTML}title") or "")
                where = f"{file} (“{title}”)"
                what = f"the link “{words}” in {where} to {link.get('href')} leads nowhere"
                yield "epub-link", what


def _contents(
    documents: dict[str, etree._Element], nav: str, spine: list[str]
) -> Iterator[tuple[str, str]]:
    if nav not in documents:
        yield "epub-nav", "there is no navigation document (EPUB 3.3, 7)"
        return
    listed = {
        _joined(posixpath.dirname(nav), urldefrag(link.get("href", ""))[0])
        for link in documents[nav].iter(f"{XHTML}a")
    }
    for file in spine:
        if file != nav and file not in listed:
            yield "epub-nav", f"{file} cannot be reached from the contents"


def _pages(documents: dict[str, etree._Element], nav: str) -> Iterator[tuple[str, str]]:
    """The list of pages names every page break, by its number (EPUB Accessibility 1.1, 3.2.2)."""
    marked = {
        f"{file}#{element.get('id')}": element.get("title") or element.get("aria-label")
        for file, root in documents.items()
        for element in root.iter()
        if "pagebreak" in (element.get(TYPE) or "").split()
    }
    listed = {
        _joined(posixpath.dirname(nav), address): link.text
        for each in documents[nav].iter(f"{XHTML}nav")
        if each.get(TYPE) == "page-list"
        for link in each.iter(f"{XHTML}a")
        if (address := link.get("href", ""))
    }
    for place, label in marked.items():
        if place not in listed:
            yield "epub-pages", f"page {label} is not in the list of pages"
        elif listed[place] != label:
            yield "epub-pages", f"page {label} is called {listed[place]} in the list of pages"
