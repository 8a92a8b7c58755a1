"""The head of a text → the notes that its author states in it, and what was not understood there.

A line like “TW: …”, a list below “Content warnings”, and sentences such as “This post talks about
…” are known, at most a few paragraphs down. What looks like a warning and names no topic is asked
of the editor, or left alone where it may be something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from zinewright.languages.vocabulary import FLAGS, Vocabulary, folded
from zinewright.manuscript.content_notes import STATED, Note, note_from
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.prose.stated_notes.lines import Statement, statement
from zinewright.prose.stated_notes.reading import Reading, StatedNote, read_list

STEPS = ("mention", "discussion", "", "description", "detail")
HEAD_AMONG = 6  # paragraphs in which a warning is looked for


@dataclass(frozen=True)
class Stated:
    """What an author states at the head of a text, with the paragraph of each.

    `alone` are the paragraphs that hold nothing but notes, all of them understood, and advice;
    of those of `begun`, so many letters do.
    """

    notes: tuple[tuple[Note, str, Paragraph], ...] = ()
    unmapped: tuple[tuple[str, Paragraph], ...] = ()
    alone: tuple[Paragraph, ...] = ()
    begun: tuple[tuple[Paragraph, int], ...] = ()

    def of(self, topic: str) -> Note | None:
        return next((note for note, _, _ in self.notes if note.topic == topic), None)


def stated_in(paragraphs: Sequence[Paragraph], vocabulary: Vocabulary) -> Stated:
    """What the author states at the head of a text; of a topic that is told twice, the most."""
    notes: dict[str, tuple[Note, str, Paragraph]] = {}
    unmapped: dict[str, tuple[str, Paragraph]] = {}
    whole: list[Statement] = []
    place = 0
    while place < min(HEAD_AMONG, len(paragraphs)):
        found = statement(paragraphs, place, vocabulary)
        place += len(found.readings) if found else 1
        for item, paragraph in _items(found) if found else ():
            first = notes.get(item.note.topic, (item.note, item.words, paragraph))
            notes[item.note.topic] = (_most(first[0], item.note), *first[1:])
        for reading, paragraph in found.readings if found else ():
            for words in reading.unmapped:
                unmapped.setdefault(folded(words), (words, paragraph))
        whole += [found] if found and (found.alone or found.begins) else []
    told = {note for note, _, _ in notes.values()}
    kept = [each for each in whole if all(item.note in told for item, _ in _items(each))]
    alone = (p for each in kept if each.alone for _, p in each.readings)
    begun = ((each.readings[0][1], each.begins) for each in kept if not each.alone)
    return Stated(tuple(notes.values()), tuple(unmapped.values()), tuple(alone), tuple(begun))


def _items(found: Statement) -> Iterator[tuple[StatedNote, Paragraph]]:
    for reading, paragraph in found.readings:
        for item in reading.items:
            yield item, paragraph


def _most(one: Note, other: Note) -> Note:
    """The note that holds what two of one topic say: no level may be more than is discussed."""
    level = max(one.level, other.level, key=STEPS.index)
    flags = tuple(
        flag for flag in FLAGS
        if (flag in one.flags and flag in other.flags)
        or (flag != "implied" and flag in one.flags + other.flags)
    )  # fmt: skip
    return replace(one, level=level, flags=flags)


def said_in(words: str, vocabulary: Vocabulary) -> Reading:
    """What the words of a note between commas say: as a file has notes, or as authors warn.

    Those that name no topic, and that nobody vouches for, are unmapped.
    """
    note = replace(note_from(words), state=STATED)
    slug = vocabulary.named(note.topic)
    if slug or note.own:
        own = note.own and slug is None
        return Reading((StatedNote(replace(note, topic=slug or note.topic, own=own), words),))
    reading = read_list(words, vocabulary)
    return reading if reading.is_clean else Reading((), (words,), False)
