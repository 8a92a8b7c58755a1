"""Pages of strangers in one ink and in several: nothing is lost, and nothing has another colour."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pymupdf
import pytest
from pikepdf import Array, Dictionary, Name
from stranger import SIZE, WORDS, Stranger, press_profile

from zinewright.pdf.source_pages import read_source, saved
from zinewright.problems import ZineError
from zinewright.recolour.compare import looked_at
from zinewright.recolour.separations import inked
from zinewright.sheets.pdf_x import for_press

BOX = b"0.85 g 10 80 280 40 re f 0 g "


def gradient(made: Stranger):
    red_to_blue = Dictionary(FunctionType=2, Domain=[0, 1], C0=[1, 0, 0], C1=[0, 0, 1], N=1)
    return Dictionary(
        ShadingType=2, ColorSpace=Name.DeviceRGB, Coords=[0, 0, 300, 0], Function=red_to_blue
    )


def soft_mask() -> Stranger:
    """Words that a mask lets through, as a leaflet's sentence in a box."""
    made = Stranger()
    mask = made.form(
        b"1 g 0 0 300 200 re f", Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray)
    )
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask))
    return made.page(BOX + b"/M gs " + WORDS, ExtGState=Dictionary(M=state))


def blended() -> Stranger:
    made = Stranger()
    state = Dictionary(BM=Name.Multiply)
    return made.page(WORDS + b"/B gs 1 0.9 0 rg 10 80 280 40 re f", ExtGState=Dictionary(B=state))


def highlighted() -> Stranger:
    """A marker that shines through over words."""
    made = Stranger()
    state = Dictionary(ca=0.4)
    return made.page(WORDS + b"/H gs 0.9 0.5 0 rg 10 80 280 40 re f", ExtGState=Dictionary(H=state))


def shaded() -> Stranger:
    made = Stranger()
    return made.page(b"/S sh 1 g " + WORDS, Shading=Dictionary(S=gradient(made)))


def painted_with_a_gradient() -> Stranger:
    made = Stranger()
    pattern = Dictionary(PatternType=2, Shading=gradient(made))
    content = b"/Pattern cs /P scn 10 80 280 40 re f 1 g " + WORDS
    return made.page(content, Pattern=Dictionary(P=pattern))


def within_forms() -> Stranger:
    """The same, two drawings deep."""
    made = Stranger()
    inner = made.form(b"/S sh", Dictionary(Shading=Dictionary(S=gradient(made))))
    outer = made.form(b"/I Do", Dictionary(XObject=Dictionary(I=inner)))
    return made.page(b"/O Do 1 g " + WORDS, XObject=Dictionary(O=outer))


def letters_in_colour() -> Stranger:
    made = Stranger()
    letter = made.stream(b"1000 0 d0 0.2 0.4 0.9 rg 0 0 800 800 re f")
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1000, 1000], FirstChar=97, LastChar=97,
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0], Widths=[1000], CharProcs=Dictionary(a=letter),
        Encoding=Dictionary(Type=Name.Encoding, Differences=[97, Name.a]), Resources=Dictionary(),
    )  # fmt: skip
    made.page(WORDS)
    made.pdf.pages[0].Resources.Font.C = made.pdf.make_indirect(font)
    made.pdf.pages[0].contents_add(b"BT /C 40 Tf 20 20 Td (aaa) Tj ET")
    return made


def black_on_black() -> Stranger:
    """Light letters on a dark area, which is drawn where nobody looks for it."""
    made = Stranger()
    inner = made.form(b"0.1 g 10 80 280 40 re f")
    return made.page(b"/O Do 0.9 g " + WORDS, XObject=Dictionary(O=inner))


PICTURED = {
    "a soft mask": soft_mask, "a blend mode": blended,
    "something that shines through": highlighted, "a gradient": shaded,
    "letters with colours of their own": letters_in_colour,
    "what would be lost otherwise": black_on_black,
}  # fmt: skip


@pytest.mark.parametrize("reason", list(PICTURED))
def test_a_page_that_black_cannot_keep_is_a_picture_with_its_words(reason):
    made = inked(PICTURED[reason]().finished(), "x.pdf", "black", ())

    assert [str(each) for each in made.told] == [
        "x.pdf: page 1 is printed as a picture, with the words behind, because of "
        f"{reason}. Look at it before you print. [recolouring]"
    ]
    assert pictures(made.files[""]) == [("/DeviceGray", 1, 2500, 1667)]
    assert words(made.files[""]) == "words that are said"


