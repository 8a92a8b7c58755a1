"""The laws of a zine as a whole, each with a zine that breaks it."""

from __future__ import annotations

import dataclasses

import pytest
from chapters import NOTED, WORDS, chapter
from zines import odd, particulars, rich, section, zine

from zinewright.assemble import back_matter, front_matter
from zinewright.assemble.back_cover import back_cover
from zinewright.assemble.centre import centre_section
from zinewright.assemble.contributors import contributors
from zinewright.assemble.support import support
from zinewright.manuscript.authors import Biography
from zinewright.model import CENTRE, PARTS, direction_of
from zinewright.particulars import Centre
from zinewright.problems import ZineError


def said(*sections, **facts):
    with pytest.raises(ZineError) as caught:
        zine(*sections, **facts)
    return [str(problem) for problem in caught.value.problems]


def test_two_sections_with_the_same_name():
    assert said(section("a"), section("b"), section("a", title="Again")) == [
        "Small hours: the name “a” is used more than once, in “A” and “Again”. "
        "Rename the post or the heading that it comes from. [id]",
        "Small hours: the name “a-title” is used more than once, in “A” and “Again”. "
        "Rename the post or the heading that it comes from. [id]",
    ]


def test_an_id_that_is_the_name_of_a_section_is_said_where_it_stands():
    first = dataclasses.replace(section("a", "<p id='b'>x</p>"), source="m/posts/a.md")

    assert said(first, section("b")) == [
        "m/posts/a.md: the name “b” is used more than once, in “A” and “B”. "
        "Rename the post or the heading that it comes from. [id]"
    ]


def test_a_link_that_arrives_nowhere():
    assert said(section("part", "<p><a href='#parts'>x</a><a href='#zzz'>y</a></p>")) == [
        "Part: a link leads nowhere (to “#parts”). Mend the link (did you mean part?). "
        "[link-target]",
        "Part: a link leads nowhere (to “#zzz”). Mend the link. [link-target]",
    ]


def test_a_page_number_of_nothing():
    assert said(section("a", "<p><span data-page-of='b'>, page </span></p>"))[0].startswith(
        "A: a link leads nowhere (to “#b”)"
    )


def test_a_picture_that_is_not_there():
    assert said(section("a", "<p><img src='a.png' alt='x'/></p>")) == [
        "A: the picture a.png is not in the zine. Put it into the manuscript. [picture]"
    ]


def test_a_zine_with_all_that_it_may_hold_breaks_no_law():
    made = rich()

    assert made.section_of["money--1-end"].name == "money"
    assert made.section_of["night"].name == "night"
    assert made.languages == ("en-GB", "ar")
    assert [s.matter for s in made.sections].count("body") == 3
    assert odd().direction == "ltr"


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        ("en", "ltr"), ("ar", "rtl"), ("AR-EG", "rtl"), ("he", "rtl"), ("ha", "ltr"),
        ("ha-Arab", "rtl"), ("ku", "ltr"), ("pa-Arab-PK", "rtl"), ("yi", "rtl"), ("zh-Hant", "ltr"),
    ],
)  # fmt: skip
def test_directions(language, direction):
    assert direction_of(language) == direction


def test_the_names_of_the_parts_that_are_made_are_taken():
    chapters = (chapter("[a](https://example.org)", notes=NOTED),)
    here = particulars(language="en")
    behind = (
        support((), here.date, WORDS),
        contributors((Biography("Ada", "Ada draws.", 0),), WORDS),
        back_matter.links(chapters, WORDS),
        back_matter.formats(here, WORDS),
    )
    made = (
        front_matter.title_page(here, WORDS),
        front_matter.content_notes(chapters, False, WORDS),
        front_matter.contents(here, chapters, behind, WORDS),
        *behind,
        front_matter.imprint(here, chapters, WORDS),
        centre_section(Centre(text="Us."), WORDS, "en"),
        back_cover(here, chapters, WORDS),
    )

    assert {part.name for part in made} | {"cover", "locator"} == set(PARTS)
    assert all("--" in name for part in made for name in part.body.ids)


def test_a_centre_spread_is_passed_over_and_moves():
    spread = centre_section(Centre(text="Us."), WORDS, "en")
    made = zine(section("a"), spread, section("b"), section("c"))

    assert [made.follower(each) for each in made.sections] == ["b", "", "c", ""]
    moved = made.with_centre_behind("b")
    assert [each.name for each in moved.sections] == ["a", "b", CENTRE, "c"]
    assert [each.name for each in moved.without_centre.sections] == ["a", "b", "c"]


def test_a_centre_spread_is_within_the_part_whose_pieces_are_around_it():
    spread = centre_section(Centre(text="Us."), WORDS, "en")
    opening = section("part", kind="part-opening")
    made = zine(
        section("a"),
        spread,
        opening,
        *(dataclasses.replace(section(n), within="part") for n in "bc"),
    )
    within = {n: made.with_centre_behind(n).section_of[CENTRE].within for n in "abc"}

    assert within == {"a": "", "b": "part", "c": "part"}


def test_each_section_is_followed_by_the_next_one():
    made = zine(section("a"), section("b"), section("c"))

    assert [made.follower(each) for each in made.sections] == ["b", "c", ""]
