"""Poems: what people write beside the lines that are made of it, and how print breaks them."""

from __future__ import annotations

import pytest
from bound import SMALL, set_in_type
from zines import section

from zinewright.manuscript.posts import Post
from zinewright.prose.convert import Prose, cut_off, prose


def read(text: str) -> Prose:
    return prose(Post("one", "one.md", "One", text, 1), frozenset({"one"}), "en")


def lines(*stanzas: str) -> str:
    """The XHTML of a poem; each line of a stanza is one."""
    made = (
        "<br/>".join(f'<span class="line">{line}</span>' for line in stanza.split("\n"))
        for stanza in stanzas
    )
    return '<section class="poem">\n' + "".join(f"<p>{each}</p>\n" for each in made) + "</section>"


@pytest.mark.parametrize(
    ("written", "stanzas"),
    [
        ("One\nTwo", ["One\nTwo"]),
        ("\n\nOne\n\n\nTwo\n", ["One", "Two"]),
        ("  One\n    Two\n\tThree", ["One\n\xa0\xa0Two\n\xa0\xa0Three"]),
        ("One\n" + " " * 40 + "Two", ["One\n" + "\xa0" * 20 + "Two"]),
        ("One  \nTwo\\\nThree", ["One\nTwo\nThree"]),
        ("# One\n> Two\n- Three\n1. Four\n```", ["# One\n&gt; Two\n- Three\n1. Four\n```"]),
        ("*One\nTwo* **~~three\nfour~~\nfive**",
         ["<em>One</em>\n<em>Two</em> <strong><del>three</del></strong>\n"
          "<strong><del>four</del></strong>\n<strong>five</strong>"]),
        ("[One\nTwo](https://example.org)",
         ['<a href="https://example.org">One</a>\n<a href="https://example.org">Two</a>']),
        ("Said: \"No\nNever.\"", ["Said: “No\nNever.”"]),
        ("<b>One</b>", ["&lt;b&gt;One&lt;/b&gt;"]),
    ],
)  # fmt: skip
def test_each_line_is_a_line(written, stanzas):
    found = read(f"::: poem\n{written}\n:::")

    assert found.xhtml.strip() == lines(*stanzas)
    assert found.problems == ()


def test_a_poem_stands_wherever_a_paragraph_can():
    found = read("- item\n\n  ::: poem\n  One\n    Two\n  :::\n\n> ::: poem\n> Three\n> :::")

    inside, quoted = lines("One\n\xa0\xa0Two"), lines("Three")
    assert found.xhtml.strip() == (
        f"<ul>\n<li>\n<p>item</p>\n{inside}\n</li>\n</ul>\n<blockquote>\n{quoted}\n</blockquote>"
    )


def test_words_of_a_poem_in_a_passage_are_words_of_the_passage():
    found = read("::: note grief | A loss.\nShe wrote:\n\n::: poem\nNobody\n  came\n:::\n:::")

    assert [(each.words, each.line) for each in found.passages] == [(4, 1)]
    assert [(each.text, each.starts, each.passage) for each in found.paragraphs] == [
        ("She wrote:", ((0, 2),), "one--passage-1"),
        ("Nobody came", ((0, 5), (7, 6)), "one--passage-1"),
    ]
    assert found.words == 4


def test_no_sentence_has_to_end_in_a_poem():
    words = "and " * 20
    poem = f"::: poem\n{words}\n\n{words}\n:::\n"

    assert cut_off(Post("one", "one.md", "One", f"It began.\n\n{poem}", 1)) == ()
    (said,) = cut_off(Post("one", "one.md", "One", f"{poem}\n{words}\n", 1))
    assert said.line == 7


def test_poems_without_end_are_read_in_no_time():
    found = read("::: poem\nOne\n" * 4_000)

    assert len(found.problems) == 4_000


def page_of(text: str) -> list[int]:
    """The pages of the three places a, b and c, from 0."""
    made = set_in_type(section("one", text), css=SMALL)
    return [made.places[name][0] for name in "abc"]


def poem(*stanzas: int) -> str:
    """A poem whose stanzas have so many lines; it begins at b and ends at c."""
    made = [["Line"] * number for number in stanzas]
    made[0][0], made[-1][-1] = '<em id="b">First</em>', '<em id="c">Last</em>'
    return lines(*("\n".join(each) for each in made))


def test_a_poem_is_not_broken_over_pages_where_it_fits_on_one():
    before = '<p id="a">One.</p><p>Two.</p>'

    assert page_of(f"{before}<p><em id='b'>x</em></p><p>y</p><p>z</p><p id='c'>End</p>") == [
        0,
        0,
        1,
    ]
    assert page_of(before + poem(4)) == [0, 1, 1]


def test_a_poem_longer_than_a_page_is_broken_between_stanzas():
    assert page_of(f'<p id="a">One.</p>{poem(5, 4)}') == [0, 1, 2]
