"""Notes at the foot of pages: where they stand in the HTML that is typeset, and in lists."""

from __future__ import annotations

import pytest
from zines import section, with_feet, zine

from zinewright.body import parsed, serialized
from zinewright.layout.foot_notes import put_at_foot, without_feet
from zinewright.layout.layout import plain
from zinewright.layout.listed import units

CALL = '<a class="noteref" id="r{0}" href="#n">1</a>'


def put(xhtml: str, *notes: str) -> str:
    """The text of a chapter with its notes in it, “[” and “]” around each."""
    here, _ = with_feet(section("a", xhtml), *notes)
    root = here.body.tree()
    put_at_foot(root, here)
    made = serialized(root).partition("</h1>")[2]
    for name in ("n", "n2"):
        made = made.replace(f'<span class="foot" id="{name}" lang="en-GB" dir="ltr">', "[")
    return made.replace('<span class="foot-number">', "").replace('class="noteref" ', "")


BACK = '<a class="backlink" href="#{}">{}</a></span> '


@pytest.mark.parametrize(
    ("xhtml", "expected"),
    [
        (
            f"<p>So.{CALL.format(1)} It is.</p>",
            f'<p>So.<a id="r1" href="#n">1</a>[{BACK.format("r1", 1)}<span>A note.</span></span>'
            " It is.</p>",
        ),
        (  # signs behind a call stay with it
            f"<p>“So{CALL.format(1)}.” It is.</p>",
            f'<p>“So<a id="r1" href="#n">1</a>.”[{BACK.format("r1", 1)}<span>A note.</span></span>'
            " It is.</p>",
        ),
        (  # else the line through the text would go through the note
            f"<p><del>So{CALL.format(1)} it</del> is.</p>",
            f'<p><del>So<a id="r1" href="#n">1</a> it</del>[{BACK.format("r1", 1)}'
            "<span>A note.</span></span> is.</p>",
        ),
        (
            f"<p>A{CALL.format(1)} B{CALL.format(2)}</p>",
            f'<p>A<a id="r1" href="#n">1</a>[{BACK.format("r1", 1)}<span>A note.</span></span>'
            ' B<a id="r2" href="#n">1<span class="foot-elsewhere" data-page-of="n">, page\u00a0'
            "</span></a></p>",
        ),
        (  # an edition may leave the passage out
            f'<section class="passage"><p>A{CALL.format(1)}</p></section><p>B{CALL.format(2)}</p>',
            '<section class="passage"><p>A<a id="r1" href="#n">1<span class="foot-elsewhere" '
            'data-page-of="n">, page\u00a0</span></a></p></section>'
            f'<p>B<a id="r2" href="#n">1</a>[{BACK.format("r2", 1)}<span>A note.</span></span></p>',
        ),
        ("<p>Nothing calls it.</p>", "<p>Nothing calls it.</p>"),
    ],
)
def test_a_note_stands_behind_its_first_call(xhtml, expected):
    assert put(xhtml, "<p>A note.</p>") == expected


def test_paragraphs_of_a_note_stay_apart():
    made = put(f"<p>A{CALL.format(1)}</p>", "<p>One.</p>\n<p>Two.</p>")

    assert (
        f'{BACK.format("r1", 1)}<span class="foot-paragraph">One.</span>'
        '<span class="foot-paragraph">Two.</span></span></p>'
    ) in made


def test_pages_have_the_notes_and_headings_are_called_by_their_words_alone():
    heading = section("a", f'<h2 id="h">Half{CALL.format(1)}</h2><p>Text.</p>')
    here, listed = with_feet(heading, "<p>A note.</p>")
    page = plain().page(here, zine(here, listed))

    assert 'data-name="Half"' in page
    assert '<span class="foot" id="n" lang="en-GB" dir="ltr">' in page
    assert 'data-said="Note 1"' in page


LIST = (
    '<h1>Notes</h1><h2 class="at-foot">One</h2><ol><li class="footnote at-foot">1</li></ol>'
    '<h2>Two</h2><ol><li class="footnote">1</li><li class="footnote at-foot">2</li>'
    '<li class="footnote">3</li><li class="footnote">4</li></ol>'
)


def test_lists_go_on_with_the_numbers_that_they_have():
    root = parsed(LIST)
    without_feet(root)

    assert serialized(root) == (
        '<h1>Notes</h1><h2>Two</h2><ol><li class="footnote">1</li></ol>'
        '<ol start="3"><li class="footnote">3</li><li class="footnote">4</li></ol>'
    )


def test_units_and_pages_leave_out_the_same():
    here = section("links", LIST.partition("</h1>")[2], kind="links")
    blocks = [block for unit in units(here) for block in unit.blocks]

    assert blocks[1:] == [
        "<h2>Two</h2>", '<ol start="1"><li class="footnote">1</li></ol>',
        '<ol start="3"><li class="footnote">3</li></ol>',
        '<ol start="4"><li class="footnote">4</li></ol>',
    ]  # fmt: skip
    assert "at-foot" not in plain().page(here, zine(here))
