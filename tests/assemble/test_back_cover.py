"""The last page of a zine, whole."""

from __future__ import annotations

import pytest
from chapters import WORDS, chapter
from zines import particulars

from zinewright.assemble.back_cover import MOST_LETTERS, back_cover
from zinewright.assemble.back_matter import formats
from zinewright.assemble.front_matter import imprint
from zinewright.languages.words import words_for
from zinewright.particulars import BackCover

TWO = (chapter(authors=("Ada",)), chapter(name="two", title="Night", language="ar"))


def said(*chapters, words=WORDS, **facts):
    return back_cover(particulars(**facts), chapters, words).body.text.partition(" short ")[2]


def test_a_back_cover_with_all_that_it_can_say():
    here = particulars(
        description="Two pieces on nights.", website="https://www.example.org/z/", price="2 £",
        licence="CC0",
    )  # fmt: skip

    assert (
        back_cover(here, TWO, WORDS).body.xhtml
        == """\
<h1 id="back-cover--title">In short</h1>
<p class="blurb" lang="en-GB" dir="ltr">Two pieces on nights.</p>
<p class="where"><span class="qr" data-qr="https://www.example.org/z/">QR code for \
example.org/z</span>In all formats: <a href="https://www.example.org/z/">example.org/z</a></p>
<p class="price">Price: 2 £</p>
<p class="fact">Licence: CC0.</p>"""
    )
    assert "data-qr" not in back_cover(here, TWO, WORDS, codes=False).body.xhtml


@pytest.mark.parametrize(
    ("chapters", "facts", "sentence"),
    [
        (TWO, {"back_cover": BackCover("Ours.")}, "Ours."),
        (TWO, {"description": "Theirs.", "back_cover": BackCover("Ours.")}, "Ours."),
        (TWO, {"description": "a" * (MOST_LETTERS + 1)}, "2 pieces by Ada: “Night”, “One”."),
        (TWO[:1], {}, "One piece by Ada: “One”."),
        (TWO, {"authors": ("Bo", "Cy")}, "2 pieces by Bo and Cy: “Night”, “One”."),
        (TWO[1:], {"authors": tuple("ABCDE")}, "One piece: “Night”."),
        (TWO * 2, {}, "4 pieces by Ada, among them “Night”, “Night”, “One”."),
        ((*TWO, chapter(name="before", title="Before", kind="foreword")), {},
         "2 pieces by Ada: “Night”, “One”."),
        ((), {}, "0 pieces."),
    ],
)  # fmt: skip
def test_what_a_zine_is(chapters, facts, sentence):
    """Its own words, or a count of which another order of its pieces changes nothing."""
    assert said(*chapters, **facts) == said(*chapters[::-1], **facts) == sentence


def test_a_title_in_another_language_says_so():
    made = back_cover(particulars(), TWO, WORDS).body.xhtml

    assert '2 pieces by Ada: “<span lang="ar" dir="rtl">Night</span>”, “One”.' in made


@pytest.mark.parametrize(
    ("price", "language", "sentence"),
    [
        ("£2 / €3", "en", "Price: £2 / €3"),
        ("pay what you can", "en", "Price: pay what you can"),
        ("free", "en", "Free. Pass it on."),
        ("Gratis!", "en", "Free. Pass it on."),
        ("0 €", "de", "Kostenlos. Gib es weiter."),
        ("umsonst", "de", "Kostenlos. Gib es weiter."),
        ("umsonst", "en", "Price: umsonst"),
        ("2 €", "de", "Preis: 2 €"),
        ("  ", "en", ""),
    ],
)
def test_prices_as_people_write_them(price, language, sentence):
    made = back_cover(particulars(price=price), TWO, words_for(language)).body

    assert [part.text for part in made.root.iter("p") if part.get("class") == "price"] == (
        [sentence] if sentence else []
    )


def test_nothing_of_it_is_said_twice():
    """The imprint and the other formats give way, and say it where there is no back cover."""
    here = particulars(website="https://example.org/z", licence="CC0")
    bare = particulars(
        website="https://example.org/z", licence="CC0", back_cover=BackCover(show="no")
    )

    def counted(*parts):
        text = " ".join(part.body.text for part in parts)
        return [text.count(said) for said in ("example.org/z", "CC0")]

    behind = formats(here, WORDS), imprint(here, TWO, WORDS)
    assert counted(*behind) == [0, 0]
    assert counted(formats(bare, WORDS), imprint(bare, TWO, WORDS)) == [1, 1]
    uncoded = back_cover(here, TWO, WORDS, codes=False)
    assert counted(*behind, uncoded) == [1, 1]
