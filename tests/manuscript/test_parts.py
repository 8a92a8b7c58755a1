"""The parts of a recipe and its order → the posts of each part."""

from __future__ import annotations

import datetime

import pytest

from zinewright.manuscript.parts import parts_of
from zinewright.manuscript.recipe import OwnPart, Recipe

ONE, TWO = OwnPart("One", "b"), OwnPart("Two", "d", "On nights.")


@pytest.mark.parametrize(
    ("order", "parts", "held"),
    [
        ("abcde", (ONE, TWO), {"One": "bc", "Two": "de"}),
        ("abcde", (TWO, ONE), {"One": "bc", "Two": "de"}),
        ("dabc", (ONE, TWO), {"Two": "da", "One": "bc"}),
        ("abcdez", (ONE, TWO), {"One": "bc", "Two": "de"}),
        ("abzcde", (ONE, TWO), {"One": "bzc", "Two": "de"}),
        ("abc", (ONE, TWO), {"One": "bc"}),
        ("abc", (ONE, OwnPart("Again", "b")), {"One": "bc"}),
        ("abz", (OwnPart("After", "z"),), {}),
        ("abc", (), {}),
        ("", (ONE,), {}),
    ],
)
def test_which_posts_stand_in_which_part(order, parts, held):
    """z is an afterword: at the end it stands behind all parts."""
    recipe = Recipe(title="Small hours", date=datetime.date(2026, 1, 31), part=parts)
    found = parts_of(recipe, tuple(order), {"z"})

    assert [(part.title, "".join(part.posts)) for part in found] == list(held.items())


def test_a_part_has_its_words():
    recipe = Recipe(title="Small hours", date=datetime.date(2026, 1, 31), part=(ONE, TWO))

    assert [part.text for part in parts_of(recipe, "abcde")] == ["", "On nights."]
