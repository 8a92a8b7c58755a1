"""Chapters and what the scanner finds in them → every note of every post, with what speaks for it.

Suggestions are in it, beside what authors state and what people decided. Nothing here reaches
readers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from zinewright.manuscript.content_notes import DISMISSED, SUGGESTED, Note
from zinewright.prose.chapter import Chapter
from zinewright.review.gates import passages_of, undecided
from zinewright.review.questions import unknown_in
from zinewright.review.suggest.scan import Evidence, Suggestion


@dataclass(frozen=True)
class Row:
    """A note with its evidence. `passage` is the id of the passage that it is of, "" for none."""

    note: Note
    evidence: tuple[Evidence, ...] = ()
    passage: str = ""


@dataclass(frozen=True)
class PostNotes:
    """All notes of one post, decided and suggested.

    `unread` are sentences in which nothing was recognised and that a person should read.
    """

    chapter: Chapter
    rows: tuple[Row, ...]
    unread: tuple[Evidence, ...] = ()

    @property
    def waiting(self) -> tuple[Note, ...]:
        """The suggestions that nobody has decided on."""
        return tuple(row.note for row in self.rows if row.note.state == SUGGESTED)

    @property
    def unknown(self) -> tuple[Note, ...]:
        """Words that name no topic, of the post's notes and of those of its passages."""
        inside = (
            Note(words, line=passage.line)
            for passage in self.chapter.prose.passages
            for words in unknown_in(passage.topics, self.chapter.vocabulary)
        )
        return (*self.chapter.notes.unknown, *inside)


def notes_of(
    chapter: Chapter, found: tuple[Suggestion, ...], unread: tuple[Evidence, ...] = ()
) -> PostNotes:
    """The notes of a chapter, as people state them, then those that are suggested for it.

    What is dismissed keeps the level that is found: whoever takes the decision back accepts that.
    """
    rows = (
        *_decided(chapter, {each.topic: each for each in found}),
        *(
            Row(Note(each.topic, each.level, each.flags, SUGGESTED), each.evidence)
            for each in undecided(chapter, found)
        ),
    )
    return PostNotes(chapter, rows, unread)


def _decided(chapter: Chapter, found: dict[str, Suggestion]) -> Iterator[Row]:
    stated = _stated(chapter)
    for note in chapter.notes.notes:
        if note.state == SUGGESTED:
            continue
        seen = found.get(note.topic)
        if note.state == DISMISSED and seen:
            note = replace(note, level=note.level or seen.level)
        yield Row(note, (*stated.get(note.topic, ()), *(seen.evidence if seen else ())))
    for passage in chapter.passages:
        for note in passage.notes:
            seen = found.get(note.topic)
            evidence = tuple(
                each for each in (seen.evidence if seen else ())
                if passage.id in passages_of(chapter, each)
            )  # fmt: skip
            yield Row(note, evidence, passage.id)


def _stated(chapter: Chapter) -> dict[str, tuple[Evidence, ...]]:
    """What the author states in the text itself, by topic."""
    return {
        note.topic: (Evidence(paragraph.line, paragraph.text, words),)
        for note, words, paragraph in chapter.stated.notes
    }
