"""What must not be parted at the end of a line → the same, tied to a word.

The space before a tied word stands in an element of its own: otherwise WeasyPrint 70 breaks the
line at the first space of the text before, not at the last.
"""

from __future__ import annotations

import re

from lxml import etree

from zinewright.body import INLINES, Element

LONG = re.compile(r"\S{21,}")
"""A word that may be wider than a line of any edition."""


def tie_to_word(reference: Element) -> None:
    """Tie the number of a note to the word before it, so that no line begins with it."""
    before, parent = reference.getprevious(), reference.getparent()
    assert parent is not None
    text = (parent.text if before is None else before.tail) or ""
    found = re.search(r"(\s*)(\S{1,30})\Z", text)
    if not found:
        return
    space, tied = etree.Element("span"), etree.Element("span", {"class": "nobreak"})
    space.text, tied.text = found[1], found[2]
    rest = (reference.tail or "").lstrip(".,;:!?’”)")
    tied.tail = rest
    reference.tail = (reference.tail or "")[: len(reference.tail or "") - len(rest)]
    if before is None:
        parent.text = text[: found.start()]
    else:
        before.tail = text[: found.start()]
    parent.replace(reference, tied)
    tied.addprevious(space)
    tied.append(reference)


def tie_to_next(mark: Element) -> None:
    """Tie what marks a place to the word behind it, so that it stands on the line of the word."""
    found = re.match(r"\S{1,30}", mark.tail or "")
    before, parent = mark.getprevious(), mark.getparent()
    assert parent is not None
    if not found:
        return
    tied = etree.Element("span", {"class": "nobreak"})
    tied.tail, mark.tail = (mark.tail or "")[found.end() :], found[0]
    text = (parent.text if before is None else before.tail) or ""
    parent.replace(mark, tied)
    tied.append(mark)
    if text.strip() and text[-1:].isspace():
        space = etree.Element("span")
        space.text = text[len(text.rstrip()) :]
        tied.addprevious(space)
        if before is None:
            parent.text = text.rstrip()
        else:
            before.tail = text.rstrip()


def let_long_words_break(root: Element) -> None:
    """Let words break that are wider than a line may be, in elements that are in others on a line.

    There the style forbids it, since WeasyPrint 70 would break words that fit.
    """
    for element in root.iter(*INLINES):
        around = element.getparent()
        is_inner = around is not None and around.tag in INLINES and element.get("class") != "slot"
        texts = (element.text, *(child.tail for child in element))
        if is_inner and any(LONG.search(text or "") for text in texts):
            element.set("style", "overflow-wrap: anywhere")
