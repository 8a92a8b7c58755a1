"""Parts of a zine → what opens each, and where readers go on."""

from __future__ import annotations

from pathlib import Path

from chapters import WORDS, chapter
from running import Lay
from zines import particulars, section

from zinewright.assemble.front_matter import contents
from zinewright.assemble.parts import followers, openings, with_openings
from zinewright.assemble.zine import assemble
from zinewright.manuscript.folder import read_manuscript
from zinewright.manuscript.parts import ZinePart

PARTS = (
    ZinePart("What's there", "One.\n\nTwo, in\ntwo lines.", ("b", "c")),
    ZinePart("What's there", "", ("d",)),
)


def test_an_opening_has_the_title_and_the_words_of_its_part():
    first, second = openings(PARTS, "abcd", "en-GB")

    assert first.section.name, first.section.kind == ("part--what-s-there", "part-opening")
    assert second.section.name == "part--what-s-there-2"
    assert (
        first.section.body.xhtml
        == """\
<h1 id="part--what-s-there--title">What’s there</h1>
<p class="lead">One.</p>
<p class="lead">Two, in two lines.</p>"""
    )


def test_a_part_whose_posts_are_left_out_is_left_out():
    assert [opening.posts for opening in openings(PARTS, "acd", "en")] == [("c",), ("d",)]
    assert [opening.posts for opening in openings(PARTS, "ad", "en")] == [("d",)]


def test_what_comes_after_each_post():
    opened = openings(PARTS, "abcd", "en")

    assert list(followers("abcd", opened, "support")) == [
        "part--what-s-there", "c", "part--what-s-there-2", "support",
    ]  # fmt: skip
    assert list(followers("", opened, "support")) == []


def test_sections_stand_behind_what_opens_their_part():
    opened = openings(PARTS, "abcd", "en")
    made = with_openings([section(name) for name in "abcde"], opened)

    assert [(each.name, each.within) for each in made] == [
        ("a", ""),
        ("part--what-s-there", ""), ("b", "part--what-s-there"), ("c", "part--what-s-there"),
        ("part--what-s-there-2", ""), ("d", "part--what-s-there-2"),
        ("e", ""),
    ]  # fmt: skip


def test_contents_hold_the_pieces_of_a_part():
    chapters = tuple(chapter(name=name, title=name.upper()) for name in "abc")
    opened = openings(PARTS[:1], "abc", "en")
    made = contents(particulars(), chapters, (), WORDS, "none", opened=opened).body.xhtml

    def entry(name: str, title: str) -> str:
        return f'<p class="part"><a href="#{name}">{title}</a>\
<span data-page-of="{name}" class="page"> </span></p>'

    assert made.partition("</h1>\n")[2].partition("\n")[2] == (
        f'<ol class="contents"><li class="entry">{entry("a", "A")}</li>'
        f'<li class="entry division">{entry("part--what-s-there", "What’s there")}'
        f'<ol class="contents"><li class="entry">{entry("b", "B")}</li>'
        f'<li class="entry">{entry("c", "C")}</li></ol></li></ol>'
    )


def test_a_zine_with_parts_begins_with_its_first_piece(lay: Lay):
    post = "---\ntitle: {}\n---\n\nText.\n"
    lay({
        "zine.toml": 'title = "Hours"\ndate = 2026-01-31\norder = ["one", "two"]\n'
                     '[[part]]\ntitle = "Part"\nfirst = "one"\n',
        "posts/one.md": post.format("One"), "posts/two.md": post.format("Two"),
    })  # fmt: skip
    manuscript = read_manuscript(Path("m"))
    made, _ = assemble(manuscript, manuscript.picture)
    body = [(each.name, each.is_piece) for each in made.sections if each.matter == "body"]

    assert body == [("part--part", False), ("one", True), ("two", True)]
    assert made.section_of["@first"].name == "one"
