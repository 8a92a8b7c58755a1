"""What those who wrote a zine say of themselves → the pages that say it, and the ways to them."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from chapters import WORDS, chapter
from running import Lay

from zinewright.assemble.contributors import contributors, places_of, said_by
from zinewright.assemble.markup import E, body
from zinewright.assemble.told.notices import chapter_section
from zinewright.assemble.zine import Choice, assemble
from zinewright.languages.words import words_for
from zinewright.layout.listed import units
from zinewright.manuscript.authors import Biography
from zinewright.manuscript.folder import read_manuscript

ADA = Biography("Ada Moss", 'Ada "draws".\n\nShe keeps\nbees.', 0)
SALMA = Biography("سلمى", "Salma <reads>.", 1)
PEOPLE = (ADA, SALMA)


def test_each_person_has_a_heading_and_says_what_they_said():
    made = contributors(PEOPLE, WORDS)

    assert (made.name, made.kind, made.title, made.matter) == (
        "contributors", "contributors", "Who wrote this", "back",
    )  # fmt: skip
    assert (
        made.body.xhtml
        == """\
<h1 id="contributors--title">Who wrote this</h1>
<h2 id="contributors--ada-moss">Ada Moss</h2>
<p>Ada “draws”.</p>
<p>She keeps bees.</p>
<h2 id="contributors--سلمى"><span dir="rtl">سلمى</span></h2>
<p>Salma &lt;reads&gt;.</p>"""
    )


def test_another_order_makes_no_unit_anew():
    one, other = (units(contributors(people, WORDS)) for people in (PEOPLE, PEOPLE[::-1]))

    assert len(one) == 3
    assert one != other
    assert set(one) == set(other)


def test_places_are_the_same_in_any_order():
    alike = (
        Biography("A. B.", "One.", 0),
        Biography("A B", "Two.", 1),
        Biography("!", "Three.", 2),
    )
    places = {"A. B.": "contributors--a-b", "A B": "contributors--a-b-2", "!": "contributors--"}

    assert places_of(alike) == places_of(alike[::-1]) == places


@pytest.mark.parametrize(
    ("authors", "language", "said"),
    [
        (("Ada  Moss",), "en", 'By <a href="#contributors--ada-moss">Ada  Moss</a>'),
        (("Cy", "Ada Moss"), "en", 'By Cy and <a href="#contributors--ada-moss">Ada Moss</a>'),
        (("Cy", "Ada Moss"), "de", 'Von Cy und <a href="#contributors--ada-moss">Ada Moss</a>'),
        (("سلمى", "نور"), "en", 'By <a href="#contributors--سلمى" dir="rtl">سلمى</a> and '
         '<span dir="rtl">نور</span>'),
        (("Cy",), "en", "By Cy"),
    ],
)  # fmt: skip
def test_names_lead_to_what_their_people_say(authors, language, said):
    made = body(E.p(*said_by(authors, places_of(PEOPLE), words_for(language))))

    assert made.xhtml == f"<p>{said}</p>"


def test_a_byline_leads_to_biographies_and_keeps_its_day():
    here = chapter(authors=("Ada Moss",), date=datetime.date(2026, 1, 31))
    made = chapter_section(here, "links", WORDS, people=places_of(PEOPLE)).body.xhtml

    assert (
        '<p class="byline">By <a href="#contributors--ada-moss">Ada Moss</a> · 31 January 2026</p>'
    ) in made


RECIPE = """\
title = "Hours"
date = 2026-01-31
order = ["one", "two"]
[[author]]
name = "Ada"
text = "Ada draws."
[[author]]
name = "Bo"
text = "Bo reads."
"""
POST = "---\ntitle: {}\nauthor: {}\nnotes: [{}]\n---\n\nText.\n"


def zine_of(order: str, lay: Lay, *, without: str = ""):
    lay({
        "zine.toml": RECIPE.replace('"one", "two"', order),
        "posts/one.md": POST.format("One", "Bo", "grief"),
        "posts/two.md": POST.format("Two", "Ada", "debt"),
    })  # fmt: skip
    manuscript = read_manuscript(Path("m"))
    choice = Choice(without=(without,)) if without else Choice()
    return assemble(manuscript, manuscript.picture, choice=choice)[0]


@pytest.mark.parametrize(
    ("order", "without", "people"),
    [
        ('"one", "two"', "", ["Bo", "Ada"]),
        ('"two", "one"', "", ["Ada", "Bo"]),
        ('"two"', "", ["Ada"]),
        ('"one", "two"', "grief", ["Ada"]),
    ],
)
def test_a_zine_names_those_whose_posts_are_in_it_as_readers_meet_them(order, without, people, lay):
    made = zine_of(order, lay, without=without)
    section = made.section_of["contributors"]

    assert [each.text for each in section.body.root.iter("h2")] == people
    listed = made.section_of["contents"].body.targets
    assert [name for name in listed if "--" not in name][-3:] == [
        "contributors", "formats", "imprint",
    ]  # fmt: skip


def test_a_move_changes_no_post():
    """The text of a post does not depend on where anybody else's stands."""
    one, other = (places_of(people) for people in (PEOPLE, PEOPLE[::-1]))
    here = chapter(authors=("Ada Moss", "سلمى"))

    assert chapter_section(here, "links", WORDS, people=one) == chapter_section(
        here, "links", WORDS, people=other
    )
