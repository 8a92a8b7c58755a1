"""Page breaks of the reading edition → places in the text. Law: page 12 is page 12 everywhere.

The text of a section is counted in letters: every character but spaces and those that only format,
and one for a picture. Typesetting counts the letters before each page; here the same count finds
the word that the page begins with, in the text that all other editions are made from.
"""

from __future__ import annotations

import copy
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from lxml import etree

from zinewright.abbreviations import spell_once
from zinewright.body import AT_FOOT, HEADINGS, INLINES, Element, is_said_again, only_in_print
from zinewright.model import FIRST, Section, Zine

LOCATOR = "locator"
BEGINS = "@page:"
NOT_LETTERS = re.compile(
    "[\\s\u00ad\u061c\u180e\u200b-\u200f\u20e3\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e0fff]+"
)
WORD = re.compile(
    "[\u2e80-\u9fff\uf900-\ufaff]|[^\\s—–/…\u2e80-\u9fff\uf900-\ufaff]+[—–/…]*|[—–/…]+"
)
NO_NAMES: Mapping[int, str] = {}


def only_letters(text: str) -> str:
    """The letters of a text that count."""
    return NOT_LETTERS.sub("", text)


def letters(text: str) -> int:
    """How many letters a text counts."""
    return len(only_letters(text))


@dataclass(frozen=True)
class Page:
    """A page of the reading edition: its printed number, the letters of its section before it."""

    label: str
    letters: int


@dataclass(frozen=True)
class Locators:
    """The pages of the reading edition.

    `pages` are those of each section, `labels` the page of every id of the zine, `spelled` the
    signs of each section that print spells out, with their names. `source` says which PDF it is.
    `kept` are the texts of sections that were located before, since several editions need them.
    """

    pages: Mapping[str, Sequence[Page]] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    spelled: Mapping[str, Mapping[int, str]] = field(default_factory=dict)
    source: str = ""
    kept: dict[str, Element] = field(default_factory=dict, compare=False, repr=False)


UNKNOWN = Locators()
Marker = Callable[[Page, int, bool], Element]
"""A page, its number in its section from 0, and whether a link is around → what marks it."""


def anchor(label: str) -> str:
    """The id of the place where a page begins."""
    return f"{LOCATOR}--{label}"


def located(section: Section, zine: Zine, locators: Locators) -> Element:
    """The text of a section as an edition without pages of its own has it.

    Where a page of the reading edition begins stands an empty span of the class `locator`, with
    the number in `data-page`; inside a link it has the class `quiet` as well. Page numbers are
    those of the reading edition, links that name no title have one, what is only for paper is left
    out, and an abbreviation is spelled out once.
    """
    if section.name in locators.kept:
        return copy.deepcopy(locators.kept[section.name])
    root = _located(section, zine, locators)
    if locators.pages:
        locators.kept[section.name] = copy.deepcopy(root)
    return root


def _located(section: Section, zine: Zine, locators: Locators) -> Element:
    root = section.body.tree()
    spell_once(root)
    _name_first(root, zine)
    mark_pages(root, section.name, locators, _marker)
    for span in [span for span in root.iter("span") if span.get("data-page-of")]:
        _say_page(span, locators)
    for element in [element for element in root.iter("span", "a") if only_in_print(element)]:
        element.tag = "only-in-print"
    for span in [span for span in root.iter("span") if span.get("data-title-of")]:
        _entitle(span, zine)
    etree.strip_elements(root, "only-in-print", with_tail=False)
    return root


def _name_first(root: Element, zine: Zine) -> None:
    """Let what leads to the first piece lead to it by its name."""
    for element in root.iter("a", "span"):
        for key, said in (("href", f"#{FIRST}"), ("data-page-of", FIRST)):
            if element.get(key) == said:
                element.set(key, said.replace(FIRST, zine.section_of[FIRST].name))


def _say_page(span: Element, locators: Locators) -> None:
    """Put the number of a page behind the words that announce it, where it is known."""
    label = locators.labels.get(str(span.get("data-page-of")))
    if label:
        del span.attrib["data-page-of"]
        span.text = f"{span.text or ''}{label}"


def _entitle(span: Element, zine: Zine) -> None:
    """Let the link around a span say which title it leads to."""
    section = zine.section_of[str(span.attrib.pop("data-title-of"))]
    link = next(span.iterancestors("a"), None)
    if link is not None:
        link.set("title", " ".join(section.title.split()))


def _marker(page: Page, number: int, is_quiet: bool) -> Element:
    kind = f"{LOCATOR} quiet" if is_quiet else LOCATOR
    return etree.Element("span", {"class": kind, "id": anchor(page.label), "data-page": page.label})


# --- places in a text


@dataclass(frozen=True)
class _WordStart:
    """Where a word begins, with so many letters before it.

    It is at `index` in the text of `element`, or of its tail where `behind` is true; without an
    index it is before the element itself.
    """

    letters: int
    element: Element
    behind: bool = False
    index: int | None = None


