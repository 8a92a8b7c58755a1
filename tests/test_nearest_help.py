"""A chapter's notes → the topics whose support stands before it."""

from __future__ import annotations

import pytest
from test_notices import chapter

from zinewright.nearest_help import fitting, in_reading_order, main_topics
from zinewright.notes import Notes, notes_from

PASSAGE = "::: note suicide | b\nx\n:::"
ULCERS = "stomach ulcers at work"


@pytest.mark.parametrize(
    ("notes", "text", "main"),
    [
        # what the author states, whatever was accepted beside it
        ("serious illness, child abuse (accepted)", "", ["serious-illness"]),
        (f"pain, {ULCERS}, rape (accepted discussion)", "", ["pain-medical-detail", ULCERS]),
        ("rape (description), debt (discussion)", "", ["sexual-violence", "poverty-homelessness"]),
        # never a word in passing beside what is graver
        ("racism (accepted description), rape (mention)", "", ["racism"]),
        ("rape (accepted mention), illness (accepted discussion)", "", ["serious-illness"]),
        ("rape (accepted mention), debt (mention)", "", ["poverty-homelessness"]),
        # else what weighs most, in the order of the notes
        ("debt (accepted description), grief (accepted discussion)", "", ["poverty-homelessness"]),
        ("debt (accepted), grief (accepted)", "", ["poverty-homelessness", "death-grief"]),
        # a matter of life goes first where it is stated or described
        ("eating disorders, suicide", "", ["suicide", "eating-disorders"]),
        ("racism, self-harm (accepted description)", "", ["self-harm", "racism"]),
        ("racism, self-harm (accepted discussion)", "", ["racism"]),
        ("racism, suicide (mention)", "", ["racism"]),
        ("debt", PASSAGE, ["suicide", "poverty-homelessness"]),
        ("debt (accepted mention)", PASSAGE, ["suicide"]),
        ("", PASSAGE, ["suicide"]),
        ("", "TW: rape", ["sexual-violence"]),
        ("none", "", []),
    ],
)
def test_the_topics_that_a_chapter_is_mainly_about(notes, text, main):
    assert list(main_topics(chapter(text, notes=notes_from(notes, None)))) == main


def test_what_fits_a_topic_stands_behind_it():
    one = chapter(notes=notes_from("own words, overdose, grief", None))

    assert fitting(one, ("own words", "overdose", "death-grief")) == (
        "own words", "overdose", "suicide", "alcohol-drugs", "crisis", "death-grief",
        "bereavement",
    )  # fmt: skip
    assert in_reading_order(one) == ("overdose", "death-grief", "own words")
    assert main_topics(chapter(notes=Notes("unsaid"))) == ()
