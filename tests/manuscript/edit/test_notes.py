"""Decisions on content notes: one line of a post's front matter changes, all the rest stays."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from zinewright.languages.vocabulary import vocabulary_for
from zinewright.manuscript.content_notes import Note, notes_from
from zinewright.manuscript.edit.notes import (
    decide,
    say_reviewed,
    say_status,
    say_summary,
    with_note,
)
from zinewright.manuscript.posts import read_post
from zinewright.problems import ZineError

ACCEPTED = Note("suicide", "discussion", ("personal",), "accepted")
DISMISSED = Note("suicide", state="dismissed")


def named(words: str) -> str:
    return vocabulary_for("en").named(words) or words


@pytest.mark.parametrize(
    ("front", "note", "changed"),
    [
        ("title: One", ACCEPTED, "title: One\nnotes:\n  - suicide (accepted personal discussion)"),
        ("", DISMISSED, "notes:\n  - suicide (dismissed)"),
        ("notes:", DISMISSED, "notes: [suicide (dismissed)]"),
        ("notes: # none yet", DISMISSED, "notes: [suicide (dismissed)] # none yet"),
        ("notes: []", DISMISSED, "notes: [suicide (dismissed)]"),
        ("notes: grief", DISMISSED, "notes: [grief, suicide (dismissed)]"),
        ("notes: grief, Suicide", DISMISSED, "notes: [grief, suicide (dismissed)]"),
        ("notes: [grief] # kept", DISMISSED, "notes: [grief, suicide (dismissed)] # kept"),
        ("notes: [death by suicide, grief]", DISMISSED, "notes: [suicide (dismissed), grief]"),
        ("notes: none", ACCEPTED, "notes: [suicide (accepted personal discussion)]"),
        ("notes: none", DISMISSED, "notes: [none, suicide (dismissed)]"),
        ("notes: [none, grief (dismissed)]", ACCEPTED,
         "notes: [suicide (accepted personal discussion), grief (dismissed)]"),
        ("notes:\n  - grief # hers\n  # more\ndate: 2026-01-31", DISMISSED,
         "notes:\n  - grief # hers\n  - suicide (dismissed)\n  # more\ndate: 2026-01-31"),
        ("notes:\n- grief\n- suicide # his\ntitle: One", DISMISSED,
         "notes:\n- grief\n- suicide (dismissed) # his\ntitle: One"),
        ("notes: [none, suicide (dismissed), grief]", ACCEPTED,
         "notes: [suicide (accepted personal discussion), grief]"),
        ("notes: [grief, Suicide, suicide (dismissed)] # x", ACCEPTED,
         "notes: [grief, suicide (accepted personal discussion)] # x"),
        ("notes:\n  - none # so far\n  # more\n  - suicide (dismissed)\ntitle: One", ACCEPTED,
         "notes:\n  - suicide (accepted personal discussion) # so far\n  # more\ntitle: One"),
        ("notes:\n  - grief\n  - a: b", DISMISSED,
         "notes:\n  - grief\n  - a: b\n  - suicide (dismissed)"),
        ("notes: 'a: b'", Note("#1", state="edited"), 'notes: ["a: b", "#1 (edited)"]'),
    ],
)  # fmt: skip
def test_a_note_in_front_matter(front, note, changed):
    assert with_note(front, note, named) == changed


def test_a_file_keeps_all_but_the_note(tmp_path):
    path = tmp_path / "one.md"
    path.write_bytes(b"---\r\n# mine\r\ntitle: One\r\nnotes: [grief]\r\n---\r\n\r\nText: ---\r\n")
    path.chmod(0o640)
    decide(path, [ACCEPTED, DISMISSED], named)

    assert path.read_bytes() == (
        b"---\r\n# mine\r\ntitle: One\r\nnotes: [grief, suicide (dismissed)]\r\n---\r\n\r\n"
        b"Text: ---\r\n"
    )
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_post_without_front_matter_gets_one(tmp_path):
    path = tmp_path / "one.md"
    path.write_text("# One\n\nText.\n", "utf-8")
    decide(path, [ACCEPTED], named)
    say_reviewed(path, datetime.date(2026, 2, 1), "Ada: the editor", "text 3fa9c21b88ab")

    assert path.read_text("utf-8") == (
        "---\nnotes:\n  - suicide (accepted personal discussion)\nnotes_reviewed: 2026-02-01\n"
        'notes_reviewed_by: "Ada: the editor"\nnotes_reviewed_of: text 3fa9c21b88ab\n'
        "---\n# One\n\nText.\n"
    )
    notes = read_post(path, "one.md").notes
    assert (notes.notes, notes.reviewed_by) == ((ACCEPTED,), "Ada: the editor")


@pytest.mark.parametrize(
    ("notes", "changed"),
    [
        ("notes: [grief (dismissed)]", "notes: [none, grief (dismissed)]"),
        ("notes:", "notes: none"),
        ("title: One", "title: One\nnotes: none"),
        ("notes: unsaid", "notes: none"),
        ("notes: greif", "notes: none"),
        ("notes: [greif, grief (dismissed), n/a] # x", "notes: [none, grief (dismissed)] # x"),
        ("notes: [grief (accepted detail)]", "notes: [none, grief (dismissed)]"),
        (
            "notes: [grief (edited), debt (suggested mention)]",
            "notes: [none, grief (dismissed), debt (suggested mention)]",
        ),
        ("notes: []", "notes: none"),
        (
            "notes:\n  - grief (dismissed) # x\n  # y\ntitle: One",
            "notes:\n  - none\n  - grief (dismissed) # x\n  # y\ntitle: One",
        ),
        ("notes:\n- n/a\n- TBC\ntitle: One", "notes:\n- none\ntitle: One"),
        (
            "title: One\nnotes:\n  - unsaid\n  - a (dismissed)\n  - b (dismissed)",
            "title: One\nnotes:\n  - none\n  - a (dismissed)\n  - b (dismissed)",
        ),
        ("notes: n/a, debt (dismissed)", "notes: [none, debt (dismissed)]"),
    ],
)
def test_that_no_notes_apply(notes, changed, tmp_path):
    path = tmp_path / "one.md"
    path.write_text(f"---\n{notes}\n---\nText.\n", "utf-8")
    say_status(path, "none")

    assert path.read_text("utf-8") == f"---\n{changed}\n---\nText.\n"


@pytest.mark.parametrize(
    ("front", "changed"),
    [
        ("title: One", "title: One\nsummary: A shop"),
        ("summary: Old # keep\nnotes: none", "summary: A shop # keep\nnotes: none"),
        (
            "summary: >\n  Old\n  text.\n# keep\nnotes: none",
            "summary: A shop\n# keep\nnotes: none",
        ),
        ('summary: "Old\n  text"\nnotes: none', "summary: A shop\nnotes: none"),
        ("summary:\nnotes: none", "summary: A shop\nnotes: none"),
    ],
)
def test_the_sentence_on_what_is_missed(front, changed, tmp_path):
    path = tmp_path / "one.md"
    path.write_text(f"---\n{front}\n---\nText.\n", "utf-8")
    say_summary(path, "A shop")

    assert path.read_text("utf-8") == f"---\n{changed}\n---\nText.\n"


@pytest.mark.parametrize(
    "summary", ["A: b", "null", "~", "# no", "“so”", 'a "b" c\\', "- a", "yes", "[x]", "'tis so"]
)
def test_any_sentence_is_read_as_it_was_written(summary, tmp_path):
    path = tmp_path / "one.md"
    path.write_text("---\ntitle: One\n---\nText.\n", "utf-8")
    say_summary(path, summary)

    assert (read_post(path, "one.md").summary, read_post(path, "one.md").problems) == (summary, ())


def test_a_file_that_cannot_be_written_stays(tmp_path: Path):
    with pytest.raises(ZineError) as caught:
        decide(tmp_path / "gone" / "one.md", [ACCEPTED], named)

    assert str(caught.value) == (
        f"{tmp_path}/gone/one.md: the notes cannot be written (no such file or directory). "
        "Change that and do it again; the file is as it was. [cannot-write]"
    )


TOPICS = st.sampled_from(["grief", "suicide", "it's: hard", "[a]", "#1", "- x", "ليل", "'q'"])
STATES = st.sampled_from(["accepted", "edited", "dismissed"])
NOTES = st.builds(
    Note, TOPICS, st.sampled_from(["", "mention", "detail"]), st.just(()), STATES
)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(st.lists(NOTES, min_size=1, max_size=6))
def test_whatever_is_written_is_read_again(notes):
    front = "title: One # a comment"
    for note in notes:
        front = with_note(front, note, str)
    read = notes_from(yaml.safe_load(front)["notes"], None)

    assert list(read.notes) == list({note.topic: note for note in notes}.values())
