"""Printed sheets, read back from the finished file and folded."""

from __future__ import annotations

import io
from dataclasses import replace

import pikepdf
import pymupdf
import pytest
from folding import read
from pdfs import A4, A5, A6, A7, MM, Sheet, numbered, pdf_of
from printed import boxes_drawn, sheets_of, texts, ticks

from zinewright.paper.folds import FOLDS
from zinewright.paper.folds.paper import Wish, drawn
from zinewright.paper.papers import PAPERS
from zinewright.pdf.source_pages import read_source
from zinewright.problems import ZineError
from zinewright.sheets.geometry import Setup
from zinewright.sheets.impose import Printing, impose

PAPER = {
    "booklet": ("A4", A5), "signatures": ("A4", A5), "quarter": ("A4", A6), "twin": ("A4", A6),
    "quarto": ("A4", A6), "mini": ("A4", A7), "mini-poster": ("A4", A7), "accordion": ("A3", A6),
    "stack": ("A4", A6), "several": ("A4", A5), "repeat": ("A4", A6), "leaves": ("A4", A4),
    "single": ("A4", A5),
}  # fmt: skip


def printed(content, fold="booklet", paper="A4", wish=None, scale=1.0, printing=None, **setup):
    source = read_source(content, "zine.pdf", setup.get("bleed") or None)
    made = Setup(PAPERS[paper], scale, **setup)
    return impose(source, FOLDS[fold], wish or Wish(), made, printing or Printing())


def pages(content):
    return list(pymupdf.open(stream=content))


def test_every_fold_is_printed_here():
    assert set(PAPER) == set(FOLDS)


@pytest.mark.parametrize("fold", list(PAPER))
@pytest.mark.parametrize("binding", ["left", "right"])
@pytest.mark.parametrize("flip", ["long", "short"])
def test_what_was_printed_reads_in_order_when_folded(fold, binding, flip):
    paper, size = PAPER[fold]
    count = min({"accordion": 8}.get(fold, 20), FOLDS[fold].most)
    result = printed(numbered(count, size), fold, paper, Wish(binding), printing=Printing(flip))
    sheets = sheets_of(result.files[""], result.made)
    if (flip == "short") != result.ground.is_landscape:  # the printer turned it over its head
        sheets = [replace(s, back=over(s.back, result.made)) for s in sheets]
    made = replace(result.made, sheets=tuple(sheets))
    if fold == "mini-poster":
        assert [slot.page for slot in sheets[0].back] == [count]
        count -= 1
    for copy in read(made, binding):
        assert [face for face in copy if face[0]] == [(n, 0) for n in range(1, count + 1)]


def over(side, made):
    """A side as it is seen after turning the sheet the other way round."""
    return tuple(
        replace(
            slot,
            column=made.columns - 1 - slot.column,
            row=made.rows - 1 - slot.row,
            turn=(slot.turn + 180) % 360,
        )
        for slot in side
    )


def test_a_booklet_stands_at_its_fold():
    front, *_ = pages(printed(numbered(4)).files[""])

    assert boxes_drawn(front) == [(0.5, 0.0, 148.5, 210.0), (148.5, 0.0, 296.5, 210.0)]


def test_leaves_move_towards_the_fold_by_the_paper_around_them():
    sides = pages(printed(numbered(12), thickness=0.1 * MM).files[""])

    assert [boxes_drawn(side)[1][0] for side in sides[::2]] == [148.5, 148.4, 148.3]
    assert [boxes_drawn(side)[1][0] for side in sides[1::2]] == [148.5, 148.4, 148.3]


