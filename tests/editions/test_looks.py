"""A zine in several layouts → pictures of each, and one page that shows them side by side."""

from __future__ import annotations

from lxml import html
from zines import png, section, zine

from zinewright.editions.looks import MADE, PAGE, LayoutLook, files_of

PLAIN = LayoutLook("plain", "The calm one.", True, 12, ((png(), "The cover of “A & B”."),))
NIGHT = LayoutLook("looks/night", 'Dark "blue".', False, 14, (
    (png(), "The cover."), (b"\xff\xd8\xff", "Page 4, on which “One” begins."),
))  # fmt: skip


def test_the_page_shows_each_layout_with_words_for_every_picture():
    files = files_of(zine(section("one"), title="A & B"), [PLAIN, NIGHT], "zine set layout")

    assert list(files) == [PAGE, "layout-1-1.png", "layout-2-1.png", "layout-2-2.jpg"]
    assert MADE in files[PAGE].decode()
    page = html.fromstring(files[PAGE])
    assert [(img.get("src"), img.get("alt")) for img in page.iter("img")] == [
        ("layout-1-1.png", "The cover of “A & B”."),
        ("layout-2-1.png", "The cover."),
        ("layout-2-2.jpg", "Page 4, on which “One” begins."),
    ]
    assert [h2.text for h2 in page.iter("h2")] == ["plain", "looks/night"]
    assert [p.text_content() for p in page.iter("p")][1:] == [
        "The calm one. 12 pages.", "This is the layout that it has.",
        'Dark "blue". 14 pages.', "To choose it: zine set layout looks/night",
    ]  # fmt: skip
    assert not list(page.iter("script", "link", "iframe"))
    assert b"http:" not in files[PAGE]
    assert b"https:" not in files[PAGE]
