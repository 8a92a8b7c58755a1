"""What stands before the posts, whole."""

from __future__ import annotations

import datetime

import pytest
from chapters import NOTED, WORDS, chapter
from zines import particulars, section

from zinewright.assemble.front_matter import content_notes, contents, imprint, title_page
from zinewright.languages.words import words_for
from zinewright.manuscript.content_notes import Notes
from zinewright.particulars import BackCover

ARABIC = {"title": "ليل", "language": "ar"}


def test_a_title_page():
    made = title_page(
        particulars(subtitle="At night", authors=("Ada", "Bo"), language="en"),
        words_for("en"),
        ("no reason",),
    )

    assert (
        made.body.xhtml
        == """\
<h1 id="title-page--title">Small hours</h1>
<p class="subtitle">At night</p>
<p class="authors">By Ada and Bo</p>
<p class="draft">Draft · 2 January 2026</p>"""
    )
    assert made.matter == "front"


def test_a_title_page_in_a_language_without_words():
    made = title_page(particulars(title="ليل", authors=("سلمى",), language="ar"), words_for("ar"))

    assert made.direction == "rtl"
    assert (
        made.body.xhtml
        == """\
<h1 id="title-page--title">ليل</h1>
<p class="authors" lang="en" dir="ltr">By <span dir="rtl">سلمى</span></p>"""
    )


def test_content_notes_chapter_by_chapter():
    passage = "::: note a court (own) | b\nx\n:::"
    chapters = (
        chapter(passage, notes=NOTED),
        chapter("::: note grief | b\nx\n:::", notes=NOTED),
        chapter(notes=Notes("none")),
        chapter(notes=Notes("unsaid")),
        chapter(**ARABIC),
    )
    made = contents(particulars(), chapters, (), WORDS).body

    assert ["".join(entry.itertext()).strip() for entry in made.root.iter("li")] == [
        "One Death or grief, poverty or homelessness. One part has a note of its own: a court.",
        "One Death or grief, poverty or homelessness. One part has a note of its own.",
        "One No content notes apply.",
        "One The author chooses not to say.",
        "ليل Nobody has reviewed this piece for content notes yet.",
    ]
    assert [dict(link.attrib) for link in made.root.iter("a")][-1] == {
        "href": "#one", "lang": "ar", "dir": "rtl",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("notes", "lead"),
    [("none", "The contents say what hard"), ("noted", "Some of this zine is about")],
)
def test_a_zine_of_which_no_notes_are_told_is_not_said_to_be_hard(notes, lead):
    one = chapter(notes=NOTED if notes == "noted" else Notes(notes))
    page = content_notes((one,), False, WORDS)

    assert next(p.text for p in page.body.root.iter("p") if p.text).startswith(lead)


@pytest.mark.parametrize(("has_support", "links"), [(True, ["#support"]), (False, [])])
def test_the_way_to_support_stands_where_there_is_some(has_support, links):
    made = content_notes((), has_support, WORDS).body

    assert [link.get("href") for link in made.root.iter("a")] == links


def test_contents():
    chapters = (
        chapter(authors=("Ada",), summary="What we did."),
        chapter(authors=("Bo",), summary="ليلة", **ARABIC),
    )
    made = contents(
        particulars(authors=("Ada",)), chapters, (section("formats", title="Others"),), WORDS
    )

    assert (
        made.body.xhtml
        == """\
<h1 id="contents--title">Contents</h1>
<ol class="contents">\
<li class="entry"><p class="part"><a href="#one">One</a>\
<span data-page-of="one" class="page"> </span></p>\
<p class="summary">What we did.</p></li>\
<li class="entry"><p class="part"><a href="#one" lang="ar" dir="rtl">ليل</a>\
<span data-page-of="one" class="page"> </span></p><p class="byline">Bo</p>\
<p class="summary" lang="ar" dir="rtl">ليلة</p></li>\
<li class="entry"><p class="part"><a href="#formats" lang="en-GB" dir="ltr">Others</a>\
<span data-page-of="formats" class="page"> </span></p></li></ol>"""
    )


