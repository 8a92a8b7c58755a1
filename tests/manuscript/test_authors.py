"""The biographies of a recipe and the posts of a zine → whose are printed, in which order."""

from __future__ import annotations

import datetime

import pytest

from zinewright.manuscript.authors import biographies_of
from zinewright.manuscript.posts import Post
from zinewright.manuscript.recipe import OwnBiography, Recipe

ADA, BO = OwnBiography("Ada", " Ada draws.\n"), OwnBiography("Bo", "Bo reads.")


def post(*authors: str) -> Post:
    return Post("one", "m/posts/one.md", "One", "Text.", authors=authors)


@pytest.mark.parametrize(
    ("posts", "told", "found"),
    [
        ([post("Bo"), post("Ada", "Bo")], (ADA, BO), ["Bo", "Ada"]),
        ([post("Ada", "Bo"), post("Bo")], (BO, ADA), ["Ada", "Bo"]),
        ([post("Ada")], (ADA, BO), ["Ada"]),
        ([post("Cy")], (ADA, BO), []),
        ([post("ada")], (ADA,), []),
        ([post("Ada")], (OwnBiography("Ada", " "),), []),
        ([], (ADA,), []),
    ],
)
def test_those_who_wrote_a_post_and_say_something(posts, told, found):
    recipe = Recipe(title="Small hours", date=datetime.date(2026, 1, 31), author=told)

    assert list(biographies_of(recipe, posts)) == found


def test_a_post_that_names_nobody_is_by_the_authors_of_the_zine():
    recipe = Recipe(
        title="Small hours", date=datetime.date(2026, 1, 31), authors=("Bo",), author=(ADA, BO)
    )

    assert list(biographies_of(recipe, [post()])) == ["Bo"]
    assert list(biographies_of(recipe, [post("Ada")])) == ["Ada"]


def test_the_first_biography_with_words_counts_and_a_name_is_found_however_it_is_typed():
    told = (
        OwnBiography("Zoë", ""),
        OwnBiography("Zoe\u0308  Ray", "One."),
        OwnBiography("Zoë Ray", "Two."),
    )
    recipe = Recipe(title="Small hours", date=datetime.date(2026, 1, 31), author=told)
    (found,) = biographies_of(recipe, [post("Zoë Ray")]).values()

    assert (found.name, found.text, found.place) == ("Zoë Ray", "One.", 1)
