"""Laid-out boxes → how many letters of a section come before each of its pages.

Letters are those of `locators`. Two cells of a row that crosses a page both go on behind it; the
page then begins with the rest of the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.etree.ElementTree import Element

from zinewright.body import INLINES, PULL
from zinewright.layout.foot_notes import ELSEWHERE, FOOT
from zinewright.locators import LOCATOR, only_letters
from zinewright.typeset.boxes import (
    Box,
    LaidOutPage,
    TextBox,
    is_margin,
    is_picture,
    is_text,
    laid_out,
)

PASSED_OVER = ("slot", "qr", LOCATOR, PULL, ELSEWHERE)
NOWHERE = -1
APART = 1 << 40
"""Where the letters of notes at the foot are counted from, so that no page begins with one."""
HYPHENS = "-\u2010"
FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
JOINED = re.compile("[\u0900-\u109f\u1100-\u11ff\u1700-\u17ff\u1900-\u1cff\ua800-\uabff]")
"""Letters whose glyphs join and change places, so that no glyph says its letter alone."""
FORMATS = re.compile("[\u00ad\u200b\u202a-\u202e\u2066-\u2069]")
"""Soft hyphens and other signs that nobody reads."""


class Starts:
    """The letters before each page, learnt page by page; `letters` are all of them.

    Of the boxes of the last page `unhyphenated` are those that end in a hyphen which is not in the
    text, `from_right` those with letters from right to left, `joined` those with letters that join;
    all with their text. Only what stands in `roots` counts, if there are any.
    """

    def __init__(self, roots: Sequence[Element] = ()) -> None:
        self.roots = roots
        self.letters = 0
        self.unhyphenated: dict[Box, str] = {}
        self.from_right: dict[Box, str] = {}
        self.joined: dict[Box, str] = {}
        self._gaps: set[int] = set()
        self._space = False
        self._spaced = False
        self._pages: list[int] = []
        self._pieces: dict[Element, list[tuple[int, str]]] = {}
        self._passed: dict[Element, int] = {}
        self._apart = APART

    @property
    def pages(self) -> list[int]:
        """The letters before each page; one that shows none begins where the next one does."""
        found, behind = [], self.letters
        for start in reversed(self._pages):
            behind = behind if start == NOWHERE else start
            found.append(behind)
        return found[::-1]

    def add_page(self, page: LaidOutPage) -> None:
        """Walk the boxes of a page, in order."""
        flow = [box for box in page._page_box.children if not is_margin(box)]
        if not self._pieces and flow and (first := flow[0].element) is not None:
            for root in self.roots or (first,):
                self._learn(root, hidden=False)
        self.unhyphenated, self.from_right, self.joined = {}, {}, {}
        found = [place for box in flow for place in self._places(box)]
        self._pages.append(min((place for place in found if place < APART), default=NOWHERE))

    def _learn_apart(self, note: Element, *, hidden: bool) -> None:
        """Note where text of a note stands among all that stands at the foot of pages."""
        around = self.letters, self._space
        self.letters, self._space = self._apart, False
        self._learn_parts(note, self._pieces.setdefault(note, []), hidden=hidden)
        self._apart, (self.letters, self._space) = self.letters, around

    def _learn(self, element: Element, *, hidden: bool) -> None:
        """Note where in the section the text of each element stands, piece by piece."""
        classes = (element.get("class") or "").split()
        if FOOT in classes:
            self._learn_apart(element, hidden=hidden)
            return
        if element.tag in ("head", "style") or set(classes) & set(PASSED_OVER):
            return
        hidden = "instead" not in classes and (hidden or "hidden" in classes)
        pieces = self._pieces.setdefault(element, [])
        is_block = element.tag not in INLINES
        self._space = not is_block and (self._space or element.tag == "br")
        if element.tag == "img":
            self._count(pieces, "\ufffc", hidden=hidden)
        self._learn_parts(element, pieces, hidden=hidden)
        self._space &= not is_block

    def _learn_parts(
        self, element: Element, pieces: list[tuple[int, str]], *, hidden: bool
    ) -> None:
        self._count(pieces, element.text, hidden=hidden)
        for child in element:
            self._learn(child, hidden=hidden)
            self._count(pieces, child.tail, hidden=hidden)

    def _count(self, pieces: list[tuple[int, str]], text: str | None, *, hidden: bool) -> None:
        """Add a piece of text, and note where there is a space before a letter of it."""
        if not text or hidden:
            return
        self._space |= text[0].isspace()
        for word in text.split():
            if self._space:
                self._gaps.add(self.letters)
            if counted := only_letters(word):
                pieces.append((self.letters, counted))
                self.letters += len(counted)
            self._space = True
        self._space = text[-1].isspace()

    def _places(self, box: Box) -> Iterator[int]:
        """The place in the section of everything that a box shows."""
        box = laid_out(box)
        element, name = box.element, box.element_tag or ""
        is_shown = box.style["visibility"] != "hidden" and "::" not in name
        if is_shown and element in self._pieces:
            if name == "img" and is_picture(box):
                yield from (start for start, _ in self._pieces[element])
            elif is_text(box) and (shown := only_letters(box.text)):
                yield self._pass(box, element, shown)
        for child in box.children:
            yield from self._places(child)

    def _pass(self, box: TextBox, element: Element, shown: str) -> int:
        """Where the text of an element goes on; `shown` are the letters that are passed now.

        A hyphen that only the end of a line shows is not counted.
        """
        passed = self._passed.get(element, 0)
        is_longer = shown[-1] in HYPHENS and self._ahead(element, passed, len(shown)) != shown
        self._passed[element] = passed + len(shown) - is_longer
        start = self._at(element, passed)
        said = FORMATS.sub("", box.text[: -1 if is_longer else None])
        if start + len(shown) - is_longer in self._gaps:
            said = f"{said.rstrip()} "
        is_from_right = bool(FROM_RIGHT.search(said))
        is_joined = not is_from_right and bool(JOINED.search(said))
        if is_from_right or is_joined:
            kept = self.joined if is_joined else self.from_right
            kept[box] = said.lstrip() if self._spaced else said
        elif is_longer or "\u00ad" in box.text:
            self.unhyphenated[box] = said
        self._spaced = (is_from_right or is_joined) and said.endswith(" ")
        return start

    def _at(self, element: Element, passed: int) -> int:
        """Where in the section a letter of an element's own text stands."""
        for start, text in self._pieces[element]:
            if passed < len(text):
                return start + passed
            passed -= len(text)
        return self.letters

    def _ahead(self, element: Element, passed: int, count: int) -> str:
        """The next letters of an element's own text."""
        return "".join(text for _, text in self._pieces[element])[passed : passed + count]
