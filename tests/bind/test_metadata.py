"""What a bound PDF says of itself, and the standards that it claims."""

from __future__ import annotations

import dataclasses
import io

import pikepdf
import pytest
from bound import LAYOUT, SAYS, set_in_type
from finished import Finished
from PIL import ImageCms
from zines import section

from zinewright.bind.book import Leaf
from zinewright.bind.pdf import bind
from zinewright.bind.srgb import profile

NOTED = """<p>It cost.<a class="noteref" id="r" href="#n">1</a> <em>Much</em>.</p>
<ol><li class="footnote" id="n"><p>A debt. <a class="backlink" href="#r">Back</a></p></li></ol>
<ol class="contents"><li class="entry"><p class="part"><a href="#n">A</a></p></li></ol>
<table><thead><tr><th scope="col">Who</th></tr></thead><tbody><tr><td>Ada</td></tr></tbody></table>
<dl><dt>Word</dt><dd>Meaning</dd></dl>"""


def made(standard: str, xhtml: str = NOTED) -> Finished:
    here = section("a", xhtml)
    leaf = Leaf("a", "A", "en-GB", set_in_type(here))
    return Finished(bind((leaf,), LAYOUT.fonts, dataclasses.replace(SAYS, standard=standard)))


def claims(read: Finished) -> dict[str, str]:
    with read.pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        keys = ("pdfuaid:part", "pdfuaid:rev", "pdfaid:part", "pdfaid:conformance", "pdfaid:rev")
        return {key: metadata[key] for key in keys if key in metadata}


def test_a_file_of_pdf_1_7():
    read = made("ua-1")

    assert read.pdf.pdf_version == "1.7"
    assert claims(read) == {
        "pdfuaid:part": "1", "pdfaid:part": "3", "pdfaid:conformance": "A",
    }  # fmt: skip
    assert str(read.pdf.docinfo.Title) == "Small hours"
    assert (
        read.tree
        == """\
Document
  Part
    Sect [en-GB]
      H1 “A”
      P
        “It cost.”
        Reference
          Link [Note 1] → page 1 (Note 1) “1 ”
        Em “Much”
        “.”
      L Decimal
        LI
          LBody
            Note
              Lbl “1. ”
              P
                “A debt. ”
                Link → page 1 (Back) “Back”
      TOC
        TOCI
          P
            Link → page 1 (A) “A ”
      Table
        THead
          TR
            TH Column “Who”
        TBody
          TR
            TD “Ada”
      L None
        LI
          Lbl “Word”
          LBody “Meaning”"""
    )


def test_a_file_of_pdf_2_0():
    read = made("ua-2")

    assert read.pdf.pdf_version == "2.0"
    assert claims(read) == {
        "pdfuaid:part": "2", "pdfuaid:rev": "2024", "pdfaid:part": "4", "pdfaid:rev": "2020",
    }  # fmt: skip
    assert "/Info" not in read.pdf.trailer
    xmp = read.pdf.Root.Metadata.read_bytes()
    assert b"http://pdfa.org/declarations/wtpdf#accessibility1.0" in xmp
    assert b"http://pdfa.org/declarations/wtpdf#reuse1.0" in xmp
    one = made("ua-1").tree.splitlines()
    assert [line for line in read.tree.splitlines() if line not in one] == [
        "        Link [Note 1] → page 1 (Note 1) “1 ”", "            FENote", "      L Description",
    ]  # fmt: skip


def elements(read: Finished):
    """Every structure element, by its role; the last of each."""
    found, waiting = {}, [read.pdf.Root.StructTreeRoot.K[0]]
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            found[str(element.S)[1:]] = element
            waiting += list(element.K)
    return found


def test_notes_and_their_references_name_each_other():
    read = made("ua-2")
    found = elements(read)

    assert found["FENote"].A.NoteType == "/Endnote"
    assert [str(each.S) for each in found["FENote"].Ref] == ["/Link"]
    assert found["FENote"].Ref[0].Ref[0].objgen == found["FENote"].objgen
    assert found["TOCI"].Ref[0].objgen == found["FENote"].objgen


def test_roles_are_those_of_a_namespace_or_mapped_to_one():
    new, old = made("ua-2"), made("ua-1")
    spaces = {role: str(each.NS.NS) for role, each in elements(new).items()}
    mapped = old.pdf.Root.StructTreeRoot.RoleMap

    assert {role for role, space in spaces.items() if space != "http://iso.org/pdf2/ssn"} == {
        "TOC", "TOCI",
    }  # fmt: skip
    assert {key: str(value) for key, value in mapped.items()} == {
        "/Em": "/Span",
        "/Strong": "/Span",
        "/Sub": "/Span",
    }


def test_the_title_in_the_metadata_has_its_language():
    read = made("ua-1")
    written = read.pdf.Root.Metadata.read_bytes().decode()

    assert (
        '<dc:title><rdf:Alt><rdf:li xml:lang="x-default">Small hours</rdf:li>'
        '<rdf:li xml:lang="en-GB">Small hours</rdf:li></rdf:Alt></dc:title>'
    ) in written


def test_a_cell_names_its_header_cell():
    read = made("ua-1")
    found = elements(read)

    assert str(found["TD"].A.Headers[0]) == str(found["TH"].ID)
    names = read.pdf.Root.StructTreeRoot.IDTree.Names
    assert [str(name) for name in names[::2]] == sorted(str(name) for name in names[::2])
    assert found["TH"].objgen in [each.objgen for each in names[1::2]]


def test_a_link_leads_to_an_element_and_so_does_a_bookmark():
    read = made("ua-1")
    aims = [link.A.SD[0].S for link in read.annotations]
    with read.pdf.open_outline() as outline:
        marks = [item.action.SD[0].S for item in outline.root]

    assert (aims, marks) == (["/Note", "/Link", "/Note"], ["/H1"])


def test_the_colour_space_is_srgb():
    opened = ImageCms.ImageCmsProfile(io.BytesIO(profile()))

    assert opened.profile.profile_description == "sRGB"
    assert opened.profile.xcolor_space == "RGB "
    known = ImageCms.createProfile("sRGB")
    assert opened.profile.red_primary[1] == pytest.approx(known.red_primary[1], abs=0.002)


def test_text_from_right_to_left_is_said_in_its_order():
    read = made("ua-1", '<p lang="ar" dir="rtl">كان <em>الليل</em> طويلا.</p>')

    assert read.tree.splitlines()[-4:] == [
        "        Span “كان ”", "        Em", "          Span “الليل ”", "        Span “طويلا.”",
    ]  # fmt: skip


def test_a_word_that_is_broken_at_the_end_of_a_line_is_whole():
    read = made("ua-1", "<p>" + "un\u00adfor\u00adget\u00adta\u00adble " * 30 + "</p>")

    assert read.tree.splitlines()[-1] == f"      P “{('unforgettable ' * 30).rstrip()}”"
