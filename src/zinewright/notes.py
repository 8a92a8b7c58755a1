"""Content notes: what a post's front matter says about what it holds.

“No notes apply”, “nobody has looked yet” and “the author chooses not to say” are three different
things, and stay three different things in every edition.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Literal

Status = Literal["noted", "none", "unsaid", "unreviewed"]
UNCLEAR = frozenset({"no", "false", "yes", "true", "n/a", "-"})
UNSAID = frozenset({"unsaid", "not said", "not-said", "author chooses not to say"})


class NotesError(ValueError):
    """Content notes that can be read in two ways."""


@dataclass(frozen=True)
class Notes:
    """The content notes of one post. `topics` are plain labels, empty unless `status` is noted."""

    status: Status = "unreviewed"
    topics: tuple[str, ...] = ()
    reviewed: datetime.date | None = None


def notes_from(value: object, reviewed: datetime.date | None) -> Notes:
    """The notes that front matter states: a list of topics, “none”, “unsaid”, or nothing.

    Raises `NotesError` where it cannot be told which of them is meant.
    """
    topics = topics_from(value)
    words = {topic.lower() for topic in topics}
    if unclear := words & UNCLEAR or (words & {"none", *UNSAID} if len(words) > 1 else set()):
        raise NotesError(f"“{min(unclear)}” among the notes can be read in two ways")
    if not topics:
        return Notes(reviewed=reviewed)
    if words == {"none"}:
        return Notes("none", (), reviewed)
    if words <= UNSAID:
        return Notes("unsaid", (), reviewed)
    return Notes("noted", topics, reviewed)


def topics_from(value: object) -> tuple[str, ...]:
    """Topics from a list or from text with commas, each once, in the order given."""
    items = value if isinstance(value, list) else str(value or "").split(",")
    return tuple(dict.fromkeys(topic for item in items if (topic := " ".join(str(item).split()))))
