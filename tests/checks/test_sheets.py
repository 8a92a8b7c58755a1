"""What a print file promises, read back: each rule finds a defect that was put in."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pdfs import numbered

from zinewright.checks import check_finished
from zinewright.paper.folds import FOLDS
from zinewright.paper.folds.paper import Wish
from zinewright.paper.papers import PAPERS
from zinewright.pdf.source_pages import read_source
from zinewright.sheets.geometry import Setup
from zinewright.sheets.impose import Printing, impose


@pytest.fixture
def good() -> pikepdf.Pdf:
    source = read_source(numbered(8), "zine.pdf")
    made = impose(source, FOLDS["booklet"], Wish(), Setup(PAPERS["A4"]), Printing())
    return pikepdf.open(io.BytesIO(made.files[""]))


def found(pdf: pikepdf.Pdf) -> list[str]:
    out = io.BytesIO()
    pdf.save(out)
    lines = check_finished("zine-booklet.pdf", out.getvalue())
    return [f"{p.what} [{p.rule}]" for p in lines if p.rule.startswith("sheet-")]


def test_a_good_one_is_passed(good):
    assert found(good) == []


DEFECTS = {
    "[sheet-scale]": (
        lambda pdf: pdf.Root.ViewerPreferences.update({"/PrintScaling": pikepdf.Name.AppDefault}),
        "a printer would scale its pages [sheet-scale]",
    ),
    "[sheet-sides]": (
        lambda pdf: pdf.pages.__delitem__(1),
        "a sheet has a front and no back [sheet-sides]",
    ),
    "[sheet-claims]": (
        lambda pdf: pdf.Root.update({"/StructTreeRoot": pikepdf.Dictionary()}),
        "it claims what only an edition for reading has [sheet-claims]",
    ),
    "its metadata": (
        lambda pdf: pdf.Root.Metadata.write(
            pdf.Root.Metadata.read_bytes().replace(b"xmlns:dc", b"xmlns:pdfuaid='x:y' xmlns:dc")
        ),
        "it claims what only an edition for reading has [sheet-claims]",
    ),
    "[sheet-purpose]": (
        lambda pdf: pdf.trailer.Info.__delitem__("/Subject"),
        "it does not say that it is for paper [sheet-purpose]",
    ),
    "[sheet-size]": (
        lambda pdf: pdf.pages[0].obj.update({"/MediaBox": pikepdf.Array([0, 0, 900, 900])}),
        "its sheets have several sizes [sheet-size]",
    ),
    "[sheet-boxes]": (
        lambda pdf: pdf.pages[1].obj.update({"/BleedBox": pikepdf.Array([100, 100, 200, 200])}),
        "the boxes of side 2 do not lie within each other [sheet-boxes]",
    ),
    "no box": (
        lambda pdf: pdf.pages[1].obj.__delitem__("/TrimBox"),
        "the boxes of side 2 do not lie within each other [sheet-boxes]",
    ),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_print_file_with(good, defect):
    change, said = DEFECTS[defect]
    change(good)

    assert found(good) == [said]