@pytest.mark.parametrize(
    ("faces", "said"),
    [
        (("Literata",), "Set in Literata. Made with Zinewright, which is free software."),
        (("Literata", "Anton"), "Set in Literata and Anton. Made with Zinewright, which is free "
         "software."),
    ],
)  # fmt: skip
def test_an_imprint_names_the_faces_of_the_layout(faces, said):
    made = imprint(particulars(), (), WORDS, faces=faces)

    assert made.body.xhtml.endswith(f"<p>{said}</p>")


def test_an_imprint_with_all_that_it_can_say():
    made = imprint(
        particulars(
            subtitle="At night",
            authors=("Ada",),
            publisher="A stall",
            licence="CC0",
            contact="a@example.org",
            back_cover=BackCover(show="no"),
        ),
        (chapter(source="https://www.example.org/one/"), chapter(licence="CC BY 4.0")),
        WORDS,
        ("Nobody looked.",),
    )

    assert (
        made.body.xhtml
        == """\
<h1 id="imprint--title">About this zine</h1>
<p lang="en-GB" dir="ltr" class="fact">Small hours: At night</p>
<p class="fact">By Ada.</p>
<p class="fact">Published by A stall on 2 January 2026.</p>
<p class="fact">Licence: CC0.</p>
<p class="fact">Write to us: <a href="mailto:a@example.org">a@example.org</a>.</p>
<p class="fact">Identifier: urn:x-test:small-hours</p>
<h2 id="imprint--sources">Where the pieces first appeared</h2>
<ul><li>One: <a href="https://www.example.org/one/">example.org/one</a></li></ul>
<h2 id="imprint--licences">Licences of single pieces</h2>
<ul><li>One: CC BY 4.0</li></ul>
<p>Set in Atkinson Hyperlegible, a typeface that the Braille Institute made to be easy to read. \
Made with Zinewright, which is free software.</p>
<h2 id="imprint--draft">This is a draft</h2>
<p>It is not ready to be handed out, for these reasons:</p>
<ul><li>Nobody looked.</li></ul>"""
    )


def test_titles_in_an_imprint_have_their_language():
    there = chapter(title="ليل", language="ar", source="https://example.org/", licence="رخصة 4.0")
    made = imprint(particulars(authors=("ليلى",), language="en"), (there,), WORDS).body.xhtml

    assert '<p class="fact">By <span dir="rtl">ليلى</span>.</p>' in made
    assert (
        '<ul><li><span lang="ar" dir="rtl">ليل</span>: <a href="https://example.org/">'
        "example.org</a></li></ul>"
    ) in made
    assert (
        '<ul><li><span lang="ar" dir="rtl">ليل</span>: <span dir="rtl">رخصة 4.0</span></li></ul>'
    ) in made


def test_an_imprint_with_nothing_to_say():
    made = imprint(particulars(date=datetime.date(2026, 5, 6)), (), WORDS).body

    assert [p.text for p in made.root.iterfind("p[@class='fact']")] == [
        "Small hours",
        "Published on 6 May 2026.",
        "Identifier: urn:x-test:small-hours",
    ]
    assert made.root.find("h2") is None


@pytest.mark.parametrize(
    ("zines", "licences", "said"),
    [
        ("", ("CC0", "CC0", "CC0"), ["All pieces: CC0"]),
        ("CC0", ("CC0", "CC0", "CC0"), []),
        ("CC0", ("CC0", "CC BY 4.0", ""), ["Piece 2: CC BY 4.0"]),
        ("", ("CC0", "CC BY 4.0", "CC0"), ["Piece 2: CC BY 4.0", "All other pieces: CC0"]),
        ("", ("CC0", "CC BY 4.0", ""), ["Piece 1: CC0", "Piece 2: CC BY 4.0"]),
        ("", ("CC0", "CC0", ""), ["Piece 1, Piece 2: CC0"]),
        ("", ("CC0",), ["Piece 1: CC0"]),
        ("", ("All rights reserved.",) * 34, ["All pieces: All rights reserved."]),
    ],
)
def test_equal_licences_are_said_once(zines, licences, said):
    chapters = tuple(
        chapter(title=f"Piece {number}", licence=licence)
        for number, licence in enumerate(licences, 1)
    )
    made = imprint(particulars(licence=zines), chapters, WORDS).body

    assert [item.text for item in made.root.iter("li")] == said
