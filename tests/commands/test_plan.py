"""`zine plan`: what it says, what it writes, and that its page reads well."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pymupdf
import pytest
from finished import Finished
from running import Lay, zine

RECIPE = 'title = "Small hours"\ndate = 2026-01-31\norder = ["one"]\n'
POST = f"---\ntitle: One\nnotes: none\n---\n\n{'We sat up. ' * 250}\n"


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

Booklet: 60 + 3 spare, 2 a copy, 126 sheets in all

Paper: 126 sheets of A4. Sides to print: 252.
Reams of 500: 1, with 3 sheets for the test. Staples: 126. Spare copies in this, for what goes \
wrong: 3.
The printer works for about 13 minutes at 20 sides a minute.
Cost: 8.82 in all, 0.15 a copy.

First, one of each
  Print small-hours-test-fold.pdf once (3 sheets, page numbers alone). The first sheet shows \
whether both sides meet: hold it against the light, the crosses must lie on one another; lay it \
aside. Fold the others as shown below, and see whether the numbers follow one another.
  If backs stand on their heads, choose “flip on long edge” instead, here and for all that follows.
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


def as_json(*words):
    return json.loads(said("m", *words, "--json").split("\nbuild/")[0])


def test_a_plan_as_json(here):
    made = as_json("--copies", "3", "--pocket", "10", "--waste", "0")

    totals = ("title", "paper", "copies", "sheets", "sides", "staples", "test_sheets")

    assert {key: made[key] for key in totals} == {
        "title": "Small hours", "paper": "A4", "copies": 13, "sheets": 16, "sides": 22,
        "staples": 6, "test_sheets": 3,
    }  # fmt: skip
    assert made["lots"][1] == {
        "name": "pocket", "copies": 10, "spare": 0, "times_to_print": 10, "copies_at_once": 1,
        "sheets_each_time": 1, "sides_each_time": 1, "staples_per_copy": 0, "cost": 0,
        "cost_per_copy": 0, "blank_pages": 0, "files": ["small-hours-print-pocket.pdf"],
        "print": ["small-hours-print-pocket.pdf: on one side, 10 copies."],
        "fold": [
            "Take one sheet, its front up.",
            "Fold it into eight, sharply, and open it again.",
            "Fold it in half, the short edges together. Cut along the thick line: from the fold, "
            "through both layers, to the first crease. Open it.",
            "Fold it lengthwise, push both ends together until the middle opens, and close it to "
            "a book with page 1 in front.",
        ],
    }  # fmt: skip


def test_two_copies_on_a_sheet_cost_half_of_it_each(here):
    words = ("--copies", "61", "--fold", "twin", "--paper", "A3", "--sheet-price", "1")
    made = as_json(*words, "--waste", "0")
    (lot,) = made["lots"]
    text = said("m", *words, "--waste", "0")

    assert (made["copies"], lot["copies"], lot["times_to_print"], lot["spare"]) == (61, 61, 31, 1)
    assert (made["sheets"], made["cost"], lot["cost_per_copy"]) == (62, 62, round(62 / 61, 4))
    assert "Booklet: 61 + 1 spare, 2 for 2 copies, 62 sheets in all\n" in text
    assert "Cost: 62.00 in all, 1.02 a copy." in text
    assert "31 copies. Each time makes 2 copies.\n" in text


def test_each_lot_has_a_cost_of_its_own(here):
    text = said("m", "--copies", "10", "--pocket", "100", "--sheet-price", "0.10", "--waste", "0",
                "--currency", "£")  # fmt: skip

    assert "Cost: £12.00 in all. Booklet: £2.00, £0.20 a copy; Pocket zine: £10.00, £0.10 a copy." \
        in text.splitlines()  # fmt: skip


def test_a_riso_has_masters(lay):
    accent, inks = 'accent = "#005d94"\n', '[print]\nink = "riso"\ninks = ["black", "blue"]\n'
    folder = lay({"zine.toml": RECIPE + accent + inks, "posts/one.md": POST})
    text = said(str(folder), "--copies", "50", "--waste", "0", "--master-price", "1")

    assert "Paper: 100 sheets of A4. Sides to print: 400." in text
    assert "Masters of the riso: 8, one for each side and ink." in text
    assert "Cost: 8.00 in all, 0.16 a copy." in text


def test_an_ink_that_nothing_is_printed_in_costs_no_master(lay):
    folder = lay({"zine.toml": RECIPE + '[print]\nink = "riso"\ninks = ["black", "blue"]\n',
                  "posts/one.md": POST})  # fmt: skip
    text = said(str(folder), "--copies", "50", "--waste", "0", "--master-price", "1")

    assert "Masters of the riso: 4, one for each side and ink." in text
    assert "no page has anything in blue, so that there is no file for that ink" in text
    assert "-blue.pdf" not in text


HAND = """\
  Print small-hours-test-fold-fronts.pdf + small-hours-test-fold-backs.pdf once (3 sheets, page \
numbers alone). The first sheet shows whether both sides meet: hold it against the light, the \
crosses must lie on one another; lay it aside. Fold the others as shown below, and see whether the \
numbers follow one another.
  Then print one whole copy, read it through, and print the rest.
  Most laser printers lay sheets face down, and the stack goes back as it lies: its last sheet is \
