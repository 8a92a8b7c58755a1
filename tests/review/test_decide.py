"""Words of a command → posts and topics; what a person says of notes → what changes."""

from __future__ import annotations

import pytest
from chapters import chapter

from zinewright.manuscript.content_notes import notes_from
from zinewright.problems import ZineError
from zinewright.review.decide import told_apart
from zinewright.review.matrix import notes_of

POSTS = tuple(
    notes_of(chapter(name=name, notes=notes_from(notes)), ())
    for name, notes in (
        ("grief", ""), ("debt-letters", "night work (own)"), ("2020", ""), ("long-night", "greif"),
        ("long-day", ""),
    )
)  # fmt: skip


@pytest.mark.parametrize(
    ("words", "names", "topics"),
    [
        ("grief", ["grief"], []),  # exactly a post, though it is a topic as well
        ("Grief", [], ["death-grief"]),
        ("debt", [], ["poverty-homelessness"]),  # a topic goes before the beginning of a post
        ("debt-l", ["debt-letters"], []),
        ("posts/debt-letters.md", ["debt-letters"], []),
        ("2", ["debt-letters"], []),
        ("2020", ["2020"], []),
        ("long-n suicide", ["long-night"], ["suicide"]),
        ("suicide long-n 1 suicide", ["long-night", "grief"], ["suicide"]),
        ("long-n greif", ["long-night"], ["greif"]),
        ("long-n|Night work", ["long-night"], ["night work"]),
        ("", [], []),
    ],
)
def test_posts_and_topics(words, names, topics):
    said = words.split("|") if "|" in words else words.split()

    assert told_apart(said, POSTS, "m") == (tuple(names), tuple(topics))


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("long", "“long” could be long-night or long-day. Write more of its name, or its number in "
                 "the order."),
        ("6", "there is no post number 6 in the order. Choose 1 to 5; zine order m shows them "
              "all."),
        ("suicde", "“suicde” is neither a post in the order nor a topic (did you mean suicide?). "
                   "Correct it; zine notes shows all posts and topics."),
        ("lnog-day", "“lnog-day” is neither a post in the order nor a topic (did you mean long-day?"
                     "). Correct it; zine notes shows all posts and topics."),
    ],
)  # fmt: skip
def test_what_names_neither(word, said):
    with pytest.raises(ZineError) as caught:
        told_apart([word], POSTS, "m")

    assert str(caught.value) == f"m: {said} [no-such-post]"


def test_every_word_that_names_neither_is_told():
    with pytest.raises(ZineError) as caught:
        told_apart(["long", "grief", "xyzzy"], POSTS, "m")

    assert len(caught.value.problems) == 2