@pytest.mark.parametrize(
    "stranger", [*PICTURED.values(), painted_with_a_gradient, within_forms],
    ids=lambda made: made.__name__,
)  # fmt: skip
def test_every_word_stands_out_as_it_did(stranger):
    content = stranger().finished()

    assert spread(content) > 100
    assert spread(inked(content, "x.pdf", "black", ()).files[""]) > 200


def test_plates_have_pictures_in_grey_and_the_proof_one_in_colour():
    made = inked(shaded().finished(), "x.pdf", "riso", ("blue", "red"))

    assert {name: pictures(content) for name, content in made.files.items()} == {
        "proof": [("/DeviceRGB", 8, 625, 417)], "blue": [("/DeviceGray", 8, 2500, 1667)],
        "red": [("/DeviceGray", 8, 2500, 1667)],
    }  # fmt: skip
    left, right = (ink_at(made.files["red"], x) for x in (5, 295))
    assert left > 0.7 > 0.3 > right


def test_pages_are_named_together():
    made = Stranger()
    for _ in range(3):
        made.page(b"/S sh", Shading=Dictionary(S=gradient(made)))
    made.page(WORDS)
    told = inked(made.finished(), "x.pdf", "black", ()).told

    assert [each.what for each in told] == [
        "pages 1, 2, 3 are printed as pictures, with the words behind, because of a gradient"
    ]


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_turned_page_with_a_trim_is_the_same_picture(turn):
    made = Stranger()
    shading = gradient(made)
    shading.Function.C0, shading.Function.C1 = [0, 0, 0], [1, 1, 1]
    made.page(b"/S sh", Shading=Dictionary(S=shading))
    page = made.pdf.pages[0]
    page.Rotate, page.UserUnit = turn, 2
    page.MediaBox, page.TrimBox = Array([-10, -10, 310, 210]), Array([0, 0, *SIZE])
    content = made.finished()
    (seen,), (kept,) = (pymupdf.open(stream=each) for each in
                        (content, inked(content, "x.pdf", "black", ()).files[""]))  # fmt: skip
    one, other = (
        page.get_pixmap(dpi=72, colorspace=pymupdf.csGRAY).pil_image().reduce(20)
        for page in (seen, kept)
    )

    assert one.size == other.size
    pairs = zip(one.tobytes(), other.tobytes(), strict=True)
    assert max(abs(a - b) for a, b in pairs) < 60


def test_what_shines_through_and_covers_nothing_stays_drawn():
    made = Stranger()
    state = Dictionary(ca=0.5)
    made.page(b"/H gs 0 0 1 rg 10 20 280 40 re f", ExtGState=Dictionary(H=state))
    done = inked(made.finished(), "x.pdf", "black", ())

    assert (done.told, pictures(done.files[""])) == ((), [])


def test_a_pale_sign_behind_a_page_does_not_turn_black():
    """Solid, it would hide the words that lie on it."""
    made = Stranger()
    content = b"0.8 g BT /F 90 Tf 10 60 Td (DRAFT) Tj ET 0 g " + WORDS
    done = inked(made.page(content).finished(), "x.pdf", "black", ())

    assert ink_at(done.files[""], 150) < 0.5
    assert spread(done.files[""]) > 100


def test_one_drawing_in_two_colours_and_as_dense_as_it_is_drawn():
    made = Stranger()
    form = made.form(b"0 0 40 40 re f")
    made.page(b"1 0 0 rg /X Do q 1 0 0 1 100 0 cm 0 0 1 rg /X Do Q", XObject=Dictionary(X=form))
    done = inked(made.finished(), "x.pdf", "riso", ("blue", "red"))
    red, blue = (done.files[ink] for ink in ("red", "blue"))

    assert ink_at(red, 20, 180) > 0.5 > ink_at(red, 120, 180)
    assert ink_at(blue, 120, 180) > 0.5 > ink_at(blue, 20, 180)


