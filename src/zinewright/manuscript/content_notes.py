"""Content notes: what a post holds, how much of it, and who says so.

“No notes apply”, “nobody has looked yet” and “the author chooses not to say” are three different
things, and stay three different things in every edition. Only notes that a person has stated,
accepted or edited reach readers.

In a file a note is a topic, and in brackets what is said of it: `self-harm (accepted personal
description)`. Without a state the author has stated it. Words that name no topic reach readers only
where a person vouches for them: `night work (own)`; until then they are `Notes.unknown`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from zinewright.languages.vocabulary import FLAGS, LEVELS, Vocabulary, folded

Status = Literal["noted", "none", "unsaid", "unreviewed"]
STATES = ("suggested", "accepted", "edited", "dismissed", "author-stated")
SUGGESTED, STATED = "suggested", "author-stated"
TOLD = ("accepted", "edited", STATED)
DISMISSED, OWN = "dismissed", "own"
STATUS_WORDS: dict[str, Status] = {
    "none": "none", "unsaid": "unsaid", "not said": "unsaid", "not-said": "unsaid",
    "author chooses not to say": "unsaid", "the author chooses not to say": "unsaid",
}  # fmt: skip
SAID_OF = re.compile(r"(.*\S)\s*\(([a-z -]+)\)\Z")


@dataclass(frozen=True)
class Note:
    """One note. `topic` is a slug of the vocabulary, or words of the author's own.

    `level` is one of `LEVELS`, "" where nobody says; `flags` are some of `FLAGS`; `state` is one
    of `STATES`. `own` says that a person vouches for words that are no topic. `line` is that of
    the post's file, 0 where none is known.
    """

    topic: str
    level: str = ""
    flags: tuple[str, ...] = ()
    state: str = STATED
    own: bool = False
    line: int = field(default=0, compare=False)

    @property
    def is_told(self) -> bool:
        """Whether it reaches readers."""
        return self.state in TOLD

    def __str__(self) -> str:
        """The note as it stands in a file."""
        state = "" if self.state == STATED else self.state
        own = OWN if self.own else ""
        said = " ".join(filter(None, (state, own, *self.flags, self.level)))
        return f"{self.topic} ({said})" if said else self.topic


SUGGESTION = Note("", state=SUGGESTED)


@dataclass(frozen=True)
class Notes:
    """The content notes of one post. `status` is noted where at least one note reaches readers.

    `reviewed_of` records what was reviewed. `unknown` are words in the place of notes that name no
    topic: the editor is asked, and no reader is told of them.
    """

    status: Status = "unreviewed"
    notes: tuple[Note, ...] = ()
    reviewed: datetime.date | None = None
    reviewed_by: str = ""
    reviewed_of: str = ""
    unknown: tuple[Note, ...] = ()

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
        """The same with the vocabulary's slugs for the words that it knows, each topic once.

        Words that it does not know are unknown, unless a person vouches for them.
        """
        notes: dict[str, Note] = {}
        unknown = list(self.unknown)
        for note in self.notes:
            topic = vocabulary.named(note.topic)
            if topic is None and not note.own and note.state != DISMISSED:
                unknown.append(note)
                continue
            found = replace(note, topic=topic or note.topic, own=note.own and topic is None)
            if notes.get(found.topic, SUGGESTION).state == SUGGESTED:
                notes[found.topic] = found
        kept = tuple(notes.values())
        status = status_of(kept) if self.status == "noted" else self.status
        return replace(self, notes=kept, status=status, unknown=tuple(unknown))

    def with_stated(self, stated: Sequence[Note], vocabulary: Vocabulary) -> Notes:
        """With notes that the author states in the text; what the file says of a topic goes first.

        Where the file says that none apply, or that the author chooses not to say, that stands.
        """
        if self.status in ("none", "unsaid"):
            return self
        there = Notes("noted", tuple(stated)).named(vocabulary)
        more = list(filter(self._is_new, there.notes))
        stated_as_well = {note.topic for note in more}
        kept = (note for note in self.notes if note.topic not in stated_as_well)
        notes = (*kept, *more)
        unknown = (*self.unknown, *filter(self._is_new, there.unknown))
        return replace(self, notes=notes, status=status_of(notes), unknown=unknown)

    def _is_new(self, note: Note) -> bool:
        """Whether the file decides nothing on a topic; what it calls suggested is undecided."""
        decided = [*(n for n in self.notes if n.state != SUGGESTED), *self.unknown]
        return not any(same_words(note.topic, other.topic) for other in decided)


def status_of(notes: Sequence[Note]) -> Status:
    """“noted” where a note reaches readers; else nobody has said anything yet."""
    return "noted" if any(note.is_told for note in notes) else "unreviewed"


def same_words(one: str, other: str) -> bool:
    """Whether two people may have written the same topic: case and plurals aside."""
    return one == other or bool(folded(one)) and folded(one) == folded(other)


def status_said(words: str) -> Status | None:
    """The status that words in the place of notes say: none, unsaid, or no status at all."""
    return STATUS_WORDS.get(" ".join(words.casefold().split()).rstrip(".!"))


def notes_from(
    value: object,
    reviewed: datetime.date | None = None,
    by: str = "",
    of: str = "",
    lines: Mapping[str, int] | None = None,
) -> Notes:
    """The notes that front matter states: a list of topics, “none”, “unsaid”, or nothing.

    A status that stands beside another, or beside a note that readers are told of, is unknown.
    `lines` are those of the file.
    """
    known = lines or {}
    every = [replace(note_from(topic), line=known.get(topic, 0)) for topic in topics_from(value)]
    says = [note for note in every if note.is_told and status_said(note.topic)]
    notes = tuple(note for note in every if note not in says)
    statuses = {status_said(note.topic) for note in says}
    status = status_of(notes)
    if len(statuses) == 1 and status == "unreviewed":
        return Notes(statuses.pop() or status, notes, reviewed, by, of)
    return Notes(status, notes, reviewed, by, of, tuple(says))


def note_from(words: str) -> Note:
    """The note that a text states; brackets that say anything else belong to the topic."""
    found = SAID_OF.match(words)
    said = found[2].split() if found else []
    if not found or not set(said) <= {*LEVELS, *FLAGS, *STATES, OWN}:
        return Note(words)
    level = next((word for word in said if word in LEVELS), "")
    state = next((word for word in said if word in STATES), STATED)
    flags = tuple(flag for flag in FLAGS if flag in said)
    return Note(found[1], level, flags, state, OWN in said)


def topics_from(value: object) -> tuple[str, ...]:
    """Topics from a list or from text with commas, each once, in the order given."""
    items = value if isinstance(value, list) else str(value or "").split(",")
    return tuple(dict.fromkeys(topic for item in items if (topic := " ".join(str(item).split()))))
