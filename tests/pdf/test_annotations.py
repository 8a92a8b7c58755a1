"""Stamps, highlights and fields on a page: what is drawn, and what is told of."""

from __future__ import annotations

import pypdfium2
import pytest
from broken_pdfs import noted, stream

from zinewright.paper.folds import FOLDS
from zinewright.paper.folds.paper import Wish
from zinewright.pdf.source_pages import read_source
from zinewright.sheets.geometry import Setup
from zinewright.sheets.impose import Printing, impose

PRINT, NO_VIEW, HIDDEN = 4, 32, 2
RED = {50: stream(b"1 0 0 rg 0 0 20 10 re f", "/Type /XObject /Subtype /Form /BBox [0 0 20 10]")}
LOOK = "/AP << /N 50 0 R >>"
PLACE = "/Type /Annot /Rect [100 100 140 120]"


def printed(note: str, root: str = "", more=RED):
    """The first page as it is printed, alone on a sheet of its size, and the warnings."""
    source = read_source(noted(f"<< {PLACE} {note} >>", root=root, more=more), "in.pdf")
    made = impose(
        source, FOLDS["leaves"], Wish(is_one_sided=True), Setup((420, 595), safe=0), Printing()
    )
    with pypdfium2.PdfDocument(made.files[""]) as pdf:
        picture = pdf[0].render().to_pil().convert("RGB")
    return picture, [str(warning) for warning in made.warnings]


def colour_at(picture, x: int, y: int) -> tuple[int, ...]:
    """The colour at a point of the page, y from the foot."""
    return picture.getpixel((x, picture.height - y))


WHITE, RED_INK = (255, 255, 255), (255, 0, 0)


@pytest.mark.parametrize(
    ("note", "is_drawn"),
    [
        (f"/Subtype /Stamp /F {PRINT} {LOOK}", True),
        (f"/Subtype /FreeText /F {PRINT} {LOOK}", True),
        (f"/Subtype /Highlight /F {PRINT} {LOOK}", True),
        (f"/Subtype /Stamp /F {PRINT | NO_VIEW} {LOOK}", True),  # on paper alone
        (f"/Subtype /Stamp /F {PRINT | HIDDEN} {LOOK}", False),
        (f"/Subtype /Stamp /F {NO_VIEW} {LOOK}", False),
        (f"/Subtype /Popup /F {PRINT} {LOOK}", False),
        (f"/Subtype /Widget /FT /Btn /F {PRINT} /AS /On /AP << /N << /On 50 0 R >> >>", True),
        (f"/Subtype /Widget /FT /Btn /F {PRINT} /AS /Off /AP << /N << /On 50 0 R >> >>", False),
        ("/Subtype /Widget /FT /Btn /Ff 65536 " + LOOK, False),
        ("/Subtype /FileAttachment " + LOOK, False),
    ],
)
def test_what_would_be_printed_is_drawn_and_nothing_is_missed(note, is_drawn):
    picture, warnings = printed(note)

    assert colour_at(picture, 120, 110) == (RED_INK if is_drawn else WHITE)
    assert warnings == []


LEFT_OUT = (
    "in.pdf: page 1: {}, so it will not be on the paper. To have it there, print the file to a new "
    "PDF in a viewer that shows it, and use that. [annotation]"
)


@pytest.mark.parametrize(
    ("note", "what"),
    [
        (f"/Subtype /Stamp {LOOK}", "a stamp is marked as not for printing"),
        (f"/Subtype /Highlight {LOOK}", "a highlight is marked as not for printing"),
        ("/Subtype /Text", "a note is marked as not for printing"),
        (f"/Subtype /Stamp /F {PRINT} /Name /Approved", "a stamp has no drawing of how it looks"),
        (f"/Subtype /FreeText /F {PRINT} /Contents (Hi)", "a box of text has no drawing of how it "
         "looks"),
        (f"/Subtype /Widget /FT /Tx {LOOK}", "a field of a form is marked as not for printing"),
        (f"/Subtype /Nobodys /F {PRINT}", "an annotation has no drawing of how it looks"),
    ],
)  # fmt: skip
def test_what_is_not_printed_is_told_of_by_name_and_page(note, what):
    picture, warnings = printed(note)

    assert colour_at(picture, 120, 110) == WHITE
    assert warnings == [LEFT_OUT.format(what)]


