"""What was left to be written, and numbers that are out of use: with their lines."""

from __future__ import annotations

import pytest

from zinewright.manuscript.paragraphs import Paragraph
from zinewright.review.placeholders import out_of_use, placeholders


def lines(text: str) -> list[Paragraph]:
    """A paragraph with each line of the text on a line of the file, from line 5."""
    starts, at = [], 0
    for number, line in enumerate(text.split("\n"), 5):
        starts.append((at, number))
        at += len(line) + 1
    return [Paragraph(text.replace("\n", " "), tuple(starts))]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We met on TODO at noon.", ["TODO"]),
        ("The price is TBC.", ["TBC"]),
        ("Lorem ipsum dolor sit amet.", ["Lorem ipsum"]),
        ("Written by [your name] in [date].", ["[your name]", "[date]"]),
        ("He said [insert quote here].", ["[insert quote here]"]),
        (f"[insert picture: {'long ' * 40}letter] here", [f"[insert picture: {'long ' * 8}lo…"]),
        ("Ask <name of the clinic>.", ["<name of the clinic>"]),
        ("It began in ????.", ["????"]),
        ("TK, and XXX said so.", ["TK", "XXX"]),
        ("She said [sic] that [he] was [there].", []),
        ("With love, xxx", []),
        ("Love XXX", []),
        ("My to-do list, and a todo app.", []),
        ("What? Why?! Really??", []),
    ],
)
def test_placeholders(text, found):
    said = [problem.what for problem in placeholders(lines(text), "one.md")]

    assert said == [f"a placeholder stands here: “{each}”" for each in found]


def test_where_a_placeholder_stands():
    (problem,) = placeholders(lines("First line\nthen TODO, and more."), "one.md")

    assert str(problem) == (
        "one.md:6: a placeholder stands here: “TODO”. Write what belongs there. [placeholder]"
    )
    assert problem.level == "warning"


def test_words_of_the_starter_are_placeholders():
    text = "Hello.\nIt can be as long as you like. And so it is."

    assert [str(problem) for problem in placeholders(lines(text), "one.md")] == [
        "one.md:6: a sentence of the starter stands here: “It can be as long as you like.”. Write "
        "your own in their place. [placeholder]"
    ]
    assert list(placeholders(lines("This is a post."), "one.md")) == []


def test_code_may_hold_anything():
    assert list(placeholders([Paragraph("# TODO", kind="code")], "one.md")) == []


@pytest.mark.parametrize(
    "number",
    ["0808 802 9999", "0808 8029999", "08088029999", "+44 808 802 9999", "(0808) 802-9999"],
)
def test_a_number_that_is_out_of_use(number):
    (problem,) = out_of_use(lines(f"If you need help,\ncall {number}, any day."), "one.md")

    assert str(problem) == (
        "one.md:6: “0808 802 9999” of Rape Crisis England & Wales is out of use since 2022-12: a "
        "line that is open day and night took its place. Ask the author whether Rape and Sexual "
        "Abuse Support Line (England and Wales) may stand there (0808 500 2222). [retired-number]"
    )


@pytest.mark.parametrize(
    "text",
    [
        "Call 0808 500 2222.",
        "In 2022 there were 9999.",
        "Order 10808 802 99991.",
        "No number here.",
    ],
)
def test_a_number_that_is_not(text):
    assert list(out_of_use(lines(text), "one.md")) == []
