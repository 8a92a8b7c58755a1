"""Columns with notes at the foot of their page: all are set, in bounded time."""

from __future__ import annotations

import weasyprint
from bound import set_in_type
from zines import section, with_feet, zine

from zinewright.typeset.mends import columns
from zinewright.typeset.mends.columns import NOTES_KNOWN, column_mends
from zinewright.typeset.mends.faster import mended


def test_what_finds_room_for_notes_is_what_was_looked_at():
    """With another WeasyPrint, look at columns with notes again, and at notes that do not fit."""
    assert {*column_mends(weasyprint)} == {*NOTES_KNOWN, "layout.block.block_box_layout"}


COLUMNS = (
    "@page {{ size: 60mm 60mm; margin: 5mm; @footnote {{ margin-top: 2mm }} }}"
    "body {{ font: 8pt/10pt serif; margin: 0; columns: 2; {} }}"
    ".n {{ float: footnote }} .n::footnote-call, .n::footnote-marker {{ content: none }}"
)
NOTED = "<p>" + "".join(f"Some words {k}<span class=n>Note {k} here</span>. " for k in range(40))


def laid_out(css: str) -> list[tuple[int, int]]:
    """How many words of the text and how many notes each page has."""
    html = weasyprint.HTML(string=f"<html lang=en><style>{css}</style><body>{NOTED}")
    return [
        tuple(sum(box.text.count(word) for box in page._page_box.descendants()
                  if hasattr(box, "text")) for word in ("words", "Note"))
        for page in html.render().pages
    ]  # fmt: skip


def test_columns_fill_their_pages_and_have_their_notes_below_them():
    with mended(weasyprint, column_mends(weasyprint)):
        made = laid_out(COLUMNS.format(""))

    assert all(words == notes for words, notes in made)
    assert min(words for words, _ in made[:-1]) >= 6
    assert sum(words for words, _ in made) == 40


IN_COLUMNS = "section { columns: 2 }"


def pages_in(css: str) -> tuple[int, list[float]]:
    """How many pages a chapter with notes has, and how far from the left its paragraphs begin."""
    call = '<a class="noteref" id="r" href="#n">1</a>'
    text = "".join(f'<p id="p{number}">{"Words. " * 40}</p>' for number in range(30))
    here, listed = with_feet(section("a", f"<p>So.{call}</p>{text}"), "<p>A note.</p>")
    made = set_in_type(here, css=css, around=zine(here, listed))
    assert made.places["n"][0] == made.places["r"][0]
    return made.pages, sorted({x for name, (_, x, _) in made.places.items() if name[0] == "p"})


def test_columns_that_take_too_long_are_set_as_one(monkeypatch):
    in_two, in_one = pages_in(IN_COLUMNS), pages_in("")
    monkeypatch.setattr(columns, "FEWEST", 0)
    monkeypatch.setattr(columns, "FOR_EACH_PAGE", 1)

    assert (len(in_two[1]), len(in_one[1])) == (2, 1)
    assert pages_in(IN_COLUMNS) == in_one


def test_columns_that_weasyprint_fails_with_are_set_as_one(monkeypatch):
    in_one = pages_in("")

    def fail(context, height):
        raise IndexError

    monkeypatch.setattr(weasyprint.layout.column, "_report_footnotes", fail)

    assert pages_in(IN_COLUMNS) == in_one
