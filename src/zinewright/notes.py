"""Content notes: what a post holds, how much of it, and who says so.

“No notes apply”, “nobody has looked yet” and “the author chooses not to say” are three different
things, and stay three different things in every edition. Only notes that a person has stated,
accepted or edited reach readers.

In a file a note is a topic, and in brackets what is said of it: `self-harm (accepted personal
description)`. Without a state the author has stated it.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from zinewright.vocabulary import FLAGS, LEVELS, Vocabulary

Status = Literal["noted", "none", "unsaid", "unreviewed"]
STATES = ("suggested", "accepted", "edited", "dismissed", "author-stated")
SUGGESTED, STATED = "suggested", "author-stated"
TOLD = ("accepted", "edited", STATED)
UNCLEAR = frozenset({"no", "false", "yes", "true", "n/a", "-"})
UNSAID = frozenset({"unsaid", "not said", "not-said", "author chooses not to say"})
SAID_OF = re.compile(r"(.*\S)\s*\(([a-z -]+)\)\Z")


class NotesError(ValueError):
    """Content notes that can be read in two ways."""


@dataclass(frozen=True)
class Note:
    """One note. `topic` is a slug of the vocabulary, or the author's own words.

    `level` is one of `LEVELS`, "" where nobody says; `flags` are some of `FLAGS`; `state` is one
    of `STATES`.
    """

    topic: str
    level: str = ""
    flags: tuple[str, ...] = ()
    state: str = STATED

    @property
    def is_told(self) -> bool:
        """Whether it reaches readers."""
        return self.state in TOLD

    def __str__(self) -> str:
        """The note as it stands in a file."""
        state = "" if self.state == STATED else self.state
        said = " ".join(filter(None, (state, *self.flags, self.level)))
        return f"{self.topic} ({said})" if said else self.topic


@dataclass(frozen=True)
class Notes:
    """The content notes of one post. `status` is noted where at least one note reaches readers."""

    status: Status = "unreviewed"
    notes: tuple[Note, ...] = ()
    reviewed: datetime.date | None = None
    reviewed_by: str = ""

    @property
    def told(self) -> tuple[Note, ...]:
        """The notes that reach readers."""
        return tuple(note for note in self.notes if note.is_told)

    @property
    def topics(self) -> tuple[str, ...]:
        return tuple(note.topic for note in self.told)

    def of(self, topic: str) -> Note | None:
        return next((note for note in self.notes if note.topic == topic), None)

    def named(self, vocabulary: Vocabulary) -> Notes:
        """The same with the vocabulary's slugs for the words that it knows, each topic once."""
        notes: dict[str, Note] = {}
        for note in self.notes:
            topic = vocabulary.named(note.topic) or note.topic
            notes.setdefault(topic, replace(note, topic=topic))
        return replace(self, notes=tuple(notes.values()))

    def with_stated(self, stated: Sequence[Note]) -> Notes:
        """With notes that the author states in the text; what the file says of a topic goes first.

        Where the file says that none apply, or that the author chooses not to say, that stands.
        """
        if self.status in ("none", "unsaid"):
            return self
        known = {note.topic for note in self.notes}
        notes = (*self.notes, *(note for note in stated if note.topic not in known))
        return replace(self, notes=notes, status=status_of(notes))


def status_of(notes: Sequence[Note]) -> Status:
    """“noted” where a note reaches readers; else nobody has said anything yet."""
    return "noted" if any(note.is_told for note in notes) else "unreviewed"


def notes_from(value: object, reviewed: datetime.date | None, by: str = "") -> Notes:
    """The notes that front matter states: a list of topics, “none”, “unsaid”, or nothing.

    Raises `NotesError` where it cannot be told which of them is meant.
    """
    topics = topics_from(value)
    notes = tuple(note_from(topic) for topic in topics)
    words = {note.topic.lower() for note in notes if note.is_told}
    if unclear := words & UNCLEAR or (words & {"none", *UNSAID} if len(words) > 1 else set()):
        raise NotesError(f"“{min(unclear)}” among the notes can be read in two ways")
    if words == {"none"} or (words and words <= UNSAID):
        kept = tuple(note for note in notes if not note.is_told)
        return Notes("none" if words == {"none"} else "unsaid", kept, reviewed, by)
    return Notes(status_of(notes), notes, reviewed, by)


def note_from(words: str) -> Note:
    """The note that a text states; brackets that say anything else belong to the topic."""
    found = SAID_OF.match(words)
    said = found[2].split() if found else []
    if not found or not set(said) <= {*LEVELS, *FLAGS, *STATES}:
        return Note(words)
    level = next((word for word in said if word in LEVELS), "")
    state = next((word for word in said if word in STATES), STATED)
    return Note(found[1], level, tuple(flag for flag in FLAGS if flag in said), state)


def topics_from(value: object) -> tuple[str, ...]:
    """Topics from a list or from text with commas, each once, in the order given."""
    items = value if isinstance(value, list) else str(value or "").split(",")
    return tuple(dict.fromkeys(topic for item in items if (topic := " ".join(str(item).split()))))
