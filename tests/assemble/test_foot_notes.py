"""Notes that stand at the foot of their pages: which, with what text, and why others do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from chapters import WORDS, chapter

from zinewright.assemble.back_matter import links
from zinewright.assemble.foot_notes import at_foot, feet, moved_to_the_end, room_at_foot
from zinewright.assemble.omit import leaving_out
from zinewright.manuscript.recipe import NO_RECIPE, Recipe
from zinewright.particulars import LargePrint

MOST = 20


def recipe(**said: object) -> Recipe:
    return Recipe(title="Small hours", date=NO_RECIPE.date, **{"notes_at": "foot", **said})


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"notes_at": "end"}, 0),
        ({}, 120),
        ({"page": "A4"}, 120),
        ({"page": "A6"}, 60),
        ({"large_print": LargePrint(size=28)}, 49),
        ({"page": "A7", "large_print": LargePrint(size=28)}, 30),
    ],
)
def test_smaller_pages_and_larger_letters_have_room_for_shorter_notes(said, words):
    assert room_at_foot(recipe(**said)) == words


def test_a_note_has_the_addresses_of_its_links():
    one = chapter("See[^1].\n\n[^1]: *Here*: [the budget](https://www.example.org/b/).")
    made = feet(one, MOST)

    assert made is not None
    assert made.xhtml == (
        '<ol><li class="footnote" id="one--fn-1"><p><em>Here</em>: '
        '<a href="https://www.example.org/b/">the budget</a>'
        '<span class="address"> (example.org/b)</span>.</p></li></ol>'
    )
    assert feet(one, 0) is None


PASSAGES = (
    "Begin.\n\n::: note grief | One.\nThe first[^1] part.\n:::\n\n"
    "::: note debt | Two.\nThe second[^1] part.\n:::\n\n{}[^1]: A note."
)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"See[^a].\n\n[^a]: {'a ' * 20}", ""),
        (f"See[^a].\n\n[^a]: {'a ' * 21}", "the note [^a] has 21 words, of at most 20"),
        (f"See[^a].\n\n[^a]: {'a' * 161}", "the note [^a] has 161 letters, of at most 160"),
        ("See[^a].\n\n[^a]: Two:\n\n    - one\n    - two", "the note [^a] holds a list"),
        ("See[^a].\n\n[^a]: ![A map](map.png)", "the note [^a] holds a picture"),
        ("See[^a].\n\n[^a]: So:\n\n    > Said.", "the note [^a] holds a quotation"),
        ("See[^a].\n\n[^a]: Of\n\n    | A |\n    | - |\n    | 1 |", "the note [^a] holds a table"),
        ("See[^a].\n\n[^a]: An outer[^b].\n[^b]: An inner.",
         "the note [^b] is referred to from another note alone"),
        (PASSAGES.format(""), "the note [^1] is referred to from several passages alone"),
        (PASSAGES.format("And here.[^1]\n\n"), ""),
    ],
)  # fmt: skip
def test_what_has_no_room_stands_at_the_end(text, what):
    said = [problem.what for problem in moved_to_the_end(chapter(text), MOST)]

    assert said == ([f"{what}, so it stands at the end of the zine and not at the foot of its page"]
                    if what else [])  # fmt: skip
    assert not [*moved_to_the_end(chapter(text), 0)]


def test_the_list_of_notes_says_which_stand_at_the_foot():
    """Pages leave these out, and the headings over nothing else; no edition counts them."""
    both = chapter(f"One[^1], two[^2].\n\n[^1]: Short.\n[^2]: {'long ' * 30}")
    short = chapter("One[^1].\n\n[^1]: Short.", name="two", title="Two")
    made = links((both, short), WORDS, foot=MOST).body

    classes = {el.get("id"): el.get("class") for el in made.root.iter() if el.get("id")}
    assert classes == {
        "links--title": None, "links--one": None, "links--one--notes": None,
        "one--fn-1": "footnote at-foot", "one--fn-2": "footnote",
        "links--two": "at-foot", "links--two--notes": "at-foot", "two--fn-1": "footnote at-foot",
    }  # fmt: skip
    assert made.root[1].text == WORDS.say("links-lead-foot")
    assert links((both, short), WORDS).body.root[1].text == WORDS.say("links-lead")


def test_an_edition_that_leaves_parts_out_has_the_feet_of_the_full_one():
    full = chapter(
        "Begin[^1].\n\n::: note grief | One.\nThe part.[^2]\n:::\n\n[^1]: A note.\n[^2]: Another."
    )
    (part,), _ = leaving_out((full,), ("death-grief",), WORDS)

    assert [note.number for note in part.prose.footnotes] == [1]
    assert at_foot(part, MOST) == at_foot(full, MOST) == {1, 2}
    assert feet(part, MOST) == feet(full, MOST)


def test_a_message_names_the_line_of_the_note():
    text = f"One[^1].\n\nTwo[^2].\n\n[^1]: Short.\n[^2]: {'long ' * 30}"
    (problem,) = moved_to_the_end(replace(chapter(text)), MOST)

    assert (problem.where, problem.line, problem.level) == ("m/posts/one.md", 6, "warning")
