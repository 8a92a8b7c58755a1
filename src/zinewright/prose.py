"""Markdown → checked XHTML, with the notes, links and passages that stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zinewright.body import Body, BodyError, Fault, parsed, serialized
from zinewright.dialect import converted
from zinewright.mending import Footnote, Mended, Passage
from zinewright.posts import Post
from zinewright.problems import Problem

NOT_TEXT = re.compile(r"\s*(?:\[\^|\*\[|:::|[-*+#>|]|\d+[.)]|!\[|Caption:|    )")
MANY_WORDS = 12


def curled(text: str, language: str) -> str:
    """One line of plain text with the quotation marks that print wants; English only."""
    if language.split("-")[0] != "en":
        return text
    text = re.sub(r"(^|[\s(\[—–/“‘])\"", r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(\[—–/“])'", r"\1‘", text).replace("'", "’").replace("...", "…")


@dataclass(frozen=True)
class Prose:
    """The text of a post as XHTML (no h1), and what was found in it."""

    xhtml: str
    footnotes: tuple[Footnote, ...]
    passages: tuple[Passage, ...]
    links: tuple[tuple[str, str], ...]
    pictures: tuple[tuple[str, int | None], ...]
    problems: tuple[Problem, ...]
    words: int = 0


def prose(post: Post, posts: frozenset[str], language: str) -> Prose:
    """The text of a post. `posts` are the names that it may link to.

    Everything that is wrong comes back as problems with the line in the post's file; a text with
    errors comes back empty.
    """
    places = Places(post)
    try:
        mended = Mended(post, posts, parsed(converted(post.text, language)))
        xhtml = serialized(mended.root)
        body = Body(xhtml, first_heading=2)
        for note in mended.footnotes:
            Body(note.xhtml, first_heading=2)
        faults = mended.faults
    except BodyError as error:
        return _nothing(places.problems(error.faults))
    except RecursionError:
        return _nothing(places.problems((_too_deep(),)))
    hints = (*mended.hints, *_cut_off(post.text))
    problems = places.problems(tuple(faults)) + places.problems(hints, "warning")
    pictures = tuple((src, places.line_of(src)) for src in dict.fromkeys(mended.pictures))
    return Prose(
        xhtml, mended.footnotes, tuple(mended.passages), tuple(mended.links), pictures, problems,
        body.words,
    )  # fmt: skip


def _cut_off(text: str) -> tuple[Fault, ...]:
    """A hint where the last paragraph stops in the middle of a word or of a sentence."""
    blocks = [block for block in re.split(r"\n\s*\n", text.strip()) if not NOT_TEXT.match(block)]
    last = " ".join(blocks[-1].split()) if blocks else ""
    dots = re.search(r"\w(?:\.\.\.|…)\]?\Z", last)
    runs_on = len(last.split()) >= MANY_WORDS and re.search(r"[\w,;–-]\Z", last)
    if not dots and not runs_on:
        return ()
    end = " ".join(last.split()[-4:])
    what = f"the post seems to be cut off: it ends with “{end}”"
    return (Fault("cut-off", what, "Put the rest in, or end the sentence", last.split()[-1]),)


def _nothing(problems: tuple[Problem, ...]) -> Prose:
    return Prose("", (), (), (), (), problems)


def _too_deep() -> Fault:
    return Fault("nesting", "the text is nested too deeply", "Take some levels out")


class Places:
    """Finds the line of a fault in a post's file by the text that stands there."""

    def __init__(self, post: Post) -> None:
        self.post = post
        self.lines = post.text.split("\n")
        self.used: dict[str, int] = {}

    def line_of(self, sign: str) -> int | None:
        """The line of the next place that holds `sign`; that of the first word if none does."""
        first = self.used.get(sign, 0)
        for number in range(first, len(self.lines)):
            if sign and sign in self.lines[number]:
                self.used[sign] = number + 1
                return self.post.first_line + number
        return self.post.first_line if first == 0 else self.post.first_line + first - 1

    def problems(self, faults: tuple[Fault, ...], level: str = "error") -> tuple[Problem, ...]:
        return tuple(
            Problem(
                self.post.where, self.line_of(fault.sign), fault.rule, fault.what, fault.fix,
                "warning" if level == "warning" else "error",
            )
            for fault in faults
        )  # fmt: skip
