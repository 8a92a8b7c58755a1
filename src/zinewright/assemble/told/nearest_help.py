"""A chapter's main topics → the place of support that is named before it.

Main is what the author states, else what weighs most; never a word in passing beside what is
graver. Where nobody serves these, the pages of all places of support are named.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from zinewright.assemble.told.notices import NearestHelp
from zinewright.languages.vocabulary import SPOKEN_OF
from zinewright.languages.words import Words
from zinewright.manuscript.content_notes import STATED, Note
from zinewright.manuscript.resources.choose import Served
from zinewright.manuscript.resources.regions import is_within
from zinewright.manuscript.resources.resource import Resource
from zinewright.prose.chapter import Chapter, ranked, weight_of

URGENT = "suicide-self-harm"  # the group of topics whose support goes first


def main_topics(chapter: Chapter) -> tuple[str, ...]:
    """The topics that a chapter is mainly about; those that may be a matter of life go first."""
    inside = (note for passage in chapter.passages for note in passage.notes)
    notes = {note.topic: note for note in (*inside, *chapter.notes.told)}
    ordered = ranked([notes[topic] for topic in chapter.topics])
    grave = [note for note in ordered if note.level != "mention"] or ordered
    urgent = [note for note in grave if _is_urgent(note, chapter)]
    own = [note for note in grave if note.state == STATED]
    heaviest = [note for note in grave if weight_of([note], ()) == weight_of(grave[:1], ())]
    return tuple(dict.fromkeys(note.topic for note in (*urgent, *(own or heaviest))))


def _is_urgent(note: Note, chapter: Chapter) -> bool:
    known = chapter.vocabulary.topics.get(note.topic)
    is_told = note.state == STATED or note.level not in ("", *SPOKEN_OF)
    return known is not None and known.group == URGENT and is_told


def fitting(chapter: Chapter, topics: Sequence[str]) -> tuple[str, ...]:
    """The topics of places of support that fit some topics of a chapter, in their order."""
    known = chapter.vocabulary.topics
    wanted = ((topic, *(known[topic].resources if topic in known else ())) for topic in topics)
    return tuple(dict.fromkeys(itertools.chain.from_iterable(wanted)))


def in_reading_order(chapter: Chapter) -> tuple[str, ...]:
    """Every topic of a chapter as the vocabulary has them, then own words."""
    told = set(chapter.topics)
    known = [topic for topic in chapter.vocabulary.topics if topic in told]
    return (*known, *sorted(told - set(known)))


def help_for(
    chapter: Chapter, served: Served, regions: Sequence[str], words: Words
) -> NearestHelp | None:
    """A place of support for a chapter, which serves readers in all `regions`, or the pages of
    them all; None where there are none."""
    for topic in fitting(chapter, main_topics(chapter)):
        here = [each for each in served.by_topic.get(topic, ()) if _is_for_all(each, regions)]
        if here:
            best = min(here, key=lambda each: _distance(each, topic))
            return NearestHelp(best.name, f"support--{best.id}")
    return NearestHelp(words.say("resources-title"), "support") if served.resources else None


def _is_for_all(resource: Resource, regions: Sequence[str]) -> bool:
    return all(any(is_within(place, own) for own in resource.regions) for place in regions)


def _distance(resource: Resource, topic: str) -> tuple[bool, int]:
    """How far a place of support is from a topic: it may be for some people, or mainly for more."""
    is_open = resource.kind == "crisis" or topic not in resource.topics
    return bool(resource.audience), 0 if is_open else resource.topics.index(topic)
