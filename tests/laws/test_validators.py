"""Each validator passes what is right and names a defect that was put in."""

import zipfile
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pages_drawn import drawn
from photocopied import photocopied, read
from validators import ace, epubcheck, verapdf

pytestmark = pytest.mark.slow

CONTAINER = """<?xml version="1.0"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="p.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>"""

PACKAGE = """<?xml version="1.0"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="i" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="i">urn:uuid:0f3a1a0e-0000-4000-8000-000000000000</dc:identifier>
<dc:title>A page</dc:title><dc:language>en</dc:language>
<meta property="dcterms:modified">2026-01-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Text only.</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
</manifest>
<spine><itemref idref="nav"/></spine>
</package>"""

PAGE = """<?xml version="1.0"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
 lang="en" xml:lang="en">
<head><title>A page</title></head>
<body><h1>A page</h1>
<nav epub:type="toc" role="doc-toc"><ol><li><a href="nav.xhtml">A page</a></li></ol></nav>
</body></html>"""


def make_epub(path: Path, page: str = PAGE) -> Path:
    with zipfile.ZipFile(path, "w") as epub:
        epub.writestr("mimetype", "application/epub+zip")
        epub.writestr("META-INF/container.xml", CONTAINER)
        epub.writestr("p.opf", PACKAGE)
        epub.writestr("nav.xhtml", page)
    return path


@pytest.fixture
def right(tmp_path: Path) -> Path:
    return make_epub(tmp_path / "right.epub")


def test_verapdf_names_every_flavour_that_an_untagged_pdf_breaks(tmp_path: Path) -> None:
    path = tmp_path / "untagged.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(path)
    for flavour in ("ua1", "ua2"):
        assert any("StructTreeRoot" in line for line in verapdf(path, flavour))


def test_verapdf_does_not_pass_what_is_no_pdf(tmp_path: Path) -> None:
    path = tmp_path / "text.pdf"
    path.write_text("no PDF")
    assert verapdf(path, "ua1")


def test_epubcheck_passes_a_right_epub(right: Path) -> None:
    assert epubcheck(right) == []


def test_epubcheck_names_a_link_that_arrives_nowhere(tmp_path: Path) -> None:
    path = make_epub(tmp_path / "wrong.epub", PAGE.replace("nav.xhtml", "gone.xhtml"))
    assert any("RSC-007" in line and "gone.xhtml" in line for line in epubcheck(path))


def test_epubcheck_does_not_pass_what_is_no_epub(tmp_path: Path) -> None:
    path = tmp_path / "text.epub"
    path.write_text("no EPUB")
    assert epubcheck(path)


def test_ace_passes_a_right_epub(right: Path) -> None:
    assert ace(right) == []


def test_ace_names_a_picture_without_words(tmp_path: Path) -> None:
    picture = '<img src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEAAAAALAAAAAABAAEAAAIA"/>'
    path = make_epub(tmp_path / "wrong.epub", PAGE.replace("</h1>", f"</h1><p>{picture}</p>"))
    assert any("image-alt" in line for line in ace(path))


def test_ace_does_not_pass_what_is_no_epub(tmp_path: Path) -> None:
    path = tmp_path / "text.epub"
    path.write_text("no EPUB")
    assert ace(path)


def test_tesseract_reads_black_words_of_a_photocopy_and_no_pale_ones() -> None:
    words = b"0 g BT /F 12 Tf 4 50 Td (umbrella) Tj ET 0.8 g BT /F 12 Tf 4 20 Td (lanterns) Tj ET"
    page = pypdfium2.PdfDocument(drawn(words.decode()))[0]

    assert read(photocopied(page)).split() == ["umbrella"]
    assert read(photocopied(page, generations=3)).split() == ["umbrella"]
