"""Markdown → what readers meet, with the line of every word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from zinewright.manuscript.posts import Post
from zinewright.prose.convert import prose

TEXT = """\
The first line [of words](https://example.org/of/the/last)
goes on here.[^a] And
ends *here*.

## A heading

- An item that is
  wrapped
    - inside it

> Somebody said this

| A | B |
|---|---|
| one | two |

::: note grief | What is missed.
In a passage.
:::

[^a]: A note
    on two lines.

*[NHS]: National Health Service

The last words."""


def paragraphs(text, first_line=1):
    return prose(
        Post("one", "m/posts/one.md", "One", text, first_line), frozenset(), "en"
    ).paragraphs


def test_every_block_with_its_lines():
    assert [(p.kind, p.text, [line for _, line in p.starts]) for p in paragraphs(TEXT, 11)] == [
        ("paragraph", "The first line of words goes on here. And ends here.", [11, 12, 13]),
        ("heading", "A heading", [15]),
        ("item", "An item that is wrapped", [17, 18]),
        ("item", "inside it", [19]),
        ("paragraph", "Somebody said this", [21]),
        ("cell", "A", [23]),
        ("cell", "B", [23]),
        ("cell", "one", [25]),
        ("cell", "two", [25]),
        ("paragraph", "In a passage.", [28]),
        ("paragraph", "The last words.", [36]),
        ("note", "A note on two lines.", [31, 32]),
    ]


def test_what_is_quoted_and_what_has_a_source():
    first, *_, quoted = paragraphs("A [link](https://example.org/).\n\n> Said.")

    assert (first.sourced, first.quoted, quoted.sourced, quoted.quoted) == (
        True,
        False,
        False,
        True,
    )


def test_the_line_of_a_place_in_a_paragraph():
    (first,) = paragraphs("one two\nthree\nfour", 5)

    assert [first.line_at(first.text.index(word)) for word in first.text.split()] == [5, 5, 6, 7]


@given(st.lists(st.lists(st.sampled_from("a the word and".split()), min_size=1), min_size=1))
def test_lines_are_right_however_often_words_come_again(lines):
    text = "\n".join(" ".join(line) for line in lines)
    (first,) = paragraphs(text)
    assert [first.line_at(0), first.starts[-1][1]] == [1, len(lines)]
