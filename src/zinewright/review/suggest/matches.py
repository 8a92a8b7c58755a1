"""A sentence → the phrases in it that count: no idiom, no title of a work, nothing negated."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator

from zinewright.languages.phrases import Found, Phrases
from zinewright.review.sentences import Sentence

CAPITAL = "[A-ZÀ-ÖØ-Þ]"
TITLE = re.compile(rf"[“\"‘']{CAPITAL}[^”\"’'\n]{{1,60}}[”\"’']")
OTHER_TITLE = re.compile(
    rf"[„‚]{CAPITAL}[^„“‚‘\n]{{1,60}}[“‘]|»{CAPITAL}[^»«\n]{{1,60}}«|«{CAPITAL}[^»«\n]{{1,60}}»"
)
BESIDE = 3  # words before a title, among which one says what kind of work it is
KEEPS_NOT = frozenset({
    "suicide", "suicidal-thoughts", "suicide-attempt", "self-harm", "medical-dismissal",
    "denied-care", "self-neglect", "dissociation", "domestic-abuse", "sexual-violence",
    "depression-hopelessness", "anxiety-panic", "eating-disorders", "service-harm",
})  # fmt: skip  # where a “not” before a phrase tells of harm as well
NEAR = 6  # words before a phrase in which a negation is looked for


def untitled(read: Sentence, phrases: Phrases) -> tuple[str, ...]:
    """The words without those of titles: “the film Great Expectations”, “Girl, Interrupted”."""
    works, named = phrases.words["work"], phrases.words["named"]
    row, shown = read.row, [read.text[start:end] for start, end in read.spans]
    starts = [start for start, _ in read.spans]
    hidden: set[int] = set()
    for quoted in TITLE.finditer(read.text):
        inside = _inside(quoted, starts)
        long = [shown[n] for n in inside if len(shown[n]) > 3]
        if len(inside) > 1 and all(word[0].isupper() for word in long):
            hidden.update(inside)
    for quoted in OTHER_TITLE.finditer(read.text):  # where all nouns are capital, too
        inside = _inside(quoted, starts)
        if inside and not works.isdisjoint(row[max(0, inside[0] - BESIDE) : inside[0]]):
            hidden.update(inside)
    for place, word in enumerate(row):
        if word in works:
            behind = place + 1 + (place + 1 < len(row) and row[place + 1] in named)
            run = itertools.takewhile(lambda n: shown[n][0].isupper(), range(behind, len(row)))
            hidden.update(run)
    return tuple("" if n in hidden else word for n, word in enumerate(row)) if hidden else row


def _inside(quoted: re.Match[str], starts: list[int]) -> range:
    """The words that stand in a quotation, by the places at which all words of a sentence start."""
    return range(bisect_right(starts, quoted.start()), bisect_left(starts, quoted.end()))


def hits(row: tuple[str, ...], phrases: Phrases) -> Iterator[Found]:
    """The phrases of a row of words that are neither idioms, nor negated, nor parts of longer."""
    every = list(phrases.find(row))
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
        and not _is_negated(found, row, named, phrases)
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
    if words["free"].intersection(row[found.places[-1] + 1 : found.places[-1] + 2]):
        return True
    for place in range(first - 1, max(first - 1 - NEAR, -1), -1):
        word = row[place]
        if word in words["voids"]:
            return row[place + 1] not in words["after_no"]
        if word in words["voids_verbs"]:
            said = set(row[place + 1 : first])
            return bool(said & words["mentions"]) or found.topic not in KEEPS_NOT
        if word not in words["between"] and word not in words["mentions"] and place not in named:
            return False
    return False