@pytest.mark.parametrize(
    ("note", "inside", "outside"),
    [
        ("/Subtype /Highlight /C [1 1 0] /QuadPoints [100 120 140 120 100 100 140 100]",
         (120, 110), (90, 110)),
        ("/Subtype /Highlight /C [1 1 0]", (120, 110), (150, 110)),
        ("/Subtype /Square /IC [1 0 0]", (120, 110), (120, 130)),
        ("/Subtype /Circle /IC [1 0 0]", (120, 110), (101, 101)),
        ("/Subtype /Underline /C [1 0 0]", (120, 102), (120, 112)),
        ("/Subtype /StrikeOut /C [1 0 0]", (120, 109), (120, 117)),
        ("/Subtype /Line /C [1 0 0] /BS << /W 6 >> /L [100 110 140 110]", (120, 110), (120, 118)),
        ("/Subtype /Polygon /IC [0 0 1 0] /Vertices [100 100 140 100 120 120]", (120, 105),
         (102, 118)),
        ("/Subtype /PolyLine /C [1 0 0] /BS << /W 6 >> /Vertices [100 100 140 120]", (120, 110),
         (102, 118)),
        ("/Subtype /Ink /C [1 0 0] /BS << /W 6 >> /InkList [[100 110 140 110]]", (120, 110),
         (120, 118)),
    ],
)  # fmt: skip
def test_highlights_and_shapes_are_drawn_from_their_numbers(note, inside, outside):
    picture, warnings = printed(f"{note} /F {PRINT}")

    assert colour_at(picture, *inside) != WHITE
    assert colour_at(picture, *outside) == WHITE
    assert warnings == []


def test_words_are_read_through_a_highlight():
    page = f"/Subtype /Highlight /C [1 1 0] /Rect [50 290 250 340] /F {PRINT}"
    source = read_source(noted(f"<< /Type /Annot {page} >>"), "in.pdf")
    made = impose(
        source, FOLDS["leaves"], Wish(is_one_sided=True), Setup((420, 595), safe=0), Printing()
    )
    with pypdfium2.PdfDocument(made.files[""]) as pdf:
        picture = pdf[0].render().to_pil().convert("RGB").crop((50, 255, 250, 305))
    colours = {colour for _, colour in picture.getcolors(20_000)}

    assert (255, 255, 0) in colours
    assert (0, 0, 0) in colours


def test_a_field_without_a_look_gets_the_one_of_its_value():
    field = f"/Subtype /Widget /FT /Tx /T (a) /V (XXXXXX) /DA (/F1 18 Tf 0 g) /F {PRINT}"
    root = "/AcroForm << /NeedAppearances true /Fields [60 0 R] /DR << /Font << /F1 9 0 R >> >> >>"
    content = noted("60 0 R", root=root, more={60: f"<< {PLACE} {field} >>"})
    source = read_source(content, "in.pdf")
    made = impose(
        source, FOLDS["leaves"], Wish(is_one_sided=True), Setup((420, 595), safe=0), Printing()
    )
    with pypdfium2.PdfDocument(made.files[""]) as pdf:
        picture = pdf[0].render().to_pil().convert("L").crop((100, 475, 140, 495))

    assert picture.getextrema()[0] < 60
    assert source.warnings == ()


def test_a_note_on_a_hidden_layer_stays_hidden():
    root = "/OCProperties << /OCGs [60 0 R] /D << /OFF [60 0 R] /Order [60 0 R] >> >>"
    more = RED | {60: "<< /Type /OCG /Name (secret) >>"}
    picture, _ = printed(f"/Subtype /Stamp /F {PRINT} {LOOK} /OC 60 0 R", root, more)

    assert colour_at(picture, 120, 110) == WHITE
