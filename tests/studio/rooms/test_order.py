"""Order: every way to move a piece, and what is said of it; without a script, as forms."""

from __future__ import annotations

import tomllib

import pytest
from visits import guest_of, let_in, studio_of

RECIPE = 'title = "Small hours" # its name\ndate = 2026-01-31\norder = ["one", "two", "three"]\n'
POSTS = {
    f"posts/{name}.md": f"---\ntitle: {title}\nnotes: none\n---\n\nText.\n"
    for name, title in (("one", "One"), ("two", "Two"), ("three", "Three"), ("four", "Four"))
}


@pytest.fixture
def folder(lay):
    return lay({"zine.toml": RECIPE, **POSTS})


def order_in(folder):
    return tomllib.loads((folder / "zine.toml").read_text())["order"]


MOVES = [
    ({"move": "up two"}, "two one three", "Two: now 1 of 3, at the beginning."),
    ({"move": "down one"}, "two one three", "One: now 2 of 3, after Two."),
    ({"move": "up one"}, "one two three", "One is already first."),
    ({"move": "down three"}, "one two three", "Three is already last."),
    ({"way": "first", "name": "three"}, "three one two", "Three: now 1 of 3, at the beginning."),
    ({"way": "last", "name": "one"}, "two three one", "One: now 3 of 3, after Three."),
    ({"way": "to", "name": "three", "where": "1"}, "three one two", "Three: now 1 of 3, at the b"),
    ({"way": "to", "name": "one", "where": "after two"}, "two one three", "One: now 2 of 3, aft"),
    ({"way": "to", "name": "three", "where": "before two"}, "one three two", "Three: now 2 of 3"),
    ({"move": "up ", "chosen": ["two", "three"]}, "two three one", "2 pieces: now 1 to 2, a"),
    ({"move": "down ", "chosen": ["one", "two"]}, "three one two", "2 pieces: now 2 to 3, a"),
    ({"move": "last four"}, "one two three four", "Four: now 4 of 4, after Three."),
    ({"move": "up "}, "one two three", "Tick the pieces that you want to move."),
]  # fmt: skip


@pytest.mark.parametrize(("form", "order", "said"), MOVES)
def test_a_move_changes_the_order_and_is_told(folder, form, order, said):
    page = guest_of(folder).post("/order/move", form)

    assert order_in(folder) == order.split()
    assert page.said.startswith(said)
    assert "# its name" in (folder / "zine.toml").read_text()


@pytest.mark.parametrize(
    ("form", "wrong"),
    [
        ({"way": "to", "name": "one", "where": "9"}, "That is no place in the order."),
        ({"way": "to", "name": "one", "where": "after nobody"}, "There is no post “nobody”"),
        ({"move": "up nobody"}, "There is no piece “nobody”."),
    ],
)
def test_what_is_no_place_or_no_piece_is_told_and_changes_nothing(folder, form, wrong):
    page = guest_of(folder).post("/order/move", form, referer="http://127.0.0.1:4711/order")

    assert order_in(folder) == ["one", "two", "three"]
    assert wrong in page.words


def test_undo_takes_back_move_after_move_and_what_was_left_out(folder):
    robin = guest_of(folder)
    robin.post("/order/move", {"move": "last one"})
    robin.post("/order/drop", {"name": "two"})
    assert order_in(folder) == ["three", "one"]

    assert robin.post("/order/undo", {}).said == "Undone. Two: 1 of 3."
    assert robin.post("/order/undo", {}).said == "Undone. One: 1 of 3."
    assert robin.post("/order/undo", {}).said == "There is nothing to undo."
    assert order_in(folder) == ["one", "two", "three"]


def test_two_people_who_move_different_pieces_both_get_what_they_wanted(folder):
    _, sessions, app = studio_of(folder)
    robin, sam = let_in(app, sessions), let_in(app, sessions, "Sam")
    robin.post("/order/move", {"move": "up three"})
    sam.post("/order/move", {"way": "to", "name": "one", "where": "after two"})

    assert order_in(folder) == ["three", "two", "one"]
    assert "The order was changed meanwhile" in robin.post("/order/undo", {}).words
    assert order_in(folder) == ["three", "two", "one"]


def test_a_place_is_chosen_on_a_page_where_there_is_no_script(folder):
    page = guest_of(folder).post("/order/move", {"move": "choose two"})

    assert "Move Two to… First Last Behind which piece? 1. One 3. Three" in page.words


def test_what_is_left_out_is_listed_and_can_come_back(folder):
    robin = guest_of(folder)
    page = robin.post("/order/drop", {"name": "two"})

    assert page.said == "Two is left out. Its text stays, below the order."
    assert 'aria-label="Take Two in"' in page.text
    assert 'aria-label="Take Four in"' in page.text


def test_a_new_piece_has_a_file_and_stands_last(folder):
    page = guest_of(folder).post("/order/new", {"title": "  What  we’d say: “no” "})

    assert page.said == "What we’d say: “no” is there, at the end of the order."
    assert order_in(folder)[-1] == "what-wed-say-no"
    made = (folder / "posts/what-wed-say-no.md").read_text()
    assert made == '---\ntitle: "What we’d say: “no”"\n---\n\nWrite here.\n'


PARTS = RECIPE.replace('"three"]', '"three", "four"]') + (
    '[[part]]\ntitle = "Night"\nfirst = "one"\n\n[[part]]\ntitle = "Day"\nfirst = "three"\n'
)


def test_a_part_moves_as_one(lay):
    folder = lay({"zine.toml": PARTS, **POSTS})
    robin = guest_of(folder)
    assert "Part: Night" in robin.get("/order").words

    page = robin.post("/order/part", {"part": "up Day"})

    assert page.said == "The part Day: now 1 of 2 parts."
    assert order_in(folder) == ["three", "four", "one", "two"]
    assert robin.post("/order/part", {"part": "up Day"}).said == "The part Day is already first."
    page = robin.post("/order/part", {"part": "down Day"})
    assert page.said == "The part Day: now 2 of 2 parts."
    assert order_in(folder) == ["one", "two", "three", "four"]
    assert robin.post("/order/undo", {}).said == "Undone. Three: 1 of 4."
    assert robin.post("/order/undo", {}).said == "Undone. Three: 3 of 4."
    assert (folder / "zine.toml").read_text() == PARTS
    assert "There is no part “Dusk”." in robin.post("/order/part", {"part": "up Dusk"}).words
