"""Plain text with several posts in it → posts."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zinewright.importers import importer_of
from zinewright.importers.common.arrived import Source
from zinewright.importers.common.escaping import plain
from zinewright.importers.documents.plain_text import posts_in_text
from zinewright.manuscript.posts import Post
from zinewright.prose.chapter import chapter_of

LONG = "This sentence has quite enough words to be a paragraph and not a title."


def posts(text: str):
    return [(post.line, post.title, post.text) for post in
            posts_in_text(Source("posts.txt", text.encode())).posts]  # fmt: skip


def test_two_posts():
    assert posts(f"""\
Sitting Up at Night

Content warning: night work.

{LONG}

  • First - {LONG}

  • Second

Closing.


The Long Wait

{LONG} It is *not* over.
""") == [
        (1, "Sitting Up at Night", f"""\
Content warning: night work.

{LONG}

- First - {LONG}
- Second

Closing."""),
        (14, "The Long Wait", f"{LONG} It is \\*not\\* over."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("line", "is_title"),
    [
        ("The Long Wait", True),
        ("BPD & Daily Life: Part 2", True),
        ("the quiet line in the middle", False),
        ("It was Over.", False),
        ("Then, after This,", False),
        ("• A Bullet Stands Here", False),
        ("One", False),
        (" ".join(["Word"] * 15), False),
        ("# a small heading", True),
    ],
)
def test_what_is_taken_for_a_title(line, is_title):
    found = posts(f"First\n\n{LONG}\n\n{line}\n\n{LONG}\n")

    assert len(found) == 1 + is_title


def test_a_rule_parts_posts():
    assert [title for _, title, _ in posts(f"One\n\n{LONG}\n\n* * *\n\nsmall words\n\n{LONG}")] == [
        "One",
        "small words",
    ]


def test_a_text_without_a_title_has_that_of_its_file():
    assert posts(f"{LONG}\n{LONG}") == [(1, "posts", f"{LONG} {LONG}")]


def test_lines_of_a_poem_keep_their_ends():
    ((_, _, text),) = posts("Song\n\nAll the night\nI sat and counted\nwhat was left\n\n" + LONG)

    assert text == f"All the night\\\nI sat and counted\\\nwhat was left\n\n{LONG}"


def test_numbers_begin_where_they_began():
    ((_, _, text),) = posts(f"Steps\n\n{LONG}\n\n3. Three\n4) Four\n")

    assert text == f"{LONG}\n\n3. Three\n4. Four"


def said(markdown: str) -> str:
    """What a post of this text says."""
    post = Post("p", "p.md", "P", markdown)
    prose = chapter_of(post, frozenset(["p"]), "en").prose
    text = " ".join(paragraph.text for paragraph in prose.paragraphs)
    return " ".join(text.replace("\u2060", "").split())  # joiners stand before some signs


@pytest.mark.parametrize(
    "text",
    [
        "# no heading", "- no item", "1. no number", "> no quotation", "*no* _stress_ `code`",
        "[no](link)", "![no](picture.png)", "<b>no tag</b>", "&amp; no entity &#65;", "::: note x",
        "| a | b |", "Caption: no caption", "~~~", "=== ", "+ plus", "a_b_c", "{lang=fr}",
        "*[NHS]: no abbreviation", "[^1]: no note", "Term\\ with a backslash\\",
    ],
)  # fmt: skip
def test_text_stays_text(text):
    assert said(plain(text)) == " ".join(text.split())


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(st.sampled_from("ab *_#-+1.)>[]!`<&;:|~={}\\^\"'/"), min_size=1, max_size=30))
def test_any_line_says_what_it_said(line):
    assert straight(said(plain(f"a {line}"))) == straight(" ".join(f"a {line}".split()))
    assert straight(said(plain(line))) == straight(" ".join(line.split()))


def straight(text: str) -> str:
    """Without what setting for print does to quotation marks, dashes and dots."""
    signs = {"“": '"', "”": '"', "‘": "'", "’": "'", "–": "--", "—": "---", "…": "..."}
    return text.translate({ord(sign): typed for sign, typed in signs.items()})


def test_addresses_stay_addresses():
    assert plain("see https://example.org/a_b_c.") == "see https://example.org/a_b_c."


@pytest.mark.parametrize("content", [b"", b"\0\1\2", b"\xff\xfe\x00", b"<x>", b"%PDF-1.7\xff"])
def test_what_is_no_text(content):
    assert importer_of(Source("x.txt", content)) is None


@pytest.mark.parametrize(
    "content", ["\ufeffOne\r\n\r\nTwo", "\n\n\n", "•", "---\n---", "a" * 100_000, "\u202e\n\nx"]
)
def test_odd_texts_end(content):
    posts_in_text(Source("x.txt", content.encode()))
