"""Zine → plain text: what goes in beside all that comes out."""

from __future__ import annotations

import pytest
from zines import HARD, escaped, odd, rich, section, zine

from zinewright.editions.text import text
from zinewright.locators import Locators, Page


def plain(xhtml, width=40, **more):
    """What the text edition makes of the inside of a section, without its title."""
    pictures = ("a.png", "images/chart.png", "sprig.png")
    here = zine(section("a", xhtml, **more), section("b"), pictures=pictures)
    inside, _, _ = text(here, width).partition("\n\n\nB\n=\n")
    return inside.partition("\n")[2].partition("\n")[2].removeprefix("\n")


def test_a_zine_as_text():
    assert (
        text(rich())
        == """\
Small hours
===========

For the night


Content notes
=============

Money
    Debt.


Contents
========

Money
    How it went.

ليل


About this zine
===============

Licence: CC0.


Foreword
========

Welcome.


Money
=====

By Ada

    Content note
    ------------

    Debt.

    Skip this piece: go to “\u2068ليل\u2069”

The NHS (National Health Service) paid.[1] Bonne nuit.

In figures
----------

[Picture: A line that rises]

Debt.

[Table: Debt by year]

Who: Ada
    2019: 1
    2020: 2
    2021: 3
    2022: 4

    Note on the next part
    .....................

    A court.

    Skip this part: go to “End of the part on a court”

They came.

[End of the part on a court]

3. three
   • inside

    “Quoted.”

    — Somebody

    a  b

* * *

Word
    Meaning


ليل
===

كان \u2068la nuit\u2069 طويلا.


Places that offer support
=========================

Now
---

A line
......

• Phone: 116 123. Free
• Text: 85258

The service's own page: example.org


Links and notes
===============

Money
-----

Notes
.....

[1] The budget. Back to the text

Links
.....

• a@example.org


Other formats
=============

• PDF
"""
    )


@pytest.mark.parametrize(
    ("xhtml", "expected"),
    [
        (
            "<p>One line that is\nlonger than forty letters, <em>and</em> then some more.</p>"
            "<p>Two</p>",
            "One line that is longer than forty\nletters, and then some more.\n\nTwo",
        ),
        ("<p>A verse<br/>and one more</p>", "A verse\nand one more"),
        ("<p>100&#160;000 well-known words</p>", "100\u00a0000 well-known words"),
        (
            f"<p>{'x' * 30} https://example.org/a-very-long-address/that-stays-whole</p>",
            f"{'x' * 30}\nhttps://example.org/a-very-long-address/that-stays-whole",
        ),
        (
            "<ul><li>one that goes on to the next line of it</li><li>two<ul><li>inside<ul>"
            "<li>deeper</li></ul></li></ul></li></ul>",
            "• one that goes on to the next line of\n  it\n• two\n  ◦ inside\n    ▪ deeper",
        ),
        (
            '<ol start="9"><li>nine</li><li>ten<ul><li>inside</li></ul></li></ol>',
            "9.  nine\n10. ten\n    • inside",
        ),
        (
            "<ul><li><p>one</p><p>more</p></li><li><p>two</p></li></ul>",
            "• one\n\n  more\n\n• two",
        ),
        (
            "<dl><dt>Word</dt><dd>Meaning</dd><dd>Another</dd><dt>Next</dt><dd>Third</dd></dl>",
            "Word\n    Meaning\n    Another\n\nNext\n    Third",
        ),
        (
            "<blockquote><p>First.</p><p>Last.<a class='noteref' href='#b'>2</a></p>"
            '<p class="attribution">— Her</p></blockquote>',
            "    “First.\n\n    Last.”[2]\n\n    — Her",
        ),
        ("<blockquote><p>“Said.”</p></blockquote>", "    “Said.”"),
        ("<p><q>Yes</q>, CO<sub>2</sub>, 10<sup>-6</sup>, 1<sup>st</sup></p>",
         "“Yes”, CO₂, 10⁻⁶, 1st"),
        ("<p><s>old</s>, <del>new</del></p>", "[crossed out: old], [crossed out: new]"),
        (
            '<section class="poem"><p><span class="line">A line that is longer than forty letters '
            'are</span><br/><span class="line">\xa0\xa0and <em>one</em></span><br/>'
            '<span class="line">\xa0\xa0that has no room for a fifth or sixth word</span></p>'
            '<p><span class="line">End</span></p></section>',
            "A line that is longer than forty letters\n    are\n  and one\n"
            "  that has no room for a fifth or sixth\n      word\n\nEnd",
        ),
        ("<pre>  a\n\nb  </pre>", "      a\n\n    b"),
        ("<h2>Two</h2><h3>Three <em>x</em></h3><p>x</p>", "Two\n---\n\nThree x\n.......\n\nx"),
        ('<p>See <img src="a.png" alt="a line"/>.</p>', "See [Picture: a line]."),
        ('<p>A<img src="a.png" alt="" class="decorative"/>.</p>', "A."),
        ('<p class="ornament"><img src="a.png" alt="" class="decorative"/></p><p>x</p>', "x"),
        ('<p>Go <a href="#b">there<span data-page-of="b">, page </span></a>.</p>', "Go there."),
        (
            '<p><a href="https://example.org/">An address</a> is behind the words</p>',
            "An address is behind the words",
        ),
        (f"<p>{escaped(HARD)}</p>", HARD),
        ("", ""),
    ],
)  # fmt: skip
def test_blocks(xhtml, expected):
    assert plain(xhtml) == expected


