"""A print shop's colours: what passes through untouched, and the one thing that changes."""

from __future__ import annotations

import io

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from stranger import Stranger

from zinewright.sheets.pdf_x import for_press

TINT = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)
LAB = Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249])])


def said(content: bytes, **resources) -> list[str]:
    made = Stranger().page(content, **resources).finished()
    with pikepdf.open(io.BytesIO(for_press(made))) as pdf:
        return pikepdf.unparse_content_stream(
            pikepdf.parse_content_stream(pdf.pages[0])
        ).decode().split("\n")  # fmt: skip


@pytest.mark.parametrize(
    "operator",
    ["0 0.9 0.9 0 k", "0.1 0.2 0.3 0.4 K", "0.5 g", "1 0 0 rg", "0.2 0.4 0.6 RG", "/S cs",
     "/S CS", "1 scn", "53 80 67 sc", "/P scn", "0.5 SCN", "/DeviceCMYK cs"],
)  # fmt: skip
def test_a_colour_stays_what_it_is(operator):
    spaces = Dictionary(S=Array([Name.Separation, Name("/Signal"), Name.DeviceCMYK, TINT]))
    assert said(operator.encode(), ColorSpace=spaces) == [operator]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("0 0 0 rg 1 1 1 RG", ["0 g", "1 G"]),
        ("0.5 0.5 0.501 rg", ["0.5 g"]),
        ("/DeviceRGB cs 0.5 0.5 0.5 sc", ["/DeviceRGB cs", "0.5 g"]),
        ("/R cs 0 0 0 scn 1 0 0 scn", ["/R cs", "0 g", "1 0 0 rg"]),
        ("/L cs 50 50 50 sc", ["/L cs", "50 50 50 sc"]),
        (
            "/R cs q /L cs 50 50 50 sc Q 0 0 0 sc",
            ["/R cs", "q", "/L cs", "50 50 50 sc", "Q", "0 g"],
        ),
        ("/R cs 0.5 g 1 1 1 RG", ["/R cs", "0.5 g", "1 G"]),
    ],
)
def test_greys_of_screens_become_greys(content, expected):
    spaces = Dictionary(R=Name.DeviceRGB, L=LAB)
    assert said(content.encode(), ColorSpace=spaces) == expected


def test_drawings_tilings_and_letters_change_alike():
    made = Stranger()
    black = b"0 0 0 rg 0 0 5 5 re f"
    tiling = made.stream(
        black, PatternType=1, PaintType=1, TilingType=1, BBox=[0, 0, 9, 9], XStep=9, YStep=9,
        Resources=Dictionary(),
    )  # fmt: skip
    font = made.pdf.make_indirect(Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontMatrix=[1, 0, 0, 1, 0, 0],
        CharProcs=Dictionary(a=made.stream(b"9 0 d0 " + black)), Resources=Dictionary(),
    ))  # fmt: skip
    made.page(black, XObject=Dictionary(X=made.form(black)), Pattern=Dictionary(T=tiling))
    made.pdf.pages[0].Resources.Font.A = font
    with pikepdf.open(io.BytesIO(for_press(made.finished()))) as pdf:
        held = pdf.pages[0].Resources
        contents = [
            pdf.pages[0].Contents, held.XObject.X, held.Pattern.T, held.Font.A.CharProcs.a
        ]  # fmt: skip

        assert [b"0 0 0 rg" in each.read_bytes() for each in contents] == [False] * 4
        assert [b"0 g" in each.read_bytes() for each in contents] == [True] * 4


def test_what_has_no_greys_of_screens_keeps_its_bytes():
    content = b"0 0 0 1 k\n  0 0 9 9 re   f % as it was written"
    with pikepdf.open(io.BytesIO(for_press(Stranger().page(content).finished()))) as pdf:
        assert pdf.pages[0].Contents.read_bytes() == content


def test_pictures_and_gradients_keep_their_spaces():
    made = Stranger()
    picture = made.picture(bytes(16), 2, 2, Name.DeviceCMYK)
    shading = Dictionary(ShadingType=2, ColorSpace=LAB, Coords=[0, 0, 1, 1], Function=TINT)
    made.page(b"/I Do /S sh", XObject=Dictionary(I=picture), Shading=Dictionary(S=shading))
    with pikepdf.open(io.BytesIO(for_press(made.finished()))) as pdf:
        held = pdf.pages[0].Resources

        assert (held.XObject.I.ColorSpace, held.XObject.I.read_bytes()) == (
            "/DeviceCMYK", bytes(16),
        )  # fmt: skip
        assert held.Shading.S.ColorSpace[0] == "/Lab"
