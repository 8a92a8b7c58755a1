"""A style sheet, and what a page keeps of its room for folios → what is wrong with that room.

A layout keeps room for the number of a page with letters that stand alone in a margin box; binding
replaces them. Where they are cut short, or stand with others, they would be printed as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from zinewright.layout.declared import FOLIO, FOLIO_ROOM
from zinewright.problems import Problem, shown
from zinewright.typeset.extract import LEFT, RIGHT, Seen

PAGE_RULE = re.compile(r"@page\s*(?::\w+\s*)?(?:,|\{)")
SLOT = "Write .slot { display: inline-block }, and let it be seen"
WHOLE = f"content: var(--{FOLIO_ROOM})"
FIX = f"Write {WHOLE} there, and nothing else beside it in that box"


def folios_missing(css: str, style: str, seen: Seen) -> Iterator[Problem]:
    """What is wrong with the folios of a section; `style` is the file that promises them, if any.

    A page that a style sheet gives a name of its own may go without.
    """
    where = style or "layout"
    for said in dict.fromkeys(seen.unwhole):
        what = f"“{shown(said)}” would be printed where a page has its number"
        yield Problem(where, _line_of(css, said), "folio", what, FIX)
    if style and seen.sides_without and not seen.unwhole:
        pages = " and ".join(side for side in (LEFT, RIGHT) if side in seen.sides_without)
        what = f"{pages} pages would have no number"
        fix = f"Write {WHOLE} into a box in their margin, with white-space: nowrap"
        yield Problem(where, _rule_in(css), "folio", what, fix)

    if seen.is_room_lost:
        what = "numbers of pages within the text have lost their room"
        yield Problem(where, _line_of(css, ".slot"), "folio", what, SLOT)


def _line_of(css: str, said: str) -> int | None:
    """The line of a style sheet that says a text: in its own letters, or beside those of the room.

    What is declared before its rules is none of them.
    """
    written = (f'"{said}"', f"'{said}'", said, *_beside_room(said))
    begin = css.find("}") + 1 if css.startswith(":root{") else 0
    at = next((at for each in written if (at := css.find(each, begin)) >= 0), -1)
    return css.count("\n", 0, at) + 1 if at >= 0 else None


def _beside_room(said: str) -> Iterator[str]:
    """How a style writes a text that holds the room for a folio, or a part of that."""
    before, room, _ = said.partition(FOLIO)
    if room and before:
        yield f'"{before}" var(--{FOLIO_ROOM})'
    yield f"var(--{FOLIO_ROOM}) " if room else f"var(--{FOLIO_ROOM})"


def _rule_in(css: str) -> int | None:
    """The line of the first rule for pages without a name."""
    found = PAGE_RULE.search(css)
    return css.count("\n", 0, found.start()) + 1 if found else None
