"""Drawings of how to fold: every step of every fold, with the numbers that one sees there."""

from __future__ import annotations

import re

import pytest
from lxml import etree

from zinewright.languages.words import words_for
from zinewright.paper.folds import FOLDS
from zinewright.paper.folds.paper import Wish
from zinewright.printing.drawings import drawings
from zinewright.printing.plan import steps_said

WORDS = words_for("en")
SVG = "{http://www.w3.org/2000/svg}"


def numbers(svg: str) -> str:
    """The page numbers in a drawing, “r” behind one that stands on its head."""
    found = [
        f"{text.text}{'r' * ('rotate(180' in text.get('transform', ''))}"
        for text in etree.fromstring(svg).iter(f"{SVG}text")
    ]
    return " ".join(found)


def drawn(name: str, pages: int, shape: float = 1.41, binding: str = "left"):
    made = FOLDS[name].impose(pages, Wish(binding))
    return [(step.do, numbers(svg)) for step, svg in drawings(made, shape)]


def test_a_booklet():
    assert drawn("booklet", 16) == [
        ("pile", "16 1"), ("turn", "8 9"), ("fold", "9"), ("staple", ""),
    ]  # fmt: skip


def test_a_booklet_bound_at_the_right():
    assert drawn("booklet", 16, binding="right") == [
        ("pile", "1 16"), ("turn", "9 8"), ("fold", "9"), ("staple", ""),
    ]  # fmt: skip


def test_a_quarter_size_booklet():
    assert drawn("quarter", 16, 0.707) == [
        ("pile", "16 1 12 5"), ("cut", "16 1 12 5"), ("gather", "16 1 12 5"), ("turn", "8 9"),
        ("fold", "9"), ("staple", ""),
    ]  # fmt: skip


def test_a_sheet_folded_twice():
    assert drawn("quarto", 8, 0.707) == [
        ("pile", "5r 4r 8 1"), ("turn", "3r 6r 2 7"), ("fold", "2 7"), ("fold", "5"),
        ("nest", ""), ("staple", ""), ("trim", ""),
    ]  # fmt: skip


def test_a_pile_is_turned_over_and_shows_its_own_last_sheet():
    assert drawn("signatures", 20) == [
        ("pile", "12 1"), ("turn", "6 7"), ("fold", "7"), ("gather", ""), ("bind", ""),
    ]  # fmt: skip
    assert drawn("twin", 8, 0.707)[:4] == [
        ("pile", "8 1 8 1"), ("cut", "8 1 8 1"), ("apart", "8 1 8 1"), ("turn", "4 5"),
    ]  # fmt: skip


def test_the_slit_is_cut_from_the_fold_to_the_first_crease():
    """The sheet folded in half: the thick fold at its left, the cut from there to its middle."""
    (svg,) = [svg for step, svg in drawings(FOLDS["mini"].impose(8), 1.41) if step.do == "slit"]
    found = {
        float(path.get("stroke-width")): [float(n) for n in re.findall(r"-?[\d.]+", path.get("d"))]
        for path in etree.fromstring(svg).iter(f"{SVG}path")
        if path.get("stroke-width") in ("3.4", "4.5")
    }
    left, top, _, bottom = found[4.5]
    start, y, end, _ = found[3.4]

    assert start == left
    assert end == pytest.approx(left + (bottom - top) * 1.41 / 4, abs=0.2)
    assert y == pytest.approx((top + bottom) / 2, abs=0.2)


@pytest.mark.parametrize(
    ("name", "pages", "do", "words"),
    [
        ("signatures", 20, "pile", "Make piles of the sheets that belong together, the first sheet "
         "of each on top, its front up. The numbers of the sheets in each pile: 1–3, 4–5."),
        ("signatures", 8, "pile", "Make piles of the sheets that belong together, the first sheet "
         "of each on top, its front up."),
        ("signatures", 20, "turn", "Turn each pile over, like the page of a book."),
        ("signatures", 20, "gather", "Lay the folded piles on one another, in the order of their "
         "pages, the first on top."),
        ("quarter", 16, "gather", "Lay the pieces on one another: the one with page 1 on top, then "
         "5."),
        ("stack", 16, "gather", "Lay the pieces on one another: the one with page 1 on top, then "
         "5, 9 and 13."),
        ("stack", 1, "gather", "Lay the pieces on one another, the first on top."),
        ("stack", 16, "cut", "Cut along the lines, and keep the sheets in their order."),
        ("twin", 16, "cut", "Cut along the line, and keep the sheets in their order."),
        ("twin", 16, "turn", "Turn each pile over, like the page of a book."),
        ("mini", 8, "slit", "Fold it in half, the short edges together. Cut along the thick line: "
         "from the fold, through both layers, to the first crease. Open it."),
    ],
)  # fmt: skip
def test_what_a_step_says(name, pages, do, words):
    made = FOLDS[name].impose(pages)
    said = dict(zip((step.do for step in made.steps), steps_said(made, WORDS), strict=True))

    assert said[do] == words


def test_a_mini():
    eight = "5r 4r 3r 2r 6 7 8 1"
    assert drawn("mini", 8) == [
        ("pile", eight), ("crease", eight), ("slit", ""), ("push", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("name", list(FOLDS))
@pytest.mark.parametrize("shape", [0.707, 1.41])
def test_every_drawing_is_whole_and_stays_in_its_frame(name, shape):
    fold = FOLDS[name]
    made = fold.impose(min(fold.most, 20))
    for step, svg in drawings(made, shape):
        root = etree.fromstring(svg)
        assert len(root) > 0
        assert {element.tag.removeprefix(SVG) for element in root} <= {
            "path", "text", "circle", "polygon",
        }  # fmt: skip
        for element in root:
            for x, y in points(element):
                assert -2 <= x <= 242, (step, etree.tostring(element))
                assert -2 <= y <= 152, (step, etree.tostring(element))


def points(element):
    """The points that an element names outright."""
    if element.tag == f"{SVG}circle":
        yield float(element.get("cx")), float(element.get("cy"))
    elif element.tag == f"{SVG}text":
        yield float(element.get("x")), float(element.get("y"))
    elif element.tag == f"{SVG}polygon":
        yield from (map(float, pair.split(",")) for pair in element.get("points").split())
    else:
        ends = r"(?:[ML]|Q\S+ \S+ )(-?[\d.]+) (-?[\d.]+)"
        for pair in re.findall(ends, element.get("d")):
            yield tuple(map(float, pair))


@pytest.mark.parametrize("name", list(FOLDS))
def test_every_step_has_words(name):
    fold = FOLDS[name]
    for binding in ("left", "right"):
        made = fold.impose(min(fold.most, 20), Wish(binding))
        assert all(steps_said(made, WORDS))
