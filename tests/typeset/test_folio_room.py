"""A page has its number, or the style that lost its room is named with its line."""

from __future__ import annotations

import pytest
from bound import LAYOUT, set_in_type
from manuscripts import manuscript, press
from zines import section, zine

from zinewright.press.build import build
from zinewright.problems import ZineError
from zinewright.typeset.section import Job, typeset

WHOLE = "0123456789abcdefghijklmnopqrstuvwxyz–"
ROOM = "var(--folio-room)"
STYLE = LAYOUT.page_style("print.css")
LEFT, RIGHT = (
    next(line for line in STYLE.splitlines() if f"@bottom-{side}-corner" in line and ROOM in line)
    for side in ("left", "right")
)
BOX = "mine/print.css:29"
ALONE = f"Write content: {ROOM} there, and nothing else beside it in that box. [folio]"
SOMEWHERE = f"Write content: {ROOM} into a box in their margin, with white-space: nowrap. [folio]"


def said(style: str, promised: str = "mine/print.css") -> list[str]:
    """What is wrong with a section that is typeset in a style, [] where nothing is."""
    one = section(
        "one", '<p>See <a href="#one">this<span data-page-of="one">, page </span></a>.</p>'
    )
    html = LAYOUT.page(one, zine(one))
    try:
        typeset(Job("one", "one.md", html, style, LAYOUT.fonts, style=promised))
    except ZineError as error:
        return [str(problem) for problem in error.problems]
    return []


BROKEN = {
    "digits alone": (
        STYLE.replace(ROOM, '"0123456789"'),
        [f"{BOX}: “0123456789” would be printed where a page has its number. {ALONE}"],
    ),
    "one side": (
        STYLE.replace(RIGHT, RIGHT.replace(ROOM, '"0123"')),
        [f"mine/print.css:32: “0123” would be printed where a page has its number. {ALONE}"],
    ),
    "without its last sign": (
        STYLE.replace(ROOM, f'"{WHOLE[:-1]}"'),
        [f"{BOX}: “{WHOLE[:-1]}” would be printed where a page has its number. {ALONE}"],
    ),
    "with a word before it": (
        STYLE.replace(ROOM, f'"Page " {ROOM}'),
        [f"{BOX}: “Page {WHOLE}” would be printed where a page has its number. {ALONE}"],
    ),
    "with a word behind it": (
        STYLE.replace(ROOM, f'{ROOM} " of many"'),
        [f"{BOX}: “{WHOLE} of many” would be printed where a page has its number. "
         f"{ALONE}"],
    ),
    "with a word before it, in its own letters": (
        STYLE.replace(ROOM, f'"Page {WHOLE}"'),
        [f"{BOX}: “Page {WHOLE}” would be printed where a page has its number. {ALONE}"],
    ),
    "two digits": (
        STYLE.replace(ROOM, '"01"'),
        [f"mine/print.css:25: left and right pages would have no number. {SOMEWHERE}"],
    ),
    "left pages": (
        STYLE.replace(LEFT, ""),
        [f"mine/print.css:25: left pages would have no number. {SOMEWHERE}"],
    ),
    "taken out": (
        STYLE.replace(LEFT, "").replace(RIGHT, ""),
        [f"mine/print.css:25: left and right pages would have no number. {SOMEWHERE}"],
    ),
    "a section's own count": (
        STYLE.replace(ROOM, "counter(page)"),
        [f"mine/print.css:25: left and right pages would have no number. {SOMEWHERE}"],
    ),
    "in capitals": (
        STYLE.replace(ROOM, f"{ROOM}; text-transform: uppercase"),
        [f"mine/print.css:25: left and right pages would have no number. {SOMEWHERE}"],
    ),
    "unseen": (
        STYLE.replace(ROOM, f"{ROOM}; visibility: hidden"),
        [f"mine/print.css:25: left and right pages would have no number. {SOMEWHERE}"],
    ),
    "room in the text": (
        STYLE.replace(".slot { display: inline-block;", ".slot { display: inline;"),
        ["mine/print.css:197: numbers of pages within the text have lost their room. "
         "Write .slot { display: inline-block }, and let it be seen. [folio]"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("lost", BROKEN)
def test_a_style_that_lost_the_room_for_folios(lost):
    style, expected = BROKEN[lost]

    assert style != STYLE
    assert said(style) == expected


def test_whole_room_on_both_sides_or_in_the_middle_is_enough():
    middle = STYLE.replace(LEFT, "").replace(
        RIGHT, f"@bottom-center {{ content: {ROOM}; white-space: nowrap }}"
    )

    assert said(STYLE) == []
    assert said(middle) == []


def test_a_style_may_write_the_room_in_its_own_letters():
    assert said(STYLE.replace(ROOM, f'"{WHOLE}"')) == []


def test_a_page_with_a_name_may_go_without():
    corners = (f"@bottom-{side}-corner {{ content: none }}" for side in ("left", "right"))
    none = f"@page bare {{ {' '.join(corners)} }}"

    assert said(f"{STYLE} {none} body {{ page: bare }}") == []


def test_where_no_folio_is_promised_none_is_asked_for():
    bare = "@page { size: 90mm } .slot { display: inline-block; white-space: nowrap }"

    assert said(bare, promised="") == []


def test_a_title_of_digits_is_no_room():
    assert set_in_type(section("one", "<p>x</p>", title="0123456789")).pages == 1


def test_the_build_of_a_zine_in_such_a_layout_says_so_once(tmp_path):
    """Every section lacks its numbers; one line says it, and nothing is published."""
    mine = tmp_path / "mine"
    mine.mkdir()
    for file in LAYOUT.folder.iterdir():
        text = file.read_text("utf-8")
        (mine / file.name).write_text(text.replace(ROOM, '"0123456789"'), "utf-8")
    folder = manuscript(tmp_path / "m")
    with press() as ready:
        ready.layout = str(mine)
        with pytest.raises(ZineError) as raised:
            build(folder, tmp_path / "out", ready, ("reading",))

    would = "“0123456789” would be printed where a page has its number"
    assert [str(problem) for problem in raised.value.problems] == [
        f"{mine}/{style}: {would}. {ALONE}"
        for style in ("large-print.css:24", "pocket.css:23", "print.css:29")
    ]
