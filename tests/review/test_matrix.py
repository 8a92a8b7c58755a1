"""Every note of a post: stated, decided, suggested; with what speaks for it."""

from __future__ import annotations

from dataclasses import replace

from chapters import chapter

from zinewright.manuscript.content_notes import Note, Notes, notes_from
from zinewright.review.matrix import Row, notes_of
from zinewright.review.suggest.scan import Evidence, Suggestion

SEEN = Evidence(9, "They came at night.", "came")
SUICIDE = Suggestion("suicide", "discussion", ("personal",), (SEEN,))
GRIEF = Suggestion("death-grief", "mention", (), (SEEN,))
LINE = "Content warning: mentions of grief, systemic abuse.\n\nText."


def rows(text, found, **facts):
    return notes_of(chapter(text, first_line=7, **facts), found).rows


def test_what_the_author_states_in_the_text_is_author_stated():
    said = Evidence(7, "Content warning: mentions of grief, systemic abuse.", "grief")

    assert rows(LINE, (GRIEF,)) == (
        Row(Note("death-grief", "mention"), (said, SEEN)),
        Row(Note("service-harm", "mention"), (said.__class__(7, said.text, "systemic abuse"),)),
    )


def test_what_is_found_is_a_suggestion():
    made = notes_of(chapter("Text."), (SUICIDE,))

    assert made.rows == (Row(Note("suicide", "discussion", (), "suggested"), (SEEN,)),)
    assert made.waiting == (made.rows[0].note,)
    assert made.chapter.notes.status == "unreviewed"


def test_a_decision_ends_it_and_a_level_that_somebody_states_stays():
    notes = Notes("noted", (Note("suicide", "mention", state="edited"), Note("death-grief")))

    assert rows("Text.", (SUICIDE, GRIEF), notes=notes) == (
        Row(Note("suicide", "mention", state="edited"), (SEEN,)),
        Row(Note("death-grief"), (SEEN,)),
    )


def test_a_note_that_was_dismissed_is_not_suggested_again():
    notes = Notes("none", (Note("suicide", state="dismissed"),))

    assert notes_of(chapter("Text.", notes=notes), (SUICIDE,)).waiting == ()


def test_a_note_that_a_file_calls_suggested_still_waits():
    notes = Notes("unreviewed", (Note("suicide", state="suggested"),))

    for found in ((), (SUICIDE,)):
        made = notes_of(chapter("Text.", notes=notes), found)
        assert [note.topic for note in made.waiting] == ["suicide"]
        assert len(made.rows) == 1


def test_the_note_of_a_passage_is_one_of_the_post():
    text = "::: note grief | b\nSo it was. They came at night.\n:::"
    seen = (replace(GRIEF, evidence=(replace(SEEN, line=8),)),)

    assert rows(text, seen, notes=Notes("none")) == (
        Row(Note("death-grief"), seen[0].evidence, "one--passage-1"),
    )


def test_what_nobody_recognised_is_to_be_read():
    assert notes_of(chapter("Text."), (), (SEEN,)).unread == (SEEN,)
    assert notes_of(chapter("Text."), ()).unread == ()


def test_words_that_name_no_topic_are_no_rows():
    made = notes_of(chapter("::: note greif | b\nx\n:::", notes=notes_from("suicde, grief")), ())

    assert [row.note.topic for row in made.rows] == ["death-grief"]
    assert [(note.topic, note.line) for note in made.unknown] == [("suicde", 0), ("greif", 1)]
