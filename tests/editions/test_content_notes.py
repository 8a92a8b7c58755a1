"""What catalogues and other programs read of the content notes."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace

from chapters import WORDS, chapter
from zines import section, zine

from zinewright.assemble.told.notices import chapter_section
from zinewright.editions.content_notes import (
    Subject,
    content_notes_json,
    described,
    rating,
    subjects,
)
from zinewright.manuscript.content_notes import Note, Notes
from zinewright.review.reviewed import record_of

NOTES = Notes(
    "noted",
    (
        Note("suicide", "discussion", state="accepted"),
        Note("night work", own=True),
        Note("racism", state="dismissed"),
        Note("self-harm", state="edited"),
    ),
    datetime.date(2026, 2, 1),
    "Ada",
)
PASSAGE = "::: note suicide | b\nx\n:::"
DECIDED = chapter(PASSAGE, notes=NOTES)
RECORDED = replace(DECIDED.notes, reviewed_of=record_of(DECIDED))
ONE = chapter_section(replace(DECIDED, notes=RECORDED), "two", WORDS)
TWO = chapter_section(
    chapter(name="two", notes=Notes("noted", (Note("suicide", "mention", ("implied",)),))),
    "formats", WORDS,
)  # fmt: skip
ZINE = zine(ONE, TWO, section("formats", kind="formats"), description="Two pieces.")


def test_every_topic_once_at_its_highest_level_in_the_order_of_the_vocabulary():
    assert subjects(ZINE) == (
        Subject("suicide", "suicide", "discussion", True),
        Subject("self-harm", "self-harm", "", True),
        Subject("night work", "night work", "", False),
    )


def test_a_line_and_a_sentence():
    assert rating(ZINE) == "Content notes: suicide (discussed), self-harm, night work"
    assert described(ZINE) == (
        "Two pieces. Content notes: this zine mentions or describes suicide, self-harm, night work."
    )


def test_a_zine_without_notes():
    bare = replace(ZINE, sections=(section("one"),))

    assert (subjects(bare), rating(bare), described(bare)) == ((), "", "Two pieces.")


def test_every_note_with_its_place_and_its_review():
    read = json.loads(content_notes_json(ZINE))
    reviewed = {"status": "noted", "reviewed_on": "2026-02-01", "reviewed_by": "Ada"}
    not_yet = {"status": "noted", "reviewed_on": None, "reviewed_by": None}

    assert read["posts"] == [
        {"post": "one", "title": "One"} | reviewed,
        {"post": "two", "title": "One"} | not_yet,
    ]
    assert [
        (note["topic"], note["level"], note["flags"], note["state"], note["anchor"])
        for note in read["notes"]
    ] == [
        ("suicide", "discussion", [], "accepted", "one"),
        ("night work", None, [], "author-stated", "one"),
        ("self-harm", None, [], "edited", "one"),
        ("suicide", None, [], "author-stated", "one--passage-1"),
        ("suicide", "mention", ["implied"], "author-stated", "two"),
    ]
    assert read["notes"][0] == {
        "topic": "suicide", "label": "suicide", "level": "discussion", "flags": [],
        "state": "accepted", "post": "one", "anchor": "one",
    } | reviewed  # fmt: skip
