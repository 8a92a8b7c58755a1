"""One post → the whole section of its chapter: told of before it begins, with a way round."""

from __future__ import annotations

import datetime

import pytest
from chapters import NOTED, WORDS, chapter

from zinewright.assemble.told.notices import chapter_section
from zinewright.manuscript.content_notes import Notes


def xhtml(*args, **facts):
    return chapter_section(chapter(*args, **facts), "two", WORDS).body.xhtml


def test_a_chapter_with_all_that_it_can_have():
    made = xhtml(
        "Before.\n\n## Two\n\n::: note a court (own) | What it said.\nThey came.\n:::\n\nAfter.",
        title="It's one",
        authors=("Ada", "Bo"),
        date=datetime.date(2026, 1, 2),
        updated=datetime.date(2026, 3, 4),
        summary="What we did...",
        notes=NOTED,
    )

    assert (
        made
        == """\
<h1 id="one--title">It’s one</h1>\
<p class="byline">By Ada and Bo · 2 January 2026, updated 4 March 2026</p>\
<section class="notice"><h2 id="one--note">Content note</h2>\
<p>This piece mentions or describes: death or grief, poverty or homelessness.</p>\
<p>One part has a note of its own.</p>\
<p>If you skip it, you miss this: What we did…</p>\
<p class="skip"><a href="#two">Skip this piece and go on to \
<span data-title-of="two">what follows it</span>\
<span data-page-of="two">, page\u00a0</span></a></p></section><p>Before.</p>
<h2 id="one--two">Two</h2>
<section class="notice"><h3 id="one--passage-1-note">Note on the next part</h3>\
<p>The next part, 2 words long, mentions or describes: a court.</p>\
<p>If you skip it, you miss this: What it said.</p>\
<p class="skip"><a href="#one--passage-1-end">Skip this part: go to “End of the part on a court”\
<span data-page-of="one--passage-1-end">, page\u00a0</span></a></p></section>\
<section class="passage" id="one--passage-1">
<p>They came.</p>
</section><p class="passage-end" id="one--passage-1-end">End of the part on a court</p>
<p>After.</p>"""
    )


def test_what_is_missed_is_said_in_the_language_of_the_chapter():
    text = "نص.\n\n::: note debt | عن المال.\nكان.\n:::\n"
    made = xhtml(text, title="ليل", language="ar", summary="عن الليل، 12 مرة.", notes=NOTED)

    assert (
        '<p>If you skip it, you miss this: <span lang="ar" dir="rtl">عن الليل، 12 مرة.</span></p>'
    ) in made
    assert (
        '<p>If you skip it, you miss this: <span lang="ar" dir="rtl">عن المال.</span></p>'
    ) in made


def test_a_chapter_in_another_language_is_told_of_in_the_language_of_the_zine():
    section = chapter_section(
        chapter("نص.", title="ليل", language="ar", authors=("سلمى",), notes=NOTED), "two", WORDS
    )

    assert (section.language, section.direction) == ("ar", "rtl")
    assert (
        section.body.xhtml
        == """\
<h1 id="one--title">ليل</h1>\
<p class="byline" lang="en" dir="ltr">By <span dir="rtl">سلمى</span></p>\
<section class="notice" lang="en" dir="ltr"><h2 id="one--note">Content note</h2>\
<p>This piece mentions or describes: death or grief, poverty or homelessness.</p>\
<p>Nobody has written yet what you would miss by skipping it.</p>\
<p class="skip"><a href="#two">Skip this piece and go on to \
<span data-title-of="two">what follows it</span>\
<span data-page-of="two">, page\u00a0</span></a></p></section><p>نص.</p>"""
    )


@pytest.mark.parametrize(
    ("notes", "said"),
    [
        (Notes("none"), []),
        (Notes("unsaid"), ["The author chooses not to say."]),
        (Notes(), ["Nobody has reviewed this piece for content notes yet."]),
    ],
)
def test_three_things_that_are_different(notes, said):
    section = chapter_section(chapter(notes=notes), "two", WORDS)

    assert [p.text for p in section.body.root.iterfind("section[@class='notice']/p")] == said


