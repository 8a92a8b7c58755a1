"""Pieces: what is written in a form is in the file, and nothing else of the file is otherwise."""

from __future__ import annotations

import hashlib
import json
import re

import pytest
from visits import guest_of, let_in, studio_of

from zinewright.studio.rooms.pieces import MARKS

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
    pairs += re.findall(r'<select id="(kind)" name=.*?<option value="(\w+)" selected>', page.text)
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
        ({"kind": "chapter"}, "", ""),
        ({"kind": "foreword"}, "# by hand\n", "# by hand\nkind: foreword\n"),
        ({"tags": "night, money"}, "# by hand\n", "# by hand\ntags: [night, money]\n"),
        ({"resources": "helpline"}, "# by hand\n", "# by hand\nresources: helpline\n"),
    ],
)
def test_only_what_is_changed_changes(folder, changed, old, new):
    robin = guest_of(folder)

    robin.post("/pieces/one", form_of(robin.get("/pieces/one")) | changed)

    assert (folder / "posts/one.md").read_text() == POST.replace(old, new)


def test_an_answer_in_short_is_what_a_page_goes_on_from(folder):
    robin = guest_of(folder)
    fields = form_of(robin.get("/pieces/one")) | {"answer": "json", "text": "\nNew.\n"}

    answer = robin.send("POST", "/pieces/one", fields)

    said = json.loads(answer.content)
    written = (folder / "posts/one.md").read_bytes()
    assert answer.headers["content-type"] == "application/json"
    assert said["base"] == hashlib.sha256(written).hexdigest()
    assert {key: said[key] for key in ("how", "choose")} == {"how": "saved", "choose": ""}
    assert {key: value for key, value in said["values"].items() if value} == {
        "title": "One: a night", "author": "Ada, Bo", "date": "2025-11-30", "kind": "chapter",
        "text": "\nNew.\n",
    }  # fmt: skip


def test_words_that_cannot_be_merged_are_told_in_short_as_well(folder):
    robin = guest_of(folder)
    fields = form_of(robin.get("/pieces/one")) | {"answer": "json"}
    robin.send("POST", "/pieces/one", fields | {"text": "\nRobin's.\n"})

    said = json.loads(robin.send("POST", "/pieces/one", fields | {"text": "\nSam's.\n"}).content)

    assert (said["how"], said["values"]["text"]) == ("kept", "\nRobin's.\n")
    assert "Sam&#39;s." in robin.get(said["choose"]).text


def test_each_page_says_with_which_line_of_the_text_it_begins(folder):
    text = "\n\n".join(f"Paragraph {n} goes on about the {n}th night." for n in range(90))
    (folder / "posts/one.md").write_text(f"---\ntitle: One\n---\n\n{text}\n")

    page = guest_of(folder).get("/pieces/one/pages")

    lines = [int(line) for line in re.findall(r'<figure class="page" data-line="(\d+)"', page.text)]
    assert lines[0] == 4
    assert len(lines) > 2
    assert lines == sorted(set(lines))
    assert 'alt="Page 5, as printed"' in page.text


def test_what_stands_in_the_way_of_pages_is_told_at_its_line(folder):
    path = folder / "posts/one.md"
    path.write_text(path.read_text() + "\n![A cup on a table](images/none.png)\n")
    robin = guest_of(folder)

    pages, piece = robin.get("/pieces/one/pages"), robin.get("/pieces/one")

    assert "There are no pages until this is mended" in pages.words
    assert "none.png" in pages.words
    assert re.search(
        r'<button name="line" value="13" class="to-line">Line 13: .*none\.png', piece.text
    )
    assert re.search(r"\d things? to look at", piece.words)


def test_a_piece_has_what_is_at_hand_around_it(folder):
    page = guest_of(folder).get("/pieces/one")

    assert 'action="/order/new"' in page.text
    assert "Leave One: a night out" in page.words
    assert 'href="/notes/one"' in page.text
    names = re.findall(r'data-mark="(\w+)"', page.text)
    assert names == [name for name, *_ in MARKS]


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
