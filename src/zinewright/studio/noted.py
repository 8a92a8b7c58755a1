"""A piece and what is noted or suggested of it → its text with marks, and what is to be decided."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from zinewright.languages.vocabulary import Vocabulary
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.press.build import notes_in
from zinewright.press.jobs import Press
from zinewright.problems import Problem, ZineError
from zinewright.review.decide import STATUSES
from zinewright.review.matrix import PostNotes, Row
from zinewright.review.questions import nearest_topics
from zinewright.review.reviewed import wanting

STATES = {
    "suggested": "suggested", "accepted": "readers are told", "edited": "readers are told",
    "author-stated": "the author states it", "dismissed": "dismissed",
}  # fmt: skip
UNREAD = "unread"


@dataclass(frozen=True)
class NoteShown:
    """A note of a piece, or one that is suggested. `marks` are the numbers of its sentences."""

    topic: str
    label: str
    meaning: str
    level: str
    flags: tuple[str, ...]
    state: str
    passage: str
    marks: tuple[int, ...]

    @property
    def said(self) -> str:
        """What stands with it at the moment, in words."""
        return STATES[self.state]


@dataclass(frozen=True)
class MarkedText:
    """A part of a paragraph: with a `mark` a sentence that suggests topics, or is to be read."""

    text: str
    mark: int = 0
    topics: tuple[str, ...] = ()
    is_unread: bool = False


@dataclass(frozen=True)
class MarkedParagraph:
    """A paragraph with the line of the file on which it begins, in its stretches."""

    line: int
    kind: str
    passage: str
    stretches: tuple[MarkedText, ...]

    @property
    def beginning(self) -> str:
        """Its first words."""
        text = "".join(each.text for each in self.stretches)
        return text if len(text) <= 50 else f"{text[:49]}…"


@dataclass(frozen=True)
class NotesOfPiece:
    """All that the room shows of one piece. `wants` says why its review does not count."""

    name: str
    title: str
    language: str
    status: str
    notes: tuple[NoteShown, ...]
    paragraphs: tuple[MarkedParagraph, ...]
    unknown: tuple[tuple[str, tuple[str, ...]], ...]
    unread: int
    summary: str
    wants: str
    reviewed: str
    groups: tuple[tuple[str, tuple[tuple[str, str], ...]], ...]

    @property
    def waiting(self) -> tuple[NoteShown, ...]:
        """What is still to be decided."""
        return tuple(note for note in self.notes if note.state == "suggested")


@dataclass(frozen=True)
class MatrixRow:
    """A piece in the table of all pieces and topics: the state of its notes by topic."""

    name: str
    title: str
    status: str
    waiting: int
    wants: str
    states: dict[str, str]


def notes_of_piece(press: Press, folder: Path, name: str, today: datetime.date) -> NotesOfPiece:
    """What the room shows of a piece. Raises `ZineError` where it is not in the order."""
    post = post_notes(press, folder, name)
    chapter = post.chapter
    marks = _marks_of(post)
    notes = chapter.notes
    day = notes.reviewed
    reviewed = f"{day.isoformat()} by {notes.reviewed_by}" if day else ""
    return NotesOfPiece(
        name, chapter.title, chapter.language, STATUSES[notes.status],
        tuple(_shown(row, chapter.vocabulary, marks) for row in post.rows),
        tuple(_marked(paragraph, marks) for paragraph in chapter.prose.paragraphs),
        tuple((each.topic, nearest_topics(each.topic, chapter.vocabulary))
              for each in post.unknown),
        len(post.unread), chapter.post.summary, wanting(chapter, today), reviewed,
        _groups(chapter.vocabulary),
    )  # fmt: skip


def matrix_of(
    press: Press, folder: Path, today: datetime.date
) -> tuple[tuple[tuple[str, str], ...], tuple[MatrixRow, ...]]:
    """The topics that occur, each with its label, and a row for each piece."""
    topics, rows = dict[str, str](), list[MatrixRow]()
    for post in notes_in(folder, press):
        chapter = post.chapter
        states = dict[str, str]()
        for row in post.rows:
            topics.setdefault(row.note.topic, chapter.vocabulary.label(row.note.topic))
            if states.get(row.note.topic) in (None, "dismissed"):
                states[row.note.topic] = row.note.state
        rows.append(
            MatrixRow(
                chapter.post.name, chapter.title, STATUSES[chapter.notes.status],
                len(post.waiting), wanting(chapter, today), states,
            )
        )  # fmt: skip
    return tuple(sorted(topics.items(), key=lambda pair: pair[1].casefold())), tuple(rows)


def post_notes(press: Press, folder: Path, name: str) -> PostNotes:
    """The notes of a piece in the order. Raises `ZineError`."""
    for post in notes_in(folder, press):
        if post.chapter.post.name == name:
            return post
    what, fix = f"“{name}” is not in the order, so it has no notes yet", "Take it in first"
    raise ZineError([Problem("Notes", None, "no-such-post", what, fix)])


@dataclass(frozen=True)
class _Place:
    """A sentence of the text that is shown with a mark."""

    number: int
    line: int
    text: str
    topics: tuple[str, ...]
    is_unread: bool


def _marks_of(post: PostNotes) -> tuple[_Place, ...]:
    """Every sentence that suggests something, or in which nothing was recognised, once each."""
    found = dict[tuple[int, str], list[str]]()
    for row in post.rows:
        for each in row.evidence:
            found.setdefault((each.line, each.text), []).append(row.note.topic)
    unread = {(each.line, each.text) for each in post.unread}
    for place in unread:
        found.setdefault(place, [])
    return tuple(
        _Place(number, line, text, tuple(dict.fromkeys(topics)), (line, text) in unread)
        for number, ((line, text), topics) in enumerate(sorted(found.items()), 1)
    )


def _shown(row: Row, vocabulary: Vocabulary, marks: Sequence[_Place]) -> NoteShown:
    topic = vocabulary.topics.get(row.note.topic)
    places = {(each.line, each.text) for each in row.evidence}
    return NoteShown(
        row.note.topic, vocabulary.label(row.note.topic), topic.meaning if topic else "",
        row.note.level, row.note.flags, row.note.state, row.passage,
        tuple(mark.number for mark in marks if (mark.line, mark.text) in places),
    )  # fmt: skip


def _marked(paragraph: Paragraph, marks: Sequence[_Place]) -> MarkedParagraph:
    """A paragraph whose sentences are marked, each where it stands first behind the last one."""
    return MarkedParagraph(
        paragraph.line, paragraph.kind, paragraph.passage, tuple(_stretches(paragraph, marks))
    )


def _stretches(paragraph: Paragraph, marks: Sequence[_Place]) -> Iterator[MarkedText]:
    text, done = paragraph.text, 0
    places = [
        (start, mark)
        for mark in marks
        if mark.text and (start := text.find(mark.text)) >= 0
        and paragraph.line_at(start) <= mark.line <= paragraph.line_at(start + len(mark.text) - 1)
    ]  # fmt: skip
    for start, mark in sorted(places, key=lambda place: place[0]):
        if start < done:
            continue
        if start > done:
            yield MarkedText(text[done:start])
        yield MarkedText(mark.text, mark.number, mark.topics, mark.is_unread)
        done = start + len(mark.text)
    if done < len(text):
        yield MarkedText(text[done:])


def _groups(vocabulary: Vocabulary) -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The topics that a note can name, by group, for a list to choose from."""
    groups = list[tuple[str, tuple[tuple[str, str], ...]]]()
    for group, label in (*vocabulary.groups.items(), ("", "This zine's own")):
        topics = tuple(
            (topic.slug, topic.label)
            for topic in vocabulary.topics.values()
            if topic.group == group
        )
        if topics:
            groups.append((label, topics))
    return tuple(groups)
