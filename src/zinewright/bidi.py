"""Text in two directions → what is seen is what is heard (Unicode Standard Annex 9).

Signs that turn text round against its letters are taken out, and others end where their block ends.
What stands in a sentence of ours, and may be written the other way, is isolated from it: in a text
between `FSI` and `PDI`, in XHTML in an element that says its direction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Literal

from lxml import etree

from zinewright.body import HEADINGS, INLINES, Element

FSI, PDI = "\u2068", "\u2069"
ISOLATES, EMBEDDINGS, OVERRIDES, POP = (
    "\u2066\u2067\u2068",
    "\u202a\u202b",
    "\u202d\u202e",
    "\u202c",
)
CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
ISOLATED = re.compile(f"{FSI}([^\u2066-\u2069]*){PDI}")
STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
ATTRIBUTES = ("alt", "title", "data-sentence")

TURNING = ("p", "li", "dt", "dd", "td", "th", "caption", "figcaption", "pre", *HEADINGS)


def direction_in(text: str, default: Literal["ltr", "rtl"] = "ltr") -> Literal["ltr", "rtl"]:
    """The direction of the first letter that has one, as “auto” takes it in HTML."""
    return next(_directions(text), default)


def _directions(text: str) -> Iterator[Literal["ltr", "rtl"]]:
    for letter in text:
        match unicodedata.bidirectional(letter):
            case "L":
                yield "ltr"
            case "R" | "AL":
                yield "rtl"


def isolated(text: str, around: Literal["ltr", "rtl"] = "ltr") -> str:
    """A text for a sentence of the direction `around`, apart from it where it has letters of the
    other one."""
    if around == "ltr" and text.isascii():
        return text
    bare = ISOLATED.sub("", text)
    return f"{FSI}{text}{PDI}" if any(way != around for way in _directions(bare)) else text


def settled(text: str) -> str:
    """One line of text without signs that turn it round, or that go on behind it."""
    return settle([text])[0]


def settle(texts: Sequence[str]) -> list[str]:
    """The texts that follow one another in a block, without such signs.

    Overrides go; embeddings and isolates stay where they are closed, in their order.
    """
    if not any(CONTROLS.search(text) for text in texts):
        return list(texts)
    letters = [list(text) for text in texts]
    opened: list[tuple[int, int]] = []
    for number, text in enumerate(texts):
        for found in CONTROLS.finditer(text):
            _step(letters, opened, (number, found.start()))
    for number, place in opened:
        letters[number][place] = ""
    return ["".join(each) for each in letters]


def _step(letters: list[list[str]], opened: list[tuple[int, int]], at: tuple[int, int]) -> None:
    """Take one sign: note that it opens something, or let it close what is open, or take it out."""
    sign = letters[at[0]][at[1]]
    if sign not in (POP, PDI):
        opened.append(at)
        return
    wanted = ISOLATES if sign == PDI else EMBEDDINGS + OVERRIDES
    if sign == PDI:  # it closes what was opened in its isolate, too
        while opened and letters[opened[-1][0]][opened[-1][1]] not in ISOLATES:
            number, place = opened.pop()
            letters[number][place] = ""
    last = opened[-1] if opened else None
    if last is None or letters[last[0]][last[1]] not in wanted:
        letters[at[0]][at[1]] = ""
        return
    opened.pop()
    if letters[last[0]][last[1]] in OVERRIDES:
        letters[last[0]][last[1]] = letters[at[0]][at[1]] = ""


# --- in XHTML


def turn_blocks(root: Element, around: Literal["ltr", "rtl"]) -> None:
    """Give blocks that are written the other way than the text around them their direction, and
    addresses, numbers and code that have no letter from right to left theirs.
    """
    for element in root.iter(*TURNING):
        if element.get("dir"):
            continue
        ways = list(_directions("".join(_own_texts(element))))
        other = sum(way != around for way in ways)
        if ways and ways[0] != around and other * 2 > len(ways):
            element.set("dir", ways[0])
    if around == "rtl":
        for element in root.iter("a", "code"):
            if "rtl" not in _directions("".join(element.itertext())) and not element.get("class"):
                element.set("dir", element.get("dir") or "ltr")


def _own_texts(element: Element) -> Iterator[str]:
    """The texts of an element, but for phrases that say in which language they are."""
    yield element.text or ""
    for child in element:
        if not (child.get("lang") or child.get("dir")):
            yield from _own_texts(child)
        yield child.tail or ""


def settle_in(root: Element) -> None:
    """Settle every block of a text, and what stands in its attributes."""
    for places in _blocks(root):
        texts = [getattr(element, name) or "" for element, name in places]
        for (element, name), old, new in zip(places, texts, settle(texts), strict=True):
            if new != old:
                setattr(element, name, new)
    for element in root.iter():
        for name in ATTRIBUTES:
            if CONTROLS.search(value := element.get(name) or ""):
                element.set(name, settled(value))


def _blocks(root: Element) -> Iterator[list[tuple[Element, str]]]:
    """The texts of each block, in order: where they stand, as element and `text` or `tail`."""
    places: list[tuple[Element, str]] = []
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_block = element.tag not in INLINES
        if is_block and places:
            yield places
            places = []
        places.append((element, "text" if event == "start" else "tail"))
    if places:
        yield places


def isolate_in(root: Element) -> None:
    """Make elements, with their direction, of what is isolated in a text."""
    for element in list(root.iter()):
        for name in ("text", "tail"):
            if element is not root or name == "text":
                _isolate(element, name)


def _isolate(element: Element, name: str) -> None:
    pieces = ISOLATED.split(getattr(element, name) or "")
    if len(pieces) == 1:
        return
    setattr(element, name, pieces[0])
    last = element if name == "tail" else None
    for inside, behind in zip(pieces[1::2], pieces[2::2], strict=True):
        span = etree.Element("span", {"dir": direction_in(inside)})
        span.text, span.tail = inside, behind
        if last is None:
            element.insert(0, span)
        else:
            tail, span.tail = span.tail, None
            last.addnext(span)
            span.tail = tail
        last = span
