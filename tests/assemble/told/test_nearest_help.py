"""A chapter's notes → the topics whose support stands before it."""

from __future__ import annotations

import datetime

import pytest
from chapters import WORDS, chapter

from zinewright.assemble.told.nearest_help import fitting, help_for, in_reading_order, main_topics
from zinewright.manuscript.content_notes import Notes, notes_from
from zinewright.manuscript.resources.choose import chosen
from zinewright.manuscript.resources.resource import Resource

PASSAGE = "::: note suicide | b\nx\n:::"
ULCERS = "stomach ulcers at work"


@pytest.mark.parametrize(
    ("notes", "text", "main"),
    [
        # what the author states, whatever was accepted beside it
        ("serious illness, child abuse (accepted)", "", ["serious-illness"]),
        (f"pain, {ULCERS} (own), rape (accepted discussion)", "", ["pain-medical-detail", ULCERS]),
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
    one = chapter(notes=notes_from("own words (own), overdose, grief", None))

    assert fitting(one, ("own words", "overdose", "death-grief")) == (
        "own words", "overdose", "suicide", "alcohol-drugs", "crisis", "death-grief",
        "bereavement",
    )  # fmt: skip
    assert in_reading_order(one) == ("overdose", "death-grief", "own words")
    assert main_topics(chapter(notes=Notes("unsaid"))) == ()


def place(name, topics, kind="topic", audience=""):
    return Resource(
        id=name, name=name, kind=kind, regions=("GB",), topics=topics, audience=audience
    )


PLACES = (
    place("anybody", ("crisis", "suicide", "self-harm"), "crisis"),
    place("the young", ("suicide", "crisis"), audience="people under 25"),
    place("children", ("child-abuse",), audience="people under 19"),
    place("rape line", ("sexual-violence", "child-abuse", "abuse")),
    place("abuse line", ("abuse", "domestic-abuse")),
)


@pytest.mark.parametrize(
    ("notes", "name"),
    [
        ("suicide", "anybody"),  # not those who help some people, where somebody helps all
        ("child abuse", "rape line"),
        ("bullying", "abuse line"),  # abuse is what it is for first
        ("rape", "rape line"),
        ("racism, rape (accepted)", "Places that offer support"),  # nobody helps with racism
        ("stomach ulcers (own), child abuse (accepted)", "Places that offer support"),
    ],
)
def test_the_place_that_is_named_before_a_chapter(notes, name):
    one = chapter(notes=notes_from(notes, None))
    wanted = fitting(one, in_reading_order(one))
    served = chosen(PLACES, ("GB",), wanted, datetime.date(2026, 1, 31))

    found = help_for(one, served, ("GB",), WORDS)

    assert found is not None
    assert found.name == name


def test_no_place_where_there_are_none():
    assert help_for(chapter(), chosen((), (), (), datetime.date(2026, 1, 31)), (), WORDS) is None
