"""Where links can be followed, no list of addresses to type; every page begins somewhere all the
same."""

from __future__ import annotations

import pytest
from zines import section, zine

from zinewright.body import serialized
from zinewright.editions.linked import without_addresses
from zinewright.editions.text import text
from zinewright.locators import Locators, Page, located

ONE = (
    '<p class="lead">Notes and sources, piece by piece.</p>'
    '<h2 id="links--a">A</h2><h3 id="links--a--notes">Notes</h3>'
    '<ol><li class="footnote" id="a--fn-1">See <a href="https://example.org/b/">the budget</a>'
    '<span class="address"> (example.org/b)</span>, page 2.</li></ol>'
    '<h3 id="links--a--links">Links</h3>'
    '<ol><li id="links--a--link-1">it: <a href="https://example.org/">example.org</a></li></ol>'
)
TWO = (
    '<h2 id="links--b">B</h2><h3 id="links--b--links">Links</h3>'
    '<ol><li id="links--b--link-1">there: <a href="https://example.org/x">example.org/x</a></li>'
    '<li id="links--b--link-2">more: <a href="https://example.org/y">example.org/y</a></li></ol>'
)


def left(xhtml: str, *pages: Page) -> str:
    links = section("links", xhtml, "links", "Links and notes")
    root = located(links, zine(links), Locators({"links": pages}) if pages else Locators())
    without_addresses(root, links)
    return serialized(root).partition("</h1>")[2]


def test_notes_stay_and_lists_of_addresses_go():
    assert left(ONE + TWO) == (
        '<p class="lead">Notes and sources, piece by piece.</p>'
        '<h2 id="links--a">A</h2><h3 id="links--a--notes">Notes</h3>'
        '<ol><li class="footnote" id="a--fn-1">See <a href="https://example.org/b/">the budget'
        "</a>, page 2.</li></ol>"
    )


def test_where_only_addresses_would_be_left_it_says_where_the_links_are():
    assert left(f'<p class="lead">Notes and sources, piece by piece.</p>{TWO}') == (
        '<p class="lead">The links of this zine stand in its pieces, where they can be followed.'
        "</p>"
    )


def test_a_page_that_begins_in_such_a_list_begins_where_the_list_was():
    pages = (Page("8", 0), Page("9", 95), Page("10", 120), Page("11", 160))
    found = left(ONE + TWO, *pages)

    assert [part.partition('"')[0] for part in found.split('data-page="')[1:]] == ["9", "10", "11"]
    assert "example.org/x" not in found


@pytest.mark.parametrize("kind", ["chapter", "resources"])
def test_no_other_section_loses_a_list(kind):
    one = section("a", TWO, kind)
    root = one.body.tree()
    without_addresses(root, one)

    assert serialized(root) == one.body.xhtml


def test_plain_text_keeps_them():
    links = section("links", ONE + TWO, "links", "Links and notes")

    assert "1. there: example.org/x\n2. more: example.org/y\n" in text(zine(links))
