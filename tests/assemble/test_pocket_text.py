"""What the pocket zine gives to read, and where it may end."""

from __future__ import annotations

import pytest
from chapters import NOTED, WORDS, chapter

from zinewright.assemble.pocket_text import cut, ends, letters_before, text
from zinewright.assemble.told.notices import chapter_section
from zinewright.body import text_of
from zinewright.locators import letters
from zinewright.manuscript.content_notes import Notes

FREE = Notes("none")
LIST = "First.\n\nThese:\n\n- apples\n- pears\n\n## More\n\nLast[^1].\n\n[^1]: A note."


def read(*chapters, marked=""):
    found = text(chapters, marked, "pocket-whole", WORDS)
    assert found is not None
    return found


def said(section):
    return [text_of(block) for block in section.body.root]


@pytest.mark.parametrize(
    ("marked", "titles"),
    [
        ("", ["Four", "Two"]),
        ("three", ["Three", "Four", "Two"]),
        ("none", ["Four", "Two"]),
    ],
)
def test_what_stands_there(marked, titles):
    """The marked piece, then those of which somebody says that they have no notes, in any order."""
    chapters = (
        chapter(name="one", title="One", notes=NOTED), chapter(name="two", title="Two", notes=FREE),
        chapter(name="three", title="Three"), chapter(name="four", title="Four", notes=FREE),
    )  # fmt: skip
    for order in (chapters, chapters[::-1]):
        section = read(*order, marked=marked)
        assert [text_of(b) for b in section.body.root if b.get("class") == "piece"] == titles


def test_of_pieces_without_notes_the_one_comes_first_that_has_room_as_a_whole():
    lengths = {"short": 20, "middle": 400, "long": 900}
    chapters = [
        chapter("word " * count, name=name, title=name, notes=FREE)
        for name, count in lengths.items()
    ]
    section = read(*chapters)
    found = [text_of(b) for b in section.body.root if b.get("class") == "piece"]

    assert found == ["middle", "long", "short"]


def test_a_zine_of_which_all_pieces_have_notes_gives_one_with_its_notes():
    section = read(chapter(notes=NOTED), chapter(name="two", title="Two", notes=NOTED))

    assert [text_of(b) for b in section.body.root if b.get("class") == "piece"] == ["One"]
    assert "grief" in said(section)[1]
    assert text((), "", "pocket-whole", WORDS) is None


def test_where_a_text_may_end():
    """Behind no heading, behind nothing that says that more follows; in a list behind an item."""
    section = read(chapter(LIST, notes=FREE))

    assert [said(cut(section, end, WORDS))[-2:] for end in ends(section)] == [
        ["First.", "This goes on in the whole zine, page"],
        ["apples", "This goes on in the whole zine, page"],
        ["apples pears", "This goes on in the whole zine, page"],
        ["More", "Last."],
    ]
    assert [end.is_whole for end in ends(section)] == [False, False, False, True]


def test_a_paragraph_that_is_too_long_may_end_behind_a_sentence():
    sentences = [f"Sentence {number} says *this* and that." for number in range(90)]
    section = read(chapter(" ".join(sentences), notes=FREE))
    found = ends(section)

    assert len(found) == 90
    assert said(cut(section, found[1], WORDS))[1] == (
        "Sentence 0 says this and that. Sentence 1 says this and that."
    )
    assert "".join(said(section)[1].split()) == "".join(
        " ".join(sentences).replace("*", "").split()
    )


def test_the_place_in_the_whole_zine_is_counted_from_its_end():
    """The whole zine may have other notes before a piece than its pocket has."""
    one = chapter(LIST, notes=FREE)
    whole = chapter_section(one, "two", WORDS)
    found = {end.left: letters_before(whole, end.left) for end in ends(read(one))}

    assert found == {
        5: letters("One" + "First."), 3: letters("OneFirst.These:apples"),
        2: letters("OneFirst.These:applespears"),
        0: letters("OneFirst.These:applespearsMoreLast.1"),
    }  # fmt: skip


def test_what_stands_before_a_passage_is_not_parted_from_it():
    passage = "Before.\n\n::: note grief | What is missed.\nHard.\n:::\n\nAfter."
    section = read(chapter(passage, notes=FREE))
    kinds = [b.get("class") for b in section.body.root]

    for end in ends(section):
        behind = kinds[end.units] if end.units < len(kinds) else None
        assert behind not in ("passage", "passage-end")
