"""A move and the parts of a zine → the order, and the post with which each part begins then."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from running import Lay, zine

from zinewright.manuscript.edit.order import Destination, drop_posts, move_part, move_posts
from zinewright.manuscript.edit.parts import beginning
from zinewright.manuscript.folder import read_manuscript
from zinewright.problems import ZineError

RECIPE = """\
title = "Small hours"
date = 2026-01-31
order = [
  "a", # before all parts
  "b",
  "c", # it is long
  "d",
  "e",
]

[[part]] # the first
title = "One"
first = "b" # ask Bo: "b"?

[[part]]
title = "Two"
text = "On nights."
first = 'd'
"""


@pytest.fixture
def folder(lay: Lay) -> Path:
    posts = {f"posts/{name}.md": f"---\ntitle: {name}\n---\n\nText.\n" for name in "abcdef"}
    return lay({"zine.toml": RECIPE, **posts})


def parts(folder: Path) -> str:
    made = read_manuscript(folder)
    held = [f"{part.title}: {' '.join(part.posts)}" for part in made.parts]
    return f"{' '.join(made.recipe.order)} / {' / '.join(held)}"


def test_the_parts_as_they_are_written(folder):
    assert parts(folder) == "a b c d e / One: b c / Two: d e"


@pytest.mark.parametrize(
    ("posts", "place", "after"),
    [
        ("c", Destination(), "a b d e c / One: b / Two: d e c"),
        ("b", Destination(after="c"), "a c b d e / One: c b / Two: d e"),
        ("b", Destination(), "a c d e b / One: c / Two: d e b"),
        ("b", Destination(first=True), "b a c d e / One: c / Two: d e"),
        ("e", Destination(before="d"), "a b c e d / One: b c / Two: e d"),
        ("c", Destination(before="d"), "a b c d e / One: b / Two: c d e"),
        ("d", Destination(after="c"), "a b c d e / One: b c / Two: d e"),
        ("d", Destination(after="b"), "a b d c e / One: b d c / Two: e"),
        ("f", Destination(before="b"), "a f b c d e / One: f b c / Two: d e"),
        ("f", Destination(after="a"), "a f b c d e / One: b c / Two: d e"),
        ("de", Destination(first=True), "d e a b c / Two: d e a / One: b c"),
        ("bc", Destination(), "a d e b c / Two: d e / One: b c"),
    ],
)
def test_a_post_that_is_moved_is_in_the_part_where_it_stands(folder, posts, place, after):
    move_posts(folder, tuple(posts), place)

    assert parts(folder) == after


def test_remarks_stay_where_they_are(folder):
    move_posts(folder, ("b",), Destination())

    assert (folder / "zine.toml").read_text("utf-8") == RECIPE.replace('  "b",\n', "").replace(
        '  "e",\n', '  "e",\n  "b",\n'
    ).replace('first = "b" #', 'first = "c" #')


def test_a_part_begins_with_its_next_post_where_the_first_is_dropped(folder):
    drop_posts(folder, ("d",))

    assert parts(folder) == "a b c e / One: b c / Two: e"


def test_no_part_is_left_without_a_post(folder):
    drop_posts(folder, ("c",))
    before = (folder / "zine.toml").read_text("utf-8")
    with pytest.raises(ZineError) as error:
        drop_posts(folder, ("b",))

    assert str(error.value).removeprefix(f"{folder}/") == (
        "zine.toml: that would leave the part “One” without a post. Move another post into it "
        "first, or take its [[part]] out of zine.toml. [part]"
    )
    assert (folder / "zine.toml").read_text("utf-8") == before


@pytest.mark.parametrize(
    ("title", "place", "after"),
    [
        ("Two", Destination(first=True), "a d e b c / Two: d e / One: b c"),
        ("One", Destination(), "a d e b c / Two: d e / One: b c"),
        ("One", Destination(after="Two"), "a d e b c / Two: d e / One: b c"),
        ("Two", Destination(before="One"), "a d e b c / Two: d e / One: b c"),
        ("Two", Destination(before="Two"), "a b c d e / One: b c / Two: d e"),
    ],
)
def test_a_part_is_moved_as_one(folder, title, place, after):
    move_part(folder, title, place)

    assert parts(folder) == after


def test_a_part_that_is_not_there(folder):
    with pytest.raises(ZineError) as error:
        move_part(folder, "Tow", Destination(after="Three"))

    fix = "Write its title as it stands in its [[part]]. [part]"
    assert str(error.value).replace(f"{folder}/", "").splitlines() == [
        f"zine.toml: there is no part “Tow” (did you mean Two?). {fix}",
        f"zine.toml: there is no part “Three”. {fix}",
    ]


def test_what_cannot_be_written_in_a_line_is_refused():
    text = 'part = [{ title = "One", first = "b" }]\n'

    assert beginning(text, {}) == text
    with pytest.raises(ValueError, match="could not be changed"):
        beginning(text, {"b": "c"})


@pytest.mark.parametrize(
    ("words", "after"),
    [
        (("--part", "Two", "--first"), "a d e b c / Two: d e / One: b c"),
        (("--part", "One", "--last"), "a d e b c / Two: d e / One: b c"),
        (("--part", "Two", "--before", "One"), "a d e b c / Two: d e / One: b c"),
        (("--part", "Two", "--after", "One"), "a b c d e / One: b c / Two: d e"),
    ],
)
def test_a_command_moves_a_part(folder, words, after):
    result = zine("move", *words, str(folder))

    assert (result.exit_code, parts(folder)) == (0, after)
    assert result.stdout.split()[1::2] == after.partition(" / ")[0].split()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ("c", "--part", "Two", "--first"),
            "with --part, name no post: “c” is no folder of",
        ),
        (("--part", "Two", "--to", "1"), "say where the part goes: --first, --last, --before or"),
        (("--part", "Two"), "say where to: --first, --last, --before POST, --after POST or --to N"),
        (("--part", "Tow", "--first"), "there is no part “Tow” (did you mean Two?)"),
    ],
)
def test_a_part_that_cannot_be_moved(folder, words, said):
    result = zine("move", *words, str(folder))

    assert result.exit_code == (1 if "Tow" in words else 2)
    assert said in result.stderr + result.stdout
    assert parts(folder) == "a b c d e / One: b c / Two: d e"


def test_programs_are_told_of_the_parts(folder):
    assert json.loads(zine("order", str(folder), "--json").stdout)["parts"] == [
        {"title": "One", "posts": ["b", "c"]},
        {"title": "Two", "posts": ["d", "e"]},
    ]