def test_a_chapter_with_nothing_but_a_title():
    assert xhtml("", notes=Notes("none")) == '<h1 id="one--title">One</h1>'


def test_a_passage_is_told_of_before_a_chapter_without_notes():
    passages = "".join(f"::: note {topic} | b\nx\n:::\n" for topic in ("grief", "debt, grief"))
    made = chapter_section(chapter(passages, notes=Notes("none")), "two", WORDS).body

    assert [p.text for p in made.root.iterfind("section[@class='notice']/p")][:1] == [
        "Some parts have notes of their own. Nothing else is noted.",
    ]


@pytest.mark.parametrize(
    ("before", "level"),
    [
        ("", "h2"),
        ("## a\n\n### b\n\n", "h4"),
        ("## a\n\n### b\n\n#### c\n\n##### d\n\n###### e\n\n", "h6"),
    ],
)
def test_the_heading_of_a_passages_note_is_one_level_down(before, level):
    made = chapter_section(chapter(f"{before}::: note a | b\nx\n:::"), "two", WORDS).body

    assert made.root.find(f".//{level}[@id='one--passage-1-note']") is not None


def test_the_headings_of_notes_that_follow_each_other_have_one_level():
    made = chapter_section(chapter("## a\n\n" + "::: note a | b\n### c\n:::\n\n" * 3), "two", WORDS)

    assert len(made.body.root.findall(".//section[@class='notice']/h3")) == 3


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "one word long"),
        (2, "2 words long"),
        (10, ", 10 words long"),
        (11, "about 20 words long"),
        (99, "about 100 words long"),
        (101, "about 150 words long"),
        (420, "about 450 words long"),
    ],
)
def test_a_length_that_can_be_pictured(count, said):
    assert said in xhtml(f"::: note a | b\n{'x ' * count}\n:::")


def test_a_landing_names_two_topics_at_most():
    assert "End of the part on a, b and more</p>" in xhtml(
        "::: note a (own), b (own), c (own) | d\nx\n:::"
    )


def test_what_a_section_says_of_its_chapter():
    section = chapter_section(
        chapter("Two words.", kind="afterword", notes=NOTED, direction="rtl"), "two", WORDS
    )

    assert (section.name, section.kind, section.title, section.source) == (
        "one", "afterword", "One", "m/posts/one.md",
    )  # fmt: skip
    assert (section.notes, section.words, section.direction) == (
        ("death or grief", "poverty or homelessness"),
        2,
        "rtl",
    )
    assert section.matter == "body"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        ("none", "Nothing else is noted."),
        ("unsaid", "The author chooses not to say more."),
        ("unreviewed", "Nobody has reviewed the rest for content notes yet."),
    ],
)
def test_what_is_known_of_the_rest_of_a_chapter_with_a_passage(status, said):
    made = xhtml("::: note grief | b\nx\n:::", notes=Notes(status))

    assert f"<p>One part has a note of its own. {said}</p>" in made
    assert "No content notes apply" not in made


@pytest.mark.parametrize(
    ("topics", "said"),
    [
        ("grief (mention)", "mentions: death or grief."),
        (
            "self-harm (personal description), sexual violence (detail), debt (graphic), grief",
            "describes in detail: sexual violence, poverty or homelessness; it describes: "
            "self-harm; it mentions or describes: death or grief. Some of it is told from "
            "experience.",
        ),
        ("violence (theme)", "mentions or describes: violence or assault (throughout)."),
        ("mentions of suicide", "mentions: suicide."),
        ("pain, war", "mentions or describes: pain, injury or medical detail; war or political "
         "violence."),
    ],
)  # fmt: skip
def test_how_much_of_a_topic_a_passage_holds(topics, said):
    assert f"The next part, one word long, {said}</p>" in xhtml(f"::: note {topics} | b\nx\n:::")
