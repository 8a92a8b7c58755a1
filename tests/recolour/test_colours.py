"""What a PDF says of a colour, in every kind of space."""

from __future__ import annotations

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name
from stranger import press_profile

from zinewright.bind.srgb import profile as srgb
from zinewright.paper.inks import lightness
from zinewright.recolour.colours import first_in, press_of, rgb_in, space_of

PDF = pikepdf.new()
LAB = Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249], Range=[-128, 127, -128, 127])])
TINT = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 1, 0], N=1)


def icc(profile: bytes, components: int):
    return Array([Name.ICCBased, PDF.make_stream(profile, N=components)])


def spot(name: str = "/Signal"):
    return Array([Name.Separation, Name(name), Name.DeviceCMYK, TINT])


@pytest.mark.parametrize(
    ("numbers", "space", "expected"),
    [
        ([0.5], Name.DeviceGray, (0.5, 0.5, 0.5)),
        ([1, 0.5, 0], Name.DeviceRGB, (1, 0.5, 0)),
        ([2, -1, 0], None, (1, 0, 0)),
        ([0, 0, 0, 1], Name.DeviceCMYK, (0, 0, 0)),
        ([0, 0, 0, 0.25], None, (0.75, 0.75, 0.75)),
        ([0, 1, 1, 0], None, (0.89, 0.02, 0.10)),
        ([1], spot(), (0.89, 0.02, 0.10)),
        ([0], spot(), (1, 1, 1)),
        ([1], spot("/None"), (1, 1, 1)),
        ([1, 0, 0], icc(srgb(), 3), (1, 0, 0)),
        ([1, 0, 0], icc(b"no profile", 3), (1, 0, 0)),
        ([100, 0, 0], LAB, (1, 1, 1)),
        ([0, 0, 0], LAB, (0, 0, 0)),
        ([53.24, 80.09, 67.2], LAB, (1, 0, 0)),
        ([1], Array([Name.Indexed, Name.DeviceRGB, 1, b"\0\0\0\xff\x80\0"]), (1, 0.502, 0)),
        ([1, 0, 0], Array([Name.Pattern, Name.DeviceRGB]), (1, 0, 0)),
    ],
)  # fmt: skip
def test_a_colour(numbers, space, expected):
    assert rgb_in(numbers, space) == pytest.approx(expected, abs=0.02)


def test_colours_of_a_press_go_through_its_profile():
    profile = press_profile()
    own = rgb_in([1, 0, 0, 0], icc(profile, 4))

    assert own == rgb_in([1, 0, 0, 0], Name.DeviceCMYK, profile)
    assert max(own) - min(own) < 0.02
    assert 0.3 < own[0] < 0.6
    assert rgb_in([0, 0.7, 0, 0], None, profile) == (1, 1, 1)


def test_black_alone_is_black_whatever_the_press_is():
    assert rgb_in([0, 0, 0, 1], None, press_profile()) == (0, 0, 0)


def test_what_four_inks_give_gets_darker_with_each():
    tones = [lightness(rgb_in([ink] * 4, None)) for ink in (0, 0.25, 0.5, 0.75, 1)]

    assert tones == sorted(tones, reverse=True)
    assert tones[0] == 1


@pytest.mark.parametrize(
    ("space", "expected"),
    [(Name.DeviceCMYK, (0, 0, 0)), (Name.DeviceGray, (0, 0, 0)), (spot(), (0.89, 0.02, 0.10)),
     (Name.Pattern, (0, 0, 0)), (LAB, (0, 0, 0))],
)  # fmt: skip
def test_the_colour_that_painting_begins_with(space, expected):
    assert first_in(space) == pytest.approx(expected, abs=0.02)


def test_the_press_of_a_file_is_that_of_its_intent():
    pdf = pikepdf.new()
    none = press_of(pdf)
    held = pdf.make_stream(press_profile(), N=4)
    pdf.Root.OutputIntents = Array([Dictionary(S=Name.GTS_PDFX, DestOutputProfile=held)])

    assert (none, press_of(pdf)) == (b"", press_profile())


def test_spaces_have_names_in_resources():
    resources = Dictionary(ColorSpace=Dictionary(Cs1=spot()))

    assert space_of(Name("/Cs1"), resources)[1] == "/Signal"
    assert space_of(Name.DeviceRGB, resources) == "/DeviceRGB"


def test_spaces_within_one_another_end():
    space = PDF.make_indirect(Array([Name.Pattern]))
    space.append(space)

    with pytest.raises(ValueError, match="without end"):
        rgb_in([0.5], space)
