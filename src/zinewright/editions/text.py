"""Zine → plain text, for any editor, screen reader or braille display.

Everything is said in words or by blank lines and indents. What a link leads to (a title, the end
of a passage) begins a line and keeps its letters, so that a search for the words of the link
arrives. Addresses stand in the appendix, so links are their words.
"""

from __future__ import annotations

import copy
import itertools
import re
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from functools import partial

from zinewright.assemble.markup import address_words, short_address
from zinewright.bidi import FSI, ISOLATED, PDI
from zinewright.body import HEADINGS, INLINES, Element, is_said_again
from zinewright.editions.pieces import piece
from zinewright.languages.words import words_for
from zinewright.locators import LOCATOR, UNKNOWN, Locators, located
from zinewright.model import Section, Zine
from zinewright.sealed import Keep, anew

PIECES = "zinewright.editions.text"
UNDERLINES = {"h1": "=", "h2": "-"}
DEEPER = "."
BULLETS = ("•", "◦", "▪")
INDENT = 4
NARROWEST = 20
MOST_COLUMNS = 100
NOTHING = "–"
LINE = "\v"
UNBROKEN = "\x1f"  # a space at which no line ends
SUPERSCRIPTS = str.maketrans("0123456789+-−()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁽⁾ⁿ")
SUBSCRIPTS = str.maketrans("0123456789+-−()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₍₎")
RAISED = re.compile(r"[0-9+\-−()n]+\Z")
SPACES = re.compile("[ \t\r\n\x85\u2028\u2029]+")
NOTE_MARKS = re.compile(r"(?:\[[^\]]*\])*\Z")
QUOTED = re.compile(r"[“„«»‘‚‹›\"']")


def text(zine: Zine, width: int = 72, locators: Locators = UNKNOWN, keep: Keep = anew) -> str:
    """The plain-text edition. Lines end with LF and have at most `width` characters.

    Only what holds no space, such as an address, is longer. Where a page of the reading edition
    begins stands its number, as in “[page 12]”.
    """

    def made(section: Section, locators: Locators) -> str:
        return "\n\n".join(_Plain(zine, section, locators).blocks(width))

    sections = (
        piece(
            PIECES, zine, section, locators, (zine.language, width), partial(made, section), keep,
            in_lines=True,
        )
        for section in zine.sections
    )  # fmt: skip
    lines = "\n\n\n".join(filter(None, sections)).replace(UNBROKEN, " ").split("\n")
    return "\n".join(line.rstrip() for line in lines) + "\n"