on top. Most ink-jet printers lay them face up, and the stack is turned over: its first sheet is \
on top (--first-first).
  - Behind page 1 there is not page 2. {order}
  - Backs stand on their heads. Turn the stack half round, head to foot; or plan again with \
--flip long.
  - Both prints are on one side. Lay the stack the other side up. That turns its order, too: look \
at that again.

Print
  For all: paper A4, “actual size” or 100 %, never “fit to page”.
  small-hours-print-booklet-fronts.pdf: on one side, 3 copies, 10 at a time at most. Leave them as \
they come out.
  Put the stack back so that its blank sides are printed, and print \
small-hours-print-booklet-backs.pdf as often: the {which} sheet has to be the one on top.
"""


@pytest.mark.parametrize(
    ("words", "order", "which"),
    [
        ("", "The first sheet was on top: plan again with --first-first.", "last"),
        (
            "--first-first",
            "The last sheet was on top: plan again without --first-first.",
            "first",
        ),
    ],
)
def test_a_pile_fed_by_hand_has_a_remedy_for_each_wrong_order(here, words, order, which):
    text = said("m", "--copies", "2", "--printer", "hand", *words.split())

    assert HAND.format(order=order, which=which) in text


@pytest.mark.parametrize("lies", ["face down", "face up"])
def test_each_back_is_printed_behind_its_own_front(here, lies):
    """What lies face down goes back as it lies, its last sheet on top; what lies face up is turned
    over, which brings its first sheet to the top. A printer takes the sheet on top.
    """
    words = [] if lies == "face down" else ["--first-first"]
    said("m", "--copies", "1", "--printer", "hand", "--out", "there", *words)
    fronts, backs = sheets_in("fronts"), sheets_in("backs")
    stack = fronts[::-1] if lies == "face down" else fronts

    assert len(stack) == 2
    assert backs == stack


def sheets_in(run):
    with pikepdf.open(f"there/small-hours-print-booklet-{run}.pdf") as pdf:
        return [int(page.label.split()[1]) for page in pdf.pages]


def test_more_than_a_staple_goes_through(here):
    text = said("m", "--copies", "1", "--fold", "booklet")
    assert "more than" not in text
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("zinewright.printing.plan.MOST_STAPLED", 1)
        text = said("m", "--copies", "1")
    assert (
        "A booklet of 2 sheets is more than a long-arm stapler takes (1): fold and bind it in "
        "signatures."
    ) in text


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
    assert "The first sheet has rulers, which show how much of the edge the printer leaves blank" \
        in output  # fmt: skip
    assert "heads" not in output  # there are no backs
    assert "both sides" not in output


def test_the_page_is_one_and_has_its_structure(here):
    said("m", "--copies", "60", "--large-print", "5", "--pocket", "9", "--printer", "hand",
         "--cover", "--sheet-price", "0.01")  # fmt: skip
    content = Path("build/small-hours/small-hours-plan.pdf").read_bytes()
    tree = Finished(content).tree

    assert len(pymupdf.open(stream=content)) == 1
    assert tree.count("H2") == 6
    assert tree.count("Table") == 2
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
        ("--copies 3 --waste nan", "Error: Invalid value for '--waste': nan is no number.\nexit 2"),
        ("--copies 3 --speed NaN", "Error: Invalid value for '--speed': NaN is no number.\nexit 2"),
        ("--copies 3 --sheet-price inf", "Error: Invalid value for '--sheet-price': inf is not in "
         "the range 0<=x<=1000000.\nexit 2"),
        ("--copies 3 --paper A44", "or two lengths such as 148x210mm.\nexit 2"),
        ("--copies 3 --fold origami", "Error: Invalid value for --fold: there is no fold "
         "“origami”. Use one of: booklet, quarter, twin, quarto, signatures, mini, mini-poster, "
         "accordion, stack, several, repeat, leaves, single.\nexit 2"),
        ("--copies 3 --fold leaves --cover", "small-hours-reading.pdf: the cover of “leaves” is "
         "no sheet of its own. Leave --cover out, or choose the fold “booklet”. [cover]\nexit 1"),
    ],
)  # fmt: skip
def test_what_cannot_be_planned(here, words, message):
    assert said("m", *words.split()).endswith(message)


@pytest.mark.parametrize(
    ("page", "said_of_it"),
    [
        ("", ""),
        ('page = "A5"\n', "small-hours-reading.pdf: its pages are printed at 91 % of their size, "
         "to fit letter. For pages that fit it as they are, before the release: zine set "
         "print.paper letter"),
    ],
    ids=["half-letter", "A5"],
)  # fmt: skip
def test_paper_that_was_asked_for_takes_the_pages(lay, page, said_of_it):
    folder = lay({"zine.toml": page + RECIPE, "posts/one.md": POST})
    made = said(str(folder), "--copies", "3", "--paper", "letter")

    assert [line for line in made.split("\n") if "of their size" in line] == [
        each for each in (said_of_it,) if each
    ]
    assert "For all: paper letter, “actual size” or 100 %, never “fit to page”." in made


def test_letters_that_no_font_has(lay):
    folder = lay({"zine.toml": RECIPE.replace("Small hours", "Small བ hours"),
                  "posts/one.md": POST})  # fmt: skip

    assert "no font here shows “བ” (U+0F56 TIBETAN LETTER BA" in said(str(folder), "--copies", "3")
