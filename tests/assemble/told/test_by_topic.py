"""The table of topics: every place at which each comes up, by group."""

from __future__ import annotations

from chapters import WORDS, chapter

from zinewright.assemble.markup import E, body
from zinewright.assemble.told.by_topic import by_topic, told_topics
from zinewright.manuscript.content_notes import Note, Notes

NOTES = Notes(
    "noted", (Note("racism", "mention"), Note("night work", own=True), Note("suicide", "detail"))
)
CHAPTERS = (
    chapter("::: note racism | b\nx\n:::", notes=NOTES),
    chapter(name="two", title="ليل", language="ar", notes=Notes("noted", (Note("suicide"),))),
    chapter(name="three", notes=Notes("none")),
)


def test_topics_in_the_order_of_the_vocabulary_and_own_words_last():
    assert told_topics(CHAPTERS) == ("suicide", "racism", "night work")
    assert told_topics(()) == ()


def test_a_table_for_each_group():
    made = body(E.h1("Notes"), *by_topic(CHAPTERS, WORDS))

    assert [(el.tag, el.text) for el in made.root.iter("h2", "h3")] == [
        ("h2", "Topic by topic"),
        ("h3", "Suicide and self-harm"),
        ("h3", "Discrimination and stigma"),
        ("h3", "In the writers’ own words"),
    ]
    assert [
        [" ".join("".join(cell.itertext()).split()) for cell in row] for row in made.root.iter("tr")
    ] == [
        ["Topic", "Where it comes up"],
        ["suicide", "One (described in detail), page ليل, page"],
        ["Topic", "Where it comes up"],
        ["racism", "One (mentioned), page One (in a part with a note of its own), page"],
        ["Topic", "Where it comes up"],
        ["night work", "One, page"],
    ]
    assert [link.get("href") for link in made.root.iter("a")] == [
        "#one", "#two", "#one", "#one--passage-1-note", "#one",
    ]  # fmt: skip


def test_nothing_to_tell_of():
    assert list(by_topic(CHAPTERS[2:], WORDS)) == []
