"""What is read aloud comes in one order: by structure, by content, from the ebook."""

from __future__ import annotations

import ctypes
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from finished import MARK, Finished
from pages_read import in_epub
from torture import SIGNS
from validators import missing

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[2]
EXPLAINED = {
    "TBL-010": "a table of two columns in which every row has a header, as it should",
    "ORD-001": "it takes an element's own text for one piece, before the elements inside it; "
    "test_content_is_painted_in_the_order_of_the_structure looks at both as they are",
    "DOC-040": "the title of the torture zine is meant to be longer than a title",
    "TXT-004": "Arabic letters have forms of their own for each place in a word",
    "PAG-001": "the torture zine says the same line in many items of a list",
}
"""What outloud says of our files without cause, and why that is so."""


@pytest.fixture(scope="module")
def made(either) -> dict[str, Path]:
    endings = {"reading": "-reading.pdf", "large": "-large-print.pdf", "epub": ".epub"}
    return {name: either.file(ending) for name, ending in endings.items()}


@pytest.mark.parametrize("edition", ["reading", "large"])
def test_outloud_finds_no_fault_that_is_not_explained(made, edition):
    program = Path(sys.executable).with_name("outloud")
    if not program.exists():
        missing("outloud", "it is not installed beside the Python of these tests")
    done = subprocess.run(
        [program, "--json", "-", "--fail-on", "never", made[edition]],
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    (result,) = json.loads(done.stdout)["results"]

    found = [each for each in result["findings"] if not _is_of_addresses(each)]
    assert {each["rule"] for each in found} - set(EXPLAINED) == set()


def _is_of_addresses(finding) -> bool:
    """Whether it is that addresses of links are not read aloud, which their links say already.

    Evidence is a whole line; one of prose has no word of 25 letters with such signs in it.
    """
    pieces = str(finding.get("evidence", "")).split("; ")
    longest = [max(re.findall(r"[\w./-]+", piece), key=len, default="") for piece in pieces]
    is_said = all(len(word) >= 25 and re.search("[./-]", word) for word in longest)
    return finding["rule"] == "TAG-002" and is_said


@pytest.mark.parametrize("edition", ["reading", "large"])
def test_content_is_painted_in_the_order_of_the_structure(made, edition):
    book = Finished(made[edition].read_bytes())
    read: dict[int, list[int]] = {}
    for page, mcid in _contents(book, book.pdf.Root.StructTreeRoot.K[0]):
        read.setdefault(page, []).append(mcid)
    for page, order in read.items():
        painted = [
            int(operands[1].MCID)
            for operands, operator in pikepdf.parse_content_stream(book.pdf.pages[page - 1])
            if str(operator) == "BDC" and "/MCID" in operands[1] and operands[0] != "/Artifact"
        ]
        assert painted == order, page


def _contents(book: Finished, element: pikepdf.Object):
    for kid in element.K:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from _contents(book, kid)
        elif not isinstance(kid, pikepdf.Dictionary) or kid.Type == pikepdf.Name.MCR:
            yield book.place(kid, element)


def test_the_structure_that_pdfium_reads_says_the_text_of_the_ebook_in_its_order(made, request):
    """Page by page, as viewers ask for it; Arabic is said by the structure itself."""
    said = _without_lists_of_addresses(_by_structure(made["reading"]))
    wanted = _by_ebook(made["epub"])
    if "torture" in request.node.name:  # PDFium moves short words beside Arabic about
        words = re.compile(r"[A-Za-z]{4,}")
        wanted = wanted.translate(str.maketrans(SIGNS))
        assert words.findall(" ".join(said)) == words.findall(wanted)
    else:
        assert _letters("".join(said)) == _letters(wanted)


def _by_structure(path: Path):
    document = pypdfium2.PdfDocument(path)
    for page in document:
        texts = _texts(page)
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        for number in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            yield from _said(pdfium.FPDF_StructTree_GetChildAtIndex(tree, number), texts)
        pdfium.FPDF_StructTree_Close(tree)


def _without_lists_of_addresses(pieces) -> list[str]:
    """The texts, but for what stands below “Links”, and for headings with nothing else below."""
    kept: list[tuple[str, str]] = []
    behind = inside = False
    for role, text in pieces:
        behind |= role == "H1" and text.strip() == "Links and notes"
        if role in ("H1", "H2", "H3"):
            inside = behind and role == "H3" and text.strip() == "Links"
            while inside and kept[-1][0] == "H2":
                kept.pop()
        if not inside:
            kept.append((role, text))
    return [text for _, text in kept]


def _texts(page) -> dict[int, str]:
    """The text of every marked content of a page."""
    text_page, found = page.get_textpage(), {}
    for thing in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT]):
        mcid = pdfium.FPDFPageObj_GetMarkedContentID(thing)
        size = pdfium.FPDFTextObj_GetText(thing, text_page, None, 0)
        held = (pdfium.FPDF_WCHAR * (size // 2))()
        pdfium.FPDFTextObj_GetText(thing, text_page, held, size)
        found[mcid] = found.get(mcid, "") + bytes(held).decode("utf-16-le").rstrip("\0")
    return found


def _said(element, texts: dict[int, str], around: str = ""):
    role = _string(pdfium.FPDF_StructElement_GetType, element)
    above = role if re.fullmatch("H[1-6]", role) else around
    if actual := _string(pdfium.FPDF_StructElement_GetActualText, element):
        yield above, actual
        return
    is_label = role == "Lbl"
    for number in range(pdfium.FPDF_StructElement_CountChildren(element)):
        inner = pdfium.FPDF_StructElement_GetChildAtIndex(element, number)
        mcid = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, number)
        if inner:
            yield from _said(inner, texts, above)
        elif mcid >= 0 and not (is_label and MARK.fullmatch(texts[mcid].strip())):
            yield above, texts.get(mcid, "")


def _string(ask, element) -> str:
    size = ask(element, None, 0)
    held = ctypes.create_string_buffer(size)
    ask(element, held, size)
    return held.raw.decode("utf-16-le").rstrip("\0")


def _by_ebook(path: Path) -> str:
    """The words of the ebook from its title page on, page by page."""
    return " ".join(word for page in in_epub(path.read_bytes()).values() for word in page)


def _letters(text: str) -> str:
    """Text without spaces and without the numbers of links, which only print has.

    PDFium says 2 for a hyphen at the end of a line.
    """
    return re.sub(r"\s+|\[\d+\]|\u00ad", "", text).replace("\x02", "-")


def test_pdftotext_gives_the_words_of_the_ebook_in_their_order(made, request):
    if "torture" in request.node.name:
        pytest.skip("its tables and Arabic stand on the page in other orders than they are read in")
    program = shutil.which("pdftotext") or missing("pdftotext", "poppler-utils are not installed")
    done = subprocess.run(
        [program, "-raw", made["reading"], "-"], capture_output=True, text=True, timeout=60
    )
    found = re.findall(r"[^\W\d_]{4,}", done.stdout)
    wanted = re.findall(r"[^\W\d_]{4,}", _by_ebook(made["epub"]))
    there = iter(found)

    assert [word for word in wanted if word not in there] == []
