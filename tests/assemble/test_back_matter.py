"""What stands behind the posts, whole."""

from __future__ import annotations

import pytest
from chapters import WORDS, chapter
from zines import particulars

from zinewright.assemble.back_matter import FORMATS, formats, links
from zinewright.editions import EDITIONS
from zinewright.particulars import BackCover, LargePrint, Print


def test_links_and_notes():
    first = chapter(
        "See[^1] [a page](https://example.org/a), [it again](https://example.org/a), again[^1], "
        "and [mail](mailto:a@example.org).\n\n"
        "[^1]: *Here*: [the budget](https://www.example.org/b/), https://example.org/c.\n\n"
        "    - A list\n"
    )
    second = chapter("[صفحة](https://example.org/d)", name="two", title="ليل", language="ar")
    made = links((first, chapter("Nothing."), second), WORDS)

    assert (
        made.body.xhtml
        == """\
<h1 id="links--title">Links and notes</h1>
<p class="lead">Notes and sources, piece by piece.</p>
<h2 id="links--one">One</h2>
<h3 id="links--one--notes">Notes</h3>
<ol><li class="footnote" id="one--fn-1"><p><em>Here</em>: \
<a href="https://www.example.org/b/">the budget</a><span class="address"> (example.org/b)</span>, \
<a href="https://example.org/c">https://example.org/c</a>.</p>
<ul>
<li>A list</li>
</ul> <a class="backlink" href="#one--fnref-1">Back\
<span data-page-of="one--fnref-1">, page\u00a0</span></a> · \
<a class="backlink" href="#one--fnref-1-2">again\
<span data-page-of="one--fnref-1-2">, page\u00a0</span></a></li></ol>
<h3 id="links--one--links">Links</h3>
<ol><li id="links--one--link-1">a page: \
<a href="https://example.org/a">example.org/a</a></li></ol>
<h2 id="links--two" lang="ar" dir="rtl">ليل</h2>
<h3 id="links--two--links">Links</h3>
<ol><li id="links--two--link-1"><span lang="ar" dir="rtl">صفحة</span>: \
<a href="https://example.org/d">example.org/d</a></li></ol>"""
    )


LONG = "https://www.example.org/a/page/with/a/name/as/long/as/this?and=more"


def test_long_addresses_have_codes_where_they_are_asked_for():
    """The code has all of an address, so that paper shows the beginning; links stay whole."""
    one = chapter(f"[Here]({LONG}).[^1]\n\n[^1]: [There]({LONG}&s), [near](https://example.org/n).")
    plain, coded = (links((one,), WORDS, codes=codes).body for codes in (False, True))

    assert "data-qr" not in plain.xhtml
    assert "(example.org/a/page/with/a/name/as/long/as/this?and=more&amp;s)" in plain.xhtml
    assert [span.get("data-qr") for span in coded.root.iter("span") if span.get("data-qr")] == [
        f"{LONG}&s", LONG,
    ]  # fmt: skip
    assert coded.text == (
        "Links and notes Notes and sources, piece by piece. One Notes "
        "There (example.org/a/page/with/a/name/as/long/as/this), near (example.org/n). Back "
        "Links Here: example.org/a/page/with/a/name/as/long/as/this"
    )
    assert [link.get("href") for link in coded.root.iter("a")] == [
        f"{LONG}&s", "https://example.org/n", "#one--fnref-1", LONG,
    ]  # fmt: skip


def test_other_formats():
    here = particulars(contact="a@example.org", large_print=LargePrint(20.5), print=Print("letter"))
    made = formats(here, WORDS).body

    assert [item.text.split(", ")[0] for item in made.root.iter("li")] == [
        "PDF for screen readers", "Large print: letter pages", "Booklet", "Pocket zine", "EPUB",
        "Web page: one file", "Plain text",
    ]  # fmt: skip
    assert "letters of 20.5 points" in made.text
    assert "on one sheet of letter" in made.text
    assert "in half-letter pages" in made.text


@pytest.mark.parametrize(
    ("said", "where"),
    [
        ({"website": "https://www.example.org/z"}, "All of them: example.org/z"),
        ({"contact": "a@b.org"}, "If none of these works for you, write to a@b.org."),
        (
            {"website": "https://example.org", "contact": "a@b.org"},
            "All of them: example.org If none of these works for you, write to a@b.org.",
        ),
        ({}, "Ask whoever gave you this where to get it."),
    ],
)
def test_where_other_formats_are(said, where):
    text = formats(particulars(**said, back_cover=BackCover(show="no")), WORDS).body.text

    assert text.partition("text readers ")[2] == where


def test_readers_are_told_of_every_edition_without_pages():
    assert tuple(name for name, edition in EDITIONS.items() if not edition.is_paged) == FORMATS
