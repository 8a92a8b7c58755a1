"""Content notes: three things that are different, and what is none of them."""

from __future__ import annotations

import datetime

import pytest

from zinewright.notes import Note, Notes, NotesError, notes_from, topics_from

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


@pytest.mark.parametrize(
    ("stated", "word"),
    [
        ("no", "no"),
        ("FALSE", "false"),
        ("yes", "yes"),
        ("grief, none", "none"),
        (["grief", "unsaid"], "unsaid"),
        ("none, unsaid", "none"),
    ],
)
def test_what_can_be_read_in_two_ways(stated, word):
    with pytest.raises(NotesError, match=f"“{word}” among the notes can be read in two ways"):
        notes_from(stated, None)


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
