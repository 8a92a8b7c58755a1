"""Paragraphs → sentences, each with its words folded and its line in the file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from zinewright.languages.spelling import spelled
from zinewright.manuscript.paragraphs import Paragraph

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
STOP = re.compile(r"[.!?…]+[\"'”’“‘»«›‹)\]]*\s+(?=[\"'“‘„‚«»‹›(\[]*[A-ZÀ-ÖØ-Þ0-9])")
SHORTENED = re.compile("['’](?:ll|d|ve|re|m)\\Z")
LAST = re.compile(r"([^\W_]+)\.?\Z")


class Sentence(NamedTuple):
    """A sentence of a paragraph; `start` is its place there, `spans` those of its words in it.

    `row` holds its words without case and apostrophes.
    """

    text: str
    start: int
    line: int
    row: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def sentences(paragraph: Paragraph, abbreviations: frozenset[str]) -> Iterator[Sentence]:
    """The sentences of a paragraph that hold words; no sentence ends after an abbreviation."""
    for start, end in _ends(paragraph.text, abbreviations):
        part = paragraph.text[start:end]
        text, start = part.strip(), start + len(part) - len(part.lstrip())
        words = list(WORD.finditer(text))
        if words:
            row = tuple(folded(word[0]) for word in words)
            line = paragraph.line_at(start + words[0].start())
            yield Sentence(text, start, line, row, tuple(word.span() for word in words))


def folded(word: str) -> str:
    """A word without case and apostrophes; of “she’ll” and “I’d” what stands before them."""
    word = spelled(word)
    if "'" not in word and "’" not in word:
        return word
    return SHORTENED.sub("", word).replace("'", "").replace("’", "")


def _ends(text: str, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    start = 0
    for stop in STOP.finditer(text):
        last = LAST.search(text[max(start, stop.start() - 12) : stop.start()])
        if stop[0].startswith(".") and last and spelled(last[1]) in abbreviations:
            continue
        yield start, stop.end()
        start = stop.end()
    yield start, len(text)
