"""A chapter’s text, read for its meaning → suggested notes, and what the checks of it say."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zinewright.chapter import Chapter
from zinewright.directory import directory
from zinewright.messaging import Lonely, messaging, note_leaks, without_support
from zinewright.problems import Problem
from zinewright.scan import Evidence, Suggestion, suggestions, unrecognised
from zinewright.served import Served, available
from zinewright.unfinished import out_of_use, placeholders

OWN_SUBJECT = ("topic", "peer")  # kinds of entries that are offered first for a topic


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


def unread_in(chapter: Chapter) -> tuple[Evidence, ...]:
    """The sentences of a chapter that seem to bear something of which no topic is recognised."""
    return unrecognised(chapter.prose.paragraphs, chapter.language, chapter.title)


def remarks(chapter: Chapter) -> Iterator[Problem]:
    """What is to be said of a chapter’s text and of the sentences of its notes."""
    where, paragraphs = chapter.post.where, chapter.prose.paragraphs
    yield from messaging(paragraphs, where, chapter.language)
    yield from placeholders(paragraphs, where)
    yield from out_of_use(paragraphs, where)
    yield from note_leaks(chapter.post.summary, where, chapter.post.summary_line, chapter.language)
    for passage in chapter.passages:
        yield from note_leaks(passage.sentence, where, passage.line, chapter.language)


def unserved(
    chapter: Chapter, served: Served, regions: Sequence[str], language: str
) -> Iterator[Problem]:
    """SM09, for the topics of a chapter for which support exists and none is listed.

    Where the starting directory has nobody either, a directory of services that is listed serves.
    """
    known, there = chapter.vocabulary.topics, available(directory(), regions)
    there = tuple(sorted(there, key=lambda each: each.kind not in OWN_SUBJECT))
    pages = [each.id for each in there if each.kind == "directory"]
    has_page = any(resource.kind == "directory" for resource in served.resources)
    lonely = []
    for topic in chapter.topics:
        wanted = (topic, *known[topic].resources) if topic in known else ()
        if len(wanted) < 2 or any(served.by_topic.get(each) for each in wanted):
            continue
        ids = tuple(each.id for each in there if not set(wanted).isdisjoint(each.topics))
        if ids or not has_page:
            lonely.append(Lonely(chapter.vocabulary.label(topic), ids))
    yield from without_support(lonely, pages, chapter.post.where, language)
