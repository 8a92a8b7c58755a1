"""The head of a text → the notes that its author states in it, and what was not understood there.

A line like “TW: …”, a list below “Content warnings”, and sentences such as “This post talks about
…” are known, at most a few paragraphs down. What looks like a warning and names no topic is asked
of the editor, or left alone where it may be something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from zinewright.notes import STATED, Note, note_from
from zinewright.paragraphs import Paragraph
from zinewright.stated.lines import statement
from zinewright.stated.reading import Item, Reading, read_list
from zinewright.vocabulary import Vocabulary, folded

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
    """What the author states at the head of a text; of a topic that is told twice, the first."""
    notes: dict[str, tuple[Note, str, Paragraph]] = {}
    unmapped: dict[str, tuple[str, Paragraph]] = {}
    alone: list[Paragraph] = []
    begun: list[tuple[Paragraph, int]] = []
    place = 0
    while place < min(HEAD_AMONG, len(paragraphs)):
        found = statement(paragraphs, place, vocabulary)
        place += len(found.readings) if found else 1
        for reading, paragraph in found.readings if found else ():
            for item in reading.items:
                notes.setdefault(item.note.topic, (item.note, item.words, paragraph))
            for words in reading.unmapped:
                unmapped.setdefault(folded(words), (words, paragraph))
        if found and found.alone:
            alone += [paragraph for _, paragraph in found.readings]
        elif found and found.begins:
            begun.append((found.readings[0][1], found.begins))
    return Stated(tuple(notes.values()), tuple(unmapped.values()), tuple(alone), tuple(begun))


def said_in(words: str, vocabulary: Vocabulary) -> Reading:
    """What the words of a note between commas say: as a file has notes, or as authors warn.

    Those that name no topic, and that nobody vouches for, are unmapped.
    """
    note = replace(note_from(words), state=STATED)
    slug = vocabulary.named(note.topic)
    if slug or note.own:
        own = note.own and slug is None
        return Reading((Item(replace(note, topic=slug or note.topic, own=own), words),))
    reading = read_list(words, vocabulary)
    return reading if reading.is_clean else Reading((), (words,), False)
