"""Paragraphs → their sentences, each with the subjects that it names, where all rules begin."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from zinewright.languages.phrases import Found, Phrases
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.review.sentences import Sentence, sentences

UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
RECENT = 3  # paragraphs before one that say what it speaks of; one behind it does, too
BREAK = re.compile(r"[;:!?()–—]|\s-\s|\.\s")
QUOTED = re.compile(
    r"„[^„“”]{0,1500}[“”]|“[^“”]{0,1500}”|»[^«»]{0,1500}«|«[^«»]{0,1500}»"
    r"|‚[^‚‘’]{0,600}[‘’](?!\w)|‘[^‘]{0,600}?’(?!\w)"
    r"|(?<!\w)\"[^\"]{0,1500}\"|(?<!\w)'[^']{1,300}'(?!\w)"
)  # bounded, because nobody knows what stands in a post
Subjects = Mapping[str, frozenset[int]]
NONE: Subjects = {}


@dataclass(frozen=True)
class PlacedSentence:
    """A sentence in its paragraph: `number` counts from 1.

    `own` are the subjects that it names with the places of their words, `beside` those of the
    sentences before and behind it as well, `within` those of its paragraph, `recent` those of the
    paragraphs around it; `quotes` is where quotations stand in the paragraph.
    """

    sentence: Sentence
    paragraph: Paragraph
    number: int
    of: int
    own: Subjects = field(default_factory=dict)
    beside: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    quotes: tuple[tuple[int, int], ...] = ()
    recent: frozenset[str] = frozenset()

    def is_quoted(self, word: int) -> bool:
        """Whether a word of the sentence is in somebody's voice."""
        place = self.sentence.start + self.sentence.spans[word][0]
        return self.paragraph.quoted or any(start <= place < end for start, end in self.quotes)


def read_all(
    paragraphs: Sequence[Paragraph], about: Phrases
) -> tuple[tuple[PlacedSentence, ...], ...]:
    """The sentences of the paragraphs of a text, each with what is spoken of around it."""
    every = [read(each, about) if each.kind != "code" else () for each in paragraphs]
    blocks = _blocks(paragraphs)
    subjects: dict[int, frozenset[str]] = {}
    for block, sentences_there in zip(blocks, every, strict=True):
        within = sentences_there[0].within if sentences_there else frozenset()
        subjects[block] = subjects.get(block, frozenset()) | within
    found = []
    for at, (block, there) in enumerate(zip(blocks, every, strict=True)):
        near = [subjects.get(n, frozenset()) for n in range(block - RECENT, block + 2)]
        recent = frozenset().union(*near)
        found.append(tuple(replace(one, recent=recent) for one in _joined(at, there, every)))
    return tuple(found)


def _joined(
    at: int, there: Sequence[PlacedSentence], every: Sequence[Sequence[PlacedSentence]]
) -> Sequence[PlacedSentence]:
    """The sentences of a paragraph, of which the first and the last have others beside them too."""
    made = list(there)
    if made and at and every[at - 1]:
        made[0] = replace(made[0], beside=made[0].beside | frozenset(every[at - 1][-1].own))
    if made and at + 1 < len(every) and every[at + 1]:
        made[-1] = replace(made[-1], beside=made[-1].beside | frozenset(every[at + 1][0].own))
    return made


def _blocks(paragraphs: Sequence[Paragraph]) -> list[int]:
    """A number for each paragraph; the items of a list, and the cells of a table, share one."""
    numbers, kind = [0] * len(paragraphs), ""
    for at, paragraph in enumerate(paragraphs):
        joins = paragraph.kind == kind and kind in ("item", "cell")
        numbers[at] = numbers[at - 1] + (not joins) if at else 0
        kind = paragraph.kind
    return numbers


def without_unseen(paragraph: Paragraph) -> Paragraph:
    """A paragraph without the signs inside words that nobody sees, such as soft hyphens."""
    if not UNSEEN.search(paragraph.text):
        return paragraph
    gone = [found.start() for found in UNSEEN.finditer(paragraph.text)]
    starts = tuple((at - bisect.bisect_left(gone, at), line) for at, line in paragraph.starts)
    return replace(paragraph, text=UNSEEN.sub("", paragraph.text), starts=starts)


def read(paragraph: Paragraph, about: Phrases) -> tuple[PlacedSentence, ...]:
    """The sentences of a paragraph, which are all that is known of its text."""
    paragraph = without_unseen(paragraph)
    every = list(sentences(paragraph, about.words.get("abbreviations", frozenset())))
    named = [_subjects(one, about) for one in every]
    within, quotes = _union(named), tuple(one.span() for one in QUOTED.finditer(paragraph.text))
    around = [_union(named[max(0, at - 1) : at + 2]) for at in range(len(every))]
    return tuple(
        PlacedSentence(
            one, paragraph, at + 1, len(every), named[at], around[at], within, quotes, within
        )
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