def mark_pages(
    root: Element, name: str, locators: Locators, marker: Marker, *, in_words: bool = False
) -> None:
    """Put what `marker` makes of each page of the section `name` before the page's first word.

    No word is split; the number of a link or of a page stays in one piece. Where a heading, a link
    or a table begins with the word, the marker stands before it, unless it may be `in_words`.
    """
    pages = locators.pages.get(name, ())
    if not pages:
        return
    walk = _WordWalk(locators.spelled.get(name, NO_NAMES))
    places = list(walk.places(root))
    counts = [place.letters for place in places]
    first: dict[Element, Element] = {}
    for number in reversed(range(len(pages))):
        page = pages[number]
        found = bisect_right(counts, page.letters) - 1
        if found < 0 or (page.letters == 0 and not in_words):
            made = marker(page, number, False)
            made.tail, root.text = root.text, None
            root.insert(0, made)
        elif page.letters >= walk.letters:
            root.append(marker(page, number, False))
        else:
            place = _hoisted(places[found], in_words=in_words)
            _insert(place, page, number, marker, first)


def letters_in(root: Element, names: Mapping[int, str] = NO_NAMES) -> int:
    """How many letters a tree counts; `names` are what print says in place of signs."""
    walk = _WordWalk(names)
    list(walk.places(root))
    return walk.letters


class _WordWalk:
    """Goes through a text word by word. `letters` are those that were passed.

    `names` are what print says in place of signs that its fonts lack.
    """

    def __init__(self, names: Mapping[int, str]) -> None:
        self.names, self.letters, self._apart = names, 0, True

    def places(self, element: Element, *, hidden: bool = False) -> Iterator[_WordStart]:
        """Where each word of an element begins; what is hidden has none."""
        classes = element.get("class", "").split()
        hidden = "instead" not in classes and (hidden or "hidden" in classes)
        if {"qr", LOCATOR, AT_FOOT} & set(classes) or is_said_again(element):
            return
        if element.tag == "img" and not hidden:
            yield _WordStart(self.letters, element)
            self.letters += 1
        yield from self._words(element, hidden=hidden, behind=False)
        for child in element:
            is_block = child.tag not in INLINES or child.tag in ("br", "img")
            self._apart |= is_block
            yield from self.places(child, hidden=hidden)
            self._apart |= is_block
            yield from self._words(child, hidden=hidden, behind=True)

    def _words(self, element: Element, *, hidden: bool, behind: bool) -> Iterator[_WordStart]:
        text = (element.tail if behind else element.text) or ""
        if hidden:
            return
        for found in WORD.finditer(text):
            count = letters(found[0].translate(self.names) if self.names else found[0])
            if count and (found.start() > 0 or self._apart):
                yield _WordStart(self.letters, element, behind, found.start())
            self.letters += count
        if text:
            self._apart = not WORD.search(text[-1])


def _insert(
    place: _WordStart, page: Page, number: int, marker: Marker, first: dict[Element, Element]
) -> None:
    """Put a marker at a place; `first` are the first ones before elements, for earlier pages."""
    element, index = place.element, place.index
    made = marker(page, number, any(el.tag == "a" for el in _around(place)))
    if index is None:
        before = first.get(element, element)
        before.addprevious(made)
        first[element] = made
    elif place.behind:
        tail = element.tail or ""
        element.tail = None
        element.addnext(made)
        element.tail, made.tail = tail[:index], tail[index:]
    else:
        text = element.text or ""
        element.text, made.tail = text[:index], text[index:]
        element.insert(0, made)


def _around(place: _WordStart) -> Iterator[Element]:
    """The elements that a place is in, the innermost first."""
    if place.index is not None and not place.behind:
        yield place.element
    yield from place.element.iterancestors()


def _hoisted(place: _WordStart, *, in_words: bool) -> _WordStart:
    """The same place outside of the inline elements, headings and tables that begin there.

    Headings, and what is filled in later, are left even from their middle.
    """
    found, inner = place, place.element if place.index is None else None
    at_start = not place.behind
    for element in _around(place):
        text = element.text or ""
        is_first = inner is None or (len(element) > 0 and element[0] is inner)
        at_start &= is_first and not text[: place.index if inner is None else None].strip()
        starts_here = at_start and _may_stand_before(element)
        if _is_filled_in(element) or (not in_words and (starts_here or element.tag in HEADINGS)):
            found = _WordStart(place.letters, element)
        inner = element
    return found


def _may_stand_before(element: Element) -> bool:
    is_line = "passage-end" in element.get("class", "").split()
    return element.tag in INLINES or element.tag == "table" or is_line


def _is_filled_in(element: Element) -> bool:
    return only_in_print(element) or element.get("data-title-of") is not None
