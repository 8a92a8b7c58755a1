"""HTML of strangers → Markdown that says the same, and what did not come along.

Known elements become what the dialect has for them, unknown ones their words. Scripts, styles and
forms are left out, embeds become links, and pictures that are elsewhere become places to fill in.
What comes out is text: whether it is a good post is checked when it is read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from lxml import etree

from zinewright.body import Element
from zinewright.importers.common.arrived import Image
from zinewright.importers.common.cited import take_notes
from zinewright.importers.common.escaping import (
    BREAK,
    TOO_LONG,
    bracketed,
    code_block,
    destination,
    paragraph,
)
from zinewright.importers.common.nesting import LIST, marked
from zinewright.importers.common.phrasing import (
    DEEPEST,
    GONE,
    HtmlReading,
    Phrasing,
    is_hidden,
    joined,
)
from zinewright.importers.common.trees import is_deep, language, read_html, shortened
from zinewright.prose.figures import drop

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
BLOCKS = frozenset(
    (
        "p div section article main header footer aside nav ul ol li dl dt dd menu dir center "
        "blockquote figure figcaption table pre hr details summary address body html fieldset "
        "caption thead tbody tfoot tr td th legend hgroup"
    ).split()
) | set(HEADINGS)  # fmt: skip


PIPE = re.compile(r"(?<![\\`])(`+)(?!`).*?(?<!`)\1(?!`)|\|")  # outside of code, where it parts none
EMBEDDED = re.compile(r"(?:mastodon|bluesky|tiktok)-embed|instagram-media|twitter-|threads-")
PICTURE = re.compile(r"!\[(?:\\.|[^\]\\])*\]\([^)\s]*\)\Z")


WIDGETS = ("data-attrs", "data-url", "data-href", "data-src")
ADDRESS = re.compile(r"https?://[^\s\"'<>\\]{1,200}")


class Converted:
    """A fragment as Markdown: `text`, its `images`, and what was `dropped`, each a sentence.

    `base` is the address that links are seen from, `language` that of the post; `notes` are
    footnotes as HTML by their ids, where they are kept beside the text.
    """

    def __init__(self, content: str | Element, reading: HtmlReading | None = None,
                 notes: Mapping[str, str] | None = None) -> None:  # fmt: skip
        self.reading = reading or HtmlReading()
        root, deep = read_html(content) if isinstance(content, str) else (content, is_deep(content))
        if deep:
            self.reading.dropped["all that comes behind a place that is nested too deeply"] += 1
        if shortened(root):
            self.reading.dropped[TOO_LONG] += 1
        known: dict[str, Element] = {n: read_html(said)[0] for n, said in (notes or {}).items()}
        for mark in root.iter("sup"):
            if mark.get("data-fn") in known:
                mark.set("data-note", str(mark.get("data-fn")))
        known |= take_notes(root)
        self.phrasing = Phrasing(self.reading)
        found = [int(str(el.tag)[1]) for el in root.iter(*HEADINGS)]
        self.top, self.level = min(found, default=2), 1
        parts = _filled([*self._blocks(root, 0), *self._notes(known)])
        parts += [f"*[{term}]: {said}" for term, said in self.reading.terms.items() if term]
        self.text = "\n\n".join(parts)

    @property
    def images(self) -> tuple[Image, ...]:
        return tuple(self.reading.images.values())

    @property
    def dropped(self) -> tuple[str, ...]:
        found = self.reading.dropped.items()
        return tuple(what if count == 1 else f"{count} × {what}" for what, count in found)

    def _notes(self, known: Mapping[str, Element]) -> Iterator[str]:
        """The notes that are cited, and those that they cite."""
        told: set[str] = set()
        while waiting := [each for each in self.reading.cited.items() if each[0] not in told]:
            for name, number in waiting:
                told.add(name)
                if name not in known:
                    continue
                for heading in known[name].iter(*HEADINGS):
                    heading.tag = "legend"  # a note has no place in the outline
                inside = "\n\n".join(_filled(self._blocks(known[name], 1)))
                yield marked(f"[^{number}]:", inside or "…")

    # --- blocks

    def _blocks(self, element: Element, depth: int) -> Iterator[str]:
        """The blocks inside an element; words between them are paragraphs of their own."""
        if depth > DEEPEST:
            yield paragraph(self.phrasing.said(" ".join(element.itertext())))
            return
        run = [self.phrasing.said(element.text)]
        for child in element:
            if isinstance(child.tag, str) and _is_block(child):
                yield paragraph(joined(run))
                run = []
                yield from self._block(child, depth + 1)
            else:
                run.append(self.phrasing.inline(child, depth + 1))
            run.append(self.phrasing.said(child.tail))
        yield paragraph(joined(run))

    def _block(self, element: Element, depth: int) -> Iterator[str]:
        before = self.phrasing.tongue
        self.phrasing.tongue = language(element.get("lang")) or before
        yield from self._shaped(element, str(element.tag), depth)
        self.phrasing.tongue = before

    def _shaped(self, element: Element, tag: str, depth: int) -> Iterator[str]:
        if tag in GONE or is_hidden(element):
            self.phrasing.inline(element, depth)
        elif tag in HEADINGS:
            yield from self._heading(element, depth)
        elif tag in ("ul", "ol", "menu", "dir"):
            yield self._list(element, depth)
        elif tag == "dl":
            yield self._terms(element, depth)
        elif tag == "blockquote":
            inside = "\n\n".join(_filled(self._blocks(element, depth + 1)))
            yield "\n".join(f"> {line}".rstrip() for line in inside.split("\n")) if inside else ""
        elif tag == "pre":
            yield code_block(_with_lines(element), _is_apart(element))
        elif tag == "figure":
            yield from self._figure(element, depth)
        elif tag == "table":
            yield from self._table(element, depth)
        elif tag == "hr":
            yield "---"
        elif tag == "a" and _is_embedded(element):
            yield from self._way_to(element, depth)
        elif tag in ("summary", "dt", "legend"):
            words = " ".join(self.phrasing.words(element, depth).split())
            yield f"**{words}**" if words and "*" not in words else paragraph(words)
        elif widget := _widget_of(element):
            self.phrasing.reading.dropped[widget] += 1
        else:
            yield from self._blocks(element, depth)

    def _way_to(self, element: Element, depth: int) -> Iterator[str]:
        """A link around all of an embedded post: its last words lead there."""
        parts = [part for part in self._blocks(element, depth) if part.strip()]
        address = self.phrasing.address(element.get("href", ""))
        if address and parts and "](" not in parts[-1] and parts[-1][0] not in "#>|-!*":
            said = bracketed(parts.pop().replace(BREAK, " "))
            parts.append(f"[{said}]({destination(address)})")
        yield from parts

    def _heading(self, element: Element, depth: int) -> Iterator[str]:
        """A heading on a level that fits: the highest is the second, and none is skipped."""
        pictures = [self.phrasing.picture(picture) for picture in element.iter("img")]
        for picture in list(element.iter("img")):
            drop(picture)
        words = " ".join(self.phrasing.words(element, depth).replace(BREAK, " ").split())
        if re.sub(r"[\W_]", "", words):
            self.level = min(6, 2 + int(str(element.tag)[1]) - self.top, self.level + 1)
            yield f"{'#' * self.level} " + re.sub(r"#(?=#*\Z)", r"\\#", words)
        elif words:
            yield paragraph(words)
        yield from pictures

    def _list(self, element: Element, depth: int) -> str:
        """A list; a list that stands in no item of it belongs to the item before."""
        start = element.get("start", "1")
        number = int(start) if start.isdecimal() and len(start) < 6 else 1
        items: list[list[str]] = []
        lead: list[str] = []
        for item in element:
            if not isinstance(item.tag, str):
                continue
            inside = _filled(self._block(item, depth + 1))
            if items and inside and (item.tag != "li" or LIST.match(inside[0])):
                items[-1] += inside
            elif inside and LIST.match(inside[0]):
                lead += inside
            elif inside:
                items.append(inside)
        loose = any(
            "\n\n" in part or (number > 0 and not LIST.match(part)) or number > 1
            for inside in items
            for number, part in enumerate(inside)
        )
        gap = "\n\n" if loose else "\n"
        marks = (f"{number + n}." if element.tag == "ol" else "-" for n in range(len(items)))
        made = [marked(mark, gap.join(inside)) for mark, inside in zip(marks, items, strict=True)]
        return "\n\n".join([*lead, *([gap.join(made)] if made else [])])

    def _terms(self, element: Element, depth: int) -> str:
        """A list of terms; what is wrapped in groups is taken out of them."""
        made: list[str] = []
        for child in element.iter("dt", "dd"):
            if next(child.iterancestors("dl"), None) is not element:
                continue
            inside = _filled(self._blocks(child, depth + 1))
            if child.tag == "dt" and inside:
                gap = "\n" if made and made[-1].startswith(":") else ""
                made.append(gap + " ".join(" ".join(inside).replace(BREAK, " ").split()))
            elif inside:
                made.append(marked(":", "\n\n".join(inside)))
        if not made or made[0].startswith(":") or not made[-1].startswith(":"):
            return "\n\n".join(part.lstrip(": \n") for part in made)
        return "\n".join(made)

    def _figure(self, element: Element, depth: int) -> Iterator[str]:
        """What a figure holds, and its caption behind it, as a caption where it can have one."""
        captions = [c for c in element.iter("figcaption") if c.getparent() is element]
        for caption in captions:
            tail, caption.tail = caption.tail, None
            if tail and tail.strip():
                caption.addnext(_words_as_paragraph(tail))
            element.remove(caption)
        inside = [part for part in self._blocks(element, depth) if part.strip()]
        yield from inside
        for caption in captions:
            words = " ".join(self.phrasing.words(caption, depth).replace(BREAK, " ").split())
            fits = inside and (PICTURE.match(inside[-1]) or inside[-1].startswith("| "))
            yield f"Caption: {words}" if fits and words else paragraph(words)
            inside = []

    # --- tables

    def _table(self, element: Element, depth: int) -> Iterator[str]:
        rows = list(_rows(element))
        width = max((len(row) for row in rows), default=0)
        cells = [cell for row in rows for cell in row]
        nested = any(True for cell in cells for _ in cell.iter("table", "form", *HEADINGS))
        if width < 2 or nested or element.get("role") in ("presentation", "none"):
            for row in rows:
                for cell in row:
                    yield from self._block(cell, depth + 1)
            return
        if any(c.get("rowspan", "1") != "1" or c.get("colspan", "1") != "1" for c in cells):
            self.reading.dropped["merged cells of a table: look at it"] += 1
        written = [
            [self._cell(cell, depth, n == 0 and not _is_head(row)) for n, cell in enumerate(row)]
            for row in rows
        ]
        head = len(rows) > 1 and all(cell.tag == "th" for cell in rows[0])
        if not head:
            written.insert(0, [])
        written = [[*row, *[""] * (width - len(row))] for row in written]
        lines = [f"| {' | '.join(row)} |" for row in written]
        yield "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])
        caption = element.find("caption")
        if caption is not None:
            words = " ".join(self.phrasing.words(caption, depth).replace(BREAK, " ").split())
            yield f"Caption: {words}" if words else ""

    def _cell(self, cell: Element, depth: int, may_head: bool) -> str:
        """A cell as part of a line; one that `may_head` its row does where HTML says so."""
        parts = [p for p in self._blocks(cell, depth + 2) if p.strip()]
        words = " ".join(" ".join(parts).replace(BREAK, " ").split())
        words = PIPE.sub(lambda found: "&#124;" if found[0] == "|" else found[0], words)
        is_head = may_head and cell.tag == "th" and words and "*" not in words
        return f"**{words}**" if is_head else words


def _is_block(element: Element) -> bool:
    """Whether an element is a block or has one in it, as links around whole sections do."""
    return element.tag in BLOCKS or (
        len(element) > 0 and any(el.tag in BLOCKS for el in element.iter("*"))
    )


def _rows(table: Element) -> Iterator[list[Element]]:
    for row in table.iter("tr"):
        if next(row.iterancestors("table"), None) is table and (cells := _cells(row)):
            yield cells


def _is_head(row: list[Element]) -> bool:
    return all(cell.tag == "th" for cell in row)


def _cells(row: Element | None) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")] if row is not None else []


def _is_embedded(element: Element) -> bool:
    """Whether an element is a part of a post of another service, as these write them to embed."""
    quote = next(element.iterancestors("blockquote"), None)
    return quote is not None and bool(EMBEDDED.search(quote.get("class", "")))


def _is_apart(element: Element) -> bool:
    """Whether lines of code can stand as such: anywhere but in a cell and in a term."""
    return next(element.iterancestors("td", "th", "dt"), None) is None


def _filled(parts: Iterable[str]) -> list[str]:
    return [part for part in parts if part.strip()]


def _with_lines(element: Element) -> str:
    for mark in element.iter("br"):
        mark.tail = "\n" + (mark.tail or "")
    return "".join(element.itertext())


def _words_as_paragraph(words: str) -> Element:
    made = etree.Element("p")
    made.text = words
    return made


def _widget_of(element: Element) -> str:
    """What a program draws in a place that has no words of its own, and where it may be seen."""
    said = next((str(element.get(key)) for key in WIDGETS if element.get(key)), "")
    if (
        not said
        or "".join(map(str, element.itertext())).strip()
        or element.find(".//img") is not None
    ):
        return ""
    name = (element.get("data-component-name") or element.get("class") or "widget").split()[0]
    address = ADDRESS.search(said.replace("\\/", "/"))
    return f"“{name[:40]}”, which has no words here" + (f": {address[0]}" if address else "")
