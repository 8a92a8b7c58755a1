"""Laid-out boxes → a structure tree that reads well (ISO 32000-1, 14.8), through one seam.

`add_tags` stands where WeasyPrint's own stood. It gives every element one tag, however many pages
its boxes cross, and makes an artifact of all marked content that no element of the text owns:
folios, running heads, repeated table heads, ornaments (ISO 14289-1, 7.1 and 7.3).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element

from zinewright.body import PULL
from zinewright.layout.anchors import id_read_back, read_back
from zinewright.layout.foot_notes import FOOT, LABEL, PARAGRAPH
from zinewright.layout.spoken import STRUCK, TEXT
from zinewright.locators import BEGINS, LOCATOR
from zinewright.typeset.boxes import (
    Box,
    LaidOutPage,
    LinkAnnotation,
    Mark,
    is_a,
    is_margin,
    is_row_group,
    laid_out,
    text_of,
)
from zinewright.typeset.page_starts import Starts
from zinewright.typeset.structure_tree import PAGE, Annotation, Content, Tag, settle_notes

ROLES = {
    "section": "Sect", "aside": "Aside", "p": "P", "pre": "P", "blockquote": "BlockQuote",
    "h1": "H1", "h2": "H2", "h3": "H3", "h4": "H4", "h5": "H5", "h6": "H6",
    "ul": "L", "ol": "L", "dl": "L", "table": "Table", "caption": "Caption",
    "thead": "THead", "tbody": "TBody", "tr": "TR", "th": "TH", "td": "TD",
    "figure": "Figure", "figcaption": "Caption", "img": "Figure",
    "a": "Link", "code": "Code", "q": "Quote", "em": "Em", "strong": "Strong",
}  # fmt: skip
SCOPES = {"col": "Column", "row": "Row", "colgroup": "Column", "rowgroup": "Row"}
NUMBERING = {"ul": "Disc", "ol": "Decimal", "dl": "Description"}


class Growing:
    """A structure tree that grows while the pages' boxes are walked in order.

    `owned` holds the boxes (with their page) whose content has a tag; `slots` those that keep room
    for a page number, with the id whose page it is; `spaces` those after which readers need a space
    that layout does not draw, as at the end of a line (ISO 32000-1, 14.8.2.5); `links` the tags of
    links with their words. Text from
    right to left has a Span of its own that says it (14.9.4): its glyphs stand in the order of the
    page. So have letters that join, `joined`, and each emoji, `drawn`, since several look the same.
    """

    def __init__(self, starts: Starts) -> None:
        self.starts = starts
        self.root = Tag("Document")
        self.owned: set[tuple[int, Box]] = set()
        self.slots: list[tuple[int, Box, str]] = []
        self.links: list[tuple[Tag, str]] = []
        self.spaces: list[tuple[int, Box]] = []
        self._last: tuple[int, Box] | None = None
        self._flows: dict[Element, _TextFlow] = {}
        self.joined: dict[tuple[int, Box], Tag] = {}
        self.drawn: dict[tuple[int, Box], str] = {}
        self._said: dict[tuple[int, Box], Tag] = {}
        self._tags: dict[Element, Tag | None] = {}
        self._items: dict[Element, Tag] = {}
        self._labels: dict[Element, Tag] = {}
        self._heads: dict[Element, int] = {}
        self._struck: list[tuple[Tag, Element]] = []
        self._texts: dict[tuple[int, int], str] = {}

    def add_page(self, number: int, page: LaidOutPage, marked: dict[Box, Mark]) -> None:
        """Walk the boxes of a page; `marked` maps boxes to their marked content."""
        self._page, self._height, self._marked = number, page.height, marked
        self._targets = {id(box): target for _, target, _, box in page.links}
        for child in page._page_box.children:
            if not is_margin(child):
                self._walk(child, self.root, "")

    def finish(self) -> None:
        """Read notes at the foot behind what calls them, and say of struck-out words that they
        are, once all of them are known."""
        settle_notes(self.root)
        for tag, element in self._struck:
            before, _, behind = element.get("data-said", TEXT).partition(TEXT)
            if any(part.role == "Link" for part in tag.walk()):
                self._tell_struck(tag, before, behind)
            else:
                tag.alt = f"{before}{_collapsed(''.join(_texts(element))).strip()}{behind}"

    def _tell_struck(self, tag: Tag, before: str, behind: str) -> None:
        """Say it piece by piece, so that links in struck-out words stay links."""
        for number, kid in enumerate(tag.kids):
            if isinstance(kid, Content):
                kid = tag.kids[number] = Tag("Span", [kid], kid.page)
            elif isinstance(kid, Annotation) or kid.alt:
                continue
            if kid.role != "Link" and any(part.role == "Link" for part in kid.walk()):
                self._tell_struck(kid, before, behind)
            elif said := "".join(self._texts[c.page, c.mcid] for c in kid.contents()).strip():
                kid.alt = f"{before}{said}{behind}"

    @property
    def unread(self) -> list[str]:
        """The ids of notes that are called, and that no page has at its foot."""
        notes = (tag for tag in self._tags.values() if tag and tag.at_foot)
        return [name for tag in notes if not self._says(tag) for name in tag.names]

    def _says(self, tag: Tag) -> str:
        return "".join(self._texts[each.page, each.mcid] for each in tag.contents()).strip()

    def orders(self) -> dict[int, list[int]]:
        """The numbers of the marked contents of each page in the order in which they are read."""
        found: dict[int, list[int]] = defaultdict(list)
        for content in self.root.contents():
            found[content.page].append(content.mcid)
        return found

    def _walk(self, box: Box, parent: Tag, lang: str) -> None:
        box = laid_out(box)
        if box.style["visibility"] == "hidden":  # laid out to keep room, and read by nobody
            for child in box.children:
                self._walk(child, parent, lang)
            return
        element, name = box.element, box.element_tag or ""
        if element is not None and "::" in name:
            if name.endswith("::marker"):
                parent = self._label(element, parent)
            elif name.endswith("::footnote-call"):  # the note itself comes at the foot
                self._tag_of(element, "span", parent, lang, box)
                return
            elif not name.startswith("q::"):
                return
        elif element is not None:
            if name == "thead" and self._is_said_again(box, element):
                return
            found = self._tag_of(element, name, parent, lang, box)
            if found is None:
                return
            parent, lang = found, element.get("lang") or lang
        if element is not None and box.link_annotation is not None and name == "a":
            self._link(box, box.link_annotation, element, parent)
        if box in self._marked and not self._marks_page(box, element):
            self._own(box, element, parent)
        for child in box.children:
            self._walk(child, parent, lang)
            if is_a(box, "FlexBox") and self._last:
                self._space(self._last)  # what stands apart is read apart
        if is_a(box, "LineBox") and "::" not in name:
            self._end_line(box, element)

    def _is_said_again(self, box: Box, element: Element) -> bool:
        """Whether a page begins with the head of a table that goes on."""
        first = self._heads.setdefault(element, self._page)
        return is_row_group(box) and box.is_header and first != self._page

    def _marks_page(self, box: Box, element: Element | None) -> bool:
        """Whether a box is room in the margin for a page's number, which is not read aloud."""
        target = element.get("data-of", "") if element is not None else ""
        if target.startswith(BEGINS):
            self.slots.append((self._page, box, target))
        return target.startswith(BEGINS)

    def _end_line(self, line: Box, element: Element | None) -> None:
        texts = [
            box for box in line.descendants()
            if (self._page, box) in self.owned and "::" not in (box.element_tag or "")
            and bool(text_of(box))
        ]  # fmt: skip
        if element is None or not texts or line.style["direction"] == "rtl":
            return
        if element not in self._flows:
            self._flows[element] = _TextFlow(element)
        drawn = None
        for box in texts:
            if text_of(box).strip():
                drawn = box
            elif drawn is not None:  # a space between two elements is not drawn
                self._space((self._page, drawn))
        if self._flows[element].passes("".join(map(text_of, texts))) and drawn is not None:
            self._space((self._page, drawn))

    def _space(self, place: tuple[int, Box]) -> None:
        """Let a space be read behind a text: in the text that is said, or as a glyph."""
        if place not in self._said:
            self.spaces.append(place)
        elif not self._said[place].actual.endswith(" "):
            self._said[place].actual += " "

    def _own(self, box: Box, element: Element | None, parent: Tag) -> None:
        self.owned.add((self._page, box))
        self._last = (self._page, box)
        content = Content(self._page, self._marked[box]["mcid"])
        self._texts[content.page, content.mcid] = text_of(box)
        drawn = element.get("data-drawn", "") if element is not None else ""
        joined = self.starts.joined.get(box, "")
        if element is not None and element.get("data-joined"):
            joined = element.get("data-joined", "")
        if said := drawn or joined or self.starts.from_right.get(box):
            tag = self._said[self._page, box] = Tag("Span", [content], self._page, actual=said)
            parent.kids.append(tag)
            if drawn:
                self.drawn[self._page, box] = drawn
            elif joined:
                self.joined[self._page, box] = tag
        else:
            parent.kids.append(content)
        _begin(parent, self._page)
        if element is not None and element.get("class") == "slot":
            self.slots.append((self._page, box, element.get("data-of", "")))

    def _tag_of(self, element: Element, name: str, parent: Tag, lang: str, box: Box) -> Tag | None:
        """The tag of an element: the one it has, a new one, or that of what it stands in."""
        if element not in self._tags:
            self._tags[element] = self._new(element, name, parent, lang, box)
        return self._tags[element]

    def _new(self, element: Element, name: str, parent: Tag, lang: str, box: Box) -> Tag | None:
        """A new tag, or none; where an element has no tag, the one around it takes its id."""
        before = len(parent.kids)
        made = self._made(element, name, parent, lang, box)
        if made is not None and made is not parent and made.role == "Link":
            self.links.append((made, " ".join("".join(_texts(element)).split())))
        if made is not None and (identity := id_read_back(element.get("id", ""))):
            item = parent.kids[before] if len(parent.kids) > before else None
            is_item = isinstance(item, Tag) and item.role == "LI" and made.role != "FENote"
            (item if is_item else made).names.append(identity)  # type: ignore[union-attr]
        return made

    def _made(self, element: Element, name: str, parent: Tag, lang: str, box: Box) -> Tag | None:
        own_lang = element.get("lang", "") if element.get("lang", lang) != lang else ""
        classes = (element.get("class") or "").split()
        if name.rpartition("}")[2] in ("img", "svg"):  # which has a namespace
            return self._figure(element, parent, box)
        if _is_for_eyes(element):
            return None
        if made := _of_foot(classes, own_lang):
            parent.kids.append(made)
            return made
        if name in ("li", "dt", "dd"):
            return self._item(element, name, parent, own_lang)
        if name == "ol" and "contents" in classes:
            parent.kids.append(Tag("TOC", lang=own_lang))
            return parent.kids[-1]  # type: ignore[return-value]
        if "noteref" in classes:
            link = Tag("Link", lang=own_lang, alt=element.get("data-said", ""))
            parent.kids.append(Tag("Reference", [link]))
            return link
        spanned = own_lang or (name == "abbr" and element.get("title")) or name in STRUCK
        if level := element.get("data-level"):  # of a heading that is read as one of another level
            name = f"h{level}"
        role = "Sub" if "line" in classes else ROLES.get(name, "")
        role = role or ("Span" if spanned and name not in ("html", "body") else "")
        if not role:
            return parent
        tag = Tag(role, lang=own_lang, numbering=_numbering(name, box))
        if name == "abbr":
            tag.expansion = element.get("title", "")
        if name in STRUCK:
            self._struck.append((tag, element))
        if name in ("th", "td"):
            wide, high = (int(element.get(key) or 1) for key in ("colspan", "rowspan"))
            tag.spans = (wide, high)
            tag.scope = SCOPES.get(element.get("scope", ""), "Column") if name == "th" else ""
        parent.kids.append(tag)
        return tag

    def _figure(self, element: Element, parent: Tag, box: Box) -> Tag | None:
        """A picture; without words, as what templates draw, it is decoration, which no tag owns."""
        alt = element.get("alt")
        if not alt:
            return None
        tag = parent
        if parent.role != "Figure" or parent.alt:
            tag = Tag("Figure")
            parent.kids.append(tag)
        tag.alt, tag.box = alt, self._rectangle(box)
        return tag

    def _item(self, element: Element, name: str, parent: Tag, lang: str) -> Tag:
        """LI with LBody inside (14.8.4.3.3); a term is the label of what defines it."""
        if parent.role == "TOC":
            parent.kids.append(Tag("TOCI", lang=lang))
            return parent.kids[-1]  # type: ignore[return-value]
        last = parent.kids[-1] if parent.kids else None
        item = last if name == "dd" and isinstance(last, Tag) and last.role == "LI" else Tag("LI")
        if item is not last:
            parent.kids.append(item)
        part = Tag("Lbl" if name == "dt" else "LBody", lang=lang)
        item.kids.append(part)
        self._items[element] = item
        if "footnote" in (element.get("class") or "").split():
            part.kids.append(Tag("FENote"))
            return part.kids[-1]  # type: ignore[return-value]
        return part

    def _label(self, element: Element, parent: Tag) -> Tag:
        """The Lbl of a list item, before its LBody; that of a note is in the note."""
        if element not in self._labels:
            self._labels[element] = Tag("Lbl")
            item = self._items.get(element, parent)
            notes = (tag for tag in item.walk() if tag.role == "FENote")
            next(notes, item).kids.insert(0, self._labels[element])
        return self._labels[element]

    def _link(self, box: Box, annotation: LinkAnnotation, element: Element, parent: Tag) -> None:
        x1, y1, x2, y2 = (float(value) for value in annotation["Rect"])
        rectangle = (min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))
        words = element.get("data-said") or " ".join("".join(_words(element)).split())
        target = read_back(self._targets.get(id(box), ""))
        parent.kids.append(Annotation(self._page, rectangle, target, words))
        _begin(parent, self._page)

    def _rectangle(self, box: Box) -> tuple[float, float, float, float]:
        """A box in points from the lower left corner of its page."""
        x, y = box.content_box_x(), box.content_box_y()
        top, bottom = self._height - y, self._height - y - box.height
        left, right = x, x + box.width
        return (_points(left), _points(bottom), _points(right), _points(top))


