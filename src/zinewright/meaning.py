"""A chapter’s text, read for its meaning → suggested notes, and what the checks of it say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zinewright.chapter import Chapter
from zinewright.directory import directory
from zinewright.messaging import messaging, note_leaks, without_support
from zinewright.problems import Problem
from zinewright.scan import Suggestion, suggestions
from zinewright.served import Served, available
from zinewright.stated import questions
from zinewright.unfinished import out_of_use, placeholders


@dataclass(frozen=True)
class Meaning:
    """What was found in a text: notes that it suggests, whether decided or not, and problems."""

    suggestions: tuple[Suggestion, ...]
    problems: tuple[Problem, ...]


def meaning_of(chapter: Chapter) -> Meaning:
    """What the text of a chapter and the notes on it say to those who read them closely."""
    return Meaning(found_in(chapter), tuple(remarks(chapter)))


def found_in(chapter: Chapter) -> tuple[Suggestion, ...]:
    """The notes that a chapter’s text suggests."""
    return suggestions(chapter.prose.paragraphs, chapter.language, chapter.title)


def remarks(chapter: Chapter) -> Iterator[Problem]:
    """What is to be said of a chapter’s text and of the sentences of its notes."""
    where, paragraphs = chapter.post.where, chapter.prose.paragraphs
    yield from messaging(paragraphs, where, chapter.language)
    yield from placeholders(paragraphs, where)
    yield from out_of_use(paragraphs, where)
    if chapter.notes.status not in ("none", "unsaid"):
        yield from questions(chapter.stated, chapter.post.notes.notes, chapter.vocabulary, where)
    for sentence in (chapter.post.summary, *(passage.sentence for passage in chapter.passages)):
        yield from note_leaks(sentence, where, None, chapter.language)


def unserved(
    chapter: Chapter, served: Served, regions: Sequence[str], language: str
) -> Iterator[Problem]:
    """SM09, for the topics of a chapter for which support exists and none is listed.

    Where the starting directory has nobody either, a directory of services does.
    """
    known = chapter.vocabulary.topics
    offered = {topic for each in available(directory(), regions) for topic in each.topics}
    has_directory = any(resource.kind == "directory" for resource in served.resources)
    lonely = [
        topic
        for topic in chapter.topics
        if topic in known
        and (wanted := known[topic].resources)
        and not any(served.by_topic.get(each) for each in (topic, *wanted))
        and (not has_directory or offered.intersection(wanted))
    ]
    yield from without_support(chapter.labels(lonely), chapter.post.where, language)
