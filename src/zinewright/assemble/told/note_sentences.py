"""A chapter's notes → the sentences in which readers are told of them: few, and each thing once."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterator, Sequence

from zinewright.languages.vocabulary import SPOKEN_OF
from zinewright.languages.words import Words
from zinewright.manuscript.content_notes import Note
from zinewright.prose.chapter import Chapter, groups_of, ranked, told_first

PERSONAL = "personal"


def said_before(chapter: Chapter, once: Collection[str], words: Words) -> Iterator[str]:
    """What stands before a chapter; a status in `once` is told elsewhere."""
    notes = chapter.notes
    if notes.status == "noted":
        named, rest = told_first(notes.told)
        yield words.say("chapter-note-says", said=said_of_notes(named, chapter, words))
        yield from _said_of_the_rest(rest, chapter, words)
    elif notes.status not in once and not chapter.passages:
        yield words.say(f"notes-{notes.status}")
    parts = (*said_of_parts(chapter, words), *said_of_others(chapter, words))
    last = (*said_of_experience(notes.told, words), *parts)
    if last:
        yield " ".join(last)


def said_of_notes(notes: Sequence[Note], chapter: Chapter, words: Words) -> str:
    """What a chapter or a passage does with some topics, as they stand."""
    runs = itertools.groupby(notes, key=lambda note: note.level)
    return words.say("says-and").join(
        words.say(
            f"says-{level or 'unlevelled'}",
            topics=words.several(tuple(_flagged(note, chapter, words) for note in run)),
        )
        for level, run in runs
    )


def _flagged(note: Note, chapter: Chapter, words: Words) -> str:
    """A topic with what is said of it, but for whose experience it is."""
    said = tuple(words.say(f"flag-{flag}") for flag in note.flags if flag != PERSONAL)
    label = chapter.vocabulary.label(note.topic)
    return words.say("flagged", topic=label, said=words.several(said)) if said else label


def _said_of_the_rest(rest: Sequence[Note], chapter: Chapter, words: Words) -> Iterator[str]:
    """The groups of what is not told by name."""
    if rest:
        only_named = all(note.level in SPOKEN_OF for note in rest)
        groups = words.say("groups").join(groups_of(rest, chapter.vocabulary))
        yield words.say("also-mentioned" if only_named else "also-described", groups=groups)


def said_of_experience(notes: Sequence[Note], words: Words) -> Iterator[str]:
    """That it is told from experience: once for all of a chapter, where somebody says so."""
    personal = sum(PERSONAL in note.flags for note in notes)
    if personal:
        yield words.say("experience-all" if personal == len(notes) else "experience-some")


def said_of_parts(chapter: Chapter, words: Words) -> Iterator[str]:
    """That parts have notes of their own, which say what they are about."""
    if chapter.passages:
        yield words.say("notes-part" if len(chapter.passages) == 1 else "notes-parts")


def said_of_others(chapter: Chapter, words: Words) -> Iterator[str]:
    """What is known of all else in a chapter whose parts have notes of their own."""
    if chapter.passages and chapter.notes.status != "noted":
        yield words.say(f"notes-rest-{chapter.notes.status}")


def said_of_passages(chapter: Chapter, words: Words) -> str:
    """That parts of a chapter have notes of their own, with topics that it is not noted for."""
    notes = {note.topic: note for note in reversed(ranked(
        [note for passage in chapter.passages for note in passage.notes]))}  # fmt: skip
    others = [note for topic, note in notes.items() if topic not in chapter.notes.topics]
    if not others:
        return next(said_of_parts(chapter, words))
    named, rest = told_first(others)
    labels = words.several(chapter.labels(note.topic for note in named))
    said = words.say("passage-more", topics=labels) if rest else labels
    return words.say(
        "notes-passage" if len(chapter.passages) == 1 else "notes-passages", topics=said
    )
