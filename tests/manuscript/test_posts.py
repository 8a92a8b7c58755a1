"""One Markdown file → a post, and what is wrong with its front matter."""

from __future__ import annotations

import datetime

import pytest

from zinewright.manuscript.content_notes import Note, Notes
from zinewright.manuscript.posts import KEYS, Post, read_post
from zinewright.model import PARTS
from zinewright.sealed import Sealed

FULL = """\
---
title: The  long wait
author: [Ada, Bo]
date: 2026-01-31
updated: 2026-02-01T10:00:00Z
lang: ar
source: https://example.org/wait
summary: >
  How it
  went.
notes: grief, a court
notes_reviewed: 2026-02-02
notes_reviewed_by: Ada
notes_reviewed_of: text 3fa9c21b88ab
resources: line
kind: foreword
licence: CC BY 4.0
tags: [waiting, letters]
---

Text.
"""


def post(text, tmp_path, name="one"):
    path = tmp_path / f"{name}.md"
    path.write_text(text, "utf-8")
    return read_post(path, f"posts/{name}.md")


def said(text, tmp_path, name="one"):
    return [str(problem) for problem in post(text, tmp_path, name).problems]


def test_a_post_with_all_that_it_can_say(tmp_path):
    assert post(FULL, tmp_path) == Post(
        name="one",
        where="posts/one.md",
        title="The long wait",
        text="\nText.\n",
        first_line=20,
        authors=("Ada", "Bo"),
        date=datetime.date(2026, 1, 31),
        updated=datetime.date(2026, 2, 1),
        language="ar",
        direction="rtl",
        source="https://example.org/wait",
        summary="How it went.",
        kind="foreword",
        notes=Notes(
            "noted",
            (Note("grief"), Note("a court")),
            datetime.date(2026, 2, 2),
            "Ada",
            "text 3fa9c21b88ab",
        ),
        resources=("line",),
        licence="CC BY 4.0",
        tags=("waiting", "letters"),
        summary_line=8,
        title_line=2,
    )


@pytest.mark.parametrize(
    ("notes", "lines"),
    [
        ("notes: grief, a court", [("grief", 3), ("a court", 3)]),
        ("notes: [grief, a court]", [("grief", 3), ("a court", 3)]),
        ("notes:\n  - grief # hers\n\n  - a  court (mention)", [("grief", 4), ("a court", 6)]),
        ("notes:\n  - grief: strong\n  - [a, b]", [("grief: strong", 4), ("a, b", 5)]),
        ("notes: {grief: [a, b]}", [("grief: a, b", 3)]),
    ],
)
def test_the_lines_of_notes(notes, lines, tmp_path):
    found = post(f"---\ntitle: One\n{notes}\n---\n", tmp_path)

    assert [(note.topic, note.line) for note in found.notes.notes] == lines
    assert found.problems == ()


def test_a_day_of_review_that_is_none_stops_no_draft(tmp_path):
    (problem,) = post("---\ntitle: One\nnotes_reviewed: May\n---\n", tmp_path).problems

    assert (problem.rule, problem.line, problem.level) == ("date", 3, "warning")


def test_every_key_is_shown_in_that_post():
    assert [key for key in KEYS if f"\n{key}:" not in FULL] == ["dir"]


@pytest.mark.parametrize(
    ("text", "title", "rest", "first_line"),
    [
        ("# One #\n\nText.", "One", "\nText.", 2),
        ("\n\n# One\nText.", "One", "Text.", 4),
        ("---\nlang: en\n---\n\n# One\nText.", "One", "Text.", 6),
        ("---\ntitle: One\n---\n# One\nText.", "One", "Text.", 5),
        ("---\ntitle: One\n---\n# Two\nText.", "One", "# Two\nText.", 4),
        ("---\ntitle: One\n--- \nText.\n---\nMore.", "One", "Text.\n---\nMore.", 4),
        ("# One\r\n\r\nText.\r\n", "One", "\nText.\n", 2),
        ("\ufeff# One", "One", "", 2),
    ],
)
def test_where_the_title_is_and_where_the_text_begins(text, title, rest, first_line, tmp_path):
    found = post(text, tmp_path)

    assert (found.title, found.text, found.first_line) == (title, rest, first_line)
    assert found.problems == ()


