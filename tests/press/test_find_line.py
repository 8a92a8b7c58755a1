"""What is wrong is told with the post, the line and the words, wherever it was found."""

from __future__ import annotations

import pytest
from bound import LAYOUT
from manuscripts import manuscript, press
from zines import section, zine

from zinewright.manuscript.posts import Post
from zinewright.pdf.hidden_words import Unseen
from zinewright.press.build import build
from zinewright.press.find_line import line_of, with_lines
from zinewright.problems import Problem, ZineError
from zinewright.typeset import extract as seam
from zinewright.typeset import tags
from zinewright.typeset.folio_room import WHOLE
from zinewright.typeset.outcome import block_at_fault, outcome
from zinewright.typeset.section import Job

TEXT = "One line.\n\nThen *two* more, [and a link](https://x.org) at\nthe end. It’s “said”.\n"
ONE = Post("one", "m/posts/one.md", "One", TEXT, first_line=5)
TWO = Post("one-two", "m/posts/one-two.md", "Two", "Nothing of it.\n")


def found(where: str, what: str) -> str:
    (problem,) = with_lines([Problem(where, None, "typeset", what, "Fix")], [TWO, ONE])
    return str(problem)


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("One line.", 5),
        ("two more, and a link", 7),
        ("at the end", 7),
        ("It's said", 8),
        ("the end. It’s …", 8),
        ("not there", None),
        ("a", None),
        ("– …", None),
    ],
)
def test_the_line_of_words(said, line):
    assert line_of(said, ONE) == line


@pytest.mark.parametrize(
    ("where", "what", "told"),
    [
        ("m/posts/one.md", "“two more” is bad",
         "m/posts/one.md:7: “two more” is bad. Fix. [typeset]"),
        ("m/posts/one.md", "nothing is quoted",
         "m/posts/one.md: nothing is quoted. Fix. [typeset]"),
        (
            "zine-reading.pdf", "page 5: the words “the end” of m/posts/one.md have no ink",
            "zine-reading.pdf: page 5: the words “the end” of m/posts/one.md:8 have no ink. Fix. "
            "[typeset]",
        ),
        (
            "zine-reading.pdf", "page 5: the words “the end” of m/posts/one-two.md have no ink",
            "zine-reading.pdf: page 5: the words “the end” of m/posts/one-two.md have no ink. Fix. "
            "[typeset]",
        ),
    ],
)  # fmt: skip
def test_a_problem_gets_the_line_of_what_it_quotes(where, what, told):
    assert found(where, what) == told


# --- defects of the whole way


@pytest.fixture
def folder(tmp_path):
    return manuscript(tmp_path / "m")


def refused(folder, *editions: str) -> list[str]:
    with press(folder.parent) as ready, pytest.raises(ZineError) as raised:
        build(folder, folder.parent / "out", ready, editions or ("reading",))
    return [str(problem).replace(f"{folder}/", "") for problem in raised.value.problems]


@pytest.mark.slow
def test_a_word_without_ink_is_told_with_its_line(folder, monkeypatch):
    from zinewright.checks import ink

    look = ink.looked_at

    def nothing_lit(page):
        is_lost = any(word.text == "light," for word in page.words())
        lost = (Unseen("ink", "It got light,"),) if is_lost else ()
        return ink.Looked((*look(page).unseen, *lost), None)

    monkeypatch.setattr(ink, "looked_at", nothing_lit)

    assert refused(folder) == [
        "small-hours-reading.pdf: page 5: the words “It got light,” of posts/waiting.md:16 are in "
        "the text and have no ink on the page. Look at the page and at the layout's style there; "
        "report this if the layout is Zinewright's. [pdf-ink]"
    ]


@pytest.mark.slow
def test_a_link_that_leads_nowhere_is_told_with_its_line(folder, monkeypatch):
    read = tags.read_back
    monkeypatch.setattr(tags, "read_back", lambda a: read(a).replace("money--in-fig", "gone"))

    assert refused(folder) == [
        "small-hours-reading.pdf: page 5: the link “the first piece” of posts/waiting.md:16 leads "
        "nowhere. Build it again, and report this if it stays. [pdf-link]"
    ]


@pytest.mark.slow
def test_a_section_that_cannot_be_typeset_is_told_with_its_line(folder, monkeypatch):
    """One block of one post is what WeasyPrint trips over; the rest of the zine is sound."""

    def trip(self, element, name, parent, lang, box, made=tags.Growing._made):
        if name == "p" and "got light" in "".join(element.itertext()):
            raise IndexError("list index out of range")
        return made(self, element, name, parent, lang, box)

    monkeypatch.setattr(tags.Growing, "_made", trip)

    assert refused(folder) == [
        "posts/waiting.md:16: typesetting the section “waiting” failed (IndexError: list index out "
        "of range), in the part that begins “It got light, as the first piece says.”. This is a "
        "fault of Zinewright: please report it with the post. [typeset]"
    ]


def test_where_the_style_is_at_fault_no_block_is_to_blame():
    one = section("one", "<p>First.</p><p>Second.</p>")
    css = "p { colour: red }"
    job = Job("one", "one.md", LAYOUT.page(one, zine(one)), css, LAYOUT.fonts, style="my/print.css")

    assert [str(problem) for problem in outcome(job)[1]] == [
        "my/print.css: left and right pages would have no number. Write "
        f"{WHOLE} into a box in their margin, with white-space: nowrap. [folio]",
        "my/print.css:1: typesetting says: Ignored `colour: red ` at 1:5, unknown property. "
        "Change that line of the layout. [typeset]",
    ]
    assert block_at_fault(job) == ""


def test_a_block_that_is_at_fault_is_named(monkeypatch):
    one = section("one", "<p>First.</p><p>The second.</p><p>Third.</p>")
    job = Job("one", "one.md", LAYOUT.page(one, zine(one)), "", LAYOUT.fonts)

    def trip(self, page, starts=seam.Starts.add_page):
        if any(getattr(box, "text", "") == "The second." for box in page._page_box.descendants()):
            raise ValueError("odd")
        return starts(self, page)

    monkeypatch.setattr(seam.Starts, "add_page", trip)

    assert [str(problem) for problem in outcome(job)[1]] == [
        "one.md: typesetting the section “one” failed (ValueError: odd), in the part that begins "
        "“The second.”. This is a fault of Zinewright: please report it with the post. [typeset]"
    ]
