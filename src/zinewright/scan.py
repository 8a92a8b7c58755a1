"""Paragraphs → suggested content notes, each with the sentences that suggest it.

It suggests, and a person decides. It reads sentence by sentence, over the text as readers meet it:
word forms, negation, idioms and titles of works are taken into account, and what is quoted counts.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from zinewright.paragraphs import Paragraph
from zinewright.phrases import Found, Phrases, phrases_for
from zinewright.sentences import Sentence, sentences
from zinewright.stated import stated_in
from zinewright.vocabulary import vocabulary_for

TITLE = re.compile(r"[“\"‘']([A-Z][^”\"’'\n]{1,60})[”\"’']")
NAMED = frozenset({"called", "titled", "entitled", "named"})
MENTIONS = frozenset(
    "about mention mentioning discuss contain include describe feature cover".split()
)
KEEPS_NOT = frozenset({
    "suicide", "suicidal-thoughts", "suicide-attempt", "self-harm", "medical-dismissal",
    "denied-care", "self-neglect", "dissociation", "domestic-abuse", "sexual-violence",
    "depression-hopelessness", "anxiety-panic", "eating-disorders", "service-harm",
})  # fmt: skip  # where a “not” before a phrase tells of harm as well
NEAR = 6  # words before a phrase in which a negation is looked for
MUCH, LONG = 3, 14  # sentences that make a discussion; words that make a sentence tell something
WEAK = ("beside", "hints")
THEME = 6  # sentences that make a theme


@dataclass(frozen=True)
class Evidence:
    """A sentence that suggests a topic: its line in the file, and the words in it that do."""

    line: int
    text: str
    term: str


@dataclass(frozen=True)
class Suggestion:
    """A topic, with a guess of how much of it there is, and the sentences that suggest it."""

    topic: str
    level: str
    flags: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class _Sentence(NamedTuple):
    number: int  # in the whole text
    read: Sentence
    row: tuple[str, ...]  # its words; "" for those of a title
    paragraph: int
    heading: bool


class _Hit(NamedTuple):
    sentence: _Sentence
    found: Found


def suggestions(
    paragraphs: Sequence[Paragraph], language: str, title: str = ""
) -> tuple[Suggestion, ...]:
    """The topics that a text seems to hold, in the order of the vocabulary.

    None for a language that nobody has written phrases for.
    """
    phrases = phrases_for(language)
    if phrases is None:
        return ()
    known = vocabulary_for(language)
    stated = stated_in(paragraphs, known).alone
    read = [each for each in paragraphs if each.kind != "code" and each not in stated]
    first = read[0].line if read else 1
    blocks = [Paragraph(title, ((0, first),), "heading"), *read] if title else read
    hits: dict[str, list[_Hit]] = defaultdict(list)
    for sentence in _sentences(blocks, phrases):
        for found in _found(sentence, phrases):
            hits[found.topic].append(_Hit(sentence, found))
    sure = {topic for topic in known.topics if any(h.found.kind not in WEAK for h in hits[topic])}
    topics = [topic for topic in known.topics if topic in sure or _is_hinted(hits[topic], sure)]
    kept = [topic for topic in topics if not _gives_way(topic, topics, hits[topic], phrases)]
    return tuple(_suggestion(topic, hits[topic], len(read), phrases) for topic in kept)


# --- sentences


def _sentences(paragraphs: Iterable[Paragraph], phrases: Phrases) -> Iterator[_Sentence]:
    count = itertools.count()
    for number, paragraph in enumerate(paragraphs):
        for read in sentences(paragraph, phrases.words["abbreviations"]):
            row = _untitled(read, phrases.words["work"])
            yield _Sentence(next(count), read, row, number, paragraph.kind == "heading")


def _untitled(read: Sentence, works: frozenset[str]) -> tuple[str, ...]:
    """The words without those of titles: “the film Great Expectations”, “Girl, Interrupted”."""
    row, shown = read.row, [read.text[start:end] for start, end in read.spans]
    hidden: set[int] = set()
    for quoted in TITLE.finditer(read.text):
        inside = [n for n, (at, _) in enumerate(read.spans) if quoted.start() < at < quoted.end()]
        long = [shown[n] for n in inside if len(shown[n]) > 3]
        if len(inside) > 1 and all(word[0].isupper() for word in long):
            hidden.update(inside)
    for place, word in enumerate(row):
        if word in works:
            behind = place + 1 + (place + 1 < len(row) and row[place + 1] in NAMED)
            run = itertools.takewhile(lambda n: shown[n][0].isupper(), range(behind, len(row)))
            hidden.update(run)
    return tuple("" if n in hidden else word for n, word in enumerate(row)) if hidden else row


# --- phrases that count


def _found(sentence: _Sentence, phrases: Phrases) -> Iterator[Found]:
    """The phrases of a sentence that are neither idioms, nor negated, nor parts of longer ones."""
    every = list(phrases.find(sentence.row))
    if not every:
        return
    idioms: dict[str, set[int]] = defaultdict(set)
    for found in every:
        if found.kind == "unless":
            idioms[found.topic].update(range(found.places[0], found.places[-1] + 1))
    named = {place for found in every for place in found.places}
    count = [
        found for found in every
        if found.kind != "unless" and not idioms[found.topic].intersection(found.places)
        and not _is_negated(found, sentence.row, named, phrases)
    ]  # fmt: skip
    there: dict[int, list[Found]] = defaultdict(list)
    for found in count:
        for place in found.places:
            there[place].append(found)
    for found in count:
        around = there[found.places[0]]
        longer = (other for other in around if found.topic in phrases.covers[other.topic])
        if not any(set(found.places) < set(other.places) for other in longer):
            yield found


def _is_negated(
    found: Found, row: tuple[str, ...], named: Collection[int], phrases: Phrases
) -> bool:
    """Whether a text says that there is none of it: “no violence”, “it is not about abuse”.

    `named` are the places of all phrases, so that the last of a list is negated as the first is.
    """
    words, first = phrases.words, found.places[0]
    if row[found.places[-1] + 1 : found.places[-1] + 2] == ("free",):
        return True
    for place in range(first - 1, max(first - 1 - NEAR, -1), -1):
        word = row[place]
        if word in words["voids"]:
            return row[place + 1] not in words["after_no"]
        if word in words["voids_verbs"]:
            said = set(row[place + 1 : first])
            return bool(said & MENTIONS) or found.topic not in KEEPS_NOT
        if word not in words["between"] and word not in MENTIONS and place not in named:
            return False
    return False


# --- topics


def _is_hinted(hits: Sequence[_Hit], sure: Collection[str]) -> bool:
    """Whether weak phrases are enough: two different ones, or one “beside” a topic that is sure."""
    beside = any(hit.found.kind == "beside" for hit in hits)
    return (beside and bool(sure)) or len({_term(hit).casefold() for hit in hits}) > 1


def _gives_way(topic: str, topics: Sequence[str], hits: Sequence[_Hit], phrases: Phrases) -> bool:
    others = set(topics) - {topic}
    if phrases.yields[topic] & others:
        return True
    return len({hit.sentence.number for hit in hits}) == 1 and bool(
        phrases.yields_single[topic] & others
    )


def _suggestion(topic: str, hits: Sequence[_Hit], paragraphs: int, phrases: Phrases) -> Suggestion:
    first = {hit.sentence.number: hit for hit in reversed(hits)}
    every = [first[number].sentence for number in sorted(first)]
    own = [s for s in every if phrases.words["first_person"].intersection(s.row)]
    flags = {
        "personal": bool(own),
        "theme": len(every) >= THEME or 2 * len({s.paragraph for s in every}) > max(paragraphs, 4),
        "implied": all(hit.found.kind == "implied" for hit in hits),
    }
    return Suggestion(
        topic,
        _level(every, own, phrases),
        tuple(flag for flag, raised in flags.items() if raised),
        tuple(Evidence(s.read.line, s.read.text, _term(first[s.number])) for s in every),
    )


def _level(every: Sequence[_Sentence], own: Sequence[_Sentence], phrases: Phrases) -> str:
    """A guess: an experience is told in the first person, or at some length; a mention is short."""
    vivid = [s for s in every if len(phrases.words["sensory"].intersection(s.row)) > 1]
    if len(vivid) > 1:
        return "detail"
    if len(own) > 1 or any(len(s.row) >= LONG for s in own):
        return "description"
    if len(every) >= MUCH or any(s.heading for s in every):
        return "discussion"
    return "mention"


def _term(hit: _Hit) -> str:
    read, places = hit.sentence.read, hit.found.places
    return read.text[read.spans[places[0]][0] : read.spans[places[-1]][1]]
