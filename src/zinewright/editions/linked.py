"""A text in which links can be followed → the same without the addresses that are for paper.

The lists of addresses in “Links and notes”, and the address behind a link in a note, are there to
be typed. Where a page of the reading edition begins in one of them, its mark stays.
"""

from __future__ import annotations

from zinewright.body import Element
from zinewright.languages.words import words_for
from zinewright.locators import LOCATOR
from zinewright.model import Section


def without_addresses(root: Element, section: Section) -> None:
    """Take out what says again where links lead; of a part that held nothing else, say so."""
    for address in [span for span in root.iter("span") if span.get("class") == "address"]:
        _take_out(address)
    if section.kind != "links":
        return
    for block in _lists_of_addresses(root):
        _take_out(block)
    for heading in [each for each in root.iter("h2") if _next_block(each) in (None, "h2")]:
        _take_out(heading)
    if next(root.iter("ol"), None) is None:
        for lead in [each for each in root.iter("p") if each.get("class") == "lead"]:
            lead.text = words_for(section.language).say("links-in-place")


def _lists_of_addresses(root: Element) -> list[Element]:
    found, inside = [], False
    for block in root:
        if block.tag in ("h2", "h3"):
            inside = block.tag == "h3" and block.get("id", "").endswith("--links")
        if inside and not _is_mark(block):
            found.append(block)
    return found


def _next_block(element: Element) -> str | None:
    return next((str(each.tag) for each in element.itersiblings() if not _is_mark(each)), None)


def _is_mark(element: Element) -> bool:
    return LOCATOR in element.get("class", "").split()


def _take_out(element: Element) -> None:
    """Take an element out and leave the text behind it, and the marks of pages in it."""
    parent, tail = element.getparent(), element.tail or ""
    assert parent is not None
    marks = [mark for mark in element.iter("span") if _is_mark(mark)]
    for mark in marks:
        mark.tail = None
        element.addprevious(mark)
    before = element.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + tail
    else:
        parent.text = (parent.text or "") + tail
    parent.remove(element)
