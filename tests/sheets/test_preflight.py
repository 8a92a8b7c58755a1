"""PDF/X-4 is claimed of nothing that cannot keep it: each fault, named, and what passes."""

from __future__ import annotations

import datetime
import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from stranger import WORDS, Stranger, press_profile

from zinewright.bind.srgb import profile as srgb
from zinewright.paper.folds import FOLDS
from zinewright.paper.folds.paper import Wish
from zinewright.paper.papers import PAPERS
from zinewright.pdf.source_pages import read_source
from zinewright.problems import ZineError
from zinewright.sheets.geometry import Setup
from zinewright.sheets.impose import Printing, impose
from zinewright.sheets.pdf_x import shop_of
from zinewright.sheets.preflight import faults

EMBED = "Make the PDF again with all fonts embedded, as an export to PDF/X or PDF/A does"
AGAIN = "Make the PDF again as PDF/X-4, or leave --profile out"
DAY = datetime.datetime(2026, 1, 2, tzinfo=datetime.UTC)
GREY = b"0.5 g 0 0 50 50 re f"


def for_shop(stranger: Stranger, profile: bytes | None = None) -> bytes:
    """The sheets for a shop. Raises `ZineError`."""
    shop = shop_of(profile or press_profile(), "press.icc", "Custom", DAY)
    source = read_source(stranger.finished(), "x.pdf")
    wish = Wish(is_one_sided=True)
    return impose(source, FOLDS["leaves"], wish, Setup(PAPERS["A4"]), Printing(shop=shop)).files[""]


def screen_press() -> bytes:
    """A profile of a press that takes red, green and blue."""
    made = bytearray(srgb())
    made[12:16] = b"prtr"
    return bytes(made)


def told(stranger: Stranger, profile: bytes | None = None) -> list[str]:
    with pytest.raises(ZineError) as caught:
        for_shop(stranger, profile)
    return [str(problem) for problem in caught.value.problems]


def with_font(**keys) -> Dictionary:
    made = Stranger()
    described = made.pdf.make_indirect(Dictionary(Type=Name.FontDescriptor, **keys))
    font = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/Atk+Book"))
    font.FontDescriptor = described
    made.page(WORDS)
    made.pdf.pages[0].Resources.Font.F = made.pdf.make_indirect(font)
    return made


def in_a_form() -> Stranger:
    made = Stranger()
    form = made.form(WORDS, Dictionary(Font=Dictionary(F=made.font)))
    return made.page(GREY).page(b"/X Do", XObject=Dictionary(X=form))


def in_a_mask() -> Stranger:
    made = Stranger()
    mask = made.form(
        WORDS, Dictionary(Font=Dictionary(F=made.font)), Group=Dictionary(S=Name.Transparency)
    )
    state = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=mask))
    return made.page(b"/M gs " + GREY, ExtGState=Dictionary(M=state))


def in_letters() -> Stranger:
    made = Stranger()
    letter = made.stream(b"1000 0 d0 " + WORDS)
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=[0, 0, 1, 1], FirstChar=97, LastChar=97,
        FontMatrix=[0.001, 0, 0, 0.001, 0, 0], Widths=[1000], CharProcs=Dictionary(a=letter),
        Encoding=Dictionary(Differences=[97, Name.a]),
        Resources=Dictionary(Font=Dictionary(F=made.font)),
    )  # fmt: skip
    made.page(b"BT /F 9 Tf (a) Tj ET")
    made.pdf.pages[0].Resources.Font.F = made.pdf.make_indirect(font)
    return made


@pytest.mark.parametrize("stranger", [in_a_form, in_a_mask, in_letters])
def test_a_font_that_is_not_there_wherever_it_is_used(stranger):
    page = 2 if stranger is in_a_form else 1

    assert told(stranger()) == [
        f"x.pdf: page {page} uses the font “Helvetica”, which is not in the file. {EMBED}. [pdf-x]"
    ]


def test_all_that_is_wrong_is_told_at_once():
    made = Stranger().page(WORDS).page(WORDS)

    assert len(told(made)) == 2


@pytest.mark.parametrize(
    "stranger",
    [
        lambda: Stranger().page(GREY),
        lambda: Stranger().page(b"3 Tr " + WORDS),
        lambda: Stranger().page(b"0 1 0 0 k 0 0 9 9 re f 1 0 0 rg 9 9 9 9 re f"),
        lambda: with_font(FontFile2=None),
    ],
)
def test_what_passes(stranger):
    made = stranger()
    for page in made.pdf.pages:
        font = page.Resources.Font.F
        if "/FontDescriptor" in font:
            font.FontDescriptor.FontFile2 = made.stream(b"a font")

    with pikepdf.open(io_of(for_shop(made))) as pdf:
        assert str(pdf.docinfo["/GTS_PDFXVersion"]) == "PDF/X-4"


