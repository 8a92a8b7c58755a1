"""Pieces: what is written in a form is in the file, and nothing else of the file is otherwise."""

from __future__ import annotations

import re

import pytest
from visits import guest_of, let_in, studio_of

POST = """---
title: "One: a night" # as it was in the blog
author: [Ada, Bo]
date: 2025-11-30
notes:
  - debt   # by hand
---

They came at *night*.

    code
"""


@pytest.fixture
def folder(lay):
    return lay({"posts/one.md": POST})


def form_of(page):
    """The fields of the form of a piece, as a browser sends them."""
    pairs = re.findall(
        r'<input (?:type="hidden" )?(?:id="\w+" )?name="(\w+)" value="(.*?)"', page.text
    )
    text = re.search(r'<textarea id="text".*?>\n(.*?)</textarea>', page.text, re.DOTALL)[1]
    unescaped = {key: value.replace("&#34;", '"').replace("&lt;", "<") for key, value in pairs}
    return unescaped | {"text": text.replace("\n", "\r\n")}


def test_a_form_that_is_sent_as_it_is_changes_no_byte(folder):
    robin = guest_of(folder)

    page = robin.post("/pieces/one", form_of(robin.get("/pieces/one")))

    assert page.said == "Saved."
    assert (folder / "posts/one.md").read_text() == POST


@pytest.mark.parametrize(
    ("changed", "old", "new"),
    [
        ({"title": "Two"}, '"One: a night"', "Two"),
        ({"author": "Ada"}, "[Ada, Bo]", "Ada"),
        ({"date": "2026-01-01"}, "2025-11-30", '"2026-01-01"'),
        ({"text": "\r\nNew.\r\n"}, "\nThey came at *night*.\n\n    code\n", "\nNew.\n"),
        ({"lang": "de"}, "# by hand\n", "# by hand\nlang: de\n"),
    ],
)
def test_only_what_is_changed_changes(folder, changed, old, new):
    robin = guest_of(folder)

    robin.post("/pieces/one", form_of(robin.get("/pieces/one")) | changed)

    assert (folder / "posts/one.md").read_text() == POST.replace(old, new)


def test_two_people_and_an_editor_outside_write_into_one_piece(folder):
    _, sessions, app = studio_of(folder)
    robin, sam = let_in(app, sessions), let_in(app, sessions, "Sam")
    ours, theirs = (form_of(each.get("/pieces/one")) for each in (robin, sam))
    robin.post("/pieces/one", ours | {"text": ours["text"].replace("night", "dawn")})
    path = folder / "posts/one.md"
    path.write_text(path.read_text().replace("code", "more code"))

    page = sam.post("/pieces/one", theirs | {"title": "Theirs"})

    assert page.said == "Saved. Somebody else changed it meanwhile: the words of both are in it."
    assert path.read_text() == POST.replace("night", "dawn").replace("code", "more code").replace(
        '"One: a dawn"', "Theirs"
    ).replace('"One: a night"', "Theirs")


def test_where_both_changed_one_word_a_page_shows_both_and_one_is_chosen(folder):
    _, sessions, app = studio_of(folder)
    robin, sam = let_in(app, sessions), let_in(app, sessions, "Sam")
    ours, theirs = (form_of(each.get("/pieces/one")) for each in (robin, sam))
    robin.post("/pieces/one", ours | {"text": "Robin's.\n"})

    page = sam.post("/pieces/one", theirs | {"text": "Sam's.\n"})

    assert page.words.startswith("Two people changed the same words")
    assert "Robin&#39;s." in page.text
    assert "Sam&#39;s." in page.text
    assert "Robin's." in (folder / "posts/one.md").read_text()
    base = re.search(r'name="base" value="(\w+)"', page.text)[1]
    sam.post("/pieces/one/whole", {"base": base, "whole": "---\ntitle: One\n---\nBoth.\n"})
    assert (folder / "posts/one.md").read_text() == "---\ntitle: One\n---\nBoth.\n"
    assert "Sam" in robin.get("/history").words


def test_a_piece_that_there_is_not_is_told_of(folder):
    page = guest_of(folder).get("/pieces/nowhere")

    assert "There is no piece “nowhere”." in page.words
