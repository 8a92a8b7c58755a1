"""A PDF that reads well: structure, language, title, labels, fonts, and links that arrive.

A quick reading of what the file promises; veraPDF is the thorough one (ISO 14289-1).
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf

from zinewright.problems import Problem

EMPTY = pikepdf.Dictionary()
FIX = "Build it again, and report this if it stays"


def pdf_problems(name: str, content: bytes) -> Iterator[Problem]:
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for rule, what in [*_catalogue(pdf), *_pages(pdf), *_fonts(pdf)]:
                yield Problem(name, None, rule, what, FIX)
    except pikepdf.PdfError as error:
        yield Problem(name, None, "pdf-open", f"the file is no whole PDF ({error})", FIX)


def _catalogue(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    root = pdf.Root
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", EMPTY).get("/Marked"):
        yield "pdf-tags", "the file has no structure for screen readers"
    if not str(root.get("/Lang", "")):
        yield "pdf-language", "the file does not say its language"
    if not root.get("/ViewerPreferences", EMPTY).get("/DisplayDocTitle"):
        yield "pdf-title", "viewers would show the file's name in place of its title"
    if not str(pdf.docinfo.get("/Title", "")):
        yield "pdf-title", "the file has no title"
    if "/PageLabels" not in root:
        yield "pdf-labels", "the pages have no labels"
    if "/Outlines" not in root:
        yield "pdf-bookmarks", "the file has no bookmarks"


def _pages(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    known = {page.obj.objgen for page in pdf.pages}
    for number, page in enumerate(pdf.pages, 1):
        if page.obj.get("/Tabs") != pikepdf.Name.S:
            yield "pdf-tabs", f"page {number} does not take its links in the order of the text"
        for annotation in page.obj.get("/Annots", []):
            yield from _link(annotation, number, known)


def _link(annotation: Any, number: int, known: set[tuple[int, int]]) -> Iterator[tuple[str, str]]:
    if not str(annotation.get("/Contents", "")):
        yield "pdf-link-words", f"a link on page {number} has no words"
    if "/A" in annotation:
        return
    target = annotation.get("/Dest")
    if target is None or target[0].objgen not in known:
        yield "pdf-link", f"a link on page {number} leads nowhere"


def _fonts(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    fonts = {
        font.objgen: font
        for page in pdf.pages
        for font in page.obj.get("/Resources", EMPTY).get("/Font", EMPTY).values()
    }
    for font in fonts.values():
        parts = [*font.get("/DescendantFonts", [font])]
        descriptor = parts[0].get("/FontDescriptor", EMPTY)
        if not any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3")):
            yield "pdf-fonts", f"the font {str(font.get('/BaseFont', ''))[1:]} is not inside"
        if "/ToUnicode" not in font:
            yield "pdf-unicode", f"the font {str(font.get('/BaseFont', ''))[1:]} has no letters"
