"""A text, and what two people made of it → one text with the words of both.

They are merged by words, so that two people can write in one paragraph.
"""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Sequence

from merge3 import Merge3

WORDS = re.compile(r"\w+|[^\S\n]+|\n|[^\w\s]")
ENDS = re.compile(r"(\r\n|\r|\n)")
MOST_WORDS = 20_000  # and signs between them, of a text that is merged whole


def merged(base: str, theirs: str, mine: str) -> str | None:
    """The text with what was changed in both; None where both changed the same words."""
    if theirs in (base, mine):
        return mine
    if mine == base:
        return theirs
    parts = [WORDS.findall(text) for text in (base, theirs, mine)]
    before, between, behind = _apart(parts)
    made = _made_of(between)
    if made is not None:
        return "".join([*before, *made, *behind])
    # What all begin or end with may have been cut off in the middle of what one of them repeats.
    whole = _made_of(parts) if max(map(len, parts)) <= MOST_WORDS else None
    return None if whole is None else "".join(whole)


def _made_of(parts: Sequence[Sequence[str]]) -> list[str] | None:
    """The words of both; None where both changed the same."""
    began, other, own = parts
    made = list[str]()
    for kind, *words in Merge3(began, other, own, sequence_matcher=_Matcher).merge_groups():  # type: ignore[arg-type]  # difflib's is one
        if kind == "conflict":
            return None
        made += words[0]
    return made


class _Matcher(difflib.SequenceMatcher[str]):
    """One in which a word that is frequent counts as well; most words of a text are."""

    def __init__(self, _: None, one: Sequence[str], other: Sequence[str]) -> None:
        super().__init__(None, one, other, autojunk=False)


def _apart(texts: Sequence[list[str]]) -> tuple[list[str], list[list[str]], list[str]]:
    """What several texts begin with, what lies between, and what they end with.

    Nearly all of a long text is what nobody touched, and need not be compared.
    """
    shortest = min(map(len, texts))
    first = texts[0]
    start = 0
    while start < shortest and all(text[start] == first[start] for text in texts):
        start += 1
    end = 0
    while end < shortest - start and all(text[-1 - end] == first[-1 - end] for text in texts):
        end += 1
    return (
        first[:start],
        [text[start : len(text) - end] for text in texts],
        first[len(first) - end :],
    )


def with_ends_of(old: str, new: str) -> str:
    """A text with `\\n` at its line ends → the same, with those that each line of the old one has.

    Lines that are new have the end that most lines have. A browser sends all ends alike.
    """
    pieces = ENDS.split(old)
    lines, ends = pieces[::2], pieces[1::2]
    if set(ends) <= {"\n"}:
        return new
    usual = Counter(ends).most_common(1)[0][0]
    written = new.split("\n")
    kept = [usual] * len(written)
    matcher = difflib.SequenceMatcher(None, lines, written, autojunk=False)
    for start, there, size in matcher.get_matching_blocks():
        for step in range(size):
            if start + step < len(ends):
                kept[there + step] = ends[start + step]
    return "".join(f"{line}{end}" for line, end in zip(written, [*kept[:-1], ""], strict=True))
