"""A section that lists things → the units that are typeset apart and then stacked."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from zinewright.abbreviations import spell_once
from zinewright.body import HEADINGS, Element
from zinewright.layout.foot_notes import without_feet
from zinewright.model import Section


@dataclass(frozen=True)
class Unit:
    """Blocks to typeset together, with a page for each, as XHTML of the section's body.

    `keeps` says of each block whether it must stand on the page of the next, `joins` whether it
    goes on with the list of the block before.
    """

    blocks: tuple[str, ...]
    keeps: tuple[bool, ...]
    joins: tuple[bool, ...]


def units(section: Section) -> tuple[Unit, ...]:
    """A section that lists things, in units that are typeset apart and then stacked."""
    root = section.body.tree()
    spell_once(root)
    without_feet(root)
    return tuple(
        Unit(
            tuple(etree.tostring(block, encoding="unicode") for block, _ in unit),
            tuple(_leads(block) for block, _ in unit),
            tuple(join for _, join in unit),
        )
        for unit in units_of(root)
    )


def _leads(block: Element) -> bool:
    """Whether a block is nothing without the next: a heading, a lead, what stands before a row."""
    behind = block.getnext()
    is_before = block.tag == "p" and behind is not None and behind.get("class") == "row"
    return str(block.tag) in HEADINGS or block.get("class") == "lead" or is_before


def units_of(root: Element) -> list[list[tuple[Element, bool]]]:
    """The parts of a section: entries of a list that names chapters, a line that counts the others,
    or all below an h2.

    A unit is a list of blocks; each item of a list is one, and says whether it goes on with the
    list of the block before.
    """
    units: list[list[tuple[Element, bool]]] = [[]]
    for element in list(root):
        element.tail = None
        if units[-1] and (element.tag == "h2" or "goes-on" in element.get("class", "").split()):
            units.append([])
        if element.tag not in ("ol", "ul"):
            units[-1].append((element, False))
            continue
        lists_chapters = "contents" in element.get("class", "").split()
        for number, item in enumerate(list(element)):
            holder = etree.Element(element.tag, dict(element.attrib))
            if element.tag == "ol" and not lists_chapters:
                holder.set("start", str(number + int(element.get("start", "1"))))
            holder.append(item)
            if lists_chapters:
                units.append([])
            units[-1].append((holder, number > 0))
        if lists_chapters:
            units.append([])  # what follows the last must not change with it
    return [unit for unit in units if unit]