class _Plain:
    """The blocks of one section as plain text, each a string of lines.

    What the program says in it is in the language of the zine, since no voice changes here for a
    piece in another; quotation marks are those of the piece.
    """

    def __init__(self, zine: Zine, section: Section, locators: Locators) -> None:
        self.root = located(section, zine, locators)
        self.words = words_for(zine.language)
        self.quote = words_for(section.language).say("quote", text="\0").split("\0")
        self.forms: Mapping[str, Callable[[Element, int], Iterator[str]]] = {
            **dict.fromkeys(HEADINGS, self._heading),
            "p": self._paragraph,
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "blockquote": self._quotation,
            "table": self._table,
            "pre": self._verbatim,
            "hr": self._break,
        }
        self.marked: Mapping[str, Callable[[Element, str], str]] = {
            "abbr": _abbreviation,
            "q": lambda _, inner: inner.join(self.quote),
            "del": lambda _, inner: self.words.say("text-crossed-out", text=inner),
            "s": lambda _, inner: self.words.say("text-crossed-out", text=inner),
            "sup": _raised,
            "sub": _lowered,
        }

    def blocks(self, width: int) -> Iterator[str]:
        yield from self._inside(self.root, width)

    def _inside(self, parent: Element, width: int) -> Iterator[str]:
        """The blocks in an element; words between them make paragraphs of their own."""
        loose = _spaced(parent.text)
        for child in parent:
            if child.tag in INLINES:
                loose += self._inline(child)
            else:
                yield from _wrapped(loose, width)
                yield from self._block(child, width)
                loose = ""
            loose += _spaced(child.tail)
        yield from _wrapped(loose, width)

    def _block(self, element: Element, width: int) -> Iterator[str]:
        if is_said_again(element):
            return
        if "notice" in _classes(element):
            yield from self._indented(element, width)
        else:
            yield from self.forms.get(str(element.tag), self._inside)(element, width)

    def _heading(self, heading: Element, width: int) -> Iterator[str]:
        """Underlined; most voices pass over the dots and dashes."""
        for block in self._inside(heading, width):
            longest = max(map(len, block.split("\n")))
            yield f"{block}\n{UNDERLINES.get(str(heading.tag), DEEPER) * longest}"

    def _paragraph(self, paragraph: Element, width: int) -> Iterator[str]:
        if (around := paragraph.getparent()) is not None and "poem" in _classes(around):
            words = self._inline(paragraph).replace("\xa0", UNBROKEN)
            lines = (_lines(line, width, later=_hang(line)) for line in words.split(LINE))
            yield "\n".join(itertools.chain.from_iterable(lines))
        elif "passage-end" in _classes(paragraph):
            yield from (f"[{block}]" for block in self._inside(paragraph, width - 2))
        else:
            yield from self._inside(paragraph, width)

    def _indented(self, element: Element, width: int) -> Iterator[str]:
        for block in self._inside(element, max(width - INDENT, NARROWEST)):
            yield textwrap.indent(block, " " * INDENT)

    def _quotation(self, quotation: Element, width: int) -> Iterator[str]:
        """Indented for the eye and between quotation marks for the ear; the attribution outside."""
        words = copy.deepcopy(quotation)
        named = [part for part in words if "attribution" in _classes(part)]
        for part in named:
            words.remove(part)
        blocks = list(self._indented(words, width - 2))
        if blocks and not QUOTED.match(blocks[0].lstrip()):
            opening, closing = self.quote
            blocks[0] = " " * INDENT + opening + blocks[0].lstrip()
            blocks[-1] = NOTE_MARKS.sub(lambda marks: closing + marks[0], blocks[-1], count=1)
        yield from blocks
        for part in named:
            yield from self._indented(part, width)

    def _list(self, items: Element, width: int) -> Iterator[str]:
        """Items with a hanging indent; a blank line between them if one holds paragraphs."""
        is_contents = "contents" in _classes(items)
        gap = "\n\n" if items.find("li/p") is not None else "\n"
        made = []
        for mark, item in zip(_marks(items), items, strict=True):
            hang = INDENT if is_contents else len(mark)
            blocks = self._inside(item, max(width - hang, NARROWEST))
            inner = ("\n" if is_contents else gap).join(blocks)
            made.append(mark + textwrap.indent(inner, " " * hang)[hang:])
        yield gap.join(made)

    def _table(self, table: Element, width: int) -> Iterator[str]:
        """A block a row: a line for each cell, after the header that it stands under."""
        if caption := self._words(table.find("caption")):
            marks = NOTE_MARKS.search(caption)
            marked = marks[0] if marks else ""
            named = self.words.say("text-table", caption=caption.removesuffix(marked))
            yield from _wrapped(named + marked, width)
        heads: dict[int, str] = {}
        above = set(table.iterfind("thead/tr"))
        for row, cells in _rows(table):
            if row in above:
                heads |= {column: self._words(cell) for column, cell in cells.items()}
            else:
                yield from self._row(cells, heads, width)

    def _row(
        self, cells: Mapping[int, Element], heads: Mapping[int, str], width: int
    ) -> Iterator[str]:
        """The cells of a row, those behind its own header under it."""
        lines: list[str] = []
        inner = " " * INDENT if any(cell.tag == "th" for cell in cells.values()) else ""
        for column, cell in cells.items():
            said = self._words(cell) or NOTHING
            line = f"{heads[column]}: {said}" if heads.get(column) else said
            indent = "" if cell.tag == "th" else inner
            lines += _lines(line, width, indent, indent + " " * INDENT)
        yield "\n".join(lines)

    def _definitions(self, entries: Element, width: int) -> Iterator[str]:
        """Each word with what it means below it."""
        block = ""
        for entry in entries:
            form = self._indented if entry.tag == "dd" else self._inside
            if entry.tag == "dt" and block:
                yield block.lstrip("\n")
                block = ""
            block += "".join(f"\n{part}" for part in form(entry, width))
        yield block.lstrip("\n")

    def _verbatim(self, code: Element, width: int) -> Iterator[str]:
        for marker in [each for each in code.iter("span") if LOCATOR in _classes(each)]:
            marker.text = self._inline(marker).replace(UNBROKEN, " ")
        yield textwrap.indent("".join(map(str, code.itertext())).strip("\n"), " " * INDENT)

    def _break(self, rule: Element, width: int) -> Iterator[str]:
        yield "* * *"

    def _words(self, element: Element | None) -> str:
        """The words of an element on one line."""
        blocks = () if element is None else self._inside(element, sys.maxsize)
        return _spaced(" ".join(blocks)).strip()

    def _inline(self, element: Element) -> str:
        """The words of an inline element, without those behind it."""
        tag, classes = str(element.tag), _classes(element)
        if tag == "br":
            return LINE
        if tag == "img":
            alt = element.get("alt")
            return self.words.say("text-picture", alt=_spaced(alt)) if alt else ""
        if address := _address_of(element):
            return "".join(self._inline(mark) for mark in element) + address
        inner = _spaced(element.text)
        inner += "".join(self._inline(child) + _spaced(child.tail) for child in element)
        if LOCATOR in classes:
            said = self.words.say("text-page", page=element.get("data-page", ""))
            return said.replace(" ", UNBROKEN) + " "
        if "noteref" in classes:
            return f"[{inner}]"
        said = self.marked.get(tag, _unmarked)(element, inner)
        return f"{FSI}{said}{PDI}" if element.get("dir") and said.strip() else said


