"""Content notes: three things that are different, and what is none of them."""

from __future__ import annotations

import datetime

import pytest

from zinewright.languages.vocabulary import vocabulary_for
from zinewright.manuscript.content_notes import (
    Note,
    Notes,
    note_from,
    notes_from,
    same_words,
    topics_from,
)

DAY = datetime.date(2026, 1, 31)


def noted(*topics):
    return Notes("noted", tuple(map(Note, topics)))


@pytest.mark.parametrize(
    ("stated", "notes"),
    [
        ("", Notes()),
        ([], Notes()),
        (None, Notes()),
        (" , ", Notes()),
        ("none", Notes("none")),
        (["None"], Notes("none")),
        ("unsaid", Notes("unsaid")),
        ("author chooses not to say", Notes("unsaid")),
        ("Not said", Notes("unsaid")),
        ("grief", noted("grief")),
        ("grief, a  court ,grief", noted("grief", "a court")),
        (["fire, and water", "grief"], noted("fire, and water", "grief")),
        ("none of your business", noted("none of your business")),
    ],
)
def test_what_front_matter_states(stated, notes):
    assert notes_from(stated, None) == notes


def test_the_day_of_a_review_is_kept_with_every_status():
    for stated in ("", "none", "unsaid", "grief"):
        assert notes_from(stated, DAY).reviewed == DAY


UNKNOWN = [
    # what stands in the file, status, topics that readers are told of, words that are asked
    ("grief, none", "noted", ["death-grief"], ["none"]),
    (["grief", "unsaid"], "noted", ["death-grief"], ["unsaid"]),
    ("none, unsaid", "unreviewed", [], ["none", "unsaid"]),
    (["none", "grief (dismissed)"], "none", [], []),
    (["none", "grief (suggested)"], "none", [], []),
    ("None.", "none", [], []),
    ("no", "unreviewed", [], ["no"]),
    ("n/a", "unreviewed", [], ["n/a"]),
    ("greif", "unreviewed", [], ["greif"]),
    ("greif, Grief", "noted", ["death-grief"], ["greif"]),
    ("greif (accepted mention)", "unreviewed", [], ["greif"]),
    ("greif (suggested)", "unreviewed", [], ["greif"]),
    ("greif (dismissed)", "unreviewed", [], []),
    ("night work (own)", "noted", ["night work"], []),
    ("night work (edited own personal mention)", "noted", ["night work"], []),
    ("grief (own)", "noted", ["death-grief"], []),
    ("none, greif", "unreviewed", [], ["none", "greif"]),
    ("grief (suggested), death-grief", "noted", ["death-grief"], []),
    ("grief, grief (dismissed)", "noted", ["death-grief"], []),
]


@pytest.mark.parametrize(("stated", "status", "told", "asked"), UNKNOWN)
def test_words_that_name_no_topic_reach_nobody(stated, status, told, asked):
    notes = notes_from(stated).named(vocabulary_for("en"))

    assert (notes.status, [note.topic for note in notes.told]) == (status, told)
    assert [note.topic for note in notes.unknown] == asked


@pytest.mark.parametrize(
    "words",
    ["night work (own)", "night work (edited own personal mention)", "grief (dismissed)", "a (b)"],
)
def test_a_note_is_written_as_it_is_read(words):
    assert str(note_from(words)) == words


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Greif", "greif", True), ("a court", "courts", False), ("?", "-", False), ("?", "?", True),
     ("courts", "Court", True)],
)  # fmt: skip
def test_the_same_words(one, other, same):
    assert same_words(one, other) is same


@pytest.mark.parametrize(
    ("written", "stated", "status", "told", "asked"),
    [
        ("", "grief", "noted", ["death-grief"], []),
        ("", "greif", "unreviewed", [], ["greif"]),
        ("", "grief, skip this", "noted", ["death-grief"], ["skip this"]),
        ("none", "grief, greif", "none", [], []),
        ("unsaid", "grief", "unsaid", [], []),
        ("grief (dismissed)", "grief", "unreviewed", [], []),
        ("grief (suggested)", "grief", "noted", ["death-grief"], []),
        (["Skip this (dismissed)"], "skip this", "unreviewed", [], []),
        (["skip this (own)"], "Skip this", "noted", ["skip this"], []),
        ("greif", "greif", "unreviewed", [], ["greif"]),
    ],
)
def test_a_line_of_the_authors_beside_the_file(written, stated, status, told, asked):
    known = vocabulary_for("en")
    line = [Note(topic) for topic in topics_from(stated)]
    notes = notes_from(written).named(known).with_stated(line, known)

    assert (notes.status, [note.topic for note in notes.told]) == (status, told)
    assert [note.topic for note in notes.unknown] == asked


@pytest.mark.parametrize(
    ("value", "topics"),
    [
        ("a, b", ("a", "b")),
        (["a, b", " c "], ("a, b", "c")),
        ("", ()),
        (None, ()),
        (["", "a"], ("a",)),
    ],
)
def test_topics(value, topics):
    assert topics_from(value) == topics
