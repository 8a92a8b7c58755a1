"""`zine plan`: what it says, what it writes, and that its page reads well."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from conftest import Lay, zine
from finished import Finished

RECIPE = 'title = "Small hours"\ndate = 2026-01-31\norder = ["one"]\n'
POST = "---\ntitle: One\nnotes: none\n---\n\nWe sat up.\n"


@pytest.fixture
def here(lay: Lay) -> Path:
    folder = lay({"zine.toml": RECIPE, "posts/one.md": POST})
    return folder.parent


def said(*words: str) -> str:
    done = zine("plan", *words)
    passed_over = ("Typeset ", "These are drafts: ")
    lines = [line for line in done.output.splitlines() if not line.startswith(passed_over)]
    text = "\n".join(lines)
    return f"{text}\nexit {done.exit_code}" if done.exit_code else text


def test_a_plan(here):
    assert (
        said("m", "--copies", "60", "--sheet-price", "0.01", "--side-price", "0.03")
        == """\
How to print “Small hours”

Booklet          60 ×   2 =    126

Paper: 126 sheets of A4 (reams of 500: 1). Sides to print: 252. Staples: 126. Spare copies in \
this, for what goes wrong: 3.
The printer works for about 13 minutes at 20 sides a minute.
Cost: 8.82 in all, 0.15 a copy.

First, one of each
  Print small-hours-test-fold.pdf once: nothing but page numbers. Fold it as shown below, and see \
whether the numbers follow one another. If every second page stands on its head, choose the other \
edge.
  Then print one whole copy, read it through, and print the rest.

Print
  For all: paper A4, “actual size” or 100 %, never “fit to page”.
  small-hours-print-booklet.pdf: on both sides, turned over the short edge (“flip on short \
edge”), 63 copies.

Fold: Booklet
  1. Lay the sheets on one another as they come: the first on top, its front up.
  2. Turn it over, like the page of a book.
  3. Fold the left half over the right half.
  4. Open it in the middle, and staple it twice through the fold, from outside.
build/small-hours/small-hours-print-booklet.pdf
build/small-hours/small-hours-test-fold.pdf
build/small-hours/small-hours-plan.pdf"""
    )


def test_a_plan_as_json(here):
    made = json.loads(said("m", "--copies", "3", "--pocket", "10", "--json", "--waste", "0")
                      .split("\nbuild/")[0])  # fmt: skip

    totals = ("title", "paper", "copies", "sheets", "sides", "staples")

    assert {key: made[key] for key in totals} == {
        "title": "Small hours", "paper": "A4", "copies": 13, "sheets": 16, "sides": 22,
        "staples": 6,
    }  # fmt: skip
    assert made["lots"][1] == {
        "name": "pocket", "copies": 10, "spoilt": 0, "sheets_per_copy": 1, "sides_per_copy": 1,
        "staples_per_copy": 0, "blank_pages": 0, "files": ["small-hours-print-pocket.pdf"],
        "print": ["small-hours-print-pocket.pdf: on one side, 10 copies."],
        "fold": [
            "Take one sheet, its front up.",
            "Fold it into eight, sharply, and open it again.",
            "Cut along the thick line, across the two middle panels alone.",
            "Fold it lengthwise, push both ends together until the middle opens, and close it to "
            "a book with page 1 in front.",
        ],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("words", "files"),
    [
        ("--printer hand", ["print-booklet-fronts", "print-booklet-backs", "test-fold-fronts",
                            "test-fold-backs", "plan"]),
        ("--printer single", ["print-booklet", "test-fold", "plan"]),
        ("--cover", ["print-booklet", "print-booklet-cover", "test-fold", "plan"]),
        ("--large-print 2", ["print-booklet", "test-fold", "print-large-print", "plan"]),
    ],
)  # fmt: skip
def test_which_files_are_made(here, words, files):
    said("m", "--copies", "2", *words.split(), "--out", "there")

    assert {path.name for path in Path("there").iterdir()} == {
        "manifest-print.json", *(f"small-hours-{name}.pdf" for name in files),
    }  # fmt: skip


def test_a_plan_stands_beside_the_editions_and_the_next_takes_its_place(here):
    zine("build", "m", "--edition", "text")
    said("m", "--copies", "2", "--printer", "hand")
    said("m", "--copies", "2")

    assert sorted(path.name for path in Path("build/small-hours").iterdir()) == [
        "content-notes.json", "manifest-print.json", "manifest.json", "small-hours-plan.pdf",
        "small-hours-print-booklet.pdf", "small-hours-test-fold.pdf", "small-hours.txt",
    ]  # fmt: skip


def test_a_printer_of_one_side_gets_two_pages_on_each(here):
    output = said("m", "--copies", "2", "--printer", "single")

    assert "small-hours-print-booklet.pdf: on one side, 3 copies." in output
    assert "Staple the upper corner." in output


def test_the_page_is_one_and_has_its_structure(here):
    said("m", "--copies", "60", "--large-print", "5", "--pocket", "9", "--printer", "hand",
         "--cover", "--sheet-price", "0.01")  # fmt: skip
    content = Path("build/small-hours/small-hours-plan.pdf").read_bytes()
    tree = Finished(content).tree

    assert len(pymupdf.open(stream=content)) == 1
    assert tree.count("H2") == 6
    assert tree.count("Table") == 1
    assert "Figure" not in tree  # the drawings say nothing that the words beside them do not
    with pikepdf.open("build/small-hours/small-hours-plan.pdf") as pdf:
        assert "pdfuaid" in pdf.Root.Metadata.read_bytes().decode()


def test_a_test_fold_has_as_many_pages_as_the_zine(here):
    said("m", "--copies", "1", "--out", "there")
    with pikepdf.open("there/small-hours-test-fold.pdf") as pdf:
        labels = [page.label for page in pdf.pages]

    assert labels == [
        "Check sheet, front", "Check sheet, back", "sheet 1 front", "sheet 1 back",
        "sheet 2 front", "sheet 2 back",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("", "Error: Missing option '--copies'.\nexit 2"),
        ("--copies 0", "Error: say how many: --copies, --large-print or --pocket from 1\nexit 2"),
        ("--copies -3", "Error: Invalid value for '--copies': -3 is not in the range "
         "0<=x<=1000000.\nexit 2"),
        ("--copies 3 --paper A44", "or two lengths such as 148x210mm.\nexit 2"),
        ("--copies 3 --fold origami", "Error: Invalid value for --fold: there is no fold "
         "“origami”. Use one of: booklet, quarter, twin, quarto, signatures, mini, mini-poster, "
         "accordion, stack, several, repeat, leaves, single.\nexit 2"),
        ("--copies 3 --paper letter", "small-hours-reading.pdf: page 1 is 148 × 210 mm, and its "
         "place on letter is 139.7 × 215.9 mm. Use --paper A4, or --scale fit, which prints it at "
         "94 % or less. [fits]\nexit 1"),
        ("--copies 3 --fold leaves --cover", "small-hours-reading.pdf: the cover of “leaves” is "
         "no sheet of its own. Leave --cover out, or choose the fold “booklet”. [cover]\nexit 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_planned(here, words, message):
    assert said("m", *words.split()).endswith(message)


def test_letters_that_no_font_has(lay):
    folder = lay({"zine.toml": RECIPE.replace("Small hours", "Small ꙮ hours"),
                  "posts/one.md": POST})  # fmt: skip

    assert "the layout's fonts have no ꙮ (U+A66E)" in said(str(folder), "--copies", "3")
