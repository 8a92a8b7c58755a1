"""An abbreviation is spelled out once a section, in every edition alike."""

from __future__ import annotations

import re

import pytest
from bound import bound
from zines import section, zine

from zinewright.abbreviations import spell_once
from zinewright.body import parsed, serialized
from zinewright.editions.text import text
from zinewright.editions.web import web
from zinewright.layout.layout import plain
from zinewright.locators import UNKNOWN

NHS = '<abbr title="National Health Service">NHS</abbr>'
GP = '<abbr title="general practitioner">GP</abbr>'


@pytest.mark.parametrize(
    ("xhtml", "left"),
    [
        (f"<p>The {NHS} and the {NHS}.</p><p>{NHS} {GP}</p>", [True, False, False, True]),
        (f"<h2>The {NHS}</h2><p>{NHS}</p><p>{NHS}</p>", [False, True, False]),
        (f"<p>The National health Service ({NHS}). The {NHS}.</p>", [False, False]),
        (f'<section class="passage hidden"><p>{NHS}</p></section><p>{NHS}</p>', [False, True]),
        (
            f'<h2 id="links--a">A</h2><ol><li>{NHS} {NHS}</li></ol>'
            f'<h2 id="links--b">B</h2><ol><li>{NHS}</li></ol>',
            [True, False, True],
        ),
        (f'<h2 id="a--half">A</h2><p>{NHS}</p><h2 id="a--b">B</h2><p>{NHS}</p>', [True, False]),
        ("<p><abbr>NHS</abbr></p>", [False]),
    ],
    ids=["twice", "heading", "said", "hidden", "notes of two chapters", "headings", "no form"],
)
def test_where_the_long_form_stands(xhtml, left):
    root = parsed(xhtml)
    spell_once(root)

    assert [each.get("title", "") != "" for each in root.iter("abbr")] == left
    assert re.sub("<[^>]*>", "", serialized(root)) == re.sub("<[^>]*>", "", xhtml)


def test_every_edition_spells_out_the_same():
    one = section("a", f"<h2 id='h'>{NHS}</h2><p>The {NHS}, and the {NHS}.</p>")
    made = zine(one, section("b", f"<p>The {NHS}.</p>"))

    read = bound(*made.sections)
    page = web(made, plain().cover(made, words=False), "", {}, UNKNOWN).decode()
    assert read.tree.count("[National Health Service]") == 2
    assert page.count('title="National Health Service"') == 2
    assert text(made).count("NHS (National Health Service)") == 2
    assert text(made).count("NHS") == page.count("NHS") == 4