class _TextFlow:
    """The text of an element, gone through line by line."""

    def __init__(self, element: Element) -> None:
        text = "".join(_texts(element))
        is_verse = element.get("class") == "line"  # which no other tag parts from the next
        self.text, self.at = _collapsed(f"{text} " if is_verse else text), 0

    def passes(self, line: str) -> bool:
        """Whether the text has a space where the line ends."""
        words = _collapsed(line).strip(" ")
        found = self.text.find(words, self.at)
        if found < 0:
            return False
        self.at = found + len(words)
        return self.text[self.at : self.at + 1] == " "


def _is_for_eyes(element: Element) -> bool:
    """Whether an element says again, on paper, where the link beside it leads, or words of it."""
    kind = element.get("class")
    return bool(kind in ("linkref", PULL) or (element.tag == "span" and kind == "address"))


def _collapsed(text: str) -> str:
    return re.sub("[ \t\r\n\f]+", " ", text)


def _texts(element: Element) -> Iterator[str]:
    if element.get("class") == LOCATOR or _is_for_eyes(element):
        return
    yield " " if element.tag == "br" else element.get("data-drawn") or element.text or ""
    for child in element:
        if child.get("class") != FOOT:
            yield from _texts(child)
        yield child.tail or ""


def _of_foot(classes: Collection[str], lang: str) -> Tag | None:
    """The tag of a note at the foot, of its number, or of one of its paragraphs."""
    if FOOT in classes:
        return Tag("FENote", lang=lang, at_foot=True)
    if LABEL in classes:
        return Tag("Lbl", lang=lang)
    return Tag("P", lang=lang) if PARAGRAPH in classes else None


def _points(pixels: float) -> float:
    return round(pixels * 0.75, 3)


def _numbering(name: str, box: Box) -> str:
    """How the items of a list are marked; one that shows no marks says so."""
    shown = name not in ("ul", "ol") or box.style["list_style_type"] != "none"
    return NUMBERING.get(name, "") if shown else "None"


def _begin(tag: Tag, page: int) -> None:
    if tag.page < 0:
        tag.page = page


def _words(element: Element) -> Iterator[str]:
    """The words of an element, with PAGE for the room that is kept for a page number."""
    if element.get("class") == "slot":
        yield PAGE
        return
    yield element.get("data-drawn") or element.text or ""
    for child in element:
        yield from _words(child)
        yield child.tail or ""
