"""Paragraphs → suggested content notes, each with the sentences that suggest it.

It suggests, and a person decides. It reads stretch by stretch, over the text as readers meet it:
a paragraph, several short ones, or a part of a long one. The signs in a stretch are weighed; one
column of the weights says whether it bears anything at all, the others of what. What is quoted
counts. Nothing here says of whom a text tells: that a person lived through it, a person says.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from zinewright.languages.phrases import Phrases, phrases_for
from zinewright.languages.vocabulary import vocabulary_for
from zinewright.languages.weights import BEARS, Weights, weights_for
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.prose.stated_notes.head import stated_in
from zinewright.review.suggest.features import SentenceSigns, read

FEW, MANY = (
    30,
    90,
)  # words: a stretch ends with its paragraph after some, with a sentence after many
HELP, MOST = 1.5, 3.0  # how much of what a stretch bears speaks for each of its topics
AROUND = 0.25  # how much of what the stretches beside it bear counts for a stretch
PART = 0.5  # of the sentence that says most, for another to be shown beside it
THEME = 6  # stretches that make a theme


@dataclass(frozen=True)
class Evidence:
    """A sentence that suggests a topic: its line in the file, and the words in it that do."""

    line: int
    text: str
    term: str


@dataclass(frozen=True)
class Suggestion:
    """A topic and the sentences that suggest it.

    `level` is "": how much of it there is, nobody could tell better than by always saying the same.
    """

    topic: str
    level: str
    flags: tuple[str, ...]
    evidence: tuple[Evidence, ...]


class Stretch(NamedTuple):
    """Sentences that are weighed together, and what they weigh in each column.

    `bears` is the last of these, with a part of what the stretches beside it bear.
    """

    sentences: tuple[SentenceSigns, ...]
    sums: tuple[float, ...]
    bears: float


def suggestions(
    paragraphs: Sequence[Paragraph], language: str, title: str = ""
) -> tuple[Suggestion, ...]:
    """The topics that a text seems to hold, in the order of the vocabulary.

    None for a language that nobody has written phrases and weights for.
    """
    weights = weights_for(language)
    if weights is None:
        return ()
    every = stretches(tuple(paragraphs), language, title)
    where: dict[str, list[Stretch]] = defaultdict(list)
    for stretch in every:
        for topic in topics_of(stretch, weights):
            where[topic].append(stretch)
    known = (topic for topic in vocabulary_for(language).topics if topic in where)
    return tuple(_suggestion(topic, where[topic], len(every), weights) for topic in known)


def unrecognised(
    paragraphs: Sequence[Paragraph], language: str, title: str = ""
) -> tuple[Evidence, ...]:
    """Where a text seems to hold something to note and no topic is suggested: to be read.

    One sentence of each such stretch, the one that says most.
    """
    weights = weights_for(language)
    if weights is None:
        return ()
    column = weights.columns.index(BEARS)
    return tuple(
        max(_evidence(column, stretch, weights), key=lambda each: each[0])[1]
        for stretch in stretches(tuple(paragraphs), language, title)
        if stretch.bears >= weights.least[column] and not any(topics_of(stretch, weights))
    )


# --- stretches


@lru_cache(maxsize=4)
def stretches(paragraphs: tuple[Paragraph, ...], language: str, title: str) -> tuple[Stretch, ...]:
    """A text cut into stretches, weighed; without code and an author's own line of notes."""
    phrases, weights = phrases_for(language), weights_for(language)
    if phrases is None or weights is None:
        return ()
    stated = stated_in(paragraphs, vocabulary_for(language)).alone
    kept = [each for each in paragraphs if each.kind != "code" and each not in stated]
    first = kept[0].line if kept else 1
    blocks = [Paragraph(title, ((0, first),), "heading"), *kept] if title else kept
    cut = [(part, _sums(part, weights)) for part in _cut(_read(blocks, phrases))]
    own = [sums[-1] for _, sums in cut]
    return tuple(
        Stretch(part, sums, own[n] + AROUND * _near(own, n)) for n, (part, sums) in enumerate(cut)
    )


def _read(blocks: Iterable[Paragraph], phrases: Phrases) -> Iterator[SentenceSigns]:
    for number, paragraph in enumerate(blocks):
        yield from read(number, paragraph, phrases)


def _cut(sentences: Iterable[SentenceSigns]) -> Iterator[tuple[SentenceSigns, ...]]:
    """Sentences in stretches: no paragraph is cut but a long one, and short ones stay together."""
    part: list[SentenceSigns] = []
    words = 0
    for each in sentences:
        full = words >= (FEW if part and each.paragraph != part[-1].paragraph else MANY)
        if full:
            yield tuple(part)
            part, words = [], 0
        part.append(each)
        words += len(each.row)
    if part:
        yield tuple(part)


def _sums(part: Sequence[SentenceSigns], weights: Weights) -> tuple[float, ...]:
    signs = (sign.name for each in part for sign in each.signs)
    return tuple(weights.sums(signs, sum(len(each.row) for each in part)))


def _near(bears: Sequence[float], place: int) -> float:
    """What the stretches beside one bear, where they bear something."""
    beside = [*bears[max(place - 1, 0) : place], *bears[place + 1 : place + 2]]
    return min(max([0.0, *beside]), MOST)


# --- topics


def topics_of(stretch: Stretch, weights: Weights) -> Iterator[str]:
    """The topics for which a stretch weighs enough."""
    helped = HELP * min(stretch.bears, MOST)
    for column, topic in enumerate(weights.columns):
        if topic != BEARS and stretch.sums[column] + helped >= weights.least[column]:
            yield topic


def _suggestion(
    topic: str, where: Sequence[Stretch], stretches: int, weights: Weights
) -> Suggestion:
    column = weights.columns.index(topic)
    theme = len(where) >= THEME or 2 * len(where) > max(stretches, 4)
    shown: list[Evidence] = []
    for stretch in where:
        found = list(_evidence(column, stretch, weights))
        most = max(weight for weight, _ in found)
        shown += [each for weight, each in found if weight >= PART * most or weight == most]
    return Suggestion(topic, "", ("theme",) if theme else (), tuple(shown))


def _evidence(column: int, stretch: Stretch, weights: Weights) -> Iterator[tuple[float, Evidence]]:
    """Each sentence of a stretch with what it weighs in a column, and its heaviest words."""
    words = sum(len(each.row) for each in stretch.sentences)
    for each in stretch.sentences:
        if not each.signs:
            continue
        heavy = {sign: weights.share(sign.name, column, words) for sign in each.signs}
        best = max(heavy, key=lambda sign: (heavy[sign], sign.first - sign.last))
        read = each.sentence
        term = read.text[read.spans[best.first][0] : read.spans[best.last][1]]
        yield sum(heavy.values()), Evidence(read.line, read.text, term)
