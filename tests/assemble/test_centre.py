"""What a recipe says of the middle of the booklet → its section, and where it stands."""

from __future__ import annotations

from dataclasses import replace

from zines import section

from zinewright.assemble.centre import centre_section, with_centre
from zinewright.languages.words import words_for
from zinewright.model import CENTRE
from zinewright.particulars import Centre

EN = words_for("en")
SWIFTS = Centre("images/swifts.png", "Swifts over roofs.", "Ada", "They come back in May.")


def test_a_picture_is_one_figure_with_its_words():
    made = centre_section(SWIFTS, EN, "en")

    assert (made.name, made.kind, made.matter, made.title) == (
        CENTRE, "centre", "body", "In the middle",
    )  # fmt: skip
    assert made.body.xhtml == (
        f'<h1 id="{CENTRE}--title">In the middle</h1>\n'
        '<figure><img src="images/swifts.png" alt="Swifts over roofs."/>'
        "<figcaption>They come back in May. Picture: Ada.</figcaption></figure>"
    )


def test_a_text_keeps_its_lines():
    made = centre_section(Centre(text="You are worth\nlistening to.\n\nStill.\n"), EN, "en")

    assert made.body.xhtml == (
        f'<h1 id="{CENTRE}--title">In the middle</h1>\n'
        '<section class="poem"><p><span class="line">You are worth</span><br/>'
        '<span class="line">listening to.</span></p>'
        '<p><span class="line">Still.</span></p></section>'
    )


def test_nothing_is_no_section():
    assert centre_section(Centre(credit="Ada", text=" \n"), EN, "en") is None


def test_until_pages_are_counted_it_stands_where_half_of_the_words_are_behind_it():
    pieces = [replace(section(name), words=words) for name, words in
              (("a", 100), ("b", 900), ("c", 800), ("d", 150))]  # fmt: skip
    spread = centre_section(SWIFTS, EN, "en")

    assert [each.name for each in with_centre(pieces, spread)] == ["a", "b", CENTRE, "c", "d"]
    assert [each.name for each in with_centre(pieces[:1], spread)] == ["a", CENTRE]
    assert with_centre(pieces, None) == tuple(pieces)


def test_it_stands_behind_no_opening_of_a_part():
    spread = centre_section(SWIFTS, EN, "en")
    opening = section("part", kind="part-opening")
    made = with_centre([opening, section("a")], spread)

    assert [each.name for each in made] == ["part", "a", CENTRE]
