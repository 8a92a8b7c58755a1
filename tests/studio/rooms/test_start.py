"""Start: a zine at a glance, and a new one in three questions."""

from __future__ import annotations

import re
import tomllib

from visits import guest_of

from zinewright.problems import Problem
from zinewright.studio.templates import mended

FIELD = re.compile(r'<input [^>]*name="([^"]+)" value="([^"]*)"')


def test_a_new_zine_is_begun_with_three_answers(tmp_path):
    folder = tmp_path / "hours"
    robin = guest_of(folder)
    assert robin.get("/").words.startswith("Start There is no zine in the folder “hours” yet.")

    page = robin.post("/new", {"title": "Small hours", "authors": "Ada, Bo", "language": "en-GB"})

    recipe = tomllib.loads((folder / "zine.toml").read_text())
    assert (recipe["title"], recipe["authors"]) == ("Small hours", ["Ada", "Bo"])
    assert page.said.startswith("Your zine is there.")


def test_what_stands_in_the_way_leads_to_the_very_place(lay):
    text = "---\ntitle: One\n---\n\nA line.\n"
    page = guest_of(lay({"posts/one.md": text})).get("/")

    assert '<a href="/notes/one">Nobody has said whether content notes apply</a>' in page.text
    assert '<a href="/support">The zine lists no places of support</a>' in page.text


def test_what_stops_every_build_comes_first_and_leads_to_its_line(lay):
    text = "---\ntitle: One\n---\n\nA line.\n\nSee [this](nowhere.md).\n"
    page = guest_of(lay({"posts/one.md": text})).get("/")

    assert "It cannot be made as it stands The link “this” leads to “nowhere.md”" in page.words
    assert '<a href="/pieces/one?line=7">' in page.text


def test_what_the_zine_says_of_itself_is_changed_and_only_that(lay):
    recipe = 'title = "Small hours" # its name\ndate = 2026-01-31\norder = ["one"]\n'
    folder = lay({"zine.toml": recipe})
    robin = guest_of(folder)
    said = {"title": "Small hours", "date": "2026-01-31", "authors": "Ada, Bo", "subtitle": ""}

    page = robin.post("/about", said | {"description": "On nights."})

    assert page.said == "Saved: Who wrote it, What it holds."
    assert (folder / "zine.toml").read_text() == recipe + (
        'authors = ["Ada", "Bo"]\ndescription = "On nights."\n'
    )


def test_two_people_who_change_different_things_both_get_what_they_wanted(lay):
    folder = lay({})
    robin, sam = guest_of(folder), guest_of(folder)
    shown = dict(FIELD.findall(robin.get("/about").text))

    robin.post("/about", shown | {"subtitle": "Of a ward"})
    page = sam.post("/about", shown | {"description": "On nights."})

    recipe = tomllib.loads((folder / "zine.toml").read_text())
    assert page.said == "Saved: What it holds."
    assert (recipe["subtitle"], recipe["description"]) == ("Of a ward", "On nights.")


def test_a_room_without_a_zine_says_what_it_is_for_and_where_one_begins(tmp_path):
    robin = guest_of(tmp_path / "hours")

    assert robin.get("/support").words == (
        "Support Here places are chosen that readers can turn to. "
        "There is no zine in this folder yet. Begin one Bring posts in"
    )


def test_what_mends_a_thing_is_said_in_words_of_the_rooms():
    def said(rule, fix):
        return mended(Problem("zine.toml", None, rule, "Something is wrong", fix))

    assert said("no-support", "Choose some: zine resources add ID") == "Choose some in Support"
    assert said("order", "Correct it with zine move and zine drop") == ""
    assert said("title", "Give the zine one") == "Give the zine one"
