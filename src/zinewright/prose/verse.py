"""A poem as Python-Markdown writes it → its lines, each an element of its own.

A line that is too long for a page can then hang under its beginning, and whoever knows no styles
still breaks the lines where the poet did.
"""

from __future__ import annotations

from lxml import etree

from zinewright.body import Element, Fault, text_of

LINE = "line"


def set_in_lines(poem: Element) -> Fault | None:
    """Make lines of what its stanzas hold, with a `br` between two. Returns what is wrong."""
    for stanza in poem.iter("p"):
        lines = _parted(stanza)
        stanza.text = None
        del stanza[:]
        for number, line in enumerate(lines):
            if number:
                stanza.append(etree.Element("br"))
            line.tag, line.attrib["class"] = "span", LINE
            stanza.append(line)
    if text_of(poem):
        return None
    what, fix = "the poem holds no words", "Write it, or take its two lines out"
    return Fault("poem", what, fix, ":::", poem.sourceline or 0)


def _parted(element: Element) -> list[Element]:
    """Copies of an element, each with one of the lines that it holds; what crosses the end of a
    line, such as emphasis, begins anew on the next.
    """
    lines = [_like(element)]
    _add(lines, element.text)
    for child in element:
        first, *later = _parted(child)
        lines[-1].append(first)
        for part in later:
            lines.append(_like(element))
            lines[-1].append(part)
        _add(lines, child.tail)
    return lines


def _add(lines: list[Element], text: str | None) -> None:
    """Put a text behind the last of some lines, and begin another at each end of a line in it."""
    for number, piece in enumerate((text or "").split("\n")):
        if number:
            lines.append(_like(lines[-1]))
        last = lines[-1][-1] if len(lines[-1]) else None
        if last is not None:
            last.tail = (last.tail or "") + piece
        else:
            lines[-1].text = (lines[-1].text or "") + piece


def _like(element: Element) -> Element:
    """An empty element of the same kind, for the same line of the file."""
    made = etree.Element(element.tag, dict(element.attrib))
    made.sourceline = element.sourceline  # type: ignore[misc]
    return made
