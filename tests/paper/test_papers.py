"""Names of papers and lengths, and what is said of those that are none."""

from __future__ import annotations

import pytest

from zinewright.paper.papers import MM, PAPERS, in_css, large_pages, name_of, pages, paper, points
from zinewright.problems import ZineError


@pytest.mark.parametrize(
    ("text", "length"),
    [("5mm", 14.173), ("0.5 cm", 14.173), ("1in", 72), ('1"', 72), ("36pt", 36), ("2,5mm", 7.087),
     ("3", 8.504), ("0", 0), (".5in", 36)],
)  # fmt: skip
def test_lengths(text, length):
    assert points(text, "--safe") == pytest.approx(length, abs=0.001)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("-3mm", "“-3mm” is less than nothing. Write a length from 0"),
        ("5 parsecs", "“parsecs” is no unit. Use one of: mm, cm, in, pt"),
        ("5 mmm", "“mmm” is no unit (did you mean mm?). Use one of: mm, cm, in, pt"),
        ("wide", "“wide” is no length. Write a number and a unit, like 5mm"),
        ("1.2.3mm", "“1.2.3mm” is no length. Write a number and a unit, like 5mm"),
        ("6000mm", "“6000mm” is longer than a page can be. Write less than 5 metres"),
    ],
)
def test_no_lengths(text, message):
    with pytest.raises(ZineError) as caught:
        points(text, "--safe")

    assert str(caught.value) == f"--safe: {message}. [length]"


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("A4", (210, 297)), ("a4", (210, 297)), ("letter", (215.9, 279.4)),
        ("half-letter", (139.7, 215.9)), ("quarter-letter", (107.95, 139.7)),
        ("legal", (215.9, 355.6)), ("tabloid", (279.4, 431.8)), ("A6", (105, 148)),
        ("A3", (297, 420)), ("100x200mm", (100, 200)), ("200 × 100", (100, 200)),
        ("4inx6in", (101.6, 152.4)), ("4x6in", (101.6, 152.4)),
    ],
)  # fmt: skip
def test_papers(text, size):
    assert paper(text) == pytest.approx([side * MM for side in size])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("A44", "there is no paper “A44” (did you mean A4?). Use one of: A7, A6, quarter-letter, "
         "half-letter, A5, B5, letter, A4, legal, B4, tabloid, A3, SRA3, A2, A1, or two lengths "
         "such as 148x210mm"),
        ("5x5mm", "paper of 5x5mm is too small to print on. Write a larger size"),
        ("-5x200mm", "“-5mm” is less than nothing. Write a length from 0"),
        ("5x6furlongs", "“furlongs” is no unit. Use one of: mm, cm, in, pt"),
    ],
)  # fmt: skip
def test_no_papers(text, message):
    with pytest.raises(ZineError) as caught:
        paper(text)

    assert str(caught.value) == f"--paper: {message}. [length]"


def test_papers_are_called_by_their_names():
    assert [name_of(*size) for size in PAPERS.values()] == list(PAPERS)
    assert name_of(PAPERS["A4"][1], PAPERS["A4"][0]) == "A4"
    assert name_of(100 * MM, 123.4 * MM) == "100 × 123.4 mm"


@pytest.mark.parametrize(
    ("named", "on", "size"),
    [
        ("", "A4", {"page-width": "148mm", "page-height": "210mm"}),
        ("", "letter", {"page-width": "139.7mm", "page-height": "215.9mm"}),
        ("A5", "Letter", {"page-width": "148mm", "page-height": "210mm"}),
        ("A6", "A4", {"page-width": "105mm", "page-height": "148mm"}),
        ("quarter-letter", "A4", {"page-width": "107.95mm", "page-height": "139.7mm"}),
        ("square", "A4", {"page-width": "148mm", "page-height": "148mm"}),
        ("140x200mm", "A4", {"page-width": "140mm", "page-height": "200mm"}),
    ],
)
def test_sizes_of_pages(named, on, size):
    assert in_css(pages(named, on)) == size


@pytest.mark.parametrize(
    ("named", "message"),
    [
        ("A8", "there are no pages of “A8”. Write a size between A7 and A4, like A5, A6,"),
        ("squar", "there are no pages of “squar” (did you mean square?). Write a size between"),
        ("50x90mm", "pages of 50 × 90 mm are too small. Write a size between A7 and A4, like A5"),
        ("A3", "pages of 297 × 420 mm are too large. Write a size between A7 and A4, like A5"),
    ],
)
def test_pages_that_cannot_be(named, message):
    with pytest.raises(ZineError) as caught:
        pages(named, "A4")

    assert message in str(caught.value)


def test_large_print_is_set_on_what_printers_take():
    assert (large_pages("A4"), large_pages("letter")) == (PAPERS["A4"], PAPERS["letter"])
