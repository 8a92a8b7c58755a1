"""Section → EPUB document: ids, links, types and roles as they stand in the file."""

from __future__ import annotations

from typing import get_args

import pytest
from ebooks import NAMES, one, unpacked
from zines import HARD, odd, section, zine

from zinewright.editions.epub.documents import file_of, file_of_picture
from zinewright.editions.parts import PARTS, identity, spelled
from zinewright.model import Kind, Picture


def test_a_chapter_becomes_a_document():
    chapter = section(
        "money",
        '<section class="notice"><h2>Content note</h2><p class="skip"><a href="#end">Go to the end'
        '<span data-page-of="end">, page </span></a>.</p></section>'
        '<p>It <span lang="fr">fuit</span>.<a class="noteref" id="money--fnref-1"'
        ' href="#2nd&#233;">1</a> <img src="Chart.PNG" alt="A line"/></p>',
    )
    end = section("end", '<p id="2ndé">A <a href="#money--fnref-1">note</a></p>')

    files = unpacked(zine(chapter, end, pictures=("Chart.PNG",)))

    assert files["money.xhtml"].decode() == (
        "<?xml version='1.0' encoding='utf-8'?>\n"
        "<!DOCTYPE html>\n"
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'
        ' lang="en-GB" xml:lang="en-GB" dir="ltr"><head><meta charset="utf-8"/>'
        "<title>Money</title>"
        '<link rel="stylesheet" type="text/css" href="epub.css"/></head>'
        '<body class="chapter" epub:type="bodymatter">'
        '<main><section id="money" epub:type="chapter" role="doc-chapter"'
        ' aria-labelledby="money-title"><h1 id="money-title">Money</h1>'
        '<section class="notice" epub:type="notice" role="doc-notice">'
        "<h2>Content note</h2>"
        '<p class="skip"><a href="end.xhtml">Go to the end</a>.</p></section>'
        '<p>It <span lang="fr" xml:lang="fr">fuit</span>.'
        '<a class="noteref" id="money--fnref-1" href="end.xhtml#x-2nd-05e742823b54"'
        ' epub:type="noteref" role="doc-noteref" aria-label="Note 1">1</a> '
        '<img src="x-chart-png-a072a36d76ad.png" alt="A line"/></p></section></main>'
        "</body></html>\n"
    )


def test_every_kind_of_section_has_a_type():
    assert {*PARTS, "pocket", "pocket-list", "pocket-drawing", "plan"} == set(get_args(Kind))


def test_odd_names_become_safe_ones():
    files = unpacked(odd())

    assert [name for name in sorted(files) if name.endswith(("html", "png"))] == [
        "9th.xhtml",
        "cover.xhtml",
        "first.xhtml",
        "nav.xhtml",
        "x-a-b-2e7336dc8eba.xhtml",
        "x-cover-3fa405a8301a.xhtml",
        "x-eff53cb59c3a.xhtml",
        "x-nav-919767e0eb6d.xhtml",
        "x-nav-abca4de9dd94.xhtml",
        "x-png-03e973714725.png",
        "x-up-8c722b8ae2c9.xhtml",
        "x-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-aa20c23e3201.xhtml",
    ]
    titles = [
        one(files, name).findtext(".//x:title", None, NAMES) for name in files if "html" in name
    ]
    assert len(set(titles)) == len(titles)
    assert {"Same", "Same (2)", "Same (8)"} < set(titles)


def test_text_of_a_post_is_never_code():
    files = unpacked(odd())

    first = one(files, "first.xhtml")

    assert first.findtext(".//x:h1", None, NAMES) == HARD
    assert first.findtext(".//x:title", None, NAMES) == HARD
    assert not any(b"<script" in content for content in files.values())


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("https://example.org/[1]|2?q={3}", "https://example.org/%5B1%5D%7C2?q=%7B3%7D"),
        ("https://example.org/100%#a#b", "https://example.org/100%25#a%23b"),
        ("https://müller.de/ü", "https://müller.de/%C3%BC"),
        ("https://[::1]/", "https://[::1]/"),
        ("tel:+44(0)20", "tel:+44(0)20"),
        ("mailto:a@example.org?subject=[1]", "mailto:a@example.org?subject=%5B1%5D"),
    ],
)
def test_addresses_hold_only_what_may_stand_in_them(address, expected):
    assert spelled(address) == expected


def test_names_are_stable():
    assert identity("money--fn-1") == "money--fn-1"
    assert identity("1") == "x-1-6b86b273ff34"
    assert file_of(section("Money")) == "x-money-5ccc2e8715d7.xhtml"
    assert file_of_picture(Picture("images/a.png", "image/png", 1, 1, b"")) == "images/a.png"
    assert file_of_picture(Picture("cover.png", "image/png", 1, 1, b"")).startswith("x-cover-png-")
    assert file_of_picture(Picture("a.gif", "image/png", 1, 1, b"")) == "x-a-gif-3858ccbe8587.png"
