"""A chapter’s text, read for its meaning → suggested notes, and what the checks of it say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from zinewright.manuscript.paragraphs import Paragraph
from zinewright.manuscript.resources.choose import Served, available
from zinewright.manuscript.resources.directory.places import directory
from zinewright.problems import Problem
from zinewright.prose.chapter import Chapter
from zinewright.review.placeholders import out_of_use, placeholders
from zinewright.review.safe_messaging.advice import (
    LEAKED,
    Lonely,
    messaging,
    note_leaks,
    without_support,
)
from zinewright.review.suggest.scan import Evidence, Suggestion, suggestions, unrecognised

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
    yield from placeholders(paragraphs, where)
    yield from out_of_use(paragraphs, where)
    leaking: set[int] = set()
    notes = tuple(notes_on(chapter))
    for note in notes:
        leaks = list(note_leaks(note.text, where, note.line or None, chapter.language))
        leaking.update(note.line for _ in leaks)
        yield from leaks
    head = Paragraph(chapter.post.title, ((0, chapter.post.title_line or 1),), "heading")
    text = (head, *with_pictures(paragraphs, chapter.prose.alts))
    for problem in messaging(text, where, chapter.language, notes):
        if problem.rule not in LEAKED or (problem.line or 0) not in leaking:
            yield problem


def notes_on(chapter: Chapter) -> Iterator[Paragraph]:
    """What readers are told before they read: the summary, notes in own words, those of passages.

    Its line is 0 where none is known.
    """
    post, known = chapter.post, chapter.vocabulary.topics
    own = [(note.topic, note.line) for note in chapter.notes.told if note.topic not in known]
    for passage in chapter.passages:
        own.append((passage.sentence, passage.line))
        own += [(topic, passage.line) for topic in passage.topics if topic not in known]
    for text, line in ((post.summary, post.summary_line or 0), *own):
        if text:
            yield Paragraph(text, ((0, line),))


def with_pictures(
    paragraphs: Sequence[Paragraph], alts: Sequence[Paragraph]
) -> tuple[Paragraph, ...]:
    """A text with the words of each picture where that stands."""
    every = list(paragraphs)
    for alt in alts:
        place = next((n for n, each in enumerate(every) if each.line > alt.line), len(every))
        every.insert(place, alt)
    return tuple(every)


def remarks_around(
    told: Iterable[tuple[str, tuple[Paragraph, ...]]], language: str
) -> Iterator[Problem]:
    """What is to be said of the recipe and the places of support, as readers meet them."""
    for where, paragraphs in told:
        yield from messaging(paragraphs, where, language)


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
