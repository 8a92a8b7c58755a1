"""A chapter → the same without a warning of the author's that the note before it says in full."""

from __future__ import annotations

import pytest
from chapters import WORDS, chapter

from zinewright.assemble.told.notices import chapter_section
from zinewright.assemble.told.taken_over import heading_of, taken_over
from zinewright.manuscript.content_notes import Note, Notes

GONE = {
    "TW: rape, death. Skip if you need to.\n\nText": "\n<p>Text</p>",
    "## Content warnings\n\nRape and death.\n\nText": "\n\n<p>Text</p>",
    "Content warnings:\n\n- rape\n- death\n\nText": "\n\n<p>Text</p>",
    "> **TW:** rape\n\nText": "\n<p>Text</p>",
    "Hello.\n\n[CW: rape]\n\nText": "<p>Hello.</p>\n\n<p>Text</p>",
    "TW: rape\nI was nineteen.": "<p>I was nineteen.</p>",
    "TW: **rape**\\\n*I* was nineteen.": "<p><em>I</em> was nineteen.</p>",
    "[CW: death] My *mum* died.": "<p>My <em>mum</em> died.</p>",
    "CW: death. Take care. My mum died.": "<p>My mum died.</p>",
    "TW: rape. Also mentions suicide. Read with care.": "",
    "TW: suicide\nself harm\nI was nineteen.": "<p>I was nineteen.</p>",
    "[tw suicide] [cw blood]": "",
    "TW: suicide\n\nTW: rape\n\ncw: blood\n\nText": "\n\n\n<p>Text</p>",
    "Content warnings:\n\n1. rape\n2. death\n\nText": "\n\n<p>Text</p>",
    "Content warnings:\n\nrape\n\ndeath\n\nI left.": "\n\n\n<p>I left.</p>",
    "This one comes with a TW for DV + SA": "",
    "TW: graphic rape, brief mention of suicide, implied abuse, debt throughout": "",
}
KEPT = [
    "TW: rape, spiders",  # half of it was understood
    "TW: no suicide, but death",  # the note does not say that
    "TW: rape. [A line](https://line.example)",
    "TW: rape ![](a.png){decorative}",
    "## Content warnings\n\nRape.\n\n### Deeper\n\nText",  # a level would be skipped
    "1. TW: rape\n2. Text",
    "::: note rape | b\nTW: rape\n:::",
    "This post talks about my abortion.",  # a sentence of the text
    "My long story, content warning: rape",
    # more is said than a topic and how much of it there is
    "TW: I was raped.",
    "TW: rape, from experience",
    "TW: my own suicide attempt",
    "TW: suicide (my brother)",
    "TW: suicide of a friend",
    "TW: suicide (not graphic)",
    "TW: suicide (mentioned and described)",
    "TW: possible SI",
    "TW: severe child neglect",
    "TW: my mum's death",
    "TW: rape etc.",
    "TW: tried to kill myself",
    "TW: s3lf h@rm",
    "<b>TW: suicide</b>",
    "18+ only. CW: drugs",
    "Big TW for this one. Suicide, self harm.",
    "TW: suicide, help lines at the end",
    "TW: suicide; skip to the part about the garden",
    "TW: suicide. Look after yourself and call your mum.",
    "TW: rape. I also talk about suicide.",
    "TW: Death (of my cat)",
    "TW: mention of rape; rape",
    "CW: implied rape, rape",
    "TW: abuse. Do not read if you are my mother.",
    "TW: grief\n\nGrief\n\nIt came.",
    "Content warning:\n\nSuicide\n\nDepression and despair.\n\nIt began.",
    "TW: rape. This one is about my sister's death.",
    "Hello! Before we start: this has some talk of miscarriage in it.",
    # other text that may belong to it
    "TW: suicide\nspiders",
    "TW: suicide\nGrief came.",
    "TW: Death. Of a pet.",
    "CW: ED, incl. numbers",
    "*(content note: discussion of eating disorders, incl. numbers)*",
    "TW: suicide  \nCW: food  \nAlso: blood",
    "(TW: suicide) (CW: spiders)",
    "Content warnings:\n\nsuicide\n\nspiders\n\nText goes on.",
    "Hello all. TW: rape",
    "TW: rape, suicide, racism, grief, war, debt, misogyny",  # more than the note names
]


@pytest.mark.parametrize(("text", "left"), GONE.items())
def test_what_goes(text, left):
    assert taken_over(chapter(text)).prose.xhtml == left


@pytest.mark.parametrize("text", KEPT)
def test_what_stays(text):
    one = chapter(text)

    assert one.stated.notes or one.passages
    assert taken_over(one) is one


@pytest.mark.parametrize(
    "notes",
    [
        Notes("none"),
        Notes("unsaid"),
        Notes("noted", (Note("sexual-violence", state="dismissed"), Note("grief"))),
        Notes("noted", (Note("sexual-violence", "mention"),)),
    ],
)
def test_what_stays_where_the_note_says_less(notes):
    one = chapter("TW: graphic rape\n\nText", notes=notes)

    assert taken_over(one) is one


def test_no_word_behind_a_warning_goes_with_it():
    for text in (
        "My mother died.",
        "People died.",
        "Be kind, my mother said.",
        "There was.",
        "We met in May.",
        "Skip told me so, and he was right.",
        "Death came.",
    ):
        assert text in taken_over(chapter(f"TW: rape. {text}")).prose.xhtml


def test_its_words_are_not_counted_and_its_line_is_still_the_authors():
    one = chapter("TW: rape\n\nTwo words.")
    section = chapter_section(one, "two", WORDS)

    assert (one.prose.words, section.words) == (4, 2)
    assert [paragraph.line for _, _, paragraph in one.stated.notes] == [1]
    assert "TW" not in section.body.xhtml
    assert "TW: rape" in chapter_section(one, "two", WORDS, told=False).body.xhtml


def test_links_to_its_heading_arrive_at_the_note():
    one = chapter("## Content warnings\n\nRape.\n\n[up](#content-warnings)")
    section = chapter_section(one, "two", WORDS)

    assert heading_of(one, taken_over(one)) == "one--content-warnings"
    assert section.body.root.find("section/p[@id='one--content-warnings']") is not None
