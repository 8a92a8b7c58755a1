"""Chapters and what they hold → a table of topics with every place of each, and a few words."""

from __future__ import annotations

from collections.abc import Iterator

from zinewright.assemble.markup import E, page_of, tongue
from zinewright.body import Element
from zinewright.languages.words import Words
from zinewright.manuscript.content_notes import Note
from zinewright.prose.chapter import Chapter, groups_of, ranked, told_first

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


def summed_up(chapters: tuple[Chapter, ...], words: Words) -> str:
    """The topics that weigh most in a zine, and the groups of the others; "" for none."""
    if not chapters:
        return ""
    stated = (note for chapter in chapters for p in chapter.passages for note in p.notes)
    notes = {note.topic: note for note in reversed(ranked(
        [*(note for chapter in chapters for note in chapter.notes.told), *stated]))}  # fmt: skip
    named, rest = told_first([notes[topic] for topic in told_topics(chapters)])
    labels = words.several(chapters[0].labels(note.topic for note in named))
    if not rest:
        return labels
    groups = words.say("groups").join(groups_of(rest, chapters[0].vocabulary))
    return words.say("topics-and-groups", topics=labels, groups=groups)


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
        yield _place(chapter, chapter.post.name, _said(note, words), words)
    for passage in chapter.passages:
        for note in passage.notes:
            if note.topic == topic:
                said = words.several((words.say("level-passage"), *_parts(note, words)))
                yield _place(chapter, f"{passage.id}-note", said, words)


def _said(note: Note, words: Words) -> str:
    """How much of a topic there is, and all else that is said of it."""
    return words.several(tuple(_parts(note, words)))


def _parts(note: Note, words: Words) -> Iterator[str]:
    if note.level:
        yield words.say(f"level-{note.level}")
    yield from (words.say(f"flag-{flag}") for flag in note.flags)


def _place(chapter: Chapter, target: str, said: str, words: Words) -> Element:
    attributes = {"href": f"#{target}"} | tongue(chapter.language, words.language)
    link = E.a(attributes, chapter.title)
    return E.li(link, f" ({said})" if said else "", page_of(target, words))
