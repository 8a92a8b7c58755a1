"""What readers are told of a zine's content → what catalogues and other programs read.

Notes that nobody accepted are in none of it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from zinewright.languages.vocabulary import FLAGS, LEVELS, URI, vocabulary_for
from zinewright.languages.words import words_for
from zinewright.model import Section, Told, Zine

CONTENT_NOTES = "content-notes.json"


@dataclass(frozen=True)
class Subject:
    """A topic of a whole zine, at its highest level. `known` says that the vocabulary has it."""

    topic: str
    label: str
    level: str
    known: bool


def subjects(zine: Zine) -> tuple[Subject, ...]:
    """Every topic that readers are told of, once, in the order of the vocabulary."""
    order = [*vocabulary_for(zine.language).topics]
    notes = [note for section in zine.sections for note in section.told]
    topics = dict.fromkeys(note.topic for note in notes)
    known = [topic for topic in order if topic in topics]
    return tuple(
        _subject(topic, [note for note in notes if note.topic == topic], topic in order)
        for topic in (*known, *sorted(set(topics) - set(known)))
    )


def _subject(topic: str, notes: list[Told], known: bool) -> Subject:
    level = max((note.level for note in notes), key=("", *LEVELS).index)
    return Subject(topic, notes[0].label, level, known)


def rating(zine: Zine) -> str:
    """All topics of a zine in one line of plain words, each with its level; "" without any."""
    words = words_for(zine.language)
    said = (
        words.say("flagged", topic=each.label, said=words.say(f"level-{each.level}"))
        if each.level else each.label
        for each in subjects(zine)
    )  # fmt: skip
    listed = words.several(tuple(said))
    return words.say("rating", topics=listed) if listed else ""


def described(zine: Zine) -> str:
    """The description of a zine with a sentence on its content notes."""
    words = words_for(zine.language)
    labels = words.several(tuple(each.label for each in subjects(zine)))
    sentence = words.say("contents-notes", topics=labels) if labels else ""
    return " ".join(filter(None, (zine.particulars.description, sentence)))


def content_notes_json(zine: Zine) -> bytes:
    """`content-notes.json`: every note, with its place in the EPUB, and who reviewed it.

    `anchor` is the id before which it is told; `level` is null where nobody says.
    """
    written = {
        "title": zine.full_title,
        "identifier": zine.particulars.identifier,
        "vocabulary": URI,
        "levels": list(LEVELS),
        "flags": list(FLAGS),
        "posts": [_post(section) for section in zine.sections if section.review],
        "notes": [note for section in zine.sections for note in _notes(section)],
    }
    return json.dumps(written, ensure_ascii=False, indent=2).encode() + b"\n"


def _post(section: Section) -> dict[str, object]:
    return {"post": section.name, "title": section.title, **_review(section)}


def _notes(section: Section) -> Iterable[dict[str, object]]:
    for note in section.told:
        yield {
            "topic": note.topic,
            "label": note.label,
            "level": note.level or None,
            "flags": list(note.flags),
            "state": note.state,
            "post": section.name,
            "anchor": note.anchor,
            **_review(section),
        }


def _review(section: Section) -> dict[str, object]:
    review = section.review
    assert review is not None
    return {
        "status": review.status,
        "reviewed_on": review.on.isoformat() if review.on else None,
        "reviewed_by": review.by or None,
    }
