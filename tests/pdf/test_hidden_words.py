"""Words that are in the text layer and that nobody sees: each way to lose one is found."""

from __future__ import annotations

import pytest
from pages_drawn import drawn

from zinewright.pdf.hidden_words import Unseen, unseen
from zinewright.pdf.render import opened

SEEN = "BT /F 10 Tf 5 40 Td (seen here) Tj ET"
WORD = "BT /F 10 Tf 5 20 Td (lost word) Tj ET"


def found(content: str, **page) -> list[tuple[str, str]]:
    with opened(drawn(content, **page)) as pages, pages.page(0) as shown:
        return [(each.why, each.words) for each in unseen(shown)]


LOST = [("ink", "lost word")]
DEFECTS = {
    "white": (f"1 g {WORD} 0 g {SEEN}", LOST),
    "nearly white": (f"0.97 g {WORD} 0 g {SEEN}", LOST),
    "the colour of its ground": (f"0.2 g 0 0 72 35 re f {WORD} 0 g {SEEN}", LOST),
    "below a fill": (f"{SEEN} {WORD} 0.8 g 0 0 72 35 re f", LOST),
    "below a black fill": (f"{SEEN} {WORD} 0 g 0 0 72 35 re f", LOST),
    "below a picture": (f"{SEEN} {WORD} q 72 0 0 35 0 0 cm /Picture Do Q", LOST),
    "white on a white picture's border": (
        f"{SEEN} 0 G 3 15 66 16 re S 1 g {WORD}", LOST,
    ),
    "white and underlined": (f"{SEEN} 0 g 5 18.5 44 0.6 re f 1 g {WORD}", LOST),
    "white in a table": (f"{SEEN} 0 g 3 30 50 0.5 re f 3 16 50 0.5 re f 1 g {WORD}", LOST),
    "white beside what is printed over it": (
        f"{SEEN} 1 g {WORD} 0 g BT /F 3 Tf 11 21 Td (iii   i   ii  iiii) Tj ET", LOST,
    ),
    "out of a clip": (f"{SEEN} q 0 35 72 37 re W n {WORD} Q", LOST),
    "out of the clip of a picture": (
        f"q 0 35 72 37 re W n q 72 0 0 35 0 35 cm /Picture Do Q {WORD} Q {SEEN}", LOST,
    ),
    "half out of a clip": (f"{SEEN} q 0 0 27 72 re W n {WORD} Q", [("ink", "word")]),
    "half below a fill": (f"{SEEN} {WORD} 1 g 0 0 12 35 re f", [("ink", "lost")]),
    "written and not painted": (f"{SEEN} BT 3 Tr ET {WORD}", LOST),
    "off the page": (
        "BT /F 10 Tf 1 0 0 1 90 20 Tm (lost word) Tj ET " + SEEN, [("sheet", "lost word")],
    ),
    "below the page": (
        "BT /F 10 Tf 1 0 0 1 5 -20 Tm (lost word) Tj ET " + SEEN, [("sheet", "lost word")],
    ),
    "over the edge": (
        "BT /F 10 Tf 1 0 0 1 45 20 Tm (lost word) Tj ET " + SEEN, [("sheet", "word")],
    ),
    "in no size": (f"{SEEN} BT /F 0 Tf 5 20 Td (lost word) Tj ET", [("size", "")]),
    "in hardly any size": (f"{SEEN} BT /F 0.02 Tf 5 20 Td (lost word) Tj ET", LOST),
    "fully transparent": (f"{SEEN} q /Clear gs {WORD} Q", LOST),
    "in a form": ("1 g /Form Do 0 g " + SEEN, [("ink", "inside")]),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_word_that_is(defect):
    content, lost = DEFECTS[defect]

    assert found(content) == lost


SOUND = {
    "black on white": WORD,
    "white on black": f"0 g 0 0 72 35 re f 1 g {WORD}",
    "on a picture": f"q 72 0 0 35 0 0 cm /Picture Do Q 1 0 0 rg {WORD}",
    "grey": f"0.6 g {WORD}",
    "red on green of the same grey": f"0 0.4 0 rg 0 0 72 35 re f 0.8 0 0 rg {WORD}",
    "underlined": f"{WORD} 0 g 5 19 40 0.5 re f",
    "struck out": f"{WORD} 0 g 5 23 44 0.5 re f",
    "overlined": f"{WORD} 0 g 5 28 44 0.5 re f",
    "turned": "BT /F 10 Tf 0 1 -1 0 40 5 Tm (a word) Tj ET",
    "small": "BT /F 3 Tf 5 20 Td (a. word, i) Tj ET",
    "signs alone": "BT /F 8 Tf 5 20 Td (. - , ' i) Tj ET",
    "spaces alone": "1 g BT /F 10 Tf 5 20 Td (   ) Tj ET",
    "in outlines": f"1 Tr 0.3 w {WORD}",
    "inside its clip": f"q 0 0 72 72 re W n {WORD} Q",
    "nothing at all": "",
}


@pytest.mark.parametrize("kind", SOUND)
def test_a_word_that_is_seen(kind):
    assert found(SOUND[kind]) == []


@pytest.mark.parametrize("page", [{"rotate": 90}, {"rotate": 270}, {"crop": [2, 10, 70, 70]}])
def test_on_pages_that_are_turned_or_cropped(page):
    assert found(f"{WORD} {SEEN}", **page) == []
    assert found(f"{SEEN} 1 g {WORD}", **page) == LOST


def test_words_behind_a_scan_are_seen_where_it_shows_something():
    """A picture of a page with its words behind it, as scans have them."""
    scan = f"q 72 0 0 35 0 0 cm /Picture Do Q BT 3 Tr ET {WORD}"

    assert found(scan) == []
    assert found(f"{scan} BT /F 10 Tf 5 50 Td (nothing) Tj ET") == [("ink", "nothing")]


def test_what_is_cropped_away_is_off_the_sheet():
    assert found(f"{WORD} {SEEN}", crop=[0, 35, 72, 72]) == [("sheet", "lost word")]


def test_words_that_are_lost_side_by_side_are_told_together():
    words = "1 g BT /F 4 Tf 5 20 Td (one two) Tj 0 g ( three) Tj 1 g ( four) Tj ET"

    with opened(drawn(words)) as pages, pages.page(0) as page:
        assert unseen(page) == (Unseen("ink", "one two"), Unseen("ink", "four"))