@pytest.mark.parametrize(
    ("keys", "direction"),
    [("", None), ("lang: ar", "rtl"), ("lang: ar\ndir: ltr", "ltr"), ("dir: rtl", "rtl"),
     ("lang: fr", "ltr")],
)  # fmt: skip
def test_the_direction_is_that_of_the_language_unless_said(keys, direction, tmp_path):
    assert post(f"---\ntitle: One\n{keys}\n---\n", tmp_path).direction == direction


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2026-01-31", datetime.date(2026, 1, 31)),
        ('"2026-01-31"', datetime.date(2026, 1, 31)),
        ("2026-01-31 10:20", datetime.date(2026, 1, 31)),
        ("2026-01-31T10:20:30.5+01:00", datetime.date(2026, 1, 31)),
        ("", None),
        ("~", None),
    ],
)
def test_days(value, day, tmp_path):
    assert post(f"---\ntitle: One\ndate: {value}\n---\n", tmp_path).date == day


@pytest.mark.parametrize("value", ["20260131", "2026-W05", "31 January 2026", "2026-01-31 and on"])
def test_what_is_no_day(value, tmp_path):
    assert said(f"---\ntitle: One\ndate: {value}\n---\n", tmp_path) == [
        f"posts/one.md:3: “{value}” is no date. Write it as year-month-day, like 2026-01-31. [date]"
    ]


@pytest.mark.parametrize("name", PARTS)
def test_names_that_are_taken(name, tmp_path):
    assert said("# One", tmp_path, name) == [
        f"posts/{name}.md: the name “{name}” belongs to a part of the zine that Zinewright makes. "
        f"Rename the file to my-{name}.md. [post-name]"
    ]


@pytest.mark.parametrize("name", ["one", "One-2", "ein.teil", "ليل", "é", "1", "a_b", "contents-2"])
def test_names_that_a_post_can_have(name, tmp_path):
    assert said("# One", tmp_path, name) == []


@pytest.mark.parametrize(
    ("name", "better"),
    [
        ("my post", "my-post"), ("a--b", "a-b"), ("_draft", "draft"), ("-a", "a"),
        ("what?", "what"),
        ("a&b", "a-b"), ("???", "post"), ("a#b", "a-b"), (" a", "a"),
    ],
)  # fmt: skip
def test_names_that_it_cannot(name, better, tmp_path):
    (message,) = said("# One", tmp_path, name)

    assert f"Rename the file to {better}.md (" in message
    assert said("# One", tmp_path, better) == []


def test_characters_that_cannot_be_shown_do_not_hide_what_else_is_wrong(tmp_path):
    found = post("---\ntitle: One\x07\ndate: x\n---\n\nText\x00.", tmp_path)

    assert [(problem.line, problem.rule) for problem in found.problems] == [
        (2, "unseen-character"), (6, "unseen-character"), (3, "date"),
    ]  # fmt: skip
    assert (found.title, found.text) == ("One�", "\nText�.")


class Shelf(dict[str, bytes]):
    """A store in memory."""

    def put(self, key, content):
        self[key] = content
        return True


WRONG = """\
---
title: "a\\ud800b"
"k\\ud800": x
date: yesterday
notes: [grief, {grief: strong}, "\\udc00"]
summary: "\\u0007"
colour: red
---

A\x07 and \u202e.
"""


@pytest.mark.parametrize("text", [FULL, WRONG, "---\ntitle: *x\n---\n", "# One\n\nText.\n", ""])
def test_a_post_that_was_kept_is_the_post_that_was_read(tmp_path, text):
    path, shelf = tmp_path / "one.md", Shelf()
    path.write_text(text, "utf-8")
    keep = Sealed(shelf)

    first, again = (read_post(path, "posts/one.md", keep) for _ in range(2))

    assert first == again == read_post(path, "posts/one.md")
    assert len(shelf) == (text != WRONG)  # a lone surrogate in what is said of it


def test_a_kept_post_is_read_anew_when_its_text_its_place_or_its_name_changes(tmp_path):
    one, two, keep = tmp_path / "one.md", tmp_path / "two.md", Sealed(Shelf())
    one.write_text("# One\n\nText.\n", "utf-8")
    two.write_text("# One\n\nText.\n", "utf-8")
    assert read_post(one, "one.md", keep).name == "one"
    assert read_post(two, "one.md", keep).name == "two"
    assert read_post(one, "m/one.md", keep).where == "m/one.md"

    one.write_text("# Two\n\nText.\n", "utf-8")

    assert read_post(one, "one.md", keep).title == "Two"


def test_a_file_name_that_is_no_utf_8_is_kept_under_no_key(tmp_path):
    path, shelf = tmp_path / "one.md", Shelf()
    path.write_text("# One\n\nText.\n", "utf-8")

    assert read_post(path, "posts/\udcff.md", Sealed(shelf)).title == "One"
    assert shelf == {}