def _abbreviation(abbreviation: Element, short: str) -> str:
    long = _spaced(abbreviation.get("title"))
    return f"{short} ({long})" if long else short


def _address_of(element: Element) -> str:
    """The whole address that an element shows, "" for one that shows none: no code stands here."""
    if "address" in _classes(element):
        link = element.getprevious()
        return f" ({address_words(link.get('href', ''))})" if link is not None else ""
    address = element.get("href", "") if element.tag == "a" else ""
    is_short = short_address(address) not in ("", address_words(address))
    shown = "".join(str(part) for part in element.itertext() if is_short)
    return address_words(address) if is_short and shown == short_address(address) else ""


def _hang(line: str) -> str:
    """What the rest of a line of a poem stands under: farther in than where it begins."""
    return " " * (len(line) - len(line.lstrip(UNBROKEN)) + INDENT)


def _unmarked(element: Element, inner: str) -> str:
    return inner


def _raised(element: Element, inner: str) -> str:
    return inner.translate(SUPERSCRIPTS) if RAISED.match(inner) else inner


def _lowered(element: Element, inner: str) -> str:
    return inner.translate(SUBSCRIPTS)


def _classes(element: Element) -> set[str]:
    return set(element.get("class", "").split())


def _marks(items: Element) -> list[str]:
    """What stands before each item: “[1]” for notes, numbers, bullets, or nothing in contents."""
    if "contents" in _classes(items):
        return [""] * len(items)
    if items.tag == "ul":
        level = sum(1 for _ in items.iterancestors("ul"))
        return [BULLETS[min(level, len(BULLETS) - 1)] + " "] * len(items)
    numbers = itertools.count(int(items.get("start", "1")))
    marks = [
        f"[{number}]" if "footnote" in _classes(item) else f"{number}."
        for number, item in zip(numbers, items, strict=False)
    ]
    widest = max(map(len, marks), default=0)
    return [mark.ljust(widest) + " " for mark in marks]


def _rows(table: Element) -> Iterator[tuple[Element, dict[int, Element]]]:
    """The rows, each with its cells by column; a cell that spans stands in all that it spans."""
    below: dict[int, tuple[int, Element]] = {}
    for row in table.iter("tr"):
        cells = {column: cell for column, (_, cell) in below.items()}
        below = {column: (rows - 1, cell) for column, (rows, cell) in below.items() if rows > 1}
        column = 0
        for cell in row:
            for _ in range(min(int(cell.get("colspan", "1")), MOST_COLUMNS)):
                while column in cells:
                    column += 1
                cells[column] = cell
                if (rows := int(cell.get("rowspan", "1"))) > 1:
                    below[column] = (rows - 1, cell)
        yield row, dict(sorted(cells.items()))


def _spaced(text: str | None) -> str:
    """Text with single spaces; a no-break space stays what it is."""
    return SPACES.sub(" ", text or "")


def _wrapped(text: str, width: int) -> Iterator[str]:
    """A paragraph, or nothing where there are no words; one alone needs no isolation."""
    if alone := ISOLATED.fullmatch(text.strip()):
        text = alone[1]
    lines = [line for part in text.split(LINE) for line in _lines(part, width)]
    if any(lines):
        yield "\n".join(lines)


def _lines(text: str, width: int, first: str = "", later: str = "") -> list[str]:
    return textwrap.wrap(
        _spaced(text).strip(" "), width, initial_indent=first, subsequent_indent=later,
        break_long_words=False, break_on_hyphens=False,
    )  # fmt: skip
