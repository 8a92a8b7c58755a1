"""The signs of a sentence."""

from __future__ import annotations

import pytest

from zinewright.languages.phrases import phrases_for
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.review.suggest.features import read, stem


def signs(text: str) -> list[str]:
    phrases = phrases_for("en")
    assert phrases
    return [sign.name for each in read(0, Paragraph(text), phrases) for sign in each.signs]


def test_words_neighbours_and_pairs_within_a_clause():
    assert signs("They kept belts, laces.") == [
        "they", "they kept",
        "kept", "kept belt", "belt~kept",
        "belts", "laces",
    ]  # fmt: skip


def test_a_clause_ends_where_words_are_joined():
    found = signs("The ship came and the rope held.")

    assert [sign for sign in found if "~" in sign] == ["came~ship", "held~rope"]


def test_phrases_are_signs_with_their_topic():
    assert "=detention-sectioning:names" in signs("I was sectioned.")


def test_words_of_titles_are_none():
    assert "suicide" not in signs("We watched the film Suicide Kings.")


@pytest.mark.parametrize(
    ("words", "one"),
    [
        ("belt belts belted", "belt"),
        ("lace laces laced", "lace"),
        ("abuse abuses abused abusing", "abus"),
        ("stop stopped stopping stops", "stop"),
        ("story stories", "story"),
        ("miss missed misses", "miss"),
        ("church churches", "church"),
        ("cat cats", "cat"),
        ("bus", "bus"),
        ("care cared caring", "care"),
        ("car cars", "car"),
    ],
)
def test_forms_of_a_word_have_one_stem(words: str, one: str):
    assert {stem(word) for word in words.split()} == {one}
