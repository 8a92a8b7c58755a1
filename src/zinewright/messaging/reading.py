"""Paragraphs → their sentences, each with the subjects that it names, where all rules begin."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from zinewright.paragraphs import Paragraph
from zinewright.phrases import Found, Phrases
from zinewright.sentences import Sentence, sentences

BREAK = re.compile(r"[;:!?()–—]|\s-\s|\.\s")
QUOTED = re.compile(
    r"“[^“”]{0,1500}”|‘[^‘]{0,600}?’(?!\w)|(?<!\w)\"[^\"]{0,1500}\"|(?<!\w)'[^']{1,300}'(?!\w)"
)  # bounded, because nobody knows what stands in a post
Subjects = Mapping[str, frozenset[int]]
NONE: Subjects = {}


@dataclass(frozen=True)
class Read:
    """A sentence in its paragraph: `number` counts from 1.

    `own` are the subjects that it names with the places of their words, `beside` those of the
    sentences before and behind it as well, `within` those of its paragraph; `quotes` is where
    quotations stand in the paragraph.
    """

    sentence: Sentence
    paragraph: Paragraph
    number: int
    of: int
    own: Subjects = field(default_factory=dict)
    beside: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    quotes: tuple[tuple[int, int], ...] = ()

    def is_quoted(self, word: int) -> bool:
        """Whether a word of the sentence is in somebody's voice."""
        place = self.sentence.start + self.sentence.spans[word][0]
        return self.paragraph.quoted or any(start <= place < end for start, end in self.quotes)


def read(paragraph: Paragraph, about: Phrases) -> tuple[Read, ...]:
    """The sentences of a paragraph."""
    every = list(sentences(paragraph, frozenset()))
    named = [_subjects(one, about) for one in every]
    within, quotes = _union(named), tuple(one.span() for one in QUOTED.finditer(paragraph.text))
    around = [_union(named[max(0, at - 1) : at + 2]) for at in range(len(every))]
    return tuple(
        Read(one, paragraph, at + 1, len(every), named[at], around[at], within, quotes)
        for at, one in enumerate(every)
    )


def _union(named: Sequence[Subjects]) -> frozenset[str]:
    return frozenset().union(*named)


def _subjects(sentence: Sentence, about: Phrases) -> Subjects:
    every = list(about.find(sentence.row))
    freed = freed_in(every)
    found: dict[str, set[int]] = {}
    for one in every:
        is_free = not freed.get(one.topic, set()).isdisjoint(one.places)
        if one.kind == "says" and not is_free and not is_broken(one, sentence):
            found.setdefault(one.topic, set()).update(one.places)
    return {topic: frozenset(places) for topic, places in found.items()}


def freed_in(every: Iterable[Found]) -> dict[str, set[int]]:
    """The places over which an exception lies, by the topic that it is one of."""
    freed: dict[str, set[int]] = {}
    for one in every:
        if one.kind == "unless":
            freed.setdefault(one.topic, set()).update(range(one.places[0], one.places[-1] + 1))
    return freed


def is_broken(found: Found, sentence: Sentence) -> bool:
    """Whether a phrase runs from one part of a sentence into another, or over a comma alone."""
    spans, text = sentence.spans, sentence.text
    places = found.places
    if BREAK.search(text, spans[places[0]][1], spans[places[-1]][0]):
        return True
    pairs = zip(places, places[1:], strict=False)
    return any(b == a + 1 and "," in text[spans[a][1] : spans[b][0]] for a, b in pairs)
