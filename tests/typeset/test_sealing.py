"""Pages as pieces with holes: what is joined is read as if it had been compressed whole."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest

from zinewright.typeset.sealing import FONTS, drawings, drawn, joined, sealed, unsealed

PAGE = b"""BT /f 9 Tf
%left [<0041>] TJ
%slot 3
/a0.5 gs
%said f 65 d83d
[<0041>] TJ
ET"""


def test_a_page_has_a_hole_for_each_thing_that_binding_sets():
    page = sealed(PAGE)

    assert [piece.hole for piece in page.pieces] == [
        b"", b"%left [<0041>] TJ\n", b"%slot 3\n", b"%said f 65 d83d\n[<0041>] TJ",
    ]  # fmt: skip
    assert page.states == [("a", "0.5")]


def test_joined_pieces_are_one_stream():
    pieces = sealed(PAGE).pieces
    for filled in (b"", b"x", b"\xff" * 70_000):
        whole = [(piece.hole and filled, piece) for piece in pieces]
        read = zlib.decompress(joined(whole))

        assert read == b"BT /f 9 Tf\n" + filled * 2 + b"/a0.5 gs\n" + filled + b"\nET\n"


@pytest.mark.parametrize("content", [PAGE, b"", b"%slot 0\nET", b"BT ET\n\n"])
def test_pieces_are_read_back_as_they_were(content):
    assert unsealed(sealed(content)) == content


def test_a_hole_can_stand_first():
    pieces = sealed(b"%slot 0\nET").pieces

    assert zlib.decompress(joined([(b"1 " if each.hole else b"", each) for each in pieces])) == (
        b"1 ET\n"
    )


def test_drawings_are_objects_with_the_fonts_of_the_file():
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(10, 20))
    form = pdf.make_stream(b"q Q", Subtype=pikepdf.Name.Form, Resources=pikepdf.Dictionary())
    resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(x=form), Font=pikepdf.Dictionary())
    pdf.pages[0].obj.Resources = resources
    pdf.pages[0].obj.Contents = pdf.make_stream(b"/x Do")
    out = io.BytesIO()
    pdf.save(out)

    found = drawn(drawings(out.getvalue()))

    assert found.contents == [b"/x Do"]
    assert found.pages[0].refs == [0, FONTS]
    assert [thing.refs for thing in found.things] == [[FONTS]]
    assert found.things[0].stream is not None
