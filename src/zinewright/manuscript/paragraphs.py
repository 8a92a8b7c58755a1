"""A post's text as readers meet it: paragraph by paragraph, each with its lines in the file.

What reads a post for its meaning (content notes, safe messaging, numbers that are out of date)
reads this, so that wrapped lines, marks and addresses do not stand in its way.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from zinewright.body import INLINES, Element, is_said_again

ParagraphKind = Literal["heading", "paragraph", "item", "cell", "caption", "note", "code"]
KINDS: dict[str, ParagraphKind] = {
    "p": "paragraph", "li": "item", "dt": "item", "dd": "item", "td": "cell", "th": "cell",
    "caption": "caption", "figcaption": "caption", "pre": "code",
    **{f"h{level}": "heading" for level in range(1, 7)},
}  # fmt: skip
WORD = re.compile(r"[^\W_]+")
UNREAD = re.compile(
    r"\s*\*\[[^\]]*\]:|(?:[ \t>*+-]|\d+[.)][ \t])*:::"
)  # long forms, and the marks of passages
NOTE = re.compile(r"\s{0,3}\[\^[^\]\s]+\]:")
FARTHEST = 120  # words of marks and addresses between two words that readers meet


@dataclass(frozen=True)
class Paragraph:
    """A block of text with single spaces. `starts` are (offset in the text, line in the file).

    The first offset is 0; lines count from 1. `quoted` says that it stands in a quotation;
    `sourced` that it holds a link or the number of a note; `passage` is the id of the passage that
    it stands in, "" for none.
    """

    text: str
    starts: tuple[tuple[int, int], ...] = ((0, 1),)
    kind: ParagraphKind = "paragraph"
    quoted: bool = False
    sourced: bool = False
    passage: str = ""

    @property
    def line(self) -> int:
        """The line on which it begins."""
        return self.starts[0][1]

    def line_at(self, offset: int) -> int:
        """The line that holds the character at an offset."""
        return self.starts[bisect.bisect_right(self.starts, (offset, 1 << 60)) - 1][1]


def paragraphs_of(
    root: Element, notes: Sequence[Element], text: str, first_line: int
) -> tuple[Paragraph, ...]:
    """The paragraphs of a post's XHTML and of its notes. `text` is the Markdown of both."""
    main, aside = _sources(text, first_line)
    found = list(_placed(_blocks(root), main))
    for note in notes:
        found += _placed(_blocks(note, "note"), aside.from_the_top())
    return tuple(found)


class _WordLines:
    """Words of Markdown and their lines, met one after another."""

    def __init__(self, words: list[str], lines: list[int], first_line: int) -> None:
        self.words, self.lines = words, lines
        self.at, self.line = 0, lines[0] if lines else first_line

    def from_the_top(self) -> _WordLines:
        return _WordLines(self.words, self.lines, self.line)

    def lines_of(self, words: list[str]) -> list[int]:
        """The line of each of some words; most texts stand as they are read."""
        end = self.at + len(words)
        if self.words[self.at : end] == words:
            found = self.lines[self.at : end]
            self.at, self.line = end, found[-1] if found else self.line
            return found
        followers = [*words[1:], ""]
        return [self._line_of(*pair) for pair in zip(words, followers, strict=True)]

    def _line_of(self, word: str, following: str) -> int:
        """The line of the next place where a word stands, before another where it can be seen."""
        end = min(self.at + FARTHEST, len(self.words))
        for place in range(self.at, end):
            if self.words[place] != word:
                continue
            behind = self.words[place + 1] if place + 1 < len(self.words) else ""
            if place == self.at or behind == following or not following:
                self.at, self.line = place + 1, self.lines[place]
                break
        return self.line


def _sources(text: str, first_line: int) -> tuple[_WordLines, _WordLines]:
    """The words of the text, and those of its notes."""
    main: tuple[list[str], list[int]] = ([], [])
    aside: tuple[list[str], list[int]] = ([], [])
    in_note = False
    for number, line in enumerate(text.split("\n"), first_line):
        in_note = bool(NOTE.match(line)) or (in_note and (not line.strip() or line[:4] == "    "))
        if UNREAD.match(line):
            continue
        found = WORD.findall(line.split("]:", 1)[-1] if NOTE.match(line) else line)
        words, lines = aside if in_note else main
        words += found
        lines += [number] * len(found)
    return _WordLines(*main, first_line), _WordLines(*aside, first_line)


@dataclass(frozen=True)
class _OpenBlock:
    text: str
    kind: ParagraphKind
    quoted: bool
    sourced: bool
    passage: str


def _placed(blocks: Iterator[_OpenBlock], source: _WordLines) -> Iterator[Paragraph]:
    for block in blocks:
        words = list(WORD.finditer(block.text))
        starts: list[tuple[int, int]] = []
        lines = source.lines_of([word[0] for word in words])
        for word, line in zip(words, lines, strict=True):
            if not starts or line != starts[-1][1]:
                starts.append((word.start() if starts else 0, line))
        known = tuple(starts) or ((0, source.line),)
        yield Paragraph(block.text, known, block.kind, block.quoted, block.sourced, block.passage)


def _blocks(root: Element, kind: ParagraphKind | None = None) -> Iterator[_OpenBlock]:
    """Every block that holds words of its own, in reading order."""
    for element, text in holders(root, with_root=kind is not None):
        quoted = next(element.iterancestors("blockquote"), None) is not None
        sourced = next(element.iter("a"), None) is not None
        named = (each.get("id", "") for each in element.iterancestors("section"))
        within = next(filter(None, named), "")
        yield _OpenBlock(text, kind or KINDS[str(element.tag)], quoted, sourced, within)


def holders(root: Element, with_root: bool = False) -> Iterator[tuple[Element, str]]:
    """The elements that hold words of their own, in reading order, each with these words."""
    for element in [root, *root.iterdescendants()] if with_root else root.iterdescendants():
        if str(element.tag) in KINDS and not is_said_again(element):
            text = " ".join("".join(_own_words(element)).split())
            if text:
                yield element, text


def _own_words(element: Element) -> Iterator[str]:
    """The words of an element without those of the blocks in it and the numbers of its notes."""
    yield element.text or ""
    for child in element:
        if child.get("class") != "noteref" and child.tag in INLINES:
            yield " " if child.tag == "br" else ""
            yield from _own_words(child)
        elif child.tag not in INLINES:
            yield " "
        yield child.tail or ""
