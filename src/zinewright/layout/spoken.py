"""A section to typeset → the same, with what voices say where print has a sign.

A note's number is “Note 1”, struck-out words are told as such, the name of a heading has no number
of a note in it, and the code of an address that stands beside it is decoration.
"""

from __future__ import annotations

from collections.abc import Iterator

from zinewright.body import HEADINGS, Element
from zinewright.languages.words import Words
from zinewright.layout.foot_notes import FOOT

MARKS = frozenset({"noteref", "linkref", FOOT})
STRUCK = ("del", "s")
TEXT = "\ufffc"  # where the words themselves stand in what is said of them


def speak(root: Element, language: str, words: Words) -> None:
    """Put what is said of elements into `data-said`; of struck-out words, what stands around
    `TEXT`. `language` is that of the text."""
    for reference in [link for link in root.iter("a") if link.get("class") == "noteref"]:
        reference.set("data-said", words.say("note-number", number=reference.text or ""))
        if words.language != language and not reference.get("lang"):
            reference.set("lang", words.language)
    for struck in root.iter(*STRUCK):
        struck.set("data-said", words.say("text-crossed-out", text=TEXT))
    for heading in root.iter(*HEADINGS):
        if any(link.get("class") in MARKS for link in heading.iter("a")):
            heading.set("data-name", name_of(heading))
            heading.set("style", "bookmark-label: attr(data-name)")


def name_of(element: Element) -> str:
    """The words of an element, without the numbers of notes and links in it."""
    return " ".join("".join(_texts(element)).split())


def _texts(element: Element) -> Iterator[str]:
    if element.get("class") not in MARKS:
        yield element.text or ""
        for child in element:
            yield from _texts(child)
            yield child.tail or ""


def stands_beside(code: Element, address: str) -> bool:
    """Whether the address of a code can be read, and followed, in the block that it stands in."""
    block = next((around for around in code.iterancestors("li", "p", "section", "body")), None)
    return block is not None and any(link.get("href") == address for link in block.iter("a"))