def test_a_picture_that_stands_amid_text():
    made = Stranger()
    content = b"q 200 0 0 100 50 50 cm BI /W 4 /H 4 /CS /RGB /BPC 8 ID " + b"\x00\x00\xff" * 16
    done = inked(made.page(content + b"\nEI Q").finished(), "x.pdf", "black", ())

    assert (done.told, pictures(done.files[""])) == ((), [("/DeviceGray", 1, 834, 417)])
    assert ink_at(done.files[""], 150) > 0.7


def test_colours_of_a_press_go_through_the_profile_that_the_file_has():
    made = Stranger()
    made.page(b"0 0.4 0 0 k 0 0 300 200 re f")
    without = inked(made.finished(), "x.pdf", "black", ()).files[""]
    held = made.stream(press_profile(), N=4)
    made.pdf.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFX, DestOutputProfile=held)])

    assert ink_at(without, 150) > 0.1
    assert ink_at(inked(made.finished(), "x.pdf", "black", ()).files[""], 150) < 0.05


def test_fields_that_no_form_knows_are_no_matter_of_readers(recwarn):
    made = Stranger().page(WORDS)
    field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, Rect=[0, 0, 50, 20])
    made.pdf.pages[0].Annots = Array([made.pdf.make_indirect(field)])
    source = read_source(made.finished(), "x.pdf")
    recwarn.clear()

    assert for_press(saved(source))
    assert inked(saved(source), "x.pdf", "black", ()).told == ()
    assert [str(each.message) for each in recwarn] == []


# --- one ink is one ink


def of_every_kind() -> Stranger:
    """A page on which colours hide wherever a PDF can keep them."""
    made = Stranger()
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    spot = Array([Name.Separation, Name.Red, Name.DeviceCMYK, Dictionary(
        FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)])  # fmt: skip
    tiling = made.stream(
        b"0 0 1 rg 0 0 5 5 re f", PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 9, 9],
        XStep=9, YStep=9, Resources=Dictionary(),
    )  # fmt: skip
    form = made.form(b"0 1 0 rg 0 0 30 30 re f", Group=group)
    unused = made.form(b"0 1 0 rg 0 0 30 30 re f", Group=group)
    picture = made.picture(b"\xff\0\0" * 16, 4, 4)
    content = (
        b"/Cs cs 1 scn 0 0 50 50 re f /Pattern cs /T scn 60 0 50 50 re f /X Do "
        b"q 50 0 0 50 120 0 cm /I Do Q 0 0.5 0 RG 5 w 0 100 m 300 100 l S "
        b"/Pattern CS /T SCN 0 150 m 300 150 l S " + WORDS
    )
    made.page(
        content, ColorSpace=Dictionary(Cs=spot), Pattern=Dictionary(T=tiling),
        XObject=Dictionary(X=form, I=picture, Unused=unused), Shading=Dictionary(S=gradient(made)),
    )  # fmt: skip
    made.pdf.pages[0].Group = group
    return made


def other_colours(content: bytes) -> set[str]:
    """Whatever in a file could be another ink than black: operators, spaces, groups, gradients."""
    found = set()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        for held in [*pdf.pages, *(o for o in pdf.objects if isinstance(o, pikepdf.Stream))]:
            is_drawn = isinstance(held, pikepdf.Page) or (
                held.get("/Subtype") == Name.Form or "/PatternType" in held
            )
            found |= operators(held) if is_drawn else set()
        for held in pdf.objects:
            if not isinstance(held, pikepdf.Dictionary | pikepdf.Stream):
                continue
            found |= {key for key in ("/Shading",) if key in held.get("/Resources", Dictionary())}
            for letter in held.get("/CharProcs", Dictionary()).values():
                found |= operators(letter)
            found |= {key for key in ("/Shading", "/Group", "/SMask") if key in held}
            space = held.get("/ColorSpace", Name.DeviceGray)
            found |= {str(space)} - {"/DeviceGray"}
    return found


def operators(held) -> set[str]:
    said = {str(operator) for _, operator in pikepdf.parse_content_stream(held)}
    return said & {"rg", "RG", "k", "K", "sh"}


@pytest.mark.parametrize("stranger", [of_every_kind, *PICTURED.values()])
def test_one_ink_is_one_ink(stranger):
    content = stranger().finished()

    assert other_colours(inked(content, "x.pdf", "black", ()).files[""]) == set()
    assert other_colours(inked(content, "x.pdf", "riso", ("blue",)).files["blue"]) == set()


