"""A mark that stands in a text as it was written → why nothing begins or ends there."""

from __future__ import annotations

import re

from zinewright.body import Element, Fault
from zinewright.problems import nearest, shown

OPENING = "::: note topic, topic | one sentence on what this part tells"
HELD = {
    "poem": "poem",
    "pull": "pull quote",
}  # what else stands between marks, and what it is called


class StrayMarks:
    """Goes through the blocks of a text in order."""

    def __init__(self) -> None:
        self._told = False  # whether it was said why a passage does not begin that ends further on

    def said_of(self, block: Element) -> Fault | None:
        """What is to be said of the mark in a block, if there is one that was not taken."""
        own = [block.text or ""]
        own += [f"{'' if child.tag == 'br' else chr(0)}{child.tail or ''}" for child in block]
        lines = "".join(own).split("\n")
        line = next((line.strip() for line in lines if line.strip().startswith(":::")), "")
        if not line:
            return None
        if not line.strip(":"):
            told, self._told = self._told, False
            if told:
                return None
            what = "a passage ends here that has not begun"
            fix = f"Take ::: out, or begin the passage with {OPENING}"
            return Fault("passage", what, fix, line, block.sourceline or 0)
        return self._beginning(line, block)

    def _beginning(self, line: str, block: Element) -> Fault:
        """Why nothing begins with a mark."""
        inside = next(block.iterancestors("section", "li", "dd", "blockquote"), None)
        kind = line.lstrip(":").strip()
        if kind in HELD:
            what = f"the {HELD[kind]} has no end"
            fix = "Put ::: on a line of its own where it ends, equally far in"
        elif not re.match(r":::\s*note\b", line):
            what = f"“{shown(line)}” means nothing here{nearest(kind, HELD)}"
            fix = f"Begin a passage with {OPENING}, and end it with ::: on a line of its own"
        elif inside is None:
            what, fix = "the passage has no end", "Put ::: on a line of its own where it ends"
        elif inside.tag == "section":
            what = "a passage begins inside another"
            fix = "End the first one with ::: on a line of its own before the next begins"
        else:
            what = "the passage begins inside a list or a quotation, and does not end there"
            fix, self._told = "Put its two lines equally far in", True
        rule = kind if kind in HELD else "passage"
        return Fault(rule, what, fix, line, block.sourceline or 0)