def test_pages_bleed_outwards_and_never_over_a_fold():
    content = pdf_of(*[Sheet(A6, bleed=3 * MM, extra="-99 -99 999 999 re f")] * 4)
    front, *_ = pages(printed(content, "booklet", "A4").files[""])
    pixels = front.get_pixmap(dpi=254)
    across = [x / 10 for x in range(pixels.width) if pixels.pixel(x, pixels.height // 2)[0] < 99]
    assert (across[0], across[-1]) == (
        pytest.approx(40.5, abs=0.15),
        pytest.approx(256.5, abs=0.15),
    )


def test_marks_stand_at_the_trim_outside_the_bleed():
    content = pdf_of(*[Sheet((70 * MM, 100 * MM), bleed=3 * MM)] * 2)
    (front, _) = pages(printed(content, "repeat", wish=Wish(grid=(2, 2)), bleed=3 * MM).files[""])
    found = ticks(front)

    assert [x for x, *_ in found["vertical"]] == [32, 32, 102, 102, 108, 108, 178, 178]
    assert [y for y, *_ in found["horizontal"]] == [
        45.5, 45.5, 145.5, 145.5, 151.5, 151.5, 251.5, 251.5,
    ]  # fmt: skip
    assert found["vertical"][:2] == [(32, 37.5, 42.5), (32, 254.5, 259.5)]


def test_boxes_of_a_sheet():
    content = pdf_of(*[Sheet((70 * MM, 100 * MM), bleed=3 * MM)] * 2)
    made = printed(content, "repeat", wish=Wish(grid=(2, 2)), bleed=3 * MM).files[""]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        page = pdf.pages[0]

        assert [round(float(e) / MM, 2) for e in page.MediaBox] == [0, 0, 210, 297]
        assert [round(float(e) / MM, 2) for e in page.TrimBox] == [32, 45.5, 178, 251.5]
        assert [round(float(e) / MM, 2) for e in page.BleedBox] == [29, 42.5, 181, 254.5]
        assert "/CropBox" not in page
        assert "/Rotate" not in page


def test_all_marks_on_paper_that_is_full():
    front, back, *_ = pages(printed(numbered(8), printing=Printing(marks="all")).files[""])

    assert ticks(front)["vertical"] == [
        (148.5, 5, 10), (148.5, 50.38, 54.62), (148.5, 155.38, 159.62), (148.5, 200, 205),
    ]  # fmt: skip
    assert ticks(back)["vertical"] == [(148.5, 5, 10), (148.5, 200, 205)]
    assert ticks(pages(printed(numbered(8)).files[""])[0]) == {"vertical": [], "horizontal": []}


@pytest.mark.parametrize("marks", ["auto", "all"])
@pytest.mark.parametrize("paper", ["A4", "A3"])
def test_the_slit_of_a_mini_is_drawn_and_begins_at_no_edge(marks, paper):
    """On A3 there is room for ticks around the pages: none says to cut from the edge."""
    made = printed(numbered(8, A7), "mini", paper, printing=Printing(marks=marks))
    (side,) = pages(made.files[""])
    width, height = side.rect.width / MM, side.rect.height / MM
    level = [line for line in ticks(side)["horizontal"] if abs(line[0] - height / 2) < 0.1]
    dashes = [d["dashes"] for d in side.get_drawings() if on_level(d, side.rect.height / 2)]

    assert (round(height / 2, 2), round(width / 4, 2), round(3 * width / 4, 2)) in level
    assert dashes.count("[] 0") == 1  # the slit; the folds beside it are dashed
    slit = [d for d in side.get_drawings() if d["type"] == "s" and d["width"] == 0.75]
    middle, ends = side.rect.width / 2, (side.rect.width / 4, 3 * side.rect.width / 4)
    assert {round(d["rect"].x0) for d in slit if d["rect"].width < 0.1} == {*map(round, ends)}
    assert any(d["rect"].x0 < middle < d["rect"].x1 and 3 < d["rect"].height < 9 for d in slit)
    assert all(end <= 30 or start >= width - 30 for _, start, end in level if end - start < 20)


def on_level(drawing, y):
    rect = drawing["rect"]
    return drawing["type"] == "s" and rect.height < 0.1 and abs(rect.y0 - y) < 0.1


def bars(side):
    """The black bars on the fold of a side (left, top, right, bottom), in mm."""
    return [
        tuple(round(edge / MM, 1) for edge in drawing["rect"])
        for drawing in side.get_drawings()
        if drawing["type"] == "f" and 3 < drawing["rect"].width < 6 < drawing["rect"].height < 20
    ]


def test_signatures_carry_bars_that_show_stairs():
    made = printed(numbered(40), "signatures", wish=Wish(signature=2))
    found = [bars(side) for side in pages(made.files[""])]
    signatures = [sheet.signature for sheet in made.made.sheets]

    assert signatures == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]
    assert [len(side) for side in found] == [1, 0, 0, 0] * 5  # the outermost front alone
    lefts = {left for side in found for left, *_ in side}
    tops = [top for side in found for _, top, *_ in side]
    assert lefts == {147.7}
    assert [round(b - a, 1) for a, b in zip(tops, tops[1:], strict=False)] == [7.0] * 4


@pytest.mark.parametrize(
    ("fold", "wish", "printing"),
    [
        ("booklet", Wish(), Printing(marks="all")),
        ("signatures", Wish(signature=20), Printing()),
        ("signatures", Wish(signature=2), Printing(marks="none")),
    ],
)
def test_what_has_one_signature_or_no_marks_has_no_bars(fold, wish, printing):
    made = printed(numbered(40), fold, wish=wish, printing=printing)

    assert [bar for side in pages(made.files[""]) for bar in bars(side)] == []


def test_so_many_signatures_that_the_bars_become_small():
    made = printed(numbered(400), "signatures", wish=Wish(signature=1))
    first, *_, last, _ = pages(made.files[""])
    low = [d["rect"].y1 / MM for d in last.get_drawings() if d["type"] == "f"]

    assert 0 < max(low) <= 0.95 * 210


def test_the_slug_stands_where_there_is_room():
    made = printed(pdf_of(*[Sheet(A5)] * 4, Title="A zine"), paper="A3")
    front = pages(made.files[""])[0]
    letters = [drawing["rect"] for drawing in front.get_drawings() if drawing["type"] == "f"]

    assert len(letters) > 30
    assert min(rect.y0 for rect in letters) > (297 - 5 - 3.5) * MM


# --- what a printer is told


def test_a_print_file_says_that_it_is_one():
    content = pdf_of(*[Sheet()] * 4, Title="A zine")
    made = printed(content, printing=Printing(accessible="zine-reading.pdf")).files[""]
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert pdf.docinfo["/Title"] == "A zine (print file)"
        assert pdf.docinfo["/Subject"] == (
            "This file is for printing on paper. Screen readers cannot follow it; read "
            "zine-reading.pdf instead."
        )
        assert not {"/StructTreeRoot", "/MarkInfo"} & set(pdf.Root.keys())
        assert b"pdfuaid" not in pdf.Root.Metadata.read_bytes()
        assert dict(pdf.Root.ViewerPreferences.items()) == {
            "/Duplex": "/DuplexFlipShortEdge", "/PrintScaling": "/None",
            "/PickTrayByPDFSize": True, "/DisplayDocTitle": True,
        }  # fmt: skip
        assert [page.label for page in pdf.pages] == ["sheet 1 front", "sheet 1 back"]


@pytest.mark.parametrize(
    ("fold", "printing", "said"),
    [
        ("booklet", Printing("long"), "/DuplexFlipLongEdge"),
        ("mini", Printing(), "/Simplex"),
        ("leaves", Printing(), "/DuplexFlipLongEdge"),
        ("booklet", Printing(by_hand=True), "/Simplex"),
    ],
)
def test_over_which_edge_a_printer_turns_sheets(fold, printing, said):
    paper, size = PAPER[fold]
    for content in printed(numbered(8, size), fold, paper, printing=printing).files.values():
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.Root.ViewerPreferences.Duplex == said


def test_by_hand_there_are_two_files():
    files = printed(numbered(12), printing=Printing(by_hand=True)).files
    shown = {name: [[words for words, *_ in texts(side)] for side in pages(content)]
             for name, content in files.items()}  # fmt: skip

    assert shown == {
        "fronts": [["12", "1"], ["10", "3"], ["8", "5"]],
        "backs": [["6", "7"], ["4", "9"], ["2", "11"]],
    }


def test_a_cover_on_other_paper_has_a_file_of_its_own():
    files = printed(numbered(12), printing=Printing(cover=True)).files
    shown = {name: [[words for words, *_ in texts(side)] for side in pages(content)]
             for name, content in files.items()}  # fmt: skip

    assert shown == {
        "": [["10", "3"], ["4", "9"], ["8", "5"], ["6", "7"]],
        "cover": [["12", "1"], ["2", "11"]],
    }


@pytest.mark.parametrize(
    ("printing", "order"),
    [
        (Printing(check=True), {"": ["check", "check", "1", "2"]}),
        (Printing(check=True, by_hand=True), {"fronts": ["check", "1"], "backs": ["2", "check"]}),
        (
            Printing(check=True, by_hand=True, first_first=True),
            {"fronts": ["check", "1"], "backs": ["check", "2"]},
        ),
    ],
)
def test_a_sheet_that_shows_whether_sides_meet_is_printed_first(printing, order):
    files = printed(numbered(2, A4), "leaves", printing=printing).files
    shown = {
        name: [(texts(side) or [["check"]])[0][0] for side in pages(content)]
        for name, content in files.items()
    }

    assert shown == order


@pytest.mark.parametrize("flip", ["long", "short"])
def test_crosses_lie_behind_each_other(flip):
    made = printed(numbered(4), printing=Printing(flip, check=True))
    front, back, *_ = pages(made.files[""])
    width, height = 297, 210

    def crosses(page):
        return {
            (round(x, 1), round((start + end) / 2, 1))
            for x, start, end in ticks(page)["vertical"]
            if round(end - start, 1) == 8
        }

    assert len(crosses(front)) == 9
    if flip == "short":
        assert {(round(width - x, 1), y) for x, y in crosses(back)} == crosses(front)
    else:
        assert {(x, round(height - y, 1)) for x, y in crosses(back)} == crosses(front)


def test_blank_pages_are_ruled_for_notes_inside_the_cover():
    cover, inside, *_ = pages(printed(numbered(6), printing=Printing(notes=True)).files[""])
    lines = [line for line in ticks(inside)["horizontal"] if line[2] - line[1] > 100]

    assert ticks(cover)["horizontal"] == []
    assert len(lines) == 22
    assert {line[1:] for line in lines} == {(160.5, 284.5)}


# --- a sheet for each page


def boxes(content: bytes):
    """The boxes of each side in mm (left, bottom, right, top), by their first letters."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            " ".join(
                f"{key[1]} {' '.join(f'{float(edge) / MM:.4g}' for edge in side.obj[key])}"
                for key in ("/MediaBox", "/BleedBox", "/TrimBox")
            )
            for side in pdf.pages
        ]


@pytest.mark.parametrize(
    ("bleed", "marks", "expected"),
    [
        (0, "auto", "M 0 0 148 210 B 0 0 148 210 T 0 0 148 210"),
        (3 * MM, "auto", "M 0 0 154 216 B 0 0 154 216 T 3 3 151 213"),
        (3 * MM, "all", "M 0 0 166 228 B 6 6 160 222 T 9 9 157 219"),
    ],
)
def test_a_page_alone_has_a_sheet_of_its_trim_and_its_bleed(bleed, marks, expected):
    content = pdf_of(*[Sheet(A5, bleed=bleed, origin=(50, -70))] * 3)
    made = printed(content, "single", printing=Printing(marks=marks)).files[""]

    assert boxes(made) == [expected] * 3
    assert [text for side in pages(made) for text, *_ in texts(side)] == ["1", "2", "3"]
    assert [len(ticks(side)["vertical"]) for side in pages(made)] == [4 * (marks == "all")] * 3


def test_pages_alone_are_each_as_large_as_they_are():
    made = printed(pdf_of(Sheet(A5), Sheet(A6), Sheet(A4, rotate=90)), "single", scale="fit")

    assert [box.partition(" B")[0] for box in boxes(made.files[""])] == [
        "M 0 0 148 210", "M 0 0 105 148", "M 0 0 210 297",
    ]  # fmt: skip
    assert made.warnings == ()


def test_the_bleed_that_is_asked_for_is_taken_of_pages_that_are_alone():
    content = pdf_of(Sheet(A5, bleed=3 * MM))
    made = printed(content, "single", bleed=2 * MM)

    assert boxes(made.files[""]) == ["M 0 0 152 214 B 0 0 152 214 T 2 2 150 212"]


# --- nothing is lost, nothing is made again


@pytest.mark.parametrize("fold", list(PAPER))
def test_no_letter_is_lost(fold):
    paper, size = PAPER[fold]
    count = min(8, FOLDS[fold].most)
    words = [f"{n} page" for n in range(1, count + 1)]
    content = pdf_of(*[Sheet(size, text=text) for text in words])
    made = printed(content, fold, paper)
    found = sorted(text for side in pages(made.files[""]) for text, *_ in texts(side))
    copies = len(found) // count

    assert found == sorted(words * copies)
    assert copies == {"twin": 2, "repeat": 4}.get(fold, 1)


def test_pictures_and_fonts_are_the_same_bytes_and_held_once():
    pdf = pikepdf.open(io.BytesIO(numbered(8)))
    picture = pdf.make_stream(
        bytes(range(256)), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=16,
        Height=16, ColorSpace=pikepdf.Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip
    for page in pdf.pages:
        page.Resources.XObject = pikepdf.Dictionary(Im1=picture)
        page.contents_add(b"q 100 0 0 100 50 50 cm /Im1 Do Q")
    out = io.BytesIO()
    pdf.save(out)
    content = out.getvalue()
    with pikepdf.open(io.BytesIO(printed(content).files[""])) as made:
        streams = [obj for obj in made.objects if isinstance(obj, pikepdf.Stream)]
        images = [s for s in streams if s.get("/Subtype") == pikepdf.Name.Image]
        fonts = [o for o in made.objects if isinstance(o, pikepdf.Dictionary)
                 and o.get("/Type") == pikepdf.Name.Font]  # fmt: skip

        assert [image.read_bytes() for image in images] == [bytes(range(256))]
        assert len(fonts) == 1


def test_pages_that_share_one_content_keep_their_own_boxes():
    with pikepdf.new() as pdf:
        shared = pdf.make_stream(b"0 0 50 50 re f")
        for width in (A5[0], A5[0] - 20):
            pdf.add_blank_page(page_size=(width, A5[1]))
            pdf.pages[-1].obj.Contents = shared
        out = io.BytesIO()
        pdf.save(out)
    with pikepdf.open(io.BytesIO(printed(out.getvalue()).files[""])) as made:
        drawings = {
            name: drawing
            for page in made.pages
            for name, drawing in page.obj.Resources.XObject.items()
        }
        assert {
            name: (drawing.read_bytes(), float(drawing.BBox[2]))
            for name, drawing in drawings.items()
        } == {
            "/P1": (b"0 0 50 50 re f", pytest.approx(A5[0], abs=0.001)),
            "/P2": (b"0 0 50 50 re f", pytest.approx(A5[0] - 20, abs=0.001)),
        }


def test_what_a_content_says_besides_how_it_is_packed_stays_out():
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=A5)
        pdf.pages[0].obj.Contents = pdf.make_stream(b"0 0 50 50 re f", Secret=pikepdf.Name.Kept)
        out = io.BytesIO()
        pdf.save(out)
    with pikepdf.open(io.BytesIO(printed(out.getvalue()).files[""])) as made:
        drawing = made.pages[0].obj.Resources.XObject.P1

        assert drawing.read_bytes() == b"0 0 50 50 re f"
        assert "/Secret" not in drawing


def test_the_same_pages_give_the_same_bytes():
    assert printed(numbered(9)).files == printed(numbered(9)).files


# --- what strangers bring


def test_pages_that_are_turned_are_upright():
    content = pdf_of(*(Sheet(A5, rotate=turn) for turn in (0, 90, 180, 270)))
    sides = pages(printed(content).files[""])

    assert [[(w, turn) for w, _, _, turn in texts(side)] for side in sides] == [
        [("4", 0), ("1", 0)],
        [("2", 0), ("3", 0)],
    ]
    assert boxes_drawn(sides[0]) == [(0.5, 0.0, 148.5, 210.0), (148.5, 0.0, 296.5, 210.0)]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_boxes_that_begin_anywhere(turn):
    content = pdf_of(*[Sheet(A6, rotate=turn, bleed=3 * MM, origin=(-70, 333))] * 4)
    front, _ = pages(printed(content).files[""])

    assert boxes_drawn(front) == [(43.5, 31.0, 148.5, 179.0), (148.5, 31.0, 253.5, 179.0)]


def test_a_unit_of_its_own():
    pdf = pikepdf.open(io.BytesIO(numbered(1, (A5[0] / 2, A5[1] / 2))))
    pdf.pages[0].UserUnit = 2
    out = io.BytesIO()
    pdf.save(out)
    front, _ = pages(printed(out.getvalue(), "booklet").files[""])

    assert boxes_drawn(front) == [(148.5, 0.0, 296.5, 210.0)]


def test_wide_pages_among_upright_ones_are_turned_and_told_of():
    made = printed(pdf_of(Sheet(A5), Sheet(A5[::-1]), Sheet(A5), Sheet(A5)))

    assert [(w, turn) for w, _, _, turn in texts(pages(made.files[""])[1])] == [
        ("2", 270),
        ("3", 0),
    ]
    assert [str(warning) for warning in made.warnings] == [
        "zine.pdf: wide pages were turned a quarter to fit (page 2). Look at them. [turned-page]"
    ]


def test_pages_of_several_sizes():
    made = printed(pdf_of(Sheet(A5), Sheet(A6), Sheet(A6), Sheet(A5)))

    assert boxes_drawn(pages(made.files[""])[1]) == [
        (43.5, 31.0, 148.5, 179.0),
        (148.5, 31.0, 253.5, 179.0),
    ]


def test_forms_and_notes_are_printed_as_they_look():
    pdf = pikepdf.open(io.BytesIO(numbered(4)))
    look = pdf.make_stream(
        b"1 0 0 rg 0 0 40 20 re f", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form,
        BBox=[0, 0, 40, 20],
    )  # fmt: skip
    pdf.pages[0].Annots = pikepdf.Array([
        pdf.make_indirect(pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Stamp, Rect=[100, 100, 140, 120], F=4,
            AP=pikepdf.Dictionary(N=look),
        ))
    ])  # fmt: skip
    out = io.BytesIO()
    pdf.save(out)
    front, _ = pages(printed(out.getvalue()).files[""])
    (stamp,) = [d["rect"] for d in front.get_drawings() if d.get("fill") == (1, 0, 0)]

    assert round(stamp.x0, 1) == round(148.5 * MM + 100, 1)
    assert list(front.annots()) == []


def test_layers_that_are_hidden_stay_hidden():
    pdf = pikepdf.open(io.BytesIO(numbered(4)))
    layer = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.OCG, Name="secret"))
    pdf.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[layer], D=pikepdf.Dictionary(OFF=[layer], Order=[layer])
    )
    pdf.pages[0].Resources.Properties = pikepdf.Dictionary(L1=layer)
    pdf.pages[0].contents_add(b"/OC /L1 BDC 0 0 1 rg 0 0 400 400 re f EMC")
    out = io.BytesIO()
    pdf.save(out)
    front, _ = pages(printed(out.getvalue()).files[""])
    pixels = front.get_pixmap(dpi=30)

    assert pixels.pixel(pixels.width * 3 // 4, pixels.height - 5) == (255, 255, 255)


def test_a_broken_file_is_mended_and_told_of():
    content = numbered(4).replace(b"startxref", b"startxxxx")
    made = printed(content)

    assert [[w for w, *_ in texts(side)] for side in pages(made.files[""])] == [
        ["4", "1"],
        ["2", "3"],
    ]
    assert [warning.rule for warning in made.warnings] == ["mended-pdf"]


def locked():
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(numbered(4))) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def empty():
    out = io.BytesIO()
    pikepdf.new().save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (locked(), "the file is locked with a password. Open it in a PDF viewer and save a copy "
         "without one. [broken-pdf]"),
        (empty(), "the file has no pages. Make the PDF again. [broken-pdf]"),
        (pdf_of(Sheet(A4)), "page 1 is 210 × 297 mm, and its place on A4 is 148.5 × 210 mm. Use "
         "--paper A3, or --scale fit, which prints it at 70 % or less. [paper-too-small]"),
    ],
)  # fmt: skip
def test_what_cannot_be_printed(content, message):
    with pytest.raises(ZineError) as caught:
        printed(content)

    assert str(caught.value) == f"zine.pdf: {message}"


def test_no_pdf_at_all():
    with pytest.raises(ZineError) as caught:
        printed(b"Dear diary")

    assert "zine.pdf: the file is no PDF that can be read (" in str(caught.value)


@pytest.mark.parametrize("fold", [name for name in PAPER if not FOLDS[name].is_alone])
def test_fitted_pages_stand_clear_of_the_edge_that_cannot_be_printed(fold):
    made = printed(numbered(min(8, FOLDS[fold].most)), fold, scale="fit")
    for side in pages(made.files[""]):
        width, height = side.rect.width / MM, side.rect.height / MM
        for left, top, right, bottom in boxes_drawn(side):
            assert left >= 4.99
            assert top >= 4.99
            assert right <= width - 4.99
            assert bottom <= height - 4.99


def test_a_thousand_pages():
    made = printed(numbered(1000))

    assert len(made.made.sheets) == 250
    assert drawn(made.made.sheets[249].back) == "500 501"
