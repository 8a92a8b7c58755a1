"""Pull quotes: what people write, what is made of it in each edition, and what is said of it."""

from __future__ import annotations

import pytest
from bound import SMALL, bound, set_in_type
from ebooks import unpacked
from zines import section, zine

from zinewright.editions.text import text
from zinewright.editions.web import web
from zinewright.locators import UNKNOWN
from zinewright.manuscript.posts import Post
from zinewright.prose.convert import Prose, prose

PULLED = (
    "<p>We came home <em>late</em>, she says.</p>"
    '<p class="pull">home <em>late</em></p><p>The end.</p>'
)


def read(written: str) -> Prose:
    return prose(Post("one", "one.md", "One", written, 1), frozenset({"one"}), "en")


def said_of(written: str) -> list[str]:
    return [f"{problem.level}: {problem}" for problem in read(written).problems]


def pull(words: str) -> str:
    return f"::: pull\n{words}\n:::\n"


@pytest.mark.parametrize(
    ("written", "made"),
    [
        ("We *came* home", "We <em>came</em> home"),
        ("We\n\n  came\nhome", "We came home"),
        ('"We came home"', "“We came home”"),
        ("**We** [came](https://example.org) ~~home~~ `x`", "<strong>We</strong> came home x"),
        ("We came[^1] home ![x](a.png) NHS", "We came home  NHS"),
        ("# We came", "# We came"),
    ],
)
def test_it_holds_words_and_their_emphasis_alone(written, made):
    found = read(f"Text[^1] NHS.\n\n{pull(written)}\n[^1]: A note.\n\n*[NHS]: The service")

    assert found.xhtml.strip().split("\n")[1] == f'<p class="pull">{made}</p>'
    assert [note.refs for note in found.footnotes] == [("one--fnref-1",)]
    assert (found.links, found.pictures, found.alts) == ((), (), ())
    assert found.words == 2
    assert [each.text for each in found.paragraphs] == ["Text NHS.", "A note."]


def test_it_counts_for_nothing_in_a_passage():
    found = read(f"::: note grief | A loss.\nShe lost a cup.\n\n{pull('lost a cup')}:::")

    assert [(each.words, each.line) for each in found.passages] == [(4, 1)]
    assert found.problems == ()


@pytest.mark.parametrize(
    "words",
    [
        "nobody's light was on", "NOBODY’S light", "that we came home late, and nobody’s light",
        "It was quiet; as quiet", "of a line And this",
    ],
)  # fmt: skip
def test_words_that_stand_in_the_post(words):
    text = "They say that we came home late – and “nobody’s light” was on."
    text += "\n\nIt was *quiet*, as quiet."
    poem = "::: poem\nThe end of a line\n\nof a line\n    And this\n:::"

    assert said_of(f"{text}\n\n{poem}\n\n{pull(words)}") == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (
            "We went. It was quiet in the street. So.\n\n" + pull("It was so quiet in the street"),
            "warning: one.md:3: the words of the pull quote “It was so quiet in the street” do not "
            "stand in the post (did you mean “It was quiet in the street.”?). Write them as they "
            "stand in one paragraph of it. [pull]",
        ),
        (
            "It was.\n\nQuiet.\n\n" + pull("It was quiet"),
            "warning: one.md:5: the words of the pull quote “It was quiet” do not stand in the "
            "post (did you mean “It was.”?). Write them as they stand in one paragraph of it. "
            "[pull]",
        ),
        (
            pull("It was") + "\nIt was.",
            "warning: one.md:1: the pull quote “It was” stands before the words that it repeats. "
            "Put it behind the paragraph that they are in. [pull]",
        ),
        (
            f"::: note grief | A loss.\nShe lost it.\n:::\n\n{pull('She lost it')}",
            "warning: one.md:5: the pull quote “She lost it” shows what readers may skip, outside "
            "of its passage. Put it into the passage, or choose other words. [pull]",
        ),
        (
            "a " * 26 + ".\n\n" + pull("a " * 26),
            "warning: one.md:3: the pull quote "
            "“a a a a a a a a a a a a a a a a a a a a a a a a a a” has "
            "26 words, of at most 25. Choose fewer. [pull]",
        ),
        (
            "Text.\n\n" + pull("![](x.png)"),
            "error: one.md:3: the pull quote holds no words. Write some, or take its two lines "
            "out. [pull]",
        ),
        (
            "Text.[^1]\n\n[^1]: Note.\n\n    ::: pull\n    Note.\n    :::",
            "error: one.md:5: a pull quote cannot stand in a note. Put it into the text. [pull]",
        ),
        (
            "Text.\n\n" + pull("Text") * 21,
            "warning: one.md:63: there are 21 pull quotes, and only 20 were compared. Take some "
            "out. [pull]",
        ),
    ],
    ids=["other words", "two paragraphs", "before", "a passage", "long", "none", "a note", "many"],
)
def test_what_is_said(written, said):
    assert said_of(written) == [said]


def test_print_shows_it_and_no_reader_reads_it_aloud():
    made = bound(section("a", PULLED))

    assert made.tree.splitlines()[3:] == [
        "      H1 “A”", "      P", "        “We came home ”", "        Em “late”",
        "        “, she says.”", "      P “The end.”",
    ]  # fmt: skip
    assert "".join(made.artifacts_said[1]).startswith("home late")


def test_a_page_that_begins_with_it_begins_with_what_follows():
    before = "<p>One two three.</p>" * 3

    made = set_in_type(section("a", f'{before}<p class="pull">One</p><p>Behind it.</p>'), css=SMALL)
    assert made.starts == [0, len("A" + "Onetwothree." * 3)]


def test_ebooks_and_web_pages_hide_it_from_voices():
    here = zine(section("a", PULLED))
    hidden = '<p class="pull" aria-hidden="true">home <em>late</em></p>'

    assert hidden in unpacked(here)["a.xhtml"].decode()
    assert hidden in web(here, "<svg/>", "", {}, UNKNOWN).decode()


def test_plain_text_leaves_it_out():
    made = text(zine(section("a", PULLED))).splitlines()

    assert made == ["A", "=", "", "We came home late, she says.", "", "The end."]