def test_the_kinds_of_colour_are_there_before():
    assert other_colours(of_every_kind().finished()) >= {
        "rg", "RG", "/Shading", "/Group", "/DeviceRGB"
    }  # fmt: skip


# --- what cannot be


def test_what_no_ink_can_show_stops_the_file_and_names_the_page():
    """White takes nothing away from paper; black is printed as much of it as there can be."""
    made = Stranger().page(WORDS).page(b"1 0 0 rg 10 81 280 40 re f")
    with pytest.raises(ZineError) as caught:
        inked(made.finished(), "x.pdf", "riso", ("white",))

    assert str(caught.value) == (
        "x.pdf: page 2 has something that these inks cannot show. Name a darker ink, or print in "
        "colour. [recolouring]"
    )


def test_the_check_finds_what_painting_loses(monkeypatch):
    """Without it, letters that lie on what they cannot be told from are gone."""
    monkeypatch.setattr("zinewright.recolour.without_loss.is_lost", lambda *_: False)
    made = inked(black_on_black().finished(), "x.pdf", "black", ())

    assert made.told == ()
    assert spread(made.files[""]) < 10


def test_a_picture_that_is_too_large_to_be_looked_at():
    made = Stranger()
    picture = made.picture(b"", 20_000, 20_000)
    made.page(b"/I Do", XObject=Dictionary(I=picture))
    with pytest.raises(ZineError) as caught:
        inked(made.finished(), "x.pdf", "black", ())

    assert str(caught.value) == (
        "x.pdf: a picture on page 1 has 400 million pixels, too many. Make that page without it, "
        "or print in colour. [recolouring]"
    )


@pytest.mark.slow
def test_a_large_picture_is_drawn_in_bands():
    """One of 81 million pixels, as a page in few megabytes; decoded whole it would take 243."""
    made = Stranger()
    packer = zlib.compressobj(1)
    row = bytes(x * 255 // 27_000 for x in range(27_000))
    packed = b"".join([*(packer.compress(row) for _ in range(9000)), packer.flush()])
    picture = made.picture(b"", 9000, 9000)
    picture.write(packed, filter=Name.FlateDecode)
    made.page(b"q 300 0 0 200 0 0 cm /I Do Q", XObject=Dictionary(I=picture))
    done = inked(made.finished(), "x.pdf", "black", ())

    assert [each.what for each in done.told] == [
        "page 1 is printed as a picture, with the words behind, because of a very large picture"
    ]
    assert ink_at(done.files[""], 10) > 0.9 > 0.1 > ink_at(done.files[""], 290)


def test_a_page_is_looked_at_again_from_near_before_it_is_said_to_lose(monkeypatch):
    seen = []

    def looked(page, nearer=1):
        seen.append(nearer)
        return looked_at(page, nearer)

    monkeypatch.setattr("zinewright.recolour.without_loss.looked_at", looked)
    inked(black_on_black().finished(), "x.pdf", "black", ())

    assert seen[:4] == [1, 1, 4, 4]


def pictures(content: bytes):
    """Every picture of a file: its space, its bits, its width and its height."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        return [
            (str(o.ColorSpace), int(o.BitsPerComponent), int(o.Width), int(o.Height))
            for o in pdf.objects
            if isinstance(o, pikepdf.Stream) and o.get("/Subtype") == Name.Image
        ]


def words(content: bytes) -> str:
    return pymupdf.open(stream=content)[0].get_text().split("\n")[0].strip()


def spread(content: bytes) -> int:
    """How much lighter the lightest spot is than the darkest where the words stand, of 255."""
    (page,) = pymupdf.open(stream=content)
    clip = pymupdf.Rect(22, 92, 200, 110)
    spots = page.get_pixmap(dpi=200, clip=clip, colorspace=pymupdf.csGRAY).samples
    return max(spots) - min(spots)


def ink_at(content: bytes, x: float, y: float = 100) -> float:
    """How much of the paper is covered around a place, from 0 to 1."""
    page = pymupdf.open(stream=content)[0]
    clip = pymupdf.Rect(x - 5, y - 5, x + 5, y + 5)
    spots = page.get_pixmap(dpi=300, clip=clip, colorspace=pymupdf.csGRAY).samples
    return 1 - sum(spots) / len(spots) / 255