def of_four() -> Stranger:
    return Stranger().page(b"0 1 0 0 k 0 0 9 9 re f")


def picture_of_four() -> Stranger:
    made = Stranger()
    picture = made.picture(bytes(16), 2, 2, Name.DeviceCMYK)
    return made.page(b"/I Do", XObject=Dictionary(I=picture))


def spot_over_four() -> Stranger:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
    space = Array([Name.Separation, Name.Red, Name.DeviceCMYK, tint])
    return Stranger().page(b"/S cs 1 scn 0 0 9 9 re f", ColorSpace=Dictionary(S=space))


@pytest.mark.parametrize("stranger", [of_four, picture_of_four, spot_over_four])
def test_colours_of_another_press(stranger):
    assert told(stranger(), screen_press()) == [
        "x.pdf: page 1 has colours for four inks (CMYK), and the profile is of a press with other "
        "ones. Use the CMYK profile of the print shop. [pdf-x]"
    ]
    assert for_shop(stranger())


def test_a_file_brings_the_profile_of_its_own_press():
    made = of_four()
    held = made.stream(press_profile(), N=4)
    made.pdf.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFX, DestOutputProfile=held)])

    with pikepdf.open(io_of(for_shop(made, screen_press()))) as pdf:
        space = pdf.pages[0].Resources.XObject.P1.Resources.ColorSpace.DefaultCMYK
        assert space[1].read_bytes() == press_profile()


def io_of(content: bytes) -> io.BytesIO:
    return io.BytesIO(content)


def drawing(**keys):
    made = Stranger()
    return made.page(b"/X Do", XObject=Dictionary(X=made.form(GREY, **keys)))


@pytest.mark.parametrize(
    ("stranger", "what"),
    [
        (lambda: drawing(Subtype2=Name.PS), "has a drawing in PostScript, which PDF/X-4 forbids"),
        (lambda: drawing(OPI=Dictionary()), "has a picture that only stands for another one (OPI)"),
        (lambda: drawing(Ref=Dictionary(F="a.pdf")), "has a drawing that lies in another file"),
        (
            lambda: Stranger().page(
                b"/T gs " + GREY, ExtGState=Dictionary(T=Dictionary(TR=Name.X))
            ),
            "has a transfer curve (TR), which PDF/X-4 forbids",
        ),
    ],
)
def test_what_pdf_x_forbids(stranger, what):
    assert told(stranger()) == [f"x.pdf: page 1 {what}. {AGAIN}. [pdf-x]"]


def test_groups_blend_in_colours_that_are_said():
    group = Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)
    made = Stranger()
    made.page(b"/X Do", XObject=Dictionary(X=made.form(GREY, Group=group)))
    made.pdf.pages[0].Group = group
    with pikepdf.open(io_of(for_shop(made))) as pdf:
        spaces = [o.Group.CS[0] for o in pdf.objects
                  if isinstance(o, pikepdf.Stream) and "/Group" in o]  # fmt: skip

    assert spaces == ["/ICCBased", "/ICCBased"]


def broken(change) -> list[str]:
    with pikepdf.open(io_of(for_shop(Stranger().page(GREY)))) as pdf:
        change(pdf)
        return [what for what, _ in faults(pdf, 4)]


def narrow(pdf):
    pdf.pages[0].BleedBox = Array([50, 50, 60, 60])


def noted(pdf):
    pdf.pages[0].Annots = Array([])


def acting(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda pdf: None, []),
        (narrow, ["the boxes of side 1 do not lie within each other"]),
        (noted, ["side 1 has notes or actions"]),
        (acting, ["the file acts by itself when it is opened"]),
    ],
)
def test_a_finished_file_is_looked_over(change, expected):
    assert broken(change) == expected


def test_layers_have_names_and_do_not_act():
    made = Stranger().page(GREY)
    layer = made.pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Text"))
    made.pdf.Root.OCProperties = Dictionary(
        OCGs=[layer], D=Dictionary(AS=[Dictionary(Event=Name.View)])
    )
    with pikepdf.open(io_of(for_shop(made))) as pdf:
        setting = pdf.Root.OCProperties.D

        assert (str(setting.Name), "/AS" in setting) == ("Layers 1", False)
