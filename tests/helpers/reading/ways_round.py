"""Follows every way round a content note in finished files, and says where it does not hold."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urldefrag

import pikepdf
import pypdfium2
from finished import Finished
from lxml import etree

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
ABOVE = 5  # points that a link leaves above what it leads to, less than a line
SPACES = re.compile(r"\s+")


@dataclass(frozen=True)
class Way:
    """A way round: the words of its link, and the words at which it lands."""

    words: str
    lands: str


# --- EPUB


def ways_in_epub(content: bytes) -> list[Way]:
    """Every way round of an EPUB. Raises `AssertionError` where one does not hold."""
    documents = dict(_documents(content))
    order = {el: n for n, el in enumerate(el for root in documents.values() for el in root.iter())}
    ids = {(name, ""): root.find(f"{XHTML}body") for name, root in documents.items()}
    for name, root in documents.items():
        ids |= {(name, el.get("id")): el for el in root.iter() if el.get("id")}
    found = []
    for name, root in documents.items():
        for notice in root.iter(f"{XHTML}section"):
            if notice.get("role") == "doc-notice":
                found += _ways_of(notice, name, ids, order)
    return found


def _documents(content: bytes) -> Iterator[tuple[str, etree._Element]]:
    """The documents of the spine, in reading order, by their names."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        opf = next(name for name in packed.namelist() if name.endswith(".opf"))
        package = etree.fromstring(packed.read(opf))
        files = {item.get("id"): item.get("href", "") for item in package.iter(f"{OPF}item")}
        for item in package.iter(f"{OPF}itemref"):
            name = posixpath.join(posixpath.dirname(opf), unquote(files[item.get("idref")]))
            yield name, etree.fromstring(packed.read(name))


def _ways_of(notice, name, ids, order) -> Iterator[Way]:
    links = [a for p in notice.iter(f"{XHTML}p") if p.get("class") == "skip" for a in p]
    passage = notice.getnext()
    is_passage = passage is not None and passage.get("class") == "passage"
    if not links:
        assert not is_passage, f"no way round a passage in {name}"
        return
    (link,) = links
    path, part = urldefrag(link.get("href"))
    file = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path or name)))
    target = ids.get((file if path else name, unquote(part)))
    assert target is not None, f"“{said(link)}” leads nowhere"
    inside = list((passage if is_passage else notice.getparent()).iter())
    assert order[target] > max(order[el] for el in inside), f"“{said(link)}” lands too early"
    if is_passage:
        behind = (el for el in passage.itersiblings() if el.get("role") != "doc-pagebreak")
        assert target is next(behind), f"“{said(link)}” lands too late"
        lands = said(target)
    else:
        lands = said(next(target.iter(f"{XHTML}h1")))
    says = f"{said(link)} {link.get('title', '')}"
    assert lands in says, f"“{says}” does not say that it lands at “{lands}”"
    yield Way(said(link), lands)


def said(element) -> str:
    return SPACES.sub(" ", "".join(element.itertext())).strip()


# --- PDF


def ways_in_pdf(content: bytes) -> list[Way]:
    """Every way round of a PDF. Raises `AssertionError` where one does not hold."""
    book, shown = Finished(content), pypdfium2.PdfDocument(content)
    blocks = [text for _, text in book.elements]
    found = []
    for link in book.annotations:
        words = SPACES.sub(" ", str(link.Contents)).strip()
        if words.startswith("Skip this"):
            found.append(_followed(link, words, book, shown, blocks))
    return found


def _followed(link, words: str, book: Finished, shown, blocks: list[str]) -> Way:
    """Where a link of a PDF lands: the first words at its place, as eyes and ears find them."""
    assert "/D" in link.A, f"“{words}” leads nowhere"
    page = book.numbers[link.A.D[0].objgen]
    printed = re.search(r"page (\S+)\Z", words)
    assert printed, f"“{words}” names no page"
    assert shown.get_page_label(page - 1) == printed[1], f"“{words}” lands on page {page}"
    sheet = shown[page - 1]
    width, top = sheet.get_width(), float(link.A.D[3]) - ABOVE
    text = sheet.get_textpage().get_text_bounded(0, 0, width, top)
    lands = SPACES.sub(" ", text).strip()
    own = next((n for n, block in enumerate(blocks) if block == words), None)
    assert own is not None, f"“{words}” says other words aloud than it shows"
    behind = [n for n, block in enumerate(blocks) if block and lands.startswith(block) and n > own]
    assert behind, f"“{words}” lands in the middle of “{lands[:40]}”"
    landing = blocks[behind[0]]
    quoted = re.search(r"“(.+)”", words)
    assert quoted is None or quoted[1] == landing, f"“{words}” lands at “{landing}”"
    return Way(words, landing)


def moved(content: bytes, change) -> bytes:
    """A PDF with something changed in its links."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page in pdf.pages:
            for link in page.obj.get("/Annots", []):
                change(pdf, link)
        pdf.save(out)
    return out.getvalue()


def rewritten(content: bytes, change) -> bytes:
    """An EPUB with something changed in its documents."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(out, "w") as target:
        for name in source.namelist():
            text = source.read(name)
            target.writestr(name, change(text) if name.endswith(".xhtml") else text)
    return out.getvalue()
