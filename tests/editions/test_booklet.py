"""The edition for paper: the booklet, as it comes out of a build."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pikepdf
import pymupdf
import pytest
from manuscripts import press
from pdfs import numbered
from running import POST, Lay
from shelves import Shelf
from zines import section
from zines import zine as zine_of

from zinewright.editions.booklet import booklet
from zinewright.particulars import Print
from zinewright.press.build import build
from zinewright.problems import ZineError
from zinewright.sealed import Sealed

RECIPE = 'title = "Small hours"\ndate = 2026-01-31\norder = ["one"]\nregions = ["GB"]\n'
LONG = POST + " ".join(f"word{number}" for number in range(1000)) + "."


def made(lay: Lay, files, *editions):
    folder = lay({"zine.toml": RECIPE, "posts/one.md": LONG} | files)
    with press() as ready:
        build(folder, folder / "out", ready, editions)
    return folder / "out"


def test_a_booklet_is_the_reading_edition_on_sheets(lay):
    out = made(lay, {}, "reading", "booklet")
    reading = pymupdf.open(out / "small-hours-reading.pdf")
    booklet = pymupdf.open(out / "small-hours-booklet.pdf")
    letters = ["".join(page.get_text().split()) for page in reading]
    sides = ["".join(page.get_text().split()) for page in booklet]
    count = -(-len(letters) // 4) * 4

    assert len(sides) == count // 2
    blanks = [""] * (count - len(letters))  # before the back cover, which is the outside
    for number, page in enumerate([*letters[:-1], *blanks, letters[-1]]):
        sheet = min(number, count - 1 - number) // 2
        on_back = min(number, count - 1 - number) % 2
        assert page in sides[2 * sheet + on_back]


def test_a_booklet_says_what_it_is(lay):
    out = made(lay, {}, "reading", "booklet")
    with pikepdf.open(out / "small-hours-booklet.pdf") as pdf:
        assert pdf.docinfo["/Title"] == "Small hours (print file)"
        assert "read small-hours-reading.pdf instead" in str(pdf.docinfo["/Subject"])
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"


@pytest.mark.parametrize(
    ("keys", "message"),
    [
        ('paper = "A44"', "zine.toml:6: there is no paper “A44” (did you mean A4?). Use one of: "),
        ('paper = 4', "zine.toml:6: “paper” is not text. Write paper = \"…\". [value]"),
        ('ink = "blue"', "zine.toml:6: “ink” cannot be “blue”. Write one of: black, colour, riso."),
        ('paper = "A5"', "small-hours-reading.pdf: page 1 is 148 × 210 mm, and its place on A5 is "
         "105 × 148 mm. Use larger paper: zine set print.paper A4, or"),
        ("size = 3", "zine.toml:6: “size” is no key of print"),
    ],
)  # fmt: skip
def test_what_a_recipe_cannot_ask_of_print(lay, keys, message):
    with pytest.raises(ZineError) as caught:
        made(lay, {"zine.toml": f"{RECIPE}[print]\n{keys}\n"}, "booklet")

    assert message in str(caught.value)


def test_letter_paper_takes_smaller_pages_when_asked(lay):
    keys = f'page = "A5"\n{RECIPE}[print]\npaper = "letter"\nscale = "fit"\n'
    out = made(lay, {"zine.toml": keys}, "booklet")
    with pikepdf.open(out / "small-hours-booklet.pdf") as pdf:
        assert [round(float(edge)) for edge in pdf.pages[0].MediaBox] == [0, 0, 792, 612]


def test_letter_paper_has_room_for_two_pages_as_they_are(lay):
    out = made(lay, {"zine.toml": f'{RECIPE}[print]\npaper = "letter"\n'}, "booklet")
    with pikepdf.open(out / "small-hours-booklet.pdf") as pdf:
        assert [round(float(edge)) for edge in pdf.pages[0].MediaBox] == [0, 0, 792, 612]


def kept():
    """A keep, and what it made anew."""
    made = []
    return Sealed(Shelf(), made.append), made


def test_sheets_of_the_same_pages_are_made_once():
    keep, anew = kept()
    zine = zine_of(section("one"))
    reading = numbered(8)
    cold, warned = booklet(zine, reading, "zine", print), []
    for _ in range(2):
        assert booklet(zine, reading, "zine", warned.append, keep) == cold
    assert len(anew) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"print": Print(paper="A3")},
        {"print": Print(scale="fit")},
        {"print": Print(ink="black")},
        {"title": "Another"},
        {"language": "de"},
    ],
    ids=str,
)
def test_what_sheets_depend_on_makes_them_anew(other):
    keep, anew = kept()
    zine = zine_of(section("one"))
    changed = replace(zine, particulars=msgspec.structs.replace(zine.particulars, **other))
    booklet(zine, numbered(4), "zine", print, keep)
    warm = booklet(changed, numbered(4), "zine", print, keep)

    assert warm == booklet(changed, numbered(4), "zine", print)
    assert len(anew) == 2


def test_a_name_and_other_pages_make_sheets_anew():
    keep, anew = kept()
    zine = zine_of(section("one"))
    for pages, name in ((4, "zine"), (8, "zine"), (4, "other")):
        booklet(zine, numbered(pages), name, print, keep)

    assert len(anew) == 3
