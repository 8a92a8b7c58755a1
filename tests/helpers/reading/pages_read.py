"""Finished editions → the words of each page of the reading edition, by its number.

What is only for paper or only for one form is left aside: folios and running heads, the marks of
lists, the numbers of links, and in plain text its own lines and brackets.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
from finished import MARK, Finished
from lxml import etree, html

from zinewright.languages.words import words_for

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
INLINES = frozenset(
    "a em strong code abbr span sup sub q cite s del ins kbd small mark i b".split()
)
LINK_NUMBER = re.compile(r"\[\d+\]\Z")
PAGE_MARK = re.compile(r"\[page ([^\]]+)\]")


def in_pdf(content: bytes, *, linked: bool = False) -> dict[str, list[str]]:
    """The words that the structure of a PDF holds, page by page; a word belongs to one page.

    With `linked`, without the lists of addresses that editions with links do not need.
    """
    book = Finished(content)
    pages: dict[int, str] = dict.fromkeys(book.numbers.values(), "")
    last = 1
    root = book.pdf.Root.StructTreeRoot.K[0]
    lists = set(_lists_of_addresses(book, root)) if linked else set()
    lead = _lead_of_addresses(book, root, lists)
    for page, text in _runs(book, root, lists):
        if text.strip() == lead:
            text = text.replace(lead, words_for("en").say("links-in-place"))
        if page not in (0, last) and not pages[last].endswith(" ") and text[:1] != " ":
            kept, _, begun = pages[last].rpartition(" ")
            pages[last], text = f"{kept} ", begun + text
        last = page or last
        pages[last] += text
    labels = pypdfium2.PdfDocument(content)
    return {labels.get_page_label(page - 1): text.split() for page, text in pages.items()}


def _lists_of_addresses(book: Finished, root: pikepdf.Object) -> Iterator[tuple[int, int]]:
    """The elements below “Links”, and headings that have nothing else below them."""
    sections = [sect for part in root.K for sect in part.K]
    for kids in [list(sect.K) for sect in sections]:
        if "".join(_own(book, kids[0])).strip() != "Links and notes":
            continue
        inside, above = False, None
        for kid in kids:
            if str(kid.S) in ("/H2", "/H3"):
                inside = str(kid.S) == "/H3" and "".join(_own(book, kid)).strip() == "Links"
            if inside:
                yield kid.objgen
                yield from [above] if above else []
            above = kid.objgen if str(kid.S) == "/H2" else None


def _lead_of_addresses(book: Finished, root: pikepdf.Object, lists: set[tuple[int, int]]) -> str:
    """What “Links and notes” begins with, where it holds nothing but lists of addresses."""
    for sect in [sect for part in root.K for sect in part.K]:
        kids = list(sect.K)
        is_left = any(str(kid.S) == "/L" and kid.objgen not in lists for kid in kids)
        if lists and not is_left and "".join(_own(book, kids[0])).strip() == "Links and notes":
            return words_for("en").say("links-lead")
    return "\0"


def _runs(
    book: Finished, element: pikepdf.Object, lists: set[tuple[int, int]]
) -> Iterator[tuple[int, str]]:
    """Every piece of text with its page, and a space on no page around every block."""
    if element.objgen in lists:
        return
    role, space = str(element.S)[1:], " " if str(element.S)[1:] not in INLINE_ROLES else ""
    if role == "Lbl" and MARK.fullmatch("".join(_own(book, element)).strip()):
        return
    if role == "Link" and LINK_NUMBER.match((said := "".join(_own(book, element))).strip()):
        yield 0, said[len(said.rstrip()) :]
        return
    yield 0, space
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _runs(book, kid, lists)
        elif not isinstance(kid, pikepdf.Dictionary) or kid.Type == pikepdf.Name.MCR:
            page, mcid = book.place(kid, element)
            text = element.get("/ActualText", book.texts[page, mcid])
            yield page, str(text).replace("▣", "")
    yield 0, space


INLINE_ROLES = ("Link", "Span", "Sub", "Code", "Quote", "Em", "Strong", "Reference")


def _own(book: Finished, element: pikepdf.Object) -> Iterator[str]:
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _own(book, kid)
        elif not isinstance(kid, pikepdf.Dictionary) or kid.Type == pikepdf.Name.MCR:
            yield book.texts[book.place(kid, element)]


def in_epub(content: bytes) -> dict[str, list[str]]:
    """The words between the page breaks of an EPUB, in the order of its spine."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        package = etree.fromstring(packed.read("EPUB/content.opf"))
        items = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
        names = [items[ref.get("idref")] for ref in package.iter("{*}itemref")]
        texts = [etree.fromstring(packed.read(f"EPUB/{name}")) for name in names]
        nav = etree.fromstring(packed.read("EPUB/nav.xhtml"))
    listed = [
        (posixpath.basename(link.get("href")), link.text)
        for each in nav.iter(f"{XHTML}nav") if each.get(TYPE) == "page-list"
        for link in each.iter(f"{XHTML}a")
    ]  # fmt: skip
    marks = dict(listed)
    found: dict[str, list[str]] = {}
    pieces = (
        p for name, text in zip(names, texts, strict=True) for p in _pieces(name, text, marks)
    )
    return _split(pieces, found)


