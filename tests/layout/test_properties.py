"""What stands at the head of a style, and what its colours are like."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zinewright.layout.layout import plain
from zinewright.layout.properties import (
    Faint,
    Property,
    accent_of,
    faces_in,
    faint,
    read_style,
    values_of,
    with_accent,
    with_values,
)
from zinewright.particulars import Particulars, Print

STYLE = """\
/* :root { --no: 1 } */
:root {
  --accent: #7a0019; /* a dark red */
  --quiet: var(--accent);
  --frame: #222; --on-frame: #eee;
  --face: "A; B", C;
}
@page { @top-left { color: var(--quiet) } }
h1 { color: var(--accent) }
@media (prefers-color-scheme: dark) {
  :root { --paper: black; --accent: #f08 }
}
.notice { color: var(--on-frame, red); background: var(--frame) }
"""


def test_what_stands_at_the_head():
    sheet = read_style(STYLE)

    assert sheet.properties == (
        Property("accent", "#7a0019", 3),
        Property("quiet", "var(--accent)", 4),
        Property("frame", "#222", 5),
        Property("on-frame", "#eee", 5),
        Property("face", '"A; B", C', 6),
        Property("paper", "black", 11, "(prefers-color-scheme: dark)"),
        Property("accent", "#f08", 11, "(prefers-color-scheme: dark)"),
    )
    assert sheet.of_text == {"accent", "quiet", "on-frame"}
    assert sheet.slips == ()


def test_text_that_is_faint():
    """On dark screens, here; that of another property is told once, where it is written."""
    dark = Property("accent", "#f08", 11, "(prefers-color-scheme: dark)")

    assert [
        Faint(each.property, round(each.ratio, 1), each.behind, each.nearest)
        for each in faint(read_style(STYLE))
    ] == [Faint(dark, 5.6, "paper", "#ff50ad")]
    assert [
        (each.property.name, each.behind)
        for each in faint(read_style(STYLE.replace("#eee", "#333").replace("#f08", "#fff")))
    ] == [("on-frame", "frame")]


def test_an_accent_of_a_zine_takes_the_place_of_that_of_the_style():
    assert with_accent(STYLE, "#0078bf").removeprefix(STYLE) == (
        ":root{--accent:#005d94}\n@media (prefers-color-scheme: dark){:root{--accent:#009bf6}}\n"
    )
    assert with_accent("a {}", "#005d94") == "a {}"
    assert with_accent(STYLE, "red") == with_accent(STYLE, "") == STYLE


@pytest.mark.parametrize(
    ("style", "faces"),
    [
        (":root { --text-face: 'A B', C; --title-face: var(--text-face) }", ("A B",)),
        (':root { --text-face: Serif; --title-face: "D", E }', ("Serif", "D")),
        ("a {}", ()),
    ],
)
def test_the_faces_of_a_style(style, faces):
    assert faces_in(values_of(style)) == faces


def test_for_pages_values_stand_where_they_are_asked_for():
    """But for what is set again further down; no line moves."""
    style = (
        ":root { --accent: black; --face: A,\n  B; --in: var(--face) }\n"
        "@page { size: var(--page-size); margin: calc(2 * var(--gap)) }\n"
        "h1 { font: 9pt var(--in); color: var(--accent, red); border: 1pt solid var(--accent) }\n"
        "[lang|=ar] { --face: C } /* --accent: 1 */ p { font-family: var(--face) }\n"
    )

    assert with_values(style, "#ff48b0") == (
        ":root { --accent: black; --face: A,\n  B; --in: var(--face) }\n"
        "@page { size: var(--page-size); margin: calc(2 * var(--gap)) }\n"
        "h1 { font: 9pt A, B; color: var(--accent, red); border: 1pt solid #ae0063 }\n"
        "[lang|=ar] { --face: C } /* --accent: 1 */ p { font-family: var(--face) }\n"
    )


def test_an_accent_that_is_set_again_further_down_is_put_behind_all():
    style = ":root { --accent: red }\n@media print { :root { --accent: blue } }\n"

    assert with_values(style, "#7a0019") == (
        f"{style}:root{{--accent:#7a0019}}\n@media print{{:root{{--accent:#7a0019}}}}\n"
    )


def test_no_value_of_a_style_grows_without_end():
    many = "".join(f"--a{n}: {f'var(--a{n + 1})' * 20};" for n in range(30))
    known = values_of(f":root {{ {many} --b: var(--c); --c: var(--b); }}")

    assert max(map(len, known.values())) <= 500


@pytest.mark.parametrize(
    ("style", "line"),
    [("a { color: red }\nb { color red; }", 2), ("a {\n  color: red; }\n}\nb {}", 3)],
)
def test_what_is_no_css(style, line):
    assert [number for number, _ in read_style(style).slips] == [line]


def test_the_accent_of_plain_on_its_cover():
    assert plain().properties()["accent"] == "black"
    assert plain().properties("#7a0019")["accent"] == "#7a0019"


PIECES = st.lists(
    st.sampled_from(
        [":root", " {", "}", "--a", "--accent", ": ", ";", "var(--a)", "var(--b, x)", "#f00", "red",
         "/*", "*/", "@media print ", "@page ", "color", "\n", "(", ")", "\"", "\\", "é",
         "lab(1 2 3)",
         "rgb(calc(1) 300 -5)", "hsl(none 1% 1%)", "currentcolor", "<!--"]
    ), max_size=40,
)  # fmt: skip


@given(PIECES)
def test_whatever_a_style_says_it_is_read(pieces):
    style = "".join(pieces)
    sheet = read_style(style)

    assert all(each.nearest.startswith("#") for each in faint(sheet))
    assert with_accent(style, "#7a0019").startswith(style.rstrip("\n"))
    assert with_values(style).count("\n") == style.count("\n")


ON = ":root { --accent: #ff4fb3; --on-accent: black; --paper: white }\nh1 { background: %s }\n"


def test_an_accent_that_text_stands_on_is_as_light_as_that_text_needs():
    """And not as dark as it would have to be on the paper."""
    style = ON % "var(--accent)"

    assert with_values(style, "#0078bf") == ON % "#009bf6"
    assert with_values(style, "#ffe800") == ON % "#ffe800"
    assert with_accent(style, "#0078bf") == f"{style}:root{{--accent:#009bf6}}\n"


@pytest.mark.parametrize(
    ("accent", "printed", "style", "found"),
    [
        ("", Print(ink="riso", inks=("black", "blue")), ON, "#0078bf"),
        ("", Print(ink="riso", inks=("yellow", "black")), ON, "#ffe800"),
        ("#7a0019", Print(ink="riso", inks=("black", "blue")), ON, "#7a0019"),
        ("", Print(ink="riso", inks=("blue",)), ON, ""),
        ("", Print(ink="colour", inks=("black", "blue")), ON, ""),
        ("", Print(ink="riso", inks=("black", "blue")), STYLE, ""),
    ],
)
def test_the_lighter_ink_of_a_riso_is_the_accent_that_is_a_ground(accent, printed, style, found):
    particulars = Particulars(
        title="x", date=datetime.date(2026, 1, 2), accent=accent, print=printed
    )  # fmt: skip

    assert accent_of(particulars, style) == found
