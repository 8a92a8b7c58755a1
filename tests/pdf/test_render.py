"""A page of a PDF as it is drawn: its pixels, and where its words stand."""

from __future__ import annotations

import pytest
from pages_drawn import drawn

from zinewright.pdf.render import opened


def seen(content: bytes, grey: bool = True):
    with opened(content) as pages, pages.page(0) as page:
        return page.pixels(72, grey=grey)


def black(content: bytes) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of what is black."""
    picture = seen(content)
    rows = [y for y in range(picture.height) if b"\0" in picture.row(y)]
    columns = [x for y in rows for x, value in enumerate(picture.row(y)) if value == 0]
    return min(columns), min(rows), max(columns) + 1, max(rows) + 1


def test_a_page_becomes_grey_or_coloured_pixels_row_by_row():
    page = drawn("1 0 0 rg 10 60 20 5 re f")
    grey, coloured = seen(page), seen(page, grey=False)

    assert (grey.width, grey.height, grey.channels) == (72, 72, 1)
    assert coloured.channels == 3
    assert coloured.row(8, 9, 12) == b"\xff\xff\xff" + b"\xff\0\0" * 2
    assert len(set(grey.row(8, 10, 30))) == 1
    assert grey.row(8, 10, 11) != b"\xff"
    assert set(grey.row(20)) == {255}


@pytest.mark.parametrize(
    ("rotate", "crop", "box"),
    [
        (0, None, (10, 7, 30, 12)),
        (90, None, (60, 10, 65, 30)),
        (180, None, (42, 60, 62, 65)),
        (270, None, (7, 42, 12, 62)),
        (0, [5, 10, 70, 70], (5, 5, 25, 10)),
        (90, [5, 10, 70, 70], (50, 5, 55, 25)),
    ],
)
def test_words_stand_where_they_are_drawn(rotate, crop, box):
    """A black box lies where the word “I” has its foot and its head."""
    page = drawn("0 g 10 60 20 5 re f", rotate, crop)
    word = drawn("BT /F 10 Tf 10 60 Td (I) Tj ET", rotate, crop)

    assert black(page) == box
    with opened(word) as pages, pages.page(0) as shown:
        (found,) = shown.words()
        left, top, right, bottom = found.first
        drawn_at = shown.pixels(72)
    ink = [
        (x, y)
        for y in range(drawn_at.height)
        for x, value in enumerate(drawn_at.row(y))
        if value < 200
    ]
    assert ink
    assert all(left - 1 <= x <= right and top - 1 <= y <= bottom for x, y in ink)


def test_words_of_forms_are_words_of_the_page_and_can_be_hidden():
    content = "/Form Do BT /F 10 Tf 5 20 Td (two words) Tj ET"
    with opened(drawn(content)) as pages, pages.page(0) as page:
        assert sorted(word.text for word in page.words()) == ["inside", "two", "words"]
        assert set(page.pixels(72).content) != {255}
        assert page.hide_text() is False
        assert set(page.pixels(72).content) == {255}


def test_whether_anything_but_text_is_drawn():
    content = "0 g 10 60 20 5 re f BT /F 10 Tf 5 20 Td (one) Tj ET"
    with opened(drawn(content)) as pages, pages.page(0) as page:
        assert page.hide_text() is True


def test_words_that_are_not_painted_and_texts_of_no_size_are_known():
    content = "BT /F 10 Tf 3 Tr 5 20 Td (unseen) Tj 0 Tr 0 20 Td (seen) Tj /F 0 Tf (none) Tj ET"
    with opened(drawn(content)) as pages, pages.page(0) as page:
        assert {word.text: page.is_unpainted(word) for word in page.words()} == {
            "unseen": True,
            "seen": False,
        }
        assert page.tiny() == 1


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7\n", b"<html>"])
def test_what_is_no_pdf_is_said(content):
    with pytest.raises(ValueError, match="PDFium cannot open it"), opened(content):
        pass