def in_web(content: bytes) -> dict[str, list[str]]:
    """The words between the page breaks of a web page."""
    root = html.fromstring(content.decode("utf-8"))
    marks = {
        f"#{el.get('id')}": el.get("id").removeprefix("locator--")
        for el in root.iter() if (el.get("id") or "").startswith("locator--")
    }  # fmt: skip
    return _split(_pieces("", root.find(".//main"), marks), {})


def _pieces(name: str, element, marks: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Text, and the numbers of pages where they begin: (label, "") or ("", text)."""
    if (place := f"{name}#{element.get('id')}") in marks:
        yield marks[place], ""
    tag = etree.QName(element).localname
    space = "" if tag in INLINES else " "
    if tag not in ("head", "style", "script") and element.get("aria-hidden") != "true":
        yield "", space + (element.text or "")
        for child in element.iterchildren(tag=etree.Element):
            yield from _pieces(name, child, marks)
            yield "", child.tail or ""
    yield "", space


def _split(pieces, found: dict[str, list[str]]) -> dict[str, list[str]]:
    texts: dict[str, str] = {}
    here = ""
    for label, text in pieces:
        here = label or here
        if here:
            texts[here] = texts.get(here, "") + text
    return found | {label: text.split() for label, text in texts.items()}


def in_text(content: bytes) -> dict[str, list[str]]:
    """The words between the page marks of plain text, without its underlines and brackets."""
    lines = re.sub("[\u2068\u2069]", "", content.decode("utf-8")).split("\n")
    kept = [re.sub(r"^\s*(?:[•◦▪–]|\d{1,2}\.|\[\d+\])\s", "", line) for line in lines
            if not re.fullmatch(r"\s*(?:=+|-{2,}|\.{2,}|\* \* \*)", line)]  # fmt: skip
    _, *parts = PAGE_MARK.split("\n".join(kept))
    pairs = zip(parts[::2], parts[1::2], strict=True)
    return {label: re.sub(r"\[([^\]]*)\]", r"\1", text).split() for label, text in pairs}


def editions(folder: Path, stem: str) -> dict[str, dict[str, list[str]]]:
    """The pages of every edition in a folder."""
    return {
        "reading": in_pdf((folder / f"{stem}-reading.pdf").read_bytes()),
        "linked": in_pdf((folder / f"{stem}-reading.pdf").read_bytes(), linked=True),
        "epub": in_epub((folder / f"{stem}.epub").read_bytes()),
        "web": in_web((folder / f"{stem}.html").read_bytes()),
        "text": in_text((folder / f"{stem}.txt").read_bytes()),
    }
