"""A word is found however somebody spells it."""

import pytest

from zinewright.languages.phrases import phrases_of
from zinewright.languages.spelling import spelled


@pytest.mark.parametrize(
    ("word", "same"),
    [
        ("Essstörung", "essstoerung"),
        ("Mißbrauch", "missbrauch"),
        ("ÜBERDOSIS", "ueberdosis"),
        ("naïve", "naïve"),
        ("Harm", "harm"),
    ],
)
def test_the_spelling_under_which_a_word_is_found(word: str, same: str) -> None:
    assert spelled(word) == same == spelled(same)


@pytest.mark.parametrize(
    ("text", "row", "places"),
    [
        ("*schmerzen", "starke kopfschmerzen heute", (1,)),
        ("*schmerzen", "schmerzensgeld", None),
        ("starke *schmerzen|*weh", "starke kopfschmerzen", (0, 1)),
        ("überdos*", "ueberdosis", (0,)),
        ("*störung|wahn", "eine essstoerung", (1,)),
    ],
)
def test_a_phrase_may_name_the_end_of_a_word(text: str, row: str, places) -> None:
    phrases = phrases_of({"x": {"says": [text]}}, {}, {})
    found = next(iter(phrases.find(row.split())), None)

    assert (found.places if found else None) == places
