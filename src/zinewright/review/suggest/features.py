"""A sentence → the signs in it that weights may know: words, pairs of words, phrases that count.

What makes the weights and what reads texts with them find the same signs, because both ask here.
A sign is a word (`laces`), two stems that follow each other (`shoe lace`), two stems near each
other in one clause (`belt~lace`), or a topic and a kind of phrase (`=suicide:says`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from zinewright.languages.phrases import Phrases
from zinewright.manuscript.paragraphs import Paragraph
from zinewright.review.sentences import Sentence, sentences
from zinewright.review.suggest.matches import hits, untitled

BREAK = re.compile(r"[^\s'’\-‐‑/*_]")  # between two words, it ends a clause
JOINING = frozenset({"and", "but", "because", "so"})
REACH = 5  # words from one to the other of a pair
PLAIN = frozenset(
    "the a an of to in is it that was i he she they we you for on at with my his her their as be "
    "but so or and".split()
)  # too common to stand in a pair
ENDINGS = (
    ("ies", "y"), ("sses", "ss"), ("ches", "ch"), ("shes", "sh"), ("xes", "x"),
    ("ing", ""), ("ed", ""), ("s", ""),
)  # fmt: skip
SHORT = 3  # letters that an ending leaves at least
LOST_E = re.compile("[^aeiou][aeiou][^aeiouwxy]")  # “lac” of “laced”


class Sign(NamedTuple):
    """A sign and the words of a sentence that it is made of, the first and the last."""

    name: str
    first: int
    last: int


class SentenceSigns(NamedTuple):
    """A sentence with its signs; `paragraph` is the number of the paragraph that holds it."""

    sentence: Sentence
    row: tuple[str, ...]
    paragraph: int
    signs: tuple[Sign, ...]


def read(number: int, paragraph: Paragraph, phrases: Phrases) -> Iterator[SentenceSigns]:
    """The sentences of a paragraph, each with its signs."""
    for sentence in sentences(paragraph, phrases.words["abbreviations"]):
        row = untitled(sentence, phrases)
        found = (
            Sign(f"={hit.topic}:{hit.kind}", hit.places[0], hit.places[-1])
            for hit in hits(row, phrases)
        )
        yield SentenceSigns(sentence, row, number, (*found, *_words(row, sentence)))


def _words(row: tuple[str, ...], sentence: Sentence) -> Iterator[Sign]:
    stems = [stem(word) for word in row]
    ends = _clause_ends(row, sentence)
    for place, word in enumerate(row):
        if not word:
            continue
        yield Sign(word, place, place)
        if place + 1 < ends[place] and stems[place + 1]:
            yield Sign(f"{stems[place]} {stems[place + 1]}", place, place + 1)
        if word not in PLAIN:
            yield from _pairs(place, stems, min(place + REACH + 1, ends[place]), row)


def _pairs(place: int, stems: list[str], end: int, row: tuple[str, ...]) -> Iterator[Sign]:
    mine = stems[place]
    for other in range(place + 1, end):
        theirs = stems[other]
        if theirs and row[other] not in PLAIN:
            yield Sign(f"{mine}~{theirs}" if mine < theirs else f"{theirs}~{mine}", place, other)


def _clause_ends(row: tuple[str, ...], sentence: Sentence) -> list[int]:
    """For each word the place behind the last one of its clause."""
    text, spans, ends = sentence.text, sentence.spans, [0] * len(row)
    end = len(row)
    for place in range(len(row) - 1, -1, -1):
        ends[place] = end
        gap = (spans[place - 1][1], spans[place][0]) if place else (0, 0)
        if row[place] in JOINING or BREAK.search(text, *gap):
            end = place
    return ends


@cache
def stem(word: str) -> str:
    """A word without the endings of its forms, roughly; the same for most forms of a word."""
    for ending, instead in ENDINGS:
        rest = word[: len(word) - len(ending)]
        if word.endswith(ending) and len(rest) >= SHORT and not word.endswith(("ss", "us", "is")):
            return _whole(rest + instead, ending in ("ing", "ed"))
    return _whole(word, False)


def _whole(rest: str, cut: bool) -> str:
    """What an ending leaves, as it is without one; `cut`: it may have lost an e, or doubled."""
    if cut and len(rest) > SHORT and rest[-1] == rest[-2] and rest[-1] not in "lse":
        rest = rest[:-1]
    if cut and len(rest) == SHORT and LOST_E.match(rest):
        return rest + "e"
    return rest[:-1] if len(rest) > SHORT + 1 and rest[-1] == "e" else rest
