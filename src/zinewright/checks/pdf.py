"""A PDF that reads well: structure, language, title, labels, fonts, and links that arrive.

A quick reading of what the file promises; veraPDF is the thorough one (ISO 14289-1).
"""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf

from zinewright.checks.ink import FIX as LOOK
from zinewright.checks.ink import Looking, ink_problems
from zinewright.checks.sheets import is_for_paper, sheet_problems
from zinewright.pdf.open import reason_of
from zinewright.problems import Problem, shown

EMPTY = pikepdf.Dictionary()
FIX = "Build it again, and report this if it stays"


def pdf_problems(name: str, content: bytes, looking: Looking | None = None) -> Iterator[Problem]:
    """What is wrong with a PDF."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            looking = looking or Looking()
            for rule, what in _broken(pdf, looking):
                yield Problem(name, None, rule, what, FIX)
            for rule, what in ink_problems(content, pdf, looking):
                yield Problem(name, None, rule, what, LOOK)
    except Exception as error:  # a broken file breaks its reader in any way
        what = f"the file is no whole PDF ({reason_of(error)})"
        yield Problem(name, None, "pdf-open", what, FIX)


def _broken(pdf: pikepdf.Pdf, looking: Looking) -> list[tuple[str, str]]:
    if is_for_paper(pdf):
        return [*sheet_problems(pdf), *_fonts(pdf)]
    return [*_catalogue(pdf), *_bookmarks(pdf), *_pages(pdf, looking), *_fonts(pdf)]


def _catalogue(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    root = pdf.Root
    if "/StructTreeRoot" not in root or not root.get("/MarkInfo", EMPTY).get("/Marked"):
        yield "pdf-tags", "the file has no structure for screen readers"
    if not str(root.get("/Lang", "")):
        yield "pdf-language", "the file does not say its language"
    if not root.get("/ViewerPreferences", EMPTY).get("/DisplayDocTitle"):
        yield "pdf-title", "viewers would show the file's name in place of its title"
    if not _title(pdf):
        yield "pdf-title", "the file has no title"
    if "/PageLabels" not in root:
        yield "pdf-labels", "the pages have no labels"
    if "/Outlines" not in root:
        yield "pdf-bookmarks", "the file has no bookmarks"


def _title(pdf: pikepdf.Pdf) -> str:
    """The title in the metadata (ISO 14289-1, 7.1); PDF 2.0 has it nowhere else."""
    if "/Metadata" not in pdf.Root:
        return ""
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        return str(metadata.get("dc:title", ""))


def _bookmarks(pdf: pikepdf.Pdf) -> Iterator[tuple[str, str]]:
    places, seen = _Places(pdf), set[tuple[int, int]]()
    waiting = [pdf.Root.get("/Outlines", EMPTY).get("/First")]
    while waiting:
        item = waiting.pop()
        if item is None or item.objgen in seen:  # else one that leads to itself has no end
            continue
        seen |= {item.objgen} if item.is_indirect else set()  # a direct one cannot come again
        waiting += [item.get("/Next"), item.get("/First")]
        aim = item.A.get("/D") if "/A" in item else item.get("/Dest")
        if not places.hold(aim):
            title = shown(str(item.get("/Title", "")))
            yield "pdf-bookmarks", f"the bookmark “{title}” leads nowhere"


def _pages(pdf: pikepdf.Pdf, looking: Looking) -> Iterator[tuple[str, str]]:
    places = _Places(pdf)
    for number, page in enumerate(pdf.pages, 1):
        of = looking.of(number - 1)
        if page.obj.get("/Tabs") != pikepdf.Name.S:
            yield "pdf-tabs", f"page {number}{of} does not take its links in the order of the text"
        for annotation in page.obj.get("/Annots", []):
            if annotation.get("/Subtype") == pikepdf.Name.Link:
                yield from _link(annotation, f"page {number}: the link", of, places)


def _link(
    annotation: pikepdf.Object, the_link: str, of: str, places: _Places
) -> Iterator[tuple[str, str]]:
    """What is wrong with a link; it is told by its words, or else by its address."""
    words, action = str(annotation.get("/Contents", "")), annotation.get("/A", EMPTY)
    address = str(action.get("/URI", ""))
    said = f"{the_link} “{shown(words or address)}”{of}" if words or address else f"{the_link}{of}"
    if not words:
        yield "pdf-link-words", f"{said} has no words"
    if action.get("/S") == pikepdf.Name.URI:
        return
    if not places.hold(action.get("/D", annotation.get("/Dest"))):
        yield "pdf-link", f"{said} leads nowhere"
    elif places.must_be_elements and not places.are_elements(action.get("/SD")):
        yield "pdf-link", f"{said} leads to a page, and to no element there"


class _Places:
    """Where links can lead (ISO 32000-1, 12.3.2): pages, and names that stand for places."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.pages = {page.obj.objgen for page in pdf.pages}
        self.named = {str(name)[1:]: place for name, place in pdf.Root.get("/Dests", EMPTY).items()}
        self.must_be_elements = pdf.pdf_version >= "2.0"  # ISO 14289-2, 8.8
        tree = pdf.Root.get("/Names", EMPTY).get("/Dests")
        self.named |= dict(pikepdf.NameTree(tree)) if tree is not None else {}

    def are_elements(self, target: object) -> bool:
        """Whether a structure destination (ISO 32000-2, 12.3.2.3) leads to an element."""
        if not isinstance(target, pikepdf.Array) or not len(target):
            return False
        return target[0].get("/Type") == pikepdf.Name.StructElem

    def hold(self, target: object) -> bool:
        if isinstance(target, pikepdf.String | pikepdf.Name):
            target = self.named.get(str(target).removeprefix("/"))
        if isinstance(target, pikepdf.Dictionary):
            target = target.get("/D")
        if not isinstance(target, pikepdf.Array) or not len(target):
            return False
        return getattr(target[0], "objgen", None) in self.pages


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
