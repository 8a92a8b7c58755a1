"""Where pages of the reading edition begin in the text of the others: at the very word."""

from __future__ import annotations

import pytest
from lxml import etree
from zines import section, zine

from zinewright.body import parsed, serialized
from zinewright.locators import Locators, Page, letters, located, mark_pages


def marked(xhtml, *counts, spelled=None, in_words=False):
    """A text with a sign where each page begins; “‹›” where that is inside of a link."""
    root = parsed(xhtml)
    pages = tuple(Page(str(number), count) for number, count in enumerate(counts, 1))

    def sign(page, number, is_quiet):
        made = etree.Element("b")
        made.text = f"‹{page.label}›" if is_quiet else f"|{page.label}|"
        return made

    locators = Locators({"a": pages}, spelled={"a": spelled or {}})
    mark_pages(root, "a", locators, sign, in_words=in_words)
    etree.strip_tags(root, "b")
    return serialized(root)


@pytest.mark.parametrize(
    ("xhtml", "counts", "found"),
    [
        ("<p>One two three</p>", (0, 3, 6), "|1|<p>One |2|two |3|three</p>"),
        ("<p>One</p><p>two</p>", (0, 3), "|1|<p>One</p><p>|2|two</p>"),
        ("<p>One two</p>", (0, 4), "|1|<p>One |2|two</p>"),
        ("<p>self-harm and</p>", (0, 5), "|1|<p>|2|self-harm and</p>"),
        ("<p>here—there</p>", (0, 5), "|1|<p>here—|2|there</p>"),
        ("<p>a <em>b c</em> d</p>", (0, 1, 2), "|1|<p>a |2|<em>b |3|c</em> d</p>"),
        ("<p>un<em>believ</em>able it</p>", (0, 9), "|1|<p>|2|un<em>believ</em>able it</p>"),
        ("<p>a</p><h2>b c</h2>", (0, 1, 2), "|1|<p>a</p>|2||3|<h2>b c</h2>"),
        ('<p>a <a href="#x">b c</a></p>', (0, 1, 2), '|1|<p>a |2|<a href="#x">b ‹3›c</a></p>'),
        ("<ul><li>a</li><li>b</li></ul>", (0, 1), "|1|<ul><li>a</li><li>|2|b</li></ul>"),
        (
            "<p>a</p><table><tr><th>b</th><td>c</td></tr></table>", (0, 1, 2),
            "|1|<p>a</p>|2|<table><tr><th>b</th><td>|3|c</td></tr></table>",
        ),
        (
            '<p>a</p><figure><img src="i" alt="A"/><figcaption>b</figcaption></figure>', (0, 1, 2),
            '|1|<p>a</p><figure>|2|<img src="i" alt="A"/><figcaption>|3|b</figcaption></figure>',
        ),
        ("<p>a</p><hr/>", (0, 1), "|1|<p>a</p><hr/>|2|"),
        ("<p>a b</p>", (0, 1, 1), "|1|<p>a |2||3|b</p>"),
        (
            '<p>a<span data-page-of="x">, page </span></p>', (0, 4),
            '|1|<p>a|2|<span data-page-of="x">, page </span></p>',
        ),
        ("<p>so\u00adft one</p>", (0, 4), "|1|<p>so\u00adft |2|one</p>"),
        ("<p>一二三</p>", (0, 2), "|1|<p>一二|2|三</p>"),
        ("<p>كان الليل</p>", (0, 3), "|1|<p>كان |2|الليل</p>"),
        ('<ol><li class="footnote at-foot">a b</li><li>c d</li></ol>', (0, 1),
         '|1|<ol><li class="footnote at-foot">a b</li><li>c |2|d</li></ol>'),
        ('<p>a</p><p class="pull">a b</p><p>c</p>', (0, 1),
         '|1|<p>a</p><p class="pull">a b</p><p>|2|c</p>'),
        ("<pre>a\n  b</pre>", (0, 1), "|1|<pre>a\n  |2|b</pre>"),
    ],
)  # fmt: skip
def test_the_word_that_a_page_begins_with(xhtml, counts, found):
    assert marked(xhtml, *counts) == found


def test_where_a_mark_is_not_read_it_may_stand_in_a_heading_and_in_a_link():
    assert marked('<h2>a b</h2><p><a href="#x">c</a></p>', 0, 1, 2, in_words=True) == (
        '<h2>|1|a |2|b</h2><p><a href="#x">‹3›c</a></p>'
    )


def test_signs_that_print_spells_out_count_as_their_names():
    """Behind “[balloon] ab” are eleven letters, in print as here."""
    assert marked("<p>🎈 ab c</p>", 0, 11, spelled={ord("🎈"): "[balloon]"}) == (
        "|1|<p>🎈 ab |2|c</p>"
    )


def test_what_is_hidden_and_what_is_only_for_paper_does_not_count():
    text = (
        '<section class="passage hidden"><p class="instead">a</p><p>gone</p></section>'
        '<p><span class="qr">a code</span>b c</p>'
    )
    assert marked(text, 0, 2) == "|1|" + text.replace(" c</p>", " |2|c</p>")


@pytest.mark.parametrize(
    ("text", "count"), [("a b\u00a0c\n", 3), ("so\u00adft", 4), ("\u202bليل\u202c", 3), ("", 0)]
)
def test_what_counts_as_a_letter(text, count):
    assert letters(text) == count


def test_a_text_for_screens():
    here = section(
        "a",
        '<p>See <a href="#b">it<span data-page-of="b">, page </span></a>.<a class="linkref"'
        ' href="#b">[1]</a></p><p class="skip"><a href="#b">Go on to <span'
        ' data-title-of="b">what follows it</span></a></p>',
        title="First",
    )
    locators = Locators({"a": (Page("7", 0), Page("8", 8))}, {"b": "9"})
    root = located(here, zine(here, section("b", title="Second")), locators)

    assert serialized(root) == (
        '<span class="locator" id="locator--7" data-page="7"/><h1 id="a-title">First</h1>'
        '<p>See <span class="locator" id="locator--8" data-page="8"/>'
        '<a href="#b">it<span>, page 9</span></a>.</p>'
        '<p class="skip"><a href="#b" title="Second">Go on to <span>what follows it</span></a></p>'
    )


def test_without_the_reading_edition_no_page_is_named():
    here = section("a", '<p>See<span data-page-of="a">, page </span>.</p>', title="First")

    assert serialized(located(here, zine(here), Locators())) == (
        '<h1 id="a-title">First</h1><p>See.</p>'
    )
