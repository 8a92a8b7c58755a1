"""The editions for paper: the booklet, and the pocket zine, as they come out of a build."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import pikepdf
import pymupdf
import pytest
from manuscripts import press
from pdfs import numbered
from printed import texts
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
HELP = """
[[resource]]
id = "{id}"
name = "{name}"
kind = "{kind}"
regions = ["GB"]
url = "https://example.org/{id}"
topics = []
{more}
"""
NUMBER = """
verified_on = 2026-01-02
verified_by = "Ada"
[[resource.channels]]
type = "voice"
display = "116 123"
short_code = "116123"
dial_region = "GB"
hours = "24 hours, every day"
"""


def helps(count):
    return "".join(
        HELP.format(id=f"help-{n}", name=f"Help {n}", kind="crisis", more=NUMBER)
        for n in range(count)
    )


def made(lay: Lay, files, *editions):
    folder = lay({"zine.toml": RECIPE, "posts/one.md": LONG} | files)
    with press() as ready:
        build(folder, folder / "out", ready, editions)
    return folder / "out"


def panels(path):
    """What stands on each panel of a sheet of eight, by the place where it is found."""
    (page,) = pymupdf.open(path)
    found: dict[tuple[int, int], list[str]] = {}
    for words, x, y, turn in sorted(texts(page), key=lambda text: (text[2], text[1])):
        column, row = int(x / page.rect.width * 4), int(y / page.rect.height * 2)
        assert turn == (180 if row == 0 else 0)
        found.setdefault((column, row), []).append(words)
    order = [(3, 1), (3, 0), (2, 0), (1, 0), (0, 0), (0, 1), (1, 1), (2, 1)]
    return [
        " ".join(" ".join(reversed(lines) if place[1] == 0 else lines).split())
        for place in order
        for lines in [found.get(place, [])]
    ]


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


def test_a_pocket_zine_holds_help_and_how_to_skip_and_where_the_whole_is(lay):
    recipe = RECIPE + 'website = "https://example.org/zine"\n'
    out = made(lay, {"zine.toml": recipe, "resources.toml": helps(1)}, "pocket")

    assert panels(out / "small-hours-pocket.pdf") == [
        "Small hours Draft · 31 January 2026",
        "If you need somebody Help 0 Phone: 116 123 (United Kingdom). 24 hours, every day. "
        "Checked on 2 January 2026 by Ada.",
        "Before you read Before each piece or part about such things stands a note: what it holds, "
        "what you miss by skipping it, and the page on which to go on. Read what you choose, in "
        "any order. You can stop at any time, look around the room, and come back later or not at "
        "all. The numbers in here are for you, too.",
        "", "", "", "",
        "The whole zine There is a booklet, a PDF for screen readers, large print, an EPUB, a web "
        "page and plain text. example.org/zine Small hours. Published on 31 January 2026. This is "
        "a draft.",
    ]  # fmt: skip


def test_a_pocket_zine_names_the_places_of_support_that_the_recipe_names(lay):
    recipe = RECIPE + '[pocket]\nresources = ["help-2"]\n'
    out = made(lay, {"zine.toml": recipe, "resources.toml": helps(3)}, "pocket")
    (_, second, *_) = panels(out / "small-hours-pocket.pdf")

    assert "Help 2" in second
    assert "Help 1" not in second


@pytest.mark.slow
def test_a_pocket_zine_that_is_too_long_says_by_how_much(lay):
    names = ", ".join(f'"help-{n}"' for n in range(40))
    files = {
        "zine.toml": f"{RECIPE}[pocket]\nresources = [{names}]\n",
        "resources.toml": helps(40),
    }
    with pytest.raises(ZineError) as caught:
        made(lay, files, "pocket")

    assert str(caught.value).startswith(
        "zine.toml: the pocket zine has 8 panels, and its text needs "
    )
    assert "too many (“Small hours” 1, “If you need somebody” " in str(caught.value)


def test_a_small_zine_is_in_its_pocket_whole(lay):
    out = made(lay, {"posts/one.md": POST + "Nothing but this."}, "pocket")
    found = panels(out / "small-hours-pocket.pdf")

    assert "One" in found[2]
    assert "Nothing but this." in found[2]
    assert "About this zine" in found[3]


@pytest.mark.parametrize("paper", ["A4", "letter", "A3"])
def test_a_pocket_zine_is_laid_out_for_its_panels(lay, paper):
    keys = f'{RECIPE}[print]\npaper = "{paper}"\nscale = "fit"\n'
    out = made(lay, {"zine.toml": keys, "resources.toml": helps(2)}, "pocket")
    (page,) = pymupdf.open(out / "small-hours-pocket.pdf")
    sizes = {round(span["size"], 2) for block in page.get_text("dict")["blocks"]
             for line in block.get("lines", ()) for span in line["spans"]}  # fmt: skip
    edges = [b[:4] for b in page.get_text("blocks")]

    assert {8.5, 13} <= sizes
    assert min(min(x0, y0) for x0, y0, _, _ in edges) > 14.2
    assert max(x1 for _, _, x1, _ in edges) < page.rect.width - 14.2


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
