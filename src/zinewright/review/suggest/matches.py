"""A sentence → the phrases in it that count: no idiom, no title of a work, nothing negated."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterator

from zinewright.languages.phrases import Found, Phrases
from zinewright.review.sentences import Sentence

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


def untitled(read: Sentence, works: frozenset[str]) -> tuple[str, ...]:
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
