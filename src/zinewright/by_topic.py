"""Chapters and what they hold → a table of topics, with every place at which each comes up."""

from __future__ import annotations

from collections.abc import Iterator

from zinewright.body import Element
from zinewright.chapter import Chapter
from zinewright.markup import E, page_of, tongue
from zinewright.words import Words

OWN = ""  # the group of topics that the vocabulary does not know


def by_topic(chapters: tuple[Chapter, ...], words: Words) -> Iterator[Element]:
    """A heading, and a table for each group of topics that readers are told of."""
    groups = _grouped(chapters)
    if groups:
        yield E.h2({"id": "content-notes--by-topic"}, words.say("notes-by-topic"))
    for group, topics in groups.items():
        label = chapters[0].vocabulary.groups.get(group) or words.say("notes-own")
        yield E.h3({"id": f"content-notes--group--{group or 'own'}"}, label)
        head = E.tr(
            E.th({"scope": "col"}, words.say("notes-topic")),
            E.th({"scope": "col"}, words.say("notes-where")),
        )
        rows = (_row(topic, chapters, words) for topic in topics)
        yield E.table({"class": "topics"}, E.thead(head), E.tbody(*rows))


def told_topics(chapters: tuple[Chapter, ...]) -> tuple[str, ...]:
    """Every topic that readers are told of: as the vocabulary has them, then authors' own words."""
    told = {topic for chapter in chapters for topic in chapter.topics}
    known = chapters[0].vocabulary.topics if chapters else {}
    return (*(slug for slug in known if slug in told), *sorted(told - set(known)))


def _grouped(chapters: tuple[Chapter, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for topic in told_topics(chapters):
        known = chapters[0].vocabulary.topics.get(topic)
        found.setdefault(known.group if known else OWN, []).append(topic)
    return found


def _row(topic: str, chapters: tuple[Chapter, ...], words: Words) -> Element:
    label = chapters[0].vocabulary.label(topic)
    places = [place for chapter in chapters for place in _places(topic, chapter, words)]
    return E.tr(E.th({"scope": "row"}, label), E.td(E.ul(*places)))


def _places(topic: str, chapter: Chapter, words: Words) -> Iterator[Element]:
    """Where a topic comes up in a chapter: before it, and at each passage that has it."""
    note = chapter.notes.of(topic)
    if note is not None and note.is_told:
        said = words.say(f"level-{note.level}") if note.level else ""
        yield _place(chapter, chapter.post.name, said, words)
    for passage in chapter.passages:
        if topic in passage.topics:
            yield _place(chapter, f"{passage.id}-note", words.say("level-passage"), words)


def _place(chapter: Chapter, target: str, said: str, words: Words) -> Element:
    attributes = {"href": f"#{target}"} | tongue(chapter.language, words.language)
    link = E.a(attributes, chapter.title)
    return E.li(link, f" ({said})" if said else "", page_of(target, words))