@pytest.mark.parametrize(
    ("xhtml", "expected"),
    [
        (
            '<p>The <abbr title="Serenity Integrated Mentoring">SIM</abbr> and the '
            '<abbr title="Serenity Integrated Mentoring">SIM</abbr></p>',
            "The SIM (Serenity Integrated Mentoring)\nand the SIM",
        ),
        (
            "<p>Serenity Integrated Mentoring"
            ' (<abbr title="Serenity Integrated Mentoring">SIM</abbr>)</p>',
            "Serenity Integrated Mentoring (SIM)",
        ),
        (
            '<h2>On <abbr title="Long form">LF</abbr></h2><p><abbr title="Long form">LF</abbr></p>',
            "On LF\n-----\n\nLF (Long form)",
        ),
    ],
    ids=["once", "spelt out", "not in headings"],
)
def test_abbreviations_are_explained_once(xhtml, expected):
    assert plain(xhtml) == expected


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (
            '<thead><tr><th scope="col">Who</th><th scope="col">How much</th></tr></thead>'
            "<tbody><tr><td>Ada</td><td>A cell with more than one line holds</td></tr>"
            "<tr><td>Bo</td><td></td></tr></tbody>",
            "Who: Ada\nHow much: A cell with more than one line\n    holds\n\nWho: Bo\nHow much: –",
        ),
        ("<tbody><tr><td>a</td><td>b</td></tr></tbody>", "a\nb"),
        (
            '<caption>Debt</caption><thead><tr><td></td><th scope="col" colspan="2">Debt</th></tr>'
            '</thead><tbody><tr><th scope="row" rowspan="2">Ada</th><td>1</td><td>2</td></tr>'
            "<tr><td>3</td><td>4</td></tr></tbody>",
            "[Table: Debt]\n\nAda\n    Debt: 1\n    Debt: 2\n\nAda\n    Debt: 3\n    Debt: 4",
        ),
    ],
    ids=["columns", "bare", "spans"],
)
def test_tables_are_read_row_by_row(table, expected):
    assert plain(f"<table>{table}</table>") == expected


def test_the_words_of_a_way_round_begin_the_line_where_it_lands():
    title = "A title that is so long that it needs two lines of the page"
    here = zine(
        section("a", '<p class="skip"><a href="#b">Skip this piece: go to “' + title + "”</a></p>"),
        section("b", title=title),
    )

    assert text(here, 40).split("\n")[-4:] == [
        "A title that is so long that it needs",
        "two lines of the page",
        "=====================================",
        "",
    ]


def test_the_program_speaks_the_language_of_the_section():
    assert (
        plain('<p><img src="a.png" alt="خط"/></p>', language="ar", title="ا")
        == "[Picture: \u2068خط\u2069]"
    )


@pytest.mark.parametrize("a_zine", [rich(), odd()], ids=["rich", "odd"])
def test_lines_end_where_their_words_end(a_zine):
    made = text(a_zine)

    assert made.endswith("\n")
    assert not made.endswith("\n\n")
    assert "\r" not in made
    assert [line for line in made.split("\n") if line != line.rstrip()] == []


@pytest.mark.parametrize("width", [30, 40, 72, 100])
def test_no_line_is_longer_than_the_width(width):
    assert max(map(len, text(rich(), width).split("\n"))) <= width


def test_a_page_that_begins_in_code_has_its_number_there():
    code = section("a", "<pre>" + "one two three\n" * 4 + "</pre>", title="A")
    begins = Locators({"a": (Page("7", 0), Page("8", 30))})

    assert "    one two three\n    one two [page 8] three\n" in text(zine(code), 40, begins)


def test_addresses_are_whole_since_no_code_stands_beside_them():
    address = "https://www.example.org/a?b=c"
    shown = (
        f'<p><a href="{address}">example.org/a</a>, <a href="{address}">that page</a>'
        '<span class="address"> (example.org/a)</span></p>'
    )

    assert plain(shown, 72) == "example.org/a?b=c, that page (example.org/a?b=c)"
