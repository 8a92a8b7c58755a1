"""Runs of text with their looks → blocks of HTML: paragraphs, headings, lists and tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import escape

from zinewright.importers.common.escaping import cleaned

HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|rubrik) ?([1-9])")
SIGNS = {"b": "strong", "i": "em", "strike": "del", "striked": "del", "super": "sup", "sub": "sub"}
NUMBERED = re.compile(r"\(?(?:\d{1,4}|[a-zA-Z]|[ivxIVX]{1,6})[.)]")
MARKED = re.compile(r"\s*([•◦▪●‣·–-]|\(?(?:\d{1,3}|[a-z])[.)])\t\s*")
MOST_LEVELS = 9


@dataclass(frozen=True)
class Looks:
    """How text looks: `signs` of stress, and of its paragraph the style, list, level and table."""

    signs: tuple[str, ...] = ()
    hidden: bool = False
    deleted: bool = False
    style: int = 0
    list: int = 0
    level: int = 0
    outline: int = 9
    indent: int = 0
    in_table: bool = False

    def told(self, word: str, number: int | None) -> Looks:
        """The looks behind a word of control."""
        return _told(self, word, number)

    def placed(self, word: str, number: int) -> Looks:
        """The looks of a paragraph with another list, level, or place in the outline."""
        if word in ("ls", "li"):
            known = {"list": number} if word == "ls" else {"indent": number}
            return replace(self, **known)  # type: ignore[arg-type]
        return replace(self, level=number) if word == "ilvl" else replace(self, outline=number)

    def plain_paragraph(self) -> Looks:
        return replace(self, style=0, list=0, level=0, outline=9, indent=0, in_table=False)


@lru_cache(maxsize=4096)  # a document has few looks, and a word of control before every other word
def _told(looks: Looks, word: str, number: int | None) -> Looks:
    on = number != 0
    if word in SIGNS:
        kept = tuple(sign for sign in looks.signs if sign != SIGNS[word])
        return replace(looks, signs=(*kept, SIGNS[word]) if on else kept)
    if word == "nosupersub":
        return replace(looks, signs=tuple(s for s in looks.signs if s not in ("sup", "sub")))
    if word == "plain":
        return replace(looks, signs=(), hidden=False)
    if word == "v":
        return replace(looks, hidden=on)
    if word == "deleted":
        return replace(looks, deleted=on)
    if word in ("intbl", "itap"):
        return replace(looks, in_table=on)
    return looks


@dataclass
class Flow:
    """A text that grows: the body of a document, a note, a box; `styles` are names by numbers."""

    styles: Mapping[int, str]
    kind: str = ""
    blocks: list[str] = field(default_factory=list)
    runs: list[tuple[str, tuple[str, ...], str]] = field(default_factory=list)
    mark: str = ""
    items: list[tuple[int, bool, str]] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)
    title: str = ""
    subtitle: str = ""

    def say(self, text: str, looks: Looks, link: str) -> None:
        self._run(escape(cleaned(text)), looks.signs, link)

    def put(self, made: str, looks: Looks) -> None:
        """HTML that stands in the line."""
        self._run(made, (), "")

    def _run(self, made: str, signs: tuple[str, ...], link: str) -> None:
        if self.runs and self.runs[-1][1:] == (signs, link):
            made = self.runs.pop()[0] + made
        self.runs.append((made, signs, link))

    def marked(self, mark: str) -> None:
        """The bullet or the number of an item, as it is written out before its words."""
        self.mark = mark.strip() or "•"

    def beside(self, made: str) -> None:
        """What stands in a box comes behind the paragraph that it is tied to."""
        self.boxes.append(made)

    def end(self, looks: Looks) -> None:
        """The end of a paragraph."""
        made, mark = self._line(), self.mark
        self.runs, self.mark = [], ""
        if looks.in_table:
            self.parts.append(f"<p>{made}</p>")
            return
        written = MARKED.match(made)
        if not mark and written:
            mark, made = written[1], made[written.end() :]
        is_item = bool(mark) or (looks.list > 0 and made)
        if self.items and not is_item and made.strip() and looks.indent > 0 and looks.outline == 9:
            level, is_numbered, words = self.items[-1]
            if level == looks.indent:  # it goes on
                self.items[-1] = (level, is_numbered, f"{words}<p>{made}</p>")
                return
        if not is_item or looks.outline < MOST_LEVELS:
            self._settle()
        if looks.outline >= MOST_LEVELS and is_item and made:
            level = min(looks.level, MOST_LEVELS) if looks.list else looks.indent
            self.items.append((level, bool(NUMBERED.match(mark)), made))
        elif made.strip():
            self._paragraph(made, looks)
        self._put_boxes()

    def _paragraph(self, made: str, looks: Looks) -> None:
        name = self.styles.get(looks.style, "")
        found = HEADING.match(name)
        level = int(found[1]) if found else looks.outline + 1 if looks.outline < 9 else 0
        plain = " ".join(re.sub(r"<[^<>]*>", "", made).split())
        if name == "title" and not self.title and "<img" not in made and "data-fn" not in made:
            self.title = _unescaped(plain)
        elif name == "subtitle" and not self.subtitle and "<img" not in made:
            self.subtitle = _unescaped(plain)
        elif level:
            made = re.sub(r"</?strong>", "", made)  # as headings look anyway
            self.blocks.append(f"<h{min(level, 6)}>{made}</h{min(level, 6)}>")
        elif "quot" in name or "block text" in name:
            self.blocks.append(f"<blockquote><p>{made}</p></blockquote>")
        else:
            self.blocks.append(f"<p>{made}</p>")

    def _line(self) -> str:
        made = ""
        for words, signs, link in self.runs:
            if words.strip():
                words = "".join(f"<{s}>" for s in signs) + words
                words += "".join(f"</{s}>" for s in reversed(signs))
            is_link = link and words.strip()
            made += f'<a href="{escape(link)}">{words}</a>' if is_link else words
        return made

    def cell(self, looks: Looks) -> None:
        self.end(replace(looks, in_table=True))
        self.cells.append("".join(self.parts))
        self.parts = []

    def row(self) -> None:
        if self.items:
            self._put_list()
        if self.cells:
            self.rows.append(self.cells)
        self.cells = []

    def _settle(self) -> None:
        """Put a list or a table that has ended."""
        begun = bool(self.items or self.cells or self.parts or self.rows)
        if self.items:
            self._put_list()
        if self.cells or self.parts:
            self.rows.append([*self.cells, *(["".join(self.parts)] if self.parts else [])])
            self.cells, self.parts = [], []
        if self.rows:
            rows = ("".join(f"<td>{cell}</td>" for cell in row) for row in self.rows)
            self.blocks.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
            self.rows = []
        if begun:
            self._put_boxes()

    def _put_boxes(self) -> None:
        if not (self.rows or self.cells or self.items):
            self.blocks += self.boxes
            self.boxes = []

    def _put_list(self) -> None:
        """Items with their levels as lists in lists."""
        made = ""
        open_: list[tuple[int, str]] = []
        for level, is_numbered, words in self.items:
            tag = "ol" if is_numbered else "ul"
            while open_ and open_[-1][0] > level:
                made += f"</li></{open_.pop()[1]}>"
            if open_ and open_[-1][0] == level:
                made += "</li>" if open_[-1][1] == tag else f"</li></{open_.pop()[1]}><{tag}>"
                if not open_ or open_[-1][0] != level:
                    open_.append((level, tag))
            else:
                made += f"<{tag}>"
                open_.append((level, tag))
            made += f"<li>{words}"
        while open_:
            made += f"</li></{open_.pop()[1]}>"
        self.blocks.append(made)
        self.items = []

    def html(self) -> str:
        """All of it; what is begun is ended."""
        self.end(Looks(in_table=bool(self.cells or self.parts)))
        self._settle()
        self._put_boxes()
        return "".join(self.blocks)


def _unescaped(said: str) -> str:
    from html import unescape

    return " ".join(unescape(said).split())
